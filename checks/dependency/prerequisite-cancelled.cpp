#include "checks/Cancellations.h"
#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Precedence.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check dependency_prerequisite_cancelled;
const Check dependency_prerequisite_cancelled{
    {"DEP008",
     "dependency/prerequisite-cancelled",
     Severity::Error,
     Nature::Legality,
     {"“{item}”以“{prerequisite}”为前置审批，而它{since}已经取消{basis}",
      "'{item}' requires '{prerequisite}', which was cancelled{since}{basis}"}},
    visit};

namespace {

using model::Program;

/// How an alternative was cancelled; neither known when it was not.
struct Cancelled {
    const model::Abolition* abolition = nullptr;
    const model::Item* item = nullptr;  ///< The item that says so itself.

    bool holds() const { return abolition != nullptr || item != nullptr; }
    std::optional<Date> since() const {
        return item != nullptr ? item->abolished : abolition->since;
    }
};

Cancelled cancelled(const Program& program, const model::Item& requiring,
                    const model::Alternative& alternative) {
    Cancelled result;
    if (alternative.blamed) {
        return result;
    }
    if (!alternative.item.valid()) {
        result.abolition = cancellationOf(program, alternative.outside, requiring.place);
        return result;
    }
    const model::Item& item = program.items[alternative.item];
    if (item.abolished && *item.abolished <= program.asOf) {
        result.item = &item;
    } else if (item.kind.known() && item.kind.value != PowerKind::PublicService &&
               !item.establishing.blamed) {
        result.abolition = cancellationOf(program, item);
    }
    return result;
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    const bool gone = item.abolished && *item.abolished <= program.asOf;
    if (gone || item.prerequisites.empty()) {
        return;
    }
    for (std::size_t i = 0; i < item.prerequisites.size(); ++i) {
        const model::Prerequisite& prerequisite = item.prerequisites[i];
        std::vector<Cancelled> all;
        for (const model::Alternative& alternative : prerequisite.alternatives) {
            all.push_back(cancelled(program, item, alternative));
        }
        // As long as one of several can be had, the others stand in nobody's way.
        if (std::any_of(all.begin(), all.end(),
                        [](const Cancelled& one) { return !one.holds(); })) {
            continue;
        }
        CancellationBasis basis;
        Text names;
        bool sameDay = true;
        for (std::size_t a = 0; a < all.size(); ++a) {
            const std::string name = nameOf(program, prerequisite.alternatives[a]);
            names.zh += (a == 0 ? "" : "”或者“") + name;
            names.en += (a == 0 ? "" : "' or '") + name;
            sameDay = sameDay && all[a].since() == all.front().since();
            if (all[a].abolition != nullptr && basis.text.empty()) {
                basis = basisOf(program, *all[a].abolition);
            }
        }
        Diagnostic diagnostic = makeDiagnostic(
            dependency_prerequisite_cancelled.descriptor, prerequisite.span,
            {parameter("item", program.itemTitle(id)), parameter("prerequisite", std::move(names)),
             parameter("since", sameDay ? sinceText(all.front().since()) : Text()),
             parameter("basis", std::move(basis.text))});
        diagnostic.label = {"已经取消的前置", "a cancelled prerequisite"};
        diagnostic.legalBasis = std::move(basis.provisions);
        bool licence = false;
        for (std::size_t a = 0; a < all.size(); ++a) {
            const model::ItemId required = prerequisite.alternatives[a].item;
            if (all[a].abolition != nullptr) {
                diagnostic.related.push_back(
                    {all[a].abolition->head, {"取消记在这里", "the cancellation"}});
            }
            if (required.valid()) {
                diagnostic.related.push_back({program.items[required].head,
                                              all[a].item != nullptr
                                                  ? Text{"事项写明已经取消", "the item says so"}
                                                  : Text{"被要求的事项", "the item required"}});
                const auto& kind = program.items[required].kind;
                licence = licence || (kind.known() && kind.value == PowerKind::Licensing);
            }
        }
        if (licence) {
            diagnostic.legalBasis.push_back(statute(program, "优化营商环境条例", article(40, 2)));
        }
        if (auto fix = withoutPrerequisite(context, item, i)) {
            diagnostic.fixes.push_back(std::move(*fix));
        }
        diagnostic.advice = {
            "从前置审批中删去；取消以后由别的许可或者备案承接的，改为承接的那一项并写明依据",
            "take it out of the prerequisites; where something else took its place by law, name that"};
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
