#include "emit/AuthorityChain.h"
#include "emit/ProcessItem.h"

#include <utility>

namespace fadu::emit {

namespace {

using derive::Authority;

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
    Json provision() const;
    Json power() const;
    Json function(model::FunctionId id) const;
    Json fieldOffice(const AuthorityLink& link) const;
    Json mandate(const model::Mandate& mandate) const;
    Json organ() const;
    Json linkJson(const AuthorityLink& link) const;

    const ProcessValues& values_;
    const model::Program& program_;
    const model::Item& item_;
    const Authority& authority_;
};

Json Chain::provision() const {
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
    return link;
}

Json Chain::power() const {
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
    return link;
}

Json Chain::function(model::FunctionId id) const {
    const model::Function& function = program_.functions[id];
    const LevelSet levels = program_.establishments[authority_.establishment].levels;
    Json link = {{"kind", "function"},
                 {"name", values_.text(function.name)},
                 {"levels", values_.levels(levels.empty() ? function.levels : levels)}};
    values_.addSource(link, function.span);
    return link;
}

Json Chain::fieldOffice(const AuthorityLink& link) const {
    Json result = {{"kind", "fieldOffice"},
                   {"from", values_.text(program_.organs[link.from].name)},
                   {"to", values_.text(program_.organs[link.to].name)}};
    values_.addSource(result, program_.organs[link.to].span);
    return result;
}

Json Chain::mandate(const model::Mandate& mandate) const {
    Json link = {{"kind", mandateKind(mandate.kind)},
                 {"from", values_.text(program_.organs[mandate.from].name)},
                 {"to", values_.text(program_.organs[mandate.to].name)}};
    if (!mandate.basis.empty()) {
        link["basis"] = values_.citations(mandate.basis);
    }
    values_.addSource(link, mandate.span);
    return link;
}

Json Chain::organ() const {
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
    return link;
}

Json Chain::linkJson(const AuthorityLink& link) const {
    switch (link.kind) {
        case AuthorityLink::Kind::Provision:
            return provision();
        case AuthorityLink::Kind::Power:
            return power();
        case AuthorityLink::Kind::Function:
            return function(link.function);
        case AuthorityLink::Kind::Holder:
            return {{"kind", "holder"},
                    {"name", values_.text(link.holder)},
                    {"levels",
                     values_.levels(program_.establishments[authority_.establishment].levels)}};
        case AuthorityLink::Kind::FieldOffice:
            return fieldOffice(link);
        case AuthorityLink::Kind::Mandate:
            return mandate(program_.mandates[link.mandate]);
        case AuthorityLink::Kind::Organ:
            break;
    }
    return organ();
}

Json Chain::run() {
    Json result = {{"verdict", ProcessValues::verdict(authority_.verdict)}};
    if (const char* failure = failureName(authority_.failure)) {
        result["failure"] = failure;
    }
    if (authority_.verdict == derive::Verdict::Unknown) {
        result["missing"] = authority_.missing.zh;
    }
    Json links = Json::array();
    for (const AuthorityLink& link : authorityLinks(program_, authority_)) {
        links.push_back(linkJson(link));
        if (!link.holds) {
            links.back()["holds"] = false;
        }
    }
    result["links"] = std::move(links);
    return result;
}

}  // namespace

Json authorityChain(const ProcessValues& values, model::ItemId item) {
    return Chain(values, item).run();
}

}  // namespace fadu::emit
