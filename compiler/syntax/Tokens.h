#pragma once

#include "diagnostics/Diagnostic.h"
#include "syntax/Scanner.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace fadu::syntax {

/// What the parser sees. Comments are gone, terminators are in, braces and parentheses balance.
enum class TokenKind : std::uint8_t {
    EndOfUnit,
    Run,
    String,
    Title,
    At,
    Colon,
    Comma,
    LeftBrace,
    RightBrace,
    LeftParenthesis,
    RightParenthesis,
    End,  ///< End of a statement; zero width where it was inserted.
};

struct Token {
    TokenKind kind = TokenKind::EndOfUnit;
    bool faulty = false;  ///< A finding about its text has been made; what it says is not known.
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// One top-level declaration: a range of tokens and of bytes (documentation and allowances
/// included).
struct Slice {
    std::uint32_t firstToken = 0;
    std::uint32_t lastToken = 0;  ///< Exclusive.
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t docBegin = 0;  ///< `///` lines before it; empty when there are none.
    std::uint32_t docEnd = 0;
    /// Its braces were made to balance by what other parts of the text show: what it reads as does
    /// not follow from its bytes alone.
    bool repaired = false;
};

/// The tokens of a text, cut at declarations, with what was wrong on this level (SYN001 stray
/// characters and braces, SYN003 unclosed, SYN008 nesting).
struct TokenizedText {
    std::vector<Token> tokens;
    std::vector<Slice> units;
    std::vector<Diagnostic> diagnostics;  ///< Spans are in `file`.
};

/// Nesting of blocks that is read; deeper blocks are reported and skipped (the parser recurses).
inline constexpr unsigned kDeepestNesting = 64;

/// What stands for a byte that is no text: the substitute character of ASCII.
inline constexpr char kDamagedByte = '\x1A';

/// Scans a text, inserts terminators and cuts it at declarations. `text` is the text as the scanner
/// is to see it: same length and line ends as the file, with what is no Fadu blanked. A word or
/// quotation that holds `kDamagedByte` is faulty; there is no finding about those in `damaged`
/// (ascending ranges), of which there is one already.
TokenizedText tokenize(std::string_view text, FileId file, std::span<const Span> damaged = {});

/// SYN001, SYN003, SYN008.
extern const Descriptor kUnexpected;
extern const Descriptor kUnclosed;
extern const Descriptor kOutOfRange;

}  // namespace fadu::syntax
