#include "cli/Commands.h"
#include "cli/Environment.h"
#include "cli/Output.h"
#include "cli/Selectors.h"
#include "diagnostics/Catalogue.h"
#include "diagnostics/Render.h"
#include "support/Text.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fadu::cli {

namespace {

std::string listText(const std::vector<const Catalogue::Entry*>& entries, Language language) {
    std::size_t widest = 0;
    for (const Catalogue::Entry* entry : entries) {
        widest = std::max(widest, entry->descriptor->slug.size());
    }
    std::string result;
    for (const Catalogue::Entry* entry : entries) {
        const Descriptor& descriptor = *entry->descriptor;
        result += descriptor.code;
        result += "  ";
        result += descriptor.slug;
        result.append(widest - descriptor.slug.size() + 2, ' ');
        result += titleOf(*entry, language);
        result += '\n';
    }
    return result;
}

std::string pageText(const Catalogue::Entry& entry, Language language) {
    const Descriptor& descriptor = *entry.descriptor;
    const std::string_view part = pagePart(entry.page, language);
    const bool chinese = language == Language::Chinese;
    std::string result;
    if (part.substr(0, 2) != "# ") {
        result += "# ";
        result += descriptor.code;
        result += ' ';
        result += descriptor.slug;
        result += chinese ? "（" : " (";
        result += severityWord(descriptor.severity, language);
        result += chinese ? "，" : ", ";
        result += natureWord(descriptor.nature, language);
        result += chinese ? "）" : ")";
        result += "\n\n";
    }
    if (part.empty()) {
        result += chinese ? descriptor.message.zh : descriptor.message.en;
    } else {
        result += part;
    }
    result += '\n';
    return result;
}

int print(const std::string& text, Language language) {
    if (const std::optional<Text> failure = writeStandardOutput(text)) {
        complain(*failure, language);
        return kUnusable;
    }
    return kSuccess;
}

void complainUnknown(const std::string& topic, Language language) {
    const std::vector<std::string> near = nearestSelectors(topic);
    const std::string shown = printable(topic);
    Text message{"没有代码、名称或类别为“" + shown + "”的检查",
                 "no check has the code, slug or family '" + shown + "'"};
    if (near.empty()) {
        message.zh += "；fadu explain 列出全部";
        message.en += "; fadu explain lists them all";
    }
    complain(withSuggestions(std::move(message), near), language);
}

}  // namespace

int explainCommand(const Options& options, Language locale) {
    const Language language = options.language.value_or(locale);
    const Catalogue::Entry* entry = catalogue().find(options.topic);
    if (entry == nullptr) {
        entry = catalogue().find(upperCase(options.topic));
    }
    if (entry != nullptr) {
        return print(pageText(*entry, language), language);
    }
    std::vector<const Catalogue::Entry*> selected;
    for (const Catalogue::Entry& candidate : catalogue().entries()) {
        if (options.topic.empty() || selects(options.topic, *candidate.descriptor)) {
            selected.push_back(&candidate);
        }
    }
    if (selected.empty()) {
        complainUnknown(options.topic, language);
        return kUnusable;
    }
    return print(listText(selected, language), language);
}

}  // namespace fadu::cli
