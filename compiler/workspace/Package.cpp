#include "workspace/Package.h"

#include "checks/Check.h"
#include "model/References.h"
#include "support/Hash.h"
#include "support/Parallel.h"
#include "support/Text.h"
#include "workspace/Baseline.h"
#include "workspace/Embedded.h"
#include "workspace/Files.h"

#include <algorithm>
#include <array>

namespace fadu {

namespace fs = std::filesystem;

namespace {

/// Says which declaration a finding belongs to and by which labels it is reached: what a
/// fingerprint holds on to when lines move.
class OwnerIndex {
public:
    explicit OwnerIndex(const std::vector<syntax::Module>& modules) {
        for (const syntax::Module& module : modules) {
            byFile_.resize(std::max<std::size_t>(byFile_.size(), module.file.index() + 1));
            byFile_[module.file.index()] = &module;
        }
    }

    void complete(Diagnostic& diagnostic) const {
        const auto file = diagnostic.span.file.index();
        if (!diagnostic.span.valid() || file >= byFile_.size() || byFile_[file] == nullptr) {
            return;
        }
        const auto& declarations = byFile_[file]->declarations;
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
    std::vector<const syntax::Module*> byFile_;
};

std::vector<Allowance> allowancesOf(const syntax::Module& module) {
    std::vector<Allowance> result;
    for (const syntax::PlacedDeclaration& placed : module.declarations) {
        for (Allowance allowance : placed.declaration->allowances) {
            allowance.span = allowance.span.placed(placed.file, placed.offset);
            allowance.covered = allowance.covered.placed(placed.file, placed.offset);
            for (Span& span : allowance.codeSpans) {
                span = span.placed(placed.file, placed.offset);
            }
            result.push_back(std::move(allowance));
        }
    }
    return result;
}

bool isImport(const syntax::PlacedDeclaration& placed) {
    return !placed.declaration->empty() &&
           placed.declaration->root().label == syntax::Label::DeclareImport;
}

}  // namespace

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

Package::Package(CheckRequest request, PackagePlan plan)
    : request_(std::move(request)), plan_(std::move(plan)) {}
Package::~Package() = default;

// ------------------------------------------------------------------------------------------------
// Reading

std::optional<UsageError> Package::readConfiguration() {
    if (!plan_.directory) {
        return std::nullopt;
    }
    config_.name = plan_.directory->filename().string();
    const fs::path path = *plan_.directory / "fadu.toml";
    FileContent content = contentOf(path);
    if (content.failure) {
        return unreadable(path, *content.failure);
    }
    const FileId file = sources_->add(
        displayPath(path), std::make_shared<const std::string>(std::move(content.bytes)));
    ConfigResult read = readConfig(*sources_, file, catalogue());
    if (!read.usable) {
        return unusableConfiguration(std::move(read.diagnostics));
    }
    const std::string name = config_.name;
    config_ = std::move(read.config);
    if (config_.name.empty()) {
        config_.name = name;
    }
    early_ = std::move(read.diagnostics);
    return readConfiguredBaseline();
}

UsageError Package::unusableConfiguration(std::vector<Diagnostic> diagnostics) const {
    arrange(diagnostics, *sources_);
    const std::string shown = displayPath(*plan_.directory / "fadu.toml");
    return UsageError{
        {"配置文件 " + shown + " 有误，未作检查", "the configuration " + shown + " cannot be used"},
        std::move(diagnostics),
        sources_};
}

std::optional<UsageError> Package::readConfiguredBaseline() {
    if (!config_.baseline || request_.baseline || request_.writeBaseline) {
        return std::nullopt;
    }
    BaselineResult read = readBaseline(*plan_.directory / *config_.baseline);
    if (read.failure) {
        const std::string shown = printable(*config_.baseline);
        return unusableConfiguration({makeDiagnostic(
            kConfigWrongValue, config_.baselinePlace,
            {parameter("key", "baseline"),
             parameter("expected", Text{"可用的基线文件", "a baseline that can be used"}),
             parameter("found", Text{"“" + shown + "”（" + read.failure->zh + "）",
                                     "'" + shown + "' (" + read.failure->en + ")"})})});
    }
    baseline_ = std::move(read.baseline);
    return std::nullopt;
}

std::optional<UsageError> Package::chooseLibrary() {
    LibraryChoice& choice = library_;
    if (request_.noStdlib) {
        choice.version = "-";
        choice.hash = "-";
        return std::nullopt;
    }
    std::optional<std::string> directory = request_.stdlibDirectory;
    if (!directory && config_.stdlib && plan_.directory) {
        directory = (*plan_.directory / *config_.stdlib).string();
    }
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

/// The text of a file: what an editor or standard input holds, else what the disk has.
FileContent Package::contentOf(const fs::path& path) const {
    const std::string absolute = absoluteText(path);
    if (request_.stdinText && absolute == absoluteText(request_.stdinFilename)) {
        return {*request_.stdinText, std::nullopt};
    }
    const auto held = request_.overlays.find(absolute);
    return held == request_.overlays.end() ? readFile(path)
                                           : FileContent{*held->second, std::nullopt};
}

std::optional<UsageError> Package::addFile(const fs::path& path, bool selected) {
    FileContent content = contentOf(path);
    if (content.failure) {
        return unreadable(path, *content.failure);
    }
    auto text = std::make_shared<const std::string>(std::move(content.bytes));
    const FileId file = sources_->add(displayPath(path), std::move(text));
    files_.push_back(file);
    filesByPath_.emplace(absoluteText(path), file);
    if (selected) {
        snapshot_->selectedFiles.push_back(file);
    }
    return std::nullopt;
}

/// The files of a package, absolute.
std::set<std::string> Package::sourcesOf(const fs::path& directory, const Config& config,
                                         bool own) const {
    std::vector<fs::path> nested;
    std::set<std::string> paths;
    const std::vector<std::string> globs =
        config.sources.empty()
            ? std::vector<std::string>{"**/*.fadu", "**/*.fadu.md", "*.fadu", "*.fadu.md"}
            : config.sources;
    std::vector<fs::path> sources = sourcesBelow(directory, nested);
    if (own) {
        // A file that an editor holds may not be on the disk yet.
        for (const auto& [path, text] : request_.overlays) {
            if (isSource(path) && packageDirectoryOf(fs::path(path).parent_path()) == directory) {
                sources.emplace_back(path);
            }
        }
    }
    for (const fs::path& path : sources) {
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
    return paths;
}

std::optional<UsageError> Package::select(SourceSelection& selection) {
    // For files that are named, whether or not the configuration can be used makes no difference.
    if (auto error = readConfiguration(); error && plan_.all) {
        return error;
    }
    const std::set<std::string> paths =
        plan_.all ? sourcesOf(*plan_.directory, config_, true) : plan_.selected;
    selection.files.insert(selection.files.end(), paths.begin(), paths.end());
    if (!selection.language) {
        selection.language = config_.language;
    }
    return std::nullopt;
}

std::optional<UsageError> Package::addPackage(const fs::path& directory, const Config& config,
                                              bool own) {
    for (const std::string& path : sourcesOf(directory, config, own)) {
        if (auto error = addFile(path, own && (plan_.all || plan_.selected.contains(path)))) {
            return error;
        }
    }
    return std::nullopt;
}

std::optional<UsageError> Package::readSources() {
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
std::optional<UsageError> Package::readImports() {
    std::vector<syntax::Module>& modules = snapshot_->modules;
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

std::string Package::relativeToPackage(FileId file) const {
    const std::string& path = sources_->file(file).path();
    if (!plan_.directory) {
        return path;
    }
    return fs::path(absoluteText(path)).lexically_relative(*plan_.directory).generic_string();
}

std::optional<UsageError> Package::load() {
    jobs_ = request_.jobs == 0 ? defaultJobs() : request_.jobs;
    snapshot_ = std::make_shared<Snapshot>();
    snapshot_->sources = sources_;
    if (auto error = readConfiguration()) {
        return error;
    }
    if (auto error = readSources()) {
        return error;
    }
    if (auto error = chooseLibrary()) {
        return error;
    }
    std::sort(snapshot_->selectedFiles.begin(), snapshot_->selectedFiles.end());
    snapshot_->modules = syntax::parseModules(*sources_, files_, jobs_);
    if (auto error = readImports()) {
        return error;
    }
    for (syntax::Module& module : snapshot_->modules) {
        for (syntax::PlacedDeclaration& placed : module.declarations) {
            placed.section = sources_->addSection(placed.file, placed.offset);
        }
    }
    snapshot_->asOf = request_.asOf ? *request_.asOf : config_.asOf ? *config_.asOf : Date::today();
    snapshot_->packageRoot = plan_.directory ? displayPath(*plan_.directory) : std::string();
    snapshot_->libraryVersion = library_.version;
    snapshot_->libraryHash = library_.hash;
    snapshot_->config = config_;
    buildModel();
    judgeAll();
    finish();
    return std::nullopt;
}

void Package::buildModel() {
    model::ProgramInput input;
    input.sources = sources_.get();
    input.modules = &snapshot_->modules;
    input.library = library_.library;
    input.libraryFiles = &libraryFiles_;
    input.asOf = snapshot_->asOf;
    input.codeSchemes = config_.codeSchemes;
    input.completeList = config_.completeList;
    input.calendars = config_.calendars;
    model_ = std::make_unique<model::Model>(input);
    snapshot_->program = model_->program();
}

void Package::judgeAll() {
    const model::Program& program = *snapshot_->program;
    facts_ = std::make_shared<derive::Facts>(derive::deriveFacts(program, *sources_, jobs_));
    snapshot_->facts = facts_;
    itemFindings_ = checks::checkItems(program, *facts_, *sources_, jobs_);
    packageFindings_ = checks::checkPackage(program, *facts_, *sources_);
    touched_.clear();
}

// ------------------------------------------------------------------------------------------------
// Findings

SuppressionResult Package::findingsOf(FileId file) const {
    std::vector<Diagnostic> diagnostics;
    const auto isWanted = [&](Span span) {
        return !file.valid() || (span.valid() && sources_->fileOf(span.file) == file);
    };
    const auto add = [&](const Diagnostic& diagnostic) {
        if (isWanted(diagnostic.span)) {
            diagnostics.push_back(diagnostic);
        }
    };
    std::for_each(early_.begin(), early_.end(), add);
    std::vector<Allowance> allowances;
    for (const syntax::Module& module : snapshot_->modules) {
        if (file.valid() && module.file != file) {
            continue;
        }
        std::for_each(module.diagnostics.begin(), module.diagnostics.end(), add);
        for (const syntax::PlacedDeclaration& placed : module.declarations) {
            for (const Diagnostic& diagnostic : placed.declaration->diagnostics) {
                diagnostics.push_back(fadu::placed(diagnostic, placed.file, placed.offset));
            }
        }
        for (Allowance& allowance : allowancesOf(module)) {
            allowances.push_back(std::move(allowance));
        }
    }
    model_->eachFinding(add);
    for (const std::vector<Diagnostic>& findings : itemFindings_) {
        std::for_each(findings.begin(), findings.end(), add);
    }
    std::for_each(packageFindings_.begin(), packageFindings_.end(), add);

    const OwnerIndex owners(snapshot_->modules);
    for (Diagnostic& diagnostic : diagnostics) {
        makeAbsolute(diagnostic, *sources_);
        owners.complete(diagnostic);
    }
    arrange(diagnostics, *sources_);
    SuppressionResult result =
        applyAllowances(std::move(diagnostics), allowances, catalogue(), snapshot_->asOf);
    const auto chosen = [&](const Descriptor& descriptor) {
        const auto selects = [&](const std::string& selector) {
            return fadu::selects(selector, descriptor);
        };
        return (request_.select.empty() ||
                std::any_of(request_.select.begin(), request_.select.end(), selects)) &&
               std::none_of(request_.ignore.begin(), request_.ignore.end(), selects);
    };
    const auto wanted = [&](Diagnostic& diagnostic) {
        const Descriptor& descriptor = *diagnostic.descriptor;
        if (!chosen(descriptor)) {
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
        std::erase_if(result.kept, [&](Diagnostic& diagnostic) { return !wanted(diagnostic); });
        std::erase_if(result.suppressed,
                      [&](Suppressed& suppressed) { return !wanted(suppressed.diagnostic); });
    }
    arrange(result.kept, *sources_);
    std::sort(result.suppressed.begin(), result.suppressed.end(),
              [&](const Suppressed& left, const Suppressed& right) {
                  return sources_->before(left.diagnostic.span, right.diagnostic.span);
              });
    return result;
}

void Package::finish() {
    SuppressionResult result = findingsOf(FileId());
    const auto isSyntaxError = [](const Diagnostic& diagnostic) {
        return diagnostic.descriptor->family() == "syntax" &&
               diagnostic.severity == Severity::Error;
    };
    snapshot_->hasSyntaxErrors = std::any_of(
        snapshot_->modules.begin(), snapshot_->modules.end(), [&](const syntax::Module& module) {
            return std::any_of(module.diagnostics.begin(), module.diagnostics.end(),
                               isSyntaxError) ||
                   std::any_of(module.declarations.begin(), module.declarations.end(),
                               [&](const syntax::PlacedDeclaration& placed) {
                                   const auto& own = placed.declaration->diagnostics;
                                   return std::any_of(own.begin(), own.end(), isSyntaxError);
                               });
        });
    model_->eachFinding([&](const Diagnostic& diagnostic) {
        snapshot_->hasSyntaxErrors = snapshot_->hasSyntaxErrors || isSyntaxError(diagnostic);
    });
    snapshot_->diagnostics = std::move(result.kept);
    snapshot_->suppressed = std::move(result.suppressed);
    Fingerprinter fingerprinter;
    snapshot_->fingerprints.clear();
    for (const Diagnostic& diagnostic : snapshot_->diagnostics) {
        snapshot_->fingerprints.push_back(fingerprinter.next(diagnostic));
    }
    for (Suppressed& suppressed : snapshot_->suppressed) {
        suppressed.fingerprint = fingerprinter.next(suppressed.diagnostic);
    }

    const std::vector<FileId>& selected = snapshot_->selectedFiles;
    snapshot_->summary = {};
    snapshot_->summary.files = selected.size();
    const model::Program& program = *snapshot_->program;
    for (std::size_t i = 0; i < program.items.size(); ++i) {
        const model::Item& item = program.items[model::ItemId(i)];
        if (item.offered && std::binary_search(selected.begin(), selected.end(),
                                               sources_->fileOf(item.head.file))) {
            ++snapshot_->summary.items;
            snapshot_->summary.unknown += facts_->items[i].unknown();
        }
    }
    snapshot_->summary.notInLibrary = program.notInLibrary().size();
    applyBaseline(baseline_.value_or(Baseline()), request_, {snapshot_.get()});
}

std::vector<bool> Package::coveredOf(const std::vector<Diagnostic>& findings) const {
    BaselineCounts counts(baseline_.value_or(Baseline()));
    Fingerprinter fingerprinter;
    std::vector<bool> covered;
    covered.reserve(findings.size());
    for (const Diagnostic& finding : findings) {
        covered.push_back(counts.take(finding, fingerprinter.next(finding)));
    }
    return covered;
}

// ------------------------------------------------------------------------------------------------
// Editing

std::optional<FileId> Package::fileOf(const std::string& path) const {
    const auto found = filesByPath_.find(path);
    return found == filesByPath_.end() ? std::nullopt : std::optional(found->second);
}

std::string Package::pathOf(FileId file) const { return absoluteText(sources_->file(file).path()); }

bool Package::exchange(FileId file, std::shared_ptr<const std::string> text) {
    const auto found =
        std::find_if(snapshot_->modules.begin(), snapshot_->modules.end(),
                     [&](const syntax::Module& module) { return module.file == file; });
    FADU_CHECK(found != snapshot_->modules.end());
    sources_->replace(file, std::move(text));
    syntax::Module before = std::move(*found);
    *found = syntax::parseModule(*sources_, file, before);
    std::vector<syntax::PlacedDeclaration>& now = found->declarations;

    // What kept its bytes keeps its section; of the rest, one after the other.
    std::unordered_map<const syntax::Declaration*, std::vector<std::size_t>> known;
    for (std::size_t i = before.declarations.size(); i-- > 0;) {
        known[before.declarations[i].declaration.get()].push_back(i);
    }
    model::DeclarationEdit edit;
    edit.modules = &snapshot_->modules;
    std::vector<bool> kept(before.declarations.size(), false);
    std::size_t last = 0;
    for (syntax::PlacedDeclaration& placed : now) {
        const auto same = known.find(placed.declaration.get());
        if (same == known.end() || same->second.empty()) {
            continue;
        }
        const std::size_t index = same->second.back();
        same->second.pop_back();
        kept[index] = true;
        placed.section = before.declarations[index].section;
        sources_->moveSection(placed.section, file, placed.offset);
        if (index < last) {
            edit.moved.push_back(placed.section);
        }
        last = std::max(last, index);
    }
    std::vector<const syntax::PlacedDeclaration*> left;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (!kept[i]) {
            left.push_back(&before.declarations[i]);
        }
    }
    bool imports = false;
    std::size_t next = 0;
    for (syntax::PlacedDeclaration& placed : now) {
        if (placed.section.valid()) {
            continue;
        }
        imports = imports || isImport(placed);
        if (next < left.size()) {
            imports = imports || isImport(*left[next]);
            placed.section = left[next++]->section;
            sources_->moveSection(placed.section, file, placed.offset);
            edit.changed.push_back(placed);
        } else {
            placed.section = sources_->addSection(file, placed.offset);
            edit.added.push_back(placed);
        }
    }
    for (; next < left.size(); ++next) {
        imports = imports || isImport(*left[next]);
        edit.removed.push_back(left[next]->section);
    }
    if (imports) {
        return false;
    }
    if (edit.changed.empty() && edit.added.empty() && edit.removed.empty() && edit.moved.empty()) {
        return true;
    }
    if (const auto touched = model_->update(edit)) {
        touched_.insert(touched_.end(), touched->begin(), touched->end());
    } else {
        buildModel();
        judgeAll();
    }
    return true;
}

void Package::judgeEdited() {
    const model::Program& program = *snapshot_->program;
    const std::size_t count = program.items.size();
    itemFindings_.resize(count);
    facts_->items.resize(count);
    facts_->dependencies.unobtainable.resize(count, false);
    std::sort(touched_.begin(), touched_.end());
    touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
    parallelRanges(touched_.size(), 16, jobs_, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const model::ItemId id = touched_[i];
            facts_->items[id.index()] = derive::deriveItem(program, *facts_->periods, id);
        }
    });
    parallelRanges(touched_.size(), 16, jobs_, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const model::ItemId id = touched_[i];
            itemFindings_[id.index()] = checks::checkItem(program, *facts_, *sources_, id);
        }
    });
    touched_.clear();
}

void Package::judgeWhole() {
    judgeEdited();
    model_->finish();
    const model::Program& program = *snapshot_->program;
    const std::vector<bool> before = std::move(facts_->dependencies.unobtainable);
    facts_->dependencies = derive::deriveDependencies(program, *sources_);
    for (std::size_t i = 0; i < program.items.size(); ++i) {
        if (facts_->dependencies.unobtainable[i] != before[i]) {
            touched_.emplace_back(i);
        }
    }
    judgeEdited();
    packageFindings_ = checks::checkPackage(program, *facts_, *sources_);
    finish();
}

}  // namespace fadu
