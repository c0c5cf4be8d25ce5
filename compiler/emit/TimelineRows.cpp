#include "emit/TimelineRows.h"

#include "derive/Describe.h"
#include "emit/PictureText.h"
#include "support/Text.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace fadu::emit {

namespace {

using derive::ClockCourse;
using derive::ClockKind;
using derive::CourseStep;
using derive::Day;
using derive::PeriodCourse;

constexpr Day kPast = derive::Calendar::kPast;

class Rows {
public:
    Rows(const TimelineInput& input, Language language) : input_(input), language_(language) {}

    TimelineRows run() {
        addSteps();
        for (const ClockCourse& clock : input_.clocks->clocks) {
            addClock(clock);
        }
        findRange();
        return std::move(result_);
    }

private:
    std::string say(const Text& text) const { return text.in(language_); }
    void addSteps();
    void addClock(const ClockCourse& clock);
    void addPeriod(const ClockCourse& clock, TimelineRows::PeriodKind kind,
                   const PeriodCourse& period, const model::Quantity& length, const Text& word,
                   const std::string& ground);
    void findRange();

    const TimelineInput& input_;
    Language language_;
    TimelineRows result_;
};

void Rows::addSteps() {
    const model::Item& item = input_.program->items[input_.item];
    if (!item.flow.valid()) {
        return;
    }
    const model::Flow& flow = input_.program->flows[item.flow];
    std::unordered_map<model::StepId, std::size_t> rows;
    std::vector<const CourseStep*> steps;
    for (const CourseStep& done : input_.course->steps) {
        if (done.begin != kPast && !done.undated) {
            steps.push_back(&done);
        }
    }
    std::stable_sort(
        steps.begin(), steps.end(),
        [](const CourseStep* left, const CourseStep* right) { return left->begin < right->begin; });
    for (const CourseStep* done : steps) {
        const model::Step& step = flow.steps[done->step];
        const auto [found, inserted] = rows.emplace(done->step, result_.rows.size());
        if (inserted) {
            TimelineRows::Row row;
            row.name = printable(input_.program->text(step.name));
            row.actor = printable(derive::actorName(*input_.program, step));
            row.fill = step.excluded ? TimelineRows::Fill::Excluded
                       : step.actor.kind == model::Actor::Kind::Applicant
                           ? TimelineRows::Fill::Applicants
                           : TimelineRows::Fill::Counted;
            result_.rows.push_back(std::move(row));
        }
        const bool open = done->end == kPast;
        result_.rows[found->second].bars.push_back(
            {done->begin, open ? done->begin : done->end, open, done->critical});
    }
}

void Rows::addPeriod(const ClockCourse& clock, TimelineRows::PeriodKind kind,
                     const PeriodCourse& period, const model::Quantity& length, const Text& word,
                     const std::string& ground) {
    for (const PeriodCourse::Reading& reading : period.readings) {
        if (reading.last == kPast || reading.last < period.start) {
            continue;
        }
        TimelineRows::Period row;
        row.kind = kind;
        row.ground = ground;
        row.main = clock.kind == ClockKind::Decision;
        // In English what the clock is about must do: there is little room.
        constexpr std::array<const char*, derive::kClockKinds.size()> kShort{
            "correction notice", "preliminary", "decision", "delivery"};
        const Text name{derive::clockName(clock.kind).zh,
                        kShort[static_cast<std::size_t>(clock.kind)]};
        Text words = model::quantityText(length);
        if (period.readings.size() > 1) {
            words = model::quantityText({length.low, length.high, reading.unit});
            words = {words.zh + "（日的含义未写明）", words.en + " (meaning of 'day' not stated)"};
        }
        row.name = say(
            {name.zh + "：" + word.zh + " " + words.zh, name.en + ": " + word.en + " " + words.en});
        row.start = period.start;
        row.last = reading.last;
        const Day rolled = input_.calendar->rolled(reading.last);
        row.rolled = rolled == kPast ? reading.last : rolled;
        row.broken = clock.exceeds(reading, *input_.calendar);
        const auto same = [&](const TimelineRows::Period& other) {
            return other.kind == row.kind && other.name == row.name && other.last == row.last &&
                   other.start == row.start;
        };
        if (std::none_of(result_.periods.begin(), result_.periods.end(), same)) {
            result_.periods.push_back(std::move(row));
        }
    }
}

void Rows::addClock(const ClockCourse& clock) {
    for (const ClockCourse::Bound& bound : clock.bounds) {
        const std::string ground = basisText(
            input_.program->legalBasis(input_.program->limits[bound.limit].provision), language_);
        addPeriod(clock, TimelineRows::PeriodKind::Limit, bound.period, bound.period.length,
                  {"法定", "limit"}, ground);
        if (bound.extended && input_.extended && clock.kind == ClockKind::Decision) {
            addPeriod(clock, TimelineRows::PeriodKind::Extended, *bound.extended,
                      input_.program->limits[bound.limit].extension->length,
                      {"延长", "extended by"}, ground);
        }
    }
    if (clock.promise) {
        addPeriod(clock, TimelineRows::PeriodKind::Promise, *clock.promise, clock.promise->length,
                  {"承诺", "promise"}, "");
    }
}

void Rows::findRange() {
    result_.first = input_.course->begin;
    result_.last = result_.first;
    const auto take = [&](Day begin, Day end) {
        result_.first = std::min(result_.first, begin);
        result_.last = std::max(result_.last, end);
    };
    for (const TimelineRows::Row& row : result_.rows) {
        for (const TimelineRows::Bar& bar : row.bars) {
            take(bar.begin, bar.end);
        }
    }
    for (const TimelineRows::Period& period : result_.periods) {
        take(period.start, period.rolled);
    }
    // Room for what goes on past the last known day.
    constexpr Day kOpenDays = 5;
    const bool open = std::any_of(result_.rows.begin(), result_.rows.end(), [](const auto& row) {
        return std::any_of(row.bars.begin(), row.bars.end(),
                           [](const auto& bar) { return bar.open; });
    });
    if (open) {
        result_.last = std::min<Day>(result_.last + kOpenDays, input_.calendar->size() - 1);
    }
}

}  // namespace

TimelineRows timelineRows(const TimelineInput& input, Language language) {
    return Rows(input, language).run();
}

}  // namespace fadu::emit
