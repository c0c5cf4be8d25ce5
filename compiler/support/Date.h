#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fadu {

/// A day of the proleptic Gregorian calendar, years 1 to 9999.
class Date {
public:
    constexpr Date() = default;

    /// The day, or nothing when the calendar has no such day (2026-02-30).
    static std::optional<Date> fromCivil(int year, unsigned month, unsigned day);
    /// Reads `YYYY-MM-DD`, exactly.
    static std::optional<Date> parse(std::string_view text);
    /// The current day in local time.
    static Date today();

    /// `YYYY-MM-DD`.
    std::string iso() const;
    int year() const;
    unsigned month() const;
    unsigned day() const;
    /// Days since 1970-01-01.
    constexpr std::int32_t serial() const { return days_; }
    /// The day so many days later (earlier when negative).
    constexpr Date plusDays(std::int32_t days) const { return Date(days_ + days); }
    /// 1 for Monday to 7 for Sunday.
    constexpr unsigned weekday() const {
        return static_cast<unsigned>(((days_ + 3) % 7 + 7) % 7) + 1;
    }

    constexpr auto operator<=>(const Date&) const = default;

private:
    constexpr explicit Date(std::int32_t days) : days_(days) {}
    std::int32_t days_ = 0;
};

}  // namespace fadu
