// Who ends the processes of a sandbox that was itself killed?
import { spawn } from 'node:child_process'

/** Keeps a list of process groups that must not outlive this process. */
export type Reaper = {
  /** Once closed it kills what it is given. */
  watch(group: number): void
  forget(group: number): void
  /** Kills what is still watched. */
  close(): void
}

/** Reads `add`, `del` and, when whoever held the other end of its standard input is gone, kills what is left. */
const lastWill = `
groups=' '
while read -r verb group; do
  case $verb in
    add) groups="$groups$group " ;;
    del) groups=$(printf %s "$groups" | sed "s/ $group / /") ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
`

/**
 * A shell in a group of its own holds the other end of a pipe: however this process ends, even by SIGKILL, the pipe
 * closes and the shell kills every group still on its list.
 */
export function reaper(): Reaper {
  const shell = spawn('/bin/sh', ['-c', lastWill], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  shell.unref()
  // A socket in fact, though its type does not say so; it must not keep this process alive.
  const { stdin } = shell
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref()
  stdin.on('error', () => {})
  return {
    watch(group) {
      if (stdin.writable) stdin.write(`add ${group}\n`)
      else killGroup(group, 'SIGKILL')
    },
    forget(group) {
      if (stdin.writable) stdin.write(`del ${group}\n`)
    },
    close: () => stdin.end(),
  }
}

/** Signals a process and all that it started; nothing happens when they have ended. */
export function killGroup(group: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (group !== undefined) process.kill(-group, signal)
  } catch {
    // It has ended already.
  }
}
