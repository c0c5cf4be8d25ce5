#pragma once

#include "cli/Options.h"

#include <optional>
#include <string>
#include <vector>

namespace fadu::cli {

/// What the arguments come to: exactly one of the three is set.
struct ParsedCommandLine {
    std::optional<Options> options;
    std::optional<std::string> text;  ///< `--help` or `--version`: to be printed, status 0.
    std::optional<Text> error;        ///< Status 2.
};

/// Reads the arguments after the program's name. `language` is that of help texts.
ParsedCommandLine parseCommandLine(const std::vector<std::string>& arguments, Language language);

/// `--lang` among the arguments, wherever it stands and whatever else they hold.
std::optional<Language> languageArgument(const std::vector<std::string>& arguments);

}  // namespace fadu::cli
