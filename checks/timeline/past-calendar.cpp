#include "checks/Check.h"
#include "checks/Describe.h"

namespace fadu::checks {

namespace {

using derive::Judgement;

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_past_calendar;
const Check timeline_past_calendar{
    {"TIM017",
     "timeline/past-calendar",
     Severity::Info,
     Nature::Form,
     {"{time}是否超过{measure}，要看还没有公布的放假安排，{known}",
      "whether {time} keeps {measure} rests on days off that are not published yet; {known}"}},
    visit};

namespace {

bool needsCalendar(derive::Verdict verdict, const derive::Held& held) {
    return verdict == derive::Verdict::Unknown && held.answer &&
           held.answer->result == Judgement::Result::Unknown &&
           held.answer->cause == Judgement::Cause::Calendar;
}

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::ItemFacts& facts = context.facts.of(id);
    if (timesAreSilent(context, id)) {
        return;
    }
    const derive::Calendar& calendar = context.facts.periods->calendar();
    const Text known = calendar.empty() ? Text{"没有可用的日历", "no calendar is known"}
                                        : Text{"日历只到 " + calendar.until().iso(),
                                               "the calendar ends on " + calendar.until().iso()};
    for (const derive::ClockKind kind : derive::kClockKinds) {
        const derive::Clock& clock = facts.of(kind);
        const auto& promise = derive::promiseOf(item, kind);
        const bool ofPromise = needsCalendar(clock.promiseWithinLimit, clock.promiseToLimit);
        const bool toLimit = needsCalendar(clock.flowWithinLimit, clock.flowToLimit);
        if (!ofPromise && !toLimit &&
            !needsCalendar(clock.flowWithinPromise, clock.flowToPromise)) {
            continue;
        }
        const model::LimitId limit = ofPromise ? clock.promiseToLimit.limit
                                     : toLimit ? clock.flowToLimit.limit
                                               : model::LimitId();
        const Text measure = model::quantityText(limit.valid() ? program.limits[limit].length
                                                               : promise.value.length);
        const Text taken = model::quantityText(promise.value.length);
        Diagnostic diagnostic = makeDiagnostic(
            timeline_past_calendar.descriptor,
            ofPromise ? promise.span : program.flows[item.flow].head,
            {parameter("time", ofPromise ? Text{"承诺 " + taken.zh, "the promise of " + taken.en}
                                         : Text{"流程", "the flow"}),
             parameter("measure", limit.valid()
                                      ? Text{"法定的 " + measure.zh, "the statutory " + measure.en}
                                      : Text{"承诺的 " + measure.zh, "the promised " + measure.en}),
             parameter("known", known)});
        if (limit.valid()) {
            diagnostic.legalBasis = limitBasis(program, limit);
            diagnostic.related.push_back(
                {program.limits[limit].span, {"法定时限的出处", "where the limit is set"}});
        }
        diagnostic.advice =
            calendar.empty()
                ? Text{"声明这些年份的日历，或者换一个已有日历的基准日",
                       "declare the calendars of these years, or judge as of a day that has one"}
                : Text{"改用与法定时限相同的单位，就不必看日历",
                       "use the unit of the limit: then no calendar is needed"};
        context.report(std::move(diagnostic));
        return;
    }
}

}  // namespace

}  // namespace fadu::checks
