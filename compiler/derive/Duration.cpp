#include "derive/Duration.h"

#include "support/Check.h"

namespace fadu::derive {

namespace {

constexpr std::int64_t kShortestMonth = 28;
constexpr std::int64_t kLongestMonth = 31;

Amount amountOf(std::int64_t value, Unit unit) {
    Amount amount;
    switch (unit) {
        case Unit::WorkingDay:
            amount.workingDays = value;
            break;
        case Unit::CalendarDay:
            amount.calendarDays = value;
            break;
        case Unit::UnstatedDay:
            amount.unstatedDays = value;
            break;
        case Unit::Month:
            amount.months = value;
            break;
        case Unit::Year:
            amount.months = 12 * value;
            break;
        case Unit::Hour:
            amount.hours = value;
            break;
        default:
            break;
    }
    return amount;
}

}  // namespace

Chain chainOf(const syntax::Quantity& quantity) { return {{quantity.high, quantity.unit}}; }

Comparison compareStated(const Amount& amount, const Length& length) {
    const auto [limit, unit] = length;
    if (amount.zero()) {
        return Comparison::Within;
    }
    const bool daysOnly = amount.months == 0 && amount.hours == 0;
    const auto decide = [](bool within, bool exceeds) {
        return within ? Comparison::Within : exceeds ? Comparison::Exceeds : Comparison::Undecided;
    };
    switch (unit) {
        case Unit::WorkingDay:
            return decide(daysOnly && amount.workingDays + amount.calendarDays <= limit,
                          amount.workingDays > limit);
        case Unit::CalendarDay:
            return decide(
                daysOnly && amount.workingDays == 0 && amount.calendarDays <= limit,
                amount.workingDays + amount.calendarDays + kShortestMonth * amount.months > limit);
        case Unit::Month:
        case Unit::Year: {
            const std::int64_t months = unit == Unit::Year ? 12 * limit : limit;
            const bool monthsOnly =
                amount.workingDays == 0 && amount.calendarDays == 0 && amount.hours == 0;
            const bool days = daysOnly && amount.workingDays == 0 &&
                              amount.calendarDays <= kShortestMonth * months;
            return decide((monthsOnly && amount.months <= months) || days,
                          amount.months > months ||
                              amount.workingDays + amount.calendarDays > kLongestMonth * months);
        }
        case Unit::Hour: {
            const bool hoursOnly =
                amount.months == 0 && amount.workingDays == 0 && amount.calendarDays == 0;
            return decide(hoursOnly && amount.hours <= limit, amount.hours > limit);
        }
        case Unit::OnTheSpot:
            return Comparison::Exceeds;
        default:
            return Comparison::Undecided;
    }
}

Amount Amount::longest(const syntax::Quantity& quantity) {
    return amountOf(quantity.high, quantity.unit);
}

Amount Amount::shortest(const syntax::Quantity& quantity) {
    return amountOf(quantity.low, quantity.unit);
}

Amount Amount::of(const Chain& chain) {
    Amount amount;
    for (const Length& length : chain) {
        amount += amountOf(length.value, length.unit);
    }
    return amount;
}

Amount& Amount::operator+=(const Amount& other) {
    workingDays += other.workingDays;
    calendarDays += other.calendarDays;
    unstatedDays += other.unstatedDays;
    months += other.months;
    hours += other.hours;
    return *this;
}

Comparison compare(const Amount& amount, const syntax::Quantity& limit) {
    Comparison result = Comparison::Undecided;
    bool first = true;
    for (const Unit mine : {Unit::WorkingDay, Unit::CalendarDay}) {
        for (const Unit theirs : {Unit::WorkingDay, Unit::CalendarDay}) {
            Amount reading = amount;
            (mine == Unit::WorkingDay ? reading.workingDays : reading.calendarDays) +=
                reading.unstatedDays;
            reading.unstatedDays = 0;
            const Unit unit = limit.unit == Unit::UnstatedDay ? theirs : limit.unit;
            const Comparison one = compareStated(reading, {limit.high, unit});
            if (!first && one != result) {
                return Comparison::Undecided;
            }
            result = one;
            first = false;
            if (limit.unit != Unit::UnstatedDay) {
                break;
            }
        }
        if (amount.unstatedDays == 0) {
            break;
        }
    }
    return result;
}

Comparison compareLimits(const syntax::Quantity& left, const syntax::Quantity& right) {
    return compare(Amount::longest(left), right);
}

bool sameUnderSomeReading(const syntax::Quantity& left, const syntax::Quantity& right) {
    if (left == right) {
        return true;
    }
    const auto isDay = [](Unit unit) {
        return unit == Unit::WorkingDay || unit == Unit::CalendarDay || unit == Unit::UnstatedDay;
    };
    if (left.low != right.low || left.high != right.high) {
        const auto months = [](const syntax::Quantity& quantity) {
            return quantity.unit == Unit::Year    ? quantity.high * 12
                   : quantity.unit == Unit::Month ? quantity.high
                                                  : -1;
        };
        return months(left) != -1 && months(left) == months(right);
    }
    return (left.unit == Unit::UnstatedDay && isDay(right.unit)) ||
           (right.unit == Unit::UnstatedDay && isDay(left.unit));
}

}  // namespace fadu::derive
