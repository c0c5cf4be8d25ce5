#include "derive/RequirementGraph.h"
#include "unit/Harness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace fadu::tests {

namespace {

using derive::Components;
using derive::CycleSearch;
using derive::Digraph;
using derive::Obstacles;
using derive::RequirementGraph;

constexpr std::size_t kFar = 1'000'000;

/// A node's premises, each a list of targets; `open` beside them.
struct Rule {
    struct Premise {
        std::vector<std::uint32_t> targets;
        bool open = false;
    };
    std::vector<Premise> premises;
};

RequirementGraph graphOf(const std::vector<Rule>& rules) {
    RequirementGraph graph;
    for (const Rule& rule : rules) {
        for (const Rule::Premise& premise : rule.premises) {
            for (const std::uint32_t target : premise.targets) {
                graph.addTarget(target);
            }
            graph.closePremise(premise.open);
        }
        graph.closeNode();
    }
    return graph;
}

std::vector<Rule> randomRules(Random& random) {
    std::vector<Rule> rules(1 + random.below(8));
    for (Rule& rule : rules) {
        for (std::size_t n = random.below(3); n > 0; --n) {
            Rule::Premise premise;
            // Now and then nothing meets a premise.
            const std::size_t targets = random.below(12) == 0 ? 0 : 1 + random.below(3);
            for (std::size_t t = 0; t < targets; ++t) {
                premise.targets.push_back(static_cast<std::uint32_t>(random.below(rules.size())));
            }
            premise.open = random.below(8) == 0;
            rule.premises.push_back(std::move(premise));
        }
    }
    return rules;
}

/// The same by trying until nothing changes.
std::vector<bool> naive(const std::vector<Rule>& rules, std::vector<bool> had) {
    had.resize(rules.size(), false);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const bool can = std::all_of(
                rules[i].premises.begin(), rules[i].premises.end(), [&](const auto& premise) {
                    return premise.open ||
                           std::any_of(premise.targets.begin(), premise.targets.end(),
                                       [&](std::uint32_t target) { return had[target]; });
                });
            if (can && !had[i]) {
                had[i] = changed = true;
            }
        }
    }
    return had;
}

using Matrix = std::vector<std::vector<std::size_t>>;

/// Distances over some edges, by trying every node between.
Matrix distances(const Digraph& graph, const std::vector<bool>& counts) {
    Matrix result(graph.nodes(), std::vector<std::size_t>(graph.nodes(), kFar));
    const std::vector<std::uint32_t> sources = graph.sources();
    for (std::uint32_t e = 0; e < graph.edges(); ++e) {
        if (counts[e]) {
            result[sources[e]][graph.target[e]] = 1;
        }
    }
    for (std::size_t k = 0; k < graph.nodes(); ++k) {
        for (std::size_t i = 0; i < graph.nodes(); ++i) {
            for (std::size_t j = 0; j < graph.nodes(); ++j) {
                result[i][j] = std::min(result[i][j], result[i][k] + result[k][j]);
            }
        }
    }
    return result;
}

bool together(const Matrix& distance, std::uint32_t a, std::uint32_t b) {
    return a == b || (distance[a][b] < kFar && distance[b][a] < kFar);
}

Obstacles obstaclesOf(const RequirementGraph& graph) {
    return derive::findObstacles(
        graph, {[](std::uint32_t) { return true; },
                [](std::uint32_t left, std::uint32_t right) { return left < right; }});
}

/// Each edge leads to where the next one starts, and the last one to the first.
void expectRing(const Digraph& graph, const std::vector<std::uint32_t>& edges) {
    const std::vector<std::uint32_t> sources = graph.sources();
    for (std::size_t i = 0; i < edges.size(); ++i) {
        ASSERT_EQ(graph.target[edges[i]], sources[edges[(i + 1) % edges.size()]]);
    }
}

}  // namespace

TEST(RequirementGraph, ComponentsAndShortestCyclesAgreeWithExhaustiveSearch) {
    std::size_t cycles = 0;
    for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
        Random random(seed);
        Digraph graph;
        const std::size_t nodes = 1 + random.below(9);
        for (std::size_t n = 0; n < nodes; ++n) {
            for (std::size_t e = random.below(4); e > 0; --e) {
                graph.target.push_back(static_cast<std::uint32_t>(random.below(nodes)));
            }
            graph.closeNode();
        }
        std::vector<bool> counts;
        for (std::uint32_t e = 0; e < graph.edges(); ++e) {
            counts.push_back(random.below(5) != 0);
        }
        const Components found = derive::components(graph, counts);
        const Matrix distance = distances(graph, counts);
        for (std::uint32_t a = 0; a < nodes; ++a) {
            std::uint32_t size = 0;
            for (std::uint32_t b = 0; b < nodes; ++b) {
                ASSERT_EQ(found.of[a] == found.of[b], together(distance, a, b)) << "seed " << seed;
                size += together(distance, a, b) ? 1 : 0;
                // What is reached comes first.
                ASSERT_TRUE(distance[a][b] >= kFar || found.of[b] <= found.of[a]);
            }
            ASSERT_EQ(found.size[found.of[a]], size);
        }
        CycleSearch search(graph, counts, found);
        const std::vector<std::uint32_t> sources = graph.sources();
        std::set<std::uint32_t> searched;
        for (std::uint32_t e = 0; e < graph.edges(); ++e) {
            const std::uint32_t from = sources[e];
            const std::uint32_t to = graph.target[e];
            if (!counts[e] || distance[to][from] + (to == from ? 0 : 1) >= kFar ||
                !searched.insert(found.of[from]).second) {
                continue;
            }
            const std::vector<std::uint32_t> ring = search.through(from, e);
            ASSERT_EQ(ring.front(), e);
            ASSERT_EQ(ring.size(), to == from ? 1 : distance[to][from] + 1) << "seed " << seed;
            expectRing(graph, ring);
            ++cycles;
        }
    }
    EXPECT_GT(cycles, 10'000U);
}

TEST(RequirementGraph, TheLeastFixpointAgreesWithNaiveIteration) {
    std::size_t without = 0;
    for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
        Random random(seed);
        const std::vector<Rule> rules = randomRules(random);
        std::vector<bool> given(rules.size(), false);
        if (random.below(2) == 0) {
            given[random.below(given.size())] = true;
        }
        const std::vector<bool> expected = naive(rules, given);
        ASSERT_EQ(graphOf(rules).obtainable(given), expected) << "seed " << seed;
        without += std::count(expected.begin(), expected.end(), false) != 0 ? 1 : 0;
    }
    EXPECT_GT(without, 5'000U);
}

/// Every obstacle proves what it says, no cause is told twice, and what is told explains all that
/// cannot be had.
TEST(RequirementGraph, ObstaclesExplainEverythingOnce) {
    std::size_t rings = 0;
    std::size_t missing = 0;
    for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
        Random random(seed);
        const std::vector<Rule> rules = randomRules(random);
        const RequirementGraph graph = graphOf(rules);
        const Obstacles found = obstaclesOf(graph);
        ASSERT_EQ(found.obtainable, naive(rules, {})) << "seed " << seed;
        const std::vector<bool> compulsory = graph.compulsory();
        const Matrix must = distances(graph.graph(), compulsory);
        const std::vector<std::uint32_t> sources = graph.graph().sources();
        std::vector<bool> blamed(rules.size(), false);
        for (const Obstacles::Cycle& cycle : found.cycles) {
            expectRing(graph.graph(), cycle.edges);
            for (const std::uint32_t edge : cycle.edges) {
                ASSERT_TRUE(compulsory[edge]);
            }
            for (const std::uint32_t member : cycle.members) {
                ASSERT_FALSE(blamed[member]);
                blamed[member] = true;
            }
        }
        // Each node that compulsorily requires itself is in one cycle's component.
        std::vector<bool> behind(blamed);
        for (std::uint32_t node = 0; node < rules.size(); ++node) {
            ASSERT_EQ(blamed[node], must[node][node] < kFar) << "seed " << seed;
            for (std::uint32_t other = 0; other < rules.size(); ++other) {
                behind[node] = behind[node] || (blamed[other] && must[node][other] < kFar);
            }
        }
        const std::vector<bool> withCyclesBroken = naive(rules, behind);
        const auto isMissing = [&](std::uint32_t node) {
            return std::any_of(
                rules[node].premises.begin(), rules[node].premises.end(),
                [](const auto& premise) { return premise.targets.empty() && !premise.open; });
        };
        std::vector<bool> ends(rules.size(), false);
        for (const Obstacles::DeadEnd& end : found.deadEnds) {
            for (const std::uint32_t member : end.members) {
                ASSERT_FALSE(withCyclesBroken[member]) << "seed " << seed;
                ASSERT_FALSE(ends[member]) << "told twice, seed " << seed;
                ends[member] = true;
            }
            if (end.missing) {
                ++missing;
                const Rule& rule = rules[graph.graph().target[end.edges.front()]];
                ASSERT_TRUE(std::any_of(
                    rule.premises.begin(), rule.premises.end(),
                    [](const auto& premise) { return premise.targets.empty() && !premise.open; }));
                continue;
            }
            ++rings;
            expectRing(graph.graph(), end.edges);
            // A closed set of failing premises is a proof: every target has one of its own in it.
            std::set<std::uint32_t> owners;
            for (const std::uint32_t premise : end.proof) {
                ASSERT_FALSE(graph.open(premise));
                owners.insert(sources[graph.firstEdge(premise)]);
            }
            ASSERT_TRUE(owners.contains(sources[end.edges.front()]));
            for (const std::uint32_t premise : end.proof) {
                for (std::uint32_t e = graph.firstEdge(premise); e < graph.firstEdge(premise + 1);
                     ++e) {
                    ASSERT_TRUE(owners.contains(graph.graph().target[e])) << "seed " << seed;
                }
            }
        }
        // Whoever else cannot be had, the cycles broken, waits for one of the dead ends.
        for (std::uint32_t node = 0; node < rules.size(); ++node) {
            std::vector<std::uint32_t> queue{node};
            bool reached = withCyclesBroken[node] || isMissing(node);
            for (std::size_t done = 0; done < queue.size() && !reached; ++done) {
                reached = ends[queue[done]];
                for (const Rule::Premise& premise : rules[queue[done]].premises) {
                    const bool fails = !premise.open &&
                                       std::none_of(premise.targets.begin(), premise.targets.end(),
                                                    [&](std::uint32_t target) {
                                                        return withCyclesBroken[target];
                                                    });
                    for (const std::uint32_t target : premise.targets) {
                        if (fails && std::find(queue.begin(), queue.end(), target) == queue.end()) {
                            queue.push_back(target);
                        }
                    }
                }
            }
            ASSERT_TRUE(reached) << "seed " << seed << " node " << node;
        }
    }
    EXPECT_GT(rings, 500U);
    EXPECT_GT(missing, 500U);
}

TEST(RequirementGraph, ChainsAndRingsOfAMillionNeedNoCallStack) {
    constexpr std::uint32_t kNodes = 1'000'000;
    for (const bool ring : {false, true}) {
        RequirementGraph graph;
        for (std::uint32_t node = 0; node < kNodes; ++node) {
            if (ring || node + 1 < kNodes) {
                graph.addTarget((node + 1) % kNodes);
                graph.closePremise();
            }
            graph.closeNode();
        }
        const Obstacles found = obstaclesOf(graph);
        ASSERT_EQ(found.cycles.size(), ring ? 1U : 0U);
        EXPECT_EQ(found.obtainable.front(), !ring);
        if (ring) {
            EXPECT_EQ(found.cycles.front().edges.size(), kNodes);
        }
    }
}

}  // namespace fadu::tests
