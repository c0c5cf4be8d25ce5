#include "model/Builder.h"

#include "model/References.h"
#include "support/Text.h"

#include <algorithm>
#include <bit>

namespace fadu::model {

Builder::Builder(ProgramInput input)
    : input_(std::move(input)), program_(std::make_shared<Program>()) {
    program_->asOf = input_.asOf;
    newApplication_ = intern("新办");
}

Diagnostic& Builder::report(Diagnostic diagnostic) {
    findings_->diagnostics.push_back(std::move(diagnostic));
    return findings_->diagnostics.back();
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

std::string Builder::textOf(NodeRef node) const {
    return !node || node.node->blamed || node.values().empty()
               ? std::string()
               : std::string(node.values().front().text);
}

std::string Builder::writtenText(const Declaration& declaration, const Value& value) {
    std::string_view text(declaration.text);
    text = text.substr(value.begin, value.end - value.begin);
    if (value.kind != Value::Kind::Text) {
        return std::string(value.text);
    }
    for (const std::string_view quote : {"\"", "“", "”", "「", "」"}) {
        if (text.substr(0, quote.size()) == quote) {
            text.remove_prefix(quote.size());
        }
        if (text.size() >= quote.size() && text.substr(text.size() - quote.size()) == quote) {
            text.remove_suffix(quote.size());
        }
    }
    return std::string(text);
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
        case NameSet::LibraryPlaces:
            return fromLibrary(Library::KeyKind::Place);
        case NameSet::Functions:
            return fromMap(functionsByName_);
        case NameSet::LibraryFunctions:
            return fromLibrary(Library::KeyKind::Function);
        case NameSet::Items:
        case NameSet::CatalogueItems:
            if (slot_.valid()) {
                guessers_.push_back(slot_);
            }
            return fromMap(set == NameSet::Items ? itemsByName_ : catalogueByName_);
        case NameSet::Documents:
            return fromMap(documentsByName_);
        case NameSet::Titles:
            return fromMap(program_->instrumentsByTitle_);
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

bool Builder::declareOnce(std::unordered_map<NameId, Span>& seen, NameId key, Span head, Text what,
                          NameId name) {
    const auto [found, inserted] = seen.emplace(key, head);
    if (inserted) {
        return true;
    }
    Diagnostic& diagnostic =
        report(makeDiagnostic(kDuplicateDeclaration, head,
                              {parameter("what", std::move(what)),
                               parameter("name", program_->text(name.valid() ? name : key))}));
    diagnostic.related.push_back(
        {found->second, {"先声明在这里", "the first declaration is here"}});
    diagnostic.advice = {"两处是同一个的，删去一处；不是同一个的，改用不同的名称",
                         "remove one of them, or give them different names"};
    return false;
}

void Builder::build() {
    for (const syntax::Module& module : *input_.modules) {
        for (const PlacedDeclaration& placed : module.declarations) {
            const SlotId id(slots_.size());
            slots_.emplace_back();
            slots_.back().placed = placed;
            order_.push_back(id);
            if (placed.section.valid()) {
                slotsBySection_.emplace(placed.section, id);
            }
        }
    }
    program_->codeSchemes = input_.codeSchemes;
    program_->completeList = input_.completeList;
    program_->calendarFamilies.push_back(intern("全国"));
    for (const std::string& family : input_.calendars) {
        program_->calendarFamilies.push_back(intern(family));
    }
    for (const NameId family : program_->calendarFamilies) {
        load(Library::KeyKind::Calendar, program_->text(family));
    }
    eachSlot({Label::DeclareCalendar}, [&](Slot& slot) { readCalendar(slot.placed); });
    declarePlaces();
    eachSlot({Label::DeclareFunction}, [&](Slot& slot) { declareFunction(slot.placed, false); });
    eachSlot({Label::DeclareInstrument},
             [&](Slot& slot) { slot.instrument = declareInstrument(slot.placed, false); });
    declareOrgans();
    eachSlot({Label::DeclareInstrument}, [&](Slot& slot) {
        if (slot.instrument.valid()) {
            readInstrument(slot.instrument, slot.placed);
        }
    });
    eachSlot({Label::DeclareCompetence}, [&](Slot& slot) { readCompetence(slot.placed); });
    declareDocuments();
    declareItems();
    eachSlot({Label::DeclareTransfer, Label::DeclareEntrustment, Label::DeclareDelegation,
              Label::DeclareDevolution},
             [&](Slot& slot) { readMandate(slot.placed); });
    eachSlot({Label::DeclareAbolition, Label::DeclareAdjustment},
             [&](Slot& slot) { readAbolition(slot.placed); });
    finish();
}

void Builder::finish() {
    readGroups();
    reportNotInLibrary();
}

struct Model::Implementation {
    Builder builder;
};

Model::Model(ProgramInput input)
    : implementation_(std::make_unique<Implementation>(Builder(std::move(input)))) {
    implementation_->builder.build();
}
Model::~Model() = default;

std::shared_ptr<const Program> Model::program() const { return implementation_->builder.program(); }

void Model::eachFinding(const std::function<void(const Diagnostic&)>& visit) const {
    implementation_->builder.eachFinding(visit);
}

std::optional<std::vector<ItemId>> Model::update(const DeclarationEdit& edit) {
    return implementation_->builder.update(edit);
}

void Model::finish() { implementation_->builder.finish(); }

}  // namespace fadu::model
