#include "model/Builder.h"
#include "model/References.h"

#include <algorithm>

namespace fadu::model {

namespace {

/// Level of a place by its GB/T 2260 code: two digits a province, four a city, six a county, more a
/// township.
std::optional<Level> levelOfCode(std::string_view code) {
    if (code.size() < 6 ||
        !std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        return std::nullopt;
    }
    if (code == "000000") {
        return Level::National;
    }
    if (code.size() > 6 && code.substr(6).find_first_not_of('0') != std::string_view::npos) {
        return Level::Township;
    }
    if (code.substr(2, 4) == "0000") {
        return Level::Province;
    }
    return code.substr(4, 2) == "00" ? Level::City : Level::County;
}

}  // namespace

/// The places that a name may mean: those of the package, else those of the library. A place is
/// called by its name or, as lists commonly write it, with the one around it before it
/// (石家庄市长安区).
std::vector<PlaceId> Builder::placesNamed(NameId name) {
    if (const auto found = placesByName_.find(name); found != placesByName_.end()) {
        return found->second;
    }
    std::vector<PlaceId> result;
    if (input_.library != nullptr) {
        for (const std::uint32_t entry :
             input_.library->find(Library::KeyKind::Place, program_->text(name))) {
            loadEntry(entry);
            if (const auto place = libraryPlaces_.find(entry); place != libraryPlaces_.end()) {
                result.push_back(place->second);
            }
        }
    }
    return result;
}

PlaceId Builder::findPlace(NameId name) {
    const std::vector<PlaceId> places = placesNamed(name);
    return places.size() == 1 ? places.front() : PlaceId();
}

/// How lists write a place: with the one around it.
std::string Builder::fullPlaceName(PlaceId id) const {
    const Place& place = program_->places[id];
    return (place.within.valid() ? std::string(program_->text(program_->places[place.within].name))
                                 : std::string()) +
           std::string(program_->text(place.name));
}

/// The place that a 辖区 label names; REF001 when there is none, REF005 when there are several.
PlaceId Builder::placeOf(NodeRef node, bool* blamed) {
    if (!node) {
        return {};
    }
    const std::vector<Named> written = names(node);
    const std::vector<PlaceId> places =
        written.empty() ? std::vector<PlaceId>() : placesNamed(written.front().name);
    if (places.size() == 1) {
        return places.front();
    }
    if (blamed != nullptr) {
        *blamed = true;
    }
    if (written.empty() || input_.sources->file(node.placed->file).embedded()) {
        return {};
    }
    const Named& named = written.front();
    if (places.empty()) {
        unknownName(named.span, {"辖区", "jurisdiction"}, program_->text(named.name),
                    {NameSet::Places, NameSet::LibraryPlaces});
        return {};
    }
    Diagnostic& diagnostic =
        report(makeDiagnostic(kAmbiguousName, named.span,
                              {parameter("name", program_->text(named.name)),
                               parameter("count", static_cast<std::int64_t>(places.size())),
                               parameter("what", Text{"辖区", "places"})}));
    constexpr std::size_t kMostShown = 10;
    for (std::size_t i = 0; i < std::min(places.size(), kMostShown); ++i) {
        const std::string full = fullPlaceName(places[i]);
        diagnostic.related.push_back({program_->places[places[i]].head, {full, full}});
        if (full != program_->text(named.name)) {
            diagnostic.fixes.push_back({{"写明是“" + full + "”", "name it in full: " + full},
                                        false,
                                        {{named.span, full}}});
        }
    }
    return {};
}

/// The place that a declaration brings in; where it lies is read when all places are known.
PlaceId Builder::declarePlace(const PlacedDeclaration& placed, bool fromLibrary) {
    const NodeRef root{&placed, &placed.declaration->root()};
    Place place;
    place.name = subjectName(root);
    place.head = root.head();
    place.span = root.whole();
    place.fromLibrary = fromLibrary;
    if (const NodeRef code = root.find(Label::Code); code && !code.values().empty()) {
        const Value& value = code.values().front();
        place.code =
            value.text.empty() ? std::to_string(value.quantity.low) : std::string(value.text);
    }
    place.level = term<Level>(root.find(Label::OrganLevel), TermFamily::Level);
    if (!place.level) {
        place.level = levelOfCode(place.code);
    }
    place.provinceAdministered = flag(root.find(Label::ProvinceAdministered));
    return place.name.valid() ? program_->places.add(std::move(place)) : PlaceId();
}

/// A place of the library lies in another of the library, whatever the package calls its own.
void Builder::declareLibraryPlace(std::uint32_t entry, const PlacedDeclaration& placed) {
    const PlaceId id = declarePlace(placed, true);
    if (!id.valid()) {
        return;
    }
    libraryPlaces_.emplace(entry, id);
    const NodeRef root{&placed, &placed.declaration->root()};
    for (const Named& around : names(root.find(Label::Within))) {
        for (const std::uint32_t above :
             input_.library->find(Library::KeyKind::Place, program_->text(around.name))) {
            loadEntry(above);
            if (const auto found = libraryPlaces_.find(above); found != libraryPlaces_.end()) {
                program_->places[id].within = found->second;
            }
        }
    }
}

void Builder::declarePlaces() {
    std::unordered_map<NameId, Span> seen;
    std::unordered_map<NameId, NameId> bare;  // Names, and where the first of each says it lies.
    std::vector<std::pair<PlaceId, SlotId>> declared;
    eachSlot({Label::DeclareJurisdiction}, [&](Slot& slot) {
        const NodeRef root{&slot.placed, &slot.placed.declaration->root()};
        const NameId name = subjectName(root);
        const std::vector<Named> around = names(root.find(Label::Within));
        // Equal names in different places are different places; one that does not say where it lies
        // may be any of them.
        const auto known = bare.find(name);
        const NameId parent = around.empty() ? NameId() : around.front().name;
        const std::string full =
            (around.empty() ? std::string() : std::string(program_->text(parent))) +
            std::string(program_->text(name));
        const bool vague = known != bare.end() && (around.empty() || !known->second.valid());
        if (!name.valid() || !declareOnce(seen, vague ? name : intern(full), root.head(),
                                          {"辖区", "jurisdiction"}, name)) {
            return;
        }
        seen.emplace(name, root.head());
        bare.emplace(name, parent);
        const PlaceId id = declarePlace(slot.placed, false);
        placesByName_[name].push_back(id);
        if (!around.empty()) {
            placesByName_[intern(full)].push_back(id);
        }
        declared.emplace_back(id, slot_);
    });
    for (const auto& [id, slotId] : declared) {
        const Reading scope = reading(slotId);
        const PlacedDeclaration& placed = slots_[slotId.index()].placed;
        const NodeRef root{&placed, &placed.declaration->root()};
        const PlaceId around = placeOf(root.find(Label::Within));
        program_->places[id].within = around;
    }
    // Of places that lie in each other the last one on the way lies nowhere.
    std::vector<std::size_t> seenFrom(program_->places.size(), 0);
    for (std::size_t i = 0; i < program_->places.size(); ++i) {
        for (PlaceId place(i); place.valid() && seenFrom[place.index()] == 0;
             place = program_->places[place].within) {
            seenFrom[place.index()] = i + 1;
            const PlaceId around = program_->places[place].within;
            if (around.valid() && seenFrom[around.index()] == i + 1) {
                program_->places[place].within = PlaceId();
            }
        }
    }
}

OrganId Builder::findOrgan(NameId name) {
    const auto found = organsByName_.find(name);
    if (found == organsByName_.end()) {
        return {};
    }
    if (slot_.valid()) {
        note(organUsers_[found->second]);
    }
    return found->second;
}

OrganId Builder::findOrgan(const Named& named) {
    const OrganId organ = findOrgan(named.name);
    if (organ.valid() && named.name != program_->organs[organ].name) {
        if (slot_.valid() && slots_[slot_.index()].items.empty()) {
            formerlyNamed_.insert(organ);
        }
        judgeName(named, program_->organs[organ].name, program_->organs[organ].formerNames, true);
    }
    return organ;
}

FunctionId Builder::findFunction(const Named& named) {
    const FunctionId function = findFunction(named.name);
    if (function.valid()) {
        const Function& value = program_->functions[function];
        judgeName(named, value.name, value.formerNames, false);
    }
    return function;
}

void Builder::judgeName(const Named& named, NameId today,
                        const std::vector<FormerName>& formerNames, bool organ) {
    const auto former = std::find_if(formerNames.begin(), formerNames.end(),
                                     [&](const FormerName& one) { return one.name == named.name; });
    // Until the handover is complete the old organ acts under its own name.
    if (named.name == today || former == formerNames.end() ||
        (former->until && program_->asOf <= *former->until)) {
        return;
    }
    const std::string name(program_->text(today));
    const std::string until = former->until ? former->until->iso() : std::string();
    Diagnostic& diagnostic = report(makeDiagnostic(
        kFormerName, named.span,
        {parameter("former", program_->text(named.name)), parameter("name", name),
         parameter("what", organ ? Text{"机关", "organ"} : Text{"职能", "function"}),
         parameter("kind", organ ? Text{"曾用名", "former name"} : Text{"曾称", "former name"}),
         parameter("until", until.empty()
                                ? Text{}
                                : Text{"（至 " + until + "）", " (until " + until + ")"})}));
    diagnostic.label = {"旧名称", "a former name"};
    diagnostic.related.push_back({former->span, {"名称沿革记在这里", "recorded here"}});
    diagnostic.legalBasis = former->basis;
    // What a function was called may be shared by several that succeeded it.
    diagnostic.fixes.push_back(
        {{"改为“" + name + "”", "change it to '" + name + "'"}, organ, {{named.span, name}}});
}

OrganId Builder::organOf(const Named& named, Text what) {
    if (const OrganId organ = findOrgan(named); organ.valid()) {
        return organ;
    }
    unknownName(named.span, std::move(what), program_->text(named.name), {NameSet::Organs});
    return {};
}

void Builder::declareOrgans() {
    std::unordered_map<NameId, Span> seen;
    std::vector<SlotId> declared;
    eachSlot({Label::DeclareOrgan}, [&](Slot& slot) {
        const NodeRef root{&slot.placed, &slot.placed.declaration->root()};
        Organ organ;
        organ.name = subjectName(root);
        organ.head = root.head();
        organ.span = root.whole();
        if (!organ.name.valid() || !declareOnce(seen, organ.name, organ.head, {"机关", "organ"})) {
            return;
        }
        const NameId name = organ.name;
        slot.organ = program_->organs.add(std::move(organ));
        organsByName_.emplace(name, slot.organ);
        declared.push_back(slot_);
    });
    for (const SlotId id : declared) {
        const Slot& slot = slots_[id.index()];
        program_->organs[slot.organ].formerNames = formerNames(slot.placed);
        for (const FormerName& former : program_->organs[slot.organ].formerNames) {
            organsByName_.emplace(former.name, slot.organ);
        }
    }
    for (const SlotId id : declared) {
        const Reading scope = reading(id);
        readOrgan(slots_[id.index()].organ, slots_[id.index()].placed);
    }
}

std::vector<FormerName> Builder::formerNames(const PlacedDeclaration& placed) {
    std::vector<FormerName> result;
    for (const Node& child : placed.declaration->children(placed.declaration->root())) {
        if (child.label == Label::FormerNames) {
            readFormerNames({&placed, &child}, result);
        }
    }
    return result;
}

/// What an organ's declaration says beside its names.
void Builder::readOrgan(OrganId id, const PlacedDeclaration& placed) {
    const NodeRef root{&placed, &placed.declaration->root()};
    Organ organ;
    organ.name = subjectName(root);
    organ.head = root.head();
    organ.span = root.whole();
    bool placeBlamed = root.find(Label::InJurisdiction).node == nullptr;
    organ.place = placeOf(root.find(Label::InJurisdiction), &placeBlamed);
    organ.placeBlamed = placeBlamed;
    organ.level = term<Level>(root.find(Label::OrganLevel), TermFamily::Level);
    if (const auto nature =
            term<OrganNature>(root.find(Label::NatureLabel), TermFamily::OrganNature)) {
        organ.nature = *nature;
    }
    organ.functionsComplete =
        term<std::uint8_t>(root.find(Label::FunctionsCoverage), TermFamily::FunctionsCoverage)
            .value_or(0) == 0;
    std::vector<Named> functions = names(*root.placed, root.values());
    organ.functionsSpan = functions.empty() ? Span() : root.valueSpan();
    for (const Node& child : root.declaration().children(*root.node)) {
        const NodeRef node{root.placed, &child};
        if (child.label == Label::Functions) {
            for (const Named& function : names(node)) {
                functions.push_back(function);
            }
            organ.functionsSpan = node.valueSpan();
        } else if (child.label == Label::Offices) {
            for (const Named& office : names(node)) {
                organ.offices.push_back(office.name);
            }
        } else if (child.label == Label::FieldOfficeOf || child.label == Label::Superior) {
            for (const Named& other : names(node)) {
                const OrganId parent = organOf(other, {"机关", "organ"});
                (child.label == Label::FieldOfficeOf ? organ.fieldOfficeOf : organ.superior) =
                    parent;
            }
        }
    }
    organ.formerNames = formerNames(placed);
    organ.established = date(root.find(Label::Established));
    organ.dissolved = date(root.find(Label::Dissolved));
    organ.functionsBlamed = root.node->blamed;
    for (const Named& function : functions) {
        const FunctionId found = findFunction(function);
        if (found.valid()) {
            organ.functions.push_back(found);
            continue;
        }
        organ.functionsBlamed = true;
        unknownName(function.span, {"职能", "function"}, program_->text(function.name),
                    {NameSet::Functions, NameSet::LibraryFunctions});
    }
    program_->organs[id] = std::move(organ);
}

DocumentId Builder::findDocument(NameId name) {
    const auto found = documentsByName_.find(name);
    if (found == documentsByName_.end()) {
        return {};
    }
    if (slot_.valid()) {
        note(documentUsers_[found->second]);
    }
    return found->second;
}

void Builder::declareDocuments() {
    std::unordered_map<NameId, Span> seen;
    eachSlot({Label::DeclareDocument}, [&](Slot& slot) {
        const NodeRef root{&slot.placed, &slot.placed.declaration->root()};
        const NameId name = subjectName(root);
        if (name.valid() && declareOnce(seen, name, root.head(), {"证照", "document"})) {
            slot.document = program_->documents.add(readDocument(slot.placed));
            documentsByName_.emplace(name, slot.document);
        }
    });
}

Document Builder::readDocument(const PlacedDeclaration& placed) {
    const NodeRef root{&placed, &placed.declaration->root()};
    Document document;
    document.name = subjectName(root);
    document.head = root.head();
    document.span = root.whole();
    for (const Named& issuer : names(root.find(Label::Issuer))) {
        document.issuerName = issuer.name;
        if (const OrganId organ = findOrgan(issuer); organ.valid()) {
            document.issuingOrgans.push_back(organ);
        } else if (const FunctionId function = findFunction(issuer); function.valid()) {
            document.issuingFunction = function;
        } else {
            unknownName(issuer.span, {"机关或者职能", "organ or function"},
                        program_->text(issuer.name),
                        {NameSet::Organs, NameSet::Functions, NameSet::LibraryFunctions});
        }
    }
    if (const NodeRef validity = root.find(Label::ValidityPeriod);
        validity && !validity.node->blamed && !validity.values().empty()) {
        document.validity = validity.values().front().quantity;
        document.validityBasis = citations(
            *root.placed, root.declaration().clause(*validity.node, Clause::Basis), {}, true, {});
    }
    if (const NodeRef shared = root.find(Label::Shared)) {
        document.shared = flag(shared);
        for (const Named& named : names(shared)) {
            document.sharedBy = findOrgan(named);
        }
    }
    document.selfProvided = flag(root.find(Label::SelfProvided));
    document.electronic = flag(root.find(Label::Electronic));
    return document;
}

void Builder::readMandate(const PlacedDeclaration& placed) {
    const NodeRef root{&placed, &placed.declaration->root()};
    Mandate mandate;
    mandate.kind = root.node->label == Label::DeclareTransfer      ? Mandate::Kind::Transfer
                   : root.node->label == Label::DeclareEntrustment ? Mandate::Kind::Entrustment
                   : root.node->label == Label::DeclareDelegation  ? Mandate::Kind::Delegation
                                                                   : Mandate::Kind::Devolution;
    mandate.head = root.head();
    mandate.span = root.whole();
    mandate.published = date(root.find(Label::Published));
    mandate.since = date(root.find(Label::Since));
    mandate.until = date(root.find(Label::Until));
    for (const Node& child : placed.declaration->children(*root.node)) {
        const NodeRef node{&placed, &child};
        switch (child.label) {
            case Label::Items:
                for (const Named& named : names(node)) {
                    mandate.powers.push_back(named.name);
                    mandate.powerSpans.push_back(named.span);
                }
                break;
            case Label::From:
            case Label::To:
                for (const Named& named : names(node)) {
                    (child.label == Label::From ? mandate.from : mandate.to) =
                        organOf(named, {"机关", "organ"});
                }
                if (child.label == Label::To) {
                    mandate.toSpan = node.valueSpan();
                }
                break;
            case Label::Supervisor:
                mandate.supervisorStated = true;
                for (const Named& named : names(node)) {
                    mandate.supervisor = organOf(named, {"监管主体", "supervisor"});
                }
                break;
            case Label::ApprovedByLabel:
                // 批准: who, date, who, date …
                for (const Value& value : node.values()) {
                    if (value.kind == Value::Kind::Date && !mandate.approvals.empty()) {
                        mandate.approvals.back().on = value.date;
                    } else if (value.kind == Value::Kind::Name || value.kind == Value::Kind::Text) {
                        mandate.approvals.push_back(
                            {std::string(value.text), std::nullopt, placed.span(value)});
                    }
                }
                break;
            case Label::BasisLabel:
                mandate.basis = citations(placed, node.values(), {}, true, {});
                break;
            default:
                break;
        }
    }
    program_->mandates.push_back(std::move(mandate));
}

}  // namespace fadu::model
