#include "syntax/Tokens.h"

#include "support/Text.h"
#include "syntax/Schema.h"

#include <algorithm>
#include <optional>

namespace fadu::syntax {

namespace {

/// Turns raw tokens into the parser's: what Go's lexer does with line ends, and the balancing that
/// keeps one open brace from swallowing the rest of a file.
class Tokenizer {
public:
    Tokenizer(std::string_view text, FileId file, std::span<const Span> damaged)
        : text_(text),
          file_(file),
          scanner_(text),
          damaged_(damaged),
          holdsDamage_(text.find(kDamagedByte) != std::string_view::npos) {}

    TokenizedText run();

private:
    struct OpenBrace {
        RawToken token;
        std::uint32_t lineStart;    ///< Where its line starts.
        std::uint32_t indentation;  ///< Column (in bytes) of the first token of its line.
        std::uint32_t content =
            0;  ///< Indentation of the first line inside; 0 while there is none.

        bool indents() const { return content > indentation; }
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
    bool inAllowance() const;
    bool isDamaged(std::uint32_t offset) const;
    void joinFrom(std::size_t index);
    void closeBraces(std::uint32_t keep, bool report = true);
    void reportUnclosed(const OpenBrace& brace);
    void closeByIndentation(const RawToken& raw);
    bool closesTooEarly(const RawToken& raw);
    void readLineAfter(std::uint32_t from);
    void passOverLostEntries(const RawToken& raw);
    bool skipping() const { return lost_.skipping || braces_.size() > kDeepestNesting; }
    void openByIndentation(const RawToken& raw);
    bool nextLineBeginsEntry(const RawToken& first) const;
    bool startsDeclaration(const RawToken& raw);
    bool beginsDeclarationLine(std::uint32_t lineStart) const;
    long countBraces(std::uint32_t from) const;
    long braceExcess();
    void skipLine();
    void handBackBraces(RawToken& raw);
    void leaveComment(const RawToken& raw);
    void handleComment(const RawToken& raw);

    std::string_view text_;
    FileId file_;
    Scanner scanner_;
    std::span<const Span> damaged_;
    bool holdsDamage_ = false;
    TokenizedText result_;

    std::vector<OpenBrace> braces_;
    std::optional<OpenBrace> suspect_;  ///< A brace whose closing one stands further left than it.
    std::optional<RawToken> parenthesis_;
    std::size_t parenthesisToken_ = 0;
    unsigned parenthesisDepth_ = 0;
    std::uint32_t unitFirst_ = 0;
    std::uint32_t unitBegin_ = 0;
    std::uint32_t docBegin_ = 0;  ///< Documentation of the unit.
    std::uint32_t docEnd_ = 0;
    std::uint32_t pendingDocBegin_ = 0;  ///< `///` lines that nothing follows yet.
    std::uint32_t pendingDocEnd_ = 0;
    bool unitHasHead_ = false;
    bool repaired_ = false;  ///< Of the unit, by what other parts of the text say.
    std::uint32_t statementIndentation_ = 0;
    bool statementHasColon_ = false;
    bool pendingNewline_ = true;
    std::uint32_t lineStart_ = 0;
    std::uint32_t indentation_ = 0;
    bool depthReported_ = false;
    std::optional<long> braceTotal_;  ///< Opening less closing braces of the whole text.
    long braceRepaired_ = 0;          ///< Of these, how many have been reported and made up for.
    bool commentReported_ = false;
    /// Entries outside any declaration: the first stood so far right, the rest are passed over.
    struct Lost {
        std::uint32_t indentation = 0;  ///< 0: there are none.
        bool skipping = false;
    } lost_;
    std::uint32_t lineAfterFrom_ = 0;  ///< From here on the line after is not known yet.
    bool lineAfterBegins_ = false;     ///< There is one, and no brace closes a block there.
    std::uint32_t lineAfterIndentation_ = 0;
    std::uint32_t lastUnknownEnd_ = 0;
    std::size_t unknownToken_ = SIZE_MAX;  ///< The word that holds the last unknown character.
    std::size_t unknownDiagnostic_ = 0;
};

void Tokenizer::emit(TokenKind kind, std::uint32_t begin, std::uint32_t end) {
    if (skipping()) {
        return;
    }
    const bool first = result_.tokens.size() == unitFirst_;
    // What is put in stands before the documentation that nothing follows yet.
    if (kind != TokenKind::End && pendingDocEnd_ != 0 && begin >= pendingDocEnd_) {
        if (!unitHasHead_) {
            docBegin_ = pendingDocBegin_;
            docEnd_ = pendingDocEnd_;
        }
        pendingDocBegin_ = pendingDocEnd_ = 0;  // Inside a declaration it documents an entry.
    }
    if (first) {
        unitBegin_ = docEnd_ > docBegin_ ? docBegin_ : begin;
    }
    if (last() == TokenKind::End || last() == TokenKind::LeftBrace) {
        statementIndentation_ = indentation_;
        statementHasColon_ = false;
    }
    statementHasColon_ = statementHasColon_ || kind == TokenKind::Colon;
    const bool faulty = holdsDamage_ && text_.substr(begin, end - begin).find(kDamagedByte) !=
                                            std::string_view::npos;
    result_.tokens.push_back({kind, faulty, begin, end});
    if (!parenthesis_ &&
        (kind == TokenKind::Run || kind == TokenKind::String || kind == TokenKind::Title)) {
        unitHasHead_ = true;
    }
}

/// Whether a byte has been reported as no text.
bool Tokenizer::isDamaged(std::uint32_t offset) const {
    const auto after =
        std::upper_bound(damaged_.begin(), damaged_.end(), offset,
                         [](std::uint32_t at, const Span& range) { return at < range.begin; });
    return after != damaged_.begin() && offset < std::prev(after)->end;
}

void Tokenizer::cut() {
    const auto tokenCount = static_cast<std::uint32_t>(result_.tokens.size());
    if (tokenCount == unitFirst_) {
        return;
    }
    if (docEnd_ > lastEnd()) {
        docBegin_ = docEnd_ = 0;  // It stood before a comma that was taken away again.
    }
    result_.units.push_back(
        {unitFirst_, tokenCount, unitBegin_, lastEnd(), docBegin_, docEnd_, repaired_});
    unitFirst_ = tokenCount;
    repaired_ = false;
    unitHasHead_ = false;
    docBegin_ = docEnd_ = 0;
}

void Tokenizer::emitEnd() {
    if (last() == TokenKind::End || last() == TokenKind::LeftBrace) {
        return;
    }
    // An allowance on a line of its own belongs to the declaration that follows it.
    const bool onlyAllowances = braces_.empty() && !unitHasHead_ &&
                                result_.tokens[unitFirst_].kind == TokenKind::At &&
                                (last() == TokenKind::RightParenthesis || last() == TokenKind::At);
    if (onlyAllowances) {
        return;
    }
    emit(TokenKind::End, lastEnd(), lastEnd());
    if (braces_.empty()) {
        cut();
    }
}

/// Whether the open parenthesis is that of an allowance; any other is a mistake.
bool Tokenizer::inAllowance() const {
    return parenthesis_ && parenthesisToken_ > unitFirst_ &&
           parenthesisToken_ < result_.tokens.size() &&
           result_.tokens[parenthesisToken_ - 1].kind == TokenKind::At;
}

/// Makes one word, reported already, of the tokens from `index` and the word they are glued to.
void Tokenizer::joinFrom(std::size_t index) {
    auto& tokens = result_.tokens;
    if (index >= tokens.size()) {
        return;  // Nested too deep to be kept.
    }
    const std::uint32_t end = tokens.back().end;
    if (index > unitFirst_ && tokens[index - 1].kind == TokenKind::Run &&
        tokens[index - 1].end == tokens[index].begin) {
        --index;
    }
    tokens[index] = {TokenKind::Run, true, tokens[index].begin, end};
    tokens.resize(index + 1);
    unitHasHead_ = true;
}

void Tokenizer::closeParenthesis() {
    if (!parenthesis_) {
        return;
    }
    Diagnostic diagnostic = makeDiagnostic(kUnclosed, spanOf(*parenthesis_),
                                           {parameter("what", Text{"左括号", "parenthesis"})});
    diagnostic.fixes.push_back(
        {{"在此处补上“)”", "close it here"}, false, {{{file_, lastEnd(), lastEnd()}, ")"}}});
    result_.diagnostics.push_back(std::move(diagnostic));
    if (inAllowance()) {
        emit(TokenKind::RightParenthesis, lastEnd(), lastEnd());
    } else {
        joinFrom(parenthesisToken_);
    }
    parenthesis_.reset();
}

void Tokenizer::reportUnclosed(const OpenBrace& brace) {
    Span span = spanOf(brace.token);
    if (span.begin == span.end) {
        // One that stands for what is not there: shown at what begins its line.
        span.begin = brace.lineStart + brace.indentation;
        span.end = span.begin + decodeUtf8(text_, span.begin).length;
    }
    Diagnostic diagnostic =
        makeDiagnostic(kUnclosed, span, {parameter("what", Text{"左花括号", "brace"})});
    const std::string_view indentation = text_.substr(brace.lineStart, brace.indentation);
    diagnostic.fixes.push_back(
        {{"在此处补上“}”", "close it here"},
         false,
         {{{file_, lastEnd(), lastEnd()}, "\n" + std::string(indentation) + "}"}}});
    result_.diagnostics.push_back(std::move(diagnostic));
}

/// Closes all braces but `keep`, with one finding: at the brace that the indentation gives away,
/// else at the innermost.
void Tokenizer::closeBraces(std::uint32_t keep, bool report) {
    if (braces_.size() <= keep) {
        return;
    }
    if (report && !lost_.skipping) {
        reportUnclosed(suspect_ ? *suspect_ : braces_.back());
    }
    repaired_ = true;
    while (braces_.size() > keep) {
        emitEnd();
        const std::uint32_t at = lastEnd();
        emit(TokenKind::RightBrace, at, at);
        braces_.pop_back();
        ++braceRepaired_;
    }
    suspect_.reset();
    depthReported_ = depthReported_ && !braces_.empty();
    emitEnd();
}

/// Where the text has more opening than closing braces, an entry that stands as far left as the
/// line that opened its block shows which one is open: if the block's first line was indented, if
/// the block began on the line that opened it, or if the block around it is indented.
void Tokenizer::closeByIndentation(const RawToken& raw) {
    if (raw.kind == RawKind::LeftBrace || raw.kind == RawKind::RightBrace ||
        last() == TokenKind::Comma || last() == TokenKind::Colon) {
        return;
    }
    std::size_t keep = braces_.size();
    for (long excess = keep == 0 ? 0 : braceExcess(); keep > 0 && excess > 0; --keep, --excess) {
        const OpenBrace& brace = braces_[keep - 1];
        const bool empty = brace.content == 0;
        const bool beganOnItsLine =
            empty && (keep < braces_.size() || last() != TokenKind::LeftBrace);
        const bool indentedAround = empty && keep > 1 && braces_[keep - 2].indents();
        if (indentation_ > brace.indentation ||
            (!brace.indents() && !beganOnItsLine && !indentedAround)) {
            break;
        }
    }
    if (keep < braces_.size()) {
        suspect_ = braces_.back();
        closeBraces(static_cast<std::uint32_t>(keep));
    }
}

/// Where the text has more closing than opening braces, one after which the next line still stands
/// inside the block, indented as its first line was, closes nothing.
bool Tokenizer::closesTooEarly(const RawToken& raw) {
    const OpenBrace& brace = braces_.back();
    if (!brace.indents() || braceExcess() >= 0) {
        return false;
    }
    if (raw.begin >= lineAfterFrom_) {
        readLineAfter(raw.end);
    }
    return lineAfterBegins_ && lineAfterIndentation_ >= brace.content;
}

/// Finds the next line with something on it, once for all braces of a line.
void Tokenizer::readLineAfter(std::uint32_t from) {
    Scanner ahead(text_, from);
    std::optional<std::uint32_t> lineStart;
    bool opens = false;  // As `} 否则 {` does: then the next line stands in another block.
    for (RawToken next = ahead.next();; next = ahead.next()) {
        switch (next.kind) {
            case RawKind::Newline:
                lineStart = next.end;
                continue;
            case RawKind::LeftBrace:
            case RawKind::RightBrace:
                if (!lineStart) {
                    opens = next.kind == RawKind::LeftBrace;
                    continue;
                }
                break;
            case RawKind::DocComment:
            case RawKind::LineComment:
                continue;
            case RawKind::EndOfText:
                break;
            default:
                if (!lineStart) {
                    continue;
                }
                break;
        }
        lineAfterFrom_ = next.begin + 1;
        lineAfterBegins_ = !opens && next.kind != RawKind::EndOfText &&
                           next.kind != RawKind::RightBrace && next.kind != RawKind::BlockComment &&
                           next.kind != RawKind::UnclosedComment;
        lineAfterIndentation_ = lineStart ? next.begin - *lineStart : 0;
        return;
    }
}

/// Where the text has more closing than opening braces, a head that ends its line while entries
/// stand below it, indented, shows which one is missing.
void Tokenizer::openByIndentation(const RawToken& raw) {
    const bool head =
        last() == TokenKind::Run || last() == TokenKind::String || last() == TokenKind::Title;
    if (!head || statementHasColon_ || indentation_ <= statementIndentation_ ||
        braces_.size() >= kDeepestNesting || !nextLineBeginsEntry(raw) || braceExcess() >= 0) {
        return;
    }
    const Token& first = result_.tokens[unitFirst_];
    if (braces_.empty() && findDeclaration(normalizeNfkc(
                               text_.substr(first.begin, first.end - first.begin))) == nullptr) {
        return;
    }
    const Token end = result_.tokens.back();
    Diagnostic diagnostic = makeDiagnostic(
        kUnexpected, {file_, end.begin, end.end},
        {parameter("found", Text{"语句的结尾", "the end of the statement"}),
         parameter("expected",
                   Text{"下面的条目之前应有“{”", "a '{' goes before the entries below"})});
    diagnostic.fixes.push_back(
        {{"在此处补上“{”", "open the block here"}, false, {{{file_, end.end, end.end}, " {"}}});
    result_.diagnostics.push_back(std::move(diagnostic));
    braces_.push_back({{RawKind::LeftBrace, end.end, end.end}, lineStart_, statementIndentation_});
    emit(TokenKind::LeftBrace, end.end, end.end);
    --braceRepaired_;
    repaired_ = true;
}

/// Whether the line that `first` begins goes on as an entry of its own: atoms, then `:` or `{`.
bool Tokenizer::nextLineBeginsEntry(const RawToken& first) const {
    if (first.kind != RawKind::Run && first.kind != RawKind::Title &&
        first.kind != RawKind::String) {
        return false;
    }
    Scanner ahead(text_, first.end);
    for (;;) {
        const RawToken raw = ahead.next();
        switch (raw.kind) {
            case RawKind::Run:
            case RawKind::Title:
            case RawKind::String:
                continue;
            case RawKind::BlockComment:
                if (textOf(raw).find_first_of("\r\n") != std::string_view::npos) {
                    return false;
                }
                continue;
            case RawKind::Colon:
            case RawKind::LeftBrace:
                return true;
            default:
                return false;
        }
    }
}

/// Opening less closing braces from an offset on.
long Tokenizer::countBraces(std::uint32_t from) const {
    long depth = 0;
    Scanner scanner(text_, from);
    for (RawToken raw = scanner.next(); raw.kind != RawKind::EndOfText; raw = scanner.next()) {
        depth += raw.kind == RawKind::LeftBrace ? 1 : raw.kind == RawKind::RightBrace ? -1 : 0;
    }
    return depth;
}

/// Opening less closing braces of the whole text, less those that have been made up for.
long Tokenizer::braceExcess() {
    if (!braceTotal_) {
        braceTotal_ = countBraces(0);
    }
    return *braceTotal_ - braceRepaired_;
}

/// Whether a token inside a block begins a new declaration all the same: a declaration keyword in
/// column 1, a name after it, and then a block; or any such line where the file's braces do not
/// balance anyway.
bool Tokenizer::startsDeclaration(const RawToken& raw) {
    if (braces_.empty() || raw.kind != RawKind::Run || raw.begin != lineStart_ ||
        findDeclaration(normalizeNfkc(textOf(raw))) == nullptr) {
        return false;
    }
    const bool unbalanced = braceExcess() != 0;
    Scanner ahead(text_, raw.end);
    RawToken token = ahead.next();
    if (token.kind == RawKind::UnclosedTitle || token.kind == RawKind::UnclosedString) {
        const std::string_view rest = textOf(token);
        const std::size_t last = rest.find_last_not_of(" \t");
        return unbalanced || (last != std::string_view::npos && rest[last] == '{');
    }
    if (token.kind != RawKind::Run && token.kind != RawKind::Title &&
        token.kind != RawKind::String) {
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
                return token.kind == RawKind::LeftBrace || unbalanced;
            default:
                return unbalanced;
        }
    }
}

/// Whether a line begins with a declaration keyword in column 1 and a name.
bool Tokenizer::beginsDeclarationLine(std::uint32_t lineStart) const {
    if (!isRunCharacter(decodeUtf8(text_, lineStart).value)) {
        return false;
    }
    Scanner ahead(text_, lineStart);
    const RawToken keyword = ahead.next();
    if (keyword.kind != RawKind::Run || keyword.begin != lineStart ||
        findDeclaration(normalizeNfkc(textOf(keyword))) == nullptr) {
        return false;
    }
    // Looked at, not scanned: this is asked of every line, and a token may be as long as the text.
    std::size_t name = text_.find_first_not_of(" \t", keyword.end);
    while (name < text_.size() && decodeUtf8(text_, name).value == U'\u3000') {
        name = text_.find_first_not_of(" \t", name + decodeUtf8(text_, name).length);
    }
    if (name >= text_.size() || name == keyword.end) {
        return false;
    }
    const char32_t first = decodeUtf8(text_, name).value;
    return isRunCharacter(first) || first == U'《' || first == U'"' || first == U'“' ||
           first == U'「';
}

void Tokenizer::skipLine() {
    for (;;) {
        Scanner ahead = scanner_;
        const RawToken raw = ahead.next();
        if (raw.kind == RawKind::Newline || raw.kind == RawKind::EndOfText ||
            raw.kind == RawKind::UnclosedComment ||
            (raw.kind == RawKind::BlockComment &&
             textOf(raw).find_first_of("\r\n") != std::string_view::npos)) {
            return;
        }
        scanner_ = ahead;
    }
}

/// An unclosed quotation or title runs to the end of its line. The braces that end the line are
/// taken to be none of it, so that the mistake does not also unbalance the blocks.
void Tokenizer::handBackBraces(RawToken& raw) {
    std::string_view held = textOf(raw);
    const auto dropSuffix = [&](std::string_view suffix) {
        const bool there =
            held.size() > suffix.size() && held.substr(held.size() - suffix.size()) == suffix;
        held.remove_suffix(there ? suffix.size() : 0);
        return there;
    };
    long depth = 0;
    for (std::size_t i = 0; i < held.size(); i += decodeUtf8(held, i).length) {
        const char32_t value = decodeUtf8(held, i).value;
        depth += value == U'{' || value == U'｛' ? 1 : value == U'}' || value == U'｝' ? -1 : 0;
    }
    if (depth == 0) {
        return;
    }
    std::size_t kept = held.size();
    for (;;) {
        if (dropSuffix("{") || dropSuffix("｛")) {
            kept = held.size();
            --braceRepaired_;
        } else if (dropSuffix("}") || dropSuffix("｝")) {
            kept = held.size();
            ++braceRepaired_;
        } else if (!(dropSuffix(" ") || dropSuffix("\t") || dropSuffix("\u3000"))) {
            break;
        }
    }
    if (kept == textOf(raw).size()) {
        return;
    }
    kept = std::min(kept, held.size());
    raw.end = raw.begin + static_cast<std::uint32_t>(kept);
    scanner_ = Scanner(text_, raw.end);
}

/// A comment that is never closed would swallow the rest of the file: goes on, once, at the next
/// line that begins a declaration. The blocks it stands in are closed without a word.
void Tokenizer::leaveComment(const RawToken& raw) {
    closeParenthesis();
    emitEnd();
    closeBraces(0, false);
    if (commentReported_) {
        return;
    }
    commentReported_ = true;
    for (std::size_t i = text_.find_first_of("\r\n", raw.begin); i != std::string_view::npos;
         i = text_.find_first_of("\r\n", i + 1)) {
        const auto lineStart = static_cast<std::uint32_t>(i + 1);
        if (lineStart < text_.size() && beginsDeclarationLine(lineStart)) {
            scanner_ = Scanner(text_, lineStart);
            lineStart_ = lineStart;
            pendingNewline_ = true;
            braceTotal_ = countBraces(lineStart);
            braceRepaired_ = 0;
            return;
        }
    }
}

/// Entries that stand indented outside any declaration have lost their head or its brace. The first
/// is a mistake; the others follow from it and are passed over, up to a declaration or to a line
/// further left.
void Tokenizer::passOverLostEntries(const RawToken& raw) {
    if (raw.kind != RawKind::Run && raw.kind != RawKind::Title && raw.kind != RawKind::String) {
        return;
    }
    const bool declares = raw.kind == RawKind::Run &&
                          findDeclaration(normalizeNfkc(textOf(raw))) != nullptr &&
                          Scanner(text_, raw.end).next().kind != RawKind::Colon;
    if (declares || indentation_ == 0 || indentation_ < lost_.indentation) {
        lost_ = {};
    } else if (lost_.indentation != 0) {
        lost_.skipping = true;
    } else {
        lost_.indentation = indentation_;
    }
}

void Tokenizer::handleLineStart(const RawToken& raw) {
    indentation_ = raw.begin - lineStart_;
    if (startsDeclaration(raw)) {
        closeParenthesis();
        closeBraces(0);
        lost_ = {};
        return;
    }
    if (parenthesis_ && !inAllowance()) {
        closeParenthesis();  // A name ends with its line.
    }
    if (!parenthesis_) {
        closeByIndentation(raw);
        openByIndentation(raw);
    }
    if (!braces_.empty() && braces_.back().content == 0) {
        braces_.back().content = indentation_;
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
                     parameter("expected", Text{"下一行是另一个条目",
                                                "the next line is an entry of its own"})});
                diagnostic.fixes.push_back(
                    {{"删去行末的逗号", "remove the comma"}, true, {{span, ""}}});
                result_.diagnostics.push_back(std::move(diagnostic));
                result_.tokens.pop_back();
                emitEnd();
            }
            break;
        default:
            break;
    }
    if (braces_.empty() && last() == TokenKind::End) {
        passOverLostEntries(raw);
    }
}

void Tokenizer::handleRightBrace(const RawToken& raw) {
    closeParenthesis();
    if (braces_.empty() && lost_.indentation != 0) {
        emitEnd();
        --braceRepaired_;  // It closes what lost its head.
        if (raw.begin - lineStart_ < lost_.indentation) {
            lost_ = {};
        }
        return;
    }
    if (braces_.empty() || closesTooEarly(raw)) {
        emitEnd();
        const Span span = spanOf(raw);
        Diagnostic diagnostic = makeDiagnostic(
            kUnexpected, span,
            {parameter("found", Text{"多余的“}”", "an unmatched '}'"}),
             parameter("expected", braces_.empty()
                                       ? Text{"此前没有未闭合的“{”", "no block is open here"}
                                       : Text{"它所在的块到下面才结束",
                                              "the block it stands in goes on below"})});
        diagnostic.fixes.push_back({{"删去这个“}”", "remove it"}, false, {{span, ""}}});
        result_.diagnostics.push_back(std::move(diagnostic));
        --braceRepaired_;
        repaired_ = repaired_ || !braces_.empty();
        skipLine();
        return;
    }
    emitEnd();
    const bool opensLine = pendingNewline_ || raw.begin - lineStart_ == indentation_;
    if (!suspect_ && opensLine && raw.begin >= lineStart_ &&
        raw.begin - lineStart_ < braces_.back().indentation) {
        suspect_ = braces_.back();
    }
    emit(TokenKind::RightBrace, raw.begin, raw.end);
    braces_.pop_back();
    if (braces_.empty()) {
        suspect_.reset();
        depthReported_ = false;
    }
    emitEnd();
}

void Tokenizer::handleUnknown(const RawToken& raw) {
    // A word goes on through characters that cannot stand in it: they are one mistake, and so are
    // neighbours (a pasted word in a foreign script, a row of control characters).
    auto& tokens = result_.tokens;
    const bool glued = tokens.size() > unitFirst_ && !skipping() &&
                       tokens.back().kind == TokenKind::Run && tokens.back().end == raw.begin;
    const bool again = (raw.begin == lastUnknownEnd_ && lastUnknownEnd_ != 0) ||
                       (glued && unknownToken_ == tokens.size() - 1);
    lastUnknownEnd_ = raw.end;
    if (glued) {
        tokens.back().end = raw.end;
        tokens.back().faulty = true;
        unknownToken_ = tokens.size() - 1;
    }
    if (isDamaged(raw.begin)) {
        unknownDiagnostic_ = again ? unknownDiagnostic_ : SIZE_MAX;
        return;  // Reported as bytes that are no text; what is glued to them is part of it.
    }
    if (again) {
        if (unknownDiagnostic_ != SIZE_MAX) {
            result_.diagnostics[unknownDiagnostic_].span.end = raw.end;
        }
        return;
    }
    unknownDiagnostic_ = result_.diagnostics.size();
    const CodePoint point = decodeUtf8(text_, raw.begin);
    const std::string shown = printable(textOf(raw));
    const bool control = point.value < 0x20 || !point.valid;
    const bool parenthesis = raw.kind == RawKind::RightParenthesis;
    Diagnostic diagnostic = makeDiagnostic(
        kUnexpected, spanOf(raw),
        {parameter("found", Text{"字符“" + shown + "”", "the character '" + shown + "'"}),
         parameter(
             "expected",
             control ? Text{"文本中不应有控制字符", "control characters have no place in a source"}
             : parenthesis ? Text{"此前没有未闭合的左括号", "no parenthesis is open here"}
                           : Text{"名称中有此字符时，请把名称放在引号内",
                                  "put a name that holds it in quotes"})});
    result_.diagnostics.push_back(std::move(diagnostic));
}

void Tokenizer::handle(const RawToken& raw) {
    switch (raw.kind) {
        case RawKind::Run: {
            auto& tokens = result_.tokens;
            const bool faulty = raw.begin == lastUnknownEnd_ && lastUnknownEnd_ != 0;
            if (faulty && unknownToken_ == tokens.size() - 1 && tokens.size() > unitFirst_ &&
                tokens.back().end == raw.begin && !skipping()) {
                tokens.back().end = raw.end;
                break;
            }
            emit(TokenKind::Run, raw.begin, raw.end);
            if (faulty && !tokens.empty() && tokens.back().begin == raw.begin) {
                tokens.back().faulty = true;
                unknownToken_ = tokens.size() - 1;
            }
            break;
        }
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
                    {parameter("what",
                               Text{"嵌套层数超过 64 层，其中的内容不再检查",
                                    "blocks nest deeper than 64; what is inside is not read"})}));
                // The deep block is dropped: its head ends here as a statement of its own.
                if (result_.tokens.size() > unitFirst_) {
                    result_.tokens.back().faulty = true;
                }
                emitEnd();
            }
            braces_.push_back({raw, lineStart_, indentation_});
            emit(TokenKind::LeftBrace, raw.begin, raw.end);
            break;
        case RawKind::RightBrace:
            handleRightBrace(raw);
            break;
        case RawKind::LeftParenthesis:
            if (!parenthesis_) {
                parenthesisToken_ = result_.tokens.size();
                parenthesisDepth_ = 0;
            }
            emit(TokenKind::LeftParenthesis, raw.begin, raw.end);
            parenthesis_ = parenthesis_ ? parenthesis_ : raw;
            ++parenthesisDepth_;
            break;
        case RawKind::RightParenthesis:
            emit(TokenKind::RightParenthesis, raw.begin, raw.end);
            if (--parenthesisDepth_ == 0) {
                parenthesis_.reset();
            }
            break;
        default:
            break;
    }
    if (raw.kind == RawKind::UnclosedString || raw.kind == RawKind::UnclosedTitle) {
        const bool title = raw.kind == RawKind::UnclosedTitle;
        const auto open =
            static_cast<std::uint32_t>(raw.begin + decodeUtf8(text_, raw.begin).length);
        Diagnostic diagnostic =
            makeDiagnostic(kUnclosed, {file_, raw.begin, open},
                           {parameter("what", title ? Text{"书名号“《”", "title mark '《'"}
                                                    : Text{"引号", "quotation mark"})});
        if (!title) {
            const char32_t opening = decodeUtf8(text_, raw.begin).value;
            const std::string close = opening == U'“' ? "”" : opening == U'「' ? "」" : "\"";
            diagnostic.fixes.push_back(
                {{"在行末补上“" + close + "”", "close it at the end of the line"},
                 false,
                 {{{file_, raw.end, raw.end}, close}}});
        }
        result_.diagnostics.push_back(std::move(diagnostic));
        if (!result_.tokens.empty() && result_.tokens.back().begin == raw.begin) {
            result_.tokens.back().faulty = true;
        }
    }
}

void Tokenizer::handleComment(const RawToken& raw) {
    if (raw.kind == RawKind::DocComment) {
        pendingDocBegin_ = pendingDocEnd_ == 0 ? raw.begin : pendingDocBegin_;
        pendingDocEnd_ = raw.end;
    } else if (raw.kind == RawKind::BlockComment) {
        // One that goes over lines ends a line, as in Go.
        const std::size_t lineEnd = textOf(raw).find_last_of("\r\n");
        if (lineEnd != std::string_view::npos) {
            pendingNewline_ = true;
            lineStart_ = raw.begin + static_cast<std::uint32_t>(lineEnd) + 1;
        }
    } else if (raw.kind == RawKind::UnclosedComment) {
        result_.diagnostics.push_back(
            makeDiagnostic(kUnclosed, {file_, raw.begin, raw.begin + 2},
                           {parameter("what", Text{"注释“/*”", "comment '/*'"})}));
        leaveComment(raw);
    }
}

TokenizedText Tokenizer::run() {
    for (RawToken raw = scanner_.next(); raw.kind != RawKind::EndOfText; raw = scanner_.next()) {
        switch (raw.kind) {
            case RawKind::Newline:
                pendingNewline_ = true;
                lineStart_ = raw.end;
                continue;
            case RawKind::DocComment:
            case RawKind::LineComment:
            case RawKind::BlockComment:
            case RawKind::UnclosedComment:
                handleComment(raw);
                continue;
            case RawKind::RightParenthesis:
                if (!parenthesis_) {
                    handleUnknown(raw);
                    continue;
                }
                break;
            case RawKind::UnclosedString:
            case RawKind::UnclosedTitle:
                handBackBraces(raw);
                break;
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
    "SYN001",
    "syntax/unexpected",
    Severity::Error,
    Nature::Form,
    {"此处不应出现{found}：{expected}", "unexpected here: {found}; {expected}"}};
const Descriptor kUnclosed{"SYN003",
                           "syntax/unclosed",
                           Severity::Error,
                           Nature::Form,
                           {"{what}没有闭合", "the {what} is never closed"}};
const Descriptor kOutOfRange{
    "SYN008", "syntax/out-of-range", Severity::Error, Nature::Form, {"{what}", "{what}"}};

TokenizedText tokenize(std::string_view text, FileId file, std::span<const Span> damaged) {
    return Tokenizer(text, file, damaged).run();
}

}  // namespace fadu::syntax
