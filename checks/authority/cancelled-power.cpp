#include "checks/Cancellations.h"
#include "checks/Check.h"
#include "checks/Describe.h"

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
    const model::Abolition* const abolition = cancellationOf(program, item);
    if (abolition == nullptr) {
        return;
    }
    CancellationBasis basis = basisOf(program, *abolition);
    // A power is cancelled for all situations of an item.
    const Span head = item.main.valid() ? program.items[item.main].head : item.head;
    Diagnostic diagnostic = makeDiagnostic(
        authority_cancelled_power.descriptor, head,
        {parameter("power", program.text(item.power)),
         parameter("since", sinceText(abolition->since)), parameter("basis", std::move(basis.text)),
         parameter("still", Text{"不得继续实施", "it may not be exercised any more"})});
    diagnostic.label = {"权力已经取消", "its power was cancelled"};
    diagnostic.related.push_back({abolition->head, {"取消记在这里", "the cancellation"}});
    for (const model::ProvisionId provision : establishedBy(program, item)) {
        diagnostic.related.push_back(
            {program.provisions[provision].head,
             {"条文文字还在，权力已经取消", "the text still stands, the power does not"}});
    }
    diagnostic.legalBasis = std::move(basis.provisions);
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
