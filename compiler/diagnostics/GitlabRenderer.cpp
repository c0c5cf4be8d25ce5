#include "diagnostics/Render.h"
#include "diagnostics/Wording.h"
#include "support/Hash.h"

#include <nlohmann/json.hpp>

#include <unordered_map>

namespace fadu {

namespace {

using Json = nlohmann::ordered_json;

/// The host's five words; what touches legality stands above what touches form.
std::string_view severityOf(const Diagnostic& diagnostic) {
    switch (diagnostic.severity) {
        case Severity::Error:
            return diagnostic.descriptor->nature == Nature::Legality ? "critical" : "major";
        case Severity::Warning:
            return "minor";
        case Severity::Info:
            return "info";
    }
    return "info";
}

}  // namespace

std::string renderGitlab(const std::vector<Report>& reports, const DocumentOptions& options) {
    Json document = Json::array();
    std::unordered_map<std::string, std::size_t> seen;
    for (const Report& report : reports) {
        FADU_CHECK(report.fingerprints.size() == report.diagnostics.size());
        for (std::size_t i = 0; i < report.diagnostics.size(); ++i) {
            const Diagnostic& diagnostic = report.diagnostics[i];
            // The host wants a file for everything; what has none concerns the package.
            std::string path = "fadu.toml";
            Json lines = {{"begin", 1}};
            if (diagnostic.span.valid()) {
                path = report.sources->file(diagnostic.span.file).path();
                lines = {{"begin", report.sources->begin(diagnostic.span).line},
                         {"end", report.sources->end(diagnostic.span).line}};
            }
            // Packages know nothing of each other: their findings may have equal fingerprints. Of
            // those with one value the host would show one.
            std::string identity = path + '\n' + report.fingerprints[i];
            if (const std::size_t earlier = seen[identity]++; earlier > 0) {
                identity += '\n' + std::to_string(earlier);
            }
            document.push_back({{"description", findingLine(diagnostic, options.text.language)},
                                {"check_name", diagnostic.descriptor->code},
                                {"fingerprint", hexadecimal(hashBytes(identity))},
                                {"severity", severityOf(diagnostic)},
                                {"location", {{"path", path}, {"lines", std::move(lines)}}}});
        }
    }
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace fadu
