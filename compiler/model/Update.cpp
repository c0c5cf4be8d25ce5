#include "model/Builder.h"

#include <algorithm>
#include <set>

namespace fadu::model {

namespace {

bool declaresItems(Label label) {
    return label == Label::DeclareItem || label == Label::DeclareCatalogueItem;
}

/// Declarations that nothing but items and groups of items refers to, and what cannot be read.
bool isExchangeable(Label label) {
    return declaresItems(label) || label == Label::DeclareList || label == Label::DeclareBundle ||
           label == Label::DeclareDuty || label == Label::None;
}

bool sameNames(const std::vector<FormerName>& left, const std::vector<FormerName>& right) {
    return std::equal(
        left.begin(), left.end(), right.begin(), right.end(),
        [](const FormerName& one, const FormerName& other) { return one.name == other.name; });
}

template <typename Map, typename Value>
void eraseFrom(Map& map, const typename Map::key_type& key, Value id) {
    if (const auto found = map.find(key); found != map.end()) {
        std::erase(found->second, id);
        if (found->second.empty()) {
            map.erase(found);
        }
    }
}

}  // namespace

std::vector<Builder::ItemSummary> Builder::summaryOf(const Slot& slot) const {
    std::vector<ItemSummary> result;
    for (std::size_t i = 0; i < slot.declared; ++i) {
        const Item& item = program_->items[slot.items[i]];
        result.push_back({item.name, item.situation,
                          item.authority.known() ? item.authority.value : OrganId(), item.place,
                          item.authorityName, item.offered, item.catalogue, item.head});
    }
    return result;
}

std::set<NameId> Builder::powersOf(InstrumentId id) const {
    std::set<NameId> result;
    for (const ProvisionId provision : program_->instruments[id].provisions) {
        for (const EstablishmentId establishment : program_->provisions[provision].establishments) {
            const Establishment& established = program_->establishments[establishment];
            result.insert(established.power);
            result.insert(established.aliases.begin(), established.aliases.end());
        }
    }
    return result;
}

bool Builder::canExchangeInstrument(const Slot& slot, const PlacedDeclaration& placed) const {
    const Instrument& instrument = program_->instruments[slot.instrument];
    if (titleOf(placed) != program_->text(instrument.title) || !instrument.generalLawFor.empty()) {
        return false;
    }
    const auto cites = [&](TargetId target) {
        return program_->targets[target].instrument == slot.instrument;
    };
    const auto citing = [&](const Citation& citation) { return cites(citation.target); };
    return std::none_of(program_->competences.begin(), program_->competences.end(),
                        [&](const Competence& competence) {
                            return std::any_of(competence.basis.begin(), competence.basis.end(),
                                               cites);
                        }) &&
           std::none_of(program_->abolitions.begin(), program_->abolitions.end(),
                        [&](const Abolition& abolition) {
                            return std::any_of(abolition.provisions.begin(),
                                               abolition.provisions.end(), citing) ||
                                   std::any_of(abolition.basis.begin(), abolition.basis.end(),
                                               citing);
                        }) &&
           std::none_of(program_->mandates.begin(), program_->mandates.end(),
                        [&](const Mandate& mandate) {
                            return std::any_of(mandate.basis.begin(), mandate.basis.end(), citing);
                        });
}

std::optional<std::set<NameId>> Builder::exchangeInstrument(const Slot& slot) {
    const InstrumentId id = slot.instrument;
    const std::set<NameId> powers = powersOf(id);
    std::set<NameId> names = powers;
    const auto addLimits = [&] {
        for (const ProvisionId provision : program_->instruments[id].provisions) {
            for (const LimitId limit : program_->provisions[provision].limits) {
                const std::vector<NameId>& applies = program_->limits[limit].appliesTo;
                names.insert(applies.begin(), applies.end());
            }
            for (const EntryId entry : program_->provisions[provision].entries) {
                const std::vector<NameId>& applies = program_->entries[entry].appliesTo;
                names.insert(applies.begin(), applies.end());
            }
        }
    };
    addLimits();
    for (const ProvisionId provision : program_->instruments[id].provisions) {
        for (const EstablishmentId establishment : program_->provisions[provision].establishments) {
            for (const NameId name : powers) {
                eraseFrom(program_->establishmentsByPower_, name, establishment);
            }
        }
        for (const LimitId limit : program_->provisions[provision].limits) {
            for (const NameId name : program_->limits[limit].appliesTo) {
                eraseFrom(program_->limitsByPower_, name, limit);
            }
        }
        for (const EntryId entry : program_->provisions[provision].entries) {
            for (const NameId name : program_->entries[entry].appliesTo) {
                eraseFrom(program_->entriesByPower_, name, entry);
            }
        }
    }
    Instrument fresh;
    fresh.title = program_->instruments[id].title;
    fresh.aliases = program_->instruments[id].aliases;
    fresh.head = slot.placed.head(slot.placed.declaration->root());
    program_->instruments[id] = std::move(fresh);
    readInstrument(id, slot.placed);
    if (powersOf(id) != powers || !program_->instruments[id].generalLawFor.empty()) {
        return std::nullopt;
    }
    addLimits();
    // Those of the package stand in the order of its files, before the library's.
    const auto sort = [&](auto& byName, const auto& store) {
        for (const NameId name : names) {
            const auto found = byName.find(name);
            if (found == byName.end()) {
                continue;
            }
            const auto key = [&](auto entry) {
                const Provision& provision = program_->provisions[store[entry].provision];
                return std::pair(program_->instruments[provision.instrument].fromLibrary,
                                 store[entry].span);
            };
            std::stable_sort(found->second.begin(), found->second.end(),
                             [&](auto left, auto right) {
                                 const auto [leftOwn, leftSpan] = key(left);
                                 const auto [rightOwn, rightSpan] = key(right);
                                 return leftOwn != rightOwn ? leftOwn < rightOwn
                                        : leftOwn           ? false
                                                  : input_.sources->before(leftSpan, rightSpan);
                             });
        }
    };
    sort(program_->establishmentsByPower_, program_->establishments);
    sort(program_->limitsByPower_, program_->limits);
    sort(program_->entriesByPower_, program_->entries);
    for (std::size_t i = 0; i < program_->targets.size(); ++i) {
        Target& target = program_->targets[TargetId(i)];
        if (target.instrument == id || target.misspeltFor == id) {
            Target again;
            again.title = target.title;
            again.first = target.first;
            again.last = target.last;
            resolveTarget(again);
            program_->targets[TargetId(i)] = std::move(again);
        }
    }
    // Whoever has a power is judged by whatever else it is called.
    std::set<NameId> all = names;
    for (const NameId name : names) {
        for (const EstablishmentId establishment : program_->establishmentsOf(name)) {
            const Establishment& established = program_->establishments[establishment];
            all.insert(established.power);
            all.insert(established.aliases.begin(), established.aliases.end());
        }
    }
    return all;
}

/// Whether every declaration of an edit can be exchanged by itself: no name by which others know
/// it, beside items', comes or goes.
bool Builder::canUpdate(const DeclarationEdit& edit) {
    const auto labelOf = [](const PlacedDeclaration& placed) {
        return placed.declaration->empty() ? Label::None : placed.declaration->root().label;
    };
    for (const PlacedDeclaration& placed : edit.added) {
        if (!isExchangeable(labelOf(placed))) {
            return false;
        }
    }
    for (const std::vector<FileId>* sections : {&edit.removed, &edit.moved}) {
        for (const FileId section : *sections) {
            if (!isExchangeable(slots_[slotsBySection_.at(section).index()].label())) {
                return false;
            }
        }
    }
    for (const PlacedDeclaration& placed : edit.changed) {
        const Slot& slot = slots_[slotsBySection_.at(placed.section).index()];
        const Label label = labelOf(placed);
        if (isExchangeable(label) && isExchangeable(slot.label())) {
            continue;
        }
        const bool sameKind = label == slot.label();
        const NodeRef root{&placed, sameKind ? &placed.declaration->root() : nullptr};
        const bool organ = sameKind && slot.organ.valid() &&
                           subjectName(root) == program_->organs[slot.organ].name &&
                           sameNames(formerNames(placed), formerNames(slot.placed)) &&
                           !formerlyNamed_.contains(slot.organ);
        const bool document = sameKind && slot.document.valid() &&
                              subjectName(root) == program_->documents[slot.document].name;
        const bool instrument = sameKind && slot.instrument.valid() &&
                                canExchangeInstrument(slot, placed) &&
                                aliasesOf(placed) == program_->instruments[slot.instrument].aliases;
        if (!organ && !document && !instrument) {
            return false;
        }
    }
    return true;
}

/// Takes the items of a declaration out of everything that knows them by name.
void Builder::retract(SlotId id) {
    Slot& slot = slots_[id.index()];
    for (const ItemId itemId : itemsOf(id)) {
        const Item& item = program_->items[itemId];
        eraseFrom(item.catalogue ? catalogueByName_ : itemsByName_, item.name, itemId);
        ItemNames& index = item.catalogue ? catalogueNames_ : itemNames_;
        const std::uint64_t key = ItemNames::key(item.name, item.situation);
        eraseFrom(index.all, key, itemId);
        if (item.authority.known()) {
            eraseFrom(index.byOrgan, {key, item.authority.value}, itemId);
        }
        if (item.place.valid()) {
            eraseFrom(index.byPlace, {key, item.place}, itemId);
        }
    }
    for (const auto& [identity, itemId] : slot.identities) {
        eraseFrom(identities_, identity, itemId);
    }
    slot.identities.clear();
    slot.declared = 0;
    slot.findings = {};
}

void Builder::sortByPlace(std::vector<SlotId>& slots) const {
    std::sort(slots.begin(), slots.end(), [&](SlotId left, SlotId right) {
        return input_.sources->before({slots_[left.index()].placed.section, 0, 0},
                                      {slots_[right.index()].placed.section, 0, 0});
    });
}

/// All organs whose competence rests on one: its field offices, and those it gave powers to.
std::set<OrganId> Builder::organsRestingOn(OrganId organ) const {
    std::set<OrganId> result;
    std::vector<OrganId> pending{organ};
    while (!pending.empty()) {
        const OrganId next = pending.back();
        pending.pop_back();
        if (!next.valid() || !result.insert(next).second) {
            continue;
        }
        for (std::size_t i = 0; i < program_->organs.size(); ++i) {
            if (program_->organs[OrganId(i)].fieldOfficeOf == next) {
                pending.emplace_back(i);
            }
        }
        for (const Mandate& mandate : program_->mandates) {
            if (mandate.from == next) {
                pending.push_back(mandate.to);
            }
        }
    }
    return result;
}

std::optional<std::vector<ItemId>> Builder::update(const DeclarationEdit& edit) {
    if (!canUpdate(edit)) {
        return std::nullopt;
    }
    std::set<SlotId> dirty;     // To be read again.
    std::set<SlotId> frontier;  // To be added to them.
    // Nodes of these are still pointed at until everything that inherits from them is read again.
    std::vector<std::shared_ptr<const Declaration>> retired;
    std::map<NameId, std::pair<bool, bool>> known;  // Names of items, catalogue items; before.
    const auto remember = [&](const Slot& slot) {
        if (!declaresItems(slot.label()) || slot.placed.declaration->root().subjectCount == 0) {
            return;
        }
        const NodeRef root{&slot.placed, &slot.placed.declaration->root()};
        const NameId name = subjectName(root);
        known.emplace(name,
                      std::pair(itemsByName_.contains(name), catalogueByName_.contains(name)));
    };
    std::map<SlotId, std::vector<ItemSummary>> before;
    std::set<Identity> left;  // Identities that were taken before.
    const auto addReaders = [&](auto& readers, const auto& key) {
        if (const auto found = readers.find(key); found != readers.end()) {
            frontier.insert(found->second.begin(), found->second.end());
        }
    };
    const auto addCatalogue = [&](const Slot& slot) {
        if (slot.label() != Label::DeclareCatalogueItem) {
            return;
        }
        const NodeRef root{&slot.placed, &slot.placed.declaration->root()};
        const NameId name = subjectName(root);
        addReaders(catalogueSlots_, name);
        addReaders(heirs_, name);
    };

    for (const PlacedDeclaration& placed : edit.added) {
        const SlotId id(slots_.size());
        slots_.emplace_back();
        slots_.back().placed = placed;
        slotsBySection_.emplace(placed.section, id);
        remember(slots_.back());
        addCatalogue(slots_.back());
        frontier.insert(id);
    }
    const auto exchange = [&](SlotId id, PlacedDeclaration placed) {
        Slot& slot = slots_[id.index()];
        remember(slot);
        addCatalogue(slot);
        before.emplace(id, summaryOf(slot));
        for (const auto& [identity, item] : slot.identities) {
            left.insert(identity);
        }
        retract(id);
        retired.push_back(slot.placed.declaration);
        slot.placed = std::move(placed);
        remember(slot);
        addCatalogue(slot);
        frontier.insert(id);
    };
    for (const FileId section : edit.removed) {
        const SlotId id = slotsBySection_.at(section);
        exchange(id, {nullptr, slots_[id.index()].placed.file, 0, section});
        slotsBySection_.erase(section);
    }
    const auto readAgain = [&](SlotId id) {
        Slot& slot = slots_[id.index()];
        slot.findings = {};
        const Reading scope = reading(id);
        Document now = readDocument(slot.placed);
        if (now != program_->documents[slot.document]) {
            program_->documents[slot.document] = std::move(now);
            addReaders(documentUsers_, slot.document);
        }
    };
    for (const FileId section : edit.moved) {
        frontier.insert(slotsBySection_.at(section));
    }
    for (const PlacedDeclaration& placed : edit.changed) {
        const SlotId id = slotsBySection_.at(placed.section);
        exchange(id, placed);
        const Slot& slot = slots_[id.index()];
        const Reading scope = reading(id);
        if (slot.label() == Label::DeclareOrgan) {
            const Organ earlier = program_->organs[slot.organ];
            readOrgan(slot.organ, slot.placed);
            if (earlier != program_->organs[slot.organ]) {
                for (const OrganId organ : organsRestingOn(slot.organ)) {
                    addReaders(organUsers_, organ);
                }
            }
        } else if (slot.label() == Label::DeclareDocument) {
            readAgain(id);
        } else if (slot.label() == Label::DeclareInstrument) {
            const auto powers = exchangeInstrument(slot);
            if (!powers) {
                return std::nullopt;
            }
            for (const NameId power : *powers) {
                addReaders(powerUsers_, power);
            }
            addReaders(citers_, slot.instrument);
        }
    }
    // Of what cites an instrument that was edited, documents are read now, items below.
    const std::set<SlotId> touchedSlots = frontier;
    for (const SlotId id : touchedSlots) {
        if (slots_[id.index()].label() == Label::DeclareDocument &&
            slots_[id.index()].document.valid()) {
            readAgain(id);
        }
    }

    std::vector<SlotId> slots;
    while (!frontier.empty()) {
        // What an edit touches is read together, so that it cannot matter what was read first.
        for (const SlotId id : frontier) {
            const Slot& slot = slots_[id.index()];
            if (declaresItems(slot.label()) || before.contains(id)) {
                before.emplace(id, summaryOf(slot));
                dirty.insert(id);
            }
        }
        frontier.clear();
        slots.clear();
        for (const SlotId id : dirty) {
            for (const auto& [identity, item] : slots_[id.index()].identities) {
                left.insert(identity);
            }
            if (declaresItems(slots_[id.index()].label())) {
                retract(id);
                slots.push_back(id);
            }
        }
        sortByPlace(slots);
        declareItems(slots);
        checkIdentities(slots);
        indexItems(slots);

        const auto addConflicts = [&](const Identity& identity) {
            if (const auto found = identities_.find(identity); found != identities_.end()) {
                for (const ItemId item : found->second) {
                    frontier.insert(itemSlots_[item.index()]);
                }
            }
        };
        for (const Identity& identity : left) {
            addConflicts(identity);
        }
        for (const SlotId id : slots) {
            for (const auto& [identity, item] : slots_[id.index()].identities) {
                addConflicts(identity);
            }
        }
        for (const SlotId id : dirty) {
            const std::vector<ItemSummary> now = summaryOf(slots_[id.index()]);
            const auto earlier = before.find(id);
            if (earlier == before.end() || earlier->second != now) {
                for (const ItemSummary& summary : now) {
                    addReaders(waiters_, summary.name);
                }
                if (earlier != before.end()) {
                    for (const ItemSummary& summary : earlier->second) {
                        addReaders(waiters_, summary.name);
                    }
                }
            }
        }
        const bool namesChanged = std::any_of(known.begin(), known.end(), [&](const auto& entry) {
            return entry.second != std::pair(itemsByName_.contains(entry.first),
                                             catalogueByName_.contains(entry.first));
        });
        if (namesChanged) {
            nameIndexes_.erase(NameSet::Items);
            nameIndexes_.erase(NameSet::CatalogueItems);
            nearItems_.clear();
            frontier.insert(guessers_.begin(), guessers_.end());
        }
        std::erase_if(frontier, [&](SlotId id) {
            return dirty.contains(id) || !declaresItems(slots_[id.index()].label());
        });
    }
    readItems(slots);

    std::vector<ItemId> touched;
    for (const SlotId id : dirty) {
        Slot& slot = slots_[id.index()];
        touched.insert(touched.end(), slot.items.begin(), slot.items.end());
        for (std::size_t i = slot.declared; i < slot.items.size(); ++i) {
            Item gone;
            gone.offered = false;
            program_->items[slot.items[i]] = std::move(gone);
            itemSources_[slot.items[i].index()] = {};
        }
    }
    std::sort(touched.begin(), touched.end());
    order_.clear();
    for (const syntax::Module& module : *edit.modules) {
        for (const PlacedDeclaration& placed : module.declarations) {
            order_.push_back(slotsBySection_.at(placed.section));
        }
    }
    return touched;
}

}  // namespace fadu::model
