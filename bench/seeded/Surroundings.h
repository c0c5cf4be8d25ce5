#pragma once

#include "generate/Catalogue.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace fadu::bench {

/// A generated catalogue in which nothing is wrong, with what lists have beside their items: lists,
/// bundles, duties, entrustments and transfers, versions of laws, abolitions, fees.
std::vector<GeneratedFile> cleanCatalogue(std::size_t items, std::uint64_t seed);

}  // namespace fadu::bench
