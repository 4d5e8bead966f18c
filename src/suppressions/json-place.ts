/** Where a value or a mistake stands in a JSON text, for messages that name line and column. */

/**
 * The offset of the value at `keys`, in a text that JSON.parse has accepted. Where the path leads nowhere, the offset of
 * the deepest value on the way.
 */
export function locateValue(text: string, keys: readonly (string | number)[]): number {
  let at = skipBlanks(text, 0);
  for (const key of keys) {
    const inside = member(text, at, key);
    if (inside === undefined) return at;
    at = inside;
  }
  return at;
}

function skipBlanks(text: string, from: number): number {
  let i = from;
  while (i < text.length && ' \t\r\n'.includes(text.charAt(i))) i++;
  return i;
}

/** The offset of one member of the list or object that begins at `from`. */
function member(text: string, from: number, key: string | number): number | undefined {
  const open = text[from];
  if (open !== '{' && open !== '[') return undefined;
  let i = skipBlanks(text, from + 1);
  for (let index = 0; i < text.length && text[i] !== '}' && text[i] !== ']'; index++) {
    let name: string | number = index;
    if (open === '{') {
      const end = endOfValue(text, i);
      name = String(JSON.parse(text.slice(i, end)));
      i = skipBlanks(text, skipBlanks(text, end) + 1);
    }
    if (name === key) return i;
    i = skipBlanks(text, endOfValue(text, i));
    if (text[i] === ',') i = skipBlanks(text, i + 1);
  }
  return undefined;
}

/** The offset after the value that begins at `from`. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const c = text[i];
    if (c === '"') {
      for (i++; i < text.length && text[i] !== '"'; i++) if (text[i] === '\\') i++;
      if (depth === 0) return i + 1;
    } else if (c === '{' || c === '[') depth++;
    else if (c === '}' || c === ']') {
      if (depth === 0) return i;
      if (--depth === 0) return i + 1;
    } else if (depth === 0 && (c === ',' || ' \t\r\n'.includes(c ?? ''))) return i;
  }
  return text.length;
}

/** One token after any blanks: punctuation, a text, a number or a word. */
const TOKEN =
  /[ \t\r\n]*(?:([{}[\]:,])|("(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/uy;

/**
 * The offset at which a text that JSON.parse refuses stops being JSON; its length where it only ends too early. JSON.parse
 * itself tells the place only for some texts and in words that differ between versions of Node.
 */
export function jsonErrorOffset(text: string): number {
  const open: string[] = [];
  let expected: 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing' = 'value';
  let at = 0;
  for (;;) {
    const start = skipBlanks(text, at);
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    if (start >= text.length || !token) return start;
    at = TOKEN.lastIndex;
    const [, mark, string] = token;
    const after = (): typeof expected => (open.length === 0 ? 'nothing' : 'comma or end');
    if (mark === '}' || mark === ']') {
      const wanted = mark === '}' ? '{' : '[';
      const may = expected === 'comma or end' || expected === (mark === '}' ? 'key or end' : 'value or end');
      if (!may || open.pop() !== wanted) return start;
      expected = after();
    } else if (expected === 'colon') {
      if (mark !== ':') return start;
      expected = 'value';
    } else if (expected === 'comma or end') {
      if (mark !== ',') return start;
      expected = open.at(-1) === '{' ? 'key' : 'value';
    } else if (expected === 'key' || expected === 'key or end') {
      if (string === undefined) return start;
      expected = 'colon';
    } else if (expected === 'nothing' || mark === ':' || mark === ',') return start;
    else if (mark) {
      open.push(mark);
      expected = mark === '{' ? 'key or end' : 'value or end';
    } else expected = after();
  }
}
