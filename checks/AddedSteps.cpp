#include "checks/AddedSteps.h"

#include "derive/Bearing.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace fadu::checks {

namespace {

using model::Program;

/// Steps that burden the applicant beyond the examination every licence has, by the words that
/// their names and the law's use for them.
struct StepKind {
    Text name;
    std::array<std::string_view, 10> words;
};
const std::array<StepKind, 5> kStepKinds{{
    {{"现场核查", "inspection on site"},
     {"现场核查", "实地核查", "现场踏勘", "现场勘", "实地勘", "现场查验", "现场检查", "实地检查",
      "现场核验", "踏勘"}},
    {{"公示", "public notice"}, {"公示", "公告", "征求公众意见", "公开征求意见"}},
    {{"推荐", "recommendation"}, {"推荐"}},
    {{"专家评审", "review by experts"},
     {"专家评审", "专家论证", "专家评议", "专家评估", "专家鉴定", "技术评审", "技术论证",
      "专家审查"}},
    {{"初审", "preliminary examination"}, {"初审", "初步审查"}},
}};
constexpr std::size_t kPreliminary = 4;

bool mentions(std::string_view text, const StepKind& kind) {
    return std::any_of(kind.words.begin(), kind.words.end(), [&](std::string_view word) {
        return !word.empty() && text.find(word) != std::string_view::npos;
    });
}

/// What a step is, if it is one of these. Publishing the decision is a duty (许可法 40), and an
/// office that examines before its own organ decides is how the organ divides its work.
const StepKind* kindOf(const Program& program, const model::Item& item, const model::Step& step) {
    const std::string_view name = program.text(step.name);
    if (step.stage == Stage::Preliminary || mentions(name, kStepKinds[kPreliminary])) {
        const bool other = step.actor.kind == model::Actor::Kind::Organ && item.authority.known() &&
                           step.actor.organ != item.authority.value;
        return other ? &kStepKinds[kPreliminary] : nullptr;
    }
    if (step.stage == Stage::Decision || step.stage == Stage::Delivery ||
        name.find("结果") != std::string_view::npos ||
        name.find("决定") != std::string_view::npos) {
        return nullptr;
    }
    const auto found = std::find_if(kStepKinds.begin(), kStepKinds.begin() + kPreliminary,
                                    [&](const StepKind& kind) { return mentions(name, kind); });
    return found == kStepKinds.begin() + kPreliminary ? nullptr : &*found;
}

/// Whether recorded law that bears on the item asks for such a step, in whatever entry it does.
bool asksFor(const Program& program, const model::Item& item, const StepKind& kind) {
    for (const EntryKind entryKind : {EntryKind::Procedure, EntryKind::Excluded, EntryKind::Other,
                                      EntryKind::Condition, EntryKind::Material}) {
        for (const derive::Bearing::Entry& one :
             derive::bearing(program, item, entryKind).entries) {
            const model::Entry& entry = program.entries[one.entry];
            if (!one.general &&
                (mentions(program.text(entry.name), kind) || mentions(entry.text, kind))) {
                return true;
            }
        }
    }
    if (&kind != &kStepKinds[kPreliminary]) {
        return false;
    }
    // A period for the lower organ says that it examines first (许可法 43).
    const auto instruments = derive::bearingInstruments(program, item).instruments;
    return std::any_of(instruments.begin(), instruments.end(), [&](model::InstrumentId id) {
        const auto& provisions = program.instruments[id].provisions;
        return std::any_of(provisions.begin(), provisions.end(), [&](model::ProvisionId provision) {
            const auto& limits = program.provisions[provision].limits;
            return std::any_of(limits.begin(), limits.end(), [&](model::LimitId limit) {
                return program.limits[limit].stage == Stage::Preliminary &&
                       derive::applicability(program, item, program.limits[limit].appliesTo)
                           .applies;
            });
        });
    });
}

}  // namespace

std::optional<Text> addedStep(const Program& program, const model::Item& item,
                              const model::Step& step) {
    // Time taken out of the clock has a check of its own (TIM008).
    if (!item.kind.known() || item.kind.value != PowerKind::Licensing ||
        step.kind != model::Step::Kind::Task || !step.basis.empty() || step.excluded) {
        return std::nullopt;
    }
    const StepKind* kind = kindOf(program, item, step);
    if (kind == nullptr || !derive::bearing(program, item, EntryKind::Procedure).complete ||
        asksFor(program, item, *kind)) {
        return std::nullopt;
    }
    return kind->name;
}

}  // namespace fadu::checks
