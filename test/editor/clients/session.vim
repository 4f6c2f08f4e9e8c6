" A session with ALE: opens a domain, and writes down as JSON what the location list would show.
set nocompatible hidden
let &runtimepath = '/usr/share/vim-ale,' . $DOMLINT_CLIENT . ',' . &runtimepath
let g:ale_linters = {'xml': ['domlint']}
let g:domlint_executable = $DOMLINT_EXECUTABLE
filetype plugin on
runtime! plugin/ale.vim plugin/domlint.vim
doautocmd VimEnter
execute 'edit' fnameescape($DOMLINT_FILE)
set filetype=xml
ALELint
let s:rounds = 0
while empty(getloclist(0)) && s:rounds < 400
  sleep 50m
  let s:rounds += 1
endwhile
let s:found = map(getloclist(0), {_, item -> {'line': item.lnum, 'column': item.col, 'message': item.text}})
compiler domlint
let &makeprg = shellescape($DOMLINT_EXECUTABLE) . ' --format compact %:S'
silent make!
let s:made = map(filter(getqflist(), {_, item -> item.valid}), {_, item -> {'line': item.lnum, 'column': item.col, 'message': item.text}})
call writefile([json_encode({'found': s:found, 'made': s:made})], $DOMLINT_RESULTS)
qall!
