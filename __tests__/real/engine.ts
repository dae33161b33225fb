// What does the Docker engine know?
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Runs `docker` with these words and answers what it printed; an error carries what docker said. */
export async function docker(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('docker', words)
  return stdout.trim()
}

/** The images, by digest, of the containers that run now for a family: `docker ps` asked, not the emulator. */
export async function runningImages(family: string): Promise<string[]> {
  const label = `label=com.amazonaws.ecs.task-definition-family=${family}`
  const images = await docker('ps', '--no-trunc', '--filter', label, '--format', '{{.Image}}')
  return images.split('\n').filter(Boolean)
}

/** Has the engine forget an image: ministack runs what the engine has when the registry has it not. */
export async function forget(image: string): Promise<void> {
  await docker('image', 'rm', '--force', image)
}
