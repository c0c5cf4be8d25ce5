#pragma once

#include "diagnostics/Diagnostic.h"

#include <optional>
#include <string>
#include <vector>

namespace fadu {

/// What a program did.
struct ProcessResult {
    int status = 0;  ///< Exit status; 128 and the signal's number when a signal ended it.
    std::string output;
    std::string errors;
    std::optional<Text> failure;  ///< It could not be run at all.
};

/// Runs a program (found in PATH) with arguments, no shell between, and collects what it prints.
/// Its standard input is empty.
ProcessResult runProcess(const std::vector<std::string>& command);

}  // namespace fadu
