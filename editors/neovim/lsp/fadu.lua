-- For Neovim 0.11 and newer: vim.lsp.enable('fadu').
return require('fadu').config()
