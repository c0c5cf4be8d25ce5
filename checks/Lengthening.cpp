#include "checks/Lengthening.h"

#include "checks/Describe.h"

#include <algorithm>
#include <unordered_map>

namespace fadu::checks {

using derive::ClockKind;
using derive::GoverningLimit;
using derive::LoserReason;
using model::Program;

namespace {

const model::Instrument& instrumentOf(const Program& program, model::LimitId id) {
    return program.instruments[program.provisions[program.limits[id].provision].instrument];
}

}  // namespace

std::vector<Lengthening> lengthenings(const Context& context, model::ItemId id, ClockKind clock) {
    std::vector<Lengthening> result;
    const Program& program = context.program;
    const GoverningLimit& limit = context.facts.of(id).of(clock).limit;
    if (limit.state != GoverningLimit::State::Known || (limit.general && !limit.complete)) {
        return result;
    }
    const model::Limit& governing = program.limits[limit.governing()];
    for (const GoverningLimit::Loser& loser : limit.losers) {
        const bool mayNot = loser.reason == LoserReason::RuleMayOnlyShorten ||
                            loser.reason == LoserReason::MayNotLengthen ||
                            loser.reason == LoserReason::LowerRank ||
                            loser.reason == LoserReason::NoOrder;
        if (mayNot &&
            isAlwaysLonger(context, program.limits[loser.limit].length, governing.length)) {
            result.push_back({loser.limit, loser.reason, clock});
        }
    }
    return result;
}

const Lengthening* citedBy(const Program& program, const model::Item& item,
                           const std::vector<Lengthening>& all) {
    for (const model::Citation& citation : item.statutory.value.basis) {
        const std::vector<model::ProvisionId>& covered = program.targets[citation.target].covered();
        for (const Lengthening& one : all) {
            if (std::find(covered.begin(), covered.end(), program.limits[one.limit].provision) !=
                covered.end()) {
                return &one;
            }
        }
    }
    return nullptr;
}

std::vector<LengtheningUse> lengtheningsOfPackage(const Context& context,
                                                  bool (*wanted)(LoserReason reason)) {
    std::vector<LengtheningUse> result;
    std::unordered_map<model::LimitId, std::size_t> known;
    const Program& program = context.program;
    for (std::size_t i = 0; i < program.items.size(); ++i) {
        const model::ItemId id(i);
        if (!program.items[id].offered) {
            continue;
        }
        for (const ClockKind clock : derive::kClockKinds) {
            if (context.facts.of(id).of(clock).limit.losers.empty()) {
                continue;
            }
            for (const Lengthening& one : lengthenings(context, id, clock)) {
                if (!wanted(one.reason) || instrumentOf(program, one.limit).fromLibrary) {
                    continue;
                }
                const auto [found, isNew] = known.emplace(one.limit, result.size());
                if (isNew) {
                    result.push_back({one, {}});
                }
                result[found->second].items.push_back(id);
            }
        }
    }
    return result;
}

}  // namespace fadu::checks
