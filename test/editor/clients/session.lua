-- A session in a real Neovim: opens a domain, and writes down as JSON what the user would see. Named by the environment: the command of
-- the server, the file, and where the results go.
local results = {}
require('domlint').setup({ cmd = vim.json.decode(vim.env.DOMLINT_COMMAND) })

local function fail(message)
  results.failure = message
  vim.fn.writefile({ vim.json.encode(results) }, vim.env.DOMLINT_RESULTS)
  vim.cmd('cquit')
end

local function wait_for(what, condition)
  if not vim.wait(20000, condition, 20) then
    fail('waited in vain for ' .. what)
  end
end

-- The first answer of the server at a place; line and column count from 0.
local function ask(method, line, column, more)
  local parameters = vim.tbl_extend('force', {
    textDocument = { uri = vim.uri_from_bufnr(0) },
    position = { line = line, character = column },
  }, more or {})
  local answers, problem = vim.lsp.buf_request_sync(0, method, parameters, 10000)
  if not answers then
    fail(method .. ': ' .. tostring(problem))
  end
  for _, answer in pairs(answers) do
    return answer.result
  end
end

local function diagnostics()
  return vim.tbl_map(function(found)
    return { line = found.lnum, column = found.col, code = found.code, message = found.message }
  end, vim.diagnostic.get(0))
end

local function session()
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.DOMLINT_FILE))
  vim.bo.filetype = 'xml'
  wait_for('diagnostics', function()
    return #vim.diagnostic.get(0) > 0
  end)
  results.before = diagnostics()

  local function place_of(text)
    for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
      local column = line:find(text, 1, true)
      if column then
        return number - 1, column - 1
      end
    end
    fail('the text is not there: ' .. text)
  end

  local line, column = place_of('vcpu')
  results.hover = ask('textDocument/hover', line, column).contents.value

  line, column = place_of("bus='")
  local completed = ask('textDocument/completion', line, column + 5)
  results.completion = vim.tbl_map(function(item)
    return item.label
  end, completed.items or completed)

  line, column = place_of('1048576')
  local actions = ask('textDocument/codeAction', 0, 0, {
    range = { start = { line = line, character = column }, ['end'] = { line = line, character = column } },
    context = { diagnostics = {}, only = { 'quickfix' } },
  })
  results.actions = vim.tbl_map(function(action)
    return action.title
  end, actions)
  vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
  results.fixed = vim.api.nvim_buf_get_lines(0, line, line + 1, false)[1]
  local known = #results.before
  wait_for('fewer diagnostics', function()
    return #vim.diagnostic.get(0) < known
  end)
  results.after = diagnostics()

  -- While typing: an element that is not closed.
  vim.api.nvim_buf_set_lines(0, line, line, false, { '  <colour' })
  wait_for('diagnostics of a broken text', function()
    for _, found in ipairs(vim.diagnostic.get(0)) do
      if found.code == 'xml/well-formed' then
        return true
      end
    end
    return false
  end)
  vim.fn.writefile({ vim.json.encode(results) }, vim.env.DOMLINT_RESULTS)
  vim.cmd('qall!')
end

local worked, problem = xpcall(session, debug.traceback)
if not worked then
  fail(problem)
end
