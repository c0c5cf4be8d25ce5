#include "ide/Hover.h"

#include "derive/Describe.h"
#include "ide/Pages.h"

#include <algorithm>
#include <array>
#include <string>

namespace fadu::ide {

namespace {

using model::Program;
using syntax::ValueType;

Text termsOf(TermFamily family) {
    return {termList(family, Language::Chinese), termList(family, Language::English)};
}

/// What the values of a label or clause look like.
Text valueForm(ValueType type) {
    switch (type) {
        case ValueType::Nothing:
            return {"没有值", "no value"};
        case ValueType::Anything:
        case ValueType::NameWithAnything:
            return {"任意内容", "anything"};
        case ValueType::Text:
        case ValueType::Code:
            return {"文字，含空格的放在引号内", "text, in quotes where it holds spaces"};
        case ValueType::Names:
        case ValueType::NameWithMoney:
        case ValueType::SituationName:
            return {"名称", "names"};
        case ValueType::InstrumentName:
            return {"法律文件，例如《行政许可法》", "an instrument, such as 《行政许可法》"};
        case ValueType::InstrumentOrNames:
            return {"法律文件或者名称", "an instrument or names"};
        case ValueType::DateName:
        case ValueType::Date:
        case ValueType::DateOrNo:
            return {"日期，例如 2026-01-01", "a date, such as 2026-01-01"};
        case ValueType::Dates:
            return {"日期或者日期的起止", "dates or ranges of dates"};
        case ValueType::Integer:
        case ValueType::Integers:
        case ValueType::OptionalInteger:
            return {"整数", "a whole number"};
        case ValueType::Flag:
        case ValueType::FlagOrOrgan:
            return {"是、否；不写值就是“是”", "yes or no; the label alone says yes"};
        case ValueType::PowerKind:
        case ValueType::PowerKinds:
        case ValueType::ForbiddenKind:
            return termsOf(TermFamily::PowerKind);
        case ValueType::Rank:
        case ValueType::Ranks:
            return termsOf(TermFamily::Rank);
        case ValueType::Level:
            return termsOf(TermFamily::Level);
        case ValueType::Levels:
            return {"层级，例如 县、县以上、县至省",
                    "levels: county, county-up, county-to-province"};
        case ValueType::Coverage:
            return termsOf(TermFamily::Coverage);
        case ValueType::FunctionsCoverage:
            return termsOf(TermFamily::FunctionsCoverage);
        case ValueType::OrganNature:
            return termsOf(TermFamily::OrganNature);
        case ValueType::Mode:
        case ValueType::Modes:
            return termsOf(TermFamily::Mode);
        case ValueType::DayUnit:
            return {"工作日或者自然日", "working-day or calendar-day"};
        case ValueType::Duration:
            return {"时长，例如 20 工作日、3 个月、当场",
                    "a length: 20 working-day, 3 month, on-the-spot"};
        case ValueType::StageDuration:
            return {"阶段: 时长，例如 决定: 20 工作日", "stage: length, such as decision: 20 day"};
        case ValueType::Establishment:
            return {"权力: 类型, 由 职能, 层级 县以上",
                    "power: kind, by function, levels county-up"};
        case ValueType::Deemed:
            return termsOf(TermFamily::Deemed);
        case ValueType::EntryKinds:
            return termsOf(TermFamily::EntryKind);
        case ValueType::Citations:
            return {"条文，例如《行政许可法》第四十二条第一款",
                    "provisions, such as 《行政许可法》art. 42(1)"};
        case ValueType::OrganRef:
        case ValueType::OrganRefs:
            return {"已声明的机关", "a declared organ"};
        case ValueType::FunctionRefs:
            return {"职能", "functions"};
        case ValueType::OrganOrFunctionRef:
        case ValueType::OrganOrFunctionRefs:
            return {"机关或者职能", "an organ or a function"};
        case ValueType::JurisdictionRef:
        case ValueType::JurisdictionRefs:
            return {"已声明的辖区", "a declared jurisdiction"};
        case ValueType::DocumentRefs:
            return {"证照", "documents"};
        case ValueType::ItemRefs:
            return {"[辖区或者机关] 事项 [情形]；“或”连接可选的几项",
                    "[place or organ] item [situation]; `or` joins alternatives"};
        case ValueType::ListRef:
            return {"已声明的清单", "a declared list"};
        case ValueType::Choice:
            return {"\"条件\"，前面可以有名称", "\"condition\", with a name before it if wanted"};
        case ValueType::LoopHead:
            return {"名称 至多 n 次", "name at-most n times"};
        case ValueType::Outcome:
            return termsOf(TermFamily::Outcome);
        case ValueType::Stage:
            return termsOf(TermFamily::Stage);
        case ValueType::Event:
            return termsOf(TermFamily::Event);
        case ValueType::Party:
            return termsOf(TermFamily::Party);
    }
    return {};
}

Text wordPage(const Word& word) {
    Page page;
    const std::string zh = word.zh;
    const std::string en = word.en;
    page.heading({zh + " `" + en + "`", en + " `" + zh + "`"});
    if (word.declaration != nullptr) {
        page.paragraph(escaped(Text{word.declaration->docZh, word.declaration->docEn}));
    } else if (word.label != nullptr) {
        page.paragraph(escaped(word.label->documentation()));
        if (word.label->child != syntax::BlockKind::None &&
            word.label->type == ValueType::Nothing) {
            page.bullet({"值", "Value"}, {"{ … }", "{ … }"});
        } else {
            page.bullet({"值", "Value"}, escaped(valueForm(word.label->type)));
        }
        if (word.label->required) {
            page.bullet({"必须写明", "required"});
        }
        if (word.label->many) {
            page.bullet({"可以有几个值，可以重复写", "several values; may be repeated"});
        }
    } else if (word.clause != nullptr) {
        page.paragraph(escaped(Text{word.clause->docZh, word.clause->docEn}));
        page.bullet({"值", "Value"}, escaped(valueForm(word.clause->type)));
    } else if (zh == "@允许") {
        page.paragraph({"允许紧接其后的声明或者条目有所列代码的诊断：代码、理由、截止日期",
                        "allows the findings of the codes in the declaration or entry after it: "
                        "codes, reason, last day"});
    }
    return page.take();
}

Text organPage(const View& view, model::OrganId id) {
    const Program& program = *view.program;
    const model::Organ& organ = program.organs[id];
    Page page;
    page.heading(Text{"机关 ", "Organ "} + same(program.text(organ.name)));
    std::vector<Text> facts{
        proseTerm(TermFamily::OrganNature, static_cast<std::uint8_t>(organ.nature))};
    if (const auto level = program.levelOf(id)) {
        facts.push_back(termText(*level) + Text{"级", " level"});
    }
    if (organ.place.valid()) {
        facts.push_back(same(program.text(program.places[organ.place].name)));
    }
    page.paragraph(listed(facts, {" · ", " · "}));
    if (const Text text = documentationOf(view, organ.head); !text.empty()) {
        page.paragraph(text);
    }
    std::vector<Text> functions;
    for (const model::FunctionId function : organ.functions) {
        functions.push_back(same(program.text(program.functions[function].name)));
    }
    page.bullet({"职能", "Functions"},
                (functions.empty() ? Text{"没有写明", "none stated"} : listed(functions)) +
                    (organ.functionsComplete ? Text{} : Text{"（没有写全）", " (not complete)"}));
    if (organ.fieldOfficeOf.valid()) {
        page.bullet({"派出自", "Field office of"},
                    same(program.text(program.organs[organ.fieldOfficeOf].name)));
    }
    if (!organ.offices.empty()) {
        page.bullet({"科室", "Offices"}, namesText(program, organ.offices));
    }
    constexpr std::array<Format, 4> kinds{{{"划转：", "transfer: "},
                                           {"委托：", "entrustment: "},
                                           {"授权：", "delegation: "},
                                           {"下放：", "devolution: "}}};
    for (const model::Mandate& mandate : program.mandates) {
        if ((mandate.from != id && mandate.to != id) || !mandate.from.valid() ||
            !mandate.to.valid() || !mandate.inForceOn(program.asOf)) {
            continue;
        }
        const Format& kind = kinds[static_cast<std::size_t>(mandate.kind)];
        std::vector<Text> powers;
        for (const NameId power : mandate.powers) {
            powers.push_back(same(program.text(power)));
        }
        page.bullet(Text{std::string(kind.zh), std::string(kind.en)} +
                    same(program.text(program.organs[mandate.from].name)) + Text{" → ", " → "} +
                    same(program.text(program.organs[mandate.to].name)) + Text{"（", " ("} +
                    firstOf(powers, powers.size()) + Text{"）", ")"});
    }
    const auto items = static_cast<std::size_t>(
        std::count_if(program.items.begin(), program.items.end(), [&](const model::Item& item) {
            return item.offered && item.authority.known() && item.authority.value == id;
        }));
    page.bullet({"实施事项", "Items"}, same(std::to_string(items)));
    return page.take();
}

Text functionPage(const View& view, model::FunctionId id) {
    const Program& program = *view.program;
    const model::Function& function = program.functions[id];
    Page page;
    page.heading(Text{"职能 ", "Function "} + same(program.text(function.name)));
    if (const Text text = documentationOf(view, function.head); !text.empty()) {
        page.paragraph(text);
    }
    if (!function.levels.empty()) {
        page.bullet({"层级", "Levels"}, levelSetText(function.levels));
    }
    const auto names = [&](const std::vector<NameId>& ids, const Text& what) {
        if (!ids.empty()) {
            page.bullet(what, namesText(program, ids));
        }
    };
    names(function.aliases, {"别称", "Also called"});
    std::vector<Text> formers;
    for (const model::FormerName& former : function.formerNames) {
        Text text = same(program.text(former.name));
        if (former.until) {
            text = std::move(text) + Text{"（至 " + former.until->iso() + "）",
                                          " (until " + former.until->iso() + ")"};
        }
        formers.push_back(escaped(text));
    }
    if (!formers.empty()) {
        page.bullet({"曾称", "Formerly"}, listed(formers));
    }
    std::vector<Text> organs;
    for (const model::Organ& organ : program.organs) {
        if (std::find(organ.functions.begin(), organ.functions.end(), id) !=
            organ.functions.end()) {
            organs.push_back(same(program.text(organ.name)));
        }
    }
    page.bullet({"承担它的机关", "Held by"}, organs.empty()
                                                 ? Text{"本包没有", "no organ of this package"}
                                                 : firstOf(organs, organs.size()));
    // Of the library only what the items of the package exercise is read as a whole.
    std::vector<bool> exercised(program.names.size(), false);  // By name.
    for (const model::Item& item : program.items) {
        if (item.power.valid()) {
            exercised[item.power.index()] = true;
        }
    }
    std::vector<model::EstablishmentId> held;
    for (std::size_t i = 0; i < program.establishments.size(); ++i) {
        const model::Establishment& establishment =
            program.establishments[model::EstablishmentId(i)];
        const auto isExercised = [&](NameId name) { return exercised[name.index()]; };
        const model::Provision& provision = program.provisions[establishment.provision];
        if (std::find(establishment.holders.begin(), establishment.holders.end(), id) !=
                establishment.holders.end() &&
            (!program.instruments[provision.instrument].fromLibrary ||
             isExercised(establishment.power) ||
             std::any_of(establishment.aliases.begin(), establishment.aliases.end(),
                         isExercised))) {
            held.emplace_back(i);
        }
    }
    std::vector<Text> powers;
    for (const model::EstablishmentId power :
         inSourceOrder(view, std::move(held), [&](model::EstablishmentId establishment) {
             return program.establishments[establishment].span;
         })) {
        powers.push_back(same(program.text(program.establishments[power].power)));
    }
    if (!powers.empty()) {
        page.bullet({"由它行使、本包涉及的权力", "Powers it holds that this package deals with"},
                    firstOf(powers, powers.size()));
    }
    return page.take();
}

Text placePage(const View& view, model::PlaceId id) {
    const Program& program = *view.program;
    const model::Place& place = program.places[id];
    Page page;
    page.heading(Text{"辖区 ", "Jurisdiction "} + same(program.text(place.name)));
    std::vector<Text> facts;
    if (place.level) {
        facts.push_back(termText(*place.level) + Text{"级", " level"});
    }
    if (!place.code.empty()) {
        facts.push_back(same(place.code));
    }
    if (!facts.empty()) {
        page.paragraph(listed(facts, {" · ", " · "}));
    }
    std::vector<Text> around;
    for (model::PlaceId up = place.within; up.valid(); up = program.places[up].within) {
        around.push_back(same(program.text(program.places[up].name)));
    }
    if (!around.empty()) {
        page.bullet({"上级", "Within"}, listed(around, {" → ", " → "}));
    }
    const auto organs = std::count_if(program.organs.begin(), program.organs.end(),
                                      [&](const model::Organ& organ) { return organ.place == id; });
    page.bullet({"机关", "Organs"}, same(std::to_string(organs)));
    return page.take();
}

Text documentPage(const View& view, model::DocumentId id) {
    const Program& program = *view.program;
    const model::Document& document = program.documents[id];
    Page page;
    page.heading(Text{"证照 ", "Document "} + same(program.text(document.name)));
    if (const Text text = documentationOf(view, document.head); !text.empty()) {
        page.paragraph(text);
    }
    if (document.issuerName.valid()) {
        page.bullet({"发证机关", "Issuer"}, same(program.text(document.issuerName)));
    }
    if (document.validity) {
        page.bullet(
            {"有效期", "Validity"},
            model::quantityText(*document.validity) +
                (document.validityBasis.empty()
                     ? Text{}
                     : Text{"，依据", ", by "} + citationsText(view, document.validityBasis)));
    }
    if (document.shared) {
        page.bullet({"可以向发证机关共享获取，不必由申请人提交",
                     "obtainable from its issuer; the applicant need not hand it in"});
    }
    if (document.selfProvided) {
        page.bullet({"由申请人自备", "made by the applicant"});
    }
    if (document.electronic) {
        page.bullet({"已有电子证照", "exists as an electronic certificate"});
    }
    std::vector<model::ItemId> results;
    std::vector<model::ItemId> needs;
    for (std::size_t i = 0; i < program.items.size(); ++i) {
        const model::Item& item = program.items[model::ItemId(i)];
        if (!item.offered || item.catalogue) {
            continue;
        }
        const auto isIt = [&](const auto& entry) { return entry.document == id; };
        if (std::any_of(item.results.begin(), item.results.end(), isIt)) {
            results.emplace_back(i);
        }
        if (std::any_of(item.materials.begin(), item.materials.end(), isIt)) {
            needs.emplace_back(i);
        }
    }
    page.bullet({"产生它的事项", "Result of"}, itemsText(view, std::move(results)));
    page.bullet({"要求它的事项", "Asked for by"}, itemsText(view, std::move(needs)));
    return page.take();
}

Text materialPage(const View& view, const OwnMaterial& material, const Site& site) {
    const Program& program = *view.program;
    Page page;
    page.heading(Text{"材料 ", "Material "} + same(program.text(material.name)));
    page.bullet({"没有声明为证照，视为申请人自备",
                 "not declared as a document: taken to be the applicant's own"});
    const syntax::Declaration& declaration = *site.placed->declaration;
    std::vector<Text> basis;
    for (const syntax::CompleteCitation& citation : syntax::completeCitations(
             declaration, declaration.clause(*site.node, syntax::Clause::Basis), {})) {
        const Text place = syntax::provisionText(citation.first);
        basis.push_back(same("《" + std::string(citation.title) + "》") +
                        Text{"", place.en.empty() ? "" : " "} + place);
    }
    if (!basis.empty()) {
        page.bullet({"依据", "Basis"}, listed(basis));
    }
    std::vector<model::ProvisionId> asking;
    for (std::size_t i = 0; i < program.provisions.size(); ++i) {
        const auto& entries = program.provisions[model::ProvisionId(i)].entries;
        if (std::any_of(entries.begin(), entries.end(), [&](model::EntryId id) {
                return program.entries[id].kind == EntryKind::Material &&
                       program.entries[id].name == material.name;
            })) {
            asking.emplace_back(i);
        }
    }
    std::vector<Text> provisions;
    for (const model::ProvisionId provision :
         inSourceOrder(view, std::move(asking),
                       [&](model::ProvisionId id) { return program.provisions[id].head; })) {
        provisions.push_back(escaped(derive::provisionName(program, provision)));
    }
    if (!provisions.empty()) {
        page.bullet({"要求它的条文", "Asked for by"}, firstOf(provisions, provisions.size()));
    }
    return page.take();
}

Text listPage(const View& view, const model::List& list) {
    const Program& program = *view.program;
    Page page;
    page.heading(Text{"清单 ", "List "} + same(program.text(list.name)));
    page.bullet({"事项", "Items"},
                same(std::to_string(list.items.size())) +
                    (list.complete ? Text{"，完整", ", complete"}
                                   : Text{"，没有写明完整", ", not said to be complete"}));
    return page.take();
}

Text bundlePage(const View& view, const model::Bundle& bundle) {
    const Program& program = *view.program;
    Page page;
    page.heading(Text{"一件事 ", "Bundle "} + same(program.text(bundle.name)));
    if (bundle.lead.valid()) {
        page.bullet({"牵头", "Lead"}, same(program.text(program.organs[bundle.lead].name)));
    }
    if (bundle.promise.known()) {
        page.bullet({"承诺", "Promise"}, model::quantityText(bundle.promise.value.length));
    }
    std::vector<Text> items;
    for (const model::Alternative& item : bundle.items) {
        items.push_back(item.item.valid() ? itemName(view, item.item)
                                          : same(textOf(view, item.span)));
    }
    page.bullet({"事项", "Items"}, firstOf(items, items.size(), 10));
    return page.take();
}

/// A declaration that nothing refers to: what it is, and what its author says of it.
Text declaredPage(const View& view, const Site& site) {
    const Span head = site.placed->head(*site.node);
    for (const model::Bundle& bundle : view.program->bundles) {
        if (bundle.head == head) {
            return bundlePage(view, bundle);
        }
    }
    const syntax::DeclarationInfo* info = syntax::declarationInfo(site.node->label);
    Page page;
    if (info != nullptr) {
        page.heading(Text{std::string(info->zh) + " ", std::string(info->en) + " "} +
                     same(textOf(view, site.span)));
        page.paragraph(escaped(Text{info->docZh, info->docEn}));
        if (const Text text = documentationOf(view, head); !text.empty()) {
            page.paragraph(text);
        }
    } else {
        // A provision of a version that is not the one in force.
        page.heading(same(textOf(view, site.span)));
        page.bullet(Text{"截至 ", "not part of the text in force on "} +
                    same(view.program->asOf.iso()) + Text{" 有效的文本里没有用到这里", ""});
    }
    return page.take();
}

Text datePage(const View& view, Date date) {
    constexpr std::array<Format, 7> days{{{"星期四", "Thursday"},
                                          {"星期五", "Friday"},
                                          {"星期六", "Saturday"},
                                          {"星期日", "Sunday"},
                                          {"星期一", "Monday"},
                                          {"星期二", "Tuesday"},
                                          {"星期三", "Wednesday"}}};
    // 1970-01-01 was a Thursday.
    const Format& day = days[static_cast<std::size_t>(((date.serial() % 7) + 7) % 7)];
    Page page;
    page.heading(same(date.iso()) + Text{"，" + std::string(day.zh), ", " + std::string(day.en)});
    const Date asOf = view.program->asOf;
    page.bullet((date == asOf ? Text{"就是判断所依的日期", "the day as of which all is judged"}
                 : date < asOf
                     ? Text{"早于判断所依的日期 ", "before the day as of which all is judged, "}
                     : Text{"晚于判断所依的日期 ", "after the day as of which all is judged, "}) +
                (date == asOf ? Text{} : same(asOf.iso())));
    return page.take();
}

Text officePage(const View& view, const Office& office) {
    const Program& program = *view.program;
    Page page;
    page.heading(Text{"科室 ", "Office "} + same(program.text(office.name)));
    page.bullet({"所属机关", "Of"}, same(program.text(program.organs[office.organ].name)));
    return page.take();
}

Text checkPage(const View& view, const CheckName& name) {
    const Catalogue::Entry* entry =
        view.catalogue == nullptr ? nullptr : view.catalogue->find(name.text);
    if (entry == nullptr) {
        return {};
    }
    const auto part = [&](Language language) {
        const std::string_view text = pagePart(entry->page, language);
        return text.empty() ? escaped(Text{std::string(entry->descriptor->message.zh),
                                           std::string(entry->descriptor->message.en)})
                                  .in(language)
                            : std::string(text);
    };
    return {part(Language::Chinese), part(Language::English)};
}

Text pageOf(const View& view, const Site& site) {
    struct Visitor {
        const View& view;
        const Site& site;
        Text operator()(std::monostate /*none*/) const { return {}; }
        Text operator()(model::ItemId id) const { return itemPage(view, id); }
        Text operator()(model::OrganId id) const { return organPage(view, id); }
        Text operator()(const Office& office) const { return officePage(view, office); }
        Text operator()(model::FunctionId id) const { return functionPage(view, id); }
        Text operator()(model::PlaceId id) const { return placePage(view, id); }
        Text operator()(model::DocumentId id) const { return documentPage(view, id); }
        Text operator()(const Power& power) const { return powerPage(view, power); }
        Text operator()(model::InstrumentId id) const { return instrumentPage(view, id); }
        Text operator()(model::ProvisionId id) const { return provisionPage(view, id); }
        Text operator()(const CitedPlace& place) const { return citedPage(view, place); }
        Text operator()(const FlowStep& step) const { return stepPage(view, step); }
        Text operator()(const OwnMaterial& material) const {
            return materialPage(view, material, site);
        }
        Text operator()(const ListOf& list) const {
            return listPage(view, view.program->lists[list.index]);
        }
        Text operator()(const Declared& /*of itself*/) const { return declaredPage(view, site); }
        Text operator()(const Word& word) const { return wordPage(word); }
        Text operator()(const syntax::Quantity& quantity) const {
            return quantityPage(view, site, quantity);
        }
        Text operator()(Date date) const { return datePage(view, date); }
        Text operator()(const CheckName& name) const { return checkPage(view, name); }
    };
    return std::visit(Visitor{view, site}, site.thing);
}

}  // namespace

Text documentationOf(const View& view, Span head) {
    const NodePlace place = nodeOf(view, head);
    if (!place || place.node != &place.placed->declaration->root()) {
        return {};
    }
    Text result;
    std::string_view rest = place.placed->declaration->documentation;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        result = (result.empty() ? Text{} : std::move(result) + Text{"\n", "\n"}) +
                 same(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return result;
}

std::optional<Hover> hover(const View& view, FileId file, std::uint32_t offset) {
    Resolver resolver(view);
    const std::optional<Site> site = siteAt(view, resolver, file, offset);
    if (!site) {
        return std::nullopt;
    }
    Text markdown = pageOf(view, *site);
    return markdown.empty() ? std::nullopt : std::optional(Hover{site->span, std::move(markdown)});
}

}  // namespace fadu::ide
