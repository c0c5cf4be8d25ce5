#include "checks/Check.h"
#include "checks/CycleWitness.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check dependency_unobtainable;
const Check dependency_unobtainable{
    {"DEP006",
     "dependency/unobtainable",
     Severity::Error,
     Nature::Legality,
     {"“{item}”客观上无法取得：{reason}", "'{item}' can never be had: {reason}"}},
    nullptr,
    visit};

namespace {

using derive::Dependencies;
using derive::Obstacles;
using model::Program;

constexpr std::size_t kMostShown = 12;

/// Whether two items of the proof have one name.
bool sharesNames(const Program& program, const Dependencies& graph, const Obstacles::DeadEnd& end) {
    std::unordered_set<std::string> names;
    return std::any_of(end.proof.begin(), end.proof.end(), [&](std::uint32_t premise) {
        const std::uint32_t edge = graph.requirements.firstEdge(premise);
        const Dependencies::Node& node = graph.nodes[graph.edges[edge].from];
        return node.kind == Dependencies::NodeKind::Item &&
               !names.insert(program.itemTitle(node.item)).second;
    });
}

/// All alternatives come back to where they began.
void reportRing(Context& context, const Obstacles::DeadEnd& end) {
    const Program& program = context.program;
    const Dependencies& graph = context.facts.dependencies;
    const Dependencies::Edge& first = graph.edges[end.edges.front()];
    const bool organs = sharesNames(program, graph, end);
    Witness witness;
    witness.kind = Witness::Kind::Cycle;
    // The premises that the ring passes, with all of their alternatives; then the others.
    std::vector<Label> others;
    std::vector<std::uint32_t> premises;
    for (const std::uint32_t edge : end.edges) {
        const std::uint32_t node = graph.edges[edge].from;
        std::uint32_t premise = graph.requirements.firstPremise(node);
        while (graph.requirements.firstEdge(premise + 1) <= edge) {
            ++premise;
        }
        premises.push_back(premise);
        witness.steps.push_back({premiseText(program, graph, premise, organs),
                                 graph.edges[edge].span, nodeName(program, graph.nodes[node]), true,
                                 std::nullopt});
    }
    std::vector<std::uint32_t> onRing = premises;
    std::sort(onRing.begin(), onRing.end());
    std::size_t more = 0;
    for (const std::uint32_t premise : end.proof) {
        const std::uint32_t edge = graph.requirements.firstEdge(premise);
        if (std::binary_search(onRing.begin(), onRing.end(), premise)) {
            continue;
        }
        if (others.size() == kMostShown) {
            ++more;
            continue;
        }
        const Text text = premiseText(program, graph, premise, organs);
        others.push_back({graph.edges[edge].span,
                          {"另一途径同样不通：" + text.zh, "no way out either: " + text.en}});
    }
    const Text ring = ringText(program, graph, end.edges);
    Diagnostic diagnostic = makeDiagnostic(
        dependency_unobtainable.descriptor, first.span,
        {parameter("item", nodeName(program, graph.nodes[first.from])),
         parameter("reason", Text{"无论选哪一条途径，最终都要先取得它自己：" + ring.zh,
                                  "whichever alternative is chosen, it has to be "
                                  "had before itself: " +
                                      ring.en})});
    diagnostic.label = witness.steps.front().text;
    for (std::size_t i = 1; i < witness.steps.size(); ++i) {
        diagnostic.related.push_back({witness.steps[i].span, witness.steps[i].text});
    }
    diagnostic.related.insert(diagnostic.related.end(), others.begin(), others.end());
    diagnostic.witness = std::move(witness);
    diagnostic.advice = {
        "给其中一个事项留出不经过这个环的途径，或者取消没有法律依据的要求；变更、延续所交的原证，写在相应的“情形”里",
        "leave one of the items a way that does not pass the ring, or drop a requirement that no "
        "law asks for; put the earlier certificate of a change or renewal into its own situation"};
    if (more != 0) {
        const std::string count = std::to_string(more);
        diagnostic.advice.zh =
            "另有 " + count + " 处要求也回到这里，没有列出。" + diagnostic.advice.zh;
        diagnostic.advice.en = count + " more requirements lead back here. " + diagnostic.advice.en;
    }
    diagnostic.owner = program.itemId(graph.nodes[first.from].item);
    context.report(std::move(diagnostic));
}

/// A document that the item has to hand in is issued by nobody.
void reportMissing(Context& context, const Obstacles::DeadEnd& end,
                   const std::vector<std::uint32_t>& askers) {
    const Program& program = context.program;
    const Dependencies& graph = context.facts.dependencies;
    const std::uint32_t edge = end.edges.front();
    const Dependencies::Edge& first = graph.edges[edge];
    const model::Document& document = program.documents[graph.nodes[first.to].document];
    const std::string name(program.text(document.name));
    const std::string title = nodeName(program, graph.nodes[first.from]);
    Diagnostic diagnostic = makeDiagnostic(
        dependency_unobtainable.descriptor, first.span,
        {parameter("item", title),
         parameter("reason", Text{"须提交的“" + name + "”无人出具",
                                  "'" + name + "', which it asks for, is issued by nobody"})});
    diagnostic.label = {"无人出具的材料", "issued by nobody"};
    diagnostic.related.push_back({document.head, {"证照的声明", "where it is declared"}});
    Witness witness;
    witness.kind = Witness::Kind::Chain;
    witness.steps.push_back(
        {edgeText(program, graph, edge), first.span, title, true, std::nullopt});
    for (const model::OrganId id : document.issuingOrgans) {
        const model::Organ& organ = program.organs[id];
        const std::string issuer(program.text(organ.name));
        witness.steps.push_back({{"“" + name + "”由" + issuer + "出具，而" + issuer +
                                      "的事项都写明了办理结果，没有一项是它；清单是完整的",
                                  "'" + name + "' is issued by " + issuer +
                                      ", whose items all state their results, "
                                      "and it is none of them; the list is complete"},
                                 organ.head,
                                 issuer,
                                 false,
                                 std::nullopt});
        diagnostic.related.push_back({organ.head, {"写明由它出具", "said to issue it"}});
    }
    for (std::size_t i = 0, shown = 0; i < askers.size() && shown < kMostShown; ++i) {
        const Dependencies::Edge& other = graph.edges[askers[i]];
        if (other.span != first.span) {
            const std::string asker = nodeName(program, graph.nodes[other.from]);
            diagnostic.related.push_back(
                {other.span, {"“" + asker + "”也要求提交它", "'" + asker + "' asks for it too"}});
            ++shown;
        }
    }
    diagnostic.witness = std::move(witness);
    diagnostic.advice = {
        "颁发它的事项，在“结果”中写上；由别的机关出具的，改正“发证机关”；已经不再出具的，从申请材料中删去",
        "name it as the result of the item that issues it, correct its issuer, or stop asking for "
        "it"};
    diagnostic.owner = program.itemId(graph.nodes[first.from].item);
    context.report(std::move(diagnostic));
}

void visit(Context& context) {
    const Dependencies& graph = context.facts.dependencies;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> askers;
    for (const Obstacles::DeadEnd& end : graph.deadEnds) {
        if (end.missing) {
            askers.emplace(end.members.front(), std::vector<std::uint32_t>());
        }
    }
    for (std::uint32_t edge = 0; edge < graph.edges.size() && !askers.empty(); ++edge) {
        if (const auto found = askers.find(graph.edges[edge].to); found != askers.end()) {
            found->second.push_back(edge);
        }
    }
    for (auto& [node, edges] : askers) {
        std::stable_sort(edges.begin(), edges.end(), [&](std::uint32_t left, std::uint32_t right) {
            return context.sources.before(graph.edges[left].span, graph.edges[right].span);
        });
    }
    for (const Obstacles::DeadEnd& end : graph.deadEnds) {
        if (end.missing) {
            reportMissing(context, end, askers[end.members.front()]);
        } else {
            reportRing(context, end);
        }
    }
}

}  // namespace

}  // namespace fadu::checks
