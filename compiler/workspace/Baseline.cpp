#include "workspace/Baseline.h"

#include "diagnostics/Allowance.h"
#include "diagnostics/Catalogue.h"
#include "support/Text.h"
#include "workspace/Files.h"
#include "workspace/Workspace.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <tuple>

namespace fadu {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

constexpr int kSchemaVersion = 1;
constexpr std::size_t kLargestCount = 1000000;

fs::path absolutePath(const fs::path& path) {
    std::error_code failed;
    const fs::path absolute = fs::absolute(path, failed).lexically_normal();
    return failed ? path : absolute;
}

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Text brokenEntry(std::size_t index) {
    const std::string number = std::to_string(index + 1);
    return {"第 " + number + " 条的写法不对", "entry " + number + " is malformed"};
}

std::optional<std::string> textMember(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string()
               ? std::optional<std::string>(found->get<std::string>())
               : std::nullopt;
}

std::optional<BaselineEntry> entryOf(const Json& json) {
    if (!json.is_object()) {
        return std::nullopt;
    }
    const auto file = textMember(json, "file");
    const auto code = textMember(json, "code");
    const auto message = textMember(json, "message");
    const auto fingerprint = textMember(json, "fingerprint");
    const auto count = json.find("count");
    if (!file || !code || !message || !fingerprint || fingerprint->empty() || count == json.end() ||
        !count->is_number_unsigned()) {
        return std::nullopt;
    }
    const auto times = count->get<std::uint64_t>();
    if (times == 0 || times > kLargestCount) {
        return std::nullopt;
    }
    return BaselineEntry{*file, *code, *message, *fingerprint, static_cast<std::size_t>(times)};
}

/// What a call looks at.
class Scope {
public:
    Scope(const CheckRequest& request, const fs::path& directory)
        : request_(request), directory_(directory) {
        std::vector<std::string> paths = request.paths;
        if (paths.empty()) {
            const auto package = packageDirectoryOf(".");
            paths.push_back(package ? package->string() : ".");
        }
        for (const std::string& path : paths) {
            fs::path absolute = absolutePath(path == "-" ? request.stdinFilename : path);
            if (!absolute.has_filename()) {
                absolute = absolute.parent_path();  // `items/`
            }
            paths_.push_back(std::move(absolute));
        }
    }

    /// Whether the call would have found what the entry names.
    bool holds(const BaselineEntry& entry) const {
        const Catalogue::Entry* kind = catalogue().find(entry.code);
        const auto named = [&](const std::vector<std::string>& selectors) {
            return std::any_of(selectors.begin(), selectors.end(), [&](const std::string& one) {
                return kind == nullptr ? one == entry.code : selects(one, *kind->descriptor);
            });
        };
        if ((!request_.select.empty() && !named(request_.select)) || named(request_.ignore)) {
            return false;
        }
        if (entry.file.empty()) {
            return true;  // What has no place is always reported.
        }
        const fs::path file = (directory_ / entry.file).lexically_normal();
        return std::any_of(paths_.begin(), paths_.end(), [&](const fs::path& path) {
            return std::mismatch(path.begin(), path.end(), file.begin(), file.end()).first ==
                   path.end();
        });
    }

private:
    const CheckRequest& request_;
    fs::path directory_;
    std::vector<fs::path> paths_;
};

std::string entryFile(const Baseline& baseline, const Snapshot& snapshot,
                      const Diagnostic& diagnostic) {
    if (!diagnostic.span.valid()) {
        return {};
    }
    return absolutePath(snapshot.sources->file(diagnostic.span.file).path())
        .lexically_relative(baseline.directory)
        .generic_string();
}

bool isSelected(const Snapshot& snapshot, const Diagnostic& diagnostic) {
    return !diagnostic.span.valid() ||
           std::binary_search(snapshot.selectedFiles.begin(), snapshot.selectedFiles.end(),
                              snapshot.sources->fileOf(diagnostic.span.file));
}

auto keyOf(const BaselineEntry& entry) {
    return std::tie(entry.file, entry.code, entry.message, entry.fingerprint);
}

}  // namespace

std::string Baseline::text() const {
    std::vector<BaselineEntry> sorted = entries;
    std::sort(sorted.begin(), sorted.end(),
              [](const auto& left, const auto& right) { return keyOf(left) < keyOf(right); });
    std::string result =
        "{\n  \"schemaVersion\": " + std::to_string(kSchemaVersion) + ",\n  \"findings\": [";
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const BaselineEntry& entry = sorted[i];
        result += i == 0 ? "\n    " : ",\n    ";
        result += dumped({{"file", entry.file},
                          {"code", entry.code},
                          {"message", entry.message},
                          {"fingerprint", entry.fingerprint},
                          {"count", entry.count}});
    }
    return result + (sorted.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

BaselineResult parseBaseline(std::string_view text, const fs::path& file) {
    BaselineResult result;
    result.baseline.directory = absolutePath(file).parent_path();
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark)) {
        text.remove_prefix(kByteOrderMark.size());
    }
    const Json document = Json::parse(text, nullptr, false);
    if (!document.is_object()) {
        result.failure = Text{"不是 JSON 对象", "it is not a JSON object"};
        return result;
    }
    const auto version = document.find("schemaVersion");
    if (version == document.end() || !version->is_number_integer() || *version != kSchemaVersion) {
        result.failure = Text{"schemaVersion 应为 " + std::to_string(kSchemaVersion),
                              "schemaVersion must be " + std::to_string(kSchemaVersion)};
        return result;
    }
    const auto findings = document.find("findings");
    if (findings == document.end() || !findings->is_array()) {
        result.failure = Text{"缺少 findings 数组", "the array findings is missing"};
        return result;
    }
    for (const Json& json : *findings) {
        std::optional<BaselineEntry> entry = entryOf(json);
        if (!entry) {
            result.failure = brokenEntry(result.baseline.entries.size());
            return result;
        }
        result.baseline.entries.push_back(std::move(*entry));
    }
    return result;
}

BaselineResult readBaseline(const fs::path& file) {
    const FileContent content = readFile(file);
    if (content.failure) {
        BaselineResult result;
        result.failure = content.failure;
        return result;
    }
    return parseBaseline(content.bytes, file);
}

BaselineCounts::BaselineCounts(const Baseline& baseline) {
    for (const BaselineEntry& entry : baseline.entries) {
        left_[entry.fingerprint] += entry.count;
    }
}

bool BaselineCounts::take(const Diagnostic& finding, const std::string& fingerprint) {
    const auto entry = left_.find(fingerprint);
    if (entry == left_.end() || entry->second == 0 || !suppressible(*finding.descriptor)) {
        return false;
    }
    --entry->second;
    return true;
}

void applyBaseline(const Baseline& baseline, const CheckRequest& request,
                   const std::vector<Snapshot*>& snapshots) {
    BaselineCounts counts(baseline);
    std::map<std::pair<std::string, std::string>, std::size_t> foundIn;
    for (Snapshot* snapshot : snapshots) {
        snapshot->baselined.assign(snapshot->diagnostics.size(), false);
        for (std::size_t i = 0; i < snapshot->diagnostics.size(); ++i) {
            const Diagnostic& diagnostic = snapshot->diagnostics[i];
            const std::string& fingerprint = snapshot->fingerprints[i];
            if (counts.take(diagnostic, fingerprint)) {
                snapshot->baselined[i] = true;
                ++foundIn[{fingerprint, entryFile(baseline, *snapshot, diagnostic)}];
            }
        }
    }
    if (snapshots.empty() || baseline.entries.empty()) {
        return;
    }
    // What is left of a fingerprint belongs to entries whose own file has it no more.
    const Scope scope(request, baseline.directory);
    std::size_t stale = 0;
    for (const BaselineEntry& entry : baseline.entries) {
        std::size_t& remaining = counts.left(entry.fingerprint);
        if (remaining == 0 || !scope.holds(entry)) {
            continue;
        }
        std::size_t& here = foundIn[{entry.fingerprint, entry.file}];
        const std::size_t present = std::min(here, entry.count);
        here -= present;
        const std::size_t gone = std::min(entry.count - present, remaining);
        remaining -= gone;
        stale += gone;
    }
    // Its summary stands last.
    snapshots.back()->summary.staleBaseline = stale;
}

Baseline updatedBaseline(const Baseline& earlier, const CheckRequest& request, Severity lowest,
                         const std::vector<Snapshot*>& snapshots) {
    Baseline result;
    result.directory = earlier.directory;
    const Scope scope(request, earlier.directory);
    std::map<std::string_view, std::size_t> known;
    for (const BaselineEntry& entry : earlier.entries) {
        if (scope.holds(entry)) {
            known[entry.fingerprint] += entry.count;
        } else {
            result.entries.push_back(entry);
        }
    }
    std::map<std::pair<std::string, std::string>, BaselineEntry> present;
    for (Snapshot* snapshot : snapshots) {
        for (std::size_t i = 0; i < snapshot->diagnostics.size(); ++i) {
            const Diagnostic& diagnostic = snapshot->diagnostics[i];
            if (!suppressible(*diagnostic.descriptor) || !isSelected(*snapshot, diagnostic)) {
                continue;
            }
            const std::string& fingerprint = snapshot->fingerprints[i];
            if (diagnostic.severity < lowest) {
                std::size_t& before = known[fingerprint];
                if (before == 0) {
                    continue;
                }
                --before;
            }
            std::string file = entryFile(earlier, *snapshot, diagnostic);
            const auto [entry, isNew] = present.try_emplace({fingerprint, file});
            if (isNew) {
                entry->second = {file, std::string(diagnostic.descriptor->code),
                                 diagnostic.message().zh, fingerprint, 1};
            } else {
                ++entry->second.count;
            }
        }
    }
    for (auto& [key, entry] : present) {
        result.entries.push_back(std::move(entry));
    }
    return result;
}

}  // namespace fadu
