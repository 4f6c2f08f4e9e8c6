import { describe, expect, test } from 'vitest'
import { clean, folderWith, run } from './run.js'

const disk = (extra: string) =>
  clean.replace(
    '</domain>',
    `  <devices>
    <disk type='file' device='disk'>
      <source file='/srv/mail.img'/>
      <target dev='vda' bus='virtio'/>
      ${extra}
    </disk>
  </devices>
</domain>`,
  )

describe('domlint abi', () => {
  test('a file is equal to itself', async () => {
    const cwd = folderWith({ 'a.xml': disk('') })
    expect((await run(['abi', 'a.xml', 'a.xml'], { cwd })).status).toBe(0)
  })

  test('what libvirt compares is a difference at both levels', async () => {
    const cwd = folderWith({ 'a.xml': disk(''), 'b.xml': disk('<serial>M1</serial>') })
    const { status, stdout } = await run(['abi', '--level', 'libvirt', '--format', 'json', 'a.xml', 'b.xml'], { cwd })
    expect(status).toBe(1)
    const [{ stable, differences }] = JSON.parse(stdout)
    expect(stable).toBe(false)
    expect(differences).toHaveLength(1)
    expect(differences[0]).toMatchObject({ path: 'devices/disk[0]/serial', before: null, after: 'M1' })
  })

  test('what libvirt forgets is one only at the level of the guest', async () => {
    const cwd = folderWith({ 'a.xml': disk(''), 'b.xml': disk('<vendor>ACME</vendor>') })
    expect((await run(['abi', '--level', 'libvirt', 'a.xml', 'b.xml'], { cwd })).status).toBe(0)
    expect((await run(['abi', 'a.xml', 'b.xml'], { cwd })).status).toBe(1)
  })

  test('a file that is not there is a failure', async () => {
    expect((await run(['abi', 'a.xml', 'gone.xml'], { cwd: folderWith({ 'a.xml': clean }) })).status).toBe(2)
  })
})
