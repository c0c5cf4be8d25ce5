#include "checks/Check.h"
#include "checks/Describe.h"

#include <algorithm>
#include <set>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check authority_duty_undischarged;
const Check authority_duty_undischarged{
    {"AUT011",
     "authority/duty-undischarged",
     Severity::Info,
     Nature::Legality,
     {"{what}没有事项承接：{list}写明完整，{organs}没有相应的事项",
      "no item discharges {what}: {list} is complete and has none for {organs}"}},
    nullptr,
    visit};

namespace {

using model::Program;

/// Items that are declared to be all there are, of a kind and in a place.
struct CompleteList {
    Text name;
    Span head;                      ///< Without a file when fadu.toml declares it.
    std::optional<PowerKind> kind;  ///< Nothing: of every kind.
    std::optional<Level> level;
    model::PlaceId place;  ///< Invalid: everywhere.
    std::set<model::ItemId> items;
};

std::vector<CompleteList> completeLists(const Program& program) {
    std::vector<CompleteList> result;
    const auto offered = [&](model::ItemId id) {
        const model::Item& item = program.items[id];
        return !item.catalogue && !(item.abolished && *item.abolished <= program.asOf);
    };
    if (program.completeList) {
        CompleteList all;
        all.name = {"本包的事项", "the package"};
        for (std::size_t i = 0; i < program.items.size(); ++i) {
            if (program.items[model::ItemId(i)].offered && offered(model::ItemId(i))) {
                all.items.insert(model::ItemId(i));
            }
        }
        result.push_back(std::move(all));
    }
    for (const model::List& list : program.lists) {
        const bool blamed =
            std::any_of(list.items.begin(), list.items.end(),
                        [](const model::Alternative& entry) { return entry.blamed; });
        // A list of some kind that is no kind of power (公共服务 and the like) says nothing here.
        const bool everyKind = !list.kindName.valid() ||
                               program.text(list.kindName).find("权责") != std::string_view::npos ||
                               program.text(list.kindName).find("权力") != std::string_view::npos;
        if (!list.complete || blamed || (!list.kind && !everyKind)) {
            continue;
        }
        CompleteList one;
        const std::string name(program.text(list.name));
        one.name = {"清单“" + name + "”", "the list '" + name + "'"};
        one.head = list.head;
        one.kind = list.kind;
        // A province's list is not one of what its counties offer.
        one.level =
            list.level || !list.place.valid() ? list.level : program.places[list.place].level;
        one.place = list.place;
        for (const model::Alternative& entry : list.items) {
            if (entry.item.valid() && offered(entry.item)) {
                one.items.insert(entry.item);
            }
        }
        result.push_back(std::move(one));
    }
    return result;
}

Diagnostic finding(const CompleteList& list, Span span, const Text& what,
                   const std::vector<std::string>& organs) {
    const std::vector<std::string> shown(
        organs.begin(),
        organs.begin() + std::min<std::ptrdiff_t>(3, std::ptrdiff_t(organs.size())));
    Text names = derive::joined(shown);
    if (organs.size() > shown.size()) {
        names.zh += "等 " + std::to_string(organs.size()) + " 个机关";
        names.en += " and " + std::to_string(organs.size() - shown.size()) + " more";
    }
    Diagnostic diagnostic = makeDiagnostic(
        authority_duty_undischarged.descriptor, span,
        {parameter("what", what), parameter("list", list.name), parameter("organs", names)});
    diagnostic.label = {"没有承接的事项", "no item discharges it"};
    if (list.head.valid()) {
        diagnostic.related.push_back({list.head, {"完整的清单", "the complete list"}});
    }
    return diagnostic;
}

/// Duties whose lead organs lie in the place of a list of every kind.
void visitDuties(Context& context, const CompleteList& list) {
    const Program& program = context.program;
    for (const model::Duty& duty : program.duties) {
        const bool blamed =
            std::any_of(duty.items.begin(), duty.items.end(),
                        [](const model::Alternative& entry) { return entry.blamed; });
        const bool discharged =
            std::any_of(duty.items.begin(), duty.items.end(),
                        [&](const model::Alternative& entry) {
                            return entry.item.valid() && list.items.contains(entry.item);
                        }) ||
            std::any_of(list.items.begin(), list.items.end(), [&](model::ItemId id) {
                return program.items[id].name == duty.name || program.items[id].power == duty.name;
            });
        std::vector<std::string> organs;
        for (const model::Duty::Party& lead : duty.leads) {
            if (lead.organ.valid() && program.organs[lead.organ].place.valid() &&
                program.within(program.organs[lead.organ].place, list.place)) {
                organs.emplace_back(program.text(program.organs[lead.organ].name));
            }
        }
        if (blamed || discharged || organs.empty()) {
            continue;
        }
        const std::string name(program.text(duty.name));
        Diagnostic diagnostic =
            finding(list, duty.head, {"职责“" + name + "”", "the duty '" + name + "'"}, organs);
        for (const model::Citation& citation : duty.basis) {
            if (!citation.blamed) {
                diagnostic.legalBasis.push_back(
                    program.legalBasis(program.targets[citation.target]));
            }
        }
        diagnostic.advice = {
            "由某个事项履行的，写入职责的“事项”；需要设立事项的，补入清单；只是内部管理职责的，可以不写",
            "name the item that discharges it, or add one; a duty of internal administration needs none"};
        context.report(std::move(diagnostic));
    }
}

/// Organs in the list's place that hold the power, at the right level, and that no item of the list
/// exercises it for.
std::vector<std::string> idleOrgans(const Program& program, const CompleteList& list,
                                    const model::Establishment& establishment,
                                    model::InstrumentId instrument) {
    std::vector<std::string> result;
    for (std::size_t i = 0; i < program.organs.size(); ++i) {
        const model::OrganId id(i);
        const model::Organ& organ = program.organs[id];
        const std::optional<Level> level = program.levelOf(id);
        const bool holds =
            std::find(establishment.holderOrgans.begin(), establishment.holderOrgans.end(), id) !=
                establishment.holderOrgans.end() ||
            std::any_of(
                organ.functions.begin(), organ.functions.end(), [&](model::FunctionId function) {
                    return std::find(establishment.holders.begin(), establishment.holders.end(),
                                     function) != establishment.holders.end();
                });
        if (!holds || !level || (list.level && *list.level != *level) ||
            (!establishment.levels.empty() && !establishment.levels.contains(*level)) ||
            !organ.place.valid() || !program.within(organ.place, list.place) ||
            !program.binds(instrument, organ.place) ||
            (organ.dissolved && *organ.dissolved <= program.asOf)) {
            continue;
        }
        // Whoever exercises it there: it may have been transferred.
        const bool exercised =
            std::any_of(list.items.begin(), list.items.end(), [&](model::ItemId itemId) {
                const model::Item& item = program.items[itemId];
                const bool power =
                    item.power == establishment.power ||
                    std::find(establishment.aliases.begin(), establishment.aliases.end(),
                              item.power) != establishment.aliases.end();
                return power && (!item.place.valid() || program.within(item.place, organ.place) ||
                                 program.within(organ.place, item.place));
            });
        if (!exercised) {
            result.emplace_back(program.text(organ.name));
        }
    }
    return result;
}

/// Powers that instruments of the package establish; what the library holds is read only as far as
/// items ask for it.
void visitPowers(Context& context, const CompleteList& list) {
    const Program& program = context.program;
    for (std::size_t i = 0; i < program.establishments.size(); ++i) {
        const model::Establishment& establishment =
            program.establishments[model::EstablishmentId(i)];
        const model::InstrumentId instrumentId =
            program.provisions[establishment.provision].instrument;
        const model::Instrument& instrument = program.instruments[instrumentId];
        const auto& known = instrument.provisions;
        const bool cancelled = std::any_of(
            program.abolitions.begin(), program.abolitions.end(), [&](const model::Abolition& one) {
                return one.inForceOn(program.asOf) &&
                       std::find(one.powers.begin(), one.powers.end(), establishment.power) !=
                           one.powers.end();
            });
        // An instrument that was edited leaves what it established before.
        if (instrument.fromLibrary || !instrument.inForceOn(program.asOf) || cancelled ||
            !establishment.kind || *establishment.kind == PowerKind::PublicService ||
            (list.kind && *list.kind != *establishment.kind) ||
            std::find(known.begin(), known.end(), establishment.provision) == known.end()) {
            continue;
        }
        const std::vector<std::string> organs =
            idleOrgans(program, list, establishment, instrumentId);
        if (organs.empty()) {
            continue;
        }
        const std::string power(program.text(establishment.power));
        const Text kind = termText(*establishment.kind);
        Diagnostic diagnostic =
            finding(list, establishment.span,
                    {kind.zh + "“" + power + "”", kind.en + " ('" + power + "')"}, organs);
        diagnostic.legalBasis.push_back(program.legalBasis(establishment.provision));
        diagnostic.advice = {
            "应当实施的，补充事项并列入清单；已经由其他机关行使的，声明划转、委托或者下放；已经取消的，声明“取消”",
            "add the item to the list; declare the transfer if another organ exercises it, or the "
            "cancellation"};
        context.report(std::move(diagnostic));
    }
}

void visit(Context& context) {
    for (const CompleteList& list : completeLists(context.program)) {
        if (!list.kind) {
            visitDuties(context, list);
        }
        visitPowers(context, list);
    }
}

}  // namespace

}  // namespace fadu::checks
