#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Flows.h"
#include "checks/Procedures.h"

#include <algorithm>
#include <array>
#include <optional>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check service_parallelisable;
const Check service_parallelisable{
    {"SVC001",
     "service/parallelisable",
     Severity::Info,
     Nature::Improvement,
     {"{steps}由不同的机构办理，互不依赖，却依次进行；并行办理可以少用 {saved}",
      "{steps} are done by different offices and do not depend on each other, but follow one "
      "another; in parallel they take {saved} less"}},
    visit};

namespace {

using derive::ClockKind;
using model::Flow;
using model::Step;
using model::StepId;

/// Steps that find something out from the application itself, by their kind (`procedureKind`).
constexpr std::array<std::string_view, 7> kFindings{"现场核查", "征求意见", "检验检测", "检疫",
                                                    "鉴定",     "专家评审", "入户调查"};
/// Examinations of the papers, by their whole names: 合法性审查, 联合审查 and the like look at what
/// others found.
constexpr std::array<std::string_view, 9> kExaminations{"审查",     "书面审查", "资料审查",
                                                        "材料审查", "形式审查", "实质审查",
                                                        "材料核验", "技术审查", "条件审查"};
/// Parts of names of what works on what was found before.
constexpr std::array<std::string_view, 10> kFollowing{"复",   "汇总", "反馈", "报告", "结果",
                                                      "整改", "处理", "结论", "出具", "再次"};

/// Whether a step is of the kinds that need nothing but the application.
bool isIndependent(const model::Program& program, const Step& step) {
    if (step.kind != Step::Kind::Task || step.stage != Stage::Review || step.excluded ||
        !step.duration.known() ||
        (step.actor.kind != model::Actor::Kind::Organ &&
         step.actor.kind != model::Actor::Kind::Office)) {
        return false;
    }
    const std::string_view name = program.text(step.name);
    const auto contains = [&](std::string_view part) {
        return name.find(part) != std::string_view::npos;
    };
    const auto is = [](std::string_view value) {
        return [value](std::string_view one) { return one == value; };
    };
    return std::none_of(kFollowing.begin(), kFollowing.end(), contains) &&
           (std::any_of(kExaminations.begin(), kExaminations.end(), is(name)) ||
            std::any_of(kFindings.begin(), kFindings.end(), is(procedureKind(name))));
}

bool isSameActor(const model::Actor& left, const model::Actor& right) {
    return left.kind == right.kind && left.organ == right.organ && left.name == right.name;
}

/// Steps that follow each other by their lines alone and could all begin with the first.
using Group = std::vector<StepId>;

std::vector<Group> groupsOf(const model::Program& program, const Flow& flow) {
    std::vector<Group> groups;
    for (const model::Block& block : flow.blocks) {
        Group group;
        const auto close = [&] {
            if (group.size() > 1) {
                groups.push_back(group);
            }
            group.clear();
        };
        for (const StepId id : block.steps) {
            const Step& step = flow.steps[id];
            const bool joins = !group.empty() && !step.afterStated &&
                               isIndependent(program, step) &&
                               std::none_of(group.begin(), group.end(), [&](StepId other) {
                                   return isSameActor(flow.steps[other].actor, step.actor) ||
                                          flow.steps[other].name == step.name;
                               });
            if (joins) {
                group.push_back(id);
                continue;
            }
            close();
            // What begins its block follows nothing that 后于 could name.
            if (!step.after.empty() && isIndependent(program, step)) {
                group.push_back(id);
            }
        }
        close();
    }
    return groups;
}

bool holds(const Group& group, StepId id) {
    return std::find(group.begin(), group.end(), id) != group.end();
}

/// The flow with the steps of a group side by side; what waited for one of them waits for all.
Flow parallel(const Flow& flow, const Group& group) {
    Flow result = flow;
    for (Step& step : result.steps) {
        const bool waits = std::any_of(step.after.begin(), step.after.end(),
                                       [&](const auto& one) { return holds(group, one.step); });
        if (!waits) {
            continue;
        }
        for (const StepId id : group) {
            step.after.push_back({id, Span()});
        }
    }
    for (const StepId id : group) {
        result.steps[id].after = flow.steps[group.front()].after;
    }
    return result;
}

/// Writes it into the source: each of the group states what the first follows, and what follows the
/// group states all of it. Nothing where a step to be named has no name or an entry is a block.
std::optional<Fix> fixOf(const Context& context, const Flow& flow, const Group& group) {
    const auto nameOf = [&](StepId id) {
        const Step& step = flow.steps[id];
        return std::string(step.kind == Step::Kind::Task ? context.sources.text(step.head)
                           : step.name.valid()           ? context.program.text(step.name)
                                                         : std::string_view());
    };
    const auto listed = [&](const std::vector<StepId>& steps) {
        std::string list;
        for (const StepId id : steps) {
            list += (list.empty() ? "" : ", ") + nameOf(id);
        }
        return list;
    };
    Fix fix{{"改为并行", "run them in parallel"}, false, {}};
    const auto state = [&](StepId id, const std::vector<StepId>& before) {
        const Span span = flow.steps[id].span;
        fix.edits.push_back({{span.file, span.end, span.end}, ", 后于 " + listed(before)});
        return flow.steps[id].kind == Step::Kind::Task &&
               !context.sources.text(span).ends_with('}') &&
               std::none_of(before.begin(), before.end(),
                            [&](StepId one) { return nameOf(one).empty(); });
    };
    std::vector<StepId> before;
    for (const Step::After& after : flow.steps[group.front()].after) {
        before.push_back(after.step);
    }
    for (std::size_t i = 1; i < group.size(); ++i) {
        if (!state(group[i], before)) {
            return std::nullopt;
        }
    }
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        const StepId id(i);
        for (const Step::After& after : flow.steps[id].after) {
            if (holds(group, id) || !holds(group, after.step)) {
                continue;
            }
            if (!flow.steps[id].afterStated) {
                if (!state(id, group)) {
                    return std::nullopt;
                }
                continue;
            }
            Group others;
            for (const StepId one : group) {
                const auto& all = flow.steps[id].after;
                if (std::none_of(all.begin(), all.end(),
                                 [&](const Step::After& named) { return named.step == one; })) {
                    others.push_back(one);
                }
            }
            fix.edits.push_back(
                {{after.span.file, after.span.end, after.span.end}, ", " + listed(others)});
            break;
        }
    }
    return fix;
}

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::ItemFacts& facts = context.facts.of(id);
    if (!item.flow.valid() || !facts.flow.sound || timesAreSilent(context, id)) {
        return;
    }
    const Flow& flow = program.flows[item.flow];
    const bool fromReceipt = runsFromReceipt(program, facts);
    const derive::PathTime& now = facts.flow.of(ClockKind::Decision);
    for (const Group& group : groupsOf(program, flow)) {
        const derive::PathTime then =
            derive::deriveFlow(parallel(flow, group), fromReceipt).of(ClockKind::Decision);
        if (now.mixedUnits || then.worst >= now.worst) {
            continue;
        }
        const std::int64_t days = now.worst - then.worst;
        Text names;
        for (const StepId step : group) {
            const std::string name(program.text(flow.steps[step].name));
            names.zh += (names.zh.empty() ? "“" : "、“") + name + "”";
            names.en += (names.en.empty() ? "'" : ", '") + name + "'";
        }
        Diagnostic diagnostic =
            makeDiagnostic(service_parallelisable.descriptor, flow.steps[group[1]].head,
                           {parameter("steps", names),
                            parameter("saved", model::quantityText({days, days, now.unit}))});
        diagnostic.label = {
            "可以与“" + std::string(program.text(flow.steps[group.front()].name)) + "”同时开始",
            "could begin with '" + std::string(program.text(flow.steps[group.front()].name)) + "'"};
        for (std::size_t i = 0; i < group.size(); ++i) {
            if (i != 1) {
                diagnostic.related.push_back(
                    {flow.steps[group[i]].head, {"可以并行的环节", "could run in parallel"}});
            }
        }
        diagnostic.witness = derive::pathWitness(program, flow, now);
        if (std::optional<Fix> fix = fixOf(context, flow, group)) {
            diagnostic.fixes.push_back(std::move(*fix));
        } else {
            diagnostic.advice = {
                "让这几个环节都“后于”同一环节，其后的环节“后于”它们全部",
                "let them all come after the same step, and what follows after all "
                "of them"};
        }
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
