#pragma once

#include "diagnostics/Diagnostic.h"

#include <string>

namespace fadu {

/// 《中华人民共和国行政许可法》（2019年修正）第四十二条第一款, marked where it is not verified.
std::string basisText(const LegalBasis& basis, Language language);

}  // namespace fadu
