/** The order of devices, and the devices that are neither storage, network nor character devices. */
export const devices = `
group devices
  emulator :
  *disk &disk
  *controller &controller
  *lease!
    lockspace :
    key :
    target path offset=uint!0
  *filesystem! &filesystem
  *interface! &interface
  *smartcard &smartcard
  *serial! &serial
  *parallel! &parallel
  *console! &console
  *channel! &channel
  *input &input
  *tpm &tpm
  *graphics &graphics
  *sound &sound
  *audio &audio
  *video! &video
  *hostdev! &hostdev
  *redirdev! bus type
    &charSource
    &boot
    &info
  redirfilter
    *usbdev class=HEX2!-1 vendor=HEX4!-1 product=HEX4!-1 version=usbVersion!-1 allow
  *hub type
    &info
  *watchdog model action
    &info
  memballoon model autodeflate freePageReporting
    stats period=positive
    &info
    driver &virtio
  *rng! model
    rate bytes=uint!0 period=uint!0
    backend model
      when model=random
        @ :
      when model=egd
        @ type
        &charSource
    driver &virtio
    &info
  nvram!
    &info
  *panic! model
    &info
  *shmem! name role
    model type
    size unit :MiB
    server! path
    msi! vectors=number!0 ioeventfd
    &info
  *memory! &memory
  *crypto model type
    backend model queues=uint!0
    driver &virtio
    &info
  *iommu model
    driver intremap caching_mode eim iotlb aw_bits=uint!0 dma_translation passthrough(11.5.0) xtsup(11.5.0) pciBus(11.10.0)=uint accel(12.7.0) cmdqv(12.7.0) ats(12.7.0) ril(12.7.0) ssidsize(12.7.0)=uint oas(12.7.0)=uint
      granule(12.1.0) mode size=uint unit
    &info
  vsock model
    cid auto address=uint!0
    &info
    driver &virtio
  pstore backend
    path :
    size unit :KiB
    &info

# What any device may have behind what is its own, in this order: virDomainDeviceInfoFormat.
group info
  alias name=userAlias
    unless !name
  master startport=uint
  acpi index=uint!0 nodeset(11.8.0)=cpuset
  &address

group boot
  boot order=uint loadparm=upper

group virtio iommu ats packed page_per_vq

group address
  address type
    when type=pci
      @ domain=hex4?0x0000 bus=hex2?0x00 slot=hex2?0x00 function=hex1?0x0 multifunction
      fill if domain bus slot
      zpci uid=hex4 fid=hex8
    when type=drive
      @ controller=uint?0 bus=uint?0 target=uint?0 unit=uint?0
    when type=virtio-serial
      @ controller=uint?0 bus=uint?0 port=uint
    when type=ccid
      @ controller=uint slot=uint
    when type=usb
      @ bus=uint port=usbPort
    when type=spapr-vio
      @ reg=bareHex8
    when type=ccw
      @ cssid=hex ssid=hex devno=hex4
    when type=isa
      @ iobase=bareHex irq=bareHex
    when type=dimm
      @ slot=uint base=bareHex

group input
  @ type bus model
  driver &virtio
  when type=evdev
    source dev grab grabToggle repeat
  when type=passthrough
    source evdev
  &info

group tpm
  @ model
  backend type
    when type=passthrough
      device path
    when type=emulator
      @ version persistent_state!no debug=uint!0
      encryption secret=uuid
      active_pcr_banks
        sha1
        sha256
        sha384
        sha512
      source type path
      profile source removeDisabled name
    when type=external
      source type mode path
  &info

group graphics
  @ type
  when type=vnc
    @ socket port=int autoport websocket=int listen keymap sharePolicy powerControl
    &password
    *listen &listen
    audio id=uint
  when type=spice
    @ port=int tlsPort=int autoport listen keymap defaultMode!any
    &password
    *listen &listen
    *channel name mode!any
      unless !mode
    sort channel by name main display inputs cursor playback record smartcard usbredir
    image compression
    jpeg compression
    zlib compression
    playback compression
    streaming mode
    mouse mode
    clipboard copypaste
    filetransfer enable
    gl enable rendernode
  when type=sdl
    @ display xauth fullscreen!no
    gl enable
  when type=desktop
    @ display fullscreen!no
  when type=rdp
    @ port=int autoport!no replaceUser!no multiUser!no listen
    &password
    *listen &listen
  when type=egl-headless
    gl rendernode
  when type=dbus
    @ p2p!no address
    gl enable rendernode
    audio id=uint

group password
  when passwd
    @ username passwd passwdValidTo connected

group listen
  @ type
  when type=address
    @ address
  when type=network
    @ network
  when type=socket
    @ socket

group sound
  @ model
  when model=usb
    @ multichannel
  when model=virtio
    @ streams=uint
  when model=ich6|ich9
    *codec type
  audio id=uint
  &info
  when model=virtio
    driver &virtio

group audio
  @ id=uint type timerPeriod=uint!0
  when type=oss
    @ tryMMap exclusive dspPolicy=int
  when type=pulseaudio
    @ serverName
  when type=sdl
    @ driver
  when type=file
    @ path
  when type=pipewire
    @ runtimeDir
  input &audioStream
  output &audioStream

group audioStream
  @ mixingEngine fixedSettings voices=uint!0 bufferLength=uint!0
  when ../type=alsa
    @ dev
  when ../type=coreaudio|sdl
    @ bufferCount=uint!0
  when ../type=jack
    @ serverName clientName connectPorts exactName
  when ../type=oss
    @ dev bufferCount=uint!0 tryPoll
  when ../type=pulseaudio|pipewire
    @ name streamName latency=uint!0
  when fixedSettings=yes
    settings! frequency=uint!0 channels=uint!0 format

group video
  driver &virtio
    @ vgaconf!io name
  model type ram=uint!0 vram=uint!0 vram64=uint!0 vgamem=uint!0 heads=uint!0 primary!no blob edid(11.7.0) device(12.5.0)
    acceleration! accel3d accel2d rendernode
    resolution! x=uint y=uint
  &info

group memory
  @ model access discard
  when model=nvdimm
    uuid :uuid
  source
    when ../model=dimm|virtio-mem|sgx-epc
      nodemask :cpuset
    when ../model=dimm|virtio-mem
      pagesize unit :KiB
    when ../model=nvdimm
      path :
      alignsize unit :KiB
      pmem
    when ../model=virtio-pmem
      path :
  target
    when ../model=virtio-mem
      @ dynamicMemslots
    size unit :KiB
    node :uint
    when ../model=nvdimm
      label
        size unit :KiB
      readonly
    when ../model=virtio-mem
      block unit :KiB
      requested unit :KiB
    when ../model=virtio-mem|virtio-pmem
      address base=bareHex
  &info
`
