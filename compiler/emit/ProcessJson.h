#pragma once

#include "derive/Facts.h"
#include "diagnostics/Diagnostic.h"
#include "model/Program.h"
#include "source/SourceManager.h"

#include <string>
#include <vector>

namespace fadu::emit {

/// What process JSON is made from.
struct ProcessInput {
    const model::Program* program = nullptr;
    const derive::Facts* facts = nullptr;
    const SourceManager* sources = nullptr;
    const std::vector<Diagnostic>* diagnostics = nullptr;
    const std::vector<std::string>* fingerprints = nullptr;  ///< One for each diagnostic.
    std::string toolVersion;
    std::string libraryVersion;
    std::string libraryHash;
    std::string packageName;
    /// Directory prefix of the package in the files' paths; taken off in output. Empty: none.
    std::string packageRoot;
    std::string calendarFrom;  ///< Empty while no calendar is known.
    std::string calendarUntil;
};

/// The process JSON of a package (`docs/schema/process.schema.json`), with a final newline. Items
/// are in the order of the sources; same input, same bytes.
std::string processJson(const ProcessInput& input);

}  // namespace fadu::emit
