// Unified diffs: exact for small texts, a valid patch for any.
#include "support/LineDiff.h"
#include "unit/Harness.h"

#include <gtest/gtest.h>

namespace fadu::tests {

namespace {

/// What becomes of a text when the changes are made to it.
std::string changed(std::string_view before, std::string_view after) {
    const auto oldLines = linesOf(before);
    const auto newLines = linesOf(after);
    std::string out;
    std::size_t at = 0;
    for (const LineChange& change : lineChanges(oldLines, newLines)) {
        EXPECT_LE(at, change.oldBegin);
        EXPECT_TRUE(change.oldBegin < change.oldEnd || change.newBegin < change.newEnd);
        for (; at < change.oldBegin; ++at) {
            out += oldLines[at];
        }
        at = change.oldEnd;
        for (std::size_t i = change.newBegin; i < change.newEnd; ++i) {
            out += newLines[i];
        }
    }
    for (; at < oldLines.size(); ++at) {
        out += oldLines[at];
    }
    return out;
}

TEST(LineDiff, Lines) {
    using Lines = std::vector<std::string_view>;
    EXPECT_EQ(linesOf(""), Lines());
    EXPECT_EQ(linesOf("a\n\nb"), (Lines{"a\n", "\n", "b"}));
    EXPECT_EQ(linesOf("a\r\n"), Lines{"a\r\n"});
}

TEST(LineDiff, EqualTextsHaveNone) {
    EXPECT_EQ(unifiedDiff("a", "x\n", "x\n"), "");
    EXPECT_EQ(unifiedDiff("a", "", ""), "");
}

TEST(LineDiff, Hunks) {
    EXPECT_EQ(unifiedDiff("a.fadu", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nX\n6\n7\n8\n9\n"),
              "--- a/a.fadu\n+++ b/a.fadu\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+X\n 6\n 7\n 8\n");
    // Six lines between two changes: one hunk; seven: two.
    EXPECT_EQ(unifiedDiff("a", "a\n1\n2\n3\n4\n5\n6\nb\n", "1\n2\n3\n4\n5\n6\n"),
              "--- a/a\n+++ b/a\n@@ -1,8 +1,6 @@\n-a\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n");
    EXPECT_EQ(
        unifiedDiff("a", "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "1\n2\n3\n4\n5\n6\n7\n"),
        "--- a/a\n+++ b/a\n@@ -1,4 +1,3 @@\n-a\n 1\n 2\n 3\n@@ -6,4 +5,3 @@\n 5\n 6\n 7\n-b\n");
}

TEST(LineDiff, EmptySidesAndLineEnds) {
    EXPECT_EQ(unifiedDiff("a", "", "1\n"), "--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+1\n");
    EXPECT_EQ(unifiedDiff("a", "1\n", ""), "--- a/a\n+++ b/a\n@@ -1 +0,0 @@\n-1\n");
    EXPECT_EQ(unifiedDiff("a", "1", "1\n"),
              "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-1\n\\ No newline at end of file\n+1\n");
    EXPECT_EQ(unifiedDiff("a", "1\n2", "2"),
              "--- a/a\n+++ b/a\n@@ -1,2 +1 @@\n-1\n 2\n\\ No newline at end of file\n");
}

TEST(LineDiff, PathsThatWouldEndTheLine) {
    EXPECT_EQ(unifiedDiff("甲\n\"乙", "", "1\n").substr(0, 22), "--- \"a/甲\\012\\042乙\"");
}

TEST(LineDiff, RebuildsAnyText) {
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        Random random(seed);
        const std::size_t letters = 1 + random.below(12);
        const auto text = [&] {
            std::string lines;
            for (std::size_t i = random.below(30); i != 0; --i) {
                lines += static_cast<char>('a' + random.below(letters));
                lines += '\n';
            }
            return lines;
        };
        const std::string before = text();
        const std::string after = text();
        ASSERT_EQ(changed(before, after), after) << before << "---\n" << after;
    }
}

// Where everything changed and nothing can anchor, the whole is replaced.
TEST(LineDiff, LongTextsWithoutAnythingInCommon) {
    std::string before;
    std::string after;
    for (int i = 0; i < 3000; ++i) {
        before += i % 2 == 0 ? "a\n" : "b\n";
        after += i % 3 == 0 ? "b\n" : "c\n";
    }
    EXPECT_EQ(changed(before, after), after);
}

}  // namespace

}  // namespace fadu::tests
