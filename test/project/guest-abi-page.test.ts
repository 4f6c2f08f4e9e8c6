import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith, run } from '../cli/run.js'

const page = readFileSync(resolve(import.meta.dirname, '../../docs/guest-abi.md'), 'utf8')

const web = `<domain type='kvm'>
  <name>web</name>
  <uuid>0f0a9c1e-8a51-4c2e-a9b6-51b6f2c1d001</uuid>
  <memory unit='GiB'>2</memory>
  <vcpu>2</vcpu>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <cpu mode='host-model'/>
  <devices>
    <disk type='file' device='disk'>
      <source file='/srv/web.img'/>
      <target dev='vda' bus='virtio'/>
      <address type='pci' bus='1' slot='0'/>
    </disk>
    <interface type='network'>
      <mac address='52:54:00:11:22:33'/>
      <source network='default'/>
      <model type='virtio'/>
      <address type='pci' bus='2' slot='0'/>
    </interface>
  </devices>
</domain>
`

test('the page about the guest ABI shows what the program prints', async () => {
  const [, words = '', output = ''] = /^```\n\$ domlint (.*)\n([\s\S]*?)^```$/m.exec(page) ?? []
  const cwd = folderWith({ 'web.xml': web, 'new.xml': web.replace(/^( *)<address/m, '$1<serial>WEB1</serial>\n$&') })
  expect(await run(words.split(' '), { cwd })).toMatchObject({ status: 1, stdout: output })
})

test('the lines of a record on that page are lines of one, in its order', async () => {
  const lines = /^```\n(domlint-abi [\s\S]*?)^```$/m.exec(page)?.[1]?.split('\n').filter(Boolean) ?? []
  expect(lines.length).toBeGreaterThan(10)
  const { stdout } = await run(['snapshot', '-'], { cwd: folderWith({}), stdin: web })
  const record = stdout.split('\n')
  let last = -1
  const places = lines.map((line) => {
    const place = record.indexOf(line, last + 1)
    if (place >= 0) last = place
    return place
  })
  expect(lines.filter((_, index) => (places[index] ?? -1) < 0)).toEqual([])
})
