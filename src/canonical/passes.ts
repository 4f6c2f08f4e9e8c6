import type { Pass } from './pass.js'
import { bootDevice } from './passes/boot-device.js'
import { ccwAddresses } from './passes/ccw-addresses.js'
import { characterDevices } from './passes/character-devices.js'
import { clock } from './passes/clock.js'
import { consoleAlias } from './passes/console-alias.js'
import { consoleToSerial } from './passes/console-to-serial.js'
import { controllerIndexes } from './passes/controller-indexes.js'
import { controllerModels } from './passes/controller-models.js'
import { controllerOrder } from './passes/controller-order.js'
import { cpuDefaults, defaultCpuModel } from './passes/cpu-defaults.js'
import { simpleDefaults } from './passes/device-defaults.js'
import { diskDefaults } from './passes/disk-defaults.js'
import { diskOrder } from './passes/disk-order.js'
import { diskThrottling } from './passes/disk-throttling.js'
import { driveAddresses } from './passes/drive-addresses.js'
import { emulator } from './passes/emulator.js'
import { features, interruptController } from './passes/features.js'
import { firmware } from './passes/firmware.js'
import { graphicsDefaults } from './passes/graphics-defaults.js'
import { hostdevControllers } from './passes/hostdev-controllers.js'
import { identity } from './passes/identity.js'
import { implicitAudio } from './passes/implicit-audio.js'
import { implicitDevices } from './passes/implicit-devices.js'
import { implicitVideo } from './passes/implicit-video.js'
import { impliedControllers } from './passes/implied-controllers.js'
import { inputBuses } from './passes/input-buses.js'
import { interfaceDefaults } from './passes/interface-defaults.js'
import { interruptRemapping } from './passes/interrupt-remapping.js'
import { iothreads } from './passes/iothreads.js'
import { iscsiHostdevs } from './passes/iscsi-hostdevs.js'
import { lifecycle } from './passes/lifecycle.js'
import { machineType } from './passes/machine-type.js'
import { memory } from './passes/memory.js'
import { memoryDevices } from './passes/memory-devices.js'
import { memorySlots } from './passes/memory-slots.js'
import { memoryTuning } from './passes/memory-tuning.js'
import { numaAssignment } from './passes/numa-assignment.js'
import { numaCells } from './passes/numa-cells.js'
import { numaTuning } from './passes/numa-tuning.js'
import { panicModels } from './passes/panic-models.js'
import { pciAddresses } from './passes/pci-addresses.js'
import { pciControllerOptions } from './passes/pci-controller-options.js'
import { persistentStore } from './passes/persistent-store.js'
import { readDefinition } from './passes/read-definition.js'
import { readMetadata } from './passes/read-metadata.js'
import { readNamespaces } from './passes/read-namespaces.js'
import { readNetworks } from './passes/read-networks.js'
import { readScheduling } from './passes/read-scheduling.js'
import { securityLabels } from './passes/security-labels.js'
import { sharedMemory } from './passes/shared-memory.js'
import { smartcardAddresses } from './passes/smartcard-addresses.js'
import { spaprVioAddresses } from './passes/spapr-vio-addresses.js'
import { tpmDefaults } from './passes/tpm-defaults.js'
import { usbAddresses } from './passes/usb-addresses.js'
import { vcpus } from './passes/vcpus.js'
import { videoDefaults } from './passes/video-defaults.js'
import { videoOrder } from './passes/video-order.js'
import { virtioMmioAddresses } from './passes/virtio-mmio-addresses.js'
import { virtioSerialAddresses } from './passes/virtio-serial-addresses.js'
import { vsockAddress } from './passes/vsock-address.js'
import { zpciIds } from './passes/zpci-ids.js'

/** What is read of the text. */
export const readingPasses: readonly Pass[] = [readDefinition, readMetadata, readNamespaces, readNetworks, readScheduling]

/** What libvirt completes while it reads. */
export const completingPasses: readonly Pass[] = [
  identity,
  vcpus,
  iothreads,
  memoryTuning,
  numaTuning,
  numaCells,
  clock,
  lifecycle,
  securityLabels,
  graphicsDefaults,
  diskOrder,
  controllerOrder,
  videoOrder,
  hostdevControllers,
  controllerIndexes,
]

/** All passes, in libvirt's order (canonical-form, section 0.1). */
export const passes: readonly Pass[] = [
  ...readingPasses,
  ...completingPasses,
  // The domain as a whole.
  machineType,
  emulator,
  features,
  firmware,
  implicitDevices,
  implicitAudio,
  implicitVideo,
  interruptRemapping,
  defaultCpuModel,
  interruptController,
  cpuDefaults,
  numaAssignment,
  consoleToSerial,
  // Device by device.
  simpleDefaults,
  diskDefaults,
  diskThrottling,
  interfaceDefaults,
  videoDefaults,
  characterDevices,
  inputBuses,
  sharedMemory,
  tpmDefaults,
  panicModels,
  memoryDevices,
  iscsiHostdevs,
  persistentStore,
  vsockAddress,
  driveAddresses,
  smartcardAddresses,
  // The domain once more.
  memory,
  bootDevice,
  // What devices need.
  impliedControllers,
  hostdevControllers,
  controllerModels,
  // Addresses.
  virtioSerialAddresses,
  spaprVioAddresses,
  ccwAddresses,
  virtioMmioAddresses,
  pciAddresses,
  zpciIds,
  pciControllerOptions,
  usbAddresses,
  memorySlots,
  // What libvirt does as it writes.
  consoleAlias,
]
