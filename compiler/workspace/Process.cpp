#include "workspace/Process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

extern char** environ;

namespace fadu {

namespace {

/// Two ends of a pipe, closed with it.
class Pipe {
public:
    Pipe() { open_ = pipe2(ends_.data(), O_CLOEXEC) == 0; }
    ~Pipe() {
        closeEnd(0);
        closeEnd(1);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    Pipe(Pipe&&) = delete;
    Pipe& operator=(Pipe&&) = delete;

    bool isOpen() const { return open_; }
    int readEnd() const { return ends_[0]; }
    int writeEnd() const { return ends_[1]; }
    void closeEnd(std::size_t which) {
        if (ends_[which] != -1) {
            static_cast<void>(close(ends_[which]));
            ends_[which] = -1;
        }
    }

private:
    std::array<int, 2> ends_{-1, -1};
    bool open_ = false;
};

Text cannotRun(const std::string& program, int error) {
    if (error == ENOENT) {
        return {"没有找到程序 " + program, "the program " + program + " is not found"};
    }
    const std::string reason = std::generic_category().message(error);
    return {"无法运行 " + program + "：" + reason, "cannot run " + program + ": " + reason};
}

/// Starts the program; 0 or the error number.
int spawn(const std::vector<std::string>& command, const Pipe& output, const Pipe& errors,
          pid_t& child) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output.writeEnd(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors.writeEnd(), STDERR_FILENO);
    // Signals that this program ignores would stay ignored in the other one.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    sigaddset(&defaults, SIGXFSZ);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    std::vector<char*> arguments;
    arguments.reserve(command.size() + 1);
    for (const std::string& argument : command) {
        arguments.push_back(const_cast<char*>(argument.c_str()));
    }
    arguments.push_back(nullptr);
    const int error =
        posix_spawnp(&child, arguments.front(), &actions, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/// Reads both pipes to their ends, neither waiting for the other.
void drain(int output, int errors, ProcessResult& result) {
    std::array<pollfd, 2> sources{pollfd{output, POLLIN, 0}, pollfd{errors, POLLIN, 0}};
    std::array<std::string*, 2> texts{&result.output, &result.errors};
    std::array<char, 1U << 16U> buffer{};
    while (sources[0].fd != -1 || sources[1].fd != -1) {
        if (poll(sources.data(), sources.size(), -1) == -1 && errno != EINTR) {
            return;
        }
        for (std::size_t i = 0; i < sources.size(); ++i) {
            if (sources[i].fd == -1 || sources[i].revents == 0) {
                continue;
            }
            const ssize_t count = read(sources[i].fd, buffer.data(), buffer.size());
            if (count > 0) {
                texts[i]->append(buffer.data(), static_cast<std::size_t>(count));
            } else if (count == 0 || errno != EINTR) {
                sources[i].fd = -1;
            }
            sources[i].revents = 0;
        }
    }
}

}  // namespace

ProcessResult runProcess(const std::vector<std::string>& command) {
    ProcessResult result;
    Pipe output;
    Pipe errors;
    if (!output.isOpen() || !errors.isOpen()) {
        result.failure = cannotRun(command.front(), errno);
        return result;
    }
    pid_t child = 0;
    if (const int error = spawn(command, output, errors, child); error != 0) {
        result.failure = cannotRun(command.front(), error);
        return result;
    }
    output.closeEnd(1);
    errors.closeEnd(1);
    drain(output.readEnd(), errors.readEnd(), result);
    int status = 0;
    while (waitpid(child, &status, 0) == -1 && errno == EINTR) {
    }
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

}  // namespace fadu
