#include "checks/Check.h"
#include "checks/Describe.h"
#include "derive/Bearing.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);
void visitLists(Context& context);

}  // namespace

extern const Check authority_cancelled_power;
const Check authority_cancelled_power{{"AUT018",
                                       "authority/cancelled-power",
                                       Severity::Error,
                                       Nature::Legality,
                                       {"“{power}”{since}已经取消{basis}，{still}",
                                        "'{power}' was cancelled{since}{basis}; {still}"}},
                                      visit,
                                      visitLists};

namespace {

using model::Program;

Text sinceText(const std::optional<Date>& since) {
    return since ? Text{"自 " + since->iso() + " 起", " on " + since->iso()} : Text{};
}

/// Whether an abolition reaches where the item is. Of an item without a place (a catalogue's)
/// nobody can tell.
bool reaches(const Program& program, const model::Abolition& abolition, const model::Item& item) {
    return abolition.places.empty() ||
           std::any_of(abolition.places.begin(), abolition.places.end(), [&](model::PlaceId place) {
               return place.valid() && item.place.valid() && program.within(item.place, place);
           });
}

/// Recorded law that establishes the item's power in its kind, in force where the item is.
std::vector<model::ProvisionId> establishedBy(const Program& program, const model::Item& item) {
    std::vector<model::ProvisionId> result;
    for (const model::EstablishmentId id : program.establishmentsOf(item.power)) {
        const model::Establishment& establishment = program.establishments[id];
        const model::InstrumentId instrument =
            program.provisions[establishment.provision].instrument;
        if (establishment.kind == item.kind.value &&
            program.instruments[instrument].inForceOn(program.asOf) &&
            program.binds(instrument, item.place)) {
            result.push_back(establishment.provision);
        }
    }
    return result;
}

bool namesPower(const Program& program, const model::Abolition& abolition,
                const model::Item& item) {
    const auto& recorded = program.establishmentsOf(item.power);
    const bool otherKind =
        !recorded.empty() &&
        std::none_of(recorded.begin(), recorded.end(), [&](model::EstablishmentId id) {
            return program.establishments[id].kind == item.kind.value;
        });
    const std::vector<NameId> names = derive::powerNames(program, item);
    return !otherKind && std::any_of(names.begin(), names.end(), [&](NameId name) {
        return std::find(abolition.powers.begin(), abolition.powers.end(), name) !=
               abolition.powers.end();
    });
}

/// Whether all that the item rests on, cited or recorded, are provisions that were cancelled.
bool restsOnCancelled(const Program& program, const model::Abolition& abolition,
                      const model::Item& item) {
    const auto cancelled = [&](model::InstrumentId instrument, const model::ProvisionPath& path) {
        return std::any_of(abolition.provisions.begin(), abolition.provisions.end(),
                           [&](const model::Citation& citation) {
                               const model::Target& target = program.targets[citation.target];
                               return target.instrument == instrument &&
                                      (target.last.empty() ? target.first.covers(path)
                                                           : model::inProvisionRange(
                                                                 target.first, target.last, path));
                           });
    };
    const auto& cited = item.establishing.citations;
    const std::vector<model::ProvisionId> established = establishedBy(program, item);
    return !cited.empty() &&
           std::all_of(cited.begin(), cited.end(),
                       [&](const model::Citation& citation) {
                           const model::Target& target = program.targets[citation.target];
                           return target.instrument.valid() &&
                                  cancelled(target.instrument, target.first);
                       }) &&
           std::all_of(established.begin(), established.end(), [&](model::ProvisionId id) {
               return cancelled(program.provisions[id].instrument, program.provisions[id].path);
           });
}

/// Whether an instrument that came after the abolition establishes the power anew.
bool establishedAnew(const Program& program, const model::Abolition& abolition,
                     const model::Item& item) {
    const std::vector<model::ProvisionId> established = establishedBy(program, item);
    return abolition.since &&
           std::any_of(established.begin(), established.end(), [&](model::ProvisionId id) {
               const auto& since = program.instruments[program.provisions[id].instrument].inForce;
               return since && *since > *abolition.since;
           });
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::Authority& authority = context.facts.of(id).authority;
    using Failure = derive::Authority::Failure;
    const bool noPower = authority.failure == Failure::NoBasis ||
                         authority.failure == Failure::RankTooLow ||
                         authority.failure == Failure::EstablishesNothing;
    if (!item.kind.known() || item.kind.value == PowerKind::PublicService || noPower ||
        item.establishing.blamed || (item.abolished && *item.abolished <= program.asOf) ||
        (item.effective && program.asOf < *item.effective)) {
        return;
    }
    const auto abolition = std::find_if(
        program.abolitions.begin(), program.abolitions.end(), [&](const model::Abolition& one) {
            return !one.adjustment && one.inForceOn(program.asOf) && reaches(program, one, item) &&
                   (one.powers.empty() ? restsOnCancelled(program, one, item)
                                       : namesPower(program, one, item)) &&
                   !establishedAnew(program, one, item);
        });
    if (abolition == program.abolitions.end()) {
        return;
    }
    std::vector<std::string> titles;
    std::vector<LegalBasis> bases;
    for (const model::Citation& citation : abolition->basis) {
        const model::Target& target = program.targets[citation.target];
        titles.push_back(program.citationText(target).zh);
        bases.push_back(program.legalBasis(target));
    }
    const Text basis = derive::joined(titles);
    // A power is cancelled for all situations of an item.
    const Span head = item.main.valid() ? program.items[item.main].head : item.head;
    Diagnostic diagnostic = makeDiagnostic(
        authority_cancelled_power.descriptor, head,
        {parameter("power", program.text(item.power)),
         parameter("since", sinceText(abolition->since)),
         parameter("basis",
                   titles.empty() ? Text{} : Text{"（" + basis.zh + "）", " (" + basis.en + ")"}),
         parameter("still", Text{"不得继续实施", "it may not be exercised any more"})});
    diagnostic.label = {"权力已经取消", "its power was cancelled"};
    diagnostic.related.push_back({abolition->head, {"取消记在这里", "the cancellation"}});
    for (const model::ProvisionId provision : establishedBy(program, item)) {
        diagnostic.related.push_back(
            {program.provisions[provision].head,
             {"条文文字还在，权力已经取消", "the text still stands, the power does not"}});
    }
    diagnostic.legalBasis = std::move(bases);
    if (item.kind.value == PowerKind::Licensing) {
        diagnostic.legalBasis.push_back(statute(program, "优化营商环境条例", article(40, 2)));
    }
    diagnostic.advice = {
        "停止办理并从清单中删去，或者在事项中写明“取消”的日期；不得转由行业协会商会等组织办理，也不得换用备案、登记等名义继续办理",
        "stop offering it and take it off the list, or state the day on which it was cancelled; it may "
        "neither pass to an association nor go on under another name"};
    context.report(std::move(diagnostic));
}

/// Items that say themselves that they are cancelled, and still stand in a list.
void visitLists(Context& context) {
    const Program& program = context.program;
    for (const model::List& list : program.lists) {
        for (const model::Alternative& entry : list.items) {
            if (!entry.item.valid()) {
                continue;
            }
            const model::Item& item = program.items[entry.item];
            // An earlier edition of a list is right about its day.
            if (!item.abolished || *item.abolished > program.asOf ||
                (list.version && *list.version < *item.abolished)) {
                continue;
            }
            const std::string name(program.text(list.name));
            Diagnostic diagnostic = makeDiagnostic(
                authority_cancelled_power.descriptor, entry.span,
                {parameter("power", program.itemTitle(entry.item)),
                 parameter("since", sinceText(item.abolished)), parameter("basis", Text{}),
                 parameter("still", Text{"清单“" + name + "”仍然列有它",
                                         "the list '" + name + "' still has it"})});
            diagnostic.label = {"已经取消的事项", "a cancelled item"};
            diagnostic.related.push_back({item.head, {"事项写明已经取消", "the item says so"}});
            if (item.kind.known() && item.kind.value == PowerKind::Licensing) {
                diagnostic.legalBasis.push_back(
                    statute(program, "优化营商环境条例", article(40, 2)));
            }
            diagnostic.advice = {"从清单中删去", "take it off the list"};
            context.report(std::move(diagnostic));
        }
    }
}

}  // namespace

}  // namespace fadu::checks
