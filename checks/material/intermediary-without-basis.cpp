#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Materials.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check material_intermediary_without_basis;
const Check material_intermediary_without_basis{
    {"MAT005",
     "material/intermediary-without-basis",
     Severity::Error,
     Nature::Legality,
     {"“{item}”以中介服务“{name}”为办理条件，{found}；法定行政审批中介服务应当有法律、法规或者国务院决定依据",
      "'{item}' makes the intermediary service '{name}' a condition, but {found}; it takes a law, a regulation or a decision "
      "of the State Council"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!takesMaterials(item) || servesNaturalPersonsOnly(program, item)) {
        return;
    }
    for (const model::StatedEntry& service : item.intermediaries) {
        const std::string_view name = program.text(service.name);
        const HigherGround ground =
            higherGround(program, item, name, service.basis,
                         {EntryKind::Material, EntryKind::Procedure, EntryKind::Condition});
        if (!ground.lacking()) {
            continue;
        }
        Diagnostic diagnostic =
            groundFinding(context, material_intermediary_without_basis.descriptor, id,
                          service.nameSpan, name, ground);
        diagnostic.legalBasis.insert(diagnostic.legalBasis.begin(),
                                     statute(program, "优化营商环境条例", article(43, 1)));
        diagnostic.advice = {
            "不再作为办理条件；审批机关自己需要的技术性服务，由机关委托并承担费用；法律、法规、国务院决定确有规定的，写明“依据”",
            "drop the condition; technical services that the organ itself needs are ordered and paid by it (43(3)); where a "
            "law, a regulation or a decision of the State Council demands the service, state it as the basis"};
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
