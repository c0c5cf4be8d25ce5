#pragma once

#include "source/SourceManager.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace fadu {

/// Columns in UTF-16 code units, as formats and editors count them. A file is looked through once,
/// when it is first asked about. Not for several threads.
class Utf16Columns {
public:
    explicit Utf16Columns(const SourceManager& sources) : sources_(sources) {}

    /// 1-based column of a byte offset; a byte order mark takes none, a byte that is no UTF-8 one.
    std::uint32_t column(FileId file, const Position& position);

private:
    const SourceManager& sources_;
    /// Offsets of the characters beyond U+FFFF, which take two units, in each file asked about.
    std::unordered_map<std::size_t, std::vector<std::uint32_t>> wide_;
};

}  // namespace fadu
