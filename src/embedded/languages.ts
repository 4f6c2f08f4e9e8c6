/** A language whose files may have XML in them. */
export type Language = 'nix' | 'terraform' | 'python' | 'ruby' | 'perl' | 'go' | 'javascript' | 'shell' | 'yaml' | 'markdown'

/** Which file names, and which names that editors and fences of Markdown give a language, are which language. */
const languages: Readonly<Record<Language, { readonly extensions: readonly string[]; readonly ids: readonly string[] }>> = {
  nix: { extensions: ['nix'], ids: ['nix'] },
  terraform: { extensions: ['tf', 'tofu', 'hcl'], ids: ['terraform', 'hcl', 'tf', 'opentofu'] },
  python: { extensions: ['py', 'pyi'], ids: ['python', 'py', 'python3'] },
  ruby: { extensions: ['rb', 'rake'], ids: ['ruby', 'rb'] },
  perl: { extensions: ['pl', 'pm', 't'], ids: ['perl', 'pl'] },
  go: { extensions: ['go'], ids: ['go', 'golang'] },
  javascript: {
    extensions: ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'],
    ids: ['javascript', 'typescript', 'js', 'ts', 'javascriptreact', 'typescriptreact'],
  },
  shell: { extensions: ['sh', 'bash', 'zsh', 'bats', 'ksh'], ids: ['shellscript', 'sh', 'bash', 'shell', 'zsh', 'console'] },
  yaml: { extensions: ['yml', 'yaml'], ids: ['yaml', 'yml', 'ansible', 'dockercompose'] },
  markdown: { extensions: ['md', 'markdown'], ids: ['markdown', 'md'] },
}

const byExtension = new Map<string, Language>()
const byId = new Map<string, Language>()
for (const [language, { extensions, ids }] of Object.entries(languages)) {
  // The keys of the table above are languages.
  for (const extension of extensions) byExtension.set(extension, language as Language)
  for (const id of ids) byId.set(id, language as Language)
}

/** What template engines and build systems append to the name of the file that they make. */
const templateName = /\.xml(?:\.(?:j2|jinja2?|erb|epp|tmpl|tpl|tftpl|gotmpl|template|mustache|in))+$/i

/** Whether a file name says that it is a template of XML: `vm.xml.j2`. */
export function isTemplateName(name: string): boolean {
  return templateName.test(name)
}

/** The language of a file with XML in it, by its name, or by what an editor calls its language; undefined for XML itself and all else. */
export function languageOf(name: string): Language | undefined {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).toLowerCase()
  const dot = file.lastIndexOf('.')
  return dot === -1 ? byId.get(file) : byExtension.get(file.slice(dot + 1))
}
