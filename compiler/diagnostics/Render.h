#pragma once

#include "diagnostics/Report.h"

#include <optional>
#include <span>
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

/// What a document for other programs is told about the call.
struct DocumentOptions {
    TextOptions text;                                  ///< For those with words, the language.
    std::optional<Severity> failOn = Severity::Error;  ///< From here on the exit status is 1.
    int exitStatus = 0;                                ///< Of the call.
};

/// Makes the document of one format from the reports of all packages of a call; there is at least
/// one. Bytes of a source that are no UTF-8 come out as U+FFFD; the same reports give the same
/// bytes.
using DocumentRenderer = std::string (*)(const std::vector<Report>& reports,
                                         const DocumentOptions& options);

/// One after the other, each in its package's language, an empty line between them.
std::string renderText(const std::vector<Report>& reports, const DocumentOptions& options);

/// The JSON document of `--format json` (schemaVersion 1, docs/schema/findings.schema.json), with a
/// final newline. Both languages are in it.
std::string renderJson(const Report& report);

/// Findings one after the other, summaries added up. A date that is not the same for all packages
/// is null.
std::string renderJson(const std::vector<Report>& reports, const DocumentOptions& options = {});

/// The same content, an object a line (docs/schema/findings-line.schema.json): the findings, then
/// the summary. A document without its last line was cut off.
std::string renderJsonLines(const std::vector<Report>& reports, const DocumentOptions& options);

/// SARIF 2.1.0 (OASIS, 2020) with one run. What is suppressed is in it, with `suppressions`.
std::string renderSarif(const std::vector<Report>& reports, const DocumentOptions& options);

/// Workflow commands of GitHub, a line a finding, gravest first.
std::string renderGithub(const std::vector<Report>& reports, const DocumentOptions& options);

/// The Code Quality report of GitLab: an array, empty when nothing was found.
std::string renderGitlab(const std::vector<Report>& reports, const DocumentOptions& options);

/// JUnit XML: a suite a file, a case a finding; a file without findings has one case that passes.
/// What does not fail the call does not fail here; what is suppressed is skipped.
std::string renderJunit(const std::vector<Report>& reports, const DocumentOptions& options);

/// Checkstyle XML, with every file that was looked at. Columns are in code points.
std::string renderCheckstyle(const std::vector<Report>& reports, const DocumentOptions& options);

/// The Diagnostic Format of Reviewdog as one document. Columns are in bytes of UTF-8.
std::string renderRdjson(const std::vector<Report>& reports, const DocumentOptions& options);

/// A comment for a merge request or a job summary, gravest first. Past `kLongestComment` code
/// points it says how many findings are left out.
std::string renderMarkdown(const std::vector<Report>& reports, const DocumentOptions& options);

/// Hosts take 65,536 characters.
constexpr std::size_t kLongestComment = 60000;

/// One value of `--format`.
struct OutputFormat {
    std::string_view name;
    DocumentRenderer render;
};

/// All of them, text first.
std::span<const OutputFormat> outputFormats();

/// 错误, 警告, 提示; error, warning, info (also the names that JSON, options and `fadu.toml` use).
std::string_view severityWord(Severity severity, Language language);

/// 合法性, 规范性, 优化; legality, form, improvement (the names that JSON uses).
std::string_view natureWord(Nature nature, Language language);

}  // namespace fadu
