interface AllowedDifference {
  readonly why: string
  /** Lines of `differences`. */
  readonly line: RegExp
}

interface AllowedVerdict {
  readonly why: string
  /** What was done to the document on which the two disagree. */
  readonly mutant: RegExp
}

/** Differences between the vocabulary and libvirt's schema that are meant, each with its reason. */
export const allowedDifferences: readonly AllowedDifference[] = [
  {
    why: 'the schema has two patterns for this element and is expanded one turn further; both know a backing store in a backing store',
    line: /^only schema: \/domain\/devices\/disk(\/mirror)?\/backingStore\/backingStore$/,
  },
  {
    why: 'an attribute of XML Schema, by which a document names its schema; libvirt reads past it',
    line: /^only table: \/domain@xsi:schemaLocation$/,
  },
]

/** Documents on which the vocabulary and the schema are meant to disagree, each with its reason. */
export const allowedVerdicts: readonly AllowedVerdict[] = [
  {
    why: 'the table has one cardinality for all versions: in 9.0 a guest had one watchdog, an encryption one secret',
    mutant: /devices\/watchdog is there twice$|encryption\/secret is there twice$/,
  },
  {
    why: 'and required were the node of a memory module, the vCPUs of a cache share, the slots of maxMemory, the name of a hostdev driver',
    mutant: /^libvirt\/require-max-memory: |cachetune@vcpus is gone$|maxMemory@slots is gone$|hostdev\/driver@name is gone$/,
  },
  {
    why: 'the table does not count beyond one: a smart card has exactly three certificates, which libvirt/valid-smartcard sees to',
    mutant: /smartcard\/certificate is (there twice|gone)$/,
  },
  {
    why: 'a data type is the same for all versions: names such as nvme0n1 came with 11.5',
    mutant: /^libvirt\/valid-target-dev: /,
  },
]
