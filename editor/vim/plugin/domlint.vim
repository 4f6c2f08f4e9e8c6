" domlint in Vim and Neovim with ALE: diagnostics, hover (:ALEHover), completion, :ALEGoToDefinition, :ALECodeAction.
"   set runtimepath+=/path/to/domlint/editor/vim
" Without ALE, :make checks the file and fills the quickfix list:
"   compiler domlint
if exists('g:loaded_domlint')
  finish
endif
let g:loaded_domlint = 1
let g:domlint_executable = get(g:, 'domlint_executable', 'domlint')
let g:domlint_settings = get(g:, 'domlint_settings', {})

function! s:Define() abort
  if exists('*ale#linter#Define') || !empty(globpath(&runtimepath, 'autoload/ale/linter.vim'))
    call ale#linter#Define('xml', {
    \ 'name': 'domlint',
    \ 'lsp': 'stdio',
    \ 'executable': {-> g:domlint_executable},
    \ 'command': '%e lsp',
    \ 'project_root': {buffer -> expand('#' . buffer . ':p:h')},
    \ 'lsp_config': {-> {'domlint': g:domlint_settings}},
    \ 'initialization_options': {-> g:domlint_settings},
    \})
    call ale#fix#registry#Add('domlint', 'domlint#Fix', ['xml'], 'Apply the safe fixes of domlint')
  endif
endfunction

augroup domlint
  autocmd!
  autocmd VimEnter * call s:Define()
augroup END
