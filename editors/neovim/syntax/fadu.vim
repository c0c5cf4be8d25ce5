" Fadu 法度. Generated from the compiler's tables; change editors/grammar/fadu.in.vim instead.
if exists('b:current_syntax')
  finish
endif
scriptencoding utf-8

" Names are made of letters, digits, ideographs and a few signs, and are read as a whole.
syntax iskeyword @,48-57,_,-,.,126,183,192-255

syntax match faduName /\v\k@4<!\k+[(（]\k*%([(（]\k*[)）]\k*)*[)）]\k*%([(（]\k*%([(（]\k*[)）]\k*)*[)）]\k*)*/
syntax match faduNumber /\v\k@4<![0-9０-９]+%(\.[0-9]{1,2})?%([-~～至][0-9０-９]+)?\ze%(\s*%(工作日|working-day|个工作日|working-days|自然日|calendar-day|个自然日|calendar-days|日|day|个日|days|个月|month|months|年|year|个年|years|小时|hour|个小时|hours|份|copies|次|times|元|yuan))?%(\k|[(（]\k+[)）])@!/ nextgroup=faduUnit skipwhite
syntax match faduUnit contained /\v%(工作日|working-day|个工作日|working-days|自然日|calendar-day|个自然日|calendar-days|日|day|个日|days|个月|month|months|年|year|个年|years|小时|hour|个小时|hours|份|copies|次|times|元|yuan)%(\k|[(（]\k+[)）])@!/
syntax match faduDate /\v\k@4<!%(\d{4}-\d{1,2}-\d{1,2}|\d+年\d{1,2}月\d{1,2}日)%([至~～]%(\d{4}-\d{1,2}-\d{1,2}|\d+年\d{1,2}月\d{1,2}日))?%(\k|[(（]\k+[)）])@!/
syntax match faduProvision /\v\k@4<!第[（(]?[0-9零〇一二两三四五六七八九十百千]+[）)]?[编章节条款项目][0-9零〇一二两三四五六七八九十百千第之至编章节条款项目（()）]*\k@!/
syntax match faduProvision /\v\k@4<!附件[0-9一二三四五六七八九十]*%(第[0-9一二三四五六七八九十百]+项)?%(\k|[(（]\k+[)）])@!/
syntax match faduProvision /\v\k@4<!%(art\.|article)\s+\d+%(-\d+)?%(\(\d+\))*%(\k|[(（]\k+[)）])@!/
syntax match faduProvision /\v\k@4<!全文%(\k|[(（]\k+[)）])@!/
syntax match faduConstant /\v\k@4<!%(当场|on-the-spot)%(\k|[(（]\k+[)）])@!/
syntax match faduOperator /\v\k@4<!%(或|or)%(\k|[(（]\k+[)）])@!/

" Keywords of the language, contextual as in the compiler: a term follows its label or clause, a
" label opens a statement.
syntax match faduTerm contained /\v\k@4<!%(法律|law|行政法规|administrative-regulation|国务院决定|state-council-decision|省级地方性法规|provincial-regulation|设区的市地方性法规|city-regulation|自治条例|autonomy-regulation|单行条例|separate-regulation|经济特区法规|special-zone-regulation|浦东新区法规|海南自由贸易港法规|部门规章|departmental-rule|省级政府规章|provincial-rule|市级政府规章|city-rule|国务院规范性文件|state-council-document|部门规范性文件|departmental-document|地方规范性文件|local-document|党政联合文件|party-government-document|三定规定|functions-provision)%(\k|[(（]\k+[)）])@!/
syntax match faduTerm contained /\v\k@4<!%(是|yes|否|no)%(\k|[(（]\k+[)）])@!/
syntax match faduTerm contained /\v\k@4<!%(全文|full|部分|partial|仅名称|title-only)%(\k|[(（]\k+[)）])@!/
syntax match faduTerm7 contained /\v%(工作日|working-day|个工作日|working-days|自然日|calendar-day|个自然日|calendar-days|日|day|个日|days|个月|month|月|months|年|year|个年|years|小时|hour|个小时|hours|份|copies|次|times|元|yuan)%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm7Separator,faduTerm7SeparatorSeparator skipwhite
syntax match faduTerm7Separator contained /[:：,，、]/ nextgroup=faduTerm7 skipwhite
highlight default link faduTerm7 faduTerm
highlight default link faduTerm7Separator faduSeparator
syntax match faduTerm contained /\v\k@4<!%(行政许可|licensing|行政处罚|penalty|行政强制措施|compulsory-measure|行政强制执行|enforcement|行政征收|levy|行政检查|inspection|行政确认|confirmation|行政裁决|adjudication|行政给付|benefit|行政奖励|award|其他行政权力|other-power|公共服务|public-service)%(\k|[(（]\k+[)）])@!/
syntax match faduTerm12 contained /\v%(设定|establishes|时限|limit|材料|material|程序|procedure|条件|condition|收费|fee|有效期|validity|延续|renewal|数量限制|quota|逾期视为|deemed|不计入期限|excluded|授权|delegates|委托|entrusts|禁止|forbids|授权制定|leaves-to|须先于|must-precede|另定|other)%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm12Separator,faduTerm12SeparatorSeparator skipwhite
syntax match faduTerm12Separator contained /[:：,，、]/ nextgroup=faduTerm12 skipwhite
highlight default link faduTerm12 faduTerm
highlight default link faduTerm12Separator faduSeparator
syntax match faduTerm2 contained /\v%(补正告知|notice|受理|acceptance|初审|preliminary|审查|review|决定|decision|送达|delivery|延续|renewal)%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm2Separator,faduTerm2SeparatorSeparator skipwhite
syntax match faduTerm2Separator contained /[:：,，、]/ nextgroup=faduTerm2 skipwhite
highlight default link faduTerm2 faduTerm
highlight default link faduTerm2Separator faduSeparator
syntax match faduTerm9 contained /\v%(受理|accepted|同意|approved|延续|renewed|不同意|refused)%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm9Separator,faduTerm9SeparatorSeparator skipwhite
syntax match faduTerm9Separator contained /[:：,，、]/ nextgroup=faduTerm9 skipwhite
highlight default link faduTerm9 faduTerm
highlight default link faduTerm9Separator faduSeparator
syntax match faduTerm contained /\v\k@4<!%(%(国家|national|省|province|市|city|县|county|乡|township|国家级|省级|市级|县级|乡级)%(以上|-up|%(至|-to-)%(国家|national|省|province|市|city|县|county|乡|township|国家级|省级|市级|县级|乡级))?)%(\k|[(（]\k+[)）])@!/
syntax match faduTerm contained /\v\k@4<!%(全部|complete|部分|partial)%(\k|[(（]\k+[)）])@!/
syntax match faduTerm contained /\v\k@4<!%(行政机关|administrative-organ|授权组织|authorised-body|受委托组织|entrusted-body|派出机构|field-office|事业单位|public-institution|中介机构|intermediary)%(\k|[(（]\k+[)）])@!/
syntax match faduTerm contained /\v\k@4<!%(告知承诺|commitment|容缺受理|deferrable-acceptance|一般|ordinary|联合办理|joint|统一办理|unified|并联审批|parallel|集中办理|central|即办件|on-the-spot-case|承诺件|committed-case)%(\k|[(（]\k+[)）])@!/
syntax match faduConstant contained /\v\k@4<!%(准予|granted|不予许可|refused|不予受理|not-accepted)%(\k|[(（]\k+[)）])@!/
syntax match faduTerm13 contained /\v%(行政机关|organ|申请人|applicant)%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm13Separator,faduTerm13SeparatorSeparator skipwhite
syntax match faduTerm13Separator contained /[:：,，、]/ nextgroup=faduTerm13 skipwhite
highlight default link faduTerm13 faduTerm
highlight default link faduTerm13Separator faduSeparator
syntax match faduTerm8 contained /\v%(受理|acceptance|收到申请|receipt|材料齐全|materials-complete|决定|decision|次日|next-day)%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm8Separator,faduTerm8SeparatorSeparator skipwhite
syntax match faduTerm8Separator contained /[:：,，、]/ nextgroup=faduTerm8 skipwhite
highlight default link faduTerm8 faduTerm
highlight default link faduTerm8Separator faduSeparator

syntax match faduClause contained /\v\k@4<!%(层级|levels|别名|also-named|会同|jointly-with|适用|applies-to|早于|before|仅|only|批准|approved-by|依据|basis|至|until|后于|after|至多|at-most|不计入期限|excluded|届满前|before-expiry|原件|original|复印件|copy|共享|shared|容缺|deferrable|自备|self-provided|到场|on-site)%(\k|[(（]\k+[)）])@!/
syntax match faduClause contained /\v\k@4<!%(阶段|stage)%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm2,faduTerm2Separator skipwhite
syntax match faduClause contained /\v\k@4<!%(自|starting)%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm8,faduTerm8Separator skipwhite
syntax match faduClause contained /\v\k@4<!%(由|by|限|only-for)%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm13,faduTerm13Separator skipwhite

syntax match faduEntry contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zs\k+%([(（]\k*%([(（]\k*[)）]\k*)*[)）]\k*)*/
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zs%(简称|alias|位阶|rank|制定机关|issuer|文号|number|辖区|jurisdiction|公布|promulgated|施行|in-force|修正|amended|修订|revised|废止|repealed|条数|articles|收录|coverage|日|day-means|一般法|general-law-for|上位法|higher-law|来源|source|已核全|complete-for|版本|version|条文对照|renumbering|设定|establishes|时限|limit|延长|extension|不计入期限|excluded|程序|procedure|条件|condition|材料|material|收费|fee|有效期|validity|延续|renewal|数量限制|quota|逾期视为|deemed|授权|delegates|委托|entrusts|禁止|forbids|须先于|must-precede|授权制定|leaves-to|适用|applies-to|complete|删去|deleted|款数|paragraphs|项数|subparagraphs|待核|unverified|另定|other|种类|kind|ranks|限度|bounds|依据|basis|除外|except|层级|levels|别称|also-called|曾称|formerly|职能|functions|职能收录|functions-coverage|level|上级|superior|性质|nature|派出自|field-office-of|科室|offices|曾用名|former-names|设立|established|撤销|dissolved|编码|code|within|省直管|province-administered|已知|known-since|放假|off|上班|work|至|until|发证机关|共享|shared|自备|self-provided|电子证照|electronic|类型|行使权力|power|设定依据|establishing-basis|实施依据|implementing-basis|监管依据|supervisory-basis|实施机关|authority|行使层级|exercise-level|审批层级|decision-level|受理层级|acceptance-level|初审机关|preliminary-examiner|会同审批|jointly-with|监管主体|supervisor|服务对象|applicants|前置审批|prerequisites|结果|result|办件类型|case-type|审批模式|mode|协同方式|coordination|conditions|materials|limits|流程|flow|fees|中介服务|intermediary|到现场次数|visits|年检|annual-inspection|延续申请期限|renewal-lead|公开|public|生效|effective|取消|abolished|办理形式|channels|情形|situation|类别|完整|upper-list|事项|items|承诺|promise|牵头|lead|主体|配合|support|边界|boundary|从|from|to|批准|approved-by|公告|published|自|since|至期|权力|条文|provisions|受理|acceptance|法定|statutory|送达|delivery|初审|preliminary|值|value|由|by|别名|also-named|会同|starting|早于|before|限|only-for|仅|only|后于|after|阶段|stage|至多|at-most|届满前|before-expiry|原件|original|复印件|copy|容缺|deferrable|到场|on-site)%(\k|[(（]\k+[)）])@!/
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zsby%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm13,faduTerm13Separator skipwhite
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zscomplete-for%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm12,faduTerm12Separator skipwhite
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zsday-means%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm7,faduTerm7Separator skipwhite
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zsdeemed%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm9,faduTerm9Separator skipwhite
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zslimit%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm2,faduTerm2Separator skipwhite
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zsonly-for%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm13,faduTerm13Separator skipwhite
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zsstage%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm2,faduTerm2Separator skipwhite
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zsstarting%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm8,faduTerm8Separator skipwhite
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zs已核全%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm12,faduTerm12Separator skipwhite
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zs日%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm7,faduTerm7Separator skipwhite
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zs时限%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm2,faduTerm2Separator skipwhite
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zs由%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm13,faduTerm13Separator skipwhite
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zs自%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm8,faduTerm8Separator skipwhite
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zs逾期视为%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm9,faduTerm9Separator skipwhite
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zs阶段%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm2,faduTerm2Separator skipwhite
syntax match faduLabel contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zs限%(\k|[(（]\k+[)）])@!/ nextgroup=faduTerm13,faduTerm13Separator skipwhite

syntax match faduControl contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zs%(若|if|否则|else|循环|loop|结束|end)%(\k|[(（]\k+[)）])@!%(\s*[:：]\s*%(准予|granted|不予许可|refused|不予受理|not-accepted)%(\k|[(（]\k+[)）])@!)@=/
syntax match faduControl contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zs%(若|if|否则|else|循环|loop|结束|end)%(\k|[(（]\k+[)）])@!%(\s*[:：])@!/
syntax match faduProvision contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zs第\k+%([（(]\k+[）)]\k+)*\ze\s*[{｛]/
syntax match faduDeclaration /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zs%(法律文件|instrument|设定权|competence|职能|function|机关|organ|辖区|jurisdiction|日历|calendar|证照|document|目录事项|catalogue-item|事项|item|清单|list|一件事|bundle|职责|duty|划转|transfer|委托|entrustment|授权|delegation|下放|devolution|取消|abolition|调整适用|adjustment|引入|import)%(\k|[(（]\k+[)）])@!%(\s+\S)@=/ nextgroup=faduDeclared skipwhite
syntax match faduDeclared contained /\v\k+%([(（]\k*%([(（]\k*[)）]\k*)*[)）]\k*)*/

syntax match faduBracket /[(（)）]/
syntax match faduSeparator /[:：,，、;；]/

syntax region faduString matchgroup=faduQuote start=/"/ end=/"\|$/ oneline
syntax region faduString matchgroup=faduQuote start=/“/ end=/”\|$/ oneline
syntax region faduString matchgroup=faduQuote start=/「/ end=/」\|$/ oneline
syntax region faduTitle start=/《/ end=/》\|$/ oneline contains=faduTitle nextgroup=faduRemark
syntax match faduRemark contained /[(（][^()（）《》{}｛｝]*[)）]/ nextgroup=faduRemark

syntax match faduAnnotation /\v[@＠]%(允许|allow)%(\k|[(（]\k+[)）])@!/ nextgroup=faduArguments skipwhite
syntax region faduArguments contained start=/[(（]/ end=/[)）]/ end=/\ze[{}｛｝]/ contains=@faduValues,faduCode,faduComment
syntax match faduCode contained /\v\k@4<!\u+\d+%(\k|[(（]\k+[)）])@!/

syntax match faduComment +//.*$+ contains=faduExpectation,faduTodo,@Spell
syntax match faduDocumentation +///.*$+ contains=faduTodo,@Spell
syntax region faduComment start=+/\*+ end=+\*/+ contains=faduTodo,@Spell
syntax match faduExpectation contained /\v\/\/\zs\~[v^]?%(\s+\u+\d+)+\s*$/
syntax keyword faduTodo contained TODO FIXME 待核 待办

syntax cluster faduValues contains=faduName,faduNumber,faduDate,faduProvision,faduConstant,faduOperator,faduClause,faduSeparator,faduString,faduTitle
syntax cluster faduBlock contains=@faduValues,faduAnnotation,faduComment,faduDocumentation

" In some blocks the author names the entries: 材料, 流程, …
syntax region faduBlock matchgroup=faduBrace start=/[{｛]/ end=/[}｝]/ contains=@faduBlock,faduLabel,faduTerm,faduBlock,faduOpensEntries fold
syntax match faduOpensEntries contained /\v%(^|[{}｛｝;；]@3<=)%(\s*)@>\zs%(条文对照|renumbering|条件|conditions|材料|materials|流程|flow|收费|fees|中介服务|intermediary)\ze\s*[{｛]/ nextgroup=faduEntries skipwhite
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
