#include "cli/Run.h"

#include "cli/CommandLine.h"
#include "cli/Commands.h"
#include "cli/Environment.h"
#include "cli/Output.h"

#include <exception>
#include <new>
#include <string>
#include <vector>

namespace fadu::cli {

namespace {

int dispatch(const Options& options, Language locale) {
    switch (options.command) {
        case Command::Check:
            return checkCommand(options, locale);
        case Command::Build:
            return buildCommand(options, locale);
        case Command::Graph:
            return graphCommand(options, locale);
        case Command::Simulate:
            return simulateCommand(options, locale);
        case Command::Format:
            return formatCommand(options, locale);
        case Command::Explain:
            return explainCommand(options, locale);
        case Command::Lsp:
            return lspCommand(options);
    }
    return kUnusable;
}

int runCommandLine(const std::vector<std::string>& arguments, Language language) {
    const ParsedCommandLine parsed = parseCommandLine(arguments, language);
    if (parsed.options) {
        return dispatch(*parsed.options, language);
    }
    if (parsed.text) {
        if (const auto failure = writeStandardOutput(*parsed.text)) {
            complain(*failure, language);
            return kUnusable;
        }
        return kSuccess;
    }
    complain(*parsed.error, language);
    return kUnusable;
}

}  // namespace

int run(int argc, const char* const* argv) {
    prepareProcess();
    Language language = Language::Chinese;
    try {
        language = localeLanguage();
        std::vector<std::string> arguments;
        for (int i = 1; i < argc; ++i) {
            arguments.emplace_back(argv[i]);
        }
        language = languageArgument(arguments).value_or(language);
        return runCommandLine(arguments, language);
    } catch (const std::bad_alloc&) {
        writeStandardError(language == Language::Chinese ? "fadu: 内存不足\n"
                                                         : "fadu: out of memory\n");
    } catch (const std::exception& exception) {
        try {
            complain({std::string("内部错误：") + exception.what(),
                      std::string("internal error: ") + exception.what()},
                     language);
        } catch (...) {
            writeStandardError("fadu: internal error\n");
        }
    } catch (...) {
        writeStandardError("fadu: internal error\n");
    }
    return kUnusable;
}

}  // namespace fadu::cli
