#include "diagnostics/Diagnostic.h"

#include "support/Text.h"

#include <algorithm>

namespace fadu {

namespace {

std::string fill(std::string_view format, const std::vector<Parameter>& parameters,
                 Language language) {
    std::string result;
    result.reserve(format.size() + 32);
    std::size_t position = 0;
    while (position < format.size()) {
        const std::size_t open = format.find('{', position);
        result.append(format.substr(position, open - position));
        if (open == std::string_view::npos) {
            break;
        }
        const std::size_t close = format.find('}', open);
        FADU_CHECK(close != std::string_view::npos);
        const std::string_view name = format.substr(open + 1, close - open - 1);
        const auto found =
            std::find_if(parameters.begin(), parameters.end(),
                         [&](const Parameter& candidate) { return candidate.name == name; });
        FADU_CHECK(found != parameters.end());
        result += found->value.in(language);
        position = close + 1;
    }
    return result;
}

}  // namespace

Parameter parameter(std::string_view name, std::string_view value) {
    std::string shown = printable(value);
    return {name, {shown, shown}};
}

Parameter parameter(std::string_view name, std::int64_t value) {
    return {name, {std::to_string(value), std::to_string(value)}};
}

Parameter parameter(std::string_view name, Text value) { return {name, std::move(value)}; }

Text format(const Format& format, const std::vector<Parameter>& parameters) {
    return {fill(format.zh, parameters, Language::Chinese),
            fill(format.en, parameters, Language::English)};
}

Diagnostic makeDiagnostic(const Descriptor& descriptor, Span span,
                          std::vector<Parameter> parameters) {
    Diagnostic diagnostic;
    diagnostic.descriptor = &descriptor;
    diagnostic.severity = descriptor.severity;
    diagnostic.span = span;
    diagnostic.parameters = std::move(parameters);
    return diagnostic;
}

Diagnostic placed(Diagnostic diagnostic, FileId file, std::uint32_t offset) {
    diagnostic.span = diagnostic.span.placed(file, offset);
    for (Label& related : diagnostic.related) {
        related.span = related.span.placed(file, offset);
    }
    if (diagnostic.witness) {
        for (Witness::Step& step : diagnostic.witness->steps) {
            step.span = step.span.placed(file, offset);
        }
    }
    for (Fix& fix : diagnostic.fixes) {
        for (Edit& edit : fix.edits) {
            edit.span = edit.span.placed(file, offset);
        }
    }
    return diagnostic;
}

}  // namespace fadu
