import { parseUnsigned } from '../domain/values/number.js'
import type { CanonicalElement } from './canonical-element.js'

/** The size in KiB that an element holds once the definition has been read; undefined if it is none. */
export function sizeKiB(element: CanonicalElement | undefined): number | undefined {
  return element && parseUnsigned(element.text, 10, Number.MAX_SAFE_INTEGER)
}

/** Writes a size in KiB into an element. */
export function setSizeKiB(element: CanonicalElement, size: number): void {
  element.set('unit', 'KiB')
  element.text = String(size)
}
