#pragma once

#include <string_view>

namespace fadu::checks {

/// What kind of step a name means, as provisions and guides commonly call it: 现场勘查, 实地核查
/// and 现场踏勘 are one kind. Empty for a name that is no known procedure.
std::string_view procedureKind(std::string_view name);

/// Whether a step of a flow is the procedure that a provision names: equal names or one kind.
bool isProcedure(std::string_view step, std::string_view procedure);

/// Whether a text speaks of a procedure, by its name or another name of its kind.
bool mentionsProcedure(std::string_view text, std::string_view procedure);

}  // namespace fadu::checks
