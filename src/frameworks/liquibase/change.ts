/** A change of a changelog before it is SQL: an element of XML, or a mapping of YAML and JSON, in one shape. */
import type { Piece } from '../pieces.ts';

export interface Change {
  /** As written, with the prefix of an extension: `createTable`, `ext:modifyColumn`. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Attributes and plain values. */
  readonly values: ReadonlyMap<string, string>;
  readonly children: readonly Change[];
  /** The text inside, with its places: a view's query, a WHERE. */
  readonly content: readonly Piece[];
}

/** Written text with its properties in place: `${type}` is what `<property name="type">` says for this database. */
export type Expand = (text: string) => string;

/** A change with its properties expanded, and what people ask of it. */
export class Reader {
  readonly change: Change;
  private readonly expand: Expand;

  constructor(change: Change, expand: Expand) {
    this.change = change;
    this.expand = expand;
  }

  /** An attribute, or the text of a child of that name; undefined where it is missing or empty. */
  get(...names: readonly string[]): string | undefined {
    for (const name of names) {
      const written = this.change.values.get(name) ?? contentText(this.change.children.find((child) => child.name === name));
      if (written !== undefined && written !== '') return this.expand(written);
    }
    return undefined;
  }

  flag(name: string): boolean | undefined {
    const value = this.get(name)?.trim().toLowerCase();
    return value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : undefined;
  }

  children(name: string): readonly Reader[] {
    return this.change.children.filter((child) => child.name === name).map((child) => new Reader(child, this.expand));
  }

  /** The text inside, properties expanded piece by piece. */
  content(): readonly Piece[] {
    return this.change.content.map((piece) => {
      const text = this.expand(piece.text);
      return text === piece.text ? piece : { text, start: piece.start, end: piece.end };
    });
  }
}

function contentText(change: Change | undefined): string | undefined {
  return change?.content
    .map(({ text }) => text)
    .join('')
    .trim();
}
