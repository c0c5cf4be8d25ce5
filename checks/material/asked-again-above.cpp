#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Materials.h"

#include <map>
#include <unordered_map>
#include <unordered_set>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check material_asked_again_above;
const Check material_asked_again_above{
    {"MAT004",
     "material/asked-again-above",
     Severity::Warning,
     Nature::Legality,
     {"{organ}办理“{item}”，要求申请人再交“{material}”，而负责初审的{lower}已经收取",
      "{organ} asks for '{material}' in '{item}' again, which {lower} took when it examined first"}},
    nullptr,
    visit};

namespace {

using model::Item;
using model::ItemId;
using model::Program;

/// Whether the organ takes applications itself, as far as the item says.
bool takesApplications(const Program& program, const Item& item) {
    const auto level = program.levelOf(item.authority.value);
    return !item.acceptanceLevel.known() || !level || item.acceptanceLevel.value.contains(*level);
}

/// Whether the item is one that a lower organ examines first and forwards, to organs of a level.
bool forwardsTo(const Program& program, const Item& item, Level level) {
    const auto own = program.levelOf(item.authority.value);
    return item.decisionLevel.known() && own && !item.decisionLevel.value.contains(*own) &&
           *own < level && item.decisionLevel.value.contains(level);
}

/// Items with one power and situation, by their organ.
using Group = std::unordered_map<model::OrganId, ItemId>;

void compare(Context& context, ItemId upperId, ItemId lowerId,
             std::unordered_set<const model::Material*>& reported) {
    const Program& program = context.program;
    const Item& upper = program.items[upperId];
    const Item& lower = program.items[lowerId];
    std::unordered_map<std::string_view, const model::Material*> taken;
    for (const model::Material& material : lower.materials) {
        if (isAsked(program, material)) {
            taken.emplace(paperOf(program.text(material.name)), &material);
        }
    }
    for (const model::Material& material : upper.materials) {
        const auto found = taken.find(paperOf(program.text(material.name)));
        if (!isAsked(program, material) || found == taken.end() ||
            !reported.insert(&material).second) {
            continue;
        }
        const std::string_view below = program.text(lower.authorityName);
        Diagnostic diagnostic = makeDiagnostic(
            material_asked_again_above.descriptor, material.nameSpan,
            {parameter("organ", program.text(upper.authorityName)),
             parameter("item", program.itemTitle(upperId)),
             parameter("material", program.text(material.name)), parameter("lower", below)});
        diagnostic.legalBasis = {statute(program, "行政许可法", article(35))};
        diagnostic.label = {"下级机关已经收取", "the lower organ took it"};
        diagnostic.related.push_back(
            {found->second->nameSpan,
             {std::string(below) + "已经收取", std::string(below) + " takes it"}});
        if (upper.preliminaryExaminer.known()) {
            diagnostic.related.push_back(
                {upper.preliminaryExaminer.span, {"写明的初审机关", "who examines first"}});
        } else {
            diagnostic.related.push_back(
                {lower.decisionLevel.entry, {"报上级决定", "forwarded for decision"}});
        }
        diagnostic.fixes.push_back(shareInstead(context, material));
        diagnostic.advice = {
            "由下级机关把初审意见和全部材料一并报送，不再向申请人收取；不在本级受理的，写明“受理层级”",
            "the lower organ forwards its opinion and all materials; where this organ takes no applications, state the level of "
            "acceptance"};
        diagnostic.owner = program.itemId(upperId);
        if (!upper.span.contains(material.nameSpan)) {
            diagnostic.related.push_back({upper.head, {"由此事项承继", "inherited by this item"}});
        }
        context.report(std::move(diagnostic));
    }
}

void visit(Context& context) {
    const Program& program = context.program;
    std::map<std::pair<NameId, NameId>, Group> groups;  // By power and situation.
    std::vector<ItemId> uppers;                         // That name who examines first.
    std::vector<ItemId> lowers;                         // That are decided above.
    for (std::size_t i = 0; i < program.items.size(); ++i) {
        const ItemId id(i);
        const Item& item = program.items[id];
        if (!item.offered || item.catalogue || !item.authority.known() || !item.kind.known() ||
            item.kind.value != PowerKind::Licensing || item.materials.empty()) {
            continue;
        }
        groups[{item.power, item.situation}].emplace(item.authority.value, id);
        if (item.preliminaryExaminer.known()) {
            uppers.push_back(id);
        }
        if (item.decisionLevel.known()) {
            lowers.push_back(id);
        }
    }
    std::unordered_set<const model::Material*> reported;
    for (const ItemId id : uppers) {
        const Item& upper = program.items[id];
        const Group& group = groups[{upper.power, upper.situation}];
        const auto lower = group.find(upper.preliminaryExaminer.value);
        if (lower != group.end() && lower->second != id && takesApplications(program, upper)) {
            compare(context, id, lower->second, reported);
        }
    }
    for (const ItemId id : lowers) {
        const Item& lower = program.items[id];
        for (const auto& [organ, upperId] : groups[{lower.power, lower.situation}]) {
            const Item& upper = program.items[upperId];
            const auto level = program.levelOf(organ);
            if (level && forwardsTo(program, lower, *level) && lower.place.valid() &&
                upper.place.valid() && program.within(lower.place, upper.place) &&
                takesApplications(program, upper)) {
                compare(context, upperId, id, reported);
            }
        }
    }
}

}  // namespace

}  // namespace fadu::checks
