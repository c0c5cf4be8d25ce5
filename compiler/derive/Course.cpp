#include "derive/Course.h"

#include "support/Check.h"

#include <llvm/ADT/STLExtras.h>

#include <algorithm>
#include <unordered_map>

namespace fadu::derive {

namespace {

using model::BlockId;
using model::Flow;
using model::Step;
using model::StepId;

constexpr Day kPast = Calendar::kPast;
constexpr Day kNever = -1;  ///< No run does it.
constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// What the applicant does before acceptance is none.
bool isAcceptance(const Step& step) {
    return step.kind == Step::Kind::Task && step.stage == Stage::Acceptance &&
           step.actor.kind != model::Actor::Kind::Applicant;
}

/// Follows one run. Blocks nest no deeper than declarations do (64), so that they are gone through
/// by recursion; steps of a block are not.
class Run {
public:
    Run(const Flow& flow, const FlowStructure& structure, const Calendar& calendar,
        const CaseFacts& facts, RunKind kind)
        : flow_(flow), structure_(structure), calendar_(calendar), facts_(facts), kind_(kind) {
        findAcceptance();
        for (const CaseFacts::StepDays& days : facts.steps) {
            days_[days.step] = &days;
        }
    }

    Course course();

private:
    using Used = std::array<UsedDays, kClockKinds.size()>;

    /// Where a run has come to.
    struct Moment {
        bool done = true;    ///< False: what is before it ended the flow, so that it is not done.
        bool ended = false;  ///< The flow ended in it.
        Day day = 0;
        std::uint32_t after = kNone;  ///< The step that ends then.
        Used used{};
    };
    /// When a block ends that begins on some day.
    struct Ends {
        Day through = kNever;  ///< Of a run that passes it.
        Day any = kNever;      ///< Of any run.
        StepId last;           ///< The step in which the longest run of any is over.
    };

    void findAcceptance();
    void follow();
    Moment followBlock(BlockId block, const Moment& begin, bool any, Day cap);
    Moment followStep(StepId id, const Moment& begin, bool any, Day cap);
    Moment followTask(StepId id, const Moment& begin, Day cap);
    Moment followLoop(StepId id, const Moment& begin, bool any, Day cap);
    BlockId pick(StepId id, Day begin, bool any);
    Ends endsOf(BlockId block, Day begin);
    Ends endsOfStep(StepId id, Day begin);
    std::vector<Day> caps(BlockId block, Day cap);
    Day firstFactIn(BlockId body, std::size_t further) const;
    Day lengthEnd(const Step& step, Day begin, bool longest) const;
    void markCritical();

    /// The run that is chosen at a step. What came before an acceptance that is known took no
    /// detours.
    bool longest(StepId id) const {
        return kind_ == RunKind::Longest && !(facts_.acceptance && leads_[id.index()]);
    }
    std::size_t roundsOf(StepId id) const;
    /// The branch that the facts name; nothing: they do not.
    std::optional<BlockId> factualBranch(StepId id) const;
    bool inside(StepId step, BlockId block) const;
    bool holdsAcceptance(BlockId block) const {
        const auto& steps = flow_.blocks[block].steps;
        return std::any_of(steps.begin(), steps.end(),
                           [&](StepId id) { return holds_[id.index()]; });
    }
    void join(Moment& into, const Moment& from) const;

    const Flow& flow_;
    const FlowStructure& structure_;
    const Calendar& calendar_;
    const CaseFacts& facts_;
    RunKind kind_;
    std::unordered_map<StepId, const CaseFacts::StepDays*> days_;
    std::vector<bool> holds_;  ///< By step: it is a step of acceptance or has one in it.
    std::vector<bool> ahead_;  ///< By step: a step of acceptance comes behind it.
    std::vector<bool> leads_;  ///< By step: either.
    Day floor_ = 0;            ///< Steps that do not lead to acceptance begin no earlier.
    std::vector<std::uint32_t> timesDone_;  ///< By step.
    std::vector<Moment> moments_;           ///< By step.
    std::vector<Ends> ends_;                ///< By step.
    bool boundless_ = false;                ///< A repetition without a bound has been met.
    Course result_;
};

/// Which steps lead to acceptance. Blocks are numbered after their owners.
void Run::findAcceptance() {
    holds_.assign(flow_.steps.size(), false);
    ahead_.assign(flow_.steps.size(), false);
    leads_.assign(flow_.steps.size(), false);
    for (std::size_t i = flow_.blocks.size(); i-- > 0;) {
        const model::Block& block = flow_.blocks[BlockId(i)];
        for (const StepId id : block.steps) {
            const Step& step = flow_.steps[id];
            if (isAcceptance(step) && structure_.alive[id.index()]) {
                holds_[id.index()] = true;
            }
            if (holds_[id.index()] && block.owner.valid()) {
                holds_[block.owner.index()] = true;
            }
        }
    }
    for (std::size_t i = 0; i < flow_.blocks.size(); ++i) {
        const StepId owner = flow_.blocks[BlockId(i)].owner;
        for (const StepId id : llvm::reverse(structure_.order[i])) {
            if (owner.valid() && ahead_[owner.index()]) {
                ahead_[id.index()] = true;
            }
            leads_[id.index()] = ahead_[id.index()] || holds_[id.index()];
            if (leads_[id.index()]) {
                for (const Step::After& after : flow_.steps[id].after) {
                    ahead_[after.step.index()] = true;
                }
            }
        }
    }
}

Day Run::lengthEnd(const Step& step, Day begin, bool longest) const {
    constexpr std::int64_t kHours = 24;
    if (begin == kPast || !step.duration.known()) {
        return kPast;
    }
    const syntax::Quantity& length = step.duration.value;
    const std::int64_t value = std::max<std::int64_t>(0, longest ? length.high : length.low);
    switch (length.unit) {
        case Unit::UnstatedDay:
            return kPast;
        case Unit::Hour: {
            const std::int64_t rest = longest && value > kHours && value % kHours != 0 ? 1 : 0;
            return calendar_.plus(begin, value / kHours + rest, Unit::CalendarDay);
        }
        default:
            return calendar_.plus(begin, value, length.unit);
    }
}

bool Run::inside(StepId step, BlockId block) const {
    for (BlockId at = flow_.steps[step].block; at != block;
         at = flow_.steps[flow_.blocks[at].owner].block) {
        if (!flow_.blocks[at].owner.valid()) {
            return false;
        }
    }
    return true;
}

std::optional<BlockId> Run::factualBranch(StepId id) const {
    for (const auto& [choice, branch] : facts_.branches) {
        if (choice == id) {
            return branch;
        }
    }
    const auto& branches = flow_.steps[id].branches;
    for (const BlockId branch : branches) {
        for (const CaseFacts::StepDays& days : facts_.steps) {
            const std::uint32_t done = timesDone_.empty() ? 0 : timesDone_[days.step.index()];
            if (done < days.times() && inside(days.step, branch)) {
                return branch;
            }
        }
    }
    if (facts_.acceptance && holds_[id.index()]) {
        const auto found = std::find_if(branches.begin(), branches.end(),
                                        [&](BlockId branch) { return holdsAcceptance(branch); });
        if (found != branches.end()) {
            return *found;
        }
    }
    return std::nullopt;
}

std::size_t Run::roundsOf(StepId id) const {
    for (const auto& [loop, rounds] : facts_.rounds) {
        if (loop == id) {
            return rounds;
        }
    }
    std::size_t known = 0;
    for (const CaseFacts::StepDays& days : facts_.steps) {
        if (std::any_of(flow_.steps[id].branches.begin(), flow_.steps[id].branches.end(),
                        [&](BlockId body) { return inside(days.step, body); })) {
            known = std::max(known, days.times());
        }
    }
    if (known > 0) {
        return known;
    }
    if (longest(id)) {
        return flow_.steps[id].atMost.value_or(1);
    }
    return facts_.acceptance && holds_[id.index()] ? 1 : 0;
}

// ------------------------------------------------------------------------------------------------
// When something would end

Run::Ends Run::endsOfStep(StepId id, Day begin) {
    const Step& step = flow_.steps[id];
    switch (step.kind) {
        case Step::Kind::Task: {
            const Day end = lengthEnd(step, begin, longest(id));
            return {end, end, {}};
        }
        case Step::Kind::Choice: {
            const bool most = longest(id);
            Ends result;
            const auto take = [&](const Ends& one) {
                const auto better = [&](Day left, Day right) {
                    return left != kNever &&
                           (right == kNever || (most ? left > right : left < right));
                };
                result.through = better(one.through, result.through) ? one.through : result.through;
                result.any = better(one.any, result.any) ? one.any : result.any;
            };
            if (const std::optional<BlockId> branch = factualBranch(id)) {
                return branch->valid() ? endsOf(*branch, begin) : Ends{begin, begin, {}};
            }
            if (!step.hasElse) {
                take({begin, begin, {}});
            }
            for (const BlockId branch : step.branches) {
                take(endsOf(branch, begin));
            }
            return result;
        }
        case Step::Kind::Loop: {
            Ends result{begin, begin, {}};
            const std::size_t rounds = step.branches.empty() ? 0 : roundsOf(id);
            for (std::size_t round = 0; round < rounds; ++round) {
                const Ends one = endsOf(step.branches.front(), result.through);
                result.any = std::max(result.any, one.any);
                // What takes no time takes none the next time either.
                if (one.through == kNever || one.through == result.through) {
                    break;
                }
                result.through = one.through;
            }
            if (rounds > 0 && longest(id) && !step.atMost && result.through > begin) {
                result.through = result.any = kPast;
            }
            return result;
        }
        case Step::Kind::End:
            break;
    }
    return {kNever, begin, {}};
}

/// Steps of a block keep their ends in `ends_` until it is asked about again.
Run::Ends Run::endsOf(BlockId block, Day begin) {
    Ends result{begin, begin, {}};
    for (const StepId id : structure_.order[block.index()]) {
        Ends& own = ends_[id.index()];
        own = {};
        if (!structure_.alive[id.index()]) {
            continue;
        }
        Day start = begin;
        for (const Step::After& after : flow_.steps[id].after) {
            const Day before = ends_[after.step.index()].through;
            start = before == kNever || start == kNever ? kNever : std::max(start, before);
        }
        if (start == kNever) {
            continue;
        }
        own = endsOfStep(id, start);
        result.through = own.through == kNever || result.through == kNever
                             ? kNever
                             : std::max(result.through, own.through);
        if (!result.last.valid() || own.any > result.any) {
            result.any = std::max(result.any, own.any);
            result.last = id;
        }
    }
    return result;
}

BlockId Run::pick(StepId id, Day begin, bool any) {
    if (const std::optional<BlockId> branch = factualBranch(id)) {
        return *branch;
    }
    const Step& step = flow_.steps[id];
    const bool most = longest(id);
    any = any && most;
    BlockId best;
    Ends bestEnds;
    bool chosen = false;
    const auto consider = [&](BlockId branch, const Ends& ends) {
        const auto value = [&](const Ends& one) {
            return any || !structure_.passes[id.index()] ? one.any : one.through;
        };
        if (value(ends) == kNever) {
            return;
        }
        const bool further = most ? value(ends) > value(bestEnds) : value(ends) < value(bestEnds);
        const bool goesOn =
            value(ends) == value(bestEnds) && bestEnds.through == kNever && ends.through != kNever;
        if (!chosen || further || goesOn) {
            best = branch;
            bestEnds = ends;
            chosen = true;
        }
    };
    if (!step.hasElse && !most) {
        consider({}, {begin, begin, {}});
    }
    for (const BlockId branch : step.branches) {
        consider(branch, endsOf(branch, begin));
    }
    if (!step.hasElse && most) {
        consider({}, {begin, begin, {}});
    }
    return chosen ? best : step.branches.front();
}

// ------------------------------------------------------------------------------------------------
// What is done

void Run::join(Moment& into, const Moment& from) const {
    if (from.day >= into.day) {
        into.day = from.day;
        into.after = from.after;
    }
    for (std::size_t i = 0; i < into.used.size(); ++i) {
        into.used[i].working = std::max(into.used[i].working, from.used[i].working);
        into.used[i].calendar = std::max(into.used[i].calendar, from.used[i].calendar);
    }
}

/// The first day that facts name of a step in a block, `further` times after the present one.
Day Run::firstFactIn(BlockId body, std::size_t further) const {
    Day result = kPast;
    for (const CaseFacts::StepDays& days : facts_.steps) {
        if (inside(days.step, body)) {
            const std::size_t time = timesDone_[days.step.index()] + further;
            result = std::min(result, days.begin(time).value_or(kPast));
            result = std::min(result, days.end(time).value_or(kPast));
        }
    }
    return result;
}

/// By step of a block: the day by which it has ended, since something behind it is a fact.
std::vector<Day> Run::caps(BlockId block, Day cap) {
    const auto& order = structure_.order[block.index()];
    std::vector<Day> result(order.size(), cap);
    if (facts_.steps.empty() && !facts_.acceptance) {
        return result;
    }
    std::unordered_map<StepId, std::size_t> place;
    std::vector<Day> first(order.size(), kPast);  // Of the step itself and what is in it.
    for (std::size_t i = 0; i < order.size(); ++i) {
        place[order[i]] = i;
        if (facts_.acceptance && holds_[order[i].index()]) {
            first[i] = *facts_.acceptance;
        }
    }
    for (const CaseFacts::StepDays& days : facts_.steps) {
        for (StepId at = days.step; at.valid(); at = flow_.blocks[flow_.steps[at].block].owner) {
            if (const auto found = place.find(at); found != place.end()) {
                const std::size_t time = timesDone_[days.step.index()];
                Day& day = first[found->second];
                day = std::min(day, days.begin(time).value_or(kPast));
                day = std::min(day, days.end(time).value_or(kPast));
                break;
            }
        }
    }
    for (std::size_t i = order.size(); i-- > 0;) {
        for (const Step::After& after : flow_.steps[order[i]].after) {
            if (const auto found = place.find(after.step); found != place.end()) {
                Day& day = result[found->second];
                day = std::min({day, result[i], first[i]});
            }
        }
    }
    return result;
}

Run::Moment Run::followTask(StepId id, const Moment& begin, Day cap) {
    const Step& step = flow_.steps[id];
    const auto found = days_.find(id);
    const CaseFacts::StepDays* days = found == days_.end() ? nullptr : found->second;
    const std::uint32_t time = timesDone_[id.index()]++;
    Moment result = begin;
    if (result_.steps.size() == Course::kMostSteps) {
        result_.cut = true;
        result.day = kPast;
        return result;
    }
    CourseStep done;
    done.step = id;
    done.time = time;
    done.beforeAcceptance = leads_[id.index()];
    const Day ready = leads_[id.index()] ? begin.day : std::max(begin.day, floor_);
    std::optional<Day> givenBegin = days == nullptr ? std::nullopt : days->begin(time);
    std::optional<Day> givenEnd = days == nullptr ? std::nullopt : days->end(time);
    if (!givenEnd && facts_.acceptance && isAcceptance(step) && !ahead_[id.index()]) {
        givenEnd = facts_.acceptance;
    }
    for (const std::optional<Day>& day : {givenBegin, givenEnd}) {
        if (day && *day < ready && ready != kPast) {
            const bool byStep = begin.after != kNone && begin.day == ready;
            result_.contradictions.push_back(
                {id, *day, ready, byStep ? result_.steps[begin.after].step : StepId()});
            break;
        }
    }
    done.undated = leads_[id.index()] && !facts_.receipt && !givenBegin && !givenEnd;
    done.beginGiven = givenBegin.has_value();
    done.endGiven = givenEnd.has_value();
    done.begin = givenBegin ? *givenBegin : std::min({ready, cap, givenEnd.value_or(kPast)});
    const Day computed = lengthEnd(step, done.begin, longest(id));
    done.end = givenEnd ? *givenEnd : std::max(done.begin, std::min(computed, cap));
    done.capped = !givenEnd && done.end < computed;
    if (done.end == kPast) {
        done.missing = done.begin == kPast
                           ? (boundless_ ? CourseStep::Missing::Bound : CourseStep::Missing::Before)
                       : step.duration.known() && step.duration.value.unit != Unit::UnstatedDay
                           ? CourseStep::Missing::Calendar
                           : CourseStep::Missing::Length;
    }
    const auto index = static_cast<std::uint32_t>(result_.steps.size());
    done.after = begin.after == kNone ? index : begin.after;
    result_.steps.push_back(done);
    result.day = done.end;
    result.after = index;
    for (const ClockKind clock : kClockKinds) {
        const auto at = static_cast<std::size_t>(clock);
        const bool counts = structure_.counts(id, clock);
        if (!counts && !structure_.pausesClock(id, clock)) {
            continue;
        }
        std::optional<Day>& end = result_.clockEnd[at];
        end = std::max(end.value_or(0), done.end);
        if (done.end == kPast) {
            continue;
        }
        if (counts) {
            result_.clockKnown[at] = std::max(result_.clockKnown[at], done.end);
        }
        // Waiting for a step to begin is the organ's time as well.
        const Day upTo = counts ? done.end : done.begin;
        if (ready < upTo) {
            result.used[at].working += calendar_.count(ready, upTo, Unit::WorkingDay);
            result.used[at].calendar += calendar_.count(ready, upTo, Unit::CalendarDay);
        }
        UsedDays& most = result_.used[at];
        most.working = std::max(most.working, result.used[at].working);
        most.calendar = std::max(most.calendar, result.used[at].calendar);
    }
    return result;
}

Run::Moment Run::followLoop(StepId id, const Moment& begin, bool any, Day cap) {
    const Step& step = flow_.steps[id];
    Moment result = begin;
    if (step.branches.empty() || step.atMost == 0U) {
        return result;
    }
    const BlockId body = step.branches.front();
    const bool given = std::any_of(facts_.rounds.begin(), facts_.rounds.end(),
                                   [&](const auto& one) { return one.first == id; });
    const bool passes = structure_.blockPasses[body.index()];
    std::size_t rounds = roundsOf(id);
    if (!passes && !given && !any && firstFactIn(body, 0) == kPast) {
        rounds = 0;
    }
    for (std::size_t round = 0; round < rounds && !result.ended && !result_.cut; ++round) {
        const Day before = result.day;
        const bool last = round + 1 == rounds;
        result = followBlock(body, result, any && last, std::min(cap, firstFactIn(body, 1)));
        // What takes no time takes none the next time either; nothing is known past the calendar.
        if ((result.day == before && !given && firstFactIn(body, 0) == kPast) ||
            result.day == kPast) {
            break;
        }
    }
    if (rounds > 0 && !given && !step.atMost && longest(id) && result.day > begin.day &&
        cap == kPast && firstFactIn(body, 0) == kPast) {
        const bool known = std::any_of(facts_.steps.begin(), facts_.steps.end(),
                                       [&](const auto& days) { return inside(days.step, body); });
        if (!known) {
            boundless_ = true;
            result.day = kPast;
        }
    }
    return result;
}

Run::Moment Run::followStep(StepId id, const Moment& begin, bool any, Day cap) {
    const Step& step = flow_.steps[id];
    switch (step.kind) {
        case Step::Kind::Task:
            return followTask(id, begin, cap);
        case Step::Kind::Choice: {
            const BlockId branch = pick(id, begin.day, any);
            return branch.valid() ? followBlock(branch, begin, any, cap) : begin;
        }
        case Step::Kind::Loop:
            return followLoop(id, begin, any, cap);
        case Step::Kind::End:
            break;
    }
    Moment result = begin;
    result.ended = true;
    result_.outcome = step.outcome;
    return result;
}

/// `any`: the longest run counts, whether it passes the block or ends the flow in it.
Run::Moment Run::followBlock(BlockId block, const Moment& begin, bool any, Day cap) {
    StepId ending;
    if (any) {
        const Ends ends = endsOf(block, begin.day);
        if (ends.any > ends.through) {
            ending = ends.last;
        }
    }
    const std::vector<Day> latest = caps(block, cap);
    const auto& order = structure_.order[block.index()];
    Moment result = begin;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const StepId id = order[i];
        Moment& own = moments_[id.index()];
        own = begin;
        own.done = structure_.alive[id.index()];
        const auto& after = flow_.steps[id].after;
        if (!after.empty()) {
            own.after = kNone;
            own.used = {};
            own.day = begin.day;
        }
        for (const Step::After& edge : after) {
            const Moment& before = moments_[edge.step.index()];
            own.done = own.done && before.done && !before.ended;
            join(own, before);
        }
        if (!own.done) {
            continue;
        }
        own = followStep(id, Moment(own), id == ending, latest[i]);
        join(result, own);
        result.ended = result.ended || own.ended;
    }
    return result;
}

void Run::markCritical() {
    auto& steps = result_.steps;
    if (steps.empty()) {
        return;
    }
    const auto last = std::max_element(
        steps.begin(), steps.end(),
        [](const CourseStep& left, const CourseStep& right) { return left.end < right.end; });
    for (auto at = static_cast<std::uint32_t>(last - steps.begin());; at = steps[at].after) {
        steps[at].critical = true;
        if (steps[at].after == at) {
            break;
        }
    }
}

void Run::follow() {
    const Day begin = facts_.receipt.value_or(facts_.acceptance.value_or(0));
    result_ = {};
    result_.begin = begin;
    boundless_ = false;
    timesDone_.assign(flow_.steps.size(), 0);
    moments_.assign(flow_.steps.size(), {});
    ends_.assign(flow_.steps.size(), {});
    Moment start;
    start.day = begin;
    const Moment end = flow_.blocks.empty() ? start
                                            : followBlock(BlockId(std::size_t{0}), start,
                                                          kind_ == RunKind::Longest, kPast);
    result_.end = end.day;
    Day acceptance = begin;
    for (const CourseStep& step : result_.steps) {
        if (isAcceptance(flow_.steps[step.step])) {
            result_.acceptanceInFlow = true;
            acceptance = std::max(acceptance, step.end);
        }
    }
    result_.acceptance = facts_.acceptance.value_or(acceptance);
}

Course Run::course() {
    floor_ = facts_.acceptance.value_or(0);
    follow();
    if (!facts_.acceptance && result_.acceptanceInFlow) {
        floor_ = result_.acceptance;  // What stands beside acceptance is counted from then.
        follow();
    }
    result_.end = std::max(result_.end, result_.acceptance);
    markCritical();
    for (const CaseFacts::StepDays& days : facts_.steps) {
        if (timesDone_[days.step.index()] < days.times()) {
            result_.unused.push_back(days.step);
        }
    }
    return std::move(result_);
}

}  // namespace

Course deriveCourse(const Flow& flow, const FlowStructure& structure, const Calendar& calendar,
                    const CaseFacts& facts, RunKind kind) {
    FADU_CHECK(structure.sound && !calendar.empty() && (facts.receipt || facts.acceptance));
    return Run(flow, structure, calendar, facts, kind).course();
}

}  // namespace fadu::derive
