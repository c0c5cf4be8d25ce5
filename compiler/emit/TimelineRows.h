#pragma once

#include "emit/Timeline.h"

#include <vector>

namespace fadu::emit {

/// What both forms of a timeline draw, row by row.
struct TimelineRows {
    enum class Fill : std::uint8_t { Counted, Excluded, Applicants };
    /// The time of a step: the days behind `begin` up to `end`; of one done on the spot both are
    /// the same.
    struct Bar {
        derive::Day begin = 0;
        derive::Day end = 0;
        bool open = false;  ///< Its end is not known.
        bool critical = false;
    };
    struct Row {
        std::string name;
        std::string actor;
        Fill fill = Fill::Counted;
        std::vector<Bar> bars;
    };
    enum class PeriodKind : std::uint8_t { Limit, Extended, Promise };
    struct Period {
        PeriodKind kind = PeriodKind::Limit;
        std::string name;
        std::string ground;  ///< The provision that sets it; empty for a promise.
        derive::Day start = 0;
        derive::Day last = 0;
        derive::Day rolled = 0;  ///< Where the last day is none on which work is done: the next.
        bool main = false;       ///< Of the decision, which the whole course is held against.
        bool broken = false;     ///< Its part of the flow ends later.
    };
    derive::Day first = 0;
    derive::Day last = 0;
    std::vector<Row> rows;
    std::vector<Period> periods;
};

/// Steps in the order in which they begin for the first time, a row each; periods of the clocks
/// that end on a known day. No rows and no periods: nothing is dated.
TimelineRows timelineRows(const TimelineInput& input, Language language);

}  // namespace fadu::emit
