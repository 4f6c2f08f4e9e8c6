/** The version in package.json; the build puts it in. */
declare const DOMLINT_VERSION: string | undefined

/** The version of the program; `0.0.0` where it runs from its sources. */
export const version: string = typeof DOMLINT_VERSION === 'string' ? DOMLINT_VERSION : '0.0.0'
