/** Character devices and what they are connected to. */
export const chardev = `
# What a character device is connected to, by its type.
group charSource
  when type=file
    source path append
      *seclabel &deviceLabel
  when type=dev|pipe
    source path
      *seclabel &deviceLabel
  when type=nmdm
    source master slave
  when type=udp
    *source mode?connect host service
    sort source by mode bind connect
  when type=tcp
    source mode host service tls
      reconnect &reconnect
    protocol type
  when type=unix
    printed source/path
      source mode path
        *seclabel &deviceLabel
        reconnect &reconnect
  when type=spiceport|dbus
    source channel
  when type=qemu-vdagent
    source
      clipboard copypaste
      mouse mode
  log file append

group smartcard
  @ mode
  when mode=host-certificates
    *certificate :
    database :
  when mode=passthrough
    @ type
    &charSource
  &info

group serial
  @ type
  &charSource
  target! type port=uint
    model name
  &info

group parallel
  @ type
  &charSource
  target! port=uint
  &info

group console
  @ type
  &charSource
  target! type port=uint
  &info

group channel
  @ type
  &charSource
  target! type
    when type=guestfwd
      @ address port=uint
    when type=virtio|xen
      @ name
  &info
`
