#include "checks/Mandates.h"

#include <algorithm>

namespace fadu::checks {

using model::Program;

namespace {

bool contains(const std::vector<NameId>& names, NameId name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Whether an establishment in force is of a power of this name.
bool establishes(const Program& program, const model::Establishment& establishment, NameId name) {
    const model::InstrumentId instrument = program.provisions[establishment.provision].instrument;
    return program.instruments[instrument].inForceOn(program.asOf) &&
           (establishment.power == name || contains(establishment.aliases, name));
}

}  // namespace

std::vector<MandatedPower> mandatedPowers(const Context& context, const model::Mandate& mandate) {
    const Program& program = context.program;
    std::vector<MandatedPower> result;
    if (!mandate.from.valid() || !mandate.to.valid()) {
        return result;
    }
    const std::vector<model::ItemId>& offered = context.offeredItems();
    for (std::size_t i = 0; i < mandate.powers.size(); ++i) {
        MandatedPower power;
        power.name = mandate.powers[i];
        power.span = mandate.powerSpans[i];
        bool several = false;
        const auto isOf = [&](PowerKind kind) {
            several = several || (power.kind && *power.kind != kind);
            power.kind = kind;
        };
        std::vector<model::ItemId> sending;
        for (const model::ItemId id : offered) {
            const model::Item& item = program.items[id];
            if (!item.authority.known() ||
                (item.authority.value != mandate.to && item.authority.value != mandate.from)) {
                continue;
            }
            const model::EstablishmentId establishment =
                context.facts.of(id).authority.establishment;
            if (item.name != power.name && item.power != power.name &&
                !(establishment.valid() &&
                  establishes(program, program.establishments[establishment], power.name))) {
                continue;
            }
            (item.authority.value == mandate.to ? power.items : sending).push_back(id);
            if (item.kind.known()) {
                isOf(item.kind.value);
            }
            if (!power.establishment.valid()) {
                power.establishment = establishment;
            }
        }
        power.items.insert(power.items.end(), sending.begin(), sending.end());
        // Law that no item leads to counts where it is the package's own: which of the library is
        // read depends on the items.
        for (const model::EstablishmentId id : program.establishmentsOf(power.name)) {
            const model::Establishment& establishment = program.establishments[id];
            const model::InstrumentId instrument =
                program.provisions[establishment.provision].instrument;
            if (!power.establishment.valid() && establishment.kind &&
                !program.instruments[instrument].fromLibrary &&
                establishes(program, establishment, power.name)) {
                isOf(*establishment.kind);
                power.establishment = id;
            }
        }
        if (several) {
            power.kind.reset();
        }
        result.push_back(std::move(power));
    }
    return result;
}

derive::Verdict answersTo(const Program& program, model::OrganId organ, NameId name) {
    const model::Organ& value = program.organs[organ];
    if (value.name == name) {
        return derive::Verdict::Proved;
    }
    for (const model::FunctionId id : value.functions) {
        const model::Function& function = program.functions[id];
        if (function.name == name || contains(function.aliases, name) ||
            std::any_of(function.formerNames.begin(), function.formerNames.end(),
                        [&](const model::FormerName& former) { return former.name == name; })) {
            return derive::Verdict::Proved;
        }
    }
    return value.functionsComplete && !value.functionsBlamed ? derive::Verdict::Refuted
                                                             : derive::Verdict::Unknown;
}

Text quotedPowers(const Program& program, const std::vector<NameId>& powers) {
    Text result;
    for (const NameId power : powers) {
        const std::string name(program.text(power));
        result.zh += (result.zh.empty() ? "“" : "、“") + name + "”";
        result.en += (result.en.empty() ? "'" : ", '") + name + "'";
    }
    return result;
}

std::string organName(const Program& program, model::OrganId organ) {
    return std::string(program.text(program.organs[organ].name));
}

}  // namespace fadu::checks
