/*
 * Raw tokens of valid UTF-8 Fadu text. This grammar is the definition and the oracle of the tests;
 * the production scanner (compiler/syntax/Scanner.cpp) gives the same tokens, 100 times faster on
 * Chinese text. Classification of runs (dates, quantities, provisions, names) and the insertion of
 * terminators are one pass above both (compiler/syntax/TokenStream.cpp).
 */
lexer grammar FaduLexer;

// END is never scanned: the pass above inserts it where a statement ends.
tokens { END }

DOC_COMMENT   : '///' ~[\r\n]* ;
LINE_COMMENT  : '//' ~[\r\n]* ;
BLOCK_COMMENT : '/*' .*? '*/' ;
// To the end of the text: only tried when no closed comment begins here.
UNCLOSED_COMMENT : '/*' ( ~[*] | '*'+ ~[*/] )* '*'* EOF ;

// Names in quotes; a quotation ends at its line's end.
STRING          : '"' ~["\r\n]* '"' | '“' ~[”\r\n]* '”' | '「' ~[」\r\n]* '」' ;
UNCLOSED_STRING : '"' ~["\r\n]* | '“' ~[”\r\n]* | '「' ~[」\r\n]* ;

// Titles of instruments nest by depth and may carry a remark glued to them: 《…》（2019年修正）.
TITLE          : Title Remark* ;
UNCLOSED_TITLE : '《' ( ~[《》\r\n] | Title | '《' )* ;

AT : [@＠] RunChar+ ;

// Letters, digits, ideographs, the marks that names hold, and parentheses glued to them.
RUN : RunChar ( RunChar | Group )* ;

COLON     : [:：] ;
COMMA     : [,，、] ;
SEMICOLON : [;；] ;
LBRACE    : [{｛] ;
RBRACE    : [}｝] ;
LPAREN    : [(（] ;
RPAREN    : [)）] ;

NEWLINE : '\r' '\n'? | '\n' ;
SPACE   : [ \t\u000B\u000C\u00A0\u3000\uFEFF]+ -> skip ;
UNKNOWN : . ;

fragment Title  : '《' ( ~[《》\r\n] | Title )* '》' ;
fragment Remark : [(（] ~[()（）《》{}｛｝\r\n]* [)）] ;

fragment Group  : [(（] ( RunChar | Inner )* [)）] ;
fragment Inner  : [(（] RunChar* [)）] ;

fragment RunChar
    : [0-9A-Za-z_]
    | [-.·～~〔〕○●＿]
    | [\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF]
    | [\u0370-\u037D\u0386-\u03FF\u0400-\u0481\u048A-\u052F]
    | [\u1E00-\u1FFF\u2070-\u207F\u2080-\u208E\u2100-\u218B]
    | [\u2460-\u24FF]
    | [\u2E80-\u2FDF\u3005-\u3007\u3021-\u3029\u3038-\u303A\u3041-\u3096\u309D-\u309F]
    | [\u30A1-\u30FA\u30FC-\u30FF\u3105-\u312F\u31A0-\u31BF]
    | [\u3220-\u3247\u3280-\u32B0\u3300-\u33FF]
    | [\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]
    | [\uFF0D\uFF0E\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A]
    | [\u{20000}-\u{3FFFF}]
    ;
