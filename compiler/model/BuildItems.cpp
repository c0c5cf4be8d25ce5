#include "model/Builder.h"
#include "model/References.h"
#include "model/Variants.h"
#include "support/Text.h"
#include "syntax/Reader.h"

#include <algorithm>
#include <array>

namespace fadu::model {

namespace {

/// Situations that both languages name; the first is 新办, the others rest on the licence there is.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kSituations{{
    {"新办", "new"},
    {"变更", "modification"},
    {"延续", "renewal"},
    {"补办", "replacement"},
    {"停业", "suspension"},
    {"注销", "deregistration"},
}};

/// Whether the character in which two names differ tells things of a kind apart: 甲类 and 乙类,
/// 第一 and 第二, 正本 and 副本.
bool differInDistinction(std::u32string_view left, std::u32string_view right) {
    const std::size_t shorter = std::min(left.size(), right.size());
    std::size_t at = 0;
    while (at < shorter && left[at] == right[at]) {
        ++at;
    }
    constexpr std::u32string_view kDistinctions =
        U"0123456789一二三四五六七八九十甲乙丙丁戊正副上下内外新旧男女大小"
        U"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const auto distinguishes = [&](std::u32string_view name) {
        return at < name.size() && kDistinctions.find(name[at]) != std::u32string_view::npos;
    };
    return left.size() == right.size() ? distinguishes(left) && distinguishes(right)
                                       : distinguishes(left.size() > right.size() ? left : right);
}

}  // namespace

bool isDerivedSituation(std::string_view name) {
    return std::any_of(kSituations.begin() + 1, kSituations.end(), [&](const auto& situation) {
        return situation.first == name || situation.second == name;
    });
}

NameId Builder::situationName(NameId name) {
    for (const auto& [zh, en] : kSituations) {
        if (program_->text(name) == en) {
            return intern(zh);
        }
    }
    return name;
}

// ------------------------------------------------------------------------------------------------
// Declaration and inheritance

ItemId Builder::declareItem(SlotId slotId, const Node& node, ItemId main) {
    Slot& slot = slots_[slotId.index()];
    const NodeRef root{&slot.placed, &node};
    Item item;
    item.catalogue = slot.label() == Label::DeclareCatalogueItem;
    item.main = main;
    item.head = root.head();
    item.span = root.whole();
    if (main.valid()) {
        item.name = program_->items[main].name;
        const std::vector<Named> situation = names(root);
        item.situation =
            situation.empty() ? newApplication_ : situationName(situation.front().name);
        item.derivedSituation = isDerivedSituation(program_->text(item.situation));
    } else {
        item.name = subjectName(root);
        item.situation = newApplication_;
        item.documentation = slot.placed.declaration->documentation;
    }
    // A declaration that is read again keeps the items it had.
    std::size_t& declared = slot.declared;
    if (declared == slot.items.size()) {
        slot.items.push_back(program_->items.add({}));
        itemSources_.emplace_back();
        itemSlots_.push_back(slotId);
    }
    const ItemId id = slot.items[declared++];
    item.flow = program_->items[id].flow;  // Its store is used again, if there is a flow again.
    program_->items[id] = std::move(item);
    itemSources_[id.index()] = {{root}, {id}};
    return id;
}

void Builder::declareItems() {
    std::vector<SlotId> slots;
    eachSlot({Label::DeclareItem, Label::DeclareCatalogueItem},
             [&](const Slot&) { slots.push_back(slot_); });
    declareItems(slots);
    checkIdentities(slots);
    indexItems(slots);
    readItems(slots);
}

void Builder::declareItems(std::span<const SlotId> slots) {
    for (const SlotId slot : slots) {
        const Reading scope = reading(slot);
        slots_[slot.index()].declared = 0;
        const PlacedDeclaration& placed = slots_[slot.index()].placed;
        const Node& root = placed.declaration->root();
        if (root.subjectCount == 0) {
            continue;
        }
        const ItemId main = declareItem(slot, root, {});
        std::unordered_map<NameId, Span> seen;
        for (const Node& child : placed.declaration->children(root)) {
            if (child.label != Label::Situation) {
                continue;
            }
            const ItemId situation = declareItem(slot, child, main);
            const NameId name = program_->items[situation].situation;
            if (!declareOnce(seen, name, program_->items[situation].head, {"情形", "situation"})) {
                program_->items[situation].offered = false;
                continue;
            }
            if (name == newApplication_) {
                program_->items[main].offered = false;
            }
        }
    }
    declareCatalogueItems(slots);
    for (const SlotId slot : slots) {
        const Reading scope = reading(slot);
        for (const ItemId id : itemsOf(slot)) {
            inherit(id);
        }
    }
    for (const SlotId slot : slots) {
        const Reading scope = reading(slot);
        for (const ItemId id : itemsOf(slot)) {
            readIdentity(id);
        }
    }
}

/// Catalogue items inherit from nothing; of two with one name the first stands.
void Builder::declareCatalogueItems(std::span<const SlotId> slots) {
    std::unordered_map<NameId, Span> seen;
    for (const SlotId slot : slots) {
        const Reading scope = reading(slot);
        for (const ItemId id : itemsOf(slot)) {
            Item& item = program_->items[id];
            if (!item.catalogue) {
                continue;
            }
            if (!item.main.valid()) {
                note(catalogueSlots_[item.name]);
                if (!declareOnce(seen, item.name, item.head, {"目录事项", "catalogue item"})) {
                    item.offered = false;
                    continue;
                }
            }
            addInOrder(catalogueByName_[item.name], id);
        }
    }
}

/// What a situation does not state it has from its item, then from the catalogue item's like
/// situation, then from the catalogue item.
void Builder::inherit(ItemId id) {
    const ItemId main = program_->items[id].main.valid() ? program_->items[id].main : id;
    const NodeRef mainNode = itemSources_[main.index()].nodes.front();
    ItemSource& source = itemSources_[id.index()];
    if (main != id) {
        source.nodes.push_back(mainNode);
        source.owners.push_back(main);
    }
    if (program_->items[main].catalogue || mainNode.node->label != Label::DeclareItem) {
        return;
    }
    const std::vector<Named> inherits = names(mainNode);
    if (inherits.empty()) {
        program_->items[id].catalogueBlamed = mainNode.node->blamed;
        return;
    }
    note(heirs_[inherits.front().name]);
    const auto found = catalogueByName_.find(inherits.front().name);
    if (found == catalogueByName_.end()) {
        program_->items[id].catalogueBlamed = true;
        if (id == main) {
            unknownName(inherits.front().span, {"目录事项", "catalogue item"},
                        program_->text(inherits.front().name), {NameSet::CatalogueItems});
        }
        return;
    }
    ItemId like;
    ItemId general;
    for (const ItemId candidate : found->second) {
        const Item& catalogue = program_->items[candidate];
        if (!catalogue.main.valid()) {
            general = candidate;
        } else if (catalogue.situation == program_->items[id].situation) {
            like = candidate;
        }
    }
    for (const ItemId from : {like, general}) {
        if (from.valid()) {
            source.nodes.push_back(itemSources_[from.index()].nodes.front());
            source.owners.push_back(from);
        }
    }
    program_->items[id].catalogueItem = like.valid() ? like : general;
}

void Builder::indexItems(std::span<const SlotId> slots) {
    for (const SlotId slot : slots) {
        for (const ItemId id : itemsOf(slot)) {
            const Item& item = program_->items[id];
            if (!item.catalogue) {
                addInOrder(itemsByName_[item.name], id);
            }
            if (item.offered) {
                ItemNames& index = item.catalogue ? catalogueNames_ : itemNames_;
                const std::uint64_t key = ItemNames::key(item.name, item.situation);
                addInOrder(index.all[key], id);
                if (item.authority.known()) {
                    addInOrder(index.byOrgan[{key, item.authority.value}], id);
                }
                if (item.place.valid()) {
                    addInOrder(index.byPlace[{key, item.place}], id);
                }
            }
        }
    }
}

void Builder::readItems(std::span<const SlotId> slots) {
    for (const SlotId slot : slots) {
        const Reading scope = reading(slot);
        for (const ItemId id : itemsOf(slot)) {
            item_ = id;
            readItem(id);
        }
        item_ = {};
    }
    for (const SlotId slot : slots) {
        const Reading scope = reading(slot);
        for (const ItemId id : itemsOf(slot)) {
            readPrerequisites(id);
        }
    }
}

/// Lists of items are in the order of the files whenever their members were read.
void Builder::addInOrder(std::vector<ItemId>& items, ItemId id) const {
    const auto before = [&](ItemId left, ItemId right) {
        return input_.sources->before(program_->items[left].head, program_->items[right].head);
    };
    items.insert(items.empty() || !before(id, items.back())
                     ? items.end()
                     : std::upper_bound(items.begin(), items.end(), id, before),
                 id);
}

Builder::Found Builder::look(ItemId id, Label label) const {
    const ItemSource& source = itemSources_[id.index()];
    for (std::size_t i = 0; i < source.nodes.size(); ++i) {
        if (const NodeRef found = source.nodes[i].find(label)) {
            return {found, source.owners[i]};
        }
    }
    return {};
}

/// All entries of a label that may be repeated, where the first of them stands.
std::vector<Builder::NodeRef> Builder::lookAll(ItemId id, Label label) const {
    std::vector<NodeRef> result;
    const auto [first, owner] = look(id, label);
    const ItemSource& source = itemSources_[id.index()];
    for (std::size_t i = 0; first && i < source.nodes.size(); ++i) {
        if (source.owners[i] != owner) {
            continue;
        }
        for (const Node& child : source.nodes[i].declaration().children(*source.nodes[i].node)) {
            if (child.label == label) {
                result.push_back({source.nodes[i].placed, &child});
            }
        }
    }
    return result;
}

/// Entries of 时限 are inherited one by one: an item that promises keeps the statutory limit above
/// it.
Builder::Found Builder::lookLimit(ItemId id, Label label) const {
    const ItemSource& source = itemSources_[id.index()];
    for (std::size_t i = 0; i < source.nodes.size(); ++i) {
        const NodeRef limits = source.nodes[i].find(Label::Limits);
        if (!limits) {
            continue;
        }
        if (const NodeRef found = limits.find(label)) {
            return {found, source.owners[i]};
        }
    }
    return {};
}

// ------------------------------------------------------------------------------------------------
// Labels

void Builder::readIdentity(ItemId id) {
    Item item = program_->items[id];
    const auto [authority, owner] = look(id, Label::Authority);
    if (authority) {
        const std::vector<Named> written = names(authority);
        item.authority.entry = authority.whole();
        item.authority.span = authority.valueSpan();
        item.authority.inheritedFrom = owner == id ? ItemId() : owner;
        item.authority.state = Stated<OrganId>::State::Blamed;
        const auto levels = authority.declaration().clause(*authority.node, Clause::Levels);
        if (!levels.empty()) {
            item.authorityLevels = readLevels(levels.front().text).value_or(LevelSet());
        }
        if (!written.empty() && !authority.node->blamed) {
            const Named& named = written.front();
            item.authorityName = named.name;
            if (const OrganId organ = findOrgan(named); organ.valid()) {
                item.authority.state = Stated<OrganId>::State::Known;
                item.authority.value = organ;
            } else if (item.catalogue || (owner != id && program_->items[owner].catalogue)) {
                item.authorityFunction = findFunction(named);
                if (item.catalogue && !item.authorityFunction.valid()) {
                    unknownName(named.span, {"职能", "function"}, program_->text(named.name),
                                {NameSet::Functions, NameSet::LibraryFunctions});
                } else if (!item.catalogue) {
                    // A catalogue names a function; the item still has to name its organ.
                    item.authority.state = Stated<OrganId>::State::NotStated;
                }
            } else if (owner == id || !program_->items[id].main.valid() ||
                       owner != program_->items[id].main) {
                organOf(named, {"实施机关", "implementing organ"});
            }
        }
    } else if (item.catalogueBlamed) {
        item.authority.state = Stated<OrganId>::State::Blamed;
    }
    if (const auto [place, placeOwner] = look(id, Label::InJurisdiction); place) {
        if (placeOwner == id) {
            item.place = placeOf(place);
        } else {
            const std::vector<Named> written = names(place);
            item.place = written.empty() ? PlaceId() : findPlace(written.front().name);
        }
    } else if (item.authority.known()) {
        item.place = program_->organs[item.authority.value].place;
    }
    program_->items[id] = std::move(item);
}

std::optional<Builder::Identity> Builder::identityOf(ItemId id) const {
    const Item& item = program_->items[id];
    // An item with a block of its own for 新办 is that as well: its name is taken.
    const bool taken = item.offered || !item.main.valid();
    if (item.catalogue || !taken || !item.authority.known()) {
        return std::nullopt;
    }
    return Identity(item.place, item.authority.value, item.name, item.situation);
}

/// Of items with one identity the first stands. The declarations are all that could share one.
void Builder::checkIdentities(std::span<const SlotId> slots) {
    std::map<Identity, ItemId> first;
    for (const SlotId slot : slots) {
        const Reading scope = reading(slot);
        bool repeated = false;
        for (const ItemId id : itemsOf(slot)) {
            Item& item = program_->items[id];
            if (repeated && !item.catalogue && item.offered) {
                item.offered = false;  // A situation of an item that was declared before.
                continue;
            }
            const std::optional<Identity> identity = identityOf(id);
            if (!identity) {
                continue;
            }
            addInOrder(identities_[*identity], id);
            slots_[slot.index()].identities.emplace_back(*identity, id);
            const auto [found, inserted] = first.emplace(*identity, id);
            if (inserted || found->second == item.main) {
                continue;
            }
            std::unordered_map<NameId, Span> seen{{item.name, program_->items[found->second].head}};
            declareOnce(seen, item.name, item.head, {"事项", "item"});
            item.offered = false;
            repeated = repeated || !item.main.valid();
        }
    }
}

Basis Builder::basis(ItemId id, Label label) {
    Basis result;
    const auto [node, owner] = look(id, label);
    if (!node) {
        return result;
    }
    result.stated = true;
    result.entry = node.valueSpan();
    result.inheritedFrom = owner == id ? ItemId() : owner;
    // Repeated labels add up, where they stand.
    const ItemSource& source = itemSources_[id.index()];
    for (std::size_t i = 0; i < source.nodes.size(); ++i) {
        if (source.owners[i] != owner) {
            continue;
        }
        for (const Node& child : source.nodes[i].declaration().children(*source.nodes[i].node)) {
            if (child.label != label) {
                continue;
            }
            const NodeRef entry{source.nodes[i].placed, &child};
            result.blamed = result.blamed || child.blamed;
            // A catalogue item is judged on its own; its heirs only add the place.
            const bool own = owner == id;
            const PlaceId place =
                program_->items[id].catalogue ? PlaceId() : program_->items[id].place;
            for (const Citation& citation : citations(*entry.placed, entry.values(), {}, true,
                                                      own || place.valid() ? place : PlaceId())) {
                result.blamed = result.blamed || citation.blamed;
                result.citations.push_back(citation);
            }
        }
    }
    return result;
}

Stated<StatedLimit> Builder::statedLimit(ItemId id, Label label) {
    Stated<StatedLimit> result;
    const auto [node, owner] = lookLimit(id, label);
    if (!node) {
        return result;
    }
    result.entry = node.whole();
    result.inheritedFrom = owner == id ? ItemId() : owner;
    const std::span<const Value> values = node.values();
    if (node.node->blamed || values.empty() || values.front().kind != Value::Kind::Quantity) {
        result.state = Stated<StatedLimit>::State::Blamed;
        result.span = node.valueSpan();
        return result;
    }
    result.state = Stated<StatedLimit>::State::Known;
    result.span = node.placed->span(values.front());
    result.value.length = values.front().quantity;
    result.value.basis =
        citations(*node.placed, node.declaration().clause(*node.node, Clause::Basis), {}, true,
                  program_->items[id].catalogue ? PlaceId() : program_->items[id].place);
    for (const Value& value : node.declaration().clause(*node.node, Clause::Starting)) {
        if (const auto event = findTerm(TermFamily::Event, value.text)) {
            result.value.start = static_cast<Event>(*event);
        }
    }
    for (const Value& value : node.declaration().clause(*node.node, Clause::ApprovedBy)) {
        result.value.approver = std::string(value.text);
    }
    return result;
}

Stated<LevelSet> Builder::levels(ItemId id, Label label) const {
    Stated<LevelSet> result;
    const auto [node, owner] = look(id, label);
    if (!node) {
        return result;
    }
    result.entry = node.whole();
    result.span = node.valueSpan();
    result.inheritedFrom = owner == id ? ItemId() : owner;
    if (const auto value =
            node.values().empty() ? std::nullopt : readLevels(node.values().front().text);
        value && !node.node->blamed) {
        result.state = Stated<LevelSet>::State::Known;
        result.value = *value;
    } else {
        result.state = Stated<LevelSet>::State::Blamed;
    }
    return result;
}

void Builder::checkRequired(ItemId id) {
    const Item& item = program_->items[id];
    // A situation lacks what its item lacks; that is said once, at the item.
    if (item.main.valid() || item.catalogueBlamed) {
        return;
    }
    const Declaration& declaration = itemSources_[id.index()].nodes.front().declaration();
    for (const Label label : {Label::KindLabel, Label::Authority}) {
        const bool misspelt = std::find(declaration.misspelt.begin(), declaration.misspelt.end(),
                                        label) != declaration.misspelt.end();
        const bool missing =
            label == Label::KindLabel ? item.kind.notStated() : item.authority.notStated();
        // What the catalogue item lacks is said there, once.
        const bool saidAbove = label == Label::KindLabel && item.catalogueItem.valid();
        if (missing && !misspelt && !saidAbove &&
            !(item.catalogue && label == Label::Authority && item.authorityName.valid())) {
            report(syntax::missingLabel(
                item.head, *syntax::labelInfo(item.catalogue ? syntax::BlockKind::CatalogueItem
                                                             : syntax::BlockKind::Item,
                                              label)));
        }
        if (missing && misspelt) {
            if (label == Label::KindLabel) {
                program_->items[id].kind.state = Stated<PowerKind>::State::Blamed;
            } else {
                program_->items[id].authority.state = Stated<OrganId>::State::Blamed;
            }
        }
    }
}

void Builder::readItem(ItemId id) {
    Item item = program_->items[id];
    if (const auto [node, owner] = look(id, Label::KindLabel); node) {
        item.kind.entry = node.whole();
        item.kind.span = node.valueSpan();
        item.kind.inheritedFrom = owner == id ? ItemId() : owner;
        const auto kind = term<PowerKind>(node, TermFamily::PowerKind);
        item.kind.state = kind ? Stated<PowerKind>::State::Known : Stated<PowerKind>::State::Blamed;
        item.kind.value = kind.value_or(PowerKind::PublicService);
    } else if (item.catalogueBlamed) {
        item.kind.state = Stated<PowerKind>::State::Blamed;
    }
    item.power = item.name;
    if (const auto [node, owner] = look(id, Label::Power); node) {
        const std::vector<Named> written = names(node);
        item.power = written.empty() ? NameId() : written.front().name;
    } else if (item.catalogueItem.valid()) {
        item.power = program_->items[item.catalogueItem].name;
    }
    if (const auto [node, owner] = look(id, Label::Code); node && !node.values().empty()) {
        const Value& value = node.values().front();
        item.code.state = Stated<std::string>::State::Known;
        item.code.span = node.valueSpan();
        item.code.entry = node.whole();
        item.code.inheritedFrom = owner == id ? ItemId() : owner;
        item.code.value =
            value.text.empty() ? std::to_string(value.quantity.low) : std::string(value.text);
    }
    program_->items[id] = item;
    if (item.kind.known()) {
        ensureKind(item.kind.value);
    }
    ensurePower(item.power);
    note(powerUsers_[item.power]);
    note(powerUsers_[item.name]);
    checkRequired(id);
    item = program_->items[id];

    item.establishing = basis(id, Label::EstablishingBasis);
    item.implementing = basis(id, Label::ImplementingBasis);
    item.supervisory = basis(id, Label::SupervisoryBasis);
    // What is above the law that is cited may have overtaken it.
    for (const Basis* cited : {&item.establishing, &item.implementing}) {
        for (const Citation& citation : cited->citations) {
            if (const InstrumentId lower = program_->targets[citation.target].instrument;
                lower.valid()) {
                const std::vector<NameId> higherLaws = program_->instruments[lower].higherLaws;
                for (const NameId title : higherLaws) {
                    findInstrument(program_->text(title));
                }
            }
        }
    }
    const auto misspelt = [&](Label label) {
        const auto& list = itemSources_[id.index()].nodes.front().declaration().misspelt;
        return std::find(list.begin(), list.end(), label) != list.end();
    };
    item.establishing.blamed = item.establishing.blamed || misspelt(Label::EstablishingBasis);
    item.exerciseLevel = levels(id, Label::ExerciseLevel);
    item.decisionLevel = levels(id, Label::DecisionLevel);
    item.acceptanceLevel = levels(id, Label::AcceptanceLevel);
    const auto organs = [&](Label label, const Text& what) {
        std::vector<NamedOrgan> result;
        const ItemId owner = look(id, label).owner;
        for (const NodeRef node : lookAll(id, label)) {
            for (const Named& named : names(node)) {
                OrganId organ = findOrgan(named);
                if (!organ.valid() && owner == id) {
                    organ = organOf(named, what);
                }
                result.push_back({organ, named.name, named.span});
            }
        }
        return result;
    };
    // A catalogue names functions where an item names organs.
    if (!item.catalogue) {
        item.supervisors = organs(Label::Supervisor, {"监管主体", "supervisor"});
        item.jointly = organs(Label::JointlyWith, {"会同审批的机关", "jointly deciding organ"});
        const auto examiners =
            organs(Label::PreliminaryExaminer, {"初审机关", "preliminary examiner"});
        if (!examiners.empty()) {
            item.preliminaryExaminer.state = examiners.front().organ.valid()
                                                 ? Stated<OrganId>::State::Known
                                                 : Stated<OrganId>::State::Blamed;
            item.preliminaryExaminer.value = examiners.front().organ;
            item.preliminaryExaminer.span = examiners.front().span;
        }
    } else {
        for (const NodeRef node : lookAll(id, Label::Supervisor)) {
            for (const Named& named : names(node)) {
                item.supervisors.push_back({OrganId(), named.name, named.span});
            }
        }
        for (const NodeRef node : lookAll(id, Label::JointlyWith)) {
            for (const Named& named : names(node)) {
                item.jointly.push_back({OrganId(), named.name, named.span});
            }
        }
    }
    item.supervisorsStated = static_cast<bool>(look(id, Label::Supervisor).node);
    for (const NodeRef node : lookAll(id, Label::Applicants)) {
        const std::vector<NameId> applicants = nameIds(*node.placed, node.values());
        item.applicants.insert(item.applicants.end(), applicants.begin(), applicants.end());
    }
    for (const NodeRef node : lookAll(id, Label::Result)) {
        item.resultsStated = true;
        for (const Named& named : names(node)) {
            item.results.push_back({named.name, findDocument(named.name), node.whole()});
        }
    }
    for (const Label label : {Label::CaseType, Label::ModeLabel, Label::Coordination}) {
        for (const NodeRef node : lookAll(id, label)) {
            for (const Named& named : names(node)) {
                if (const auto mode = findTerm(TermFamily::Mode, program_->text(named.name))) {
                    item.modes.push_back(static_cast<Mode>(*mode));
                    if (label == Label::CaseType) {
                        item.caseType = {Stated<Mode>::State::Known, static_cast<Mode>(*mode),
                                         node.valueSpan(), node.whole(), ItemId()};
                    }
                }
            }
        }
    }
    for (const NodeRef node : lookAll(id, Label::Channels)) {
        item.channelsEntry = node.whole();
        const std::vector<NameId> channels = nameIds(*node.placed, node.values());
        item.channels.insert(item.channels.end(), channels.begin(), channels.end());
    }
    item.effective = date(look(id, Label::Effective).node);
    item.abolished = date(look(id, Label::Abolished).node);
    if (const auto [node, owner] = look(id, Label::DeemedLabel); node) {
        const auto effect = term<Deemed>(node, TermFamily::Deemed);
        item.deemed = {effect ? Stated<Deemed>::State::Known : Stated<Deemed>::State::Blamed,
                       effect.value_or(Deemed::Accepted), node.valueSpan(), node.whole(),
                       owner == id ? ItemId() : owner};
    }
    item.visits = count(look(id, Label::Visits).node);
    if (const auto [node, owner] = look(id, Label::Limits); node) {
        item.limitsHead = node.head();
        item.limitsBlamed = node.node->blamed;
    }
    for (const Label label :
         {Label::AcceptanceLimit, Label::StatutoryLimit, Label::Promise, Label::DeliveryLimit}) {
        item.limitsBlamed = item.limitsBlamed || misspelt(label);
    }
    item.limitsBlamed = item.limitsBlamed || misspelt(Label::Limits) || item.catalogueBlamed;
    program_->items[id] = item;
    item.acceptance = statedLimit(id, Label::AcceptanceLimit);
    item.statutory = statedLimit(id, Label::StatutoryLimit);
    item.promise = statedLimit(id, Label::Promise);
    item.delivery = statedLimit(id, Label::DeliveryLimit);
    item.preliminary = statedLimit(id, Label::PreliminaryLimit);
    item.extension = statedLimit(id, Label::ExtensionLimit);
    item.conditions = statedEntries(id, Label::Conditions);
    item.fees = statedEntries(id, Label::Fees);
    item.intermediaries = statedEntries(id, Label::IntermediaryServices);
    item.quota = statedEntry(id, Label::Quota);
    item.validity = statedEntry(id, Label::ValidityPeriod);
    item.annualInspection = statedEntry(id, Label::AnnualInspection);
    item.renewalLead = statedEntry(id, Label::RenewalLead);
    program_->items[id] = std::move(item);
    readMaterials(id);
    if (const auto [node, owner] = look(id, Label::Flow); node && node.node->hasBlock) {
        const FlowId flow = readFlow(id, node);
        program_->items[id].flow = flow;
        program_->items[id].flowInheritedFrom = owner == id ? ItemId() : owner;
    } else {
        program_->items[id].flow = FlowId();
    }
}

void Builder::readMaterials(ItemId id) {
    Item& item = program_->items[id];
    item.materials.clear();
    item.materialsHead = {};
    if (const auto [block, owner] = look(id, Label::Materials); block) {
        item.materialsHead = block.head();
        std::vector<Material> materials =
            materialsOf(block, item.catalogue ? PlaceId() : item.place);
        program_->items[id].materials = std::move(materials);
    }
}

std::vector<Material> Builder::materialsOf(NodeRef block, PlaceId place) {
    std::vector<Material> result;
    const Declaration& declaration = block.declaration();
    for (const Node& child : declaration.children(*block.node)) {
        if (child.label != Label::Entry || child.subjectCount == 0) {
            continue;
        }
        const NodeRef node{block.placed, &child};
        Material material;
        material.name = subjectName(node, &material.nameSpan);
        material.span = node.whole();
        material.document = findDocument(material.name);
        const std::span<const Value> values = node.values();
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i].kind != Value::Kind::Clause) {
                continue;
            }
            const auto operands = values.subspan(i + 1, values[i].operands);
            const auto count = [&]() -> std::optional<unsigned> {
                return operands.empty() || operands.front().kind != Value::Kind::Quantity
                           ? std::nullopt
                           : std::optional<unsigned>(
                                 static_cast<unsigned>(operands.front().quantity.low));
            };
            switch (values[i].clause) {
                case Clause::Original:
                    material.original = true;
                    material.copies = count();
                    break;
                case Clause::Copy:
                    material.copy = true;
                    material.copies = count();
                    break;
                case Clause::SharedClause:
                    material.shared = true;
                    break;
                case Clause::Deferrable:
                    material.deferrable = true;
                    break;
                case Clause::SelfProvidedClause:
                    material.selfProvided = true;
                    break;
                case Clause::Until:
                    if (!operands.empty()) {
                        if (const auto stage = findTerm(TermFamily::Stage, operands.front().text)) {
                            material.due = static_cast<Stage>(*stage);
                            material.dueSpan = node.placed->span(operands.front());
                        }
                    }
                    break;
                case Clause::Basis:
                    for (const Citation& citation :
                         citations(*node.placed, operands, {}, true, place)) {
                        material.basis.push_back(citation);
                    }
                    break;
                default:
                    break;
            }
            i += operands.size();
        }
        judgeMaterial(material);
        result.push_back(std::move(material));
    }
    return result;
}

/// REF011: a material that nothing declares and that nearly is a declared document.
void Builder::judgeMaterial(const Material& material) {
    if (material.document.valid() || material.selfProvided || !material.name.valid()) {
        return;
    }
    const std::vector<DocumentId>& near = nearDocuments(material.name);
    if (near.empty()) {
        return;
    }
    const std::string_view name = program_->text(material.name);
    const Document& nearest = program_->documents[near.front()];
    const bool variant = simplifiedForm(name) == program_->text(nearest.name);
    Diagnostic& diagnostic = report(makeDiagnostic(
        kNearDocument, material.nameSpan,
        {parameter("name", name), parameter("known", program_->text(nearest.name)),
         parameter("difference", variant
                                     ? Text{"繁简或者异体字", "traditional or variant characters"}
                                     : Text{"一个字", "one character"})}));
    diagnostic.label = {"没有声明的材料", "no declared document"};
    for (const DocumentId id : near) {
        const Document& document = program_->documents[id];
        const std::string known(program_->text(document.name));
        diagnostic.related.push_back({document.head, {"已声明的证照", "the declared document"}});
        diagnostic.fixes.push_back({{"改为“" + known + "”", "change it to '" + known + "'"},
                                    variant,
                                    {{material.nameSpan, known}}});
    }
    diagnostic.advice = {
        "是同一份材料的，改用声明的名称，以便判断由谁出具、能否共享；确是申请人自备的另一份材料的，写明“自备”",
        "use the declared name if they are the same; else state that the applicant provides it"};
}

/// Declared documents whose name is one edit, or one form of writing, away from a name; by name.
const std::vector<DocumentId>& Builder::nearDocuments(NameId name) {
    const auto [found, inserted] = nearDocuments_.emplace(name, std::vector<DocumentId>());
    std::vector<DocumentId>& result = found->second;
    if (!inserted) {
        return result;
    }
    const std::string_view text = program_->text(name);
    const std::string simplified = simplifiedForm(text);
    if (simplified != text) {
        if (const auto document = documentsByName_.find(intern(simplified));
            document != documentsByName_.end()) {
            return result = {document->second};
        }
    }
    const std::u32string wanted = toCodePoints(text);
    std::vector<std::string_view> names;
    for (const std::string_view candidate : nameIndex(NameSet::Documents).near(text, 1)) {
        const std::u32string known = toCodePoints(candidate);
        // Names of three characters are all one character off each other.
        if (std::min(wanted.size(), known.size()) >= 4 && editDistance(wanted, known, 1) == 1 &&
            !differInDistinction(wanted, known)) {
            names.push_back(candidate);
        }
    }
    std::sort(names.begin(), names.end());
    names.resize(std::min<std::size_t>(names.size(), 3));
    for (const std::string_view one : names) {
        result.push_back(documentsByName_.at(intern(one)));
    }
    return result;
}

/// What a node of an item says, with the provision it rests on.
StatedEntry Builder::readStated(ItemId id, NodeRef node) {
    StatedEntry entry;
    entry.span = node.whole();
    entry.name = subjectName(node, &entry.nameSpan);
    const std::span<const Value> values = node.values();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i].kind == Value::Kind::Clause) {
            i += values[i].operands;
        } else if (values[i].kind == Value::Kind::Quantity) {
            entry.quantity = values[i].quantity;
        } else {
            entry.text +=
                (entry.text.empty() ? "" : "，") + writtenText(node.declaration(), values[i]);
        }
    }
    entry.basis =
        citations(*node.placed, node.declaration().clause(*node.node, Clause::Basis), {}, true,
                  program_->items[id].catalogue ? PlaceId() : program_->items[id].place);
    return entry;
}

/// The entries of a block that the author names: 条件, 收费, 中介服务.
std::vector<StatedEntry> Builder::statedEntries(ItemId id, Label label) {
    std::vector<StatedEntry> result;
    const auto [block, owner] = look(id, label);
    if (!block) {
        return result;
    }
    for (const Node& child : block.declaration().children(*block.node)) {
        if (child.label == Label::Entry && child.subjectCount != 0 && !child.blamed) {
            result.push_back(readStated(id, {block.placed, &child}));
        }
    }
    return result;
}

Stated<StatedEntry> Builder::statedEntry(ItemId id, Label label) {
    Stated<StatedEntry> result;
    const auto [node, owner] = look(id, label);
    if (!node) {
        return result;
    }
    result.entry = node.whole();
    result.span = node.valueSpan();
    result.inheritedFrom = owner == id ? ItemId() : owner;
    result.state = node.node->blamed || node.values().empty() ? Stated<StatedEntry>::State::Blamed
                                                              : Stated<StatedEntry>::State::Known;
    result.value = readStated(id, node);
    return result;
}

Stated<unsigned> Builder::count(NodeRef node) const {
    Stated<unsigned> result;
    if (!node) {
        return result;
    }
    result.entry = node.whole();
    result.span = node.valueSpan();
    const auto value = integer(node);
    result.state = value ? Stated<unsigned>::State::Known : Stated<unsigned>::State::Blamed;
    result.value = value.value_or(0);
    return result;
}

// ------------------------------------------------------------------------------------------------
// References to items

/// An undeclared name one edit away from a declared item's is a misspelling, not an outside node.
bool Builder::nearDeclaredItem(NameId name, std::string& suggestion) {
    if (slot_.valid()) {
        note(guessers_);
    }
    const auto [found, inserted] = nearItems_.emplace(name, std::nullopt);
    if (inserted) {
        const std::u32string wanted = toCodePoints(program_->text(name));
        if (wanted.size() >= 3 && wanted.size() <= 64) {
            for (const NameSet set : {NameSet::Items, NameSet::CatalogueItems}) {
                for (const std::string_view text : nameIndex(set).near(program_->text(name), 1)) {
                    if ((!found->second || text < *found->second) &&
                        editDistance(wanted, toCodePoints(text), 1) == 1) {
                        found->second = std::string(text);
                    }
                }
            }
        }
    }
    if (found->second) {
        suggestion = *found->second;
    }
    return found->second.has_value();
}

Alternative Builder::resolveItem(const PlacedDeclaration& placed, std::span<const Value> atoms,
                                 PlaceId place, OrganId organ, bool catalogue) {
    Alternative result;
    result.span = placed.place(atoms.front().begin, atoms.back().end);
    std::vector<NameId> words;
    for (const Value& atom : atoms) {
        words.push_back(intern(atom.text));
    }
    PlaceId wantedPlace;
    OrganId wantedOrgan;
    std::size_t nameAt = 0;
    if (words.size() > 1) {
        const OrganId qualifierOrgan = findOrgan({words[0], placed.span(atoms.front())});
        const PlaceId qualifierPlace = findPlace(words[0]);
        if (qualifierPlace.valid() || qualifierOrgan.valid()) {
            wantedPlace = qualifierPlace;
            wantedOrgan = qualifierOrgan;
            nameAt = 1;
        }
    }
    const NameId name = words[nameAt];
    if (slot_.valid()) {
        note(waiters_[name]);
    }
    const NameId situation =
        nameAt + 1 < words.size() ? situationName(words[nameAt + 1]) : newApplication_;
    if (nameAt + 2 < words.size() || (words.size() == 3 && nameAt == 0)) {
        unknownName(placed.span(atoms.front()), {"辖区或者机关", "place or organ"},
                    program_->text(words[0]), {NameSet::Organs, NameSet::Places});
        result.blamed = true;
        return result;
    }
    static const std::vector<ItemId> none;
    const auto lookUp = [&](const auto& map, const auto& key) -> const std::vector<ItemId>& {
        const auto found = map.find(key);
        return found == map.end() ? none : found->second;
    };
    const ItemNames& known = catalogue ? catalogueNames_ : itemNames_;
    const std::uint64_t key = ItemNames::key(name, situation);
    const std::vector<ItemId>* found = &none;
    if (wantedOrgan.valid()) {
        found = &lookUp(known.byOrgan, std::pair(key, wantedOrgan));
    } else if (wantedPlace.valid()) {
        found = &lookUp(known.byPlace, std::pair(key, wantedPlace));
    } else {
        // The same organ, then the same place and those around it, then what is unique.
        if (organ.valid()) {
            found = &lookUp(known.byOrgan, std::pair(key, organ));
        }
        for (PlaceId here = place; found->empty() && here.valid();
             here = program_->places[here].within) {
            found = &lookUp(known.byPlace, std::pair(key, here));
        }
        if (found->empty()) {
            found = &lookUp(known.all, key);
        }
    }
    const std::vector<ItemId>& candidates = *found;
    if (candidates.size() == 1) {
        result.item = candidates.front();
        return result;
    }
    if (candidates.size() > 1) {
        Diagnostic& diagnostic =
            report(makeDiagnostic(kAmbiguousName, result.span,
                                  {parameter("name", program_->text(name)),
                                   parameter("count", static_cast<std::int64_t>(candidates.size())),
                                   parameter("what", Text{"事项", "items"})}));
        constexpr std::size_t kMostShown = 10;
        for (std::size_t i = 0; i < std::min(candidates.size(), kMostShown); ++i) {
            const Item& item = program_->items[candidates[i]];
            const std::string where(program_->text(item.authorityName));
            diagnostic.related.push_back({item.head, {where + "的事项", "of " + where}});
            if (item.authority.known() && candidates.size() <= 5) {
                diagnostic.fixes.push_back(
                    {{"写明“" + where + " " + std::string(program_->text(name)) + "”",
                      "name the organ: " + where},
                     false,
                     {{{result.span.file, result.span.begin, result.span.begin}, where + " "}}});
            }
        }
        if (diagnostic.fixes.empty()) {
            diagnostic.advice = {"在名称前写明辖区或者机关",
                                 "put the place or organ before the name"};
        }
        result.blamed = true;
        return result;
    }
    result.outside = name;
    std::string suggestion;
    const bool declaredElsewhere = itemsByName_.contains(name) || catalogueByName_.contains(name);
    if (!declaredElsewhere) {
        ensurePower(name);
        if (program_->establishmentsOf(name).empty() && nearDeclaredItem(name, suggestion)) {
            const Span nameSpan = placed.span(atoms[nameAt]);
            unknownName(nameSpan, {"事项", "item"}, program_->text(name), {}, {suggestion});
            result.blamed = true;
        }
    }
    return result;
}

void Builder::readPrerequisites(ItemId id) {
    const auto [node, owner] = look(id, Label::Prerequisites);
    if (!node || node.node->blamed) {
        program_->items[id].prerequisitesBlamed = static_cast<bool>(node);
        return;
    }
    const Item& self = program_->items[id];
    const PlaceId place = self.place;
    const OrganId organ = self.authority.known() ? self.authority.value : OrganId();
    const bool catalogue = self.catalogue;
    std::vector<Prerequisite> result;
    const ItemSource& source = itemSources_[id.index()];
    for (std::size_t s = 0; s < source.nodes.size(); ++s) {
        if (source.owners[s] != owner) {
            continue;
        }
        for (const Node& child : source.nodes[s].declaration().children(*source.nodes[s].node)) {
            if (child.label != Label::Prerequisites || child.blamed) {
                continue;
            }
            const NodeRef entry{source.nodes[s].placed, &child};
            const std::span<const Value> values = entry.values();
            for (std::size_t i = 0; i < values.size();) {
                std::size_t end = i + 1;
                while (end < values.size() && !values[end].startsValue &&
                       !values[end].alternative) {
                    ++end;
                }
                Alternative alternative =
                    resolveItem(*entry.placed, values.subspan(i, end - i), place, organ, catalogue);
                if (const NameId name = alternative.outside;
                    name.valid() && !alternative.blamed && !itemsByName_.contains(name) &&
                    !catalogueByName_.contains(name) && !program_->isPower(name)) {
                    findings_->unknownApprovals.emplace_back(name, alternative.span);
                }
                if (values[i].alternative && !result.empty()) {
                    result.back().span = result.back().span.merged(alternative.span);
                    result.back().alternatives.push_back(alternative);
                } else {
                    result.push_back({{alternative}, alternative.span});
                }
                i = end;
            }
        }
    }
    program_->items[id].prerequisites = std::move(result);
    program_->items[id].prerequisitesEntry = node.whole();
}

std::vector<Alternative> Builder::itemList(NodeRef owner, PlaceId place) {
    std::vector<Alternative> result;
    for (const Node& child : owner.declaration().children(*owner.node)) {
        if (child.label != Label::Items || child.blamed) {
            continue;
        }
        const NodeRef node{owner.placed, &child};
        const std::span<const Value> values = node.values();
        for (std::size_t i = 0; i < values.size();) {
            std::size_t end = i + 1;
            while (end < values.size() && !values[end].startsValue && !values[end].alternative) {
                ++end;
            }
            result.push_back(
                resolveItem(*node.placed, values.subspan(i, end - i), place, {}, false));
            i = end;
        }
    }
    return result;
}

List Builder::readList(NodeRef root) {
    List list;
    list.name = subjectName(root);
    list.head = root.head();
    for (const Named& named : names(root.find(Label::ListKind))) {
        list.kindName = named.name;
        if (const auto kind = findTerm(TermFamily::PowerKind, program_->text(named.name))) {
            list.kind = static_cast<PowerKind>(*kind);
        }
    }
    list.level = term<Level>(root.find(Label::OrganLevel), TermFamily::Level);
    list.place = placeOf(root.find(Label::InJurisdiction));
    list.version = date(root.find(Label::ListVersion));
    list.complete = flag(root.find(Label::CompleteList));
    list.items = itemList(root, list.place);
    return list;
}

Bundle Builder::readBundle(NodeRef root) {
    Bundle bundle;
    bundle.name = subjectName(root);
    bundle.head = root.head();
    bundle.span = root.whole();
    PlaceId place;
    if (const NodeRef lead = root.find(Label::Lead)) {
        for (const Named& named : names(lead)) {
            bundle.lead = organOf(named, {"牵头机关", "lead organ"});
            place = bundle.lead.valid() ? program_->organs[bundle.lead].place : PlaceId();
        }
    }
    bundle.items = itemList(root, place);
    bundle.visits = count(root.find(Label::Visits));
    if (const NodeRef materials = root.find(Label::Materials)) {
        bundle.materials = materialsOf(materials, place);
    }
    if (const NodeRef flow = root.find(Label::BundleFlow)) {
        for (const Node& child : root.declaration().children(*flow.node)) {
            const NodeRef entry{root.placed, &child};
            if (child.label != Label::Entry || entry.subject().empty()) {
                continue;
            }
            Bundle::Place one;
            one.item = resolveItem(*root.placed, entry.subject(), place, {}, false);
            one.span = entry.head();
            for (const Value& value : root.declaration().clause(child, Clause::After)) {
                if (value.kind == Value::Kind::Name || value.kind == Value::Kind::Text) {
                    one.after.push_back({intern(value.text), root.placed->span(value)});
                }
            }
            bundle.order.push_back(std::move(one));
        }
    }
    if (const NodeRef promise = root.find(Label::Promise);
        promise && !promise.node->blamed && !promise.values().empty()) {
        bundle.promise.state = Stated<StatedLimit>::State::Known;
        bundle.promise.value.length = promise.values().front().quantity;
        bundle.promise.span = promise.valueSpan();
        bundle.promise.entry = promise.whole();
    }
    return bundle;
}

Duty Builder::readDuty(NodeRef root) {
    Duty duty;
    duty.name = subjectName(root);
    duty.head = root.head();
    for (const Node& child : root.declaration().children(*root.node)) {
        const NodeRef node{root.placed, &child};
        if (child.label == Label::DutyLead || child.label == Label::Support) {
            for (const Named& named : names(node)) {
                Duty::Party party{named.name, findOrgan(named), {}, named.span};
                if (!party.organ.valid()) {
                    party.function = findFunction(named);
                }
                if (!party.organ.valid() && !party.function.valid()) {
                    unknownName(named.span, {"机关或者职能", "organ or function"},
                                program_->text(named.name),
                                {NameSet::Organs, NameSet::Functions, NameSet::LibraryFunctions});
                }
                (child.label == Label::DutyLead ? duty.leads : duty.support).push_back(party);
            }
        } else if (child.label == Label::Boundary) {
            for (const Value& value : node.values()) {
                duty.boundaries.emplace_back(value.text);
            }
        } else if (child.label == Label::BasisLabel) {
            for (Citation& citation : citations(*root.placed, node.values(), {}, true, {})) {
                duty.basis.push_back(citation);
            }
        }
    }
    duty.items = itemList(root, {});
    return duty;
}

void Builder::readGroups() {
    program_->lists.clear();
    program_->bundles.clear();
    program_->duties.clear();
    std::unordered_map<NameId, Span> lists;
    std::unordered_map<NameId, Span> bundles;
    struct Upper {
        SlotId slot;
        NodeRef node;
        std::size_t list;
    };
    std::vector<Upper> upper;
    eachSlot({Label::DeclareList, Label::DeclareBundle, Label::DeclareDuty}, [&](Slot& slot) {
        slot.findings = {};
        const NodeRef root{&slot.placed, &slot.placed.declaration->root()};
        const NameId name = subjectName(root);
        if (root.node->label == Label::DeclareList) {
            if (!name.valid() || !declareOnce(lists, name, root.head(), {"清单", "list"})) {
                return;
            }
            if (const NodeRef above = root.find(Label::UpperList)) {
                upper.push_back({slot_, above, program_->lists.size()});
            }
            program_->lists.push_back(readList(root));
        } else if (root.node->label == Label::DeclareBundle) {
            if (name.valid() && declareOnce(bundles, name, root.head(), {"一件事", "bundle"})) {
                program_->bundles.push_back(readBundle(root));
            }
        } else {
            program_->duties.push_back(readDuty(root));
        }
    });
    for (const Upper& above : upper) {
        const Reading scope = reading(above.slot);
        for (const Named& named : names(above.node)) {
            const auto found =
                std::find_if(program_->lists.begin(), program_->lists.end(),
                             [&](const List& list) { return list.name == named.name; });
            if (found != program_->lists.end()) {
                program_->lists[above.list].upper =
                    static_cast<std::size_t>(found - program_->lists.begin());
                continue;
            }
            std::vector<std::string_view> candidates;
            candidates.reserve(lists.size());
            for (const auto& [name, span] : lists) {
                candidates.push_back(program_->text(name));
            }
            unknownName(named.span, {"清单", "list"}, program_->text(named.name), {}, candidates);
        }
    }
}

}  // namespace fadu::model
