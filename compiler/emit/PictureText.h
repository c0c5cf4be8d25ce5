#pragma once

#include "derive/Verdict.h"
#include "diagnostics/Diagnostic.h"
#include "emit/Picture.h"
#include "model/Program.h"

#include <string>
#include <string_view>
#include <vector>

namespace fadu::emit {

/// 《清江省集市管理条例》第八条, as far as a basis says it.
std::string basisText(const LegalBasis& basis, Language language);
/// The places cited, one after the other.
std::string citationsText(const model::Program& program,
                          const std::vector<model::Citation>& citations, Language language);
/// 甲、乙 or a, b.
std::string joinedText(const std::vector<std::string>& parts, Language language);
/// 题名（说明） or name (remark).
std::string withRemark(const std::string& text, const std::string& remark, Language language);

/// ✓, ✗ or ？: the mark that says a verdict without colour.
const char* markOf(Picture::Tone tone);
Picture::Tone toneOf(derive::Verdict verdict);

/// ①, ② …; past the last of these (50).
std::string circled(std::size_t number);

/// Text of an XML document or an attribute of it: &, <, > and " as entities.
std::string xmlEscaped(std::string_view text);

}  // namespace fadu::emit
