#include "derive/Facts.h"

#include "support/Parallel.h"

#include <algorithm>

namespace fadu::derive {

namespace {

using model::Item;
using model::Program;

/// An amount as it is held against one limit. Where the limit runs from another event than the
/// amount is counted from, the amount bounds the true one on one side only.
struct Measured {
    Amount amount;
    bool atLeast = true;  ///< What is needed is no less than this.
    bool atMost = true;   ///< … and no more.
};

/// Worst of several comparisons: one broken limit refutes, one undecided leaves it open.
template <typename Measure>
Verdict compareWithLimits(const Program& program, const GoverningLimit& limit, Measure&& measure,
                          model::LimitId& broken) {
    bool undecided = false;
    bool allBroken = true;
    for (const model::LimitId id : limit.limits) {
        const Measured measured = measure(program.limits[id]);
        const Comparison comparison = compare(measured.amount, program.limits[id].length);
        const bool exceeds = comparison == Comparison::Exceeds && measured.atLeast;
        if (exceeds && limit.state == GoverningLimit::State::Known) {
            broken = id;
            return Verdict::Refuted;
        }
        allBroken = allBroken && exceeds;
        undecided = undecided || !(comparison == Comparison::Within && measured.atMost);
    }
    // By situation: above the greatest it breaks whatever the situation; below the least it keeps.
    if (allBroken && !limit.limits.empty()) {
        broken = limit.limits.front();
        return Verdict::Refuted;
    }
    return undecided ? Verdict::Unknown : Verdict::Proved;
}

/// The event that a clock runs from where nothing else is said.
Event usualStart(ClockKind clock) {
    switch (clock) {
        case ClockKind::Acceptance:
            return Event::Receipt;
        case ClockKind::Decision:
            return Event::Acceptance;
        case ClockKind::Delivery:
            break;
    }
    return Event::Decision;
}

/// The day of the event is never counted: 次日 is the usual start.
Event startOf(ClockKind clock, const std::optional<Event>& stated) {
    return stated && *stated != Event::NextDay ? *stated : usualStart(clock);
}

/// How an amount counted from one event bounds what a limit from another one measures. Receipt
/// comes before the materials are complete, and that before acceptance.
void boundBy(Event counted, Event limit, Measured& measured) {
    if (counted == limit) {
        return;
    }
    const auto place = [](Event event) {
        return event == Event::Receipt             ? 0
               : event == Event::MaterialsComplete ? 1
               : event == Event::Acceptance        ? 2
                                                   : 3;
    };
    measured.atLeast = place(counted) > place(limit) && place(counted) != 3;
    measured.atMost = place(counted) < place(limit) && place(limit) != 3;
}

bool runsFromReceipt(const model::Stated<model::StatedLimit>& promise) {
    return promise.known() && promise.value.start == Event::Receipt;
}

/// What rests on the absence of another limit needs the place where it would stand to be recorded:
/// of a longer one to refute, of a shorter one to prove. Two stages add up: between the decision's
/// own period and both together it depends on which stages the amount is for.
void qualify(const Program& program, const Clock& clock, const Amount& amount, Verdict& verdict,
             model::LimitId& broken) {
    const GoverningLimit& limit = clock.limit;
    if (verdict == Verdict::Refuted && limit.preliminary.valid()) {
        syntax::Quantity both = program.limits[limit.governing()].length;
        both.low += program.limits[limit.preliminary].length.low;
        both.high += program.limits[limit.preliminary].length.high;
        if (compare(amount, both) != Comparison::Exceeds) {
            verdict = Verdict::Unknown;
        }
    }
    if (limit.general && ((verdict == Verdict::Refuted && !limit.complete) ||
                          (verdict == Verdict::Proved && !limit.closed))) {
        verdict = Verdict::Unknown;
    }
    if (verdict != Verdict::Refuted) {
        broken = {};
    }
}

void judgeClock(const Program& program, const Item& item, const ItemFacts& facts, ClockKind kind,
                Clock& clock) {
    const auto& promise = promiseOf(item, kind);
    const bool known = clock.limit.state != GoverningLimit::State::None;
    const PathTime* path = facts.hasFlow && facts.flow.sound ? &facts.flow.of(kind) : nullptr;
    const bool flowFromReceipt = kind == ClockKind::Decision && known &&
                                 program.limits[clock.limit.governing()].start == Event::Receipt;
    clock.fromReceipt = flowFromReceipt;
    if (promise.blamed()) {
        clock.promiseWithinLimit = Verdict::Unknown;
    } else if (promise.known()) {
        if (!known) {
            // The item's own statement is the measure where no governing limit is known.
            if (kind == ClockKind::Decision && item.statutory.known()) {
                const Comparison own =
                    compare(Amount::longest(promise.value.length), item.statutory.value.length);
                clock.promiseWithinLimit =
                    own == Comparison::Exceeds ? Verdict::Refuted : Verdict::Unknown;
            } else {
                clock.promiseWithinLimit = clock.limit.complete && item.kind.known() &&
                                                   item.kind.value != PowerKind::Licensing
                                               ? Verdict::NotStated
                                               : Verdict::Unknown;
            }
        } else {
            const auto measure = [&](const model::Limit& limit) {
                Measured measured{Amount::longest(promise.value.length)};
                const Event counted = startOf(kind, promise.value.start);
                const Event from = startOf(kind, limit.start);
                if (kind == ClockKind::Decision && from == Event::Receipt &&
                    counted == Event::Acceptance) {
                    // Acceptance comes on top; a licence's is five working days at most (许可法
                    // 32).
                    measured.amount = promiseFromReceipt(item);
                    measured.atMost =
                        item.acceptance.known() ||
                        (item.acceptance.notStated() && item.kind.value == PowerKind::Licensing);
                } else {
                    boundBy(counted, from, measured);
                }
                return measured;
            };
            clock.promiseWithinLimit =
                compareWithLimits(program, clock.limit, measure, clock.brokenByPromise);
            qualify(program, clock, measure(program.limits[clock.limit.governing()]).amount,
                    clock.promiseWithinLimit, clock.brokenByPromise);
            if (clock.brokenByPromise.valid()) {
                clock.fromReceipt = kind == ClockKind::Decision &&
                                    program.limits[clock.brokenByPromise].start == Event::Receipt;
            }
        }
    }
    if (path == nullptr || !path->stated) {
        if (facts.hasFlow && !facts.flow.sound) {
            clock.flowWithinLimit = known ? Verdict::Unknown : Verdict::NotStated;
            clock.flowWithinPromise = promise.notStated() ? Verdict::NotStated : Verdict::Unknown;
        }
        return;
    }
    if (path->mixedUnits) {
        clock.flowWithinLimit = known ? Verdict::Unknown : Verdict::NotStated;
        clock.flowWithinPromise = promise.known() ? Verdict::Unknown : Verdict::NotStated;
        return;
    }
    if (known) {
        const auto measure = [&](const model::Limit& limit) {
            Measured measured{path->worstAmount()};
            boundBy(flowFromReceipt ? Event::Receipt : usualStart(kind), startOf(kind, limit.start),
                    measured);
            if (flowFromReceipt && !facts.flow.of(ClockKind::Acceptance).stated) {
                // The flow says nothing of acceptance: a licence's takes five working days at most.
                if (measured.atLeast && item.kind.value == PowerKind::Licensing) {
                    measured.amount += Amount::longest({5, 5, Unit::WorkingDay});
                } else {
                    measured.atMost = false;
                }
            }
            return measured;
        };
        clock.flowWithinLimit =
            compareWithLimits(program, clock.limit, measure, clock.brokenByFlow);
        if (!path->complete && clock.flowWithinLimit == Verdict::Proved) {
            clock.flowWithinLimit = Verdict::Unknown;
        }
        qualify(program, clock, measure(program.limits[clock.limit.governing()]).amount,
                clock.flowWithinLimit, clock.brokenByFlow);
    }
    if (promise.known()) {
        const PathTime& promised = facts.pathToPromise(kind);
        syntax::Quantity whole = promise.value.length;
        // The lower organ's stage has a promise of its own, which adds to the decision's.
        bool comparable = true;
        if (kind == ClockKind::Decision && item.preliminary.known()) {
            comparable = item.preliminary.value.length.unit == whole.unit;
            whole.low += item.preliminary.value.length.low;
            whole.high += item.preliminary.value.length.high;
        }
        const Comparison comparison = promised.mixedUnits || !comparable
                                          ? Comparison::Undecided
                                          : compare(promised.worstAmount(), whole);
        clock.flowWithinPromise = comparison == Comparison::Exceeds ? Verdict::Refuted
                                  : comparison == Comparison::Within && promised.complete
                                      ? Verdict::Proved
                                      : Verdict::Unknown;
    } else if (promise.blamed()) {
        clock.flowWithinPromise = Verdict::Unknown;
    }
}

/// An inspection has no period to be done in; every other kind at least its own statute's.
bool hasClocks(PowerKind kind) { return kind != PowerKind::Inspection; }

}  // namespace

const model::Stated<model::StatedLimit>& promiseOf(const Item& item, ClockKind clock) {
    switch (clock) {
        case ClockKind::Acceptance:
            return item.acceptance;
        case ClockKind::Decision:
            return item.promise;
        case ClockKind::Delivery:
            break;
    }
    return item.delivery;
}

Amount promiseFromReceipt(const Item& item) {
    Amount amount = Amount::longest(item.promise.value.length);
    if (runsFromReceipt(item.promise)) {
        return amount;
    }
    if (item.acceptance.known()) {
        amount += Amount::longest(item.acceptance.value.length);
    } else if (item.acceptance.notStated() && item.kind.known() &&
               item.kind.value == PowerKind::Licensing) {
        amount += Amount::longest({5, 5, Unit::WorkingDay});
    }
    return amount;
}

std::size_t ItemFacts::unknown() const {
    std::size_t count = authority.verdict == Verdict::Unknown ? 1 : 0;
    for (const Clock& clock : clocks) {
        for (const Verdict verdict :
             {clock.promiseWithinLimit, clock.flowWithinPromise, clock.flowWithinLimit}) {
            count += verdict == Verdict::Unknown ? 1 : 0;
        }
    }
    return count;
}

ItemFacts deriveItem(const Program& program, model::ItemId id) {
    const Item& item = program.items[id];
    ItemFacts result;
    if (!item.offered) {
        return result;
    }
    result.authority = deriveAuthority(program, id);
    for (const ClockKind kind : {ClockKind::Acceptance, ClockKind::Decision, ClockKind::Delivery}) {
        Clock& clock = result.clocks[static_cast<std::size_t>(kind)];
        clock.applies = item.kind.known() && hasClocks(item.kind.value);
        if (clock.applies) {
            clock.limit = deriveLimit(program, id, kind);
        }
    }
    result.hasFlow = item.flow.valid();
    if (result.hasFlow) {
        const GoverningLimit& decision = result.of(ClockKind::Decision).limit;
        const bool fromReceipt = decision.governing().valid() &&
                                 program.limits[decision.governing()].start == Event::Receipt;
        result.flow = deriveFlow(program.flows[item.flow], fromReceipt);
        if (fromReceipt != runsFromReceipt(item.promise) && item.promise.known()) {
            result.promisedPath =
                deriveFlow(program.flows[item.flow], !fromReceipt).of(ClockKind::Decision);
        }
    }
    for (const ClockKind kind : {ClockKind::Acceptance, ClockKind::Decision, ClockKind::Delivery}) {
        Clock& clock = result.clocks[static_cast<std::size_t>(kind)];
        if (clock.applies) {
            judgeClock(program, item, result, kind, clock);
        }
    }
    return result;
}

Facts deriveFacts(const Program& program, const SourceManager& sources, unsigned jobs) {
    Facts facts;
    facts.items.resize(program.items.size());
    parallelRanges(program.items.size(), 32, jobs, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            facts.items[i] = deriveItem(program, model::ItemId(i));
        }
    });
    facts.dependencies = deriveDependencies(program, sources);
    return facts;
}

}  // namespace fadu::derive
