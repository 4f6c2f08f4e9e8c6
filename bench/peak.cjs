// Preloaded into a measured run: says on standard error how much memory the process had at most.
process.on('exit', () => process.stderr.write(`peak ${process.resourceUsage().maxRSS} kB\n`))
