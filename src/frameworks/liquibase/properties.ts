/** `<property name="type" value="uuid" dbms="postgresql"/>`, and the `${type}` it stands for. */
import type { Step } from '../framework.ts';
import { scriptOf, type Piece } from '../pieces.ts';
import type { SqlScript } from '../../source.ts';
import type { Property } from './changelog.ts';
import type { Expand } from './change.ts';
import { otherEngine, otherEngineOfContext } from './conditions.ts';

const PLACEHOLDER = /\$\{([^{}$\s]+)\}/g;

/** The properties that hold on an engine. Of several with one name the first counts, as in Liquibase. */
export function propertiesFor(properties: readonly Property[], engine: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { name, value, dbms, context } of properties) {
    if (otherEngine(dbms, engine) !== undefined || otherEngineOfContext(context, engine) !== undefined) continue;
    if (!values.has(name.toLowerCase())) values.set(name.toLowerCase(), value);
  }
  return values;
}

/** Fills placeholders. What is not known stays as it is, for the reader of SQL to name. */
export function expander(properties: ReadonlyMap<string, string>): Expand {
  const fill = (text: string, depth: number): string =>
    text.includes('${') && depth < 5
      ? text.replaceAll(PLACEHOLDER, (whole, name: string) => {
          const value = properties.get(name.toLowerCase());
          return value === undefined ? whole : fill(value, depth + 1);
        })
      : text;
  return (text) => fill(text, 0);
}

/** Fills the placeholders of SQL that stands in the file: everything around them keeps its place. */
export function expandStep(step: Step, expand: Expand): Step {
  if (step.kind !== 'sql' || step.made === true || !step.script.text.includes('${')) return step;
  const script = expandScript(step.script, expand);
  return script === step.script ? step : { ...step, script };
}

function expandScript(script: SqlScript, expand: Expand): SqlScript {
  const pieces: Piece[] = [];
  let at = 0;
  // The pieces are counted in the script that was there before, which knows the way to the file.
  const keep = (end: number): void => {
    if (end > at) pieces.push({ text: script.text.slice(at, end), start: at, end, units: 'same' });
  };
  for (const match of script.text.matchAll(PLACEHOLDER)) {
    const filled = expand(match[0]);
    if (filled === match[0]) continue;
    keep(match.index);
    at = match.index + match[0].length;
    pieces.push({ text: filled, start: match.index, end: at });
  }
  if (pieces.length === 0) return script;
  keep(script.text.length);
  const over = scriptOf('', pieces);
  return {
    text: over.text,
    locate(start, end) {
      const span = over.locate(start, end);
      return script.locate(span.start, span.end);
    },
  };
}
