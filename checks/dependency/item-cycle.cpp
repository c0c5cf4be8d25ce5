#include "checks/Check.h"
#include "checks/CycleWitness.h"

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check dependency_item_cycle;
const Check dependency_item_cycle{
    {"DEP001",
     "dependency/item-cycle",
     Severity::Error,
     Nature::Legality,
     {"事项互为前置，客观上无法办成：{ring}",
      "items require each other, so none can ever be granted: {ring}"}},
    nullptr,
    visit};

namespace {

void visit(Context& context) {
    for (const derive::Dependencies::Cycle& cycle : context.facts.dependencies.cycles) {
        if (cycle.passesDocument) {
            continue;
        }
        Diagnostic diagnostic = cycleFinding(context, dependency_item_cycle.descriptor, cycle);
        diagnostic.advice.zh +=
            "取消其中一项没有法律依据的前置，或者改为并联办理；确有先后的，写明可以替代的前置（“或”）";
        diagnostic.advice.en +=
            "drop a prerequisite that no law asks for, handle the items in parallel, or state alternatives";
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
