#pragma once

#include "diagnostics/Diagnostic.h"
#include "lsp/Positions.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fadu::lsp {

using Json = nlohmann::ordered_json;

/// What `initialize` says of the client: its abilities and wishes. Whatever is missing or of a
/// wrong type counts as not said.
struct Client {
    PositionEncoding encoding = PositionEncoding::Utf16;
    std::optional<std::int64_t> processId;
    std::vector<std::string> folders;  ///< Paths of the workspace's folders.

    // Abilities.
    bool pullsDiagnostics = false;
    bool refreshesDiagnostics = false;
    bool relatedInformation = false;
    bool unnecessaryTag = false;
    bool deprecatedTag = false;
    bool diagnosticVersions = false;
    bool markdown = false;  ///< In hovers.
    bool definitionLinks = false;
    bool nestedSymbols = false;
    bool codeActions = false;  ///< As literals.
    bool preferredActions = false;
    bool versionedEdits = false;
    bool registersWatchers = false;
    bool settledNotification = false;

    // Wishes: `initializationOptions`, `locale`, `trace`.
    Language language = Language::Chinese;
    std::optional<Date> asOf;
    bool closedFiles = true;      ///< Findings of files that are not open are shown too.
    bool showSuppressed = false;  ///< What allowances cover is shown as a hint.
    bool trace = false;
};

/// Reads the parameters of `initialize`. `language` is the command line's, which counts where the
/// options say none; the client's locale comes after it.
Client readClient(const Json& parameters, std::optional<Language> language);

/// The result of `initialize`: what the server does for this client.
Json initializeResult(const Client& client);

}  // namespace fadu::lsp
