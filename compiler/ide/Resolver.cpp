#include "ide/Resolver.h"

#include <algorithm>

namespace fadu::ide {

const std::unordered_map<NameId, model::OrganId>& Resolver::formerOrgans() {
    if (formerOrgans_) {
        return *formerOrgans_;
    }
    formerOrgans_.emplace();
    for (const syntax::Module& module : *view_.modules) {
        for (const syntax::PlacedDeclaration& placed : module.declarations) {
            const syntax::Declaration& declaration = *placed.declaration;
            if (declaration.empty() || declaration.root().label != syntax::Label::DeclareOrgan ||
                declaration.root().subjectCount == 0) {
                continue;
            }
            const model::OrganId now =
                organ(name(declaration.subject(declaration.root()).front().text));
            for (const syntax::Node& child : declaration.children(declaration.root())) {
                for (const syntax::Value& value : declaration.valuesOf(child)) {
                    if (child.label == syntax::Label::FormerNames && isName(value) && now.valid()) {
                        formerOrgans_->emplace(name(value.text), now);
                    }
                }
            }
        }
    }
    return *formerOrgans_;
}

model::OrganId Resolver::organ(NameId name) {
    if (!name.valid()) {
        return {};
    }
    const auto found = organs_.find(name, program_.organs.size(), [&](std::size_t i, auto&& visit) {
        visit(program_.organs[model::OrganId(i)].name);
    });
    if (found) {
        return model::OrganId(*found);
    }
    const auto& formers = formerOrgans();
    const auto former = formers.find(name);
    return former == formers.end() ? model::OrganId() : former->second;
}

model::FunctionId Resolver::function(NameId name) {
    const auto found =
        functions_.find(name, program_.functions.size(), [&](std::size_t i, auto&& visit) {
            const model::Function& function = program_.functions[model::FunctionId(i)];
            visit(function.name);
            for (const NameId alias : function.aliases) {
                visit(alias);
            }
            for (const model::FormerName& former : function.formerNames) {
                visit(former.name);
            }
        });
    return found && name.valid() ? model::FunctionId(*found) : model::FunctionId();
}

model::PlaceId Resolver::place(NameId name) {
    const auto found = places_.find(name, program_.places.size(), [&](std::size_t i, auto&& visit) {
        visit(program_.places[model::PlaceId(i)].name);
    });
    return found && name.valid() ? model::PlaceId(*found) : model::PlaceId();
}

model::DocumentId Resolver::document(NameId name) {
    const auto found = documents_.find(
        name, program_.documents.size(),
        [&](std::size_t i, auto&& visit) { visit(program_.documents[model::DocumentId(i)].name); });
    return found && name.valid() ? model::DocumentId(*found) : model::DocumentId();
}

Thing Resolver::material(NameId name) {
    if (const model::DocumentId document = this->document(name); document.valid()) {
        return document;
    }
    return name.valid() ? Thing(OwnMaterial{name}) : Thing();
}

std::optional<std::size_t> Resolver::list(NameId name) {
    for (std::size_t i = 0; i < program_.lists.size(); ++i) {
        if (program_.lists[i].name == name && name.valid()) {
            return i;
        }
    }
    return std::nullopt;
}

model::ItemId Resolver::catalogueItem(NameId name) {
    const auto found =
        catalogueItems_.find(name, program_.items.size(), [&](std::size_t i, auto&& visit) {
            const model::Item& item = program_.items[model::ItemId(i)];
            if (item.catalogue && !item.main.valid()) {
                visit(item.name);
            }
        });
    return found && name.valid() ? model::ItemId(*found) : model::ItemId();
}

Thing Resolver::power(NameId name) const {
    if (!name.valid()) {
        return {};
    }
    const auto& all = program_.establishmentsOf(name);
    return Power{all.empty() ? name : program_.establishments[all.front()].power};
}

Thing Resolver::holder(NameId name) {
    if (const model::FunctionId function = this->function(name); function.valid()) {
        return function;
    }
    const model::OrganId organ = this->organ(name);
    return organ.valid() ? Thing(organ) : Thing();
}

model::ItemId Resolver::itemAt(Span head) {
    const auto found = items_.find(head, program_.items.size(), [&](std::size_t i, auto&& visit) {
        if (const model::Item& item = program_.items[model::ItemId(i)]; item.name.valid()) {
            visit(item.head);
        }
    });
    return found ? model::ItemId(*found) : model::ItemId();
}

model::ProvisionId Resolver::provisionAt(Span head) {
    const auto found =
        provisions_.find(head, program_.provisions.size(), [&](std::size_t i, auto&& visit) {
            visit(program_.provisions[model::ProvisionId(i)].head);
        });
    return found ? model::ProvisionId(*found) : model::ProvisionId();
}

CitedPlace Resolver::cited(std::string_view title, const model::ProvisionPath& first,
                           const model::ProvisionPath& last) {
    CitedPlace result{title, program_.findInstrument(title), {}, first, last};
    const auto found = targets_.find(
        {name(title), first, last}, program_.targets.size(), [&](std::size_t i, auto&& visit) {
            const model::Target& target = program_.targets[model::TargetId(i)];
            visit({target.title, target.first, target.last});
        });
    if (found) {
        result.target = model::TargetId(*found);
        result.instrument = program_.targets[result.target].instrument;
    }
    return result;
}

std::vector<model::ProvisionId> coveredBy(const View& view, const CitedPlace& place) {
    return place.target.valid() ? view.program->targets[place.target].covered()
                                : std::vector<model::ProvisionId>();
}

}  // namespace fadu::ide
