// What does the rehearsal refuse by name before anything runs?
import { expect, test } from '@jest/globals'
import { refusalOf, stage } from './stage.ts'

test('everything that is not implemented is refused at once, each at its line', async () => {
  expect(await refusalOf('refused')).toEqual([
    '4: `paths`: which files an event changed is not known here; not implemented',
    '7: `timezone`: not implemented',
    '8: `defaults`: not implemented: write `shell` and `working-directory` in each step',
    '13: `queue`: no run waits for another here; not implemented',
    '17: `strategy`: one job would become many; not implemented',
    '20: `container`: jobs run on this machine, not in a container; not implemented',
    '21: `services`: jobs run on this machine, not in a container; not implemented',
    '23: `defaults`: not implemented: write `shell` and `working-directory` in each step',
    '26: `cancel-timeout-minutes`: not implemented',
    '27: `snapshot`: not implemented',
    '29: `matrix.node`: the matrix context is not implemented',
    '31: `uses`: a call of a reusable workflow is not implemented: rehearse that workflow itself',
    '33: `runs-on: windows-latest`: jobs run on this machine, as on Linux',
    '35: a docker action is not implemented',
    '36: `acme/unknown@v1`: no folder and no stand-in was given for acme/unknown',
    expect.stringMatching(/^37: `acme\/toolbox\/actions\/missing@v1`: there is no action.yml in .*missing$/),
    '42: `$/` is followed by a path in the same repository, without a ref',
    '43: `nonsense` is neither owner/repository[/path]@ref nor ./path nor $/path',
    '45: `shell: pwsh` is not implemented: only bash and sh',
    '47: `background`: steps run one after another; not implemented',
    '48: `wait-all`: steps run one after another; not implemented',
    '49: `parallel`: steps run one after another; not implemented',
    '52: `timeout-minutes` takes whole minutes, not 0.5',
    "53: hashFiles('!dist'): only relative patterns with *, ** and ? are implemented",
    "53: hashFiles('../x'): only relative patterns with *, ** and ? are implemented",
    '55: an expression in place of a whole mapping is not implemented',
    'toolbox/actions/circle/action.yml:6: `$/actions/circle` uses itself',
    'toolbox/actions/docker/action.yml:5: `image`: a docker action is not implemented',
    'toolbox/actions/hooked/action.yml:6: `pre`: not implemented: of a node action only `main` and `post` run',
    'toolbox/actions/hooked/action.yml:7: `pre-if`: not implemented: of a node action only `main` and `post` run',
    'toolbox/actions/outdated/action.yml:4: `using: node16` is not implemented',
  ])
})

test('a file that is no workflow is refused with what the schema says of each line', async () => {
  expect(await refusalOf('malformed')).toEqual([
    "6: Unexpected value 'stepz'",
    "8: Unrecognized named-value: 'bogus'",
    expect.stringMatching(/^9: The expression is not closed/),
  ])
})

test('nothing has been started, and no hook called, when a workflow is refused', async () => {
  const called: string[] = []
  const hooks = { openJob: () => ({ token: `${called.push('open')}` }), closeJob: () => void called.push('close') }
  const report = () => void called.push('report')
  await expect(stage('refused', { hooks, report })).rejects.toThrow(
    /^.*refused\.yml cannot be rehearsed: 31 problems\.\n/,
  )
  expect(called).toEqual([])
})
