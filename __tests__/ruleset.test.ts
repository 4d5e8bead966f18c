/** The ruleset engine: what a rule file may say, and what the judge makes of it. */
import { describe, expect, it } from 'vitest';
import type { TableKnowledge } from '../src/catalog/catalog.ts';
import { memoryTree } from '../src/changes/memory.ts';
import { type Circumstances, exposure, LONGEST_TIMEOUT, worstExposure } from '../src/effects/exposure.ts';
import { placeText, type UserError } from '../src/errors.ts';
import { OPERATION_KINDS, OPERATIONS } from '../src/operations/operation.ts';
import type { Finding, RewriteStep } from '../src/report.ts';
import { loadBuiltInRules } from '../src/ruleset/builtin.ts';
import { compileRules } from '../src/ruleset/compile.ts';
import { loadCustomRules } from '../src/ruleset/custom.ts';
import { describeResults, type ExampleRun, type ExampleWorld, testRules } from '../src/ruleset/example.ts';
import { checkCondition, compileExpression } from '../src/ruleset/expression.ts';
import { makeFingerprints, normalizeStatement } from '../src/ruleset/fingerprint.ts';
import { judge, type JudgeContext } from '../src/ruleset/judge.ts';
import { readRules } from '../src/ruleset/load.ts';
import { ruleIndex, rulePage } from '../src/ruleset/page.ts';
import { bind, type Ledger } from '../src/ruleset/record.ts';
import { loadRegexEngine } from '../src/ruleset/regex.ts';
import { ruleReference } from '../src/ruleset/reference.ts';
import type { Rule } from '../src/ruleset/rule.ts';
import { ruleSchemaJson } from '../src/ruleset/schema.ts';
import type { RuleSetting, RuleSettings } from '../src/ruleset/settings.ts';
import { compileTemplate, parseTemplate } from '../src/ruleset/template.ts';
import { scopeOf } from '../src/ruleset/vocabulary.ts';
import { analysed, dialect, effect, type MigrationSpec, type OperationSpec } from './support/analysed.ts';

const BASE = {
  title: 'A hazard',
  category: 'locking',
  risk: 'medium',
  on: 'create-index',
  message: 'A message.',
  why: 'A reason.',
  fix: 'A way out.',
};

/** A custom rule from its keys. JSON is YAML. */
async function ruleOf(keys: Readonly<Record<string, unknown>>, known: readonly Rule[] = []): Promise<Rule> {
  const id = String(keys['id'] ?? 'hazard');
  const file = { path: `rules/${id}.yaml`, text: JSON.stringify({ ...BASE, id, ...keys }) };
  const { rules, problems } = await readRules([file], { rewrites: { postgres: ['named'] }, known, builtIn: false });
  if (problems[0]) throw problems[0];
  return rules[0] as Rule;
}

const NO_TABLES: TableKnowledge = { size: () => 'unknown', rows: () => undefined };

function settings(set: Partial<RuleSettings> = {}): RuleSettings {
  return { preset: 'recommended', rules: new Map(), overrides: [], tables: NO_TABLES, ...set };
}

function run(
  spec: MigrationSpec | readonly MigrationSpec[],
  rules: readonly Rule[],
  context: Partial<JudgeContext> = {},
): ReturnType<typeof judge> {
  const specs = Array.isArray(spec) ? (spec as readonly MigrationSpec[]) : [spec as MigrationSpec];
  return judge(specs.map(analysed), rules, { settings: settings(), dialects: new Map([['postgres', dialect()]]), ...context });
}

const one = (operation: OperationSpec, sql = 'CREATE INDEX i ON users (a)'): MigrationSpec => ({
  statements: [{ sql, operations: [operation] }],
});

function errorText(error: UserError): string {
  const where = error.where ? `${placeText(error.where)}: ` : '';
  return [`${where}${error.problem}`, error.excerpt, error.hint].filter((line) => line !== undefined).join('\n');
}

/** Lists of names cut after the third: a new fact is no reason to look at every message again. */
function shortLists(text: string): string {
  return text.replaceAll(/( are |have: |one of )([\w-]+, [\w-]+, [\w-]+), [^.;]+/g, '$1$2, …');
}

describe('mistakes in rule files', () => {
  const GOOD = `id: index-without-concurrently
title: Index built without CONCURRENTLY
category: locking
risk: exposure
on: create-index
when: >-
  !op.concurrently && effect.blocksWrites &&
  !table.createdHere
message: Building \${op.index} blocks every write to \${op.table} until the build finishes.
why: CREATE INDEX holds a SHARE lock while it reads the table.
fix: 'Build it with CONCURRENTLY, it''s \${op.method}.'
rewrite: named
options:
  max: { type: duration, default: 5s, doc: The longest lock timeout that counts. }
examples:
  bad:
    - sql: CREATE INDEX i ON users (email);
      finding: Building i blocks every write to users until the build finishes.
      options: { max: 1s }
  good:
    - sql: CREATE INDEX CONCURRENTLY i ON users (email);
references: [https://www.postgresql.org/docs/current/sql-createindex.html]
`;
  const WHEN = '!table.createdHere';
  /** What is replaced, by what. */
  const MISTAKES: readonly (readonly [string, string])[] = [
    // names
    ['effect.blocksWrites', 'effect.blockWrites'],
    [WHEN, 'tabel.createdHere'],
    [WHEN, 'effects.blocksWrites'],
    [WHEN, 'effects.exists(e, e.blocks)'],
    [WHEN, 'options.maximum > 5'],
    [WHEN, 'op.definition == ""'],
    [WHEN, 'op["concurrently"]'],
    [WHEN, 'sizes(op.columns) > 1'],
    [WHEN, 'op.table.beginsWith("a")'],
    // what CEL has and rules have not
    [WHEN, 'op.table.matches("^a")'],
    [WHEN, 'has(op.table)'],
    [WHEN, 'dyn(op.table) == 1'],
    [WHEN, 're2(op.table, "(")'],
    [WHEN, 'op.columns.exists(a, op.columns.exists(b, op.columns.exists(c, a == b)))'],
    [WHEN, `${'op.only && '.repeat(600)}op.only`],
    [WHEN, 'size(op.columns + op.include) > 1'],
    [WHEN, '[op.columns].map(x, x + x) == [["a"]]'],
    // types
    [WHEN, 'table.rows > "x"'],
    [WHEN, 'op.index'],
    [WHEN, 'op.index && op.unique'],
    [WHEN, 'size(op.unique) > 1'],
    [WHEN, '!op.index'],
    // closed sets
    [WHEN, 'effect.work == "scam"'],
    [WHEN, '"scam" != effect.work'],
    [WHEN, 'effect.lock in ["SHARE", "SHARED"]'],
    [WHEN, 'effects.exists(e, e.lock == "share")'],
    [WHEN, '"acces share" in effects.map(e, e.lock)'],
    [WHEN, 'effect.work == (op.unique ? "scan" : "nothing")'],
    [WHEN, 'effect.lock > "SHARE"'],
    // grammar
    [WHEN, 'op.only and op.unique'],
    [WHEN, 'op.only = true'],
    [WHEN, 'op.only op.unique'],
    [WHEN, '(op.only'],
    [WHEN, 'op.index == "a'],
    [`&&\n  ${WHEN}`, '&&'],
    // texts
    ['${op.index}', '${op.indx}'],
    ['${op.index}', '${op.index'],
    ['${op.index}', '${effect}'],
    ['${op.method}', '${op.methd}'],
    // the shape
    ['message:', 'mesage:'],
    ['sql: CREATE INDEX i', 'sqll: CREATE INDEX i'],
    ['risk: exposure', 'risk: hihg'],
    ['category: locking', 'category: lock'],
    ['on: create-index', 'on: create-indx'],
    ['on: create-index', 'on: [create-index, drop-indx]'],
    ['on: create-index', 'on: [create-index, migration]'],
    ['on: create-index', 'on: [drop-index, create-index, drop-index]'],
    ['on: create-index', 'on: { kind: create-index }'],
    ['on: create-index', 'on: [create-index, drop-table]'],
    ['title: Index', 'title: 5\n#'],
    ['fix: ', 'fix: {x}\n#'],
    ['id: index', 'id: Index'],
    ['id: index-without', 'id: no-index-without'],
    ['id: index-without', 'id: index-with'],
    ['rewrite: named', 'rewrite: naemd'],
    ['rewrite: named', 'rewrite: [{ title: A, phase: expnd, sql: B }]'],
    ['rewrite: named', 'rewrite: [{ title: A, phase: expand, sql: "ALTER ${op.tabel}" }]'],
    ['rewrite: named', 'no-rewrite: ""'],
    ['rewrite: named', 'no-rewrites: None is known.'],
    ['rewrite: named', 'no-rewrite: Nothing builds ${op.index} so.'],
    ['rewrite: named', 'yields-to: [no-such]'],
    ['references: [https', 'references: [htp'],
    ['default: 5s', 'default: fast'],
    ['  max:', '  Max-time:'],
    ['options: { max: 1s }', 'options: { maks: 1s }'],
    ['options: { max: 1s }', 'options: { max: soon }'],
    ['options: { max: 1s }', 'migration: { stauts: edited }'],
    ['options: { max: 1s }', 'migration: { status: changed }'],
    ['options: { max: 1s }', 'migration: { outOfOrder: maybe }'],
    ['- sql: CREATE INDEX i', '- given: CREATE INDEX i'],
    // YAML
    [`>-\n  !op.concurrently && effect.blocksWrites &&\n  ${WHEN}`, '!op.concurrently && effect.blocksWrites'],
    [`>-\n  !op.concurrently && effect.blocksWrites &&\n  ${WHEN}`, '"a" in op.columns'],
    [`>-\n  !op.concurrently && effect.blocksWrites &&\n  ${WHEN}`, '&& op.concurrently'],
    [`>-\n  !op.concurrently && effect.blocksWrites &&\n  ${WHEN}`, '*op'],
    ['category: locking', 'category: locking\ncategory: data'],
    ['on: create-index', 'on: [create-index'],
    ['on: create-index', 'on: create-index\n---\nid: another'],
  ];

  it('are said with their place, what was meant, and what is valid', async () => {
    const texts: string[] = [];
    for (const [from, to] of MISTAKES) {
      expect(GOOD).toContain(from);
      const file = { path: '.github/rules/index-without-concurrently.yaml', text: GOOD.replace(from, () => to) };
      const { rules, problems } = await readRules([file], { rewrites: { postgres: ['named'] }, known: [], builtIn: false });
      expect({ to, problems }).toMatchObject({ problems: [{ name: 'UserError' }] });
      expect(rules.length).toBe(to.includes('no-such') ? 1 : 0);
      const shown = to.length > 80 ? `${to.slice(0, 77)}...` : to;
      texts.push(`${shown}\n\n${shortLists(errorText(problems[0] as UserError))}`);
    }
    await expect(`${texts.join('\n\n----------------------------------------\n\n')}\n`).toMatchFileSnapshot(
      'fixtures/ruleset/mistakes.txt',
    );
  });

  it('is none in the file that they are made in', async () => {
    const file = { path: 'index-without-concurrently.yaml', text: GOOD };
    const { rules, problems } = await readRules([file], { rewrites: { postgres: ['named'] }, known: [], builtIn: false });
    expect(problems).toEqual([]);
    expect(rules[0]).toMatchObject({
      options: { max: { default: 5000 } },
      preset: 'recommended',
      direction: 'up',
      dialect: 'common',
      builtIn: false,
    });
    expect(rules[0]?.examples.bad[0]?.options).toEqual({ max: 1000 });
  });

  it('across files: an id twice, an id of ours, rules that yield to each other', async () => {
    const text = (id: string, more: object = {}): string => JSON.stringify({ ...BASE, id, ...more });
    const ours: Rule = { ...(await ruleOf({ id: 'drop-it' })), builtIn: true };
    const files = [
      { path: 'a/drop-it.yaml', text: text('drop-it') },
      { path: 'a/same.yaml', text: text('same') },
      { path: 'b/same.yaml', text: text('same') },
      { path: 'a/first.yaml', text: text('first', { 'yields-to': ['second'] }) },
      { path: 'a/second.yaml', text: text('second', { 'yields-to': ['third', 'drop-it'] }) },
      { path: 'a/third.yaml', text: text('third', { 'yields-to': ['first'] }) },
      { path: 'a/near.yaml', text: text('near', { 'yields-to': ['drop-if'] }) },
    ];
    const { rules, problems } = await readRules(files, { rewrites: {}, known: [ours], builtIn: false });
    expect(rules.map(({ id }) => id)).toEqual(['same', 'first', 'second', 'third', 'near']);
    expect(problems.map((problem) => [problem.where?.path, problem.problem, problem.hint])).toEqual([
      [
        'a/drop-it.yaml',
        '"drop-it" is the id of a built-in rule.',
        'Choose another id; `rules:` in the configuration changes or turns off the built-in one.',
      ],
      ['b/same.yaml', 'A/same.yaml has the id "same" too.', undefined],
      ['a/first.yaml', '"first" and "second" yield to each other.', undefined],
      ['a/second.yaml', '"second" and "third" yield to each other.', undefined],
      ['a/third.yaml', '"third" and "first" yield to each other.', undefined],
      ['a/near.yaml', 'There is no rule "drop-if".', 'Did you mean `drop-it`?'],
    ]);
  });

  it('of a built-in rule: what only we must give', async () => {
    const built = async (change: (text: string) => string): Promise<string | undefined> => {
      const file = { path: 'rules/postgres/index-without-concurrently.yaml', text: change(GOOD) };
      return (await readRules([file], { rewrites: { postgres: ['named'], mysql: ['other'] }, known: [], builtIn: true })).problems[0]
        ?.problem;
    };
    expect(await built((text) => text)).toBeUndefined();
    expect(await built((text) => text.replace(/references.*/, ''))).toBe('`references` is missing.');
    expect(await built((text) => text.replace(/ {2}good:[^]*?\nref/, 'ref'))).toBe('There is no good example.');
    expect(await built((text) => text.replace(/ {2}bad:[^]*? {2}good/, '  good'))).toBe('There is no bad example.');
    expect(await built((text) => text.replace('rewrite: named', 'rewrite: other'))).toBe('There is no rewrite "other".');
    expect(await built((text) => text.replace('rewrite: named', ''))).toBe(
      'A rule whose level is exposure has neither `rewrite` nor `no-rewrite`.',
    );
    const low = 'strict-risk: low';
    expect(await built((text) => text.replace('rewrite: named', low).replace('risk: exposure', 'risk: medium'))).toBeUndefined();
    expect(await built((text) => text.replace('rewrite: named', 'strict-risk: high').replace('risk: exposure', 'risk: medium'))).toBe(
      'A rule whose level is high has neither `rewrite` nor `no-rewrite`.',
    );
    expect(await built((text) => text.replace('rewrite: named', 'no-rewrite: Nothing else builds it.'))).toBeUndefined();
    expect(await built((text) => text.replace('rewrite: named', 'rewrite: named\nno-rewrite: Not for a hash.'))).toBeUndefined();
  });

  it('of custom rules stop the run, at the first, counting the others', async () => {
    const bad = JSON.stringify({ ...BASE, id: 'bad', risk: 'immense' });
    const tree = memoryTree({ '.github/rules/bad.yaml': bad, '.github/rules/worse.yaml': '- 1', '.github/rules/note.md': '' });
    const context = { rewrites: {}, known: [], builtIn: false };
    await expect(loadCustomRules(tree, ['.github/rules/*.yaml'], context)).rejects.toMatchObject({
      problem: '`risk` cannot be "immense".',
      hint: 'It is one of info, low, medium, high, critical, exposure.\n1 more problem in rule files: `lockkeeper rules test` shows all.',
    });
    await expect(loadCustomRules(tree, ['rules/*.yaml'], context)).rejects.toMatchObject({
      problem: 'No rule file matches "rules/*.yaml".',
    });
    await expect(loadCustomRules(tree, [], context)).resolves.toEqual([]);
  });
});

describe('conditions', () => {
  const ledger = (): Ledger => ({ display: dialect().display, quote: (name) => `<${name}>`, unknown: new Set() });
  const fields = scopeOf(['create-index'], { max: { type: 'duration', default: 0, doc: '' } }).variables;
  const scope = scopeOf(['create-index'], { max: { type: 'duration', default: 0, doc: '' } });
  const bindings = (book: Ledger): Record<string, unknown> => {
    const record = (name: string, raw: object): unknown => bind(name, raw as never, fields[name]?.fields ?? {}, book);
    const effects = [
      effect({ relation: 'public.users', lock: 'SHARE', blocksWrites: true, work: 'index-build' }),
      effect({ relation: 'audit.log', lock: 'ACCESS SHARE', work: 'scan', unknown: ['work'] }),
    ];
    return {
      op: record('op', { kind: 'create-index', table: 'public.users', index: 'i', columns: ['a', 'b'], unique: true, method: 'btree' }),
      effect: record('effect', effects[0] ?? {}),
      effects: effects.map((item) => bind('effect', { ...item }, fields['effect']?.fields ?? {}, book)),
      table: record('table', { rows: 2_000_000_000, references: ['public.plans', 'audit.log'], small: true, unknown: ['small'] }),
      options: record('options', { max: 5000 }),
    };
  };

  it.each([
    ['op.unique', true],
    ['op.table == "users"', true],
    ['"plans" in table.references', true],
    ['"audit.log" in table.references', true],
    ['table.rows > 1000000000', true],
    ['table.rows == 2000000000', true],
    ['options.max == 5000', true],
    ['size(op.columns) == 2 && op.columns[1] == "b"', true],
    ['effects.exists(e, e.work == "scan" && e.relation == "audit.log")', true],
    ['effects.all(e, e.blocksWrites)', false],
    ['effects.filter(e, e.blocksWrites).map(e, e.relation) == ["users"]', true],
    ['size(effects.filter(e, e.work != "none")) > 1', true],
    ['re2(op.index, "^[a-z]$")', true],
    ['re2(op.table, "x{3}")', false],
    ['op.kind in ["create-index"]', true],
    ['asDuration(options.max) == "5s" && asDuration(90000) == "90s" && asDuration(0) == "0" && asDuration(7200000) == "2h"', true],
    ['plural(size(op.columns), "column") == "2 columns" && plural(1, "index", "indexes") == "1 index"', true],
    ['ident(op.index) == "<i>"', true],
  ])('%s is %s', async (source, expected) => {
    await loadRegexEngine();
    const book = ledger();
    checkCondition(source, scope);
    expect(compileExpression(source, scope)(bindings(book), book)).toBe(expected);
  });

  it.each([
    ['op.unique', []],
    ['op.unique && table.small', ['table.small']],
    // What is not looked at does not make the answer less sure.
    ['!op.unique && table.small', []],
    ['effects.exists(e, e.lock == "SHARE")', []],
    ['effects.exists(e, e.work == "scan")', ['effect.work']],
  ])('%s reads what is not known: %j', (source, unknown) => {
    const book = ledger();
    compileExpression(source, scope)(bindings(book), book);
    expect([...book.unknown]).toEqual(unknown);
  });

  it('say which facts they can read', () => {
    expect(checkCondition('!op.unique && (table.small || effects.exists(e, e.work == "scan")) && options.max > 1', scope)).toEqual([
      'effects.work',
      'op.unique',
      'options.max',
      'table.small',
    ]);
  });

  it('see in op the fields that several kinds share', () => {
    const shared = scopeOf(['create-index', 'drop-index']);
    expect(checkCondition('op.concurrently && op.index == "i" && op.kind == "drop-index"', shared)).toContain('op.index');
    expect(() => checkCondition('op.unique', shared)).toThrow('`op` has no field `unique`');
    expect(() => checkCondition('op.kind == "drop-table"', shared)).toThrow('`op.kind` is never "drop-table"');
    expect(() => checkCondition('op.index == ""', scopeOf(['any']))).toThrow('`op` has no field `index`');
    expect(() => checkCondition('op.kind == ""', scopeOf(['migration']))).toThrow('there is no `op` where `on` is migration');
  });

  it('end soon on a pattern that hangs other engines', async () => {
    await loadRegexEngine();
    const book = ledger();
    const source = `re2("${'a'.repeat(5000)}!", "^(a+)+$")`;
    const start = performance.now();
    expect(compileExpression(source, scope)(bindings(book), book)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('templates', () => {
  it.each([
    ['no expression', ['no expression']],
    ['a ${op.table} b', ['a ', { source: 'op.table', start: 4 }, ' b']],
    [
      '${a}${b}',
      [
        { source: 'a', start: 2 },
        { source: 'b', start: 6 },
      ],
    ],
    ['$${a} costs $5', ['${a} costs $5']],
    ['${ {"}": 1}["}"] }', [{ source: ' {"}": 1}["}"] ', start: 2 }]],
    [`\${'it\\'s }' + "}"}!`, [{ source: `'it\\'s }' + "}"`, start: 2 }, '!']],
    ['${r"\\"}', [{ source: 'r"\\"', start: 2 }]],
  ])('%s', (text, expected) => {
    const parts = parseTemplate(text).map((part) => (part.kind === 'text' ? part.text : { source: part.source, start: part.start }));
    expect(parts).toEqual(expected);
  });

  it('join lists, show numbers and conditions', () => {
    const scope = scopeOf(['create-index']);
    const book: Ledger = { display: dialect().display, quote: (name) => name, unknown: new Set() };
    const op = bind('op', { table: 'public.users', columns: ['a', 'b'], unique: true }, scope.variables['op']?.fields ?? {}, book);
    const table = bind('table', { rows: 3 }, scope.variables['table']?.fields ?? {}, book);
    const text = '${op.table} (${op.columns}): ${table.rows} ${table.rows == 1 ? "row" : "rows"}, ${op.unique}';
    expect(compileTemplate(text, scope)({ op, table }, book)).toBe('users (a, b): 3 rows, true');
  });
});

describe('the judge', () => {
  const WRITES: OperationSpec = {
    kind: 'create-index',
    fields: { index: 'i' },
    effects: [{ blocksWrites: true, lock: 'SHARE', work: 'index-build' }],
  };

  it('says what, where, why, and what to do', async () => {
    const rule = await ruleOf({
      when: '!op.concurrently && effect.blocksWrites',
      message: 'Building ${op.index} blocks ${op.table}.',
      related: ['table-created', 'held-lock'],
      rewrite: [
        {
          title: 'Build ${op.index}',
          phase: 'expand',
          transaction: false,
          sql: 'CREATE INDEX CONCURRENTLY ${ident(op.index)} ON ${op.table}',
          deploy: 'Deploy code that needs ${op.index}.',
          check: 'SELECT 1 WHERE false',
          cleanup: 'DROP INDEX ${ident(op.index)}',
        },
        { title: 'Only for a unique one', phase: 'contract', sql: 'x', when: 'op.unique' },
      ],
    });
    const made = { path: 'db/0.sql', start: 3, end: 9 };
    const { findings, failures } = run(one({ ...WRITES, places: { 'table-created': made } }), [rule]);
    expect(failures).toEqual([]);
    expect(findings).toEqual([
      {
        rule: 'hazard',
        category: 'locking',
        risk: 'medium',
        confidence: 'certain',
        primary: { path: 'db/1.sql', start: 0, end: 27 },
        related: [{ span: made, note: 'the statement that made the table' }],
        message: 'Building i blocks users.',
        why: 'A reason.',
        fix: 'A way out.',
        url: '',
        rewrite: [
          {
            title: 'Build i',
            phase: 'expand',
            transaction: false,
            sql: 'CREATE INDEX CONCURRENTLY i ON users',
            deploy: 'Deploy code that needs i.',
            check: 'SELECT 1 WHERE false',
            cleanup: 'DROP INDEX i',
          },
        ],
        suggestion: null,
        fingerprint: findings[0]?.fingerprint,
        allowed: null,
      },
    ]);
  });

  describe('whether a rule is asked', () => {
    const table: readonly (readonly [string, Readonly<Record<string, unknown>>, Partial<RuleSettings>, boolean])[] = [
      ['recommended by default', {}, {}, true],
      ['a minimal rule is in recommended', { preset: 'minimal' }, {}, true],
      ['a strict one is not', { preset: 'strict' }, {}, false],
      ['a strict one in strict', { preset: 'strict' }, { preset: 'strict' }, true],
      ['a recommended one in minimal', {}, { preset: 'minimal' }, false],
      ['opt-in in strict', { preset: 'opt-in' }, { preset: 'strict' }, false],
      ['opt-in, named', { preset: 'opt-in' }, { rules: set({}) }, true],
      ['off', {}, { rules: set({ level: 'off' }) }, false],
      [
        'off, and on again below a path',
        {},
        { rules: set({ level: 'off' }), overrides: [{ matches: (p) => p.startsWith('db/'), rules: set({ level: 'on' }) }] },
        true,
      ],
      ['off below another path', {}, { overrides: [{ matches: (p) => p.startsWith('legacy/'), rules: set({ level: 'off' }) }] }, true],
      [
        'off for its table',
        {},
        { overrides: [{ matches: () => true, matchesTable: (t) => t === 'public.users', rules: set({ level: 'off' }) }] },
        false,
      ],
      [
        'off for another table',
        {},
        { overrides: [{ matches: () => true, matchesTable: (t) => t === 'public.plans', rules: set({ level: 'off' }) }] },
        true,
      ],
      [
        'the later override wins',
        {},
        {
          overrides: [
            { matches: () => true, rules: set({ level: 'off' }) },
            { matches: () => true, rules: set({ level: 'high' }) },
          ],
        },
        true,
      ],
      ['a down rule in an up', { direction: 'down' }, {}, false],
      ['a rule for both', { direction: 'any' }, {}, true],
      ['for any operation', { on: 'any' }, {}, true],
      ['for another kind', { on: 'drop-index' }, {}, false],
      ['for several kinds', { on: ['drop-index', 'create-index'] }, {}, true],
    ];
    function set(setting: RuleSetting): ReadonlyMap<string, RuleSetting> {
      return new Map([['hazard', setting]]);
    }
    it.each(table)('%s', async (_, keys, set, expected) => {
      const { findings } = run(one(WRITES), [await ruleOf(keys)], { settings: settings(set) });
      expect(findings).toHaveLength(expected ? 1 : 0);
    });

    it('not where its dialect is another', async () => {
      const rule = { ...(await ruleOf({})), dialect: 'mysql' };
      expect(run(one(WRITES), [rule]).findings).toEqual([]);
    });

    it('a table override does not touch what is about no table', async () => {
      const rule = await ruleOf({ on: 'migration' });
      const overrides = [{ matches: () => true, matchesTable: () => true, rules: new Map([['hazard', { level: 'off' as const }]]) }];
      expect(run(one(WRITES), [rule], { settings: settings({ overrides }) }).findings).toHaveLength(1);
    });

    it('with its options', async () => {
      const rule = await ruleOf({
        options: { max: { type: 'integer', default: 3, doc: 'x' } },
        when: 'size(op.columns) > options.max',
        message: 'More than ${options.max}.',
      });
      const wide = one({ ...WRITES, fields: { columns: ['a', 'b', 'c', 'd', 'e'] } });
      const messages = (rules: RuleSettings['rules'], overrides: RuleSettings['overrides'] = []): readonly string[] =>
        run(wide, [rule], { settings: settings({ rules, overrides }) }).findings.map((finding) => finding.message);
      expect(messages(new Map())).toEqual(['More than 3.']);
      expect(messages(new Map([['hazard', { options: { max: 4 } }]]))).toEqual(['More than 4.']);
      expect(messages(new Map([['hazard', { options: { max: 5 } }]]))).toEqual([]);
      expect(
        messages(new Map([['hazard', { options: { max: 5 } }]]), [
          { matches: () => true, rules: new Map([['hazard', { options: { max: 1 } }]]) },
        ]),
      ).toEqual(['More than 1.']);
    });
  });

  describe('how bad it is and how sure', () => {
    const rows: readonly (readonly [string, Readonly<Record<string, unknown>>, OperationSpec, Partial<RuleSettings>, string])[] = [
      ['fixed', { risk: 'critical' }, WRITES, {}, 'critical certain'],
      ['strict-risk outside strict', { risk: 'low', 'strict-risk': 'high' }, WRITES, {}, 'low certain'],
      ['strict-risk in strict', { risk: 'low', 'strict-risk': 'high' }, WRITES, { preset: 'strict' }, 'high certain'],
      [
        'a level of the configuration',
        { risk: 'low' },
        WRITES,
        { rules: new Map([['hazard', { level: 'critical' }]]) },
        'critical certain',
      ],
      ['exposure', { risk: 'exposure' }, WRITES, {}, 'high certain'],
      ['exposure of a small table', { risk: 'exposure' }, WRITES, { tables: { ...NO_TABLES, size: () => 'small' } }, 'low certain'],
      [
        'exposure over all effects',
        { risk: 'exposure' },
        { kind: 'create-index', effects: [{}, { relation: 'public.plans', blocksReads: true, work: 'scan' }] },
        {},
        'critical certain',
      ],
      [
        'exposure of what the change made',
        { risk: 'exposure' },
        { kind: 'create-index', effects: [{ blocksReads: true, work: 'rewrite', createdHere: true }] },
        {},
        'info certain',
      ],
      [
        'a fact of the condition is not known',
        { risk: 'critical', when: 'table.hasTriggers' },
        { ...WRITES, table: { hasTriggers: true, unknown: ['hasTriggers'] } },
        {},
        'high likely',
      ],
      [
        'a fact of the message is not known',
        { message: '${table.indexCount}' },
        { ...WRITES, table: { unknown: ['indexCount'] } },
        {},
        'medium likely',
      ],
      [
        'a fact that nobody read is not known',
        { when: 'effect.blocksWrites || table.small' },
        { ...WRITES, table: { unknown: ['small'] } },
        {},
        'medium certain',
      ],
      [
        'the work is not known',
        { risk: 'exposure' },
        { kind: 'create-index', effects: [{ blocksReads: true, work: 'rewrite', unknown: ['work'] }] },
        {},
        'high likely',
      ],
      [
        'not known, and the level is the user’s',
        { when: 'effect.work == "rewrite"' },
        { kind: 'create-index', effects: [{ work: 'rewrite', unknown: ['work'] }] },
        { rules: new Map([['hazard', { level: 'critical' }]]) },
        'critical likely',
      ],
    ];
    it.each(rows)('%s', async (_, keys, operation, set, expected) => {
      const { findings, failures } = run(one(operation), [await ruleOf(keys)], { settings: settings(set) });
      expect(failures).toEqual([]);
      expect(findings.map(({ risk, confidence }) => `${risk} ${confidence}`)).toEqual([expected]);
    });

    it.each([
      [0, 0, 'medium'],
      [5000, 0, 'low'],
      [5001, 0, 'medium'],
      [5001, 6000, 'low'],
      [3000, 2000, 'medium'],
    ])('a lock timeout of %i, where the rule allows %i', async (waitLimit, max, expected) => {
      const options = max === 0 ? {} : { options: { max: { type: 'duration', default: max, doc: 'x' } } };
      const rule = await ruleOf({ risk: 'exposure', ...options });
      const spec: MigrationSpec = {
        statements: [{ sql: 'x', operations: [{ kind: 'create-index', effects: [{ blocksReads: true }] }], transaction: { waitLimit } }],
      };
      expect(run(spec, [rule]).findings[0]?.risk).toBe(expected);
    });

    it('a transaction is as bad as its worst statement, under the timeout of that statement', async () => {
      const rule = await ruleOf({ on: 'transaction', risk: 'exposure' });
      const operations: readonly OperationSpec[] = [{ kind: 'add-column', effects: [{ blocksReads: true }] }];
      const waits = { sql: 'a', operations };
      const guarded = { sql: 'b', operations, transaction: { waitLimit: 1000 } };
      expect(run({ statements: [waits, guarded] }, [rule]).findings[0]?.risk).toBe('medium');
      expect(run({ statements: [guarded, guarded] }, [rule]).findings[0]?.risk).toBe('low');
    });

    it('a lock timeout that is not known does not count', async () => {
      const rule = await ruleOf({ risk: 'exposure' });
      const transaction = { waitLimit: 1000, unknown: ['waitLimit'] };
      const spec: MigrationSpec = {
        statements: [{ sql: 'x', operations: [{ kind: 'create-index', effects: [{ blocksReads: true }] }], transaction }],
      };
      expect(run(spec, [rule]).findings[0]?.risk).toBe('medium');
    });
  });

  describe('silence', () => {
    const ids = (findings: readonly Finding[]): readonly string[] => findings.map((finding) => finding.rule).toSorted();
    const two: MigrationSpec = {
      statements: [
        { sql: 'a', operations: [WRITES] },
        { sql: 'b', operations: [{ kind: 'drop-index', fields: { index: 'public.i' } }] },
      ],
    };

    it('where a rule it yields to speaks of the same operation, and only there', async () => {
      const special = await ruleOf({ id: 'special', on: 'create-index' });
      const general = await ruleOf({ id: 'general', on: 'any', 'yields-to': ['special'] }, [special]);
      expect(run(two, [general, special]).findings.map(({ rule, primary }) => [rule, primary.start])).toEqual([
        ['special', 0],
        ['general', 3],
      ]);
    });

    it('not where that rule is off, or yields itself', async () => {
      const first = await ruleOf({ id: 'first' });
      const second = await ruleOf({ id: 'second', 'yields-to': ['first'] }, [first]);
      const third = await ruleOf({ id: 'third', 'yields-to': ['second'] }, [second]);
      const all = [third, second, first];
      expect(ids(run(one(WRITES), all).findings)).toEqual(['first', 'third']);
      const rules = new Map([['first', { level: 'off' as const }]]);
      expect(ids(run(one(WRITES), all, { settings: settings({ rules }) }).findings)).toEqual(['second']);
    });

    it('of a transaction or a migration that holds the operation', async () => {
      const special = await ruleOf({ id: 'special', on: 'drop-index' });
      const whole = await ruleOf({ id: 'whole', on: 'transaction', 'yields-to': ['special'] }, [special]);
      const file = await ruleOf({ id: 'file', on: 'migration', 'yields-to': ['special'] }, [special]);
      expect(ids(run(two, [special, whole, file]).findings)).toEqual(['special']);
      expect(ids(run(one(WRITES), [special, whole, file]).findings)).toEqual(['file', 'whole']);
    });

    it('instead of the same sentence twice in one statement: the worst of them stands', async () => {
      const rule = await ruleOf({ risk: 'exposure', message: 'The lock on ${op.table} waits.' });
      const spec: MigrationSpec = {
        statements: [
          { sql: 'a', operations: [{ ...WRITES, effects: [{ blocksWrites: true }] }, WRITES] },
          { sql: 'b', operations: [WRITES] },
        ],
      };
      expect(run(spec, [rule]).findings.map(({ risk, primary }) => [risk, primary.start])).toEqual([
        ['high', 0],
        ['high', 3],
      ]);
    });
  });

  it('judges transactions and migrations as a whole', async () => {
    const rules = [
      await ruleOf({
        id: 'whole',
        on: 'transaction',
        risk: 'exposure',
        when: 'transaction.statements > 1',
        message: '${transaction.statements} statements',
      }),
      await ruleOf({
        id: 'file',
        on: 'migration',
        when: 'migration.down == "absent"',
        message: '${migration.path} on ${database.dialect} ${database.version}',
      }),
    ];
    const spec: MigrationSpec = {
      head: '\n\n-- a comment\r\n',
      statements: [
        { sql: 'a', operations: [{ kind: 'set' }] },
        { sql: 'b', operations: [WRITES], transaction: { statements: 2 } },
      ],
      facts: { down: 'absent' },
    };
    const { findings } = run(spec, rules);
    expect(findings.map(({ rule, message, risk, primary }) => [rule, message, risk, primary.start, primary.end])).toEqual([
      ['file', 'db/1.sql on postgres 16', 'medium', 2, 14],
      ['whole', '2 statements', 'high', 16, 17],
    ]);
  });

  describe('what is not analysed', () => {
    const rule = (): Promise<Rule> =>
      ruleOf({
        id: 'not-analysed',
        category: 'analysis',
        'strict-risk': 'high',
        direction: 'any',
        on: 'unread',
        message: 'Not analysed: ${unread.reason}${unread.times > 1 ? " (" + string(unread.times) + " times)" : ""}.',
      });

    it('is a finding: parts, kinds that are not in the vocabulary, effects that are not known', async () => {
      const operations: readonly OperationSpec[] = [
        { kind: 'unsupported', fields: { statement: 'CREATE ASSERTION' } },
        { kind: 'cluster', unsupported: 'nobody knows what it does' },
      ];
      const { findings } = run({ statements: [{ sql: 'x', operations }], unread: ['a reason'] }, [await rule()]);
      expect(findings.map(({ message, risk, confidence, primary }) => [message, risk, confidence, primary.start])).toEqual([
        ['Not analysed: CREATE ASSERTION is not in the vocabulary of operations.', 'medium', 'unknown', 0],
        ['Not analysed: nobody knows what it does.', 'medium', 'unknown', 0],
        ['Not analysed: a reason.', 'medium', 'unknown', 3],
      ]);
      expect(run({ unread: ['a reason'] }, [await rule()], { settings: settings({ preset: 'strict' }) }).findings[0]?.risk).toBe('high');
    });

    it('is one finding for more than five of a reason, each place beside it', async () => {
      expect(run({ unread: Array.from({ length: 5 }, () => 'same') }, [await rule()]).findings).toHaveLength(5);
      const { findings } = run({ unread: ['other', ...Array.from({ length: 6 }, () => 'same')] }, [await rule()]);
      expect(findings.map(({ message, related }) => [message, related.map(({ span }) => span.start)])).toEqual([
        ['Not analysed: other.', []],
        ['Not analysed: same (6 times).', [6, 9, 12, 15, 18]],
      ]);
    });
  });

  it('names the rule and the statement where one cannot be evaluated, and judges with the others', async () => {
    const broken = await ruleOf({ id: 'broken', when: 'op.columns[3] == "a"' });
    const text = await ruleOf({ id: 'text', fix: '${op.columns[9]}' });
    const { findings, failures } = run(one({ ...WRITES, fields: { columns: ['a'] } }), [broken, text, await ruleOf({})]);
    expect(findings.map((finding) => finding.rule)).toEqual(['hazard']);
    expect(failures).toEqual([
      {
        rule: 'broken',
        builtIn: false,
        span: { path: 'db/1.sql', start: 0, end: 27 },
        reason: 'No such key: index out of bounds, index 3 >= size 1',
      },
      {
        rule: 'text',
        builtIn: false,
        span: { path: 'db/1.sql', start: 0, end: 27 },
        reason: 'No such key: index out of bounds, index 9 >= size 1',
      },
    ]);
  });

  describe('repairs in place', () => {
    const step = (set: Partial<RewriteStep> = {}): RewriteStep => ({
      title: 'T',
      phase: 'same-file',
      transaction: true,
      sql: 'CREATE INDEX CONCURRENTLY i ON users (a);',
      ...set,
    });
    const repaired = { span: { path: 'db/1.sql', start: 0, end: 27 }, text: 'CREATE INDEX CONCURRENTLY i ON users (a)' };
    const rows: readonly (readonly [
      string,
      readonly RewriteStep[] | undefined,
      Partial<MigrationSpec['statements'] extends readonly (infer S)[] | undefined ? S : never>,
      boolean,
    ])[] = [
      ['one step in the same file', [step()], {}, true],
      ['the rewrite does not fit', undefined, {}, false],
      ['two steps', [step(), step()], {}, false],
      ['a deploy of its own', [step({ phase: 'expand' })], {}, false],
      ['outside a transaction, and there is none', [step({ transaction: false })], {}, true],
      ['outside a transaction, and there is one', [step({ transaction: false })], { transaction: { open: true } }, false],
      ['outside a transaction, and nobody knows', [step({ transaction: false })], { transaction: { unknown: ['open'] } }, false],
      ['inside one', [step()], { transaction: { open: true } }, true],
      ['in a DO block', [step()], { inBlock: true }, false],
      ['nothing would change', [step({ sql: 'CREATE INDEX i ON users (a)' })], {}, false],
    ];
    it.each(rows)('%s', async (_, steps, statement, expected) => {
      const rule = await ruleOf({ rewrite: 'named' });
      const spec: MigrationSpec = { statements: [{ sql: 'CREATE INDEX i ON users (a)', operations: [WRITES], ...statement }] };
      const { findings } = run(spec, [rule], { dialects: new Map([['postgres', dialect({ named: () => steps })]]) });
      expect(findings[0]?.suggestion).toEqual(expected ? repaired : null);
      expect(findings[0]?.rewrite).toEqual(steps ?? []);
    });

    it('from steps of the rule only where the statement does nothing else', async () => {
      const rule = await ruleOf({ rewrite: [{ title: 'T', phase: 'same-file', sql: 'CREATE INDEX CONCURRENTLY i ON ${op.table} (a)' }] });
      expect(run(one(WRITES), [rule]).findings[0]?.suggestion).toEqual(repaired);
      const both: MigrationSpec = { statements: [{ sql: 'CREATE INDEX i ON users (a)', operations: [WRITES, { kind: 'drop-index' }] }] };
      expect(run(both, [rule]).findings[0]?.suggestion).toBeNull();
    });

    it('a named rewrite is told what it works on', async () => {
      const rule = await ruleOf({ rewrite: 'named' });
      const seen: unknown[] = [];
      const asked = dialect({
        named: ({ operation, statement, situation }) =>
          void seen.push([operation.kind, statement.sql, situation.version, situation.inTransaction]),
      });
      const spec: MigrationSpec = {
        statements: [{ sql: 'x', operations: [WRITES], transaction: { open: true } }],
        database: { version: 13 },
      };
      run(spec, [rule], { dialects: new Map([['postgres', asked]]) });
      expect(seen).toEqual([['create-index', 'x', 13, true]]);
    });
  });
});

describe('exposure', () => {
  const both = { lock: 'ACCESS EXCLUSIVE', blocksReads: true, blocksWrites: true, blocksSchemaChanges: true } as const;
  const writes = { lock: 'SHARE', blocksWrites: true, blocksSchemaChanges: true } as const;
  const schema = { lock: 'SHARE UPDATE EXCLUSIVE', blocksSchemaChanges: true } as const;
  const circumstances = (size: 'small' | 'large' | 'unknown', waitLimit = 0): Circumstances => ({
    waitLimit,
    longestTimeout: LONGEST_TIMEOUT,
    tables: { size: (relation) => (relation === 'public.users' ? size : 'unknown') },
    table: 'public.users',
  });

  // What is blocked: in the queue, in the queue with a lock timeout, working on a small table, on a large one, on an unknown one.
  it.each([
    ['reads and writes', both, 'medium low medium critical critical'],
    ['writes', writes, 'low low low high high'],
    ['schema changes', schema, 'info info info low low'],
    ['nothing', { lock: 'ROW EXCLUSIVE' }, 'info info info info info'],
  ] as const)('of %s', (_, blocked, expected) => {
    for (const work of ['rows', 'scan', 'index-build', 'rewrite'] as const) {
      const risks = [
        exposure(effect(blocked), circumstances('large')),
        exposure(effect(blocked), circumstances('large', 5000)),
        exposure(effect({ ...blocked, work }), circumstances('small')),
        exposure(effect({ ...blocked, work }), circumstances('large')),
        exposure(effect({ ...blocked, work }), circumstances('unknown')),
      ];
      expect(risks.join(' ')).toBe(expected);
    }
  });

  it('no table is small enough to be excused from the queue, and no timeout ends work that has begun', () => {
    expect(exposure(effect(both), circumstances('small'))).toBe('medium');
    expect(exposure(effect({ ...both, work: 'rewrite' }), circumstances('unknown', 5000))).toBe('critical');
  });

  it('an index is as small as its table', () => {
    const index = effect({ ...both, relation: 'public.users_email_idx', relationKind: 'index', work: 'index-build' });
    expect(exposure(index, circumstances('small'))).toBe('medium');
    expect(exposure(index, circumstances('unknown'))).toBe('critical');
  });

  it.each([
    ['none', [], 'info', false],
    ['the worst', [effect(schema), effect({ ...writes, work: 'scan' }), effect(both)], 'high', false],
    ['without what the change made', [effect({ ...both, work: 'rewrite', createdHere: true }), effect(writes)], 'low', false],
    ['a fact that decides is not known', [effect({ ...both, unknown: ['lock'] })], 'medium', true],
    ['one that does not decide is not known', [effect({ ...both, unknown: ['cause', 'heldUntil'] })], 'medium', false],
    ['of two as bad, the one that is certain', [effect({ ...both, unknown: ['work'] }), effect(both)], 'medium', false],
    ['the worse one is not certain', [effect(both), effect({ ...both, work: 'scan', unknown: ['work'] })], 'critical', true],
  ] as const)('of several effects: %s', (_, effects, risk, assumed) => {
    expect(worstExposure(effects, circumstances('unknown'))).toEqual({ risk, assumed });
  });
});

describe('fingerprints', () => {
  it.each([
    ['CREATE  INDEX\n\ti ON users(a)', 'CREATE INDEX i ON users ( a )'],
    ['CREATE INDEX i -- why\n ON users ( a )', 'CREATE INDEX i ON users ( a )'],
    ['CREATE/* a /* nested */ b */INDEX i', 'CREATE INDEX i'],
    [`SELECT 'a  -- b', "c  /* d */"`, `SELECT 'a  -- b' , "c  /* d */"`],
    [`SELECT 'it''s  ok'`, `SELECT 'it''s  ok'`],
    ['DO $x$ a  -- b\n $x$', 'DO $x$ a  -- b\n $x$'],
    ['SELECT a$b  ,c$d', 'SELECT a$b , c$d'],
    ["SELECT 'open  ", "SELECT 'open  "],
    ['/* open', ''],
    ['a<=b', 'a < = b'],
  ])('%j is %j', (sql, normalized) => {
    expect(normalizeStatement(sql)).toBe(normalized);
  });

  it('stay when lines move, and tell equal statements apart by their order', async () => {
    const rule = await ruleOf({});
    const index: OperationSpec = { kind: 'create-index', fields: { index: 'i' } };
    const prints = (spec: MigrationSpec): readonly string[] => run(spec, [rule]).findings.map((finding) => finding.fingerprint);
    const statements = [{ sql: 'CREATE INDEX i ON t (a)', operations: [index] }];
    const [print] = prints({ statements });
    expect(print).toMatch(/^[\w-]{16}$/);
    expect(prints({ head: '-- moved\n\n\n', statements })).toEqual([print]);
    expect(prints({ statements: [{ sql: 'CREATE  INDEX i -- because\nON t (a)', operations: [index] }] })).toEqual([print]);
    const twice = prints({ statements: [...statements, ...statements] });
    expect(twice[0]).toBe(print);
    expect(new Set(twice).size).toBe(2);
    expect(prints({ path: 'db/2.sql', statements })).not.toEqual([print]);
    expect(prints({ statements: [{ sql: 'CREATE INDEX i ON t (b)', operations: [index] }] })).not.toEqual([print]);
    expect(prints({ statements: [{ sql: 'CREATE INDEX i ON t (a)', operations: [{ ...index, fields: { index: 'j' } }] }] })).not.toEqual([
      print,
    ]);
  });

  it('are those of the former path after a rename', async () => {
    const rule = await ruleOf({});
    const print = (path: string, formerPath?: (path: string) => string): string | undefined =>
      run({ ...one({ kind: 'create-index' }), path }, [rule], formerPath ? { formerPath } : {}).findings[0]?.fingerprint;
    expect(print('db/new.sql', () => 'db/old.sql')).toBe(print('db/old.sql'));
    expect(print('db/new.sql')).not.toBe(print('db/old.sql'));
  });

  it('are the same from one run to the next', () => {
    const identity = {
      rule: 'drop-column',
      path: 'db/1.sql',
      statement: 'ALTER TABLE users DROP COLUMN name',
      object: 'drop-column public.users name',
    };
    const fingerprint = makeFingerprints();
    // Baselines hold these: a change of the recipe must be seen.
    expect([fingerprint(identity), fingerprint(identity)]).toMatchInlineSnapshot(`
      [
        "vn0XtQfavW1jMXZC",
        "vs-qkb7GyJ8txC9y",
      ]
    `);
  });
});

describe('compiled rules', () => {
  const file = (id: string): { path: string; text: string } => ({
    path: `rules/common/${id}.yaml`,
    text: JSON.stringify({
      ...BASE,
      id,
      references: ['https://www.postgresql.org/docs/'],
      examples: { bad: [{ sql: 'a', finding: 'b' }], good: [{ sql: 'c' }] },
    }),
  });

  it('are the same bytes whatever the order of the files, and the same rules', async () => {
    const files = ['one', 'two', 'three'].map(file);
    const text = await compileRules(files, {});
    expect(await compileRules(files.toReversed(), {})).toBe(text);
    const loaded = await loadBuiltInRules(text);
    const { rules } = await readRules(files, { rewrites: {}, known: [], builtIn: true });
    expect(loaded.map((rule) => ({ ...rule }))).toEqual(rules.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  });

  it('refuse a mistake', async () => {
    const { path, text } = file('one');
    await expect(compileRules([{ path, text: text.replace('"medium"', '"immense"') }], {})).rejects.toMatchObject({
      problem: '`risk` cannot be "immense".',
    });
  });
});

describe('examples', () => {
  /** A world where a statement `index NAME` builds an index, `error` is not analysed, and nothing else is anything. */
  const world = (runs: ExampleRun[] = []): ExampleWorld => ({
    analyse: async (given) => {
      runs.push(given);
      return given.migrations.map(({ sql }, i) => {
        const statements = sql
          .split(';')
          .map((text) => text.trim())
          .filter((text) => text.startsWith('index '));
        const specs = statements.map((text) => ({
          sql: text,
          operations: [{ kind: 'create-index' as const, fields: { index: text.slice(6) } }],
        }));
        return analysed({ path: `${i}.sql`, statements: specs, unread: sql.includes('error') ? ['it is an error'] : [] });
      });
    },
    knowledge: () => NO_TABLES,
    dialects: new Map([['postgres', dialect()]]),
  });
  const about = { when: 'op.index != "good"', message: 'Index ${op.index}.' };

  it('hold where the messages are exactly those', async () => {
    const bad = [
      { sql: 'index a', finding: 'Index a.' },
      { migrations: ['index a; index b', 'index c'], finding: ['Index c.', 'Index a.', 'Index b.'] },
    ];
    const rule = await ruleOf({ ...about, examples: { bad, good: [{ sql: 'index good' }] } });
    const results = await testRules([rule], [rule], world());
    expect(results.flatMap((result) => result.problems)).toEqual([]);
    expect(describeResults(results)).toBe('3 examples of 1 rule: all hold\n');
  });

  it('say what is missing, what is too much, what was not understood', async () => {
    const bad = [
      { title: 'two', sql: 'index a; index b', finding: ['Index a.', 'Index A.'] },
      { sql: 'error', finding: 'Index a.' },
    ];
    const rule = await ruleOf({ ...about, examples: { bad, good: [{ sql: 'index c' }] } });
    expect(describeResults(await testRules([rule], [rule], world()))).toBe(`rules/hazard.yaml: bad example 1 (two)
  unexpected: Index b.
  not found:  Index A.
rules/hazard.yaml: bad example 2
  not found:  Index a.
  not analysed: it is an error
rules/hazard.yaml: good example 1
  unexpected: Index c.
3 examples of 1 rule: 3 do not hold
`);
  });

  it('run with their options, and with the facts that they set', async () => {
    const rule = await ruleOf({
      on: 'migration',
      options: { word: { type: 'text', default: 'x', doc: 'x' } },
      message: '${options.word} ${migration.status}',
      examples: { bad: [{ sql: 'a', finding: 'y edited', options: { word: 'y' }, migration: { status: 'edited' } }] },
    });
    expect(describeResults(await testRules([rule], [rule], world()))).toBe('1 example of 1 rule: all hold\n');
  });

  it('review what is to be run instead, against what is recommended', async () => {
    const steps = [
      { title: 'A', phase: 'expand', transaction: false, sql: 'index next' },
      { title: 'B', phase: 'contract', sql: 'index good' },
    ];
    const rule = await ruleOf({
      ...about,
      when: 'op.index == "bad"',
      rewrite: steps,
      examples: { bad: [{ given: 'old', sql: 'index good; index bad; index worse', finding: 'Index bad.' }] },
    });
    const fussy = await ruleOf({ id: 'fussy', when: 'op.index == "next" || op.index == "worse"', message: 'Not ${op.index}.' });
    const optional = await ruleOf({ id: 'optional', preset: 'strict', message: 'Anything.' });
    const runs: ExampleRun[] = [];
    const text = describeResults(await testRules([rule], [rule, fussy, optional], world(runs)));
    expect(text).toContain('its rewrite is not clean: fussy: Not next. [index next]');
    expect(text).toContain('1 does not hold');
    expect(runs[1]).toMatchObject({
      separate: true,
      given: 'old\nindex good;\n',
      migrations: [
        { sql: 'index next;\n', transaction: 'none' },
        { sql: 'index good;\n', transaction: 'wrapped' },
      ],
    });
  });

  it('put a step for the same file in the place of the statement; other statements are not its fault', async () => {
    const rewrite = [{ title: 'A', phase: 'same-file', sql: 'index fixed;' }];
    const rule = await ruleOf({
      ...about,
      when: 'op.index == "bad"',
      rewrite,
      examples: { bad: [{ sql: 'index good; index bad; index worse', transaction: 'implicit', finding: 'Index bad.' }] },
    });
    const fussy = await ruleOf({ id: 'fussy', when: 'op.index == "worse"', message: 'Not ${op.index}.' });
    const runs: ExampleRun[] = [];
    expect(describeResults(await testRules([rule], [rule, fussy], world(runs)))).toBe('1 example of 1 rule: all hold\n');
    expect(runs[1]?.migrations).toEqual([{ sql: 'index good;\nindex fixed;\nindex worse;\n', transaction: 'implicit' }]);
  });

  it('show the rewrite of a rule that has one', async () => {
    const rule = await ruleOf({ ...about, rewrite: 'named', examples: { bad: [{ sql: 'index a', finding: 'Index a.' }] } });
    expect(describeResults(await testRules([rule], [rule], world()))).toContain(
      'the rule has a rewrite, and none of its bad examples shows it',
    );
  });
});

describe('pages', () => {
  it('show all that a rule says', async () => {
    const rule = await ruleOf({
      id: 'hazard',
      on: ['create-index', 'drop-index'],
      status: 'preview',
      'strict-risk': 'high',
      when: '!op.concurrently',
      message: 'Building ${op.index} blocks ${op.table}.',
      why: 'Because of ${effect.lock}, and $${this}.',
      'no-rewrite': 'Nothing builds it otherwise.',
      options: { max: { type: 'duration', default: '5s', doc: 'The longest.' } },
      references: ['https://www.postgresql.org/docs/current/sql-createindex.html'],
      examples: {
        bad: [
          {
            title: 'in two steps',
            given: 'CREATE TABLE users ();',
            migrations: ['CREATE INDEX i ON users (a);', '-- ```\nSELECT 1'],
            transaction: 'wrapped',
            finding: ['One.', 'Two.'],
            tables: [{ name: 'users', size: 'small' }],
          },
        ],
        good: [{ sql: 'SELECT 1', dialect: 'postgres@13', options: { max: '1s' } }],
      },
    });
    const ours: Rule = { ...rule, builtIn: true, yieldsTo: ['other'] };
    await expect(rulePage(ours)).toMatchFileSnapshot('fixtures/ruleset/page.md');
    const { findings } = run(one({ kind: 'create-index', fields: { index: 'i' }, effects: [{ lock: 'SHARE' }] }), [
      { ...ours, status: 'stable' },
    ]);
    expect(findings[0]?.url).toBe('https://github.com/lockkeeper/lockkeeper/blob/main/docs/rules/hazard.md');
    expect(rulePage(ours, findings[0])).toContain('**Why.** Because of SHARE, and ${this}.');
    expect(rulePage({ ...ours, rewrite: 'named' })).toContain('**Where there is no SQL to run instead.** Nothing builds it otherwise.');
    const other = await ruleOf({ id: 'another', category: 'data', preset: 'opt-in', risk: 'exposure' });
    await expect(ruleIndex([ours, other])).toMatchFileSnapshot('fixtures/ruleset/index.md');
  });

  it('the reference names every fact and every kind', () => {
    const page = ruleReference({ postgres: ['concurrently'] });
    for (const word of [
      '`concurrently`',
      '### `alter-column-type`',
      '`blocksWrites`',
      '`lockTimeout`',
      '`provenNotNull`',
      '`held-lock`',
      '`re2(text, pattern)`',
      '### `unread`',
    ])
      expect(page).toContain(word);
    expect(page).toContain('| reads and writes | medium; low with a lock timeout | medium | critical |');
    expect(page).not.toContain('`definition`');
  });

  it('the schema of rule files accepts and names what the loader does', () => {
    const schema = JSON.parse(ruleSchemaJson()) as { properties: Readonly<Record<string, unknown>>; required: readonly string[] };
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['id', 'when', 'yields-to', 'strict-risk', 'examples']));
    // An editor shows what each of them means.
    expect(
      Object.entries(schema.properties)
        .filter(([, key]) => !JSON.stringify(key).includes('"description":'))
        .map(([name]) => name),
    ).toEqual([]);
    const on = JSON.stringify(schema.properties['on']);
    for (const kind of OPERATION_KINDS) expect(on).toContain(JSON.stringify(OPERATIONS[kind].doc));
    expect(schema.required).toEqual(['id', 'title', 'category', 'risk', 'on', 'message', 'why', 'fix']);
  });
});
