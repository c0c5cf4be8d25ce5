#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace fadu::lsp {

/// What stands where a message should be.
enum class FramingError {
    NoLength,   ///< A header without Content-Length, or no header at all.
    BadLength,  ///< A length that is no number of bytes.
    TooLong,    ///< A message beyond `kLongestMessage`; its bytes are passed over.
};

/// No text that people edit comes near it.
constexpr std::size_t kLongestMessage = std::size_t{64} << 20U;

/// Cuts a stream of bytes into the bodies of messages (LSP 3.18, "Base Protocol"): a header that
/// states Content-Length in bytes, an empty line, the body. Other fields of a header are tolerated.
/// After what is no header it goes on at the next Content-Length, so that one bad message costs
/// itself alone.
class FrameReader {
public:
    using Frame = std::variant<std::string, FramingError>;

    void feed(std::string_view bytes);
    /// The next body or mistake; nothing until more bytes come.
    std::optional<Frame> next();

private:
    void headerLine(std::string_view line);
    std::optional<FramingError> endHeader();

    std::string buffer_;
    std::size_t read_ = 0;               ///< Bytes of the buffer that are done with.
    std::size_t searched_ = 0;           ///< No line end stands before here.
    std::size_t skip_ = 0;               ///< Bytes of a refused body that are still to come.
    std::optional<std::size_t> length_;  ///< As the present header states it.
    std::optional<std::size_t> body_;    ///< Bytes of the body that comes now.
    bool badLength_ = false;
    bool begun_ = false;       ///< The present header has a line.
    bool complained_ = false;  ///< About the garbage at hand.
};

/// A body with its header.
std::string framed(std::string_view body);

}  // namespace fadu::lsp
