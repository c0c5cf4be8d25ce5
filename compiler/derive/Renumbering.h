#pragma once

#include "model/Program.h"

#include <optional>
#include <vector>

namespace fadu::derive {

/// Where what once stood at a cited place stands now.
struct Relocation {
    model::Target place;                    ///< With what is recorded there.
    std::vector<model::Renumbering> steps;  ///< Revision by revision.
};

/// The places to which revisions moved what stood at a place of an instrument (条文对照), the
/// shortest way first: a number may be that of any earlier text, so there may be several. With the
/// year of the text that is cited, only what later revisions moved counts. Nothing where the number
/// still is what it was.
std::vector<Relocation> relocations(const model::Program& program, model::InstrumentId instrument,
                                    const model::ProvisionPath& cited,
                                    std::optional<int> editionYear);

}  // namespace fadu::derive
