#include "derive/Limits.h"

#include "derive/Bearing.h"
#include "derive/Periods.h"

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
        case ClockKind::Preliminary:
            return Stage::Preliminary;
        case ClockKind::Decision:
            return Stage::Decision;
        case ClockKind::Delivery:
            return Stage::Delivery;
    }
    return Stage::Decision;
}

class Search {
public:
    Search(const Program& program, const Periods& periods, model::ItemId id, ClockKind clock)
        : program_(program), periods_(periods), item_(program.items[id]), clock_(clock) {}

    GoverningLimit run();

private:
    struct Candidate {
        LimitId limit;
        /// How much of the item its 适用 names: the power, its situation or mode, or both.
        unsigned specificity = 0;
        bool selected = false;     ///< It names the item's situation or way of handling.
        bool conditional = false;  ///< For a situation that the item neither has nor excludes.
    };

    const Instrument& instrumentOf(LimitId id) const {
        return program_.instruments[program_.provisions[program_.limits[id].provision].instrument];
    }
    bool isGeneral(InstrumentId id) const {
        const auto& kinds = program_.instruments[id].generalLawFor;
        return item_.kind.known() &&
               std::find(kinds.begin(), kinds.end(), item_.kind.value) != kinds.end();
    }
    /// 42 and 43 let laws and regulations set other periods, 32 and 44 do not.
    bool onlyLawMayVary() const {
        return clock_ == ClockKind::Acceptance || clock_ == ClockKind::Delivery;
    }
    std::vector<InstrumentId> relevantInstruments();
    void consider(LimitId id, bool general);
    Rank rankOf(LimitId id) const;
    Date dateOf(LimitId id) const { return instrumentOf(id).version.value_or(Date()); }
    const Candidate* highest(const std::vector<Candidate>& field) const;
    bool mayBeShorter(LimitId limit, LimitId than) const;
    bool mattersBeside(const Candidate& candidate, const Candidate& governing) const;
    void decide(GoverningLimit& result);
    void findPreliminary(GoverningLimit& result) const;

    const Program& program_;
    const Periods& periods_;
    const Item& item_;
    ClockKind clock_;
    std::vector<Candidate> special_;
    std::vector<Candidate> general_;
    bool complete_ = true;  ///< Nothing that could set a longer limit is missing.
    bool closed_ = true;    ///< Nothing that could set a shorter one is missing either.
};

/// The instruments that establish the power here or that the item cites for it, the general law
/// apart.
std::vector<InstrumentId> Search::relevantInstruments() {
    const Instruments bearing = bearingInstruments(program_, item_);
    complete_ = complete_ && bearing.complete;
    // Where the item says that its limit comes from a text that nobody has read, that text may set
    // one.
    for (const model::Citation& citation : item_.statutory.value.basis) {
        complete_ =
            complete_ && program_.targets[citation.target].instrument.valid() && !citation.blamed;
    }
    for (const InstrumentId id : bearing.instruments) {
        const Instrument& instrument = program_.instruments[id];
        // Only a law could set another period than 32 and 44 do.
        if (onlyLawMayVary() && instrument.rank && *instrument.rank != Rank::Law) {
            continue;
        }
        const bool recorded = program_.completeFor(id, EntryKind::Limit);
        // A rule may only shorten: what is missing of it lengthens nothing.
        const bool mayLengthen = !instrument.rank || model::mayLengthenLimits(*instrument.rank);
        complete_ = complete_ && (recorded || !mayLengthen);
        closed_ = closed_ && recorded;
    }
    return bearing.instruments;
}

void Search::consider(LimitId id, bool general) {
    const Limit& limit = program_.limits[id];
    if (!instrumentOf(id).rank) {
        complete_ = false;  // Nobody can tell what it may set.
        return;
    }
    if (limit.applicants || limit.stage != stageOf(clock_)) {
        return;
    }
    auto& list = general ? general_ : special_;
    if (std::any_of(list.begin(), list.end(),
                    [&](const Candidate& known) { return known.limit == id; })) {
        return;
    }
    Candidate candidate;
    candidate.limit = id;
    const Applicability fit = applicability(program_, item_, limit.appliesTo);
    if (!fit.applies) {
        return;
    }
    candidate.specificity = fit.specificity;
    candidate.selected = fit.selected;
    candidate.conditional = fit.conditional;
    list.push_back(candidate);
}

Rank Search::rankOf(LimitId id) const {
    return instrumentOf(id).rank.value_or(Rank::LocalDocument);
}

/// Of candidates that hold whatever the situation: the highest rank, of one rank what names the
/// power or the situation, then the later instrument, then the order of the text; of ranks without
/// order the shorter.
const Search::Candidate* Search::highest(const std::vector<Candidate>& field) const {
    std::vector<const Candidate*> ofRank;
    for (const Candidate& candidate : field) {
        if (candidate.conditional) {
            continue;
        }
        const Rank rank = rankOf(candidate.limit);
        const auto same = std::find_if(ofRank.begin(), ofRank.end(), [&](const Candidate* other) {
            return rankOf(other->limit) == rank;
        });
        if (same == ofRank.end()) {
            ofRank.push_back(&candidate);
        } else if (candidate.specificity != (*same)->specificity
                       ? candidate.specificity > (*same)->specificity
                       : dateOf(candidate.limit) > dateOf((*same)->limit)) {
            *same = &candidate;
        }
    }
    const Candidate* best = nullptr;
    for (const Candidate* candidate : ofRank) {
        const bool outranked =
            std::any_of(ofRank.begin(), ofRank.end(), [&](const Candidate* other) {
                return model::compareRanks(rankOf(other->limit), rankOf(candidate->limit)) ==
                       std::partial_ordering::greater;
            });
        if (!outranked && (best == nullptr || mayBeShorter(candidate->limit, best->limit))) {
            best = candidate;
        }
    }
    return best;
}

/// Whether a limit is shorter than another on some day at least; the same number of days of a kind
/// that is not stated is not.
bool Search::mayBeShorter(LimitId limit, LimitId than) const {
    if (sameUnderSomeReading(program_.limits[limit].length, program_.limits[than].length)) {
        return false;
    }
    return periods_
               .compare(chainOf(program_.limits[than].length),
                        chainOf(program_.limits[limit].length), FirstDays::WorkingDays)
               ->result != Judgement::Result::Within;
}

/// Whether a limit for a situation that the item neither names nor excludes could bind it beside,
/// or instead of, what governs otherwise.
bool Search::mattersBeside(const Candidate& candidate, const Candidate& governing) const {
    const bool sameText = &instrumentOf(candidate.limit) == &instrumentOf(governing.limit);
    if (sameText) {
        return !governing.selected;  // Else the item names its situation.
    }
    const auto order = model::compareRanks(rankOf(candidate.limit), rankOf(governing.limit));
    if (order == std::partial_ordering::greater) {
        return true;
    }
    if (order == std::partial_ordering::equivalent) {
        return candidate.specificity != governing.specificity
                   ? candidate.specificity > governing.specificity
                   : dateOf(candidate.limit) >= dateOf(governing.limit);
    }
    return mayBeShorter(candidate.limit, governing.limit);
}

void Search::decide(GoverningLimit& result) {
    std::vector<Candidate> own;     // Laws and regulations: they set their own limit.
    std::vector<Candidate> lesser;  // Rules and documents: they may only shorten.
    for (const Candidate& candidate : special_) {
        const bool law = onlyLawMayVary() ? rankOf(candidate.limit) == Rank::Law
                                          : model::mayLengthenLimits(rankOf(candidate.limit));
        (law ? own : lesser).push_back(candidate);
    }
    const bool fromGeneral = own.empty();
    std::vector<Candidate> field = fromGeneral ? general_ : own;
    if (fromGeneral && field.empty()) {
        field = lesser;  // No law says anything: the rule's own limit is all there is.
        lesser.clear();
    }
    if (field.empty()) {
        return;
    }
    const Candidate* governing = highest(field);
    bool generalBeside =
        false;  // Where only situations have a special limit, the others have the general one.
    if (governing == nullptr && !fromGeneral) {
        governing = highest(general_);
        generalBeside = governing != nullptr;
    }
    result.general = generalBeside || (fromGeneral && !general_.empty());
    for (const Candidate& loser : general_) {
        if (!fromGeneral && !(generalBeside && loser.limit == governing->limit)) {
            result.losers.push_back({loser.limit, LoserReason::GeneralLaw});
        }
    }
    const LoserReason set =
        onlyLawMayVary() ? LoserReason::MayNotLengthen : LoserReason::RuleMayOnlyShorten;
    std::vector<LimitId> situations;
    for (const Candidate& candidate : field) {
        if (candidate.conditional &&
            (governing == nullptr || generalBeside || mattersBeside(candidate, *governing))) {
            situations.push_back(candidate.limit);
        }
    }
    for (const Candidate& candidate : lesser) {
        if (!candidate.conditional || governing == nullptr) {
            continue;
        }
        if (mayBeShorter(candidate.limit, governing->limit)) {
            situations.push_back(candidate.limit);
        } else {
            result.losers.push_back({candidate.limit, set});
        }
    }
    // What binds whatever the situation.
    std::vector<LimitId> binding;
    if (governing != nullptr) {
        binding.push_back(governing->limit);
        for (const Candidate& candidate : field) {
            if (candidate.limit == governing->limit || candidate.conditional) {
                continue;
            }
            const auto order =
                model::compareRanks(rankOf(governing->limit), rankOf(candidate.limit));
            if (order == std::partial_ordering::equivalent) {
                result.losers.push_back(
                    {candidate.limit, candidate.specificity != governing->specificity
                                          ? LoserReason::LessSpecific
                                          : LoserReason::Earlier});
            } else if (mayBeShorter(candidate.limit, governing->limit)) {
                // A shorter limit of a lower instrument, or of one without order to it, binds as
                // well.
                binding.push_back(candidate.limit);
            } else {
                result.losers.push_back({candidate.limit, order == std::partial_ordering::greater
                                                              ? LoserReason::LowerRank
                                                              : LoserReason::NoOrder});
            }
        }
        for (const Candidate& candidate : lesser) {
            if (candidate.conditional) {
                continue;
            }
            if (mayBeShorter(candidate.limit, governing->limit)) {
                binding.push_back(candidate.limit);
            } else {
                result.losers.push_back({candidate.limit, set});
            }
        }
    }
    result.state =
        situations.empty() ? GoverningLimit::State::Known : GoverningLimit::State::BySituation;
    result.limits = std::move(situations);
    result.limits.insert(result.limits.end(), binding.begin(), binding.end());
}

/// Where the statute gives the lower organ a period of its own for examining first (许可法 43), the
/// two add up for who waits.
void Search::findPreliminary(GoverningLimit& result) const {
    if (clock_ != ClockKind::Decision || result.state != GoverningLimit::State::Known) {
        return;
    }
    const auto& governing = program_.limits[result.governing()];
    const InstrumentId instrument = program_.provisions[governing.provision].instrument;
    if (isGeneral(instrument)) {
        return;
    }
    for (const model::ProvisionId provision : program_.instruments[instrument].provisions) {
        for (const LimitId id : program_.provisions[provision].limits) {
            const Limit& limit = program_.limits[id];
            const bool same = limit.appliesTo == governing.appliesTo || limit.appliesTo.empty() ||
                              std::find(limit.appliesTo.begin(), limit.appliesTo.end(),
                                        item_.power) != limit.appliesTo.end();
            if (limit.stage == Stage::Preliminary && same && !limit.applicants &&
                limit.length.unit == governing.length.unit) {
                result.preliminary = id;
                return;
            }
        }
    }
}

GoverningLimit Search::run() {
    GoverningLimit result;
    if (!item_.kind.known() || !item_.offered) {
        return result;
    }
    // 许可法 32 and 44 are about licences.
    if (onlyLawMayVary() && item_.kind.value != PowerKind::Licensing) {
        return result;
    }
    for (const NameId name : powerNames(program_, item_)) {
        for (const LimitId id : program_.limitsFor(name)) {
            if (standsHere(program_, item_,
                           program_.provisions[program_.limits[id].provision].instrument, false,
                           complete_)) {
                consider(id, false);
            }
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
    result.closed = complete_ && closed_;
    findPreliminary(result);
    return result;
}

}  // namespace

GoverningLimit deriveLimit(const Program& program, const Periods& periods, model::ItemId item,
                           ClockKind clock) {
    return Search(program, periods, item, clock).run();
}

}  // namespace fadu::derive
