#pragma once

#include "checks/Check.h"

#include <optional>
#include <string>

namespace fadu::checks {

/// Whether a power, an item or an outside approval, by its name, is what a name of law means: equal
/// names, or two names of one power.
bool isSamePower(const model::Program& program, NameId name, NameId other);

/// Whether an alternative of a prerequisite is what a name of law means: an act, a step or a power.
bool isNamed(const model::Program& program, const model::Alternative& alternative, NameId name);

/// What an alternative is called.
std::string nameOf(const model::Program& program, const model::Alternative& alternative);

/// Takes one of an item's prerequisites out of its line, the only one with its line; nothing where
/// something else stands between it and the next, or where another item writes it.
std::optional<Fix> withoutPrerequisite(const Context& context, const model::Item& item,
                                       std::size_t index);

}  // namespace fadu::checks
