// @ts-check

/**
 * The address of a filled form that reads, without the fields left empty.
 * @param {string} action
 * @param {[string, string][]} fields
 */
export function tidyQuery(action, fields) {
  const url = new URL(action);
  url.search = new URLSearchParams(fields.filter(([, value]) => value.trim() !== '')).toString();
  return url.href;
}
