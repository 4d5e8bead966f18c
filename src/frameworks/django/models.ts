/** What the migrations make of Django's models: tables and columns, as far as they are told. */
import { plainText, type Call, type Value } from '../python/values.ts';
import { flag, literal, Unclear } from '../alembic/text.ts';

export interface Field {
  readonly column: string;
  /** Undefined where the type is not known here. */
  readonly type: string | undefined;
  /** Its class and length, which tell whether an unknown type stays the same. */
  readonly kind: string;
  readonly serial: boolean;
  readonly nullable: boolean;
  readonly primary: boolean;
  readonly unique: boolean;
  readonly index: boolean;
  /** It has no column of its own. */
  readonly virtual: boolean;
  readonly relation: boolean;
  readonly fallback: Value | undefined;
  readonly blank: boolean;
  readonly textual: boolean;
}

export interface Model {
  readonly table: string;
  readonly fields: ReadonlyMap<string, Field>;
}

/** Models by `app.model`, in lower case. */
export type Models = Map<string, Model>;

export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const TYPES: Readonly<Record<string, string>> = {
  BigIntegerField: 'bigint',
  BinaryField: 'bytea',
  BooleanField: 'boolean',
  NullBooleanField: 'boolean',
  DateField: 'date',
  DateTimeField: 'timestamp with time zone',
  DurationField: 'interval',
  FloatField: 'double precision',
  GenericIPAddressField: 'inet',
  IntegerField: 'integer',
  JSONField: 'jsonb',
  SmallIntegerField: 'smallint',
  TextField: 'text',
  TimeField: 'time',
  UUIDField: 'uuid',
};
const SERIALS: Readonly<Record<string, string>> = { AutoField: 'integer', BigAutoField: 'bigint', SmallAutoField: 'smallint' };
const LENGTHS: Readonly<Record<string, number | undefined>> = {
  CharField: undefined,
  SlugField: 50,
  EmailField: 254,
  URLField: 200,
  FileField: 100,
  ImageField: 100,
};

/** A field of Django itself; others keep their column and lose their type. */
export function fieldOf(name: string, call: Call): Field {
  const kind = /^django\.(?:db\.models|contrib\.postgres\.fields)(?:\.\w+)*\.(\w+)$/.exec(call.path)?.[1] ?? '';
  const relation = kind === 'ForeignKey' || kind === 'OneToOneField';
  const { named } = call;
  const said = (option: string): boolean => flag(named.get(option), `the field has ${option}`) ?? false;
  const unique = said('unique') || kind === 'OneToOneField';
  const textual = kind in LENGTHS || kind === 'TextField';
  return {
    column: plainText(named.get('db_column')) ?? (relation ? `${name}_id` : name),
    type: call.spread ? undefined : typeOf(kind, named),
    kind: `${call.path} ${lengthOf(named)}`,
    serial: kind in SERIALS,
    nullable: said('null'),
    primary: said('primary_key'),
    unique,
    index: !unique && (kind === 'SlugField' ? (flag(named.get('db_index'), 'the field has db_index') ?? true) : said('db_index')),
    virtual: /^(?:ManyToManyField|GenericForeignKey|GenericRelation)$/.test(call.path.split('.').at(-1) ?? ''),
    relation,
    fallback: named.get('default'),
    blank: said('blank'),
    textual,
  };
}

function lengthOf(named: ReadonlyMap<string, Value>): string {
  const value = named.get('max_length');
  return value?.kind === 'number' ? value.text : '';
}

function typeOf(kind: string, named: ReadonlyMap<string, Value>): string | undefined {
  const number = (option: string): string | undefined => {
    const value = named.get(option);
    return value?.kind === 'number' ? value.text : undefined;
  };
  if (kind in LENGTHS) {
    const given = named.has('max_length') ? number('max_length') : LENGTHS[kind];
    return given === undefined ? undefined : `varchar(${given})`;
  }
  if (kind === 'DecimalField') {
    const [digits, places] = [number('max_digits'), number('decimal_places')];
    return digits !== undefined && places !== undefined ? `numeric(${digits}, ${places})` : undefined;
  }
  return TYPES[kind] ?? SERIALS[kind];
}

/** The constant that new rows and old ones get while a column is added; undefined for NULL. */
export function constantOf(field: Field): string | undefined {
  const { fallback } = field;
  if (fallback === undefined) return !field.nullable && field.textual && field.blank ? "''" : undefined;
  if (fallback.kind === 'none') return undefined;
  if (fallback.kind === 'number') return fallback.text;
  if (fallback.kind === 'boolean') return fallback.value ? 'true' : 'false';
  const text = plainText(fallback);
  if (text !== undefined) return literal(text);
  if (fallback.kind === 'name' && fallback.path === 'dict') return "'{}'";
  if (fallback.kind === 'name' && fallback.path === 'list' && field.type === 'jsonb') return "'[]'";
  throw new Unclear('the default is computed');
}
