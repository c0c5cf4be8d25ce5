#include "support/Text.h"
#include "syntax/Module.h"
#include "unit/Harness.h"

#include <gtest/gtest.h>

namespace fadu::tests {
namespace {

using Strings = std::vector<std::string>;

std::string utf16(std::string_view text, bool littleEndian, bool mark) {
    std::string out;
    const auto unit = [&](unsigned value) {
        const char high = static_cast<char>(value >> 8U);
        const char low = static_cast<char>(value & 0xFFU);
        out += littleEndian ? low : high;
        out += littleEndian ? high : low;
    };
    if (mark) {
        unit(0xFEFF);
    }
    for (const char32_t point : toCodePoints(text)) {
        if (point >= 0x10000) {
            unit(0xD800U + (static_cast<unsigned>(point - 0x10000) >> 10U));
            unit(0xDC00U + (static_cast<unsigned>(point - 0x10000) & 0x3FFU));
        } else {
            unit(static_cast<unsigned>(point));
        }
    }
    return out;
}

// 事项 A { 类型: 行政许可 } and 辖区 清江省 in GB18030.
const std::string kGb18030 =
    "\xCA\xC2\xCF\xEE A {\n  \xC0\xE0\xD0\xCD: \xD0\xD0\xD5\xFE\xD0\xED\xBF\xC9\n}\n"
    "\xCF\xBD\xC7\xF8 \xC7\xE5\xBD\xAD\xCA\xA1 {}\n";

const std::string kItems =
    "// 一个县的事项。\n辖区 清江省 { 编码: \"990000\" }\n辖区 青山县 { 编码: \"999001\"; 上级: 清江省 }\n"
    "事项 集市开办许可 {\n  类型: 行政许可\n  实施机关: 青山县集市管理局\n}\n";

TEST(Encoding, AnotherEncodingIsRecognisedAndSaidOnce) {
    const auto check = [](const std::string& bytes, const char* name) {
        const Parsed parsed = parseText(bytes);
        ASSERT_EQ(parsed.diagnostics.size(), 1U) << name;
        const Diagnostic& diagnostic = parsed.diagnostics.front();
        EXPECT_EQ(diagnostic.descriptor->code, "SYN002");
        EXPECT_NE(diagnostic.message().zh.find(name), std::string::npos) << diagnostic.message().zh;
        EXPECT_TRUE(parsed.modules.front().declarations.empty());
        EXPECT_EQ(brokenInvariant(parsed), "");
    };
    for (const bool little : {true, false}) {
        for (const bool mark : {true, false}) {
            check(utf16(kItems, little, mark), "UTF-16");
            check(utf16("item A { kind: licensing; authority: B }\n", little, mark), "UTF-16");
        }
        check(utf16("", little, true), "UTF-16");
    }
    check(kGb18030, "GB18030");
    // The four-byte form: 㐀 is 81 39 EE 39.
    check("\xCA\xC2\xCF\xEE \x81\x39\xEE\x39 {}\n", "GB18030");
}

TEST(Encoding, BadBytesAreOneFindingARunAndTheRestIsRead) {
    const std::string text =
        "辖区 清江省 { 编码: \"99\xE6\xB3\"; 层级: 省 }\n\xFF\xFE\xFD\n辖区 青山县 { 上级: 清江省 }\n\x80";
    const Parsed parsed = parseText(text);
    EXPECT_EQ(findings(parsed), (Strings{"SYN002:\xE6\xB3", "SYN002:\xFF\xFE\xFD", "SYN002:\x80"}));
    ASSERT_EQ(parsed.modules.front().declarations.size(), 2U);
    EXPECT_EQ(showSubject(parsed.declaration(1), parsed.declaration(1).root()), "青山县");
    EXPECT_EQ(brokenInvariant(parsed), "");
    // Cut off in the middle of the last character.
    EXPECT_EQ(findings(kItems + "// 末尾\xE6\xB3"), Strings{"SYN002:\xE6\xB3"});
    EXPECT_EQ(findings(std::string("辖区 A {}\n") + "\xC0\x80" + "\n辖区 B {}\n"),
              Strings{"SYN002:\xC0\x80"});
}

TEST(Encoding, WhatIsNoTextIsSaidOnce) {
    std::string binary = "\x89PNG\r\n\x1A\n";
    Random random(3);
    for (int i = 0; i < 4000; ++i) {
        binary += static_cast<char>(random.below(256));
    }
    const Parsed parsed = parseText(binary);
    ASSERT_EQ(parsed.diagnostics.size(), 1U);
    EXPECT_NE(parsed.diagnostics.front().message().zh.find("不是文本"), std::string::npos);
    EXPECT_TRUE(parsed.modules.front().declarations.empty());
}

TEST(Encoding, ManyBadBytesAreTenFindings) {
    std::string text = kItems;
    for (int i = 0; i < 50; ++i) {
        text += "// 甲乙丙\xFF 丁\n";
    }
    const Parsed parsed = parseText(text);
    ASSERT_EQ(parsed.diagnostics.size(), 10U);
    EXPECT_NE(parsed.diagnostics.back().message().en.find("41 more places"), std::string::npos);
    EXPECT_EQ(parsed.modules.front().declarations.size(), 3U);
}

// A word with damaged bytes is one mistake, not a shorter word, or two.
TEST(Encoding, WhatHoldsBadBytesIsNotReadAsSomethingElse) {
    EXPECT_EQ(findings("辖区 清\xFF江省 { 编码: \"99\xE6\"; 层\xB3级: 省; 上级: 甲\xB3 }\n"),
              (Strings{"SYN002:\xFF", "SYN002:\xE6", "SYN002:\xB3", "SYN002:\xB3"}));
    EXPECT_EQ(findings("辖\xFF区 清江省 {}\n辖区 甲\xFF 乙 {}\n"),
              (Strings{"SYN002:\xFF", "SYN002:\xFF"}));
}

TEST(Encoding, ByteOrderMarkAndLineEndsMakeNoDifference) {
    std::string crlf;
    std::string cr;
    for (const char c : kItems) {
        crlf += c == '\n' ? "\r\n" : std::string(1, c);
        cr += c == '\n' ? '\r' : c;
    }
    const auto tree = [](const std::string& text) {
        const Parsed parsed = parseText(text);
        EXPECT_TRUE(parsed.diagnostics.empty()) << findings(parsed).front();
        std::string out;
        for (const auto& declared : parsed.modules.front().declarations) {
            const syntax::Declaration& declaration = *declared.declaration;
            out += showSubject(declaration, declaration.root()) + "{";
            for (const syntax::Node& child : declaration.children(declaration.root())) {
                out += show(declaration, child) + ";";
            }
            out += "}";
        }
        return out;
    };
    const std::string expected = tree(kItems);
    EXPECT_EQ(
        expected,
        "清江省{\"990000\";}青山县{\"999001\";清江省;}集市开办许可{行政许可;青山县集市管理局;}");
    EXPECT_EQ(tree("\xEF\xBB\xBF" + kItems), expected);
    EXPECT_EQ(tree(crlf), expected);
    EXPECT_EQ(tree(cr), expected);
    EXPECT_EQ(tree("\xEF\xBB\xBF" + crlf), expected);
    std::string wide = kItems;
    for (std::size_t at = wide.find("  "); at != std::string::npos; at = wide.find("  ", at + 3)) {
        wide.replace(at, 2, "\u3000");
    }
    EXPECT_EQ(tree(wide), expected);
    // A declaration in the first line of a file with a mark, and one that a mark begins anew.
    const Parsed parsed = parseText("\xEF\xBB\xBF事项 A { 类型: x }");
    EXPECT_EQ(parsed.sources.begin(parsed.diagnostics.at(0).span).column, 12U);
}

TEST(Encoding, FullWidthPunctuationIsPunctuation) {
    const Parsed parsed = parseText(
        "事项　Ａ１（变更）｛\n　　类型：行政许可；实施机关：县局\n　　监管主体：甲，乙、丙\n｝\n");
    EXPECT_EQ(findings(parsed), Strings{});
    const syntax::Declaration& item = parsed.declaration(0);
    EXPECT_EQ(showSubject(item, item.root()), "A1(变更)");
    EXPECT_EQ(show(item, *item.find(item.root(), syntax::Label::Supervisor)), "甲, 乙, 丙");
}

TEST(Literate, OnlyFencedBlocksMarkedFaduCount) {
    const std::string text =
        "# 标题 { 不是程序 }\n\n```fadu\n辖区 清江省 { 编码: \"990000\" }\n```\n\n```\n事项 不算\n```\n\n"
        "~~~ fadu 说明\n辖区 青山县 {\n  上级: 清江省\n}\n~~~\n\n    事项 缩进的代码不算\n\n````text\n```fadu\n事项 里面的也不算\n```\n````\n"
        "- 列表\n\n  ```fadu\n  事项 集市 { 类形: 行政许可 }\n  ```\n";
    const Parsed parsed = parseText(text, "说明.fadu.md");
    ASSERT_EQ(parsed.modules.front().declarations.size(), 3U);
    EXPECT_EQ(findings(parsed), Strings{"SYN004:类形"});
    // Positions are those of the Markdown file.
    const Diagnostic& last = parsed.diagnostics.back();
    EXPECT_EQ(parsed.slice(last.span), "类形");
    const Position position = parsed.sources.begin(last.span);
    EXPECT_EQ(parsed.sources.file(last.span.file).line(position.line),
              "  事项 集市 { 类形: 行政许可 }");
    EXPECT_EQ(position.column, 11U);
}

TEST(Literate, PositionsHoldWithEveryLineEndAndMark) {
    for (const std::string end : {"\n", "\r\n", "\r"}) {
        for (const std::string mark : {"", "\xEF\xBB\xBF"}) {
            const std::string text = mark + "# 一" + end + end + "正文 {" + end + "```fadu" + end +
                                     "辖区 甲 {}" + end + end + "辖区 乙 { 错: 1 }" + end + "```" +
                                     end + "尾 }" + end;
            const Parsed parsed = parseText(text, "a.md");
            EXPECT_EQ(findings(parsed), Strings{"SYN004:错"}) << printable(end);
            ASSERT_EQ(parsed.modules.front().declarations.size(), 2U) << printable(end);
            EXPECT_EQ(parsed.sources.begin(parsed.diagnostics.at(0).span).line, 7U);
        }
    }
    // The block is closed by the end of the file; an empty block; a fence with nothing after it.
    EXPECT_EQ(parseText("```fadu\n辖区 甲 {}", "a.md").modules.front().declarations.size(), 1U);
    EXPECT_EQ(parseText("```fadu\n```\n辖区 甲 {}", "a.md").modules.front().declarations.size(),
              0U);
    EXPECT_EQ(parseText("```fadu", "a.md").modules.front().declarations.size(), 0U);
    EXPECT_EQ(parseText("", "a.md").modules.front().declarations.size(), 0U);
    EXPECT_EQ(parseText("```fadux\n辖区 甲 {}\n```", "a.md").modules.front().declarations.size(),
              0U);
}

TEST(Literate, ABlockInAQuotationIsReadWithoutItsMarks) {
    const Parsed parsed =
        parseText("> 引文\n>\n> ```fadu\n> 辖区 甲 {\n>   层级: 省\n> }\n> ```\n", "a.md");
    EXPECT_EQ(findings(parsed), Strings{});
    ASSERT_EQ(parsed.modules.front().declarations.size(), 1U);
}

TEST(Literate, BlocksAreOneModuleInOrder) {
    const Parsed parsed =
        parseText("```fadu\n辖区 甲 {\n```\n说明\n```fadu\n  层级: 省\n}\n```\n", "a.md");
    EXPECT_EQ(findings(parsed), Strings{});
    ASSERT_EQ(parsed.modules.front().declarations.size(), 1U);
    EXPECT_NE(parsed.declaration(0).find(parsed.declaration(0).root(), syntax::Label::OrganLevel),
              nullptr);
}

TEST(ParseModules, ResultDoesNotDependOnTheNumberOfJobs) {
    std::vector<std::pair<std::string, std::string>> texts;
    for (const std::string& path :
         projectFiles({"corpus", "stdlib-rules", "tests/cases"}, ".fadu")) {
        texts.emplace_back(path, readFile(path));
    }
    std::string many;
    for (int i = 0; i < 700; ++i) {
        many += "事项 许可" + std::to_string(i) +
                " { 类型: 行政许可; 承诺: 3; 时限 { 承诺: " + std::to_string(i) + " 日 } }\n";
    }
    texts.emplace_back("many.fadu", many);
    texts.emplace_back("bad.fadu", "事项 { \xFF }\n}\n事项 A {");
    texts.emplace_back("empty.fadu", "");
    ASSERT_GT(texts.size(), 10U);
    const std::string one = showAll(parseTexts(texts, 1));
    EXPECT_EQ(showAll(parseTexts(texts, 2)), one);
    EXPECT_EQ(showAll(parseTexts(texts, 7)), one);
}

TEST(ParseModules, ADeclarationDependsOnItsBytesAlone) {
    const std::string item = "事项 集市 { 类型: 行政许可; 时限 { 承诺: 7 日 } }";
    const Parsed alone = parseText(item);
    const Parsed among = parseText("辖区 甲 {}\n\n// 注\n" + item + "\n辖区 乙 {}");
    EXPECT_EQ(alone.declaration(0).hash, among.declaration(1).hash);
    EXPECT_EQ(showTree(alone.declaration(0)), showTree(among.declaration(1)));
    EXPECT_EQ(among.declaration(1).text, item);
    EXPECT_EQ(among.slice(among.modules.front().declarations[1].place(
                  0, static_cast<std::uint32_t>(item.size()))),
              item);
    ASSERT_EQ(alone.diagnostics.size(), 1U);
    EXPECT_EQ(among.slice(among.diagnostics.at(0).span), "7 日");
}

TEST(ParseModules, TheProjectsOwnSourcesHaveNoSyntaxFindings) {
    for (const std::string& path : projectFiles({"corpus", "stdlib-rules"}, ".fadu")) {
        const Parsed parsed = parseText(readFile(path), path);
        Strings found = findings(parsed);
        // A day that could not be verified is left out of the library.
        std::erase_if(
            found, [](const std::string& finding) { return finding.compare(0, 6, "SYN007") == 0; });
        EXPECT_EQ(found, Strings{}) << path;
        EXPECT_EQ(brokenInvariant(parsed), "") << path;
    }
}

TEST(SyntaxDescriptors, AreCompleteAndWellFormed) {
    const auto descriptors = syntax::syntaxDescriptors();
    ASSERT_EQ(descriptors.size(), 8U);
    for (std::size_t i = 0; i < descriptors.size(); ++i) {
        EXPECT_EQ(descriptors[i]->code, "SYN00" + std::to_string(i + 1));
        EXPECT_EQ(descriptors[i]->family(), "syntax");
        EXPECT_EQ(descriptors[i]->severity, Severity::Error);
        EXPECT_EQ(descriptors[i]->nature, Nature::Form);
        const std::string page =
            std::string(FADU_SOURCE_DIR) + "/checks/" + std::string(descriptors[i]->slug) + ".md";
        EXPECT_NE(readFile(page).find(descriptors[i]->code), std::string::npos) << page;
    }
}

}  // namespace
}  // namespace fadu::tests
