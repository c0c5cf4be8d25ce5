#include "checks/Describe.h"

#include <algorithm>

namespace fadu::checks {

using derive::Amount;
using model::Program;

LegalBasis statute(const Program& program, std::string_view title, model::ProvisionPath path) {
    const model::InstrumentId instrument = program.findInstrument(title);
    LegalBasis basis;
    if (instrument.valid()) {
        basis = program.legalBasis(instrument);
    } else {
        basis.instrument = std::string(title);
    }
    const Text place = syntax::provisionText(path);
    basis.provision = place.zh;
    basis.provisionEn = place.en;
    return basis;
}

model::ProvisionPath article(unsigned number, unsigned paragraph, unsigned subparagraph) {
    model::ProvisionPath path;
    path.article = static_cast<std::uint16_t>(number);
    path.paragraph = static_cast<std::uint16_t>(paragraph);
    path.subparagraph = static_cast<std::uint16_t>(subparagraph);
    return path;
}

std::vector<LegalBasis> limitBasis(const Program& program, model::LimitId limitId) {
    const model::Limit& limit = program.limits[limitId];
    std::vector<LegalBasis> result{program.legalBasis(limit.provision)};
    if (limit.dayRule) {
        LegalBasis rule = program.legalBasis(program.provisions[limit.provision].instrument);
        const Text place = syntax::provisionText(*limit.dayRule);
        rule.provision = place.zh;
        rule.provisionEn = place.en;
        result.push_back(std::move(rule));
    }
    return result;
}

std::string sourceText(const syntax::Quantity& quantity) {
    const std::string number = quantity.low == quantity.high ? std::to_string(quantity.low)
                                                             : std::to_string(quantity.low) + "-" +
                                                                   std::to_string(quantity.high);
    switch (quantity.unit) {
        case Unit::WorkingDay:
            return number + " 工作日";
        case Unit::CalendarDay:
            return number + " 自然日";
        case Unit::Month:
            return number + " 个月";
        case Unit::Year:
            return number + " 年";
        case Unit::Hour:
            return number + " 小时";
        case Unit::OnTheSpot:
            return "当场";
        default:
            return number + " 日";
    }
}

Text excessText(const Amount& amount, const syntax::Quantity& limit) {
    std::int64_t value = 0;
    switch (limit.unit) {
        case Unit::WorkingDay:
            value = amount.workingDays;
            break;
        case Unit::CalendarDay:
            value = amount.calendarDays;
            break;
        case Unit::Month:
            value = amount.months;
            break;
        default:
            return {};
    }
    const Amount same = Amount::longest({value, value, limit.unit});
    if (!(same == amount) || value <= limit.high) {
        return {};
    }
    const Text more = model::quantityText({value - limit.high, value - limit.high, limit.unit});
    return {"长出 " + more.zh, more.en + " too long"};
}

Text stageText(derive::ClockKind clock) {
    switch (clock) {
        case derive::ClockKind::Acceptance:
            return {"的受理阶段", " to acceptance"};
        case derive::ClockKind::Preliminary:
            return {"的初审阶段", " for the preliminary examination"};
        case derive::ClockKind::Delivery:
            return {"的送达阶段", " for delivery"};
        case derive::ClockKind::Decision:
            break;
    }
    return {};
}

bool isAlwaysLonger(const Context& context, const syntax::Quantity& length,
                    const syntax::Quantity& than) {
    const auto answer = context.facts.periods->compare(
        derive::chainOf(length), derive::chainOf(than), derive::FirstDays::WorkingDays);
    return answer->result == derive::Judgement::Result::Exceeds &&
           std::all_of(answer->readings.begin(), answer->readings.end(),
                       [](const derive::Judgement::Reading& reading) {
                           return !reading.dated || reading.brokenRolled == reading.starts;
                       });
}

std::optional<syntax::Quantity> longestKept(const Context& context, const syntax::Quantity& limit,
                                            Unit unit, std::int64_t most) {
    std::int64_t kept = 0;
    for (std::int64_t broken = most + 1; broken - kept > 1;) {
        const std::int64_t middle = kept + (broken - kept) / 2;
        const bool within =
            context.facts.periods
                ->compare({{middle, unit}}, derive::chainOf(limit), derive::FirstDays::WorkingDays)
                ->result == derive::Judgement::Result::Within;
        (within ? kept : broken) = middle;
    }
    return kept == 0 ? std::nullopt
                     : std::optional<syntax::Quantity>(syntax::Quantity{kept, kept, unit});
}

Text readAs(const syntax::Quantity& limit, const derive::Judgement::Reading& reading) {
    syntax::Quantity read = limit;
    if (read.unit == Unit::UnstatedDay && reading.limit != Unit::None) {
        read.unit = reading.limit;
    }
    const Text shown = model::quantityText(read);
    return {"法定 " + shown.zh, "the statutory " + shown.en};
}

void showDates(Diagnostic& diagnostic, const Context& context,
               const derive::Judgement::Reading& reading, const Text& begins, const Text& limit,
               const Text& time, std::vector<Witness::Step> between) {
    const std::string late = std::to_string(reading.excess);
    diagnostic.label = {
        reading.start.iso() + " " + begins.zh + "的，晚 " + late + " 日",
        late + (late == "1" ? " day" : " days") + " late when it begins on " + reading.start.iso()};
    diagnostic.witness = derive::timelineWitness(reading, context.facts.periods->calendar(), begins,
                                                 limit, time, std::move(between));
}

Diagnostic promiseFinding(const Context& context, const Descriptor& descriptor,
                          const model::Stated<model::StatedLimit>& promise,
                          const derive::Clock& clock, Event begins, Text limitName) {
    const model::Limit& limit = context.program.limits[clock.brokenByPromise];
    const Text shown = model::quantityText(limit.length);
    Diagnostic diagnostic =
        makeDiagnostic(descriptor, promise.span,
                       {parameter("promise", model::quantityText(promise.value.length)),
                        parameter("limit", shown)});
    diagnostic.label = excessText(Amount::longest(promise.value.length), limit.length);
    diagnostic.legalBasis = limitBasis(context.program, clock.brokenByPromise);
    diagnostic.related.push_back({limit.span, std::move(limitName)});
    diagnostic.witness = derive::limitWitness(context.program, clock.limit);
    if (const derive::Judgement::Reading* reading = clock.promiseToLimit.answer->breaking();
        reading != nullptr && reading->dated) {
        const Text promised = model::quantityText(promise.value.length);
        showDates(diagnostic, context, *reading, termText(begins),
                  {"法定 " + shown.zh, "the statutory " + shown.en},
                  {"承诺 " + promised.zh, "the promised " + promised.en});
    }
    diagnostic.fixes.push_back({{"改为不超过 " + shown.zh, "at most " + shown.en},
                                false,
                                {{promise.span, sourceText(limit.length)}}});
    return diagnostic;
}

bool timesAreSilent(const Context& context, model::ItemId item) {
    return context.facts.dependencies.unobtainable[item.index()];
}

}  // namespace fadu::checks
