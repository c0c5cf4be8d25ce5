#include "workspace/ItemSearch.h"

#include "support/Text.h"

#include <algorithm>
#include <string>
#include <vector>

namespace fadu {

namespace {

using model::Item;
using model::ItemId;
using model::Program;

constexpr std::size_t kMostNames = 5;

std::vector<ItemId> offeredItems(const Program& program) {
    std::vector<ItemId> result;
    for (std::size_t i = 0; i < program.items.size(); ++i) {
        if (program.items[ItemId(i)].offered) {
            result.push_back(ItemId(i));
        }
    }
    return result;
}

/// Those of the items that `wanted` accepts.
template <typename Wanted>
std::vector<ItemId> those(const std::vector<ItemId>& items, Wanted&& wanted) {
    std::vector<ItemId> result;
    std::copy_if(items.begin(), items.end(), std::back_inserter(result), wanted);
    return result;
}

/// 名称(情形) or `名称 情形`, as normalised text has it, against one item.
bool namesSituation(const Program& program, const Item& item, std::string_view written) {
    const std::string_view name = program.text(item.name);
    const std::string_view situation = program.text(item.situation);
    if (!written.starts_with(name)) {
        return false;
    }
    std::string_view rest = written.substr(name.size());
    if (rest.size() >= 2 && rest.front() == '(' && rest.back() == ')') {
        rest = rest.substr(1, rest.size() - 2);
    } else if (rest.starts_with(' ')) {
        rest.remove_prefix(rest.find_first_not_of(' '));
    } else {
        return false;
    }
    return rest == situation;
}

/// The items that the text may mean; the first rule that any item meets decides.
std::vector<ItemId> meant(const Program& program, std::string_view written) {
    const std::vector<ItemId> all = offeredItems(program);
    std::vector<ItemId> found =
        those(all, [&](ItemId id) { return program.itemId(id) == written; });
    if (!found.empty()) {
        return found;
    }
    found = those(all, [&](ItemId id) { return program.text(program.items[id].name) == written; });
    if (!found.empty()) {
        const auto first = those(
            found, [&](ItemId id) { return program.text(program.items[id].situation) == "新办"; });
        if (!first.empty()) {
            found = first;
        }
    }
    if (found.empty()) {
        const std::string end = "/" + std::string(written);
        found = those(all, [&](ItemId id) {
            return program.itemId(id).ends_with(end) ||
                   namesSituation(program, program.items[id], written);
        });
    }
    const auto organs = those(found, [&](ItemId id) { return !program.items[id].catalogue; });
    return organs.empty() ? found : organs;
}

/// Ids or names for a message: the first few and how many more.
Text listed(const std::vector<std::string>& names) {
    Text result;
    for (std::size_t i = 0; i < std::min(names.size(), kMostNames); ++i) {
        result.zh += (i == 0 ? "" : "、") + printable(names[i]);
        result.en += (i == 0 ? "" : ", ") + printable(names[i]);
    }
    if (names.size() > kMostNames) {
        const std::string count = std::to_string(names.size());
        result.zh += " 等 " + count + " 个";
        result.en += ", … (" + count + " in all)";
    }
    return result;
}

}  // namespace

ItemSearch findItem(const Program& program, std::string_view text) {
    const std::string written = normalizeNfkc(text);
    const std::vector<ItemId> found = meant(program, written);
    if (found.size() == 1) {
        return {found.front(), std::nullopt};
    }
    const std::string shown = printable(text);
    if (!found.empty()) {
        std::vector<std::string> ids;
        ids.reserve(found.size());
        for (const ItemId id : found) {
            ids.push_back(program.itemId(id));
        }
        const Text list = listed(ids);
        return {{},
                Text{"“" + shown + "”不止一个，请写明是哪一个：" + list.zh,
                     "there is more than one '" + shown + "', say which: " + list.en}};
    }
    std::vector<std::string_view> names;
    std::vector<std::string> containing;
    for (const ItemId id : offeredItems(program)) {
        const std::string_view name = program.text(program.items[id].name);
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(name);
            if (!written.empty() && name.find(written) != std::string_view::npos) {
                containing.emplace_back(name);
            }
        }
    }
    std::vector<std::string> near = nearestNames(written, names);
    if (near.empty()) {
        near = std::move(containing);
    }
    Text message{"没有事项“" + shown + "”", "there is no item '" + shown + "'"};
    if (!near.empty()) {
        const Text list = listed(near);
        message.zh += "；是不是 " + list.zh + "？";
        message.en += "; did you mean " + list.en + "?";
    } else if (names.empty()) {
        message.zh += "：这个包里没有事项";
        message.en += ": the package has no items";
    }
    return {{}, std::move(message)};
}

}  // namespace fadu
