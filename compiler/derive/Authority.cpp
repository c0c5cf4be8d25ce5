#include "derive/Authority.h"

#include <algorithm>

namespace fadu::derive {

namespace {

using model::Citation;
using model::Establishment;
using model::EstablishmentId;
using model::Item;
using model::Program;
using model::Target;

/// One way from a citation to an establishment of the item's power.
struct Candidate {
    EstablishmentId establishment;
    Citation citation;
    bool ancestor = false;
};

class Derivation {
public:
    Derivation(const Program& program, model::ItemId id)
        : program_(program), item_(program.items[id]) {}

    Authority run();

private:
    Authority unknown(Text missing) const {
        Authority result;
        result.verdict = Verdict::Unknown;
        result.missing = std::move(missing);
        return result;
    }
    Authority refuted(Authority::Failure failure) const {
        Authority result;
        result.verdict = Verdict::Refuted;
        result.failure = failure;
        return result;
    }
    bool isPower(const Establishment& establishment) const {
        return establishment.kind == item_.kind.value &&
               (establishment.power == item_.power ||
                std::find(establishment.aliases.begin(), establishment.aliases.end(),
                          item_.power) != establishment.aliases.end());
    }
    bool inForceHere(const Establishment& establishment) const {
        const auto& provision = program_.provisions[establishment.provision];
        const auto& instrument = program_.instruments[provision.instrument];
        return instrument.inForceOn(program_.asOf) &&
               program_.binds(provision.instrument, item_.place);
    }
    bool recordedElsewhere() const;
    bool mayEstablish(Rank rank) const;
    Authority uncited(Text missing) const;
    std::optional<std::size_t> competenceOf(const Establishment& establishment, bool& may,
                                            bool& known) const;
    Authority judgeOrgan(const Candidate& candidate, std::size_t competence) const;
    bool holds(model::OrganId organ, const Establishment& establishment, Authority& result) const;
    bool devolved(model::OrganId organ, const Establishment& establishment,
                  Authority& result) const;
    Verdict asOtherLevel(model::OrganId organ, Level level, LevelSet levels) const;
    bool concerns(const model::Mandate& mandate, const Establishment& establishment) const;

    const Program& program_;
    const Item& item_;
};

bool Derivation::recordedElsewhere() const {
    const auto& all = program_.establishmentsOf(item_.power);
    return std::any_of(all.begin(), all.end(), [&](EstablishmentId id) {
        const Establishment& establishment = program_.establishments[id];
        return isPower(establishment) && inForceHere(establishment);
    });
}

/// Whether an instrument of a rank may bring a power of the item's kind into being. Of kinds that
/// no statute speaks of (确认, 给付 …) only normative documents may not.
bool Derivation::mayEstablish(Rank rank) const {
    bool known = false;
    for (const model::Competence& competence : program_.competences) {
        if (competence.kind == item_.kind.value) {
            known = true;
            if (!competence.mayNot && std::find(competence.ranks.begin(), competence.ranks.end(),
                                                rank) != competence.ranks.end()) {
                return true;
            }
        }
    }
    return !known && !model::isNormativeDocument(rank);
}

/// An unknown verdict with the recorded establishment that is not cited: of the highest rank, the
/// first of them. What rests on the licence there is (变更, 注销) needs none of its own.
Authority Derivation::uncited(Text missing) const {
    Authority result = unknown(std::move(missing));
    if (item_.derivedSituation) {
        return result;
    }
    std::optional<Rank> best;
    for (const EstablishmentId id : program_.establishmentsOf(item_.power)) {
        const Establishment& establishment = program_.establishments[id];
        const auto rank =
            program_.instruments[program_.provisions[establishment.provision].instrument].rank;
        if (rank && isPower(establishment) && inForceHere(establishment) && mayEstablish(*rank) &&
            (!best || std::is_gt(model::compareRanks(*rank, *best)))) {
            best = rank;
            result.uncited = id;
        }
    }
    return result;
}

std::optional<std::size_t> Derivation::competenceOf(const Establishment& establishment, bool& may,
                                                    bool& known) const {
    const auto rank =
        program_.instruments[program_.provisions[establishment.provision].instrument].rank;
    may = false;
    known = false;
    if (!rank) {
        return std::nullopt;
    }
    std::optional<std::size_t> forbidding;
    for (std::size_t i = 0; i < program_.competences.size(); ++i) {
        const model::Competence& competence = program_.competences[i];
        if (competence.kind != establishment.kind) {
            continue;
        }
        known = true;
        if (std::find(competence.ranks.begin(), competence.ranks.end(), *rank) ==
            competence.ranks.end()) {
            continue;
        }
        if (!competence.mayNot) {
            may = true;
            return i;
        }
        forbidding = i;
    }
    return forbidding;
}

bool Derivation::concerns(const model::Mandate& mandate, const Establishment& establishment) const {
    const auto names = [&](NameId name) {
        return name == item_.name || name == item_.power || name == establishment.power ||
               std::find(establishment.aliases.begin(), establishment.aliases.end(), name) !=
                   establishment.aliases.end();
    };
    return std::any_of(mandate.powers.begin(), mandate.powers.end(), names);
}

/// Whether an organ holds one of the establishment's functions itself. A field office acts for the
/// department that sent it out.
bool Derivation::holds(model::OrganId organ, const Establishment& establishment,
                       Authority& result) const {
    model::OrganId current = organ;
    for (int step = 0; step < 2 && current.valid(); ++step) {
        const model::Organ& value = program_.organs[current];
        if (std::find(establishment.holderOrgans.begin(), establishment.holderOrgans.end(),
                      current) != establishment.holderOrgans.end()) {
            result.level = program_.levelOf(current);
            return true;
        }
        for (const model::FunctionId function : value.functions) {
            if (std::find(establishment.holders.begin(), establishment.holders.end(), function) !=
                establishment.holders.end()) {
                result.function = function;
                result.level = program_.levelOf(current);
                return true;
            }
            // Who is to decide jointly holds its share of the power (城市道路管理条例 33).
            if (std::find(establishment.jointFunctions.begin(), establishment.jointFunctions.end(),
                          function) != establishment.jointFunctions.end()) {
                result.function = function;
                result.level = program_.levelOf(current);
                return true;
            }
        }
        current = value.fieldOfficeOf;
    }
    return false;
}

/// Organs of places that are of two levels at once. A municipality is a province that is also a
/// city (直辖市); some cities have no counties below them and exercise their powers themselves
/// (GB/T 2260: 东莞, 中山, 儋州, 嘉峪关). What a municipality's district counts as differs from
/// statute to statute.
Verdict Derivation::asOtherLevel(model::OrganId organ, Level level, LevelSet levels) const {
    if (levels.contains(level)) {
        return Verdict::Proved;
    }
    const model::PlaceId place = program_.organs[organ].place;
    const std::string_view code =
        place.valid() ? std::string_view(program_.places[place].code) : std::string_view();
    const std::string_view province = code.substr(0, 2);
    const bool municipality = code.size() >= 6 && (province == "11" || province == "12" ||
                                                   province == "31" || province == "50");
    if (municipality && level == Level::Province && levels.contains(Level::City)) {
        return Verdict::Proved;
    }
    if (municipality && level == Level::County && levels.contains(Level::City)) {
        return Verdict::Unknown;
    }
    const std::string_view prefecture = code.substr(0, 6);
    const bool undivided = prefecture == "441900" || prefecture == "442000" ||
                           prefecture == "460400" || prefecture == "620200";
    return undivided && level == Level::City && levels.contains(Level::County) ? Verdict::Proved
                                                                               : Verdict::Refuted;
}

/// Whether a devolution in force brings the power down to an organ that holds the function itself.
bool Derivation::devolved(model::OrganId organ, const Establishment& establishment,
                          Authority& result) const {
    for (std::size_t m = 0; m < program_.mandates.size(); ++m) {
        const model::Mandate& mandate = program_.mandates[m];
        Authority above;
        if (mandate.kind == model::Mandate::Kind::Devolution && mandate.to == organ &&
            mandate.from.valid() && mandate.inForceOn(program_.asOf) &&
            concerns(mandate, establishment) && holds(mandate.from, establishment, above) &&
            (!above.level || establishment.levels.contains(*above.level))) {
            result.mandates.push_back(m);
            return true;
        }
    }
    return false;
}

Authority Derivation::judgeOrgan(const Candidate& candidate, std::size_t competence) const {
    const Establishment& establishment = program_.establishments[candidate.establishment];
    Authority result;
    result.establishment = candidate.establishment;
    result.citation = candidate.citation;
    result.ancestor = candidate.ancestor;
    result.competence = competence;
    if (item_.catalogue) {
        result.verdict = Verdict::Proved;
        result.function = item_.authorityFunction;
        return result;
    }
    if (!item_.authority.known()) {
        result.verdict = Verdict::Unknown;
        result.missing = {"实施机关没有写明或者有误", "the implementing organ is missing or wrong"};
        return result;
    }
    const model::OrganId organ = item_.authority.value;
    result.organ = organ;
    if (establishment.holderNames.empty()) {
        result.verdict = Verdict::Unknown;
        result.missing = {"条文没有记载由谁行使", "the provision does not say who holds the power"};
        return result;
    }
    if (program_.organs[organ].placeBlamed) {
        result.verdict = Verdict::Unknown;
        result.missing = {"实施机关的辖区有误", "the organ's place is wrong"};
        return result;
    }
    bool competent = holds(organ, establishment, result);
    bool brokenMandate = false;  // One that concerns the power names an organ that is not known.
    // Reached by transfer, entrustment, delegation or devolution, one after the other.
    if (!competent) {
        struct Reached {
            model::OrganId organ;
            std::size_t mandate = 0;  // By which it is reached, and from where.
            std::size_t before = 0;
        };
        std::vector<Reached> reached{{organ}};
        for (std::size_t at = 0; at < reached.size() && !competent; ++at) {
            for (std::size_t m = 0; m < program_.mandates.size() && !competent; ++m) {
                const model::Mandate& mandate = program_.mandates[m];
                if ((mandate.to.valid() && mandate.to != reached[at].organ) ||
                    !mandate.inForceOn(program_.asOf) || !concerns(mandate, establishment)) {
                    continue;
                }
                if (!mandate.to.valid() || !mandate.from.valid()) {
                    brokenMandate = true;
                    continue;
                }
                if (std::any_of(reached.begin(), reached.end(), [&](const Reached& other) {
                        return other.organ == mandate.from;
                    })) {
                    continue;
                }
                reached.push_back({mandate.from, m, at});
                competent = holds(mandate.from, establishment, result);
            }
        }
        for (std::size_t at = reached.size() - 1; competent && at != 0; at = reached[at].before) {
            result.mandates.push_back(reached[at].mandate);
        }
        if (competent && !result.mandates.empty() &&
            std::any_of(result.mandates.begin(), result.mandates.end(), [&](std::size_t m) {
                return program_.mandates[m].kind == model::Mandate::Kind::Devolution;
            })) {
            result.verdict = Verdict::Proved;  // The devolution moved the level.
            return result;
        }
    }
    const bool contained = !item_.place.valid() || !program_.organs[organ].place.valid() ||
                           program_.within(item_.place, program_.organs[organ].place);
    if (!competent || !contained) {
        if (!competent &&
            (!program_.organs[organ].functionsComplete || program_.organs[organ].functionsBlamed)) {
            result.verdict = Verdict::Unknown;
            result.missing = {"实施机关的职能没有写全",
                              "the organ's functions are not completely stated"};
            return result;
        }
        if (!competent && establishment.holdersUnknown) {
            result.verdict = Verdict::Unknown;
            result.missing = {"条文所定的行使主体不在已知的职能和机关之内",
                              "who holds the power by the provision is not known"};
            return result;
        }
        if (!competent && brokenMandate) {
            result.verdict = Verdict::Unknown;
            result.missing = {"有关划转、委托、授权或者下放的声明有误",
                              "a transfer, entrustment, delegation or devolution is wrong"};
            return result;
        }
        result.verdict = Verdict::Refuted;
        result.failure = Authority::Failure::NotCompetent;
        result.mandates.clear();
        return result;
    }
    if (establishment.levels.empty()) {
        result.verdict = Verdict::Proved;
        return result;
    }
    // The counterpart below usually holds the same function: what the devolution moves is the
    // level.
    if (result.mandates.empty() && result.level && !establishment.levels.contains(*result.level) &&
        devolved(organ, establishment, result)) {
        result.verdict = Verdict::Proved;
        return result;
    }
    if (item_.exerciseLevel.known()) {
        // The stated level of exercise is the claim that is judged.
        for (unsigned i = 0; i <= static_cast<unsigned>(Level::National); ++i) {
            const auto level = static_cast<Level>(i);
            if (item_.exerciseLevel.value.contains(level) &&
                !establishment.levels.contains(level)) {
                result.level = level;
                result.verdict = Verdict::Refuted;
                result.failure = Authority::Failure::WrongLevel;
                return result;
            }
        }
    }
    if (!result.level) {
        result.verdict = Verdict::Unknown;
        result.missing = {"实施机关的层级不明", "the organ's level is not known"};
        return result;
    }
    switch (asOtherLevel(organ, *result.level, establishment.levels)) {
        case Verdict::Proved:
            result.verdict = Verdict::Proved;
            return result;
        case Verdict::Unknown:
            result.verdict = Verdict::Unknown;
            result.missing = {"直辖市的区、县在这项权力上相当于哪一级，条文没有写明",
                              "which level a district of a municipality counts as is not stated"};
            return result;
        default:
            break;
    }
    if (establishment.levels.contains(*result.level)) {
        result.verdict = Verdict::Proved;
        return result;
    }
    // 许可法 35: a lower organ examines first and forwards; the decision is the higher one's.
    const auto inRange = [&](const model::Stated<LevelSet>& stated) {
        if (!stated.known()) {
            return false;
        }
        for (unsigned i = 0; i <= static_cast<unsigned>(Level::National); ++i) {
            if (stated.value.contains(static_cast<Level>(i)) &&
                establishment.levels.contains(static_cast<Level>(i))) {
                return true;
            }
        }
        return false;
    };
    if (inRange(item_.decisionLevel)) {
        result.verdict = Verdict::Proved;
        return result;
    }
    result.verdict = Verdict::Refuted;
    result.failure = Authority::Failure::WrongLevel;
    return result;
}

Authority Derivation::run() {
    if (!item_.kind.known()) {
        return item_.kind.notStated() || item_.kind.blamed()
                   ? unknown({"事项类型没有写明或者有误", "the item's kind is missing or wrong"})
                   : Authority();
    }
    if (!basisRequirement(item_.kind.value) || !item_.offered) {
        return {};
    }
    if (!item_.power.valid()) {
        return unknown({"行使权力的名称有误", "the name of the power is wrong"});
    }
    if (item_.establishing.blamed || item_.catalogueBlamed) {
        return unknown({"设定依据有误", "the establishing basis is wrong"});
    }
    // An item that cites no establishing basis may still rest on what it cites for its exercise.
    const bool stated = item_.establishing.stated;
    const model::Basis& pool = stated ? item_.establishing : item_.implementing;
    if (!pool.stated) {
        return recordedElsewhere()
                   ? uncited({"没有写明设定依据", "no establishing basis is stated"})
                   : refuted(Authority::Failure::NoBasis);
    }
    if (pool.blamed) {
        return unknown({"依据有误", "the basis is wrong"});
    }
    std::vector<Candidate> candidates;
    bool everythingRecorded = true;
    bool unknownInstrument = false;
    bool mayBeCited = false;  // What was not read in full may establish it.
    for (const Citation& citation : pool.citations) {
        const Target& target = program_.targets[citation.target];
        if (!target.instrument.valid()) {
            unknownInstrument = true;
            everythingRecorded = false;
            continue;
        }
        if (!program_.completeFor(target, EntryKind::Establishment)) {
            everythingRecorded = false;
            const auto rank = program_.instruments[target.instrument].rank;
            mayBeCited = mayBeCited || !rank || mayEstablish(*rank);
        }
        for (const model::ProvisionId provision : target.covered()) {
            for (const EstablishmentId id : program_.provisions[provision].establishments) {
                if (isPower(program_.establishments[id])) {
                    candidates.push_back({id, citation, target.provisions.empty()});
                }
            }
        }
    }
    const bool normative = item_.kind.value == PowerKind::Confirmation ||
                           item_.kind.value == PowerKind::Adjudication ||
                           item_.kind.value == PowerKind::OtherPower;
    const bool documentsOnly =
        !unknownInstrument && !pool.citations.empty() &&
        std::all_of(pool.citations.begin(), pool.citations.end(), [&](const Citation& citation) {
            const auto rank =
                program_.instruments[program_.targets[citation.target].instrument].rank;
            return rank && model::isNormativeDocument(*rank);
        });
    if ((normative || item_.kind.value == PowerKind::Inspection) && documentsOnly) {
        // Only a normative document as basis (AUT002); who establishes such powers no statute says.
        Authority result = refuted(Authority::Failure::RankTooLow);
        result.citation = pool.citations.front();
        if (!candidates.empty()) {
            result.establishment = candidates.front().establishment;
            result.citation = candidates.front().citation;
        }
        return result;
    }
    if (candidates.empty()) {
        if (!unknownInstrument && !mayBeCited) {
            Authority result =
                uncited({"设定该权力的条文没有引用", "the establishing provision is not cited"});
            if (result.uncited.valid()) {
                return result;
            }
        }
        if (normative) {
            return unknown({"法律库没有记载这项权力", "this power is not recorded"});
        }
        if (item_.kind.value == PowerKind::Benefit || item_.kind.value == PowerKind::Award ||
            item_.kind.value == PowerKind::Inspection) {
            return unknown({"法律库没有记载这项权力", "this power is not recorded"});
        }
        if (unknownInstrument) {
            return unknown(
                {"所引的法律文件不在法律库内", "a cited instrument is not in the library"});
        }
        if (!everythingRecorded) {
            return unknown({"所引的法律文件没有收全设定内容",
                            "what the cited instruments establish is not completely recorded"});
        }
        if (item_.derivedSituation) {
            return unknown({"依托原许可的情形", "rests on the licence it has"});
        }
        if (recordedElsewhere()) {
            return unknown({"设定该权力的条文没有引用", "the establishing provision is not cited"});
        }
        Authority result =
            refuted(stated ? Authority::Failure::EstablishesNothing : Authority::Failure::NoBasis);
        if (!pool.citations.empty()) {
            result.citation = pool.citations.front();
        }
        return result;
    }
    std::optional<Authority> best;
    std::optional<Authority> tooLow;
    const auto grade = [](const Authority& authority) {
        return authority.verdict == Verdict::Proved                  ? 3
               : authority.verdict == Verdict::Unknown               ? 2
               : authority.failure == Authority::Failure::WrongLevel ? 1
                                                                     : 0;
    };
    for (const Candidate& candidate : candidates) {
        const Establishment& establishment = program_.establishments[candidate.establishment];
        bool may = false;
        bool known = false;
        const auto competence = competenceOf(establishment, may, known);
        if (!known) {
            // No statute states who may establish such powers (确认, 给付 …), or no library is
            // there.
            Authority judged =
                normative || item_.kind.value == PowerKind::Benefit ||
                        item_.kind.value == PowerKind::Award ||
                        item_.kind.value == PowerKind::Inspection
                    ? judgeOrgan(candidate, 0)
                    : unknown({"没有设定权的记载", "no competence to establish is recorded"});
            judged.competence.reset();
            if (!best || grade(judged) > grade(*best)) {
                best = judged;
            }
            continue;
        }
        if (!may) {
            if (!tooLow) {
                tooLow = refuted(Authority::Failure::RankTooLow);
                tooLow->establishment = candidate.establishment;
                tooLow->citation = candidate.citation;
                tooLow->competence = competence;
            }
            continue;
        }
        Authority judged = judgeOrgan(candidate, *competence);
        if (!best || grade(judged) > grade(*best)) {
            best = judged;
        }
    }
    // One citation that validly establishes the power suffices.
    if (best) {
        return *best;
    }
    if (unknownInstrument) {
        return unknown({"所引的法律文件不在法律库内", "a cited instrument is not in the library"});
    }
    return *tooLow;
}

}  // namespace

std::optional<Severity> basisRequirement(PowerKind kind) {
    switch (kind) {
        case PowerKind::Licensing:
        case PowerKind::Penalty:
        case PowerKind::CompulsoryMeasure:
        case PowerKind::Enforcement:
        case PowerKind::Levy:
            return Severity::Error;
        case PowerKind::Inspection:
        case PowerKind::Confirmation:
        case PowerKind::Adjudication:
        case PowerKind::OtherPower:
        case PowerKind::Benefit:
        case PowerKind::Award:
            return Severity::Warning;
        case PowerKind::PublicService:
            return std::nullopt;
    }
    return std::nullopt;
}

Authority deriveAuthority(const Program& program, model::ItemId item) {
    return Derivation(program, item).run();
}

}  // namespace fadu::derive
