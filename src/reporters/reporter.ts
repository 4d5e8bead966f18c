/** A reporter turns a review into text. Those that write to GitHub live in `src/github/` and use the same renderers. */
import type { Review } from '../report.ts';

export interface RenderOptions {
  readonly color: boolean;
  /** Columns of the terminal; reporters for files ignore it. */
  readonly width: number;
  /** The terminal shows no more than ASCII; bars are drawn with it. */
  readonly ascii?: boolean;
  readonly verbose: boolean;
  readonly quiet: boolean;
  /** Version of Lockkeeper. */
  readonly version: string;
  /** What the rules say about themselves, by id. Where it is missing, the findings speak for them. */
  readonly rules?: ReadonlyMap<string, RuleText>;
}

/** A rule in the words of its own page, without the names of one finding. */
export interface RuleText {
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly url: string;
}

export interface Reporter {
  /** As in `--format`. */
  readonly id: string;
  readonly doc: string;
  /** It shows the migration plan and the files to commit instead. */
  readonly showsPlan?: true;
  /** It shows where the application uses what goes. */
  readonly showsUses?: true;
  /** Where its code is loaded when it is asked for, a promise. */
  render(review: Review, options: RenderOptions): string | Promise<string>;
}
