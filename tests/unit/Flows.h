#pragma once

#include "model/Program.h"
#include "unit/Harness.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace fadu::tests {

using model::BlockId;
using model::Flow;
using model::Step;
using model::StepId;

/// Builds flows without a source. A stated edge has a span; the order of the lines has none.
class FlowMaker {
public:
    FlowMaker() { top = flow.blocks.add({}); }

    StepId add(BlockId block, Step::Kind kind) {
        Step step;
        step.kind = kind;
        step.block = block;
        const StepId id = flow.steps.add(std::move(step));
        flow.blocks[block].steps.push_back(id);
        return id;
    }
    StepId task(BlockId block, std::int64_t low, std::int64_t high, Stage stage = Stage::Review,
                Unit unit = Unit::WorkingDay) {
        const StepId id = add(block, Step::Kind::Task);
        flow.steps[id].duration.state = model::Stated<syntax::Quantity>::State::Known;
        flow.steps[id].duration.value = {low, high, unit};
        flow.steps[id].stage = stage;
        return id;
    }
    /// A task of fixed length that follows the one before it in its block.
    StepId next(BlockId block, std::int64_t days, Stage stage = Stage::Review) {
        const auto& steps = flow.blocks[block].steps;
        const StepId before = steps.empty() ? StepId() : steps.back();
        const StepId id = task(block, days, days, stage);
        if (before.valid()) {
            follow(id, before);
        }
        return id;
    }
    BlockId branch(StepId owner) {
        const BlockId id = flow.blocks.add({owner, {}});
        flow.steps[owner].branches.push_back(id);
        return id;
    }
    void follow(StepId step, StepId before) { flow.steps[step].after.push_back({before, {}}); }
    void state(StepId step, StepId before) {
        flow.steps[step].after.push_back(
            {before, Span{FileId(std::size_t{0}), stated, stated + 1}});
        ++stated;
    }

    Flow flow;
    BlockId top;
    std::uint32_t stated = 0;
};

/// Runs a flow as its text says, with every decision taken from outside, and lists all runs.
class Simulation {
public:
    Simulation(const Flow& flow, bool longest) : flow_(flow), longest_(longest) {}

    /// When a task that begins at a time ends; else its length later.
    std::function<std::int64_t(StepId, std::int64_t)> finish;

    struct Outcome {
        std::int64_t end = 0;
        bool passed = true;
    };

    /// Calls `visit` with the end of every run; false when there are too many.
    bool all(std::size_t most, const std::function<void(std::int64_t)>& visit) {
        return all(0, most, visit);
    }
    bool all(std::int64_t start, std::size_t most, const std::function<void(std::int64_t)>& visit) {
        decisions_.clear();
        for (std::size_t runs = 0;; ++runs) {
            if (runs == most) {
                return false;
            }
            next_ = 0;
            visit(run(BlockId(std::size_t{0}), start).end);
            while (!decisions_.empty() && decisions_.back().first + 1 == decisions_.back().second) {
                decisions_.pop_back();
            }
            if (decisions_.empty()) {
                return true;
            }
            ++decisions_.back().first;
        }
    }
    std::set<StepId> performed;
    std::map<StepId, std::int64_t> more;  ///< Days that a step takes longer.

private:
    std::size_t decide(std::size_t options) {
        if (next_ == decisions_.size()) {
            decisions_.emplace_back(0, options);
        }
        return decisions_[next_++].first;
    }
    Outcome run(BlockId block, std::int64_t start) {
        const auto& steps = flow_.blocks[block].steps;
        std::map<StepId, Outcome> done;
        Outcome result{start, true};
        for (bool progress = true; progress;) {
            progress = false;
            for (const StepId id : steps) {
                if (done.contains(id)) {
                    continue;
                }
                std::int64_t begin = start;
                bool ready = true;
                for (const Step::After& after : flow_.steps[id].after) {
                    const auto before = done.find(after.step);
                    ready = ready && before != done.end() && before->second.passed;
                    begin = ready ? std::max(begin, before->second.end) : begin;
                }
                if (ready) {
                    performed.insert(id);
                    done[id] = perform(id, begin);
                    result.end = std::max(result.end, done[id].end);
                    progress = true;
                }
            }
        }
        for (const StepId id : steps) {
            result.passed = result.passed && done.contains(id) && done[id].passed;
        }
        return result;
    }
    Outcome perform(StepId id, std::int64_t begin) {
        const Step& step = flow_.steps[id];
        switch (step.kind) {
            case Step::Kind::Task: {
                if (finish) {
                    return {finish(id, begin), true};
                }
                const auto longer = more.find(id);
                return {begin + (longest_ ? step.duration.value.high : step.duration.value.low) +
                            (longer == more.end() ? 0 : longer->second),
                        true};
            }
            case Step::Kind::Choice: {
                const std::size_t picked = decide(step.branches.size() + (step.hasElse ? 0 : 1));
                return picked == step.branches.size() ? Outcome{begin, true}
                                                      : run(step.branches[picked], begin);
            }
            case Step::Kind::Loop: {
                const std::size_t rounds = decide(*step.atMost + 1);
                Outcome outcome{begin, true};
                for (std::size_t i = 0; i < rounds && outcome.passed; ++i) {
                    outcome = run(step.branches.front(), outcome.end);
                }
                return outcome;
            }
            case Step::Kind::End:
                break;
        }
        return {begin, false};
    }

    const Flow& flow_;
    bool longest_;
    std::size_t next_ = 0;
    std::vector<std::pair<std::size_t, std::size_t>> decisions_;
};

/// Fills a block with random steps; `ends`: with 结束 among them.
inline void fill(FlowMaker& maker, Random& random, BlockId block, std::size_t depth, bool ends) {
    const std::size_t count = 1 + random.below(depth == 0 ? 4 : 3);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t kind = random.below(10);
        StepId id;
        if (kind < 6 || depth == 3) {
            const auto low = static_cast<std::int64_t>(random.below(5));
            id = maker.task(block, low, low + static_cast<std::int64_t>(random.below(4)));
        } else if (kind < 8) {
            id = maker.add(block, Step::Kind::Choice);
            maker.flow.steps[id].hasElse = random.below(2) == 0;
            fill(maker, random, maker.branch(id), depth + 1, ends);
            if (maker.flow.steps[id].hasElse) {
                fill(maker, random, maker.branch(id), depth + 1, ends);
            }
        } else if (kind == 8 || !ends) {
            id = maker.add(block, Step::Kind::Loop);
            maker.flow.steps[id].atMost = static_cast<unsigned>(random.below(3));
            fill(maker, random, maker.branch(id), depth + 1, ends);
        } else {
            id = maker.add(block, Step::Kind::End);
        }
        const auto& steps = maker.flow.blocks[block].steps;
        if (i != 0) {
            const std::size_t edges = random.below(3);
            for (std::size_t e = 0; e < edges; ++e) {
                maker.state(id, steps[random.below(i)]);
            }
            if (random.below(2) == 0 && maker.flow.steps[id].after.empty()) {
                maker.follow(id, steps[i - 1]);
            }
        }
    }
}

}  // namespace fadu::tests
