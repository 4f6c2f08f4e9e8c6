/** A definition as this host can take it: no KVM here, and the CPU of a host without KVM is the emulated one. */
export function forThisHost(text: string): string {
  return text
    .replace(/(<domain\b[^>]*\btype=)(['"])kvm\2/, '$1$2qemu$2')
    .replace(/(<cpu\b[^>]*\bmode=)(['"])host-(?:passthrough|model)\2/g, '$1$2maximum$2')
    .replace(/<emulator>[^<]*<\/emulator>/, '<emulator>/usr/bin/qemu-system-x86_64</emulator>')
}

/** A command line without what libvirt makes up anew each time, where the definition leaves it open, and the numbers of open files. */
export function withoutRandom(commandLine: string, definition: string): string {
  const known = definition.toLowerCase()
  return commandLine
    .replace(/(-uuid |"guid":"|"mac":")([0-9a-f:-]+)/g, (whole, name: string, value: string) =>
      known.includes(value) ? whole : `${name}RANDOM`,
    )
    .replace(/"(data|iv|fd|vhostfd)":"[^"]*"/g, '"$1":"RANDOM"')
    .replace(/"(fds|vhostfds)":"([\d:]+)"/g, (_, name: string, list: string) => `"${name}":${list.split(':').length}`)
}

/** The arguments of a command line, each option with its value. */
export function argumentsOf(commandLine: string): string[] {
  return commandLine.split(/ (?=-)/)
}

/** The arguments that only one of two command lines has. */
export function differingArguments(was: string, is: string): string[] {
  const [before, after] = [argumentsOf(was), argumentsOf(is)]
  return [
    ...before.filter((argument) => !after.includes(argument)).map((argument) => `- ${argument}`),
    ...after.filter((argument) => !before.includes(argument)).map((argument) => `+ ${argument}`),
  ]
}
