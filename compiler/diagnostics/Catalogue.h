#pragma once

#include "diagnostics/Diagnostic.h"

#include <string>
#include <string_view>
#include <vector>

namespace fadu {

/// All kinds of findings of one build with their pages, put together in `workspace` and handed to
/// whoever renders or lists them.
class Catalogue {
public:
    struct Entry {
        const Descriptor* descriptor;
        std::string_view page;  ///< Markdown, Chinese first, then `## In English`.
    };

    /// Entries are sorted by code; two with one code or one slug are a mistake of the program.
    explicit Catalogue(std::vector<Entry> entries);

    /// By code or slug, exactly; null when there is none.
    const Entry* find(std::string_view codeOrSlug) const;
    /// Whether the text is a code, a slug, or a family (the slug's part before `/`, or a code's
    /// letters).
    bool knows(std::string_view codeSlugOrFamily) const;
    const std::vector<Entry>& entries() const { return entries_; }

private:
    std::vector<Entry> entries_;
};

/// The part of a page in a language; the Chinese part where a page has no English one.
std::string_view pagePart(std::string_view page, Language language);

/// What a kind of finding is called: the words of its page's first heading in the language without
/// code and slug; where there is none the form of the message with an ellipsis for each parameter.
std::string titleOf(const Catalogue::Entry& entry, Language language);

/// What it looks for, as one paragraph; empty where the page does not say.
std::string purposeOf(const Catalogue::Entry& entry, Language language);

/// Whether a descriptor is meant by a code, a slug, a family name (`timeline`) or a code's letters
/// (`TIM`).
bool selects(std::string_view selector, const Descriptor& descriptor);

}  // namespace fadu
