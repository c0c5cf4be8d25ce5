#pragma once

#include "diagnostics/Diagnostic.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace fadu {

// clang-format off: enumerations are read as lists.

/// Kinds of administrative powers and services (政务服务事项的类型).
enum class PowerKind : std::uint8_t {
    Licensing,
    Penalty,
    CompulsoryMeasure,
    Enforcement,
    Levy,
    Inspection,
    Confirmation,
    Adjudication,
    Benefit,
    Award,
    OtherPower,
    PublicService,
};

/// Levels of administration, lowest first; `LevelSet` is a set of them.
enum class Level : std::uint8_t { Township, County, City, Province, National };

/// A set of levels, a bit each.
class LevelSet {
public:
    constexpr LevelSet() = default;
    constexpr explicit LevelSet(std::uint8_t bits) : bits_(bits) {}
    static constexpr LevelSet range(Level lowest, Level highest) {
        std::uint8_t bits = 0;
        for (auto i = static_cast<unsigned>(lowest); i <= static_cast<unsigned>(highest); ++i) {
            bits = static_cast<std::uint8_t>(bits | 1U << i);
        }
        return LevelSet(bits);
    }
    static constexpr LevelSet of(Level level) { return range(level, level); }
    constexpr bool contains(Level level) const {
        return (bits_ >> static_cast<unsigned>(level) & 1U) != 0;
    }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr bool operator==(const LevelSet&) const = default;

private:
    std::uint8_t bits_ = 0;
};

/// Stages of a procedure and entries of 时限.
enum class Stage : std::uint8_t {
    Notice,       ///< 补正告知
    Acceptance,   ///< 受理
    Preliminary,  ///< 初审
    Review,       ///< 审查
    Decision,     ///< 决定
    Delivery,     ///< 送达
    Renewal,      ///< 延续
};

/// How completely an instrument is recorded (收录).
enum class Coverage : std::uint8_t { Full, Partial, TitleOnly };

/// Ranks of instruments. Their order is partial: see `model/Rank.h`.
enum class Rank : std::uint8_t {
    Law,
    AdministrativeRegulation,
    StateCouncilDecision,
    ProvincialRegulation,
    CityRegulation,
    AutonomyRegulation,
    SeparateRegulation,
    SpecialZoneRegulation,
    DepartmentalRule,
    ProvincialRule,
    CityRule,
    StateCouncilDocument,
    DepartmentalDocument,
    LocalDocument,
    PartyGovernmentDocument,
    FunctionsProvision,
};

/// What an organ is (机关的性质).
enum class OrganNature : std::uint8_t {
    AdministrativeOrgan,
    AuthorisedBody,
    EntrustedBody,
    FieldOffice,
    PublicInstitution,
    Intermediary,
};

/// Ways in which an application is handled.
enum class Mode : std::uint8_t {
    Commitment,
    DeferrableAcceptance,
    Ordinary,
    Joint,
    Unified,
    Parallel,
    Central,
    OnTheSpotCase,
    CommittedCase,
};

/// Units of quantities. Months and years are calendar spans, never converted into days.
enum class Unit : std::uint8_t {
    None,
    WorkingDay,
    CalendarDay,
    UnstatedDay,
    Month,
    Year,
    Hour,
    OnTheSpot,
    Copies,
    Times,
    Fen,
};

/// Events from which a period runs.
enum class Event : std::uint8_t {
    Acceptance,         ///< 受理
    Receipt,            ///< 收到申请
    MaterialsComplete,  ///< 材料齐全
    Decision,           ///< 决定
    NextDay,            ///< 次日
};

/// Effects of an organ's silence past a period.
enum class Deemed : std::uint8_t { Accepted, Approved, Renewed, Refused };

/// How a branch of a flow ends.
enum class Outcome : std::uint8_t { Granted, Refused, NotAccepted };

/// The kinds of entries that 已核全 can declare complete.
enum class EntryKind : std::uint8_t {
    Establishment,
    Limit,
    Material,
    Procedure,
    Condition,
    Fee,
    Validity,
    Renewal,
    Quota,
    Deemed,
    Excluded,
    Delegation,
    Entrustment,
    Forbidden,
    LeftTo,
    Precedence,
    Other,
};

/// Families of terms, each with one spelling in either language.
enum class TermFamily : std::uint8_t {
    PowerKind,
    Level,
    Stage,
    Coverage,
    Rank,
    OrganNature,
    Mode,
    Unit,
    Event,
    Deemed,
    Outcome,
    Flag,
    EntryKind,
    Party,
    FunctionsCoverage,
    Bound,
};

// clang-format on

/// Reads a term by its normalised Chinese or English spelling.
std::optional<std::uint8_t> findTerm(TermFamily family, std::string_view spelling);
/// The main spellings of a term.
Text termText(TermFamily family, std::uint8_t value);
/// The main spellings of all terms of a family, for suggestions: Chinese, then English.
std::string termList(TermFamily family, Language language);
/// Every spelling of the terms of a family that a file may use, in table order.
std::vector<Text> termSpellings(TermFamily family);
/// The spelling of a term in the other language, for any spelling that a file may use; null when
/// the spelling is no term of the family.
const char* otherSpelling(TermFamily family, std::string_view spelling, Language language);

/// A term as it stands in a sentence: English spellings lose their hyphens.
Text proseTerm(TermFamily family, std::uint8_t value);

inline Text termText(PowerKind value) {
    return proseTerm(TermFamily::PowerKind, static_cast<std::uint8_t>(value));
}
inline Text termText(Level value) {
    return proseTerm(TermFamily::Level, static_cast<std::uint8_t>(value));
}
inline Text termText(Stage value) {
    return proseTerm(TermFamily::Stage, static_cast<std::uint8_t>(value));
}
inline Text termText(Rank value) {
    return proseTerm(TermFamily::Rank, static_cast<std::uint8_t>(value));
}
inline Text termText(Event value) {
    return proseTerm(TermFamily::Event, static_cast<std::uint8_t>(value));
}

/// 县级以上, 县级至省级, 设区的市级; "county and above", "county to province", "county". Empty for
/// an empty set.
Text levelSetText(LevelSet levels);

/// Reads a level (县), an open range (县以上, county-up) or a closed one (县至省,
/// county-to-province).
std::optional<LevelSet> readLevels(std::string_view text);

}  // namespace fadu
