#pragma once

#include "lsp/Documents.h"
#include "workspace/Session.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fadu::lsp {

/// A package that is looked at: a directory with its fadu.toml, or a file of its own.
struct Package {
    std::string root;
    bool loose = false;                  ///< A file of its own.
    std::unique_ptr<Session> session;    ///< Null before the first check and while it is unusable.
    std::optional<UsageError> unusable;  ///< Why it could not be opened.
    bool opened = false;                 ///< Opening was tried; a change of files tries again.
    std::set<std::string> edited;        ///< Texts of documents that the session has not got yet.
    std::set<std::string> reverted;      ///< Files that the session is to read again.
    std::set<std::string> toPublish;     ///< Files whose findings may have changed.
    std::set<std::string> excluded;      ///< Open texts that the configuration does not count in.

    bool current() const { return opened && edited.empty() && reverted.empty(); }
    bool settled() const { return current() && (!session || session->settled()); }
    std::string configurationPath() const { return loose ? std::string() : root + "/fadu.toml"; }
    /// Why nothing, or only the state before, is checked.
    const std::optional<UsageError>& failure() const;
};

/// The packages of the open documents and of the workspace's folders.
class Packages {
public:
    /// `request` holds what all packages share: the date, the library.
    Packages(CheckRequest request, const Documents& documents)
        : request_(std::move(request)), documents_(documents) {}

    /// The package that a path belongs to; it is read when first checked.
    Package& of(const std::string& path);
    /// The same if it is known; else null.
    Package* find(const std::string& path);

    /// Packages in and around a folder of the workspace are kept although nothing in them is open.
    void addFolder(const std::string& path);
    void removeFolder(const std::string& path);

    /// The document's text counts from now on, in every package that reads it.
    void documentChanged(const Document& document);
    /// The file on disk counts from now on: the document was closed or the file changed.
    void fileChanged(const std::string& path);
    /// A fadu.toml was opened in the editor: its package is looked at, if it is one already.
    void configurationOpened(const std::string& path);
    /// A fadu.toml came or went: which package a file belongs to may have changed.
    void configurationMoved(const std::string& path);

    /// Drops packages that nobody looks at any more; the result is the files that had findings to
    /// show, with those of packages that `configurationMoved` dissolved.
    std::set<std::string> takeAbandoned();

    /// Hands on what was edited and checks it.
    void check(Package& package);
    void settle(Package& package);

    /// The files that a package reports on, its fadu.toml among them.
    static std::vector<std::string> filesOf(const Package& package);

    /// Sorted by root, without those that were dropped.
    std::vector<Package*> all();

private:
    void open(Package& package);
    static void collectChanged(Package& package);
    bool inFolder(const Package& package) const;
    void forget(const Package& package);

    CheckRequest request_;
    const Documents& documents_;
    std::map<std::string, Package> byRoot_;
    std::set<std::string> folders_;
    std::set<std::string> abandoned_;
};

}  // namespace fadu::lsp
