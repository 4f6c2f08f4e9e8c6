import type { Expression } from './hole.js'

type Role = Expression['role']

/** The role of a statement of Jinja, Terraform and Go templates, which starts with a word. */
export function wordRole(code: string): Role {
  const [word = ''] = /^\w+/.exec(code) ?? []
  if (/^(?:if|for|range|with|unless|define|block)$/.test(word)) return 'opens'
  if (/^(?:else|elif|elseif|elsif)$/.test(word)) return 'continues'
  return /^end(?:if|for|range|with|unless|block)?$/.test(word) ? 'closes' : 'none'
}

/** The role of a piece of Ruby (or, near enough, Perl): blocks open with a word at its start or with `do` or `{` at its end. */
export function erbRole(code: string): Role {
  const closes = /^(?:end|\})/.test(code)
  const opens = /^(?:if|unless|for|while|until|case|begin)\b/.test(code) || /(?:\bdo|\{)\s*(?:\|[^|]*\|)?(?:\n[\s\S]*)?$/.test(code)
  if (/^(?:else|elsif|when|in|rescue|ensure)\b/.test(code) || /^\}\s*els/.test(code)) return 'continues'
  if (closes) return 'closes'
  return opens ? 'opens' : 'none'
}
