// What the checks of flows say beside firing: which lengths would do, what is saved in parallel,
// and the findings that are information, which have no marks.
#include "unit/Cases.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fadu::tests {

namespace {

/// A licence with a promise and a flow, on line 8 of its text on.
std::string licence(std::string_view promise, std::string_view flow) {
    return "辖区 清江省 { 编码: \"990000\" }\n辖区 青山县 { 编码: \"999001\"; 上级: 清江省; 省直管 }\n"
           "职能 集市主管部门 { 层级: 县以上 }\n"
           "机关 甲局: 集市主管部门 { 辖区: 青山县; 科室: 一科, 二科, 三科 }\n"
           "法律文件 《清江省集市管理条例》 { 位阶: 省级地方性法规; 辖区: 清江省; 施行: 2021-07-01; 条数: 36; "
           "收录: 部分; 已核全: 设定, 时限\n  第八条 { 设定 集市开办许可: 行政许可, 由 集市主管部门, 层级 县 } }\n"
           "事项 集市开办许可 { 类型: 行政许可; 设定依据: 《清江省集市管理条例》第八条; 实施机关: 甲局; 监管主体: 甲局\n"
           "流程 {\n" +
           std::string(flow) + "\n}\n时限 { 承诺: " + std::string(promise) + " } }\n";
}

struct Found {
    std::vector<Diagnostic> findings;
    std::shared_ptr<const Snapshot> snapshot;
};

Found found(std::string_view code, const std::string& text) {
    Found result;
    result.snapshot = checkText(text, *Date::parse("2026-11-21"));
    for (const Diagnostic& diagnostic : result.snapshot->diagnostics) {
        EXPECT_EQ(brokenFinding(*result.snapshot->sources, diagnostic), "") << text;
        if (diagnostic.descriptor->code == code) {
            result.findings.push_back(diagnostic);
        }
    }
    return result;
}

/// The messages of a code.
std::vector<std::string> messages(std::string_view code, const std::string& text) {
    std::vector<std::string> result;
    for (const Diagnostic& diagnostic : found(code, text).findings) {
        result.push_back(diagnostic.message().zh);
    }
    return result;
}

/// What the advice of the first finding begins with, up to the repairs that always help.
std::string budgets(std::string_view code, const std::string& text) {
    const Found all = found(code, text);
    if (all.findings.empty()) {
        return "no finding";
    }
    const std::string& advice = all.findings.front().advice.zh;
    const std::size_t end = advice.find("；也可以");
    return end == std::string::npos ? "" : advice.substr(0, end);
}

using Messages = std::vector<std::string>;

TEST(Budget, IsWhatOneStepMayTakeWhileTheOthersTakeTheirLongest) {
    EXPECT_EQ(budgets("TIM002", licence("18 工作日",
                                        "受理: 一科, 1 工作日\n评审: 二科, 5-14 工作日, 阶段 审查\n"
                                        "会签: 一科, 4 工作日\n决定: 甲局, 2 工作日")),
              "“评审”不超过 12 个工作日，即可不超过承诺");
    EXPECT_EQ(budgets("TIM002", licence("18 工作日",
                                        "受理: 一科, 1 工作日\n评审: 二科, 5-14 工作日, 阶段 审查\n"
                                        "会签: 一科, 1-4 工作日\n决定: 甲局, 2 工作日")),
              "“评审”不超过 12 个工作日，或者“会签”不超过 2 个工作日，即可不超过承诺");
}

// The branch beside it may become the longer one.
TEST(Budget, HoldsWhateverPathIsTheLongestThen) {
    EXPECT_EQ(budgets("TIM002", licence("10 工作日",
                                        "受理: 一科, 1 工作日\n"
                                        "评审: 二科, 2-12 工作日, 后于 受理, 阶段 审查\n"
                                        "核验: 三科, 3-9 工作日, 后于 受理\n"
                                        "决定: 甲局, 2 工作日, 后于 评审, 核验")),
              "“评审”不超过 8 个工作日，并且“核验”不超过 8 个工作日，即可不超过承诺");
    EXPECT_EQ(budgets("TIM002", licence("10 工作日",
                                        "受理: 一科, 1 工作日\n"
                                        "评审: 二科, 2-12 工作日, 后于 受理, 阶段 审查\n"
                                        "核验: 三科, 9 工作日, 后于 受理\n"
                                        "决定: 甲局, 2 工作日, 后于 评审, 核验")),
              "");
}

TEST(Budget, OfARepetitionCountsEveryRound) {
    EXPECT_EQ(
        budgets("TIM002",
                licence("11 工作日",
                        "受理: 一科, 1 工作日\n循环 修改 至多 3 次 { 复核: 二科, 1-5 工作日 }\n"
                        "决定: 甲局, 2 工作日")),
        "“复核”不超过 3 个工作日，即可不超过承诺");
}

TEST(Budget, IsHeldAgainstTheStatuteToo) {
    EXPECT_EQ(budgets("TIM003", licence("20 工作日",
                                        "受理: 一科, 1 工作日\n评审: 二科, 5-25 工作日, 阶段 审查\n"
                                        "决定: 甲局, 2 工作日")),
              "“评审”不超过 18 个工作日，即可不超过法定时限");
}

// No step has a range, or its shortest is too long as well.
TEST(Budget, IsNotInventedWhereNoneWouldDo) {
    EXPECT_EQ(budgets("TIM002", licence("10 工作日",
                                        "受理: 一科, 1 工作日\n审查: 二科, 9 工作日\n"
                                        "决定: 甲局, 2 工作日")),
              "");
    EXPECT_EQ(budgets("TIM002", licence("10 工作日",
                                        "受理: 一科, 1 工作日\n审查: 二科, 9-12 工作日\n"
                                        "决定: 甲局, 2 工作日")),
              "");
}

TEST(StepWithoutLimit, IsToldOnceAFlow) {
    EXPECT_EQ(
        messages("TIM013",
                 licence("10 工作日",
                         "受理: 一科, 1 工作日\n审查: 二科\n审核: 一科\n复核: 二科\n会签: 一科\n"
                         "决定: 甲局, 2 工作日")),
        Messages{
            "“审查”、“审核”、“复核”等 4 个环节没有写明用时，流程能否在承诺时限内走完不能确定"});
    // Of nobody's clock: the applicant, what is excluded, delivery without a promise has its limit.
    EXPECT_EQ(messages("TIM013", licence("10 工作日",
                                         "受理: 一科, 1 工作日\n补充说明: 申请人\n"
                                         "听证: 二科, 不计入期限\n决定: 甲局, 2 工作日")),
              Messages{});
    // What is known is too long already.
    EXPECT_EQ(
        messages("TIM013",
                 licence("10 工作日", "受理: 一科, 1 工作日\n审查: 二科\n决定: 甲局, 30 工作日")),
        Messages{});
}

TEST(ExcludedStep, TellsHowLongItTakes) {
    EXPECT_EQ(messages("TIM014", licence("10 工作日",
                                         "受理: 一科, 1 工作日\n听证: 二科, 不计入期限\n"
                                         "补充说明: 申请人, 不计入期限\n决定: 甲局, 2 工作日")),
              Messages{"环节“听证”不计入期限，却没有写明需要多长时间"});
}

TEST(Outcome, IsMissedWhereOthersAreShown) {
    EXPECT_EQ(
        messages("DEP013", licence("10 工作日", "受理: 一科, 1 工作日\n决定: 甲局, 2 工作日")),
        Messages{});
    EXPECT_EQ(
        messages("DEP013",
                 licence("10 工作日",
                         "受理: 一科, 1 工作日\n若 \"需要核查\" { 现场核查: 二科, 1 工作日 }\n"
                         "决定: 甲局, 2 工作日")),
        Messages{});
    EXPECT_EQ(
        messages("DEP013",
                 licence("10 工作日",
                         "若 \"不属于本机关职权\" { 不予受理告知: 一科, 当场; 结束: 不予受理 }\n"
                         "受理: 一科, 1 工作日\n决定: 甲局, 2 工作日")),
        Messages{"流程写了不予受理，没有写补正、不予许可"});
    EXPECT_EQ(messages("DEP013",
                       licence("10 工作日",
                               "若 \"材料不齐\" { 一次告知: 一科, 当场 }\n受理: 一科, 1 工作日\n"
                               "若 \"符合条件\" { 决定: 甲局, 2 工作日 } 否则 { 结束: 不予许可 }")),
              Messages{"流程写了补正、不予许可，没有写不予受理"});
}

TEST(Parallel, SaysWhatIsSaved) {
    EXPECT_EQ(
        messages(
            "SVC001",
            licence("15 工作日",
                    "受理: 一科, 1 工作日\n书面审查: 一科, 3 工作日\n现场核查: 二科, 4 工作日\n"
                    "征求意见: 三科, 2 工作日\n决定: 甲局, 2 工作日")),
        Messages{
            "“书面审查”、“现场核查”、“征求意见”由不同的机构办理，互不依赖，却依次进行；并行办理可以少用 5 个工作日"});
}

TEST(Parallel, IsNotSaidOfStepsThatMayDependOnEachOther) {
    for (const char* steps :
         {"书面审查: 一科, 3 工作日\n现场核查: 一科, 4 工作日",                 // One office.
          "书面审查: 一科, 3 工作日\n现场核查: 二科, 4 工作日, 后于 书面审查",  // Meant.
          "书面审查: 一科, 3 工作日\n审核: 二科, 4 工作日",  // Of what was found.
          "现场核查: 二科, 3 工作日\n现场核查报告: 一科, 1 工作日",
          "书面审查: 一科, 当场\n现场核查: 二科, 4 工作日",  // Saves nothing.
          "书面审查: 一科, 3 工作日\n听证: 二科, 4 工作日"}) {
        EXPECT_EQ(
            messages("SVC001", licence("15 工作日", "受理: 一科, 1 工作日\n" + std::string(steps) +
                                                        "\n决定: 甲局, 2 工作日")),
            Messages{})
            << steps;
    }
    // Nothing comes before that 后于 could name.
    EXPECT_EQ(messages("SVC001",
                       licence("15 工作日",
                               "受理: 一科, 1 工作日\n若 \"需要核查\" {\n书面审查: 一科, 3 工作日\n"
                               "现场核查: 二科, 4 工作日\n}\n决定: 甲局, 2 工作日")),
              Messages{});
}

// Applied, the fix leaves a flow that is as much shorter as was said, and nothing to say.
TEST(Parallel, IsWrittenByItsFix) {
    const std::string text = licence(
        "6 工作日",
        "受理: 一科, 1 工作日\n书面审查: 一科, 3 工作日, 后于 受理\n现场核查: 二科, 4 工作日, 到场\n"
        "会签: 三科, 1 工作日, 后于 现场核查\n会商: 一科, 1 工作日, 后于 书面审查\n"
        "决定: 甲局, 1 工作日, 后于 会签, 会商");
    const Found before = found("SVC001", text);
    ASSERT_EQ(before.findings.size(), 1U);
    EXPECT_EQ(messages("TIM002", text).size(), 1U);
    ASSERT_EQ(before.findings.front().fixes.size(), 1U);
    std::string repaired = text;
    std::vector<Edit> edits = before.findings.front().fixes.front().edits;
    std::sort(edits.begin(), edits.end(), [](const Edit& left, const Edit& right) {
        return left.span.begin > right.span.begin;
    });
    for (const Edit& edit : edits) {
        const Span place = before.snapshot->sources->absolute(edit.span);
        repaired.replace(place.begin, place.end - place.begin, edit.text);
    }
    EXPECT_NE(repaired.find("现场核查: 二科, 4 工作日, 到场, 后于 受理\n"), std::string::npos)
        << repaired;
    EXPECT_NE(repaired.find("后于 现场核查, 书面审查\n"), std::string::npos) << repaired;
    EXPECT_NE(repaired.find("后于 书面审查, 现场核查\n"), std::string::npos) << repaired;
    EXPECT_EQ(messages("SVC001", repaired), Messages{});
    EXPECT_EQ(messages("TIM002", repaired), Messages{});
    EXPECT_EQ(messages("SYN001", repaired), Messages{});
}

}  // namespace

}  // namespace fadu::tests
