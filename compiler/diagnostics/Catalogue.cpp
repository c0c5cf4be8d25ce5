#include "diagnostics/Catalogue.h"

#include "support/Text.h"

#include <algorithm>

namespace fadu {

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

std::string_view pagePart(std::string_view page, Language language) {
    constexpr std::string_view kEnglishHeading = "## In English";
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

bool selects(std::string_view selector, const Descriptor& descriptor) {
    const std::string_view letters =
        descriptor.code.substr(0, descriptor.code.find_first_of("0123456789"));
    return selector == descriptor.code || selector == descriptor.slug ||
           selector == descriptor.family() || selector == letters;
}

}  // namespace fadu
