#pragma once

#include <cstddef>

namespace fadu::bench {

/// What was allocated between two points, over all threads.
struct Memory {
    std::size_t allocations = 0;
    std::size_t peakBytes = 0;  ///< The most that was held at one time beyond what was held before.
};

/// Counts the allocations of `operator new` from its making until `stop`. One at a time.
class MemoryCount {
public:
    MemoryCount();
    ~MemoryCount();
    MemoryCount(const MemoryCount&) = delete;
    MemoryCount& operator=(const MemoryCount&) = delete;

    Memory stop();
};

}  // namespace fadu::bench
