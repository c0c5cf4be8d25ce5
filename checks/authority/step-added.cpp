#include "checks/AddedSteps.h"
#include "checks/Check.h"
#include "checks/Describe.h"
#include "derive/Bearing.h"

#include <optional>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check authority_step_added;
const Check authority_step_added{
    {"AUT021",
     "authority/step-added",
     Severity::Warning,
     Nature::Legality,
     {"环节“{step}”没有依据：{instruments}没有要求{kind}",
      "the step '{step}' has no basis: {instruments} asks for no {kind}"}},
    visit};

namespace {

using model::Program;

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!item.kind.known() || item.kind.value != PowerKind::Licensing || !item.flow.valid() ||
        context.facts.of(id).authority.verdict == derive::Verdict::Refuted) {
        return;
    }
    const model::Flow& flow = program.flows[item.flow];
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        const model::Step& step = flow.steps[model::StepId(i)];
        const std::optional<Text> kind = addedStep(program, item, step);
        if (!kind) {
            continue;
        }
        std::vector<std::string> titles;
        Diagnostic diagnostic = makeDiagnostic(authority_step_added.descriptor, step.head);
        for (const model::InstrumentId instrument :
             derive::bearingInstruments(program, item).instruments) {
            titles.push_back(
                "《" + std::string(program.text(program.instruments[instrument].title)) + "》");
            diagnostic.related.push_back({program.instruments[instrument].head,
                                          {"程序已经完整收录，没有这一环节",
                                           "its procedures are complete without this step"}});
        }
        diagnostic.parameters = {parameter("step", program.text(step.name)),
                                 parameter("instruments", derive::joined(titles)),
                                 parameter("kind", *kind)};
        diagnostic.label = {"增设的环节", "an added step"};
        diagnostic.legalBasis.push_back(statute(program, "优化营商环境条例", article(35)));
        if (kind->zh == "现场核查") {
            diagnostic.legalBasis.push_back(statute(program, "行政许可法", article(34, 3)));
        }
        diagnostic.advice = {
            "删去这一环节；法律、法规、规章确有要求的，在环节后写明“依据”",
            "drop the step; where a law, regulation or rule asks for it, state that as its basis"};
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
