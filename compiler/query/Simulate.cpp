#include "query/Simulate.h"

#include "derive/Describe.h"
#include "support/Text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace fadu::query {

namespace {

using derive::CaseFacts;
using derive::ClockCourse;
using derive::ClockKind;
using derive::Course;
using derive::CourseStep;
using derive::Day;
using derive::PeriodCourse;
using model::Flow;
using model::Program;
using model::Step;
using model::StepId;

constexpr Day kPast = derive::Calendar::kPast;
constexpr std::size_t kMostNames = 12;

std::string quoted(std::string_view text) { return "“" + printable(text) + "”"; }
std::string quotedEn(std::string_view text) { return "'" + printable(text) + "'"; }

struct NamedEvent {
    const char* name;
    const char* nameEn;
    std::optional<Day> CaseFacts::*day;
};
constexpr std::array<NamedEvent, 5> kEvents{{
    {"收到申请", "receipt", &CaseFacts::receipt},
    {"补正告知", "correction-notice", &CaseFacts::correctionNotice},
    {"材料齐全", "materials-complete", &CaseFacts::materialsComplete},
    {"受理", "acceptance", &CaseFacts::acceptance},
    {"延长", "extension", &CaseFacts::extension},
}};

/// Reads what is said of a case against the flow of its item.
class Reader {
public:
    Reader(const Program& program, Simulation& simulation)
        : program_(program),
          simulation_(simulation),
          flow_(program.items[simulation.item].flow.valid()
                    ? &program.flows[program.items[simulation.item].flow]
                    : nullptr) {}

    std::optional<Text> read(const SimulationRequest& request);
    /// What a run says of the facts: contradictions, and steps that it does not do.
    std::optional<Text> refused(const Course& course) const;

private:
    std::optional<Text> event(const std::string& written, Date date);
    std::optional<Text> choice(const std::string& written, const std::string& value);
    std::optional<Text> inOrder() const;
    std::optional<Day> dayOf(const std::string& name, Date date);
    bool set(std::optional<Day>& fact, const std::string& name, Day day);
    std::vector<StepId> stepsNamed(std::string_view name, bool tasks) const;
    std::string path(StepId id) const;
    std::string nameOf(StepId id) const;
    Text unknownName(const std::string& written, bool tasks) const;
    std::optional<Text> ambiguous(const std::string& written,
                                  const std::vector<StepId>& steps) const;

    const Program& program_;
    Simulation& simulation_;
    const Flow* flow_;
    std::optional<Text> error_;
    std::map<StepId, std::pair<std::vector<Day>, std::vector<Day>>> days_;
};

std::string Reader::nameOf(StepId id) const {
    const Step& step = flow_->steps[id];
    return step.name.valid() ? std::string(program_.text(step.name)) : step.condition;
}

/// The names of the blocks around a step and its own, with `/` between.
std::string Reader::path(StepId id) const {
    std::string result = nameOf(id);
    for (StepId owner = flow_->blocks[flow_->steps[id].block].owner; owner.valid();
         owner = flow_->blocks[flow_->steps[owner].block].owner) {
        result = nameOf(owner) + "/" + result;
    }
    return result;
}

/// Steps by name or path: tasks, or choices and repetitions.
std::vector<StepId> Reader::stepsNamed(std::string_view name, bool tasks) const {
    std::vector<StepId> result;
    for (std::size_t i = 0; flow_ != nullptr && i < flow_->steps.size(); ++i) {
        const StepId id(i);
        const Step::Kind kind = flow_->steps[id].kind;
        const bool wanted = tasks ? kind == Step::Kind::Task
                                  : kind == Step::Kind::Choice || kind == Step::Kind::Loop;
        if (wanted && !name.empty() &&
            (normalizeNfkc(nameOf(id)) == name || normalizeNfkc(path(id)) == name ||
             (!tasks && normalizeNfkc(flow_->steps[id].condition) == name))) {
            result.push_back(id);
        }
    }
    return result;
}

std::optional<Text> Reader::ambiguous(const std::string& written,
                                      const std::vector<StepId>& steps) const {
    if (steps.size() < 2) {
        return std::nullopt;
    }
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < std::min(steps.size(), kMostNames); ++i) {
        paths.push_back(printable(path(steps[i])));
    }
    const Text list = derive::joined(paths);
    return Text{
        "流程中不止一个" + quoted(written) + "，请写明是哪一个：" + list.zh,
        "there is more than one " + quotedEn(written) + " in the flow, say which: " + list.en};
}

Text Reader::unknownName(const std::string& written, bool tasks) const {
    std::vector<std::string> names;
    for (std::size_t i = 0; flow_ != nullptr && i < flow_->steps.size(); ++i) {
        const StepId id(i);
        const Step::Kind kind = flow_->steps[id].kind;
        const bool wanted = tasks ? kind == Step::Kind::Task
                                  : kind == Step::Kind::Choice || kind == Step::Kind::Loop;
        const std::string name = nameOf(id);
        if (wanted && !name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(name);
        }
    }
    if (tasks) {
        for (const NamedEvent& event : kEvents) {
            if (std::find(names.begin(), names.end(), event.name) == names.end()) {
                names.emplace_back(event.name);
            }
        }
    }
    const std::vector<std::string> near =
        nearestNames(normalizeNfkc(written), {names.begin(), names.end()});
    Text message = tasks ? Text{"没有环节或者事件" + quoted(written),
                                "there is no step or event " + quotedEn(written)}
                         : Text{"流程中没有判断或者循环" + quoted(written),
                                "the flow has no choice or repetition " + quotedEn(written)};
    if (!near.empty()) {
        const Text list = derive::joined(near);
        return {message.zh + "；是不是 " + list.zh + "？",
                message.en + "; did you mean " + list.en + "?"};
    }
    const bool more = names.size() > kMostNames;
    names.resize(std::min(names.size(), kMostNames));
    for (std::string& name : names) {
        name = printable(name);
    }
    if (!names.empty()) {
        const Text list = derive::joined(names);
        message.zh += "；可用的有：" + list.zh + (more ? "等" : "");
        message.en += "; there are: " + list.en + (more ? ", …" : "");
    }
    return message;
}

std::optional<Day> Reader::dayOf(const std::string& name, Date date) {
    const derive::Calendar& calendar = simulation_.calendar;
    const std::optional<Day> day = calendar.find(date);
    if (!day) {
        const std::string range = calendar.from().iso();
        const std::string until = calendar.until().iso();
        error_ = Text{quoted(name) + "的日期 " + date.iso() + " 不在已知的日历之内（" + range +
                          " 至 " + until + "）",
                      date.iso() + " of " + quotedEn(name) + " lies outside the known calendar (" +
                          range + " to " + until + ")"};
    }
    return day;
}

bool Reader::set(std::optional<Day>& fact, const std::string& name, Day day) {
    if (fact && *fact != day) {
        error_ = Text{quoted(name) + "给出了两个不同的日期",
                      "two different dates are given for " + quotedEn(name)};
        return false;
    }
    fact = day;
    return true;
}

std::optional<Text> Reader::event(const std::string& written, Date date) {
    const std::string name = normalizeNfkc(trimmed(written));
    const std::optional<Day> day = dayOf(written, date);
    if (!day) {
        return error_;
    }
    simulation_.given.emplace_back(name, date);
    bool known = false;
    for (const NamedEvent& event : kEvents) {
        if (name == event.name || name == event.nameEn) {
            known = true;
            simulation_.given.back().first = event.name;
            if (!set(simulation_.facts.*event.day, written, *day)) {
                return error_;
            }
        }
    }
    if (name == "受理" || name == "acceptance") {
        return std::nullopt;  // Which step that is, the flow knows.
    }
    std::vector<StepId> steps = stepsNamed(name, true);
    bool begin = false;
    for (const std::string_view ending : {"开始", ":begin"}) {
        if (steps.empty() && name.ends_with(ending)) {
            steps = stepsNamed(std::string_view(name).substr(0, name.size() - ending.size()), true);
            begin = true;
        }
    }
    if (steps.empty() && (name == "决定" || name == "decision")) {
        for (std::size_t i = 0; flow_ != nullptr && i < flow_->steps.size(); ++i) {
            const Step& step = flow_->steps[StepId(i)];
            if (step.kind == Step::Kind::Task && step.stage == Stage::Decision) {
                steps.emplace_back(i);
            }
        }
    }
    if (auto more = ambiguous(written, steps)) {
        return more;
    }
    if (steps.empty()) {
        return known ? std::nullopt : std::optional<Text>(unknownName(written, true));
    }
    auto& [begins, ends] = days_[steps.front()];
    (begin ? begins : ends).push_back(*day);
    return std::nullopt;
}

std::optional<Text> Reader::choice(const std::string& written, const std::string& value) {
    const std::vector<StepId> steps = stepsNamed(normalizeNfkc(trimmed(written)), false);
    if (auto more = ambiguous(written, steps)) {
        return more;
    }
    if (steps.empty()) {
        return unknownName(written, false);
    }
    const Step& step = flow_->steps[steps.front()];
    const std::string wanted = normalizeNfkc(trimmed(value));
    if (step.kind == Step::Kind::Loop) {
        unsigned rounds = 0;
        const char* end = wanted.data() + wanted.size();
        const auto [stop, failed] = std::from_chars(wanted.data(), end, rounds);
        constexpr unsigned kMostRounds = 1000;
        const unsigned most = std::min(step.atMost.value_or(kMostRounds), kMostRounds);
        if (failed != std::errc() || stop != end || rounds > most) {
            const std::string bound = std::to_string(most);
            return Text{quoted(written) + "是循环，应写 0 至 " + bound + " 的次数",
                        quotedEn(written) + " is a repetition: say how often, 0 to " + bound};
        }
        simulation_.facts.rounds.emplace_back(steps.front(), rounds);
        return std::nullopt;
    }
    const bool yes = wanted == "是" || wanted == "yes" || wanted == normalizeNfkc(step.condition);
    const bool no = wanted == "否" || wanted == "no" || wanted == "否则" || wanted == "otherwise";
    if (!yes && !no) {
        return Text{quoted(written) + "是判断，应写 是 或者 否",
                    quotedEn(written) + " is a choice: say yes or no"};
    }
    model::BlockId branch;
    if (yes && !step.branches.empty()) {
        branch = step.branches.front();
    } else if (no && step.hasElse) {
        branch = step.branches.back();
    }
    simulation_.facts.branches.emplace_back(steps.front(), branch);
    return std::nullopt;
}

/// Receipt, notice, materials, acceptance and extension come in this order.
std::optional<Text> Reader::inOrder() const {
    const NamedEvent* before = nullptr;
    for (const NamedEvent& event : kEvents) {
        const std::optional<Day>& day = simulation_.facts.*event.day;
        if (!day) {
            continue;
        }
        if (before != nullptr && *day < *(simulation_.facts.*before->day)) {
            const std::string own = simulation_.calendar.date(*day).iso();
            const std::string other =
                simulation_.calendar.date(*(simulation_.facts.*before->day)).iso();
            return Text{quoted(event.name) + "（" + own + "）不能早于" + quoted(before->name) +
                            "（" + other + "）",
                        quotedEn(event.nameEn) + " (" + own + ") cannot come before " +
                            quotedEn(before->nameEn) + " (" + other + ")"};
        }
        before = &event;
    }
    return std::nullopt;
}

std::optional<Text> Reader::read(const SimulationRequest& request) {
    if (request.receipt) {
        if (auto error = event("收到申请", *request.receipt)) {
            return error;
        }
    }
    if (request.acceptance) {
        if (auto error = event("受理", *request.acceptance)) {
            return error;
        }
    }
    for (const auto& [name, date] : request.events) {
        if (auto error = event(name, date)) {
            return error;
        }
    }
    for (const auto& [name, value] : request.choices) {
        if (auto error = choice(name, value)) {
            return error;
        }
    }
    CaseFacts& facts = simulation_.facts;
    if (!facts.receipt && !facts.acceptance) {
        return Text{"须用 --accept 给出受理日期，或者用 --receive 给出收到申请的日期",
                    "a date of acceptance (--accept) or of receipt (--receive) is needed"};
    }
    for (auto& [step, days] : days_) {
        CaseFacts::StepDays known;
        known.step = step;
        for (auto* list : {&days.first, &days.second}) {
            std::sort(list->begin(), list->end());
            auto& out = list == &days.first ? known.begins : known.ends;
            out.assign(list->begin(), list->end());
        }
        for (std::size_t i = 0; i < std::min(known.begins.size(), known.ends.size()); ++i) {
            if (*known.ends[i] < *known.begins[i]) {
                const std::string name = nameOf(step);
                return Text{quoted(name) + "的结束早于开始",
                            quotedEn(name) + " ends before it begins"};
            }
        }
        facts.steps.push_back(std::move(known));
    }
    std::stable_sort(
        simulation_.given.begin(), simulation_.given.end(),
        [](const auto& left, const auto& right) { return left.second < right.second; });
    return inOrder();
}

std::optional<Text> Reader::refused(const Course& course) const {
    if (!course.contradictions.empty()) {
        const Course::Contradiction& one = course.contradictions.front();
        const std::string name = nameOf(one.step);
        const std::string day = simulation_.calendar.date(one.day).iso();
        const std::string earliest = simulation_.calendar.date(one.earliest).iso();
        if (!one.waitsFor.valid()) {
            return Text{quoted(name) + "（" + day + "）早于它开始的日期 " + earliest,
                        quotedEn(name) + " (" + day +
                            ") is before the day on which it can begin, " + earliest};
        }
        const std::string before = nameOf(one.waitsFor);
        return Text{quoted(name) + "（" + day + "）早于它所等待的" + quoted(before) + "的结束（" +
                        earliest + "）",
                    quotedEn(name) + " (" + day + ") is before the end of " + quotedEn(before) +
                        " (" + earliest + "), for which it waits"};
    }
    if (!course.unused.empty()) {
        const std::string name = path(course.unused.front());
        return Text{"环节" + quoted(name) + "不在这件申请所走的分支上，或者给出的次数太多",
                    "the step " + quotedEn(name) +
                        " is not on the branches of this case, or has too many dates"};
    }
    return std::nullopt;
}

// ------------------------------------------------------------------------------------------------
// What is to be known

class Findings {
public:
    explicit Findings(Simulation& simulation)
        : simulation_(simulation),
          program_(*simulation.program),
          calendar_(simulation.calendar),
          run_(simulation.longest) {}

    void find();

private:
    std::string date(Day day) const { return calendar_.date(day).iso(); }
    void add(CaseFinding::Kind kind, Text message, std::vector<LegalBasis> basis = {}) {
        simulation_.findings.push_back({kind, std::move(message), std::move(basis)});
    }
    LegalBasis basisOf(model::LimitId id) const {
        return program_.legalBasis(program_.limits[id].provision);
    }
    void findAcceptance();
    void findExtension(const ClockCourse& clock);
    void findBound(const ClockCourse& clock, const ClockCourse::Bound& bound);
    void findOpenBound(const ClockCourse& clock, model::LimitId limit, const PeriodCourse& period);
    void findPromise(const ClockCourse& clock);
    void findUnknown();
    bool extensionHolds(const ClockCourse& clock) const;
    Text overrun(const PeriodCourse::Reading& reading) const;

    Simulation& simulation_;
    const Program& program_;
    const derive::Calendar& calendar_;
    const CaseRun& run_;
};

void Findings::findAcceptance() {
    const CaseFacts& facts = simulation_.facts;
    if (facts.acceptance && !calendar_.isWorkingDay(*facts.acceptance)) {
        const std::string day = date(*facts.acceptance);
        add(CaseFinding::Kind::DayOff, {"受理日 " + day + " 不是工作日，请核对",
                                        "the day of acceptance, " + day + ", is no working day"});
    }
    if (!run_.clocks.deemedAccepted) {
        return;
    }
    const auto clock =
        std::find_if(run_.clocks.clocks.begin(), run_.clocks.clocks.end(),
                     [](const ClockCourse& one) { return one.kind == ClockKind::Acceptance; });
    if (clock == run_.clocks.clocks.end() || clock->bounds.empty()) {
        return;
    }
    const ClockCourse::Bound& bound = clock->bounds.front();
    const Text length = model::quantityText(bound.period.length);
    const std::string receipt = date(*facts.receipt);
    const std::string last = date(bound.period.earliest());
    add(CaseFinding::Kind::DeemedAccepted,
        {"自收到申请（" + receipt + "）起 " + length.zh + "内（至 " + last +
             "）既没有受理，也没有一次告知补正，视为自收到申请之日起受理，决定期限从 " + receipt +
             " 起算",
         "within " + length.en + " of receipt (" + receipt + ", so by " + last +
             ") the application was neither accepted nor was anyone told what to correct: it "
             "counts as accepted from receipt, and the decision clock runs from " +
             receipt},
        {basisOf(bound.limit)});
}

/// An extension counts when it was granted before the period was over, put off at the most.
bool Findings::extensionHolds(const ClockCourse& clock) const {
    const ClockCourse::Bound* bound = clock.tightest();
    if (!simulation_.facts.extension || clock.kind != ClockKind::Decision || bound == nullptr ||
        !bound->extended) {
        return false;
    }
    const Day last = bound->period.earliest();
    return last == kPast || *simulation_.facts.extension <= calendar_.rolled(last);
}

void Findings::findExtension(const ClockCourse& clock) {
    const std::optional<Day>& granted = simulation_.facts.extension;
    const ClockCourse::Bound* bound = clock.tightest();
    if (!granted || clock.kind != ClockKind::Decision || bound == nullptr) {
        return;
    }
    if (!bound->extended) {
        add(CaseFinding::Kind::ExtensionNotLawful,
            {"适用的规定没有规定可以延长期限，" + date(*granted) + " 的延长没有依据",
             "what governs provides for no extension; that of " + date(*granted) +
                 " has no ground"},
            {basisOf(bound->limit)});
    } else if (!extensionHolds(clock)) {
        add(CaseFinding::Kind::ExtensionTooLate,
            {"延长在 " + date(*granted) + " 批准，而期限已于 " + date(bound->period.earliest()) +
                 " 届满，不能再延长",
             "the extension was granted on " + date(*granted) + ", when the period had ended on " +
                 date(bound->period.earliest())},
            {basisOf(bound->limit)});
    }
}

Text Findings::overrun(const PeriodCourse::Reading& reading) const {
    const Unit unit = reading.unit == Unit::WorkingDay ? Unit::WorkingDay : Unit::CalendarDay;
    const std::int64_t days = -*reading.left;
    return model::quantityText({days, days, unit});
}

void Findings::findBound(const ClockCourse& clock, const ClockCourse::Bound& bound) {
    const PeriodCourse& period =
        extensionHolds(clock) && bound.extended ? *bound.extended : bound.period;
    if (!clock.end) {
        return;
    }
    if (*clock.end == kPast) {
        findOpenBound(clock, bound.limit, period);
        return;
    }
    bool broken = true;
    bool doubtful = false;
    const PeriodCourse::Reading* worst = nullptr;
    for (const PeriodCourse::Reading& reading : period.readings) {
        if (!reading.left) {
            return;
        }
        const bool late = clock.exceeds(reading, calendar_);
        const bool lateUnion =
            reading.lastUnion != kPast && *clock.end > calendar_.rolled(reading.lastUnion);
        broken = broken && late;
        doubtful = doubtful || *reading.left < 0 || lateUnion != late;
        if (worst == nullptr || *reading.left < *worst->left) {
            worst = &reading;
        }
    }
    if (worst == nullptr || !(broken || doubtful)) {
        return;
    }
    const Text name = derive::clockName(clock.kind);
    const std::string end = date(*clock.end);
    const std::string last = date(worst->last);
    if (!broken) {
        add(CaseFinding::Kind::LimitUncertain,
            {name.zh + "是否逾期，因算法不同而不同：到 " + end + " 为止，最早的届满日是 " + last,
             "whether the " + name.en + " is kept depends on how it is counted: it is done on " +
                 end + ", the earliest last day is " + last},
            {basisOf(bound.limit)});
        return;
    }
    const Text over = overrun(*worst);
    Text message{name.zh + "逾期 " + over.zh + "：届满日 " + last + "，" + end + " 才完成",
                 "the " + name.en + " is exceeded by " + over.en + ": its last day is " + last +
                     ", it is done on " + end};
    if (clock.deemed && clock.kind == ClockKind::Decision) {
        const Text effect = proseTerm(TermFamily::Deemed, static_cast<std::uint8_t>(*clock.deemed));
        message.zh += "；逾期不作决定的，视为" + effect.zh;
        message.en += "; silence past it counts as " + effect.en;
    }
    add(CaseFinding::Kind::LimitExceeded, std::move(message), {basisOf(bound.limit)});
}

/// Of a flow whose end is not known: what is known may already be past the last day.
void Findings::findOpenBound(const ClockCourse& clock, model::LimitId limit,
                             const PeriodCourse& period) {
    Day last = 0;
    for (const PeriodCourse::Reading& reading : period.readings) {
        if (!clock.exceeds(reading, calendar_)) {
            return;
        }
        last = std::max(last, reading.last);
    }
    const Text name = derive::clockName(clock.kind);
    add(CaseFinding::Kind::LimitExceeded,
        {name.zh + "逾期：届满日 " + date(last) + "，" + date(clock.known) + " 还没有完成",
         "the " + name.en + " is exceeded: its last day is " + date(last) + ", it is not done by " +
             date(clock.known)},
        {basisOf(limit)});
}

void Findings::findPromise(const ClockCourse& clock) {
    if (!clock.promise || !clock.end || *clock.end == kPast) {
        return;
    }
    const PeriodCourse::Reading& reading = clock.promise->readings.front();
    if (!reading.left || !clock.exceeds(reading, calendar_)) {
        return;
    }
    const Text name = derive::clockName(clock.kind);
    const Text over = overrun(reading);
    add(CaseFinding::Kind::PromiseExceeded,
        {name.zh + "超过承诺 " + over.zh + "：承诺届满日 " + date(reading.last) + "，" +
             date(*clock.end) + " 才完成",
         "the promised " + name.en + " is exceeded by " + over.en + ": its last day is " +
             date(reading.last) + ", it is done on " + date(*clock.end)});
}

void Findings::findUnknown() {
    for (const CourseStep& step : run_.course.steps) {
        const std::string name(program_.text(
            program_.flows[program_.items[simulation_.item].flow].steps[step.step].name));
        switch (step.missing) {
            case CourseStep::Missing::Length:
                add(CaseFinding::Kind::Unknown,
                    {"环节“" + name + "”没有写明时长，此后的日期不能确定",
                     "the step '" + name + "' has no length: no date behind it is known"});
                return;
            case CourseStep::Missing::Bound:
                add(CaseFinding::Kind::Unknown,
                    {"“" + name +
                         "”之前的循环没有写明上限，此后的日期不能确定；用 --choose 写明次数",
                     "a repetition before '" + name +
                         "' has no bound: no date behind it is known; --choose says how often"});
                return;
            case CourseStep::Missing::Calendar:
                add(CaseFinding::Kind::Unknown,
                    {"环节“" + name + "”的结束超出已公布的日历（至 " + calendar_.until().iso() +
                         "），此后的日期不能确定",
                     "the step '" + name + "' ends past the calendar (up to " +
                         calendar_.until().iso() + "): no date behind it is known"});
                return;
            case CourseStep::Missing::Before:
            case CourseStep::Missing::Nothing:
                break;
        }
    }
}

void Findings::find() {
    findAcceptance();
    for (const ClockCourse& clock : run_.clocks.clocks) {
        findExtension(clock);
        // Of several limits that bind, the one that ends first says it.
        const ClockCourse::Bound* tightest = clock.tightest();
        const bool answered = clock.kind == ClockKind::Acceptance;
        if (tightest != nullptr && !answered) {
            findBound(clock, *tightest);
        }
        findPromise(clock);
    }
    findUnknown();
    if (run_.course.cut) {
        add(CaseFinding::Kind::Unknown,
            {"环节太多，后面的没有列出", "there are too many steps; the rest is left out"});
    }
}

}  // namespace

SimulationResult simulate(const Program& program, const derive::Facts& facts,
                          const SimulationRequest& request) {
    Simulation simulation;
    simulation.program = &program;
    simulation.item = request.item;
    simulation.calendar = facts.periods->calendar();
    if (simulation.calendar.empty()) {
        return {std::nullopt,
                Text{"没有读到日历，不能计算日期", "no calendar was read, so no dates are known"}};
    }
    const model::Item& item = program.items[request.item];
    const derive::ItemFacts& itemFacts = facts.of(request.item);
    const std::string title = printable(program.itemTitle(request.item));
    static const Flow kNoFlow;
    const Flow& flow = item.flow.valid() ? program.flows[item.flow] : kNoFlow;
    simulation.structure =
        derive::deriveStructure(flow, derive::countsAcceptance(program, itemFacts));
    if (!simulation.structure.sound) {
        return {std::nullopt, Text{"“" + title + "”的流程有误，不能计算日程；fadu check 列出问题",
                                   "the flow of '" + title +
                                       "' is wrong, so it has no course; fadu check lists why"}};
    }
    Reader reader(program, simulation);
    if (auto error = reader.read(request)) {
        return {std::nullopt, std::move(error)};
    }
    for (CaseRun* run : {&simulation.longest, &simulation.shortest}) {
        const bool longest = run == &simulation.longest;
        run->course =
            derive::deriveCourse(flow, simulation.structure, simulation.calendar, simulation.facts,
                                 longest ? derive::RunKind::Longest : derive::RunKind::Shortest);
        if (auto error = longest ? reader.refused(run->course) : std::nullopt) {
            return {std::nullopt, std::move(error)};
        }
        run->clocks = derive::deriveClocks(program, request.item, itemFacts, simulation.structure,
                                           simulation.calendar, simulation.facts, run->course);
    }
    Findings(simulation).find();
    return {std::move(simulation), std::nullopt};
}

}  // namespace fadu::query
