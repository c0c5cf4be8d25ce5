#include "cli/Selectors.h"

#include "diagnostics/Catalogue.h"
#include "support/Text.h"
#include "workspace/Workspace.h"

#include <algorithm>

namespace fadu::cli {

std::string upperCase(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return result;
}

std::vector<std::string> nearestSelectors(std::string_view name) {
    std::vector<std::string> result;
    std::vector<std::string_view> codes;
    std::vector<std::string_view> others;
    for (const Catalogue::Entry& entry : catalogue().entries()) {
        const Descriptor& descriptor = *entry.descriptor;
        codes.push_back(descriptor.code);
        others.push_back(descriptor.slug);
        others.push_back(descriptor.family());
        if (descriptor.slug.substr(descriptor.family().size() + 1) == name) {
            result.emplace_back(descriptor.slug);  // The slug without its family.
        }
    }
    for (const auto& near : {nearestNames(upperCase(name), codes), nearestNames(name, others)}) {
        for (const std::string& candidate : near) {
            if (std::find(result.begin(), result.end(), candidate) == result.end()) {
                result.push_back(candidate);
            }
        }
    }
    return result;
}

Text withSuggestions(Text message, const std::vector<std::string>& near) {
    for (std::size_t i = 0; i < near.size(); ++i) {
        message.zh += (i == 0 ? "；是不是 " : "、") + near[i];
        message.en += (i == 0 ? "; did you mean " : ", ") + near[i];
    }
    if (!near.empty()) {
        message.zh += "？";
        message.en += "?";
    }
    return message;
}

}  // namespace fadu::cli
