#include "derive/Dependencies.h"
#include "unit/Harness.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <set>

namespace fadu::tests {

namespace {

using derive::Dependencies;
using derive::deriveDependencies;
using model::DocumentId;
using model::Item;
using model::ItemId;
using model::Program;

constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// Builds programs of items and documents without a source; requirements are numbered as they are
/// made.
class ProgramMaker {
public:
    ProgramMaker() {
        file_ = sources.add("a.fadu", std::make_shared<const std::string>(std::string(1, ' ')));
    }
    ItemId item(std::string_view name = {}) {
        Item item;
        item.kind.state = model::Stated<PowerKind>::State::Known;
        item.kind.value = PowerKind::Licensing;
        item.name = program.names.intern(name.empty() ? std::to_string(program.items.size())
                                                      : std::string(name));
        return program.items.add(std::move(item));
    }
    DocumentId document() { return program.documents.add({}); }
    void requires_(ItemId from, const std::vector<ItemId>& alternatives) {
        model::Prerequisite prerequisite;
        for (const ItemId to : alternatives) {
            model::Alternative alternative;
            alternative.item = to;
            alternative.span = next();
            prerequisite.alternatives.push_back(alternative);
        }
        program.items[from].prerequisites.push_back(std::move(prerequisite));
    }
    void asksFor(ItemId from, DocumentId document) {
        model::Material material;
        material.document = document;
        material.span = next();
        program.items[from].materials.push_back(std::move(material));
    }
    void issues(ItemId item, DocumentId document) {
        program.items[item].results.push_back({{}, document, next()});
        program.items[item].resultsStated = true;
    }
    Dependencies derive() const { return deriveDependencies(program, sources); }

    Program program;
    SourceManager sources;

private:
    Span next() {
        ++position_;
        return {file_, position_, position_ + 1};
    }
    FileId file_;
    std::uint32_t position_ = 0;
};

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

constexpr double kSeconds = 5;

/// What has to be obtained before what, by the words of the language: items and documents numbered
/// on.
struct Expected {
    struct Edge {
        std::size_t from;
        std::size_t to;
        std::uint32_t position;
        bool requirement;
    };
    std::vector<Edge> edges;
    std::vector<std::vector<std::size_t>> distance;
};

Expected expected(const Program& program) {
    const std::size_t items = program.items.size();
    const std::size_t count = items + program.documents.size();
    Expected result;
    std::vector<std::vector<std::pair<std::size_t, std::uint32_t>>> producers(
        program.documents.size());
    for (std::size_t i = 0; i < items; ++i) {
        const Item& item = program.items[ItemId(i)];
        for (const auto& prerequisite : item.prerequisites) {
            const auto& only = prerequisite.alternatives.front();
            if (prerequisite.alternatives.size() == 1 &&
                !(item.derivedSituation && program.items[only.item].name == item.name)) {
                result.edges.push_back({i, only.item.index(), only.span.begin, true});
            }
        }
        for (const auto& material : item.materials) {
            const bool own = std::any_of(
                item.results.begin(), item.results.end(),
                [&](const auto& issued) { return issued.document == material.document; });
            if (!(item.derivedSituation && own)) {
                result.edges.push_back(
                    {i, items + material.document.index(), material.span.begin, true});
            }
        }
        if (!item.derivedSituation) {
            for (const auto& issued : item.results) {
                producers[issued.document.index()].emplace_back(i, issued.span.begin);
            }
        }
    }
    for (std::size_t d = 0; d < producers.size(); ++d) {
        if (producers[d].size() == 1) {
            result.edges.push_back(
                {items + d, producers[d].front().first, producers[d].front().second, false});
        }
    }
    constexpr std::size_t kFar = 100'000;
    result.distance.assign(count, std::vector<std::size_t>(count, kFar));
    for (const auto& edge : result.edges) {
        result.distance[edge.from][edge.to] = 1;
    }
    for (std::size_t k = 0; k < count; ++k) {
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t j = 0; j < count; ++j) {
                result.distance[i][j] =
                    std::min(result.distance[i][j], result.distance[i][k] + result.distance[k][j]);
            }
        }
    }
    return result;
}

/// What can be had, by the words of the language: tried until nothing changes.
std::vector<bool> obtainable(const Program& program) {
    std::vector<bool> had(program.items.size(), false);
    const auto issued = [&](DocumentId document) {
        bool produced = false;
        for (std::size_t i = 0; i < program.items.size(); ++i) {
            const Item& item = program.items[ItemId(i)];
            for (const auto& result : item.results) {
                if (result.document == document && !item.derivedSituation) {
                    produced = true;
                    if (had[i]) {
                        return true;
                    }
                }
            }
        }
        return !produced;
    };
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < had.size(); ++i) {
            const Item& item = program.items[ItemId(i)];
            const bool prerequisites = std::all_of(
                item.prerequisites.begin(), item.prerequisites.end(), [&](const auto& one) {
                    return std::any_of(one.alternatives.begin(), one.alternatives.end(),
                                       [&](const auto& way) {
                                           return had[way.item.index()] ||
                                                  (item.derivedSituation &&
                                                   program.items[way.item].name == item.name);
                                       });
                });
            const bool materials = std::all_of(
                item.materials.begin(), item.materials.end(), [&](const auto& material) {
                    const bool own = std::any_of(
                        item.results.begin(), item.results.end(),
                        [&](const auto& result) { return result.document == material.document; });
                    return (item.derivedSituation && own) || issued(material.document);
                });
            if (prerequisites && materials && !had[i]) {
                had[i] = changed = true;
            }
        }
    }
    return had;
}

}  // namespace

TEST(Dependency, AgreesWithExhaustiveSearchOnTenThousandGraphs) {
    std::size_t withCycle = 0;
    std::size_t throughDocument = 0;
    std::size_t deadEnds = 0;
    for (std::uint64_t seed = 1; seed <= 10'000; ++seed) {
        Random random(seed);
        ProgramMaker maker;
        const std::size_t items = 1 + random.below(7);
        const std::size_t documents = random.below(4);
        for (std::size_t i = 0; i < items; ++i) {
            // Some are changes of the one before: same name, resting on its licence.
            const bool derived = i != 0 && random.below(6) == 0;
            maker.item(derived ? maker.program.text(maker.program.items[ItemId(i - 1)].name)
                               : std::string_view());
            maker.program.items[ItemId(i)].derivedSituation = derived;
        }
        for (std::size_t d = 0; d < documents; ++d) {
            maker.document();
        }
        for (std::size_t i = 0; i < items; ++i) {
            for (std::size_t n = random.below(3); n > 0; --n) {
                std::vector<ItemId> alternatives{ItemId(random.below(items))};
                if (random.below(5) == 0) {
                    alternatives.emplace_back(random.below(items));
                }
                maker.requires_(ItemId(i), alternatives);
            }
            if (documents != 0 && random.below(2) == 0) {
                maker.asksFor(ItemId(i), DocumentId(random.below(documents)));
            }
            if (documents != 0 && random.below(2) == 0) {
                maker.issues(ItemId(i), DocumentId(random.below(documents)));
            }
        }
        const Expected wanted = expected(maker.program);
        const std::size_t count = items + documents;
        const auto together = [&](std::size_t a, std::size_t b) {
            return wanted.distance[a][b] < 1'000 && wanted.distance[b][a] < 1'000;
        };
        const auto node = [&](const Dependencies& graph, std::uint32_t index) {
            const auto& found = graph.nodes[index];
            return found.kind == Dependencies::NodeKind::Item ? std::size_t{found.item.index()}
                                                              : items + found.document.index();
        };
        // By component: its first requirement, and the length of the shortest cycle through it.
        std::map<std::uint32_t, std::size_t> cycles;
        std::map<std::uint32_t, std::set<std::size_t>> members;
        std::vector<bool> done(count, false);
        std::vector<Expected::Edge> ordered = wanted.edges;
        std::sort(ordered.begin(), ordered.end(),
                  [](const auto& a, const auto& b) { return a.position < b.position; });
        for (const auto& edge : ordered) {
            if (!edge.requirement || done[edge.from] ||
                (edge.from != edge.to && !together(edge.from, edge.to))) {
                continue;
            }
            cycles[edge.position] =
                1 + (edge.from == edge.to ? 0 : wanted.distance[edge.to][edge.from]);
            for (std::size_t n = 0; n < count; ++n) {
                if (n == edge.from || together(edge.from, n)) {
                    done[n] = true;
                    members[edge.position].insert(n);
                }
            }
        }
        const Dependencies graph = maker.derive();
        ASSERT_EQ(graph.cycles.size(), cycles.size()) << "seed " << seed;
        withCycle += cycles.empty() ? 0 : 1;
        std::size_t index = 0;
        for (const auto& [position, length] : cycles) {
            const Dependencies::Cycle& cycle = graph.cycles[index++];
            ASSERT_EQ(graph.edges[cycle.edges.front()].span.begin, position) << "seed " << seed;
            ASSERT_EQ(cycle.edges.size(), length) << "seed " << seed;
            bool document = false;
            for (std::size_t e = 0; e < cycle.edges.size(); ++e) {
                const auto& edge = graph.edges[cycle.edges[e]];
                ASSERT_TRUE(edge.compulsory);
                ASSERT_EQ(edge.to, graph.edges[cycle.edges[(e + 1) % cycle.edges.size()]].from);
                document = document || edge.kind != Dependencies::EdgeKind::Prerequisite;
            }
            ASSERT_EQ(cycle.passesDocument, document);
            throughDocument += document ? 1 : 0;
            std::set<std::size_t> found;
            for (const std::uint32_t member : cycle.members) {
                found.insert(node(graph, member));
            }
            ASSERT_EQ(found, members[position]) << "seed " << seed;
        }
        const std::vector<bool> had = obtainable(maker.program);
        for (std::size_t i = 0; i < items; ++i) {
            ASSERT_EQ(graph.unobtainable[i], !had[i]) << "seed " << seed << " item " << i;
        }
        deadEnds += graph.deadEnds.empty() ? 0 : 1;
    }
    EXPECT_GT(deadEnds, 100U);
    EXPECT_GT(withCycle, 3'000U);
    EXPECT_GT(throughDocument, 500U);
}

TEST(Dependency, SeveralProducersAreAlternatives) {
    ProgramMaker maker;
    const ItemId first = maker.item();
    const ItemId second = maker.item();
    const DocumentId licence = maker.document();
    maker.asksFor(first, licence);
    maker.issues(first, licence);
    ASSERT_EQ(maker.derive().cycles.size(), 1U);
    EXPECT_TRUE(maker.derive().cycles.front().passesDocument);
    maker.issues(second, licence);
    const Dependencies graph = maker.derive();
    EXPECT_TRUE(graph.cycles.empty());
    EXPECT_EQ(std::count_if(graph.edges.begin(), graph.edges.end(),
                            [](const auto& edge) {
                                return edge.kind == Dependencies::EdgeKind::IssuedBy &&
                                       !edge.compulsory;
                            }),
              2);
}

TEST(Dependency, AChangeAsksForItsOwnEarlierResult) {
    ProgramMaker maker;
    const ItemId item = maker.item("许可");
    const ItemId change = maker.item("许可");
    const DocumentId licence = maker.document();
    maker.issues(item, licence);
    maker.issues(change, licence);
    maker.asksFor(change, licence);
    maker.requires_(change, {item});
    maker.program.items[change].derivedSituation = true;
    const Dependencies graph = maker.derive();
    EXPECT_TRUE(graph.cycles.empty());
    EXPECT_EQ(graph.edges.size(),
              1U);  // The licence comes from the item: a change produces nothing new.
    // Without that situation it would wait for itself.
    maker.program.items[change].derivedSituation = false;
    maker.program.items[item].results.clear();
    EXPECT_EQ(maker.derive().cycles.size(), 1U);
}

TEST(Dependency, ACommitmentTakesTheProofsPlace) {
    ProgramMaker maker;
    const ItemId item = maker.item();
    const DocumentId proof = maker.document();
    maker.issues(item, proof);
    maker.asksFor(item, proof);
    EXPECT_EQ(maker.derive().cycles.size(), 1U);
    maker.program.items[item].modes.push_back(Mode::Commitment);
    EXPECT_TRUE(maker.derive().cycles.empty());
}

TEST(Dependency, OutsideNodesAreOneByName) {
    ProgramMaker maker;
    for (int i = 0; i < 3; ++i) {
        model::Alternative alternative;
        alternative.outside = maker.program.names.intern(i < 2 ? "外地许可" : "另一许可");
        maker.program.items[maker.item()].prerequisites.push_back({{alternative}, {}});
    }
    const Dependencies graph = maker.derive();
    EXPECT_EQ(graph.nodes.size(), 5U);
    EXPECT_EQ(graph.edges.size(), 3U);
}

TEST(Dependency, WhatIsNotOfferedIsNoNode) {
    ProgramMaker maker;
    const ItemId offered = maker.item();
    const ItemId hidden = maker.item();
    maker.requires_(offered, {hidden});
    maker.requires_(hidden, {offered});
    maker.program.items[hidden].offered = false;
    const Dependencies graph = maker.derive();
    EXPECT_EQ(graph.nodeOfItem[hidden.index()], kNone);
    EXPECT_TRUE(graph.edges.empty());
    EXPECT_FALSE(graph.unobtainable[offered.index()]);
}

TEST(Dependency, ACycleAndAChainOfManyItems) {
    constexpr std::size_t kItems = 100'000;
    for (const bool ring : {true, false}) {
        ProgramMaker maker;
        for (std::size_t i = 0; i < kItems; ++i) {
            maker.item();
        }
        for (std::size_t i = 0; i + (ring ? 0 : 1) < kItems; ++i) {
            maker.requires_(ItemId(i), {ItemId((i + 1) % kItems)});
        }
        const auto start = std::chrono::steady_clock::now();
        const Dependencies graph = maker.derive();
        EXPECT_LT(secondsSince(start), kSeconds);
        ASSERT_EQ(graph.cycles.size(), ring ? 1U : 0U);
        if (ring) {
            EXPECT_EQ(graph.cycles.front().edges.size(), kItems);
            EXPECT_EQ(graph.cycles.front().members.size(), kItems);
        }
    }
}

TEST(Dependency, ManySmallCyclesAndOneDenseComponent) {
    constexpr std::size_t kItems = 100'000;
    ProgramMaker pairs;
    for (std::size_t i = 0; i < kItems; ++i) {
        pairs.item();
    }
    for (std::size_t i = 0; i < kItems; ++i) {
        pairs.requires_(ItemId(i), {ItemId(i ^ 1U)});
    }
    auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(pairs.derive().cycles.size(), kItems / 2);
    EXPECT_LT(secondsSince(start), kSeconds);

    ProgramMaker dense;
    constexpr std::size_t kDense = 700;
    for (std::size_t i = 0; i < kDense; ++i) {
        dense.item();
    }
    for (std::size_t i = 0; i < kDense; ++i) {
        for (std::size_t j = 0; j < kDense; ++j) {
            if (i != j) {
                dense.requires_(ItemId(i), {ItemId(j)});
            }
        }
    }
    start = std::chrono::steady_clock::now();
    const Dependencies graph = dense.derive();
    EXPECT_LT(secondsSince(start), kSeconds);
    ASSERT_EQ(graph.cycles.size(), 1U);
    EXPECT_EQ(graph.cycles.front().edges.size(), 2U);
}

TEST(Dependency, SeveralWaysThatAllComeBackAreADeadEnd) {
    ProgramMaker maker;
    const ItemId first = maker.item();
    const ItemId second = maker.item();
    const ItemId third = maker.item();
    const ItemId waiting = maker.item();
    maker.requires_(first, {second, third});
    maker.requires_(second, {first});
    maker.requires_(waiting, {first});
    EXPECT_TRUE(maker.derive().deadEnds.empty());
    maker.requires_(third, {first});
    const Dependencies graph = maker.derive();
    EXPECT_TRUE(graph.cycles.empty());
    ASSERT_EQ(graph.deadEnds.size(), 1U);
    EXPECT_EQ(graph.deadEnds.front().edges.size(), 2U);
    EXPECT_EQ(graph.deadEnds.front().proof.size(), 3U);
    EXPECT_EQ(graph.deadEnds.front().members.size(), 3U);
    EXPECT_TRUE(graph.unobtainable[waiting.index()]);
}

TEST(Dependency, WhatWaitsForACycleIsNoDeadEnd) {
    ProgramMaker maker;
    const ItemId first = maker.item();
    const ItemId second = maker.item();
    const ItemId third = maker.item();
    maker.requires_(first, {first});
    maker.requires_(second, {second});
    // Each of the two ways is behind a cycle that is reported.
    maker.requires_(third, {first, second});
    const Dependencies graph = maker.derive();
    EXPECT_EQ(graph.cycles.size(), 2U);
    EXPECT_TRUE(graph.deadEnds.empty());
    EXPECT_TRUE(graph.unobtainable[third.index()]);
}

TEST(Dependency, ADocumentDueAfterTheDecisionIsNoPremiseAndADeferredOneIs) {
    ProgramMaker maker;
    const ItemId item = maker.item();
    const DocumentId proof = maker.document();
    maker.issues(item, proof);
    maker.asksFor(item, proof);
    model::Material& material = maker.program.items[item].materials.front();
    material.deferrable = true;
    EXPECT_EQ(maker.derive().cycles.size(), 1U);
    material.due = Stage::Decision;
    EXPECT_EQ(maker.derive().cycles.size(), 1U);
    material.due = Stage::Delivery;
    EXPECT_TRUE(maker.derive().cycles.empty());
}

TEST(Dependency, WhoIssuesADocument) {
    using Supply = Dependencies::Supply;
    ProgramMaker maker;
    const model::OrganId organ = maker.program.organs.add({});
    const model::OrganId outside = maker.program.organs.add({});
    const ItemId item = maker.item();
    maker.program.items[item].authority.state = model::Stated<model::OrganId>::State::Known;
    maker.program.items[item].authority.value = organ;
    const DocumentId result = maker.document();
    const DocumentId asked = maker.document();
    maker.issues(item, result);
    maker.asksFor(item, asked);
    const auto supply = [&] { return maker.derive().supply[asked.index()]; };
    const auto stateIssuer = [&](model::OrganId issuer) {
        maker.program.documents[asked].issuerName = maker.program.names.intern("某局");
        maker.program.documents[asked].issuingOrgans = {issuer};
    };
    EXPECT_EQ(maker.derive().supply[result.index()], Supply::Items);
    EXPECT_EQ(supply(), Supply::NotStated);
    maker.program.documents[asked].shared = true;
    EXPECT_EQ(supply(), Supply::Elsewhere);
    stateIssuer(outside);
    EXPECT_EQ(supply(), Supply::Elsewhere);
    stateIssuer(organ);
    EXPECT_EQ(supply(), Supply::Nobody);
    // That stops nobody unless the list is complete.
    EXPECT_TRUE(maker.derive().deadEnds.empty());
    maker.program.completeList = true;
    ASSERT_EQ(maker.derive().deadEnds.size(), 1U);
    EXPECT_TRUE(maker.derive().deadEnds.front().missing);
    EXPECT_TRUE(maker.derive().unobtainable[item.index()]);
    // A field office whose item does not say what it ends in may issue it.
    const ItemId silent = maker.item();
    const model::OrganId office = maker.program.organs.add({});
    maker.program.organs[office].fieldOfficeOf = organ;
    maker.program.items[silent].authority = maker.program.items[item].authority;
    maker.program.items[silent].authority.value = office;
    EXPECT_EQ(supply(), Supply::Elsewhere);
    maker.program.items[silent].kind.value = PowerKind::Penalty;
    EXPECT_EQ(supply(), Supply::Nobody);
    // A change of it issues it somehow.
    maker.program.items[silent].derivedSituation = true;
    maker.issues(silent, asked);
    EXPECT_EQ(supply(), Supply::Elsewhere);
}

}  // namespace fadu::tests
