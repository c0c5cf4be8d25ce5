#pragma once

#include "diagnostics/Diagnostic.h"
#include "diagnostics/Report.h"

#include <string>
#include <vector>

namespace fadu {

/// 《中华人民共和国行政许可法》（2019年修正）第四十二条第一款, marked where it is not verified.
std::string basisText(const LegalBasis& basis, Language language);

/// A finding in words for places that show nothing else of it: the message, the law it rests on,
/// the proposed change; a line each.
std::string findingText(const Diagnostic& diagnostic, Language language);

/// The same as one line of sentences.
std::string findingLine(const Diagnostic& diagnostic, Language language);

/// What was found in one file.
struct FileFindings {
    std::string path;                  ///< Empty for what has no place.
    std::vector<std::size_t> found;    ///< Of the report's `diagnostics`.
    std::vector<std::size_t> covered;  ///< Of the report's `suppressed`.
};

/// Every file that was looked at or in which something was found, sorted by path; findings without
/// a place last.
std::vector<FileFindings> byFile(const Report& report);

}  // namespace fadu
