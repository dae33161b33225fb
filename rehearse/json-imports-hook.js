// Which imports are JSON?

/**
 * Adds the import attribute that Node asks for to every `.json` address.
 * @type {import('node:module').LoadHook}
 */
export const load = (url, context, nextLoad) =>
  nextLoad(
    url,
    url.endsWith('.json') ? { ...context, importAttributes: { ...context.importAttributes, type: 'json' } } : context,
  )
