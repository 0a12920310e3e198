/** Splits a block of text into its sentences, one a line; keeps long lists of sentences easy to read and to edit. */
export function lines(block: string): readonly string[] {
  return block
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
