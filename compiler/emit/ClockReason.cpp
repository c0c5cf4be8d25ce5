#include "emit/ClockReason.h"

#include <algorithm>

namespace fadu::emit {

namespace {

using derive::ClockKind;
using derive::GoverningLimit;

Event startOf(ClockKind kind, const std::optional<Event>& stated) {
    if (stated && *stated != Event::NextDay) {
        return *stated;
    }
    switch (kind) {
        case ClockKind::Acceptance:
            return Event::Receipt;
        case ClockKind::Preliminary:
        case ClockKind::Decision:
            return Event::Acceptance;
        case ClockKind::Delivery:
            break;
    }
    return Event::Decision;
}

}  // namespace

Text missingForClock(const model::Program& program, model::ItemId id,
                     const derive::ItemFacts& facts, ClockKind kind, bool ofFlow, bool toLimit) {
    const model::Item& item = program.items[id];
    if (ofFlow && !facts.flow.sound) {
        return {"流程有误", "there are mistakes in the flow"};
    }
    const derive::PathTime& path = toLimit ? facts.flow.of(kind) : facts.pathToPromise(kind);
    if (ofFlow && path.mixedUnits) {
        return {"各环节的期限单位不同，需要日历才能计算",
                "the steps' lengths have different units and need a calendar"};
    }
    const auto& promise = derive::promiseOf(item, kind);
    if ((!ofFlow || !toLimit) && promise.blamed()) {
        return {"承诺的时限有误", "the promise is wrong"};
    }
    if (ofFlow && !path.complete) {
        return {"有环节没有写明时长，或者重复没有写明上限",
                "a step has no length or a repetition no bound"};
    }
    if (toLimit) {
        const GoverningLimit& governed = facts.of(kind).limit;
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
    return {"期限的单位不同，需要日历才能比较",
            "the units differ and need a calendar to be compared"};
}

}  // namespace fadu::emit
