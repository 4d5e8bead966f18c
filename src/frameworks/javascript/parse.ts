/** Parses a migration in JavaScript or TypeScript. The parser is loaded when the first one is read. */
import type { File } from '@babel/types';
import type { ParserPlugin } from '@babel/parser';
import type { SourceFile } from '../../source.ts';

/** The tree of a file, or why there is none and the offset where the parser gave up. */
export type Parsed = { readonly file: File } | { readonly reason: string; readonly at: number };

export async function parseScript(source: SourceFile): Promise<Parsed> {
  const { parse } = await import('@babel/parser');
  const plugins: ParserPlugin[] = /\.[cm]?ts$/i.test(source.path) ? ['typescript', 'decorators-legacy'] : ['decorators-legacy'];
  try {
    return {
      file: parse(source.text, {
        sourceType: 'unambiguous',
        errorRecovery: false,
        allowReturnOutsideFunction: true,
        allowAwaitOutsideFunction: true,
        allowUndeclaredExports: true,
        plugins,
      }),
    };
  } catch (error) {
    // Babel says where twice: in the message, as line and column in brackets, and as an offset.
    const message = (error instanceof Error ? error.message : String(error)).replace(/\s*\(\d+:\d+\)\s*$/, '').replace(/\.$/, '');
    const at = error instanceof Error && 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
    return { reason: `the file does not parse: ${message}`, at };
  }
}
