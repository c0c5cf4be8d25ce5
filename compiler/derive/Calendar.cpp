#include "derive/Calendar.h"

#include "support/Check.h"

#include <algorithm>
#include <map>

namespace fadu::derive {

namespace {

using model::CalendarNotice;
using model::Program;

/// Of each year the last notice of a family that was known on the as-of date.
std::map<int, const CalendarNotice*> noticesInForce(const Program& program, NameId family) {
    std::map<int, const CalendarNotice*> result;
    for (const CalendarNotice& notice : program.calendars) {
        if (notice.family != family || !notice.known || !notice.until ||
            program.asOf < *notice.known) {
            continue;
        }
        const CalendarNotice*& best = result[notice.until->year()];
        if (best == nullptr || *best->known <= *notice.known) {
            best = &notice;
        }
    }
    return result;
}

}  // namespace

Calendar::Calendar(Date from, const std::vector<bool>& working) : from_(from) {
    workingUpTo_.reserve(working.size());
    for (std::size_t i = 0; i < working.size(); ++i) {
        if (working[i]) {
            workingDays_.push_back(static_cast<Day>(i));
        }
        workingUpTo_.push_back(static_cast<std::int32_t>(workingDays_.size()));
    }
}

Calendar Calendar::of(const Program& program) {
    if (program.calendarFamilies.empty()) {
        return {};
    }
    const auto years = noticesInForce(program, program.calendarFamilies.front());
    if (years.empty()) {
        return {};
    }
    // The years around the as-of date: up to the first that nobody knows.
    auto last = years.upper_bound(program.asOf.year());
    last = last == years.begin() ? last : std::prev(last);
    auto first = last;
    while (first != years.begin() && std::prev(first)->first == first->first - 1) {
        --first;
    }
    while (std::next(last) != years.end() && std::next(last)->first == last->first + 1) {
        ++last;
    }
    const Date from = *Date::fromCivil(first->first, 1, 1);
    const Date until = *last->second->until;
    std::vector<bool> working;
    for (Date day = from; day <= until; day = day.plusDays(1)) {
        working.push_back(day.weekday() <= 5);
    }
    const auto set = [&](Date begin, Date end, bool value) {
        for (Date day = std::max(begin, from); day <= std::min(end, until); day = day.plusDays(1)) {
            working[static_cast<std::size_t>(day.serial() - from.serial())] = value;
        }
    };
    for (const NameId family : program.calendarFamilies) {
        for (const auto& [year, notice] : noticesInForce(program, family)) {
            for (const syntax::DateRange& range : notice->daysOff) {
                set(range.first, range.last, false);
            }
            for (const Date day : notice->workingDays) {
                set(day, day, true);
            }
        }
    }
    return {from, working};
}

void Calendar::plus(std::vector<Day>& days, std::int64_t value, Unit unit) const {
    if (unit == Unit::CalendarDay) {
        const auto most = static_cast<Day>(size() - std::min<std::int64_t>(value, size()));
        const auto more = static_cast<Day>(std::min<std::int64_t>(value, size()));
        for (Day& day : days) {
            day = day < most ? day + more : kPast;
        }
        return;
    }
    for (Day& day : days) {
        day = plus(day, value, unit);
    }
}

Day Calendar::plusMonths(Day day, std::int64_t months) const {
    if (day == kPast || months > 12LL * 10'000) {
        return kPast;
    }
    const Date begin = date(day);
    const std::int64_t month = begin.year() * 12LL + begin.month() - 1 + months;
    const auto year = static_cast<int>(month / 12);
    const auto ofYear = static_cast<unsigned>(month % 12) + 1;
    std::optional<Date> end;
    for (unsigned number = begin.day(); !end && number >= 28; --number) {
        end = Date::fromCivil(year, ofYear, number);
    }
    if (!end) {
        end = Date::fromCivil(year, ofYear, begin.day());
    }
    const std::optional<Day> found = end ? find(*end) : std::nullopt;
    return found ? *found : kPast;
}

}  // namespace fadu::derive
