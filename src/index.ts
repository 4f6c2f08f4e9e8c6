/**
 * domlint as a library: it checks and fixes the text of libvirt domain XML. It runs in Node and in browsers.
 *
 *     import { fix, lint } from 'domlint'
 *     lint(text).findings.map(({ start, message }) => `${start.line}: ${message}`)
 *     fix(text).text
 */

export type { Domain } from './domain/domain.js'
export type { Target } from './domain/facts/target.js'
export { type EmbeddedDocument, embeddedDocuments } from './embedded/embedded-documents.js'
export { type Config, type ConfigEntry, defineConfig, type Plugin } from './lint/config.js'
export type { Failure, Finding, Fix, Related, Safety, Severity } from './lint/finding.js'
export { type FixOptions, type FixResult, fix, type LintOptions, type LintResult, lint } from './lint/lint-text.js'
export { type ExampleRun, runExample } from './lint/rule-tester.js'
export type { PresetName, RuleSetting } from './lint/ruleset.js'
export { rules } from './rules/index.js'
export {
  type Category,
  type Check,
  type Example,
  type Place,
  type Report,
  type Rule,
  type RuleContext,
  type RuleDefinition,
  rule,
} from './rules/rule.js'
export {
  appendChild,
  insertAfter,
  insertBefore,
  moveBefore,
  type NewElement,
  prependChild,
  removeAttribute,
  removeElement,
  renameAttribute,
  renameElement,
  replaceElement,
  setAttribute,
  setText,
} from './xml/change.js'
export { applyEdits, type TextEdit } from './xml/edit.js'
export { type ScanOptions, type ScanResult, type SyntaxFault, scan } from './xml/scan.js'
export type { Point, Range, SourceText } from './xml/source.js'
export type { XmlAttribute, XmlDocument, XmlElement, XmlNode } from './xml/tree.js'
