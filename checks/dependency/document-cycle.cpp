#include "checks/Check.h"
#include "checks/CycleWitness.h"

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check dependency_document_cycle;
const Check dependency_document_cycle{
    {"DEP002",
     "dependency/document-cycle",
     Severity::Error,
     Nature::Legality,
     {"材料互为前提（循环证明），客观上无法办成：{ring}",
      "each approval requires the other's document, so neither can be obtained: {ring}"}},
    nullptr,
    visit};

namespace {

void visit(Context& context) {
    for (const derive::Dependencies::Cycle& cycle : context.facts.dependencies.cycles) {
        if (!cycle.passesDocument) {
            continue;
        }
        Diagnostic diagnostic = cycleFinding(context, dependency_document_cycle.descriptor, cycle);
        diagnostic.advice.zh +=
            "取消其中一份没有法律依据的材料，或者改为部门之间核验；变更、延续所交的原证，写在相应的“情形”里";
        diagnostic.advice.en +=
            "drop a material that no law asks for, verify it between organs, or take a commitment; put the "
            "earlier certificate of a change or renewal into its own situation";
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
