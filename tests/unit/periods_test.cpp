// Periods by dates against counting day by day: chains of lengths, flows with all their runs, and
// both readings of a pause.

#include "derive/FlowDates.h"
#include "derive/Periods.h"
#include "unit/Built.h"
#include "unit/Cases.h"
#include "unit/Flows.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <sstream>

namespace fadu::tests {

namespace {

using derive::Calendar;
using derive::Chain;
using derive::ClockedFlow;
using derive::ClockKind;
using derive::Day;
using derive::FirstDays;
using derive::FlowStructure;
using derive::Judgement;
using derive::Length;
using derive::PausedRuns;
using derive::PausedTime;
using derive::Periods;
using Result = Judgement::Result;

const Date kFirst = *Date::parse("2025-01-01");

/// A calendar of some days with working days here and there.
std::vector<bool> randomDays(Random& random, std::size_t size) {
    std::vector<bool> days;
    for (std::size_t i = 0; i < size; ++i) {
        days.push_back(random.below(10) < 7);
    }
    return days;
}

/// Counting on the fingers; -1 past the last day.
Day plainPlus(const std::vector<bool>& working, Day day, std::int64_t value, Unit unit) {
    if (unit == Unit::OnTheSpot) {
        return day;
    }
    while (value > 0) {
        ++day;
        if (day >= static_cast<Day>(working.size())) {
            return -1;
        }
        value -= unit == Unit::CalendarDay || working[static_cast<std::size_t>(day)] ? 1 : 0;
    }
    return day;
}

Unit randomUnit(Random& random) {
    return random.below(2) == 0 ? Unit::WorkingDay : Unit::CalendarDay;
}

TEST(Periods, VerdictsAreThoseOfPlainCounting) {
    std::map<Result, int> seen;
    for (std::uint64_t seed = 1; seed <= 10'000; ++seed) {
        Random random(seed);
        const std::vector<bool> working = randomDays(random, 20 + random.below(40));
        const Calendar calendar(kFirst, working);
        const Periods periods(calendar);
        const auto chain = [&](std::int64_t most) {
            Chain result;
            for (std::size_t i = 1 + random.below(3); i-- > 0;) {
                result.push_back(
                    {static_cast<std::int64_t>(random.below(static_cast<std::size_t>(most))),
                     randomUnit(random)});
            }
            return result;
        };
        const Chain amount = chain(8);
        const Chain limit = chain(8);
        const FirstDays first = random.below(2) == 0 ? FirstDays::AnyDay : FirstDays::WorkingDays;
        const Judgement found = *periods.compare(amount, limit, first);
        std::uint32_t starts = 0;
        std::uint32_t broken = 0;
        std::uint32_t rolled = 0;
        std::int64_t worst = 0;
        bool keptBeyond = false;  // The later of the two lies past the calendar.
        bool brokenBeyond = false;
        bool always = true;  // Whatever the first day, also where the calendar ends.
        for (Day day = 0; day < calendar.size(); ++day) {
            if (first == FirstDays::WorkingDays && !working[static_cast<std::size_t>(day)]) {
                continue;
            }
            const auto end = [&](const Chain& lengths) {
                Day at = day;
                for (const Length& length : lengths) {
                    at = at < 0 ? at : plainPlus(working, at, length.value, length.unit);
                }
                return at;
            };
            const Day finish = end(amount);
            Day last = end(limit);
            Day next = last;
            while (next >= 0 && !working[static_cast<std::size_t>(next)]) {
                next = next + 1 < calendar.size() ? next + 1 : -1;
            }
            if (finish < 0 || last < 0 || next < 0) {
                keptBeyond = keptBeyond || (finish >= 0 && (last < 0 || finish <= last));
                brokenBeyond = brokenBeyond || (finish < 0 && next >= 0);
                continue;
            }
            ++starts;
            broken += finish > last ? 1 : 0;
            rolled += finish > next ? 1 : 0;
            worst = std::max<std::int64_t>(worst, finish > next ? finish - next : 0);
            always = always && finish > last;
        }
        ++seen[found.result];
        ASSERT_EQ(found.readings.size(), 1U);
        const Judgement::Reading& reading = found.readings.front();
        if (!reading.dated) {
            // Numbers alone said it: days may not say otherwise.
            if (found.result == Result::Within) {
                ASSERT_EQ(broken, 0U) << "seed " << seed;
            } else {
                ASSERT_EQ(found.result, Result::Exceeds) << "seed " << seed;
                ASSERT_TRUE(always) << "seed " << seed;
            }
            continue;
        }
        ASSERT_EQ(reading.starts, starts) << "seed " << seed;
        ASSERT_EQ(reading.broken, broken) << "seed " << seed;
        ASSERT_EQ(reading.brokenRolled, rolled) << "seed " << seed;
        if (rolled != 0) {
            ASSERT_EQ(reading.excess, worst) << "seed " << seed;
        }
        ASSERT_EQ(found.result, starts == 0   ? (keptBeyond == brokenBeyond ? Result::Unknown
                                                 : keptBeyond               ? Result::Within
                                                                            : Result::Exceeds)
                                : rolled != 0 ? Result::Exceeds
                                : broken != 0 ? Result::Depends
                                              : Result::Within)
            << "seed " << seed;
    }
    for (const Result result : {Result::Within, Result::Exceeds, Result::Depends}) {
        EXPECT_GT(seen[result], 50);
    }
    EXPECT_GT(seen[Result::Unknown], 0);
}

std::string share(std::uint32_t part, std::uint32_t whole) {
    char text[16];
    std::snprintf(text, sizeof text, "%.1f", 100.0 * part / whole);
    return text;
}

TEST(Periods, WorkingAgainstCalendarDaysAreTheTable) {
    enterProject();
    std::vector<std::pair<std::string, std::string>> library;
    for (const std::string& path : projectFiles({"stdlib-rules/calendars"}, ".fadu")) {
        library.emplace_back(path, readFile(path));
    }
    const Periods periods(Calendar::of(built("", "2026-11-21", std::move(library)).program()));
    const Calendar& calendar = periods.calendar();
    std::istringstream text(readFile("tests/library/workday-vs-calendar.tsv"));
    int rows = 0;
    for (std::string line; std::getline(text, line);) {
        if (line[0] < '0' || line[0] > '9') {
            continue;
        }
        std::vector<std::string> row;
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, '\t');) {
            row.push_back(cell);
        }
        ++rows;
        const std::int64_t promised = std::stoll(row[0]);
        const std::int64_t limit = std::stoll(row[1]);
        const Judgement found = *periods.compare(
            {{promised, Unit::WorkingDay}}, {{limit, Unit::CalendarDay}}, FirstDays::WorkingDays);
        const Judgement::Reading& reading = found.readings.front();
        EXPECT_EQ(std::to_string(reading.starts), row[2]) << line;
        EXPECT_EQ(std::to_string(reading.broken), row[3]) << line;
        EXPECT_EQ(share(reading.broken, reading.starts), row[4]) << line;
        EXPECT_EQ(std::to_string(reading.brokenRolled), row[5]) << line;
        EXPECT_EQ(share(reading.brokenRolled, reading.starts), row[6]) << line;
        // The table's worst day is that without rolling.
        Day worst = 0;
        Day start = 0;
        Day finish = 0;
        for (Day day = 0; day < calendar.size(); ++day) {
            const Day end = calendar.plus(day, promised, Unit::WorkingDay);
            const Day last = calendar.plus(day, limit, Unit::CalendarDay);
            if (calendar.isWorkingDay(day) && end != Calendar::kPast && last != Calendar::kPast &&
                calendar.rolled(last) != Calendar::kPast && end - last > worst) {
                worst = end - last;
                start = day;
                finish = end;
            }
        }
        EXPECT_EQ(std::to_string(worst), row[7]) << line;
        EXPECT_EQ(calendar.date(start).iso(), row[8]) << line;
        EXPECT_EQ(calendar.date(finish).iso(), row[9]) << line;
        EXPECT_EQ(found.result, Result::Exceeds);
    }
    EXPECT_EQ(rows, 13);
}

TEST(Periods, ABareDayIsReadBothWays) {
    std::vector<bool> working;
    for (int i = 0; i < 140; ++i) {
        working.push_back(i % 7 < 5);
    }
    const Periods periods(Calendar(kFirst, working));
    const auto result = [&](Chain amount, Chain limit) {
        const Judgement found = *periods.compare(amount, limit, FirstDays::WorkingDays);
        return std::pair(found.result, found.cause);
    };
    using Cause = Judgement::Cause;
    EXPECT_EQ(result({{15, Unit::WorkingDay}}, {{20, Unit::UnstatedDay}}),
              std::pair(Result::Depends, Cause::BareDay));
    EXPECT_EQ(result({{20, Unit::CalendarDay}}, {{20, Unit::UnstatedDay}}).first, Result::Within);
    EXPECT_EQ(result({{21, Unit::WorkingDay}}, {{20, Unit::UnstatedDay}}).first, Result::Exceeds);
    // Written alike on both sides, it is the same day.
    EXPECT_EQ(result({{20, Unit::UnstatedDay}}, {{20, Unit::UnstatedDay}}).first, Result::Within);
    EXPECT_EQ(result({{21, Unit::UnstatedDay}}, {{20, Unit::UnstatedDay}}).first, Result::Exceeds);
    EXPECT_EQ(result({{5, Unit::WorkingDay}}, {{6, Unit::Hour}}),
              std::pair(Result::Unknown, Cause::Hours));
    EXPECT_EQ(result({{150, Unit::WorkingDay}}, {{150, Unit::CalendarDay}}),
              std::pair(Result::Unknown, Cause::Calendar));
    // Where only the limit ends past the calendar, the time is over before it.
    EXPECT_EQ(result({{90, Unit::WorkingDay}}, {{150, Unit::CalendarDay}}).first, Result::Within);
    EXPECT_EQ(
        Periods(Calendar())
            .compare({{10, Unit::WorkingDay}}, {{20, Unit::CalendarDay}}, FirstDays::WorkingDays)
            ->cause,
        Cause::Calendar);
}

// Two working days from a Friday against four calendar days; the limit ends on a day off only where
// a holiday follows.
TEST(Periods, OnlyRollingMayDecide) {
    //                           M  T  W  T  F  S  S
    std::vector<bool> working;
    for (int i = 0; i < 70; ++i) {
        working.push_back(i % 7 < 5);
    }
    const Periods periods(Calendar(kFirst, working));
    const Judgement found =
        *periods.compare({{1, Unit::WorkingDay}}, {{1, Unit::CalendarDay}}, FirstDays::WorkingDays);
    EXPECT_EQ(found.result, Result::Depends);
    EXPECT_EQ(found.cause, Judgement::Cause::Rolling);
    ASSERT_NE(found.breaking(), nullptr);
    EXPECT_EQ(found.breaking()->start.serial() - kFirst.serial(), 4);
    EXPECT_EQ(found.breaking()->finish.serial() - kFirst.serial(), 7);
    EXPECT_EQ(found.breaking()->lastDay.serial() - kFirst.serial(), 5);
}

/// Gives every task of a flow a unit of its own.
void mixUnits(FlowMaker& maker, Random& random) {
    for (Step& step : maker.flow.steps) {
        if (step.kind == Step::Kind::Task) {
            step.duration.value.unit = randomUnit(random);
        }
    }
}

TEST(FlowDates, LastDaysAreThoseOfTheLongestOfAllRuns) {
    int checked = 0;
    for (std::uint64_t seed = 1; checked < 10'000; ++seed) {
        Random random(seed);
        FlowMaker maker;
        fill(maker, random, maker.top, 0, random.below(2) == 0);
        mixUnits(maker, random);
        const FlowStructure structure = derive::deriveStructure(maker.flow, false);
        if (!structure.sound) {
            continue;
        }
        const std::vector<bool> working = randomDays(random, 30 + random.below(30));
        const Calendar calendar(kFirst, working);
        const ClockedFlow clocked{maker.flow, structure, ClockKind::Decision};
        std::vector<Day> first;
        for (Day day = 0; day < calendar.size(); ++day) {
            first.push_back(day);
        }
        const std::vector<Day> last = derive::lastDays(clocked, calendar, first);
        const Day some = static_cast<Day>(random.below(static_cast<std::size_t>(20)));
        Simulation simulation(maker.flow, true);
        simulation.finish = [&](StepId id, std::int64_t begin) -> std::int64_t {
            if (!structure.counts(id, ClockKind::Decision)) {
                return begin;
            }
            const syntax::Quantity& length = maker.flow.steps[id].duration.value;
            const Day end = begin >= 1'000 ? -1
                                           : plainPlus(working, static_cast<Day>(begin),
                                                       length.high, length.unit);
            return end < 0 ? 1'000 : end;
        };
        std::int64_t worst = 0;
        std::size_t runs = 0;
        if (!simulation.all(some, 2'000, [&](std::int64_t end) {
                worst = std::max(worst, end);
                ++runs;
            })) {
            continue;
        }
        // Every first day where the runs are few.
        for (Day day = 0; runs <= 20 && day < calendar.size(); ++day) {
            std::int64_t latest = 0;
            simulation.all(day, runs, [&](std::int64_t end) { latest = std::max(latest, end); });
            ASSERT_EQ(last[static_cast<std::size_t>(day)],
                      latest >= 1'000 ? Calendar::kPast : static_cast<Day>(latest))
                << "seed " << seed << " day " << day;
        }
        ++checked;
        const Day expected = worst >= 1'000 ? Calendar::kPast : static_cast<Day>(worst);
        ASSERT_EQ(last[static_cast<std::size_t>(some)], expected) << "seed " << seed;
        const derive::DatedPath path = derive::longestRun(clocked, calendar, some);
        ASSERT_EQ(path.last, expected) << "seed " << seed;
        // The steps of the path follow each other without a gap up to its last day.
        Day at = some;
        for (const derive::DatedPath::Step& step : path.steps) {
            ASSERT_EQ(step.begin, at) << "seed " << seed;
            const syntax::Quantity& length = maker.flow.steps[step.step].duration.value;
            ASSERT_EQ(calendar.plus(at, length.high, length.unit), step.end) << "seed " << seed;
            at = step.end;
        }
        ASSERT_EQ(at, expected) << "seed " << seed;
    }
}

/// A task of one run with what it waited for.
struct Done {
    StepId step;
    std::int64_t length = 0;
    std::vector<std::size_t> before;
    Day begin = 0;
    Day end = 0;
};

/// Lists the runs of a flow as tasks that wait for each other.
class Unrolled {
public:
    Unrolled(const Flow& flow, const FlowStructure& structure)
        : flow_(flow), structure_(structure) {}

    /// Calls `visit` for every run; false when there are too many.
    bool all(std::size_t most, const std::function<void(std::vector<Done>&)>& visit) {
        for (std::size_t runs = 0; runs < most; ++runs) {
            next_ = 0;
            done_.clear();
            run(BlockId(std::size_t{0}), {});
            visit(done_);
            while (!decisions_.empty() && decisions_.back().first + 1 == decisions_.back().second) {
                decisions_.pop_back();
            }
            if (decisions_.empty()) {
                return true;
            }
            ++decisions_.back().first;
        }
        return false;
    }

private:
    struct Exit {
        std::vector<std::size_t> tasks;
        bool passes = true;
    };
    std::size_t decide(std::size_t options) {
        if (next_ == decisions_.size()) {
            decisions_.emplace_back(0, options);
        }
        return decisions_[next_++].first;
    }
    Exit run(BlockId block, const std::vector<std::size_t>& entry) {
        std::map<StepId, Exit> exits;
        Exit whole{entry, true};
        const auto& steps = flow_.blocks[block].steps;
        for (bool progress = true; progress;) {
            progress = false;
            for (const StepId id : steps) {
                std::vector<std::size_t> before = entry;
                bool ready = !exits.contains(id);
                for (const Step::After& after : flow_.steps[id].after) {
                    const auto found = exits.find(after.step);
                    ready = ready && found != exits.end() && found->second.passes;
                    if (ready) {
                        before.insert(before.end(), found->second.tasks.begin(),
                                      found->second.tasks.end());
                    }
                }
                if (!ready) {
                    continue;
                }
                progress = true;
                exits[id] = perform(id, before);
                whole.tasks.insert(whole.tasks.end(), exits[id].tasks.begin(),
                                   exits[id].tasks.end());
            }
        }
        whole.passes = std::all_of(steps.begin(), steps.end(), [&](StepId id) {
            return exits.contains(id) && exits[id].passes;
        });
        return whole;
    }
    Exit perform(StepId id, const std::vector<std::size_t>& before) {
        const Step& step = flow_.steps[id];
        switch (step.kind) {
            case Step::Kind::Task: {
                Done done{id, step.duration.value.high, before};
                if (structure_.pausesClock(id, ClockKind::Decision)) {
                    const auto range = static_cast<std::size_t>(step.duration.value.high -
                                                                step.duration.value.low);
                    done.length =
                        step.duration.value.low + static_cast<std::int64_t>(decide(range + 1));
                } else if (!structure_.counts(id, ClockKind::Decision)) {
                    done.length = 0;
                }
                done_.push_back(done);
                return {{done_.size() - 1}, true};
            }
            case Step::Kind::Choice: {
                const std::size_t picked = decide(step.branches.size() + (step.hasElse ? 0 : 1));
                return picked == step.branches.size() ? Exit{before, true}
                                                      : run(step.branches[picked], before);
            }
            case Step::Kind::Loop: {
                Exit exit{before, true};
                for (std::size_t i = decide(*step.atMost + 1); i-- > 0 && exit.passes;) {
                    exit = run(step.branches.front(), exit.tasks);
                }
                return exit;
            }
            case Step::Kind::End:
                break;
        }
        return {before, false};
    }

    const Flow& flow_;
    const FlowStructure& structure_;
    std::size_t next_ = 0;
    std::vector<std::pair<std::size_t, std::size_t>> decisions_;
    std::vector<Done> done_;
};

// The worst of both readings over all runs, by listing every path and looking at every day.
TEST(FlowDates, BothReadingsOfPausesAreThoseOfEveryRunAndDay) {
    int checked = 0;
    int differ = 0;
    for (std::uint64_t seed = 1; checked < 10'000; ++seed) {
        Random random(seed);
        FlowMaker maker;
        fill(maker, random, maker.top, 0, random.below(4) == 0);
        mixUnits(maker, random);
        // A step has one range however often it is repeated: pauses stand outside repetitions here,
        // whose rounds may differ in the listing.
        bool paused = false;
        for (Step& step : maker.flow.steps) {
            bool repeated = false;
            for (StepId owner = maker.flow.blocks[step.block].owner; owner.valid();
                 owner = maker.flow.blocks[maker.flow.steps[owner].block].owner) {
                repeated = repeated || maker.flow.steps[owner].kind == Step::Kind::Loop;
            }
            if (step.kind == Step::Kind::Task && random.below(3) == 0) {
                step.excluded = true;
                if (repeated) {
                    step.duration.value.low = step.duration.value.high;
                }
                paused = true;
            }
            if (step.kind == Step::Kind::Loop) {
                // Every round decides alike in a run of the program: no choices in repetitions.
                const auto& body = maker.flow.blocks[step.branches.front()].steps;
                if (std::any_of(body.begin(), body.end(), [&](StepId id) {
                        return maker.flow.steps[id].kind != Step::Kind::Task;
                    })) {
                    paused = false;
                    break;
                }
            }
        }
        const FlowStructure structure = derive::deriveStructure(maker.flow, false);
        const PausedRuns runs({maker.flow, structure, ClockKind::Decision});
        if (!structure.sound || !paused || !runs.known() || runs.size() > 300) {
            continue;
        }
        const std::vector<bool> working = randomDays(random, 80);
        const Calendar calendar(kFirst, working);
        const Day first = static_cast<Day>(random.below(10));
        const Unit unit = randomUnit(random);
        const auto length = [&](Day after, Day upTo) {
            std::int64_t days = 0;
            for (Day day = after + 1; day <= upTo; ++day) {
                days += unit == Unit::CalendarDay || working[static_cast<std::size_t>(day)] ? 1 : 0;
            }
            return days;
        };
        std::int64_t onPath = 0;
        std::int64_t wholeClock = 0;
        bool past = false;
        Unrolled unrolled(maker.flow, structure);
        const bool listed = unrolled.all(2'000, [&](std::vector<Done>& tasks) {
            std::vector<std::int64_t> taken;  // The most on any path to the end of each task.
            Day last = first;
            for (Done& task : tasks) {
                task.begin = first;
                std::int64_t most = 0;
                for (const std::size_t before : task.before) {
                    task.begin = std::max(task.begin, tasks[before].end);
                    most = std::max(most, taken[before]);
                }
                task.end = plainPlus(working, task.begin, task.length,
                                     maker.flow.steps[task.step].duration.value.unit);
                if (task.end < 0) {
                    past = true;
                    return;
                }
                const bool counts = structure.counts(task.step, ClockKind::Decision);
                taken.push_back(most + (counts ? length(task.begin, task.end) : 0));
                onPath = std::max(onPath, taken.back());
                last = counts ? std::max(last, task.end) : last;
            }
            std::int64_t whole = 0;
            for (Day day = first + 1; day <= last; ++day) {
                const bool stands = std::any_of(tasks.begin(), tasks.end(), [&](const Done& task) {
                    return structure.pausesClock(task.step, ClockKind::Decision) &&
                           task.begin < day && day <= task.end;
                });
                whole += stands ? 0 : length(day - 1, day);
            }
            wholeClock = std::max(wholeClock, whole);
        });
        if (!listed || past) {
            continue;
        }
        ++checked;
        PausedTime worst;
        for (std::size_t run = 0; run < runs.size(); ++run) {
            const auto time = runs.measure(run, calendar, first, unit);
            ASSERT_TRUE(time) << "seed " << seed;
            worst.onPath = std::max(worst.onPath, time->onPath);
            worst.wholeClock = std::max(worst.wholeClock, time->wholeClock);
        }
        ASSERT_EQ(worst.onPath, onPath) << "seed " << seed;
        ASSERT_EQ(worst.wholeClock, wholeClock) << "seed " << seed;
        ASSERT_LE(worst.wholeClock, worst.onPath) << "seed " << seed;
        differ += worst.wholeClock != worst.onPath ? 1 : 0;
    }
    EXPECT_GT(differ, 500);
}

// A survey of 15 days beside an expert review of 20 that does not count.
TEST(Periods, APauseOnABranchHasTwoReadings) {
    FlowMaker maker;
    const StepId survey = maker.task(maker.top, 15, 15);
    const StepId review = maker.task(maker.top, 20, 20);
    maker.flow.steps[review].excluded = true;
    const StepId decision = maker.task(maker.top, 2, 2, Stage::Decision);
    maker.follow(decision, survey);
    maker.follow(decision, review);
    const FlowStructure structure = derive::deriveStructure(maker.flow, false);
    const derive::FlowTimes times = derive::deriveFlow(maker.flow, structure);
    const Periods periods((Calendar()));
    const auto result = [&](std::int64_t limit) {
        const Judgement found = *periods.compare(
            maker.flow, structure, ClockKind::Decision, times.of(ClockKind::Decision),
            {{limit, Unit::WorkingDay}}, FirstDays::WorkingDays);
        return std::pair(found.result, found.cause);
    };
    using Cause = Judgement::Cause;
    EXPECT_EQ(result(17), std::pair(Result::Within, Cause::None));
    EXPECT_EQ(result(16), std::pair(Result::Depends, Cause::Pauses));
    EXPECT_EQ(result(2), std::pair(Result::Depends, Cause::Pauses));
    EXPECT_EQ(result(1), std::pair(Result::Exceeds, Cause::None));
}

}  // namespace

}  // namespace fadu::tests
