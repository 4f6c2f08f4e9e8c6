/** The look of the pictures, on light and on dark pages. Plain rules, since not every viewer knows variables. */
export const svgStyle = `
text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#1f2328;white-space:pre}
.page{fill:#ffffff}
.title{font-size:20px;font-weight:bold}
.panel{fill:#f6f8fa;stroke:#afb8c1}
.inner{fill:#ffffff;stroke:#d0d7de}
.implied{stroke-dasharray:4 3}
.wire{stroke:#0969da;stroke-width:1.5;fill:none}
.bold{font-weight:bold}
.place{fill:#0969da}
.detail{fill:#57606a}
.quiet{fill:#6e7781;font-style:italic}
.storage{fill:#8250df}
.network{fill:#1a7f37}
.display{fill:#bf3989}
.input{fill:#0969da}
.host{fill:#bc4c00}
.board{fill:#6e7781}
.row-added{fill:#dafbe1;stroke:#1a7f37}
.row-removed{fill:#ffebe9;stroke:#cf222e}
.row-changed{fill:#fff8c5;stroke:#9a6700}
.added{fill:#116329;font-weight:bold}
.removed{fill:#a40e26;font-weight:bold}
.changed{fill:#7d4e00;font-weight:bold}
.gone{text-decoration:line-through}
@media (prefers-color-scheme:dark){
text{fill:#e6edf3}
.page{fill:#0d1117}
.panel{fill:#161b22;stroke:#3d444d}
.inner{fill:#0d1117;stroke:#30363d}
.wire{stroke:#388bfd}
.place{fill:#79c0ff}
.detail{fill:#9198a1}
.quiet{fill:#8b949e}
.storage{fill:#bc8cff}
.network{fill:#3fb950}
.display{fill:#f778ba}
.input{fill:#58a6ff}
.host{fill:#f0883e}
.board{fill:#8b949e}
.row-added{fill:#12261e;stroke:#3fb950}
.row-removed{fill:#2d1618;stroke:#f85149}
.row-changed{fill:#272115;stroke:#d29922}
.added{fill:#7ee787}
.removed{fill:#ffa198}
.changed{fill:#e3b341}
}
`

/** A sign for a kind of devices: its class, and its outline in a square of 12. */
export interface Icon {
  readonly className: string
  readonly path: string
}

const storage: Icon = { className: 'storage', path: 'M1 3a5 2 0 0 1 10 0v6a5 2 0 0 1-10 0zm1 2.4v1a4 1.3 0 0 0 8 0v-1a5 2 0 0 1-8 0z' }
const network: Icon = { className: 'network', path: 'M4 1h4v3H6.6v2H10v2h1v3H7V8h1.8V7.2H3.2V8H5v3H1V8h1V6h3.4V4H4z' }
const display: Icon = { className: 'display', path: 'M1 2h10v7H7v1h2v1H3v-1h2V9H1zm1.2 1.2v4.6h7.6V3.2z' }
const input: Icon = { className: 'input', path: 'M5.3 1h1.4v3.2h1.8v-1h1.6v2.4h-3.4v2.5a1.5 1.5 0 1 1-1.4 0V6.6H1.9V4.2h1.6v1h1.8z' }
const host: Icon = { className: 'host', path: 'M1 4.6h5V2l5 4-5 4V7.4H1z' }
const controller: Icon = { className: 'input', path: 'M1 5h2.5V2H11v3H7.5v2H11v3H3.5V7H1z' }
const board: Icon = {
  className: 'board',
  path: 'M3 3h6v6H3zM4 1h1v1H4zm3 0h1v1H7zM4 10h1v1H4zm3 0h1v1H7zM1 4h1v1H1zm0 3h1v1H1zm9-3h1v1h-1zm0 3h1v1h-1z',
}

const icons: ReadonlyMap<string, Icon> = new Map([
  ['disk', storage],
  ['filesystem', storage],
  ['nvram', storage],
  ['pstore', storage],
  ['interface', network],
  ['vsock', network],
  ['video', display],
  ['sound', display],
  ['input', input],
  ['hub', input],
  ['redirdev', input],
  ['smartcard', input],
  ['hostdev', host],
  ['shmem', host],
  ['controller', controller],
])

/** The sign of a device, by the name of its element. */
export function iconOf(element: string | undefined): Icon {
  return icons.get(element ?? '') ?? board
}
