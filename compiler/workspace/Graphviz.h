#pragma once

#include "diagnostics/Diagnostic.h"

#include <optional>
#include <string>
#include <string_view>

namespace fadu {

/// What Graphviz made of a graph: its document, or why there is none.
struct GraphvizResult {
    std::string svg;
    std::optional<Text> error;
};

/// Has Graphviz (`dot`, looked up in PATH, run without a shell) lay out a graph in its language,
/// and returns it as one SVG document that stands alone: in the language `lang`, with a title,
/// without a document type. Waits five minutes at most. Safe to call from several threads.
GraphvizResult drawnSvg(std::string_view dot, std::string_view title, Language lang);

}  // namespace fadu
