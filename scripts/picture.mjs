// Draws docs/domlint.svg: what the built program says about an example, as a terminal shows it.
// With --check it only says whether the picture in the repository is what would be drawn.
// @ts-check
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const words = ['--format', 'pretty', 'examples/typed-by-hand.xml']
const file = 'docs/domlint.svg'

const size = { column: 8.4, line: 20, margin: 20, font: 14 }
/** Foreground colours by SGR code, on a dark ground. */
const colours = new Map([
  [31, '#ff7b72'],
  [32, '#7ee787'],
  [33, '#e3b341'],
  [34, '#79c0ff'],
  [35, '#d2a8ff'],
  [36, '#56d4dd'],
  [90, '#8b949e'],
])
const plain = '#e6edf3'

/** @typedef {{ colour: string, bold: boolean, dim: boolean }} Style */

const picture = draw(`$ domlint ${words.slice(2).join(' ')}\n\n${run()}`)
if (!process.argv.includes('--check')) writeFileSync(file, picture)
else if (readFileSync(file, 'utf8') !== picture) {
  process.stderr.write(`${file} shows another output than the program's: draw it anew with 'npm run picture'\n`)
  process.exitCode = 1
}

function run() {
  const { NO_COLOR, CI, ...environment } = process.env
  const { stdout, stderr, status } = spawnSync(process.execPath, ['dist/cli.cjs', ...words], {
    encoding: 'utf8',
    env: { ...environment, FORCE_COLOR: '1', FORCE_HYPERLINK: '0', COLUMNS: '100', TERM: 'xterm-256color' },
  })
  if (status !== 1) throw new Error(`domlint ended with ${status} where findings were to be shown: ${stderr}`)
  return stdout.trimEnd()
}

/** @param {string} output with SGR sequences */
function draw(output) {
  const lines = output.split('\n').map(spans)
  const columns = Math.max(...lines.map((line) => line.reduce((sum, { text }) => sum + text.length, 0)))
  const width = Math.ceil(columns * size.column + 2 * size.margin)
  const height = lines.length * size.line + 2 * size.margin
  const texts = lines.map((line, index) => drawLine(line, size.margin + size.font + index * size.line)).filter((text) => text !== '')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>domlint's output for ${escaped(words.at(-1) ?? '')}</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${size.font}" xml:space="preserve" fill="${plain}">
${texts.join('\n')}
</g>
</svg>
`
}

/** @param {ReturnType<typeof spans>} line @param {number} y */
function drawLine(line, y) {
  let column = 0
  let drawn = ''
  for (const { text, style } of line) {
    // Each span has its own place and length, so that columns stay under each other in any font.
    const x = (size.margin + column * size.column).toFixed(1)
    const attributes = [
      style.colour === plain ? '' : ` fill="${style.colour}"`,
      style.bold ? ' font-weight="bold"' : '',
      style.dim ? ' opacity="0.7"' : '',
    ].join('')
    if (text.trim() !== '') {
      drawn += `<tspan x="${x}" textLength="${(text.length * size.column).toFixed(1)}"${attributes}>${escaped(text)}</tspan>`
    }
    column += text.length
  }
  return drawn === '' ? '' : `<text y="${y}">${drawn}</text>`
}

/**
 * A line's texts with their looks.
 * @param {string} line
 * @returns {{ text: string, style: Style }[]}
 */
function spans(line) {
  /** @type {Style} */
  let style = { colour: plain, bold: false, dim: false }
  /** @type {{ text: string, style: Style }[]} */
  const found = []
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
  for (const part of line.split(/(\u001b\[[\d;]*m)/)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
    const codes = /^\u001b\[([\d;]*)m$/.exec(part)?.[1]
    if (codes === undefined) {
      if (part !== '') found.push({ text: part, style })
    } else for (const code of codes.split(';')) style = styled(style, Number(code))
  }
  return found
}

/** @param {Style} style @param {number} code @returns {Style} */
function styled(style, code) {
  if (code === 0) return { colour: plain, bold: false, dim: false }
  if (code === 1) return { ...style, bold: true }
  if (code === 2) return { ...style, dim: true }
  if (code === 22) return { ...style, bold: false, dim: false }
  if (code === 39) return { ...style, colour: plain }
  return { ...style, colour: colours.get(code) ?? style.colour }
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
