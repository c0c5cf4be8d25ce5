#pragma once

#include "source/SourceManager.h"
#include "support/Text.h"

#include <compare>
#include <cstdint>

namespace fadu::lsp {

/// What a client counts the characters of a line in (LSP 3.17, "PositionEncodingKind").
enum class PositionEncoding : std::uint8_t { Utf8, Utf16, Utf32 };

/// A place as clients count it: both from 0, the character in units of the encoding.
struct ClientPosition {
    std::uint32_t line = 0;
    std::uint32_t character = 0;

    auto operator<=>(const ClientPosition&) const = default;
};

struct ClientRange {
    ClientPosition start;
    ClientPosition end;

    auto operator<=>(const ClientRange&) const = default;
};

/// Whose text it is that positions are in.
enum class TextOf : std::uint8_t {
    Client,  ///< The client sent it: a byte order mark in it is a character that the client sees.
    Disk,    ///< A client that opens it takes a byte order mark away.
};

/// Converts between byte offsets of a text and positions. Asked in ascending order about one line
/// it walks that line once.
class PositionMap {
public:
    PositionMap(const SourceFile& file, PositionEncoding encoding, TextOf of);

    /// An offset inside a character counts as its start, one inside or after a line's ending as the
    /// end of what stands before it, one past the text as its end.
    ClientPosition position(std::uint32_t offset);
    ClientRange range(std::uint32_t begin, std::uint32_t end);
    /// The span in its file, whose texts this map is about.
    ClientRange range(const SourceManager& sources, Span span);

    /// A character past the end of a line is that end, a line past the end of the text the text's
    /// end, a position inside a character that character's start.
    std::uint32_t offset(ClientPosition position) const;

private:
    struct Line {
        std::uint32_t begin;
        std::uint32_t end;  ///< Without its line ending.
    };
    Line line(std::uint32_t number) const;
    std::uint32_t units(const CodePoint& point) const;

    const SourceFile& file_;
    PositionEncoding encoding_;
    TextOf of_;
    /// Where the last walk ended, for the next to go on from.
    std::uint32_t walkedTo_ = 0;
    ClientPosition walked_;
};

}  // namespace fadu::lsp
