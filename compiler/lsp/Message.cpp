#include "lsp/Message.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>

namespace fadu::lsp {

namespace {

constexpr std::size_t kDeepestNesting = 100;

/// Whether brackets nest deeper than the protocol's messages ever do: what is built of them would
/// take memory beyond reason.
bool nestsTooDeep(std::string_view body) {
    std::size_t depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < body.size(); ++i) {
        const char c = body[i];
        if (inString) {
            i += c == '\\' ? 1 : 0;
            inString = c != '"';
        } else if (c == '"') {
            inString = true;
        } else if (c == '[' || c == '{') {
            if (++depth > kDeepestNesting) {
                return true;
            }
        } else if ((c == ']' || c == '}') && depth > 0) {
            --depth;
        }
    }
    return false;
}

/// The four digits of an escape `\uXXXX` at a place; nothing when none stands there.
std::optional<unsigned> escapeAt(std::string_view text, std::size_t at) {
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') {
        return std::nullopt;
    }
    unsigned value = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        const char c = text[i];
        const int digit = c >= '0' && c <= '9'   ? c - '0'
                          : c >= 'a' && c <= 'f' ? c - 'a' + 10
                          : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                 : -1;
        if (digit < 0) {
            return std::nullopt;
        }
        value = value * 16 + static_cast<unsigned>(digit);
    }
    return value;
}

/// The text with U+FFFD for every surrogate that stands alone: as long in UTF-16, so that positions
/// stay right.
std::string withoutLoneSurrogates(std::string body) {
    const auto isHigh = [](std::optional<unsigned> c) { return c && *c >= 0xD800 && *c < 0xDC00; };
    const auto isLow = [](std::optional<unsigned> c) { return c && *c >= 0xDC00 && *c < 0xE000; };
    for (std::size_t i = 0; i + 1 < body.size(); ++i) {
        if (body[i] != '\\') {
            continue;
        }
        const std::optional<unsigned> escape = escapeAt(body, i);
        if (isHigh(escape) && isLow(escapeAt(body, i + 6))) {
            i += 11;
        } else if (isHigh(escape) || isLow(escape)) {
            body.replace(i + 2, 4, "FFFD");
            i += 5;
        } else {
            ++i;  // Whatever is escaped.
        }
    }
    return body;
}

Json parse(std::string_view body) {
    Json value = Json::parse(body, nullptr, false);
    if (value.is_discarded()) {
        value = Json::parse(withoutLoneSurrogates(std::string(body)), nullptr, false);
    }
    return value;
}

std::string dump(const Json& message) {
    return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Message readMessage(std::string_view body) {
    Message message;
    if (nestsTooDeep(body)) {
        return message;
    }
    Json value = parse(body);
    if (value.is_discarded()) {
        return message;
    }
    message.error = ErrorCode::InvalidRequest;
    if (!value.is_object()) {
        return message;
    }
    const auto id = value.find("id");
    const bool hasId = id != value.end();
    if (hasId && (id->is_number_integer() || id->is_string())) {
        message.id = std::make_unique<Json>(*id);
    }
    const auto method = value.find("method");
    if (method == value.end()) {
        if (hasId && (value.contains("result") || value.contains("error"))) {
            message.kind = Message::Kind::Response;
        }
        return message;
    }
    const auto parameters = value.find("params");
    message.parameters =
        std::make_unique<Json>(parameters == value.end() ? Json() : std::move(*parameters));
    if (!method->is_string() || (hasId && !message.id) ||
        (!message.parameters->is_structured() && !message.parameters->is_null())) {
        return message;
    }
    message.method = method->get<std::string>();
    message.kind = hasId ? Message::Kind::Request : Message::Kind::Notification;
    return message;
}

std::string resultMessage(const Json& id, Json result) {
    return dump({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
}

std::string errorMessage(const Json& id, ErrorCode code, const std::string& text) {
    return dump({{"jsonrpc", "2.0"},
                 {"id", id},
                 {"error", {{"code", static_cast<int>(code)}, {"message", text}}}});
}

std::string notificationMessage(std::string_view method, Json parameters) {
    return dump({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(parameters)}});
}

std::string requestMessage(int id, std::string_view method, Json parameters) {
    Json message = {{"jsonrpc", "2.0"}, {"id", id}, {"method", method}};
    if (!parameters.is_null()) {
        message["params"] = std::move(parameters);
    }
    return dump(message);
}

}  // namespace fadu::lsp
