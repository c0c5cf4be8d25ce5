// What git prints about changes; the program itself is run in tests/cli/since.sh.
#include "workspace/Changes.h"
#include "workspace/Process.h"

#include <gtest/gtest.h>

namespace fadu::tests {

namespace {

ChangedLines parsed(std::string_view diff) {
    ChangedLines changes;
    parseDiff(diff, changes);
    return changes;
}

TEST(Changes, AreTheLinesOfTheNewSide) {
    const ChangedLines changes = parsed(
        "diff --git a/甲.fadu b/甲.fadu\n"
        "index 1..2 100644\n"
        "--- a/甲.fadu\n"
        "+++ b/甲.fadu\n"
        "@@ -3 +3 @@ 事项\n"
        "-旧\n"
        "+新\n"
        "@@ -7,0 +8,2 @@\n"
        "+一\n"
        "+二\n"
        "@@ -20,3 +21,0 @@\n"
        "-三\n");
    EXPECT_FALSE(changes.touches("甲.fadu", {1, 2}));
    EXPECT_TRUE(changes.touches("甲.fadu", {3, 3}));
    EXPECT_TRUE(changes.touches("甲.fadu", {1, 5}));
    EXPECT_FALSE(changes.touches("甲.fadu", {4, 7}));
    EXPECT_TRUE(changes.touches("甲.fadu", {9, 12}));
    EXPECT_FALSE(changes.touches("甲.fadu", {10, 30}));
    EXPECT_FALSE(changes.touches("乙.fadu", {3, 3}));
}

TEST(Changes, TakeNoLineOfAFileForAHeader) {
    const ChangedLines changes = parsed(
        "diff --git a/a.fadu b/a.fadu\n"
        "--- a/a.fadu\n"
        "+++ b/a.fadu\n"
        "@@ -1 +1,2 @@\n"
        "--- a/old.fadu\n"
        "+++ b/other.fadu\n"
        "+@@ -1 +90 @@\n"
        "\\ No newline at end of file\n"
        "@@ -5 +6 @@\n"
        "+x\n");
    EXPECT_TRUE(changes.touches("a.fadu", {6, 6}));
    EXPECT_FALSE(changes.touches("other.fadu", {1, 100}));
    EXPECT_FALSE(changes.touches("a.fadu", {90, 90}));
}

TEST(Changes, ReadNamesAsGitWritesThem) {
    const ChangedLines changes = parsed(
        "diff --git \"a/\\344\\272\\213\\t\\\"\\\\.fadu\" \"b/\\344\\272\\213\\t\\\"\\\\.fadu\"\n"
        "+++ \"b/\\344\\272\\213\\t\\\"\\\\.fadu\"\n"
        "@@ -0,0 +1 @@\n"
        "+x\n"
        "diff --git a/带 空格.fadu b/带 空格.fadu\n"
        "+++ b/带 空格.fadu\t\n"
        "@@ -0,0 +1 @@\n"
        "+x\n"
        "diff --git a/gone.fadu b/gone.fadu\n"
        "+++ /dev/null\n"
        "@@ -1 +0,0 @@\n"
        "-x");
    EXPECT_TRUE(changes.touches("事\t\"\\.fadu", {1, 1}));
    EXPECT_TRUE(changes.touches("带 空格.fadu", {1, 1}));
    EXPECT_FALSE(changes.touches("gone.fadu", {1, 1}));
}

TEST(Changes, SurviveWhatGitNeverPrints) {
    for (const std::string_view text :
         {"", "\n", "@@ -1 +1 @@", "diff --git ", "+++ ", "+++ \"", "@@ ", "@@ +", "@@ -1 +x @@",
          "diff --git a b\n+++ \"b/\\3\"\n@@ -1 +4294967295,4294967295 @@\n"}) {
        EXPECT_FALSE(parsed(text).touches("a.fadu", {1, 1}));
    }
}

TEST(Changes, OfADirectoryAreAllBelowIt) {
    ChangedLines changes;
    changes.addWhole("新/");
    changes.addWhole("a.fadu");
    EXPECT_TRUE(changes.touches("新/甲/乙.fadu", {5, 5}));
    EXPECT_FALSE(changes.touches("新的.fadu", {5, 5}));
    EXPECT_TRUE(changes.touches("a.fadu", {5, 5}));
}

TEST(Process, GivesBothStreamsAndTheStatus) {
    const ProcessResult result =
        runProcess({"sh", "-c", "head -c 300000 /dev/zero; echo 甲 >&2; cat; exit 3"});
    EXPECT_FALSE(result.failure);
    EXPECT_EQ(result.status, 3);
    EXPECT_EQ(result.output.size(), 300000U);
    EXPECT_EQ(result.errors, "甲\n");
    EXPECT_EQ(runProcess({"sh", "-c", "kill -9 $$"}).status, 137);
    EXPECT_TRUE(runProcess({"no-such-program-anywhere"}).failure);
    EXPECT_EQ(runProcess({"echo", "$HOME; *"}).output, "$HOME; *\n");
}

}  // namespace

}  // namespace fadu::tests
