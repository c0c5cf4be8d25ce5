#pragma once

#include "diagnostics/Diagnostic.h"
#include "source/SourceManager.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fadu {

/// The lines that differ from a revision, of the files of one git work tree.
class ChangedLines {
public:
    /// Lines from first to last, 1-based, both included.
    using Range = std::pair<std::uint32_t, std::uint32_t>;

    void add(std::string path, Range lines);
    /// All lines of a file, or of every file below a directory when the path ends in `/`.
    void addWhole(std::string path);

    /// Whether any of the lines is a changed one. The path is relative to the top of the work tree.
    bool touches(const std::string& path, Range lines) const;

private:
    std::map<std::string, std::vector<Range>> ranges_;
    std::vector<std::string> directories_;
};

/// Reads what `git diff --unified=0 --src-prefix=a/ --dst-prefix=b/` printed: the lines of the new
/// side, under the new names.
void parseDiff(std::string_view diff, ChangedLines& changes);

/// What has changed since a revision in the work trees that the files of a call lie in: committed
/// since, staged, not staged, and files that the revision does not have.
class ChangesSince {
public:
    /// `namedFiles` are files that the call names, whatever they are called; of the others only
    /// sources and fadu.toml are looked at.
    ChangesSince(std::string revision, std::vector<std::string> namedFiles)
        : revision_(std::move(revision)), namedFiles_(std::move(namedFiles)) {}

    /// Asks git about the work tree of a directory, unless it is known already. What went wrong, if
    /// anything: git is missing, there is no work tree, it has no such revision.
    std::optional<Text> read(const std::filesystem::path& directory);

    /// Whether a finding is about changed lines: its primary place touches one, or it is a cycle
    /// and any of its edges does. What has no place is. Only for files in directories that were
    /// read.
    bool touches(const Diagnostic& diagnostic, const SourceManager& sources);

private:
    bool touches(Span span, const SourceManager& sources);

    std::string revision_;
    std::vector<std::string> namedFiles_;
    std::map<std::string, ChangedLines> trees_;  ///< By the top of the work tree.
    /// Tree and path of a file that was asked about, by its path in output.
    std::map<std::string, std::pair<const ChangedLines*, std::string>> files_;
};

}  // namespace fadu
