#include "checks/Check.h"
#include "checks/Describe.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_acceptance_exceeds_notice;
const Check timeline_acceptance_exceeds_notice{
    {"TIM006",
     "timeline/acceptance-exceeds-notice",
     Severity::Error,
     Nature::Legality,
     {"承诺受理时限 {promise}，长于一次性补正告知的 {limit}；逾期不告知的，自收到申请之日起即为受理",
      "the promised acceptance of {promise} is longer than the {limit} for the one-time correction notice; past it the application "
      "counts as accepted from receipt"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::Clock& clock = context.facts.of(id).of(derive::ClockKind::Acceptance);
    if (clock.promiseWithinLimit != derive::Verdict::Refuted || !clock.brokenByPromise.valid() ||
        timesAreSilent(context, id)) {
        return;
    }
    const model::Limit& limit = program.limits[clock.brokenByPromise];
    Diagnostic diagnostic =
        makeDiagnostic(timeline_acceptance_exceeds_notice.descriptor, item.acceptance.span,
                       {parameter("promise", model::quantityText(item.acceptance.value.length)),
                        parameter("limit", model::quantityText(limit.length))});
    diagnostic.label =
        excessText(derive::Amount::longest(item.acceptance.value.length), limit.length);
    diagnostic.legalBasis = limitBasis(program, clock.brokenByPromise);
    diagnostic.related.push_back({limit.span, {"补正告知的期限", "the period for the notice"}});
    diagnostic.witness = limitWitness(program, clock.limit);
    const Text shown = model::quantityText(limit.length);
    diagnostic.fixes.push_back({{"改为不超过 " + shown.zh, "at most " + shown.en},
                                false,
                                {{item.acceptance.span, sourceText(limit.length)}}});
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
