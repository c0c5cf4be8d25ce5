#pragma once

#include "cli/Options.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace fadu::cli {

/// Makes the process fit for the exit statuses that are promised: a closed pipe or a file size
/// limit becomes a failed write instead of a signal, a broken invariant ends with status 2, and no
/// file that is opened can take the number of a standard stream that was closed.
void prepareProcess();

/// The language of LC_ALL, LC_MESSAGES or LANG (the first that is set): Chinese for `zh…`, for the
/// C and POSIX locales and for none, else English.
Language localeLanguage();

/// Whether text on standard output is to be coloured: the option, NO_COLOR, FORCE_COLOR, TERM, then
/// whether it is a terminal. Text for a file is coloured on `always` only.
bool useColor(ColorChoice choice, bool toFile);

/// Writes `fadu: …` as one line to standard error, whatever the message holds.
void complain(const Text& message, Language language);

/// What a system error number means, in words.
Text systemReason(int error);

/// Wall-clock time of the phases of one call.
class Timings {
public:
    /// Ends the phase that began with the last call or with construction.
    void phaseEnded(Text name);
    /// One line for `--timings`.
    std::string line(Language language) const;

private:
    using Clock = std::chrono::steady_clock;
    struct Phase {
        Text name;
        Clock::duration duration;
    };
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_ = start_;
    std::vector<Phase> phases_;
};

}  // namespace fadu::cli
