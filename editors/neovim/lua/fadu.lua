-- Starts `fadu lsp` for a buffer, with what the running Neovim offers (0.7 or newer).
local M = {}

-- Chinese, unless the messages of Neovim are in another language.
local function default_language()
  local messages = vim.env.LC_ALL or vim.env.LC_MESSAGES or vim.env.LANG or ''
  return (messages:match('^en')) and 'en' or 'zh'
end

M.settings = {
  --- The program and its arguments.
  cmd = { 'fadu', 'lsp' },
  --- Date as of which the law is read (YYYY-MM-DD); nil: what fadu.toml says, else today.
  as_of = nil,
  --- Language of the messages: 'zh' or 'en'.
  language = default_language(),
  --- Whether a server is started for every Fadu file.
  autostart = true,
}

--- The package that a file belongs to: the nearest directory above with a fadu.toml, else its own.
local function root_of(buffer)
  local directory = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':p:h')
  local config = vim.fn.findfile('fadu.toml', vim.fn.escape(directory, ' ,;*') .. ';')
  return config ~= '' and vim.fn.fnamemodify(config, ':p:h') or directory
end

--- What a client of the server is configured with; `options` overrides fields of vim.lsp's
--- ClientConfig. Also what lsp/fadu.lua gives to vim.lsp.config.
function M.config(options)
  return vim.tbl_deep_extend('force', {
    name = 'fadu',
    cmd = M.settings.cmd,
    filetypes = { 'fadu' },
    root_markers = { 'fadu.toml' },
    init_options = { lang = M.settings.language, asOf = M.settings.as_of },
    get_language_id = function(_, filetype)
      return filetype == 'markdown' and 'fadu-markdown' or filetype
    end,
  }, options or {})
end

local by_root = {} -- Ids of clients that this module started on a Neovim without vim.lsp.start.

--- Starts a server for the package of a buffer (default: the current one), or attaches the buffer
--- to the one that runs. `options` is as for `config`, with `bufnr`. Returns the client's id, or
--- nil when it cannot be started.
function M.start(options)
  options = vim.tbl_extend('force', {}, options or {})
  local buffer = options.bufnr or vim.api.nvim_get_current_buf()
  options.bufnr = nil
  local config = M.config(options)
  config.root_dir = config.root_dir or root_of(buffer)
  if vim.fn.executable(config.cmd[1]) == 0 then
    vim.notify_once(
      M.settings.language == 'zh' and ('找不到程序 ' .. config.cmd[1] .. '；用 require("fadu").setup 指定')
        or ('there is no program ' .. config.cmd[1] .. '; name it with require("fadu").setup'),
      vim.log.levels.WARN
    )
    return nil
  end
  if vim.lsp.start then
    return vim.lsp.start(config, { bufnr = buffer })
  end
  local id = by_root[config.root_dir]
  if not id or not vim.lsp.get_client_by_id(id) then
    id = vim.lsp.start_client(config)
    by_root[config.root_dir] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
  return id
end

--- Fills a buffer whose name is an address of the library (fadu-law:/…) with its text.
function M.read(buffer)
  local address = vim.api.nvim_buf_get_name(buffer):match('fadu%-law:/.*$')
  local clients = vim.lsp.get_clients and vim.lsp.get_clients({ name = 'fadu' })
    or vim.tbl_filter(function(client)
      return client.name == 'fadu'
    end, vim.lsp.get_active_clients())
  local client, answer = clients[1], nil
  if client then
    local method, params = 'fadu/text', { uri = address }
    if vim.fn.has('nvim-0.11') == 1 then
      answer = client:request_sync(method, params, 5000, buffer)
    else
      answer = client.request_sync(method, params, 5000, buffer)
    end
  end
  local text = answer and answer.result and answer.result.text
  vim.bo[buffer].modifiable = true
  if text then
    vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split((text:gsub('\n$', '')), '\n'))
  else
    vim.notify('fadu: ' .. address, vim.log.levels.ERROR)
  end
  vim.bo[buffer].buftype = 'nofile'
  vim.bo[buffer].swapfile = false
  vim.bo[buffer].modified = false
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].filetype = 'fadu'
end

--- A Fadu file was opened. Where vim.lsp.enable has taken over, vim.lsp.start finds its client.
function M.on_file(buffer)
  if M.settings.autostart and vim.bo[buffer].buftype == '' then
    M.start({ bufnr = buffer })
  end
end

--- Overrides fields of `settings`.
function M.setup(settings)
  M.settings = vim.tbl_extend('force', M.settings, settings or {})
end

return M
