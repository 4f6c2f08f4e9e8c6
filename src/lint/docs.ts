/** Where the pages of the rules are published. */
const home = 'https://github.com/domlint/domlint/blob/main/docs/rules'

/** The address of a rule's page. */
export function docsAddress(ruleId: string): string {
  return `${home}/${ruleId}.md`
}
