#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fadu::lsp {

/// The path of a `file:` address, with `/`, escapes undone, without `.` and `..`; nothing for other
/// addresses, for those on another machine and for those that are malformed. A drive letter is
/// lower case, so that the spellings of one file give one path.
std::optional<std::string> pathOfUri(std::string_view uri);

/// The `file:` address of an absolute path (RFC 3986, 8089): all but unreserved characters and `/`
/// escaped.
std::string uriOfPath(std::string_view path);

/// The address of a text of the program, whose path begins with `fadu-law:/`, escaped likewise.
std::string uriOfLibraryText(std::string_view address);

/// The scheme of an address in lower case, without the colon; empty when it has none.
std::string schemeOf(std::string_view uri);

/// With escapes undone; nothing when one is malformed or stands for NUL.
std::optional<std::string> unescaped(std::string_view text);

}  // namespace fadu::lsp
