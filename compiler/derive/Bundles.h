#pragma once

#include "derive/Dependencies.h"
#include "derive/Periods.h"

#include <optional>
#include <vector>

namespace fadu::derive {

/// In which order the items of a bundle (一件事) can be done: as its 流程 says, and as they require
/// each other, be it through documents and items that are not in the bundle.
struct BundleOrder {
    /// An item waits for another; both are numbers in `items`.
    struct Wait {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        Span after;  ///< The name behind 后于; without a file for what the items require.
        std::vector<std::uint32_t> requirement;  ///< Edges of the dependency graph that say so.

        bool stated() const { return after.valid(); }
    };
    /// Items of which each waits for the next and the last for the first, by the shortest such
    /// ring through the first 后于 in it: it says the opposite of the others.
    struct Contradiction {
        std::vector<Wait> ring;
    };
    std::vector<model::ItemId> items;  ///< Those that are known, each once.
    std::vector<Wait> waits;           ///< By `from`; what 后于 says before what is required.
    std::vector<Contradiction> contradictions;
};

/// Derives the order of a bundle. Names in 后于 that could be more than one of its places are left
/// out, and requirements that are further away than some ten thousand nodes.
BundleOrder deriveBundleOrder(const model::Program& program, const Dependencies& dependencies,
                              const SourceManager& sources, const model::Bundle& bundle);

/// Items of a bundle one after the other, and what their promises add up to.
struct BundleChain {
    std::vector<std::uint32_t> items;  ///< Numbers in `BundleOrder::items`, the first one first.
    Amount total;
};

/// A chain of items that takes longer than the bundle's promise; nothing when there is none, when
/// that cannot be said, or when the order contradicts itself. What is done at the same time counts
/// once, an item without a promise as nothing, and only promises of one unit are added up: the
/// whole cannot take less. The sum is held against the promise on every first day.
std::optional<BundleChain> chainBeyondPromise(const model::Program& program, const Periods& periods,
                                              const BundleOrder& order,
                                              const model::Bundle& bundle);

}  // namespace fadu::derive
