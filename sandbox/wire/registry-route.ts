// What is one thing that can be asked of a registry?
import type { Repository } from '../aws/ecr/store.ts'
import type { HttpRequest, HttpResponse } from '../network.ts'

/** One request to one repository; `target` is the tag, digest or upload id at the end of its path. */
export type Asked = { request: HttpRequest; repository: Repository; target: string; parameters: URLSearchParams }

export type Route = {
  /** As the journal and faults name it. */
  operation: string
  methods: string[]
  /** Groups `name` and `target`. */
  path: RegExp
  /** The IAM action that ECR asks for. */
  action: string
  act(asked: Asked): HttpResponse
}

/** A response without content, unless there is some. */
export const respond = (
  status: number,
  headers: Record<string, string> = {},
  body: Buffer = Buffer.alloc(0),
): HttpResponse => ({
  status,
  headers,
  body,
})
