#pragma once

#include "lsp/Framing.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace fadu::lsp {

/// The two streams between client and server. A thread of its own reads, so that what comes in is
/// seen while work goes on; when more waits than `kMostWaiting` bytes it stops reading until some
/// is taken. Everything else is for one thread.
class Channel {
public:
    static constexpr std::size_t kMostWaiting = 2 * kLongestMessage;

    /// The descriptors stay the caller's. Standard input and output are meant, any will do.
    Channel(int input, int output);
    ~Channel();
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;

    /// The next message or mistake in the stream, if one waits.
    std::optional<FrameReader::Frame> take();
    /// Waits for one; false when the stream has ended and none is left.
    bool wait();
    /// Whether the stream has ended or cannot be written any more.
    bool ended();

    /// Writes a message; when nobody reads any more the channel has ended.
    void send(std::string_view body);
    /// Counts as the end of the stream as soon as the process is gone. One that cannot be seen from
    /// here (another container's) is not watched.
    void watch(std::int64_t process);

private:
    void read();
    void push(FrameReader::Frame frame);
    void end();

    int input_;
    int output_;
    int wakeUp_[2] = {-1, -1};  ///< A pipe: closing its end stops the reader.
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<FrameReader::Frame> queue_;
    std::size_t waiting_ = 0;  ///< Bytes in the queue.
    std::int64_t process_ = 0;
    bool ended_ = false;
    bool stopping_ = false;
    std::thread reader_;
};

}  // namespace fadu::lsp
