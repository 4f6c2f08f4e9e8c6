import { table } from '../domain/table.js'
import { nearest } from '../domain/values/nearest.js'
import type { XmlDocument, XmlElement } from '../xml/tree.js'

/** What a document is, as far as domlint can say. */
export type DocumentKind =
  | { readonly kind: 'domains'; readonly domains: readonly XmlElement[]; readonly oneGuest: boolean }
  | { readonly kind: 'other'; readonly what: string; readonly element: XmlElement }
  /** A root element that nobody knows; perhaps one of ours, misspelt. */
  | { readonly kind: 'unknown'; readonly what: string; readonly element: XmlElement; readonly meant: string | undefined }
  | { readonly kind: 'nothing' }

/** Documents in which libvirt stores domains, and the child elements that are one. */
const containers = table<readonly string[]>({
  domainsnapshot: ['domain', 'inactiveDomain'],
  domainbackup: ['domain'],
  domaincheckpoint: ['domain'],
  domstatus: ['domain'],
  domains: ['domain'],
})

/** What people also keep beside their domains. */
const otherDocuments = table<string>({
  network: 'a libvirt network',
  networkport: 'a libvirt network port',
  pool: 'a libvirt storage pool',
  volume: 'a libvirt storage volume',
  interface: 'a libvirt host interface',
  nwfilter: 'a libvirt network filter',
  filterbinding: 'a libvirt network filter binding',
  secret: 'a libvirt secret',
  device: 'a libvirt node device',
  capabilities: "libvirt's host capabilities",
  domainCapabilities: "libvirt's domain capabilities",
  cpu: 'a CPU description',
  storagepoolCapabilities: "libvirt's storage pool capabilities",
  netdevs: 'a list of network devices',
  html: 'an HTML page',
  svg: 'an SVG picture',
  project: 'a build file',
  rss: 'a feed',
  feed: 'a feed',
  plist: 'a property list',
  Envelope: 'an OVF virtual machine description',
  VirtualBox: 'a VirtualBox machine description',
  grammar: 'a RELAX NG schema',
  stylesheet: 'an XSLT stylesheet',
})

/** The domains of a document; none where it is something else. */
export function domainsOf(document: XmlDocument): readonly XmlElement[] {
  const kind = documentKind(document)
  return kind.kind === 'domains' ? kind.domains : []
}

/** Finds the domains of a document: a domain itself, or those inside a snapshot, a backup, a status file, or a list. */
export function documentKind(document: XmlDocument): DocumentKind {
  const { element } = document
  if (!element) return { kind: 'nothing' }
  if (element.name === 'domain') return { kind: 'domains', domains: [element], oneGuest: true }
  const inner = Object.hasOwn(containers, element.name) ? containers[element.name] : undefined
  if (inner) {
    const domains = element.elements().filter((child) => inner.includes(child.name))
    return { kind: 'domains', domains, oneGuest: element.name !== 'domains' }
  }
  const local = element.name.slice(element.name.indexOf(':') + 1)
  const what = Object.hasOwn(otherDocuments, local) ? otherDocuments[local] : undefined
  if (what) return { kind: 'other', what, element }
  return {
    kind: 'unknown',
    what: `a <${element.name}> document`,
    element,
    meant: nearest(element.name, ['domain', ...Object.keys(containers)]),
  }
}
