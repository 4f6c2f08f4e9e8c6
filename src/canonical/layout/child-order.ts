import { domainLayout, fullLayout } from './active-layout.js'
import type { ChildLayout } from './element-layout.js'

/**
 * The names of all children that libvirt writes into an element, in its order: for a path such as `domain/devices/disk`.
 * Empty for an element that it does not know.
 */
export function childOrder(path: string): readonly string[] {
  const [root, ...names] = path.split('/')
  let layout: ChildLayout | undefined = root === 'domain' ? domainLayout() : undefined
  for (const name of names) layout = layout && fullLayout(layout.content).children.get(name)
  return layout ? [...fullLayout(layout.content).children.keys()] : []
}
