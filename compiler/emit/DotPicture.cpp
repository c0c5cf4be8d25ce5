#include "emit/Picture.h"
#include "emit/PictureText.h"
#include "support/LineBreak.h"
#include "support/Text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

namespace fadu::emit {

namespace {

using Node = Picture::Node;
using Edge = Picture::Edge;
using Shape = Picture::Shape;
using Tone = Picture::Tone;
using Layout = Picture::Layout;

/// A browser that lacks the first takes the next; the characters of all are squares of one width.
constexpr std::string_view kFonts =
    "Noto Sans CJK SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,SimHei,sans-serif";
constexpr int kNameSize = 12;  // Points, as all sizes below.
constexpr int kDetailSize = 10;
constexpr int kTitleSize = 18;
/// Of nodes: where there are more, Graphviz's right-angled edges may crash (seen from 100 steps on,
/// never below 50).
constexpr std::size_t kMostRightAngled = 80;
constexpr std::size_t kLongestText = 2000;  // Code points; no name is as long.

/// Colours that differ in lightness too; the widths of lines say the same once more.
struct Style {
    const char* line;
    const char* fill;
    const char* width;
};

Style styleOf(Tone tone) {
    switch (tone) {
        case Tone::Plain:
            return {"#333333", "#FFFFFF", "1"};
        case Tone::Strong:
            return {"#1F3F66", "#DCE8F4", "2.5"};
        case Tone::Holds:
            return {"#1E5B3A", "#FFFFFF", "1.5"};
        case Tone::Fails:
            return {"#B00020", "#FBE4E2", "2.5"};
        case Tone::Unknown:
            return {"#7A5200", "#FFF6DA", "1.5"};
        case Tone::Faint:
            break;
    }
    return {"#777777", "#FFFFFF", "1"};
}

std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : printable(text, kLongestText)) {
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (c == '&') {
            result += "&amp;";  // Graphviz reads entities in any text.
        } else {
            result += c;
        }
    }
    return result + "\"";
}

/// A text in lines; line feeds of its own end one. In a box they are even, in a paragraph full.
std::vector<std::string> lines(std::string_view text, std::size_t columns, bool paragraph = false) {
    std::vector<std::string> result;
    while (true) {
        const std::size_t end = text.find('\n');
        const std::string shown = printable(text.substr(0, end), kLongestText);
        for (std::string& line :
             paragraph ? wrappedLines(shown, columns) : balancedLines(shown, columns)) {
            result.push_back(std::move(line));
        }
        if (end == std::string_view::npos) {
            return result;
        }
        text.remove_prefix(end + 1);
    }
}

std::string inches(double value) {
    std::array<char, 32> buffer{};
    static_cast<void>(std::snprintf(buffer.data(), buffer.size(), "%.2f", value));
    return buffer.data();
}

/// A column is half a character; letters of some fonts and bold ones are wider than that.
double widthOf(std::size_t columns, int size) {
    constexpr double kReserve = 1.12;
    constexpr double kPointsAnInch = 72;
    return static_cast<double>(columns) * size / 2 * kReserve / kPointsAnInch;
}

std::string tag(std::string_view name, std::string_view attributes, const std::string& content) {
    std::string result = "<";
    result += name;
    result += attributes.empty() ? "" : " ";
    result += attributes;
    result += ">" + content + "</";
    result += name;
    return result + ">";
}

std::string sized(int size, const std::string& content) {
    return tag("FONT", "POINT-SIZE=\"" + std::to_string(size) + "\"", content);
}

/// Cells without frames, one below the other: the lines of Chinese fonts need the room between.
/// `height` points at least.
std::string stacked(const std::string& rows, int padding = 1, std::size_t height = 0) {
    std::string attributes = R"(BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING=")" +
                             std::to_string(padding) + "\"";
    if (height != 0) {
        attributes += " HEIGHT=\"" + std::to_string(height) + "\"";
    }
    return tag("TABLE", attributes, rows);
}

/// A name in bold over its details, and the room that it needs whatever the font.
struct Label {
    std::string rows;
    std::size_t count = 0;
    double width = 0;  ///< Inches.

    std::string html() const { return "<" + stacked(rows) + ">"; }
};

Label labelOf(std::string_view name, const std::vector<std::string>& details, std::size_t columns) {
    Label result;
    const auto add = [&](const std::string& line, int size) {
        const std::string text = xmlEscaped(line);
        result.rows += tag(
            "TR", "", tag("TD", "", size == kNameSize ? tag("B", "", text) : sized(size, text)));
        result.width = std::max(result.width, widthOf(drawnWidth(line), size));
        ++result.count;
    };
    if (!name.empty()) {
        for (const std::string& line : lines(name, columns)) {
            add(line, kNameSize);
        }
    }
    const std::size_t more = columns * static_cast<std::size_t>(kNameSize) / kDetailSize;
    for (const std::string& detail : details) {
        for (const std::string& line : lines(detail, more)) {
            add(line, kDetailSize);
        }
    }
    return result;
}

class Writer {
public:
    explicit Writer(const Picture& picture) : picture_(picture) {}

    std::string run();

private:
    std::size_t columns() const;
    void line(int depth, std::string_view text) {
        out_.append(static_cast<std::size_t>(depth) * 2, ' ');
        out_ += text;
        out_ += '\n';
    }
    bool chinese() const { return picture_.language == Language::Chinese; }
    void addHead();
    std::string table() const;
    std::string caption() const;
    void addFrame();
    void addTitle();
    void addLanes();
    void addNode(const Node& node, int depth);
    void addEdges();
    std::string nodeId(std::uint32_t node) const { return quoted(picture_.nodes[node].id); }
    /// In lanes a label is a node on its edge: right-angled edges have none of their own.
    bool labelled(const Edge& edge) const {
        return picture_.layout == Layout::Lanes && !edge.label.empty();
    }
    std::string labelId(const Edge& edge) const {
        return quoted("#" + picture_.nodes[edge.from].id + " → " + picture_.nodes[edge.to].id +
                      ": " + edge.label);
    }
    /// What a node is called where it is not drawn.
    const std::string& spoken(std::uint32_t node) const {
        const Node& drawn = picture_.nodes[node];
        return !drawn.name.empty() ? drawn.name : drawn.tooltip.empty() ? drawn.id : drawn.tooltip;
    }
    void addLabelNode(const Edge& edge, int depth);
    std::vector<std::uint32_t> depths() const;

    const Picture& picture_;
    std::string out_;
};

std::size_t Writer::columns() const {
    switch (picture_.layout) {
        case Layout::Lanes:
            return 20;
        case Layout::Across:
            return 28;
        case Layout::Down:
            break;
    }
    return 44;
}

void Writer::addHead() {
    line(0, "digraph " + quoted(picture_.title) + " {");
    std::string graph = "graph [bgcolor=\"white\", fontname=\"" + std::string(kFonts) +
                        "\", fontcolor=\"#222222\", pad=\"0.3\", compound=\"true\"";
    switch (picture_.layout) {
        case Layout::Lanes:
            graph += R"(, newrank="true", nodesep="0.35", ranksep="0.35", splines=)";
            graph += picture_.nodes.size() > kMostRightAngled ? R"("polyline")" : R"("ortho")";
            break;
        case Layout::Across:
            graph += ", rankdir=\"LR\", nodesep=\"0.2\", ranksep=\"0.7\"";
            break;
        case Layout::Down:
            graph += ", nodesep=\"0.4\", ranksep=\"0.35\"";
            break;
    }
    line(1, graph + "]");
    line(1, "node [fontname=\"" + std::string(kFonts) + "\", fontsize=\"" +
                std::to_string(kNameSize) + "\", fontcolor=\"#222222\"]");
    line(1, "edge [fontname=\"" + std::string(kFonts) + "\", fontsize=\"" +
                std::to_string(kDetailSize) + "\", fontcolor=\"#222222\", arrowsize=\"0.8\"]");
}

/// Lines of a text of the caption, as cells have them.
std::string cellText(std::string_view text, std::size_t columns) {
    std::string result;
    for (const std::string& line : lines(text, columns, true)) {
        result += xmlEscaped(line) + "<BR ALIGN=\"LEFT\"/>";
    }
    return result;
}

std::string Writer::table() const {
    constexpr std::size_t kCellColumns = 40;
    constexpr double kPointsAnInch = 72;
    constexpr int kPadding = 4;
    std::vector<std::size_t> widths;
    for (const std::vector<std::string>& row : picture_.table) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            for (const std::string& text : lines(row[i], kCellColumns, true)) {
                widths[i] = std::max(widths[i], drawnWidth(text));
            }
        }
    }
    std::string rows;
    for (std::size_t r = 0; r < picture_.table.size(); ++r) {
        std::string cells;
        for (std::size_t i = 0; i < picture_.table[r].size(); ++i) {
            const auto width =
                static_cast<int>(widthOf(widths[i], kDetailSize) * kPointsAnInch) + 2 * kPadding;
            const std::string text = cellText(picture_.table[r][i], kCellColumns);
            cells += tag("TD",
                         R"(ALIGN="LEFT" BALIGN="LEFT" WIDTH=")" + std::to_string(width) + "\"" +
                             (r == 0 ? R"( BGCOLOR="#F4F4F4")" : ""),
                         r == 0 ? tag("B", "", text) : text);
        }
        rows += tag("TR", "", cells);
    }
    return tag("TABLE",
               R"(BORDER="0" CELLBORDER="1" CELLSPACING="0" COLOR="#999999" CELLPADDING=")" +
                   std::to_string(kPadding) + "\"",
               rows);
}

/// What stands below the picture: the table, then a line or more for each remark.
std::string Writer::caption() const {
    constexpr std::size_t kColumns = 110;
    std::string rows;
    const auto add = [&](const std::string& cell) {
        rows += tag("TR", "", tag("TD", R"(ALIGN="LEFT" BALIGN="LEFT")", cell));
    };
    if (!picture_.table.empty()) {
        add(table());
    }
    for (const std::string& note : picture_.notes) {
        add(cellText(note, kColumns));
    }
    std::string legend;
    for (const std::string& sign : picture_.legend) {
        legend += legend.empty() ? "" : (chinese() ? "；" : "; ");
        legend += sign;
    }
    if (!legend.empty()) {
        add(cellText((chinese() ? "图例：" : "Signs: ") + legend + (chinese() ? "。" : "."),
                     kColumns));
    }
    return rows.empty() ? "\"\"" : "<" + stacked(rows, 3) + ">";
}

/// Everything stands in one frame, which has the caption below it; the title stands above.
void Writer::addFrame() {
    line(1, "subgraph \"cluster_picture\" {");
    line(2, "graph [peripheries=\"0\", labelloc=\"b\", labeljust=\"l\", fontsize=\"" +
                std::to_string(kDetailSize) + "\", tooltip=" + quoted(picture_.title) +
                ", label=" + caption() + "]");
    if (picture_.layout == Layout::Lanes) {
        addLanes();
    } else {
        for (const Node& node : picture_.nodes) {
            addNode(node, 2);
        }
    }
    line(1, "}");
}

void Writer::addTitle() {
    constexpr std::size_t kColumns = 64;
    std::string rows;
    const auto add = [&](const std::string& cell) { rows += tag("TR", "", tag("TD", "", cell)); };
    for (const std::string& one : lines(picture_.title, kColumns)) {
        add(sized(kTitleSize, tag("B", "", xmlEscaped(one))));
    }
    if (!picture_.subtitle.empty()) {
        for (const std::string& one : lines(picture_.subtitle, kColumns * 3 / 2)) {
            add(sized(kNameSize, xmlEscaped(one)));
        }
    }
    line(1, "graph [labelloc=\"t\", tooltip=" + quoted(picture_.title) + ", label=<" +
                stacked(rows, 3) + ">]");
}

void Writer::addNode(const Node& node, int depth) {
    const Style style = styleOf(node.tone);
    Label label =
        labelOf(node.name, node.details, node.shape == Shape::Diamond ? columns() / 2 : columns());
    std::string attributes;
    const auto add = [&](std::string_view name, std::string_view value) {
        attributes += attributes.empty() ? "" : ", ";
        attributes += name;
        attributes += '=';
        attributes += value;
    };
    std::string fill = "filled";
    double margin = 0.25;
    double least = picture_.layout == Layout::Lanes ? 1.3 : 0.5;
    const auto shape = [&](const char* name) { add("shape", quoted(name)); };
    switch (node.shape) {
        case Shape::Box:
            shape("box");
            break;
        case Shape::Terminal:
            shape("box");
            fill += ",rounded";
            least = 1;
            break;
        case Shape::Diamond:
            shape("diamond");
            label.width *= 1.8;
            least = label.rows.empty() ? 0.3 : 0.9;
            margin = label.rows.empty() ? 0 : margin;
            break;
        case Shape::Hexagon:
            shape("hexagon");
            margin = 0.5;
            break;
        case Shape::Bar:
            shape("box");
            add("height", "\"0.07\"");
            add("fixedsize", "\"true\"");
            break;
        case Shape::Document:
            shape("note");
            break;
        case Shape::Outside:
            shape("box");
            fill += ",rounded,dashed";
            break;
        case Shape::Remark:
            shape("plaintext");
            least = 0.1;
            margin = 0;
            break;
    }
    if (node.dashed && node.shape != Shape::Outside && node.shape != Shape::Bar) {
        fill += ",dashed";
    }
    add("width", quoted(inches(std::max(least, label.width + margin))));
    if (node.shape == Shape::Diamond && label.rows.empty()) {
        add("height", "\"0.3\"");
    }
    add("style", quoted(fill));
    add("color", quoted(style.line));
    add("fillcolor", quoted(node.shape == Shape::Bar ? style.line : style.fill));
    add("penwidth", quoted(style.width));
    add("label", label.rows.empty() ? "\"\"" : label.html());
    std::string tooltip = node.tooltip;
    if (tooltip.empty()) {
        tooltip = node.name;
        for (const std::string& detail : node.details) {
            tooltip += (tooltip.empty() ? "" : " | ") + detail;
        }
    }
    add("tooltip", quoted(tooltip.empty() ? node.id : tooltip));
    if (picture_.layout == Layout::Lanes) {
        add("group", quoted("lane" + std::to_string(*node.lane)));
    }
    line(depth, quoted(node.id) + " [" + attributes + "]");
}

void Writer::addLabelNode(const Edge& edge, int depth) {
    const Label label = labelOf("", {edge.label}, columns());
    line(depth, labelId(edge) + " [shape=\"plaintext\", margin=\"0.02\", height=\"0.2\", width=\"" +
                    inches(label.width) + "\", label=" + label.html() +
                    ", tooltip=" + quoted(edge.label) + "]");
}

/// By node: the length of the longest way to it; 0 for what lies on a cycle or behind one.
std::vector<std::uint32_t> Writer::depths() const {
    std::vector<std::uint32_t> depth(picture_.nodes.size(), 0);
    std::vector<std::uint32_t> waits(picture_.nodes.size(), 0);
    std::vector<std::vector<std::uint32_t>> leaving(picture_.nodes.size());
    for (std::uint32_t e = 0; e < picture_.edges.size(); ++e) {
        const Edge& edge = picture_.edges[e];
        if (!edge.back) {
            leaving[edge.from].push_back(e);
            ++waits[edge.to];
        }
    }
    std::vector<std::uint32_t> ready;
    for (std::uint32_t i = 0; i < waits.size(); ++i) {
        if (waits[i] == 0) {
            ready.push_back(i);
            depth[i] = 1;
        }
    }
    std::vector<std::uint32_t> longest = depth;
    for (std::size_t done = 0; done < ready.size(); ++done) {
        for (const std::uint32_t e : leaving[ready[done]]) {
            const Edge& edge = picture_.edges[e];
            longest[edge.to] =
                std::max(longest[edge.to], longest[edge.from] + (labelled(edge) ? 2 : 1));
            if (--waits[edge.to] == 0) {
                depth[edge.to] = longest[edge.to];
                ready.push_back(edge.to);
            }
        }
    }
    return depth;
}

/// Lanes are clusters that all reach from a first to a last rank; invisible edges keep the nodes
/// of a lane in one column.
void Writer::addLanes() {
    std::vector<std::vector<std::uint32_t>> members(picture_.lanes.size());
    for (std::uint32_t i = 0; i < picture_.nodes.size(); ++i) {
        members[*picture_.nodes[i].lane].push_back(i);
    }
    const std::vector<std::uint32_t> depth = depths();
    std::vector<Label> labels;
    std::size_t most = 0;
    for (const Picture::Lane& lane : picture_.lanes) {
        labels.push_back(labelOf(lane.name,
                                 lane.detail.empty() ? std::vector<std::string>()
                                                     : std::vector<std::string>{lane.detail},
                                 columns()));
        most = std::max(most, labels.back().count);
    }
    constexpr const char* kInvisible = " [style=\"invis\", weight=\"100\"]";
    const auto ends = [&](const char* which) {
        std::string result = "{rank=\"same\"";
        for (std::size_t lane = 0; lane < picture_.lanes.size(); ++lane) {
            result += "; \"#lane " + std::to_string(lane) + " " + which + "\"";
        }
        return result + "}";
    };
    for (std::size_t lane = 0; lane < picture_.lanes.size(); ++lane) {
        const std::string number = std::to_string(lane);
        line(2, "subgraph \"cluster_lane" + number + "\" {");
        // Heads of one height, so that all lanes begin on one line.
        constexpr std::size_t kLineHeight = 18;
        line(3, R"(graph [peripheries="1", labelloc="t", labeljust="c", style="filled", )"
                R"(color="#999999", fillcolor="#F7F7F7", label=<)" +
                    stacked(labels[lane].rows, 1, most * kLineHeight) +
                    ">, tooltip=" + quoted(picture_.lanes[lane].name) + "]");
        for (const char* which : {"begin", "end"}) {
            line(3, "\"#lane " + number + " " + which +
                        "\" [style=\"invis\", label=\"\", height=\"0.01\", width=\"" +
                        inches(std::max(1.3, labels[lane].width)) + "\", group=\"lane" + number +
                        "\"]");
        }
        for (const std::uint32_t node : members[lane]) {
            addNode(picture_.nodes[node], 3);
        }
        for (const Edge& edge : picture_.edges) {
            if (labelled(edge) && *picture_.nodes[edge.to].lane == lane) {
                addLabelNode(edge, 3);
            }
        }
        std::stable_sort(
            members[lane].begin(), members[lane].end(),
            [&](std::uint32_t left, std::uint32_t right) { return depth[left] < depth[right]; });
        std::string before = "\"#lane " + number + " begin\"";
        std::uint32_t last = 0;
        for (const std::uint32_t node : members[lane]) {
            if (depth[node] > last) {
                line(3, before + " -> " + nodeId(node) + kInvisible);
                before = nodeId(node);
                last = depth[node];
            }
        }
        line(3, before + " -> \"#lane " + number + " end\"" + kInvisible);
        line(2, "}");
    }
    line(2, ends("begin"));
    line(2, ends("end"));
}

void Writer::addEdges() {
    for (const Edge& edge : picture_.edges) {
        const Style style = styleOf(edge.tone);
        std::string attributes = "color=\"" + std::string(style.line) + "\", penwidth=\"" +
                                 style.width + "\", style=\"" + (edge.dashed ? "dashed" : "solid") +
                                 "\"";
        if (edge.back) {
            attributes += ", constraint=\"false\"";
        }
        attributes += ", edgetooltip=" +
                      quoted(picture_.nodes[edge.from].name + " → " + picture_.nodes[edge.to].name +
                             (edge.label.empty() ? "" : " | " + edge.label));
        if (labelled(edge)) {
            line(1, nodeId(edge.from) + " -> " + labelId(edge) + " [" + attributes +
                        ", arrowhead=\"none\"]");
            line(1, labelId(edge) + " -> " + nodeId(edge.to) + " [" + attributes + "]");
            continue;
        }
        if (!edge.label.empty()) {
            constexpr std::size_t kColumns = 24;
            std::string html;
            for (const std::string& text : lines(edge.label, kColumns)) {
                html += (html.empty() ? " " : "<BR/> ") + xmlEscaped(text) + " ";
            }
            attributes += ", fontcolor=\"" + std::string(style.line) + "\", label=<" + html + ">";
        }
        line(1, nodeId(edge.from) + " -> " + nodeId(edge.to) + " [" + attributes + "]");
    }
}

std::string Writer::run() {
    addHead();
    addFrame();
    addEdges();
    addTitle();
    line(0, "}");
    return std::move(out_);
}

}  // namespace

std::string dotText(const Picture& picture) { return Writer(picture).run(); }

}  // namespace fadu::emit
