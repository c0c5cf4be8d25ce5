#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fadu {

/// One decoded code point and the number of bytes it took. An invalid byte decodes as U+FFFD of
/// length 1 with `valid == false`.
struct CodePoint {
    char32_t value = 0;
    std::uint8_t length = 1;
    bool valid = true;
};

/// Decodes the code point at `offset` of UTF-8 text. Overlong forms, surrogates and values past
/// U+10FFFF are invalid. `offset` must be inside the text.
CodePoint decodeUtf8(std::string_view text, std::size_t offset);

/// Appends the UTF-8 form of a scalar value.
void appendUtf8(std::string& out, char32_t codePoint);

/// The code points of valid UTF-8; invalid bytes become U+FFFD.
std::u32string toCodePoints(std::string_view text);

/// Number of code points (invalid bytes count one each).
std::size_t countCodePoints(std::string_view text);

/// Number of UTF-16 code units (invalid bytes count one each).
std::size_t countUtf16Units(std::string_view text);

/// Normalisation form KC (Unicode Standard Annex 15). Text that is already in that form for the
/// characters Fadu sources use (ASCII, CJK ideographs) is returned unchanged without allocation of
/// intermediate buffers.
std::string normalizeNfkc(std::string_view text);

/// Whether `normalizeNfkc` is known to be the identity without running it.
bool isNfkcQuick(std::string_view text);

/// Columns of a terminal cell grid that the text takes (East Asian Width: wide and full-width two,
/// combining none). A tab counts as one; the caller expands tabs.
std::size_t displayWidth(std::string_view text);

/// Columns one code point takes.
int displayWidth(char32_t codePoint);

/// The text without the blanks and line ends around it.
std::string_view trimmed(std::string_view text);

/// Text made safe for a terminal or a one-line message: control characters, line separators and
/// invisible marks become their visible `U+XXXX` form and text longer than `maxCodePoints` is cut
/// with an ellipsis.
std::string printable(std::string_view text, std::size_t maxCodePoints = 120);

/// Smallest number of insertions, deletions, substitutions and transpositions of neighbours between
/// two names, over code points, or `limit + 1` when it is larger than `limit`
/// (Damerau-Levenshtein, optimal string alignment).
std::size_t editDistance(std::u32string_view left, std::u32string_view right, std::size_t limit);

/// Up to `maxResults` of the candidates closest to `name`, closest first, then in code point order.
/// Only candidates within the tolerance of the name's length (one edit up to four characters, two
/// up to eight, else a quarter) are close.
std::vector<std::string> nearestNames(std::string_view name,
                                      const std::vector<std::string_view>& candidates,
                                      std::size_t maxResults = 3);

}  // namespace fadu
