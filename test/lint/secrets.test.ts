import { describe, expect, test } from 'vitest'
import { secretRanges } from '../../src/lint/secrets.js'

const secretsIn = (text: string) => secretRanges(text).map(({ start, end }) => text.slice(start, end))

describe('secretRanges', () => {
  test.each([
    ['a password of a display', `<graphics type="vnc" passwd = "a'b" passwdValidTo='2026-01-01'/>`, ["a'b"]],
    ['a password in a comment', "<!-- <graphics passwd='hunter2'/> -->", ['hunter2']],
    ['an attribute that is never closed', "<graphics passwd='hunter2\n<x/>", ['hunter2\n']],
    ['a password without quotes', '<graphics passwd=hunter2/><graphics passwd = hunter3>', ['hunter2', 'hunter3']],
    ['a password written twice', `<graphics passwd='one' passwd="two"/>`, ['one', 'two']],
    ['a value written twice', "<qemu:env name='RBD_SECRET' value='one' value=two/>", ['one', 'two']],
    ['the text of a secret', '<a><secret>\n  s3same \n</secret></a>', ['s3same']],
    ['a secret in CDATA', '<x:passwd><![CDATA[<s3same>]]></x:passwd>', ['<![CDATA[<s3same>]]>']],
    ['a value beside a secret', "<secret id='>' value='s3same'/>", ['s3same']],
    ['a cookie of a network disk', "<cookies><cookie name='id'>s3same</cookie></cookies>", ['s3same']],
    ['a variable of the emulator', "<qemu:env name='RBD_SECRET' value='s3same'/><qemu:env name='PATH' value='/bin'/>", ['s3same']],
    ['an argument of the emulator', "<qemu:arg value='secret,id=s,data=s3same,format=raw'/>", ['s3same']],
    ['an option of the emulator', "<qemu:arg value='spice,password=s3same'/><qemu:arg value='luks,key-secret=s'/>", ['s3same']],
    ['a reference to a secret is none', "<auth username='u'><secret type='ceph' uuid='0-1'/></auth>", []],
    ['an empty password', "<graphics passwd=''/>", []],
    ['two places that overlap', "<secret passwd='one' value='two'/>", ['one', 'two']],
  ])('%s', (_, text, expected) => {
    expect(secretsIn(text)).toEqual(expected)
  })

  test('is done with hostile text in linear time', () => {
    const size = 200_000
    for (const piece of [
      '<secret>',
      '<secret "',
      "passwd='",
      '<arg secret,',
      "<env name='",
      'passwd   ',
      '<arg value="secret,secret,',
      'passwd=/',
      ' passwd=',
    ]) {
      expect(secretRanges(piece.repeat(size)).length).toBeLessThanOrEqual(size)
    }
  })
})
