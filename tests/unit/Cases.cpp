#include "unit/Cases.h"

#include "support/Hash.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

namespace fadu::tests {

namespace {

std::vector<std::string_view> linesOf(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

bool isCode(std::string_view word) {
    return word.size() == 6 &&
           std::all_of(word.begin(), word.begin() + 3,
                       [](char c) { return c >= 'A' && c <= 'Z'; }) &&
           std::all_of(word.begin() + 3, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::string_view> wordsOf(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t begin = 0; begin < text.size();) {
        begin = text.find_first_not_of(" \t\r", begin);
        if (begin == std::string_view::npos) {
            break;
        }
        const std::size_t end = std::min(text.find_first_of(" \t\r", begin), text.size());
        words.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return words;
}

constexpr std::string_view kAsOfMark = "//~ as-of ";

}  // namespace

Marks marksOf(std::string_view text, std::string_view introducer) {
    Marks marks;
    const std::vector<std::string_view> lines = linesOf(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t at = lines[i].find(introducer);
        if (at == std::string_view::npos || lines[i].substr(0, kAsOfMark.size()) == kAsOfMark) {
            continue;
        }
        std::string_view mark = lines[i].substr(at + introducer.size());
        std::size_t line = i + 1;
        if (!mark.empty() && (mark.front() == '^' || mark.front() == 'v')) {
            line = mark.front() == '^' ? line - 1 : line + 1;
            mark.remove_prefix(1);
        }
        const std::vector<std::string_view> codes = wordsOf(mark);
        if (codes.empty() || !std::all_of(codes.begin(), codes.end(), isCode) || line == 0) {
            throw std::runtime_error("line " + std::to_string(i + 1) +
                                     " has a mark that names no code");
        }
        for (const std::string_view code : codes) {
            ++marks[{line, std::string(code)}];
        }
    }
    return marks;
}

Date asOfCase(std::string_view text) {
    std::string_view written = kCasesAsOf;
    for (const std::string_view line : linesOf(text)) {
        if (line.substr(0, kAsOfMark.size()) == kAsOfMark) {
            written = line.substr(kAsOfMark.size(), 10);
            break;
        }
    }
    const auto date = Date::parse(written);
    if (!date) {
        throw std::runtime_error("the case's date cannot be read");
    }
    return *date;
}

Marks findingsOf(const Report& report) {
    Marks marks;
    for (const Diagnostic& diagnostic : report.diagnostics) {
        if (diagnostic.severity != Severity::Info) {
            const std::size_t line =
                diagnostic.span.valid() ? report.sources->begin(diagnostic.span).line : 0;
            ++marks[{line, std::string(diagnostic.descriptor->code)}];
        }
    }
    return marks;
}

std::string difference(const Marks& expected, const Marks& found) {
    std::string text;
    const auto add = [&](const Marks& left, const Marks& right, const char* what) {
        for (const auto& [key, count] : left) {
            const auto other = right.find(key);
            const int more = count - (other == right.end() ? 0 : other->second);
            if (more > 0) {
                text += std::string(what) + " " + key.second + " in line " +
                        std::to_string(key.first) + (more > 1 ? " ×" + std::to_string(more) : "") +
                        "\n";
            }
        }
    };
    add(expected, found, "missing");
    add(found, expected, "unexpected");
    return text;
}

std::shared_ptr<const Snapshot> checkFile(const std::string& path, Date asOf,
                                          const CheckRequest& options) {
    CheckRequest request = options;
    request.paths = {path};
    request.asOf = asOf;
    if (request.jobs == 0) {
        request.jobs = 1;
    }
    const CheckResult result = check(request);
    if (result.error || result.snapshots.size() != 1) {
        throw std::runtime_error(path + ": " +
                                 (result.error ? result.error->message.en : "several packages"));
    }
    return result.snapshots.front();
}

std::shared_ptr<const Snapshot> checkText(std::string_view text, Date asOf,
                                          const CheckRequest& options) {
    CheckRequest request = options;
    request.stdinText = std::string(text);
    // Outside any package: a folder that has no fadu.toml above it.
    request.stdinFilename =
        (std::filesystem::temp_directory_path() / request.stdinFilename).string();
    return checkFile("-", asOf, request);
}

std::vector<std::string> caseFiles() {
    std::vector<std::string> result;
    const std::string root = std::string(FADU_SOURCE_DIR) + "/";
    for (const std::string_view suffix : {".fadu", ".fadu.md"}) {
        for (const std::string& path :
             projectFiles({"tests/cases", "examples", "corpus/cases"}, suffix)) {
            result.push_back(path.substr(root.size()));
        }
    }
    std::sort(result.begin(), result.end());
    return result;
}

std::string brokenFinding(const SourceManager& sources, const Diagnostic& diagnostic) {
    const std::string code(diagnostic.descriptor->code);
    std::string broken;
    const auto fail = [&](const std::string& what) {
        if (broken.empty()) {
            broken = code + ": " + what;
        }
    };
    const auto inside = [&](const Span& span, const char* what, bool mayBeEmpty) {
        if (!span.valid()) {
            fail(std::string(what) + " has no place");
            return;
        }
        const std::size_t size = sources.file(span.file).text().size();
        if (span.begin > span.end || span.end > size ||
            (!mayBeEmpty && span.begin == span.end && span.end != size)) {
            fail(std::string(what) + " has the range " + std::to_string(span.begin) + "-" +
                 std::to_string(span.end) + " of " + std::to_string(size));
        }
    };
    const auto words = [&](const Text& text, const char* what, bool mayBeEmpty) {
        if (text.zh.empty() != text.en.empty() || (!mayBeEmpty && text.empty())) {
            fail(std::string(what) + " is empty in a language");
        }
        for (const std::string& one : {text.zh, text.en}) {
            if (one.find("{}") != std::string::npos) {
                fail(std::string(what) + " has a place that nothing filled");
            }
        }
    };
    inside(diagnostic.span, "the range", false);
    const Text message = diagnostic.message();
    words(message, "the message", false);
    // A format's own `{name}` must be gone; braces of an author's text may be there.
    for (const std::string_view format :
         {diagnostic.descriptor->message.zh, diagnostic.descriptor->message.en}) {
        for (std::size_t open = format.find('{'); open != std::string_view::npos;
             open = format.find('{', open + 1)) {
            const std::string place(format.substr(open, format.find('}', open) - open + 1));
            if (message.zh.find(place) != std::string::npos ||
                message.en.find(place) != std::string::npos) {
                fail("the message still has " + place);
            }
        }
    }
    words(diagnostic.label, "the label", true);
    words(diagnostic.advice, "the advice", true);
    for (const Label& related : diagnostic.related) {
        inside(related.span, "a related place", true);
        words(related.text, "a related place's text", false);
    }
    if (diagnostic.witness) {
        if (diagnostic.witness->steps.empty()) {
            fail("the witness has no steps");
        }
        for (const Witness::Step& step : diagnostic.witness->steps) {
            words(step.text, "a step of the witness", false);
            if (step.span.valid()) {
                inside(step.span, "a step of the witness", true);
            }
        }
    }
    for (const Fix& fix : diagnostic.fixes) {
        words(fix.title, "a fix's title", false);
        if (fix.edits.empty()) {
            fail("a fix changes nothing");
        }
        for (const Edit& edit : fix.edits) {
            inside(edit.span, "an edit", true);
        }
    }
    for (const LegalBasis& basis : diagnostic.legalBasis) {
        if (basis.instrument.empty()) {
            fail("a legal basis has no instrument");
        }
    }
    return broken;
}

std::string testName(std::string_view path) {
    std::string name;
    bool ascii = true;
    for (const char c : path) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 &&
            static_cast<unsigned char>(c) < 0x80) {
            name += c;
        } else {
            ascii = ascii && static_cast<unsigned char>(c) < 0x80;
            if (name.empty() || name.back() != '_') {
                name += '_';
            }
        }
    }
    if (!ascii) {
        char digits[9] = "";
        std::snprintf(digits, sizeof digits, "%08x",
                      static_cast<unsigned>(hashBytes(path) & 0xFFFFFFFFU));
        name += "_" + std::string(digits);
    }
    return name;
}

void enterProject() { std::filesystem::current_path(FADU_SOURCE_DIR); }

}  // namespace fadu::tests
