import { didYouMean } from '../../domain/values/nearest.js'
import { builtinLevels, whyFixedLevel } from '../../lint/builtin-levels.js'
import { type Builtin, builtins } from '../../lint/builtins.js'
import { docsAddress } from '../../lint/docs.js'
import { isInPreset, presetNames } from '../../lint/ruleset.js'
import { rules } from '../../rules/index.js'
import type { Example, Rule } from '../../rules/rule.js'
import type { Arguments } from '../arguments.js'
import { chosenFormat } from '../chosen-format.js'
import type { Io } from '../io.js'
import { markedLines } from '../marked-example.js'
import { documentation, type RuleDocumentation } from '../rule-documentation.js'
import { type Paint, painter, wantsColour } from '../terminal/colour.js'
import { hyperlink, wantsHyperlinks } from '../terminal/hyperlink.js'
import { UsageError } from '../usage-error.js'
import { wrapped } from './help.js'

const WIDTH = 100

/** `domlint explain RULE`: all that a rule says about itself. */
export async function explain(arguments_: Arguments, io: Io): Promise<number> {
  if (arguments_.operands.length === 0) throw new UsageError("which rule? 'domlint rules' lists them")
  const format = chosenFormat(arguments_, ['pretty', 'json'])
  const own = builtins.filter(({ id }) => arguments_.operands.includes(id))
  const wanted = arguments_.operands.filter((name) => !own.some(({ id }) => id === name)).flatMap(rulesNamed)
  if (format === 'json') {
    io.stdout.write(`${JSON.stringify([...own.map(builtinObject), ...wanted.map(ruleObject)], undefined, 2)}\n`)
    return 0
  }
  const printer = new Printer(painter(wantsColour(io.env, io.stdout.isTerminal)), wantsHyperlinks(io.env, io.stdout.isTerminal))
  io.stdout.write([...own.map((builtin) => printer.builtin(builtin)), ...wanted.map((rule) => printer.rule(rule))].join('\n'))
  return 0
}

/** The rule of this id, or those whose id ends so. */
function rulesNamed(name: string): readonly Rule[] {
  const exact = rules.find(({ id }) => id === name)
  if (exact) return [exact]
  const ending = rules.filter(({ id }) => id.endsWith(`/${name}`))
  if (ending.length > 0) return ending
  const ids = rules.map(({ id }): string => id)
  const hint =
    didYouMean(name, ids) ||
    didYouMean(
      name,
      ids.map((id) => id.slice(id.indexOf('/') + 1)),
    )
  throw new UsageError(`there is no rule '${name}'${hint || " ('domlint rules' lists them)"}`)
}

function textOf({ id }: Rule): RuleDocumentation {
  return documentation[id] ?? { why: '', sources: [], examples: [] }
}

function ruleObject(rule: Rule) {
  const { id, summary, category, severity, since, message, fix, risk, options } = rule
  return {
    id,
    summary,
    category,
    severity,
    since,
    message,
    ...(fix === undefined ? {} : { fix }),
    ...(risk === undefined ? {} : { risk }),
    presets: presetNames.filter((preset) => preset !== 'all' && isInPreset(rule, preset)),
    ...(options === undefined ? {} : { options }),
    docs: docsAddress(id),
    ...textOf(rule),
  }
}

function builtinObject({ id, summary, why }: Builtin) {
  return { id, summary, severity: builtinLevels[id], docs: docsAddress(id), why }
}

class Printer {
  readonly #paint: Paint
  readonly #links: boolean

  constructor(paint: Paint, links: boolean) {
    this.#paint = paint
    this.#links = links
  }

  /** What the engine itself says: about the text, which has a fixed level, and about directives. */
  builtin({ id, summary, why }: Builtin): string {
    const level = builtinLevels[id]
    const lines = [
      this.#title(id, summary),
      '',
      ...this.#paragraphs(why),
      ...this.#section('Level', [whyFixedLevel(id) ?? `${level}; 'rules' in the configuration and --rule '${id}: LEVEL' set another one`]),
      '',
      docsAddress(id),
    ]
    return `${lines.join('\n')}\n`
  }

  rule(rule: Rule): string {
    const { id, summary, category, severity, since, message, fix, risk, options } = rule
    const { why, sources, examples } = textOf(rule)
    const messages = typeof message === 'string' ? [message] : Object.values(message)
    const fixing = fix === undefined ? ['no automatic fix'] : [`${fix} fix`, ...(risk === undefined ? [] : [`risk: ${risk}`])]
    const lines = [
      this.#title(id, summary),
      '',
      ...this.#paragraphs(why),
      ...this.#section('Says', messages),
      ...this.#section('Level', [
        `${severity}, in the presets ${presetNames.filter((preset) => preset !== category && isInPreset(rule, preset)).join(', ')}, and ${category}`,
      ]),
      ...this.#section('Fix', fixing),
      ...(options
        ? this.#section(
            'Options',
            Object.entries(options).map(
              ([key, { description, default: value }]) => `${key}: ${description} (default ${JSON.stringify(value)})`,
            ),
          )
        : []),
      ...this.#section('Since', [`domlint ${since}`]),
      ...this.#section('Sources', sources),
      '',
      ...examples.flatMap((example) => this.#example(example)),
      docsAddress(id),
    ]
    return `${lines.join('\n')}\n`
  }

  #title(id: string, summary: string): string {
    const name = this.#paint(id, 'bold')
    return `${this.#links ? hyperlink(name, docsAddress(id)) : name}: ${summary}`
  }

  #paragraphs(text: string): string[] {
    return text.split(/\n\s*\n/).flatMap((paragraph) => [...wrapped(paragraph, WIDTH), ''])
  }

  #section(title: string, texts: readonly string[]): string[] {
    const lines = texts.flatMap((text) => wrapped(text, WIDTH - 10))
    return lines.map((line, index) => `${index === 0 ? this.#paint(`${title}:`.padEnd(10), 'cyan') : ' '.repeat(10)}${line}`)
  }

  #example(example: Example): string[] {
    const { name } = example
    if ('good' in example) return [this.#paint(`Good: ${name}`, 'green'), ...this.#code(example.good), '']
    const bad = [this.#paint(`Bad: ${name}`, 'red'), ...this.#code(example.bad), '']
    return example.fixed === undefined ? bad : [...bad, this.#paint('Fixed:', 'green'), ...this.#code(example.fixed), '']
  }

  #code(texts: string | readonly string[]): string[] {
    const list = typeof texts === 'string' ? [texts] : texts
    return list.flatMap((text, index) => [
      ...(index > 0 ? ['    (in another file)'] : []),
      ...markedLines(text).map(({ text: line, isMark }) => `    ${isMark ? this.#paint(line, 'red') : line}`),
    ])
  }
}
