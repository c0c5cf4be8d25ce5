#include "checks/Check.h"
#include "checks/Describe.h"
#include "derive/ClockStart.h"

namespace fadu::checks {

namespace {

using derive::Judgement;

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_unit_decides;
const Check timeline_unit_decides{{"TIM010",
                                   "timeline/unit-decides",
                                   Severity::Warning,
                                   Nature::Legality,
                                   {"{time}是否超过{limit}，取决于{reading}",
                                    "whether {time} keeps {limit} depends on {reading}"}},
                                  visit};

namespace {

/// What one reading comes to, in words.
Text resultText(const Judgement::Reading& reading) {
    const bool kept = reading.result == Judgement::Result::Within;
    if (!reading.dated || kept) {
        return kept ? Text{"不超过", "kept"} : Text{"超过", "broken"};
    }
    const std::uint32_t broken = reading.brokenRolled != 0 ? reading.brokenRolled : reading.broken;
    const Text share = derive::shareText(broken, reading.starts);
    return {share.zh + "超过", "broken on " + share.en};
}

void addReadings(Diagnostic& diagnostic, const Judgement& judgement) {
    for (const Judgement::Reading& reading : judgement.readings) {
        Text as;
        for (const Unit unit : {reading.limit, reading.amount}) {
            if (unit != Unit::None && as.zh.empty()) {
                as = unit == Unit::WorkingDay ? Text{"“日”作工作日", "read as working days"}
                                              : Text{"“日”作自然日", "read as calendar days"};
            }
        }
        if (as.zh.empty()) {
            as = {"末日遇休息日顺延的", "with a last day off rolled"};
            diagnostic.witness->steps.push_back(
                {{as.zh + "：不超过", as.en + ": kept"}, Span(), "", true, std::nullopt});
            as = {"不顺延的", "without"};
        }
        const Text result = resultText(reading);
        diagnostic.witness->steps.push_back({{as.zh + "：" + result.zh, as.en + ": " + result.en},
                                             Span(),
                                             "",
                                             reading.result == Judgement::Result::Within,
                                             std::nullopt});
    }
}

/// The promise, else the flow, against a limit.
bool report(Context& context, model::ItemId id, derive::ClockKind kind, bool ofFlow) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::ItemFacts& facts = context.facts.of(id);
    const derive::Clock& clock = facts.of(kind);
    const derive::Held& held = ofFlow ? clock.flowToLimit : clock.promiseToLimit;
    const derive::Verdict verdict = ofFlow ? clock.flowWithinLimit : clock.promiseWithinLimit;
    if (verdict != derive::Verdict::Unknown || !held.answer || !held.limit.valid() ||
        held.answer->result != Judgement::Result::Depends ||
        held.answer->cause == Judgement::Cause::Pauses) {
        return false;
    }
    const auto& promise = derive::promiseOf(item, kind);
    const model::Limit& limit = program.limits[held.limit];
    const Text length = model::quantityText(limit.length);
    Text taken =
        ofFlow ? derive::pathText(facts.flow.of(kind)) : model::quantityText(promise.value.length);
    if (!ofFlow && kind == derive::ClockKind::Decision && limit.start == Event::Receipt) {
        const Text total = amountText(derive::Amount::of(derive::promiseFromReceipt(item)));
        taken.zh += "（自收到申请起连同受理共 " + total.zh + "）";
        taken.en += " (" + total.en + " from receipt, acceptance included)";
    }
    const Text time = ofFlow ? Text{"流程最长 " + taken.zh + " ", "a flow of " + taken.en}
                             : Text{"承诺 " + taken.zh, "the promise of " + taken.en};
    const bool bare = held.answer->cause == Judgement::Cause::BareDay;
    Diagnostic diagnostic = makeDiagnostic(
        timeline_unit_decides.descriptor, ofFlow ? program.flows[item.flow].head : promise.span,
        {parameter("time", time),
         parameter("limit", Text{"法定的 " + length.zh, "the statutory " + length.en}),
         parameter(
             "reading",
             bare ? Text{"“日”是工作日还是自然日", "whether a day is a working or a calendar day"}
                  : Text{"末日遇休息日是否顺延", "whether a last day off rolls"})});
    diagnostic.legalBasis = limitBasis(program, held.limit);
    diagnostic.related.push_back({limit.span, {"法定时限的出处", "where the limit is set"}});
    if (const Judgement::Reading* breaking = held.answer->breaking();
        breaking != nullptr && breaking->dated) {
        showDates(diagnostic, context, *breaking, termText(derive::startOf(kind, limit.start)),
                  readAs(limit.length, *breaking),
                  ofFlow ? Text{"流程", "the flow"}
                         : Text{"承诺 " + taken.zh, "the promised " + taken.en});
        diagnostic.witness->steps.pop_back();  // The shares stand with the readings.
    } else {
        diagnostic.witness.emplace();
        diagnostic.witness->kind = Witness::Kind::Chain;
    }
    addReadings(diagnostic, *held.answer);
    diagnostic.advice =
        bare
            ? Text{"向制定机关核实“日”的含义，或者把时长压缩到两种读法都不超过",
                   "ask who made the text what its days are, or shorten the time until both readings keep it"}
            : Text{
                  "法律没有规定许可期限的末日能否顺延，压缩时长，使不顺延也不超过",
                  "no law says that the last day of a licensing period rolls: shorten the time until it keeps the limit without"};
    if (!ofFlow && limit.start != Event::Receipt) {
        const syntax::Quantity& promised = promise.value.length;
        if (const auto kept = longestKept(context, limit.length, promised.unit, promised.high)) {
            const Text same = model::quantityText(*kept);
            diagnostic.fixes.push_back(
                {{"改为 " + same.zh + "，怎样读都不超过",
                  "at most " + same.en + ", which keep it under every reading"},
                 false,
                 {{promise.span, sourceText(*kept)}}});
        }
    }
    context.report(std::move(diagnostic));
    return true;
}

void visit(Context& context, model::ItemId id) {
    if (timesAreSilent(context, id)) {
        return;
    }
    for (const derive::ClockKind kind : derive::kClockKinds) {
        // One cause: where the promise depends on it, the flow does as well.
        if (!report(context, id, kind, false)) {
            report(context, id, kind, true);
        }
    }
}

}  // namespace

}  // namespace fadu::checks
