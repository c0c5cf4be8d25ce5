" Fadu 法度. Generated from the compiler's tables; change editors/grammar/fadu.in.vim instead.
if exists('b:current_syntax')
  finish
endif
scriptencoding utf-8

" Names are made of letters, digits, ideographs and a few signs, and are read as a whole.
syntax iskeyword @,48-57,_,-,.,126,183,192-255

syntax match faduName /\v{{first}}\k+{{group}}\k*%({{group}}\k*)*/
syntax match faduNumber /\v{{first}}[0-9０-９]+%(\.[0-9]{1,2})?%([-~～至][0-9０-９]+)?\ze%(\s*%({{units}}))?{{last}}/ nextgroup=faduUnit skipwhite
syntax match faduUnit contained /\v%({{units}}){{last}}/
syntax match faduDate /\v{{first}}%(\d{4}-\d{1,2}-\d{1,2}|\d+年\d{1,2}月\d{1,2}日)%([至~～]%(\d{4}-\d{1,2}-\d{1,2}|\d+年\d{1,2}月\d{1,2}日))?{{last}}/
syntax match faduProvision /\v{{first}}第[（(]?[0-9零〇一二两三四五六七八九十百千]+[）)]?[编章节条款项目][0-9零〇一二两三四五六七八九十百千第之至编章节条款项目（()）]*\k@!/
syntax match faduProvision /\v{{first}}附件[0-9一二三四五六七八九十]*%(第[0-9一二三四五六七八九十百]+项)?{{last}}/
syntax match faduProvision /\v{{first}}%(art\.|article)\s+\d+%(-\d+)?%(\(\d+\))*{{last}}/
syntax match faduProvision /\v{{first}}全文{{last}}/
syntax match faduConstant /\v{{first}}%(当场|on-the-spot){{last}}/
syntax match faduOperator /\v{{first}}%(或|or){{last}}/

" Keywords of the language, contextual as in the compiler: a term follows its label or clause, a
" label opens a statement.
{{terms}}
{{clauses}}
syntax match faduEntry contained /\v{{head}}\k+%({{group}}\k*)*/
{{labels}}
syntax match faduControl contained /\v{{head}}%({{branches}}){{last}}%(\s*[:：]\s*%({{outcomes}}){{last}})@=/
syntax match faduControl contained /\v{{head}}%({{branches}}){{last}}%(\s*[:：])@!/
syntax match faduProvision contained /\v{{head}}第\k+%([（(]\k+[）)]\k+)*\ze\s*[{｛]/
syntax match faduDeclaration /\v{{head}}%({{declarations}}){{last}}%(\s+\S)@=/ nextgroup=faduDeclared skipwhite
syntax match faduDeclared contained /\v\k+%({{group}}\k*)*/

syntax match faduBracket /[(（)）]/
syntax match faduSeparator /[:：,，、;；]/

syntax region faduString matchgroup=faduQuote start=/"/ end=/"\|$/ oneline
syntax region faduString matchgroup=faduQuote start=/“/ end=/”\|$/ oneline
syntax region faduString matchgroup=faduQuote start=/「/ end=/」\|$/ oneline
syntax region faduTitle start=/《/ end=/》\|$/ oneline contains=faduTitle nextgroup=faduRemark
syntax match faduRemark contained /[(（][^()（）《》{}｛｝]*[)）]/ nextgroup=faduRemark

syntax match faduAnnotation /\v[@＠]%(允许|allow){{last}}/ nextgroup=faduArguments skipwhite
syntax region faduArguments contained start=/[(（]/ end=/[)）]/ end=/\ze[{}｛｝]/ contains=@faduValues,faduCode,faduComment
syntax match faduCode contained /\v{{first}}\u+\d+{{last}}/

syntax match faduComment +//.*$+ contains=faduExpectation,faduTodo,@Spell
syntax match faduDocumentation +///.*$+ contains=faduTodo,@Spell
syntax region faduComment start=+/\*+ end=+\*/+ contains=faduTodo,@Spell
syntax match faduExpectation contained /\v\/\/\zs\~[v^]?%(\s+\u+\d+)+\s*$/
syntax keyword faduTodo contained TODO FIXME 待核 待办

syntax cluster faduValues contains=faduName,faduNumber,faduDate,faduProvision,faduConstant,faduOperator,faduClause,faduSeparator,faduString,faduTitle
syntax cluster faduBlock contains=@faduValues,faduAnnotation,faduComment,faduDocumentation

" In some blocks the author names the entries: 材料, 流程, …
syntax region faduBlock matchgroup=faduBrace start=/[{｛]/ end=/[}｝]/ contains=@faduBlock,faduLabel,faduTerm,faduBlock,faduOpensEntries fold
syntax match faduOpensEntries contained /\v{{head}}%({{named}})\ze\s*[{｛]/ nextgroup=faduEntries skipwhite
syntax region faduEntries contained matchgroup=faduBrace start=/[{｛]/ end=/[}｝]/ contains=@faduBlock,faduEntry,faduControl,faduEntries fold

syntax sync fromstart

highlight default link faduAnnotation PreProc
highlight default link faduBrace Delimiter
highlight default link faduBracket Delimiter
highlight default link faduClause Keyword
highlight default link faduCode Identifier
highlight default link faduComment Comment
highlight default link faduConstant Constant
highlight default link faduControl Conditional
highlight default link faduDate Number
highlight default link faduDeclaration Structure
highlight default link faduDeclared Type
highlight default link faduDocumentation SpecialComment
highlight default link faduEntry Function
highlight default link faduExpectation Special
highlight default link faduLabel Label
highlight default link faduNumber Number
highlight default link faduOpensEntries faduLabel
highlight default link faduOperator Operator
highlight default link faduProvision Number
highlight default link faduQuote faduString
highlight default link faduRemark Comment
highlight default link faduSeparator Delimiter
highlight default link faduString String
highlight default link faduTerm Constant
highlight default link faduTitle Underlined
highlight default link faduTodo Todo
highlight default link faduUnit Type

let b:current_syntax = 'fadu'
