#pragma once

#include <string>

namespace fadu::lsp {

/// What a Markdown text says, for clients that show it as it is.
std::string plainText(const std::string& markdown);

}  // namespace fadu::lsp
