#pragma once

#include "support/Id.h"

#include <algorithm>
#include <compare>
#include <cstdint>

namespace fadu {

/// A file, or a section of one, of one `SourceManager`.
using FileId = Id<struct FileTag>;

/// A half-open range of bytes of one file or section: two spans of one declaration compare as they
/// stand; where a span is in its file `SourceManager` says. A span without a file is relative to
/// the declaration that is being read; it gets its file when the declaration is placed
/// (`placed`).
struct Span {
    FileId file;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    constexpr bool valid() const { return file.valid(); }
    constexpr bool empty() const { return begin == end; }
    constexpr bool contains(const Span& other) const {
        return file == other.file && begin <= other.begin && other.end <= end;
    }
    /// The span of a declaration's text when that text begins at `offset` of `where`.
    constexpr Span placed(FileId where, std::uint32_t offset) const {
        return file.valid() ? *this : Span{where, begin + offset, end + offset};
    }
    /// The smallest span that holds both; they must be of one file.
    constexpr Span merged(const Span& other) const {
        return {file, std::min(begin, other.begin), std::max(end, other.end)};
    }
    constexpr auto operator<=>(const Span&) const = default;
};

}  // namespace fadu
