#pragma once

#include "model/Program.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace fadu::emit {

/// Hands out names that are unique among those it gave out before: of equal ones the later become
/// `name~2`, `name~3`, ….
class LocalNames {
public:
    std::string take(std::string name);

private:
    std::unordered_map<std::string, std::size_t> taken_;  ///< Name to how often it was asked for.
};

/// A flow as a flat graph that can be drawn: the tree of blocks with every fork, join and gateway
/// that its `后于` edges and blocks imply.
struct FlowGraph {
    enum class NodeKind : std::uint8_t {
        Start,
        Task,
        ParallelSplit,
        ParallelJoin,
        ExclusiveSplit,  ///< 若.
        ExclusiveJoin,
        LoopStart,  ///< 循环: its body runs from here to the loop's end, not at all up to n times.
        LoopEnd,
        End,
    };
    struct Node {
        NodeKind kind = NodeKind::Task;
        std::string name;    ///< Unique in the flow: 受理, 核查/现场核查, fork1.
        model::StepId step;  ///< What the source writes; invalid for start, forks and joins.
        std::uint32_t partner =
            0;                   ///< Of an exclusive join or a loop's end: the node that opens it.
        bool reachable = false;  ///< Some run comes here, as far as the edges say.
    };
    struct Edge {
        enum class Role : std::uint8_t {
            Plain,
            Condition,  ///< Taken when the choice's condition holds.
            Otherwise,  ///< Taken when it does not.
            Skip,       ///< Past a repetition's body: no run of it.
            Back,       ///< For another run of a repetition.
        };
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        Role role = Role::Plain;
        model::StepId choice;  ///< The choice of a condition.
    };
    std::vector<Node> nodes;                ///< In the order of the source.
    std::vector<Edge> edges;                ///< By the order of the nodes that they leave.
    std::vector<std::uint32_t> nodeOfStep;  ///< By step.
};

/// Names of all steps of a flow, by step: inside a block `block/step`, without a name of their own
/// choice1, loop1, end1, … in the order of the source.
std::vector<std::string> stepNames(const model::Program& program, const model::Flow& flow,
                                   LocalNames& names);

/// The graph of a flow whose steps are named `stepNames`; the nodes that it adds take theirs from
/// `names`. What cannot be reached (behind an end, on a cycle) is in it without an edge that leads
/// there.
FlowGraph flowGraph(const model::Flow& flow, std::vector<std::string> stepNames, LocalNames& names);

}  // namespace fadu::emit
