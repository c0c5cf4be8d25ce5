#pragma once

#include "emit/ProcessValues.h"

#include <vector>

namespace fadu::emit {

/// A verdict that could not be reached, for the list at the end of process JSON.
struct UnknownVerdict {
    model::ItemId item;
    std::string what;     ///< Path of the verdict in the item: authority, clocks/decision/….
    std::string missing;  ///< In Chinese: what stands in the way.
};

/// One item or catalogue item of process JSON. What is unknown in it is added to `unknown`.
Json processItem(const ProcessValues& values, model::ItemId item,
                 std::vector<UnknownVerdict>& unknown);

/// The chain that makes an item lawful, link by link as far as it holds.
Json authorityChain(const ProcessValues& values, model::ItemId item);

}  // namespace fadu::emit
