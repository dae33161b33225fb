// How does a job prove to AWS which repository and environment it runs for?
import { createSign, createVerify, generateKeyPairSync } from 'node:crypto'
import { AwsError } from '../aws/service.ts'
import type { Clock } from '../clock.ts'

/** https://docs.github.com/en/actions/reference/security/oidc#oidc-token-claims */
export type Claims = {
  iss: string
  /** `repo:acme/app:environment:staging`, or `repo:acme/app:ref:refs/heads/main` without an environment. */
  sub: string
  aud: string
  /** Seconds since the epoch. */
  exp: number
} & Record<string, unknown>

export type Oidc = {
  /** A signed token with these claims, good for five minutes. */
  issue(claims: Omit<Claims, 'iss' | 'exp'>): string
  /** The claims of a token that `issue` made; undefined for any other. Throws STS's error when it has run out. */
  verify(token: string): Claims | undefined
}

const issuer = 'https://token.actions.githubusercontent.com'
const fiveMinutes = 300

/** GitHub's token issuer, with a key of its own that is made when it is first needed. */
export function oidcOf(clock: Clock): Oidc {
  let keys: ReturnType<typeof makeKeys> | undefined
  const ready = () => {
    keys ??= makeKeys()
    return keys
  }
  return {
    issue(claims) {
      const now = Math.floor(clock.now() / 1000)
      const payload = { iss: issuer, nbf: now - 600, iat: now, exp: now + fiveMinutes, ...claims }
      const content = `${encode({ typ: 'JWT', alg: 'RS256', kid: 'sandbox' })}.${encode(payload)}`
      return `${content}.${createSign('RSA-SHA256').update(content).sign(ready().privateKey, 'base64url')}`
    },
    verify(token) {
      const [header = '', payload = '', signature = ''] = token.split('.')
      const signed = createVerify('RSA-SHA256').update(`${header}.${payload}`)
      if (!signed.verify(ready().publicKey, signature, 'base64url')) return undefined
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims
      const now = Math.floor(clock.now() / 1000)
      if (now < claims.exp) return claims
      const message = `Token expired: current date/time ${now} must be before the expiration date/time ${claims.exp}`
      throw new AwsError('ExpiredTokenException', message)
    },
  }
}

const makeKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
