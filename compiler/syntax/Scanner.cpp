#include "syntax/Scanner.h"

#include "support/Text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace fadu::syntax {

namespace {

// The ranges of RunChar in grammar/FaduLexer.g4 beyond ASCII, in order.
constexpr std::array<std::pair<char32_t, char32_t>, 43> kRunRanges{{
    {0xAA, 0xAA},     {0xB5, 0xB5},       {0xB7, 0xB7},       {0xBA, 0xBA},     {0xC0, 0xD6},
    {0xD8, 0xF6},     {0xF8, 0x2FF},      {0x370, 0x37D},     {0x386, 0x3FF},   {0x400, 0x481},
    {0x48A, 0x52F},   {0x1E00, 0x1FFF},   {0x2070, 0x207F},   {0x2080, 0x208E}, {0x2100, 0x218B},
    {0x2460, 0x24FF}, {0x25CB, 0x25CB},   {0x25CF, 0x25CF},   {0x2E80, 0x2FDF}, {0x3005, 0x3007},
    {0x3014, 0x3015}, {0x3021, 0x3029},   {0x3038, 0x303A},   {0x3041, 0x3096}, {0x309D, 0x309F},
    {0x30A1, 0x30FA}, {0x30FC, 0x30FF},   {0x3105, 0x312F},   {0x31A0, 0x31BF}, {0x3220, 0x3247},
    {0x3280, 0x32B0}, {0x3300, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF}, {0xF900, 0xFAFF},
    {0xFF0D, 0xFF0E}, {0xFF10, 0xFF19},   {0xFF21, 0xFF3A},   {0xFF3F, 0xFF3F}, {0xFF41, 0xFF5A},
    {0xFF5E, 0xFF5E}, {0x20000, 0x2FFFF}, {0x30000, 0x3FFFF},
}};

enum class ByteClass : std::uint8_t { Other, Space, Newline, Run, Lead };

constexpr std::array<ByteClass, 256> makeByteClasses() {
    std::array<ByteClass, 256> classes{};
    for (unsigned byte = 0; byte < 256; ++byte) {
        const char c = static_cast<char>(byte);
        if (byte >= 0x80) {
            classes[byte] = ByteClass::Lead;
        } else if (c == ' ' || c == '\t' || byte == 0x0B || byte == 0x0C) {
            classes[byte] = ByteClass::Space;
        } else if (c == '\n' || c == '\r') {
            classes[byte] = ByteClass::Newline;
        } else if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                   c == '_' || c == '-' || c == '.' || c == '~') {
            classes[byte] = ByteClass::Run;
        }
    }
    return classes;
}

constexpr std::array<ByteClass, 256> kByteClasses = makeByteClasses();

ByteClass classOf(char c) { return kByteClasses[static_cast<std::uint8_t>(c)]; }

/// Length in bytes of the run character at `offset`, or 0.
std::size_t runCharacterLength(std::string_view text, std::size_t offset) {
    const char c = text[offset];
    const ByteClass byteClass = classOf(c);
    if (byteClass == ByteClass::Run) {
        return 1;
    }
    if (byteClass != ByteClass::Lead) {
        return 0;
    }
    // The common ideographs U+5000-U+8FFF need no table.
    if (c >= '\xE5' && c <= '\xE8' && offset + 2 < text.size() &&
        (text[offset + 1] & '\xC0') == '\x80' && (text[offset + 2] & '\xC0') == '\x80') {
        return 3;
    }
    const CodePoint point = decodeUtf8(text, offset);
    return point.valid && isRunCharacter(point.value) ? point.length : 0;
}

bool isOpenParenthesis(char32_t value) { return value == U'(' || value == U'（'; }
bool isCloseParenthesis(char32_t value) { return value == U')' || value == U'）'; }

/// End of the parentheses that open at `offset` and hold run characters and one further level, or
/// `offset` when they are not of that form.
std::size_t groupEnd(std::string_view text, std::size_t offset) {
    unsigned depth = 0;
    std::size_t i = offset;
    while (i < text.size()) {
        if (const std::size_t length = runCharacterLength(text, i); length != 0) {
            i += length;
            continue;
        }
        const CodePoint point = decodeUtf8(text, i);
        if (isOpenParenthesis(point.value) && depth < 2) {
            ++depth;
        } else if (isCloseParenthesis(point.value)) {
            --depth;
        } else {
            return offset;
        }
        i += point.length;
        if (depth == 0) {
            return i;
        }
    }
    return offset;
}

/// End of a remark glued to a title, or `offset` when there is none.
std::size_t remarkEnd(std::string_view text, std::size_t offset) {
    if (offset >= text.size() || !isOpenParenthesis(decodeUtf8(text, offset).value)) {
        return offset;
    }
    for (std::size_t i = offset + decodeUtf8(text, offset).length; i < text.size();) {
        const CodePoint point = decodeUtf8(text, i);
        i += point.length;
        if (isCloseParenthesis(point.value)) {
            return i;
        }
        if (isOpenParenthesis(point.value) || point.value == U'\n' || point.value == U'\r' ||
            point.value == U'《' || point.value == U'》' || point.value == U'{' ||
            point.value == U'}' || point.value == U'｛' || point.value == U'｝') {
            return offset;
        }
    }
    return offset;
}

}  // namespace

bool isRunCharacter(char32_t codePoint) {
    if (codePoint < 0x80) {
        return classOf(static_cast<char>(codePoint)) == ByteClass::Run;
    }
    const auto after =
        std::upper_bound(kRunRanges.begin(), kRunRanges.end(), codePoint,
                         [](char32_t value, const std::pair<char32_t, char32_t>& range) {
                             return value < range.first;
                         });
    return after != kRunRanges.begin() && codePoint <= std::prev(after)->second;
}

RawToken Scanner::token(RawKind kind, std::size_t end) {
    const RawToken result{kind, position_, static_cast<std::uint32_t>(end)};
    position_ = result.end;
    return result;
}

RawToken Scanner::scanSlash() {
    const std::string_view rest = text_.substr(position_);
    const auto lineEnd = [&] {
        const std::size_t found = text_.find_first_of("\r\n", position_);
        return found == std::string_view::npos ? text_.size() : found;
    };
    if (rest.substr(0, 3) == "///") {
        return token(RawKind::DocComment, lineEnd());
    }
    if (rest.substr(0, 2) == "//") {
        return token(RawKind::LineComment, lineEnd());
    }
    if (rest.substr(0, 2) == "/*") {
        const std::size_t close = text_.find("*/", position_ + 2);
        return close == std::string_view::npos ? token(RawKind::UnclosedComment, text_.size())
                                               : token(RawKind::BlockComment, close + 2);
    }
    return token(RawKind::Unknown, position_ + 1);
}

RawToken Scanner::scanQuoted(std::size_t openLength, std::string_view close) {
    std::size_t i = position_ + openLength;
    while (i < text_.size() && classOf(text_[i]) != ByteClass::Newline) {
        if (text_[i] == close.front() && text_.compare(i, close.size(), close) == 0) {
            return token(RawKind::String, i + close.size());
        }
        ++i;
    }
    return token(RawKind::UnclosedString, i);
}

RawToken Scanner::scanTitle() {
    constexpr std::string_view open = "《";
    constexpr std::string_view close = "》";
    unsigned depth = 0;
    std::size_t i = position_;
    while (i < text_.size() && classOf(text_[i]) != ByteClass::Newline) {
        if (text_[i] != open.front()) {  // Both marks begin with the same byte.
            ++i;
        } else if (text_.compare(i, open.size(), open) == 0) {
            ++depth;
            i += open.size();
        } else if (text_.compare(i, close.size(), close) == 0) {
            i += close.size();
            if (--depth == 0) {
                for (std::size_t end = remarkEnd(text_, i); end != i; end = remarkEnd(text_, i)) {
                    i = end;
                }
                return token(RawKind::Title, i);
            }
        } else {
            ++i;
        }
    }
    return token(RawKind::UnclosedTitle, i);
}

RawToken Scanner::scanRun(std::size_t begin, RawKind kind) {
    std::size_t i = begin;
    while (i < text_.size()) {
        if (const std::size_t length = runCharacterLength(text_, i); length != 0) {
            i += length;
            continue;
        }
        // After `@允许` a parenthesis opens the arguments, it does not belong to the name.
        const std::size_t end =
            kind == RawKind::Run && isOpenParenthesis(decodeUtf8(text_, i).value)
                ? groupEnd(text_, i)
                : i;
        if (end == i) {
            break;
        }
        i = end;
    }
    return token(kind, i);
}

RawToken Scanner::next() {
    for (;;) {
        if (position_ >= text_.size()) {
            return {RawKind::EndOfText, static_cast<std::uint32_t>(text_.size()),
                    static_cast<std::uint32_t>(text_.size())};
        }
        const char c = text_[position_];
        switch (classOf(c)) {
            case ByteClass::Space:
                ++position_;
                continue;
            case ByteClass::Newline: {
                const bool pair =
                    c == '\r' && position_ + 1 < text_.size() && text_[position_ + 1] == '\n';
                return token(RawKind::Newline, position_ + (pair ? 2 : 1));
            }
            case ByteClass::Run:
                return scanRun(position_, RawKind::Run);
            case ByteClass::Other:
            case ByteClass::Lead:
                break;
        }
        const CodePoint point = decodeUtf8(text_, position_);
        const std::size_t after = position_ + point.length;
        if (!point.valid) {
            return token(RawKind::Unknown, after);
        }
        switch (point.value) {
            case 0xA0:
            case 0x3000:
            case 0xFEFF:
                position_ = static_cast<std::uint32_t>(after);
                continue;
            case U'/':
                return scanSlash();
            case U'"':
                return scanQuoted(1, "\"");
            case U'“':
                return scanQuoted(point.length, "”");
            case U'「':
                return scanQuoted(point.length, "」");
            case U'《':
                return scanTitle();
            case U'@':
            case U'＠':
                return after < text_.size() && runCharacterLength(text_, after) != 0
                           ? scanRun(after, RawKind::At)
                           : token(RawKind::Unknown, after);
            case U':':
            case U'：':
                return token(RawKind::Colon, after);
            case U',':
            case U'，':
            case U'、':
                return token(RawKind::Comma, after);
            case U';':
            case U'；':
                return token(RawKind::Semicolon, after);
            case U'{':
            case U'｛':
                return token(RawKind::LeftBrace, after);
            case U'}':
            case U'｝':
                return token(RawKind::RightBrace, after);
            case U'(':
            case U'（':
                return token(RawKind::LeftParenthesis, after);
            case U')':
            case U'）':
                return token(RawKind::RightParenthesis, after);
            default:
                return isRunCharacter(point.value) ? scanRun(position_, RawKind::Run)
                                                   : token(RawKind::Unknown, after);
        }
    }
}

}  // namespace fadu::syntax
