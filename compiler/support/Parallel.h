#pragma once

#include <cstddef>
#include <functional>

namespace fadu {

/// Number of workers to use when the caller names none: the processors this process may run on.
unsigned defaultJobs();

/// Calls `work(begin, end)` on disjoint ranges that cover `[0, count)`, from up to `jobs` threads,
/// and returns when all are done. Ranges are handed out in order; the caller's results must not
/// depend on which thread takes which. Runs inline when one worker is enough.
void parallelRanges(std::size_t count, std::size_t grain, unsigned jobs,
                    const std::function<void(std::size_t, std::size_t)>& work);

}  // namespace fadu
