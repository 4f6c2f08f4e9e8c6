import { chardev } from './chardev.js'
import { cpu } from './cpu.js'
import { devices } from './devices.js'
import { domain } from './domain.js'
import { network } from './network.js'
import { storage } from './storage.js'

/** All tables of libvirt's layout, as one text. */
export const tables = [domain, cpu, devices, chardev, storage, network].join('\n')
