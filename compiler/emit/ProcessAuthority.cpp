#include "emit/ProcessItem.h"

#include <algorithm>
#include <utility>

namespace fadu::emit {

namespace {

using derive::Authority;
using model::OrganId;

const char* failureName(Authority::Failure failure) {
    switch (failure) {
        case Authority::Failure::NoBasis:
            return "noBasis";
        case Authority::Failure::RankTooLow:
            return "rankTooLow";
        case Authority::Failure::EstablishesNothing:
            return "establishesNothing";
        case Authority::Failure::NotCompetent:
            return "notCompetent";
        case Authority::Failure::WrongLevel:
            return "wrongLevel";
        case Authority::Failure::None:
            break;
    }
    return nullptr;
}

const char* mandateKind(model::Mandate::Kind kind) {
    switch (kind) {
        case model::Mandate::Kind::Transfer:
            return "transfer";
        case model::Mandate::Kind::Entrustment:
            return "entrustment";
        case model::Mandate::Kind::Delegation:
            return "delegation";
        case model::Mandate::Kind::Devolution:
            break;
    }
    return "devolution";
}

class Chain {
public:
    Chain(const ProcessValues& values, model::ItemId id)
        : values_(values),
          program_(values.program()),
          item_(program_.items[id]),
          authority_(values.facts().of(id).authority) {}

    Json run();

private:
    bool failsWith(Authority::Failure failure) const { return authority_.failure == failure; }
    void addLink(Json link, bool holds) {
        if (!holds) {
            link["holds"] = false;
        }
        links_.push_back(std::move(link));
    }
    void addProvision();
    void addPower();
    void addHolders();
    void addMandates();
    void addOrgan();
    OrganId holder() const;

    const ProcessValues& values_;
    const model::Program& program_;
    const model::Item& item_;
    const Authority& authority_;
    Json links_ = Json::array();
};

void Chain::addProvision() {
    Json link = {{"kind", "provision"}};
    if (authority_.establishment.valid()) {
        const model::ProvisionId id = program_.establishments[authority_.establishment].provision;
        link["citation"] = values_.citation(program_.legalBasis(id));
        if (authority_.ancestor) {
            // What is cited is not recorded itself; this is the recorded place around it.
            link["ancestor"] = true;
        }
        values_.addSource(link, program_.provisions[id].span);
    } else {
        link["citation"] = values_.citation(*authority_.citation);
        values_.addSource(link, authority_.citation->span);
    }
    addLink(std::move(link), !failsWith(Authority::Failure::EstablishesNothing) &&
                                 !failsWith(Authority::Failure::NoBasis));
}

void Chain::addPower() {
    Json link = {{"kind", "power"}};
    const auto describe = [&](std::string name, const std::optional<PowerKind>& kind,
                              model::InstrumentId instrument) {
        link["name"] = std::move(name);
        link["powerKind"] = kind ? Json(termText(*kind).zh) : Json(nullptr);
        const model::Instrument* text =
            instrument.valid() ? &program_.instruments[instrument] : nullptr;
        link["rank"] =
            text != nullptr && text->rank ? Json(termText(*text->rank).zh) : Json(nullptr);
    };
    if (authority_.establishment.valid()) {
        const model::Establishment& establishment =
            program_.establishments[authority_.establishment];
        describe(values_.text(establishment.power), establishment.kind,
                 program_.provisions[establishment.provision].instrument);
    } else {
        describe(values_.text(item_.power), item_.kind.value,
                 program_.targets[authority_.citation->target].instrument);
    }
    link["competence"] = nullptr;
    if (authority_.competence) {
        Json further = Json::array();
        for (const model::TargetId target : program_.competences[*authority_.competence].basis) {
            Json basis = values_.citation(program_.legalBasis(program_.targets[target]));
            if (link["competence"].is_null()) {
                link["competence"] = std::move(basis);
            } else {
                further.push_back(std::move(basis));
            }
        }
        if (!further.empty()) {
            link["furtherCompetence"] = std::move(further);
        }
    }
    addLink(std::move(link), !failsWith(Authority::Failure::RankTooLow));
}

/// Who holds the power by the provision: the function by which the organ is competent, or all that
/// are named when it is by none.
void Chain::addHolders() {
    const model::Establishment& establishment = program_.establishments[authority_.establishment];
    std::vector<model::FunctionId> functions;
    if (authority_.function.valid()) {
        functions.push_back(authority_.function);
    } else if (authority_.verdict != derive::Verdict::Proved) {
        functions = establishment.holders;
    }
    for (const model::FunctionId id : functions) {
        const model::Function& function = program_.functions[id];
        const LevelSet levels =
            establishment.levels.empty() ? function.levels : establishment.levels;
        Json link = {{"kind", "function"},
                     {"name", values_.text(function.name)},
                     {"levels", values_.levels(levels)}};
        values_.addSource(link, function.span);
        addLink(std::move(link), true);
    }
    if (!functions.empty()) {
        return;
    }
    // The provision names organs, not functions.
    const OrganId organ = holder();
    for (const NameId name : establishment.holderNames) {
        if (authority_.verdict == derive::Verdict::Proved && organ.valid() &&
            program_.organs[organ].name != name) {
            continue;
        }
        addLink({{"kind", "holder"},
                 {"name", values_.text(name)},
                 {"levels", values_.levels(establishment.levels)}},
                true);
    }
}

/// The organ that holds the power itself, or by the department that sent it out.
OrganId Chain::holder() const {
    return authority_.mandates.empty() ? authority_.organ
                                       : program_.mandates[authority_.mandates.front()].from;
}

void Chain::addMandates() {
    const OrganId first = holder();
    const auto holdsItself = [&](OrganId id) {
        const model::Organ& organ = program_.organs[id];
        const auto& names = program_.establishments[authority_.establishment].holderNames;
        return std::find(organ.functions.begin(), organ.functions.end(), authority_.function) !=
                   organ.functions.end() ||
               std::find(names.begin(), names.end(), organ.name) != names.end();
    };
    const OrganId parent = program_.organs[first].fieldOfficeOf;
    if (parent.valid() && !holdsItself(first) && holdsItself(parent)) {
        Json link = {{"kind", "fieldOffice"},
                     {"from", values_.text(program_.organs[parent].name)},
                     {"to", values_.text(program_.organs[first].name)}};
        values_.addSource(link, program_.organs[first].span);
        addLink(std::move(link), true);
    }
    for (const std::size_t index : authority_.mandates) {
        const model::Mandate& mandate = program_.mandates[index];
        Json link = {{"kind", mandateKind(mandate.kind)},
                     {"from", values_.text(program_.organs[mandate.from].name)},
                     {"to", values_.text(program_.organs[mandate.to].name)}};
        if (!mandate.basis.empty()) {
            link["basis"] = values_.citations(mandate.basis);
        }
        values_.addSource(link, mandate.span);
        addLink(std::move(link), true);
    }
}

void Chain::addOrgan() {
    const model::Organ& organ = program_.organs[authority_.organ];
    const std::optional<Level> level = program_.levelOf(authority_.organ);
    Json link = {{"kind", "organ"},
                 {"name", values_.text(organ.name)},
                 {"level", values_.level(level)},
                 {"place", values_.placeId(organ.place)}};
    if (authority_.level && authority_.level != level) {
        link["judgedLevel"] = values_.level(authority_.level);
    }
    values_.addSource(link, organ.span);
    addLink(std::move(link), !failsWith(Authority::Failure::NotCompetent) &&
                                 !failsWith(Authority::Failure::WrongLevel));
}

Json Chain::run() {
    Json result = {{"verdict", ProcessValues::verdict(authority_.verdict)}};
    if (const char* failure = failureName(authority_.failure)) {
        result["failure"] = failure;
    }
    if (authority_.verdict == derive::Verdict::Unknown) {
        result["missing"] = authority_.missing.zh;
    }
    const bool established = authority_.establishment.valid();
    if (established || authority_.citation) {
        addProvision();
    }
    if (established || (authority_.citation && failsWith(Authority::Failure::RankTooLow))) {
        addPower();
    }
    if (established && !failsWith(Authority::Failure::RankTooLow)) {
        addHolders();
        if (authority_.organ.valid()) {
            addMandates();
            addOrgan();
        }
    }
    result["links"] = std::move(links_);
    return result;
}

}  // namespace

Json authorityChain(const ProcessValues& values, model::ItemId item) {
    return Chain(values, item).run();
}

}  // namespace fadu::emit
