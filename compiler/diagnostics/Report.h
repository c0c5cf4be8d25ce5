#pragma once

#include "diagnostics/Allowance.h"
#include "diagnostics/Diagnostic.h"
#include "source/SourceManager.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace fadu {

/// What was and what was not checked.
struct Summary {
    std::size_t files = 0;  ///< Files that were selected for reporting.
    std::size_t items = 0;  ///< Items and catalogue items in them, situations included.
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t infos = 0;
    std::size_t suppressed = 0;
    std::size_t baselined = 0;  ///< Findings that the baseline covers.
    std::size_t staleBaseline =
        0;                         ///< Entries of the baseline for which nothing is found any more.
    std::size_t unknown = 0;       ///< Verdicts that could not be reached.
    std::size_t notInLibrary = 0;  ///< Different instruments that nothing read holds.
};

/// The findings of one run with all that a renderer needs. `diagnostics` is in the order of output:
/// file, position, code.
struct Report {
    const SourceManager* sources = nullptr;
    const Catalogue* catalogue = nullptr;
    std::vector<Diagnostic> diagnostics;
    std::vector<Suppressed> suppressed;     ///< By allowances, then by the baseline, each in order.
    std::vector<std::string> fingerprints;  ///< One for each of `diagnostics`.
    std::vector<FileId> files{};            ///< What was looked at, sorted by path.
    std::string packageName{};  ///< As fadu.toml says; empty for a file outside of any package.
    std::optional<Language> language{};  ///< What fadu.toml says, unless the call says another.
    bool usable = true;  ///< Whether the configuration could be used; else nothing was checked.
    Summary summary;
    Date asOf;
    std::string toolVersion;
    std::string libraryVersion;
    std::string libraryHash;
    std::string calendarFrom;  ///< ISO dates; empty while no calendar is known.
    std::string calendarUntil;
    /// A picture of what a finding is about, whole lines of text, which long reports show behind
    /// the derivation; empty for findings without one. May be null.
    std::function<std::string(const Diagnostic&, Language)> picture{};
};

/// Counts all spans of a finding from the start of their files, as reports do.
void makeAbsolute(Diagnostic& diagnostic, const SourceManager& sources);

/// Puts diagnostics into the order of output and removes exact repetitions: of two findings with
/// one code and one primary range the first stands and takes over the other's owner as a related
/// place (an entry that several items inherit is judged once, where it is written).
void arrange(std::vector<Diagnostic>& diagnostics, const SourceManager& sources);

/// A finding's identity across edits elsewhere: a hash of code, owner, label path, parameters and
/// how many equal ones came before.
class Fingerprinter {
public:
    std::string next(const Diagnostic& diagnostic);

private:
    std::unordered_map<std::string, std::size_t> seen_;
};

/// One fingerprint for each diagnostic, in order.
std::vector<std::string> fingerprintsOf(const std::vector<Diagnostic>& diagnostics);

}  // namespace fadu
