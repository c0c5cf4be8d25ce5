#include "checks/Check.h"
#include "checks/Describe.h"

#include <algorithm>
#include <vector>

namespace fadu::checks {

namespace {

using derive::Chain;
using derive::Judgement;
using model::Step;
using model::StepId;

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_notice_lead_time;
const Check timeline_notice_lead_time{
    {"TIM022",
     "timeline/notice-lead-time",
     Severity::Error,
     Nature::Legality,
     {"{notice}，{time}，做不到", "{notice}, and {time}: it cannot be kept"}},
    visit};

namespace {

/// A licence is to be decided on before it ends; one applies so long before that (许可法 50).
void visitRenewal(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::Renewal& renewal = context.facts.of(id).renewal;
    // A promise that is unlawful as such is told by TIM001, and what only some days do not allow
    // can be kept by deciding sooner on those.
    const auto always = [](const Judgement::Reading& reading) {
        return !reading.dated || reading.brokenRolled == reading.starts;
    };
    if (renewal.decidedInTime != derive::Verdict::Refuted ||
        context.facts.of(id).of(derive::ClockKind::Decision).promiseWithinLimit ==
            derive::Verdict::Refuted ||
        !std::all_of(renewal.answer->readings.begin(), renewal.answer->readings.end(), always)) {
        return;
    }
    const Chain chain = derive::promiseFromReceipt(item);
    const Text taken = amountText(derive::Amount::of(chain));
    const Text lead =
        model::quantityText({renewal.lead->value, renewal.lead->value, renewal.lead->unit});
    Diagnostic diagnostic = makeDiagnostic(
        timeline_notice_lead_time.descriptor,
        renewal.stated ? item.renewalLead.span : item.promise.span,
        {parameter("notice", Text{"延续提前 " + lead.zh + "申请",
                                  "a renewal is applied for " + lead.en + " before the end"}),
         parameter("time", Text{"届满前要完成的受理和决定承诺 " + taken.zh,
                                "acceptance and decision are promised in " + taken.en})});
    if (const Judgement::Reading* reading = renewal.answer->breaking();
        reading != nullptr && reading->dated) {
        showDates(diagnostic, context, *reading, termText(Event::Receipt),
                  {"有效期（提前 " + lead.zh + "申请的）",
                   "the licence (applied for " + lead.en + " before)"},
                  {"受理和决定的承诺", "the promised acceptance and decision"});
    } else {
        diagnostic.label =
            excessText(derive::Amount::of(chain),
                       {renewal.lead->value, renewal.lead->value, renewal.lead->unit});
    }
    if (renewal.entry.valid()) {
        const model::Entry& entry = program.entries[renewal.entry];
        diagnostic.legalBasis.push_back(program.legalBasis(entry.provision));
        diagnostic.related.push_back(
            {entry.span, {"延续申请的提前期", "how early one applies for renewal"}});
    }
    if (renewal.silenceEntry.valid()) {
        const model::Entry& entry = program.entries[renewal.silenceEntry];
        diagnostic.legalBasis.push_back(program.legalBasis(entry.provision));
        diagnostic.related.push_back(
            {entry.span, {"届满前没有决定的后果", "what silence until the end means"}});
    }
    if (renewal.stated) {
        diagnostic.related.push_back({item.promise.entry, {"承诺的时限", "the promise"}});
    }
    diagnostic.advice = {
        "缩短延续的承诺，使受理和决定在有效期届满前完成；届满前没有决定的，视为准予延续",
        "shorten the promise for renewals so that the decision comes before the licence ends; silence until "
        "then renews it"};
    context.report(std::move(diagnostic));
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// The longest time from the end of one step of a block to the end of another, in order; nothing
/// where it is not known or not of one unit.
std::optional<derive::Length> longestBetween(const model::Flow& flow,
                                             const derive::FlowStructure& structure, StepId from,
                                             StepId to) {
    std::vector<std::int64_t> days(flow.steps.size(), -1);
    Unit unit = Unit::OnTheSpot;
    days[from.index()] = 0;
    for (const StepId id : structure.order[flow.steps[from].block.index()]) {
        const Step& step = flow.steps[id];
        std::int64_t begin = -1;
        for (const Step::After& after : step.after) {
            begin = std::max(begin, days[after.step.index()]);
        }
        if (begin < 0 || id == from) {
            continue;
        }
        if (step.kind != Step::Kind::Task || !step.duration.known()) {
            return std::nullopt;
        }
        const syntax::Quantity& length = step.duration.value;
        if (length.unit != Unit::OnTheSpot) {
            if (unit != Unit::OnTheSpot && unit != length.unit) {
                return std::nullopt;
            }
            unit = length.unit;
        }
        days[id.index()] = begin + (length.unit == Unit::OnTheSpot ? 0 : length.high);
        if (id == to) {
            return derive::Length{days[id.index()], unit};
        }
    }
    return std::nullopt;
}

/// A hearing is announced seven days before it is held (许可法 48(1)(1), 处罚法 64(2)): even when
/// it is held on the last day that the flow leaves for it.
void visitHearing(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const bool licence = item.kind.known() && item.kind.value == PowerKind::Licensing;
    const bool penalty = item.kind.known() && item.kind.value == PowerKind::Penalty;
    if (!item.flow.valid() || !(licence || penalty) || !context.facts.of(id).flow.sound) {
        return;
    }
    const model::Flow& flow = program.flows[item.flow];
    const derive::FlowStructure structure = derive::deriveStructure(flow, false);
    for (const model::Block& block : flow.blocks) {
        for (const StepId hearing : block.steps) {
            const Step& step = flow.steps[hearing];
            const std::string_view name = program.text(step.name);
            if (step.kind != Step::Kind::Task || !holds(name, "听证") || holds(name, "通知") ||
                holds(name, "公告") || holds(name, "告知") || holds(name, "申请")) {
                continue;
            }
            for (const StepId notice : block.steps) {
                const std::string_view announced = program.text(flow.steps[notice].name);
                if (flow.steps[notice].kind != Step::Kind::Task || !holds(announced, "听证") ||
                    !(holds(announced, "通知") || holds(announced, "公告"))) {
                    continue;
                }
                constexpr derive::Length kLead{7, Unit::WorkingDay};  // 许可法 82, 处罚法 85.
                const auto between = longestBetween(flow, structure, notice, hearing);
                if (!between ||
                    context.facts.periods
                            ->compare({kLead}, {*between}, derive::FirstDays::WorkingDays)
                            ->result != Judgement::Result::Exceeds) {
                    continue;
                }
                const Text taken =
                    model::quantityText({between->value, between->value, between->unit});
                const Text lead = model::quantityText({kLead.value, kLead.value, kLead.unit});
                Diagnostic diagnostic = makeDiagnostic(
                    timeline_notice_lead_time.descriptor, step.head,
                    {parameter("notice", Text{"听证应当提前 " + lead.zh + "通知",
                                              "a hearing is announced " + lead.en + " before it"}),
                     parameter("time", Text{"从通知到听证结束最长 " + taken.zh,
                                            "it is over at most " + taken.en + " after that"})});
                diagnostic.related.push_back(
                    {flow.steps[notice].head, {"听证的通知", "the hearing is announced"}});
                if (licence) {
                    diagnostic.legalBasis = {
                        statute(program, "中华人民共和国行政许可法", article(48, 1, 1)),
                        statute(program, "中华人民共和国行政许可法", article(82))};
                } else {
                    diagnostic.legalBasis = {
                        statute(program, "中华人民共和国行政处罚法", article(64, 0, 2)),
                        statute(program, "中华人民共和国行政处罚法", article(85))};
                }
                diagnostic.advice = {
                    "延长听证的时间，或者在通知和听证之间留出时间；听证所需时间不计入许可的期限",
                    "give the hearing more time, or leave time between: what a hearing takes does "
                    "not count towards a licence's period"};
                context.report(std::move(diagnostic));
                return;
            }
        }
    }
}

void visit(Context& context, model::ItemId id) {
    if (!timesAreSilent(context, id)) {
        visitRenewal(context, id);
        visitHearing(context, id);
    }
}

}  // namespace

}  // namespace fadu::checks
