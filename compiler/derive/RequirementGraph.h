#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace fadu::derive {

/// A directed graph of numbers. Edges are numbered too, those of a node one after another.
struct Digraph {
    std::vector<std::uint32_t> first{0};  ///< A node's first edge; one more entry than nodes.
    std::vector<std::uint32_t> target;    ///< By edge.

    std::uint32_t nodes() const { return static_cast<std::uint32_t>(first.size() - 1); }
    std::uint32_t edges() const { return static_cast<std::uint32_t>(target.size()); }
    /// Ends the row of edges of one more node.
    void closeNode() { first.push_back(edges()); }
    /// The node that each edge leaves.
    std::vector<std::uint32_t> sources() const;
};

/// The strongly connected components of a graph.
struct Components {
    std::vector<std::uint32_t> of;    ///< By node.
    std::vector<std::uint32_t> size;  ///< By component; what a component reaches has lower numbers.
};
/// Finds them over the edges that count, by Tarjan's algorithm (1972) with a stack of its own:
/// linear, whatever the depth.
Components components(const Digraph& graph, const std::vector<bool>& counts);

/// Finds shortest cycles, breadth first. All searches together visit each node at most once as long
/// as each is in another component.
class CycleSearch {
public:
    CycleSearch(const Digraph& graph, const std::vector<bool>& counts,
                const Components& components);

    /// The edges of a shortest cycle through an edge `from` → its target, beginning with it. Both
    /// lie in one component, and no search was in that component before.
    std::vector<std::uint32_t> through(std::uint32_t from, std::uint32_t edge);

private:
    const Digraph& graph_;
    const std::vector<bool>& counts_;
    const Components& components_;
    std::vector<std::uint32_t> via_;     ///< By node: the edge by which it was reached.
    std::vector<std::uint32_t> before_;  ///< By node: the node that this edge leaves.
};

/// What has to be had before what, with alternatives: a node can be had when each of its premises
/// is met, a premise when one of its targets can be had. A node without premises can be had by
/// whoever asks; a premise without targets is never met, unless it is `open`.
class RequirementGraph {
public:
    /// Adds a target to the premise that is being built.
    void addTarget(std::uint32_t target) { graph_.target.push_back(target); }
    /// Ends a premise of the node that is being built. `open`: it may also be met in a way that is
    /// not in the graph.
    void closePremise(bool open = false);
    void closeNode();

    const Digraph& graph() const { return graph_; }
    std::uint32_t nodes() const { return graph_.nodes(); }
    std::uint32_t premises() const { return static_cast<std::uint32_t>(open_.size()); }
    std::uint32_t firstPremise(std::uint32_t node) const { return firstPremise_[node]; }
    std::uint32_t firstEdge(std::uint32_t premise) const { return firstEdge_[premise]; }
    bool open(std::uint32_t premise) const { return open_[premise]; }
    /// By edge: it is the only way to meet its premise.
    std::vector<bool> compulsory() const;

    /// The least fixpoint: what can be had by who has nothing but the nodes `given`. Linear, by
    /// counting the premises that are not met yet (Dowling and Gallier 1984).
    std::vector<bool> obtainable(const std::vector<bool>& given = {}) const;

private:
    Digraph graph_;
    std::vector<std::uint32_t> firstPremise_{0};  ///< By node; one more entry.
    std::vector<std::uint32_t> firstEdge_{0};     ///< By premise; one more entry.
    std::vector<bool> open_;                      ///< By premise.
};

/// Which edges a finding may stand at, and which of two comes first in the files.
struct EdgeOrder {
    std::function<bool(std::uint32_t edge)> requirement;
    std::function<bool(std::uint32_t left, std::uint32_t right)> before;
};

/// Why nodes cannot be had.
struct Obstacles {
    /// Nodes that require each other, each by the only way there is: the shortest cycle through the
    /// first requirement of the component.
    struct Cycle {
        std::vector<std::uint32_t> edges;
        std::vector<std::uint32_t> members;  ///< Nodes of the whole component, ascending.
    };
    /// Nodes all of whose alternatives come back to them; or, without a cycle, one node with a
    /// premise that nothing meets, and the first requirement that asks for it. Neither is on a
    /// cycle of the first kind, nor does it wait for one or for another obstacle.
    struct DeadEnd {
        std::vector<std::uint32_t> edges;  ///< The shortest cycle, or that one requirement.
        /// Premises that together prove it: each is of the node that asks first or of a target of
        /// another, and each target has one among them.
        std::vector<std::uint32_t> proof;
        std::vector<std::uint32_t> members;
        bool missing = false;  ///< No cycle: nothing yields the target of the one edge.
    };
    std::vector<Cycle> cycles;      ///< By their first edges.
    std::vector<DeadEnd> deadEnds;  ///< By their first edges.
    std::vector<bool> obtainable;   ///< By node: neither an obstacle nor waiting for one.
};

/// Finds all obstacles: linear but for the comparisons of `order`, each edge of a cycle once.
Obstacles findObstacles(const RequirementGraph& graph, const EdgeOrder& order);

}  // namespace fadu::derive
