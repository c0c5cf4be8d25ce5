#pragma once

#include "model/Library.h"
#include "workspace/Baseline.h"
#include "workspace/Files.h"
#include "workspace/Workspace.h"

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace fadu {

/// Which package to read and what of it to report on: a directory with its `fadu.toml`, or a file
/// of its own.
struct PackagePlan {
    std::optional<std::filesystem::path> directory;
    std::set<std::string> selected;  ///< Absolute paths.
    bool all = false;                ///< Every file of the package.
};

/// The absolute path as it is compared: normalised, always with `/`.
std::string absoluteText(const std::filesystem::path& path);

/// Why a path cannot be used, as the one line of an unusable call.
UsageError unreadable(const std::filesystem::path& path, const Text& reason);

/// The library of a run: the embedded one, or one read from a directory.
struct LibraryChoice {
    std::shared_ptr<const model::OwnedLibrary> owned;
    const model::Library* library = nullptr;
    std::string version;
    std::string hash;
};

/// One package with everything that is derived from it. `load` reads all of it; afterwards texts
/// may be exchanged, and what that touches is derived again: declarations whose bytes stayed are
/// not parsed, items that neither changed nor saw a change are not judged.
class Package {
public:
    Package(CheckRequest request, PackagePlan plan);
    ~Package();
    Package(const Package&) = delete;
    Package& operator=(const Package&) = delete;

    /// Reads and checks everything. After an error the state is as it was before.
    std::optional<UsageError> load();

    /// Adds the files that are reported on, without reading them.
    std::optional<UsageError> select(SourceSelection& selection);

    /// The present state. It is changed by the functions below; who keeps it keeps no package.
    std::shared_ptr<const Snapshot> snapshot() const { return snapshot_; }

    /// The same for its caller to finish; the package is of no use afterwards.
    std::shared_ptr<Snapshot> release() { return std::move(snapshot_); }

    /// The file at an absolute path, if the package has it.
    std::optional<FileId> fileOf(const std::string& path) const;
    std::string pathOf(FileId file) const;

    /// Exchanges the text of a file and reads it again. False when the package has to be loaded
    /// anew, since more than declarations changed.
    bool exchange(FileId file, std::shared_ptr<const std::string> text);
    /// Judges again the items that exchanges since the last call touched.
    void judgeEdited();
    /// Derives what concerns the package as a whole, and judges the items that are touched by it.
    void judgeWhole();
    /// The findings whose primary range is in a file (all of the package's when it is invalid), in
    /// order, with allowances applied.
    SuppressionResult findingsOf(FileId file) const;
    /// Which of a file's findings the configured baseline covers, as far as that file alone tells.
    std::vector<bool> coveredOf(const std::vector<Diagnostic>& findings) const;

private:
    std::optional<UsageError> readConfiguration();
    std::optional<UsageError> readConfiguredBaseline();
    UsageError unusableConfiguration(std::vector<Diagnostic> diagnostics) const;
    std::optional<UsageError> chooseLibrary();
    std::optional<UsageError> readSources();
    FileContent contentOf(const std::filesystem::path& path) const;
    std::optional<UsageError> addFile(const std::filesystem::path& path, bool selected);
    std::optional<UsageError> readImports();
    std::set<std::string> sourcesOf(const std::filesystem::path& directory, const Config& config,
                                    bool own) const;
    std::optional<UsageError> addPackage(const std::filesystem::path& directory,
                                         const Config& config, bool own);
    void buildModel();
    void judgeAll();
    void finish();
    std::string relativeToPackage(FileId file) const;

    const CheckRequest request_;
    const PackagePlan plan_;
    unsigned jobs_ = 1;
    std::shared_ptr<SourceManager> sources_ = std::make_shared<SourceManager>();
    Config config_;
    std::optional<Baseline> baseline_;  ///< Of the configuration.
    LibraryChoice library_;
    std::unordered_map<std::uint32_t, FileId> libraryFiles_;
    std::vector<FileId> files_;
    std::map<std::string, FileId> filesByPath_;
    std::vector<Diagnostic> early_;  ///< About the configuration and imports.
    std::shared_ptr<Snapshot> snapshot_;
    std::unique_ptr<model::Model> model_;
    std::shared_ptr<derive::Facts> facts_;
    std::vector<std::vector<Diagnostic>> itemFindings_;  ///< By item.
    std::vector<Diagnostic> packageFindings_;
    std::vector<model::ItemId> touched_;  ///< Read again and not yet judged.
};

}  // namespace fadu
