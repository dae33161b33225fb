// How do the actions become the committed bundles in dist/?
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
// @ts-expect-error ncc has no types of its own
import ncc from '@vercel/ncc'
import type { Action } from '../src/action.ts'
import { actions } from '../src/main.ts'

const DIST = 'dist'

/**
 * One shared bundle whose parts are loaded when an action needs them, and a door of two lines for each action: a job
 * downloads the repository once, and a step pays only for what it uses.
 */
const { code, assets }: { code: string; assets: Record<string, { source: string | Buffer }> } = await ncc(
  `${process.cwd()}/build/src/main.js`,
  {
    cache: false,
    quiet: true,
    license: 'licenses.txt',
  },
)
await rm(DIST, { recursive: true, force: true })
await mkdir(`${DIST}/shared`, { recursive: true })
await writeFile(`${DIST}/shared/index.js`, code)
for (const [name, { source }] of Object.entries(assets)) await writeFile(`${DIST}/shared/${name}`, source)
await writeFile(`${DIST}/package.json`, '{ "type": "module" }\n')
for (const [name, load] of Object.entries(actions)) {
  await mkdir(`${DIST}/${name}`)
  if (((await load()).default as Action).after)
    await writeFile(`${DIST}/${name}/post.js`, `import { finish } from '../shared/index.js'\nawait finish('${name}')\n`)
  await writeFile(`${DIST}/${name}/index.js`, `import { start } from '../shared/index.js'\nawait start('${name}')\n`)
}
console.log(
  `dist: ${Object.keys(actions).length} actions over ${(await readdir(`${DIST}/shared`)).length} shared files`,
)
