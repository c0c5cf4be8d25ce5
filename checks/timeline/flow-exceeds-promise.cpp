#include "checks/Check.h"
#include "checks/Describe.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_flow_exceeds_promise;
const Check timeline_flow_exceeds_promise{
    {"TIM002",
     "timeline/flow-exceeds-promise",
     Severity::Error,
     Nature::Form,
     {"流程{stage}最长需要 {flow}，超过承诺的 {promise}",
      "the flow takes up to {flow}{stage}, longer than the promised {promise}"}},
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
        // Longer than the statute, too: that is the finding then (TIM003).
        if (clock.flowWithinPromise != derive::Verdict::Refuted ||
            clock.flowWithinLimit == derive::Verdict::Refuted) {
            continue;
        }
        const auto& promise = derive::promiseOf(item, kind);
        const derive::PathTime& path = facts.pathToPromise(kind);
        const model::Flow& flow = program.flows[item.flow];
        const Text stage =
            kind == derive::ClockKind::Acceptance ? Text{"的受理阶段", " to acceptance"}
            : kind == derive::ClockKind::Delivery ? Text{"的送达阶段", " for delivery"}
                                                  : Text{};
        Diagnostic diagnostic = makeDiagnostic(
            timeline_flow_exceeds_promise.descriptor, flow.head,
            {parameter("stage", stage), parameter("flow", amountText(path.worstAmount())),
             parameter("promise", model::quantityText(promise.value.length))});
        diagnostic.label = excessText(path.worstAmount(), promise.value.length);
        diagnostic.related.push_back({promise.entry, {"承诺的时限", "the promise"}});
        for (const model::StepId step : path.criticalPath) {
            diagnostic.related.push_back(
                {flow.steps[step].head, {"最长路径上的环节", "on the longest path"}});
        }
        diagnostic.witness = pathWitness(program, flow, path);
        diagnostic.advice = {
            "压缩最长路径上的环节或者改为并行；确实做不到的，延长承诺（不得超过法定时限）",
            "shorten steps of the longest path or run them in parallel; else lengthen the promise within the statute"};
        context.report(std::move(diagnostic));
        return;
    }
}

}  // namespace

}  // namespace fadu::checks
