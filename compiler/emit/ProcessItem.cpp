#include "emit/ProcessItem.h"

#include "derive/ClockReason.h"
#include "derive/ClockStart.h"
#include "derive/OutputNames.h"
#include "emit/FlowGraph.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace fadu::emit {

namespace {

using derive::ClockKind;
using derive::GoverningLimit;
using derive::outputName;
using derive::PathTime;
using derive::Verdict;
using model::Item;
using model::Step;
using model::StepId;

const char* stageName(Stage stage) {
    switch (stage) {
        case Stage::Notice:
            return "notice";
        case Stage::Acceptance:
            return "acceptance";
        case Stage::Preliminary:
            return "preliminary";
        case Stage::Review:
            return "review";
        case Stage::Decision:
            return "decision";
        case Stage::Delivery:
            return "delivery";
        case Stage::Renewal:
            break;
    }
    return "renewal";
}

const char* reasonName(derive::LoserReason reason) {
    switch (reason) {
        case derive::LoserReason::GeneralLaw:
            return "generalLaw";
        case derive::LoserReason::LowerRank:
            return "lowerRank";
        case derive::LoserReason::RuleMayOnlyShorten:
            return "ruleMayOnlyShorten";
        case derive::LoserReason::Earlier:
            return "earlier";
        case derive::LoserReason::LessSpecific:
            return "lessSpecific";
        case derive::LoserReason::NoOrder:
            return "noOrder";
        case derive::LoserReason::MayNotLengthen:
            break;
    }
    return "mayNotLengthen";
}

const char* nodeType(FlowGraph::NodeKind kind) {
    switch (kind) {
        case FlowGraph::NodeKind::Start:
            return "start";
        case FlowGraph::NodeKind::Task:
            return "task";
        case FlowGraph::NodeKind::ParallelSplit:
            return "parallelSplit";
        case FlowGraph::NodeKind::ParallelJoin:
            return "parallelJoin";
        case FlowGraph::NodeKind::ExclusiveSplit:
            return "exclusiveSplit";
        case FlowGraph::NodeKind::ExclusiveJoin:
            return "exclusiveJoin";
        case FlowGraph::NodeKind::LoopStart:
            return "loopStart";
        case FlowGraph::NodeKind::LoopEnd:
            return "loopEnd";
        case FlowGraph::NodeKind::End:
            break;
    }
    return "end";
}

const char* resultName(derive::Judgement::Result result) {
    switch (result) {
        case derive::Judgement::Result::Within:
            return "within";
        case derive::Judgement::Result::Exceeds:
            return "exceeds";
        case derive::Judgement::Result::Depends:
            return "depends";
        case derive::Judgement::Result::Unknown:
            break;
    }
    return "unknown";
}

Json causeName(derive::Judgement::Cause cause) {
    using Cause = derive::Judgement::Cause;
    switch (cause) {
        case Cause::None:
            break;
        case Cause::BareDay:
            return "bareDay";
        case Cause::Rolling:
            return "rolling";
        case Cause::Pauses:
            return "pauses";
        case Cause::Calendar:
            return "calendar";
        case Cause::Hours:
            return "hours";
        case Cause::PauseLength:
            return "pauseLength";
        case Cause::TooManyRuns:
            return "tooManyRuns";
    }
    return nullptr;
}

class ItemWriter {
public:
    ItemWriter(const ProcessValues& values, model::ItemId id, std::vector<UnknownVerdict>& unknown)
        : values_(values),
          program_(values.program()),
          id_(id),
          item_(program_.items[id]),
          facts_(values.facts().of(id)),
          unknown_(unknown) {}

    Json run();

private:
    std::string local(const std::string& name) const { return values_.itemId(id_) + "#" + name; }
    std::string stepId(StepId step) const { return local(stepNames_[step.index()]); }
    Json authority() const;
    Json basis(const model::Basis& basis) const;
    Json prerequisites() const;
    Json alternative(const model::Alternative& alternative) const;
    Json material(const model::Material& material, const std::string& name) const;
    Json statedLimit(const model::Stated<model::StatedLimit>& stated, bool withBasis) const;
    Json limit(model::LimitId id) const;
    Json governing(const GoverningLimit& governed) const;
    bool hasClock(ClockKind kind) const;
    Json clock(ClockKind kind);
    Json computed(const PathTime& path) const;
    Json renewal();
    Json amount(const derive::Amount& amount) const;
    static bool tells(const derive::Judgement& judgement);
    Json judgement(const derive::Judgement& judgement) const;
    Json excluded() const;
    Json flow(const FlowGraph& graph) const;
    Json node(const FlowGraph& graph, const FlowGraph::Node& node) const;
    void addTask(Json& result, StepId id) const;
    Json edge(const FlowGraph& graph, const FlowGraph::Edge& edge) const;
    Verdict dependencyVerdict() const;
    Verdict flowVerdict() const;
    void addInherited(Json& result) const;
    void addOptional(Json& result) const;

    const ProcessValues& values_;
    const model::Program& program_;
    model::ItemId id_;
    const Item& item_;
    const derive::ItemFacts& facts_;
    std::vector<UnknownVerdict>& unknown_;
    const model::Flow* flow_ = nullptr;
    std::vector<std::string> stepNames_;
};

// ------------------------------------------------------------------------------------------------
// What an item is

Json ItemWriter::authority() const {
    if (item_.authority.known()) {
        const model::OrganId organ = item_.authority.value;
        Json result = {{"organ", values_.text(program_.organs[organ].name)},
                       {"level", values_.level(program_.levelOf(organ))}};
        values_.addSource(result, item_.authority.entry, id_);
        return result;
    }
    if (!item_.catalogue || !item_.authorityName.valid()) {
        return nullptr;
    }
    const bool known = item_.authorityFunction.valid();
    const LevelSet ofFunction =
        known ? program_.functions[item_.authorityFunction].levels : LevelSet();
    Json result = {
        {"function", values_.text(item_.authorityName)},
        {"levels",
         values_.levels(item_.authorityLevels.empty() ? ofFunction : item_.authorityLevels)}};
    values_.addSource(result, item_.authority.entry, id_);
    return result;
}

Json ItemWriter::basis(const model::Basis& basis) const {
    Json result = Json::array();
    for (const model::Citation& citation : basis.citations) {
        Json entry = values_.citation(citation);
        values_.addSource(entry, citation.span, id_);
        result.push_back(std::move(entry));
    }
    return result;
}

Json ItemWriter::alternative(const model::Alternative& alternative) const {
    Json result = Json::object();
    if (alternative.item.valid()) {
        result["item"] = values_.itemId(alternative.item);
    } else if (alternative.outside.valid() && !alternative.blamed) {
        result["outside"] = values_.outsideNode(alternative.outside);
    } else {
        result["unresolved"] = std::string(values_.input().sources->text(alternative.span));
    }
    values_.addSource(result, alternative.span, id_);
    return result;
}

Json ItemWriter::prerequisites() const {
    Json all = Json::array();
    for (const model::Prerequisite& prerequisite : item_.prerequisites) {
        Json any = Json::array();
        for (const model::Alternative& one : prerequisite.alternatives) {
            any.push_back(alternative(one));
        }
        Json entry = {{"anyOf", std::move(any)}};
        values_.addSource(entry, prerequisite.span, id_);
        all.push_back(std::move(entry));
    }
    return {{"allOf", std::move(all)}};
}

Json ItemWriter::material(const model::Material& material, const std::string& name) const {
    Json result = {{"id", local(name)}, {"name", values_.text(material.name)}};
    result["form"] = material.original && material.copy ? Json("originalAndCopy")
                     : material.original                ? Json("original")
                     : material.copy                    ? Json("copy")
                                                        : Json(nullptr);
    result["copies"] = material.copies ? Json(*material.copies) : Json(nullptr);
    result["required"] = material.deferrable ? "deferrable" : "yes";
    const model::Document* document =
        material.document.valid() ? &program_.documents[material.document] : nullptr;
    if (material.selfProvided || (document != nullptr && document->selfProvided)) {
        result["selfProvided"] = "stated";
    } else {
        result["selfProvided"] = document != nullptr ? Json(nullptr) : Json("assumed");
    }
    if (material.shared || (document != nullptr && document->shared)) {
        result["shared"] = true;
    }
    Json issuers = Json::array();
    if (document != nullptr) {
        result["document"] = values_.documentNode(material.document);
        for (const model::OrganId organ : document->issuingOrgans) {
            issuers.push_back(values_.text(program_.organs[organ].name));
        }
        if (document->issuingFunction.valid()) {
            issuers.push_back(values_.text(program_.functions[document->issuingFunction].name));
        }
    }
    result["issuers"] = std::move(issuers);
    result["basis"] = values_.citations(material.basis);
    const Stage due =
        material.due.value_or(material.deferrable ? Stage::Decision : Stage::Acceptance);
    result["dueStage"] = stageName(due);
    values_.addSource(result, material.span, id_);
    return result;
}

/// Labels that have no object of their own to say where they come from.
void ItemWriter::addInherited(Json& result) const {
    Json inherited = Json::object();
    const auto add = [&](const char* key, Span span) {
        if (const model::ItemId writer = values_.writerOf(id_, span); writer.valid()) {
            inherited[key] = values_.itemId(writer);
        }
    };
    add("kind", item_.kind.entry);
    add("code", item_.code.entry);
    if (!item_.supervisors.empty()) {
        add("supervisors", item_.supervisors.front().span);
    }
    add("prerequisites", item_.prerequisitesEntry);
    if (!inherited.empty()) {
        result["inherited"] = std::move(inherited);
    }
}

/// What only some items state.
void ItemWriter::addOptional(Json& result) const {
    Json levels = Json::object();
    const auto addLevel = [&](const char* key, const model::Stated<LevelSet>& stated) {
        if (stated.known()) {
            levels[key] = values_.levels(stated.value);
        }
    };
    addLevel("exercise", item_.exerciseLevel);
    addLevel("decision", item_.decisionLevel);
    addLevel("acceptance", item_.acceptanceLevel);
    if (!levels.empty()) {
        result["levels"] = std::move(levels);
    }
    if (item_.preliminary.known() || item_.preliminaryExaminer.known()) {
        Json examination = Json::object();
        examination["examiner"] =
            item_.preliminaryExaminer.known()
                ? Json(values_.text(program_.organs[item_.preliminaryExaminer.value].name))
                : Json(nullptr);
        examination["limit"] =
            item_.preliminary.known() ? statedLimit(item_.preliminary, true) : Json(nullptr);
        result["preliminaryExamination"] = std::move(examination);
    }
    if (!item_.modes.empty()) {
        Json modes = Json::array();
        for (const Mode mode : item_.modes) {
            modes.push_back(termText(TermFamily::Mode, static_cast<std::uint8_t>(mode)).zh);
        }
        result["modes"] = std::move(modes);
    }
}

// ------------------------------------------------------------------------------------------------
// Clocks

Json ItemWriter::statedLimit(const model::Stated<model::StatedLimit>& stated,
                             bool withBasis) const {
    Json result = values_.duration(stated.value.length);
    if (stated.value.start) {
        result["start"] = outputName(*stated.value.start);
    }
    if (!stated.value.approver.empty()) {
        result["approver"] = stated.value.approver;
    }
    if (withBasis) {
        Json citations = values_.citations(stated.value.basis);
        result["citation"] = citations.empty() ? Json(nullptr) : citations.front();
        if (citations.size() > 1) {
            citations.erase(citations.begin());
            result["furtherCitations"] = std::move(citations);
        }
    }
    values_.addSource(result, stated.entry, id_);
    return result;
}

Json ItemWriter::limit(model::LimitId id) const {
    const model::Limit& limit = program_.limits[id];
    Json result = {{"limit", values_.duration(limit.length)}};
    if (limit.extension) {
        result["extension"] = {
            {"limit", values_.duration(limit.extension->length)},
            {"approver",
             limit.extension->approver.empty() ? Json(nullptr) : Json(limit.extension->approver)}};
    }
    result["citation"] = values_.citation(program_.legalBasis(limit.provision));
    return result;
}

Json ItemWriter::governing(const GoverningLimit& governed) const {
    if (governed.state == GoverningLimit::State::None) {
        return nullptr;
    }
    Json result;
    if (governed.state == GoverningLimit::State::BySituation) {
        // None of them governs while the situation is open.
        result = {{"limit", nullptr}, {"citation", nullptr}, {"reason", "bySituation"}};
        Json alternatives = Json::array();
        std::vector<model::LimitId> seen;
        for (const model::LimitId id : governed.limits) {
            if (std::find(seen.begin(), seen.end(), id) != seen.end()) {
                continue;
            }
            seen.push_back(id);
            Json entry = limit(id);
            Json situations = Json::array();
            for (const NameId name : program_.limits[id].appliesTo) {
                situations.push_back(values_.text(name));
            }
            entry["appliesTo"] = std::move(situations);
            alternatives.push_back(std::move(entry));
        }
        result["alternatives"] = std::move(alternatives);
    } else {
        result = limit(governed.governing());
        result["reason"] = governed.general ? "generalLaw" : "special";
        if (const auto effect = program_.limits[governed.governing()].deemed) {
            result["effectOfSilence"] = outputName(*effect);
        }
        if (governed.limits.size() > 1) {
            Json binding = Json::array();
            for (std::size_t i = 1; i < governed.limits.size(); ++i) {
                binding.push_back(limit(governed.limits[i]));
            }
            result["alsoBinding"] = std::move(binding);
        }
        if (governed.preliminary.valid()) {
            result["preliminary"] = limit(governed.preliminary);
        }
    }
    Json losers = Json::array();
    for (const GoverningLimit::Loser& loser : governed.losers) {
        losers.push_back({{"limit", values_.duration(program_.limits[loser.limit].length)},
                          {"citation", values_.citation(program_.legalBasis(
                                           program_.limits[loser.limit].provision))},
                          {"why", reasonName(loser.reason)}});
    }
    result["losers"] = std::move(losers);
    return result;
}

/// Licences have all three clocks (许可法 32, 42, 44); other items those that something is said
/// about.
bool ItemWriter::hasClock(ClockKind kind) const {
    const derive::Clock& clock = facts_.of(kind);
    return (clock.applies && item_.kind.value == PowerKind::Licensing) ||
           clock.limit.state != GoverningLimit::State::None ||
           derive::promiseOf(item_, kind).known() ||
           (kind == ClockKind::Decision && item_.statutory.known());
}

Json ItemWriter::computed(const PathTime& path) const {
    Json result = Json::object();
    if (path.mixedUnits) {
        // No one length says it: by dates, on the worst first day, and unit by unit.
        Json critical = Json::array();
        for (const StepId step : path.criticalPath) {
            critical.push_back(stepId(step));
        }
        result = {{"best", nullptr}, {"worst", nullptr}, {"criticalPath", std::move(critical)}};
        result["mixedUnits"] = true;
        if (path.dated) {
            result["dated"] = {{"leastDays", path.dated->least},
                               {"mostDays", path.dated->most},
                               {"first", path.dated->first.iso()},
                               {"last", path.dated->last.iso()},
                               {"amount", amount(path.dated->amount)}};
        }
    } else {
        Json critical = Json::array();
        for (const StepId step : path.criticalPath) {
            critical.push_back(stepId(step));
        }
        result = {{"best", values_.duration(path.quantity(false))},
                  {"worst", values_.duration(path.quantity(true))},
                  {"criticalPath", std::move(critical)}};
    }
    if (!path.complete) {
        result["complete"] = false;
    }
    return result;
}

Json ItemWriter::excluded() const {
    Json result = Json::array();
    if (flow_ == nullptr) {
        return result;
    }
    for (std::size_t i = 0; i < flow_->steps.size(); ++i) {
        const Step& step = flow_->steps[StepId(i)];
        if (step.excluded) {
            result.push_back(
                {{"step", stepId(StepId(i))}, {"basis", values_.citations(step.basis)}});
        }
    }
    return result;
}

Json ItemWriter::clock(ClockKind kind) {
    const derive::Clock& clock = facts_.of(kind);
    const char* const name = outputName(kind);
    Json result = {{"id", name}};
    const model::LimitId governed = clock.limit.governing();
    const auto start = governed.valid() ? program_.limits[governed].start : std::nullopt;
    result["start"] = outputName(start ? *start : derive::usualStart(kind));
    result["stop"] = name;
    result["governing"] = governing(clock.limit);
    if (kind == ClockKind::Decision) {
        if (item_.statutory.known()) {
            result["stated"] = statedLimit(item_.statutory, true);
        }
        if (item_.extension.known()) {
            result["statedExtension"] = statedLimit(item_.extension, true);
        }
    }
    if (const auto& promise = derive::promiseOf(item_, kind); promise.known()) {
        result["promise"] = statedLimit(promise, false);
    }
    if (facts_.hasFlow && facts_.flow.sound && facts_.flow.of(kind).stated) {
        result["computed"] = computed(facts_.flow.of(kind));
        if (kind == ClockKind::Decision && facts_.promisedPath) {
            // The promise runs from another event than the limit.
            result["computedForPromise"] = computed(*facts_.promisedPath);
        }
    }
    if (kind == ClockKind::Decision) {
        result["excluded"] = excluded();
    }
    Json verdicts = Json::object();
    const auto add = [&](const char* what, Verdict verdict, bool ofFlow, bool toLimit) {
        verdicts[what] = ProcessValues::verdict(verdict);
        if (verdict == Verdict::Unknown) {
            unknown_.push_back(
                {id_, std::string("clocks/") + name + "/" + what,
                 derive::missingForClock(program_, id_, facts_, kind, ofFlow, toLimit).zh});
        }
    };
    add("promiseWithinLimit", clock.promiseWithinLimit, false, true);
    add("flowWithinPromise", clock.flowWithinPromise, true, false);
    add("flowWithinLimit", clock.flowWithinLimit, true, true);
    result["verdicts"] = std::move(verdicts);
    Json judgements = Json::object();
    for (const auto& [what, held] : {std::pair("promiseWithinLimit", &clock.promiseToLimit),
                                     std::pair("flowWithinPromise", &clock.flowToPromise),
                                     std::pair("flowWithinLimit", &clock.flowToLimit)}) {
        if (held->answer && tells(*held->answer)) {
            judgements[what] = judgement(*held->answer);
        }
    }
    if (!judgements.empty()) {
        result["judgements"] = std::move(judgements);
    }
    return result;
}

Json ItemWriter::renewal() {
    const derive::Renewal& renewal = facts_.renewal;
    const auto basis = [&](model::EntryId entry) {
        return entry.valid()
                   ? Json(values_.citation(program_.legalBasis(program_.entries[entry].provision)))
                   : Json(nullptr);
    };
    Json result = {
        {"lead",
         renewal.lead ? values_.duration(renewal.lead->value, renewal.lead->unit) : Json(nullptr)},
        {"stated", renewal.stated},
        {"basis", basis(renewal.entry)},
        {"effectOfSilence", renewal.silence ? Json(outputName(*renewal.silence)) : Json(nullptr)},
        {"silenceBasis", basis(renewal.silenceEntry)},
        {"decidedInTime", ProcessValues::verdict(renewal.decidedInTime)}};
    if (renewal.answer && tells(*renewal.answer)) {
        result["judgement"] = judgement(*renewal.answer);
    }
    if (renewal.decidedInTime == Verdict::Unknown) {
        unknown_.push_back(
            {id_, "renewal/decidedInTime", derive::causeText(renewal.answer->cause).zh});
    }
    return result;
}

Json ItemWriter::amount(const derive::Amount& amount) const {
    Json result = Json::array();
    const auto add = [&](std::int64_t value, Unit unit) {
        if (value != 0) {
            result.push_back(values_.duration(value, unit));
        }
    };
    add(amount.workingDays, Unit::WorkingDay);
    add(amount.calendarDays, Unit::CalendarDay);
    add(amount.unstatedDays, Unit::UnstatedDay);
    add(amount.months, Unit::Month);
    add(amount.hours, Unit::Hour);
    return result;
}

/// Whether a judgement says more than its verdict: it rests on dates, or on what no text settles.
bool ItemWriter::tells(const derive::Judgement& judgement) {
    return judgement.cause != derive::Judgement::Cause::None ||
           std::any_of(judgement.readings.begin(), judgement.readings.end(),
                       [](const derive::Judgement::Reading& reading) { return reading.dated; });
}

Json ItemWriter::judgement(const derive::Judgement& judgement) const {
    const derive::Calendar& calendar = values_.facts().periods->calendar();
    Json result = {{"result", resultName(judgement.result)}, {"cause", causeName(judgement.cause)}};
    if (calendar.empty()) {
        result["from"] = nullptr;
        result["until"] = nullptr;
    } else {
        result["from"] = calendar.from().iso();
        result["until"] = calendar.until().iso();
    }
    const auto kindOfDay = [&](Unit unit) {
        return unit == Unit::None ? Json(nullptr) : Json(outputName(unit));
    };
    Json readings = Json::array();
    for (const derive::Judgement::Reading& reading : judgement.readings) {
        Json one = {{"bareDayOfTime", kindOfDay(reading.amount)},
                    {"bareDayOfLimit", kindOfDay(reading.limit)},
                    {"result", resultName(reading.result)}};
        if (reading.dated) {
            one["starts"] = reading.starts;
            one["broken"] = reading.broken;
            one["brokenRolled"] = reading.brokenRolled;
            one["worst"] = reading.broken == 0 ? Json(nullptr)
                                               : Json({{"start", reading.start.iso()},
                                                       {"finish", reading.finish.iso()},
                                                       {"lastDay", reading.lastDay.iso()},
                                                       {"days", reading.excess}});
        }
        readings.push_back(std::move(one));
    }
    result["readings"] = std::move(readings);
    return result;
}

// ------------------------------------------------------------------------------------------------
// Flow

void ItemWriter::addTask(Json& result, StepId id) const {
    const Step& step = flow_->steps[id];
    result["name"] = values_.text(step.name);
    result["stage"] = stageName(step.stage);
    const model::Actor& actor = step.actor;
    switch (actor.kind) {
        case model::Actor::Kind::NotStated:
            result["actor"] = nullptr;
            break;
        case model::Actor::Kind::Organ:
            result["actor"] = values_.text(program_.organs[actor.organ].name);
            break;
        case model::Actor::Kind::Office:
            result["actor"] = values_.text(actor.name);
            result["actorKind"] = "office";
            result["organ"] = values_.text(program_.organs[actor.organ].name);
            break;
        case model::Actor::Kind::Applicant:
            result["actor"] = values_.text(actor.name);
            result["actorKind"] = "applicant";
            break;
        case model::Actor::Kind::Unknown:
            result["actor"] = values_.text(actor.name);
            result["actorKind"] = "unknown";
            break;
    }
    result["duration"] = step.duration.known()
                             ? Json({{"min", values_.duration(step.duration.value, false)},
                                     {"max", values_.duration(step.duration.value)}})
                             : Json(nullptr);
    const std::int64_t slack = facts_.flow.slack.empty() ? -1 : facts_.flow.slack[id.index()];
    result["slack"] =
        slack >= 0 ? values_.duration(slack, derive::slackUnit(facts_.flow, step)) : Json(nullptr);
    result["excluded"] =
        step.excluded ? Json({{"basis", values_.citations(step.basis)}}) : Json(nullptr);
    if (step.onSite) {
        result["onSite"] = true;
    }
}

Json ItemWriter::node(const FlowGraph& graph, const FlowGraph::Node& node) const {
    Json result = {{"id", local(node.name)}, {"type", nodeType(node.kind)}};
    const Step* step = node.step.valid() ? &flow_->steps[node.step] : nullptr;
    switch (node.kind) {
        case FlowGraph::NodeKind::Task:
            addTask(result, node.step);
            break;
        case FlowGraph::NodeKind::LoopStart:
        case FlowGraph::NodeKind::ExclusiveSplit:
            if (const NameId name = flow_->steps[node.step].name; name.valid()) {
                result["name"] = values_.text(name);
            }
            if (node.kind == FlowGraph::NodeKind::LoopStart) {
                const auto most = flow_->steps[node.step].atMost;
                result["atMost"] = most ? Json(*most) : Json(nullptr);
            }
            break;
        case FlowGraph::NodeKind::LoopEnd: {
            const auto most = flow_->steps[graph.nodes[node.partner].step].atMost;
            result["loop"] = local(graph.nodes[node.partner].name);
            result["atMost"] = most ? Json(*most) : Json(nullptr);
            break;
        }
        case FlowGraph::NodeKind::ExclusiveJoin:
            result["split"] = local(graph.nodes[node.partner].name);
            break;
        case FlowGraph::NodeKind::End:
            result["outcome"] = outputName(step != nullptr ? step->outcome : Outcome::Granted);
            break;
        default:
            break;
    }
    if (!node.reachable) {
        result["unreachable"] = true;
    }
    if (step != nullptr) {
        values_.addSource(result, step->span);
    }
    return result;
}

Json ItemWriter::edge(const FlowGraph& graph, const FlowGraph::Edge& edge) const {
    Json result = {{"from", local(graph.nodes[edge.from].name)},
                   {"to", local(graph.nodes[edge.to].name)}};
    switch (edge.role) {
        case FlowGraph::Edge::Role::Plain:
            break;
        case FlowGraph::Edge::Role::Condition:
            result["condition"] = flow_->steps[edge.choice].condition;
            break;
        case FlowGraph::Edge::Role::Otherwise:
            result["otherwise"] = true;
            break;
        case FlowGraph::Edge::Role::Skip:
            result["skip"] = true;
            break;
        case FlowGraph::Edge::Role::Back:
            result["back"] = true;
            break;
    }
    return result;
}

Json ItemWriter::flow(const FlowGraph& graph) const {
    Json nodes = Json::array();
    for (const FlowGraph::Node& one : graph.nodes) {
        nodes.push_back(node(graph, one));
    }
    Json edges = Json::array();
    for (const FlowGraph::Edge& one : graph.edges) {
        edges.push_back(edge(graph, one));
    }
    Json result = {{"nodes", std::move(nodes)}, {"edges", std::move(edges)}};
    if (!facts_.flow.cycles.empty()) {
        Json cycles = Json::array();
        for (const derive::FlowTimes::StepCycle& cycle : facts_.flow.cycles) {
            Json members = Json::array();
            for (const auto& one : cycle.edges) {
                members.push_back(stepId(one.from));
            }
            cycles.push_back(std::move(members));
        }
        result["cycles"] = std::move(cycles);
    }
    if (const model::ItemId writer = values_.writerOf(id_, flow_->span); writer.valid()) {
        result["inheritedFrom"] = values_.itemId(writer);
    }
    return result;
}

Verdict ItemWriter::flowVerdict() const {
    if (flow_ == nullptr) {
        return Verdict::NotStated;
    }
    if (!facts_.flow.cycles.empty() || !facts_.flow.unreachable.empty()) {
        return Verdict::Refuted;
    }
    return flow_->blamed ? Verdict::Unknown : Verdict::Proved;
}

/// Whether what the item requires can be had before it.
Verdict ItemWriter::dependencyVerdict() const {
    if (values_.facts().dependencies.unobtainable[id_.index()]) {
        return Verdict::Refuted;
    }
    for (const model::Prerequisite& prerequisite : item_.prerequisites) {
        for (const model::Alternative& one : prerequisite.alternatives) {
            if (one.blamed) {
                return Verdict::Unknown;
            }
        }
    }
    return item_.catalogueBlamed || item_.prerequisitesBlamed ? Verdict::Unknown : Verdict::Proved;
}

// ------------------------------------------------------------------------------------------------

Json ItemWriter::run() {
    LocalNames names;
    if (item_.flow.valid()) {
        flow_ = &program_.flows[item_.flow];
        stepNames_ = stepNames(program_, *flow_, names);
    }
    // Steps keep their names whatever materials there are, and both before the nodes added to draw.
    std::vector<std::string> materialNames;
    for (const model::Material& one : item_.materials) {
        materialNames.push_back(names.take(values_.text(one.name)));
    }

    Json result = {
        {"id", values_.itemId(id_)},
        {"name", values_.text(item_.name)},
        {"situation", values_.text(item_.situation)},
        {"code", item_.code.known() ? Json(item_.code.value) : Json(nullptr)},
        {"kind", item_.kind.known() ? Json(termText(item_.kind.value).zh) : Json(nullptr)}};
    if (item_.power.valid() && item_.power != item_.name) {
        result["power"] = values_.text(item_.power);
    }
    result["catalogueItem"] =
        item_.catalogueItem.valid() ? Json(values_.itemId(item_.catalogueItem)) : Json(nullptr);
    const std::string& documentation =
        item_.main.valid() ? program_.items[item_.main].documentation : item_.documentation;
    result["documentation"] = documentation.empty() ? Json(nullptr) : Json(documentation);
    result["source"] = values_.source(item_.span);
    addInherited(result);
    result["jurisdiction"] = values_.placeId(item_.place);
    result["authority"] = authority();
    addOptional(result);
    Json supervisors = Json::array();
    for (const model::NamedOrgan& supervisor : item_.supervisors) {
        supervisors.push_back(values_.text(
            supervisor.organ.valid() ? program_.organs[supervisor.organ].name : supervisor.name));
    }
    result["supervisors"] = std::move(supervisors);
    Json applicants = Json::array();
    for (const NameId name : item_.applicants) {
        applicants.push_back(values_.text(name));
    }
    result["applicants"] = std::move(applicants);
    result["basis"] = {{"establishing", basis(item_.establishing)},
                       {"implementing", basis(item_.implementing)},
                       {"supervisory", basis(item_.supervisory)}};
    result["authorityChain"] = authorityChain(values_, id_);
    if (facts_.authority.verdict == Verdict::Unknown) {
        unknown_.push_back({id_, "authority", facts_.authority.missing.zh});
    }
    result["prerequisites"] = prerequisites();
    Json results = Json::array();
    for (const model::ResultDocument& document : item_.results) {
        Json entry = {{"document", values_.text(document.name)}};
        values_.addSource(entry, document.span, id_);
        results.push_back(std::move(entry));
    }
    result["result"] = results.empty() ? Json(nullptr) : results.front();
    if (results.size() > 1) {
        results.erase(results.begin());
        result["furtherResults"] = std::move(results);
    }
    Json materials = Json::array();
    for (std::size_t i = 0; i < item_.materials.size(); ++i) {
        materials.push_back(material(item_.materials[i], materialNames[i]));
    }
    result["materials"] = std::move(materials);
    Json clocks = Json::array();
    for (const ClockKind kind : derive::kClockKinds) {
        if (hasClock(kind)) {
            clocks.push_back(clock(kind));
        }
    }
    result["clocks"] = std::move(clocks);
    if (facts_.renewal.applies) {
        result["renewal"] = renewal();
    }
    result["flow"] = flow_ == nullptr ? Json(nullptr) : flow(flowGraph(*flow_, stepNames_, names));
    const Verdict dependencies = dependencyVerdict();
    if (dependencies == Verdict::Unknown) {
        unknown_.push_back({id_, "dependencies", "前置审批中有名称没有确定"});
    }
    const Verdict ofFlow = flowVerdict();
    if (ofFlow == Verdict::Unknown) {
        unknown_.push_back({id_, "flow", "流程有误"});
    }
    result["verdicts"] = {{"authority", ProcessValues::verdict(facts_.authority.verdict)},
                          {"dependencies", ProcessValues::verdict(dependencies)},
                          {"flow", ProcessValues::verdict(ofFlow)}};
    result["diagnostics"] = values_.findings(id_);
    return result;
}

}  // namespace

Json processItem(const ProcessValues& values, model::ItemId item,
                 std::vector<UnknownVerdict>& unknown) {
    return ItemWriter(values, item, unknown).run();
}

}  // namespace fadu::emit
