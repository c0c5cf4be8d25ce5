#pragma once

#include <antlr4-runtime.h>

namespace fadu::syntax {

/// What the generated parser tells about the rules it enters and leaves.
class RuleSink {
public:
    virtual ~RuleSink() = default;
    virtual void enter(std::size_t rule, std::size_t tokenIndex) = 0;
    virtual void exit(std::size_t rule, std::size_t tokenIndex, bool failed) = 0;
};

/// Base of the generated parser. It replaces the parse tree and the listeners, which make an object
/// for every token, by calls to a sink. For `compiler/syntax/Parser.cpp` only.
class ParserBase : public antlr4::Parser {
public:
    explicit ParserBase(antlr4::TokenStream* input) : antlr4::Parser(input) {
        setBuildParseTree(false);
    }

    void setSink(RuleSink* sink) { sink_ = sink; }

    void enterRule(antlr4::ParserRuleContext* context, std::size_t state,
                   std::size_t rule) override {
        setState(state);
        _ctx = context;
        sink_->enter(rule, _input->index());
    }

    /// Hides the runtime's: the generated code calls this one.
    void exitRule() {
        sink_->exit(_ctx->getRuleIndex(), _input->index(), _ctx->exception != nullptr);
        setState(_ctx->invokingState);
        _ctx = static_cast<antlr4::ParserRuleContext*>(_ctx->parent);  // Ours are no others.
    }

    antlr4::Token* consume() override {
        antlr4::Token* token = _input->LT(1);
        if (token->getType() != antlr4::Token::EOF) {
            _input->consume();
        }
        return token;
    }

private:
    RuleSink* sink_ = nullptr;
};

}  // namespace fadu::syntax
