import { isAbsolute, join } from 'node:path'
import { commands, type ExtensionContext, window, workspace } from 'vscode'
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node'

let client: LanguageClient | undefined

/** Starts domlint's language server; all else it does itself. */
export async function activate(context: ExtensionContext): Promise<void> {
  client = new LanguageClient('domlint', 'domlint', serverOptions(context), {
    documentSelector: [{ language: 'xml' }, { pattern: '**/*.xml.*' }],
    synchronize: { configurationSection: 'domlint' },
  })
  context.subscriptions.push(
    commands.registerCommand('domlint.restart', () => client?.restart()),
    commands.registerCommand('domlint.fixAll', fixAll),
  )
  await client.start()
}

/** Ends the server. */
export async function deactivate(): Promise<void> {
  await client?.stop()
}

/** The server in the extension, run by the editor's own Node, or the program that the user names. */
function serverOptions(context: ExtensionContext): ServerOptions {
  const path = workspace.getConfiguration('domlint').get('path', '').trim()
  if (path === '') return { module: context.asAbsolutePath(join('server', 'cli.cjs')), args: ['lsp'], transport: TransportKind.stdio }
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath
  const command = isAbsolute(path) || folder === undefined || !path.includes('/') ? path : join(folder, path)
  return { command, args: ['lsp'], transport: TransportKind.stdio }
}

async function fixAll(): Promise<void> {
  if (!window.activeTextEditor) return
  await commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.domlint', apply: 'first' })
}
