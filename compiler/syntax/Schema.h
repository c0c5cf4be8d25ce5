#pragma once

#include "diagnostics/Diagnostic.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace fadu::syntax {

// clang-format off: enumerations are read as lists.

/// Kinds of blocks: what a block's labels are. Conditions, Materials, Fees, Intermediaries, Flow,
/// BundleFlow and Renumbering hold entries that the author names.
enum class BlockKind : std::uint8_t {
    None,
    TopLevel,
    Instrument,
    Version,
    Provision,
    Competence,
    Function,
    Organ,
    Jurisdiction,
    Calendar,
    Document,
    CatalogueItem,
    Item,
    List,
    Bundle,
    Duty,
    Mandate,
    Abolition,
    Import,
    Conditions,
    Materials,
    Limits,
    Flow,
    Fees,
    Intermediaries,
    BundleFlow,
    Renumbering,
    Entry,  ///< An entry written as a block: its clause keywords are the labels.
};

/// Declarations, labels and, for named entries and provisions, `Entry` and `ProvisionBlock`.
enum class Label : std::uint16_t {
    None,
    Entry,           ///< An entry with a name of the author's in a block of such entries.
    ProvisionBlock,  ///< 第…条 { … } in an instrument or version.
#define DECLARATION(id, zh, en, block, docZh, docEn) Declare##id,
#include "syntax/schema.def"
    FirstLabel,
    // One value a spelling: a label that stands in several blocks is one Label.
    Alias,
    RankLabel,
    IssuingBody,
    Number,
    InJurisdiction,
    Promulgated,
    InForce,
    Amended,
    Revised,
    Repealed,
    Articles,
    CoverageLabel,
    DayMeans,
    GeneralLawFor,
    HigherLaw,
    SourceText,
    CompleteFor,
    VersionLabel,
    Renumbering,
    Establishes,
    LimitLabel,
    ExtensionLabel,
    ExcludedTime,
    Procedure,
    ConditionText,
    MaterialName,
    Fee,
    ValidityPeriod,
    RenewalPeriod,
    Quota,
    DeemedLabel,
    Delegates,
    Entrusts,
    Forbids,
    Precedes,
    LeavesTo,
    AppliesTo,
    Complete,
    Deleted,
    Paragraphs,
    Subparagraphs,
    Unverified,
    Other,
    CompetenceKind,
    Ranks,
    Bounds,
    BasisLabel,
    Except,
    Levels,
    AlsoCalled,
    Formerly,
    Functions,
    FunctionsCoverage,
    OrganLevel,
    Superior,
    NatureLabel,
    FieldOfficeOf,
    Offices,
    FormerNames,
    Established,
    Dissolved,
    Code,
    Within,
    ProvinceAdministered,
    KnownSince,
    DaysOff,
    WorkingDays,
    PublishedUntil,
    Issuer,
    Shared,
    SelfProvided,
    Electronic,
    KindLabel,
    Power,
    EstablishingBasis,
    ImplementingBasis,
    SupervisoryBasis,
    Authority,
    ExerciseLevel,
    DecisionLevel,
    AcceptanceLevel,
    PreliminaryExaminer,
    JointlyWith,
    Supervisor,
    Applicants,
    Prerequisites,
    Result,
    CaseType,
    ModeLabel,
    Coordination,
    Conditions,
    Materials,
    Limits,
    Flow,
    Fees,
    IntermediaryServices,
    Visits,
    AnnualInspection,
    RenewalLead,
    Public,
    Effective,
    Abolished,
    Channels,
    Situation,
    AcceptanceLimit,
    StatutoryLimit,
    Promise,
    DeliveryLimit,
    PreliminaryLimit,
    ExtensionLimit,
    ListKind,
    ListVersion,
    CompleteList,
    UpperList,
    Items,
    Lead,
    BundleFlow,
    DutyLead,
    Support,
    Boundary,
    From,
    To,
    ApprovedByLabel,
    Published,
    Since,
    Until,
    Provisions,
    InJurisdictions,
    If,
    Else,
    Loop,
    FlowEnd,
};

/// Keywords inside values.
enum class Clause : std::uint8_t {
#define CLAUSE(id, zh, en, type, list, docZh, docEn) id,
#include "syntax/schema.def"
};

/// What values a label or clause takes.
enum class ValueType : std::uint8_t {
    Nothing,
    Anything,
    Text,
    Names,
    InstrumentName,
    InstrumentOrNames,
    DateName,
    Date,
    Dates,
    DateOrNo,
    Integer,
    Integers,
    OptionalInteger,
    Flag,
    FlagOrOrgan,
    Code,
    PowerKind,
    PowerKinds,
    Rank,
    Ranks,
    Level,
    Levels,
    Coverage,
    FunctionsCoverage,
    OrganNature,
    Mode,
    Modes,
    DayUnit,
    Duration,
    StageDuration,
    Establishment,
    Deemed,
    EntryKinds,
    ForbiddenKind,
    NameWithMoney,
    NameWithAnything,
    Citations,
    OrganRef,
    OrganRefs,
    FunctionRefs,
    OrganOrFunctionRef,
    OrganOrFunctionRefs,
    JurisdictionRef,
    JurisdictionRefs,
    DocumentRefs,
    ItemRefs,
    ListRef,
    SituationName,
    Choice,
    LoopHead,
    Outcome,
    Stage,
    Event,
    Party,
};

// clang-format on

/// One row of the schema: a label of a block.
struct LabelInfo {
    BlockKind block;
    Label label;
    const char* zh;
    const char* en;
    ValueType type;
    BlockKind child;
    bool many;  ///< Several values, and the label may be repeated.
    bool required;
    Text documentation() const { return {docZh, docEn}; }
    const char* docZh;
    const char* docEn;
};

struct DeclarationInfo {
    Label label;
    const char* zh;
    const char* en;
    BlockKind block;
    const char* docZh;
    const char* docEn;
};

struct ClauseInfo {
    Clause clause;
    const char* zh;
    const char* en;
    ValueType type;
    bool many;
    const char* docZh;
    const char* docEn;
};

/// Look-ups by a normalised spelling, Chinese or English; null when there is none.
const DeclarationInfo* findDeclaration(std::string_view spelling);
const LabelInfo* findLabel(BlockKind block, std::string_view spelling);
const ClauseInfo* findClause(std::string_view spelling);

const DeclarationInfo* declarationInfo(Label label);
const LabelInfo* labelInfo(BlockKind block, Label label);
const ClauseInfo& clauseInfo(Clause clause);

/// All rows of a block, in table order.
const std::vector<const LabelInfo*>& labelsOf(BlockKind block);
const std::vector<DeclarationInfo>& declarations();
const std::vector<ClauseInfo>& clauses();

/// Whether entries of the block have names that the author chooses.
bool hasNamedEntries(BlockKind block);

}  // namespace fadu::syntax
