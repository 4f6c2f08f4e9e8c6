import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { slug } from '../../scripts/generate/format-page.js'
import { formatPages } from '../../scripts/generate/format-pages.js'
import { placesSeen } from '../../src/domain/facts/guest-visible.js'
import { vocabulary } from '../../src/domain/vocabulary/index.js'
import { rules } from '../../src/rules/index.js'
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
    const places = [...placesSeen('guarded'), ...placesSeen('seen')]
    expect(places.length).toBeGreaterThan(300)
    // The address of a device is written for all devices at once; some kinds have none, or none of that kind.
    expect(places.filter((place) => !known.has(place) && !/^domain\/devices\/\w+\/(address|acpi)/.test(place))).toEqual([])
  })

  it('names each place once', () => {
    const places = [...placesSeen('guarded'), ...placesSeen('seen')]
    expect(places.filter((place, order) => places.indexOf(place) !== order)).toEqual([])
  })
})
