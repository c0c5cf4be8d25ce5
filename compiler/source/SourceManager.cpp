#include "source/SourceManager.h"

#include "support/Text.h"

#include <algorithm>
#include <tuple>

namespace fadu {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::uint32_t kCheckpointBytes = 4096;

bool isContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Characters that begin in the text. For valid UTF-8 this counts code points however it is cut.
std::uint32_t countStarts(std::string_view text) {
    return static_cast<std::uint32_t>(
        std::count_if(text.begin(), text.end(), [](char byte) { return !isContinuation(byte); }));
}

}  // namespace

SourceFile::SourceFile(std::string path, std::shared_ptr<const std::string> text, bool embedded)
    : path_(std::move(path)), text_(std::move(text)), embedded_(embedded) {
    FADU_CHECK(text_->size() < 0xFFFFFFF0U);
    lineStarts_.push_back(0);
    const std::string_view bytes = *text_;
    // Nearly every text has no CR; looking for one character is many times faster than for two.
    const bool hasReturns = bytes.find('\r') != std::string_view::npos;
    const auto lineEnd = [&](std::size_t from) {
        return hasReturns ? bytes.find_first_of("\r\n", from) : bytes.find('\n', from);
    };
    for (std::size_t i = lineEnd(0); i != std::string_view::npos; i = lineEnd(i)) {
        i += bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n' ? 2 : 1;
        lineStarts_.push_back(static_cast<std::uint32_t>(i));
    }
    std::uint32_t longest = 0;
    for (std::size_t i = 0; i < lineStarts_.size(); ++i) {
        const auto end = static_cast<std::uint32_t>(i + 1 < lineStarts_.size() ? lineStarts_[i + 1]
                                                                               : bytes.size());
        longest = std::max(longest, end - lineStarts_[i]);
    }
    if (longest > kCheckpointBytes) {
        std::uint32_t count = 0;
        for (std::size_t from = 0; from <= bytes.size(); from += kCheckpointBytes) {
            checkpoints_.push_back(count);
            count += countStarts(bytes.substr(from, kCheckpointBytes));
        }
    }
}

std::uint32_t SourceFile::codePointsBefore(std::uint32_t offset) const {
    const std::uint32_t checkpoint = offset / kCheckpointBytes;
    const std::uint32_t from = checkpoint * kCheckpointBytes;
    return checkpoints_[checkpoint] + countStarts(text().substr(from, offset - from));
}

std::uint32_t SourceFile::codePointsBetween(std::uint32_t begin, std::uint32_t end) const {
    if (end - begin > kCheckpointBytes && !checkpoints_.empty()) {
        return codePointsBefore(end) - codePointsBefore(begin);
    }
    return static_cast<std::uint32_t>(countCodePoints(text().substr(begin, end - begin)));
}

Position SourceFile::position(std::uint32_t offset) const {
    offset = std::min(offset, static_cast<std::uint32_t>(text_->size()));
    const auto after = std::upper_bound(lineStarts_.begin(), lineStarts_.end(), offset);
    const auto line = static_cast<std::uint32_t>(after - lineStarts_.begin());
    std::uint32_t start = lineStarts_[line - 1];
    if (start == 0 && text().substr(0, kByteOrderMark.size()) == kByteOrderMark) {
        start = static_cast<std::uint32_t>(kByteOrderMark.size());
    }
    std::uint32_t characterStart = offset;
    while (characterStart > start && offset - characterStart < 3 &&
           characterStart < text_->size() && isContinuation((*text_)[characterStart])) {
        --characterStart;
    }
    if (characterStart != offset &&
        decodeUtf8(text(), characterStart).length <= offset - characterStart) {
        characterStart = offset;  // Stray continuation bytes are characters of their own.
    }
    const std::uint32_t before =
        characterStart > start ? codePointsBetween(start, characterStart) : 0;
    return {line, before + 1, offset};
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
    files_.push_back(
        std::make_unique<const SourceFile>(std::move(path), std::move(text), embedded));
    return FileId(files_.size() - 1);
}

void SourceManager::replace(FileId id, std::shared_ptr<const std::string> text) {
    std::unique_ptr<const SourceFile>& file = files_[id.index()];
    file = std::make_unique<const SourceFile>(file->path(), std::move(text), file->embedded());
}

FileId SourceManager::addSection(FileId file, std::uint32_t offset) {
    sections_.push_back({file, offset});
    return FileId(kFirstSection + sections_.size() - 1);
}

void SourceManager::moveSection(FileId section, FileId file, std::uint32_t offset) {
    sections_[section.index() - kFirstSection] = {file, offset};
}

std::string_view SourceManager::text(Span span) const {
    const Span place = absolute(span);
    return file(place.file).text().substr(place.begin, place.end - place.begin);
}

bool SourceManager::before(Span left, Span right) const {
    left = absolute(left);
    right = absolute(right);
    if (left.file != right.file) {
        return file(left.file).path() < file(right.file).path();
    }
    return std::tie(left.begin, left.end) < std::tie(right.begin, right.end);
}

}  // namespace fadu
