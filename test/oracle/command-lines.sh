#!/bin/bash
# Runs inside namespaces of its own: a libvirtd that nobody else sees, and virsh with the commands on standard input.
# libvirtd needs a parent that reaps the processes with which it probes QEMU: this shell is that.
mount --make-rprivate / && mount -t proc proc /proc && mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /var/cache/libvirt && mount -t tmpfs tmpfs /var/lib/libvirt || exit 3
# A /dev without /dev/kvm: where one is there but of no use, libvirt would probe QEMU anew for every single question.
mkdir /run/dev && mount -t tmpfs tmpfs /run/dev || exit 3
for node in null zero full random urandom tty; do cp -a "/dev/$node" /run/dev/; done
# Where the host has it: a command line with a network card takes it.
[ ! -e /dev/net/tun ] || { mkdir /run/dev/net && cp -a /dev/net/tun /run/dev/net/; }
mount --bind /run/dev /dev || exit 3
mkdir -p /run/libvirt /var/cache/libvirt/qemu /var/lib/libvirt/qemu
libvirtd > "$1" 2>&1 < /dev/null &
for _ in $(seq 100); do
  [ -S /run/libvirt/libvirt-sock ] && break
  sleep 0.1
done
virsh --quiet -c qemu:///system
