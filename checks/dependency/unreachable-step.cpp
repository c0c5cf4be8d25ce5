#include "checks/Check.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check dependency_unreachable_step;
const Check dependency_unreachable_step{{"DEP004",
                                         "dependency/unreachable-step",
                                         Severity::Error,
                                         Nature::Form,
                                         {"环节“{step}”无论如何都走不到：{reason}",
                                          "no run ever performs the step '{step}': {reason}"}},
                                        visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Item& item = context.program.items[id];
    if (!item.flow.valid() || !context.facts.of(id).flow.cycles.empty()) {
        return;
    }
    const model::Flow& flow = context.program.flows[item.flow];
    for (const derive::FlowTimes::Unreachable& unreachable :
         context.facts.of(id).flow.unreachable) {
        const model::Step& step = flow.steps[unreachable.step];
        const model::Step& cause = flow.steps[unreachable.cause];
        Text reason;
        Text label;
        switch (cause.kind) {
            case model::Step::Kind::Choice:
                reason = {"它之前的各个分支都已经结束", "every branch before it has ended"};
                label = {"各个分支都以“结束”收尾", "every branch ends"};
                break;
            case model::Step::Kind::Loop:
                reason = {"它所在的循环至多 0 次",
                          "the repetition it stands in runs at most 0 times"};
                label = {"循环次数为 0", "runs 0 times"};
                break;
            default:
                reason = {"流程在它之前已经结束", "the flow has ended before it"};
                label = {"流程在这里结束", "the flow ends here"};
                break;
        }
        const std::string name(context.program.text(step.name));
        Diagnostic diagnostic =
            makeDiagnostic(dependency_unreachable_step.descriptor, step.head,
                           {parameter("step", name.empty() ? std::string_view("（无名）")
                                                           : std::string_view(name)),
                            parameter("reason", reason)});
        diagnostic.label = {"走不到的环节", "never performed"};
        diagnostic.related.push_back({cause.head, label});
        diagnostic.advice = {"客观上无法实现：删去这个环节，或者把它移到“结束”之前、改正分支",
                             "remove the step, move it before the end, or correct the branches"};
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
