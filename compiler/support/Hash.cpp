#include "support/Hash.h"

#include <array>
#include <cinttypes>
#include <cstdio>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace fadu {

std::uint64_t hashBytes(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::string hexadecimal(std::uint64_t value) {
    std::array<char, 17> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%016" PRIx64, value);
    return buffer.data();
}

}  // namespace fadu
