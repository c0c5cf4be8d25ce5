#include "checks/CycleWitness.h"

namespace fadu::checks {

namespace {

using derive::Dependencies;

constexpr std::size_t kNamesInMessage = 6;

std::string nodeName(const model::Program& program, const Dependencies::Node& node) {
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

}  // namespace

Diagnostic cycleFinding(const Context& context, const Descriptor& descriptor,
                        const Dependencies::Cycle& cycle) {
    const Dependencies& graph = context.facts.dependencies;
    const auto& program = context.program;
    Text ring;
    Witness witness;
    witness.kind = Witness::Kind::Cycle;
    witness.steps.reserve(cycle.edges.size());
    for (const std::uint32_t index : cycle.edges) {
        const Dependencies::Edge& edge = graph.edges[index];
        const std::string from = nodeName(program, graph.nodes[edge.from]);
        const std::string to = nodeName(program, graph.nodes[edge.to]);
        // A sentence holds a handful of names; the derivation lists every edge.
        if (witness.steps.size() < kNamesInMessage || cycle.edges.size() == kNamesInMessage + 1) {
            ring.zh += from + " → ";
            ring.en += from + " → ";
        } else if (witness.steps.size() == kNamesInMessage) {
            const std::string count = std::to_string(cycle.edges.size());
            ring.zh += "……（环上共 " + count + " 个）→ ";
            ring.en += "… (" + count + " in all) → ";
        }
        Text text;
        switch (edge.kind) {
            case Dependencies::EdgeKind::Prerequisite:
                text = {"办理“" + from + "”须先取得“" + to + "”（前置审批）",
                        "'" + from + "' requires '" + to + "' first"};
                break;
            case Dependencies::EdgeKind::Needs:
                text = {"办理“" + from + "”须提交“" + to + "”（申请材料）",
                        "'" + from + "' asks for '" + to + "'"};
                break;
            case Dependencies::EdgeKind::IssuedBy:
                text = {"“" + from + "”由“" + to + "”出具（办理结果）",
                        "'" + from + "' is issued by '" + to + "'"};
                break;
        }
        witness.steps.push_back({text, edge.span, from, true, std::nullopt});
    }
    const std::string start = nodeName(program, graph.nodes[graph.edges[cycle.edges.front()].from]);
    ring.zh += start;
    ring.en += start;
    const Dependencies::Edge& first = graph.edges[cycle.edges.front()];
    Diagnostic diagnostic = makeDiagnostic(descriptor, first.span, {parameter("ring", ring)});
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
