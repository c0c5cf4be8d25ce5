#include "derive/Duration.h"
#include "unit/Harness.h"

#include <gtest/gtest.h>

#include <array>

namespace fadu::tests {

namespace {

using derive::Amount;
using derive::compare;
using derive::compareLimits;
using derive::Comparison;
using derive::sameUnderSomeReading;
using syntax::Quantity;

/// Days numbered from 0 on which people work or do not, and months of 28 to 31 days.
class RandomCalendar {
public:
    explicit RandomCalendar(Random& random) {
        const std::size_t style = random.below(3);
        while (works_.size() < 8'000) {
            // Runs of working days and of days off, up to two weeks, as holidays with shifted days
            // make them.
            const std::size_t on = style == 0 ? 5 : 1 + random.below(9);
            const std::size_t off = style == 0 ? 2 : random.below(14);
            works_.insert(works_.end(), on, true);
            works_.insert(works_.end(), off, false);
        }
        constexpr std::array<std::int64_t, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        std::size_t month = random.below(12);
        std::int64_t day = 0;
        while (day < 8'000) {
            monthStarts_.push_back(day);
            day += days[month] + (month == 1 && random.below(4) == 0 ? 1 : 0);
            month = (month + 1) % 12;
        }
    }
    std::int64_t working(std::int64_t day, std::int64_t count) const {
        while (count > 0) {
            ++day;
            count -= works_[static_cast<std::size_t>(day)] ? 1 : 0;
        }
        return day;
    }
    std::int64_t months(std::int64_t day, std::int64_t count) const {
        std::size_t month = 0;
        while (month + 1 < monthStarts_.size() && monthStarts_[month + 1] <= day) {
            ++month;
        }
        const std::int64_t offset = day - monthStarts_[month];
        const std::size_t target = month + static_cast<std::size_t>(count);
        const std::int64_t length = monthStarts_[target + 1] - monthStarts_[target];
        return monthStarts_[target] + std::min(offset, length - 1);
    }
    std::int64_t after(std::int64_t day, std::int64_t count, Unit unit) const {
        switch (unit) {
            case Unit::WorkingDay:
                return working(day, count);
            case Unit::CalendarDay:
                return day + count;
            case Unit::Month:
                return months(day, count);
            case Unit::Year:
                return months(day, 12 * count);
            default:
                return day;
        }
    }

private:
    std::vector<bool> works_;
    std::vector<std::int64_t> monthStarts_;
};

constexpr std::array kUnits{Unit::WorkingDay, Unit::CalendarDay, Unit::UnstatedDay, Unit::Month,
                            Unit::Year};

Quantity randomQuantity(Random& random) {
    const Unit unit = random.pick(kUnits);
    const std::size_t most = unit == Unit::Year ? 3 : unit == Unit::Month ? 8 : 90;
    const auto value = static_cast<std::int64_t>(random.below(most));
    return {value, value, unit};
}

}  // namespace

TEST(Duration, HoldsUnderEveryCalendarAndEveryOrderOfParts) {
    std::array<std::size_t, 3> seen{};
    for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
        Random random(seed);
        std::vector<Quantity> parts;
        Amount amount;
        const std::size_t count = 1 + random.below(3);
        const Unit only = random.pick(kUnits);
        for (std::size_t i = 0; i < count; ++i) {
            Quantity part = randomQuantity(random);
            if (seed % 2 == 0) {
                part.unit = only;
                part.low = part.high = part.high % (only == Unit::Year    ? 3
                                                    : only == Unit::Month ? 8
                                                                          : 20);
            }
            parts.push_back(part);
            amount += Amount::longest(part);
        }
        const Quantity limit = randomQuantity(random);
        const Comparison comparison = compare(amount, limit);
        ++seen[static_cast<std::size_t>(comparison)];
        if (comparison == Comparison::Undecided) {
            continue;
        }
        for (int calendar = 0; calendar < 8; ++calendar) {
            const RandomCalendar days(random);
            for (int reading = 0; reading < 4; ++reading) {
                const auto read = [](Unit unit, bool working) {
                    return unit != Unit::UnstatedDay ? unit
                           : working                 ? Unit::WorkingDay
                                                     : Unit::CalendarDay;
                };
                const auto start = static_cast<std::int64_t>(random.below(400));
                std::int64_t end = start;
                for (std::size_t i = 0; i < parts.size(); ++i) {
                    const Quantity& part =
                        parts[(i + static_cast<std::size_t>(calendar)) % parts.size()];
                    end = days.after(end, part.high, read(part.unit, (reading & 1) != 0));
                }
                const std::int64_t last =
                    days.after(start, limit.high, read(limit.unit, (reading & 2) != 0));
                if (comparison == Comparison::Within) {
                    ASSERT_LE(end, last) << "seed " << seed;
                } else {
                    ASSERT_GT(end, last) << "seed " << seed;
                }
            }
        }
    }
    EXPECT_GT(seen[static_cast<std::size_t>(Comparison::Within)], 2'000U);
    EXPECT_GT(seen[static_cast<std::size_t>(Comparison::Exceeds)], 2'000U);
    EXPECT_GT(seen[static_cast<std::size_t>(Comparison::Undecided)], 2'000U);
}

TEST(Duration, ComparesNumbersWhereBothSidesHaveOneUnit) {
    for (const Unit unit :
         {Unit::WorkingDay, Unit::CalendarDay, Unit::Month, Unit::Year, Unit::Hour}) {
        for (std::int64_t left = 0; left < 40; ++left) {
            for (std::int64_t right = 0; right < 40; ++right) {
                EXPECT_EQ(compare(Amount::longest({left, left, unit}), {right, right, unit}),
                          left <= right ? Comparison::Within : Comparison::Exceeds);
            }
        }
    }
}

TEST(Duration, KnowsNoFactorBetweenUnits) {
    const auto one = [](std::int64_t left, Unit unit, std::int64_t right, Unit other) {
        return compare(Amount::longest({left, left, unit}), {right, right, other});
    };
    // Twenty working days are 25 to 38 calendar days: not known without a calendar.
    EXPECT_EQ(one(20, Unit::WorkingDay, 30, Unit::CalendarDay), Comparison::Undecided);
    EXPECT_EQ(one(31, Unit::WorkingDay, 30, Unit::CalendarDay), Comparison::Exceeds);
    EXPECT_EQ(one(20, Unit::CalendarDay, 20, Unit::WorkingDay), Comparison::Within);
    EXPECT_EQ(one(28, Unit::CalendarDay, 1, Unit::Month), Comparison::Within);
    EXPECT_EQ(one(29, Unit::CalendarDay, 1, Unit::Month), Comparison::Undecided);
    EXPECT_EQ(one(32, Unit::CalendarDay, 1, Unit::Month), Comparison::Exceeds);
    EXPECT_EQ(one(1, Unit::Month, 27, Unit::CalendarDay), Comparison::Exceeds);
    EXPECT_EQ(one(1, Unit::Month, 30, Unit::CalendarDay), Comparison::Undecided);
    EXPECT_EQ(one(1, Unit::Year, 12, Unit::Month), Comparison::Within);
    EXPECT_EQ(one(13, Unit::Month, 1, Unit::Year), Comparison::Exceeds);
    EXPECT_EQ(one(8, Unit::Hour, 1, Unit::WorkingDay), Comparison::Undecided);
}

TEST(Duration, ABareDayIsReadBothWays) {
    const auto bare = [](std::int64_t value) { return Quantity{value, value, Unit::UnstatedDay}; };
    // Within under one reading, not known under the other.
    EXPECT_EQ(compare(Amount::longest({15, 15, Unit::WorkingDay}), bare(20)),
              Comparison::Undecided);
    EXPECT_EQ(compare(Amount::longest({21, 21, Unit::WorkingDay}), bare(20)), Comparison::Exceeds);
    EXPECT_EQ(compare(Amount::longest({20, 20, Unit::CalendarDay}), bare(20)), Comparison::Within);
    EXPECT_EQ(compare(Amount::longest(bare(20)), {20, 20, Unit::WorkingDay}), Comparison::Within);
    EXPECT_EQ(compare(Amount::longest(bare(21)), {20, 20, Unit::CalendarDay}), Comparison::Exceeds);
}

TEST(Duration, OnTheSpotIsNoTime) {
    EXPECT_TRUE(Amount::longest({0, 0, Unit::OnTheSpot}).zero());
    for (const Unit unit : {Unit::WorkingDay, Unit::CalendarDay, Unit::Month, Unit::OnTheSpot}) {
        EXPECT_EQ(compare(Amount(), {0, 0, unit}), Comparison::Within);
    }
    EXPECT_EQ(compare(Amount::longest({1, 1, Unit::WorkingDay}), {0, 0, Unit::OnTheSpot}),
              Comparison::Exceeds);
}

TEST(Duration, TakesTheLongestOfARange) {
    EXPECT_EQ(Amount::longest({3, 5, Unit::WorkingDay}).workingDays, 5);
    EXPECT_EQ(Amount::shortest({3, 5, Unit::WorkingDay}).workingDays, 3);
    EXPECT_EQ(compareLimits({3, 5, Unit::WorkingDay}, {4, 4, Unit::WorkingDay}),
              Comparison::Exceeds);
}

TEST(Duration, SameUnderSomeReading) {
    const auto days = [](std::int64_t value, Unit unit) { return Quantity{value, value, unit}; };
    EXPECT_TRUE(sameUnderSomeReading(days(20, Unit::WorkingDay), days(20, Unit::UnstatedDay)));
    EXPECT_TRUE(sameUnderSomeReading(days(20, Unit::UnstatedDay), days(20, Unit::CalendarDay)));
    EXPECT_FALSE(sameUnderSomeReading(days(20, Unit::WorkingDay), days(20, Unit::CalendarDay)));
    EXPECT_FALSE(sameUnderSomeReading(days(20, Unit::UnstatedDay), days(20, Unit::Month)));
    EXPECT_TRUE(sameUnderSomeReading(days(12, Unit::Month), days(1, Unit::Year)));
}

}  // namespace fadu::tests
