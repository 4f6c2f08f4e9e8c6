import type { Distribution, DistributionFamily } from './distributions.js'

type Release = readonly [major: number, minor: number]

/** Where distributions install a kind of firmware file. */
interface FirmwareHome {
  readonly path: RegExp
  /** The families that have it, perhaps up to a release: the first without it. */
  readonly families: Partial<Record<DistributionFamily, 'always' | Release>>
}

/**
 * Firmware paths that each belong to some distributions. Sources: Debian's and Ubuntu's package ovmf (README.Debian of edk2 2022.11 and
 * 2024.11, NEWS of 2023.11-2 for the 2 MiB builds; file list of sid); the Fedora users list, November 2023; SUSE/elemental pull request 540;
 * Arch Linux edk2 packaging.
 */
const homes: readonly FirmwareHome[] = [
  {
    path: /^\/usr\/share\/OVMF\/OVMF_(?:CODE|VARS)(?:\.\w+)*\.fd$/,
    families: { debian: [13, 0], ubuntu: [24, 4], rhel: 'always', fedora: 'always' },
  },
  { path: /^\/usr\/share\/OVMF\/OVMF_(?:CODE|VARS)_4M(?:\.\w+)*\.fd$/, families: { debian: 'always', ubuntu: 'always' } },
  { path: /^\/usr\/share\/AAVMF\//, families: { debian: 'always', ubuntu: 'always', rhel: 'always', fedora: 'always' } },
  { path: /^\/usr\/share\/edk2\/(?:ovmf|aarch64)\//, families: { rhel: 'always', fedora: 'always' } },
  { path: /^\/usr\/share\/edk2\/ovmf-4m\//, families: { fedora: [39, 0] } },
  { path: /^\/usr\/share\/(?:edk2|edk2-ovmf|ovmf)\/x64\//, families: {} },
  { path: /^\/usr\/share\/qemu\/(?:ovmf-x86_64|aavmf-aarch64)/, families: { suse: 'always' } },
  { path: /^\/nix\/store\//, families: {} },
]

/** The families whose own files are listed above. */
const known = new Set<DistributionFamily>(['debian', 'ubuntu', 'rhel', 'fedora', 'suse'])

/** The families whose lists of files were read: of the others, what is missing is known from experience. */
const listed = new Set<DistributionFamily>(['debian', 'ubuntu'])

/** Whether a distribution has a firmware file; undefined where that is not known. */
export function installsFirmware({ family, release }: Distribution, path: string): 'yes' | 'no' | 'probably not' | undefined {
  const home = known.has(family) ? homes.find((one) => one.path.test(path)) : undefined
  if (!home) return undefined
  const has = home.families[family]
  if (has === 'always') return 'yes'
  if (has && (release[0] < has[0] || (release[0] === has[0] && release[1] < has[1]))) return 'yes'
  return listed.has(family) ? 'no' : 'probably not'
}

/** A firmware build with the template of its variables: they fit each other only. */
export interface FirmwareBuild {
  readonly loader: string
  readonly template: string
  /** The format of both, where it is not raw. */
  readonly format?: 'qcow2'
}

/** How a build treats Secure Boot: not at all, with keys to be entered, or with Microsoft's keys in it. */
type SecureBoot = 'without' | 'capable' | 'enrolled'

const builds: readonly (readonly [DistributionFamily, Release, SecureBoot, FirmwareBuild])[] = [
  ...(['debian', 'ubuntu'] as const).flatMap((family) => {
    const first: Release = family === 'debian' ? [12, 0] : [24, 4]
    return [
      build(family, first, 'without', '/usr/share/OVMF/OVMF_CODE_4M.fd', '/usr/share/OVMF/OVMF_VARS_4M.fd'),
      build(family, first, 'capable', '/usr/share/OVMF/OVMF_CODE_4M.secboot.fd', '/usr/share/OVMF/OVMF_VARS_4M.fd'),
      build(family, first, 'enrolled', '/usr/share/OVMF/OVMF_CODE_4M.ms.fd', '/usr/share/OVMF/OVMF_VARS_4M.ms.fd'),
    ]
  }),
  build('fedora', [39, 0], 'without', '/usr/share/edk2/ovmf/OVMF_CODE_4M.qcow2', '/usr/share/edk2/ovmf/OVMF_VARS_4M.qcow2', 'qcow2'),
  build(
    'fedora',
    [39, 0],
    'enrolled',
    '/usr/share/edk2/ovmf/OVMF_CODE_4M.secboot.qcow2',
    '/usr/share/edk2/ovmf/OVMF_VARS_4M.secboot.qcow2',
    'qcow2',
  ),
]

function build(family: DistributionFamily, first: Release, secureBoot: SecureBoot, loader: string, template: string, format?: 'qcow2') {
  return [family, first, secureBoot, { loader, template, ...(format ? { format } : {}) }] as const
}

/**
 * The build of a distribution that does for Secure Boot what another one does, told by its file names; undefined where none is known.
 * @param loader the path of the code
 * @param template the path of the variables' template, if the definition names one
 */
export function firmwareLike({ family, release }: Distribution, loader: string, template: string | undefined): FirmwareBuild | undefined {
  if (!/ovmf/i.test(loader)) return undefined
  const wanted = secureBootOf(loader, template)
  return builds.find(
    ([one, first, secureBoot]) =>
      one === family && secureBoot === wanted && (release[0] > first[0] || (release[0] === first[0] && release[1] >= first[1])),
  )?.[3]
}

function secureBootOf(loader: string, template = ''): SecureBoot {
  if (/[.-]ms[.-]/.test(loader) || /[.-](?:ms|secboot)[.-]/.test(template)) return 'enrolled'
  return /secboot/.test(loader) ? 'capable' : 'without'
}
