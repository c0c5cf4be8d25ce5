#include "lsp/Positions.h"

#include "support/Text.h"

#include <algorithm>

namespace fadu::lsp {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
/// U+FFFD, as which a client shows a byte that is no UTF-8.
constexpr std::uint32_t kReplacementBytes = 3;

}  // namespace

PositionMap::PositionMap(const SourceFile& file, PositionEncoding encoding, TextOf of)
    : file_(file), encoding_(encoding), of_(of) {
    walkedTo_ = line(0).begin;
}

PositionMap::Line PositionMap::line(std::uint32_t number) const {
    const std::string_view text = file_.text();
    std::uint32_t begin = file_.lineStart(number + 1);
    auto end = static_cast<std::uint32_t>(
        number + 1 < file_.lineCount() ? file_.lineStart(number + 2) : text.size());
    while (end > begin && (text[end - 1] == '\n' || text[end - 1] == '\r')) {
        --end;
    }
    if (begin == 0 && of_ == TextOf::Disk && text.starts_with(kByteOrderMark)) {
        begin = static_cast<std::uint32_t>(kByteOrderMark.size());
    }
    return {begin, end};
}

std::uint32_t PositionMap::units(const CodePoint& point) const {
    switch (encoding_) {
        case PositionEncoding::Utf8:
            return point.valid ? point.length : kReplacementBytes;
        case PositionEncoding::Utf16:
            return point.value > 0xFFFF ? 2 : 1;
        case PositionEncoding::Utf32:
            return 1;
    }
    return 1;
}

ClientPosition PositionMap::position(std::uint32_t offset) {
    // A line starts at or before the offset that the walk has reached: the search can be left out.
    Line current = line(walked_.line);
    if (offset < walkedTo_ || offset > current.end) {
        const std::uint32_t number = file_.position(offset).line - 1;
        current = line(number);
        walked_ = {number, 0};
        walkedTo_ = current.begin;
    }
    const std::string_view text = file_.text();
    const std::uint32_t wanted = std::min(offset, current.end);
    while (walkedTo_ < wanted) {
        const CodePoint point = decodeUtf8(text, walkedTo_);
        if (walkedTo_ + point.length > wanted) {
            break;
        }
        walked_.character += units(point);
        walkedTo_ += point.length;
    }
    return walked_;
}

ClientRange PositionMap::range(std::uint32_t begin, std::uint32_t end) {
    const ClientPosition start = position(begin);
    return {start, position(std::max(begin, end))};
}

ClientRange PositionMap::range(const SourceManager& sources, Span span) {
    const Span place = sources.absolute(span);
    return range(place.begin, place.end);
}

std::uint32_t PositionMap::offset(ClientPosition position) const {
    const std::string_view text = file_.text();
    if (position.line >= file_.lineCount()) {
        return static_cast<std::uint32_t>(text.size());
    }
    const Line current = line(position.line);
    std::uint32_t at = current.begin;
    for (std::uint32_t counted = 0; at < current.end;) {
        const CodePoint point = decodeUtf8(text, at);
        counted += units(point);
        if (counted > position.character) {
            break;
        }
        at += point.length;
    }
    return at;
}

}  // namespace fadu::lsp
