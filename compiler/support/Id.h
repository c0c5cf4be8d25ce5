#pragma once

#include "support/Check.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace fadu {

/// A 32-bit index into one kind of append-only store. `Tag` keeps kinds apart at compile time; a
/// default-constructed id refers to nothing.
template <typename Tag>
class Id {
public:
    constexpr Id() = default;
    constexpr explicit Id(std::size_t index) : value_(static_cast<std::uint32_t>(index)) {}

    /// Whether the id refers to anything.
    constexpr bool valid() const { return value_ != kNone; }
    /// Position in the store. Only for a valid id.
    constexpr std::uint32_t index() const { return value_; }

    constexpr auto operator<=>(const Id&) const = default;

private:
    static constexpr std::uint32_t kNone = 0xFFFFFFFF;
    std::uint32_t value_ = kNone;
};

/// An append-only store of `T` addressed by `IdType`. References stay valid only until the next
/// add.
template <typename IdType, typename T>
class Store {
public:
    IdType add(T value) {
        items_.push_back(std::move(value));
        return IdType(items_.size() - 1);
    }
    const T& operator[](IdType id) const {
        FADU_CHECK(id.valid() && id.index() < items_.size());
        return items_[id.index()];
    }
    T& operator[](IdType id) {
        FADU_CHECK(id.valid() && id.index() < items_.size());
        return items_[id.index()];
    }
    std::size_t size() const { return items_.size(); }
    bool empty() const { return items_.empty(); }
    IdType idAt(std::size_t index) const { return IdType(index); }
    auto begin() const { return items_.begin(); }
    auto end() const { return items_.end(); }
    auto begin() { return items_.begin(); }
    auto end() { return items_.end(); }

private:
    std::vector<T> items_;
};

}  // namespace fadu

template <typename Tag>
struct std::hash<fadu::Id<Tag>> {
    std::size_t operator()(fadu::Id<Tag> id) const noexcept { return id.index(); }
};
