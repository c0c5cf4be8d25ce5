#include "checks/Check.h"
#include "checks/Describe.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check authority_basis_establishes_nothing;
const Check authority_basis_establishes_nothing{
    {"AUT003",
     "authority/basis-establishes-nothing",
     Severity::Error,
     Nature::Legality,
     {"所引的{provision}没有设定{kind}“{power}”",
      "{provision} does not establish the {kind} '{power}'"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::Authority& authority = context.facts.of(id).authority;
    if (authority.failure != derive::Authority::Failure::EstablishesNothing ||
        !authority.citation) {
        return;
    }
    const model::Target& target = program.targets[authority.citation->target];
    Diagnostic diagnostic =
        makeDiagnostic(authority_basis_establishes_nothing.descriptor, authority.citation->span,
                       {parameter("provision", program.citationText(target)),
                        parameter("kind", termText(item.kind.value)),
                        parameter("power", program.text(item.power))});
    if (item.kind.value == PowerKind::Licensing) {
        diagnostic.legalBasis.push_back(statute(program, "行政许可法", article(4)));
    }
    diagnostic.legalBasis.push_back(program.legalBasis(target));
    diagnostic.label = {"没有设定这项权力", "establishes no such power"};
    std::vector<std::string> established;
    for (const model::ProvisionId provision : program.instruments[target.instrument].provisions) {
        for (const model::EstablishmentId establishment :
             program.provisions[provision].establishments) {
            const model::Establishment& value = program.establishments[establishment];
            if (value.kind == item.kind.value) {
                established.push_back(syntax::provisionText(program.provisions[provision].path).zh +
                                      "（" + std::string(program.text(value.power)) + "）");
            }
        }
    }
    for (const model::ProvisionId provision : target.covered()) {
        diagnostic.related.push_back(
            {program.provisions[provision].head, {"所引条文", "the cited provision"}});
    }
    const Text others = derive::joined(established);
    diagnostic.advice = {
        "改引设定该权力的条文" +
            (others.zh.empty()
                 ? std::string()
                 : "；本文件设定" + termText(item.kind.value).zh + "的有：" + others.zh) +
            "；行使的是其中一项的，用“行使权力”写明；没有依据的，停止实施",
        "cite the provision that establishes it, state the power with 'power' if it has another name there, "
        "or stop exercising it"};
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
