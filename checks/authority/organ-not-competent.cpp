#include "checks/Check.h"
#include "checks/Describe.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check authority_organ_not_competent;
const Check authority_organ_not_competent{
    {"AUT004",
     "authority/organ-not-competent",
     Severity::Error,
     Nature::Legality,
     {"{organ}不是“{power}”的法定实施机关：{provision}规定由{holders}实施",
      "{organ} is not competent for '{power}': {provision} gives it to {holders}"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::Authority& authority = context.facts.of(id).authority;
    if (authority.failure != derive::Authority::Failure::NotCompetent) {
        return;
    }
    const model::Establishment& establishment = program.establishments[authority.establishment];
    std::vector<std::string> holders;
    for (const NameId holder : establishment.holderNames) {
        holders.emplace_back(program.text(holder));
    }
    Diagnostic diagnostic = makeDiagnostic(
        authority_organ_not_competent.descriptor, item.authority.span,
        {parameter("organ", program.text(program.organs[authority.organ].name)),
         parameter("power", program.text(item.power)),
         parameter("provision", derive::provisionName(program, establishment.provision)),
         parameter("holders", derive::joined(holders))});
    diagnostic.legalBasis.push_back(program.legalBasis(establishment.provision));
    if (item.kind.value == PowerKind::Licensing) {
        diagnostic.legalBasis.push_back(statute(program, "行政许可法", article(22)));
    }
    diagnostic.label = {"没有相应职能", "holds no such function"};
    diagnostic.related.push_back(
        {program.organs[authority.organ].head, {"机关及其职能", "the organ and its functions"}});
    diagnostic.related.push_back(
        {establishment.span, {"法定的实施主体", "who holds the power by law"}});
    diagnostic.witness = authorityWitness(program, authority);
    // Organs of the place that do hold the function.
    std::vector<std::string> competent;
    for (std::size_t i = 0; i < program.organs.size(); ++i) {
        const model::Organ& organ = program.organs[model::OrganId(i)];
        const bool holds = std::any_of(
            organ.functions.begin(), organ.functions.end(), [&](model::FunctionId function) {
                return std::find(establishment.holders.begin(), establishment.holders.end(),
                                 function) != establishment.holders.end();
            });
        if (holds && program.within(item.place, organ.place) && competent.size() < 3) {
            competent.emplace_back(program.text(organ.name));
        }
    }
    for (const std::string& name : competent) {
        diagnostic.fixes.push_back({{"实施机关改为“" + name + "”", "make it '" + name + "'"},
                                    false,
                                    {{item.authority.span, name}}});
    }
    diagnostic.advice = {
        "改由具有该项职能的机关实施；已依法划转、委托、授权或者下放的，补充相应声明并写明依据；机关的职能没有写全的，予以补全",
        "name the competent organ; declare the transfer, entrustment, delegation or devolution if there is "
        "one; or complete the organ's functions"};
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
