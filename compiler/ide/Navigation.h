#pragma once

#include "ide/View.h"

#include <cstdint>
#include <vector>

namespace fadu::ide {

/// Where what stands at a place is declared: the ranges of names (of provisions: heads) to jump to,
/// in the order of files and places. A citation leads to what is recorded of the place, in the
/// package or the library, else to the instrument; a name that is declared here to itself. Empty
/// where nothing stands that is declared anywhere.
std::vector<Span> definition(const View& view, FileId file, std::uint32_t offset);

/// Both in the order of files and places, each place once.
struct References {
    std::vector<Span> declarations;  ///< In the package and in what was read of the library.
    std::vector<Span> uses;          ///< In the package.
};

/// All places that speak of what stands at a place. A use of an instrument is the whole citation,
/// of a provision the number of the place that takes it in.
References references(const View& view, FileId file, std::uint32_t offset);

}  // namespace fadu::ide
