#pragma once

#include "model/CodeScheme.h"
#include "model/Rank.h"
#include "source/SourceManager.h"
#include "support/Interner.h"
#include "syntax/Module.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace fadu::model {

using InstrumentId = Id<struct InstrumentTag>;
using ProvisionId = Id<struct ProvisionTag>;
using EstablishmentId = Id<struct EstablishmentTag>;
using LimitId = Id<struct LimitTag>;
using EntryId = Id<struct EntryTag>;
using TargetId = Id<struct TargetTag>;
using FunctionId = Id<struct FunctionTag>;
using OrganId = Id<struct OrganTag>;
using PlaceId = Id<struct PlaceTag>;
using DocumentId = Id<struct DocumentTag>;
using ItemId = Id<struct ItemTag>;
using FlowId = Id<struct FlowTag>;
using StepId = Id<struct StepTag>;
using BlockId = Id<struct BlockTag>;

using syntax::ProvisionPath;
using syntax::Quantity;

/// Whether a place lies in a range of places (第四十六条至第四十八条): at one of its ends, in one
/// of them or between. A place above an end does not.
bool inProvisionRange(const ProvisionPath& first, const ProvisionPath& last,
                      const ProvisionPath& path);

/// A value of a label: known; not stated; or blamed, that is stated in a way that another finding
/// is about. Blamed values are silent everywhere.
template <typename T>
struct Stated {
    enum class State : std::uint8_t { NotStated, Known, Blamed };
    State state = State::NotStated;
    T value{};
    Span span;             ///< The value in the source.
    Span entry;            ///< Label and value.
    ItemId inheritedFrom;  ///< The item that writes it, when that is another one.

    bool known() const { return state == State::Known; }
    bool notStated() const { return state == State::NotStated; }
    bool blamed() const { return state == State::Blamed; }
};

// ------------------------------------------------------------------------------------------------
// Law

/// What a bare 日 in an instrument is: one sentence of it (许可法 82, 处罚法 85, …).
struct DayRule {
    Unit unit = Unit::WorkingDay;
    std::vector<std::int64_t> onlyNumbers;  ///< Empty: all numbers.
    std::optional<bool> onlyOrgan;  ///< Only the organ's periods, or (false) only the applicant's.
    ProvisionPath basis;
};

/// A provision whose content a revision moved to another number (条文对照).
struct Renumbering {
    Date since;  ///< The day from which the new numbers hold.
    ProvisionPath from;
    ProvisionPath to;
    Span span;
};

/// A name that a function or organ bore (曾称, 曾用名).
struct FormerName {
    NameId name;
    std::optional<Date> until;
    std::vector<LegalBasis> basis;  ///< The legal ground of succession, as written.
    Span span;

    bool operator==(const FormerName&) const = default;
};

/// A legal instrument in the version that is in force on the as-of date.
struct Instrument {
    NameId title;  ///< Full title without marks.
    std::vector<NameId> aliases;
    std::optional<Rank> rank;
    PlaceId place;  ///< Where it binds; invalid: everywhere.
    NameId placeName;
    bool placeBlamed = false;
    std::string number;        ///< 文号, as written.
    bool unpublished = false;  ///< 公布: 否.
    std::optional<Date> inForce;
    std::optional<Date> repealed;
    NameId repealedBy;
    std::optional<Date> version;  ///< Latest amendment, revision or version on the as-of date.
    /// What that date is: decides how people cite the text (2019年修正).
    enum class Edition : std::uint8_t { InForce, Amended, Revised };
    Edition edition = Edition::InForce;
    std::optional<unsigned> articles;
    Coverage coverage = Coverage::Full;
    std::vector<EntryKind> completeFor;
    std::vector<DayRule> dayRules;
    std::vector<PowerKind> generalLawFor;
    std::vector<NameId> higherLaws;
    std::vector<ProvisionId> provisions;  ///< In the order of their numbers.
    std::vector<ProvisionPath> deleted;   ///< Deleted in a version on or before the as-of date.
    std::vector<Renumbering> renumbered;  ///< On or before the as-of date, in the order of time.
    bool fromLibrary = false;
    Span head;

    bool inForceOn(Date date) const {
        return (!inForce || *inForce <= date) && (!repealed || date < *repealed);
    }
};

/// A recorded place of an instrument with its entries.
struct Provision {
    InstrumentId instrument;
    ProvisionPath path;
    ProvisionPath last;  ///< End of a range; else empty.
    std::vector<EstablishmentId> establishments;
    std::vector<LimitId> limits;
    std::vector<EntryId> entries;
    std::vector<NameId> appliesTo;  ///< Of the provision as a whole.
    std::optional<unsigned> paragraphs;
    std::optional<unsigned> subparagraphs;
    bool complete = false;
    bool unverified = false;
    Span head;
    Span span;
};

/// A provision's statement that it brings a power into being.
struct Establishment {
    ProvisionId provision;
    NameId power;
    std::vector<NameId> aliases;
    std::optional<PowerKind> kind;
    std::vector<NameId> holderNames;    ///< 由: functions or organs, as written.
    std::vector<FunctionId> holders;    ///< Those that are known functions.
    std::vector<OrganId> holderOrgans;  ///< Those that are organs of the package.
    bool holdersUnknown = false;        ///< One of them is neither: who is competent is not known.
    std::vector<NameId> jointly;
    std::vector<FunctionId> jointFunctions;  ///< Of `jointly` those that are known functions.
    LevelSet levels;                         ///< Empty: any level of the function.
    Span span;
};

/// How far a limit may be extended, and by whose approval.
struct Extension {
    Quantity length;
    std::string approver;
};

/// A limit that a provision sets.
struct Limit {
    ProvisionId provision;
    Stage stage = Stage::Decision;
    Quantity length;       ///< A bare 日 already resolved as far as the instrument says.
    bool bareDay = false;  ///< The text has a bare 日.
    std::optional<ProvisionPath>
        dayRule;  ///< The provision of the instrument that says what its 日 is.
    std::optional<Event> start;
    std::vector<NameId> appliesTo;
    bool applicants = false;  ///< The applicant's period, not the organ's.
    std::optional<Extension> extension;
    std::optional<Deemed> deemed;
    Span span;
};

/// What a provision says beside the powers and limits it sets: a material, a step, a condition, a
/// fee, …
struct Entry {
    EntryKind kind = EntryKind::Other;
    ProvisionId provision;
    NameId name;  ///< Of what: the material, the step, the fee, who is entrusted, …
    bool namesInstrument = false;      ///< `name` is the title of one (授权制定).
    std::string text;                  ///< What it says, of conditions, quotas and 另定.
    std::optional<Quantity> quantity;  ///< 有效期, 延续, an amount of money, a number.
    std::optional<Deemed> deemed;
    std::optional<PowerKind> forbidden;  ///< Of 禁止: the kind that may not be established.
    std::vector<NameId> appliesTo;       ///< Power, situation or mode; empty: whatever it is.
    Span span;
};

/// Which ranks may establish which kind of power (设定权).
struct Competence {
    std::optional<PowerKind> kind;
    std::vector<Rank> ranks;
    bool mayNot = false;  ///< 限度: 不得设定.
    std::string bounds;
    std::vector<TargetId> basis;
    Span span;
};

/// A place in law that citations point to; computed once however many cite it.
struct Target {
    NameId title;              ///< As written, normalised.
    InstrumentId instrument;   ///< Invalid: nothing read holds it.
    InstrumentId misspeltFor;  ///< The instrument it is one character or a variant form away from.
    bool variant = false;      ///< It differs only in traditional or variant characters.
    ProvisionPath first;
    ProvisionPath last;
    std::vector<ProvisionId> provisions;  ///< What is recorded at the place and below it.
    std::vector<ProvisionId> ancestors;   ///< When nothing is: its nearest recorded ancestor.
    bool noSuchProvision = false;
    bool deleted = false;

    /// The recorded provisions that a citation of this place rests on.
    const std::vector<ProvisionId>& covered() const {
        return provisions.empty() ? ancestors : provisions;
    }
};

/// A citation where it stands.
struct Citation {
    TargetId target;
    Span span;
    Span titleSpan;  ///< Empty when the title is taken over from the one before.
    Span provisionSpan;
    bool blamed = false;  ///< A finding is about this citation: it proves nothing.

    bool operator==(const Citation&) const = default;
};

/// 日历: what one notice says of a year's days off. A year's calendars of one family are its
/// versions, each complete (the family is what the name says before the year: 全国2020).
struct CalendarNotice {
    NameId family;
    std::optional<Date> known;  ///< Day on which it was published.
    std::optional<Date> until;  ///< The last day that it settles; its year is the calendar's.
    std::vector<syntax::DateRange> daysOff;
    std::vector<Date> workingDays;  ///< Of weekends.
    Span head;
};

// ------------------------------------------------------------------------------------------------
// Administration

struct Place {
    NameId name;
    std::string code;
    PlaceId within;
    std::optional<Level> level;
    bool provinceAdministered = false;
    bool fromLibrary = false;
    Span head;
    Span span;
};

struct Function {
    NameId name;
    std::vector<NameId> aliases;
    std::vector<FormerName> formerNames;
    LevelSet levels;
    bool fromLibrary = false;
    Span head;
    Span span;
};

struct Organ {
    NameId name;
    std::vector<FunctionId> functions;
    bool functionsComplete = true;
    bool functionsBlamed = false;  ///< One of them could not be resolved.
    std::optional<Level> level;
    PlaceId place;
    bool placeBlamed = false;
    OrganNature nature = OrganNature::AdministrativeOrgan;
    OrganId superior;
    OrganId fieldOfficeOf;
    std::vector<NameId> offices;
    std::vector<FormerName> formerNames;
    std::optional<Date> established;
    std::optional<Date> dissolved;
    Span head;
    Span span;
    Span functionsSpan;

    bool operator==(const Organ&) const = default;
};

struct Document {
    NameId name;
    std::vector<OrganId> issuingOrgans;
    FunctionId issuingFunction;
    NameId issuerName;
    std::optional<Quantity> validity;
    std::vector<Citation> validityBasis;
    bool shared = false;
    OrganId sharedBy;  ///< Who shares it, where that is said.
    bool selfProvided = false;
    bool electronic = false;
    bool fromLibrary = false;
    Span head;
    Span span;

    bool operator==(const Document&) const = default;
};

/// 划转, 委托, 授权 or 下放.
struct Mandate {
    enum class Kind : std::uint8_t { Transfer, Entrustment, Delegation, Devolution };
    /// Who approved it, and when.
    struct Approval {
        std::string by;
        std::optional<Date> on;
        Span span;
    };
    Kind kind = Kind::Transfer;
    std::vector<NameId> powers;
    std::vector<Span> powerSpans;  ///< Of each power.
    OrganId from;
    OrganId to;
    OrganId supervisor;
    bool supervisorStated = false;  ///< Of one that is not known, too.
    std::vector<Approval> approvals;
    std::optional<Date> published;
    std::optional<Date> since;
    std::optional<Date> until;
    std::vector<Citation> basis;
    Span toSpan;
    Span head;
    Span span;

    bool inForceOn(Date date) const {
        return (!since || *since <= date) && (!until || date <= *until);
    }
};

/// 取消 or 调整适用: a power cancelled or varied while its text stands.
struct Abolition {
    std::vector<NameId> powers;
    std::vector<Citation> provisions;
    std::vector<Citation> basis;
    std::vector<PlaceId> places;
    std::optional<Date> since;
    std::optional<Date> until;
    bool adjustment = false;
    Span head;

    bool inForceOn(Date date) const {
        return (!since || *since <= date) && (!until || date <= *until);
    }
};

// ------------------------------------------------------------------------------------------------
// Flows

/// Who carries out a step.
struct Actor {
    enum class Kind : std::uint8_t { NotStated, Organ, Office, Applicant, Unknown };
    Kind kind = Kind::NotStated;
    OrganId organ;
    NameId name;
    Span span;
};

/// A step, or a choice, repetition or end: a node of its block.
struct Step {
    enum class Kind : std::uint8_t { Task, Choice, Loop, End };
    struct After {
        StepId step;
        Span span;
    };
    Kind kind = Kind::Task;
    NameId name;               ///< May be empty for choices and repetitions.
    BlockId block;             ///< The block it is a node of.
    std::vector<After> after;  ///< What it waits for, inside its block.
    bool afterStated = false;  ///< Written with 后于; else it follows the line before.
    bool afterBlamed = false;  ///< A name in 后于 is not known.
    Actor actor;
    Stated<Quantity> duration;
    Stage stage = Stage::Review;
    bool excluded = false;        ///< 不计入期限.
    std::vector<Citation> basis;  ///< Of the step, and of its exclusion.
    bool onSite = false;
    std::string condition;          ///< Of a choice.
    std::vector<BlockId> branches;  ///< Of a choice: 若 and 否则; of a repetition: its body.
    bool hasElse = false;
    std::optional<unsigned> atMost;      ///< Of a repetition; nothing: unbounded.
    Outcome outcome = Outcome::Granted;  ///< Of an end.
    Span head;                           ///< Its name, or the keyword.
    Span span;
};

struct Block {
    StepId owner;  ///< Invalid: the flow itself.
    std::vector<StepId> steps;
};

/// A flow as a tree of blocks. Step and block ids are those of this flow.
struct Flow {
    Store<StepId, Step> steps;
    Store<BlockId, Block> blocks;  ///< The first is the flow itself.
    Span head;
    Span span;
    bool blamed = false;  ///< Something in it could not be read.
};

// ------------------------------------------------------------------------------------------------
// Items

struct Material {
    NameId name;
    DocumentId document;  ///< Declared type; invalid: the applicant's own.
    bool original = false;
    bool copy = false;
    std::optional<unsigned> copies;
    bool shared = false;
    bool deferrable = false;
    bool selfProvided = false;  ///< Stated; else assumed when there is no document.
    std::optional<Stage> due;
    Span dueSpan;  ///< The stage in the source; without a file when none is stated.
    std::vector<Citation> basis;
    Span nameSpan;
    Span span;
};

/// One way to meet a prerequisite: an item, or a node outside the package.
struct Alternative {
    ItemId item;
    NameId outside;  ///< Its name when it is no item of the package.
    bool blamed = false;
    Span span;
};

/// A prerequisite: any one of its alternatives.
struct Prerequisite {
    std::vector<Alternative> alternatives;
    Span span;
};

/// A condition, fee, intermediary service, quota, period or the like as an item states it.
struct StatedEntry {
    NameId name;
    std::string text;
    std::optional<Quantity> quantity;
    std::vector<Citation> basis;
    Span nameSpan;  ///< Of a named entry.
    Span span;
};

/// A limit as an item states it.
struct StatedLimit {
    Quantity length;
    std::vector<Citation> basis;
    std::optional<Event> start;
    std::string approver;
};

struct NamedOrgan {
    OrganId organ;
    NameId name;
    Span span;
};

struct ResultDocument {
    NameId name;
    DocumentId document;
    Span span;  ///< The entry.
};

/// A list of citations under one label of an item.
struct Basis {
    std::vector<Citation> citations;
    bool stated = false;
    bool blamed = false;
    Span entry;
    ItemId inheritedFrom;
};

/// Whether a situation is one of an existing licence: 变更, 延续, 补办, 停业, 注销.
bool isDerivedSituation(std::string_view name);

/// An item (or catalogue item) in one situation, with what it inherits.
struct Item {
    bool catalogue = false;
    bool offered = true;   ///< False: has a 新办 block, so it is only inherited from.
    ItemId main;           ///< Of a situation: the item around it.
    ItemId catalogueItem;  ///< The catalogue item it inherits from.
    bool catalogueBlamed = false;
    NameId name;
    NameId situation;
    bool derivedSituation = false;  ///< 变更, 延续, 补办, 停业, 注销: rests on the licence it has.
    Stated<PowerKind> kind;
    NameId power;
    Stated<std::string> code;
    Basis establishing;
    Basis implementing;
    Basis supervisory;
    Stated<OrganId> authority;     ///< Of items.
    FunctionId authorityFunction;  ///< Of catalogue items.
    NameId authorityName;
    LevelSet authorityLevels;
    Stated<LevelSet> exerciseLevel;
    Stated<LevelSet> decisionLevel;
    Stated<LevelSet> acceptanceLevel;
    Stated<OrganId> preliminaryExaminer;
    std::vector<NamedOrgan> supervisors;
    bool supervisorsStated = false;
    std::vector<NamedOrgan> jointly;  ///< 会同审批.
    PlaceId place;
    std::vector<NameId> applicants;
    std::vector<Prerequisite> prerequisites;
    bool prerequisitesBlamed = false;  ///< 前置审批 is written but could not be read.
    Span prerequisitesEntry;
    std::vector<ResultDocument> results;
    bool resultsStated = false;
    std::vector<Mode> modes;       ///< 办件类型, 审批模式, 协同方式.
    Stated<Mode> caseType;         ///< 办件类型.
    std::vector<NameId> channels;  ///< 办理形式.
    Span channelsEntry;
    std::vector<Material> materials;
    Span materialsHead;  ///< Head of 材料; without a file when there is none.
    std::vector<StatedEntry> conditions;
    std::vector<StatedEntry> fees;
    std::vector<StatedEntry> intermediaries;
    Stated<StatedEntry> quota;
    Stated<StatedEntry> validity;
    Stated<StatedEntry> annualInspection;
    Stated<StatedEntry> renewalLead;
    Stated<Deemed> deemed;
    Stated<unsigned> visits;
    std::optional<Date> effective;
    std::optional<Date> abolished;  ///< 取消: no longer offered from that day.
    Span limitsHead;                ///< Head of 时限; without a file when there is none.
    bool limitsBlamed = false;
    Stated<StatedLimit> acceptance;
    Stated<StatedLimit> statutory;
    Stated<StatedLimit> promise;
    Stated<StatedLimit> delivery;
    Stated<StatedLimit> preliminary;
    Stated<StatedLimit> extension;
    FlowId flow;
    ItemId flowInheritedFrom;
    std::string documentation;
    Span head;
    Span span;

    bool has(Mode mode) const;
};

/// 清单.
struct List {
    NameId name;
    NameId kindName;                ///< 类别 as written.
    std::optional<PowerKind> kind;  ///< When it is one.
    std::optional<Level> level;
    PlaceId place;
    std::optional<Date> version;
    bool complete = false;
    std::optional<std::size_t> upper;  ///< Index of 上级 among the lists.
    std::vector<Alternative> items;
    Span head;
};

/// 一件事.
struct Bundle {
    /// An item of its 流程 with those that come before it.
    struct Place {
        Alternative item;
        struct After {
            NameId name;
            Span span;
        };
        std::vector<After> after;
        Span span;
    };
    NameId name;
    std::vector<Alternative> items;
    std::vector<Place> order;  ///< 流程.
    std::vector<Material> materials;
    Stated<StatedLimit> promise;
    Stated<unsigned> visits;
    OrganId lead;
    Span head;
    Span span;
};

/// 职责.
struct Duty {
    struct Party {
        NameId name;
        OrganId organ;  ///< One of these when it is known.
        FunctionId function;
        Span span;
    };
    NameId name;
    std::vector<Party> leads;
    std::vector<Party> support;
    std::vector<std::string> boundaries;
    std::vector<Citation> basis;
    std::vector<Alternative> items;
    Span head;
};

// ------------------------------------------------------------------------------------------------

class Library;

/// All declarations of a package, what they reach of the library, and every name resolved, as of a
/// date. Changed by its `Model` alone; safe to read from several threads while that does nothing.
class Program {
public:
    Date asOf;
    std::vector<CodeScheme> codeSchemes;  ///< Of fadu.toml: a code fits one of them; empty: any.
    bool completeList = false;            ///< Of fadu.toml: the package's items are all there are.
    /// The families of calendars that count, each before those whose days it settles otherwise.
    std::vector<NameId> calendarFamilies;
    Interner names;

    Store<InstrumentId, Instrument> instruments;
    Store<ProvisionId, Provision> provisions;
    Store<EstablishmentId, Establishment> establishments;
    Store<LimitId, Limit> limits;
    Store<EntryId, Entry> entries;
    Store<TargetId, Target> targets;
    Store<FunctionId, Function> functions;
    Store<OrganId, Organ> organs;
    Store<PlaceId, Place> places;
    Store<DocumentId, Document> documents;
    /// Main items before their situations, in source order; edits append, and what they remove is
    /// left as an item that is not offered and has no name.
    Store<ItemId, Item> items;
    Store<FlowId, Flow> flows;
    std::vector<Competence> competences;
    std::vector<Mandate> mandates;
    std::vector<Abolition> abolitions;
    std::vector<CalendarNotice> calendars;  ///< Of the library, then of the package.
    std::vector<List> lists;
    std::vector<Bundle> bundles;
    std::vector<Duty> duties;

    /// Recorded establishments of a power by name or alias, in the order in which they were read.
    const std::vector<EstablishmentId>& establishmentsOf(NameId power) const;
    /// Whether recorded law establishes a power of this name, be it read or not.
    bool isPower(NameId name) const {
        return libraryPowers_.contains(name) || !establishmentsOf(name).empty();
    }
    /// Limits whose 适用 names this power.
    const std::vector<LimitId>& limitsFor(NameId power) const;
    /// Entries whose 适用 names this power.
    const std::vector<EntryId>& entriesFor(NameId power) const;
    /// An instrument by title or other title; invalid when it was not read.
    InstrumentId findInstrument(std::string_view title) const;
    /// The instruments that are the general law for a kind.
    std::vector<InstrumentId> generalLaws(PowerKind kind) const;

    std::string_view text(NameId name) const { return names.text(name); }
    /// Whether `inner` is `outer` or lies in it. An invalid `outer` is everywhere.
    bool within(PlaceId inner, PlaceId outer) const;
    /// Level of an organ: its own, else its place's.
    std::optional<Level> levelOf(OrganId organ) const;
    /// Whether an instrument binds in a place: national ones everywhere, a local one whose place is
    /// not known nowhere.
    bool binds(InstrumentId instrument, PlaceId place) const;
    /// A place of an instrument, or a range of them, with what is recorded there.
    Target place(InstrumentId instrument, const ProvisionPath& first,
                 const ProvisionPath& last = {}) const;
    /// Whether entries of a kind are completely recorded at a target, so that absence means
    /// something.
    bool completeFor(const Target& target, EntryKind kind) const;
    /// Whether an instrument is recorded in full, or completely for a kind of entry.
    bool completeFor(InstrumentId instrument, EntryKind kind) const;
    /// Stable identity of an item: place code/organ/name/situation.
    std::string itemId(ItemId id) const;
    /// How people call an item: its name, of a 情形 with it behind in parentheses.
    std::string itemTitle(ItemId id) const;
    /// For messages: 《食品安全法》第三十五条第一款.
    Text citationText(const Target& target) const;
    /// For findings: the provision as a legal basis.
    LegalBasis legalBasis(ProvisionId id) const;
    LegalBasis legalBasis(const Target& target) const;
    /// A whole instrument as a legal basis.
    LegalBasis legalBasis(InstrumentId id) const;
    /// Version date of an instrument as ISO text; empty when not known.
    std::string versionOf(InstrumentId instrument) const;
    /// The items that cite a place, and some that did before an edit; an item may be named more
    /// than once.
    const std::vector<ItemId>& citing(TargetId target) const;
    /// Titles cited that nothing read holds, sorted.
    const std::vector<NameId>& notInLibrary() const { return notInLibrary_; }
    /// The declarations of the library that were read, in that order.
    const std::vector<syntax::PlacedDeclaration>& libraryDeclarations() const {
        return libraryDeclarations_;
    }

private:
    friend class Builder;
    std::unordered_map<NameId, std::vector<EstablishmentId>> establishmentsByPower_;
    std::unordered_map<NameId, std::vector<LimitId>> limitsByPower_;
    std::unordered_map<NameId, std::vector<EntryId>> entriesByPower_;
    std::unordered_set<NameId> libraryPowers_;  ///< Of the names in 适用.
    std::unordered_map<NameId, InstrumentId> instrumentsByTitle_;
    std::vector<InstrumentId> generalLaws_;  ///< Of any kind, whatever the date.
    std::vector<NameId> notInLibrary_;
    std::unordered_map<TargetId, std::vector<ItemId>> citing_;
    /// Texts of library declarations that were read.
    std::vector<syntax::PlacedDeclaration> libraryDeclarations_;
};

/// What a program is built from.
struct ProgramInput {
    SourceManager* sources = nullptr;  ///< Library files that are reached are added.
    const std::vector<syntax::Module>* modules = nullptr;  ///< In the order of their paths.
    const Library* library = nullptr;                      ///< Null: none.
    /// Library files that `sources` holds already, by their index; those that are added are noted.
    std::unordered_map<std::uint32_t, FileId>* libraryFiles = nullptr;
    Date asOf;
    std::vector<CodeScheme> codeSchemes;  ///< Of fadu.toml.
    bool completeList = false;            ///< Of fadu.toml.
    std::vector<std::string> calendars;   ///< Of fadu.toml: families that count beside 全国.
    bool packageIsLibrary = false;        ///< Default of 收录 is 部分 then.
};

/// What was edited: declarations are known by their sections.
struct DeclarationEdit {
    std::vector<syntax::PlacedDeclaration> changed;  ///< With the section they had.
    std::vector<syntax::PlacedDeclaration> added;    ///< With new sections.
    std::vector<FileId> removed;                     ///< Sections.
    std::vector<FileId> moved;  ///< Sections that stand in another order among the others.
    const std::vector<syntax::Module>* modules = nullptr;  ///< After the edit.
};

/// Resolves names and citations, and does it again for what an edit touches. Findings are
/// REF001-REF008, REF010, REF011 and SYN007 of items.
class Model {
public:
    /// Reads the whole package.
    explicit Model(ProgramInput input);
    ~Model();
    Model(const Model&) = delete;
    Model& operator=(const Model&) = delete;

    /// The program; `update` and `finish` change it.
    std::shared_ptr<const Program> program() const;
    /// All findings, in an order that says nothing.
    void eachFinding(const std::function<void(const Diagnostic&)>& visit) const;

    /// Takes an edit over if it is one of items, lists, bundles and duties, or of documents, organs
    /// and instruments that keep their names and the powers they establish; then the result is the
    /// items that were read again (those that are gone are no longer offered), ascending. Its lists
    /// and what concerns the whole package come with `finish`. Nothing when so much rests on what
    /// was edited that the package is to be read as a whole: the model is of no use then.
    std::optional<std::vector<ItemId>> update(const DeclarationEdit& edit);
    void finish();

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

/// The descriptors of all findings that this phase makes.
std::vector<const Descriptor*> referenceDescriptors();

/// 20 个工作日; 20 working days.
Text quantityText(const Quantity& quantity);

}  // namespace fadu::model
