#include "phases/Memory.h"

#include <atomic>
#include <cstdlib>
#include <malloc.h>
#include <new>

namespace {

std::atomic<bool> counting{false};
std::atomic<std::size_t> allocations{0};
std::atomic<std::ptrdiff_t> held{0};
std::atomic<std::ptrdiff_t> peak{0};

void* countedNew(std::size_t size) {
    void* memory = std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    if (counting.load(std::memory_order_relaxed)) {
        ++allocations;
        const auto now = held += static_cast<std::ptrdiff_t>(malloc_usable_size(memory));
        std::ptrdiff_t before = peak;
        while (now > before && !peak.compare_exchange_weak(before, now)) {
        }
    }
    return memory;
}

void countedDelete(void* memory) {
    if (counting.load(std::memory_order_relaxed) && memory != nullptr) {
        held -= static_cast<std::ptrdiff_t>(malloc_usable_size(memory));
    }
    std::free(memory);
}

}  // namespace

// NOLINTBEGIN(misc-new-delete-overloads): the other forms call these two.
void* operator new(std::size_t size) { return countedNew(size); }
void operator delete(void* memory) noexcept { countedDelete(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { countedDelete(memory); }
// NOLINTEND(misc-new-delete-overloads)

namespace fadu::bench {

MemoryCount::MemoryCount() {
    allocations = 0;
    held = 0;
    peak = 0;
    counting = true;
}

MemoryCount::~MemoryCount() { counting = false; }

Memory MemoryCount::stop() {
    counting = false;
    return {allocations, static_cast<std::size_t>(peak.load())};
}

}  // namespace fadu::bench
