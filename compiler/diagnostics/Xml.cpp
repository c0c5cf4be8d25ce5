#include "diagnostics/Xml.h"

#include "support/Text.h"

#include <pugixml.hpp>

namespace fadu {

namespace {

class Bytes : public pugi::xml_writer {
public:
    void write(const void* data, std::size_t size) override {
        text.append(static_cast<const char*>(data), size);
    }
    std::string text;
};

}  // namespace

std::string xmlText(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = decodeUtf8(text, i);
        if (!point.valid) {
            appendUtf8(result, U'\uFFFD');
        } else if ((point.value >= 0x20 && point.value != 0xFFFE && point.value != 0xFFFF) ||
                   point.value == U'\t' || point.value == U'\n' || point.value == U'\r') {
            result.append(text.substr(i, point.length));
        }
        i += point.length;
    }
    return result;
}

std::string xmlBytes(const pugi::xml_document& document) {
    Bytes bytes;
    document.save(bytes, "  ", pugi::format_indent, pugi::encoding_utf8);
    return std::move(bytes.text);
}

}  // namespace fadu
