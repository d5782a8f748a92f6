/** What the pointer means on a chart. */

/** How far from a symbol the pointer may be and still mean it, in pixels: fingers are wide and villages small. */
const reach = 20;

/** The key of the mark under the pointer, or of the nearest symbol within reach; null beside all marks. */
export function keyUnder(chart: Element, event: MouseEvent): string | null {
  const hit = (event.target as Element | null)?.closest('[data-key]');
  if (hit && chart.contains(hit)) return hit.getAttribute('data-key');
  return nearestSymbol(chart, event.clientX, event.clientY);
}

function nearestSymbol(chart: Element, x: number, y: number): string | null {
  const distances = [...chart.querySelectorAll('circle[data-key]')].map((symbol) => {
    const { left, top, width, height } = symbol.getBoundingClientRect();
    const distance = Math.hypot(left + width / 2 - x, top + height / 2 - y);
    return { key: symbol.getAttribute('data-key'), distance };
  });
  const nearest = distances.reduce((best, one) => (one.distance < best.distance ? one : best), {
    key: null as string | null,
    distance: reach,
  });
  return nearest.key;
}

/** Marks what is pointed at, wherever it was pointed at. */
export function highlight(chart: Element, key: string | null): void {
  for (const mark of chart.querySelectorAll('.pointed')) mark.classList.remove('pointed');
  if (key === null) return;
  for (const mark of chart.querySelectorAll('[data-key]')) {
    if (mark.getAttribute('data-key') === key) mark.classList.add('pointed');
  }
}
