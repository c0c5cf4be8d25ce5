#pragma once

#include "checks/Check.h"

#include <string>

namespace fadu::checks {

/// What messages call a node of the dependency graph.
std::string nodeName(const model::Program& program, const derive::Dependencies::Node& node);

/// What an edge says in words: 办理“甲”须先取得“乙”（前置审批）.
Text edgeText(const model::Program& program, const derive::Dependencies& graph, std::uint32_t edge);

/// The same of a premise with all of its alternatives: 办理“甲”须先取得“乙”或者“丙”（前置审批）.
/// `organs`: items are named with their organs, since some have one name.
Text premiseText(const model::Program& program, const derive::Dependencies& graph,
                 std::uint32_t premise, bool organs);

/// Names along a ring, the first again at its end. Of a long one a handful and how many there are.
Text ringText(const std::vector<std::string>& names);

/// The ring of a cycle of edges, each from the node that the one before leads to.
Text ringText(const model::Program& program, const derive::Dependencies& graph,
              const std::vector<std::uint32_t>& edges);

/// Makes the finding for one cycle of items and documents: edge by edge, each with its place.
Diagnostic cycleFinding(const Context& context, const Descriptor& descriptor,
                        const derive::Dependencies::Cycle& cycle);

}  // namespace fadu::checks
