#include "derive/Renewal.h"

#include "derive/Bearing.h"
#include "derive/Facts.h"

namespace fadu::derive {

Renewal deriveRenewal(const model::Program& program, const Periods& periods, model::ItemId id) {
    const model::Item& item = program.items[id];
    Renewal result;
    result.applies = item.kind.known() && item.kind.value == PowerKind::Licensing &&
                     program.text(item.situation) == "延续";
    if (!result.applies) {
        return result;
    }
    // 50(1) lets laws, regulations and rules set another lead: what is special goes first.
    const auto governing = [&](EntryKind kind, const auto& fits) {
        model::EntryId found;
        for (const Bearing::Entry& entry : bearing(program, item, kind).entries) {
            if (!entry.conditional && fits(program.entries[entry.entry]) &&
                (!found.valid() || !entry.general)) {
                found = entry.entry;
                if (!entry.general) {
                    break;
                }
            }
        }
        return found;
    };
    result.entry = governing(EntryKind::Renewal,
                             [](const model::Entry& entry) { return entry.quantity.has_value(); });
    result.silenceEntry = governing(EntryKind::Deemed, [](const model::Entry& entry) {
        return entry.deemed == Deemed::Renewed;
    });
    if (result.silenceEntry.valid()) {
        result.silence = program.entries[result.silenceEntry].deemed;
    }
    const auto& own = item.renewalLead;
    result.stated = own.known() && own.value.quantity;
    if (result.stated) {
        result.lead = chainOf(*own.value.quantity).front();
    } else if (own.notStated() && result.entry.valid()) {
        result.lead = chainOf(*program.entries[result.entry].quantity).front();
    }
    if (result.lead && item.promise.known()) {
        result.answer =
            periods.compare(promiseFromReceipt(item), {*result.lead}, FirstDays::AnyDay);
        const Judgement::Result kept = result.answer->result;
        result.decidedInTime = kept == Judgement::Result::Within    ? Verdict::Proved
                               : kept == Judgement::Result::Exceeds ? Verdict::Refuted
                                                                    : Verdict::Unknown;
    }
    return result;
}

}  // namespace fadu::derive
