#include "checks/OwnRules.h"

#include "derive/Bearing.h"

#include <algorithm>

namespace fadu::checks {

OwnRuleEntries::OwnRuleEntries(const model::Program& program, EntryKind kind) : program_(program) {
    for (const model::Entry& entry : program.entries) {
        const model::InstrumentId id = program.provisions[entry.provision].instrument;
        const model::Instrument& instrument = program.instruments[id];
        if (entry.kind != kind || instrument.fromLibrary || !instrument.rank ||
            model::mayLengthenLimits(*instrument.rank)) {
            continue;
        }
        powers_.insert(entry.appliesTo.begin(), entry.appliesTo.end());
        if (entry.appliesTo.empty()) {
            instruments_.insert(id);
        }
    }
}

bool OwnRuleEntries::mayConcern(const model::Item& item) const {
    if (!powers_.empty()) {
        const std::vector<NameId> names = derive::powerNames(program_, item);
        if (powers_.contains(item.situation) ||
            std::any_of(names.begin(), names.end(),
                        [&](NameId name) { return powers_.contains(name); })) {
            return true;
        }
    }
    if (instruments_.empty()) {
        return false;
    }
    const auto cites = [&](const std::vector<model::Citation>& citations) {
        return std::any_of(
            citations.begin(), citations.end(), [&](const model::Citation& citation) {
                return instruments_.contains(program_.targets[citation.target].instrument);
            });
    };
    const auto& all = program_.establishmentsOf(item.power);
    return cites(item.establishing.citations) || cites(item.implementing.citations) ||
           std::any_of(all.begin(), all.end(), [&](model::EstablishmentId id) {
               return instruments_.contains(
                   program_.provisions[program_.establishments[id].provision].instrument);
           });
}

}  // namespace fadu::checks
