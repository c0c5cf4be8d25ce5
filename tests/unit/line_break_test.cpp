#include "support/LineBreak.h"
#include "support/Text.h"

#include <gtest/gtest.h>

namespace fadu::tests {
namespace {

using Lines = std::vector<std::string>;

/// 避头尾: what no line may begin or end with.
constexpr std::u32string_view kNoBegin = U"，。、；：？！）》」』”’…％";
constexpr std::u32string_view kNoEnd = U"（《「『“‘";

TEST(LineBreak, NoLineBeginsOrEndsWithWhatMayNot) {
    const std::string text =
        "依据《中华人民共和国行政许可法》（2019年修正）第四十二条第一款，自受理之日起 20 个工作日内"
        "作出“准予”或者“不予”的决定……𠮷野家、“甲”（乙）《丙》；是？对！100％。";
    for (std::size_t columns = 8; columns < 60; ++columns) {
        std::string joined;
        for (const std::string& line : wrappedLines(text, columns)) {
            const std::u32string points = toCodePoints(line);
            ASSERT_FALSE(points.empty());
            EXPECT_EQ(kNoBegin.find(points.front()), std::u32string_view::npos) << line;
            EXPECT_EQ(kNoEnd.find(points.back()), std::u32string_view::npos) << line;
            EXPECT_LE(drawnWidth(line), columns) << line;
            joined += line;
        }
        // Nothing is lost but the spaces at which lines end.
        const auto bare = [](std::string from) {
            std::string result;
            for (const char32_t point : toCodePoints(from)) {
                if (point != U' ' && point != U'\u00A0') {
                    appendUtf8(result, point);
                }
            }
            return result;
        };
        EXPECT_EQ(bare(joined), bare(text));
    }
}

TEST(LineBreak, ANumberStaysWithWhatItCounts) {
    EXPECT_EQ(wrappedLines("最长 20 个工作日", 9), (Lines{"最长", "20\u00A0个工作", "日"}));
}

TEST(LineBreak, OnlyALongWordIsCut) {
    EXPECT_EQ(wrappedLines("see article", 7), (Lines{"see", "article"}));
    EXPECT_EQ(wrappedLines("abcdefgh", 5), (Lines{"abcde", "fgh"}));
    EXPECT_EQ(wrappedLines("", 5), Lines{""});
    EXPECT_EQ(wrappedLines("甲\n乙", 10), (Lines{"甲", "乙"}));
}

TEST(LineBreak, BalancedLinesAreAsMany) {
    EXPECT_EQ(wrappedLines("临江市江北区市场监督管理局", 24),
              (Lines{"临江市江北区市场监督管理", "局"}));
    EXPECT_EQ(balancedLines("临江市江北区市场监督管理局", 24),
              (Lines{"临江市江北区市", "场监督管理局"}));
    EXPECT_EQ(balancedLines("许可", 24), Lines{"许可"});
    EXPECT_EQ(balancedLines("abcdefgh ij", 8), (Lines{"abcdefgh", "ij"}));
}

TEST(LineBreak, QuotesAndDashesAreDrawnWide) {
    EXPECT_EQ(drawnWidth("甲A"), 3U);
    EXPECT_EQ(drawnWidth("“甲”—…"), 10U);
    EXPECT_EQ(drawnWidth("𠮷"), 2U);
}

}  // namespace
}  // namespace fadu::tests
