#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fadu {

/// A 64-bit content hash, the same on every machine and run (xxHash, seed 0).
std::uint64_t hashBytes(std::string_view bytes);

/// Sixteen lower-case hexadecimal digits.
std::string hexadecimal(std::uint64_t value);

}  // namespace fadu
