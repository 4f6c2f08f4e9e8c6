import type { Point } from '../../xml/source.js'

/** Where something stands, as all JSON formats say it: lines and columns from 1, offsets from 0. */
export function placeObject(start: Point, end: Point) {
  return {
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    offset: start.offset,
    endOffset: end.offset,
  }
}
