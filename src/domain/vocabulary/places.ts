import type { Content } from './content.js'
import { groups } from './groups.js'

/** Where in the format the names are at home. */
interface Places {
  /** The paths of the elements that have a child of that name. */
  readonly parents: ReadonlyMap<string, readonly string[]>
  /** The paths of the elements that have an attribute of that name. */
  readonly owners: ReadonlyMap<string, readonly string[]>
}

let places: Places | undefined

/** The reverse of the vocabulary; recursion is followed once. */
export function placesOfNames(): Places {
  places ??= collect()
  return places
}

function collect(): Places {
  const parents = new Map<string, string[]>()
  const owners = new Map<string, string[]>()
  const note = (index: Map<string, string[]>, name: string, path: string) => {
    const paths = index.get(name)
    if (!paths) index.set(name, [path])
    else if (!paths.includes(path)) paths.push(path)
  }
  const walk = (content: Content, path: string, open: readonly Content[]): void => {
    for (const attribute of content.attributes) note(owners, attribute.name, path)
    for (const name of content.includes) {
      const group = groups.get(name)
      if (group && !open.includes(group)) walk(group, path, [...open, group])
    }
    for (const cases of content.choices) for (const one of cases) walk(one, path, open)
    for (const child of content.children) {
      note(parents, child.name, path)
      if (!open.includes(child.content)) walk(child.content, `${path}/${child.name}`, [...open, child.content])
    }
  }
  const root = groups.get('domain')
  if (root) walk(root, 'domain', [root])
  return { parents, owners }
}
