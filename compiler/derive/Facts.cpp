#include "derive/Facts.h"

#include "derive/ClockStart.h"
#include "support/Parallel.h"

#include <algorithm>

namespace fadu::derive {

namespace {

using model::Item;
using model::Program;

/// A time as it is held against one limit. Where the limit runs from another event than the time is
/// counted from, the time bounds the true one on one side only.
struct Measured {
    Periods::Answer answer;
    bool atLeast = true;  ///< What is needed is no less than this.
    bool atMost = true;   ///< … and no more.
};

/// Worst of several comparisons: one broken limit refutes, one undecided leaves it open.
template <typename Measure>
Verdict compareWithLimits(const Program& program, const GoverningLimit& limit, Measure&& measure,
                          Held& held) {
    using Result = Judgement::Result;
    std::size_t open = 0;  // Limits that leave it open.
    Held opens;
    bool allBroken = true;
    for (const model::LimitId id : limit.limits) {
        const Measured measured = measure(program.limits[id]);
        const Result result = measured.answer->result;
        const bool exceeds =
            (result == Result::Exceeds || measured.answer->brokenOnPath()) && measured.atLeast;
        if (exceeds && limit.state == GoverningLimit::State::Known) {
            held = {id, measured.answer};
            return Verdict::Refuted;
        }
        if (!held.answer) {
            held = {id, measured.answer};
        }
        allBroken = allBroken && exceeds;
        if (!(result == Result::Within && measured.atMost)) {
            ++open;
            const bool itself = (result == Result::Depends || result == Result::Unknown) &&
                                measured.atLeast && measured.atMost;
            opens = itself ? Held{id, measured.answer} : Held{};
        }
    }
    // By situation: above the greatest it breaks whatever the situation; below the least it keeps.
    if (allBroken && !limit.limits.empty()) {
        return Verdict::Refuted;
    }
    if (open != 0) {
        const bool only = open == 1 && limit.state == GoverningLimit::State::Known;
        held = only ? opens : Held{};
    }
    return open != 0 ? Verdict::Unknown : Verdict::Proved;
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

FirstDays firstDays(Event start) {
    // What an organ does is done on a working day; what an applicant does, on any.
    return start == Event::Receipt || start == Event::MaterialsComplete ? FirstDays::AnyDay
                                                                        : FirstDays::WorkingDays;
}

/// What rests on the absence of another limit needs the place where it would stand to be recorded:
/// of a longer one to refute, of a shorter one to prove. Two stages add up: between the decision's
/// own period and both together it depends on which stages the amount is for.
void qualify(const Program& program, const Periods& periods, const Clock& clock,
             const Chain& amount, Verdict& verdict, Held& held) {
    const GoverningLimit& limit = clock.limit;
    if (verdict == Verdict::Refuted && limit.preliminary.valid()) {
        const Chain both{chainOf(program.limits[limit.preliminary].length).front(),
                         chainOf(program.limits[limit.governing()].length).front()};
        if (periods.compare(amount, both, FirstDays::WorkingDays)->result !=
            Judgement::Result::Exceeds) {
            verdict = Verdict::Unknown;
            held = {};
        }
    }
    if (!limit.general) {
        return;
    }
    const bool open = (verdict == Verdict::Refuted && !limit.complete) ||
                      (verdict == Verdict::Proved && !limit.closed);
    if (open) {
        verdict = Verdict::Unknown;
    }
    if (open || (verdict == Verdict::Unknown && !limit.complete)) {
        held = {};
    }
}

/// The flow of an item with what is derived of it, by both events that its decision may be counted
/// from.
struct TimedFlow {
    const model::Flow& flow;
    FlowStructure structure;
    std::optional<FlowStructure> promised;  ///< Where the promise runs from another event.
};

class ClockJudge {
public:
    ClockJudge(const Program& program, const Periods& periods, const Item& item,
               const ItemFacts& facts, const TimedFlow* flow, ClockKind kind, Clock& clock)
        : program_(program),
          periods_(periods),
          item_(item),
          facts_(facts),
          flow_(flow),
          kind_(kind),
          clock_(clock) {}

    void run() {
        clock_.fromReceipt = limitFromReceipt();
        judgePromise();
        judgeFlow();
        clock_.brokenByPromise = brokenBy(clock_.promiseWithinLimit, clock_.promiseToLimit);
        clock_.brokenByFlow = brokenBy(clock_.flowWithinLimit, clock_.flowToLimit);
        if (clock_.brokenByPromise.valid()) {
            clock_.fromReceipt = kind_ == ClockKind::Decision &&
                                 program_.limits[clock_.brokenByPromise].start == Event::Receipt;
        }
    }

private:
    bool limited() const { return clock_.limit.state != GoverningLimit::State::None; }
    bool limitFromReceipt() const {
        return kind_ == ClockKind::Decision && limited() &&
               program_.limits[clock_.limit.governing()].start == Event::Receipt;
    }
    static model::LimitId brokenBy(Verdict verdict, const Held& held) {
        return verdict == Verdict::Refuted ? held.limit : model::LimitId();
    }
    static Verdict verdictOf(const Judgement& judgement) {
        return judgement.result == Judgement::Result::Within ? Verdict::Proved
               : judgement.result == Judgement::Result::Exceeds || judgement.brokenOnPath()
                   ? Verdict::Refuted
                   : Verdict::Unknown;
    }
    void judgePromise();
    void judgeFlow();
    void compareFlowWithLimits(const PathTime& path);
    void compareFlowWithPromise();

    const Program& program_;
    const Periods& periods_;
    const Item& item_;
    const ItemFacts& facts_;
    const TimedFlow* flow_;
    const ClockKind kind_;
    Clock& clock_;
};

void ClockJudge::judgePromise() {
    const auto& promise = promiseOf(item_, kind_);
    if (promise.blamed()) {
        clock_.promiseWithinLimit = Verdict::Unknown;
        return;
    }
    if (!promise.known()) {
        return;
    }
    const Chain promised = chainOf(promise.value.length);
    if (!limited()) {
        // The item's own statement is the measure where no governing limit is known.
        if (kind_ == ClockKind::Decision && item_.statutory.known()) {
            clock_.promiseToLimit.answer = periods_.compare(
                promised, chainOf(item_.statutory.value.length), FirstDays::WorkingDays);
            clock_.promiseWithinLimit =
                clock_.promiseToLimit.answer->result == Judgement::Result::Exceeds
                    ? Verdict::Refuted
                    : Verdict::Unknown;
        } else {
            clock_.promiseWithinLimit = clock_.limit.complete && item_.kind.known() &&
                                                item_.kind.value != PowerKind::Licensing
                                            ? Verdict::NotStated
                                            : Verdict::Unknown;
        }
        return;
    }
    const auto chain = [&](const model::Limit& limit) {
        // Acceptance comes on top where the limit runs from receipt.
        return kind_ == ClockKind::Decision && startOf(kind_, limit.start) == Event::Receipt &&
                       startOf(kind_, promise.value.start) == Event::Acceptance
                   ? promiseFromReceipt(item_)
                   : promised;
    };
    const auto measure = [&](const model::Limit& limit) {
        const Event counted = startOf(kind_, promise.value.start);
        const Event from = startOf(kind_, limit.start);
        Measured measured{periods_.compare(chain(limit), chainOf(limit.length), firstDays(from))};
        if (kind_ == ClockKind::Decision && from == Event::Receipt &&
            counted == Event::Acceptance) {
            // A licence's acceptance takes five working days at most (许可法 32).
            measured.atMost =
                item_.acceptance.known() ||
                (item_.acceptance.notStated() && item_.kind.value == PowerKind::Licensing);
        } else {
            boundBy(counted, from, measured);
        }
        return measured;
    };
    clock_.promiseWithinLimit =
        compareWithLimits(program_, clock_.limit, measure, clock_.promiseToLimit);
    qualify(program_, periods_, clock_, chain(program_.limits[clock_.limit.governing()]),
            clock_.promiseWithinLimit, clock_.promiseToLimit);
}

void ClockJudge::judgeFlow() {
    const auto& promise = promiseOf(item_, kind_);
    if (flow_ == nullptr) {
        return;
    }
    if (!facts_.flow.sound) {
        clock_.flowWithinLimit = limited() ? Verdict::Unknown : Verdict::NotStated;
        clock_.flowWithinPromise = promise.notStated() ? Verdict::NotStated : Verdict::Unknown;
        return;
    }
    const PathTime& path = facts_.flow.of(kind_);
    if (!path.stated) {
        return;
    }
    if (limited()) {
        compareFlowWithLimits(path);
    }
    if (promise.known()) {
        compareFlowWithPromise();
    } else if (promise.blamed()) {
        clock_.flowWithinPromise = Verdict::Unknown;
    }
}

void ClockJudge::compareFlowWithLimits(const PathTime& path) {
    const bool fromReceipt = limitFromReceipt();
    const Event counted = fromReceipt ? Event::Receipt : usualStart(kind_);
    // A licence whose flow says nothing of acceptance: it takes five working days at most.
    const bool acceptanceMissing = fromReceipt && !facts_.flow.of(ClockKind::Acceptance).stated;
    const bool assumed =
        acceptanceMissing && !path.mixedUnits && item_.kind.value == PowerKind::Licensing;
    const auto measure = [&](const model::Limit& limit) {
        Measured measured;
        boundBy(counted, startOf(kind_, limit.start), measured);
        const Chain allowed = chainOf(limit.length);
        if (assumed && measured.atLeast) {
            measured.answer = periods_.compare({{5, Unit::WorkingDay}, path.chain().front()},
                                               allowed, firstDays(counted));
        } else {
            measured.answer = periods_.compare(flow_->flow, flow_->structure, kind_, path, allowed,
                                               firstDays(counted));
            measured.atMost = measured.atMost && !acceptanceMissing;
        }
        return measured;
    };
    clock_.flowWithinLimit = compareWithLimits(program_, clock_.limit, measure, clock_.flowToLimit);
    if (!path.complete && clock_.flowWithinLimit == Verdict::Proved) {
        clock_.flowWithinLimit = Verdict::Unknown;
        clock_.flowToLimit = {};
    }
    if (!path.mixedUnits) {
        qualify(program_, periods_, clock_, path.chain(), clock_.flowWithinLimit,
                clock_.flowToLimit);
    } else if (clock_.limit.preliminary.valid() && clock_.flowWithinLimit == Verdict::Refuted) {
        clock_.flowWithinLimit = Verdict::Unknown;  // It depends on what each stage takes.
        clock_.flowToLimit = {};
    } else {
        qualify(program_, periods_, clock_, {}, clock_.flowWithinLimit, clock_.flowToLimit);
    }
}

void ClockJudge::compareFlowWithPromise() {
    const auto& promise = promiseOf(item_, kind_);
    const PathTime& path = facts_.pathToPromise(kind_);
    const FlowStructure& structure =
        kind_ == ClockKind::Decision && flow_->promised ? *flow_->promised : flow_->structure;
    Chain promised = chainOf(promise.value.length);
    // The lower organ's stage has a promise of its own, which comes before the decision's.
    if (kind_ == ClockKind::Decision && item_.preliminary.known()) {
        promised.insert(promised.begin(), chainOf(item_.preliminary.value.length).front());
    }
    clock_.flowToPromise.answer = periods_.compare(flow_->flow, structure, kind_, path, promised,
                                                   firstDays(startOf(kind_, promise.value.start)));
    clock_.flowWithinPromise = verdictOf(*clock_.flowToPromise.answer);
    if (clock_.flowWithinPromise == Verdict::Proved && !path.complete) {
        clock_.flowWithinPromise = Verdict::Unknown;
        clock_.flowToPromise = {};
    }
}

/// An inspection has no period to be done in; every other kind at least its own statute's.
bool hasClocks(PowerKind kind) { return kind != PowerKind::Inspection; }

/// Whether the item has a lower organ's examination, by what it states or by its flow.
bool isExaminedFirst(const Program& program, const Item& item) {
    if (!item.preliminary.notStated() || !item.preliminaryExaminer.notStated()) {
        return true;
    }
    if (!item.flow.valid()) {
        return false;
    }
    const auto& steps = program.flows[item.flow].steps;
    return std::any_of(steps.begin(), steps.end(), [](const model::Step& step) {
        return step.kind == model::Step::Kind::Task && step.stage == Stage::Preliminary;
    });
}

}  // namespace

const model::Stated<model::StatedLimit>& promiseOf(const Item& item, ClockKind clock) {
    switch (clock) {
        case ClockKind::Acceptance:
            return item.acceptance;
        case ClockKind::Preliminary:
            return item.preliminary;
        case ClockKind::Decision:
            return item.promise;
        case ClockKind::Delivery:
            break;
    }
    return item.delivery;
}

Chain promiseFromReceipt(const Item& item) {
    const Length promise = chainOf(item.promise.value.length).front();
    if (runsFromReceipt(item.promise)) {
        return {promise};
    }
    if (item.acceptance.known()) {
        return {chainOf(item.acceptance.value.length).front(), promise};
    }
    if (item.acceptance.notStated() && item.kind.known() &&
        item.kind.value == PowerKind::Licensing) {
        return {{5, Unit::WorkingDay}, promise};
    }
    return {promise};
}

std::size_t ItemFacts::unknown() const {
    std::size_t count = authority.verdict == Verdict::Unknown ? 1 : 0;
    count += renewal.decidedInTime == Verdict::Unknown ? 1 : 0;
    for (const Clock& clock : clocks) {
        for (const Verdict verdict :
             {clock.promiseWithinLimit, clock.flowWithinPromise, clock.flowWithinLimit}) {
            count += verdict == Verdict::Unknown ? 1 : 0;
        }
    }
    return count;
}

ItemFacts deriveItem(const Program& program, const Periods& periods, model::ItemId id) {
    const Item& item = program.items[id];
    ItemFacts result;
    if (!item.offered) {
        return result;
    }
    result.authority = deriveAuthority(program, id);
    for (const ClockKind kind : kClockKinds) {
        Clock& clock = result.clocks[static_cast<std::size_t>(kind)];
        clock.applies = item.kind.known() && hasClocks(item.kind.value) &&
                        (kind != ClockKind::Preliminary || isExaminedFirst(program, item));
        if (clock.applies) {
            clock.limit = deriveLimit(program, periods, id, kind);
        }
    }
    result.renewal = deriveRenewal(program, periods, id);
    result.hasFlow = item.flow.valid();
    std::optional<TimedFlow> timed;
    if (result.hasFlow) {
        const model::Flow& flow = program.flows[item.flow];
        const GoverningLimit& decision = result.of(ClockKind::Decision).limit;
        const bool fromReceipt = decision.governing().valid() &&
                                 program.limits[decision.governing()].start == Event::Receipt;
        timed.emplace(TimedFlow{flow, deriveStructure(flow, fromReceipt), std::nullopt});
        result.flow = deriveFlow(flow, timed->structure);
        periods.time(flow, timed->structure, result.flow);
        if (fromReceipt != runsFromReceipt(item.promise) && item.promise.known()) {
            timed->promised = deriveStructure(flow, !fromReceipt);
            FlowTimes promised = deriveFlow(flow, *timed->promised);
            periods.time(flow, *timed->promised, promised);
            result.promisedPath =
                std::move(promised.clocks[static_cast<std::size_t>(ClockKind::Decision)]);
        }
    }
    for (const ClockKind kind : kClockKinds) {
        Clock& clock = result.clocks[static_cast<std::size_t>(kind)];
        if (clock.applies) {
            ClockJudge(program, periods, item, result, timed ? &*timed : nullptr, kind, clock)
                .run();
        }
    }
    return result;
}

Facts deriveFacts(const Program& program, const SourceManager& sources, unsigned jobs) {
    Facts facts;
    facts.periods = std::make_shared<const Periods>(Calendar::of(program));
    facts.items.resize(program.items.size());
    parallelRanges(program.items.size(), 32, jobs, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            facts.items[i] = deriveItem(program, *facts.periods, model::ItemId(i));
        }
    });
    facts.dependencies = deriveDependencies(program, sources);
    return facts;
}

}  // namespace fadu::derive
