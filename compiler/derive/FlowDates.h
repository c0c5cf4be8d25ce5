#pragma once

#include "derive/Calendar.h"
#include "derive/Duration.h"
#include "derive/FlowStructure.h"

#include <optional>
#include <vector>

namespace fadu::derive {

/// A flow's steps of one clock, or those that pause it, and how a bare 日 in them is read.
struct ClockedFlow {
    const model::Flow& flow;
    const FlowStructure& structure;
    ClockKind clock = ClockKind::Decision;
    Unit bareDay = Unit::WorkingDay;

    /// The longest length of a step that counts, or pauses; `OnTheSpot` for any other.
    syntax::Quantity lengthOf(model::StepId step) const;
};

/// For each first day the day on which the last counted step of the longest run is over;
/// `Calendar::kPast` where the calendar does not reach. Every counted step takes its longest; a
/// repetition without a bound is run once. What pauses the clock takes no time here. Exact since a
/// length maps days to days monotonely, and joins and choices take the latest.
std::vector<Day> lastDays(const ClockedFlow& clocked, const Calendar& calendar,
                          const std::vector<Day>& first);

/// The longest run from one day on.
struct DatedPath {
    struct Step {
        model::StepId step;
        Day begin = 0;  ///< Not counted itself.
        Day end = 0;
    };
    Day first = 0;
    Day last = 0;
    std::vector<Step> steps;  ///< Counted tasks of the longest path, in order.
};
DatedPath longestRun(const ClockedFlow& clocked, const Calendar& calendar, Day first);

/// How long the counted steps of a clock take by dates, where their units differ. A bare 日 is read
/// as the longer working day; what pauses the clock takes no time.
struct DatedTotal {
    std::int64_t least = 0;  ///< Calendar days of the longest run, on the best first day …
    std::int64_t most = 0;   ///< … and on the worst.
    Date first;              ///< The worst first day, and the longest run from it.
    Date last;
    std::vector<model::StepId> path;
    Amount amount;  ///< Of that run, unit by unit.
    /// By step: how much it may grow, in its own unit, before that run's last day moves; -1 when it
    /// does not count.
    std::vector<std::int64_t> slack;
};

/// From the first days and the `lastDays` of each. Nothing where no first day of the calendar has
/// its last day in it, or a counted length is in hours.
std::optional<DatedTotal> datedTotal(const ClockedFlow& clocked, const Calendar& calendar,
                                     const std::vector<Day>& first, const std::vector<Day>& last);

/// What one run takes of a clock that stands while excluded steps are open (许可法 45), by the two
/// ways to read it where another branch goes on meanwhile.
struct PausedTime {
    std::int64_t onPath = 0;      ///< Excluded time is taken off its own path only.
    std::int64_t wholeClock = 0;  ///< The clock stands while any excluded step is open.
    Day last = 0;                 ///< The day on which the last counted step is over.

    bool operator==(const PausedTime&) const = default;
};

/// Evaluates runs of a flow whose clock is paused. A run is a branch of every choice, a number of
/// rounds of every repetition and a length of every excluded step within its range; counted steps
/// take their longest.
class PausedRuns {
public:
    /// Not so many runs that nobody would wait for them.
    static constexpr std::size_t kMost = 4096;

    explicit PausedRuns(const ClockedFlow& clocked);

    /// All lengths of excluded steps are stated, and every repetition has a bound.
    bool known() const { return known_; }
    /// How many runs there are; `kMost` + 1 for more.
    std::size_t size() const { return size_; }
    /// All counted and excluded steps have one unit, so that numbers say it all.
    bool oneUnit(Unit unit) const;

    /// What a run takes, counted in days of a kind from a first day; nothing where the calendar
    /// does not reach.
    std::optional<PausedTime> measure(std::size_t run, const Calendar& calendar, Day first,
                                      Unit unit) const;
    /// The same where all steps have one unit.
    PausedTime measure(std::size_t run) const;

private:
    struct Option {
        model::StepId step;
        std::int64_t first = 0;  ///< Branch, rounds or length.
        std::size_t count = 1;
    };
    template <typename Line>
    std::optional<PausedTime> evaluate(std::size_t run, const Line& line, Day first,
                                       Unit unit) const;

    ClockedFlow clocked_;
    std::vector<Option> options_;
    std::size_t size_ = 1;
    bool known_ = true;
};

}  // namespace fadu::derive
