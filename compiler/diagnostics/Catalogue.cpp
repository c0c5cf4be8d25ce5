#include "diagnostics/Catalogue.h"

#include "support/Text.h"

#include <algorithm>

namespace fadu {

namespace {

constexpr std::string_view kEnglishHeading = "## In English";
constexpr std::string_view kPurposeHeading = "## 检查什么";
constexpr std::string_view kPurposeEnglish = "Checks: ";
constexpr std::string_view kGroundEnglish = "\nLegal ground:";

/// A format without its parameters.
std::string withoutParameters(std::string_view format) {
    std::string result;
    while (!format.empty()) {
        const std::size_t open = std::min(format.find('{'), format.size());
        result += format.substr(0, open);
        format.remove_prefix(open);
        if (!format.empty()) {
            result += "…";
            format.remove_prefix(std::min(format.find('}'), format.size() - 1) + 1);
        }
    }
    return result;
}

}  // namespace

std::string_view pagePart(std::string_view page, Language language) {
    std::size_t heading = page.find(kEnglishHeading);
    while (heading != std::string_view::npos && heading != 0 && page[heading - 1] != '\n') {
        heading = page.find(kEnglishHeading, heading + 1);
    }
    if (heading == std::string_view::npos) {
        return trimmed(page);
    }
    return trimmed(language == Language::Chinese ? page.substr(0, heading)
                                                 : page.substr(heading + kEnglishHeading.size()));
}

std::string titleOf(const Catalogue::Entry& entry, Language language) {
    const Descriptor& descriptor = *entry.descriptor;
    const std::string_view part = pagePart(entry.page, language);
    std::string title;
    if (part.substr(0, 1) == "#") {
        std::string_view line = part.substr(0, part.find('\n'));
        line.remove_prefix(std::min(line.find_first_not_of("# "), line.size()));
        if (line.substr(0, descriptor.code.size()) == descriptor.code) {
            line = trimmed(line.substr(descriptor.code.size()));
        }
        title = trimmed(line.substr(0, line.find('`')));
    }
    if (title.empty()) {
        title = withoutParameters(language == Language::Chinese ? descriptor.message.zh
                                                                : descriptor.message.en);
    }
    return title;
}

std::string purposeOf(const Catalogue::Entry& entry, Language language) {
    const bool chinese = language == Language::Chinese;
    std::string_view part = pagePart(entry.page, language);
    const std::string_view begins = chinese ? kPurposeHeading : kPurposeEnglish;
    const std::size_t at = part.find(begins);
    if (at == std::string_view::npos) {
        return {};
    }
    part.remove_prefix(at + begins.size());
    part = trimmed(part.substr(0, part.find(chinese ? "\n## " : kGroundEnglish)));
    // Pages are wrapped where their lines are full.
    std::string result(part);
    std::replace(result.begin(), result.end(), '\n', chinese ? '\n' : ' ');
    return result;
}

Catalogue::Catalogue(std::vector<Entry> entries) : entries_(std::move(entries)) {
    std::sort(entries_.begin(), entries_.end(), [](const Entry& left, const Entry& right) {
        return left.descriptor->code < right.descriptor->code;
    });
    for (std::size_t i = 1; i < entries_.size(); ++i) {
        FADU_CHECK(entries_[i - 1].descriptor->code != entries_[i].descriptor->code);
    }
}

const Catalogue::Entry* Catalogue::find(std::string_view codeOrSlug) const {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return entry.descriptor->code == codeOrSlug || entry.descriptor->slug == codeOrSlug;
    });
    return found == entries_.end() ? nullptr : &*found;
}

bool Catalogue::knows(std::string_view codeSlugOrFamily) const {
    return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return selects(codeSlugOrFamily, *entry.descriptor);
    });
}

bool selects(std::string_view selector, const Descriptor& descriptor) {
    const std::string_view letters =
        descriptor.code.substr(0, descriptor.code.find_first_of("0123456789"));
    return selector == descriptor.code || selector == descriptor.slug ||
           selector == descriptor.family() || selector == letters;
}

}  // namespace fadu
