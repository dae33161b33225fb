// How do builds at the same time become a log that can be read?

/** One build's place in the log. */
export type BuildLog = {
  heard(line: string): void
  /** The build has ended; `say` tells how, below what it wrote. */
  end(say: () => void): void
}

type Entry = { title: string; lines: string[]; say: (() => void) | undefined }

/**
 * One build is shown as it goes, in a group; what the others write waits for its end, and then is shown in groups of
 * their own: those that have ended at once, and the next that goes on as it goes.
 */
export function buildLogs(openGroup: (title: string) => () => void, line: (text: string) => void) {
  const waiting: Entry[] = []
  let front: { entry: Entry; close: () => void } | undefined

  const show = (entry: Entry) => {
    const close = openGroup(entry.title)
    for (const text of entry.lines.splice(0)) line(text)
    if (!entry.say) {
      front = { entry, close }
      return
    }
    close()
    entry.say()
  }

  const advance = () => {
    front = undefined
    for (const entry of waiting.filter(one => one.say)) {
      waiting.splice(waiting.indexOf(entry), 1)
      show(entry)
    }
    const next = waiting.shift()
    if (next) show(next)
  }

  return (title: string): BuildLog => {
    const entry: Entry = { title, lines: [], say: undefined }
    if (front) waiting.push(entry)
    else show(entry)
    return {
      heard: text => (front?.entry === entry ? line(text) : entry.lines.push(text)),
      end(say) {
        entry.say = say
        if (front?.entry !== entry) return
        front.close()
        say()
        advance()
      },
    }
  }
}
