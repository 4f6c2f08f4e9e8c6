import { setFlagsFromString } from 'node:v8'

/**
 * Sets V8 up for a run over so many files, before the first one is read. It only changes how fast the program is and how much memory
 * it takes; measured with Node 20.
 */
export function prepareForManyFiles(count: number): void {
  // V8 writes a complaint where it does not know a flag: only those of Node 20 to 24 are sure to know these.
  const major = Number.parseInt(process.versions.v8, 10)
  if (major < 11 || major > 13) return
  // What a file needs is garbage when the next one comes: a small place for new objects will do. With the next flag, 20,000 files take
  // 111 MB instead of 157 MB, in the same time.
  setFlagsFromString('--semi-space-growth-factor=1')
  // A run keeps little, so looking for garbage among what is kept is cheap.
  setFlagsFromString('--heap-growing-percent=20')
  // The rules are hundreds of small functions. Optimizing one only after four times the usual work saves 700 files 15 % of the wall
  // time and 30 % of the processor time; 20,000 files would take 8 % longer.
  if (count <= mostForLateOptimizing) setFlagsFromString('--interrupt-budget=300000')
}

/** Up to so many files, what late optimizing saves is more than what it costs. */
const mostForLateOptimizing = 2500
