/** Rules with their conditions and texts ready to be evaluated; each is parsed when it is first needed. */
import { compileExpression, type Evaluate } from './expression.ts';
import { type Bindings, bind, type Ledger } from './record.ts';
import type { OptionValue, Rule, StepTemplate } from './rule.ts';
import { compileTemplate, type Render } from './template.ts';
import { scopeOf, type Scope } from './vocabulary.ts';

export interface PreparedStep {
  readonly template: StepTemplate;
  readonly when: Evaluate | undefined;
  readonly title: Render;
  readonly sql: Render;
  /** Texts that a step may have beside these. */
  readonly more: Readonly<Partial<Record<'deploy' | 'check' | 'cleanup', Render>>>;
}

export interface PreparedRule {
  readonly rule: Rule;
  readonly scope: Scope;
  readonly when: Evaluate | undefined;
  readonly message: Render;
  readonly why: Render;
  readonly fix: Render;
  readonly steps: readonly PreparedStep[];
}

const prepared = new WeakMap<Rule, PreparedRule>();

/** Prepares a rule, once. */
export function prepareRule(rule: Rule): PreparedRule {
  let ready = prepared.get(rule);
  if (ready) return ready;
  const scope = scopeOf(rule.on, rule.options);
  const condition = (source: string): Evaluate | undefined => (source === '' ? undefined : compileExpression(source, scope));
  ready = {
    rule,
    scope,
    when: condition(rule.when),
    message: compileTemplate(rule.message, scope),
    why: compileTemplate(rule.why, scope),
    fix: compileTemplate(rule.fix, scope),
    steps: (typeof rule.rewrite === 'object' ? (rule.rewrite ?? []) : []).map((template) => ({
      template,
      when: condition(template.when),
      title: compileTemplate(template.title, scope),
      sql: compileTemplate(template.sql, scope),
      more: Object.fromEntries(
        (['deploy', 'check', 'cleanup'] as const).flatMap((key) =>
          template[key] === '' ? [] : [[key, compileTemplate(template[key], scope)]],
        ),
      ),
    })),
  };
  prepared.set(rule, ready);
  return ready;
}

/** Adds the values of the rule's options to what it sees. */
export function withOptions(base: Bindings, ready: PreparedRule, options: Readonly<Record<string, OptionValue>>, ledger: Ledger): Bindings {
  const fields = ready.scope.variables['options']?.fields ?? {};
  if (Object.keys(fields).length === 0) return base;
  // A copy would read every value; an heir reads what it is asked for.
  return Object.create(base, { options: { value: bind('options', options, fields, ledger) } }) as Bindings;
}

/** Whether a condition holds; an absent one always does. */
export function holds(condition: Evaluate | undefined, bindings: Bindings, ledger: Ledger): boolean {
  return condition === undefined || condition(bindings, ledger) === true;
}
