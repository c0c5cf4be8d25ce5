#include "checks/AddedSteps.h"
#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Mandates.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check authority_decision_without_power;
const Check authority_decision_without_power{
    {"AUT014",
     "authority/decision-without-power",
     Severity::Warning,
     Nature::Legality,
     {"“{power}”的“{step}”环节由{actor}{act}，它不是实施机关，也没有取得这项权力",
      "'{step}' ({act}) is done by {actor}, which neither exercises '{power}' nor was given it"}},
    visit};

namespace {

using derive::Verdict;
using model::Mandate;
using model::OrganId;
using model::Program;

bool names(const Mandate& mandate, const model::Item& item,
           const model::Establishment& establishment) {
    return std::any_of(mandate.powers.begin(), mandate.powers.end(), [&](NameId name) {
        return name == item.name || name == item.power || name == establishment.power ||
               std::find(establishment.aliases.begin(), establishment.aliases.end(), name) !=
                   establishment.aliases.end();
    });
}

/// Whether an organ may decide or examine first; unknown where something about it is not known.
Verdict mayAct(const Program& program, const model::Item& item,
               const model::Establishment& establishment, OrganId actor, Stage stage) {
    const OrganId authority = item.authority.value;
    const model::Organ& organ = program.organs[actor];
    // A field office acts for the organ that sent it out; a superior organ may approve.
    if (actor == authority || organ.fieldOfficeOf == authority ||
        program.organs[authority].fieldOfficeOf == actor ||
        program.organs[authority].superior == actor) {
        return Verdict::Proved;
    }
    if (stage == Stage::Preliminary && !item.preliminaryExaminer.notStated() &&
        (item.preliminaryExaminer.blamed() || item.preliminaryExaminer.value == actor)) {
        return Verdict::Proved;
    }
    const bool joint =
        std::any_of(item.jointly.begin(), item.jointly.end(), [&](const model::NamedOrgan& one) {
            return one.organ == actor ||
                   (!one.organ.valid() && answersTo(program, actor, one.name) != Verdict::Refuted);
        });
    if (joint) {
        return Verdict::Proved;
    }
    for (const Mandate& mandate : program.mandates) {
        if ((mandate.to == actor || mandate.from == actor) && mandate.inForceOn(program.asOf) &&
            names(mandate, item, establishment)) {
            return Verdict::Proved;
        }
    }
    Verdict result = Verdict::Refuted;
    const auto consider = [&](NameId function) {
        const Verdict answer = answersTo(program, actor, function);
        if (answer == Verdict::Proved ||
            (answer == Verdict::Unknown && result != Verdict::Proved)) {
            result = answer;
        }
    };
    for (const NameId holder : establishment.holderNames) {
        consider(holder);
    }
    for (const NameId holder : establishment.jointly) {
        consider(holder);
    }
    if (result == Verdict::Refuted && (establishment.holdersUnknown || organ.functionsBlamed ||
                                       establishment.holderNames.empty())) {
        return Verdict::Unknown;
    }
    return result;
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::Authority& authority = context.facts.of(id).authority;
    if (item.catalogue || !item.flow.valid() || !item.authority.known() ||
        authority.failure != derive::Authority::Failure::None || !authority.establishment.valid()) {
        return;
    }
    const model::Establishment& establishment = program.establishments[authority.establishment];
    const model::Flow& flow = program.flows[item.flow];
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        const model::Step& step = flow.steps[model::StepId(i)];
        const bool decides = step.stage == Stage::Decision || step.stage == Stage::Preliminary;
        if (step.kind != model::Step::Kind::Task || !decides ||
            step.actor.kind != model::Actor::Kind::Organ || !step.actor.organ.valid() ||
            mayAct(program, item, establishment, step.actor.organ, step.stage) !=
                Verdict::Refuted) {
            continue;
        }
        // Who may examine first is no question where no law asks for it (AUT021).
        if (step.stage == Stage::Preliminary && addedStep(program, item, step)) {
            continue;
        }
        const bool decision = step.stage == Stage::Decision;
        Diagnostic diagnostic = makeDiagnostic(
            authority_decision_without_power.descriptor, step.actor.span,
            {parameter("step", program.text(step.name)),
             parameter("actor", organName(program, step.actor.organ)),
             parameter("act", decision ? Text{"作出决定", "the decision"}
                                       : Text{"进行初审", "preliminary examination"}),
             parameter("power", program.text(item.power))});
        diagnostic.legalBasis.push_back(program.legalBasis(establishment.provision));
        if (item.kind.value == PowerKind::Licensing) {
            diagnostic.legalBasis.push_back(
                statute(program, "行政许可法", decision ? article(22) : article(35)));
        }
        diagnostic.label = {"没有这项权力", "without the power"};
        diagnostic.related = {
            {item.authority.span, {"实施机关", "the implementing organ"}},
            {program.organs[step.actor.organ].head, {"承办机关及其职能", "the acting organ"}},
            {establishment.span, {"法定的实施主体", "who holds the power by law"}}};
        diagnostic.witness = authorityWitness(program, authority);
        diagnostic.witness->steps.push_back(
            {{organName(program, step.actor.organ) + "不在这条权限链上",
              organName(program, step.actor.organ) + " is not on this chain"},
             program.organs[step.actor.organ].head,
             "",
             false,
             std::nullopt});
        diagnostic.advice = {
            "改由实施机关或者它的科室办理；已依法委托、授权、划转的，补充声明；只是收件、送达的，用“阶段”写明",
            "let the implementing organ or one of its offices do it; declare the entrustment, "
            "delegation or transfer; where it only receives or delivers, state that stage"};
        diagnostic.fixes.push_back({{"改由" + organName(program, item.authority.value) + "办理",
                                     "let " + organName(program, item.authority.value) + " do it"},
                                    false,
                                    {{step.actor.span, organName(program, item.authority.value)}}});
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
