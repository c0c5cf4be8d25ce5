#pragma once

#include "syntax/Terms.h"

#include <compare>

namespace fadu::model {

/// Compares ranks of instruments (立法法 98-106). The order is partial: between local regulations
/// and departmental rules (106), among rules of departments and local governments (102), between a
/// city's regulation and a rule of its province, and between what may vary the law in its place
/// (自治 条例, 单行条例, 经济特区法规: 101) and the law there is none; `unordered` then says that
/// the conflict has to be decided by the competent body.
std::partial_ordering compareRanks(Rank left, Rank right);

/// Whether a rank belongs to 法规 or higher: it may set its own limit for a licence, longer or
/// shorter than the general one (许可法 42(1), 43: 法律、法规另有规定). Rules and documents may
/// only shorten.
bool mayLengthenLimits(Rank rank);

/// Whether a rank is a normative document: below the rules, outside the hierarchy of 立法法.
bool isNormativeDocument(Rank rank);

/// Whether instruments of the rank bind in one place only.
bool isLocal(Rank rank);

}  // namespace fadu::model
