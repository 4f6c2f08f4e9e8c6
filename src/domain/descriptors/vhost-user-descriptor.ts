import { JsonFields } from './json-fields.js'

/** A program that plays a virtio device for QEMU, as its descriptor presents it. */
export interface VhostUserBackend {
  readonly description: string | undefined
  readonly type: VhostUserType
  readonly binary: string
  /**
   * What the descriptor says that it can do; absent where it says nothing: GPU and input backends tell what they can only
   * when they are run with --print-capabilities.
   */
  readonly features: ReadonlySet<string> | undefined
  /** For people who look for mistakes: management software must pass over them. */
  readonly tags: readonly string[]
}

/** The types of QEMU's docs/interop/vhost-user.json. */
const vhostUserTypes = [
  '9p',
  'balloon',
  'block',
  'caif',
  'console',
  'crypto',
  'fs',
  'gpu',
  'input',
  'net',
  'rng',
  'rpmsg',
  'rproc-serial',
  'scsi',
  'vsock',
] as const
export type VhostUserType = (typeof vhostUserTypes)[number]

/** Reads the descriptor of a vhost-user backend. @throws DescriptorFault when it is none */
export function parseVhostUserDescriptor(text: string): VhostUserBackend {
  const fields = JsonFields.parse(text)
  return {
    description: fields.has('description') ? fields.text('description') : undefined,
    type: fields.word('type', vhostUserTypes),
    binary: fields.text('binary'),
    features: fields.has('features') ? new Set(fields.texts('features')) : undefined,
    tags: fields.has('tags') ? fields.texts('tags') : [],
  }
}
