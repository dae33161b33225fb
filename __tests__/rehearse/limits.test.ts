// How is a step stopped whose time is up, or whose run is cancelled?
import { writeFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import type { Happening } from '../../rehearse/happening.ts'
import { type JumpClock, jumpClock } from '../../sandbox/clock.ts'
import { errors, jobOf, ran, type Staged, said, stage, stepOf, whenSaid } from './stage.ts'

/** Rehearses a step that hears only what `ears` says; time moves on when the step says so. */
function stop(ears: string, first: (clock: JumpClock, cancel: AbortController) => void): Promise<Staged> {
  const clock = jumpClock()
  const cancel = new AbortController()
  const acts = [
    whenSaid('ready', () => first(clock, cancel)),
    whenSaid('heard SIGINT', () => void clock.advance(7500)),
    whenSaid('heard SIGTERM', () => void clock.advance(2500)),
  ]
  const report = (happening: Happening) => {
    for (const act of acts) act(happening)
  }
  return stage('limits', { event: { name: 'push', payload: { ears } }, clock, signal: cancel.signal, report })
}

const timeUp = (clock: JumpClock) => void clock.advance(5 * 60_000)
const jobTimeUp = (clock: JumpClock) => void clock.advance(30 * 60_000)
const cancelled = (_: JumpClock, cancel: AbortController) => cancel.abort()
const stubborn = (staged: Staged) => stepOf(staged, 'stop', 'Be stubborn')

test.each([
  ['interrupt', ['ready', 'heard SIGINT']],
  ['terminate', ['ready', 'heard SIGINT', 'heard SIGTERM']],
  ['none', ['ready', 'heard SIGINT', 'heard SIGTERM']],
])('a step that stops for %s is interrupted, terminated and ended in turn', async (ears, heard) => {
  expect(said(stubborn(await stop(ears, timeUp)))).toEqual(heard)
})

test('a step whose time is up is a failure, and the job goes on as after any failure', async () => {
  const staged = await stop('interrupt', timeUp)
  expect(stubborn(staged).conclusion).toBe('failure')
  expect(errors(stubborn(staged))).toEqual(["The action 'Be stubborn' has timed out after 5 minutes."])
  expect(said(stepOf(staged, 'stop', 'cleanup'))).toEqual(['cleaning up, job failure'])
  expect(jobOf(staged, 'stop').result).toBe('failure')
})

test('a cancelled run stops the step, does what asks for it, tidies up, and starts no other job but `always()`', async () => {
  const staged = await stop('interrupt', cancelled)
  expect(stubborn(staged)).toMatchObject({ outcome: 'cancelled', conclusion: 'cancelled' })
  expect(errors(stubborn(staged))).toEqual(['The operation was canceled.'])
  expect(stepOf(staged, 'stop', 'after').conclusion).toBe('skipped')
  expect(said(stepOf(staged, 'stop', 'cleanup'))).toEqual(['cleaning up, job cancelled'])
  expect(said(stepOf(staged, 'stop', 'always'))).toEqual(['stubborn cancelled'])
  expect(said(stepOf(staged, 'stop', 'Post Be stubborn'))).toEqual(['Post job cleanup.', 'tidied up'])
  expect(jobOf(staged, 'next').result).toBe('skipped')
  expect(said(stepOf(staged, 'report', 'told'))).toEqual(['cancelled'])
  expect(ran(staged).result).toBe('cancelled')
})

test('a job whose time is up is cancelled', async () => {
  const staged = await stop('interrupt', jobTimeUp)
  expect(jobOf(staged, 'stop')).toMatchObject({
    result: 'cancelled',
    annotations: [{ level: 'error', message: 'The job has exceeded the maximum execution time of 30m0s' }],
  })
  expect(ran(staged).result).toBe('cancelled')
})

test('the steps of a composite share its time: one is stopped, and none can start after that', async () => {
  const clock = jumpClock()
  const report = whenSaid('ready', () => void clock.advance(5 * 60_000))
  const staged = await stage('limits-within', { clock, report })
  expect(errors(stepOf(staged, 'stop', 'stubborn'))).toEqual(['The action has timed out.'])
  expect(stepOf(staged, 'stop', 'next').conclusion).toBe('skipped')
  expect(errors(stepOf(staged, 'stop', 'always'))).toEqual(['The action has timed out.'])
  expect(said(stepOf(staged, 'stop', 'after'))).toEqual(['outer failure'])
})

/** Cancels the run while a step waits, and then tells the step to go on. */
async function spare(spared: 'step' | 'job'): Promise<Staged> {
  const cancel = new AbortController()
  const report = (happening: Happening) => {
    const place = happening.what === 'line' ? /^waits at (.*)$/.exec(happening.line.text)?.[1] : undefined
    if (place === undefined) return
    cancel.abort()
    writeFileSync(place, 'went on\n')
  }
  return stage('spared', { event: { name: 'push', payload: { spared } }, signal: cancel.signal, report })
}

test('a cancel spares the step whose `if` still holds, and nothing after it', async () => {
  const staged = await spare('step')
  expect(said(stepOf(staged, 'first', 'goes-on')).at(-1)).toBe('went on')
  expect(stepOf(staged, 'first', 'goes-on').conclusion).toBe('success')
  expect(stepOf(staged, 'first', 'next').conclusion).toBe('skipped')
  expect(jobOf(staged, 'first').result).toBe('cancelled')
  expect(said(stepOf(staged, 'second', 'told'))).toEqual(['first cancelled, job success'])
})

test('a cancel spares the job whose `if` still holds, and all its steps', async () => {
  const staged = await spare('job')
  expect(said(stepOf(staged, 'second', 'waits')).at(-1)).toBe('went on')
  expect(said(stepOf(staged, 'second', 'told'))).toEqual(['first skipped, job success'])
  expect(jobOf(staged, 'second').result).toBe('success')
  expect(ran(staged).result).toBe('cancelled')
})
