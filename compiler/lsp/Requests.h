#pragma once

#include "diagnostics/Allowance.h"
#include "lsp/Client.h"
#include "lsp/Places.h"
#include "workspace/Workspace.h"

#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace fadu::lsp {

/// Parameters that a method does not take: error −32602.
class BadParameters : public std::exception {
public:
    const char* what() const noexcept override { return "bad parameters"; }
};

/// The values of parameters; each throws `BadParameters` when it is not there or of another type.
const Json& member(const Json& object, const char* key);
std::string textMember(const Json& object, const char* key);
std::string documentUri(const Json& parameters);  ///< `textDocument.uri`
ClientPosition readPosition(const Json& position);
ClientRange readRange(const Json& range);

/// What a request about one file is answered from. The snapshot is null for a fadu.toml.
struct Asked {
    const Client& client;
    Places& places;
    const Snapshot* snapshot = nullptr;
    FileId file;
    const std::vector<Diagnostic>& findings;
};

Json hoverAnswer(const Asked& asked, const Json& parameters);
Json definitionAnswer(const Asked& asked, const Json& parameters);
Json referencesAnswer(const Asked& asked, const Json& parameters);
Json documentSymbolAnswer(const Asked& asked);
/// Null for a text that was not understood.
Json formattingAnswer(const Asked& asked);
Json codeActionAnswer(const Asked& asked, const Json& parameters);

/// Appends the symbols of a file whose names hold the query to an answer of `workspace/symbol`.
void addWorkspaceSymbols(const Asked& asked, std::string_view query, Json& answer);

}  // namespace fadu::lsp
