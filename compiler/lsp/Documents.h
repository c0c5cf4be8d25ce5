#pragma once

#include "lsp/Positions.h"
#include "source/SourceManager.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fadu::lsp {

/// One change of a text: a range of it, or all of it.
struct TextChange {
    std::optional<ClientRange> range;
    std::string text;
};

/// A text that the client has open.
class Document {
public:
    enum class Kind : std::uint8_t {
        Source,         ///< Checked: a `.fadu` or `.fadu.md`, or a text that has no file.
        Configuration,  ///< A `fadu.toml`.
        Library,        ///< A text of the program, under `fadu-law:`.
        Other,          ///< Nothing for us.
    };

    Document(std::string uri, std::string path, Kind kind, std::int64_t version, std::string text);

    /// As the client spells it.
    const std::string& uri() const { return uri_; }
    /// Absolute; what has no file gets a path that no file has.
    const std::string& path() const { return path_; }
    Kind kind() const { return kind_; }
    std::int64_t version() const { return version_; }
    const SourceFile& file() const { return *file_; }
    /// Whether the text is what the client has: a change that cannot be made ends that, a change of
    /// the whole text restores it.
    bool synchronised() const { return synchronised_; }

    /// Makes changes one after the other. Positions past a line's or the text's end are that end
    /// (LSP 3.17, "Position"); a range that ends before it starts cannot be made.
    void change(std::int64_t version, const std::vector<TextChange>& changes,
                PositionEncoding encoding);

private:
    void replace(std::string text);

    std::string uri_;
    std::string path_;
    Kind kind_;
    std::int64_t version_;
    std::unique_ptr<const SourceFile> file_;
    bool synchronised_ = true;
};

/// The texts that the client has open.
class Documents {
public:
    /// A second opening of one file replaces the first.
    Document& open(std::string uri, std::string_view languageId, std::int64_t version,
                   std::string text);
    void close(const std::string& path) { byPath_.erase(path); }

    /// By any spelling of its address, and by its path; null when it is not open.
    Document* find(std::string_view uri);
    Document* at(const std::string& path);
    const Document* at(const std::string& path) const;

    const std::map<std::string, Document>& all() const { return byPath_; }

private:
    std::map<std::string, Document> byPath_;
};

/// The path under which an address is known here: its file's, or one that no file has.
std::string keyOfUri(std::string_view uri);

}  // namespace fadu::lsp
