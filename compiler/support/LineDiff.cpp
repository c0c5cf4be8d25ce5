#include "support/LineDiff.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <unordered_map>

namespace fadu {

namespace {

constexpr std::size_t kContext = 3;
constexpr std::size_t kLargestTable = 1U << 20U;  ///< Cells of one line-by-line comparison.

using Ids = std::vector<std::uint32_t>;
constexpr unsigned kDeepest = 16;  ///< How often a stretch between anchors is divided again.

/// Compares two texts as lists of numbers, equal ones for equal lines.
class Comparison {
public:
    Comparison(Ids before, Ids after, std::size_t differentLines)
        : before_(std::move(before)), after_(std::move(after)), seen_(differentLines) {}

    std::vector<LineChange> run();

private:
    struct Seen {
        std::uint32_t inBefore = 0;
        std::uint32_t inAfter = 0;
        std::uint32_t at = 0;  ///< In `before_`.
    };
    struct Match {
        std::size_t before;
        std::size_t after;
    };

    /// Two stretches that are still to be compared.
    struct Range : LineChange {
        unsigned depth = 0;
    };

    void narrow(Range& range) const;
    std::vector<Match> anchors(const Range& range);
    void compare(const Range& range);
    void add(const LineChange& range);

    Ids before_;
    Ids after_;
    std::vector<Seen> seen_;
    std::vector<LineChange> changes_;
};

/// Takes equal lines off both ends.
void Comparison::narrow(Range& range) const {
    while (range.oldBegin < range.oldEnd && range.newBegin < range.newEnd &&
           before_[range.oldBegin] == after_[range.newBegin]) {
        ++range.oldBegin;
        ++range.newBegin;
    }
    while (range.oldBegin < range.oldEnd && range.newBegin < range.newEnd &&
           before_[range.oldEnd - 1] == after_[range.newEnd - 1]) {
        --range.oldEnd;
        --range.newEnd;
    }
}

/// The longest ascending sequence of lines that occur once on either side, last first.
std::vector<Comparison::Match> Comparison::anchors(const Range& range) {
    for (std::size_t i = range.oldBegin; i < range.oldEnd; ++i) {
        seen_[before_[i]] = {};
    }
    for (std::size_t i = range.newBegin; i < range.newEnd; ++i) {
        seen_[after_[i]] = {};
    }
    for (std::size_t i = range.oldBegin; i < range.oldEnd; ++i) {
        Seen& seen = seen_[before_[i]];
        ++seen.inBefore;
        seen.at = static_cast<std::uint32_t>(i);
    }
    for (std::size_t i = range.newBegin; i < range.newEnd; ++i) {
        ++seen_[after_[i]].inAfter;
    }
    struct Card {
        Match match;
        std::size_t left;  ///< Index of the card it goes on from, plus one.
    };
    std::vector<Card> cards;
    std::vector<std::size_t> piles;  // Index of each pile's top card.
    for (std::size_t i = range.newBegin; i < range.newEnd; ++i) {
        const Seen& seen = seen_[after_[i]];
        if (seen.inBefore != 1 || seen.inAfter != 1) {
            continue;
        }
        const auto pile = std::lower_bound(
            piles.begin(), piles.end(), std::size_t{seen.at},
            [&](std::size_t card, std::size_t at) { return cards[card].match.before < at; });
        cards.push_back({{seen.at, i}, pile == piles.begin() ? 0 : *std::prev(pile) + 1});
        if (pile == piles.end()) {
            piles.push_back(cards.size() - 1);
        } else {
            *pile = cards.size() - 1;
        }
    }
    std::vector<Match> result;
    for (std::size_t card = piles.empty() ? 0 : piles.back() + 1; card != 0;
         card = cards[card - 1].left) {
        result.push_back(cards[card - 1].match);
    }
    return result;
}

void Comparison::add(const LineChange& range) {
    if (range.oldBegin == range.oldEnd && range.newBegin == range.newEnd) {
        return;
    }
    if (!changes_.empty() && changes_.back().oldEnd == range.oldBegin &&
        changes_.back().newEnd == range.newBegin) {
        changes_.back().oldEnd = range.oldEnd;
        changes_.back().newEnd = range.newEnd;
    } else {
        changes_.push_back(range);
    }
}

/// Compares a stretch without anchors: the longest common subsequence where a table can hold it.
void Comparison::compare(const Range& range) {
    const std::size_t rows = range.oldEnd - range.oldBegin;
    const std::size_t columns = range.newEnd - range.newBegin;
    if (rows == 0 || columns == 0 || rows > kLargestTable / columns) {
        add(range);
        return;
    }
    std::vector<std::uint32_t> table((rows + 1) * (columns + 1), 0);
    const auto common = [&](std::size_t row, std::size_t column) -> std::uint32_t& {
        return table[row * (columns + 1) + column];
    };
    const auto equal = [&](std::size_t row, std::size_t column) {
        return before_[range.oldBegin + row] == after_[range.newBegin + column];
    };
    for (std::size_t row = rows; row-- != 0;) {
        for (std::size_t column = columns; column-- != 0;) {
            common(row, column) = equal(row, column)
                                      ? common(row + 1, column + 1) + 1
                                      : std::max(common(row + 1, column), common(row, column + 1));
        }
    }
    std::size_t row = 0;
    std::size_t column = 0;
    while (row < rows || column < columns) {
        const std::size_t oldAt = range.oldBegin + row;
        const std::size_t newAt = range.newBegin + column;
        if (row < rows && column < columns && equal(row, column)) {
            ++row;
            ++column;
        } else if (column == columns ||
                   (row < rows && common(row + 1, column) >= common(row, column + 1))) {
            add({oldAt, oldAt + 1, newAt, newAt});
            ++row;
        } else {
            add({oldAt, oldAt, newAt, newAt + 1});
            ++column;
        }
    }
}

std::vector<LineChange> Comparison::run() {
    std::vector<Range> pending{{{0, before_.size(), 0, after_.size()}, 0}};
    while (!pending.empty()) {
        Range range = pending.back();
        pending.pop_back();
        narrow(range);
        const std::vector<Match> matches =
            range.depth < kDeepest ? anchors(range) : std::vector<Match>();
        if (matches.empty()) {
            compare(range);
            continue;
        }
        // The stack gives them back in order.
        Range rest = range;
        ++rest.depth;
        for (const Match& match : matches) {
            pending.push_back(
                {{match.before + 1, rest.oldEnd, match.after + 1, rest.newEnd}, rest.depth});
            rest.oldEnd = match.before;
            rest.newEnd = match.after;
        }
        pending.push_back(rest);
    }
    return std::move(changes_);
}

/// `12,3` or `12` of a hunk's header: an empty stretch is named by the line before it.
std::string hunkRange(std::size_t begin, std::size_t end) {
    const std::size_t count = end - begin;
    std::string result = std::to_string(count == 0 ? begin : begin + 1);
    return count == 1 ? result : result + "," + std::to_string(count);
}

/// A path as diffs write it: in quotes when it holds what would end or change the line.
std::string headerPath(char side, std::string_view path) {
    std::string result = std::string(1, side) + "/";
    bool quoted = false;
    for (const char c : path) {
        if (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == '\x7F') {
            char escape[5];
            std::snprintf(escape, sizeof escape, "\\%03o",
                          static_cast<unsigned>(static_cast<unsigned char>(c)));
            result += escape;
            quoted = true;
        } else {
            result += c;
        }
    }
    return quoted ? "\"" + result + "\"" : result;
}

void appendLine(std::string& out, char mark, std::string_view line) {
    out += mark;
    out += line;
    if (!line.ends_with('\n')) {
        out += "\n\\ No newline at end of file\n";
    }
}

}  // namespace

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return lines;
}

std::vector<LineChange> lineChanges(const std::vector<std::string_view>& before,
                                    const std::vector<std::string_view>& after) {
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    const auto numbersOf = [&](const std::vector<std::string_view>& lines) {
        Ids ids;
        ids.reserve(lines.size());
        for (const std::string_view line : lines) {
            ids.push_back(
                numbers.emplace(line, static_cast<std::uint32_t>(numbers.size())).first->second);
        }
        return ids;
    };
    Ids oldIds = numbersOf(before);
    Ids newIds = numbersOf(after);
    return Comparison(std::move(oldIds), std::move(newIds), numbers.size()).run();
}

std::string unifiedDiff(std::string_view path, std::string_view before, std::string_view after) {
    if (before == after) {
        return {};
    }
    const std::vector<std::string_view> oldLines = linesOf(before);
    const std::vector<std::string_view> newLines = linesOf(after);
    const std::vector<LineChange> changes = lineChanges(oldLines, newLines);
    std::string out = "--- " + headerPath('a', path) + "\n+++ " + headerPath('b', path) + "\n";
    for (std::size_t first = 0; first < changes.size();) {
        std::size_t last = first;  // Changes whose contexts meet share a hunk.
        while (last + 1 < changes.size() &&
               changes[last + 1].oldBegin - changes[last].oldEnd <= 2 * kContext) {
            ++last;
        }
        const std::size_t lead = std::min(kContext, changes[first].oldBegin);
        const std::size_t tail = std::min(kContext, oldLines.size() - changes[last].oldEnd);
        const std::size_t oldBegin = changes[first].oldBegin - lead;
        out += "@@ -" + hunkRange(oldBegin, changes[last].oldEnd + tail) + " +" +
               hunkRange(changes[first].newBegin - lead, changes[last].newEnd + tail) + " @@\n";
        std::size_t at = oldBegin;
        for (std::size_t i = first; i <= last; ++i) {
            for (; at < changes[i].oldBegin; ++at) {
                appendLine(out, ' ', oldLines[at]);
            }
            for (; at < changes[i].oldEnd; ++at) {
                appendLine(out, '-', oldLines[at]);
            }
            for (std::size_t j = changes[i].newBegin; j < changes[i].newEnd; ++j) {
                appendLine(out, '+', newLines[j]);
            }
        }
        for (const std::size_t end = at + tail; at < end; ++at) {
            appendLine(out, ' ', oldLines[at]);
        }
        first = last + 1;
    }
    return out;
}

}  // namespace fadu
