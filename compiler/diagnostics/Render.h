#pragma once

#include "diagnostics/Report.h"

#include <string>
#include <string_view>
#include <vector>

namespace fadu {

struct TextOptions {
    Language language = Language::Chinese;
    bool color = false;    ///< ANSI colours.
    bool quiet = false;    ///< Findings only, no closing summary.
    bool verbose = false;  ///< Derivations and related places in full, and what was suppressed.
};

/// The compiler-style text people read: severity, code, slug, message; source lines with every
/// involved place underlined and labelled (East Asian width respected); the law; the derivation;
/// the proposed change; a closing summary of what was and was not checked. Nothing of a source
/// reaches the text as a control character.
std::string renderText(const Report& report, const TextOptions& options);

/// The JSON document of `--format json` (schemaVersion 1), with a final newline. Both languages are
/// in it; bytes that are no UTF-8 come out as U+FFFD.
std::string renderJson(const Report& report);

/// One document for several packages: findings one after the other, summaries added up. A date that
/// is not the same for all of them is null. There must be at least one report.
std::string renderJson(const std::vector<Report>& reports);

/// 错误, 警告, 提示; error, warning, info (also the names that JSON, options and `fadu.toml` use).
std::string_view severityWord(Severity severity, Language language);

/// 合法性, 规范性, 优化; legality, form, improvement (the names that JSON uses).
std::string_view natureWord(Nature nature, Language language);

}  // namespace fadu
