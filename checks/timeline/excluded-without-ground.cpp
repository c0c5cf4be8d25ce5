#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Flows.h"
#include "checks/Procedures.h"
#include "derive/Bearing.h"

#include <algorithm>
#include <array>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);

}  // namespace

extern const Check timeline_excluded_without_ground;
const Check timeline_excluded_without_ground{
    {"TIM008",
     "timeline/excluded-without-ground",
     Severity::Error,
     Nature::Legality,
     {"环节“{step}”不计入期限没有依据：{why}",
      "the step '{step}' is taken out of the period without ground: {why}"}},
    visit};

namespace {

using model::Program;

enum class Ground : std::uint8_t {
    Given,        ///< A provision takes the step's time out.
    Unknown,      ///< What could take it out is not completely recorded, or its name is vague.
    NotRequired,  ///< Of a category of 许可法 45, but no law asks for the step.
    None,
};

/// Parts of names that may mean one of the categories of 许可法 45 or none of them.
constexpr std::array<std::string_view, 11> kVague{"专家", "评估", "论证",   "测评", "化验", "测试",
                                                  "试验", "检定", "招投标", "竞价", "挂牌"};

bool isSame(std::string_view step, std::string_view category) {
    return isProcedure(step, category) || isProcedure(category, step);
}

/// Judges the steps of one item; what bears on it is found once.
class Judge {
public:
    Judge(const Program& program, const model::Item& item)
        : program_(program),
          item_(item),
          licence_(item.kind.value == PowerKind::Licensing),
          excluded_(derive::bearing(program, item, EntryKind::Excluded)),
          general_(program.generalLaws(item.kind.value)) {}

    Ground of(const model::Step& step) const {
        const std::string_view name = program_.text(step.name);
        model::EntryId category;  // Of 许可法 45.
        bool known = excluded_.complete;
        bool cites = false;  // More than the general law's list.
        const auto takesOut = [&](model::EntryId id, bool general) {
            const model::Entry& entry = program_.entries[id];
            if (entry.kind != EntryKind::Excluded ||
                !derive::applicability(program_, item_, entry.appliesTo).applies ||
                !isSame(name, program_.text(entry.name))) {
                return false;
            }
            if (general) {
                category = id;
            }
            return !general;
        };
        for (const derive::Bearing::Entry& one : excluded_.entries) {
            if (takesOut(one.entry, one.general)) {
                return Ground::Given;
            }
        }
        for (const model::Citation& citation : step.basis) {
            const model::Target& target = program_.targets[citation.target];
            if (citation.blamed || !target.instrument.valid()) {
                return Ground::Unknown;
            }
            const model::Instrument& instrument = program_.instruments[target.instrument];
            // The list of 许可法 45 is for licences alone.
            const bool general = !instrument.generalLawFor.empty();
            bool lists = false;
            for (const model::ProvisionId provision : target.covered()) {
                for (const model::EntryId id : program_.provisions[provision].entries) {
                    lists = lists || program_.entries[id].kind == EntryKind::Excluded;
                    if (!general && takesOut(id, false)) {
                        return Ground::Given;
                    }
                }
            }
            cites = cites || !(general && lists);
            known = known && (general || program_.completeFor(target, EntryKind::Excluded));
        }
        if (category.valid()) {
            return requirement(category, cites);
        }
        if (!known || !generalLawKnown() || (licence_ && isVague(name))) {
            return Ground::Unknown;
        }
        return Ground::None;
    }

private:
    static bool isVague(std::string_view name) {
        return std::any_of(kVague.begin(), kVague.end(), [&](std::string_view part) {
            return name.find(part) != std::string_view::npos;
        });
    }

    /// Whether what the general law of the kind takes out is completely recorded: for licences 45.
    bool generalLawKnown() const {
        if (licence_) {
            return std::any_of(excluded_.entries.begin(), excluded_.entries.end(),
                               [&](const derive::Bearing::Entry& one) {
                                   const model::Entry& entry = program_.entries[one.entry];
                                   return one.general &&
                                          program_.provisions[entry.provision].complete;
                               });
        }
        return std::all_of(general_.begin(), general_.end(), [&](model::InstrumentId id) {
            return program_.completeFor(id, EntryKind::Excluded);
        });
    }

    /// 45 takes out what is required by law (依法需要). A hearing always may be: the organ holds
    /// one on matters of public interest, and where those concerned ask for it (46, 47).
    Ground requirement(model::EntryId category, bool cites) const {
        const std::string_view name = program_.text(program_.entries[category].name);
        if (cites || name == "听证") {
            return Ground::Given;
        }
        const derive::Bearing procedures = derive::bearing(program_, item_, EntryKind::Procedure);
        if (!procedures.complete) {
            return Ground::Unknown;
        }
        for (const EntryKind kind :
             {EntryKind::Procedure, EntryKind::Other, EntryKind::Condition, EntryKind::Material}) {
            for (const derive::Bearing::Entry& one :
                 derive::bearing(program_, item_, kind).entries) {
                const model::Entry& entry = program_.entries[one.entry];
                if (!one.general && (mentionsProcedure(program_.text(entry.name), name) ||
                                     mentionsProcedure(entry.text, name))) {
                    return Ground::Given;
                }
            }
        }
        return Ground::NotRequired;
    }

    const Program& program_;
    const model::Item& item_;
    bool licence_;
    derive::Bearing excluded_;
    std::vector<model::InstrumentId> general_;
};

Diagnostic finding(const Program& program, const derive::ItemFacts& facts, const model::Item& item,
                   const model::Step& step, Ground ground) {
    const bool licence = item.kind.value == PowerKind::Licensing;
    std::vector<std::string> titles;
    Diagnostic diagnostic = makeDiagnostic(timeline_excluded_without_ground.descriptor, step.head);
    for (const model::InstrumentId id : derive::bearingInstruments(program, item).instruments) {
        const model::Instrument& instrument = program.instruments[id];
        titles.push_back("《" + std::string(program.text(instrument.title)) + "》");
        diagnostic.related.push_back(
            {instrument.head,
             ground == Ground::None
                 ? Text{"没有把这一环节排除在期限之外", "does not take this step's time out"}
                 : Text{"程序已经完整收录，没有要求这一环节",
                        "its procedures are complete and ask for no such step"}});
    }
    const Text laws = derive::joined(titles);
    Text why;
    if (ground == Ground::NotRequired) {
        diagnostic.severity = Severity::Warning;
        why = {laws.zh + "没有要求这一环节，而行政许可法第四十五条只排除依法需要的",
               laws.en +
                   " does not ask for it, and the Administrative Licensing Law art. 45 takes "
                   "out only what is required by law"};
        diagnostic.label = {"没有要求的环节", "not required"};
        diagnostic.advice = {
            "核实哪一条要求这一环节：有的，在“依据”中写明；没有的，把它的时间算进期限，或者删去",
            "find the provision that asks for the step and cite it; else count its time, or drop the "
            "step"};
    } else {
        why = licence ? Text{"不在行政许可法第四十五条所列八项之内，" + laws.zh + "也没有这样规定",
                             "it is none of the eight in the Administrative Licensing Law art. 45, "
                             "and " +
                                 laws.en + " does not say so"}
                      : Text{laws.zh + "没有这样规定" +
                                 (step.basis.empty() ? "" : "，行政许可法第四十五条也只适用于许可"),
                             laws.en + " does not say so"};
        diagnostic.label = {"应当计入期限", "its time counts"};
        diagnostic.advice = {
            "去掉“不计入期限”，把它的时间算进期限；法律、法规另有规定的，在“依据”中写明该条",
            "count its time; where a law or regulation takes it out, cite that provision"};
    }
    diagnostic.parameters = {parameter("step", program.text(step.name)), parameter("why", why)};
    if (licence) {
        diagnostic.legalBasis.push_back(statute(program, "行政许可法", article(45)));
    } else {
        diagnostic.legalBasis =
            limitBasis(program, facts.of(derive::ClockKind::Decision).limit.governing());
    }
    return diagnostic;
}

bool isLimited(const derive::ItemFacts& facts, derive::ClockKind clock) {
    return facts.of(clock).limit.state != derive::GoverningLimit::State::None;
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    const derive::ItemFacts& facts = context.facts.of(id);
    if (!item.flow.valid() || !facts.flow.sound || timesAreSilent(context, id) ||
        facts.authority.verdict == derive::Verdict::Refuted) {
        return;
    }
    const model::Flow& flow = program.flows[item.flow];
    if (std::none_of(flow.steps.begin(), flow.steps.end(),
                     [](const model::Step& step) { return step.excluded; })) {
        return;
    }
    const derive::FlowStructure structure = structureOf(program, item, facts);
    const Judge judge(program, item);
    for (std::size_t i = 0; i < flow.steps.size(); ++i) {
        const model::Step& step = flow.steps[model::StepId(i)];
        // What counts towards no clock anyway is not taken out of one.
        const bool pauses =
            std::any_of(kClocks.begin(), kClocks.end(), [&](derive::ClockKind clock) {
                return structure.pausesClock(model::StepId(i), clock) && isLimited(facts, clock);
            });
        if (!pauses) {
            continue;
        }
        const Ground ground = judge.of(step);
        if (ground == Ground::None || ground == Ground::NotRequired) {
            context.report(finding(program, facts, item, step, ground));
        }
    }
}

}  // namespace

}  // namespace fadu::checks
