#include "diagnostics/Render.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fadu {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kSchemaVersion = 1;

Json positionJson(const Position& position) {
    return {{"line", position.line}, {"column", position.column}, {"offset", position.offset}};
}

/// Adds `file` and `range`; both are null for what has no place.
void addPlace(Json& object, Span span, const SourceManager& sources) {
    if (!span.valid()) {
        object["file"] = nullptr;
        object["range"] = nullptr;
        return;
    }
    object["file"] = sources.file(span.file).path();
    object["range"] = {{"start", positionJson(sources.begin(span))},
                       {"end", positionJson(sources.end(span))}};
}

Json relatedJson(const std::vector<Label>& labels, const SourceManager& sources) {
    Json result = Json::array();
    for (const Label& label : labels) {
        Json entry = {{"message", label.text.zh}, {"messageEn", label.text.en}};
        addPlace(entry, label.span, sources);
        result.push_back(std::move(entry));
    }
    return result;
}

Json basisJson(const std::vector<LegalBasis>& bases) {
    Json result = Json::array();
    for (const LegalBasis& basis : bases) {
        Json entry = {{"instrument", basis.instrument},
                      {"version", basis.version.empty() ? Json(nullptr) : Json(basis.version)},
                      {"provision", basis.provision}};
        if (basis.unverified) {
            entry["unverified"] = true;
        }
        result.push_back(std::move(entry));
    }
    return result;
}

std::string_view kindName(Witness::Kind kind) {
    switch (kind) {
        case Witness::Kind::Cycle:
            return "cycle";
        case Witness::Kind::Path:
            return "path";
        case Witness::Kind::Chain:
            return "chain";
        case Witness::Kind::Timeline:
            return "timeline";
    }
    return "path";
}

Json witnessJson(const Witness& witness, const SourceManager& sources) {
    Json steps = Json::array();
    for (const Witness::Step& step : witness.steps) {
        Json entry = {{"message", step.text.zh}, {"messageEn", step.text.en}};
        addPlace(entry, step.span, sources);
        entry["node"] = step.node;
        entry["holds"] = step.holds;
        entry["date"] = step.date ? Json(step.date->iso()) : Json(nullptr);
        steps.push_back(std::move(entry));
    }
    return {{"kind", kindName(witness.kind)}, {"steps", std::move(steps)}};
}

Json fixesJson(const std::vector<Fix>& fixes, const SourceManager& sources) {
    Json result = Json::array();
    for (const Fix& fix : fixes) {
        Json edits = Json::array();
        for (const Edit& edit : fix.edits) {
            Json entry = Json::object();
            addPlace(entry, edit.span, sources);
            entry["text"] = edit.text;
            edits.push_back(std::move(entry));
        }
        result.push_back({{"title", fix.title.zh},
                          {"titleEn", fix.title.en},
                          {"safe", fix.safe},
                          {"edits", std::move(edits)}});
    }
    return result;
}

Json diagnosticJson(const Diagnostic& diagnostic, const std::string& fingerprint,
                    const SourceManager& sources) {
    const Text message = diagnostic.message();
    Json result = {{"code", diagnostic.descriptor->code},
                   {"slug", diagnostic.descriptor->slug},
                   {"severity", severityWord(diagnostic.severity, Language::English)},
                   {"nature", natureWord(diagnostic.descriptor->nature, Language::English)},
                   {"message", message.zh},
                   {"messageEn", message.en}};
    addPlace(result, diagnostic.span, sources);
    if (!diagnostic.label.empty()) {
        result["label"] = diagnostic.label.zh;
        result["labelEn"] = diagnostic.label.en;
    }
    result["related"] = relatedJson(diagnostic.related, sources);
    result["legalBasis"] = basisJson(diagnostic.legalBasis);
    result["witness"] =
        diagnostic.witness ? witnessJson(*diagnostic.witness, sources) : Json(nullptr);
    result["fixes"] = fixesJson(diagnostic.fixes, sources);
    if (!diagnostic.advice.empty()) {
        result["advice"] = diagnostic.advice.zh;
        result["adviceEn"] = diagnostic.advice.en;
    }
    result["fingerprint"] = fingerprint;
    return result;
}

/// What all packages of a document know: a day is known when every calendar has it.
Json calendarJson(const std::vector<const Report*>& reports) {
    std::string from;
    std::string until;
    for (const Report* report : reports) {
        if (report->calendarFrom.empty() || report->calendarUntil.empty()) {
            return nullptr;
        }
        from = std::max(from, report->calendarFrom);
        until = until.empty() ? report->calendarUntil : std::min(until, report->calendarUntil);
    }
    if (from > until) {
        return nullptr;
    }
    return {{"from", from}, {"until", until}};
}

Json summaryJson(const std::vector<const Report*>& reports) {
    const auto total = [&](std::size_t Summary::*member) {
        std::size_t sum = 0;
        for (const Report* report : reports) {
            sum += report->summary.*member;
        }
        return sum;
    };
    return {{"files", total(&Summary::files)},
            {"items", total(&Summary::items)},
            {"errors", total(&Summary::errors)},
            {"warnings", total(&Summary::warnings)},
            {"infos", total(&Summary::infos)},
            {"suppressed", total(&Summary::suppressed)},
            {"unknown", total(&Summary::unknown)},
            {"notInLibrary", total(&Summary::notInLibrary)},
            {"baselined", total(&Summary::baselined)},
            {"staleBaseline", total(&Summary::staleBaseline)}};
}

Json asOfJson(const std::vector<const Report*>& reports) {
    for (const Report* report : reports) {
        if (report->asOf != reports.front()->asOf) {
            return nullptr;
        }
    }
    return reports.front()->asOf.iso();
}

/// What is said about the call as a whole.
Json headJson(const std::vector<const Report*>& reports) {
    FADU_CHECK(!reports.empty());
    const Report& first = *reports.front();
    return {{"schemaVersion", kSchemaVersion},
            {"tool", {{"name", "fadu"}, {"version", first.toolVersion}}},
            {"library", {{"version", first.libraryVersion}, {"hash", first.libraryHash}}},
            {"asOf", asOfJson(reports)},
            {"calendar", calendarJson(reports)},
            {"summary", summaryJson(reports)}};
}

template <typename Use>
void eachFinding(const std::vector<const Report*>& reports, Use use) {
    for (const Report* report : reports) {
        FADU_CHECK(report->fingerprints.size() == report->diagnostics.size());
        for (std::size_t i = 0; i < report->diagnostics.size(); ++i) {
            use(diagnosticJson(report->diagnostics[i], report->fingerprints[i], *report->sources));
        }
    }
}

/// Names from a source may hold bytes that are no UTF-8; the default is to throw on them.
std::string dumped(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string render(const std::vector<const Report*>& reports) {
    Json document = headJson(reports);
    Json& diagnostics = document["diagnostics"] = Json::array();
    eachFinding(reports, [&](Json finding) { diagnostics.push_back(std::move(finding)); });
    return dumped(document, 2);
}

std::vector<const Report*> pointersTo(const std::vector<Report>& reports) {
    std::vector<const Report*> pointers;
    pointers.reserve(reports.size());
    for (const Report& report : reports) {
        pointers.push_back(&report);
    }
    return pointers;
}

}  // namespace

std::string renderJson(const Report& report) { return render({&report}); }

std::string renderJson(const std::vector<Report>& reports, const DocumentOptions& /*options*/) {
    return render(pointersTo(reports));
}

std::string renderJsonLines(const std::vector<Report>& reports,
                            const DocumentOptions& /*options*/) {
    const std::vector<const Report*> pointers = pointersTo(reports);
    std::string lines;
    eachFinding(pointers, [&](const Json& finding) {
        Json line = {{"type", "finding"}};
        line.update(finding);
        lines += dumped(line, -1);
    });
    Json summary = {{"type", "summary"}};
    summary.update(headJson(pointers));
    return lines + dumped(summary, -1);
}

}  // namespace fadu
