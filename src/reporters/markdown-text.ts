/**
 * Text of other people inside GitHub's Markdown: it must show as it is and do nothing. No mention, no reference, no
 * link, no HTML, no broken table or fence, and no marker of ours.
 *
 * Sources: https://github.github.com/gfm/ for the syntax; GitHub turns `@name`, `#1`, `GH-1` and bare URLs into links in
 * text but not in code: https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 */
import { oneLine, visible } from './safe-text.ts';

/** What every hidden marker of ours starts with. */
export const MARKER = '<!-- lockkeeper:';
const JOINER = '\u200d';

/** Our marker prefix must come from us alone, in code too: other people's text gets a joiner into it. */
const withoutMarkers = (text: string): string => text.replace(/<!--(\s*)lockkeeper:/gi, `<!--$1lockkeeper${JOINER}:`);

/** A joiner where GitHub would make a mention, a reference, a link or an emoji. */
function inert(text: string): string {
  return withoutMarkers(text)
    .replaceAll('@', `@${JOINER}`)
    .replace(/#(?=\d)/g, `#${JOINER}`)
    .replace(/\b(GH)-(?=\d)/gi, `$1${JOINER}-`)
    .replace(/:(?=\/\/)/g, `:${JOINER}`)
    .replace(/\b(www)\.(?=\S)/gi, `$1${JOINER}.`)
    .replace(/:(?=[a-z0-9_+-]+:)/gi, `:${JOINER}`);
}

/** Other people's text as text of a paragraph, a list item or a table cell: one line. */
export function prose(text: string): string {
  return (
    inert(oneLine(visible(text)))
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replace(/[\\`*[\]|~$]/g, '\\$&')
      // An underscore inside a word is no emphasis; left alone, names stay readable in the source.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/^([-+=#]|\d+[.)](?=\s|$))/, (mark) => (/^\d/.test(mark) ? mark.replace(/[.)]$/, '\\$&') : `\\${mark}`))
  );
}

/** Other people's text inside an HTML element such as `<summary>`, where Markdown is not read. */
export function html(text: string): string {
  return inert(oneLine(visible(text)))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Other people's text as inline code: the backticks around it are longer than any inside. Pipes are safe in tables. */
export function code(text: string): string {
  const content = withoutMarkers(oneLine(visible(text)));
  if (content === '') return '` `';
  const ticks = '`'.repeat(longestRun(content) + 1);
  const pad = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${content}${pad}${ticks}`;
}

/** The same inside a cell of a table, where a pipe ends the cell even in code. */
export function codeCell(text: string): string {
  return code(text).replaceAll('|', '\\|');
}

/** A fenced block whose fence is longer than any run of backticks inside. */
export function fence(text: string, language: string): string {
  return exactFence(withoutMarkers(visible(text)).replace(/\n+$/, ''), language);
}

/** The same without touching the text: for suggestions, where every character goes into the file. */
export function exactFence(text: string, language: string): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${ticks}${language}\n${text === '' ? '' : `${text}\n`}${ticks}`;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const run of text.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  return longest;
}

/** Where the files of a review can be seen. */
export interface LinkContext {
  /** `https://github.com`. */
  readonly server: string;
  /** `owner/name`. */
  readonly repository: string;
  /** The commit that was reviewed. */
  readonly sha: string;
}

/** The address of lines of a file at the commit that was reviewed. */
export function blobUrl(links: LinkContext, path: string, first: number, last: number): string {
  const lines = last > first ? `#L${first}-L${last}` : `#L${first}`;
  return `${links.server}/${links.repository}/blob/${links.sha}/${encodePath(path)}${lines}`;
}

/** A path in an address: everything but letters, digits and `-._~/` is percent-encoded. */
export function encodePath(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map((part) => encodeURIComponent(part).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`))
    .join('/');
}
