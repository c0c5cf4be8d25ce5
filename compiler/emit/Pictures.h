#pragma once

#include "derive/Facts.h"
#include "emit/Picture.h"
#include "model/Program.h"

#include <string_view>

namespace fadu::emit {

/// The flow of an item that has one: a lane an actor, lengths, the critical path, and how the
/// totals stand to promise and limit.
Picture flowPicture(const model::Program& program, const derive::Facts& facts, model::ItemId item,
                    Language language);

/// What an item needs, transitively: items, documents and what is outside the package, with the
/// edges of every cycle on the way numbered.
Picture dependencyPicture(const model::Program& program, const derive::Facts& facts,
                          model::ItemId item, Language language);

/// The same for a whole package, without what neither needs nor is needed.
Picture dependencyPicture(const model::Program& program, const derive::Facts& facts,
                          std::string_view package, Language language);

/// The chain from the provision to the item, link by link: what holds, what fails, what is missing.
Picture authorityPicture(const model::Program& program, const derive::Facts& facts,
                         model::ItemId item, Language language);

}  // namespace fadu::emit
