#pragma once

#include <string>
#include <string_view>

namespace pugi {
class xml_document;
}

namespace fadu {

/// Text that XML 1.0 can hold (section 2.2): other control characters and U+FFFE, U+FFFF are left
/// out, bytes that are no UTF-8 become U+FFFD.
std::string xmlText(std::string_view text);

/// The document with its declaration, indented, with a final newline.
std::string xmlBytes(const pugi::xml_document& document);

}  // namespace fadu
