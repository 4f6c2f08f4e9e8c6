/** Disks: what they are in the guest, where their data lies, how it is encrypted, and how fast the guest may use it. */
export const disk = `
group disk
  @ ?model(5.2.0)=virtio|virtio-transitional|virtio-non-transitional|usb-storage(11.5.0)|usb-bot(11.5.0) -- Which device of its bus
  @ ?snapshot=no|internal|external|manual        -- What a snapshot of the guest does with this disk
  case
    @ ?device=disk|cdrom|floppy                  -- What the guest sees; a hard disk where nothing is said
    &diskSource
  case
    @ device=lun                                 -- A SCSI device of the host that takes the guest's commands as they are
    @ ?rawio=yes|no                              -- Whether QEMU gets the privilege of raw access to devices
    @ ?sgio(1.0.2)=filtered|unfiltered           -- Which SCSI commands pass; without effect on today's kernels
    choice
      case &diskSourceNetwork
      case &diskSourceBlock
      case &diskSourceVolume
  target &diskTarget                             -- The disk's name and bus in the guest
  ?driver &diskDriver                            -- The image's format, and how the host reads and writes it
  &backingChain
  ?mirror &diskMirror                            -- A running copy of the disk; output only
  ?readonly                                      -- The guest cannot write
  ?shareable                                     -- Other guests may use the disk at the same time
  ?transient ?shareBacking(7.4.0)=yes|no         -- Changes are gone when the guest ends
  ?serial :<diskSerial>                          -- The serial number that the guest reads
  ?wwn :<wwn>                                    -- The World Wide Name that the guest reads
  ?vendor(1.0.1) :<diskVendor>                   -- The vendor that the guest reads (SCSI)
  ?product(1.0.1) :<diskProduct>                 -- The product that the guest reads (SCSI, and SATA and IDE since 11.1.0)
  ?boot &deviceBoot                              -- The disk's place in the boot order
  ?geometry cyls=<integer> heads=<integer> secs=<integer> ?trans=auto|none|lba -- Cylinders, heads and sectors that the guest sees
  ?blockio &diskBlockio                          -- The block sizes that the guest sees
  ?auth &diskAuth                                -- How the host logs in at network storage; its place today is in the source
  ?encryption &encryption                        -- How the image is encrypted; its place today is in the source
  ?backenddomain(1.2.13) name=<objectNameWithSlash>      -- The Xen domain that serves the disk
  choice
    case
    case
      throttlefilters(11.2.0)                    -- Shared limits that the disk is under
        *throttlefilter group=<ref:throttlegroup> -- One of the domain's throttle groups
    case
      iotune &iotune                             -- How fast the guest may use the disk
  &deviceBase

group diskTarget
  @ dev=<diskTargetDev>|<nvmeTargetDev>(11.5.0)  -- A name for the disk, unique in the domain; the guest may choose another
  @ ?bus=ide|fdc|scsi|virtio|xen|usb|uml|sata|sd(1.1.2)|nvme(11.5.0) -- The kind of disk that the guest sees
  @ ?tray=open|closed                            -- Whether the tray of the drive is open
  @ ?removable(1.1.3)=on|off                     -- Whether the guest sees a removable disk (USB, and SCSI since 9.6.0)
  @ ?rotation_rate(7.3.0)=<positiveInteger>      -- Revolutions per minute that the guest sees; 1 stands for a solid state disk
  @ ?dpofua(11.10.0)=on|off                      -- Whether the guest may have single writes forced to the medium

group diskBlockio
  @ ?logical_block_size=<integer>                -- The smallest block that the guest can address, in bytes
  @ ?physical_block_size=<integer>               -- The block that the guest should write at once, in bytes
  @ ?discard_granularity(9.7.0)=<integer>        -- The smallest block that the guest can give back, in bytes

group diskDriver
  @ ?name=<genericName>                          -- The program that serves the disk: qemu for QEMU and KVM
  @ ?type=raw|dir|bochs|cloop|dmg|iso|vpc|vdi|fat|vhd|ploop|luks|cow|qcow|qcow2|qed|vmdk|aio -- The format of the image, raw by default
  @ ?cache=default|none|writeback|writethrough|directsync|unsafe -- How the host's memory caches the disk
  @ ?error_policy=stop|report|ignore|enospace    -- What happens after a failed access: the guest stops, learns of it, or never does
  @ ?rerror_policy=stop|report|ignore            -- What happens after a failed read
  @ ?io=threads|native|io_uring(6.3.0)           -- How QEMU asks the host for the disk's data
  @ ?ioeventfd=on|off                            -- Whether disk requests are handled outside the vCPU's thread
  @ ?event_idx=on|off                            -- Whether guest and host tell each other less often about new requests
  @ ?copy_on_read=on|off                         -- Whether data read from the backing image is copied into the image
  @ ?discard(1.0.6)=unmap|ignore                 -- Whether blocks that the guest gives back are freed on the host
  @ ?detect_zeroes(2.0.0)=off|on|unmap           -- Whether writes of zeros become holes in the image
  @ ?discard_no_unref(9.5.0)=on|off              -- Whether given back blocks stay reserved in a qcow2 image, against fragmentation
  @ ?iothread(1.2.8)=<ref:iothread>              -- The I/O thread that serves the disk
  @ ?queues(3.9.0)=<positiveInteger>             -- How many request queues the disk has
  @ ?queue_size(7.8.0)=<positiveInteger>         -- How many requests fit into a queue
  &virtioOptions
  ?metadata_cache(7.0.0) &metadataCache          -- The cache for the tables of a qcow2 image
  ?iothreads(10.0.0) &iothreadMapping            -- Several I/O threads that share the disk's queues
  ?statistics(11.9.0)                            -- Statistics that QEMU collects for the disk
    *statistic interval=<unsignedInt>            -- One collection, over this many seconds
    *latency-histogram(12.1.0) ?type=read|write|zone|flush -- How long requests took, counted in bins
      +bin start=<unsignedLong>                  -- One bin, from this many nanoseconds

group metadataCache
  ?max_size &scaledInteger                      -- The most memory that the cache may take

group diskFormat type=raw|dir|bochs|cloop|dmg|iso|vpc|vdi|fat|vhd|ploop|luks|cow|qcow|qcow2|qed|vmdk
  ?metadata_cache(7.0.0) &metadataCache          -- The cache for the tables of a qcow2 image

group backingChain
  ?backingStore(1.2.4)                           -- The image under this one; an empty element says that there is none
    case
    case ?index=<positiveInteger> &diskSource
      format &diskFormat                         -- The format of the backing image
      &backingChain

group diskMirror
  @ ?ready=yes|abort(1.2.7)|pivot(1.2.7)         -- Whether the copy has caught up with the disk
  &backingChain
  ?format &diskFormat                            -- The format of the copy
  case &diskSourceFile
    @ file=<absFilePath>                         -- The copy, as libvirt wrote it before 1.2.6
    @ ?format=raw|dir|bochs|cloop|dmg|iso|vpc|vdi|fat|vhd|ploop|luks|cow|qcow|qcow2|qed|vmdk
    @ ?job=copy
  case &diskSource
    @ job(1.2.7)=copy|active-commit              -- What the copy is made for

# Where the data lies. Of its own the type attribute says which source belongs to it.
group diskSource
  case &diskSourceFile
  case &diskSourceBlock
  case &diskSourceDir
  case &diskSourceNetwork
  case &diskSourceVolume
  case &diskSourceNvme
  case &diskSourceVhostUser
  case &diskSourceVhostVdpa
  case &diskSourceCtl

group diskSourceCommon
  @ ?index=<positiveInteger>                     -- A number for the image by which block jobs name it
  ?slices(6.1.0)                                 -- A part of the file or device instead of the whole
    slice type=storage offset=<unsignedInt> size=<positiveInteger> -- Where the part begins, and its size, in bytes
  ?dataStore(10.10.0) &diskSource                -- The file of the guest's data, where the qcow2 image keeps it apart
    format &diskFormat                           -- The format of the data file
  ordered slices dataStore

group startupPolicy
  @ ?startupPolicy=mandatory|requisite|optional  -- What happens at the guest's start when the source is not there

group diskSourceFile
  @ ?type=file                                   -- The disk is a file on the host
  ?source &diskSourceCommon &startupPolicy       -- The image file; a drive without one is empty
    case
    case
      @ file=<absFilePath>|<vmwarePath>          -- The path of the image file
      @ ?fdgroup(9.0.0)=<text>                   -- The name of file descriptors that the caller hands to libvirt
    ?encryption(3.9.0) &encryption               -- How the image is encrypted
    *seclabel &devSeclabel                       -- The label that a security driver gives the image

group diskSourceBlock
  @ type=block                                   -- The disk is a block device of the host
  ?source &diskSourceCommon &startupPolicy       -- The block device; a drive without one is empty
    @ ?dev=<absFilePath>|<deviceName>            -- The path of the device, best one below /dev/disk/by-id
    ?encryption(3.9.0) &encryption               -- How the device is encrypted
    ?reservations(4.4.0) &reservations           -- Persistent SCSI reservations of the guest
    *seclabel &devSeclabel                       -- The label that a security driver gives the device

group diskSourceDir
  @ type=dir                                     -- The guest sees a folder of the host as a disk with a FAT file system
  ?source &diskSourceCommon &startupPolicy       -- The folder
    @ dir=<absFilePath>                          -- The path of the folder
    ?encryption(3.9.0) &encryption

group diskSourceVolume
  @ type=volume(1.0.5)                           -- The disk is a volume of a libvirt storage pool
  ?source &diskSourceCommon &startupPolicy       -- The volume
    @ pool=<objectName>                          -- The storage pool
    @ volume=<volName>                           -- The volume in the pool
    @ ?mode(1.1.1)=host|direct                   -- Whether an iSCSI volume is a device of the host or opened by QEMU itself
    ?encryption(3.9.0) &encryption               -- How the volume is encrypted
    *seclabel &devSeclabel                       -- The label that a security driver gives the volume

group diskSourceNvme
  @ type=nvme(6.0.0)                             -- The disk is an NVMe device of the host that QEMU drives itself
  ?source &diskSourceCommon &startupPolicy       -- The NVMe device
    @ type=pci
    @ namespace=<uint32>                         -- The NVMe namespace: the device's disk by its number
    @ ?managed=yes|no                            -- Whether libvirt takes the device from the host's driver and gives it back
    address &pciAddress                          -- The PCI address on the host
    ?encryption &encryption                      -- How the device is encrypted

group diskSourceVhostUser
  @ type=vhostuser(7.1.0)                        -- Another program on the host serves the disk, through shared memory
  source type=unix                               -- The socket of that program
    @ path=<absFilePath>                         -- The path of the socket
    ?reconnect &reconnect                        -- Whether QEMU tries again after a lost connection

group diskSourceVhostVdpa
  @ type=vhostvdpa(9.8.0)                        -- The disk is a vDPA device of the host
  source dev=<absFilePath>                       -- The vDPA device, such as /dev/vhost-vdpa-0

group diskSourceCtl
  @ type=ctl(12.0.0)                             -- The disk is a device of FreeBSD's CAM target layer (bhyve)
  source dev=<absFilePath>                       -- The device of the target layer

group diskSourceNetwork
  @ type=network                                 -- The disk is an image on network storage that QEMU opens itself
  source &diskSourceCommon                       -- The image on network storage
    case protocol=nbd ?name=<text>               -- A network block device: an export of a server, by its name
      @ ?tls(4.5.0)=yes|no                       -- Whether the connection is encrypted
      @ ?tlsHostname(8.2.0)=<text>               -- The name that the server's certificate must have
      host &storageHost                          -- The NBD server
      ?reconnect(9.2.0) &reconnect                -- How the guest waits for a server that is gone
      ?encryption(3.9.0) &encryption
    case protocol=gluster name=<text>            -- An image on GlusterFS: volume and path
      +host &storageHost                         -- A server of the volume; several since 2.1.0
      ?encryption(3.9.0) &encryption
    case protocol=rbd ?name=<text>               -- An image of a Ceph cluster: pool and image
      *host &storageHost                         -- A Ceph monitor
      ?snapshot(1.2.11) name=<genericName>       -- A snapshot of the image instead of the image
      ?config(1.2.11) file=<absFilePath>         -- A configuration file of Ceph
      ?auth(3.9.0) &diskAuth                     -- The user at the Ceph cluster
      ?encryption(3.9.0) &encryption             -- How the image is encrypted
    case protocol=iscsi(1.0.4) name=<text>       -- An iSCSI target that QEMU itself logs in at: target and unit
      host &storageHost                          -- The iSCSI portal
      ?auth(3.9.0) &diskAuth                     -- The user at the iSCSI portal
      ?encryption(3.9.0) &encryption             -- How the disk is encrypted
      ?initiator(4.7.0)                          -- The name under which the host logs in
        iqn name=<text>                          -- The initiator's iSCSI qualified name
    case protocol=http name=<text>               -- A file of a web server, read only
      &httpStorage
    case protocol=https name=<text>              -- A file of a web server over TLS, read only
      &httpStorage
      &tlsStorage
    case protocol=ftp name=<text>                -- A file of an FTP server, read only
      &webStorage
    case protocol=ftps name=<text>               -- A file of an FTP server over TLS, read only
      &webStorage
      &tlsStorage
    case protocol=ssh(9.8.0) name=<text>         -- A file on another host, over SSH
      host &storageHost                          -- The SSH server
      &requestLimits
      ?knownHosts(9.8.0) path=<absFilePath>      -- A file with the keys of known servers
      ?encryption(3.9.0) &encryption
      choice
        case
        case
          auth(3.9.0) &diskAuth                  -- The user and password at the SSH server
        case
          identity(9.8.0) username=<genericName> -- The user at the SSH server, and where the key comes from
            case keyfile=<absFilePath>
            case agentsock=<absFilePath>
    case protocol=sheepdog|tftp name=<text>
      host &storageHost                          -- The server
      &requestLimits
      ?encryption(3.9.0) &encryption
    case protocol=vxhs(3.8.0) name=<text> ?tls=yes|no
      host &storageHost                          -- The VxHS server
    case protocol=nfs(7.0.0) name=<text>         -- A file on an NFS server that QEMU opens itself
      host &storageHost                          -- The NFS server
      ?identity                                  -- The user and group that the host has at the NFS server
        @ ?user=<genericName>                    -- The user: a name, or + and a number
        @ ?group=<genericName>                   -- The group: a name, or + and a number

group httpStorage
  @ ?query(6.2.0)=<text>                         -- What follows the question mark in the address
  &webStorage
  ?cookies(6.2.0)                                -- Cookies for the web server
    +cookie :<cookieValue> name=<cookieName>     -- One cookie

group webStorage
  host &storageHost                              -- The server
  ?auth(3.9.0) &diskAuth                         -- The user and password at the server
  ?encryption(3.9.0) &encryption
  &requestLimits

group tlsStorage
  ?ssl(6.2.0) verify=yes|no                      -- Whether the server's certificate is checked

group requestLimits
  ?readahead(6.2.0) size=<positiveInteger>       -- How many bytes are read ahead
  ?timeout(6.2.0) seconds=<positiveInteger>      -- How long a request may take, in seconds

group storageHost
  case
    @ ?transport=tcp|rdma                        -- How the server is reached; TCP where nothing is said
    @ name=<dnsName>|<ipAddr>                    -- The server's name or address
    @ ?port=<unsignedInt>                        -- The server's port, where it is not the protocol's own
  case
    @ transport=unix                             -- The server is a program on this host
    @ socket=<absFilePath>                       -- The path of the program's socket

group diskAuth
  @ username=<genericName>                       -- The user at the storage
  secret type=ceph|iscsi                         -- The libvirt secret with the user's password or key
    case
      @ uuid=<UUID>                              -- The UUID of the secret
    case
      @ usage=<objectName>                       -- What the secret is for, as its definition says

group reservations
  @ ?managed(4.4.0)=yes|no                       -- Whether libvirt starts the helper for the guest
  @ ?migration(12.1.0)=yes|no                    -- Whether reservations move along with the guest
  ?source type=unix                              -- The socket of the helper
    @ path=<absFilePath>                         -- The path of the socket
    @ mode=server|client                         -- Which end of the connection QEMU is
    ?reconnect &reconnect

group reconnect
  case
    @ enabled=yes|no                             -- Whether QEMU tries again after a lost connection
    @ ?timeout=<unsignedInt>                     -- How many seconds QEMU waits before it tries again
  case
    @ delay(9.2.0)=<unsignedInt>                 -- How many seconds requests wait for an NBD server to come back

group encryption
  @ format=default|qcow|luks|luks2|luks-any(9.3.0) -- How the data is encrypted
  @ ?engine=qemu|librbd                          -- Which program decrypts: QEMU, or Ceph's library
  case
  case
    +secret type=passphrase                      -- The libvirt secret with the passphrase; several for layered RBD images
      case
        @ uuid=<UUID>                            -- The UUID of the secret
      case
        @ usage=<text>                           -- What the secret is for, as its definition says
    choice
      case
      case
        cipher name=<text> size=<unsignedInt>    -- The cipher, and the size of its key in bits
          case
          case mode=<text> hash=<text>
        ivgen name=<text> ?hash=<text>           -- How initialization vectors are made

# A limit is either one for reads and writes together, or one for each.
group iotune
  ?group_name(3.0.0) :<text>                     -- Disks of the same group share their limits
  ?size_iops_sec(1.2.11) :<xsd:unsignedLong>     -- Longer requests count as several: one for each so many bytes
  choice
    case
      ?read_bytes_sec :<xsd:unsignedLong>        -- Bytes per second that the guest may read
      ?write_bytes_sec :<xsd:unsignedLong>       -- Bytes per second that the guest may write
    case
      total_bytes_sec :<xsd:unsignedLong>        -- Bytes per second that the guest may read and write
  choice
    case
      ?read_iops_sec :<xsd:unsignedLong>         -- Reads per second
      ?write_iops_sec :<xsd:unsignedLong>        -- Writes per second
    case
      total_iops_sec :<xsd:unsignedLong>         -- Reads and writes per second
  choice
    case
      ?read_bytes_sec_max(1.2.11) :<xsd:unsignedLong>  -- Bytes per second that the guest may read in a burst
      ?write_bytes_sec_max(1.2.11) :<xsd:unsignedLong> -- Bytes per second that the guest may write in a burst
    case
      total_bytes_sec_max(1.2.11) :<xsd:unsignedLong>  -- Bytes per second that the guest may read and write in a burst
  choice
    case
      ?read_iops_sec_max(1.2.11) :<xsd:unsignedLong>   -- Reads per second in a burst
      ?write_iops_sec_max(1.2.11) :<xsd:unsignedLong>  -- Writes per second in a burst
    case
      total_iops_sec_max(1.2.11) :<xsd:unsignedLong>   -- Reads and writes per second in a burst
  choice
    case
      ?read_bytes_sec_max_length(2.4.0) :<xsd:unsignedLong>  -- How many seconds a burst of read bytes may last
      ?write_bytes_sec_max_length(2.4.0) :<xsd:unsignedLong> -- How many seconds a burst of written bytes may last
    case
      total_bytes_sec_max_length(2.4.0) :<xsd:unsignedLong>  -- How many seconds a burst of bytes may last
  choice
    case
      ?read_iops_sec_max_length(2.4.0) :<xsd:unsignedLong>   -- How many seconds a burst of reads may last
      ?write_iops_sec_max_length(2.4.0) :<xsd:unsignedLong>  -- How many seconds a burst of writes may last
    case
      total_iops_sec_max_length(2.4.0) :<xsd:unsignedLong>   -- How many seconds a burst of requests may last
`
