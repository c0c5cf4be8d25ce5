#include "derive/OutputNames.h"

namespace fadu::derive {

const char* outputName(Unit unit) {
    switch (unit) {
        case Unit::WorkingDay:
            return "workingDay";
        case Unit::CalendarDay:
            return "calendarDay";
        case Unit::UnstatedDay:
            return "unstatedDay";
        case Unit::Month:
            return "month";
        case Unit::Year:
            return "year";
        case Unit::Hour:
            return "hour";
        default:
            return "onTheSpot";
    }
}

const char* outputName(Event event) {
    switch (event) {
        case Event::Acceptance:
            return "acceptance";
        case Event::Receipt:
            return "submission";
        case Event::MaterialsComplete:
            return "materialsComplete";
        case Event::Decision:
            return "decision";
        case Event::NextDay:
            break;
    }
    return "nextDay";
}

const char* outputName(Deemed effect) {
    switch (effect) {
        case Deemed::Accepted:
            return "deemedAccepted";
        case Deemed::Approved:
            return "deemedApproved";
        case Deemed::Renewed:
            return "deemedRenewed";
        case Deemed::Refused:
            break;
    }
    return "deemedRefused";
}

const char* outputName(Outcome outcome) {
    switch (outcome) {
        case Outcome::Granted:
            return "granted";
        case Outcome::Refused:
            return "refused";
        case Outcome::NotAccepted:
            break;
    }
    return "notAccepted";
}

const char* outputName(ClockKind clock) {
    switch (clock) {
        case ClockKind::Acceptance:
            return "acceptance";
        case ClockKind::Preliminary:
            return "preliminary";
        case ClockKind::Decision:
            return "decision";
        case ClockKind::Delivery:
            break;
    }
    return "delivery";
}

}  // namespace fadu::derive
