#include "derive/Course.h"
#include "derive/CourseClocks.h"
#include "emit/Timeline.h"
#include "query/Simulate.h"
#include "support/Text.h"
#include "unit/Built.h"
#include "unit/Flows.h"

#include <gtest/gtest.h>

#include <array>

namespace fadu::tests {
namespace {

using derive::Calendar;
using derive::CaseFacts;
using derive::Course;
using derive::CourseStep;
using derive::Day;
using derive::RunKind;

constexpr const char* kOrgans = R"(
辖区 青山县 { 编码: "999001"; 层级: 县 }
机关 甲局 { 辖区: 青山县; 科室: 许可科, 审查科, 检验科 }
)";

/// 2026 with weekends off and the first week of May.
Calendar plainYear() {
    const Date from = *Date::parse("2026-01-01");
    std::vector<bool> working;
    for (int i = 0; i < 365; ++i) {
        const Date day = from.plusDays(i);
        working.push_back(day.weekday() <= 5 && !(day.month() == 5 && day.day() <= 7));
    }
    return {from, working};
}

/// An item with this flow, and what is derived of it.
struct Followed {
    Built built;
    Calendar calendar = plainYear();
    model::ItemId item;
    derive::ItemFacts itemFacts;
    derive::FlowStructure structure;

    explicit Followed(const std::string& flow, const std::string& more = "")
        : built(tests::built(kOrgans + more + "事项 甲 { 类型: 行政许可; 实施机关: 甲局\n" + flow +
                             "\n}")),
          item(built.item("甲")),
          itemFacts(derive::deriveItem(built.program(), derive::Periods(calendar), item)),
          structure(derive::deriveStructure(this->flow(),
                                            derive::countsAcceptance(built.program(), itemFacts))) {
        EXPECT_TRUE(built.parsed->diagnostics.empty()) << showAll(*built.parsed);
    }

    const model::Flow& flow() const { return built.program().flows[built.at("甲").flow]; }
    StepId step(std::string_view name) const {
        for (std::size_t i = 0; i < flow().steps.size(); ++i) {
            if (built.program().text(flow().steps[StepId(i)].name) == name) {
                return StepId(i);
            }
        }
        return {};
    }
    Day day(std::string_view date) const { return *calendar.find(*Date::parse(date)); }
    Course course(const CaseFacts& facts, RunKind kind = RunKind::Longest) const {
        return derive::deriveCourse(flow(), structure, calendar, facts, kind);
    }
    CaseFacts accepted(std::string_view date) const {
        CaseFacts facts;
        facts.acceptance = day(date);
        return facts;
    }
    /// `名称 开始..结束`, a step a line.
    std::string show(const Course& course) const {
        std::string result;
        const auto text = [&](Day day) {
            return day == Calendar::kPast ? "?" : calendar.date(day).iso().substr(5);
        };
        for (const CourseStep& done : course.steps) {
            result += std::string(built.program().text(flow().steps[done.step].name)) + " " +
                      text(done.begin) + ".." + text(done.end) + "\n";
        }
        return result;
    }
    derive::CaseClocks clocks(const CaseFacts& facts, const Course& course) const {
        return derive::deriveClocks(built.program(), item, itemFacts, structure, calendar, facts,
                                    course);
    }
    const derive::ClockCourse& decision(const derive::CaseClocks& clocks) const {
        for (const derive::ClockCourse& clock : clocks.clocks) {
            if (clock.kind == derive::ClockKind::Decision) {
                return clock;
            }
        }
        ADD_FAILURE() << "no clock of the decision";
        return clocks.clocks.front();
    }
    std::string iso(Day day) const {
        return day == Calendar::kPast ? "?" : calendar.date(day).iso();
    }
};

// ------------------------------------------------------------------------------------------------
// Against trying everything

TEST(Course, IsWhatTryingEveryRunFinds) {
    constexpr std::size_t kMostRuns = 2000;
    constexpr std::array kUnits{Unit::WorkingDay, Unit::CalendarDay, Unit::Month};
    const Calendar calendar = plainYear();
    std::size_t compared = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        Random random(seed);
        FlowMaker maker;
        const bool ends = seed % 2 == 0;
        fill(maker, random, maker.top, 0, ends);
        for (model::Step& step : maker.flow.steps) {
            step.duration.value.unit =
                random.below(12) == 0 ? Unit::Month : kUnits[random.below(2)];
        }
        const derive::FlowStructure structure = derive::deriveStructure(maker.flow, false);
        CaseFacts facts;
        facts.acceptance = static_cast<Day>(random.below(200));
        for (const RunKind kind : {RunKind::Longest, RunKind::Shortest}) {
            const bool longest = kind == RunKind::Longest;
            if (!longest && ends) {
                continue;  // The shortest that passes is not the shortest of all.
            }
            tests::Simulation runs(maker.flow, longest);
            runs.finish = [&](StepId id, std::int64_t begin) -> std::int64_t {
                const auto& length = maker.flow.steps[id].duration.value;
                return calendar.plus(static_cast<Day>(begin), longest ? length.high : length.low,
                                     length.unit);
            };
            std::int64_t best = longest ? 0 : Calendar::kPast;
            if (!runs.all(*facts.acceptance, kMostRuns, [&](std::int64_t end) {
                    best = longest ? std::max(best, end) : std::min(best, end);
                })) {
                continue;
            }
            const Course course =
                derive::deriveCourse(maker.flow, structure, calendar, facts, kind);
            EXPECT_EQ(course.end, best) << seed << (longest ? " longest" : " shortest");
            EXPECT_TRUE(course.contradictions.empty());
            for (const CourseStep& done : course.steps) {
                EXPECT_EQ(done.begin, done.after == &done - course.steps.data()
                                          ? *facts.acceptance
                                          : course.steps[done.after].end)
                    << seed;
            }
            ++compared;
        }
    }
    EXPECT_GT(compared, 400U);
}

// ------------------------------------------------------------------------------------------------
// By hand

constexpr const char* kSimple = R"(流程 {
    受理: 甲局, 1 工作日
    审查: 甲局, 2 工作日
    检验: 检验科, 5 工作日, 后于 受理, 不计入期限
    决定: 甲局, 1 工作日, 后于 审查, 检验
    送达: 甲局, 1 工作日
})";

TEST(Course, TheDayOfAnEventIsNotCounted) {
    const Followed followed(kSimple);
    // 2026-03-06 is a Friday.
    EXPECT_EQ(followed.show(followed.course(followed.accepted("2026-03-06"))),
              "受理 03-06..03-06\n审查 03-06..03-10\n检验 03-06..03-13\n决定 03-13..03-16\n"
              "送达 03-16..03-17\n");
    CaseFacts received;
    received.receipt = followed.day("2026-03-06");
    const Course course = followed.course(received);
    EXPECT_EQ(followed.iso(course.acceptance), "2026-03-09");
    EXPECT_EQ(followed.iso(course.end), "2026-03-18");
}

TEST(Course, AFactMovesWhatComesBehindAndBoundsWhatComesBefore) {
    const Followed followed(kSimple);
    CaseFacts facts = followed.accepted("2026-03-06");
    facts.steps.push_back({followed.step("决定"), {}, {followed.day("2026-03-11")}});
    const Course course = followed.course(facts);
    EXPECT_EQ(followed.show(course),
              "受理 03-06..03-06\n审查 03-06..03-10\n检验 03-06..03-11\n决定 03-11..03-11\n"
              "送达 03-11..03-12\n");
    EXPECT_TRUE(course.steps[2].capped);
    EXPECT_TRUE(course.contradictions.empty());
    facts.steps.push_back({followed.step("检验"), {}, {followed.day("2026-03-20")}});
    const Course wrong = followed.course(facts);
    ASSERT_EQ(wrong.contradictions.size(), 1U);
    EXPECT_EQ(wrong.contradictions.front().step, followed.step("决定"));
    EXPECT_EQ(wrong.contradictions.front().waitsFor, followed.step("检验"));
}

TEST(Course, AStepWithoutALengthLeavesTheRestUnknown) {
    const Followed followed("流程 { 审查: 甲局, 2 工作日\n会商: 甲局\n决定: 甲局, 1 工作日 }");
    const Course course = followed.course(followed.accepted("2026-03-06"));
    EXPECT_EQ(followed.show(course), "审查 03-06..03-10\n会商 03-10..?\n决定 ?..?\n");
    EXPECT_EQ(course.steps[1].missing, CourseStep::Missing::Length);
    EXPECT_EQ(course.steps[2].missing, CourseStep::Missing::Before);
    const Course late = followed.course(followed.accepted("2026-12-31"));
    EXPECT_EQ(late.steps[0].missing, CourseStep::Missing::Calendar);
}

TEST(Course, ARepetitionWithoutABoundIsUnknownUntilItIsChosen) {
    const Followed followed("流程 { 循环 修改 { 补充: 甲局, 2 工作日 }\n决定: 甲局, 1 工作日 }");
    CaseFacts facts = followed.accepted("2026-03-06");
    const Course course = followed.course(facts);
    EXPECT_EQ(course.steps.back().missing, CourseStep::Missing::Bound);
    facts.rounds.emplace_back(followed.step("修改"), 3U);
    EXPECT_EQ(followed.show(followed.course(facts)),
              "补充 03-06..03-10\n补充 03-10..03-12\n补充 03-12..03-16\n决定 03-16..03-17\n");
}

TEST(Course, ManyRoundsNestedInEachOtherEnd) {
    std::string flow = "补充: 甲局, 当场\n";
    for (int i = 0; i < 40; ++i) {
        flow = "循环 至多 1000000 次 {\n" + flow + "}\n";
    }
    const Followed idle("流程 {\n" + flow + "}");
    EXPECT_EQ(idle.course(idle.accepted("2026-03-06")).steps.size(), 1U);
    flow = "补充: 甲局, 1 自然日\n";
    for (int i = 0; i < 40; ++i) {
        flow = "循环 至多 1000000 次 {\n" + flow + "}\n";
    }
    const Followed busy("流程 {\n" + flow + "}");
    EXPECT_EQ(busy.course(busy.accepted("2026-03-06")).end, Calendar::kPast);
}

// ------------------------------------------------------------------------------------------------
// Clocks

constexpr const char* kLaw = R"(
法律文件 《甲法》 {
  位阶: 法律
  施行: 2020-01-01
  收录: 全文
  一般法: 行政许可
  第一条 { 时限 补正告知: 5 工作日, 自 收到申请; 逾期视为 受理 }
  第二条 { 时限 决定: 4 工作日, 自 受理; 延长: 2 工作日, 批准 本行政机关负责人; 逾期视为 同意 }
  第三条 { 不计入期限: 检验 }
}
)";

TEST(Course, ExcludedTimeIsTakenOffItsPathOrOffTheWhole) {
    const Followed followed(kSimple, kLaw);
    const CaseFacts facts = followed.accepted("2026-03-06");
    const Course course = followed.course(facts);
    const auto clocks = followed.clocks(facts, course);
    const auto& clock = followed.decision(clocks);
    EXPECT_EQ(followed.iso(*clock.end), "2026-03-16");
    ASSERT_EQ(clock.pauses.size(), 1U);
    ASSERT_EQ(clock.bounds.size(), 1U);
    const auto& reading = clock.bounds.front().period.readings.front();
    // By the path: review 2 and decision 1 of the 4; as a whole: only the decision's 1 counts.
    EXPECT_EQ(reading.left, 1);
    EXPECT_EQ(followed.iso(reading.last), "2026-03-17");
    EXPECT_EQ(reading.leftUnion, 3);
    EXPECT_EQ(followed.iso(reading.lastUnion), "2026-03-19");
    EXPECT_EQ(followed.iso(clock.bounds.front().extended->readings.front().last), "2026-03-19");
    EXPECT_EQ(clock.deemed, Deemed::Approved);
}

TEST(Course, ToldTooLateItCountsAsAcceptedFromReceipt) {
    const Followed followed(kSimple, kLaw);
    CaseFacts facts = followed.accepted("2026-03-16");
    facts.receipt = followed.day("2026-03-06");
    const auto late = followed.clocks(facts, followed.course(facts));
    EXPECT_TRUE(late.deemedAccepted);
    EXPECT_EQ(followed.iso(followed.decision(late).start), "2026-03-06");
    // The fifth working day is in time, and so is telling what to correct.
    facts.acceptance = followed.day("2026-03-13");
    EXPECT_FALSE(followed.clocks(facts, followed.course(facts)).deemedAccepted);
    facts.acceptance = followed.day("2026-03-16");
    facts.correctionNotice = followed.day("2026-03-12");
    const auto told = followed.clocks(facts, followed.course(facts));
    EXPECT_FALSE(told.deemedAccepted);
    EXPECT_EQ(followed.iso(followed.decision(told).start), "2026-03-16");
}

// ------------------------------------------------------------------------------------------------
// As text

TEST(Course, TimelinesFitTheirWidthWhateverTheyHold) {
    for (const char* flow :
         {kSimple,
          "流程 { 极其冗长而且带有（括号）和各种说明文字的环节名称之一: 甲局, 60 工作日\n"
          "Ａ全角字母Ｂ: 甲局, 3 个月\n决定: 甲局, 当场 }"}) {
        const Followed followed(flow, kLaw);
        const CaseFacts facts = followed.accepted("2026-03-06");
        const Course course = followed.course(facts);
        const auto clocks = followed.clocks(facts, course);
        const emit::TimelineInput input{
            &followed.built.program(), followed.item, &followed.calendar, &course, &clocks, false};
        for (const std::size_t width : {60U, 80U, 100U, 140U}) {
            for (const Language language : {Language::Chinese, Language::English}) {
                const std::string text = emit::timelineText(input, language, width);
                ASSERT_FALSE(text.empty());
                std::size_t begin = 0;
                while (begin < text.size()) {
                    const std::size_t end = text.find('\n', begin);
                    const std::string line = text.substr(begin, end - begin);
                    EXPECT_LE(displayWidth(line), width) << line;
                    begin = end + 1;
                }
            }
        }
    }
}

TEST(Course, BarsStandBelowTheirDays) {
    const Followed followed(kSimple, kLaw);
    const CaseFacts facts = followed.accepted("2026-03-06");
    const Course course = followed.course(facts);
    const auto clocks = followed.clocks(facts, course);
    const emit::TimelineInput input{
        &followed.built.program(), followed.item, &followed.calendar, &course, &clocks, false};
    const std::string text = emit::timelineText(input, Language::Chinese, 100);
    // Friday, two days off, then the days behind it.
    EXPECT_NE(text.find("审查                        ──██      |"), std::string::npos) << text;
    EXPECT_NE(text.find("检验                        ░░░░░░░   |"), std::string::npos) << text;
    EXPECT_NE(text.find("决定期限：法定 4 个工作日  ├──────────┤ 03-17"), std::string::npos)
        << text;
}

}  // namespace
}  // namespace fadu::tests
