#include "workspace/Session.h"

#include "workspace/Files.h"
#include "workspace/Package.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace fadu {

namespace fs = std::filesystem;

struct Session::Implementation {
    /// The findings of one file as they were last published.
    struct FileState {
        std::vector<Diagnostic> findings;
        std::vector<bool> baselined;  ///< One for each of `findings`.
        std::vector<Suppressed> suppressed;
    };

    CheckRequest request;
    PackagePlan plan;
    std::string root;
    std::unique_ptr<Package> package;
    std::vector<FileState> states;  ///< By file.
    std::set<FileId> edited;        ///< Exchanged and not yet judged.
    std::set<FileId> changed;
    std::optional<UsageError> failure;
    bool stale = false;  ///< The package has to be loaded anew.
    bool settled = true;

    const Snapshot& snapshot() const { return *package->snapshot(); }

    /// Reads everything anew. After an error the state before stays.
    void load() {
        stale = false;
        auto loaded = std::make_unique<Package>(request, plan);
        failure = loaded->load();
        if (failure) {
            return;
        }
        package = std::move(loaded);
        edited.clear();
        states.clear();
        changed.clear();
        distribute();
        for (const syntax::Module& module : snapshot().modules) {
            changed.insert(module.file);
        }
        settled = true;
    }

    void assign(FileId file, FileState state) {
        FileState& known = states[file.index()];
        if (known.findings != state.findings || known.baselined != state.baselined) {
            changed.insert(file);
        }
        known = std::move(state);
    }

    /// Sorts the package's findings into its files.
    void distribute() {
        const Snapshot& now = snapshot();
        states.resize(std::max(states.size(), now.sources->size()));
        std::vector<FileState> fresh(states.size());
        for (std::size_t i = 0; i < now.diagnostics.size(); ++i) {
            const Diagnostic& diagnostic = now.diagnostics[i];
            if (diagnostic.span.valid()) {
                FileState& state = fresh[diagnostic.span.file.index()];
                state.findings.push_back(diagnostic);
                state.baselined.push_back(now.baselined[i]);
            }
        }
        for (const Suppressed& covered : now.suppressed) {
            fresh[covered.diagnostic.span.file.index()].suppressed.push_back(covered);
        }
        for (std::size_t i = 0; i < fresh.size(); ++i) {
            assign(FileId(i), std::move(fresh[i]));
        }
    }

    void exchange(const std::string& path, std::shared_ptr<const std::string> text) {
        const std::optional<FileId> file = stale || fs::path(path).filename() == "fadu.toml"
                                               ? std::nullopt
                                               : package->fileOf(path);
        // A file that comes or goes changes what the package is made of.
        stale = stale || !file || text == nullptr;
        settled = false;
        if (stale) {
            return;
        }
        stale = !package->exchange(*file, std::move(text));
        edited.insert(*file);
    }
};

Session::Session(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
Session::~Session() = default;

std::unique_ptr<Session> Session::open(CheckRequest request, std::optional<UsageError>& error) {
    FADU_CHECK(request.paths.size() == 1);
    auto implementation = std::make_unique<Implementation>();
    const fs::path place = absoluteText(request.paths.front());
    std::error_code ignored;
    const fs::path directory = fs::is_directory(place, ignored) ? place : place.parent_path();
    if (auto package = packageDirectoryOf(directory)) {
        implementation->root = package->generic_string();
        implementation->plan = {std::move(package), {}, true};
    } else {
        implementation->root = place.generic_string();
        implementation->plan = {std::nullopt, {place.generic_string()}, false};
    }
    implementation->request = std::move(request);
    implementation->load();
    if (implementation->failure) {
        error = std::move(implementation->failure);
        return nullptr;
    }
    return std::unique_ptr<Session>(new Session(std::move(implementation)));
}

const Snapshot& Session::snapshot() const { return implementation_->snapshot(); }

std::optional<FileId> Session::fileOf(const std::string& path) const {
    return implementation_->package->fileOf(path);
}

std::string Session::pathOf(FileId file) const { return implementation_->package->pathOf(file); }

void Session::edit(const std::string& path, std::string text) {
    auto& held = implementation_->request.overlays[path];
    held = std::make_shared<const std::string>(std::move(text));
    implementation_->exchange(path, held);
}

void Session::revert(const std::string& path) {
    implementation_->request.overlays.erase(path);
    FileContent content = readFile(path);
    implementation_->exchange(
        path,
        content.failure ? nullptr : std::make_shared<const std::string>(std::move(content.bytes)));
}

void Session::checkEdited() {
    Implementation& state = *implementation_;
    if (state.stale) {
        state.load();
        return;
    }
    if (state.edited.empty()) {
        return;
    }
    state.package->judgeEdited();
    for (const FileId file : state.edited) {
        SuppressionResult result = state.package->findingsOf(file);
        std::vector<bool> covered = state.package->coveredOf(result.kept);
        state.assign(file,
                     {std::move(result.kept), std::move(covered), std::move(result.suppressed)});
        state.changed.insert(file);
    }
    state.edited.clear();
}

void Session::settle() {
    checkEdited();
    if (!implementation_->settled) {
        implementation_->package->judgeWhole();
        implementation_->distribute();
        implementation_->settled = true;
    }
}

bool Session::settled() const { return implementation_->settled; }

std::vector<FileId> Session::takeChanged() {
    std::vector<FileId> result(implementation_->changed.begin(), implementation_->changed.end());
    implementation_->changed.clear();
    return result;
}

const std::vector<Diagnostic>& Session::findings(FileId file) const {
    static const std::vector<Diagnostic> none;
    const auto& states = implementation_->states;
    return file.index() < states.size() ? states[file.index()].findings : none;
}

const std::vector<bool>& Session::baselined(FileId file) const {
    static const std::vector<bool> none;
    const auto& states = implementation_->states;
    return file.index() < states.size() ? states[file.index()].baselined : none;
}

const std::vector<Suppressed>& Session::suppressed(FileId file) const {
    static const std::vector<Suppressed> none;
    const auto& states = implementation_->states;
    return file.index() < states.size() ? states[file.index()].suppressed : none;
}

const std::string& Session::root() const { return implementation_->root; }

const std::optional<UsageError>& Session::failure() const { return implementation_->failure; }

}  // namespace fadu
