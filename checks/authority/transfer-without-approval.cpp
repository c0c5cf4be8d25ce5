#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Mandates.h"
#include "model/Rank.h"

#include <algorithm>
#include <array>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check authority_transfer_without_approval;
const Check authority_transfer_without_approval{
    {"AUT007",
     "authority/transfer-without-approval",
     Severity::Error,
     Nature::Legality,
     {"{powers}{kind}给{to}，{defect}", "{powers} {kind} to {to}: {defect}"}},
    nullptr,
    visit};

namespace {

using model::Mandate;
using model::Program;

bool holdsOneOf(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

/// Whether a text is about an act of the State Council itself, not of its departments.
bool isStateCouncils(std::string_view text) {
    return holdsOneOf(text, {"国务院", "State Council"}) &&
           !holdsOneOf(text, {"国务院有关部门", "国务院主管部门", "主管部门"});
}

/// Whether a text is about an act of a province's government: the one that the place lies in, or
/// any that its name shows.
bool isProvinces(const Program& program, std::string_view text, model::PlaceId place) {
    for (; place.valid(); place = program.places[place].within) {
        if (program.places[place].level == Level::Province) {
            const std::string name(program.text(program.places[place].name));
            if (holdsOneOf(text, {name + "人民政府", name + "政府", name + "人民代表大会"})) {
                return true;
            }
        }
    }
    for (const std::string_view end : {"人民政府", "政府", "人民代表大会"}) {
        for (const std::string_view kind :
             {"省", "自治区", "直辖市", "北京市", "天津市", "上海市", "重庆市"}) {
            if (text.find(std::string(kind) + std::string(end)) != std::string_view::npos) {
                return true;
            }
        }
    }
    return holdsOneOf(text, {"provincial government", "Provincial Government", "Province"});
}

/// What a mandate states of the acts that it rests on.
struct Acts {
    bool stateCouncil = false;
    bool province = false;
    bool higherLaw = false;  ///< A law or administrative regulation arranges it itself.
    bool unknown = false;    ///< Something is cited that nobody can tell.
};

Acts actsOf(const Program& program, const Mandate& mandate, PowerKind kind) {
    Acts acts;
    const model::PlaceId place = program.organs[mandate.to].place;
    for (const Mandate::Approval& approval : mandate.approvals) {
        if (approval.on && *approval.on > program.asOf) {
            continue;
        }
        acts.stateCouncil = acts.stateCouncil || isStateCouncils(approval.by);
        acts.province = acts.province || isProvinces(program, approval.by, place);
    }
    for (const model::Citation& citation : mandate.basis) {
        const model::Target& target = program.targets[citation.target];
        const std::string_view title = program.text(target.title);
        const bool stateCouncil = isStateCouncils(title);
        const bool province = isProvinces(program, title, place);
        acts.stateCouncil = acts.stateCouncil || stateCouncil;
        acts.province = acts.province || province;
        if (citation.blamed || (!target.instrument.valid() && !stateCouncil && !province)) {
            acts.unknown = true;
        }
        if (!target.instrument.valid()) {
            continue;
        }
        const model::Instrument& instrument = program.instruments[target.instrument];
        const auto& general = instrument.generalLawFor;
        if (!instrument.rank || std::find(general.begin(), general.end(), kind) != general.end()) {
            continue;
        }
        acts.higherLaw = acts.higherLaw || *instrument.rank == Rank::Law ||
                         *instrument.rank == Rank::AdministrativeRegulation;
        acts.stateCouncil = acts.stateCouncil || *instrument.rank == Rank::StateCouncilDecision ||
                            *instrument.rank == Rank::StateCouncilDocument;
        acts.province =
            acts.province ||
            (instrument.place.valid() && program.places[instrument.place].level == Level::Province);
    }
    return acts;
}

/// What is wrong, and for which of the powers.
struct Defect {
    Span span;
    Text text;
    std::vector<NameId> powers;
    std::vector<LegalBasis> basis;
    std::vector<Label> related;
    Text advice;
};

void add(std::vector<Defect>& defects, const MandatedPower& power, Defect defect) {
    for (Defect& known : defects) {
        if (known.text == defect.text && known.span == defect.span) {
            known.powers.push_back(power.name);
            return;
        }
    }
    // Of two findings of one kind at one place only one would be shown.
    if (std::any_of(defects.begin(), defects.end(),
                    [&](const Defect& known) { return known.span == defect.span; })) {
        defect.span = power.span;
    }
    defect.powers.push_back(power.name);
    defects.push_back(std::move(defect));
}

void judgeLicence(const Program& program, const Mandate& mandate, const MandatedPower& power,
                  std::vector<Defect>& defects) {
    const Acts acts = actsOf(program, mandate, PowerKind::Licensing);
    if (acts.higherLaw) {
        return;
    }
    const LegalBasis rule = statute(program, "行政许可法", article(25));
    if ((!acts.stateCouncil || !acts.province) && !acts.unknown) {
        const Text missing =
            acts.stateCouncil ? Text{"没有省级人民政府决定的记载",
                                     "no decision of the provincial government is recorded"}
            : acts.province
                ? Text{"没有国务院批准的记载", "no approval of the State Council is recorded"}
                : Text{"没有国务院批准和省级人民政府决定的记载",
                       "neither the approval of the State Council nor a decision of the "
                       "provincial government is recorded"};
        add(defects, power,
            {mandate.head,
             missing,
             {},
             {rule},
             {},
             {"在“批准”中写明国务院批准和省、自治区、直辖市人民政府决定的文件和日期；没有的，许可权仍由原机关行使",
              "state both acts with their dates under 批准; without them the power stays where it "
              "was"}});
    }
    for (const Mandate::Approval& approval : mandate.approvals) {
        if (approval.on && mandate.since && *approval.on > *mandate.since) {
            add(defects, power,
                {approval.span,
                 {"批准的日期 " + approval.on->iso() + " 晚于划转开始的日期 " +
                      mandate.since->iso(),
                  "approved on " + approval.on->iso() + ", after it began on " +
                      mandate.since->iso()},
                 {},
                 {rule},
                 {},
                 {"核对日期；批准以前不得划转", "check the dates: it may begin once approved"}});
        }
    }
}

void judgePenalty(const Program& program, const Mandate& mandate, const MandatedPower& power,
                  std::vector<Defect>& defects) {
    const Acts acts = actsOf(program, mandate, PowerKind::Penalty);
    const bool township = program.levelOf(mandate.to) == Level::Township;
    if (acts.higherLaw || acts.unknown || acts.province || (acts.stateCouncil && !township)) {
        return;
    }
    add(defects, power,
        {mandate.head,
         township
             ? Text{"没有省、自治区、直辖市决定的记载", "no decision of the province is recorded"}
             : Text{"没有国务院或者省、自治区、直辖市人民政府决定的记载",
                    "no decision of the State Council or the provincial government is recorded"},
         {},
         {statute(program, "行政处罚法", township ? article(24, 1) : article(18, 2))},
         {},
         {"写明决定的机关、文件和日期；没有的，处罚权仍由原机关行使",
          "state who decided it and when; without a decision the power stays where it was"}});
}

/// 下放: not by 许可法 25, but the levels are what the law says (22).
void judgeDevolution(const Program& program, const Mandate& mandate, const MandatedPower& power,
                     std::vector<Defect>& defects) {
    const auto level = program.levelOf(mandate.to);
    if (!power.establishment.valid() || !level) {
        return;
    }
    const model::Establishment& establishment = program.establishments[power.establishment];
    const model::Provision& provision = program.provisions[establishment.provision];
    const model::Instrument& law = program.instruments[provision.instrument];
    if (establishment.levels.empty() || establishment.levels.contains(*level) || !law.rank) {
        return;
    }
    const Acts acts = actsOf(program, mandate, PowerKind::Licensing);
    if (acts.stateCouncil || acts.unknown) {
        return;
    }
    // A provision on devolution of the law itself, recorded under any name that says so.
    for (const model::ProvisionId id : law.provisions) {
        for (const model::EntryId entry : program.provisions[id].entries) {
            if (program.text(program.entries[entry].name).find("下放") != std::string_view::npos) {
                return;
            }
        }
    }
    // A later instrument of at least the same rank may move the level; what else is cited cannot.
    const model::Citation* lower = nullptr;
    for (const model::Citation& citation : mandate.basis) {
        const model::Target& target = program.targets[citation.target];
        if (!target.instrument.valid()) {
            if (model::isLocal(*law.rank)) {
                return;
            }
            lower = lower == nullptr ? &citation : lower;  // Of a province, by its title.
            continue;
        }
        const model::Instrument& cited = program.instruments[target.instrument];
        const auto& general = cited.generalLawFor;
        if (std::find(general.begin(), general.end(), PowerKind::Licensing) != general.end()) {
            continue;
        }
        const bool same = target.instrument == provision.instrument;
        const bool earlier = cited.version && law.inForce && *cited.version <= *law.inForce;
        const bool below = cited.rank && std::is_lt(model::compareRanks(*cited.rank, *law.rank));
        if (!cited.rank || (same && !program.completeFor(target, EntryKind::Other)) ||
            (!same && !below && !earlier)) {
            return;
        }
        lower = lower == nullptr ? &citation : lower;
    }
    const Text levels = levelSetText(establishment.levels);
    const Text name = derive::provisionName(program, establishment.provision);
    add(defects, power,
        {lower == nullptr ? mandate.head : lower->span,
         {name.zh + "规定由" + levels.zh + "机关实施，" +
              (lower == nullptr
                   ? "没有可以下放的依据"
                   : "所引的" + program.citationText(program.targets[lower->target]).zh +
                         "不能改变法定层级"),
          name.en + " gives it to the level " + levels.en + ", and " +
              (lower == nullptr ? "nothing is cited that moves it down"
                                : program.citationText(program.targets[lower->target]).en +
                                      " cannot change that")},
         {},
         {statute(program, "行政许可法", article(22)), program.legalBasis(establishment.provision)},
         {{establishment.span, {"法定层级", "the levels by law"}}},
         {"引用规定可以下放的法律、法规或者国务院决定；没有的，改用“委托”，以上级机关的名义实施",
          "cite the law, regulation or State Council decision that moves it down; else entrust it, "
          "in the higher organ's name"}});
}

void visit(Context& context) {
    const Program& program = context.program;
    for (const Mandate& mandate : program.mandates) {
        const bool transfer = mandate.kind == Mandate::Kind::Transfer;
        if ((!transfer && mandate.kind != Mandate::Kind::Devolution) ||
            !mandate.inForceOn(program.asOf)) {
            continue;
        }
        std::vector<Defect> defects;
        for (const MandatedPower& power : mandatedPowers(context, mandate)) {
            if (power.kind == PowerKind::Penalty) {
                judgePenalty(program, mandate, power, defects);
            } else if (power.kind == PowerKind::Licensing && transfer) {
                judgeLicence(program, mandate, power, defects);
            } else if (power.kind == PowerKind::Licensing) {
                judgeDevolution(program, mandate, power, defects);
            }
        }
        for (Defect& defect : defects) {
            Diagnostic diagnostic =
                makeDiagnostic(authority_transfer_without_approval.descriptor, defect.span,
                               {parameter("powers", quotedPowers(program, defect.powers)),
                                parameter("kind", transfer ? Text{"划转", "transferred"}
                                                           : Text{"下放", "devolved"}),
                                parameter("to", organName(program, mandate.to)),
                                parameter("defect", defect.text)});
            diagnostic.label = {"批准手续不全", "not duly approved"};
            if (!transfer) {
                diagnostic.label = {"没有下放的依据", "no ground for it"};
            }
            diagnostic.legalBasis = std::move(defect.basis);
            diagnostic.related = std::move(defect.related);
            if (defect.span != mandate.head) {
                diagnostic.related.push_back({mandate.head, {"声明在这里", "the declaration"}});
            }
            diagnostic.related.push_back(
                {program.organs[mandate.from].head, {"原来的机关", "from this organ"}});
            diagnostic.related.push_back(
                {program.organs[mandate.to].head, {"承接的机关", "to this organ"}});
            diagnostic.advice = std::move(defect.advice);
            context.report(std::move(diagnostic));
        }
    }
}

}  // namespace

}  // namespace fadu::checks
