/** What a summary says about findings that people talk about on their lines. */
import type { Finding, Review } from '../report.ts';
import { type MarkdownContext, place, ruleText } from './markdown-finding.ts';

export interface ConversationNote {
  readonly finding: Finding;
  /** A person resolved it, or people wrote into it and its lines have changed since. */
  readonly kind: 'resolved' | 'answered';
  /** Of the conversation; made by us. */
  readonly url: string;
}

/** One item of a list. */
export function conversationItem(review: Review, note: ConversationNote, context: MarkdownContext): string {
  const what = `${ruleText(note.finding)}, ${place(review, note.finding.primary, context)}`;
  return note.kind === 'resolved'
    ? `- ${what}: [resolved in conversation](${note.url}). It is still there and counts; to accept it, allow it in the migration.`
    : `- ${what}: [people talk about it](${note.url}) on lines that have changed since.`;
}
