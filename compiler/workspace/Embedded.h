#pragma once

#include "model/Library.h"

#include <span>
#include <string_view>

namespace fadu {

/// The page of a check as it stands in checks/.
struct EmbeddedPage {
    std::string_view slug;
    std::string_view text;  ///< Markdown: Chinese, then `## In English`.
};

/// The library of law that the program holds, its version and the hash of its texts.
const model::Library& embeddedLibrary();
std::string_view embeddedLibraryVersion();
std::string_view embeddedLibraryHash();

/// The pages of all checks, sorted by slug.
std::span<const EmbeddedPage> embeddedPages();

}  // namespace fadu
