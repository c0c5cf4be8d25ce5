#include "cli/Commands.h"
#include "cli/Findings.h"
#include "cli/Output.h"
#include "workspace/Build.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace fadu::cli {

namespace {

/// Writes `process.json` into the directory, which is made if it is not there.
std::optional<Text> writeProcess(const Snapshot& snapshot, const std::string& directory) {
    std::error_code failed;
    std::filesystem::create_directories(directory, failed);
    if (failed) {
        const Text reason = systemReason(failed.value());
        return Text{"无法建立目录 " + directory + "：" + reason.zh,
                    "cannot make the directory " + directory + ": " + reason.en};
    }
    return writeFile((std::filesystem::path(directory) / "process.json").string(),
                     processJson(snapshot));
}

}  // namespace

int buildCommand(const Options& options, Language locale) {
    Timings timings;
    const std::optional<CheckResult> result =
        analyse(options, options.language.value_or(locale), timings);
    if (!result) {
        return kUnusable;
    }
    const Language language = languageOf(options, *result, locale);
    int status = reportFindings(options, *result, locale, timings);
    if (result->error) {
        return kUnusable;
    }
    if (result->snapshots.size() > 1) {
        complain({"build 一次只能处理一个包，所给路径属于 " +
                      std::to_string(result->snapshots.size()) + " 个包；没有写出文件",
                  "build takes one package at a time, the paths belong to " +
                      std::to_string(result->snapshots.size()) + "; nothing was written"},
                 language);
        return kUnusable;
    }
    const Snapshot& snapshot = *result->snapshots.front();
    if (snapshot.hasSyntaxErrors) {
        complain({"有语法错误，没有写出 process.json",
                  "there are syntax errors: process.json was not written"},
                 language);
        return std::max(status, kFindings);
    }
    if (const std::optional<Text> failure = writeProcess(snapshot, options.outputDirectory)) {
        complain(*failure, language);
        status = kUnusable;
    }
    timings.phaseEnded({"写出", "build"});
    if (options.timings) {
        writeStandardError(timings.line(language));
    }
    return status;
}

}  // namespace fadu::cli
