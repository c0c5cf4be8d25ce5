#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

/// Seeded defects: what the compiler is measured against (bench/README.md).
namespace fadu::bench {

/// What is written for one planted defect: a package, or a part of one, of its own places, organs,
/// law and items. Written twice from one seed: clean, and with the one thing wrong.
struct Written {
    std::string path;  ///< Relative to the package; `fadu.toml` where the defect is in it.
    std::string text;
    std::string config;    ///< Lines of `fadu.toml` that it needs; empty: a file of its own.
    std::size_t line = 0;  ///< Where the finding must stand, 1-based; 0 in what is clean.
};

/// A planter writes into a draft: numbers are drawn, texts put together from templates.
///
/// In a template `<name>` stands for a name of the draft, `[clean|broken]` for what is written
/// without and with the defect, and `~` at the end of a line says that the finding stands there. A
/// line that an alternative leaves empty is left out.
///
/// What is written is varied by the seed and the number: names, provisions, the order of
/// declarations and entries, what else an item states, comments, the language of keywords, the
/// width of punctuation, line ends, and whether the text is a chapter of a Markdown document.
class Draft {
public:
    Draft(std::uint64_t seed, std::string_view code, std::size_t number, bool broken);

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
    bool chance(unsigned percent) { return below(100) < percent; }
    unsigned between(unsigned low, unsigned high) {
        return low + static_cast<unsigned>(below(high - low + 1));
    }
    /// One of the texts.
    std::string_view pick(std::initializer_list<std::string_view> texts) {
        return texts.begin()[below(texts.size())];
    }

    /// What `<name>` stands for from now on.
    void set(std::string_view name, std::string value);
    void set(std::string_view name, std::size_t value) { set(name, std::to_string(value)); }
    /// Draws a number for `<name>`.
    unsigned draw(std::string_view name, unsigned low, unsigned high);

    /// Appends declarations. Places, a function and organs, always needed, come by themselves.
    void write(std::string_view text) { text_ += text; }
    /// Declarations and entries stay in the order written: it matters where the finding stands.
    void keepOrder() { ordered_ = true; }
    /// Nothing is translated or widened: the defect is in the characters.
    void keepSpelling() { spelled_ = true; }
    /// Lines that `fadu.toml` holds.
    void config(std::string lines) { config_ = std::move(lines); }
    /// The text is a `fadu.toml`.
    void isConfig() { toml_ = spelled_ = true; }

    Written finish();

private:
    std::string filled(std::string_view text) const;
    std::string extras();

    std::mt19937_64 random_;
    std::string code_;
    std::size_t number_;
    bool broken_;
    bool ordered_ = false;
    bool spelled_ = false;
    bool toml_ = false;
    std::map<std::string, std::string, std::less<>> names_;
    std::string text_;
    std::string config_;
};

/// One way in which a kind of defect comes about.
using Mechanism = void (*)(Draft&);

struct Planter {
    std::string_view code;
    std::vector<Mechanism> mechanisms;  ///< They take turns.
};

/// A law that establishes `<power>`, alone in a completely recorded regulation, with details that
/// no defect touches.
inline constexpr std::string_view kLaw =
    "法律文件 《<law>》 {\n  <regulation>\n  <a> { 设定 <power><by> }\n  <detail>\n}\n";

/// The planters of a family each, in the order of codes.
std::vector<Planter> syntaxPlanters();
std::vector<Planter> referencePlanters();
std::vector<Planter> allowancePlanters();
std::vector<Planter> authorityPlanters();
std::vector<Planter> dependencyPlanters();
std::vector<Planter> timelinePlanters();
std::vector<Planter> materialPlanters();
std::vector<Planter> consistencyPlanters();
std::vector<Planter> servicePlanters();

/// All of them.
const std::vector<Planter>& planters();

/// Codes of the catalogue that have no planter, with the reason.
struct Unplanted {
    std::string_view code;
    std::string_view reason;
};
std::vector<Unplanted> unplanted();

/// A way in which a defect comes about that the compiler is known not to see. Counted apart; one
/// that is found belongs among the mechanisms of its planter.
struct Gap {
    std::string_view code;
    std::string_view what;
    Mechanism mechanism;
};
const std::vector<Gap>& gaps();

/// What a planter writes for a seed and a number.
Written plant(const Planter& planter, std::uint64_t seed, std::size_t number, bool broken);
Written plant(const Gap& gap, std::uint64_t seed, std::size_t number, bool broken);

}  // namespace fadu::bench
