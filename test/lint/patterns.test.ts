import { describe, expect, it } from 'vitest'
import { DispatchTable } from '../../src/lint/patterns.js'
import { scan } from '../../src/xml/scan.js'

const guest = `<domain type='kvm'>
  <devices>
    <disk type='file'><source file='a'/><auth/></disk>
    <disk type='block'><source dev='/dev/a'><auth/></source></disk>
    <interface type='network'><source network='default'/></interface>
  </devices>
</domain>`

/** What one pattern leads to: element paths with their type, in the order of the walk. */
function found(pattern: string): string[] {
  const table = new DispatchTable<string>()
  table.add(pattern, 'here')
  const { element } = scan(guest).document
  const places: string[] = []
  table.walk(element!, (_, { elementPath, attributes }) => places.push(`${elementPath}${attributes.type ? ` ${attributes.type}` : ''}`))
  return places
}

describe('a path pattern', () => {
  it.each([
    ['domain', ['domain kvm']],
    ['domain[@type=kvm]', ['domain kvm']],
    ['domain[@type=xen]/devices', []],
    ['domain[@type=kvm]/devices', ['domain/devices']],
    ['domain/devices/disk', ['domain/devices/disk file', 'domain/devices/disk block']],
    ['domain/devices/disk[@type=block]', ['domain/devices/disk block']],
    ['domain/devices/disk[@type=file]/source[@file]', ['domain/devices/disk/source']],
    ['domain/devices/disk[@type=file]/source[@dev]', []],
    ['domain/devices/{disk,interface}[@type={file,network}]', ['domain/devices/disk file', 'domain/devices/interface network']],
    ['domain/devices/disk/{auth,source/auth}', ['domain/devices/disk/auth', 'domain/devices/disk/source/auth']],
    ['domain/{devices,os}/in{ter,tra}face', ['domain/devices/interface network']],
    ['domain/devices/interface | domain/devices/disk[@type=file]', ['domain/devices/disk file', 'domain/devices/interface network']],
    ['//auth', ['domain/devices/disk/auth', 'domain/devices/disk/source/auth']],
    ['//{source,interface}/auth', ['domain/devices/disk/source/auth']],
  ])('%s', (pattern, places) => {
    expect(found(pattern)).toEqual(places)
  })

  it.each(['disk', 'domain/{disk', 'domain/a}', 'domain/disk[bus]', 'domain/{a,b c}/d', 'domain/{a b,c}', 'domain/', 'domain//disk'])(
    '%s is refused',
    (pattern) => {
      expect(() => {
        new DispatchTable<string>().add(pattern, 'here')
      }).toThrow(SyntaxError)
    },
  )
})
