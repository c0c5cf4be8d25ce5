#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fadu {

/// Columns that a text takes in a proportional font, at the most: as `displayWidth`, but with two
/// for every character past the European ones, since Chinese fonts draw quotes, dashes and dots
/// wide.
std::size_t drawnWidth(std::string_view text);

/// A text as lines of at most `columns` of `drawnWidth`, broken where Unicode Standard Annex 14
/// allows it with Chinese quotes: no line begins with ，。）》 or the like or ends with （《. A
/// number stays with the measure word behind its space. Only a word that is longer than a line is
/// broken inside. Line feeds of the text end lines. At least one line.
std::vector<std::string> wrappedLines(std::string_view text, std::size_t columns);

/// The same number of lines, as even as they can be: no last line of one character.
std::vector<std::string> balancedLines(std::string_view text, std::size_t columns);

}  // namespace fadu
