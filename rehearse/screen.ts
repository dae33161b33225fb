// How is a line put on a screen that may have one last, changing line?
import { styleText } from 'node:util'

/** Where it is shown: `process.stdout` will do. */
export type Screen = { write(text: string): unknown; isTTY?: boolean; columns?: number }

export type Style = Parameters<typeof styleText>[0]

export type Page = {
  paint(style: Style | undefined, text: string): string
  /** Writes a line above the last one. */
  say(text: string): void
  /** Changes the last line, which only a terminal has; an empty text takes it away. */
  follow(text: string): void
}

const erase = '\r\x1b[K'

/** Plain lines on anything but a terminal; on a terminal also colour, unless NO_COLOR is set. */
export function pageOn(screen: Screen): Page {
  const live = screen.isTTY === true
  const coloured = live && !process.env.NO_COLOR
  const paint: Page['paint'] = (style, text) =>
    coloured && style ? styleText(style, text, { validateStream: false }) : text
  let last = ''
  return {
    paint,
    say(text) {
      screen.write(last === '' ? `${text}\n` : `${erase}${text}\n${last}`)
    },
    follow(text) {
      if (!live) return
      const before = last === '' ? '' : erase
      last = text === '' ? '' : paint('dim', text.slice(0, (screen.columns ?? 80) - 1))
      screen.write(before + last)
    },
  }
}
