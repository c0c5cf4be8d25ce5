#pragma once

#include "model/Program.h"

#include <optional>
#include <string_view>

namespace fadu {

/// The item that a person means: one item, or what is to be answered instead.
struct ItemSearch {
    model::ItemId item;
    std::optional<Text> error;  ///< Unknown or ambiguous, with the names that are near.
};

/// Finds an offered item by its stable id (place/organ/name/situation), by an end of it
/// (name/situation, organ/name/situation), by its name, or by name and situation as messages write
/// them: 名称（情形）, `名称 情形`. Of several situations a bare name means 新办; of a catalogue
/// item and an organ's item of one name it means the organ's.
ItemSearch findItem(const model::Program& program, std::string_view written);

}  // namespace fadu
