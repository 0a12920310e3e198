// Directed links between items that follow each other in sequences, row by row, and the best of each row.
import { addTo, clearRow, markBytes, takeBest } from './sparse-row';

/**
 * The `most` best targets of each item by link times `columnScale` (0 stands for ones), at (item - firstItem) x most; `counts[item - firstItem]` says how many there are.
 * A place is a position in `items` (sequences one after another, `times` in seconds beside them); `placeStarts` and `places` list those of each item,
 * `sequenceOf` the sequence of each place. `weights[d]` is the link to what comes d steps later, at most `steps` steps and `seconds` apart;
 * what came before counts `backward` of it. Places of one instant have no order: they are one step apart, both ways alike.
 */
export function bestLinks(
  items: usize, times: usize, sequenceOf: usize, sequenceStarts: usize, placeStarts: usize, places: usize, weights: usize,
  steps: u32, seconds: f64, backward: f32, itemCount: u32, columnScale: usize, most: u32, firstItem: u32, counts: usize, columns: usize, values: usize,
  scratch: usize, begin: u32, end: u32,
): void {
  const marks = clearRow(scratch, itemCount);
  const lists = marks + markBytes(itemCount);
  const next = load<f32>(weights, 4);
  for (let row = begin; row < end; row++) {
    const item = firstItem + row;
    const end = load<u32>(placeStarts + (<usize>item << 2), 4);
    for (let listed = load<u32>(placeStarts + (<usize>item << 2)); listed < end; listed++) {
      const at = load<u32>(places + (<usize>listed << 2));
      const sequence = <usize>load<u32>(sequenceOf + (<usize>at << 2)) << 2;
      const first = load<u32>(sequenceStarts + sequence);
      const last = load<u32>(sequenceStarts + sequence, 4) - 1;
      const time = load<f64>(times + (<usize>at << 3));
      const to = last - at > steps ? at + steps : last;
      for (let later = at + 1; later <= to; later++) {
        const then = load<f64>(times + (<usize>later << 3));
        if (!(then - time <= seconds)) break;
        const target = load<u32>(items + (<usize>later << 2));
        const together = then == time && time > 0;
        if (target != item) addTo(scratch, marks, target, together ? next : load<f32>(weights + (<usize>(later - at) << 2)));
      }
      // Nothing to go back for where going back counts nothing.
      const from = backward == 0 ? at : at - first > steps ? at - steps : first;
      for (let before = at; before > from; ) {
        before--;
        const then = load<f64>(times + (<usize>before << 3));
        if (!(time - then <= seconds)) break;
        const target = load<u32>(items + (<usize>before << 2));
        const together = then == time && time > 0;
        if (target != item) addTo(scratch, marks, target, together ? next : load<f32>(weights + (<usize>(at - before) << 2)) * backward);
      }
    }
    const to = (<usize>row * most) << 2;
    const kept = takeBest(scratch, marks, itemCount, item, columnScale, most, lists, columns + to, values + to);
    store<u32>(counts + (<usize>row << 2), kept);
  }
}
