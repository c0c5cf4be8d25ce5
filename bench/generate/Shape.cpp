#include "generate/Shape.h"

#include "source/SourceManager.h"
#include "syntax/Module.h"

#include <cstdarg>
#include <cstdio>
#include <set>
#include <tuple>

namespace fadu::bench {

namespace {

using syntax::Declaration;
using syntax::Label;
using syntax::Node;

std::size_t childCount(const Declaration& declaration, const Node* node) {
    std::size_t count = 0;
    if (node != nullptr) {
        for ([[maybe_unused]] const Node& child : declaration.children(*node)) {
            ++count;
        }
    }
    return count;
}

/// Tasks of a flow, those inside its choices and repetitions included.
std::size_t taskCount(const Declaration& declaration, const Node& block) {
    std::size_t count = 0;
    for (const Node& child : declaration.children(block)) {
        if (child.hasBlock) {
            count += taskCount(declaration, child);
        } else if (child.label != Label::FlowEnd) {
            ++count;
        }
    }
    return count;
}

void count(Shape& shape, const Declaration& declaration,
           std::set<std::tuple<std::string, syntax::ProvisionPath>>& cited) {
    const Node& root = declaration.root();
    ++shape.items;
    shape.itemBytes += declaration.text.size();
    shape.inheriting += root.valueCount != 0 ? 1 : 0;
    shape.citations += declaration.citations.size();
    for (const syntax::CitationSyntax& citation : declaration.citations) {
        cited.emplace(citation.title, citation.first);
    }
    shape.materials += childCount(declaration, declaration.find(root, Label::Materials));
    if (const Node* flow = declaration.find(root, Label::Flow)) {
        ++shape.withFlow;
        shape.steps += taskCount(declaration, *flow);
    }
    std::size_t situations = 0;
    for (const Node& child : declaration.children(root)) {
        situations += child.label == Label::Situation ? 1 : 0;
    }
    shape.situations += situations;
    shape.withSituations += situations != 0 ? 1 : 0;
    shape.withPrerequisites += declaration.find(root, Label::Prerequisites) != nullptr ? 1 : 0;
    shape.withResult += declaration.find(root, Label::Result) != nullptr ? 1 : 0;
}

}  // namespace

Shape measure(const std::vector<GeneratedFile>& files) {
    Shape shape;
    SourceManager sources;
    std::vector<FileId> ids;
    for (const GeneratedFile& file : files) {
        ++shape.files;
        shape.bytes += file.text.size();
        if (file.path.ends_with(".fadu")) {
            ids.push_back(sources.add(file.path, std::make_shared<const std::string>(file.text)));
        }
    }
    std::set<std::tuple<std::string, syntax::ProvisionPath>> cited;
    for (const syntax::Module& module : syntax::parseModules(sources, ids, 1)) {
        shape.syntaxFindings += module.diagnostics.size();
        for (const syntax::PlacedDeclaration& placed : module.declarations) {
            const Declaration& declaration = *placed.declaration;
            shape.syntaxFindings += declaration.diagnostics.size();
            if (declaration.empty()) {
                continue;
            }
            switch (declaration.root().label) {
                case Label::DeclareItem:
                    count(shape, declaration, cited);
                    break;
                case Label::DeclareCatalogueItem:
                    ++shape.catalogueItems;
                    for (const syntax::CitationSyntax& citation : declaration.citations) {
                        cited.emplace(citation.title, citation.first);
                    }
                    break;
                case Label::DeclareInstrument:
                    ++shape.instruments;
                    for (const Node& child : declaration.children(declaration.root())) {
                        shape.provisions += child.path.empty() ? 0 : 1;
                    }
                    break;
                default:
                    break;
            }
        }
    }
    shape.distinctProvisions = cited.size();
    return shape;
}

std::string describe(const Shape& shape, std::size_t defects) {
    const auto percent = [&](std::size_t part) { return 100.0 * shape.perItem(part); };
    std::string text;
    const auto line = [&](const char* name, double value, const char* unit) {
        char buffer[160];
        std::snprintf(buffer, sizeof buffer, "%-32s %12.1f %s\n", name, value, unit);
        text += buffer;
    };
    line("items", static_cast<double>(shape.items), "");
    line("files", static_cast<double>(shape.files), "");
    line("bytes", static_cast<double>(shape.bytes), "");
    line("bytes an item, declaration", shape.perItem(shape.itemBytes), "");
    line("bytes an item, package", shape.perItem(shape.bytes), "");
    line("materials an item", shape.perItem(shape.materials), "");
    line("steps a stated flow",
         static_cast<double>(shape.steps) /
             static_cast<double>(std::max<std::size_t>(shape.withFlow, 1)),
         "");
    line("citations an item", shape.perItem(shape.citations), "");
    line("items without flow", percent(shape.items - shape.withFlow), "%");
    line("items that inherit", percent(shape.inheriting), "%");
    line("items with situations", percent(shape.withSituations), "%");
    line("items with prerequisites", percent(shape.withPrerequisites), "%");
    line("items with a result", percent(shape.withResult), "%");
    line("items with a defect", percent(defects), "%");
    line("catalogue items", static_cast<double>(shape.catalogueItems), "");
    line("situations", static_cast<double>(shape.situations), "");
    line("instruments", static_cast<double>(shape.instruments), "");
    line("provisions recorded", static_cast<double>(shape.provisions), "");
    line("different provisions cited", static_cast<double>(shape.distinctProvisions), "");
    line("findings of syntax", static_cast<double>(shape.syntaxFindings), "");
    return text;
}

}  // namespace fadu::bench
