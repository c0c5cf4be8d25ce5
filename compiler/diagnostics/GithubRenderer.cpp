#include "diagnostics/Render.h"
#include "diagnostics/Wording.h"

#include <algorithm>
#include <array>

namespace fadu {

namespace {

/// Of one kind the host shows this many a step; the rest is in the log alone.
constexpr std::size_t kShownOfAKind = 10;

/// Escapes as the runner undoes it; properties also may not hold `:` and `,`.
std::string escaped(std::string_view text, bool property) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '%':
                result += "%25";
                break;
            case '\r':
                result += "%0D";
                break;
            case '\n':
                result += "%0A";
                break;
            case ':':
                result += property ? "%3A" : ":";
                break;
            case ',':
                result += property ? "%2C" : ",";
                break;
            default:
                result += c;
        }
    }
    return result;
}

std::string_view commandOf(Severity severity) {
    switch (severity) {
        case Severity::Error:
            return "error";
        case Severity::Warning:
            return "warning";
        case Severity::Info:
            return "notice";
    }
    return "notice";
}

std::string commandLine(const Diagnostic& diagnostic, const SourceManager& sources,
                        Language language) {
    std::string result = "::";
    result += commandOf(diagnostic.severity);
    result += ' ';
    if (diagnostic.span.valid()) {
        const Position begin = sources.begin(diagnostic.span);
        const Position end = sources.end(diagnostic.span);
        result += "file=" + escaped(sources.file(diagnostic.span.file).path(), true);
        result += ",line=" + std::to_string(begin.line);
        result += ",endLine=" + std::to_string(end.line);
        // The host refuses columns of a range over several lines.
        if (begin.line == end.line) {
            result += ",col=" + std::to_string(begin.column);
            result += ",endColumn=" + std::to_string(end.column);
        }
        result += ',';
    }
    result += "title=";
    result += diagnostic.descriptor->code;
    result += ' ';
    result += diagnostic.descriptor->slug;
    result += "::";
    return result + escaped(findingText(diagnostic, language), false) + "\n";
}

}  // namespace

std::string renderGithub(const std::vector<Report>& reports, const DocumentOptions& options) {
    const bool chinese = options.text.language == Language::Chinese;
    std::array<std::size_t, 3> counts{};
    for (const Report& report : reports) {
        for (const Diagnostic& diagnostic : report.diagnostics) {
            ++counts[static_cast<std::size_t>(diagnostic.severity)];
        }
    }
    std::string result;
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
        // Before the notices, of which it is one: the host must not drop it.
        if (severity == Severity::Info &&
            std::any_of(counts.begin(), counts.end(),
                        [](std::size_t count) { return count > kShownOfAKind; })) {
            const auto number = [&](Severity which) {
                return std::to_string(counts[static_cast<std::size_t>(which)]);
            };
            result += "::notice title=fadu::";
            result += chinese ? "共有错误 " + number(Severity::Error) + "、警告 " +
                                    number(Severity::Warning) + "、提示 " + number(Severity::Info) +
                                    "；页面上每种最多显示 10 条，全部见本步骤的日志\n"
                              : "errors: " + number(Severity::Error) +
                                    ", warnings: " + number(Severity::Warning) +
                                    ", infos: " + number(Severity::Info) +
                                    "; 10 of each are shown, all are in the log of this step\n";
        }
        for (const Report& report : reports) {
            for (const Diagnostic& diagnostic : report.diagnostics) {
                if (diagnostic.severity == severity) {
                    result += commandLine(diagnostic, *report.sources, options.text.language);
                }
            }
        }
    }
    return result;
}

}  // namespace fadu
