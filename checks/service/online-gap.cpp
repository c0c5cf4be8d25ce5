#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Materials.h"

#include <algorithm>
#include <array>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check service_online_gap;
const Check service_online_gap{
    {"SVC005",
     "service/online-gap",
     Severity::Info,
     Nature::Improvement,
     {"“{item}”{what}，而流程和材料都不需要申请人到场",
      "'{item}' {what}, though neither its flow nor its materials need the applicant's presence"}},
    visit};

namespace {

using model::Program;

bool anyOf(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

/// Whether anything known about an item takes the applicant's presence: a step, a paper of which
/// the original has to be shown, a procedure that the law asks for.
bool needsPresence(const Program& program, const model::Item& item) {
    const model::Flow& flow = program.flows[item.flow];
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        if (flow.steps[model::StepId(i)].onSite) {
            return true;
        }
    }
    const bool original =
        std::any_of(item.materials.begin(), item.materials.end(), [&](const auto& material) {
            const bool electronic =
                material.document.valid() && program.documents[material.document].electronic;
            return material.original && !material.shared && !electronic &&
                   !isApplication(program.text(material.name));
        });
    if (original) {
        return true;
    }
    const auto procedures = derive::bearing(program, item, EntryKind::Procedure).entries;
    return std::any_of(procedures.begin(), procedures.end(), [&](const auto& found) {
        return anyOf(program.text(program.entries[found.entry].name),
                     {"面谈", "面试", "面签", "考试", "考核", "体检", "采集", "亲自", "到场"});
    });
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    // What is not stated may need presence.
    if (!takesMaterials(item) || !item.flow.valid() || program.flows[item.flow].blamed ||
        !item.materialsHead.valid()) {
        return;
    }
    const bool online =
        std::any_of(item.channels.begin(), item.channels.end(), [&](NameId channel) {
            return anyOf(program.text(channel), {"网", "线上", "在线", "online"});
        });
    // At a window only, yet with no visit: that is a contradiction (SVC002).
    const bool offline =
        !item.channels.empty() && !online && !(item.visits.known() && item.visits.value == 0);
    const bool comes = item.visits.known() && item.visits.value > 0;
    if ((!offline && !comes) || needsPresence(program, item)) {
        return;
    }
    const std::string visits = std::to_string(item.visits.value);
    Diagnostic diagnostic = makeDiagnostic(
        service_online_gap.descriptor, offline ? item.channelsEntry : item.visits.span,
        {parameter("item", program.itemTitle(id)),
         parameter("what", offline ? Text{"不能在网上办理", "cannot be had online"}
                                   : Text{"要申请人到现场 " + visits + " 次",
                                          "asks applicants to come " + visits + " time(s)"})});
    diagnostic.legalBasis = {statute(program, "国务院关于在线政务服务的若干规定", article(4, 1)),
                             statute(program, "优化营商环境条例", article(37, 1))};
    diagnostic.label = {"可以不到场办理", "presence is not needed"};
    diagnostic.related.push_back(
        {program.flows[item.flow].head, {"没有到场的环节", "no step needs presence"}});
    diagnostic.advice = {
        "增加网上办理，到现场次数改为 0；确须到场的环节，在流程中写明“到场”",
        "offer it online with no visits; mark the steps that do need presence with 'on-site'"};
    context.report(std::move(diagnostic));
}

}  // namespace

}  // namespace fadu::checks
