#include "derive/RequirementGraph.h"

#include <algorithm>

namespace fadu::derive {

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

/// The rows of a graph the other way round: who has an edge to a node, by number of the edge.
std::vector<std::uint32_t> incoming(const Digraph& graph, std::vector<std::uint32_t>& first) {
    first.assign(graph.nodes() + std::size_t{1}, 0);
    for (const std::uint32_t target : graph.target) {
        ++first[target + std::size_t{1}];
    }
    for (std::size_t i = 1; i < first.size(); ++i) {
        first[i] += first[i - 1];
    }
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    std::vector<std::uint32_t> result(graph.target.size());
    for (std::uint32_t edge = 0; edge < graph.edges(); ++edge) {
        result[next[graph.target[edge]]++] = edge;
    }
    return result;
}

/// Components in which something requires itself: of several nodes, or of one with an edge to
/// itself. By component its first requirement, or `kNone`.
std::vector<std::uint32_t> firstRequirements(const Digraph& graph,
                                             const std::vector<std::uint32_t>& sources,
                                             const std::vector<bool>& counts,
                                             const Components& components, const EdgeOrder& order) {
    std::vector<std::uint32_t> first(components.size.size(), kNone);
    for (std::uint32_t edge = 0; edge < graph.edges(); ++edge) {
        const std::uint32_t from = sources[edge];
        const std::uint32_t to = graph.target[edge];
        const std::uint32_t id = components.of[from];
        if (counts[edge] && id == components.of[to] && (components.size[id] > 1 || from == to) &&
            order.requirement(edge) && (first[id] == kNone || order.before(edge, first[id]))) {
            first[id] = edge;
        }
    }
    return first;
}

/// By component its nodes, of those that have a first requirement.
std::vector<std::vector<std::uint32_t>> membersOf(const Components& components,
                                                  const std::vector<std::uint32_t>& first) {
    std::vector<std::vector<std::uint32_t>> members(first.size());
    for (std::uint32_t node = 0; node < components.of.size(); ++node) {
        if (first[components.of[node]] != kNone) {
            members[components.of[node]].push_back(node);
        }
    }
    return members;
}

template <typename Found>
void sortByFirstEdge(std::vector<Found>& found, const EdgeOrder& order) {
    // What begins at one and the same place keeps the order of the components.
    std::stable_sort(found.begin(), found.end(), [&](const Found& left, const Found& right) {
        return order.before(left.edges.front(), right.edges.front());
    });
}

class ObstacleSearch {
public:
    ObstacleSearch(const RequirementGraph& requirements, const EdgeOrder& order)
        : requirements_(requirements),
          graph_(requirements.graph()),
          order_(order),
          sources_(graph_.sources()) {}

    Obstacles run();

private:
    void findCycles(const std::vector<bool>& compulsory);
    std::vector<bool> behindCycles(const std::vector<bool>& compulsory) const;
    void findDeadEnds(const std::vector<bool>& had);
    std::vector<std::uint32_t> proofFrom(std::uint32_t edge, const std::vector<bool>& fails);

    const RequirementGraph& requirements_;
    const Digraph& graph_;
    const EdgeOrder& order_;
    std::vector<std::uint32_t> sources_;
    std::vector<std::uint32_t> premiseOf_;  ///< By edge.
    std::vector<bool> proved_;              ///< By node: its premise is in a proof.
    Obstacles result_;
};

void ObstacleSearch::findCycles(const std::vector<bool>& compulsory) {
    const Components all = components(graph_, compulsory);
    const std::vector<std::uint32_t> first =
        firstRequirements(graph_, sources_, compulsory, all, order_);
    std::vector<std::vector<std::uint32_t>> members = membersOf(all, first);
    CycleSearch search(graph_, compulsory, all);
    for (std::uint32_t id = 0; id < first.size(); ++id) {
        if (first[id] != kNone) {
            result_.cycles.push_back(
                {search.through(sources_[first[id]], first[id]), std::move(members[id])});
        }
    }
    sortByFirstEdge(result_.cycles, order_);
}

/// By node: it is on one of the cycles, or waits for one by the only way there is.
std::vector<bool> ObstacleSearch::behindCycles(const std::vector<bool>& compulsory) const {
    std::vector<bool> marked(graph_.nodes(), false);
    std::vector<std::uint32_t> pending;
    for (const Obstacles::Cycle& cycle : result_.cycles) {
        for (const std::uint32_t node : cycle.members) {
            marked[node] = true;
            pending.push_back(node);
        }
    }
    if (pending.empty()) {
        return marked;
    }
    std::vector<std::uint32_t> firstIn;
    const std::vector<std::uint32_t> in = incoming(graph_, firstIn);
    while (!pending.empty()) {
        const std::uint32_t node = pending.back();
        pending.pop_back();
        for (std::uint32_t i = firstIn[node]; i < firstIn[node + 1]; ++i) {
            const std::uint32_t from = sources_[in[i]];
            if (compulsory[in[i]] && !marked[from]) {
                marked[from] = true;
                pending.push_back(from);
            }
        }
    }
    return marked;
}

/// Premises from the node of an edge on, breadth first: of it the one that the edge is of, of every
/// other node that which has the fewest alternatives. All of them fail.
std::vector<std::uint32_t> ObstacleSearch::proofFrom(std::uint32_t edge,
                                                     const std::vector<bool>& fails) {
    proved_[sources_[edge]] = true;
    std::vector<std::uint32_t> proof{premiseOf_[edge]};
    for (std::size_t done = 0; done < proof.size(); ++done) {
        for (std::uint32_t e = requirements_.firstEdge(proof[done]);
             e < requirements_.firstEdge(proof[done] + 1); ++e) {
            const std::uint32_t node = graph_.target[e];
            if (proved_[node]) {
                continue;
            }
            proved_[node] = true;
            std::uint32_t fewest = kNone;
            const auto width = [&](std::uint32_t premise) {
                return requirements_.firstEdge(premise + 1) - requirements_.firstEdge(premise);
            };
            for (std::uint32_t p = requirements_.firstPremise(node);
                 p < requirements_.firstPremise(node + 1); ++p) {
                if (fails[p] && (fewest == kNone || width(p) < width(fewest))) {
                    fewest = p;
                }
            }
            proof.push_back(fewest);
        }
    }
    return proof;
}

/// `had`: the nodes that can be had once the cycles are broken; the rest is looked at.
void ObstacleSearch::findDeadEnds(const std::vector<bool>& had) {
    // The premises that stand in the way, none of whose targets can be had, and their edges.
    std::vector<bool> fails(requirements_.premises(), false);
    std::vector<bool> counts(graph_.edges(), false);
    std::vector<bool> missing(graph_.nodes(), false);
    premiseOf_.assign(graph_.edges(), kNone);
    for (std::uint32_t node = 0; node < graph_.nodes(); ++node) {
        for (std::uint32_t p = requirements_.firstPremise(node);
             !had[node] && p < requirements_.firstPremise(node + 1); ++p) {
            const std::uint32_t begin = requirements_.firstEdge(p);
            const std::uint32_t end = requirements_.firstEdge(p + 1);
            fails[p] = !requirements_.open(p);
            for (std::uint32_t e = begin; e < end && fails[p]; ++e) {
                fails[p] = !had[graph_.target[e]];
            }
            missing[node] = missing[node] || (fails[p] && begin == end);
            for (std::uint32_t e = begin; e < end && fails[p]; ++e) {
                counts[e] = true;
                premiseOf_[e] = p;
            }
        }
    }
    // What nothing yields is an end by itself, whatever else it would need.
    for (std::uint32_t node = 0; node < graph_.nodes(); ++node) {
        for (std::uint32_t e = graph_.first[node]; missing[node] && e < graph_.first[node + 1];
             ++e) {
            counts[e] = false;
        }
    }
    const Components all = components(graph_, counts);
    std::vector<bool> ends(all.size.size(), true);
    std::vector<std::uint32_t> askedBy(graph_.nodes(), kNone);
    for (std::uint32_t e = 0; e < graph_.edges(); ++e) {
        if (!counts[e]) {
            continue;
        }
        const std::uint32_t to = graph_.target[e];
        if (all.of[sources_[e]] != all.of[to]) {
            ends[all.of[sources_[e]]] = false;
        }
        if (missing[to] && order_.requirement(e) &&
            (askedBy[to] == kNone || order_.before(e, askedBy[to]))) {
            askedBy[to] = e;
        }
    }
    const std::vector<std::uint32_t> first =
        firstRequirements(graph_, sources_, counts, all, order_);
    std::vector<std::vector<std::uint32_t>> members = membersOf(all, first);
    CycleSearch search(graph_, counts, all);
    proved_.assign(graph_.nodes(), false);
    for (std::uint32_t id = 0; id < first.size(); ++id) {
        if (first[id] != kNone && ends[id]) {
            result_.deadEnds.push_back({search.through(sources_[first[id]], first[id]),
                                        proofFrom(first[id], fails), std::move(members[id]),
                                        false});
        }
    }
    for (std::uint32_t node = 0; node < graph_.nodes(); ++node) {
        if (askedBy[node] != kNone) {
            result_.deadEnds.push_back({{askedBy[node]}, {}, {node}, true});
        }
    }
    sortByFirstEdge(result_.deadEnds, order_);
}

Obstacles ObstacleSearch::run() {
    result_.obtainable = requirements_.obtainable();
    if (std::find(result_.obtainable.begin(), result_.obtainable.end(), false) !=
        result_.obtainable.end()) {
        const std::vector<bool> compulsory = requirements_.compulsory();
        findCycles(compulsory);
        const std::vector<bool> had = result_.cycles.empty()
                                          ? result_.obtainable
                                          : requirements_.obtainable(behindCycles(compulsory));
        if (std::find(had.begin(), had.end(), false) != had.end()) {
            findDeadEnds(had);
        }
    }
    return std::move(result_);
}

}  // namespace

std::vector<std::uint32_t> Digraph::sources() const {
    std::vector<std::uint32_t> result(edges());
    for (std::uint32_t node = 0; node < nodes(); ++node) {
        std::fill(result.begin() + first[node], result.begin() + first[node + 1], node);
    }
    return result;
}

Components components(const Digraph& graph, const std::vector<bool>& counts) {
    const std::uint32_t count = graph.nodes();
    std::vector<std::uint32_t> number(count, 0);
    std::vector<std::uint32_t> low(count, 0);
    std::vector<std::uint32_t> stack;
    struct Frame {
        std::uint32_t node;
        std::uint32_t edge;
    };
    std::vector<Frame> frames;
    Components result;
    result.of.assign(count, kNone);
    std::uint32_t next = 1;
    for (std::uint32_t root = 0; root < count; ++root) {
        if (number[root] != 0) {
            continue;
        }
        number[root] = low[root] = next++;
        stack.push_back(root);
        frames.push_back({root, graph.first[root]});
        while (!frames.empty()) {
            Frame& frame = frames.back();
            if (frame.edge < graph.first[frame.node + 1]) {
                const std::uint32_t edge = frame.edge++;
                const std::uint32_t to = graph.target[edge];
                if (!counts[edge]) {
                    continue;
                }
                if (number[to] == 0) {
                    number[to] = low[to] = next++;
                    stack.push_back(to);
                    frames.push_back({to, graph.first[to]});
                } else if (result.of[to] == kNone) {
                    low[frame.node] = std::min(low[frame.node], number[to]);
                }
                continue;
            }
            const std::uint32_t node = frame.node;
            frames.pop_back();
            if (!frames.empty()) {
                low[frames.back().node] = std::min(low[frames.back().node], low[node]);
            }
            if (low[node] == number[node]) {
                const auto id = static_cast<std::uint32_t>(result.size.size());
                result.size.push_back(0);
                std::uint32_t member = 0;
                do {
                    member = stack.back();
                    stack.pop_back();
                    result.of[member] = id;
                    ++result.size.back();
                } while (member != node);
            }
        }
    }
    return result;
}

CycleSearch::CycleSearch(const Digraph& graph, const std::vector<bool>& counts,
                         const Components& components)
    : graph_(graph),
      counts_(counts),
      components_(components),
      via_(graph.nodes(), kNone),
      before_(graph.nodes(), kNone) {}

std::vector<std::uint32_t> CycleSearch::through(std::uint32_t from, std::uint32_t edge) {
    const std::uint32_t start = graph_.target[edge];
    const std::uint32_t id = components_.of[start];
    std::vector<std::uint32_t> queue{start};
    bool found = start == from;
    for (std::size_t done = 0; done < queue.size() && !found; ++done) {
        const std::uint32_t node = queue[done];
        for (std::uint32_t e = graph_.first[node]; e < graph_.first[node + 1] && !found; ++e) {
            const std::uint32_t to = graph_.target[e];
            if (counts_[e] && components_.of[to] == id && via_[to] == kNone && to != start) {
                via_[to] = e;
                before_[to] = node;
                found = to == from;
                queue.push_back(to);
            }
        }
    }
    std::vector<std::uint32_t> cycle{edge};
    for (std::uint32_t node = from; node != start; node = before_[node]) {
        cycle.push_back(via_[node]);
    }
    std::reverse(cycle.begin() + 1, cycle.end());
    return cycle;
}

void RequirementGraph::closePremise(bool open) {
    firstEdge_.push_back(graph_.edges());
    open_.push_back(open);
}

void RequirementGraph::closeNode() {
    firstPremise_.push_back(premises());
    graph_.closeNode();
}

std::vector<bool> RequirementGraph::compulsory() const {
    std::vector<bool> result(graph_.edges(), false);
    for (std::uint32_t premise = 0; premise < premises(); ++premise) {
        if (!open_[premise] && firstEdge_[premise + 1] - firstEdge_[premise] == 1) {
            result[firstEdge_[premise]] = true;
        }
    }
    return result;
}

std::vector<bool> RequirementGraph::obtainable(const std::vector<bool>& given) const {
    std::vector<bool> had(nodes(), false);
    std::vector<bool> met(open_);
    std::vector<std::uint32_t> unmet(nodes(), 0);
    std::vector<std::uint32_t> nodeOf(premises());
    std::vector<std::uint32_t> premiseOf(graph_.edges());
    std::vector<std::uint32_t> pending;
    for (std::uint32_t node = 0; node < nodes(); ++node) {
        for (std::uint32_t p = firstPremise_[node]; p < firstPremise_[node + 1]; ++p) {
            nodeOf[p] = node;
            unmet[node] += met[p] ? 0 : 1;
            std::fill(premiseOf.begin() + firstEdge_[p], premiseOf.begin() + firstEdge_[p + 1], p);
        }
        if (unmet[node] == 0 || (!given.empty() && given[node])) {
            had[node] = true;
            pending.push_back(node);
        }
    }
    std::vector<std::uint32_t> firstIn;
    const std::vector<std::uint32_t> in = incoming(graph_, firstIn);
    while (!pending.empty()) {
        const std::uint32_t node = pending.back();
        pending.pop_back();
        for (std::uint32_t i = firstIn[node]; i < firstIn[node + 1]; ++i) {
            const std::uint32_t premise = premiseOf[in[i]];
            const std::uint32_t owner = nodeOf[premise];
            if (met[premise]) {
                continue;
            }
            met[premise] = true;
            if (--unmet[owner] == 0 && !had[owner]) {
                had[owner] = true;
                pending.push_back(owner);
            }
        }
    }
    return had;
}

Obstacles findObstacles(const RequirementGraph& graph, const EdgeOrder& order) {
    return ObstacleSearch(graph, order).run();
}

}  // namespace fadu::derive
