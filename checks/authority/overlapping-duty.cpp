#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Mandates.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check authority_overlapping_duty;
const Check authority_overlapping_duty{
    {"AUT010",
     "authority/overlapping-duty",
     Severity::Warning,
     Nature::Legality,
     {"“{what}”有两个主管机关：{first}和{second}，{why}",
      "'{what}' has two leading organs, {first} and {second}: {why}"}},
    nullptr,
    visit};

namespace {

using model::Mandate;
using model::OrganId;
using model::Program;

/// Two organs that both lead in one place.
struct Overlap {
    std::string what;
    OrganId first;
    OrganId second;
    Text why;
    Span span;
    Label other;
};

Diagnostic& report(Context& context, const Overlap& overlap) {
    const Program& program = context.program;
    Diagnostic diagnostic = makeDiagnostic(
        authority_overlapping_duty.descriptor, overlap.span,
        {parameter("what", overlap.what), parameter("first", organName(program, overlap.first)),
         parameter("second", organName(program, overlap.second)), parameter("why", overlap.why)});
    diagnostic.label = {"职责重叠", "the same task"};
    diagnostic.related.push_back(overlap.other);
    for (const OrganId organ : {overlap.first, overlap.second}) {
        diagnostic.related.push_back(
            {program.organs[organ].head, {"机关及其职能", "the organ and its functions"}});
    }
    diagnostic.advice = {
        "明确一个机关牵头、其他机关配合；确需分工的，用“边界”写明各自负责的范围；已经划转的，原机关不再列出该事项",
        "let one organ lead and the others support it, or state the boundary; after a transfer the "
        "former organ no longer offers the item"};
    return context.report(std::move(diagnostic));
}

/// Whether two organs are different ones of one place.
bool sideBySide(const Program& program, OrganId left, OrganId right) {
    return left.valid() && right.valid() && left != right && program.organs[left].place.valid() &&
           program.organs[left].place == program.organs[right].place;
}

/// Within one duty: the first two of its leads that are side by side.
void judgeLeads(Context& context, const model::Duty& duty) {
    const Program& program = context.program;
    for (auto second = duty.leads.begin(); second != duty.leads.end(); ++second) {
        const auto first =
            std::find_if(duty.leads.begin(), second, [&](const model::Duty::Party& party) {
                return sideBySide(program, party.organ, second->organ);
            });
        if (first != second) {
            report(context, {std::string(program.text(duty.name)),
                             first->organ,
                             second->organ,
                             {"没有写明职责边界", "no boundary between them is stated"},
                             second->span,
                             {first->span, {"另一个主体", "the other one"}}});
            return;
        }
    }
}

void judgeDuties(Context& context) {
    const Program& program = context.program;
    struct Place {
        const model::Duty* duty;
        Span span;
    };
    std::map<NameId, std::vector<Place>> byName;
    std::map<model::ItemId, std::vector<Place>> byItem;
    const auto overlap = [&](const std::vector<Place>& earlier, const Place& place,
                             const std::string& what, const Text& why) {
        for (const Place& other : earlier) {
            const OrganId first = other.duty->leads.front().organ;
            const OrganId second = place.duty->leads.front().organ;
            if (sideBySide(program, first, second)) {
                report(context, {what,
                                 first,
                                 second,
                                 why,
                                 place.span,
                                 {other.span, {"另一处职责", "the other duty"}}});
                return true;
            }
        }
        return false;
    };
    for (const model::Duty& duty : program.duties) {
        if (!duty.boundaries.empty()) {
            continue;
        }
        judgeLeads(context, duty);
        if (duty.leads.size() != 1) {
            continue;
        }
        const Place here{&duty, duty.leads.front().span};
        const bool same = overlap(byName[duty.name], here, std::string(program.text(duty.name)),
                                  {"两处职责都写为主体，没有写明职责边界",
                                   "two duties name them as leads, without a boundary"});
        byName[duty.name].push_back(here);
        for (const model::Alternative& item : duty.items) {
            if (!item.item.valid()) {
                continue;
            }
            const Place listed{&duty, item.span};
            if (!same) {
                overlap(byItem[item.item], listed, program.itemTitle(item.item),
                        {"两处职责都列了这个事项，没有写明职责边界",
                         "two duties hold this item, without a boundary"});
            }
            byItem[item.item].push_back(listed);
        }
    }
}

/// The organ that sent out a field office, else the organ itself.
OrganId sender(const Program& program, OrganId organ) {
    const OrganId parent = program.organs[organ].fieldOfficeOf;
    return parent.valid() ? parent : organ;
}

/// Whether a power goes from one organ to the other so that both may offer it: by 委托, 授权 or
/// 下放.
bool sharedByMandate(const Program& program, const derive::Authority& authority, OrganId other) {
    return std::any_of(authority.mandates.begin(), authority.mandates.end(), [&](std::size_t m) {
        const Mandate& mandate = program.mandates[m];
        return mandate.kind != Mandate::Kind::Transfer &&
               sender(program, mandate.from) == sender(program, other);
    });
}

bool namesJointly(const model::Item& item, OrganId organ) {
    return std::any_of(item.jointly.begin(), item.jointly.end(),
                       [&](const model::NamedOrgan& one) { return one.organ == organ; });
}

void judgeItems(Context& context) {
    const Program& program = context.program;
    using Key = std::tuple<model::PlaceId, NameId, NameId, PowerKind>;
    std::vector<std::pair<Key, model::ItemId>> sorted;
    for (const model::ItemId id : context.offeredItems()) {
        const model::Item& item = program.items[id];
        if (item.place.valid() && item.kind.known() && item.authority.known() &&
            item.power.valid()) {
            sorted.emplace_back(Key(item.place, item.power, item.situation, item.kind.value), id);
        }
    }
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& left, const auto& right) { return left.first < right.first; });
    std::vector<model::ItemId> items;
    for (std::size_t begin = 0, end = 0; begin < sorted.size(); begin = end) {
        items.clear();
        for (; end < sorted.size() && sorted[end].first == sorted[begin].first; ++end) {
            items.push_back(sorted[end].second);
        }
        for (std::size_t i = 1; i < items.size(); ++i) {
            const model::Item& second = program.items[items[i]];
            const derive::Authority& secondBy = context.facts.of(items[i]).authority;
            for (std::size_t before = 0; before < i; ++before) {
                const model::Item& first = program.items[items[before]];
                const derive::Authority& firstBy = context.facts.of(items[before]).authority;
                const OrganId left = first.authority.value;
                const OrganId right = second.authority.value;
                const bool lawful = firstBy.verdict == derive::Verdict::Proved &&
                                    secondBy.verdict == derive::Verdict::Proved &&
                                    firstBy.establishment == secondBy.establishment &&
                                    firstBy.function.valid() &&
                                    firstBy.function == secondBy.function;
                // A service is known to be the same by its code alone.
                const bool sameCode = second.kind.value == PowerKind::PublicService &&
                                      first.code.known() && second.code.known() &&
                                      first.code.value == second.code.value;
                if ((!lawful && !sameCode) || sender(program, left) == sender(program, right) ||
                    sharedByMandate(program, firstBy, right) ||
                    sharedByMandate(program, secondBy, left) || namesJointly(first, right) ||
                    namesJointly(second, left)) {
                    continue;
                }
                const auto byTransfer = [&](const derive::Authority& authority) {
                    const auto found = std::find_if(
                        authority.mandates.begin(), authority.mandates.end(), [&](std::size_t m) {
                            return program.mandates[m].kind == Mandate::Kind::Transfer;
                        });
                    return found == authority.mandates.end() ? nullptr : &program.mandates[*found];
                };
                const Mandate* const given = byTransfer(firstBy);
                const Mandate* const taken = byTransfer(secondBy);
                const Mandate* const transfer = given != nullptr ? given : taken;
                const OrganId from = transfer == nullptr ? OrganId() : transfer->from;
                const bool kept = from == left || from == right;
                Diagnostic& diagnostic = report(
                    context,
                    {program.itemTitle(items[i]),
                     left,
                     right,
                     kept ? Text{organName(program, from) + "已经划转出去，仍在办理",
                                 organName(program, from) + " gave it away and still offers it"}
                          : Text{"在同一辖区办理同一事项",
                                 "they offer the same item in the same place"},
                     second.authority.span,
                     {first.authority.span, {"另一个机关", "the other organ"}}});
                if (kept) {
                    diagnostic.related.push_back({transfer->head, {"划转在这里", "the transfer"}});
                }
                break;
            }
        }
    }
}

void visit(Context& context) {
    judgeDuties(context);
    judgeItems(context);
}

}  // namespace

}  // namespace fadu::checks
