#include "checks/Check.h"
#include "checks/Describe.h"
#include "derive/Renumbering.h"

#include <algorithm>
#include <vector>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check consistency_basis_roles;
const Check consistency_basis_roles{{"CON005",
                                     "consistency/basis-roles",
                                     Severity::Warning,
                                     Nature::Legality,
                                     {"“{item}”{what}", "'{item}': {what}"}},
                                    visit};

namespace {

using model::Citation;
using model::Program;

/// What is wrong with the bases of an item.
struct Fault {
    enum class Kind : std::uint8_t {
        Misplaced,  ///< What establishes the power is cited, but not as 设定依据.
        Uncited,    ///< What establishes the power is cited nowhere.
        Limit,      ///< The instrument that sets the special limit is cited nowhere.
    };
    Kind kind = Kind::Uncited;
    model::ProvisionId provision;        ///< What is to be cited.
    const Citation* citation = nullptr;  ///< Of what is misplaced: where it stands now.
    const char* label = "";              ///< And under which label.
    const char* labelEn = "";
};

bool covers(const Program& program, const Citation& citation, model::ProvisionId provision) {
    const auto& covered = program.targets[citation.target].covered();
    return std::find(covered.begin(), covered.end(), provision) != covered.end();
}

/// The citation among the item's other bases that leads to an establishment of its power.
std::optional<Fault> misplaced(const Program& program, const model::Item& item) {
    const struct {
        const model::Basis& basis;
        const char* label;
        const char* labelEn;
    } others[] = {{item.implementing, "实施依据", "implementing-basis"},
                  {item.supervisory, "监管依据", "supervisory-basis"}};
    for (const auto& other : others) {
        for (const Citation& citation : other.basis.citations) {
            for (const model::EstablishmentId id : program.establishmentsOf(item.power)) {
                const model::Establishment& establishment = program.establishments[id];
                if (establishment.kind == item.kind.value && !citation.blamed &&
                    covers(program, citation, establishment.provision)) {
                    return Fault{Fault::Kind::Misplaced, establishment.provision, &citation,
                                 other.label, other.labelEn};
                }
            }
        }
    }
    return std::nullopt;
}

bool cites(const Program& program, const std::vector<Citation>& citations,
           model::InstrumentId instrument) {
    return std::any_of(citations.begin(), citations.end(), [&](const Citation& citation) {
        return program.targets[citation.target].instrument == instrument;
    });
}

/// Whether an item cites an instrument for anything at all.
bool citesAnywhere(const Program& program, const model::Item& item,
                   model::InstrumentId instrument) {
    const auto here = [&](const std::vector<Citation>& citations) {
        return cites(program, citations, instrument);
    };
    const auto among = [&](const auto& entries) {
        return std::any_of(entries.begin(), entries.end(),
                           [&](const auto& entry) { return here(entry.basis); });
    };
    if (here(item.establishing.citations) || here(item.implementing.citations) ||
        here(item.supervisory.citations) || among(item.materials) || among(item.conditions) ||
        among(item.fees) || among(item.intermediaries)) {
        return true;
    }
    for (const auto* limit : {&item.acceptance, &item.statutory, &item.promise, &item.delivery,
                              &item.preliminary, &item.extension}) {
        if (here(limit->value.basis)) {
            return true;
        }
    }
    for (const auto* entry :
         {&item.quota, &item.validity, &item.annualInspection, &item.renewalLead}) {
        if (here(entry->value.basis)) {
            return true;
        }
    }
    if (!item.flow.valid()) {
        return false;
    }
    const model::Flow& flow = program.flows[item.flow];
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        if (here(flow.steps[model::StepId(i)].basis)) {
            return true;
        }
    }
    return false;
}

/// Whether a citation's number may be that of an older text: then that is what is wrong with it
/// (REF012).
bool mayBeRenumbered(const Program& program, const Citation& citation) {
    const model::Target& target = program.targets[citation.target];
    return target.instrument.valid() &&
           !program.instruments[target.instrument].renumbered.empty() &&
           !derive::relocations(program, target.instrument, target.first, std::nullopt).empty();
}

/// Whether an item cites a limit that another one overrides: that is what is wrong then (REF009,
/// TIM018, TIM019).
bool citesLoser(const Program& program, const model::Item& item,
                const derive::GoverningLimit& limit) {
    return std::any_of(
        limit.losers.begin(), limit.losers.end(), [&](const derive::GoverningLimit::Loser& loser) {
            const model::ProvisionId provision = program.limits[loser.limit].provision;
            const auto covering = [&](const Citation& citation) {
                return covers(program, citation, provision);
            };
            return std::any_of(item.implementing.citations.begin(),
                               item.implementing.citations.end(), covering) ||
                   std::any_of(item.statutory.value.basis.begin(), item.statutory.value.basis.end(),
                               covering);
        });
}

/// What an item's bases lack; one thing at a time, the gravest first.
std::optional<Fault> faultOf(const Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::Authority& authority = context.facts.of(id).authority;
    if (!item.kind.known() || !derive::basisRequirement(item.kind.value) || !item.power.valid() ||
        item.establishing.blamed || item.implementing.blamed || item.catalogueBlamed) {
        return std::nullopt;
    }
    if (std::any_of(item.establishing.citations.begin(), item.establishing.citations.end(),
                    [&](const Citation& citation) { return mayBeRenumbered(program, citation); })) {
        return std::nullopt;
    }
    if (authority.uncited.valid()) {
        if (const auto fault = misplaced(program, item)) {
            return fault;
        }
        return Fault{Fault::Kind::Uncited, program.establishments[authority.uncited].provision};
    }
    // Nothing is called 设定依据, and what establishes the power stands under another label.
    if (!item.establishing.stated && authority.establishment.valid() && !item.derivedSituation &&
        authority.failure != derive::Authority::Failure::RankTooLow) {
        return misplaced(program, item);
    }
    const derive::GoverningLimit& limit =
        context.facts.of(id).of(derive::ClockKind::Decision).limit;
    if (limit.state != derive::GoverningLimit::State::Known || limit.general) {
        return std::nullopt;
    }
    const model::ProvisionId provision = program.limits[limit.governing()].provision;
    if (citesLoser(program, item, limit) ||
        citesAnywhere(program, item, program.provisions[provision].instrument)) {
        return std::nullopt;
    }
    return Fault{Fault::Kind::Limit, provision};
}

/// What the item inherits from, when that is judged on its own.
model::ItemId judgedAbove(const Program& program, const model::Item& item) {
    if (item.main.valid() && program.items[item.main].offered) {
        return item.main;
    }
    return item.catalogueItem;
}

/// A citation to add to a list that is there, or as a label of its own behind the kind.
std::optional<Fix> addition(const Context& context, const model::Item& item,
                            const model::Basis& basis, const char* label, const Text& cited) {
    Edit edit;
    if (basis.stated && !basis.inheritedFrom.valid()) {
        edit = {{basis.entry.file, basis.entry.end, basis.entry.end}, ", " + cited.zh};
    } else if (basis.stated || !item.kind.entry.valid() || item.kind.inheritedFrom.valid()) {
        return std::nullopt;  // A label of its own would take the place of what it inherits.
    } else {
        // On a line of its own where the kind stands on one.
        const Span kind = item.kind.entry;
        Span before = item.span;
        before.end = kind.begin;
        const std::string_view text = context.sources.text(before);
        const std::size_t line = text.rfind('\n');
        const std::string_view indent =
            line == std::string_view::npos ? "?" : text.substr(line + 1);
        const bool own = indent.find_first_not_of(" \t") == std::string_view::npos;
        edit = {{kind.file, kind.end, kind.end},
                (own ? "\n" + std::string(indent) : std::string("; ")) + label + ": " + cited.zh};
    }
    return Fix{{"在“" + std::string(label) + "”中增加" + cited.zh, "cite " + cited.en},
               false,
               {std::move(edit)}};
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    const auto fault = faultOf(context, id);
    if (!fault) {
        return;
    }
    const bool limit = fault->kind == Fault::Kind::Limit;
    // Where the citation is to be added, and what is underlined: that, or what is there instead.
    const model::Basis& target = limit ? item.implementing : item.establishing;
    const model::Basis& shown =
        target.stated || !item.establishing.stated ? target : item.establishing;
    const model::InstrumentId instrument = program.provisions[fault->provision].instrument;
    const bool local = program.instruments[instrument].place.valid();
    Span span = item.head;
    if (shown.stated && (!local || !shown.inheritedFrom.valid())) {
        span = shown.entry;
    } else if (fault->citation != nullptr) {
        span = fault->citation->span;
    } else if (const model::ItemId above = judgedAbove(program, item); above.valid()) {
        // What is not stated is said once, where it is inherited from.
        const auto same = faultOf(context, above);
        if (same && same->kind == fault->kind && same->provision == fault->provision) {
            return;
        }
    }
    const Text cited = derive::provisionName(program, fault->provision);
    const std::string power(program.text(item.power));
    Text what;
    Text label;
    Text place;
    switch (fault->kind) {
        case Fault::Kind::Misplaced: {
            const std::string now(fault->label);
            what = {"的依据层次不清：设定“" + power + "”的是" + cited.zh + "，现列在“" + now +
                        "”，应当列为“设定依据”",
                    cited.en + " establishes '" + power + "' but stands under '" + fault->labelEn +
                        "'; it belongs under 'establishing-basis'"};
            label = item.establishing.stated
                        ? Text{"这里没有设定该权力的条文", "nothing here establishes the power"}
                        : Text{"这是设定依据", "this is the establishing basis"};
            place = {"设定该权力的条文", "what establishes the power"};
            break;
        }
        case Fault::Kind::Uncited:
            what = {(item.establishing.stated
                         ? "没有引用设定依据：所引的都不是设定“" + power + "”的条文，设定它的是"
                         : "没有写明设定依据：设定“" + power + "”的是") +
                        cited.zh,
                    "the establishing basis is not cited; " + cited.en + " establishes '" + power +
                        "'"};
            label = {"没有引用设定依据", "the establishing basis is not cited"};
            place = {"设定该权力的条文", "what establishes the power"};
            break;
        case Fault::Kind::Limit: {
            const Text length = model::quantityText(
                program
                    .limits[context.facts.of(id).of(derive::ClockKind::Decision).limit.governing()]
                    .length);
            what = {"没有引用规定其办理期限的文件：" + cited.zh + "规定的期限是 " + length.zh,
                    "the instrument that sets its limit is cited nowhere; " + cited.en + " sets " +
                        length.en};
            label = {"没有引用规定期限的文件", "what sets the limit is not cited"};
            place = {"规定期限的条文", "what sets the limit"};
            break;
        }
    }
    Diagnostic diagnostic =
        makeDiagnostic(consistency_basis_roles.descriptor, span,
                       {parameter("item", program.itemTitle(id)), parameter("what", what)});
    diagnostic.label = label;
    diagnostic.legalBasis.push_back(program.legalBasis(fault->provision));
    if (item.kind.value == PowerKind::Licensing) {
        diagnostic.legalBasis.push_back(limit ? statute(program, "行政许可法", article(30, 1))
                                              : statute(program, "行政许可法", article(4)));
    }
    if (fault->citation != nullptr && !(fault->citation->span == span)) {
        diagnostic.related.push_back(
            {fault->citation->span, {"现在引用的位置", "where it is cited"}});
    }
    diagnostic.related.push_back({program.provisions[fault->provision].head, place});
    if (limit) {
        diagnostic.witness =
            limitWitness(program, context.facts.of(id).of(derive::ClockKind::Decision).limit);
    }
    if (auto fix = addition(context, item, target, limit ? "实施依据" : "设定依据", cited)) {
        diagnostic.fixes.push_back(std::move(*fix));
    }
    if (diagnostic.fixes.empty()) {
        diagnostic.advice = {"在本事项的依据中补引" + cited.zh,
                             "cite " + cited.en + " in this item"};
    } else if (fault->kind == Fault::Kind::Misplaced) {
        diagnostic.advice = {"补入“设定依据”后，原处可以不再重复引用",
                             "once it is cited there, the present citation may go"};
    }
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
