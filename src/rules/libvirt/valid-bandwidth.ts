import { parseUnsigned } from '../../domain/values/number.js'
import { rule } from '../rule.js'

/** The largest burst in KiB (virnetdevbandwidth.c; netdev_bandwidth_conf.c). */
const burstLimit = 4194303

export default rule({
  id: 'libvirt/valid-bandwidth',
  summary: 'Give each direction of a bandwidth limit an average',
  why: `\`peak\` and \`burst\` say how far the \`average\` may be exceeded and mean nothing without it: libvirt refuses them alone, and a direction
that says nothing. \`floor\` is what a network guarantees to a guest, so it is for traffic into interfaces of type network only. \`classID\` belongs in
libvirt's record of a running guest.`,
  sources: ['libvirt 11.3.0: netdev_bandwidth_conf.c, virNetDevBandwidthParse; domain_conf.c', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    average: '<{direction}> needs an average{floor}: libvirt refuses it without',
    floor: 'a floor is guaranteed by a network for inbound traffic only: libvirt refuses it here',
    burst: 'burst counts KiB and is at most 4194303: libvirt refuses {value}',
    class: 'classID belongs in the record of a running guest: libvirt refuses it in a definition',
  },
  on: {
    'domain/devices/interface/bandwidth[@classID]'(bandwidth) {
      return { message: 'class', at: bandwidth.attributeOrSelf('classID') }
    },
    'domain/devices/interface/bandwidth/inbound|domain/devices/interface/bandwidth/outbound'(direction) {
      const nic = direction.parentElement?.parentElement
      const floor = direction.attribute('floor')
      const mayHaveFloor = direction.name === 'inbound' && nic?.attr('type') === 'network'
      const hasPeak = direction.attr('peak') !== undefined || direction.attr('burst') !== undefined
      if (direction.attr('average') === undefined && (!floor || hasPeak)) {
        const data = { direction: direction.name, floor: mayHaveFloor && !hasPeak ? ' or a floor' : '' }
        return { message: 'average', at: direction, data }
      }
      if (floor && !mayHaveFloor) return { message: 'floor', at: floor }
      const burst = direction.attribute('burst')
      const value = burst && parseUnsigned(burst.value)
      return burst && value !== undefined && value > burstLimit ? { message: 'burst', at: burst, data: { value } } : undefined
    },
  },
  examples: [
    {
      name: 'a peak over nothing',
      inside: 'q35',
      bad: `<interface type='bridge'>
  <source bridge='br0'/>
  <bandwidth>
    <«inbound» peak='5000'/>
  </bandwidth>
</interface>`,
    },
    {
      name: 'a guarantee of nobody',
      inside: 'q35',
      bad: `<interface type='bridge'>
  <source bridge='br0'/>
  <bandwidth>
    <inbound floor='«5000»'/>
  </bandwidth>
</interface>`,
    },
    {
      name: 'a burst in bytes',
      inside: 'q35',
      bad: `<interface type='bridge'>
  <source bridge='br0'/>
  <bandwidth>
    <outbound average='1000' burst='«5242880»'/>
  </bandwidth>
</interface>`,
    },
    {
      name: 'a class',
      inside: 'q35',
      bad: `<interface type='network'>
  <source network='default'/>
  <bandwidth classID='«3»'>
    <outbound average='1000'/>
  </bandwidth>
</interface>`,
    },
    {
      name: 'limits and a guarantee',
      inside: 'q35',
      good: `<interface type='network'>
  <source network='default'/>
  <bandwidth>
    <inbound floor='200'/>
    <outbound average='128' peak='256' burst='256'/>
  </bandwidth>
</interface>`,
    },
  ],
})
