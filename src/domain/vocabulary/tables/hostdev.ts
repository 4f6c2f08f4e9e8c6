/** Devices of the host that the guest gets for itself. */
export const hostdev = `
group hostdev &deviceBase
  case ?mode=subsystem                           -- A device for a virtual machine
    @ ?managed=yes|no                            -- Whether libvirt takes the device from the host's driver and gives it back
    case type=pci                                -- A PCI device
      @ ?display(10.3.0)=on|off                  -- Whether a virtual GPU shows its picture
      @ ?ramfb(10.3.0)=on|off                    -- Whether a simple display shows the guest's boot
      source &startupPolicy                      -- The PCI device of the host
        @ ?writeFiltering(6.8.0)=yes|no          -- Whether Xen keeps the guest from the unsafe part of the device's settings
        address &pciAddress                      -- The PCI address on the host
      ?driver &hostdevDriver                     -- The driver of the host that hands the device over
      ?teaming(7.1.0) &teaming                   -- Makes a network device one half of a pair, so that it can go away in a migration
    case type=usb                                -- A USB device
      source &startupPolicy                      -- The USB device of the host
        @ ?guestReset(8.6.0)=off|uninitialized|on -- Whether the guest may reset the device
        case &usbProduct
          ?address &usbPlace                     -- Where the device is plugged in
          ordered vendor product address
        case
          address &usbPlace                      -- Where the device is plugged in
    case type=scsi(1.0.6)                        -- A SCSI device
      @ ?sgio(1.0.6)=filtered|unfiltered         -- Which SCSI commands pass; without effect today
      @ ?rawio(1.2.9)=yes|no                     -- Whether QEMU gets the privilege of raw access to devices
      source                                     -- The SCSI device of the host, or of an iSCSI server
        case ?protocol=adapter
          adapter &scsiAdapter                   -- The SCSI adapter of the host
          address bus=<driveBus> target=<driveSCSITarget> unit=<driveSCSIUnit> -- The place of the device on the adapter
        case protocol=iscsi(1.2.8) name=<text>
          +host name=<text> ?port=<PortNumber>   -- The iSCSI portal
          ?auth &diskAuth                        -- The user at the iSCSI portal
          ?initiator(6.7.0)                      -- The name under which the host logs in
            iqn name=<text>                      -- The initiator's iSCSI qualified name
    case type=scsi_host(2.5.0)                   -- A SCSI target in the host's kernel (vhost-scsi)
      @ ?model(5.2.0)=virtio|virtio-transitional|virtio-non-transitional -- The virtio device that the guest sees
      source protocol=vhost wwpn=<naaWwpn>       -- The SCSI target in the host's kernel, by its port name
    case type=mdev(3.2.0)                        -- A mediated device, such as a share of a graphics card
      @ model=vfio-pci|vfio-ccw(4.4.0)|vfio-ap(4.9.0) -- The kind of device: PCI, or one of s390
      @ ?display(4.6.0)=on|off                   -- Whether a virtual GPU shows its picture
      @ ?ramfb(5.10.0)=on|off                    -- Whether a simple display shows the guest's boot
      source                                     -- The mediated device of the host
        address uuid=<UUID>                      -- The UUID of the mediated device
  case mode=capabilities                         -- A device for a container
    case type=storage(1.0.1)
      source                                     -- A block device for a container
        block :<absFilePath>                     -- The path of the device
    case type=misc(1.0.1)
      source                                     -- A character device for a container
        char :<absFilePath>                      -- The path of the device
    case type=net(1.0.1) &ipAndRoute
      source                                     -- A network device for a container
        interface :<deviceName>                  -- The name of the device
  ?boot &deviceBoot                              -- The device's place in the boot order
  ?rom &rom                                      -- The device's boot firmware
  ?readonly(1.0.6)                               -- The guest cannot write (SCSI)
  ?shareable(1.0.6)                              -- Other guests may use the device at the same time (SCSI)

group hostdevDriver
  @ ?name=kvm|vfio(1.0.5)|xen                    -- How the device is handed over; libvirt knows by itself today
  @ ?model(10.0.0)=<genericName>                 -- The VFIO driver for just this kind of device
  @ ?iommufd(12.1.0)=yes|no                      -- Whether the device is handed over through IOMMUFD

group usbProduct
  vendor id=<usbId>                              -- The vendor's number, as lsusb prints it
  product id=<usbId>                             -- The product's number, as lsusb prints it

# Since when a port will do is in none of libvirt's documents: it is not in those of 11.8.0, and 12.0.0 is an estimate.
group usbPlace
  @ bus=<usbAddr>                                -- The number of the bus on the host
  case
    @ device=<usbAddr>                           -- The device's number on the bus, another one after each plugging
  case
    @ port(12.0.0)=<usbPort>                     -- The port that the device is plugged into

group scsiAdapter
  case ?type=scsi_host
    case
      @ name=<text>                              -- The name of the adapter on the host, such as scsi_host0
    case
      parentaddr ?unique_id=<positiveInteger>    -- The adapter by its place on the host
        address &pciAddress                      -- The PCI address of the adapter on the host
  case type=fc_host
    @ wwnn=<wwn> wwpn=<wwn>
    @ ?parent=<text>                             -- The Fibre Channel adapter of the host
    @ ?parent_wwnn=<wwn> ?parent_wwpn=<wwn> ?parent_fabric_wwn=<wwn>
    @ ?managed=yes|no                            -- Whether libvirt takes the virtual adapter away in the end
`
