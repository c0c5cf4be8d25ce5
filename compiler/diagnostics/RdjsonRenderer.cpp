#include "diagnostics/Render.h"
#include "diagnostics/Wording.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fadu {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view severityOf(Severity severity) {
    switch (severity) {
        case Severity::Error:
            return "ERROR";
        case Severity::Warning:
            return "WARNING";
        case Severity::Info:
            return "INFO";
    }
    return "UNKNOWN_SEVERITY";
}

/// Columns are in bytes of the line's UTF-8 text, to which a byte order mark does not belong.
Json positionJson(const SourceFile& file, const Position& position) {
    std::uint32_t start = file.lineStart(position.line);
    if (start == 0 && file.text().starts_with(kByteOrderMark)) {
        start = static_cast<std::uint32_t>(kByteOrderMark.size());
    }
    return {{"line", position.line},
            {"column", position.offset < start ? 1 : position.offset - start + 1}};
}

Json rangeJson(const SourceManager& sources, Span span) {
    const SourceFile& file = sources.file(span.file);
    return {{"start", positionJson(file, sources.begin(span))},
            {"end", positionJson(file, sources.end(span))}};
}

Json locationJson(const SourceManager& sources, Span span) {
    return {{"path", sources.file(span.file).path()}, {"range", rangeJson(sources, span)}};
}

Json diagnosticJson(const Diagnostic& diagnostic, const SourceManager& sources, Language language) {
    Json result = {{"message", findingText(diagnostic, language)},
                   {"location", diagnostic.span.valid() ? locationJson(sources, diagnostic.span)
                                                        : Json{{"path", "fadu.toml"}}},
                   {"severity", severityOf(diagnostic.severity)},
                   {"code", {{"value", diagnostic.descriptor->code}}}};
    // A suggestion is one range of the finding's own file, each an alternative of its own.
    Json suggestions = Json::array();
    for (const Fix& fix : diagnostic.fixes) {
        if (fix.edits.size() == 1 && fix.edits.front().span.valid() &&
            sources.fileOf(fix.edits.front().span.file) == sources.fileOf(diagnostic.span.file)) {
            suggestions.push_back({{"range", rangeJson(sources, fix.edits.front().span)},
                                   {"text", fix.edits.front().text}});
        }
    }
    if (!suggestions.empty()) {
        result["suggestions"] = std::move(suggestions);
    }
    Json related = Json::array();
    for (const Label& label : diagnostic.related) {
        if (label.span.valid() && !sources.file(label.span.file).embedded()) {
            related.push_back({{"message", label.text.in(language)},
                               {"location", locationJson(sources, label.span)}});
        }
    }
    if (!related.empty()) {
        result["related_locations"] = std::move(related);
    }
    return result;
}

}  // namespace

std::string renderRdjson(const std::vector<Report>& reports, const DocumentOptions& options) {
    Severity gravest = Severity::Info;
    Json diagnostics = Json::array();
    for (const Report& report : reports) {
        for (const Diagnostic& diagnostic : report.diagnostics) {
            gravest = std::max(gravest, diagnostic.severity);
            diagnostics.push_back(
                diagnosticJson(diagnostic, *report.sources, options.text.language));
        }
    }
    const Json document = {{"source", {{"name", "fadu"}}},
                           {"severity", severityOf(gravest)},
                           {"diagnostics", std::move(diagnostics)}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace fadu
