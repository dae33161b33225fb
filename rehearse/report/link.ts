// Where may the report lead?
import { type Html, html } from './html.ts'

/** A link out of the report; anything but an ordinary address, `javascript:` for example, leads nowhere. */
export const link = (address: string, inside: Html): Html =>
  /^(https?:|mailto:|#)/i.test(address) ? html`<a href="${address}" rel="noreferrer">${inside}</a>` : inside
