#include "checks/CycleWitness.h"

namespace fadu::checks {

namespace {

using derive::Dependencies;
using model::Program;

constexpr std::size_t kNamesInMessage = 6;

Text requirementText(Dependencies::EdgeKind kind, const Text& from, const Text& to) {
    switch (kind) {
        case Dependencies::EdgeKind::Prerequisite:
            return {"办理" + from.zh + "须先取得" + to.zh + "（前置审批）",
                    from.en + " requires " + to.en + " first"};
        case Dependencies::EdgeKind::Needs:
            return {"办理" + from.zh + "须提交" + to.zh + "（申请材料）",
                    from.en + " asks for " + to.en};
        case Dependencies::EdgeKind::IssuedBy:
            break;
    }
    return {from.zh + "由" + to.zh + "出具（办理结果）", from.en + " is issued by " + to.en};
}

/// “甲” or 某局的“甲”.
Text quoted(const Program& program, const Dependencies::Node& node, bool organ) {
    const std::string name = nodeName(program, node);
    Text text{"“" + name + "”", "'" + name + "'"};
    if (organ && node.kind == Dependencies::NodeKind::Item) {
        const std::string authority(program.text(program.items[node.item].authorityName));
        if (!authority.empty()) {
            text = {authority + "的" + text.zh, text.en + " of " + authority};
        }
    }
    return text;
}

}  // namespace

std::string nodeName(const Program& program, const Dependencies::Node& node) {
    switch (node.kind) {
        case Dependencies::NodeKind::Item:
            return program.itemTitle(node.item);
        case Dependencies::NodeKind::Document:
            return std::string(program.text(program.documents[node.document].name));
        case Dependencies::NodeKind::Outside:
            break;
    }
    return std::string(program.text(node.name));
}

Text edgeText(const Program& program, const Dependencies& graph, std::uint32_t edge) {
    const Dependencies::Edge& one = graph.edges[edge];
    return requirementText(one.kind, quoted(program, graph.nodes[one.from], false),
                           quoted(program, graph.nodes[one.to], false));
}

Text premiseText(const Program& program, const Dependencies& graph, std::uint32_t premise,
                 bool organs) {
    const std::uint32_t begin = graph.requirements.firstEdge(premise);
    const std::uint32_t end = graph.requirements.firstEdge(premise + 1);
    Text alternatives;
    for (std::uint32_t e = begin; e < end; ++e) {
        if (e - begin == kNamesInMessage) {
            const std::string count = std::to_string(end - begin);
            alternatives.zh += "等 " + count + " 项之一";
            alternatives.en += ", … (" + count + " in all)";
            break;
        }
        const Text one = quoted(program, graph.nodes[graph.edges[e].to], organs);
        alternatives.zh += (e == begin ? "" : "或者") + one.zh;
        alternatives.en += (e == begin ? "" : " or ") + one.en;
    }
    return requirementText(graph.edges[begin].kind,
                           quoted(program, graph.nodes[graph.edges[begin].from], organs),
                           alternatives);
}

Text ringText(const std::vector<std::string>& names) {
    Text ring;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i == kNamesInMessage && names.size() > kNamesInMessage + 1) {
            const std::string count = std::to_string(names.size());
            ring.zh += "……（环上共 " + count + " 个）→ ";
            ring.en += "… (" + count + " in all) → ";
            break;
        }
        ring.zh += names[i] + " → ";
        ring.en += names[i] + " → ";
    }
    ring.zh += names.front();
    ring.en += names.front();
    return ring;
}

Text ringText(const Program& program, const Dependencies& graph,
              const std::vector<std::uint32_t>& edges) {
    std::vector<std::string> names;
    names.reserve(edges.size());
    for (const std::uint32_t edge : edges) {
        names.push_back(nodeName(program, graph.nodes[graph.edges[edge].from]));
    }
    return ringText(names);
}

Diagnostic cycleFinding(const Context& context, const Descriptor& descriptor,
                        const Dependencies::Cycle& cycle) {
    const Dependencies& graph = context.facts.dependencies;
    const Program& program = context.program;
    Witness witness;
    witness.kind = Witness::Kind::Cycle;
    witness.steps.reserve(cycle.edges.size());
    for (const std::uint32_t index : cycle.edges) {
        const Dependencies::Edge& edge = graph.edges[index];
        witness.steps.push_back({edgeText(program, graph, index), edge.span,
                                 nodeName(program, graph.nodes[edge.from]), true, std::nullopt});
    }
    const Dependencies::Edge& first = graph.edges[cycle.edges.front()];
    Diagnostic diagnostic = makeDiagnostic(
        descriptor, first.span, {parameter("ring", ringText(program, graph, cycle.edges))});
    diagnostic.label = witness.steps.front().text;
    for (std::size_t i = 1; i < witness.steps.size(); ++i) {
        diagnostic.related.push_back({witness.steps[i].span, witness.steps[i].text});
    }
    diagnostic.witness = std::move(witness);
    const Dependencies::Node& owner = graph.nodes[first.from];
    if (owner.kind == Dependencies::NodeKind::Item) {
        diagnostic.owner = program.itemId(owner.item);
    }
    if (cycle.members.size() > cycle.edges.size()) {
        const std::string more = std::to_string(cycle.members.size());
        diagnostic.advice.zh =
            "相互牵连的共有 " + more + " 个事项和证照，这里列出其中最短的一个环。";
        diagnostic.advice.en =
            more + " items and documents wait for each other; this is the shortest cycle. ";
    }
    return diagnostic;
}

}  // namespace fadu::checks
