// Is a container well, by its own health check?
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
import type { Cancel } from '../../../clock.ts'
import type { Checked } from '../../../runtime.ts'
import type { World } from '../world.ts'
import type { HealthStatus, TaskContainer } from './task.ts'

type Count = { health: HealthStatus; failures: number }

/** The count after one more check; failures within the start period are forgiven, unless it was healthy before. */
export function afterCheck({ health, failures }: Count, passed: boolean, starting: boolean, retries: number): Count {
  if (passed) return { health: 'HEALTHY', failures: 0 }
  if (starting && health === 'UNKNOWN') return { health, failures }
  const more = failures + 1
  return { health: more >= retries ? 'UNHEALTHY' : health, failures: more }
}

/**
 * Checks a running container, the first time one interval after its start, and an interval after each result; tells when
 * its health has `changed`.
 */
export function watchHealth({ clock }: World, container: TaskContainer, changed: () => void): void {
  const { healthCheck } = container.definition
  if (!healthCheck) return
  const { command, interval, timeout, retries, startPeriod = 0 } = healthCheck
  const begun = clock.now()
  let count: Count = { health: 'UNKNOWN', failures: 0 }
  let planned: Cancel = () => {}
  container.leases.push(() => planned())

  const plan = () => {
    planned = clock.after(interval * 1000, check)
  }
  const check = async () => {
    const giveUp = new AbortController()
    let open = true
    const close = (exitCode: number) => {
      if (!open) return
      planned()
      count = afterCheck(count, exitCode === 0, clock.now() - begun < startPeriod * 1000, retries)
      if (container.health !== count.health) {
        container.health = count.health
        container.healthAt = clock.now()
        changed()
      }
      plan()
    }
    const overdue = clock.after(timeout * 1000, () => {
      giveUp.abort()
      close(1)
    })
    planned = () => {
      open = false
      overdue()
    }
    const { exitCode, afterMs = 0 } = await run(container, command, giveUp.signal)
    if (afterMs === 0) close(exitCode)
    else if (afterMs < timeout * 1000) clock.after(afterMs, () => close(exitCode))
  }
  plan()
}

/** A check that cannot even be run has failed. */
async function run({ running }: TaskContainer, command: string[], signal: AbortSignal): Promise<Checked> {
  try {
    return (await running?.check(command, signal)) ?? { exitCode: 1 }
  } catch {
    return { exitCode: 1 }
  }
}
