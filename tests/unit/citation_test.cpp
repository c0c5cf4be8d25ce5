#include "unit/Built.h"

namespace fadu::tests {

namespace {

using Strings = std::vector<std::string>;

constexpr std::string_view kLaw = R"(
职能 甲部门 { 层级: 县以上 }
法律文件 《中华人民共和国集市管理法》 {
  简称: 《集市法》
  位阶: 法律; 施行: 2010-01-01; 条数: 60; 收录: 部分
  第八条 { 款数: 3 }
  第八条第一款 { 项数: 4; 设定 甲许可: 行政许可, 由 甲部门 }
  第八条第一款第（二）项 { 材料 申请书 }
  第八条第三款 { 材料 平面图 }
  第十四条 { 材料 甲 }
  第十四条之一 { 材料 乙 }
  第二十条至第二十二条 { 材料 丙 }
  第三十条 { 材料 丁 }
  附件第3项 { 设定 附件许可: 行政许可, 由 甲部门 }
  附件第12项 { 材料 戊 }
}
)";

/// What the citations of an item with this basis rest on.
struct Cited {
    explicit Cited(std::string_view basis, std::string_view more = {},
                   std::string_view asOf = "2026-01-01")
        : program(built(std::string(kLaw) + std::string(more) +
                            "\n事项 试许可 { 类型: 行政许可; 设定依据: " + std::string(basis) +
                            " }\n",
                        asOf)) {}

    const std::vector<model::Citation>& citations() const {
        return program.at("试许可").establishing.citations;
    }
    Strings covered(std::size_t index = 0) const { return program.covered(citations().at(index)); }
    const model::Target& target(std::size_t index = 0) const {
        return program.program().targets[citations().at(index).target];
    }
    /// The findings on the citations.
    Strings findings() const {
        Strings result;
        for (const std::string& finding : program.findings()) {
            if (!finding.starts_with("SYN007")) {
                result.push_back(finding);
            }
        }
        return result;
    }

    Built program;
};

}  // namespace

TEST(Citation, CoversTheProvisionAndAllBelowIt) {
    EXPECT_EQ(Cited("《集市管理法》第八条").covered(),
              (Strings{"第八条", "第八条第一款", "第八条第一款第（二）项", "第八条第三款"}));
    EXPECT_EQ(Cited("《集市管理法》第八条第一款").covered(),
              (Strings{"第八条第一款", "第八条第一款第（二）项"}));
    EXPECT_EQ(Cited("《集市管理法》第十四条").covered(), Strings{"第十四条"});
    EXPECT_EQ(Cited("《集市管理法》第十四条之一").covered(), Strings{"第十四条之一"});
    EXPECT_EQ(Cited("《集市管理法》").covered().size(), 10U);
    EXPECT_EQ(Cited("《集市管理法》全文").covered().size(), 10U);
}

TEST(Citation, RestsOnTheNearestRecordedAncestor) {
    const Cited below("《集市管理法》第八条第一款第（三）项");
    EXPECT_EQ(below.covered(), Strings{"第八条第一款"});
    EXPECT_TRUE(below.target().provisions.empty());
    EXPECT_EQ(Cited("《集市管理法》第八条第二款").covered(), Strings{"第八条"});
    EXPECT_EQ(Cited("《集市管理法》第八条第三款第（一）项").covered(), Strings{"第八条第三款"});
    EXPECT_EQ(Cited("《集市管理法》第三十条第一款第（五）项").covered(), Strings{"第三十条"});
    EXPECT_EQ(Cited("《集市管理法》第三十一条").covered(), Strings{});
}

TEST(Citation, Ranges) {
    EXPECT_EQ(Cited("《集市管理法》第十条至第二十条").covered(),
              (Strings{"第十四条", "第十四条之一", "第二十条至第二十二条"}));
    // Within a recorded range, and past its start.
    EXPECT_EQ(Cited("《集市管理法》第二十一条").covered(), Strings{"第二十条至第二十二条"});
    EXPECT_EQ(Cited("《集市管理法》第二十二条至第三十条").covered(),
              (Strings{"第二十条至第二十二条", "第三十条"}));
    // The end takes in what lies in it.
    EXPECT_EQ(Cited("《集市管理法》第七条至第八条").covered().size(), 4U);
    EXPECT_EQ(Cited("《集市管理法》第八条第二款至第三款").covered(), Strings{"第八条第三款"});
    EXPECT_EQ(Cited("《集市管理法》第八条第一款第（一）项至第（三）项").covered(),
              Strings{"第八条第一款第（二）项"});
    EXPECT_EQ(Cited("《集市管理法》第八条第一款第（三）项至第（四）项").covered(),
              Strings{"第八条第一款"});
    // A later insertion stands behind its article.
    EXPECT_EQ(Cited("《集市管理法》第十条至第十四条").covered(), Strings{"第十四条"});
    EXPECT_EQ(Cited("《集市管理法》第十四条之一至第十九条").covered(), Strings{"第十四条之一"});
}

TEST(Citation, Annexes) {
    EXPECT_EQ(Cited("《集市管理法》附件第3项").covered(), Strings{"附件第3项"});
    EXPECT_EQ(Cited("《集市管理法》附件").covered(), (Strings{"附件第3项", "附件第12项"}));
    // A range of items takes in no others: otherwise every licence of the annex would seem cited.
    EXPECT_EQ(Cited("《集市管理法》附件第4项至第15项").covered(), Strings{"附件第12项"});
    EXPECT_EQ(Cited("《集市管理法》附件第4项至第11项").covered(), Strings{});
    // An article of the text is no item of the annex, nor the other way round.
    EXPECT_EQ(Cited("《集市管理法》附件第8项").covered(), Strings{});
}

TEST(Citation, ListsInheritWhatTheyOmit) {
    const Cited list("《集市管理法》第八条第一款、第三款, 第十四条");
    ASSERT_EQ(list.citations().size(), 3U);
    EXPECT_EQ(list.covered(1), Strings{"第八条第三款"});
    EXPECT_EQ(list.covered(2), Strings{"第十四条"});
    const Cited items("《集市管理法》第八条第一款第（一）项、第（二）项");
    EXPECT_EQ(items.covered(1), Strings{"第八条第一款第（二）项"});
    const Cited annex("《集市管理法》附件第3项、第12项");
    EXPECT_EQ(annex.covered(1), Strings{"附件第12项"});
    // Another instrument starts anew.
    const Cited two("《集市管理法》第八条第一款, 《集市法》第三十条");
    EXPECT_EQ(two.covered(1), Strings{"第三十条"});
}

TEST(Citation, English) {
    EXPECT_EQ(Cited("《集市管理法》 art. 8(1)(2)").covered(), Strings{"第八条第一款第（二）项"});
    EXPECT_EQ(Cited("《集市管理法》 art. 14-1").covered(), Strings{"第十四条之一"});
    EXPECT_EQ(Cited("《集市管理法》第8条第1款第2项").covered(), Strings{"第八条第一款第（二）项"});
}

TEST(Citation, OtherTitles) {
    for (const std::string_view title :
         {"《集市管理法》", "《中华人民共和国集市管理法》", "《集市法》",
          "《中华人民共和国集市管理法》（2010年制定）"}) {
        const Cited cited(std::string(title) + "第三十条");
        EXPECT_EQ(cited.covered(), Strings{"第三十条"}) << title;
        EXPECT_EQ(cited.findings(), Strings{}) << title;
    }
}

TEST(Citation, NumbersThatCannotBe) {
    EXPECT_EQ(Cited("《集市管理法》第六十条").findings(), Strings{});
    EXPECT_EQ(Cited("《集市管理法》第六十一条").findings(), Strings{"REF003:第六十一条"});
    EXPECT_EQ(Cited("《集市管理法》第五十九条至第六十一条").findings(),
              Strings{"REF003:第五十九条至第六十一条"});
    EXPECT_EQ(Cited("《集市管理法》第八条第三款").findings(), Strings{});
    EXPECT_EQ(Cited("《集市管理法》第八条第四款").findings(), Strings{"REF003:第八条第四款"});
    EXPECT_EQ(Cited("《集市管理法》第八条第二款至第四款").findings(),
              Strings{"REF003:第八条第二款至第四款"});
    EXPECT_EQ(Cited("《集市管理法》第八条第一款第（四）项").findings(), Strings{});
    EXPECT_EQ(Cited("《集市管理法》第八条第一款第（五）项").findings(),
              Strings{"REF003:第八条第一款第（五）项"});
    // Of another paragraph nothing is recorded; an annex has no articles to count.
    EXPECT_EQ(Cited("《集市管理法》第八条第三款第（九）项").findings(), Strings{});
    EXPECT_EQ(Cited("《集市管理法》附件第99项").findings(), Strings{});
}

TEST(Citation, VariantsAndOneCharacter) {
    const Cited variant("《中華人民共和國集市管理法》第三十条");
    EXPECT_EQ(variant.findings(), Strings{"REF002:《中華人民共和國集市管理法》"});
    EXPECT_EQ(variant.covered(), Strings{"第三十条"});  // A variant form is certain.
    EXPECT_FALSE(variant.citations().front().blamed);
    const Cited wrong("《集市管埋法》第三十条");
    EXPECT_EQ(wrong.findings(), Strings{"REF002:《集市管埋法》"});
    EXPECT_TRUE(wrong.citations().front().blamed);
    EXPECT_EQ(wrong.covered(), Strings{});
    // Real titles differ in one character: both known, no doubt.
    constexpr std::string_view more =
        "法律文件 《集市管制法》 { 位阶: 法律; 施行: 2011-01-01; 收录: 部分 }\n";
    EXPECT_EQ(Cited("《集市管制法》第一条", more).findings(), Strings{});
    // One character of two known titles: the first in the order of characters.
    EXPECT_EQ(Cited("《集市管X法》第一条", more).findings(), Strings{"REF002:《集市管X法》"});
    // Two characters off, or too short to tell: simply not known.
    EXPECT_EQ(Cited("《集镇管埋法》第一条").findings(), Strings{"REF010:《集镇管埋法》"});
    EXPECT_EQ(Cited("《集币法》第一条").findings(), Strings{"REF010:《集币法》"});
}

TEST(Citation, UnknownInstrumentsAreNamedOnce) {
    const Built program = built(R"(
事项 甲 { 类型: 行政许可; 设定依据: 《未知条例》第一条, 第二条 }
事项 乙 { 类型: 行政许可; 设定依据: 《未知条例》第三条, 《另一未知条例》 }
)");
    std::size_t notInLibrary = 0;
    for (const Diagnostic& diagnostic : program.diagnostics) {
        if (diagnostic.descriptor->code == "REF010") {
            ++notInLibrary;
            if (program.parsed->sources.text(diagnostic.span) == "《未知条例》") {
                EXPECT_EQ(diagnostic.related.size(), 2U);
            }
        }
    }
    EXPECT_EQ(notInLibrary, 2U);
}

TEST(Citation, VersionsAsOfADate) {
    constexpr std::string_view law = R"(
职能 甲部门 { 层级: 县以上 }
法律文件 《集市管理条例》 {
  位阶: 行政法规; 施行: 2010-01-01; 条数: 20; 收录: 部分
  第八条 { 设定 甲许可: 行政许可, 由 甲部门; 时限 决定: 30 工作日 }
  第九条 { 款数: 2 }
  第九条第一款 { 设定 乙许可: 行政许可, 由 甲部门 }
  版本 2015-06-01 { 条数: 25; 第八条 { 设定 甲许可: 行政许可, 由 甲部门; 时限 决定: 20 工作日 } }
  版本 2020-06-01 { 第九条 { 删去 }; 第二十一条 { 设定 丙许可: 行政许可, 由 甲部门 } }
}
事项 试许可 { 类型: 行政许可; 设定依据: 《集市管理条例》第九条第一款, 《集市管理条例》第二十一条 }
)";
    const auto at = [&](std::string_view date) {
        const Built program = built(law, date);
        const auto& read = program.program();
        const auto established = [&](std::string_view power) {
            return !read.establishmentsOf(read.names.find(power)).empty();
        };
        std::string result;
        for (std::size_t i = 0; i < read.limits.size(); ++i) {
            result += std::to_string(read.limits[model::LimitId(i)].length.high);
        }
        for (const std::string_view power : {"甲许可", "乙许可", "丙许可"}) {
            result += established(power) ? " " + std::string(power) : "";
        }
        for (const std::string& finding : program.findings()) {
            result += finding.starts_with("REF") ? " " + finding : "";
        }
        return result;
    };
    EXPECT_EQ(at("2012-01-01"), "30 甲许可 乙许可 REF003:第二十一条");
    EXPECT_EQ(at("2015-06-01"), "20 甲许可 乙许可");
    EXPECT_EQ(at("2020-05-31"), "20 甲许可 乙许可");
    // With an article go its paragraphs.
    EXPECT_EQ(at("2020-06-01"), "20 甲许可 丙许可 REF003:第九条第一款");
    EXPECT_EQ(at("2009-12-31").substr(0, 2), "30");
    EXPECT_NE(at("2009-12-31").find("REF004:《集市管理条例》"), std::string::npos);
}

TEST(Citation, ATextWithVersionsOnlyLendsItsFirstToTheTimeBefore) {
    constexpr std::string_view law = R"(
法律文件 《集市管理条例》 {
  位阶: 行政法规; 施行: 2010-01-01; 收录: 部分
  版本 2015-06-01 { 第八条 { 材料 甲 } }
  版本 2020-06-01 { 第八条 { 删去 } }
}
事项 试许可 { 类型: 行政许可; 设定依据: 《集市管理条例》第八条 }
)";
    EXPECT_EQ(built(law, "2012-01-01")
                  .covered(built(law, "2012-01-01").at("试许可").establishing.citations.front()),
              Strings{"第八条"});
}

TEST(Citation, RepealedAndElsewhere) {
    constexpr std::string_view law = R"(
辖区 清江省 { 编码: "990000" }
辖区 南岭省 { 编码: "980000" }
辖区 青山县 { 编码: "999001"; 上级: 清江省 }
机关 青山局 { 辖区: 青山县 }
法律文件 《旧办法》 { 位阶: 部门规章; 施行: 2001-01-01; 废止: 2023-01-01 由 《新办法》; 收录: 部分 }
法律文件 《南岭省条例》 { 位阶: 省级地方性法规; 辖区: 南岭省; 施行: 2001-01-01; 收录: 部分 }
法律文件 《清江省条例》 { 位阶: 省级地方性法规; 辖区: 清江省; 施行: 2001-01-01; 收录: 部分 }
事项 甲 { 类型: 行政许可; 实施机关: 青山局; 设定依据: 《旧办法》第一条, 《南岭省条例》第一条, 《清江省条例》第一条 }
)";
    EXPECT_EQ(built(law, "2023-01-01").findings(),
              (Strings{"REF004:《旧办法》", "REF007:《南岭省条例》"}));
    EXPECT_EQ(built(law, "2022-12-31").findings(), Strings{"REF007:《南岭省条例》"});
    EXPECT_EQ(built(law, "2000-12-31").findings(),
              (Strings{"REF004:《旧办法》", "REF004:《南岭省条例》", "REF004:《清江省条例》"}));
}

TEST(Citation, CompletenessIsOfWhatWasRead) {
    constexpr std::string_view more = R"(
法律文件 《半部条例》 {
  位阶: 行政法规; 施行: 2010-01-01; 收录: 部分
  第八条第一款 { 已核全 }
  第九条 { 已核全 }
  第十条 { 已核全 }
  第十二条 { 材料 甲 }
}
法律文件 《全部条例》 { 位阶: 行政法规; 施行: 2010-01-01; 收录: 全文 }
法律文件 《设定条例》 { 位阶: 行政法规; 施行: 2010-01-01; 收录: 部分; 已核全: 设定 }
)";
    const auto complete = [&](std::string_view basis, EntryKind kind = EntryKind::Establishment) {
        const Cited cited(basis, more);
        return cited.program.program().completeFor(cited.target(), kind);
    };
    EXPECT_TRUE(complete("《全部条例》第三条"));
    EXPECT_TRUE(complete("《设定条例》第三条"));
    EXPECT_FALSE(complete("《设定条例》第三条", EntryKind::Limit));
    EXPECT_TRUE(complete("《半部条例》第九条"));
    EXPECT_TRUE(complete("《半部条例》第九条第二款第（三）项"));  // Lies in what is complete.
    EXPECT_TRUE(complete("《半部条例》第九条至第十条"));
    EXPECT_FALSE(complete("《半部条例》第九条至第十一条"));
    EXPECT_FALSE(complete("《半部条例》第八条"));  // Its second paragraph may hold anything.
    EXPECT_FALSE(complete("《半部条例》第十二条"));
    EXPECT_FALSE(complete("《半部条例》"));
    EXPECT_FALSE(complete("《未知条例》第一条"));
}

}  // namespace fadu::tests
