/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/** What somebody does in a journey, counted: clicks, keys (a word that is typed has one for each letter) and copies. */
export class Hands {
  clicks = 0
  keys = 0
  copies = 0
  #begun = performance.now()
  /** @type {number | null} */
  #ended = null

  /** @param {Locator} target */
  async click(target) {
    await target.click()
    this.clicks += 1
  }

  /** @param {Locator} target A button that copies. */
  async copy(target) {
    await this.click(target)
    this.copies += 1
  }

  /**
   * @param {Page} page
   * @param {string} key
   */
  async press(page, key) {
    await page.keyboard.press(key)
    this.keys += 1
  }

  /**
   * @param {Page} page Where the focus is where it is to be written.
   * @param {string} text
   */
  async type(page, text) {
    await page.keyboard.type(text)
    this.keys += text.length
  }

  /** The journey is at its end; what follows is not counted. */
  arrive() {
    this.#ended = performance.now()
  }

  get seconds() {
    return ((this.#ended ?? performance.now()) - this.#begun) / 1000
  }
}
