#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Mandates.h"
#include "derive/Bearing.h"
#include "model/Rank.h"

#include <algorithm>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check authority_entrustment_invalid;
const Check authority_entrustment_invalid{
    {"AUT006",
     "authority/entrustment-invalid",
     Severity::Error,
     Nature::Legality,
     {"{powers}{kind}给{to}不合规定：{defect}", "{powers} {kind} to {to}: {defect}"}},
    nullptr,
    visit};

namespace {

using derive::Verdict;
using model::Mandate;
using model::Program;

/// What is wrong, and for which of the powers.
struct Defect {
    Span span;
    Text text;
    std::vector<NameId> powers;
    std::vector<LegalBasis> basis;
    std::vector<Label> related;
    Text advice;
};

class Judgement {
public:
    Judgement(Context& context, const Mandate& mandate)
        : context_(context), program_(context.program), mandate_(mandate) {}

    void run();

private:
    bool entrusts() const { return mandate_.kind == Mandate::Kind::Entrustment; }
    void judge(const MandatedPower& power);
    void judgeRecipient(const MandatedPower& power);
    void judgeGround(const MandatedPower& power);
    void judgeNamed(const MandatedPower& power, const std::vector<model::EntryId>& entries);
    LegalBasis ruleOn(PowerKind kind) const;
    void add(const MandatedPower& power, Defect defect);

    Context& context_;
    const Program& program_;
    const Mandate& mandate_;
    std::vector<Defect> defects_;
};

/// The provision that says by what a power of this kind may be entrusted or delegated.
LegalBasis Judgement::ruleOn(PowerKind kind) const {
    switch (kind) {
        case PowerKind::Licensing:
            return statute(program_, "行政许可法", entrusts() ? article(24, 1) : article(23));
        case PowerKind::Penalty:
            return statute(program_, "行政处罚法", entrusts() ? article(20, 1) : article(19));
        default:
            return statute(program_, "行政强制法", article(70));
    }
}

void Judgement::add(const MandatedPower& power, Defect defect) {
    for (Defect& known : defects_) {
        if (known.text == defect.text && known.span == defect.span) {
            known.powers.push_back(power.name);
            return;
        }
    }
    // Of two findings of one kind at one place only one would be shown.
    if (std::any_of(defects_.begin(), defects_.end(),
                    [&](const Defect& known) { return known.span == defect.span; })) {
        defect.span = power.span;
    }
    defect.powers.push_back(power.name);
    defects_.push_back(std::move(defect));
}

/// Whether the receiving organ may receive the power at all, and from this organ.
void Judgement::judgeRecipient(const MandatedPower& power) {
    const model::Organ& to = program_.organs[mandate_.to];
    const Text nature = proseTerm(TermFamily::OrganNature, static_cast<std::uint8_t>(to.nature));
    const std::vector<Label> organ{{to.head, {"受委托方", "who receives it"}}};
    const bool outside = to.nature == OrganNature::PublicInstitution ||
                         to.nature == OrganNature::EntrustedBody ||
                         to.nature == OrganNature::Intermediary;
    if (power.kind == PowerKind::Licensing && outside) {
        add(power,
            {mandate_.toSpan,
             {"受委托方是" + nature.zh + "，许可只能委托给其他行政机关",
              "a licence may be entrusted to another administrative organ only, and this is "
              "of the nature " +
                  nature.en},
             {},
             {ruleOn(PowerKind::Licensing)},
             organ,
             {"改为委托给行政机关，或者收回由委托机关自己实施；受理、送达等事务性工作可以由其承办",
              "entrust it to an administrative organ or take it back; receiving and "
              "delivering may stay there"}});
    }
    if (power.kind == PowerKind::Penalty && to.nature == OrganNature::Intermediary) {
        add(power,
            {mandate_.toSpan,
             {"受委托方是" + nature.zh + "，不具有管理公共事务的职能",
              "who receives it is of the nature " + nature.en + " and has no public function"},
             {},
             {statute(program_, "行政处罚法", article(21, 0, 1)),
              statute(program_, "行政处罚法", article(20, 1))},
             organ,
             {"改为委托给符合行政处罚法第二十一条条件的组织，或者收回自己实施",
              "entrust it to a body that meets article 21, or take it back"}});
    }
    for (const Mandate& earlier : program_.mandates) {
        const bool same = std::find(earlier.powers.begin(), earlier.powers.end(), power.name) !=
                          earlier.powers.end();
        if (!same || earlier.kind != Mandate::Kind::Entrustment || earlier.to != mandate_.from ||
            !earlier.inForceOn(program_.asOf)) {
            continue;
        }
        const std::string from = organName(program_, mandate_.from);
        const bool licence = power.kind == PowerKind::Licensing;
        add(power, {mandate_.toSpan,
                    {from + "自己是受委托方，不得再委托",
                     from + " holds it by entrustment itself and may not pass it on"},
                    {},
                    {licence ? statute(program_, "行政许可法", article(24, 3))
                             : statute(program_, "行政处罚法", article(20, 4))},
                    {{earlier.head, {"它受委托的依据", "how it holds the power"}}},
                    {"由原委托机关直接委托，或者由受委托方自己实施",
                     "let the principal entrust it directly, or let the first recipient act"}});
    }
}

/// Whether one of the entries of law names the receiving organ; silent where that is not known.
void Judgement::judgeNamed(const MandatedPower& power, const std::vector<model::EntryId>& entries) {
    const bool said = std::any_of(defects_.begin(), defects_.end(), [&](const Defect& defect) {
        return defect.span == mandate_.toSpan && defect.powers.back() == power.name;
    });
    if (said) {
        return;  // That it may not receive the power at all.
    }
    std::vector<std::string> names;
    std::vector<Label> related;
    std::vector<LegalBasis> basis;
    for (const model::EntryId id : entries) {
        const model::Entry& entry = program_.entries[id];
        if (!entry.name.valid() ||
            answersTo(program_, mandate_.to, entry.name) != Verdict::Refuted) {
            return;
        }
        names.emplace_back(program_.text(entry.name));
        related.push_back({entry.span, {"条文指明的对象", "whom the provision names"}});
        basis.push_back(program_.legalBasis(entry.provision));
    }
    const Text who = derive::joined(names);
    add(power, {mandate_.toSpan,
                {"条文指明的对象是" + who.zh + "，" + organName(program_, mandate_.to) + "不是",
                 "the provision names " + who.en + ", which this organ is not"},
                {},
                basis,
                related,
                {"改为条文指明的机关或者组织；机关的职能没有写全的，予以补全",
                 "name the body that the provision names, or complete the organ's functions"}});
}

/// Whether anything of a sufficient rank lets the power be entrusted or delegated.
void Judgement::judgeGround(const MandatedPower& power) {
    const EntryKind wanted = entrusts() ? EntryKind::Entrustment : EntryKind::Delegation;
    const auto mayGround = [&](Rank rank) {
        return entrusts() ? !model::isNormativeDocument(rank) : model::mayLengthenLimits(rank);
    };
    std::vector<const model::Citation*> low;
    std::vector<const model::Citation*> sufficient;
    std::vector<model::EntryId> entries;
    bool complete = true;
    for (const model::Citation& citation : mandate_.basis) {
        const model::Target& target = program_.targets[citation.target];
        if (citation.blamed || !target.instrument.valid() ||
            !program_.instruments[target.instrument].rank) {
            return;
        }
        const model::Instrument& instrument = program_.instruments[target.instrument];
        const auto& general = instrument.generalLawFor;
        if (std::find(general.begin(), general.end(), *power.kind) != general.end()) {
            continue;  // It only says that another one may let it.
        }
        (mayGround(*instrument.rank) ? sufficient : low).push_back(&citation);
        complete = complete && program_.completeFor(target, wanted);
        for (const model::ProvisionId provision : target.covered()) {
            for (const model::EntryId id : program_.provisions[provision].entries) {
                if (program_.entries[id].kind == wanted && mayGround(*instrument.rank)) {
                    entries.push_back(id);
                }
            }
        }
    }
    derive::Bearing law;
    if (!power.items.empty()) {
        law = derive::bearing(program_, program_.items[power.items.front()], wanted);
    }
    if (entries.empty()) {
        for (const derive::Bearing::Entry& entry : law.entries) {
            const model::ProvisionId provision = program_.entries[entry.entry].provision;
            const auto rank = program_.instruments[program_.provisions[provision].instrument].rank;
            if (rank && mayGround(*rank)) {
                entries.push_back(entry.entry);
            }
        }
    }
    if (!entries.empty()) {
        judgeNamed(power, entries);
        return;
    }
    const std::string ranks = entrusts() ? "法律、法规、规章" : "法律、法规";
    const std::string ranksEn = entrusts() ? "a law, regulation or rule" : "a law or regulation";
    const Text advice =
        entrusts()
            ? Text{"引用规定可以委托的法律、法规、规章条文；没有的，收回由委托机关自己实施",
                   "cite the law, regulation or rule that lets it be entrusted, or take it back"}
            : Text{"引用授权该组织的法律、法规条文；没有的，收回由法定机关实施，或者依法改为委托",
                   "cite the law or regulation that delegates it; without one take it back, or "
                   "entrust it where that is allowed"};
    if (sufficient.empty() && !low.empty()) {
        const model::Target& target = program_.targets[low.front()->target];
        const model::Instrument& instrument = program_.instruments[target.instrument];
        const Text rank = termText(*instrument.rank);
        add(power,
            {low.front()->span,
             {"所引的" + program_.citationText(target).zh + "是" + rank.zh + "，依据只能是" + ranks,
              program_.citationText(target).en + " is of the rank " + rank.en +
                  "; the ground must be " + ranksEn},
             {},
             {ruleOn(*power.kind)},
             {{instrument.head, {"法律文件在这里", "the instrument"}}},
             advice});
    } else if (!sufficient.empty() && complete) {
        const model::Target& target = program_.targets[sufficient.front()->target];
        add(power, {sufficient.front()->span,
                    {"所引的" + program_.citationText(target).zh +
                         (entrusts() ? "没有规定可以委托" : "没有授权"),
                     program_.citationText(target).en +
                         (entrusts() ? " does not let it be entrusted" : " does not delegate it")},
                    {},
                    {ruleOn(*power.kind), program_.legalBasis(target)},
                    {},
                    advice});
    } else if (sufficient.empty() && law.complete) {
        add(power,
            {mandate_.head,
             {"没有写明" + ranks + "的依据，设定这项权力的文件里也没有这样的规定",
              "no ground in " + ranksEn + " is stated, and what establishes the power holds none"},
             {},
             {ruleOn(*power.kind)},
             {},
             advice});
    }
}

void Judgement::judge(const MandatedPower& power) {
    const bool licence = power.kind == PowerKind::Licensing;
    const bool penalty = power.kind == PowerKind::Penalty;
    const bool compulsion =
        power.kind == PowerKind::CompulsoryMeasure || power.kind == PowerKind::Enforcement;
    if (entrusts() && power.kind == PowerKind::CompulsoryMeasure) {
        add(power, {power.span,
                    {"行政强制措施权不得委托", "compulsory measures may not be entrusted"},
                    {},
                    {statute(program_, "行政强制法", article(17, 1))},
                    {},
                    {"收回由法律、法规规定的行政机关自己实施",
                     "take it back to the organ that the law names"}});
        return;
    }
    if (!licence && !penalty && (entrusts() || !compulsion)) {
        return;
    }
    if (entrusts()) {
        judgeRecipient(power);
        if (!mandate_.published || *mandate_.published > program_.asOf) {
            add(power,
                {mandate_.head,
                 mandate_.published
                     ? Text{"公告日期是 " + mandate_.published->iso() + "，现在尚未公告",
                            "it is to be published on " + mandate_.published->iso() + " only"}
                     : Text{"没有公告的记载", "no publication is recorded"},
                 {},
                 {licence ? statute(program_, "行政许可法", article(24, 1))
                          : statute(program_, "行政处罚法", article(20, 2))},
                 {},
                 {"向社会公告受委托机关和委托的内容，并写明“公告”日期",
                  "publish who is entrusted with what, and state the date"}});
        }
    }
    judgeGround(power);
}

void Judgement::run() {
    for (const MandatedPower& power : mandatedPowers(context_, mandate_)) {
        if (power.kind) {
            judge(power);
        }
    }
    for (Defect& defect : defects_) {
        Diagnostic diagnostic = makeDiagnostic(
            authority_entrustment_invalid.descriptor, defect.span,
            {parameter("powers", quotedPowers(program_, defect.powers)),
             parameter("kind", entrusts() ? Text{"委托", "entrusted"} : Text{"授权", "delegated"}),
             parameter("to", organName(program_, mandate_.to)), parameter("defect", defect.text)});
        diagnostic.label = entrusts() ? Text{"委托不合规定", "not validly entrusted"}
                                      : Text{"授权不合规定", "not validly delegated"};
        diagnostic.legalBasis = std::move(defect.basis);
        diagnostic.related = std::move(defect.related);
        if (defect.span != mandate_.head) {
            diagnostic.related.push_back(
                {mandate_.head, entrusts() ? Text{"委托在这里", "the entrustment"}
                                           : Text{"授权在这里", "the delegation"}});
        }
        diagnostic.advice = std::move(defect.advice);
        context_.report(std::move(diagnostic));
    }
}

void visit(Context& context) {
    for (const Mandate& mandate : context.program.mandates) {
        if ((mandate.kind == Mandate::Kind::Entrustment ||
             mandate.kind == Mandate::Kind::Delegation) &&
            mandate.inForceOn(context.program.asOf)) {
            Judgement(context, mandate).run();
        }
    }
}

}  // namespace

}  // namespace fadu::checks
