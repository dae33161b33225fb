// Does a pattern with wildcards cover a text?

/** `*` stands for any run of characters and `?` for one, as in IAM policies and trust conditions. */
export function covers(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]')
  return new RegExp(`^${source}$`).test(text)
}
