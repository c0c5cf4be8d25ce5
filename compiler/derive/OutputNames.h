#pragma once

#include "derive/Limits.h"

namespace fadu::derive {

// How documents for other programs call things: one name in all of them (docs/schema). A name never
// changes its meaning.

/// workingDay, calendarDay, unstatedDay, month, year, hour; onTheSpot for what is no length.
const char* outputName(Unit unit);
/// submission, materialsComplete, acceptance, decision, nextDay.
const char* outputName(Event event);
/// deemedAccepted, deemedApproved, deemedRenewed, deemedRefused.
const char* outputName(Deemed effect);
/// granted, refused, notAccepted.
const char* outputName(Outcome outcome);
/// acceptance, preliminary, decision, delivery: a clock, and the event that ends it.
const char* outputName(ClockKind clock);

}  // namespace fadu::derive
