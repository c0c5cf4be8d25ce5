#pragma once

#include "derive/Periods.h"
#include "derive/Verdict.h"

#include <optional>

namespace fadu::derive {

/// The clock of a renewal: how long before its end a licence is applied for again, and whether the
/// organ can decide before that end, after which its silence renews (许可法 50).
struct Renewal {
    bool applies = false;         ///< A licence's 延续.
    model::EntryId entry;         ///< What law says of the lead; the special before the general.
    std::optional<Length> lead;   ///< The item's own, else the law's; a bare 日 as it is written.
    bool stated = false;          ///< It is the item's own.
    model::EntryId silenceEntry;  ///< What law says of silence.
    std::optional<Deemed> silence;
    /// Whether acceptance and decision, as promised, fit into the lead.
    Verdict decidedInTime = Verdict::NotStated;
    Periods::Answer answer;
};

Renewal deriveRenewal(const model::Program& program, const Periods& periods, model::ItemId id);

}  // namespace fadu::derive
