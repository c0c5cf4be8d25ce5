// The calendar of working days against tables that were computed from the notices independently.

#include "derive/Calendar.h"
#include "unit/Built.h"
#include "unit/Cases.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <sstream>

namespace fadu::tests {

namespace {

using derive::Calendar;
using derive::Day;

const Calendar& calendar2019To2026() {
    static const Calendar calendar = [] {
        enterProject();
        std::vector<std::pair<std::string, std::string>> library;
        for (const std::string& path : projectFiles({"stdlib-rules/calendars"}, ".fadu")) {
            library.emplace_back(path, readFile(path));
        }
        return Calendar::of(built("", "2026-11-21", std::move(library)).program());
    }();
    return calendar;
}

std::vector<std::vector<std::string>> rows(const std::string& path) {
    enterProject();
    std::istringstream text(readFile(path));
    std::vector<std::vector<std::string>> result;
    for (std::string line; std::getline(text, line);) {
        if (line.empty() || line[0] == '#' || line[0] < '0' || line[0] > '9') {
            continue;
        }
        std::vector<std::string> row;
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, '\t');) {
            row.push_back(cell);
        }
        result.push_back(std::move(row));
    }
    return result;
}

std::string shortest(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

TEST(Calendar, KnowsTheYearsThatNoticesSettle) {
    const Calendar& calendar = calendar2019To2026();
    ASSERT_FALSE(calendar.empty());
    EXPECT_EQ(calendar.from().iso(), "2019-01-01");
    EXPECT_EQ(calendar.until().iso(), "2026-12-31");
    std::map<int, int> perYear;
    for (Day day = 0; day < calendar.size(); ++day) {
        perYear[calendar.date(day).year()] += calendar.isWorkingDay(day) ? 1 : 0;
    }
    EXPECT_EQ(perYear, (std::map<int, int>{{2019, 250},
                                           {2020, 249},
                                           {2021, 250},
                                           {2022, 249},
                                           {2023, 249},
                                           {2024, 251},
                                           {2025, 248},
                                           {2026, 248}}));
}

TEST(Calendar, SpansOfWorkingDaysAreTheTable) {
    const Calendar& calendar = calendar2019To2026();
    const auto table = rows("tests/library/workday-spans.tsv");
    EXPECT_EQ(table.size(), 60U);
    for (const std::vector<std::string>& row : table) {
        const std::int64_t n = std::stoll(row[0]);
        std::int64_t starts = 0;
        std::int64_t sum = 0;
        Day least = Calendar::kPast;
        Day most = 0;
        Day atLeast = 0;
        Day atMost = 0;
        for (Day start = 0; start < calendar.size(); ++start) {
            const Day end = calendar.plus(start, n, Unit::WorkingDay);
            if (end == Calendar::kPast) {
                continue;
            }
            ++starts;
            sum += end - start;
            if (end - start < least) {
                least = end - start;
                atLeast = start;
            }
            if (end - start > most) {
                most = end - start;
                atMost = start;
            }
        }
        EXPECT_EQ(std::to_string(starts), row[1]) << n;
        EXPECT_EQ(std::to_string(least), row[2]) << n;
        EXPECT_EQ(std::to_string(most), row[3]) << n;
        EXPECT_NEAR(static_cast<double>(sum) / static_cast<double>(starts), std::stod(row[4]),
                    0.0005001)
            << n;
        EXPECT_EQ(calendar.date(atLeast).iso(), row[5]) << n;
        EXPECT_EQ(calendar.date(atMost).iso(), row[6]) << n;
    }
}

TEST(Calendar, WorkingDaysOfCalendarDaysAreTheTable) {
    const Calendar& calendar = calendar2019To2026();
    const auto table = rows("tests/library/calday-workdays.tsv");
    EXPECT_EQ(table.size(), 90U);
    for (const std::vector<std::string>& row : table) {
        const std::int64_t n = std::stoll(row[0]);
        std::int64_t starts = 0;
        std::int64_t sum = 0;
        std::int64_t least = n;
        std::int64_t most = 0;
        for (Day start = 0; start < calendar.size(); ++start) {
            const Day end = calendar.plus(start, n, Unit::CalendarDay);
            if (end == Calendar::kPast) {
                continue;
            }
            const std::int64_t working = calendar.count(start, end, Unit::WorkingDay);
            ++starts;
            sum += working;
            least = std::min(least, working);
            most = std::max(most, working);
        }
        EXPECT_EQ(std::to_string(starts), row[1]) << n;
        EXPECT_EQ(std::to_string(least), row[2]) << n;
        EXPECT_EQ(std::to_string(most), row[3]) << n;
        EXPECT_EQ(shortest(static_cast<double>(sum) / static_cast<double>(starts)), row[4]) << n;
    }
}

TEST(Calendar, MonthsEndOnTheDayOfTheSameNumber) {
    const Calendar& calendar = calendar2019To2026();
    const auto end = [&](const char* from, std::int64_t value, Unit unit) {
        return calendar.date(calendar.plus(*calendar.find(*Date::parse(from)), value, unit)).iso();
    };
    EXPECT_EQ(end("2025-01-15", 1, Unit::Month), "2025-02-15");
    EXPECT_EQ(end("2025-01-31", 1, Unit::Month), "2025-02-28");
    EXPECT_EQ(end("2024-01-31", 1, Unit::Month), "2024-02-29");
    EXPECT_EQ(end("2025-11-30", 3, Unit::Month), "2026-02-28");
    EXPECT_EQ(end("2024-02-29", 1, Unit::Year), "2025-02-28");
    EXPECT_EQ(end("2025-12-31", 1, Unit::Month), "2026-01-31");
    EXPECT_EQ(end("2025-01-27", 0, Unit::Month), "2025-01-27");
}

TEST(Calendar, EndsAtTheLastDayKnown) {
    const Calendar& calendar = calendar2019To2026();
    const Day last = calendar.size() - 1;
    EXPECT_EQ(calendar.date(last).iso(), "2026-12-31");
    for (const Unit unit : {Unit::WorkingDay, Unit::CalendarDay, Unit::Month, Unit::Year}) {
        EXPECT_EQ(calendar.plus(last, 0, unit), last);
        EXPECT_EQ(calendar.plus(last, 1, unit), Calendar::kPast);
        EXPECT_EQ(calendar.plus(0, 1'000'000'000'000, unit), Calendar::kPast);
        EXPECT_EQ(calendar.plus(Calendar::kPast, 1, unit), Calendar::kPast);
    }
    EXPECT_EQ(calendar.rolled(Calendar::kPast), Calendar::kPast);
}

TEST(Calendar, ADayOffRollsToTheNextWorkingDay) {
    const Calendar& calendar = calendar2019To2026();
    const auto rolled = [&](const char* day) {
        return calendar.date(calendar.rolled(*calendar.find(*Date::parse(day)))).iso();
    };
    EXPECT_EQ(rolled("2026-02-13"), "2026-02-13");
    EXPECT_EQ(rolled("2026-02-14"), "2026-02-14");  // A Saturday that is worked.
    EXPECT_EQ(rolled("2026-02-15"), "2026-02-24");
    EXPECT_EQ(rolled("2026-02-21"), "2026-02-24");
}

// The notice of 2020-01-27 moved the end of the Spring Festival: what was promised a week before
// ends on another day.
TEST(Calendar, IsThatOfTheAsOfDate) {
    enterProject();
    std::vector<std::pair<std::string, std::string>> library;
    for (const std::string& path : projectFiles({"stdlib-rules/calendars"}, ".fadu")) {
        library.emplace_back(path, readFile(path));
    }
    const auto knownOn = [&](const char* asOf) {
        return Calendar::of(built("", asOf, library).program());
    };
    const auto threeDays = [&](const char* asOf) {
        const Calendar calendar = knownOn(asOf);
        return calendar
            .date(calendar.plus(*calendar.find(*Date::parse("2020-01-21")), 3, Unit::WorkingDay))
            .iso();
    };
    EXPECT_EQ(threeDays("2020-01-26"), "2020-01-31");
    EXPECT_EQ(threeDays("2020-01-27"), "2020-02-03");
    EXPECT_EQ(knownOn("2020-01-26").until().iso(), "2020-12-31");
    EXPECT_EQ(knownOn("2020-11-24").until().iso(), "2020-12-31");
    EXPECT_EQ(knownOn("2020-11-25").until().iso(), "2021-12-31");
    EXPECT_TRUE(knownOn("2018-01-01").empty());
}

TEST(Calendar, OneThatCannotBeReadCountsForNothing) {
    EXPECT_TRUE(Calendar::of(built(R"(
日历 全国2026 { 已知: 2025-11-04
  放假: 2026-01-01至2025-01-03
  至: 2026-12-31 }
)",
                                   "2026-11-21")
                                 .program())
                    .empty());
}

TEST(Calendar, APackageMayAddItsOwn) {
    const Built program = built(R"(
日历 全国2026 { 已知: 2025-11-04
  放假: 2026-01-01至2026-01-03
  上班: 2026-01-04
  至: 2026-12-31 }
日历 全国2027 { 已知: 2027-01-01
  放假: 2027-01-01
  至: 2027-12-31 }
日历 桂地2026 { 已知: 2025-12-01
  放假: 2026-04-20至2026-04-21
  至: 2026-12-31 }
)",
                                "2026-11-21");
    const Calendar national = Calendar::of(program.program());
    EXPECT_EQ(national.until().iso(), "2026-12-31");  // 2027 was not known yet.
    EXPECT_FALSE(national.isWorkingDay(1));
    EXPECT_TRUE(national.isWorkingDay(3));
    EXPECT_TRUE(national.isWorkingDay(*national.find(*Date::parse("2026-04-20"))));
    model::Program local = program.program();
    local.calendarFamilies.push_back(local.names.intern("桂地"));
    const Calendar own = Calendar::of(local);
    EXPECT_FALSE(own.isWorkingDay(*own.find(*Date::parse("2026-04-20"))));
    EXPECT_FALSE(own.isWorkingDay(1));
}

}  // namespace

}  // namespace fadu::tests
