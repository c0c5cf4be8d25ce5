// Positions as clients count them, over every byte of texts with all that makes counting hard.
#include "lsp/Positions.h"
#include "support/Text.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace fadu::lsp {
namespace {

constexpr PositionEncoding kEncodings[] = {PositionEncoding::Utf8, PositionEncoding::Utf16,
                                           PositionEncoding::Utf32};

SourceFile fileOf(std::string text) {
    return {"a.fadu", std::make_shared<const std::string>(std::move(text)), false};
}

struct Counted {
    ClientPosition utf8;
    ClientPosition utf16;
    ClientPosition utf32;
};

void expectAt(const SourceFile& file, std::uint32_t offset, const Counted& counted,
              TextOf of = TextOf::Client) {
    const ClientPosition expected[] = {counted.utf8, counted.utf16, counted.utf32};
    for (std::size_t i = 0; i < 3; ++i) {
        PositionMap map(file, kEncodings[i], of);
        const ClientPosition found = map.position(offset);
        EXPECT_EQ(found.line, expected[i].line) << offset << " encoding " << i;
        EXPECT_EQ(found.character, expected[i].character) << offset << " encoding " << i;
        EXPECT_EQ(map.offset(expected[i]), offset) << "encoding " << i;
    }
}

TEST(Positions, CountUnitsOfTheEncoding) {
    // 𠮷 takes 4 bytes, 2 units of UTF-16, 1 code point.
    const SourceFile file = fileOf("a事𠮷b\tc");
    expectAt(file, 0, {{0, 0}, {0, 0}, {0, 0}});
    expectAt(file, 1, {{0, 1}, {0, 1}, {0, 1}});
    expectAt(file, 4, {{0, 4}, {0, 2}, {0, 2}});
    expectAt(file, 8, {{0, 8}, {0, 4}, {0, 3}});
    expectAt(file, 9, {{0, 9}, {0, 5}, {0, 4}});
    expectAt(file, 10, {{0, 10}, {0, 6}, {0, 5}});  // A tab is one.
    expectAt(file, 11, {{0, 11}, {0, 7}, {0, 6}});
}

TEST(Positions, LinesEndWithLfCrlfAndCrAlone) {
    // Not with U+2028 or U+0085, which other programs take for line ends.
    const SourceFile file = fileOf("甲\n乙\r\n丙\r丁\u2028戊\u0085己\n");
    expectAt(file, 4, {{1, 0}, {1, 0}, {1, 0}});
    expectAt(file, 9, {{2, 0}, {2, 0}, {2, 0}});
    expectAt(file, 13, {{3, 0}, {3, 0}, {3, 0}});
    expectAt(file, 19, {{3, 6}, {3, 2}, {3, 2}});
    expectAt(file, 24, {{3, 11}, {3, 4}, {3, 4}});
    expectAt(file, 28, {{4, 0}, {4, 0}, {4, 0}});
}

TEST(Positions, CombiningMarksAreCharactersOfTheirOwn) {
    const SourceFile file = fileOf("e\u0301\u0302x");
    expectAt(file, 1, {{0, 1}, {0, 1}, {0, 1}});
    expectAt(file, 3, {{0, 3}, {0, 2}, {0, 2}});
    expectAt(file, 5, {{0, 5}, {0, 3}, {0, 3}});
}

TEST(Positions, AByteOrderMarkCountsWhereTheClientSeesIt) {
    const SourceFile file = fileOf("\xEF\xBB\xBF甲乙\n丙");
    expectAt(file, 6, {{0, 6}, {0, 2}, {0, 2}}, TextOf::Client);
    expectAt(file, 6, {{0, 3}, {0, 1}, {0, 1}}, TextOf::Disk);
    expectAt(file, 10, {{1, 0}, {1, 0}, {1, 0}}, TextOf::Disk);
    PositionMap map(file, PositionEncoding::Utf16, TextOf::Disk);
    EXPECT_EQ(map.position(0), (ClientPosition{0, 0}));
    EXPECT_EQ(map.position(3), (ClientPosition{0, 0}));
    EXPECT_EQ(map.offset({0, 0}), 3U);
}

// A client shows a byte that is no UTF-8 as U+FFFD: three bytes, one unit.
TEST(Positions, InvalidBytesCountAsWhatIsShown) {
    const SourceFile file = fileOf("甲\xFF\xC0乙");
    expectAt(file, 4, {{0, 6}, {0, 2}, {0, 2}}, TextOf::Disk);
    expectAt(file, 5, {{0, 9}, {0, 3}, {0, 3}}, TextOf::Disk);
}

TEST(Positions, PastTheEndIsTheEnd) {
    const SourceFile file = fileOf("甲乙\r\n丙\n");
    for (const PositionEncoding encoding : kEncodings) {
        const PositionMap map(file, encoding, TextOf::Client);
        EXPECT_EQ(map.offset({0, 1000}), 6U);
        EXPECT_EQ(map.offset({1, 1000}), 11U);
        EXPECT_EQ(map.offset({2, 1000}), 12U);
        EXPECT_EQ(map.offset({3, 0}), 12U);
        EXPECT_EQ(map.offset({0x7FFFFFFF, 0x7FFFFFFF}), 12U);
        PositionMap other(file, encoding, TextOf::Client);
        EXPECT_EQ(other.position(99999), (ClientPosition{2, 0}));
    }
    const SourceFile empty = fileOf("");
    EXPECT_EQ(PositionMap(empty, PositionEncoding::Utf16, TextOf::Client).offset({5, 5}), 0U);
}

TEST(Positions, InsideACharacterIsItsStart) {
    const SourceFile file = fileOf("𠮷b");
    EXPECT_EQ(PositionMap(file, PositionEncoding::Utf16, TextOf::Client).offset({0, 1}), 0U);
    for (std::uint32_t inside = 1; inside < 4; ++inside) {
        EXPECT_EQ(PositionMap(file, PositionEncoding::Utf8, TextOf::Client).offset({0, inside}),
                  0U);
        PositionMap map(file, PositionEncoding::Utf16, TextOf::Client);
        EXPECT_EQ(map.position(inside), (ClientPosition{0, 0}));
    }
    const SourceFile crlf = fileOf("甲\r\n乙");
    PositionMap map(crlf, PositionEncoding::Utf16, TextOf::Client);
    EXPECT_EQ(map.position(4), (ClientPosition{0, 1}));
}

// Whatever the order of questions, an offset has one position, and it leads back.
TEST(Positions, LeadBackInAnyOrder) {
    const SourceFile file = fileOf(
        "\xEF\xBB\xBF事项 𠮷𠮷\t{\r\n  时限\r承诺：１５ e\u0301 😀‍🔥\n\n\u2028尾");
    const auto size = static_cast<std::uint32_t>(file.text().size());
    for (const PositionEncoding encoding : kEncodings) {
        for (const TextOf of : {TextOf::Client, TextOf::Disk}) {
            std::vector<ClientPosition> fresh;
            for (std::uint32_t offset = 0; offset <= size; ++offset) {
                fresh.push_back(PositionMap(file, encoding, of).position(offset));
            }
            PositionMap ascending(file, encoding, of);
            PositionMap scattered(file, encoding, of);
            for (std::uint32_t offset = 0; offset <= size; ++offset) {
                EXPECT_EQ(ascending.position(offset), fresh[offset]);
                const std::uint32_t other = offset * 37 % (size + 1);
                EXPECT_EQ(scattered.position(other), fresh[other]);
                if (offset > 0) {
                    EXPECT_LE(fresh[offset - 1], fresh[offset]);
                }
                const std::uint32_t back = ascending.offset(fresh[offset]);
                EXPECT_EQ(PositionMap(file, encoding, of).position(back), fresh[offset]);
            }
        }
    }
}

// UTF-32 is what the command line counts, less one.
TEST(Positions, AgreeWithTheCommandLinesColumns) {
    const SourceFile file = fileOf("\xEF\xBB\xBF事项 𠮷\t{\r\n  承诺\xFF x\r丙");
    PositionMap map(file, PositionEncoding::Utf32, TextOf::Disk);
    for (std::uint32_t offset = 3; offset < file.text().size(); ++offset) {
        if (file.text()[offset] == '\r' || file.text()[offset] == '\n') {
            continue;
        }
        const Position position = file.position(offset);
        const ClientPosition found = map.position(offset);
        EXPECT_EQ(found.line + 1, position.line);
        EXPECT_EQ(found.character + 1, position.column) << offset;
    }
}

}  // namespace
}  // namespace fadu::lsp
