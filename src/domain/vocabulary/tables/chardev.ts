/** What people see, hear and type: text consoles, screens, graphics cards, sound, input; random numbers and TPM. */
export const chardev = `
# Character devices: a backend on the host (the type and its source) and what the guest sees (the target).
group charSource
  @ type=dev|file|pipe|unix|tcp|udp|null|stdio|vc|pty|spicevmc|spiceport(1.2.2)|nmdm(1.2.4)|qemu-vdagent(8.4.0)|dbus(8.4.0) -- What it is connected to on the host: a terminal (pty), a socket, a file and others
  *source &charSourcePlace                       -- Where on the host the characters go; two of them for UDP
  ?protocol ?type=raw|telnet|telnets|tls         -- What is spoken over TCP
  ?log(1.3.3) file=<absFilePath> ?append=on|off  -- A file that keeps a copy of what comes out of the guest

group charSourcePlace
  @ ?mode=<text>                                 -- Whether QEMU waits for connections (bind) or makes one (connect)
  @ ?path=<text>                                 -- The file, device or socket
  @ ?host=<text>                                 -- The host's name or address
  @ ?service=<text>                              -- The port
  @ ?channel(1.2.2)=<text>                       -- The name of the SPICE or D-Bus channel
  @ ?master=<text> ?slave=<text>                 -- The two ends of a null modem (bhyve)
  @ ?append(1.3.1)=on|off                        -- Whether a file is added to; else QEMU empties it at each start
  @ ?tls(2.4.0)=yes|no                           -- Whether TCP is encrypted
  ?reconnect(3.7.0) &reconnect                   -- What happens when a connection is lost
  *seclabel &devSeclabel
  ?clipboard(8.4.0) copypaste=yes|no             -- Whether the agent shares the clipboard
  ?mouse(8.4.0) mode=server|client               -- Who draws the mouse pointer

group charTarget
  @ ?port=<text>                                 -- Which port the guest sees
  ?model(3.10.0) name=isa-serial|usb-serial|pci-serial|spapr-vty|pl011|16550a(4.7.0)|sclpconsole|sclplmconsole|isa-debugcon(8.1.0) -- The device that the guest sees
  case ?type=xen|serial|uml|virtio|lxc|openvz|sclp|sclplm
  case ?type=isa-serial(1.0.2)|usb-serial(1.0.2)|pci-serial(1.0.2)|spapr-vio-serial(3.10.0)|system-serial(3.10.0)|sclp-serial(3.10.0)|isa-debug(8.1.0)

group serial &charSource &deviceBase
  @ ?tty=<absFilePath>                           -- The terminal on the host, as old versions wrote it; output only
  ?target &charTarget                            -- The port that the guest sees

group parallel &serial

group console
  case ?tty=<absFilePath>
  case &serial

group channel &charSource &guestDevice
  target &channelTarget                          -- What the guest knows the channel by

group channelTarget
  case type=guestfwd                             -- A TCP address in the guest's user network
    @ address=<text>                             -- The address that the guest connects to
    @ port=<text>                                -- The port that the guest connects to
  case type=virtio                               -- A named port of the guest's virtio-serial controller
    @ ?name=<text>                               -- The name by which the guest finds it, such as org.qemu.guest_agent.0
    @ ?state(1.2.11)=connected|disconnected      -- Whether somebody in the guest has it open; output only
  case type=xen(2.3.0) ?name=<text>              -- A named channel of Xen

group graphics
  case type=sdl                                  -- A window on the host's own screen
    @ ?display=<text>                            -- The X display, such as :0.0
    @ ?xauth=<text>                              -- The file with the X display's key
    @ ?fullscreen=yes|no                         -- Whether the window fills the screen
    ?gl(4.6.0) enable=yes|no                     -- Whether the screen is drawn by the host's graphics card
  case type=vnc &graphicsListen                  -- A VNC server
    @ ?passwd=<text>                             -- The password, readable by all who can read this file
    @ ?passwdValidTo=<dateTime>                  -- When the password stops to be valid
    @ ?keymap=<text>                             -- The keyboard layout
    @ ?connected=keep                            -- What happens to clients when the password changes
    ?audio(7.2.0) id=<uint8>                    -- The audio backend whose sound clients hear
    case &graphicsPort
      @ ?websocket(1.0.6)=<PortNumber>           -- The port for browsers; -1 to have one chosen
      @ ?sharePolicy(1.0.6)=allow-exclusive|force-shared|ignore -- Whether several people may watch at once
      @ ?powerControl(7.1.0)=yes|no              -- Whether clients may shut down or reset the guest
      @ ?wait(11.10.0)=yes|no                    -- Whether the guest starts only when somebody watches (bhyve)
    case ?socket=<absFilePath>                   -- The path of a socket instead of a port; the old form of a listen element
  case type=spice &graphicsPort &graphicsListen  -- A SPICE server
    @ ?tlsPort=<PortNumber>                      -- The encrypted port
    @ ?passwd=<text>                             -- The password, readable by all who can read this file
    @ ?passwdValidTo=<dateTime>                  -- When the password stops to be valid
    @ ?keymap=<text>                             -- The keyboard layout
    @ ?connected=fail|disconnect|keep            -- What happens to clients when the password changes
    @ ?defaultMode=any|secure|insecure           -- Whether channels are encrypted where nothing else is said
    *channel name=main|display|inputs|cursor|playback|record|smartcard|usbredir mode=any|secure|insecure -- Whether one channel is encrypted
    ?image compression=auto_glz|auto_lz|quic|glz|lz|off -- How pictures are compressed
    ?jpeg compression=auto|never|always          -- Whether pictures are sent as JPEG over slow lines
    ?zlib compression=auto|never|always          -- Whether pictures are packed once more over slow lines
    ?playback compression=on|off                 -- Whether sound is compressed
    ?streaming mode=filter|all|off               -- What is sent as video
    ?clipboard copypaste=yes|no                  -- Whether guest and viewer share the clipboard
    ?mouse mode=server|client                    -- Who draws the mouse pointer
    ?filetransfer(1.2.2) enable=yes|no           -- Whether files can be dragged into the guest
    ?gl(1.3.3) enable=yes|no ?rendernode(3.1.0)=<absFilePath> -- Whether the screen is drawn by the host's graphics card
  case type=dbus(8.4.0)                          -- A screen on D-Bus, for programs of the same host
    ?gl enable=yes|no ?rendernode=<absFilePath>
    ?audio id=<uint8>
    case
    case address=<dbusAddr>
    case p2p=yes|no
  case type=rdp &graphicsPort &graphicsListen    -- A server for Remote Desktop (VirtualBox, Hyper-V; QEMU by a helper)
    @ ?replaceUser=yes|no ?multiUser=yes|no
    @ ?username(11.1.0)=<text> ?passwd(11.1.0)=<text>
  case type=desktop ?display=<text>              -- A window of VirtualBox
  case type=egl-headless(4.6.0)                  -- No screen of its own: the graphics card draws for the other ones
    ?gl ?rendernode(5.0.0)=<absFilePath>

group graphicsPort
  @ ?port=<PortNumber>                           -- The port; -1 is the old way to have one chosen
  @ ?autoport=yes|no                             -- Whether libvirt chooses free ports at each start
  @ ?listen=<addrIPorName>                       -- The address; the old form of a listen element

group graphicsListen
  *listen                                        -- Where connections are taken
    case type=address                            -- At an address of the host
      @ ?address=<addrIPorName>                  -- The address or host name; 0.0.0.0 stands for all of IPv4
    case type=network                            -- At the host's address in a libvirt network
      @ network=<text>                           -- The name of the libvirt network
      @ ?address=<addrIPorName>                  -- The address that was found; output only
    case type=socket(2.0.0)                      -- At a socket on the host
      @ ?socket=<absFilePath>                    -- The path of the socket
    case type=none(2.0.0)                        -- Nowhere: only libvirt hands out connections

group video &deviceBase
  ?driver                                        -- What draws on the host
    @ ?name(5.8.0)=qemu|vhostuser                -- QEMU itself, or a vhost-user program beside it
    @ ?vgaconf(3.5.0)=io|on|off
    &virtioOptions
  ?model                                         -- The graphics card that the guest sees
    @ ?vram=<unsignedInt>                        -- Its memory in KiB
    @ ?heads=<unsignedInt>                       -- How many screens it drives
    @ ?primary(1.0.2)=yes|no                     -- Whether the guest boots on it
    @ ?blob(9.2.0)=on|off                        -- Whether its memory can be shared instead of copied
    @ ?edid(11.7.0)=on|off                       -- Whether the guest learns the screen's size from it
    ordered acceleration resolution
    ?acceleration                                -- Drawing by the host's graphics card
      @ ?accel3d=yes|no                          -- Whether the guest may draw in 3D
      @ ?accel2d=yes|no                          -- Whether the guest may draw in 2D (VirtualBox)
      @ ?rendernode(5.8.0)=<absFilePath>         -- The device of the host's card, such as /dev/dri/renderD128
    ?resolution(5.9.0) x=<unsignedInt> y=<unsignedInt> -- The size of the screen at the start
    case type=vga|cirrus|vmvga|xen|vbox|gop(3.2.0)|none(4.6.0)|bochs(5.6.0)|ramfb(5.9.0) -- The card; none for a guest without a screen
    case type=qxl                                -- The card that goes with SPICE
      @ ?ram(1.0.2)=<unsignedInt>                -- Its first memory, in KiB
      @ ?vgamem(1.2.11)=<unsignedInt>            -- The memory of its VGA mode, in KiB
      @ ?vram64(1.3.3)=<unsignedInt>             -- Its second memory above 4 GiB, in KiB
    case type=virtio(1.3.0)                      -- The paravirtual card, with 3D on the host if asked for
      @ ?device(12.5.0)=virtio-vga|virtio-vga-gl|virtio-gpu|virtio-gpu-gl|vhost-user-vga|vhost-user-gpu -- The QEMU device; with or without VGA, and 3D

group sound &deviceBase
  @ model=sb16|es1370|pcspk|ac97|ich6|ich7(6.7.0)|ich9(1.1.3)|usb(1.2.8)|virtio(10.4.0) -- The sound card that the guest sees
  @ ?multichannel(9.4.0)=yes|no                  -- Surround sound on the host (USB)
  @ ?streams(10.4.0)=<uint32>                    -- How many streams a virtio card has
  ?audio(6.7.0) id=<uint8>                       -- The audio backend that it plays on
  *codec type=duplex|micro|output(4.4.0)         -- The plugs of an HD audio card
  ?driver(10.4.0) &virtioOptions

group audio
  @ id=<uint8>                                   -- The number by which sound cards and screens name it
  @ ?timerPeriod(7.2.0)=<uint32>                 -- How often sound is handed on, in microseconds
  case type=none(7.2.0)|spice(7.2.0)             -- Nowhere, or to those who watch by SPICE
    ?input &audioStream                          -- What the guest records
    ?output &audioStream                         -- What the guest plays
  case type=dbus(8.4.0)                          -- To those who watch by D-Bus
    ?input &audioStream                          -- What the guest records
    ?output &audioStream                         -- What the guest plays
  case type=alsa(7.2.0)                          -- To the kernel's sound of a Linux host
    ?input &audioStream ?dev=<filePath>          -- What the guest records
    ?output &audioStream ?dev=<filePath>         -- What the guest plays
  case type=coreaudio(7.2.0)                     -- To the sound of macOS
    ?input &audioStream ?bufferCount=<uint32>    -- What the guest records
    ?output &audioStream ?bufferCount=<uint32>   -- What the guest plays
  case type=jack(7.2.0)                          -- To a JACK server
    ?input &audioStream &audioJack               -- What the guest records
    ?output &audioStream &audioJack              -- What the guest plays
  case type=oss ?tryMMap=yes|no ?exclusive=yes|no ?dspPolicy=<int> -- To the old sound of Unix (OSS)
    ?input &audioStream ?dev=<deviceName> ?bufferCount=<uint32> ?tryPoll=yes|no -- What the guest records
    ?output &audioStream ?dev=<deviceName> ?bufferCount=<uint32> ?tryPoll=yes|no -- What the guest plays
  case type=pipewire(9.10.0) ?runtimeDir=<filePath> -- To a PipeWire server
    ?input &audioStream &audioNamed              -- What the guest records
    ?output &audioStream &audioNamed             -- What the guest plays
  case type=pulseaudio(7.2.0) ?serverName=<text> -- To a PulseAudio server
    ?input &audioStream &audioNamed              -- What the guest records
    ?output &audioStream &audioNamed             -- What the guest plays
  case type=sdl(7.2.0) ?driver=esd|alsa|arts|pulseaudio -- To the host's sound by way of SDL
    ?input &audioStream ?bufferCount=<uint32>    -- What the guest records
    ?output &audioStream ?bufferCount=<uint32>   -- What the guest plays
  case type=file(7.2.0) ?path=<filePath>         -- Into a WAV file
    ?input &audioStream                          -- What the guest records
    ?output &audioStream                         -- What the guest plays

group audioStream
  @ ?mixingEngine=yes|no                         -- Whether QEMU mixes and converts by itself
  @ ?fixedSettings=yes|no                        -- Whether the settings below hold whatever the guest plays
  @ ?voices=<uint32>                             -- How many voices are mixed
  @ ?bufferLength=<uint32>                       -- The buffer's length in microseconds
  ?settings ?frequency=<uint32> ?channels=<uint32> ?format=s8|u8|s16|u16|s32|u32|f32 -- The format of the sound

group audioJack ?serverName=<text> ?clientName=<text> ?connectPorts=<text> ?exactName=yes|no

group audioNamed ?name=<text> ?streamName=<text> ?latency=<uint32>

group input &deviceBase
  @ ?model(5.2.0)=virtio|virtio-transitional|virtio-non-transitional -- The virtio device that the guest sees
  ?driver(3.5.0) &virtioOptions
  case type=tablet|mouse|keyboard(1.2.2)         -- What the guest sees; a tablet keeps the pointers of guest and viewer together
    @ ?bus=ps2|usb|xen|virtio(1.3.0)             -- How it is connected in the guest
  case type=passthrough bus=virtio(1.3.0)        -- One input device of the host, as a virtio device
    source evdev=<absFilePath>                   -- The input device of the host
  case type=evdev(7.4.0)                         -- One input device of the host, whose events go to the guest's own keyboard and mouse
    source &evdev                                -- The input device of the host

group evdev dev=<absFilePath>
  @ ?grab=all                                    -- Whether all input devices switch between host and guest together
  @ ?grabToggle(7.6.0)=ctrl-ctrl|alt-alt|shift-shift|meta-meta|scrolllock|ctrl-scrolllock -- The keys that switch
  @ ?repeat=on|off                               -- Whether keys repeat

group rng &deviceBase
  @ model=virtio|virtio-transitional(5.2.0)|virtio-non-transitional(5.2.0) -- The virtio device that the guest sees
  backend                                        -- Where the random numbers come from
    case model=random :?<absFilePath>            -- A file of the host, such as /dev/urandom
    case model=egd &charSource                   -- A daemon that gathers randomness, by a socket
    case model=builtin(6.1.0)                    -- QEMU's own generator
  ?driver &virtioOptions
  ?rate(1.0.4)                                   -- How much the guest may take
    @ bytes=<positiveInteger>                    -- How many bytes in each period
    @ ?period=<positiveInteger>                  -- The period in milliseconds; a second where nothing is said

group tpm &guestDevice
  @ ?model=tpm-tis|tpm-crb(4.4.0)|tpm-spapr(6.1.0)|spapr-tpm-proxy(6.5.0) -- The device that the guest sees
  backend                                        -- What does the work on the host
    @ ?version(4.5.0)=1.2|2.0                    -- The version of the TPM, which the guest sees
    case type=passthrough                        -- The host's own TPM
      ?device ?path=<filePath>                   -- The TPM of the host
    case type=emulator(4.5.0)                    -- A TPM in software (swtpm), which libvirt starts
      @ ?persistent_state(7.0.0)=yes|no          -- Whether the TPM's state outlives a transient guest
      @ ?debug(10.6.0)=<uint8>                   -- How much swtpm writes into its log
      ?encryption(5.6.0) secret=<UUID>           -- The secret that the TPM's state is encrypted with
      ?active_pcr_banks(7.10.0)
        ?sha1
        ?sha256
        ?sha384
        ?sha512
      ?source(10.10.0)                           -- Where the TPM's state is kept
        case type=file path=<absFilePath>
        case type=dir path=<absDirPath>
      ?profile(10.10.0) ?source=<profileName> ?removeDisabled=check|fips-host ?name=<profileName> -- Which algorithms the TPM offers
    case type=external(9.0.0)                    -- A TPM program that somebody else starts
      ?source type=unix path=<filePath> mode=connect -- The socket of the TPM program

group smartcard &addressChild &acpiDevice
  case mode=host                                 -- The host's card reader, by its certificates
  case mode=host-certificates                    -- Three certificates of the host
    +certificate :<text>                         -- One of exactly three certificates
    ?database :<absDirPath>                      -- Where the certificates are
  case mode=passthrough &charSource              -- The card of the person who watches
    ?target &charTarget
`
