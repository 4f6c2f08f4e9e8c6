import type { Pin } from '../../migrate/pin.js'
import { jsonText } from '../formats/json-text.js'
import { relativePath } from '../formats/path.js'
import { secretHider } from '../formats/without-secrets.js'
import type { FilePlan } from '../migrate-run.js'
import { readablePatch } from '../patch.js'
import { type Paint, painter } from '../terminal/colour.js'
import { visible } from '../terminal/escape.js'
import { counted } from '../wording.js'
import { targetNames } from './words.js'

/** What was pinned, for people: by device, each with what libvirt does that it comes from, and the change as a patch. */
export function pinsForPeople(plans: readonly FilePlan[], { cwd, colour }: { readonly cwd: string; readonly colour: boolean }): string {
  const paint = painter(colour)
  const blocks = plans.flatMap((file) => (pinsOf(file).length === 0 ? [] : `${fileLines(file, cwd, paint).join('\n')}\n`))
  return [...blocks, `${summary(plans)}\n`].join('\n')
}

/** What was pinned, as JSON: an object for each file, those without a pin too. */
export function pinsJson(plans: readonly FilePlan[], cwd: string): string {
  const objects = plans.map((file) => {
    const hide = hiderOf(file)
    return {
      filePath: file.filePath,
      targets: [file.settings.target.name],
      pins: pinsOf(file).map((pin) => ({ ...pin, device: hide(pin.device), what: hide(pin.what) })),
      patch: readablePatch(file.change, cwd),
      written: isWritten(file),
    }
  })
  return `${jsonText(objects, 2)}\n`
}

function fileLines(file: FilePlan, cwd: string, paint: Paint): string[] {
  const hide = hiderOf(file)
  const shown = (text: string) => visible(hide(text))
  const path = visible(relativePath(file.filePath, cwd))
  const lines = [`${paint(path, 'bold')} on ${visible(targetNames({ ...file.settings, otherTargets: [] }))}`]
  for (const [device, pins] of byDevice(pinsOf(file))) {
    lines.push('', `  ${paint(shown(device), 'bold')}`)
    for (const pin of pins) lines.push(`    ${paint(shown(pin.what), 'green')}  ${paint(shown(reasonOf(pin)), 'dim')}`)
  }
  const patch = readablePatch(file.change, cwd)
  if (patch !== '') lines.push('', ...patch.trimEnd().split('\n').map(visible))
  return lines
}

function reasonOf({ why, isRandom }: Pin): string {
  return isRandom ? `${why} (made up, as libvirt does)` : why
}

function byDevice(pins: readonly Pin[]): ReadonlyMap<string, readonly Pin[]> {
  const devices = new Map<string, Pin[]>()
  for (const pin of pins) {
    const known = devices.get(pin.device)
    if (known) known.push(pin)
    else devices.set(pin.device, [pin])
  }
  return devices
}

function summary(plans: readonly FilePlan[]): string {
  const count = plans.reduce((sum, file) => sum + pinsOf(file).length, 0)
  const files = counted(plans.length, 'file')
  if (count === 0) return `${files}: nothing to pin`
  return `${files}, ${counted(count, 'pin')}: ${plans.some(isWritten) ? 'written' : 'not written: --write does it'}`
}

function isWritten({ change, isStored }: FilePlan): boolean {
  return isStored && change.original !== change.fixed
}

function pinsOf({ pins }: FilePlan): readonly Pin[] {
  return pins ?? []
}

function hiderOf({ plan }: FilePlan): (text: string) => string {
  return secretHider(plan.text) ?? ((text) => text)
}
