// @ts-check
// Words into a web address, the same way the server does it.

const SHORTEST = 3;
const LONGEST = 64;

/**
 * A title as a slug: small ASCII letters, digits and single hyphens.
 * @param {string} title
 * @returns {string}
 */
export function slugOf(title) {
  return title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/[øœ]/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/đ/g, 'd')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
}

/**
 * Whether a slug may be used.
 * @param {string} slug
 * @returns {boolean}
 */
export function isSlug(slug) {
  return slug.length >= SHORTEST && slug.length <= LONGEST && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug);
}
