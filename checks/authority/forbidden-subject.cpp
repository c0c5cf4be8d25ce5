#include "checks/Check.h"
#include "checks/Describe.h"
#include "checks/Mandates.h"

#include <algorithm>
#include <map>

namespace fadu::checks {

namespace {

void visit(Context& context);

}  // namespace

extern const Check authority_forbidden_subject;
const Check authority_forbidden_subject{
    {"AUT015",
     "authority/forbidden-subject",
     Severity::Error,
     Nature::Legality,
     {"{provision}设定的行政许可“{power}”{subject}，地方不得设定",
      "{provision} establishes the licence '{power}', which {subject}: no local instrument may"}},
    nullptr,
    visit};

namespace {

using model::Program;

bool holdsOneOf(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

/// Whether a name speaks of those of other places. 户外地面, 境外地区 and the like do not.
bool speaksOfOutsiders(std::string_view name) {
    for (const std::string_view word : {"外地", "外省", "外埠", "省外"}) {
        const std::size_t at = name.find(word);
        if (at != std::string_view::npos &&
            !(at >= 3 &&
              holdsOneOf(name.substr(at - 3, 3), {"户", "境", "海", "国", "室", "野"}))) {
            return true;
        }
    }
    return false;
}

/// What 许可法 15(2) withholds, read from a licence's name: certain, or to be looked at.
struct Subject {
    Text text;
    Severity severity;
};

std::optional<Subject> subjectOf(std::string_view name) {
    if (holdsOneOf(name, {"设立登记", "开业登记", "企业登记", "公司登记", "市场主体登记",
                          "合伙企业登记"})) {
        return Subject{{"是企业或者其他组织的设立登记", "is the registration of enterprises"},
                       Severity::Error};
    }
    if (speaksOfOutsiders(name) && holdsOneOf(name, {"企业", "个人", "商品", "产品", "经营", "从业",
                                                     "人员", "施工", "进入", "准入"})) {
        return Subject{{"限制其他地区的企业、个人或者商品进入本地区",
                        "keeps out enterprises, people or goods of other places"},
                       Severity::Error};
    }
    if (holdsOneOf(name, {"资格", "资质"})) {
        return Subject{{"涉及资格、资质，应当由国家统一确定的",
                        "concerns qualifications, which may be for the State to set uniformly"},
                       Severity::Warning};
    }
    return std::nullopt;
}

void visit(Context& context) {
    const Program& program = context.program;
    std::map<model::EstablishmentId, std::vector<model::ItemId>> resting;
    for (const model::ItemId id : context.offeredItems()) {
        const derive::Authority& authority = context.facts.of(id).authority;
        if (authority.establishment.valid()) {
            resting[authority.establishment].push_back(id);
        }
    }
    for (std::size_t i = 0; i < program.establishments.size(); ++i) {
        const model::EstablishmentId id(i);
        const model::Establishment& establishment = program.establishments[id];
        const model::InstrumentId instrumentId =
            program.provisions[establishment.provision].instrument;
        const model::Instrument& instrument = program.instruments[instrumentId];
        // Autonomous places and special zones may vary national law where they are authorised to.
        const bool local = instrument.rank == Rank::ProvincialRegulation ||
                           instrument.rank == Rank::CityRegulation ||
                           instrument.rank == Rank::ProvincialRule;
        if (!local || instrument.fromLibrary || establishment.kind != PowerKind::Licensing ||
            !instrument.inForceOn(program.asOf)) {
            continue;
        }
        std::optional<Subject> subject = subjectOf(program.text(establishment.power));
        for (const NameId alias : establishment.aliases) {
            if (!subject) {
                subject = subjectOf(program.text(alias));
            }
        }
        if (!subject) {
            continue;
        }
        Diagnostic diagnostic = makeDiagnostic(
            authority_forbidden_subject.descriptor, establishment.span,
            {parameter("provision", derive::provisionName(program, establishment.provision)),
             parameter("power", program.text(establishment.power)),
             parameter("subject", subject->text)});
        diagnostic.severity = subject->severity;
        diagnostic.legalBasis = {statute(program, "行政许可法", article(15, 2)),
                                 program.legalBasis(establishment.provision)};
        diagnostic.label = {"许可法第十五条第二款所禁止", "withheld by article 15(2)"};
        diagnostic.related.push_back({instrument.head, {"地方性法规、规章", "the instrument"}});
        for (const model::ItemId item : resting[id]) {
            diagnostic.related.push_back(
                {program.items[item].head, {"依据它的事项", "an item that rests on it"}});
        }
        diagnostic.advice =
            subject->severity == Severity::Error
                ? Text{"停止实施，并建议制定机关修改或者废止；国家法律、行政法规另有设定的，改引该条文",
                       "stop exercising it and propose its repeal; where national law establishes it, "
                       "cite that"}
                : Text{
                      "核实这种资格、资质是否应当由国家统一确定；是的，停止实施，并建议制定机关修改或者废止",
                      "find out whether it is for the State to set uniformly; if so, stop exercising "
                      "it and propose its repeal"};
        context.report(std::move(diagnostic));
    }
}

}  // namespace

}  // namespace fadu::checks
