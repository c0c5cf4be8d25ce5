#pragma once

#include "workspace/Workspace.h"

#include <optional>

namespace fadu::lsp {

/// What the command line gives to the server.
struct Settings {
    CheckRequest request;              ///< The date and the library; the rest does not matter.
    std::optional<Language> language;  ///< Of messages, unless the client asks for one.
};

/// Serves one client with the Language Server Protocol (3.18) on standard input and output, until
/// it says `exit`, closes the stream or is gone. Whatever else would be written to standard output
/// goes to standard error. Returns the exit status: 0 when the client had said `shutdown` before,
/// else 1.
int run(const Settings& settings);

}  // namespace fadu::lsp
