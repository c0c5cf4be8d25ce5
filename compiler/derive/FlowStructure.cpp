#include "derive/FlowStructure.h"

#include "derive/RequirementGraph.h"

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

class Structure {
public:
    Structure(const Flow& flow, bool countsAcceptance)
        : flow_(flow), countsAcceptance_(countsAcceptance) {}

    FlowStructure run();

private:
    void findFollowers();
    void orderBlock(BlockId block);
    void findCycles(const std::vector<StepId>& left);
    void findPasses();
    void findAlive();
    void findUnreachable(BlockId block);
    void findStages();
    void select();
    static std::uint8_t bit(Stage stage) {
        return static_cast<std::uint8_t>(1U << static_cast<unsigned>(stage));
    }

    const Flow& flow_;
    bool countsAcceptance_;
    FlowStructure result_;
    std::vector<std::uint32_t> firstFollower_;  ///< By step; one more entry than steps.
    std::vector<StepId> followers_;
    std::vector<std::uint32_t> position_;     ///< By step: place among the steps that are left.
    std::vector<std::uint8_t> stages_;        ///< By step: stages it contains, a bit each.
    std::vector<std::uint8_t> passedStages_;  ///< The same of runs that pass it.
    std::vector<std::uint8_t> ahead_;         ///< By step: stages that follow it.
    std::vector<std::uint8_t> behind_;        ///< By step: stages that it follows.
};

void Structure::findFollowers() {
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

void Structure::orderBlock(BlockId block) {
    const std::vector<StepId>& steps = flow_.blocks[block].steps;
    std::vector<StepId>& order = result_.order[block.index()];
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
void Structure::findCycles(const std::vector<StepId>& left) {
    result_.sound = false;
    for (std::size_t i = 0; i < left.size(); ++i) {
        position_[left[i].index()] = static_cast<std::uint32_t>(i);
    }
    Digraph graph;
    std::vector<FlowStructure::StepCycle::Edge> edges;
    for (const StepId id : left) {
        for (const Step::After& after : flow_.steps[id].after) {
            const std::uint32_t target = position_[after.step.index()];
            if (target != kNone) {
                graph.target.push_back(target);
                edges.push_back({id, after.step, after.span});
            }
        }
        graph.closeNode();
    }
    const std::vector<bool> all(graph.edges(), true);
    const Components found = components(graph, all);
    CycleSearch search(graph, all, found);
    std::vector<bool> done(found.size.size(), false);
    for (std::uint32_t edge = 0; edge < graph.edges(); ++edge) {
        const std::uint32_t from = position_[edges[edge].from.index()];
        const std::uint32_t component = found.of[from];
        if (!edges[edge].span.valid() || found.of[graph.target[edge]] != component ||
            done[component]) {
            continue;
        }
        done[component] = true;
        FlowStructure::StepCycle cycle;
        for (const std::uint32_t one : search.through(from, edge)) {
            cycle.edges.push_back(edges[one]);
        }
        result_.cycles.push_back(std::move(cycle));
    }
}

/// Which steps and blocks a run can go on behind. Blocks are numbered after their owners: from the
/// innermost outwards.
void Structure::findPasses() {
    result_.passes.assign(flow_.steps.size(), true);
    result_.blockPasses.assign(flow_.blocks.size(), true);
    for (std::size_t i = flow_.blocks.size(); i-- > 0;) {
        for (const StepId id : flow_.blocks[BlockId(i)].steps) {
            const Step& step = flow_.steps[id];
            if (step.kind == Step::Kind::End) {
                result_.passes[id.index()] = false;
            } else if (step.kind == Step::Kind::Choice && step.hasElse) {
                result_.passes[id.index()] = std::any_of(
                    step.branches.begin(), step.branches.end(),
                    [&](BlockId branch) { return result_.blockPasses[branch.index()]; });
            }
            result_.blockPasses[i] = result_.blockPasses[i] && result_.passes[id.index()];
        }
    }
}

/// Which steps some run performs: none behind an end that every run meets, nor in a repetition that
/// never runs.
void Structure::findAlive() {
    result_.alive.assign(flow_.steps.size(), false);
    for (std::size_t i = 0; i < flow_.blocks.size(); ++i) {
        const StepId owner = flow_.blocks[BlockId(i)].owner;
        if (owner.valid() &&
            (!result_.alive[owner.index()] ||
             (flow_.steps[owner].kind == Step::Kind::Loop && flow_.steps[owner].atMost == 0U))) {
            continue;
        }
        for (const StepId id : result_.order[i]) {
            const auto& after = flow_.steps[id].after;
            result_.alive[id.index()] =
                std::all_of(after.begin(), after.end(), [&](const Step::After& edge) {
                    return result_.alive[edge.step.index()] && result_.passes[edge.step.index()];
                });
        }
    }
}

/// Steps behind an end that every run reaches, and the body of a repetition that never runs.
void Structure::findUnreachable(BlockId block) {
    std::unordered_map<StepId, StepId> dead;  // Step to cause.
    std::unordered_set<StepId> reported;
    for (const StepId id : result_.order[block.index()]) {
        const Step& step = flow_.steps[id];
        for (const Step::After& after : step.after) {
            StepId cause;
            if (const auto found = dead.find(after.step); found != dead.end()) {
                cause = found->second;
            } else if (!result_.passes[after.step.index()]) {
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
void Structure::findStages() {
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
        if (!result_.alive[i]) {
            continue;
        }
        if (step.kind == Step::Kind::Task) {
            stages_[i] = passedStages_[i] = bit(step.stage);
        }
        const StepId owner = flow_.blocks[step.block].owner;
        if (owner.valid()) {
            add(stages_[owner.index()], stages_[i]);
            if (result_.blockPasses[step.block.index()]) {
                add(passedStages_[owner.index()], passedStages_[i]);
            }
        }
    }
    for (std::size_t i = 0; i < flow_.blocks.size(); ++i) {
        const StepId owner = flow_.blocks[BlockId(i)].owner;
        const auto& order = result_.order[i];
        for (const StepId id : order) {
            if (owner.valid()) {
                add(behind_[id.index()], behind_[owner.index()]);
                add(ahead_[id.index()],
                    result_.blockPasses[i] ? ahead_[owner.index()] : std::uint8_t{0});
            }
            for (const Step::After& after : flow_.steps[id].after) {
                add(behind_[id.index()], behind_[after.step.index()]);
                add(behind_[id.index()], passedStages_[after.step.index()]);
            }
        }
        for (const StepId id : llvm::reverse(order)) {
            if (!result_.alive[id.index()]) {
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
void Structure::select() {
    result_.counted.assign(flow_.steps.size(), 0);
    result_.pauses.assign(flow_.steps.size(), 0);
    std::vector<bool> through(flow_.steps.size(), false);
    for (std::size_t i = 0; i < flow_.blocks.size(); ++i) {
        const StepId owner = flow_.blocks[BlockId(i)].owner;
        const bool entered = !owner.valid() || through[owner.index()];
        const auto& order = result_.order[i];
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
            if (step.kind != Step::Kind::Task || !result_.alive[id.index()] ||
                step.actor.kind == model::Actor::Kind::Applicant) {
                continue;
            }
            auto& clocks = step.excluded ? result_.pauses : result_.counted;
            const auto count = [&](ClockKind clock) {
                clocks[id.index()] = static_cast<std::uint8_t>(clocks[id.index()] |
                                                               1U << static_cast<unsigned>(clock));
            };
            const bool beforeAcceptance = (ahead & bit(Stage::Acceptance)) != 0;
            if (step.stage == Stage::Acceptance || beforeAcceptance) {
                count(ClockKind::Acceptance);
            }
            const bool started =
                countsAcceptance_ || (step.stage != Stage::Acceptance && !beforeAcceptance);
            if (step.stage != Stage::Delivery && started && through[id.index()]) {
                count(ClockKind::Decision);
                if (((ahead | bit(step.stage)) & bit(Stage::Preliminary)) != 0) {
                    count(ClockKind::Preliminary);
                }
            }
            const bool between =
                step.stage != Stage::Decision && (behind & bit(Stage::Decision)) != 0 &&
                (ahead & bit(Stage::Decision)) == 0 && (ahead & bit(Stage::Delivery)) != 0;
            if (step.stage == Stage::Delivery || between) {
                count(ClockKind::Delivery);
            }
        }
    }
}

FlowStructure Structure::run() {
    const std::size_t steps = flow_.steps.size();
    result_.order.resize(flow_.blocks.size());
    position_.assign(steps, kNone);
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
    findStages();
    select();
    return std::move(result_);
}

}  // namespace

FlowStructure deriveStructure(const Flow& flow, bool countsAcceptance) {
    return Structure(flow, countsAcceptance).run();
}

}  // namespace fadu::derive
