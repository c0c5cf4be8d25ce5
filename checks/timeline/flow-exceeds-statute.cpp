#include "checks/Check.h"
#include "checks/Describe.h"

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
    const model::Item& item = program.items[id];
    const derive::ItemFacts& facts = context.facts.of(id);
    if (!facts.hasFlow || timesAreSilent(context, id)) {
        return;
    }
    for (const derive::ClockKind kind : {derive::ClockKind::Decision, derive::ClockKind::Acceptance,
                                         derive::ClockKind::Delivery}) {
        const derive::Clock& clock = facts.of(kind);
        if (clock.flowWithinLimit != derive::Verdict::Refuted) {
            continue;
        }
        const derive::PathTime& path = facts.flow.of(kind);
        const model::Flow& flow = program.flows[item.flow];
        const model::Limit& limit = program.limits[clock.brokenByFlow];
        const Text stage =
            kind == derive::ClockKind::Acceptance ? Text{"的受理阶段", " to acceptance"}
            : kind == derive::ClockKind::Delivery ? Text{"的送达阶段", " for delivery"}
                                                  : Text{};
        Diagnostic diagnostic = makeDiagnostic(
            timeline_flow_exceeds_statute.descriptor, flow.head,
            {parameter("stage", stage), parameter("flow", amountText(path.worstAmount())),
             parameter("limit", model::quantityText(limit.length))});
        diagnostic.label = excessText(path.worstAmount(), limit.length);
        diagnostic.legalBasis = limitBasis(program, clock.brokenByFlow);
        diagnostic.related.push_back({limit.span, {"法定时限的出处", "where the limit is set"}});
        for (const model::StepId step : path.criticalPath) {
            diagnostic.related.push_back(
                {flow.steps[step].head, {"最长路径上的环节", "on the longest path"}});
        }
        diagnostic.witness = pathWitness(program, flow, path);
        diagnostic.advice = {
            "压缩最长路径上的环节或者改为并行；法律规定不计入期限的程序，写明“不计入期限”及其依据",
            "shorten steps of the longest path or run them in parallel; mark what the law takes out of the "
            "period as excluded, with its basis"};
        context.report(std::move(diagnostic));
        return;
    }
}

}  // namespace

}  // namespace fadu::checks
