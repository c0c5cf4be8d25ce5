#pragma once

#include "cli/Environment.h"
#include "cli/Options.h"

#include <optional>

namespace fadu::cli {

/// Reads standard input when the call asks for it and analyses the packages; nothing when standard
/// input could not be read (said so already).
std::optional<CheckResult> analyse(const Options& options, Language language, Timings& timings);

/// The language of a call's own lines: the option, the package's configuration, the locale.
Language languageOf(const Options& options, const CheckResult& result, Language locale);

/// Writes what was found in the format that was asked for, then why the call could not be used, if
/// so. Returns the exit status.
int reportFindings(const Options& options, const CheckResult& result, Language locale,
                   Timings& timings);

}  // namespace fadu::cli
