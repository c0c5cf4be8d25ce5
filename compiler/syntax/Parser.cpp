#include "syntax/Parser.h"

#include "FaduLexer.h"
#include "FaduParser.h"
#include "support/Text.h"

#include <array>

namespace fadu::syntax {

namespace {

using Generated = FaduParser;

std::size_t grammarType(TokenKind kind) {
    switch (kind) {
        case TokenKind::Run:
            return Generated::RUN;
        case TokenKind::String:
            return Generated::STRING;
        case TokenKind::Title:
            return Generated::TITLE;
        case TokenKind::At:
            return Generated::AT;
        case TokenKind::Colon:
            return Generated::COLON;
        case TokenKind::Comma:
            return Generated::COMMA;
        case TokenKind::LeftBrace:
            return Generated::LBRACE;
        case TokenKind::RightBrace:
            return Generated::RBRACE;
        case TokenKind::LeftParenthesis:
            return Generated::LPAREN;
        case TokenKind::RightParenthesis:
            return Generated::RPAREN;
        case TokenKind::End:
            return Generated::END;
        case TokenKind::EndOfUnit:
            break;
    }
    return antlr4::Token::EOF;
}

/// A token as ANTLR wants it: its type and its index among the text's tokens. Nothing here asks for
/// text or lines.
class UnitToken final : public antlr4::Token {
public:
    UnitToken(std::size_t type, std::uint32_t index)
        : type_(static_cast<std::uint32_t>(type)), index_(index) {}

    std::size_t getType() const override {
        return type_ == static_cast<std::uint32_t>(antlr4::Token::EOF) ? antlr4::Token::EOF : type_;
    }
    std::size_t getTokenIndex() const override { return index_; }
    std::string getText() const override { return {}; }
    std::size_t getLine() const override { return 0; }
    std::size_t getCharPositionInLine() const override { return 0; }
    std::size_t getChannel() const override { return antlr4::Token::DEFAULT_CHANNEL; }
    std::size_t getStartIndex() const override { return 0; }
    std::size_t getStopIndex() const override { return 0; }
    antlr4::TokenSource* getTokenSource() const override { return nullptr; }
    antlr4::CharStream* getInputStream() const override { return nullptr; }
    std::string toString() const override { return {}; }

private:
    std::uint32_t type_;
    std::uint32_t index_;
};

/// The tokens of one unit as ANTLR's stream.
class UnitStream final : public antlr4::TokenStream {
public:
    /// Returns how many statements the unit has at most.
    std::size_t load(const std::vector<Token>& tokens, const Slice& unit) {
        std::size_t ends = 1;
        tokens_.clear();
        tokens_.reserve(unit.lastToken - unit.firstToken + 1);
        for (std::uint32_t i = unit.firstToken; i < unit.lastToken; ++i) {
            tokens_.emplace_back(grammarType(tokens[i].kind), i);
            ends += tokens[i].kind == TokenKind::End ? 1 : 0;
        }
        tokens_.emplace_back(antlr4::Token::EOF, unit.lastToken);
        position_ = 0;
        return ends;
    }

    antlr4::Token* LT(ssize_t k) override { return &at(k); }
    std::size_t LA(ssize_t k) override { return at(k).UnitToken::getType(); }
    void consume() override { ++position_; }
    std::size_t index() override { return position_; }
    void seek(std::size_t index) override { position_ = index; }
    std::size_t size() override { return tokens_.size(); }
    antlr4::Token* get(std::size_t index) const override {
        return const_cast<UnitToken*>(&tokens_[index]);  // ANTLR's interface is not const.
    }
    ssize_t mark() override { return 0; }
    void release(ssize_t /*marker*/) override {}
    antlr4::TokenSource* getTokenSource() const override { return nullptr; }
    std::string getSourceName() const override { return {}; }
    std::string getText(const antlr4::misc::Interval& /*interval*/) override { return {}; }
    std::string getText() override { return {}; }
    std::string getText(antlr4::RuleContext* /*context*/) override { return {}; }
    std::string getText(antlr4::Token* /*start*/, antlr4::Token* /*stop*/) override { return {}; }

private:
    UnitToken& at(ssize_t k) {
        const std::size_t at = k > 0 ? position_ + static_cast<std::size_t>(k) - 1 : position_ - 1;
        return tokens_[std::min(at, tokens_.size() - 1)];
    }

    std::vector<UnitToken> tokens_;
    std::size_t position_ = 0;
};

Text describeToken(std::string_view text, const Token& token) {
    const std::string shown = printable(text.substr(token.begin, token.end - token.begin), 20);
    switch (token.kind) {
        case TokenKind::End:
            return {"语句的结尾", "the end of the statement"};
        case TokenKind::EndOfUnit:
            return {"声明的结尾", "the end of the declaration"};
        default:
            return {"“" + shown + "”", "'" + shown + "'"};
    }
}

Text describeExpectation(std::size_t rule, const Token& token) {
    switch (token.kind) {
        case TokenKind::Colon:
            return {"一个条目只有一个冒号，冒号前应有名称",
                    "an entry has one colon, with a name before it"};
        case TokenKind::LeftParenthesis:
        case TokenKind::RightParenthesis:
            return {
                "名称中的括号要紧接名称，括号内不能有空格和标点；否则请把名称放在引号内",
                "parentheses belong glued to a name and hold neither spaces nor punctuation; else put the name in quotes"};
        case TokenKind::LeftBrace:
            return {"“{”前应有关键字或者名称", "a keyword or name goes before '{'"};
        case TokenKind::EndOfUnit:
            return {"@允许 之后应有它所覆盖的声明", "an allowance is followed by what it covers"};
        case TokenKind::At:
            return {"@允许 应单独写在它所覆盖的声明或者条目之前",
                    "an allowance stands before the declaration or entry that it covers"};
        default:
            break;
    }
    if (rule == Generated::RuleAnnotation) {
        return {"@允许 的括号内应是代码、带引号的理由和“至 日期”",
                "an allowance holds codes, a quoted reason and 'until DATE'"};
    }
    return {"此处应是名称、值或者条目的结尾", "a name, a value or the end of the entry goes here"};
}

/// One mistake, one finding: reports the token that cannot stand, then drops the rest of its
/// statement and goes on behind it.
class Recovery final : public antlr4::ANTLRErrorStrategy {
public:
    void begin(std::string_view text, FileId file, const std::vector<Token>& tokens,
               std::uint32_t first, std::vector<Diagnostic>& diagnostics) {
        first_ = first;
        text_ = text;
        file_ = file;
        tokens_ = &tokens;
        diagnostics_ = &diagnostics;
    }

    void reset(antlr4::Parser* /*parser*/) override {}
    void reportMatch(antlr4::Parser* /*parser*/) override {}
    bool inErrorRecoveryMode(antlr4::Parser* /*parser*/) override { return false; }
    void reportError(antlr4::Parser* /*parser*/,
                     const antlr4::RecognitionException& /*error*/) override {}

    antlr4::Token* recoverInline(antlr4::Parser* parser) override {
        report(parser);
        throw antlr4::InputMismatchException(parser);
    }

    void recover(antlr4::Parser* parser, std::exception_ptr /*error*/) override {
        if (parser->getContext()->getRuleIndex() == Generated::RuleAnnotation) {
            skipAnnotation(parser);
        } else {
            skip(parser);
        }
    }

    void sync(antlr4::Parser* parser) override {
        const std::size_t rule = parser->getContext()->getRuleIndex();
        if (rule != Generated::RuleBlock) {
            return;
        }
        for (;;) {
            switch (parser->getInputStream()->LA(1)) {
                case Generated::COLON:
                case Generated::LPAREN:
                case Generated::RPAREN:
                case Generated::END:
                    break;
                case Generated::LBRACE:
                    // The block's own brace is consumed before its loop is entered.
                    if (parser->getInputStream()->LA(-1) == Generated::LBRACE ||
                        parser->getInputStream()->LA(-1) == Generated::END) {
                        break;
                    }
                    return;
                default:
                    return;
            }
            report(parser);
            skip(parser);
        }
    }

private:
    void report(antlr4::Parser* parser) {
        const std::size_t index = parser->getCurrentToken()->getTokenIndex();
        const std::size_t rule = parser->getContext()->getRuleIndex();
        const bool atEnd = parser->getInputStream()->LA(1) == antlr4::Token::EOF;
        Token token = atEnd ? Token{} : (*tokens_)[index];
        Span span{file_, token.begin, token.end};
        for (std::size_t i = index; span.empty() && i > first_; --i) {
            const Token& before = (*tokens_)[i - 1];  // Something to underline.
            span = {file_, before.begin, before.end};
        }
        diagnostics_->push_back(
            makeDiagnostic(kUnexpected, span,
                           {parameter("found", describeToken(text_, token)),
                            parameter("expected", describeExpectation(rule, token))}));
    }

    /// Drops the rest of an allowance; what it stands before is read.
    static void skipAnnotation(antlr4::Parser* parser) {
        auto* input = parser->getInputStream();
        unsigned depth = 1;
        while (depth != 0) {
            switch (input->LA(1)) {
                case antlr4::Token::EOF:
                case Generated::LBRACE:
                case Generated::RBRACE:
                case Generated::END:
                    return;
                case Generated::LPAREN:
                    ++depth;
                    break;
                case Generated::RPAREN:
                    --depth;
                    break;
                default:
                    break;
            }
            input->consume();
        }
        if (input->LA(1) == Generated::END) {
            input->consume();
        }
    }

    static void skip(antlr4::Parser* parser) {
        auto* input = parser->getInputStream();
        unsigned depth = 0;
        for (;;) {
            switch (input->LA(1)) {
                case antlr4::Token::EOF:
                    return;
                case Generated::LBRACE:
                    ++depth;
                    break;
                case Generated::RBRACE:
                    if (depth == 0) {
                        return;
                    }
                    --depth;
                    break;
                case Generated::END:
                    if (depth == 0) {
                        input->consume();
                        return;
                    }
                    break;
                default:
                    break;
            }
            input->consume();
        }
    }

    std::string_view text_;
    FileId file_;
    std::uint32_t first_ = 0;  ///< First token of the unit.
    const std::vector<Token>* tokens_ = nullptr;
    std::vector<Diagnostic>* diagnostics_ = nullptr;
};

/// Builds the flat statements from the rules that the parser enters and leaves.
class StatementSink final : public RuleSink {
public:
    void begin(FileId file, const std::vector<Token>& tokens, const Slice& unit,
               ParsedUnit& result) {
        file_ = file;
        tokens_ = &tokens;
        unit_ = &unit;
        result_ = &result;
        open_.clear();
        pendingAnnotations_ = 0;
    }

    void enter(std::size_t rule, std::size_t position) override {
        const auto token = static_cast<std::uint32_t>(unit_->firstToken + position);
        if (rule == Generated::RuleStatement) {
            Statement statement;
            statement.parent = open_.empty() ? Statement::kNone : open_.back();
            statement.annotationCount = pendingAnnotations_;
            statement.firstAnnotation =
                static_cast<std::uint32_t>(result_->annotations.size()) - pendingAnnotations_;
            pendingAnnotations_ = 0;
            readHead(statement, token);
            open_.push_back(static_cast<std::uint32_t>(result_->statements.size()));
            result_->statements.push_back(statement);
        } else if (rule == Generated::RuleAnnotation) {
            annotationBegin_ = token;
        } else if (rule == Generated::RuleBlock) {
            pendingAnnotations_ = 0;
        }
    }

    void exit(std::size_t rule, std::size_t position, bool failed) override {
        auto token = static_cast<std::uint32_t>(unit_->firstToken + position);
        if (rule == Generated::RuleStatement) {
            Statement& statement = result_->statements[open_.back()];
            statement.faulty = failed;
            if (token > statement.first && (*tokens_)[token - 1].kind == TokenKind::End) {
                --token;
            }
            statement.last = std::max(token, statement.first);
            open_.pop_back();
            if (statement.first >= unit_->lastToken) {
                result_->statements
                    .pop_back();  // Allowances that nothing follows: reported, and no statement.
            }
        } else if (rule == Generated::RuleBlock) {
            for (; pendingAnnotations_ != 0; --pendingAnnotations_) {
                const Annotation& orphan = *(result_->annotations.end() - pendingAnnotations_);
                result_->diagnostics.push_back(makeDiagnostic(
                    kUnexpected,
                    {file_, (*tokens_)[orphan.first].begin, (*tokens_)[orphan.last - 1].end},
                    {parameter("found", Text{"@允许", "an allowance"}),
                     parameter("expected", Text{"它之后应有所覆盖的条目",
                                                "it is followed by what it covers"})}));
            }
        } else if (rule == Generated::RuleAnnotation && !failed) {
            if (token > annotationBegin_ && (*tokens_)[token - 1].kind == TokenKind::End) {
                --token;
            }
            result_->annotations.push_back({annotationBegin_, token});
            ++pendingAnnotations_;
        }
    }

private:
    bool isAtom(std::uint32_t index) const {
        if (index >= unit_->lastToken) {
            return false;
        }
        const TokenKind kind = (*tokens_)[index].kind;
        return kind == TokenKind::Run || kind == TokenKind::String || kind == TokenKind::Title ||
               kind == TokenKind::Comma;
    }

    void readHead(Statement& statement, std::uint32_t token) const {
        statement.first = token;
        while (isAtom(token)) {
            ++token;
        }
        statement.headEnd = token;
        if (token < unit_->lastToken && (*tokens_)[token].kind == TokenKind::Colon) {
            statement.hasColon = true;
            ++token;
        }
        statement.valuesBegin = token;
        while (statement.hasColon && isAtom(token)) {
            ++token;
        }
        statement.valuesEnd = token;
        statement.hasBlock =
            token < unit_->lastToken && (*tokens_)[token].kind == TokenKind::LeftBrace;
    }

    FileId file_;
    const std::vector<Token>* tokens_ = nullptr;
    const Slice* unit_ = nullptr;
    ParsedUnit* result_ = nullptr;
    std::vector<std::uint32_t> open_;
    std::uint32_t pendingAnnotations_ = 0;
    std::uint32_t annotationBegin_ = 0;
};

}  // namespace

struct Parser::Implementation {
    UnitStream stream;
    StatementSink sink;
    std::shared_ptr<Recovery> recovery = std::make_shared<Recovery>();
    FaduParser parser{&stream};
};

Parser::Parser() : implementation_(std::make_unique<Implementation>()) {
    implementation_->parser.setErrorHandler(implementation_->recovery);
    implementation_->parser.setSink(&implementation_->sink);
    implementation_->parser.removeErrorListeners();
}

Parser::~Parser() = default;

ParsedUnit Parser::parse(std::string_view text, FileId file, const std::vector<Token>& tokens,
                         const Slice& unit) {
    ParsedUnit result;
    Implementation& parts = *implementation_;
    result.statements.reserve(parts.stream.load(tokens, unit));
    parts.parser.reset();
    parts.recovery->begin(text, file, tokens, unit.firstToken, result.diagnostics);
    parts.sink.begin(file, tokens, unit, result);
    parts.parser.declaration();
    return result;
}

}  // namespace fadu::syntax
