/**
 * The constraints of SARIF 2.1.0 (OASIS) on the objects that domlint writes: allowed and required properties, types,
 * minimums and enumerations. The schema forbids every property that it does not name.
 */
type Check = (value: unknown, path: string) => string[]

const text: Check = (value, path) => (typeof value === 'string' ? [] : [`${path}: no string`])
const boolean: Check = (value, path) => (typeof value === 'boolean' ? [] : [`${path}: no boolean`])
const from =
  (minimum: number): Check =>
  (value, path) =>
    Number.isInteger(value) && Number(value) >= minimum ? [] : [`${path}: no integer from ${minimum}`]
const one =
  (...values: readonly string[]): Check =>
  (value, path) =>
    values.includes(String(value)) ? [] : [`${path}: ${String(value)} is not one of ${values.join(', ')}`]
const matching =
  (pattern: RegExp): Check =>
  (value, path) =>
    typeof value === 'string' && pattern.test(value) ? [] : [`${path}: ${String(value)} does not match ${pattern}`]
const list =
  (item: () => Check, minimum = 0, unique = true): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return [`${path}: no array`]
    const faults = value.flatMap((one, index) => item()(one, `${path}[${index}]`))
    if (value.length < minimum) faults.push(`${path}: fewer than ${minimum}`)
    if (unique && new Set(value.map((one) => JSON.stringify(one))).size < value.length) faults.push(`${path}: not unique`)
    return faults
  }
const map =
  (item: () => Check): Check =>
  (value, path) =>
    isObject(value) ? Object.entries(value).flatMap(([key, one]) => item()(one, `${path}.${key}`)) : [`${path}: no object`]
const object =
  (required: readonly string[], properties: () => Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (!isObject(value)) return [`${path}: no object`]
    const known = properties()
    const missing = required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${path}.${name}: missing`)
    const faults = Object.entries(value).flatMap(([name, one]) => known[name]?.(one, `${path}.${name}`) ?? [`${path}.${name}: unknown`])
    return [...missing, ...faults]
  }

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const uri = matching(/^(?:[a-z][a-z0-9+.-]*:\/\/\/?)?(?:[\w!$&'()*+,;=:@/.~-]|%[0-9A-F]{2})+$/i)
const level = one('none', 'note', 'warning', 'error')
const message = object(['text'], () => ({ text, markdown: text }))
const artifactLocation = object([], () => ({ uri, uriBaseId: text, index: from(-1), description: message }))
const positions = object([], () => ({
  startLine: from(1),
  startColumn: from(1),
  endLine: from(1),
  endColumn: from(1),
  charOffset: from(-1),
  charLength: from(0),
}))
const region: Check = (value, path) => {
  const faults = positions(value, path)
  if (faults.length > 0 || !isObject(value)) return faults
  const { startLine, startColumn, endLine, endColumn } = value
  const ordered = Number(startLine) < Number(endLine) || (startLine === endLine && Number(startColumn) <= Number(endColumn))
  return ordered ? [] : [`${path}: ends before it starts`]
}
const physicalLocation = object(['artifactLocation'], () => ({ artifactLocation, region }))
const location = object([], () => ({
  id: from(-1),
  physicalLocation,
  message,
  logicalLocations: list(() => object([], () => ({ name: text, fullyQualifiedName: text, kind: text }))),
}))
const replacement = object(['deletedRegion'], () => ({ deletedRegion: region, insertedContent: object([], () => ({ text })) }))
const artifactChange = object(['artifactLocation', 'replacements'], () => ({
  artifactLocation,
  replacements: list(() => replacement, 1, false),
}))
const result = object(['message'], () => ({
  ruleId: text,
  ruleIndex: from(-1),
  level,
  message,
  locations: list(() => location, 0, false),
  relatedLocations: list(() => location),
  partialFingerprints: map(() => text),
  fixes: list(() => object(['artifactChanges'], () => ({ description: message, artifactChanges: list(() => artifactChange, 1) }))),
}))
const rule = object(['id'], () => ({
  id: text,
  shortDescription: message,
  fullDescription: message,
  help: message,
  helpUri: uri,
  defaultConfiguration: object([], () => ({ level })),
  properties: object([], () => ({ tags: list(() => text) })),
}))
const driver = object(['name'], () => ({ name: text, semanticVersion: matching(/^\d+\.\d+\.\d+/), rules: list(() => rule) }))
const invocation = object(['executionSuccessful'], () => ({
  executionSuccessful: boolean,
  toolExecutionNotifications: list(() => object(['message'], () => ({ level, message, locations: list(() => location) })), 0, false),
}))
const run = object(['tool', 'results'], () => ({
  tool: object(['driver'], () => ({ driver })),
  invocations: list(() => invocation, 0, false),
  originalUriBaseIds: map(() => artifactLocation),
  columnKind: one('utf16CodeUnits', 'unicodeCodePoints'),
  results: list(() => result, 0, false),
}))
const log = object(['version', 'runs'], () => ({ $schema: uri, version: one('2.1.0'), runs: list(() => run, 0, false) }))

/** What in a SARIF log is against the standard; empty when nothing is. */
export function sarifFaults(value: unknown): string[] {
  return log(value, 'log')
}
