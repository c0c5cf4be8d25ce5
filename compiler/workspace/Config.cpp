#include "workspace/Config.h"

#include "diagnostics/Catalogue.h"
#include "diagnostics/Report.h"
#include "support/Text.h"

#include <algorithm>
#include <array>
#include <utility>

// Errors come back as values: nothing is thrown across this border.
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace fadu {

const Descriptor kConfigNotToml{
    "CFG001",
    "config/not-toml",
    Severity::Error,
    Nature::Form,
    {"配置文件不是有效的 TOML：{reason}", "the configuration is not valid TOML: {reason}"}};
const Descriptor kConfigUnknownKey{"CFG002",
                                   "config/unknown-key",
                                   Severity::Error,
                                   Nature::Form,
                                   {"没有配置项“{key}”", "there is no setting '{key}'"}};
const Descriptor kConfigWrongValue{
    "CFG003",
    "config/wrong-value",
    Severity::Error,
    Nature::Form,
    {"配置项“{key}”应为{expected}，这里是{found}", "'{key}' takes {expected}, not {found}"}};
const Descriptor kConfigUnknownCode{
    "CFG004",
    "config/unknown-code",
    Severity::Error,
    Nature::Form,
    {"没有代码、名称或类别为“{code}”的检查", "no check has the code, slug or family '{code}'"}};

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

constexpr std::array<std::string_view, 13> kKeys = {
    "name",   "sources",  "as-of",    "lang",        "complete-list", "severity", "paths",
    "stdlib", "calendar", "packages", "code-scheme", "extends",       "baseline"};

/// A key as it must be written in TOML.
std::string written(std::string_view key) {
    const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
    return bare ? std::string(key) : "\"" + std::string(key) + "\"";
}

Text typeWord(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::table:
            return {"一个表", "a table"};
        case toml::node_type::array:
            return {"一个数组", "an array"};
        case toml::node_type::string:
            return {"字符串", "a string"};
        case toml::node_type::integer:
            return {"整数", "an integer"};
        case toml::node_type::floating_point:
            return {"小数", "a number"};
        case toml::node_type::boolean:
            return {"布尔值", "a boolean"};
        case toml::node_type::date:
            return {"日期", "a date"};
        case toml::node_type::time:
            return {"时刻", "a time"};
        case toml::node_type::date_time:
            return {"日期和时刻", "a date with a time"};
        case toml::node_type::none:
            break;
    }
    return {"空值", "nothing"};
}

Text found(const toml::node& node) {
    if (const auto* string = node.as_string()) {
        const std::string shown = printable(string->get(), 40);
        return {"“" + shown + "”", "'" + shown + "'"};
    }
    return typeWord(node);
}

/// The parser explains itself in English only: the frequent reasons get words of their own.
Text reasonText(std::string_view description) {
    const std::string english = printable(description, 200);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kReasons = {{
        {"cannot redefine", "同一个键写了两次"},
        {"end-of-file", "内容没有写完（引号或括号没有闭合）"},
        {"utf-8", "含有不是 UTF-8 的字节"},
        {"exceeded maximum nested", "嵌套过深"},
        {"expected keys, tables", "此处应为键或表头；含中文等字符的键须加引号"},
        {"expected", "写法不合语法"},
    }};
    for (const auto& [part, words] : kReasons) {
        if (description.find(part) != std::string_view::npos) {
            return {std::string(words) + "（" + english + "）", english};
        }
    }
    return {english, english};
}

std::optional<Severity> severityNamed(std::string_view name) {
    if (name == "error") {
        return Severity::Error;
    }
    if (name == "warning") {
        return Severity::Warning;
    }
    if (name == "info") {
        return Severity::Info;
    }
    return std::nullopt;
}

class Reader {
public:
    Reader(const SourceManager& sources, FileId id, const Catalogue& catalogue)
        : sources_(sources), id_(id), text_(sources.file(id).text()), catalogue_(catalogue) {
        lines_.push_back(
            text_.substr(0, kByteOrderMark.size()) == kByteOrderMark ? kByteOrderMark.size() : 0);
        // The parser counts lines by line feeds alone.
        for (std::size_t i = text_.find('\n'); i != std::string_view::npos;
             i = text_.find('\n', i + 1)) {
            lines_.push_back(i + 1);
        }
    }

    ConfigResult run() {
        toml::parse_result parsed = toml::parse(text_);
        if (!parsed) {
            const toml::parse_error& error = parsed.error();
            add(kConfigNotToml, atLeastOneCharacter(spanOf(error.source())),
                {parameter("reason", reasonText(error.description()))});
        } else {
            for (const auto& [key, node] : parsed.table()) {
                setting(key, node);
            }
        }
        sortBySource(result_.config.severity, generalPlaces_);
        std::stable_sort(paths_.begin(), paths_.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (auto& [place, rules] : paths_) {
            result_.config.paths.push_back(std::move(rules));
        }
        result_.usable = std::none_of(
            result_.diagnostics.begin(), result_.diagnostics.end(),
            [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
        arrange(result_.diagnostics, sources_);
        return std::move(result_);
    }

private:
    void setting(const toml::key& key, const toml::node& node) {
        const std::string_view name = key.str();
        Config& config = result_.config;
        if (name == "name") {
            text(name, node, config.name);
        } else if (name == "sources") {
            texts(name, node, config.sources);
            if (const auto* array = node.as_array(); array != nullptr && array->empty()) {
                wrong(name, node, {"至少一个文件通配式", "at least one glob"},
                      {"空数组", "an empty array"});
            }
        } else if (name == "as-of") {
            date(name, node, config.asOf);
        } else if (name == "lang") {
            language(name, node);
        } else if (name == "complete-list") {
            if (const auto* boolean = node.as_boolean()) {
                config.completeList = boolean->get();
            } else {
                wrong(name, node, {" true 或 false", "true or false"});
            }
        } else if (name == "severity") {
            severities(name, node, config.severity, generalPlaces_);
        } else if (name == "paths") {
            paths(name, node);
        } else if (name == "stdlib") {
            text(name, node, config.stdlib.emplace());
        } else if (name == "calendar") {
            texts(name, node, config.calendars);
        } else if (name == "packages") {
            texts(name, node, config.packages);
        } else if (name == "code-scheme") {
            codeSchemes(name, node, config.codeSchemes);
        } else if (name == "extends") {
            text(name, node, config.extends.emplace());
        } else if (name == "baseline") {
            text(name, node, config.baseline.emplace());
            config.baselinePlace = spanOf(node.source());
        } else {
            Diagnostic& diagnostic =
                add(kConfigUnknownKey, spanOf(key.source()), {parameter("key", name)});
            suggest(diagnostic, name, {kKeys.begin(), kKeys.end()});
        }
    }

    void text(std::string_view name, const toml::node& node, std::string& out) {
        const auto* string = node.as_string();
        if (string == nullptr || string->get().empty()) {
            wrong(name, node, {"非空字符串", "a string that is not empty"});
            return;
        }
        out = string->get();
    }

    void texts(std::string_view name, const toml::node& node, std::vector<std::string>& out) {
        const auto* array = node.as_array();
        if (array == nullptr) {
            if (node.is_string()) {
                text(name, node, out.emplace_back());
            } else {
                wrong(name, node, {"字符串或字符串数组", "a string or an array of strings"});
            }
            return;
        }
        for (const toml::node& element : *array) {
            text(name, element, out.emplace_back());
        }
    }

    void codeSchemes(std::string_view name, const toml::node& node,
                     std::vector<model::CodeScheme>& out) {
        const auto scheme = [&](const toml::node& element) {
            const auto* string = element.as_string();
            const auto found =
                string == nullptr ? std::nullopt : model::findCodeScheme(string->get());
            if (found) {
                out.push_back(*found);
                return;
            }
            Text names;
            for (const model::CodeScheme& known : model::codeSchemes()) {
                names.zh += "“" + known.name + "”、";
                names.en += "'" + known.name + "', ";
            }
            wrong(name, element,
                  {names.zh + "或者含有 #、@、* 的样式", names.en + "or a pattern with #, @ or *"});
        };
        if (const auto* array = node.as_array()) {
            for (const toml::node& element : *array) {
                scheme(element);
            }
        } else {
            scheme(node);
        }
    }

    void date(std::string_view name, const toml::node& node, std::optional<Date>& out) {
        if (const auto* day = node.as_date()) {
            const toml::date& value = day->get();
            out = Date::fromCivil(value.year, value.month, value.day);
        } else if (const auto* string = node.as_string()) {
            out = Date::parse(string->get());
        }
        if (!out) {
            wrong(name, node, {" YYYY-MM-DD 形式的日期", "a date, YYYY-MM-DD"});
        }
    }

    void language(std::string_view name, const toml::node& node) {
        const auto* string = node.as_string();
        if (string != nullptr && string->get() == "zh") {
            result_.config.language = Language::Chinese;
        } else if (string != nullptr && string->get() == "en") {
            result_.config.language = Language::English;
        } else {
            wrong(name, node, {R"( "zh" 或 "en")", R"("zh" or "en")"});
        }
    }

    /// One rule. `prefix` names the table in messages.
    void severity(std::string_view prefix, const toml::key& key, const toml::node& node,
                  std::vector<SeverityRule>& out, std::vector<std::uint32_t>& places) {
        const std::string_view selector = key.str();
        if (!catalogue_.knows(selector)) {
            Diagnostic& diagnostic =
                add(kConfigUnknownCode, spanOf(key.source()), {parameter("code", selector)});
            std::vector<std::string_view> names;
            for (const Catalogue::Entry& entry : catalogue_.entries()) {
                names.push_back(entry.descriptor->code);
                names.push_back(entry.descriptor->slug);
                names.push_back(entry.descriptor->family());
            }
            suggest(diagnostic, selector, names);
            return;
        }
        const auto* string = node.as_string();
        SeverityRule rule{std::string(selector), std::nullopt};
        if (string != nullptr) {
            rule.severity = severityNamed(string->get());
        }
        if (string == nullptr || (!rule.severity && string->get() != "off")) {
            wrong(std::string(prefix) + "." + written(selector), node,
                  {R"( "error"、"warning"、"info" 或 "off")",
                   R"("error", "warning", "info" or "off")"});
            return;
        }
        out.push_back(std::move(rule));
        places.push_back(spanOf(key.source()).begin);
    }

    void severities(std::string_view name, const toml::node& node, std::vector<SeverityRule>& out,
                    std::vector<std::uint32_t>& places) {
        const auto* table = node.as_table();
        if (table == nullptr) {
            wrong(name, node,
                  {"一个表：代码、名称或类别 = 级别", "a table: code, slug or family = severity"});
            return;
        }
        for (const auto& [key, value] : *table) {
            severity(name, key, value, out, places);
        }
    }

    void paths(std::string_view name, const toml::node& node) {
        const auto* table = node.as_table();
        if (table == nullptr) {
            wrong(name, node, {"一个表：通配式 = 级别表", "a table: glob = table of severities"});
            return;
        }
        for (const auto& [glob, value] : *table) {
            const std::string prefix = "paths." + written(glob.str());
            const auto* rules = value.as_table();
            if (rules == nullptr || glob.str().empty()) {
                wrong(prefix, value,
                      {"一个表：代码、名称或类别 = 级别",
                       "a table: code, slug or family = severity"});
                continue;
            }
            PathRules result{std::string(glob.str()), {}};
            std::vector<std::uint32_t> places;
            for (const auto& [key, entry] : *rules) {
                if (key.str() == "severity" && entry.is_table()) {
                    severities(prefix + ".severity", entry, result.rules, places);
                } else {
                    severity(prefix, key, entry, result.rules, places);
                }
            }
            sortBySource(result.rules, places);
            paths_.emplace_back(spanOf(glob.source()).begin, std::move(result));
        }
    }

    /// The parser hands tables out by key; of rules that say different things the later one counts.
    static void sortBySource(std::vector<SeverityRule>& rules,
                             const std::vector<std::uint32_t>& places) {
        std::vector<std::pair<std::uint32_t, SeverityRule>> order;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            order.emplace_back(places[i], std::move(rules[i]));
        }
        std::stable_sort(order.begin(), order.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (std::size_t i = 0; i < rules.size(); ++i) {
            rules[i] = std::move(order[i].second);
        }
    }

    void wrong(std::string_view name, const toml::node& node, Text expected) {
        wrong(name, node, std::move(expected), found(node));
    }

    void wrong(std::string_view name, const toml::node& node, Text expected, Text actual) {
        add(kConfigWrongValue, spanOf(node.source()),
            {parameter("key", name), parameter("expected", std::move(expected)),
             parameter("found", std::move(actual))});
    }

    static void suggest(Diagnostic& diagnostic, std::string_view name,
                        const std::vector<std::string_view>& candidates) {
        for (const std::string& near : nearestNames(name, candidates)) {
            diagnostic.fixes.push_back(
                {{"改为 " + near, "change to " + near}, false, {{diagnostic.span, written(near)}}});
        }
    }

    Diagnostic& add(const Descriptor& descriptor, Span span, std::vector<Parameter> parameters) {
        return result_.diagnostics.emplace_back(
            makeDiagnostic(descriptor, span, std::move(parameters)));
    }

    Span spanOf(const toml::source_region& region) const {
        const std::uint32_t begin = offsetOf(region.begin);
        return {id_, begin, std::max(begin, offsetOf(region.end))};
    }

    Span atLeastOneCharacter(Span span) const {
        if (span.empty() && span.begin < text_.size() && text_[span.begin] != '\n' &&
            text_[span.begin] != '\r') {
            span.end = span.begin + decodeUtf8(text_, span.begin).length;
        }
        return span;
    }

    /// The parser counts columns in code points and does not count a byte order mark.
    std::uint32_t offsetOf(const toml::source_position& position) const {
        if (!position || position.line > lines_.size()) {
            return static_cast<std::uint32_t>(text_.size());
        }
        std::size_t offset = lines_[position.line - 1];
        for (std::size_t column = 1; column < position.column && offset < text_.size(); ++column) {
            if (text_[offset] == '\n') {
                break;
            }
            offset += decodeUtf8(text_, offset).length;
        }
        return static_cast<std::uint32_t>(offset);
    }

    const SourceManager& sources_;
    FileId id_;
    std::string_view text_;
    const Catalogue& catalogue_;
    std::vector<std::size_t> lines_;
    std::vector<std::uint32_t> generalPlaces_;  ///< One for each general severity rule.
    std::vector<std::pair<std::uint32_t, PathRules>> paths_;
    ConfigResult result_;
};

/// How closely a rule names a finding: 3 by code, 2 by slug, 1 by family, 0 not at all.
int closeness(const SeverityRule& rule, const Descriptor& descriptor) {
    if (rule.selector == descriptor.code) {
        return 3;
    }
    if (rule.selector == descriptor.slug) {
        return 2;
    }
    return selects(rule.selector, descriptor) ? 1 : 0;
}

/// Keeps the closest rule; of equally close ones the later.
void consider(const std::vector<SeverityRule>& rules, const Descriptor& descriptor,
              const SeverityRule*& best, int& bestCloseness) {
    for (const SeverityRule& rule : rules) {
        const int close = closeness(rule, descriptor);
        if (close != 0 && close >= bestCloseness) {
            best = &rule;
            bestCloseness = close;
        }
    }
}

std::vector<std::string_view> components(std::string_view path) {
    std::vector<std::string_view> result;
    while (!path.empty()) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        const std::string_view part = path.substr(0, slash);
        if (!part.empty() && part != ".") {
            result.push_back(part);
        }
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return result;
}

/// `*` and `?` inside one component. Only the last `*` is ever tried again: an earlier one cannot
/// take more than it has to without losing, so time is at most the product of the lengths.
bool componentMatches(std::string_view glob, std::string_view name) {
    std::size_t g = 0;
    std::size_t n = 0;
    std::size_t star = std::string_view::npos;
    std::size_t starName = 0;
    while (n < name.size()) {
        const std::size_t step = decodeUtf8(name, n).length;
        if (g < glob.size() && glob[g] == '*') {
            star = g++;
            starName = n;
        } else if (g < glob.size() && glob[g] == '?') {
            ++g;
            n += step;
        } else if (g < glob.size() && glob[g] == name[n]) {
            ++g;
            ++n;
        } else if (star != std::string_view::npos) {
            g = star + 1;
            starName += decodeUtf8(name, starName).length;
            n = starName;
        } else {
            return false;
        }
    }
    while (g < glob.size() && glob[g] == '*') {
        ++g;
    }
    return g == glob.size();
}

}  // namespace

ConfigResult readConfig(const SourceManager& sources, FileId file, const Catalogue& catalogue) {
    return Reader(sources, file, catalogue).run();
}

std::optional<Severity> configuredSeverity(const Config& config, const Descriptor& descriptor,
                                           std::string_view relativePath, Severity severity) {
    const SeverityRule* best = nullptr;
    int close = 0;
    for (const PathRules& rules : config.paths) {
        if (globMatches(rules.glob, relativePath)) {
            consider(rules.rules, descriptor, best, close);
        }
    }
    if (best == nullptr) {
        consider(config.severity, descriptor, best, close);
    }
    return best == nullptr ? std::optional<Severity>(severity) : best->severity;
}

bool globMatches(std::string_view glob, std::string_view path) {
    const std::vector<std::string_view> pattern = components(glob);
    const std::vector<std::string_view> parts = components(path);
    std::size_t g = 0;
    std::size_t p = 0;
    std::size_t star = std::string_view::npos;
    std::size_t starPart = 0;
    while (p < parts.size()) {
        if (g < pattern.size() && pattern[g] == "**") {
            star = g++;
            starPart = p;
        } else if (g < pattern.size() && componentMatches(pattern[g], parts[p])) {
            ++g;
            ++p;
        } else if (star != std::string_view::npos) {
            g = star + 1;
            p = ++starPart;
        } else {
            return false;
        }
    }
    while (g < pattern.size() && pattern[g] == "**") {
        ++g;
    }
    return g == pattern.size();
}

}  // namespace fadu
