#pragma once

#include "derive/Facts.h"
#include "diagnostics/Report.h"
#include "model/Program.h"
#include "workspace/Config.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fadu {

/// What a run is asked to do with a package.
struct CheckRequest {
    /// Files and directories whose findings are reported; empty: the current directory's package.
    /// Giving a path selects what is reported, its whole package is read.
    std::vector<std::string> paths;
    /// Text to use instead of a file's (`-` reads standard input under this name).
    std::optional<std::string> stdinText;
    std::string stdinFilename = "stdin.fadu";
    /// Texts to use instead of what the disk has, by absolute path: an editor holds them.
    std::map<std::string, std::shared_ptr<const std::string>> overlays;
    std::optional<Date> asOf;  ///< Else fadu.toml, else today.
    std::optional<std::string> stdlibDirectory;
    bool noStdlib = false;
    std::vector<std::string> select;  ///< Codes, slugs, families; empty: all.
    std::vector<std::string> ignore;
    std::optional<std::string> baseline;  ///< Instead of the one that fadu.toml names.
    /// The baseline that is to hold what is found; none is applied before. `check` reads an earlier
    /// one and leaves the writing to its caller (`CheckResult::newBaseline`).
    std::optional<std::string> writeBaseline;
    Severity lowest = Severity::Warning;  ///< What goes into a new baseline.
    unsigned jobs = 0;                    ///< 0: as many as there are processors.
};

/// A path or option that could not be used: exit status 2 with this one line.
struct UsageError {
    Text message;
    std::vector<Diagnostic> diagnostics;  ///< CFG findings, when the configuration is the reason.
    std::shared_ptr<SourceManager> sources;
};

/// Everything that one state of a package gives: sources, program, facts, findings. Immutable and
/// shared; the command line and the language server read the same one.
struct Snapshot {
    std::shared_ptr<SourceManager> sources;
    std::vector<syntax::Module> modules;  ///< Parsed files, those of imported packages at the end.
    std::shared_ptr<const model::Program> program;
    std::shared_ptr<const derive::Facts> facts;
    Config config;
    std::string packageRoot;  ///< Directory, as written in paths of output.
    std::vector<Diagnostic>
        diagnostics;  ///< Of the whole package, all severities, arranged, suppressions applied.
    std::vector<Suppressed> suppressed;
    std::vector<std::string> fingerprints;  ///< One for each of `diagnostics`.
    /// One for each of `diagnostics`: whether the baseline covers it. Reports leave these out, an
    /// editor shows them as hints.
    std::vector<bool> baselined;
    std::vector<FileId> selectedFiles;  ///< The files to report on, ascending.
    Summary summary;  ///< Over the selected files; counts of findings are the report's.
    Date asOf;
    std::string libraryVersion;
    std::string libraryHash;
    bool hasSyntaxErrors = false;  ///< Some SYN error stands in the package.
};

/// Result of analysing the packages that a request's paths belong to; several paths may belong to
/// several packages, each then is a snapshot of its own.
struct CheckResult {
    std::vector<std::shared_ptr<const Snapshot>> snapshots;
    std::optional<UsageError> error;
    std::optional<std::string> newBaseline;  ///< The bytes for `CheckRequest::writeBaseline`.
};

/// Reads the packages of the request's paths and runs every phase on each.
CheckResult check(const CheckRequest& request);

/// The files that paths name, as `check` reads them: a package's own by its globs, each file once.
struct SourceSelection {
    std::vector<std::filesystem::path> files;  ///< Absolute, by package, sorted.
    std::optional<Language> language;          ///< Of the first package that states one.
    std::optional<UsageError> error;
};
SourceSelection selectSources(const std::vector<std::string>& paths);

/// All findings this build can make, with their pages: of the phases and of the checks.
const Catalogue& catalogue();

/// Version of the program.
std::string toolVersion();
/// Version of the library embedded in the program.
std::string libraryVersion();

/// The report of a snapshot: what is selected, at or above `lowest`, not covered by the baseline,
/// ready for a renderer. `wanted`, where given, chooses further; it is asked about suppressed
/// findings too.
Report makeReport(const Snapshot& snapshot, Severity lowest,
                  const std::function<bool(const Diagnostic&)>& wanted = {});

}  // namespace fadu
