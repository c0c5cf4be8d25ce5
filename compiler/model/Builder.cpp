#include "model/Builder.h"

#include "model/References.h"
#include "support/Text.h"

#include <algorithm>
#include <bit>

namespace fadu::model {

Builder::Builder(const ProgramInput& input) : input_(input), program_(std::make_shared<Program>()) {
    program_->asOf = input.asOf;
    newApplication_ = intern("新办");
}

Diagnostic& Builder::report(Diagnostic diagnostic) {
    diagnostics_.push_back(std::move(diagnostic));
    return diagnostics_.back();
}

std::vector<Builder::Named> Builder::names(const PlacedDeclaration& placed,
                                           std::span<const Value> values) {
    std::vector<Named> result;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i].kind == Value::Kind::Clause) {
            i += values[i].operands;
        } else if (values[i].kind == Value::Kind::Name || values[i].kind == Value::Kind::Text) {
            result.push_back({intern(values[i].text), placed.span(values[i])});
        }
    }
    return result;
}

std::vector<Builder::Named> Builder::names(NodeRef node) {
    return node ? names(*node.placed, node.values()) : std::vector<Named>();
}

std::vector<NameId> Builder::nameIds(const PlacedDeclaration& placed,
                                     std::span<const Value> values) {
    std::vector<NameId> result;
    for (const Named& named : names(placed, values)) {
        result.push_back(named.name);
    }
    return result;
}

NameId Builder::subjectName(NodeRef node, Span* span) {
    const std::span<const Value> subject = node.subject();
    if (subject.empty()) {
        return {};
    }
    if (span != nullptr) {
        *span = node.placed->span(subject.front());
    }
    return intern(subject.front().text);
}

std::optional<Date> Builder::date(NodeRef node) const {
    if (!node || node.values().empty() || node.values().front().kind != Value::Kind::Date) {
        return std::nullopt;
    }
    return node.values().front().date;
}

bool Builder::flag(NodeRef node) const {
    if (!node) {
        return false;
    }
    if (node.values().empty()) {
        return true;  // The label alone says yes.
    }
    return findTerm(TermFamily::Flag, node.values().front().text).value_or(1) != 0;
}

std::optional<unsigned> Builder::integer(NodeRef node) const {
    if (!node || node.node->blamed || node.values().empty() ||
        node.values().front().kind != Value::Kind::Quantity) {
        return std::nullopt;
    }
    return static_cast<unsigned>(node.values().front().quantity.low);
}

NameIndex::Entry NameIndex::entryOf(std::string_view name) {
    Entry entry{name, 0, 0};
    for (std::size_t i = 0; i < name.size(); ++entry.length) {
        const CodePoint point = decodeUtf8(name, i);
        entry.letters |= std::uint64_t{1} << (point.value * 0x9E3779B1U >> 26U & 63U);
        i += point.length;
    }
    return entry;
}

void NameIndex::add(std::string_view name) { entries_.push_back(entryOf(name)); }

std::vector<std::string_view> NameIndex::near(std::string_view name, std::size_t edits) const {
    const Entry wanted = entryOf(name);
    std::vector<std::string_view> result;
    for (const Entry& entry : entries_) {
        // An edit takes one letter away and brings one in.
        if (entry.length <= wanted.length + edits && wanted.length <= entry.length + edits &&
            static_cast<std::size_t>(std::popcount(entry.letters ^ wanted.letters)) <= 2 * edits) {
            result.push_back(entry.name);
        }
    }
    return result;
}

std::size_t NameIndex::tolerance(std::string_view name) {
    const std::size_t length = countCodePoints(name);
    return length <= 4 ? 1 : length <= 8 ? 2 : length / 4;
}

const NameIndex& Builder::nameIndex(NameSet set) {
    const auto refresh = [&](std::size_t size, auto&& fill) -> const NameIndex& {
        auto& [known, index] = nameIndexes_[set];
        if (known != size) {
            known = size;
            index = {};
            fill(index);
        }
        return index;
    };
    const auto fromMap = [&](const auto& map) -> const NameIndex& {
        return refresh(map.size(), [&](NameIndex& index) {
            for (const auto& [name, value] : map) {
                index.add(program_->text(name));
            }
        });
    };
    const auto fromLibrary = [&](Library::KeyKind kind) -> const NameIndex& {
        return refresh(1, [&](NameIndex& index) {
            if (input_.library != nullptr) {
                for (const std::string_view name : input_.library->names(kind)) {
                    index.add(name);
                }
            }
        });
    };
    switch (set) {
        case NameSet::Organs:
            return fromMap(organsByName_);
        case NameSet::Places:
            return fromMap(placesByName_);
        case NameSet::Functions:
            return fromMap(functionsByName_);
        case NameSet::LibraryFunctions:
            return fromLibrary(Library::KeyKind::Function);
        case NameSet::Items:
            return fromMap(itemsByName_);
        case NameSet::CatalogueItems:
            return fromMap(catalogueByName_);
        case NameSet::Titles:
            return fromMap(instrumentsByTitle_);
        case NameSet::LibraryTitles:
            break;
    }
    return fromLibrary(Library::KeyKind::Title);
}

void Builder::unknownName(Span span, Text what, std::string_view name,
                          std::initializer_list<NameSet> sets,
                          std::vector<std::string_view> candidates) {
    for (const NameSet set : sets) {
        for (const std::string_view candidate :
             nameIndex(set).near(name, NameIndex::tolerance(name))) {
            candidates.push_back(candidate);
        }
    }
    Diagnostic& diagnostic = report(makeDiagnostic(
        kUnknownName, span, {parameter("what", std::move(what)), parameter("name", name)}));
    const std::vector<std::string> near = nearestNames(name, candidates);
    for (const std::string& candidate : near) {
        diagnostic.fixes.push_back({{"改为“" + candidate + "”", "change it to '" + candidate + "'"},
                                    near.size() == 1,
                                    {{span, candidate}}});
    }
    if (near.empty()) {
        diagnostic.advice = {"核对名称；确有其名的，补上它的声明", "check the name, or declare it"};
    }
}

bool Builder::declareOnce(std::unordered_map<NameId, Span>& seen, NameId name, Span head,
                          Text what) {
    const auto [found, inserted] = seen.emplace(name, head);
    if (inserted) {
        return true;
    }
    Diagnostic& diagnostic = report(makeDiagnostic(
        kDuplicateDeclaration, head,
        {parameter("what", std::move(what)), parameter("name", program_->text(name))}));
    diagnostic.related.push_back(
        {found->second, {"先声明在这里", "the first declaration is here"}});
    diagnostic.advice = {"两处是同一个的，删去一处；不是同一个的，改用不同的名称",
                         "remove one of them, or give them different names"};
    return false;
}

ProgramResult Builder::build() {
    ProgramResult result;
    for (const syntax::Module& module : *input_.modules) {
        for (const PlacedDeclaration& placed : module.declarations) {
            if (!placed.declaration->empty()) {
                placed_.push_back(placed);
            }
            for (Allowance allowance : placed.declaration->allowances) {
                allowance.span = allowance.span.placed(placed.file, placed.offset);
                allowance.covered = allowance.covered.placed(placed.file, placed.offset);
                for (Span& span : allowance.codeSpans) {
                    span = span.placed(placed.file, placed.offset);
                }
                result.allowances.push_back(std::move(allowance));
            }
        }
    }
    packageDeclarations_ = placed_.size();
    const auto each = [&](Label label, auto&& action) {
        for (std::size_t i = 0; i < packageDeclarations_; ++i) {
            if (placed_[i].declaration->root().label == label) {
                action(placed_[i]);
            }
        }
    };
    declarePlaces();
    each(Label::DeclareFunction,
         [&](const PlacedDeclaration& placed) { declareFunction(placed, false); });
    each(Label::DeclareInstrument,
         [&](const PlacedDeclaration& placed) { declareInstrument(placed, false); });
    declareOrgans();
    for (const auto& [instrument, placed] : packageInstruments_) {
        readInstrument(instrument, *placed);
    }
    each(Label::DeclareCompetence,
         [&](const PlacedDeclaration& placed) { readCompetence(placed); });
    declareDocuments();
    declareItems();
    for (std::size_t i = 0; i < packageDeclarations_; ++i) {
        switch (placed_[i].declaration->root().label) {
            case Label::DeclareTransfer:
            case Label::DeclareEntrustment:
            case Label::DeclareDelegation:
            case Label::DeclareDevolution:
                readMandate(placed_[i]);
                break;
            case Label::DeclareAbolition:
            case Label::DeclareAdjustment:
                readAbolition(placed_[i]);
                break;
            default:
                break;
        }
    }
    readGroups();
    reportNotInLibrary();
    for (std::size_t i = packageDeclarations_; i < placed_.size(); ++i) {
        program_->libraryDeclarations_.push_back(placed_[i]);
    }
    program_->instrumentsByTitle_ = std::move(instrumentsByTitle_);
    for (std::size_t i = 0; i < program_->instruments.size(); ++i) {
        if (!program_->instruments[InstrumentId(i)].generalLawFor.empty()) {
            program_->generalLaws_.emplace_back(i);
        }
    }
    result.program = program_;
    result.diagnostics = std::move(diagnostics_);
    return result;
}

ProgramResult buildProgram(const ProgramInput& input) { return Builder(input).build(); }

}  // namespace fadu::model
