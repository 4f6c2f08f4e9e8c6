import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver'
import { changeTitle, type SnapshotChange } from './snapshot-changes.js'
import { uriOfPath } from './uris.js'

/** Shows the page of a rule; its argument is the address. */
export const showPageCommand = 'domlint.showPage'

/** Tells what a guest would see change; its arguments are the document and the line of the `<domain>`. */
export const showChangesCommand = 'domlint.showSnapshotChanges'

/** Opens a page in the browser. */
export async function showPage({ window }: Connection, address: string): Promise<null> {
  await window.showDocument({ uri: address, external: true })
  return null
}

/** The most changes that fit in a message. */
const mostInMessage = 5

/**
 * Tells what a guest would see change: in a message, as a whole in the log, and by the record, at the line of the first change, where the
 * client can open it. Gives the report, one change a line.
 */
export async function showChanges(connection: Connection, change: SnapshotChange, opensFiles: boolean): Promise<string> {
  const { changes, guestName, recordPath } = change
  const lines = changes.map(({ message }) => message)
  const report = [`${guestName || 'the guest'}: ${changeTitle(change)}`, ...lines].join('\n')
  connection.console.info(report)
  const shown = lines.slice(0, mostInMessage).join('; ')
  const more = lines.length > mostInMessage ? `; ${lines.length - mostInMessage} more are in the log` : ''
  const message = `${changeTitle(change)}${shown === '' ? '' : `: ${shown}${more}`}`
  await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message })
  if (opensFiles) {
    const start = { line: Math.max((changes[0]?.recordLine ?? 1) - 1, 0), character: 0 }
    await connection.window.showDocument({ uri: uriOfPath(recordPath), takeFocus: true, selection: { start, end: start } })
  }
  return report
}
