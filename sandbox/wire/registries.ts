// At which address does each account's registry answer?
import type { Accounts } from '../accounts.ts'
import type { Place } from '../aws/arn.ts'
import type { Listening } from './listen.ts'
import { type RegistrySurroundings, registry } from './registry.ts'

export type Registries = {
  /** `127.0.0.1:PORT` of a place's registry. */
  of(place: Pick<Place, 'account'>): string
  /** The place whose registry answers at `host`. */
  at(host: string): Place | undefined
  /** Opens a port for every account, each with `open`. */
  start(
    surroundings: RegistrySurroundings,
    open: (answer: ReturnType<typeof registry>) => Promise<Listening>,
  ): Promise<void>
}

/** One registry an account, in the account's own region. */
export function registriesOf(accounts: Accounts): Registries {
  const listening = new Map<string, Listening>()
  return {
    of: ({ account }) => `127.0.0.1:${listening.get(account)?.port}`,
    at(host) {
      const [account = ''] =
        [...listening].find(([, { port }]) => host === `127.0.0.1:${port}` || host === `localhost:${port}`) ?? []
      const region = accounts.find(account)?.region
      return region === undefined ? undefined : { account, region }
    },
    async start(surroundings, open) {
      for (const { id, region } of accounts.all)
        listening.set(id, await open(registry({ account: id, region }, surroundings)))
    },
  }
}
