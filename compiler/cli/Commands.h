#pragma once

#include "cli/Options.h"

namespace fadu::cli {

/// Each does one command and returns the exit status. `locale` is the language when neither the
/// option nor the package says one.
int checkCommand(const Options& options, Language locale);
int buildCommand(const Options& options, Language locale);
int graphCommand(const Options& options, Language locale);
int simulateCommand(const Options& options, Language locale);
int formatCommand(const Options& options, Language locale);
int explainCommand(const Options& options, Language locale);
int lspCommand(const Options& options);

}  // namespace fadu::cli
