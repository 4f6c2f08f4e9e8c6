// Written by scripts/generate-rules.mjs from the files in this folder.
import abiNoFloatingMachine from './abi/no-floating-machine.js'
import abiNoMinimumCpuMatch from './abi/no-minimum-cpu-match.js'
import abiNoMixedVirtioTransport from './abi/no-mixed-virtio-transport.js'
import abiNoPartialPciAddresses from './abi/no-partial-pci-addresses.js'
import abiNoPciTargetClash from './abi/no-pci-target-clash.js'
import abiPreferUsbMasterFirst from './abi/prefer-usb-master-first.js'
import abiRequireControllerModel from './abi/require-controller-model.js'
import abiRequireCpu from './abi/require-cpu.js'
import abiRequireGenid from './abi/require-genid.js'
import abiRequireGicVersion from './abi/require-gic-version.js'
import abiRequireHpetTimer from './abi/require-hpet-timer.js'
import abiRequireHugepageSize from './abi/require-hugepage-size.js'
import abiRequireImplicitDevices from './abi/require-implicit-devices.js'
import abiRequireMac from './abi/require-mac.js'
import abiRequireMachine from './abi/require-machine.js'
import abiRequireMdevDisplay from './abi/require-mdev-display.js'
import abiRequireMigratable from './abi/require-migratable.js'
import abiRequireNicModel from './abi/require-nic-model.js'
import abiRequirePanicModel from './abi/require-panic-model.js'
import abiRequirePciAddresses from './abi/require-pci-addresses.js'
import abiRequirePciTarget from './abi/require-pci-target.js'
import abiRequireTpmVersion from './abi/require-tpm-version.js'
import abiRequireUsbCdromModel from './abi/require-usb-cdrom-model.js'
import abiRequireUuid from './abi/require-uuid.js'
import abiRequireVideoMemory from './abi/require-video-memory.js'
import abiRequireVideoModel from './abi/require-video-model.js'
import abiRequireVsockCid from './abi/require-vsock-cid.js'
import abiValidMemoryAlignment from './abi/valid-memory-alignment.js'
import abiValidUsbCompanions from './abi/valid-usb-companions.js'
import deprecatedNoAioFormat from './deprecated/no-aio-format.js'
import deprecatedNoAudioEnvironment from './deprecated/no-audio-environment.js'
import deprecatedNoBackingStore from './deprecated/no-backing-store.js'
import deprecatedNoBridgeScript from './deprecated/no-bridge-script.js'
import deprecatedNoConsoleTty from './deprecated/no-console-tty.js'
import deprecatedNoCpuArgument from './deprecated/no-cpu-argument.js'
import deprecatedNoDeadDomainType from './deprecated/no-dead-domain-type.js'
import deprecatedNoDeadPerfEvent from './deprecated/no-dead-perf-event.js'
import deprecatedNoDeviceAsFile from './deprecated/no-device-as-file.js'
import deprecatedNoDomainId from './deprecated/no-domain-id.js'
import deprecatedNoDuplicateAutoport from './deprecated/no-duplicate-autoport.js'
import deprecatedNoDuplicateListen from './deprecated/no-duplicate-listen.js'
import deprecatedNoDynamicSeclabelLabel from './deprecated/no-dynamic-seclabel-label.js'
import deprecatedNoEmptySource from './deprecated/no-empty-source.js'
import deprecatedNoGeneratedBanner from './deprecated/no-generated-banner.js'
import deprecatedNoGeneratedChannelPath from './deprecated/no-generated-channel-path.js'
import deprecatedNoGeneratedTargetDev from './deprecated/no-generated-target-dev.js'
import deprecatedNoGeneratedVncSocket from './deprecated/no-generated-vnc-socket.js'
import deprecatedNoHostdevDriverKvm from './deprecated/no-hostdev-driver-kvm.js'
import deprecatedNoIgnoredCatchup from './deprecated/no-ignored-catchup.js'
import deprecatedNoIgnoredCpuFallback from './deprecated/no-ignored-cpu-fallback.js'
import deprecatedNoIgnoredCpuMatch from './deprecated/no-ignored-cpu-match.js'
import deprecatedNoIoemuPrefix from './deprecated/no-ioemu-prefix.js'
import deprecatedNoLiveAlias from './deprecated/no-live-alias.js'
import deprecatedNoLiveMirror from './deprecated/no-live-mirror.js'
import deprecatedNoLiveState from './deprecated/no-live-state.js'
import deprecatedNoOverruledVcpuCurrent from './deprecated/no-overruled-vcpu-current.js'
import deprecatedNoPassthroughHypervFeature from './deprecated/no-passthrough-hyperv-feature.js'
import deprecatedNoPtsPath from './deprecated/no-pts-path.js'
import deprecatedNoRemovedConstruct from './deprecated/no-removed-construct.js'
import deprecatedNoRemovedQemuArgument from './deprecated/no-removed-qemu-argument.js'
import deprecatedNoRenamedQemuArgument from './deprecated/no-renamed-qemu-argument.js'
import deprecatedNoSetArgument from './deprecated/no-set-argument.js'
import deprecatedNoSgio from './deprecated/no-sgio.js'
import deprecatedNoShortIothreadsCount from './deprecated/no-short-iothreads-count.js'
import deprecatedNoUnnamespacedMetadata from './deprecated/no-unnamespaced-metadata.js'
import deprecatedPreferAutoport from './deprecated/prefer-autoport.js'
import deprecatedPreferBinaryUnit from './deprecated/prefer-binary-unit.js'
import deprecatedPreferCanonicalUuid from './deprecated/prefer-canonical-uuid.js'
import deprecatedPreferConsoleTargetType from './deprecated/prefer-console-target-type.js'
import deprecatedPreferControllerModelName from './deprecated/prefer-controller-model-name.js'
import deprecatedPreferCpuMode from './deprecated/prefer-cpu-mode.js'
import deprecatedPreferEvdevInput from './deprecated/prefer-evdev-input.js'
import deprecatedPreferExplicitClock from './deprecated/prefer-explicit-clock.js'
import deprecatedPreferExplicitDefault from './deprecated/prefer-explicit-default.js'
import deprecatedPreferFeaturePolicy from './deprecated/prefer-feature-policy.js'
import deprecatedPreferFullPciAddress from './deprecated/prefer-full-pci-address.js'
import deprecatedPreferFwcfgSysinfo from './deprecated/prefer-fwcfg-sysinfo.js'
import deprecatedPreferHexadecimalUsbId from './deprecated/prefer-hexadecimal-usb-id.js'
import deprecatedPreferLibvirtFeatureName from './deprecated/prefer-libvirt-feature-name.js'
import deprecatedPreferListenElement from './deprecated/prefer-listen-element.js'
import deprecatedPreferListenNone from './deprecated/prefer-listen-none.js'
import deprecatedPreferListenSocket from './deprecated/prefer-listen-socket.js'
import deprecatedPreferMemoryUnit from './deprecated/prefer-memory-unit.js'
import deprecatedPreferNativeElement from './deprecated/prefer-native-element.js'
import deprecatedPreferSecretInSource from './deprecated/prefer-secret-in-source.js'
import deprecatedPreferSerialTargetType from './deprecated/prefer-serial-target-type.js'
import deprecatedPreferShmemElement from './deprecated/prefer-shmem-element.js'
import libvirtNoBootBoth from './libvirt/no-boot-both.js'
import libvirtNoDuplicateAlias from './libvirt/no-duplicate-alias.js'
import libvirtNoDuplicateBootOrder from './libvirt/no-duplicate-boot-order.js'
import libvirtNoDuplicateCcwAddress from './libvirt/no-duplicate-ccw-address.js'
import libvirtNoDuplicateController from './libvirt/no-duplicate-controller.js'
import libvirtNoDuplicateDriveAddress from './libvirt/no-duplicate-drive-address.js'
import libvirtNoDuplicateGraphics from './libvirt/no-duplicate-graphics.js'
import libvirtNoDuplicateHostdev from './libvirt/no-duplicate-hostdev.js'
import libvirtNoDuplicatePciAddress from './libvirt/no-duplicate-pci-address.js'
import libvirtNoDuplicateTargetDev from './libvirt/no-duplicate-target-dev.js'
import libvirtNoDuplicateUsbPort from './libvirt/no-duplicate-usb-port.js'
import libvirtNoDuplicateVirtioSerialPort from './libvirt/no-duplicate-virtio-serial-port.js'
import libvirtNoEmptyDisk from './libvirt/no-empty-disk.js'
import libvirtNoForeignVirtioOption from './libvirt/no-foreign-virtio-option.js'
import libvirtNoIgnoredFeature from './libvirt/no-ignored-feature.js'
import libvirtNoLostAppend from './libvirt/no-lost-append.js'
import libvirtNoMissingBus from './libvirt/no-missing-bus.js'
import libvirtNoMissingPci from './libvirt/no-missing-pci.js'
import libvirtNoOverlappingMemoryDevice from './libvirt/no-overlapping-memory-device.js'
import libvirtNoReadonlyDisk from './libvirt/no-readonly-disk.js'
import libvirtNoRemovedConstruct from './libvirt/no-removed-construct.js'
import libvirtNoRepeatedElement from './libvirt/no-repeated-element.js'
import libvirtNoSecondDevice from './libvirt/no-second-device.js'
import libvirtNoShareableQcow2 from './libvirt/no-shareable-qcow2.js'
import libvirtNoUnfilteredSgio from './libvirt/no-unfiltered-sgio.js'
import libvirtNoUsbWhileDisabled from './libvirt/no-usb-while-disabled.js'
import libvirtRequireAttribute from './libvirt/require-attribute.js'
import libvirtRequireHypervDependency from './libvirt/require-hyperv-dependency.js'
import libvirtRequireManagedHostdev from './libvirt/require-managed-hostdev.js'
import libvirtRequireMaxMemory from './libvirt/require-max-memory.js'
import libvirtRequireMemory from './libvirt/require-memory.js'
import libvirtRequirePart from './libvirt/require-part.js'
import libvirtRequireSharedMemory from './libvirt/require-shared-memory.js'
import libvirtRequireSpiceGraphics from './libvirt/require-spice-graphics.js'
import libvirtRequireUsbMaster from './libvirt/require-usb-master.js'
import libvirtValidAcpi from './libvirt/valid-acpi.js'
import libvirtValidAddressType from './libvirt/valid-address-type.js'
import libvirtValidAudio from './libvirt/valid-audio.js'
import libvirtValidBandwidth from './libvirt/valid-bandwidth.js'
import libvirtValidBlkioWeight from './libvirt/valid-blkio-weight.js'
import libvirtValidBootMenu from './libvirt/valid-boot-menu.js'
import libvirtValidCdromBus from './libvirt/valid-cdrom-bus.js'
import libvirtValidChannelTarget from './libvirt/valid-channel-target.js'
import libvirtValidChardevSource from './libvirt/valid-chardev-source.js'
import libvirtValidClock from './libvirt/valid-clock.js'
import libvirtValidControllerDriver from './libvirt/valid-controller-driver.js'
import libvirtValidControllerModel from './libvirt/valid-controller-model.js'
import libvirtValidCopyOnRead from './libvirt/valid-copy-on-read.js'
import libvirtValidCpuOptions from './libvirt/valid-cpu-options.js'
import libvirtValidCpuTopology from './libvirt/valid-cpu-topology.js'
import libvirtValidCpuset from './libvirt/valid-cpuset.js'
import libvirtValidDeviceAddress from './libvirt/valid-device-address.js'
import libvirtValidDeviceOfMachine from './libvirt/valid-device-of-machine.js'
import libvirtValidDiskAddressType from './libvirt/valid-disk-address-type.js'
import libvirtValidDiskAuth from './libvirt/valid-disk-auth.js'
import libvirtValidDiskEncryption from './libvirt/valid-disk-encryption.js'
import libvirtValidDiskFormat from './libvirt/valid-disk-format.js'
import libvirtValidDiskHosts from './libvirt/valid-disk-hosts.js'
import libvirtValidDiskOptions from './libvirt/valid-disk-options.js'
import libvirtValidDiskSerial from './libvirt/valid-disk-serial.js'
import libvirtValidDomainName from './libvirt/valid-domain-name.js'
import libvirtValidDriveAddress from './libvirt/valid-drive-address.js'
import libvirtValidEmulator from './libvirt/valid-emulator.js'
import libvirtValidEnum from './libvirt/valid-enum.js'
import libvirtValidFeature from './libvirt/valid-feature.js'
import libvirtValidFilesystem from './libvirt/valid-filesystem.js'
import libvirtValidGraphicsListen from './libvirt/valid-graphics-listen.js'
import libvirtValidGraphicsPassword from './libvirt/valid-graphics-password.js'
import libvirtValidGraphicsPort from './libvirt/valid-graphics-port.js'
import libvirtValidGraphicsType from './libvirt/valid-graphics-type.js'
import libvirtValidHostdevOptions from './libvirt/valid-hostdev-options.js'
import libvirtValidHostdevSource from './libvirt/valid-hostdev-source.js'
import libvirtValidHugepages from './libvirt/valid-hugepages.js'
import libvirtValidHyperv from './libvirt/valid-hyperv.js'
import libvirtValidIdmap from './libvirt/valid-idmap.js'
import libvirtValidInput from './libvirt/valid-input.js'
import libvirtValidInterfaceIp from './libvirt/valid-interface-ip.js'
import libvirtValidInterfaceOptions from './libvirt/valid-interface-options.js'
import libvirtValidInterfaceSource from './libvirt/valid-interface-source.js'
import libvirtValidIoNative from './libvirt/valid-io-native.js'
import libvirtValidIommu from './libvirt/valid-iommu.js'
import libvirtValidIothread from './libvirt/valid-iothread.js'
import libvirtValidIotune from './libvirt/valid-iotune.js'
import libvirtValidLaunchSecurity from './libvirt/valid-launch-security.js'
import libvirtValidLifecycle from './libvirt/valid-lifecycle.js'
import libvirtValidLoader from './libvirt/valid-loader.js'
import libvirtValidLoadparm from './libvirt/valid-loadparm.js'
import libvirtValidLun from './libvirt/valid-lun.js'
import libvirtValidMac from './libvirt/valid-mac.js'
import libvirtValidMcastAddress from './libvirt/valid-mcast-address.js'
import libvirtValidMdevDisplay from './libvirt/valid-mdev-display.js'
import libvirtValidMemoryDevice from './libvirt/valid-memory-device.js'
import libvirtValidMemtune from './libvirt/valid-memtune.js'
import libvirtValidNumaCells from './libvirt/valid-numa-cells.js'
import libvirtValidNumber from './libvirt/valid-number.js'
import libvirtValidOsType from './libvirt/valid-os-type.js'
import libvirtValidPanic from './libvirt/valid-panic.js'
import libvirtValidPciAddress from './libvirt/valid-pci-address.js'
import libvirtValidPciController from './libvirt/valid-pci-controller.js'
import libvirtValidPciControllerOptions from './libvirt/valid-pci-controller-options.js'
import libvirtValidPciRoot from './libvirt/valid-pci-root.js'
import libvirtValidPciSlot from './libvirt/valid-pci-slot.js'
import libvirtValidPciTopology from './libvirt/valid-pci-topology.js'
import libvirtValidQemuNamespace from './libvirt/valid-qemu-namespace.js'
import libvirtValidRedirfilter from './libvirt/valid-redirfilter.js'
import libvirtValidSecondaryVideo from './libvirt/valid-secondary-video.js'
import libvirtValidSecurityLabel from './libvirt/valid-security-label.js'
import libvirtValidSerialTarget from './libvirt/valid-serial-target.js'
import libvirtValidShmem from './libvirt/valid-shmem.js'
import libvirtValidSize from './libvirt/valid-size.js'
import libvirtValidSmartcard from './libvirt/valid-smartcard.js'
import libvirtValidSysinfo from './libvirt/valid-sysinfo.js'
import libvirtValidTargetDev from './libvirt/valid-target-dev.js'
import libvirtValidTeaming from './libvirt/valid-teaming.js'
import libvirtValidTimer from './libvirt/valid-timer.js'
import libvirtValidTpm from './libvirt/valid-tpm.js'
import libvirtValidTransient from './libvirt/valid-transient.js'
import libvirtValidUsbAddress from './libvirt/valid-usb-address.js'
import libvirtValidUuid from './libvirt/valid-uuid.js'
import libvirtValidVcpuPins from './libvirt/valid-vcpu-pins.js'
import libvirtValidVideoAcceleration from './libvirt/valid-video-acceleration.js'
import libvirtValidVideoDriver from './libvirt/valid-video-driver.js'
import libvirtValidVideoMemory from './libvirt/valid-video-memory.js'
import libvirtValidVideoModel from './libvirt/valid-video-model.js'
import libvirtValidVirtioSerialPort from './libvirt/valid-virtio-serial-port.js'
import libvirtValidVirtualport from './libvirt/valid-virtualport.js'
import libvirtValidVlan from './libvirt/valid-vlan.js'
import libvirtValidWatchdog from './libvirt/valid-watchdog.js'
import libvirtValidYesNo from './libvirt/valid-yes-no.js'
import libvirtValidZpci from './libvirt/valid-zpci.js'
import performanceNoHugepageRemainder from './performance/no-hugepage-remainder.js'
import performanceNoLostCurrentMemory from './performance/no-lost-current-memory.js'
import performanceNoLostVcpuPin from './performance/no-lost-vcpu-pin.js'
import performanceNoUnsafeCache from './performance/no-unsafe-cache.js'
import performanceNoVfioBalloon from './performance/no-vfio-balloon.js'
import performancePreferHypervTimers from './performance/prefer-hyperv-timers.js'
import performancePreferKvm from './performance/prefer-kvm.js'
import performancePreferVirtio from './performance/prefer-virtio.js'
import portabilityNoAttachedInstaller from './portability/no-attached-installer.js'
import portabilityNoDistributionEmulator from './portability/no-distribution-emulator.js'
import portabilityNoDuplicateMac from './portability/no-duplicate-mac.js'
import portabilityNoFormatNameMismatch from './portability/no-format-name-mismatch.js'
import portabilityNoHomePath from './portability/no-home-path.js'
import portabilityNoHypervisorDisguise from './portability/no-hypervisor-disguise.js'
import portabilityNoOldFirmwarePath from './portability/no-old-firmware-path.js'
import portabilityNoQxlWithoutSpice from './portability/no-qxl-without-spice.js'
import portabilityNoRelativePath from './portability/no-relative-path.js'
import portabilityRequireUsbStartupPolicy from './portability/require-usb-startup-policy.js'
import projectNoSharedDisk from './project/no-shared-disk.js'
import projectNoSharedHostdev from './project/no-shared-hostdev.js'
import projectNoSharedMac from './project/no-shared-mac.js'
import projectNoSharedName from './project/no-shared-name.js'
import projectNoSharedNvram from './project/no-shared-nvram.js'
import projectNoSharedPort from './project/no-shared-port.js'
import projectNoSharedUuid from './project/no-shared-uuid.js'
import type { Rule } from './rule.js'
import schemaNoDuplicateElement from './schema/no-duplicate-element.js'
import schemaNoMisplacedAttribute from './schema/no-misplaced-attribute.js'
import schemaNoMisplacedElement from './schema/no-misplaced-element.js'
import schemaNoNewerLibvirt from './schema/no-newer-libvirt.js'
import schemaNoSchemaOnlyFault from './schema/no-schema-only-fault.js'
import schemaNoStrayText from './schema/no-stray-text.js'
import schemaNoUnknownAttribute from './schema/no-unknown-attribute.js'
import schemaNoUnknownElement from './schema/no-unknown-element.js'
import schemaRequireAttribute from './schema/require-attribute.js'
import schemaRequireElement from './schema/require-element.js'
import schemaValidNamespace from './schema/valid-namespace.js'
import schemaValidOrder from './schema/valid-order.js'
import schemaValidText from './schema/valid-text.js'
import schemaValidValue from './schema/valid-value.js'
import schemaValidVariant from './schema/valid-variant.js'
import securityNoClearTextPassword from './security/no-clear-text-password.js'
import securityNoOpenConsole from './security/no-open-console.js'
import securityNoOpenGraphics from './security/no-open-graphics.js'
import securityNoUnconfinedGuest from './security/no-unconfined-guest.js'
import securityRequireDiskFormat from './security/require-disk-format.js'
import targetNoAbsentDevice from './target/no-absent-device.js'
import targetNoAbsentLaunchSecurity from './target/no-absent-launch-security.js'
import targetNoChangedDefault from './target/no-changed-default.js'
import targetNoDeprecatedCpu from './target/no-deprecated-cpu.js'
import targetNoDeprecatedMachine from './target/no-deprecated-machine.js'
import targetNoForeignMachine from './target/no-foreign-machine.js'
import targetNoMovedFirmware from './target/no-moved-firmware.js'
import targetNoNewerConstruct from './target/no-newer-construct.js'
import targetNoNewerCpu from './target/no-newer-cpu.js'
import targetNoNewerMachine from './target/no-newer-machine.js'
import targetNoRemovedCpu from './target/no-removed-cpu.js'
import targetNoRemovedMachine from './target/no-removed-machine.js'
import targetNoSpiceWithoutServer from './target/no-spice-without-server.js'
import targetNoUnknownCpu from './target/no-unknown-cpu.js'
import targetNoUnknownMachine from './target/no-unknown-machine.js'
import targetRequireFirmware from './target/require-firmware.js'
import targetRequireVhostUserBackend from './target/require-vhost-user-backend.js'
import targetValidEmulatorPath from './target/valid-emulator-path.js'

/** All rules, sorted by id. */
export const rules: readonly Rule[] = [
  abiNoFloatingMachine,
  abiNoMinimumCpuMatch,
  abiNoMixedVirtioTransport,
  abiNoPartialPciAddresses,
  abiNoPciTargetClash,
  abiPreferUsbMasterFirst,
  abiRequireControllerModel,
  abiRequireCpu,
  abiRequireGenid,
  abiRequireGicVersion,
  abiRequireHpetTimer,
  abiRequireHugepageSize,
  abiRequireImplicitDevices,
  abiRequireMac,
  abiRequireMachine,
  abiRequireMdevDisplay,
  abiRequireMigratable,
  abiRequireNicModel,
  abiRequirePanicModel,
  abiRequirePciAddresses,
  abiRequirePciTarget,
  abiRequireTpmVersion,
  abiRequireUsbCdromModel,
  abiRequireUuid,
  abiRequireVideoMemory,
  abiRequireVideoModel,
  abiRequireVsockCid,
  abiValidMemoryAlignment,
  abiValidUsbCompanions,
  deprecatedNoAioFormat,
  deprecatedNoAudioEnvironment,
  deprecatedNoBackingStore,
  deprecatedNoBridgeScript,
  deprecatedNoConsoleTty,
  deprecatedNoCpuArgument,
  deprecatedNoDeadDomainType,
  deprecatedNoDeadPerfEvent,
  deprecatedNoDeviceAsFile,
  deprecatedNoDomainId,
  deprecatedNoDuplicateAutoport,
  deprecatedNoDuplicateListen,
  deprecatedNoDynamicSeclabelLabel,
  deprecatedNoEmptySource,
  deprecatedNoGeneratedBanner,
  deprecatedNoGeneratedChannelPath,
  deprecatedNoGeneratedTargetDev,
  deprecatedNoGeneratedVncSocket,
  deprecatedNoHostdevDriverKvm,
  deprecatedNoIgnoredCatchup,
  deprecatedNoIgnoredCpuFallback,
  deprecatedNoIgnoredCpuMatch,
  deprecatedNoIoemuPrefix,
  deprecatedNoLiveAlias,
  deprecatedNoLiveMirror,
  deprecatedNoLiveState,
  deprecatedNoOverruledVcpuCurrent,
  deprecatedNoPassthroughHypervFeature,
  deprecatedNoPtsPath,
  deprecatedNoRemovedConstruct,
  deprecatedNoRemovedQemuArgument,
  deprecatedNoRenamedQemuArgument,
  deprecatedNoSetArgument,
  deprecatedNoSgio,
  deprecatedNoShortIothreadsCount,
  deprecatedNoUnnamespacedMetadata,
  deprecatedPreferAutoport,
  deprecatedPreferBinaryUnit,
  deprecatedPreferCanonicalUuid,
  deprecatedPreferConsoleTargetType,
  deprecatedPreferControllerModelName,
  deprecatedPreferCpuMode,
  deprecatedPreferEvdevInput,
  deprecatedPreferExplicitClock,
  deprecatedPreferExplicitDefault,
  deprecatedPreferFeaturePolicy,
  deprecatedPreferFullPciAddress,
  deprecatedPreferFwcfgSysinfo,
  deprecatedPreferHexadecimalUsbId,
  deprecatedPreferLibvirtFeatureName,
  deprecatedPreferListenElement,
  deprecatedPreferListenNone,
  deprecatedPreferListenSocket,
  deprecatedPreferMemoryUnit,
  deprecatedPreferNativeElement,
  deprecatedPreferSecretInSource,
  deprecatedPreferSerialTargetType,
  deprecatedPreferShmemElement,
  libvirtNoBootBoth,
  libvirtNoDuplicateAlias,
  libvirtNoDuplicateBootOrder,
  libvirtNoDuplicateCcwAddress,
  libvirtNoDuplicateController,
  libvirtNoDuplicateDriveAddress,
  libvirtNoDuplicateGraphics,
  libvirtNoDuplicateHostdev,
  libvirtNoDuplicatePciAddress,
  libvirtNoDuplicateTargetDev,
  libvirtNoDuplicateUsbPort,
  libvirtNoDuplicateVirtioSerialPort,
  libvirtNoEmptyDisk,
  libvirtNoForeignVirtioOption,
  libvirtNoIgnoredFeature,
  libvirtNoLostAppend,
  libvirtNoMissingBus,
  libvirtNoMissingPci,
  libvirtNoOverlappingMemoryDevice,
  libvirtNoReadonlyDisk,
  libvirtNoRemovedConstruct,
  libvirtNoRepeatedElement,
  libvirtNoSecondDevice,
  libvirtNoShareableQcow2,
  libvirtNoUnfilteredSgio,
  libvirtNoUsbWhileDisabled,
  libvirtRequireAttribute,
  libvirtRequireHypervDependency,
  libvirtRequireManagedHostdev,
  libvirtRequireMaxMemory,
  libvirtRequireMemory,
  libvirtRequirePart,
  libvirtRequireSharedMemory,
  libvirtRequireSpiceGraphics,
  libvirtRequireUsbMaster,
  libvirtValidAcpi,
  libvirtValidAddressType,
  libvirtValidAudio,
  libvirtValidBandwidth,
  libvirtValidBlkioWeight,
  libvirtValidBootMenu,
  libvirtValidCdromBus,
  libvirtValidChannelTarget,
  libvirtValidChardevSource,
  libvirtValidClock,
  libvirtValidControllerDriver,
  libvirtValidControllerModel,
  libvirtValidCopyOnRead,
  libvirtValidCpuOptions,
  libvirtValidCpuTopology,
  libvirtValidCpuset,
  libvirtValidDeviceAddress,
  libvirtValidDeviceOfMachine,
  libvirtValidDiskAddressType,
  libvirtValidDiskAuth,
  libvirtValidDiskEncryption,
  libvirtValidDiskFormat,
  libvirtValidDiskHosts,
  libvirtValidDiskOptions,
  libvirtValidDiskSerial,
  libvirtValidDomainName,
  libvirtValidDriveAddress,
  libvirtValidEmulator,
  libvirtValidEnum,
  libvirtValidFeature,
  libvirtValidFilesystem,
  libvirtValidGraphicsListen,
  libvirtValidGraphicsPassword,
  libvirtValidGraphicsPort,
  libvirtValidGraphicsType,
  libvirtValidHostdevOptions,
  libvirtValidHostdevSource,
  libvirtValidHugepages,
  libvirtValidHyperv,
  libvirtValidIdmap,
  libvirtValidInput,
  libvirtValidInterfaceIp,
  libvirtValidInterfaceOptions,
  libvirtValidInterfaceSource,
  libvirtValidIoNative,
  libvirtValidIommu,
  libvirtValidIothread,
  libvirtValidIotune,
  libvirtValidLaunchSecurity,
  libvirtValidLifecycle,
  libvirtValidLoader,
  libvirtValidLoadparm,
  libvirtValidLun,
  libvirtValidMac,
  libvirtValidMcastAddress,
  libvirtValidMdevDisplay,
  libvirtValidMemoryDevice,
  libvirtValidMemtune,
  libvirtValidNumaCells,
  libvirtValidNumber,
  libvirtValidOsType,
  libvirtValidPanic,
  libvirtValidPciAddress,
  libvirtValidPciController,
  libvirtValidPciControllerOptions,
  libvirtValidPciRoot,
  libvirtValidPciSlot,
  libvirtValidPciTopology,
  libvirtValidQemuNamespace,
  libvirtValidRedirfilter,
  libvirtValidSecondaryVideo,
  libvirtValidSecurityLabel,
  libvirtValidSerialTarget,
  libvirtValidShmem,
  libvirtValidSize,
  libvirtValidSmartcard,
  libvirtValidSysinfo,
  libvirtValidTargetDev,
  libvirtValidTeaming,
  libvirtValidTimer,
  libvirtValidTpm,
  libvirtValidTransient,
  libvirtValidUsbAddress,
  libvirtValidUuid,
  libvirtValidVcpuPins,
  libvirtValidVideoAcceleration,
  libvirtValidVideoDriver,
  libvirtValidVideoMemory,
  libvirtValidVideoModel,
  libvirtValidVirtioSerialPort,
  libvirtValidVirtualport,
  libvirtValidVlan,
  libvirtValidWatchdog,
  libvirtValidYesNo,
  libvirtValidZpci,
  performanceNoHugepageRemainder,
  performanceNoLostCurrentMemory,
  performanceNoLostVcpuPin,
  performanceNoUnsafeCache,
  performanceNoVfioBalloon,
  performancePreferHypervTimers,
  performancePreferKvm,
  performancePreferVirtio,
  portabilityNoAttachedInstaller,
  portabilityNoDistributionEmulator,
  portabilityNoDuplicateMac,
  portabilityNoFormatNameMismatch,
  portabilityNoHomePath,
  portabilityNoHypervisorDisguise,
  portabilityNoOldFirmwarePath,
  portabilityNoQxlWithoutSpice,
  portabilityNoRelativePath,
  portabilityRequireUsbStartupPolicy,
  projectNoSharedDisk,
  projectNoSharedHostdev,
  projectNoSharedMac,
  projectNoSharedName,
  projectNoSharedNvram,
  projectNoSharedPort,
  projectNoSharedUuid,
  schemaNoDuplicateElement,
  schemaNoMisplacedAttribute,
  schemaNoMisplacedElement,
  schemaNoNewerLibvirt,
  schemaNoSchemaOnlyFault,
  schemaNoStrayText,
  schemaNoUnknownAttribute,
  schemaNoUnknownElement,
  schemaRequireAttribute,
  schemaRequireElement,
  schemaValidNamespace,
  schemaValidOrder,
  schemaValidText,
  schemaValidValue,
  schemaValidVariant,
  securityNoClearTextPassword,
  securityNoOpenConsole,
  securityNoOpenGraphics,
  securityNoUnconfinedGuest,
  securityRequireDiskFormat,
  targetNoAbsentDevice,
  targetNoAbsentLaunchSecurity,
  targetNoChangedDefault,
  targetNoDeprecatedCpu,
  targetNoDeprecatedMachine,
  targetNoForeignMachine,
  targetNoMovedFirmware,
  targetNoNewerConstruct,
  targetNoNewerCpu,
  targetNoNewerMachine,
  targetNoRemovedCpu,
  targetNoRemovedMachine,
  targetNoSpiceWithoutServer,
  targetNoUnknownCpu,
  targetNoUnknownMachine,
  targetRequireFirmware,
  targetRequireVhostUserBackend,
  targetValidEmulatorPath,
]
