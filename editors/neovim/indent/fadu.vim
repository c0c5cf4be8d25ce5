" Fadu 法度: a level for every open block; a list that goes on after its comma stands further in.
if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=FaduIndent(v:lnum)
setlocal indentkeys=0{,0},!^F,o,O
setlocal nosmartindent
let b:undo_indent = 'setlocal indentexpr< indentkeys< smartindent<'

if exists('*FaduIndent')
  finish
endif

" The line with X for quoted texts and titles and without comments, none of which opens a block.
function s:Code(number) abort
  let l:line = substitute(getline(a:number), '"[^"]*"\|“[^”]*”\|「[^」]*」\|《[^》]*》', 'X', 'g')
  return substitute(l:line, '/\*.\{-}\*/\|//.*$', '', 'g')
endfunction

" How many more blocks are open at the end of a line than where it begins. Closing braces that begin
" it do not count: they have taken the indent of their line back already.
function s:Opened(code) abort
  let l:rest = substitute(a:code, '^\s*\%([}｝]\s*\)\+', '', '')
  return len(substitute(l:rest, '[^{｛]', '', 'g')) - len(substitute(l:rest, '[^}｝]', '', 'g'))
endfunction

function FaduIndent(number) abort
  let l:previous = prevnonblank(a:number - 1)
  if l:previous == 0
    return 0
  endif
  let l:code = s:Code(l:previous)
  let l:indent = indent(l:previous) + s:Opened(l:code) * shiftwidth()
  let l:before = prevnonblank(l:previous - 1)
  let l:continued = '[:：,，、]\s*$'
  if l:code =~# l:continued
    if l:before == 0 || s:Code(l:before) !~# l:continued
      let l:indent += 2 * shiftwidth()
    endif
  elseif l:before > 0 && s:Code(l:before) =~# l:continued && l:code !~# '[{｛]\s*$'
    let l:indent -= 2 * shiftwidth()
  endif
  if getline(a:number) =~# '^\s*[}｝]'
    let l:indent -= shiftwidth()
  endif
  return max([l:indent, 0])
endfunction
