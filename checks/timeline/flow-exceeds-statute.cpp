#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Flows.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_flow_exceeds_statute;
const Check timeline_flow_exceeds_statute{
    {"TIM003",
     "timeline/flow-exceeds-statute",
     Severity::Error,
     Nature::Legality,
     {"流程{stage}最长需要 {flow}，超过法定的 {limit}",
      "the flow takes up to {flow}{stage}, longer than the statutory {limit}"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const derive::ItemFacts& facts = context.facts.of(id);
    if (!facts.hasFlow || timesAreSilent(context, id)) {
        return;
    }
    for (const derive::ClockKind kind : kClocks) {
        const derive::Clock& clock = facts.of(kind);
        if (!isBroken(clock.flowWithinLimit, clock.flowToLimit)) {
            continue;
        }
        const model::Limit& limit = program.limits[clock.brokenByFlow];
        // A second stage, and acceptance that the flow says nothing of, have time of their own.
        const bool comparable =
            !clock.limit.preliminary.valid() &&
            (limit.start != Event::Receipt || facts.flow.of(derive::ClockKind::Acceptance).stated);
        Diagnostic diagnostic = flowFinding(
            context, timeline_flow_exceeds_statute.descriptor, id,
            {kind,
             facts.flow.of(kind),
             runsFromReceipt(program, facts),
             "limit",
             limit.length,
             clock.flowToLimit,
             comparable ? derive::chainOf(limit.length) : derive::Chain(),
             {limit.span, {"法定时限的出处", "where the limit is set"}},
             {"法定时限", "the statutory limit"},
             {"压缩最长路径上的环节或者改为并行；法律规定不计入期限的程序，写明“不计入期限”及其依据",
              "shorten steps of the longest path or run them in parallel; mark what the law takes "
              "out of the period as excluded, with its basis"}});
        diagnostic.legalBasis = limitBasis(program, clock.brokenByFlow);
        context.report(std::move(diagnostic));
        return;
    }
}

}  // namespace

}  // namespace fadu::checks
