#pragma once

#include "derive/Duration.h"
#include "model/Program.h"

#include <array>
#include <vector>

namespace fadu::derive {

/// The clocks of an item that are derived, in the order of time.
enum class ClockKind : std::uint8_t {
    Acceptance,  ///< 补正告知: from receipt; past it the application counts as accepted (许可法
                 ///< 32).
    Preliminary,  ///< 初审: the lower organ's part of the decision, from acceptance (许可法 43).
    Decision,     ///< 决定: from acceptance (许可法 42).
    Delivery,     ///< 送达: from decision (许可法 44).
};
inline constexpr std::array kClockKinds{ClockKind::Acceptance, ClockKind::Preliminary,
                                        ClockKind::Decision, ClockKind::Delivery};

/// Why a limit does not govern.
enum class LoserReason : std::uint8_t {
    GeneralLaw,          ///< A special limit goes before the general law's.
    LowerRank,           ///< A higher instrument sets the limit.
    RuleMayOnlyShorten,  ///< Only a rule or less sets it, and it is longer (许可法 42(1)).
    Earlier,             ///< Of equal rank, the later instrument governs.
    LessSpecific,        ///< Another entry of equal rank names the power or situation.
    MayNotLengthen,      ///< Only a law may lengthen this limit (许可法 32, 44).
    NoOrder,  ///< Of ranks without order: the shorter binds until it is decided (立法法 106).
};

/// Which limit governs a clock, and what else was considered.
struct GoverningLimit {
    enum class State : std::uint8_t {
        None,         ///< No limit is recorded.
        Known,        ///< `limits.front()` governs; the others bind as well.
        BySituation,  ///< Several by situation, and the item names none (TIM024): `limits` are all
                      ///< of them.
    };
    struct Loser {
        model::LimitId limit;
        LoserReason reason = LoserReason::GeneralLaw;
    };
    State state = State::None;
    std::vector<model::LimitId> limits;
    bool general = false;        ///< The general law's limit governs.
    bool complete = true;        ///< Where a longer limit would stand is completely recorded.
    bool closed = true;          ///< Where a shorter one would stand, too.
    model::LimitId preliminary;  ///< The lower organ's period before it, which adds to it.
    std::vector<Loser> losers;

    model::LimitId governing() const { return limits.empty() ? model::LimitId() : limits.front(); }
};

class Periods;

/// Finds the governing limit of a clock by the rules of 许可法 42, 43 and the ranks of 立法法. Of
/// two limits one is shorter if it ends first on one day at least.
GoverningLimit deriveLimit(const model::Program& program, const Periods& periods,
                           model::ItemId item, ClockKind clock);

}  // namespace fadu::derive
