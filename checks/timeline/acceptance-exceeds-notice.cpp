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
    context.report(promiseFinding(context, timeline_acceptance_exceeds_notice.descriptor,
                                  item.acceptance, clock, Event::Receipt,
                                  {"补正告知的期限", "the period for the notice"}));
}

}  // namespace

}  // namespace fadu::checks
