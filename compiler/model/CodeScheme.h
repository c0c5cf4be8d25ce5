#pragma once

#include "diagnostics/Diagnostic.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fadu::model {

/// A scheme that items' codes are written in. Its pattern is as long as a code: `#` stands for a
/// digit, `@` for a capital letter, `*` for either, anything else for itself.
struct CodeScheme {
    std::string name;
    std::string pattern;
    Text parts;  ///< What the parts are, in words; empty for a pattern of the user's own.
};

/// The schemes that have a name: those of the national platform for government services (GB/T
/// 39554.1 and the public lists made by it): 基本编码, 实施编码, 业务办理项编码.
const std::vector<CodeScheme>& codeSchemes();

/// A scheme by its name, or a pattern of ASCII characters that holds `#`, `@` or `*`. Nothing for
/// any other text.
std::optional<CodeScheme> findCodeScheme(std::string_view text);

/// Whether a code is one of a scheme.
bool fitsScheme(std::string_view code, const CodeScheme& scheme);

}  // namespace fadu::model
