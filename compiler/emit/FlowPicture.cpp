#include "derive/ClockReason.h"
#include "derive/Describe.h"
#include "emit/FlowGraph.h"
#include "emit/PictureText.h"
#include "emit/Pictures.h"
#include "support/Check.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace fadu::emit {

namespace {

using derive::ClockKind;
using derive::GoverningLimit;
using derive::PathTime;
using derive::Verdict;
using model::Actor;
using model::Step;
using model::StepId;
using NodeKind = FlowGraph::NodeKind;
using Role = FlowGraph::Edge::Role;
using Shape = Picture::Shape;
using Tone = Picture::Tone;

constexpr std::uint32_t kNone = 0xFFFFFFFF;

class FlowDrawing {
public:
    FlowDrawing(const model::Program& program, const derive::Facts& facts, model::ItemId id,
                Language language)
        : program_(program),
          id_(id),
          item_(program.items[id]),
          facts_(facts.of(id)),
          flow_(program.flows[item_.flow]),
          graph_([&] {
              LocalNames names;
              auto steps = stepNames(program, program.flows[program.items[id].flow], names);
              return flowGraph(program.flows[program.items[id].flow], std::move(steps), names);
          }()) {
        picture_.language = language;
        picture_.layout = Picture::Layout::Lanes;
    }

    Picture run();

private:
    bool chinese() const { return picture_.language == Language::Chinese; }
    std::string say(const Text& text) const { return text.in(picture_.language); }
    std::string name(NameId id) const { return std::string(program_.text(id)); }
    std::string duration(const syntax::Quantity& quantity) const {
        return say(model::quantityText(quantity));
    }
    void findLanes();
    std::uint32_t laneOf(const Actor& actor);
    void addNodes();
    void describeTask(StepId id, Picture::Node& node) const;
    void addEdges();
    std::vector<std::uint32_t> pathBetween(std::uint32_t from, std::uint32_t to) const;
    void markPath(const std::vector<std::uint32_t>& edges, Tone tone);
    void markCriticalPath();
    void markCycles();
    void dropSingleRepeats();
    void addTable();
    std::string limitCell(const GoverningLimit& limit) const;
    std::string verdictCell(ClockKind kind) const;
    void addNotes();
    void addLegend();

    const model::Program& program_;
    model::ItemId id_;
    const model::Item& item_;
    const derive::ItemFacts& facts_;
    const model::Flow& flow_;
    FlowGraph graph_;
    Picture picture_;
    std::vector<std::uint32_t> lanes_;  ///< By node.
    std::map<std::pair<std::string, std::string>, std::uint32_t> laneNumbers_;
    bool critical_ = false;
};

// ------------------------------------------------------------------------------------------------
// Lanes

std::uint32_t FlowDrawing::laneOf(const Actor& actor) {
    Picture::Lane lane;
    switch (actor.kind) {
        case Actor::Kind::NotStated:
            lane.name = say({"没有写明由谁办理", "actor not stated"});
            break;
        case Actor::Kind::Organ:
            lane.name = name(program_.organs[actor.organ].name);
            break;
        case Actor::Kind::Office:
            lane = {name(actor.name), name(program_.organs[actor.organ].name)};
            break;
        case Actor::Kind::Applicant:
            lane.name = name(actor.name);
            break;
        case Actor::Kind::Unknown:
            lane = {name(actor.name), say({"未能确定是哪个机关", "not a known organ"})};
            break;
    }
    const auto [found, inserted] = laneNumbers_.emplace(
        std::pair(lane.name, lane.detail), static_cast<std::uint32_t>(picture_.lanes.size()));
    if (inserted) {
        picture_.lanes.push_back(std::move(lane));
    }
    return found->second;
}

/// Tasks stand in the lane of their actor; what opens something in the lane of what comes before
/// it, what starts or joins in the lane of what comes behind.
void FlowDrawing::findLanes() {
    lanes_.assign(graph_.nodes.size(), kNone);
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
        if (graph_.nodes[i].kind == NodeKind::Task) {
            lanes_[i] = laneOf(flow_.steps[graph_.nodes[i].step].actor);
        }
    }
    const auto opens = [](NodeKind kind) {
        return kind == NodeKind::ExclusiveSplit || kind == NodeKind::ParallelSplit ||
               kind == NodeKind::LoopStart || kind == NodeKind::End;
    };
    // Each pass settles a node more on every chain of such nodes; the last gives up on the side.
    for (bool anySide : {false, true}) {
        for (bool changed = true; changed;) {
            changed = false;
            const auto take = [&](std::uint32_t node, std::uint32_t other) {
                if (lanes_[node] == kNone && lanes_[other] != kNone) {
                    lanes_[node] = lanes_[other];
                    changed = true;
                }
            };
            for (const FlowGraph::Edge& edge : graph_.edges) {
                if (edge.role == Role::Back) {
                    continue;
                }
                if (anySide || opens(graph_.nodes[edge.to].kind)) {
                    take(edge.to, edge.from);
                }
            }
            for (auto edge = graph_.edges.rbegin(); edge != graph_.edges.rend(); ++edge) {
                if (edge->role != Role::Back &&
                    (anySide || !opens(graph_.nodes[edge->from].kind))) {
                    take(edge->from, edge->to);
                }
            }
        }
    }
    // What belongs to one choice or repetition stands in one column.
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
        const NodeKind kind = graph_.nodes[i].kind;
        if (kind == NodeKind::LoopEnd || kind == NodeKind::ExclusiveJoin) {
            lanes_[i] = lanes_[graph_.nodes[i].partner];
        }
        if (lanes_[i] == kNone) {
            lanes_[i] = picture_.lanes.empty() ? laneOf(Actor()) : 0;
        }
    }
}

// ------------------------------------------------------------------------------------------------
// Nodes and edges

void FlowDrawing::describeTask(StepId id, Picture::Node& node) const {
    const Step& step = flow_.steps[id];
    node.name = name(step.name);
    node.details.push_back(step.duration.known() ? duration(step.duration.value)
                                                 : say({"时长没有写明", "length not stated"}));
    if (step.excluded) {
        node.dashed = true;
        node.details.push_back(say({"不计入期限", "not counted"}));
    }
    if (step.onSite) {
        node.details.push_back(say({"申请人须到场", "applicant present"}));
    }
    const std::int64_t slack = facts_.flow.slack.empty() ? -1 : facts_.flow.slack[id.index()];
    if (slack > 0 && facts_.flow.sound) {
        const std::string length = duration({slack, slack, derive::slackUnit(facts_.flow, step)});
        node.details.push_back(say({"机动 " + length, "slack " + length}));
    }
    const std::string stage = say(termText(step.stage));
    node.tooltip = node.name + (chinese() ? "：" : ": ") +
                   joinedText(node.details, picture_.language) +
                   (chinese() ? "；阶段 " : "; stage ") + stage;
    if (step.excluded && !step.basis.empty()) {
        node.tooltip += (chinese() ? "；不计入期限的依据 " : "; not counted under ") +
                        citationsText(program_, step.basis, picture_.language);
    }
}

void FlowDrawing::addNodes() {
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
        const FlowGraph::Node& from = graph_.nodes[i];
        const Step* step = from.step.valid() ? &flow_.steps[from.step] : nullptr;
        Picture::Node node;
        node.id = from.name;
        node.lane = lanes_[i];
        switch (from.kind) {
            case NodeKind::Start:
                node.shape = Shape::Terminal;
                node.name = say({"开始", "start"});
                break;
            case NodeKind::Task:
                describeTask(from.step, node);
                break;
            case NodeKind::ParallelSplit:
            case NodeKind::ParallelJoin:
                node.shape = Shape::Bar;
                node.tooltip = from.kind == NodeKind::ParallelSplit
                                   ? say({"以下同时进行", "at the same time from here"})
                                   : say({"都完成以后", "when all are done"});
                break;
            case NodeKind::ExclusiveSplit:
                node.shape = Shape::Diamond;
                node.name = step->name.valid() ? name(step->name) : say({"判断", "choice"});
                break;
            case NodeKind::ExclusiveJoin:
                node.shape = Shape::Diamond;
                node.tooltip = say({"分支汇合", "branches meet"});
                break;
            case NodeKind::LoopStart:
                node.shape = Shape::Hexagon;
                node.name = step->name.valid() ? name(step->name) : say({"重复", "repeat"});
                if (step->atMost) {
                    const std::string times = std::to_string(*step->atMost);
                    node.details.push_back(
                        say({"至多 " + times + " 次",
                             "at most " + times + (times == "1" ? " time" : " times")}));
                } else {
                    node.details.push_back(say({"次数没有上限", "no bound"}));
                    node.tone = Tone::Fails;
                }
                break;
            case NodeKind::LoopEnd: {
                const NameId start = flow_.steps[graph_.nodes[from.partner].step].name;
                node.shape = Shape::Hexagon;
                node.name = start.valid() ? say({name(start) + "结束", "end of " + name(start)})
                                          : say({"重复结束", "end of repeat"});
                break;
            }
            case NodeKind::End:
                node.shape = Shape::Terminal;
                node.name = step != nullptr
                                ? say(termText(TermFamily::Outcome,
                                               static_cast<std::uint8_t>(step->outcome)))
                                : say({"办结", "done"});
                break;
        }
        if (!from.reachable) {
            node.tone = Tone::Fails;
            node.dashed = true;
            if (from.kind == NodeKind::Task) {
                node.details.push_back(say({"✗ 不会执行到", "✗ never reached"}));
            }
        }
        picture_.add(std::move(node));
    }
}

void FlowDrawing::addEdges() {
    for (const FlowGraph::Edge& edge : graph_.edges) {
        Picture::Edge drawn;
        drawn.from = edge.from;
        drawn.to = edge.to;
        switch (edge.role) {
            case Role::Plain:
            case Role::Skip:
                break;
            case Role::Condition:
                drawn.label = flow_.steps[edge.choice].condition;
                break;
            case Role::Otherwise:
                drawn.label = say({"否则", "otherwise"});
                break;
            case Role::Back:
                drawn.back = true;
                drawn.dashed = true;
                break;
        }
        if (drawn.label.empty() && edge.role == Role::Condition) {
            drawn.label = say({"符合条件", "if so"});
        }
        picture_.edges.push_back(std::move(drawn));
    }
}

/// The edges of a shortest way from one node to another, or round to itself; empty when there is
/// none.
std::vector<std::uint32_t> FlowDrawing::pathBetween(std::uint32_t from, std::uint32_t to) const {
    std::vector<std::uint32_t> via(graph_.nodes.size(), kNone);
    std::vector<std::uint32_t> queue{from};
    for (std::size_t done = 0; done < queue.size() && via[to] == kNone; ++done) {
        // Edges are sorted by the node that they leave.
        const auto begin = std::lower_bound(
            graph_.edges.begin(), graph_.edges.end(), queue[done],
            [](const FlowGraph::Edge& edge, std::uint32_t node) { return edge.from < node; });
        for (auto edge = begin; edge != graph_.edges.end() && edge->from == queue[done]; ++edge) {
            if (via[edge->to] == kNone && edge->role != Role::Back) {
                via[edge->to] = static_cast<std::uint32_t>(edge - graph_.edges.begin());
                queue.push_back(edge->to);
            }
        }
    }
    std::vector<std::uint32_t> result;
    if (via[to] == kNone) {
        return result;
    }
    std::uint32_t node = to;
    do {
        result.push_back(via[node]);
        node = graph_.edges[via[node]].from;
    } while (node != from);
    std::reverse(result.begin(), result.end());
    return result;
}

void FlowDrawing::markPath(const std::vector<std::uint32_t>& edges, Tone tone) {
    for (const std::uint32_t edge : edges) {
        picture_.edges[edge].tone = tone;
        for (const std::uint32_t node : {graph_.edges[edge].from, graph_.edges[edge].to}) {
            if (picture_.nodes[node].tone == Tone::Plain &&
                graph_.nodes[node].kind != NodeKind::Task) {
                picture_.nodes[node].tone = tone;
            }
        }
    }
}

/// What happens once at most is passed through or by; nothing leads back.
void FlowDrawing::dropSingleRepeats() {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < picture_.edges.size(); ++i) {
        const FlowGraph::Edge& edge = graph_.edges[i];
        if (edge.role != Role::Back || flow_.steps[graph_.nodes[edge.to].step].atMost != 1U) {
            picture_.edges[kept++] = picture_.edges[i];
        }
    }
    picture_.edges.resize(kept);
}

/// The longest way through all clocks, one behind the other.
void FlowDrawing::markCriticalPath() {
    if (!facts_.flow.sound) {
        return;
    }
    std::uint32_t before = kNone;
    for (const ClockKind kind : derive::kClockKinds) {
        const PathTime& path = facts_.flow.of(kind);
        if (kind == ClockKind::Preliminary) {
            continue;  // Part of the decision.
        }
        for (const StepId step : path.criticalPath) {
            const std::uint32_t node = graph_.nodeOfStep[step.index()];
            picture_.nodes[node].tone = Tone::Strong;
            critical_ = true;
            if (before != kNone && before != node) {
                markPath(pathBetween(before, node), Tone::Strong);
            }
            before = node;
        }
    }
}

/// The edges by which steps wait for each other, numbered along the witness.
void FlowDrawing::markCycles() {
    for (const derive::FlowTimes::StepCycle& cycle : facts_.flow.cycles) {
        std::size_t number = 0;
        for (const auto& edge : cycle.edges) {
            const auto path = pathBetween(graph_.nodeOfStep[edge.to.index()],
                                          graph_.nodeOfStep[edge.from.index()]);
            markPath(path, Tone::Fails);
            ++number;
            if (!path.empty()) {
                picture_.edges[path.back()].label = circled(number);
            }
            picture_.nodes[graph_.nodeOfStep[edge.from.index()]].tone = Tone::Fails;
        }
    }
}

// ------------------------------------------------------------------------------------------------
// Caption

std::string FlowDrawing::limitCell(const GoverningLimit& limit) const {
    const auto one = [&](model::LimitId id) {
        const model::Limit& value = program_.limits[id];
        return duration(value.length) + (chinese() ? "，" : ", ") +
               basisText(program_.legalBasis(value.provision), picture_.language);
    };
    switch (limit.state) {
        case GoverningLimit::State::None:
            return say({"没有记载", "none recorded"});
        case GoverningLimit::State::Known: {
            std::string result = one(limit.governing());
            if (limit.general) {
                result += say({"（一般规定）", " (the general rule)"});
            }
            if (limit.limits.size() > 1) {
                const std::string more = std::to_string(limit.limits.size() - 1);
                result += say({"；另有 " + more + " 项同时应当遵守", "; " + more + " more bind"});
            }
            return result;
        }
        case GoverningLimit::State::BySituation:
            break;
    }
    std::string result = say({"因情形而异：", "by situation: "});
    std::vector<std::string> parts;
    for (const model::LimitId id : limit.limits) {
        const std::string part = one(id);
        if (std::find(parts.begin(), parts.end(), part) == parts.end()) {
            parts.push_back(part);
        }
    }
    return result + joinedText(parts, picture_.language);
}

std::string FlowDrawing::verdictCell(ClockKind kind) const {
    const derive::Clock& clock = facts_.of(kind);
    std::vector<std::string> parts;
    const auto add = [&](Verdict verdict, const Text& proved, const Text& refuted,
                         const Text& unknown, bool ofFlow, bool toLimit) {
        if (verdict == Verdict::NotStated) {
            return;
        }
        std::string part = std::string(markOf(toneOf(verdict))) + " ";
        if (verdict == Verdict::Unknown) {
            part += withRemark(
                say(unknown),
                say(derive::missingForClock(program_, id_, facts_, kind, ofFlow, toLimit)),
                picture_.language);
        } else {
            part += say(verdict == Verdict::Proved ? proved : refuted);
        }
        parts.push_back(std::move(part));
    };
    add(clock.promiseWithinLimit, {"承诺不超过法定", "promise within the limit"},
        {"承诺超过法定", "promise exceeds the limit"},
        {"承诺与法定未能比较", "promise against limit unknown"}, false, true);
    add(clock.flowWithinPromise, {"流程不超过承诺", "flow within the promise"},
        {"流程超过承诺", "flow exceeds the promise"},
        {"流程与承诺未能比较", "flow against promise unknown"}, true, false);
    add(clock.flowWithinLimit, {"流程不超过法定", "flow within the limit"},
        {"流程超过法定", "flow exceeds the limit"},
        {"流程与法定未能比较", "flow against limit unknown"}, true, true);
    std::string result;
    for (const std::string& part : parts) {
        result += (result.empty() ? "" : "\n") + part;
    }
    return result.empty() ? say({"—", "—"}) : result;
}

void FlowDrawing::addTable() {
    const std::string none = "—";
    picture_.table.push_back({say({"时限", "Clock"}), say({"流程最长", "Flow, longest"}),
                              say({"流程最短", "Flow, shortest"}), say({"承诺", "Promise"}),
                              say({"法定", "Limit"}), say({"结论", "Verdict"})});
    constexpr std::array<Format, derive::kClockKinds.size()> names{
        {{"受理", "acceptance"},
         {"初审", "preliminary examination"},
         {"决定", "decision"},
         {"送达", "delivery"}}};
    for (const ClockKind kind : derive::kClockKinds) {
        const derive::Clock& clock = facts_.of(kind);
        const PathTime& path = facts_.flow.of(kind);
        const auto& promise = derive::promiseOf(item_, kind);
        const bool timed = facts_.flow.sound && path.stated;
        if (!timed && !promise.known() && clock.limit.state == GoverningLimit::State::None) {
            continue;
        }
        std::string longest = none;
        std::string shortest = none;
        if (timed && path.mixedUnits) {
            longest = say(derive::pathText(path));
        } else if (timed) {
            longest = duration(path.quantity(true));
            shortest = duration(path.quantity(false));
            if (!path.complete) {
                longest = say({longest + "以上", longest + " or more"});
            }
        }
        const Format& text = names[static_cast<std::size_t>(kind)];
        picture_.table.push_back({say({std::string(text.zh), std::string(text.en)}), longest,
                                  shortest, promise.known() ? duration(promise.value.length) : none,
                                  clock.applies ? limitCell(clock.limit) : none,
                                  verdictCell(kind)});
    }
    if (picture_.table.size() == 1) {
        picture_.table.clear();
    }
}

void FlowDrawing::addNotes() {
    for (const derive::FlowTimes::StepCycle& cycle : facts_.flow.cycles) {
        std::string ring;
        for (const auto& edge : cycle.edges) {
            ring += name(flow_.steps[edge.from].name) + " → ";
        }
        ring += name(flow_.steps[cycle.edges.front().from].name);
        picture_.notes.push_back(
            say({"✗ 环节互相等待，谁也不能先开始：" + ring + "（箭头指向要等的环节）。",
                 "✗ Steps wait for each other, none can begin: " + ring +
                     " (an arrow points to what is waited for)."}));
    }
    for (const derive::FlowTimes::Unreachable& one : facts_.flow.unreachable) {
        const NameId stated = flow_.steps[one.step].name;
        const std::string step = stated.valid()
                                     ? name(stated)
                                     : picture_.nodes[graph_.nodeOfStep[one.step.index()]].name;
        picture_.notes.push_back(say({"✗ 从“" + step + "”起不会执行到。",
                                      "✗ Nothing from '" + step + "' on is ever reached."}));
    }
    if (!facts_.flow.sound) {
        picture_.notes.push_back(
            say({"流程有误，没有计算用时。", "The flow is wrong, so times are not computed."}));
    }
    if (flow_.blamed) {
        picture_.notes.push_back(say({"流程中有内容未能读出，图可能不全。",
                                      "Something in the flow could not be read; the picture may "
                                      "lack it."}));
    }
    std::vector<std::string> excluded;
    for (std::size_t i = 0; i < flow_.steps.size(); ++i) {
        const Step& step = flow_.steps[StepId(i)];
        if (step.excluded) {
            excluded.push_back(withRemark(name(step.name),
                                          citationsText(program_, step.basis, picture_.language),
                                          picture_.language));
        }
    }
    if (!excluded.empty()) {
        const std::string list = joinedText(excluded, picture_.language);
        picture_.notes.push_back(say({"不计入期限：" + list + "。", "Not counted: " + list + "."}));
    }
    if (item_.flowInheritedFrom.valid()) {
        const std::string from = program_.itemTitle(item_.flowInheritedFrom);
        picture_.notes.push_back(
            say({"流程沿用自“" + from + "”。", "The flow is inherited from '" + from + "'."}));
    }
}

void FlowDrawing::addLegend() {
    const auto any = [&](auto&& wanted) {
        return std::any_of(picture_.nodes.begin(), picture_.nodes.end(), wanted);
    };
    if (critical_) {
        picture_.legend.push_back(
            say({"粗线为决定用时的最长路径", "thick lines: the longest path"}));
    }
    if (any([](const Picture::Node& node) { return node.dashed && node.tone != Tone::Fails; })) {
        picture_.legend.push_back(
            say({"虚线框为不计入期限的环节", "dashed boxes: time not counted"}));
    }
    if (any([](const Picture::Node& node) { return node.shape == Shape::Bar; })) {
        picture_.legend.push_back(
            say({"横杠为同时进行的起止", "bars: parallel from or up to here"}));
    }
    if (any([](const Picture::Node& node) { return node.shape == Shape::Hexagon; })) {
        picture_.legend.push_back(
            say({"六边形之间可以重复，也可以不经过", "between hexagons: repeated, or not at all"}));
    }
    if (any([](const Picture::Node& node) { return node.tone == Tone::Fails; })) {
        picture_.legend.push_back(say({"红色粗线和 ✗ 为有误之处", "thick red and ✗: mistakes"}));
    }
}

Picture FlowDrawing::run() {
    const std::string title = program_.itemTitle(id_);
    picture_.title = say({title + "办理流程", title + ": flow"});
    if (item_.authorityName.valid()) {
        picture_.subtitle =
            say({"实施机关：", "Implementing authority: "}) + name(item_.authorityName);
    }
    findLanes();
    addNodes();
    addEdges();
    markCriticalPath();
    markCycles();
    dropSingleRepeats();
    addTable();
    addNotes();
    addLegend();
    return std::move(picture_);
}

}  // namespace

Picture flowPicture(const model::Program& program, const derive::Facts& facts, model::ItemId item,
                    Language language) {
    FADU_CHECK(program.items[item].flow.valid());
    return FlowDrawing(program, facts, item, language).run();
}

}  // namespace fadu::emit
