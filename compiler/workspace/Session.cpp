#include "workspace/Session.h"

#include "workspace/Files.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace fadu {

namespace fs = std::filesystem;

struct Session::Implementation {
    CheckRequest request;
    std::shared_ptr<const Snapshot> snapshot;
    std::map<std::string, FileId> files;
    std::vector<std::vector<Diagnostic>> findings;
    std::vector<std::vector<Suppressed>> suppressed;
    std::set<FileId> changed;
    std::string root;
    std::optional<UsageError> failure;
    bool stale = false;

    void run() {
        CheckResult result = check(request);
        stale = false;
        failure = std::move(result.error);
        if (failure || result.snapshots.empty()) {
            return;
        }
        snapshot = result.snapshots.front();
        files.clear();
        for (const syntax::Module& module : snapshot->modules) {
            files[fs::absolute(snapshot->sources->file(module.file).path())
                      .lexically_normal()
                      .generic_string()] = module.file;
        }
        findings.assign(snapshot->sources->size(), {});
        suppressed.assign(snapshot->sources->size(), {});
        for (const Diagnostic& diagnostic : snapshot->diagnostics) {
            if (diagnostic.span.valid()) {
                findings[diagnostic.span.file.index()].push_back(diagnostic);
            }
        }
        for (const Suppressed& covered : snapshot->suppressed) {
            suppressed[covered.diagnostic.span.file.index()].push_back(covered);
        }
        for (const auto& [path, file] : files) {
            changed.insert(file);
        }
    }
};

Session::Session(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
Session::~Session() = default;

std::unique_ptr<Session> Session::open(CheckRequest request, std::optional<UsageError>& error) {
    auto implementation = std::make_unique<Implementation>();
    FADU_CHECK(request.paths.size() == 1);
    const fs::path place(request.paths.front());
    const bool directory = fs::is_directory(place);
    if (const auto package = packageDirectoryOf(directory ? place : place.parent_path())) {
        request.paths = {package->generic_string()};
    }
    implementation->root = request.paths.front();
    implementation->request = std::move(request);
    implementation->run();
    if (implementation->failure) {
        error = implementation->failure;
        return nullptr;
    }
    return std::unique_ptr<Session>(new Session(std::move(implementation)));
}

const Snapshot& Session::snapshot() const { return *implementation_->snapshot; }

std::optional<FileId> Session::fileOf(const std::string& path) const {
    const auto found = implementation_->files.find(path);
    return found == implementation_->files.end() ? std::nullopt : std::optional(found->second);
}

std::string Session::pathOf(FileId file) const {
    for (const auto& [path, id] : implementation_->files) {
        if (id == file) {
            return path;
        }
    }
    return {};
}

void Session::edit(const std::string& path, std::string text) {
    implementation_->request.overlays[path] = std::make_shared<const std::string>(std::move(text));
    implementation_->stale = true;
}

void Session::revert(const std::string& path) {
    implementation_->request.overlays.erase(path);
    implementation_->stale = true;
}

void Session::checkEdited() {
    if (implementation_->stale) {
        implementation_->run();
    }
}

void Session::settle() { checkEdited(); }

bool Session::settled() const { return !implementation_->stale; }

std::vector<FileId> Session::takeChanged() {
    std::vector<FileId> result(implementation_->changed.begin(), implementation_->changed.end());
    implementation_->changed.clear();
    return result;
}

const std::vector<Diagnostic>& Session::findings(FileId file) const {
    return implementation_->findings[file.index()];
}

const std::vector<Suppressed>& Session::suppressed(FileId file) const {
    return implementation_->suppressed[file.index()];
}

const std::string& Session::root() const { return implementation_->root; }

const std::optional<UsageError>& Session::failure() const { return implementation_->failure; }

}  // namespace fadu
