/**
 * The grammar of allow comments, over the text of a comment without its marks:
 *
 *     allow  = "lockkeeper:allow" scope? rule ("," rule)* ("until" date)? ("by" owner)? "--" reason
 *     scope  = "-file"
 *     date   = YYYY-MM-DD        owner = "@" name
 *
 * What looks like an allow and is none is told so, with the right form: a comment that quietly does nothing would leave
 * its author believing that it did.
 */
import { nearest } from '../errors.ts';

/** One allow comment, understood. Offsets are into the text it was read from. */
export interface Allow {
  readonly kind: 'allow';
  readonly scope: 'statement' | 'file';
  readonly rules: readonly string[];
  /** YYYY-MM-DD, or null. */
  readonly until: string | null;
  /** `@name`, or null. */
  readonly by: string | null;
  readonly reason: string;
  readonly start: number;
  readonly end: number;
}

/** Something that was meant as an allow comment and is none. */
export interface Malformed {
  readonly kind: 'malformed';
  /** What is wrong, one clause without a full stop. */
  readonly problem: string;
  /** The comment as it should stand. */
  readonly form: string;
  readonly start: number;
  readonly end: number;
}

const RULE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
/** A line that begins an allow comment; what stands around it in a block comment (`*`, `#`) is decoration. */
const EXACT = /^[\s*#!;/-]*(lockkeeper:allow(-file)?)(?=\s|$)/;
/** A line that begins with something like it: another separator, another verb, other case. */
const ALIKE =
  /^[\s*#!;/@-]*(lock-?keeper\s*[:_\-.\s]\s*(?:allow|ignore|disable|skip|suppress|accept|nolint|noqa|off)(?:[-_\s]?(?:file|next-line|next-statement|next|line|statement|all))?)(?![a-z-])[:\s]*(.*)$/i;
/** The exact words in the middle of a line: an allow only if a rule follows. */
const INSIDE = /lockkeeper:allow(-file)?\s+([a-z][a-z0-9-]*)/;
const PLACEHOLDER = '<reason>';
const HAS_WORDS = /[\p{L}\p{N}]/u;

/**
 * Reads the allow comments in the text of one comment: usually none or one, in a block comment one per line that begins
 * with `lockkeeper:allow`. A reason goes on to the next line of a block comment.
 *
 * @param known The ids of all rules, for telling prose from a misplaced allow and for the nearest match.
 */
export function parseAllows(text: string, known: ReadonlySet<string>): readonly (Allow | Malformed)[] {
  if (!/lock-?keeper/i.test(text)) return [];
  const found: (Allow | Malformed)[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const start = at;
    const end = start + line.trimEnd().length;
    at += line.length + 1;
    const exact = EXACT.exec(line);
    const alike = exact ? null : ALIKE.exec(line);
    const inside = exact || alike ? null : INSIDE.exec(line);
    const last = found.at(-1);
    if (exact) {
      const word = start + exact[0].length - (exact[1] ?? '').length;
      found.push(place(parseTerms(line.slice(exact[0].length), exact[2] ? 'file' : 'statement', known), word, end));
    } else if (alike && meant(alike[1] ?? '', alike[2] ?? '', known)) {
      const scope = /file/i.test(alike[1] ?? '') ? 'file' : 'statement';
      const rules = ruleWords(alike[2] ?? '', known);
      const form = formOf(scope, rules, null, null, (alike[2] ?? '').split(/\s(?:--|[—–-]|reason:)\s*/)[1] ?? '');
      found.push({ kind: 'malformed', problem: `"${(alike[1] ?? '').trim()}" is not how an allow comment begins`, form, start, end });
    } else if (inside && known.has(inside[2] ?? '')) {
      const rest = line.slice(inside.index);
      const parsed = parseTerms(rest.replace(/^lockkeeper:allow(-file)?/, ''), inside[1] ? 'file' : 'statement', known);
      const form = parsed.kind === 'allow' ? formOf(parsed.scope, parsed.rules, parsed.until, parsed.by, parsed.reason) : parsed.form;
      found.push({ kind: 'malformed', problem: 'an allow comment begins its line', form, start: start + inside.index, end });
    } else if (last?.kind === 'allow' && line.replace(/^[\s*]+/, '').trim() !== '') {
      found[found.length - 1] = { ...last, reason: `${last.reason} ${line.replace(/^[\s*]+/, '').trim()}`, end };
    }
  }
  return found;
}

type Parsed = Omit<Allow, 'start' | 'end'> | Omit<Malformed, 'start' | 'end'>;
const place = (parsed: Parsed, start: number, end: number): Allow | Malformed => ({ ...parsed, start, end }) as Allow | Malformed;

/** With a separator it is always meant; `lockkeeper allow …` could be prose, unless a rule follows. */
function meant(words: string, rest: string, known: ReadonlySet<string>): boolean {
  return /[:_\-.]/.test(words.replace(/^lock-keeper/i, '')) || ruleWords(rest, known).some((word) => known.has(word));
}

/** Words that could be rules at the start of what follows. */
function ruleWords(rest: string, known: ReadonlySet<string>): readonly string[] {
  const words: string[] = [];
  for (const word of rest.split(/[\s,:()[\]"'`]+/).filter((part) => part !== '')) {
    if (!RULE.test(word) || word === 'until' || word === 'by' || (words.length > 0 && !known.has(word))) break;
    words.push(known.has(word) ? word : (nearest(word, known) ?? word));
  }
  return words;
}

/** An allow comment as it should stand. */
export function formOf(scope: Allow['scope'], rules: readonly string[], until: string | null, by: string | null, reason: string): string {
  return [
    `lockkeeper:allow${scope === 'file' ? '-file' : ''}`,
    rules.length > 0 ? rules.join(', ') : '<rule>',
    ...(until === null ? [] : ['until', until]),
    ...(by === null ? [] : ['by', by]),
    '--',
    HAS_WORDS.test(reason) ? reason.trim() : PLACEHOLDER,
  ].join(' ');
}

/** Everything after `lockkeeper:allow`. */
function parseTerms(rest: string, scope: Allow['scope'], known: ReadonlySet<string>): Parsed {
  const separator = /(?:^|\s)--(?=\s|$)/.exec(rest);
  const terms = (separator ? rest.slice(0, separator.index) : rest).trim();
  const reason = separator ? rest.slice(separator.index + separator[0].length).trim() : '';
  const words = terms
    .replaceAll(',', ' , ')
    .split(/\s+/)
    .filter((word) => word !== '');

  const rules: string[] = [];
  let i = 0;
  let problem = '';
  const fail = (what: string): void => {
    problem ||= what;
  };
  while (i < words.length) {
    const word = words[i] ?? '';
    if (word === 'until' || word === 'by') break;
    const glued = /^([a-z][a-z0-9-]*?)--+(.*)$/.exec(word);
    const dashed = word.toLowerCase().replaceAll('_', '-');
    if (word === ',') fail(rules.length === 0 ? 'a comma stands where a rule should' : 'two commas stand together');
    else if (RULE.test(word)) rules.push(word);
    else if (word.startsWith('@')) break;
    else if (glued || word.startsWith('--')) {
      fail('"--" needs a blank on either side');
      if (glued?.[1]) rules.push(glued[1]);
      words[i] = glued?.[2] ?? word.slice(2);
      break;
    } else if (/^[—–-]+$/.test(word) || word === 'reason:' || word === 'because') {
      fail('the reason comes after "--"');
      break;
    } else if (word.endsWith(':') && RULE.test(word.slice(0, -1))) {
      fail('the reason comes after "--"');
      rules.push(word.slice(0, -1));
      i++;
      break;
    } else if (RULE.test(dashed)) {
      fail(dashed === word.toLowerCase() ? 'rules are written in lower case' : 'rules are written with hyphens');
      rules.push(dashed);
    } else fail(`"${word}" is not a rule`);
    i++;
    if (words[i] === ',' && words[i + 1] !== undefined && words[i + 1] !== ',') i++;
    else if (words[i] === ',') {
      fail('a comma stands at the end of the rules');
      i++;
    } else if (words[i] !== undefined && words[i] !== 'until' && words[i] !== 'by' && RULE.test(words[i] ?? '')) {
      // Two words without a comma: either the comma or the reason's "--" is missing.
      if (known.has(words[i] ?? '')) fail('rules are separated by commas');
      else {
        fail(separator ? `"${words[i]}" stands between the rules and "--"` : 'the reason comes after "--"');
        break;
      }
    }
  }
  if (rules.length === 0) fail('it names no rule');

  let until: string | null = null;
  let by: string | null = null;
  let stated = reason;
  while (i < words.length) {
    const word = words[i] ?? '';
    const next = words[i + 1] ?? '';
    if (word === 'until' && until === null) {
      if (by !== null) fail('"until" comes before "by"');
      if (isDate(next)) until = next;
      else fail(next === '' ? '"until" needs a date' : `"${next}" is not a date of the form YYYY-MM-DD`);
      i += 2;
    } else if (word === 'by' && by === null) {
      if (/^@[\w][\w./-]*$/.test(next)) by = next;
      else fail(next === '' ? '"by" needs an owner' : `"${next}" is not an owner of the form @name`);
      i += 2;
    } else if (/^@[\w][\w./-]*$/.test(word) && by === null) {
      fail('the owner comes after "by"');
      by = word;
      i++;
    } else {
      if (problem === '') fail(separator ? `"${word}" stands between the rules and "--"` : 'the reason comes after "--"');
      if (stated === '')
        stated = words
          .slice(i)
          .join(' ')
          .replaceAll(' , ', ', ')
          .replace(/^(?:[—–-]+|reason:|because)\s*/, '');
      break;
    }
  }
  if (!HAS_WORDS.test(reason)) fail('it gives no reason');
  if (problem !== '') return { kind: 'malformed', problem, form: formOf(scope, [...new Set(rules)], until, by, stated) };
  return { kind: 'allow', scope, rules: [...new Set(rules)], until, by, reason };
}

/** YYYY-MM-DD of a day that exists. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
