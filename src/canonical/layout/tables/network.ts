/** Network cards and devices of the host that the guest gets. */
export const network = `
group interface
  @ type
  when type=hostdev
    @ managed!no
  @ trustGuestRxFilters
  mac address=mac type check
  when type=hostdev
    driver name model iommufd(12.1.0)
    source &hostdevNetworkSource
  when type!=hostdev
    source
      when ../type=network
        @ network portgroup
      when ../type=vhostuser ../backend/type!=passt
        @ type path mode
        reconnect &reconnect
      when ../type=bridge
        @ bridge
      when ../type=server|client|mcast|udp
        @ address port=uint
      when ../type=udp
        local address port=uint
      when ../type=internal
        @ name
      when ../type=direct
        @ dev mode
      when ../type=vdpa
        @ dev
      when ../type=vds
        @ switchid=uuid portid=int portgroupid connectionid=int
      when ../type=user|vhostuser|- ../backend/type=passt
        @ dev
      &addresses
  vlan trunk!no
    *tag id=uint nativeMode
  virtualport type
    parameters managerid=uint typeid=uint typeidversion=uint instanceid=uuid interfaceid=uuid profileid
  bandwidth
    inbound average=uint peak=uint!0 floor=uint!0 burst=uint!0
    outbound average=uint peak=uint!0 burst=uint!0
  port isolated
  &addresses
  *portForward! proto address=ip dev
    *range start=uint!0 end=uint!0 to=uint!0 exclude
  script path
  downscript path
  backenddomain name
  target dev managed
  guest dev actual
  model type
  printed type!=hostdev model/type=virtio|virtio-transitional|virtio-non-transitional
    driver name txmode ioeventfd event_idx queues=uint!0|1 rx_queue_size=uint!0 tx_queue_size=uint!0 rss rss_hash_report &virtio
      host csum gso tso4 tso6 ecn ufo mrg_rxbuf
      guest csum tso4 tso6 ecn ufo
  backend type tap
    when ../model/type=virtio|virtio-transitional|virtio-non-transitional
      @ vhost
    @ logFile hostname(11.8.0) fqdn(11.8.0)
  when type=network|bridge|ethernet
    filterref filter
      *parameter name value
      sort parameter by name *
  tune
    sndbuf :uint
  teaming type persistent
  link state
  mtu size=uint!0
  coalesce
    rx
      frames max=uint!0
  &boot
  alias name=userAlias
    unless !name
  master startport=uint
  rom enabled bar file
  acpi index=uint!0 nodeset(11.8.0)=cpuset
  &address

group addresses
  *ip address=ip family prefix=uint!0 peer=ip
  *route family address=ip netmask=ip prefix=uint gateway=ip metric=uint!0

group hostdevNetworkSource
  @ startupPolicy writeFiltering
  vendor id=hex4
  product id=hex4
  address type
    when type=pci
      @ domain=hex4?0x0000 bus=hex2?0x00 slot=hex2?0x00 function=hex1?0x0
    when type=usb
      @ bus=number device=number

group hostdev
  @ mode type
  when mode=subsystem|-
    @ managed
    when type=scsi
      @ sgio rawio
    when type=scsi_host
      @ model
    when type=mdev
      @ model display ramfb
    when type=pci
      @ display ramfb
      driver name model iommufd(12.1.0)
    source &hostdevSource
  when mode=capabilities
    source
      when ../type=storage
        block :
      when ../type=misc
        char :
      when ../type=net
        interface :
    when type=net
      &addresses
  teaming type persistent
  readonly
  shareable
  &boot
  alias name=userAlias
    unless !name
  master startport=uint
  rom enabled bar file
  acpi index=uint!0 nodeset(11.8.0)=cpuset
  &address

group hostdevSource
  when ../type=usb
    @ startupPolicy guestReset
    vendor id=hex4
    product id=hex4
    address bus=number device=number port(12.0.0)
      unless bus=0|- device=0|- !port
  when ../type=pci
    @ writeFiltering
    address &hostPci
  when ../type=scsi
    when protocol=iscsi
      @ protocol name
      host name port=uint!0
      auth &auth
      initiator
        iqn name
    when protocol!=iscsi
      adapter name
      address bus=number target=number unit=number
  when ../type=scsi_host
    @ protocol wwpn
  when ../type=mdev
    address uuid=uuid
`
