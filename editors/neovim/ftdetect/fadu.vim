autocmd BufNewFile,BufRead *.fadu setfiletype fadu
