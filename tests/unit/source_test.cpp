#include "source/SourceManager.h"
#include "support/Text.h"
#include "unit/Harness.h"

#include <gtest/gtest.h>

namespace fadu::tests {
namespace {

SourceFile sourceOf(std::string text) {
    return {"a.fadu", std::make_shared<const std::string>(std::move(text)), false};
}

/// Position by walking over the text a code point at a time.
Position slowPosition(std::string_view text, std::uint32_t offset) {
    Position position{1, 1, std::min(offset, static_cast<std::uint32_t>(text.size()))};
    std::size_t i = text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
    while (i < text.size()) {
        const CodePoint point = decodeUtf8(text, i);
        const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        const std::size_t end = i + (pair ? 2 : point.length);
        if (end > position.offset) {
            if (pair && i + 1 == position.offset) {
                ++position.column;  // Between CR and LF: the line's end, one further.
            }
            break;
        }
        if (text[i] == '\n' || text[i] == '\r') {
            ++position.line;
            position.column = 1;
        } else {
            ++position.column;
        }
        i = end;
    }
    return position;
}

TEST(SourceFile, PositionsAgreeWithASlowCounter) {
    Random random(4);
    const std::vector<std::string> pieces{"a", "法",     "𠮷",   "\t",       "\n",   "\r\n", "\r",
                                          "é", "\u3000", "\xFF", "\xE6\xB3", "\n\r", "\0"};
    for (int round = 0; round < 3000; ++round) {
        std::string text = random.below(3) == 0 ? "\xEF\xBB\xBF" : "";
        for (std::size_t i = random.below(12); i > 0; --i) {
            text += random.pick(pieces);
        }
        const SourceFile file = sourceOf(text);
        for (std::uint32_t offset = 0; offset <= text.size() + 2; ++offset) {
            const Position position = file.position(offset);
            const Position expected = slowPosition(text, offset);
            ASSERT_EQ(position.line, expected.line) << printable(text) << " at " << offset;
            ASSERT_EQ(position.column, expected.column) << printable(text) << " at " << offset;
            ASSERT_LE(position.offset, text.size());
        }
    }
}

TEST(SourceFile, PositionsInVeryLongLines) {
    Random random(10);
    const std::vector<std::string> pieces{"a", "法", "𠮷", "é", "\t"};
    for (const std::size_t lines : {1U, 3U}) {
        std::string text = "\xEF\xBB\xBF";
        std::vector<Position> expected;
        std::vector<std::uint32_t> offsets;
        for (std::uint32_t line = 1; line <= lines; ++line) {
            for (std::uint32_t column = 1; column <= 20000; ++column) {
                if (random.below(50) == 0) {
                    offsets.push_back(static_cast<std::uint32_t>(text.size()));
                    expected.push_back({line, column, offsets.back()});
                }
                text += random.pick(pieces);
            }
            text += "\n";
        }
        const SourceFile file = sourceOf(text);
        for (std::size_t i = 0; i < offsets.size(); ++i) {
            const Position position = file.position(offsets[i]);
            ASSERT_EQ(position.line, expected[i].line);
            ASSERT_EQ(position.column, expected[i].column) << offsets[i];
        }
    }
}

TEST(SourceFile, LinesEndAtLfCrLfAndLoneCr) {
    const SourceFile file = sourceOf("\xEF\xBB\xBF一\r\n二\r三\n\n𠮷\t四");
    ASSERT_EQ(file.lineCount(), 5U);
    EXPECT_EQ(file.line(1), "一");
    EXPECT_EQ(file.line(2), "二");
    EXPECT_EQ(file.line(3), "三");
    EXPECT_EQ(file.line(4), "");
    EXPECT_EQ(file.line(5), "𠮷\t四");
    EXPECT_EQ(file.position(file.lineStart(5) + 4).column, 2U);  // After the one character 𠮷.
    EXPECT_EQ(file.position(file.lineStart(5) + 5).column, 3U);  // A tab is one.
    EXPECT_EQ(file.position(3).column, 1U);                      // A BOM is none.
}

TEST(SourceFile, OffsetInsideACharacterIsThatCharactersStart) {
    const SourceFile file = sourceOf("a法b𠮷c");
    for (const std::uint32_t offset : {1U, 2U, 3U}) {
        EXPECT_EQ(file.position(offset).column, 2U) << offset;
    }
    EXPECT_EQ(file.position(4).column, 3U);
    for (const std::uint32_t offset : {5U, 6U, 7U, 8U}) {
        EXPECT_EQ(file.position(offset).column, 4U) << offset;
    }
    EXPECT_EQ(file.position(9).column, 5U);
}

TEST(SourceFile, EmptyTextHasOneLine) {
    const SourceFile file = sourceOf("");
    EXPECT_EQ(file.lineCount(), 1U);
    EXPECT_EQ(file.line(1), "");
    EXPECT_EQ(file.position(0).line, 1U);
    EXPECT_EQ(file.position(7).column, 1U);
    EXPECT_EQ(sourceOf("\n").lineCount(), 2U);
}

TEST(SourceManager, OrdersByFileNameThenPosition) {
    SourceManager sources;
    const FileId b = sources.add("b.fadu", std::make_shared<const std::string>("bbbb"));
    const FileId a = sources.add("a.fadu", std::make_shared<const std::string>("aaaa"));
    EXPECT_TRUE(sources.before({a, 3, 4}, {b, 0, 1}));
    EXPECT_FALSE(sources.before({b, 0, 1}, {a, 3, 4}));
    EXPECT_TRUE(sources.before({a, 1, 2}, {a, 1, 3}));
    EXPECT_FALSE(sources.before({a, 1, 2}, {a, 1, 2}));
    EXPECT_EQ(sources.text({a, 1, 3}), "aa");
}

TEST(Span, PlacesAndMerges) {
    const FileId file(0U);
    const Span relative{FileId(), 2, 5};
    EXPECT_FALSE(relative.valid());
    EXPECT_EQ(relative.placed(file, 10), (Span{file, 12, 15}));
    EXPECT_EQ((Span{file, 1, 2}).placed(file, 10), (Span{file, 1, 2}));
    EXPECT_EQ((Span{file, 1, 2}).merged({file, 5, 6}), (Span{file, 1, 6}));
    EXPECT_TRUE((Span{file, 1, 6}).contains({file, 1, 6}));
    EXPECT_FALSE((Span{file, 1, 6}).contains({file, 0, 6}));
}

}  // namespace
}  // namespace fadu::tests
