#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A catalogue in the shape of real ones, made up: a city with its districts, counties and
/// townships, their organs, the regulations they act under, what they offer. The same numbers give
/// the same catalogue everywhere.
namespace fadu::bench {

/// The day on which a generated catalogue is judged.
inline constexpr std::string_view kAsOf = "2026-06-01";

struct CatalogueSize {
    std::size_t items = 1000;  ///< 事项; catalogue items and situations are not counted.
    std::uint64_t seed = 1;
    bool spoiled = true;  ///< One item in forty has one thing wrong.
};

/// A place in a text. An article of 0 is the text as a whole, a paragraph of 0 the whole article.
struct Citation {
    std::string title;  ///< Without title marks.
    unsigned article = 0;
    unsigned paragraph = 0;
};

/// 第八条第二款; empty for a text as a whole.
std::string provisionOf(const Citation& citation);
/// 《集市管理条例》第八条第二款.
std::string textOf(const Citation& citation);

/// A period in working days, or in calendar days; of 0 days: on the spot.
struct Period {
    unsigned days = 0;
    bool calendar = false;
};
std::string textOf(const Period& period);

struct Material {
    std::string name;
    bool document = false;  ///< A declared document; else the applicant's own.
    bool original = false;
    unsigned copies = 1;
    bool shared = false;
    bool deferrable = false;
    std::optional<Citation> basis;
};

struct Step {
    enum class Kind : std::uint8_t { Task, Loop, If, Else, End };
    Kind kind = Kind::Task;
    std::string name;  ///< Of a choice: its condition; of an end: the outcome.
    std::string actor;
    Period period;
    std::vector<std::string> after;
    std::string stage;  ///< Empty: what its name says.
    std::optional<Citation> excludedBy;
    std::vector<Step> body;
};

struct Condition {
    std::string name;
    std::string text;
    Citation basis;
};

struct Situation {
    std::string name;
    Period promise;
    std::vector<Material> materials;
    std::vector<Step> flow;
};

/// What was done wrong on purpose, and where its finding stands.
struct Defect {
    std::string code;  ///< TIM001, …
    std::string place;  ///< On whose line it is reported: 实施机关, 时限/承诺, 流程/决定.
};

struct Item {
    std::string name;
    std::string code;
    std::string kind;
    std::string level;       ///< 市, 县, 乡.
    std::string authority;   ///< An organ; of a catalogue item the function.
    bool inherits = false;   ///< From the catalogue item of its name.
    bool catalogue = false;  ///< 目录事项.
    std::vector<Citation> establishing;
    std::vector<Citation> implementing;
    std::vector<Citation> supervising;
    std::string applicants;
    std::vector<std::vector<std::string>> prerequisites;  ///< All of: any one of.
    std::string result;
    unsigned visits = 0;
    std::optional<Period> acceptance;
    std::optional<Period> statutory;
    Citation statutoryBasis;
    std::optional<Period> promise;
    std::optional<Period> delivery;
    std::optional<Citation> validityBasis;  ///< Of three years.
    std::vector<Condition> conditions;
    std::vector<Material> materials;
    std::vector<Step> flow;
    std::vector<Situation> situations;
    std::string documentation;
    std::optional<Defect> defect;
};

struct Place {
    std::string name;
    std::string code;
    std::string within;  ///< Empty: the province.
    std::string level;
};

/// An organ with the items it offers, in the order of its list.
struct Organ {
    std::string name;
    std::string function;  ///< Empty: a service centre, which decides nothing.
    std::string place;
    std::vector<std::string> offices;
    std::vector<Item> items;
};

/// A power as a regulation establishes it, in four articles.
struct Power {
    std::string name;
    std::string code;  ///< One wherever it is exercised.
    std::string kind;
    std::string function;
    std::string level;
    unsigned article = 0;       ///< Establishes it; conditions, limit and procedure follow.
    bool oneParagraph = false;  ///< Conditions and materials stand in one paragraph.
    bool siteVisit = false;     ///< The text asks for one.
    bool expertReview = false;  ///< Its time is not counted.
    Period limit;
    std::vector<std::string> conditions;
    std::vector<Material> materials;
    std::vector<std::string> situations;
    std::vector<std::vector<std::string>> prerequisites;
    std::string document;  ///< What it ends in; empty: nothing that is kept.
    bool catalogued = false;
    bool citesOutside = false;  ///< Items of it cite a text that nobody holds.
    bool needed = false;        ///< Another power requires it or its document.
    unsigned form = 0;          ///< Which form its flow has.
    std::string instrument;
};

struct Instrument {
    std::string title;
    std::string rank;
    std::string issuer;
    std::string place;
    std::string inForce;
    std::string repealed;  ///< Empty: in force.
    unsigned articles = 0;
    unsigned supervision = 0;  ///< The article on supervision.
    std::vector<Power> powers;
};

struct Document {
    std::string name;
    std::string issuer;  ///< A function.
    bool shared = false;
    std::optional<Citation> validityBasis;
};

struct Catalogue {
    std::vector<Place> places;
    std::vector<Organ> organs;
    std::vector<Instrument> instruments;
    std::vector<Document> documents;
    std::vector<Item> catalogueItems;
    std::size_t defects = 0;  ///< Items with one thing wrong.
};

Catalogue makeCatalogue(const CatalogueSize& size);

/// A text to be written, by its path inside the directory.
struct GeneratedFile {
    std::string path;
    std::string text;
};

/// How a package is cut into files: one an organ (and an instrument), or one in all.
enum class Layout : std::uint8_t { Files, Single };

/// The catalogue as a Fadu package. A line on which an error or warning is expected ends with a
/// mark (`//~ TIM001`).
std::vector<GeneratedFile> faduFiles(const Catalogue& catalogue, Layout layout);

/// The same items as Protocol Buffers: a file an organ, an item a message whose options hold what
/// it states and whose fields refer to documents and other items. Ends with the item that makes it
/// at least `bytes` long, or with the last.
std::vector<GeneratedFile> protoFiles(const Catalogue& catalogue, std::size_t bytes);

/// The same items as XML, a file an organ, with a RELAX NG schema (`catalogue.rng`) that holds
/// every element and attribute.
std::vector<GeneratedFile> xmlFiles(const Catalogue& catalogue, std::size_t bytes);

}  // namespace fadu::bench
