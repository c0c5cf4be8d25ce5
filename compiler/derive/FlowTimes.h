#pragma once

#include "derive/Duration.h"
#include "derive/FlowDates.h"
#include "derive/FlowStructure.h"
#include "derive/Limits.h"
#include "model/Program.h"

#include <array>
#include <memory>
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
    /// Of different units, by dates: `Periods::time` finds it. The critical path is that of the
    /// worst first day then.
    std::shared_ptr<const DatedTotal> dated;

    Amount worstAmount() const;  ///< Nothing of different units without dates.
    Chain chain() const;         ///< The longest path, of one unit.
    syntax::Quantity quantity(bool longest) const;
};

/// What is derived from one flow.
struct FlowTimes {
    using StepCycle = FlowStructure::StepCycle;
    using Unreachable = FlowStructure::Unreachable;
    std::array<PathTime, kClockKinds.size()> clocks;  ///< By `ClockKind`.
    /// By step: how much it may grow before its clock's critical path does; -1 when it counts for
    /// none. In a repetition it grows in every round; where a round may end the flow, this is a
    /// lower bound.
    std::vector<std::int64_t> slack;
    std::vector<StepCycle> cycles;
    std::vector<Unreachable> unreachable;  ///< One for each cause: the first step behind it.
    bool sound = true;                     ///< No cycle, nothing blamed: times are meaningful.

    const PathTime& of(ClockKind clock) const { return clocks[static_cast<std::size_t>(clock)]; }
};

/// Derives the times of a flow.
FlowTimes deriveFlow(const model::Flow& flow, const FlowStructure& structure);
FlowTimes deriveFlow(const model::Flow& flow, bool countsAcceptance);

/// The unit of a step's slack: that of the clock which it counts for; a clock with slack has one.
Unit slackUnit(const FlowTimes& times, const model::Step& step);

}  // namespace fadu::derive
