#include "workspace/Graphviz.h"

#include "support/Text.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

// NOLINTNEXTLINE(readability-redundant-declaration): POSIX leaves it to the program.
extern char** environ;

namespace fadu {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::minutes kLongestWait{5};

/// A file descriptor that is closed when it is done with.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    ~Descriptor() { reset(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return number_; }
    bool open() const { return number_ != -1; }
    void reset(int number = -1) {
        if (number_ != -1) {
            static_cast<void>(close(number_));
        }
        number_ = number;
    }

private:
    int number_;
};

/// Both ends of a channel to or from the child. A socket rather than a pipe: writing to one that
/// the child has closed can be told to fail without a signal.
struct Channel {
    Descriptor ours;
    Descriptor theirs;

    bool make() {
        std::array<int, 2> ends{-1, -1};
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == -1) {
            return false;
        }
        ours.reset(ends[0]);
        theirs.reset(ends[1]);
        return fcntl(ends[0], F_SETFL, O_NONBLOCK) != -1;
    }
};

Text failure(int error) {
    const std::string reason = std::generic_category().message(error);
    return {"无法运行 Graphviz 的 dot：" + reason, "cannot run dot of Graphviz: " + reason};
}

/// One run of `dot -Tsvg`.
class Run {
public:
    Run() = default;
    /// Whatever went wrong, no child is left behind.
    ~Run() {
        if (child_ != -1) {
            static_cast<void>(kill(child_, SIGKILL));
            static_cast<void>(waitpid(child_, nullptr, 0));
        }
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    /// `option`: one more, or null.
    std::optional<Text> start(const char* option);
    /// Writes `input` while it reads what comes back, so that neither side waits for the other for
    /// ever.
    std::optional<Text> exchange(std::string_view input);
    std::optional<Text> finish();
    std::string takeOutput() { return std::move(output_); }
    bool crashed() const { return crashed_; }

private:
    bool readInto(Descriptor& from, std::string& out);

    pid_t child_ = -1;
    Channel in_;
    Channel out_;
    Channel err_;
    std::string output_;
    std::string errors_;
    bool crashed_ = false;
};

std::optional<Text> Run::start(const char* option) {
    if (!in_.make() || !out_.make() || !err_.make()) {
        return failure(errno);
    }
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, in_.theirs.number(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out_.theirs.number(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err_.theirs.number(), STDERR_FILENO);
    // A signal that this process ignores would be ignored by the child as well.
    sigset_t usual;
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    std::string program = "dot";
    std::string format = "-Tsvg";
    std::string further = option == nullptr ? "" : option;
    std::array<char*, 4> arguments{program.data(), format.data(),
                                   option == nullptr ? nullptr : further.data(), nullptr};
    const int error =
        posix_spawnp(&child_, program.c_str(), &actions, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    in_.theirs.reset();
    out_.theirs.reset();
    err_.theirs.reset();
    if (error == ENOENT) {
        child_ = -1;
        return Text{
            "没有找到 Graphviz 的 dot 程序：请安装软件包 graphviz（连同中文字体 fonts-noto-cjk）；"
            "--format dot 和 --format mermaid 不需要它",
            "dot of Graphviz was not found: install the package graphviz (and fonts-noto-cjk); "
            "--format dot and --format mermaid work without it"};
    }
    if (error != 0) {
        child_ = -1;
        return failure(error);
    }
    return std::nullopt;
}

/// False when nothing more will come.
bool Run::readInto(Descriptor& from, std::string& out) {
    std::array<char, 1U << 16U> buffer{};
    const ssize_t count = read(from.number(), buffer.data(), buffer.size());
    if (count > 0) {
        out.append(buffer.data(), static_cast<std::size_t>(count));
        return true;
    }
    if (count == -1 && (errno == EAGAIN || errno == EINTR)) {
        return true;
    }
    from.reset();
    return false;
}

std::optional<Text> Run::exchange(std::string_view input) {
    const Clock::time_point end = Clock::now() + kLongestWait;
    while (out_.ours.open() || err_.ours.open()) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
        if (left <= 0) {
            const std::string minutes = std::to_string(kLongestWait.count());
            return Text{
                "Graphviz 在 " + minutes + " 分钟内没有画完；--format dot 可以只输出 DOT 文本",
                "Graphviz did not end within " + minutes +
                    " minutes; --format dot writes the DOT text alone"};
        }
        std::array<pollfd, 3> ready{{{in_.ours.number(), POLLOUT, 0},
                                     {out_.ours.number(), POLLIN, 0},
                                     {err_.ours.number(), POLLIN, 0}}};
        if (poll(ready.data(), ready.size(), static_cast<int>(left)) == -1 && errno != EINTR) {
            return failure(errno);
        }
        if (ready[0].revents != 0) {
            const ssize_t sent = send(in_.ours.number(), input.data(), input.size(), MSG_NOSIGNAL);
            if (sent >= 0) {
                input.remove_prefix(static_cast<std::size_t>(sent));
            }
            // A child that reads no more has its reason, which its status tells.
            if (input.empty() || (sent == -1 && errno != EAGAIN && errno != EINTR)) {
                in_.ours.reset();
            }
        }
        if (ready[1].revents != 0) {
            readInto(out_.ours, output_);
        }
        if (ready[2].revents != 0) {
            readInto(err_.ours, errors_);
        }
    }
    return std::nullopt;
}

std::optional<Text> Run::finish() {
    in_.ours.reset();
    int status = 0;
    while (waitpid(child_, &status, 0) == -1) {
        if (errno != EINTR) {
            return failure(errno);
        }
    }
    child_ = -1;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        return std::nullopt;
    }
    std::string reason = printable(errors_.substr(0, errors_.find('\n')));
    if (WIFSIGNALED(status)) {
        crashed_ = true;
        reason = strsignal(WTERMSIG(status));
    }
    return Text{"Graphviz 未能画图：" + reason, "Graphviz could not draw the picture: " + reason};
}

std::string xmlText(std::string_view text) {
    std::string result;
    for (const char c : printable(text)) {
        result += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
    }
    return result;
}

}  // namespace

GraphvizResult drawnSvg(std::string_view dot, std::string_view title, Language lang) {
    std::string drawn;
    // Right-angled edges make some versions crash on some graphs; straight ones do not.
    for (const char* option : {static_cast<const char*>(nullptr), "-Gsplines=polyline"}) {
        Run run;
        std::optional<Text> error = run.start(option);
        if (!error) {
            error = run.exchange(dot);
        }
        if (!error) {
            error = run.finish();
        }
        if (!error) {
            drawn = run.takeOutput();
            break;
        }
        if (!run.crashed() || option != nullptr) {
            return {"", std::move(error)};
        }
    }
    constexpr std::string_view kRoot = "<svg ";
    const std::size_t root = drawn.find(kRoot);
    const std::size_t rootEnd = root == std::string::npos ? root : drawn.find('>', root);
    if (rootEnd == std::string::npos) {
        return {"", Text{"Graphviz 没有画出 SVG", "Graphviz drew no SVG"}};
    }
    // The prologue names its version and a document type on the net: neither is the picture's.
    const std::string language = lang == Language::Chinese ? "zh-CN" : "en";
    std::string svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    svg += kRoot;
    svg += "lang=\"" + language + "\" xml:lang=\"" + language +
           "\" role=\"img\" style=\"max-width:100%;height:auto\" ";
    svg += drawn.substr(root + kRoot.size(), rootEnd + 1 - root - kRoot.size());
    svg += "\n<title>" + xmlText(title) + "</title>";
    svg += drawn.substr(rootEnd + 1);
    return {std::move(svg), std::nullopt};
}

}  // namespace fadu
