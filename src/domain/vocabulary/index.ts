import type { Vocabulary } from './content.js'
import { parseVocabulary } from './notation.js'
import { chardev } from './tables/chardev.js'
import { controllers } from './tables/controllers.js'
import { cpu } from './tables/cpu.js'
import { devices } from './tables/devices.js'
import { disk } from './tables/disk.js'
import { hostdev } from './tables/hostdev.js'
import { network } from './tables/network.js'
import { root } from './tables/root.js'

let parsed: Vocabulary | undefined

/** libvirt's whole domain format. */
export function vocabulary(): Vocabulary {
  parsed ??= parseVocabulary([root, cpu, devices, chardev, controllers, disk, network, hostdev].join('\n'))
  return parsed
}
