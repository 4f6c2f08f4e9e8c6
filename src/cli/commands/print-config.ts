import { resolve } from 'node:path'
import { settableBuiltins } from '../../lint/builtin-levels.js'
import type { ConfigEntry } from '../../lint/config.js'
import { isInPreset } from '../../lint/ruleset.js'
import type { EntrySettings, MergedSettings } from '../../lint/settings.js'
import type { Rule } from '../../rules/rule.js'
import type { Arguments } from '../arguments.js'
import { relativePath } from '../formats/path.js'
import type { Io } from '../io.js'
import { openProject, type Project } from '../project.js'

/** `domlint --print-config FILE`: what is configured for a file, and which entry says so. */
export async function printConfig(arguments_: Arguments, io: Io): Promise<number> {
  const project = await openProject(arguments_, io)
  const filePath = resolve(io.cwd, arguments_.value('print-config') ?? '')
  const settings = project.settingsFor(filePath)
  io.stdout.write(
    `${JSON.stringify(settings ? described(filePath, project, settings.merged, io.cwd) : { file: filePath, ignored: true }, undefined, 2)}\n`,
  )
  return 0
}

function described(filePath: string, project: Project, merged: MergedSettings, cwd: string): unknown {
  const nameOf = (entry: EntrySettings | undefined) => entryName(entry, project, cwd)
  const settings = project.settingsFor(filePath)
  const { target, otherTargets = [], from, hostArch, abiUpdate } = settings?.check ?? {}
  const names = [target, ...otherTargets].map((one) => one && [one.name, ...(one.guesses ?? [])].join(', '))
  return {
    file: filePath,
    config: project.config?.filePath ?? null,
    presets: { value: merged.presets, from: nameOf(merged.origins.get('presets')) },
    target: { value: names.length > 1 ? names : names[0], from: nameOf(merged.origins.get('target')) },
    ...(from ? { from: { value: from.name, from: nameOf(merged.origins.get('from')) } } : {}),
    arch: { value: hostArch, from: nameOf(merged.origins.get('arch')) },
    abiUpdate: { value: abiUpdate, from: nameOf(merged.origins.get('abiUpdate')) },
    sysroot: { value: merged.sysroot, from: nameOf(merged.origins.get('sysroot')) },
    rules: Object.fromEntries([
      ...project.rules.map((rule) => [rule.id, describedRule(rule, merged, settings?.check.ruleset.active.get(rule.id), nameOf)]),
      ...settableBuiltins.map((id) => [
        id,
        { level: settings?.check.ruleset.builtinLevels[id], from: nameOf(merged.origins.get(`rules.${id}`)) },
      ]),
    ]),
  }
}

function describedRule(
  rule: Rule,
  merged: MergedSettings,
  active: { readonly severity: string; readonly options: Readonly<Record<string, unknown>> } | undefined,
  nameOf: (entry: EntrySettings | undefined) => string,
): unknown {
  const own = merged.origins.get(`rules.${rule.id}`)
  const preset = merged.presets.find((name) => isInPreset(rule, name))
  const from = own ? nameOf(own) : preset ? `preset ${preset}, ${nameOf(merged.origins.get('presets'))}` : 'in none of the presets'
  const options = active && Object.keys(active.options).length > 0 ? { options: active.options } : {}
  return { level: active?.severity ?? 'off', ...options, from }
}

/** `entry "team" (domlint.config.json, number 2)`. */
function entryName(entry: EntrySettings | undefined, project: Project, cwd: string): string {
  if (!entry) return 'the default'
  const { config } = project
  const index = config?.entries.indexOf(entry as ConfigEntry) ?? -1
  if (!config || index === -1) return entry.name ?? ''
  const place = `${relativePath(config.filePath, cwd)}, number ${index + 1}`
  return entry.name === undefined ? `entry ${index + 1} of ${relativePath(config.filePath, cwd)}` : `entry "${entry.name}" (${place})`
}
