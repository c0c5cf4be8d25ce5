#include "diagnostics/Render.h"
#include "diagnostics/Wording.h"
#include "support/Text.h"

#include <algorithm>
#include <array>

namespace fadu {

namespace {

constexpr std::size_t kLongestText = 2000;
constexpr std::size_t kShownSteps = 20;

bool isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Text of a source as words of a comment: it makes no markup, no HTML, and calls nobody.
std::string escaped(std::string_view raw) {
    constexpr std::string_view kMarkup = "\\`*_[]#|~!";
    constexpr std::string_view kWordJoiner = "\xE2\x81\xA0";
    const std::string text = printable(raw, kLongestText);
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '<') {
            result += "&lt;";
        } else if (c == '>') {
            result += "&gt;";
        } else if (c == '&') {
            result += "&amp;";
        } else {
            if (kMarkup.find(c) != std::string_view::npos) {
                result += '\\';
            }
            result += c;
            if (c == '@' && i + 1 < text.size() && isAlphanumeric(text[i + 1])) {
                result += kWordJoiner;
            }
        }
    }
    return result;
}

class Comment {
public:
    Comment(const std::vector<Report>& reports, Language language)
        : reports_(reports), language_(language) {}

    std::string run() {
        out_ = chinese() ? "## 法度检查\n\n" : "## Fadu\n\n";
        totals();
        for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
            bool first = true;
            for (const Report& report : reports_) {
                for (const Diagnostic& diagnostic : report.diagnostics) {
                    if (diagnostic.severity == severity) {
                        add(finding(report, diagnostic), severity, first);
                    }
                }
            }
        }
        if (left_ > 0) {
            const std::string count = std::to_string(left_);
            out_ += chinese()
                        ? "\n另有 " + count + " 条没有列在这里，其他格式中有全部问题。\n"
                        : "\n" + count + " more are not listed here; other formats hold all.\n";
        }
        return std::move(out_);
    }

private:
    bool chinese() const { return language_ == Language::Chinese; }
    const std::string& in(const Text& text) const { return text.in(language_); }

    void add(const std::string& text, Severity severity, bool& first) {
        const std::size_t points = countCodePoints(text);
        if (left_ > 0 || points_ + points > kLongestComment) {
            ++left_;
            return;
        }
        points_ += points;
        if (first) {
            out_ += "\n### ";
            out_ += severityWord(severity, language_);
            out_ += "\n\n";
            first = false;
        }
        out_ += text;
    }

    void totals() {
        Summary sum;
        for (const Report& report : reports_) {
            for (const auto member :
                 {&Summary::files, &Summary::items, &Summary::errors, &Summary::warnings,
                  &Summary::infos, &Summary::suppressed, &Summary::unknown, &Summary::notInLibrary,
                  &Summary::baselined, &Summary::staleBaseline}) {
                sum.*member += report.summary.*member;
            }
        }
        const auto number = [](std::size_t value) { return std::to_string(value); };
        const bool any = sum.errors + sum.warnings + sum.infos > 0;
        if (chinese()) {
            out_ += any ? "错误 **" + number(sum.errors) + "**，警告 **" + number(sum.warnings) +
                              "**，提示 **" + number(sum.infos) + "**。"
                        : std::string("没有发现问题。");
            out_ += "共检查 " + number(sum.files) + " 个文件、" + number(sum.items) +
                    " 个事项；已抑制 " + number(sum.suppressed) + "，基线内 " +
                    number(sum.baselined) + "，未作结论 " + number(sum.unknown) +
                    "，不在库内的法律文件 " + number(sum.notInLibrary) + "。\n";
            if (sum.staleBaseline > 0) {
                out_ += "\n基线中有 " + number(sum.staleBaseline) +
                        " 条所记的问题已经不再出现，用 `--write-baseline` 更新。\n";
            }
            return;
        }
        out_ += any ? "Errors **" + number(sum.errors) + "**, warnings **" + number(sum.warnings) +
                          "**, infos **" + number(sum.infos) + "**. "
                    : std::string("Nothing found. ");
        out_ += "Files " + number(sum.files) + ", items " + number(sum.items) + ", suppressed " +
                number(sum.suppressed) + ", in the baseline " + number(sum.baselined) +
                ", verdicts not reached " + number(sum.unknown) +
                ", instruments not in the library " + number(sum.notInLibrary) + ".\n";
        if (sum.staleBaseline > 0) {
            out_ += "\nEntries of the baseline no longer found: " + number(sum.staleBaseline) +
                    "; update it with `--write-baseline`.\n";
        }
    }

    std::string place(const SourceManager& sources, Span span) const {
        return escaped(sources.file(span.file).path()) + ":" +
               std::to_string(sources.begin(span).line);
    }

    std::string finding(const Report& report, const Diagnostic& diagnostic) const {
        std::string text = "- **";
        text += diagnostic.descriptor->code;
        text += "** ";
        if (diagnostic.span.valid()) {
            text += place(*report.sources, diagnostic.span) + " ";
        }
        const std::string words = findingText(diagnostic, language_);
        for (std::size_t begin = 0; begin < words.size();) {
            const std::size_t end = std::min(words.find('\n', begin), words.size());
            text += begin == 0 ? "" : "<br>\n  ";
            text += escaped(std::string_view(words).substr(begin, end - begin));
            begin = end + 1;
        }
        text += '\n';
        if (diagnostic.witness && !diagnostic.witness->steps.empty()) {
            text += derivation(report, *diagnostic.witness);
        }
        return text;
    }

    std::string derivation(const Report& report, const Witness& witness) const {
        std::string text = "\n  <details><summary>";
        text += chinese() ? "推导" : "derivation";
        text += "</summary>\n\n";
        const std::size_t shown = std::min(witness.steps.size(), kShownSteps);
        for (std::size_t i = 0; i < shown; ++i) {
            const Witness::Step& step = witness.steps[i];
            text += "  " + std::to_string(i + 1) + ". ";
            text += step.holds ? "" : "✗ ";
            text += step.date ? step.date->iso() + " " : "";
            text += escaped(in(step.text).empty() ? step.node : in(step.text));
            if (step.span.valid()) {
                text += chinese() ? "（" : " (";
                text += place(*report.sources, step.span);
                text += chinese() ? "）" : ")";
            }
            text += '\n';
        }
        if (shown < witness.steps.size()) {
            const std::string count = std::to_string(witness.steps.size() - shown);
            text += chinese() ? "\n  另有 " + count + " 步\n" : "\n  " + count + " more steps\n";
        }
        return text + "\n  </details>\n\n";
    }

    const std::vector<Report>& reports_;
    Language language_;
    std::string out_;
    std::size_t points_ = 0;  ///< Of the findings.
    std::size_t left_ = 0;    ///< Findings that are not listed.
};

}  // namespace

std::string renderMarkdown(const std::vector<Report>& reports, const DocumentOptions& options) {
    return Comment(reports, options.text.language).run();
}

}  // namespace fadu
