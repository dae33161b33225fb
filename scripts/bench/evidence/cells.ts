// Which hours are simulated, and what is promised of them?
import type { Hour } from './hours.ts'

const always = (rate: number) => () => rate
const after = (start: number, rate: number) => (minute: number) => (minute >= start ? rate : HEALTHY)
const HEALTHY = 0.001

/** What may be true of a revision: title, true error rate by minute, first ill minute, how many runs a full bench does. */
export const TRUTHS: { title: string; rate(minute: number): number; from: number; runs: number }[] = [
  { title: 'healthy 0.1 %', rate: always(HEALTHY), from: 0, runs: 20_000 },
  { title: '0.25 %', rate: always(0.0025), from: 0, runs: 20_000 },
  { title: 'one minute of 2 %', rate: minute => (minute === 5 ? 0.02 : HEALTHY), from: 0, runs: 4000 },
  { title: 'exactly 0.5 %', rate: always(0.005), from: 0, runs: 4000 },
  { title: '1 %', rate: always(0.01), from: 0, runs: 4000 },
  { title: '2 %', rate: always(0.02), from: 0, runs: 4000 },
  { title: '5 %', rate: always(0.05), from: 0, runs: 4000 },
  { title: '50 %', rate: always(0.5), from: 0, runs: 4000 },
  { title: '1 % from minute 30', rate: after(30, 0.01), from: 30, runs: 4000 },
  { title: '5 % from minute 30', rate: after(30, 0.05), from: 30, runs: 4000 },
]

/** Requests a second on green. */
export const RATES = [0.05, 0.5, 1, 10, 100]

export const errorHour = (rps: number, truth: (typeof TRUTHS)[number]): Hour => ({
  title: `${rps} rps, ${truth.title}`,
  requests: rps * 60,
  rate: truth.rate,
  from: truth.from,
})

/** Everybody fails, green and the nineteen twentieths of the traffic that blue has. */
export const sharedHour = (rps: number): Hour => ({
  title: `${rps} rps, everybody 2 %`,
  requests: rps * 60,
  rate: always(0.02),
  from: 0,
  control: { requests: rps * 60 * 19, rate: always(0.02) },
})

/** Only green fails. */
export const ownHour = (rps: number, rate: number): Hour => ({
  title: `${rps} rps, green alone ${rate}`,
  requests: rps * 60,
  rate: always(rate),
  from: 0,
  control: { requests: rps * 60 * 19, rate: always(HEALTHY) },
})

/** Requests a minute, and true shares of slow ones. */
export const SLOW_RATES = [6, 20, 60, 200, 600]
export const SLOW_SHARES = [0.03, 0.04, 0.08, 0.1, 0.2]

export const slowHour = (perMinute: number, slow: number): Hour => ({
  title: `${perMinute} a minute, ${slow} slow`,
  requests: perMinute,
  rate: always(slow),
  from: 0,
})

/** What the rule was expected to do when it was designed: share of hours rolled back, and the median minutes of data. */
export const EXPECTED: Record<number, Record<string, [share: number, median?: number]>> = {
  0.05: {
    'healthy 0.1 %': [0.00005],
    '0.25 %': [0.0005],
    'one minute of 2 %': [0],
    'exactly 0.5 %': [0.005],
    '1 %': [0.05, 34],
    '2 %': [0.29, 34],
    '5 %': [0.93, 21],
    '50 %': [1, 3],
    '1 % from minute 30': [0.02],
    '5 % from minute 30': [0.56, 16],
  },
  0.5: {
    'healthy 0.1 %': [0],
    '0.25 %': [0.0012],
    'one minute of 2 %': [0],
    'exactly 0.5 %': [0.025],
    '1 %': [0.5, 32],
    '2 %': [1, 12],
    '5 %': [1, 3],
    '50 %': [1, 1],
    '1 % from minute 30': [0.2, 17],
    '5 % from minute 30': [1, 4],
  },
  1: {
    'healthy 0.1 %': [0],
    '0.25 %': [0.0003],
    'one minute of 2 %': [0.001],
    'exactly 0.5 %': [0.026],
    '1 %': [0.83, 26],
    '2 %': [1, 7],
    '5 %': [1, 2],
    '50 %': [1, 1],
    '1 % from minute 30': [0.41, 17],
    '5 % from minute 30': [1, 3],
  },
  10: {
    'healthy 0.1 %': [0],
    '0.25 %': [0],
    'one minute of 2 %': [0],
    'exactly 0.5 %': [0.035],
    '1 %': [1, 5],
    '2 %': [1, 2],
    '5 %': [1, 2],
    '50 %': [1, 1],
    '1 % from minute 30': [1, 5],
    '5 % from minute 30': [1, 1],
  },
  100: {
    'healthy 0.1 %': [0],
    '0.25 %': [0],
    'one minute of 2 %': [0],
    'exactly 0.5 %': [0.044],
    '1 %': [1, 2],
    '2 %': [1, 2],
    '5 %': [1, 1],
    '50 %': [1, 1],
    '1 % from minute 30': [1, 3],
    '5 % from minute 30': [1, 2],
  },
}
