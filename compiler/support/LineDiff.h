#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fadu {

/// Lines `[oldBegin, oldEnd)` of one text that became lines `[newBegin, newEnd)` of another;
/// 0-based.
struct LineChange {
    std::size_t oldBegin = 0;
    std::size_t oldEnd = 0;
    std::size_t newBegin = 0;
    std::size_t newEnd = 0;

    bool operator==(const LineChange&) const = default;
};

/// The lines of a text, each with its line end (LF; the last may have none).
std::vector<std::string_view> linesOf(std::string_view text);

/// What has to change to make one list of lines the other, in order: lines that occur once in
/// both anchor the rest (patience diff), what lies between is compared line by line where it is
/// small and replaced as a whole where it is not. n log n in the number of lines.
std::vector<LineChange> lineChanges(const std::vector<std::string_view>& before,
                                    const std::vector<std::string_view>& after);

/// A unified diff with three lines of context, as `patch` and `git apply` take it, headers
/// `--- a/PATH` and `+++ b/PATH` included; empty when the texts are equal.
std::string unifiedDiff(std::string_view path, std::string_view before, std::string_view after);

}  // namespace fadu
