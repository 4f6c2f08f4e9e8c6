/** Network cards and what they are connected to, and folders of the host that the guest shares. */
export const network = `
group interface &deviceBase
  @ ?trustGuestRxFilters(1.2.10)=yes|no          -- Whether the host follows the guest's own choice of MAC addresses and filters
  case type=bridge                               -- A bridge of the host
    ?source ?macTableManager(1.2.11)=kernel|libvirt -- The bridge that the card is connected to
      @ bridge=<bridgeName>                      -- The name of the bridge
      choice
        case
        case &networkSource
    ?virtualport &virtualport                    -- What the switch behind the bridge needs to know of the card
  case type=network                              -- A network of libvirt
    source &networkSource                        -- The libvirt network that the card is connected to
      choice
        case
        case ?macTableManager(1.2.11)=kernel|libvirt
          @ bridge=<bridgeName>                  -- The bridge of the network; output only
    ?virtualport &virtualport                    -- What the switch needs to know of the card
  case type=direct                               -- A network device of the host, by macvtap
    source                                       -- The network device of the host that the card is connected to, by macvtap
      @ dev=<deviceName>                         -- The network device of the host
      @ ?mode=vepa|bridge|private|passthrough    -- How packets between guests travel: by the switch, directly, never, or one guest alone
      choice
        case
        case &networkSource
    ?virtualport &virtualport                    -- What the switch needs to know of the card
  case type=ethernet                             -- A tap device of the host, which something else connects
    ?source(2.1.0) &ipAndRoute                   -- The addresses of the host's end, which is a tap device
  case type=user                                 -- The host's network as its user has it, without privileges (slirp or passt)
    ?source dev=<deviceName>                     -- The network device of the host that the guest's traffic leaves by (passt)
  case type=vhostuser(1.2.7)                     -- A switch in a program of the host, through shared memory
    ?source                                      -- The socket of the program that serves the card, through shared memory
      @ ?type=unix
      @ ?path=<absFilePath>                      -- The path of the socket
      @ ?mode=server|client                      -- Which end of the connection QEMU is
      @ ?dev(11.1.0)=<deviceName>                -- The network device of the host that the guest's traffic leaves by (passt)
      ?reconnect(4.1.0) &reconnect               -- Whether QEMU tries again after a lost connection
  case type=hostdev                              -- A network card of the host, handed over to the guest as it is
    @ ?managed=yes|no                            -- Whether libvirt takes the device from the host's driver and gives it back
    source &hostdevNetworkSource                 -- The network device of the host that the guest gets for itself
    ?virtualport &virtualport                    -- What the switch needs to know of the card
  case type=vdpa(6.9.0)                          -- A vDPA device of the host
    source dev=<deviceName>                      -- The vDPA device of the host, such as /dev/vhost-vdpa-0
  case type=mcast|client                         -- A tunnel to other guests by multicast, or to one by TCP
    source &socketSource                         -- The multicast group, or the server, that joins guests to one network
  case type=server                               -- A tunnel that another guest connects to by TCP
    source ?address=<ipv4Addr> port=<PortNumber> -- Where this guest listens for another one to join its network
  case type=udp(1.2.20)                          -- A tunnel to another guest by UDP
    source &socketSource                         -- Where packets are sent to
      local &socketSource                        -- Where packets are received
  case type=internal                             -- A network within the hypervisor (VirtualBox)
    source name=<deviceName>                     -- The internal network (VirtualBox, Hyper-V)
  case type=vds(8.7.0)                           -- A distributed switch of VMware
    source                                       -- The distributed switch (VMware)
      @ switchid=<UUID>                          -- The UUID of the switch
      @ ?portid=<long>                           -- The port of the switch
      @ ?portgroupid=<text>                      -- The port group of the switch
      @ ?connectionid=<long>                     -- The connection to the switch
  case type=null(8.7.0)                          -- Nothing: the cable is not plugged in (VMware)
  ?mac address=<uniMacAddr>                      -- The address of the card; libvirt makes one up if it is absent
    @ ?type(6.6.0)=generated|static              -- Whether VMware may replace the address
    @ ?check=yes|no                              -- Whether VMware checks that the address is in its own range
    @ ?currentAddress(11.2.0)=<uniMacAddr>       -- The address that the guest gave itself; output only
  ?model type=<interfaceModel>                   -- The card that the guest sees: virtio, e1000e, rtl8139 and others
  ?driver &interfaceDriver                       -- How the host serves the card
  ?backend &interfaceBackend                     -- The program or device on the host that carries the traffic
  ?target                                        -- The host's end of the connection
    @ dev=<deviceName>                           -- The name of the tap device; names from libvirt's own prefixes are made anew
    @ ?managed(5.7.0)=yes|no                     -- Whether libvirt creates the device and takes it away
  ?guest                                         -- The guest's end of the connection (containers)
    @ ?dev(1.2.7)=<deviceName>                   -- The name of the network device in the container
    @ ?actual=<deviceName>                       -- The name that it has for now; output only
  ?link state=up|down                            -- Whether the guest sees a plugged cable
  ?mtu(3.1.0) size=<unsignedShort>               -- The largest packet, in bytes
  ?coalesce(3.3.0)                               -- How many events wait for each other
    ?rx
      ?frames ?max=<unsignedInt>                 -- How many received packets share an interrupt at most
  &ipAndRoute
  *portForward(9.0.0) &portForward               -- Ports of the host whose traffic goes to the guest (passt)
  ?script path=<filePath>                        -- A program that sets up the host's end
  ?downscript(6.4.0) path=<filePath>             -- A program that takes the host's end down
  ?backenddomain(1.2.13) name=<objectNameWithSlash> -- The Xen domain that serves the card
  ?filterref &filterref                          -- A filter for the card's traffic
  ?tune                                          -- Buffers on the host
    ?sndbuf :<unsignedInt>                       -- How many bytes the host holds of what the guest sends
  ?boot &deviceBoot                              -- The card's place in the boot order
  ?rom &rom                                      -- The card's boot firmware
  ?bandwidth &bandwidth                          -- Limits of the card's traffic
  ?vlan &vlan                                    -- The VLANs of the card
  ?port(6.1.0) ?isolated=yes|no                  -- Whether the card is kept from other isolated ports of the bridge
  ?teaming(6.1.0) &teaming                       -- Makes the card one half of a pair, so that the other can go away in a migration

group networkSource
  @ network=<text>                               -- The name of the libvirt network
  @ ?portgroup=<deviceName>                      -- A group of settings of that network
  @ ?portid(5.1.0)=<UUID>                        -- The port that libvirt created in the network; output only

group socketSource address=<ipv4Addr> port=<PortNumber>

group hostdevNetworkSource
  @ ?missing=yes|no                              -- Whether a USB device was not there when the guest started; output only
  case &usbProduct
    ?address &usbPlace                           -- Where the device is plugged in
    ordered vendor product address
  case
    address                                      -- The address of the device on the host
      case type=pci &pciAddress                  -- A PCI device of the host
      case type=usb bus=<usbAddr> device=<usbAddr>

group interfaceDriver
  case &hostdevDriver
  case &virtioOptions
    @ ?name=qemu|vhost                           -- Whether QEMU or the host's kernel moves the packets
    @ ?queues(1.0.6)=<positiveInteger>           -- How many pairs of queues the card has, best one for each vCPU
    @ ?rx_queue_size(2.3.0)=<positiveInteger>    -- How many packets wait to be received: a power of 2 from 256 to 1024
    @ ?tx_queue_size(3.7.0)=<positiveInteger>    -- How many packets wait to be sent: a power of 2 from 256 to 1024
    @ ?txmode=iothread|timer                     -- How QEMU handles packets that the guest sends
    @ ?ioeventfd=on|off                          -- Whether packets are handled outside the vCPU's thread
    @ ?event_idx=on|off                          -- Whether guest and host tell each other less often about new packets
    @ ?rss(8.3.0)=on|off                         -- Whether the card spreads received packets over its queues
    @ ?rss_hash_report(8.3.0)=on|off             -- Whether the card hands its hash of a packet to the guest
    ?host(1.2.9)                                 -- What the host takes off the guest when the guest sends
      @ ?csum=on|off                             -- Checksums
      @ ?gso=on|off                              -- Splitting of large packets of any kind
      @ ?tso4=on|off                             -- Splitting of large TCP packets over IPv4
      @ ?tso6=on|off                             -- Splitting of large TCP packets over IPv6
      @ ?ecn=on|off                              -- Congestion marks in split packets
      @ ?ufo=on|off                              -- Splitting of large UDP packets
      @ ?mrg_rxbuf(1.2.13)=on|off                -- Whether a received packet may take several buffers of the guest
    ?guest(1.2.9)                                -- What the guest accepts unfinished when it receives
      @ ?csum=on|off                             -- Packets without checksums
      @ ?tso4=on|off                             -- Large TCP packets over IPv4
      @ ?tso6=on|off                             -- Large TCP packets over IPv6
      @ ?ecn=on|off                              -- Congestion marks in large packets
      @ ?ufo=on|off                              -- Large UDP packets

group interfaceBackend
  @ ?type(9.0.0)=default(9.1.0)|passt            -- The program that carries the traffic of a user connection
  @ ?tap(1.2.9)=<absFilePath>                    -- The device that tap devices are made with, where it is not /dev/net/tun
  @ ?vhost(1.2.9)=<absFilePath>                  -- The device of the kernel's vhost, where it is not /dev/vhost-net
  @ ?logFile(9.0.0)=<absFilePath>                -- The log file of passt
  @ ?hostname(11.8.0)=<dnsName>                  -- The host name that passt gives the guest
  @ ?fqdn(11.8.0)=<dnsName>                      -- The full host name that passt gives the guest

group portForward proto=tcp|udp
  @ ?address=<ipAddr>                            -- The address of the host whose ports are meant; all where nothing is said
  @ ?dev=<deviceName>                            -- The network device of the host whose ports are meant
  *range start=<PortNumber>                      -- A port, or a range of ports; without any, all of them
    @ ?end=<PortNumber>                          -- The last port of the range
    @ ?to=<PortNumber>                           -- The guest's port that the first one goes to
    @ ?exclude=yes|no                            -- Whether these ports are left out instead

group ipAndRoute
  *ip(1.2.12) address=<ipAddr>                   -- An address of the network device
    @ ?family=ipv4|ipv6                          -- The kind of address; IPv4 where nothing is said
    @ ?prefix=<ipPrefix>                         -- How many bits of the address name the network
    @ ?peer(2.1.0)=<ipAddr>                      -- The address of the other end of a point-to-point connection
  *route(1.2.12) gateway=<ipAddr>                -- A network that is reached by a gateway
    @ ?family=ipv4|ipv6                          -- The kind of addresses; IPv4 where nothing is said
    @ ?address=<ipAddr>                          -- The network
    @ ?metric=<unsignedInt>                      -- Of several routes the one with the least number is taken
    case
    case
      @ netmask=<ipv4Addr>                       -- The bits of the address that name the network, as an IPv4 mask
    case
      @ prefix=<ipPrefix>                        -- How many bits of the address name the network

group virtualport
  case type=802.1Qbg                             -- A switch with VEPA
    ?parameters &vepaParameters                  -- What the switch needs to know
  case type=802.1Qbh                             -- A switch with VN-Link
    ?parameters                                  -- What the switch needs to know
      @ ?profileid=<virtualPortProfileID>        -- The profile of the port
  case type=openvswitch                          -- A switch of Open vSwitch
    ?parameters                                  -- What Open vSwitch needs to know
      @ ?profileid=<virtualPortProfileID>        -- The profile of the port
      @ ?interfaceid=<UUID>                      -- The identity of the card in Open vSwitch; libvirt makes one up
  case type=midonet(1.2.13)                      -- A virtual network of MidoNet
    parameters                                   -- What MidoNet needs to know
      @ interfaceid=<UUID>                       -- The port of the virtual network
  case
    ?parameters &vepaParameters                  -- Values that complete those of the libvirt network
      @ ?profileid=<virtualPortProfileID>        -- The profile of the port
      @ ?interfaceid=<UUID>                      -- The identity of the card in the switch

group vepaParameters
  @ ?managerid=<uint8>                           -- The database that the profile is in
  @ ?typeid=<uint24>                             -- The profile in the database
  @ ?typeidversion=<uint8>                       -- The version of the profile
  @ ?instanceid=<UUID>                           -- The identity of the card in the switch

group bandwidth
  @ ?classID=<positiveInteger>                   -- The class on the network's bridge; output only
  ?inbound &bandwidthLimits                      -- What the guest receives
  ?outbound &bandwidthLimits                     -- What the guest sends

group bandwidthLimits
  @ ?average=<speed>                             -- The rate over time, in KiB per second
  @ ?peak=<speed>                                -- The rate in a burst, in KiB per second
  @ ?floor=<speed>                               -- The rate that is kept for the guest, in KiB per second (inbound, libvirt networks)
  @ ?burst=<BurstSize>                           -- How much may go at the peak rate, in KiB

group vlan
  @ ?trunk=yes                                   -- Whether tagged traffic goes to the guest as it is
  +tag id=<vlanId>                               -- A VLAN by its number
    @ ?nativeMode(1.1.0)=tagged|untagged         -- Makes this the VLAN of untagged packets, which the guest gets tagged or untagged

group filterref
  @ filter=<NCName>                              -- The name of the network filter
  *parameter name=<filter-param-name> value=<filter-param-value> -- A value that the filter's rules use, such as IP

group teaming
  case type=persistent                           -- The card that stays in a migration
  case type=transient                            -- The card that goes away in a migration
    @ persistent=<aliasName>                     -- The alias of the card that stays

group rom
  @ ?enabled(4.3.0)=yes|no                       -- Whether the device has boot firmware at all
  @ ?bar=on|off                                  -- Whether the guest sees the firmware in the device's memory
  @ ?file=<absFilePath>                          -- A file on the host with the firmware

group filesystem &deviceBase
  @ ?model(5.2.0)=virtio|virtio-transitional|virtio-non-transitional -- The virtio device that the guest sees
  @ ?accessmode=passthrough|mapped|squash        -- Whose rights the guest's files have: the guest's, QEMU's, or the guest's where it may
  @ ?multidevs(6.3.0)=default|remap|forbid|warn  -- What happens when the folder holds other file systems of the host
  @ ?fmode(6.10.0)=<createMode>                  -- The mode of files that the guest creates, in octal (mapped)
  @ ?dmode(6.10.0)=<createMode>                  -- The mode of folders that the guest creates, in octal (mapped)
  case ?type=mount                               -- A folder of the host, by virtiofs or 9p
    source                                       -- The folder of the host
      case
        @ dir=<absDirPath>                       -- The path of the folder
      case
        @ socket(7.3.0)=<absFilePath>            -- The socket of a virtiofsd that libvirt did not start
    ?binary(6.2.0) &virtiofsd                    -- The virtiofsd that libvirt starts
    ?idmap(10.0.0) &idMap                        -- User and group numbers of the guest on the host
  case type=bind                                 -- A folder in a second place of a container
    source dir=<absDirPath>                      -- A folder inside the container that appears in a second place
  case type=file                                 -- An image file for a container
    source file=<absFilePath>                    -- An image file whose file system the container mounts
  case type=block                                -- A block device for a container
    source dev=<absFilePath>                     -- A block device whose file system the container mounts
  case type=template                             -- A template for a container (OpenVZ)
    source name=<genericName>                    -- A template that the container's file system is made from (OpenVZ)
  case type=ram                                  -- A file system in memory for a container
    source usage=<unsignedLong> ?units=<unit>    -- The size of a file system in memory
  ?driver(1.0.6) &filesystemDriver               -- How the folder gets to the guest
  target dir=<text>                              -- The name that the guest mounts it by; in a container, where it is mounted
  ?readonly                                      -- The guest cannot write
  ?boot(7.1.0) &deviceBoot                       -- The place in the boot order (virtiofs)
  ?space_hard_limit &scaledInteger               -- The most space that a container may take (OpenVZ)
  ?space_soft_limit &scaledInteger               -- The space that a container may exceed for a while (OpenVZ)

group filesystemDriver
  case ?type=path|handle|loop|nbd|ploop &virtioOptions -- A folder by 9p (path), or how a container gets at an image
    @ ?format=raw|dir|bochs|cloop|dmg|iso|vpc|vdi|fat|vhd|ploop|luks|cow|qcow|qcow2|qed|vmdk -- The format of the image
    @ ?wrpolicy=immediate                        -- Whether what the guest writes goes to the disk at once
  case type=virtiofs(6.2.0) &virtioOptions       -- A folder by virtiofs, which shares memory with the guest
    @ ?queue=<unsignedInt>                       -- How many requests fit into a queue
  case type=mtp(10.2.0)                          -- A folder by the protocol of cameras and phones

group virtiofsd
  @ ?path=<absFilePath>                          -- The path of the program
  @ ?xattr=on|off                                -- Whether the guest may use extended attributes
  ?cache ?mode=none|always                       -- Whether the guest may trust what it read before
  ?sandbox(7.2.0) ?mode=namespace|chroot         -- How the program shuts itself in
  ?lock ?posix=on|off ?flock=on|off              -- Which file locks of the guest hold for others too
  ?thread_pool(8.5.0) ?size=<integer>            -- How many threads serve the guest
  ?openfiles(10.6.0) ?max=<xsd:positiveInteger>  -- How many files may be open at once

group idMap
  *uid start=<unsignedInt> target=<unsignedInt> count=<unsignedInt> -- A range of user numbers
  *gid start=<unsignedInt> target=<unsignedInt> count=<unsignedInt> -- A range of group numbers
`
