#include "checks/Check.h"
#include "checks/Describe.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check authority_wrong_level;
const Check authority_wrong_level{
    {"AUT005",
     "authority/wrong-level",
     Severity::Error,
     Nature::Legality,
     {"“{power}”依法由{levels}机关实施，{organ}是{level}级机关",
      "'{power}' is exercised at the level {levels}; {organ} is of the {level} level"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::Authority& authority = context.facts.of(id).authority;
    if (authority.failure != derive::Authority::Failure::WrongLevel) {
        return;
    }
    const model::Establishment& establishment = program.establishments[authority.establishment];
    Diagnostic diagnostic =
        makeDiagnostic(authority_wrong_level.descriptor, item.authority.span,
                       {parameter("power", program.text(item.power)),
                        parameter("levels", levelSetText(establishment.levels)),
                        parameter("organ", program.text(program.organs[authority.organ].name)),
                        parameter("level", termText(*authority.level))});
    diagnostic.legalBasis.push_back(program.legalBasis(establishment.provision));
    if (item.kind.value == PowerKind::Licensing) {
        diagnostic.legalBasis.push_back(statute(program, "行政许可法", article(22)));
    }
    diagnostic.label = {"层级不符", "wrong level"};
    if (item.exerciseLevel.known()) {
        diagnostic.related.push_back(
            {item.exerciseLevel.entry, {"写明的行使层级", "the stated level of exercise"}});
    }
    diagnostic.related.push_back({establishment.span, {"法定层级", "the levels by law"}});
    diagnostic.related.push_back({program.organs[authority.organ].head, {"实施机关", "the organ"}});
    diagnostic.witness = authorityWitness(program, authority);
    diagnostic.advice = {
        "由法定层级的机关实施；只负责初审转报的，写明“初审机关”和“审批层级”；已经下放的，补上“下放”声明及其依据",
        "let an organ of the right level exercise it; where this one only examines first, state the level of "
        "decision; where the power was devolved, declare the devolution"};
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
