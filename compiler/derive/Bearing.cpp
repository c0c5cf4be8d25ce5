#include "derive/Bearing.h"

#include <algorithm>

namespace fadu::derive {

namespace {

using model::InstrumentId;
using model::Item;
using model::Program;

bool isGeneral(const Program& program, const Item& item, InstrumentId id) {
    const auto& kinds = program.instruments[id].generalLawFor;
    return item.kind.known() &&
           std::find(kinds.begin(), kinds.end(), item.kind.value) != kinds.end();
}

bool modeApplies(const Item& item, Mode mode) {
    const bool together = mode == Mode::Joint || mode == Mode::Unified || mode == Mode::Central;
    // 并联审批 is how places call what 26(2) describes as joint handling.
    return item.has(mode) || (together && item.has(Mode::Parallel));
}

/// Whether an instrument leaves detail about an item to others that are not among the bearing ones:
/// to one that it names, or to a department whose rules may hold anything.
bool leavesOpen(const Program& program, const Item& item, InstrumentId id,
                const std::vector<InstrumentId>& bearing) {
    const auto delegated = [&](model::EntryId entryId) {
        const model::Entry& entry = program.entries[entryId];
        if (entry.kind != EntryKind::LeftTo ||
            !applicability(program, item, entry.appliesTo).applies) {
            return false;
        }
        const InstrumentId named = entry.namesInstrument
                                       ? program.findInstrument(program.text(entry.name))
                                       : InstrumentId();
        return std::none_of(bearing.begin(), bearing.end(), [&](InstrumentId other) {
            const std::optional<Rank>& rank = program.instruments[other].rank;
            return entry.namesInstrument ? other == named
                                         : other != id && rank && !model::mayLengthenLimits(*rank);
        });
    };
    for (const model::ProvisionId provision : program.instruments[id].provisions) {
        const auto& entries = program.provisions[provision].entries;
        if (std::any_of(entries.begin(), entries.end(), delegated)) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool standsHere(const Program& program, const Item& item, InstrumentId id, bool cited,
                bool& complete) {
    const model::Instrument& instrument = program.instruments[id];
    if (isGeneral(program, item, id) || !instrument.inForceOn(program.asOf)) {
        return false;
    }
    const bool local = instrument.place.valid() || instrument.placeName.valid();
    if (program.binds(id, item.place) && (cited || !local || item.place.valid())) {
        return true;
    }
    if (cited && !instrument.place.valid()) {
        complete = false;  // Its place is not declared.
    }
    return false;
}

std::vector<NameId> powerNames(const Program& program, const Item& item) {
    std::vector<NameId> names{item.power, item.name};
    for (const model::EstablishmentId id : program.establishmentsOf(item.power)) {
        const model::Establishment& establishment = program.establishments[id];
        if (item.kind.known() && establishment.kind == item.kind.value) {
            names.push_back(establishment.power);
            names.insert(names.end(), establishment.aliases.begin(), establishment.aliases.end());
        }
    }
    std::vector<NameId> result;
    for (const NameId name : names) {
        if (std::find(result.begin(), result.end(), name) == result.end()) {
            result.push_back(name);
        }
    }
    return result;
}

Instruments bearingInstruments(const Program& program, const Item& item) {
    Instruments result;
    const auto add = [&](InstrumentId id, bool cited) {
        auto& all = result.instruments;
        if (standsHere(program, item, id, cited, result.complete) &&
            std::find(all.begin(), all.end(), id) == all.end()) {
            all.push_back(id);
        }
    };
    for (const model::EstablishmentId id : program.establishmentsOf(item.power)) {
        const model::Establishment& establishment = program.establishments[id];
        if (establishment.kind == item.kind.value) {
            add(program.provisions[establishment.provision].instrument, false);
        }
    }
    for (const model::Basis* basis : {&item.establishing, &item.implementing}) {
        for (const model::Citation& citation : basis->citations) {
            const model::Target& target = program.targets[citation.target];
            if (target.instrument.valid()) {
                add(target.instrument, true);
            } else {
                result.complete = false;
            }
        }
        result.complete = result.complete && !basis->blamed;
    }
    // Of a power whose law is not known an entry may stand anywhere.
    result.complete = result.complete && !result.instruments.empty();
    return result;
}

Applicability applicability(const Program& program, const Item& item,
                            const std::vector<NameId>& appliesTo) {
    Applicability result;
    bool power = false;
    bool otherPower = false;
    bool condition = false;
    bool otherMode = false;
    bool mode = false;
    bool otherSituation = false;
    bool situation = false;
    for (const NameId name : appliesTo) {
        const std::string_view text = program.text(name);
        if (const auto term = findTerm(TermFamily::Mode, text)) {
            (modeApplies(item, static_cast<Mode>(*term)) ? mode : otherMode) = true;
        } else if (name == item.power || name == item.name) {
            power = true;
        } else if (name == item.situation) {
            situation = true;
        } else if (program.isPower(name)) {
            const auto& all = program.establishmentsOf(name);
            const bool same = std::any_of(all.begin(), all.end(), [&](model::EstablishmentId e) {
                const model::Establishment& establishment = program.establishments[e];
                return establishment.power == item.power ||
                       std::find(establishment.aliases.begin(), establishment.aliases.end(),
                                 item.power) != establishment.aliases.end();
            });
            power = power || same;
            otherPower = otherPower || !same;
        } else if (text == "新办" || model::isDerivedSituation(text)) {
            otherSituation = true;
        } else {
            condition = true;
        }
    }
    result.applies =
        !(otherMode && !mode) && !(otherSituation && !situation) && !(otherPower && !power);
    result.selected = mode || situation;
    result.specificity = (power ? 1U : 0U) + (result.selected ? 1U : 0U);
    result.conditional = condition && !result.selected;
    return result;
}

Bearing bearing(const Program& program, const Item& item, EntryKind kind) {
    Bearing result;
    const auto consider = [&](model::EntryId id, bool general) {
        const model::Entry& entry = program.entries[id];
        if (entry.kind != kind ||
            std::any_of(result.entries.begin(), result.entries.end(),
                        [&](const Bearing::Entry& other) { return other.entry == id; })) {
            return;
        }
        const Applicability fit = applicability(program, item, entry.appliesTo);
        if (fit.applies) {
            result.entries.push_back({id, general, fit.conditional});
        }
    };
    const auto considerAll = [&](InstrumentId instrument, bool general) {
        for (const model::ProvisionId provision : program.instruments[instrument].provisions) {
            for (const model::EntryId id : program.provisions[provision].entries) {
                consider(id, general);
            }
        }
    };
    const Instruments instruments = bearingInstruments(program, item);
    result.complete = instruments.complete;
    for (const InstrumentId instrument : instruments.instruments) {
        considerAll(instrument, false);
        result.complete = result.complete && program.completeFor(instrument, kind) &&
                          !leavesOpen(program, item, instrument, instruments.instruments);
    }
    for (const NameId name : powerNames(program, item)) {
        for (const model::EntryId id : program.entriesFor(name)) {
            bool complete = true;
            if (standsHere(program, item,
                           program.provisions[program.entries[id].provision].instrument, false,
                           complete)) {
                consider(id, false);
            }
        }
    }
    if (item.kind.known()) {
        for (const InstrumentId instrument : program.generalLaws(item.kind.value)) {
            considerAll(instrument, true);
        }
    }
    return result;
}

}  // namespace fadu::derive
