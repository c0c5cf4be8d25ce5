#include "source/Utf16Columns.h"

#include "support/Text.h"

#include <algorithm>

namespace fadu {

std::uint32_t Utf16Columns::column(FileId file, const Position& position) {
    const SourceFile& source = sources_.file(file);
    const auto [entry, isNew] = wide_.try_emplace(sources_.fileOf(file).index());
    std::vector<std::uint32_t>& wide = entry->second;
    if (isNew) {
        const std::string_view text = source.text();
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (static_cast<unsigned char>(text[i]) >= 0xF0U && decodeUtf8(text, i).length == 4) {
                wide.push_back(static_cast<std::uint32_t>(i));
            }
        }
    }
    const auto first = std::lower_bound(wide.begin(), wide.end(), source.lineStart(position.line));
    const auto last = std::lower_bound(first, wide.end(), position.offset);
    auto units = static_cast<std::uint32_t>(last - first);
    // An offset inside a character is that character's start.
    if (units > 0 && *std::prev(last) + 4 > position.offset) {
        --units;
    }
    return position.column + units;
}

}  // namespace fadu
