// How long an editor waits for the language server: a text is changed as one types, and checked and completed again.
import { spawn } from 'node:child_process'
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'

/** A guest of some 20 kB, with so many disks. */
function guestWithDisks(number, count = 60) {
  const disks = Array.from(
    { length: count },
    (_, n) => `    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2' cache='none' io='native' discard='unmap'/>
      <source file='/var/lib/libvirt/images/guest-${number}-${n}.qcow2'/>
      <target dev='sd${letters(n)}' bus='scsi'/>
      <address type='drive' controller='0' bus='0' target='${n}' unit='0'/>
    </disk>
`,
  ).join('')
  return `<domain type='kvm'>
  <name>guest-${number}</name>
  <uuid>8f4be6c2-5b0e-4a53-9d62-${number.toString(16).padStart(12, '0')}</uuid>
  <memory unit='KiB'>1048576</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch='x86_64' machine='pc-q35-9.0'>hvm</type>
  </os>
  <devices>
    <controller type='scsi' index='0' model='virtio-scsi'/>
${disks}  </devices>
</domain>
`
}

/** So many guests, in one document. */
function guestList(count) {
  return count === 1 ? guestWithDisks(0) : `<domains>\n${Array.from({ length: count }, (_, n) => guestWithDisks(n)).join('')}</domains>\n`
}

/** a, b ... z, aa, ab ... */
function letters(n) {
  return (n >= 26 ? letters(Math.floor(n / 26) - 1) : '') + String.fromCharCode(97 + (n % 26))
}

/**
 * Types into a document and gives the milliseconds that each check took in the server, and each completion until the answer was here.
 * @param {string} cli the built program
 * @param {number} guests in the document
 * @param {number} rounds
 */
export async function typing(cli, guests, rounds) {
  const child = spawn(process.execPath, [cli, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
  const checks = []
  connection.onNotification('$/logTrace', ({ message }) => checks.push(Number(/in ([\d.]+) ms/.exec(message)?.[1])))
  connection.listen()
  const capabilities = { textDocument: { diagnostic: {}, completion: { completionItem: { snippetSupport: true } } } }
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities, trace: 'messages' })
  await connection.sendNotification('initialized', {})
  const uri = 'untitled:web'
  const text = guestList(guests)
  const textDocument = { uri }
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'xml', version: 1, text } })
  // Between two disks of the first guest.
  const line = text.slice(0, text.indexOf('<disk ', 8000)).split('\n').length - 1
  const start = { line, character: 4 }
  const answers = []
  for (let round = 0; round < rounds; round++) {
    // A letter of a new element is typed, and taken back.
    const typed = round % 2 === 0 ? '<d' : ''
    const end = { line, character: round % 2 === 0 ? 4 : 6 }
    const contentChanges = [{ range: { start, end }, text: typed }]
    await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: round + 2 }, contentChanges })
    await connection.sendRequest('textDocument/diagnostic', { textDocument })
    const asked = performance.now()
    await connection.sendRequest('textDocument/completion', { textDocument, position: { line, character: 4 + typed.length } })
    answers.push(performance.now() - asked)
  }
  await connection.sendRequest('shutdown')
  await connection.sendNotification('exit')
  connection.dispose()
  return { bytes: text.length, checks, answers }
}
