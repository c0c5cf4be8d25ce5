#include "lsp/Findings.h"

#include "diagnostics/Report.h"
#include "diagnostics/Wording.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fadu::lsp {

namespace {

/// Nobody looks through more places than these.
constexpr std::size_t kMostRelated = 50;

/// `DiagnosticSeverity` and `DiagnosticTag` of the protocol.
constexpr int kHint = 4;
constexpr int kUnnecessary = 1;
constexpr int kDeprecated = 2;

int severityNumber(Severity severity) {
    switch (severity) {
        case Severity::Error:
            return 1;
        case Severity::Warning:
            return 2;
        case Severity::Info:
            return 3;
    }
    return 1;
}

/// Labels, then what else the derivation points to.
Json relatedJson(const Diagnostic& diagnostic, Places& places, Language language) {
    Json result = Json::array();
    std::vector<Span> seen{diagnostic.span};
    const auto add = [&](Span span, const std::string& text) {
        if (!span.valid() || result.size() == kMostRelated) {
            return;
        }
        span = places.sources().absolute(span);
        seen.push_back(span);
        result.push_back({{"location", places.location(span)}, {"message", text}});
    };
    for (const Label& label : diagnostic.related) {
        add(label.span, label.text.in(language));
    }
    if (diagnostic.witness) {
        for (const Witness::Step& step : diagnostic.witness->steps) {
            const Span span = step.span.valid() ? places.sources().absolute(step.span) : Span{};
            if (std::find(seen.begin(), seen.end(), span) == seen.end()) {
                const std::string& words = step.text.in(language);
                add(span, (step.holds ? "→ " : "✗ ") + (words.empty() ? step.node : words));
            }
        }
    }
    return result;
}

Json tagsOf(const Descriptor& descriptor, const Client& client) {
    Json tags = Json::array();
    if (client.unnecessaryTag && descriptor.slug == "allowance/unused") {
        tags.push_back(kUnnecessary);
    }
    if (client.deprecatedTag && descriptor.slug == "reference/not-in-force") {
        tags.push_back(kDeprecated);
    }
    return tags;
}

}  // namespace

std::string tooltip(const Diagnostic& diagnostic, Language language) {
    const bool chinese = language == Language::Chinese;
    std::string result = diagnostic.message().in(language);
    const auto add = [&](std::string_view head, const std::string& text) {
        if (!text.empty()) {
            result += "\n";
            result += head;
            result += text;
        }
    };
    add("", diagnostic.label.in(language));
    for (const LegalBasis& basis : diagnostic.legalBasis) {
        add(chinese ? "依据：" : "Basis: ", basisText(basis, language));
    }
    add(chinese ? "修改建议：" : "Suggestion: ", diagnostic.advice.in(language));
    return result;
}

Json findingJson(const Diagnostic& diagnostic, const std::string& fingerprint, Places& places,
                 const Client& client) {
    Json result = {{"range", places.rangeJson(diagnostic.span)},
                   {"severity", severityNumber(diagnostic.severity)},
                   {"code", diagnostic.descriptor->code},
                   {"source", "fadu"},
                   {"message", tooltip(diagnostic, client.language)}};
    if (Json tags = tagsOf(*diagnostic.descriptor, client); !tags.empty()) {
        result["tags"] = std::move(tags);
    }
    if (client.relatedInformation) {
        if (Json related = relatedJson(diagnostic, places, client.language); !related.empty()) {
            result["relatedInformation"] = std::move(related);
        }
    }
    result["data"] = {{"fingerprint", fingerprint}};
    return result;
}

FileFindings findingsIn(const Session& session, FileId file) {
    FileFindings result;
    const std::vector<Diagnostic>& findings = session.findings(file);
    const std::vector<bool>& baselined = session.baselined(file);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (i < baselined.size() && baselined[i]) {
            result.suppressed.push_back({findings[i], "", Suppressed::By::Baseline});
        } else {
            result.reported.push_back(findings[i]);
        }
    }
    const std::vector<Suppressed>& allowed = session.suppressed(file);
    result.suppressed.insert(result.suppressed.end(), allowed.begin(), allowed.end());
    return result;
}

Json findingsJson(const FileFindings& findings, Places& places, const Client& client) {
    Json result = Json::array();
    const std::vector<std::string> fingerprints = fingerprintsOf(findings.reported);
    for (std::size_t i = 0; i < findings.reported.size(); ++i) {
        result.push_back(findingJson(findings.reported[i], fingerprints[i], places, client));
    }
    if (!client.showSuppressed) {
        return result;
    }
    const bool chinese = client.language == Language::Chinese;
    for (const Suppressed& covered : findings.suppressed) {
        Json hint = findingJson(covered.diagnostic, covered.fingerprint, places, client);
        const std::string why =
            covered.by == Suppressed::By::Baseline
                ? (chinese ? "基线内" : "in the baseline")
                : (chinese ? "已允许，理由：" : "allowed, reason: ") + covered.reason;
        hint["severity"] = kHint;
        hint["message"] = why + "\n" + hint["message"].get<std::string>();
        result.push_back(std::move(hint));
    }
    return result;
}

}  // namespace fadu::lsp
