#include "checks/Cancellations.h"

#include "derive/Bearing.h"
#include "derive/Describe.h"

#include <algorithm>

namespace fadu::checks {

namespace {

using model::Program;

/// Whether an abolition reaches a place. Where none is known (a catalogue's), nobody can tell.
bool reaches(const Program& program, const model::Abolition& abolition, model::PlaceId where) {
    return abolition.places.empty() ||
           std::any_of(abolition.places.begin(), abolition.places.end(), [&](model::PlaceId place) {
               return place.valid() && where.valid() && program.within(where, place);
           });
}

bool namesPower(const Program& program, const model::Abolition& abolition,
                const model::Item& item) {
    const auto& recorded = program.establishmentsOf(item.power);
    const bool otherKind =
        !recorded.empty() &&
        std::none_of(recorded.begin(), recorded.end(), [&](model::EstablishmentId id) {
            return program.establishments[id].kind == item.kind.value;
        });
    const std::vector<NameId> names = derive::powerNames(program, item);
    return !otherKind && std::any_of(names.begin(), names.end(), [&](NameId name) {
        return std::find(abolition.powers.begin(), abolition.powers.end(), name) !=
               abolition.powers.end();
    });
}

/// Whether all that the item rests on, cited or recorded, are provisions that were cancelled.
bool restsOnCancelled(const Program& program, const model::Abolition& abolition,
                      const model::Item& item) {
    const auto cancelled = [&](model::InstrumentId instrument, const model::ProvisionPath& path) {
        return std::any_of(abolition.provisions.begin(), abolition.provisions.end(),
                           [&](const model::Citation& citation) {
                               const model::Target& target = program.targets[citation.target];
                               return target.instrument == instrument &&
                                      (target.last.empty() ? target.first.covers(path)
                                                           : model::inProvisionRange(
                                                                 target.first, target.last, path));
                           });
    };
    const auto& cited = item.establishing.citations;
    const std::vector<model::ProvisionId> established = establishedBy(program, item);
    return !cited.empty() &&
           std::all_of(cited.begin(), cited.end(),
                       [&](const model::Citation& citation) {
                           const model::Target& target = program.targets[citation.target];
                           return target.instrument.valid() &&
                                  cancelled(target.instrument, target.first);
                       }) &&
           std::all_of(established.begin(), established.end(), [&](model::ProvisionId id) {
               return cancelled(program.provisions[id].instrument, program.provisions[id].path);
           });
}

/// Whether one of these provisions came after the abolition and so establishes the power anew.
bool establishedAnew(const Program& program, const model::Abolition& abolition,
                     const std::vector<model::ProvisionId>& established) {
    return abolition.since &&
           std::any_of(established.begin(), established.end(), [&](model::ProvisionId id) {
               const auto& since = program.instruments[program.provisions[id].instrument].inForce;
               return since && *since > *abolition.since;
           });
}

bool inForce(const Program& program, const model::Abolition& abolition, model::PlaceId where) {
    return !abolition.adjustment && abolition.inForceOn(program.asOf) &&
           reaches(program, abolition, where);
}

}  // namespace

const model::Abolition* cancellationOf(const Program& program, const model::Item& item) {
    const auto found = std::find_if(
        program.abolitions.begin(), program.abolitions.end(), [&](const model::Abolition& one) {
            return inForce(program, one, item.place) &&
                   (one.powers.empty() ? restsOnCancelled(program, one, item)
                                       : namesPower(program, one, item)) &&
                   !establishedAnew(program, one, establishedBy(program, item));
        });
    return found == program.abolitions.end() ? nullptr : &*found;
}

const model::Abolition* cancellationOf(const Program& program, NameId power, model::PlaceId place) {
    std::vector<NameId> names{power};
    std::vector<model::ProvisionId> established;
    for (const model::EstablishmentId id : program.establishmentsOf(power)) {
        const model::Establishment& one = program.establishments[id];
        names.push_back(one.power);
        names.insert(names.end(), one.aliases.begin(), one.aliases.end());
        const model::InstrumentId instrument = program.provisions[one.provision].instrument;
        if (program.instruments[instrument].inForceOn(program.asOf) &&
            program.binds(instrument, place)) {
            established.push_back(one.provision);
        }
    }
    const auto found = std::find_if(
        program.abolitions.begin(), program.abolitions.end(), [&](const model::Abolition& one) {
            return inForce(program, one, place) &&
                   std::any_of(names.begin(), names.end(),
                               [&](NameId name) {
                                   return std::find(one.powers.begin(), one.powers.end(), name) !=
                                          one.powers.end();
                               }) &&
                   !establishedAnew(program, one, established);
        });
    return found == program.abolitions.end() ? nullptr : &*found;
}

std::vector<model::ProvisionId> establishedBy(const Program& program, const model::Item& item) {
    std::vector<model::ProvisionId> result;
    for (const model::EstablishmentId id : program.establishmentsOf(item.power)) {
        const model::Establishment& establishment = program.establishments[id];
        const model::InstrumentId instrument =
            program.provisions[establishment.provision].instrument;
        if (establishment.kind == item.kind.value &&
            program.instruments[instrument].inForceOn(program.asOf) &&
            program.binds(instrument, item.place)) {
            result.push_back(establishment.provision);
        }
    }
    return result;
}

Text sinceText(const std::optional<Date>& since) {
    return since ? Text{"自 " + since->iso() + " 起", " on " + since->iso()} : Text{};
}

CancellationBasis basisOf(const Program& program, const model::Abolition& abolition) {
    CancellationBasis result;
    std::vector<std::string> titles;
    for (const model::Citation& citation : abolition.basis) {
        const model::Target& target = program.targets[citation.target];
        titles.push_back(program.citationText(target).zh);
        result.provisions.push_back(program.legalBasis(target));
    }
    if (!titles.empty()) {
        const Text joined = derive::joined(titles);
        result.text = {"（" + joined.zh + "）", " (" + joined.en + ")"};
    }
    return result;
}

}  // namespace fadu::checks
