" Fadu 法度: what holds before any file is open.
if exists('g:loaded_fadu')
  finish
endif
let g:loaded_fadu = 1

" Literate files stay Markdown; their fenced blocks are coloured.
let g:markdown_fenced_languages = get(g:, 'markdown_fenced_languages', [])
if index(g:markdown_fenced_languages, 'fadu') < 0
  let g:markdown_fenced_languages += ['fadu']
endif

augroup fadu
  autocmd!
  " The texts of the library of law are no files; the server has them. An address with one slash is
  " taken for a relative path and gets the directory in front.
  autocmd BufReadCmd fadu-law:/*,*/fadu-law:/* call v:lua.require'fadu'.read(str2nr(expand('<abuf>')))
  autocmd FileType fadu call v:lua.require'fadu'.on_file(str2nr(expand('<abuf>')))
  autocmd BufNewFile,BufRead *.fadu.md call v:lua.require'fadu'.on_file(str2nr(expand('<abuf>')))
augroup END
