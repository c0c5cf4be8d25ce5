#include "checks/Check.h"
#include "checks/Describe.h"

namespace fadu::checks {

namespace {

/// The provision that a power without basis offends, by kind; for others no national act says it.
std::vector<LegalBasis> grounds(const model::Program& program, PowerKind kind) {
    switch (kind) {
        case PowerKind::Licensing:
            return {statute(program, "行政许可法", article(4))};
        case PowerKind::Penalty:
            return {statute(program, "行政处罚法", article(38, 1))};
        case PowerKind::CompulsoryMeasure:
        case PowerKind::Enforcement:
            return {statute(program, "行政强制法", article(4))};
        default:
            return {};
    }
}

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check authority_no_basis;
const Check authority_no_basis{
    {"AUT001",
     "authority/no-basis",
     Severity::Error,
     Nature::Legality,
     {"“{item}”属于{kind}，没有写明设定依据，法律库中也没有设定它的条文（法无授权不可为）",
      "'{item}' is {kind} but states no establishing basis, and no recorded provision establishes it"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Item& item = context.program.items[id];
    const derive::Authority& authority = context.facts.of(id).authority;
    if (authority.failure != derive::Authority::Failure::NoBasis) {
        return;
    }
    Diagnostic diagnostic = makeDiagnostic(authority_no_basis.descriptor, item.head,
                                           {parameter("item", context.program.text(item.name)),
                                            parameter("kind", termText(item.kind.value))});
    diagnostic.severity = *derive::basisRequirement(item.kind.value);
    diagnostic.legalBasis = grounds(context.program, item.kind.value);
    diagnostic.label = {"没有设定依据", "no establishing basis"};
    if (item.kind.entry.valid()) {
        diagnostic.related.push_back({item.kind.entry, {"事项类型", "the kind of item"}});
    }
    if (authority.citation) {
        diagnostic.related.push_back(
            {authority.citation->span,
             {"所引条文没有设定该权力", "this provision does not establish it"}});
    }
    diagnostic.advice = {
        "查明设定该权力的法律、法规并写入“设定依据”；没有依据的，停止实施并从清单中删去；不属于该类型的，改正“类型”",
        "find the law or regulation that establishes the power and state it; without one, stop exercising it; "
        "or correct the kind"};
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
