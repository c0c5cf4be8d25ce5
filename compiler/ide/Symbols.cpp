#include "ide/Symbols.h"

#include "ide/Cursor.h"
#include "support/Text.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace fadu::ide {

namespace {

using syntax::BlockKind;
using syntax::Declaration;
using syntax::Label;
using syntax::Node;
using syntax::PlacedDeclaration;

constexpr std::size_t kLongestText = 80;

std::optional<SymbolKind> kindOf(const Node& node, BlockKind around) {
    switch (node.label) {
        case Label::DeclareInstrument:
            return SymbolKind::Instrument;
        case Label::DeclareCompetence:
            return SymbolKind::Competence;
        case Label::DeclareFunction:
            return SymbolKind::Function;
        case Label::DeclareOrgan:
            return SymbolKind::Organ;
        case Label::DeclareJurisdiction:
            return SymbolKind::Jurisdiction;
        case Label::DeclareCalendar:
            return SymbolKind::Calendar;
        case Label::DeclareDocument:
            return SymbolKind::Document;
        case Label::DeclareCatalogueItem:
            return SymbolKind::CatalogueItem;
        case Label::DeclareItem:
            return SymbolKind::Item;
        case Label::DeclareList:
            return SymbolKind::List;
        case Label::DeclareBundle:
            return SymbolKind::Bundle;
        case Label::DeclareDuty:
            return SymbolKind::Duty;
        case Label::DeclareTransfer:
        case Label::DeclareEntrustment:
        case Label::DeclareDelegation:
        case Label::DeclareDevolution:
            return SymbolKind::Mandate;
        case Label::DeclareAbolition:
        case Label::DeclareAdjustment:
            return SymbolKind::Abolition;
        case Label::DeclareImport:
            return SymbolKind::Import;
        case Label::VersionLabel:
            return SymbolKind::Version;
        case Label::ProvisionBlock:
            return SymbolKind::Provision;
        case Label::Situation:
            return SymbolKind::Situation;
        case Label::Materials:
            return SymbolKind::Materials;
        case Label::Flow:
        case Label::BundleFlow:
            return SymbolKind::Flow;
        case Label::If:
        case Label::Else:
            return SymbolKind::Choice;
        case Label::Loop:
            return SymbolKind::Repetition;
        case Label::Entry:
            return around == BlockKind::Materials ? std::optional(SymbolKind::Material)
                   : around == BlockKind::Flow || around == BlockKind::BundleFlow
                       ? std::optional(SymbolKind::Step)
                       : std::nullopt;
        default:
            return std::nullopt;
    }
}

/// A range of a declaration on one line.
std::string oneLine(const Declaration& declaration, std::uint32_t begin, std::uint32_t end) {
    std::string text = declaration.text.substr(begin, end - begin);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return printable(trimmed(text), kLongestText);
}

std::string detailOf(const Declaration& declaration, const Node& node, SymbolKind kind) {
    const auto valueOf = [&](Label label) {
        const Node* child = declaration.find(node, label);
        return child == nullptr ? std::string()
                                : oneLine(declaration, child->valueBegin, child->valueEnd);
    };
    switch (kind) {
        case SymbolKind::Item:
        case SymbolKind::CatalogueItem:
            return valueOf(Label::Authority);
        case SymbolKind::Instrument:
            return valueOf(Label::RankLabel);
        case SymbolKind::Jurisdiction:
            return valueOf(Label::Code);
        case SymbolKind::Provision: {
            // What it says first: 设定 集市开办许可, 时限 决定 …
            const Node* first =
                node.firstChild == 0 ? nullptr : &declaration.nodes[node.firstChild];
            return first == nullptr ? std::string()
                                    : oneLine(declaration, first->headBegin, first->headEnd);
        }
        case SymbolKind::Organ:
        case SymbolKind::Material:
        case SymbolKind::Step:
            return oneLine(declaration, node.valueBegin, node.valueEnd);
        default:
            return {};
    }
}

std::vector<Symbol> symbolsOf(const PlacedDeclaration& placed) {
    const Declaration& declaration = *placed.declaration;
    const std::size_t count = declaration.nodes.size();
    std::vector<std::uint32_t> parents(count, 0);
    std::vector<unsigned> depths(count, 1);
    for (std::uint32_t i = 0; i < count; ++i) {
        for (const Node& child : declaration.children(declaration.nodes[i])) {
            const auto index = static_cast<std::size_t>(&child - declaration.nodes.data());
            parents[index] = i;
            depths[index] = depths[i] + 1;
        }
    }
    // A node stands behind the one around it: from the last to the first, each gives its symbol,
    // or those inside it, to the one around. Lists are filled from their ends.
    std::vector<std::vector<Symbol>> inside(count);
    std::vector<Symbol> result;
    for (std::size_t i = count; i-- > 0;) {
        const Node& node = declaration.nodes[i];
        const BlockKind around = i == 0 ? BlockKind::TopLevel : declaration.nodes[parents[i]].block;
        std::vector<Symbol> children = std::move(inside[i]);
        std::vector<Symbol>& to = i == 0 ? result : inside[parents[i]];
        const std::optional<SymbolKind> kind = kindOf(node, around);
        if (!kind || depths[i] > kDeepestSymbols) {
            to.insert(to.end(), std::make_move_iterator(children.begin()),
                      std::make_move_iterator(children.end()));
            continue;
        }
        Symbol symbol;
        symbol.kind = *kind;
        symbol.range = placed.place(node.begin, std::max(node.end, node.headEnd));
        symbol.selection = nameOf({&placed, &node});
        if (!symbol.range.contains(symbol.selection)) {
            symbol.selection = placed.head(node);
        }
        const bool conditional = *kind == SymbolKind::Choice || *kind == SymbolKind::Repetition;
        // Of a choice the condition is part of what it is called.
        symbol.name = conditional || *kind == SymbolKind::Version
                          ? oneLine(declaration, node.headBegin, node.headEnd)
                          : oneLine(declaration, symbol.selection.begin - placed.place(0, 0).begin,
                                    symbol.selection.end - placed.place(0, 0).begin);
        if (symbol.name.empty()) {
            symbol.name = oneLine(declaration, node.headBegin, node.headEnd);
        }
        symbol.detail = detailOf(declaration, node, *kind);
        std::reverse(children.begin(), children.end());
        symbol.children = std::move(children);
        to.push_back(std::move(symbol));
    }
    std::reverse(result.begin(), result.end());
    return result;
}

}  // namespace

std::vector<Symbol> documentSymbols(const View& view, FileId file) {
    std::vector<Symbol> result;
    const auto add = [&](const PlacedDeclaration& placed) {
        if (!placed.declaration->empty()) {
            for (Symbol& symbol : symbolsOf(placed)) {
                result.push_back(std::move(symbol));
            }
        }
    };
    for (const syntax::Module& module : *view.modules) {
        if (module.file == file) {
            std::for_each(module.declarations.begin(), module.declarations.end(), add);
            return result;
        }
    }
    std::vector<const PlacedDeclaration*> read;
    for (const PlacedDeclaration& placed : view.program->libraryDeclarations()) {
        if (placed.file == file) {
            read.push_back(&placed);
        }
    }
    std::sort(read.begin(), read.end(),
              [](const auto* left, const auto* right) { return left->offset < right->offset; });
    for (const PlacedDeclaration* placed : read) {
        add(*placed);
    }
    return result;
}

}  // namespace fadu::ide
