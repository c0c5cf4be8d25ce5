#pragma once

#include <cstdint>
#include <string_view>

namespace fadu::syntax {

/// Raw tokens of Fadu text; `grammar/FaduLexer.g4` defines them. White space gives no token.
enum class RawKind : std::uint8_t {
    EndOfText,
    DocComment,
    LineComment,
    BlockComment,
    UnclosedComment,
    String,
    UnclosedString,
    Title,
    UnclosedTitle,
    At,
    Run,
    Colon,
    Comma,
    Semicolon,
    LeftBrace,
    RightBrace,
    LeftParenthesis,
    RightParenthesis,
    Newline,
    Unknown,
};

/// A raw token: a half-open range of bytes of the scanned text.
struct RawToken {
    RawKind kind = RawKind::EndOfText;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// Hand-written scanner over UTF-8. Cheap to copy: a copy is a look-ahead. Invalid bytes, should
/// any be left, come out as `Unknown`.
class Scanner {
public:
    explicit Scanner(std::string_view text, std::uint32_t offset = 0)
        : text_(text), position_(offset) {}

    /// The next token; `EndOfText` for ever once the text is used up.
    RawToken next();
    std::uint32_t position() const { return position_; }

private:
    RawToken token(RawKind kind, std::size_t end);
    RawToken scanSlash();
    RawToken scanQuoted(std::size_t openLength, std::string_view close);
    RawToken scanTitle();
    RawToken scanRun(std::size_t begin, RawKind kind);

    std::string_view text_;
    std::uint32_t position_;
};

/// Whether a code point may stand in a run (see RunChar in the grammar).
bool isRunCharacter(char32_t codePoint);

}  // namespace fadu::syntax
