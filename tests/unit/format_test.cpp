// The formatter: its rules as pairs a reader can follow, then what must hold for every text. The
// reasons stand in docs/format.md.
#include "syntax/Format.h"
#include "syntax/Scanner.h"
#include "unit/Cases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace fadu::tests {

namespace {

/// The canonical form; nothing when the text has syntax errors.
std::optional<std::string> formatted(const Parsed& parsed) {
    const syntax::Module& module = parsed.modules.front();
    return syntax::formatText(parsed.sources.file(module.file), module);
}
std::optional<std::string> formatted(std::string_view text, const std::string& path = "a.fadu") {
    return formatted(parseText(text, path));
}

std::string trimmedLines(std::string_view text) {
    std::string out;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
        std::string_view line = text.substr(begin, end - begin);
        line = line.substr(0, line.find_last_not_of(" \t\v\f") + 1);
        out += out.empty() ? "" : "\n";
        out += line;
        begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
    }
    return out;
}

void describe(const syntax::Declaration& declaration, const syntax::Node& node, std::size_t depth,
              std::string& out) {
    out += std::string(2 * depth, ' ') + std::to_string(static_cast<unsigned>(node.label)) + "/" +
           std::to_string(static_cast<unsigned>(node.block)) + (node.hasBlock ? "{}" : "") +
           (node.blamed ? "!" : "") + " [" + showSubject(declaration, node) + "] " +
           provisionText(node.path).zh + "-" + provisionText(node.lastPath).zh + " " +
           show(declaration, node) + "\n";
    for (const syntax::Node& child : declaration.children(node)) {
        describe(declaration, child, depth + 1, out);
    }
}

/// All that a text says, without where it says it.
std::string meaning(const Parsed& parsed) {
    std::string out;
    for (const syntax::PlacedDeclaration& declared : parsed.modules.front().declarations) {
        const syntax::Declaration& declaration = *declared.declaration;
        out += "/// " + trimmedLines(declaration.documentation) + "\n";
        if (!declaration.empty()) {
            describe(declaration, declaration.root(), 0, out);
        }
        for (const Allowance& allowance : declaration.allowances) {
            out += "@" + std::string(allowance.malformed ? "!" : "");
            for (const std::string& code : allowance.codes) {
                out += " " + code;
            }
            out +=
                " \"" + allowance.reason + "\" " + (allowance.until ? allowance.until->iso() : "-");
            // By its place among the nodes: what it covers.
            for (std::size_t i = 0; i < declaration.nodes.size(); ++i) {
                out += declaration.nodes[i].headBegin == allowance.covered.begin
                           ? " " + std::to_string(i)
                           : "";
            }
            out += "\n";
        }
        for (const syntax::KeywordUse& use : declaration.keywords) {
            out += std::string(use.zh) + " ";
        }
        out += "\n";
    }
    for (const Diagnostic& diagnostic : parsed.diagnostics) {
        out += std::string(diagnostic.descriptor->code) + " " + diagnostic.message().zh + "\n";
    }
    return out;
}

/// The comments of a text, in order.
std::string comments(std::string_view text) {
    std::string out;
    syntax::Scanner scanner(text);
    for (syntax::RawToken raw = scanner.next(); raw.kind != syntax::RawKind::EndOfText;
         raw = scanner.next()) {
        if (raw.kind == syntax::RawKind::DocComment || raw.kind == syntax::RawKind::LineComment ||
            raw.kind == syntax::RawKind::BlockComment) {
            out += trimmedLines(text.substr(raw.begin, raw.end - raw.begin)) + "\n";
        }
    }
    return out;
}

/// First property of a formatter that does not hold for a text, or an empty string. Texts with
/// syntax errors have only one: they are refused.
std::string brokenFormat(const Parsed& parsed) {
    const std::optional<std::string> once = formatted(parsed);
    if (syntax::syntaxErrors(parsed.modules.front()).empty() != once.has_value()) {
        return "it is refused or not for no reason";
    }
    if (!once) {
        return {};
    }
    const std::string& path = parsed.sources.file(parsed.modules.front().file).path();
    const Parsed again = parseText(*once, path);
    if (meaning(parsed) != meaning(again)) {
        return "the meaning changed:\n" + meaning(parsed) + "---\n" + meaning(again) + "---\n" +
               *once;
    }
    if (!path.ends_with(".md") &&
        comments(parsed.sources.file(parsed.modules.front().file).text()) != comments(*once)) {
        return "the comments changed:\n" + *once;
    }
    const std::optional<std::string> twice = formatted(again);
    if (!twice || *twice != *once) {
        return "the result is not a fixed point:\n" + *once + "---\n" + twice.value_or("refused");
    }
    return {};
}

struct Rule {
    const char* name;
    std::string before;
    std::string after;
};

std::ostream& operator<<(std::ostream& out, const Rule& rule) { return out << rule.name; }

class FormatRule : public testing::TestWithParam<Rule> {};

TEST_P(FormatRule, Holds) {
    const Parsed parsed = parseText(GetParam().before);
    EXPECT_EQ(findings(parsed), std::vector<std::string>());
    EXPECT_EQ(formatted(parsed).value_or("refused"), GetParam().after);
    EXPECT_EQ(brokenFormat(parsed), "");
    EXPECT_EQ(formatted(GetParam().after).value_or("refused"), GetParam().after);
}

INSTANTIATE_TEST_SUITE_P(
    Spacing, FormatRule,
    testing::Values(
        Rule{"Blanks", "机关   甲局:职能A,职能B{辖区:甲县;性质 :事业单位}\n",
             "机关 甲局: 职能A, 职能B { 辖区: 甲县; 性质: 事业单位 }\n"},
        Rule{"FullWidthPunctuation",
             "机关　甲局：职能A、职能B，职能C｛辖区：甲县；性质：事业单位｝\n",
             "机关 甲局: 职能A, 职能B, 职能C { 辖区: 甲县; 性质: 事业单位 }\n"},
        Rule{"NamesKeepTheirCharacters", "机关 甲局（本级）:职能（一）{辖区:第３方县}\n",
             "机关 甲局（本级）: 职能（一） { 辖区: 第３方县 }\n"},
        Rule{"QuotesBecomeAscii", "机关 “甲 局”:「职能 A」,\"B 职能\",“说\"是\"的”{辖区:甲县}\n",
             "机关 \"甲 局\": \"职能 A\", \"B 职能\", “说\"是\"的” { 辖区: 甲县 }\n"},
        Rule{
            "ProvisionsStandByTheirTitle",
            "事项 甲 {\n类型: 行政许可\n设定依据: 《乙法》 第八条、第九条,《丙法》  全文, 《丁法》 art. 8\n"
            "实施机关: 甲局\n}\n",
            "事项 甲 {\n  类型: 行政许可\n  设定依据: 《乙法》第八条, 第九条, 《丙法》全文, 《丁法》art. 8\n"
            "  实施机关: 甲局\n}\n"},
        Rule{
            "TitlesStandOff",
            "事项 甲 {\n  类型: 行政许可\n  实施机关: 甲局\n  有效期: 3 年 依据《乙法》第八条\n}\n",
            "事项 甲 {\n  类型: 行政许可\n  实施机关: 甲局\n  有效期: 3 年 依据 《乙法》第八条\n}\n"},
        Rule{
            "Allowances",
            "＠允许 （TIM001、“省政府批复”,至 2026-12-31,）\n事项 甲 { 类型: 行政许可; 实施机关: 甲局 }\n",
            "@允许(TIM001, \"省政府批复\", 至 2026-12-31)\n事项 甲 { 类型: 行政许可; 实施机关: 甲局 }\n"},
        Rule{"CommasThatNothingFollows", "机关 甲局 {\n  辖区: 甲县\n  科室: 一科, 二科,\n}\n",
             "机关 甲局 {\n  辖区: 甲县\n  科室: 一科, 二科\n}\n"},
        Rule{"EmptyBlocks", "机关 甲局 { 辖区: 甲县 }\n职能 甲 {\n\n}\n",
             "机关 甲局 { 辖区: 甲县 }\n职能 甲 {}\n"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Lines, FormatRule,
    testing::Values(
        Rule{
            "Indentation",
            "事项 甲 {\n类型: 行政许可\n\t实施机关: 甲局\n      时限 {\n承诺: 5 工作日\n}\n}",
            "事项 甲 {\n  类型: 行政许可\n  实施机关: 甲局\n  时限 {\n    承诺: 5 工作日\n  }\n}\n"},
        Rule{"BlocksInOneLineStay", "职能 甲 { 层级: 县以上 }\n职能 乙 {\n  层级: 县以上 }\n",
             "职能 甲 { 层级: 县以上 }\n\n职能 乙 {\n  层级: 县以上\n}\n"},
        Rule{
            "BlocksWithoutRoomAreOpened",
            "机关 临江市自然资源和规划局: 自然资源主管部门, 城乡规划主管部门 { 辖区: 临江市; 科室: 建设工程规划科 }\n",
            "机关 临江市自然资源和规划局: 自然资源主管部门, 城乡规划主管部门 {\n  辖区: 临江市\n"
            "  科室: 建设工程规划科\n}\n"},
        Rule{
            "NinetyNineAndAHundredColumns",
            // 2 × 45 + 10 = 100 columns, then 101.
            "职能 甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲x { 层级: 县以上 }\n"
            "职能 乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙xx { 层级: 县以上 }\n",
            "职能 甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲x { 层级: 县以上 }\n"
            "职能 乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙xx { 层级: 县以上 }\n"},
        Rule{"StatementsInOneLineStay",
             "法律文件 《甲法》 {\n  位阶: 法律;施行: 2020-01-01 ; 条数: 8;\n  收录: 部分\n}\n",
             "法律文件 《甲法》 {\n  位阶: 法律; 施行: 2020-01-01; 条数: 8\n  收录: 部分\n}\n"},
        Rule{
            "StatementsWithoutRoomPart",
            "法律文件 《甲条例》 {\n  位阶: 省级地方性法规; 制定机关: 清江省人民代表大会常务委员会; 辖区: 清江省; 施行: 2021-07-01; 条数: 36\n}\n",
            "法律文件 《甲条例》 {\n  位阶: 省级地方性法规\n  制定机关: 清江省人民代表大会常务委员会\n"
            "  辖区: 清江省\n  施行: 2021-07-01\n  条数: 36\n}\n"},
        Rule{"WhatFollowsABlockBeginsALine",
             "职能 甲 { 层级: 县以上 } 职能 乙 { 层级: 县以上 }; 辖区 丙 { 编码: \"999001\" }\n",
             "职能 甲 { 层级: 县以上 }\n职能 乙 { 层级: 县以上 }\n辖区 丙 { 编码: \"999001\" }\n"},
        Rule{"BracesEndTheLineOfTheirHead",
             "事项 甲\n{\n  类型: 行政许可; 实施机关: 甲局\n  流程\n  { 受理: 甲局 }\n}\n",
             "事项 甲 {\n  类型: 行政许可; 实施机关: 甲局\n  流程 { 受理: 甲局 }\n}\n"},
        Rule{
            "ElseFollowsItsIf",
            "事项 甲 {\n  类型: 行政许可\n  实施机关: 甲局\n  流程 {\n    若 \"x\" {\n      受理: 甲局\n    }\n\n    否则 { 决定: 甲局 }\n"
            "    若 \"y\" { 核查: 甲局 }\n    否则 { 送达: 甲局 }\n  }\n}\n",
            "事项 甲 {\n  类型: 行政许可\n  实施机关: 甲局\n  流程 {\n    若 \"x\" {\n      受理: 甲局\n    } 否则 {\n      决定: 甲局\n    }\n"
            "    若 \"y\" { 核查: 甲局 } 否则 { 送达: 甲局 }\n  }\n}\n"},
        Rule{
            "LongListsAreFilled",
            "职能 甲 {\n  层级: 县以上\n  别称: 人力资源社会保障行政部门, 人力资源和社会保障行政部门, 人力资源和社会保障部门,\n"
            "    劳动行政部门,\n    劳动保障行政部门\n}\n",
            "职能 甲 {\n  层级: 县以上\n  别称: 人力资源社会保障行政部门, 人力资源和社会保障行政部门, 人力资源和社会保障部门, 劳动行政部门,\n"
            "      劳动保障行政部门\n}\n"},
        Rule{
            "ClausesStayWhole",
            "法律文件 《甲法》 {\n  位阶: 法律\n  施行: 2020-01-01\n"
            "  第一条 { 设定 民办学校设立: 行政许可, 由 教育行政部门, 层级 县以上, 别名 民办学校办学许可, 民办学校设立审批 }\n}\n",
            "法律文件 《甲法》 {\n  位阶: 法律\n  施行: 2020-01-01\n  第一条 {\n"
            "    设定 民办学校设立: 行政许可, 由 教育行政部门, 层级 县以上,\n        别名 民办学校办学许可, 民办学校设立审批\n  }\n}\n"},
        Rule{
            "BracesBehindSeveralLines",
            "机关 临江市市场监督管理局: 市场监督管理部门, 登记机关, 食品安全监督管理部门, 药品监督管理部门, 特种设备安全监督管理部门 {\n  辖区: 临江市\n}\n",
            "机关 临江市市场监督管理局: 市场监督管理部门, 登记机关, 食品安全监督管理部门, 药品监督管理部门,\n"
            "    特种设备安全监督管理部门\n{\n  辖区: 临江市\n}\n"},
        Rule{
            "ColonsWithoutValues",
            "事项 甲 {\n  类型: 行政许可\n  实施机关: 甲局\n  材料 {\n    申请书 { 原件:; 共享 }\n    说明 {\n      原件:; 共享\n"
            "    }\n    表:\n    图:; 纸\n  }\n}\n",
            "事项 甲 {\n  类型: 行政许可\n  实施机关: 甲局\n  材料 {\n    申请书 { 原件:; 共享 }\n    说明 {\n      原件:; 共享\n"
            "    }\n    表:\n    图:; 纸\n  }\n}\n"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    BlankLines, FormatRule,
    testing::Values(
        Rule{"AtMostOne", "\n\n职能 甲 { 层级: 县以上 }\n\n\n\n职能 乙 { 层级: 县以上 }\n\n\n",
             "职能 甲 { 层级: 县以上 }\n\n职能 乙 { 层级: 县以上 }\n"},
        Rule{"NoneInsideBraces", "职能 甲 {\n\n  层级: 县以上\n\n\n  别称: 乙\n\n}\n",
             "职能 甲 {\n  层级: 县以上\n\n  别称: 乙\n}\n"},
        Rule{"ShortDeclarationsMayStandTogether",
             "辖区 甲 { 编码: \"1\" }\n辖区 乙 { 编码: \"2\" }\n\n辖区 丙 { 编码: \"3\" }\n",
             "辖区 甲 { 编码: \"1\" }\n辖区 乙 { 编码: \"2\" }\n\n辖区 丙 { 编码: \"3\" }\n"},
        Rule{
            "TallDeclarationsStandApart",
            "辖区 甲 { 编码: \"1\" }\n// 乙的说明\n职能 乙 {\n  层级: 县以上\n}\n/// 丙的文档\n职能 丙 { 层级: 县以上 }\n辖区 丁 { 编码: \"3\" }\n",
            "辖区 甲 { 编码: \"1\" }\n\n// 乙的说明\n职能 乙 {\n  层级: 县以上\n}\n\n/// 丙的文档\n职能 丙 { 层级: 县以上 }\n\n"
            "辖区 丁 { 编码: \"3\" }\n"},
        Rule{"TheBlankLineMayStandAfterAComment",
             "职能 乙 {\n  层级: 县以上\n}\n// 以上是职能\n\n辖区 丁 { 编码: \"3\" }\n",
             "职能 乙 {\n  层级: 县以上\n}\n// 以上是职能\n\n辖区 丁 { 编码: \"3\" }\n"},
        Rule{"WhatBelongsTogether",
             "/// 文档\n\n@允许(TIM001, \"批复\")\n\n事项 甲 { 类型: 行政许可; 实施机关: 甲局 }\n",
             "/// 文档\n@允许(TIM001, \"批复\")\n事项 甲 { 类型: 行政许可; 实施机关: 甲局 }\n"}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Comments, FormatRule,
    testing::Values(
        Rule{
            "BehindALine",
            "职能 甲 { 层级: 县以上 }// 注一   \n职能 乙 {      // 注二\n层级: 县以上//~ SYN001\n}  /* 注三 */\n",
            "职能 甲 { 层级: 县以上 }  // 注一\n\n职能 乙 {  // 注二\n  层级: 县以上  //~ SYN001\n}  /* 注三 */\n"},
        Rule{"OfTheirOwn", "  // 头\n职能 甲 {\n// 里\n层级: 县以上\n      // 末\n}\n   // 尾",
             "// 头\n职能 甲 {\n  // 里\n  层级: 县以上\n  // 末\n}\n// 尾\n"},
        Rule{"InEmptyBlocks",
             "职能 甲 {\n// 待补\n}\n职能 乙 { /* 待补 */ }\n职能 丙 { // 待补\n}\n",
             "职能 甲 {\n  // 待补\n}\n\n职能 乙 { /* 待补 */ }\n\n职能 丙 {  // 待补\n}\n"},
        Rule{
            "BetweenValues",
            "职能 甲 {\n  层级: 县以上\n  别称: 乙, // 旧\n    丙, /* 新 */ 丁,\n    // 其他\n    戊\n}\n",
            "职能 甲 {\n  层级: 县以上\n  别称: 乙,  // 旧\n      丙, /* 新 */ 丁,\n      // 其他\n      戊\n}\n"},
        Rule{"BetweenHeadAndBrace",
             "职能 甲 // 注\n{ 层级: 县以上 }\n职能 乙 /* 注 */ { 层级: 县以上 }\n",
             "职能 甲  // 注\n{\n  层级: 县以上\n}\n\n职能 乙 /* 注 */ { 层级: 县以上 }\n"},
        Rule{"BetweenAllowanceAndDeclaration",
             "@允许(TIM001, \"批复\") // 甲\n  // 乙\n事项 甲 { 类型: 行政许可; 实施机关: 甲局 }\n",
             "@允许(TIM001, \"批复\")  // 甲\n// 乙\n事项 甲 { 类型: 行政许可; 实施机关: 甲局 }\n"},
        Rule{"InALine", "职能 甲{层级:县以上/* 一 */;/* 二 */别称:/* 三 */乙}\n",
             "职能 甲 { 层级: 县以上 /* 一 */; /* 二 */ 别称: /* 三 */ 乙 }\n"},
        Rule{"OfSeveralLinesKeepTheirInside",
             "职能 甲 {\n/* 第一行   \n      第二行\n 末 */ 层级: 县以上\n}\n",
             "职能 甲 {\n  /* 第一行\n      第二行\n 末 */\n  层级: 县以上\n}\n"},
        Rule{
            "OfElse",
            "事项 甲 {\n  类型: 行政许可\n  实施机关: 甲局\n  流程 {\n    若 \"x\" {\n      受理: 甲局\n    } // 前\n    // 后\n    否则 {\n"
            "      决定: 甲局\n    }\n  }\n}\n",
            "事项 甲 {\n  类型: 行政许可\n  实施机关: 甲局\n  流程 {\n    若 \"x\" {\n      受理: 甲局\n    }  // 前\n    // 后\n    否则 {\n"
            "      决定: 甲局\n    }\n  }\n}\n"},
        Rule{
            "BeforeElse",
            "事项 甲 {\n  类型: 行政许可\n  实施机关: 甲局\n  流程 {\n    若 \"x\" { 受理: 甲局 } // 前\n    否则 { 决定: 甲局 }\n  }\n}\n",
            "事项 甲 {\n  类型: 行政许可\n  实施机关: 甲局\n  流程 {\n    若 \"x\" { 受理: 甲局 }  // 前\n    否则 { 决定: 甲局 }\n  }\n}\n"},
        Rule{
            "InAListThatIsTooLong",
            "法律文件 《甲法》 {\n  位阶: 法律\n  施行: 2020-01-01\n  第一条 { 已核全 }\n  第二条 {\n"
            "    设定 民办职业培训学校设立: 行政许可, 由 人力资源社会保障部门, 层级 县以上, 别名 办学许可, // 旧称\n"
            "      职业培训学校办学许可\n  }\n}\n",
            "法律文件 《甲法》 {\n  位阶: 法律\n  施行: 2020-01-01\n  第一条 { 已核全 }\n  第二条 {\n"
            "    设定 民办职业培训学校设立: 行政许可, 由 人力资源社会保障部门, 层级 县以上, 别名 办学许可,  // 旧称\n"
            "        职业培训学校办学许可\n  }\n}\n"},
        Rule{
            "DoNotCountForTheWidth",
            "机关 甲局: 职能A { 辖区: 甲县 } // 很长的说明很长的说明很长的说明很长的说明很长的说明很长的说明很长的说明\n",
            "机关 甲局: 职能A { 辖区: 甲县 }  // 很长的说明很长的说明很长的说明很长的说明很长的说明很长的说明很长的说明\n"},
        Rule{
            "MarksKeepTheirLine",
            "法律文件 《甲条例》 {\n  位阶: 省级地方性法规; 制定机关: 清江省人民代表大会常务委员会; 辖区: 清江省; 施行: 2021-07-01; 条数: 36 //~ REF001\n}\n",
            "法律文件 《甲条例》 {\n  位阶: 省级地方性法规; 制定机关: 清江省人民代表大会常务委员会; 辖区: 清江省; 施行: 2021-07-01; 条数: 36  //~ REF001\n}\n"}),
    [](const auto& test) { return test.param.name; });

TEST(Format, EmptyTexts) {
    EXPECT_EQ(formatted(""), "");
    EXPECT_EQ(formatted(" \n\n\t"), "");
    EXPECT_EQ(formatted("\uFEFF"), "\uFEFF");
    EXPECT_EQ(formatted("// 只有注释"), "// 只有注释\n");
}

TEST(Format, RefusesWhatWasNotUnderstood) {
    for (const char* text :
         {"职能 甲 { 层级: 县以上\n", "职能 甲 { 层极: 县以上 }\n", "职能 甲 { 层级: 很高 }\n",
          "职能 甲 { 层级: 县, }}\n", "\xFF\n", "职能 甲 { 层级: 县; 层级: 县 }\n"}) {
        EXPECT_FALSE(formatted(text)) << text;
    }
}

TEST(Format, KeepsByteOrderMarkAndLineEnds) {
    EXPECT_EQ(formatted("\uFEFF职能 甲{}\r\n// 注\r\n"), "\uFEFF职能 甲 {}\r\n// 注\r\n");
    // Most of them decide, in comments as well.
    EXPECT_EQ(formatted("职能 甲{}\r\n/* 一\n二 */\r\n职能 乙{}\r\n"),
              "职能 甲 {}\r\n/* 一\r\n二 */\r\n职能 乙 {}\r\n");
    EXPECT_EQ(formatted("职能 甲{}\n// 注\r\n职能 乙{}\n"), "职能 甲 {}\n// 注\n职能 乙 {}\n");
    EXPECT_EQ(formatted("职能 甲{}\r// 注\r"), "职能 甲 {}\r// 注\r");
}

TEST(Format, WhiteSpaceOfTheLanguageBecomesPlainSpace) {
    EXPECT_EQ(formatted("职能\u3000甲\u00A0{\uFEFF}\n"), "职能 甲 {}\n");
    // Inside quotes and comments it is text.
    EXPECT_EQ(formatted("职能 \"甲\u3000乙\" {} // 丙\u3000丁\u200B\n"),
              "职能 \"甲\u3000乙\" {}  // 丙\u3000丁\u200B\n");
}

TEST(Format, LiterateFilesKeepTheirProse) {
    const std::string before =
        "# 标题  \n\n```fadu\n职能 甲{}\n\n\n职能 乙{\n层级:县}\n```\n\n尾随空格   \n\n"
        "- 列表\n\n  ```fadu\n  职能 丙{\n  层级:县\n\n  别称: 丁}\n  ```\n\n"
        "> ~~~ fadu\n> 职能 戊{\n> 层级:县\n>\n> /* 一\n>    二 */\n> 别称: 己}\n> ~~~\n\n"
        "```\n职能 不是{}\n```\n\n1. ```fadu\n   职能 庚{}\n   ```\n没有行尾";
    const std::string after =
        "# 标题  \n\n```fadu\n职能 甲 {}\n\n职能 乙 {\n  层级: 县\n}\n```\n\n尾随空格   \n\n"
        "- 列表\n\n  ```fadu\n  职能 丙 {\n    层级: 县\n\n    别称: 丁\n  }\n  ```\n\n"
        "> ~~~ fadu\n> 职能 戊 {\n>   层级: 县\n>\n>   /* 一\n>    二 */\n>   别称: 己\n> }\n> ~~~\n\n"
        "```\n职能 不是{}\n```\n\n1. ```fadu\n   职能 庚 {}\n   ```\n没有行尾";
    EXPECT_EQ(formatted(before, "a.fadu.md"), after);
    EXPECT_EQ(brokenFormat(parseText(before, "a.fadu.md")), "");
}

TEST(Format, DeclarationsOverSeveralBlocksStayAsTheyAre) {
    const std::string before =
        "```fadu\n职能 甲{}\n职能 乙{\n```\n\n中间\n\n```fadu\n层级:县}\n```\n\n```fadu\n职能 丙{}\n```\n";
    const std::string after =
        "```fadu\n职能 甲{}\n职能 乙{\n```\n\n中间\n\n```fadu\n层级:县}\n```\n\n```fadu\n职能 丙 {}\n```\n";
    EXPECT_EQ(formatted(before, "a.fadu.md"), after);
}

TEST(Format, LiterateFilesWithOtherLineEnds) {
    EXPECT_EQ(formatted("文\r\n\r\n```fadu\r\n职能 甲{}\r\n```\r\n", "a.fadu.md"),
              "文\r\n\r\n```fadu\r\n职能 甲 {}\r\n```\r\n");
    EXPECT_EQ(formatted("文\r\r```fadu\r职能 甲{}\r```\r", "a.fadu.md"),
              "文\r\r```fadu\r职能 甲 {}\r```\r");
}

// A comma behind an outcome changes nothing: the formatter drops it.
TEST(Format, OutcomesWithAComma) {
    const std::string text =
        "事项 甲 {\n  类型: 行政许可\n  实施机关: 甲局\n  流程 {\n    受理: 甲局\n    结束: 准予,\n  }\n}\n";
    EXPECT_EQ(brokenFormat(parseText(text)), "");
}

TEST(Format, DeepAndLongTexts) {
    std::string deep = "事项 甲 {";
    for (int i = 0; i < 60; ++i) {
        deep += "情形 变更 {";
    }
    deep += std::string(61, '}');
    EXPECT_EQ(brokenFormat(parseText(deep)), "");
    std::string wide = "职能 甲 { 别称: 乙0";
    for (int i = 1; i < 20000; ++i) {
        wide += "、乙" + std::to_string(i);
    }
    EXPECT_EQ(brokenFormat(parseText(wide + " }")), "");
}

// ---------------------------------------------------------------------------------------------
// What people wrote

std::vector<std::string> sources() {
    std::vector<std::string> files;
    for (const std::string_view suffix : {".fadu", ".fadu.md"}) {
        for (const std::string& file :
             projectFiles({"corpus", "stdlib-rules", "tests/cases", "examples"}, suffix)) {
            files.push_back(file);
        }
    }
    return files;
}

TEST(Format, EverySourceKeepsItsMeaning) {
    std::size_t formattedFiles = 0;
    for (const std::string& path : sources()) {
        const Parsed parsed = parseText(readFile(path), path);
        EXPECT_EQ(brokenFormat(parsed), "") << path;
        formattedFiles += formatted(parsed).has_value() ? 1 : 0;
    }
    EXPECT_GT(formattedFiles, 120U);
}

/// The findings of a check without their places, in the order of the text.
std::vector<std::string> found(std::string_view text, std::string_view name) {
    CheckRequest request;
    request.stdinFilename = name;
    const auto snapshot = checkText(text, asOfCase(text), request);
    std::vector<std::string> result;
    for (std::size_t i = 0; i < snapshot->diagnostics.size(); ++i) {
        result.push_back(std::string(snapshot->diagnostics[i].descriptor->code) + " " +
                         snapshot->fingerprints[i]);
    }
    return result;
}

TEST(Format, EveryCaseKeepsItsFindings) {
    enterProject();
    std::size_t cases = 0;
    for (const std::string& path : caseFiles()) {
        const std::string text = readFile(path);
        const std::optional<std::string> result = formatted(text, path);
        if (!result) {
            continue;
        }
        const std::string_view name = path.ends_with(".md") ? "case.fadu.md" : "case.fadu";
        EXPECT_EQ(found(text, name), found(*result, name)) << path;
        ++cases;
    }
    EXPECT_GT(cases, 40U);
}

// The cases of the design are laid out as people lay out: their marks still hold.
TEST(Format, MarksOfTheDesignStillHold) {
    enterProject();
    for (const std::string& path : caseFiles()) {
        const std::string text = readFile(path);
        const std::optional<std::string> result = formatted(text, path);
        if (path.find("cases/design/") == std::string::npos || !result) {
            continue;
        }
        const auto snapshot = checkText(*result, asOfCase(text));
        EXPECT_EQ(
            difference(marksOf(*result), findingsOf(makeReport(*snapshot, Severity::Warning))), "")
            << path;
    }
}

// ---------------------------------------------------------------------------------------------
// What people might have written

/// Where a token or comment of a text ends and the next begins.
struct Gap {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool afterComment = false;
};

std::vector<Gap> gapsOf(std::string_view text) {
    std::vector<Gap> gaps;
    syntax::Scanner scanner(text);
    std::size_t end = 0;
    bool afterComment = false;
    for (syntax::RawToken raw = scanner.next(); raw.kind != syntax::RawKind::EndOfText;
         raw = scanner.next()) {
        gaps.push_back({end, raw.begin, afterComment});
        end = raw.end;
        afterComment =
            raw.kind == syntax::RawKind::LineComment || raw.kind == syntax::RawKind::DocComment;
    }
    gaps.push_back({end, text.size(), afterComment});
    return gaps;
}

template <std::size_t N>
std::string mutated(std::string text, const std::array<std::string_view, N>& insertions,
                    Random& random, std::size_t places) {
    for (std::size_t i = 0; i < places; ++i) {
        const std::vector<Gap> gaps = gapsOf(text);
        const Gap& gap = random.pick(gaps);
        const std::string_view insertion = insertions[random.below(N)];
        const bool replaces = random.below(3) == 0;
        text.replace(gap.begin, replaces ? gap.end - gap.begin : 0, insertion);
    }
    return text;
}

/// Declarations that hold everything that has a layout.
constexpr std::string_view kSample =
    "// 头\n/// 文档\n@允许(TIM001, \"批复\", 至 2026-12-31)\n事项 甲许可: 乙许可 {\n"
    "  编码: \"99\"; 类型: 行政许可\n  设定依据: 《丙法》第八条第一款、第九条, 《丁法》全文\n"
    "  实施机关: 甲局  // 注\n  前置审批: 戊 或 己, 庚\n  时限 { 受理: 5 工作日; 法定: 20工作日 依据 《丙法》第九条 }\n"
    "  材料 {\n    申请书: 原件 1 份, 自备, 依据 《丙法》第八条第（一）项\n    身份证: 共享\n    说明\n"
    "    图纸 { 复印件: 2 份; 依据: 《丙法》第十条 }\n  }\n  流程 {\n    受理: 一科, 1 工作日\n"
    "    若 核查 \"需要\" { 核查: 二科, 3-5 工作日 } 否则 { 审查: 一科 }\n"
    "    循环 会商 至多 2 次 {\n      会商: 一科\n    }\n    决定: 甲局, 后于 核查, 会商, 不计入期限\n    结束: 准予\n  }\n"
    "  情形 变更 { 到现场次数: 1; @允许(REF001, \"理由\") 结果: 丙证 }\n}\n\n"
    "法律文件 《丙法》（2019年修正） {\n  位阶: 法律\n  施行: 2020-01-01; 条数: 20\n"
    "  第八条 { 设定 甲许可: 行政许可, 由 丙部门 或 丁部门, 层级 县以上, 别名 子, 丑; 材料 申请书 }\n"
    "  第九条 { 时限 决定: 20 日, 自 受理; 延长: 10 日, 批准 \"负责人\" }\n"
    "  版本 2022-01-01 { 条文对照 { 第八条: 第十条 } }\n}\n";

TEST(Format, BlanksMakeNoDifference) {
    constexpr std::array<std::string_view, 6> blanks{" ", "  ", "\t", "\u3000", "\u00A0", "\uFEFF"};
    const std::string canonical = formatted(kSample).value_or("refused");
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        Random random(seed);
        std::string text(kSample);
        for (int i = 0; i < 12; ++i) {
            const Gap gap = random.pick(gapsOf(text));
            // Nothing glued may come apart, and a comment's text is its own.
            if (gap.begin != gap.end && !gap.afterComment) {
                const std::string_view blank = random.pick(blanks);
                text.insert(random.below(2) == 0 ? gap.begin : gap.end, blank);
            }
        }
        ASSERT_EQ(formatted(text).value_or("refused"), canonical) << text;
    }
}

TEST(Format, HoldsWhateverStandsBetweenTokens) {
    constexpr std::array<std::string_view, 26> insertions{" ",
                                                          "\t",
                                                          "\n",
                                                          "\n\n",
                                                          "\r\n",
                                                          "\n \n\n",
                                                          ";",
                                                          "；",
                                                          " // 注\n",
                                                          "\n// 注\n",
                                                          " /* 注 */ ",
                                                          "/* 注 */",
                                                          "\n/* 注 */\n",
                                                          "/* 注\n  注 */",
                                                          "\n/* 注\n*/ ",
                                                          "/// 文\n",
                                                          "\n/// 文\n\n",
                                                          ",",
                                                          "，\n",
                                                          " 〇 ",
                                                          "\n\u3000",
                                                          "@允许(REF001, \"由\")\n",
                                                          "@允许(REF001, \"由\") ",
                                                          "}",
                                                          " {",
                                                          ""};
    std::vector<std::string> texts{std::string(kSample), std::string(kSample)};
    for (const std::string& path : sources()) {
        const std::string text = readFile(path);
        if (text.size() < 6000 && path.ends_with(".fadu") && formatted(text)) {
            texts.push_back(text);
        }
    }
    std::size_t understood = 0;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        Random random(seed);
        const std::string text =
            mutated(random.pick(texts), insertions, random, 1 + random.below(4));
        const Parsed parsed = parseText(text);
        const std::string broken = brokenFormat(parsed);
        ASSERT_TRUE(broken.empty()) << broken << "\nseed " << seed << ":\n" << text;
        understood += formatted(parsed).has_value() ? 1 : 0;
    }
    EXPECT_GT(understood, 1200U);
}

}  // namespace

}  // namespace fadu::tests
