#include "checks/Check.h"
#include "checks/Describe.h"

#include <algorithm>
#include <array>
#include <vector>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check service_too_many_hands;
const Check service_too_many_hands{
    {"SVC003",
     "service/too-many-hands",
     Severity::Info,
     Nature::Improvement,
     {"“{item}”在机关内部依次签批 {count} 道：{chain}",
      "'{item}' is signed off {count} times inside the organ: {chain}"}},
    visit};

namespace {

/// A reviewer and a decision are what an ordinary case takes.
constexpr unsigned kUsualLevels = 2;

/// Whether a step signs off what others did: a decision, or a review of a review. The first
/// examination (审查) and work on the spot are none.
bool signsOff(const model::Program& program, const model::Item& item, const model::Step& step) {
    constexpr std::array<std::string_view, 14> kSigning{"审核", "复核", "复审", "审签", "会签",
                                                        "核签", "签批", "签发", "审批", "审定",
                                                        "核准", "核定", "批准", "批示"};
    if (step.kind != model::Step::Kind::Task) {
        return false;
    }
    const bool inside = step.actor.kind == model::Actor::Kind::NotStated ||
                        step.actor.kind == model::Actor::Kind::Office ||
                        (step.actor.kind == model::Actor::Kind::Organ && item.authority.known() &&
                         step.actor.organ == item.authority.value);
    const std::string_view name = program.text(step.name);
    return inside && (step.stage == Stage::Decision ||
                      (step.stage == Stage::Review &&
                       std::any_of(kSigning.begin(), kSigning.end(), [&](std::string_view word) {
                           return name.find(word) != std::string_view::npos;
                       })));
}

/// The longest chain of steps that wait for each other, counting those that sign off. Blocks inside
/// a block come after it, so that going backwards each is done before its owner.
class Chain {
public:
    Chain(const model::Program& program, const model::Item& item)
        : program_(program),
          item_(item),
          flow_(program.flows[item.flow]),
          blocks_(flow_.blocks.size()),
          steps_(flow_.steps.size()) {
        for (std::size_t i = flow_.blocks.size(); i-- > 0;) {
            measure(model::BlockId(i));
        }
    }

    unsigned length() const { return blocks_.front().count; }

    /// The steps that sign off, in their order.
    std::vector<model::StepId> steps() const {
        std::vector<model::StepId> result;
        std::vector<model::StepId> open;  // Ends of chains that are still to be followed backwards.
        if (blocks_.front().last.valid()) {
            open.push_back(blocks_.front().last);
        }
        while (!open.empty()) {
            const model::StepId id = open.back();
            open.pop_back();
            if (signsOff(program_, item_, flow_.steps[id])) {
                result.push_back(id);
            }
            // What lies inside comes after what lies before, and is followed first.
            if (steps_[id.index()].before.valid()) {
                open.push_back(steps_[id.index()].before);
            }
            if (steps_[id.index()].inside.valid()) {
                open.push_back(steps_[id.index()].inside);
            }
        }
        std::reverse(result.begin(), result.end());
        return result;
    }

private:
    struct Reach {
        unsigned count = 0;
        model::StepId before;  ///< The step before it on its chain.
        model::StepId inside;  ///< Of a choice or repetition: the last step of its best branch.
        bool done = false;
    };
    struct Best {
        unsigned count = 0;
        model::StepId last;
    };

    void measure(model::BlockId block) {
        const std::vector<model::StepId>& all = flow_.blocks[block].steps;
        // Each step after those it waits for; the flow has no cycle.
        std::vector<model::StepId> open(all.rbegin(), all.rend());
        while (!open.empty()) {
            const model::StepId id = open.back();
            Reach& reach = steps_[id.index()];
            bool waits = false;
            for (const model::Step::After& after : flow_.steps[id].after) {
                if (!reach.done && !steps_[after.step.index()].done) {
                    open.push_back(after.step);
                    waits = true;
                }
            }
            if (waits) {
                continue;
            }
            open.pop_back();
            if (!reach.done) {
                settle(id, block);
            }
        }
    }

    void settle(model::StepId id, model::BlockId block) {
        const model::Step& step = flow_.steps[id];
        Reach& reach = steps_[id.index()];
        reach.done = true;
        for (const model::Step::After& after : step.after) {
            const unsigned count = steps_[after.step.index()].count;
            if (!reach.before.valid() || count > reach.count) {
                reach.count = count;
                reach.before = after.step;
            }
        }
        Best inside;
        for (const model::BlockId branch : step.branches) {
            if (blocks_[branch.index()].count > inside.count) {
                inside = blocks_[branch.index()];
            }
        }
        reach.inside = inside.last;
        reach.count += inside.count + (signsOff(program_, item_, step) ? 1U : 0U);
        Best& best = blocks_[block.index()];
        if (reach.count > best.count) {
            best = {reach.count, id};
        }
    }

    const model::Program& program_;
    const model::Item& item_;
    const model::Flow& flow_;
    std::vector<Best> blocks_;
    std::vector<Reach> steps_;
};

void visit(Context& context, model::ItemId id) {
    const model::Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!item.flow.valid() || !context.facts.of(id).flow.sound) {
        return;
    }
    const Chain chain(program, item);
    if (chain.length() <= kUsualLevels) {
        return;
    }
    const model::Flow& flow = program.flows[item.flow];
    const std::vector<model::StepId> steps = chain.steps();
    Text names;
    for (const model::StepId step : steps) {
        const std::string name(program.text(flow.steps[step].name));
        names.zh += (names.zh.empty() ? "" : " → ") + name;
    }
    names.en = names.zh;
    Diagnostic diagnostic = makeDiagnostic(
        service_too_many_hands.descriptor, flow.steps[steps[kUsualLevels]].head,
        {parameter("item", program.itemTitle(id)),
         parameter("count", static_cast<std::int64_t>(steps.size())), parameter("chain", names)});
    diagnostic.label = {"第 3 道", "number 3"};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (i != kUsualLevels) {
            diagnostic.related.push_back(
                {flow.steps[steps[i]].head,
                 {"第 " + std::to_string(i + 1) + " 道", "number " + std::to_string(i + 1)}});
        }
    }
    diagnostic.advice = {"减为两道以内：一般事项由承办人审查、负责人决定，重大、复杂的再增加审核",
                         "keep to two: one examines, one decides; more only for weighty cases"};
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
