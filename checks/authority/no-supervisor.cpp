#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Mandates.h"

#include <algorithm>
#include <set>

namespace fadu::checks {

namespace {

void visitItem(Context& context, model::ItemId id);
void visitPackage(Context& context);

}  // namespace

extern const Check authority_no_supervisor;
const Check authority_no_supervisor{
    {"AUT009",
     "authority/no-supervisor",
     Severity::Warning,
     Nature::Legality,
     {"{powers}没有监管主体：{defect}", "nobody supervises {powers}: {defect}"}},
    visitItem,
    visitPackage};

namespace {

using model::Mandate;
using model::Program;

bool isOfferedLicence(const model::Item& item) {
    return item.offered && !item.catalogue && item.kind.known() &&
           item.kind.value == PowerKind::Licensing;
}

Diagnostic finding(const Program& program, Span span, Text powers, Text defect) {
    Diagnostic diagnostic = makeDiagnostic(
        authority_no_supervisor.descriptor, span,
        {parameter("powers", std::move(powers)), parameter("defect", std::move(defect))});
    diagnostic.legalBasis = {statute(program, "行政许可法", article(10, 2)),
                             statute(program, "行政许可法", article(61, 1))};
    diagnostic.advice = {
        "用“监管主体”写明由谁对被许可人从事许可事项的活动实施监督检查；划转以后仍由原来的主管部门监管的，也要写明",
        "state with 监管主体 who supervises those who hold the licence, also where it stays with the "
        "organ that gave the licence away"};
    return diagnostic;
}

/// Every supervisor that an item states is gone.
void visitItem(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!isOfferedLicence(item) || item.supervisors.empty()) {
        return;
    }
    std::vector<std::string> gone;
    for (const model::NamedOrgan& supervisor : item.supervisors) {
        if (!supervisor.organ.valid()) {
            return;
        }
        const auto& dissolved = program.organs[supervisor.organ].dissolved;
        if (!dissolved || program.asOf < *dissolved) {
            return;
        }
        gone.push_back(organName(program, supervisor.organ));
    }
    const Text names = derive::joined(gone);
    Diagnostic diagnostic =
        finding(program, item.supervisors.front().span, quotedPowers(program, {item.name}),
                {"写明的" + names.zh + "已经撤销", names.en + " no longer exists"});
    diagnostic.label = {"已经撤销", "dissolved"};
    for (const model::NamedOrgan& supervisor : item.supervisors) {
        diagnostic.related.push_back({program.organs[supervisor.organ].head,
                                      {"撤销日期写在这里", "its declaration says when"}});
    }
    context.report(std::move(diagnostic));
}

void visitPackage(Context& context) {
    const Program& program = context.program;
    // By transfer: the items that rest on it and name nobody.
    std::vector<std::vector<model::ItemId>> resting(program.mandates.size());
    for (const model::ItemId id : context.offeredItems()) {
        if (!isOfferedLicence(program.items[id]) || program.items[id].supervisorsStated) {
            continue;
        }
        for (const std::size_t m : context.facts.of(id).authority.mandates) {
            if (program.mandates[m].kind == Mandate::Kind::Transfer) {
                resting[m].push_back(id);
            }
        }
    }
    for (std::size_t m = 0; m < resting.size(); ++m) {
        const Mandate& mandate = program.mandates[m];
        if (resting[m].empty() || mandate.supervisorStated) {
            continue;
        }
        std::vector<NameId> names;
        for (const model::ItemId id : resting[m]) {
            if (std::find(names.begin(), names.end(), program.items[id].name) == names.end()) {
                names.push_back(program.items[id].name);
            }
        }
        const std::string to = organName(program, mandate.to);
        Diagnostic diagnostic = finding(program, mandate.head, quotedPowers(program, names),
                                        {"许可权已划转给" + to + "，划转和事项都没有写明由谁监管",
                                         "the licence went to " + to +
                                             ", and neither the transfer nor the item says who "
                                             "supervises"});
        diagnostic.label = {"没有写明监管主体", "no supervisor is stated"};
        for (const model::ItemId id : resting[m]) {
            diagnostic.related.push_back({program.items[id].head, {"事项", "the item"}});
        }
        diagnostic.related.push_back(
            {program.organs[mandate.from].head, {"原来的主管部门", "the organ it came from"}});
        context.report(std::move(diagnostic));
    }
    // By list: what is published as complete names a supervisor item by item.
    std::set<model::ItemId> reported;
    for (const model::List& list : program.lists) {
        for (const model::Alternative& listed : list.items) {
            if (!list.complete || !listed.item.valid() || !reported.insert(listed.item).second) {
                continue;
            }
            const model::Item& item = program.items[listed.item];
            const auto& mandates = context.facts.of(listed.item).authority.mandates;
            const bool transferred = std::any_of(mandates.begin(), mandates.end(), [&](auto m) {
                return program.mandates[m].kind == Mandate::Kind::Transfer;
            });
            if (!isOfferedLicence(item) || item.supervisorsStated || transferred) {
                continue;
            }
            Diagnostic diagnostic = finding(
                program, item.head, quotedPowers(program, {item.name}),
                {"列入完整公布的“" + std::string(program.text(list.name)) + "”，而没有写明由谁监管",
                 "it stands in the complete list '" + std::string(program.text(list.name)) +
                     "' and does not say who supervises"});
            diagnostic.label = {"没有写明监管主体", "no supervisor is stated"};
            diagnostic.related.push_back({listed.span, {"在清单中", "in the list"}});
            if (item.authority.known()) {
                const std::string name = organName(program, item.authority.value);
                diagnostic.fixes.push_back(
                    {{"写明由" + name + "监管", "let " + name + " supervise"},
                     false,
                     {{{item.authority.entry.file, item.authority.entry.end,
                        item.authority.entry.end},
                       "\n  监管主体: " + name}}});
                if (item.authority.inheritedFrom.valid()) {
                    diagnostic.fixes.clear();
                }
            }
            context.report(std::move(diagnostic));
        }
    }
}

}  // namespace

}  // namespace fadu::checks
