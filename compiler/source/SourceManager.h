#pragma once

#include "source/Span.h"

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

/// Owns the files of one snapshot and says where their sections stand.
///
/// A section is a part of a file that moves as one when text before it is edited: a declaration.
/// Spans may count from the start of a section (`Span::file` is the section then), so that what was
/// derived from a declaration stays right wherever it moves. Everything here takes both kinds of
/// spans.
class SourceManager {
public:
    FileId add(std::string path, std::shared_ptr<const std::string> text, bool embedded = false);
    /// Gives a file another text; its sections are to be moved by the caller.
    void replace(FileId id, std::shared_ptr<const std::string> text);

    /// Adds a section of a file that begins at a byte offset. The result is for spans only.
    FileId addSection(FileId file, std::uint32_t offset);
    void moveSection(FileId section, FileId file, std::uint32_t offset);

    /// The file that a file or section id means.
    const SourceFile& file(FileId id) const { return *files_[fileOf(id).index()]; }
    /// The file of an id, which may be a section's.
    FileId fileOf(FileId id) const {
        FADU_CHECK(id.valid());
        const FileId file = isSection(id) ? sections_[id.index() - kFirstSection].file : id;
        FADU_CHECK(file.index() < files_.size());
        return file;
    }
    /// The span counted in bytes from the start of its file; an invalid span stays as it is.
    Span absolute(Span span) const {
        return span.valid() && isSection(span.file)
                   ? Span{fileOf(span.file), span.begin + offsetOf(span.file),
                          span.end + offsetOf(span.file)}
                   : span;
    }
    std::size_t size() const { return files_.size(); }

    std::string_view text(Span span) const;
    Position begin(Span span) const { return file(span.file).position(absolute(span).begin); }
    Position end(Span span) const { return file(span.file).position(absolute(span).end); }

    /// Order in which findings are listed: by file name, then position.
    bool before(Span left, Span right) const;

private:
    struct Section {
        FileId file;
        std::uint32_t offset = 0;
    };
    /// Ids from here on are sections.
    static constexpr std::uint32_t kFirstSection = 0x80000000;
    static bool isSection(FileId id) { return id.index() >= kFirstSection; }
    std::uint32_t offsetOf(FileId section) const {
        return sections_[section.index() - kFirstSection].offset;
    }

    std::vector<std::unique_ptr<const SourceFile>> files_;
    std::vector<Section> sections_;
};

}  // namespace fadu
