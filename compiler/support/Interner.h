#pragma once

#include "support/Id.h"

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace fadu {

/// A name that was interned once; equal names have equal ids within one interner.
using NameId = Id<struct NameTag>;

/// Keeps one copy of every name. Views stay valid for the interner's lifetime. Not thread safe for
/// adding; reading from several threads is.
class Interner {
public:
    NameId intern(std::string_view name) {
        if (const auto found = index_.find(name); found != index_.end()) {
            return found->second;
        }
        const NameId id(names_.size());
        names_.emplace_back(name);
        index_.emplace(names_.back(), id);
        return id;
    }
    /// The id of a name that was interned before, else an invalid id.
    NameId find(std::string_view name) const {
        const auto found = index_.find(name);
        return found == index_.end() ? NameId() : found->second;
    }
    std::string_view text(NameId id) const {
        return id.valid() ? names_[id.index()] : std::string_view();
    }
    std::size_t size() const { return names_.size(); }

private:
    std::deque<std::string> names_;
    std::unordered_map<std::string_view, NameId> index_;
};

}  // namespace fadu
