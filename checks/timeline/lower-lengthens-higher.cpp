#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Lengthening.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);
void visitPackage(Context& context);

}  // namespace

extern const Check timeline_lower_lengthens_higher;
const Check timeline_lower_lengthens_higher{
    {"TIM019",
     "timeline/lower-lengthens-higher",
     Severity::Error,
     Nature::Legality,
     {"{lower}规定的 {length} 长于{higher}的 {limit}：{rule}",
      "{lower} sets {length}, longer than the {limit} of {higher}: {rule}"}},
    visit,
    visitPackage};

namespace {

using derive::ClockKind;
using derive::LoserReason;
using model::Program;

bool isConflict(LoserReason reason) {
    return reason == LoserReason::LowerRank || reason == LoserReason::NoOrder;
}

Diagnostic conflict(const Context& context, const Lengthening& one, model::ItemId id, Span span) {
    const Program& program = context.program;
    const model::Limit& limit = program.limits[one.limit];
    const derive::GoverningLimit& governing = context.facts.of(id).of(one.clock).limit;
    const model::Limit& higher = program.limits[governing.governing()];
    const bool open = one.reason == LoserReason::NoOrder;
    const Text shorter = model::quantityText(higher.length);
    Diagnostic diagnostic = makeDiagnostic(
        timeline_lower_lengthens_higher.descriptor, span,
        {parameter("lower", derive::provisionName(program, limit.provision)),
         parameter("length", model::quantityText(limit.length)),
         parameter("higher", derive::provisionName(program, higher.provision)),
         parameter("limit", shorter),
         parameter("rule",
                   open ? Text{"两部文件没有上下位阶之分，须裁决；裁决以前从短执行",
                               "their ranks have no order, so it has to be decided; until then "
                               "the shorter binds"}
                        : Text{"下位法不得与上位法抵触，上位法的期限优先",
                               "a lower instrument may not contradict a higher one, whose limit "
                               "prevails"})});
    if (open) {
        diagnostic.severity = Severity::Warning;
    }
    diagnostic.label = open ? Text{"须裁决", "to be decided"}
                            : Text{"应不超过 " + shorter.zh, "at most " + shorter.en};
    diagnostic.legalBasis = limitBasis(program, governing.governing());
    const auto rank = program.instruments[program.provisions[higher.provision].instrument].rank;
    const model::ProvisionPath provision = open                                     ? article(106)
                                           : rank == Rank::Law                      ? article(99, 1)
                                           : rank == Rank::AdministrativeRegulation ? article(99, 2)
                                                                                    : article(100);
    diagnostic.legalBasis.push_back(statute(program, "中华人民共和国立法法", provision));
    diagnostic.related.push_back({higher.span, {"优先适用的期限", "the limit that prevails"}});
    diagnostic.witness = derive::limitWitness(program, governing);
    diagnostic.advice =
        open ? Text{"按较短的期限办理，并提请有权机关裁决",
                    "keep the shorter limit and ask for a decision"}
             : Text{"按 " + shorter.zh + "办理，并建议修改下位法",
                    "keep " + shorter.en + " and propose to amend the lower instrument"};
    return diagnostic;
}

/// An item whose 法定 rests on the lower of two instruments of the library.
void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!item.statutory.known() || timesAreSilent(context, id)) {
        return;
    }
    const std::vector<Lengthening> all = lengthenings(context, id, ClockKind::Decision);
    const Lengthening* cited = citedBy(program, item, all);
    if (cited == nullptr || !isConflict(cited->reason) ||
        context.facts.of(id).of(ClockKind::Decision).limit.general) {
        return;
    }
    const model::Limit& limit = program.limits[cited->limit];
    if (!program.instruments[program.provisions[limit.provision].instrument].fromLibrary) {
        return;
    }
    Diagnostic diagnostic = conflict(context, *cited, id, item.statutory.span);
    diagnostic.related.push_back({limit.span, {"下位法这样规定", "what the lower one says"}});
    context.report(std::move(diagnostic));
}

void visitPackage(Context& context) {
    for (const LengtheningUse& use : lengtheningsOfPackage(context, isConflict)) {
        if (context.facts.of(use.items.front()).of(use.lengthening.clock).limit.general) {
            continue;  // Laws and regulations may set another period than the general one.
        }
        Diagnostic diagnostic = conflict(context, use.lengthening, use.items.front(),
                                         context.program.limits[use.lengthening.limit].span);
        for (const model::ItemId id : use.items) {
            diagnostic.related.push_back(
                {context.program.items[id].head, {"影响这一事项", "this item is concerned"}});
        }
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
