#pragma once

#include "source/Span.h"
#include "support/Date.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fadu {

enum class Severity : std::uint8_t { Info, Warning, Error };

/// What a finding is about: legality (belongs into a legality opinion), form, or improvement.
enum class Nature : std::uint8_t { Legality, Form, Improvement };

enum class Language : std::uint8_t { Chinese, English };

/// One text in both languages.
struct Text {
    std::string zh;
    std::string en;

    const std::string& in(Language language) const {
        return language == Language::Chinese ? zh : en;
    }
    bool empty() const { return zh.empty() && en.empty(); }
    bool operator==(const Text&) const = default;
};

/// A value that a message speaks of, under the name its format uses.
struct Parameter {
    std::string_view name;  ///< A literal: it must outlive the parameter.
    Text value;
    bool operator==(const Parameter&) const = default;
};

/// A parameter that reads the same in both languages: a name as the author wrote it, a number.
Parameter parameter(std::string_view name, std::string_view value);
Parameter parameter(std::string_view name, std::int64_t value);
/// A parameter with a term of its own in each language.
Parameter parameter(std::string_view name, Text value);

/// A message in both languages with `{name}` where a parameter goes. Formats are literals.
struct Format {
    std::string_view zh;
    std::string_view en;
};

/// Puts the parameters into a format. Stops the program when the format names a parameter that is
/// not given: that is a mistake of the program, never of a source.
Text format(const Format& format, const std::vector<Parameter>& parameters);

/// What is fixed about a kind of finding. Descriptors are static data and compared by address.
struct Descriptor {
    std::string_view code;  ///< Never changes meaning, never reused.
    std::string_view slug;  ///< `family/what-is-found`; public as the code is.
    Severity severity;      ///< The default; a check's matrix of kinds may give less.
    Nature nature;
    Format message;

    std::string_view family() const { return slug.substr(0, slug.find('/')); }
};

/// A place with what is to be said about it.
struct Label {
    Span span;
    Text text;
    bool operator==(const Label&) const = default;
};

/// The provision a finding rests on.
struct LegalBasis {
    std::string instrument;   ///< Full title without title marks.
    std::string version{};    ///< ISO date of the text's version; empty when not known.
    std::string provision;    ///< 第四十二条第一款; empty for the instrument as a whole.
    bool unverified = false;  ///< The recorded fact is marked 待核.
    Text edition{};  ///< The version as people cite it: 2019年修正; empty when not known.
    std::string provisionEn{};  ///< art. 42(1).
    bool operator==(const LegalBasis&) const = default;
};

/// The derivation behind a finding, as plain data: the edges of a cycle, the steps of a path, the
/// links of an authority chain, the events of a timeline.
struct Witness {
    enum class Kind : std::uint8_t { Cycle, Path, Chain, Timeline };
    struct Step {
        Text text;                 ///< The step in words.
        Span span;                 ///< Where the source says so; may be invalid.
        std::string node;          ///< Stable id or name of the node.
        bool holds = true;         ///< For chains: whether this link holds.
        std::optional<Date> date;  ///< For timelines.
        bool operator==(const Step&) const = default;
    };
    Kind kind = Kind::Path;
    std::vector<Step> steps;
    bool operator==(const Witness&) const = default;
};

/// A replacement of a range of a file.
struct Edit {
    Span span;
    std::string text;
    bool operator==(const Edit&) const = default;
};

/// A proposed change. `safe` fixes keep the meaning that the author evidently had.
struct Fix {
    Text title;
    bool safe = false;
    std::vector<Edit> edits;
    bool operator==(const Fix&) const = default;
};

/// One finding, as data. Text in a language is made when it is rendered.
struct Diagnostic {
    const Descriptor* descriptor = nullptr;
    Severity severity = Severity::Error;
    Span span;
    std::vector<Parameter> parameters;
    Text label;  ///< What the primary range is underlined with; may be empty.
    std::vector<Label> related;
    std::vector<LegalBasis> legalBasis;
    std::optional<Witness> witness;
    std::vector<Fix> fixes;
    Text advice;        ///< The repair in words, when no edit can say it.
    std::string owner;  ///< Identity of the declaration that owns the finding.
    std::string path;   ///< Labels from the declaration to the primary range.

    Text message() const { return format(descriptor->message, parameters); }
    bool operator==(const Diagnostic&) const = default;
};

/// Makes a diagnostic with its descriptor's severity.
Diagnostic makeDiagnostic(const Descriptor& descriptor, Span span,
                          std::vector<Parameter> parameters = {});

/// The diagnostic with every span of a declaration placed into its file.
Diagnostic placed(Diagnostic diagnostic, FileId file, std::uint32_t offset);

}  // namespace fadu
