#include "derive/Describe.h"
#include "derive/OutputNames.h"
#include "query/Simulate.h"

#include <nlohmann/json.hpp>

namespace fadu::query {

namespace {

using derive::ClockCourse;
using derive::ClockKind;
using derive::CourseStep;
using derive::Day;
using derive::outputName;
using derive::PeriodCourse;
using model::Program;
using Json = nlohmann::ordered_json;

constexpr Day kPast = derive::Calendar::kPast;
constexpr int kSchemaVersion = 1;

const char* missingName(CourseStep::Missing missing) {
    switch (missing) {
        case CourseStep::Missing::Length:
            return "noLength";
        case CourseStep::Missing::Bound:
            return "noBound";
        case CourseStep::Missing::Calendar:
            return "pastCalendar";
        case CourseStep::Missing::Before:
        case CourseStep::Missing::Nothing:
            break;
    }
    return "before";
}

const char* findingName(CaseFinding::Kind kind) {
    switch (kind) {
        case CaseFinding::Kind::DeemedAccepted:
            return "deemedAccepted";
        case CaseFinding::Kind::ExtensionTooLate:
            return "extensionTooLate";
        case CaseFinding::Kind::ExtensionNotLawful:
            return "extensionNotLawful";
        case CaseFinding::Kind::LimitExceeded:
            return "limitExceeded";
        case CaseFinding::Kind::LimitUncertain:
            return "limitUncertain";
        case CaseFinding::Kind::PromiseExceeded:
            return "promiseExceeded";
        case CaseFinding::Kind::DayOff:
            return "dayOff";
        case CaseFinding::Kind::Unknown:
            break;
    }
    return "unknown";
}

class Document {
public:
    explicit Document(const Simulation& simulation)
        : simulation_(simulation),
          program_(*simulation.program),
          item_(program_.items[simulation.item]),
          calendar_(simulation.calendar) {}

    Json run(const std::string& toolVersion) const;

private:
    Json date(Day day) const {
        return day == kPast ? Json(nullptr) : Json(calendar_.date(day).iso());
    }
    Json date(const std::optional<Day>& day) const { return day ? date(*day) : Json(nullptr); }
    Json rolled(Day day) const {
        return day == kPast ? Json(nullptr) : date(calendar_.rolled(day));
    }
    static Json left(const std::optional<std::int64_t>& days) {
        return days ? Json(*days) : Json(nullptr);
    }
    static Json duration(std::int64_t value, Unit unit) {
        return {{"value", value}, {"unit", outputName(unit)}};
    }
    static Json citation(const LegalBasis& basis) {
        Json result = {{"instrument", basis.instrument},
                       {"version", basis.version.empty() ? Json(nullptr) : Json(basis.version)},
                       {"provision", basis.provision}};
        if (basis.unverified) {
            result["unverified"] = true;
        }
        return result;
    }
    Json steps(const derive::Course& course) const;
    Json period(const PeriodCourse& period) const;
    Json clock(const ClockCourse& clock, const derive::Course& course) const;
    Json run(const CaseRun& run) const;

    const Simulation& simulation_;
    const Program& program_;
    const model::Item& item_;
    const derive::Calendar& calendar_;
};

Json Document::steps(const derive::Course& course) const {
    Json result = Json::array();
    for (const CourseStep& done : course.steps) {
        const model::Step& step = program_.flows[item_.flow].steps[done.step];
        Json counts = Json::array();
        Json pauses = Json::array();
        for (const ClockKind kind : derive::kClockKinds) {
            if (simulation_.structure.counts(done.step, kind)) {
                counts.push_back(outputName(kind));
            }
            if (simulation_.structure.pausesClock(done.step, kind)) {
                pauses.push_back(outputName(kind));
            }
        }
        const std::string actor = derive::actorName(program_, step);
        Json entry = {{"name", std::string(program_.text(step.name))},
                      {"time", done.time + 1},
                      {"stage", termText(step.stage).zh},
                      {"actor", actor.empty() ? Json(nullptr) : Json(actor)},
                      {"length", nullptr},
                      {"begin", done.undated ? Json(nullptr) : date(done.begin)},
                      {"end", done.undated ? Json(nullptr) : date(done.end)},
                      {"undated", done.undated},
                      {"beginGiven", done.beginGiven},
                      {"endGiven", done.endGiven},
                      {"capped", done.capped},
                      {"critical", done.critical},
                      {"counts", std::move(counts)},
                      {"pauses", std::move(pauses)},
                      {"excluded", step.excluded},
                      {"byApplicant", step.actor.kind == model::Actor::Kind::Applicant},
                      {"missing", nullptr}};
        if (step.duration.known()) {
            const model::Quantity& length = step.duration.value;
            entry["length"] = {{"min", duration(length.low, length.unit)},
                               {"max", duration(length.high, length.unit)}};
        }
        if (done.missing != CourseStep::Missing::Nothing) {
            entry["missing"] = missingName(done.missing);
        }
        result.push_back(std::move(entry));
    }
    return result;
}

Json Document::period(const PeriodCourse& period) const {
    Json readings = Json::array();
    for (const PeriodCourse::Reading& reading : period.readings) {
        const bool working = reading.unit == Unit::WorkingDay;
        readings.push_back(
            {{"unit", outputName(reading.unit)},
             {"last", date(reading.last)},
             {"lastPutOff", rolled(reading.last)},
             {"lastIfWhole", date(reading.lastUnion)},
             {"left", left(reading.left)},
             {"leftIfWhole", left(reading.leftUnion)},
             {"leftUnit", outputName(working ? Unit::WorkingDay : Unit::CalendarDay)}});
    }
    return {{"length", duration(period.length.high, period.length.unit)},
            {"from", outputName(period.from)},
            {"start", date(period.start)},
            {"startAssumed", period.startAssumed},
            {"readings", std::move(readings)}};
}

Json Document::clock(const ClockCourse& clock, const derive::Course& course) const {
    Json pauses = Json::array();
    for (const ClockCourse::Pause& pause : clock.pauses) {
        const model::Step& step = program_.flows[item_.flow].steps[course.steps[pause.step].step];
        Json basis = Json::array();
        for (const model::Citation& citation : step.basis) {
            basis.push_back(
                Document::citation(program_.legalBasis(program_.targets[citation.target])));
        }
        pauses.push_back({{"step", std::string(program_.text(step.name))},
                          {"begin", date(pause.begin)},
                          {"end", date(pause.end)},
                          {"basis", std::move(basis)}});
    }
    Json limits = Json::array();
    for (const ClockCourse::Bound& bound : clock.bounds) {
        const model::Limit& limit = program_.limits[bound.limit];
        Json entry = period(bound.period);
        entry["basis"] = citation(program_.legalBasis(limit.provision));
        entry["extension"] = nullptr;
        if (bound.extended && limit.extension) {
            Json extension = period(*bound.extended);
            extension["length"] =
                duration(limit.extension->length.high, limit.extension->length.unit);
            extension["approver"] =
                limit.extension->approver.empty() ? Json(nullptr) : Json(limit.extension->approver);
            entry["extension"] = std::move(extension);
        }
        limits.push_back(std::move(entry));
    }
    return {{"kind", outputName(clock.kind)},
            {"from", outputName(clock.from)},
            {"start", date(clock.start)},
            {"end", date(clock.end)},
            {"pauses", std::move(pauses)},
            {"limits", std::move(limits)},
            {"promise", clock.promise ? period(*clock.promise) : Json(nullptr)},
            {"silence", clock.deemed ? Json(outputName(*clock.deemed)) : Json(nullptr)}};
}

Json Document::run(const CaseRun& run) const {
    Json clocks = Json::array();
    for (const ClockCourse& one : run.clocks.clocks) {
        clocks.push_back(clock(one, run.course));
    }
    return {{"begin", date(run.course.begin)},
            {"acceptance", date(run.course.acceptance)},
            {"end", item_.flow.valid() ? date(run.course.end) : Json(nullptr)},
            {"outcome", outputName(run.course.outcome)},
            {"complete", !run.course.cut},
            {"steps", steps(run.course)},
            {"clocks", std::move(clocks)}};
}

Json Document::run(const std::string& toolVersion) const {
    Json given = Json::array();
    for (const auto& [name, day] : simulation_.given) {
        given.push_back({{"event", name}, {"date", day.iso()}});
    }
    Json findings = Json::array();
    for (const CaseFinding& finding : simulation_.findings) {
        Json basis = Json::array();
        for (const LegalBasis& one : finding.basis) {
            basis.push_back(citation(one));
        }
        findings.push_back({{"kind", findingName(finding.kind)},
                            {"message", finding.message.zh},
                            {"messageEn", finding.message.en},
                            {"legalBasis", std::move(basis)}});
    }
    const auto name = [&](NameId id) {
        return id.valid() ? Json(std::string(program_.text(id))) : Json(nullptr);
    };
    return {{"schemaVersion", kSchemaVersion},
            {"tool", {{"name", "fadu"}, {"version", toolVersion}}},
            {"asOf", program_.asOf.iso()},
            {"calendar", {{"from", calendar_.from().iso()}, {"until", calendar_.until().iso()}}},
            {"item",
             {{"id", program_.itemId(simulation_.item)},
              {"name", std::string(program_.text(item_.name))},
              {"situation", name(item_.situation)},
              {"authority", name(item_.authorityName)},
              {"hasFlow", item_.flow.valid()}}},
            {"given", std::move(given)},
            {"deemedAccepted", simulation_.longest.clocks.deemedAccepted},
            {"longest", run(simulation_.longest)},
            {"shortest", run(simulation_.shortest)},
            {"findings", std::move(findings)}};
}

}  // namespace

std::string simulationJson(const Simulation& simulation, const std::string& toolVersion) {
    return Document(simulation)
               .run(toolVersion)
               .dump(2, ' ', false, Json::error_handler_t::replace) +
           "\n";
}

}  // namespace fadu::query
