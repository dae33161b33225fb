// What is a container image to the sandbox?

/** An OCI image as a task sees it once it is pulled. */
export type Image = {
  /** `sha256:…` of the manifest (of the index, when it was asked for by the index's digest). */
  digest: string
  /** From the image's config: what runs when the task definition says nothing else. */
  entrypoint: string[]
  command: string[]
  environment: Record<string, string>
  workingDirectory: string
  architecture: string
  /** Labels of the image's config; a scripted container is written in one (`runtime/scripted.ts`). */
  labels: Record<string, string>
  /** Unpacks the layers once and answers the folder; `whiteouts` applied. */
  files(): Promise<string>
}

/** Pulls an image as a container agent would: by `repository:tag` or `repository@sha256:…`, in the name of `account`. Rejects with an `Error` whose message is the registry's, for example `manifest unknown`. */
export type Pull = (reference: string, account: string) => Promise<Image>
