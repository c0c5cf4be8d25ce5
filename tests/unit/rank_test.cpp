#include "model/Rank.h"

#include <gtest/gtest.h>

#include <vector>

namespace fadu::tests {

namespace {

using model::compareRanks;

std::vector<Rank> allRanks() {
    std::vector<Rank> result;
    for (auto i = static_cast<unsigned>(Rank::Law);
         i <= static_cast<unsigned>(Rank::FunctionsProvision); ++i) {
        result.push_back(static_cast<Rank>(i));
    }
    return result;
}

bool above(Rank left, Rank right) {
    return compareRanks(left, right) == std::partial_ordering::greater;
}

}  // namespace

TEST(Rank, IsAPartialOrder) {
    for (const Rank a : allRanks()) {
        EXPECT_EQ(compareRanks(a, a), std::partial_ordering::equivalent);
        for (const Rank b : allRanks()) {
            // Nothing is equal to another rank, and both sides agree.
            if (a != b) {
                EXPECT_NE(compareRanks(a, b), std::partial_ordering::equivalent);
            }
            EXPECT_EQ(above(a, b), compareRanks(b, a) == std::partial_ordering::less);
            for (const Rank c : allRanks()) {
                if (above(a, b) && above(b, c)) {
                    EXPECT_TRUE(above(a, c)) << static_cast<int>(a) << ' ' << static_cast<int>(b)
                                             << ' ' << static_cast<int>(c);
                }
            }
        }
    }
}

TEST(Rank, FollowsTheLegislationLaw) {
    for (const Rank other : allRanks()) {
        const bool varies = other == Rank::AutonomyRegulation ||
                            other == Rank::SeparateRegulation ||
                            other == Rank::SpecialZoneRegulation;
        if (varies) {
            EXPECT_EQ(compareRanks(Rank::Law, other), std::partial_ordering::unordered);  // 101
        } else if (other != Rank::Law) {
            EXPECT_TRUE(above(Rank::Law, other));  // 99
        }
    }
    for (const Rank local : {Rank::ProvincialRegulation, Rank::CityRegulation,
                             Rank::DepartmentalRule, Rank::ProvincialRule}) {
        EXPECT_TRUE(above(Rank::AdministrativeRegulation, local));  // 99
    }
    EXPECT_TRUE(above(Rank::ProvincialRegulation, Rank::ProvincialRule));  // 100
    EXPECT_TRUE(above(Rank::ProvincialRegulation, Rank::CityRule));
    EXPECT_TRUE(above(Rank::ProvincialRule, Rank::CityRule));  // 100
    EXPECT_TRUE(above(Rank::ProvincialRegulation, Rank::CityRegulation));
    // 102, 106: no order.
    EXPECT_EQ(compareRanks(Rank::DepartmentalRule, Rank::ProvincialRule),
              std::partial_ordering::unordered);
    EXPECT_EQ(compareRanks(Rank::ProvincialRegulation, Rank::DepartmentalRule),
              std::partial_ordering::unordered);
    EXPECT_EQ(compareRanks(Rank::CityRegulation, Rank::DepartmentalRule),
              std::partial_ordering::unordered);
    EXPECT_EQ(compareRanks(Rank::CityRegulation, Rank::ProvincialRule),
              std::partial_ordering::unordered);
    EXPECT_TRUE(above(Rank::CityRegulation, Rank::CityRule));  // 100
    EXPECT_TRUE(above(Rank::CityRule, Rank::LocalDocument));
}

TEST(Rank, OnlyRegulationsAndHigherMayLengthen) {
    for (const Rank rank :
         {Rank::Law, Rank::AdministrativeRegulation, Rank::StateCouncilDecision,
          Rank::ProvincialRegulation, Rank::CityRegulation, Rank::AutonomyRegulation,
          Rank::SeparateRegulation, Rank::SpecialZoneRegulation}) {
        EXPECT_TRUE(model::mayLengthenLimits(rank));
        EXPECT_FALSE(model::isNormativeDocument(rank));
    }
    for (const Rank rank : {Rank::DepartmentalRule, Rank::ProvincialRule, Rank::CityRule}) {
        EXPECT_FALSE(model::mayLengthenLimits(rank));
        EXPECT_FALSE(model::isNormativeDocument(rank));
    }
    // 国发 documents are no decisions in the sense of 许可法 14(2).
    for (const Rank rank :
         {Rank::StateCouncilDocument, Rank::DepartmentalDocument, Rank::LocalDocument,
          Rank::PartyGovernmentDocument, Rank::FunctionsProvision}) {
        EXPECT_FALSE(model::mayLengthenLimits(rank));
        EXPECT_TRUE(model::isNormativeDocument(rank));
    }
}

TEST(Rank, LocalRanks) {
    EXPECT_TRUE(model::isLocal(Rank::CityRegulation));
    EXPECT_TRUE(model::isLocal(Rank::LocalDocument));
    EXPECT_FALSE(model::isLocal(Rank::Law));
    EXPECT_FALSE(model::isLocal(Rank::DepartmentalRule));
    EXPECT_FALSE(model::isLocal(Rank::StateCouncilDecision));
}

}  // namespace fadu::tests
