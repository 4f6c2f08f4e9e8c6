import type { XmlElement } from '../xml/tree.js'
import type { Domain } from './domain.js'
import { isWordOf } from './facts/enumerations.js'

/** A Hyper-V enlightenment as `<features><hyperv>` names it, or `hypervclock`, which is a timer in libvirt and hv-time in QEMU. */
export type Enlightenment = 'vapic' | 'vpindex' | 'synic' | 'stimer' | 'tlbflush' | 'ipi' | 'evmcs' | 'hypervclock'

/**
 * What an enlightenment needs at once. Sources: QEMU docs/system/i386/hyperv ("Requires") and target/i386/kvm/kvm.c
 * (kvm_hyperv_properties); each pair was tried on libvirt 12.8.
 */
export const enlightenmentNeeds: Readonly<Partial<Record<Enlightenment, readonly Enlightenment[]>>> = {
  stimer: ['synic', 'hypervclock'],
  tlbflush: ['vpindex'],
  ipi: ['vpindex'],
  evmcs: ['vapic'],
  synic: ['vpindex'],
}

const switchWords = new Set(['on', 'off', 'yes', 'no'])

/** The Hyper-V enlightenments of a domain. */
export class Hyperv {
  /** `<features><hyperv>`. */
  readonly element: XmlElement
  readonly #domain: Domain

  constructor(element: XmlElement, domain: Domain) {
    this.element = element
    this.#domain = domain
  }

  /** Whether QEMU gives the guest whatever the host has: libvirt then ignores the children. */
  get isPassthrough(): boolean {
    return this.element.attr('mode') === 'passthrough'
  }

  get timer(): XmlElement | undefined {
    return this.#domain.element
      .child('clock')
      ?.elements('timer')
      .find((timer) => timer.attr('name') === 'hypervclock')
  }

  has(enlightenment: Enlightenment): boolean {
    if (enlightenment === 'hypervclock') return this.timer?.attr('present') === 'yes'
    return this.element.child(enlightenment)?.attr('state') === 'on'
  }

  /** Whether libvirt cannot read the switch of an enlightenment: nobody knows whether it was to be on. */
  #isUnread(enlightenment: Enlightenment): boolean {
    if (enlightenment === 'hypervclock') {
      const timers = this.#domain.element.child('clock')?.elements('timer') ?? []
      return (
        !switchWords.has(this.timer?.attr('present') ?? 'no') ||
        timers.some((timer) => !isWordOf('domain/clock/timer@name!', timer.attr('name')))
      )
    }
    const element = this.element.child(enlightenment)
    return element !== undefined && !switchWords.has(element.attr('state') ?? '')
  }

  /** What an enlightenment needs and this domain lacks, what those need in turn included. */
  lacks(enlightenment: Enlightenment): readonly Enlightenment[] {
    const missing = new Set<Enlightenment>()
    const visit = (one: Enlightenment): void => {
      for (const needed of enlightenmentNeeds[one] ?? []) {
        if (this.has(needed) || missing.has(needed) || this.#isUnread(needed)) continue
        missing.add(needed)
        visit(needed)
      }
    }
    visit(enlightenment)
    return [...missing]
  }
}
