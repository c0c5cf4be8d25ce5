#include "derive/Describe.h"
#include "query/Simulate.h"
#include "support/LineBreak.h"
#include "support/Text.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <map>

namespace fadu::query {

namespace {

using derive::ClockCourse;
using derive::ClockKind;
using derive::CourseStep;
using derive::Day;
using derive::PeriodCourse;
using model::Program;
using model::Step;

constexpr Day kPast = derive::Calendar::kPast;
constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 10;

/// Lines for a terminal: what keeps a number and its measure together has done so and would only
/// trouble who searches the output.
std::vector<std::string> lines(std::string_view text, std::size_t columns) {
    constexpr std::string_view kNoBreak = "\u00A0";
    std::vector<std::string> result = wrappedLines(text, columns);
    for (std::string& line : result) {
        for (std::size_t at = line.find(kNoBreak); at != std::string::npos;
             at = line.find(kNoBreak, at)) {
            line.replace(at, kNoBreak.size(), " ");
        }
    }
    return result;
}

/// Rows of cells, the first row the head or none. Wide columns are wrapped.
class Table {
public:
    explicit Table(std::size_t indent = 0) : indent_(indent) {}
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    std::string text(std::size_t width) const;

private:
    std::size_t indent_;
    std::vector<std::vector<std::string>> rows_;
};

std::string Table::text(std::size_t width) const {
    std::vector<std::size_t> widths;
    for (const auto& row : rows_) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], drawnWidth(row[i]));
        }
    }
    std::size_t total = indent_ + (widths.empty() ? 0 : kGap * (widths.size() - 1));
    for (const std::size_t one : widths) {
        total += one;
    }
    while (total > width) {
        const auto widest = std::max_element(widths.begin(), widths.end());
        if (*widest <= kNarrowest) {
            break;
        }
        const std::size_t less = std::min(total - width, *widest - kNarrowest);
        // No more than to the next widest, which then takes its part.
        std::size_t next = kNarrowest;
        for (const std::size_t one : widths) {
            next = one < *widest ? std::max(next, one) : next;
        }
        const std::size_t cut = std::max<std::size_t>(1, std::min(less, *widest - next));
        *widest -= cut;
        total -= cut;
    }
    std::string result;
    for (const auto& row : rows_) {
        std::vector<std::vector<std::string>> cells;
        std::size_t height = 1;
        for (std::size_t i = 0; i < row.size(); ++i) {
            cells.push_back(lines(row[i], widths[i]));
            height = std::max(height, cells.back().size());
        }
        for (std::size_t line = 0; line < height; ++line) {
            std::string out(indent_, ' ');
            std::size_t at = 0;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                const std::string text = line < cells[i].size() ? cells[i][line] : "";
                out += text;
                const std::size_t shown = displayWidth(text);
                at = widths[i] + kGap;
                out.append(at > shown ? at - shown : 0, ' ');
            }
            out.erase(out.find_last_not_of(' ') + 1);
            result += out + "\n";
        }
    }
    return result;
}

class Writer {
public:
    Writer(const Simulation& simulation, const SimulationTextOptions& options)
        : simulation_(simulation),
          program_(*simulation.program),
          item_(program_.items[simulation.item]),
          calendar_(simulation.calendar),
          options_(options) {}

    std::string run(const std::string& timeline);

private:
    bool chinese() const { return options_.language == Language::Chinese; }
    std::string say(const Text& text) const { return text.in(options_.language); }
    std::string date(Day day) const {
        return day == kPast ? say({"未知", "unknown"}) : calendar_.date(day).iso();
    }
    std::string dated(Day day) const;
    std::string duration(std::int64_t days, Unit unit) const {
        return say(model::quantityText({days, days, unit}));
    }
    std::string bold(const std::string& text) const {
        return options_.color ? "\x1B[1m" + text + "\x1B[0m" : text;
    }
    void paragraph(const std::string& text, std::size_t indent = 0);
    void head();
    void eventTable();
    void clock(const ClockCourse& clock);
    void period(Table& table, const Text& name, const PeriodCourse& period, const Text& ground,
                bool counted);
    void findings();
    std::string stepLabel(const CourseStep& done) const;
    std::string leftText(const PeriodCourse::Reading& reading) const;
    bool readingsDiffer(const ClockCourse& clock) const;
    Text approver(model::LimitId id) const;

    /// What happens on a day.
    struct Happening {
        std::string step;
        std::string actor;
        std::string clock;
    };
    void addSteps(std::multimap<std::pair<Day, int>, Happening>& rows) const;
    void addClock(const ClockCourse& clock,
                  std::multimap<std::pair<Day, int>, Happening>& rows) const;

    const Simulation& simulation_;
    const Program& program_;
    const model::Item& item_;
    const derive::Calendar& calendar_;
    const SimulationTextOptions& options_;
    std::string out_;
};

std::string Writer::dated(Day day) const {
    if (day == kPast) {
        return date(day);
    }
    constexpr std::array<Format, 7> kDays{{{"周一", "Mon"},
                                           {"周二", "Tue"},
                                           {"周三", "Wed"},
                                           {"周四", "Thu"},
                                           {"周五", "Fri"},
                                           {"周六", "Sat"},
                                           {"周日", "Sun"}}};
    const Format& name = kDays[calendar_.date(day).weekday() - 1];
    return date(day) + " " + std::string(chinese() ? name.zh : name.en);
}

void Writer::paragraph(const std::string& text, std::size_t indent) {
    const std::string margin(indent, ' ');
    for (const std::string& line : lines(text, options_.width - indent)) {
        out_ += margin + line + "\n";
    }
}

std::string Writer::stepLabel(const CourseStep& done) const {
    const Step& step = program_.flows[item_.flow].steps[done.step];
    std::string name = printable(program_.text(step.name));
    const auto& steps = simulation_.longest.course.steps;
    const bool repeated = std::any_of(steps.begin(), steps.end(), [&](const CourseStep& one) {
        return one.step == done.step && one.time > 0;
    });
    if (repeated) {
        const std::string time = std::to_string(done.time + 1);
        name += say({"（第 " + time + " 次）", " (no. " + time + ")"});
    }
    return name;
}

void Writer::head() {
    const std::string title = printable(program_.itemTitle(simulation_.item));
    out_ += bold(say({title + "：一件申请的办理日程", title + ": the course of one case"})) + "\n";
    std::string line;
    if (item_.authorityName.valid()) {
        line += say({"实施机关：", "Authority: "}) + printable(program_.text(item_.authorityName)) +
                say({"。", ". "});
    }
    line += say({"法律截至 " + program_.asOf.iso() + "；日历 " + calendar_.from().iso() + " 至 " +
                     calendar_.until().iso() + "。",
                 "Law as of " + program_.asOf.iso() + "; calendar " + calendar_.from().iso() +
                     " to " + calendar_.until().iso() + "."});
    paragraph(line);
    std::string given;
    for (const auto& [name, day] : simulation_.given) {
        given += (given.empty() ? "" : say({"，", ", "})) + day.iso() + " " + printable(name);
    }
    paragraph(say({"已知：" + given + "。其余按最长的情形推算。",
                   "Known: " + given + ". The rest is the longest that may be."}));
    if (!item_.flow.valid()) {
        paragraph(say({"事项没有写明流程，只列出期限。",
                       "The item states no flow: only its periods are shown."}));
        return;
    }
    const Day longest = simulation_.longest.course.end;
    const Day shortest = simulation_.shortest.course.end;
    if (longest == kPast) {
        paragraph(say(
            {"何时办结不能确定，原因见末尾。", "When it is done is not known; the end says why."}));
        return;
    }
    paragraph(say({"办结：最迟 " + date(longest) + "，最快 " + date(shortest) + "。",
                   "Done by " + date(longest) + " at the latest, by " + date(shortest) +
                       " at the earliest."}));
}

bool Writer::readingsDiffer(const ClockCourse& clock) const {
    const auto differ = [](const PeriodCourse& period) {
        return std::any_of(period.readings.begin(), period.readings.end(),
                           [](const auto& one) { return one.last != one.lastUnion; });
    };
    return (clock.promise && differ(*clock.promise)) ||
           std::any_of(clock.bounds.begin(), clock.bounds.end(),
                       [&](const ClockCourse::Bound& bound) { return differ(bound.period); });
}

void Writer::addSteps(std::multimap<std::pair<Day, int>, Happening>& rows) const {
    constexpr int kStep = 2;
    if (!item_.flow.valid()) {
        return;
    }
    const auto& steps = program_.flows[item_.flow].steps;
    const auto& course = simulation_.longest.course;
    for (const CourseStep& done : course.steps) {
        const Step& step = steps[done.step];
        if (done.undated) {
            continue;
        }
        const std::string label = stepLabel(done);
        const std::string actor = printable(derive::actorName(program_, step));
        std::string remark;
        if (step.duration.known()) {
            remark = say(model::quantityText(step.duration.value));
        } else {
            remark = say({"时长未写", "no length"});
        }
        if (done.endGiven) {
            remark = say({"已知", "known"});
        } else if (done.capped) {
            remark = say({"不迟于", "by then"});
        }
        const std::string end = label + (chinese() ? "（" + remark + "）" : " (" + remark + ")");
        if (step.excluded && done.begin != done.end) {
            rows.emplace(std::pair(done.begin, kStep),
                         Happening{say({label + "开始", label + " begins"}), actor, ""});
        }
        rows.emplace(std::pair(done.end, kStep), Happening{end, actor, ""});
    }
}

std::string Writer::leftText(const PeriodCourse::Reading& reading) const {
    if (!reading.left) {
        return "";
    }
    const Unit unit = reading.unit == Unit::WorkingDay ? Unit::WorkingDay : Unit::CalendarDay;
    const std::string days = duration(std::abs(*reading.left), unit);
    if (*reading.left == 0) {
        return say({"正好用完", "none left"});
    }
    return *reading.left > 0 ? say({"尚余 " + days, days + " left"})
                             : say({"超出 " + days, days + " over"});
}

void Writer::addClock(const ClockCourse& clock,
                      std::multimap<std::pair<Day, int>, Happening>& rows) const {
    constexpr int kEnd = 3;
    constexpr int kStart = 4;  // What ends on a day ends before what begins then.
    constexpr int kLast = 5;
    const Text name = derive::clockName(clock.kind);
    const auto add = [&](Day day, int order, const Text& text) {
        if (day != kPast) {
            rows.emplace(std::pair(day, order), Happening{"", "", say(text)});
        }
    };
    add(clock.start, kStart,
        {name.zh + "起算，当日不计", name.en + " begins, this day not counted"});
    const bool differ = readingsDiffer(clock);
    for (const ClockCourse::Pause& pause : clock.pauses) {
        if (differ) {
            const std::string step = stepLabel(simulation_.longest.course.steps[pause.step]);
            add(pause.begin, kStart,
                {step + "的时间不计入" + name.zh, step + " does not count towards the " + name.en});
        } else {
            add(pause.begin, kStart, {name.zh + "停止计算", name.en + " stands still"});
            if (pause.end != clock.end) {
                add(pause.end, kStart, {name.zh + "继续计算", name.en + " goes on"});
            }
        }
    }
    if (clock.end) {
        add(*clock.end, kEnd, {name.zh + "止", name.en + " ends"});
    }
    const bool answered = clock.kind == ClockKind::Acceptance;
    const auto lasts = [&](const PeriodCourse& period, const Text& kind) {
        std::vector<Day> seen;
        for (const PeriodCourse::Reading& reading : period.readings) {
            if (std::find(seen.begin(), seen.end(), reading.last) != seen.end()) {
                continue;
            }
            seen.push_back(reading.last);
            const Text unit = period.readings.size() > 1
                                  ? reading.unit == Unit::WorkingDay
                                        ? Text{"（按工作日）", " (working days)"}
                                        : Text{"（按自然日）", " (calendar days)"}
                                  : Text{};
            add(reading.last, kLast,
                {kind.zh + name.zh + "届满" + unit.zh,
                 "last day, " + kind.en + " " + name.en + unit.en});
            const Day rolled = reading.last == kPast ? kPast : calendar_.rolled(reading.last);
            if (rolled != reading.last) {
                add(rolled, kLast,
                    {kind.zh + name.zh + "届满（最后一日顺延）",
                     "last day put off, " + kind.en + " " + name.en});
            }
        }
    };
    std::vector<Day> shown;
    for (const ClockCourse::Bound& bound : clock.bounds) {
        const Day last = bound.period.earliest();
        if (std::find(shown.begin(), shown.end(), last) == shown.end()) {
            shown.push_back(last);
            lasts(bound.period, {"法定", "statutory"});
        }
        if (bound.extended && simulation_.facts.extension && clock.kind == ClockKind::Decision) {
            lasts(*bound.extended, {"延长后的", "extended"});
        }
    }
    if (clock.promise && !answered) {
        lasts(*clock.promise, {"承诺", "promised"});
    }
}

void Writer::eventTable() {
    std::multimap<std::pair<Day, int>, Happening> rows;
    const derive::CaseFacts& facts = simulation_.facts;
    const auto fact = [&](const std::optional<Day>& day, int order, const Text& name) {
        if (day) {
            rows.emplace(std::pair(*day, order), Happening{say(name), "", ""});
        }
    };
    fact(facts.receipt, 0, {"收到申请", "application received"});
    fact(facts.correctionNotice, 1, {"补正告知", "told what to correct"});
    fact(facts.materialsComplete, 1, {"材料齐全", "materials complete"});
    if (!simulation_.longest.course.acceptanceInFlow) {
        fact(simulation_.longest.course.acceptance, 2, {"受理", "acceptance"});
    }
    fact(facts.extension, 1, {"批准延长", "extension granted"});
    addSteps(rows);
    for (const ClockCourse& clock : simulation_.longest.clocks.clocks) {
        addClock(clock, rows);
    }
    Table table;
    table.add({say({"日期", "Date"}), say({"事项", "What"}), say({"由谁办理", "Who"}),
               say({"期限", "Periods"})});
    Day before = -1;
    for (auto row = rows.begin(); row != rows.end();) {
        Happening shown = row->second;
        const Day day = row->first.first;
        ++row;
        // A period's event stands beside the step of its day.
        while (!shown.step.empty() && row != rows.end() && row->first.first == day &&
               row->second.step.empty() && std::next(row) != rows.end()) {
            shown.clock += (shown.clock.empty() ? "" : say({"；", "; "})) + row->second.clock;
            ++row;
        }
        table.add({day == before ? "" : dated(day), shown.step, shown.actor, shown.clock});
        before = day;
    }
    out_ += "\n" + table.text(options_.width);
}

Text Writer::approver(model::LimitId id) const {
    const auto& extension = program_.limits[id].extension;
    if (!extension || extension->approver.empty()) {
        return {};
    }
    const std::string who = printable(extension->approver);
    return {"经" + who + "批准，可以延长", "with the approval of " + who};
}

/// A row a reading, and one more where parallel steps leave two ways to count.
void Writer::period(Table& table, const Text& name, const PeriodCourse& period, const Text& ground,
                    bool counted) {
    bool first = true;
    for (const PeriodCourse::Reading& reading : period.readings) {
        std::string length = say(model::quantityText(period.length));
        if (period.readings.size() > 1) {
            length = reading.unit == Unit::WorkingDay ? say({"按工作日", "as working days"})
                                                      : say({"按自然日", "as calendar days"});
        }
        const auto last = [&](Day day) {
            if (day == kPast) {
                return say({"届满日不能确定", "last day unknown"});
            }
            std::string text = say({"届满 " + date(day), "until " + date(day)});
            if (const Day rolled = calendar_.rolled(day); rolled != day && rolled != kPast) {
                text +=
                    say({"（顺延则 " + date(rolled) + "）", " (put off: " + date(rolled) + ")"});
            }
            return text;
        };
        table.add({first ? say(name) : "", length, last(reading.last),
                   counted ? leftText(reading) : "", first ? say(ground) : ""});
        if (counted && reading.lastUnion != reading.last) {
            PeriodCourse::Reading other = reading;
            other.left = reading.leftUnion;
            table.add({"", say({"另一算法", "other reading"}), last(reading.lastUnion),
                       leftText(other),
                       say({"不计入的环节进行期间，整个期限停止计算",
                            "the whole period stands still while such a step goes on"})});
        }
        first = false;
    }
}

void Writer::clock(const ClockCourse& clock) {
    const Text name = derive::clockName(clock.kind);
    const Text from = termText(clock.from);
    out_ += "\n";
    std::string line = say({"自" + from.zh + "（" + date(clock.start) + "）起算",
                            "runs from " + from.en + " (" + date(clock.start) + ")"});
    if (clock.end) {
        line += *clock.end == kPast
                    ? say({"，何时完成不能确定", ", its end is not known"})
                    : say({"，" + date(*clock.end) + " 完成", ", done on " + date(*clock.end)});
    }
    out_ += bold(say(name)) + say({"：", ": "}) + line + "\n";
    Table table(2);
    for (const ClockCourse::Bound& bound : clock.bounds) {
        const LegalBasis basis = program_.legalBasis(program_.limits[bound.limit].provision);
        Text ground{"《" + basis.instrument + "》" + basis.provision,
                    "《" + basis.instrument + "》 " + basis.provisionEn};
        if (bound.period.from != clock.from) {
            const Text event = termText(bound.period.from);
            ground.zh += "；自" + event.zh + "（" + date(bound.period.start) + "）起算";
            ground.en += "; from " + event.en + " (" + date(bound.period.start) + ")";
        }
        if (bound.period.startAssumed) {
            ground.zh += "；没有给出" + termText(bound.period.from).zh + "之日，按受理之日计";
            ground.en += "; the day of " + termText(bound.period.from).en +
                         " is not given, acceptance stands for it";
        }
        period(table, {"法定", "limit"}, bound.period, ground, true);
        if (bound.extended && clock.kind == ClockKind::Decision) {
            const bool granted = simulation_.facts.extension.has_value();
            PeriodCourse more = *bound.extended;
            more.length = program_.limits[bound.limit].extension->length;
            const std::string day = granted ? date(*simulation_.facts.extension) : "";
            period(table, granted ? Text{"延长", "extended"} : Text{"可延长", "may be extended"},
                   more, granted ? Text{day + " 批准", "granted on " + day} : approver(bound.limit),
                   granted);
        }
    }
    if (clock.promise) {
        Text ground;
        if (clock.promise->from != clock.from) {
            const Text event = termText(clock.promise->from);
            ground = {"自" + event.zh + "（" + date(clock.promise->start) + "）起算",
                      "from " + event.en + " (" + date(clock.promise->start) + ")"};
        }
        period(table, {"承诺", "promise"}, *clock.promise, ground, true);
    }
    const auto& steps = simulation_.longest.course.steps;
    for (const ClockCourse::Pause& pause : clock.pauses) {
        const std::string days =
            pause.end == kPast ? ""
                               : duration(calendar_.count(pause.begin, pause.end, Unit::WorkingDay),
                                          Unit::WorkingDay);
        const Step& step = program_.flows[item_.flow].steps[steps[pause.step].step];
        std::vector<std::string> cited;
        for (const model::Citation& citation : step.basis) {
            cited.push_back(say(program_.citationText(program_.targets[citation.target])));
        }
        const std::string ground = !step.excluded ? say({"由申请人办理", "done by the applicant"})
                                                  : say(derive::joined(cited));
        table.add({say({"不计入", "not counted"}), days,
                   say({date(pause.begin) + " 后至 " + date(pause.end),
                        "after " + date(pause.begin) + " to " + date(pause.end)}),
                   stepLabel(steps[pause.step]), ground});
    }
    out_ += table.text(options_.width);
    if (clock.kind == ClockKind::Decision && !clock.bounds.empty()) {
        if (clock.deemed) {
            const Text effect =
                proseTerm(TermFamily::Deemed, static_cast<std::uint8_t>(*clock.deemed));
            paragraph(say({"逾期不作决定的，视为" + effect.zh + "。",
                           "Silence past it counts as " + effect.en + "."}),
                      2);
        } else {
            paragraph(say({"逾期不作决定的后果，适用的规定没有写明。",
                           "What governs says nothing of silence past it."}),
                      2);
        }
    }
}

void Writer::findings() {
    if (simulation_.findings.empty()) {
        return;
    }
    out_ += "\n" + bold(say({"须注意", "To be noted"})) + "\n";
    for (const CaseFinding& finding : simulation_.findings) {
        std::string text = say(finding.message);
        for (const LegalBasis& basis : finding.basis) {
            text += say({"（《" + basis.instrument + "》" + basis.provision + "）",
                         " (《" + basis.instrument + "》 " + basis.provisionEn + ")"});
        }
        text += say({"。", "."});
        bool first = true;
        for (const std::string& line : lines(text, options_.width - 4)) {
            out_ += (first ? "  - " : "    ") + line + "\n";
            first = false;
        }
    }
}

std::string Writer::run(const std::string& timeline) {
    head();
    eventTable();
    for (const ClockCourse& one : simulation_.longest.clocks.clocks) {
        clock(one);
    }
    if (!timeline.empty()) {
        out_ += "\n" + timeline;
    }
    findings();
    return std::move(out_);
}

}  // namespace

std::string simulationText(const Simulation& simulation, const std::string& timeline,
                           const SimulationTextOptions& options) {
    return Writer(simulation, options).run(timeline);
}

}  // namespace fadu::query
