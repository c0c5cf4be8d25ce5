#include "syntax/Module.h"
#include "unit/Harness.h"

#include <gtest/gtest.h>

#include <chrono>

namespace fadu::tests {
namespace {

using Strings = std::vector<std::string>;

/// The declaration as nested heads and values: `辖区 甲 {层级: 省}`.
std::string outline(const syntax::Declaration& declaration, const syntax::Node& node) {
    std::string text(
        std::string_view(declaration.text).substr(node.headBegin, node.labelEnd - node.headBegin));
    const std::string subject = showSubject(declaration, node);
    if (!subject.empty() && node.label != syntax::Label::Entry &&
        node.label != syntax::Label::ProvisionBlock) {
        text += " " + subject;
    }
    if (node.valueCount != 0) {
        text += ": " + show(declaration, node);
    }
    if (node.hasBlock && node.block != syntax::BlockKind::None) {
        text += " {";
        bool first = true;
        for (const syntax::Node& child : declaration.children(node)) {
            text += (first ? "" : "; ") + outline(declaration, child);
            first = false;
        }
        text += "}";
    }
    return text;
}

Strings outlines(const Parsed& parsed) {
    Strings result;
    for (const auto& declared : parsed.modules.front().declarations) {
        result.push_back(declared.declaration->empty()
                             ? std::string("-")
                             : outline(*declared.declaration, declared.declaration->root()));
    }
    return result;
}

Strings outlines(std::string_view text) {
    const Parsed parsed = parseText(text);
    EXPECT_EQ(findings(parsed), Strings{}) << text;
    return outlines(parsed);
}

TEST(Grammar, EveryDecisionIsMadeOnOneToken) {
    const std::string parser = readFile(FADU_GENERATED_PARSER);
    ASSERT_NE(parser.find("FaduParser::statement"), std::string::npos) << FADU_GENERATED_PARSER;
    EXPECT_EQ(parser.find("adaptivePredict"), std::string::npos);
}

// ---------------------------------------------------------------------------------------------
// Terminators

TEST(Terminators, LineEndSemicolonAndBraceEndAStatement) {
    const Strings expected{"辖区 甲 {层级: 省; 上级: 乙}"};
    EXPECT_EQ(outlines("辖区 甲 {\n  层级: 省\n  上级: 乙\n}\n"), expected);
    EXPECT_EQ(outlines("辖区 甲 { 层级: 省; 上级: 乙 }"), expected);
    EXPECT_EQ(outlines("辖区 甲 { 层级: 省; 上级: 乙; }"), expected);
    EXPECT_EQ(outlines("辖区 甲 {; 层级: 省;; \n ; 上级: 乙 ;}"), expected);
    EXPECT_EQ(outlines("辖区 甲\n{\n层级: 省\n上级: 乙}"), expected);
    EXPECT_EQ(outlines("辖区 甲 // 注\n\n// 注\n{ 层级: 省 /* 注 */; 上级: /* 注 */ 乙 }"),
              expected);
    EXPECT_EQ(outlines("辖区 甲 { 层级: 省 // 注\n 上级: 乙 }"), expected);
    EXPECT_EQ(outlines("辖区 甲｛ 层级：省； 上级：乙 ｝"), expected);
}

TEST(Terminators, ACommentThatHoldsALineEndIsALineEnd) {
    EXPECT_EQ(outlines("辖区 甲 { 层级: 省 /* 一\n二 */ 上级: 乙 }"),
              Strings{"辖区 甲 {层级: 省; 上级: 乙}"});
    EXPECT_EQ(outlines("辖区 甲 {} /*\n*/ 辖区 乙 {}"), (Strings{"辖区 甲 {}", "辖区 乙 {}"}));
}

TEST(Terminators, EveryClosingBraceEndsAStatement) {
    EXPECT_EQ(outlines("辖区 甲 {} 辖区 乙 {}"), (Strings{"辖区 甲 {}", "辖区 乙 {}"}));
    EXPECT_EQ(outlines("事项 A { 流程 { 若 \"x\" { 甲: 1 工作日 } 否则 { 乙: 2 工作日 } } }"),
              Strings{"事项 A {流程 {若: \"x\" {甲: 1工作日}; 否则 {乙: 2工作日}}}"});
    EXPECT_EQ(outlines("事项 A { 流程 { 若 \"x\" { 甲: 1 工作日 }\n否则\n{ 乙: 2 工作日 } } }"),
              Strings{"事项 A {流程 {若: \"x\" {甲: 1工作日}; 否则 {乙: 2工作日}}}"});
}

TEST(Terminators, AfterACommaTheLineGoesOn) {
    EXPECT_EQ(outlines("职能 甲 {\n  别称: a,\n    b,\n    // 注\n\n    c\n  层级: 县\n}"),
              Strings{"职能 甲 {别称: a, b, c; 层级: 县}"});
}

TEST(Terminators, AfterAColonTheLineGoesOn) {
    EXPECT_EQ(outlines("辖区 甲 {\n  上级:\n    乙\n  层级: 省\n}"),
              Strings{"辖区 甲 {上级: 乙; 层级: 省}"});
}

TEST(Terminators, ACommaBeforeTheClosingBraceIsAllowed) {
    EXPECT_EQ(outlines("职能 甲 { 别称: a, b, }"), Strings{"职能 甲 {别称: a, b}"});
    EXPECT_EQ(outlines("职能 甲 {\n  别称: a,\n    b,\n}"), Strings{"职能 甲 {别称: a, b}"});
    EXPECT_EQ(outlines("职能 甲 { 别称: a, b,; 层级: 县 }"),
              Strings{"职能 甲 {别称: a, b; 层级: 县}"});
}

TEST(Terminators, LabelsFirstValueNeedsNoColon) {
    EXPECT_EQ(outlines("职能 甲 { 层级 县以上; 别称 a, b }"),
              Strings{"职能 甲 {层级: 县以上; 别称: a, b}"});
}

// ---------------------------------------------------------------------------------------------
// Cutting

TEST(Cutting, DeclarationsBeginWhereTheyShould) {
    const std::string text =
        "/// 文档\n@允许(TIM001, \"x\")\n事项 A {}\n\n辖区 B\n辖区 C {} 辖区 D; 辖区 E";
    const Parsed parsed = parseText(text);
    Strings texts;
    for (const auto& declared : parsed.modules.front().declarations) {
        texts.push_back(declared.declaration->text);
        EXPECT_EQ(text.substr(declared.offset, declared.declaration->text.size()),
                  declared.declaration->text);
    }
    EXPECT_EQ(texts, (Strings{"/// 文档\n@允许(TIM001, \"x\")\n事项 A {}", "辖区 B", "辖区 C {}",
                              "辖区 D", "辖区 E"}));
}

TEST(Cutting, AnAllowanceStaysWithWhatFollows) {
    for (const std::string between : {" ", "\n", "\n\n// 注\n", ";"}) {
        const Parsed parsed = parseText("@允许(TIM001, \"x\")" + between + "事项 A {}");
        EXPECT_EQ(findings(parsed), Strings{}) << between;
        ASSERT_EQ(parsed.modules.front().declarations.size(), 1U);
        ASSERT_EQ(parsed.declaration(0).allowances.size(), 1U);
    }
    // One without parentheses is malformed (the allowances say so), but it still stands before
    // something.
    const Parsed parsed = parseText("@允许\n事项 A {}");
    EXPECT_EQ(findings(parsed), Strings{});
    ASSERT_EQ(parsed.modules.front().declarations.size(), 1U);
    EXPECT_EQ(parsed.declaration(0).allowances.size(), 1U);
    EXPECT_TRUE(parsed.declaration(0).allowances.at(0).codes.empty());
}

TEST(Cutting, ADeclarationKeywordInColumnOneOfABalancedFileIsAnEntry) {
    EXPECT_EQ(outlines("清单 甲 {\n事项 a\n辖区 b\n}\n"), Strings{"清单 甲 {事项: a; 辖区: b}"});
    EXPECT_EQ(outlines("清单 甲 {\n事项: a,\nb\n}\n辖区 乙 {}\n"),
              (Strings{"清单 甲 {事项: a, b}", "辖区 乙 {}"}));
}

// ---------------------------------------------------------------------------------------------
// One mistake, one finding, and the next declaration intact

struct Mistake {
    const char* name;
    std::string text;      ///< Before the declaration that must survive.
    std::string expected;  ///< `CODE:what its range holds`.
};

std::string nested(std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) {
        text += i == 0 ? "事项 A {" : i == 1 ? " 流程 {" : " 若 \"x\" {";
    }
    return text + std::string(depth, '}') + "\n";
}

std::string braces(std::size_t count) {
    return "事项 A " + std::string(count, '{') + std::string(count, '}') + "\n";
}

std::vector<Mistake> mistakes() {
    return {
        {"stray }", "事项 A {\n  类型: 行政许可\n}\n}\n", "SYN001:}"},
        {"stray } with words behind it", "} 多余的括号 { x\n", "SYN001:}"},
        {"stray } in one line", "辖区 A {} }\n", "SYN001:}"},
        {"missing }", "事项 A {\n  类型: 行政许可\n\n", "SYN003:{"},
        {"missing } of an inner block",
         "事项 A {\n  类型: 行政许可\n  时限 {\n    承诺: 7 工作日\n  材料 { 甲 }\n}\n",
         "SYN003:{"},
        {"missing } of an inner block at its end", "事项 A {\n  时限 {\n    承诺: 7 工作日\n}\n",
         "SYN003:{"},
        {"missing } two blocks in",
         "事项 A {\n  情形 变更 {\n    时限 {\n      承诺: 7 工作日\n    材料 { 甲 }\n  }\n  材料 { 甲 }\n}\n",
         "SYN003:{"},
        {"two }} missing", "事项 A {\n  时限 {\n    承诺: 7 工作日\n\n", "SYN003:{"},
        {"unclosed 《", "事项 A {\n  设定依据: 《食品安全法第三十五条\n  类型: 行政许可\n}\n",
         "SYN003:《"},
        {"unclosed 《 before {", "法律文件 《食品安全法 {\n  位阶: 法律\n  施行: 2015-10-01\n}\n",
         "SYN003:《"},
        {"unclosed 《 before }", "事项 A { 设定依据: 《食品安全法第三十五条 }\n", "SYN003:《"},
        {"unclosed \"", "事项 A {\n  编码: \"990131\n  类型: 行政许可\n}\n", "SYN003:\""},
        {"unclosed “", "事项 A {\n  数量限制: “有\n}\n", "SYN003:“"},
        {"unclosed 「", "事项 A {\n  数量限制: 「有」、「无\n}\n", "SYN003:「"},
        {"unclosed \" before }", "辖区 A { 编码: \"990131 }\n", "SYN003:\""},
        {"unclosed \" before { ", "事项 \"A B {\n  类型: 行政许可\n}\n", "SYN003:\""},
        {"unclosed (", "事项 A {\n  实施机关: 甲局（乙\n  监管主体: 甲局\n}\n", "SYN003:（"},
        {"unclosed ( in a head", "事项 A（变更 {\n  类型: 行政许可\n}\n", "SYN003:（"},
        {"unclosed ( of an allowance", "@允许(TIM001, \"x\"\n事项 A {}\n", "SYN003:("},
        {"unclosed ( before }", "职能 A { 别称: 甲 (乙 }\n", "SYN003:("},
        {"unclosed comment", "/* 注\n旧的说明\n", "SYN003:/*"},
        {"unclosed comment in a block", "事项 A {\n  类型: 行政许可\n  /* 注\n}\n", "SYN003:/*"},
        {"two colons", "事项 A {\n  类型: 行政许可: 行政确认\n  公开: 是\n}\n", "SYN001::"},
        {"colon first", "事项 A {\n  : 行政许可\n  公开: 是\n}\n", "SYN001::"},
        {"leading comma in values", "事项 A {\n  监管主体: , 甲局\n}\n", "SYN001:,"},
        {"leading comma of an entry", "事项 A {\n  , 监管主体: 甲局\n}\n", "SYN001:,"},
        {"leading comma of a file", ", 事项 A {}\n", "SYN001:,"},
        {"double comma", "事项 A {\n  监管主体: 甲局,, 乙局\n}\n", "SYN001:,"},
        {"comma at the end of a line", "事项 A {\n  监管主体: 甲局,\n  类型: 行政许可\n}\n",
         "SYN001:,"},
        {"comma before a block's line",
         "事项 A {\n  监管主体: 甲局,\n  时限 { 承诺: 3 工作日 }\n}\n", "SYN001:,"},
        {"{ {", "事项 A { {\n  类型: 行政许可\n} }\n", "SYN001:{"},
        {"{ at top level", "{ 类型: 行政许可 }\n", "SYN001:{"},
        {"unknown declaration keyword", "事顶 A {\n  类型: 行政许可\n  时限 { 承诺: 3 日 }\n}\n",
         "SYN001:事顶"},
        {"unknown declaration keyword without a block", "随便 写的\n", "SYN001:随便"},
        {"keyword without a name", "事项 {\n  类型: 行政许可\n}\n", "SYN001:事项"},
        {"name with a space", "事项 A B {\n  类型: 行政许可\n}\n", "SYN001:B"},
        {"loose parenthesis", "事项 A {\n  监管主体: 甲局 (乙)\n  公开: 是\n}\n", "SYN001:("},
        {"stray )", "事项 A {\n  监管主体: 甲局)\n  公开: 是\n}\n", "SYN001:)"},
        {"loose parenthesis in a head", "事项 A (变更) {\n  类型: 行政许可\n}\n", "SYN001:("},
        {"NUL", std::string("事项 A {\n  类型: 行政许可\n  ") + std::string(1, '\0') + "\n}\n",
         std::string("SYN001:") + std::string(1, '\0')},
        {"control characters", "事项 A {\n  类型: \x01\x02行政许可\n}\n", "SYN001:\x01\x02"},
        {"a sign inside a name", "事项 A/B {\n  类型: 行政许可\n}\n", "SYN001:/"},
        {"signs inside a name", "事项 A {\n  监管主体: 甲/乙/丙局\n  公开: 是\n}\n", "SYN001:/乙/"},
        {"a sign at a name's end", "事项 A {\n  监管主体: 甲局！\n  公开: 是\n}\n", "SYN001:！"},
        {"a full stop", "事项 A {\n  监管主体: 甲局。\n  公开: 是\n}\n", "SYN001:。"},
        {"a sign of its own", "事项 A {\n  监管主体: 甲局\n  %\n}\n", "SYN001:%"},
        {"depth 65", nested(65), "SYN008:{"},
        {"depth 80", nested(80), "SYN008:{"},
        {"an allowance before nothing in a block",
         "事项 A {\n  类型: 行政许可\n  @允许(TIM001, \"x\")\n}\n", "SYN001:@允许(TIM001, \"x\")"},
        {"an allowance in the middle", "事项 A {\n  监管主体: 甲局 @允许(TIM001, \"x\")\n}\n",
         "SYN001:@允许"},
        {"a brace in an allowance", "@允许(TIM001, \"x\" @y)\n事项 A {}\n", "SYN001:@y"},
        {"or before nothing", "事项 A {\n  前置审批: 甲 或\n}\n", "SYN001:或"},
        {"or after nothing", "事项 A {\n  前置审批: 或 甲\n}\n", "SYN001:或"},
        {"a block in an entry's block",
         "事项 A {\n  时限 {\n    承诺 { 值: 3 工作日; 依据: 《甲法》 { 甲 } }\n  }\n}\n",
         "SYN001:依据"},
        {"a colon and nothing", "事项 A {\n  类型:\n  公开: 是\n}\n", "SYN005:类型"},
        {"a missing {", "事项 A\n  类型: 行政许可\n  公开: 是\n}\n", "SYN001:A"},
    };
}

TEST(Recovery, OneMistakeIsOneFindingAndTheNextDeclarationIsIntact) {
    const std::string next = "事项 完好 {\n  类型: 行政许可\n  时限 { 承诺: 7 工作日 }\n}\n";
    for (const Mistake& mistake : mistakes()) {
        const Parsed parsed = parseText(mistake.text + next);
        EXPECT_EQ(findings(parsed), Strings{mistake.expected}) << mistake.name;
        const Strings all = outlines(parsed);
        ASSERT_FALSE(all.empty()) << mistake.name;
        EXPECT_EQ(all.back(), "事项 完好 {类型: 行政许可; 时限 {承诺: 7工作日}}") << mistake.name;
        EXPECT_EQ(brokenInvariant(parsed), "") << mistake.name;
        // The same mistake as the last thing of a file.
        EXPECT_EQ(findings(mistake.text), Strings{mistake.expected})
            << mistake.name << ", at the end";
    }
    EXPECT_GE(mistakes().size(), 25U);
}

TEST(Recovery, TheEntriesAroundAMistakeStand) {
    const auto outlineOf = [](std::string_view text) { return outlines(parseText(text)); };
    EXPECT_EQ(outlineOf("事项 A {\n  公开: 是\n  类型: 行政许可: x\n  到现场次数: 1\n}").front(),
              "事项 A {公开: 是; 类型: 行政许可; 到现场次数: 1}");
    EXPECT_EQ(
        outlineOf("事项 A {\n  时限 {\n    承诺: 7 工作日\n  材料 { 甲 }\n  公开: 是\n}").front(),
        "事项 A {时限 {承诺: 7工作日}; 材料 {甲}; 公开: 是}");
    EXPECT_EQ(outlineOf("事项 A {\n  监管主体: 甲/乙\n  公开: 是\n}").front(),
              "事项 A {监管主体: ?; 公开: 是}");
    EXPECT_EQ(outlineOf("法律文件 《甲 {\n  位阶: 法律\n}").front(), "法律文件 ? {位阶: 法律}");
    EXPECT_EQ(outlineOf("事项 A\n  公开: 是\n}\n").front(), "事项 A {公开: 是}");
}

TEST(Recovery, ThirtyThousandBraces) {
    EXPECT_EQ(findings(nested(64)), Strings{});
    EXPECT_EQ(findings(std::string("辖区 甲 {}\n") + braces(30000)).size(),
              2U);  // The second brace and the depth.
    for (const std::string& text :
         {std::string(30000, '{'), std::string(30000, '}'), "事项 A " + std::string(30000, '{'),
          nested(30000), std::string(30000, '('), std::string(30000, ')')}) {
        const auto started = std::chrono::steady_clock::now();
        const Parsed parsed = parseText(text + "\n事项 完好 {\n  类型: 行政许可\n}\n");
        EXPECT_EQ(outlines(parsed).back(), "事项 完好 {类型: 行政许可}");
        EXPECT_GE(parsed.diagnostics.size(), 1U);
        EXPECT_EQ(brokenInvariant(parsed), "");
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
        EXPECT_LT(took.count(), 2.0) << text.substr(0, 20);
    }
}

TEST(Recovery, TwoMistakesAreTwoFindings) {
    EXPECT_EQ(findings("事项 A {\n  类型: 行政许可: x\n}\n}\n事项 B {\n  类型:: 行政许可\n}\n"),
              (Strings{"SYN001::", "SYN001:}", "SYN001::"}));
    EXPECT_EQ(findings("事项 A {\n  编码: \"1\n  编码2: “2\n}\n"),
              (Strings{"SYN003:\"", "SYN004:编码2", "SYN003:“"}));
    EXPECT_EQ(findings("事项 A {\n  类型: 行政许可\n事项 B {\n  类型: 行政许可\n事项 C {\n}\n"),
              (Strings{"SYN003:{", "SYN003:{"}));
}

TEST(Recovery, FixesRepairWhatTheyPromise) {
    const auto repaired = [](std::string_view text) {
        const Parsed parsed = parseText(text);
        EXPECT_EQ(parsed.diagnostics.size(), 1U) << text;
        EXPECT_EQ(parsed.diagnostics.at(0).fixes.size(), 1U) << text;
        const std::string result = applied(parsed, parsed.diagnostics.at(0).fixes.at(0));
        EXPECT_EQ(findings(result), Strings{}) << result;
        return result;
    };
    EXPECT_EQ(repaired("事项 A {\n  监管主体: 甲局,\n  类型: 行政许可\n}\n"),
              "事项 A {\n  监管主体: 甲局\n  类型: 行政许可\n}\n");
    EXPECT_EQ(repaired("事项 A {\n  监管主体: 甲局,, 乙局\n}\n"),
              "事项 A {\n  监管主体: 甲局, 乙局\n}\n");
    EXPECT_EQ(repaired("事项 A {\n}\n}\n"), "事项 A {\n}\n\n");
    EXPECT_EQ(repaired("辖区 A {\n  编码: \"99\n}\n"), "辖区 A {\n  编码: \"99\"\n}\n");
    EXPECT_EQ(repaired("辖区 A { 编码: “99 }\n"), "辖区 A { 编码: “99” }\n");
    EXPECT_EQ(repaired("事项 A {\n  类型: 行政许可\n\n辖区 B {}\n"),
              "事项 A {\n  类型: 行政许可\n}\n\n辖区 B {}\n");
    EXPECT_EQ(repaired("事项 A {\n  实施机关: 甲局（乙\n  公开: 是\n}\n"),
              "事项 A {\n  实施机关: 甲局（乙)\n  公开: 是\n}\n");
    EXPECT_EQ(repaired("事顶 A {}\n"), "事项 A {}\n");
    repaired("事项 A {\n  时限 {\n    承诺: 7 工作日\n  材料 { 甲 }\n}\n");
}

}  // namespace
}  // namespace fadu::tests
