#include "checks/Check.h"
#include "checks/Describe.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_delivery_too_long;
const Check timeline_delivery_too_long{
    {"TIM007",
     "timeline/delivery-too-long",
     Severity::Error,
     Nature::Legality,
     {"承诺送达时限 {promise}，长于作出决定后颁发、送达许可证件的 {limit}",
      "the promised delivery of {promise} is longer than the {limit} for issuing the certificate"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::Clock& clock = context.facts.of(id).of(derive::ClockKind::Delivery);
    // 许可法 44 is about licences granted with a certificate; where no result is stated one is
    // assumed.
    const bool certificate = !item.resultsStated || !item.results.empty();
    if (!certificate || clock.promiseWithinLimit != derive::Verdict::Refuted ||
        !clock.brokenByPromise.valid() || timesAreSilent(context, id)) {
        return;
    }
    context.report(promiseFinding(context, timeline_delivery_too_long.descriptor, item.delivery,
                                  clock, Event::Decision,
                                  {"送达的期限", "the period for delivery"}));
}

}  // namespace

}  // namespace fadu::checks
