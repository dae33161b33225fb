// What can go wrong in ECS's world, by name?
import type { Accounts } from './accounts.ts'
import type { Controls } from './aws/ecs/controls.ts'
import { above, anyText, type Where, type WorldFaults } from './world-faults.ts'

/** As long as AWS needs to show a change everywhere, in milliseconds, unless the order says otherwise. */
const slowly = '15000'
const usually = 1000

/** Registers ECS's faults of the world. Those about a task take `account` (name or id) and `service`. */
export function offerEcsFaults({ offer }: WorldFaults, ecs: Controls, accounts: Accounts): void {
  const running = ({ account, service }: Where): string => {
    const id = account === undefined ? undefined : accounts.find(account)?.id
    const newest = ecs
      .tasks()
      .filter(task => task.status === 'RUNNING')
      .filter(task => account === undefined || task.account === id)
      .filter(task => service === undefined || task.group === `service:${service}`)
      .at(-1)
    if (newest) return newest.arn
    throw new Error(`No task of ${service ?? 'any service'} in ${account ?? 'any account'} is running`)
  }

  const ofTask = {
    account: {
      takes: `an account; there are: ${accounts.all.map(({ name }) => name).join(', ')}`,
      fits: (value: string) => accounts.find(value) !== undefined,
    },
    service: anyText,
  }

  offer('no-capacity', {
    summary: 'Fargate has no room for new tasks',
    begin() {
      ecs.capacity(false)
      return () => ecs.capacity(true)
    },
  })
  offer('kill-task', {
    summary: 'the newest running task is killed, exit code 137 (account=NAME service=NAME)',
    keys: ofTask,
    begin(where) {
      ecs.kill(running(where))
      return () => {}
    },
  })
  offer('interrupt-task', {
    summary: 'the newest running task loses its Spot capacity (account=NAME service=NAME)',
    keys: ofTask,
    begin(where) {
      ecs.interrupt(running(where))
      return () => {}
    },
  })
  offer('pull-timeout', {
    summary: 'pulls of an image time out, so many times (image=PART times=1)',
    keys: {
      image: anyText,
      times: { takes: 'a whole number above 0', fits: value => /^[1-9]\d*$/.test(value) },
    },
    begin: ({ image = '', times = '1' }) => ecs.pullTimeouts(image, Number(times)),
  })
  offer('unassumable-role', {
    summary: 'ECS cannot assume a role, for so many seconds or until told otherwise (role=NAME seconds=60)',
    keys: { role: { ...anyText, required: true }, seconds: above(1, 'a number of seconds, 1 or more') },
    begin: ({ role = '', seconds }) =>
      ecs.unassumable(role, seconds === undefined ? undefined : Number(seconds) * 1000),
  })
  offer('alarm', {
    summary: 'a CloudWatch alarm goes off (name=NAME)',
    keys: { name: { ...anyText, required: true } },
    begin({ name = '' }) {
      ecs.alarm(name, 'ALARM')
      return () => ecs.alarm(name, 'OK')
    },
  })
  offer('rollback-fails', {
    summary: 'a deployment that shifts traffic cannot be rolled back',
    begin() {
      ecs.shifting({ rollbacksFail: true })
      return () => ecs.shifting({ rollbacksFail: false })
    },
  })
  offer('old-views', {
    summary: `DescribeServices shows what was before a change for a while (ms=${slowly})`,
    keys: { ms: above(0, 'a number of milliseconds, 0 or more') },
    begin({ ms = slowly }) {
      ecs.propagation({ ms: Number(ms) })
      return () => ecs.propagation({ ms: usually })
    },
  })
}
