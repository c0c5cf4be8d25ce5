#include "emit/ProcessValues.h"

#include "derive/OutputNames.h"
#include "emit/FlowGraph.h"

#include <string_view>
#include <utility>

namespace fadu::emit {

namespace {

/// What stands before and after the number in ISO 8601; null for units that it does not have.
std::pair<const char*, const char*> isoForm(Unit unit) {
    switch (unit) {
        case Unit::CalendarDay:
            return {"P", "D"};
        case Unit::Month:
            return {"P", "M"};
        case Unit::Year:
            return {"P", "Y"};
        case Unit::Hour:
            return {"PT", "H"};
        default:
            return {nullptr, nullptr};
    }
}

Json positionJson(const Position& position) {
    return {{"line", position.line}, {"column", position.column}, {"offset", position.offset}};
}

}  // namespace

ProcessValues::ProcessValues(const ProcessInput& input)
    : input_(input), prefix_(input.packageRoot) {
    if (!prefix_.empty() && prefix_.back() != '/') {
        prefix_ += '/';
    }
    LocalNames taken;
    ids_.reserve(program().items.size());
    for (std::size_t i = 0; i < program().items.size(); ++i) {
        const model::ItemId id(i);
        std::string name = program().itemId(id);
        ids_.push_back(program().items[id].offered ? taken.take(std::move(name)) : std::move(name));
    }
    organsByFunction_.resize(program().functions.size());
    for (std::size_t i = 0; i < program().organs.size(); ++i) {
        const model::OrganId id(i);
        for (const model::FunctionId function : program().organs[id].functions) {
            auto& organs = organsByFunction_[function.index()];
            if (organs.empty() || organs.back() != id) {
                organs.push_back(id);
            }
        }
    }
    for (std::size_t i = 0; i < input_.diagnostics->size(); ++i) {
        if (!(*input_.diagnostics)[i].owner.empty()) {
            findingsByOwner_[(*input_.diagnostics)[i].owner].push_back(i);
        }
    }
}

Json ProcessValues::placeId(model::PlaceId place) const {
    if (!place.valid()) {
        return nullptr;
    }
    const model::Place& value = program().places[place];
    return value.code.empty() ? text(value.name) : value.code;
}

std::string ProcessValues::documentNode(model::DocumentId document) const {
    return "document:" + text(program().documents[document].name);
}

std::string ProcessValues::outsideNode(NameId name) const { return "outside:" + text(name); }

std::string ProcessValues::path(const SourceFile& file) const {
    std::string_view result = file.path();
    if (!file.embedded() && !prefix_.empty() && result.starts_with(prefix_)) {
        result.remove_prefix(prefix_.size());
    }
    return std::string(result);
}

Json ProcessValues::source(Span span) const {
    if (!span.valid()) {
        return nullptr;
    }
    return {{"file", path(input_.sources->file(span.file))},
            {"range",
             {{"start", positionJson(input_.sources->begin(span))},
              {"end", positionJson(input_.sources->end(span))}}}};
}

void ProcessValues::addSource(Json& object, Span span) const {
    if (span.valid()) {
        object["source"] = source(span);
    }
}

void ProcessValues::addSource(Json& object, Span span, model::ItemId item) const {
    addSource(object, span);
    if (const model::ItemId writer = writerOf(item, span); writer.valid()) {
        object["inheritedFrom"] = itemId(writer);
    }
}

model::ItemId ProcessValues::writerOf(model::ItemId item, Span span) const {
    const model::Item& own = program().items[item];
    if (!span.valid() || own.span.contains(span)) {
        return {};
    }
    const model::ItemId catalogue = own.catalogueItem;
    const model::ItemId general =
        catalogue.valid() ? program().items[catalogue].main : model::ItemId();
    for (const model::ItemId above : {own.main, catalogue, general}) {
        // The item around 新办 has the identity of 新办 itself: one item, written in two places.
        if (above.valid() && program().items[above].span.contains(span)) {
            return itemId(above) == itemId(item) ? model::ItemId() : above;
        }
    }
    return {};
}

Json ProcessValues::duration(std::int64_t value, Unit unit) const {
    Json result = {{"value", value}, {"unit", derive::outputName(unit)}};
    if (const auto [before, after] = isoForm(unit); before != nullptr) {
        result["iso"] = before + std::to_string(value) + after;
    }
    return result;
}

Json ProcessValues::duration(const model::Quantity& quantity, bool longest) const {
    return duration(longest ? quantity.high : quantity.low, quantity.unit);
}

Json ProcessValues::citation(const LegalBasis& basis) const {
    Json result = {{"instrument", basis.instrument},
                   {"version", basis.version.empty() ? Json(nullptr) : Json(basis.version)},
                   {"provision", basis.provision}};
    if (basis.unverified) {
        result["unverified"] = true;
    }
    return result;
}

Json ProcessValues::citation(const model::Citation& written) const {
    return citation(program().legalBasis(program().targets[written.target]));
}

Json ProcessValues::citations(const std::vector<model::Citation>& written) const {
    Json result = Json::array();
    for (const model::Citation& one : written) {
        result.push_back(citation(one));
    }
    return result;
}

Json ProcessValues::level(std::optional<Level> level) const {
    return level ? Json(termText(*level).zh) : Json(nullptr);
}

Json ProcessValues::levels(LevelSet levels) const {
    Json result = Json::array();
    for (unsigned i = 0; i <= static_cast<unsigned>(Level::National); ++i) {
        if (levels.contains(static_cast<Level>(i))) {
            result.push_back(termText(static_cast<Level>(i)).zh);
        }
    }
    return result;
}

const std::vector<model::OrganId>& ProcessValues::organsWith(model::FunctionId function) const {
    return organsByFunction_[function.index()];
}

Json ProcessValues::findings(model::ItemId item) const {
    Json result = Json::array();
    if (const auto found = findingsByOwner_.find(program().itemId(item));
        found != findingsByOwner_.end()) {
        for (const std::size_t i : found->second) {
            result.push_back((*input_.fingerprints)[i]);
        }
    }
    return result;
}

const char* ProcessValues::verdict(derive::Verdict verdict) {
    switch (verdict) {
        case derive::Verdict::Proved:
            return "proved";
        case derive::Verdict::Refuted:
            return "refuted";
        case derive::Verdict::Unknown:
            return "unknown";
        case derive::Verdict::NotStated:
            break;
    }
    return "notStated";
}

}  // namespace fadu::emit
