#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Flows.h"

#include <algorithm>
#include <optional>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_unbounded_loop;
const Check timeline_unbounded_loop{
    {"TIM012",
     "timeline/unbounded-loop",
     Severity::Error,
     Nature::Form,
     {"循环{loop}没有写明至多几次，而其中的时间计入{clock}：最长要多久没有上限",
      "the repetition{loop} has no bound while its time counts towards {clock}: the longest run "
      "has no end"}},
    visit};

namespace {

using derive::ClockKind;
using model::Step;
using model::StepId;

/// Whether a step stands in a repetition, at whatever depth.
bool standsIn(const model::Flow& flow, const Step& step, StepId loop) {
    StepId owner = flow.blocks[step.block].owner;
    while (owner.valid() && owner != loop) {
        owner = flow.blocks[flow.steps[owner].block].owner;
    }
    return owner.valid();
}

/// The clock in which a repetition takes time, where a round can be passed.
std::optional<ClockKind> clockOf(const model::Item& item, const model::Flow& flow,
                                 const derive::ItemFacts& facts,
                                 const derive::FlowStructure& structure, StepId loop) {
    const auto& bodies = flow.steps[loop].branches;
    if (std::none_of(bodies.begin(), bodies.end(),
                     [&](model::BlockId body) { return structure.blockPasses[body.index()]; })) {
        return std::nullopt;
    }
    for (const ClockKind clock : kClocks) {
        for (std::size_t i = 0; i < flow.steps.size() && isRunning(item, facts, clock); ++i) {
            const Step& step = flow.steps[StepId(i)];
            const bool instant =
                step.duration.known() && step.duration.value.unit == Unit::OnTheSpot;
            if (!instant && structure.counts(StepId(i), clock) && standsIn(flow, step, loop)) {
                return clock;
            }
        }
    }
    return std::nullopt;
}

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::ItemFacts& facts = context.facts.of(id);
    if (!item.flow.valid() || !facts.flow.sound || timesAreSilent(context, id)) {
        return;
    }
    const model::Flow& flow = program.flows[item.flow];
    const derive::FlowStructure structure = structureOf(program, item, facts);
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        const Step& step = flow.steps[StepId(i)];
        if (step.kind != Step::Kind::Loop || step.atMost) {
            continue;
        }
        const std::optional<ClockKind> clock = clockOf(item, flow, facts, structure, StepId(i));
        if (!clock) {
            continue;
        }
        const std::string name(step.name.valid() ? program.text(step.name) : "");
        const Text clockName = *clock == ClockKind::Acceptance ? Text{"受理的期限", "acceptance"}
                               : *clock == ClockKind::Preliminary
                                   ? Text{"初审的期限", "the preliminary examination"}
                               : *clock == ClockKind::Delivery ? Text{"送达的期限", "delivery"}
                                                               : Text{"办结的期限", "the decision"};
        Diagnostic diagnostic = makeDiagnostic(
            timeline_unbounded_loop.descriptor, step.head,
            {parameter("loop", name.empty() ? Text{} : Text{"“" + name + "”", " '" + name + "'"}),
             parameter("clock", clockName)});
        diagnostic.label = {"没有次数上限", "no bound"};
        const auto& promise = derive::promiseOf(item, *clock);
        if (promise.known()) {
            diagnostic.related.push_back({promise.entry, {"承诺的时限", "the promise"}});
        }
        diagnostic.advice = {
            "写明“至多 n 次”；等申请人补正、整改的时间由申请人掌握，经办写“申请人”，不计入期限",
            "state 'at-most n'; time that is the applicant's to take has the applicant as its actor "
            "and does not count"};
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
