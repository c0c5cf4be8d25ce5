-- Run by neovim.sh in a headless Neovim with the plugin on its runtime path: a line a check, then the
-- sums.
-- FADU_TEST_ROOT is the project, FADU_TEST_DIR a directory for files of the test.
local root = vim.env.FADU_TEST_ROOT
local directory = vim.env.FADU_TEST_DIR
local passed, failed = 0, 0

local function check(name, condition, found)
  if condition then
    passed = passed + 1
    print('ok    ' .. name)
  else
    failed = failed + 1
    print('FAIL  ' .. name .. (found ~= nil and ': ' .. vim.inspect(found) or ''))
  end
end

local function equal(name, found, expected)
  check(name, vim.deep_equal(found, expected), found)
end

--- Opens a new file of the package in `directory`.
local function open(name, lines)
  local path = directory .. '/' .. name
  vim.fn.writefile(lines, path)
  vim.cmd('edit! ' .. vim.fn.fnameescape(path))
end

--- The syntax group at the nth occurrence of a word.
local function group_at(line, word, nth)
  local at = 0
  for _ = 1, nth or 1 do
    at = vim.fn.getline(line):find(word, at + 1, true)
  end
  return vim.fn.synIDattr(vim.fn.synID(line, at, 1), 'name')
end

vim.cmd('filetype plugin indent on')
vim.cmd('syntax on')
vim.cmd('runtime! plugin/fadu.vim')
local fadu = require('fadu')
fadu.setup({ autostart = false })

-- Files and buffers

local text = {
  '/// 说明', -- 1
  '@允许(TIM001, "文号", 至 2026-12-31)',
  '事项 集市开办许可（变更）: 集市开办许可 {',
  '  类型: 行政许可 // 注释',
  '  设定依据: 《清江省集市管理条例》（2019年修正）第八条第一款, art. 9(1)', -- 5
  '  服务对象: 企业 或 类型, 𠮷野家（时限）',
  '  时限 { 承诺: 3～5个工作日; 受理: 当场; 送达: 10 working-days }',
  '  材料 {',
  '    时限: 原件 1 份, 自备                 //~ TIM001',
  '  }', -- 10
  '  流程 {',
  '    受理: 许可科, 后于 受理, 阶段 审查',
  '    若 核查 "需要" { 结束: 不予受理 } 否则 { 结束: 许可科 }',
  '  }',
  '  实施机关: "没有闭合', -- 15
  '  实施单位: 类型',
  '}',
  '法律文件 《甲》 { 第九条 { 时限 决定: 15 日, 自 受理 } 日: 工作日 }',
}
open('甲.fadu', text)
equal('a .fadu file has the file type', vim.bo.filetype, 'fadu')
equal('comments', vim.bo.commentstring, '// %s')
equal('two columns a level', vim.fn.shiftwidth(), 2)
vim.fn.cursor(4, 3)
equal('a name is a word', vim.fn.expand('<cword>'), '类型')

for _, case in ipairs({
  { 1, '说明', 'faduDocumentation' },
  { 2, '@允许', 'faduAnnotation' },
  { 2, 'TIM001', 'faduCode' },
  { 2, '文号', 'faduString' },
  { 2, '至', 'faduClause' },
  { 2, '2026', 'faduDate' },
  { 3, '事项', 'faduDeclaration' },
  { 3, '集市开办许可（变更）', 'faduDeclared' },
  { 3, '变更', 'faduDeclared' },
  { 4, '类型', 'faduLabel' },
  { 4, '行政许可', 'faduTerm' },
  { 4, '注释', 'faduComment' },
  { 5, '清江省', 'faduTitle' },
  { 5, '2019', 'faduRemark' },
  { 5, '第八条', 'faduProvision' },
  { 5, 'art.', 'faduProvision' },
  { 6, '或', 'faduOperator' },
  { 6, '类型', 'faduBlock' },
  { 6, '时限', 'faduName' },
  { 7, '时限', 'faduLabel' },
  { 7, '3', 'faduNumber' },
  { 7, '个工作日', 'faduUnit' },
  { 7, '受理', 'faduLabel' },
  { 7, '当场', 'faduConstant' },
  { 7, 'working', 'faduUnit' },
  { 8, '材料', 'faduOpensEntries' },
  { 9, '时限', 'faduEntry' },
  { 9, '原件', 'faduClause' },
  { 9, '份', 'faduUnit' },
  { 9, 'TIM001', 'faduExpectation' },
  { 12, '受理', 'faduEntry' },
  { 12, '后于', 'faduClause' },
  { 12, '受理', 'faduEntries', 2 },
  { 12, '阶段', 'faduClause' },
  { 13, '若', 'faduControl' },
  { 13, '结束', 'faduControl' },
  { 13, '不予受理', 'faduConstant' },
  { 13, '否则', 'faduControl' },
  { 13, '结束', 'faduEntry', 2 },
  { 15, '没有闭合', 'faduString' },
  { 16, '实施单位', 'faduBlock' },
  { 17, '}', 'faduBrace' },
  { 18, '法律文件', 'faduDeclaration' },
  { 18, '第九条', 'faduProvision' },
  { 18, '自', 'faduClause' },
}) do
  local line, word, expected, nth = unpack(case)
  equal(('line %d: %s is %s'):format(line, word, expected), group_at(line, word, nth), expected)
end
for _, case in ipairs({ { 12, '审查' }, { 18, '决定' }, { 18, '受理' }, { 18, '工作日' } }) do
  local id = vim.fn.synID(case[1], vim.fn.getline(case[1]):find(case[2], 1, true), 1)
  local shown = vim.fn.synIDattr(vim.fn.synIDtrans(id), 'name')
  equal(('line %d: %s is a constant'):format(case[1], case[2]), shown, 'Constant')
end

vim.cmd('normal! gg=G')
equal('what is indented well stays', vim.fn.getline(1, '$'), text)
vim.cmd([[silent %s/^\s\+//]])
vim.cmd('normal! gg=G')
equal('lost indents come back', vim.fn.getline(1, '$'), text)
open('乙.fadu', { '' })
vim.cmd([[execute "normal! i事项 甲 {\<CR>前置审批: 乙,\<CR>丙\<CR>时限 {\<CR>承诺: 5 工作日\<CR>}\<CR>}\<CR>"]])
equal('indents while typing', vim.fn.getline(1, '$'), {
  '事项 甲 {',
  '  前置审批: 乙,',
  '      丙',
  '  时限 {',
  '    承诺: 5 工作日',
  '  }',
  '}',
  '',
})

for _, path in ipairs(vim.fn.glob(root .. '/corpus/**/*.fadu', true, true)) do
  vim.cmd('edit! ' .. vim.fn.fnameescape(path))
  local before = vim.fn.getline(1, '$')
  vim.cmd('silent normal! gg=G')
  check('the indents of ' .. path:sub(#root + 2), vim.deep_equal(before, vim.fn.getline(1, '$')))
  vim.cmd('bwipeout!')
end

open('说明.fadu.md', { '# 说明', '', '```fadu', '事项 甲 {', '  类型: 行政许可', '}', '```' })
equal('a literate file is Markdown', vim.bo.filetype, 'markdown')
equal('its blocks are coloured', group_at(4, '事项'), 'faduDeclaration')
equal('labels in its blocks', group_at(5, '类型'), 'faduLabel')

-- The server

local log = directory .. '/messages'
vim.env.FADU_TEST_LOG = log
vim.fn.writefile({}, log)
local function logged(method)
  local messages
  vim.wait(5000, function()
    messages = {}
    for _, line in ipairs(vim.fn.readfile(log)) do
      local message = vim.fn.json_decode(line)
      if message.method == method then
        table.insert(messages, message.params)
      end
    end
    return #messages > 0
  end, 20)
  return messages
end

vim.fn.writefile({ 'name = "试"' }, directory .. '/fadu.toml')
fadu.setup({ cmd = { 'node', root .. '/tests/editors/server.js' }, as_of = '2026-01-01', language = 'zh', autostart = true })
vim.cmd('edit! ' .. vim.fn.fnameescape(directory .. '/甲.fadu'))
local id = fadu.start()
check('a server starts', id ~= nil)
local initialize = logged('initialize')[1] or {}
equal('it is told date and language', initialize.initializationOptions, { asOf = '2026-01-01', lang = 'zh' })
equal('its root is the package', initialize.rootUri, vim.uri_from_fname(directory))
local opened = (logged('textDocument/didOpen')[1] or {}).textDocument or {}
equal('it is given the file', opened.uri, vim.uri_from_fname(directory .. '/甲.fadu'))
equal('as Fadu', opened.languageId, 'fadu')
vim.cmd('edit! ' .. vim.fn.fnameescape(directory .. '/乙.fadu'))
equal('a package has one server', fadu.start(), id)

for _, address in ipairs({ 'fadu-law:/laws/甲.fadu', 'fadu-law:///laws/甲.fadu' }) do
  vim.api.nvim_set_current_buf(vim.uri_to_bufnr(address))
  equal(address .. ' has its text', vim.fn.getline(1, '$'), { '// ' .. address, '法律文件 《甲》 { }' })
  equal(address .. ' is Fadu', vim.bo.filetype, 'fadu')
  check(address .. ' is read-only', not vim.bo.modifiable)
end

fadu.setup({ cmd = { directory .. '/no-such-program' } })
vim.notify_once = function() end
equal('a program that is missing is no error', fadu.start(), nil)

print(('%d passed, %d failed'):format(passed, failed))
vim.cmd(failed == 0 and 'qall!' or 'cquit!')
