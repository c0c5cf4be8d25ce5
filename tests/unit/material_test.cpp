// What the names of materials say, and the codes of items.
#include "checks/Materials.h"
#include "model/CodeScheme.h"
#include "unit/Cases.h"

#include <gtest/gtest.h>

namespace fadu::tests {

namespace {

using namespace fadu::checks;

/// The lines with findings of a code, whatever their severity.
std::vector<std::size_t> linesOf(std::string_view code, std::string_view text) {
    const auto snapshot = checkText(text, asOfCase(text));
    std::vector<std::size_t> lines;
    for (const Diagnostic& diagnostic : snapshot->diagnostics) {
        if (diagnostic.descriptor->code == code) {
            lines.push_back(snapshot->sources->begin(diagnostic.span).line);
        }
    }
    return lines;
}

using Lines = std::vector<std::size_t>;

}  // namespace

TEST(Material, ThatNamesNoCertainPaper) {
    for (const char* name : {"其他材料", "有关材料", "相关证明文件", "法律、法规规定的其他材料",
                             "申请材料", "需要提交的其它资料", "身份证等", "身份证、户口簿等材料",
                             "与申请有关的其他证明", "手续", "其他有关材料（复印件）"}) {
        EXPECT_TRUE(isCatchAll(name)) << name;
    }
    for (const char* name :
         {"住所或者主要经营场所相关文件", "有关部门的批准文件", "营业执照", "身份证明", "申请书",
          "消防设计文件", "平等协议", "申请人资格文件和自然人身份证明", ""}) {
        EXPECT_FALSE(isCatchAll(name)) << name;
    }
}

TEST(Material, IsAboutAPaperInSomeForm) {
    for (const char* name :
         {"营业执照", "营业执照复印件", "营业执照（副本）", "营业执照(副本)复印件",
          "营业执照（副本）（复印件）", "营业执照原件", " 营业执照正副本"}) {
        EXPECT_EQ(paperOf(name), "营业执照") << name;
    }
    EXPECT_EQ(paperOf("食品经营许可（变更）"), "食品经营许可（变更）");
    EXPECT_EQ(paperOf("复印件"), "复印件");
    EXPECT_EQ(paperOf("（副本）"), "（副本）");
    EXPECT_EQ(paperOf(""), "");
}

TEST(Material, InOtherWords) {
    EXPECT_TRUE(maySayTheSame("场地平面图", "经营场所平面图"));
    EXPECT_TRUE(maySayTheSame("身份证复印件", "申请人资格文件和自然人身份证明"));
    EXPECT_TRUE(maySayTheSame("安全评价", "建设项目安全评价报告"));
    EXPECT_TRUE(maySayTheSame("健康证明", "健康证明文件"));
    EXPECT_TRUE(maySayTheSame("资信报告", "规定的其他材料"));
    EXPECT_FALSE(maySayTheSame("资信报告", "场地平面图"));
    EXPECT_FALSE(maySayTheSame("场地使用证明", "场地平面图"));
    EXPECT_FALSE(maySayTheSame("健康证明", "居住证明"));
    EXPECT_FALSE(maySayTheSame("申请报告", "评估报告"));
}

TEST(Material, ThatIsAProofOrAnApplication) {
    EXPECT_TRUE(isProof("无犯罪记录证明"));
    EXPECT_TRUE(isProof("出生医学证明书（复印件）"));
    EXPECT_FALSE(isProof("申请人身份证明"));
    EXPECT_FALSE(isProof("有关证明"));
    EXPECT_FALSE(isProof("证明材料"));
    EXPECT_FALSE(isProof("营业执照"));
    EXPECT_TRUE(isApplication("集市开办申请书（原件）"));
    EXPECT_TRUE(isApplication("授权委托书"));
    EXPECT_FALSE(isApplication("申请人身份证"));
}

TEST(CodeScheme, ByNameAndByPattern) {
    const auto fits = [](std::string_view code, std::string_view scheme) {
        return model::fitsScheme(code, *model::findCodeScheme(scheme));
    };
    EXPECT_TRUE(fits("000164213003", "基本编码"));
    EXPECT_TRUE(fits("00016421300Y", "基本编码"));
    EXPECT_FALSE(fits("00016421300y", "基本编码"));
    EXPECT_FALSE(fits("0A0164213003", "基本编码"));
    EXPECT_FALSE(fits("00016421300", "基本编码"));
    EXPECT_TRUE(fits("11440100007483180K3440109014009", "实施编码"));
    EXPECT_FALSE(fits("11440100007483180K344010901400901", "实施编码"));
    EXPECT_TRUE(fits("11440100007483180K344010901400901", "业务办理项编码"));
    EXPECT_TRUE(fits("FW-A7", "FW-@*"));
    EXPECT_FALSE(fits("FW-77", "FW-@*"));
    EXPECT_FALSE(fits("", "#"));
    for (const char* unknown : {"", "国办", "FW-01", "编码##", "# #"}) {
        EXPECT_FALSE(model::findCodeScheme(unknown)) << unknown;
    }
    for (const model::CodeScheme& scheme : model::codeSchemes()) {
        EXPECT_EQ(scheme.parts.zh.substr(0, 2), std::to_string(scheme.pattern.size()));
    }
}

// Information has no marks: its branches are tried here.
TEST(Service, VisitsAreCountedOnTheWorstRun) {
    const auto item = [](std::string_view visits, std::string_view flow) {
        return "机关 甲局 { 辖区: 甲县 }\n辖区 甲县 { 编码: \"999001\" }\n事项 甲 { 类型: 公共服务; "
               "实施机关: 甲局\n到现场次数: " +
               std::string(visits) + "\n流程 {" + std::string(flow) + "} }\n";
    };
    EXPECT_EQ(linesOf("SVC002", item("1", "受理: 1 工作日, 到场; 送达: 1 工作日, 到场")), Lines{4});
    EXPECT_EQ(linesOf("SVC002", item("2", "受理: 1 工作日, 到场; 送达: 1 工作日, 到场")), Lines{});
    EXPECT_EQ(
        linesOf("SVC002",
                item("2", "循环 补正 至多 3 次 { 补交: 申请人, 1 工作日, 到场 }; 决定: 当场")),
        Lines{4});
    EXPECT_EQ(linesOf("SVC002", item("1", "若 \"一\" { 甲: 当场, 到场 } 否则 { 乙: 当场, 到场 }")),
              Lines{});
    EXPECT_EQ(linesOf("SVC002", item("0", "若 \"一\" { 甲: 当场 } 否则 { 乙: 当场, 到场 }")),
              Lines{4});
}

TEST(Service, SignOffsAreCountedOneAfterTheOther) {
    const auto item = [](std::string_view flow) {
        return "机关 甲局 { 辖区: 甲县; 科室: 一科 }\n机关 乙局 { 辖区: 甲县 }\n辖区 甲县 { 编码: "
               "\"999001\" }\n事项 甲 { 类型: 公共服务; 实施机关: 甲局\n流程 {\n" +
               std::string(flow) + "\n} }\n";
    };
    EXPECT_EQ(linesOf("SVC003", item("审核: 一科\n复核: 一科\n决定: 甲局")), Lines{8});
    EXPECT_EQ(linesOf("SVC003", item("审查: 一科\n复核: 一科\n决定: 甲局")), Lines{});
    EXPECT_EQ(linesOf("SVC003", item("审核: 一科\n复核: 乙局\n决定: 甲局")), Lines{});
    EXPECT_EQ(linesOf("SVC003", item("审核: 一科\n复核: 一科, 后于 审核\n会签: 一科, 后于 审核\n"
                                     "登记: 一科, 阶段 审查, 后于 复核, 会签")),
              Lines{});
    EXPECT_EQ(linesOf("SVC003", item("审核: 一科\n循环 至多 2 次 { 复核: 一科 }\n决定: 甲局")),
              Lines{8});
    // The order of the lines is not that of the steps.
    EXPECT_EQ(
        linesOf(
            "SVC003",
            item(
                "决定: 甲局, 后于 复核\n审核: 一科, 后于 受理\n复核: 一科, 后于 审核\n受理: 一科, 后于 开始\n开始: 一科")),
        Lines{});
    EXPECT_EQ(
        linesOf(
            "SVC003",
            item(
                "受理: 一科\n决定: 甲局, 后于 复核\n复核: 一科, 后于 审核\n审核: 一科, 后于 受理")),
        Lines{7});
}

TEST(Service, OnlineWhereNothingNeedsPresence) {
    const auto item = [](std::string_view more) {
        return "机关 甲局 { 辖区: 甲县 }\n辖区 甲县 { 编码: \"999001\" }\n证照 电子证 { 电子证照 }\n事项 甲 { "
               "类型: 公共服务; 实施机关: 甲局\n" +
               std::string(more) + "\n流程 { 受理: 甲局, 当场 } }\n";
    };
    EXPECT_EQ(
        linesOf("SVC005", item("办理形式: 窗口; 材料 { 申请书: 原件 1 份; 电子证: 原件 1 份 }")),
        Lines{5});
    EXPECT_EQ(linesOf("SVC005", item("到现场次数: 1; 材料 { 电子证: 复印件 1 份 }")), Lines{5});
    EXPECT_EQ(linesOf("SVC005", item("办理形式: 窗口; 材料 { 合同: 原件 1 份 }")), Lines{});
    EXPECT_EQ(linesOf("SVC005", item("办理形式: 窗口, 网上办; 材料 { 申请书: 原件 1 份 }")),
              Lines{});
    EXPECT_EQ(linesOf("SVC005", item("办理形式: 窗口")), Lines{});
    // A promise of no visit at a window only is a contradiction, said once.
    EXPECT_EQ(linesOf("SVC005", item("办理形式: 窗口; 到现场次数: 0; 材料 { 申请书: 原件 1 份 }")),
              Lines{});
    EXPECT_EQ(linesOf("SVC002", item("办理形式: 窗口; 到现场次数: 0; 材料 { 申请书: 原件 1 份 }")),
              Lines{5});
}

}  // namespace fadu::tests
