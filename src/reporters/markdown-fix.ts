/** The files to commit instead in Markdown: a line for each, folded. */
import type { Fix, FixFile } from '../plan/fix.ts';
import { FIX_COMMAND, languageOf, laterFiles, longFile, LONGEST_FILE, NOT_EXACT } from './fix-wording.ts';
import { paragraph } from './markdown-finding.ts';
import { code, exactFence, fence, html } from './markdown-text.ts';

/** The files as blocks of Markdown, without a heading. */
export function fixBlocks(fix: Fix): readonly string[] {
  const { files, notWritten, removed, notes } = fix;
  return [
    ...list(notes.map((note) => paragraph(note))),
    ...(files.length > 0 ? [`${code(FIX_COMMAND)} writes:`, ...files.map(fileBlock)] : []),
    ...list(removed.map((path) => `delete ${code(path)}`)),
    ...laterFiles(fix).flatMap(({ heading, command, files: later }) => [
      `**${paragraph(heading)}** From the change as it is now, ${code(command)} writes:`,
      ...later.map(fileBlock),
    ]),
    ...list(notWritten.map(({ path, reason }) => `${code(path)} is not written: ${paragraph(reason)}`)),
  ];
}

const list = (items: readonly string[]): readonly string[] => (items.length === 0 ? [] : [items.map((item) => `- ${item}`).join('\n')]);

function fileBlock({ path, action, text }: FixFile): string {
  const summary = `<summary>${action} <code>${html(path)}</code></summary>`;
  return [`<details>${summary}`, ...contentBlocks(path, text), '</details>'].join('\n\n');
}

function contentBlocks(path: string, text: string): readonly string[] {
  if (text.length > LONGEST_FILE) return [`_${longFile(text)}_`];
  const language = languageOf(path);
  const shown = fence(text, language);
  const exact = shown === exactFence(text.replaceAll('\r\n', '\n').replace(/\n+$/, ''), language);
  return [shown, ...(exact ? [] : [`_${NOT_EXACT}_`])];
}
