#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Materials.h"
#include "checks/Precedence.h"

#include <algorithm>
#include <array>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check dependency_document_too_late;
const Check dependency_document_too_late{
    {"DEP009",
     "dependency/document-too-late",
     Severity::Error,
     Nature::Form,
     {"“{what}”来得太晚：{why}", "'{what}' comes too late: {why}"}},
    visit};

namespace {

using model::Program;
using model::StepId;

/// Stages of all that a step waits for, however far behind it, branches and rounds included.
struct Behind {
    bool acceptance = false;
    bool decision = false;
    StepId shown;  ///< A decision, else an acceptance.
};

Behind behind(const model::Flow& flow, StepId id) {
    Behind result;
    std::vector<bool> seen(flow.steps.size(), false);
    std::vector<StepId> pending;
    const auto take = [&](StepId step) {
        if (!seen[step.index()]) {
            seen[step.index()] = true;
            pending.push_back(step);
        }
    };
    const auto takeBefore = [&](StepId step) {
        for (const model::Step::After& after : flow.steps[step].after) {
            take(after.step);
        }
    };
    takeBefore(id);
    // Whatever a block waits for, its steps wait for.
    for (StepId owner = flow.blocks[flow.steps[id].block].owner; owner.valid();
         owner = flow.blocks[flow.steps[owner].block].owner) {
        takeBefore(owner);
    }
    while (!pending.empty()) {
        const StepId at = pending.back();
        pending.pop_back();
        const model::Step& step = flow.steps[at];
        takeBefore(at);
        for (const model::BlockId branch : step.branches) {
            for (const StepId inner : flow.blocks[branch].steps) {
                take(inner);
            }
        }
        if (step.kind != model::Step::Kind::Task) {
            continue;
        }
        const bool accepts = step.stage == Stage::Acceptance;
        const bool decides = step.stage == Stage::Decision;
        if ((accepts || decides) && !result.decision) {
            result.shown = at;
        }
        result.acceptance = result.acceptance || accepts;
        result.decision = result.decision || decides;
    }
    return result;
}

/// The step of a flow that brings what has this name: called so, or 出具, 核发 … of it.
StepId stepThatBrings(const Program& program, const model::Flow& flow, std::string_view name) {
    constexpr std::array<std::string_view, 10> kMaking{"",     "出具", "核发", "签发", "颁发",
                                                       "制发", "开具", "制作", "办理", "取得"};
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        const model::Step& step = flow.steps[StepId(i)];
        const std::string_view called = program.text(step.name);
        if (step.kind == model::Step::Kind::Task && called.ends_with(name) &&
            std::find(kMaking.begin(), kMaking.end(),
                      called.substr(0, called.size() - name.size())) != kMaking.end()) {
            return StepId(i);
        }
    }
    return {};
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!takesMaterials(item)) {
        return;
    }
    const auto report = [&](Span span, std::string_view what, Text why) -> Diagnostic& {
        Diagnostic diagnostic =
            makeDiagnostic(dependency_document_too_late.descriptor, span,
                           {parameter("what", what), parameter("why", std::move(why))});
        return context.report(std::move(diagnostic));
    };
    const bool flowKnown = item.flow.valid() && !program.flows[item.flow].blamed &&
                           context.facts.of(id).flow.sound && !timesAreSilent(context, id) &&
                           !item.derivedSituation;
    const auto lateStep = [&](Span span, std::string_view what, bool atAcceptance,
                              const Text& needed) {
        const model::Flow& flow = program.flows[item.flow];
        const StepId brings = stepThatBrings(program, flow, what);
        if (!brings.valid()) {
            return;
        }
        const Behind before = behind(flow, brings);
        if (!before.decision && !(atAcceptance && before.acceptance)) {
            return;
        }
        const std::string step(program.text(flow.steps[brings].name));
        const Text when =
            before.decision ? Text{"决定", "the decision"} : Text{"受理", "acceptance"};
        Diagnostic& diagnostic =
            report(span, what,
                   {needed.zh + "，办理流程却到" + when.zh + "之后的“" + step + "”才产生",
                    needed.en + ", but the flow makes it in '" + step + "', after " + when.en});
        diagnostic.label = {"这时还没有", "not there yet"};
        diagnostic.related.push_back(
            {flow.steps[brings].head, {"到这一环节才产生", "made in this step"}});
        diagnostic.related.push_back(
            {flow.steps[before.shown].head, before.decision
                                                ? Text{"在它之前已经作出决定", "decided before it"}
                                                : Text{"在它之前已经受理", "accepted before it"}});
        diagnostic.advice = {
            "客观上无法实现：由办理过程产生的，从申请材料和前置审批中删去；确须事先取得的，从办理流程中删去这一环节",
            "what the flow makes is not asked of the applicant; what has to be there before is no "
            "step of the flow"};
    };
    for (const model::Material& material : item.materials) {
        const std::string_view name = program.text(material.name);
        if (material.due == Stage::Delivery) {
            const std::string late(context.sources.text(material.dueSpan));
            Diagnostic& diagnostic =
                report(material.dueSpan, name,
                       {"要到“" + late + "”才补齐，那时决定已经作出",
                        "it may be handed in as late as '" + late + "', after the decision"});
            diagnostic.label = {"在决定之后", "after the decision"};
            if (item.kind.known() && item.kind.value == PowerKind::Licensing) {
                diagnostic.legalBasis = {statute(program, "行政许可法", article(34, 1))};
            }
            diagnostic.related.push_back({material.nameSpan, {"可以后补的材料", "the material"}});
            diagnostic.fixes.push_back({{"改为“决定”之前补齐", "due by the decision"},
                                        false,
                                        {{material.dueSpan, "决定"}}});
            diagnostic.advice = {
                "容缺的材料应当在作出决定之前补齐；决定不需要它的，从申请材料中删去",
                "what is handed in later is due before the decision; what the "
                "decision does not need is not to be asked for"};
            continue;
        }
        const bool ownResult = std::any_of(
            item.results.begin(), item.results.end(),
            [&](const model::ResultDocument& one) { return one.name == material.name; });
        if (flowKnown && !material.selfProvided && !material.shared && !ownResult) {
            const bool later = material.deferrable || material.due;
            lateStep(material.nameSpan, name, !later,
                     later ? Text{"作出决定时就要有它", "the decision needs it"}
                           : Text{"受理时就要提交", "it has to be handed in on application"});
        }
    }
    for (const model::Prerequisite& prerequisite : item.prerequisites) {
        const model::Alternative& one = prerequisite.alternatives.front();
        if (flowKnown && prerequisite.alternatives.size() == 1 && !one.blamed) {
            const NameId name = one.item.valid() ? program.items[one.item].name : one.outside;
            lateStep(
                one.span, program.text(name), true,
                {"作为前置审批，受理之前就要取得", "as a prerequisite it has to be had before"});
        }
    }
}

}  // namespace

}  // namespace fadu::checks
