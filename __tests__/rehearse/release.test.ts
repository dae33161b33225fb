import { expect, test } from '@jest/globals'
import { stage } from './stage.ts'

test('smoke', async () => {
  const { report, ...told } = await stage('release', {
    event: { name: 'release', payload: { action: 'published', release: { tag_name: 'v1.2.3' } } },
    ref: 'refs/tags/v1.2.3',
    vars: { SERVICE: 'web' },
  })
  console.log(JSON.stringify(report, null, 1), told.opened, told.closed)
})
