#include "cli/Output.h"

#include "cli/Environment.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace fadu::cli {

namespace {

constexpr std::size_t kLargestInput = std::size_t{1} << 30U;

/// 0 or the error number.
int writeAll(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = write(descriptor, bytes.data(), bytes.size());
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            pollfd ready{descriptor, POLLOUT, 0};
            if (poll(&ready, 1, -1) == -1 && errno != EINTR) {
                return errno;
            }
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

Text cannotWrite(const std::string& path, int error) {
    const Text reason = systemReason(error);
    return {"无法写入 " + path + "：" + reason.zh, "cannot write " + path + ": " + reason.en};
}

/// A temporary file that is removed unless it took its name.
class TemporaryFile {
public:
    // The name does not depend on the target's, which may already be as long as a name can be.
    explicit TemporaryFile(const std::filesystem::path& target)
        : name_((target.parent_path() / ".fadu-XXXXXX").string()),
          descriptor_(mkostemp(name_.data(), O_CLOEXEC)),
          error_(descriptor_ == -1 ? errno : 0),
          exists_(descriptor_ != -1) {}
    ~TemporaryFile() {
        if (descriptor_ != -1) {
            static_cast<void>(close(descriptor_));
        }
        if (exists_) {
            static_cast<void>(unlink(name_.c_str()));
        }
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    TemporaryFile(TemporaryFile&&) = delete;
    TemporaryFile& operator=(TemporaryFile&&) = delete;

    /// 0 or the error number of the first step that failed.
    int finish(std::string_view bytes, mode_t mode, const std::filesystem::path& target) {
        if (error_ == 0) {
            error_ = writeAll(descriptor_, bytes);
        }
        if (error_ == 0 && fchmod(descriptor_, mode) == -1) {
            error_ = errno;
        }
        // Some file systems report a full disk only here.
        if (error_ == 0 && fsync(descriptor_) == -1 && errno != EINVAL && errno != EROFS) {
            error_ = errno;
        }
        if (descriptor_ != -1) {
            const int closed = close(descriptor_);
            descriptor_ = -1;
            if (error_ == 0 && closed == -1) {
                error_ = errno;
            }
        }
        if (error_ == 0) {
            if (rename(name_.c_str(), target.c_str()) == -1) {
                error_ = errno;
            } else {
                exists_ = false;
            }
        }
        return error_;
    }

private:
    std::string name_;
    int descriptor_;
    int error_;  ///< Of the first step that failed, else 0.
    bool exists_;
};

mode_t modeForNewFiles() {
    const mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

}  // namespace

std::optional<Text> writeStandardOutput(std::string_view bytes) {
    const int error = writeAll(STDOUT_FILENO, bytes);
    if (error == 0) {
        return std::nullopt;
    }
    const Text reason = systemReason(error);
    return Text{"无法写到标准输出：" + reason.zh, "cannot write to standard output: " + reason.en};
}

void writeStandardError(std::string_view bytes) {
    static_cast<void>(
        writeAll(STDERR_FILENO, bytes));  // There is nowhere left to say that it failed.
}

std::optional<Text> writeFile(const std::string& path, std::string_view bytes) {
    std::filesystem::path target = path;
    std::error_code failed;
    if (std::filesystem::is_symlink(std::filesystem::symlink_status(target, failed))) {
        const std::filesystem::path resolved = std::filesystem::weakly_canonical(target, failed);
        if (failed) {
            return cannotWrite(path, failed.value());
        }
        target = resolved;
    }
    struct stat existing {};
    const bool exists = stat(target.c_str(), &existing) == 0;
    if (exists && S_ISDIR(existing.st_mode)) {
        return cannotWrite(path, EISDIR);
    }
    if (exists && !S_ISREG(existing.st_mode)) {
        const int descriptor = open(target.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor == -1) {
            return cannotWrite(path, errno);
        }
        int error = writeAll(descriptor, bytes);
        if (close(descriptor) == -1 && error == 0) {
            error = errno;
        }
        return error == 0 ? std::nullopt : std::optional<Text>(cannotWrite(path, error));
    }
    if (exists && access(target.c_str(), W_OK) == -1) {
        return cannotWrite(path, errno);  // The name could be taken, but the file is protected.
    }
    const mode_t mode = exists ? existing.st_mode & 07777 : modeForNewFiles();
    const int error = TemporaryFile(target).finish(bytes, mode, target);
    return error == 0 ? std::nullopt : std::optional<Text>(cannotWrite(path, error));
}

Input readStandardInput() {
    Input result;
    std::array<char, 1U << 16U> buffer{};
    for (;;) {
        const ssize_t count = read(STDIN_FILENO, buffer.data(), buffer.size());
        if (count == 0) {
            return result;
        }
        if (count == -1) {
            if (errno == EINTR) {
                continue;
            }
            const Text reason = systemReason(errno);
            result.error =
                Text{"无法读取标准输入：" + reason.zh, "cannot read standard input: " + reason.en};
            return result;
        }
        result.text.append(buffer.data(), static_cast<std::size_t>(count));
        if (result.text.size() > kLargestInput) {
            result.error = Text{"标准输入超过 1 GiB", "standard input is larger than 1 GiB"};
            return result;
        }
    }
}

}  // namespace fadu::cli
