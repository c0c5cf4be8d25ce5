// Pictures as data, as DOT and as Mermaid; what Graphviz makes of them is tested in tests/cli.
#include "emit/Picture.h"
#include "emit/Pictures.h"
#include "unit/Built.h"
#include "workspace/ItemSearch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace fadu::tests {
namespace {

using emit::Picture;
using Tone = Picture::Tone;
using Shape = Picture::Shape;

constexpr const char* kPlace = R"(辖区 清江省 { 编码: "990000" }
辖区 青山县 { 编码: "999001"; 上级: 清江省; 省直管 }
职能 集市主管部门 { 层级: 县以上 }
职能 街区主管部门 { 层级: 县以上 }
机关 青山县集市管理局: 集市主管部门 { 辖区: 青山县; 科室: 许可科, 稽查队 }
机关 青山县行政审批局 { 辖区: 青山县 }
法律文件 《清江省集市管理条例》 {
  位阶: 省级地方性法规; 辖区: 清江省; 施行: 2021-07-01; 条数: 36; 收录: 全文
  第八条 {
    设定 甲许可: 行政许可, 由 集市主管部门, 层级 县
    设定 乙许可: 行政许可, 由 街区主管部门, 层级 县
    设定 丙许可: 行政许可, 由 集市主管部门, 层级 县
  }
  第十一条 { 时限 决定: 15 工作日 }
}
设定权 许可设定 { 种类: 行政许可; 位阶: 省级地方性法规; 依据: 《清江省集市管理条例》第一条 }
)";

std::string item(const std::string& name, const std::string& entries,
                 const std::string& organ = "青山县集市管理局") {
    return "事项 " + name +
           " {\n  类型: 行政许可\n  设定依据: 《清江省集市管理条例》第八条\n  实施机关: " + organ +
           "\n" + entries + "}\n";
}

struct Drawing {
    Built world;
    derive::Facts facts;

    explicit Drawing(const std::string& text) : world(built(kPlace + text)), facts(world.facts()) {}
    Picture flow(std::string_view name) const {
        return emit::flowPicture(world.program(), facts, world.item(name), Language::Chinese);
    }
    Picture needs(std::string_view name) const {
        return emit::dependencyPicture(world.program(), facts, world.item(name), Language::Chinese);
    }
    Picture package() const {
        return emit::dependencyPicture(world.program(), facts, "包", Language::Chinese);
    }
    Picture authority(std::string_view name, Language language = Language::Chinese) const {
        return emit::authorityPicture(world.program(), facts, world.item(name), language);
    }
};

/// `name@lane` of the nodes that have a name.
std::vector<std::string> lanes(const Picture& picture) {
    std::vector<std::string> result;
    for (const Picture::Node& node : picture.nodes) {
        if (!node.name.empty()) {
            result.push_back(node.name + "@" + picture.lanes.at(*node.lane).name);
        }
    }
    return result;
}

std::vector<std::string> withTone(const Picture& picture, Tone tone) {
    std::vector<std::string> result;
    for (const Picture::Node& node : picture.nodes) {
        if (node.tone == tone) {
            result.push_back(node.id);
        }
    }
    return result;
}

/// `from -> to [label]` of the edges in a tone.
std::vector<std::string> edges(const Picture& picture, Tone tone) {
    std::vector<std::string> result;
    for (const Picture::Edge& edge : picture.edges) {
        if (edge.tone == tone) {
            result.push_back(picture.nodes[edge.from].name + " -> " + picture.nodes[edge.to].name +
                             (edge.label.empty() ? "" : " [" + edge.label + "]"));
        }
    }
    return result;
}

bool mentions(const std::vector<std::string>& texts, std::string_view part) {
    return std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
        return text.find(part) != std::string::npos;
    });
}

using Texts = std::vector<std::string>;

constexpr const char* kFlow = R"(  时限 { 承诺: 20 工作日 }
  流程 {
    受理: 许可科, 1 工作日
    书面审查: 许可科, 2 工作日, 后于 受理
    现场核查: 稽查队, 4 工作日, 后于 受理
    专家评审: 许可科, 30 工作日, 后于 受理, 不计入期限 依据 《行政许可法》第四十五条
    决定: 青山县集市管理局, 3 工作日, 后于 书面审查, 现场核查, 专家评审
    若 "不合格" { 结束: 不予许可 }
    送达: 许可科, 2 工作日
  }
)";

TEST(Picture, AFlowHasALaneAnActor) {
    const Picture picture = Drawing(item("甲许可", kFlow)).flow("甲许可");
    EXPECT_EQ(lanes(picture),
              (Texts{"开始@许可科", "受理@许可科", "书面审查@许可科", "现场核查@稽查队",
                     "专家评审@许可科", "决定@青山县集市管理局", "判断@青山县集市管理局",
                     "不予许可@青山县集市管理局", "送达@许可科", "办结@许可科"}));
    EXPECT_EQ(picture.lanes.at(0).detail, "青山县集市管理局");
}

TEST(Picture, AFlowShowsItsLongestPathAndWhatIsNotCounted) {
    const Picture picture = Drawing(item("甲许可", kFlow)).flow("甲许可");
    EXPECT_EQ(withTone(picture, Tone::Strong),
              (Texts{"受理", "fork1", "现场核查", "join1", "决定", "choice1", "送达"}));
    EXPECT_EQ(edges(picture, Tone::Strong),
              (Texts{"受理 -> ", " -> 现场核查", "现场核查 -> ", " -> 决定", "决定 -> 判断",
                     "判断 -> 送达 [否则]"}));
    for (const Picture::Node& node : picture.nodes) {
        EXPECT_EQ(node.dashed, node.name == "专家评审") << node.name;
        if (node.name == "书面审查") {
            EXPECT_EQ(node.details, (Texts{"2 个工作日", "机动 2 个工作日"}));
        }
    }
    EXPECT_TRUE(mentions(picture.notes, "不计入期限：专家评审（《行政许可法》第四十五条）"));
    ASSERT_EQ(picture.table.size(), 4U);
    const Texts decision{"决定",
                         "7 个工作日",
                         "7 个工作日",
                         "20 个工作日",
                         "15 个工作日，《清江省集市管理条例》第十一条",
                         "✗ 承诺超过法定\n✓ 流程不超过承诺\n✓ 流程不超过法定"};
    EXPECT_EQ(picture.table.at(2), decision);
}

TEST(Picture, ARepetitionOnceLeadsNotBack) {
    const std::string body = "{ 补正材料: 申请人, 1 工作日 }\n    决定: 许可科, 1 工作日\n  }\n";
    const auto backs = [&](const std::string& times) {
        const Picture picture =
            Drawing(item("甲许可", "  流程 {\n    循环 补正 至多 " + times + " 次 " + body))
                .flow("甲许可");
        return std::count_if(picture.edges.begin(), picture.edges.end(),
                             [](const Picture::Edge& edge) { return edge.back; });
    };
    EXPECT_EQ(backs("1"), 0);
    EXPECT_EQ(backs("2"), 1);
}

TEST(Picture, StepsThatWaitForEachOtherAreNumbered) {
    const Picture picture = Drawing(item("甲许可", R"(  流程 {
    受理: 许可科, 1 工作日
    公示: 许可科, 1 工作日, 后于 决定
    决定: 许可科, 1 工作日, 后于 公示
    自查: 许可科, 1 工作日, 后于 自查
  }
)"))
                                .flow("甲许可");
    EXPECT_EQ(edges(picture, Tone::Fails),
              (Texts{"公示 -> 决定 [②]", "决定 -> 公示 [①]", "自查 -> 自查 [①]"}));
    EXPECT_TRUE(mentions(picture.notes, "公示 → 决定 → 公示"));
    EXPECT_TRUE(mentions(picture.notes, "没有计算用时"));
    EXPECT_TRUE(withTone(picture, Tone::Strong).empty());
}

TEST(Picture, ACycleOfItemsIsNumbered) {
    const Drawing drawing(
        "证照 甲证 { 发证机关: 集市主管部门 }\n" +
        item("甲许可", "  结果: 甲证\n  前置审批: 乙许可, 包外许可\n") +
        item("乙许可", "  材料 { 甲证 }\n") +
        item("丙许可", "  前置审批: 甲许可 或 消防验收合格, 乙许可 或 消防验收合格\n"));
    const Texts cycle{"甲许可 -> 乙许可 [①]", "乙许可 -> 甲证 [②]", "甲证 -> 甲许可 [③]"};
    for (const Picture& picture :
         {drawing.needs("甲许可"), drawing.needs("丙许可"), drawing.package()}) {
        Texts found = edges(picture, Tone::Fails);
        std::sort(found.begin(), found.end());
        Texts expected = cycle;
        std::sort(expected.begin(), expected.end());
        EXPECT_EQ(found, expected) << picture.title;
        EXPECT_TRUE(mentions(picture.notes, "① 甲许可 → ② 乙许可 → ③ 甲证 → 甲许可"));
    }
    const Picture picture = drawing.needs("丙许可");
    EXPECT_EQ(withTone(picture, Tone::Strong), (Texts{"999001/青山县集市管理局/丙许可/新办"}));
    Texts choices;
    for (const Picture::Edge& edge : picture.edges) {
        if (edge.dashed) {
            choices.push_back(picture.nodes[edge.to].name + " " + edge.label);
        }
    }
    EXPECT_EQ(choices, (Texts{"甲许可 择一 1", "消防验收合格 择一 1", "乙许可 择一 2",
                              "消防验收合格 择一 2"}));
    EXPECT_TRUE(mentions(picture.legend, "虚线框：不在本包之内"));
}

TEST(Picture, ALargePackageIsCutAndSaysSo) {
    std::string text;
    for (int i = 0; i < 400; ++i) {
        text += item("事项" + std::to_string(i),
                     i == 0 ? "" : "  前置审批: 事项" + std::to_string((i - 1) / 2) + "\n");
    }
    text += item("事项400", "  前置审批: 事项401\n") + item("事项401", "  前置审批: 事项400\n") +
            item("事项402", "");
    const Picture picture = Drawing(text).package();
    EXPECT_EQ(picture.nodes.size(), 150U);
    EXPECT_TRUE(mentions(picture.notes, "共有 402 个")) << picture.notes.at(0);
    EXPECT_TRUE(mentions(picture.notes, "只画出 150 个"));
    EXPECT_TRUE(mentions(picture.notes, "没有画出：1 个"));
    EXPECT_EQ(edges(picture, Tone::Fails).size(), 2U);
    std::set<std::uint32_t> connected;
    for (const Picture::Edge& edge : picture.edges) {
        connected.insert({edge.from, edge.to});
    }
    EXPECT_EQ(connected.size(), picture.nodes.size());
}

TEST(Picture, AChainOfAuthorityShowsWhatFails) {
    const Drawing drawing(
        "划转 划转一 { 事项: 丙许可; 从: 青山县集市管理局; 至: 青山县行政审批局; 自: 2024-01-01 }\n" +
        item("甲许可", "") + item("乙许可", "") + item("丙许可", "", "青山县行政审批局") +
        item("丁许可", ""));
    EXPECT_EQ(edges(drawing.authority("甲许可"), Tone::Holds).size(), 4U);
    EXPECT_TRUE(mentions(drawing.authority("甲许可").notes, "✓ 各环相接"));
    const Picture second = drawing.authority("乙许可");
    EXPECT_EQ(edges(second, Tone::Fails),
              (Texts{"街区主管部门 -> 青山县集市管理局 [✗ 该机关没有这项职能]"}));
    EXPECT_EQ(edges(second, Tone::Faint), (Texts{"青山县集市管理局 -> 乙许可 [因此不能认定]"}));
    const Picture third = drawing.authority("丙许可");
    EXPECT_TRUE(mentions(edges(third, Tone::Holds),
                         "青山县集市管理局 -> 青山县行政审批局 [✓ 划转，自 2024-01-01 起]"));
    EXPECT_EQ(third.nodes.back().name, "丙许可");
    const Picture fourth = drawing.authority("丁许可");
    EXPECT_TRUE(mentions(fourth.notes, "✗ 所引条款没有设定这项权力"));
    EXPECT_TRUE(mentions(drawing.authority("丁许可", Language::English).notes, "✗ what is cited"));
}

/// A picture with every sign that a format may take for its own.
Picture oddPicture() {
    Picture picture;
    picture.title = "甲\"<b>&amp;\\𠮷";
    picture.layout = Picture::Layout::Lanes;
    picture.lanes = {{"一\"<&\\", ""}};
    picture.notes = {"注<意>&\"\\"};
    picture.table = {{"a<", "b&"}, {"c\"", "d\\\ne"}};
    picture.add(
        {"x\"<&\\", Shape::Box, Tone::Plain, false, "收\"<件>&\\N\n#;`", {"[正]{}|"}, "", 0});
    picture.add({"y", Shape::Bar, Tone::Plain, false, "", {}, "", 0});
    picture.edges.push_back({0, 1, Tone::Plain, false, false, "若\"<&\\"});
    return picture;
}

TEST(Picture, DotQuotesWhatItMust) {
    const std::string dot = emit::dotText(oddPicture());
    EXPECT_TRUE(dot.starts_with("digraph \"甲\\\"<b>&amp;amp;\\\\𠮷\" {\n"));
    EXPECT_NE(dot.find("收&quot;&lt;件&gt;&amp;\\N"), std::string::npos);
    EXPECT_NE(dot.find("\"x\\\"<&amp;\\\\\" ["), std::string::npos);
    EXPECT_NE(dot.find("d\\<BR ALIGN=\"LEFT\"/>e<BR"), std::string::npos);
    // Outside of texts every quote closes.
    bool inside = false;
    for (std::size_t i = 0; i < dot.size(); ++i) {
        if (inside && dot[i] == '\\') {
            ++i;
        } else if (dot[i] == '"') {
            inside = !inside;
        } else if (dot[i] == '\n') {
            EXPECT_FALSE(inside) << dot.substr(0, i);
        }
    }
    EXPECT_FALSE(inside);
}

TEST(Picture, MermaidQuotesWhatItMust) {
    const std::string text = emit::mermaidText(oddPicture());
    EXPECT_TRUE(text.starts_with("---\ntitle: \"甲\\\"＜b＞&amp;\\\\𠮷\"\n"));
    EXPECT_NE(text.find("<b>收#34;#60;件#62;#38;#92;N"), std::string::npos);
    EXPECT_NE(text.find("#35;#59;#96;</b><br/>[正]{}|\"]:::plain"), std::string::npos);
    EXPECT_NE(text.find("n0 -->|\"若#34;#60;#38;#92;\"| n1"), std::string::npos);
}

TEST(ItemSearch, FindsWhatAPersonMeans) {
    const Drawing drawing(
        item("甲许可",
             "  情形 变更 { 时限 { 承诺: 1 工作日 } }\n  情形 延续 { 时限 { 承诺: 1 工作日 } }\n") +
        item("乙许可", "") + item("乙许可", "", "青山县行政审批局"));
    const auto id = [&](std::string_view written) {
        const ItemSearch found = findItem(drawing.world.program(), written);
        return found.error ? found.error->zh : drawing.world.program().itemId(found.item);
    };
    const std::string renewal = "999001/青山县集市管理局/甲许可/变更";
    for (const char* written :
         {"甲许可/变更", "甲许可（变更）", "甲许可(变更)", "甲许可 变更",
          "青山县集市管理局/甲许可/变更", "999001/青山县集市管理局/甲许可/变更"}) {
        EXPECT_EQ(id(written), renewal) << written;
    }
    EXPECT_EQ(id("甲许可"), "999001/青山县集市管理局/甲许可/新办");
    EXPECT_EQ(id("甲许司"), "没有事项“甲许司”；是不是 甲许可？");
    EXPECT_EQ(id("甲"), "没有事项“甲”；是不是 甲许可？");
    EXPECT_EQ(id("与此无关的名称"), "没有事项“与此无关的名称”");
    EXPECT_EQ(id("乙许可"),
              "“乙许可”不止一个，请写明是哪一个：999001/青山县集市管理局/乙许可/新办、"
              "999001/青山县行政审批局/乙许可/新办");
    EXPECT_EQ(id("青山县行政审批局/乙许可/新办"), "999001/青山县行政审批局/乙许可/新办");
}

}  // namespace
}  // namespace fadu::tests
