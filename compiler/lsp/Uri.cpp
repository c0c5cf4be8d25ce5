#include "lsp/Uri.h"

#include <algorithm>
#include <filesystem>

namespace fadu::lsp {

namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The value of a hexadecimal digit, or -1.
int digitOf(char c) {
    if (isDigit(c)) {
        return c - '0';
    }
    const char small = lower(c);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

std::string escaped(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        if (isLetter(c) || isDigit(c) || std::string_view("-._~/").find(c) != std::string::npos) {
            result += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            result += '%';
            result += kDigits[byte >> 4U];
            result += kDigits[byte & 0xFU];
        }
    }
    return result;
}

}  // namespace

std::optional<std::string> unescaped(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result += text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? digitOf(text[i + 1]) : -1;
        const int low = high < 0 ? -1 : digitOf(text[i + 2]);
        if (low < 0 || high * 16 + low == 0) {
            return std::nullopt;
        }
        result += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return result;
}

std::string schemeOf(std::string_view uri) {
    std::string scheme(uri.substr(0, std::min(uri.find(':'), uri.size())));
    const bool valid = scheme.size() < uri.size() && !scheme.empty() && isLetter(scheme[0]) &&
                       std::all_of(scheme.begin(), scheme.end(), [](char c) {
                           return isLetter(c) || isDigit(c) || c == '+' || c == '-' || c == '.';
                       });
    std::transform(scheme.begin(), scheme.end(), scheme.begin(), lower);
    return valid ? scheme : std::string();
}

std::optional<std::string> pathOfUri(std::string_view uri) {
    if (schemeOf(uri) != "file") {
        return std::nullopt;
    }
    uri.remove_prefix(uri.find(':') + 1);
    uri = uri.substr(0, uri.find_first_of("?#"));
    if (uri.starts_with("//")) {
        uri.remove_prefix(2);
        const std::size_t slash = std::min(uri.find('/'), uri.size());
        const std::string_view host = uri.substr(0, slash);
        if (!host.empty() && host != "localhost") {
            return std::nullopt;
        }
        uri.remove_prefix(slash);
    }
    const std::optional<std::string> decoded = unescaped(uri);
    if (!decoded || !decoded->starts_with('/')) {
        return std::nullopt;
    }
    std::string path = std::filesystem::path(*decoded).lexically_normal().generic_string();
    if (path.starts_with("//")) {
        path.erase(0, 1);
    }
    if (path.size() > 2 && isLetter(path[1]) && path[2] == ':') {
        path[1] = lower(path[1]);
    }
    if (path.size() > 1 && path.back() == '/') {
        path.pop_back();
    }
    return path;
}

std::string uriOfPath(std::string_view path) { return "file://" + escaped(path); }

std::string uriOfLibraryText(std::string_view address) {
    const std::size_t colon = address.find(':');
    return std::string(address.substr(0, colon + 1)) + escaped(address.substr(colon + 1));
}

}  // namespace fadu::lsp
