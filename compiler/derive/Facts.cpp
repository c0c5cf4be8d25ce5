#include "derive/Facts.h"

#include "support/Parallel.h"

#include <algorithm>

namespace fadu::derive {

namespace {

using model::Item;
using model::Program;

/// Worst of several comparisons: one broken limit refutes, one undecided leaves it open.
Verdict compareWithLimits(const Program& program, const Amount& amount, const GoverningLimit& limit,
                          bool amountComplete, model::LimitId& broken) {
    bool undecided = false;
    for (const model::LimitId id : limit.limits) {
        switch (compare(amount, program.limits[id].length)) {
            case Comparison::Exceeds:
                if (limit.state == GoverningLimit::State::Known) {
                    broken = id;
                    return Verdict::Refuted;
                }
                undecided = true;
                break;
            case Comparison::Undecided:
                undecided = true;
                break;
            case Comparison::Within:
                break;
        }
    }
    if (limit.state == GoverningLimit::State::BySituation) {
        // Above the greatest it breaks whatever the situation; below the least it keeps.
        const bool all = std::all_of(limit.limits.begin(), limit.limits.end(), [&](model::LimitId id) {
            return compare(amount, program.limits[id].length) == Comparison::Exceeds;
        });
        if (all) {
            broken = limit.limits.front();
            return Verdict::Refuted;
        }
    }
    return undecided || !amountComplete ? Verdict::Unknown : Verdict::Proved;
}

bool runsFromReceipt(const model::Stated<model::StatedLimit>& promise) {
    return promise.known() && promise.value.start == Event::Receipt;
}

void judgeClock(const Program& program, const Item& item, const ItemFacts& facts, ClockKind kind, Clock& clock) {
    const auto& promise = promiseOf(item, kind);
    const bool known = clock.limit.state != GoverningLimit::State::None;
    const PathTime* path = facts.hasFlow && facts.flow.sound ? &facts.flow.of(kind) : nullptr;
    clock.fromReceipt = kind == ClockKind::Decision && known &&
                        program.limits[clock.limit.governing()].start == Event::Receipt;
    // What rests on the absence of a special limit needs its place to be completely recorded.
    const bool reliable = !clock.limit.general || clock.limit.complete;
    if (promise.blamed()) {
        clock.promiseWithinLimit = Verdict::Unknown;
    } else if (promise.known()) {
        if (!known) {
            // The item's own statement is the measure where no governing limit is known.
            if (kind == ClockKind::Decision && item.statutory.known()) {
                const Comparison own = compare(Amount::longest(promise.value.length), item.statutory.value.length);
                clock.promiseWithinLimit = own == Comparison::Exceeds ? Verdict::Refuted : Verdict::Unknown;
            } else {
                clock.promiseWithinLimit = clock.limit.complete && item.kind.known() && item.kind.value != PowerKind::Licensing
                                               ? Verdict::NotStated
                                               : Verdict::Unknown;
            }
        } else {
            const Amount amount = clock.fromReceipt ? promiseFromReceipt(item) : Amount::longest(promise.value.length);
            clock.promiseWithinLimit = compareWithLimits(program, amount, clock.limit, true, clock.brokenByPromise);
            // A promise from receipt holds acceptance too: how much of it is not known.
            const bool otherStart = kind == ClockKind::Decision && !clock.fromReceipt && runsFromReceipt(promise);
            if (!reliable || (otherStart && clock.promiseWithinLimit == Verdict::Refuted)) {
                clock.promiseWithinLimit = Verdict::Unknown;
                clock.brokenByPromise = {};
            }
        }
    }
    if (path == nullptr || !path->stated) {
        if (facts.hasFlow && !facts.flow.sound) {
            clock.flowWithinLimit = clock.flowWithinPromise = Verdict::Unknown;
        }
        return;
    }
    if (path->mixedUnits) {
        clock.flowWithinLimit = known ? Verdict::Unknown : Verdict::NotStated;
        clock.flowWithinPromise = promise.known() ? Verdict::Unknown : Verdict::NotStated;
        return;
    }
    const Amount worst = path->worstAmount();
    if (known) {
        Amount measured = worst;
        if (clock.fromReceipt && !facts.flow.of(ClockKind::Acceptance).stated) {
            measured += Amount::longest({5, 5, Unit::WorkingDay});
        }
        clock.flowWithinLimit = compareWithLimits(program, measured, clock.limit, path->complete, clock.brokenByFlow);
        if (!reliable) {
            clock.flowWithinLimit = Verdict::Unknown;
            clock.brokenByFlow = {};
        }
    }
    if (promise.known()) {
        const PathTime& promised = facts.pathToPromise(kind);
        const Comparison comparison = promised.mixedUnits ? Comparison::Undecided
                                                          : compare(promised.worstAmount(), promise.value.length);
        clock.flowWithinPromise = comparison == Comparison::Exceeds                       ? Verdict::Refuted
                                  : comparison == Comparison::Within && promised.complete ? Verdict::Proved
                                                                                          : Verdict::Unknown;
    } else if (promise.blamed()) {
        clock.flowWithinPromise = Verdict::Unknown;
    }
}

/// Kinds that are not done on application have no clocks of an applicant.
bool hasClocks(PowerKind kind) {
    switch (kind) {
        case PowerKind::Penalty:
        case PowerKind::CompulsoryMeasure:
        case PowerKind::Enforcement:
        case PowerKind::Levy:
        case PowerKind::Inspection:
            return false;
        default:
            return true;
    }
}

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
    amount += item.acceptance.known() ? Amount::longest(item.acceptance.value.length)
                                      : Amount::longest({5, 5, Unit::WorkingDay});
    return amount;
}

std::size_t ItemFacts::unknown() const {
    std::size_t count = authority.verdict == Verdict::Unknown ? 1 : 0;
    for (const Clock& clock : clocks) {
        for (const Verdict verdict : {clock.promiseWithinLimit, clock.flowWithinPromise, clock.flowWithinLimit}) {
            count += verdict == Verdict::Unknown ? 1 : 0;
        }
    }
    return count;
}

Facts deriveFacts(const Program& program, const SourceManager& sources, unsigned jobs) {
    Facts facts;
    facts.items.resize(program.items.size());
    parallelRanges(program.items.size(), 32, jobs, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const model::ItemId id(i);
            const Item& item = program.items[id];
            ItemFacts& result = facts.items[i];
            if (!item.offered) {
                continue;
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
        }
    });
    facts.dependencies = deriveDependencies(program, sources);
    return facts;
}

}  // namespace fadu::derive
