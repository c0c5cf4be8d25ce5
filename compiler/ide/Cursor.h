#pragma once

#include "ide/View.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

namespace fadu::ide {

/// An office (科室) of an organ.
struct Office {
    model::OrganId organ;
    NameId name;
    bool operator==(const Office&) const = default;
};

/// A power by its first name where an instrument read establishes it, else as written.
struct Power {
    NameId name;
    bool operator==(const Power&) const = default;
};

/// A step, choice or repetition of the flow that an item writes.
struct FlowStep {
    model::ItemId item;
    model::StepId step;
    bool operator==(const FlowStep&) const = default;
};

/// A material of no declared type: the applicant's own.
struct OwnMaterial {
    NameId name;
    bool operator==(const OwnMaterial&) const = default;
};

/// A 清单: an index into `Program::lists`.
struct ListOf {
    std::size_t index = 0;
    bool operator==(const ListOf&) const = default;
};

/// A cited place of an instrument, complete with what it takes over from the citation before it.
struct CitedPlace {
    std::string_view title;
    model::InstrumentId instrument;  ///< Invalid: nothing read holds it.
    model::TargetId target;          ///< Invalid: the model judged no such citation.
    model::ProvisionPath first;
    model::ProvisionPath last;

    bool operator==(const CitedPlace& other) const {
        return instrument == other.instrument && (instrument.valid() || title == other.title) &&
               first == other.first && last == other.last;
    }
};

/// A declaration that nothing refers to by a name of its own: 一件事, 职责, 划转, 日历 …
struct Declared {
    bool operator==(const Declared&) const = default;
};

/// A keyword: of a declaration, a label, inside values, or a term of a list (行政许可).
struct Word {
    const char* zh = nullptr;
    const char* en = nullptr;
    const syntax::DeclarationInfo* declaration = nullptr;
    const syntax::LabelInfo* label = nullptr;
    const syntax::ClauseInfo* clause = nullptr;
    bool operator==(const Word&) const = default;
};

/// The code or slug of a check in an allowance.
struct CheckName {
    std::string_view text;
    bool operator==(const CheckName&) const = default;
};

/// What a word of a source is about.
using Thing = std::variant<std::monostate, model::ItemId, model::OrganId, Office, model::FunctionId,
                           model::PlaceId, model::DocumentId, Power, model::InstrumentId,
                           model::ProvisionId, CitedPlace, FlowStep, OwnMaterial, ListOf, Declared,
                           Word, syntax::Quantity, Date, CheckName>;

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

/// Finds elements of a store by a key. A few questions are answered by looking through the store,
/// many by an index that is made for them.
template <typename Key, typename Hash = std::hash<Key>>
class Lookup {
public:
    /// The first of `size` elements with a key. `keysOf(i, visit)` calls `visit` with each of an
    /// element's keys.
    template <typename KeysOf>
    std::optional<std::size_t> find(const Key& wanted, std::size_t size, KeysOf&& keysOf) {
        constexpr unsigned kFewQuestions = 8;
        if (asked_ < kFewQuestions) {
            ++asked_;
            std::optional<std::size_t> found;
            for (std::size_t i = 0; i < size && !found; ++i) {
                keysOf(i, [&](const Key& key) {
                    if (key == wanted) {
                        found = i;
                    }
                });
            }
            return found;
        }
        for (; indexed_ < size; ++indexed_) {
            keysOf(indexed_, [&](const Key& key) { index_.emplace(key, indexed_); });
        }
        const auto found = index_.find(wanted);
        return found == index_.end() ? std::nullopt : std::optional(found->second);
    }

private:
    std::unordered_map<Key, std::size_t, Hash> index_;
    std::size_t indexed_ = 0;
    unsigned asked_ = 0;
};

/// What names and places of the sources of a view mean, as the program resolved them.
class Resolver {
public:
    explicit Resolver(const View& view) : view_(view), program_(*view.program) {}

    /// The id of a name; invalid when the program never met it.
    NameId name(std::string_view text) const { return program_.names.find(text); }
    model::OrganId organ(NameId name);
    /// The organs of the package by their former names, which the program does not keep.
    const std::unordered_map<NameId, model::OrganId>& formerOrgans();
    model::FunctionId function(NameId name);
    model::PlaceId place(NameId name);
    model::DocumentId document(NameId name);
    std::optional<std::size_t> list(NameId name);
    /// The catalogue item (not one of its situations) of a name.
    model::ItemId catalogueItem(NameId name);
    /// The power of a name; nothing for an invalid one.
    Thing power(NameId name) const;
    /// The declared document, else the applicant's own material.
    Thing material(NameId name);
    /// A function, or an organ.
    Thing holder(NameId name);
    model::ItemId itemAt(Span head);
    model::ProvisionId provisionAt(Span head);
    CitedPlace cited(std::string_view title, const model::ProvisionPath& first,
                     const model::ProvisionPath& last);

private:
    struct SpanHash {
        std::size_t operator()(const Span& span) const noexcept {
            return (std::size_t{span.file.index()} << 32U) ^ span.begin;
        }
    };
    using TargetKey = std::tuple<NameId, model::ProvisionPath, model::ProvisionPath>;
    struct TargetHash {
        std::size_t operator()(const TargetKey& key) const noexcept {
            const model::ProvisionPath& path = std::get<1>(key);
            return (std::size_t{std::get<0>(key).index()} << 32U) ^
                   (std::size_t{path.article} << 16U) ^ (std::size_t{path.paragraph} << 8U) ^
                   path.subparagraph;
        }
    };
    const View& view_;
    const model::Program& program_;
    Lookup<NameId> organs_;
    Lookup<NameId> functions_;
    Lookup<NameId> places_;
    Lookup<NameId> documents_;
    Lookup<NameId> catalogueItems_;
    Lookup<Span, SpanHash> items_;
    Lookup<Span, SpanHash> provisions_;
    Lookup<TargetKey, TargetHash> targets_;
    std::optional<std::unordered_map<NameId, model::OrganId>> formerOrgans_;
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

/// The provisions on which a citation of a place rests; empty when none is recorded.
std::vector<model::ProvisionId> coveredBy(const View& view, const CitedPlace& place);

}  // namespace fadu::ide
