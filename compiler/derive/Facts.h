#pragma once

#include "derive/Authority.h"
#include "derive/Dependencies.h"
#include "derive/FlowTimes.h"
#include "derive/Limits.h"
#include "derive/Periods.h"
#include "derive/Renewal.h"

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace fadu::derive {

/// What a verdict was reached by.
struct Held {
    model::LimitId limit;    ///< Of a comparison with recorded limits.
    Periods::Answer answer;  ///< Null where there was nothing to compare.
};

/// A clock of an item: the limit that governs it, the promise and the flow held against it.
struct Clock {
    bool applies = false;  ///< The kind of item has this clock.
    GoverningLimit limit;
    Verdict promiseWithinLimit = Verdict::NotStated;
    Verdict flowWithinPromise = Verdict::NotStated;
    Verdict flowWithinLimit = Verdict::NotStated;
    model::LimitId brokenByPromise;  ///< The binding limit that the promise exceeds.
    model::LimitId brokenByFlow;
    bool fromReceipt = false;  ///< The limit runs from receipt: acceptance is added to the promise.
    // The comparison that decides: of a refuted verdict the broken limit, of an unknown one the
    // only thing that leaves it open, of a proved one the governing limit.
    Held promiseToLimit;
    Held flowToPromise;
    Held flowToLimit;
};

struct ItemFacts {
    Authority authority;
    std::array<Clock, kClockKinds.size()> clocks;  ///< By `ClockKind`.
    Renewal renewal;
    bool hasFlow = false;
    FlowTimes flow;
    /// The flow's path to the decision from the event that the promise runs from, where the limit
    /// runs from another one.
    std::optional<PathTime> promisedPath;

    const Clock& of(ClockKind clock) const { return clocks[static_cast<std::size_t>(clock)]; }
    /// What of the flow is held against the promise of a clock.
    const PathTime& pathToPromise(ClockKind clock) const {
        return clock == ClockKind::Decision && promisedPath ? *promisedPath : flow.of(clock);
    }
    /// Verdicts that could not be reached.
    std::size_t unknown() const;
};

/// Everything derived from a program, computed once and read by checks, outputs and the editor.
struct Facts {
    std::shared_ptr<const Periods> periods;
    std::vector<ItemFacts> items;  ///< By item.
    Dependencies dependencies;

    const ItemFacts& of(model::ItemId item) const { return items[item.index()]; }
};

/// Derives what concerns one item; depends on the program alone, whose calendar `periods` has.
ItemFacts deriveItem(const model::Program& program, const Periods& periods, model::ItemId id);

/// Derives all facts; items in parallel over `jobs` threads. The result does not depend on `jobs`.
Facts deriveFacts(const model::Program& program, const SourceManager& sources, unsigned jobs);

/// The promise that a clock is about.
const model::Stated<model::StatedLimit>& promiseOf(const model::Item& item, ClockKind clock);

/// The promise as it is compared with a limit from receipt: acceptance, stated or the five working
/// days of 许可法 32, and decision; the promise alone where it runs from receipt itself.
Chain promiseFromReceipt(const model::Item& item);

}  // namespace fadu::derive
