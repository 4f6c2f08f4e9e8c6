import { describe, expect, test } from 'vitest'
import { escapedMarkdown, markdownCode } from '../../src/cli/formats/markdown-text.js'

describe('text in Markdown', () => {
  test.each([
    ['a | *b* _c_ [d](e)', 'a \\| \\*b\\* \\_c\\_ \\[d\\](e)'],
    ['<img> & co', '&lt;img> &amp; co'],
    ['> said', '\\> said'],
    ['# one', '\\# one'],
    ['- one', '\\- one'],
    ['12. one', '12\\. one'],
    ['---', '\\---'],
    ['-cpu host, 1.5 and #3', '-cpu host, 1.5 and #3'],
    ['two\r\nlines\tand \u001b[31m', 'two lines and \\\\u001b\\[31m'],
  ])('%j stands as it is', (text, written) => {
    expect(escapedMarkdown(text)).toBe(written)
  })

  test.each([
    ['a_b', '`a_b`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['', '(empty)'],
    ['two\nlines', '`two lines`'],
  ])('%j as code', (text, written) => {
    expect(markdownCode(text)).toBe(written)
  })
})
