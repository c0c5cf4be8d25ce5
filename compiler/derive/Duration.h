#pragma once

#include "syntax/Tree.h"

#include <compare>
#include <cstdint>
#include <vector>

namespace fadu::derive {

/// A length of one unit, not negative.
struct Length {
    std::int64_t value = 0;
    Unit unit = Unit::OnTheSpot;

    auto operator<=>(const Length&) const = default;
};

/// Lengths one after the other, in the order of time: different units do not commute.
using Chain = std::vector<Length>;

/// The longest length of a quantity as a chain.
Chain chainOf(const syntax::Quantity& quantity);

/// A sum of durations, unit by unit: units are never converted into each other.
struct Amount {
    std::int64_t workingDays = 0;
    std::int64_t calendarDays = 0;
    std::int64_t unstatedDays = 0;
    std::int64_t months = 0;  ///< A year is twelve.
    std::int64_t hours = 0;

    /// The longest (or shortest) length of a quantity as an amount. On the spot is nothing.
    static Amount longest(const syntax::Quantity& quantity);
    static Amount shortest(const syntax::Quantity& quantity);
    static Amount of(const Chain& chain);

    Amount& operator+=(const Amount& other);
    bool zero() const { return *this == Amount(); }
    bool operator==(const Amount&) const = default;
};

/// Whether an amount keeps a limit whatever the calendar: n working days never take fewer than n
/// calendar days, and that is all that is known without one.
enum class Comparison : std::uint8_t { Within, Exceeds, Undecided };

/// Compares an amount with a limit, neither of them with an unstated 日.
Comparison compareStated(const Amount& amount, const Length& limit);

/// Compares an amount with a limit. An unstated 日 is compared under both readings; where they
/// differ the result is undecided.
Comparison compare(const Amount& amount, const syntax::Quantity& limit);

/// Whether one limit is certainly shorter than another (Within), certainly longer (Exceeds), or
/// neither can be said. Equal limits are Within.
Comparison compareLimits(const syntax::Quantity& left, const syntax::Quantity& right);

/// Whether two durations are the same, or one is a bare 日 of the same number.
bool sameUnderSomeReading(const syntax::Quantity& left, const syntax::Quantity& right);

}  // namespace fadu::derive
