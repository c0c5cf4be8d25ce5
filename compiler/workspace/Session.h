#pragma once

#include "workspace/Workspace.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fadu {

/// One package that is kept open while its texts are edited. An edit checks again what it touches;
/// after `settle` the findings are those that a run from nothing would make.
///
/// Paths are absolute. One thread at a time.
class Session {
public:
    /// Reads the package that a file or directory belongs to (a file outside packages is one of its
    /// own) and checks it. The request's paths name one package; what they select does not matter:
    /// all of it is reported on. Null with `error` set when it cannot be used.
    static std::unique_ptr<Session> open(CheckRequest request, std::optional<UsageError>& error);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// The present state, good until the next edit. Findings in it are right once settled.
    const Snapshot& snapshot() const;

    /// The file at a path, if the package reads it.
    std::optional<FileId> fileOf(const std::string& path) const;
    std::string pathOf(FileId file) const;

    /// Uses this text for a file from now on (an editor holds it); a file that the package did not
    /// know is added to it.
    void edit(const std::string& path, std::string text);
    /// Goes back to what the disk has: the editor closed the file, or it changed there. A file that
    /// is gone leaves the package; one that is `fadu.toml` makes the whole package be read again.
    void revert(const std::string& path);

    /// Checks what was edited. Afterwards the findings of the edited files are up to date but for
    /// what passes over the whole package can change; other files still have theirs from before.
    void checkEdited();
    /// Checks the rest of what the edits touch, over the whole package.
    void settle();
    bool settled() const;

    /// The files whose findings changed since the last call, ascending.
    std::vector<FileId> takeChanged();

    /// Findings of a file in the order of output: all severities, suppressions applied, spans
    /// counted from the start of files. Good until the next edit.
    const std::vector<Diagnostic>& findings(FileId file) const;
    /// One for each of them: whether the baseline that fadu.toml names covers it. Before the
    /// package is settled, as far as the file alone tells.
    const std::vector<bool>& baselined(FileId file) const;
    /// What allowances cover in a file.
    const std::vector<Suppressed>& suppressed(FileId file) const;

    /// The package's directory, or the file that is a package of its own.
    const std::string& root() const;
    /// Why the package cannot be used as it is now (a broken fadu.toml, with its findings); the
    /// state before stays.
    const std::optional<UsageError>& failure() const;

private:
    struct Implementation;
    explicit Session(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace fadu
