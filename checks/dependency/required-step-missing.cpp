#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Procedures.h"
#include "derive/Bearing.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check dependency_required_step_missing;
const Check dependency_required_step_missing{
    {"DEP015",
     "dependency/required-step-missing",
     Severity::Warning,
     Nature::Legality,
     {"流程中没有{provision}要求的“{procedure}”",
      "the flow lacks '{procedure}', which {provision} requires"}},
    visit};

namespace {

/// Whether a provision establishes the item's power and no other.
bool establishes(const model::Program& program, model::ProvisionId provision,
                 const model::Item& item) {
    const auto& here = program.provisions[provision].establishments;
    const auto& all = program.establishmentsOf(item.power);
    return here.size() == 1 && std::find(all.begin(), all.end(), here.front()) != all.end();
}

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    // 变更, 延续 and the like have procedures of their own, which 适用 would name.
    if (!item.flow.valid() || program.flows[item.flow].blamed ||
        !context.facts.of(id).flow.cycles.empty() ||
        context.facts.of(id).authority.verdict == derive::Verdict::Refuted) {
        return;
    }
    const model::Flow& flow = program.flows[item.flow];
    std::vector<NameId> reported;
    for (const derive::Bearing::Entry& one :
         derive::bearing(program, item, EntryKind::Procedure).entries) {
        const model::Entry& entry = program.entries[one.entry];
        // The general law's procedures depend on the case; what depends on a situation may not
        // arise; one for other powers of its instrument names them, or is the one that establishes
        // them.
        if (one.general || one.conditional ||
            (entry.appliesTo.empty() && !establishes(program, entry.provision, item))) {
            continue;
        }
        const bool ofSituation = std::any_of(entry.appliesTo.begin(), entry.appliesTo.end(),
                                             [&](NameId name) { return name == item.situation; });
        if (item.derivedSituation && !ofSituation) {
            continue;
        }
        const std::string_view procedure = program.text(entry.name);
        const bool held =
            std::any_of(flow.steps.begin(), flow.steps.end(), [&](const model::Step& step) {
                return step.name.valid() && isProcedure(program.text(step.name), procedure);
            });
        if (held || std::find(reported.begin(), reported.end(), entry.name) != reported.end()) {
            continue;
        }
        reported.push_back(entry.name);
        Diagnostic diagnostic =
            makeDiagnostic(dependency_required_step_missing.descriptor, flow.head,
                           {parameter("provision", derive::provisionName(program, entry.provision)),
                            parameter("procedure", procedure)});
        diagnostic.label = {"缺少“" + std::string(procedure) + "”",
                            "no '" + std::string(procedure) + "'"};
        diagnostic.legalBasis.push_back(program.legalBasis(entry.provision));
        diagnostic.related.push_back({entry.span, {"法定的程序", "the required procedure"}});
        diagnostic.advice = {
            "在流程中补上这一环节，注明经办机构、时限和依据；由申请人或者其他机关先行完成的，"
            "也写明在哪里完成",
            "add the step with its actor, length and basis; where it is done "
            "beforehand or by another organ, say where"};
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
