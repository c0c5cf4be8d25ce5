#include "diagnostics/Render.h"
#include "diagnostics/Wording.h"
#include "support/Text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace fadu {

namespace {

constexpr std::size_t kTabCells = 4;
constexpr std::size_t kWidestLine = 140;    ///< Cells of a source line that is shown whole.
constexpr std::size_t kCellsBefore = 40;    ///< Of a cut line: what stays before the range.
constexpr std::size_t kCellsInAll = 120;    ///< Of a cut line.
constexpr std::size_t kShownRelated = 6;    ///< Without --verbose.
constexpr std::size_t kShownSteps = 8;      ///< Without --verbose.
constexpr std::size_t kLongestText = 2000;  ///< Code points of one message, label or path.
constexpr std::size_t kLongestReplacement = 60;

enum class Style { Error, Warning, Info, Gutter, Related, Bold };

class Paint {
public:
    explicit Paint(bool color) : color_(color) {}

    std::string operator()(Style style, std::string_view text) const {
        if (!color_ || text.empty()) {
            return std::string(text);
        }
        std::string result = "\x1B[";
        result += code(style);
        result += 'm';
        result += text;
        result += "\x1B[0m";
        return result;
    }

private:
    static std::string_view code(Style style) {
        switch (style) {
            case Style::Error:
                return "1;31";
            case Style::Warning:
                return "1;33";
            case Style::Info:
                return "1;36";
            case Style::Gutter:
            case Style::Related:
                return "1;34";
            case Style::Bold:
                return "1";
        }
        return "0";
    }

    bool color_;
};

Style styleOf(Severity severity) {
    switch (severity) {
        case Severity::Error:
            return Style::Error;
        case Severity::Warning:
            return Style::Warning;
        case Severity::Info:
            return Style::Info;
    }
    return Style::Bold;
}

/// Characters that a terminal would obey or that nobody can see: a reviewer must neither be misled
/// by a text direction override nor search for a zero-width space.
bool isHidden(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xE0000 && c <= 0xE007F);
}

/// How one code point of a source line is drawn.
void appendShown(std::string& out, std::string_view text, std::size_t offset,
                 const CodePoint& point) {
    if (point.value == U'\t') {
        out.append(kTabCells, ' ');
        return;
    }
    if (point.valid && !isHidden(point.value)) {
        out.append(text.substr(offset, point.length));
        return;
    }
    std::array<char, 16> buffer{};
    if (point.valid) {
        std::snprintf(buffer.data(), buffer.size(), "<U+%04X>", static_cast<unsigned>(point.value));
    } else {
        std::snprintf(buffer.data(), buffer.size(), "<0x%02X>",
                      static_cast<unsigned>(static_cast<unsigned char>(text[offset])));
    }
    out += buffer.data();
}

std::string shown(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = decodeUtf8(text, i);
        appendShown(result, text, i, point);
        i += point.length;
    }
    return result;
}

std::size_t cellsOf(std::string_view text, std::size_t offset, const CodePoint& point) {
    if (point.valid && point.value != U'\t' && !isHidden(point.value)) {
        return static_cast<std::size_t>(std::max(0, displayWidth(point.value)));
    }
    std::string drawn;
    appendShown(drawn, text, offset, point);
    return drawn.size();  // ASCII only.
}

std::size_t cellsOf(std::string_view text) {
    std::size_t cells = 0;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = decodeUtf8(text, i);
        cells += cellsOf(text, i, point);
        i += point.length;
    }
    return cells;
}

/// Text of a message on one line: harmless, never longer than anyone reads.
std::string safe(std::string_view text) { return printable(text, kLongestText); }

/// A range to underline, of one line.
struct Mark {
    std::size_t begin = 0;  ///< In bytes of the line.
    std::size_t end = 0;
    bool primary = false;
    std::string text;
};

struct MarkedLine {
    std::uint32_t number = 0;
    std::vector<Mark> marks;
};

struct MarkedFile {
    const SourceFile* file = nullptr;
    Span head;  ///< The place that the block's first line names.
    bool primary = false;
    std::vector<MarkedLine> lines;
};

/// The part of a line that is drawn: all of it, or what surrounds a range of a very long line.
struct Window {
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::size_t previous(std::string_view text, std::size_t offset) {
    for (std::size_t back = std::min<std::size_t>(4, offset); back > 1; --back) {
        if (decodeUtf8(text, offset - back).length == back) {
            return offset - back;
        }
    }
    return offset - 1;
}

Window windowOf(std::string_view line, const std::vector<Mark>& marks) {
    // A cell takes at most four bytes that matter here: longer lines need not be measured at all.
    if (line.size() <= 4 * kWidestLine && cellsOf(line) <= kWidestLine) {
        return {0, line.size()};
    }
    const auto primary =
        std::find_if(marks.begin(), marks.end(), [](const Mark& mark) { return mark.primary; });
    const Mark* focus = nullptr;
    if (primary != marks.end()) {
        focus = &*primary;
    } else if (!marks.empty()) {
        focus = &marks.front();
    }
    Window window;
    window.begin = focus == nullptr ? 0 : focus->begin;
    std::size_t cells = 0;
    std::size_t points = 0;  // Combining characters take no cell: count them, or they never end.
    while (window.begin > 0 && cells < kCellsBefore && points < 2 * kCellsBefore) {
        const std::size_t at = previous(line, window.begin);
        cells += cellsOf(line, at, decodeUtf8(line, at));
        window.begin = at;
        ++points;
    }
    window.end = window.begin;
    cells = 0;
    points = 0;
    while (window.end < line.size() && cells < kCellsInAll && points < 2 * kCellsInAll) {
        const CodePoint point = decodeUtf8(line, window.end);
        cells += cellsOf(line, window.end, point);
        window.end += point.length;
        ++points;
    }
    return window;
}

/// A mark in cells of what is drawn.
struct DrawnMark {
    const Mark* mark = nullptr;
    std::size_t begin = 0;
    std::size_t end = 0;
};

DrawnMark drawn(const Mark& mark, std::string_view line, Window window) {
    const std::size_t before = window.begin > 0 ? 1 : 0;  // The ellipsis.
    const std::size_t width =
        before + cellsOf(line.substr(window.begin, window.end - window.begin));
    DrawnMark result{&mark, 0, 1};
    if (mark.begin >= window.end && window.end < line.size()) {
        result = {&mark, width, width + 1};  // Beyond the cut: under the ellipsis at the end.
    } else if (mark.end <= window.begin && window.begin > 0) {
        result = {&mark, 0, 1};
    } else {
        const std::size_t begin = std::max(mark.begin, window.begin);
        const std::size_t end = std::max(begin, std::min(mark.end, window.end));
        result.begin = before + cellsOf(line.substr(window.begin, begin - window.begin));
        result.end = result.begin + cellsOf(line.substr(begin, end - begin));
    }
    result.end = std::max(result.end, result.begin + 1);
    return result;
}

class Renderer {
public:
    Renderer(const Report& report, const TextOptions& options)
        : report_(report), options_(options), paint_(options.color) {}

    std::string run() {
        for (const Diagnostic& diagnostic : report_.diagnostics) {
            finding(diagnostic);
            out_ += '\n';
        }
        if (options_.quiet) {
            if (!out_.empty()) {
                out_.pop_back();  // The empty line only parts findings.
            }
            return std::move(out_);
        }
        if (options_.verbose) {
            suppressions();
        }
        summary();
        return std::move(out_);
    }

private:
    bool chinese() const { return options_.language == Language::Chinese; }
    std::string_view either(std::string_view zh, std::string_view en) const {
        return chinese() ? zh : en;
    }

    void finding(const Diagnostic& diagnostic) {
        severity_ = diagnostic.severity;
        std::string head(severityWord(diagnostic.severity, options_.language));
        head += "[";
        head += diagnostic.descriptor->code;
        head += ' ';
        head += diagnostic.descriptor->slug;
        head += ']';
        out_ += paint_(styleOf(diagnostic.severity), head);
        out_ += paint_(Style::Bold, either("：", ": "));
        out_ += paint_(Style::Bold, safe(diagnostic.message().in(options_.language)));
        out_ += '\n';

        std::size_t left = 0;
        const std::vector<MarkedFile> files = markedFiles(diagnostic, left);
        gutter_ = 1;
        for (const MarkedFile& file : files) {
            gutter_ = std::max(gutter_, std::to_string(file.lines.back().number).size());
        }
        for (const MarkedFile& file : files) {
            snippet(file);
        }
        notes(diagnostic, !files.empty(), left);
    }

    /// All places of a finding, by file and line. `left` is the number that is not shown.
    std::vector<MarkedFile> markedFiles(const Diagnostic& diagnostic, std::size_t& left) const {
        std::vector<MarkedFile> files;
        if (diagnostic.span.valid()) {
            add(files, diagnostic.span, diagnostic.label.in(options_.language), true);
        }
        std::size_t count = 0;
        for (const Label& label : diagnostic.related) {
            if (!label.span.valid()) {
                continue;
            }
            if (!options_.verbose && count == kShownRelated) {
                ++left;
                continue;
            }
            ++count;
            add(files, label.span, label.text.in(options_.language), false);
        }
        for (MarkedFile& file : files) {
            std::sort(file.lines.begin(), file.lines.end(),
                      [](const MarkedLine& a, const MarkedLine& b) { return a.number < b.number; });
            for (MarkedLine& line : file.lines) {
                std::stable_sort(line.marks.begin(), line.marks.end(),
                                 [](const Mark& a, const Mark& b) { return a.begin < b.begin; });
            }
        }
        return files;
    }

    void add(std::vector<MarkedFile>& files, Span span, const std::string& text,
             bool primary) const {
        const SourceFile& source = report_.sources->file(span.file);
        auto file = std::find_if(files.begin(), files.end(), [&](const MarkedFile& candidate) {
            return candidate.file == &source;
        });
        if (file == files.end()) {
            files.push_back({&source, span, primary, {}});
            file = files.end() - 1;
        }
        const std::uint32_t number = source.position(span.begin).line;
        auto line =
            std::find_if(file->lines.begin(), file->lines.end(),
                         [&](const MarkedLine& candidate) { return candidate.number == number; });
        if (line == file->lines.end()) {
            file->lines.push_back({number, {}});
            line = file->lines.end() - 1;
        }
        const std::string_view content = source.line(number);
        const auto start = static_cast<std::size_t>(content.data() - source.text().data());
        const auto inLine = [&](std::size_t offset) {
            return std::min(offset < start ? 0 : offset - start, content.size());
        };
        // What runs on over further lines is underlined to the end of its first.
        line->marks.push_back({inLine(span.begin), std::max(inLine(span.begin), inLine(span.end)),
                               primary, safe(text)});
    }

    std::string place(Span span) const {
        const SourceFile& file = report_.sources->file(span.file);
        const Position position = file.position(span.begin);
        return safe(file.path()) + ":" + std::to_string(position.line) + ":" +
               std::to_string(position.column);
    }

    void emptyGutter() {
        out_.append(gutter_, ' ');
        out_ += paint_(Style::Gutter, " |");
        out_ += '\n';
    }

    void snippet(const MarkedFile& file) {
        out_.append(gutter_, ' ');
        out_ += paint_(Style::Gutter, file.primary ? "-->" : ":::");
        out_ += ' ';
        out_ += place(file.head);
        out_ += '\n';
        emptyGutter();
        std::uint32_t last = 0;
        for (const MarkedLine& line : file.lines) {
            if (last != 0 && line.number == last + 2) {
                sourceLine(*file.file, {last + 1, {}});
            } else if (last != 0 && line.number > last + 2) {
                out_ += paint_(Style::Gutter, "...");
                out_ += '\n';
            }
            sourceLine(*file.file, line);
            last = line.number;
        }
    }

    void sourceLine(const SourceFile& file, const MarkedLine& line) {
        const std::string_view content = file.line(line.number);
        const Window window = windowOf(content, line.marks);
        const std::string number = std::to_string(line.number);
        std::string text = window.begin > 0 ? "…" : "";
        text += shown(content.substr(window.begin, window.end - window.begin));
        text += window.end < content.size() ? "…" : "";
        text.erase(text.find_last_not_of(' ') + 1);
        out_ += paint_(Style::Gutter, std::string(gutter_ - number.size(), ' ') + number + " |");
        out_ += text.empty() ? "" : " ";
        out_ += text;
        out_ += '\n';
        underline(content, window, line.marks);
    }

    /// Draws the marks in as few rows as possible: a label's words end its row.
    void underline(std::string_view content, Window window, const std::vector<Mark>& marks) {
        struct Row {
            std::string text;
            std::size_t cells = 0;
            bool closed = false;
        };
        std::vector<Row> rows;
        for (const Mark& mark : marks) {
            const DrawnMark shape = drawn(mark, content, window);
            auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& candidate) {
                return !candidate.closed && candidate.cells <= shape.begin;
            });
            if (row == rows.end()) {
                rows.emplace_back();
                row = rows.end() - 1;
            }
            const Style style = mark.primary ? styleOf(severity_) : Style::Related;
            row->text.append(shape.begin - row->cells, ' ');
            std::string words(shape.end - shape.begin, mark.primary ? '^' : '-');
            if (!mark.text.empty()) {
                words += ' ';
                words += mark.text;
                row->closed = true;
            }
            row->text += paint_(style, words);
            row->cells = shape.end;
        }
        for (const Row& row : rows) {
            out_.append(gutter_, ' ');
            out_ += paint_(Style::Gutter, " |");
            out_ += ' ';
            out_ += row.text;
            out_ += '\n';
        }
    }

    /// A line after the snippet: `= 依据：…`.
    void note(std::string_view zh, std::string_view en, std::string_view text) {
        out_.append(gutter_ + 1, ' ');
        out_ += paint_(Style::Gutter, "=");
        out_ += ' ';
        out_ += paint_(Style::Bold, either(zh, en));
        out_ += either("：", text.empty() ? ":" : ": ");
        out_ += text;
        out_ += '\n';
    }

    void notes(const Diagnostic& diagnostic, bool hasSnippet, std::size_t left) {
        const bool any = left != 0 || !diagnostic.legalBasis.empty() || diagnostic.witness ||
                         !diagnostic.fixes.empty() || !diagnostic.advice.empty();
        if (!any) {
            return;
        }
        if (hasSnippet) {
            emptyGutter();
        }
        if (left != 0) {
            const std::string count = std::to_string(left);
            note("相关", "related",
                 chinese() ? "另有 " + count + " 处，用 -v 全部列出"
                           : count + " more, listed in full with -v");
        }
        for (const LegalBasis& basis : diagnostic.legalBasis) {
            note("依据", "basis", basisText(basis, options_.language));
        }
        if (diagnostic.witness) {
            witness(*diagnostic.witness);
        }
        if (options_.verbose && report_.picture) {
            picture(report_.picture(diagnostic, options_.language));
        }
        for (const Fix& fix : diagnostic.fixes) {
            note("修改建议", "suggestion", fixText(fix));
        }
        if (!diagnostic.advice.empty()) {
            note("修改建议", "suggestion", safe(diagnostic.advice.in(options_.language)));
        }
    }

    void picture(std::string_view lines) {
        while (!lines.empty()) {
            const std::size_t end = std::min(lines.find('\n'), lines.size());
            out_.append(gutter_ + 3, ' ');
            out_ += lines.substr(0, end);
            out_ += '\n';
            lines.remove_prefix(std::min(end + 1, lines.size()));
        }
    }

    void witness(const Witness& witness) {
        note("推导", "derivation", "");
        const bool all = options_.verbose || witness.steps.size() <= kShownSteps;
        const std::size_t count = all ? witness.steps.size() : kShownSteps - 1;
        for (std::size_t i = 0; i < count; ++i) {
            step(witness.steps[i]);
        }
        if (!all) {
            const std::string more = std::to_string(witness.steps.size() - count);
            derivationLine(chinese() ? "… 另有 " + more + " 步，用 -v 全部列出"
                                     : "… " + more + " more steps, listed in full with -v");
        }
        if (witness.kind == Witness::Kind::Cycle && !witness.steps.empty()) {
            derivationLine(std::string(either("↺ 回到起点", "↺ back to the start")));
        }
    }

    void step(const Witness::Step& step) {
        std::string text = step.holds ? "→ " : "✗ ";
        if (step.date) {
            text += step.date->iso() + "  ";
        }
        const std::string& words = step.text.in(options_.language);
        text += safe(words.empty() ? step.node : words);
        if (step.span.valid()) {
            text += chinese() ? "（" + place(step.span) + "）" : " (" + place(step.span) + ")";
        }
        derivationLine(text);
    }

    void derivationLine(std::string_view text) {
        out_.append(gutter_ + 5, ' ');
        out_ += text;
        out_ += '\n';
    }

    /// The title, and for a single change what it does unless the title says it already.
    std::string fixText(const Fix& fix) const {
        std::string result = safe(fix.title.in(options_.language));
        if (fix.edits.size() != 1) {
            return result;
        }
        const Edit& edit = fix.edits.front();
        // Line breaks around a replacement are layout, not what is proposed.
        const std::string text = printable(trimmed(edit.text), kLongestReplacement);
        if (text.empty() || result.find(text) != std::string::npos) {
            return result;
        }
        const bool insertion = edit.span.empty();
        if (chinese()) {
            return result + (insertion ? "：插入“" : "：写作“") + text + "”";
        }
        return result + (insertion ? ": insert '" : ": write '") + text + "'";
    }

    void suppressions() {
        for (const Suppressed& suppressed : report_.suppressed) {
            const Diagnostic& diagnostic = suppressed.diagnostic;
            const bool allowed = suppressed.by == Suppressed::By::Allowance;
            out_ += allowed ? either("已抑制", "suppressed") : either("基线内", "in the baseline");
            out_ += "[";
            out_ += diagnostic.descriptor->code;
            out_ += ' ';
            out_ += diagnostic.descriptor->slug;
            out_ += ']';
            if (diagnostic.span.valid()) {
                out_ += ' ' + place(diagnostic.span);
            }
            if (allowed) {
                out_ += either("，理由：", ", reason: ");
                out_ += safe(suppressed.reason);
            }
            out_ += '\n';
        }
        if (!report_.suppressed.empty()) {
            out_ += '\n';
        }
    }

    void summary() {
        const Summary& sum = report_.summary;
        const auto number = [](std::size_t value) { return std::to_string(value); };
        const bool baseline = sum.baselined > 0 || sum.staleBaseline > 0;
        if (chinese()) {
            out_ += "共 " + number(sum.files) + " 个文件、" + number(sum.items) + " 个事项：错误 " +
                    number(sum.errors) + "，警告 " + number(sum.warnings) + "，提示 " +
                    number(sum.infos) + "；已抑制 " + number(sum.suppressed) +
                    (baseline ? "，基线内 " + number(sum.baselined) : "") + "。\n";
            if (sum.staleBaseline > 0) {
                out_ += "基线中有 " + number(sum.staleBaseline) +
                        " 条所记的问题已经不再出现，用 --write-baseline 更新。\n";
            }
            out_ += number(sum.unknown) + " 项判断因依据不全、单位不明或者填写有误，未作结论；" +
                    number(sum.notInLibrary) + " 部法律文件不在库内。截至 " + report_.asOf.iso() +
                    " 的法律，" +
                    (report_.libraryVersion.empty() ? "未使用法律库"
                                                    : "法律库 " + report_.libraryVersion) +
                    "。\n";
            return;
        }
        const auto counted = [&](std::size_t value, std::string_view one, std::string_view many) {
            return number(value) + " " + std::string(value == 1 ? one : many);
        };
        out_ += counted(sum.files, "file", "files") + ", " + counted(sum.items, "item", "items") +
                ": " + counted(sum.errors, "error", "errors") + ", " +
                counted(sum.warnings, "warning", "warnings") + ", " +
                counted(sum.infos, "info", "infos") + "; " + number(sum.suppressed) +
                " suppressed" +
                (baseline ? ", " + number(sum.baselined) + " in the baseline" : "") + ".\n";
        if (sum.staleBaseline > 0) {
            out_ += counted(sum.staleBaseline, "entry", "entries") +
                    " of the baseline no longer found: update it with --write-baseline.\n";
        }
        out_ +=
            counted(sum.unknown, "verdict", "verdicts") + " could not be reached; " +
            counted(sum.notInLibrary, "instrument is", "instruments are") +
            " not in the library. Law as of " + report_.asOf.iso() + ", " +
            (report_.libraryVersion.empty() ? "no library" : "library " + report_.libraryVersion) +
            ".\n";
    }

    const Report& report_;
    const TextOptions& options_;
    Paint paint_;
    std::string out_;
    Severity severity_ = Severity::Error;
    std::size_t gutter_ = 1;
};

}  // namespace

std::string renderText(const Report& report, const TextOptions& options) {
    return Renderer(report, options).run();
}

std::string renderText(const std::vector<Report>& reports, const DocumentOptions& options) {
    std::string text;
    for (const Report& report : reports) {
        TextOptions one = options.text;
        one.language = report.language.value_or(one.language);
        // A configuration that cannot be used leaves nothing to sum up.
        one.quiet = one.quiet || !report.usable;
        const std::string rendered = renderText(report, one);
        text += text.empty() || rendered.empty() ? "" : "\n";
        text += rendered;
    }
    return text;
}

std::string_view severityWord(Severity severity, Language language) {
    const bool chinese = language == Language::Chinese;
    switch (severity) {
        case Severity::Error:
            return chinese ? "错误" : "error";
        case Severity::Warning:
            return chinese ? "警告" : "warning";
        case Severity::Info:
            return chinese ? "提示" : "info";
    }
    return "";
}

std::string_view natureWord(Nature nature, Language language) {
    const bool chinese = language == Language::Chinese;
    switch (nature) {
        case Nature::Legality:
            return chinese ? "合法性" : "legality";
        case Nature::Form:
            return chinese ? "规范性" : "form";
        case Nature::Improvement:
            return chinese ? "优化" : "improvement";
    }
    return "";
}

}  // namespace fadu
