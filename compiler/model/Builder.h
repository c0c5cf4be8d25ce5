#pragma once

#include "model/Library.h"
#include "model/Program.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace fadu::model {

using syntax::Clause;
using syntax::Declaration;
using syntax::Label;
using syntax::Node;
using syntax::PlacedDeclaration;
using syntax::Value;

/// Names that a suggestion can come from, with marks that tell most of them from a name without
/// comparing letters.
class NameIndex {
public:
    void add(std::string_view name);
    /// The names within a number of edits of a name, and few others.
    std::vector<std::string_view> near(std::string_view name, std::size_t edits) const;
    /// How many edits `nearestNames` allows a name.
    static std::size_t tolerance(std::string_view name);

private:
    struct Entry {
        std::string_view name;
        std::size_t length = 0;     ///< In code points.
        std::uint64_t letters = 0;  ///< A bit for each code point's hash.
    };
    static Entry entryOf(std::string_view name);
    std::vector<Entry> entries_;
};

/// Builds a `Program` and keeps it up to date. One object builds one program; its parts stand in
/// BuildLaw.cpp, BuildAdministration.cpp, BuildItems.cpp, BuildFlow.cpp, Citations.cpp and
/// Update.cpp.
class Builder {
public:
    explicit Builder(ProgramInput input);
    void build();
    /// As `Model::update`.
    std::optional<std::vector<ItemId>> update(const DeclarationEdit& edit);
    /// As `Model::finish`.
    void finish();

    const std::shared_ptr<Program>& program() const { return program_; }
    /// Findings of all that was read, declaration by declaration.
    template <typename Visit>
    void eachFinding(Visit&& visit) const {
        for (const Findings* findings : {&libraryFindings_, &wholeFindings_}) {
            for (const Diagnostic& diagnostic : findings->diagnostics) {
                visit(diagnostic);
            }
        }
        for (const Slot& slot : slots_) {
            for (const Diagnostic& diagnostic : slot.findings.diagnostics) {
                visit(diagnostic);
            }
        }
    }

private:
    /// What was found while one thing was read.
    struct Findings {
        std::vector<Diagnostic> diagnostics;
        std::vector<std::pair<TargetId, Span>> unknownUses;  ///< Of instruments nothing read holds.
        std::vector<std::pair<NameId, Span>> unknownApprovals;  ///< Prerequisites nobody knows.
    };
    using SlotId = Id<struct SlotTag>;
    /// What no two offered items share: place, organ, name and situation.
    using Identity = std::tuple<PlaceId, OrganId, NameId, NameId>;
    /// A declaration of the package with what was made of it.
    struct Slot {
        PlacedDeclaration placed;  ///< Its address is kept: slots never move.
        std::vector<ItemId> items;
        std::size_t declared = 0;  ///< Of its items those that the present text declares.
        std::vector<std::pair<Identity, ItemId>> identities;  ///< That its items take.
        OrganId organ;
        DocumentId document;
        InstrumentId instrument;
        Findings findings;

        /// The kind of declaration; None for what could not be read and what was removed.
        Label label() const {
            return placed.declaration == nullptr || placed.declaration->empty()
                       ? Label::None
                       : placed.declaration->root().label;
        }
    };
    /// Collects findings in one place while it lives.
    class Reading {
    public:
        Reading(Builder& builder, Findings& findings, SlotId slot)
            : builder_(builder), findings_(builder.findings_), slot_(builder.slot_) {
            builder.findings_ = &findings;
            builder.slot_ = slot;
        }
        ~Reading() {
            builder_.findings_ = findings_;
            builder_.slot_ = slot_;
        }
        Reading(const Reading&) = delete;
        Reading& operator=(const Reading&) = delete;

    private:
        Builder& builder_;
        Findings* findings_;
        SlotId slot_;
    };
    Reading reading(SlotId slot) { return {*this, slots_[slot.index()].findings, slot}; }
    Reading reading(ItemId item) { return reading(itemSlots_[item.index()]); }
    /// Notes the declaration that is being read in a list of readers.
    void note(std::vector<SlotId>& readers) const {
        if (readers.empty() || readers.back() != slot_) {
            readers.push_back(slot_);
        }
    }
    /// Calls `action` for each declaration with one of these labels, in the order of the files.
    template <typename Action>
    void eachSlot(std::initializer_list<Label> labels, Action&& action) {
        for (const SlotId id : order_) {
            Slot& slot = slots_[id.index()];
            if (std::find(labels.begin(), labels.end(), slot.label()) != labels.end()) {
                const Reading scope = reading(id);
                action(slot);
            }
        }
    }

    /// A node of a declaration at its place.
    struct NodeRef {
        const PlacedDeclaration* placed = nullptr;
        const Node* node = nullptr;
        explicit operator bool() const { return node != nullptr; }
        const Declaration& declaration() const { return *placed->declaration; }
        std::span<const Value> values() const { return declaration().valuesOf(*node); }
        std::span<const Value> subject() const { return declaration().subject(*node); }
        Span head() const { return placed->head(*node); }
        Span whole() const { return placed->place(node->begin, node->end); }
        Span valueSpan() const { return placed->values(*node); }
        NodeRef find(Label label) const { return {placed, declaration().find(*node, label)}; }
    };
    struct Named {
        NameId name;
        Span span;
    };

    // Helpers (Builder.cpp)
    NameId intern(std::string_view name) { return program_->names.intern(name); }
    Diagnostic& report(Diagnostic diagnostic);
    std::vector<Named> names(const PlacedDeclaration& placed, std::span<const Value> values);
    std::vector<Named> names(NodeRef node);
    std::vector<NameId> nameIds(const PlacedDeclaration& placed, std::span<const Value> values);
    NameId subjectName(NodeRef node, Span* span = nullptr);
    std::optional<Date> date(NodeRef node) const;
    bool flag(NodeRef node) const;
    std::string textOf(NodeRef node) const;
    /// A quoted text with the characters that the author wrote (names are compared normalised).
    static std::string writtenText(const Declaration& declaration, const Value& value);
    std::optional<unsigned> integer(NodeRef node) const;
    template <typename Enum>
    std::optional<Enum> term(NodeRef node, TermFamily family) const {
        if (!node || node.node->blamed || node.values().empty()) {
            return std::nullopt;
        }
        const auto value = findTerm(family, node.values().front().text);
        return value ? std::optional<Enum>(static_cast<Enum>(*value)) : std::nullopt;
    }
    /// What a name may have been meant for.
    enum class NameSet : std::uint8_t {
        Organs,
        Places,
        LibraryPlaces,
        Functions,
        LibraryFunctions,
        Items,
        CatalogueItems,
        Documents,
        Titles,
        LibraryTitles
    };
    const NameIndex& nameIndex(NameSet set);
    /// REF001 with the nearest names of the sets and of `more`.
    void unknownName(Span span, Text what, std::string_view name,
                     std::initializer_list<NameSet> sets,
                     std::vector<std::string_view> candidates = {});
    /// REF006 where `key` was declared before; `name` is what the author calls it, else the key.
    bool declareOnce(std::unordered_map<NameId, Span>& seen, NameId key, Span head, Text what,
                     NameId name = {});

    // Law (BuildLaw.cpp)
    void loadEntry(std::uint32_t index);
    void load(Library::KeyKind kind, std::string_view name);
    InstrumentId declareInstrument(const PlacedDeclaration& placed, bool fromLibrary);
    static std::string_view titleOf(const PlacedDeclaration& placed);
    std::vector<NameId> aliasesOf(const PlacedDeclaration& placed);
    void readInstrument(InstrumentId id, const PlacedDeclaration& placed);
    void readProvision(InstrumentId id, NodeRef node);
    void readRenumbering(Instrument& instrument, Date since, NodeRef node);
    /// `otherwise`: what entries without a 适用 of their own apply to; empty: what the provision
    /// does.
    void readEntries(ProvisionId provision, NodeRef node, EntryKind kind,
                     const std::vector<NameId>& otherwise = {});
    void noteLibraryPower(NameId name);
    void readFormerNames(NodeRef node, std::vector<FormerName>& result);
    void readEstablishment(ProvisionId provision, NodeRef node);
    LimitId readLimit(ProvisionId provision, NodeRef node);
    Quantity resolveDays(const Instrument& instrument, Quantity quantity, bool applicants) const;
    InstrumentId findInstrument(std::string_view title);
    FunctionId declareFunction(const PlacedDeclaration& placed, bool fromLibrary);
    FunctionId findFunction(NameId name);
    void readCompetence(const PlacedDeclaration& placed);
    void ensureKind(PowerKind kind);
    void ensurePower(NameId power);
    void readAbolition(const PlacedDeclaration& placed);
    void readCalendar(const PlacedDeclaration& placed);

    // Citations (Citations.cpp)
    TargetId target(std::string_view title, const ProvisionPath& first, const ProvisionPath& last);
    void resolveTarget(Target& target);
    InstrumentId misspeltTitle(NameId title);
    std::vector<Citation> citations(const PlacedDeclaration& placed, std::span<const Value> values,
                                    InstrumentId own, bool judge, PlaceId place);
    void judge(Citation& citation, PlaceId place);
    std::string sameMatterElsewhere(const std::vector<ProvisionId>& covered);
    void reportNotInLibrary();

    // Administration (BuildAdministration.cpp)
    void declarePlaces();
    void declareOrgans();
    void declareDocuments();
    std::vector<PlaceId> placesNamed(NameId name);
    /// The one place of a name; invalid when there is none or more than one.
    PlaceId findPlace(NameId name);
    std::string fullPlaceName(PlaceId id) const;
    PlaceId declarePlace(const PlacedDeclaration& placed, bool fromLibrary);
    void declareLibraryPlace(std::uint32_t entry, const PlacedDeclaration& placed);
    PlaceId placeOf(NodeRef node, bool* blamed = nullptr);
    OrganId organOf(const Named& named, Text what);
    /// An organ by name, noting who asked.
    OrganId findOrgan(NameId name);
    /// The same for a name that an author wrote: REF008 when it is one that the organ bore.
    OrganId findOrgan(const Named& named);
    /// A function by a name that an author wrote outside the text of an instrument; REF008 alike.
    FunctionId findFunction(const Named& named);
    /// REF008 when a name is one that was borne until a day that is past.
    void judgeName(const Named& named, NameId today, const std::vector<FormerName>& formerNames,
                   bool organ);
    DocumentId findDocument(NameId name);
    void readOrgan(OrganId id, const PlacedDeclaration& placed);
    std::vector<FormerName> formerNames(const PlacedDeclaration& placed);
    Document readDocument(const PlacedDeclaration& placed);
    void readMandate(const PlacedDeclaration& placed);

    // Items (BuildItems.cpp)
    /// Which offered item a name means: by name and situation, within an organ or a place.
    struct ItemNames {
        std::unordered_map<std::uint64_t, std::vector<ItemId>> all;
        std::map<std::pair<std::uint64_t, OrganId>, std::vector<ItemId>> byOrgan;
        std::map<std::pair<std::uint64_t, PlaceId>, std::vector<ItemId>> byPlace;
        static std::uint64_t key(NameId name, NameId situation) {
            return std::uint64_t{name.index()} << 32U | situation.index();
        }
    };
    struct ItemSource {  ///< Where an item's labels are looked up, nearest first.
        std::vector<NodeRef> nodes;
        std::vector<ItemId> owners;
    };
    struct Found {
        NodeRef node;
        ItemId owner;
    };
    void declareItems();
    /// Declares the items of declarations and resolves what identifies them and what they inherit.
    void declareItems(std::span<const SlotId> slots);
    void declareCatalogueItems(std::span<const SlotId> slots);
    void inherit(ItemId id);
    /// Makes items known by their names.
    void indexItems(std::span<const SlotId> slots);
    /// The items that a declaration's present text declares, the main item first.
    std::span<const ItemId> itemsOf(SlotId slot) const {
        return std::span(slots_[slot.index()].items).first(slots_[slot.index()].declared);
    }
    void addInOrder(std::vector<ItemId>& items, ItemId id) const;
    void readItems(std::span<const SlotId> slots);
    /// The one name of a situation in either language: 变更 for modification.
    NameId situationName(NameId name);
    ItemId declareItem(SlotId slot, const Node& node, ItemId main);
    void readItem(ItemId id);
    void readIdentity(ItemId id);
    Found look(ItemId id, Label label) const;
    std::vector<NodeRef> lookAll(ItemId id, Label label) const;
    Found lookLimit(ItemId id, Label label) const;
    Basis basis(ItemId id, Label label);
    Stated<StatedLimit> statedLimit(ItemId id, Label label);
    Stated<LevelSet> levels(ItemId id, Label label) const;
    StatedEntry readStated(ItemId id, NodeRef node);
    std::vector<StatedEntry> statedEntries(ItemId id, Label label);
    Stated<StatedEntry> statedEntry(ItemId id, Label label);
    Stated<unsigned> count(NodeRef node) const;
    void readMaterials(ItemId id);
    std::vector<Material> materialsOf(NodeRef block, PlaceId place);
    void judgeMaterial(const Material& material);
    const std::vector<DocumentId>& nearDocuments(NameId name);
    void readPrerequisites(ItemId id);
    void checkRequired(ItemId id);
    void checkIdentities(std::span<const SlotId> slots);
    Alternative resolveItem(const PlacedDeclaration& placed, std::span<const Value> atoms,
                            PlaceId place, OrganId organ, bool catalogue);
    bool nearDeclaredItem(NameId name, std::string& suggestion);
    std::vector<Alternative> itemList(NodeRef owner, PlaceId place);
    void readGroups();  ///< 清单, 一件事, 职责.
    List readList(NodeRef root);
    Bundle readBundle(NodeRef root);
    Duty readDuty(NodeRef root);

    // Update (Update.cpp)
    /// Who else sees an item, and by what: an edit that leaves this as it is concerns its own
    /// declaration alone.
    struct ItemSummary {
        NameId name;
        NameId situation;
        OrganId organ;
        PlaceId place;
        NameId authorityName;
        bool offered = false;
        bool catalogue = false;
        Span head;
        bool operator==(const ItemSummary&) const = default;
    };
    std::vector<ItemSummary> summaryOf(const Slot& slot) const;
    bool canUpdate(const DeclarationEdit& edit);
    bool canExchangeInstrument(const Slot& slot, const PlacedDeclaration& placed) const;
    /// Reads an instrument again. The result is the names of powers that its old or new text
    /// concerns, with what else they are called; nothing when other powers stand in it than before.
    std::optional<std::set<NameId>> exchangeInstrument(const Slot& slot);
    std::set<NameId> powersOf(InstrumentId id) const;
    void retract(SlotId slot);
    void sortByPlace(std::vector<SlotId>& slots) const;
    std::set<OrganId> organsRestingOn(OrganId organ) const;
    /// The place an item takes among all: nothing for those that take none.
    std::optional<Identity> identityOf(ItemId id) const;

    // Flows (BuildFlow.cpp)
    FlowId readFlow(ItemId id, NodeRef node);
    void readBlock(ItemId id, Flow& flow, BlockId block, NodeRef node);
    Actor readActor(ItemId id, const PlacedDeclaration& placed, const Value& value);

    const ProgramInput input_;
    std::shared_ptr<Program> program_;
    std::deque<Slot> slots_;
    std::vector<SlotId> order_;  ///< Slots in the order of the files.
    std::unordered_map<FileId, SlotId> slotsBySection_;
    std::deque<PlacedDeclaration> libraryPlaced_;
    Findings libraryFindings_;
    Findings wholeFindings_;  ///< About the package as a whole (REF010).
    Findings* findings_ = &wholeFindings_;
    SlotId slot_;  ///< Whose declaration is being read.
    ItemId item_;  ///< Which of its items, while its labels are read.
    std::unordered_set<std::uint32_t> loadedEntries_;
    std::unordered_map<std::uint32_t, FileId> libraryFiles_;

    std::unordered_map<NameId, FunctionId> functionsByName_;
    std::unordered_map<NameId, OrganId> organsByName_;
    std::unordered_map<NameId, std::vector<PlaceId>> placesByName_;  ///< Of the package.
    std::unordered_map<std::uint32_t, PlaceId> libraryPlaces_;       ///< By entry, those read.
    std::unordered_map<NameId, DocumentId> documentsByName_;
    std::unordered_map<NameId, std::vector<ItemId>> itemsByName_;
    std::unordered_map<NameId, std::vector<ItemId>> catalogueByName_;
    ItemNames itemNames_;
    ItemNames catalogueNames_;
    std::map<std::tuple<NameId, ProvisionPath, ProvisionPath>, TargetId> targets_;
    std::vector<ItemSource> itemSources_;  ///< By item.
    std::vector<SlotId> itemSlots_;        ///< By item.

    // Who is to be read again when something changes. Entries may be stale or repeated: one too
    // many costs time only.
    std::unordered_map<NameId, std::vector<SlotId>> heirs_;    ///< By name of the catalogue item.
    std::unordered_map<NameId, std::vector<SlotId>> waiters_;  ///< By name of the prerequisite.
    std::unordered_map<OrganId, std::vector<SlotId>> organUsers_;
    std::unordered_map<DocumentId, std::vector<SlotId>> documentUsers_;
    std::unordered_map<NameId, std::vector<SlotId>> powerUsers_;
    std::unordered_map<InstrumentId, std::vector<SlotId>> citers_;
    /// Organs that a declaration beside items calls by a former name: it is not read again when
    /// such an organ is.
    std::set<OrganId> formerlyNamed_;
    std::vector<SlotId> guessers_;  ///< Those that compared a name with the names of all items.
    std::unordered_map<NameId, std::vector<SlotId>> catalogueSlots_;  ///< By name of the item.
    std::map<Identity, std::vector<ItemId>> identities_;
    std::set<std::uint8_t> ensuredKinds_;
    std::unordered_set<NameId> ensuredPowers_;
    std::unordered_map<NameId, std::optional<std::string>> nearItems_;
    std::unordered_map<NameId, std::vector<DocumentId>> nearDocuments_;
    std::map<NameSet, std::pair<std::size_t, NameIndex>>
        nameIndexes_;  ///< With the size of the set.
    std::unordered_map<NameId, InstrumentId>
        misspeltTitles_;     ///< What an unknown title is one character off.
    NameId newApplication_;  ///< 新办.
};

}  // namespace fadu::model
