#include "support/Date.h"

#include <gtest/gtest.h>

namespace fadu::tests {
namespace {

bool leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

unsigned daysIn(int year, unsigned month) {
    constexpr unsigned kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : kDays[month - 1];
}

TEST(Date, CountsEveryDayOfItsRangeOnce) {
    std::int32_t serial = Date::fromCivil(1, 1, 1)->serial();
    for (int year = 1; year <= 9999; ++year) {
        for (unsigned month = 1; month <= 12; ++month) {
            const auto first = Date::fromCivil(year, month, 1);
            ASSERT_TRUE(first);
            ASSERT_EQ(first->serial(), serial);
            ASSERT_EQ(first->year(), year);
            ASSERT_EQ(first->month(), month);
            ASSERT_EQ(first->day(), 1U);
            const unsigned last = daysIn(year, month);
            ASSERT_EQ(Date::fromCivil(year, month, last)->serial(),
                      serial + static_cast<std::int32_t>(last) - 1);
            ASSERT_FALSE(Date::fromCivil(year, month, last + 1));
            serial += static_cast<std::int32_t>(last);
        }
    }
    EXPECT_EQ(Date::fromCivil(1970, 1, 1)->serial(), 0);
}

TEST(Date, RejectsDaysThatNoCalendarHas) {
    EXPECT_FALSE(Date::fromCivil(2026, 2, 29));
    EXPECT_TRUE(Date::fromCivil(2024, 2, 29));
    EXPECT_FALSE(Date::fromCivil(1900, 2, 29));
    EXPECT_TRUE(Date::fromCivil(2000, 2, 29));
    EXPECT_FALSE(Date::fromCivil(2026, 0, 1));
    EXPECT_FALSE(Date::fromCivil(2026, 13, 1));
    EXPECT_FALSE(Date::fromCivil(2026, 1, 0));
    EXPECT_FALSE(Date::fromCivil(0, 1, 1));
    EXPECT_FALSE(Date::fromCivil(10000, 1, 1));
    EXPECT_FALSE(Date::fromCivil(-1, 1, 1));
    // Numbers that fit no byte must not wrap around into a month or day.
    EXPECT_FALSE(Date::fromCivil(2026, 257, 1));
    EXPECT_FALSE(Date::fromCivil(2026, 1, 257));
    EXPECT_FALSE(Date::fromCivil(65536 + 2026, 1, 1));
}

TEST(Date, ReadsExactlyIso) {
    EXPECT_EQ(Date::parse("2026-11-21")->iso(), "2026-11-21");
    EXPECT_EQ(Date::parse("0001-01-01")->iso(), "0001-01-01");
    for (const char* text :
         {"", "2026-1-1", "2026-11-2", "2026/11/21", "2026-11-21 ", " 2026-11-21", "2026-02-30",
          "2026-13-01", "2026-00-10", "0000-01-01", "+026-11-21", "2026--1-21", "2026-11--1",
          "20261121", "abcd-ef-gh", "2026-11-211"}) {
        EXPECT_FALSE(Date::parse(text)) << text;
    }
}

TEST(Date, CountsDaysAndWeekdays) {
    const Date friday = *Date::parse("2026-11-20");
    EXPECT_EQ(friday.weekday(), 5U);
    EXPECT_EQ(friday.plusDays(3).weekday(), 1U);
    EXPECT_EQ(friday.plusDays(3).iso(), "2026-11-23");
    EXPECT_EQ(friday.plusDays(-324).iso(), "2025-12-31");
    EXPECT_EQ(Date::parse("0001-01-01")->weekday(), 1U);
    EXPECT_EQ(Date::parse("1969-12-31")->weekday(), 3U);
}

TEST(Date, Compares) {
    EXPECT_LT(*Date::parse("2025-12-31"), *Date::parse("2026-01-01"));
    EXPECT_EQ(*Date::parse("2026-01-01"), *Date::fromCivil(2026, 1, 1));
    EXPECT_GE(Date::today(), *Date::fromCivil(2024, 1, 1));
}

}  // namespace
}  // namespace fadu::tests
