/** Runs only where a text is taken for markup or script. */
const attack = 'window.__ran=1'

/** Texts that a scanner, a branch or a file can be named by, each with the part of it that must be readable. */
export const naughty = [
  `<script>${attack}</script>`,
  `"><img src=x onerror=${attack}>`,
  `<svg/onload=${attack}>`,
  `javascript:${attack}//`,
  `[a link](javascript:${attack})`,
  `'; drop table findings; --`,
  `{{constructor.constructor('${attack}')()}}`,
  '$' + '{7*7} #{7*7} <%= 7*7 %>',
  '&lt;b&gt;bold&lt;/b&gt; &amp;amp;',
  'right\u202eto-left',
  'zero\u200bwidth\u2060joined',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘',
  '👩‍👩‍👧‍👦 🏳️‍🌈 田中さん مرحبا',
  'x'.repeat(180),
  '../../../../etc/passwd',
  'C:\\Users\\nobody\\con.txt',
]

/** Has whatever is wider than the page, for the message when it scrolls sideways. */
export const sideways = () => {
  const root = document.scrollingElement ?? document.documentElement
  if (root.scrollWidth <= root.clientWidth) return []
  const wide = [...document.body.querySelectorAll('*')].filter((one) => {
    const { right, width } = one.getBoundingClientRect()
    return width > 0 && right > root.clientWidth + 1 && !one.closest('[data-scrolls]')
  })
  return [
    `${root.scrollWidth} > ${root.clientWidth}`,
    ...wide
      .slice(0, 8)
      .map((one) => `${one.tagName} ${one.className} ${(one.textContent ?? '').slice(0, 40)}`),
  ]
}
