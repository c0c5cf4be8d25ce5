#include "checks/Check.h"
#include "checks/Describe.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_excluded_without_length;
const Check timeline_excluded_without_length{
    {"TIM014",
     "timeline/excluded-without-length",
     Severity::Info,
     Nature::Form,
     {"环节“{step}”不计入期限，却没有写明需要多长时间",
      "the step '{step}' is taken out of the period, but how long it takes is not stated"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!item.flow.valid() || !item.kind.known() ||
        !context.facts.of(id).of(derive::ClockKind::Decision).applies) {
        return;
    }
    for (const model::Step& step : program.flows[item.flow].steps) {
        // The applicant's own time is not the organ's to tell.
        if (!step.excluded || !step.duration.notStated() ||
            step.actor.kind == model::Actor::Kind::Applicant) {
            continue;
        }
        Diagnostic diagnostic =
            makeDiagnostic(timeline_excluded_without_length.descriptor, step.head,
                           {parameter("step", program.text(step.name))});
        diagnostic.label = {"没有写明用时", "no length"};
        if (item.kind.value == PowerKind::Licensing) {
            diagnostic.legalBasis.push_back(statute(program, "行政许可法", article(45)));
            diagnostic.advice = {"写明所需时间，办理时书面告知申请人",
                                 "state how long it takes; the applicant is told in writing"};
        } else {
            diagnostic.advice = {"写明所需时间，让申请人知道总共要等多久",
                                 "state how long it takes, so that people know what to expect"};
        }
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
