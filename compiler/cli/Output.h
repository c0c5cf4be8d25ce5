#pragma once

#include "diagnostics/Diagnostic.h"

#include <optional>
#include <string>
#include <string_view>

namespace fadu::cli {

/// Writes all bytes to standard output; what went wrong, if anything.
std::optional<Text> writeStandardOutput(std::string_view bytes);

/// Writes to standard error as far as that is possible.
void writeStandardError(std::string_view bytes);

/// Puts the bytes into a file so that no reader ever sees a part of them and a failure leaves what
/// was there: a temporary file in the same directory takes the name when it is complete. A symbolic
/// link keeps pointing where it did, an existing file keeps its mode, a device or pipe is written
/// directly. What went wrong, if anything.
std::optional<Text> writeFile(const std::string& path, std::string_view bytes);

/// All of standard input, or what went wrong.
struct Input {
    std::string text;
    std::optional<Text> error;
};
Input readStandardInput();

}  // namespace fadu::cli
