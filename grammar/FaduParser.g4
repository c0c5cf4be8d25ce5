/*
 * The production grammar. One uniform shape carries the whole language: a head of atoms, values
 * after a colon, a block. What labels and values mean is the schema's business
 * (compiler/syntax/schema.def), so every decision here is made on one token and values stay flat.
 */
parser grammar FaduParser;

options {
    tokenVocab = FaduLexer;
    superClass = ParserBase;
}

@parser::postinclude {
#include "syntax/ParserBase.h"
}

// The unit of parsing: one top-level declaration with its allowances.
declaration : annotation* statement EOF ;

annotation : AT ( LPAREN ( RUN | STRING | TITLE | COLON | COMMA )* RPAREN )? END? ;

statement : ( RUN | STRING | TITLE | COMMA )+ ( COLON ( RUN | STRING | TITLE | COMMA )* )? block? END ;

block : LBRACE ( annotation | statement )* RBRACE ;
