// Stands for Visual Studio Code: loads the built extension with a module `vscode` that has what a client of a language server needs, opens one
// document, and prints as JSON what the editor would get. Arguments: the folder of the extension, the document.
'use strict'
const Module = require('node:module')
const { readFileSync } = require('node:fs')
const { join } = require('node:path')

const [, , folder, path] = process.argv
const seen = { providers: [], commands: [], diagnostics: [], errors: [] }
const disposable = { dispose() {} }
const event = () => disposable

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character })
  }
}

class Range {
  constructor(...places) {
    const [start, end] = places.length === 4 ? [new Position(places[0], places[1]), new Position(places[2], places[3])] : places
    Object.assign(this, { start, end })
  }
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity })
  }
}

class Uri {
  constructor(text) {
    Object.assign(this, { text, scheme: text.split(':')[0], path: text.replace(/^\w+:\/\//, ''), fsPath: text.replace(/^\w+:\/\//, '') })
  }
  toString() {
    return this.text
  }
  static parse(text) {
    return new Uri(text)
  }
  static file(path) {
    return new Uri(`file://${path}`)
  }
}

class Kind {
  constructor(value) {
    this.value = value
  }
  append(part) {
    return new Kind(this.value === '' ? part : `${this.value}.${part}`)
  }
}

class EventEmitter {
  #listeners = []
  event = (listener) => {
    this.#listeners.push(listener)
    return disposable
  }
  fire(value) {
    for (const listener of this.#listeners) listener(value)
  }
  dispose() {}
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: event }
  cancel() {}
  dispose() {}
}

const text = readFileSync(path, 'utf8')
const document = {
  uri: Uri.file(path),
  fileName: path,
  languageId: 'xml',
  version: 1,
  isClosed: false,
  lineCount: text.split('\n').length,
  getText: () => text,
}
const complain = (message) => seen.errors.push(String(message))
const channel = {
  append() {},
  appendLine() {},
  trace() {},
  debug() {},
  info() {},
  warn: complain,
  error: complain,
  show() {},
  dispose() {},
}

/** An object of the interface whose other events never happen, and whose other functions do nothing. */
const quiet = (known, other = () => undefined) =>
  new Proxy(known, {
    get: (target, name) => (name in target ? target[name] : /^on[A-Z]/.test(String(name)) ? event : other(String(name))),
  })

const known = {
  __esModule: true,
  version: '1.91.0',
  Position,
  Range,
  Diagnostic,
  Uri,
  EventEmitter,
  CancellationTokenSource,
  CodeActionKind: Object.assign(Kind, { Empty: new Kind(''), QuickFix: new Kind('quickfix'), Source: new Kind('source') }),
  Disposable: { from: (...all) => ({ dispose: () => all.map((one) => one.dispose()) }) },
  workspace: quiet(
    {
      textDocuments: [document],
      notebookDocuments: [],
      workspaceFolders: undefined,
      isTrusted: true,
      getConfiguration: () => ({ get: (_, standard) => standard }),
      getWorkspaceFolder() {},
      createFileSystemWatcher: () => ({ onDidCreate: event, onDidChange: event, onDidDelete: event, dispose() {} }),
    },
    (name) => (name.startsWith('register') ? () => disposable : undefined),
  ),
  window: quiet(
    {
      activeTextEditor: { document },
      visibleTextEditors: [{ document }],
      visibleNotebookEditors: [],
      state: { focused: true },
      tabGroups: quiet({ all: [], activeTabGroup: {} }),
      createOutputChannel: () => quiet(channel),
      showErrorMessage: async (message) => complain(message),
    },
    () => async () => undefined,
  ),
  languages: quiet(
    {
      match: () => 10,
      createDiagnosticCollection: () => ({
        set: (uri, diagnostics) => seen.diagnostics.push({ uri: uri.toString(), diagnostics }),
        has: () => false,
        delete() {},
        clear() {},
        dispose() {},
      }),
    },
    (name) => () => {
      seen.providers.push(name)
      return disposable
    },
  ),
  commands: {
    registerCommand(name) {
      seen.commands.push(name)
      return disposable
    },
    executeCommand: async () => undefined,
  },
  env: { appName: 'a stand-in', language: 'en', openExternal: async () => true },
  extensions: { all: [], getExtension() {} },
}

/** Classes that are only extended, and lists of names. */
const made = new Map()
const rest = new Proxy(
  {},
  {
    get(_, name) {
      if (typeof name !== 'string') return undefined
      const isList = /(Kind|Severity|Tag|Reason|Trigger|Level|Location|State|Type|Mode|Status|Format)$/.test(name)
      if (!made.has(name)) made.set(name, isList ? new Proxy({}, { get: (_, member) => String(member) }) : class {})
      return made.get(name)
    },
  },
)
const vscode = Object.assign(Object.create(rest), known)
const load = Module._load
Module._load = (request, ...more) => (request === 'vscode' ? vscode : load(request, ...more))

const extension = require(join(folder, 'dist/extension.cjs'))

async function drive() {
  await extension.activate({ subscriptions: [], asAbsolutePath: (name) => join(folder, name) })
  for (let rounds = 0; rounds < 1000 && seen.diagnostics.length === 0; rounds++) await new Promise((resolve) => setTimeout(resolve, 20))
  await extension.deactivate()
}

drive()
  .catch((error) => complain(error?.stack ?? error))
  .finally(() => {
    process.stdout.write(JSON.stringify(seen), () => process.exit(0))
  })
