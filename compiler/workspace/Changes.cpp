#include "workspace/Changes.h"

#include "support/Text.h"
#include "workspace/Process.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace fadu {

namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t kLastLine = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kLongestReason = 300;

/// A name as git prints it: in quotes with escapes when it holds a control character, `"` or `\`.
std::string unquoted(std::string_view name) {
    if (name.size() < 2 || name.front() != '"' || name.back() != '"') {
        return std::string(name);
    }
    name = name.substr(1, name.size() - 2);
    constexpr std::string_view kEscapes = "abtnvfr";
    constexpr std::string_view kMeanings = "\a\b\t\n\v\f\r";
    std::string result;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name[i] != '\\' || i + 1 == name.size()) {
            result += name[i];
            continue;
        }
        const char escape = name[++i];
        if (const std::size_t known = kEscapes.find(escape); known != std::string_view::npos) {
            result += kMeanings[known];
        } else if (escape >= '0' && escape <= '3' && i + 2 < name.size()) {
            result += static_cast<char>(((escape - '0') << 6) | ((name[i + 1] - '0') << 3) |
                                        (name[i + 2] - '0'));
            i += 2;
        } else {
            result += escape;
        }
    }
    return result;
}

/// The lines of the new side in `@@ -a,b +c,d @@`; nothing when there are none.
std::optional<ChangedLines::Range> newLines(std::string_view hunk) {
    const std::size_t plus = hunk.find(" +");
    if (plus == std::string_view::npos) {
        return std::nullopt;
    }
    const char* const end = hunk.data() + hunk.size();
    std::uint32_t first = 0;
    std::uint32_t count = 1;
    const auto [next, error] = std::from_chars(hunk.data() + plus + 2, end, first);
    if (error == std::errc() && next != end && *next == ',') {
        std::from_chars(next + 1, end, count);
    }
    if (error != std::errc() || count == 0) {
        return std::nullopt;
    }
    return ChangedLines::Range{first, first + count - 1};
}

/// Why git failed, in one line of its own words.
Text because(const Text& what, const ProcessResult& result) {
    std::string_view reason = result.errors;
    reason = reason.substr(0, reason.find('\n'));
    if (reason.empty()) {
        return what;
    }
    const std::string shown = printable(reason, kLongestReason);
    return {what.zh + "（" + shown + "）", what.en + " (" + shown + ")"};
}

std::string pathText(const fs::path& path) {
    std::error_code failed;
    const fs::path canonical = fs::weakly_canonical(path, failed);
    return (failed ? fs::absolute(path, failed).lexically_normal() : canonical).generic_string();
}

}  // namespace

void ChangedLines::add(std::string path, Range lines) { ranges_[std::move(path)].push_back(lines); }

void ChangedLines::addWhole(std::string path) {
    if (path.ends_with('/')) {
        directories_.push_back(std::move(path));
    } else {
        add(std::move(path), {1, kLastLine});
    }
}

bool ChangedLines::touches(const std::string& path, Range lines) const {
    const auto found = ranges_.find(path);
    const bool inFile =
        found != ranges_.end() &&
        std::any_of(found->second.begin(), found->second.end(), [&](const Range& range) {
            return range.first <= lines.second && lines.first <= range.second;
        });
    return inFile || std::any_of(directories_.begin(), directories_.end(),
                                 [&](const std::string& one) { return path.starts_with(one); });
}

void parseDiff(std::string_view diff, ChangedLines& changes) {
    constexpr std::string_view kFile = "diff --git ";
    constexpr std::string_view kNewName = "+++ ";
    constexpr std::string_view kHunk = "@@ ";
    constexpr std::string_view kPrefix = "b/";
    std::optional<std::string> path;
    bool inHeader = false;
    while (!diff.empty()) {
        const std::size_t end = std::min(diff.find('\n'), diff.size() - 1);
        std::string_view line = diff.substr(0, end + 1);
        diff.remove_prefix(end + 1);
        if (line.ends_with('\n')) {
            line.remove_suffix(1);
        }
        // Lines of the files themselves begin with `+`, `-` or `\`, so nothing in them looks like
        // a header; a name is read between a header and its first hunk alone.
        if (line.starts_with(kFile)) {
            inHeader = true;
            path.reset();
        } else if (inHeader && line.starts_with(kNewName)) {
            line.remove_prefix(kNewName.size());
            if (line.ends_with('\t')) {
                line.remove_suffix(1);  // Marks the end of a name with spaces.
            }
            const std::string name = unquoted(line);
            if (name.starts_with(kPrefix)) {
                path = name.substr(kPrefix.size());
            }
        } else if (line.starts_with(kHunk)) {
            inHeader = false;
            const auto lines = newLines(line);
            if (path && lines) {
                changes.add(*path, *lines);
            }
        }
    }
}

std::optional<Text> ChangesSince::read(const fs::path& directory) {
    // Most directories of a list lie in a work tree that is known: no need to ask.
    std::error_code ignored;
    fs::path above = pathText(directory);
    while (!fs::exists(above / ".git", ignored) && above.has_relative_path()) {
        above = above.parent_path();
    }
    if (trees_.contains(above.generic_string())) {
        return std::nullopt;
    }
    const auto git = [](const std::string& where, std::vector<std::string> arguments) {
        std::vector<std::string> command{"git", "-C", where, "-c", "core.quotepath=off"};
        command.insert(command.end(), arguments.begin(), arguments.end());
        return runProcess(command);
    };
    const ProcessResult top = git(pathText(directory), {"rev-parse", "--show-toplevel"});
    if (top.failure) {
        return Text{"--since 需要 git：" + top.failure->zh,
                    "--since needs git: " + top.failure->en};
    }
    if (top.status != 0) {
        return because({"--since 需要 git 仓库", "--since needs a git repository"}, top);
    }
    const std::string tree = pathText(top.output.substr(0, top.output.find_last_not_of('\n') + 1));
    const auto [entry, isNew] = trees_.try_emplace(tree);
    if (!isNew) {
        return std::nullopt;
    }
    ChangedLines& changes = entry->second;
    const ProcessResult commit = git(
        tree, {"rev-parse", "--verify", "--quiet", "--end-of-options", revision_ + "^{commit}"});
    if (commit.status != 0) {
        const std::string shown = printable(revision_);
        return because({"git 仓库中没有版本“" + shown + "”",
                        "the git repository has no revision '" + shown + "'"},
                       commit);
    }
    std::vector<std::string> paths{"--", ":(glob)**/*.fadu", ":(glob)**/*.fadu.md",
                                   ":(glob)**/fadu.toml"};
    for (const std::string& file : namedFiles_) {
        const std::string relative =
            fs::path(pathText(file)).lexically_relative(tree).generic_string();
        if (!relative.empty() && !relative.starts_with("..")) {
            paths.push_back(":(literal)" + relative);
        }
    }
    // Whatever the configuration of the repository and its user says, the same form.
    std::vector<std::string> arguments{"diff",
                                       "--unified=0",
                                       "--inter-hunk-context=0",
                                       "--no-color",
                                       "--no-ext-diff",
                                       "--no-textconv",
                                       "--no-relative",
                                       "--text",
                                       "--find-renames",
                                       "--ignore-submodules",
                                       "--src-prefix=a/",
                                       "--dst-prefix=b/",
                                       commit.output.substr(0, commit.output.find('\n'))};
    arguments.insert(arguments.end(), paths.begin(), paths.end());
    const ProcessResult diff = git(tree, arguments);
    if (diff.status != 0) {
        return because({"git diff 失败", "git diff failed"}, diff);
    }
    parseDiff(diff.output, changes);
    arguments = {"ls-files", "--others", "-z"};
    arguments.insert(arguments.end(), paths.begin(), paths.end());
    const ProcessResult others = git(tree, arguments);
    if (others.status != 0) {
        return because({"git ls-files 失败", "git ls-files failed"}, others);
    }
    for (std::size_t begin = 0; begin < others.output.size();) {
        const std::size_t end = std::min(others.output.find('\0', begin), others.output.size());
        changes.addWhole(others.output.substr(begin, end - begin));
        begin = end + 1;
    }
    return std::nullopt;
}

bool ChangesSince::touches(Span span, const SourceManager& sources) {
    const std::string& shown = sources.file(span.file).path();
    const auto [entry, isNew] = files_.try_emplace(shown, nullptr, std::string());
    auto& [tree, relative] = entry->second;
    if (isNew) {
        const std::string path = pathText(shown);
        // The innermost work tree that holds the file.
        for (const auto& [top, changes] : trees_) {
            const std::string prefix = top.ends_with('/') ? top : top + "/";
            if (path.starts_with(prefix)) {
                tree = &changes;
                relative = path.substr(prefix.size());
            }
        }
    }
    const Position begin = sources.begin(span);
    const Position end = sources.end(span);
    const std::uint32_t last = end.column == 1 && end.line > begin.line ? end.line - 1 : end.line;
    return tree != nullptr && tree->touches(relative, {begin.line, last});
}

bool ChangesSince::touches(const Diagnostic& diagnostic, const SourceManager& sources) {
    if (!diagnostic.span.valid() || touches(diagnostic.span, sources)) {
        return true;
    }
    if (!diagnostic.witness || diagnostic.witness->kind != Witness::Kind::Cycle) {
        return false;
    }
    const auto& steps = diagnostic.witness->steps;
    return std::any_of(steps.begin(), steps.end(), [&](const Witness::Step& step) {
        return step.span.valid() && !sources.file(step.span.file).embedded() &&
               touches(step.span, sources);
    });
}

}  // namespace fadu
