#include "derive/Limits.h"

#include <algorithm>

namespace fadu::derive {

namespace {

using model::Instrument;
using model::InstrumentId;
using model::Item;
using model::Limit;
using model::LimitId;
using model::Program;

Stage stageOf(ClockKind clock) {
    switch (clock) {
        case ClockKind::Acceptance:
            return Stage::Notice;
        case ClockKind::Decision:
            return Stage::Decision;
        case ClockKind::Delivery:
            return Stage::Delivery;
    }
    return Stage::Decision;
}

class Search {
public:
    Search(const Program& program, model::ItemId id, ClockKind clock)
        : program_(program), item_(program.items[id]), clock_(clock) {}

    GoverningLimit run();

private:
    struct Candidate {
        LimitId limit;
        bool names = false;        ///< Its 适用 names the power or the item's situation.
        bool conditional = false;  ///< For a situation that the item neither has nor excludes.
    };

    const Instrument& instrumentOf(LimitId id) const {
        return program_.instruments[program_.provisions[program_.limits[id].provision].instrument];
    }
    bool isGeneral(InstrumentId id) const {
        const auto& kinds = program_.instruments[id].generalLawFor;
        return item_.kind.known() && std::find(kinds.begin(), kinds.end(), item_.kind.value) != kinds.end();
    }
    std::vector<InstrumentId> relevantInstruments();
    void consider(LimitId id, bool general);
    bool modeApplies(Mode mode) const;
    void decide(GoverningLimit& result);

    const Program& program_;
    const Item& item_;
    ClockKind clock_;
    std::vector<Candidate> special_;
    std::vector<Candidate> general_;
    bool complete_ = true;
};

/// The instruments that establish the power here or that the item cites for it, the general law apart.
std::vector<InstrumentId> Search::relevantInstruments() {
    std::vector<InstrumentId> result;
    const auto add = [&](InstrumentId id) {
        if (!isGeneral(id) && program_.instruments[id].inForceOn(program_.asOf) &&
            program_.binds(id, item_.place) && std::find(result.begin(), result.end(), id) == result.end()) {
            result.push_back(id);
        }
    };
    for (const model::EstablishmentId id : program_.establishmentsOf(item_.power)) {
        const model::Establishment& establishment = program_.establishments[id];
        if (establishment.kind == item_.kind.value) {
            add(program_.provisions[establishment.provision].instrument);
        }
    }
    for (const model::Basis* basis : {&item_.establishing, &item_.implementing}) {
        for (const model::Citation& citation : basis->citations) {
            const model::Target& target = program_.targets[citation.target];
            if (target.instrument.valid()) {
                add(target.instrument);
            } else {
                complete_ = false;
            }
        }
        complete_ = complete_ && !basis->blamed;
    }
    for (const InstrumentId id : result) {
        const Instrument& instrument = program_.instruments[id];
        // Only a law could set another period than 32 and 44 do.
        if (clock_ != ClockKind::Decision && instrument.rank && *instrument.rank != Rank::Law) {
            continue;
        }
        const bool recorded = instrument.coverage == Coverage::Full ||
                              std::find(instrument.completeFor.begin(), instrument.completeFor.end(), EntryKind::Limit) !=
                                  instrument.completeFor.end();
        complete_ = complete_ && recorded;
    }
    return result;
}

bool Search::modeApplies(Mode mode) const {
    const bool together = mode == Mode::Joint || mode == Mode::Unified || mode == Mode::Central;
    // 并联审批 is how places call what 26(2) describes as joint handling.
    return item_.has(mode) || (together && item_.has(Mode::Parallel));
}

void Search::consider(LimitId id, bool general) {
    const Limit& limit = program_.limits[id];
    if (limit.applicants || limit.stage != stageOf(clock_)) {
        return;
    }
    auto& list = general ? general_ : special_;
    if (std::any_of(list.begin(), list.end(), [&](const Candidate& known) { return known.limit == id; })) {
        return;
    }
    Candidate candidate;
    candidate.limit = id;
    bool power = false;
    bool otherPower = false;
    bool condition = false;
    // Of several modes, or several situations, any one suffices (适用 联合办理, 集中办理).
    bool otherMode = false;
    bool mode = false;
    bool otherSituation = false;
    bool situation = false;
    for (const NameId name : limit.appliesTo) {
        const std::string_view text = program_.text(name);
        if (const auto term = findTerm(TermFamily::Mode, text)) {
            (modeApplies(static_cast<Mode>(*term)) ? mode : otherMode) = true;
        } else if (name == item_.power || name == item_.name) {
            power = true;
        } else if (name == item_.situation) {
            situation = true;
        } else if (!program_.establishmentsOf(name).empty()) {
            const auto& all = program_.establishmentsOf(name);
            const bool same = std::any_of(all.begin(), all.end(), [&](model::EstablishmentId e) {
                const model::Establishment& establishment = program_.establishments[e];
                return establishment.power == item_.power ||
                       std::find(establishment.aliases.begin(), establishment.aliases.end(), item_.power) != establishment.aliases.end();
            });
            power = power || same;
            otherPower = otherPower || !same;
        } else if (text == "新办" || model::isDerivedSituation(text)) {
            otherSituation = true;
        } else {
            condition = true;
        }
    }
    if ((otherMode && !mode) || (otherSituation && !situation)) {
        return;
    }
    const bool selected = mode || situation;
    if (otherPower && !power) {
        return;
    }
    candidate.names = power || selected;
    candidate.conditional = condition && !selected;
    list.push_back(candidate);
}

void Search::decide(GoverningLimit& result) {
    const auto rankOf = [&](LimitId id) { return instrumentOf(id).rank.value_or(Rank::LocalDocument); };
    std::vector<Candidate> own;     // Laws and regulations: they set their own limit.
    std::vector<Candidate> lesser;  // Rules and documents: they may only shorten.
    for (const Candidate& candidate : special_) {
        const bool law = clock_ == ClockKind::Decision ? model::mayLengthenLimits(rankOf(candidate.limit))
                                                       : rankOf(candidate.limit) == Rank::Law;
        (law ? own : lesser).push_back(candidate);
    }
    const bool fromGeneral = own.empty();
    std::vector<Candidate> field = fromGeneral ? general_ : own;
    if (fromGeneral && field.empty()) {
        field = lesser;  // No law says anything: the rule's own limit is all there is.
        lesser.clear();
    }
    result.general = fromGeneral && !general_.empty();
    if (!fromGeneral) {
        for (const Candidate& loser : general_) {
            result.losers.push_back({loser.limit, LoserReason::GeneralLaw});
        }
    }
    if (field.empty()) {
        return;
    }
    // Highest rank first; at equal rank what names the power before what does not, then the later
    // instrument; then the order of the text.
    const auto date = [&](LimitId id) { return instrumentOf(id).version.value_or(Date()); };
    std::stable_sort(field.begin(), field.end(), [&](const Candidate& left, const Candidate& right) {
        const auto order = model::compareRanks(rankOf(left.limit), rankOf(right.limit));
        if (order == std::partial_ordering::greater || order == std::partial_ordering::less) {
            return order == std::partial_ordering::greater;
        }
        if (left.names != right.names) {
            return left.names;
        }
        return date(left.limit) > date(right.limit);
    });
    const Candidate first = field.front();
    std::vector<LimitId> situations;
    for (const Candidate& candidate : field) {
        const bool sameText = program_.provisions[program_.limits[candidate.limit].provision].instrument ==
                              program_.provisions[program_.limits[first.limit].provision].instrument;
        if (candidate.conditional && sameText) {
            situations.push_back(candidate.limit);
        }
    }
    const auto unconditional = std::find_if(field.begin(), field.end(), [](const Candidate& c) { return !c.conditional; });
    if (first.conditional || (situations.size() > 0 && unconditional != field.end() && !unconditional->names)) {
        // The item names no situation: every one of them is possible.
        result.state = GoverningLimit::State::BySituation;
        result.limits = situations;
        if (unconditional != field.end()) {
            result.limits.push_back(unconditional->limit);
        }
        if (result.limits.size() == 1) {
            result.limits.push_back(result.limits.front());
        }
        return;
    }
    const LimitId governing = unconditional->limit;
    result.state = GoverningLimit::State::Known;
    result.limits.push_back(governing);
    for (const Candidate& candidate : field) {
        if (candidate.limit == governing || candidate.conditional) {
            continue;
        }
        const auto order = model::compareRanks(rankOf(governing), rankOf(candidate.limit));
        const Comparison shorter = compareLimits(program_.limits[candidate.limit].length, program_.limits[governing].length);
        const bool sameRank = order == std::partial_ordering::equivalent;
        // A shorter limit of a lower instrument, or of one without order to it, binds as well.
        if (!sameRank && shorter == Comparison::Within &&
            !(program_.limits[candidate.limit].length == program_.limits[governing].length)) {
            result.limits.push_back(candidate.limit);
        } else {
            result.losers.push_back({candidate.limit, !sameRank                            ? LoserReason::LowerRank
                                                      : candidate.names != first.names     ? LoserReason::LessSpecific
                                                                                           : LoserReason::Earlier});
        }
    }
    for (const Candidate& candidate : lesser) {
        if (candidate.conditional) {
            continue;
        }
        const Comparison shorter = compareLimits(program_.limits[candidate.limit].length, program_.limits[governing].length);
        if (shorter == Comparison::Within && !(program_.limits[candidate.limit].length == program_.limits[governing].length)) {
            result.limits.push_back(candidate.limit);
        } else {
            result.losers.push_back({candidate.limit, clock_ == ClockKind::Decision ? LoserReason::RuleMayOnlyShorten
                                                                                    : LoserReason::MayNotLengthen});
        }
    }
}

GoverningLimit Search::run() {
    GoverningLimit result;
    if (!item_.kind.known() || !item_.offered) {
        return result;
    }
    // 许可法 32 and 44 are about licences.
    if (clock_ != ClockKind::Decision && item_.kind.value != PowerKind::Licensing) {
        return result;
    }
    for (const LimitId id : program_.limitsFor(item_.power)) {
        const InstrumentId instrument = program_.provisions[program_.limits[id].provision].instrument;
        if (!isGeneral(instrument) && program_.instruments[instrument].inForceOn(program_.asOf) &&
            program_.binds(instrument, item_.place)) {
            consider(id, false);
        }
    }
    for (const InstrumentId instrument : relevantInstruments()) {
        for (const model::ProvisionId provision : program_.instruments[instrument].provisions) {
            for (const LimitId id : program_.provisions[provision].limits) {
                consider(id, false);
            }
        }
    }
    for (const InstrumentId instrument : program_.generalLaws(item_.kind.value)) {
        for (const model::ProvisionId provision : program_.instruments[instrument].provisions) {
            for (const LimitId id : program_.provisions[provision].limits) {
                consider(id, true);
            }
        }
    }
    decide(result);
    result.complete = complete_;
    return result;
}

}  // namespace

GoverningLimit deriveLimit(const Program& program, model::ItemId item, ClockKind clock) {
    return Search(program, item, clock).run();
}

}  // namespace fadu::derive
