#include "workspace/Build.h"

#include "emit/ProcessJson.h"

namespace fadu {

std::string processJson(const Snapshot& snapshot) {
    emit::ProcessInput input;
    input.program = snapshot.program.get();
    input.facts = snapshot.facts.get();
    input.sources = snapshot.sources.get();
    input.diagnostics = &snapshot.diagnostics;
    input.fingerprints = &snapshot.fingerprints;
    input.toolVersion = toolVersion();
    input.libraryVersion = snapshot.libraryVersion;
    input.libraryHash = snapshot.libraryHash;
    input.packageName = snapshot.config.name;
    input.packageRoot = snapshot.packageRoot;
    if (const derive::Calendar& calendar = snapshot.facts->periods->calendar(); !calendar.empty()) {
        input.calendarFrom = calendar.from().iso();
        input.calendarUntil = calendar.until().iso();
    }
    return emit::processJson(input);
}

}  // namespace fadu
