#include "support/Parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace fadu {

unsigned defaultJobs() { return std::max(1U, std::thread::hardware_concurrency()); }

void parallelRanges(std::size_t count, std::size_t grain, unsigned jobs,
                    const std::function<void(std::size_t, std::size_t)>& work) {
    grain = std::max<std::size_t>(grain, 1);
    const std::size_t chunks = (count + grain - 1) / grain;
    const auto workers = static_cast<unsigned>(std::min<std::size_t>(jobs, chunks));
    if (workers <= 1) {
        if (count != 0) {
            work(0, count);
        }
        return;
    }
    std::atomic<std::size_t> next{0};
    const auto run = [&] {
        for (std::size_t chunk = next++; chunk < chunks; chunk = next++) {
            work(chunk * grain, std::min(count, (chunk + 1) * grain));
        }
    };
    std::vector<std::jthread> threads;
    threads.reserve(workers - 1);
    for (unsigned i = 1; i < workers; ++i) {
        threads.emplace_back(run);
    }
    run();
}

}  // namespace fadu
