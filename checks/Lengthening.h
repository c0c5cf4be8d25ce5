#pragma once

#include "checks/Check.h"

#include <vector>

namespace fadu::checks {

/// A limit of a clock that may not stand as it is: it is longer than what governs, and set by an
/// instrument that could not lengthen it, or by one without order to the governing one.
struct Lengthening {
    model::LimitId limit;
    derive::LoserReason reason = derive::LoserReason::LowerRank;
    derive::ClockKind clock = derive::ClockKind::Decision;
};

/// Of one clock, in the order of the losers. Nothing where the governing limit is not settled: by
/// situation, or general and a longer special one may stand where nothing is recorded.
std::vector<Lengthening> lengthenings(const Context& context, model::ItemId item,
                                      derive::ClockKind clock);

/// The one on which the item's own 法定 rests, by its citation; null when it rests on none.
const Lengthening* citedBy(const model::Program& program, const model::Item& item,
                           const std::vector<Lengthening>& all);

/// What an item finds, of any clock, in instruments of the package: the limits that `wanted` takes,
/// each once, with the items that it concerns, in the order of the items.
struct LengtheningUse {
    Lengthening lengthening;
    std::vector<model::ItemId> items;
};
std::vector<LengtheningUse> lengtheningsOfPackage(const Context& context,
                                                  bool (*wanted)(derive::LoserReason reason));

}  // namespace fadu::checks
