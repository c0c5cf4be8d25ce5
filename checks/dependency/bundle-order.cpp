#include "checks/Check.h"
#include "checks/CycleWitness.h"
#include "derive/Bundles.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check dependency_bundle_order;
const Check dependency_bundle_order{{"DEP010",
                                     "dependency/bundle-order",
                                     Severity::Error,
                                     Nature::Form,
                                     {"一件事“{bundle}”的先后无法照办：{why}",
                                      "the order of the bundle '{bundle}' cannot be kept: {why}"}},
                                    nullptr,
                                    visit};

namespace {

using derive::BundleOrder;

void report(Context& context, const model::Bundle& bundle, const BundleOrder& order,
            const BundleOrder::Contradiction& contradiction) {
    const model::Program& program = context.program;
    const derive::Dependencies& graph = context.facts.dependencies;
    // A requirement that can never be met has a finding of its own.
    if (std::any_of(contradiction.ring.begin(), contradiction.ring.end(),
                    [&](const BundleOrder::Wait& wait) {
                        return graph.unobtainable[order.items[wait.from].index()];
                    })) {
        return;
    }
    const auto title = [&](std::uint32_t at) { return program.itemTitle(order.items[at]); };
    Witness witness;
    witness.kind = Witness::Kind::Cycle;
    std::vector<std::string> names;
    bool required = false;
    for (const BundleOrder::Wait& wait : contradiction.ring) {
        const std::string from = title(wait.from);
        const std::string to = title(wait.to);
        names.push_back(from);
        if (wait.stated()) {
            witness.steps.push_back({{"“" + from + "”写明后于“" + to + "”",
                                      "'" + from + "' is stated to come after '" + to + "'"},
                                     wait.after,
                                     from,
                                     true,
                                     std::nullopt});
            continue;
        }
        required = true;
        for (const std::uint32_t edge : wait.requirement) {
            witness.steps.push_back({edgeText(program, graph, edge), graph.edges[edge].span,
                                     nodeName(program, graph.nodes[graph.edges[edge].from]), true,
                                     std::nullopt});
        }
    }
    const BundleOrder::Wait& first = contradiction.ring.front();
    const std::string name(program.text(bundle.name));
    const std::string from = title(first.from);
    const std::string to = title(first.to);
    Text why;
    if (required && contradiction.ring.size() == 2) {
        why = {"“" + from + "”排在“" + to + "”之后，而办理“" + to + "”须先办成“" + from + "”",
               "'" + from + "' is placed after '" + to + "', which requires it"};
    } else {
        const Text ring = ringText(names);
        why = {"各事项互相等待：" + ring.zh, "its items wait for each other: " + ring.en};
    }
    Diagnostic diagnostic =
        makeDiagnostic(dependency_bundle_order.descriptor, first.after,
                       {parameter("bundle", name), parameter("why", std::move(why))});
    diagnostic.label = witness.steps.front().text;
    for (std::size_t i = 1; i < witness.steps.size(); ++i) {
        diagnostic.related.push_back({witness.steps[i].span, witness.steps[i].text});
    }
    diagnostic.witness = std::move(witness);
    diagnostic.advice = {
        required ? "按事项的前置要求改正“后于”；要求本身没有法律依据的，在该事项中取消"
                 : "改正其中一个“后于”；可以同时办理的，不写“后于”",
        required ? "follow the prerequisites, or drop a requirement that no law asks for"
                 : "correct one of the 'after' clauses; what can be done at once needs none"};
    diagnostic.owner = name;
    context.report(std::move(diagnostic));
}

void visit(Context& context) {
    for (const model::Bundle& bundle : context.program.bundles) {
        const BundleOrder order = derive::deriveBundleOrder(
            context.program, context.facts.dependencies, context.sources, bundle);
        for (const BundleOrder::Contradiction& one : order.contradictions) {
            report(context, bundle, order, one);
        }
    }
}

}  // namespace

}  // namespace fadu::checks
