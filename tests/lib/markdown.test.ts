import { describe, expect, test } from 'vitest'
import { writtenHtml } from '../../src/lib/markdown.ts'

describe('what somebody wrote', () => {
  test.each([
    ['Volala.\nChce domů.', '<p>Volala.<br>\nChce domů.</p>\n'],
    ['První.\n\nDruhý.', '<p>První.</p>\n<p>Druhý.</p>\n'],
    ['**tučně** a *kurzívou*', '<p><strong>tučně</strong> a <em>kurzívou</em></p>\n'],
    ['- mléko\n- chleba', '<ul>\n<li>mléko</li>\n<li>chleba</li>\n</ul>\n'],
  ])('%j reads as Markdown', (text, html) => expect(writtenHtml(text)).toBe(html))

  test.each([
    'jan_novak_2 přijde',
    'cena 3*4*5',
    '5 < 6 & 7 > 2',
    'Nadpis\n======',
    'Text\n---',
    '[poznámka]: http://x.cz nic nezmizí',
    '    čtyři mezery na začátku',
    'krajan.cz',
    '| a | b |\n|---|---|\n| c | d |',
    '<b>HTML</b>',
    'Řekla „ano“ – a hotovo…',
  ])('%j stays as it was typed', (text) => {
    const read = writtenHtml(text)
      .replace(/<br>\n|<\/?p>|\n$/g, (tag) => (tag.startsWith('<br') ? '\n' : ''))
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
    if (text.includes('http://')) expect(read.replace(/<[^>]*>/g, '')).toBe(text)
    else expect(read).toBe(text.trim().replace('3*4*5', '3<em>4</em>5'))
  })

  test('has no headings, so that those of the page stay in order', () => {
    expect(writtenHtml('# Jedna\n\n###### Šest')).toBe('<p><strong>Jedna</strong></p>\n<p><strong>Šest</strong></p>\n')
  })

  test.each(['https://krajan.cz/a?b=c', 'http://x.cz', 'mailto:jan@example.org', 'tel:+420777123456'])(
    'leads to %s without recommending it',
    (href) => {
      expect(writtenHtml(`[kam](${href})`)).toBe(
        `<p><a href="${href}" rel="nofollow noopener noreferrer">kam</a></p>\n`,
      )
    },
  )

  test('finds a bare address by itself', () => {
    expect(writtenHtml('viz https://krajan.cz.')).toContain(
      '<a href="https://krajan.cz" rel="nofollow noopener noreferrer">https://krajan.cz</a>.',
    )
  })

  test.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\tscript:alert(1))',
    '[x](javascript&colon;alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](vbscript:msgbox)',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](file:///etc/passwd)',
    '[x](//evil.example.org)',
    '[x](/app/karlovarsky/contacts)',
    '<javascript:alert(1)>',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![x](https://evil.example.org/pixel.gif)',
    '[x](https://x.cz "a\\" onmouseover=alert(1)")',
    '```"><script>\nalert(1)\n```',
    '&lt;script&gt;',
  ])('%j does no harm', (text) => {
    const html = writtenHtml(text)
    const tags = [...html.matchAll(/<([a-z0-9]+)((?:\s[^>]*)?)>/g)]
    for (const [, tag, attributes] of tags) {
      expect(['p', 'a', 'pre', 'code', 'br', 'strong', 'em']).toContain(tag)
      expect(attributes).toMatch(
        /^(?:| href="https:\/\/[^"]*"(?: title="[^"]*")? rel="[a-z ]+"| class="language-[^"]*")$/,
      )
    }
  })

  test.each([
    ['>'.repeat(5000)],
    ['['.repeat(5000)],
    ['*'.repeat(5000)],
    ['_a '.repeat(1666)],
    ['- '.repeat(2500)],
    ['[a]('.repeat(1250)],
    ['`'.repeat(2500)],
    ['a@'.repeat(2500)],
    ['http://a.cz '.repeat(416)],
    ['*a **b '.repeat(714)],
    ['~~a'.repeat(1666)],
    [`${'>\n'.repeat(50)}${'- a\n'.repeat(50)}`],
    ['&#'.repeat(2500)],
  ])('%.12s… of 5 000 letters is read in no time and does not nest without end', (text) => {
    const began = performance.now()
    const html = writtenHtml(text)
    expect(performance.now() - began).toBeLessThan(500)
    let depth = 0
    let deepest = 0
    for (const [tag] of html.matchAll(/<\/?(?:blockquote|ul|ol|li|em|strong|s)\b/g)) {
      depth += tag.startsWith('</') ? -1 : 1
      deepest = Math.max(deepest, depth)
    }
    expect(deepest).toBeLessThan(60)
  })
})
