#pragma once

#include "checks/Check.h"

#include <vector>

namespace fadu::checks {

/// The 取消 in force on the as-of date, where the item is, by which its power is gone: by the name
/// of the power, or because all that the item rests on was cancelled; null when there is none, or
/// when a later instrument establishes the power anew. 调整适用 cancels nothing.
const model::Abolition* cancellationOf(const model::Program& program, const model::Item& item);

/// The same of a power that no item of the package exercises, by its name, for a place.
const model::Abolition* cancellationOf(const model::Program& program, NameId power,
                                       model::PlaceId place);

/// Recorded law that establishes an item's power in its kind, in force where the item is.
std::vector<model::ProvisionId> establishedBy(const model::Program& program,
                                              const model::Item& item);

/// 自 2024-03-01 起; nothing for a day that is not known.
Text sinceText(const std::optional<Date>& since);

/// What a cancellation rests on: for a message, in parentheses (empty without any), and as legal
/// bases.
struct CancellationBasis {
    Text text;
    std::vector<LegalBasis> provisions;
};
CancellationBasis basisOf(const model::Program& program, const model::Abolition& abolition);

}  // namespace fadu::checks
