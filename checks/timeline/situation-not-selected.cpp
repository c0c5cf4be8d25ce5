#include "checks/Check.h"
#include "checks/Describe.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_situation_not_selected;
const Check timeline_situation_not_selected{
    {"TIM024",
     "timeline/situation-not-selected",
     Severity::Info,
     Nature::Form,
     {"法定时限因情形而异（{limits}），事项没有写明是哪一种，承诺 {promise} 是否合法不能确定",
      "the statutory limit depends on the situation ({limits}) and the item names none: whether "
      "the promise of {promise} is lawful cannot be told"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::Clock& clock = context.facts.of(id).of(derive::ClockKind::Decision);
    if (clock.limit.state != derive::GoverningLimit::State::BySituation ||
        clock.promiseWithinLimit != derive::Verdict::Unknown || !item.promise.known() ||
        timesAreSilent(context, id)) {
        return;
    }
    Text limits;
    std::size_t different = 0;
    for (const model::LimitId one : clock.limit.limits) {
        const Text length = model::quantityText(program.limits[one].length);
        if (limits.zh.find(length.zh) != std::string::npos) {
            continue;
        }
        ++different;
        limits.zh += (limits.zh.empty() ? "" : "、") + length.zh;
        limits.en += (limits.en.empty() ? "" : ", ") + length.en;
    }
    if (different < 2) {
        return;  // Whatever the situation, the length is one.
    }
    Diagnostic diagnostic =
        makeDiagnostic(timeline_situation_not_selected.descriptor, item.promise.span,
                       {parameter("limits", limits),
                        parameter("promise", model::quantityText(item.promise.value.length))});
    diagnostic.witness = derive::limitWitness(program, clock.limit);
    for (const model::LimitId one : clock.limit.limits) {
        diagnostic.legalBasis.push_back(program.legalBasis(program.limits[one].provision));
        diagnostic.related.push_back(
            {program.limits[one].span, {"其中一种情形的期限", "the limit of one situation"}});
    }
    diagnostic.advice = {"用“情形”分别写明各种情形及其承诺；只办其中一种的，写明是哪一种",
                         "write each as a 情形 with its own promise; where only one is handled, "
                         "name it"};
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
