/** Text of other people made safe to show: nothing in it controls a terminal, a workflow or a reader's eye. */

/** Every run of blanks and line ends as one blank. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Cuts a text at `limit` UTF-16 units, never inside a surrogate pair, and says so with `…`. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = Math.max(0, limit - 1);
  return `${text.slice(0, /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end - 1 : end)}…`;
}

/**
 * Makes what must not act as text visible instead: control characters become their pictures (`␛`), bidirectional and
 * other invisible controls become `�`. Line feeds and tabs stay; `\r\n` and a lone `\r` become line feeds.
 */
export function visible(text: string): string {
  // The first test keeps the common case, plain text, free of any copying.
  if (!/[^\n\t\x20-\x7e\u00a1-\u061b\u2010-\u2027\u2030-\u205e]/.test(text)) return text;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cc}/gu, (c) => (c === '\n' || c === '\t' ? c : picture(c)))
    .replace(/[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu, '\ufffd');
}

function picture(control: string): string {
  const unit = control.charCodeAt(0);
  return unit < 0x20 ? String.fromCharCode(0x2400 + unit) : unit === 0x7f ? '\u2421' : '\ufffd';
}

/** A name in the middle of a line: line ends and tabs are pictures too. */
export function inline(text: string): string {
  return visible(text).replaceAll('\n', '\u240a').replaceAll('\t', '\u2409');
}

/**
 * Text that is printed where a workflow of GitHub may run: a line of it that would be a workflow command (`::error::…`
 * after any blanks, `##[error]…` anywhere) gets a joiner and is none.
 * Source: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function withoutCommands(text: string): string {
  return text.replace(/^(\s*):(?=:[^\n]*::)/gm, '$1:\u2060').replace(/##(?=\[)/g, '##\u2060');
}
