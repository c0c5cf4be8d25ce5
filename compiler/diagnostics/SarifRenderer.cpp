#include "diagnostics/LineHashes.h"
#include "diagnostics/Render.h"
#include "diagnostics/Wording.h"
#include "source/Utf16Columns.h"
#include "support/Text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace fadu {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::string_view kRoot = "ROOT";
constexpr std::size_t kLongestDescription = 1000;  ///< Code points; hosts take 1,024.
/// Hosts show a hundred related places and a thousand steps, and refuse documents with many more.
constexpr std::size_t kMostPlaces = 1000;

std::string_view levelOf(Severity severity) {
    switch (severity) {
        case Severity::Error:
            return "error";
        case Severity::Warning:
            return "warning";
        case Severity::Info:
            return "note";
    }
    return "none";
}

/// `promise-exceeds-statute` as `PromiseExceedsStatute`.
std::string ruleName(const Descriptor& descriptor) {
    std::string result;
    bool capital = true;
    for (const char c : descriptor.slug.substr(descriptor.family().size() + 1)) {
        if (c == '-') {
            capital = true;
            continue;
        }
        result += capital && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        capital = false;
    }
    return result;
}

std::string shortened(std::string text) {
    std::size_t points = 0;
    for (std::size_t i = 0; i < text.size(); i += decodeUtf8(text, i).length) {
        if (++points > kLongestDescription) {
            text.resize(i);
            return text + "…";
        }
    }
    return text;
}

/// A path as a URI reference (RFC 3986): all but unreserved characters and `/` percent-encoded.
std::string uriOf(std::string_view path) {
    constexpr std::string_view kPlain = "-._~/";
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string result;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            kPlain.find(c) != std::string_view::npos) {
            result += c;
        } else {
            result += '%';
            result += kDigits[byte >> 4U];
            result += kDigits[byte & 0xFU];
        }
    }
    return result;
}

Json message(const std::string& text) { return {{"text", text}}; }

Json bothLanguages(const std::string& zh, const std::string& en) {
    return {{"zh", zh}, {"en", en}};
}

/// What one package contributes; keeps what was computed about its files.
class PackageResults {
public:
    PackageResults(const Report& report, const std::map<const Descriptor*, std::size_t>& rules,
                   Language language)
        : report_(report), rules_(rules), language_(language), columns_(*report.sources) {}

    void add(Json& results) {
        FADU_CHECK(report_.fingerprints.size() == report_.diagnostics.size());
        for (std::size_t i = 0; i < report_.diagnostics.size(); ++i) {
            results.push_back(
                result(report_.diagnostics[i], report_.fingerprints[i], Json::array()));
        }
        for (const Suppressed& suppressed : report_.suppressed) {
            Json suppression = {{"kind", "inSource"}, {"status", "accepted"}};
            if (suppressed.by == Suppressed::By::Baseline) {
                suppression["kind"] = "external";
            } else {
                suppression["justification"] = suppressed.reason;
            }
            results.push_back(result(suppressed.diagnostic, suppressed.fingerprint,
                                     Json::array({std::move(suppression)})));
        }
    }

private:
    const std::string& in(const Text& text) const { return text.in(language_); }

    Json artifact(FileId file) const {
        const SourceFile& source = report_.sources->file(file);
        if (source.embedded()) {
            const std::size_t scheme = source.path().find(":/");
            const std::size_t rest = scheme == std::string::npos ? 0 : scheme + 1;
            return {{"uri", source.path().substr(0, rest) + uriOf(source.path().substr(rest))}};
        }
        Json result = {{"uri", uriOf(source.path())}};
        if (source.path().substr(0, 1) == "/") {
            result["uri"] = "file://" + uriOf(source.path());
        } else {
            result["uriBaseId"] = kRoot;
        }
        return result;
    }

    Json region(Span span) {
        const Position begin = report_.sources->begin(span);
        const Position end = report_.sources->end(span);
        return {{"startLine", begin.line},
                {"startColumn", columns_.column(span.file, begin)},
                {"endLine", end.line},
                {"endColumn", columns_.column(span.file, end)}};
    }

    Json physical(Span span) {
        return {{"artifactLocation", artifact(span.file)}, {"region", region(span)}};
    }

    Json result(const Diagnostic& diagnostic, const std::string& fingerprint, Json suppressions) {
        const Descriptor& descriptor = *diagnostic.descriptor;
        const Text words = diagnostic.message();
        Json json = {{"ruleId", descriptor.code},
                     {"ruleIndex", rules_.at(&descriptor)},
                     {"level", levelOf(diagnostic.severity)},
                     {"message", message(findingText(diagnostic, language_))},
                     {"locations", locations(diagnostic)}};
        Json properties = {{"slug", descriptor.slug},
                           {"nature", natureWord(descriptor.nature, Language::English)},
                           {"message", bothLanguages(findingText(diagnostic, Language::Chinese),
                                                     findingText(diagnostic, Language::English))}};
        addRelated(json, properties, diagnostic);
        addFlow(json, properties, diagnostic);
        addFixes(json, diagnostic);
        json["partialFingerprints"] = {{"fadu/v1", fingerprint}};
        if (diagnostic.span.valid()) {
            json["partialFingerprints"]["primaryLocationLineHash"] = lineHash(diagnostic.span);
        }
        json["suppressions"] = std::move(suppressions);
        if (!diagnostic.legalBasis.empty()) {
            Json& bases = properties["legalBasis"] = Json::array();
            for (const LegalBasis& basis : diagnostic.legalBasis) {
                bases.push_back(basisText(basis, Language::Chinese));
            }
        }
        json["properties"] = std::move(properties);
        return json;
    }

    Json locations(const Diagnostic& diagnostic) {
        Json location = Json::object();
        if (diagnostic.span.valid()) {
            location["physicalLocation"] = physical(diagnostic.span);
        }
        if (!diagnostic.owner.empty()) {
            const std::string path = diagnostic.path.empty() ? "" : "/" + diagnostic.path;
            location["logicalLocations"] =
                Json::array({{{"fullyQualifiedName", diagnostic.owner + path}}});
        }
        return location.empty() ? Json::array() : Json::array({std::move(location)});
    }

    void addRelated(Json& json, Json& properties, const Diagnostic& diagnostic) {
        Json related = Json::array();
        std::size_t inAll = 0;
        for (const Label& label : diagnostic.related) {
            if (!label.span.valid() || ++inAll > kMostPlaces) {
                continue;
            }
            related.push_back({{"id", inAll},
                               {"physicalLocation", physical(label.span)},
                               {"message", message(in(label.text))}});
        }
        if (inAll > kMostPlaces) {
            properties["relatedLocationsInAll"] = inAll;
        }
        if (!related.empty()) {
            json["relatedLocations"] = std::move(related);
        }
    }

    void addFlow(Json& json, Json& properties, const Diagnostic& diagnostic) {
        if (!diagnostic.witness || diagnostic.witness->steps.empty()) {
            return;
        }
        const auto& steps = diagnostic.witness->steps;
        Json places = Json::array();
        for (std::size_t i = 0; i < std::min(steps.size(), kMostPlaces); ++i) {
            const Witness::Step& step = steps[i];
            std::string words = in(step.text).empty() ? step.node : in(step.text);
            if (step.date) {
                words = step.date->iso() + "  " + words;
            }
            Json location = Json::object();
            // Hosts want a place for each step; one without stands where the finding does.
            const Span span = step.span.valid() ? step.span : diagnostic.span;
            if (span.valid()) {
                location["physicalLocation"] = physical(span);
            }
            location["message"] = message(words);
            Json place = {{"location", std::move(location)}};
            if (!step.holds) {
                place["importance"] = "essential";
            }
            places.push_back(std::move(place));
        }
        if (steps.size() > kMostPlaces) {
            properties["stepsInAll"] = steps.size();
        }
        json["codeFlows"] =
            Json::array({{{"threadFlows", Json::array({{{"locations", std::move(places)}}})}}});
    }

    void addFixes(Json& json, const Diagnostic& diagnostic) {
        Json fixes = Json::array();
        for (const Fix& fix : diagnostic.fixes) {
            std::map<FileId, Json> replacements;
            for (const Edit& edit : fix.edits) {
                if (edit.span.valid()) {
                    replacements.try_emplace(report_.sources->fileOf(edit.span.file), Json::array())
                        .first->second.push_back({{"deletedRegion", region(edit.span)},
                                                  {"insertedContent", message(edit.text)}});
                }
            }
            Json changes = Json::array();
            for (auto& [file, list] : replacements) {
                changes.push_back(
                    {{"artifactLocation", artifact(file)}, {"replacements", std::move(list)}});
            }
            if (!changes.empty()) {
                fixes.push_back({{"description", message(in(fix.title))},
                                 {"artifactChanges", std::move(changes)},
                                 {"properties", {{"safe", fix.safe}}}});
            }
        }
        if (!fixes.empty()) {
            json["fixes"] = std::move(fixes);
        }
    }

    std::string lineHash(Span span) {
        const auto [entry, isNew] = hashes_.try_emplace(report_.sources->fileOf(span.file).index());
        if (isNew) {
            entry->second = lineHashes(report_.sources->file(span.file).text());
        }
        return entry->second[report_.sources->begin(span).line - 1];
    }

    const Report& report_;
    const std::map<const Descriptor*, std::size_t>& rules_;
    Language language_;
    Utf16Columns columns_;
    std::unordered_map<std::uint32_t, std::vector<std::string>> hashes_;
};

Json ruleJson(const Catalogue::Entry& entry, Language language) {
    const Descriptor& descriptor = *entry.descriptor;
    const auto described = [&](Language which) {
        const std::string purpose = purposeOf(entry, which);
        return shortened(purpose.empty() ? titleOf(entry, which) : purpose);
    };
    Json help = message(described(language));
    if (!entry.page.empty()) {
        // The whole page: Chinese, then English.
        help["markdown"] = entry.page;
    }
    return {
        {"id", descriptor.code},
        {"name", ruleName(descriptor)},
        {"shortDescription", message(shortened(titleOf(entry, language)))},
        {"fullDescription", message(described(language))},
        {"help", std::move(help)},
        {"defaultConfiguration", {{"level", levelOf(descriptor.severity)}}},
        {"properties",
         {{"slug", descriptor.slug},
          {"tags", {descriptor.family(), natureWord(descriptor.nature, Language::English)}},
          {"precision", "very-high"},
          {"problem.severity",
           descriptor.severity == Severity::Info ? "recommendation" : levelOf(descriptor.severity)},
          {"shortDescription",
           bothLanguages(titleOf(entry, Language::Chinese), titleOf(entry, Language::English))},
          {"fullDescription",
           bothLanguages(described(Language::Chinese), described(Language::English))}}}};
}

/// What code hosts tell uploads of one commit apart by: the packages, whatever of them was looked
/// at, so that a later run takes the place of this one.
std::string automationId(const std::vector<Report>& reports) {
    std::string names;
    for (const Report& report : reports) {
        if (report.packageName.empty()) {
            return "fadu/";
        }
        names += (names.empty() ? "" : "+") + report.packageName;
    }
    return "fadu/" + names + "/";
}

Json artifactsOf(const std::vector<Report>& reports) {
    std::set<std::string> paths;
    for (const Report& report : reports) {
        for (const FileId file : report.files) {
            paths.insert(report.sources->file(file).path());
        }
    }
    Json artifacts = Json::array();
    for (const std::string& path : paths) {
        const bool absolute = path.substr(0, 1) == "/";
        Json location = {{"uri", (absolute ? "file://" : "") + uriOf(path)}};
        if (!absolute) {
            location["uriBaseId"] = kRoot;
        }
        artifacts.push_back({{"location", std::move(location)},
                             {"roles", {"analysisTarget"}},
                             {"sourceLanguage", "fadu"}});
    }
    return artifacts;
}

Json runProperties(const std::vector<Report>& reports) {
    Json packages = Json::array();
    for (const Report& report : reports) {
        const Summary& sum = report.summary;
        packages.push_back({{"name", report.packageName},
                            {"asOf", report.asOf.iso()},
                            {"library", report.libraryVersion},
                            {"files", sum.files},
                            {"items", sum.items},
                            {"unknown", sum.unknown},
                            {"notInLibrary", sum.notInLibrary},
                            {"staleBaseline", sum.staleBaseline}});
    }
    return {{"packages", std::move(packages)}};
}

}  // namespace

std::string renderSarif(const std::vector<Report>& reports, const DocumentOptions& options) {
    FADU_CHECK(!reports.empty());
    const Report& first = reports.front();
    const Language language = options.text.language;
    const bool chinese = language == Language::Chinese;
    Json rules = Json::array();
    std::map<const Descriptor*, std::size_t> indices;
    for (const Catalogue::Entry& entry : first.catalogue->entries()) {
        indices.emplace(entry.descriptor, rules.size());
        rules.push_back(ruleJson(entry, language));
    }
    Json results = Json::array();
    for (const Report& report : reports) {
        PackageResults(report, indices, language).add(results);
    }
    const bool usable = std::all_of(reports.begin(), reports.end(),
                                    [](const Report& report) { return report.usable; });
    const std::string root = chinese ? "运行时所在的目录，应为代码仓库的根目录"
                                     : "the working directory, which should be the repository's "
                                       "root";
    Json run = {
        {"tool",
         {{"driver",
           {{"name", "fadu"},
            {"fullName", "Fadu 法度 " + first.toolVersion},
            {"version", first.toolVersion},
            {"semanticVersion", first.toolVersion},
            {"language", chinese ? "zh-CN" : "en-US"},
            {"rules", std::move(rules)}}}}},
        {"automationDetails", {{"id", automationId(reports)}}},
        {"invocations",
         Json::array({{{"executionSuccessful", usable}, {"exitCode", options.exitStatus}}})},
        {"language", chinese ? "zh-CN" : "en-US"},
        {"columnKind", "utf16CodeUnits"},
        {"originalUriBaseIds", {{kRoot, {{"description", message(root)}}}}},
        {"artifacts", artifactsOf(reports)},
        {"results", std::move(results)},
        {"properties", runProperties(reports)}};
    const Json document = {
        {"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace fadu
