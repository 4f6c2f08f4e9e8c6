/** The list of all devices, and those that have no file of their own. */
export const devices = `
group devices
  ?emulator :<absFilePath>                       -- The program on the host that runs the guest; libvirt finds one if it is absent
  *disk &disk                                    -- A virtual disk, CD-ROM or floppy
  *controller &controller                        -- A controller or bus that other devices sit on
  *lease                                         -- A lease of a lock manager
    lockspace :<text>                            -- The lock space
    key :<text>                                  -- The lease in it
    target path=<text> ?offset=<unsignedInt>     -- The file that holds the lock space
  *filesystem &filesystem                        -- A folder of the host, shared with the guest
  *interface &interface                          -- A network card and what it is connected to
  *input &input                                  -- A keyboard, mouse, tablet, or an input device of the host
  *sound &sound                                  -- A sound card
  *audio(6.7.0) &audio                           -- Where on the host the guest's sound goes
  *hostdev &hostdev                              -- A device of the host, handed to the guest
  *graphics &graphics                            -- How people see the guest's screen
  *video &video                                  -- A graphics card
  *console &console                              -- A text console
  *parallel &parallel                            -- A parallel port
  *serial &serial                                -- A serial port
  *channel &channel                              -- A private channel between guest and host
  *smartcard &smartcard                          -- A smart card reader
  *hub type=usb &guestDevice                    -- A USB hub
  *redirdev &redirdev                            -- A USB device of the person who watches, redirected into the guest
  *redirfilter &redirfilter                      -- Which USB devices may be redirected
  *rng(1.0.3) &rng                               -- A source of random numbers
  *tpm(1.0.5) &tpm                               -- A trusted platform module
  *shmem(1.2.10) &shmem                          -- Memory shared with other guests or programs
  *memory(1.2.14) &memoryDevice                 -- A memory module
  *crypto(9.1.0) &crypto                         -- A crypto accelerator
  *watchdog &watchdog                            -- A timer that acts when the guest hangs
  ?memballoon &memballoon                        -- A balloon that gives memory of the guest back to the host
  ?nvram(1.0.5) &addressChild                     -- Non-volatile memory of pSeries guests
  *panic(1.2.1) &guestDevice                     -- Tells the host that the guest crashed
    @ ?model(1.3.0)=isa|pseries|hyperv|s390(1.3.5)|pvpanic(9.1.0) -- The device that the guest sees
  *iommu(2.1.0) &iommu                           -- An I/O memory management unit that the guest sees
  ?vsock(4.4.0) &vsock                           -- Sockets between host and guest without a network
  ?pstore(10.6.0) &pstore                        -- Storage that survives a crash of the guest

group watchdog &guestDevice &acpiDevice
  @ model=i6300esb|ib700|diag288(1.2.17)|itco(9.1.0) -- The watchdog that the guest sees; itco is a part of q35
  @ ?action=reset|shutdown|poweroff|pause|none|dump|inject-nmi(1.2.17) -- What happens when the guest stops feeding it

group memballoon &guestDevice &acpiDevice
  @ model=virtio|virtio-transitional(5.2.0)|virtio-non-transitional(5.2.0)|xen|none -- The device that the guest sees; none for no balloon at all
  @ ?autodeflate(1.3.1)=on|off                   -- Whether the guest takes memory back before it runs out of it
  @ ?freePageReporting(6.9.0)=on|off             -- Whether the guest tells the host of memory that it does not use
  ?stats(1.1.1) period=<positiveInteger>         -- How many seconds lie between two statistics
  ?driver(3.5.0) &virtioOptions

group memoryDevice &guestDevice &acpiDevice
  @ model=dimm|nvdimm(3.2.0)|virtio-pmem(7.1.0)|virtio-mem(7.9.0)|sgx-epc(8.10.0) -- Memory, persistent memory, memory that grows in steps, or SGX memory
  @ ?access(3.2.0)=shared|private                -- Whether other processes may share it
  @ ?discard(4.4.0)=yes|no                       -- Whether its contents may be thrown away
  ?uuid(6.2.0) :<UUID>                           -- The identity of an NVDIMM (pSeries)
  # No document of libvirt says since when: 9.0 has none, 11.3 does.
  ?driver(9.1.0) &virtioOptions
  ?source                                        -- What it is made of on the host
    case
      ?pagesize &scaledInteger                  -- The size of the host's pages
      ?nodemask :<cpuset>                        -- The host nodes that it comes from
    case
      path(3.2.0) :<absFilePath>                 -- The file or device that holds it
      ?alignsize(5.0.0) &scaledInteger          -- How its address is aligned
      ?pmem(5.0.0)                               -- Whether the file lies on real persistent memory
  target ?dynamicMemslots(10.1.0)=yes|no         -- What the guest sees
    size &scaledInteger                         -- Its size
    ?node :<unsignedInt>                         -- The guest's NUMA node that it belongs to
    ?block(7.9.0) &scaledInteger                -- The step in which it grows and shrinks
    ?requested(7.9.0) &scaledInteger            -- How much of it the guest should use now
    ?current(7.9.0) &scaledInteger              -- How much the guest uses; output only
    ?label(3.2.0)                                -- The part of an NVDIMM that holds its labels
      size &scaledInteger
    ?readonly(5.0.0)                             -- Whether the guest may only read it
    ?address(9.4.0) ?base=<hexuint>              -- Where in the guest's memory it starts

group shmem &guestDevice &acpiDevice
  @ name=<shmemName>                             -- The name of the memory on the host, by which guests find each other
  @ ?role(6.6.0)=master|peer                     -- Whether a migration takes the memory along
  ?model(3.1.0) type=ivshmem|ivshmem-plain|ivshmem-doorbell -- The device that the guest sees
  ?size &scaledInteger                          -- The size of the shared memory
  ?server ?path=<absFilePath>                    -- The socket of an ivshmem server
  ?msi ?ioeventfd=on|off ?vectors=<unsignedInt>  -- Interrupts

group vsock &guestDevice &acpiDevice
  @ ?model=virtio|virtio-transitional(5.2.0)|virtio-non-transitional(5.2.0) -- The virtio device that the guest sees
  ?cid                                           -- The number by which the host reaches the guest
    @ ?auto=yes|no                               -- Whether libvirt chooses a free number
    @ ?address=<unsignedInt>                     -- The number, 3 or more
  ?driver(7.1.0) &virtioOptions

group iommu &guestDevice &acpiDevice
  @ model=intel|smmuv3(5.5.0)|virtio(8.3.0)|amd(11.5.0) -- The IOMMU that the guest sees
  ?driver                                        -- What it can do
    @ ?intremap(3.4.0)=on|off                    -- Remaps interrupts
    @ ?caching_mode(3.4.0)=on|off                -- Needed for devices of the host
    @ ?eim(3.4.0)=on|off                         -- Extended interrupt mode, for more than 255 vCPUs
    @ ?iotlb(3.5.0)=on|off                       -- Caches translations in the devices
    @ ?aw_bits(6.5.0)=<uint8>                    -- How many address bits it translates
    @ ?dma_translation(10.7.0)=on|off            -- Translates addresses at all
    @ ?xtsup(11.5.0)=on|off ?passthrough(11.5.0)=on|off ?pciBus(11.10.0)=<xsd:unsignedInt>
    @ ?accel(12.7.0)=on|off ?ats(12.7.0)=on|off ?ril(12.7.0)=on|off ?ssidsize(12.7.0)=<int> ?oas(12.7.0)=<int> ?cmdqv(12.7.0)=on|off
    ?granule(12.1.0)
      case mode=host
      case size=<unsignedInt> ?unit=<unit>

group crypto model=virtio type=qemu &guestDevice
  backend                                        -- What does the work on the host
    case model=builtin ?queues=<positiveInteger> -- QEMU does the work by itself
    case model=lkcf ?queues=<positiveInteger>    -- The kernel of the host does the work
  ?driver &virtioOptions

group pstore backend=acpi-erst &guestDevice
  ?path :<absFilePath>                           -- The file that holds it
  size &scaledInteger                           -- Its size
`
