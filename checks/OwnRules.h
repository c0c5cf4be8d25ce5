#pragma once

#include "checks/Check.h"

#include <set>

namespace fadu::checks {

/// Which items the entries of one kind in the package's own rules and lesser documents may be
/// about: a sieve, so that a check of the whole package looks closely at few items.
class OwnRuleEntries {
public:
    OwnRuleEntries(const model::Program& program, EntryKind kind);

    bool none() const { return powers_.empty() && instruments_.empty(); }
    /// False: none of the entries is about the item.
    bool mayConcern(const model::Item& item) const;

private:
    const model::Program& program_;
    std::set<NameId> powers_;                    ///< What their 适用 names.
    std::set<model::InstrumentId> instruments_;  ///< Of entries without one.
};

}  // namespace fadu::checks
