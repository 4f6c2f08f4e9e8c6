import type { Range } from '../xml/source.js'
import type { FileReport, Finding } from './finding.js'
import { secretRanges } from './secrets.js'

/** How much of the marked text takes part: enough for a value, while a changed line far inside a long range does not matter. */
const MARKED_LENGTH = 120

/**
 * The identity of each finding of a file, in the order of its findings: 32 hexadecimal digits made of the rule, the domain, the device
 * and the marked text. Lines, columns, the file's name, white space and the wording of the message play no part, nor do
 * passwords. The n-th finding that is otherwise the same gets a fingerprint of its own.
 */
export function fingerprints(report: Pick<FileReport, 'text' | 'findings'>): readonly string[] {
  if (report.findings.length === 0) return []
  const secrets = secretRanges(report.text)
  const seen = new Map<string, number>()
  return report.findings.map((finding) => {
    const identity = identityOf(finding, report.text, secrets)
    const count = (seen.get(identity) ?? 0) + 1
    seen.set(identity, count)
    return hash128(count === 1 ? identity : `${identity}\0${count}`)
  })
}

function identityOf(finding: Finding, text: string, secrets: readonly Range[]): string {
  const { start, end } = finding.range
  const hidden = secrets.some((secret) => secret.start < end && start < secret.end)
  const marked = hidden ? '' : text.slice(start, end).replace(/\s+/gu, ' ').trim().slice(0, MARKED_LENGTH)
  return [finding.ruleId, finding.domain, finding.device, marked].join('\0')
}

/**
 * 128 bits of a text, as 32 hexadecimal digits. It tells texts apart; it is no cryptographic hash and keeps no secret.
 * Four multiply-and-rotate lanes that feed each other, then a mixing that spreads each bit over all lanes.
 */
export function hash128(text: string): string {
  let a = 0x243f6a88
  let b = 0x85a308d3
  let c = 0x13198a2e
  let d = 0x03707344
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    a = Math.imul(rotate(a ^ unit, 15) + d, 0x9e3779b1)
    b = Math.imul(rotate(b ^ a, 13) + unit, 0x85ebca77)
    c = Math.imul(rotate(c ^ b, 17) + unit, 0xc2b2ae3d)
    d = Math.imul(rotate(d ^ c, 11) + unit, 0x27d4eb2f)
  }
  a ^= text.length
  for (let round = 0; round < 3; round++) {
    a = avalanche(a + d)
    b = avalanche(b + a)
    c = avalanche(c + b)
    d = avalanche(d + c)
  }
  return [a, b, c, d].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('')
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}

function avalanche(value: number): number {
  let mixed = value | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return mixed ^ (mixed >>> 16)
}
