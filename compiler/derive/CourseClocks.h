#pragma once

#include "derive/Course.h"
#include "derive/Facts.h"

#include <optional>
#include <vector>

namespace fadu::derive {

/// A period from a day on, as a case uses it up. Last days are those of the period itself: whether
/// one that is no working day is put off to the next, 许可法 does not say (`Calendar::rolled`).
struct PeriodCourse {
    /// The period under one meaning of its 日; two readings where the text leaves that open.
    struct Reading {
        Unit unit = Unit::WorkingDay;
        /// The last day when excluded time is taken off the path that it lies on, which governs;
        /// `Calendar::kPast`: not known, since the calendar ends or an excluded step has no length.
        Day last = 0;
        Day lastUnion = 0;  ///< … when the clock stands while any excluded step goes on.
        /// Days left when the flow's part ends, negative: over; in `unit`, of months in days of the
        /// calendar. Nothing: that end is not known, or `last` is not.
        std::optional<std::int64_t> left;
        std::optional<std::int64_t> leftUnion;
    };
    syntax::Quantity length;
    Event from = Event::Acceptance;
    Day start = 0;
    bool startAssumed = false;  ///< The event's day is not known; that of acceptance stands for it.
    std::vector<Reading> readings;

    /// The last day that is lawful under every reading; `Calendar::kPast` when none is known.
    Day earliest() const;
};

/// A clock of one case.
struct ClockCourse {
    /// A time in which the clock stands.
    struct Pause {
        std::uint32_t step = 0;  ///< Index in `Course::steps`.
        Day begin = 0;
        Day end = 0;  ///< `Calendar::kPast`: not known.
    };
    struct Bound {
        model::LimitId limit;
        PeriodCourse period;
        std::optional<PeriodCourse> extended;  ///< With the extension that the law allows.
    };
    ClockKind kind = ClockKind::Decision;
    Event from = Event::Acceptance;
    Day start = 0;
    std::optional<Day> end;     ///< Of the flow's part; `Calendar::kPast`: not known.
    Day known = 0;              ///< The flow's part goes on to this day at least.
    std::vector<Pause> pauses;  ///< Between start and end, by begin.
    std::vector<Bound> bounds;  ///< As `GoverningLimit::limits`.
    std::optional<PeriodCourse> promise;
    std::optional<Deemed> deemed;  ///< The effect of silence past the limit.

    /// Whether the flow's part ends past the period, its last day put off where that is none of
    /// work. Not when that is not known.
    bool exceeds(const PeriodCourse::Reading& reading, const Calendar& calendar) const;
    /// The bound that ends first, its extension left out; null when none is known.
    const Bound* tightest() const;
};

/// All clocks of one case, and the course they are about.
struct CaseClocks {
    std::vector<ClockCourse> clocks;  ///< Those that run in this case, in the order of time.
    /// Not told within the limit what to correct, the application counts as accepted from receipt
    /// (许可法 32(1)(4)), and the decision clock runs from then.
    bool deemedAccepted = false;
};

/// Whether the decision clock of an item runs from receipt, so that acceptance steps count.
bool countsAcceptance(const model::Program& program, const ItemFacts& facts);

/// The clocks of an item's case. `course` may be one of a flow without steps.
CaseClocks deriveClocks(const model::Program& program, model::ItemId item, const ItemFacts& facts,
                        const FlowStructure& structure, const Calendar& calendar,
                        const CaseFacts& known, const Course& course);

}  // namespace fadu::derive
