#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Flows.h"

#include <algorithm>
#include <vector>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_step_without_limit;
const Check timeline_step_without_limit{
    {"TIM013",
     "timeline/step-without-limit",
     Severity::Info,
     Nature::Form,
     {"{steps}没有写明用时，流程能否在{measure}内走完不能确定",
      "{steps}: no length is stated, so it cannot be told whether the flow keeps {measure}"}},
    visit};

namespace {

using derive::ClockKind;
using derive::Verdict;

constexpr std::size_t kNamed = 3;  ///< Steps that the message names.

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::ItemFacts& facts = context.facts.of(id);
    if (!item.flow.valid() || !facts.flow.sound || timesAreSilent(context, id)) {
        return;
    }
    std::vector<ClockKind> open;
    bool promised = false;
    for (const ClockKind kind : kClocks) {
        const derive::Clock& clock = facts.of(kind);
        const bool toPromise = clock.flowWithinPromise == Verdict::Unknown;
        if (!facts.flow.of(kind).complete &&
            (toPromise || clock.flowWithinLimit == Verdict::Unknown)) {
            open.push_back(kind);
            promised = promised || toPromise;
        }
    }
    if (open.empty()) {
        return;
    }
    const model::Flow& flow = program.flows[item.flow];
    const derive::FlowStructure structure = structureOf(program, item, facts);
    std::vector<model::StepId> missing;
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        const model::StepId step(i);
        if (flow.steps[step].duration.notStated() &&
            std::any_of(open.begin(), open.end(),
                        [&](ClockKind clock) { return structure.counts(step, clock); })) {
            missing.push_back(step);
        }
    }
    if (missing.empty()) {
        return;
    }
    Text names;
    for (std::size_t i = 0; i < missing.size() && i < kNamed; ++i) {
        const std::string name(program.text(flow.steps[missing[i]].name));
        names.zh += (i == 0 ? "“" : "、“") + name + "”";
        names.en += (i == 0 ? "'" : ", '") + name + "'";
    }
    if (missing.size() > kNamed) {
        names.zh += "等 " + std::to_string(missing.size()) + " 个环节";
        names.en += " and " + std::to_string(missing.size() - kNamed) + " more";
    }
    Diagnostic diagnostic =
        makeDiagnostic(timeline_step_without_limit.descriptor, flow.steps[missing.front()].head,
                       {parameter("steps", names),
                        parameter("measure", promised ? Text{"承诺时限", "the promise"}
                                                      : Text{"法定时限", "the limit"})});
    diagnostic.label = {"没有写明用时", "no length"};
    for (std::size_t i = 1; i < missing.size(); ++i) {
        diagnostic.related.push_back(
            {flow.steps[missing[i]].head, {"也没有写明用时", "no length either"}});
    }
    diagnostic.advice = {"给每个计入期限的环节写明用时；说不准的写区间，例如 3-5 工作日",
                         "state a length for every step that counts; a range where it varies"};
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
