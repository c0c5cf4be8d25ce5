#pragma once

#include "syntax/Parser.h"
#include "syntax/Tree.h"

namespace fadu::syntax {

/// Turns the statements of one unit into a declaration: labels and values as the schema has them.
/// Findings about values (SYN004-SYN008) are kept in the declaration.
std::shared_ptr<const Declaration> readDeclaration(std::string_view text,
                                                   const std::vector<Token>& tokens,
                                                   const Slice& unit, const ParsedUnit& parsed);

/// Makes the finding that a required label is missing. `head` is the head of the block.
Diagnostic missingLabel(Span head, const LabelInfo& label);

/// SYN004-SYN007.
extern const Descriptor kUnknownLabel;
extern const Descriptor kWrongValue;
extern const Descriptor kDuplicateLabel;
extern const Descriptor kMissingLabel;

}  // namespace fadu::syntax
