#pragma once

#include "cli/Environment.h"
#include "cli/Options.h"

#include <optional>
#include <string_view>
#include <vector>

namespace fadu::cli {

/// Reads standard input when the call asks for it and analyses the packages; nothing when standard
/// input could not be read (said so already).
std::optional<CheckResult> analyse(const Options& options, Language language, Timings& timings);

/// Why a command that takes one package cannot use what was read, if so.
std::optional<Text> obstacle(const CheckResult& result, std::string_view command);

/// The language of a call's own lines: the option, the package's configuration, the locale.
Language languageOf(const Options& options, const CheckResult& result, Language locale);

/// Writes what was found in the format that was asked for, then why the call could not be used, if
/// so. Returns the exit status.
int reportFindings(const Options& options, const CheckResult& result, Language locale,
                   Timings& timings);

/// The report on findings that no check stands behind: of a configuration that could not be used,
/// of a text that could not be formatted.
Report plainReport(const SourceManager& sources, std::vector<Diagnostic> diagnostics,
                   const Options& options);

/// Says why a call could not be used, with the findings about the configuration when these are the
/// reason. Returns the exit status.
int reportUnusable(const UsageError& error, const Options& options, Language language);

}  // namespace fadu::cli
