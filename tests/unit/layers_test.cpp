#include "unit/Harness.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace fadu::tests {
namespace {

/// Which layers a layer may include, itself apart.
const std::map<std::string, std::set<std::string>>& allowed() {
    static const std::map<std::string, std::set<std::string>> table = [] {
        std::map<std::string, std::set<std::string>> result;
        const std::vector<std::vector<std::string>> ranks{
            {"support"},
            {"source"},
            {"diagnostics"},
            {"syntax"},
            {"model"},
            {"derive"},
            {"checks", "emit", "ide", "query", "ingest"},
            {"workspace"},
            {"lsp"},
            {"cli"}};
        std::set<std::string> below;
        for (const auto& rank : ranks) {
            for (const std::string& layer : rank) {
                result[layer] = below;
            }
            below.insert(rank.begin(), rank.end());
        }
        return result;
    }();
    return table;
}

struct Include {
    std::string layer;   ///< Of the file that includes.
    std::string target;  ///< What stands in the quotes or brackets.
    bool quoted = false;
};

std::vector<Include> includesOf(std::string_view text, const std::string& layer) {
    std::vector<Include> result;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1);
        std::string_view line = text.substr(0, end + 1);
        text.remove_prefix(end + 1);
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (line.substr(0, 1) != "#") {
            continue;
        }
        line.remove_prefix(1);
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (line.substr(0, 7) != "include") {
            continue;
        }
        const std::size_t open = line.find_first_of("\"<");
        const std::size_t close =
            open == std::string_view::npos ? open : line.find_first_of("\">", open + 1);
        if (close != std::string_view::npos) {
            result.push_back(
                {layer, std::string(line.substr(open + 1, close - open - 1)), line[open] == '"'});
        }
    }
    return result;
}

/// What is wrong with an include; empty when nothing is.
std::string problem(const Include& include) {
    const auto layer = allowed().find(include.layer);
    if (layer == allowed().end()) {
        return include.layer + " is no layer: put it into the picture of docs and into this test";
    }
    if (include.target.find("antlr") != std::string::npos || include.target == "FaduParser.h" ||
        include.target == "FaduLexer.h" || include.target == "syntax/ParserBase.h") {
        return include.layer == "syntax"
                   ? ""
                   : include.layer + " includes the parser generator's " + include.target;
    }
    const std::size_t slash = include.target.find('/');
    if (!include.quoted || slash == std::string::npos) {
        return "";
    }
    const std::string target = include.target.substr(0, slash);
    if (allowed().contains(target) && target != include.layer && !layer->second.contains(target)) {
        return include.layer + " includes " + include.target;
    }
    if (include.layer == "cli" && target == "lsp" && include.target != "lsp/Server.h") {
        return "cli needs of lsp its Server.h alone";
    }
    return "";
}

std::string layerOf(const std::string& path) {
    const std::string relative = path.substr(std::string(FADU_SOURCE_DIR).size() + 1);
    if (relative.compare(0, 7, "checks/") == 0) {
        return "checks";
    }
    const std::size_t first = relative.find('/') + 1;
    return relative.substr(first, relative.find('/', first) - first);
}

std::vector<std::string> sourceFiles() {
    std::vector<std::string> files;
    for (const char* suffix : {".h", ".cpp"}) {
        for (std::string& path : projectFiles({"compiler", "checks"}, suffix)) {
            files.push_back(std::move(path));
        }
    }
    return files;
}

TEST(Layers, IncludesGoOneWay) {
    std::size_t seen = 0;
    for (const std::string& path : sourceFiles()) {
        for (const Include& include : includesOf(readFile(path), layerOf(path))) {
            ++seen;
            EXPECT_EQ(problem(include), "") << path;
        }
    }
    EXPECT_GT(seen, 50U);
}

TEST(Layers, AntlrIsNamedInSyntaxAlone) {
    for (const std::string& path : sourceFiles()) {
        if (layerOf(path) != "syntax") {
            EXPECT_EQ(readFile(path).find("antlr4"), std::string::npos) << path;
        }
    }
    // And there in the parser alone: no header that others include may bring it along.
    for (const std::string& path : projectFiles({"compiler/syntax"}, ".h")) {
        if (path.find("ParserBase.h") == std::string::npos) {
            EXPECT_EQ(readFile(path).find("antlr4"), std::string::npos) << path;
            for (const Include& include : includesOf(readFile(path), "syntax")) {
                EXPECT_NE(include.target, "syntax/ParserBase.h") << path;
            }
        }
    }
}

TEST(Layers, TheTestSeesWhatItForbids) {
    const auto first = [](std::string_view text, const char* layer) {
        return problem(includesOf(text, layer).at(0));
    };
    EXPECT_NE(first("#include \"syntax/Tree.h\"\n", "support"), "");
    EXPECT_NE(first("# include \"checks/Check.h\"", "emit"), "");
    EXPECT_NE(first("#include \"ide/Hover.h\"", "checks"), "");
    EXPECT_NE(first("#include \"cli/Run.h\"", "lsp"), "");
    EXPECT_NE(first("#include \"lsp/Client.h\"", "cli"), "");
    EXPECT_EQ(first("#include \"lsp/Server.h\"", "cli"), "");
    EXPECT_NE(first("  #include \"workspace/Workspace.h\"", "query"), "");
    EXPECT_NE(first("#include <antlr4-runtime.h>", "model"), "");
    EXPECT_NE(first("#include \"FaduParser.h\"", "model"), "");
    EXPECT_NE(first("#include \"support/Id.h\"", "nowhere"), "");
    EXPECT_EQ(first("#include \"support/Id.h\"", "cli"), "");
    EXPECT_EQ(first("#include \"derive/Facts.h\"", "checks"), "");
    EXPECT_EQ(first("#include \"FaduParser.h\"", "syntax"), "");
    EXPECT_TRUE(includesOf("// #include \"cli/Run.h\"\n", "support").empty());
}

}  // namespace
}  // namespace fadu::tests
