#include "derive/FlowTimes.h"

#include <llvm/ADT/STLExtras.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace fadu::derive {

namespace {

using model::Block;
using model::BlockId;
using model::Flow;
using model::Step;
using model::StepId;

constexpr std::uint32_t kNone = 0xFFFFFFFF;

constexpr std::int64_t kNever = -1;                   ///< Of lengths: no run does it.
constexpr std::int64_t kForever = 1'000'000'000'000;  ///< Longer than any flow; totals stop here.

/// `times` times `length`, not past `kForever`.
std::int64_t repeated(std::int64_t length, std::int64_t times) {
    return length != 0 && times > kForever / length ? kForever : length * times;
}

/// A run of a flow picks a branch of every choice and a number of rounds of every repetition. An
/// end ends it: what waits for the end is not done, what stands beside it still is. A block is
/// passed when no end was met in it.
class Derivation {
public:
    Derivation(const Flow& flow, bool countsAcceptance)
        : flow_(flow), countsAcceptance_(countsAcceptance) {}

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

    void findFollowers();
    void orderBlock(BlockId block);
    void findCycles(const std::vector<StepId>& left);
    void findPasses();
    void findAlive();
    void findUnreachable(BlockId block);
    void findStages();
    void select();
    void measureUnits(ClockKind clock);
    Length measure(BlockId block, ClockKind clock);
    Length measureStep(StepId id, ClockKind clock);
    std::int64_t shortestEnd(BlockId block) const;
    void tracePath(BlockId block, bool any, ClockKind clock, std::vector<StepId>& path) const;
    void spreadSlack(BlockId block, ClockKind clock, std::int64_t throughSlack,
                     std::int64_t anySlack);
    bool counts(StepId step, ClockKind clock) const {
        return (counted_[step.index()] >> static_cast<unsigned>(clock) & 1U) != 0;
    }
    static std::uint8_t bit(Stage stage) {
        return static_cast<std::uint8_t>(1U << static_cast<unsigned>(stage));
    }

    const Flow& flow_;
    bool countsAcceptance_;
    FlowTimes result_;
    std::vector<std::uint32_t> firstFollower_;  ///< By step; one more entry than steps.
    std::vector<StepId> followers_;
    std::vector<std::uint32_t> position_;     ///< By step: place among the steps that are left.
    std::vector<std::vector<StepId>> order_;  ///< By block: steps on no cycle and behind none.
    std::vector<bool> passes_;                ///< By step: a run can go on behind it.
    std::vector<bool> blockPasses_;
    std::vector<bool> alive_;                 ///< By step: some run performs it.
    std::vector<std::uint8_t> stages_;        ///< By step: stages it contains, a bit each.
    std::vector<std::uint8_t> passedStages_;  ///< The same of runs that pass it.
    std::vector<std::uint8_t> ahead_;         ///< By step: stages that follow it.
    std::vector<std::uint8_t> behind_;        ///< By step: stages that it follows.
    std::vector<std::uint8_t> counted_;       ///< By step, a bit a clock.
    std::vector<StepTime> times_;
    std::vector<BlockTime> blocks_;
};

void Derivation::findFollowers() {
    const std::size_t steps = flow_.steps.size();
    firstFollower_.assign(steps + 1, 0);
    for (const Step& step : flow_.steps) {
        for (const Step::After& after : step.after) {
            ++firstFollower_[after.step.index() + 1];
        }
    }
    for (std::size_t i = 1; i <= steps; ++i) {
        firstFollower_[i] += firstFollower_[i - 1];
    }
    followers_.resize(firstFollower_.back());
    std::vector<std::uint32_t> next(firstFollower_.begin(), firstFollower_.end() - 1);
    // By blocks, so that followers stand in the order of their lines.
    for (const Block& block : flow_.blocks) {
        for (const StepId id : block.steps) {
            for (const Step::After& after : flow_.steps[id].after) {
                followers_[next[after.step.index()]++] = id;
            }
        }
    }
}

void Derivation::orderBlock(BlockId block) {
    const std::vector<StepId>& steps = flow_.blocks[block].steps;
    std::vector<StepId>& order = order_[block.index()];
    // A step belongs to one block, so `position_` can count what its steps still wait for.
    std::vector<std::uint32_t>& waits = position_;
    for (const StepId id : steps) {
        waits[id.index()] = static_cast<std::uint32_t>(flow_.steps[id].after.size());
        if (waits[id.index()] == 0) {
            order.push_back(id);
        }
    }
    for (std::size_t done = 0; done < order.size(); ++done) {
        const std::uint32_t at = order[done].index();
        for (std::uint32_t f = firstFollower_[at]; f < firstFollower_[at + 1]; ++f) {
            if (--waits[followers_[f].index()] == 0) {
                order.push_back(followers_[f]);
            }
        }
    }
    if (order.size() < steps.size()) {
        std::vector<StepId> left;
        for (const StepId id : steps) {
            if (waits[id.index()] != 0) {
                left.push_back(id);
            }
        }
        for (const StepId id : steps) {
            position_[id.index()] = kNone;
        }
        findCycles(left);
    }
}

/// Among steps that could not be ordered: every component of steps that wait for each other gives
/// the shortest cycle through its first stated 后于 (breadth first).
void Derivation::findCycles(const std::vector<StepId>& left) {
    result_.sound = false;
    for (std::size_t i = 0; i < left.size(); ++i) {
        position_[left[i].index()] = static_cast<std::uint32_t>(i);
    }
    // Components by Tarjan's algorithm with a stack of its own.
    const auto count = static_cast<std::uint32_t>(left.size());
    std::vector<std::uint32_t> number(count, 0);
    std::vector<std::uint32_t> low(count, 0);
    std::vector<std::uint32_t> component(count, kNone);
    std::vector<std::uint32_t> stack;
    struct Frame {
        std::uint32_t node;
        std::size_t edge;
    };
    std::vector<Frame> frames;
    std::uint32_t next = 1;
    std::uint32_t components = 0;
    for (std::uint32_t root = 0; root < count; ++root) {
        if (number[root] != 0) {
            continue;
        }
        frames.push_back({root, 0});
        while (!frames.empty()) {
            Frame& frame = frames.back();
            const auto& after = flow_.steps[left[frame.node]].after;
            if (frame.edge == 0) {
                number[frame.node] = low[frame.node] = next++;
                stack.push_back(frame.node);
            }
            bool descended = false;
            while (frame.edge < after.size()) {
                const std::uint32_t target = position_[after[frame.edge].step.index()];
                ++frame.edge;
                if (target == kNone) {
                    continue;
                }
                if (number[target] == 0) {
                    frames.push_back({target, 0});
                    descended = true;
                    break;
                }
                if (component[target] == kNone) {
                    low[frame.node] = std::min(low[frame.node], number[target]);
                }
            }
            if (descended) {
                continue;
            }
            const std::uint32_t node = frames.back().node;
            frames.pop_back();
            if (low[node] == number[node]) {
                for (;;) {
                    const std::uint32_t member = stack.back();
                    stack.pop_back();
                    component[member] = components;
                    if (member == node) {
                        break;
                    }
                }
                ++components;
            }
            if (!frames.empty()) {
                low[frames.back().node] = std::min(low[frames.back().node], low[node]);
            }
        }
    }
    std::vector<bool> done(components, false);
    // A node belongs to one component, so one mark serves all searches.
    std::vector<std::pair<std::uint32_t, const Step::After*>> from(count, {kNone, nullptr});
    std::vector<bool> seen(count, false);
    std::vector<std::uint32_t> queue;
    for (std::uint32_t i = 0; i < count; ++i) {
        for (const Step::After& after : flow_.steps[left[i]].after) {
            const std::uint32_t target = position_[after.step.index()];
            if (!after.span.valid() || target == kNone || component[target] != component[i] ||
                done[component[i]]) {
                continue;
            }
            done[component[i]] = true;
            // From `target` back to `i`.
            queue.assign(1, target);
            seen[target] = true;
            for (std::size_t at = 0; at < queue.size() && !seen[i]; ++at) {
                const std::uint32_t node = queue[at];
                for (const Step::After& edge : flow_.steps[left[node]].after) {
                    const std::uint32_t to = position_[edge.step.index()];
                    if (to != kNone && component[to] == component[i] && !seen[to]) {
                        seen[to] = true;
                        from[to] = {node, &edge};
                        queue.push_back(to);
                    }
                }
            }
            FlowTimes::StepCycle cycle;
            cycle.edges.push_back({left[i], left[target], after.span});
            std::vector<FlowTimes::StepCycle::Edge> back;
            for (std::uint32_t node = i; node != target; node = from[node].first) {
                back.push_back({left[from[node].first], left[node], from[node].second->span});
            }
            cycle.edges.insert(cycle.edges.end(), back.rbegin(), back.rend());
            result_.cycles.push_back(std::move(cycle));
        }
    }
}

/// Which steps and blocks a run can go on behind. Blocks are numbered after their owners: from the
/// innermost outwards.
void Derivation::findPasses() {
    passes_.assign(flow_.steps.size(), true);
    blockPasses_.assign(flow_.blocks.size(), true);
    for (std::size_t i = flow_.blocks.size(); i-- > 0;) {
        for (const StepId id : flow_.blocks[BlockId(i)].steps) {
            const Step& step = flow_.steps[id];
            if (step.kind == Step::Kind::End) {
                passes_[id.index()] = false;
            } else if (step.kind == Step::Kind::Choice && step.hasElse) {
                passes_[id.index()] =
                    std::any_of(step.branches.begin(), step.branches.end(),
                                [&](BlockId branch) { return blockPasses_[branch.index()]; });
            }
            blockPasses_[i] = blockPasses_[i] && passes_[id.index()];
        }
    }
}

/// Which steps some run performs: none behind an end that every run meets, nor in a repetition that
/// never runs.
void Derivation::findAlive() {
    alive_.assign(flow_.steps.size(), false);
    for (std::size_t i = 0; i < flow_.blocks.size(); ++i) {
        const StepId owner = flow_.blocks[BlockId(i)].owner;
        if (owner.valid() &&
            (!alive_[owner.index()] ||
             (flow_.steps[owner].kind == Step::Kind::Loop && flow_.steps[owner].atMost == 0U))) {
            continue;
        }
        for (const StepId id : order_[i]) {
            const auto& after = flow_.steps[id].after;
            alive_[id.index()] =
                std::all_of(after.begin(), after.end(), [&](const Step::After& edge) {
                    return alive_[edge.step.index()] && passes_[edge.step.index()];
                });
        }
    }
}

/// Steps behind an end that every run reaches, and the body of a repetition that never runs.
void Derivation::findUnreachable(BlockId block) {
    std::unordered_map<StepId, StepId> dead;  // Step to cause.
    std::unordered_set<StepId> reported;
    for (const StepId id : order_[block.index()]) {
        const Step& step = flow_.steps[id];
        for (const Step::After& after : step.after) {
            StepId cause;
            if (const auto found = dead.find(after.step); found != dead.end()) {
                cause = found->second;
            } else if (!passes_[after.step.index()]) {
                cause = after.step;
            } else {
                continue;
            }
            if (step.kind != Step::Kind::End) {
                dead.emplace(id, cause);
                if (reported.insert(cause).second) {
                    result_.unreachable.push_back({id, cause});
                }
            }
            break;
        }
        if (step.kind == Step::Kind::Loop && step.atMost == 0U && !step.branches.empty() &&
            !flow_.blocks[step.branches.front()].steps.empty()) {
            result_.unreachable.push_back({flow_.blocks[step.branches.front()].steps.front(), id});
        }
    }
}

/// For every step the stages it contains, those that follow it and those that it follows, through
/// the blocks around it as well. What only a branch that ends holds is followed by nothing outside
/// it.
void Derivation::findStages() {
    const std::size_t steps = flow_.steps.size();
    stages_.assign(steps, 0);
    passedStages_.assign(steps, 0);
    ahead_.assign(steps, 0);
    behind_.assign(steps, 0);
    const auto add = [](std::uint8_t& bits, std::uint8_t more) {
        bits = static_cast<std::uint8_t>(bits | more);
    };
    for (std::size_t i = steps; i-- > 0;) {
        const Step& step = flow_.steps[StepId(i)];
        if (!alive_[i]) {
            continue;
        }
        if (step.kind == Step::Kind::Task) {
            stages_[i] = passedStages_[i] = bit(step.stage);
        }
        const StepId owner = flow_.blocks[step.block].owner;
        if (owner.valid()) {
            add(stages_[owner.index()], stages_[i]);
            if (blockPasses_[step.block.index()]) {
                add(passedStages_[owner.index()], passedStages_[i]);
            }
        }
    }
    for (std::size_t i = 0; i < flow_.blocks.size(); ++i) {
        const StepId owner = flow_.blocks[BlockId(i)].owner;
        const auto& order = order_[i];
        for (const StepId id : order) {
            if (owner.valid()) {
                add(behind_[id.index()], behind_[owner.index()]);
                add(ahead_[id.index()], blockPasses_[i] ? ahead_[owner.index()] : std::uint8_t{0});
            }
            for (const Step::After& after : flow_.steps[id].after) {
                add(behind_[id.index()], behind_[after.step.index()]);
                add(behind_[id.index()], passedStages_[after.step.index()]);
            }
        }
        for (const StepId id : llvm::reverse(order)) {
            if (!alive_[id.index()]) {
                continue;
            }
            for (const Step::After& after : flow_.steps[id].after) {
                add(ahead_[after.step.index()], ahead_[id.index()]);
                add(ahead_[after.step.index()], stages_[id.index()]);
            }
        }
    }
}

/// Marks the tasks that count towards each clock. Acceptance: up to the last acceptance step.
/// Decision: what is not before an acceptance step, through the last decision step (without one: to
/// the last before delivery). Delivery: the delivery steps and what stands between decision and
/// them.
void Derivation::select() {
    counted_.assign(flow_.steps.size(), 0);
    std::vector<bool> through(flow_.steps.size(), false);
    const auto count = [&](StepId id, ClockKind clock) {
        counted_[id.index()] =
            static_cast<std::uint8_t>(counted_[id.index()] | 1U << static_cast<unsigned>(clock));
    };
    for (std::size_t i = 0; i < flow_.blocks.size(); ++i) {
        const StepId owner = flow_.blocks[BlockId(i)].owner;
        const bool entered = !owner.valid() || through[owner.index()];
        const auto& order = order_[i];
        const bool decides = std::any_of(order.begin(), order.end(), [&](StepId id) {
            return (stages_[id.index()] & bit(Stage::Decision)) != 0;
        });
        for (const StepId id : order) {
            const std::uint8_t ahead = ahead_[id.index()];
            const std::uint8_t behind = behind_[id.index()];
            through[id.index()] =
                entered && (((ahead | stages_[id.index()]) & bit(Stage::Decision)) != 0 ||
                            (!decides && (behind & bit(Stage::Delivery)) == 0));
            const Step& step = flow_.steps[id];
            if (step.kind != Step::Kind::Task || !alive_[id.index()] || step.excluded ||
                step.actor.kind == model::Actor::Kind::Applicant) {
                continue;
            }
            const bool beforeAcceptance = (ahead & bit(Stage::Acceptance)) != 0;
            if (step.stage == Stage::Acceptance || beforeAcceptance) {
                count(id, ClockKind::Acceptance);
            }
            const bool started =
                countsAcceptance_ || (step.stage != Stage::Acceptance && !beforeAcceptance);
            if (step.stage != Stage::Delivery && started && through[id.index()]) {
                count(id, ClockKind::Decision);
            }
            const bool between =
                step.stage != Stage::Decision && (behind & bit(Stage::Decision)) != 0 &&
                (ahead & bit(Stage::Decision)) == 0 && (ahead & bit(Stage::Delivery)) != 0;
            if (step.stage == Stage::Delivery || between) {
                count(id, ClockKind::Delivery);
            }
        }
    }
}

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
    const auto& order = order_[block.index()];
    std::vector<std::int64_t> bounds;
    bool ends = false;
    for (const StepId id : order) {
        const StepTime& time = times_[id.index()];
        if (!alive_[id.index()]) {
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
            if (!alive_[id.index()] ||
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
    const bool passes = blockPasses_[block.index()];
    BlockTime& result = blocks_[block.index()];
    result = {};
    result.own.through = passes ? 0 : kNever;
    result.own.bestThrough = passes ? 0 : kForever;
    bool ends = false;
    for (const StepId id : order_[block.index()]) {
        if (!alive_[id.index()]) {
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
                if (last || blockPasses_[body.index()]) {
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
    const auto& order = order_[block.index()];
    const bool passes = blockPasses_[block.index()];
    const Length& total = blocks_[block.index()].own;
    for (const StepId id : order) {
        times_[id.index()].tailAny = times_[id.index()].tailThrough = 0;
    }
    for (const StepId id : llvm::reverse(order)) {
        if (!alive_[id.index()]) {
            continue;
        }
        const StepTime& time = times_[id.index()];
        std::int64_t any = time.own.any;
        std::int64_t through = 0;
        if (passes_[id.index()]) {
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
        if (!alive_[id.index()]) {
            continue;
        }
        const StepTime& time = times_[id.index()];
        const std::int64_t anyGrowth = anySlack + total.any - (time.start + time.own.any);
        std::int64_t throughGrowth = anyGrowth;
        if (passes_[id.index()]) {
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
    order_.resize(flow_.blocks.size());
    position_.assign(steps, kNone);
    result_.slack.assign(steps, -1);
    result_.sound = !flow_.blamed;
    findFollowers();
    for (std::size_t i = 0; i < flow_.blocks.size(); ++i) {
        orderBlock(BlockId(i));
    }
    findPasses();
    findAlive();
    for (std::size_t i = 0; i < flow_.blocks.size(); ++i) {
        findUnreachable(BlockId(i));
    }
    if (!result_.sound || flow_.blocks.empty()) {
        return std::move(result_);
    }
    findStages();
    select();
    times_.resize(steps);
    blocks_.resize(flow_.blocks.size());
    const BlockId top(std::size_t{0});
    for (const ClockKind clock :
         {ClockKind::Acceptance, ClockKind::Decision, ClockKind::Delivery}) {
        measureUnits(clock);
        PathTime& time = result_.clocks[static_cast<std::size_t>(clock)];
        if (!time.stated || time.mixedUnits) {
            continue;
        }
        const Length length = measure(top, clock);
        time.worst = length.any;
        time.best = std::min(length.bestThrough, length.bestEnd);
        tracePath(top, true, clock, time.criticalPath);
        spreadSlack(top, clock, length.any - length.through, 0);
    }
    return std::move(result_);
}

}  // namespace

Amount PathTime::worstAmount() const {
    return Amount::longest({worst, worst, unit == Unit::None ? Unit::OnTheSpot : unit});
}

syntax::Quantity PathTime::quantity(bool longest) const {
    const std::int64_t value = longest ? worst : best;
    return {value, value, unit == Unit::None ? Unit::OnTheSpot : unit};
}

FlowTimes deriveFlow(const model::Flow& flow, bool countsAcceptance) {
    return Derivation(flow, countsAcceptance).run();
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
