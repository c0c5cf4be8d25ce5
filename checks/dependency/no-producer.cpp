#include "checks/Check.h"

#include <algorithm>
#include <unordered_map>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check dependency_no_producer;
const Check dependency_no_producer{{"DEP005",
                                    "dependency/no-producer",
                                    Severity::Warning,
                                    Nature::Legality,
                                    {"申请材料“{document}”无人出具：{reason}",
                                     "'{document}' is asked for, but nobody issues it: {reason}"}},
                                   nullptr,
                                   visit};

namespace {

using derive::Dependencies;

constexpr std::size_t kMostShown = 10;

struct Asker {
    model::ItemId item;
    Span span;
};

/// By document that nobody issues: who asks for it. What is asked for as shared is held by somebody
/// who shares it.
std::unordered_map<std::uint32_t, std::vector<Asker>> askersOf(const Context& context) {
    const Dependencies& graph = context.facts.dependencies;
    std::unordered_map<std::uint32_t, std::vector<Asker>> result;
    for (std::size_t i = 0; i < graph.supply.size(); ++i) {
        if (graph.supply[i] == Dependencies::Supply::Nobody ||
            graph.supply[i] == Dependencies::Supply::NotStated) {
            result.emplace(graph.nodeOfDocument[i], std::vector<Asker>());
        }
    }
    // An item that can never be had for want of it is the finding then.
    for (const derive::Obstacles::DeadEnd& end : graph.deadEnds) {
        if (end.missing) {
            result.erase(end.members.front());
        }
    }
    if (result.empty()) {
        return result;
    }
    for (const Dependencies::Edge& edge : graph.edges) {
        const auto found = result.find(edge.to);
        if (edge.kind != Dependencies::EdgeKind::Needs || found == result.end()) {
            continue;
        }
        const model::ItemId item = graph.nodes[edge.from].item;
        const auto& materials = context.program.items[item].materials;
        const auto material =
            std::find_if(materials.begin(), materials.end(),
                         [&](const model::Material& one) { return one.span == edge.span; });
        if (material != materials.end() && !material->shared) {
            found->second.push_back({item, material->nameSpan});
        }
    }
    for (auto& [node, askers] : result) {
        std::stable_sort(askers.begin(), askers.end(), [&](const Asker& left, const Asker& right) {
            return context.sources.before(left.span, right.span);
        });
    }
    return result;
}

void visit(Context& context) {
    const model::Program& program = context.program;
    const Dependencies& graph = context.facts.dependencies;
    for (const auto& [node, askers] : askersOf(context)) {
        if (askers.empty()) {
            continue;
        }
        const model::DocumentId id = graph.nodes[node].document;
        const model::Document& document = program.documents[id];
        const std::string name(program.text(document.name));
        const bool nobody = graph.supply[id.index()] == Dependencies::Supply::Nobody;
        std::string issuers;
        for (const model::OrganId organ : document.issuingOrgans) {
            issuers += (issuers.empty() ? "" : "、") +
                       std::string(program.text(program.organs[organ].name));
        }
        Diagnostic diagnostic = makeDiagnostic(
            dependency_no_producer.descriptor, document.head,
            {parameter("document", name),
             parameter("reason",
                       nobody ? Text{issuers + "的事项都写明了办理结果，没有一项是它",
                                     "the items of " + issuers +
                                         " all state their results, and it is none of them"}
                              : Text{"没有事项以它为结果，也没有写明发证机关、共享或者自备",
                                     "no item ends in it, and neither an issuer nor who shares it "
                                     "is stated"})});
        diagnostic.label = {"无人出具", "issued by nobody"};
        for (std::size_t i = 0; i < std::min(askers.size(), kMostShown); ++i) {
            const std::string title = program.itemTitle(askers[i].item);
            diagnostic.related.push_back(
                {askers[i].span, {"“" + title + "”要求提交它", "'" + title + "' asks for it"}});
        }
        for (const model::OrganId organ : document.issuingOrgans) {
            diagnostic.related.push_back(
                {program.organs[organ].head, {"写明由它出具", "said to issue it"}});
        }
        diagnostic.advice =
            nobody ? Text{"客观上无法取得：颁发它的事项，在“结果”中写上；由别的机关出具的，改正发证机关；"
                          "已经不再出具的，从申请材料中删去",
                          "name it as the result of the item that issues it, correct the issuer, or "
                          "stop asking for it"}
                   : Text{"写明“发证机关”；申请人自己制作的，写“自备”；由部门共享取得的，写“共享”",
                          "state the issuer, 'self-provided' if the applicant makes it, or who "
                          "shares it"};
        diagnostic.owner = name;
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
