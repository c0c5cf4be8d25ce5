#pragma once

#include <string>
#include <string_view>

namespace fadu::model {

/// The simplified form of a title written in traditional or variant characters; the text itself
/// when it has none. Safe to call from several threads.
std::string simplifiedForm(std::string_view text);

}  // namespace fadu::model
