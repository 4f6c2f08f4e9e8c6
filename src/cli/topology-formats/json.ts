import type { ComparedNode } from '../../snapshots/topology/compare-topology.js'
import { jsonText } from '../formats/json-text.js'

/** All that is known of the machines, one object each; with `change` at each part when two definitions are compared. */
export function topologyJson(machines: readonly ComparedNode[], isCompared: boolean): string {
  return `${jsonText(
    machines.map((machine) => objectOf(machine, isCompared)),
    2,
  )}\n`
}

function objectOf(node: ComparedNode, isCompared: boolean): object {
  const { kind, element, name, place, origin, details, free, line, fate, changes, children } = node
  return {
    kind,
    ...(element === undefined ? {} : { element }),
    name,
    origin,
    ...(line === undefined ? {} : { line }),
    ...(place === undefined ? {} : { place: place.text, placeIsWritten: place.isWritten }),
    details: details.map(({ what, text, isWritten }) => ({ what, text, isWritten })),
    ...(free === undefined ? {} : { free: free === '' ? 'all' : free }),
    ...(isCompared ? { change: fate, changes } : {}),
    children: children.map((child) => objectOf(child, isCompared)),
  }
}
