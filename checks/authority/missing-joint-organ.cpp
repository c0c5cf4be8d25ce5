#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Mandates.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check authority_missing_joint_organ;
const Check authority_missing_joint_organ{
    {"AUT016",
     "authority/missing-joint-organ",
     Severity::Error,
     Nature::Legality,
     {"“{power}”依法须会同{missing}审批，而事项里没有这个机关",
      "'{power}' is to be approved jointly with {missing}, which the item leaves out"}},
    visit};

namespace {

using derive::Verdict;
using model::Program;

/// Whether the joint organ takes part: named under 会同审批, in the flow, or the implementing organ
/// itself. Unknown where an organ that takes part does not state all its functions.
Verdict takesPart(const Program& program, const model::Item& item, NameId joint) {
    Verdict result = Verdict::Refuted;
    const auto consider = [&](model::OrganId organ) {
        const Verdict answer = answersTo(program, organ, joint);
        if (answer == Verdict::Proved ||
            (answer == Verdict::Unknown && result != Verdict::Proved)) {
            result = answer;
        }
    };
    for (const model::NamedOrgan& one : item.jointly) {
        if (one.organ.valid()) {
            consider(one.organ);
        } else if (one.name == joint) {
            return Verdict::Proved;  // A catalogue item names the function.
        } else if (!item.catalogue) {
            result = Verdict::Unknown;
        }
    }
    if (item.authority.known()) {
        consider(item.authority.value);
    }
    if (item.catalogue && item.authorityName == joint) {
        return Verdict::Proved;
    }
    if (item.flow.valid()) {
        for (const model::Step& step : program.flows[item.flow].steps) {
            if (step.actor.kind == model::Actor::Kind::Organ && step.actor.organ.valid()) {
                consider(step.actor.organ);
            } else if (step.actor.kind == model::Actor::Kind::Unknown &&
                       result == Verdict::Refuted) {
                result = Verdict::Unknown;
            }
        }
    }
    return result;
}

std::vector<NameId> missingFrom(const Program& program, const model::Item& item,
                                const model::Establishment& establishment) {
    std::vector<NameId> missing;
    for (const NameId joint : establishment.jointly) {
        if (takesPart(program, item, joint) == Verdict::Refuted) {
            missing.push_back(joint);
        }
    }
    return missing;
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::Authority& authority = context.facts.of(id).authority;
    const bool organKnown = item.catalogue || item.authority.known();
    if (authority.failure != derive::Authority::Failure::None || !authority.establishment.valid() ||
        item.derivedSituation || !organKnown) {
        return;
    }
    const model::Establishment& establishment = program.establishments[authority.establishment];
    const std::vector<NameId> missing = missingFrom(program, item, establishment);
    // What the catalogue item leaves out is said there.
    if (missing.empty() ||
        (item.catalogueItem.valid() &&
         !missingFrom(program, program.items[item.catalogueItem], establishment).empty())) {
        return;
    }
    std::vector<std::string> names;
    for (const NameId name : missing) {
        names.emplace_back(program.text(name));
    }
    const Text joined = derive::joined(names);
    Diagnostic diagnostic = makeDiagnostic(
        authority_missing_joint_organ.descriptor,
        item.jointly.empty() ? item.authority.span : item.jointly.front().span,
        {parameter("power", program.text(item.power)), parameter("missing", joined)});
    diagnostic.legalBasis = {program.legalBasis(establishment.provision)};
    diagnostic.label = {"缺少" + joined.zh, joined.en + " is missing"};
    diagnostic.related.push_back(
        {establishment.span, {"条文要求会同审批", "the provision asks for joint approval"}});
    if (!item.jointly.empty()) {
        diagnostic.related.push_back({item.authority.span, {"实施机关", "the organ"}});
    }
    if (item.flow.valid()) {
        diagnostic.related.push_back(
            {program.flows[item.flow].head, {"流程里也没有", "nor is it in the flow"}});
    }
    diagnostic.witness = authorityWitness(program, authority);
    diagnostic.witness->steps.push_back(
        {{"须会同" + joined.zh + "审批", "to be approved jointly with " + joined.en},
         establishment.span,
         "",
         false,
         std::nullopt});
    std::string here;
    for (std::size_t i = 0; i < program.organs.size() && !item.catalogue; ++i) {
        const model::OrganId organ(i);
        if (here.empty() && program.organs[organ].place.valid() &&
            program.organs[organ].place == item.place &&
            answersTo(program, organ, missing.front()) == Verdict::Proved) {
            here = organName(program, organ);
        }
    }
    const std::string named = here.empty() ? joined.zh : here;
    diagnostic.advice = {"用“会同审批”写明" + named + "，并在流程中写上由其审查的环节",
                         "name " + (here.empty() ? joined.en : here) +
                             " under 会同审批 and give it a step of the flow"};
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
