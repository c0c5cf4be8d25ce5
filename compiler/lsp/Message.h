#pragma once

#include "lsp/Client.h"

#include <memory>
#include <string>
#include <string_view>

namespace fadu::lsp {

/// Error codes of JSON-RPC 2.0 and LSP 3.17.
enum class ErrorCode : int {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,
    ServerNotInitialized = -32002,
    RequestCancelled = -32800,
};

/// A message as it came, or what is wrong with it.
struct Message {
    enum class Kind { Request, Notification, Response, Invalid };

    Kind kind = Kind::Invalid;
    std::unique_ptr<Json> id;  ///< Of a request: a number or a string.
    std::string method;
    std::unique_ptr<Json> parameters;         ///< An object, an array or null.
    ErrorCode error = ErrorCode::ParseError;  ///< Of an invalid one.
};

/// Reads the body of a message. Never throws; what is nested deeper than anything the protocol
/// knows is not read. A lone surrogate, which an editor may hold for a moment, becomes U+FFFD.
Message readMessage(std::string_view body);

/// Bodies of messages to the client. Bytes that are no UTF-8 become U+FFFD.
std::string resultMessage(const Json& id, Json result);
std::string errorMessage(const Json& id, ErrorCode code, const std::string& text);
std::string notificationMessage(std::string_view method, Json parameters);
std::string requestMessage(int id, std::string_view method, Json parameters);

}  // namespace fadu::lsp
