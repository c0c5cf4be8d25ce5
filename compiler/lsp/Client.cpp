#include "lsp/Client.h"

#include "lsp/Uri.h"
#include "workspace/Workspace.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>

namespace fadu::lsp {

namespace {

/// The value that a line of keys leads to; null when one of them is not there.
const Json& at(const Json& value, std::initializer_list<const char*> keys) {
    static const Json kNone;
    const Json* result = &value;
    for (const char* key : keys) {
        if (!result->is_object()) {
            return kNone;
        }
        const auto found = result->find(key);
        if (found == result->end()) {
            return kNone;
        }
        result = &*found;
    }
    return *result;
}

bool flag(const Json& value, std::initializer_list<const char*> keys, bool otherwise = false) {
    const Json& found = at(value, keys);
    return found.is_boolean() ? found.get<bool>() : otherwise;
}

std::string text(const Json& value, std::initializer_list<const char*> keys) {
    const Json& found = at(value, keys);
    return found.is_string() ? found.get<std::string>() : std::string();
}

bool lists(const Json& array, const Json& wanted) {
    return array.is_array() && std::find(array.begin(), array.end(), wanted) != array.end();
}

/// The first of the client's encodings that is known here; UTF-16 when it names none (LSP 3.17).
PositionEncoding encodingOf(const Json& offered) {
    if (offered.is_array()) {
        for (const Json& encoding : offered) {
            if (encoding == "utf-8") {
                return PositionEncoding::Utf8;
            }
            if (encoding == "utf-16") {
                return PositionEncoding::Utf16;
            }
            if (encoding == "utf-32") {
                return PositionEncoding::Utf32;
            }
        }
    }
    return PositionEncoding::Utf16;
}

std::string_view encodingName(PositionEncoding encoding) {
    switch (encoding) {
        case PositionEncoding::Utf8:
            return "utf-8";
        case PositionEncoding::Utf16:
            return "utf-16";
        case PositionEncoding::Utf32:
            return "utf-32";
    }
    return "utf-16";
}

std::vector<std::string> foldersOf(const Json& parameters) {
    std::vector<std::string> result;
    const auto add = [&](const std::string& uri) {
        if (auto path = pathOfUri(uri)) {
            result.push_back(*std::move(path));
        }
    };
    if (const Json& folders = at(parameters, {"workspaceFolders"}); folders.is_array()) {
        for (const Json& folder : folders) {
            add(text(folder, {"uri"}));
        }
    } else if (const std::string root = text(parameters, {"rootUri"}); !root.empty()) {
        add(root);
    } else if (const std::string path = text(parameters, {"rootPath"}); !path.empty()) {
        add(uriOfPath(path));
    }
    return result;
}

std::optional<Language> languageNamed(std::string_view name) {
    if (name.starts_with("zh")) {
        return Language::Chinese;
    }
    return name.empty() ? std::nullopt : std::optional(Language::English);
}

}  // namespace

Client readClient(const Json& parameters, std::optional<Language> language) {
    Client client;
    const Json& general = at(parameters, {"capabilities", "general"});
    const Json& workspace = at(parameters, {"capabilities", "workspace"});
    const Json& document = at(parameters, {"capabilities", "textDocument"});
    const Json& options = at(parameters, {"initializationOptions"});

    client.encoding = encodingOf(at(general, {"positionEncodings"}));
    if (const Json& id = at(parameters, {"processId"}); id.is_number_integer()) {
        client.processId = id.get<std::int64_t>();
    }
    client.folders = foldersOf(parameters);

    client.pullsDiagnostics = at(document, {"diagnostic"}).is_object();
    client.refreshesDiagnostics = flag(workspace, {"diagnostics", "refreshSupport"});
    // Said for pushed and for pulled diagnostics apart (LSP 3.18).
    const Json& diagnostics = at(
        document,
        {client.pullsDiagnostics && at(document, {"diagnostic", "relatedInformation"}).is_boolean()
             ? "diagnostic"
             : "publishDiagnostics"});
    client.relatedInformation = flag(diagnostics, {"relatedInformation"});
    const Json& tags = at(diagnostics, {"tagSupport", "valueSet"});
    client.unnecessaryTag = lists(tags, 1);
    client.deprecatedTag = lists(tags, 2);
    client.diagnosticVersions = flag(document, {"publishDiagnostics", "versionSupport"});
    // The first format is the one it likes best.
    const Json& formats = at(document, {"hover", "contentFormat"});
    client.markdown = formats.is_array() && !formats.empty() && formats.front() == "markdown";
    client.definitionLinks = flag(document, {"definition", "linkSupport"});
    client.nestedSymbols = flag(document, {"documentSymbol", "hierarchicalDocumentSymbolSupport"});
    client.codeActions = at(document, {"codeAction", "codeActionLiteralSupport"}).is_object();
    client.preferredActions = flag(document, {"codeAction", "isPreferredSupport"});
    client.versionedEdits = flag(workspace, {"workspaceEdit", "documentChanges"});
    client.registersWatchers = flag(workspace, {"didChangeWatchedFiles", "dynamicRegistration"});
    client.settledNotification = flag(parameters, {"capabilities", "experimental", "faduSettled"});

    const std::optional<Language> wanted = languageNamed(text(options, {"lang"}));
    const std::optional<Language> locale = languageNamed(text(parameters, {"locale"}));
    client.language = wanted ? *wanted : language ? *language : locale.value_or(Language::Chinese);
    client.asOf = Date::parse(text(options, {"asOf"}));
    client.closedFiles = flag(options, {"closedFiles"}, true);
    client.showSuppressed = text(options, {"suppressed"}) == "hint";
    const std::string trace = text(parameters, {"trace"});
    client.trace = !trace.empty() && trace != "off";
    return client;
}

Json initializeResult(const Client& client) {
    Json capabilities = {
        {"positionEncoding", encodingName(client.encoding)},
        {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", true}}},
        {"hoverProvider", true},
        {"definitionProvider", true},
        {"referencesProvider", true},
        {"documentSymbolProvider", true},
        {"workspaceSymbolProvider", true},
        {"documentFormattingProvider", true},
        {"workspace",
         {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}},
          {"textDocumentContent", {{"schemes", {"fadu-law"}}}}}}};
    if (client.codeActions) {
        capabilities["codeActionProvider"] = {{"codeActionKinds", {"quickfix"}}};
    }
    if (client.pullsDiagnostics) {
        capabilities["diagnosticProvider"] = {{"identifier", "fadu"},
                                              {"interFileDependencies", true},
                                              {"workspaceDiagnostics", client.closedFiles}};
    }
    return {{"capabilities", std::move(capabilities)},
            {"serverInfo", {{"name", "fadu"}, {"version", toolVersion()}}}};
}

}  // namespace fadu::lsp
