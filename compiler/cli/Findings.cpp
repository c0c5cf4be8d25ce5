#include "cli/Findings.h"

#include "cli/Output.h"
#include "diagnostics/Render.h"
#include "workspace/Embedded.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace fadu::cli {

namespace {

/// The report on a configuration that could not be used.
Report configurationReport(const UsageError& error, const Options& options) {
    Report report;
    report.sources = error.sources.get();
    report.catalogue = &catalogue();
    report.diagnostics = error.diagnostics;
    report.fingerprints = fingerprintsOf(error.diagnostics);
    for (const Diagnostic& diagnostic : error.diagnostics) {
        std::size_t Summary::*const count =
            diagnostic.severity == Severity::Error     ? &Summary::errors
            : diagnostic.severity == Severity::Warning ? &Summary::warnings
                                                       : &Summary::infos;
        ++(report.summary.*count);
    }
    report.asOf = options.request.asOf.value_or(Date::today());
    report.toolVersion = toolVersion();
    report.libraryVersion = libraryVersion();
    report.libraryHash = std::string(embeddedLibraryHash());
    return report;
}

std::string textOf(const Options& options, const CheckResult& result,
                   const std::vector<Report>& reports, Language locale) {
    std::string text;
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const bool ofPackage = i < result.snapshots.size();
        TextOptions textOptions;
        textOptions.language = languageOf(options, result, locale);
        if (ofPackage && !options.language) {
            textOptions.language = result.snapshots[i]->config.language.value_or(locale);
        }
        textOptions.color = useColor(options.color, !options.outputFile.empty());
        // A configuration that cannot be used leaves nothing to sum up.
        textOptions.quiet = options.quiet || !ofPackage;
        textOptions.verbose = options.verbose;
        const std::string one = renderText(reports[i], textOptions);
        if (!text.empty() && !one.empty()) {
            text += '\n';
        }
        text += one;
    }
    return text;
}

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

}  // namespace

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
    std::vector<Report> reports;
    reports.reserve(result.snapshots.size() + 1);
    for (const auto& snapshot : result.snapshots) {
        reports.push_back(makeReport(*snapshot, options.lowest));
    }
    if (result.error && !result.error->diagnostics.empty()) {
        reports.push_back(configurationReport(*result.error, options));
    }
    int status = reachesThreshold(reports, options.failOn) ? kFindings : kSuccess;
    if (!reports.empty()) {
        const std::string document = options.format == OutputFormat::Json
                                         ? renderJson(reports)
                                         : textOf(options, result, reports, locale);
        const std::optional<Text> failure = options.outputFile.empty()
                                                ? writeStandardOutput(document)
                                                : writeFile(options.outputFile, document);
        if (failure) {
            complain(*failure, language);
            status = kUnusable;
        }
    }
    timings.phaseEnded({"输出", "output"});
    if (options.statistics) {
        writeStandardError(statisticsOf(reports, language));
    }
    if (result.error) {
        complain(result.error->message, language);
        status = kUnusable;
    }
    return status;
}

}  // namespace fadu::cli
