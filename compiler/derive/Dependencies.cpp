#include "derive/Dependencies.h"

#include <algorithm>
#include <deque>
#include <unordered_map>

namespace fadu::derive {

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

using model::DocumentId;
using model::Item;
using model::ItemId;
using model::Program;

/// Penalties and coercion are done by the organ of its own accord: nobody has to obtain anything
/// first.
bool doneOnApplication(const Item& item) {
    return !item.kind.known() || (item.kind.value != PowerKind::Penalty &&
                                  item.kind.value != PowerKind::CompulsoryMeasure &&
                                  item.kind.value != PowerKind::Enforcement);
}

class Graph {
public:
    Graph(const Program& program, const SourceManager& sources)
        : program_(program), sources_(sources) {}

    Dependencies run();

private:
    using Edge = Dependencies::Edge;
    using EdgeKind = Dependencies::EdgeKind;

    std::uint32_t addNode(Dependencies::Node node) {
        result_.nodes.push_back(node);
        return static_cast<std::uint32_t>(result_.nodes.size() - 1);
    }
    void addNodes();
    void addEdges();
    void sortEdges();
    void findComponents();
    void findWitnesses();
    void markWaiting();

    const Program& program_;
    const SourceManager& sources_;
    Dependencies result_;
    std::vector<std::uint32_t> component_;
    std::vector<std::uint32_t> componentSize_;
};

void Graph::addNodes() {
    result_.nodeOfItem.assign(program_.items.size(), kNone);
    for (std::size_t i = 0; i < program_.items.size(); ++i) {
        if (program_.items[ItemId(i)].offered) {
            result_.nodeOfItem[i] = addNode({Dependencies::NodeKind::Item, ItemId(i), {}, {}});
        }
    }
    for (std::size_t i = 0; i < program_.documents.size(); ++i) {
        result_.nodeOfDocument.push_back(
            addNode({Dependencies::NodeKind::Document, {}, DocumentId(i), {}}));
    }
}

void Graph::addEdges() {
    std::unordered_map<NameId, std::uint32_t> outside;
    // A document with one producer is an edge; with several it is an alternative. 变更, 延续 and
    // the like ask for the document that an earlier run produced, so they are no producers.
    std::vector<std::vector<std::pair<ItemId, Span>>> producers(program_.documents.size());
    for (std::size_t i = 0; i < program_.items.size(); ++i) {
        const Item& item = program_.items[ItemId(i)];
        if (!item.offered || item.derivedSituation || item.catalogue) {
            continue;
        }
        for (const model::ResultDocument& result : item.results) {
            if (result.document.valid()) {
                producers[result.document.index()].emplace_back(ItemId(i), result.span);
            }
        }
    }
    for (std::size_t d = 0; d < producers.size(); ++d) {
        for (const auto& [item, span] : producers[d]) {
            result_.edges.push_back({result_.nodeOfDocument[d], result_.nodeOfItem[item.index()],
                                     EdgeKind::IssuedBy, producers[d].size() == 1, span});
        }
    }
    for (std::size_t i = 0; i < program_.items.size(); ++i) {
        const Item& item = program_.items[ItemId(i)];
        const std::uint32_t from = result_.nodeOfItem[i];
        if (from == kNone || !doneOnApplication(item)) {
            continue;
        }
        for (const model::Prerequisite& prerequisite : item.prerequisites) {
            for (const model::Alternative& alternative : prerequisite.alternatives) {
                std::uint32_t to = kNone;
                if (alternative.item.valid()) {
                    // An existing licence's own item is no wait for its change or renewal.
                    if (item.derivedSituation &&
                        program_.items[alternative.item].name == item.name) {
                        continue;
                    }
                    to = result_.nodeOfItem[alternative.item.index()];
                } else if (alternative.outside.valid() && !alternative.blamed) {
                    const auto [found, inserted] = outside.emplace(alternative.outside, kNone);
                    if (inserted) {
                        found->second =
                            addNode({Dependencies::NodeKind::Outside, {}, {}, alternative.outside});
                    }
                    to = found->second;
                }
                if (to != kNone) {
                    result_.edges.push_back({from, to, EdgeKind::Prerequisite,
                                             prerequisite.alternatives.size() == 1,
                                             alternative.span});
                }
            }
        }
        const bool commitment = item.has(Mode::Commitment);
        for (const model::Material& material : item.materials) {
            if (!material.document.valid() || material.selfProvided ||
                program_.documents[material.document].selfProvided) {
                continue;
            }
            // Instance time: what a change or renewal asks for is its own earlier result.
            const bool ownResult = std::any_of(item.results.begin(), item.results.end(),
                                               [&](const model::ResultDocument& result) {
                                                   return result.document == material.document;
                                               });
            if (item.derivedSituation && ownResult) {
                continue;
            }
            // A commitment replaces the proof for now (国办发〔2020〕42号).
            result_.edges.push_back({from, result_.nodeOfDocument[material.document.index()],
                                     EdgeKind::Needs, !commitment, material.span});
        }
    }
}

void Graph::sortEdges() {
    std::stable_sort(result_.edges.begin(), result_.edges.end(),
                     [](const Edge& left, const Edge& right) { return left.from < right.from; });
    result_.first.assign(result_.nodes.size() + 1, 0);
    for (const Edge& edge : result_.edges) {
        ++result_.first[edge.from + 1];
    }
    for (std::size_t i = 1; i < result_.first.size(); ++i) {
        result_.first[i] += result_.first[i - 1];
    }
}

/// Strongly connected components over compulsory edges (Tarjan, with a stack of its own).
void Graph::findComponents() {
    const auto count = static_cast<std::uint32_t>(result_.nodes.size());
    std::vector<std::uint32_t> number(count, 0);
    std::vector<std::uint32_t> low(count, 0);
    std::vector<std::uint32_t> stack;
    struct Frame {
        std::uint32_t node;
        std::uint32_t edge;
    };
    std::vector<Frame> frames;
    component_.assign(count, kNone);
    std::uint32_t next = 1;
    for (std::uint32_t root = 0; root < count; ++root) {
        if (number[root] != 0) {
            continue;
        }
        number[root] = low[root] = next++;
        stack.push_back(root);
        frames.push_back({root, result_.first[root]});
        while (!frames.empty()) {
            Frame& frame = frames.back();
            if (frame.edge < result_.first[frame.node + 1]) {
                const Edge& edge = result_.edges[frame.edge++];
                if (!edge.compulsory) {
                    continue;
                }
                if (number[edge.to] == 0) {
                    number[edge.to] = low[edge.to] = next++;
                    stack.push_back(edge.to);
                    frames.push_back({edge.to, result_.first[edge.to]});
                } else if (component_[edge.to] == kNone) {
                    low[frame.node] = std::min(low[frame.node], number[edge.to]);
                }
                continue;
            }
            const std::uint32_t node = frame.node;
            frames.pop_back();
            if (!frames.empty()) {
                low[frames.back().node] = std::min(low[frames.back().node], low[node]);
            }
            if (low[node] == number[node]) {
                const auto id = static_cast<std::uint32_t>(componentSize_.size());
                componentSize_.push_back(0);
                std::uint32_t member = 0;
                do {
                    member = stack.back();
                    stack.pop_back();
                    component_[member] = id;
                    ++componentSize_.back();
                } while (member != node);
            }
        }
    }
}

void Graph::findWitnesses() {
    // The first requirement inside each component, in the order of the files.
    std::vector<std::uint32_t> firstEdge(componentSize_.size(), kNone);
    for (std::uint32_t i = 0; i < result_.edges.size(); ++i) {
        const Edge& edge = result_.edges[i];
        const std::uint32_t id = component_[edge.from];
        if (!edge.compulsory || id != component_[edge.to] || edge.kind == EdgeKind::IssuedBy ||
            (componentSize_[id] == 1 && edge.from != edge.to)) {
            continue;
        }
        if (firstEdge[id] == kNone ||
            sources_.before(edge.span, result_.edges[firstEdge[id]].span)) {
            firstEdge[id] = i;
        }
    }
    std::vector<std::vector<std::uint32_t>> members(componentSize_.size());
    for (std::uint32_t node = 0; node < result_.nodes.size(); ++node) {
        if (firstEdge[component_[node]] != kNone) {
            members[component_[node]].push_back(node);
        }
    }
    std::vector<std::uint32_t> via(result_.nodes.size(), kNone);
    for (std::uint32_t id = 0; id < firstEdge.size(); ++id) {
        if (firstEdge[id] == kNone) {
            continue;
        }
        const Edge& start = result_.edges[firstEdge[id]];
        for (const std::uint32_t node : members[id]) {
            via[node] = kNone;
        }
        std::deque<std::uint32_t> queue{start.to};
        bool found = start.to == start.from;
        while (!queue.empty() && !found) {
            const std::uint32_t node = queue.front();
            queue.pop_front();
            for (std::uint32_t e = result_.first[node]; e < result_.first[node + 1] && !found;
                 ++e) {
                const Edge& edge = result_.edges[e];
                if (!edge.compulsory || component_[edge.to] != id || via[edge.to] != kNone ||
                    edge.to == start.to) {
                    continue;
                }
                via[edge.to] = e;
                found = edge.to == start.from;
                queue.push_back(edge.to);
            }
        }
        Dependencies::Cycle cycle;
        std::vector<std::uint32_t> back;
        for (std::uint32_t node = start.from; node != start.to;
             node = result_.edges[via[node]].from) {
            back.push_back(via[node]);
        }
        cycle.edges.push_back(firstEdge[id]);
        cycle.edges.insert(cycle.edges.end(), back.rbegin(), back.rend());
        for (const std::uint32_t e : cycle.edges) {
            cycle.passesDocument =
                cycle.passesDocument || result_.edges[e].kind != EdgeKind::Prerequisite;
        }
        cycle.members = members[id];
        result_.cycles.push_back(std::move(cycle));
    }
    // Cycles of heirs begin at one and the same place: they keep the order of the components.
    std::stable_sort(result_.cycles.begin(), result_.cycles.end(),
                     [&](const Dependencies::Cycle& left, const Dependencies::Cycle& right) {
                         return sources_.before(result_.edges[left.edges.front()].span,
                                                result_.edges[right.edges.front()].span);
                     });
}

void Graph::markWaiting() {
    std::vector<bool> marked(result_.nodes.size(), false);
    std::vector<std::uint32_t> queue;
    for (const Dependencies::Cycle& cycle : result_.cycles) {
        for (const std::uint32_t node : cycle.members) {
            marked[node] = true;
            queue.push_back(node);
        }
    }
    result_.waitsForCycle.assign(program_.items.size(), false);
    if (!queue.empty()) {
        std::vector<std::vector<std::uint32_t>> sourcesOf(result_.nodes.size());
        for (const Edge& edge : result_.edges) {
            if (edge.compulsory) {
                sourcesOf[edge.to].push_back(edge.from);
            }
        }
        while (!queue.empty()) {
            const std::uint32_t node = queue.back();
            queue.pop_back();
            for (const std::uint32_t from : sourcesOf[node]) {
                if (!marked[from]) {
                    marked[from] = true;
                    queue.push_back(from);
                }
            }
        }
    }
    for (std::size_t i = 0; i < program_.items.size(); ++i) {
        result_.waitsForCycle[i] = result_.nodeOfItem[i] != kNone && marked[result_.nodeOfItem[i]];
    }
}

Dependencies Graph::run() {
    addNodes();
    addEdges();
    sortEdges();
    findComponents();
    findWitnesses();
    markWaiting();
    return std::move(result_);
}

}  // namespace

Dependencies deriveDependencies(const Program& program, const SourceManager& sources) {
    return Graph(program, sources).run();
}

}  // namespace fadu::derive
