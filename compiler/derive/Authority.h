#pragma once

#include "derive/Verdict.h"
#include "model/Program.h"

#include <optional>
#include <vector>

namespace fadu::derive {

/// The chain that makes an item lawful: provision, power, rank, function and level, organ. It names
/// the first link that fails.
struct Authority {
    enum class Failure : std::uint8_t {
        None,
        NoBasis,             ///< Nothing cited, nothing recorded (AUT001).
        RankTooLow,          ///< Established by a rank that may not (AUT002).
        EstablishesNothing,  ///< What is cited, completely recorded, establishes no such power
                             ///< (AUT003).
        NotCompetent,        ///< The organ holds none of the functions and is not reached (AUT004).
        WrongLevel,          ///< Right function, level outside the range (AUT005).
    };
    Verdict verdict = Verdict::NotStated;
    Failure failure = Failure::None;
    model::EstablishmentId establishment;     ///< What the chain rests on, or fails at.
    std::optional<model::Citation> citation;  ///< The item's citation that leads to it.
    bool ancestor = false;                    ///< Recorded only at a place above the cited one.
    std::optional<std::size_t> competence;    ///< Index: which entry lets (or forbids) the rank.
    model::FunctionId function;               ///< The function by which the organ is competent.
    std::vector<std::size_t> mandates;        ///< Transfers and the like on the way to the organ.
    model::OrganId organ;
    std::optional<Level> level;  ///< The level that was judged.
    Text missing;                ///< Of an unknown verdict: what is missing.
    /// Of an unknown verdict: recorded law that does establish the power here, where no citation
    /// that counts leads to it and none could establish it instead (CON005).
    model::EstablishmentId uncited;
};

/// Whether recorded law must give a basis for powers of a kind, and how severe its absence is.
std::optional<Severity> basisRequirement(PowerKind kind);

/// Derives the chain of an item. Depends on the program alone.
Authority deriveAuthority(const model::Program& program, model::ItemId item);

}  // namespace fadu::derive
