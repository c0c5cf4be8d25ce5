#include "checks/Precedence.h"

#include <algorithm>

namespace fadu::checks {

bool isSamePower(const model::Program& program, NameId name, NameId other) {
    if (name == other) {
        return true;
    }
    const auto& all = program.establishmentsOf(name);
    return std::any_of(all.begin(), all.end(), [&](model::EstablishmentId id) {
        const model::Establishment& establishment = program.establishments[id];
        return establishment.power == other ||
               std::find(establishment.aliases.begin(), establishment.aliases.end(), other) !=
                   establishment.aliases.end();
    });
}

bool isNamed(const model::Program& program, const model::Alternative& alternative, NameId name) {
    if (!alternative.item.valid()) {
        return !alternative.blamed && isSamePower(program, name, alternative.outside);
    }
    const model::Item& item = program.items[alternative.item];
    return !item.derivedSituation && (isSamePower(program, name, item.power) || name == item.name);
}

std::string nameOf(const model::Program& program, const model::Alternative& alternative) {
    return alternative.item.valid() ? program.itemTitle(alternative.item)
                                    : std::string(program.text(alternative.outside));
}

}  // namespace fadu::checks
