import type { XmlElement } from '../xml/tree.js'
import type { Controller } from './devices/controller.js'
import type { Domain } from './domain.js'

/**
 * The controllers of one type by their index. Those without one get the lowest that is free, in document order
 * (domain_postparse.c, virDomainControllerDefPostParse).
 */
export function controllersByIndex(domain: Domain, type: string): ReadonlyMap<number, Controller> {
  const known = domain.workedOut(newIndexes)
  let index = known.get(type)
  if (!index) {
    index = indexControllers(domain, type)
    known.set(type, index)
  }
  return index
}

/** The indexes of the PCI controllers, by element; a controller whose index another one has is not among them. */
export function pciControllerIndexes(domain: Domain): ReadonlyMap<XmlElement, number> {
  return domain.workedOut(findPciControllerIndexes)
}

function findPciControllerIndexes(domain: Domain): ReadonlyMap<XmlElement, number> {
  return new Map([...controllersByIndex(domain, 'pci')].map(([index, { element }]) => [element, index]))
}

function newIndexes(): Map<string, ReadonlyMap<number, Controller>> {
  return new Map()
}

function indexControllers(domain: Domain, type: string): ReadonlyMap<number, Controller> {
  const ofType = domain.controllers.filter((controller) => controller.type === type)
  const found = new Map<number, Controller>()
  for (const controller of ofType)
    if (controller.index !== undefined && !found.has(controller.index)) found.set(controller.index, controller)
  let free = 0
  for (const controller of ofType) {
    if (controller.element.attr('index') !== undefined) continue
    while (found.has(free)) free++
    found.set(free, controller)
  }
  return found
}
