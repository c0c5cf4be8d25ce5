#include "cli/Environment.h"

#include "cli/Output.h"
#include "support/Text.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <unistd.h>

namespace fadu::cli {

namespace {

constexpr std::size_t kLongestComplaint = 1000;

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread.
    return value == nullptr ? std::string_view() : std::string_view(value);
}

extern "C" void leaveAfterAbort(int /*signal*/) { _exit(kUnusable); }

/// What a worker thread throws ends here: it cannot be caught in `run`.
[[noreturn]] void terminated() {
    const char* reason = "unexpected termination";
    try {
        if (const std::exception_ptr current = std::current_exception()) {
            std::rethrow_exception(current);
        }
    } catch (const std::exception& exception) {
        reason = exception.what();
    } catch (...) {
        reason = "unknown exception";
    }
    std::fprintf(stderr, "fadu: internal error: %s\n", reason);
    _exit(kUnusable);
}

}  // namespace

void prepareProcess() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGABRT, leaveAfterAbort);
    std::set_terminate(terminated);
    for (int descriptor = 0; descriptor <= 2; ++descriptor) {
        if (fcntl(descriptor, F_GETFD) == -1 && errno == EBADF) {
            // Opened the wrong way round, so that reading or writing it still fails.
            const int flags = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
            static_cast<void>(open("/dev/null", flags));
        }
    }
}

Language localeLanguage() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const std::string_view value = environment(name);
        if (value.empty()) {
            continue;
        }
        const std::string_view base = value.substr(0, value.find_first_of("._@"));
        const bool neutral = base == "C" || base == "POSIX";
        return neutral || base == "zh" ? Language::Chinese : Language::English;
    }
    return Language::Chinese;
}

bool useColor(ColorChoice choice, bool toFile) {
    if (choice != ColorChoice::Auto) {
        return choice == ColorChoice::Always;
    }
    if (toFile || !environment("NO_COLOR").empty()) {
        return false;
    }
    if (const std::string_view forced = environment("FORCE_COLOR"); !forced.empty()) {
        return forced != "0";
    }
    const std::string_view terminal = environment("TERM");
    return !terminal.empty() && terminal != "dumb" && isatty(STDOUT_FILENO) == 1;
}

void complain(const Text& message, Language language) {
    writeStandardError("fadu: " + printable(message.in(language), kLongestComplaint) + "\n");
}

Text systemReason(int error) {
    const std::string english = std::strerror(error);  // NOLINT(concurrency-mt-unsafe): one thread.
    switch (error) {
        case ENOSPC:
        case EDQUOT:
            return {"磁盘空间不足", english};
        case EACCES:
        case EPERM:
            return {"没有权限", english};
        case ENOENT:
            return {"路径不存在", english};
        case EISDIR:
            return {"是一个目录", english};
        case ENOTDIR:
            return {"路径中有一段不是目录", english};
        case EEXIST:
            return {"已存在同名文件", english};
        case EROFS:
            return {"文件系统只读", english};
        case EPIPE:
            return {"接收一方已关闭", english};
        case EFBIG:
            return {"超过允许的文件大小", english};
        case ENAMETOOLONG:
            return {"名称过长", english};
        case ELOOP:
            return {"符号链接过多", english};
        case EBADF:
            return {"没有打开", english};
        default:
            return {english, english};
    }
}

void Timings::phaseEnded(Text name) {
    const Clock::time_point now = Clock::now();
    phases_.push_back({std::move(name), now - last_});
    last_ = now;
}

std::string Timings::line(Language language) const {
    const bool chinese = language == Language::Chinese;
    const auto milliseconds = [](Clock::duration duration) {
        std::array<char, 32> buffer{};
        std::snprintf(buffer.data(), buffer.size(), "%.1f ms",
                      std::chrono::duration<double, std::milli>(duration).count());
        return std::string(buffer.data());
    };
    std::string result = chinese ? "用时：" : "time: ";
    for (const Phase& phase : phases_) {
        result += phase.name.in(language) + " " + milliseconds(phase.duration);
        result += chinese ? "，" : ", ";
    }
    result += chinese ? "共 " : "in all ";
    return result + milliseconds(last_ - start_) + "\n";
}

}  // namespace fadu::cli
