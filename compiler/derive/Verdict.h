#pragma once

#include <cstdint>

namespace fadu::derive {

/// The result of a judgement. Nothing unknown passes as proved.
enum class Verdict : std::uint8_t {
    Proved,
    Refuted,
    Unknown,    ///< What is missing, or a finding about a value, stands in the way.
    NotStated,  ///< There is nothing to judge: no promise, no flow, a kind the law sets no rule
                ///< for.
};

}  // namespace fadu::derive
