import type { Controller } from './devices/controller.js'
import type { Domain } from './domain.js'

/**
 * The controllers of one type by their index. Those without one get the lowest that is free, in document order
 * (domain_postparse.c, virDomainControllerDefPostParse).
 */
export function controllersByIndex(domain: Domain, type: string): ReadonlyMap<number, Controller> {
  const ofType = domain.controllers.filter((controller) => controller.type === type)
  const found = new Map<number, Controller>()
  for (const controller of ofType)
    if (controller.index !== undefined && !found.has(controller.index)) found.set(controller.index, controller)
  for (const controller of ofType) {
    if (controller.element.attr('index') !== undefined) continue
    let index = 0
    while (found.has(index)) index++
    found.set(index, controller)
  }
  return found
}
