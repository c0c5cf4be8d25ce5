#include "derive/FlowTimes.h"
#include "unit/Flows.h"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <map>
#include <set>

namespace fadu::tests {

namespace {

using derive::ClockKind;
using derive::deriveFlow;
using derive::FlowTimes;
/// Whether a step stands in a repetition a round of which may end the flow.
bool inEndingLoop(const Flow& flow, StepId id) {
    const std::function<bool(BlockId)> mayEnd = [&](BlockId block) {
        return std::any_of(flow.blocks[block].steps.begin(), flow.blocks[block].steps.end(),
                           [&](StepId step) {
                               return flow.steps[step].kind == Step::Kind::End ||
                                      std::any_of(flow.steps[step].branches.begin(),
                                                  flow.steps[step].branches.end(), mayEnd);
                           });
    };
    for (StepId owner = flow.blocks[flow.steps[id].block].owner; owner.valid();
         owner = flow.blocks[flow.steps[owner].block].owner) {
        if (flow.steps[owner].kind == Step::Kind::Loop &&
            mayEnd(flow.steps[owner].branches.front())) {
            return true;
        }
    }
    return false;
}

std::int64_t rounds(const Flow& flow, StepId id) {
    std::int64_t result = 1;
    for (StepId owner = flow.blocks[flow.steps[id].block].owner; owner.valid();
         owner = flow.blocks[flow.steps[owner].block].owner) {
        if (flow.steps[owner].kind == Step::Kind::Loop) {
            result *= *flow.steps[owner].atMost;
        }
    }
    return result;
}

double secondsOf(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

constexpr double kSeconds = 5;  // Far above what is needed: also with sanitizers.

std::vector<StepId> counted(const FlowTimes& times, const Flow& flow, ClockKind clock,
                            bool countsAcceptance = false) {
    // A task counts for a clock when making it longer than everything else shows in the clock's
    // worst run.
    std::vector<StepId> result;
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        Flow longer = flow;
        longer.steps[StepId(i)].duration.value.high += 10'000;
        if (deriveFlow(longer, countsAcceptance).of(clock).worst >= times.of(clock).worst + 5'000) {
            result.emplace_back(i);
        }
    }
    return result;
}

}  // namespace

TEST(Flow, AgreesWithAllRunsOfTenThousandFlows) {
    std::size_t checked = 0;
    std::size_t withEnds = 0;
    std::size_t unreachable = 0;
    for (std::uint64_t seed = 1; checked < 10'000; ++seed) {
        Random random(seed);
        FlowMaker maker;
        const bool ends = random.below(2) == 0;
        fill(maker, random, maker.top, 0, ends);
        const Flow& flow = maker.flow;
        std::int64_t worst = 0;
        std::int64_t best = INT64_MAX;
        Simulation longest(flow, true);
        if (!longest.all(400, [&](std::int64_t end) { worst = std::max(worst, end); })) {
            continue;
        }
        ASSERT_TRUE(Simulation(flow, false).all(400, [&](std::int64_t end) {
            best = std::min(best, end);
        }));
        ++checked;
        withEnds += ends ? 1 : 0;
        const FlowTimes times = deriveFlow(flow, false);
        ASSERT_TRUE(times.sound);
        const derive::PathTime& path = times.of(ClockKind::Decision);
        bool anyTask = false;
        bool deadTask = false;
        bool loopEnds = false;
        for (std::size_t i = 0; i < flow.steps.size(); ++i) {
            const StepId id(i);
            const bool performed = longest.performed.contains(id);
            loopEnds = loopEnds || inEndingLoop(flow, id);
            deadTask = deadTask || (!performed && flow.steps[id].kind != Step::Kind::End);
            if (flow.steps[id].kind != Step::Kind::Task) {
                continue;
            }
            anyTask = anyTask || performed;
            ASSERT_EQ(times.slack[i] >= 0, performed) << "seed " << seed << " step " << i;
            if (!performed) {
                continue;
            }
            const auto worstWith = [&](std::int64_t more) {
                Simulation longer(flow, true);
                longer.more[id] = more;
                std::int64_t result = 0;
                longer.all(400, [&](std::int64_t end) { result = std::max(result, end); });
                return result;
            };
            ASSERT_EQ(worstWith(times.slack[i]), worst) << "seed " << seed << " step " << i;
            if (!inEndingLoop(flow, id)) {
                ASSERT_GT(worstWith(times.slack[i] + 1), worst) << "seed " << seed << " step " << i;
            }
        }
        if (anyTask) {
            ASSERT_EQ(path.worst, worst) << "seed " << seed;
            ASSERT_EQ(path.best, best) << "seed " << seed;
            std::int64_t sum = 0;
            for (const StepId id : path.criticalPath) {
                ASSERT_TRUE(longest.performed.contains(id));
                ASSERT_TRUE(times.slack[id.index()] == 0 || rounds(flow, id) != 1)
                    << "seed " << seed;
                sum += flow.steps[id].duration.value.high * rounds(flow, id);
            }
            if (!loopEnds) {
                ASSERT_EQ(sum, worst) << "seed " << seed;
            }
        }
        ASSERT_TRUE(!deadTask || !times.unreachable.empty()) << "seed " << seed;
        for (const FlowTimes::Unreachable& found : times.unreachable) {
            ASSERT_FALSE(longest.performed.contains(found.step)) << "seed " << seed;
            ++unreachable;
        }
    }
    EXPECT_GT(withEnds, 2'000U);
    EXPECT_GT(unreachable, 500U);
}

TEST(Flow, FindsTheShortestCycleThroughTheFirstStatedEdge) {
    std::size_t cyclic = 0;
    for (std::uint64_t seed = 1; seed <= 10'000; ++seed) {
        Random random(seed);
        FlowMaker maker;
        const std::size_t count = 2 + random.below(7);
        for (std::size_t i = 0; i < count; ++i) {
            maker.task(maker.top, 1, 1);
        }
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t edges = random.below(3);
            for (std::size_t e = 0; e < edges; ++e) {
                maker.state(StepId(i), StepId(random.below(count)));
            }
            if (edges == 0 && i != 0) {
                maker.follow(StepId(i), StepId(i - 1));
            }
        }
        const Flow& flow = maker.flow;
        constexpr std::size_t kFar = 1'000;
        std::vector<std::vector<std::size_t>> distance(count,
                                                       std::vector<std::size_t>(count, kFar));
        for (std::size_t i = 0; i < count; ++i) {
            for (const Step::After& after : flow.steps[StepId(i)].after) {
                distance[i][after.step.index()] = 1;
            }
        }
        for (std::size_t k = 0; k < count; ++k) {
            for (std::size_t i = 0; i < count; ++i) {
                for (std::size_t j = 0; j < count; ++j) {
                    distance[i][j] = std::min(distance[i][j], distance[i][k] + distance[k][j]);
                }
            }
        }
        // By component, its first stated edge and the shortest way back.
        std::vector<std::pair<std::uint32_t, std::size_t>> expected;
        std::vector<bool> done(count, false);
        for (std::size_t i = 0; i < count; ++i) {
            for (const Step::After& after : flow.steps[StepId(i)].after) {
                const std::size_t to = after.step.index();
                const std::size_t back = to == i ? 0 : distance[to][i];
                if (!after.span.valid() || back >= kFar || done[i]) {
                    continue;
                }
                expected.emplace_back(after.span.begin, 1 + back);
                for (std::size_t j = 0; j < count; ++j) {
                    done[j] = done[j] || j == i || (distance[i][j] < kFar && distance[j][i] < kFar);
                }
            }
        }
        const FlowTimes times = deriveFlow(flow, false);
        ASSERT_EQ(times.sound, expected.empty()) << "seed " << seed;
        ASSERT_EQ(times.cycles.size(), expected.size()) << "seed " << seed;
        cyclic += expected.empty() ? 0 : 1;
        for (std::size_t c = 0; c < expected.size(); ++c) {
            const auto& edges = times.cycles[c].edges;
            ASSERT_EQ(edges.front().span.begin, expected[c].first) << "seed " << seed;
            ASSERT_EQ(edges.size(), expected[c].second) << "seed " << seed;
            for (std::size_t e = 0; e < edges.size(); ++e) {
                ASSERT_EQ(edges[e].to, edges[(e + 1) % edges.size()].from);
                const auto& after = flow.steps[edges[e].from].after;
                ASSERT_TRUE(std::any_of(after.begin(), after.end(), [&](const Step::After& one) {
                    return one.step == edges[e].to && one.span == edges[e].span;
                }));
            }
        }
    }
    EXPECT_GT(cyclic, 3'000U);
}

TEST(Flow, RunsThatEndDoNotTakeWhatFollows) {
    // Twelve days of inquiry end in a refusal: the two days of the decision come in the other
    // branch only.
    FlowMaker maker;
    const StepId choice = maker.add(maker.top, Step::Kind::Choice);
    maker.flow.steps[choice].hasElse = true;
    const BlockId refused = maker.branch(choice);
    const StepId inquiry = maker.next(refused, 12);
    const StepId end = maker.add(refused, Step::Kind::End);
    maker.follow(end, inquiry);
    const BlockId other = maker.branch(choice);
    const StepId review = maker.next(other, 3);
    const StepId decision = maker.next(maker.top, 2, Stage::Decision);
    const FlowTimes times = deriveFlow(maker.flow, false);
    EXPECT_EQ(times.of(ClockKind::Decision).worst, 12);
    EXPECT_EQ(times.of(ClockKind::Decision).best, 5);
    EXPECT_EQ(times.of(ClockKind::Decision).criticalPath, std::vector<StepId>{inquiry});
    EXPECT_EQ(times.slack[review.index()], 7);
    EXPECT_EQ(times.slack[decision.index()], 7);
    EXPECT_TRUE(times.unreachable.empty());
}

TEST(Flow, WhatStandsBesideAcceptanceCountsFromIt) {
    FlowMaker maker;
    const StepId advice = maker.next(maker.top, 9);
    const StepId acceptance = maker.next(maker.top, 1, Stage::Acceptance);
    const StepId review = maker.next(maker.top, 4);
    const StepId beside = maker.task(maker.top, 6, 6);  // Waits for nothing.
    const StepId decision = maker.task(maker.top, 2, 2, Stage::Decision);
    maker.state(decision, review);
    maker.state(decision, beside);
    const StepId archive = maker.next(maker.top, 5);
    const StepId delivery = maker.next(maker.top, 1, Stage::Delivery);
    const StepId after = maker.next(maker.top, 30);
    const FlowTimes times = deriveFlow(maker.flow, false);
    EXPECT_EQ(counted(times, maker.flow, ClockKind::Acceptance),
              (std::vector<StepId>{advice, acceptance}));
    EXPECT_EQ(counted(times, maker.flow, ClockKind::Decision),
              (std::vector<StepId>{review, beside, decision}));
    EXPECT_EQ(times.of(ClockKind::Decision).worst, 8);
    // What stands between decision and delivery delays delivery; what follows it nothing.
    EXPECT_EQ(counted(times, maker.flow, ClockKind::Delivery),
              (std::vector<StepId>{archive, delivery}));
    EXPECT_EQ(times.slack[after.index()], -1);
    const FlowTimes received = deriveFlow(maker.flow, true);
    EXPECT_EQ(counted(received, maker.flow, ClockKind::Decision, true),
              (std::vector<StepId>{advice, acceptance, review, beside, decision}));
    EXPECT_EQ(received.of(ClockKind::Decision).worst, 9 + 1 + 4 + 2);
}

TEST(Flow, CountsTowardsAcceptanceInsideBlocksBeforeIt) {
    FlowMaker maker;
    const StepId choice = maker.add(maker.top, Step::Kind::Choice);
    const StepId correction = maker.next(maker.branch(choice), 3);
    const StepId acceptance = maker.next(maker.top, 2, Stage::Acceptance);
    maker.next(maker.top, 4, Stage::Decision);
    const FlowTimes times = deriveFlow(maker.flow, false);
    EXPECT_EQ(counted(times, maker.flow, ClockKind::Acceptance),
              (std::vector<StepId>{correction, acceptance}));
    EXPECT_EQ(times.of(ClockKind::Acceptance).worst, 5);
    EXPECT_EQ(times.of(ClockKind::Decision).worst, 4);
}

TEST(Flow, RunsThroughTheLastDecision) {
    // A first decision in a branch is not the last one.
    FlowMaker maker;
    maker.next(maker.top, 1, Stage::Acceptance);
    const StepId choice = maker.add(maker.top, Step::Kind::Choice);
    maker.follow(choice, maker.flow.blocks[maker.top].steps.front());
    const BlockId branch = maker.branch(choice);
    const StepId first = maker.next(branch, 2, Stage::Decision);
    const StepId more = maker.next(branch, 3);
    const StepId last = maker.next(maker.top, 4, Stage::Decision);
    FlowTimes times = deriveFlow(maker.flow, false);
    EXPECT_EQ(counted(times, maker.flow, ClockKind::Decision),
              (std::vector<StepId>{first, more, last}));
    // In a branch that ends it is.
    const StepId end = maker.add(branch, Step::Kind::End);
    maker.follow(end, more);
    times = deriveFlow(maker.flow, false);
    EXPECT_EQ(counted(times, maker.flow, ClockKind::Decision), (std::vector<StepId>{first, last}));
}

TEST(Flow, WithoutADecisionRunsToTheLastBeforeDelivery) {
    FlowMaker maker;
    const StepId review = maker.next(maker.top, 4);
    maker.next(maker.top, 1, Stage::Delivery);
    maker.next(maker.top, 8);
    const FlowTimes times = deriveFlow(maker.flow, false);
    EXPECT_EQ(counted(times, maker.flow, ClockKind::Decision), std::vector<StepId>{review});
    EXPECT_EQ(times.of(ClockKind::Delivery).worst, 1);
    EXPECT_FALSE(times.of(ClockKind::Acceptance).stated);
}

TEST(Flow, ExcludedStepsKeepTheOrderAndTakeNoTime) {
    FlowMaker maker;
    const StepId review = maker.next(maker.top, 5);
    const StepId survey = maker.task(maker.top, 8, 8);
    const StepId experts = maker.task(maker.top, 15, 15);
    maker.state(experts, survey);
    maker.flow.steps[experts].excluded = true;
    const StepId sign = maker.task(maker.top, 3, 3);
    maker.state(sign, review);
    maker.state(sign, experts);
    const FlowTimes times = deriveFlow(maker.flow, false);
    EXPECT_EQ(times.of(ClockKind::Decision).worst, 11);
    EXPECT_EQ(times.slack[review.index()], 3);
    EXPECT_EQ(times.slack[experts.index()], -1);
    EXPECT_EQ(times.of(ClockKind::Decision).criticalPath, (std::vector<StepId>{survey, sign}));
}

TEST(Flow, UnitsAreNeverAddedUp) {
    FlowMaker maker;
    maker.task(maker.top, 3, 3, Stage::Review, Unit::WorkingDay);
    maker.task(maker.top, 1, 1, Stage::Review, Unit::OnTheSpot);
    EXPECT_FALSE(deriveFlow(maker.flow, false).of(ClockKind::Decision).mixedUnits);
    maker.task(maker.top, 4, 4, Stage::Review, Unit::CalendarDay);
    EXPECT_TRUE(deriveFlow(maker.flow, false).of(ClockKind::Decision).mixedUnits);
}

TEST(Flow, AnUnboundedRepetitionOrAStepWithoutLengthLeavesItOpen) {
    FlowMaker maker;
    const StepId loop = maker.add(maker.top, Step::Kind::Loop);
    maker.next(maker.branch(loop), 2);
    EXPECT_FALSE(deriveFlow(maker.flow, false).of(ClockKind::Decision).complete);
    EXPECT_EQ(deriveFlow(maker.flow, false).of(ClockKind::Decision).worst, 2);
    maker.flow.steps[loop].atMost = 3;
    EXPECT_TRUE(deriveFlow(maker.flow, false).of(ClockKind::Decision).complete);
    EXPECT_EQ(deriveFlow(maker.flow, false).of(ClockKind::Decision).worst, 6);
    maker.add(maker.top, Step::Kind::Task);
    EXPECT_FALSE(deriveFlow(maker.flow, false).of(ClockKind::Decision).complete);
}

TEST(Flow, RepetitionsOfRepetitionsDoNotOverflow) {
    FlowMaker maker;
    BlockId block = maker.top;
    for (int depth = 0; depth < 60; ++depth) {
        const StepId loop = maker.add(block, Step::Kind::Loop);
        maker.flow.steps[loop].atMost = 9'999;
        block = maker.branch(loop);
    }
    maker.next(block, 9'999);
    EXPECT_GT(deriveFlow(maker.flow, false).of(ClockKind::Decision).worst, 1'000'000'000);
}

TEST(Flow, ManyStepsInOneBlock) {
    FlowMaker maker;
    for (int i = 0; i < 100'000; ++i) {
        maker.next(maker.top, 1);
    }
    FlowTimes times;
    EXPECT_LT(secondsOf([&] { times = deriveFlow(maker.flow, false); }), kSeconds);
    EXPECT_EQ(times.of(ClockKind::Decision).worst, 100'000);
    EXPECT_EQ(times.of(ClockKind::Decision).criticalPath.size(), 100'000U);
}

TEST(Flow, ManySmallBlocks) {
    FlowMaker maker;
    StepId before;
    for (int i = 0; i < 10'000; ++i) {
        const StepId choice = maker.add(maker.top, Step::Kind::Choice);
        if (before.valid()) {
            maker.follow(choice, before);
        }
        before = choice;
        const BlockId branch = maker.branch(choice);
        maker.next(branch, 1);
        const StepId loop = maker.add(branch, Step::Kind::Loop);
        maker.flow.steps[loop].atMost = 2;
        maker.next(maker.branch(loop), 1);
        // Now and then a run ends.
        if (i % 10 == 0) {
            maker.add(maker.branch(maker.add(branch, Step::Kind::Choice)), Step::Kind::End);
        }
    }
    FlowTimes times;
    EXPECT_LT(secondsOf([&] { times = deriveFlow(maker.flow, false); }), kSeconds);
    EXPECT_EQ(times.of(ClockKind::Decision).worst, 20'000);
}

TEST(Flow, ManyStepsThatNoRunReaches) {
    FlowMaker maker;
    maker.add(maker.top, Step::Kind::End);
    for (int i = 0; i < 100'000; ++i) {
        maker.next(maker.top, 1);
    }
    FlowTimes times;
    EXPECT_LT(secondsOf([&] { times = deriveFlow(maker.flow, false); }), kSeconds);
    ASSERT_EQ(times.unreachable.size(), 1U);
    EXPECT_EQ(times.unreachable.front().step, StepId(std::size_t{1}));
    EXPECT_FALSE(times.of(ClockKind::Decision).stated);
}

TEST(Flow, OneCycleOfManyStepsAndManyCyclesOfTwo) {
    FlowMaker ring;
    FlowMaker pairs;
    constexpr std::size_t kSteps = 100'000;
    for (std::size_t i = 0; i < kSteps; ++i) {
        ring.task(ring.top, 1, 1);
        pairs.task(pairs.top, 1, 1);
    }
    for (std::size_t i = 0; i < kSteps; ++i) {
        ring.state(StepId(i), StepId((i + 1) % kSteps));
        pairs.state(StepId(i), StepId(i ^ 1U));
    }
    FlowTimes times;
    EXPECT_LT(secondsOf([&] { times = deriveFlow(ring.flow, false); }), kSeconds);
    ASSERT_EQ(times.cycles.size(), 1U);
    EXPECT_EQ(times.cycles.front().edges.size(), kSteps);
    EXPECT_LT(secondsOf([&] { times = deriveFlow(pairs.flow, false); }), kSeconds);
    EXPECT_EQ(times.cycles.size(), kSteps / 2);
}

}  // namespace fadu::tests
