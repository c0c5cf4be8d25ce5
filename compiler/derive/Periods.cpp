#include "derive/Periods.h"

#include "derive/FlowDates.h"

#include <algorithm>
#include <functional>

namespace fadu::derive {

namespace {

using model::BlockId;
using model::Flow;
using model::Step;
using model::StepId;
using Cause = Judgement::Cause;
using Reading = Judgement::Reading;
using Result = Judgement::Result;

bool has(const Chain& chain, Unit unit) {
    return std::any_of(chain.begin(), chain.end(), [&](const Length& length) {
        return length.unit == unit && length.value != 0;
    });
}

Chain readAs(Chain chain, Unit bareDay) {
    for (Length& length : chain) {
        if (length.unit == Unit::UnstatedDay) {
            length.unit = bareDay;
        }
    }
    return chain;
}

/// The one length that a chain of one unit amounts to; nothing for other chains.
std::optional<Length> single(const Chain& chain) {
    Length whole;
    for (Length length : chain) {
        if (length.unit == Unit::Year) {
            length = {12 * length.value, Unit::Month};
        }
        if (length.value == 0 || length.unit == Unit::OnTheSpot) {
            continue;
        }
        if (whole.value != 0 && whole.unit != length.unit) {
            return std::nullopt;
        }
        whole = {whole.value + length.value, length.unit};
    }
    return whole;
}

/// Takes a chain from each of several days.
void advance(const Calendar& calendar, const Chain& chain, std::vector<Day>& days) {
    for (const Length& length : chain) {
        calendar.plus(days, length.value, length.unit);
    }
}

/// Counts on which days a limit is broken.
class Tally {
public:
    explicit Tally(const Calendar& calendar) : calendar_(calendar) { reading.dated = true; }

    /// Whether days of the limit are known from `first` on, so that a finish can be judged.
    void add(Day first, Day finish, Day lastDay) {
        const Day rolled = calendar_.rolled(lastDay);
        if (finish == Calendar::kPast || rolled == Calendar::kPast) {
            keptBeyond_ = keptBeyond_ || (finish != Calendar::kPast && finish <= lastDay);
            brokenBeyond_ = brokenBeyond_ || (finish == Calendar::kPast && rolled != finish);
            return;
        }
        add(first, finish, lastDay, rolled, finish > lastDay, finish > rolled);
    }
    void add(Day first, Day finish, Day lastDay, Day rolled, bool broken, bool brokenRolled) {
        ++reading.starts;
        reading.broken += broken ? 1U : 0U;
        reading.brokenRolled += brokenRolled ? 1U : 0U;
        const Day measure = brokenRolled ? rolled : lastDay;
        // A finish that is broken even when rolled is worse than any that is not.
        if (broken && ((brokenRolled && !worstRolled_) ||
                       (brokenRolled == worstRolled_ &&
                        (reading.excess == 0 || finish - measure > reading.excess)))) {
            worstRolled_ = brokenRolled;
            reading.start = calendar_.date(first);
            reading.finish = calendar_.date(finish);
            reading.lastDay = calendar_.date(measure);
            reading.excess = std::max<std::int64_t>(1, finish - measure);
        }
    }
    Reading done() {
        if (reading.starts == 0 && keptBeyond_ == brokenBeyond_) {
            reading.result = Result::Unknown;
            reading.cause = Cause::Calendar;
        } else if (reading.starts == 0) {
            reading.result = keptBeyond_ ? Result::Within : Result::Exceeds;
        } else if (reading.brokenRolled != 0) {
            reading.result = Result::Exceeds;
        } else if (reading.broken != 0) {
            reading.result = Result::Depends;
            reading.cause = Cause::Rolling;
        } else {
            reading.result = Result::Within;
        }
        return reading;
    }

    Reading reading;

private:
    const Calendar& calendar_;
    bool worstRolled_ = false;
    // Where one of the two lies past the calendar, it is the later one.
    bool keptBeyond_ = false;
    bool brokenBeyond_ = false;
};

/// What follows from all readings together.
Judgement combined(std::vector<Reading> readings) {
    Judgement judgement;
    judgement.result = readings.front().result;
    judgement.cause = readings.front().cause;
    for (const Reading& reading : readings) {
        if (reading.result == Result::Unknown) {
            judgement.result = Result::Unknown;
            judgement.cause = reading.cause;
            break;
        }
        if (reading.result != judgement.result) {
            judgement.result = Result::Depends;
            judgement.cause = Cause::BareDay;
        }
    }
    judgement.readings = std::move(readings);
    return judgement;
}

/// Calls `judge` for every reading of the bare days of two sides.
template <typename Judge>
Judgement underAllReadings(bool bareAmount, bool bareLimit, Judge&& judge) {
    std::vector<Reading> readings;
    for (const Unit unit : {Unit::WorkingDay, Unit::CalendarDay}) {
        // Bare on both sides, they are the same kind of day.
        Reading reading = judge(unit, unit);
        reading.amount = bareAmount ? unit : Unit::None;
        reading.limit = bareLimit ? unit : Unit::None;
        readings.push_back(reading);
        if (!bareAmount && !bareLimit) {
            break;
        }
    }
    return combined(std::move(readings));
}

Reading byNumbers(Comparison comparison) {
    Reading reading;
    reading.result = comparison == Comparison::Within ? Result::Within : Result::Exceeds;
    return reading;
}

Reading unknown(Cause cause) {
    Reading reading;
    reading.cause = cause;
    return reading;
}

void append(std::string& key, std::int64_t value) {
    key.append(reinterpret_cast<const char*>(&value), sizeof value);
}

void append(std::string& key, const Chain& chain) {
    append(key, static_cast<std::int64_t>(chain.size()));
    for (const Length& length : chain) {
        append(key, length.value);
        append(key, static_cast<std::int64_t>(length.unit));
    }
}

/// Everything that the time of a clock depends on: the order of the steps and the lengths of those
/// that matter.
std::string flowKey(const Flow& flow, const FlowStructure& structure, ClockKind clock) {
    std::string key = "F";
    append(key, static_cast<std::int64_t>(clock));
    append(key, static_cast<std::int64_t>(flow.blocks.size()));
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        const StepId id(i);
        const Step& step = flow.steps[id];
        const bool counts = structure.counts(id, clock);
        const bool pauses = structure.pausesClock(id, clock);
        append(key, (counts ? 1 : 0) | (pauses ? 2 : 0) | (structure.alive[i] ? 4 : 0) |
                        (step.hasElse ? 8 : 0) | static_cast<std::int64_t>(step.kind) << 4U |
                        static_cast<std::int64_t>(step.block.index()) << 8U);
        append(key, step.atMost ? static_cast<std::int64_t>(*step.atMost) : -1);
        append(key, static_cast<std::int64_t>(step.after.size()));
        for (const Step::After& after : step.after) {
            append(key, static_cast<std::int64_t>(after.step.index()));
        }
        append(key, static_cast<std::int64_t>(step.branches.size()));
        for (const BlockId branch : step.branches) {
            append(key, static_cast<std::int64_t>(branch.index()));
        }
        if (counts || pauses) {
            const bool known = step.duration.known();
            const syntax::Quantity length = known ? step.duration.value : syntax::Quantity();
            append(key, known ? length.low : -1);
            append(key, length.high);
            append(key, static_cast<std::int64_t>(length.unit));
        }
    }
    return key;
}

}  // namespace

struct Periods::FlowCase {
    const Flow& flow;
    const FlowStructure& structure;
    ClockKind clock;
    const PathTime& path;
    const std::string& key;  ///< Of the flow and the clock.
    bool pauses = false;
    bool bare = false;
    bool hours = false;
};

const Reading* Judgement::breaking() const {
    for (const Result wanted : {Result::Exceeds, Result::Depends}) {
        for (const Reading& reading : readings) {
            if (reading.result == wanted) {
                return &reading;
            }
        }
    }
    return nullptr;
}

Periods::Periods(Calendar calendar) : calendar_(std::move(calendar)) {}

std::vector<Day> Periods::firstDays(FirstDays first) const {
    std::vector<Day> days;
    days.reserve(static_cast<std::size_t>(calendar_.size()));
    for (Day day = 0; day < calendar_.size(); ++day) {
        if (first == FirstDays::AnyDay || calendar_.isWorkingDay(day)) {
            days.push_back(day);
        }
    }
    return days;
}

std::shared_ptr<const std::vector<Day>> Periods::lastDaysOf(const FlowCase& flow, Unit bareDay,
                                                            FirstDays first) const {
    std::string key = flow.key;
    append(key, static_cast<std::int64_t>(first) << 8U | static_cast<std::int64_t>(bareDay));
    {
        const std::shared_lock lock(mutex_);
        for (const Recent& recent : recent_) {
            if (recent.days && recent.key == key) {
                return recent.days;
            }
        }
    }
    auto days = std::make_shared<const std::vector<Day>>(
        lastDays({flow.flow, flow.structure, flow.clock, bareDay}, calendar_, firstDays(first)));
    const std::unique_lock lock(mutex_);
    recent_[nextRecent_++ % recent_.size()] = {std::move(key), days};
    return days;
}

template <typename Answers, typename Make>
typename Answers::mapped_type Periods::remembered(Answers& answers, std::string key,
                                                  Make&& make) const {
    {
        const std::shared_lock lock(mutex_);
        if (const auto found = answers.find(key); found != answers.end()) {
            return found->second;
        }
    }
    // Two threads may make the same answer: it is the same.
    typename Answers::mapped_type answer = make();
    const std::unique_lock lock(mutex_);
    return answers.emplace(std::move(key), std::move(answer)).first->second;
}

Judgement Periods::judge(const Chain& amount, const Chain& limit, FirstDays first) const {
    const bool bareAmount = has(amount, Unit::UnstatedDay);
    const bool bareLimit = has(limit, Unit::UnstatedDay);
    return underAllReadings(bareAmount, bareLimit, [&](Unit mine, Unit theirs) {
        const Chain time = readAs(amount, mine);
        const Chain allowed = readAs(limit, theirs);
        if (const std::optional<Length> one = single(allowed)) {
            const Comparison comparison = compareStated(Amount::of(time), *one);
            if (comparison != Comparison::Undecided) {
                return byNumbers(comparison);
            }
        }
        if (has(time, Unit::Hour) || has(allowed, Unit::Hour)) {
            return unknown(Cause::Hours);
        }
        const std::vector<Day> starts = firstDays(first);
        std::vector<Day> finish = starts;
        std::vector<Day> last = starts;
        advance(calendar_, time, finish);
        advance(calendar_, allowed, last);
        Tally tally(calendar_);
        for (std::size_t i = 0; i < starts.size(); ++i) {
            tally.add(starts[i], finish[i], last[i]);
        }
        return tally.done();
    });
}

Judgement Periods::judge(const FlowCase& flow, const Chain& limit, FirstDays first) const {
    const bool bareLimit = has(limit, Unit::UnstatedDay);
    // Both readings of pauses, under one reading of the bare days. `whole`: of the second.
    const auto paused = [&](Unit mine, const Chain& allowed, bool whole) {
        const PausedRuns runs({flow.flow, flow.structure, flow.clock, mine});
        if (!runs.known()) {
            return unknown(Cause::PauseLength);
        }
        if (runs.size() > PausedRuns::kMost) {
            return unknown(Cause::TooManyRuns);
        }
        const std::optional<Length> one = single(allowed);
        if (one && runs.oneUnit(one->unit)) {
            Reading reading;
            reading.result = Result::Within;
            for (std::size_t run = 0; run < runs.size(); ++run) {
                const PausedTime time = runs.measure(run);
                if ((whole ? time.wholeClock : time.onPath) > one->value) {
                    reading.result = Result::Exceeds;
                }
            }
            return reading;
        }
        const bool inWorkingDays = one && one->unit == Unit::WorkingDay;
        const std::vector<Day> starts = firstDays(first);
        std::vector<Day> last = starts;
        advance(calendar_, allowed, last);
        Tally tally(calendar_);
        for (std::size_t i = 0; i < starts.size(); ++i) {
            const Day rolled = calendar_.rolled(last[i]);
            if (rolled == Calendar::kPast) {
                continue;
            }
            const Unit unit = inWorkingDays ? Unit::WorkingDay : Unit::CalendarDay;
            const std::int64_t may = calendar_.count(starts[i], last[i], unit);
            const std::int64_t mayRolled = calendar_.count(starts[i], rolled, unit);
            std::int64_t most = -1;
            Day finish = 0;
            for (std::size_t run = 0; run < runs.size(); ++run) {
                const auto time = runs.measure(run, calendar_, starts[i], unit);
                if (!time) {
                    most = -1;
                    break;
                }
                const std::int64_t taken = whole ? time->wholeClock : time->onPath;
                if (taken > most) {
                    most = taken;
                    finish = time->last;
                }
            }
            if (most >= 0) {
                // Time that does not count moves the last day as well.
                Day moved = finish;
                while (moved > last[i] && calendar_.count(moved, finish, unit) < most - may) {
                    --moved;
                }
                tally.add(starts[i], finish, moved, moved, most > may, most > mayRolled);
            }
        }
        return tally.done();
    };
    Judgement judgement = underAllReadings(flow.bare, bareLimit, [&](Unit mine, Unit theirs) {
        const Chain allowed = readAs(limit, theirs);
        if (!flow.path.mixedUnits) {
            return compare(readAs(flow.path.chain(), mine), allowed, first)->readings.front();
        }
        if (flow.hours || has(allowed, Unit::Hour)) {
            return unknown(Cause::Hours);
        }
        if (flow.pauses) {
            return paused(mine, allowed, false);
        }
        const std::vector<Day> starts = firstDays(first);
        const auto known = lastDaysOf(flow, mine, first);
        const std::vector<Day>& finish = *known;
        std::vector<Day> last = starts;
        advance(calendar_, allowed, last);
        Tally tally(calendar_);
        for (std::size_t i = 0; i < starts.size(); ++i) {
            tally.add(starts[i], finish[i], last[i]);
        }
        return tally.done();
    });
    if (judgement.result == Result::Exceeds && flow.pauses && !flow.hours) {
        const Judgement other = underAllReadings(flow.bare, bareLimit, [&](Unit mine, Unit theirs) {
            return paused(mine, readAs(limit, theirs), true);
        });
        if (other.result == Result::Within) {
            judgement.result = Result::Depends;
            judgement.cause = Cause::Pauses;
        }
    }
    return judgement;
}

Periods::Answer Periods::compare(const Chain& amount, const Chain& limit, FirstDays first) const {
    std::string key;
    append(key, static_cast<std::int64_t>(first));
    append(key, amount);
    append(key, limit);
    return remembered(answers_, std::move(key), [&] {
        return std::make_shared<const Judgement>(judge(amount, limit, first));
    });
}

Periods::Answer Periods::compare(const Flow& flow, const FlowStructure& structure, ClockKind clock,
                                 const PathTime& path, const Chain& limit, FirstDays first) const {
    std::string flowOnly;
    FlowCase one{flow, structure, clock, path, flowOnly};
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        const StepId id(i);
        const bool pauses = structure.pausesClock(id, clock);
        one.pauses = one.pauses || pauses;
        if (const auto& length = flow.steps[id].duration;
            length.known() && (pauses || structure.counts(id, clock))) {
            one.bare = one.bare || length.value.unit == Unit::UnstatedDay;
            one.hours = one.hours || length.value.unit == Unit::Hour;
        }
    }
    if (!path.mixedUnits) {
        Answer onPath = compare(path.chain(), limit, first);
        if (!one.pauses || onPath->result != Result::Exceeds) {
            return onPath;
        }
    }
    flowOnly = flowKey(flow, structure, clock);
    std::string key = flowOnly;
    append(key, static_cast<std::int64_t>(first));
    append(key, limit);
    return remembered(answers_, std::move(key),
                      [&] { return std::make_shared<const Judgement>(judge(one, limit, first)); });
}

void Periods::time(const Flow& flow, const FlowStructure& structure, FlowTimes& times) const {
    for (const ClockKind clock : kClockKinds) {
        PathTime& path = times.clocks[static_cast<std::size_t>(clock)];
        if (!path.mixedUnits || calendar_.empty() || !times.sound) {
            continue;
        }
        const std::string key = flowKey(flow, structure, clock);
        path.dated = remembered(totals_, key, [&] {
            const FirstDays first =
                clock == ClockKind::Acceptance ? FirstDays::AnyDay : FirstDays::WorkingDays;
            const auto last =
                lastDaysOf({flow, structure, clock, path, key}, Unit::WorkingDay, first);
            std::optional<DatedTotal> total = datedTotal({flow, structure, clock, Unit::WorkingDay},
                                                         calendar_, firstDays(first), *last);
            return total ? std::make_shared<const DatedTotal>(std::move(*total)) : nullptr;
        });
        if (path.dated) {
            path.criticalPath = path.dated->path;
            for (std::size_t i = 0; i < times.slack.size(); ++i) {
                if (clock != ClockKind::Preliminary && path.dated->slack[i] >= 0) {
                    times.slack[i] = path.dated->slack[i];
                }
            }
        }
    }
}

}  // namespace fadu::derive
