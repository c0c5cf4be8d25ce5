#include "derive/Course.h"
#include "derive/CourseClocks.h"
#include "emit/Timeline.h"
#include "query/Simulate.h"
#include "support/Text.h"
#include "unit/Built.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>

namespace fadu::tests {
namespace {

using derive::Calendar;
using derive::CaseFacts;
using derive::Course;
using derive::CourseStep;
using derive::Day;
using derive::RunKind;
using model::BlockId;
using model::StepId;

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
          itemFacts(derive::deriveItem(built.program(), item)),
          structure(derive::deriveStructure(
              this->flow(), derive::countsAcceptance(built.program(), itemFacts))) {
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

/// A flow in source text: `choices` and `loops` are counted, so that all runs can be tried.
class RandomFlow {
public:
    explicit RandomFlow(std::uint64_t seed) : random_(seed) { block(0, false); }

    std::string text() const { return "流程 {\n" + text_ + "}\n"; }

private:
    void block(unsigned depth, bool looped) {
        const std::size_t count = 1 + random_.below(depth == 0 ? 4 : 3);
        std::vector<std::string> names;
        for (std::size_t i = 0; i < count; ++i) {
            const std::string name = "步" + std::to_string(next_++);
            const std::size_t kind = depth < 2 ? random_.below(6) : 0;
            std::string after;
            if (!names.empty() && random_.below(2) == 0) {
                after = random_.pick(names);
            }
            if (kind == 4 && !looped) {
                text_ += "若 " + name + " \"条件\" {\n";
                block(depth + 1, looped);
                if (random_.below(4) == 0) {
                    text_ += "结束: 不予许可\n";
                }
                text_ += "}";
                if (random_.below(2) == 0) {
                    text_ += " 否则 {\n";
                    block(depth + 1, looped);
                    text_ += "}";
                }
                text_ += "\n";
            } else if (kind == 5) {
                text_ += "循环 " + name + " 至多 " + std::to_string(random_.below(3)) + " 次 {\n";
                block(depth + 1, true);
                text_ += "}\n";
            } else {
                constexpr std::array kUnits{"工作日", "自然日", "个月"};
                const std::size_t unit = random_.below(8) == 0 ? 2 : random_.below(2);
                const std::size_t low = random_.below(unit == 2 ? 2 : 6);
                text_ += name + ": 甲局, " + std::to_string(low) + "-" +
                         std::to_string(low + random_.below(3)) + " " + kUnits[unit] +
                         (after.empty() ? "" : ", 后于 " + after) + "\n";
            }
            names.push_back(name);
        }
    }

    Random random_;
    std::string text_;
    std::size_t next_ = 1;
};

/// One run by the definition alone: what a step waits for is asked of that step.
class Definition {
public:
    Definition(const Followed& of, const CaseFacts& facts, bool longest)
        : of_(of), facts_(facts), longest_(longest) {}

    struct End {
        Day day = 0;
        bool done = true;
        bool ended = false;
    };
    End block(BlockId id, Day begin) {
        std::map<StepId, End> ends;
        End result{begin, true, false};
        for (const StepId step : of_.flow().blocks[id].steps) {
            const End end = endOf(step, begin, ends);
            if (end.done) {
                result.day = std::max(result.day, end.day);
                result.ended = result.ended || end.ended;
            }
        }
        return result;
    }

private:
    End endOf(StepId id, Day begin, std::map<StepId, End>& ends) {
        if (const auto found = ends.find(id); found != ends.end()) {
            return found->second;
        }
        const model::Step& step = of_.flow().steps[id];
        Day start = begin;
        for (const model::Step::After& after : step.after) {
            const End before = endOf(after.step, begin, ends);
            if (!before.done || before.ended) {
                return ends[id] = {0, false, false};
            }
            start = std::max(start, before.day);
        }
        return ends[id] = lasting(step, id, start);
    }
    End lasting(const model::Step& step, StepId id, Day start) {
        switch (step.kind) {
            case model::Step::Kind::Task: {
                const auto& length = step.duration.value;
                return {of_.calendar.plus(start, longest_ ? length.high : length.low, length.unit),
                        true, false};
            }
            case model::Step::Kind::Choice:
                for (const auto& [choice, branch] : facts_.branches) {
                    if (choice == id) {
                        return branch.valid() ? block(branch, start) : End{start, true, false};
                    }
                }
                break;
            case model::Step::Kind::Loop: {
                End end{start, true, false};
                for (const auto& [loop, rounds] : facts_.rounds) {
                    for (unsigned i = 0; loop == id && i < rounds && !end.ended; ++i) {
                        end = block(step.branches.front(), end.day);
                    }
                }
                return end;
            }
            case model::Step::Kind::End:
                break;
        }
        return {start, true, true};
    }

    const Followed& of_;
    const CaseFacts& facts_;
    bool longest_;
};

/// Calls `visit` with every branch of every choice and every number of rounds.
void eachRun(const Followed& of, CaseFacts facts,
             const std::function<void(const CaseFacts&)>& visit, std::size_t from = 0) {
    for (std::size_t i = from; i < of.flow().steps.size(); ++i) {
        const model::Step& step = of.flow().steps[StepId(i)];
        if (step.kind == model::Step::Kind::Choice) {
            std::vector<BlockId> branches = step.branches;
            if (!step.hasElse) {
                branches.emplace_back();
            }
            for (const BlockId branch : branches) {
                CaseFacts more = facts;
                more.branches.emplace_back(StepId(i), branch);
                eachRun(of, more, visit, i + 1);
            }
            return;
        }
        if (step.kind == model::Step::Kind::Loop) {
            for (unsigned rounds = 0; rounds <= step.atMost.value_or(0); ++rounds) {
                CaseFacts more = facts;
                more.rounds.emplace_back(StepId(i), rounds);
                eachRun(of, more, visit, i + 1);
            }
            return;
        }
    }
    visit(facts);
}

TEST(Course, IsWhatTryingEveryRunFinds) {
    std::size_t compared = 0;
    std::size_t ending = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const RandomFlow random(seed);
        const Followed followed(random.text());
        ASSERT_TRUE(followed.structure.sound) << random.text();
        const CaseFacts facts = followed.accepted(seed % 2 == 0 ? "2026-03-06" : "2026-04-29");
        const BlockId top(std::size_t{0});
        Day longest = 0;
        Day shortest = Calendar::kPast;
        Day shortestEnding = Calendar::kPast;
        eachRun(followed, facts, [&](const CaseFacts& run) {
            const auto most = Definition(followed, run, true).block(top, *facts.acceptance);
            longest = std::max(longest, most.day);
            const Course course = followed.course(run);
            ASSERT_EQ(followed.iso(course.end), followed.iso(most.day)) << random.text();
            ASSERT_TRUE(course.contradictions.empty());
            const auto least = Definition(followed, run, false).block(top, *facts.acceptance);
            (least.ended ? shortestEnding : shortest) =
                std::min(least.ended ? shortestEnding : shortest, least.day);
            ++compared;
            ending += most.ended ? 1 : 0;
        });
        EXPECT_EQ(followed.iso(followed.course(facts).end), followed.iso(longest))
            << seed << random.text() << followed.show(followed.course(facts));
        if (shortest != Calendar::kPast) {
            EXPECT_EQ(followed.iso(followed.course(facts, RunKind::Shortest).end),
                      followed.iso(shortest))
                << seed << random.text()
                << followed.show(followed.course(facts, RunKind::Shortest));
        }
    }
    EXPECT_GT(compared, 1000U);
    EXPECT_GT(ending, 50U);
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
