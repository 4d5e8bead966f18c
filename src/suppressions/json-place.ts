/** Where a value stands in a JSON text, for messages that name line and column. */

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
