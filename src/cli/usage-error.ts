/** A mistake of the caller, or a file of theirs that cannot be used: its message is shown as it is, and the exit status is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
