if exists('current_compiler')
  finish
endif
let current_compiler = 'domlint'
CompilerSet makeprg=domlint\ --format\ compact\ %:S
CompilerSet errorformat=%f:%l:%c:\ %t%*[^:]:\ %m
