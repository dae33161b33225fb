// Which names are found to lead nowhere before anything runs?
import { expect, test } from '@jest/globals'
import { refusalOf } from './stage.ts'

test('every misspelt name of a workflow, and of the composites it uses, is told in one message', async () => {
  expect(await refusalOf('misspelt')).toEqual([
    '2: `inputs.nothing`: the workflow declares no such input',
    '5: `github.regoin`: github has no field `regoin`',
    '11: `steps.greet.outputs.greting`: the action of step `greet` declares only the outputs greeting',
    '13: `steps.greet.outcome`: step `greet` comes later',
    '15: `acme/toolbox/actions/greet@v1` requires the input `first name`',
    '18: `acme/toolbox/actions/greet@v1` declares no input `frist name`',
    '21: the id `Twice` is used more than once',
    '27: `actions/checkout@v4` declares no input `fetch-dept`',
    '29: `steps.nobody.outputs.x`: no earlier step has the id `nobody`',
    '30: `steps.greet.output.greeting`: a step has outputs, outcome and conclusion',
    '31: `steps.source.outputs.reff`: the action of step `source` declares only the outputs ref, commit',
    '32: `runner.tmp`: runner has no field `tmp`',
    '32: `job.state`: job has no field `state`',
    '33: `if` is a text with an expression in it, which is always true',
    '38: `needs.bild.result`: there is no job `bild`',
    '38: `needs.build.outputs.bda`: job `build` declares only the outputs good, bad',
    '41: `steps.later.outputs.path`: no earlier step has the id `later`',
    '43: `needs.other.outputs.x`: this job does not need `other`',
    '43: `needs.build.outcome`: a job has outputs and result',
    '47: `inputs.x`: the workflow declares no such input',
    '47: `matrix.y`: the matrix context is not implemented',
    'toolbox/actions/misspelt/action.yml:10: `steps.hello.outputs.greting`: the action of step `hello` declares only the outputs greeting',
    'toolbox/actions/misspelt/action.yml:17: `inputs.nam`: the action declares no such input',
    'toolbox/actions/misspelt/action.yml:18: `steps.helo.outcome`: no earlier step has the id `helo`',
  ])
})

test('jobs that wait for each other, or for nobody, are told', async () => {
  const circle = (id: string) => `job \`${id}\` can never start: what it needs goes round in a circle`
  expect(await refusalOf('cycle')).toEqual([`4: ${circle('a')}`, `5: ${circle('b')}`, `6: ${circle('c')}`])
  expect(await refusalOf('unknown-need')).toEqual(['6: there is no job `b`'])
})

test('an output that a script never sets is refused when it is asked for, unless the script failed', async () => {
  expect(await refusalOf('unset-output')).toEqual([
    '7: steps.build.outputs.digset is asked for, but the script sets only digest',
  ])
})
