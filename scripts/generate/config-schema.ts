import { isSettableBuiltin } from '../../src/lint/builtin-levels.js'
import { builtins } from '../../src/lint/builtins.js'
import { type ConfigShape, configKeys, levels } from '../../src/lint/config.js'
import { docsAddress } from '../../src/lint/docs.js'
import { presetNames } from '../../src/lint/ruleset.js'
import type { Rule } from '../../src/rules/rule.js'

type Schema = Readonly<Record<string, unknown>>

/** schema/domlint.schema.json, which editors check and complete domlint.config.json with (JSON Schema, draft 7). */
export function configSchema(rules: readonly Rule[]): string {
  const settable = builtins.filter(({ id }) => isSettableBuiltin(id))
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of domlint',
    oneOf: [{ $ref: '#/definitions/entry' }, { type: 'array', items: { $ref: '#/definitions/entry' } }],
    definitions: {
      entry: {
        type: 'object',
        properties: {
          $schema: { type: 'string' },
          ...Object.fromEntries(
            Object.entries(configKeys).map(([key, { shape, description }]) => [key, { description, ...shapes[shape] }]),
          ),
        },
        additionalProperties: false,
      },
      level: { enum: levels },
      rules: {
        type: 'object',
        properties: Object.fromEntries([...rules, ...settable].map((rule) => [rule.id, ruleSchema(rule)])),
        additionalProperties: false,
      },
      texts: { type: 'array', items: { type: 'string', minLength: 1 } },
      ignoreEntry: {
        type: 'object',
        properties: {
          files: { description: 'The files that this is for; without it: all that the entry is for.', $ref: '#/definitions/texts' },
          rule: { description: 'The rule whose findings are held back.', enum: [...rules, ...settable].map(({ id }) => id) },
          device: { description: 'The device that this is for, as the reports name it, such as "disk vda".', type: 'string' },
          reason: { description: 'Why this is ignored.', type: 'string', minLength: 1 },
        },
        required: ['rule', 'reason'],
        additionalProperties: false,
      },
    },
  }
  return `${JSON.stringify(schema, undefined, 2)}\n`
}

const shapes: Readonly<Record<ConfigShape, Schema>> = {
  text: { type: 'string' },
  texts: { $ref: '#/definitions/texts' },
  switch: { type: 'boolean' },
  'whole number': { type: 'integer', minimum: 1 },
  target: { type: 'string' },
  targets: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, minItems: 1 }] },
  presets: { type: 'array', items: { enum: presetNames } },
  rules: { $ref: '#/definitions/rules' },
  plugins: { type: 'array', maxItems: 0 },
  'ignore entries': { type: 'array', items: { $ref: '#/definitions/ignoreEntry' } },
}

function ruleSchema({ id, summary, options }: Pick<Rule, 'summary' | 'options'> & { readonly id: string }): Schema {
  const description = `${summary}. ${docsAddress(id)}`
  if (!options)
    return {
      description,
      oneOf: [{ $ref: '#/definitions/level' }, { type: 'array', items: [{ $ref: '#/definitions/level' }], maxItems: 1 }],
    }
  const properties = Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      { ...optionShapes[option.type], description: option.description, default: option.default },
    ]),
  )
  const withOptions = {
    type: 'array',
    items: [{ $ref: '#/definitions/level' }, { type: 'object', properties, additionalProperties: false }],
    minItems: 1,
    maxItems: 2,
  }
  return { description, oneOf: [{ $ref: '#/definitions/level' }, withOptions] }
}

const optionShapes = {
  boolean: { type: 'boolean' },
  number: { type: 'number' },
  string: { type: 'string' },
  strings: { type: 'array', items: { type: 'string' } },
} as const
