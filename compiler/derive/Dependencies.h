#pragma once

#include "model/Program.h"
#include "source/SourceManager.h"

#include <cstdint>
#include <string>
#include <vector>

namespace fadu::derive {

/// The graph of what has to be obtained before what, over items, declared documents and powers
/// outside the package. Each edge says where the source makes it.
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
    std::vector<Cycle> cycles;
    std::vector<bool> waitsForCycle;  ///< By item: it is on a cycle or waits for one.
    std::vector<std::uint32_t> nodeOfDocument;
    std::vector<std::uint32_t> nodeOfItem;  ///< By item; 0xFFFFFFFF for items that are not offered.
};

/// Builds the graph and finds its cycles; linear but for one search a component.
Dependencies deriveDependencies(const model::Program& program, const SourceManager& sources);

}  // namespace fadu::derive
