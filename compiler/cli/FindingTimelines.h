#pragma once

#include "diagnostics/Report.h"
#include "workspace/Workspace.h"

#include <functional>
#include <memory>
#include <string>

namespace fadu::cli {

/// Draws the case behind a finding about times: the course of its item's flow from the day on which
/// the finding shows it to break, else from the first working day of the last year known. Empty for other findings and items without a flow. Holds on to the snapshot.
std::function<std::string(const Diagnostic&, Language)> timelinesOf(
    std::shared_ptr<const Snapshot> snapshot);

}  // namespace fadu::cli
