const literal = /(?:true|false|null)/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// Control characters up to U+001F must be escaped inside of a JSON text; those from U+007F on need not.
const string = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const blank = /[ \t\n\r]*/y;

class Scanner {
  at = 0;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  take(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match === null) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  takeMark(mark: string): boolean {
    this.take(blank);
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }
}

/**
 * Where a text stops being JSON, as line and column from 1. Node 20 does not always say, so the grammar is walked once more, with an explicit stack;
 * called only after `JSON.parse` has failed.
 */
export function findJsonFault(text: string): { line: number; column: number } {
  const offset = scan(new Scanner(text));
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

function scan(scanner: Scanner): number {
  const open: ('{' | '[')[] = [];
  const takeKey = (): boolean => {
    scanner.take(blank);
    return scanner.take(string) && scanner.takeMark(':');
  };
  for (;;) {
    scanner.take(blank);
    if (scanner.takeMark('{')) {
      if (!scanner.takeMark('}')) {
        if (!takeKey()) return scanner.at;
        open.push('{');
        continue;
      }
    } else if (scanner.takeMark('[')) {
      if (!scanner.takeMark(']')) {
        open.push('[');
        continue;
      }
    } else if (!scanner.take(literal) && !scanner.take(string) && !scanner.take(number)) {
      return scanner.at;
    }
    if (!closeValues(scanner, open)) return scanner.at;
    if (open.length === 0) return scanner.at;
    if (open.at(-1) === '{' && !takeKey()) return scanner.at;
  }
}

/** After a value: closes what ends here and takes the comma before the next one. False where neither stands. */
function closeValues(scanner: Scanner, open: ('{' | '[')[]): boolean {
  while (open.length > 0) {
    if (scanner.takeMark(',')) return true;
    if (!scanner.takeMark(open.at(-1) === '{' ? '}' : ']')) return false;
    open.pop();
  }
  scanner.take(blank);
  return true;
}
