#include "checks/Check.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check dependency_step_cycle;
const Check dependency_step_cycle{{"DEP003",
                                   "dependency/step-cycle",
                                   Severity::Error,
                                   Nature::Form,
                                   {"流程环节互相等待，永远走不到：{ring}",
                                    "steps wait for each other and none ever begins: {ring}"}},
                                  visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Item& item = context.program.items[id];
    if (!item.flow.valid()) {
        return;
    }
    const model::Flow& flow = context.program.flows[item.flow];
    for (const derive::FlowTimes::StepCycle& cycle : context.facts.of(id).flow.cycles) {
        const auto name = [&](model::StepId step) {
            return std::string(context.program.text(flow.steps[step].name));
        };
        Text ring;
        Witness witness;
        witness.kind = Witness::Kind::Cycle;
        for (const auto& edge : cycle.edges) {
            ring.zh += name(edge.from) + " → ";
            const Text text = edge.span.valid()
                                  ? Text{"“" + name(edge.from) + "”写明后于“" + name(edge.to) + "”",
                                         "'" + name(edge.from) + "' is stated to come after '" +
                                             name(edge.to) + "'"}
                                  : Text{"“" + name(edge.from) + "”没有写“后于”，接在上一行“" +
                                             name(edge.to) + "”之后",
                                         "'" + name(edge.from) + "' states nothing and follows '" +
                                             name(edge.to) + "' in the line before"};
            witness.steps.push_back({text,
                                     edge.span.valid() ? edge.span : flow.steps[edge.from].head,
                                     name(edge.from), true, std::nullopt});
        }
        ring.zh += name(cycle.edges.front().from);
        ring.en = ring.zh;
        Diagnostic diagnostic = makeDiagnostic(dependency_step_cycle.descriptor,
                                               cycle.edges.front().span, {parameter("ring", ring)});
        diagnostic.label = witness.steps.front().text;
        for (std::size_t i = 1; i < witness.steps.size(); ++i) {
            diagnostic.related.push_back({witness.steps[i].span, witness.steps[i].text});
        }
        diagnostic.witness = std::move(witness);
        diagnostic.advice = {
            "客观上无法实现，改正其中一个“后于”；需要往复的，写成“循环 名称 至多 n 次 { … }”",
            "correct one of the 'after' clauses; what goes back and forth is a 'loop NAME at-most n { … }'"};
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
