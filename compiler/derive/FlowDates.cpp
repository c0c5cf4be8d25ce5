#include "derive/FlowDates.h"

#include "support/Check.h"

#include <algorithm>

namespace fadu::derive {

namespace {

using model::BlockId;
using model::Step;
using model::StepId;

constexpr Day kNever = -1;  ///< No run gets there.

/// Days of the longest runs that begin on one of several days each, at once.
class DatedRuns {
public:
    DatedRuns(const ClockedFlow& clocked, const Calendar& calendar)
        : clocked_(clocked),
          flow_(clocked.flow),
          structure_(clocked.structure),
          calendar_(calendar),
          passed_(flow_.steps.size()) {}

    struct Ends {
        std::vector<Day> any;      ///< When the run is over, whether it passes the block or ends.
        std::vector<Day> through;  ///< When it passes; `kNever` where no run does.
    };
    Ends measure(BlockId block, const std::vector<Day>& first);
    /// Adds the counted tasks of the longest run of a block, or of the longest that passes it.
    void trace(BlockId block, Day first, bool any, std::vector<DatedPath::Step>& path);

private:
    Ends measureStep(StepId id, const std::vector<Day>& first);
    void traceStep(StepId id, Day first, bool any, std::vector<DatedPath::Step>& path);
    std::vector<Day> beginOf(StepId id, const std::vector<Day>& first) const;

    const ClockedFlow& clocked_;
    const model::Flow& flow_;
    const FlowStructure& structure_;
    const Calendar& calendar_;
    std::vector<std::vector<Day>> passed_;  ///< By step: when it was passed, of the last measure.
};

void later(std::vector<Day>& days, const std::vector<Day>& others) {
    for (std::size_t i = 0; i < days.size(); ++i) {
        days[i] = std::max(days[i], others[i]);
    }
}

/// When a step begins in a block that begins on `first`.
std::vector<Day> DatedRuns::beginOf(StepId id, const std::vector<Day>& first) const {
    std::vector<Day> begin = first;
    for (const Step::After& after : flow_.steps[id].after) {
        later(begin, passed_[after.step.index()]);
    }
    return begin;
}

DatedRuns::Ends DatedRuns::measureStep(StepId id, const std::vector<Day>& first) {
    const Step& step = flow_.steps[id];
    Ends ends{first, first};
    switch (step.kind) {
        case Step::Kind::Task:
            if (structure_.counts(id, clocked_.clock)) {
                const syntax::Quantity length = clocked_.lengthOf(id);
                calendar_.plus(ends.any, length.high, length.unit);
                ends.through = ends.any;
            }
            break;
        case Step::Kind::Choice:
            if (step.hasElse) {
                ends.any.assign(first.size(), kNever);
                ends.through = ends.any;
            }
            for (const BlockId branch : step.branches) {
                const Ends one = measure(branch, first);
                later(ends.any, one.any);
                later(ends.through, one.through);
            }
            break;
        case Step::Kind::Loop:
            for (const BlockId body : step.branches) {
                for (unsigned round = 0; round < step.atMost.value_or(1); ++round) {
                    const Ends one = measure(body, ends.through);
                    later(ends.any, one.any);
                    if (!structure_.blockPasses[body.index()] || one.through == ends.through) {
                        break;  // There is no further round, or it takes no time.
                    }
                    ends.through = one.through;
                }
            }
            break;
        case Step::Kind::End:
            ends.through.assign(first.size(), kNever);
            break;
    }
    return ends;
}

DatedRuns::Ends DatedRuns::measure(BlockId block, const std::vector<Day>& first) {
    const bool passes = structure_.blockPasses[block.index()];
    Ends result{first, passes ? first : std::vector<Day>(first.size(), kNever)};
    for (const StepId id : structure_.order[block.index()]) {
        if (!structure_.alive[id.index()]) {
            continue;
        }
        Ends own = measureStep(id, beginOf(id, first));
        later(result.any, own.any);
        if (passes) {
            later(result.through, own.through);
        }
        passed_[id.index()] = std::move(own.through);
    }
    return result;
}

void DatedRuns::trace(BlockId block, Day first, bool any, std::vector<DatedPath::Step>& path) {
    const std::vector<Day> begins{first};
    const Ends whole = measure(block, begins);
    const Day target = any ? whole.any.front() : whole.through.front();
    // The step at which the run is over, then each time the one that was waited for.
    std::vector<std::pair<StepId, Day>> chain;
    for (const StepId id : structure_.order[block.index()]) {
        if (chain.empty() && structure_.alive[id.index()]) {
            const Day begin = beginOf(id, begins).front();
            // Only the last step of a run may end it.
            const Day over =
                any ? measureStep(id, {begin}).any.front() : passed_[id.index()].front();
            if (over == target) {
                chain.emplace_back(id, begin);
            }
        }
    }
    while (!chain.empty() && chain.back().second != first) {
        const auto& after = flow_.steps[chain.back().first].after;
        const auto before = std::find_if(after.begin(), after.end(), [&](const Step::After& edge) {
            return passed_[edge.step.index()].front() == chain.back().second;
        });
        FADU_CHECK(before != after.end());
        chain.emplace_back(before->step, beginOf(before->step, begins).front());
    }
    for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
        traceStep(at->first, at->second, any && at + 1 == chain.rend(), path);
    }
}

void DatedRuns::traceStep(StepId id, Day first, bool any, std::vector<DatedPath::Step>& path) {
    const Step& step = flow_.steps[id];
    if (step.kind == Step::Kind::Task && structure_.counts(id, clocked_.clock)) {
        path.push_back({id, first, measureStep(id, {first}).any.front()});
    } else if (step.kind == Step::Kind::Choice) {
        const Ends whole = measureStep(id, {first});
        const Day target = any ? whole.any.front() : whole.through.front();
        for (const BlockId branch : step.branches) {
            const Ends one = measure(branch, {first});
            if ((any ? one.any : one.through).front() == target) {
                trace(branch, first, any, path);
                return;
            }
        }
    } else if (step.kind == Step::Kind::Loop) {
        const Ends whole = measureStep(id, {first});
        const Day target = any ? whole.any.front() : whole.through.front();
        for (Day day = first; day != target;) {
            const Ends one = measure(step.branches.front(), {day});
            const bool over = any && one.any.front() == target;
            trace(step.branches.front(), day, over, path);
            day = over ? target : one.through.front();
        }
    }
}

/// Numbers of one unit in the place of days.
struct NumberLine {
    Day plus(Day day, std::int64_t value, Unit /*unit*/) const {
        return static_cast<Day>(std::min<std::int64_t>(Calendar::kPast - 1, day + value));
    }
    std::int64_t count(Day after, Day upTo, Unit /*unit*/) const { return upTo - after; }
};

/// One run of a flow with pauses, block by block.
template <typename Line>
class PausedRun {
public:
    PausedRun(const ClockedFlow& clocked, const Line& line, Unit unit,
              const std::vector<std::int64_t>& picks)
        : clocked_(clocked), line_(line), unit_(unit), picks_(picks) {
        states_.resize(clocked.flow.steps.size());
    }

    /// How far a run is: the day, what the clock has taken by then on the longest path, and whether
    /// the run goes on.
    struct State {
        Day day = 0;
        std::int64_t taken = 0;
        bool passes = true;
    };
    State run(BlockId block, State first);

    Day lastCounted = 0;                      ///< Not before the first day.
    std::int64_t taken = 0;                   ///< The most on any path.
    std::vector<std::pair<Day, Day>> pauses;  ///< From one day, itself not in it, to another.

private:
    State runStep(StepId id, State state);

    const ClockedFlow& clocked_;
    const Line& line_;
    const Unit unit_;
    const std::vector<std::int64_t>& picks_;
    std::vector<State> states_;
};

template <typename Line>
typename PausedRun<Line>::State PausedRun<Line>::runStep(StepId id, State state) {
    const Step& step = clocked_.flow.steps[id];
    const FlowStructure& structure = clocked_.structure;
    switch (step.kind) {
        case Step::Kind::Task: {
            const bool counts = structure.counts(id, clocked_.clock);
            if (!counts && !structure.pausesClock(id, clocked_.clock)) {
                break;
            }
            const syntax::Quantity length = clocked_.lengthOf(id);
            const Day end =
                line_.plus(state.day, counts ? length.high : picks_[id.index()], length.unit);
            if (end == Calendar::kPast) {
                state.day = end;
                break;
            }
            if (counts) {
                state.taken += line_.count(state.day, end, unit_);
                lastCounted = std::max(lastCounted, end);
                taken = std::max(taken, state.taken);
            } else if (end > state.day) {
                pauses.emplace_back(state.day, end);
            }
            state.day = end;
            break;
        }
        case Step::Kind::Choice: {
            const auto pick = static_cast<std::size_t>(picks_[id.index()]);
            if (pick < step.branches.size()) {
                state = run(step.branches[pick], state);
            }
            break;
        }
        case Step::Kind::Loop:
            for (std::int64_t round = 0;
                 round < picks_[id.index()] && state.passes && !step.branches.empty(); ++round) {
                state = run(step.branches.front(), state);
            }
            break;
        case Step::Kind::End:
            state.passes = false;
            break;
    }
    return state;
}

template <typename Line>
typename PausedRun<Line>::State PausedRun<Line>::run(BlockId block, State first) {
    State result = first;
    for (const StepId id : clocked_.structure.order[block.index()]) {
        State state = first;
        for (const Step::After& after : clocked_.flow.steps[id].after) {
            const State& before = states_[after.step.index()];
            state.day = std::max(state.day, before.day);
            state.taken = std::max(state.taken, before.taken);
            state.passes = state.passes && before.passes;
        }
        if (state.passes && state.day != Calendar::kPast) {
            state = runStep(id, state);
        }
        states_[id.index()] = state;
        result.day = std::max(result.day, state.day);
        result.taken = std::max(result.taken, state.taken);
        result.passes = result.passes && state.passes;
    }
    return result;
}

}  // namespace

syntax::Quantity ClockedFlow::lengthOf(StepId step) const {
    const Step& task = flow.steps[step];
    if (!task.duration.known() || task.duration.value.unit == Unit::None) {
        return {0, 0, Unit::OnTheSpot};
    }
    syntax::Quantity length = task.duration.value;
    if (length.unit == Unit::OnTheSpot) {
        length.low = length.high = 0;
    } else if (length.unit == Unit::UnstatedDay) {
        length.unit = bareDay;
    }
    return length;
}

std::vector<Day> lastDays(const ClockedFlow& clocked, const Calendar& calendar,
                          const std::vector<Day>& first) {
    // Many days at once, but not so many that those of all steps fill the memory.
    constexpr std::size_t kDaysAtOnce = std::size_t{1} << 24U;
    const std::size_t many = std::max<std::size_t>(
        16, kDaysAtOnce / std::max<std::size_t>(1, clocked.flow.steps.size()));
    DatedRuns runs(clocked, calendar);
    std::vector<Day> result;
    result.reserve(first.size());
    for (std::size_t i = 0; i < first.size(); i += many) {
        const std::vector<Day> some(
            first.begin() + static_cast<std::ptrdiff_t>(i),
            first.begin() + static_cast<std::ptrdiff_t>(std::min(first.size(), i + many)));
        const std::vector<Day> last = runs.measure(BlockId(std::size_t{0}), some).any;
        result.insert(result.end(), last.begin(), last.end());
    }
    return result;
}

DatedPath longestRun(const ClockedFlow& clocked, const Calendar& calendar, Day first) {
    DatedRuns runs(clocked, calendar);
    DatedPath path;
    path.first = first;
    path.last = runs.measure(BlockId(std::size_t{0}), {first}).any.front();
    runs.trace(BlockId(std::size_t{0}), first, true, path.steps);
    return path;
}

std::optional<DatedTotal> datedTotal(const ClockedFlow& clocked, const Calendar& calendar,
                                     const std::vector<Day>& first, const std::vector<Day>& last) {
    const auto& steps = clocked.flow.steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (clocked.structure.counts(StepId(i), clocked.clock) &&
            clocked.lengthOf(StepId(i)).unit == Unit::Hour) {
            return std::nullopt;
        }
    }
    std::optional<std::size_t> worst;
    DatedTotal total;
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (last[i] == Calendar::kPast) {
            continue;
        }
        const std::int64_t span = last[i] - first[i];
        total.least = worst ? std::min(total.least, span) : span;
        if (!worst || span > total.most) {
            total.most = span;
            worst = i;
        }
    }
    if (!worst) {
        return std::nullopt;
    }
    const Day begin = first[*worst];
    const DatedPath path = longestRun(clocked, calendar, begin);
    total.first = calendar.date(begin);
    total.last = calendar.date(path.last);
    for (const DatedPath::Step& step : path.steps) {
        const syntax::Quantity length = clocked.lengthOf(step.step);
        total.amount += Amount::longest(length);
        total.path.push_back(step.step);
    }
    total.slack.assign(steps.size(), -1);
    // Flows are short; of a longer one nobody reads the slack of steps of different units.
    constexpr std::size_t kLongFlow = 256;
    if (steps.size() > kLongFlow) {
        return total;
    }
    model::Flow longer = clocked.flow;
    const ClockedFlow changed{longer, clocked.structure, clocked.clock, clocked.bareDay};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const StepId id(i);
        if (!clocked.structure.counts(id, clocked.clock) || !steps[id].duration.known()) {
            continue;
        }
        const syntax::Quantity length = clocked.lengthOf(id);
        if (length.unit == Unit::OnTheSpot) {
            continue;
        }
        const auto keeps = [&](std::int64_t more) {
            longer.steps[id].duration.value.high = length.high + more;
            return lastDays(changed, calendar, {begin}).front() == path.last;
        };
        std::int64_t low = 0;
        std::int64_t high = 1;
        while (high <= total.most && keeps(high)) {
            low = high;
            high *= 2;
        }
        while (high - low > 1) {
            const std::int64_t middle = low + (high - low) / 2;
            (keeps(middle) ? low : high) = middle;
        }
        total.slack[i] = low;
        longer.steps[id].duration = steps[id].duration;
    }
    return total;
}

PausedRuns::PausedRuns(const ClockedFlow& clocked) : clocked_(clocked) {
    const auto& steps = clocked.flow.steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const StepId id(i);
        const Step& step = steps[id];
        if (!clocked.structure.alive[i]) {
            continue;
        }
        Option option{id, 0, 1};
        if (step.kind == Step::Kind::Choice) {
            option.count = step.branches.size() + (step.hasElse ? 0 : 1);
        } else if (step.kind == Step::Kind::Loop) {
            known_ = known_ && step.atMost.has_value();
            option.count = std::size_t{1} + step.atMost.value_or(0);
        } else if (clocked.structure.pausesClock(id, clocked.clock)) {
            known_ = known_ && step.duration.known() && step.duration.value.unit != Unit::Hour;
            const syntax::Quantity length = clocked.lengthOf(id);
            option.first = length.low;
            option.count = static_cast<std::size_t>(
                std::min<std::int64_t>(length.high - length.low, kMost) + 1);
        } else {
            known_ = known_ && (!clocked.structure.counts(id, clocked.clock) ||
                                (step.duration.known() && step.duration.value.unit != Unit::Hour));
            continue;
        }
        size_ = std::min(kMost + 1, size_ * std::min(kMost + 1, option.count));
        options_.push_back(option);
    }
}

bool PausedRuns::oneUnit(Unit unit) const {
    const auto& steps = clocked_.flow.steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const StepId id(i);
        if (clocked_.structure.counts(id, clocked_.clock) ||
            clocked_.structure.pausesClock(id, clocked_.clock)) {
            const Unit own = clocked_.lengthOf(id).unit;
            if (own != unit && own != Unit::OnTheSpot) {
                return false;
            }
        }
    }
    return true;
}

template <typename Line>
std::optional<PausedTime> PausedRuns::evaluate(std::size_t run, const Line& line, Day first,
                                               Unit unit) const {
    std::vector<std::int64_t> picks(clocked_.flow.steps.size(), 0);
    for (const Option& option : options_) {
        picks[option.step.index()] = option.first + static_cast<std::int64_t>(run % option.count);
        run /= option.count;
    }
    PausedRun<Line> course(clocked_, line, unit, picks);
    course.lastCounted = first;
    const auto state = course.run(BlockId(std::size_t{0}), {first, 0, true});
    if (state.day == Calendar::kPast) {
        return std::nullopt;
    }
    PausedTime result{course.taken, line.count(first, course.lastCounted, unit),
                      course.lastCounted};
    // Less the days on which something excluded is open, each once.
    std::sort(course.pauses.begin(), course.pauses.end());
    Day covered = first;
    for (const auto& [begin, end] : course.pauses) {
        const Day from = std::max(begin, covered);
        const Day to = std::min(end, course.lastCounted);
        if (to > from) {
            result.wholeClock -= line.count(from, to, unit);
            covered = to;
        }
    }
    return result;
}

std::optional<PausedTime> PausedRuns::measure(std::size_t run, const Calendar& calendar, Day first,
                                              Unit unit) const {
    return evaluate(run, calendar, first, unit);
}

PausedTime PausedRuns::measure(std::size_t run) const {
    return evaluate(run, NumberLine(), 0, Unit::CalendarDay).value_or(PausedTime());
}

}  // namespace fadu::derive
