#pragma once

#include "diagnostics/Diagnostic.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fadu {

struct Snapshot;
struct CheckRequest;

/// What a baseline remembers of a finding. It is recognised by its fingerprint; the other words are
/// for people who review the file, and the file for runs that do not look at all of them.
struct BaselineEntry {
    std::string file;  ///< Relative to the baseline's directory, with `/`; empty without a place.
    std::string code;
    std::string message;  ///< In Chinese.
    std::string fingerprint;
    std::size_t count = 1;
};

/// Findings that were there when a list was taken over (docs/schema/baseline.schema.json).
struct Baseline {
    std::filesystem::path directory;  ///< Absolute; where the file is, or is to be.
    std::vector<BaselineEntry> entries;

    /// The bytes of the file: sorted, an entry a line, so that a change is a few lines of a diff.
    std::string text() const;
};

/// A baseline, or why its text is none.
struct BaselineResult {
    Baseline baseline;
    std::optional<Text> failure;
};

/// Reads a baseline from the text of a file. Newer versions and broken entries are failures: to
/// take a part of it for the whole would report what is known or hide what is new.
BaselineResult parseBaseline(std::string_view text, const std::filesystem::path& file);

/// Reads the file.
BaselineResult readBaseline(const std::filesystem::path& file);

/// How often each fingerprint is still covered: an entry covers as many findings with its
/// fingerprint as it counts, in whichever file they now are.
class BaselineCounts {
public:
    explicit BaselineCounts(const Baseline& baseline);

    /// Whether the finding is covered; that uses one up. What cannot be suppressed never is.
    bool take(const Diagnostic& finding, const std::string& fingerprint);
    /// What is left of a fingerprint.
    std::size_t& left(const std::string& fingerprint) { return left_[fingerprint]; }

private:
    std::unordered_map<std::string, std::size_t> left_;
};

/// Marks what a baseline covers in the snapshots of one call (`Snapshot::baselined`). Findings that
/// it names and that are gone are counted in the summary of the last one. Only entries are judged
/// that the call looked at: of files below its paths, of codes that are selected.
void applyBaseline(const Baseline& baseline, const CheckRequest& request,
                   const std::vector<Snapshot*>& snapshots);

/// The baseline that covers what the call looked at and found at or above `lowest`; of an earlier
/// one it keeps what the call did not look at, and findings below `lowest` that are still there.
Baseline updatedBaseline(const Baseline& earlier, const CheckRequest& request, Severity lowest,
                         const std::vector<Snapshot*>& snapshots);

}  // namespace fadu
