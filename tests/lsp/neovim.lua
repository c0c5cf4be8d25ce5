-- A real editor: Neovim opens texts with everything that makes columns hard, and what it highlights,
-- shows, jumps to and changes is looked at. Run by neovim.sh; FADU is the program, WORK a directory.
local program = assert(os.getenv('FADU'))
local work = assert(os.getenv('WORK'))
local failed = 0
local count = 0

local function expect(what, found, expected)
    count = count + 1
    if not vim.deep_equal(found, expected) then
        failed = failed + 1
        print(('FAIL  %s: %s, expected %s'):format(what, vim.inspect(found), vim.inspect(expected)))
    end
end

local law = [[
辖区 清江省 { 编码: "990000" }
辖区 青山县 { 编码: "999001"; 上级: 清江省; 省直管 }
职能 集市主管部门 { 层级: 县以上 }
机关 青山县集市管理局: 集市主管部门 { 辖区: 青山县 }
法律文件 《清江省集市管理条例》 {
  位阶: 省级地方性法规; 制定机关: 清江省人民代表大会常务委员会; 辖区: 清江省
  施行: 2021-07-01; 条数: 36; 收录: 全文
  第八条 { 设定 集市开办许可: 行政许可, 由 集市主管部门, 层级 县 }
  第十一条 { 时限 决定: 15 工作日 }
}
事项 集市开办许可 {
  类型: 行政许可
  设定依据: 《清江省集市管理条例》第八条
  实施机关: 青山县集市管理局
  监管主体: 青山县集市管理局
  时限 { BEFORE承诺: 25 工作日 }
}
]]

local client_id = nil
local function start()
    client_id = assert(vim.lsp.start_client({
        name = 'fadu',
        cmd = { program, 'lsp', '--as-of', '2026-11-21' },
        root_dir = work,
    }))
end

--- Opens a file with these bytes and waits for its diagnostics.
local function open(name, text)
    local path = work .. '/' .. name
    local file = assert(io.open(path, 'wb'))
    file:write(text)
    file:close()
    vim.cmd('edit ' .. vim.fn.fnameescape(path))
    local buffer = vim.api.nvim_get_current_buf()
    vim.lsp.buf_attach_client(buffer, client_id)
    vim.wait(20000, function() return #vim.diagnostic.get(buffer) > 0 end, 20)
    return buffer
end

--- What a diagnostic highlights, taken from the buffer by its bytes.
local function highlighted(buffer, diagnostic)
    return table.concat(vim.api.nvim_buf_get_text(buffer, diagnostic.lnum, diagnostic.col,
        diagnostic.end_lnum, diagnostic.end_col, {}), '\n')
end

--- Puts the cursor where something stands, which may begin with `\zs` after what goes before it.
local function move_to(what)
    vim.fn.cursor(1, 1)
    assert(vim.fn.search('\\V' .. what, 'cW') > 0, what)
end

local function ask(method, buffer)
    local parameters = vim.lsp.util.make_position_params(0, 'utf-16')
    local answers = assert(vim.lsp.buf_request_sync(buffer, method, parameters, 20000))
    return answers[client_id].result
end

start()

for name, variant in pairs({
    plain = { '', '\n', '' },
    surrogates = { '/* 𠮷𠮷 */ ', '\n', '' },
    tabs = { '\t/*\t*/\t', '\n', '' },
    combining = { '/* e\u{301} “…” */ ', '\n', '' },
    crlf = { '/* 𠮷 */ ', '\r\n', '' },
    mark = { '/* 𠮷 */ ', '\n', '\u{FEFF}' },
    markcrlf = { '\t', '\r\n', '\u{FEFF}' },
}) do
    local text = variant[3] .. law:gsub('BEFORE', variant[1]):gsub('\n', variant[2])
    local buffer = open('文件 ' .. name .. '.fadu', text)
    local found = vim.tbl_map(function(diagnostic)
        return { diagnostic.code, highlighted(buffer, diagnostic), diagnostic.source }
    end, vim.diagnostic.get(buffer))
    expect(name, found, { { 'TIM001', '25 工作日', 'fadu' } })
end

-- Hover, definition.
local buffer = open('a.fadu', (law:gsub('BEFORE', '/* 𠮷 */ ')))
move_to('实施机关: \\zs青山县集市管理局')
local hover = ask('textDocument/hover', buffer)
expect('hover', hover and hover.contents.value:find('青山县集市管理局', 1, true) ~= nil, true)
move_to('实施机关: 青山县\\zs集市管理局')
vim.lsp.buf.definition()
vim.wait(20000, function() return vim.fn.line('.') == 4 end, 20)
expect('definition', { vim.fn.line('.'), vim.fn.matchstr(vim.fn.getline('.'), '\\%' .. vim.fn.col('.') .. 'c\\S*\\ze:') },
    { 4, '青山县集市管理局' })

-- A code action is applied to the buffer; the finding goes away while the file stays as it was.
move_to('25 工作日')
local parameters = vim.lsp.util.make_range_params(0, 'utf-16')
parameters.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(buffer) }
local actions = assert(vim.lsp.buf_request_sync(buffer, 'textDocument/codeAction', parameters, 20000))[client_id].result
expect('actions', #actions > 0, true)
vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
expect('edit', vim.fn.getline(16), '  时限 { /* 𠮷 */ 承诺: 15 工作日 }')
vim.wait(20000, function() return #vim.diagnostic.get(buffer) == 0 end, 20)
expect('repaired', #vim.diagnostic.get(buffer), 0)

-- Typing: incremental changes with a character beyond U+FFFF before the cursor.
vim.api.nvim_buf_set_text(buffer, 15, 0, 15, 0, { '/* 𠮷', '𠮷 */' })
move_to('承诺: \\zs15 工作日')
vim.cmd('silent normal! cw30')
vim.wait(20000, function() return #vim.diagnostic.get(buffer) > 0 end, 20)
expect('typed', vim.tbl_map(function(diagnostic) return highlighted(buffer, diagnostic) end,
    vim.diagnostic.get(buffer)), { '30 工作日' })
move_to('承诺: \\zs30')
vim.cmd('silent normal! cw9')
vim.wait(20000, function() return #vim.diagnostic.get(buffer) == 0 end, 20)
expect('typed again', #vim.diagnostic.get(buffer), 0)

-- A clean stop.
local client = vim.lsp.get_client_by_id(client_id)
client.stop()
expect('stopped', vim.wait(20000, function() return client.is_stopped() end, 20), true)

print(('%d checks, %d failed'):format(count, failed))
vim.cmd(failed == 0 and 'qall!' or 'cquit 1')
