#include "workspace/Workspace.h"

#include "checks/Check.h"
#include "model/References.h"
#include "support/Text.h"
#include "workspace/Baseline.h"
#include "workspace/Embedded.h"
#include "workspace/Files.h"
#include "workspace/Package.h"

#include <algorithm>
#include <map>
#include <set>

namespace fadu {

namespace fs = std::filesystem;

namespace {

/// Which package a source belongs to: the nearest one at or above it, unless that one's `sources`
/// leave it out; then it is a package of its own.
class Owners {
public:
    std::optional<fs::path> of(const fs::path& file) {
        const fs::path parent = file.parent_path();
        std::optional<fs::path> directory =
            packageDirectoryOf(parent.empty() ? fs::path(".") : parent);
        if (directory && isSource(file) && leavesOut(*directory, file)) {
            directory.reset();
        }
        return directory;
    }

private:
    bool leavesOut(const fs::path& directory, const fs::path& file) {
        const auto [entry, inserted] = globs_.try_emplace(directory.generic_string());
        if (inserted) {
            entry->second = globsOf(directory / "fadu.toml");
        }
        const std::string relative =
            fs::path(absoluteText(file)).lexically_relative(directory).generic_string();
        const std::vector<std::string>& globs = entry->second;
        return !globs.empty() &&
               std::none_of(globs.begin(), globs.end(),
                            [&](const std::string& glob) { return globMatches(glob, relative); });
    }

    static std::vector<std::string> globsOf(const fs::path& path) {
        FileContent content = readFile(path);
        if (content.failure) {
            return {};
        }
        SourceManager sources;
        const FileId file = sources.add(
            displayPath(path), std::make_shared<const std::string>(std::move(content.bytes)));
        return readConfig(sources, file, catalogue()).config.sources;
    }

    std::map<std::string, std::vector<std::string>> globs_;  ///< By directory; none: all sources.
};

/// Sorts the request's paths into packages.
std::optional<UsageError> planPackages(const CheckRequest& request,
                                       std::vector<PackagePlan>& plans) {
    std::map<std::string, std::size_t> byDirectory;
    std::set<std::string> loose;
    Owners owners;
    const auto planFor = [&](const fs::path& directory) -> PackagePlan& {
        const auto [found, inserted] =
            byDirectory.emplace(directory.generic_string(), plans.size());
        if (inserted) {
            plans.push_back({directory, {}, false});
        }
        return plans[found->second];
    };
    const auto addFile = [&](const fs::path& path) {
        if (const auto directory = owners.of(path)) {
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
        const auto directory = packageDirectoryOf(path);
        if (directory && (absoluteText(path) == directory->generic_string() ||
                          absoluteText(path) == directory->generic_string() + "/")) {
            planFor(*directory).all = true;
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

/// The baseline that the call names; of one that is to be written, the earlier one.
std::optional<UsageError> readRequestedBaseline(const CheckRequest& request,
                                                std::optional<Baseline>& baseline) {
    if (!request.baseline && !request.writeBaseline) {
        return std::nullopt;
    }
    const fs::path path = request.writeBaseline ? *request.writeBaseline : *request.baseline;
    std::error_code failed;
    if (request.writeBaseline && fs::status(path, failed).type() == fs::file_type::not_found) {
        baseline = parseBaseline(Baseline{}.text(), path).baseline;
        return std::nullopt;
    }
    BaselineResult read = readBaseline(path);
    if (read.failure) {
        const std::string shown = printable(displayPath(path), 200);
        return UsageError{{"基线文件 " + shown + " 无法使用：" + read.failure->zh,
                           "the baseline " + shown + " cannot be used: " + read.failure->en},
                          {},
                          nullptr};
    }
    baseline = std::move(read.baseline);
    return std::nullopt;
}

}  // namespace

CheckResult check(const CheckRequest& request) {
    CheckResult result;
    std::vector<PackagePlan> plans;
    std::optional<Baseline> baseline;
    if (auto error = planPackages(request, plans)) {
        result.error = std::move(error);
        return result;
    }
    if (auto error = readRequestedBaseline(request, baseline)) {
        result.error = std::move(error);
        return result;
    }
    std::vector<Snapshot*> snapshots;
    for (PackagePlan& plan : plans) {
        Package package(request, std::move(plan));
        if (auto error = package.load()) {
            result.error = std::move(error);
            break;
        }
        std::shared_ptr<Snapshot> snapshot = package.release();
        snapshots.push_back(snapshot.get());
        result.snapshots.push_back(std::move(snapshot));
    }
    if (baseline && request.writeBaseline && !result.error) {
        baseline = updatedBaseline(*baseline, request, request.lowest, snapshots);
        result.newBaseline = baseline->text();
    }
    if (baseline) {
        applyBaseline(*baseline, request, snapshots);
    }
    return result;
}

SourceSelection selectSources(const std::vector<std::string>& paths) {
    SourceSelection selection;
    CheckRequest request;
    request.paths = paths;
    std::vector<PackagePlan> plans;
    selection.error = planPackages(request, plans);
    for (PackagePlan& plan : plans) {
        if (!selection.error) {
            selection.error = Package(request, std::move(plan)).select(selection);
        }
    }
    return selection;
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

Report makeReport(const Snapshot& snapshot, Severity lowest,
                  const std::function<bool(const Diagnostic&)>& wanted) {
    Report report;
    report.sources = snapshot.sources.get();
    report.catalogue = &catalogue();
    const auto selected = [&](const Diagnostic& diagnostic) {
        const bool inFiles =
            !diagnostic.span.valid() ||
            std::binary_search(snapshot.selectedFiles.begin(), snapshot.selectedFiles.end(),
                               diagnostic.span.file) ||
            diagnostic.descriptor->family() == "config";
        return inFiles && diagnostic.severity >= lowest && (!wanted || wanted(diagnostic));
    };
    report.summary = snapshot.summary;
    for (const Suppressed& suppressed : snapshot.suppressed) {
        if (selected(suppressed.diagnostic)) {
            report.suppressed.push_back(suppressed);
        }
    }
    report.summary.suppressed = report.suppressed.size();
    for (std::size_t i = 0; i < snapshot.diagnostics.size(); ++i) {
        const Diagnostic& diagnostic = snapshot.diagnostics[i];
        if (!selected(diagnostic)) {
            continue;
        }
        if (snapshot.baselined[i]) {
            ++report.summary.baselined;
            report.suppressed.push_back(
                {diagnostic, {}, Suppressed::By::Baseline, snapshot.fingerprints[i]});
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
    report.files = snapshot.selectedFiles;
    const auto byPath = [&](FileId left, FileId right) {
        return report.sources->file(left).path() < report.sources->file(right).path();
    };
    std::sort(report.files.begin(), report.files.end(), byPath);
    report.packageName = snapshot.packageRoot.empty() ? std::string() : snapshot.config.name;
    report.language = snapshot.config.language;
    report.asOf = snapshot.asOf;
    report.toolVersion = toolVersion();
    report.libraryVersion = snapshot.libraryVersion;
    report.libraryHash = snapshot.libraryHash;
    if (snapshot.facts != nullptr && !snapshot.facts->periods->calendar().empty()) {
        report.calendarFrom = snapshot.facts->periods->calendar().from().iso();
        report.calendarUntil = snapshot.facts->periods->calendar().until().iso();
    }
    return report;
}

}  // namespace fadu
