#include "derive/Renewal.h"
#include "unit/Built.h"

#include <gtest/gtest.h>

namespace fadu::tests {

namespace {

using derive::Verdict;

constexpr const char* kCalendar = R"(
日历 全国2025 { 已知: 2024-11-12
  放假: 2025-01-01
  放假: 2025-01-28至2025-02-04
  放假: 2025-10-01至2025-10-08
  上班: 2025-01-26, 2025-02-08, 2025-09-28, 2025-10-11
  至: 2025-12-31 }
法律文件 《中华人民共和国行政许可法》 {
  位阶: 法律; 施行: 2004-07-01; 收录: 全文
  日: 工作日 依据 第八十二条, 限 行政机关
  一般法: 行政许可
  第四十二条第一款 { 时限 决定: 20 日, 自 受理 }
  第四十三条 { 时限 初审: 20 日, 自 受理 }
  第五十条第一款 { 延续: 30 日 届满前 }
  第五十条第二款 { 逾期视为: 延续 }
}
辖区 清江省 { 编码: "990000" }
职能 集市主管部门 { 层级: 省以下 }
机关 清江省集市管理局: 集市主管部门 { 辖区: 清江省 }
法律文件 《集市管理条例》 {
  位阶: 行政法规; 施行: 2020-01-01; 收录: 全文
  第八条 { 设定 集市开办许可: 行政许可, 由 集市主管部门 }
  第九条 { 设定 夜市开办许可: 行政许可, 由 集市主管部门 }
  第十条 { 延续: 60 工作日 届满前, 适用 夜市开办许可 }
}
)";

std::string item(const std::string& name, const std::string& limits, const std::string& more = {}) {
    return "事项 " + name + R"( {
  类型: 行政许可
  设定依据: 《集市管理条例》第八条, 《集市管理条例》第九条
  实施机关: 清江省集市管理局
  时限 { 承诺: 10 工作日 }
  情形 延续 { )" +
           more + " 时限 { " + limits + " } }\n}\n";
}

derive::Renewal renewalOf(const std::string& text, std::string_view name) {
    const Built program = built(kCalendar + text, "2025-12-01");
    return program.facts().of(program.item(name, "延续")).renewal;
}

TEST(Renewal, TheSpecialLeadGoesBeforeTheGeneral) {
    const derive::Renewal special =
        renewalOf(item("夜市开办许可", "承诺: 10 工作日"), "夜市开办许可");
    ASSERT_TRUE(special.applies);
    EXPECT_FALSE(special.stated);
    EXPECT_EQ(special.lead, (derive::Length{60, Unit::WorkingDay}));
    EXPECT_EQ(special.silence, Deemed::Renewed);
    EXPECT_EQ(special.decidedInTime, Verdict::Proved);
    const derive::Renewal general =
        renewalOf(item("集市开办许可", "承诺: 10 工作日"), "集市开办许可");
    EXPECT_EQ(general.lead, (derive::Length{30, Unit::UnstatedDay}));
}

TEST(Renewal, ABareLeadIsReadBothWays) {
    // Five working days to accept come on top (许可法 32).
    const auto verdict = [](const std::string& limits, const std::string& more = {}) {
        return renewalOf(item("集市开办许可", limits, more), "集市开办许可").decidedInTime;
    };
    EXPECT_EQ(verdict("承诺: 10 工作日"), Verdict::Proved);
    EXPECT_EQ(verdict("承诺: 20 工作日"), Verdict::Unknown);
    EXPECT_EQ(verdict("承诺: 26 工作日"), Verdict::Refuted);
    EXPECT_EQ(verdict("受理: 1 工作日; 承诺: 26 工作日"), Verdict::Unknown);
    EXPECT_EQ(verdict("承诺: 20 工作日", "延续申请期限: 30 自然日 届满前;"), Verdict::Refuted);
    EXPECT_EQ(verdict("承诺: 20 工作日", "延续申请期限: 30 工作日 届满前;"), Verdict::Proved);
}

TEST(Renewal, OtherSituationsHaveNone) {
    const Built program = built(kCalendar + item("集市开办许可", "承诺: 10 工作日"), "2025-12-01");
    EXPECT_FALSE(program.facts().of(program.item("集市开办许可")).renewal.applies);
}

// 许可法 43: the lower organ's stage has a clock of its own, where the item has such a stage.
TEST(PreliminaryExamination, HasAClockWhereThereIsOne) {
    const auto clock = [](const std::string& limits, const std::string& flow) {
        const Built program = built(kCalendar + std::string(R"(事项 集市开办许可 {
  类型: 行政许可
  设定依据: 《集市管理条例》第八条
  实施机关: 清江省集市管理局
  时限 { )") + limits + " }\n" + flow + "}\n",
                                    "2025-12-01");
        return program.facts().of(program.item("集市开办许可")).of(derive::ClockKind::Preliminary);
    };
    EXPECT_FALSE(clock("承诺: 10 工作日", "").applies);
    const derive::Clock kept = clock("初审: 15 工作日; 承诺: 10 工作日", "");
    EXPECT_TRUE(kept.applies);
    EXPECT_EQ(kept.promiseWithinLimit, Verdict::Proved);
    EXPECT_EQ(clock("初审: 21 工作日; 承诺: 10 工作日", "").promiseWithinLimit, Verdict::Refuted);
    const derive::Clock flow = clock("承诺: 30 工作日", R"(  流程 {
    受理: 清江省集市管理局, 1 工作日
    勘查: 清江省集市管理局, 9 工作日
    初审: 清江省集市管理局, 12 工作日, 后于 勘查
    决定: 清江省集市管理局, 2 工作日
  }
)");
    EXPECT_TRUE(flow.applies);
    EXPECT_EQ(flow.flowWithinLimit, Verdict::Refuted);  // 21 days to the end of the stage.
}

}  // namespace

}  // namespace fadu::tests
