#pragma once

#include "derive/Duration.h"
#include "derive/Limits.h"
#include "model/Program.h"

#include <array>
#include <optional>
#include <vector>

namespace fadu::derive {

/// How long the steps that count towards one clock take, along the worst and the best run.
struct PathTime {
    bool stated = false;      ///< The flow has steps of this clock.
    bool mixedUnits = false;  ///< Their units differ: not decided without a calendar.
    bool complete = true;     ///< Every counted step has a length and every repetition a bound.
    Unit unit = Unit::None;   ///< Unit of the totals; None when every step is on the spot.
    std::int64_t worst = 0;   ///< Of the known lengths, along the longest path of any run.
    std::int64_t best = 0;    ///< Of the shortest run, one that ends early included.
    std::vector<model::StepId> criticalPath;  ///< Counted tasks of the longest path, in order.

    Amount worstAmount() const;
    syntax::Quantity quantity(bool longest) const;
};

/// What is derived from one flow.
struct FlowTimes {
    /// Steps of a block that wait for each other: the edges of the shortest cycle through its first
    /// stated 后于, each from the waiting step to the one it waits for.
    struct StepCycle {
        struct Edge {
            model::StepId from;
            model::StepId to;
            Span span;  ///< The name behind 后于; without a file for the order of the lines.
        };
        std::vector<Edge> edges;
    };
    struct Unreachable {
        model::StepId step;
        model::StepId
            cause;  ///< The choice or end after which nothing goes on, or the loop that never runs.
    };
    std::array<PathTime, 3> clocks;  ///< By `ClockKind`.
    /// By step: how much it may grow before its clock's critical path does; -1 when it counts for
    /// none. In a repetition it grows in every round; where a round may end the flow, this is a
    /// lower bound.
    std::vector<std::int64_t> slack;
    std::vector<StepCycle> cycles;
    std::vector<Unreachable> unreachable;  ///< One for each cause: the first step behind it.
    bool sound = true;                     ///< No cycle, nothing blamed: times are meaningful.

    const PathTime& of(ClockKind clock) const { return clocks[static_cast<std::size_t>(clock)]; }
};

/// Derives the times of a flow. `countsAcceptance`: the decision clock starts at receipt, so that
/// acceptance steps count towards it.
FlowTimes deriveFlow(const model::Flow& flow, bool countsAcceptance);

/// The unit of a step's slack: that of the clock which it counts for; a clock with slack has one.
Unit slackUnit(const FlowTimes& times, const model::Step& step);

}  // namespace fadu::derive
