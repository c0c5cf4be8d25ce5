#include "support/Text.h"
#include "unit/Harness.h"

#include <gtest/gtest.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

namespace fadu::tests {
namespace {

CodePoint decode(std::string_view bytes) { return decodeUtf8(bytes, 0); }

/// Decoding written from the table of well-formed sequences (Unicode 3.9, table 3-7), slowly.
CodePoint slowDecode(std::string_view text, std::size_t offset) {
    const auto at = [&](std::size_t i) -> int {
        return offset + i < text.size() ? static_cast<unsigned char>(text[offset + i]) : -1;
    };
    const auto in = [](int byte, int low, int high) { return byte >= low && byte <= high; };
    const int b0 = at(0);
    const int b1 = at(1);
    const int b2 = at(2);
    const int b3 = at(3);
    const bool tail2 = in(b2, 0x80, 0xBF);
    const bool tail3 = in(b3, 0x80, 0xBF);
    if (in(b0, 0, 0x7F)) {
        return {static_cast<char32_t>(b0), 1, true};
    }
    if (in(b0, 0xC2, 0xDF) && in(b1, 0x80, 0xBF)) {
        return {static_cast<char32_t>((b0 & 31) << 6 | (b1 & 63)), 2, true};
    }
    const bool three =
        (b0 == 0xE0 && in(b1, 0xA0, 0xBF)) || (in(b0, 0xE1, 0xEC) && in(b1, 0x80, 0xBF)) ||
        (b0 == 0xED && in(b1, 0x80, 0x9F)) || (in(b0, 0xEE, 0xEF) && in(b1, 0x80, 0xBF));
    if (three && tail2) {
        return {static_cast<char32_t>((b0 & 15) << 12 | (b1 & 63) << 6 | (b2 & 63)), 3, true};
    }
    const bool four = (b0 == 0xF0 && in(b1, 0x90, 0xBF)) ||
                      (in(b0, 0xF1, 0xF3) && in(b1, 0x80, 0xBF)) ||
                      (b0 == 0xF4 && in(b1, 0x80, 0x8F));
    if (four && tail2 && tail3) {
        return {
            static_cast<char32_t>((b0 & 7) << 18 | (b1 & 63) << 12 | (b2 & 63) << 6 | (b3 & 63)), 4,
            true};
    }
    return {0xFFFD, 1, false};
}

TEST(Utf8, RejectsOverlongFormsSurrogatesAndWhatIsPastTheLastCodePoint) {
    for (const std::string_view bytes :
         {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xF0\x80\x80\x80",
          "\xF0\x8F\xBF\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF4\x90\x80\x80",
          "\xF5\x80\x80\x80", "\xFF", "\x80", "\xBF", "\xE4\xB8", "\xE4", "\xF0\xA0\xAE",
          "\xE4\x41\x80", "\xC3"}) {
        const CodePoint point = decode(bytes);
        EXPECT_FALSE(point.valid) << printable(bytes);
        EXPECT_EQ(point.length, 1);
        EXPECT_EQ(point.value, U'\uFFFD');
    }
    EXPECT_EQ(decode("\xED\x9F\xBF").value, U'\uD7FF');
    EXPECT_EQ(decode("\xEE\x80\x80").value, U'\uE000');
    EXPECT_EQ(decode("\xF4\x8F\xBF\xBF").value, U'\U0010FFFF');
    EXPECT_EQ(decode("𠮷").value, U'𠮷');
    EXPECT_EQ(decode("𠮷").length, 4);
}

TEST(Utf8, DecodesRandomBytesAsTheTableOfWellFormedSequencesDoes) {
    Random random(1);
    const std::string edges(
        "\x00\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC2\xDF\xE0\xE4\xED\xEF\xF0\xF1\xF4\xF5\xFF", 20);
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (std::size_t i = 0; i < 6; ++i) {
            text +=
                random.below(4) == 0 ? static_cast<char>(random.below(256)) : random.pick(edges);
        }
        for (std::size_t i = 0; i < text.size(); ++i) {
            const CodePoint left = decodeUtf8(text, i);
            const CodePoint right = slowDecode(text, i);
            ASSERT_EQ(left.value, right.value) << printable(text) << " at " << i;
            ASSERT_EQ(left.length, right.length) << printable(text) << " at " << i;
            ASSERT_EQ(left.valid, right.valid) << printable(text) << " at " << i;
        }
    }
}

TEST(Utf8, EveryScalarValueSurvivesTheRoundTrip) {
    for (char32_t value = 0; value <= 0x10FFFF; ++value) {
        if (value >= 0xD800 && value <= 0xDFFF) {
            continue;
        }
        std::string bytes;
        appendUtf8(bytes, value);
        const CodePoint point = decode(bytes);
        ASSERT_TRUE(point.valid && point.value == value && point.length == bytes.size())
            << static_cast<unsigned>(value);
    }
}

TEST(Utf8, Counts) {
    EXPECT_EQ(countCodePoints("a法𠮷\xFF"), 4U);
    EXPECT_EQ(countUtf16Units("a法𠮷\xFF"), 5U);
    EXPECT_EQ(countCodePoints(""), 0U);
    EXPECT_EQ(toCodePoints("法𠮷\xE6\xB3"), (std::u32string{U'法', U'𠮷', 0xFFFD, 0xFFFD}));
}

TEST(Width, CountsCellsOfATerminal) {
    EXPECT_EQ(displayWidth(std::string_view("abc")), 3U);
    EXPECT_EQ(displayWidth(std::string_view("法度")), 4U);
    EXPECT_EQ(displayWidth(std::string_view("：，。")), 6U);
    EXPECT_EQ(displayWidth(std::string_view("Ａ１")), 4U);
    EXPECT_EQ(displayWidth(std::string_view("𠮷")), 2U);
    EXPECT_EQ(displayWidth(std::string_view("e\u0301")), 1U);  // A combining accent takes none.
    EXPECT_EQ(displayWidth(std::string_view("\t")), 1U);
    EXPECT_EQ(displayWidth(std::string_view("\x01\x7F")), 0U);
    EXPECT_EQ(displayWidth(std::string_view("\u3000")), 2U);
    EXPECT_EQ(displayWidth(std::string_view("\uFEFF\u200B")), 0U);
}

TEST(Nfkc, FoldsWhatIsCompatible) {
    EXPECT_EQ(normalizeNfkc("（２０）ＡＢｃ：～"), "(20)ABc:~");
    EXPECT_EQ(normalizeNfkc("第（三）项"), "第(三)项");
    EXPECT_EQ(normalizeNfkc("e\u0301"), "é");
    EXPECT_EQ(normalizeNfkc("⼀"), "一");  // Kangxi radical one.
    EXPECT_EQ(normalizeNfkc("㈠"), "(一)");
    EXPECT_EQ(normalizeNfkc("①"), "1");
    EXPECT_EQ(normalizeNfkc("食品经营许可"), "食品经营许可");
    EXPECT_EQ(normalizeNfkc(""), "");
    EXPECT_EQ(normalizeNfkc("\u00A0"), " ");
    EXPECT_EQ(normalizeNfkc("法\xFF"), "法\xFF");  // No UTF-8: it equals itself only.
}

TEST(Nfkc, QuickAnswerIsNeverWrong) {
    const auto slow = [](const std::string& text) {
        utf8proc_uint8_t* mapped = nullptr;
        const auto options =
            static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
        const auto length =
            utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                         static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
        std::string result(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(length));
        std::free(mapped);
        return result;
    };
    for (char32_t value = 0; value <= 0xFFFF; ++value) {
        if (value >= 0xD800 && value <= 0xDFFF) {
            continue;
        }
        std::string text = "a";
        appendUtf8(text, value);
        if (isNfkcQuick(text)) {
            ASSERT_EQ(slow(text), text) << static_cast<unsigned>(value);
        }
        ASSERT_EQ(normalizeNfkc(text), slow(text)) << static_cast<unsigned>(value);
    }
    Random random(2);
    const std::u32string alphabet = U"a1一九鿿䀀㐀（２～e\u0301\u3099か①é㎡𠮷";
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        for (std::size_t i = random.below(8); i > 0; --i) {
            appendUtf8(text, random.pick(alphabet));
        }
        ASSERT_EQ(normalizeNfkc(text), slow(text));
        ASSERT_EQ(normalizeNfkc(normalizeNfkc(text)), normalizeNfkc(text));
    }
}

TEST(Printable, ShowsWhatATerminalWouldObeyOrHide) {
    EXPECT_EQ(printable("a\x1B[31mb"), "aU+001B[31mb");
    EXPECT_EQ(printable(std::string("\0", 1)), "U+0000");
    EXPECT_EQ(printable("\n\r\t"), "U+000AU+000DU+0009");
    EXPECT_EQ(printable("\x7F\u0085"), "U+007FU+0085");
    EXPECT_EQ(printable("\u202E\u2066\u200B\uFEFF"), "U+202EU+2066U+200BU+FEFF");
    EXPECT_EQ(printable("法\xE6\xB3"), "法0xE60xB3");
    EXPECT_EQ(printable("法度𠮷"), "法度𠮷");
    EXPECT_EQ(printable("\u2028\u2029"), "U+2028U+2029");  // They would end the line of a message.
    EXPECT_EQ(printable("一二三四五", 5), "一二三四五");
    EXPECT_EQ(printable("一二三四五六", 5), "一二三四五…");
    EXPECT_EQ(printable("", 0), "");
    EXPECT_EQ(printable("a", 0), "…");
}

/// Optimal string alignment straight from its definition.
std::size_t slowDistance(const std::u32string& left, const std::u32string& right) {
    std::vector<std::vector<std::size_t>> d(left.size() + 1,
                                            std::vector<std::size_t>(right.size() + 1));
    for (std::size_t i = 0; i <= left.size(); ++i) {
        for (std::size_t j = 0; j <= right.size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1,
                                d[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
            }
        }
    }
    return d[left.size()][right.size()];
}

TEST(EditDistance, AgreesWithTheDefinitionUpToItsLimit) {
    Random random(3);
    const std::u32string alphabet = U"法度项";
    for (int round = 0; round < 20000; ++round) {
        std::u32string left;
        std::u32string right;
        for (std::size_t i = random.below(8); i > 0; --i) {
            left += random.pick(alphabet);
        }
        for (std::size_t i = random.below(8); i > 0; --i) {
            right += random.pick(alphabet);
        }
        const std::size_t limit = random.below(9);
        const std::size_t expected = std::min(slowDistance(left, right), limit + 1);
        ASSERT_EQ(editDistance(left, right, limit), expected);
        ASSERT_EQ(editDistance(right, left, limit), expected);
    }
}

TEST(NearestNames, ClosestFirstWithinTheToleranceOfTheLength) {
    const std::vector<std::string_view> candidates{"监管主体", "监管依据", "实施机关", "类型",
                                                   "监管主体"};
    EXPECT_EQ(nearestNames("监管主休", candidates), std::vector<std::string>{"监管主体"});
    EXPECT_EQ(nearestNames("管监主体", candidates), std::vector<std::string>{"监管主体"});
    EXPECT_TRUE(nearestNames("类", candidates).empty() ||
                nearestNames("类", candidates).front() == "类型");
    EXPECT_TRUE(nearestNames("完全不同的名称", candidates).empty());
    EXPECT_EQ(nearestNames("abcde", {"abcdx", "abcdf", "abcdy", "abcdz"}).size(), 3U);
    EXPECT_EQ(nearestNames("abcde", {"abcdf", "abcdb"}),
              (std::vector<std::string>{"abcdb", "abcdf"}));
    EXPECT_TRUE(nearestNames(std::string(1 << 20, 'x'), candidates).empty());
}

}  // namespace
}  // namespace fadu::tests
