#include "emit/FlowGraph.h"
#include "emit/PictureText.h"
#include "emit/Pictures.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace fadu::emit {

namespace {

using derive::Dependencies;
using NodeKind = Dependencies::NodeKind;
using EdgeKind = Dependencies::EdgeKind;
using Shape = Picture::Shape;
using Tone = Picture::Tone;

constexpr std::uint32_t kNone = 0xFFFFFFFF;
/// More is neither read by anybody nor laid out in good time; the picture says what it leaves out.
constexpr std::size_t kMostNodes = 150;

class DependencyDrawing {
public:
    DependencyDrawing(const model::Program& program, const derive::Facts& facts, Language language)
        : program_(program), graph_(facts.dependencies) {
        picture_.language = language;
        picture_.layout = Picture::Layout::Across;
        onCycle_.assign(graph_.nodes.size(), false);
        for (const Dependencies::Cycle& cycle : graph_.cycles) {
            mark(cycle.edges);
        }
        for (const derive::Obstacles::DeadEnd& end : graph_.deadEnds) {
            mark(end.edges);
        }
    }

    Picture ofItem(model::ItemId item);
    Picture ofPackage(std::string_view package);

private:
    bool chinese() const { return picture_.language == Language::Chinese; }
    std::string say(const Text& text) const { return text.in(picture_.language); }
    std::string name(NameId id) const { return std::string(program_.text(id)); }
    std::string counted(std::size_t count, const Text& what) const {
        const std::string number = std::to_string(count);
        return say({number + " " + what.zh, number + " " + what.en});
    }
    bool catalogue(std::uint32_t node) const {
        return graph_.nodes[node].kind == NodeKind::Item &&
               program_.items[graph_.nodes[node].item].catalogue;
    }
    void mark(const std::vector<std::uint32_t>& ring) {
        for (const std::uint32_t edge : ring) {
            onCycle_[graph_.edges[edge].from] = true;
        }
    }
    void choose(const std::vector<std::uint32_t>& order);
    void draw(std::uint32_t root);
    Picture::Node nodeOf(std::uint32_t node, bool root) const;
    std::string choiceLabel(std::uint32_t edge) const;
    void addCycles();
    void addRing(const std::vector<std::uint32_t>& edges, std::size_t members, const Text& what);
    void addLegend();

    const model::Program& program_;
    const Dependencies& graph_;
    Picture picture_;
    std::vector<bool> onCycle_;          ///< By node: on a witness.
    std::vector<std::uint32_t> chosen_;  ///< Nodes to draw, ascending.
    std::vector<std::uint32_t> place_;   ///< By node: in the picture, or `kNone`.
    std::unordered_map<std::uint32_t, std::uint32_t> drawnEdge_;  ///< By edge: in the picture.
};

/// Chooses among `order`, which has the most important first: what is connected to them comes
/// along, so that no part of the picture hangs in the air. Says so where that is not all.
void DependencyDrawing::choose(const std::vector<std::uint32_t>& order) {
    if (order.size() <= kMostNodes) {
        chosen_ = order;
    } else {
        const std::string all = std::to_string(order.size());
        const std::string most = std::to_string(kMostNodes);
        picture_.notes.push_back(
            say({"共有 " + all + " 个事项和证照相互关联，图中只画出 " + most +
                     " 个（循环上的在先，其次是关联最多的和与之相连的）；"
                     "单个事项的全部依赖用 fadu graph 事项名 --kind dependencies 画出。",
                 all + " items and documents are connected; only " + most +
                     " are drawn (those on cycles, then those with the most connections and "
                     "what is next to them). fadu graph ITEM --kind dependencies draws all that "
                     "one item needs."}));
        std::vector<std::vector<std::uint32_t>> next(graph_.nodes.size());
        for (const Dependencies::Edge& edge : graph_.edges) {
            next[edge.from].push_back(edge.to);
            next[edge.to].push_back(edge.from);
        }
        std::vector<bool> eligible(graph_.nodes.size(), false);
        for (const std::uint32_t node : order) {
            eligible[node] = true;
        }
        const auto take = [&](std::uint32_t node) {
            if (eligible[node] && chosen_.size() < kMostNodes) {
                eligible[node] = false;
                chosen_.push_back(node);
            }
        };
        std::size_t done = 0;
        for (const std::uint32_t node : order) {
            take(node);
            // Those on cycles are all taken before what is next to them.
            for (; !onCycle_[node] && done < chosen_.size(); ++done) {
                for (const std::uint32_t other : next[chosen_[done]]) {
                    take(other);
                }
            }
        }
    }
    std::sort(chosen_.begin(), chosen_.end());
}

Picture::Node DependencyDrawing::nodeOf(std::uint32_t index, bool root) const {
    const Dependencies::Node& node = graph_.nodes[index];
    Picture::Node result;
    switch (node.kind) {
        case NodeKind::Item: {
            const model::Item& item = program_.items[node.item];
            result.id = program_.itemId(node.item);
            result.name = program_.itemTitle(node.item);
            if (item.catalogue) {
                result.details.push_back(say({"目录事项", "catalogue item"}));
            } else if (item.authorityName.valid()) {
                result.details.push_back(name(item.authorityName));
            }
            result.tooltip = result.id;
            break;
        }
        case NodeKind::Document: {
            const model::Document& document = program_.documents[node.document];
            result.id = "document:" + name(document.name);
            result.shape = Shape::Document;
            result.name = name(document.name);
            if (document.issuerName.valid()) {
                const std::string issuer = name(document.issuerName);
                result.details.push_back(say({"发证机关：" + issuer, "issued by " + issuer}));
            }
            break;
        }
        case NodeKind::Outside:
            result.id = "outside:" + name(node.name);
            result.shape = Shape::Outside;
            result.name = name(node.name);
            result.details.push_back(say({"不在本包之内", "outside this package"}));
            break;
    }
    if (onCycle_[index]) {
        result.tone = Tone::Fails;
    } else if (root) {
        result.tone = Tone::Strong;
    }
    return result;
}

/// For one of several ways: which choice it belongs to, where the item has more than one.
std::string DependencyDrawing::choiceLabel(std::uint32_t index) const {
    const Dependencies::Edge& edge = graph_.edges[index];
    if (edge.compulsory) {
        return {};
    }
    if (edge.kind == EdgeKind::Needs) {
        return say({"可以承诺代替", "or a commitment"});
    }
    std::size_t choices = 0;
    std::size_t mine = 0;
    if (edge.kind == EdgeKind::Prerequisite) {
        for (const model::Prerequisite& one :
             program_.items[graph_.nodes[edge.from].item].prerequisites) {
            if (one.alternatives.size() > 1) {
                ++choices;
                for (const model::Alternative& alternative : one.alternatives) {
                    mine = alternative.span == edge.span ? choices : mine;
                }
            }
        }
    }
    if (choices < 2 || mine == 0) {
        return {};
    }
    const std::string number = std::to_string(mine);
    return say({"择一 " + number, "one of " + number});
}

void DependencyDrawing::draw(std::uint32_t root) {
    place_.assign(graph_.nodes.size(), kNone);
    LocalNames ids;
    for (const std::uint32_t node : chosen_) {
        Picture::Node drawn = nodeOf(node, node == root);
        drawn.id = ids.take(std::move(drawn.id));
        place_[node] = picture_.add(std::move(drawn));
    }
    for (const std::uint32_t node : chosen_) {
        for (std::uint32_t e = graph_.first[node]; e < graph_.first[node + 1]; ++e) {
            const Dependencies::Edge& edge = graph_.edges[e];
            if (place_[edge.to] == kNone) {
                continue;
            }
            drawnEdge_.emplace(e, static_cast<std::uint32_t>(picture_.edges.size()));
            Picture::Edge drawn;
            drawn.from = place_[node];
            drawn.to = place_[edge.to];
            drawn.dashed = !edge.compulsory;
            drawn.label = choiceLabel(e);
            picture_.edges.push_back(std::move(drawn));
        }
    }
    addCycles();
    addLegend();
}

void DependencyDrawing::addCycles() {
    for (const Dependencies::Cycle& cycle : graph_.cycles) {
        addRing(cycle.edges, cycle.members.size(), {"✗ 循环依赖：", "✗ Circular: "});
    }
    for (const derive::Obstacles::DeadEnd& end : graph_.deadEnds) {
        if (!end.missing) {
            addRing(end.edges, end.members.size(),
                    {"✗ 无论选哪一条途径都回到起点：", "✗ Circular, whichever way is chosen: "});
        } else if (const auto drawn = drawnEdge_.find(end.edges.front());
                   drawn != drawnEdge_.end()) {
            const Dependencies::Edge& edge = graph_.edges[end.edges.front()];
            const std::string item = nodeOf(edge.from, false).name;
            const std::string document = nodeOf(edge.to, false).name;
            picture_.edges[drawn->second].tone = Tone::Fails;
            picture_.notes.push_back(
                say({"✗ “" + document + "”无人出具，“" + item + "”无法取得。",
                     "✗ Nobody issues '" + document + "', so '" + item + "' cannot be had."}));
        }
    }
}

void DependencyDrawing::addRing(const std::vector<std::uint32_t>& edges, std::size_t members,
                                const Text& what) {
    const auto isDrawn = [&](std::uint32_t edge) { return drawnEdge_.contains(edge); };
    if (std::none_of(edges.begin(), edges.end(), isDrawn)) {
        return;
    }
    const bool all = std::all_of(edges.begin(), edges.end(), isDrawn);
    std::string ring;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const Dependencies::Edge& edge = graph_.edges[edges[i]];
        if (const auto found = drawnEdge_.find(edges[i]); found != drawnEdge_.end()) {
            Picture::Edge& drawn = picture_.edges[found->second];
            drawn.tone = Tone::Fails;
            drawn.label = circled(i + 1);
        }
        constexpr std::size_t kNamesInNote = 8;
        if (i < kNamesInNote) {
            ring += circled(i + 1) + " " + nodeOf(edge.from, false).name + " → ";
        } else if (i == kNamesInNote) {
            ring += "…… → ";
        }
    }
    ring += nodeOf(graph_.edges[edges.front()].from, false).name;
    picture_.notes.push_back(say({what.zh + ring + (all ? "。" : "；没有全部画出。"),
                                  what.en + ring + (all ? "." : "; not all of it is drawn.")}));
    if (members > edges.size()) {
        const std::string count = std::to_string(members);
        picture_.notes.push_back(
            say({"相互牵连的共有 " + count + " 个事项和证照，编号的是其中最短的一个环。",
                 count + " items and documents wait for each other; numbered is the "
                         "shortest cycle."}));
    }
}

void DependencyDrawing::addLegend() {
    if (picture_.edges.empty()) {
        return;
    }
    const auto has = [&](Shape shape) {
        return std::any_of(picture_.nodes.begin(), picture_.nodes.end(),
                           [&](const Picture::Node& node) { return node.shape == shape; });
    };
    const auto leads = [&](EdgeKind kind) {
        return std::any_of(drawnEdge_.begin(), drawnEdge_.end(), [&](const auto& drawn) {
            return graph_.edges[drawn.first].kind == kind;
        });
    };
    picture_.legend.push_back(
        say({"箭头指向须先具备的", "an arrow points to what is needed first"}));
    if (leads(EdgeKind::Prerequisite)) {
        picture_.legend.push_back(say({"事项到事项：前置审批", "item to item: prior approval"}));
    }
    if (leads(EdgeKind::Needs)) {
        picture_.legend.push_back(
            say({"事项到证照：申请材料", "item to document: application material"}));
    }
    if (leads(EdgeKind::IssuedBy)) {
        picture_.legend.push_back(
            say({"证照到事项：由该事项出具", "document to item: issued by it"}));
    }
    if (std::any_of(picture_.edges.begin(), picture_.edges.end(),
                    [](const Picture::Edge& edge) { return edge.dashed; })) {
        picture_.legend.push_back(
            say({"虚线：几条之中具备一条即可", "dashed: one of several will do"}));
    }
    if (has(Shape::Outside)) {
        picture_.legend.push_back(
            say({"虚线框：不在本包之内", "dashed boxes: outside this package"}));
    }
    if (std::any_of(picture_.edges.begin(), picture_.edges.end(),
                    [](const Picture::Edge& edge) { return edge.tone == Tone::Fails; })) {
        picture_.legend.push_back(say({"红色粗线并编号：循环", "thick red and numbered: a cycle"}));
    }
}

Picture DependencyDrawing::ofItem(model::ItemId item) {
    const std::string title = program_.itemTitle(item);
    picture_.title = say({title + "的办理依赖", title + ": what it needs"});
    const model::Item& value = program_.items[item];
    if (value.authorityName.valid()) {
        picture_.subtitle =
            say({"实施机关：", "Implementing authority: "}) + name(value.authorityName);
    }
    const std::uint32_t root = graph_.nodeOfItem[item.index()];
    std::vector<std::uint32_t> order{root};
    std::vector<bool> seen(graph_.nodes.size(), false);
    seen[root] = true;
    for (std::size_t done = 0; done < order.size(); ++done) {
        for (std::uint32_t e = graph_.first[order[done]]; e < graph_.first[order[done] + 1]; ++e) {
            if (!seen[graph_.edges[e].to]) {
                seen[graph_.edges[e].to] = true;
                order.push_back(graph_.edges[e].to);
            }
        }
    }
    if (order.size() > kMostNodes) {
        const std::string all = std::to_string(order.size());
        const std::string most = std::to_string(kMostNodes);
        picture_.notes.push_back(
            say({"直接和间接须先具备的共 " + std::to_string(order.size() - 1) +
                     " 个，图中只画出最近的 " + most + " 个。",
                 "It needs " + std::to_string(order.size() - 1) +
                     " things, directly or not; only the nearest " + most + " are drawn."}));
        order.resize(kMostNodes);
    }
    if (order.size() == 1) {
        picture_.notes.push_back(say({"没有前置审批，也没有须由机关出具的材料。",
                                      "It has no prior approval and needs no document that an "
                                      "organ issues."}));
    }
    std::sort(order.begin(), order.end());
    chosen_ = std::move(order);
    draw(root);
    return std::move(picture_);
}

Picture DependencyDrawing::ofPackage(std::string_view package) {
    picture_.title = say({std::string(package) + "：事项和证照的办理依赖",
                          std::string(package) + ": what items and documents need"});
    // A document that nobody needs is a result like any other: it ties nothing to anything.
    std::vector<bool> needed(graph_.nodes.size(), false);
    for (const Dependencies::Edge& edge : graph_.edges) {
        needed[edge.to] = needed[edge.to] || !catalogue(edge.from);
    }
    std::vector<std::size_t> degree(graph_.nodes.size(), 0);
    for (const Dependencies::Edge& edge : graph_.edges) {
        if (!catalogue(edge.from) && (edge.kind != EdgeKind::IssuedBy || needed[edge.from])) {
            ++degree[edge.from];
            ++degree[edge.to];
        }
    }
    std::vector<std::uint32_t> order;
    std::size_t alone = 0;
    std::size_t catalogues = 0;
    for (std::uint32_t i = 0; i < graph_.nodes.size(); ++i) {
        if (degree[i] != 0) {
            order.push_back(i);
        } else if (catalogue(i)) {
            ++catalogues;
        } else if (graph_.nodes[i].kind == NodeKind::Item) {
            ++alone;
        }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
        return onCycle_[left] != onCycle_[right] ? onCycle_[left] : degree[left] > degree[right];
    });
    std::vector<std::string> missing;
    if (alone != 0) {
        missing.push_back(counted(alone, {"个与其他事项、证照都无关联的事项",
                                          "items that neither need anything nor are needed"}));
    }
    if (catalogues != 0) {
        missing.push_back(counted(catalogues, {"个目录事项", "catalogue items"}));
    }
    if (!missing.empty()) {
        const std::string list = joinedText(missing, picture_.language);
        picture_.notes.push_back(say({"没有画出：" + list + "。", "Not drawn: " + list + "."}));
    }
    choose(order);
    draw(kNone);
    return std::move(picture_);
}

}  // namespace

Picture dependencyPicture(const model::Program& program, const derive::Facts& facts,
                          model::ItemId item, Language language) {
    return DependencyDrawing(program, facts, language).ofItem(item);
}

Picture dependencyPicture(const model::Program& program, const derive::Facts& facts,
                          std::string_view package, Language language) {
    return DependencyDrawing(program, facts, language).ofPackage(package);
}

}  // namespace fadu::emit
