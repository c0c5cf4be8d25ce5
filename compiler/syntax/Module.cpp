#include "syntax/Module.h"

#include "support/Parallel.h"
#include "support/Text.h"
#include "syntax/Reader.h"

#include <cmark-gfm.h>

#include <algorithm>
#include <iterator>
#include <unordered_map>

namespace fadu::syntax {

const Descriptor kInvalidUtf8{
    "SYN002", "syntax/invalid-utf8", Severity::Error, Nature::Form, {"{what}", "{what}"}};

namespace {

/// Length of the valid UTF-8 at the front. ASCII and the common ideographs are skipped fast.
std::size_t validPrefix(std::string_view text, std::size_t from) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    std::size_t i = from;
    while (i < text.size()) {
        if (byte(i) < 0x80) {
            ++i;
            continue;
        }
        // A lead of E1 to EC takes any two continuation bytes (Unicode, table 3-7).
        if (byte(i) >= 0xE1 && byte(i) <= 0xEC && i + 2 < text.size() &&
            (byte(i + 1) & 0xC0U) == 0x80U && (byte(i + 2) & 0xC0U) == 0x80U) {
            i += 3;
            continue;
        }
        const CodePoint point = decodeUtf8(text, i);
        if (!point.valid) {
            return i;
        }
        i += point.length;
    }
    return i;
}

enum class Encoding { Utf16, Gb18030, Binary, Damaged };

/// Guesses the encoding of text that is no UTF-8, from its first bytes alone.
Encoding guessEncoding(std::string_view text) {
    if (text.size() >= 2) {
        const auto first = static_cast<unsigned char>(text[0]);
        const auto second = static_cast<unsigned char>(text[1]);
        if ((first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF)) {
            return Encoding::Utf16;
        }
    }
    const std::string_view sample = text.substr(0, 65536);
    std::size_t zeros[2] = {0, 0};  // At even and at odd offsets.
    for (std::size_t i = 0; i < sample.size(); ++i) {
        zeros[i % 2] += sample[i] == '\0' ? 1 : 0;
    }
    const std::size_t allZeros = zeros[0] + zeros[1];
    if (allZeros > 8 && allZeros * 10 > sample.size() &&
        std::min(zeros[0], zeros[1]) * 8 <= allZeros) {
        return Encoding::Utf16;
    }
    // GB18030: a lead byte 0x81-0xFE is followed by 0x40-0xFE, or by a digit in the four-byte form.
    std::size_t pairs = 0;
    std::size_t misfits = 0;
    for (std::size_t i = 0; i + 1 < sample.size();) {
        const auto lead = static_cast<unsigned char>(sample[i]);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const auto trail = static_cast<unsigned char>(sample[i + 1]);
        if (lead >= 0x81 && lead != 0xFF && trail >= 0x40 && trail != 0x7F && trail != 0xFF) {
            ++pairs;
            i += 2;
        } else if (lead >= 0x81 && lead != 0xFF && trail >= 0x30 && trail <= 0x39) {
            ++pairs;
            i += 4;
        } else {
            ++misfits;
            ++i;
        }
    }
    // Mostly valid UTF-8 with a few bad bytes is UTF-8 that was damaged; no text holds zeros as
    // well.
    std::size_t invalid = 0;
    std::size_t multibyte = 0;
    for (std::size_t i = 0; i < sample.size();) {
        const CodePoint point = decodeUtf8(sample, i);
        invalid += point.valid ? 0 : 1;
        multibyte += point.valid && point.length > 1 ? 1 : 0;
        i += point.length;
    }
    if (multibyte > invalid) {
        return Encoding::Damaged;
    }
    if (allZeros != 0 && invalid != 0) {
        return Encoding::Binary;
    }
    return pairs >= 2 && misfits * 20 < pairs ? Encoding::Gb18030 : Encoding::Damaged;
}

/// Where the lines of a text start; LF, CRLF and a lone CR end a line.
std::vector<std::size_t> lineStartsOf(std::string_view text) {
    std::vector<std::size_t> starts{0};
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.size() && text[i + 1] == '\n'))) {
            starts.push_back(i + 1);
        }
    }
    return starts;
}

/// Blanks what is not Fadu in a literate file, keeping every line end where it is.
std::string withoutProse(std::string_view text) {
    std::string result(text);
    const auto blank = [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            if (result[i] != '\n' && result[i] != '\r') {
                result[i] = ' ';
            }
        }
    };
    std::size_t done = 0;
    for (const CodeBlock& block : codeBlocks(text)) {
        blank(done, block.begin);
        done = block.end;
        // The marks of a quotation that the block stands in are none of it.
        bool lineStart = block.quoted;
        for (std::size_t i = block.begin; i < block.end; ++i) {
            const bool lineEnd = result[i] == '\n' || result[i] == '\r';
            lineStart =
                block.quoted && (lineEnd || (lineStart && (result[i] == ' ' || result[i] == '>')));
            if (lineStart && result[i] == '>') {
                result[i] = ' ';
            }
        }
    }
    blank(done, text.size());
    return result;
}

/// Places of damaged bytes that have a finding of their own; the last speaks for all the rest.
constexpr std::size_t kMostBadRuns = 10;

Diagnostic damage(Span span, Text what) {
    Diagnostic diagnostic =
        makeDiagnostic(kInvalidUtf8, span, {parameter("what", std::move(what))});
    diagnostic.advice = {"用 UTF-8 重新保存文件，或者改正这几个字节",
                         "save the file as UTF-8 or repair these bytes"};
    return diagnostic;
}

/// The one finding of a file that is in another encoding or is no text.
Diagnostic unreadable(Encoding encoding, std::string_view text, FileId file) {
    const Span first{file, 0, std::min<std::uint32_t>(1, static_cast<std::uint32_t>(text.size()))};
    if (encoding == Encoding::Binary) {
        Diagnostic diagnostic = makeDiagnostic(
            kInvalidUtf8, first,
            {parameter("what",
                       Text{"文件不是文本，未作检查", "the file is no text; it was not read"})});
        diagnostic.advice = {"核对文件是否放错了位置或者改错了扩展名",
                             "see whether it is in the wrong place or has the wrong extension"};
        return diagnostic;
    }
    const std::string name = encoding == Encoding::Utf16 ? "UTF-16" : "GB18030";
    Diagnostic diagnostic = makeDiagnostic(
        kInvalidUtf8, first,
        {parameter("what",
                   Text{"文件不是 UTF-8 编码，看来是 " + name + "，未作检查",
                        "the file is not UTF-8 but seems to be " + name + "; it was not read"})});
    diagnostic.advice = {"另存为 UTF-8，例如 iconv -f " + name + " -t UTF-8",
                         "save it as UTF-8, for example iconv -f " + name + " -t UTF-8"};
    return diagnostic;
}

struct Work {
    std::size_t module;
    std::size_t unit;
};

/// Making a parser costs as much as parsing several items.
Parser& threadParser() {
    static thread_local Parser parser;
    return parser;
}

}  // namespace

bool isLiterate(const SourceFile& source) { return source.path().ends_with(".md"); }

std::vector<CodeBlock> codeBlocks(std::string_view text) {
    const std::vector<std::size_t> lineStarts = lineStartsOf(text);
    const auto startOf = [&](std::size_t line) {
        return static_cast<std::uint32_t>(line <= lineStarts.size() ? lineStarts[line - 1]
                                                                    : text.size());
    };
    std::vector<CodeBlock> result;
    cmark_node* document = cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT);
    cmark_iter* iterator = cmark_iter_new(document);
    while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) {
        cmark_node* node = cmark_iter_get_node(iterator);
        if (cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK) {
            continue;
        }
        std::string_view info = cmark_node_get_fence_info(node);
        info = info.substr(0, info.find_first_of(" \t"));
        if (info != "fadu") {
            continue;
        }
        // The fences stand on the first and, when the block is closed, on the last line.
        const auto first = static_cast<std::size_t>(cmark_node_get_start_line(node));
        CodeBlock block;
        block.code = cmark_node_get_literal(node);
        const std::size_t lines = lineStartsOf(block.code).size() - 1;
        block.fence = startOf(first);
        block.begin = startOf(first + 1);
        block.end = startOf(first + 1 + lines);
        for (cmark_node* above = cmark_node_parent(node); above != nullptr;
             above = cmark_node_parent(above)) {
            block.quoted = block.quoted || cmark_node_get_type(above) == CMARK_NODE_BLOCK_QUOTE;
        }
        result.push_back(std::move(block));
    }
    cmark_iter_free(iterator);
    cmark_node_free(document);
    return result;
}

ScannableText scannableText(const SourceFile& source, FileId file) {
    ScannableText result{source.sharedText(), {}, {}};
    const std::string_view text = source.text();
    std::size_t bad = validPrefix(text, 0);
    const bool utf16 = bad == text.size() && text.find('\0') != std::string_view::npos &&
                       guessEncoding(text) == Encoding::Utf16;
    if (bad < text.size() || utf16) {
        const Encoding encoding = guessEncoding(text);
        if (encoding != Encoding::Damaged) {
            result.diagnostics.push_back(unreadable(encoding, text, file));
            result.text = std::make_shared<const std::string>();
            return result;
        }
        std::string repaired(text);
        while (bad < text.size()) {
            std::size_t end = bad;
            while (end < text.size() && !decodeUtf8(text, end).valid) {
                repaired[end] = kDamagedByte;
                ++end;
            }
            result.damaged.push_back(
                {file, static_cast<std::uint32_t>(bad), static_cast<std::uint32_t>(end)});
            bad = validPrefix(text, end);
        }
        const std::size_t shown =
            result.damaged.size() > kMostBadRuns ? kMostBadRuns - 1 : result.damaged.size();
        for (std::size_t i = 0; i < shown; ++i) {
            const Span span = result.damaged[i];
            const std::string bytes =
                printable(text.substr(span.begin, std::min<std::size_t>(span.end - span.begin, 8)));
            result.diagnostics.push_back(damage(
                span, {"此处的字节不是 UTF-8：" + bytes, "these bytes are no UTF-8: " + bytes}));
        }
        if (shown < result.damaged.size()) {
            const std::string rest = std::to_string(result.damaged.size() - shown);
            result.diagnostics.push_back(
                damage(result.damaged[shown], {"从此处起还有 " + rest + " 处字节不是 UTF-8",
                                               "bytes at " + rest + " more places are no UTF-8"}));
        }
        result.text = std::make_shared<const std::string>(std::move(repaired));
    }
    if (isLiterate(source)) {
        result.text = std::make_shared<const std::string>(withoutProse(*result.text));
    }
    return result;
}

std::vector<Module> parseModules(const SourceManager& sources, const std::vector<FileId>& files,
                                 unsigned jobs) {
    std::vector<Module> modules(files.size());
    std::vector<ScannableText> texts(files.size());
    std::vector<TokenizedText> tokens(files.size());
    parallelRanges(files.size(), 1, jobs, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            texts[i] = scannableText(sources.file(files[i]), files[i]);
            tokens[i] = tokenize(*texts[i].text, files[i], texts[i].damaged);
        }
    });
    std::vector<Work> work;
    for (std::size_t i = 0; i < files.size(); ++i) {
        modules[i].file = files[i];
        modules[i].declarations.resize(tokens[i].units.size());
        for (std::size_t unit = 0; unit < tokens[i].units.size(); ++unit) {
            work.push_back({i, unit});
        }
        modules[i].diagnostics = std::move(texts[i].diagnostics);
        for (Diagnostic& diagnostic : tokens[i].diagnostics) {
            modules[i].diagnostics.push_back(std::move(diagnostic));
        }
    }
    parallelRanges(work.size(), 64, jobs, [&](std::size_t begin, std::size_t end) {
        Parser& parser = threadParser();
        for (std::size_t w = begin; w < end; ++w) {
            const auto [file, index] = work[w];
            const Slice& unit = tokens[file].units[index];
            const ParsedUnit parsed =
                parser.parse(*texts[file].text, FileId(), tokens[file].tokens, unit);
            modules[file].declarations[index] = {
                readDeclaration(*texts[file].text, tokens[file].tokens, unit, parsed), files[file],
                unit.begin};
        }
    });
    return modules;
}

Module parseModule(const SourceManager& sources, FileId file, const Module& before) {
    ScannableText scannable = scannableText(sources.file(file), file);
    TokenizedText tokens = tokenize(*scannable.text, file, scannable.damaged);
    std::unordered_map<std::string_view, const std::shared_ptr<const Declaration>*> known;
    for (const PlacedDeclaration& placed : before.declarations) {
        if (!placed.declaration->repaired) {
            known.emplace(placed.declaration->text, &placed.declaration);
        }
    }
    Module module;
    module.file = file;
    module.diagnostics = std::move(scannable.diagnostics);
    std::move(tokens.diagnostics.begin(), tokens.diagnostics.end(),
              std::back_inserter(module.diagnostics));
    Parser parser;
    const std::string_view text = *scannable.text;
    for (const Slice& unit : tokens.units) {
        const auto same = known.find(text.substr(unit.begin, unit.end - unit.begin));
        module.declarations.push_back(
            {same != known.end() && !unit.repaired
                 ? *same->second
                 : readDeclaration(text, tokens.tokens, unit,
                                   parser.parse(text, FileId(), tokens.tokens, unit)),
             file, unit.begin});
    }
    return module;
}

std::shared_ptr<const Declaration> parseDeclaration(std::string_view text) {
    const TokenizedText tokens = tokenize(text, FileId());
    FADU_CHECK(!tokens.units.empty());
    const ParsedUnit parsed =
        threadParser().parse(text, FileId(), tokens.tokens, tokens.units.front());
    return readDeclaration(text, tokens.tokens, tokens.units.front(), parsed);
}

std::vector<const Descriptor*> syntaxDescriptors() {
    return {&kUnexpected, &kInvalidUtf8,    &kUnclosed,     &kUnknownLabel,
            &kWrongValue, &kDuplicateLabel, &kMissingLabel, &kOutOfRange};
}

}  // namespace fadu::syntax
