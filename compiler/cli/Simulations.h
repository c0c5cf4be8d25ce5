#pragma once

#include "cli/Options.h"
#include "emit/Timeline.h"
#include "query/Simulate.h"

namespace fadu::cli {

/// What a call says of a case of an item.
query::SimulationRequest simulationRequest(const Options& options, model::ItemId item);

/// What a timeline shows of a simulation, which it refers to.
emit::TimelineInput timelineInput(const query::Simulation& simulation);

}  // namespace fadu::cli
