import { hostPrefix, targetFrom } from '../../domain/facts/target.js'
import { didYouMean } from '../../domain/values/nearest.js'
import { isPresetName, type PresetName, presetNames } from '../../lint/ruleset.js'
import type { EntrySettings } from '../../lint/settings.js'

/** What an editor is set to, and what is wrong in it. */
export interface EditorSettings {
  readonly entry: EntrySettings
  /** Sentences for people; what they are about counts as not set. */
  readonly problems: readonly string[]
}

/** What is set where an editor says nothing. */
export const noEditorSettings: EditorSettings = { entry: { name: 'the editor' }, problems: [] }

/** Reads the settings `target`, `arch` and `preset` of an editor's section `domlint`. An empty one counts as not set. */
export function editorSettings(section: unknown): EditorSettings {
  if (typeof section !== 'object' || section === null) return noEditorSettings
  const problems: string[] = []
  const texts = (key: string): string[] => {
    const value = key in section ? section[key as keyof typeof section] : undefined
    const list: readonly unknown[] = Array.isArray(value) ? value : [value ?? '']
    if (!list.every((item) => typeof item === 'string')) {
      problems.push(`the setting domlint.${key} must be a text`)
      return []
    }
    return list.map((item) => item.trim()).filter((item) => item !== '')
  }
  const targets = texts('target').filter((target) => {
    const problem = targetProblem(target)
    if (problem !== undefined) problems.push(`the setting domlint.target cannot be used: ${problem}`)
    return problem === undefined
  })
  const presets: PresetName[] = []
  for (const name of texts('preset').flatMap((value) => value.split(',').map((word) => word.trim()))) {
    if (isPresetName(name)) presets.push(name)
    else problems.push(`the setting domlint.preset names '${name}', which is no preset${didYouMean(name, presetNames)}`)
  }
  const [arch] = texts('arch')
  return {
    entry: {
      name: 'the editor',
      ...(targets.length > 0 ? { target: targets } : {}),
      ...(presets.length > 0 ? { presets } : {}),
      ...(arch === undefined ? {} : { arch }),
    },
    problems,
  }
}

function targetProblem(target: string): string | undefined {
  if (target.startsWith(hostPrefix)) return undefined
  try {
    targetFrom(target)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
