import { staysReadable } from '../embedded/edited-literals.js'
import { type EmbeddedDocument, embeddedDocuments } from '../embedded/embedded-documents.js'
import { languageOf } from '../embedded/languages.js'
import { applyEdits } from '../xml/edit.js'
import { SourceText } from '../xml/source.js'
import { checkTemplateText, checkXml, nothingIn } from './check-template.js'
import type { Checked, CheckSettings } from './engine.js'
import { type Fixed, type FixPolicy, fixText } from './fix.js'
import { moved } from './move.js'
import { checkForTargets } from './several-targets.js'

/**
 * Checks a file: XML, a template of XML, or a program with XML in its strings. Never throws.
 * @param languageId what an editor calls the language, for files whose name says nothing
 */
export function checkSource(filePath: string, text: string, settings: CheckSettings, languageId = ''): Checked {
  const language = languageOf(filePath) ?? languageOf(languageId)
  if (language === undefined) return checkXml(filePath, text, settings)
  const documents = embeddedDocuments(text, language)
  return documents.length === 0 ? nothingHere : checkEmbedded(filePath, text, documents, settings)
}

const nothingHere = nothingIn('a file without domain XML that stands in it as a whole')

function checkEmbedded(filePath: string, text: string, documents: readonly EmbeddedDocument[], settings: CheckSettings): Checked {
  const source = new SourceText(text)
  const all = documents.map((document) => {
    const { range, isPlain } = document
    const written = text.slice(range.start, range.end)
    const checked = isPlain
      ? checkForTargets(filePath, written, settings)
      : checkTemplateText(filePath, document.unescaped, document.holes, settings)
    return moved(checked, filePath, range.start, source)
  })
  return {
    findings: all.flatMap(({ findings }) => findings),
    // A document shows a guest that is kept elsewhere, and often twice.
    facts: languageOf(filePath) === 'markdown' ? [] : all.flatMap(({ facts }) => facts),
    failures: all.flatMap(({ failures }) => failures),
    suppressed: all.reduce((sum, { suppressed }) => sum + suppressed, 0),
    wellFormed: all.every(({ wellFormed }) => wellFormed),
  }
}

/**
 * Fixes a file. A template is left as it is; of a program each piece of plain XML is fixed in place, unless the program would then read
 * another text than the fixed one.
 */
export function fixSource(filePath: string, text: string, settings: CheckSettings, policy: FixPolicy, languageId = ''): Fixed {
  const language = languageOf(filePath) ?? languageOf(languageId)
  if (language === undefined) return fixText(filePath, text, settings, policy, checkXml)
  const documents = embeddedDocuments(text, language)
  let fixed = text
  let applied = 0
  const failures: Fixed['failures'][number][] = []
  const guestChange: Fixed['guestChange'][number][] = []
  // From the last to the first, so that the places before stay as they are.
  for (const { range, isPlain } of [...documents].reverse()) {
    if (!isPlain) continue
    const piece = fixText(filePath, text.slice(range.start, range.end), settings, policy)
    failures.push(...piece.failures)
    if (piece.applied === 0) continue
    const edit = { ...range, text: piece.text }
    if (!staysReadable(fixed, [edit], language)) continue
    fixed = applyEdits(fixed, [edit])
    applied += piece.applied
    guestChange.push(...piece.guestChange)
  }
  return { text: fixed, checked: checkSource(filePath, fixed, settings, languageId), failures, applied, passes: [], guestChange }
}
