#include "workspace/Files.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace fadu {

namespace fs = std::filesystem;

namespace {

/// Sources past this size are no lists that people keep; offsets are 32-bit.
constexpr std::uintmax_t kLargestFile = 1U << 30U;

Text reasonOf(int error) {
    switch (error) {
        case ENOENT:
            return {"没有这个文件或者目录", "no such file or directory"};
        case EACCES:
        case EPERM:
            return {"没有读取权限", "permission denied"};
        case EISDIR:
            return {"这是一个目录", "it is a directory"};
        case ELOOP:
            return {"符号链接成环", "its symbolic links form a loop"};
        default: {
            const std::string text = std::generic_category().message(error);
            return {text, text};
        }
    }
}

bool endsWith(const std::string& text, const std::string& suffix) {
    return text.size() >= suffix.size() &&
           text.compare(text.size() - suffix.size(), suffix.size(), suffix) == 0;
}

}  // namespace

std::string displayPath(const fs::path& path) {
    std::error_code failed;
    const fs::path here = fs::current_path(failed);
    const fs::path absolute = fs::absolute(path, failed).lexically_normal();
    const fs::path relative = failed ? path : absolute.lexically_proximate(here);
    std::string result = relative.generic_string();
    // A file name may hold any byte; output is text.
    return result.empty() ? path.generic_string() : result;
}

FileContent readFile(const fs::path& path) {
    FileContent content;
    std::error_code failed;
    const fs::file_status status = fs::status(path, failed);
    if (failed || status.type() == fs::file_type::not_found) {
        content.failure = reasonOf(failed ? failed.value() : ENOENT);
        return content;
    }
    if (fs::is_directory(status)) {
        content.failure = reasonOf(EISDIR);
        return content;
    }
    if (fs::is_character_file(status) || fs::is_block_file(status)) {
        content.failure = Text{"这是设备，不是文件", "it is a device, not a file"};
        return content;
    }
    if (fs::is_regular_file(status) && fs::file_size(path, failed) > kLargestFile) {
        content.failure = Text{"文件超过 1 GiB", "the file is larger than 1 GiB"};
        return content;
    }
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        content.failure = reasonOf(errno == 0 ? EACCES : errno);
        return content;
    }
    content.bytes.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    if (in.bad()) {
        content.failure = reasonOf(errno == 0 ? EIO : errno);
    }
    return content;
}

std::optional<fs::path> packageDirectoryOf(const fs::path& place) {
    std::error_code failed;
    fs::path directory = fs::absolute(place, failed).lexically_normal();
    if (failed) {
        return std::nullopt;
    }
    if (!directory.has_filename()) {
        directory = directory.parent_path();
    }
    for (;; directory = directory.parent_path()) {
        if (fs::is_regular_file(directory / "fadu.toml", failed)) {
            return directory;
        }
        if (!directory.has_relative_path()) {
            return std::nullopt;
        }
    }
}

bool isSource(const fs::path& path) {
    const std::string name = path.filename().string();
    return endsWith(name, ".fadu") || endsWith(name, ".fadu.md");
}

std::vector<fs::path> sourcesBelow(const fs::path& directory, std::vector<fs::path>& packages) {
    std::vector<fs::path> files;
    std::vector<fs::path> pending{directory};
    while (!pending.empty()) {
        const fs::path current = pending.back();
        pending.pop_back();
        std::error_code failed;
        for (fs::directory_iterator
                 entry(current, fs::directory_options::skip_permission_denied, failed),
             end;
             !failed && entry != end; entry.increment(failed)) {
            const fs::path& path = entry->path();
            std::error_code ignored;
            if (entry->is_directory(ignored) && !entry->is_symlink(ignored)) {
                if (path.filename().string().front() == '.') {
                    continue;
                }
                if (fs::is_regular_file(path / "fadu.toml", ignored)) {
                    packages.push_back(path);
                } else {
                    pending.push_back(path);
                }
            } else if (isSource(path) && entry->is_regular_file(ignored)) {
                files.push_back(path);
            }
        }
    }
    const auto byName = [](const fs::path& left, const fs::path& right) {
        return left.generic_string() < right.generic_string();
    };
    std::sort(files.begin(), files.end(), byName);
    std::sort(packages.begin(), packages.end(), byName);
    return files;
}

}  // namespace fadu
