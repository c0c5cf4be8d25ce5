#include "checks/Check.h"
#include "checks/CycleWitness.h"
#include "checks/Precedence.h"

#include <algorithm>
#include <unordered_map>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check dependency_redundant_prerequisite;
const Check dependency_redundant_prerequisite{
    {"DEP007",
     "dependency/redundant-prerequisite",
     Severity::Info,
     Nature::Improvement,
     {"“{prerequisite}”已经是“{other}”的前提，再列为“{item}”的前置审批属于重复",
      "'{other}' requires '{prerequisite}' already; '{item}' lists it again"}},
    nullptr,
    visit};

namespace {

using derive::Dependencies;

constexpr std::uint32_t kNone = 0xFFFFFFFF;
/// Which of two requirements implies the other takes a search each; further away than this nobody
/// would see it either.
constexpr std::size_t kMostVisited = 1'000;

/// The edge by which each node behind `start` is reached, by compulsory edges, breadth first.
std::unordered_map<std::uint32_t, std::uint32_t> reached(const Dependencies& graph,
                                                         std::uint32_t start) {
    std::unordered_map<std::uint32_t, std::uint32_t> via{{start, kNone}};
    std::vector<std::uint32_t> queue{start};
    for (std::size_t done = 0; done < queue.size() && done < kMostVisited; ++done) {
        for (std::uint32_t e = graph.first[queue[done]]; e < graph.first[queue[done] + 1]; ++e) {
            const Dependencies::Edge& edge = graph.edges[e];
            if (edge.compulsory && via.emplace(edge.to, e).second) {
                queue.push_back(edge.to);
            }
        }
    }
    return via;
}

/// Whether recorded law itself puts a power before what the item does: then it asks for both.
bool isOrderedByLaw(const model::Program& program, const model::Item& item, NameId power) {
    const auto& entries = program.entriesFor(power);
    return std::any_of(entries.begin(), entries.end(), [&](model::EntryId id) {
        const model::Entry& entry = program.entries[id];
        return entry.kind == EntryKind::Precedence &&
               (entry.name == item.name || isSamePower(program, entry.name, item.power));
    });
}

void visitItem(Context& context, std::uint32_t node, const model::Item& item) {
    const model::Program& program = context.program;
    const Dependencies& graph = context.facts.dependencies;
    std::vector<std::uint32_t> listed;
    for (std::uint32_t e = graph.first[node]; e < graph.first[node + 1]; ++e) {
        if (graph.edges[e].kind == Dependencies::EdgeKind::Prerequisite &&
            graph.edges[e].compulsory) {
            listed.push_back(e);
        }
    }
    if (listed.size() < 2) {
        return;
    }
    std::vector<bool> said(listed.size(), false);
    for (const std::uint32_t by : listed) {
        const Dependencies::Edge& other = graph.edges[by];
        const auto via = reached(graph, other.to);
        for (std::size_t i = 0; i < listed.size(); ++i) {
            const Dependencies::Edge& edge = graph.edges[listed[i]];
            if (said[i] || edge.to == other.to || !via.contains(edge.to)) {
                continue;
            }
            const Dependencies::Node& required = graph.nodes[edge.to];
            if (isOrderedByLaw(program, item,
                               required.kind == Dependencies::NodeKind::Item
                                   ? program.items[required.item].power
                                   : required.name)) {
                continue;
            }
            said[i] = true;
            const std::string name = nodeName(program, graph.nodes[edge.to]);
            const std::string implied = nodeName(program, graph.nodes[other.to]);
            Diagnostic diagnostic =
                makeDiagnostic(dependency_redundant_prerequisite.descriptor, edge.span,
                               {parameter("prerequisite", name), parameter("other", implied),
                                parameter("item", program.itemTitle(graph.nodes[node].item))});
            diagnostic.label = {"由另一项前置包含", "implied by another one"};
            diagnostic.related.push_back({other.span, {"这一项已经包含它", "this one implies it"}});
            Witness witness;
            witness.kind = Witness::Kind::Path;
            for (std::uint32_t e = via.at(edge.to); e != kNone; e = via.at(graph.edges[e].from)) {
                witness.steps.push_back({edgeText(program, graph, e), graph.edges[e].span,
                                         nodeName(program, graph.nodes[graph.edges[e].from]), true,
                                         std::nullopt});
            }
            std::reverse(witness.steps.begin(), witness.steps.end());
            diagnostic.witness = std::move(witness);
            const auto place =
                std::find_if(item.prerequisites.begin(), item.prerequisites.end(),
                             [&](const model::Prerequisite& one) { return one.span == edge.span; });
            if (auto fix = withoutPrerequisite(
                    context, item, static_cast<std::size_t>(place - item.prerequisites.begin()))) {
                diagnostic.fixes.push_back(std::move(*fix));
            }
            diagnostic.advice = {"法律没有分别要求的，从前置审批中删去这一项",
                                 "take it out unless law asks for both"};
            diagnostic.owner = program.itemId(graph.nodes[node].item);
            context.report(std::move(diagnostic));
        }
    }
}

void visit(Context& context) {
    const Dependencies& graph = context.facts.dependencies;
    for (std::uint32_t node = 0; node < graph.nodes.size(); ++node) {
        if (graph.nodes[node].kind != Dependencies::NodeKind::Item ||
            graph.first[node + 1] - graph.first[node] < 2) {
            continue;
        }
        const model::Item& item = context.program.items[graph.nodes[node].item];
        // Whoever waits for a ring has another finding to mind.
        if (item.prerequisites.size() > 1 &&
            !context.facts.dependencies.unobtainable[graph.nodes[node].item.index()]) {
            visitItem(context, node, item);
        }
    }
}

}  // namespace

}  // namespace fadu::checks
