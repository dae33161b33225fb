// How does text become HTML without ever becoming markup by accident?

/** HTML that is known to be whole and safe. */
export type Html = { readonly html: string }

/** What can stand in a template: texts and numbers are escaped, HTML is not, nothing leaves nothing. */
type Piece = string | number | Html | undefined | false | readonly Piece[]

/** A template whose pieces are escaped: html`<b>${name}</b>`. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  return { html: strings.map((text, index) => text + shown(pieces[index])).join('') }
}

/** Text with everything escaped that could end a text or an attribute. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => entities[sign] ?? sign)

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function shown(piece: Piece): string {
  if (piece === undefined || piece === false) return ''
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece))
  return isHtml(piece) ? piece.html : piece.map(shown).join('')
}

const isHtml = (piece: Html | readonly Piece[]): piece is Html => 'html' in piece
