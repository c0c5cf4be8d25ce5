#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fadu {

/// What code hosts recognise a line by when lines above it move (`primaryLocationLineHash` in the
/// `partialFingerprints` of SARIF): for each line the polynomial of base 37 modulo 2^64 over the
/// next hundred UTF-16 units from its start, without spaces and tabs, with every end of a line as
/// U+000A, U+FFFF at the end of the text and zeros after it; hexadecimal, then `:` and how often
/// the same value has come up. A byte order mark counts; what is no UTF-8 is U+FFFD.
std::vector<std::string> lineHashes(std::string_view text);

}  // namespace fadu
