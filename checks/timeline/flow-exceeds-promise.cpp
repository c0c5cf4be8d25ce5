#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Flows.h"

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
    for (const derive::ClockKind kind : kClocks) {
        const derive::Clock& clock = facts.of(kind);
        // Longer than the statute, too: that is the finding then (TIM003).
        if (!isBroken(clock.flowWithinPromise, clock.flowToPromise) ||
            isBroken(clock.flowWithinLimit, clock.flowToLimit)) {
            continue;
        }
        const auto& promise = derive::promiseOf(item, kind);
        // The lower organ's stage has a promise of its own, which adds to the decision's.
        derive::Chain bound = derive::chainOf(promise.value.length);
        if (kind == derive::ClockKind::Decision && item.preliminary.known()) {
            bound.insert(bound.begin(), derive::chainOf(item.preliminary.value.length).front());
        }
        context.report(flowFinding(
            context, timeline_flow_exceeds_promise.descriptor, id,
            {kind,
             facts.pathToPromise(kind),
             runsFromReceipt(program, facts) != facts.promisedPath.has_value(),
             "promise",
             promise.value.length,
             clock.flowToPromise,
             bound,
             {promise.entry, {"承诺的时限", "the promise"}},
             {"承诺", "the promise"},
             {"压缩最长路径上的环节或者改为并行；确实做不到的，延长承诺（不得超过法定时限）",
              "shorten steps of the longest path or run them in parallel; else lengthen the "
              "promise within the statute"}}));
        return;
    }
}

}  // namespace

}  // namespace fadu::checks
