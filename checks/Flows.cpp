#include "checks/Flows.h"

#include "checks/Describe.h"

#include <algorithm>
#include <ranges>
#include <utility>
#include <vector>

namespace fadu::checks {

using derive::ClockKind;
using model::Flow;
using model::Step;
using model::StepId;

bool isRunning(const model::Item& item, const derive::ItemFacts& facts, ClockKind kind) {
    const derive::Clock& clock = facts.of(kind);
    return clock.applies && (clock.limit.state != derive::GoverningLimit::State::None ||
                             derive::promiseOf(item, kind).known());
}

bool isBrokenOnPath(const derive::Held& held) { return held.answer && held.answer->brokenOnPath(); }

bool isBroken(derive::Verdict verdict, const derive::Held& held) {
    return verdict == derive::Verdict::Refuted && !isBrokenOnPath(held);
}

bool runsFromReceipt(const model::Program& program, const derive::ItemFacts& facts) {
    const model::LimitId governing = facts.of(ClockKind::Decision).limit.governing();
    return governing.valid() && program.limits[governing].start == Event::Receipt;
}

derive::FlowStructure structureOf(const model::Program& program, const model::Item& item,
                                  const derive::ItemFacts& facts) {
    return derive::deriveStructure(program.flows[item.flow], runsFromReceipt(program, facts));
}

namespace {

/// The event that a flow and what it is held against begin with, and the days on which it may be.
bool fromReceipt(const FlowExcess& excess) {
    return excess.clock == ClockKind::Acceptance ||
           (excess.clock == ClockKind::Decision && excess.countsAcceptance);
}
Text beginning(const FlowExcess& excess) {
    return termText(fromReceipt(excess)                   ? Event::Receipt
                    : excess.clock == ClockKind::Delivery ? Event::Decision
                                                          : Event::Acceptance);
}
derive::FirstDays firstDays(const FlowExcess& excess) {
    return fromReceipt(excess) ? derive::FirstDays::AnyDay : derive::FirstDays::WorkingDays;
}

/// How long steps with a range may take at most so that a flow keeps a bound.
class Budgets {
public:
    Budgets(const derive::Periods& periods, const Flow& flow, const FlowExcess& excess)
        : periods_(periods),
          flow_(flow),
          excess_(excess),
          structure_(derive::deriveStructure(flow, excess.countsAcceptance)) {}

    /// “专家评审”不超过 12 个工作日，或者“会签”不超过 1 个工作日; empty when no step has a range,
    /// or the shortest lengths are too long as well.
    Text text(const model::Program& program) {
        Text result;
        std::size_t shown = 0;
        for (const StepId id : excess_.path.criticalPath) {
            if (shown == kMostShown) {
                break;
            }
            if (!isRange(flow_.steps[id])) {
                continue;
            }
            const Flow before = flow_;
            flow_.steps[id].duration.value.high = flow_.steps[id].duration.value.low;
            if (keeps()) {
                ++shown;
                grow(id, before.steps[id].duration.value.high);
                say(program, id, {"，或者", ", or "}, result);
            }
            flow_ = before;
        }
        return result.empty() ? together(program) : result;
    }

private:
    static constexpr std::size_t kMostShown = 3;

    static bool isRange(const Step& step) {
        return step.duration.known() && step.duration.value.low < step.duration.value.high;
    }
    derive::PathTime path() const {
        derive::FlowTimes times = derive::deriveFlow(flow_, structure_);
        periods_.time(flow_, structure_, times);
        return times.of(excess_.clock);
    }
    bool keeps(const derive::PathTime& path) const {
        return periods_
                   .compare(flow_, structure_, excess_.clock, path, excess_.bound,
                            firstDays(excess_))
                   ->result == derive::Judgement::Result::Within;
    }
    bool keeps() const { return keeps(path()); }

    /// Lets a step that is at its shortest take as long as the bound allows, `longest` at most.
    void grow(StepId id, std::int64_t longest) {
        std::int64_t& high = flow_.steps[id].duration.value.high;
        std::int64_t fits = high;
        for (std::int64_t tooLong = longest + 1; fits + 1 < tooLong;) {
            high = fits + (tooLong - fits) / 2;
            (keeps() ? fits : tooLong) = high;
        }
        high = fits;
    }

    /// Where none suffices alone: the steps of the longest path, one after another.
    Text together(const model::Program& program) {
        std::vector<std::pair<StepId, std::int64_t>> shortened;  // With what they took.
        for (derive::PathTime now = path(); !keeps(now); now = path()) {
            const auto next = std::find_if(now.criticalPath.begin(), now.criticalPath.end(),
                                           [&](StepId id) { return isRange(flow_.steps[id]); });
            if (next == now.criticalPath.end()) {
                return {};
            }
            syntax::Quantity& length = flow_.steps[*next].duration.value;
            shortened.emplace_back(*next, length.high);
            length.high = length.low;
        }
        for (const auto& [id, longest] : std::views::reverse(shortened)) {
            grow(id, longest);
        }
        Text result;
        for (const auto& [id, longest] : shortened) {
            if (flow_.steps[id].duration.value.high < longest) {
                say(program, id, {"，并且", ", and "}, result);
            }
        }
        return result;
    }

    void say(const model::Program& program, StepId id, const Text& joint, Text& result) const {
        const Step& step = flow_.steps[id];
        const std::string name(program.text(step.name));
        const std::int64_t most = step.duration.value.high;
        const Text length = model::quantityText({most, most, step.duration.value.unit});
        result.zh += (result.empty() ? "" : joint.zh) + "“" + name + "”不超过 " + length.zh;
        result.en += (result.en.empty() ? "" : joint.en) + "'" + name + "' within " + length.en;
    }

    const derive::Periods& periods_;
    Flow flow_;
    const FlowExcess& excess_;
    const derive::FlowStructure structure_;
};

/// The steps of the longest run from the worst first day, each with the day on which it is over.
std::vector<Witness::Step> datedSteps(const Context& context, const Flow& flow,
                                      const FlowExcess& excess,
                                      const derive::Judgement::Reading& reading) {
    const derive::Calendar& calendar = context.facts.periods->calendar();
    const derive::FlowStructure structure = derive::deriveStructure(flow, excess.countsAcceptance);
    const derive::ClockedFlow clocked{
        flow, structure, excess.clock,
        reading.amount == Unit::None ? Unit::WorkingDay : reading.amount};
    std::vector<Witness::Step> steps;
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        if (structure.pausesClock(StepId(i), excess.clock)) {
            return steps;  // Pauses move the days, by how much depends on the run.
        }
    }
    for (const derive::DatedPath::Step& one :
         derive::longestRun(clocked, calendar, *calendar.find(reading.start)).steps) {
        const Step& step = flow.steps[one.step];
        const std::string name(context.program.text(step.name));
        const Text length = model::quantityText(clocked.lengthOf(one.step));
        if (one.end != derive::Calendar::kPast) {
            steps.push_back({{name + "：" + length.zh, name + ": " + length.en},
                             step.span,
                             name,
                             true,
                             calendar.date(one.end)});
        }
    }
    return steps;
}

}  // namespace

Diagnostic flowFinding(const Context& context, const Descriptor& descriptor, model::ItemId id,
                       const FlowExcess& excess) {
    const model::Program& program = context.program;
    const Flow& flow = program.flows[program.items[id].flow];
    const derive::Amount amount = excess.path.worstAmount();
    Diagnostic diagnostic =
        makeDiagnostic(descriptor, flow.head,
                       {parameter("stage", stageText(excess.clock)),
                        parameter("flow", derive::pathText(excess.path)),
                        parameter(excess.allowedName, model::quantityText(excess.allowed))});
    diagnostic.label = excessText(amount, excess.allowed);
    diagnostic.related.push_back(excess.source);
    for (const StepId step : excess.path.criticalPath) {
        diagnostic.related.push_back(
            {flow.steps[step].head, {"最长路径上的环节", "on the longest path"}});
    }
    diagnostic.witness = derive::pathWitness(program, flow, excess.path);
    const derive::Judgement::Reading* reading =
        excess.held.answer ? excess.held.answer->breaking() : nullptr;
    if (reading != nullptr && reading->dated) {
        const Text allowed = model::quantityText(excess.allowed);
        showDates(diagnostic, context, *reading, beginning(excess),
                  {excess.boundName.zh + " " + allowed.zh, excess.boundName.en + " " + allowed.en},
                  {"流程", "the flow"}, datedSteps(context, flow, excess, *reading));
    }
    diagnostic.advice = excess.advice;
    if (!excess.bound.empty()) {
        const Text budgets = Budgets(*context.facts.periods, flow, excess).text(program);
        if (!budgets.empty()) {
            diagnostic.advice.zh =
                budgets.zh + "，即可不超过" + excess.boundName.zh + "；也可以" + excess.advice.zh;
            diagnostic.advice.en =
                budgets.en + " keeps " + excess.boundName.en + "; or else " + excess.advice.en;
        }
    }
    return diagnostic;
}

}  // namespace fadu::checks
