#include "derive/FlowTimes.h"

#include <llvm/ADT/STLExtras.h>

#include <algorithm>
#include <unordered_set>

namespace fadu::derive {

namespace {

using model::BlockId;
using model::Flow;
using model::Step;
using model::StepId;

constexpr std::int64_t kNever = -1;                   ///< Of lengths: no run does it.
constexpr std::int64_t kForever = 1'000'000'000'000;  ///< Longer than any flow; totals stop here.

/// `times` times `length`, not past `kForever`.
std::int64_t repeated(std::int64_t length, std::int64_t times) {
    return length != 0 && times > kForever / length ? kForever : length * times;
}

class Derivation {
public:
    Derivation(const Flow& flow, const FlowStructure& structure)
        : flow_(flow), structure_(structure) {}

    FlowTimes run();

private:
    /// Lengths of a step or a block for one clock.
    struct Length {
        std::int64_t any = 0;             ///< Longest run, whether it is passed or ends the flow.
        std::int64_t through = 0;         ///< Longest run that passes it, or `kNever`.
        std::int64_t bestThrough = 0;     ///< Shortest run that passes it, or `kForever`.
        std::int64_t bestEnd = kForever;  ///< Shortest run that ends the flow in it, or `kForever`.
    };
    struct StepTime {
        Length own;
        std::int64_t start = 0;  ///< Longest path to its beginning.
        std::int64_t bestStart = 0;
        std::int64_t tailAny = 0;      ///< Longest continuation behind it inside its block.
        std::int64_t tailThrough = 0;  ///< The same when the block is passed.
        StepId from;                   ///< What it waits for on the longest path.
        BlockId pickAny;               ///< Of a choice: the branch of the longest run.
        BlockId pickThrough;
    };
    struct BlockTime {
        Length own;
        StepId lastAny;  ///< The step at which the longest run is over.
        StepId lastThrough;
    };

    void measureUnits(ClockKind clock);
    Length measure(BlockId block, ClockKind clock);
    Length measureStep(StepId id, ClockKind clock);
    std::int64_t shortestEnd(BlockId block) const;
    void tracePath(BlockId block, bool any, ClockKind clock, std::vector<StepId>& path) const;
    void spreadSlack(BlockId block, ClockKind clock, std::int64_t throughSlack,
                     std::int64_t anySlack);
    bool counts(StepId step, ClockKind clock) const { return structure_.counts(step, clock); }

    const Flow& flow_;
    const FlowStructure& structure_;
    FlowTimes result_;
    std::vector<StepTime> times_;
    std::vector<BlockTime> blocks_;
};

void Derivation::measureUnits(ClockKind clock) {
    PathTime& time = result_.clocks[static_cast<std::size_t>(clock)];
    for (std::size_t i = 0; i < flow_.steps.size(); ++i) {
        const StepId id(i);
        const Step& step = flow_.steps[id];
        if (!counts(id, clock)) {
            continue;
        }
        time.stated = true;
        if (!step.duration.known()) {
            time.complete = false;
            continue;
        }
        const Unit unit = step.duration.value.unit;
        if (unit == Unit::OnTheSpot) {
            continue;
        }
        if (time.unit == Unit::None) {
            time.unit = unit;
        } else if (time.unit != unit) {
            time.mixedUnits = true;
        }
    }
}

Derivation::Length Derivation::measureStep(StepId id, ClockKind clock) {
    const Step& step = flow_.steps[id];
    StepTime& time = times_[id.index()];
    Length length;
    switch (step.kind) {
        case Step::Kind::Task:
            if (counts(id, clock) && step.duration.known() &&
                step.duration.value.unit != Unit::OnTheSpot) {
                length.any = length.through =
                    std::clamp<std::int64_t>(step.duration.value.high, 0, kForever);
                length.bestThrough =
                    std::clamp<std::int64_t>(step.duration.value.low, 0, length.any);
            }
            break;
        case Step::Kind::Choice: {
            length = {kNever, kNever, kForever, kForever};
            if (!step.hasElse) {
                length = {0, 0, 0, kForever};
            }
            time.pickAny = time.pickThrough = BlockId();
            for (const BlockId branch : step.branches) {
                const Length one = measure(branch, clock);
                if (one.any > length.any || (!time.pickAny.valid() && one.any == length.any)) {
                    length.any = one.any;
                    time.pickAny = branch;
                }
                if (one.through > length.through ||
                    (!time.pickThrough.valid() && one.through == length.through)) {
                    length.through = one.through;
                    time.pickThrough = branch;
                }
                length.bestThrough = std::min(length.bestThrough, one.bestThrough);
                length.bestEnd = std::min(length.bestEnd, one.bestEnd);
            }
            break;
        }
        case Step::Kind::Loop:
            for (const BlockId body : step.branches) {
                if (step.atMost == 0U) {
                    break;
                }
                const Length one = measure(body, clock);
                const auto times = static_cast<std::int64_t>(step.atMost.value_or(1));
                if (!step.atMost && one.through > 0) {
                    result_.clocks[static_cast<std::size_t>(clock)].complete = false;
                }
                length.through = one.through == kNever ? 0 : repeated(one.through, times);
                length.any = one.through == kNever
                                 ? one.any
                                 : std::min(kForever, repeated(one.through, times - 1) + one.any);
                length.bestEnd = one.bestEnd;
            }
            break;
        case Step::Kind::End:
            length = {0, kNever, kForever, 0};
            break;
    }
    time.own = length;
    return length;
}

/// The shortest run that ends the flow inside a block. Whatever can end within a bound does: that
/// only spares what waits for it; so the least bound that all other steps of the run keep is the
/// answer.
std::int64_t Derivation::shortestEnd(BlockId block) const {
    const auto& order = structure_.order[block.index()];
    std::vector<std::int64_t> bounds;
    bool ends = false;
    for (const StepId id : order) {
        const StepTime& time = times_[id.index()];
        if (!structure_.alive[id.index()]) {
            continue;
        }
        ends = ends || time.own.bestEnd != kForever;
        for (const std::int64_t length : {time.own.bestThrough, time.own.bestEnd}) {
            if (length != kForever) {
                bounds.push_back(time.bestStart + length);
            }
        }
    }
    if (!ends) {
        return kForever;
    }
    std::sort(bounds.begin(), bounds.end());
    std::unordered_set<StepId> stopped;  // Ended, or waiting for what has.
    const auto keeps = [&](std::int64_t bound) {
        stopped.clear();
        bool ended = false;
        for (const StepId id : order) {
            const StepTime& time = times_[id.index()];
            const auto& after = flow_.steps[id].after;
            if (!structure_.alive[id.index()] ||
                std::any_of(after.begin(), after.end(),
                            [&](const Step::After& edge) { return stopped.contains(edge.step); })) {
                stopped.insert(id);
            } else if (time.own.bestEnd != kForever && time.bestStart + time.own.bestEnd <= bound) {
                ended = true;
                stopped.insert(id);
            } else if (time.own.bestThrough == kForever ||
                       time.bestStart + time.own.bestThrough > bound) {
                return false;
            }
        }
        return ended;
    };
    const auto found = std::partition_point(bounds.begin(), bounds.end(),
                                            [&](std::int64_t bound) { return !keeps(bound); });
    return found == bounds.end() ? kForever : *found;
}

/// Longest and shortest runs through a block, in the order of its steps.
Derivation::Length Derivation::measure(BlockId block, ClockKind clock) {
    const bool passes = structure_.blockPasses[block.index()];
    BlockTime& result = blocks_[block.index()];
    result = {};
    result.own.through = passes ? 0 : kNever;
    result.own.bestThrough = passes ? 0 : kForever;
    bool ends = false;
    for (const StepId id : structure_.order[block.index()]) {
        if (!structure_.alive[id.index()]) {
            continue;
        }
        const Length own = measureStep(id, clock);
        StepTime& time = times_[id.index()];
        time.start = 0;
        time.bestStart = 0;
        time.from = StepId();
        for (const Step::After& after : flow_.steps[id].after) {
            const StepTime& before = times_[after.step.index()];
            const std::int64_t passed = std::min(kForever, before.start + before.own.through);
            if (!time.from.valid() || passed > time.start) {
                time.start = passed;
                time.from = after.step;
            }
            time.bestStart = std::max(
                time.bestStart, std::min(kForever, before.bestStart + before.own.bestThrough));
        }
        const std::int64_t over = std::min(kForever, time.start + own.any);
        if (!result.lastAny.valid() || over > result.own.any) {
            result.own.any = over;
            result.lastAny = id;
        }
        ends = ends || own.bestEnd != kForever;
        if (passes) {
            const std::int64_t passed = std::min(kForever, time.start + own.through);
            if (!result.lastThrough.valid() || passed > result.own.through) {
                result.own.through = passed;
                result.lastThrough = id;
            }
            result.own.bestThrough = std::max(result.own.bestThrough,
                                              std::min(kForever, time.bestStart + own.bestThrough));
        }
    }
    if (ends) {
        result.own.bestEnd = shortestEnd(block);
    }
    return result.own;
}

/// The counted tasks of the longest run of a block, or of the longest that passes it.
void Derivation::tracePath(BlockId block, bool any, ClockKind clock,
                           std::vector<StepId>& path) const {
    const BlockTime& time = blocks_[block.index()];
    std::vector<StepId> chain;
    for (StepId id = any ? time.lastAny : time.lastThrough; id.valid();
         id = times_[id.index()].from) {
        chain.push_back(id);
    }
    for (auto id = chain.rbegin(); id != chain.rend(); ++id) {
        const Step& step = flow_.steps[*id];
        const bool last = any && *id == chain.front();
        if (step.kind == Step::Kind::Task) {
            if (counts(*id, clock)) {
                path.push_back(*id);
            }
        } else if (step.kind == Step::Kind::Choice) {
            const BlockId branch =
                last ? times_[id->index()].pickAny : times_[id->index()].pickThrough;
            if (branch.valid()) {
                tracePath(branch, last, clock, path);
            }
        } else if (step.kind == Step::Kind::Loop && step.atMost != 0U) {
            for (const BlockId body : step.branches) {
                if (last || structure_.blockPasses[body.index()]) {
                    tracePath(body, last, clock, path);
                }
            }
        }
    }
}

/// Slack of the steps of a block: how much the longest run that holds a step leaves of the block's
/// length, and how much longer the block itself may be: runs that pass it, and any.
void Derivation::spreadSlack(BlockId block, ClockKind clock, std::int64_t throughSlack,
                             std::int64_t anySlack) {
    const auto& order = structure_.order[block.index()];
    const bool passes = structure_.blockPasses[block.index()];
    const Length& total = blocks_[block.index()].own;
    for (const StepId id : order) {
        times_[id.index()].tailAny = times_[id.index()].tailThrough = 0;
    }
    for (const StepId id : llvm::reverse(order)) {
        if (!structure_.alive[id.index()]) {
            continue;
        }
        const StepTime& time = times_[id.index()];
        std::int64_t any = time.own.any;
        std::int64_t through = 0;
        if (structure_.passes[id.index()]) {
            any = std::max(any, time.own.through + time.tailAny);
            through = time.own.through + time.tailThrough;
        }
        for (const Step::After& after : flow_.steps[id].after) {
            StepTime& before = times_[after.step.index()];
            before.tailAny = std::max(before.tailAny, any);
            before.tailThrough = std::max(before.tailThrough, through);
        }
    }
    for (const StepId id : order) {
        if (!structure_.alive[id.index()]) {
            continue;
        }
        const StepTime& time = times_[id.index()];
        const std::int64_t anyGrowth = anySlack + total.any - (time.start + time.own.any);
        std::int64_t throughGrowth = anyGrowth;
        if (structure_.passes[id.index()]) {
            throughGrowth = anySlack + total.any - (time.start + time.own.through + time.tailAny);
            if (passes) {
                throughGrowth =
                    std::min(throughGrowth, throughSlack + total.through -
                                                (time.start + time.own.through + time.tailThrough));
            }
        }
        if (counts(id, clock)) {
            result_.slack[id.index()] =
                std::max<std::int64_t>(0, std::min(anyGrowth, throughGrowth));
        }
        const Step& step = flow_.steps[id];
        for (const BlockId branch : step.branches) {
            const Length& inner = blocks_[branch.index()].own;
            if (step.kind == Step::Kind::Choice) {
                spreadSlack(branch, clock, throughGrowth + time.own.through - inner.through,
                            anyGrowth + time.own.any - inner.any);
            } else if (step.atMost != 0U) {
                // What grows in the body grows in every round.
                const auto rounds = inner.through == kNever
                                        ? 1
                                        : static_cast<std::int64_t>(step.atMost.value_or(1));
                spreadSlack(branch, clock, std::min(throughGrowth, anyGrowth) / rounds,
                            anyGrowth / rounds);
            }
        }
    }
}

FlowTimes Derivation::run() {
    const std::size_t steps = flow_.steps.size();
    result_.slack.assign(steps, -1);
    result_.sound = structure_.sound;
    result_.cycles = structure_.cycles;
    result_.unreachable = structure_.unreachable;
    if (!result_.sound || flow_.blocks.empty()) {
        return std::move(result_);
    }
    times_.resize(steps);
    blocks_.resize(flow_.blocks.size());
    const BlockId top(std::size_t{0});
    for (const ClockKind clock : kClockKinds) {
        measureUnits(clock);
        PathTime& time = result_.clocks[static_cast<std::size_t>(clock)];
        if (!time.stated || time.mixedUnits) {
            continue;
        }
        const Length length = measure(top, clock);
        time.worst = length.any;
        time.best = std::min(length.bestThrough, length.bestEnd);
        tracePath(top, true, clock, time.criticalPath);
        if (clock != ClockKind::Preliminary) {  // Its steps are the decision's as well.
            spreadSlack(top, clock, length.any - length.through, 0);
        }
    }
    return std::move(result_);
}

}  // namespace

Amount PathTime::worstAmount() const {
    if (mixedUnits) {
        return dated ? dated->amount : Amount();
    }
    return Amount::longest({worst, worst, unit == Unit::None ? Unit::OnTheSpot : unit});
}

syntax::Quantity PathTime::quantity(bool longest) const {
    const std::int64_t value = longest ? worst : best;
    return {value, value, unit == Unit::None ? Unit::OnTheSpot : unit};
}

Chain PathTime::chain() const { return {{worst, unit == Unit::None ? Unit::OnTheSpot : unit}}; }

FlowTimes deriveFlow(const model::Flow& flow, const FlowStructure& structure) {
    return Derivation(flow, structure).run();
}

FlowTimes deriveFlow(const model::Flow& flow, bool countsAcceptance) {
    return deriveFlow(flow, deriveStructure(flow, countsAcceptance));
}

Unit slackUnit(const FlowTimes& times, const Step& step) {
    if (step.duration.known() && step.duration.value.unit != Unit::OnTheSpot) {
        return step.duration.value.unit;
    }
    const ClockKind kind = step.stage == Stage::Acceptance ? ClockKind::Acceptance
                           : step.stage == Stage::Delivery ? ClockKind::Delivery
                                                           : ClockKind::Decision;
    return times.of(kind).quantity(true).unit;
}

}  // namespace fadu::derive
