#include "model/Program.h"

#include "model/Library.h"

#include <algorithm>
#include <array>

namespace fadu::model {

bool inProvisionRange(const ProvisionPath& first, const ProvisionPath& last,
                      const ProvisionPath& path) {
    // Articles are numbered through the whole text: its divisions do not count where both name one.
    const auto parts = [](const ProvisionPath& p, bool articles) {
        return articles
                   ? std::array<std::uint32_t, 6>{p.annex, 0, 0,
                                                  0,       0, p.article * 0x10000U + p.inserted}
                   : std::array<std::uint32_t, 6>{p.annex, p.part, p.chapter, p.section, 0, 0};
    };
    const bool articles = path.article != 0 && first.article != 0;
    if (!articles && (path.article != 0) != (first.article != 0)) {
        return false;  // Which articles a chapter holds is not recorded.
    }
    // What lies in a bound is as deep as the bound: the end 第三款 holds 第三款第（二）项.
    const auto compare = [&](const ProvisionPath& bound) -> std::partial_ordering {
        const auto left = parts(path, articles);
        const auto right = parts(bound, articles);
        if (left != right) {
            return left <=> right;
        }
        const std::array<std::pair<std::uint16_t, std::uint16_t>, 3> rest{
            {{path.paragraph, bound.paragraph},
             {path.subparagraph, bound.subparagraph},
             {path.item, bound.item}}};
        std::size_t depth = 3;
        while (depth > 0 && rest[depth - 1].second == 0) {
            --depth;
        }
        for (std::size_t i = 0; i < depth; ++i) {
            if (rest[i].first == 0 && rest[i].second != 0) {
                // The path is above the bound; only items of an annex go without a paragraph.
                return std::partial_ordering::unordered;
            }
            if (rest[i].first != rest[i].second) {
                return rest[i].first <=> rest[i].second;
            }
        }
        return std::partial_ordering::equivalent;
    };
    return std::is_gteq(compare(first)) && std::is_lteq(compare(last));
}

bool Item::has(Mode mode) const {
    return std::find(modes.begin(), modes.end(), mode) != modes.end();
}

const std::vector<EstablishmentId>& Program::establishmentsOf(NameId power) const {
    static const std::vector<EstablishmentId> none;
    const auto found = establishmentsByPower_.find(power);
    return found == establishmentsByPower_.end() ? none : found->second;
}

const std::vector<LimitId>& Program::limitsFor(NameId power) const {
    static const std::vector<LimitId> none;
    const auto found = limitsByPower_.find(power);
    return found == limitsByPower_.end() ? none : found->second;
}

const std::vector<EntryId>& Program::entriesFor(NameId power) const {
    static const std::vector<EntryId> none;
    const auto found = entriesByPower_.find(power);
    return found == entriesByPower_.end() ? none : found->second;
}

const std::vector<ItemId>& Program::citing(TargetId target) const {
    static const std::vector<ItemId> none;
    const auto found = citing_.find(target);
    return found == citing_.end() ? none : found->second;
}

InstrumentId Program::findInstrument(std::string_view title) const {
    const auto found = instrumentsByTitle_.find(names.find(shortTitle(title)));
    return found == instrumentsByTitle_.end() ? InstrumentId() : found->second;
}

std::vector<InstrumentId> Program::generalLaws(PowerKind kind) const {
    std::vector<InstrumentId> result;
    for (const InstrumentId id : generalLaws_) {
        const Instrument& instrument = instruments[id];
        if (instrument.inForceOn(asOf) &&
            std::find(instrument.generalLawFor.begin(), instrument.generalLawFor.end(), kind) !=
                instrument.generalLawFor.end()) {
            result.push_back(id);
        }
    }
    return result;
}

bool Program::within(PlaceId inner, PlaceId outer) const {
    if (!outer.valid()) {
        return true;
    }
    for (PlaceId place = inner; place.valid(); place = places[place].within) {
        if (place == outer) {
            return true;
        }
    }
    return false;
}

std::optional<Level> Program::levelOf(OrganId organ) const {
    const Organ& value = organs[organ];
    if (value.level) {
        return value.level;
    }
    return value.place.valid() ? places[value.place].level : std::nullopt;
}

bool Program::binds(InstrumentId instrument, PlaceId place) const {
    const Instrument& value = instruments[instrument];
    if (!value.place.valid()) {
        return !value.placeName.valid() && !(value.rank && isLocal(*value.rank));
    }
    return !place.valid() || within(place, value.place);
}

Target Program::place(InstrumentId id, const ProvisionPath& first,
                      const ProvisionPath& last) const {
    Target target;
    target.title = instruments[id].title;
    target.instrument = id;
    target.first = first;
    target.last = last;
    for (const ProvisionId provisionId : instruments[id].provisions) {
        const Provision& provision = provisions[provisionId];
        const bool cited = last.empty() ? first.covers(provision.path)
                                        : inProvisionRange(first, last, provision.path);
        if (first.empty() || cited ||
            (!provision.last.empty() && inProvisionRange(provision.path, provision.last, first))) {
            target.provisions.push_back(provisionId);
        }
    }
    for (ProvisionPath above = first.parent();
         target.provisions.empty() && !above.empty() && target.ancestors.empty();
         above = above.parent()) {
        for (const ProvisionId provisionId : instruments[id].provisions) {
            const Provision& provision = provisions[provisionId];
            if (provision.path == above && provision.last.empty()) {
                target.ancestors.push_back(provisionId);
            }
        }
    }
    return target;
}

bool Program::completeFor(InstrumentId id, EntryKind kind) const {
    const Instrument& instrument = instruments[id];
    return instrument.coverage == Coverage::Full ||
           std::find(instrument.completeFor.begin(), instrument.completeFor.end(), kind) !=
               instrument.completeFor.end();
}

bool Program::completeFor(const Target& target, EntryKind kind) const {
    if (!target.instrument.valid()) {
        return false;
    }
    if (completeFor(target.instrument, kind)) {
        return true;
    }
    // A provision recorded completely speaks for itself and what lies in it, not for its
    // neighbours.
    const auto complete = [&](const ProvisionPath& path) {
        return !path.empty() &&
               std::any_of(target.covered().begin(), target.covered().end(), [&](ProvisionId id) {
                   const Provision& provision = provisions[id];
                   return provision.complete &&
                          (provision.last.empty()
                               ? provision.path.covers(path)
                               : inProvisionRange(provision.path, provision.last, path));
               });
    };
    if (target.last.empty()) {
        return complete(target.first);
    }
    if (target.first.article == 0 || target.first.article == target.last.article) {
        return complete(target.first.parent());
    }
    ProvisionPath article;
    article.annex = target.first.annex;
    for (unsigned number = target.first.article; number <= target.last.article; ++number) {
        article.article = static_cast<std::uint16_t>(number);
        if (!complete(article)) {
            return false;
        }
    }
    return true;
}

std::string Program::itemId(ItemId id) const {
    const Item& item = items[id];
    if (item.catalogue) {
        return "catalogue/" + std::string(text(item.name)) + "/" +
               std::string(text(item.situation));
    }
    std::string result = item.place.valid() ? (places[item.place].code.empty()
                                                   ? std::string(text(places[item.place].name))
                                                   : places[item.place].code)
                                            : "-";
    result += "/" + std::string(item.authorityName.valid() ? text(item.authorityName) : "-");
    result += "/" + std::string(text(item.name)) + "/" + std::string(text(item.situation));
    return result;
}

std::string Program::itemTitle(ItemId id) const {
    const Item& item = items[id];
    std::string result(text(item.name));
    if (item.main.valid()) {
        result += "（" + std::string(text(item.situation)) + "）";
    }
    return result;
}

Text Program::citationText(const Target& target) const {
    const std::string title =
        "《" +
        std::string(
            text(target.instrument.valid() ? instruments[target.instrument].title : target.title)) +
        "》";
    Text place = syntax::provisionText(target.first);
    if (!target.last.empty()) {
        const Text last = syntax::provisionText(target.last);
        place.zh += "至" + last.zh;
        place.en += " to " + last.en;
    }
    return {title + place.zh, title + (place.en.empty() ? "" : " " + place.en)};
}

LegalBasis Program::legalBasis(InstrumentId id) const {
    const Instrument& instrument = instruments[id];
    LegalBasis basis;
    basis.instrument = std::string(text(instrument.title));
    basis.version = versionOf(id);
    if (instrument.version) {
        const std::string year = std::to_string(instrument.version->year());
        switch (instrument.edition) {
            case Instrument::Edition::Amended:
                basis.edition = {year + "年修正", "as amended in " + year};
                break;
            case Instrument::Edition::Revised:
                basis.edition = {year + "年修订", "as revised in " + year};
                break;
            case Instrument::Edition::InForce:
                basis.edition = {year + "年施行", "in force " + year};
                break;
        }
    }
    return basis;
}

LegalBasis Program::legalBasis(ProvisionId id) const {
    const Provision& provision = provisions[id];
    LegalBasis basis = legalBasis(provision.instrument);
    Text place = syntax::provisionText(provision.path);
    if (!provision.last.empty()) {
        const Text last = syntax::provisionText(provision.last);
        place.zh += "至" + last.zh;
        place.en += " to " + last.en;
    }
    basis.provision = place.zh;
    basis.provisionEn = place.en;
    basis.unverified = provision.unverified;
    return basis;
}

LegalBasis Program::legalBasis(const Target& target) const {
    LegalBasis basis;
    if (target.instrument.valid()) {
        basis = legalBasis(target.instrument);
    } else {
        basis.instrument = std::string(text(target.title));
    }
    Text place = syntax::provisionText(target.first);
    if (!target.last.empty()) {
        const Text last = syntax::provisionText(target.last);
        place.zh += "至" + last.zh;
        place.en += " to " + last.en;
    }
    basis.provision = place.zh;
    basis.provisionEn = place.en;
    basis.unverified = std::any_of(target.covered().begin(), target.covered().end(),
                                   [&](ProvisionId id) { return provisions[id].unverified; });
    return basis;
}

std::string Program::versionOf(InstrumentId instrument) const {
    const auto& version = instruments[instrument].version;
    return version ? version->iso() : std::string();
}

Text quantityText(const Quantity& quantity) {
    const std::string number = quantity.low == quantity.high ? std::to_string(quantity.low)
                                                             : std::to_string(quantity.low) + "～" +
                                                                   std::to_string(quantity.high);
    const std::string numberEn =
        quantity.low == quantity.high
            ? std::to_string(quantity.low)
            : std::to_string(quantity.low) + "-" + std::to_string(quantity.high);
    const bool plural = quantity.high != 1;
    const auto unit = [&](const char* zh, const char* en) {
        return Text{number + " " + zh, numberEn + " " + en + (plural ? "s" : "")};
    };
    switch (quantity.unit) {
        case Unit::WorkingDay:
            return unit("个工作日", "working day");
        case Unit::CalendarDay:
            return unit("个自然日", "calendar day");
        case Unit::UnstatedDay:
            return {number + " 日（未写明工作日或自然日）",
                    numberEn + (plural ? " days" : " day") + " (kind not stated)"};
        case Unit::Month:
            return unit("个月", "month");
        case Unit::Year:
            return unit("年", "year");
        case Unit::Hour:
            return unit("小时", "hour");
        case Unit::OnTheSpot:
            return {"当场", "on the spot"};
        case Unit::Copies:
            return {number + " 份", numberEn + " copies"};
        case Unit::Times:
            return {number + " 次", numberEn + " times"};
        case Unit::Fen:
            return {std::to_string(quantity.low / 100) + " 元",
                    std::to_string(quantity.low / 100) + " yuan"};
        case Unit::None:
            break;
    }
    return {number, numberEn};
}

}  // namespace fadu::model
