#pragma once

#include "model/Program.h"
#include "support/Date.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace fadu::derive {

/// A day as a calendar counts it: 0 is its first.
using Day = std::int32_t;

/// Which days are working days, over a range of days without gaps. Days are counted as 许可法 82
/// and 民法典 201, 202 do: the day of the event is not counted; a period in months ends on the day
/// of the same number, else on the last of its month. Beyond its range a calendar knows nothing.
class Calendar {
public:
    /// A day that lies past the last one known. Periods from it end there as well.
    static constexpr Day kPast = std::numeric_limits<Day>::max();

    /// Knows no day.
    Calendar() = default;
    /// One entry a day from `from` on: whether it is a working day.
    Calendar(Date from, const std::vector<bool>& working);

    /// The calendar of a program: of each year the last notice that was known on the as-of date, of
    /// each of the program's families, later ones before earlier ones; what no notice names is a
    /// working day from Monday to Friday. Of several ranges of years the one that holds the as-of
    /// date, else the last before it.
    static Calendar of(const model::Program& program);

    bool empty() const { return workingUpTo_.empty(); }
    Day size() const { return static_cast<Day>(workingUpTo_.size()); }
    Date from() const { return from_; }
    Date until() const { return from_.plusDays(size() - 1); }
    Date date(Day day) const { return from_.plusDays(day); }
    /// Nothing for a day outside the range.
    std::optional<Day> find(Date date) const {
        return from_ <= date && !empty() && date <= until()
                   ? std::optional<Day>(date.serial() - from_.serial())
                   : std::nullopt;
    }
    bool isWorkingDay(Day day) const {
        return workingUpTo_[static_cast<std::size_t>(day)] >
               (day == 0 ? 0 : workingUpTo_[static_cast<std::size_t>(day) - 1]);
    }

    /// The last day of a period of so many (not negative) units that begins on `day`. The unit is
    /// working days, calendar days, months or years; on the spot and none are no time.
    Day plus(Day day, std::int64_t value, Unit unit) const {
        switch (unit) {
            case Unit::WorkingDay: {
                if (day == kPast || value == 0) {
                    return day;
                }
                const auto at =
                    static_cast<std::uint64_t>(workingUpTo_[static_cast<std::size_t>(day)]) +
                    static_cast<std::uint64_t>(value);
                return at <= workingDays_.size() ? workingDays_[at - 1] : kPast;
            }
            case Unit::CalendarDay:
                return day < size() - std::min<std::int64_t>(value, size())
                           ? static_cast<Day>(day + value)
                           : kPast;
            case Unit::Month:
            case Unit::Year:
                return plusMonths(day, unit == Unit::Year ? 12 * value : value);
            default:
                return day;
        }
    }
    /// The same of many days at once.
    void plus(std::vector<Day>& days, std::int64_t value, Unit unit) const;
    /// The day itself if it is a working day, else the next one.
    Day rolled(Day day) const {
        return day == kPast || isWorkingDay(day) ? day : plus(day, 1, Unit::WorkingDay);
    }
    /// How many working days (or, of any other unit, days) lie after one day up to another, which
    /// is not before it. Neither may be `kPast`.
    std::int64_t count(Day after, Day upTo, Unit unit) const {
        return unit == Unit::WorkingDay ? workingUpTo_[static_cast<std::size_t>(upTo)] -
                                              workingUpTo_[static_cast<std::size_t>(after)]
                                        : upTo - after;
    }

private:
    Day plusMonths(Day day, std::int64_t months) const;

    Date from_;
    std::vector<Day> workingDays_;           ///< All of them, ascending.
    std::vector<std::int32_t> workingUpTo_;  ///< By day: how many there are up to it.
};

}  // namespace fadu::derive
