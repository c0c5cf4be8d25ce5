#include "derive/Dependencies.h"

#include <algorithm>
#include <unordered_map>

namespace fadu::derive {

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;

using model::Document;
using model::DocumentId;
using model::Item;
using model::ItemId;
using model::OrganId;
using model::Program;

/// Penalties and coercion are done by the organ of its own accord: nobody has to obtain anything
/// first.
bool doneOnApplication(const Item& item) {
    return !item.kind.known() || (item.kind.value != PowerKind::Penalty &&
                                  item.kind.value != PowerKind::CompulsoryMeasure &&
                                  item.kind.value != PowerKind::Enforcement);
}

/// What is known of the items of each organ.
struct OrganItems {
    std::vector<bool> any;      ///< By organ: it has items.
    std::vector<bool> unclear;  ///< By organ: an item of it, or of who acts for it, may issue more.
};

OrganItems organItems(const Program& program) {
    OrganItems result;
    result.any.assign(program.organs.size(), false);
    std::vector<bool> unclear(program.organs.size(), false);
    bool unclearOrgan = false;
    for (const Item& item : program.items) {
        if (!item.offered || item.catalogue) {
            continue;
        }
        if (!item.authority.known()) {
            unclearOrgan = true;
            continue;
        }
        result.any[item.authority.value.index()] = true;
        const bool clear =
            item.resultsStated && std::all_of(item.results.begin(), item.results.end(),
                                              [](const auto& one) { return one.document.valid(); });
        if (!clear && doneOnApplication(item)) {
            unclear[item.authority.value.index()] = true;
        }
    }
    result.unclear = unclear;
    for (std::size_t i = 0; i < program.organs.size(); ++i) {
        const OrganId sender = program.organs[OrganId(i)].fieldOfficeOf;
        if (unclear[i] && sender.valid()) {
            result.unclear[sender.index()] = true;
        }
    }
    for (const model::Mandate& mandate : program.mandates) {
        if (mandate.from.valid() && (!mandate.to.valid() || unclear[mandate.to.index()])) {
            result.unclear[mandate.from.index()] = true;
        }
    }
    if (unclearOrgan) {
        result.unclear.assign(program.organs.size(), true);
    }
    return result;
}

class Graph {
public:
    Graph(const Program& program, const SourceManager& sources)
        : program_(program), sources_(sources) {}

    Dependencies run();

private:
    using Edge = Dependencies::Edge;
    using EdgeKind = Dependencies::EdgeKind;
    using Supply = Dependencies::Supply;

    std::uint32_t addNode(Dependencies::Node node) {
        result_.nodes.push_back(node);
        return static_cast<std::uint32_t>(result_.nodes.size() - 1);
    }
    void addEdge(std::uint32_t from, std::uint32_t to, EdgeKind kind, Span span) {
        result_.edges.push_back({from, to, kind, true, span});
        result_.requirements.addTarget(to);
    }
    void addNodes();
    void findProducers();
    void addPrerequisites(std::uint32_t from, const Item& item);
    void addMaterials(std::uint32_t from, const Item& item);
    void addIssuers(DocumentId id);
    void addEdges();
    void findObstacles();

    const Program& program_;
    const SourceManager& sources_;
    Dependencies result_;
    std::unordered_map<NameId, std::uint32_t> outside_;
    std::vector<std::vector<std::pair<ItemId, Span>>> producers_;  ///< By document.
    OrganItems organs_;
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

/// Who issues which document. 变更, 延续 and the like ask for the document that an earlier run
/// produced, so they are no producers; but who states it as a result issues it somehow.
void Graph::findProducers() {
    producers_.resize(program_.documents.size());
    std::vector<bool> named(program_.documents.size(), false);
    for (std::size_t i = 0; i < program_.items.size(); ++i) {
        const Item& item = program_.items[ItemId(i)];
        for (const model::ResultDocument& result : item.results) {
            if (!result.document.valid()) {
                continue;
            }
            named[result.document.index()] = true;
            if (item.offered && !item.derivedSituation && !item.catalogue) {
                producers_[result.document.index()].emplace_back(ItemId(i), result.span);
            }
        }
    }
    organs_ = organItems(program_);
    for (std::size_t i = 0; i < program_.documents.size(); ++i) {
        const Document& document = program_.documents[DocumentId(i)];
        Supply supply = Supply::Elsewhere;
        if (!producers_[i].empty()) {
            supply = Supply::Items;
        } else if (named[i] || document.selfProvided || document.fromLibrary) {
            supply = Supply::Elsewhere;
        } else if (!document.issuerName.valid()) {
            supply = document.shared ? Supply::Elsewhere : Supply::NotStated;
        } else if (!document.issuingOrgans.empty() && !document.issuingFunction.valid() &&
                   std::all_of(document.issuingOrgans.begin(), document.issuingOrgans.end(),
                               [&](OrganId organ) {
                                   return organs_.any[organ.index()] &&
                                          !organs_.unclear[organ.index()];
                               })) {
            supply = Supply::Nobody;
        }
        result_.supply.push_back(supply);
    }
}

void Graph::addPrerequisites(std::uint32_t from, const Item& item) {
    for (const model::Prerequisite& prerequisite : item.prerequisites) {
        bool open = false;
        for (const model::Alternative& alternative : prerequisite.alternatives) {
            std::uint32_t to = kNone;
            // An existing licence's own item is no wait for its change or renewal.
            if (alternative.item.valid() &&
                !(item.derivedSituation && program_.items[alternative.item].name == item.name)) {
                to = result_.nodeOfItem[alternative.item.index()];
            } else if (alternative.outside.valid() && !alternative.blamed) {
                const auto [found, inserted] = outside_.emplace(alternative.outside, kNone);
                if (inserted) {
                    found->second =
                        addNode({Dependencies::NodeKind::Outside, {}, {}, alternative.outside});
                }
                to = found->second;
            }
            if (to == kNone) {
                open = true;
            } else {
                addEdge(from, to, EdgeKind::Prerequisite, alternative.span);
            }
        }
        result_.requirements.closePremise(open);
    }
}

void Graph::addMaterials(std::uint32_t from, const Item& item) {
    // A commitment replaces the proof for now (国办发〔2020〕42号).
    const bool commitment = item.has(Mode::Commitment);
    for (const model::Material& material : item.materials) {
        if (!material.document.valid() || material.selfProvided ||
            program_.documents[material.document].selfProvided || material.due == Stage::Delivery) {
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
        addEdge(from, result_.nodeOfDocument[material.document.index()], EdgeKind::Needs,
                material.span);
        result_.requirements.closePremise(commitment);
    }
}

/// A document with one producer waits for it; with several these are alternatives.
void Graph::addIssuers(DocumentId id) {
    const auto& producers = producers_[id.index()];
    if (producers.empty()) {
        if (result_.supply[id.index()] == Supply::Nobody && program_.completeList) {
            result_.requirements.closePremise();
        }
        return;
    }
    for (const auto& [item, span] : producers) {
        addEdge(result_.nodeOfDocument[id.index()], result_.nodeOfItem[item.index()],
                EdgeKind::IssuedBy, span);
    }
    result_.requirements.closePremise(program_.documents[id].selfProvided);
}

/// Edges of one node after another, in the order of the nodes.
void Graph::addEdges() {
    for (std::size_t i = 0; i < program_.items.size(); ++i) {
        const std::uint32_t node = result_.nodeOfItem[i];
        if (node == kNone) {
            continue;
        }
        const Item& item = program_.items[ItemId(i)];
        if (doneOnApplication(item)) {
            addPrerequisites(node, item);
            addMaterials(node, item);
        }
        result_.requirements.closeNode();
    }
    for (std::size_t i = 0; i < program_.documents.size(); ++i) {
        addIssuers(DocumentId(i));
        result_.requirements.closeNode();
    }
    while (result_.requirements.nodes() < result_.nodes.size()) {
        result_.requirements.closeNode();
    }
    result_.first = result_.requirements.graph().first;
    const std::vector<bool> compulsory = result_.requirements.compulsory();
    for (std::size_t i = 0; i < result_.edges.size(); ++i) {
        result_.edges[i].compulsory = compulsory[i];
    }
}

void Graph::findObstacles() {
    const std::vector<Edge>& edges = result_.edges;
    Obstacles obstacles = derive::findObstacles(
        result_.requirements,
        {[&](std::uint32_t edge) { return edges[edge].kind != EdgeKind::IssuedBy; },
         [&](std::uint32_t left, std::uint32_t right) {
             return sources_.before(edges[left].span, edges[right].span);
         }});
    for (Obstacles::Cycle& found : obstacles.cycles) {
        const bool passesDocument = std::any_of(
            found.edges.begin(), found.edges.end(),
            [&](std::uint32_t edge) { return edges[edge].kind != EdgeKind::Prerequisite; });
        result_.cycles.push_back(
            {std::move(found.edges), passesDocument, std::move(found.members)});
    }
    result_.deadEnds = std::move(obstacles.deadEnds);
    result_.unobtainable.assign(program_.items.size(), false);
    for (std::size_t i = 0; i < program_.items.size(); ++i) {
        const std::uint32_t node = result_.nodeOfItem[i];
        result_.unobtainable[i] = node != kNone && !obstacles.obtainable[node];
    }
}

Dependencies Graph::run() {
    addNodes();
    findProducers();
    addEdges();
    findObstacles();
    return std::move(result_);
}

}  // namespace

Dependencies deriveDependencies(const Program& program, const SourceManager& sources) {
    return Graph(program, sources).run();
}

}  // namespace fadu::derive
