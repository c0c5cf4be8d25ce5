#include "derive/ClockStart.h"

namespace fadu::derive {

Event usualStart(ClockKind clock) {
    switch (clock) {
        case ClockKind::Acceptance:
            return Event::Receipt;
        case ClockKind::Preliminary:
        case ClockKind::Decision:
            return Event::Acceptance;
        case ClockKind::Delivery:
            break;
    }
    return Event::Decision;
}

Event startOf(ClockKind clock, const std::optional<Event>& stated) {
    return stated && *stated != Event::NextDay ? *stated : usualStart(clock);
}

}  // namespace fadu::derive
