#include "checks/Check.h"
#include "checks/Describe.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check consistency_on_the_spot_with_days;
const Check consistency_on_the_spot_with_days{
    {"CON006",
     "consistency/on-the-spot-with-days",
     Severity::Warning,
     Nature::Form,
     {"“{item}”是即办件，{stage}却写了 {length}；即办件应当当场办结",
      "'{item}' is an on-the-spot case, but its {stage} is {length}"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!item.caseType.known() || item.caseType.value != Mode::OnTheSpotCase) {
        return;
    }
    const struct {
        const model::Stated<model::StatedLimit>& limit;
        Text stage;
    } limits[] = {{item.acceptance, {"受理时限", "time to acceptance"}},
                  {item.promise, {"承诺办结时限", "committed time limit"}}};
    for (const auto& [limit, stage] : limits) {
        if (!limit.known() || limit.value.length.unit == Unit::OnTheSpot ||
            limit.value.length.unit == Unit::Hour || limit.value.length.high == 0) {
            continue;
        }
        Diagnostic diagnostic =
            makeDiagnostic(consistency_on_the_spot_with_days.descriptor, limit.span,
                           {parameter("item", program.itemTitle(id)), parameter("stage", stage),
                            parameter("length", model::quantityText(limit.value.length))});
        if (item.kind.known() && item.kind.value == PowerKind::Licensing) {
            diagnostic.legalBasis = {statute(program, "行政许可法", article(34, 2))};
        }
        diagnostic.label = {"不是当场", "not on the spot"};
        diagnostic.related.push_back(
            {item.caseType.entry, {"写明的办件类型", "the case type as stated"}});
        diagnostic.fixes.push_back(
            {{"改为当场", "make it on the spot"}, false, {{limit.span, "当场"}}});
        diagnostic.fixes.push_back({{"改为承诺件", "make it a committed-time case"},
                                    false,
                                    {{item.caseType.span, "承诺件"}}});
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
