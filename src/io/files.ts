// What do the files of the workspace say?
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Failure } from '../failure.ts'
import { contentOf, type Keeps } from '../yaml.ts'
import { runner } from './runner.ts'

/** Files of the checked-out repository, by a path from its root. */
export const files = {
  /** A file's text; undefined when it does not exist. */
  async read(path: string): Promise<string | undefined> {
    try {
      return await readFile(resolve(runner.variable('GITHUB_WORKSPACE') ?? '.', path), 'utf8')
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // A folder is no file, and may have the name of a family.
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
      throw new Failure(`${path} cannot be read (${code}): check the path.`)
    }
  },
  /** Adds to a file, which is made with its folders where it is not there. */
  async append(path: string, text: string): Promise<void> {
    const place = resolve(runner.variable('GITHUB_WORKSPACE') ?? '.', path)
    try {
      await mkdir(dirname(place), { recursive: true })
      await appendFile(place, text)
    } catch (error) {
      throw new Failure(`${path} cannot be written (${(error as NodeJS.ErrnoException).code}): check the path.`)
    }
  },
  /**
   * A JSON or YAML file's content, texts as `keeps` says; undefined when it does not exist. A Failure names file, line
   * and column of a mistake.
   */
  async readYaml(path: string, keeps: Keeps): Promise<unknown> {
    const text = await files.read(path)
    if (text === undefined) return undefined
    const { parseDocument } = await import('yaml')
    try {
      const document = parseDocument(text, { prettyErrors: true })
      const [error] = document.errors
      if (error) throw error
      // An alias without an anchor, or so many of them that a small file would fill the memory, is only noticed here.
      return await contentOf(document, keeps)
    } catch (error) {
      const [reason = ''] = (error as Error).message.split('\n')
      throw new Failure(`${path} is neither JSON nor YAML: ${reason.replace(/:$/, '')}.`, { cause: error })
    }
  },
}

export type Files = typeof files
