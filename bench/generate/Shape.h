#pragma once

#include "generate/Catalogue.h"

#include <map>

namespace fadu::bench {

/// What a package's sources hold, counted in what the compiler's own parser reads.
struct Shape {
    std::size_t files = 0;
    std::size_t bytes = 0;
    std::size_t items = 0;
    std::size_t itemBytes = 0;
    std::size_t materials = 0;  ///< Of the items themselves, their situations apart.
    std::size_t steps = 0;
    std::size_t citations = 0;  ///< Of the items with their situations.
    std::size_t withFlow = 0;
    std::size_t inheriting = 0;
    std::size_t withSituations = 0;
    std::size_t situations = 0;
    std::size_t withPrerequisites = 0;
    std::size_t withResult = 0;
    std::size_t catalogueItems = 0;
    std::size_t instruments = 0;
    std::size_t provisions = 0;          ///< Recorded in the package's instruments.
    std::size_t distinctProvisions = 0;  ///< Different places in law that items cite.
    std::size_t syntaxFindings = 0;

    double perItem(std::size_t count) const {
        return static_cast<double>(count) / static_cast<double>(items);
    }
};

Shape measure(const std::vector<GeneratedFile>& files);

/// The shape in lines for people.
std::string describe(const Shape& shape, std::size_t defects);

}  // namespace fadu::bench
