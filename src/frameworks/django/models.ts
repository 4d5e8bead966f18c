/** What the migrations make of Django's models: tables, columns and their keys, as the migrations before tell them. */
import { Unclear } from '../python/arguments.ts';
import type { Field, KnownClass } from './fields.ts';
import { truncated } from './names.ts';

export interface Model {
  readonly app: string;
  /** As its class is written: `BlogPost`. */
  readonly name: string;
  readonly table: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** Lists of names of fields. */
  readonly uniqueTogether: readonly (readonly string[])[];
  readonly indexTogether: readonly (readonly string[])[];
  /** Names that the server has for those of `uniqueTogether`, by their fields between commas. */
  readonly togetherNames: ReadonlyMap<string, string>;
  /** Names of constraints that are indexes in the database. */
  readonly uniqueIndexes: ReadonlySet<string>;
  /** It has a table of its own, which Django looks after. */
  readonly managed: boolean;
}

/** Tables of Django's own apps, whose migrations are not in the repository. */
const CONTRIB: Readonly<Record<string, string>> = {
  'auth.user': 'auth_user',
  'auth.group': 'auth_group',
  'auth.permission': 'auth_permission',
  'contenttypes.contenttype': 'django_content_type',
  'sites.site': 'django_site',
};

/** What the repository says beside its migrations. */
export interface Settings {
  classOf(path: string): KnownClass | undefined;
  /** `app.model` in lower case, of AUTH_USER_MODEL. */
  readonly user: string | undefined;
  /** The last word of DEFAULT_AUTO_FIELD, for an app. */
  autoField(app: string): string | undefined;
}

/** A column that a foreign key can point to. */
export interface Target {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

export interface Pointer {
  readonly field: Field;
  readonly owner: Model;
}

/** All models, by `app.model` in lower case. */
export class Models {
  readonly #models = new Map<string, Model>();
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** What a class of the repository is. */
  readonly classOf = (path: string): KnownClass | undefined => this.#settings.classOf(path);

  get(app: string, name: string): Model | undefined {
    return this.#models.get(`${app}.${name}`.toLowerCase());
  }

  put(model: Model): void {
    this.#models.set(`${model.app}.${model.name}`.toLowerCase(), model);
  }

  delete(model: Model): void {
    this.#models.delete(`${model.app}.${model.name}`.toLowerCase());
  }

  /** The model that a relation of `app` names. */
  named(to: string, from: Model): Model | undefined {
    if (to === 'self') return from;
    if (to === 'AUTH_USER_MODEL') return this.#user();
    return this.#models.get(to.includes('.') ? to : `${from.app}.${to}`.toLowerCase());
  }

  /** The one model that people log in with: the setting that says so is not in the migrations. */
  #user(): Model | undefined {
    if (this.#settings.user !== undefined) return this.#models.get(this.#settings.user);
    const found = [...this.#models.values()].filter(({ fields }) => fields.has('password') && fields.has('last_login'));
    return found.length === 1 ? found[0] : undefined;
  }

  /** Where a relation points to; throws Unclear where that is not known. */
  target(field: Field, from: Model): Target {
    const { relation } = field;
    if (!relation) throw new Unclear('the field is no relation');
    const model = this.named(relation.to, from);
    if (model) {
      const key =
        (relation.toField === undefined ? undefined : model.fields.get(relation.toField)) ??
        [...model.fields.values()].find(({ primary }) => primary);
      if (!key) throw new Unclear(`the key of the model ${model.app}.${model.name} is not known`);
      return { table: model.table, column: key.column, type: this.typeOf(key, model) };
    }
    const contrib = CONTRIB[relation.to === 'AUTH_USER_MODEL' ? 'auth.user' : relation.to];
    if (contrib === undefined || relation.toField !== undefined)
      throw new Unclear(`the model ${relation.to === '?' ? 'it points to' : relation.to} is not known`);
    return { table: contrib, column: 'id', type: 'integer' };
  }

  /** The type of a column, that of what it points to for a relation. */
  typeOf(field: Field, from: Model, depth = 0): string {
    if (field.relation && depth < 8) return this.target(field, from).type;
    if (field.type === undefined) throw new Unclear(`the type of the field ${field.path.split('.').at(-1)} is not known`);
    return field.type;
  }

  /** Every relation that points to a model, with the model it is in; those behind many-to-many relations included. */
  pointingTo(model: Model): readonly Pointer[] {
    const found: Pointer[] = [];
    for (const owner of this.#models.values())
      for (const field of owner.fields.values())
        if (field.relation && this.named(field.relation.to, owner) === model) found.push({ field, owner });
    return found;
  }

  /** The model behind a many-to-many relation that has none of its own; undefined where the user wrote it. */
  through(field: Field, owner: Model): Model | undefined {
    const { relation } = field;
    if (!relation?.many || relation.through !== undefined) return undefined;
    const made = this.get(owner.app, `${owner.name}_${field.name}`);
    if (made) return made;
    const to = this.named(relation.to, owner);
    const toName = (to?.name ?? relation.to.split('.').at(-1) ?? '').toLowerCase();
    if (relation.to === '?' || toName === '') throw new Unclear('the model it points to is computed');
    const own = owner.name.toLowerCase();
    const self = to === owner || toName === own;
    const key = [...owner.fields.values()].find(({ primary }) => primary);
    const side = (name: string, target: string): Field => ({
      ...PLAIN,
      name,
      column: `${name}_id`,
      relation: {
        to: target,
        toField: undefined,
        constrained: relation.constrained,
        many: false,
        through: undefined,
        table: undefined,
        back: `${owner.name}_${field.name}+`,
      },
    });
    const from = side(self ? `from_${own}` : own, `${owner.app}.${owner.name}`.toLowerCase());
    const target = to ? `${to.app}.${to.name}`.toLowerCase() : relation.to;
    const other = side(self ? `to_${own}` : toName, target);
    // Where no setting says it, its own key is of the kind that the model beside it has.
    const big = (this.#settings.autoField(owner.app) ?? key?.kind) !== 'AutoField';
    const id: Field = { ...PLAIN, name: 'id', column: 'id', kind: big ? 'BigAutoField' : 'AutoField', type: big ? 'bigint' : 'integer', primary: true, unique: true, index: false }; // prettier-ignore
    return {
      app: owner.app,
      name: `${owner.name}_${field.name}`,
      table: relation.table ?? truncated(`${owner.table}_${field.name}`),
      fields: new Map([id, from, other].map((one) => [one.name, one])),
      uniqueTogether: [[from.name, other.name]],
      indexTogether: [],
      togetherNames: new Map(),
      uniqueIndexes: new Set(),
      managed: owner.managed,
    };
  }
}

const PLAIN: Field = {
  name: '',
  column: '',
  kind: 'ForeignKey',
  path: 'django.db.models.ForeignKey',
  type: undefined,
  collation: undefined,
  nullable: false,
  primary: false,
  unique: false,
  index: true,
  blank: false,
  now: false,
  fallback: undefined,
  databaseDefault: undefined,
  comment: undefined,
  generated: undefined,
  relation: undefined,
};
