/** The text of a field, without spaces around it; empty when it was not sent. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** The values of a field that may be sent several times. */
export function listOf(form: FormData, name: string): string[] {
  return form.getAll(name).filter((value) => typeof value === 'string' && value !== '') as string[];
}

/** `Volume: 1 l`, one a line, as names and values. A line without a colon has an empty value, which is refused by name. */
export function pairsOf(text: string): { name: string; value: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.indexOf(':');
      return at < 0 ? { name: line, value: '' } : { name: line.slice(0, at).trim(), value: line.slice(at + 1).trim() };
    });
}

/** Names and values as they are typed: one a line. */
export function pairsText(pairs: readonly { name: string; value: string }[]): string {
  return pairs.map(({ name, value }) => `${name}: ${value}`).join('\n');
}

/** What was typed, by field, so that nothing is typed twice. Files are left out. */
export function typedOf(form: FormData): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === 'string') typed[name] = value;
  return typed;
}

/** A JSON text that a form carried, or null when it carries none. */
export function jsonOf<Value>(form: FormData, name: string): Value | null {
  try {
    return JSON.parse(textOf(form, name)) as Value;
  } catch {
    return null;
  }
}

/** Numbers and dates of an address, within bounds. */
export function wholeOf(text: string | null, fallback: number, most: number): number {
  const value = Number(text);
  return text !== null && Number.isInteger(value) && value >= 1 && value <= most ? value : fallback;
}
