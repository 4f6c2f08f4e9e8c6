/** Where the pages are published. */
const home = 'https://github.com/domlint/domlint/blob/main/docs'

/** The address of a rule's page. */
export function docsAddress(ruleId: string): string {
  return `${home}/rules/${ruleId}.md`
}

/** The address of a page of the reference of the domain format: `devices/disk`. */
export function formatAddress(page: string): string {
  return `${home}/format/${page}.md`
}
