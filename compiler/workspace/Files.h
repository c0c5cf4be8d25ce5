#pragma once

#include "diagnostics/Diagnostic.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fadu {

/// A path as output shows it: relative to the working directory, always with `/`.
std::string displayPath(const std::filesystem::path& path);

/// The bytes of a regular file, or why they could not be read, in words.
struct FileContent {
    std::string bytes;
    std::optional<Text> failure;
};
FileContent readFile(const std::filesystem::path& path);

/// The nearest directory at or above a place that holds a `fadu.toml`.
std::optional<std::filesystem::path> packageDirectoryOf(const std::filesystem::path& place);

/// All Fadu sources below a directory (`.fadu`, `.fadu.md`), sorted. Links to directories are not
/// followed, and directories whose names begin with a dot are left out. `packages` receives the
/// directories below it that are packages of their own; their files are not in the result.
std::vector<std::filesystem::path> sourcesBelow(const std::filesystem::path& directory,
                                                std::vector<std::filesystem::path>& packages);

/// Whether a path's name is one of a Fadu source.
bool isSource(const std::filesystem::path& path);

}  // namespace fadu
