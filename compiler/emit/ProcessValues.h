#pragma once

#include "derive/Verdict.h"
#include "emit/ProcessJson.h"

#include <nlohmann/json.hpp>

#include <string>
#include <unordered_map>
#include <vector>

namespace fadu::emit {

using Json = nlohmann::ordered_json;

/// The values that process JSON is made of, written one way everywhere, and what is computed once
/// for all items. Reads the input and nothing else.
class ProcessValues {
public:
    explicit ProcessValues(const ProcessInput& input);

    const ProcessInput& input() const { return input_; }
    const model::Program& program() const { return *input_.program; }
    const derive::Facts& facts() const { return *input_.facts; }

    /// Stable identity of an item; of two offered ones with one identity the later gets `~2`.
    const std::string& itemId(model::ItemId item) const { return ids_[item.index()]; }
    /// Its code, else its name; null for none.
    Json placeId(model::PlaceId place) const;
    /// document:NAME.
    std::string documentNode(model::DocumentId document) const;
    /// outside:NAME.
    std::string outsideNode(NameId name) const;
    std::string text(NameId name) const { return std::string(program().text(name)); }

    /// File and range, or null for what the source does not write.
    Json source(Span span) const;
    /// Adds `source`, where there is one.
    void addSource(Json& object, Span span) const;
    /// Adds `source`, and `inheritedFrom` where not the item itself writes it.
    void addSource(Json& object, Span span, model::ItemId item) const;
    /// The item above `item` that writes something; invalid when that is itself.
    model::ItemId writerOf(model::ItemId item, Span span) const;

    /// {value, unit, iso?}; of a range the longer end, or the shorter.
    Json duration(const model::Quantity& quantity, bool longest = true) const;
    Json duration(std::int64_t value, Unit unit) const;
    Json citation(const LegalBasis& basis) const;
    Json citation(const model::Citation& written) const;
    Json citations(const std::vector<model::Citation>& written) const;
    Json level(std::optional<Level> level) const;
    Json levels(LevelSet levels) const;
    /// Organs that hold a function, in the order of the sources.
    const std::vector<model::OrganId>& organsWith(model::FunctionId function) const;
    /// Fingerprints of the findings that an item owns.
    Json findings(model::ItemId item) const;

    static const char* verdict(derive::Verdict verdict);

private:
    std::string path(const SourceFile& file) const;

    const ProcessInput& input_;
    std::string prefix_;            ///< Of files of the package, with its `/`.
    std::vector<std::string> ids_;  ///< By item.
    std::vector<std::vector<model::OrganId>> organsByFunction_;
    std::unordered_map<std::string, std::vector<std::size_t>> findingsByOwner_;
};

}  // namespace fadu::emit
