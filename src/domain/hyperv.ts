import type { XmlElement } from '../xml/tree.js'
import type { Domain } from './domain.js'

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

  /** What an enlightenment needs and this domain lacks, what those need in turn included. */
  lacks(enlightenment: Enlightenment): readonly Enlightenment[] {
    const missing = new Set<Enlightenment>()
    const visit = (one: Enlightenment): void => {
      for (const needed of enlightenmentNeeds[one] ?? []) {
        if (this.has(needed) || missing.has(needed)) continue
        missing.add(needed)
        visit(needed)
      }
    }
    visit(enlightenment)
    return [...missing]
  }
}
