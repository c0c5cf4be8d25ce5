#pragma once

#include "ide/View.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fadu::ide {

/// What a symbol is. Declarations have the names of their keywords.
enum class SymbolKind : std::uint8_t {
    Instrument,
    Version,
    Provision,
    Competence,
    Function,
    Organ,
    Jurisdiction,
    Calendar,
    Document,
    CatalogueItem,
    Item,
    Situation,
    Materials,  ///< The block; its materials are inside.
    Material,
    Flow,  ///< The block; its steps are inside.
    Step,
    Choice,
    Repetition,
    List,
    Bundle,
    Duty,
    Mandate,
    Abolition,
    Import,
};

/// Levels of symbols inside symbols, at most.
inline constexpr unsigned kDeepestSymbols = 64;

struct Symbol {
    std::string name;    ///< As written; the keyword where there is none. Never empty.
    std::string detail;  ///< What the source says of it in few words; may be empty.
    SymbolKind kind = SymbolKind::Item;
    Span range;      ///< All of it.
    Span selection;  ///< Its name, inside `range`.
    std::vector<Symbol> children;
};

/// The declarations of a file with their parts, in source order.
std::vector<Symbol> documentSymbols(const View& view, FileId file);

}  // namespace fadu::ide
