#pragma once

#include "ide/Thing.h"
#include "ide/View.h"

#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace fadu::ide {

/// Whether a value is a name, in quotes or not.
inline bool isName(const syntax::Value& value) {
    return value.kind == syntax::Value::Kind::Name || value.kind == syntax::Value::Kind::Text;
}

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

/// The provisions on which a citation of a place rests; empty when none is recorded.
std::vector<model::ProvisionId> coveredBy(const View& view, const CitedPlace& place);

}  // namespace fadu::ide
