#pragma once

#include "source/Span.h"

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fadu {

/// A place in a file as people and formats count it.
struct Position {
    std::uint32_t line = 1;    ///< 1-based.
    std::uint32_t column = 1;  ///< 1-based, in Unicode code points; a tab is one, a BOM none.
    std::uint32_t offset = 0;  ///< In bytes of the file, 0-based.
};

/// One source text with its line table. Immutable.
class SourceFile {
public:
    /// `path` is how the file is named in output, always with `/`; `address` starts with
    /// `fadu-law:/` for text embedded in the program, else it equals the path.
    SourceFile(std::string path, std::shared_ptr<const std::string> text, bool embedded);

    const std::string& path() const { return path_; }
    std::string_view text() const { return *text_; }
    /// The text as a shared object, so that what is parsed from it can outlive the manager.
    const std::shared_ptr<const std::string>& sharedText() const { return text_; }
    /// Whether the text is part of the program (the standard library), not of the user's files.
    bool embedded() const { return embedded_; }

    /// LF, CRLF and a lone CR end a line.
    std::size_t lineCount() const { return lineStarts_.size(); }
    /// Position of a byte offset; one past the end is allowed, an offset inside a character counts
    /// as that character's start.
    Position position(std::uint32_t offset) const;
    /// The text of a 1-based line without its line ending.
    std::string_view line(std::uint32_t number) const;
    /// Byte offset at which a 1-based line starts.
    std::uint32_t lineStart(std::uint32_t number) const { return lineStarts_[number - 1]; }

private:
    std::uint32_t codePointsBetween(std::uint32_t begin, std::uint32_t end) const;
    std::uint32_t codePointsBefore(std::uint32_t offset) const;

    std::string path_;
    std::shared_ptr<const std::string> text_;
    std::vector<std::uint32_t> lineStarts_;
    /// Code points before every `kCheckpointBytes`-th byte of the file, kept when some line is
    /// long, so that a position in a line of a megabyte does not walk the line.
    std::vector<std::uint32_t> checkpoints_;
    bool embedded_;
};

/// Owns the files of one snapshot.
class SourceManager {
public:
    FileId add(std::string path, std::shared_ptr<const std::string> text, bool embedded = false);

    const SourceFile& file(FileId id) const;
    std::size_t size() const { return files_.size(); }

    std::string_view text(Span span) const;
    Position begin(Span span) const { return file(span.file).position(span.begin); }
    Position end(Span span) const { return file(span.file).position(span.end); }

    /// Order in which findings are listed: by file name, then position.
    bool before(Span left, Span right) const;

private:
    std::deque<SourceFile> files_;
};

}  // namespace fadu
