#include "checks/Check.h"
#include "checks/Describe.h"

#include <algorithm>
#include <map>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check authority_local_duplicate;
const Check authority_local_duplicate{
    {"AUT019",
     "authority/local-duplicate",
     Severity::Warning,
     Nature::Legality,
     {"{local}设定了行政许可“{power}”，而{higher}{what}",
      "{local} establishes the licence '{power}', but {higher} {what}"}},
    nullptr,
    visit};

namespace {

using model::EstablishmentId;
using model::Program;

bool isNational(Rank rank) {
    return rank == Rank::Law || rank == Rank::AdministrativeRegulation ||
           rank == Rank::StateCouncilDecision;
}

/// Local ranks that may establish licences where nothing above does (许可法 15(1)). Regulations of
/// autonomous places and special zones may vary the law (立法法 84, 101).
bool isBound(Rank rank) {
    return rank == Rank::ProvincialRegulation || rank == Rank::CityRegulation ||
           rank == Rank::ProvincialRule;
}

const model::Instrument& instrumentOf(const Program& program, EstablishmentId id) {
    return program.instruments[program.provisions[program.establishments[id].provision].instrument];
}

/// Whether a law or regulation leaves the power, or all it regulates, to local instruments.
bool authorises(const Program& program, EstablishmentId higher, EstablishmentId local) {
    const model::Establishment& power = program.establishments[higher];
    const auto applies = [&](const model::Entry& entry) {
        return entry.appliesTo.empty() || std::find(entry.appliesTo.begin(), entry.appliesTo.end(),
                                                    power.power) != entry.appliesTo.end();
    };
    const auto isLocal = [&](const model::Entry& entry) {
        if (entry.namesInstrument) {
            return program.findInstrument(program.text(entry.name)) ==
                   program.provisions[program.establishments[local].provision].instrument;
        }
        const std::string_view name = program.text(entry.name);
        return name.find("地方") != std::string_view::npos || name.substr(0, 3) == "省";
    };
    const auto& provisions = instrumentOf(program, higher).provisions;
    return std::any_of(provisions.begin(), provisions.end(), [&](model::ProvisionId provision) {
        const auto& entries = program.provisions[provision].entries;
        return std::any_of(entries.begin(), entries.end(), [&](model::EntryId id) {
            const model::Entry& entry = program.entries[id];
            return entry.kind == EntryKind::LeftTo && applies(entry) && isLocal(entry);
        });
    });
}

/// Whether an adjustment in force lets the place depart from the law on the power.
bool adjusted(const Program& program, const model::Item& item) {
    return std::any_of(
        program.abolitions.begin(), program.abolitions.end(), [&](const model::Abolition& one) {
            const bool here =
                one.places.empty() ||
                std::any_of(one.places.begin(), one.places.end(), [&](model::PlaceId place) {
                    return place.valid() && program.within(item.place, place);
                });
            return one.adjustment && here && one.inForceOn(program.asOf) &&
                   std::find(one.powers.begin(), one.powers.end(), item.power) != one.powers.end();
        });
}

void report(Context& context, EstablishmentId localId, EstablishmentId higherId,
            const std::vector<model::ItemId>& items) {
    const Program& program = context.program;
    const model::Establishment& local = program.establishments[localId];
    const model::Establishment& higher = program.establishments[higherId];
    const bool licence = higher.kind == PowerKind::Licensing;
    Text what{"已经设定这项许可，地方只能在它的范围内作具体规定",
              "already establishes it: a local instrument may only specify it"};
    if (!licence) {
        const Text kind = higher.kind ? termText(*higher.kind) : Text{"其他方式", "another power"};
        what = {"已作规定而没有采取许可的方式（" + kind.zh + "），地方不得再设定许可",
                "regulates it without a licence (" + kind.en + "): no local one may be added"};
    }
    Diagnostic diagnostic =
        makeDiagnostic(authority_local_duplicate.descriptor, local.span,
                       {parameter("local", derive::provisionName(program, local.provision)),
                        parameter("power", program.text(local.power)),
                        parameter("higher", derive::provisionName(program, higher.provision)),
                        parameter("what", what)});
    diagnostic.label = {"地方设定的许可", "established locally"};
    diagnostic.related.push_back({higher.span, {"上位法的规定", "the higher law"}});
    for (const model::ItemId item : items) {
        diagnostic.related.push_back(
            {program.items[item].head, {"据以办理的事项", "an item that rests on it"}});
    }
    diagnostic.legalBasis.push_back(licence ? statute(program, "行政许可法", article(15, 1))
                                            : statute(program, "优化营商环境条例", article(39, 2)));
    diagnostic.legalBasis.push_back(program.legalBasis(higher.provision));
    diagnostic.advice =
        licence
            ? Text{"事项改引上位法作为设定依据，本文件移到“实施依据”；建议制定机关删去重复的设定条款",
                   "cite the higher law as the establishing basis and this one as implementing it"}
            : Text{
                  "按上位法规定的方式管理，停止实施这项许可，并建议制定机关修改；上位法授权地方规定的，在上位法中写明“授权制定”",
                  "manage it the way the higher law does; record the authorisation if there is one"};
    context.report(std::move(diagnostic));
}

/// Local licences that some item exercises: of others nobody has asked for the law above.
void visit(Context& context) {
    const Program& program = context.program;
    std::map<std::pair<EstablishmentId, EstablishmentId>, std::vector<model::ItemId>> found;
    for (std::size_t i = 0; i < program.items.size(); ++i) {
        const model::Item& item = program.items[model::ItemId(i)];
        if (!item.offered || item.kind.value != PowerKind::Licensing || !item.kind.known() ||
            adjusted(program, item)) {
            continue;
        }
        const auto& all = program.establishmentsOf(item.power);
        EstablishmentId higher;
        for (const EstablishmentId id : all) {
            const model::Instrument& instrument = instrumentOf(program, id);
            if (instrument.rank && isNational(*instrument.rank) &&
                instrument.inForceOn(program.asOf) &&
                (!higher.valid() || program.establishments[id].kind == PowerKind::Licensing)) {
                higher = id;
            }
        }
        for (const EstablishmentId id : all) {
            const model::Instrument& instrument = instrumentOf(program, id);
            if (higher.valid() && !instrument.fromLibrary && instrument.rank &&
                isBound(*instrument.rank) &&
                program.establishments[id].kind == PowerKind::Licensing &&
                instrument.inForceOn(program.asOf) && item.place.valid() &&
                program.binds(program.provisions[program.establishments[id].provision].instrument,
                              item.place) &&
                !authorises(program, higher, id)) {
                found[{id, higher}].emplace_back(i);
            }
        }
    }
    for (const auto& [pair, items] : found) {
        report(context, pair.first, pair.second, items);
    }
}

}  // namespace

}  // namespace fadu::checks
