#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Precedence.h"
#include "model/Library.h"

#include <algorithm>
#include <array>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check dependency_registration_precondition;
const Check dependency_registration_precondition{
    {"DEP011",
     "dependency/registration-precondition",
     Severity::Error,
     Nature::Legality,
     {"把“{licence}”作为“{registration}”的前置条件，法律、行政法规没有这样规定",
      "'{licence}' is made a precondition of '{registration}', which no law or administrative "
      "regulation orders"}},
    nullptr,
    visit};

namespace {

using model::Program;

/// The instruments that govern the registration of market entities, in force or before.
constexpr std::array<std::string_view, 6> kRegistrationLaws{
    "市场主体登记管理条例", "公司登记管理条例",           "企业法人登记管理条例",
    "个体工商户条例",       "农民专业合作社登记管理条例", "合伙企业登记管理办法"};

/// Whether an item is a first registration of an enterprise, sole trader or cooperative.
bool isRegistration(const Program& program, const model::Item& item,
                    const std::vector<bool>& registrationLaws) {
    const bool first = !item.main.valid() || program.text(item.situation) == "新办";
    if (!item.offered || !first || !item.kind.known()) {
        return false;
    }
    const auto& establishments = program.establishmentsOf(item.power);
    const auto& citations = item.establishing.citations;
    return std::any_of(
               establishments.begin(), establishments.end(),
               [&](model::EstablishmentId id) {
                   const model::Establishment& one = program.establishments[id];
                   return one.kind == item.kind.value &&
                          registrationLaws[program.provisions[one.provision].instrument.index()];
               }) ||
           std::any_of(citations.begin(), citations.end(), [&](const model::Citation& citation) {
               const model::InstrumentId cited = program.targets[citation.target].instrument;
               return cited.valid() && registrationLaws[cited.index()];
           });
}

/// Whether some law or administrative regulation puts a licence before a registration, or may do so
/// where nobody has looked.
enum class Order : std::uint8_t { Ordered, NotOrdered, Unknown };

Order orderOf(const Program& program, const model::Item& registration, NameId licence) {
    const auto mayOrder = [&](model::ProvisionId provision) {
        const auto rank = program.instruments[program.provisions[provision].instrument].rank;
        return !rank || *rank == Rank::Law || *rank == Rank::AdministrativeRegulation;
    };
    const auto& establishments = program.establishmentsOf(licence);
    std::vector<NameId> names{licence};
    for (const model::EstablishmentId id : establishments) {
        names.push_back(program.establishments[id].power);
    }
    for (const NameId name : names) {
        for (const model::EntryId id : program.entriesFor(name)) {
            const model::Entry& entry = program.entries[id];
            if (entry.kind == EntryKind::Precedence && mayOrder(entry.provision) &&
                (isSamePower(program, entry.name, registration.power) ||
                 entry.name == registration.name)) {
                return Order::Ordered;
            }
        }
    }
    bool established = false;
    for (const model::EstablishmentId id : establishments) {
        const model::Establishment& one = program.establishments[id];
        if (one.kind != PowerKind::Licensing) {
            continue;
        }
        established = true;
        const model::Provision& provision = program.provisions[one.provision];
        if (mayOrder(one.provision) && !provision.complete &&
            !program.completeFor(provision.instrument, EntryKind::Precedence)) {
            return Order::Unknown;
        }
    }
    return established ? Order::NotOrdered : Order::Unknown;
}

void visitItem(Context& context, const model::Item& item, const std::string& owner) {
    const Program& program = context.program;
    const auto report = [&](NameId licence, const std::string& shown, Span span, Span source) {
        if (orderOf(program, item, licence) != Order::NotOrdered) {
            return;
        }
        Diagnostic diagnostic = makeDiagnostic(
            dependency_registration_precondition.descriptor, span,
            {parameter("licence", shown), parameter("registration", program.text(item.name))});
        diagnostic.label = {"登记不以它为前提", "registration does not depend on it"};
        diagnostic.legalBasis.push_back(statute(program, "优化营商环境条例", article(19, 2)));
        for (const model::EstablishmentId one : program.establishmentsOf(licence)) {
            diagnostic.legalBasis.push_back(
                program.legalBasis(program.establishments[one].provision));
            diagnostic.related.push_back({program.establishments[one].span,
                                          {"这项许可由此设定，没有规定先于登记",
                                           "what establishes the licence does not put it first"}});
            break;
        }
        if (source.file.valid()) {
            diagnostic.related.push_back({source, {"这项许可", "the licence"}});
        }
        diagnostic.owner = owner;
        diagnostic.advice = {
            "从登记的前置审批和材料中删去；需要许可才能经营的，登记后取得许可再经营（先照后证）",
            "take it out of the registration; who needs the licence obtains it after registering"};
        context.report(std::move(diagnostic));
    };
    for (const model::Prerequisite& prerequisite : item.prerequisites) {
        if (prerequisite.alternatives.size() != 1) {
            continue;
        }
        const model::Alternative& one = prerequisite.alternatives.front();
        if (one.blamed) {
            continue;
        }
        if (one.item.valid()) {
            const model::Item& licence = program.items[one.item];
            if (licence.kind.known() && licence.kind.value == PowerKind::Licensing) {
                report(licence.power, nameOf(program, one), one.span, licence.head);
            }
        } else {
            report(one.outside, nameOf(program, one), one.span, Span());
        }
    }
    for (const model::Material& material : item.materials) {
        if (!material.document.valid()) {
            continue;
        }
        const auto& graph = context.facts.dependencies;
        const std::uint32_t node = graph.nodeOfDocument[material.document.index()];
        for (std::uint32_t e = graph.first[node]; e < graph.first[node + 1]; ++e) {
            const derive::Dependencies::Edge& edge = graph.edges[e];
            const derive::Dependencies::Node& producer = graph.nodes[edge.to];
            if (producer.kind != derive::Dependencies::NodeKind::Item) {
                continue;
            }
            const model::Item& licence = program.items[producer.item];
            if (licence.kind.known() && licence.kind.value == PowerKind::Licensing) {
                report(licence.power, std::string(program.text(material.name)), material.nameSpan,
                       licence.head);
                break;
            }
        }
    }
}

void visit(Context& context) {
    const Program& program = context.program;
    std::vector<bool> registrationLaws(program.instruments.size(), false);
    for (std::size_t i = 0; i < registrationLaws.size(); ++i) {
        const model::Instrument& instrument = program.instruments[model::InstrumentId(i)];
        registrationLaws[i] =
            std::find(kRegistrationLaws.begin(), kRegistrationLaws.end(),
                      model::shortTitle(program.text(instrument.title))) != kRegistrationLaws.end();
    }
    for (std::size_t i = 0; i < program.items.size(); ++i) {
        const model::ItemId id(i);
        if (isRegistration(program, program.items[id], registrationLaws)) {
            visitItem(context, program.items[id], program.itemId(id));
        }
    }
}

}  // namespace

}  // namespace fadu::checks
