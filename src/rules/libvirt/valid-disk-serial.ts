import { Disk } from '../../domain/devices/disk.js'
import { rule } from '../rule.js'

const messages = {
  serial: "serial '{value}' has characters that libvirt refuses: it takes letters, digits, space, '.', '+', '-' and '_'",
  vendor: 'a vendor has at most 8 characters, this one {length}: libvirt refuses the definition',
  product: 'a product name has at most {limit} characters on {bus}, this one {length}: libvirt refuses the definition',
  wwn: "a WWN has 16 hexadecimal digits: libvirt refuses '{value}'",
} as const

export default rule({
  id: 'libvirt/valid-disk-serial',
  summary: 'Write serial numbers, vendors, products and WWNs as disks have them',
  why: `What a disk tells the guest about itself goes to QEMU's command line and into fields of fixed width. libvirt refuses characters in a
serial number that could end an option, and texts that do not fit their field.`,
  sources: [
    'libvirt 11.3: qemu_validate.c, qemuValidateDomainDeviceDefDiskSerial; domain_validate.c, virDomainDiskDefValidate',
    'libvirt 12.8, tried',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk/serial'(serial, { domain }) {
      const value = serial.text
      return domain.isQemu && !/^[\w\-. +]*$/.test(value) ? { message: 'serial', at: serial.textRange, data: { value } } : undefined
    },
    'domain/devices/disk/vendor'(vendor, { domain }) {
      const { length } = vendor.text
      return domain.isQemu && length > 8 ? { message: 'vendor', at: vendor.textRange, data: { length } } : undefined
    },
    'domain/devices/disk/product'(product, { domain }) {
      const { length } = product.text
      const bus = product.parentElement ? new Disk(product.parentElement).bus : ''
      const limit = bus === 'scsi' ? 16 : 40
      return domain.isQemu && length > limit ? { message: 'product', at: product.textRange, data: { limit, length, bus } } : undefined
    },
    'domain/devices/disk/wwn'(wwn) {
      const value = wwn.text
      return /^(?:0x)?[0-9a-fA-F]{16}$/.test(value) ? undefined : { message: 'wwn', at: wwn.textRange, data: { value } }
    },
  },
  examples: [
    {
      name: 'a serial number with a comma',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
  <serial>«A1,B2»</serial>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a long vendor',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='sda' bus='scsi'/>
  <vendor>«Manufacturer»</vendor>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'texts that fit',
      good: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='sda' bus='scsi'/>
  <serial>WD-1.2+3 a_b</serial>
  <wwn>5000c50015ea71aa</wwn>
  <vendor>Vendor</vendor>
  <product>Product</product>
</disk>`,
      inside: 'q35',
    },
  ],
})
