#pragma once

#include "model/Program.h"

#include <vector>

namespace fadu::derive {

/// How the 适用 of an entry of law fits an item.
struct Applicability {
    bool applies = false;
    /// How much of the item it names: the power, its situation or mode, or both.
    unsigned specificity = 0;
    bool selected = false;     ///< It names the item's situation or way of handling.
    bool conditional = false;  ///< For a situation that the item neither has nor excludes.
};

/// Whether an entry for these powers, situations and modes is about an item. Of several modes, or
/// several situations, any one suffices (适用 联合办理, 集中办理).
Applicability applicability(const model::Program& program, const model::Item& item,
                            const std::vector<NameId>& appliesTo);

/// What an item's power is called: by the item, and by what establishes powers of its kind.
std::vector<NameId> powerNames(const model::Program& program, const model::Item& item);

/// The instruments whose entries bear on an item: those that establish its power here and those it
/// cites as 设定依据 or 实施依据, in force and binding, the general law of its kind apart.
struct Instruments {
    std::vector<model::InstrumentId> instruments;
    bool complete = true;  ///< Each of them is known: none unread, blamed or without its place.
};
Instruments bearingInstruments(const model::Program& program, const model::Item& item);

/// Whether an instrument, the general law of the item's kind apart, is in force and binds where the
/// item is. Without a place nobody can tell for a local one, but what the item cites itself is
/// meant to; `complete` becomes false where a cited one's place is not declared.
bool standsHere(const model::Program& program, const model::Item& item,
                model::InstrumentId instrument, bool cited, bool& complete);

/// The entries of one kind that bear on an item, by the same instruments as its limits: those whose
/// 适用 names its power, those without one in its bearing instruments, those of the general law.
struct Bearing {
    struct Entry {
        model::EntryId entry;
        bool general = false;      ///< Of the general law of the kind.
        bool conditional = false;  ///< For a situation that the item neither has nor excludes.
    };
    std::vector<Entry> entries;  ///< Instruments in the order of `bearingInstruments`.
    /// Every bearing instrument is recorded completely for the kind and none leaves the matter to
    /// another one (授权制定) that is not among them, so that what is not among the entries is not
    /// asked for by them. Says nothing of instruments that nobody named.
    bool complete = false;
};
Bearing bearing(const model::Program& program, const model::Item& item, EntryKind kind);

}  // namespace fadu::derive
