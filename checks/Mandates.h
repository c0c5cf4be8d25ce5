#pragma once

#include "checks/Check.h"
#include "derive/Verdict.h"

#include <optional>
#include <string>
#include <vector>

namespace fadu::checks {

/// A power that a transfer, entrustment, delegation or devolution names, with what the package
/// knows of it.
struct MandatedPower {
    NameId name;
    Span span;
    /// Of its items and of what establishes it; nothing where that is not known or not one.
    std::optional<PowerKind> kind;
    /// Offered items of this power at one of the two organs, those of the receiving one first, in
    /// the order of the files.
    std::vector<model::ItemId> items;
    /// What establishes it, by those items, else by the package's own law; may be invalid.
    model::EstablishmentId establishment;
};

/// The powers of a mandate; none where one of its organs is not known.
std::vector<MandatedPower> mandatedPowers(const Context& context, const model::Mandate& mandate);

/// Whether an organ is of this name or holds the function of this name; unknown where its functions
/// are not completely stated.
derive::Verdict answersTo(const model::Program& program, model::OrganId organ, NameId name);

/// “甲”、“乙”; 'A', 'B'.
Text quotedPowers(const model::Program& program, const std::vector<NameId>& powers);

/// The name of an organ.
std::string organName(const model::Program& program, model::OrganId organ);

}  // namespace fadu::checks
