import { describe, expect, it } from 'vitest'
import { withoutEchoes } from '../../src/lint/echoes.js'
import type { Finding, Severity } from '../../src/lint/finding.js'

function finding(ruleId: string, start: number, end: number, severity: Severity = 'error'): Finding {
  const point = { line: 1, column: 1, offset: 0 }
  return {
    ruleId,
    severity,
    message: '',
    range: { start, end },
    start: point,
    end: point,
    device: '',
    domain: '',
    suggestions: [],
    related: [],
    docs: '',
  }
}

function left(findings: Finding[], explained: [Finding, { start: number; end: number }[]][] = []): string[] {
  return withoutEchoes(findings, new Map(explained)).map(({ ruleId }) => ruleId)
}

describe('one mistake, one finding', () => {
  it('an error of another rule at the same place, or inside it, wins over one of the schema', () => {
    expect(left([finding('schema/valid-value', 10, 20), finding('libvirt/valid-enum', 10, 20)])).toEqual(['libvirt/valid-enum'])
    expect(left([finding('libvirt/valid-mac', 10, 12), finding('schema/valid-value', 10, 27)])).toEqual(['libvirt/valid-mac'])
  })

  it('a warning at the very place drops it too; elsewhere, around it, or as mere information, both stay', () => {
    expect(left([finding('schema/valid-value', 10, 20), finding('abi/require-mac', 10, 20, 'warning')])).toEqual(['abi/require-mac'])
    expect(left([finding('schema/valid-value', 10, 20), finding('libvirt/valid-enum', 21, 30)])).toHaveLength(2)
    expect(left([finding('schema/valid-value', 10, 20), finding('libvirt/valid-enum', 9, 21)])).toHaveLength(2)
    expect(left([finding('schema/valid-value', 10, 20), finding('abi/require-mac', 12, 20, 'warning')])).toHaveLength(2)
    expect(left([finding('schema/valid-value', 10, 20), finding('abi/require-mac', 10, 20, 'info')])).toHaveLength(2)
  })

  it('what a schema finding explains is dropped, and stays if the finding itself is dropped', () => {
    const variant = finding('schema/valid-variant', 10, 20)
    const consequence = finding('libvirt/require-attribute', 30, 36)
    expect(left([variant, consequence], [[variant, [{ start: 30, end: 36 }]]])).toEqual(['schema/valid-variant'])
    const winner = finding('libvirt/valid-enum', 12, 15)
    expect(left([variant, consequence, winner], [[variant, [{ start: 30, end: 36 }]]])).toEqual([
      'libvirt/require-attribute',
      'libvirt/valid-enum',
    ])
  })
})
