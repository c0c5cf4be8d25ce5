#include "derive/Describe.h"
#include "ide/Pages.h"

#include <algorithm>
#include <array>

namespace fadu::ide {

namespace {

using model::Instrument;
using model::Program;
using model::Provision;

Text termOf(TermFamily family, std::uint8_t value) { return proseTerm(family, value); }

/// 《中华人民共和国行政许可法》（2019年修正）.
Text titleText(const Program& program, model::InstrumentId id) {
    const LegalBasis basis = program.legalBasis(id);
    const Text title = same("《" + basis.instrument + "》");
    return basis.edition.empty() ? title
                                 : title + Text{"（", " ("} + basis.edition + Text{"）", ")"};
}

/// Rank, force and place of an instrument in one line.
Text standing(const Program& program, model::InstrumentId id) {
    const Instrument& instrument = program.instruments[id];
    std::vector<Text> parts;
    if (instrument.rank) {
        parts.push_back(termText(*instrument.rank));
    }
    const std::string asOf = program.asOf.iso();
    if (instrument.repealed && *instrument.repealed <= program.asOf) {
        Text text{"✗ 自 " + instrument.repealed->iso() + " 起废止",
                  "✗ repealed on " + instrument.repealed->iso()};
        if (instrument.repealedBy.valid()) {
            const Text by = same("《" + std::string(program.text(instrument.repealedBy)) + "》");
            text = std::move(text) + Text{"，由", " by "} + by;
        }
        parts.push_back(std::move(text));
    } else if (instrument.inForce && program.asOf < *instrument.inForce) {
        parts.push_back({"✗ 自 " + instrument.inForce->iso() + " 起才施行",
                         "✗ in force only from " + instrument.inForce->iso()});
    } else {
        parts.push_back({"✓ 截至 " + asOf + " 有效", "✓ in force on " + asOf});
    }
    if (instrument.place.valid()) {
        parts.push_back(Text{"只在", "binds in "} +
                        same(program.text(program.places[instrument.place].name)) +
                        Text{"适用", " only"});
    }
    return listed(parts, {" · ", " · "});
}

/// How completely an instrument is recorded.
Text coverageText(const Instrument& instrument) {
    Text text =
        instrument.coverage == Coverage::Full
            ? Text{"全文，没有写的就是没有规定", "in full: what is not written does not exist"}
        : instrument.coverage == Coverage::Partial
            ? Text{"部分，没有写的不等于没有规定", "in part: what is not written may exist"}
            : Text{"只有名称", "its title only"};
    if (!instrument.completeFor.empty()) {
        std::vector<Text> kinds;
        for (const EntryKind kind : instrument.completeFor) {
            kinds.push_back(termOf(TermFamily::EntryKind, static_cast<std::uint8_t>(kind)));
        }
        text = std::move(text) + Text{"；已收全的内容：", "; complete for "} + listed(kinds);
    }
    return text;
}

/// What a sentence of an instrument says of its 日.
Text dayRuleText(const model::DayRule& rule) {
    Text text = Text{"“日”指", "'day' means "} +
                termOf(TermFamily::Unit, static_cast<std::uint8_t>(rule.unit));
    if (!rule.onlyNumbers.empty()) {
        std::vector<Text> numbers;
        for (const std::int64_t number : rule.onlyNumbers) {
            numbers.push_back(same(std::to_string(number)));
        }
        text = std::move(text) + Text{"，仅限 ", ", only for "} + listed(numbers) +
               Text{" 日的期间", " days"};
    }
    if (rule.onlyOrgan) {
        text = std::move(text) +
               (*rule.onlyOrgan ? Text{"，仅限行政机关的期限", ", only for the organ's periods"}
                                : Text{"，仅限申请人的期限", ", only for the applicant's periods"});
    }
    if (!rule.basis.empty()) {
        text = std::move(text) + Text{"（", " ("} + syntax::provisionText(rule.basis) +
               Text{"）", ")"};
    }
    return text;
}

Text establishmentText(const Program& program, const model::Establishment& establishment) {
    Text text =
        Text{"设定“", "establishes '"} + same(program.text(establishment.power)) + Text{"”", "'"};
    if (establishment.kind) {
        text = std::move(text) + Text{"（", " ("} + termText(*establishment.kind) + Text{"）", ")"};
    }
    if (!establishment.holderNames.empty()) {
        text = std::move(text) + Text{"，由", ", held by "} + levelSetText(establishment.levels) +
               (establishment.levels.empty() ? Text{} : Text{"", " "}) +
               namesText(program, establishment.holderNames) + Text{"实施", ""};
    }
    if (!establishment.jointly.empty()) {
        text = std::move(text) + Text{"，会同", ", jointly with "} +
               namesText(program, establishment.jointly);
    }
    if (!establishment.aliases.empty()) {
        text = std::move(text) + Text{"；又称", "; also named "} +
               namesText(program, establishment.aliases);
    }
    return text;
}

Text limitText(const Program& program, const model::Limit& limit) {
    Text text = termText(limit.stage) + Text{"：", ": "} + model::quantityText(limit.length);
    if (limit.start) {
        text = std::move(text) + Text{"，自", ", from "} + termText(*limit.start) + Text{"起", ""};
    }
    if (limit.applicants) {
        text = std::move(text) + Text{"，是申请人的期限", ", the applicant's period"};
    }
    if (!limit.appliesTo.empty()) {
        text = std::move(text) + Text{"，适用于", ", for "} + namesText(program, limit.appliesTo);
    }
    if (limit.extension) {
        text = std::move(text) + Text{"；可以延长 ", "; may be extended by "} +
               model::quantityText(limit.extension->length);
        if (!limit.extension->approver.empty()) {
            text = std::move(text) + Text{"，经", ", approved by "} +
                   same(limit.extension->approver) + Text{"批准", ""};
        }
    }
    if (limit.deemed) {
        text = std::move(text) + Text{"；逾期视为", "; silence counts as "} +
               termOf(TermFamily::Deemed, static_cast<std::uint8_t>(*limit.deemed));
    }
    return text;
}

/// The order in which a page shows what a provision says beside powers and limits.
constexpr std::array kEntryOrder{
    EntryKind::Material,   EntryKind::Procedure,  EntryKind::Excluded,    EntryKind::Condition,
    EntryKind::Precedence, EntryKind::Fee,        EntryKind::Validity,    EntryKind::Renewal,
    EntryKind::Quota,      EntryKind::Delegation, EntryKind::Entrustment, EntryKind::Forbidden,
    EntryKind::LeftTo,     EntryKind::Other};

/// The entries of one kind, in one bullet.
void listEntries(Page& page, const Program& program, const Provision& provision, EntryKind kind,
                 unsigned depth) {
    std::vector<Text> texts;
    for (const model::EntryId id : provision.entries) {
        const model::Entry& entry = program.entries[id];
        if (entry.kind != kind) {
            continue;
        }
        Text text = entry.name.valid() ? same(program.text(entry.name)) : Text();
        const auto append = [&](Text more) {
            text = text.zh.empty() ? std::move(more) : std::move(text) + Text{" ", " "} + more;
        };
        if (entry.forbidden) {
            append(termText(*entry.forbidden));
        }
        if (entry.quantity) {
            append(model::quantityText(*entry.quantity));
        }
        if (!entry.text.empty()) {
            append(same(entry.text));
        }
        texts.push_back(escaped(text));
    }
    if (!texts.empty()) {
        page.bullet(proseTerm(TermFamily::EntryKind, static_cast<std::uint8_t>(kind)) +
                        Text{"：", ": "} + listed(texts),
                    depth);
    }
}

/// What a provision is recorded to say, a bullet each.
void entries(Page& page, const Program& program, model::ProvisionId id, unsigned depth) {
    const Provision& provision = program.provisions[id];
    const std::size_t before = provision.establishments.size() + provision.limits.size();
    for (const model::EstablishmentId entry : provision.establishments) {
        page.bullet(establishmentText(program, program.establishments[entry]), depth);
    }
    for (const model::LimitId entry : provision.limits) {
        const model::Limit& limit = program.limits[entry];
        page.bullet(Text{"时限 ", "limit, "} + limitText(program, limit), depth);
        if (limit.bareDay && limit.length.unit != Unit::UnstatedDay && limit.dayRule) {
            page.bullet(Text{"原文为“日”，按", "the text says 'day'; by "} +
                            syntax::provisionText(*limit.dayRule) +
                            Text{"计算", " it is counted so"},
                        depth + 1);
        }
    }
    for (const EntryKind kind : kEntryOrder) {
        listEntries(page, program, provision, kind, depth);
    }
    if (before == 0 && provision.entries.empty()) {
        page.bullet({"没有设定、时限、材料、程序等方面的记载",
                     "nothing on powers, limits, materials or procedure"},
                    depth);
    }
    if (provision.complete) {
        page.bullet({"已核全：此外没有规定", "complete: it says nothing else"}, depth);
    }
    if (provision.unverified) {
        page.bullet({"**待核**：所记内容尚未核对", "**not yet verified**"}, depth);
    }
}

/// The items that rest on cited places, by the judgement of each place.
Text resting(const View& view, const std::vector<bool>& wanted) {
    const Program& program = *view.program;
    const auto cites = [&](const std::vector<model::Citation>& citations) {
        return std::any_of(
            citations.begin(), citations.end(),
            [&](const model::Citation& citation) { return wanted[citation.target.index()]; });
    };
    const auto rests = [&](const model::Item& item) {
        const auto limit = [&](const model::Stated<model::StatedLimit>& stated) {
            return cites(stated.value.basis);
        };
        if (cites(item.establishing.citations) || cites(item.implementing.citations) ||
            cites(item.supervisory.citations) || limit(item.statutory) || limit(item.promise) ||
            limit(item.acceptance) || limit(item.delivery) || limit(item.preliminary) ||
            limit(item.extension)) {
            return true;
        }
        if (std::any_of(item.materials.begin(), item.materials.end(),
                        [&](const model::Material& material) { return cites(material.basis); })) {
            return true;
        }
        const auto excluded = [&](const model::Step& step) { return cites(step.basis); };
        return item.flow.valid() && std::any_of(program.flows[item.flow].steps.begin(),
                                                program.flows[item.flow].steps.end(), excluded);
    };
    std::vector<model::ItemId> items;
    for (std::size_t target = 0; target < wanted.size(); ++target) {
        if (wanted[target]) {
            const std::vector<model::ItemId>& citing = program.citing(model::TargetId(target));
            items.insert(items.end(), citing.begin(), citing.end());
        }
    }
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
    std::erase_if(items, [&](model::ItemId id) {
        const model::Item& item = program.items[id];
        return !item.offered || item.catalogue || !rests(item);
    });
    return itemsText(view, std::move(items));
}

template <typename Wanted>
std::vector<bool> targetsWhere(const Program& program, Wanted&& wanted) {
    std::vector<bool> result;
    result.reserve(program.targets.size());
    for (const model::Target& target : program.targets) {
        result.push_back(wanted(target));
    }
    return result;
}

bool restsOn(const model::Target& target, const std::vector<model::ProvisionId>& provisions) {
    return std::find_first_of(target.covered().begin(), target.covered().end(), provisions.begin(),
                              provisions.end()) != target.covered().end();
}

constexpr std::size_t kMostProvisions = 6;

}  // namespace

Text namesText(const Program& program, const std::vector<NameId>& names) {
    std::vector<Text> texts;
    texts.reserve(names.size());
    for (const NameId name : names) {
        texts.push_back(same(program.text(name)));
    }
    return listed(texts);
}

Text instrumentPage(const View& view, model::InstrumentId id) {
    const Program& program = *view.program;
    const Instrument& instrument = program.instruments[id];
    Page page;
    page.heading(titleText(program, id));
    page.paragraph(standing(program, id));
    const auto titles = [&](const std::vector<NameId>& names) {
        std::vector<Text> texts;
        texts.reserve(names.size());
        for (const NameId name : names) {
            texts.push_back(same("《" + std::string(program.text(name)) + "》"));
        }
        return listed(texts);
    };
    if (!instrument.aliases.empty()) {
        page.bullet({"又称", "Also cited as"}, titles(instrument.aliases));
    }
    if (instrument.inForce) {
        page.bullet({"施行", "In force from"}, same(instrument.inForce->iso()));
    }
    Text record = coverageText(instrument);
    if (instrument.articles) {
        const std::string count = std::to_string(*instrument.articles);
        record = Text{"全文共 " + count + " 条；", count + " articles; "} + record;
    }
    page.bullet({"收录", "Recorded"}, record);
    for (const model::DayRule& rule : instrument.dayRules) {
        page.bullet({"期间", "Periods"}, dayRuleText(rule));
    }
    if (!instrument.generalLawFor.empty()) {
        std::vector<Text> kinds;
        for (const PowerKind kind : instrument.generalLawFor) {
            kinds.push_back(termText(kind));
        }
        page.bullet({"一般法", "General law for"}, listed(kinds));
    }
    if (!instrument.higherLaws.empty()) {
        page.bullet({"上位法", "Made under"}, titles(instrument.higherLaws));
    }
    page.bullet({"引用它的事项", "Items citing it"},
                resting(view, targetsWhere(program, [&](const model::Target& target) {
                            return target.instrument == id;
                        })));
    return page.take();
}

Text provisionPage(const View& view, model::ProvisionId id) {
    const Program& program = *view.program;
    const model::InstrumentId instrument = program.provisions[id].instrument;
    Page page;
    page.heading(escaped(derive::provisionName(program, id)));
    page.paragraph(standing(program, instrument));
    entries(page, program, id, 0);
    page.bullet({"依据它的事项", "Items resting on it"},
                resting(view, targetsWhere(program, [&](const model::Target& target) {
                            return restsOn(target, {id});
                        })));
    return page.take();
}

Text citedPage(const View& view, const CitedPlace& place) {
    const Program& program = *view.program;
    Page page;
    Text provision = syntax::provisionText(place.first);
    if (!place.last.empty()) {
        provision = std::move(provision) + Text{"至", " to "} + syntax::provisionText(place.last);
    }
    if (!place.instrument.valid()) {
        page.heading(same("《" + std::string(place.title) + "》") +
                     Text{"", provision.en.empty() ? "" : " "} + provision);
        page.bullet(mark(derive::Verdict::Unknown) +
                    Text{"法律库和本包都没有收录这个文件，凡是以它为据的判断都不能得出结论",
                         "neither the library nor the package holds this instrument; what rests "
                         "on it stays open"});
        if (place.target.valid() && program.targets[place.target].misspeltFor.valid()) {
            page.bullet(Text{"是否指", "perhaps meant: "} +
                        titleText(program, program.targets[place.target].misspeltFor));
        }
        return page.take();
    }
    page.heading(titleText(program, place.instrument) + Text{"", " "} + provision);
    page.paragraph(standing(program, place.instrument));
    const model::Target* target = place.target.valid() ? &program.targets[place.target] : nullptr;
    if (target != nullptr && (target->noSuchProvision || target->deleted)) {
        page.bullet(target->deleted
                        ? Text{"✗ 现行文本已经删去这一条", "✗ deleted from the text in force"}
                        : Text{"✗ 没有这一条、款或者项", "✗ there is no such provision"});
    }
    const std::vector<model::ProvisionId> covered = coveredBy(view, place);
    if (covered.empty()) {
        page.bullet(Text{"没有收录这一条的内容；", "nothing of this provision is recorded; "} +
                    Text{"该文件的收录程度：", "the instrument is recorded "} +
                    coverageText(program.instruments[place.instrument]));
    } else if (target->provisions.empty()) {
        page.bullet({"这一处本身没有收录，以下是收录的上一级条文",
                     "this place itself is not recorded; what follows is the provision above it"});
    }
    const bool itself = covered.size() == 1 && !target->provisions.empty() &&
                        program.provisions[covered.front()].path == place.first;
    for (std::size_t i = 0; i < std::min(covered.size(), kMostProvisions); ++i) {
        if (!itself) {
            const LegalBasis basis = program.legalBasis(covered[i]);
            page.bullet(escaped(Text{basis.provision, basis.provisionEn}));
        }
        entries(page, program, covered[i], itself ? 0 : 1);
    }
    if (covered.size() > kMostProvisions) {
        const std::string more = std::to_string(covered.size() - kMostProvisions);
        page.bullet({"另有 " + more + " 处", more + " more"});
    }
    page.bullet({"依据它的事项", "Items resting on it"},
                resting(view, targetsWhere(program, [&](const model::Target& other) {
                            return covered.empty()
                                       ? other.instrument == place.instrument &&
                                             other.first == place.first && other.last == place.last
                                       : restsOn(other, covered);
                        })));
    return page.take();
}

Text powerPage(const View& view, const Power& power) {
    const Program& program = *view.program;
    Page page;
    page.heading(Text{"权力 ", "Power "} + same(program.text(power.name)));
    const auto all =
        inSourceOrder(view, program.establishmentsOf(power.name),
                      [&](model::EstablishmentId id) { return program.establishments[id].span; });
    for (const model::EstablishmentId id : all) {
        const model::Establishment& establishment = program.establishments[id];
        page.bullet(escaped(derive::provisionName(program, establishment.provision)) +
                    Text{"", " "} + establishmentText(program, establishment));
    }
    if (all.empty()) {
        page.bullet({"没有收录设定它的条文", "no provision that establishes it is recorded"});
    }
    for (const model::LimitId id :
         inSourceOrder(view, program.limitsFor(power.name),
                       [&](model::LimitId limit) { return program.limits[limit].span; })) {
        const model::Limit& limit = program.limits[id];
        page.bullet(escaped(derive::provisionName(program, limit.provision)) +
                    Text{"：时限 ", ": limit, "} + limitText(program, limit));
    }
    std::vector<model::ItemId> items;
    for (std::size_t i = 0; i < program.items.size(); ++i) {
        const model::Item& item = program.items[model::ItemId(i)];
        if (item.offered && !item.catalogue && item.power == power.name) {
            items.emplace_back(i);
        }
    }
    page.bullet({"行使它的事项", "Items exercising it"}, itemsText(view, std::move(items)));
    return page.take();
}

Text quantityPage(const View& view, const Site& site, const syntax::Quantity& quantity) {
    const Program& program = *view.program;
    Page page;
    page.heading(model::quantityText(quantity));
    switch (quantity.unit) {
        case Unit::WorkingDay:
            page.bullet({"不含法定休息日，当日不计，从次日起算",
                         "days off are not counted; counting begins on the day after the event"});
            return page.take();
        case Unit::CalendarDay:
            page.bullet({"包括法定休息日，当日不计，从次日起算",
                         "days off are counted; counting begins on the day after the event"});
            return page.take();
        case Unit::Month:
        case Unit::Year:
            page.bullet({"按月、按年对应计算，不折算成日",
                         "counted by the calendar, never converted into days"});
            return page.take();
        case Unit::OnTheSpot:
            page.bullet({"当场办结，不占用期限", "done on the spot; it takes no time"});
            return page.take();
        case Unit::UnstatedDay:
            break;
        default:
            return page.take();
    }
    const syntax::Node& root = site.placed->declaration->root();
    const model::InstrumentId instrument =
        root.label == syntax::Label::DeclareInstrument
            ? [&] {
                  for (std::size_t i = 0; i < program.instruments.size(); ++i) {
                      if (program.instruments[model::InstrumentId(i)].head ==
                          site.placed->head(root)) {
                          return model::InstrumentId(i);
                      }
                  }
                  return model::InstrumentId();
              }()
            : model::InstrumentId();
    if (!instrument.valid()) {
        page.bullet({"没有写明是工作日还是自然日：写成“工作日”或者“自然日”",
                     "it does not say which days: write working-day or calendar-day"});
        return page.take();
    }
    const Span entry = site.placed->place(site.node->begin, site.node->end);
    for (const model::Limit& limit : program.limits) {
        if (limit.span == entry && limit.length.unit != Unit::UnstatedDay) {
            page.bullet(Text{"按本文件关于期间的规定，是 ",
                             "by the instrument's rule on periods these are "} +
                        model::quantityText(limit.length));
        }
    }
    const auto& rules = program.instruments[instrument].dayRules;
    for (const model::DayRule& rule : rules) {
        page.bullet(dayRuleText(rule));
    }
    if (rules.empty()) {
        page.bullet({"本文件没有规定“日”是工作日还是自然日，两种理解都要判断",
                     "the instrument does not say which days these are; both readings are judged"});
    }
    return page.take();
}

}  // namespace fadu::ide
