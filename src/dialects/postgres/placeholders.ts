/**
 * Placeholders that a tool fills in before the server sees the text. Where a statement does not parse as it stands, each
 * is replaced by a neutral name or literal of the same length, so that no offset moves, and is put back into the tree:
 * the relation of `${schema}.users` is `"${schema}".users`.
 */
import { isBlank, makeScanner } from './scan.ts';
import type { Range } from './split.ts';
import type { Restore } from './parser.ts';

/** What stands in for a placeholder while the parser reads. */
type Stand = 'name' | 'text' | 'number' | 'blank';

interface Placeholder extends Range {
  /** What is put back into the tree: as long as the placeholder. */
  readonly text: string;
  /** What to try, in order. */
  readonly stands: readonly Stand[];
}

/** A template tag that decides what is in the text: `{% if x %}`. */
export interface ControlTag extends Range {
  readonly reason: string;
}

const NAME_FIRST: readonly Stand[] = ['name', 'text', 'number'];
const NUMBER_FIRST: readonly Stand[] = ['number', 'name', 'text'];

/** Forms that are found by their look, wherever they stand outside comments. The first that fits wins. */
const FORMS: readonly { readonly pattern: RegExp; readonly stands: readonly Stand[]; readonly inQuotes: boolean }[] = [
  { pattern: /\{\{[\s\S]*?\}\}/y, stands: NAME_FIRST, inQuotes: true },
  { pattern: /<%=[\s\S]*?%>/y, stands: NAME_FIRST, inQuotes: true },
  { pattern: /[$#]\{(?:[^{}]|\{[^{}]*\})*\}/y, stands: NAME_FIRST, inQuotes: true },
  { pattern: /\{#[\s\S]*?#\}/y, stands: ['blank'], inQuotes: false },
  { pattern: /<%[\s\S]*?%>/y, stands: ['blank'], inQuotes: false },
  { pattern: /\{%[\s\S]*?%\}/y, stands: ['blank'], inQuotes: false },
  { pattern: /\$\([\w.:-]+\)/y, stands: NAME_FIRST, inQuotes: true },
  { pattern: /#\[[\w.:-]+\]/y, stands: NAME_FIRST, inQuotes: true },
  { pattern: /\{[A-Za-z_][\w.]*\}/y, stands: NAME_FIRST, inQuotes: true },
  { pattern: /%\([A-Za-z_]\w*\)[sdifb]/y, stands: NAME_FIRST, inQuotes: false },
  { pattern: /%[sdI](?!\w)/y, stands: NAME_FIRST, inQuotes: false },
  { pattern: /@[A-Za-z_][\w.-]*@/y, stands: NAME_FIRST, inQuotes: false },
  { pattern: /@[A-Za-z_]\w*/y, stands: NAME_FIRST, inQuotes: false },
  { pattern: /:'[A-Za-z_]\w*'/y, stands: ['text'], inQuotes: false },
  { pattern: /:"[A-Za-z_]\w*"/y, stands: ['name'], inQuotes: false },
  { pattern: /:\{\?[A-Za-z_]\w*\}/y, stands: NUMBER_FIRST, inQuotes: false },
  { pattern: /:[A-Za-z_]\w*/y, stands: NAME_FIRST, inQuotes: false },
  { pattern: /\?(?=[\s),;]|$)/y, stands: NUMBER_FIRST, inQuotes: false },
  // No placeholder: a word that the grammar reserves since 16 and that was a fine name for a table before.
  { pattern: /system_user(?![\w$])/iy, stands: ['name'], inQuotes: false },
];

/** Characters that a placeholder can begin with. */
const STARTS = new Set('{<$#%@:?sS');

/** Control tags of templates: both branches are read, and the tag is said aloud. */
const DECIDES =
  /^(?:\{\{-?\s*(?:if|range|with|template|block|else if)\b|\{%-?\s*(?:if|elif|for|include|import|macro|call|block)\b|<%(?!=))/;
const CLOSES = /^(?:\{\{-?\s*(?:end|else|define|\/\*)|\{%-?\s*(?:end\w*|else|set|comment)\b|<%-?\s*(?:end|\}|else)\b)/;

/** A text that is a placeholder as far as it goes: what a column reference holds where a tool fills in a value. */
export function isPlaceholder(text: string): boolean {
  return /^(?:[$#]\{|\{\{|\{[A-Za-z_]|<%|\$\(|#\[|%\(|%s|@[A-Za-z_]|:[A-Za-z_'"{])/.test(text);
}

/** The placeholders of `[from, to)`, in order. Quoted texts are looked into for the forms that no SQL can contain by chance. */
function find(text: string, from: number, to: number): readonly Placeholder[] {
  const skip: Range[] = [];
  const quoted: Range[] = [];
  const scanner = makeScanner(text, from, to);
  while (scanner.next()) {
    if (scanner.kind === 'comment') skip.push({ start: scanner.start, end: scanner.end });
    else if (scanner.kind === 'string' || scanner.kind === 'quoted' || scanner.kind === 'dollar')
      quoted.push({ start: scanner.start, end: scanner.end });
  }
  const found: Placeholder[] = [];
  let s = 0;
  let q = 0;
  for (let i = from; i < to; i++) {
    while ((skip[s]?.end ?? Infinity) <= i) s++;
    if (i >= (skip[s]?.start ?? Infinity)) {
      i = (skip[s]?.end ?? i + 1) - 1;
      continue;
    }
    if (!STARTS.has(text[i] ?? '')) continue;
    while ((quoted[q]?.end ?? Infinity) <= i) q++;
    const inQuotes = i > (quoted[q]?.start ?? Infinity);
    const placeholder = at(text, i, to, inQuotes);
    if (!placeholder) continue;
    found.push(placeholder);
    i = placeholder.end - 1;
  }
  return found;
}

function at(text: string, start: number, to: number, inQuotes: boolean): Placeholder | undefined {
  const before = start > 0 ? text.charCodeAt(start - 1) : 32;
  for (const form of FORMS) {
    if (inQuotes && !form.inQuotes) continue;
    form.pattern.lastIndex = start;
    const match = form.pattern.exec(text)?.[0];
    if (match === undefined || start + match.length > to) continue;
    // A colon after a colon is a cast, after a name or a bracket an array slice; `%` and `@` after an operand are operators.
    if (text[start] === ':' && (before === 58 || isOperandEnd(before))) return undefined;
    if ((text[start] === '%' || text[start] === '@' || text[start] === '?') && isOperandEnd(before)) return undefined;
    if (form.pattern.ignoreCase) {
      if (isWordCharacter(before)) return undefined;
      return { start, end: start + match.length, text: match.toLowerCase(), stands: form.stands };
    }
    const control = DECIDES.test(match) || CLOSES.test(match);
    return { start, end: start + match.length, text: match, stands: control ? ['blank'] : form.stands };
  }
  return undefined;
}

const isWordCharacter = (c: number): boolean => /[\w$"]/.test(String.fromCharCode(c)) || c >= 128;
const isOperandEnd = (c: number): boolean => !isBlank(c) && /[\w\])'"]/.test(String.fromCharCode(c));

/** Control tags among the placeholders of a text. */
function controlTags(placeholders: readonly Placeholder[]): readonly ControlTag[] {
  return placeholders
    .filter((placeholder) => DECIDES.test(placeholder.text) && !CLOSES.test(placeholder.text))
    .map(({ start, end, text }) => ({ start, end, reason: `the template tag ${shorten(text)} decides what is in the file` }));
}

/** A text for a message: on one line and not too long. */
export function shorten(text: string, length = 60): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

/** One way of filling in all placeholders of a text. */
export interface Filling {
  /** The whole text, as long as before. */
  readonly code: string;
  readonly restore: Restore;
}

export interface Placeholders {
  readonly count: number;
  readonly controlTags: readonly ControlTag[];
  /** The text with every placeholder replaced by what stands in for it at present. */
  filling(): Filling;
  /**
   * The parser stopped at an offset: something else is tried for the placeholder there. False where nothing is left, with
   * `blame` naming the placeholder if it is one that stopped it.
   */
  advance(offset: number): boolean;
  blame(offset: number): string | undefined;
}

/** The placeholders of `[from, to)` of a text. */
export function findPlaceholders(text: string, from: number, to: number): Placeholders {
  const placeholders = find(text, from, to);
  const choice = placeholders.map(() => 0);
  // Characters from the private use area: names in a tree that begin with one can be nobody else's.
  let base = 0xe000;
  while (text.includes(String.fromCharCode(base))) base += 0x10;
  const marks = new Map<string, string>();
  const markOf = (placeholder: string): string => {
    let mark = marks.get(placeholder);
    if (mark === undefined) {
      mark = String.fromCharCode(Math.min(base + marks.size, 0xf8ff));
      marks.set(placeholder, mark);
    }
    return mark;
  };
  const stand = ({ text: word, stands }: Placeholder, i: number): string => {
    const length = word.length;
    switch (stands[Math.min(choice[i] ?? 0, stands.length - 1)]) {
      case 'blank':
        return word.replaceAll(/[^\r\n]/g, ' ');
      case 'number':
        return '1'.padEnd(length);
      case 'text':
        return length < 3 ? "''".padEnd(length).slice(0, length) : `'${markOf(word)}${'x'.repeat(length - 3)}'`;
      default:
        return markOf(word) + 'x'.repeat(length - 1);
    }
  };
  /** The placeholder the parser stopped at, or the nearest before it. */
  const nearest = (offset: number): number => {
    let found = -1;
    for (const [i, placeholder] of placeholders.entries()) if (placeholder.start <= offset) found = i;
    return found;
  };
  return {
    count: placeholders.length,
    controlTags: controlTags(placeholders),
    filling() {
      let code = '';
      let done = 0;
      for (const [i, placeholder] of placeholders.entries()) {
        code += text.slice(done, placeholder.start) + stand(placeholder, i);
        done = placeholder.end;
      }
      code += text.slice(done);
      const back = new Map([...marks].map(([placeholder, mark]) => [mark, placeholder]));
      if (back.size === 0) return { code, restore: (answer) => answer };
      const pattern = new RegExp(`[${[...back.keys()].join('')}]x*`, 'g');
      const restore: Restore = (answer, json) =>
        answer.replaceAll(pattern, (run) => {
          const placeholder = back.get(run[0] ?? '') ?? '';
          // In a text the mark stands after the quote; both quotes are not in the run.
          const whole = run.length >= placeholder.length ? placeholder.length : run.length;
          const shown = json ? JSON.stringify(placeholder).slice(1, -1) : placeholder;
          return shown + run.slice(whole);
        });
      return { code, restore };
    },
    advance(offset) {
      for (let i = nearest(offset); i >= 0; i--) {
        const { stands } = placeholders[i] ?? { stands: [] };
        if ((choice[i] ?? 0) + 1 < stands.length) {
          choice[i] = (choice[i] ?? 0) + 1;
          return true;
        }
        // Only the one that stopped the parser, or the one just before it, can be to blame.
        if (offset - (placeholders[i]?.end ?? 0) > 40) return false;
      }
      return false;
    },
    blame(offset) {
      const placeholder = placeholders[nearest(offset)];
      if (!placeholder) return undefined;
      const between = text.slice(placeholder.end, Math.max(placeholder.end, offset));
      return between.trim() === '' || /^\s*[^\s]*\s*$/.test(between) ? shorten(placeholder.text) : undefined;
    },
  };
}
