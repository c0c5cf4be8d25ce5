#pragma once

#include "diagnostics/Diagnostic.h"

#include <string>
#include <string_view>
#include <vector>

namespace fadu::cli {

/// In capitals, for codes that were typed in small letters.
std::string upperCase(std::string_view text);

/// The codes, slugs and families that a name may have been meant for, likeliest first.
std::vector<std::string> nearestSelectors(std::string_view name);

/// The message with a question for the near names after it, unchanged when there are none.
Text withSuggestions(Text message, const std::vector<std::string>& near);

}  // namespace fadu::cli
