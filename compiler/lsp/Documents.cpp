#include "lsp/Documents.h"

#include "lsp/Uri.h"
#include "workspace/Files.h"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace fadu::lsp {

namespace {

/// Offsets are 32 bits wide, and no list that people keep comes near it.
constexpr std::size_t kLongestText = std::size_t{256} << 20U;

Document::Kind kindOf(std::string_view uri, const std::string& path, std::string_view languageId) {
    const std::string scheme = schemeOf(uri);
    if (scheme == "fadu-law") {
        return Document::Kind::Library;
    }
    if (std::filesystem::path(path).filename() == "fadu.toml") {
        return Document::Kind::Configuration;
    }
    const bool source = scheme == "file" ? isSource(path) : languageId == "fadu";
    return source ? Document::Kind::Source : Document::Kind::Other;
}

}  // namespace

Document::Document(std::string uri, std::string path, Kind kind, std::int64_t version,
                   std::string text)
    : uri_(std::move(uri)), path_(std::move(path)), kind_(kind), version_(version) {
    replace(std::move(text));
}

void Document::replace(std::string text) {
    file_ = std::make_unique<const SourceFile>(
        path_, std::make_shared<const std::string>(std::move(text)), false);
}

void Document::change(std::int64_t version, const std::vector<TextChange>& changes,
                      PositionEncoding encoding) {
    version_ = version;
    for (const TextChange& change : changes) {
        if (!change.range) {
            replace(change.text);
            synchronised_ = true;
            continue;
        }
        if (!synchronised_) {
            continue;
        }
        const PositionMap map(*file_, encoding, TextOf::Client);
        const std::uint32_t begin = map.offset(change.range->start);
        const std::uint32_t end = map.offset(change.range->end);
        const std::string_view text = file_->text();
        if (change.range->start > change.range->end ||
            text.size() + change.text.size() > kLongestText) {
            synchronised_ = false;
            continue;
        }
        std::string changed;
        changed.reserve(text.size() - (end - begin) + change.text.size());
        changed.append(text.substr(0, begin)).append(change.text).append(text.substr(end));
        replace(std::move(changed));
    }
}

Document& Documents::open(std::string uri, std::string_view languageId, std::int64_t version,
                          std::string text) {
    std::string path = keyOfUri(uri);
    const Document::Kind kind = kindOf(uri, path, languageId);
    return byPath_
        .insert_or_assign(path, Document(std::move(uri), path, kind, version, std::move(text)))
        .first->second;
}

Document* Documents::find(std::string_view uri) { return at(keyOfUri(uri)); }

Document* Documents::at(const std::string& path) {
    const auto found = byPath_.find(path);
    return found == byPath_.end() ? nullptr : &found->second;
}

const Document* Documents::at(const std::string& path) const {
    const auto found = byPath_.find(path);
    return found == byPath_.end() ? nullptr : &found->second;
}

std::string keyOfUri(std::string_view uri) {
    if (std::optional<std::string> path = pathOfUri(uri)) {
        return *std::move(path);
    }
    // No file: the address itself becomes a path, in a directory that does not exist.
    std::string key = "/" + unescaped(uri).value_or(std::string(uri));
    const std::size_t colon = key.find(':');
    if (colon != std::string::npos && key.compare(colon + 1, 1, "/") != 0) {
        key.insert(colon + 1, "/");
    }
    key = std::filesystem::path(key).lexically_normal().generic_string();
    return isSource(key) ? key : key + ".fadu";
}

}  // namespace fadu::lsp
