#pragma once

#include "diagnostics/Allowance.h"
#include "syntax/Schema.h"
#include "syntax/Terms.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fadu::syntax {

/// A place inside an instrument. Zero parts are not stated; articles inserted later have `inserted`
/// (第十四条之一: article 14, inserted 1).
struct ProvisionPath {
    std::uint16_t annex = 0;
    std::uint16_t chapter = 0;
    std::uint16_t article = 0;
    std::uint16_t inserted = 0;
    std::uint16_t paragraph = 0;
    std::uint16_t subparagraph = 0;
    std::uint16_t item = 0;
    std::uint16_t part = 0;     ///< 编; with the chapter or alone.
    std::uint16_t section = 0;  ///< 节 of a chapter.

    bool empty() const { return *this == ProvisionPath(); }
    /// Whether `other` is this place or lies inside it.
    bool covers(const ProvisionPath& other) const;
    /// The place one step up: the paragraph of a subparagraph, …; empty above an article.
    ProvisionPath parent() const;
    auto operator<=>(const ProvisionPath&) const = default;
};

/// 第四十二条第一款第（三）项; art. 42(1)(3).
Text provisionText(const ProvisionPath& path);

/// 四十二.
std::string chineseNumeral(unsigned value);

/// Reads a provision or a range (第四十六条至第四十八条); the second is empty when it is none.
/// A part stated as zero or past 9,999 sets `outOfRange`.
struct ProvisionReading {
    bool matched = false;
    bool outOfRange = false;  ///< 第零条, or a number past 9,999.
    ProvisionPath first;
    ProvisionPath last;
};
ProvisionReading readProvision(std::string_view text);

/// A range of dates with both its ends (2026-02-15至2026-02-23); nothing for other text and where
/// an end is no day or lies before the other.
struct DateRange {
    Date first;
    Date last;
};
std::optional<DateRange> readDateRange(std::string_view text);

/// A citation as written: an instrument (unless it inherits one) and a place in it.
struct CitationSyntax {
    std::string_view
        title;  ///< Normalised, without title marks; empty: the one before, or the own instrument.
    std::uint32_t titleBegin = 0;
    std::uint32_t titleEnd = 0;  ///< Relative to the declaration; equal when there is no title.
    ProvisionPath first;         ///< Empty: the instrument as a whole.
    ProvisionPath last;          ///< End of a range; else empty.
    std::uint32_t provisionBegin = 0;
    std::uint32_t provisionEnd = 0;
};

/// A number or range with a unit. Money is in fen (hundredths of a yuan).
struct Quantity {
    std::int64_t low = 0;
    std::int64_t high = 0;
    Unit unit = Unit::None;

    bool operator==(const Quantity&) const = default;
};

/// Whether a unit measures time.
bool isDuration(Unit unit);

/// One atom of a value, or a clause keyword with the number of atoms that are its operands.
struct Value {
    enum class Kind : std::uint8_t { Name, Text, Quantity, Date, Citation, Clause, Invalid };

    Kind kind = Kind::Invalid;
    bool startsValue = false;    ///< First atom after a comma (or of the list).
    bool alternative = false;    ///< Joined to the value before by 或.
    Clause clause = Clause::By;  ///< Of a clause.
    std::uint32_t operands = 0;  ///< Of a clause: how many of the atoms after it are its own.
    std::uint32_t begin = 0;     ///< Relative to the declaration.
    std::uint32_t end = 0;
    std::string_view text;  ///< Normalised text of a name or quoted text (without quotes).
    Quantity quantity;
    Date date;
    std::uint32_t citation = 0;  ///< Index into `Declaration::citations`.
};

/// An entry, labelled or named, with its values and, when it has a block, its children.
struct Node {
    Label label = Label::None;
    BlockKind block = BlockKind::None;  ///< Kind of its own block.
    bool hasBlock = false;
    bool blamed = false;          ///< A finding about its values has been made; they are unknown.
    std::uint32_t headBegin = 0;  ///< Keyword or label and name.
    std::uint32_t headEnd = 0;
    std::uint32_t labelEnd = 0;  ///< The label or keyword alone (`headBegin` to here).
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t valueBegin = 0;  ///< Text range of the values; empty when there are none.
    std::uint32_t valueEnd = 0;
    std::uint32_t firstSubject = 0;  ///< Values after the label and before the colon: the name.
    std::uint32_t subjectCount = 0;
    std::uint32_t firstValue = 0;
    std::uint32_t valueCount = 0;
    std::uint32_t firstChild = 0;  ///< Index of a node; 0 for none (the root is never a child).
    std::uint32_t nextSibling = 0;
    ProvisionPath path;  ///< Of a provision block.
    ProvisionPath lastPath;
};

/// A keyword as it stands in a source, with both spellings: for translation and colouring.
struct KeywordUse {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    const char* zh = nullptr;
    const char* en = nullptr;
};

/// One top-level declaration, read: depends on its bytes alone, so it can be kept and shared
/// between snapshots. All offsets count from the declaration's first byte. Immutable once built.
class Declaration {
public:
    const Node& root() const { return nodes.front(); }
    bool empty() const { return nodes.empty(); }

    /// Children of a node in source order.
    class ChildRange;
    ChildRange children(const Node& node) const;
    /// First child with a label; null when there is none.
    const Node* find(const Node& node, Label label) const;

    std::span<const Value> subject(const Node& node) const {
        return std::span(values).subspan(node.firstSubject, node.subjectCount);
    }
    std::span<const Value> valuesOf(const Node& node) const {
        return std::span(values).subspan(node.firstValue, node.valueCount);
    }
    /// The operands of a clause of a node; empty when the clause is not there. `present` says
    /// which.
    std::span<const Value> clause(const Node& node, Clause clause, bool* present = nullptr) const;
    bool hasClause(const Node& node, Clause which) const;

    std::string text;         ///< Its bytes, as the scanner saw them.
    std::vector<Node> nodes;  ///< The first is the declaration itself; empty after a fatal mistake.
    std::vector<Value> values;
    std::vector<CitationSyntax> citations;
    std::vector<KeywordUse> keywords;
    std::vector<Allowance> allowances;    ///< Spans without a file.
    std::vector<Diagnostic> diagnostics;  ///< Spans without a file.
    std::vector<Label> misspelt;          ///< Labels that an unknown one is close to: not missing.
    std::string documentation;            ///< The `///` lines, markers removed.
    std::uint64_t hash = 0;               ///< Of `text`.
    bool repaired = false;                ///< Does not follow from `text` alone (`Slice`).

private:
    friend class Reader;
    std::vector<std::unique_ptr<const std::string>> normalized_;  ///< Names that NFKC changed.
};

class Declaration::ChildRange {
public:
    class Iterator {
    public:
        Iterator(const std::vector<Node>* nodes, std::uint32_t index)
            : nodes_(nodes), index_(index) {}
        const Node& operator*() const { return (*nodes_)[index_]; }
        Iterator& operator++() {
            index_ = (*nodes_)[index_].nextSibling;
            return *this;
        }
        bool operator==(const Iterator& other) const { return index_ == other.index_; }

    private:
        const std::vector<Node>* nodes_;
        std::uint32_t index_;
    };
    ChildRange(const std::vector<Node>* nodes, std::uint32_t first)
        : nodes_(nodes), first_(first) {}
    Iterator begin() const { return {nodes_, first_}; }
    Iterator end() const { return {nodes_, 0}; }

private:
    const std::vector<Node>* nodes_;
    std::uint32_t first_;
};

/// A citation with what it takes over from the ones before it in its list: a title, and the parts
/// of a provision that it leaves out (第三款, 第（二）项).
struct CompleteCitation {
    const Value* value = nullptr;
    const CitationSyntax* written = nullptr;
    std::string_view title;  ///< Empty: none is written, and no instrument is around it.
    ProvisionPath first;
    ProvisionPath last;
};

/// The citations of one list of values, those of its clauses apart. `own` is the title of the
/// instrument around the list, if there is one.
std::vector<CompleteCitation> completeCitations(const Declaration& declaration,
                                                std::span<const Value> values,
                                                std::string_view own);

inline Declaration::ChildRange Declaration::children(const Node& node) const {
    return {&nodes, node.firstChild};
}

}  // namespace fadu::syntax
