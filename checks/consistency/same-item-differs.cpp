#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Materials.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check consistency_same_item_differs;
const Check consistency_same_item_differs{
    {"CON001",
     "consistency/same-item-differs",
     Severity::Warning,
     Nature::Form,
     {"{organ}的“{item}”与{other}的编码相同（{code}），{what}",
      "'{item}' of {organ} has the code of {other} ({code}), but {what}"}},
    nullptr,
    visit};

namespace {

using model::Item;
using model::ItemId;
using model::Program;

/// One of the things that are held against each other: how an item's is written down for
/// comparison (empty: it states none), and the finding on two that differ.
struct Aspect {
    /// Whether two items have it word for word: then nothing needs to be written down.
    bool (*same)(const Item& left, const Item& right);
    std::string (*key)(const Context& context, ItemId id);
    void (*compare)(Context& context, ItemId id, ItemId reference);
};

std::string organOf(const Program& program, const Item& item) {
    return item.authorityName.valid() ? std::string(program.text(item.authorityName)) : "?";
}

void report(Context& context, ItemId id, ItemId reference, Span span, Text what, Label there) {
    const Program& program = context.program;
    const Item& item = program.items[id];
    const Item& other = program.items[reference];
    Diagnostic diagnostic = makeDiagnostic(
        consistency_same_item_differs.descriptor, span,
        {parameter("organ", organOf(program, item)), parameter("item", program.itemTitle(id)),
         parameter("other", organOf(program, other)), parameter("code", item.code.value),
         parameter("what", std::move(what))});
    diagnostic.legalBasis = {statute(program, "优化营商环境条例", article(35))};
    diagnostic.related.push_back(std::move(there));
    diagnostic.related.push_back({other.head, {"同一编码的事项", "the item with the same code"}});
    diagnostic.advice = {
        "按统一的目录改为一致；实际不是同一事项的，各用各的编码；依据地方性法规而不同的，可以允许并写明理由",
        "bring both in line with the catalogue; what is not the same item takes a code of its own; what a local regulation "
        "makes different may be allowed with that reason"};
    diagnostic.owner = program.itemId(id);
    if (!item.span.contains(span)) {
        diagnostic.related.push_back({item.head, {"由此事项承继", "inherited by this item"}});
    }
    context.report(std::move(diagnostic));
}

/// What the left has and nothing on the right may be another wording of. What states a basis of its
/// own is as lawful here as leaving it out is there (优化营商 35: 减材料).
template <typename Entry>
std::vector<const Entry*> onlyIn(const Program& program, const std::vector<Entry>& left,
                                 const std::vector<Entry>& right) {
    std::vector<const Entry*> result;
    for (const Entry& entry : left) {
        if (entry.basis.empty() &&
            std::none_of(right.begin(), right.end(), [&](const Entry& other) {
                return maySayTheSame(program.text(entry.name), program.text(other.name));
            })) {
            result.push_back(&entry);
        }
    }
    return result;
}

/// The names as a set, and what else there is to each. It only tells lists that are surely equal
/// apart from others: this runs over every item at every edit.
template <typename Entry>
std::string sortedNames(const std::vector<Entry>& entries,
                        std::string (*more)(const Entry& entry)) {
    std::vector<std::string> names;
    names.reserve(entries.size());
    for (const Entry& entry : entries) {
        names.push_back(std::to_string(entry.name.index()) + more(entry));
    }
    std::sort(names.begin(), names.end());
    std::string key;
    for (const std::string& name : names) {
        key += name + '\n';
    }
    return key;
}

template <typename Entry>
void compareNames(Context& context, ItemId id, ItemId reference, const std::vector<Entry>& own,
                  const std::vector<Entry>& other, Span ownHead, Span otherHead, const Text& kind) {
    const Program& program = context.program;
    const auto more = onlyIn(program, own, other);
    const auto less = onlyIn(program, other, own);
    if (more.empty() && less.empty()) {
        return;
    }
    const auto joined = [&](const std::vector<const Entry*>& entries) {
        std::vector<std::string> names;
        for (const Entry* entry : entries) {
            names.emplace_back("“" + std::string(program.text(entry->name)) + "”");
        }
        return derive::joined(names);
    };
    Text what{kind.zh + "不同：", "its " + kind.en + " differ: "};
    if (!more.empty()) {
        what.zh += "这里多" + joined(more).zh;
        what.en += joined(more).en + " only here";
    }
    if (!less.empty()) {
        what.zh += std::string(more.empty() ? "" : "，") + "这里少" + joined(less).zh;
        what.en += std::string(more.empty() ? "" : ", ") + joined(less).en + " only there";
    }
    report(context, id, reference, more.empty() ? ownHead : more.front()->nameSpan, std::move(what),
           {less.empty() ? otherHead : less.front()->nameSpan,
            {"对方的" + kind.zh, "the " + kind.en + " there"}});
}

std::string textOf(const model::StatedEntry& entry) { return "：" + entry.text; }
std::string nothing(const model::Material& /*entry*/) { return {}; }

std::string materialsKey(const Context& context, ItemId id) {
    return sortedNames<model::Material>(context.program.items[id].materials, nothing);
}

void compareMaterials(Context& context, ItemId id, ItemId reference) {
    const Item& own = context.program.items[id];
    const Item& other = context.program.items[reference];
    compareNames(context, id, reference, own.materials, other.materials, own.materialsHead,
                 other.materialsHead, {"申请材料", "materials"});
}

bool sameMaterials(const Item& left, const Item& right) {
    return std::equal(left.materials.begin(), left.materials.end(), right.materials.begin(),
                      right.materials.end(),
                      [](const auto& one, const auto& other) { return one.name == other.name; });
}

bool sameConditions(const Item& left, const Item& right) {
    return std::equal(left.conditions.begin(), left.conditions.end(), right.conditions.begin(),
                      right.conditions.end(), [](const auto& one, const auto& other) {
                          return one.name == other.name && one.text == other.text;
                      });
}

bool sameStatutory(const Item& left, const Item& right) {
    return left.statutory.known() == right.statutory.known() &&
           left.statutory.value.length == right.statutory.value.length;
}

std::string conditionsKey(const Context& context, ItemId id) {
    return sortedNames<model::StatedEntry>(context.program.items[id].conditions, textOf);
}

void compareConditions(Context& context, ItemId id, ItemId reference) {
    const Program& program = context.program;
    const Item& own = program.items[id];
    const Item& other = program.items[reference];
    const Text kind{"办理条件", "conditions"};
    // The same condition in other words.
    for (const model::StatedEntry& entry : own.conditions) {
        for (const model::StatedEntry& there : other.conditions) {
            if (entry.name == there.name && entry.text != there.text) {
                report(context, id, reference, entry.span,
                       {"办理条件“" + std::string(program.text(entry.name)) + "”的内容不同",
                        "its condition '" + std::string(program.text(entry.name)) + "' differs"},
                       {there.span, {"对方的办理条件", "the condition there"}});
                return;
            }
        }
    }
    compareNames(context, id, reference, own.conditions, other.conditions,
                 own.conditions.front().span, other.conditions.front().span, kind);
}

std::string statutoryKey(const Context& context, ItemId id) {
    const Item& item = context.program.items[id];
    // Where recorded law decides what the limit is, that is the measure (TIM005), and the law of
    // one place may differ from that of another.
    const derive::GoverningLimit& limit =
        context.facts.of(id).of(derive::ClockKind::Decision).limit;
    const bool measured =
        limit.state == derive::GoverningLimit::State::Known && !(limit.general && !limit.complete);
    if (!item.statutory.known() || measured) {
        return {};
    }
    const model::Quantity& length = item.statutory.value.length;
    return std::to_string(length.low) + " " + std::to_string(length.high) + " " +
           std::to_string(static_cast<unsigned>(length.unit));
}

void compareStatutory(Context& context, ItemId id, ItemId reference) {
    const Item& own = context.program.items[id];
    const Item& other = context.program.items[reference];
    const Text mine = model::quantityText(own.statutory.value.length);
    const Text its = model::quantityText(other.statutory.value.length);
    report(context, id, reference, own.statutory.span,
           {"法定时限不同：这里 " + mine.zh + "，那里 " + its.zh,
            "its statutory limit is " + mine.en + ", not " + its.en},
           {other.statutory.entry, {"对方的法定时限", "the statutory limit there"}});
}

/// What most of the items have, and of equally many the one declared first, is what the others are
/// held against.
void compareGroup(Context& context, const std::vector<ItemId>& group, const Aspect& aspect) {
    const auto& items = context.program.items;
    if (std::all_of(group.begin() + 1, group.end(),
                    [&](ItemId id) { return aspect.same(items[group.front()], items[id]); })) {
        return;
    }
    struct Variant {
        std::vector<ItemId> items;
    };
    std::map<std::string, Variant> variants;
    for (const ItemId id : group) {
        if (std::string key = aspect.key(context, id); !key.empty()) {
            variants[std::move(key)].items.push_back(id);
        }
    }
    if (variants.size() < 2) {
        return;
    }
    const std::vector<ItemId>* usual = nullptr;
    for (const auto& [key, variant] : variants) {
        if (usual == nullptr || variant.items.size() > usual->size() ||
            (variant.items.size() == usual->size() &&
             context.sources.before(context.program.items[variant.items.front()].head,
                                    context.program.items[usual->front()].head))) {
            usual = &variant.items;
        }
    }
    for (const auto& [key, variant] : variants) {
        for (const ItemId id : variant.items) {
            if (&variant.items != usual) {
                aspect.compare(context, id, usual->front());
            }
        }
    }
}

void visit(Context& context) {
    const Program& program = context.program;
    // By code and situation.
    std::vector<std::pair<std::pair<std::string_view, NameId>, ItemId>> sorted;
    for (const ItemId id : context.offeredItems()) {
        const Item& item = program.items[id];
        if (item.code.known() && !item.code.value.empty()) {
            sorted.push_back({{item.code.value, item.situation}, id});
        }
    }
    constexpr Aspect kAspects[] = {{sameMaterials, materialsKey, compareMaterials},
                                   {sameConditions, conditionsKey, compareConditions},
                                   {sameStatutory, statutoryKey, compareStatutory}};
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    std::vector<ItemId> group;
    for (std::size_t begin = 0, end = 0; begin < sorted.size(); begin = end) {
        group.clear();
        for (; end < sorted.size() && sorted[end].first == sorted[begin].first; ++end) {
            group.push_back(sorted[end].second);
        }
        if (group.size() < 2) {
            continue;
        }
        for (const Aspect& aspect : kAspects) {
            compareGroup(context, group, aspect);
        }
    }
}

}  // namespace

}  // namespace fadu::checks
