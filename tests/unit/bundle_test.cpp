#include "derive/Bundles.h"
#include "unit/Harness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace fadu::tests {

namespace {

/// One unit needs no calendar.
const derive::Periods kNumbers{derive::Calendar()};

using derive::BundleOrder;
using model::Item;
using model::ItemId;
using model::Program;

/// A bundle of numbered items, each with a promise; requirements and 后于 as they are drawn.
struct Made {
    Program program;
    SourceManager sources;
    model::Bundle bundle;
    std::vector<std::vector<bool>> stated;    ///< By item: which it is placed after.
    std::vector<std::vector<bool>> required;  ///< By item: which it requires.

    BundleOrder order() const {
        return derive::deriveBundleOrder(program, derive::deriveDependencies(program, sources),
                                         sources, bundle);
    }
};

void make(Made& made, Random& random, bool acyclic) {
    const FileId file =
        made.sources.add("a.fadu", std::make_shared<const std::string>(std::string(1, ' ')));
    std::uint32_t position = 0;
    const auto next = [&] {
        ++position;
        return Span{file, position, position + 1};
    };
    const std::size_t count = 2 + random.below(5);
    made.stated.assign(count, std::vector<bool>(count, false));
    made.required = made.stated;
    for (std::size_t i = 0; i < count; ++i) {
        Item item;
        item.name = made.program.names.intern(std::to_string(i));
        item.promise.state = model::Stated<model::StatedLimit>::State::Known;
        const auto days = static_cast<std::int64_t>(random.below(9));
        item.promise.value.length = {days, days, Unit::WorkingDay};
        made.program.items.add(std::move(item));
    }
    for (std::size_t i = 0; i < count; ++i) {
        model::Bundle::Place place;
        place.item.item = ItemId(i);
        made.bundle.items.push_back(place.item);
        for (std::size_t j = 0; j < (acyclic ? i : count); ++j) {
            if (i != j && random.below(5) == 0) {
                place.after.push_back({made.program.items[ItemId(j)].name, next()});
                made.stated[i][j] = true;
            }
            // Requirements alone make no ring here: those have findings of their own.
            if (j < i && random.below(5) == 0) {
                model::Alternative alternative;
                alternative.item = ItemId(j);
                alternative.span = next();
                made.program.items[ItemId(i)].prerequisites.push_back({{alternative}, {}});
                made.required[i][j] = true;
            }
        }
        made.bundle.order.push_back(std::move(place));
    }
}

}  // namespace

TEST(Bundle, TheLongestChainAgreesWithTryingEveryOne) {
    std::size_t exceeding = 0;
    for (std::uint64_t seed = 1; seed <= 10'000; ++seed) {
        Random random(seed);
        Made made;
        make(made, random, true);
        // By trying every way forward; the graph has no ring.
        const std::function<std::int64_t(std::size_t)> longest = [&](std::size_t at) {
            std::int64_t before = 0;
            for (std::size_t other = 0; other < at; ++other) {
                if (made.stated[at][other] || made.required[at][other]) {
                    before = std::max(before, longest(other));
                }
            }
            return before + made.program.items[ItemId(at)].promise.value.length.high;
        };
        std::int64_t expected = 0;
        for (std::size_t i = 0; i < made.program.items.size(); ++i) {
            expected = std::max(expected, longest(i));
        }
        const auto promised = static_cast<std::int64_t>(random.below(25));
        made.bundle.promise.state = model::Stated<model::StatedLimit>::State::Known;
        made.bundle.promise.value.length = {promised, promised, Unit::WorkingDay};
        const BundleOrder order = made.order();
        ASSERT_TRUE(order.contradictions.empty()) << "seed " << seed;
        const auto chain = derive::chainBeyondPromise(made.program, kNumbers, order, made.bundle);
        ASSERT_EQ(chain.has_value(), expected > promised) << "seed " << seed;
        if (chain) {
            ++exceeding;
            ASSERT_EQ(chain->total.workingDays, expected) << "seed " << seed;
            std::int64_t sum = 0;
            for (std::size_t i = 0; i < chain->items.size(); ++i) {
                const ItemId item = order.items[chain->items[i]];
                sum += made.program.items[item].promise.value.length.high;
                if (i != 0) {
                    const ItemId before = order.items[chain->items[i - 1]];
                    ASSERT_TRUE(made.stated[item.index()][before.index()] ||
                                made.required[item.index()][before.index()]);
                }
            }
            ASSERT_EQ(sum, expected) << "seed " << seed;
        }
    }
    EXPECT_GT(exceeding, 2'000U);
}

TEST(Bundle, ContradictsItselfExactlyWhereARingIs) {
    std::size_t contradicting = 0;
    for (std::uint64_t seed = 1; seed <= 10'000; ++seed) {
        Random random(seed);
        Made made;
        make(made, random, false);
        const std::size_t count = made.program.items.size();
        std::vector<std::vector<bool>> reach(count, std::vector<bool>(count, false));
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t j = 0; j < count; ++j) {
                reach[i][j] = made.stated[i][j] || made.required[i][j];
            }
        }
        for (std::size_t k = 0; k < count; ++k) {
            for (std::size_t i = 0; i < count; ++i) {
                for (std::size_t j = 0; j < count; ++j) {
                    reach[i][j] = reach[i][j] || (reach[i][k] && reach[k][j]);
                }
            }
        }
        std::size_t components = 0;
        for (std::size_t i = 0; i < count; ++i) {
            bool first = reach[i][i];
            for (std::size_t j = 0; j < i; ++j) {
                first = first && !(reach[i][j] && reach[j][i]);
            }
            components += first ? 1 : 0;
        }
        const BundleOrder order = made.order();
        ASSERT_EQ(order.contradictions.size(), components) << "seed " << seed;
        contradicting += components != 0 ? 1 : 0;
        for (const BundleOrder::Contradiction& one : order.contradictions) {
            ASSERT_TRUE(one.ring.front().stated());
            for (std::size_t i = 0; i < one.ring.size(); ++i) {
                const BundleOrder::Wait& wait = one.ring[i];
                const std::size_t from = order.items[wait.from].index();
                const std::size_t to = order.items[wait.to].index();
                ASSERT_EQ(wait.to, one.ring[(i + 1) % one.ring.size()].from);
                ASSERT_TRUE(wait.stated() ? made.stated[from][to] : made.required[from][to]);
            }
        }
        made.bundle.promise.state = model::Stated<model::StatedLimit>::State::Known;
        made.bundle.promise.value.length = {1, 1, Unit::WorkingDay};
        if (components != 0) {
            ASSERT_FALSE(derive::chainBeyondPromise(made.program, kNumbers, order, made.bundle));
        }
    }
    EXPECT_GT(contradicting, 1'000U);
}

}  // namespace fadu::tests
