#pragma once

#include "checks/Check.h"

#include <array>
#include <string_view>

namespace fadu::checks {

/// The clocks in the order in which a finding looks for one to speak of.
inline constexpr std::array kClocks{derive::ClockKind::Decision, derive::ClockKind::Acceptance,
                                    derive::ClockKind::Preliminary, derive::ClockKind::Delivery};

/// Whether something is held against a clock of an item: a limit is known, or a promise.
bool isRunning(const model::Item& item, const derive::ItemFacts& facts, derive::ClockKind kind);

/// Whether a flow breaks what it is held against whatever a pause stops (TIM002, TIM003), or only
/// by the reading of the path alone (TIM015).
bool isBroken(derive::Verdict verdict, const derive::Held& held);
bool isBrokenOnPath(const derive::Held& held);

/// Whether the item's decision clock runs from receipt, so that acceptance counts towards it.
bool runsFromReceipt(const model::Program& program, const derive::ItemFacts& facts);

/// What of an item's flow counts towards which clock.
derive::FlowStructure structureOf(const model::Program& program, const model::Item& item,
                                  const derive::ItemFacts& facts);

/// The finding on a flow that takes longer than it may, under a descriptor with the parameters
/// `stage`, `flow` and `allowedName`: the longest path with its steps, and the repair. Where some
/// of its steps have a range, the advice begins with the lengths that would do, each worked out
/// while the other steps take their longest.
struct FlowExcess {
    derive::ClockKind clock = derive::ClockKind::Decision;
    const derive::PathTime& path;
    bool countsAcceptance = false;  ///< How the path was derived.
    std::string_view allowedName;   ///< A literal.
    syntax::Quantity allowed;
    const derive::Held& held;  ///< What was broken.
    /// What the flow may take, which may be more than what is shown; empty: not to be told.
    derive::Chain bound;
    Label source;    ///< Where `allowed` is set.
    Text boundName;  ///< What is kept then.
    Text advice;
};
Diagnostic flowFinding(const Context& context, const Descriptor& descriptor, model::ItemId id,
                       const FlowExcess& excess);

}  // namespace fadu::checks
