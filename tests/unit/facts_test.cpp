// The table of facts in tests/library/facts/: every fact of law that was read in a text, held
// against the compiled library; and the calendars against the table of holidays.
#include "model/Library.h"
#include "support/Text.h"
#include "unit/Cases.h"
#include "unit/Harness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

namespace fadu::tests {

namespace {

using model::Program;

constexpr double kLeastCoverage = 0.95;

/// The lines of a tab-separated table below its head line, `-` read as nothing.
std::vector<std::vector<std::string>> rowsOf(const std::string& path, std::size_t columns) {
    std::vector<std::vector<std::string>> result;
    std::istringstream text(readFile(path));
    std::string line;
    std::getline(text, line);
    for (std::size_t number = 2; std::getline(text, line); ++number) {
        std::vector<std::string> row;
        std::size_t begin = 0;
        for (std::size_t end = 0; end != std::string::npos; begin = end + 1) {
            end = line.find('\t', begin);
            std::string cell = line.substr(begin, end == std::string::npos ? end : end - begin);
            row.push_back(cell == "-" ? std::string() : std::move(cell));
        }
        EXPECT_EQ(row.size(), columns) << path << ":" << number;
        row.resize(columns);
        row.push_back(path + ":" + std::to_string(number));
        result.push_back(std::move(row));
    }
    return result;
}

struct Fact {
    std::string instrument;
    std::string version;
    std::string provision;
    std::string entry;
    std::string name;
    std::string value;
    std::string unit;
    std::string holder;
    std::string appliesTo;
    std::string start;
    std::string status;
    std::string remark;
    std::string place;  ///< File and line of the table.
};

std::vector<Fact> facts() {
    std::vector<Fact> result;
    for (const std::string& path : projectFiles({"tests/library/facts"}, ".tsv")) {
        for (const std::vector<std::string>& row : rowsOf(path, 12)) {
            result.push_back({row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7],
                              row[8], row[9], row[10], row[11], row[12]});
        }
    }
    return result;
}

/// The library as a program of its own, as of a day.
class CompiledLibrary {
public:
    const Program& asOf(const std::string& date) {
        auto& known = programs_[date];
        if (known == nullptr) {
            if (parsed_ == nullptr) {
                std::vector<std::pair<std::string, std::string>> texts;
                for (const std::string& path : projectFiles({"stdlib-rules"}, ".fadu")) {
                    texts.emplace_back(path, readFile(path));
                }
                parsed_ = std::make_unique<Parsed>(parseTexts(texts, 1));
            }
            model::ProgramInput input;
            input.sources = &parsed_->sources;
            input.modules = &parsed_->modules;
            input.asOf = *Date::parse(date);
            input.packageIsLibrary = true;
            known = model::Model(input).program();
        }
        return *known;
    }

private:
    std::unique_ptr<Parsed> parsed_;
    std::map<std::string, std::shared_ptr<const Program>> programs_;
};

/// Holds one fact against what the library says at its provision.
class Asserted {
public:
    Asserted(const Program& program, const Fact& fact) : program_(program), fact_(fact) {}

    /// What does not hold; empty when the library says so.
    std::string failure() {
        const model::InstrumentId id = program_.findInstrument(fact_.instrument);
        if (!id.valid()) {
            return "the library has no 《" + fact_.instrument + "》";
        }
        const model::Instrument& instrument = program_.instruments[id];
        if (!fact_.version.empty() && program_.versionOf(id) != fact_.version &&
            fact_.entry != "废止") {
            return "the text recorded is of " + program_.versionOf(id) + ", not " + fact_.version;
        }
        if (fact_.entry == "施行" || fact_.entry == "废止" || fact_.entry == "修正") {
            return ofInstrument(instrument);
        }
        std::vector<model::ProvisionId> provisions;
        const auto path = readPath(fact_.provision);
        if (!path) {
            return "no provision: " + fact_.provision;
        }
        for (const model::ProvisionId provision : instrument.provisions) {
            const model::Provision& place = program_.provisions[provision];
            if (path->covers(place.path) ||
                (!place.last.empty() && model::inProvisionRange(place.path, place.last, *path))) {
                provisions.push_back(provision);
            }
        }
        if (provisions.empty()) {
            return fact_.provision + " is not recorded";
        }
        const bool found = std::any_of(provisions.begin(), provisions.end(),
                                       [&](model::ProvisionId one) { return saidAt(one); });
        if (!found) {
            return fact_.provision + " does not say so";
        }
        const bool unverified =
            std::any_of(provisions.begin(), provisions.end(), [&](model::ProvisionId one) {
                return program_.provisions[one].unverified && saidAt(one);
            });
        if (unverified != (fact_.status == "待核")) {
            return unverified ? "it is marked 待核" : "it is not marked 待核";
        }
        return {};
    }

    static std::optional<model::ProvisionPath> readPath(const std::string& text) {
        if (text.empty() || text == "全文") {
            return model::ProvisionPath();
        }
        const Parsed parsed = parseText("法律文件 《甲》 { " + text + " { } }");
        if (parsed.modules.front().declarations.empty()) {
            return std::nullopt;
        }
        const syntax::Declaration& declaration = parsed.declaration(0);
        for (const syntax::Node& child : declaration.children(declaration.root())) {
            if (child.label == syntax::Label::ProvisionBlock && !child.blamed) {
                return child.path;
            }
        }
        return std::nullopt;
    }

private:
    std::string ofInstrument(const model::Instrument& instrument) const {
        const auto same = [&](const std::optional<Date>& date) {
            return date && date->iso() == fact_.value;
        };
        if (fact_.entry == "施行") {
            return same(instrument.inForce) ? "" : "it is not in force from " + fact_.value;
        }
        if (fact_.entry == "修正") {
            return same(instrument.version) ? "" : "its last version is not of " + fact_.value;
        }
        if (!same(instrument.repealed)) {
            return "it is not repealed on " + fact_.value;
        }
        const bool by =
            fact_.name.empty() || (instrument.repealedBy.valid() &&
                                   model::shortTitle(program_.text(instrument.repealedBy)) ==
                                       model::shortTitle(fact_.name));
        return by ? "" : "it is not repealed by 《" + fact_.name + "》";
    }

    bool saidAt(model::ProvisionId id) const {
        const model::Provision& provision = program_.provisions[id];
        if (fact_.entry == "设定") {
            return std::any_of(
                provision.establishments.begin(), provision.establishments.end(),
                [&](model::EstablishmentId one) { return is(program_.establishments[one]); });
        }
        if (fact_.entry == "时限") {
            return std::any_of(provision.limits.begin(), provision.limits.end(),
                               [&](model::LimitId one) { return is(program_.limits[one]); });
        }
        if (fact_.entry == "延长") {
            return std::any_of(
                provision.limits.begin(), provision.limits.end(), [&](model::LimitId one) {
                    const auto& extension = program_.limits[one].extension;
                    return extension && isLength(extension->length, false) &&
                           (fact_.holder.empty() ||
                            extension->approver.find(fact_.holder) != std::string::npos);
                });
        }
        const auto kind = findTerm(TermFamily::EntryKind, fact_.entry);
        return kind &&
               std::any_of(provision.entries.begin(), provision.entries.end(),
                           [&](model::EntryId one) {
                               return program_.entries[one].kind == static_cast<EntryKind>(*kind) &&
                                      is(program_.entries[one]);
                           });
    }

    bool isNamed(const std::vector<NameId>& names, const std::string& wanted) const {
        if (wanted.empty() || std::any_of(names.begin(), names.end(), [&](NameId name) {
                return program_.text(name) == normalizeNfkc(wanted);
            })) {
            return true;
        }
        // A row may name several (重点管理、市级), and a name may hold the comma itself.
        for (const std::string_view comma : {", ", "，", "、"}) {
            if (const std::size_t at = wanted.find(comma); at != std::string::npos) {
                return isNamed(names, wanted.substr(0, at)) &&
                       isNamed(names, wanted.substr(at + comma.size()));
            }
        }
        return false;
    }

    bool is(const model::Establishment& establishment) const {
        std::vector<NameId> names = establishment.aliases;
        names.push_back(establishment.power);
        const auto kind = findTerm(TermFamily::PowerKind, fact_.value);
        const auto levels = fact_.unit.empty() ? std::nullopt : readLevels(fact_.unit);
        return isNamed(names, fact_.name) &&
               (fact_.value.empty() ||
                (kind && establishment.kind == static_cast<PowerKind>(*kind))) &&
               (!levels || establishment.levels == *levels) &&
               isNamed(establishment.holderNames, fact_.holder);
    }

    bool isLength(const model::Quantity& length, bool bareDay) const {
        if (fact_.value.empty() && fact_.unit == "当场") {
            return length.unit == Unit::OnTheSpot;
        }
        const std::int64_t value = std::atoll(fact_.value.c_str());
        const auto unit = findTerm(TermFamily::Unit, fact_.unit);
        return length.high == value && unit &&
               (length.unit == static_cast<Unit>(*unit) || (fact_.unit == "日" && bareDay));
    }

    bool is(const model::Limit& limit) const {
        const auto stage = findTerm(TermFamily::Stage, fact_.name);
        const auto event = findTerm(TermFamily::Event, fact_.start);
        return (fact_.name.empty() || (stage && limit.stage == static_cast<Stage>(*stage))) &&
               isLength(limit.length, limit.bareDay) &&
               (fact_.start.empty() || (event && limit.start == static_cast<Event>(*event))) &&
               limit.applicants == (fact_.holder == "申请人") &&
               isNamed(limit.appliesTo, fact_.appliesTo);
    }

    bool is(const model::Entry& entry) const {
        const std::string name(entry.name.valid() ? program_.text(entry.name) : std::string_view());
        const std::string wanted = normalizeNfkc(fact_.name);
        const bool named =
            fact_.name.empty() || name == wanted || entry.text == fact_.name ||
            normalizeNfkc(entry.text).find(wanted) != std::string::npos ||
            (entry.deemed &&
             termText(TermFamily::Deemed, static_cast<std::uint8_t>(*entry.deemed)).zh ==
                 fact_.name) ||
            (entry.forbidden && termText(*entry.forbidden).zh == fact_.name);
        bool valued = fact_.value.empty();
        if (!valued && entry.quantity) {
            const std::int64_t scale = entry.quantity->unit == Unit::Fen ? 100 : 1;
            valued =
                std::to_string(entry.quantity->high / scale) == fact_.value &&
                (fact_.unit.empty() || fact_.unit == "日" ||
                 findTerm(TermFamily::Unit, fact_.unit) ==
                     std::optional<std::uint8_t>(static_cast<std::uint8_t>(entry.quantity->unit)));
        } else if (!valued) {
            valued =
                normalizeNfkc(entry.text).find(normalizeNfkc(fact_.value)) != std::string::npos;
        }
        return named && valued && isNamed(entry.appliesTo, fact_.appliesTo);
    }

    const Program& program_;
    const Fact& fact_;
};

TEST(LibraryFacts, AreWhatTheCompiledLibrarySays) {
    enterProject();
    CompiledLibrary library;
    std::map<std::string, unsigned> byStatus;
    std::size_t held = 0;
    for (const Fact& fact : facts()) {
        ++byStatus[fact.status];
        if (fact.status != "核实" && fact.status != "待核") {
            EXPECT_TRUE(fact.status == "未收" || fact.status == "未核")
                << fact.place << ": " << fact.status;
            EXPECT_FALSE(fact.remark.empty()) << fact.place << " gives no reason";
            continue;
        }
        std::string failure = Asserted(library.asOf(std::string(kCasesAsOf)), fact).failure();
        if (!failure.empty() && Date::parse(fact.version)) {
            // A fact of an earlier text is asserted on the day of that text.
            failure = Asserted(library.asOf(fact.version), fact).failure();
        }
        if (failure.empty()) {
            held += fact.status == "核实" ? 1 : 0;
        } else {
            ADD_FAILURE() << fact.place << " 《" << fact.instrument << "》" << fact.provision << " "
                          << fact.entry << " " << fact.name << " " << fact.value << fact.unit
                          << ": " << failure;
        }
    }
    const std::size_t verified = byStatus["核实"] + byStatus["未收"];
    ASSERT_GT(verified, 500U);
    const double coverage = static_cast<double>(held) / static_cast<double>(verified);
    std::cout << "facts read in a text: " << verified << ", in the library: " << held << " ("
              << static_cast<int>(coverage * 1000) / 10.0
              << " %); recorded but unverified (待核): " << byStatus["待核"]
              << "; from memory, left out (未核): " << byStatus["未核"] << '\n';
    EXPECT_GE(coverage, kLeastCoverage);
}

// ------------------------------------------------------------------------------------------------

/// What one 日历 says.
struct CalendarText {
    Date known;
    Date until;
    std::map<Date, std::string> days;  ///< off or work.
};

std::vector<CalendarText> calendars() {
    std::vector<CalendarText> result;
    for (const std::string& path : projectFiles({"stdlib-rules/calendars"}, ".fadu")) {
        const Parsed parsed = parseText(readFile(path), path);
        for (const syntax::PlacedDeclaration& placed : parsed.modules.front().declarations) {
            const syntax::Declaration& declaration = *placed.declaration;
            CalendarText calendar;
            for (const syntax::Node& child : declaration.children(declaration.root())) {
                const auto values = declaration.valuesOf(child);
                if (child.label == syntax::Label::KnownSince) {
                    calendar.known = values.front().date;
                } else if (child.label == syntax::Label::PublishedUntil) {
                    calendar.until = values.front().date;
                }
            }
            for (const syntax::Node& child : declaration.children(declaration.root())) {
                if (child.label != syntax::Label::DaysOff &&
                    child.label != syntax::Label::WorkingDays) {
                    continue;
                }
                const std::string kind = child.label == syntax::Label::DaysOff ? "off" : "work";
                for (const syntax::Value& value : declaration.valuesOf(child)) {
                    Date first = value.date;
                    Date last = value.date;
                    if (value.kind != syntax::Value::Kind::Date) {
                        const std::size_t to = value.text.find("至");
                        first = *Date::parse(value.text.substr(0, to));
                        last = *Date::parse(value.text.substr(to + std::string("至").size()));
                    }
                    for (Date day = first; day <= last; day = day.plusDays(1)) {
                        calendar.days[day] = kind;
                    }
                }
            }
            result.push_back(std::move(calendar));
        }
    }
    return result;
}

/// The days of all years, by the convention of the calendars' comments: of those that end in one
/// year the last that was known.
std::map<Date, std::string> daysKnownOn(Date asOf) {
    std::map<int, const CalendarText*> ofYear;
    static const std::vector<CalendarText> all = calendars();
    for (const CalendarText& calendar : all) {
        const CalendarText*& best = ofYear[calendar.until.year()];
        if (calendar.known <= asOf && (best == nullptr || best->known < calendar.known)) {
            best = &calendar;
        }
    }
    std::map<Date, std::string> result;
    for (const auto& [year, calendar] : ofYear) {
        if (calendar != nullptr) {
            result.insert(calendar->days.begin(), calendar->days.end());
        }
    }
    return result;
}

TEST(LibraryCalendars, AreTheTableOfHolidays) {
    enterProject();
    std::map<Date, std::string> table;
    for (const std::vector<std::string>& row : rowsOf("tests/library/holidays.tsv", 3)) {
        table[*Date::parse(row[0])] = row[1];
    }
    EXPECT_GT(table.size(), 250U);
    EXPECT_EQ(daysKnownOn(*Date::parse(kCasesAsOf)), table);
}

TEST(LibraryCalendars, KnowWhatWasKnownOnADay) {
    enterProject();
    std::size_t rows = 0;
    for (const std::vector<std::string>& row : rowsOf("tests/library/holidays-as-of.tsv", 4)) {
        const std::map<Date, std::string> days = daysKnownOn(*Date::parse(row[0]));
        const Date day = *Date::parse(row[1]);
        const auto found = days.find(day);
        const bool weekend = day.weekday() >= 6;
        const bool working = found == days.end() ? !weekend : found->second == "work";
        EXPECT_EQ(working, row[2] == "yes") << row[4];
        ++rows;
    }
    EXPECT_GE(rows, 10U);
}

}  // namespace

}  // namespace fadu::tests
