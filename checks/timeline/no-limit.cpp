#include "checks/Check.h"
#include "checks/Describe.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_no_limit;
const Check timeline_no_limit{{"TIM004",
                               "timeline/no-limit",
                               Severity::Warning,
                               Nature::Form,
                               {"“{item}”没有{missing}", "'{item}' has no {missing}"}},
                              visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    // A catalogue item promises nothing; other kinds need no decision limit.
    if (item.catalogue || !item.kind.known() || item.kind.value != PowerKind::Licensing ||
        item.limitsBlamed || timesAreSilent(context, id)) {
        return;
    }
    const derive::GoverningLimit& limit =
        context.facts.of(id).of(derive::ClockKind::Decision).limit;
    const bool noPromise = item.promise.notStated();
    // Known that none governs: the general law was read, and everything else is completely
    // recorded.
    const bool noLimit = limit.state == derive::GoverningLimit::State::None && limit.complete &&
                         item.establishing.stated && !item.establishing.blamed &&
                         !program.generalLaws(PowerKind::Licensing).empty();
    if (!noPromise && !noLimit) {
        return;
    }
    Diagnostic diagnostic = makeDiagnostic(
        timeline_no_limit.descriptor, item.limitsHead.valid() ? item.limitsHead : item.head,
        {parameter("item", program.text(item.name)),
         parameter("missing", noPromise ? Text{"承诺办结时限", "committed time limit"}
                                        : Text{"法定办结时限", "statutory time limit"})});
    if (noPromise) {
        diagnostic.legalBasis.push_back(statute(program, "行政许可法", article(30, 1)));
        const Text known =
            limit.governing().valid() && limit.state == derive::GoverningLimit::State::Known
                ? model::quantityText(program.limits[limit.governing()].length)
                : Text{};
        diagnostic.advice = {
            "在“时限”中写明“承诺”" +
                (known.zh.empty() ? std::string() : "，不超过法定的 " + known.zh),
            "state 'promise' under 'limits'" +
                (known.en.empty() ? std::string() : ", at most the statutory " + known.en)};
    } else {
        diagnostic.legalBasis.push_back(statute(program, "行政许可法", article(18)));
        diagnostic.advice = {"查明规定办理期限的条文", "find the provision that sets the limit"};
    }
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
