" gongbao.vim: :compiler gongbao，然后:make；当前文件所在的文件夹是本期文件夹。
if exists('current_compiler')
  finish
endif
let current_compiler = 'gongbao'
let s:cpo_before = &cpoptions
set cpoptions&vim " continued lines
if exists(':CompilerSet') != 2
  command -nargs=* CompilerSet setlocal <args>
endif

CompilerSet makeprg=gongbao\ check\ %:p:h:S
CompilerSet errorformat=
      \%E%f:%l:%c:\ 错误:\ %m,%W%f:%l:%c:\ 警告:\ %m,%I%f:%l:%c:\ 说明:\ %m,
      \%E%f:%l:%c:\ 错%*[0-9a-f-]:\ %m,%W%f:%l:%c:\ 疑%*[0-9a-f-]:\ %m,%I%f:%l:%c:\ 注意%*[0-9a-f-]:\ %m,
      \%E%f:%l:%c:\ error:\ %m,%W%f:%l:%c:\ warning:\ %m,%I%f:%l:%c:\ note:\ %m,
      \%E%f:%l:%c:\ E%*[0-9a-f-]:\ %m,%W%f:%l:%c:\ W%*[0-9a-f-]:\ %m,%I%f:%l:%c:\ I%*[0-9a-f-]:\ %m,
      \%-G%.%#

" 列是第几个字，Vim要第几个字节。
function! s:Bytes(item) abort
  let l:lines = a:item.bufnr > 0 ? readfile(bufname(a:item.bufnr), '', a:item.lnum) : []
  if len(l:lines) == a:item.lnum && a:item.col > 0
    let a:item.col = byteidx(l:lines[-1], a:item.col - 1) + 1
  endif
  return a:item
endfunction

augroup gongbao
  autocmd!
  autocmd QuickFixCmdPost make call setqflist(map(getqflist(), 's:Bytes(v:val)'), 'r')
augroup END

let &cpoptions = s:cpo_before
unlet s:cpo_before
