#include "cli/Commands.h"
#include "cli/Findings.h"
#include "cli/Output.h"
#include "diagnostics/Render.h"
#include "support/LineDiff.h"
#include "support/Parallel.h"
#include "support/Text.h"
#include "syntax/Format.h"
#include "workspace/Files.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace fadu::cli {

namespace {

constexpr std::size_t kLongestPath = 4096;

/// Formats files one after the other and keeps what there is to say until the end.
class FormatRun {
public:
    FormatRun(const Options& options, Language language) : options_(options), language_(language) {}

    void formatFile(const std::filesystem::path& path);
    void formatStandardInput();
    int finish();

private:
    /// In place, findings are what the call is about; else standard output is a document.
    bool inPlace() const { return !options_.checkOnly && !options_.showDiff && !standardInput_; }

    std::optional<std::string> canonical(const std::string& path, const std::string& text);
    void rejected(const SourceManager& sources, const syntax::Module& module);
    void compare(const std::string& path, const std::string& text, const std::string& result);
    void failed(Text message);
    std::string summary() const;

    const Options& options_;
    Language language_;
    bool standardInput_ = false;
    std::string document_;
    std::string findings_;
    std::size_t changed_ = 0;
    std::size_t unchanged_ = 0;
    std::size_t rejected_ = 0;
    std::size_t failed_ = 0;
    Text failure_;  ///< The first one.
};

/// The canonical form of a text, or nothing after its mistakes have been noted.
std::optional<std::string> FormatRun::canonical(const std::string& path, const std::string& text) {
    SourceManager sources;
    const FileId file = sources.add(path, std::make_shared<const std::string>(text));
    const unsigned jobs = options_.request.jobs == 0 ? defaultJobs() : options_.request.jobs;
    const syntax::Module module = syntax::parseModules(sources, {file}, jobs).front();
    std::optional<std::string> result = syntax::formatText(sources.file(file), module);
    if (!result) {
        ++rejected_;
        rejected(sources, module);
    }
    return result;
}

void FormatRun::rejected(const SourceManager& sources, const syntax::Module& module) {
    std::vector<Diagnostic> diagnostics = syntax::syntaxErrors(module);
    arrange(diagnostics, sources);
    const Report report = plainReport(sources, std::move(diagnostics), options_);
    TextOptions textOptions;
    textOptions.language = language_;
    textOptions.color = useColor(options_.color, !inPlace());
    textOptions.quiet = true;
    findings_ += findings_.empty() ? "" : "\n";
    findings_ += renderText(report, textOptions);
}

void FormatRun::compare(const std::string& path, const std::string& text,
                        const std::string& result) {
    ++(text == result ? unchanged_ : changed_);
    if (options_.showDiff) {
        document_ += unifiedDiff(path, text, result);
    } else if (options_.checkOnly && text != result) {
        document_ += printable(path, kLongestPath) + "\n";
    }
}

void FormatRun::failed(Text message) {
    if (failed_++ == 0) {
        failure_ = std::move(message);
    }
}

void FormatRun::formatFile(const std::filesystem::path& path) {
    const std::string shown = displayPath(path);
    const FileContent content = readFile(path);
    if (content.failure) {
        const std::string name = printable(shown, kLongestPath);
        failed({"无法读取 " + name + "：" + content.failure->zh,
                "cannot read " + name + ": " + content.failure->en});
        return;
    }
    const std::optional<std::string> result = canonical(shown, content.bytes);
    if (!result) {
        return;
    }
    if (inPlace() && *result != content.bytes) {
        if (std::optional<Text> failure = writeFile(path.string(), *result)) {
            failed(std::move(*failure));
            return;
        }
    }
    compare(shown, content.bytes, *result);
}

void FormatRun::formatStandardInput() {
    standardInput_ = true;
    const Input input = readStandardInput();
    if (input.error) {
        failed(*input.error);
        return;
    }
    const std::string& name = options_.request.stdinFilename;
    if (const std::optional<std::string> result = canonical(name, input.text)) {
        compare(name, input.text, *result);
        if (!options_.checkOnly && !options_.showDiff) {
            document_ = *result;
        }
    }
}

std::string FormatRun::summary() const {
    const std::string changed = std::to_string(changed_);
    const std::string unchanged = std::to_string(unchanged_);
    const std::string rejected = std::to_string(rejected_);
    if (language_ == Language::Chinese) {
        return "已改写 " + changed + " 个文件，" + unchanged + " 个无须改动" +
               (rejected_ == 0 ? "" : "，" + rejected + " 个有语法错误，没有改写") + "。\n";
    }
    return changed + (changed_ == 1 ? " file" : " files") + " rewritten, " + unchanged +
           " left as they were" +
           (rejected_ == 0 ? "" : ", " + rejected + " not touched for syntax errors") + ".\n";
}

int FormatRun::finish() {
    if (inPlace()) {
        document_ = findings_;
        if (!options_.quiet) {
            document_ += (findings_.empty() ? "" : "\n") + summary();
        }
    } else {
        writeStandardError(findings_);
    }
    if (std::optional<Text> failure = writeStandardOutput(document_)) {
        failed(std::move(*failure));
    }
    if (failed_ != 0) {
        const std::string more = std::to_string(failed_ - 1);
        complain(failed_ == 1 ? failure_
                              : Text{failure_.zh + "；另有 " + more + " 处失败",
                                     failure_.en + "; and " + more + " more"},
                 language_);
        return kUnusable;
    }
    const bool different = changed_ != 0 && (options_.checkOnly || options_.showDiff);
    return rejected_ != 0 || different ? kFindings : kSuccess;
}

}  // namespace

int formatCommand(const Options& options, Language locale) {
    const std::vector<std::string>& paths = options.request.paths;
    if (std::find(paths.begin(), paths.end(), "-") != paths.end()) {
        FormatRun run(options, options.language.value_or(locale));
        run.formatStandardInput();
        return run.finish();
    }
    const SourceSelection selection = selectSources(paths);
    const Language language = options.language.value_or(selection.language.value_or(locale));
    if (selection.error) {
        return reportUnusable(*selection.error, options, language);
    }
    FormatRun run(options, language);
    for (const std::filesystem::path& path : selection.files) {
        run.formatFile(path);
    }
    return run.finish();
}

}  // namespace fadu::cli
