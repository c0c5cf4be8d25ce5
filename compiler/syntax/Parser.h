#pragma once

#include "syntax/Tokens.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace fadu::syntax {

/// A statement as the grammar sees it: ranges of tokens of one unit (indices into the whole text's
/// tokens). What they mean is read from the schema afterwards.
struct Statement {
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;

    std::uint32_t parent = kNone;   ///< Index of the statement whose block holds it.
    std::uint32_t first = 0;        ///< First token of the head.
    std::uint32_t headEnd = 0;      ///< Exclusive: the colon, the block or the end.
    std::uint32_t valuesBegin = 0;  ///< After the colon; equal to `valuesEnd` when there is none.
    std::uint32_t valuesEnd = 0;
    std::uint32_t last = 0;  ///< Exclusive; without the terminator.
    bool hasColon = false;
    bool hasBlock = false;
    bool faulty = false;  ///< The parser reported something inside; values are not complete.
    std::uint32_t firstAnnotation = 0;
    std::uint32_t annotationCount = 0;
};

/// `@word ( … )`: a range of tokens.
struct Annotation {
    std::uint32_t first = 0;
    std::uint32_t last = 0;  ///< Exclusive.
};

struct ParsedUnit {
    std::vector<Statement> statements;  ///< In the order of the text; the first is the declaration.
    std::vector<Annotation> annotations;
    std::vector<Diagnostic> diagnostics;  ///< Spans in the text's file.
};

/// The ANTLR parser over units. One object serves one thread; it keeps its buffers between units.
class Parser {
public:
    Parser();
    ~Parser();
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// Parses one unit of a text. Every mistake is a finding; a statement with one is left out.
    ParsedUnit parse(std::string_view text, FileId file, const std::vector<Token>& tokens,
                     const Slice& unit);

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace fadu::syntax
