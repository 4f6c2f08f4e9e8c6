import { xmlText } from '../formats/xml-text.js'
import { textWidth } from '../terminal/display-width.js'
import { fateMarks, legend, type Row } from './row.js'
import { type Box, boxOf, cut, round } from './svg-box.js'
import { svgStyle } from './svg-style.js'

const margin = 20
const gap = 12
const headHeight = 58

/** Machines one below the other, in one picture that needs nothing else. */
export function topologySvg(rows: readonly Row[]): string {
  const boxes = rows.map(machineBox)
  const width = Math.max(...boxes.map((box) => box.width)) + 2 * margin
  let top = margin
  const drawn = boxes.map((box) => {
    const text = box.draw(margin, top, width - 2 * margin)
    top += box.height + margin
    return text
  })
  const size = `width="${round(width)}" height="${round(top)}" viewBox="0 0 ${round(width)} ${round(top)}"`
  const title = rows.map(({ name }) => cut(name)).join(', ')
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img">`,
    `<title>${xmlText(`The machine that the guest sees: ${title}`)}</title>`,
    `<style>${svgStyle}</style>`,
    '<rect class="page" width="100%" height="100%"/>',
    ...drawn,
    '</svg>',
  ].join('\n')}\n`
}

/** The name above two columns: on the left what is small, on the right the bus that most is plugged into. */
function machineBox(row: Row): Box {
  const boxes = row.children.map((child) => boxOf(child))
  const tallest = boxes.reduce((best, box, index) => (box.height > (boxes[best]?.height ?? 0) ? index : best), 0)
  const columns = [column(boxes.filter((_, index) => index !== tallest)), column(boxes.slice(tallest, tallest + 1))].filter(
    ({ height }) => height > 0,
  )
  const details = cut(row.details.map(({ text, isWritten }) => (isWritten ? text : `${text}*`)).join(' · '), 100)
  const signs = legend(row).join(' · ')
  const name = `${row.fate === 'same' ? '' : `${fateMarks[row.fate]} `}${cut(row.name.replace(/^domain /, ''))}`
  const was = row.was === '' ? '' : cut(`(${row.was})`)
  const body = columns.reduce((sum, { width }) => sum + width + gap, -gap)
  const height = Math.max(0, ...columns.map((one) => one.height))
  return {
    width: Math.max(body, textWidth(name) * 12.2, (textWidth(details) + textWidth(was)) * 7.3 + 10, textWidth(signs) * 7.3),
    height: headHeight + height + (signs === '' ? 0 : 28),
    draw: (x, y) => {
      const parts = [
        `<text class="title${row.fate === 'same' ? '' : ` ${row.fate}`}" x="${x}" y="${y + 18}">${xmlText(name)}</text>`,
        `<text y="${y + 40}"><tspan class="detail" x="${x}">${xmlText(details)}</tspan>${was === '' ? '' : `<tspan class="changed" dx="10">${xmlText(was)}</tspan>`}</text>`,
      ]
      let left = x
      for (const one of columns) {
        parts.push(one.draw(left, y + headHeight, one.width))
        left += round(one.width) + gap
      }
      if (signs !== '') parts.push(`<text class="detail" x="${x}" y="${y + headHeight + height + 22}">${xmlText(signs)}</text>`)
      return parts.join('\n')
    },
  }
}

function column(boxes: readonly Box[]): Box {
  return {
    width: Math.max(0, ...boxes.map(({ width }) => width)),
    height: boxes.reduce((sum, box) => sum + box.height + gap, boxes.length > 0 ? -gap : 0),
    draw: (x, y, room) => {
      let top = y
      return boxes
        .map((box) => {
          const drawn = box.draw(x, top, room)
          top += box.height + gap
          return drawn
        })
        .join('\n')
    },
  }
}
