/** HTML that is written with the text of other people in it: whatever is not markup of ours is escaped, without exception. */
import { visible } from '../safe-text.ts';

/** Markup that is known to be ours. Only `h` makes it. */
export class Markup {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

export type Part = string | number | Markup | readonly Markup[];

/**
 * A template of ours. Text that is put into it shows as it is and does nothing, between tags and in attributes in double
 * quotes: https://html.spec.whatwg.org/multipage/parsing.html#data-state . It must not be put into an attribute that is an
 * address or a handler, into a script or a style.
 */
export function h(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, i) => (i === 0 ? text : `${htmlOf(parts[i - 1] ?? '')}${text}`)).join(''));
}

export const NOTHING = h``;

function htmlOf(part: Part): string {
  if (part instanceof Markup) return part.html;
  return typeof part === 'string' || typeof part === 'number' ? escaped(String(part)) : part.map((one) => one.html).join('');
}

/** Controls become pictures, as everywhere; non-characters are none of HTML's. */
function escaped(text: string): string {
  return visible(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Parts with something between them. */
export function joined(parts: readonly Markup[], separator: Markup): Markup {
  return new Markup(parts.map((part) => part.html).join(separator.html));
}
