#include "unit/Harness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

namespace fadu::tests {
namespace {

const std::vector<std::string>& scraps() {
    static const std::vector<std::string> list{"{",
                                               "}",
                                               "(",
                                               ")",
                                               "（",
                                               "）",
                                               "《",
                                               "》",
                                               "\"",
                                               "“",
                                               "”",
                                               "「",
                                               "」",
                                               ":",
                                               "：",
                                               ",",
                                               "、",
                                               ";",
                                               "\n",
                                               "\r\n",
                                               "\r",
                                               " ",
                                               "\t",
                                               "/*",
                                               "*/",
                                               "//",
                                               "///",
                                               "@允许(",
                                               "@",
                                               "或",
                                               "后于",
                                               "依据",
                                               "自",
                                               "第",
                                               "条",
                                               "0",
                                               "99999999999",
                                               "2026-02-30",
                                               "/",
                                               "%",
                                               "值",
                                               "事项 ",
                                               "\n事项 X {\n",
                                               "\n}\n",
                                               "辖区",
                                               "情形",
                                               "若 \"x\" {",
                                               "} 否则 {",
                                               "\xEF\xBB\xBF",
                                               "\xFF",
                                               "𠮷",
                                               std::string(1, '\0'),
                                               "```fadu\n",
                                               "\u3000"};
    return list;
}

/// A change of the kind that hands make: something cut, doubled, moved, or put in.
void mutate(std::string& text, Random& random) {
    const std::size_t at = random.below(text.size() + 1);
    const std::size_t length =
        std::min(text.size() - at, 1 + random.below(random.below(8) == 0 ? 400 : 12));
    switch (random.below(6)) {
        case 0:
            text.erase(at, length);
            break;
        case 1:
            text.insert(at, text.substr(at, length));
            break;
        case 2: {
            const std::string piece = text.substr(at, length);
            text.insert(random.below(text.size() + 1), piece);
            break;
        }
        case 3: {  // One bracket or quote becomes another.
            const std::size_t found = text.find_first_of("{}()\":,;\n", at);
            if (found != std::string::npos) {
                text.replace(found, 1, random.pick(scraps()));
            }
            break;
        }
        case 4: {  // One disappears.
            const std::size_t found = text.find_first_of("{}()\":,;\n", at);
            if (found != std::string::npos) {
                text.erase(found, 1);
            }
            break;
        }
        default:
            text.insert(at, random.pick(scraps()));
            break;
    }
}

std::vector<std::string> seeds() {
    std::vector<std::string> result;
    for (const char* suffix : {".fadu", ".md"}) {
        for (const std::string& path :
             projectFiles({"tests/cases", "stdlib-rules", "checks/syntax"}, suffix)) {
            result.push_back(readFile(path).substr(0, 12000));
        }
    }
    return result;
}

TEST(Fuzz, MutatedSourcesKeepEveryInvariant) {
    const std::vector<std::string> texts = seeds();
    ASSERT_GE(texts.size(), 10U);
    Random random(7);
    for (int round = 0; round < 2000; ++round) {
        std::string text = random.pick(texts);
        for (std::size_t changes = 1 + random.below(6); changes > 0; --changes) {
            mutate(text, random);
        }
        const bool literate = random.below(8) == 0;
        const auto started = std::chrono::steady_clock::now();
        const Parsed parsed = parseText(text, literate ? "a.fadu.md" : "a.fadu");
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
        ASSERT_EQ(brokenInvariant(parsed), "") << round << "\n" << text;
        ASSERT_LT(took.count(), 2.0) << round << "\n" << text;
        if (round % 20 == 0) {
            ASSERT_EQ(showAll(parsed),
                      showAll(parseText(text, literate ? "a.fadu.md" : "a.fadu", 3)))
                << text;
        }
    }
}

TEST(Fuzz, RandomScrapsKeepEveryInvariant) {
    Random random(8);
    for (int round = 0; round < 4000; ++round) {
        std::string text;
        for (std::size_t i = random.below(60); i > 0; --i) {
            text += random.pick(scraps());
            if (random.below(3) == 0) {
                text += "甲";
            }
        }
        SCOPED_TRACE(text);
        const Parsed parsed = parseText(text);
        ASSERT_EQ(brokenInvariant(parsed), "") << round << "\n" << text;
    }
}

/// What no finding speaks of was read: each statement of a text without findings has its node.
TEST(Fuzz, NothingIsLostInSilence) {
    Random random(9);
    const std::vector<std::string> lines{
        "类型: 行政许可",        "公开",    "服务对象: 甲, 乙",      "时限 { 承诺: 3 工作日 }",
        "材料 { 甲; 乙: 原件 }", "结果 丙", "情形 变更 { 公开: 否 }"};
    const std::vector<std::size_t> nodes{1, 1, 1, 2, 3, 1, 2};
    for (int round = 0; round < 2000; ++round) {
        std::string text = "事项 A" + std::string(random.below(2) == 0 ? " {" : "\n{");
        std::size_t expected = 1;
        std::vector<bool> used(lines.size(), false);
        for (std::size_t i = random.below(6); i > 0; --i) {
            const std::size_t which = random.below(lines.size());
            if (used[which]) {
                continue;
            }
            used[which] = true;
            text += random.pick(std::vector<std::string>{"\n  ", " ", "\n", "\r\n\t", " /* x */ ",
                                                         "\n// {\n", " /*\n*/ "});
            text += lines[which];
            text += random.pick(
                std::vector<std::string>{"\n", ";", "; ", " // }\n", ";;", "\r", " /*\n}*/ "});
            expected += nodes[which];
        }
        text += "}";
        const Parsed parsed = parseText(text);
        ASSERT_EQ(findings(parsed), std::vector<std::string>{}) << text;
        ASSERT_EQ(parsed.modules.front().declarations.size(), 1U) << text;
        ASSERT_EQ(parsed.declaration(0).nodes.size(), expected) << text;
    }
}

TEST(Fuzz, TimeIsInProportionToTheText) {
    for (const std::string piece : {"《",
                                    "《甲",
                                    "\"{\n",
                                    "“甲 }\n",
                                    "(甲",
                                    "甲(",
                                    "甲 (\n",
                                    "/*\n",
                                    "/*\n事项 A {\n",
                                    "a /*\n*/ ",
                                    "事项 A {\n",
                                    "事项 A\n",
                                    "事项 A {\n  x (\n",
                                    "甲,\n",
                                    ",",
                                    ",\n",
                                    "@允许(",
                                    "@允许\n",
                                    "甲/",
                                    "第一条至",
                                    "{\n",
                                    "}\n",
                                    ": \n",
                                    ":",
                                    "甲: ",
                                    "甲:\n",
                                    "; ",
                                    "甲 或 ",
                                    "甲 { 乙: 丙 }\n",
                                    "事项 A { 随便写: 1 }\n",
                                    "事项 A { 流程 {\n",
                                    "  甲\n    乙: 丙\n",
                                    "/// 甲\n",
                                    "\xFF",
                                    "\xFF甲",
                                    "1-",
                                    "依据 ",
                                    "依据 《甲》第一条, ",
                                    "事项 甲\n{\n",
                                    "\"",
                                    ")",
                                    "］",
                                    "\x01 ",
                                    "辖区 甲 {}\n",
                                    "@允许(TIM001, \"x\")\n"}) {
        std::string text;
        while (text.size() < 60000) {
            text += piece;
        }
        for (const std::string& whole :
             {text, "事项 A {\n" + text, "事项 A { 流程 {\n" + text + "}}",
              "事项 A { 材料: " + text}) {
            const auto started = std::chrono::steady_clock::now();
            const Parsed parsed = parseText(whole);
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
            EXPECT_LT(took.count(), 1.5) << piece << " in " << whole.substr(0, 30);
            EXPECT_EQ(brokenInvariant(parsed), "") << piece;
        }
    }
}

}  // namespace
}  // namespace fadu::tests
