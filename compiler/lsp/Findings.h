#pragma once

#include "diagnostics/Allowance.h"
#include "diagnostics/Diagnostic.h"
#include "lsp/Client.h"
#include "lsp/Places.h"

#include <string>
#include <vector>

namespace fadu::lsp {

/// What an editor shows of a finding when the pointer rests on it: the message, what is underlined,
/// the law, the advice, a line each.
std::string tooltip(const Diagnostic& diagnostic, Language language);

/// A finding as an LSP `Diagnostic`. `data.fingerprint` holds its identity.
Json findingJson(const Diagnostic& diagnostic, const std::string& fingerprint, Places& places,
                 const Client& client);

/// The findings of one file and, where the client wishes it, what is suppressed in it as hints.
Json findingsJson(const std::vector<Diagnostic>& findings,
                  const std::vector<Suppressed>& suppressed, Places& places, const Client& client);

}  // namespace fadu::lsp
