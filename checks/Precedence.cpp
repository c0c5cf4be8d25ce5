#include "checks/Precedence.h"

#include <algorithm>

namespace fadu::checks {

bool isSamePower(const model::Program& program, NameId name, NameId other) {
    if (name == other) {
        return true;
    }
    const auto& all = program.establishmentsOf(name);
    return std::any_of(all.begin(), all.end(), [&](model::EstablishmentId id) {
        const model::Establishment& establishment = program.establishments[id];
        return establishment.power == other ||
               std::find(establishment.aliases.begin(), establishment.aliases.end(), other) !=
                   establishment.aliases.end();
    });
}

bool isNamed(const model::Program& program, const model::Alternative& alternative, NameId name) {
    if (!alternative.item.valid()) {
        return !alternative.blamed && isSamePower(program, name, alternative.outside);
    }
    const model::Item& item = program.items[alternative.item];
    return !item.derivedSituation && (isSamePower(program, name, item.power) || name == item.name);
}

std::string nameOf(const model::Program& program, const model::Alternative& alternative) {
    return alternative.item.valid() ? program.itemTitle(alternative.item)
                                    : std::string(program.text(alternative.outside));
}

std::optional<Fix> withoutPrerequisite(const Context& context, const model::Item& item,
                                       std::size_t index) {
    const auto& all = item.prerequisites;
    const auto textOf = [&](FileId file, std::uint32_t begin, std::uint32_t end) {
        return context.sources.text({file, begin, end});
    };
    const auto isListed = [&](Span left, Span right) {
        if (left.file != right.file || right.begin < left.end) {
            return false;
        }
        const std::string_view between = textOf(left.file, left.end, right.begin);
        for (const std::string_view sign : {",", "，", "、"}) {
            if (const std::size_t at = between.find(sign); at != std::string_view::npos) {
                return between.find_first_not_of(' ') == at &&
                       between.find_last_not_of(' ') == at + sign.size() - 1;
            }
        }
        return false;
    };
    if (index >= all.size() || !item.span.contains(all[index].span)) {
        return std::nullopt;
    }
    const Span own = all[index].span;
    Span gone;
    if (index > 0 && isListed(all[index - 1].span, own)) {
        gone = {own.file, all[index - 1].span.end, own.end};
    } else if (index + 1 < all.size() && isListed(own, all[index + 1].span)) {
        gone = {own.file, own.begin, all[index + 1].span.begin};
    } else if (all.size() == 1 && item.prerequisitesEntry.contains(own)) {
        // The entry lies inside the braces of its item: there is text before and behind it.
        gone = item.prerequisitesEntry;
        std::uint32_t begin = gone.begin;
        while (begin > item.span.begin && textOf(own.file, begin - 1, begin) == " ") {
            --begin;
        }
        if (begin > item.span.begin && textOf(own.file, begin - 1, begin) == "\n" &&
            gone.end < item.span.end && textOf(own.file, gone.end, gone.end + 1) == "\n") {
            gone = {own.file, begin, gone.end + 1};
        }
    } else {
        return std::nullopt;
    }
    return Fix{{"从前置审批中删去“" + std::string(context.sources.text(own)) + "”",
                "take '" + std::string(context.sources.text(own)) + "' out of the prerequisites"},
               false,
               {{gone, ""}}};
}

}  // namespace fadu::checks
