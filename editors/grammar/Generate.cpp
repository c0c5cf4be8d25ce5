// Writes the grammars of the editors: the hand-written patterns of the templates beside this file,
// filled with the keywords, labels, terms and units that the compiler itself reads. Run by the
// tests and by the target that brings the files up to date:
//     fadu_editor_grammars TEMPLATE_DIR OUT_DIR

#include "support/Text.h"
#include "syntax/Scanner.h"
#include "syntax/Schema.h"
#include "syntax/Terms.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace fadu::syntax {

namespace {

using Json = nlohmann::ordered_json;
using Variables = std::map<std::string, std::string>;

[[noreturn]] void fail(const std::string& why) { throw std::runtime_error(why); }

/// Words as alternatives of a regular expression, each once, in the order of the tables.
class Words {
public:
    void add(const std::string& word) {
        if (std::find(words_.begin(), words_.end(), word) == words_.end()) {
            words_.push_back(word);
        }
    }
    template <typename Row>
    void addBoth(const Row& row) {
        add(row.zh);
        add(row.en);
    }
    bool empty() const { return words_.empty(); }
    std::string joined(const std::string& separator) const {
        std::string result;
        for (const std::string& word : words_) {
            result += (result.empty() ? "" : separator) + word;
        }
        return result;
    }

private:
    std::vector<std::string> words_;
};

Words termWords(TermFamily family) {
    Words words;
    for (const Text& term : termSpellings(family)) {
        words.addBoth(term);
    }
    return words;
}

/// The terms that a value of a type may be; nothing where it may be none.
std::optional<TermFamily> familyOf(ValueType type) {
    switch (type) {
        case ValueType::PowerKind:
        case ValueType::PowerKinds:
        case ValueType::ForbiddenKind:
        case ValueType::Establishment:
            return TermFamily::PowerKind;
        case ValueType::Rank:
        case ValueType::Ranks:
            return TermFamily::Rank;
        case ValueType::Level:
        case ValueType::Levels:
            return TermFamily::Level;
        case ValueType::Coverage:
            return TermFamily::Coverage;
        case ValueType::FunctionsCoverage:
            return TermFamily::FunctionsCoverage;
        case ValueType::OrganNature:
            return TermFamily::OrganNature;
        case ValueType::Mode:
        case ValueType::Modes:
            return TermFamily::Mode;
        case ValueType::DayUnit:
            return TermFamily::Unit;
        case ValueType::Deemed:
            return TermFamily::Deemed;
        case ValueType::EntryKinds:
            return TermFamily::EntryKind;
        case ValueType::Outcome:
            return TermFamily::Outcome;
        case ValueType::Stage:
        case ValueType::StageDuration:
            return TermFamily::Stage;
        case ValueType::Event:
            return TermFamily::Event;
        case ValueType::Party:
            return TermFamily::Party;
        case ValueType::Flag:
        case ValueType::FlagOrOrgan:
        case ValueType::DateOrNo:
            return TermFamily::Flag;
        default:
            return std::nullopt;
    }
}

/// The terms that a clause keyword is followed by. 由 takes a name, or 申请人.
std::optional<TermFamily> clauseFamily(const ClauseInfo& clause) {
    return clause.clause == Clause::By ? TermFamily::Party : familyOf(clause.type);
}

/// The terms of a family as a regular expression; `group` opens one in its dialect. Levels also
/// stand in ranges: 县以上, 县至省.
std::string termPattern(TermFamily family, const std::string& group) {
    std::string words = termWords(family).joined("|");
    if (family != TermFamily::Level) {
        return words;
    }
    const std::string level = group + words + ")";
    return level + group + "以上|-up|" + group + "至|-to-)" + level + ")?";
}

const std::map<BlockKind, std::string>& blockNames() {
    static const std::map<BlockKind, std::string> names{
        {BlockKind::Entry, "Entry"},
#define DECLARATION(id, zh, en, block, docZh, docEn) {BlockKind::block, #block},
#define LABEL(block, id, zh, en, type, child, cardinality, need, docZh, docEn) \
    {BlockKind::block, #block}, {BlockKind::child, #child},
#include "syntax/schema.def"
    };
    return names;
}

Words unitWords() {
    Words words;
    for (const Text& unit : termSpellings(TermFamily::Unit)) {
        if (unit.zh != "月") {  // 3月 is a month's name, not a span of months.
            words.add(unit.zh);
        }
        words.add(unit.en);
    }
    return words;
}

Words declarationWords() {
    Words words;
    for (const DeclarationInfo& row : declarations()) {
        words.addBoth(row);
    }
    return words;
}

std::string fill(std::string text, const Variables& variables) {
    for (std::size_t at = text.find("{{"); at != std::string::npos; at = text.find("{{", at)) {
        const std::size_t close = text.find("}}", at);
        const std::string name = text.substr(at + 2, close - at - 2);
        const auto found = variables.find(name);
        if (found == variables.end()) {
            fail("a template names {{" + name + "}}, which nothing defines");
        }
        text.replace(at, close + 2 - at, found->second);
    }
    return text;
}

Json filled(const Json& json, const Variables& variables) {
    if (json.is_string()) {
        return fill(json.get<std::string>(), variables);
    }
    Json result = json;
    for (Json& child : result) {
        if (child.is_structured() || child.is_string()) {
            child = filled(child, variables);
        }
    }
    return result;
}

/// What ends a word. A character that may stand in a run must not be among them.
std::string delimiters() {
    std::string signs = "\"“”「」《》{}｛｝:：,，、;；()（）@＠/";
    for (std::size_t i = 0; i < signs.size();) {
        const CodePoint point = decodeUtf8(signs, i);
        if (isRunCharacter(point.value)) {
            fail("a delimiter of the grammars may stand in a name");
        }
        i += point.length;
    }
    return signs;
}

// ---------------------------------------------------------------------------------------------
// TextMate

/// What labels of a block have in common: they share a rule.
struct Shape {
    std::string prototype;
    BlockKind child = BlockKind::None;  ///< The block that follows.
    std::optional<TermFamily> family;   ///< The terms that the values may be.

    auto operator<=>(const Shape&) const = default;
};

Shape shapeOf(BlockKind block, BlockKind child, ValueType type) {
    if (block == BlockKind::Flow) {
        return {type == ValueType::Outcome ? "outcome" : "branch", child, familyOf(type)};
    }
    return {type == ValueType::StageDuration ? "stage-label" : "label",
            child == BlockKind::None ? BlockKind::Entry : child, familyOf(type)};
}

class TextMate {
public:
    explicit TextMate(Json grammar) : grammar_(std::move(grammar)) {
        for (const auto& [name, value] : grammar_["variables"].items()) {
            variables_[name] = value.get<std::string>();
        }
        prototypes_ = grammar_["prototypes"];
        grammar_.erase("variables");
        grammar_.erase("prototypes");
        variables_["delimiters"] = delimiters();
        variables_["declarations"] = declarationWords().joined("|");
        variables_["units"] = unitWords().joined("|");
    }

    Json write() {
        Json& repository = grammar_["repository"];
        std::map<BlockKind, Words> byBlock;
        for (const DeclarationInfo& row : declarations()) {
            byBlock[row.block].addBoth(row);
        }
        for (const auto& [block, words] : byBlock) {
            Json declaration = rule("declaration", words);
            declaration["patterns"] = {blockReference(block), reference("values")};
            repository["declaration"]["patterns"].push_back(declaration);
        }
        std::map<std::optional<TermFamily>, Words> byFamily;
        for (const ClauseInfo& row : clauses()) {
            byFamily[clauseFamily(row)].addBoth(row);
        }
        for (const auto& [family, words] : byFamily) {
            repository["clause"]["patterns"].push_back(
                rule(family ? "clause-with-term" : "clause", words, family));
        }
        for (const auto& [block, name] : blockNames()) {
            if (block != BlockKind::None) {
                repository["block-" + name] = blockRule(block);
            }
        }
        return filled(grammar_, variables_);
    }

private:
    static Json reference(const std::string& name) { return Json{{"include", "#" + name}}; }
    static Json blockReference(BlockKind block) {
        return reference("block-" + blockNames().at(block));
    }

    Json rule(const std::string& prototype, const Words& keywords,
              std::optional<TermFamily> family = std::nullopt) {
        variables_["keywords"] = keywords.joined("|");
        variables_["terms"] = family ? termPattern(*family, "(?:") : std::string();
        return filled(prototypes_.at(prototype), variables_);
    }

    Json blockRule(BlockKind block) {
        std::map<Shape, Words> shapes;
        for (const LabelInfo* row : labelsOf(block)) {
            shapes[shapeOf(block, row->child, row->type)].addBoth(*row);
        }
        if (block == BlockKind::Entry) {
            for (const ClauseInfo& row : clauses()) {
                shapes[shapeOf(block, BlockKind::None, row.type)].addBoth(row);
            }
            shapes[shapeOf(block, BlockKind::None, ValueType::Anything)].addBoth(
                Text{"值", "value"});
        }
        Json result = rule("block", {});
        Json& patterns = result["patterns"];
        if (block == BlockKind::Instrument || block == BlockKind::Version) {
            patterns.push_back(reference("provision-entry"));
        }
        for (const auto& [shape, words] : shapes) {
            Json label = rule(shape.prototype, words, shape.family);
            if (shape.child != BlockKind::None) {
                label["patterns"].push_back(blockReference(shape.child));
            }
            if (shape.family && shape.prototype != "stage-label") {
                label["patterns"].push_back(rule("terms", {}, shape.family));
            }
            label["patterns"].push_back(reference("values"));
            patterns.push_back(label);
        }
        patterns.push_back(reference(hasNamedEntries(block) ? "named-entry" : "other-entry"));
        return result;
    }

    Json grammar_;
    Json prototypes_;
    Variables variables_;
};

// ---------------------------------------------------------------------------------------------
// Vim

/// Terms that nothing else is called, so that Vim may colour them in any value. The others (受理 is
/// a stage and a step) only follow their label or clause.
bool isUnmistakable(TermFamily family) {
    switch (family) {
        case TermFamily::Stage:
        case TermFamily::Event:
        case TermFamily::Deemed:
        case TermFamily::EntryKind:
        case TermFamily::Party:
        case TermFamily::Unit:
            return false;
        default:
            return true;
    }
}

std::string vimSyntax(const std::string& syntaxTemplate) {
    const auto group = [](TermFamily family) {
        return "faduTerm" + std::to_string(static_cast<unsigned>(family));
    };
    const auto match = [](const std::string& name, const std::string& pattern,
                          const std::string& next) {
        return "syntax match " + name + " contained /\\v" + pattern + "/" +
               (next.empty() ? "" : " nextgroup=" + next + "," + next + "Separator skipwhite") +
               "\n";
    };

    std::map<std::string, TermFamily> follows;  // By label, where terms may be mistaken.
    std::vector<TermFamily> families;
    const auto note = [&](std::optional<TermFamily> family, const char* zh, const char* en) {
        if (!family) {
            return;
        }
        if (std::find(families.begin(), families.end(), *family) == families.end()) {
            families.push_back(*family);
        }
        if (!isUnmistakable(*family)) {
            follows.emplace(zh, *family);
            follows.emplace(en, *family);
        }
    };
    Words labels;
    Words branches;
    Words named;
    for (const auto& [block, name] : blockNames()) {
        for (const LabelInfo* row : labelsOf(block)) {
            note(familyOf(row->type), row->zh, row->en);
            (block == BlockKind::Flow ? branches : labels).addBoth(*row);
            if (block != BlockKind::Flow && hasNamedEntries(row->child)) {
                named.addBoth(*row);
            }
        }
    }
    labels.addBoth(Text{"值", "value"});
    std::map<std::optional<TermFamily>, Words> clausesByFamily;
    for (const ClauseInfo& row : clauses()) {
        note(clauseFamily(row), row.zh, row.en);
        labels.addBoth(row);
        const std::optional<TermFamily> family = clauseFamily(row);
        clausesByFamily[family && !isUnmistakable(*family) ? family : std::nullopt].addBoth(row);
    }

    std::string terms;
    for (const TermFamily family : families) {
        const std::string pattern = "%(" + termPattern(family, "%(") + "){{last}}";
        if (isUnmistakable(family)) {
            terms += match(family == TermFamily::Outcome ? "faduConstant" : "faduTerm",
                           "{{first}}" + pattern, "");
            continue;
        }
        terms += match(group(family), pattern, group(family) + "Separator");
        terms += "syntax match " + group(family) +
                 "Separator contained /[:：,，、]/ nextgroup=" + group(family) + " skipwhite\n";
        terms += "highlight default link " + group(family) + " faduTerm\n" +
                 "highlight default link " + group(family) + "Separator faduSeparator\n";
    }
    std::string clauseRules;
    for (const auto& [family, words] : clausesByFamily) {
        clauseRules += match("faduClause", "{{first}}%(" + words.joined("|") + "){{last}}",
                             family ? group(*family) : std::string());
    }
    std::string labelRules =
        match("faduLabel", "{{head}}%(" + labels.joined("|") + "){{last}}", "");
    for (const auto& [label, family] : follows) {
        labelRules += match("faduLabel", "{{head}}" + label + "{{last}}", group(family));
    }
    return fill(syntaxTemplate, {{"declarations", declarationWords().joined("|")},
                                 {"units", unitWords().joined("|")},
                                 {"named", named.joined("|")},
                                 {"branches", branches.joined("|")},
                                 {"outcomes", termWords(TermFamily::Outcome).joined("|")},
                                 {"terms", terms},
                                 {"clauses", clauseRules},
                                 {"labels", labelRules},
                                 {"head", "%(^|[{}｛｝;；]@3<=)%(\\s*)@>\\zs"},
                                 {"first", "\\k@4<!"},
                                 {"group", "[(（]\\k*%([(（]\\k*[)）]\\k*)*[)）]"},
                                 {"last", "%(\\k|[(（]\\k+[)）])@!"}});
}

std::string readFile(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        fail("cannot read " + path.string());
    }
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void writeFile(const std::filesystem::path& path, const std::string& text) {
    std::ofstream out(path, std::ios::binary);
    out << text;
    if (!out.flush()) {
        fail("cannot write " + path.string());
    }
}

void generate(const std::filesystem::path& templates, const std::filesystem::path& out) {
    std::filesystem::create_directories(out);
    TextMate textMate(Json::parse(readFile(templates / "fadu.tmLanguage.in.json")));
    writeFile(out / "fadu.tmLanguage.json", textMate.write().dump(2) + '\n');
    writeFile(out / "fadu.vim", vimSyntax(readFile(templates / "fadu.in.vim")));
}

}  // namespace

}  // namespace fadu::syntax

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: fadu_editor_grammars TEMPLATE_DIR OUT_DIR\n";
        return 1;
    }
    try {
        fadu::syntax::generate(argv[1], argv[2]);
    } catch (const std::exception& error) {
        std::cerr << "fadu_editor_grammars: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
