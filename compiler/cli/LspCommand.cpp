#include "cli/Commands.h"
#include "lsp/Server.h"

namespace fadu::cli {

int lspCommand(const Options& options) { return lsp::run({options.request, options.language}); }

}  // namespace fadu::cli
