#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Lengthening.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_statute_misquoted;
const Check timeline_statute_misquoted{
    {"TIM005",
     "timeline/statute-misquoted",
     Severity::Error,
     Nature::Form,
     {"所列法定办结时限 {stated} 有误，应为 {limit}",
      "the stated statutory limit is {stated}, but {limit} governs"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::GoverningLimit& limit =
        context.facts.of(id).of(derive::ClockKind::Decision).limit;
    if (!item.statutory.known() || limit.state == derive::GoverningLimit::State::None ||
        timesAreSilent(context, id) || (limit.general && !limit.complete)) {
        return;
    }
    const syntax::Quantity stated = item.statutory.value.length;
    const bool matches =
        std::any_of(limit.limits.begin(), limit.limits.end(), [&](model::LimitId candidate) {
            return derive::sameUnderSomeReading(stated, program.limits[candidate].length);
        });
    // The periods of two stages may be stated together.
    if (limit.preliminary.valid() && limit.governing().valid()) {
        const syntax::Quantity first = program.limits[limit.preliminary].length;
        syntax::Quantity both = program.limits[limit.governing()].length;
        both.low += first.low;
        both.high += first.high;
        if (derive::sameUnderSomeReading(stated, both) ||
            derive::sameUnderSomeReading(stated, first)) {
            return;
        }
    }
    // By situation any of them may be meant; several that bind at once, too.
    if (matches || limit.state == derive::GoverningLimit::State::BySituation) {
        return;
    }
    // A limit that its source could not set is the matter of TIM018 and TIM019.
    if (citedBy(program, item, lengthenings(context, id, derive::ClockKind::Decision)) != nullptr) {
        return;
    }
    const model::Limit& governing = program.limits[limit.governing()];
    Diagnostic diagnostic =
        makeDiagnostic(timeline_statute_misquoted.descriptor, item.statutory.span,
                       {parameter("stated", model::quantityText(stated)),
                        parameter("limit", model::quantityText(governing.length))});
    diagnostic.legalBasis = limitBasis(program, limit.governing());
    diagnostic.related.push_back(
        {governing.span, {"实际适用的法定时限", "the limit that governs"}});
    diagnostic.witness = limitWitness(program, limit);
    if (governing.length.unit != Unit::UnstatedDay) {
        const Text shown = model::quantityText(governing.length);
        diagnostic.fixes.push_back({{"改为 " + shown.zh, "change it to " + shown.en},
                                    false,
                                    {{item.statutory.span, sourceText(governing.length)}}});
    } else {
        diagnostic.advice = {"按条文改正法定时限", "state the limit as the provision has it"};
    }
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
