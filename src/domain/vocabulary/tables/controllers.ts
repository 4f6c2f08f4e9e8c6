/** Controllers, redirected devices, and what all devices share: addresses, aliases, boot order. */
export const controllers = `
# What nearly every device may have.
group guestDevice
  ?alias name=<aliasName>                        -- The name of the device in QEMU; your own must start with ua-
  &addressChild

group acpiDevice
  ?acpi(7.3.0) ?index=<unsignedInt> ?nodeset(11.8.0)=<cpuset> -- The number by which the guest's firmware and kernel name the device

group deviceBase &guestDevice &acpiDevice

group deviceBoot
  @ order=<positiveInteger>                      -- The device's turn: 1 is tried first
  @ ?loadparm(3.5.0)=<loadparm>                  -- What the boot loader of s390 is told

group driverIothread
  @ ?iothread(1.3.5)=<ref:iothread>              -- The I/O thread that serves the device

group iothreadMapping
  +iothread id=<ref:iothread>                    -- One thread
    *queue id=<unsignedInt>                      -- A queue that it serves

group virtioOptions
  @ ?iommu(3.5.0)=on|off                         -- Whether the device goes through the guest's IOMMU
  @ ?ats(3.5.0)=on|off                           -- Whether the device caches address translations
  @ ?packed(6.3.0)=on|off                        -- Whether it uses packed queues
  @ ?page_per_vq(7.9.0)=on|off                   -- Whether each queue has a page of its own for notices

group addressChild
  ?address &address                              -- Where the guest finds the device

group address
  case type=pci &pciAddress                      -- A place on a PCI bus, as lspci shows it in the guest
    case
    case
      zpci(4.10.0)                               -- The numbers of a PCI function on s390
        @ ?uid=<uint16>                          -- The user-defined number, unique in the guest
        @ ?fid=<uint32>                          -- The function's number
  case type=drive &driveAddress                  -- A place on a disk controller
  case type=virtio-serial                        -- A port of a virtio-serial controller
    @ controller=<driveController>               -- The controller's index
    @ ?bus=<driveBus>                            -- Always 0 today
    @ ?port=<virtioserialPort>                   -- The port's number; 0 is kept for a console
  case type=ccid controller=<driveController> ?slot=<ccidSlot> -- A slot of a smart card controller
  case type=usb                                  -- A port of a USB controller or hub
    @ bus=<usbAddr>                              -- The index of the USB controller
    @ ?port=<usbPort>                            -- The port; behind a hub the ports on the way, with dots
  case type=spapr-vio ?reg=<spaprvioReg>         -- A register number on the virtual bus of pSeries
  case type=ccw(1.0.4)                           -- A device number on the channel subsystem of s390
    case
    case cssid=<ccwCssidRange> ssid=<ccwSsidRange> devno=<ccwDevnoRange>
  case type=isa(1.2.1) ?iobase=<isaIobase> ?irq=<isaIrq> -- A place on the old ISA bus
  case type=virtio-mmio(1.1.3)                   -- A place in memory instead of a bus (ARM)
  case type=dimm ?slot=<unsignedInt> ?base=<hexuint> -- A slot for memory, and where the memory starts
  case type=unassigned(6.0.0)                    -- Taken from the host, but not given to the guest

group pciAddress
  @ ?domain=<pciDomain>                          -- The PCI domain: 0 for all that the guest sees
  @ ?bus=<pciBus>                                -- The bus: in the guest the index of the PCI controller that it belongs to
  @ ?slot=<pciSlot>                              -- The slot on the bus
  @ ?function=<pciFunc>                          -- The function in the slot, 0 to 7
  @ ?multifunction=on|off                        -- Whether other functions share the slot; on for function 0 then

group driveAddress
  @ ?controller=<driveController>                -- The index of the disk controller
  @ ?bus=<driveBus>                              -- The channel: 0 or 1 on IDE, 0 elsewhere
  @ ?target=<driveTarget>                        -- The SCSI target; 0 elsewhere
  @ ?unit=<driveUnit>                            -- The unit: the SCSI LUN, the SATA port, or master and slave on IDE

group controller &guestDevice &acpiDevice
  @ ?index=<unsignedInt>                         -- The number by which addresses of devices name the controller
  case type=fdc|sata|ccid|isa(8.2.0)             -- A controller for floppies, SATA disks, smart cards, or ISA devices
  case type=scsi                                 -- A SCSI controller
    @ ?model=auto|buslogic|lsilogic|lsisas1068|vmpvscsi|ibmvscsi|virtio-scsi|lsisas1078|virtio-transitional(5.2.0)|virtio-non-transitional(5.2.0)|ncr53c90|dc390|am53c974 -- The SCSI card that the guest sees
  case type=usb                                  -- A USB controller
    @ ?model=piix3-uhci|piix4-uhci|ehci|ich9-ehci1|ich9-uhci1|ich9-uhci2|ich9-uhci3|vt82c686b-uhci|pci-ohci|nec-xhci|none|qusb1|qusb2|qemu-xhci -- The USB controller that the guest sees; none for a guest without USB
    @ ?ports(1.3.5)=<unsignedInt>                -- How many ports the controller has
    ?master startport=<usbPort>                 -- The EHCI controller that this one is a companion of
  case type=ide                                  -- A controller for IDE disks
    @ ?model(3.10.0)=piix3|piix4|ich6            -- The IDE controller that the guest sees (VirtualBox)
  case type=pci                                  -- A PCI controller: a root, bridge or port
    ?model(1.2.19) name=spapr-pci-host-bridge|pci-bridge|i82801b11-bridge|pcie-pci-bridge|ioh3420|pcie-root-port|x3130-upstream|xio3130-downstream|pxb|pxb-pcie -- The device in QEMU; the guest sees which
    ?target(1.2.19)                              -- Numbers that the guest sees; set once and then kept
      @ ?chassisNr=<uint8>                       -- The chassis of a pci-bridge
      @ ?chassis=<uint8>                         -- The chassis of a root or downstream port
      @ ?port=<uint8>                            -- The port number
      @ ?busNr(1.3.4)=<uint8>                    -- The bus number of an expander
      @ ?index(3.6.0)=<uint8>                    -- The number of a host bridge (pSeries)
      @ ?hotplug(6.3.0)=on|off                   -- Whether devices can be plugged in while the guest runs
      @ ?memReserve(10.3.0)=<unsignedLong>       -- Address space kept for devices plugged in later
      ?node(1.3.4) :<unsignedInt>                -- The guest's NUMA node that an expander belongs to
    case model=pci-root(1.0.5)|pcie-root(1.1.2)  -- The root of the PCI tree, which is a part of the machine
      ?pcihole64(1.1.2) &scaledInteger          -- The address space for 64-bit devices
    case model=pci-bridge(1.0.5)|dmi-to-pci-bridge(1.1.2)|pcie-to-pci-bridge(4.3.0)|pcie-root-port(1.2.19)|pcie-switch-upstream-port(1.2.19)|pcie-switch-downstream-port(1.2.19)|pci-expander-bus(1.3.4)|pcie-expander-bus(1.3.4) -- The kind of bridge or port; PCI Express devices sit behind ports
  case type=virtio-serial                        -- The controller that channels and virtio consoles sit on
    @ ?model(5.2.0)=virtio|virtio-transitional|virtio-non-transitional -- The virtio device that the guest sees
    @ ?ports=<unsignedInt>                       -- How many ports the controller has
    @ ?vectors=<unsignedInt>                     -- How many interrupts the controller has
  case type=xenbus(5.2.0)                        -- The bus of Xen's own devices
    @ ?maxGrantFrames=<unsignedInt>              -- How many grant frames the guest may have
    @ ?maxEventChannels(6.3.0)=<unsignedInt>     -- How many event channels the guest may have
  case type=nvme(11.5.0)                         -- An NVMe controller
    ?serial :<diskSerial>                        -- The serial number that the guest reads
  ?driver &virtioOptions                         -- How the host serves the controller
    @ ?queues(1.0.5)=<unsignedInt>               -- How many queues a virtio-scsi controller has
    @ ?cmd_per_lun(1.2.7)=<unsignedInt>          -- How many commands a SCSI disk may have waiting
    @ ?max_sectors(1.2.7)=<unsignedInt>          -- How many sectors one command may move
    @ ?ioeventfd(1.2.18)=on|off                  -- Whether notices bypass QEMU's main loop
    &driverIothread
    ?iothreads(11.2.0) &iothreadMapping          -- Several I/O threads that share the controller's queues

group redirdev
  @ bus=usb                                      -- The only bus whose devices can be redirected
  ?boot &deviceBoot                              -- The place of the device in the boot order
  &charSource
  ?alias name=<aliasName>
  &addressChild

group redirfilter
  *usbdev allow=yes|no ?class=<usbClass>|<usbIdDefault> ?vendor=<usbId>|<usbIdDefault> ?product=<usbId>|<usbIdDefault> ?version=<usbVersion>|<usbIdDefault> -- Lets a device in, or keeps it out
`
