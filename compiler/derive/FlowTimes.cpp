#include "derive/FlowTimes.h"

#include <algorithm>
#include <deque>

namespace fadu::derive {

namespace {

using model::Block;
using model::BlockId;
using model::Flow;
using model::Step;
using model::StepId;

/// The order in which the steps of a block can be carried out, and the cycles that prevent one.
struct BlockOrder {
    std::vector<StepId> order;                       ///< Steps on no cycle and behind none.
    std::vector<FlowTimes::StepCycle> cycles;
};

class Derivation {
public:
    Derivation(const Flow& flow, bool countsAcceptance) : flow_(flow), countsAcceptance_(countsAcceptance) {}

    FlowTimes run();

private:
    /// Length of a step or block for one clock.
    struct Length {
        std::int64_t worst = 0;
        std::int64_t best = 0;
        std::vector<StepId> path;
    };

    void orderBlock(BlockId block);
    void findCycles(BlockId block, const std::vector<StepId>& left);
    void findUnreachable(BlockId block);
    bool alwaysEnds(StepId step) const;
    bool blockAlwaysEnds(BlockId block) const;
    bool contains(StepId step, Stage stage) const;
    void select(BlockId block, ClockKind clock);
    void selectAll(StepId step, ClockKind clock);
    void measureUnits(ClockKind clock);
    Length measure(BlockId block, ClockKind clock);
    Length measureStep(StepId step, ClockKind clock);
    void spreadSlack(BlockId block, ClockKind clock, std::int64_t outer);
    bool counts(StepId step, ClockKind clock) const {
        return (counted_[step.index()] >> static_cast<unsigned>(clock) & 1U) != 0;
    }

    const Flow& flow_;
    bool countsAcceptance_;
    FlowTimes result_;
    std::vector<std::vector<StepId>> order_;         ///< By block.
    std::vector<std::uint8_t> counted_;              ///< By step, a bit a clock.
    std::vector<std::uint8_t> stages_;               ///< By step: stages it contains, a bit each.
    std::vector<std::int64_t> headLength_;           ///< By step: longest path up to and with it.
    std::vector<std::int64_t> tailLength_;           ///< By step: longest path from it on.
    std::vector<std::int64_t> ownLength_;
};

void Derivation::orderBlock(BlockId block) {
    const std::vector<StepId>& steps = flow_.blocks[block].steps;
    std::vector<std::uint32_t> waits(flow_.steps.size(), 0);
    std::vector<std::vector<StepId>> followers(steps.size());
    std::vector<std::uint32_t> position(flow_.steps.size(), 0);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        position[steps[i].index()] = static_cast<std::uint32_t>(i);
    }
    for (const StepId id : steps) {
        for (const Step::After& after : flow_.steps[id].after) {
            followers[position[after.step.index()]].push_back(id);
            ++waits[id.index()];
        }
    }
    std::deque<StepId> ready;
    for (const StepId id : steps) {
        if (waits[id.index()] == 0) {
            ready.push_back(id);
        }
    }
    auto& order = order_[block.index()];
    while (!ready.empty()) {
        const StepId id = ready.front();
        ready.pop_front();
        order.push_back(id);
        for (const StepId follower : followers[position[id.index()]]) {
            if (--waits[follower.index()] == 0) {
                ready.push_back(follower);
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
        findCycles(block, left);
    }
}

/// Among steps that could not be ordered: every component of steps that wait for each other gives the
/// shortest cycle through its first stated 后于 (breadth first).
void Derivation::findCycles(BlockId /*block*/, const std::vector<StepId>& left) {
    result_.sound = false;
    std::vector<std::uint32_t> position(flow_.steps.size(), 0xFFFFFFFF);
    for (std::size_t i = 0; i < left.size(); ++i) {
        position[left[i].index()] = static_cast<std::uint32_t>(i);
    }
    // Components by Tarjan's algorithm with a stack of its own.
    const auto count = static_cast<std::uint32_t>(left.size());
    std::vector<std::uint32_t> number(count, 0);
    std::vector<std::uint32_t> low(count, 0);
    std::vector<std::uint32_t> component(count, 0xFFFFFFFF);
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
                const std::uint32_t target = position[after[frame.edge].step.index()];
                ++frame.edge;
                if (target == 0xFFFFFFFF) {
                    continue;
                }
                if (number[target] == 0) {
                    frames.push_back({target, 0});
                    descended = true;
                    break;
                }
                if (component[target] == 0xFFFFFFFF) {
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
    for (std::uint32_t i = 0; i < count; ++i) {
        for (const Step::After& after : flow_.steps[left[i]].after) {
            const std::uint32_t target = position[after.step.index()];
            if (!after.span.valid() || target == 0xFFFFFFFF || component[target] != component[i] || done[component[i]]) {
                continue;
            }
            done[component[i]] = true;
            // From `target` back to `i`.
            std::vector<std::pair<std::uint32_t, const Step::After*>> from(count, {0xFFFFFFFF, nullptr});
            std::deque<std::uint32_t> queue{target};
            std::vector<bool> seen(count, false);
            seen[target] = true;
            while (!queue.empty() && !seen[i]) {
                const std::uint32_t node = queue.front();
                queue.pop_front();
                for (const Step::After& edge : flow_.steps[left[node]].after) {
                    const std::uint32_t to = position[edge.step.index()];
                    if (to != 0xFFFFFFFF && component[to] == component[i] && !seen[to]) {
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

bool Derivation::blockAlwaysEnds(BlockId block) const {
    const auto& steps = flow_.blocks[block].steps;
    return std::any_of(steps.begin(), steps.end(), [&](StepId id) { return alwaysEnds(id); });
}

bool Derivation::alwaysEnds(StepId id) const {
    const Step& step = flow_.steps[id];
    switch (step.kind) {
        case Step::Kind::End:
            return true;
        case Step::Kind::Choice:
            return step.hasElse && std::all_of(step.branches.begin(), step.branches.end(),
                                               [&](BlockId branch) { return blockAlwaysEnds(branch); });
        default:
            return false;
    }
}

/// Steps behind an end that every run reaches, and the body of a repetition that never runs.
void Derivation::findUnreachable(BlockId block) {
    std::vector<std::pair<StepId, StepId>> dead;  // step, cause
    const auto causeOf = [&](StepId id) {
        for (const auto& [step, cause] : dead) {
            if (step == id) {
                return cause;
            }
        }
        return StepId();
    };
    std::vector<bool> isDead(flow_.steps.size(), false);
    for (const StepId id : order_[block.index()]) {
        const Step& step = flow_.steps[id];
        for (const Step::After& after : step.after) {
            StepId cause;
            if (isDead[after.step.index()]) {
                cause = causeOf(after.step);
            } else if (alwaysEnds(after.step)) {
                cause = after.step;
            } else {
                continue;
            }
            if (step.kind != Step::Kind::End) {
                isDead[id.index()] = true;
                const bool reported = std::any_of(dead.begin(), dead.end(), [&](const auto& entry) { return entry.second == cause; });
                dead.emplace_back(id, cause);
                if (!reported) {
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

bool Derivation::contains(StepId step, Stage stage) const {
    return (stages_[step.index()] >> static_cast<unsigned>(stage) & 1U) != 0;
}

void Derivation::selectAll(StepId id, ClockKind clock) {
    const Step& step = flow_.steps[id];
    if (step.kind == Step::Kind::Task) {
        const bool mine = clock == ClockKind::Delivery     ? step.stage == Stage::Delivery
                          : clock == ClockKind::Acceptance ? true
                          : step.stage == Stage::Acceptance ? countsAcceptance_
                                                            : step.stage != Stage::Delivery;
        if (mine && !step.excluded && step.actor.kind != model::Actor::Kind::Applicant) {
            counted_[id.index()] = static_cast<std::uint8_t>(counted_[id.index()] | 1U << static_cast<unsigned>(clock));
        }
        return;
    }
    for (const BlockId branch : step.branches) {
        select(branch, clock);
    }
}

/// Marks the tasks of a block that count towards a clock. Decision: what follows every acceptance
/// step, through the last decision step (without one: to the last before delivery). Acceptance: up to
/// the last acceptance step. Delivery: the delivery steps.
void Derivation::select(BlockId block, ClockKind clock) {
    const auto& order = order_[block.index()];
    if (clock == ClockKind::Delivery) {
        for (const StepId id : order) {
            selectAll(id, clock);
        }
        return;
    }
    const bool hasAcceptance = std::any_of(order.begin(), order.end(), [&](StepId id) { return contains(id, Stage::Acceptance); });
    const bool hasDecision = std::any_of(order.begin(), order.end(), [&](StepId id) { return contains(id, Stage::Decision); });
    // Ancestors of a goal, by one pass against the order.
    const auto ancestors = [&](auto&& isGoal) {
        std::vector<bool> marked(flow_.steps.size(), false);
        for (auto id = order.rbegin(); id != order.rend(); ++id) {
            if (!isGoal(*id) && !marked[id->index()]) {
                continue;
            }
            for (const Step::After& after : flow_.steps[*id].after) {
                marked[after.step.index()] = true;
            }
        }
        return marked;
    };
    const auto accepts = [&](StepId id) { return contains(id, Stage::Acceptance); };
    const std::vector<bool> beforeAcceptance = ancestors(accepts);
    if (clock == ClockKind::Acceptance) {
        for (const StepId id : order) {
            if (hasAcceptance && (accepts(id) || beforeAcceptance[id.index()])) {
                selectAll(id, clock);
            }
        }
        return;
    }
    const std::vector<bool> beforeDecision = ancestors([&](StepId id) { return contains(id, Stage::Decision); });
    std::vector<bool> afterDelivery(flow_.steps.size(), false);
    for (const StepId id : order) {
        for (const Step::After& after : flow_.steps[id].after) {
            const Step& before = flow_.steps[after.step];
            if (afterDelivery[after.step.index()] || (before.kind == Step::Kind::Task && before.stage == Stage::Delivery)) {
                afterDelivery[id.index()] = true;
            }
        }
    }
    for (const StepId id : order) {
        const bool through = hasDecision ? beforeDecision[id.index()] || contains(id, Stage::Decision) : !afterDelivery[id.index()];
        const bool started = !beforeAcceptance[id.index()] || countsAcceptance_;
        if (through && started) {
            selectAll(id, clock);
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
    Length length;
    switch (step.kind) {
        case Step::Kind::Task:
            if (counts(id, clock)) {
                if (step.duration.known() && step.duration.value.unit != Unit::OnTheSpot) {
                    length.worst = step.duration.value.high;
                    length.best = step.duration.value.low;
                }
                length.path.push_back(id);
            }
            break;
        case Step::Kind::Choice: {
            bool first = true;
            for (const BlockId branch : step.branches) {
                Length one = measure(branch, clock);
                if (first || one.worst > length.worst) {
                    length.worst = one.worst;
                    length.path = std::move(one.path);
                }
                length.best = first ? one.best : std::min(length.best, one.best);
                first = false;
            }
            if (!step.hasElse) {
                length.best = 0;
            }
            break;
        }
        case Step::Kind::Loop:
            for (const BlockId body : step.branches) {
                Length one = measure(body, clock);
                if (!step.atMost && one.worst > 0) {
                    result_.clocks[static_cast<std::size_t>(clock)].complete = false;
                }
                length.worst = one.worst * static_cast<std::int64_t>(step.atMost.value_or(1));
                if (step.atMost != 0U) {
                    length.path = std::move(one.path);
                }
            }
            break;
        case Step::Kind::End:
            break;
    }
    ownLength_[id.index()] = length.worst;
    return length;
}

/// Longest and shortest path through a block, in the order of its steps.
Derivation::Length Derivation::measure(BlockId block, ClockKind clock) {
    const auto& order = order_[block.index()];
    std::vector<std::int64_t> bestTo(flow_.steps.size(), 0);
    std::vector<StepId> before(flow_.steps.size());
    std::vector<std::vector<StepId>> paths(flow_.steps.size());
    StepId last;
    std::int64_t best = 0;
    for (const StepId id : order) {
        Length own = measureStep(id, clock);
        std::int64_t head = 0;
        std::int64_t bestHead = 0;
        StepId from;
        for (const Step::After& after : flow_.steps[id].after) {
            const std::size_t at = after.step.index();
            if (!from.valid() || headLength_[at] > head) {
                head = headLength_[at];
                from = after.step;
            }
            bestHead = std::max(bestHead, bestTo[at]);
        }
        headLength_[id.index()] = head + own.worst;
        bestTo[id.index()] = bestHead + own.best;
        before[id.index()] = from;
        paths[id.index()] = std::move(own.path);
        best = std::max(best, bestTo[id.index()]);
        if (!last.valid() || headLength_[id.index()] > headLength_[last.index()]) {
            last = id;
        }
    }
    Length length;
    length.best = best;
    if (last.valid()) {
        length.worst = headLength_[last.index()];
        std::vector<StepId> chain;
        for (StepId id = last; id.valid(); id = before[id.index()]) {
            chain.push_back(id);
        }
        for (auto id = chain.rbegin(); id != chain.rend(); ++id) {
            length.path.insert(length.path.end(), paths[id->index()].begin(), paths[id->index()].end());
        }
    }
    return length;
}

/// Slack of the steps of a block: what the longest path through a step leaves of the block's length,
/// and of the block itself.
void Derivation::spreadSlack(BlockId block, ClockKind clock, std::int64_t outer) {
    const auto& order = order_[block.index()];
    std::int64_t total = 0;
    for (const StepId id : order) {
        total = std::max(total, headLength_[id.index()]);
        tailLength_[id.index()] = 0;
    }
    for (auto id = order.rbegin(); id != order.rend(); ++id) {
        const std::int64_t tail = tailLength_[id->index()] + ownLength_[id->index()];
        for (const Step::After& after : flow_.steps[*id].after) {
            tailLength_[after.step.index()] = std::max(tailLength_[after.step.index()], tail);
        }
    }
    for (const StepId id : order) {
        const std::int64_t slack = outer + total - (headLength_[id.index()] + tailLength_[id.index()]);
        if (counts(id, clock)) {
            result_.slack[id.index()] = slack;
        }
        const Step& step = flow_.steps[id];
        for (const BlockId branch : step.branches) {
            std::int64_t length = 0;
            for (const StepId inner : order_[branch.index()]) {
                length = std::max(length, headLength_[inner.index()]);
            }
            const std::int64_t branchSlack = step.kind == Step::Kind::Choice ? ownLength_[id.index()] - length : 0;
            spreadSlack(branch, clock, slack + branchSlack);
        }
    }
}

FlowTimes Derivation::run() {
    const std::size_t steps = flow_.steps.size();
    order_.resize(flow_.blocks.size());
    counted_.assign(steps, 0);
    stages_.assign(steps, 0);
    headLength_.assign(steps, 0);
    tailLength_.assign(steps, 0);
    ownLength_.assign(steps, 0);
    result_.slack.assign(steps, -1);
    result_.sound = !flow_.blamed;
    for (std::size_t i = 0; i < flow_.blocks.size(); ++i) {
        orderBlock(BlockId(i));
    }
    // Blocks are numbered after their owners: from the innermost outwards.
    for (std::size_t i = steps; i-- > 0;) {
        const Step& step = flow_.steps[StepId(i)];
        if (step.kind == Step::Kind::Task) {
            stages_[i] = static_cast<std::uint8_t>(stages_[i] | 1U << static_cast<unsigned>(step.stage));
        }
        const StepId owner = flow_.blocks[step.block].owner;
        if (owner.valid()) {
            stages_[owner.index()] = static_cast<std::uint8_t>(stages_[owner.index()] | stages_[i]);
        }
    }
    for (std::size_t i = 0; i < flow_.blocks.size(); ++i) {
        findUnreachable(BlockId(i));
    }
    if (!result_.sound || flow_.blocks.empty()) {
        return std::move(result_);
    }
    for (const ClockKind clock : {ClockKind::Acceptance, ClockKind::Decision, ClockKind::Delivery}) {
        select(BlockId(std::size_t{0}), clock);
        measureUnits(clock);
        PathTime& time = result_.clocks[static_cast<std::size_t>(clock)];
        if (!time.stated || time.mixedUnits) {
            continue;
        }
        Length length = measure(BlockId(std::size_t{0}), clock);
        time.worst = length.worst;
        time.best = length.best;
        time.criticalPath = std::move(length.path);
        spreadSlack(BlockId(std::size_t{0}), clock, 0);
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

FlowTimes deriveFlow(const model::Flow& flow, bool countsAcceptance) { return Derivation(flow, countsAcceptance).run(); }

}  // namespace fadu::derive
