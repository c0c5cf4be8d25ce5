#pragma once

#include "ide/Resolver.h"
#include "ide/Thing.h"
#include "ide/View.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace fadu::ide {

/// A word of a declaration and what it is about.
struct Site {
    Span span;
    Thing thing;
    bool declares = false;  ///< It brings the thing into being here.
    bool named = true;      ///< Of a citation's place: its title stands before it.
    Span whole;             ///< Of a citation: title and place; else as `span`.
    const syntax::PlacedDeclaration* placed = nullptr;
    const syntax::Node* node = nullptr;
};

/// All words of a declaration that are about something, in no particular order; with `at` (a byte
/// offset from the declaration's start) only those that it touches.
std::vector<Site> sitesOf(const View& view, Resolver& resolver,
                          const syntax::PlacedDeclaration& placed,
                          std::optional<std::uint32_t> at = std::nullopt);

/// The declaration of a package file, or one read of the library, that holds a place; null when
/// none does. At the border of two it is the later one.
const syntax::PlacedDeclaration* declarationAt(const View& view, FileId file, std::uint32_t offset);

/// The word at a place: the one that begins there or holds it, else the one that ends there.
std::optional<Site> siteAt(const View& view, Resolver& resolver, FileId file, std::uint32_t offset);

/// The node whose head or whole a span of the program is, with the declaration it stands in.
struct NodePlace {
    const syntax::PlacedDeclaration* placed = nullptr;
    const syntax::Node* node = nullptr;
    explicit operator bool() const { return node != nullptr; }
};
NodePlace nodeOf(const View& view, Span span);

/// The name in what a node declares, else its head.
Span nameOf(const NodePlace& place);

/// Whether a place lies in its file as it is now.
bool inFile(const View& view, Span span);

/// The text at a place; empty when it is no longer in its file.
std::string_view textOf(const View& view, Span span);

}  // namespace fadu::ide
