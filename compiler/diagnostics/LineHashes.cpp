#include "diagnostics/LineHashes.h"

#include "support/Text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <unordered_map>

namespace fadu {

namespace {

constexpr std::size_t kUnits = 100;
constexpr std::uint64_t kBase = 37;
constexpr char16_t kEndOfText = 0xFFFF;

bool continues(std::string_view text, std::size_t at, unsigned low, unsigned high) {
    if (at >= text.size()) {
        return false;
    }
    const auto byte = static_cast<unsigned char>(text[at]);
    return byte >= low && byte <= high;
}

/// Length of the longest beginning of a character that stands at an invalid byte: decoders replace
/// it as a whole (Unicode, section 3.9, "maximal subpart").
std::size_t invalidLength(std::string_view text, std::size_t at) {
    const unsigned lead = static_cast<unsigned char>(text[at]);
    if (lead < 0xC2 || lead > 0xF4) {
        return 1;
    }
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    // No overlong forms, no surrogates, nothing past U+10FFFF.
    unsigned low = 0x80;
    unsigned high = 0xBF;
    if (lead == 0xE0) {
        low = 0xA0;
    } else if (lead == 0xED) {
        high = 0x9F;
    } else if (lead == 0xF0) {
        low = 0x90;
    } else if (lead == 0xF4) {
        high = 0x8F;
    }
    std::size_t taken = 1;
    while (taken < length && continues(text, at + taken, low, high)) {
        ++taken;
        low = 0x80;
        high = 0xBF;
    }
    return taken;
}

/// The units that count, and at which of them each line begins.
struct Units {
    std::u16string all;
    std::vector<std::size_t> lines;
};

Units unitsOf(std::string_view text) {
    Units result;
    result.all.reserve(text.size() + kUnits);
    bool lineStart = true;
    const auto add = [&](char16_t unit) {
        if (lineStart) {
            result.lines.push_back(result.all.size());
        }
        lineStart = unit == u'\n';
        result.all.push_back(unit);
    };
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = decodeUtf8(text, i);
        const bool afterReturn = i > 0 && text[i - 1] == '\r';
        i += point.valid ? point.length : invalidLength(text, i);
        if (!point.valid) {
            add(u'\uFFFD');
        } else if (point.value == U' ' || point.value == U'\t' ||
                   (point.value == U'\n' && afterReturn)) {
            continue;
        } else if (point.value == U'\r') {
            add(u'\n');
        } else if (point.value >= 0x10000) {
            const char32_t rest = point.value - 0x10000;
            add(static_cast<char16_t>(0xD800U + (rest >> 10U)));
            add(static_cast<char16_t>(0xDC00U + (rest & 0x3FFU)));
        } else {
            add(static_cast<char16_t>(point.value));
        }
    }
    add(kEndOfText);
    result.all.append(kUnits, u'\0');
    return result;
}

}  // namespace

std::vector<std::string> lineHashes(std::string_view text) {
    const Units units = unitsOf(text);
    std::vector<std::string> result;
    result.reserve(units.lines.size());
    std::unordered_map<std::uint64_t, std::size_t> seen;
    for (const std::size_t start : units.lines) {
        std::uint64_t hash = 0;
        for (std::size_t i = start; i < start + kUnits; ++i) {
            hash = hash * kBase + units.all[i];
        }
        std::array<char, 20> digits{};
        std::snprintf(digits.data(), digits.size(), "%llx", static_cast<unsigned long long>(hash));
        result.push_back(std::string(digits.data()) + ":" + std::to_string(++seen[hash]));
    }
    return result;
}

}  // namespace fadu
