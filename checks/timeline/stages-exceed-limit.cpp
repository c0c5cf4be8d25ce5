#include "checks/Check.h"
#include "checks/Describe.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_stages_exceed_limit;
const Check timeline_stages_exceed_limit{
    {"TIM020",
     "timeline/stages-exceed-limit",
     Severity::Error,
     Nature::Form,
     {"{stages} 超过{whole} {limit}", "{stages} exceeds {whole} of {limit}"}},
    visit};

namespace {

/// Two stages as an item states them, against what it (or the statute) says of the whole; the first
/// stage against the statute's own period for it.
void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!item.preliminary.known() || timesAreSilent(context, id)) {
        return;
    }
    const syntax::Quantity first = item.preliminary.value.length;
    const derive::GoverningLimit& governing =
        context.facts.of(id).of(derive::ClockKind::Decision).limit;
    const auto report = [&](Text stages, Text whole, const syntax::Quantity& limit) -> Diagnostic& {
        Diagnostic diagnostic = makeDiagnostic(
            timeline_stages_exceed_limit.descriptor, item.preliminary.span,
            {parameter("stages", std::move(stages)), parameter("whole", std::move(whole)),
             parameter("limit", model::quantityText(limit))});
        return context.report(std::move(diagnostic));
    };
    const derive::Clock& stage = context.facts.of(id).of(derive::ClockKind::Preliminary);
    if (stage.promiseWithinLimit == derive::Verdict::Refuted && stage.brokenByPromise.valid()) {
        const model::Limit& own = program.limits[stage.brokenByPromise];
        const Text length = model::quantityText(first);
        Diagnostic& diagnostic =
            report({"初审 " + length.zh, "the first stage of " + length.en},
                   {"法定的初审期限", "the statutory period for it"}, own.length);
        diagnostic.label = excessText(derive::Amount::longest(first), own.length);
        diagnostic.legalBasis = limitBasis(program, stage.brokenByPromise);
        diagnostic.related.push_back({own.span, {"初审期限的出处", "where it is set"}});
        if (const derive::Judgement::Reading* reading = stage.promiseToLimit.answer->breaking();
            reading != nullptr && reading->dated) {
            showDates(diagnostic, context, *reading, termText(Event::Acceptance),
                      readAs(own.length, *reading),
                      {"初审 " + length.zh, "the first stage of " + length.en});
        }
        const Text shown = model::quantityText(own.length);
        diagnostic.fixes.push_back({{"改为不超过 " + shown.zh, "at most " + shown.en},
                                    false,
                                    {{item.preliminary.span, sourceText(own.length)}}});
        return;
    }
    if (!item.promise.known()) {
        return;
    }
    const derive::Chain chain{derive::chainOf(first).front(),
                              derive::chainOf(item.promise.value.length).front()};
    const derive::Amount both = derive::Amount::of(chain);
    syntax::Quantity whole;
    const bool stated = item.statutory.known();
    if (stated) {
        whole = item.statutory.value.length;
    } else if (governing.preliminary.valid() &&
               governing.state == derive::GoverningLimit::State::Known) {
        whole = program.limits[governing.governing()].length;
        whole.low += program.limits[governing.preliminary].length.low;
        whole.high += program.limits[governing.preliminary].length.high;
    } else {
        return;
    }
    if (context.facts.periods
            ->compare(chain, derive::chainOf(whole), derive::FirstDays::WorkingDays)
            ->result != derive::Judgement::Result::Exceeds) {
        return;
    }
    const Text sum = derive::amountText(both);
    Diagnostic& diagnostic =
        report({"初审和决定合计 " + sum.zh, "both stages together, " + sum.en + ","},
               stated ? Text{"所列法定办结时限", "the statutory limit as stated,"}
                      : Text{"法定的两段期限之和", "the statute's two periods together,"},
               whole);
    diagnostic.label = excessText(both, whole);
    diagnostic.related.push_back({item.promise.entry, {"决定的承诺时限", "the promised decision"}});
    if (stated) {
        diagnostic.related.push_back(
            {item.statutory.entry, {"所列法定办结时限", "the statutory limit as stated"}});
        for (const model::Citation& citation : item.statutory.value.basis) {
            diagnostic.legalBasis.push_back(program.legalBasis(program.targets[citation.target]));
        }
    } else {
        diagnostic.legalBasis = limitBasis(program, governing.governing());
        for (LegalBasis& basis : limitBasis(program, governing.preliminary)) {
            diagnostic.legalBasis.push_back(std::move(basis));
        }
        diagnostic.witness = derive::limitWitness(program, governing);
    }
    diagnostic.advice = {"缩短其中一段，使两段合计不超过法定办结时限；法定时限漏了初审一段的，补正",
                         "shorten one stage; where the stated limit leaves the first stage out, "
                         "correct it"};
}

}  // namespace

}  // namespace fadu::checks
