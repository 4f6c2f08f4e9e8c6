import { describe, expect, it } from 'vitest'
import {
  CpusetHolders,
  cpusetMax,
  cpusetOverlap,
  cpusetSize,
  cpusetsEqual,
  formatCpuset,
  parseCpuset,
} from '../../src/domain/values/cpuset.js'

function members(text: string, limit?: number) {
  const parsed = parseCpuset(text, limit)
  return 'members' in parsed ? formatCpuset(parsed.members) : parsed.fault
}

describe('parseCpuset', () => {
  it.each([
    ['0', '0'],
    ['0-3,8', '0-3,8'],
    ['0-7,^3', '0-2,4-7'],
    ['^3,0-7', '0-7'],
    ['8,0-1,2', '0-2,8'],
    [' 1 - 3 , 5 ', '1-3,5'],
    ['1,2,', '1-2'],
    ['^1', ''],
    ['3-3', '3'],
    ['0-4,2-9', '0-9'],
    ['007', '7'],
  ])('%s is %s', (text, expected) => {
    expect(members(text)).toBe(expected)
  })

  it.each([
    ['', '', 0, 'empty'],
    ['aaa', 'aaa', 0, 'not a number'],
    ['0-3,x,5', 'x', 4, 'not a number'],
    ['0,,1', '', 2, 'not a number'],
    [',1', '', 0, 'not a number'],
    ['0-3, ^1-2', '^1-2', 5, 'excluded range'],
    ['3-1', '3-1', 0, 'range backwards'],
    ['3--1', '3--1', 0, 'range backwards'],
    ['1-', '1-', 0, 'not a number'],
    ['-1', '-1', 0, 'not a number'],
    ['^^1', '^^1', 0, 'not a number'],
    ['0,16384', '16384', 2, 'too large'],
    ['99999999999999999999', '99999999999999999999', 0, 'too large'],
  ] as const)('%s is faulty at its item', (text, item, start, reason) => {
    expect(members(text)).toEqual({ item, start, end: start + item.length, reason })
  })

  it('takes another limit', () => {
    expect(members('0-3', 4)).toBe('0-3')
    expect(members('0-4', 4)).toMatchObject({ reason: 'too large' })
  })
})

describe('sets', () => {
  const set = (text: string) => {
    const parsed = parseCpuset(text)
    return 'members' in parsed ? parsed.members : []
  }
  it('count, overlap and compare', () => {
    expect(cpusetSize(set('0-3,8'))).toBe(5)
    expect(cpusetMax(set('0-3,8'))).toBe(8)
    expect(cpusetMax([])).toBeUndefined()
    expect(formatCpuset(cpusetOverlap(set('0-3,8'), set('2-9')))).toBe('2-3,8')
    expect(cpusetsEqual(set('0,1,2'), set('0-2'))).toBe(true)
    expect(cpusetsEqual(set('0-1'), set('0-2'))).toBe(false)
  })

  it('names the earliest that holds a number', () => {
    const holders = new CpusetHolders<string>()
    expect(holders.add(set('4-7'), 'first')).toBeUndefined()
    expect(holders.add(set('0-3'), 'second')).toBeUndefined()
    expect(holders.add(set('2-5'), 'third')).toBe('first')
    expect(holders.add(set('9'), 'fourth')).toBeUndefined()
    expect(holders.add(set('3,9'), 'fifth')).toBe('second')
  })
})
