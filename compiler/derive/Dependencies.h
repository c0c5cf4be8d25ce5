#pragma once

#include "derive/RequirementGraph.h"
#include "model/Program.h"
#include "source/SourceManager.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fadu::derive {

/// The graph of what has to be obtained before what, over items, declared documents and powers
/// outside the package. Each edge says where the source makes it.
///
/// An item can be had when all of its prerequisites and documents can: of a prerequisite any one
/// alternative, of a document any one of the items that issue it. What is not in the graph is no
/// obstacle: powers outside the package, documents that an organ outside it may issue, what a
/// commitment stands in for (告知承诺), whatever another finding is to blame for, and the licence
/// that a change or renewal rests on.
///
/// A deferrable document (容缺) is an edge like any other. Splitting an item into its acceptance
/// and its decision would move the edge to the decision; but whatever waits for an item waits for
/// its decision, and the decision for the acceptance, so that both graphs have the same cycles. A
/// document due after the decision is reported for that (DEP009) and is no edge.
struct Dependencies {
    enum class NodeKind : std::uint8_t { Item, Document, Outside };
    struct Node {
        NodeKind kind = NodeKind::Item;
        model::ItemId item;
        model::DocumentId document;
        NameId name;  ///< Of an outside node.
    };
    enum class EdgeKind : std::uint8_t {
        Prerequisite,  ///< An item requires another (前置审批).
        Needs,         ///< An item asks for a document (材料).
        IssuedBy,      ///< A document is the result of one item.
    };
    struct Edge {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        EdgeKind kind = EdgeKind::Prerequisite;
        bool compulsory = true;  ///< Not one of several alternatives.
        Span span;
    };
    /// Where a document comes from.
    enum class Supply : std::uint8_t {
        Items,      ///< Items of the package issue it.
        Elsewhere,  ///< The applicant makes it, or somebody issues it whose items are not all
                    ///< known.
        NotStated,  ///< No item issues it, and its declaration names neither issuer nor sharer.
        /// Those who issue it have items here; all their items state what documents they end in
        /// (and so do those of their field offices and of who took powers over from them), and it
        /// is none of these.
        Nobody,
    };
    /// Items (and documents) that require each other: the shortest cycle through the first
    /// requirement of the component in the order of the files.
    struct Cycle {
        std::vector<std::uint32_t> edges;
        bool passesDocument = false;
        std::vector<std::uint32_t> members;  ///< Nodes of the whole component, ascending.
    };
    std::vector<Node> nodes;
    std::vector<Edge> edges;  ///< Sorted by `from`, then the order in which they were found.
    std::vector<std::uint32_t> first;  ///< Index of a node's first edge; one more entry than nodes.
    RequirementGraph requirements;     ///< The same nodes and edges, by number.
    std::vector<Cycle> cycles;
    std::vector<Obstacles::DeadEnd> deadEnds;  ///< What cannot be had by any alternative.
    /// By item: it can never be had. One of `cycles` or `deadEnds` is to blame.
    std::vector<bool> unobtainable;
    std::vector<std::uint32_t> nodeOfDocument;
    std::vector<std::uint32_t> nodeOfItem;  ///< By item; 0xFFFFFFFF for items that are not offered.
    std::vector<Supply> supply;             ///< By document.
};

/// Builds the graph and finds what cannot be had; linear but for one search a component. A document
/// that nobody issues makes an item unobtainable only where the package says that its list is
/// complete.
Dependencies deriveDependencies(const model::Program& program, const SourceManager& sources);

}  // namespace fadu::derive
