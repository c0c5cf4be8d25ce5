#pragma once

#include "source/SourceManager.h"
#include "syntax/Tree.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace fadu::syntax {

/// A declaration at its place in a file. Where it is a section of its own, its spans count from
/// its start and outlive its moving.
struct PlacedDeclaration {
    std::shared_ptr<const Declaration> declaration;
    FileId file;
    std::uint32_t offset = 0;  ///< In bytes of the file.
    FileId section{};          ///< Invalid: spans count from the start of the file.

    Span place(std::uint32_t begin, std::uint32_t end) const {
        return section.valid() ? Span{section, begin, end}
                               : Span{file, begin + offset, end + offset};
    }
    Span head(const Node& node) const { return place(node.headBegin, node.headEnd); }
    Span values(const Node& node) const {
        return node.valueEnd > node.valueBegin ? place(node.valueBegin, node.valueEnd) : head(node);
    }
    Span span(const Value& value) const { return place(value.begin, value.end); }
};

/// One file, parsed.
struct Module {
    FileId file;
    std::vector<PlacedDeclaration> declarations;
    std::vector<Diagnostic>
        diagnostics;  ///< Of the file as a whole (encoding, stray characters, braces).
};

/// The text as the scanner is to see it, of the same length as the file's: bytes that are no UTF-8
/// become `kDamagedByte`, and of a literate file (`.md`) only the fenced blocks marked `fadu`
/// remain. The findings (SYN002) come with it. The result is the file's own text when nothing had
/// to change.
struct ScannableText {
    std::shared_ptr<const std::string> text;
    std::vector<Diagnostic> diagnostics;
    std::vector<Span> damaged;  ///< The bytes that are no UTF-8, ascending.
};
ScannableText scannableText(const SourceFile& source, FileId file);

/// Whether a file is prose with code in it (`.md`).
bool isLiterate(const SourceFile& source);

/// A fenced block of a literate file that is marked `fadu`. Offsets are in bytes of the file.
struct CodeBlock {
    std::uint32_t fence = 0;  ///< Start of the opening fence's line.
    std::uint32_t begin = 0;  ///< Start of the first line of code.
    std::uint32_t end = 0;    ///< Past the line end of the last one.
    bool quoted = false;      ///< Inside a quotation, whose marks begin its lines.
    std::string code;         ///< Its lines without what the list or quotation around it adds.
};

/// The code of a literate file's text, in order.
std::vector<CodeBlock> codeBlocks(std::string_view text);

/// Parses files, declarations in parallel over `jobs` threads. The result does not depend on
/// `jobs`.
std::vector<Module> parseModules(const SourceManager& sources, const std::vector<FileId>& files,
                                 unsigned jobs);

/// Parses a file whose text was exchanged: declarations with the bytes of one of `before` are the
/// same objects. Sections are the caller's to set.
Module parseModule(const SourceManager& sources, FileId file, const Module& before);

/// Parses the text of one declaration (of the library, whose index knows where it stands).
std::shared_ptr<const Declaration> parseDeclaration(std::string_view text);

/// SYN002.
extern const Descriptor kInvalidUtf8;

/// The descriptors of all findings that this phase makes.
std::vector<const Descriptor*> syntaxDescriptors();

}  // namespace fadu::syntax
