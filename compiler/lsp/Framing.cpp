#include "lsp/Framing.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace fadu::lsp {

namespace {

constexpr std::string_view kLengthField = "content-length:";
/// A header line beyond this is garbage; what is kept of it may hold the start of a header.
constexpr std::size_t kLongestLine = 4096;
/// A longer body is not waited for: the number itself must be wrong.
constexpr std::size_t kLongestSkip = std::size_t{4} << 30U;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Where the length field begins in a line, or npos.
std::size_t findLength(std::string_view line) {
    const auto at = std::search(line.begin(), line.end(), kLengthField.begin(), kLengthField.end(),
                                [](char a, char b) { return lower(a) == b; });
    return at == line.end() ? std::string_view::npos : static_cast<std::size_t>(at - line.begin());
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

void FrameReader::feed(std::string_view bytes) {
    if (read_ > 0) {
        buffer_.erase(0, read_);
        searched_ -= std::min(searched_, read_);
        read_ = 0;
    }
    buffer_.append(bytes);
}

std::optional<FrameReader::Frame> FrameReader::next() {
    for (;;) {
        const std::string_view rest = std::string_view(buffer_).substr(read_);
        if (skip_ > 0) {
            const std::size_t step = std::min(skip_, rest.size());
            read_ += step;
            skip_ -= step;
            if (skip_ > 0) {
                return std::nullopt;
            }
            continue;
        }
        if (body_) {
            if (rest.size() < *body_) {
                return std::nullopt;
            }
            std::string body(rest.substr(0, *body_));
            read_ += body.size();
            body_.reset();
            return body;
        }
        const std::size_t from = std::max(searched_, read_);
        const std::size_t end = buffer_.find('\n', from);
        if (end == std::string::npos) {
            searched_ = buffer_.size();
            if (rest.size() > kLongestLine) {
                begun_ = true;
                read_ = buffer_.size() - kLengthField.size() - 24;
            }
            return std::nullopt;
        }
        std::string_view line = std::string_view(buffer_).substr(read_, end - read_);
        read_ = end + 1;
        if (!line.empty() && line.back() == '\r') {
            line.remove_suffix(1);
        }
        if (!line.empty()) {
            headerLine(line);
        } else if (const auto error = endHeader()) {
            return *error;
        }
    }
}

void FrameReader::headerLine(std::string_view line) {
    begun_ = true;
    const std::size_t at = findLength(line);
    if (at == std::string_view::npos) {
        return;
    }
    const std::string_view digits = trimmed(line.substr(at + kLengthField.size()));
    const char* end = digits.data() + digits.size();
    std::size_t length = 0;
    const auto [stop, error] = std::from_chars(digits.data(), end, length);
    badLength_ = digits.empty() || error != std::errc() || stop != end || length > kLongestSkip;
    length_ = length;
}

std::optional<FramingError> FrameReader::endHeader() {
    const std::optional<std::size_t> length = std::exchange(length_, std::nullopt);
    const bool bad = std::exchange(badLength_, false);
    const bool begun = std::exchange(begun_, false);
    if (length && !bad) {
        complained_ = false;
        if (*length > kLongestMessage) {
            skip_ = *length;
            return FramingError::TooLong;
        }
        body_ = length;
        return std::nullopt;
    }
    // Empty lines between messages harm nobody, and one stretch of garbage is one mistake.
    if (!begun || std::exchange(complained_, true)) {
        return std::nullopt;
    }
    return bad ? FramingError::BadLength : FramingError::NoLength;
}

std::string framed(std::string_view body) {
    return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

}  // namespace fadu::lsp
