#include "checks/Check.h"
#include "checks/Describe.h"
#include "derive/Bearing.h"

#include <algorithm>
#include <array>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check authority_disguised_licence;
const Check authority_disguised_licence{
    {"AUT017",
     "authority/disguised-licence",
     Severity::Warning,
     Nature::Legality,
     {"“{item}”以{form}为名，却规定了条件、可以不予办理，疑为变相的行政许可，而所依据的{instruments}无权设定许可",
      "'{item}' is called a {form}, but has conditions and may be refused: perhaps a licence, which "
      "{instruments} may not establish"}},
    visit};

namespace {

using model::Program;

/// The forms that 优化营商环境条例 39(1) names, as they stand in names of items.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kForms{
    {{"备案", "filing"},
     {"登记", "registration"},
     {"注册", "enrolment"},
     {"年检", "annual inspection"},
     {"年度检验", "annual inspection"},
     {"年报", "annual report"},
     {"监制", "supervised production"},
     {"认定", "recognition"},
     {"认证", "certification"},
     {"审定", "approval of a design"},
     {"目录", "listing"}}};

/// Ranks that may establish a licence (许可法 14, 15): what they establish in another form has its
/// basis, whatever conditions it has.
bool mayEstablishLicence(Rank rank) {
    return model::mayLengthenLimits(rank) || rank == Rank::ProvincialRule;
}

const model::Instrument& instrumentOf(const Program& program, model::ProvisionId provision) {
    return program.instruments[program.provisions[provision].instrument];
}

/// Whether recorded law of sufficient rank establishes the power, in whatever kind.
bool establishedAbove(const Program& program, const model::Item& item) {
    const auto& all = program.establishmentsOf(item.power);
    return std::any_of(all.begin(), all.end(), [&](model::EstablishmentId id) {
        const model::ProvisionId provision = program.establishments[id].provision;
        const model::Instrument& instrument = instrumentOf(program, provision);
        return instrument.rank && mayEstablishLicence(*instrument.rank) &&
               instrument.inForceOn(program.asOf) &&
               program.binds(program.provisions[provision].instrument, item.place);
    });
}

/// What is cited as basis, if all of it is known to establish no licence: by its rank, or because
/// it is completely recorded without any power of this name.
std::vector<model::InstrumentId> insufficient(const Program& program, const model::Item& item) {
    std::vector<model::InstrumentId> result;
    for (const model::Basis* basis : {&item.establishing, &item.implementing}) {
        for (const model::Citation& citation : basis->citations) {
            const model::Target& target = program.targets[citation.target];
            const std::optional<Rank> rank = target.instrument.valid()
                                                 ? program.instruments[target.instrument].rank
                                                 : std::nullopt;
            if (citation.blamed || !rank ||
                (mayEstablishLicence(*rank) &&
                 !program.completeFor(target, EntryKind::Establishment))) {
                return {};
            }
            if (!mayEstablishLicence(*rank) &&
                std::find(result.begin(), result.end(), target.instrument) == result.end()) {
                result.push_back(target.instrument);
            }
        }
    }
    return result;
}

/// Where conditions are stated, by the item or by what it rests on.
std::optional<Span> conditionsOf(const Program& program, const model::Item& item) {
    if (!item.conditions.empty()) {
        return item.conditions.front().span;
    }
    const derive::Bearing conditions = derive::bearing(program, item, EntryKind::Condition);
    for (const derive::Bearing::Entry& entry : conditions.entries) {
        if (!entry.general) {
            return program.entries[entry.entry].span;
        }
    }
    return std::nullopt;
}

std::optional<Span> refusalOf(const Program& program, const model::Item& item) {
    if (!item.flow.valid() || program.flows[item.flow].blamed) {
        return std::nullopt;
    }
    const model::Flow& flow = program.flows[item.flow];
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        const model::Step& step = flow.steps[model::StepId(i)];
        if (step.kind == model::Step::Kind::End && step.outcome == Outcome::Refused) {
            return step.span;
        }
    }
    return std::nullopt;
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    const bool kindApplies = item.kind.known() && (item.kind.value == PowerKind::Confirmation ||
                                                   item.kind.value == PowerKind::Adjudication ||
                                                   item.kind.value == PowerKind::OtherPower);
    // A document as only basis is said already (AUT002), and what has no basis at all (AUT001).
    if (!kindApplies || item.derivedSituation || item.establishing.blamed ||
        context.facts.of(id).authority.verdict == derive::Verdict::Refuted) {
        return;
    }
    const std::string_view name = program.text(item.name);
    const auto form = std::find_if(kForms.begin(), kForms.end(), [&](const auto& one) {
        return name.find(one.first) != std::string_view::npos;
    });
    const std::vector<model::InstrumentId> instruments = insufficient(program, item);
    if (form == kForms.end() || instruments.empty() || establishedAbove(program, item)) {
        return;
    }
    const std::optional<Span> conditions = conditionsOf(program, item);
    const std::optional<Span> refusal = refusalOf(program, item);
    if (!conditions || !refusal) {
        return;
    }
    std::vector<std::string> titles;
    for (const model::InstrumentId instrument : instruments) {
        titles.push_back("《" + std::string(program.text(program.instruments[instrument].title)) +
                         "》");
    }
    Diagnostic diagnostic = makeDiagnostic(
        authority_disguised_licence.descriptor,
        item.main.valid() ? program.items[item.main].head : item.head,
        {parameter("item", name),
         parameter("form", Text{std::string(form->first), std::string(form->second)}),
         parameter("instruments", derive::joined(titles))});
    diagnostic.label = {"疑为变相许可", "perhaps a licence in disguise"};
    diagnostic.related.push_back({*conditions, {"办理的条件", "its conditions"}});
    diagnostic.related.push_back({*refusal, {"不予办理的结局", "its refusal"}});
    for (const model::InstrumentId instrument : instruments) {
        diagnostic.related.push_back(
            {program.instruments[instrument].head, {"所依据的文件", "the instrument it rests on"}});
        diagnostic.legalBasis.push_back(program.legalBasis(instrument));
    }
    diagnostic.legalBasis.insert(diagnostic.legalBasis.begin(),
                                 {statute(program, "优化营商环境条例", article(39, 1)),
                                  statute(program, "行政许可法", article(17))});
    diagnostic.advice = {
        "只作告知性备案的，删去条件和不予办理的分支；确需事先批准的，查明设定许可的法律、法规，按行政许可管理；有法律、法规设定这项登记、认定的，引作设定依据",
        "drop the conditions and the refusal if it only informs; else find the law that establishes a licence, "
        "or cite the law or regulation that establishes this form"};
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
