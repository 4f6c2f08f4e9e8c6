import type { Range } from '../xml/source.js'

/**
 * What an expression of a template does: it stands for text or elements that nobody knows, it decides whether and how often what
 * follows is there, or it leaves nothing behind.
 */
export type HoleKind = 'value' | 'control' | 'comment'

/** A part of a text that is no XML, but an expression of the template language around it. */
export interface Hole extends Range {
  readonly kind: HoleKind
}

/** A hole that decides, and how: it opens alternatives or a loop, goes on to the next alternative, closes them, or does something else. */
export interface Expression extends Hole {
  readonly role: 'opens' | 'continues' | 'closes' | 'none'
}
