#include "source/SourceManager.h"

#include "support/Text.h"

#include <algorithm>
#include <tuple>

namespace fadu {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

SourceFile::SourceFile(std::string path, std::shared_ptr<const std::string> text, bool embedded)
    : path_(std::move(path)), text_(std::move(text)), embedded_(embedded) {
    FADU_CHECK(text_->size() < 0xFFFFFFF0U);
    lineStarts_.push_back(0);
    const std::string_view bytes = *text_;
    for (std::size_t i = bytes.find_first_of("\r\n"); i != std::string_view::npos;
         i = bytes.find_first_of("\r\n", i)) {
        i += bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n' ? 2 : 1;
        lineStarts_.push_back(static_cast<std::uint32_t>(i));
    }
}

Position SourceFile::position(std::uint32_t offset) const {
    offset = std::min(offset, static_cast<std::uint32_t>(text_->size()));
    // Back to the start of the character that the offset lies inside.
    for (std::uint32_t back = 1; back <= 3 && back <= offset; ++back) {
        if (const CodePoint point = decodeUtf8(text(), offset - back); point.length > back) {
            offset -= back;
            break;
        }
    }
    const auto after = std::upper_bound(lineStarts_.begin(), lineStarts_.end(), offset);
    const auto line = static_cast<std::uint32_t>(after - lineStarts_.begin());
    const std::uint32_t start = lineStarts_[line - 1];
    std::string_view before = text().substr(start, offset - start);
    if (start == 0 && before.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
        before.remove_prefix(kByteOrderMark.size());
    }
    return {line, static_cast<std::uint32_t>(countCodePoints(before)) + 1, offset};
}

std::string_view SourceFile::line(std::uint32_t number) const {
    const std::uint32_t start = lineStarts_[number - 1];
    const std::size_t end = number < lineStarts_.size() ? lineStarts_[number] : text_->size();
    std::string_view result = text().substr(start, end - start);
    while (!result.empty() && (result.back() == '\n' || result.back() == '\r')) {
        result.remove_suffix(1);
    }
    if (start == 0 && result.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
        result.remove_prefix(kByteOrderMark.size());
    }
    return result;
}

FileId SourceManager::add(std::string path, std::shared_ptr<const std::string> text,
                          bool embedded) {
    files_.emplace_back(std::move(path), std::move(text), embedded);
    return FileId(files_.size() - 1);
}

const SourceFile& SourceManager::file(FileId id) const {
    FADU_CHECK(id.valid() && id.index() < files_.size());
    return files_[id.index()];
}

std::string_view SourceManager::text(Span span) const {
    return file(span.file).text().substr(span.begin, span.end - span.begin);
}

bool SourceManager::before(Span left, Span right) const {
    if (left.file != right.file) {
        return file(left.file).path() < file(right.file).path();
    }
    return std::tie(left.begin, left.end) < std::tie(right.begin, right.end);
}

}  // namespace fadu
