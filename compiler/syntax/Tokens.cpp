#include "syntax/Tokens.h"

#include "support/Text.h"
#include "syntax/Schema.h"

#include <optional>

namespace fadu::syntax {

namespace {

/// Turns raw tokens into the parser's: what Go's lexer does with line ends, and the balancing that
/// keeps one open brace from swallowing the rest of a file.
class Tokenizer {
public:
    Tokenizer(std::string_view text, FileId file) : text_(text), file_(file), scanner_(text) {}

    TokenizedText run();

private:
    struct OpenBrace {
        RawToken token;
        std::uint32_t indentation;  ///< Column (in bytes) of the first token of its line.
    };

    std::string_view textOf(const RawToken& raw) const {
        return text_.substr(raw.begin, raw.end - raw.begin);
    }
    Span spanOf(const RawToken& raw) const { return {file_, raw.begin, raw.end}; }
    TokenKind last() const {
        return result_.tokens.size() > unitFirst_ ? result_.tokens.back().kind : TokenKind::End;
    }
    std::uint32_t lastEnd() const { return result_.tokens.empty() ? 0 : result_.tokens.back().end; }

    void handle(const RawToken& raw);
    void handleLineStart(const RawToken& raw);
    void handleRightBrace(const RawToken& raw);
    void handleUnknown(const RawToken& raw);
    void emit(TokenKind kind, std::uint32_t begin, std::uint32_t end);
    void emitEnd();
    void cut();
    void closeParenthesis();
    void closeBraces(std::uint32_t keep);
    bool nextLineBeginsEntry(const RawToken& first) const;
    bool startsDeclaration(const RawToken& raw);
    bool bracesBalance();
    void skipLine();

    std::string_view text_;
    FileId file_;
    Scanner scanner_;
    TokenizedText result_;

    std::vector<OpenBrace> braces_;
    std::optional<OpenBrace> suspect_;  ///< A brace whose closing one stands further left than it.
    std::optional<RawToken> parenthesis_;
    std::uint32_t unitFirst_ = 0;
    std::uint32_t unitBegin_ = 0;
    std::uint32_t docBegin_ = 0;
    std::uint32_t docEnd_ = 0;
    bool unitHasHead_ = false;
    bool pendingNewline_ = true;
    std::uint32_t lineStart_ = 0;
    std::uint32_t indentation_ = 0;
    bool depthReported_ = false;
    std::optional<bool> balanced_;
    std::uint32_t lastUnknownEnd_ = 0;
};

void Tokenizer::emit(TokenKind kind, std::uint32_t begin, std::uint32_t end) {
    if (braces_.size() > kDeepestNesting) {
        return;
    }
    if (result_.tokens.size() == unitFirst_) {
        unitBegin_ = docEnd_ > docBegin_ ? docBegin_ : begin;
    }
    result_.tokens.push_back({kind, begin, end});
    if (!parenthesis_ &&
        (kind == TokenKind::Run || kind == TokenKind::String || kind == TokenKind::Title)) {
        unitHasHead_ = true;
    }
}

void Tokenizer::cut() {
    const auto tokenCount = static_cast<std::uint32_t>(result_.tokens.size());
    if (tokenCount == unitFirst_) {
        return;
    }
    const bool documented = docEnd_ > docBegin_ && docBegin_ == unitBegin_;
    result_.units.push_back({unitFirst_, tokenCount, unitBegin_, lastEnd(),
                             documented ? docBegin_ : 0, documented ? docEnd_ : 0});
    unitFirst_ = tokenCount;
    unitHasHead_ = false;
    docBegin_ = docEnd_ = 0;
}

void Tokenizer::emitEnd() {
    if (last() == TokenKind::End || last() == TokenKind::LeftBrace) {
        return;
    }
    // An allowance on a line of its own belongs to the declaration that follows it.
    const bool onlyAllowances = braces_.empty() && !unitHasHead_ && last() == TokenKind::RightParenthesis;
    if (onlyAllowances) {
        return;
    }
    emit(TokenKind::End, lastEnd(), lastEnd());
    if (braces_.empty()) {
        cut();
    }
}

void Tokenizer::closeParenthesis() {
    if (!parenthesis_) {
        return;
    }
    Diagnostic diagnostic = makeDiagnostic(
        kUnclosed, spanOf(*parenthesis_), {parameter("what", Text{"左括号", "parenthesis"})});
    diagnostic.fixes.push_back({{"在此处补上“)”", "close it here"},
                                false,
                                {{{file_, lastEnd(), lastEnd()}, ")"}}});
    result_.diagnostics.push_back(std::move(diagnostic));
    emit(TokenKind::RightParenthesis, lastEnd(), lastEnd());
    parenthesis_.reset();
}

/// Closes all braces but `keep`, with one finding: at the brace that the indentation gives away,
/// else at the innermost.
void Tokenizer::closeBraces(std::uint32_t keep) {
    if (braces_.size() <= keep) {
        return;
    }
    const OpenBrace culprit = suspect_ ? *suspect_ : braces_.back();
    Diagnostic diagnostic = makeDiagnostic(
        kUnclosed, spanOf(culprit.token), {parameter("what", Text{"左花括号", "brace"})});
    diagnostic.fixes.push_back({{"在此处补上“}”", "close it here"},
                                false,
                                {{{file_, lastEnd(), lastEnd()}, "\n}"}}});
    result_.diagnostics.push_back(std::move(diagnostic));
    while (braces_.size() > keep) {
        emitEnd();
        const std::uint32_t at = lastEnd();
        if (braces_.size() <= kDeepestNesting) {
            emit(TokenKind::RightBrace, at, at);
        }
        braces_.pop_back();
    }
    suspect_.reset();
    emitEnd();
}

/// Whether the line that `first` begins goes on as an entry of its own: atoms, then `:` or `{`.
bool Tokenizer::nextLineBeginsEntry(const RawToken& first) const {
    if (first.kind != RawKind::Run && first.kind != RawKind::Title && first.kind != RawKind::String) {
        return false;
    }
    Scanner ahead(text_, first.end);
    for (;;) {
        switch (ahead.next().kind) {
            case RawKind::Run:
            case RawKind::Title:
            case RawKind::String:
                continue;
            case RawKind::Colon:
            case RawKind::LeftBrace:
                return true;
            default:
                return false;
        }
    }
}

bool Tokenizer::bracesBalance() {
    if (!balanced_) {
        long depth = 0;
        Scanner scanner(text_);
        for (RawToken raw = scanner.next(); raw.kind != RawKind::EndOfText; raw = scanner.next()) {
            depth += raw.kind == RawKind::LeftBrace ? 1 : raw.kind == RawKind::RightBrace ? -1 : 0;
        }
        balanced_ = depth == 0;
    }
    return *balanced_;
}

/// Whether a token inside a block begins a new declaration all the same: a declaration keyword in
/// column 1, a name after it, and then a block; or any such line where the file's braces do not
/// balance anyway.
bool Tokenizer::startsDeclaration(const RawToken& raw) {
    if (braces_.empty() || raw.kind != RawKind::Run || raw.begin != lineStart_ ||
        findDeclaration(normalizeNfkc(textOf(raw))) == nullptr) {
        return false;
    }
    Scanner ahead(text_, raw.end);
    RawToken token = ahead.next();
    if (token.kind != RawKind::Run && token.kind != RawKind::Title && token.kind != RawKind::String) {
        return false;
    }
    for (;;) {
        switch (token.kind) {
            case RawKind::LeftBrace:
                return true;
            case RawKind::Run:
            case RawKind::Title:
            case RawKind::String:
            case RawKind::Colon:
            case RawKind::Comma:
            case RawKind::LineComment:
            case RawKind::BlockComment:
                token = ahead.next();
                continue;
            case RawKind::Newline:
                token = ahead.next();
                return token.kind == RawKind::LeftBrace || !bracesBalance();
            default:
                return !bracesBalance();
        }
    }
}

void Tokenizer::skipLine() {
    RawToken raw;
    do {
        raw = scanner_.next();
    } while (raw.kind != RawKind::Newline && raw.kind != RawKind::EndOfText);
    pendingNewline_ = true;
    lineStart_ = raw.end;
}

void Tokenizer::handleLineStart(const RawToken& raw) {
    indentation_ = raw.begin - lineStart_;
    if (startsDeclaration(raw)) {
        closeParenthesis();
        closeBraces(0);
        return;
    }
    if (parenthesis_) {
        if (nextLineBeginsEntry(raw)) {
            closeParenthesis();
            emitEnd();
        }
        return;
    }
    if (raw.kind == RawKind::LeftBrace) {
        return;
    }
    switch (last()) {
        case TokenKind::Run:
        case TokenKind::String:
        case TokenKind::Title:
        case TokenKind::At:
        case TokenKind::RightParenthesis:
            emitEnd();
            break;
        case TokenKind::Colon:
            if (nextLineBeginsEntry(raw)) {
                emitEnd();
            }
            break;
        case TokenKind::Comma:
            if (nextLineBeginsEntry(raw)) {
                const Token comma = result_.tokens.back();
                const Span span{file_, comma.begin, comma.end};
                Diagnostic diagnostic = makeDiagnostic(
                    kUnexpected, span,
                    {parameter("found", Text{"行末的逗号", "a comma at the end of the line"}),
                     parameter("expected", Text{"下一行是另一个条目", "the next line is an entry of its own"})});
                diagnostic.fixes.push_back({{"删去行末的逗号", "remove the comma"}, true, {{span, ""}}});
                result_.diagnostics.push_back(std::move(diagnostic));
                result_.tokens.pop_back();
                emitEnd();
            }
            break;
        default:
            break;
    }
}

void Tokenizer::handleRightBrace(const RawToken& raw) {
    closeParenthesis();
    if (braces_.empty()) {
        emitEnd();
        const Span span = spanOf(raw);
        Diagnostic diagnostic = makeDiagnostic(
            kUnexpected, span,
            {parameter("found", Text{"多余的“}”", "an unmatched '}'"}),
             parameter("expected", Text{"此前没有未闭合的“{”", "no block is open here"})});
        diagnostic.fixes.push_back({{"删去这个“}”", "remove it"}, false, {{span, ""}}});
        result_.diagnostics.push_back(std::move(diagnostic));
        skipLine();
        return;
    }
    emitEnd();
    const bool opensLine = pendingNewline_ || raw.begin - lineStart_ == indentation_;
    if (!suspect_ && opensLine && raw.begin >= lineStart_ &&
        raw.begin - lineStart_ < braces_.back().indentation) {
        suspect_ = braces_.back();
    }
    if (braces_.size() <= kDeepestNesting) {
        emit(TokenKind::RightBrace, raw.begin, raw.end);
    }
    braces_.pop_back();
    if (braces_.empty()) {
        suspect_.reset();
        depthReported_ = false;
    }
    emitEnd();
}

void Tokenizer::handleUnknown(const RawToken& raw) {
    // Neighbours are one mistake: a pasted word in a foreign script, a row of control characters.
    if (raw.begin == lastUnknownEnd_ && lastUnknownEnd_ != 0) {
        result_.diagnostics.back().span.end = raw.end;
        lastUnknownEnd_ = raw.end;
        return;
    }
    lastUnknownEnd_ = raw.end;
    const CodePoint point = decodeUtf8(text_, raw.begin);
    const std::string shown = printable(textOf(raw));
    const bool control = point.value < 0x20 || !point.valid;
    Diagnostic diagnostic = makeDiagnostic(
        kUnexpected, spanOf(raw),
        {parameter("found", Text{"字符“" + shown + "”", "the character '" + shown + "'"}),
         parameter("expected",
                   control ? Text{"文本中不应有控制字符", "control characters have no place in a source"}
                           : Text{"名称中有此字符时，请把名称放在引号内",
                                  "put a name that holds it in quotes"})});
    result_.diagnostics.push_back(std::move(diagnostic));
}

void Tokenizer::handle(const RawToken& raw) {
    switch (raw.kind) {
        case RawKind::Run:
            emit(TokenKind::Run, raw.begin, raw.end);
            break;
        case RawKind::UnclosedString:
        case RawKind::String:
            emit(TokenKind::String, raw.begin, raw.end);
            break;
        case RawKind::UnclosedTitle:
        case RawKind::Title:
            emit(TokenKind::Title, raw.begin, raw.end);
            break;
        case RawKind::At:
            emit(TokenKind::At, raw.begin, raw.end);
            break;
        case RawKind::Colon:
            emit(TokenKind::Colon, raw.begin, raw.end);
            break;
        case RawKind::Comma:
            emit(TokenKind::Comma, raw.begin, raw.end);
            break;
        case RawKind::Semicolon:
            closeParenthesis();
            emitEnd();
            break;
        case RawKind::LeftBrace:
            closeParenthesis();
            if (braces_.size() == kDeepestNesting && !depthReported_) {
                depthReported_ = true;
                result_.diagnostics.push_back(makeDiagnostic(
                    kOutOfRange, spanOf(raw),
                    {parameter("what", Text{"嵌套层数超过 64 层，其中的内容不再检查",
                                            "blocks nest deeper than 64; what is inside is not read"})}));
                // The deep block is dropped: its head ends here as a statement of its own.
                emitEnd();
            }
            braces_.push_back({raw, indentation_});
            emit(TokenKind::LeftBrace, raw.begin, raw.end);
            break;
        case RawKind::RightBrace:
            handleRightBrace(raw);
            break;
        case RawKind::LeftParenthesis:
            closeParenthesis();
            emit(TokenKind::LeftParenthesis, raw.begin, raw.end);
            parenthesis_ = raw;
            break;
        case RawKind::RightParenthesis:
            emit(TokenKind::RightParenthesis, raw.begin, raw.end);
            parenthesis_.reset();
            break;
        default:
            break;
    }
    if (raw.kind == RawKind::UnclosedString || raw.kind == RawKind::UnclosedTitle) {
        const bool title = raw.kind == RawKind::UnclosedTitle;
        const auto open = static_cast<std::uint32_t>(raw.begin + decodeUtf8(text_, raw.begin).length);
        Diagnostic diagnostic = makeDiagnostic(
            kUnclosed, {file_, raw.begin, open},
            {parameter("what", title ? Text{"书名号“《”", "title mark '《'"}
                                     : Text{"引号", "quotation mark"})});
        if (!title) {
            const char32_t opening = decodeUtf8(text_, raw.begin).value;
            const std::string close = opening == U'“' ? "”" : opening == U'「' ? "」" : "\"";
            diagnostic.fixes.push_back({{"在行末补上“" + close + "”", "close it at the end of the line"},
                                        false,
                                        {{{file_, raw.end, raw.end}, close}}});
        }
        result_.diagnostics.push_back(std::move(diagnostic));
    }
}

TokenizedText Tokenizer::run() {
    for (RawToken raw = scanner_.next(); raw.kind != RawKind::EndOfText; raw = scanner_.next()) {
        switch (raw.kind) {
            case RawKind::Newline:
                pendingNewline_ = true;
                lineStart_ = raw.end;
                continue;
            case RawKind::LineComment:
            case RawKind::BlockComment:
                continue;
            case RawKind::DocComment:
                if (docEnd_ == 0) {
                    docBegin_ = raw.begin;
                }
                docEnd_ = raw.end;
                continue;
            case RawKind::UnclosedComment:
                result_.diagnostics.push_back(
                    makeDiagnostic(kUnclosed, {file_, raw.begin, raw.begin + 2},
                                   {parameter("what", Text{"注释“/*”", "comment '/*'"})}));
                continue;
            case RawKind::Unknown:
                handleUnknown(raw);
                continue;
            default:
                break;
        }
        if (pendingNewline_) {
            handleLineStart(raw);
            pendingNewline_ = false;
        }
        handle(raw);
        if (result_.tokens.size() > unitFirst_ && docEnd_ != 0 && docBegin_ != unitBegin_) {
            docBegin_ = docEnd_ = 0;  // A comment inside a declaration documents an entry, not the next one.
        }
    }
    closeParenthesis();
    emitEnd();
    closeBraces(0);
    if (result_.tokens.size() > unitFirst_) {
        // Allowances that nothing follows: the parser says what is missing.
        emit(TokenKind::End, lastEnd(), lastEnd());
        cut();
    }
    return std::move(result_);
}

}  // namespace

const Descriptor kUnexpected{
    "SYN001", "syntax/unexpected", Severity::Error, Nature::Form,
    {"此处不应出现{found}：{expected}", "unexpected here: {found}; {expected}"}};
const Descriptor kUnclosed{
    "SYN003", "syntax/unclosed", Severity::Error, Nature::Form,
    {"{what}没有闭合", "the {what} is never closed"}};
const Descriptor kOutOfRange{
    "SYN008", "syntax/out-of-range", Severity::Error, Nature::Form, {"{what}", "{what}"}};

TokenizedText tokenize(std::string_view text, FileId file) { return Tokenizer(text, file).run(); }

}  // namespace fadu::syntax
