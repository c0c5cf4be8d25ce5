#pragma once

#include "derive/Limits.h"

#include <optional>

namespace fadu::derive {

/// The event that a clock runs from where nothing else is said (许可法 32, 42 to 44).
Event usualStart(ClockKind clock);

/// The event that a limit or promise of a clock runs from. The day of the event is never counted:
/// 次日 is the usual start.
Event startOf(ClockKind clock, const std::optional<Event>& stated);

}  // namespace fadu::derive
