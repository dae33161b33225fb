// Which sizes of task does Fargate have?

const range = (from: number, to: number, step: number) =>
  Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step)

/**
 * MiB of memory by CPU units.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */
const sizes: Record<number, number[]> = {
  256: [512, 1024, 2048],
  512: range(1024, 4096, 1024),
  1024: range(2048, 8192, 1024),
  2048: range(4096, 16_384, 1024),
  4096: range(8192, 30_720, 1024),
  8192: range(16_384, 61_440, 4096),
  16384: range(32_768, 122_880, 8192),
}

export const fargateHas = (cpu: number, memory: number) => sizes[cpu]?.includes(memory) ?? false

/** CPU units of `1024`, `1 vCPU` or `1vcpu`; undefined for anything else. */
export function cpuUnits(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(vcpu)?$/i.exec(text.trim())
  if (!match) return undefined
  return match[2] ? Number(match[1]) * 1024 : Number(match[1])
}

/** MiB of `2048`, `2 GB` or `2gb`; undefined for anything else. */
export function mebibytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(gb)?$/i.exec(text.trim())
  if (!match) return undefined
  return match[2] ? Number(match[1]) * 1024 : Number(match[1])
}
