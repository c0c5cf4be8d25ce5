#include "model/Rank.h"

namespace fadu::model {

namespace {

/// Tiers of the chain 法律 > 行政法规 > {地方性法规, 部门规章 …} > 规范性文件; ranks of one tier
/// are compared by `compareRanks` itself.
int tier(Rank rank) {
    switch (rank) {
        case Rank::Law:
            return 5;
        case Rank::AdministrativeRegulation:
        case Rank::StateCouncilDecision:
            return 4;
        case Rank::ProvincialRegulation:
        case Rank::CityRegulation:
        case Rank::AutonomyRegulation:
        case Rank::SeparateRegulation:
        case Rank::SpecialZoneRegulation:
            return 3;
        case Rank::DepartmentalRule:
        case Rank::ProvincialRule:
        case Rank::CityRule:
            return 2;
        default:
            return 1;
    }
}

bool isLocalRegulation(Rank rank) { return tier(rank) == 3; }

/// 自治条例, 单行条例 and the regulations of special zones (with 浦东新区 and 海南自贸港): within
/// their authority they may vary what laws and administrative regulations say (立法法 84, 85, 101).
bool mayVary(Rank rank) {
    return rank == Rank::AutonomyRegulation || rank == Rank::SeparateRegulation ||
           rank == Rank::SpecialZoneRegulation;
}

bool isUnordered(Rank left, Rank right) {
    // 立法法 106: a conflict of a local regulation and a departmental rule goes to the State
    // Council. Whether a variation keeps its authority has to be decided too. For a city's
    // regulation and a rule of its province the law has no order (72, 81 only a procedure).
    return (isLocalRegulation(left) && right == Rank::DepartmentalRule) ||
           (mayVary(left) && (right == Rank::Law || right == Rank::AdministrativeRegulation ||
                              right == Rank::StateCouncilDecision)) ||
           (left == Rank::CityRegulation && right == Rank::ProvincialRule);
}

}  // namespace

std::partial_ordering compareRanks(Rank left, Rank right) {
    if (left == right) {
        return std::partial_ordering::equivalent;
    }
    if (isUnordered(left, right) || isUnordered(right, left)) {
        return std::partial_ordering::unordered;
    }
    const int leftTier = tier(left);
    const int rightTier = tier(right);
    if (leftTier != rightTier) {
        return leftTier <=> rightTier;
    }
    switch (leftTier) {
        case 4:
            // 许可法 14(2) lets a decision establish licences; 立法法 does not rank it among norms.
            return std::partial_ordering::unordered;
        case 3:
            // 立法法 81: a city's regulation may not contradict the province's.
            if (left == Rank::ProvincialRegulation && right == Rank::CityRegulation) {
                return std::partial_ordering::greater;
            }
            if (left == Rank::CityRegulation && right == Rank::ProvincialRegulation) {
                return std::partial_ordering::less;
            }
            return std::partial_ordering::unordered;
        case 2:
            // 立法法 100: the province's rule is above the city's; 102: departments' and local
            // rules are equal.
            if (left == Rank::ProvincialRule && right == Rank::CityRule) {
                return std::partial_ordering::greater;
            }
            if (left == Rank::CityRule && right == Rank::ProvincialRule) {
                return std::partial_ordering::less;
            }
            return std::partial_ordering::unordered;
        default:
            return std::partial_ordering::unordered;
    }
}

bool mayLengthenLimits(Rank rank) { return tier(rank) >= 3; }

bool isNormativeDocument(Rank rank) { return tier(rank) == 1; }

bool isLocal(Rank rank) {
    switch (rank) {
        case Rank::ProvincialRegulation:
        case Rank::CityRegulation:
        case Rank::AutonomyRegulation:
        case Rank::SeparateRegulation:
        case Rank::SpecialZoneRegulation:
        case Rank::ProvincialRule:
        case Rank::CityRule:
        case Rank::LocalDocument:
            return true;
        default:
            return false;
    }
}

}  // namespace fadu::model
