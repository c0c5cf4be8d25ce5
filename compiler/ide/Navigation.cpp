#include "ide/Navigation.h"

#include "ide/Cursor.h"

#include <algorithm>
#include <unordered_set>

namespace fadu::ide {

namespace {

using model::Program;

/// In the order of files and places, each once.
void arrange(const View& view, std::vector<Span>& spans) {
    std::erase_if(spans, [&](const Span& span) { return !inFile(view, span); });
    std::sort(spans.begin(), spans.end(), [&](const Span& left, const Span& right) {
        return view.sources->before(left, right);
    });
    spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
}

/// Where a thing is declared.
class Declarations {
public:
    explicit Declarations(const View& view) : view_(view), program_(*view.program) {}

    std::vector<Span> operator()(model::ItemId id) const { return named(program_.items[id].head); }
    std::vector<Span> operator()(model::OrganId id) const {
        return named(program_.organs[id].head);
    }
    std::vector<Span> operator()(model::FunctionId id) const {
        return named(program_.functions[id].head);
    }
    std::vector<Span> operator()(model::PlaceId id) const {
        return named(program_.places[id].head);
    }
    std::vector<Span> operator()(model::DocumentId id) const {
        return named(program_.documents[id].head);
    }
    std::vector<Span> operator()(model::InstrumentId id) const {
        return named(program_.instruments[id].head);
    }
    std::vector<Span> operator()(model::ProvisionId id) const {
        return {program_.provisions[id].head};
    }
    std::vector<Span> operator()(const ListOf& list) const {
        return named(program_.lists[list.index].head);
    }
    std::vector<Span> operator()(const CitedPlace& place) const {
        std::vector<Span> result;
        for (const model::ProvisionId id : coveredBy(view_, place)) {
            result.push_back(program_.provisions[id].head);
        }
        return result.empty() && place.instrument.valid() ? (*this)(place.instrument) : result;
    }
    std::vector<Span> operator()(const FlowStep& place) const {
        const model::Step& step = program_.flows[program_.items[place.item].flow].steps[place.step];
        return step.kind == model::Step::Kind::Task ? std::vector<Span>{step.head}
                                                    : named(step.head);
    }
    std::vector<Span> operator()(const Office& office) const {
        std::vector<Span> result;
        const NodePlace organ = nodeOf(view_, program_.organs[office.organ].head);
        if (organ) {
            const syntax::Declaration& declaration = *organ.placed->declaration;
            for (const syntax::Node& child : declaration.children(*organ.node)) {
                for (const syntax::Value& value : declaration.valuesOf(child)) {
                    if (child.label == syntax::Label::Offices &&
                        program_.names.find(value.text) == office.name) {
                        result.push_back(organ.placed->span(value));
                    }
                }
            }
        }
        return result;
    }
    /// Where law establishes it, else the items that exercise it.
    std::vector<Span> operator()(const Power& power) const {
        std::vector<Span> result;
        for (const model::EstablishmentId id : program_.establishmentsOf(power.name)) {
            append(result, named(program_.establishments[id].span));
        }
        for (std::size_t i = 0; result.empty() && i < program_.items.size(); ++i) {
            const model::Item& item = program_.items[model::ItemId(i)];
            if (item.power == power.name && !item.main.valid() && !item.catalogueItem.valid()) {
                append(result, named(item.head));
            }
        }
        return result;
    }
    template <typename Other>
    std::vector<Span> operator()(const Other& /*declared nowhere*/) const {
        return {};
    }

private:
    static void append(std::vector<Span>& to, const std::vector<Span>& more) {
        to.insert(to.end(), more.begin(), more.end());
    }
    std::vector<Span> named(Span span) const {
        const NodePlace place = nodeOf(view_, span);
        return {place ? nameOf(place) : span};
    }

    const View& view_;
    const Program& program_;
};

/// What a power is called where law establishes it.
std::vector<NameId> namesOf(const Program& program, const Power& power) {
    std::vector<NameId> names{power.name};
    for (const model::EstablishmentId id : program.establishmentsOf(power.name)) {
        const auto& aliases = program.establishments[id].aliases;
        names.insert(names.end(), aliases.begin(), aliases.end());
    }
    return names;
}

/// Whether words speak of one thing.
class Matcher {
public:
    Matcher(const View& view, const Thing& wanted) : program_(*view.program), wanted_(wanted) {
        if (const auto* place = std::get_if<CitedPlace>(&wanted)) {
            provisions_ = coveredBy(view, *place);
        } else if (const auto* provision = std::get_if<model::ProvisionId>(&wanted)) {
            provisions_ = {*provision};
        } else if (const auto* power = std::get_if<Power>(&wanted)) {
            powerNames_ = namesOf(program_, *power);
        }
    }

    /// The range in which a word speaks of the thing; nothing when it does not.
    std::optional<Span> match(const Site& site) const {
        if (const auto* instrument = std::get_if<model::InstrumentId>(&wanted_)) {
            const auto* cited = std::get_if<CitedPlace>(&site.thing);
            if (site.thing == wanted_ ||
                (cited != nullptr && cited->instrument == *instrument && !site.named)) {
                return site.declares ? site.span : site.whole;
            }
            return std::nullopt;
        }
        return site.thing == wanted_ || isPartOf(site) ? std::optional(site.span) : std::nullopt;
    }

private:
    bool isPartOf(const Site& site) const {
        if (const auto* item = std::get_if<model::ItemId>(&site.thing)) {
            const model::Item& value = program_.items[*item];
            if (const auto* main = std::get_if<model::ItemId>(&wanted_)) {
                return value.main == *main && !site.declares;
            }
            // The item whose own name is the power's.
            return site.declares && !value.main.valid() && !value.catalogueItem.valid() &&
                   value.power == value.name &&
                   std::find(powerNames_.begin(), powerNames_.end(), value.power) !=
                       powerNames_.end();
        }
        const auto intersects = [&](const std::vector<model::ProvisionId>& other) {
            return std::find_first_of(provisions_.begin(), provisions_.end(), other.begin(),
                                      other.end()) != provisions_.end();
        };
        if (const auto* provision = std::get_if<model::ProvisionId>(&site.thing)) {
            return intersects({*provision});
        }
        const auto* cited = std::get_if<CitedPlace>(&site.thing);
        return cited != nullptr && cited->target.valid() &&
               intersects(program_.targets[cited->target].covered());
    }

    const Program& program_;
    const Thing& wanted_;
    std::vector<model::ProvisionId> provisions_;
    std::vector<NameId> powerNames_;
};

/// Tells most declarations that do not speak of a thing without resolving what they say: a thing is
/// spoken of by one of its names, law by a title.
class Filter {
public:
    Filter(const View& view, Resolver& resolver, const Thing& wanted)
        : program_(*view.program), resolver_(resolver) {
        std::visit([this](const auto& thing) { gather(thing); }, wanted);
    }

    bool mayMention(const syntax::Declaration& declaration) const {
        if (instrument_.valid()) {
            return std::any_of(declaration.citations.begin(), declaration.citations.end(),
                               [&](const syntax::CitationSyntax& citation) {
                                   return !citation.title.empty() &&
                                          titles_.contains(program_.names.find(citation.title));
                               });
        }
        return std::any_of(
            declaration.values.begin(), declaration.values.end(), [&](const syntax::Value& value) {
                return std::find(names_.begin(), names_.end(), value.text) != names_.end();
            });
    }

private:
    void add(NameId name) { names_.push_back(program_.text(name)); }
    void gather(model::ItemId id) { add(program_.items[id].name); }
    void gather(const FlowStep& place) {
        add(program_.flows[program_.items[place.item].flow].steps[place.step].name);
    }
    void gather(model::OrganId id) {
        add(program_.organs[id].name);
        for (const auto& [name, organ] : resolver_.formerOrgans()) {
            if (organ == id) {
                add(name);
            }
        }
    }
    void gather(const Office& office) { add(office.name); }
    void gather(model::FunctionId id) {
        const model::Function& function = program_.functions[id];
        add(function.name);
        std::for_each(function.aliases.begin(), function.aliases.end(),
                      [this](NameId name) { add(name); });
        std::for_each(function.formerNames.begin(), function.formerNames.end(),
                      [this](const model::FormerName& former) { add(former.name); });
    }
    void gather(model::PlaceId id) { add(program_.places[id].name); }
    void gather(model::DocumentId id) { add(program_.documents[id].name); }
    void gather(const Power& power) {
        const std::vector<NameId> names = namesOf(program_, power);
        std::for_each(names.begin(), names.end(), [this](NameId name) { add(name); });
    }
    void gather(const OwnMaterial& material) { add(material.name); }
    void gather(const ListOf& list) { add(program_.lists[list.index].name); }
    void gather(model::InstrumentId id) {
        instrument_ = id;
        titles_.insert(program_.instruments[id].title);
        for (const model::Target& target : program_.targets) {
            if (target.instrument == id) {
                titles_.insert(target.title);  // However it is spelt.
            }
        }
    }
    void gather(model::ProvisionId id) { gather(program_.provisions[id].instrument); }
    void gather(const CitedPlace& place) {
        if (place.instrument.valid()) {
            gather(place.instrument);
        } else {
            names_.push_back(place.title);
        }
    }
    template <typename Other>
    void gather(const Other& /*never asked for*/) {}

    const Program& program_;
    Resolver& resolver_;
    std::vector<std::string_view> names_;
    model::InstrumentId instrument_;
    std::unordered_set<NameId> titles_;
};

bool isAbout(const Thing& thing) {
    return !std::holds_alternative<Word>(thing) && !std::holds_alternative<Declared>(thing) &&
           !std::holds_alternative<syntax::Quantity>(thing) &&
           !std::holds_alternative<Date>(thing) && !std::holds_alternative<CheckName>(thing);
}

}  // namespace

std::vector<Span> definition(const View& view, FileId file, std::uint32_t offset) {
    Resolver resolver(view);
    const std::optional<Site> site = siteAt(view, resolver, file, offset);
    if (!site) {
        return {};
    }
    if (site->declares) {
        return {site->span};
    }
    std::vector<Span> result = std::visit(Declarations(view), site->thing);
    arrange(view, result);
    return result;
}

References references(const View& view, FileId file, std::uint32_t offset) {
    References result;
    Resolver resolver(view);
    const std::optional<Site> site = siteAt(view, resolver, file, offset);
    if (!site) {
        return result;
    }
    if (!isAbout(site->thing)) {
        if (site->declares) {
            result.declarations.push_back(site->span);
        }
        return result;
    }
    const Matcher matcher(view, site->thing);
    const Filter filter(view, resolver, site->thing);
    const auto collect = [&](const syntax::PlacedDeclaration& placed, bool uses) {
        if (placed.declaration != site->placed->declaration &&
            !filter.mayMention(*placed.declaration)) {
            return;
        }
        for (const Site& candidate : sitesOf(view, resolver, placed)) {
            const std::optional<Span> span = matcher.match(candidate);
            const bool item = std::holds_alternative<model::ItemId>(candidate.thing);
            // The item of a power's name is a use of it.
            const bool declares =
                candidate.declares && !(item && std::holds_alternative<Power>(site->thing));
            if (span && declares) {
                result.declarations.push_back(*span);
            } else if (span && uses) {
                result.uses.push_back(*span);
            }
        }
    };
    if (std::holds_alternative<FlowStep>(site->thing)) {
        collect(*site->placed, true);  // Steps are named inside their flow alone.
    } else {
        for (const syntax::Module& module : *view.modules) {
            for (const syntax::PlacedDeclaration& placed : module.declarations) {
                collect(placed, true);
            }
        }
        for (const syntax::PlacedDeclaration& placed : view.program->libraryDeclarations()) {
            collect(placed, false);
        }
    }
    arrange(view, result.declarations);
    arrange(view, result.uses);
    return result;
}

}  // namespace fadu::ide
