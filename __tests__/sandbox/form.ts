// How does a client of the query protocol ask, without an SDK?
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { sign } from '../../sandbox/wire/signature.ts'

/** Sends a signed form as the first user of `staging`; answers HTTP status and XML. */
export async function sendForm(
  sandbox: Sandbox,
  service: string,
  fields: Record<string, string>,
): Promise<{ status: number; xml: string }> {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secret = '' } = sandbox.env('staging')
  const stamp = new Date(sandbox.clock.now()).toISOString().replace(/[-:]|\.\d+/g, '')
  const scope = { accessKeyId, day: stamp.slice(0, 8), region: 'ap-south-1', service }
  const headers = {
    host: new URL(sandbox.awsUrl).host,
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    'x-amz-date': stamp,
  }
  const body = new URLSearchParams(fields).toString()
  const signed = { ...scope, signedHeaders: Object.keys(headers).sort(), signature: '' }
  const signature = sign({ method: 'POST', path: '/', headers, body: Buffer.from(body) }, signed, secret)
  const credential = `${accessKeyId}/${scope.day}/${scope.region}/${service}/aws4_request`
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signed.signedHeaders.join(';')}, Signature=${signature}`
  const response = await fetch(sandbox.awsUrl, { method: 'POST', headers: { ...headers, authorization }, body })
  return { status: response.status, xml: await response.text() }
}
