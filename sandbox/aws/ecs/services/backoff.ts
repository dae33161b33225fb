// How long does the scheduler wait before it starts tasks again?

const second = 1000
const minute = 60 * second

/** Of published rollouts with a missing image: 31 to 45 s after the first failure, mostly 290 s after the second. */
const waits = [30 * second, 5 * minute, 5 * minute, 10 * minute, 20 * minute]

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-throttle-logic.html */
const longest = 27 * minute

/**
 * AWS milliseconds until the next start, after `failures` rounds in a row in which no task reached RUNNING. Tasks that
 * were RUNNING and crashed do not slow the scheduler down.
 */
export function waitAfter(failures: number): number {
  return failures === 0 ? 0 : (waits[failures - 1] ?? longest)
}

/** From the third round on the service is said to be unable to consistently start tasks. */
export const isThrottled = (failures: number) => failures >= 3
