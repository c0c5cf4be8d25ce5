#include "unit/Built.h"

namespace fadu::tests {

namespace {

using Strings = std::vector<std::string>;
using model::Item;

constexpr std::string_view kPlaces = R"(
辖区 清江省 { 编码: "990000" }
辖区 青山县 { 编码: "999001"; 上级: 清江省 }
职能 集市主管部门 { 层级: 县以上 }
机关 青山局: 集市主管部门 { 辖区: 青山县 }
证照 集市证 { 发证机关: 集市主管部门 }
法律文件 《集市条例》 { 位阶: 行政法规; 施行: 2010-01-01; 收录: 全文; 第八条 { 设定 集市许可: 行政许可, 由 集市主管部门 } }
)";

constexpr std::string_view kCatalogue = R"(
目录事项 集市许可 {
  类型: 行政许可
  设定依据: 《集市条例》第八条
  实施机关: 集市主管部门
  结果: 集市证
  时限 { 受理: 3 工作日; 法定: 20 工作日 }
  材料 { 申请书: 自备 }
  流程 { 受理: 申请人; 决定: 申请人 }
  情形 变更 { 时限 { 法定: 10 工作日 }; 材料 { 变更申请书: 自备 } }
}
)";

std::string_view text(const Built& program, NameId name) { return program.program().text(name); }

std::int64_t days(const model::Stated<model::StatedLimit>& limit) {
    return limit.known() ? limit.value.length.high : -1;
}

}  // namespace

TEST(Inheritance, AnItemTakesOverWhatItDoesNotState) {
    const Built program =
        built(std::string(kPlaces) + std::string(kCatalogue) +
              "事项 集市开办: 集市许可 { 实施机关: 青山局; 时限 { 承诺: 9 工作日 } }\n");
    EXPECT_EQ(program.findings(), Strings{});
    const Item& item = program.at("集市开办");
    EXPECT_EQ(item.kind.value, PowerKind::Licensing);
    ASSERT_TRUE(item.kind.inheritedFrom.valid());
    EXPECT_TRUE(program.program().items[item.kind.inheritedFrom].catalogue);
    EXPECT_FALSE(item.authority.inheritedFrom.valid());
    // The power is the catalogue's name, the place the organ's.
    EXPECT_EQ(text(program, item.power), "集市许可");
    EXPECT_EQ(text(program, program.program().places[item.place].name), "青山县");
    // Entries of 时限 come one by one.
    EXPECT_EQ(days(item.promise), 9);
    EXPECT_FALSE(item.promise.inheritedFrom.valid());
    EXPECT_EQ(days(item.acceptance), 3);
    EXPECT_EQ(days(item.statutory), 20);
    EXPECT_TRUE(item.statutory.inheritedFrom.valid());
    ASSERT_EQ(item.results.size(), 1U);
    EXPECT_TRUE(item.results.front().document.valid());
    ASSERT_EQ(item.materials.size(), 1U);
    EXPECT_EQ(text(program, item.materials.front().name), "申请书");
    EXPECT_TRUE(item.flow.valid());
    EXPECT_TRUE(item.flowInheritedFrom.valid());
    ASSERT_EQ(item.establishing.citations.size(), 1U);
    EXPECT_TRUE(item.establishing.inheritedFrom.valid());
}

TEST(Inheritance, OrderIsItemThenLikeSituationThenCatalogue) {
    const Built program = built(std::string(kPlaces) + std::string(kCatalogue) + R"(
事项 集市开办: 集市许可 {
  实施机关: 青山局
  时限 { 承诺: 9 工作日 }
  情形 变更 { 时限 { 承诺: 2 工作日 } }
  情形 补办 { 材料 { 遗失声明: 自备 } }
}
)");
    const Item& change = program.at("集市开办", "变更");
    EXPECT_TRUE(change.derivedSituation);
    EXPECT_EQ(days(change.promise), 2);
    EXPECT_EQ(days(change.statutory), 10);
    EXPECT_EQ(days(change.acceptance), 3);
    EXPECT_EQ(text(program, change.materials.front().name), "变更申请书");
    // No like situation above: what its item has, then the catalogue item's.
    const Item& again = program.at("集市开办", "补办");
    EXPECT_EQ(days(again.promise), 9);
    EXPECT_EQ(days(again.statutory), 20);
    EXPECT_EQ(text(program, again.materials.front().name), "遗失声明");
    EXPECT_EQ(program.at("集市开办").results.size(), 1U);
    EXPECT_EQ(again.authority.value, program.at("集市开办").authority.value);
}

TEST(Inheritance, ABlockForItReplacesTheItemItself) {
    const Built program = built(std::string(kPlaces) + R"(
事项 甲 { 类型: 公共服务; 实施机关: 青山局; 时限 { 承诺: 9 工作日 }
  情形 新办 { 时限 { 承诺: 5 工作日 } }
  情形 变更 { 办件类型: 承诺件 }
}
)");
    std::size_t offered = 0;
    for (const Item& item : program.program().items) {
        offered += item.offered ? 1 : 0;
    }
    EXPECT_EQ(offered, 2U);
    EXPECT_EQ(days(program.at("甲").promise), 5);
    EXPECT_EQ(days(program.at("甲", "变更").promise),
              9);  // The item's, not the situation's beside it.
}

TEST(Inheritance, AWrongValueIsNotReplacedByAnInheritedOne) {
    const Built program =
        built(std::string(kPlaces) + std::string(kCatalogue) +
              "事项 集市开办: 集市许可 { 实施机关: 青山局; 时限 { 法定: 很久 } }\n");
    EXPECT_TRUE(program.at("集市开办").statutory.blamed());
}

TEST(Inheritance, AnUnknownCatalogueItemBlamesWhatIsMissing) {
    const Built program = built(std::string(kPlaces) + std::string(kCatalogue) +
                                "事项 集市开办: 集市许司 { 实施机关: 青山局 }\n");
    EXPECT_EQ(program.findings(), Strings{"REF001:集市许司"});
    EXPECT_TRUE(program.at("集市开办").kind.blamed());
    EXPECT_EQ(program.diagnostics.front().fixes.front().edits.front().text, "集市许可");
}

TEST(Inheritance, ACatalogueItemNamesFunctionsAndAnItemItsOrgan) {
    const Built program = built(std::string(kPlaces) + std::string(kCatalogue) +
                                "事项 集市开办: 集市许可 { 办件类型: 承诺件 }\n");
    EXPECT_EQ(program.findings(), Strings{"SYN007:事项 集市开办"});
    EXPECT_FALSE(program.at("集市开办").authority.known());
    for (const Item& item : program.program().items) {
        if (item.catalogue) {
            EXPECT_TRUE(item.authorityFunction.valid());
        }
    }
}

TEST(Inheritance, WhatTheCatalogueGotWrongIsSaidThere) {
    const Built program = built(std::string(kPlaces) + R"(
法律文件 《集市管理办法》 { 位阶: 部门规章; 施行: 2010-01-01; 收录: 全文 }
目录事项 甲 { 类型: 行政许可; 设定依据: 《集市管埋办法》第八条; 实施机关: 集市主管部门 }
事项 乙: 甲 { 实施机关: 青山局 }
)");
    for (const std::string& finding : program.findings()) {
        EXPECT_EQ(finding, "REF002:《集市管埋办法》");
    }
    EXPECT_TRUE(program.at("乙").establishing.blamed);
}

TEST(Inheritance, OfTwoCatalogueItemsTheFirstStands) {
    const Built program = built(std::string(kPlaces) + R"(
目录事项 甲 { 类型: 公共服务; 实施机关: 集市主管部门; 时限 { 法定: 5 工作日 } }
目录事项 甲 { 类型: 行政许可; 实施机关: 集市主管部门; 时限 { 法定: 7 工作日 } }
事项 乙: 甲 { 实施机关: 青山局 }
)");
    EXPECT_EQ(program.findings(), Strings{"REF006:目录事项 甲"});
    EXPECT_EQ(days(program.at("乙").statutory), 5);
}

}  // namespace fadu::tests
