#pragma once

#include "model/Program.h"
#include "support/Date.h"
#include "syntax/Schema.h"

#include <cstddef>
#include <string_view>
#include <variant>

namespace fadu::ide {

/// An office (科室) of an organ.
struct Office {
    model::OrganId organ;
    NameId name;
    bool operator==(const Office&) const = default;
};

/// A power by its first name where an instrument read establishes it, else as written.
struct Power {
    NameId name;
    bool operator==(const Power&) const = default;
};

/// A step, choice or repetition of the flow that an item writes.
struct FlowStep {
    model::ItemId item;
    model::StepId step;
    bool operator==(const FlowStep&) const = default;
};

/// A material of no declared type: the applicant's own.
struct OwnMaterial {
    NameId name;
    bool operator==(const OwnMaterial&) const = default;
};

/// A 清单: an index into `Program::lists`.
struct ListOf {
    std::size_t index = 0;
    bool operator==(const ListOf&) const = default;
};

/// A cited place of an instrument, complete with what it takes over from the citation before it.
struct CitedPlace {
    std::string_view title;
    model::InstrumentId instrument;  ///< Invalid: nothing read holds it.
    model::TargetId target;          ///< Invalid: the model judged no such citation.
    model::ProvisionPath first;
    model::ProvisionPath last;

    bool operator==(const CitedPlace& other) const {
        return instrument == other.instrument && (instrument.valid() || title == other.title) &&
               first == other.first && last == other.last;
    }
};

/// A declaration that nothing refers to by a name of its own: 一件事, 职责, 划转, 日历 …
struct Declared {
    bool operator==(const Declared&) const = default;
};

/// A keyword: of a declaration, a label, inside values, or a term of a list (行政许可).
struct Word {
    const char* zh = nullptr;
    const char* en = nullptr;
    const syntax::DeclarationInfo* declaration = nullptr;
    const syntax::LabelInfo* label = nullptr;
    const syntax::ClauseInfo* clause = nullptr;
    bool operator==(const Word&) const = default;
};

/// The code or slug of a check in an allowance.
struct CheckName {
    std::string_view text;
    bool operator==(const CheckName&) const = default;
};

/// What a word of a source is about.
using Thing = std::variant<std::monostate, model::ItemId, model::OrganId, Office, model::FunctionId,
                           model::PlaceId, model::DocumentId, Power, model::InstrumentId,
                           model::ProvisionId, CitedPlace, FlowStep, OwnMaterial, ListOf, Declared,
                           Word, syntax::Quantity, Date, CheckName>;

}  // namespace fadu::ide
