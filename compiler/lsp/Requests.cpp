#include "lsp/Requests.h"

#include "ide/Hover.h"
#include "ide/Navigation.h"
#include "ide/Symbols.h"
#include "lsp/PlainText.h"
#include "support/LineDiff.h"
#include "support/Text.h"
#include "syntax/Format.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace fadu::lsp {

namespace {

/// `uinteger` of the protocol.
constexpr std::int64_t kLargestNumber = std::numeric_limits<std::int32_t>::max();
constexpr std::size_t kMostWorkspaceSymbols = 500;

std::uint32_t numberMember(const Json& object, const char* key) {
    const Json& value = member(object, key);
    if (!value.is_number_integer() || (!value.is_number_unsigned() && value < 0) ||
        value > kLargestNumber) {
        throw BadParameters();
    }
    return value.get<std::uint32_t>();
}

ide::View viewOf(const Asked& asked) {
    const Snapshot& snapshot = *asked.snapshot;
    return {snapshot.sources.get(), &snapshot.modules, snapshot.program.get(), snapshot.facts.get(),
            &catalogue()};
}

std::uint32_t offsetOf(const Asked& asked, const Json& parameters) {
    return asked.places.offset(asked.file, readPosition(member(parameters, "position")));
}

Json locations(const std::vector<Span>& spans, const Asked& asked) {
    Json answer = Json::array();
    for (const Span span : spans) {
        answer.push_back(asked.places.location(span));
    }
    return answer;
}

/// `SymbolKind` of the protocol; only those that every client knows.
int symbolNumber(ide::SymbolKind kind) {
    enum { File = 1, Module, Namespace, Package, Class, Method, Property, Field };
    enum { Enum = 10, Interface, Function, Constant = 14, Array = 18 };
    switch (kind) {
        case ide::SymbolKind::Instrument:
            return Namespace;
        case ide::SymbolKind::Provision:
        case ide::SymbolKind::Mandate:
            return Property;
        case ide::SymbolKind::Function:
        case ide::SymbolKind::CatalogueItem:
            return Interface;
        case ide::SymbolKind::Organ:
            return Class;
        case ide::SymbolKind::Jurisdiction:
        case ide::SymbolKind::Import:
            return Module;
        case ide::SymbolKind::Document:
            return File;
        case ide::SymbolKind::Item:
            return Function;
        case ide::SymbolKind::Situation:
        case ide::SymbolKind::Choice:
        case ide::SymbolKind::Repetition:
            return Enum;
        case ide::SymbolKind::Material:
            return Field;
        case ide::SymbolKind::Step:
            return Method;
        case ide::SymbolKind::Bundle:
            return Package;
        case ide::SymbolKind::Calendar:
        case ide::SymbolKind::Materials:
        case ide::SymbolKind::Flow:
        case ide::SymbolKind::List:
            return Array;
        case ide::SymbolKind::Version:
        case ide::SymbolKind::Competence:
        case ide::SymbolKind::Duty:
        case ide::SymbolKind::Abolition:
            return Constant;
    }
    return Constant;
}

/// The depth is that of the symbols: at most `ide::kDeepestSymbols`.
Json nestedSymbols(const std::vector<ide::Symbol>& symbols, Places& places) {
    Json answer = Json::array();
    for (const ide::Symbol& symbol : symbols) {
        Json entry = {{"name", symbol.name},
                      {"kind", symbolNumber(symbol.kind)},
                      {"range", places.rangeJson(symbol.range)},
                      {"selectionRange", places.rangeJson(symbol.selection)}};
        if (!symbol.detail.empty()) {
            entry["detail"] = symbol.detail;
        }
        if (!symbol.children.empty()) {
            entry["children"] = nestedSymbols(symbol.children, places);
        }
        answer.push_back(std::move(entry));
    }
    return answer;
}

/// As `SymbolInformation`, those whose names hold the query.
void addFlatSymbols(const std::vector<ide::Symbol>& symbols, const std::string& container,
                    std::string_view query, std::size_t most, Places& places, Json& answer) {
    for (const ide::Symbol& symbol : symbols) {
        if (answer.size() >= most) {
            return;
        }
        if (query.empty() || normalizeNfkc(symbol.name).find(query) != std::string::npos) {
            Json entry = {{"name", symbol.name},
                          {"kind", symbolNumber(symbol.kind)},
                          {"location", places.location(symbol.range)}};
            if (!container.empty()) {
                entry["containerName"] = container;
            }
            answer.push_back(std::move(entry));
        }
        addFlatSymbols(symbol.children, symbol.name, query, most, places, answer);
    }
}

}  // namespace

const Json& member(const Json& object, const char* key) {
    if (!object.is_object()) {
        throw BadParameters();
    }
    const auto found = object.find(key);
    if (found == object.end()) {
        throw BadParameters();
    }
    return *found;
}

std::string textMember(const Json& object, const char* key) {
    const Json& value = member(object, key);
    if (!value.is_string()) {
        throw BadParameters();
    }
    return value.get<std::string>();
}

std::string documentUri(const Json& parameters) {
    return textMember(member(parameters, "textDocument"), "uri");
}

ClientPosition readPosition(const Json& position) {
    return {numberMember(position, "line"), numberMember(position, "character")};
}

ClientRange readRange(const Json& range) {
    return {readPosition(member(range, "start")), readPosition(member(range, "end"))};
}

Json hoverAnswer(const Asked& asked, const Json& parameters) {
    const std::uint32_t offset = offsetOf(asked, parameters);
    if (asked.snapshot == nullptr) {
        return nullptr;
    }
    const std::optional<ide::Hover> hover = ide::hover(viewOf(asked), asked.file, offset);
    if (!hover) {
        return nullptr;
    }
    const std::string& markdown = hover->markdown.in(asked.client.language);
    const bool asMarkdown = asked.client.markdown;
    return {{"contents",
             {{"kind", asMarkdown ? "markdown" : "plaintext"},
              {"value", asMarkdown ? markdown : plainText(markdown)}}},
            {"range", asked.places.rangeJson(hover->range)}};
}

Json definitionAnswer(const Asked& asked, const Json& parameters) {
    const std::uint32_t offset = offsetOf(asked, parameters);
    if (asked.snapshot == nullptr) {
        return Json::array();
    }
    const std::vector<Span> spans = ide::definition(viewOf(asked), asked.file, offset);
    if (!asked.client.definitionLinks) {
        return locations(spans, asked);
    }
    Json answer = Json::array();
    for (const Span span : spans) {
        const Json range = asked.places.rangeJson(span);
        answer.push_back({{"targetUri", asked.places.uri(span.file)},
                          {"targetRange", range},
                          {"targetSelectionRange", range}});
    }
    return answer;
}

Json referencesAnswer(const Asked& asked, const Json& parameters) {
    const std::uint32_t offset = offsetOf(asked, parameters);
    const Json& declarations = member(member(parameters, "context"), "includeDeclaration");
    if (!declarations.is_boolean()) {
        throw BadParameters();
    }
    if (asked.snapshot == nullptr) {
        return Json::array();
    }
    ide::References found = ide::references(viewOf(asked), asked.file, offset);
    if (declarations.get<bool>()) {
        found.uses.insert(found.uses.begin(), found.declarations.begin(), found.declarations.end());
    }
    return locations(found.uses, asked);
}

Json documentSymbolAnswer(const Asked& asked) {
    if (asked.snapshot == nullptr) {
        return Json::array();
    }
    const std::vector<ide::Symbol> symbols = ide::documentSymbols(viewOf(asked), asked.file);
    if (asked.client.nestedSymbols) {
        return nestedSymbols(symbols, asked.places);
    }
    Json answer = Json::array();
    addFlatSymbols(symbols, "", "", std::numeric_limits<std::size_t>::max(), asked.places, answer);
    return answer;
}

Json formattingAnswer(const Asked& asked) {
    if (asked.snapshot == nullptr) {
        return nullptr;
    }
    const SourceFile& source = asked.places.sources().file(asked.file);
    for (const syntax::Module& module : asked.snapshot->modules) {
        if (module.file != asked.file) {
            continue;
        }
        const std::optional<std::string> formatted = syntax::formatText(source, module);
        if (!formatted) {
            return nullptr;
        }
        // Only the lines that change, so that marks and cursors elsewhere stay.
        const std::string_view text = source.text();
        const std::vector<std::string_view> before = linesOf(text);
        const std::vector<std::string_view> after = linesOf(*formatted);
        const auto offsetOfLine = [&](std::size_t line) {
            return static_cast<std::uint32_t>(line < before.size()
                                                  ? before[line].data() - text.data()
                                                  : static_cast<std::ptrdiff_t>(text.size()));
        };
        Json edits = Json::array();
        for (const LineChange& change : lineChanges(before, after)) {
            std::string lines;
            for (std::size_t i = change.newBegin; i < change.newEnd; ++i) {
                lines += after[i];
            }
            const Span range{asked.file, offsetOfLine(change.oldBegin),
                             offsetOfLine(change.oldEnd)};
            edits.push_back(
                {{"range", asked.places.rangeJson(range)}, {"newText", std::move(lines)}});
        }
        return edits;
    }
    return nullptr;
}

void addWorkspaceSymbols(const Asked& asked, std::string_view query, Json& answer) {
    if (answer.size() < kMostWorkspaceSymbols) {
        addFlatSymbols(ide::documentSymbols(viewOf(asked), asked.file), "", query,
                       kMostWorkspaceSymbols, asked.places, answer);
    }
}

}  // namespace fadu::lsp
