#include "cli/Findings.h"

#include "cli/FindingTimelines.h"
#include "cli/Output.h"
#include "diagnostics/Render.h"
#include "workspace/Changes.h"
#include "workspace/Embedded.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fadu::cli {

namespace {

std::string statisticsOf(const std::vector<Report>& reports, Language language) {
    std::map<const Descriptor*, std::size_t> counts;
    for (const Report& report : reports) {
        for (const Diagnostic& diagnostic : report.diagnostics) {
            ++counts[diagnostic.descriptor];
        }
    }
    std::vector<std::pair<const Descriptor*, std::size_t>> order(counts.begin(), counts.end());
    std::sort(order.begin(), order.end(), [](const auto& left, const auto& right) {
        return left.second != right.second ? left.second > right.second
                                           : left.first->code < right.first->code;
    });
    std::string result;
    for (const auto& [descriptor, count] : order) {
        const std::string number = std::to_string(count);
        result.append(number.size() < 7 ? 7 - number.size() : 0, ' ');
        result += number;
        result += "  ";
        result += descriptor->code;
        result += ' ';
        result += descriptor->slug;
        result += '\n';
    }
    if (result.empty()) {
        result = language == Language::Chinese ? "没有发现问题\n" : "nothing found\n";
    }
    return result;
}

bool reachesThreshold(const std::vector<Report>& reports, std::optional<Severity> threshold) {
    return threshold && std::any_of(reports.begin(), reports.end(), [&](const Report& report) {
               return std::any_of(
                   report.diagnostics.begin(), report.diagnostics.end(),
                   [&](const Diagnostic& diagnostic) { return diagnostic.severity >= *threshold; });
           });
}

/// What changed since the revision of the call, in the work trees of all its packages.
std::optional<Text> readChanges(const Options& options, const CheckResult& result,
                                std::optional<ChangesSince>& changes) {
    if (!options.since) {
        return std::nullopt;
    }
    std::vector<std::string> namedFiles;
    std::error_code ignored;
    std::copy_if(
        options.request.paths.begin(), options.request.paths.end(), std::back_inserter(namedFiles),
        [&](const std::string& path) { return !std::filesystem::is_directory(path, ignored); });
    changes.emplace(*options.since, std::move(namedFiles));
    std::set<std::filesystem::path> directories;
    for (const auto& snapshot : result.snapshots) {
        for (const FileId file : snapshot->selectedFiles) {
            const std::filesystem::path path = snapshot->sources->file(file).path();
            directories.insert(path.has_parent_path() ? path.parent_path() : ".");
        }
    }
    for (const std::filesystem::path& directory : directories) {
        if (auto failure = changes->read(directory)) {
            return failure;
        }
    }
    return std::nullopt;
}

std::vector<Report> reportsOf(const Options& options, const CheckResult& result,
                              std::optional<ChangesSince>& changes, Language locale) {
    std::vector<Report> reports;
    reports.reserve(result.snapshots.size() + 1);
    for (const auto& snapshot : result.snapshots) {
        std::function<bool(const Diagnostic&)> wanted;
        if (changes) {
            wanted = [&](const Diagnostic& diagnostic) {
                return changes->touches(diagnostic, *snapshot->sources);
            };
        }
        reports.push_back(makeReport(*snapshot, options.lowest, wanted));
        if (options.verbose) {
            reports.back().picture = timelinesOf(snapshot);
        }
        reports.back().language =
            options.language ? options.language : snapshot->config.language.value_or(locale);
    }
    if (result.error && !result.error->diagnostics.empty()) {
        reports.push_back(plainReport(*result.error->sources, result.error->diagnostics, options));
    }
    return reports;
}

}  // namespace

Report plainReport(const SourceManager& sources, std::vector<Diagnostic> diagnostics,
                   const Options& options) {
    Report report;
    report.sources = &sources;
    report.catalogue = &catalogue();
    report.usable = false;
    report.fingerprints = fingerprintsOf(diagnostics);
    for (const Diagnostic& diagnostic : diagnostics) {
        std::size_t Summary::*const count =
            diagnostic.severity == Severity::Error     ? &Summary::errors
            : diagnostic.severity == Severity::Warning ? &Summary::warnings
                                                       : &Summary::infos;
        ++(report.summary.*count);
    }
    report.diagnostics = std::move(diagnostics);
    report.asOf = options.request.asOf.value_or(Date::today());
    report.toolVersion = toolVersion();
    report.libraryVersion = libraryVersion();
    report.libraryHash = std::string(embeddedLibraryHash());
    return report;
}

int reportUnusable(const UsageError& error, const Options& options, Language language) {
    if (!error.diagnostics.empty()) {
        TextOptions textOptions;
        textOptions.language = language;
        textOptions.color = useColor(options.color, false);
        textOptions.quiet = true;
        // Should that fail too, the status says so already.
        static_cast<void>(writeStandardOutput(
            renderText(plainReport(*error.sources, error.diagnostics, options), textOptions)));
    }
    complain(error.message, language);
    return kUnusable;
}

std::optional<CheckResult> analyse(const Options& options, Language language, Timings& timings) {
    CheckRequest request = options.request;
    if (std::find(request.paths.begin(), request.paths.end(), "-") != request.paths.end()) {
        Input input = readStandardInput();
        if (input.error) {
            complain(*input.error, language);
            return std::nullopt;
        }
        request.stdinText = std::move(input.text);
        timings.phaseEnded({"读入", "input"});
    }
    CheckResult result = check(request);
    timings.phaseEnded({"检查", "check"});
    if (result.snapshots.empty() && !result.error) {
        complain({"没有可检查的文件", "there is nothing to check"}, language);
        return std::nullopt;
    }
    return result;
}

std::optional<Text> obstacle(const CheckResult& result, std::string_view command) {
    if (result.error) {
        return result.error->message;
    }
    if (result.snapshots.size() > 1) {
        const std::string name(command);
        const std::string count = std::to_string(result.snapshots.size());
        return Text{name + " 一次只能处理一个包，所给路径属于 " + count + " 个包",
                    name + " takes one package at a time, the path belongs to " + count};
    }
    return std::nullopt;
}

Language languageOf(const Options& options, const CheckResult& result, Language locale) {
    if (options.language) {
        return *options.language;
    }
    return result.snapshots.empty() ? locale
                                    : result.snapshots.front()->config.language.value_or(locale);
}

int reportFindings(const Options& options, const CheckResult& result, Language locale,
                   Timings& timings) {
    const Language language = languageOf(options, result, locale);
    const auto unusable = [&](const Text& reason) {
        complain(reason, language);
        return kUnusable;
    };
    std::optional<ChangesSince> changes;
    if (const std::optional<Text> failure = readChanges(options, result, changes)) {
        return unusable(*failure);
    }
    if (result.newBaseline) {
        if (const auto failure = writeFile(*options.request.writeBaseline, *result.newBaseline)) {
            return unusable(*failure);
        }
    }
    const std::vector<Report> reports = reportsOf(options, result, changes, locale);
    int status = reachesThreshold(reports, options.failOn) ? kFindings : kSuccess;
    if (result.newBaseline) {
        status = kSuccess;
    }
    if (result.error) {
        status = kUnusable;
    }
    if (!reports.empty()) {
        DocumentOptions document;
        document.text.language = language;
        document.text.color = useColor(options.color, !options.outputFile.empty());
        document.text.quiet = options.quiet;
        document.text.verbose = options.verbose;
        document.failOn = options.failOn;
        document.exitStatus = status;
        const std::string bytes = options.format->render(reports, document);
        const std::optional<Text> failure = options.outputFile.empty()
                                                ? writeStandardOutput(bytes)
                                                : writeFile(options.outputFile, bytes);
        if (failure) {
            status = unusable(*failure);
        }
    }
    timings.phaseEnded({"输出", "output"});
    if (options.statistics) {
        writeStandardError(statisticsOf(reports, language));
    }
    if (result.error) {
        status = unusable(result.error->message);
    }
    return status;
}

}  // namespace fadu::cli
