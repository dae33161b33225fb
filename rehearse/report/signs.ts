// How is a result shown?
import type { Result } from '../hooks.ts'
import { type Html, html } from './html.ts'

const signs: Record<Result, string> = { success: '✓', failure: '✗', cancelled: '■', skipped: '–' }
const words: Record<Result, string> = {
  success: 'succeeded',
  failure: 'failed',
  cancelled: 'cancelled',
  skipped: 'skipped',
}

/** The sign of a result, and its word for those who do not see the sign. */
export const sign = (result: Result): Html =>
  html`<span class="sign ${result}" title="${words[result]}"><span aria-hidden="true">${signs[result]}</span><span class="unseen">${words[result]}</span></span>`

/** What something came to, in a word or two, and whether that is what was wanted of it. */
export type Verdict = { text: string; good: boolean }

/** A verdict as a small label. */
export const pill = ({ text, good }: Verdict): Html =>
  html`<span class="pill ${good ? 'good' : 'bad'}"><span aria-hidden="true">${good ? '✓' : '✗'}</span> ${text}</span>`
