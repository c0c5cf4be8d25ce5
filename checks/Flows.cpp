#include "checks/Flows.h"

#include "checks/Describe.h"

#include <algorithm>
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

bool runsFromReceipt(const model::Program& program, const derive::ItemFacts& facts) {
    const model::LimitId governing = facts.of(ClockKind::Decision).limit.governing();
    return governing.valid() && program.limits[governing].start == Event::Receipt;
}

derive::FlowStructure structureOf(const model::Program& program, const model::Item& item,
                                  const derive::ItemFacts& facts) {
    return derive::deriveStructure(program.flows[item.flow], runsFromReceipt(program, facts));
}

namespace {

/// How long steps with a range may take at most so that a flow keeps a bound.
class Budgets {
public:
    Budgets(const Flow& flow, const FlowExcess& excess)
        : flow_(flow), excess_(excess), bound_(excess.bound.high) {}

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
            if (path().worst <= bound_) {
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
        return derive::deriveFlow(flow_, excess_.countsAcceptance).of(excess_.clock);
    }

    /// Lets a step that is at its shortest take as long as the bound allows, `longest` at most.
    void grow(StepId id, std::int64_t longest) {
        std::int64_t& high = flow_.steps[id].duration.value.high;
        std::int64_t fits = high;
        for (std::int64_t tooLong = longest + 1; fits + 1 < tooLong;) {
            high = fits + (tooLong - fits) / 2;
            (path().worst <= bound_ ? fits : tooLong) = high;
        }
        high = fits;
    }

    /// Where none suffices alone: the steps of the longest path, one after another.
    Text together(const model::Program& program) {
        std::vector<std::pair<StepId, std::int64_t>> shortened;  // With what they took.
        for (derive::PathTime now = path(); now.worst > bound_; now = path()) {
            const auto next = std::find_if(now.criticalPath.begin(), now.criticalPath.end(),
                                           [&](StepId id) { return isRange(flow_.steps[id]); });
            if (next == now.criticalPath.end()) {
                return {};
            }
            syntax::Quantity& length = flow_.steps[*next].duration.value;
            shortened.emplace_back(*next, length.high);
            length.high = length.low;
        }
        for (auto one = shortened.rbegin(); one != shortened.rend(); ++one) {
            grow(one->first, one->second);
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

    Flow flow_;
    const FlowExcess& excess_;
    std::int64_t bound_;
};

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
    diagnostic.advice = excess.advice;
    if (!excess.path.mixedUnits && excess.path.unit == excess.bound.unit &&
        excess.path.worst > excess.bound.high) {
        const Text budgets = Budgets(flow, excess).text(program);
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
