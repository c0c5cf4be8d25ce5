#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Materials.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check material_proof_without_basis;
const Check material_proof_without_basis{
    {"MAT007",
     "material/proof-without-basis",
     Severity::Error,
     Nature::Legality,
     {"“{item}”索要“{name}”，{found}；证明事项应当有法律、法规或者国务院决定依据",
      "'{item}' asks for the proof '{name}', but {found}; a proof takes a law, a regulation or a decision of the State "
      "Council"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    for (const model::Material& material : item.materials) {
        const HigherGround ground = proofGround(program, item, material);
        if (!ground.lacking()) {
            continue;
        }
        Diagnostic diagnostic =
            groundFinding(context, material_proof_without_basis.descriptor, id, material.nameSpan,
                          program.text(material.name), ground);
        diagnostic.legalBasis.insert(diagnostic.legalBasis.begin(),
                                     statute(program, "优化营商环境条例", article(44, 1)));
        diagnostic.advice = {
            "不再索要；可以用证照、书面承诺、部门间核查替代的，改用替代的办法；法律、法规、国务院决定确有要求的，在该材料后写明“依据”",
            "stop asking for it; take a certificate, a written commitment or a check between departments instead; where a "
            "law, a regulation or a decision of the State Council does ask for it, state that as the basis"};
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
