#include "emit/Picture.h"
#include "support/LineBreak.h"
#include "support/Text.h"

#include <string_view>
#include <utility>

namespace fadu::emit {

namespace {

using Node = Picture::Node;
using Shape = Picture::Shape;
using Tone = Picture::Tone;
using Layout = Picture::Layout;

constexpr std::size_t kLongestText = 2000;  // Code points; no name is as long.

/// What has a meaning inside the quotes of a label becomes a numbered entity.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (std::string_view("\"#&;<>`\\").find(c) != std::string_view::npos) {
            result += "#" + std::to_string(static_cast<int>(c)) + ";";
        } else {
            result += c;
        }
    }
    return result;
}

std::string lines(std::string_view text, std::size_t columns) {
    std::string result;
    for (const std::string& line : wrappedLines(printable(text, kLongestText), columns)) {
        result += (result.empty() ? "" : "<br/>") + escaped(line);
    }
    return result;
}

const char* className(Tone tone) {
    switch (tone) {
        case Tone::Plain:
            return "plain";
        case Tone::Strong:
            return "strong";
        case Tone::Holds:
            return "holds";
        case Tone::Fails:
            return "fails";
        case Tone::Unknown:
            return "unknown";
        case Tone::Faint:
            break;
    }
    return "faint";
}

std::string nodeText(const Node& node, std::size_t number) {
    constexpr std::size_t kColumns = 32;
    std::string label = node.name.empty() ? "" : "<b>" + lines(node.name, kColumns) + "</b>";
    for (const std::string& detail : node.details) {
        label += (label.empty() ? "" : "<br/>") + lines(detail, kColumns);
    }
    label = label.empty() ? "\" \"" : "\"" + label + "\"";
    const auto shaped = [&]() -> std::pair<const char*, const char*> {
        switch (node.shape) {
            case Shape::Terminal:
                return {"([", "])"};
            case Shape::Diamond:
                return {"{", "}"};
            case Shape::Hexagon:
                return {"{{", "}}"};
            case Shape::Document:
                return {"[/", "/]"};
            case Shape::Outside:
                return {"(", ")"};
            default:
                return {"[", "]"};
        }
    }();
    std::string result = "n" + std::to_string(number) + shaped.first + label + shaped.second;
    result += ":::";
    result += node.shape == Shape::Bar ? "bar" : className(node.tone);
    return result;
}

/// The title is YAML in quotes first and HTML after that, without a way to write < in it.
std::string titleText(std::string_view text) {
    std::string result = "\"";
    for (const char c : printable(text, kLongestText)) {
        result += c == '"' || c == '\\' ? std::string("\\") + c
                  : c == '<'            ? "＜"
                  : c == '>'            ? "＞"
                                        : std::string(1, c);
    }
    return result + "\"";
}

void addClasses(std::string& out) {
    out +=
        "  classDef plain fill:#FFFFFF,stroke:#333333,color:#222222\n"
        "  classDef strong fill:#DCE8F4,stroke:#1F3F66,stroke-width:3px,color:#222222\n"
        "  classDef holds fill:#FFFFFF,stroke:#1E5B3A,stroke-width:2px,color:#222222\n"
        "  classDef fails fill:#FBE4E2,stroke:#B00020,stroke-width:3px,color:#222222\n"
        "  classDef unknown fill:#FFF6DA,stroke:#7A5200,stroke-width:2px,color:#222222\n"
        "  classDef faint fill:#FFFFFF,stroke:#777777,color:#222222\n"
        "  classDef bar fill:#333333,stroke:#333333,color:#333333\n"
        "  classDef dashed stroke-dasharray:5 4\n"
        "  classDef caption fill:#FFFFFF,stroke:#999999,color:#222222,text-align:left\n";
}

}  // namespace

std::string mermaidText(const Picture& picture) {
    const bool chinese = picture.language == Language::Chinese;
    // Lines are broken here; Mermaid would break them once more at 200 pixels.
    std::string out = "---\ntitle: " + titleText(picture.title) +
                      "\nconfig:\n  flowchart:\n    wrappingWidth: 800\n---\n";
    out += picture.layout == Layout::Across ? "flowchart LR\n" : "flowchart TB\n";
    if (picture.lanes.empty()) {
        for (std::size_t i = 0; i < picture.nodes.size(); ++i) {
            out += "  " + nodeText(picture.nodes[i], i) + "\n";
        }
    }
    for (std::size_t lane = 0; lane < picture.lanes.size(); ++lane) {
        out += "  subgraph lane" + std::to_string(lane) + "[\"" +
               lines(picture.lanes[lane].name, kLongestText) + "\"]\n";
        for (std::size_t i = 0; i < picture.nodes.size(); ++i) {
            if (picture.nodes[i].lane == lane) {
                out += "    " + nodeText(picture.nodes[i], i) + "\n";
            }
        }
        out += "  end\n";
    }
    std::string styles;
    for (std::size_t i = 0; i < picture.edges.size(); ++i) {
        const Picture::Edge& edge = picture.edges[i];
        const bool thick = edge.tone == Tone::Strong || edge.tone == Tone::Fails;
        out += "  n" + std::to_string(edge.from) +
               (edge.dashed ? " -.->"
                : thick     ? " ==>"
                            : " -->");
        if (!edge.label.empty()) {
            out += "|\"" + lines(edge.label, kLongestText) + "\"|";
        }
        out += " n" + std::to_string(edge.to) + "\n";
        if (edge.tone == Tone::Fails) {
            styles += "  linkStyle " + std::to_string(i) + " stroke:#B00020,stroke-width:3px\n";
        }
    }
    std::string caption;
    const auto add = [&](const std::string& text) {
        constexpr std::size_t kColumns = 90;
        caption += (caption.empty() ? "" : "<br/>") + lines(text, kColumns);
    };
    if (!picture.subtitle.empty()) {
        add(picture.subtitle);
    }
    // A row reads as a line: what its first cell names, then the head and the value of each cell.
    for (std::size_t r = 1; r < picture.table.size(); ++r) {
        std::string row = picture.table[r].front() + (chinese ? "：" : ": ");
        for (std::size_t i = 1; i < picture.table[r].size(); ++i) {
            row += (i == 1 ? "" : (chinese ? "；" : "; ")) + picture.table.front()[i] + " " +
                   picture.table[r][i];
        }
        add(row);
    }
    for (const std::string& note : picture.notes) {
        add(note);
    }
    for (const std::string& sign : picture.legend) {
        add((chinese ? "图例：" : "Sign: ") + sign);
    }
    if (!caption.empty()) {
        out += "  caption[\"" + caption + "\"]:::caption\n";
        if (!picture.nodes.empty()) {
            out += "  n" + std::to_string(picture.nodes.size() - 1) + " ~~~ caption\n";  // Below.
        }
    }
    addClasses(out);
    for (std::size_t i = 0; i < picture.nodes.size(); ++i) {
        if (picture.nodes[i].dashed || picture.nodes[i].shape == Shape::Outside) {
            out += "  class n" + std::to_string(i) + " dashed\n";
        }
    }
    return out + styles;
}

}  // namespace fadu::emit
