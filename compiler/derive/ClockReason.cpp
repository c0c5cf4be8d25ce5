#include "derive/ClockReason.h"

#include "derive/ClockStart.h"

#include <algorithm>

namespace fadu::derive {

Text causeText(Judgement::Cause cause) {
    using Cause = Judgement::Cause;
    switch (cause) {
        case Cause::None:
            break;
        case Cause::BareDay:
            return {
                "“日”没有写明是工作日还是自然日，两种读法结果不同",
                "the days are not said to be working or calendar days, and it makes a difference"};
        case Cause::Rolling:
            return {"末日遇休息日是否顺延，法律没有规定，结果因此不同",
                    "no law says whether a last day off rolls, and it makes a difference"};
        case Cause::Pauses:
            return {"不计入期限的程序进行时，并行的环节算不算，法律没有规定，结果因此不同",
                    "no law says whether steps beside an excluded procedure count, and it makes a "
                    "difference"};
        case Cause::Calendar:
            return {"要看还没有公布的放假安排", "it rests on days off that are not published yet"};
        case Cause::Hours:
            return {"小时和日不能比较", "hours cannot be compared with days"};
        case Cause::PauseLength:
            return {"不计入期限的环节没有写明时长", "an excluded step has no length"};
        case Cause::TooManyRuns:
            return {"流程的走法太多，没有逐一核算", "the flow has too many runs to try each"};
    }
    return {};
}

Text missingForClock(const model::Program& program, model::ItemId id, const ItemFacts& facts,
                     ClockKind kind, bool ofFlow, bool toLimit) {
    const model::Item& item = program.items[id];
    if (ofFlow && !facts.flow.sound) {
        return {"流程有误", "there are mistakes in the flow"};
    }
    const PathTime& path = toLimit ? facts.flow.of(kind) : facts.pathToPromise(kind);
    const Clock& clock = facts.of(kind);
    const Held& held = !toLimit ? clock.flowToPromise
                       : ofFlow ? clock.flowToLimit
                                : clock.promiseToLimit;
    if (held.answer && held.answer->cause != Judgement::Cause::None) {
        return causeText(held.answer->cause);
    }
    const auto& promise = promiseOf(item, kind);
    if ((!ofFlow || !toLimit) && promise.blamed()) {
        return {"承诺的时限有误", "the promise is wrong"};
    }
    if (ofFlow && !path.complete) {
        return {"有环节没有写明时长，或者重复没有写明上限",
                "a step has no length or a repetition no bound"};
    }
    if (toLimit) {
        const GoverningLimit& governed = clock.limit;
        if (governed.state == GoverningLimit::State::None) {
            return {"没有记载适用的法定时限", "no governing limit is recorded"};
        }
        if (governed.general && !(governed.complete && governed.closed)) {
            return {"特别规定的时限没有收全，不能断定适用一般法的时限",
                    "special limits are not completely recorded, so the general one may not "
                    "govern"};
        }
        if (governed.state == GoverningLimit::State::BySituation) {
            return {"法定时限因情形而异，事项没有写明情形",
                    "the limit depends on the situation, and the item names none"};
        }
        const auto bare = [&](model::LimitId limit) {
            return program.limits[limit].length.unit == Unit::UnstatedDay;
        };
        if (std::any_of(governed.limits.begin(), governed.limits.end(), bare)) {
            return {"法定时限的“日”没有写明是工作日还是自然日",
                    "the limit's days are not said to be working or calendar days"};
        }
        const Event counted = startOf(kind, ofFlow ? std::optional<Event>() : promise.value.start);
        if (startOf(kind, program.limits[governed.governing()].start) != counted) {
            return {"起算的时点不同，两个时点之间要多久没有写明",
                    "the two run from different events, and the time between is not stated"};
        }
        if (governed.preliminary.valid()) {
            return {"法律分别规定了初审和决定的时限，事项没有写明各占多久",
                    "the law has a period for each of two stages, and the item does not say what "
                    "each takes"};
        }
    }
    return {"期限的单位不同，不能比较", "the units differ and cannot be compared"};
}

}  // namespace fadu::derive
