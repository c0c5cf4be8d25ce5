#pragma once

#include "diagnostics/Diagnostic.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fadu::emit {

/// A picture for people as plain data: boxes and arrows, a title, a caption. Its texts are in the
/// picture's language and as the sources have them; wrapping and escaping is the renderers' work.
/// What a colour says, a mark or a line style says as well.
struct Picture {
    enum class Shape : std::uint8_t {
        Box,
        Terminal,  ///< Where a flow starts or ends.
        Diamond,   ///< A choice, or where its branches meet.
        Hexagon,   ///< Where a repetition begins or ends.
        Bar,       ///< Where parallel branches part or meet. Has no text.
        Document,
        Outside,  ///< What the package does not hold.
        Remark,   ///< Text without a frame.
    };
    enum class Tone : std::uint8_t {
        Plain,
        Strong,  ///< On the critical path, or what the picture is about.
        Holds,
        Fails,
        Unknown,
        Faint,
    };
    struct Node {
        std::string id;  ///< Unique in the picture.
        Shape shape = Shape::Box;
        Tone tone = Tone::Plain;
        bool dashed = false;
        std::string name;
        std::vector<std::string> details;  ///< Smaller, a line or more each.
        std::string tooltip;               ///< What a viewer shows of it; empty: name and details.
        std::optional<std::uint32_t> lane;
    };
    struct Edge {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        Tone tone = Tone::Plain;
        bool dashed = false;
        bool back = false;  ///< Leads back: no reason to draw its end below its begin.
        std::string label;
    };
    struct Lane {
        std::string name;
        std::string detail;
    };
    enum class Layout : std::uint8_t {
        Lanes,   ///< Downwards, a column a lane. Every node has a lane.
        Across,  ///< From left to right.
        Down,
    };

    Language language = Language::Chinese;
    Layout layout = Layout::Down;
    std::string title;
    std::string subtitle;
    /// Rows of a table below the picture, of equal length, the first its head; or none.
    std::vector<std::vector<std::string>> table;
    std::vector<std::string> notes;   ///< Below: what was found, what was left out.
    std::vector<std::string> legend;  ///< Below: what the signs mean, those that occur.
    std::vector<Lane> lanes;
    std::vector<Node> nodes;
    std::vector<Edge> edges;

    std::uint32_t add(Node node) {
        nodes.push_back(std::move(node));
        return static_cast<std::uint32_t>(nodes.size() - 1);
    }
};

/// The picture in Graphviz's language, for `dot`. Same picture, same bytes.
std::string dotText(const Picture& picture);

/// The picture as a Mermaid flowchart. Same picture, same bytes.
std::string mermaidText(const Picture& picture);

}  // namespace fadu::emit
