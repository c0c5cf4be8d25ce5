#include "cli/Commands.h"
#include "cli/Findings.h"
#include "cli/Output.h"

namespace fadu::cli {

int checkCommand(const Options& options, Language locale) {
    Timings timings;
    const std::optional<CheckResult> result =
        analyse(options, options.language.value_or(locale), timings);
    if (!result) {
        return kUnusable;
    }
    const int status = reportFindings(options, *result, locale, timings);
    if (options.timings) {
        writeStandardError(timings.line(languageOf(options, *result, locale)));
    }
    return status;
}

}  // namespace fadu::cli
