#include "unit/Harness.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace fadu::tests {

using syntax::Declaration;
using syntax::Node;
using syntax::Value;

namespace {

void gatherFindings(Parsed& result) {
    for (const syntax::Module& module : result.modules) {
        for (const Diagnostic& diagnostic : module.diagnostics) {
            result.diagnostics.push_back(diagnostic);
        }
        for (const syntax::PlacedDeclaration& declared : module.declarations) {
            for (const Diagnostic& diagnostic : declared.declaration->diagnostics) {
                result.diagnostics.push_back(placed(diagnostic, declared.file, declared.offset));
            }
        }
    }
    std::stable_sort(
        result.diagnostics.begin(), result.diagnostics.end(),
        [](const Diagnostic& left, const Diagnostic& right) { return left.span < right.span; });
}

}  // namespace

Parsed parseTexts(const std::vector<std::pair<std::string, std::string>>& pathsAndTexts,
                  unsigned jobs) {
    Parsed result;
    std::vector<FileId> files;
    for (const auto& [path, text] : pathsAndTexts) {
        files.push_back(result.sources.add(path, std::make_shared<const std::string>(text)));
    }
    result.modules = syntax::parseModules(result.sources, files, jobs);
    gatherFindings(result);
    return result;
}

Parsed parseAgain(std::string_view text, const Parsed& before, std::string path) {
    Parsed result;
    const FileId file =
        result.sources.add(std::move(path), std::make_shared<const std::string>(text));
    result.modules.push_back(syntax::parseModule(result.sources, file, before.modules.front()));
    gatherFindings(result);
    return result;
}

Parsed parseText(std::string_view text, std::string path, unsigned jobs) {
    return parseTexts({{std::move(path), std::string(text)}}, jobs);
}

std::vector<std::string> findings(const Parsed& parsed) {
    std::vector<std::string> result;
    for (const Diagnostic& diagnostic : parsed.diagnostics) {
        result.push_back(std::string(diagnostic.descriptor->code) + ":" +
                         std::string(parsed.slice(diagnostic.span)));
    }
    return result;
}

std::vector<std::string> findings(std::string_view text) { return findings(parseText(text)); }

std::string show(const Declaration& declaration, const Value& value) {
    switch (value.kind) {
        case Value::Kind::Name:
            return std::string(value.text);
        case Value::Kind::Text:
            return "\"" + std::string(value.text) + "\"";
        case Value::Kind::Quantity: {
            std::string text = std::to_string(value.quantity.low);
            if (value.quantity.high != value.quantity.low) {
                text += "-" + std::to_string(value.quantity.high);
            }
            if (value.quantity.unit == Unit::OnTheSpot) {
                return "当场";
            }
            if (value.quantity.unit == Unit::Fen) {
                return text + "分";
            }
            if (value.quantity.unit != Unit::None) {
                text +=
                    termText(TermFamily::Unit, static_cast<std::uint8_t>(value.quantity.unit)).zh;
            }
            return text;
        }
        case Value::Kind::Date:
            return value.date.iso();
        case Value::Kind::Citation: {
            const syntax::CitationSyntax& citation = declaration.citations[value.citation];
            std::string text;
            if (!citation.title.empty()) {
                text += "《" + std::string(citation.title) + "》";
            }
            text += provisionText(citation.first).zh;
            if (!citation.last.empty()) {
                text += "至" + provisionText(citation.last).zh;
            }
            return text;
        }
        case Value::Kind::Clause:
            return "<" + std::string(syntax::clauseInfo(value.clause).zh) + " " +
                   std::to_string(value.operands) + ">";
        case Value::Kind::Invalid:
            return "?";
    }
    return {};
}

namespace {

std::string showList(const Declaration& declaration, std::span<const Value> values) {
    std::string text;
    for (const Value& value : values) {
        if (!text.empty()) {
            text += value.startsValue ? ", " : " ";
        }
        text += (value.alternative ? "或 " : "") + show(declaration, value);
    }
    return text;
}

void showNode(const Declaration& declaration, const Node& node, std::size_t depth,
              std::string& out) {
    out += std::string(2 * depth, ' ') + "#" + std::to_string(static_cast<unsigned>(node.label));
    if (node.blamed) {
        out += "!";
    }
    out += " [" + showSubject(declaration, node) + "] " + show(declaration, node) + " " +
           std::to_string(node.begin) + "-" + std::to_string(node.headEnd) + "-" +
           std::to_string(node.end) + "\n";
    for (const Node& child : declaration.children(node)) {
        showNode(declaration, child, depth + 1, out);
    }
}

}  // namespace

std::string show(const Declaration& declaration, const Node& node) {
    return showList(declaration, declaration.valuesOf(node));
}

std::string showSubject(const Declaration& declaration, const Node& node) {
    return showList(declaration, declaration.subject(node));
}

std::string showTree(const Declaration& declaration) {
    std::string out;
    if (!declaration.empty()) {
        showNode(declaration, declaration.root(), 0, out);
    }
    return out;
}

std::string showAll(const Parsed& parsed) {
    std::string out;
    for (const syntax::Module& module : parsed.modules) {
        out += parsed.sources.file(module.file).path() + "\n";
        for (const Diagnostic& diagnostic : module.diagnostics) {
            out += std::string(diagnostic.descriptor->code) + "@" +
                   std::to_string(diagnostic.span.begin) + "\n";
        }
        for (const syntax::PlacedDeclaration& declared : module.declarations) {
            out += std::to_string(declared.offset) + " " +
                   std::to_string(declared.declaration->hash) + " " +
                   declared.declaration->documentation + "\n" + showTree(*declared.declaration);
        }
    }
    for (const Diagnostic& diagnostic : parsed.diagnostics) {
        out += std::string(diagnostic.descriptor->code) + " " +
               std::to_string(diagnostic.span.begin) + "-" + std::to_string(diagnostic.span.end) +
               " " + diagnostic.message().zh + "\n";
        for (const Fix& fix : diagnostic.fixes) {
            out += "  " + fix.title.zh + "\n";
        }
    }
    return out;
}

std::string applied(const Parsed& parsed, const Fix& fix) {
    std::vector<Edit> edits = fix.edits;
    std::sort(edits.begin(), edits.end(),
              [](const Edit& left, const Edit& right) { return left.span > right.span; });
    std::string text(parsed.sources.file(edits.front().span.file).text());
    for (const Edit& edit : edits) {
        text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.text);
    }
    return text;
}

namespace {

class InvariantCheck {
public:
    explicit InvariantCheck(const Parsed& parsed) : parsed_(parsed) {}

    std::string run() {
        for (const Diagnostic& diagnostic : parsed_.diagnostics) {
            const std::string code(diagnostic.descriptor->code);
            span(diagnostic.span, code);
            for (const Label& related : diagnostic.related) {
                span(related.span, code + " related");
            }
            for (const Fix& fix : diagnostic.fixes) {
                for (const Edit& edit : fix.edits) {
                    span(edit.span, code + " fix");
                }
            }
            if (diagnostic.message().zh.empty() || diagnostic.message().en.empty()) {
                fail("an empty message of " + code);
            }
        }
        for (const syntax::Module& module : parsed_.modules) {
            std::uint32_t before = 0;
            for (const syntax::PlacedDeclaration& declared : module.declarations) {
                if (declared.offset < before) {
                    fail("declarations overlap or are out of order");
                }
                before =
                    declared.offset + static_cast<std::uint32_t>(declared.declaration->text.size());
                if (before > parsed_.sources.file(module.file).text().size()) {
                    fail("a declaration passes the end of its file");
                }
                tree(*declared.declaration);
            }
        }
        return broken_;
    }

private:
    void fail(std::string what) {
        if (broken_.empty()) {
            broken_ = std::move(what);
        }
    }
    void span(const Span& range, const std::string& what) {
        if (!range.valid() || range.begin > range.end ||
            range.end > parsed_.sources.file(range.file).text().size()) {
            fail(what + " has the range " + std::to_string(range.begin) + "-" +
                 std::to_string(range.end));
        }
    }
    void inside(const Declaration& declaration, std::uint32_t begin, std::uint32_t end,
                const char* what) {
        if (begin > end || end > declaration.text.size()) {
            fail(std::string(what) + " has the range " + std::to_string(begin) + "-" +
                 std::to_string(end) + " of " + std::to_string(declaration.text.size()));
        }
    }
    void tree(const Declaration& declaration) {
        std::vector<unsigned> parents(declaration.nodes.size(), 0);
        for (const Node& node : declaration.nodes) {
            inside(declaration, node.headBegin, node.headEnd, "a head");
            inside(declaration, node.headBegin, node.labelEnd, "a label");
            inside(declaration, node.begin, node.end, "a node");
            inside(declaration, node.valueBegin, node.valueEnd, "a node's values");
            if (node.firstSubject + node.subjectCount > declaration.values.size() ||
                node.firstValue + node.valueCount > declaration.values.size()) {
                fail("a node's values are not there");
            }
            std::size_t steps = 0;
            for (std::uint32_t child = node.firstChild; child != 0;
                 child = declaration.nodes[child].nextSibling) {
                if (child >= declaration.nodes.size() || ++steps > declaration.nodes.size()) {
                    fail("the children of a node do not end");
                    return;
                }
                ++parents[child];
            }
            const auto values = declaration.valuesOf(node);
            for (std::size_t i = 0; i < values.size(); ++i) {
                if (values[i].kind == Value::Kind::Clause &&
                    i + 1 + values[i].operands > values.size()) {
                    fail("a clause has more operands than there are values");
                }
            }
        }
        for (std::size_t i = 1; i < parents.size(); ++i) {
            if (parents[i] != 1) {
                fail("a node has " + std::to_string(parents[i]) + " parents");
            }
        }
        for (const Value& value : declaration.values) {
            inside(declaration, value.begin, value.end, "a value");
            if (value.kind == Value::Kind::Citation &&
                value.citation >= declaration.citations.size()) {
                fail("a citation is not there");
            }
        }
        for (const syntax::KeywordUse& use : declaration.keywords) {
            inside(declaration, use.begin, use.end, "a keyword");
            if (use.zh == nullptr || use.en == nullptr) {
                fail("a keyword without a spelling");
            }
        }
        for (const Allowance& allowance : declaration.allowances) {
            inside(declaration, allowance.span.begin, allowance.span.end, "an allowance");
            inside(declaration, allowance.covered.begin, allowance.covered.end,
                   "what an allowance covers");
            if (allowance.codes.size() != allowance.codeSpans.size()) {
                fail("an allowance has a code without a place");
            }
        }
    }

    const Parsed& parsed_;
    std::string broken_;
};

}  // namespace

std::string brokenInvariant(const Parsed& parsed) { return InvariantCheck(parsed).run(); }

std::vector<std::string> projectFiles(const std::vector<std::string>& folders,
                                      std::string_view suffix) {
    std::vector<std::string> result;
    for (const std::string& folder : folders) {
        const std::filesystem::path root = std::filesystem::path(FADU_SOURCE_DIR) / folder;
        if (!std::filesystem::exists(root)) {
            continue;
        }
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
            const std::string path = entry.path().string();
            if (entry.is_regular_file() && path.size() >= suffix.size() &&
                path.compare(path.size() - suffix.size(), suffix.size(), suffix) == 0) {
                result.push_back(path);
            }
        }
    }
    std::sort(result.begin(), result.end());
    return result;
}

std::string readFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace fadu::tests
