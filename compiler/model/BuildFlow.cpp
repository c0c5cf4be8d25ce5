#include "model/Builder.h"
#include "model/References.h"
#include "syntax/Tokens.h"

#include <algorithm>
#include <array>

namespace fadu::model {

namespace {

struct StageName {
    std::string_view name;
    Stage stage;
};

/// Names of steps that say their stage, as guides commonly write them; any other step is a review.
constexpr std::array kStageNames{
    StageName{"受理", Stage::Acceptance},     StageName{"收件", Stage::Acceptance},
    StageName{"接件", Stage::Acceptance},     StageName{"申请受理", Stage::Acceptance},
    StageName{"窗口受理", Stage::Acceptance}, StageName{"收件受理", Stage::Acceptance},
    StageName{"受理登记", Stage::Acceptance}, StageName{"acceptance", Stage::Acceptance},
    StageName{"初审", Stage::Preliminary},    StageName{"preliminary", Stage::Preliminary},
    StageName{"决定", Stage::Decision},       StageName{"作出决定", Stage::Decision},
    StageName{"审批决定", Stage::Decision},   StageName{"许可决定", Stage::Decision},
    StageName{"审批", Stage::Decision},       StageName{"批准", Stage::Decision},
    StageName{"核准", Stage::Decision},       StageName{"审定", Stage::Decision},
    StageName{"办结", Stage::Decision},       StageName{"签发", Stage::Decision},
    StageName{"decision", Stage::Decision},   StageName{"送达", Stage::Delivery},
    StageName{"制证", Stage::Delivery},       StageName{"发证", Stage::Delivery},
    StageName{"颁证", Stage::Delivery},       StageName{"领证", Stage::Delivery},
    StageName{"制证送达", Stage::Delivery},   StageName{"制证发证", Stage::Delivery},
    StageName{"证照送达", Stage::Delivery},   StageName{"送达归档", Stage::Delivery},
    StageName{"归档", Stage::Delivery},       StageName{"delivery", Stage::Delivery},
};

Stage stageOf(std::string_view name) {
    for (const StageName& entry : kStageNames) {
        if (entry.name == name) {
            return entry.stage;
        }
    }
    return Stage::Review;
}

}  // namespace

Actor Builder::readActor(ItemId id, const PlacedDeclaration& placed, const Value& value) {
    Actor actor;
    actor.name = intern(value.text);
    actor.span = placed.span(value);
    if (value.text == "申请人" || value.text == "applicant") {
        actor.kind = Actor::Kind::Applicant;
        return actor;
    }
    const Item& item = program_->items[id];
    std::vector<std::string_view> candidates;
    if (item.authority.known()) {
        const Organ& organ = program_->organs[item.authority.value];
        for (const NameId office : organ.offices) {
            if (office == actor.name) {
                actor.kind = Actor::Kind::Office;
                actor.organ = item.authority.value;
                return actor;
            }
            candidates.push_back(program_->text(office));
        }
    }
    if (const OrganId organ = findOrgan({actor.name, actor.span}); organ.valid()) {
        actor.kind = Actor::Kind::Organ;
        actor.organ = organ;
        return actor;
    }
    actor.kind = Actor::Kind::Unknown;
    // Of a catalogue item, and of an item whose organ is not known, nobody can tell the offices.
    if (item.catalogue || !item.authority.known()) {
        return actor;
    }
    unknownName(actor.span, {"机关或者科室", "organ or office"}, program_->text(actor.name),
                {NameSet::Organs}, candidates);
    return actor;
}

FlowId Builder::readFlow(ItemId id, NodeRef node) {
    Flow flow;
    flow.head = node.head();
    flow.span = node.whole();
    flow.blamed = node.node->blamed;
    const BlockId top = flow.blocks.add({});
    readBlock(id, flow, top, node);
    if (const FlowId earlier = program_->items[id].flow; earlier.valid()) {
        program_->flows[earlier] = std::move(flow);
        return earlier;
    }
    return program_->flows.add(std::move(flow));
}

/// Reads the steps of one block; nesting is limited by the parser, so this may recurse.
void Builder::readBlock(ItemId id, Flow& flow, BlockId block, NodeRef node) {
    const Declaration& declaration = node.declaration();
    struct Pending {
        StepId step;
        const Node* node;
    };
    std::vector<Pending> pending;
    StepId lastChoice;
    for (const Node& child : declaration.children(*node.node)) {
        const NodeRef entry{node.placed, &child};
        const bool afterChoice = lastChoice.valid();
        const StepId choiceBefore = lastChoice;
        lastChoice = {};
        if (child.label == Label::None) {
            flow.blamed = true;
            continue;
        }
        flow.blamed = flow.blamed || child.blamed;
        if (child.label == Label::Else) {
            if (!afterChoice) {
                flow.blamed = true;
                Diagnostic& diagnostic = report(makeDiagnostic(
                    syntax::kUnexpected, entry.head(),
                    {parameter("found", Text{"“否则”", "'else'"}),
                     parameter("expected",
                               Text{"“否则”应紧接在“若”的块之后",
                                    "'else' comes directly after the block of 'if'"})}));
                diagnostic.advice = {"写成 若 \"条件\" { … } 否则 { … }",
                                     "write if \"condition\" { … } else { … }"};
                continue;
            }
            const BlockId branch = flow.blocks.add({choiceBefore, {}});
            flow.steps[choiceBefore].branches.push_back(branch);
            flow.steps[choiceBefore].hasElse = true;
            flow.steps[choiceBefore].span = flow.steps[choiceBefore].span.merged(entry.whole());
            readBlock(id, flow, branch, entry);
            continue;
        }
        Step step;
        step.block = block;
        step.head = entry.head();
        step.span = entry.whole();
        if (child.label == Label::If || child.label == Label::Loop) {
            step.kind = child.label == Label::If ? Step::Kind::Choice : Step::Kind::Loop;
            for (const Value& value : entry.values()) {
                if (value.kind == Value::Kind::Name && child.label == Label::If) {
                    step.name = intern(value.text);
                } else if (value.kind == Value::Kind::Text && child.label == Label::If) {
                    step.condition = std::string(value.text);
                } else if (value.kind == Value::Kind::Clause) {
                    break;
                } else if (value.kind == Value::Kind::Name || value.kind == Value::Kind::Text) {
                    step.name = intern(value.text);
                }
            }
            for (const Value& value : declaration.clause(child, Clause::AtMost)) {
                if (value.kind == Value::Kind::Quantity) {
                    step.atMost = static_cast<unsigned>(value.quantity.low);
                }
            }
        } else if (child.label == Label::FlowEnd) {
            step.kind = Step::Kind::End;
            if (const auto outcome = term<Outcome>(entry, TermFamily::Outcome)) {
                step.outcome = *outcome;
            }
        } else {
            step.name = subjectName(entry, &step.head);
            step.stage = stageOf(program_->text(step.name));
            const std::span<const Value> values = entry.values();
            for (std::size_t i = 0; i < values.size(); ++i) {
                const Value& value = values[i];
                if (value.kind == Value::Kind::Clause) {
                    i += value.operands;
                } else if (value.kind == Value::Kind::Quantity) {
                    step.duration.state = Stated<Quantity>::State::Known;
                    step.duration.value = value.quantity;
                    step.duration.span = entry.placed->span(value);
                } else if ((value.kind == Value::Kind::Name || value.kind == Value::Kind::Text) &&
                           step.actor.kind == Actor::Kind::NotStated) {
                    step.actor = readActor(id, *entry.placed, value);
                }
            }
            if (child.blamed) {
                step.duration.state = Stated<Quantity>::State::Blamed;
            }
            step.excluded = declaration.hasClause(child, Clause::Excluded);
            step.onSite = declaration.hasClause(child, Clause::OnSite);
            step.basis =
                citations(*entry.placed, declaration.clause(child, Clause::Basis), {}, true,
                          program_->items[id].catalogue ? PlaceId() : program_->items[id].place);
            for (const Value& value : declaration.clause(child, Clause::StageClause)) {
                if (const auto stage = findTerm(TermFamily::Stage, value.text)) {
                    step.stage = static_cast<Stage>(*stage);
                }
            }
        }
        const StepId stepId = flow.steps.add(std::move(step));
        flow.blocks[block].steps.push_back(stepId);
        pending.push_back({stepId, &child});
        if (child.label == Label::If || child.label == Label::Loop) {
            const BlockId branch = flow.blocks.add({stepId, {}});
            flow.steps[stepId].branches.push_back(branch);
            readBlock(id, flow, branch, entry);
            if (child.label == Label::If) {
                lastChoice = stepId;
            }
        }
    }
    std::unordered_map<NameId, StepId> byName;
    for (const Pending& entry : pending) {
        if (flow.steps[entry.step].name.valid()) {
            byName.emplace(flow.steps[entry.step].name, entry.step);
        }
    }
    std::optional<NameIndex> stepNames;
    StepId before;
    for (const Pending& entry : pending) {
        Step& step = flow.steps[entry.step];
        bool present = false;
        const std::span<const Value> after =
            declaration.clause(*entry.node, Clause::After, &present);
        step.afterStated = present;
        for (const Value& value : after) {
            if (value.kind != Value::Kind::Name && value.kind != Value::Kind::Text) {
                step.afterBlamed = true;
                continue;
            }
            const NameId name = intern(value.text);
            const auto found = byName.find(name);
            if (found == byName.end()) {
                step.afterBlamed = true;
                flow.blamed = true;
                if (!stepNames) {
                    stepNames.emplace();
                    for (const auto& [known, step2] : byName) {
                        stepNames->add(program_->text(known));
                    }
                }
                unknownName(node.placed->span(value), {"环节", "step"}, value.text, {},
                            stepNames->near(value.text, NameIndex::tolerance(value.text)));
                continue;
            }
            step.after.push_back({found->second, node.placed->span(value)});
        }
        if (!present && before.valid()) {
            step.after.push_back({before, Span()});
        }
        before = entry.step;
    }
}

}  // namespace fadu::model
