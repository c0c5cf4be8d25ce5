#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fadu::bench {

struct Translation {
    std::string text;
    std::size_t keywords = 0;
};

/// The text with every keyword in one language's main spelling; a space where it would grow
/// together with what stands beside it (20工作日: 20 working-day). Lines stay where they are.
Translation translate(std::string_view path, std::string_view text, bool english);

}  // namespace fadu::bench
