/** The administrator may read everything: such a test runs as somebody else. */
export async function withoutPrivileges<Result>(act: () => Promise<Result>): Promise<Result> {
  if (process.getuid?.() !== 0) return act()
  process.seteuid?.(65534)
  try {
    return await act()
  } finally {
    process.seteuid?.(0)
  }
}
