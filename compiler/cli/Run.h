#pragma once

namespace fadu::cli {

/// The whole program. Returns its exit status: 0 nothing at or above the threshold, 1 findings at
/// or above it, 2 the call or its input could not be used. Throws nothing.
int run(int argc, const char* const* argv);

}  // namespace fadu::cli
