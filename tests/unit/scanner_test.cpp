#include "FaduLexer.h"
#include "support/Text.h"
#include "syntax/Scanner.h"
#include "unit/Harness.h"

#include <gtest/gtest.h>

#include <chrono>

namespace fadu::tests {
namespace {

using syntax::FaduLexer;
using syntax::RawKind;
using syntax::RawToken;
using syntax::Scanner;

RawKind kindOf(std::size_t type) {
    switch (type) {
        case FaduLexer::DOC_COMMENT:
            return RawKind::DocComment;
        case FaduLexer::LINE_COMMENT:
            return RawKind::LineComment;
        case FaduLexer::BLOCK_COMMENT:
            return RawKind::BlockComment;
        case FaduLexer::UNCLOSED_COMMENT:
            return RawKind::UnclosedComment;
        case FaduLexer::STRING:
            return RawKind::String;
        case FaduLexer::UNCLOSED_STRING:
            return RawKind::UnclosedString;
        case FaduLexer::TITLE:
            return RawKind::Title;
        case FaduLexer::UNCLOSED_TITLE:
            return RawKind::UnclosedTitle;
        case FaduLexer::AT:
            return RawKind::At;
        case FaduLexer::RUN:
            return RawKind::Run;
        case FaduLexer::COLON:
            return RawKind::Colon;
        case FaduLexer::COMMA:
            return RawKind::Comma;
        case FaduLexer::SEMICOLON:
            return RawKind::Semicolon;
        case FaduLexer::LBRACE:
            return RawKind::LeftBrace;
        case FaduLexer::RBRACE:
            return RawKind::RightBrace;
        case FaduLexer::LPAREN:
            return RawKind::LeftParenthesis;
        case FaduLexer::RPAREN:
            return RawKind::RightParenthesis;
        case FaduLexer::NEWLINE:
            return RawKind::Newline;
        case FaduLexer::UNKNOWN:
            return RawKind::Unknown;
        default:
            return RawKind::EndOfText;
    }
}

class CountingListener final : public antlr4::BaseErrorListener {
public:
    void syntaxError(antlr4::Recognizer* /*recognizer*/, antlr4::Token* /*token*/,
                     std::size_t /*line*/, std::size_t /*column*/, const std::string& message,
                     std::exception_ptr /*error*/) override {
        ++count;
        last = message;
    }
    std::size_t count = 0;
    std::string last;
};

/// ANTLR's lexer, its positions in code points turned into bytes.
class Oracle {
public:
    Oracle() : lexer_(&input_) {
        lexer_.removeErrorListeners();
        lexer_.addErrorListener(&listener_);
    }

    std::vector<RawToken> tokens(const std::string& text) {
        std::vector<std::uint32_t> bytes;
        // The runtime takes a leading byte order mark off.
        std::size_t i = text.compare(0, 3, "\xEF\xBB\xBF") == 0 ? 3 : 0;
        input_.load(text);
        for (; i < text.size(); i += decodeUtf8(text, i).length) {
            bytes.push_back(static_cast<std::uint32_t>(i));
        }
        bytes.push_back(static_cast<std::uint32_t>(text.size()));
        lexer_.setInputStream(&input_);
        std::vector<RawToken> result;
        for (auto token = lexer_.nextToken(); token->getType() != antlr4::Token::EOF;
             token = lexer_.nextToken()) {
            result.push_back({kindOf(token->getType()), bytes.at(token->getStartIndex()),
                              bytes.at(token->getStopIndex() + 1)});
        }
        return result;
    }
    const CountingListener& listener() const { return listener_; }

private:
    antlr4::ANTLRInputStream input_;
    CountingListener listener_;
    FaduLexer lexer_;
};

std::vector<RawToken> scan(std::string_view text) {
    std::vector<RawToken> result;
    Scanner scanner(text);
    for (RawToken token = scanner.next(); token.kind != RawKind::EndOfText;
         token = scanner.next()) {
        result.push_back(token);
    }
    return result;
}

std::string showTokens(std::string_view text, const std::vector<RawToken>& tokens) {
    std::string out;
    for (const RawToken& token : tokens) {
        out += std::to_string(static_cast<unsigned>(token.kind)) + "[" +
               printable(text.substr(token.begin, token.end - token.begin)) + "] ";
    }
    return out;
}

bool same(const std::vector<RawToken>& left, const std::vector<RawToken>& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const RawToken& a, const RawToken& b) {
                          return a.kind == b.kind && a.begin == b.begin && a.end == b.end;
                      });
}

TEST(Scanner, AgreesWithTheGrammarOnEveryFileOfTheProject) {
    Oracle oracle;
    const auto files =
        projectFiles({"tests/cases", "corpus", "stdlib-rules", "docs", "checks"}, ".fadu");
    EXPECT_GE(files.size(), 20U);
    std::size_t count = 0;
    for (const std::string& path : files) {
        const std::string text = readFile(path);
        // The grammar is about valid UTF-8; other bytes never reach the scanner.
        if (toCodePoints(text).find(U'\uFFFD') != std::u32string::npos) {
            continue;
        }
        const auto scanned = scan(text);
        ASSERT_TRUE(same(scanned, oracle.tokens(text))) << path;
        count += scanned.size();
    }
    EXPECT_GT(count, 10000U);
    EXPECT_EQ(oracle.listener().count, 0U) << oracle.listener().last;
}

TEST(Scanner, AgreesWithTheGrammarOnRandomText) {
    Oracle oracle;
    Random random(5);
    const std::vector<std::string> pieces{
        "(",          ")",          "（",         "）",     "((",
        "))",         "（(",        "{",          "}",      "｛",
        "｝",         "\"",         "“",          "”",      "「",
        "」",         "『",         "《",         "》",     "《《",
        "》》",       "〈",         "〉",         "\n",     "\r\n",
        "\r",         " ",          "\t",         "\u3000", "\u00A0",
        "\uFEFF",     "\v",         "\f",         "第",     "条",
        "一",         "0",          "9",          "20",     "２",
        "Ａ",         "ｚ",         "A",          "z",      "_",
        "-",          ".",          "·",          "～",     "~",
        "〔",         "〕",         "○",          "●",      "//",
        "///",        "/",          "*",          "/*",     "*/",
        "**",         "@",          "＠",         "@允许",  ":",
        "：",         ",",          "，",         "、",     ";",
        "；",         "。",         "！",         "𠮷",     "\U00030000",
        "\U0003FFFF", "\U00040000", "\U0001F600", "\x01",   "\x1F",
        "\x7F",       "é",          "×",          "÷",      "α",
        "ß",          "٣",          "한",         "か",     "ー",
        "・",         "㈠",         "①",          "㎡",     "々",
        "〇",         "⼀",         "豈",         "—",      "…",
        "％",         "%",          "＿",         "－",     "．",
        "\u200B",     "\u0301",     "<",          ">",      "\\",
        "'",          "#",          "+",          "=",      std::string("\0", 1)};
    for (int round = 0; round < 24000; ++round) {
        std::string text;
        // Small subsets make brackets meet each other more often than the whole alphabet does.
        std::vector<std::string> chosen;
        for (std::size_t i = 0; i < 2 + random.below(12); ++i) {
            chosen.push_back(random.pick(pieces));
        }
        for (std::size_t i = random.below(24); i > 0; --i) {
            text += random.pick(chosen);
        }
        const auto scanned = scan(text);
        const auto expected = oracle.tokens(text);
        ASSERT_TRUE(same(scanned, expected))
            << printable(text, 1000) << "\n  scanner " << showTokens(text, scanned)
            << "\n  grammar " << showTokens(text, expected);
    }
    EXPECT_EQ(oracle.listener().count, 0U) << oracle.listener().last;
}

TEST(Scanner, EveryCodePointIsOfTheSameKindAsInTheGrammar) {
    Oracle oracle;
    // Batches of lines: `a` before the character shows whether it goes on with a run.
    std::string text;
    const auto compare = [&] {
        const auto scanned = scan(text);
        ASSERT_TRUE(same(scanned, oracle.tokens(text)));
        text.clear();
    };
    for (char32_t value = 1; value <= 0x10FFFF; ++value) {
        if (value == 0xD800) {
            value = 0xE000;
        }
        // Beyond the planes in use only the ends of ranges are worth a look.
        const char32_t low = value & 0xFFFU;
        if (value >= 0x20000 && low > 2 && low < 0xFFD) {
            continue;
        }
        if (value == U'"' || value == U'“' || value == U'「' || value == U'《' || value == U'/') {
            continue;
        }
        text += "a";
        appendUtf8(text, value);
        text += "b\n";
        if (text.size() > 40000) {
            compare();
            if (HasFatalFailure()) {
                FAIL() << "before U+" << std::hex << static_cast<unsigned>(value);
            }
        }
    }
    compare();
}

TEST(Scanner, TakesTimeInProportionToTheText) {
    for (const std::string piece :
         {"a(", "a(a(", "a(a)(", "《", "《a》(", "《a》(b)(", "\"", "“a\n", "@a(", "/* ", "*/",
          "((", "a(a(a(", "a(a)", "{", "\xF0\x9F\x98\x80"}) {
        std::string text;
        while (text.size() < 400000) {
            text += piece;
        }
        const auto started = std::chrono::steady_clock::now();
        const std::size_t count = scan(text).size();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
        EXPECT_GT(count, 0U);
        EXPECT_LT(took.count(), 2.0) << piece;
    }
}

TEST(Scanner, TokensCoverTheTextInOrderEvenWhereItIsNoUtf8) {
    Random random(6);
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        for (std::size_t i = random.below(40); i > 0; --i) {
            text += random.below(2) == 0 ? static_cast<char>(random.below(256))
                                         : "a({\"/*\n\xE3\x80\x8A\xE5"[random.below(11)];
        }
        std::uint32_t end = 0;
        for (const RawToken& token : scan(text)) {
            ASSERT_GE(token.begin, end);
            ASSERT_GT(token.end, token.begin);
            ASSERT_LE(token.end, text.size());
            end = token.end;
        }
    }
}

TEST(Scanner, RunsHoldGluedParenthesesTwoDeep) {
    const auto texts = [](std::string_view text) {
        std::vector<std::string> result;
        for (const RawToken& token : scan(text)) {
            result.emplace_back(text.substr(token.begin, token.end - token.begin));
        }
        return result;
    };
    EXPECT_EQ(texts("食品经营许可（变更）"), std::vector<std::string>{"食品经营许可（变更）"});
    EXPECT_EQ(texts("a(b(c)d)e"), std::vector<std::string>{"a(b(c)d)e"});
    EXPECT_EQ(texts("a (b)"), (std::vector<std::string>{"a", "(", "b", ")"}));
    EXPECT_EQ(texts("a(b"), (std::vector<std::string>{"a", "(", "b"}));
    EXPECT_EQ(texts("a(b(c(d)))"), (std::vector<std::string>{"a", "(", "b(c(d))", ")"}));
    EXPECT_EQ(texts("@允许(A)"), (std::vector<std::string>{"@允许", "(", "A", ")"}));
    EXPECT_EQ(texts("《甲〈乙〉》（2019年修正）第一条"),
              (std::vector<std::string>{"《甲〈乙〉》（2019年修正）", "第一条"}));
    EXPECT_EQ(texts("《甲《乙》丙》x"), (std::vector<std::string>{"《甲《乙》丙》", "x"}));
    EXPECT_EQ(texts("《甲\n乙》"), (std::vector<std::string>{"《甲", "\n", "乙", "》"}));
}

}  // namespace
}  // namespace fadu::tests
