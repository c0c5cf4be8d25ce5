#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Flows.h"

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_reading_decides;
const Check timeline_reading_decides{
    {"TIM015",
     "timeline/reading-decides",
     Severity::Warning,
     Nature::Legality,
     {"流程{stage}是否超过{measure}，取决于不计入期限的程序进行时，与它并行的环节算不算时间",
      "whether the flow{stage} keeps {measure} depends on whether steps beside an excluded procedure "
      "count while it goes on"}},
    visit};

namespace {

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::ItemFacts& facts = context.facts.of(id);
    if (!facts.hasFlow || timesAreSilent(context, id)) {
        return;
    }
    for (const derive::ClockKind kind : kClocks) {
        const derive::Clock& clock = facts.of(kind);
        const bool toLimit = isBrokenOnPath(clock.flowToLimit);
        if ((!toLimit && !isBrokenOnPath(clock.flowToPromise)) ||
            isBroken(clock.flowWithinLimit, clock.flowToLimit) ||
            isBroken(clock.flowWithinPromise, clock.flowToPromise)) {
            continue;
        }
        const model::Flow& flow = program.flows[item.flow];
        const auto& promise = derive::promiseOf(item, kind);
        const Text length = model::quantityText(
            toLimit ? program.limits[clock.flowToLimit.limit].length : promise.value.length);
        const derive::PathTime& path = toLimit ? facts.flow.of(kind) : facts.pathToPromise(kind);
        Diagnostic diagnostic = makeDiagnostic(
            timeline_reading_decides.descriptor, flow.head,
            {parameter("stage", stageText(kind)),
             parameter("measure", toLimit
                                      ? Text{"法定的 " + length.zh, "the statutory " + length.en}
                                      : Text{"承诺的 " + length.zh, "the promised " + length.en})});
        const Text taken = derive::pathText(path);
        diagnostic.label = {"照常计算的，最长 " + taken.zh, "up to " + taken.en + " if they count"};
        diagnostic.legalBasis.push_back(statute(program, "中华人民共和国行政许可法", article(45)));
        if (toLimit) {
            for (LegalBasis& basis : limitBasis(program, clock.flowToLimit.limit)) {
                diagnostic.legalBasis.push_back(std::move(basis));
            }
        } else {
            diagnostic.related.push_back({promise.entry, {"承诺的时限", "the promise"}});
        }
        for (const model::Step& step : flow.steps) {
            if (step.excluded) {
                diagnostic.related.push_back(
                    {step.head, {"不计入期限的程序", "does not count towards the period"}});
            }
        }
        diagnostic.witness = pathWitness(program, flow, path);
        diagnostic.witness->steps.push_back(
            {{"只扣除该程序自己所在的一支：" + taken.zh + "，超过",
              "taking it off its own branch only: " + taken.en + ", too long"},
             Span(),
             "",
             false,
             std::nullopt});
        diagnostic.witness->steps.push_back({{"程序进行期间整个期限停止计算：不超过",
                                              "stopping the whole clock while it goes on: kept"},
                                             Span(),
                                             "",
                                             true,
                                             std::nullopt});
        diagnostic.advice = {
            "法律只说这些程序所需时间不计算在期限内，没有说并行的环节怎样算；压缩并行的环节，使两种算法都不超过，或者改为在该程序之后进行",
            "the law takes the procedure's time out and does not say what happens beside it: shorten the "
            "steps beside it until both ways keep the period, or let them follow it"};
        context.report(std::move(diagnostic));
        return;
    }
}

}  // namespace

}  // namespace fadu::checks
