// bench-requirements: how long it takes to say what can never be had, and why, in large graphs.
#include "derive/RequirementGraph.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace {

using fadu::derive::Obstacles;
using fadu::derive::RequirementGraph;

/// Nodes with premises, each a list of targets.
class Maker {
public:
    Maker(std::uint32_t items, std::size_t edges) : items_(items), edges_(edges) {}

    /// Anything requires anything; one premise in four has alternatives.
    RequirementGraph random() {
        return make([&](std::uint32_t) { return below(items_); });
    }
    /// Nothing requires what stands before it, but for a ring in every hundred items of the first
    /// half, of every second ring with two ways that come back both; the first half requires the
    /// second one only.
    RequirementGraph layered() {
        constexpr std::uint32_t kStride = 100;
        const std::uint32_t half = items_ / 2;
        return make(
            [this, half](std::uint32_t node) {
                const std::uint32_t first = std::max(node + 1, half);
                return first + below(items_ - first);
            },
            [half](RequirementGraph& graph, std::uint32_t node) {
                if (node % kStride == 0 && node + 2 < half) {
                    graph.addTarget(node + 1);
                    if (node % (2 * kStride) == 0) {
                        graph.addTarget(node + 2);
                    }
                    graph.closePremise();
                } else if (node % kStride <= 2 && node % kStride > 0 && node < half) {
                    graph.addTarget(node - node % kStride);
                    graph.closePremise();
                }
            });
    }
    RequirementGraph chain(bool ring) const {
        RequirementGraph graph;
        for (std::uint32_t node = 0; node < items_; ++node) {
            if (ring || node + 1 < items_) {
                graph.addTarget((node + 1) % items_);
                graph.closePremise();
            }
            graph.closeNode();
        }
        return graph;
    }

private:
    std::uint32_t below(std::uint32_t bound) {
        return bound == 0 ? 0 : static_cast<std::uint32_t>(random_() % bound);
    }
    template <typename Target>
    RequirementGraph make(const Target& target) {
        return make(target, [](RequirementGraph&, std::uint32_t) {});
    }
    template <typename Target, typename More>
    RequirementGraph make(const Target& target, const More& more) {
        RequirementGraph graph;
        const std::size_t each = edges_ / items_;
        for (std::uint32_t node = 0; node < items_; ++node) {
            more(graph, node);
            for (std::size_t edge = 0; edge < each && node + 1 < items_;) {
                const std::size_t alternatives =
                    below(4) == 0 ? std::min<std::size_t>(2 + below(2), each - edge) : 1;
                for (std::size_t i = 0; i < alternatives; ++i) {
                    graph.addTarget(target(node));
                }
                graph.closePremise();
                edge += alternatives;
            }
            graph.closeNode();
        }
        return graph;
    }

    std::uint32_t items_;
    std::size_t edges_;
    std::mt19937_64 random_{1};
};

double peakMebibytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    constexpr double kKibibytes = 1024;
    return static_cast<double>(usage.ru_maxrss) / kKibibytes;
}

void measure(const std::string& name, const RequirementGraph& graph) {
    const auto start = std::chrono::steady_clock::now();
    const Obstacles found = fadu::derive::findObstacles(
        graph, {[](std::uint32_t) { return true; },
                [](std::uint32_t left, std::uint32_t right) { return left < right; }});
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::size_t witness = 0;
    for (const Obstacles::Cycle& cycle : found.cycles) {
        witness += cycle.edges.size();
    }
    for (const Obstacles::DeadEnd& end : found.deadEnds) {
        witness += end.edges.size() + end.proof.size();
    }
    const auto had = static_cast<std::size_t>(
        std::count(found.obtainable.begin(), found.obtainable.end(), true));
    std::printf("| %s | %u | %u | %zu | %zu | %zu | %zu | %.2f | %.0f |\n", name.c_str(),
                graph.nodes(), graph.graph().edges(), found.cycles.size(), found.deadEnds.size(),
                witness, graph.nodes() - had, seconds, peakMebibytes());
}

}  // namespace

int main(int argumentCount, char** arguments) {
    CLI::App app{"Times what the compiler says of large graphs of requirements."};
    std::uint32_t items = 1'000'000;
    std::size_t edges = 5'000'000;
    std::vector<std::string> graphs{"random", "layered", "chain", "ring"};
    app.add_option("--items", items)->capture_default_str()->check(CLI::Range(10U, 100'000'000U));
    app.add_option("--edges", edges, "Of the first two")->capture_default_str();
    app.add_option("--graphs", graphs, "One alone for its own peak of memory")
        ->delimiter(',')
        ->check(CLI::IsMember({"random", "layered", "chain", "ring"}));
    CLI11_PARSE(app, argumentCount, arguments);
    std::printf(
        "| graph | items | edges | cycles | dead ends | edges and premises in witnesses | "
        "unobtainable | s | peak MiB |\n|---|---|---|---|---|---|---|---|---|\n");
    for (const std::string& name : graphs) {
        Maker maker(items, edges);
        measure(name, name == "random"    ? maker.random()
                      : name == "layered" ? maker.layered()
                                          : maker.chain(name == "ring"));
    }
    return 0;
}
