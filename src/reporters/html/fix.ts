/** The files to commit instead on the page, each folded. */
import type { Fix, FixFile } from '../../plan/fix.ts';
import { FIX_COMMAND, laterFiles, longFile, LONGEST_FILE, NOT_EXACT } from '../fix-wording.ts';
import { visible } from '../safe-text.ts';
import { h, type Markup, NOTHING } from './markup.ts';
import { list, paragraph, part, sqlBlock } from './plan.ts';

/** The body of the section. */
export function fixBody(fix: Fix): Markup {
  const { files, notWritten, removed, notes } = fix;
  return h`${list(notes)}${
    files.length === 0
      ? NOTHING
      : h`<p><code>${FIX_COMMAND}</code> writes:</p>
${files.map(fileOf)}`
  }${list(removed.map((path) => `delete ${path}`))}${laterFiles(fix).map(
    ({ heading, command, files: later }) => h`<h3>${heading}</h3>
<p>From the change as it is now, <code>${command}</code> writes:</p>
${later.map(fileOf)}`,
  )}${list(notWritten.map(({ path, reason }) => `${path} is not written: ${reason}`))}`;
}

const fileOf = ({ path, action, text }: FixFile): Markup =>
  part(
    path,
    action,
    text.length > LONGEST_FILE ? [paragraph(longFile(text))] : [sqlBlock(text), ...(isExact(text) ? [] : [paragraph(NOT_EXACT)])],
  );

const isExact = (text: string): boolean => visible(text).replaceAll('\r\n', '\n') === text.replaceAll('\r\n', '\n');
