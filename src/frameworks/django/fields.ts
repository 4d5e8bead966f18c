/**
 * Fields of Django's models as columns of PostgreSQL.
 * Sources: django/db/models/fields/*.py, django/db/backends/postgresql/base.py and django/contrib/postgres/fields of
 * github.com/django/django.
 */
import { flag, Unclear } from '../python/arguments.ts';
import { quoteText } from '../quoting.ts';
import { plainText, type Call, type Value } from '../python/values.ts';

export interface Field {
  readonly name: string;
  readonly column: string;
  /** A field of Django: `CharField`; `Custom` for one of which nothing is known. */
  readonly kind: string;
  /** The path of its class. */
  readonly path: string;
  /** Undefined where the type is not known here; a relation has that of what it points to. */
  readonly type: string | undefined;
  readonly collation: string | undefined;
  readonly nullable: boolean;
  readonly primary: boolean;
  readonly unique: boolean;
  readonly index: boolean;
  readonly blank: boolean;
  /** Old rows get the time when the column is added. */
  readonly now: boolean;
  readonly fallback: Value | undefined;
  /** An expression that the database itself keeps as the default. */
  readonly databaseDefault: Value | undefined;
  readonly comment: string | undefined;
  /** A GeneratedField: its expression and whether it is stored. */
  readonly generated: { readonly expression: Value | undefined; readonly stored: boolean } | undefined;
  /** Where a relation points to. */
  readonly relation: Relation | undefined;
  /** Names that the server has for its unique constraint, foreign key and sequence, which a rename leaves as they are. */
  readonly uniqueName?: string;
  readonly keyName?: string;
  readonly sequence?: string;
}

export interface Relation {
  /** `app.model` in lower case, `self`, or `?` where it is computed. */
  readonly to: string;
  readonly toField: string | undefined;
  /** It has a foreign key in the database. */
  readonly constrained: boolean;
  /** Many to many: no column, but a table of its own, unless it is `through` a model. */
  readonly many: boolean;
  readonly through: string | undefined;
  readonly table: string | undefined;
  /** What the other side calls it. */
  readonly back: string | undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  AutoField: 'integer',
  BigAutoField: 'bigint',
  SmallAutoField: 'smallint',
  BigIntegerField: 'bigint',
  BinaryField: 'bytea',
  BooleanField: 'boolean',
  NullBooleanField: 'boolean',
  DateField: 'date',
  DateTimeField: 'timestamp with time zone',
  DurationField: 'interval',
  FloatField: 'double precision',
  GenericIPAddressField: 'inet',
  IPAddressField: 'inet',
  IntegerField: 'integer',
  JSONField: 'jsonb',
  PositiveBigIntegerField: 'bigint',
  PositiveIntegerField: 'integer',
  PositiveSmallIntegerField: 'smallint',
  SmallIntegerField: 'smallint',
  TextField: 'text',
  TimeField: 'time',
  UUIDField: 'uuid',
  // django.contrib.postgres.fields
  HStoreField: 'hstore',
  IntegerRangeField: 'int4range',
  BigIntegerRangeField: 'int8range',
  DecimalRangeField: 'numrange',
  DateTimeRangeField: 'tstzrange',
  DateRangeField: 'daterange',
  CITextField: 'citext',
  CIEmailField: 'citext',
  CICharField: 'citext',
  SearchVectorField: 'tsvector',
};
const LENGTHS: Readonly<Record<string, number | undefined>> = {
  CharField: undefined,
  CommaSeparatedIntegerField: undefined,
  SlugField: 50,
  EmailField: 254,
  URLField: 200,
  FileField: 100,
  FilePathField: 100,
  ImageField: 100,
};
/** Kinds that become the empty string rather than NULL where they are blank and have no default. */
const EMPTY_STRINGS = /^(?:CharField|SlugField|EmailField|URLField|FileField|FilePathField|ImageField|TextField|CI\w+Field|CommaSep\w+)$/;
const NEVER_A_COLUMN = /^(?:GenericForeignKey|GenericRelation|TaggableManager)$/;
export const isAuto = ({ kind }: Field): boolean => /^(?:Big|Small)?AutoField$/.test(kind);
/** What the database checks of a column, given in quotes. */
export const checkOf = ({ kind }: Field, column: string): string | undefined =>
  /^Positive(?:Big|Small)?IntegerField$/.test(kind) ? `${column} >= 0` : undefined;
/** Fields without a column of their own. */
export const isVirtual = ({ kind, relation }: Field): boolean => NEVER_A_COLUMN.test(kind) || relation?.many === true;

/** Fields of packages that many projects use, as what they are in the database. */
const PACKAGES: Readonly<Record<string, KnownClass>> = {
  'mptt.fields.TreeForeignKey': { kind: 'ForeignKey' },
  'mptt.fields.TreeOneToOneField': { kind: 'OneToOneField' },
  'taggit.managers.TaggableManager': { kind: 'TaggableManager' },
  'modelcluster.fields.ParentalKey': { kind: 'ForeignKey' },
  'modelcluster.contrib.taggit.ClusterTaggableManager': { kind: 'TaggableManager' },
  'timezone_field.fields.TimeZoneField': { kind: 'CharField', length: 63 },
  'django_countries.fields.CountryField': { kind: 'CharField', length: 2 },
  'phonenumber_field.modelfields.PhoneNumberField': { kind: 'CharField', length: 128 },
  'jsonfield.fields.JSONField': { kind: 'TextField' },
  'django_extensions.db.fields.CreationDateTimeField': { kind: 'DateTimeField' },
  'django_extensions.db.fields.ModificationDateTimeField': { kind: 'DateTimeField' },
  'django_extensions.db.fields.AutoSlugField': { kind: 'SlugField' },
  'model_utils.fields.AutoCreatedField': { kind: 'DateTimeField' },
  'model_utils.fields.AutoLastModifiedField': { kind: 'DateTimeField' },
  'model_utils.fields.MonitorField': { kind: 'DateTimeField' },
  'model_utils.fields.StatusField': { kind: 'CharField', length: 100 },
  'organizations.fields.AutoCreatedField': { kind: 'DateTimeField' },
  'organizations.fields.AutoLastModifiedField': { kind: 'DateTimeField' },
  'organizations.fields.SlugField': { kind: 'SlugField' },
  'private_storage.fields.PrivateFileField': { kind: 'FileField' },
  'markdownx.models.MarkdownxField': { kind: 'TextField' },
  'colorfield.fields.ColorField': { kind: 'CharField', length: 25 },
};

/** What a class of the repository is, as far as its source tells. */
export interface KnownClass {
  readonly kind: string;
  /** The type in words, where the class says it itself. */
  readonly type?: string;
  readonly length?: number;
}

/** Reads a call as a field. `known` tells what a class of the repository is. */
export function fieldOf(name: string, call: Call, known: (path: string) => KnownClass | undefined): Field {
  const { named, path } = call;
  const own = /^(?:django\.(?:db\.models|contrib\.(?:postgres\.fields|gis\.db\.models|contenttypes\.fields))|models)(?:\.\w+)*\.(\w+)$/.exec(path)?.[1]; // prettier-ignore
  const found: KnownClass | undefined = own === undefined ? (PACKAGES[path] ?? known(path)) : undefined;
  const kind = own ?? found?.kind ?? 'Custom';
  const said = (option: string, fallback = false): boolean => flag(named.get(option), `the field has ${option}`) ?? fallback;
  const related = kind === 'ForeignKey' || kind === 'OneToOneField';
  const many = kind === 'ManyToManyField';
  const primary = said('primary_key');
  const unique = said('unique') || kind === 'OneToOneField' || primary;
  const type =
    call.spread || related || many
      ? undefined
      : own === undefined && found?.type !== undefined
        ? found.type
        : typeOf(kind, call, found?.length, known);
  return {
    name,
    column: plainText(named.get('db_column')) ?? (related ? `${name}_id` : name),
    kind,
    path,
    type,
    collation: plainText(named.get('db_collation')),
    nullable: said('null') || kind === 'NullBooleanField' || kind === 'GeneratedField',
    primary,
    unique,
    index: said('db_index', kind === 'SlugField' || kind === 'ForeignKey') || kind === 'OneToOneField',
    blank: said('blank'),
    now: said('auto_now') || said('auto_now_add'),
    fallback: named.get('default'),
    databaseDefault: named.get('db_default'),
    comment: plainText(named.get('db_comment')),
    generated: kind === 'GeneratedField' ? { expression: named.get('expression'), stored: said('db_persist') } : undefined,
    relation: related || many ? relationOf(call, many) : undefined,
  };
}

function relationOf(call: Call, many: boolean): Relation {
  const to = call.args[0] ?? call.named.get('to');
  return {
    to: targetOf(to),
    toField: plainText(call.named.get('to_field')),
    constrained: flag(call.named.get('db_constraint'), 'the field has a constraint') ?? true,
    many,
    through: call.named.has('through') ? targetOf(call.named.get('through')) : undefined,
    table: plainText(call.named.get('db_table')),
    back: plainText(call.named.get('related_query_name') ?? call.named.get('related_name')),
  };
}

/** `app.model` in lower case; what a setting names by the name of the setting. */
function targetOf(value: Value | undefined): string {
  const text = plainText(value);
  if (text !== undefined) return text.toLowerCase();
  if (value?.kind === 'name') return `${value.path.split('.').at(-1)}`;
  return '?';
}

function typeOf(kind: string, call: Call, length: number | undefined, known: (path: string) => KnownClass | undefined): string | undefined {
  const { named } = call;
  const number = (option: string): string | undefined => {
    const value = named.get(option);
    return value?.kind === 'number' ? value.text : undefined;
  };
  if (kind in LENGTHS) {
    const given = named.has('max_length') ? number('max_length') : (length ?? LENGTHS[kind]);
    // Since Django 4.2 a CharField needs no length.
    if (given === undefined) return named.get('max_length')?.kind === 'none' || !named.has('max_length') ? 'varchar' : undefined;
    return `varchar(${given})`;
  }
  if (kind === 'DecimalField') {
    const [digits, places] = [number('max_digits'), number('decimal_places')];
    return digits !== undefined && places !== undefined ? `numeric(${digits}, ${places})` : 'numeric';
  }
  if (kind === 'ArrayField') {
    const base = call.args[0] ?? named.get('base_field');
    const of = base?.kind === 'call' ? fieldOf('', base, known).type : undefined;
    return of === undefined ? undefined : `${of}[${number('size') ?? ''}]`;
  }
  if (kind === 'GeneratedField') {
    const output = named.get('output_field');
    return output?.kind === 'call' ? fieldOf('', output, known).type : undefined;
  }
  const geometry = /^(Geometry|Point|LineString|Polygon|MultiPoint|MultiLineString|MultiPolygon|GeometryCollection)Field$/.exec(kind)?.[1];
  if (geometry !== undefined) {
    const srid = number('srid') ?? '4326';
    const geography = flag(named.get('geography'), 'the field is a geography') ?? false;
    return `${geography ? 'geography' : 'geometry'}(${geometry.toUpperCase()},${srid})`;
  }
  return TYPES[kind];
}

/** Types that Django takes for the same, so that it casts nothing: those that differ in their size alone. */
export const sameFamily = (a: string, b: string): boolean => a.replace(/\(.*?\)/, '') === b.replace(/\(.*?\)/, '');

/** A literal of a type, for a value that only Django's process knows. */
function someValue(type: string): string | undefined {
  if (type.endsWith(']')) return "'{}'";
  if (/^(?:integer|bigint|smallint|numeric|double)/.test(type)) return '0';
  if (type.startsWith('timestamp')) return 'now()';
  if (type === 'date') return 'CURRENT_DATE';
  if (type === 'time') return "'00:00:00'";
  if (type === 'boolean') return 'false';
  if (type === 'uuid') return "'00000000-0000-4000-8000-000000000000'::uuid";
  if (type === 'jsonb') return "'{}'::jsonb";
  if (type === 'interval') return "'0'";
  return /^(?:varchar|text|citext)/.test(type) ? "''" : undefined;
}

/**
 * The constant that new rows and old ones get while a column is added; undefined for NULL. Django calls a function once and
 * sends what it gave: for that a value of the type stands here.
 */
export function constantOf(field: Field, type: string): string | undefined {
  const { fallback } = field;
  if (fallback === undefined) {
    if (field.now) return someValue(type);
    if (field.nullable || !field.blank || !EMPTY_STRINGS.test(field.kind)) return field.kind === 'BinaryField' && field.blank ? "'\\x'" : undefined; // prettier-ignore
    return "''";
  }
  if (fallback.kind === 'none') return undefined;
  if (fallback.kind === 'number') return type === 'jsonb' || !/^(?:varchar|text|interval|time|date)/.test(type) ? quotedFor(type, fallback.text) : quoteText(fallback.text); // prettier-ignore
  if (fallback.kind === 'boolean') return quotedFor(type, fallback.value ? 'true' : 'false');
  const text = plainText(fallback);
  if (text !== undefined) return type === 'jsonb' ? `${quoteText(JSON.stringify(text))}::jsonb` : quoteText(text);
  const value = fallback.kind === 'list' && fallback.items.length === 0 && type === 'jsonb' ? "'[]'::jsonb" : someValue(type);
  if (value === undefined) throw new Unclear('the default is computed');
  return fallback.kind === 'name' && fallback.path === 'list' && type === 'jsonb' ? "'[]'::jsonb" : value;
}

const quotedFor = (type: string, text: string): string => (type === 'jsonb' ? `'${text}'::jsonb` : text);
