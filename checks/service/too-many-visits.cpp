#include "checks/Check.h"
#include "checks/Describe.h"

#include <algorithm>
#include <vector>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);
void visitBundles(Context& context);

}  // namespace

extern const Check service_too_many_visits;
const Check service_too_many_visits{
    {"SVC002",
     "service/too-many-visits",
     Severity::Info,
     Nature::Improvement,
     {"{owner}承诺到现场 {promised} 次，{what}", "{owner} promises {promised} visits, but {what}"}},
    visit,
    visitBundles};

namespace {

using model::Program;

/// How often an applicant has to be present on the run of a flow that asks for it most: of a choice
/// the worse branch, of a repetition every round. The blocks inside a block come after it.
unsigned mostVisits(const model::Flow& flow) {
    std::vector<unsigned> visits(flow.blocks.size(), 0);
    for (std::size_t i = flow.blocks.size(); i-- > 0;) {
        for (const model::StepId id : flow.blocks[model::BlockId(i)].steps) {
            const model::Step& step = flow.steps[id];
            unsigned inside = step.onSite ? 1 : 0;
            for (const model::BlockId branch : step.branches) {
                inside = std::max(inside, visits[branch.index()]);
            }
            if (step.kind == model::Step::Kind::Loop) {
                inside *= std::min(step.atMost.value_or(1), 100U);
            }
            visits[i] += inside;
        }
    }
    return visits.front();
}

bool isOnline(std::string_view channel) {
    return channel.find("网") != std::string_view::npos ||
           channel.find("线上") != std::string_view::npos ||
           channel.find("在线") != std::string_view::npos ||
           channel.find("online") != std::string_view::npos;
}

bool isByPost(std::string_view channel) {
    return channel.find("邮") != std::string_view::npos ||
           channel.find("快递") != std::string_view::npos ||
           channel.find("post") != std::string_view::npos;
}

void report(Context& context, const Text& owner, const model::Stated<unsigned>& promised, Text what,
            std::vector<Label> related, const std::string& identity) {
    Diagnostic diagnostic =
        makeDiagnostic(service_too_many_visits.descriptor, promised.span,
                       {parameter("owner", owner),
                        parameter("promised", static_cast<std::int64_t>(promised.value)),
                        parameter("what", std::move(what))});
    diagnostic.related = std::move(related);
    diagnostic.advice = {
        "合并到场的环节，改为网上办理或者邮寄；确有需要的，如实写明到现场次数",
        "join the steps that need presence or let them be done online or by post; else state the "
        "true number"};
    diagnostic.owner = identity;
    context.report(std::move(diagnostic));
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!item.visits.known()) {
        return;
    }
    const std::string title = program.itemTitle(id);
    const Text owner{"“" + title + "”", "'" + title + "'"};
    if (item.flow.valid() && context.facts.of(id).flow.sound) {
        const model::Flow& flow = program.flows[item.flow];
        const unsigned most = mostVisits(flow);
        if (most > item.visits.value) {
            std::vector<Label> related;
            for (std::size_t i = 0; i < flow.steps.size(); ++i) {
                const model::Step& step = flow.steps[model::StepId(i)];
                if (step.onSite) {
                    related.push_back(
                        {step.head, {"申请人须到场", "the applicant must be present"}});
                }
            }
            const std::string times = std::to_string(most);
            report(context, owner, item.visits,
                   {"按流程最多要到场 " + times + " 次", "its flow takes up to " + times},
                   std::move(related), program.itemId(id));
            return;
        }
    }
    const bool windowOnly =
        !item.channels.empty() &&
        std::none_of(item.channels.begin(), item.channels.end(), [&](NameId channel) {
            return isOnline(program.text(channel)) || isByPost(program.text(channel));
        });
    if (item.visits.value == 0 && windowOnly) {
        report(context, owner, item.visits,
               {"办理形式却没有网上或者邮寄，申请人至少要来一次",
                "it can be had neither online nor by post, so that applicants come once at least"},
               {{item.channelsEntry, {"写明的办理形式", "the channels as stated"}}},
               program.itemId(id));
    }
}

void visitBundles(Context& context) {
    const Program& program = context.program;
    for (const model::Bundle& bundle : program.bundles) {
        if (!bundle.visits.known()) {
            continue;
        }
        const std::string name(program.text(bundle.name));
        // Several items can be dealt with in one visit, so that the neediest of them decides.
        const model::Item* neediest = nullptr;
        model::ItemId which;
        for (const model::Alternative& part : bundle.items) {
            if (part.item.valid() && program.items[part.item].visits.known() &&
                program.items[part.item].visits.value > bundle.visits.value &&
                (neediest == nullptr ||
                 program.items[part.item].visits.value > neediest->visits.value)) {
                neediest = &program.items[part.item];
                which = part.item;
            }
        }
        if (neediest == nullptr) {
            continue;
        }
        const std::string title = program.itemTitle(which);
        const std::string times = std::to_string(neediest->visits.value);
        report(context, {"一件事“" + name + "”", "the bundle '" + name + "'"}, bundle.visits,
               {"其中“" + title + "”一项就要 " + times + " 次",
                "its item '" + title + "' alone takes " + times},
               {{neediest->visits.entry, {"该事项的到现场次数", "the visits of that item"}}}, name);
    }
}

}  // namespace

}  // namespace fadu::checks
