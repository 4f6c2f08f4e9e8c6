/** When QEMU introduced, deprecated and removed something; versions as text. Read for tests only: it shares nothing with the code. */
export interface ReadLife {
  readonly introduced: string
  readonly deprecated?: string | undefined
  readonly removed?: string | undefined
}

/** QEMU's releases, and those that its schedule has next. */
const releases = [
  ...series(0, 9, 15),
  ...series(1, 0, 7),
  ...series(2, 0, 12),
  ...series(3, 0, 1),
  ...Array.from({ length: 14 }, (_, index) => series(index + 4, 0, 2)).flat(),
]

function series(major: number, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${major}.${first + index}`)
}

export function isVersion(text: string): boolean {
  return /^\d+\.\d+(?:\.\d+)?$/.test(text)
}

/** A number that orders versions. */
function order(text: string): number {
  const [major = 0, minor = 0, micro = 0] = text.split('.').map(Number)
  return (major * 1000 + minor) * 1000 + micro
}

/** The releases before and at each change of a life, and the one after the last. */
export function checkpoints({ introduced, deprecated, removed }: ReadLife): string[] {
  const found = new Set<string>()
  for (const change of [introduced, deprecated, removed]) {
    if (!change) continue
    const before = releases.filter((release) => order(release) < order(change)).at(-1)
    const after = releases.find((release) => order(release) > order(change))
    for (const release of [before, change, after]) if (release) found.add(release)
  }
  return [...found].sort((a, b) => order(a) - order(b))
}

export function expectedKind({ introduced, deprecated, removed }: ReadLife, qemu: string): string {
  if (order(qemu) < order(introduced)) return 'notYet'
  if (removed && order(qemu) >= order(removed)) return 'removed'
  return deprecated && order(qemu) >= order(deprecated) ? 'deprecated' : 'present'
}
