#include "diagnostics/Wording.h"

#include "support/Text.h"

#include <map>

namespace fadu {

namespace {

constexpr std::size_t kLongestText = 2000;  ///< Code points.

std::string safe(std::string_view text) { return printable(text, kLongestText); }

/// The message and what is to be said after it.
std::vector<std::string> sentences(const Diagnostic& diagnostic, Language language) {
    const bool chinese = language == Language::Chinese;
    std::vector<std::string> result{safe(diagnostic.message().in(language))};
    for (const LegalBasis& basis : diagnostic.legalBasis) {
        result.push_back((chinese ? "依据：" : "Basis: ") + basisText(basis, language));
    }
    const std::string change = chinese ? "修改建议：" : "Suggestion: ";
    for (const Fix& fix : diagnostic.fixes) {
        result.push_back(change + safe(fix.title.in(language)));
    }
    if (!diagnostic.advice.empty()) {
        result.push_back(change + safe(diagnostic.advice.in(language)));
    }
    return result;
}

bool endsSentence(std::string_view text) {
    return text.ends_with("。") || text.ends_with("？") || text.ends_with('.') ||
           text.ends_with('?');
}

}  // namespace

std::string basisText(const LegalBasis& basis, Language language) {
    const bool chinese = language == Language::Chinese;
    std::string result = "《" + safe(basis.instrument) + "》";
    if (!basis.edition.empty()) {
        result +=
            chinese ? "（" + safe(basis.edition.zh) + "）" : " (" + safe(basis.edition.en) + ")";
    } else if (!basis.version.empty()) {
        result += chinese ? "（" + safe(basis.version) + " 文本）"
                          : " (text of " + safe(basis.version) + ")";
    }
    if (!basis.provision.empty()) {
        result += chinese ? "" : " ";
        result += safe(chinese || basis.provisionEn.empty() ? basis.provision : basis.provisionEn);
    }
    if (basis.unverified) {
        result += chinese ? "（待核）" : " (not yet verified)";
    }
    return result;
}

std::string findingText(const Diagnostic& diagnostic, Language language) {
    std::string result;
    for (const std::string& sentence : sentences(diagnostic, language)) {
        result += (result.empty() ? "" : "\n") + sentence;
    }
    return result;
}

std::string findingLine(const Diagnostic& diagnostic, Language language) {
    const bool chinese = language == Language::Chinese;
    std::string result;
    for (const std::string& sentence : sentences(diagnostic, language)) {
        if (!result.empty()) {
            if (!endsSentence(result)) {
                result += chinese ? "。" : ".";
            }
            result += chinese ? "" : " ";
        }
        result += sentence;
    }
    return result;
}

std::vector<FileFindings> byFile(const Report& report) {
    std::map<std::string, FileFindings> files;
    for (const FileId file : report.files) {
        files[report.sources->file(file).path()];
    }
    FileFindings placeless;
    const auto entry = [&](Span span) -> FileFindings& {
        return span.valid() ? files[report.sources->file(span.file).path()] : placeless;
    };
    for (std::size_t i = 0; i < report.diagnostics.size(); ++i) {
        entry(report.diagnostics[i].span).found.push_back(i);
    }
    for (std::size_t i = 0; i < report.suppressed.size(); ++i) {
        entry(report.suppressed[i].diagnostic.span).covered.push_back(i);
    }
    std::vector<FileFindings> result;
    for (auto& [path, findings] : files) {
        findings.path = path;
        result.push_back(std::move(findings));
    }
    if (!placeless.found.empty() || !placeless.covered.empty()) {
        result.push_back(std::move(placeless));
    }
    return result;
}

}  // namespace fadu
