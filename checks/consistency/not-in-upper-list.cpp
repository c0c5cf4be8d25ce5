#include "checks/Check.h"
#include "checks/Describe.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check consistency_not_in_upper_list;
const Check consistency_not_in_upper_list{
    {"CON002",
     "consistency/not-in-upper-list",
     Severity::Error,
     Nature::Legality,
     {"“{list}”所列的“{item}”{what}", "'{item}' in the list '{list}' {what}"}},
    nullptr,
    visit};

namespace {

using model::Item;
using model::Program;

/// What a list holds, by the ways in which an item of a lower list may be found in it.
struct Index {
    std::unordered_map<std::string_view, const model::Alternative*> byCode;
    std::unordered_map<NameId, const model::Alternative*> byName;
    std::unordered_map<NameId, const model::Alternative*> byPower;
    bool readable = true;  ///< Nothing in it is blamed: what is not found is not there.
};

NameId nameOf(const Program& program, const model::Alternative& entry) {
    return entry.item.valid() ? program.items[entry.item].name : entry.outside;
}

Index indexOf(const Program& program, const model::List& list) {
    Index index;
    for (const model::Alternative& entry : list.items) {
        if (entry.blamed) {
            index.readable = false;
            continue;
        }
        index.byName.emplace(nameOf(program, entry), &entry);
        if (entry.item.valid()) {
            const Item& item = program.items[entry.item];
            index.byPower.emplace(item.power, &entry);
            if (item.code.known() && !item.code.value.empty()) {
                index.byCode.emplace(item.code.value, &entry);
            }
        }
    }
    return index;
}

/// The establishing basis as a set of places, whatever title it is cited by.
std::vector<std::tuple<std::uint32_t, std::uint32_t, model::ProvisionPath, model::ProvisionPath>>
placesOf(const Program& program, const model::Basis& basis) {
    std::vector<
        std::tuple<std::uint32_t, std::uint32_t, model::ProvisionPath, model::ProvisionPath>>
        places;
    for (const model::Citation& citation : basis.citations) {
        const model::Target& target = program.targets[citation.target];
        const bool known = target.instrument.valid();
        places.emplace_back(known ? target.instrument.index() : 0, known ? 0 : target.title.index(),
                            target.first, target.last);
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

void report(Context& context, const model::List& list, const model::Alternative& entry, Span span,
            Text what, std::vector<Label> related, Text advice) {
    const Program& program = context.program;
    Diagnostic diagnostic = makeDiagnostic(consistency_not_in_upper_list.descriptor, span,
                                           {parameter("list", program.text(list.name)),
                                            parameter("item", program.text(nameOf(program, entry))),
                                            parameter("what", std::move(what))});
    const auto kind = entry.item.valid() && program.items[entry.item].kind.known()
                          ? std::optional(program.items[entry.item].kind.value)
                          : list.kind;
    if (kind == PowerKind::Licensing) {
        diagnostic.legalBasis = {statute(program, "优化营商环境条例", article(40, 1))};
    } else {
        diagnostic.severity = Severity::Warning;
    }
    diagnostic.related = std::move(related);
    diagnostic.advice = std::move(advice);
    diagnostic.owner = entry.item.valid() && !(span == entry.span)
                           ? program.itemId(entry.item)
                           : std::string(program.text(list.name));
    context.report(std::move(diagnostic));
}

/// Whether a name is another one with what sets it apart behind it in parentheses: the upper list's
/// main item stands for its sub-items (燃气经营许可（县级权限）).
bool isSubItem(std::string_view name, std::string_view main) {
    return name.size() > main.size() && name.starts_with(main) &&
           (name.substr(main.size()).starts_with("（") || name[main.size()] == '(');
}

void compare(Context& context, const model::List& list, const model::List& upper,
             const Index& index, const model::Alternative& entry) {
    const Program& program = context.program;
    const std::string above(program.text(upper.name));
    const Item* item = entry.item.valid() ? &program.items[entry.item] : nullptr;
    const NameId name = nameOf(program, entry);
    const auto find = [](const auto& map, const auto& key) -> const model::Alternative* {
        const auto found = map.find(key);
        return found == map.end() ? nullptr : found->second;
    };
    const model::Alternative* there = nullptr;
    if (item != nullptr && item->code.known() && !item->code.value.empty()) {
        there = find(index.byCode, std::string_view(item->code.value));
    }
    if (there == nullptr) {
        there = find(index.byName, name);
    }
    if (there == nullptr && item != nullptr) {
        there = find(index.byPower, item->power);
    }
    const Label list_{upper.head, {"上级清单", "the upper list"}};
    if (there == nullptr) {
        if (index.readable) {
            report(
                context, list, entry, entry.span,
                {"不在上级清单“" + above + "”之内，而上级清单是完整的",
                 "is not in the upper list '" + above + "', which is complete"},
                {list_},
                {"从清单中删去，停止实施；上级清单确有这一项而名称不同的，改用上级清单的名称",
                 "take it out of the list and stop offering it; where the upper list has it under another name, use that"});
        }
        return;
    }
    if (there->item.valid() && there->item == entry.item) {
        return;
    }
    if (const NameId other = nameOf(program, *there);
        other != name && !isSubItem(program.text(name), program.text(other))) {
        const std::string theirs(program.text(other));
        report(context, list, entry, entry.span,
               {"在上级清单“" + above + "”中名称是“" + theirs + "”",
                "is called '" + theirs + "' in the upper list '" + above + "'"},
               {{there->span, {"上级清单中的名称", "its name in the upper list"}}},
               {"事项名称以上级清单为准，改为“" + theirs + "”",
                "the upper list's name counts: '" + theirs + "'"});
        return;
    }
    if (item == nullptr || !there->item.valid()) {
        return;
    }
    const model::Basis& own = item->establishing;
    const model::Basis& theirs = program.items[there->item].establishing;
    const derive::Authority& authority = context.facts.of(entry.item).authority;
    // A basis that another finding is about is not judged again.
    const bool judged = authority.failure == derive::Authority::Failure::RankTooLow ||
                        authority.failure == derive::Authority::Failure::EstablishesNothing ||
                        authority.uncited.valid();
    if (!own.stated || !theirs.stated || own.blamed || theirs.blamed || judged ||
        placesOf(program, own) == placesOf(program, theirs)) {
        return;
    }
    std::vector<std::string> cited;
    for (const model::Citation& citation : theirs.citations) {
        cited.push_back(program.citationText(program.targets[citation.target]).zh);
    }
    const Text bases = derive::joined(cited);
    report(
        context, list, entry, own.entry,
        {"的设定依据与上级清单“" + above + "”不同，上级清单写的是" + bases.zh,
         "has another establishing basis than in the upper list '" + above + "', which has " +
             bases.en},
        {{theirs.entry, {"上级清单中的设定依据", "its basis in the upper list"}},
         {entry.span, {"列入本级清单", "its entry in this list"}}},
        {"设定依据以上级清单为准；本地另有规定的，写入“实施依据”",
         "the upper list's basis counts; what local law adds belongs under 'implementing-basis'"});
}

void visit(Context& context) {
    const Program& program = context.program;
    std::unordered_map<std::size_t, Index> indexes;
    for (const model::List& list : program.lists) {
        if (!list.upper || !program.lists[*list.upper].complete) {
            continue;
        }
        const model::List& upper = program.lists[*list.upper];
        const auto [index, isNew] = indexes.try_emplace(*list.upper);
        if (isNew) {
            index->second = indexOf(program, upper);
        }
        for (const model::Alternative& entry : list.items) {
            if (!entry.blamed) {
                compare(context, list, upper, index->second, entry);
            }
        }
    }
}

}  // namespace

}  // namespace fadu::checks
