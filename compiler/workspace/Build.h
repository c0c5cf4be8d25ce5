#pragma once

#include "workspace/Workspace.h"

#include <string>

namespace fadu {

/// The process JSON of a snapshot's package.
std::string processJson(const Snapshot& snapshot);

}  // namespace fadu
