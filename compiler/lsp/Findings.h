#pragma once

#include "diagnostics/Allowance.h"
#include "diagnostics/Diagnostic.h"
#include "lsp/Client.h"
#include "lsp/Places.h"
#include "workspace/Session.h"

#include <string>
#include <vector>

namespace fadu::lsp {

/// What an editor shows of a finding when the pointer rests on it: the message, what is underlined,
/// the law, the advice, a line each.
std::string tooltip(const Diagnostic& diagnostic, Language language);

/// A finding as an LSP `Diagnostic`. `data.fingerprint` holds its identity.
Json findingJson(const Diagnostic& diagnostic, const std::string& fingerprint, Places& places,
                 const Client& client);

/// What was found in one file: what is reported, and what an allowance or the baseline covers.
struct FileFindings {
    std::vector<Diagnostic> reported;
    std::vector<Suppressed> suppressed;
};
FileFindings findingsIn(const Session& session, FileId file);

/// What is reported and, where the client wishes it, what is suppressed as hints.
Json findingsJson(const FileFindings& findings, Places& places, const Client& client);

}  // namespace fadu::lsp
