// Which of a task's containers may start now, and which never will?
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html

export type Dependency = { containerName: string; condition: string }

/** A container as others that depend on it see it. */
export type Seen = {
  name: string
  started: boolean
  stopped: boolean
  exitCode: number | undefined
  health: 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN'
}

/** `never` when what it waits for cannot come any more. */
export function readiness(dependsOn: Dependency[], containers: Seen[]): 'now' | 'later' | 'never' {
  const all = dependsOn.map(({ containerName, condition }) => {
    const other = containers.find(({ name }) => name === containerName)
    return other ? met(condition, other) : 'never'
  })
  if (all.includes('never')) return 'never'
  return all.includes('later') ? 'later' : 'now'
}

function met(condition: string, { started, stopped, exitCode, health }: Seen): 'now' | 'later' | 'never' {
  switch (condition) {
    case 'START':
      return started ? 'now' : 'later'
    case 'COMPLETE':
      return stopped ? 'now' : 'later'
    case 'SUCCESS':
      return stopped ? (exitCode === 0 ? 'now' : 'never') : 'later'
    default:
      if (health === 'HEALTHY' && !stopped) return 'now'
      return stopped || health === 'UNHEALTHY' ? 'never' : 'later'
  }
}
