#pragma once

#include "diagnostics/Diagnostic.h"
#include "model/CodeScheme.h"
#include "source/SourceManager.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fadu {

class Catalogue;

/// How severe a code, slug or family is to be: a severity, or not reported at all.
struct SeverityRule {
    std::string selector;
    std::optional<Severity> severity;  ///< Nothing: `"off"`.
};

/// Severity rules for the files that a glob matches (relative to the package root).
struct PathRules {
    std::string glob;
    std::vector<SeverityRule> rules;
};

/// What `fadu.toml` says about a package.
struct Config {
    std::string name;                  ///< Default: the directory's name.
    std::vector<std::string> sources;  ///< Globs; default: `**/*.fadu`, `**/*.fadu.md`.
    std::optional<Date> asOf;
    std::optional<Language> language;
    bool completeList = false;
    std::vector<SeverityRule> severity;
    std::vector<PathRules> paths;
    std::optional<std::string> stdlib;  ///< Directory, relative to the package root.
    std::vector<std::string> calendars;
    std::vector<std::string> packages;  ///< Where 引入 finds packages.
    std::vector<model::CodeScheme> codeSchemes;
    std::optional<std::string> extends;
    std::optional<std::string> baseline;  ///< File, relative to the package root.
    Span baselinePlace;                   ///< Of that value in fadu.toml.
};

/// A configuration with the findings about it; with an error among them it cannot be used.
struct ConfigResult {
    Config config;
    std::vector<Diagnostic> diagnostics;
    bool usable = true;
};

/// Reads the text of a `fadu.toml` that is `file` of `sources`. Unknown keys, values of a wrong
/// type and unknown codes are CFG findings at their place.
ConfigResult readConfig(const SourceManager& sources, FileId file, const Catalogue& catalogue);

/// The severity that the configuration gives a finding in a file (path relative to the package
/// root): path rules before general ones, a code before a slug before a family; nothing when it is
/// off.
std::optional<Severity> configuredSeverity(const Config& config, const Descriptor& descriptor,
                                           std::string_view relativePath, Severity severity);

/// Whether a path matches a glob: `*` and `?` inside one component, `**` across components.
bool globMatches(std::string_view glob, std::string_view path);

/// CFG001-CFG004.
extern const Descriptor kConfigNotToml;
extern const Descriptor kConfigUnknownKey;
extern const Descriptor kConfigWrongValue;
extern const Descriptor kConfigUnknownCode;

}  // namespace fadu
