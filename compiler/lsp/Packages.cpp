#include "lsp/Packages.h"

#include "workspace/Files.h"

#include <algorithm>
#include <filesystem>

namespace fadu::lsp {

namespace fs = std::filesystem;

namespace {

bool isInside(const std::string& inner, const std::string& outer) {
    return inner.size() > outer.size() && inner.starts_with(outer) &&
           (outer.ends_with('/') || inner[outer.size()] == '/');
}

std::string configurationIn(const std::string& directory) { return directory + "/fadu.toml"; }

/// Whether a file of a package's directory counts: sources, the configuration, the baseline.
bool mayRead(const Package& package, const std::string& path) {
    if (!package.session || isSource(path) || path == package.configurationPath()) {
        return true;
    }
    const std::optional<std::string>& baseline = package.session->snapshot().config.baseline;
    return baseline &&
           (fs::path(package.root) / *baseline).lexically_normal().generic_string() == path;
}

}  // namespace

const std::optional<UsageError>& Package::failure() const {
    return session ? session->failure() : unusable;
}

Package& Packages::of(const std::string& path) {
    const auto directory = packageDirectoryOf(fs::path(path).parent_path());
    const std::string root = directory ? directory->generic_string() : path;
    const auto [found, isNew] = byRoot_.try_emplace(root);
    if (isNew) {
        found->second.root = root;
        found->second.loose = !directory.has_value();
    }
    return found->second;
}

Package* Packages::find(const std::string& path) {
    const auto directory = packageDirectoryOf(fs::path(path).parent_path());
    const auto found = byRoot_.find(directory ? directory->generic_string() : path);
    return found == byRoot_.end() ? nullptr : &found->second;
}

void Packages::addFolder(const std::string& path) {
    folders_.insert(path);
    if (packageDirectoryOf(path)) {
        of(configurationIn(path));
    }
    std::vector<fs::path> packages;
    sourcesBelow(path, packages);
    for (const fs::path& package : packages) {
        of(configurationIn(package.generic_string()));
    }
}

void Packages::removeFolder(const std::string& path) { folders_.erase(path); }

void Packages::documentChanged(const Document& document) {
    const std::string& path = document.path();
    of(path).edited.insert(path);
    for (auto& [root, package] : byRoot_) {
        if (package.session && package.session->fileOf(path)) {
            package.edited.insert(path);
        }
    }
}

void Packages::fileChanged(const std::string& path) {
    const Package* const owner = find(path);
    for (auto& [root, package] : byRoot_) {
        const bool knows = package.session && package.session->fileOf(path);
        if (!knows && (&package != owner || !mayRead(package, path))) {
            continue;
        }
        package.edited.erase(path);
        if (package.session) {
            package.reverted.insert(path);
        } else {
            package.opened = false;
        }
    }
}

void Packages::configurationOpened(const std::string& path) {
    std::error_code failed;
    if (fs::is_regular_file(path, failed)) {
        of(path);
    }
}

void Packages::configurationMoved(const std::string& path) {
    const std::string directory = fs::path(path).parent_path().generic_string();
    for (auto entry = byRoot_.begin(); entry != byRoot_.end();) {
        const std::string& root = entry->first;
        if (root == directory || isInside(root, directory) || isInside(directory, root)) {
            forget(entry->second);
            entry = byRoot_.erase(entry);
        } else {
            ++entry;
        }
    }
    for (const auto& [known, document] : documents_.all()) {
        if (document.kind() == Document::Kind::Source) {
            documentChanged(document);
        } else if (document.kind() == Document::Kind::Configuration) {
            configurationOpened(known);
        }
    }
    for (const std::string& folder : std::set<std::string>(folders_)) {
        addFolder(folder);
    }
}

void Packages::forget(const Package& package) {
    for (std::string& path : filesOf(package)) {
        abandoned_.insert(std::move(path));
    }
    abandoned_.insert(package.toPublish.begin(), package.toPublish.end());
}

std::vector<std::string> Packages::filesOf(const Package& package) {
    std::vector<std::string> result{package.loose ? package.root : package.configurationPath()};
    if (package.session && !package.loose) {
        for (const syntax::Module& module : package.session->snapshot().modules) {
            // Of imported packages their own session speaks.
            std::string path = package.session->pathOf(module.file);
            if (isInside(path, package.root)) {
                result.push_back(std::move(path));
            }
        }
    }
    return result;
}

bool Packages::inFolder(const Package& package) const {
    return !package.loose &&
           std::any_of(folders_.begin(), folders_.end(), [&](const std::string& folder) {
               return package.root == folder || isInside(package.root, folder) ||
                      isInside(folder, package.root);
           });
}

std::set<std::string> Packages::takeAbandoned() {
    std::set<std::string> used;
    for (const auto& [path, document] : documents_.all()) {
        if (document.kind() == Document::Kind::Source ||
            document.kind() == Document::Kind::Configuration) {
            if (const Package* package = find(path)) {
                used.insert(package->root);
            }
        }
    }
    for (auto entry = byRoot_.begin(); entry != byRoot_.end();) {
        if (!used.contains(entry->first) && !inFolder(entry->second)) {
            forget(entry->second);
            entry = byRoot_.erase(entry);
        } else {
            ++entry;
        }
    }
    return std::exchange(abandoned_, {});
}

void Packages::open(Package& package) {
    package.opened = true;
    package.unusable.reset();
    package.edited.clear();
    package.reverted.clear();
    package.excluded.clear();
    CheckRequest request = request_;
    request.paths = {package.root};
    for (const auto& [path, document] : documents_.all()) {
        if (document.kind() == Document::Kind::Source && document.synchronised() &&
            (package.loose ? path == package.root : isInside(path, package.root))) {
            request.overlays[path] = document.file().sharedText();
        }
    }
    package.session = Session::open(std::move(request), package.unusable);
    for (std::string& path : filesOf(package)) {
        package.toPublish.insert(std::move(path));
    }
}

void Packages::check(Package& package) {
    if (package.current()) {
        return;
    }
    if (!package.session) {
        open(package);
    } else {
        for (const std::string& path : package.reverted) {
            package.session->revert(path);
        }
        if (package.reverted.contains(package.configurationPath())) {
            package.edited.merge(package.excluded);
            package.excluded.clear();
        }
        for (const std::string& path : package.edited) {
            const Document* document = documents_.at(path);
            if (document != nullptr && document->synchronised() &&
                !package.excluded.contains(path)) {
                package.session->edit(path, std::string(document->file().text()));
            }
        }
        package.session->checkEdited();
        for (const std::string& path : package.edited) {
            if (!package.session->fileOf(path)) {
                package.excluded.insert(path);
            }
        }
        // Published in any case: the client may have moved what it shows.
        package.toPublish.merge(package.edited);
        package.toPublish.merge(package.reverted);
        package.edited.clear();
        package.reverted.clear();
    }
    collectChanged(package);
}

void Packages::settle(Package& package) {
    check(package);
    if (package.session) {
        package.session->settle();
        collectChanged(package);
    }
}

void Packages::collectChanged(Package& package) {
    if (package.session) {
        for (const FileId file : package.session->takeChanged()) {
            std::string path = package.session->pathOf(file);
            if (path == package.root || isInside(path, package.root)) {
                package.toPublish.insert(std::move(path));
            }
        }
    }
    if (!package.loose) {
        package.toPublish.insert(package.configurationPath());
    }
}

std::vector<Package*> Packages::all() {
    std::vector<Package*> result;
    for (auto& [root, package] : byRoot_) {
        result.push_back(&package);
    }
    return result;
}

}  // namespace fadu::lsp
