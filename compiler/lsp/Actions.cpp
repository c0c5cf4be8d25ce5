// Code actions: the fixes that findings propose, and allowing a finding with a reason.
#include "diagnostics/Allowance.h"
#include "diagnostics/Report.h"
#include "lsp/Findings.h"
#include "lsp/Requests.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>

namespace fadu::lsp {

namespace {

constexpr std::string_view kQuickFix = "quickfix";

/// Whether the client wants actions of this kind: it names the kind itself or one above it.
bool wantsQuickFixes(const Json& context) {
    const auto only = context.find("only");
    if (only == context.end() || !only->is_array()) {
        return true;
    }
    const auto holdsQuickFixes = [](const Json& kind) {
        return kind.is_string() && (kind.get<std::string>().empty() || kind == kQuickFix);
    };
    return std::any_of(only->begin(), only->end(), holdsQuickFixes);
}

/// Whether a finding is one of those that the client asks about; all are when it names none. It is
/// known by its fingerprint, for a client that does not keep that by code and line: columns come
/// back from some in units of their own.
bool isMeant(const Json& finding, const Json& context) {
    const Json& named = member(context, "diagnostics");
    if (!named.is_array()) {
        throw BadParameters();
    }
    return named.empty() || std::any_of(named.begin(), named.end(), [&](const Json& one) {
               if (!one.is_object()) {
                   throw BadParameters();
               }
               if (one.value("code", Json()) != finding["code"]) {
                   return false;
               }
               const auto data = one.find("data");
               return data != one.end() ? *data == finding["data"]
                                        : readRange(member(one, "range")).start.line ==
                                              finding["range"]["start"]["line"];
           });
}

/// A `WorkspaceEdit`; nothing when a text cannot be edited.
std::optional<Json> workspaceEdit(const std::vector<Edit>& edits, const Asked& asked) {
    std::map<FileId, Json> byFile;
    for (const Edit& edit : edits) {
        const FileId file = asked.places.sources().fileOf(edit.span.file);
        const Document* document = asked.places.document(file);
        if (asked.places.sources().file(file).embedded() ||
            (document != nullptr && !document->synchronised())) {
            return std::nullopt;
        }
        byFile.try_emplace(file, Json::array())
            .first->second.push_back(
                {{"range", asked.places.rangeJson(edit.span)}, {"newText", edit.text}});
    }
    Json documentChanges = Json::array();
    Json changes = Json::object();
    for (auto& [file, fileEdits] : byFile) {
        const std::string& uri = asked.places.uri(file);
        if (asked.client.versionedEdits) {
            const Document* document = asked.places.document(file);
            const Json version = document != nullptr ? Json(document->version()) : Json();
            documentChanges.push_back({{"textDocument", {{"uri", uri}, {"version", version}}},
                                       {"edits", std::move(fileEdits)}});
        } else {
            changes[uri] = std::move(fileEdits);
        }
    }
    return asked.client.versionedEdits ? Json{{"documentChanges", std::move(documentChanges)}}
                                       : Json{{"changes", std::move(changes)}};
}

void addAction(Json& answer, std::string title, bool preferred, const Json& finding,
               const std::vector<Edit>& edits, const Asked& asked) {
    std::optional<Json> edit = workspaceEdit(edits, asked);
    if (!edit) {
        return;
    }
    Json action = {{"title", std::move(title)},
                   {"kind", kQuickFix},
                   {"diagnostics", Json::array({finding})},
                   {"edit", *std::move(edit)}};
    if (preferred && asked.client.preferredActions) {
        action["isPreferred"] = true;
    }
    answer.push_back(std::move(action));
}

/// Where the line of a byte begins, when only blanks stand between it and the byte.
std::optional<std::uint32_t> lineBegun(std::string_view text, std::uint32_t at) {
    const std::size_t before = text.substr(0, at).find_last_not_of(" \t");
    if (before == std::string_view::npos) {
        return 0;
    }
    const bool atStart = text[before] == '\n' || text[before] == '\r';
    return atStart ? std::optional(static_cast<std::uint32_t>(before + 1)) : std::nullopt;
}

std::string_view lineEnding(std::string_view text) {
    const std::size_t at = text.find_first_of("\r\n");
    if (at == std::string_view::npos || text[at] == '\n') {
        return "\n";
    }
    return text.substr(at, 2) == "\r\n" ? "\r\n" : "\r";
}

/// A line `@允许(CODE, "")` before the innermost entry, or the declaration, that holds the finding
/// and begins a line. Its reason is left for the author: without one the allowance is reported.
std::optional<Edit> allowanceBefore(const Diagnostic& diagnostic, const Asked& asked) {
    const std::string_view text = asked.places.sources().file(asked.file).text();
    for (const syntax::Module& module : asked.snapshot->modules) {
        if (module.file != asked.file) {
            continue;
        }
        for (const syntax::PlacedDeclaration& placed : module.declarations) {
            const syntax::Declaration& declaration = *placed.declaration;
            const std::uint32_t from = placed.offset;
            if (declaration.empty() || diagnostic.span.begin < from ||
                diagnostic.span.begin >= from + declaration.text.size()) {
                continue;
            }
            const syntax::Node* inner = &declaration.root();
            std::optional<Edit> best;
            while (inner != nullptr) {
                const std::uint32_t begin = from + inner->begin;
                if (const auto line = lineBegun(text, begin)) {
                    const bool english = text[begin] >= 'a' && text[begin] <= 'z';
                    std::string insertion(text.substr(*line, begin - *line));
                    insertion += english ? "@allow(" : "@允许(";
                    insertion += diagnostic.descriptor->code;
                    insertion += ", \"\")";
                    insertion += lineEnding(text);
                    best = Edit{Span{asked.file, *line, *line}, std::move(insertion)};
                }
                const syntax::Node* next = nullptr;
                for (const syntax::Node& child : declaration.children(*inner)) {
                    if (from + child.begin <= diagnostic.span.begin &&
                        diagnostic.span.end <= from + std::max(child.end, child.headEnd)) {
                        next = &child;
                    }
                }
                inner = next;
            }
            return best;
        }
    }
    return std::nullopt;
}

}  // namespace

Json codeActionAnswer(const Asked& asked, const Json& parameters) {
    Json answer = Json::array();
    const ClientRange range = readRange(member(parameters, "range"));
    const Json& context = member(parameters, "context");
    if (!wantsQuickFixes(context)) {
        return answer;
    }
    const std::uint32_t begin = asked.places.offset(asked.file, range.start);
    const std::uint32_t end = asked.places.offset(asked.file, range.end);
    const Language language = asked.client.language;
    const std::vector<std::string> fingerprints = fingerprintsOf(asked.findings);
    Json allowances = Json::array();
    for (std::size_t i = 0; i < asked.findings.size(); ++i) {
        const Diagnostic& diagnostic = asked.findings[i];
        if (diagnostic.span.end < begin || diagnostic.span.begin > end) {
            continue;
        }
        const Json finding = findingJson(diagnostic, fingerprints[i], asked.places, asked.client);
        if (!isMeant(finding, context)) {
            continue;
        }
        for (const Fix& fix : diagnostic.fixes) {
            addAction(answer, fix.title.in(language), fix.safe, finding, fix.edits, asked);
        }
        if (asked.snapshot == nullptr || !suppressible(*diagnostic.descriptor)) {
            continue;
        }
        if (const std::optional<Edit> edit = allowanceBefore(diagnostic, asked)) {
            const std::string code(diagnostic.descriptor->code);
            addAction(allowances,
                      language == Language::Chinese ? "允许 " + code + "，并写明理由"
                                                    : "Allow " + code + ", stating a reason",
                      false, finding, {*edit}, asked);
        }
    }
    answer.insert(answer.end(), allowances.begin(), allowances.end());
    return answer;
}

}  // namespace fadu::lsp
