#include "derive/CourseClocks.h"

#include "derive/ClockStart.h"

#include <algorithm>

namespace fadu::derive {

namespace {

using model::Item;
using model::Program;
using syntax::Quantity;

constexpr Day kPast = Calendar::kPast;

bool isDays(Unit unit) { return unit == Unit::WorkingDay || unit == Unit::CalendarDay; }

class Clocks {
public:
    Clocks(const Program& program, model::ItemId item, const ItemFacts& facts,
           const FlowStructure& structure, const Calendar& calendar, const CaseFacts& known,
           const Course& course)
        : program_(program),
          item_(program.items[item]),
          facts_(facts),
          structure_(structure),
          calendar_(calendar),
          known_(known),
          course_(course) {}

    CaseClocks run();

private:
    ClockCourse clock(ClockKind kind);
    void findPauses(ClockCourse& clock) const;
    std::optional<Day> dayOf(Event event, bool& assumed) const;
    PeriodCourse period(const ClockCourse& clock, const Quantity& length,
                        const std::optional<Event>& stated) const;
    PeriodCourse extended(const ClockCourse& clock, const PeriodCourse& period,
                          const Quantity& by) const;
    void read(const ClockCourse& clock, PeriodCourse& period, const Quantity& length,
              const Quantity& more) const;
    Day lastByUnion(const ClockCourse& clock, Day start, const Quantity& length, Unit unit) const;
    Day shifted(Day day, std::int64_t by, Unit unit) const;
    std::int64_t pausedOnPath(const ClockCourse& clock, Unit unit) const;
    std::int64_t pausedByUnion(const ClockCourse& clock, Day from, Day upTo, Unit unit) const;
    void findDeemedAcceptance();

    const Program& program_;
    const Item& item_;
    const ItemFacts& facts_;
    const FlowStructure& structure_;
    const Calendar& calendar_;
    const CaseFacts& known_;
    const Course& course_;
    Day acceptance_ = 0;  ///< As the law has it.
    std::optional<Day> decision_;
    CaseClocks result_;
};

std::optional<Day> Clocks::dayOf(Event event, bool& assumed) const {
    assumed = false;
    switch (event) {
        case Event::Receipt:
            assumed = !known_.receipt;
            return known_.receipt.value_or(acceptance_);
        case Event::MaterialsComplete:
            if (known_.materialsComplete) {
                return known_.materialsComplete;
            }
            assumed = true;
            return known_.correctionNotice || !known_.receipt ? acceptance_ : *known_.receipt;
        case Event::Decision:
            return decision_;
        case Event::Acceptance:
        case Event::NextDay:
            break;
    }
    return acceptance_;
}

/// The times in which no counting goes on: excluded steps, and those of the applicant.
void Clocks::findPauses(ClockCourse& clock) const {
    if (!item_.flow.valid()) {
        return;
    }
    const auto& steps = program_.flows[item_.flow].steps;
    for (std::uint32_t i = 0; i < course_.steps.size(); ++i) {
        const CourseStep& done = course_.steps[i];
        const model::Step& step = steps[done.step];
        const bool applicants = step.actor.kind == model::Actor::Kind::Applicant &&
                                clock.kind != ClockKind::Acceptance &&
                                (!done.beforeAcceptance || countsAcceptance(program_, facts_));
        if (!structure_.pausesClock(done.step, clock.kind) && !applicants) {
            continue;
        }
        const Day begin = std::max(done.begin, clock.start);
        const Day end = std::min(done.end, clock.end.value_or(kPast));
        if (done.begin != kPast && begin < end) {
            clock.pauses.push_back({i, begin, end});
        }
    }
    std::stable_sort(clock.pauses.begin(), clock.pauses.end(),
                     [](const auto& left, const auto& right) { return left.begin < right.begin; });
}

/// Days behind `from` up to `upTo` in which some pause goes on; none has an unknown end.
std::int64_t Clocks::pausedByUnion(const ClockCourse& clock, Day from, Day upTo, Unit unit) const {
    std::int64_t days = 0;
    Day covered = from;
    for (const ClockCourse::Pause& pause : clock.pauses) {
        const Day begin = std::max(pause.begin, covered);
        const Day end = std::min(pause.end, upTo);
        if (begin < end) {
            days += calendar_.count(begin, end, unit);
            covered = end;
        }
    }
    return days;
}

/// The last day of a period that stands while any pause goes on.
Day Clocks::lastByUnion(const ClockCourse& clock, Day start, const Quantity& length,
                        Unit unit) const {
    Day last = calendar_.plus(start, length.high, unit);
    const Unit counted = isDays(unit) ? unit : Unit::CalendarDay;
    for (const ClockCourse::Pause& pause : clock.pauses) {
        // By begin: what begins behind the last day does not matter any more.
        if (pause.begin >= last || last == kPast) {
            break;
        }
        if (pause.end == kPast) {
            return kPast;
        }
        const std::int64_t paused = pausedByUnion(clock, start, pause.end, counted);
        const Day moved = calendar_.plus(start, length.high, unit);
        last = isDays(unit) ? calendar_.plus(start, length.high + paused, unit)
                            : calendar_.plus(moved, paused, Unit::CalendarDay);
    }
    return last;
}

/// The day so many days behind another, or before it; of working days always one of them.
Day Clocks::shifted(Day day, std::int64_t by, Unit unit) const {
    if (by > 0) {
        return calendar_.plus(day, by, unit);
    }
    Day result = day;
    while (result > 0 && (calendar_.count(result, day, unit) < -by ||
                          (unit == Unit::WorkingDay && !calendar_.isWorkingDay(result)))) {
        --result;
    }
    return result;
}

/// What the path that uses most of the clock spends on steps that do not count.
std::int64_t Clocks::pausedOnPath(const ClockCourse& clock, Unit unit) const {
    const bool fromReceipt =
        clock.kind == ClockKind::Acceptance ||
        (clock.kind != ClockKind::Delivery && countsAcceptance(program_, facts_));
    const Day base = clock.kind == ClockKind::Delivery ? decision_.value_or(clock.start)
                     : fromReceipt                     ? course_.begin
                                                       : course_.acceptance;
    const auto used = course_.used[static_cast<std::size_t>(clock.kind)].of(unit);
    return base < *clock.end
               ? std::max<std::int64_t>(0, calendar_.count(base, *clock.end, unit) - used)
               : 0;
}

/// The readings of a period of `length`, and then `more` of it.
void Clocks::read(const ClockCourse& clock, PeriodCourse& period, const Quantity& length,
                  const Quantity& more) const {
    std::vector<Unit> units{length.unit};
    if (length.unit == Unit::UnstatedDay) {
        units = {Unit::WorkingDay, Unit::CalendarDay};
    }
    const bool ended = clock.end && *clock.end != kPast;
    for (const Unit unit : units) {
        PeriodCourse::Reading reading;
        reading.unit = unit;
        Quantity whole = length;
        const Unit moreUnit = more.unit == Unit::UnstatedDay ? unit : more.unit;
        const bool added = more.high > 0 && moreUnit == unit;
        whole.high += added ? more.high : 0;
        const Day plain = calendar_.plus(period.start, whole.high, unit);
        const auto later = [&](Day day) {
            return added || more.high <= 0 ? day : calendar_.plus(day, more.high, moreUnit);
        };
        const Unit counted = isDays(unit) ? unit : Unit::CalendarDay;
        if (clock.pauses.empty()) {
            reading.last = reading.lastUnion = later(plain);
        } else {
            reading.lastUnion = later(lastByUnion(clock, period.start, whole, unit));
            if (!ended) {
                reading.last = kPast;
            } else if (isDays(unit)) {
                const std::int64_t used =
                    calendar_.count(period.start, *clock.end, unit) - pausedOnPath(clock, unit);
                reading.last = later(shifted(*clock.end, whole.high - used, unit));
            } else {
                reading.last = later(calendar_.plus(plain, pausedOnPath(clock, counted), counted));
            }
        }
        if (ended && period.start <= *clock.end) {
            const auto left = [&](Day last) -> std::optional<std::int64_t> {
                if (last == kPast) {
                    return std::nullopt;
                }
                return last >= *clock.end ? calendar_.count(*clock.end, last, counted)
                                          : -calendar_.count(last, *clock.end, counted);
            };
            reading.left = left(reading.last);
            reading.leftUnion = left(reading.lastUnion);
        }
        period.readings.push_back(reading);
    }
}

PeriodCourse Clocks::period(const ClockCourse& clock, const Quantity& length,
                            const std::optional<Event>& stated) const {
    PeriodCourse result;
    result.length = length;
    result.from = startOf(clock.kind, stated);
    result.start = dayOf(result.from, result.startAssumed).value_or(clock.start);
    read(clock, result, length, {});
    return result;
}

PeriodCourse Clocks::extended(const ClockCourse& clock, const PeriodCourse& period,
                              const Quantity& by) const {
    PeriodCourse result = period;
    result.readings.clear();
    read(clock, result, period.length, by);
    return result;
}

ClockCourse Clocks::clock(ClockKind kind) {
    ClockCourse result;
    result.kind = kind;
    const GoverningLimit& limit = facts_.of(kind).limit;
    const std::optional<Event> stated =
        limit.governing().valid() ? program_.limits[limit.governing()].start : std::nullopt;
    result.from = startOf(kind, stated);
    bool assumed = false;
    result.start = dayOf(result.from, assumed).value_or(acceptance_);
    result.end = course_.clockEnd[static_cast<std::size_t>(kind)];
    result.known = course_.clockKnown[static_cast<std::size_t>(kind)];
    if (kind == ClockKind::Acceptance) {
        // The notice answers the application as acceptance does.
        result.end = std::min(known_.correctionNotice.value_or(kPast), course_.acceptance);
    }
    findPauses(result);
    for (const model::LimitId id : limit.limits) {
        const model::Limit& value = program_.limits[id];
        ClockCourse::Bound bound{id, period(result, value.length, value.start), std::nullopt};
        if (value.extension) {
            bound.extended = extended(result, bound.period, value.extension->length);
        }
        result.bounds.push_back(std::move(bound));
    }
    const auto& promise = promiseOf(item_, kind);
    if (promise.known()) {
        result.promise = period(result, promise.value.length, promise.value.start);
    }
    if (limit.governing().valid()) {
        result.deemed = program_.limits[limit.governing()].deemed;
    }
    if (kind == ClockKind::Decision && !result.deemed && item_.deemed.known()) {
        result.deemed = item_.deemed.value;
    }
    return result;
}

/// 许可法 32(1)(4), where the governing limit has that effect.
void Clocks::findDeemedAcceptance() {
    const GoverningLimit& limit = facts_.of(ClockKind::Acceptance).limit;
    if (!known_.receipt || limit.state != GoverningLimit::State::Known ||
        program_.limits[limit.governing()].deemed != Deemed::Accepted) {
        return;
    }
    const Day answered = std::min(known_.correctionNotice.value_or(kPast), course_.acceptance);
    const Quantity& length = program_.limits[limit.governing()].length;
    const Unit unit = length.unit == Unit::UnstatedDay ? Unit::WorkingDay : length.unit;
    const Day last = calendar_.plus(*known_.receipt, length.high, unit);
    result_.deemedAccepted = last != kPast && answered > calendar_.rolled(last);
}

CaseClocks Clocks::run() {
    findDeemedAcceptance();
    acceptance_ = result_.deemedAccepted ? *known_.receipt : course_.acceptance;
    decision_ = course_.clockEnd[static_cast<std::size_t>(ClockKind::Decision)];
    for (const ClockKind kind : kClockKinds) {
        const bool flows = course_.clockEnd[static_cast<std::size_t>(kind)].has_value();
        const Clock& derived = facts_.of(kind);
        const bool bound =
            derived.limit.state != GoverningLimit::State::None || promiseOf(item_, kind).known();
        // Acceptance without a receipt has no time, delivery without a decision no beginning.
        const bool runs =
            kind == ClockKind::Acceptance ? known_.receipt.has_value()
            : kind == ClockKind::Delivery
                ? decision_ && *decision_ != kPast && course_.outcome == Outcome::Granted
                : acceptance_ != kPast && course_.outcome != Outcome::NotAccepted;
        if (runs && (kind == ClockKind::Preliminary ? flows : flows || bound)) {
            result_.clocks.push_back(clock(kind));
        }
    }
    return std::move(result_);
}

}  // namespace

Day PeriodCourse::earliest() const {
    Day result = kPast;
    for (const Reading& reading : readings) {
        result = std::min(result, reading.last);
    }
    return result;
}

bool ClockCourse::exceeds(const PeriodCourse::Reading& reading, const Calendar& calendar) const {
    return end && reading.last != kPast &&
           (*end == kPast ? known : *end) > calendar.rolled(reading.last);
}

const ClockCourse::Bound* ClockCourse::tightest() const {
    const Bound* result = nullptr;
    for (const Bound& bound : bounds) {
        if (result == nullptr || bound.period.earliest() < result->period.earliest()) {
            result = &bound;
        }
    }
    return result;
}

bool countsAcceptance(const Program& program, const ItemFacts& facts) {
    const model::LimitId governing = facts.of(ClockKind::Decision).limit.governing();
    return governing.valid() && program.limits[governing].start == Event::Receipt;
}

CaseClocks deriveClocks(const Program& program, model::ItemId item, const ItemFacts& facts,
                        const FlowStructure& structure, const Calendar& calendar,
                        const CaseFacts& known, const Course& course) {
    return Clocks(program, item, facts, structure, calendar, known, course).run();
}

}  // namespace fadu::derive
