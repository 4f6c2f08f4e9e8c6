import { describe, expect, test } from 'vitest'
import { distributionFrom, distributions } from '../../src/domain/facts/distributions.js'
import { compareVersions, newestLibvirt, newestQemu, targetFrom } from '../../src/domain/facts/target.js'

describe('the table of distributions', () => {
  test('names each release once, in the order of its family, with versions that are known here', () => {
    const ids = distributions().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { id, family, release, libvirt, qemu } of distributions()) {
      expect(id).toMatch(/^(?:debian|ubuntu|rhel|fedora|sles|alpine)-/)
      expect(compareVersions(libvirt, newestLibvirt), id).toBeLessThanOrEqual(0)
      expect(compareVersions(qemu, newestQemu), id).toBeLessThanOrEqual(0)
      const before = distributions().filter(
        (one) => one.family === family && one.release[0] * 100 + one.release[1] < release[0] * 100 + release[1],
      )
      // A major release begins with what the one before had reached at that time: RHEL 10.0 is older than RHEL 9.7.
      const [last] = before.filter((one) => family !== 'rhel' || one.release[0] === release[0]).slice(-1)
      if (last) expect(compareVersions(last.libvirt, libvirt), `${last.id} and ${id}`).toBeLessThanOrEqual(0)
    }
  })

  test('keeps what was never read from an index marked as such', () => {
    const verified = distributions().filter(({ isVerified }) => isVerified)
    expect(verified.map(({ id }) => id)).toEqual(['debian-12', 'debian-13', 'debian-sid', 'ubuntu-20.04'])
  })
})

describe('a name as people write it', () => {
  test.each([
    ['debian-13', 'debian-13'],
    ['bookworm', 'debian-12'],
    ['debian-trixie', 'debian-13'],
    ['Debian 12.5', 'debian-12'],
    ['sid', 'debian-sid'],
    ['debian-unstable', 'debian-sid'],
    ['noble', 'ubuntu-24.04'],
    ['ubuntu-24.04.1', 'ubuntu-24.04'],
    ['ubuntu-24.04-LTS', 'ubuntu-24.04'],
    ['rhel-9', 'rhel-9.7'],
    ['rhel9.4', 'rhel-9.4'],
    ['rhel-8.10', 'rhel-8'],
    ['el9', 'rhel-9.7'],
    ['centos-stream-9', 'rhel-9.7'],
    ['centos-7', 'rhel-7'],
    ['almalinux-9', 'rhel-9.7'],
    ['rocky-9.4', 'rhel-9.4'],
    ['fedora43', 'fedora-43'],
    ['f43', 'fedora-43'],
    ['opensuse-leap-15.6', 'sles-15-sp6'],
    ['leap-16.0', 'sles-16.0'],
    ['SLES 15 SP6', 'sles-15-sp6'],
    ['alpine-3.22', 'alpine-3.22'],
  ])('%s is %s', (written, id) => {
    expect(distributionFrom(written).id).toBe(id)
  })

  test.each([
    ['debain-13', "the target 'debain-13' is not known; did you mean debian-13?"],
    ['debian-9', 'known are debian-10, debian-11'],
    ['debian', 'known are debian-10, debian-11'],
    ['rhel-8.2', 'known are rhel-6, rhel-7, rhel-8, rhel-9.0'],
    ['proxmox-9', 'Proxmox VE runs QEMU without libvirt'],
    ['arch', 'they change all the time'],
    ['windows', 'name a distribution, as in debian-13, or versions, as in libvirt=11.3.0,qemu=10.0.0'],
  ])('%s is none', (written, sentence) => {
    expect(() => distributionFrom(written)).toThrow(sentence)
    expect(() => distributionFrom(written)).toThrow(RangeError)
  })
})

describe('a target', () => {
  test('takes the versions of its distribution', () => {
    const target = targetFrom('debian-13')
    expect(target).toMatchObject({ name: 'debian-13', libvirt: [11, 3, 0], qemu: [10, 0, 13], keepAliases: false })
    expect(target.distribution?.family).toBe('debian')
  })

  test('lets a version overrule that of the distribution', () => {
    expect(targetFrom('debian-13,qemu=10.1')).toMatchObject({ libvirt: [11, 3, 0], qemu: [10, 1, 0], name: 'debian-13,qemu=10.1' })
    expect(targetFrom('debian-12, qemu=latest')).toMatchObject({ libvirt: [9, 0, 0], qemu: newestQemu, keepAliases: true })
  })

  test('takes versions alone, and the newest where one is missing', () => {
    expect(targetFrom('libvirt=11.3.0,qemu=10.0.0')).toMatchObject({ libvirt: [11, 3, 0], qemu: [10, 0, 0] })
    expect(targetFrom('qemu=8.2')).toMatchObject({ libvirt: newestLibvirt, qemu: [8, 2, 0] })
    expect(targetFrom(undefined)).toMatchObject({ libvirt: newestLibvirt, qemu: newestQemu })
    expect(targetFrom(undefined).distribution).toBeUndefined()
  })

  test.each([
    ['debian-13,foo', "'foo' is no version of libvirt or QEMU; write it as in debian-13,qemu=10.0.0"],
    ['libvirt=new', "the target 'libvirt=new' is not known"],
    ['host:file.xml', 'names files of a host'],
  ])('%s is none', (written, sentence) => {
    expect(() => targetFrom(written)).toThrow(sentence)
  })
})
