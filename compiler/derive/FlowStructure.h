#pragma once

#include "derive/Limits.h"
#include "model/Program.h"

#include <vector>

namespace fadu::derive {

/// What holds of a flow before any length is looked at: an order of its steps, which of them a run
/// can perform and pass, and which count towards which clock.
///
/// A run picks a branch of every choice and a number of rounds of every repetition. An end ends it:
/// what waits for the end is not done, what stands beside it still is. A block is passed when no
/// end was met in it.
struct FlowStructure {
    /// Steps of a block that wait for each other: the edges of the shortest cycle through its first
    /// stated 后于, each from the waiting step to the one it waits for.
    struct StepCycle {
        struct Edge {
            model::StepId from;
            model::StepId to;
            Span span;  ///< The name behind 后于; without a file for the order of the lines.
        };
        std::vector<Edge> edges;
    };
    struct Unreachable {
        model::StepId step;
        model::StepId
            cause;  ///< The choice or end after which nothing goes on, or the loop that never runs.
    };
    std::vector<std::vector<model::StepId>> order;  ///< By block: steps on no cycle, behind none.
    std::vector<bool> passes;                       ///< By step: a run can go on behind it.
    std::vector<bool> blockPasses;
    std::vector<bool> alive;            ///< By step: some run performs it.
    std::vector<std::uint8_t> counted;  ///< By step, a bit a clock.
    /// By step that is excluded: the clocks that would count it otherwise, a bit each. Its time
    /// pauses them.
    std::vector<std::uint8_t> pauses;
    std::vector<StepCycle> cycles;
    std::vector<Unreachable> unreachable;  ///< One for each cause: the first step behind it.
    bool sound = true;                     ///< No cycle, nothing blamed: times are meaningful.

    bool counts(model::StepId step, ClockKind clock) const {
        return (counted[step.index()] >> static_cast<unsigned>(clock) & 1U) != 0;
    }
    bool pausesClock(model::StepId step, ClockKind clock) const {
        return (pauses[step.index()] >> static_cast<unsigned>(clock) & 1U) != 0;
    }
};

/// `countsAcceptance`: the decision clock starts at receipt, so that acceptance steps count towards
/// it.
FlowStructure deriveStructure(const model::Flow& flow, bool countsAcceptance);

}  // namespace fadu::derive
