import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { slug } from '../../scripts/generate/format-page.js'
import { formatPages } from '../../scripts/generate/format-pages.js'
import { vocabulary } from '../../src/domain/vocabulary/index.js'
import { rules } from '../../src/rules/index.js'
import { guestView, placesSeen } from '../../src/snapshots/guest-view.js'
import { entries } from './table.js'

const pages = formatPages(rules)

describe('the reference of the format', () => {
  it('has a page for each device and each larger element of a domain', () => {
    for (const name of ['README', 'address', 'cpu', 'os', 'features', 'clock', 'qemu-commandline', 'devices/disk', 'devices/vsock']) {
      expect(pages.get(`docs/format/${name}.md`), name).toMatch(/^# /)
    }
    expect(pages.size).toBeGreaterThan(60)
  })

  it('links only to pages and headings that are there', () => {
    const broken = [...pages].flatMap(([path, text]) =>
      [...text.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)].flatMap(([, file = '', anchor]) => {
        const target = file === '' ? path : posix.join(posix.dirname(path), file)
        const rule = /^docs\/rules\/(.*)\.md$/.exec(target)?.[1]
        if (rule) return rules.some(({ id }) => id === rule) ? [] : [`${path}: ${target}`]
        const headings = [...(pages.get(target) ?? '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => slug(heading))
        return pages.has(target) && (anchor === undefined || headings.includes(anchor)) ? [] : [`${path}: ${file}#${anchor}`]
      }),
    )
    expect(broken).toEqual([])
  })

  it('has each heading of a page once', () => {
    const twice = [...pages].flatMap(([path, text]) => {
      const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => slug(heading))
      return headings.filter((heading, order) => headings.indexOf(heading) !== order).map((heading) => `${path}#${heading}`)
    })
    expect(twice).toEqual([])
  })

  it('tells values, versions, defaults, what the guest sees, and the rules', () => {
    const disk = pages.get('docs/format/devices/disk.md')
    expect(disk).toContain('`io_uring` (since 6.3.0)')
    expect(disk).toMatch(/`name`.*`qemu` where it is not written/)
    expect(disk).toMatch(/`<serial>`.*sees it, kept/)
    expect(disk).toContain('(../../rules/libvirt/valid-disk-options.md)')
  })
})

describe('the table of what the guest sees', () => {
  it('names only places of the format', () => {
    const known = new Set(
      entries(vocabulary()).map(({ path, attribute }) => (attribute === undefined ? path : `${path}@${attribute}`).slice(1)),
    )
    const places = placesSeen()
    expect(places.length).toBeGreaterThan(300)
    // What devices have in common is written for all at once; some kinds have no address, or none of that kind.
    expect(places.filter((place) => !known.has(place) && !/^domain\/devices\/\w+\/(address|acpi|boot|rom)\b/.test(place))).toEqual([])
  })

  it.each([
    ['domain/devices/disk/target', 'dpofua', 'libvirt'],
    ['domain/devices/interface/driver', 'queues', 'libvirt'],
    ['domain/devices/video/model', 'edid', 'libvirt'],
    ['domain/devices/iommu/driver', 'ats', 'libvirt'],
    ['domain/features/hyperv/vapic', 'state', 'libvirt'],
    ['domain/vcpu', undefined, 'libvirt'],
    ['domain/os/loader', undefined, 'guest'],
    ['domain/devices/input/address', 'port', 'guest'],
    ['domain/devices/channel/address', 'port', 'libvirt'],
    ['domain/devices/crypto/address', 'slot', 'guest'],
    // Only one of its values reaches the guest.
    ['domain/devices/interface', 'type', undefined],
    ['domain/devices/disk/source', 'file', undefined],
    ['domain/devices/graphics', undefined, undefined],
  ])('says of %s %s: %s', (path, attribute, level) => {
    expect(guestView(path, attribute)).toBe(level)
  })
})
