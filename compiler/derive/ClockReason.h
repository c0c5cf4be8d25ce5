#pragma once

#include "derive/Facts.h"
#include "model/Program.h"

namespace fadu::derive {

/// What a comparison depends on or waits for.
Text causeText(Judgement::Cause cause);

/// Why a verdict on a clock could not be reached: what is missing, in words. `ofFlow`: the flow was
/// held against something, else the promise; `toLimit`: against the limit, else the promise.
Text missingForClock(const model::Program& program, model::ItemId id, const ItemFacts& facts,
                     ClockKind kind, bool ofFlow, bool toLimit);

}  // namespace fadu::derive
