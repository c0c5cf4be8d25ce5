#pragma once

#include "checks/Check.h"

namespace fadu::checks {

/// Makes the finding for one cycle of items and documents: edge by edge, each with its place.
Diagnostic cycleFinding(const Context& context, const Descriptor& descriptor,
                        const derive::Dependencies::Cycle& cycle);

}  // namespace fadu::checks
