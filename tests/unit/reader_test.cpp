#include "syntax/Module.h"
#include "syntax/Reader.h"
#include "unit/Harness.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fadu::tests {
namespace {

using Strings = std::vector<std::string>;
using syntax::Declaration;
using syntax::Label;
using syntax::Node;
using syntax::ProvisionPath;
using syntax::readProvision;

/// The values of one entry of a 法律文件 provision, as `show` has them.
std::string valuesIn(const std::string& block, const std::string& entry) {
    const Parsed parsed = parseText(block + " { " + entry + " }");
    EXPECT_EQ(findings(parsed), Strings{}) << entry;
    const Declaration& declaration = parsed.declaration(0);
    const Node& node = *declaration.children(declaration.root()).begin();
    return show(declaration, node);
}

std::string inItem(const std::string& entry) { return valuesIn("事项 A", entry); }

/// A value as an element of a list that takes anything (限度 of a 设定权), read without a check.
std::string classify(const std::string& run) {
    const Parsed parsed = parseText("划转 A { 批准: " + run + " }");
    const Declaration& declaration = parsed.declaration(0);
    return show(declaration, *declaration.children(declaration.root()).begin());
}

Strings findingsOf(const std::string& declaration) {
    Strings result;
    for (std::string& finding : findings(declaration)) {
        if (finding.compare(0, 6, "SYN007") != 0) {
            result.push_back(std::move(finding));
        }
    }
    return result;
}

// ---------------------------------------------------------------------------------------------
// Classification of runs

TEST(Runs, NamesAreWhatIsNothingElse) {
    for (const char* name : {"第三方检测机构",
                             "第二类医疗器械",
                             "12345热线",
                             "食品经营许可（变更）",
                             "第一",
                             "附属设施",
                             "3月",
                             "一",
                             "A-1",
                             "工作日",
                             "第三条款",
                             "第二十条例",
                             "市监局",
                             "〔2025〕12号",
                             "3D打印",
                             "全程网办",
                             "第一医院",
                             "第三人民医院",
                             "二〇二六年",
                             "1号",
                             "X.Y",
                             "_",
                             "·",
                             "20工作日内",
                             "第42",
                             "第条",
                             "第一条之"}) {
        const Parsed parsed = parseText("划转 A { 批准: \"\", " + std::string(name) + " }");
        const Declaration& declaration = parsed.declaration(0);
        const auto values = declaration.valuesOf(*declaration.children(declaration.root()).begin());
        ASSERT_EQ(values.size(), 2U) << name;
        EXPECT_EQ(values[1].kind, syntax::Value::Kind::Name) << name;
        EXPECT_EQ(findingsOf("划转 A { 批准: " + std::string(name) + " }"), Strings{}) << name;
    }
}

TEST(Runs, DatesInBothForms) {
    EXPECT_EQ(classify("2026-01-01"), "2026-01-01");
    EXPECT_EQ(classify("2026-1-9"), "2026-01-09");
    EXPECT_EQ(classify("2026年1月1日"), "2026-01-01");
    EXPECT_EQ(classify("２０２６年０１月０１日"), "2026-01-01");
    EXPECT_EQ(classify("2024-02-29"), "2024-02-29");
}

TEST(Runs, QuantitiesWithUnitsGluedOrApart) {
    EXPECT_EQ(classify("20"), "20");
    EXPECT_EQ(classify("20工作日"), "20工作日");
    EXPECT_EQ(classify("20 工作日"), "20工作日");
    EXPECT_EQ(classify("20个工作日"), "20工作日");
    EXPECT_EQ(classify("20 个工作日"), "20工作日");
    EXPECT_EQ(classify("20 working-day"), "20工作日");
    EXPECT_EQ(classify("3-5"), "3-5");
    EXPECT_EQ(classify("3～5个工作日"), "3-5工作日");
    EXPECT_EQ(classify("3~5 自然日"), "3-5自然日");
    EXPECT_EQ(classify("3至5日"), "3-5日");
    EXPECT_EQ(classify("3个月"), "3个月");
    EXPECT_EQ(classify("1年"), "1年");
    EXPECT_EQ(classify("24小时"), "24小时");
    EXPECT_EQ(classify("2 份"), "2份");
    EXPECT_EQ(classify("50元"), "5000分");
    EXPECT_EQ(classify("50 元"), "5000分");
    EXPECT_EQ(classify("1.5元"), "150分");
    EXPECT_EQ(classify("1.5 元"), "150分");
    EXPECT_EQ(classify("0.05 元"), "5分");
    EXPECT_EQ(classify("１２ 元"), "1200分");
    EXPECT_EQ(classify("20, 工作日"), "20, 工作日");
    EXPECT_EQ(classify("20工作日 元"), "20工作日 元");
}

TEST(Runs, ADecimalIsMoneyOrNothing) {
    EXPECT_EQ(findingsOf("事项 A { 到现场次数: 1.5 }"), Strings{"SYN005:1.5"});
    EXPECT_EQ(findingsOf("事项 A { 时限 { 承诺: 1.5 工作日 } }"), Strings{"SYN005:1.5 工作日"});
    EXPECT_EQ(findingsOf("事项 A { 时限 { 承诺: 1.5工作日 } }"), Strings{"SYN005:1.5工作日"});
}

TEST(Runs, WhatCannotBeIsSaidOnceAndThenUnknown) {
    const std::string digits(400, '9');
    for (const std::string& run :
         {std::string("2026-02-30"), std::string("2026年13月1日"), std::string("2026-00-01"),
          std::string("5-3"), std::string("5～3个工作日"), digits, digits + "工作日", "1-" + digits,
          std::string("第零条"), std::string("第0条"), "第" + digits + "条",
          std::string("第一条第零款"), std::string("第10000条"), std::string("第三条第（零）项"),
          std::string("第十四条之零"), std::string("附件0第1项"),
          std::string("第四十八条至第四十六条"), std::string("第三条第三款至第一款")}) {
        const Parsed parsed = parseText("划转 A { 批准: " + run + " }");
        EXPECT_EQ(show(parsed.declaration(0),
                       *parsed.declaration(0).children(parsed.declaration(0).root()).begin()),
                  "?")
            << run;
        EXPECT_EQ(findingsOf("划转 A { 批准: " + run + " }"), Strings{"SYN008:" + run});
        for (const Diagnostic& diagnostic : parsed.diagnostics) {
            EXPECT_LT(diagnostic.message().zh.size(), 300U);
        }
    }
    EXPECT_EQ(findingsOf("事项 A { 设定依据: 《甲法》art. 0 }"), Strings{"SYN008:art. 0"});
    EXPECT_EQ(findingsOf("事项 A { 时限 { 承诺: 5-3 工作日 } }").size(), 1U);
}

TEST(Runs, AChineseNumeralOfFourHundredDigits) {
    std::string numeral;
    for (int i = 0; i < 400; ++i) {
        numeral += "九";
    }
    EXPECT_EQ(findingsOf("划转 A { 批准: 第" + numeral + "条 }"),
              Strings{"SYN008:第" + numeral + "条"});
    EXPECT_EQ(syntax::chineseNumeral(10), "十");
    EXPECT_EQ(syntax::chineseNumeral(12), "十二");
    EXPECT_EQ(syntax::chineseNumeral(105), "一百零五");
    EXPECT_EQ(syntax::chineseNumeral(110), "一百一十");
    EXPECT_EQ(syntax::chineseNumeral(1001), "一千零一");
    EXPECT_EQ(syntax::chineseNumeral(1010), "一千零一十");
    for (unsigned value = 1; value <= 9999; ++value) {
        const auto reading = readProvision("第" + syntax::chineseNumeral(value) + "条");
        ASSERT_TRUE(reading.matched) << value;
        ASSERT_EQ(reading.first.article, value) << syntax::chineseNumeral(value);
        ASSERT_EQ(readProvision("第" + std::to_string(value) + "条").first.article, value);
    }
}

TEST(Runs, ANameOfAMegabyte) {
    std::string name;
    while (name.size() < (1U << 20U)) {
        name += "许可";
    }
    const Parsed parsed = parseText("事项 " + name + " { " + name + ": " + name +
                                    "; 类型: " + name + "; 实施机关: " + name + " }");
    EXPECT_EQ(parsed.diagnostics.size(), 2U);  // An unknown label and an unknown kind.
    for (const Diagnostic& diagnostic : parsed.diagnostics) {
        EXPECT_LT(diagnostic.message().zh.size(), 2000U);
    }
    EXPECT_EQ(showSubject(parsed.declaration(0), parsed.declaration(0).root()), name);
    EXPECT_EQ(brokenInvariant(parsed), "");
}

// ---------------------------------------------------------------------------------------------
// Provisions and citations

std::string provision(std::string_view text) {
    const auto reading = readProvision(text);
    if (!reading.matched) {
        return "";
    }
    return provisionText(reading.first).zh +
           (reading.last.empty() ? "" : "至" + provisionText(reading.last).zh);
}

TEST(Provisions, EveryForm) {
    EXPECT_EQ(provision("第四十二条第一款第(三)项"), "第四十二条第一款第（三）项");
    EXPECT_EQ(provision("第42条第1款第3项"), "第四十二条第一款第（三）项");
    EXPECT_EQ(provision("第四十二条第一款(三)项"), "第四十二条第一款第（三）项");
    EXPECT_EQ(provision("第四十二条第(三)项第2目"), "第四十二条第（三）项第2目");
    EXPECT_EQ(provision("第十四条之一"), "第十四条之一");
    EXPECT_EQ(provision("第十四条之一第二款"), "第十四条之一第二款");
    EXPECT_EQ(provision("第一百零八条"), "第一百零八条");
    EXPECT_EQ(provision("第二百条"), "第二百条");
    EXPECT_EQ(provision("第一千二百六十条"), "第一千二百六十条");
    EXPECT_EQ(provision("第三款"), "第三款");
    EXPECT_EQ(provision("第(三)项"), "第（三）项");
    EXPECT_EQ(provision("附件"), "附件");
    EXPECT_EQ(provision("附件第12项"), "附件第12项");
    EXPECT_EQ(provision("附件2第12项"), "附件2第12项");
    EXPECT_EQ(provision("附件二第12项"), "附件2第12项");
    EXPECT_EQ(provision("第三章"), "第三章");
    EXPECT_EQ(provision("第三章第二节"), "第三章第二节");
    EXPECT_EQ(provision("第二编第三章"), "第二编第三章");
    EXPECT_EQ(provision("第四十六条至第四十八条"), "第四十六条至第四十八条");
    EXPECT_EQ(provision("第三条第一款至第三款"), "第三条第一款至第三条第三款");
    EXPECT_EQ(provision("第三条第一款第(一)项至第(三)项"),
              "第三条第一款第（一）项至第三条第一款第（三）项");
    EXPECT_EQ(provision("第三条第(一)项第1目至第3目"),
              "第三条第（一）项第1目至第三条第（一）项第3目");
    EXPECT_EQ(provision("第三条至第五条第二款"), "第三条至第五条第二款");
    EXPECT_EQ(provision("附件1至附件3"), "附件至附件3");
    EXPECT_EQ(provision("附件第1项至第5项"), "附件第1项至附件第5项");
    EXPECT_EQ(provision("第三章第一节至第三节"), "第三章第一节至第三章第三节");
    EXPECT_EQ(provision("42(1)(3)"), "第四十二条第一款第（三）项");
    EXPECT_EQ(provision("42"), "第四十二条");
    EXPECT_EQ(provision("14-1(2)"), "第十四条之一第二款");
    EXPECT_TRUE(readProvision("全文").matched);
    EXPECT_TRUE(readProvision("全文").first.empty());
    for (const char* text : {"",         "第",       "条",           "第条",     "第一",
                             "第一条第", "第一条至", "至第一条",     "第一条之", "42(",
                             "42(1",     "42()",     "42-",          "42(1)x",   "第一条的规定",
                             "第三方",   "附件名称", "第一款第一条", "第(三项",  "第一条第一条"}) {
        EXPECT_FALSE(readProvision(text).matched) << text;
    }
}

TEST(Provisions, EnglishText) {
    EXPECT_EQ(provisionText(readProvision("第四十二条第一款第(三)项").first).en, "art. 42(1)(3)");
    EXPECT_EQ(provisionText(readProvision("第十四条之一").first).en, "art. 14-1");
    EXPECT_EQ(provisionText(readProvision("第三章第二节").first).en, "chapter 3 section 2");
}

TEST(Provisions, CoverWhatLiesBelow) {
    const auto path = [](std::string_view text) { return readProvision(text).first; };
    EXPECT_TRUE(path("第四十二条").covers(path("第四十二条第一款")));
    EXPECT_TRUE(path("第四十二条").covers(path("第四十二条")));
    EXPECT_TRUE(ProvisionPath().covers(path("第四十二条")));
    EXPECT_FALSE(path("第四十二条第一款").covers(path("第四十二条")));
    EXPECT_FALSE(path("第十四条").covers(path("第十四条之一")));
    EXPECT_FALSE(path("第十四条").covers(path("第十五条")));
    EXPECT_FALSE(path("第三章第二节").covers(path("第二章")));
    EXPECT_TRUE(path("第三章").covers(path("第三章第二节")));
    EXPECT_EQ(path("第一条第二款第(三)项第4目").parent(), path("第一条第二款第(三)项"));
    EXPECT_EQ(path("第一条第(三)项").parent(), path("第一条"));
    EXPECT_TRUE(path("第一条").parent().empty());
}

TEST(Citations, EveryForm) {
    EXPECT_EQ(inItem("设定依据: 《行政许可法》第四十二条第一款第（三）项"),
              "《行政许可法》第四十二条第一款第（三）项");
    EXPECT_EQ(inItem("设定依据: 《行政许可法》 第42条第1款第3项"),
              "《行政许可法》第四十二条第一款第（三）项");
    EXPECT_EQ(inItem("设定依据: 《行政许可法》"), "《行政许可法》");
    EXPECT_EQ(inItem("设定依据: 《行政许可法》全文"), "《行政许可法》");
    EXPECT_EQ(inItem("设定依据: 《行政许可法》art. 42(1)(3)"),
              "《行政许可法》第四十二条第一款第（三）项");
    EXPECT_EQ(inItem("设定依据: 《行政许可法》article 42"), "《行政许可法》第四十二条");
    EXPECT_EQ(inItem("设定依据: 《行政许可法》（2019年修正）第四十二条"),
              "《行政许可法》第四十二条");
    EXPECT_EQ(inItem("设定依据: 《决定》（国务院令第412号）附件第12项"), "《决定》附件第12项");
    EXPECT_EQ(inItem("设定依据: 《国务院关于〈甲〉的决定》第一条"),
              "《国务院关于〈甲〉的决定》第一条");
    EXPECT_EQ(inItem("设定依据: 《国务院关于《甲》的决定》第一条"),
              "《国务院关于《甲》的决定》第一条");
    EXPECT_EQ(inItem("设定依据: 《　行政许可法　》第一条"), "《行政许可法》第一条");
    EXPECT_EQ(inItem("设定依据: 《甲法》第四十六条至第四十八条"), "《甲法》第四十六条至第四十八条");
    EXPECT_EQ(inItem("设定依据: 《甲法》第一条、第三条第二款、第三款, 《乙法》第五条"),
              "《甲法》第一条, 第三条第二款, 第三款, 《乙法》第五条");
    EXPECT_EQ(inItem("设定依据: 《甲法》第三十五条第一款、第（三）项"),
              "《甲法》第三十五条第一款, 第（三）项");
    EXPECT_EQ(inItem("设定依据 《甲法》第一条"), "《甲法》第一条");
    EXPECT_EQ(findingsOf("事项 A { 设定依据: 第三方 }"), Strings{"SYN005:第三方"});
    EXPECT_EQ(findingsOf("事项 A { 设定依据: 《甲法》 《乙法》 }"),
              Strings{"SYN005:《甲法》 《乙法》"});
}

TEST(Citations, KnowWhereTheyStand) {
    const Parsed parsed =
        parseText("事项 A { 设定依据: 《行政许可法》（2019年修正） 第四十二条第一款 }");
    const Declaration& item = parsed.declaration(0);
    ASSERT_EQ(item.citations.size(), 1U);
    const syntax::CitationSyntax& citation = item.citations[0];
    const auto text = [&](std::uint32_t begin, std::uint32_t end) {
        return item.text.substr(begin, end - begin);
    };
    EXPECT_EQ(text(citation.titleBegin, citation.titleEnd), "《行政许可法》（2019年修正）");
    EXPECT_EQ(text(citation.provisionBegin, citation.provisionEnd), "第四十二条第一款");
    const syntax::Value& value =
        item.valuesOf(*item.find(item.root(), Label::EstablishingBasis))[0];
    EXPECT_EQ(text(value.begin, value.end), "《行政许可法》（2019年修正） 第四十二条第一款");
}

TEST(Provisions, BlocksOfAnInstrument) {
    const Parsed parsed = parseText(
        "法律文件 《甲法》 {\n  位阶: 法律\n  施行: 2004-07-01\n  第十四条之一 { 已核全 }\n  第四十六条至第四十八条 { 程序: 听证 }\n"
        "  附件第12项 { 设定 乙许可: 行政许可 }\n  全文 { 适用: 丙 }\n  art. 42(1) { 待核 }\n  第三章第二节 { 待核 }\n}");
    EXPECT_EQ(findings(parsed), Strings{});
    const Declaration& law = parsed.declaration(0);
    Strings paths;
    for (const Node& node : law.children(law.root())) {
        if (node.label == Label::ProvisionBlock) {
            paths.push_back(provisionText(node.path).zh +
                            (node.lastPath.empty() ? "" : "至" + provisionText(node.lastPath).zh));
        }
    }
    EXPECT_EQ(paths, (Strings{"第十四条之一", "第四十六条至第四十八条", "附件第12项", "",
                              "第四十二条第一款", "第三章第二节"}));
}

// ---------------------------------------------------------------------------------------------
// Clauses, lists, alternatives

TEST(Clauses, EndTheListBeforeThemAndTakeTheirOwn) {
    const auto step = [](const std::string& entry) {
        const Parsed parsed = parseText("事项 A { 流程 { " + entry + " } }");
        EXPECT_EQ(findings(parsed), Strings{}) << entry;
        const Declaration& item = parsed.declaration(0);
        const Node& flow = *item.find(item.root(), Label::Flow);
        return show(item, *item.children(flow).begin());
    };
    EXPECT_EQ(step("决定: 青山县局, 1 工作日, 后于 审查, 核查"),
              "青山县局, 1工作日, <后于 2> 审查, 核查");
    EXPECT_EQ(step("决定: 青山县局, 1 工作日 后于 审查, 核查"),
              "青山县局, 1工作日 <后于 2> 审查, 核查");
    EXPECT_EQ(step("决定: 青山县局, 不计入期限, 1 工作日"), "青山县局, <不计入期限 0>, 1工作日");
    EXPECT_EQ(step("决定: 青山县局, 不计入期限 依据 《甲法》第四十五条, 1 工作日"),
              "青山县局, <不计入期限 0> <依据 1> 《甲法》第四十五条, 1工作日");
    EXPECT_EQ(step("决定: 阶段 审查, 青山县局, 当场"), "<阶段 1> 审查, 青山县局, 当场");
    EXPECT_EQ(step("决定: 依据 《甲法》第一条、第二条, 青山县局"),
              "<依据 2> 《甲法》第一条, 第二条, 青山县局");
    EXPECT_EQ(step("\"后于\": 青山县局"), "青山县局");
    EXPECT_EQ(step("决定: \"后于\""), "\"后于\"");
    EXPECT_EQ(inItem("设定依据: 《甲法》第一条"), "《甲法》第一条");
    EXPECT_EQ(inItem("实施机关: 食品安全监督管理部门, 层级 县以上"),
              "食品安全监督管理部门, <层级 1> 县以上");
}

TEST(Clauses, WhereTheyHaveNoMeaning) {
    EXPECT_EQ(findingsOf("事项 A { 监管主体: 甲局, 后于 乙 }"), Strings{"SYN005:后于"});
    EXPECT_EQ(findingsOf("事项 A { 流程 { 受理: 甲局, 1 工作日, 容缺 } }"), Strings{"SYN005:容缺"});
    EXPECT_EQ(findingsOf("事项 A { 流程 { 受理: 甲局, 1 工作日, 后于 } }"), Strings{"SYN005:后于"});
    EXPECT_EQ(findingsOf("事项 A { 流程 { 受理: 甲局, 阶段 随便 } }"), Strings{"SYN005:随便"});
}

TEST(Clauses, MissingSpaceGetsItsFix) {
    const auto check = [](const std::string& text, const std::string& range,
                          const std::string& repaired) {
        const Parsed parsed = parseText(text);
        ASSERT_EQ(findings(parsed), Strings{"SYN005:" + range}) << text;
        ASSERT_EQ(parsed.diagnostics[0].fixes.size(), 1U) << text;
        EXPECT_TRUE(parsed.diagnostics[0].fixes[0].safe);
        EXPECT_EQ(applied(parsed, parsed.diagnostics[0].fixes[0]), repaired);
        EXPECT_EQ(findings(repaired), Strings{});
    };
    check("事项 A { 流程 { 审查: 许可科, 2 工作日, 后于受理 } }", "后于受理",
          "事项 A { 流程 { 审查: 许可科, 2 工作日, 后于 受理 } }");
    check("事项 A { 流程 { 审查: 2 工作日, 后于受理 } }", "后于受理",
          "事项 A { 流程 { 审查: 2 工作日, 后于 受理 } }");
    check("事项 A { 流程 { 审查: 许可科, 阶段受理 } }", "阶段受理",
          "事项 A { 流程 { 审查: 许可科, 阶段 受理 } }");
    check("事项 A { 实施机关: 甲部门 层级县以上 }", "层级县以上",
          "事项 A { 实施机关: 甲部门 层级 县以上 }");
    // A keyword of one character proves nothing: no fix cuts 自然资源局 in two.
    for (const char* text :
         {"事项 A { 流程 { 审查: 许可科, 自然资源局 } }", "事项 A { 实施机关: 甲局 自然资源局 }",
          "事项 A { 流程 { 审查: 许可科, 由甲局 } }"}) {
        const Parsed parsed = parseText(text);
        ASSERT_EQ(parsed.diagnostics.size(), 1U) << text;
        EXPECT_TRUE(parsed.diagnostics[0].fixes.empty()) << text;
    }
}

TEST(Alternatives, JoinMoreTightlyThanTheComma) {
    EXPECT_EQ(inItem("前置审批: 企业设立登记 或 个体工商户登记, 食品经营许可"),
              "企业设立登记 或 个体工商户登记, 食品经营许可");
    EXPECT_EQ(inItem("前置审批: 甲 or 乙 or 丙"), "甲 或 乙 或 丙");
    EXPECT_EQ(inItem("前置审批: 青山县 甲 变更 或 乙"), "青山县 甲 变更 或 乙");
    EXPECT_EQ(inItem("结果: \"或\""), "\"或\"");
    EXPECT_EQ(findingsOf("事项 A { 前置审批: 甲 或 或 乙 }"), Strings{"SYN001:或"});
    EXPECT_EQ(findingsOf("事项 A { 前置审批: 甲 或, 乙 }"), Strings{"SYN001:或"});
}

TEST(EntriesAsBlocks, ReadAsTheirValues) {
    const auto limit = [](const std::string& entry) {
        const Parsed parsed = parseText("事项 A { 时限 { " + entry + " } }");
        EXPECT_EQ(findings(parsed), Strings{}) << entry;
        const Declaration& item = parsed.declaration(0);
        return show(item, *item.find(*item.find(item.root(), Label::Limits), Label::Promise));
    };
    EXPECT_EQ(limit("承诺 { 值: 7 工作日; 依据: 《甲法》第一条、第二条 }"),
              "7工作日, <依据 2> 《甲法》第一条, 第二条");
    EXPECT_EQ(limit("承诺 { value: 7 工作日 }"), "7工作日");
    EXPECT_EQ(limit("承诺 {\n  依据: 《甲法》第一条\n  值: 7 工作日\n}"),
              "<依据 1> 《甲法》第一条, 7工作日");
    EXPECT_EQ(limit("承诺: 7 工作日 { 依据: 《甲法》第一条 }"), "7工作日, <依据 1> 《甲法》第一条");
    EXPECT_EQ(limit("承诺 7 工作日 { 依据 《甲法》第一条 }"), "7工作日, <依据 1> 《甲法》第一条");
    const Parsed parsed = parseText("事项 A { 材料 { 甲 { 原件: 1 份; 容缺 } } }");
    EXPECT_EQ(findings(parsed), Strings{});
    const Declaration& item = parsed.declaration(0);
    EXPECT_EQ(show(item, *item.children(*item.find(item.root(), Label::Materials)).begin()),
              "<原件 1> 1份, <容缺 0>");
    EXPECT_EQ(findingsOf("事项 A { 时限 { 承诺 { 值: 7 工作日; 依剧: 《甲法》第一条 } } }"),
              Strings{"SYN004:依剧"});
    EXPECT_EQ(findingsOf("事项 A { 时限 { 承诺 { 值: 7 日 } } }"), Strings{"SYN005:7 日"});
    EXPECT_EQ(findingsOf("事项 A { 时限 { 承诺 { 值: 7 工作日 { 甲 } } } }"), Strings{"SYN001:值"});
}

// ---------------------------------------------------------------------------------------------
// Findings about values

TEST(Findings, UnknownLabels) {
    const Parsed parsed = parseText("事项 A { 监管主休: 甲局 }");
    ASSERT_EQ(findings(parsed), Strings{"SYN004:监管主休"});
    ASSERT_EQ(parsed.diagnostics[0].fixes.size(), 1U);
    EXPECT_TRUE(parsed.diagnostics[0].fixes[0].safe);
    EXPECT_EQ(applied(parsed, parsed.diagnostics[0].fixes[0]), "事项 A { 监管主体: 甲局 }");
    const Parsed far = parseText("事项 A { 完全不同的标签: 1 }");
    ASSERT_EQ(findings(far), Strings{"SYN004:完全不同的标签"});
    EXPECT_TRUE(far.diagnostics[0].fixes.empty());
    EXPECT_NE(far.diagnostics[0].advice.zh.find("设定依据"), std::string::npos);
    EXPECT_EQ(findings("事项 A { 随便 { 甲: 乙; 丙 { 丁: 戊 } } }"), Strings{"SYN004:随便"});
    EXPECT_EQ(findings("事项 A { kindd: licensing }"), Strings{"SYN004:kindd"});
    EXPECT_EQ(findings("事项 A { \"类型\": 行政许可 }"), Strings{"SYN004:\"类型\""});
    // A misspelt required label is not missing on top of that.
    EXPECT_EQ(findings("机关 甲 { 辖驱: 乙 }"), Strings{"SYN004:辖驱"});
}

TEST(Findings, WrongValuesWithTheirFixes) {
    EXPECT_EQ(findings("事项 A { 到现场次数: 很少 }"), Strings{"SYN005:很少"});
    EXPECT_EQ(findings("事项 A { 类型: 行政许 }"), Strings{"SYN005:行政许"});
    EXPECT_EQ(findings("事项 A { 公开: 也许 }"), Strings{"SYN005:也许"});
    EXPECT_EQ(findings("事项 A { 生效: 明天 }"), Strings{"SYN005:明天"});
    EXPECT_EQ(findings("事项 A { 行使层级: 村 }"), Strings{"SYN005:村"});
    EXPECT_EQ(findings("事项 A { 类型: 行政许可, 行政确认 }"), Strings{"SYN005:行政确认"});
    EXPECT_EQ(findings("事项 A { 类型: }"), Strings{"SYN005:类型"});
    EXPECT_EQ(findings("事项 A { 类型 }"), Strings{"SYN005:类型"});
    EXPECT_EQ(findings("事项 A { 时限: 7 工作日 }"), Strings{"SYN005:时限"});
    EXPECT_EQ(findings("事项 A { 设定依据: 甲法第一条 }"), Strings{"SYN005:甲法第一条"});
    EXPECT_EQ(findings("事项 A { 服务对象: 企业 个人 }"), Strings{"SYN005:企业 个人"});
    EXPECT_EQ(findings("事项 A: { 公开: 是 }"), Strings{"SYN005:事项 A"});
    const Parsed parsed = parseText("事项 A { 时限 { 承诺: 10 日 } }");
    ASSERT_EQ(findings(parsed), Strings{"SYN005:10 日"});
    ASSERT_EQ(parsed.diagnostics[0].fixes.size(), 2U);
    EXPECT_EQ(applied(parsed, parsed.diagnostics[0].fixes[0]),
              "事项 A { 时限 { 承诺: 10 工作日 } }");
    EXPECT_EQ(applied(parsed, parsed.diagnostics[0].fixes[1]),
              "事项 A { 时限 { 承诺: 10 自然日 } }");
    EXPECT_FALSE(parsed.diagnostics[0].fixes[0].safe);
    const Parsed days = parseText("事项 A { 时限 { 承诺: 10天 } }");
    ASSERT_EQ(findings(days), Strings{"SYN005:10天"});
    ASSERT_EQ(days.diagnostics[0].fixes.size(), 2U);
    EXPECT_EQ(applied(days, days.diagnostics[0].fixes[0]), "事项 A { 时限 { 承诺: 10 工作日 } }");
    EXPECT_EQ(findings("事项 A { 时限 { 承诺: 10 天 } }"), Strings{"SYN005:10 天"});
    // In an instrument a bare day is what the instrument says it is.
    EXPECT_EQ(
        findings(
            "法律文件 《甲法》 { 位阶: 法律; 施行: 2020-01-01; 第一条 { 时限 决定: 20 日, 自 受理 } }"),
        Strings{});
}

TEST(Findings, FlagsMayStandAlone) {
    EXPECT_EQ(findings("证照 营业执照 { 发证机关: 登记机关; 共享; 电子证照 }"), Strings{});
    EXPECT_EQ(findings("证照 营业执照 { 共享: 是; 自备: 否 }"), Strings{});
    EXPECT_EQ(findings("证照 营业执照 { 共享: 青山县市场监督管理局 }"), Strings{});
    EXPECT_EQ(findings("证照 营业执照 { 共享: }"), Strings{"SYN005:共享"});
}

TEST(Findings, DuplicateLabelsStandAtTheLaterOne) {
    const Parsed parsed = parseText("事项 A {\n  实施机关: 甲局\n  实施机关: 乙局\n}");
    ASSERT_EQ(findings(parsed), Strings{"SYN006:实施机关"});
    EXPECT_EQ(parsed.sources.begin(parsed.diagnostics[0].span).line, 3U);
    ASSERT_EQ(parsed.diagnostics[0].related.size(), 1U);
    EXPECT_EQ(parsed.sources.begin(parsed.diagnostics[0].related[0].span).line, 2U);
    const Declaration& item = parsed.declaration(0);
    EXPECT_EQ(show(item, *item.find(item.root(), Label::Authority)), "甲局");  // The first stands.
    EXPECT_EQ(findings(applied(parsed, parsed.diagnostics[0].fixes.at(0))), Strings{});
    EXPECT_EQ(findings("事项 A { 实施机关: 甲局; authority: 乙局 }"), Strings{"SYN006:authority"});
    EXPECT_EQ(findings("事项 A { 监管主体: 甲局; 监管主体: 乙局 }"), Strings{});
    EXPECT_EQ(findings("事项 A { 时限 { 承诺: 3 工作日; 承诺: 3 工作日 } }"),
              Strings{"SYN006:承诺"});
    EXPECT_EQ(findings("事项 A { 材料 { 甲; 乙; 甲: 原件 } }"), Strings{"SYN006:甲"});
    EXPECT_EQ(findings("事项 A { 流程 { 受理: 甲局; 受理: 乙局 } }"), Strings{"SYN006:受理"});
    EXPECT_EQ(findings("事项 A { 时限 { 承诺: 3 工作日 }; 时限 { 受理: 3 工作日 } }"),
              Strings{"SYN006:时限"});
    EXPECT_EQ(
        findings(
            "事项 A { 承诺: 3 工作日; 情形 变更 { 时限 { 承诺: 3 工作日 } } 时限 { 承诺: 3 工作日 } }"),
        Strings{"SYN004:承诺"});
}

TEST(Findings, MissingLabelsStandAtTheHead) {
    EXPECT_EQ(findings("机关 甲局 {\n  性质: 事业单位\n}"), Strings{"SYN007:机关 甲局"});
    EXPECT_EQ(findings("机关 甲局"), Strings{"SYN007:机关 甲局"});
    EXPECT_EQ(findings("法律文件 《甲法》 {}"),
              (Strings{"SYN007:法律文件 《甲法》", "SYN007:法律文件 《甲法》"}));
    EXPECT_EQ(findings("法律文件 《甲法》 { 位阶: 法律; 版本 2020-01-01 { 条数: 3 } }"), Strings{});
    EXPECT_EQ(findings("法律文件 《甲条例》 { 位阶: 省级地方性法规; 施行: 2020-01-01 }"),
              Strings{"SYN007:法律文件 《甲条例》"});
    EXPECT_EQ(findings("划转 A { 事项: 甲; 从: 乙 }"), Strings{"SYN007:划转 A"});
    EXPECT_EQ(findings("事项 A {}"), Strings{});  // Judged after inheritance.
    EXPECT_EQ(parseText("机关 甲局").diagnostics.at(0).advice.zh.find("补上“辖区”"), 0U);
}

// ---------------------------------------------------------------------------------------------
// Spelling, documentation, allowances

TEST(Spelling, NamesAreNormalisedAndCodesAreNot) {
    const Parsed parsed =
        parseText("事项 食品经营许可（变更） { 编码: \"００１Ａ\"; 实施机关: 市监局（甲） }");
    const Declaration& item = parsed.declaration(0);
    EXPECT_EQ(showSubject(item, item.root()), "食品经营许可(变更)");
    EXPECT_EQ(show(item, *item.find(item.root(), Label::Code)), "\"００１Ａ\"");
    EXPECT_EQ(show(item, *item.find(item.root(), Label::Authority)), "市监局(甲)");
    EXPECT_EQ(inItem("编码: 000131018000"), "000131018000");
    EXPECT_EQ(inItem("编码: 11330000MB1２"), "11330000MB1２");
    EXPECT_EQ(inItem("编码: 2026-02-30"), "2026-02-30");
}

TEST(Spelling, BothLanguagesInOneFile) {
    const Parsed parsed = parseText(
        "item 许可 {\n  kind: licensing\n  实施机关: 甲局\n  limits { promise: 7 working-day; 受理: on-the-spot }\n"
        "  flow { if \"x\" { 甲: 1 工作日 } else { 乙: 2 工作日, after 丙 } }\n}");
    EXPECT_EQ(findings(parsed), Strings{});
    const Declaration& item = parsed.declaration(0);
    for (const syntax::KeywordUse& use : item.keywords) {
        const std::string text = item.text.substr(use.begin, use.end - use.begin);
        EXPECT_TRUE(text == use.zh || text == use.en || (text == "after") ||
                    text.find(' ') != std::string::npos)
            << text;
    }
    EXPECT_GE(item.keywords.size(), 12U);
}

TEST(Spelling, KeywordsAreContextual) {
    EXPECT_EQ(findings("事项 材料 { 材料 { 材料: 原件; 时限; 事项 } 服务对象: 材料, 事项 }"),
              Strings{});
    EXPECT_EQ(findings("辖区 辖区 { 上级: 编码 }"), Strings{});
    const Parsed parsed = parseText("事项 A { 流程 { 循环: 甲局; 结束: 乙局, 1 工作日 } }");
    EXPECT_EQ(findings(parsed), Strings{});
}

TEST(Documentation, BelongsToTheDeclarationThatFollows) {
    const auto documentation = [](std::string_view text) {
        Strings result;
        const Parsed parsed = parseText(text);
        for (const auto& declared : parsed.modules.front().declarations) {
            result.push_back(declared.declaration->documentation);
        }
        return result;
    };
    EXPECT_EQ(documentation("/// 一\n///  二\n///三\n辖区 甲 {}"), Strings{"一\n 二\n三"});
    EXPECT_EQ(documentation("/// 一\r\n/// 二\r\n辖区 甲 {}"), Strings{"一\n二"});
    EXPECT_EQ(documentation("/// 一\n// 不是\n/// 二\n辖区 甲 {}"), Strings{"一\n二"});
    // A comma that turns out to be a mistake takes no documentation with it.
    EXPECT_EQ(documentation(",\n/// 一\n,\n辖区 甲 {}"), (Strings{"", ""}));
    EXPECT_EQ(documentation("辖区 甲 {}\n/// 乙的\n辖区 乙 {}\n辖区 丙 {}"),
              (Strings{"", "乙的", ""}));
    EXPECT_EQ(documentation("辖区 甲\n/// 乙的\n辖区 乙"), (Strings{"", "乙的"}));
    EXPECT_EQ(documentation(
                  "/// 甲的\n事项 甲 {\n  /// 条目的\n  类型: 行政许可 /// 也是\n}\n辖区 乙 {}"),
              (Strings{"甲的", ""}));
    EXPECT_EQ(documentation("事项 甲 {\n  /// 条目的\n  类型: 行政许可\n  /// 末尾\n}\n辖区 乙 {}"),
              (Strings{"", ""}));
    EXPECT_EQ(documentation("/// 一\n@允许(TIM001, \"x\")\n事项 甲 {}"), Strings{"一"});
    EXPECT_EQ(documentation("@允许(TIM001, \"x\")\n/// 一\n事项 甲 {}"), Strings{"一"});
    EXPECT_EQ(documentation("//// 四条斜线也算\n辖区 甲 {}").size(), 1U);
    EXPECT_EQ(documentation("/// 没有下文"), Strings{});
}

TEST(AllowanceSyntax, AreReadAsData) {
    const Parsed parsed = parseText(
        "@允许(TIM001, \"timeline/no-limit\", \"省政府批复〔2025〕12号\", 至 2026-12-31)\n"
        "事项 A {\n  @allow(AUT001, “另有依据”, until 2027年1月1日)\n  实施机关: 甲局\n  公开: 是\n}");
    EXPECT_EQ(findings(parsed), Strings{});
    const Declaration& item = parsed.declaration(0);
    ASSERT_EQ(item.allowances.size(), 2U);
    const auto text = [&](Span span) {
        return item.text.substr(span.begin, span.end - span.begin);
    };
    EXPECT_EQ(item.allowances[0].codes, (Strings{"TIM001", "timeline/no-limit"}));
    EXPECT_EQ(text(item.allowances[0].codeSpans.at(1)), "\"timeline/no-limit\"");
    EXPECT_EQ(item.allowances[0].reason, "省政府批复〔2025〕12号");
    EXPECT_EQ(item.allowances[0].until->iso(), "2026-12-31");
    EXPECT_EQ(text(item.allowances[0].span).find("@允许("), 0U);
    EXPECT_EQ(text(item.allowances[0].span).back(), ')');
    EXPECT_EQ(text(item.allowances[0].covered).find("事项 A {"), 0U);
    EXPECT_EQ(text(item.allowances[0].covered).back(), '}');
    EXPECT_EQ(text(item.allowances[1].covered), "实施机关: 甲局");
    EXPECT_EQ(item.allowances[1].until->iso(), "2027-01-01");
    EXPECT_EQ(item.allowances[1].reason, "另有依据");
}

TEST(AllowanceSyntax, MistakesInThem) {
    EXPECT_EQ(findings("@准许(TIM001, \"x\")\n事项 A {}"), Strings{"SYN001:@准许"});
    EXPECT_EQ(findings("@允许(TIM001, \"x\", 至 明天)\n事项 A {}"), Strings{"ALW003:明天"});
    EXPECT_EQ(findings("@允许(TIM001, \"x\", 至 2026-02-30)\n事项 A {}"),
              Strings{"ALW003:2026-02-30"});
    EXPECT_EQ(findings("@允许(TIM001, 《批复》)\n事项 A {}"), Strings{"ALW003:《批复》"});
    EXPECT_EQ(findings("@允许(TIM001, \"x\")\n"), Strings{"SYN001:)"});
    EXPECT_EQ(
        findings(
            "事项 A {\n  类型: 行政许可\n  时限 {\n    承诺: 3 工作日\n    @允许(TIM001, \"x\")\n  }\n  公开: 是\n}"),
        Strings{"SYN001:@允许(TIM001, \"x\")"});
    // What stands before nothing does not cover what comes after its block.
    const Parsed parsed =
        parseText("事项 A {\n  时限 {\n    @允许(TIM001, \"x\")\n  }\n  公开: 是\n}");
    EXPECT_TRUE(parsed.declaration(0).allowances.empty());
    // Two before one thing both cover it.
    const Parsed two =
        parseText("事项 A {\n  @允许(TIM001, \"x\")\n  @允许(TIM002, \"y\") 公开: 是\n}");
    EXPECT_EQ(findings(two), Strings{});
    ASSERT_EQ(two.declaration(0).allowances.size(), 2U);
    EXPECT_EQ(two.declaration(0).allowances[0].covered, two.declaration(0).allowances[1].covered);
}

TEST(MissingLabel, SaysWhichAndWhatItIs) {
    const auto* info = syntax::labelInfo(syntax::BlockKind::Item, Label::KindLabel);
    const Diagnostic diagnostic = syntax::missingLabel({FileId(0U), 1, 5}, *info);
    EXPECT_EQ(diagnostic.descriptor->code, "SYN007");
    EXPECT_EQ(diagnostic.message().zh, "缺少必填项“类型”");
    EXPECT_EQ(diagnostic.message().en, "the required label 'kind' is missing");
}

}  // namespace
}  // namespace fadu::tests
