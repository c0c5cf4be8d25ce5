#include "checks/Check.h"
#include "checks/Describe.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_promise_exceeds_statute;
const Check timeline_promise_exceeds_statute{
    {"TIM001",
     "timeline/promise-exceeds-statute",
     Severity::Error,
     Nature::Legality,
     {"承诺办结时限 {promise}，长于法定的 {limit}",
      "the promise of {promise} is longer than the statutory {limit}"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::Clock& clock = context.facts.of(id).of(derive::ClockKind::Decision);
    if (clock.promiseWithinLimit != derive::Verdict::Refuted || timesAreSilent(context, id)) {
        return;
    }
    const syntax::Quantity promise = item.promise.value.length;
    const bool recorded = clock.brokenByPromise.valid();
    const syntax::Quantity limit =
        recorded ? program.limits[clock.brokenByPromise].length : item.statutory.value.length;
    Text promised = model::quantityText(promise);
    derive::Amount amount = derive::Amount::longest(promise);
    if (recorded && clock.fromReceipt) {
        amount = derive::Amount::of(derive::promiseFromReceipt(item));
        const Text total = amountText(amount);
        promised.zh += "（自收到申请起连同受理共 " + total.zh + "）";
        promised.en += " (" + total.en + " from receipt, acceptance included)";
    }
    Diagnostic diagnostic = makeDiagnostic(
        timeline_promise_exceeds_statute.descriptor, item.promise.span,
        {parameter("promise", promised), parameter("limit", model::quantityText(limit))});
    diagnostic.label = excessText(amount, limit);
    const auto& answer = clock.promiseToLimit.answer;
    const derive::Judgement::Reading* reading = answer ? answer->breaking() : nullptr;
    const bool dated = reading != nullptr && reading->dated;
    if (item.statutory.known()) {
        diagnostic.related.push_back(
            {item.statutory.entry, {"事项所列法定时限", "the statutory limit as stated"}});
    }
    if (recorded) {
        const model::Limit& value = program.limits[clock.brokenByPromise];
        diagnostic.legalBasis = limitBasis(program, clock.brokenByPromise);
        diagnostic.related.push_back({value.span, {"法定时限的出处", "where the limit is set"}});
        diagnostic.witness = limitWitness(program, clock.limit);
    } else {
        for (const model::Citation& citation : item.statutory.value.basis) {
            diagnostic.legalBasis.push_back(program.legalBasis(program.targets[citation.target]));
        }
    }
    if (dated) {
        showDates(diagnostic, context, *reading,
                  termText(clock.fromReceipt ? Event::Receipt : Event::Acceptance),
                  readAs(limit, *reading), {"承诺 " + promised.zh, "the promised " + promised.en});
    }
    if (clock.limit.general) {
        diagnostic.advice = {
            "法律、法规对这项许可另有更长期限的，在“设定依据”或者“实施依据”中引用它",
            "where a law or regulation sets a longer period for this licence, cite it as a basis"};
    }
    if (!clock.fromReceipt) {
        // What an item states has a kind of day: the one that keeps both readings.
        syntax::Quantity most = limit;
        most.unit = limit.unit == Unit::UnstatedDay ? Unit::CalendarDay : limit.unit;
        if (dated && promise.unit != most.unit) {
            if (const auto kept = longestKept(context, limit, promise.unit, promise.high)) {
                const Text same = model::quantityText(*kept);
                diagnostic.fixes.push_back(
                    {{"改为 " + same.zh + "，哪一天起算都不超过",
                      "at most " + same.en + ", which keep it whatever the first day"},
                     false,
                     {{item.promise.span, sourceText(*kept)}}});
            }
        }
        const Text shown = model::quantityText(most);
        diagnostic.fixes.push_back({{"改为不超过 " + shown.zh, "at most " + shown.en},
                                    false,
                                    {{item.promise.span, sourceText(most)}}});
    } else {
        diagnostic.advice = {
            "缩短承诺，使受理和办结合计不超过法定时限",
            "shorten the promise so that acceptance and decision together keep the limit"};
    }
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
