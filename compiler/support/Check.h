#pragma once

#include <cstdio>
#include <cstdlib>

namespace fadu {

/// Reports a broken invariant of the program itself and stops. Mistakes in a source are
/// diagnostics; this is for what no input may be able to cause.
[[noreturn]] inline void invariantFailed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "fadu: internal error: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

}  // namespace fadu

/// Stops the program when an invariant of its own does not hold, in every build type.
#define FADU_CHECK(condition) \
    ((condition) ? static_cast<void>(0) : ::fadu::invariantFailed(#condition, __FILE__, __LINE__))
