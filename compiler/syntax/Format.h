#pragma once

#include "syntax/Module.h"

#include <optional>
#include <string>
#include <vector>

namespace fadu::syntax {

/// The canonical form of a source text (docs/format.md): the same tokens and comments in the same
/// order, the author's division into lines as far as it fits, everything between them laid out by
/// rule. A byte order mark stays, lines end as most of them did; of a literate file only the code
/// changes. The result is a fixed point, and its parse differs from `module` in positions alone.
///
/// `module` is the parse of `source`. Nothing when that has errors: a text that was not understood
/// is not rearranged. Takes time in proportion to the text; safe to call from several threads.
std::optional<std::string> formatText(const SourceFile& source, const Module& module);

/// The findings that say why a text was not understood (SYN, severity error), placed in its file.
std::vector<Diagnostic> syntaxErrors(const Module& module);

}  // namespace fadu::syntax
