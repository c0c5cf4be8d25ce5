#include "workspace/Workspace.h"

#include "checks/Check.h"
#include "model/References.h"
#include "support/Hash.h"
#include "support/Parallel.h"
#include "support/Text.h"
#include "workspace/Embedded.h"
#include "workspace/Files.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace fadu {

namespace fs = std::filesystem;

namespace {

/// One package to analyse: a directory with its fadu.toml, or a file of its own.
struct PackagePlan {
    std::optional<fs::path> directory;
    std::set<std::string> selected;  ///< Absolute paths; empty: every file of the package.
    bool all = false;
};

std::string absoluteText(const fs::path& path) {
    std::error_code failed;
    const fs::path absolute = fs::absolute(path, failed).lexically_normal();
    return failed ? path.generic_string() : absolute.generic_string();
}

UsageError unreadable(const fs::path& path, const Text& reason) {
    const std::string shown = printable(displayPath(path), 200);
    return {{"无法读取 " + shown + "：" + reason.zh, "cannot read " + shown + ": " + reason.en},
            {},
            nullptr};
}

/// The library of a run: the embedded one, or one read from a directory, which lives as long as the
/// program is being built (what is read of it is copied).
struct LibraryChoice {
    std::shared_ptr<const model::OwnedLibrary> owned;
    const model::Library* library = nullptr;
    std::string version;
    std::string hash;
};

std::optional<UsageError> chooseLibrary(const CheckRequest& request,
                                        const std::optional<std::string>& configured,
                                        LibraryChoice& choice) {
    if (request.noStdlib) {
        choice.version = "-";
        choice.hash = "-";
        return std::nullopt;
    }
    const std::optional<std::string> directory =
        request.stdlibDirectory ? request.stdlibDirectory : configured;
    if (!directory) {
        choice.library = &embeddedLibrary();
        choice.version = std::string(embeddedLibraryVersion());
        choice.hash = std::string(embeddedLibraryHash());
        return std::nullopt;
    }
    std::error_code failed;
    if (!fs::is_directory(*directory, failed)) {
        return unreadable(*directory, {"不是目录", "not a directory"});
    }
    std::vector<fs::path> packages;
    std::vector<std::pair<std::string, std::string>> texts;
    std::string all;
    for (const fs::path& path : sourcesBelow(*directory, packages)) {
        FileContent content = readFile(path);
        if (content.failure) {
            return unreadable(path, *content.failure);
        }
        std::string name = path.lexically_relative(*directory).generic_string();
        if (name.ends_with(".fadu")) {
            texts.emplace_back(std::move(name), std::move(content.bytes));
        }
    }
    std::sort(texts.begin(), texts.end());
    for (const auto& [name, text] : texts) {
        all += name + '\0' + text + '\0';
    }
    const FileContent version = readFile(fs::path(*directory) / "VERSION");
    choice.version =
        version.failure ? "-" : version.bytes.substr(0, version.bytes.find_first_of("\r\n"));
    choice.hash = hexadecimal(hashBytes(all));
    choice.owned = std::make_shared<const model::OwnedLibrary>(std::move(texts));
    choice.library = &choice.owned->library();
    return std::nullopt;
}

/// Says which declaration a finding belongs to and by which labels it is reached: what a
/// fingerprint holds on to when lines move.
class OwnerIndex {
public:
    explicit OwnerIndex(const std::vector<syntax::Module>& modules) {
        for (const syntax::Module& module : modules) {
            byFile_[module.file] = &module;
        }
    }

    void complete(Diagnostic& diagnostic) const {
        const auto found = byFile_.find(diagnostic.span.file);
        if (found == byFile_.end()) {
            return;
        }
        const auto& declarations = found->second->declarations;
        auto after =
            std::upper_bound(declarations.begin(), declarations.end(), diagnostic.span.begin,
                             [](std::uint32_t offset, const syntax::PlacedDeclaration& placed) {
                                 return offset < placed.offset;
                             });
        if (after == declarations.begin()) {
            return;
        }
        const syntax::PlacedDeclaration& placed = *std::prev(after);
        const syntax::Declaration& declaration = *placed.declaration;
        const std::uint32_t at = diagnostic.span.begin - placed.offset;
        if (declaration.empty() || at >= declaration.text.size()) {
            return;
        }
        const auto textOf = [&](std::uint32_t begin, std::uint32_t end) {
            return normalizeNfkc(std::string_view(declaration.text).substr(begin, end - begin));
        };
        const syntax::Node* node = &declaration.root();
        if (diagnostic.owner.empty()) {
            diagnostic.owner = textOf(node->headBegin, node->headEnd);
        }
        for (bool descended = true; descended;) {
            descended = false;
            for (const syntax::Node& child : declaration.children(*node)) {
                if (child.begin <= at && at < std::max(child.end, child.headEnd)) {
                    diagnostic.path += (diagnostic.path.empty() ? "" : "/") +
                                       textOf(child.headBegin, child.labelEnd);
                    node = &child;
                    descended = true;
                    break;
                }
            }
        }
    }

private:
    std::map<FileId, const syntax::Module*> byFile_;
};

/// Reads and checks one package.
class Analysis {
public:
    Analysis(const CheckRequest& request, const PackagePlan& plan)
        : request_(request), plan_(plan), sources_(std::make_shared<SourceManager>()) {}

    std::optional<UsageError> run(std::shared_ptr<const Snapshot>& result);

private:
    std::optional<UsageError> readConfiguration();
    std::optional<UsageError> readSources();
    std::optional<UsageError> addFile(const fs::path& path, bool selected);
    std::optional<UsageError> readImports(std::vector<syntax::Module>& modules);
    std::optional<UsageError> addPackage(const fs::path& directory, const Config& config, bool own);
    void finish(Snapshot& snapshot, std::vector<Diagnostic> diagnostics,
                const std::vector<Allowance>& allowances);
    std::string relativeToPackage(FileId file) const;

    const CheckRequest& request_;
    const PackagePlan& plan_;
    std::shared_ptr<SourceManager> sources_;
    Config config_;
    std::vector<FileId> files_;
    std::vector<FileId> selected_;
    std::vector<Diagnostic> early_;
    unsigned jobs_ = 1;
};

std::optional<UsageError> Analysis::readConfiguration() {
    if (!plan_.directory) {
        return std::nullopt;
    }
    config_.name = plan_.directory->filename().string();
    const fs::path path = *plan_.directory / "fadu.toml";
    FileContent content = readFile(path);
    if (content.failure) {
        return unreadable(path, *content.failure);
    }
    const FileId file = sources_->add(
        displayPath(path), std::make_shared<const std::string>(std::move(content.bytes)));
    ConfigResult read = readConfig(*sources_, file, catalogue());
    if (!read.usable) {
        arrange(read.diagnostics, *sources_);
        const std::string shown = displayPath(path);
        return UsageError{{"配置文件 " + shown + " 有误，未作检查",
                           "the configuration " + shown + " cannot be used"},
                          std::move(read.diagnostics),
                          sources_};
    }
    const std::string name = config_.name;
    config_ = std::move(read.config);
    if (config_.name.empty()) {
        config_.name = name;
    }
    early_ = std::move(read.diagnostics);
    return std::nullopt;
}

std::optional<UsageError> Analysis::addFile(const fs::path& path, bool selected) {
    std::shared_ptr<const std::string> text;
    if (request_.stdinText && absoluteText(path) == absoluteText(request_.stdinFilename)) {
        text = std::make_shared<const std::string>(*request_.stdinText);
    } else if (const auto held = request_.overlays.find(absoluteText(path));
               held != request_.overlays.end()) {
        text = held->second;
    } else {
        FileContent content = readFile(path);
        if (content.failure) {
            return unreadable(path, *content.failure);
        }
        text = std::make_shared<const std::string>(std::move(content.bytes));
    }
    const FileId file = sources_->add(displayPath(path), std::move(text));
    files_.push_back(file);
    if (selected) {
        selected_.push_back(file);
    }
    return std::nullopt;
}

std::optional<UsageError> Analysis::addPackage(const fs::path& directory, const Config& config,
                                               bool own) {
    std::vector<fs::path> nested;
    std::set<std::string> paths;
    const std::vector<std::string> globs =
        config.sources.empty()
            ? std::vector<std::string>{"**/*.fadu", "**/*.fadu.md", "*.fadu", "*.fadu.md"}
            : config.sources;
    for (const fs::path& path : sourcesBelow(directory, nested)) {
        const std::string relative = path.lexically_relative(directory).generic_string();
        if (std::any_of(globs.begin(), globs.end(),
                        [&](const std::string& glob) { return globMatches(glob, relative); })) {
            paths.insert(absoluteText(path));
        }
    }
    if (own) {
        // A path that was named is checked whatever the globs say.
        paths.insert(plan_.selected.begin(), plan_.selected.end());
    }
    for (const std::string& path : paths) {
        if (auto error = addFile(path, own && (plan_.all || plan_.selected.contains(path)))) {
            return error;
        }
    }
    return std::nullopt;
}

std::optional<UsageError> Analysis::readSources() {
    if (plan_.directory) {
        return addPackage(*plan_.directory, config_, true);
    }
    for (const std::string& path : plan_.selected) {
        if (auto error = addFile(path, true)) {
            return error;
        }
        config_.name = fs::path(path).filename().string();
        config_.name = config_.name.substr(0, config_.name.find(".fadu"));
    }
    return std::nullopt;
}

/// Brings in the packages that 引入 names; their files are read but not reported on.
std::optional<UsageError> Analysis::readImports(std::vector<syntax::Module>& modules) {
    std::set<std::string> known;
    for (std::size_t done = 0; done < modules.size(); ++done) {
        for (std::size_t d = 0; d < modules[done].declarations.size(); ++d) {
            const syntax::PlacedDeclaration placed = modules[done].declarations[d];
            if (placed.declaration->empty() ||
                placed.declaration->root().label != syntax::Label::DeclareImport) {
                continue;
            }
            for (const syntax::Value& value :
                 placed.declaration->subject(placed.declaration->root())) {
                const std::string name(value.text);
                if (!known.insert(name).second) {
                    continue;
                }
                std::vector<fs::path> places;
                if (plan_.directory) {
                    for (const std::string& place : config_.packages) {
                        places.push_back(*plan_.directory / place);
                    }
                    places.push_back(plan_.directory->parent_path());
                }
                std::optional<fs::path> found;
                std::error_code ignored;
                for (const fs::path& place : places) {
                    for (const fs::path& candidate : {place / name, place}) {
                        if (!found && candidate.filename() == name &&
                            fs::is_regular_file(candidate / "fadu.toml", ignored)) {
                            found = candidate;
                        }
                    }
                }
                if (!found) {
                    Diagnostic diagnostic = makeDiagnostic(
                        model::kUnknownName, placed.span(value),
                        {parameter("what", Text{"包", "package"}), parameter("name", name)});
                    diagnostic.advice = {
                        "在 fadu.toml 的 packages 中写明它所在的目录",
                        "name the directory that holds it under packages in fadu.toml"};
                    early_.push_back(std::move(diagnostic));
                    continue;
                }
                const std::size_t before = files_.size();
                if (auto error = addPackage(*found, Config{}, false)) {
                    return error;
                }
                const std::vector<FileId> added(
                    files_.begin() + static_cast<std::ptrdiff_t>(before), files_.end());
                for (syntax::Module& module : syntax::parseModules(*sources_, added, jobs_)) {
                    modules.push_back(std::move(module));
                }
            }
        }
    }
    return std::nullopt;
}

std::string Analysis::relativeToPackage(FileId file) const {
    const std::string& path = sources_->file(file).path();
    if (!plan_.directory) {
        return path;
    }
    return fs::path(absoluteText(path)).lexically_relative(*plan_.directory).generic_string();
}

void Analysis::finish(Snapshot& snapshot, std::vector<Diagnostic> diagnostics,
                      const std::vector<Allowance>& allowances) {
    snapshot.hasSyntaxErrors =
        std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
            return diagnostic.descriptor->family() == "syntax" &&
                   diagnostic.severity == Severity::Error;
        });
    arrange(diagnostics, *sources_);
    SuppressionResult suppression =
        applyAllowances(std::move(diagnostics), allowances, catalogue(), snapshot.asOf);
    const auto wanted = [&](Diagnostic& diagnostic) {
        const Descriptor& descriptor = *diagnostic.descriptor;
        const auto selects = [&](const std::string& selector) {
            return fadu::selects(selector, descriptor);
        };
        if (!request_.select.empty() &&
            std::none_of(request_.select.begin(), request_.select.end(), selects)) {
            return false;
        }
        if (std::any_of(request_.ignore.begin(), request_.ignore.end(), selects)) {
            return false;
        }
        if (!diagnostic.span.valid()) {
            return true;
        }
        const auto severity = configuredSeverity(
            config_, descriptor, relativeToPackage(diagnostic.span.file), diagnostic.severity);
        if (severity) {
            diagnostic.severity = *severity;
        }
        return severity.has_value();
    };
    const bool configured = !config_.severity.empty() || !config_.paths.empty();
    if (configured || !request_.select.empty() || !request_.ignore.empty()) {
        std::erase_if(suppression.kept,
                      [&](Diagnostic& diagnostic) { return !wanted(diagnostic); });
    }
    snapshot.diagnostics = std::move(suppression.kept);
    snapshot.suppressed = std::move(suppression.suppressed);
    arrange(snapshot.diagnostics, *sources_);
    snapshot.fingerprints = fingerprintsOf(snapshot.diagnostics);
    std::sort(snapshot.suppressed.begin(), snapshot.suppressed.end(),
              [&](const Suppressed& left, const Suppressed& right) {
                  return sources_->before(left.diagnostic.span, right.diagnostic.span);
              });
}

std::optional<UsageError> Analysis::run(std::shared_ptr<const Snapshot>& result) {
    jobs_ = request_.jobs == 0 ? defaultJobs() : request_.jobs;
    if (auto error = readConfiguration()) {
        return error;
    }
    if (auto error = readSources()) {
        return error;
    }
    std::optional<std::string> configuredLibrary;
    if (config_.stdlib && plan_.directory) {
        configuredLibrary = (*plan_.directory / *config_.stdlib).string();
    }
    LibraryChoice library;
    if (auto error = chooseLibrary(request_, configuredLibrary, library)) {
        return error;
    }
    std::vector<syntax::Module> modules = syntax::parseModules(*sources_, files_, jobs_);
    if (auto error = readImports(modules)) {
        return error;
    }
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->sources = sources_;
    snapshot->asOf = request_.asOf ? *request_.asOf : config_.asOf ? *config_.asOf : Date::today();
    snapshot->packageRoot = plan_.directory ? displayPath(*plan_.directory) : std::string();
    snapshot->libraryVersion = library.version;
    snapshot->libraryHash = library.hash;

    for (syntax::Module& module : modules) {
        for (syntax::PlacedDeclaration& placed : module.declarations) {
            placed.section = sources_->addSection(placed.file, placed.offset);
        }
    }
    std::vector<Diagnostic> diagnostics = std::move(early_);
    for (const syntax::Module& module : modules) {
        diagnostics.insert(diagnostics.end(), module.diagnostics.begin(), module.diagnostics.end());
        for (const syntax::PlacedDeclaration& placed : module.declarations) {
            for (const Diagnostic& diagnostic : placed.declaration->diagnostics) {
                diagnostics.push_back(fadu::placed(diagnostic, placed.file, placed.offset));
            }
        }
    }
    model::ProgramInput input;
    input.sources = sources_.get();
    input.modules = &modules;
    input.library = library.library;
    input.asOf = snapshot->asOf;
    model::ProgramResult program = model::buildProgram(input);
    auto facts = std::make_shared<const derive::Facts>(
        derive::deriveFacts(*program.program, *sources_, jobs_));
    std::move(program.diagnostics.begin(), program.diagnostics.end(),
              std::back_inserter(diagnostics));
    std::vector<Diagnostic> found = checks::runChecks(*program.program, *facts, *sources_, jobs_);
    std::move(found.begin(), found.end(), std::back_inserter(diagnostics));
    const OwnerIndex owners(modules);
    for (Diagnostic& diagnostic : diagnostics) {
        makeAbsolute(diagnostic, *sources_);
        owners.complete(diagnostic);
    }
    snapshot->config = config_;
    std::sort(selected_.begin(), selected_.end());
    snapshot->selectedFiles = selected_;
    finish(*snapshot, std::move(diagnostics), program.allowances);

    snapshot->summary.files = selected_.size();
    for (std::size_t i = 0; i < program.program->items.size(); ++i) {
        const model::Item& item = program.program->items[model::ItemId(i)];
        if (item.offered &&
            std::binary_search(selected_.begin(), selected_.end(),
                               sources_->fileOf(item.head.file))) {
            ++snapshot->summary.items;
            snapshot->summary.unknown += facts->items[i].unknown();
        }
    }
    snapshot->summary.notInLibrary = program.program->notInLibrary().size();
    snapshot->modules = std::move(modules);
    snapshot->program = std::move(program.program);
    snapshot->facts = std::move(facts);
    result = std::move(snapshot);
    return std::nullopt;
}

/// Sorts the request's paths into packages.
std::optional<UsageError> planPackages(const CheckRequest& request,
                                       std::vector<PackagePlan>& plans) {
    std::map<std::string, std::size_t> byDirectory;
    std::set<std::string> loose;
    const auto planFor = [&](const fs::path& directory) -> PackagePlan& {
        const auto [found, inserted] =
            byDirectory.emplace(directory.generic_string(), plans.size());
        if (inserted) {
            plans.push_back({directory, {}, false});
        }
        return plans[found->second];
    };
    const auto addFile = [&](const fs::path& path) {
        if (const auto directory = packageDirectoryOf(
                path.parent_path().empty() ? fs::path(".") : path.parent_path())) {
            planFor(*directory).selected.insert(absoluteText(path));
        } else if (loose.insert(absoluteText(path)).second) {
            plans.push_back({std::nullopt, {absoluteText(path)}, false});
        }
    };
    std::vector<std::string> paths = request.paths;
    if (paths.empty()) {
        const auto directory = packageDirectoryOf(".");
        paths.push_back(directory ? directory->string() : ".");
    }
    for (const std::string& text : paths) {
        if (text == "-") {
            addFile(request.stdinFilename);
            continue;
        }
        const fs::path path = text;
        std::error_code failed;
        const fs::file_status status = fs::status(path, failed);
        if (failed || status.type() == fs::file_type::not_found) {
            const FileContent content = readFile(path);
            return unreadable(path, content.failure.value_or(Text{"无法访问", "not accessible"}));
        }
        if (!fs::is_directory(status)) {
            addFile(path);
            continue;
        }
        fs::directory_iterator probe(path, failed);
        if (failed) {
            return unreadable(path, {"没有读取权限", "permission denied"});
        }
        std::vector<fs::path> nested;
        const std::vector<fs::path> files = sourcesBelow(path, nested);
        if (const auto directory = packageDirectoryOf(path)) {
            PackagePlan& plan = planFor(*directory);
            if (absoluteText(path) == directory->generic_string() ||
                absoluteText(path) == directory->generic_string() + "/") {
                plan.all = true;
            }
            if (!plan.all) {
                for (const fs::path& file : files) {
                    plan.selected.insert(absoluteText(file));
                }
            }
        } else {
            for (const fs::path& file : files) {
                addFile(file);
            }
        }
        for (const fs::path& package : nested) {
            PackagePlan& plan = planFor(absoluteText(package));
            plan.all = true;
        }
        if (files.empty() && nested.empty()) {
            const std::string shown = displayPath(path);
            return UsageError{
                {shown + " 中没有 .fadu 文件", "there are no .fadu files in " + shown},
                {},
                nullptr};
        }
    }
    return std::nullopt;
}

}  // namespace

CheckResult check(const CheckRequest& request) {
    CheckResult result;
    std::vector<PackagePlan> plans;
    if (auto error = planPackages(request, plans)) {
        result.error = std::move(error);
        return result;
    }
    for (const PackagePlan& plan : plans) {
        std::shared_ptr<const Snapshot> snapshot;
        if (auto error = Analysis(request, plan).run(snapshot)) {
            result.error = std::move(error);
            return result;
        }
        result.snapshots.push_back(std::move(snapshot));
    }
    return result;
}

const Catalogue& catalogue() {
    static const Catalogue all = [] {
        std::vector<const Descriptor*> descriptors = syntax::syntaxDescriptors();
        const auto add = [&](const std::vector<const Descriptor*>& more) {
            descriptors.insert(descriptors.end(), more.begin(), more.end());
        };
        add(model::referenceDescriptors());
        add({&kAllowanceUnused, &kAllowanceExpired, &kAllowanceMalformed});
        add({&kConfigNotToml, &kConfigUnknownKey, &kConfigWrongValue, &kConfigUnknownCode});
        for (const checks::Check* check : checks::allChecks()) {
            descriptors.push_back(&check->descriptor);
        }
        std::vector<Catalogue::Entry> entries;
        for (const Descriptor* descriptor : descriptors) {
            std::string_view page;
            for (const EmbeddedPage& candidate : embeddedPages()) {
                if (candidate.slug == descriptor->slug) {
                    page = candidate.text;
                }
            }
            entries.push_back({descriptor, page});
        }
        return Catalogue(std::move(entries));
    }();
    return all;
}

std::string toolVersion() { return FADU_VERSION; }

std::string libraryVersion() { return std::string(embeddedLibraryVersion()); }

Report makeReport(const Snapshot& snapshot, Severity lowest) {
    Report report;
    report.sources = snapshot.sources.get();
    report.catalogue = &catalogue();
    const auto selected = [&](const Diagnostic& diagnostic) {
        return !diagnostic.span.valid() ||
               std::binary_search(snapshot.selectedFiles.begin(), snapshot.selectedFiles.end(),
                                  diagnostic.span.file) ||
               diagnostic.descriptor->family() == "config";
    };
    report.summary = snapshot.summary;
    for (std::size_t i = 0; i < snapshot.diagnostics.size(); ++i) {
        const Diagnostic& diagnostic = snapshot.diagnostics[i];
        if (diagnostic.severity < lowest || !selected(diagnostic)) {
            continue;
        }
        switch (diagnostic.severity) {
            case Severity::Error:
                ++report.summary.errors;
                break;
            case Severity::Warning:
                ++report.summary.warnings;
                break;
            case Severity::Info:
                ++report.summary.infos;
                break;
        }
        report.diagnostics.push_back(diagnostic);
        report.fingerprints.push_back(snapshot.fingerprints[i]);
    }
    for (const Suppressed& suppressed : snapshot.suppressed) {
        if (selected(suppressed.diagnostic)) {
            report.suppressed.push_back(suppressed);
        }
    }
    report.summary.suppressed = report.suppressed.size();
    report.asOf = snapshot.asOf;
    report.toolVersion = toolVersion();
    report.libraryVersion = snapshot.libraryVersion;
    report.libraryHash = snapshot.libraryHash;
    return report;
}

}  // namespace fadu
