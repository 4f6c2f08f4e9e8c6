/** The CPU, its NUMA cells, and the switches of the machine. */
export const cpu = `
group cpu
  @ mode
  when mode=custom|-
    @ match
  @ check migratable deprecated_features(11.0.0)
  model fallback vendor_id :
  vendor :
  topology sockets=uint dies=uint clusters=uint cores=uint threads=uint
  cache level=uint mode
  maxphysaddr mode bits=uint limit=uint
  *feature policy name
  +numa
    *cell id=uint cpus=cpuset memory=KiB unit memAccess discard
      +distances
        *sibling id=uint value=uint
      *cache level=uint associativity policy
        size value=uint unit
        line value=uint unit
    +interconnects
      *latency initiator=uint target=uint cache=uint type value=uint
      mixed latency bandwidth
      *bandwidth initiator=uint target=uint cache=uint type value=KiB unit

group features
  ^acpi
  ^apic! eoi
  ^pae
  ^hap state
  ^viridian
  ^privnet
  ^hyperv mode
    when mode!=passthrough
      ^relaxed &switch
      ^vapic &switch
      ^spinlocks &switch
        when state=on
          @ retries=number
      ^vpindex &switch
      ^runtime &switch
      ^synic &switch
      ^stimer &switch
        when state=on
          ^direct state!off
      ^reset &switch
      ^vendor_id &switch
        when state=on
          @ value
      ^frequencies &switch
      ^reenlightenment &switch
      ^tlbflush &switch
        when state=on
          ^direct state!off
          ^extended state!off
      ^ipi &switch
      ^evmcs &switch
      ^avic &switch
      ^emsr_bitmap &switch
      ^xmm_input &switch
  ^kvm!
    ^hidden &switch
    ^hint-dedicated &switch
    ^poll-control &switch
    ^pv-ipi &switch
    ^dirty-ring &switch
      @ size=number!0
  ^pvspinlock state
  ^capabilities policy
    ^audit_control &switch
    ^audit_write &switch
    ^block_suspend &switch
    ^chown &switch
    ^dac_override &switch
    ^dac_read_search &switch
    ^fowner &switch
    ^fsetid &switch
    ^ipc_lock &switch
    ^ipc_owner &switch
    ^kill &switch
    ^lease &switch
    ^linux_immutable &switch
    ^mac_admin &switch
    ^mac_override &switch
    ^mknod &switch
    ^net_admin &switch
    ^net_bind_service &switch
    ^net_broadcast &switch
    ^net_raw &switch
    ^setgid &switch
    ^setfcap &switch
    ^setpcap &switch
    ^setuid &switch
    ^sys_admin &switch
    ^sys_boot &switch
    ^sys_chroot &switch
    ^sys_module &switch
    ^sys_nice &switch
    ^sys_pacct &switch
    ^sys_ptrace &switch
    ^sys_rawio &switch
    ^sys_resource &switch
    ^sys_time &switch
    ^sys_tty_config &switch
    ^syslog &switch
    ^wake_alarm &switch
  ^pmu state
  ^vmport state
  ^gic! version
  ^smm state
    when state!=off
      tseg unit :prettyMiB
  ^ioapic driver
  ^hpt resizing
    maxpagesize unit :KiB
  ^vmcoreinfo state
  ^htm state
  ^nested-hv state
  ^msrs unknown
  ^ccf-assist state
  ^xen!
    ^e820_host &switch
    ^passthrough &switch
      when state=on
        @ mode
  ^cfpc value
  ^sbbc value
  ^ibs value
  ^tcg
    tb-cache unit :KiB
  ^async-teardown enabled
  ^ras state
  ^ps2 state
  ^aia(11.1.0) value
  ^virtualization(12.1.0)

group switch state
`
