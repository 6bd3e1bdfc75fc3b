// @ts-check

/**
 * The point of a line that is nearest to a place on it.
 * @param {number} x distance from the start
 * @param {number} width of the whole line
 * @param {number} count of points
 */
export function nearest(x, width, count) {
  if (width <= 0 || count < 2) return 0;
  return Math.min(count - 1, Math.max(0, Math.round((x / width) * (count - 1))));
}
