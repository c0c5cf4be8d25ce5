#pragma once

#include "model/Program.h"

#include <optional>

namespace fadu::checks {

/// What a step of a licence's flow is, if it burdens the applicant and no law that bears on the
/// licence asks for it: an inspection on site, a public notice, a recommendation, a review by
/// experts, a preliminary examination by another organ. Nothing while that law's procedures are not
/// completely recorded.
std::optional<Text> addedStep(const model::Program& program, const model::Item& item,
                              const model::Step& step);

}  // namespace fadu::checks
