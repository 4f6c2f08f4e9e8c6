-- domlint in Neovim 0.7 and later, without other plugins:
--   vim.opt.runtimepath:append('/path/to/domlint/editor/neovim')
--   require('domlint').setup()
-- Of 0.11 and later, vim.lsp.config and vim.lsp.enable are used, so :checkhealth vim.lsp shows it.
local M = {}

local defaults = {
  cmd = { 'domlint', 'lsp' },
  filetypes = { 'xml' },
  -- target, arch, preset: as on the command line.
  settings = {},
  on_attach = nil,
  capabilities = nil,
}

local markers = { 'domlint.config.json', 'domlint.config.ts', 'domlint.config.js', 'domlint.config.mjs', '.git' }

-- The folder of the configuration or repository around a file; the file's own folder where there is none.
local function root_of(path)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  local current = folder
  while true do
    for _, marker in ipairs(markers) do
      local candidate = current .. '/' .. marker
      if vim.fn.filereadable(candidate) == 1 or vim.fn.isdirectory(candidate) == 1 then
        return current
      end
    end
    local parent = vim.fn.fnamemodify(current, ':h')
    if parent == current then
      return folder
    end
    current = parent
  end
end

-- One server a root, before Neovim kept them itself.
local clients = {}

local function start(options, buffer)
  local root = root_of(vim.api.nvim_buf_get_name(buffer))
  local config = {
    name = 'domlint',
    cmd = options.cmd,
    root_dir = root,
    on_attach = options.on_attach,
    capabilities = options.capabilities or vim.lsp.protocol.make_client_capabilities(),
    settings = { domlint = options.settings },
    init_options = options.settings,
  }
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  if clients[root] == nil or vim.lsp.get_client_by_id(clients[root]) == nil then
    clients[root] = vim.lsp.start_client(config)
  end
  if clients[root] ~= nil then
    vim.lsp.buf_attach_client(buffer, clients[root])
  end
end

function M.setup(given)
  local options = vim.tbl_deep_extend('force', defaults, given or {})
  if vim.lsp.config and vim.lsp.enable then
    vim.lsp.config('domlint', {
      cmd = options.cmd,
      filetypes = options.filetypes,
      root_markers = markers,
      on_attach = options.on_attach,
      capabilities = options.capabilities,
      settings = { domlint = options.settings },
      init_options = options.settings,
    })
    vim.lsp.enable('domlint')
    return
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('domlint', { clear = true }),
    pattern = options.filetypes,
    callback = function(event)
      start(options, event.buf)
    end,
  })
end

return M
