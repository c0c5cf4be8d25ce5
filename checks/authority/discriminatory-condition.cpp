#include "checks/Check.h"
#include "checks/Describe.h"
#include "support/Text.h"

#include <algorithm>
#include <array>

namespace fadu::checks {

namespace {

void visit(Context& context, model::ItemId id);
void visitInstruments(Context& context);

}  // namespace

extern const Check authority_discriminatory_condition;
const Check authority_discriminatory_condition{
    {"AUT022",
     "authority/discriminatory-condition",
     Severity::Warning,
     Nature::Legality,
     {"{what}写有“{phrase}”，区别对待本地和外地的申请人",
      "'{phrase}' in {what} treats local applicants and others differently"}},
    visit,
    visitInstruments};

namespace {

using model::Program;

/// What ties a condition to a place when it stands close behind a word for the place.
constexpr std::array<std::string_view, 13> kTies{
    "户籍", "户口", "注册",     "工商登记", "主体登记", "企业登记", "设立登记",
    "纳税", "业绩", "社会保险", "社保",     "分支机构", "分公司"};
/// The same where the word for the place follows: 注册地在本市.
constexpr std::array<std::string_view, 7> kTiesBefore{"户籍",   "户口",   "注册地",    "登记地",
                                                      "纳税地", "业绩在", "社保缴纳地"};
constexpr std::array<std::string_view, 10> kLocal{
    "本地", "本省", "本市", "本县", "本区", "本州", "当地", "本辖区", "本行政区域", "本自治区"};
constexpr std::array<std::string_view, 10> kOutside{"外地", "外省", "外市",   "外县",   "省外",
                                                    "市外", "县外", "非本省", "非本市", "非本县"};
/// What makes a mention of outsiders a demand on them.
constexpr std::array<std::string_view, 9> kDemands{"须",   "应", "不得", "另",    "还",
                                                   "加收", "需", "担保", "保证金"};
constexpr std::array<std::string_view, 6> kOutsiders{"企业", "经营者", "单位",
                                                     "机构", "人员",   "申请人"};

/// The first of `words` in the few characters behind `at` that are one clause with what stands
/// before; its end, or npos. An organ in between is who does it, not where.
template <std::size_t Size>
std::size_t behind(std::string_view text, std::size_t at, std::size_t most,
                   const std::array<std::string_view, Size>& words) {
    std::size_t distance = 0;
    for (std::size_t i = at; i < text.size() && distance <= most; ++distance) {
        const std::string_view rest = text.substr(i);
        for (const std::string_view word : words) {
            if (rest.substr(0, word.size()) == word) {
                return i + word.size();
            }
        }
        for (const std::string_view stop :
             {"，", "。", "；", "、", "局", "厅", "委", "部门", "机关", "政府", "或者", "外地"}) {
            if (rest.substr(0, stop.size()) == stop) {
                return std::string_view::npos;
            }
        }
        i += decodeUtf8(text, i).length;
    }
    return std::string_view::npos;
}

/// The words of a text that make being local a condition; empty when there are none.
std::string_view localPhrase(std::string_view text, const std::vector<std::string>& places) {
    std::vector<std::string_view> local(kLocal.begin(), kLocal.end());
    local.insert(local.end(), places.begin(), places.end());
    const auto search = [&](const auto& starts, const auto& ends,
                            std::size_t most) -> std::string_view {
        for (const std::string_view start : starts) {
            for (std::size_t at = text.find(start); at != std::string_view::npos;
                 at = text.find(start, at + start.size())) {
                const std::size_t end = behind(text, at + start.size(), most, ends);
                if (end != std::string_view::npos) {
                    return text.substr(at, end - at);
                }
            }
        }
        return {};
    };
    if (const std::string_view found = search(local, kTies, 8); !found.empty()) {
        return found;
    }
    if (const std::string_view found = search(kOutside, kOutsiders, 4); !found.empty()) {
        // Outsiders may be named because they are let in.
        const auto end = static_cast<std::size_t>(found.data() - text.data()) + found.size();
        if (behind(text, end, 12, kDemands) != std::string_view::npos) {
            return found;
        }
    }
    for (const std::string_view tie : kTiesBefore) {
        const std::size_t at = text.find(tie);
        for (const std::string_view place : local) {
            const std::size_t end =
                at == std::string_view::npos
                    ? at
                    : behind(text, at + tie.size(), 4, std::array<std::string_view, 1>{place});
            if (end != std::string_view::npos) {
                return text.substr(at, end - at);
            }
        }
    }
    return {};
}

/// Names of a place and of those around it, below the state.
std::vector<std::string> namesOf(const Program& program, model::PlaceId place) {
    std::vector<std::string> result;
    for (; place.valid(); place = program.places[place].within) {
        const std::string name(program.text(program.places[place].name));
        if (program.places[place].level != Level::National && countCodePoints(name) > 1) {
            result.push_back(name);
        }
    }
    return result;
}

std::string conditionText(const Program& program, NameId name, const std::string& text) {
    return (name.valid() ? std::string(program.text(name)) + "，" : std::string()) + text;
}

/// Instruments of the package whose conditions are judged where they stand: those of local rank,
/// and documents. What a law or administrative regulation asks for is not for this check.
bool judgedItself(const model::Instrument& instrument) {
    return !instrument.fromLibrary && instrument.rank &&
           (model::isLocal(*instrument.rank) || model::isNormativeDocument(*instrument.rank));
}

std::string_view phraseOf(const Program& program, model::EntryId id) {
    const model::Entry& entry = program.entries[id];
    const model::Instrument& instrument =
        program.instruments[program.provisions[entry.provision].instrument];
    if (entry.kind != EntryKind::Condition || !judgedItself(instrument)) {
        return {};
    }
    const std::vector<std::string> places = namesOf(program, instrument.place);
    const std::string_view name = entry.name.valid() ? program.text(entry.name) : "";
    const std::string_view found = localPhrase(entry.text, places);
    return found.empty() ? localPhrase(name, places) : found;
}

/// Whether what is cited settles it: law that may ask for this, text that is not known, or a local
/// text of which it is said already.
bool settled(const Program& program, const std::vector<model::Citation>& basis) {
    return std::any_of(basis.begin(), basis.end(), [&](const model::Citation& citation) {
        const model::Target& target = program.targets[citation.target];
        const std::optional<Rank> rank =
            target.instrument.valid() ? program.instruments[target.instrument].rank : std::nullopt;
        if (citation.blamed || !rank || *rank == Rank::Law ||
            *rank == Rank::AdministrativeRegulation) {
            return true;
        }
        for (const model::ProvisionId provision : target.covered()) {
            const auto& entries = program.provisions[provision].entries;
            if (std::any_of(entries.begin(), entries.end(), [&](model::EntryId entry) {
                    return !phraseOf(program, entry).empty();
                })) {
                return true;
            }
        }
        return false;
    });
}

Diagnostic finding(const Program& program, Span span, const Text& what, std::string_view phrase,
                   bool local) {
    Diagnostic diagnostic = makeDiagnostic(authority_discriminatory_condition.descriptor, span,
                                           {parameter("what", what), parameter("phrase", phrase)});
    diagnostic.label = {"区别对待本地和外地", "depends on where one comes from"};
    if (local) {
        diagnostic.legalBasis.push_back(statute(program, "行政许可法", article(15, 2)));
    } else {
        diagnostic.legalBasis.push_back(statute(program, "行政许可法", article(5, 3)));
    }
    diagnostic.legalBasis.push_back(statute(program, "公平竞争审查条例", article(8, 1, 4)));
    diagnostic.legalBasis.push_back(statute(program, "公平竞争审查条例", article(9, 1, 5)));
    diagnostic.advice = {
        "删去对来自何地的要求，改为与来源无关的条件；法律、行政法规确有规定的，写明“依据”",
        "ask for the same of everyone; where a law or administrative regulation does say so, state it"};
    return diagnostic;
}

void visit(Context& context, model::ItemId id) {
    const Program& program = context.program;
    const model::Item& item = program.items[id];
    if (!item.kind.known() || item.kind.value != PowerKind::Licensing) {
        return;
    }
    const std::vector<std::string> places = namesOf(program, item.place);
    for (const model::StatedEntry& condition : item.conditions) {
        const std::string text = conditionText(program, condition.name, condition.text);
        const std::string_view phrase = localPhrase(text, places);
        if (phrase.empty() || settled(program, condition.basis)) {
            continue;
        }
        const std::string name(program.text(condition.name));
        context.report(finding(program, condition.span,
                               {"条件“" + name + "”", "the condition '" + name + "'"}, phrase,
                               false));
    }
}

void visitInstruments(Context& context) {
    const Program& program = context.program;
    for (std::size_t i = 0; i < program.instruments.size(); ++i) {
        const model::Instrument& instrument = program.instruments[model::InstrumentId(i)];
        if (!judgedItself(instrument) || !instrument.inForceOn(program.asOf)) {
            continue;
        }
        for (const model::ProvisionId provision : instrument.provisions) {
            for (const model::EntryId id : program.provisions[provision].entries) {
                const std::string_view phrase = phraseOf(program, id);
                if (phrase.empty()) {
                    continue;
                }
                const Text place = derive::provisionName(program, provision);
                context.report(finding(program, program.entries[id].span,
                                       {place.zh + "所列条件", "the conditions of " + place.en},
                                       phrase, true));
            }
        }
    }
}

}  // namespace

}  // namespace fadu::checks
