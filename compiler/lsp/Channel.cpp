#include "lsp/Channel.h"

#include "support/Check.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <limits>
#include <poll.h>
#include <unistd.h>
#include <utility>

namespace fadu::lsp {

namespace {

/// How often the client's process is looked for.
constexpr int kWatchMilliseconds = 2000;

std::size_t sizeOf(const FrameReader::Frame& frame) {
    const auto* body = std::get_if<std::string>(&frame);
    return body == nullptr ? 1 : body->size() + 1;
}

bool isGone(std::int64_t process) {
    return process > 0 && kill(static_cast<pid_t>(process), 0) == -1 && errno == ESRCH;
}

}  // namespace

Channel::Channel(int input, int output) : input_(input), output_(output) {
    FADU_CHECK(pipe2(wakeUp_, O_CLOEXEC) == 0);
    reader_ = std::thread([this] { read(); });
}

Channel::~Channel() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    static_cast<void>(close(wakeUp_[1]));
    reader_.join();
    static_cast<void>(close(wakeUp_[0]));
}

void Channel::read() {
    FrameReader frames;
    std::array<char, 1U << 16U> buffer{};
    for (;;) {
        std::array<pollfd, 2> ready{{{input_, POLLIN, 0}, {wakeUp_[0], POLLIN, 0}}};
        const int count = poll(ready.data(), ready.size(), kWatchMilliseconds);
        if (ready[1].revents != 0 || (count == -1 && errno != EINTR)) {
            return end();
        }
        std::unique_lock lock(mutex_);
        const std::int64_t process = process_;
        lock.unlock();
        if (count <= 0) {
            if (isGone(process)) {
                return end();
            }
            continue;
        }
        const ssize_t size = ::read(input_, buffer.data(), buffer.size());
        if (size == -1 && (errno == EINTR || errno == EAGAIN)) {
            continue;
        }
        if (size <= 0) {
            return end();
        }
        frames.feed({buffer.data(), static_cast<std::size_t>(size)});
        while (auto frame = frames.next()) {
            push(*std::move(frame));
        }
    }
}

void Channel::push(FrameReader::Frame frame) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ < kMostWaiting || stopping_; });
    waiting_ += sizeOf(frame);
    queue_.push_back(std::move(frame));
    lock.unlock();
    changed_.notify_all();
}

void Channel::end() {
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    changed_.notify_all();
}

std::optional<FrameReader::Frame> Channel::take() {
    std::unique_lock lock(mutex_);
    if (queue_.empty()) {
        return std::nullopt;
    }
    FrameReader::Frame frame = std::move(queue_.front());
    queue_.pop_front();
    waiting_ -= sizeOf(frame);
    lock.unlock();
    changed_.notify_all();
    return frame;
}

bool Channel::wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !queue_.empty() || ended_; });
    return !queue_.empty();
}

bool Channel::ended() {
    const std::lock_guard lock(mutex_);
    return ended_;
}

void Channel::send(std::string_view body) {
    const std::string bytes = framed(body);
    std::string_view rest = bytes;
    while (!rest.empty()) {
        const ssize_t written = write(output_, rest.data(), rest.size());
        if (written >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN) {
            pollfd ready{output_, POLLOUT, 0};
            static_cast<void>(poll(&ready, 1, kWatchMilliseconds));
        } else if (errno != EINTR) {
            return end();
        }
    }
}

void Channel::watch(std::int64_t process) {
    if (process > std::numeric_limits<pid_t>::max() || isGone(process)) {
        return;
    }
    const std::lock_guard lock(mutex_);
    process_ = process;
}

}  // namespace fadu::lsp
