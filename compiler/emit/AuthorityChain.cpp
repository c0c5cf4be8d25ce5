#include "emit/AuthorityChain.h"

#include <algorithm>

namespace fadu::emit {

namespace {

using derive::Authority;
using model::OrganId;
using Kind = AuthorityLink::Kind;

class Chain {
public:
    Chain(const model::Program& program, const Authority& authority)
        : program_(program), authority_(authority) {}

    std::vector<AuthorityLink> run();

private:
    bool failsWith(Authority::Failure failure) const { return authority_.failure == failure; }
    const model::Establishment& establishment() const {
        return program_.establishments[authority_.establishment];
    }
    AuthorityLink& add(Kind kind, bool holds = true) {
        links_.push_back({kind, holds, {}, {}, {}, {}, 0});
        return links_.back();
    }
    void addHolders();
    void addMandates();
    OrganId holder() const;

    const model::Program& program_;
    const Authority& authority_;
    std::vector<AuthorityLink> links_;
};

/// Who holds the power by the provision: the function by which the organ is competent, or all that
/// are named when it is by none.
void Chain::addHolders() {
    std::vector<model::FunctionId> functions;
    if (authority_.function.valid()) {
        functions.push_back(authority_.function);
    } else if (authority_.verdict != derive::Verdict::Proved) {
        functions = establishment().holders;
    }
    for (const model::FunctionId id : functions) {
        add(Kind::Function).function = id;
    }
    if (!functions.empty()) {
        return;
    }
    // The provision names organs, not functions.
    const OrganId organ = holder();
    for (const NameId name : establishment().holderNames) {
        if (authority_.verdict != derive::Verdict::Proved || !organ.valid() ||
            program_.organs[organ].name == name) {
            add(Kind::Holder).holder = name;
        }
    }
}

/// The organ that holds the power itself, or by the department that sent it out.
OrganId Chain::holder() const {
    return authority_.mandates.empty() ? authority_.organ
                                       : program_.mandates[authority_.mandates.front()].from;
}

void Chain::addMandates() {
    const OrganId first = holder();
    const auto holdsItself = [&](OrganId id) {
        const model::Organ& organ = program_.organs[id];
        const auto& names = establishment().holderNames;
        return std::find(organ.functions.begin(), organ.functions.end(), authority_.function) !=
                   organ.functions.end() ||
               std::find(names.begin(), names.end(), organ.name) != names.end();
    };
    const OrganId parent = program_.organs[first].fieldOfficeOf;
    if (parent.valid() && !holdsItself(first) && holdsItself(parent)) {
        AuthorityLink& link = add(Kind::FieldOffice);
        link.from = parent;
        link.to = first;
    }
    for (const std::size_t index : authority_.mandates) {
        add(Kind::Mandate).mandate = index;
    }
}

std::vector<AuthorityLink> Chain::run() {
    const bool established = authority_.establishment.valid();
    const bool rankTooLow = failsWith(Authority::Failure::RankTooLow);
    if (established || authority_.citation) {
        add(Kind::Provision, !failsWith(Authority::Failure::EstablishesNothing) &&
                                 !failsWith(Authority::Failure::NoBasis));
    }
    if (established || (authority_.citation && rankTooLow)) {
        add(Kind::Power, !rankTooLow);
    }
    if (established && !rankTooLow) {
        addHolders();
        if (authority_.organ.valid()) {
            addMandates();
            add(Kind::Organ, !failsWith(Authority::Failure::NotCompetent) &&
                                 !failsWith(Authority::Failure::WrongLevel))
                .to = authority_.organ;
        }
    }
    return std::move(links_);
}

}  // namespace

std::vector<AuthorityLink> authorityLinks(const model::Program& program,
                                          const Authority& authority) {
    return Chain(program, authority).run();
}

}  // namespace fadu::emit
