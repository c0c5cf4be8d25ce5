#include "emit/FlowGraph.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace fadu::emit {

namespace {

using model::BlockId;
using model::Flow;
using model::Step;
using model::StepId;
using NodeKind = FlowGraph::NodeKind;
using Role = FlowGraph::Edge::Role;

class Builder {
public:
    Builder(const Flow& flow, std::vector<std::string> stepNames, LocalNames& names)
        : flow_(flow), stepNames_(std::move(stepNames)), names_(names) {}

    FlowGraph run();

private:
    /// An edge whose target is not known yet.
    struct Open {
        std::uint32_t node = 0;
        Role role = Role::Plain;
        StepId choice;
    };

    void findNeighbours();
    void findExits();
    std::uint32_t addNode(NodeKind kind, std::string name, StepId step = {});
    std::uint32_t addFork() {
        return addNode(NodeKind::ParallelSplit, names_.take("fork" + std::to_string(++forks_)));
    }
    std::uint32_t addJoin() {
        return addNode(NodeKind::ParallelJoin, names_.take("join" + std::to_string(++joins_)));
    }
    void connect(const Open& open, std::uint32_t to) {
        graph_.edges.push_back({open.node, to, open.role, open.choice});
    }
    void addBlock(BlockId block, Open entry, std::vector<Open>& exits);
    std::optional<Open> addWholeBlock(BlockId block, Open entry);
    std::optional<Open> addStep(StepId id);
    std::optional<Open> addChoice(StepId id, std::uint32_t split);
    std::optional<Open> addLoop(StepId id, std::uint32_t start);
    void markReachable();

    const Flow& flow_;
    std::vector<std::string> stepNames_;
    LocalNames& names_;
    FlowGraph graph_;
    std::vector<std::vector<StepId>> before_;  ///< By step: what it waits for, each once.
    std::vector<std::uint32_t> followers_;     ///< By step: how many wait for it.
    std::vector<bool> stepExits_;              ///< By step: a run can go on behind it.
    std::vector<bool> blockExits_;
    unsigned forks_ = 0;
    unsigned joins_ = 0;
};

void Builder::findNeighbours() {
    before_.resize(flow_.steps.size());
    followers_.assign(flow_.steps.size(), 0);
    std::vector<std::size_t> seenBy(flow_.steps.size(), 0);
    for (std::size_t i = 0; i < flow_.steps.size(); ++i) {
        for (const Step::After& after : flow_.steps[StepId(i)].after) {
            std::size_t& seen = seenBy[after.step.index()];
            if (seen != i + 1) {
                seen = i + 1;
                before_[i].push_back(after.step);
                ++followers_[after.step.index()];
            }
        }
    }
}

/// Blocks are numbered after the blocks around them, so one pass backwards sees inner ones first.
void Builder::findExits() {
    stepExits_.assign(flow_.steps.size(), false);
    blockExits_.assign(flow_.blocks.size(), false);
    for (std::size_t i = flow_.blocks.size(); i-- > 0;) {
        const model::Block& block = flow_.blocks[BlockId(i)];
        bool exits = block.steps.empty();
        for (const StepId id : block.steps) {
            const Step& step = flow_.steps[id];
            const auto leaves = [&](BlockId branch) { return blockExits_[branch.index()]; };
            const bool goesOn = step.kind == Step::Kind::Choice
                                    ? !step.hasElse || std::any_of(step.branches.begin(),
                                                                   step.branches.end(), leaves)
                                    : step.kind != Step::Kind::End;
            stepExits_[id.index()] = goesOn;
            exits = exits || (goesOn && followers_[id.index()] == 0);
        }
        blockExits_[i] = exits;
    }
}

std::uint32_t Builder::addNode(NodeKind kind, std::string name, StepId step) {
    const auto index = static_cast<std::uint32_t>(graph_.nodes.size());
    graph_.nodes.push_back({kind, std::move(name), step, 0, false});
    if (step.valid()) {
        graph_.nodeOfStep[step.index()] = index;
    }
    return index;
}

/// Nesting is limited by the parser, so the functions below may call each other.
void Builder::addBlock(BlockId block, Open entry, std::vector<Open>& exits) {
    const std::vector<StepId>& steps = flow_.blocks[block].steps;
    if (steps.empty()) {
        exits.push_back(entry);
        return;
    }
    const auto isFirst = [&](StepId id) { return before_[id.index()].empty(); };
    if (std::count_if(steps.begin(), steps.end(), isFirst) > 1) {
        const std::uint32_t fork = addFork();
        connect(entry, fork);
        entry = {fork, Role::Plain, {}};
    }
    // 后于 may name a later line: edges are drawn when all nodes are there.
    std::unordered_map<StepId, std::uint32_t> targets;
    std::unordered_map<StepId, Open> leaves;
    for (const StepId id : steps) {
        const auto& before = before_[id.index()];
        const auto waits = std::count_if(before.begin(), before.end(),
                                         [&](StepId other) { return stepExits_[other.index()]; });
        const auto target = static_cast<std::uint32_t>(graph_.nodes.size());
        targets.emplace(id, target);
        if (waits > 1) {
            addJoin();
        }
        std::optional<Open> leave = addStep(id);
        if (waits > 1) {
            connect({target, Role::Plain, {}}, graph_.nodeOfStep[id.index()]);
        }
        if (!leave) {
            continue;
        }
        if (followers_[id.index()] > 1) {
            const std::uint32_t fork = addFork();
            connect(*leave, fork);
            leave = Open{fork, Role::Plain, {}};
        }
        leaves.emplace(id, *leave);
        if (followers_[id.index()] == 0) {
            exits.push_back(*leave);
        }
    }
    for (const StepId id : steps) {
        if (isFirst(id)) {
            connect(entry, targets.at(id));
        }
        for (const StepId other : before_[id.index()]) {
            if (const auto leave = leaves.find(other); leave != leaves.end()) {
                connect(leave->second, targets.at(id));
            }
        }
    }
}

/// A block that is left at one place: what ends in parallel is joined.
std::optional<Builder::Open> Builder::addWholeBlock(BlockId block, Open entry) {
    std::vector<Open> exits;
    addBlock(block, entry, exits);
    if (exits.empty()) {
        return std::nullopt;
    }
    if (exits.size() == 1) {
        return exits.front();
    }
    const std::uint32_t join = addJoin();
    for (const Open& exit : exits) {
        connect(exit, join);
    }
    return Open{join, Role::Plain, {}};
}

std::optional<Builder::Open> Builder::addChoice(StepId id, std::uint32_t split) {
    const Step& step = flow_.steps[id];
    std::vector<Open> exits;
    Role role = Role::Condition;
    for (const BlockId branch : step.branches) {
        if (const auto exit = addWholeBlock(branch, {split, role, id})) {
            exits.push_back(*exit);
        }
        role = Role::Otherwise;
    }
    if (!step.hasElse) {
        exits.push_back({split, Role::Otherwise, id});
    }
    if (exits.empty()) {
        return std::nullopt;
    }
    if (exits.size() == 1) {
        return exits.front();  // The other branch ends: there is nothing to join.
    }
    const std::uint32_t join =
        addNode(NodeKind::ExclusiveJoin, names_.take(stepNames_[id.index()] + "/join"));
    graph_.nodes[join].partner = split;
    for (const Open& exit : exits) {
        connect(exit, join);
    }
    return Open{join, Role::Plain, {}};
}

std::optional<Builder::Open> Builder::addLoop(StepId id, std::uint32_t start) {
    const Step& step = flow_.steps[id];
    std::optional<Open> exit = Open{start, Role::Plain, {}};
    bool empty = true;
    for (const BlockId body : step.branches) {
        exit = addWholeBlock(body, {start, Role::Plain, {}});
        empty = flow_.blocks[body].steps.empty();
    }
    const std::uint32_t end =
        addNode(NodeKind::LoopEnd, names_.take(stepNames_[id.index()] + "/end"));
    graph_.nodes[end].partner = start;
    if (!empty) {
        connect({start, Role::Skip, {}}, end);
    }
    if (exit) {
        connect(*exit, end);
        connect({end, Role::Back, {}}, start);
    }
    return Open{end, Role::Plain, {}};
}

std::optional<Builder::Open> Builder::addStep(StepId id) {
    const std::string& name = stepNames_[id.index()];
    switch (flow_.steps[id].kind) {
        case Step::Kind::Task:
            return Open{addNode(NodeKind::Task, name, id), Role::Plain, {}};
        case Step::Kind::Choice:
            return addChoice(id, addNode(NodeKind::ExclusiveSplit, name, id));
        case Step::Kind::Loop:
            return addLoop(id, addNode(NodeKind::LoopStart, name, id));
        case Step::Kind::End:
            addNode(NodeKind::End, name, id);
            break;
    }
    return std::nullopt;
}

void Builder::markReachable() {
    std::vector<std::size_t> firstEdge(graph_.nodes.size() + 1, 0);
    for (const FlowGraph::Edge& edge : graph_.edges) {
        ++firstEdge[edge.from + 1];
    }
    for (std::size_t i = 1; i < firstEdge.size(); ++i) {
        firstEdge[i] += firstEdge[i - 1];
    }
    std::vector<std::uint32_t> queue{0};
    graph_.nodes.front().reachable = true;
    while (!queue.empty()) {
        const std::uint32_t node = queue.back();
        queue.pop_back();
        for (std::size_t e = firstEdge[node]; e < firstEdge[node + 1]; ++e) {
            FlowGraph::Node& next = graph_.nodes[graph_.edges[e].to];
            if (!next.reachable) {
                next.reachable = true;
                queue.push_back(graph_.edges[e].to);
            }
        }
    }
}

FlowGraph Builder::run() {
    graph_.nodeOfStep.assign(flow_.steps.size(), 0);
    findNeighbours();
    findExits();
    const std::uint32_t start = addNode(NodeKind::Start, names_.take("start"));
    std::optional<Open> exit = Open{start, Role::Plain, {}};
    if (!flow_.blocks.empty()) {
        exit = addWholeBlock(BlockId(std::size_t{0}), *exit);
    }
    if (exit) {
        connect(*exit, addNode(NodeKind::End, names_.take("end")));
    }
    std::stable_sort(graph_.edges.begin(), graph_.edges.end(),
                     [](const FlowGraph::Edge& left, const FlowGraph::Edge& right) {
                         return left.from < right.from;
                     });
    markReachable();
    return std::move(graph_);
}

}  // namespace

std::string LocalNames::take(std::string name) {
    std::size_t& times = taken_[name];
    if (times++ == 0) {
        return name;
    }
    // The numbered form may itself have been written as a name.
    for (;; ++times) {
        std::string numbered = name + "~" + std::to_string(times);
        if (taken_.emplace(numbered, 1).second) {
            return numbered;
        }
    }
}

std::vector<std::string> stepNames(const model::Program& program, const Flow& flow,
                                   LocalNames& names) {
    std::vector<std::string> result;
    result.reserve(flow.steps.size());
    unsigned choices = 0;
    unsigned loops = 0;
    unsigned ends = 0;
    unsigned tasks = 0;
    // Steps are numbered in the order of the source, those inside a block after its owner.
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        const Step& step = flow.steps[StepId(i)];
        std::string name(program.text(step.name));
        if (name.empty()) {
            switch (step.kind) {
                case Step::Kind::Task:
                    name = "step" + std::to_string(++tasks);
                    break;
                case Step::Kind::Choice:
                    name = "choice" + std::to_string(++choices);
                    break;
                case Step::Kind::Loop:
                    name = "loop" + std::to_string(++loops);
                    break;
                case Step::Kind::End:
                    name = "end" + std::to_string(++ends);
                    break;
            }
        }
        const StepId owner = flow.blocks[step.block].owner;
        result.push_back(names.take(owner.valid() ? result[owner.index()] + "/" + name : name));
    }
    return result;
}

FlowGraph flowGraph(const Flow& flow, std::vector<std::string> stepNames, LocalNames& names) {
    return Builder(flow, std::move(stepNames), names).run();
}

}  // namespace fadu::emit
