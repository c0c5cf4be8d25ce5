" Fadu 法度
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal commentstring=//\ %s
setlocal comments=s1:/*,mb:*,ex:*/,:///,://
setlocal formatoptions-=t formatoptions+=croqlmB
" Names: letters, digits, _ - . · ~ and, always, ideographs.
setlocal iskeyword=@,48-57,_,-,.,126,183,192-255
setlocal matchpairs+=（:）,｛:｝,《:》,「:」,“:”
setlocal expandtab shiftwidth=2 softtabstop=2
setlocal suffixesadd=.fadu

let b:undo_ftplugin = 'setlocal commentstring< comments< formatoptions< iskeyword< matchpairs<'
      \ . ' expandtab< shiftwidth< softtabstop< suffixesadd<'
