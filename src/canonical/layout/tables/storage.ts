/** Disks, what they are stored on, controllers, and folders of the host. */
export const storage = `
group disk
  @ type device model rawio sgio
  printed snapshot!=no
    @ snapshot
  printed snapshot=no !readonly/
    @ snapshot
  driver name type cache!default error_policy!default rerror_policy!default io!default ioeventfd event_idx copy_on_read discard!default iothread=uint!0 detect_zeroes discard_no_unref queues=uint!0 queue_size=uint!0 &virtio
    metadata_cache
      max_size unit :bytes!0
    &iothreadMapping
    statistics(11.9.0)
      *statistic interval=uint
      *latency-histogram(12.1.0) type
        *bin start=uint
  auth &auth
  source &storage
    when ../type!=network
      @ startupPolicy
  &backingStore
  backenddomain name
  geometry cyls=uint heads=uint secs=uint trans
  blockio logical_block_size=uint!0 physical_block_size=uint!0 discard_granularity=uint!0
  target dev bus
    when ../device=cdrom|floppy
      @ tray!closed
    printed bus=usb
      @ removable
    @ rotation_rate=uint!0 dpofua(11.10.0)
  iotune &limits
    group_name :
    &limitLengths
  throttlefilters(11.2.0)
    *throttlefilter group
  readonly
  shareable
  transient! shareBacking!no
  serial :
  wwn :
  vendor :
  product :
  encryption &encryption
  &boot
  &info

group iothreadMapping
  iothreads
    *iothread id=uint
      *queue id=uint

group limits
  total_bytes_sec :uint!0
  read_bytes_sec :uint!0
  write_bytes_sec :uint!0
  total_iops_sec :uint!0
  read_iops_sec :uint!0
  write_iops_sec :uint!0
  total_bytes_sec_max :uint!0
  read_bytes_sec_max :uint!0
  write_bytes_sec_max :uint!0
  total_iops_sec_max :uint!0
  read_iops_sec_max :uint!0
  write_iops_sec_max :uint!0
  size_iops_sec :uint!0

group limitLengths
  total_bytes_sec_max_length :uint!0
  read_bytes_sec_max_length :uint!0
  write_bytes_sec_max_length :uint!0
  total_iops_sec_max_length :uint!0
  read_iops_sec_max_length :uint!0
  write_iops_sec_max_length :uint!0

group backingStore
  backingStore! type
    format type
      metadata_cache
        max_size unit :bytes!0
    source &storage
    &backingStore

# The source of an image; the type of the element that it stands in says what it is.
group storage
  when ../type=volume
    @ pool volume mode
  when ../type=file|-
    @ file fdgroup
  when ../type=block|vhostvdpa|ctl
    @ dev
  when ../type=dir
    @ dir
  when ../type=network
    @ protocol name
    when protocol=http|https
      @ query
    @ tls tlsHostname
    *host name
      &hostPort
      @ transport!tcp socket
    when protocol=nfs
      identity user group
    when protocol=nbd
      reconnect delay=uint!0
    when protocol=rbd
      snapshot name
      config file
    initiator
      iqn name
    when protocol=https|ftps
      ssl verify
    when protocol=http|https
      cookies
        *cookie name :
    readahead size=uint!0
    timeout seconds=uint!0
    when protocol=ssh
      knownHosts path
      identity username keyfile agentsock
  when ../type=nvme
    @ type managed namespace=uint
    address &hostPci
  when ../type=vhostuser
    @ type path
    reconnect &reconnect
  slices
    slice type offset=uint size=uint
  when ../type!=network
    *seclabel &deviceLabel
  when ../type!=volume
    auth &auth
  encryption &encryption
  reservations managed migration(12.1.0)
    source type path mode
      reconnect &reconnect
  dataStore type
    format type
    source &storage

# Where no port is given the protocol's own is filled in: virStorageSourceNetworkDefaultPort.
group hostPort
  when ../protocol!=http|https|ftp|ftps|tftp|ssh|nbd|iscsi|gluster|sheepdog|vxhs
    @ port=uint!0
  when transport=rdma|unix
    @ port=uint!0
  when ../protocol=http transport=tcp|-
    @ port=uint!0?80
  when ../protocol=https transport=tcp|-
    @ port=uint!0?443
  when ../protocol=ftp transport=tcp|-
    @ port=uint!0?21
  when ../protocol=ftps transport=tcp|-
    @ port=uint!0?990
  when ../protocol=tftp transport=tcp|-
    @ port=uint!0?69
  when ../protocol=ssh transport=tcp|-
    @ port=uint!0?22
  when ../protocol=nbd transport=tcp|-
    @ port=uint!0?10809
  when ../protocol=iscsi transport=tcp|-
    @ port=uint!0?3260
  when ../protocol=gluster transport=tcp|-
    @ port=uint!0?24007
  when ../protocol=sheepdog transport=tcp|-
    @ port=uint!0?7000
  when ../protocol=vxhs transport=tcp|-
    @ port=uint!0?9999

group hostPci domain=hex4?0x0000 bus=hex2?0x00 slot=hex2?0x00 function=hex1?0x0

group reconnect
  @ enabled
  when enabled=yes
    @ timeout=uint

# A label is kept where one is given, or where there is to be none; labelskip is not read from stored definitions.
group deviceLabel
  @ model relabel?yes
  label :
  unless !label/ relabel!=no

group auth
  @ username
  secret type uuid=uuid usage

group encryption
  @ format engine
  *secret type uuid=uuid usage
  cipher name size=uint mode hash
  ivgen name hash

group controller
  @ type index=uint model
  when type=virtio-serial
    @ ports=int vectors=int
  when type=usb
    @ ports=int
  when type=xenbus
    @ maxGrantFrames=int maxEventChannels=int
  when type=pci
    model name
    target chassisNr=number chassis=number port=hex busNr=number index=number hotplug memReserve=number!0
      node :uint
  when type=nvme
    serial(11.5.0) :
  driver queues=uint!0 cmd_per_lun=uint!0 max_sectors=uint!0 ioeventfd iothread=uint!0 &virtio
    &iothreadMapping
  alias name=userAlias
    unless !name
  master startport=uint
  acpi index=uint!0 nodeset(11.8.0)=cpuset
  when model!=none
    &address
  when type=pci
    pcihole64 unit :KiB

group filesystem
  @ type accessmode model multidevs!default fmode=octal dmode=octal
  driver type
    when type
      @ format wrpolicy!default queue=uint!0
    @ &virtio
  when driver/type=virtiofs
    binary path xattr
      cache mode
      sandbox mode
      lock posix flock
      thread_pool size=int
      openfiles max=uint!0
  idmap &idmap
  source
    when ../type=mount|bind|- !socket
      @ dir
    when ../type=mount|bind|-
      @ socket
    when ../type=block
      @ dev
    when ../type=file
      @ file
    when ../type=template
      @ name
    when ../type=ram
      @ usage=KiB units
    when ../type=volume
      @ pool volume
  target dir
  readonly
  &boot
  &info
  space_hard_limit unit :bytes!0
  space_soft_limit unit :bytes!0
`
