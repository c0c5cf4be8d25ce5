#include "unit/Built.h"

#include <chrono>

namespace fadu::tests {

namespace {

using Strings = std::vector<std::string>;

constexpr std::string_view kPlaces = R"(
辖区 清江省 { 编码: "990000" }
辖区 白石市 { 编码: "990100"; 上级: 清江省 }
辖区 河口县 { 编码: "990102"; 上级: 白石市 }
辖区 山阴县 { 编码: "990103"; 上级: 白石市 }
职能 市场监督管理部门 { 层级: 县以上; 别称: 市监部门; 曾称: 工商行政管理部门 }
机关 清江省局 { 辖区: 清江省 }
机关 白石市局 { 辖区: 白石市 }
机关 河口县局: 市场监督管理部门 { 辖区: 河口县; 曾用名: 河口县工商局 }
机关 河口县二局 { 辖区: 河口县 }
机关 山阴县局: 市监部门 { 辖区: 山阴县 }
)";

std::string item(std::string_view name, std::string_view organ, std::string_view more = {}) {
    return "事项 " + std::string(name) + " { 类型: 公共服务; 实施机关: " + std::string(organ) +
           "; " + std::string(more) + " }\n";
}

/// Where the prerequisite of 后项 leads: organ, name and situation; or what is said of it.
std::string resolved(const std::string& items, std::string_view prerequisite,
                     std::string_view organ = "河口县局") {
    const Built program = built(std::string(kPlaces) + items +
                                item("后项", organ, "前置审批: " + std::string(prerequisite)));
    std::string result;
    const model::Program& read = program.program();
    for (const model::Prerequisite& one : program.at("后项").prerequisites) {
        for (const model::Alternative& alternative : one.alternatives) {
            result += result.empty() ? "" : " 或 ";
            if (alternative.item.valid()) {
                const model::Item& found = read.items[alternative.item];
                result += std::string(read.text(found.authorityName)) + " " +
                          std::string(read.text(found.name)) + " " +
                          std::string(read.text(found.situation));
            } else {
                result += alternative.blamed
                              ? "有误"
                              : "外部 " + std::string(read.text(alternative.outside));
            }
        }
    }
    for (const std::string& finding : program.findings()) {
        result += "; " + finding;
    }
    return result;
}

}  // namespace

TEST(Names, TheSameOrganComesFirst) {
    const std::string all =
        item("前项", "清江省局") + item("前项", "河口县局") + item("前项", "河口县二局");
    EXPECT_EQ(resolved(all, "前项"), "河口县局 前项 新办");
    EXPECT_EQ(resolved(all, "前项", "河口县二局"), "河口县二局 前项 新办");
}

TEST(Names, ThenThePlaceAndThoseAroundIt) {
    EXPECT_EQ(resolved(item("前项", "河口县二局") + item("前项", "白石市局"), "前项"),
              "河口县二局 前项 新办");
    EXPECT_EQ(
        resolved(item("前项", "白石市局") + item("前项", "清江省局") + item("前项", "山阴县局"),
                 "前项"),
        "白石市局 前项 新办");
    EXPECT_EQ(resolved(item("前项", "清江省局") + item("前项", "山阴县局"), "前项"),
              "清江省局 前项 新办");
}

TEST(Names, ThenWhatIsUnique) {
    EXPECT_EQ(resolved(item("前项", "山阴县局"), "前项"), "山阴县局 前项 新办");
    EXPECT_EQ(resolved(item("前项", "山阴县局") + item("前项", "河口县局"), "前项", "清江省局"),
              "有误; REF005:前项");
}

TEST(Names, TwoOfOnePlaceAreAmbiguous) {
    const std::string all = item("前项", "河口县局") + item("前项", "河口县二局");
    EXPECT_EQ(resolved(all, "前项", "山阴县局"), "有误; REF005:前项");
    EXPECT_EQ(resolved(all, "河口县 前项", "山阴县局"), "有误; REF005:河口县 前项");
    EXPECT_EQ(resolved(all, "河口县二局 前项", "山阴县局"), "河口县二局 前项 新办");
    const Built program =
        built(std::string(kPlaces) + all + item("后项", "山阴县局", "前置审批: 前项"));
    ASSERT_EQ(program.diagnostics.size(), 1U);
    EXPECT_EQ(program.diagnostics.front().related.size(), 2U);
    EXPECT_EQ(program.diagnostics.front().fixes.size(), 2U);
}

TEST(Names, QualifiersAndSituations) {
    const std::string all = item("前项", "山阴县局", "情形 变更 { 办件类型: 承诺件 }") +
                            item("前项", "河口县局", "情形 变更 { 办件类型: 承诺件 }");
    EXPECT_EQ(resolved(all, "山阴县 前项"), "山阴县局 前项 新办");
    EXPECT_EQ(resolved(all, "山阴县局 前项 变更"), "山阴县局 前项 变更");
    EXPECT_EQ(resolved(all, "前项 变更"), "河口县局 前项 变更");
    EXPECT_EQ(resolved(all, "前项 新办"), "河口县局 前项 新办");
    EXPECT_EQ(resolved(all, "前项 new"), "河口县局 前项 新办");
    // No such situation: an outside node, not another situation of it.
    EXPECT_EQ(resolved(all, "前项 注销"), "外部 前项");
    EXPECT_EQ(resolved(all, "山阴镇 前项 变更"), "有误; REF001:山阴镇");
    // A former name of the organ does as well, with a hint.
    EXPECT_EQ(resolved(all, "河口县工商局 前项"), "河口县局 前项 新办; REF008:河口县工商局");
}

TEST(Names, AlternativesResolveOneByOne) {
    EXPECT_EQ(resolved(item("前项", "河口县局"), "前项 或 别处的许可"),
              "河口县局 前项 新办 或 外部 别处的许可; REF010:别处的许可");
}

TEST(Names, NothingKnownIsAnOutsideNodeUnlessNearlyDeclared) {
    const std::string all = item("集市开办许可", "河口县局");
    EXPECT_EQ(resolved(all, "企业设立登记"), "外部 企业设立登记; REF010:企业设立登记");
    EXPECT_EQ(resolved(all, "集市开办许司"), "有误; REF001:集市开办许司");
    EXPECT_EQ(resolved(all, "集市开班许司"), "外部 集市开班许司; REF010:集市开班许司");
    // Two names are one edit away: the first in the order of characters is proposed, wherever it
    // stands.
    const std::string two = item("集市开乙许可", "河口县局") + item("集市开甲许可", "山阴县局");
    const std::string reversed =
        item("集市开甲许可", "山阴县局") + item("集市开乙许可", "河口县局");
    for (const std::string& order : {two, reversed}) {
        const Built program =
            built(std::string(kPlaces) + order + item("后项", "河口县局", "前置审批: 集市开X许可"));
        ASSERT_EQ(program.diagnostics.size(), 1U);
        EXPECT_EQ(program.diagnostics.front().fixes.front().edits.front().text, "集市开乙许可");
    }
}

TEST(Names, AnItemWithABlockForItIsFoundThere) {
    const Built program =
        built(std::string(kPlaces) + item("前项", "河口县局", "情形 新办 { 办件类型: 承诺件 }") +
              item("后项", "河口县局", "前置审批: 前项"));
    const model::Alternative& alternative =
        program.at("后项").prerequisites.front().alternatives.front();
    ASSERT_TRUE(alternative.item.valid());
    EXPECT_TRUE(program.program().items[alternative.item].main.valid());
    EXPECT_EQ(program.findings(), Strings{});
}

TEST(Names, FunctionsByOtherAndFormerNames) {
    const Built program = built(std::string(kPlaces) + R"(
法律文件 《甲法》 { 位阶: 法律; 施行: 2010-01-01; 收录: 全文
  第一条 { 设定 甲许可: 行政许可, 由 工商行政管理部门 }
}
证照 甲证 { 发证机关: 市监部门 }
)");
    EXPECT_EQ(program.findings(), Strings{});
    const model::Program& read = program.program();
    ASSERT_EQ(read.functions.size(), 1U);
    EXPECT_EQ(read.establishments[model::EstablishmentId(std::size_t{0})].holders.size(), 1U);
    EXPECT_TRUE(read.documents[model::DocumentId(std::size_t{0})].issuingFunction.valid());
    // What the function's levels are holds for the power.
    EXPECT_EQ(read.establishments[model::EstablishmentId(std::size_t{0})].levels,
              *readLevels("县以上"));
}

TEST(Names, FunctionsOfTheLibraryByEveryName) {
    for (const std::string_view name : {"水行政主管部门", "水利部门", "水务部门"}) {
        const Built program = built(
            "辖区 甲县 { 编码: \"999001\" }\n机关 甲局: " + std::string(name) + " { 辖区: 甲县 }\n",
            "2026-01-01",
            {{"functions.fadu",
              "职能 水行政主管部门 { 层级: 县以上; 别称: 水利部门; 曾称: 水务部门 }\n"}});
        EXPECT_EQ(program.findings(), name == "水务部门" ? Strings{"REF008:水务部门"} : Strings{})
            << name;
        EXPECT_EQ(program.program().organs[model::OrganId(std::size_t{0})].functions.size(), 1U)
            << name;
    }
}

TEST(Names, SuggestionsAreTheNearestInOrder) {
    const Built program =
        built(std::string(kPlaces) + item("甲项", "河囗县局") + item("乙项", "山县局"));
    ASSERT_EQ(program.diagnostics.size(), 2U);
    EXPECT_EQ(program.diagnostics[0].fixes.front().edits.front().text, "河口县局");
    EXPECT_EQ(program.diagnostics[1].fixes.front().edits.front().text, "山阴县局");
}

TEST(Names, DuplicatesOfAnItem) {
    // The same name under another organ is another item.
    EXPECT_EQ(built(std::string(kPlaces) + item("甲项", "河口县局") + item("甲项", "山阴县局"))
                  .findings(),
              Strings{});
    const std::string change = "情形 变更 { 办件类型: 承诺件 }";
    const std::string own = "情形 新办 { 办件类型: 承诺件 }";
    for (const auto& [first, second] :
         {std::pair(std::string(), std::string()), std::pair(change, change), std::pair(own, own),
          std::pair(std::string(), own), std::pair(own, change)}) {
        const Built program = built(std::string(kPlaces) + item("甲项", "河口县局", first) +
                                    item("甲项", "河口县局", second));
        EXPECT_EQ(program.findings(), Strings{"REF006:事项 甲项"}) << first << second;
        std::size_t offered = 0;
        for (const model::Item& one : program.program().items) {
            offered += one.offered ? 1 : 0;
        }
        EXPECT_EQ(offered, first == change ? 2U : 1U)
            << first << second;  // Only the first declaration's.
    }
    EXPECT_EQ(
        built(std::string(kPlaces) + item("甲项", "河口县局", change + "; " + change)).findings(),
        Strings{"REF006:情形 变更"});
}

TEST(Names, PlacesThatLieInEachOther) {
    const Built program = built(R"(
辖区 甲 { 上级: 乙 }
辖区 乙 { 上级: 丙 }
辖区 丙 { 上级: 乙 }
辖区 丁 { 上级: 丁 }
)");
    const model::Program& read = program.program();
    const auto place = [&](std::size_t index) { return model::PlaceId(index); };
    EXPECT_TRUE(read.within(place(0), place(1)));  // Leads into the circle, is none of it.
    EXPECT_TRUE(read.within(place(1), place(2)));
    EXPECT_FALSE(read.within(place(2), place(1)));
    EXPECT_TRUE(read.within(place(3), place(3)));
}

TEST(Names, ManyItemsOfOneNameAndManyUnknownNames) {
    constexpr int kOrgans = 12'000;
    std::string text = "辖区 甲县 { 编码: \"999001\" }\n辖区 乙县 { 编码: \"999002\" }\n";
    for (int i = 0; i < kOrgans; ++i) {
        const std::string organ = "第" + std::to_string(i) + "街道办事处";
        text += "机关 " + organ + " { 辖区: 甲县 }\n";
        text += item("低保认定", organ);
        text += item("临时救助", organ,
                     "前置审批: 低保认定, 未知事项" + std::to_string(i) + "号; 监管主体: 第" +
                         std::to_string(i) + "街道办公室");
    }
    text += "机关 乙局 { 辖区: 乙县 }\n";
    for (int i = 0; i < 200; ++i) {
        text += item("外县项" + std::to_string(i), "乙局", "前置审批: 低保认定");
    }
    const auto start = std::chrono::steady_clock::now();
    const Built program = built(text);
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    EXPECT_LT(seconds, 20);
    EXPECT_EQ(program.at("临时救助", "新办", "第77街道办事处")
                  .prerequisites.front()
                  .alternatives.front()
                  .item,
              program.item("低保认定", "新办", "第77街道办事处"));
    std::size_t ambiguous = 0;
    for (const Diagnostic& diagnostic : program.diagnostics) {
        if (diagnostic.descriptor->code == "REF005") {
            ++ambiguous;
            EXPECT_LE(diagnostic.related.size(), 10U);
        }
    }
    EXPECT_EQ(ambiguous, 200U);
}

}  // namespace fadu::tests
