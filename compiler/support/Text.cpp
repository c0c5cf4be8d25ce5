#include "support/Text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace fadu {

CodePoint decodeUtf8(std::string_view text, std::size_t offset) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const auto continuation = [&](std::size_t i) {
        return i < text.size() && (byte(i) & 0xC0U) == 0x80U;
    };
    const std::uint8_t lead = byte(offset);
    if (lead < 0x80) {
        return {lead, 1, true};
    }
    const CodePoint invalid{0xFFFD, 1, false};
    if (lead < 0xC2) {
        return invalid;
    }
    if (lead < 0xE0) {
        if (!continuation(offset + 1)) {
            return invalid;
        }
        return {static_cast<char32_t>((lead & 0x1FU) << 6U | (byte(offset + 1) & 0x3FU)), 2, true};
    }
    if (lead < 0xF0) {
        if (!continuation(offset + 1) || !continuation(offset + 2)) {
            return invalid;
        }
        const char32_t value = static_cast<char32_t>(
            (lead & 0x0FU) << 12U | (byte(offset + 1) & 0x3FU) << 6U | (byte(offset + 2) & 0x3FU));
        if (value < 0x800 || (value >= 0xD800 && value <= 0xDFFF)) {
            return invalid;
        }
        return {value, 3, true};
    }
    if (lead < 0xF5) {
        if (!continuation(offset + 1) || !continuation(offset + 2) || !continuation(offset + 3)) {
            return invalid;
        }
        const char32_t value =
            static_cast<char32_t>((lead & 0x07U) << 18U | (byte(offset + 1) & 0x3FU) << 12U |
                                  (byte(offset + 2) & 0x3FU) << 6U | (byte(offset + 3) & 0x3FU));
        if (value < 0x10000 || value > 0x10FFFF) {
            return invalid;
        }
        return {value, 4, true};
    }
    return invalid;
}

void appendUtf8(std::string& out, char32_t codePoint) {
    std::array<utf8proc_uint8_t, 4> buffer{};
    const auto length =
        utf8proc_encode_char(static_cast<utf8proc_int32_t>(codePoint), buffer.data());
    for (utf8proc_ssize_t i = 0; i < length; ++i) {
        out.push_back(static_cast<char>(buffer[static_cast<std::size_t>(i)]));
    }
}

std::u32string toCodePoints(std::string_view text) {
    std::u32string result;
    result.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = decodeUtf8(text, i);
        result.push_back(point.value);
        i += point.length;
    }
    return result;
}

std::size_t countCodePoints(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) {
        i += decodeUtf8(text, i).length;
    }
    return count;
}

std::size_t countUtf16Units(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = decodeUtf8(text, i);
        count += point.value >= 0x10000 ? 2 : 1;
        i += point.length;
    }
    return count;
}

bool isNfkcQuick(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<std::uint8_t>(text[i]);
        if (byte < 0x80) {
            ++i;
        } else if (byte >= 0xE4 && byte <= 0xE9 && i + 2 < text.size()) {
            i += 3;  // U+4000-U+9FFF holds no character with a compatibility decomposition.
        } else {
            return false;
        }
    }
    return true;
}

std::string normalizeNfkc(std::string_view text) {
    if (isNfkcQuick(text)) {
        return std::string(text);
    }
    utf8proc_uint8_t* mapped = nullptr;
    const auto options =
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    const utf8proc_ssize_t length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                     static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
    if (length < 0) {
        return std::string(
            text);  // Invalid UTF-8 has been reported already; it equals itself only.
    }
    std::string result(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
    std::free(mapped);  // NOLINT(cppcoreguidelines-no-malloc): utf8proc allocates with malloc.
    return result;
}

int displayWidth(char32_t codePoint) {
    if (codePoint < 0x20 || (codePoint >= 0x7F && codePoint < 0xA0)) {
        return codePoint == U'\t' ? 1 : 0;
    }
    return utf8proc_charwidth(static_cast<utf8proc_int32_t>(codePoint));
}

std::size_t displayWidth(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = decodeUtf8(text, i);
        width += static_cast<std::size_t>(displayWidth(point.value));
        i += point.length;
    }
    return width;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kBlanks);
    return begin == std::string_view::npos
               ? std::string_view()
               : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::string printable(std::string_view text, std::size_t maxCodePoints) {
    std::string result;
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) {
        if (count == maxCodePoints) {
            result += "…";
            break;
        }
        const CodePoint point = decodeUtf8(text, i);
        const bool control = point.value < 0x20 || (point.value >= 0x7F && point.value < 0xA0) ||
                             point.value == 0xFEFF || point.value == 0x61C ||
                             (point.value >= 0x200B && point.value <= 0x200F) ||
                             (point.value >= 0x2028 && point.value <= 0x202E) ||
                             (point.value >= 0x2060 && point.value <= 0x2069) || !point.valid;
        if (control) {
            std::array<char, 16> buffer{};
            const unsigned value = point.valid ? static_cast<unsigned>(point.value)
                                               : static_cast<std::uint8_t>(text[i]);
            std::snprintf(buffer.data(), buffer.size(), point.valid ? "U+%04X" : "0x%02X", value);
            result += buffer.data();
        } else {
            result.append(text.substr(i, point.length));
        }
        i += point.length;
    }
    return result;
}

std::size_t editDistance(std::u32string_view left, std::u32string_view right, std::size_t limit) {
    const std::size_t gap =
        left.size() > right.size() ? left.size() - right.size() : right.size() - left.size();
    if (gap > limit) {
        return limit + 1;
    }
    std::size_t lastBest = 0;
    std::vector<std::size_t> beforeLast(right.size() + 1);
    std::vector<std::size_t> last(right.size() + 1);
    std::vector<std::size_t> current(right.size() + 1);
    for (std::size_t j = 0; j <= right.size(); ++j) {
        last[j] = j;
    }
    for (std::size_t i = 1; i <= left.size(); ++i) {
        current[0] = i;
        std::size_t best = current[0];
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t cost = left[i - 1] == right[j - 1] ? 0 : 1;
            current[j] = std::min({last[j] + 1, current[j - 1] + 1, last[j - 1] + cost});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                current[j] = std::min(current[j], beforeLast[j - 2] + 1);
            }
            best = std::min(best, current[j]);
        }
        // A transposition reaches back two rows.
        if (best > limit && lastBest >= limit) {
            return limit + 1;
        }
        lastBest = best;
        std::swap(beforeLast, last);
        std::swap(last, current);
    }
    return std::min(last[right.size()], limit + 1);
}

std::vector<std::string> nearestNames(std::string_view name,
                                      const std::vector<std::string_view>& candidates,
                                      std::size_t maxResults) {
    constexpr std::size_t kLongestName = 64;
    const std::u32string wanted = toCodePoints(name);
    if (wanted.size() > kLongestName) {
        return {};
    }
    const std::size_t limit = wanted.size() <= 1   ? 0
                              : wanted.size() <= 4 ? 1
                              : wanted.size() <= 8 ? 2
                                                   : wanted.size() / 4;
    std::vector<std::pair<std::size_t, std::string_view>> close;
    for (const std::string_view candidate : candidates) {
        if (candidate.size() > 4 * (wanted.size() + limit)) {
            continue;
        }
        const std::size_t distance = editDistance(wanted, toCodePoints(candidate), limit);
        if (distance <= limit) {
            close.emplace_back(distance, candidate);
        }
    }
    std::sort(close.begin(), close.end());
    close.erase(std::unique(close.begin(), close.end()), close.end());
    std::vector<std::string> result;
    for (const auto& [distance, candidate] : close) {
        if (result.size() == maxResults) {
            break;
        }
        result.emplace_back(candidate);
    }
    return result;
}

}  // namespace fadu
