import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import { readFileSync, readdirSync } from "node:fs";
import { parse } from "yaml";
import { Client, DatabaseError } from "pg";
// src/operations/field.ts
const flag = (doc) => ({
	type: "flag",
	doc
});
const count = (doc) => ({
	type: "count",
	doc
});
/** Any text, as it stands in the statement. */
const text = (doc) => ({
	type: "text",
	doc
});
/** The name of something inside a relation or of a thing without schema: a column, a constraint, a role. */
const name = (doc) => ({
	type: "name",
	doc
});
/** A schema-qualified name, quoted as `quote_ident` would. Rules see it without the default schema. */
const relation = (doc) => ({
	type: "relation",
	doc
});
const names = (doc) => ({
	type: "names",
	doc
});
const relations = (doc) => ({
	type: "relations",
	doc
});
const choice = (doc, values) => ({
	type: "choice",
	doc,
	values
});
const detail = (doc) => ({
	type: "detail",
	doc
});
// src/operations/operation.ts
const table = relation("The table.");
const ifExists = flag("IF EXISTS is given.");
const ifNotExists = flag("IF NOT EXISTS is given.");
const cascade = flag("CASCADE is given.");
const concurrently$1 = flag("CONCURRENTLY is given.");
const column = name("The column.");
/** How SQL names the object behind its type: `public.f(integer)`, `tr ON public.users`, `(bigint AS public.money)`. */
const target = detail("The object as SQL names it, qualified: `public.f(integer)`, `tr ON public.users`.");
const storage = detail("The storage parameters that are set or reset.");
const roles$1 = detail("The roles; empty where none are named.");
/** What GRANT and REVOKE say alike. */
const granted$1 = {
	on: detail("What the privileges are on: table, sequence, schema, function, …; `role` for membership."),
	allInSchema: detail("ALL … IN SCHEMA: the objects are the schemas."),
	targets: detail("The objects as SQL names them, qualified."),
	rights: detail("The privileges, or the roles for membership; empty where all are meant.")
};
const OPERATIONS = {
	"create-table": {
		doc: "Makes a table.",
		fields: {
			table,
			ifNotExists,
			temporary: flag("A temporary table."),
			unlogged: flag("An unlogged table."),
			partitioned: flag("PARTITION BY is given: the table itself holds no rows."),
			partitionKey: detail("The columns of the partition key, in order; an expression is the empty string."),
			partitionOf: relation("The table it is made a partition of, or empty."),
			defaultPartition: flag("It is made the DEFAULT partition."),
			inherits: relations("The tables it inherits from."),
			like: relations("The tables it copies columns from with LIKE."),
			references: relations("The tables that its foreign keys reference, itself excluded."),
			hasPrimaryKey: flag("It has a primary key, its own or from LIKE … INCLUDING ALL or INDEXES."),
			columnNames: names("Its columns, as far as the statement names them."),
			columns: detail("The columns."),
			constraints: detail("The table constraints."),
			partitionBy: detail("What stands behind PARTITION BY."),
			bound: detail("The bounds of PARTITION OF: `FOR VALUES …` or `DEFAULT`."),
			likeOptions: detail("What each LIKE includes: `defaults`, `all`."),
			ofType: detail("The type of OF, or empty."),
			accessMethod: detail("The access method of USING, or empty."),
			tablespace: detail("The tablespace, or empty."),
			onCommit: detail("ON COMMIT."),
			storage
		}
	},
	"create-table-as": {
		doc: "Makes a table from a query (CREATE TABLE AS, SELECT INTO).",
		fields: {
			table,
			ifNotExists,
			temporary: flag("A temporary table."),
			withData: flag("The query is run and its rows stored."),
			sources: relations("The relations that the query reads."),
			unlogged: detail("An unlogged table."),
			selectsStar: detail("The query selects *."),
			definition: detail("What stands behind its name, less WITH DATA.")
		}
	},
	"drop-table": {
		doc: "Drops one table. A DROP TABLE of several tables is several operations.",
		fields: {
			table,
			ifExists,
			cascade
		}
	},
	"rename-table": {
		doc: "Renames a table.",
		fields: {
			table,
			newName: name("The new name, without schema."),
			newTable: relation("The new name, qualified."),
			ifExists
		}
	},
	"set-schema": {
		doc: "Moves an object to another schema.",
		fields: {
			table: relation("The object, when it is a relation; otherwise empty."),
			objectType: text("What it is: table, view, type, function, …"),
			object: text("Its name."),
			newSchema: name("The schema it moves to."),
			newTable: relation("The qualified name it has afterwards."),
			ifExists,
			target
		}
	},
	truncate: {
		doc: "Empties one table. A TRUNCATE of several tables is several operations.",
		fields: {
			table,
			cascade,
			restartIdentity: flag("RESTART IDENTITY is given."),
			together: relations("All tables that the same statement names.")
		}
	},
	"lock-table": {
		doc: "LOCK TABLE of one table.",
		fields: {
			table,
			mode: text("The lock mode, as in the manual: ACCESS EXCLUSIVE."),
			nowait: flag("NOWAIT is given.")
		}
	},
	"add-column": {
		doc: "Adds a column to a table.",
		fields: {
			table,
			column,
			type: text("The type, as written."),
			ifNotExists,
			notNull: flag("NOT NULL is given (also by PRIMARY KEY, a serial type or an identity)."),
			hasDefault: flag("A default other than NULL is given."),
			default: text("The default as written, or empty."),
			serial: flag("A serial type."),
			identity: flag("GENERATED … AS IDENTITY."),
			generated: choice("Whether and how it is a generated column.", [
				"no",
				"stored",
				"virtual"
			]),
			unique: flag("An inline UNIQUE."),
			primaryKey: flag("An inline PRIMARY KEY."),
			check: flag("An inline CHECK."),
			references: relation("The table an inline REFERENCES points at, or empty."),
			definition: detail("The column.")
		}
	},
	"drop-column": {
		doc: "Drops a column.",
		fields: {
			table,
			column,
			ifExists,
			cascade
		}
	},
	"rename-column": {
		doc: "Renames a column.",
		fields: {
			table,
			column,
			newName: name("The new name.")
		}
	},
	"alter-column-type": {
		doc: "Changes the type of a column.",
		fields: {
			table,
			column,
			type: text("The new type, as written."),
			hasUsing: flag("USING is given."),
			using: text("The USING expression, or empty."),
			hasCollation: flag("COLLATE is given."),
			newType: detail("The new type."),
			usingExpression: detail("The USING expression."),
			collation: detail("The collation, or empty.")
		}
	},
	"set-default": {
		doc: "Sets the default of a column.",
		fields: {
			table,
			column,
			default: text("The default as written."),
			expression: detail("The default.")
		}
	},
	"drop-default": {
		doc: "Drops the default of a column.",
		fields: {
			table,
			column
		}
	},
	"set-not-null": {
		doc: "Makes a column NOT NULL.",
		fields: {
			table,
			column
		}
	},
	"drop-not-null": {
		doc: "Allows NULL in a column.",
		fields: {
			table,
			column
		}
	},
	"add-identity": {
		doc: "Makes an existing column an identity column.",
		fields: {
			table,
			column,
			always: flag("GENERATED ALWAYS."),
			sequence: detail("The options of its sequence.")
		}
	},
	"set-identity": {
		doc: "Changes how an identity column generates.",
		fields: {
			table,
			column,
			restart: flag("RESTART is given."),
			generated: detail("SET GENERATED, or empty."),
			sequence: detail("The options of its sequence that are set.")
		}
	},
	"drop-identity": {
		doc: "Makes an identity column an ordinary one.",
		fields: {
			table,
			column,
			ifExists
		}
	},
	"set-expression": {
		doc: "Changes the expression of a generated column.",
		fields: {
			table,
			column,
			expression: detail("The new expression.")
		}
	},
	"drop-expression": {
		doc: "Makes a generated column an ordinary one.",
		fields: {
			table,
			column,
			ifExists
		}
	},
	"set-column-option": {
		doc: "Changes statistics target, storage, compression or an attribute option of a column.",
		fields: {
			table,
			column,
			option: choice("Which one.", [
				"statistics",
				"storage",
				"compression",
				"attribute"
			]),
			value: text("The new value."),
			attributes: detail("For an attribute: what is set or reset.")
		}
	},
	"add-constraint": {
		doc: "Adds a constraint to a table.",
		fields: {
			table,
			constraint: name("Its name; where the statement gives none, the one the server will choose."),
			named: flag("The statement gives the name."),
			constraintKind: choice("What kind of constraint.", [
				"check",
				"foreign-key",
				"unique",
				"primary-key",
				"exclude",
				"not-null"
			]),
			columns: names("Its columns, in order."),
			notValid: flag("NOT VALID is given."),
			notEnforced: flag("NOT ENFORCED is given."),
			usingIndex: name("The index of USING INDEX, or empty."),
			references: relation("The table a foreign key references, or empty."),
			referencedColumns: names("The columns a foreign key references; empty where the primary key is meant."),
			onDelete: choice("What a foreign key does on delete.", [
				"no-action",
				"restrict",
				"cascade",
				"set-null",
				"set-default"
			]),
			onUpdate: choice("What a foreign key does on update.", [
				"no-action",
				"restrict",
				"cascade",
				"set-null",
				"set-default"
			]),
			deferrable: flag("DEFERRABLE is given."),
			expression: text("The condition of a check, as written, or empty."),
			definition: detail("The constraint.")
		}
	},
	"validate-constraint": {
		doc: "Validates a NOT VALID constraint.",
		fields: {
			table,
			constraint: name("The constraint.")
		}
	},
	"alter-constraint": {
		doc: "Changes deferrability, enforcement or inheritance of a constraint.",
		fields: {
			table,
			constraint: name("The constraint."),
			enforced: choice("What it says about enforcement.", [
				"unchanged",
				"enforced",
				"not-enforced"
			]),
			deferrability: detail("What it says about deferrability."),
			inheritance: detail("What it says about inheritance.")
		}
	},
	"drop-constraint": {
		doc: "Drops a constraint.",
		fields: {
			table,
			constraint: name("The constraint."),
			ifExists,
			cascade
		}
	},
	"rename-constraint": {
		doc: "Renames a constraint.",
		fields: {
			table,
			constraint: name("The constraint."),
			newName: name("The new name.")
		}
	},
	"create-index": {
		doc: "Builds an index.",
		fields: {
			table,
			index: name("Its name; where the statement gives none, the one the server will choose."),
			named: flag("The statement gives the name."),
			columns: names("Its key columns in order; an expression is the text of the expression."),
			include: names("The columns of INCLUDE."),
			unique: flag("UNIQUE is given."),
			concurrently: concurrently$1,
			ifNotExists,
			only: flag("ON ONLY: the partitions get no index."),
			method: name("The access method: btree where none is given."),
			partial: flag("WHERE is given."),
			where: text("The condition of a partial index, as written, or empty."),
			hasExpressions: flag("A key is an expression."),
			keys: detail("What is said about each key besides its column."),
			nullsNotDistinct: detail("NULLS NOT DISTINCT is given."),
			condition: detail("The condition of a partial index."),
			storage,
			tablespace: detail("The tablespace, or empty.")
		}
	},
	"drop-index": {
		doc: "Drops one index.",
		fields: {
			index: relation("The index."),
			table: relation("The table it is on, or empty where it is not known."),
			ifExists,
			cascade,
			concurrently: concurrently$1
		}
	},
	reindex: {
		doc: "REINDEX.",
		fields: {
			scope: choice("What is rebuilt.", [
				"index",
				"table",
				"schema",
				"database",
				"system"
			]),
			table: relation("The table, for scope table; the table of the index where it is known; otherwise empty."),
			index: relation("The index, for scope index; otherwise empty."),
			object: text("What the statement names."),
			concurrently: concurrently$1
		}
	},
	"rename-index": {
		doc: "Renames an index.",
		fields: {
			index: relation("The index."),
			table: relation("The table it is on, or empty where it is not known."),
			newName: name("The new name."),
			ifExists
		}
	},
	"alter-index": {
		doc: "Changes storage parameters, statistics, tablespace or extension dependence of an index.",
		fields: {
			index: relation("The index."),
			table: relation("The table it is on, or empty where it is not known."),
			change: choice("What is changed.", [
				"options",
				"statistics",
				"tablespace",
				"other"
			]),
			storage,
			key: detail("For statistics: the number of the key."),
			value: detail("For statistics: the target; for a tablespace: its name."),
			definition: detail("The sub-command, as written.")
		}
	},
	"attach-index": {
		doc: "Attaches an index to that of the partitioned table.",
		fields: {
			index: relation("The index of the partitioned table."),
			child: relation("The index of the partition."),
			table: relation("The partitioned table, or empty where it is not known.")
		}
	},
	"attach-partition": {
		doc: "Attaches a table as a partition.",
		fields: {
			table: relation("The partitioned table."),
			partition: relation("The table that becomes a partition."),
			isDefault: flag("As DEFAULT."),
			bound: detail("The bounds.")
		}
	},
	"detach-partition": {
		doc: "Detaches a partition.",
		fields: {
			table: relation("The partitioned table."),
			partition: relation("The partition."),
			concurrently: concurrently$1,
			finalize: flag("FINALIZE is given.")
		}
	},
	inherit: {
		doc: "INHERIT or NO INHERIT.",
		fields: {
			table: relation("The child."),
			parent: relation("The parent."),
			add: flag("INHERIT; otherwise NO INHERIT.")
		}
	},
	"set-logged": {
		doc: "SET LOGGED or SET UNLOGGED.",
		fields: {
			table,
			logged: flag("SET LOGGED.")
		}
	},
	"set-tablespace": {
		doc: "Moves a table, a materialized view or all of a tablespace to another tablespace.",
		fields: {
			table: relation("The table; empty for ALL IN TABLESPACE."),
			tablespace: name("Where to.")
		}
	},
	"set-access-method": {
		doc: "SET ACCESS METHOD.",
		fields: {
			table,
			method: name("The access method.")
		}
	},
	"set-table-options": {
		doc: "Sets or resets storage parameters of a table.",
		fields: {
			table,
			options: names("The parameters it names."),
			values: text("The parameters and their values, as written."),
			storage
		}
	},
	"set-replica-identity": {
		doc: "REPLICA IDENTITY.",
		fields: {
			table,
			identity: choice("Which.", [
				"default",
				"full",
				"nothing",
				"index"
			]),
			index: name("The index of USING INDEX, or empty.")
		}
	},
	"set-owner": {
		doc: "Changes the owner of an object.",
		fields: {
			table: relation("The object, when it is a relation; otherwise empty."),
			object: text("What the statement names."),
			owner: name("The new owner."),
			objectType: detail("What it is: table, view, function, …"),
			target
		}
	},
	"set-row-security": {
		doc: "Row level security of a table.",
		fields: {
			table,
			change: choice("What is done.", [
				"enable",
				"disable",
				"force",
				"no-force"
			])
		}
	},
	"set-trigger-state": {
		doc: "Enables or disables triggers or rules of a table.",
		fields: {
			table,
			trigger: name("The trigger or rule; empty for ALL or USER."),
			enabled: flag("ENABLE."),
			all: flag("ALL is given: constraint triggers too."),
			rule: flag("It is a rule."),
			firing: detail("When it fires from now on.")
		}
	},
	"set-cluster-index": {
		doc: "CLUSTER ON or SET WITHOUT CLUSTER: marks an index, moves nothing.",
		fields: {
			table,
			index: name("The index of CLUSTER ON, or empty.")
		}
	},
	"other-table-change": {
		doc: "A sub-command of ALTER TABLE that has no kind of its own.",
		fields: {
			table,
			change: text("The sub-command.")
		}
	},
	cluster: {
		doc: "CLUSTER.",
		fields: {
			table: relation("The table; empty for all tables."),
			index: detail("The index of USING, without schema, or empty.")
		}
	},
	vacuum: {
		doc: "VACUUM.",
		fields: {
			table: relation("The table; empty for all tables."),
			full: flag("FULL is given.")
		}
	},
	analyze: {
		doc: "ANALYZE.",
		fields: { table: relation("The table; empty for all tables.") }
	},
	"create-trigger": {
		doc: "Makes a trigger.",
		fields: {
			table,
			trigger: name("The trigger."),
			replace: flag("OR REPLACE is given."),
			forEachRow: flag("FOR EACH ROW."),
			constraintTrigger: flag("A constraint trigger."),
			references: relation("The table of FROM, or empty."),
			definition: detail("What stands behind its name.")
		}
	},
	"drop-trigger": {
		doc: "Drops a trigger.",
		fields: {
			table,
			trigger: name("The trigger."),
			ifExists,
			cascade
		}
	},
	"create-rule": {
		doc: "Makes a rule.",
		fields: {
			table,
			rule: name("The rule."),
			replace: flag("OR REPLACE is given."),
			definition: detail("What stands behind its name.")
		}
	},
	"drop-rule": {
		doc: "Drops a rule.",
		fields: {
			table,
			rule: name("The rule."),
			ifExists
		}
	},
	"create-policy": {
		doc: "Makes a row security policy.",
		fields: {
			table,
			policy: name("The policy."),
			restrictive: detail("AS RESTRICTIVE."),
			command: detail("The command of FOR: all where none is given."),
			roles: roles$1,
			using: detail("USING."),
			check: detail("WITH CHECK.")
		}
	},
	"alter-policy": {
		doc: "Changes a row security policy.",
		fields: {
			table,
			policy: name("The policy."),
			roles: roles$1,
			using: detail("USING."),
			check: detail("WITH CHECK.")
		}
	},
	"drop-policy": {
		doc: "Drops a row security policy.",
		fields: {
			table,
			policy: name("The policy."),
			ifExists
		}
	},
	"rename-dependent": {
		doc: "Renames a trigger, rule or policy of a table.",
		fields: {
			table,
			objectType: choice("What it is.", [
				"trigger",
				"rule",
				"policy"
			]),
			object: name("Its name."),
			newName: name("The new name.")
		}
	},
	"create-view": {
		doc: "Makes a view.",
		fields: {
			table: relation("The view."),
			replace: flag("OR REPLACE is given."),
			temporary: flag("A temporary view."),
			sources: relations("The relations it reads."),
			selectsStar: flag("The query selects *."),
			storage,
			recursive: detail("RECURSIVE is given."),
			definition: detail("What stands behind its name.")
		}
	},
	"alter-view": {
		doc: "Changes a property of a view.",
		fields: {
			table: relation("The view."),
			ifExists,
			storage,
			column: detail("The column of SET DEFAULT and DROP DEFAULT, or empty."),
			default: detail("The new default.")
		}
	},
	"rename-view": {
		doc: "Renames a view or materialized view.",
		fields: {
			table: relation("The view."),
			newName: name("The new name."),
			newTable: relation("The new name, qualified."),
			materialized: detail("It is called a materialized view.")
		}
	},
	"drop-view": {
		doc: "Drops one view.",
		fields: {
			table: relation("The view."),
			ifExists,
			cascade
		}
	},
	"create-materialized-view": {
		doc: "Makes a materialized view.",
		fields: {
			table: relation("The materialized view."),
			ifNotExists,
			withData: flag("The query is run and its rows stored."),
			sources: relations("The relations it reads."),
			storage,
			selectsStar: detail("The query selects *."),
			definition: detail("What stands behind its name, less WITH DATA.")
		}
	},
	"drop-materialized-view": {
		doc: "Drops one materialized view.",
		fields: {
			table: relation("The materialized view."),
			ifExists,
			cascade
		}
	},
	"refresh-materialized-view": {
		doc: "REFRESH MATERIALIZED VIEW.",
		fields: {
			table: relation("The materialized view."),
			concurrently: concurrently$1,
			withData: flag("Not WITH NO DATA.")
		}
	},
	"create-type": {
		doc: "Makes a type that is no domain.",
		fields: {
			type: relation("The type."),
			typeKind: choice("What kind of type.", [
				"enum",
				"composite",
				"range",
				"base",
				"shell"
			]),
			labels: names("The labels of an enum."),
			attributes: detail("The columns of a composite type."),
			definition: detail("What stands behind the name of a range or base type.")
		}
	},
	"drop-type": {
		doc: "Drops one type or domain.",
		fields: {
			type: relation("The type."),
			domain: flag("A domain."),
			ifExists,
			cascade
		}
	},
	"rename-type": {
		doc: "Renames a type or domain.",
		fields: {
			type: relation("The type."),
			newName: name("The new name."),
			newType: relation("The new name, qualified.")
		}
	},
	"alter-composite-type": {
		doc: "Adds, drops, changes or renames an attribute of a composite type.",
		fields: {
			type: relation("The type."),
			change: choice("What is done.", [
				"add",
				"drop",
				"type",
				"rename"
			]),
			attribute: name("The attribute."),
			cascade,
			definition: detail("What is added, or what it becomes."),
			newName: detail("The new name, or empty.")
		}
	},
	"add-enum-value": {
		doc: "Adds a value to an enum.",
		fields: {
			type: relation("The enum."),
			value: text("The value."),
			ifNotExists,
			positioned: flag("BEFORE or AFTER is given."),
			place: detail("BEFORE and AFTER.")
		}
	},
	"rename-enum-value": {
		doc: "Renames a value of an enum.",
		fields: {
			type: relation("The enum."),
			value: text("The value."),
			newValue: text("The new value.")
		}
	},
	"create-domain": {
		doc: "Makes a domain.",
		fields: {
			type: relation("The domain."),
			constrained: flag("It has a CHECK or NOT NULL."),
			baseType: detail("The type under it."),
			constraints: detail("Its constraints."),
			notNull: detail("NOT NULL is given."),
			default: detail("Its default."),
			collation: detail("Its collation, or empty.")
		}
	},
	"alter-domain": {
		doc: "Changes a domain.",
		fields: {
			type: relation("The domain."),
			change: choice("What is done.", [
				"add-constraint",
				"drop-constraint",
				"validate-constraint",
				"set-not-null",
				"drop-not-null",
				"set-default",
				"drop-default",
				"rename-constraint"
			]),
			constraint: name("The constraint, or empty."),
			notValid: flag("NOT VALID is given."),
			ifExists,
			definition: detail("The constraint that is added."),
			default: detail("The new default."),
			newName: detail("The new name of a constraint, or empty."),
			cascade: detail("CASCADE is given.")
		}
	},
	"create-function": {
		doc: "Makes a function or procedure.",
		fields: {
			function: relation("The function."),
			procedure: flag("A procedure."),
			replace: flag("OR REPLACE is given."),
			language: name("The language."),
			volatility: choice("What is declared.", [
				"volatile",
				"stable",
				"immutable"
			]),
			securityDefiner: flag("SECURITY DEFINER is given."),
			setsSearchPath: flag("SET search_path is given."),
			arguments: detail("The input arguments."),
			definition: detail("What stands behind its name.")
		}
	},
	"drop-function": {
		doc: "Drops a function, procedure or aggregate.",
		fields: {
			function: relation("The function."),
			ifExists,
			cascade,
			objectType: detail("What it is called: function, procedure, routine, aggregate."),
			target,
			arguments: detail("The input arguments, where they are given.")
		}
	},
	"create-sequence": {
		doc: "Makes a sequence.",
		fields: {
			sequence: relation("The sequence."),
			ifNotExists,
			temporary: flag("A temporary sequence."),
			unlogged: detail("An unlogged sequence."),
			options: detail("Its options."),
			owner: detail("The column of OWNED BY.")
		}
	},
	"alter-sequence": {
		doc: "Changes a sequence.",
		fields: {
			sequence: relation("The sequence."),
			ifExists,
			restart: flag("RESTART is given."),
			ownedBy: text("table.column of OWNED BY, or empty."),
			owner: detail("What OWNED BY says."),
			options: detail("The options that are set."),
			logged: detail("SET LOGGED or SET UNLOGGED, or empty.")
		}
	},
	"rename-sequence": {
		doc: "Renames a sequence.",
		fields: {
			sequence: relation("The sequence."),
			newName: name("The new name."),
			newSequence: relation("The new name, qualified.")
		}
	},
	"drop-sequence": {
		doc: "Drops one sequence.",
		fields: {
			sequence: relation("The sequence."),
			ifExists,
			cascade
		}
	},
	"create-schema": {
		doc: "Makes a schema.",
		fields: {
			schema: name("The schema."),
			ifNotExists,
			authorization: detail("Its owner, where one is named.")
		}
	},
	"rename-schema": {
		doc: "Renames a schema.",
		fields: {
			schema: name("The schema."),
			newName: name("The new name.")
		}
	},
	"drop-schema": {
		doc: "Drops one schema.",
		fields: {
			schema: name("The schema."),
			ifExists,
			cascade
		}
	},
	"create-extension": {
		doc: "Installs an extension.",
		fields: {
			extension: name("The extension."),
			ifNotExists,
			schema: detail("The schema of its objects, or empty."),
			version: detail("Its version, or empty."),
			cascade: detail("CASCADE is given.")
		}
	},
	"alter-extension": {
		doc: "Updates or changes an extension.",
		fields: {
			extension: name("The extension."),
			definition: detail("The statement.")
		}
	},
	"drop-extension": {
		doc: "Drops one extension.",
		fields: {
			extension: name("The extension."),
			ifExists,
			cascade
		}
	},
	"create-object": {
		doc: "Makes an object that no table depends on: collation, cast, operator, aggregate, text search, statistics, event trigger, foreign server, language, transform, …",
		fields: {
			objectType: text("What it is."),
			object: text("Its name, as written."),
			table: relation("The table it is about (extended statistics), or empty."),
			target,
			definition: detail("The statement.")
		}
	},
	"alter-object": {
		doc: "Changes such an object.",
		fields: {
			objectType: text("What it is."),
			object: text("Its name, as written."),
			target,
			definition: detail("The statement.")
		}
	},
	"rename-object": {
		doc: "Renames such an object.",
		fields: {
			objectType: text("What it is."),
			object: text("Its name, as written."),
			newName: name("The new name."),
			target
		}
	},
	"drop-object": {
		doc: "Drops such an object.",
		fields: {
			objectType: text("What it is."),
			object: text("Its name, as written."),
			ifExists,
			cascade,
			target
		}
	},
	"create-publication": {
		doc: "Makes a publication.",
		fields: {
			publication: name("The publication."),
			allTables: flag("FOR ALL TABLES."),
			tables: relations("The tables it names."),
			members: detail("What is said about each of them."),
			schemas: detail("The schemas of TABLES IN SCHEMA."),
			storage
		}
	},
	"alter-publication": {
		doc: "Changes a publication.",
		fields: {
			publication: name("The publication."),
			tables: relations("The tables it names."),
			members: detail("What is said about each of them."),
			schemas: detail("The schemas of TABLES IN SCHEMA."),
			change: detail("What is done."),
			storage
		}
	},
	"drop-publication": {
		doc: "Drops a publication.",
		fields: {
			publication: name("The publication."),
			ifExists
		}
	},
	subscription: {
		doc: "Makes, changes or drops a subscription.",
		fields: {
			subscription: name("The subscription."),
			change: choice("What is done.", [
				"create",
				"alter",
				"drop"
			]),
			definition: detail("The statement.")
		}
	},
	database: {
		doc: "Makes, changes or drops a database or tablespace.",
		fields: {
			database: name("Its name."),
			change: choice("What is done.", [
				"create",
				"alter",
				"drop"
			]),
			tablespace: flag("It is a tablespace."),
			definition: detail("The statement.")
		}
	},
	role: {
		doc: "Makes, changes or drops roles, or reassigns or drops what they own.",
		fields: {
			role: text("The roles."),
			change: choice("What is done.", [
				"create",
				"alter",
				"drop",
				"reassign-owned",
				"drop-owned"
			]),
			definition: detail("The statement.")
		}
	},
	grant: {
		doc: "GRANT.",
		fields: {
			objects: relations("What the statement names."),
			privileges: text("The privileges, as written."),
			grantees: names("To whom."),
			toPublic: flag("To PUBLIC."),
			allPrivileges: flag("ALL."),
			...granted$1,
			withOption: detail("WITH GRANT OPTION or WITH ADMIN OPTION.")
		}
	},
	revoke: {
		doc: "REVOKE.",
		fields: {
			objects: relations("What the statement names."),
			privileges: text("The privileges, as written."),
			grantees: names("From whom."),
			...granted$1,
			optionOnly: detail("GRANT OPTION FOR or ADMIN OPTION FOR."),
			cascade: detail("CASCADE is given.")
		}
	},
	"alter-default-privileges": {
		doc: "ALTER DEFAULT PRIVILEGES.",
		fields: {
			grants: detail("GRANT; otherwise REVOKE."),
			objectType: detail("Of what: tables, sequences, functions, types, schemas."),
			roles: detail("The roles of FOR ROLE."),
			schemas: detail("The schemas of IN SCHEMA."),
			rights: detail("The privileges; empty where all are meant."),
			grantees: detail("To or from whom."),
			withOption: detail("WITH GRANT OPTION, or GRANT OPTION FOR."),
			cascade: detail("CASCADE is given.")
		}
	},
	comment: {
		doc: "COMMENT ON.",
		fields: {
			objectType: text("What it is about."),
			table: relation("The relation it is about, or empty."),
			target,
			part: detail("The column, constraint, trigger, rule or policy it is about, or empty."),
			text: detail("The comment; undefined for NULL.")
		}
	},
	"security-label": {
		doc: "SECURITY LABEL.",
		fields: {
			objectType: text("What it is about."),
			definition: detail("The statement.")
		}
	},
	insert: {
		doc: "INSERT.",
		fields: {
			table,
			fromQuery: flag("The rows come from a query that reads a table."),
			rows: count("The number of rows of VALUES; 0 where they come from a query."),
			namesColumns: flag("The columns are listed."),
			sources: relations("The relations its query reads.")
		}
	},
	update: {
		doc: "UPDATE.",
		fields: {
			table,
			hasWhere: flag("WHERE is given."),
			bounded: flag("WHERE bounds the rows: an equality with a constant on a unique key, a LIMIT, a range of a key, or ctid."),
			pinned: detail("Columns that WHERE compares with constants by = or IN."),
			columns: names("The columns it sets."),
			sources: relations("The relations it reads besides.")
		}
	},
	delete: {
		doc: "DELETE.",
		fields: {
			table,
			hasWhere: flag("WHERE is given."),
			bounded: flag("WHERE bounds the rows: an equality with a constant on a unique key, a LIMIT, a range of a key, or ctid."),
			pinned: detail("Columns that WHERE compares with constants by = or IN."),
			sources: relations("The relations it reads besides.")
		}
	},
	merge: {
		doc: "MERGE.",
		fields: {
			table,
			sources: relations("The relations it reads.")
		}
	},
	copy: {
		doc: "COPY.",
		fields: {
			table: relation("The table; empty for a query."),
			from: flag("COPY FROM."),
			program: flag("FROM or TO PROGRAM.")
		}
	},
	select: {
		doc: "A query.",
		fields: {
			sources: relations("The relations it reads."),
			functions: relations("The functions it calls."),
			forUpdate: flag("A locking clause is given.")
		}
	},
	call: {
		doc: "CALL of a procedure.",
		fields: { function: relation("The procedure.") }
	},
	set: {
		doc: "SET, RESET or set_config().",
		fields: {
			setting: name("The parameter."),
			value: text("The value as written; empty for RESET and DEFAULT."),
			reset: flag("RESET, or SET … TO DEFAULT."),
			local: flag("SET LOCAL.")
		}
	},
	"transaction-control": {
		doc: "BEGIN, COMMIT, ROLLBACK and their like.",
		fields: {
			action: choice("What is done.", [
				"begin",
				"commit",
				"rollback",
				"savepoint",
				"release",
				"rollback-to",
				"prepare",
				"commit-prepared",
				"set"
			]),
			chain: flag("AND CHAIN is given.")
		}
	},
	session: {
		doc: "A statement about the session alone: DISCARD, LISTEN, NOTIFY, PREPARE, DEALLOCATE, EXPLAIN, SHOW, CHECKPOINT, LOAD, cursors, SET CONSTRAINTS.",
		fields: { statement: text("The statement.") }
	},
	"alter-system": {
		doc: "ALTER SYSTEM.",
		fields: { setting: name("The parameter.") }
	},
	unsupported: {
		doc: "A statement that parses and is not in this vocabulary. It is shown as not analysed.",
		fields: { statement: text("The kind of statement, in the words of the parser.") }
	}
};
Object.keys(OPERATIONS);
/** The relation an operation is mainly about: its `table`, or empty where it has none. */
function tableOf$1(operation) {
	return "table" in operation ? operation.table : "";
}
// src/catalog/catalog.ts
/** The key of a grant among those of its object. */
const grantKey = ({ grantee, privilege, column }) => [
	grantee,
	privilege,
	column
].join("\0");
const NO_NOTES = {
	comment: "",
	owner: "",
	grants: /* @__PURE__ */ new Map()
};
const toPublic = (privilege) => ({
	...NO_NOTES,
	grants: /* @__PURE__ */ new Map([[grantKey({
		grantee: "public",
		privilege,
		column: ""
	}), {
		grantee: "public",
		privilege,
		column: "",
		withOption: false
	}]])
});
/** What everybody may do with a new function, and with a new type. */
const FUNCTION_NOTES = toPublic("execute");
const TYPE_NOTES = toPublic("usage");
const EMPTY_CATALOG = {
	relations: /* @__PURE__ */ new Map(),
	indexes: /* @__PURE__ */ new Map(),
	types: /* @__PURE__ */ new Map(),
	functions: /* @__PURE__ */ new Map(),
	schemas: /* @__PURE__ */ new Map(),
	extensions: /* @__PURE__ */ new Map(),
	publications: /* @__PURE__ */ new Map(),
	others: /* @__PURE__ */ new Map(),
	dropped: /* @__PURE__ */ new Map()
};
// src/catalog/draft.ts
/** Begins a draft on a catalog. */
function beginDraft(catalog, context) {
	return {
		now: { ...catalog },
		own: /* @__PURE__ */ new Set(),
		context
	};
}
/** One of the maps, for writing. */
function writable(draft, key) {
	if (!draft.own.has(key)) {
		draft.now[key] = new Map(draft.now[key]);
		draft.own.add(key);
	}
	return draft.now[key];
}
/** Sets one entry of one map. */
function setEntry(draft, key, name, value) {
	writable(draft, key).set(name, value);
}
/** Removes one entry of one map. */
function removeEntry(draft, key, name) {
	if (draft.now[key].has(name)) writable(draft, key).delete(name);
}
/** `public` in `public.users`, as it stands there; empty where the name has no schema. */
function schemaOf(relation) {
	return /^("(?:[^"]|"")*"|[^".]*)\./.exec(relation)?.[1] ?? "";
}
/** The name in `public."Order"` without schema and quotes. */
function nameOf$1(relation) {
	const schema = schemaOf(relation);
	const name = schema === "" ? relation : relation.slice(schema.length + 1);
	return name.startsWith("\"") ? name.slice(1, -1).replaceAll("\"\"", "\"") : name;
}
/** The canonical name of `name`, given without quotes, in the schema of the relation `beside`. */
function beside(draft, relation, name) {
	return draft.context.naming.qualify(relation, name);
}
/** Temporary relations live in a schema of their own. */
function isTemporary$1(relation) {
	return relation.startsWith("pg_temp.");
}
const NONE = /* @__PURE__ */ new Map();
const NOBODY = /* @__PURE__ */ new Set();
/** A relation about which nothing but its name is known. */
function blankTable(name, kind, origin, span) {
	return {
		name,
		kind,
		columns: NONE,
		made: false,
		columnsKnown: false,
		constraints: NONE,
		indexes: NOBODY,
		triggers: NONE,
		partitionKey: [],
		partitionOf: "",
		defaultPartition: false,
		partitions: NOBODY,
		inherits: [],
		children: NOBODY,
		sources: [],
		temporary: isTemporary$1(name),
		unlogged: false,
		rowSecurity: false,
		forceRowSecurity: false,
		replicaIdentity: "default",
		replicaIndex: "",
		clusterIndex: "",
		rules: NONE,
		policies: NONE,
		partitionBy: void 0,
		bound: void 0,
		storage: NONE,
		tablespace: "",
		accessMethod: "",
		ofType: "",
		query: void 0,
		sequence: {},
		publications: NONE,
		notes: NO_NOTES,
		ownedBy: null,
		filledHere: false,
		origin,
		span
	};
}
/** The relation, as it is now. */
function relationOf(draft, name) {
	return draft.now.relations.get(name);
}
/** The relation; where the catalog does not know it, one of unknown shape that was there before. */
function known(draft, name, kind = "table") {
	return draft.now.relations.get(name) ?? blankTable(name, kind, null, null);
}
/** Puts a relation. */
function putTable(draft, table) {
	setEntry(draft, "relations", table.name, table);
}
/** Replaces some fields of a relation, which comes to be when the catalog does not know it. An empty name does nothing. */
function updateTable(draft, name, change, kind = "table") {
	if (name === "") return;
	const table = known(draft, name, kind);
	putTable(draft, {
		...table,
		...change(table)
	});
}
/** Puts an index, and into the list of its table. */
function putIndex(draft, index) {
	setEntry(draft, "indexes", index.name, index);
	updateTable(draft, index.table, (table) => table.indexes.has(index.name) ? {} : { indexes: /* @__PURE__ */ new Set([...table.indexes, index.name]) });
}
/** The key of an object in `Catalog.others`. */
const otherKey = (objectType, target) => `${objectType} ${target}`;
/** A map without one key. */
function without(map, key) {
	if (!map.has(key)) return map;
	const copy = new Map(map);
	copy.delete(key);
	return copy;
}
/** A map with one entry more, or replaced in its place. */
function withEntry(map, key, value) {
	return new Map(map).set(key, value);
}
/** A set without one element. */
function dropped(set, element) {
	return set.has(element) ? new Set([...set].filter((other) => other !== element)) : set;
}
/** A map with one key renamed, in its place. */
function withRenamed(map, from, to, change) {
	return new Map([...map].map(([key, value]) => key === from ? [to, change(value)] : [key, value]));
}
/**
* Where a relation that is made now counts as coming from: the change, unless the change itself dropped or renamed away an
* older one of that name, which deployed code still uses.
*/
function originOf(draft, name) {
	const { change } = draft.context;
	if (change === null || isTemporary$1(name)) return change;
	return draft.now.dropped.get(name) === change ? null : change;
}
/** The same for `IF NOT EXISTS` on a name the catalog does not know: it may have been there, unless its schema is new too. */
function originIfNotExists(draft, name) {
	const { change } = draft.context;
	if (isTemporary$1(name)) return change;
	const schema = draft.now.schemas.get(schemaOf(name));
	return change !== null && schema === change ? originOf(draft, name) : null;
}
/** Remembers that a name was in use before this change and no longer is. */
function remember(draft, name) {
	const { change } = draft.context;
	const table = draft.now.relations.get(name);
	if (!(table !== void 0 && change !== null && table.origin === change) && !isTemporary$1(name)) setEntry(draft, "dropped", name, change);
}
/** Whether a name is taken by a relation or an index in the schema of another relation. */
function takenBeside(draft, relation) {
	return (name) => {
		const qualified = beside(draft, relation, name);
		return draft.now.relations.has(qualified) || draft.now.indexes.has(qualified);
	};
}
// src/catalog/texts.ts
/** A text with another name in place of one that it mentions. */
function renamedMention(text, what, from, to) {
	if (!text.mentions.some((m) => m.name === from && what.includes(m.what))) return text;
	return {
		...text,
		mentions: text.mentions.map((m) => m.name === from && what.includes(m.what) ? {
			...m,
			name: to
		} : m)
	};
}
/** The words of a text outside of literals and of what it mentions. */
const WORDS$1 = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*/gu;
const quoted$1 = (name) => /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll("\"", "\"\"")}"`;
/** Replaces a column's name in a text, outside of literals and of the names that it mentions. */
function renameColumnInText(sql, from, to) {
	const { text, mentions } = sql;
	/** Where the text has grown, and by how much. */
	const shifts = [];
	const renamed = text.replace(WORDS$1, (word, at) => {
		if (word.startsWith("'") || mentions.some((m) => at >= m.start && at < m.end)) return word;
		if ((word.startsWith("\"") ? word.slice(1, -1).replaceAll("\"\"", "\"") : word.toLowerCase()) !== from) return word;
		const next = quoted$1(to);
		shifts.push({
			at,
			by: next.length - word.length
		});
		return next;
	});
	if (renamed === text) return sql;
	const moved = (offset) => shifts.reduce((sum, shift) => shift.at < offset ? sum + shift.by : sum, offset);
	return {
		...sql,
		text: renamed,
		mentions: mentions.map((m) => ({
			...m,
			start: moved(m.start),
			end: moved(m.end)
		}))
	};
}
/** Whether a text has a name as a word of its own, outside of literals and of the names that it mentions. */
function hasWord({ text, mentions }, name) {
	for (const match of text.matchAll(WORDS$1)) {
		const [word] = match;
		if (word.startsWith("'") || mentions.some((m) => match.index >= m.start && match.index < m.end)) continue;
		if ((word.startsWith("\"") ? word.slice(1, -1).replaceAll("\"\"", "\"") : word.toLowerCase()) === name) return true;
	}
	return false;
}
/** A text that the server would no longer read as it did. The first reason stands. */
function outdated(text, reason) {
	return text.outdated === void 0 ? {
		...text,
		outdated: reason
	} : text;
}
const optional = (text, change) => text ? change(text) : void 0;
/** A map with its values changed; the same map where none changes. */
function mapValues(map, change) {
	let changed = false;
	const entries = [...map].map(([key, value]) => {
		const next = change(value);
		changed ||= next !== value;
		return [key, next];
	});
	return changed ? new Map(entries) : map;
}
/** An object with some of its fields replaced; the same object where they are the same. */
function withFields(value, fields) {
	return Object.entries(fields).some(([key, field]) => value[key] !== field) ? {
		...value,
		...fields
	} : value;
}
const mapList = (list, change) => {
	const next = list.map(change);
	return next.some((item, i) => item !== list[i]) ? next : list;
};
function inColumn(column, change) {
	const expression = column.generated && change(column.generated.expression);
	return withFields(column, {
		default: optional(column.default, change),
		generated: column.generated && expression ? withFields(column.generated, { expression }) : column.generated
	});
}
const inKey = (key, change) => withFields(key, { expression: optional(key.expression, change) });
/** The texts of a constraint. */
function inConstraint(constraint, change) {
	const { exclusion } = constraint;
	return withFields(constraint, {
		expression: optional(constraint.expression, change),
		exclusion: exclusion && withFields(exclusion, {
			elements: mapList(exclusion.elements, (element) => inKey(element, change)),
			where: optional(exclusion.where, change)
		})
	});
}
function inIndex(index, change) {
	return withFields(index, {
		keys: mapList(index.keys, (key) => inKey(key, change)),
		condition: optional(index.condition, change)
	});
}
/** The texts inside an operation that is kept. */
function inOperation(operation, change) {
	const next = {};
	for (const [key, value] of Object.entries(operation)) if (isSqlText(value)) next[key] = change(value);
	return withFields(operation, next);
}
const isSqlText = (value) => typeof value === "object" && value !== null && "mentions" in value;
/** What stands behind the name of something. */
const inDefinition = (value, change) => withFields(value, { definition: change(value.definition) });
/** The texts of a relation. */
function inTable(table, change) {
	const { query } = table;
	return withFields(table, {
		columns: mapValues(table.columns, (column) => inColumn(column, change)),
		constraints: mapValues(table.constraints, (constraint) => inConstraint(constraint, change)),
		triggers: mapValues(table.triggers, (trigger) => inDefinition(trigger, change)),
		rules: mapValues(table.rules, (rule) => inDefinition(rule, change)),
		policies: mapValues(table.policies, (policy) => withFields(policy, {
			using: optional(policy.using, change),
			check: optional(policy.check, change)
		})),
		partitionBy: optional(table.partitionBy, change),
		bound: optional(table.bound, change),
		query: query && withFields(inDefinition(query, change), { changes: mapList(query.changes, (o) => inOperation(o, change)) }),
		publications: mapValues(table.publications, change)
	});
}
function inFunction(own, change) {
	return withFields(inDefinition(own, change), { changes: mapList(own.changes, (o) => inOperation(o, change)) });
}
/** Changes every text that the catalog keeps. */
function mapTexts(draft, change) {
	const { now } = draft;
	for (const table of Array.from(now.relations.values())) {
		const next = inTable(table, change);
		if (next !== table) putTable(draft, next);
	}
	for (const index of Array.from(now.indexes.values())) {
		const next = inIndex(index, change);
		if (next !== index) setEntry(draft, "indexes", index.name, next);
	}
	for (const type of Array.from(now.types.values())) {
		const next = withFields(type, {
			default: optional(type.default, change),
			constraints: mapList(type.constraints, (constraint) => inConstraint(constraint, change))
		});
		if (next !== type) setEntry(draft, "types", type.name, next);
	}
	for (const [name, overloads] of Array.from(now.functions)) {
		const next = mapList(overloads, (own) => inFunction(own, change));
		if (next !== overloads) setEntry(draft, "functions", name, next);
	}
	for (const [key, other] of Array.from(now.others)) {
		const next = withFields(other, { making: mapList(other.making, (o) => inOperation(o, change)) });
		if (next !== other) setEntry(draft, "others", key, next);
	}
}
/** Another name for a relation, in every text that mentions it. */
function renameRelationInTexts(draft, from, to) {
	mapTexts(draft, (text) => renamedMention(text, ["relation", "literal"], from, to));
}
/** Another name for a type or function, in every text that mentions it. */
function renameNameInTexts(draft, from, to) {
	mapTexts(draft, (text) => renamedMention(text, ["type", "function"], from, to));
}
/** Whether an expression holds a query: the names in it can be those of other tables' columns. */
const hasQuery = (text) => text.mentions.some(({ what }) => what === "relation");
/** A column's name in an expression over its table alone; one with a query is outdated instead. */
function renameColumnInExpression(expression, table, from, to) {
	if (!hasWord(expression, from)) return expression;
	if (hasQuery(expression)) return outdated(expression, `the column ${from} of ${table} was renamed to ${to} since`);
	const swap = (columns) => columns.map((name) => name === from ? to : name);
	return {
		...renameColumnInText(expression, from, to),
		columns: swap(expression.columns),
		tree: void 0
	};
}
// src/catalog/links.ts
/** Every relation that satisfies a condition. */
function relationsWhere(draft, condition) {
	const found = [];
	for (const table of draft.now.relations.values()) if (condition(table)) found.push(table);
	return found;
}
/** Whether a table has a foreign key to another. */
function references(table, target) {
	for (const constraint of table.constraints.values()) if (constraint.references?.table === target) return true;
	return false;
}
const renamed = (set, from, to) => set.has(from) ? new Set([...set].map((name) => name === from ? to : name)) : set;
/** Gives a relation another qualified name, everywhere it is mentioned. One that the catalog does not know comes to be. */
function renameRelation(draft, from, to, kind = "table") {
	if (from === to) return;
	const table = relationOf(draft, from) ?? blankTable(from, kind, null, null);
	remember(draft, from);
	removeEntry(draft, "relations", from);
	const { change } = draft.context;
	const takesOldName = change !== null && table.origin === change && draft.now.dropped.get(to) === change;
	putTable(draft, {
		...table,
		name: to,
		query: table.query && {
			...table.query,
			changes: table.query.changes.map((o) => "table" in o && o.table === from ? {
				...o,
				table: to
			} : o)
		},
		origin: takesOldName ? null : table.origin
	});
	for (const name of table.indexes) {
		const index = draft.now.indexes.get(name);
		if (index) setEntry(draft, "indexes", name, {
			...index,
			table: to
		});
	}
	for (const other of relationsWhere(draft, (t) => mentions$2(t, from))) putTable(draft, {
		...other,
		constraints: references(other, from) ? mapConstraints(other.constraints, (c) => retarget(c, from, to)) : other.constraints,
		partitionOf: other.partitionOf === from ? to : other.partitionOf,
		partitions: renamed(other.partitions, from, to),
		inherits: other.inherits.map((name) => name === from ? to : name),
		children: renamed(other.children, from, to),
		sources: other.sources.map((name) => name === from ? to : name),
		ownedBy: other.ownedBy?.table === from ? {
			...other.ownedBy,
			table: to
		} : other.ownedBy
	});
	for (const [key, other] of Array.from(draft.now.others)) if (other.table === from) setEntry(draft, "others", key, {
		...other,
		table: to
	});
	renameRelationInTexts(draft, from, to);
}
const mentions$2 = (table, name) => table.partitionOf === name || table.partitions.has(name) || table.children.has(name) || table.inherits.includes(name) || table.sources.includes(name) || table.ownedBy?.table === name || references(table, name);
const retarget = (constraint, from, to) => constraint.references?.table === from ? {
	...constraint,
	references: {
		...constraint.references,
		table: to
	}
} : constraint;
/** Every constraint of a table, changed. */
function mapConstraints(constraints, change) {
	return new Map([...constraints].map(([name, constraint]) => [name, change(constraint)]));
}
/**
* Drops a relation with what goes with it: its indexes, the sequences it owns, its partitions; with `cascade` also views
* that read it, foreign keys that reference it and tables that inherit from it.
*/
function dropRelation(draft, name, cascade) {
	const table = relationOf(draft, name);
	remember(draft, name);
	if (!table) return;
	removeEntry(draft, "relations", name);
	for (const index of table.indexes) removeEntry(draft, "indexes", index);
	for (const [key, other] of Array.from(draft.now.others)) if (other.table === name) removeEntry(draft, "others", key);
	for (const part of table.partitions) dropRelation(draft, part, cascade);
	if (table.partitionOf) updateKnown(draft, table.partitionOf, (t) => ({ partitions: dropped(t.partitions, name) }));
	for (const parent of table.inherits) updateKnown(draft, parent, (t) => ({ children: dropped(t.children, name) }));
	for (const other of relationsWhere(draft, (t) => mentions$2(t, name))) if (other.ownedBy?.table === name) dropRelation(draft, other.name, cascade);
	else if (cascade && other.sources.includes(name)) dropRelation(draft, other.name, true);
	else if (cascade && table.children.has(other.name)) dropRelation(draft, other.name, true);
	else if (cascade && references(other, name)) {
		const kept = [...other.constraints].filter(([, constraint]) => constraint.references?.table !== name);
		putTable(draft, {
			...other,
			constraints: new Map(kept)
		});
	}
	if (cascade) dropWhatReads(draft, name);
}
/** What CASCADE takes off other tables: rules and policies that read a relation that goes. */
function dropWhatReads(draft, name) {
	const reads = (text) => text?.mentions.some((m) => m.what === "relation" && m.name === name) ?? false;
	const kept = (map, goes) => new Map([...map].filter(([, value]) => !goes(value)));
	for (const table of relationsWhere(draft, (t) => t.rules.size + t.policies.size > 0)) putTable(draft, {
		...table,
		rules: kept(table.rules, (rule) => reads(rule.definition)),
		policies: kept(table.policies, (policy) => reads(policy.using) || reads(policy.check))
	});
}
/** Like `updateTable`, for relations the catalog knows. */
function updateKnown(draft, name, change) {
	if (relationOf(draft, name)) updateTable(draft, name, change);
}
/** Drops an index and takes it off the list of its table. The constraint it backs stays. */
function dropIndex$4(draft, name) {
	const index = draft.now.indexes.get(name);
	if (!index) return;
	removeEntry(draft, "indexes", name);
	const own = nameOf$1(name);
	updateKnown(draft, index.table, (table) => ({
		indexes: dropped(table.indexes, name),
		replicaIndex: table.replicaIndex === own ? "" : table.replicaIndex,
		clusterIndex: table.clusterIndex === own ? "" : table.clusterIndex
	}));
}
/** Renames an index, and the constraint it backs with it, as the server does. */
function renameIndex$3(draft, from, to, constraintName) {
	const index = draft.now.indexes.get(from);
	if (!index || from === to) return;
	removeEntry(draft, "indexes", from);
	setEntry(draft, "indexes", to, {
		...index,
		name: to,
		constraint: index.constraint ? constraintName : ""
	});
	updateKnown(draft, index.table, (table) => {
		const constraint = table.constraints.get(index.constraint);
		const own = nameOf$1(from);
		return {
			replicaIndex: table.replicaIndex === own ? constraintName : table.replicaIndex,
			clusterIndex: table.clusterIndex === own ? constraintName : table.clusterIndex,
			indexes: new Set([...table.indexes].map((name) => name === from ? to : name)),
			constraints: constraint ? new Map(without(table.constraints, index.constraint)).set(constraintName, {
				...constraint,
				name: constraintName
			}) : table.constraints
		};
	});
}
/** A table and everything below it: partitions and tables that inherit, each once, the table first. */
function family$2(draft, name) {
	const found = /* @__PURE__ */ new Set([name]);
	for (const member of found) {
		const table = relationOf(draft, member);
		for (const below of [...table?.partitions ?? [], ...table?.children ?? []]) found.add(below);
	}
	return [...found];
}
// src/catalog/constraints.ts
/** A key about which nothing is said besides its column. */
const PLAIN_KEY = {
	expression: void 0,
	collation: "",
	operatorClass: "",
	descending: false,
	nulls: ""
};
/** Storage parameters by name. */
const storageMap = (options) => new Map(options.flatMap(({ name, value }) => value === void 0 ? [] : [[name, value]]));
/** Storage parameters after some of them were set or reset. */
function withStorage(storage, options) {
	const next = new Map(storage);
	for (const { name, value } of options) if (value === void 0) next.delete(name);
	else next.set(name, value);
	return next;
}
const INDEXED$1 = /* @__PURE__ */ new Set([
	"unique",
	"primary-key",
	"exclude"
]);
/** Columns with some of them made NOT NULL. */
function withNotNull(columns, names) {
	if (names.every((name) => columns.get(name)?.notNull ?? true)) return columns;
	return new Map([...columns].map(([name, column]) => [name, names.includes(name) ? {
		...column,
		notNull: true
	} : column]));
}
/** Puts one constraint on one table, named as the server would, with the index behind it. */
function putConstraint(draft, tableName, definition, origin, span) {
	const table = relationOf(draft, tableName);
	if (!table) {
		updateTable(draft, tableName, () => ({}));
		putConstraint(draft, tableName, definition, origin, span);
		return;
	}
	const { naming } = draft.context;
	const existing = definition.usingIndex ? draft.now.indexes.get(beside(draft, tableName, definition.usingIndex)) : void 0;
	const columns = definition.columns.length === 0 && existing ? existing.columns : definition.columns;
	const takenName = takenBeside(draft, tableName);
	const taken = (name) => table.constraints.has(name) || INDEXED$1.has(definition.kind) && takenName(name);
	const name = definition.name || definition.usingIndex || naming.constraintName(tableName, {
		kind: definition.kind,
		columns
	}, taken);
	const constraint = {
		...definition,
		name,
		columns,
		comment: "",
		origin,
		span
	};
	const strict = definition.kind === "primary-key" || definition.kind === "not-null" && !definition.notValid;
	putTable(draft, {
		...table,
		constraints: withEntry(table.constraints, name, constraint),
		columns: strict ? withNotNull(table.columns, columns) : table.columns
	});
	if (!INDEXED$1.has(definition.kind)) return;
	const qualified = beside(draft, tableName, name);
	if (definition.usingIndex) {
		const from = beside(draft, tableName, definition.usingIndex);
		if (existing) {
			renameIndex$3(draft, from, qualified, name);
			const index = draft.now.indexes.get(qualified);
			if (index) setEntry(draft, "indexes", qualified, {
				...index,
				constraint: name
			});
			return;
		}
	}
	putIndex(draft, {
		name: qualified,
		table: tableName,
		columns,
		include: definition.include,
		unique: definition.kind !== "exclude",
		method: definition.kind === "exclude" ? "gist" : "btree",
		where: "",
		hasExpressions: false,
		valid: true,
		constraint: name,
		keys: definition.exclusion?.elements ?? columns.map(() => PLAIN_KEY),
		nullsNotDistinct: definition.nullsNotDistinct,
		condition: definition.exclusion?.where,
		storage: storageMap(definition.indexStorage),
		tablespace: definition.indexTablespace,
		statistics: /* @__PURE__ */ new Map(),
		comment: "",
		origin,
		span
	});
}
/** Puts a constraint on a table and on everything below it that gets it too. */
function addConstraint$3(draft, operation) {
	const { change } = draft.context;
	const named = {
		...operation.definition,
		name: nameFor(draft, operation)
	};
	putConstraint(draft, operation.table, named, change, operation.span);
	if (operation.definition.noInherit) return;
	const inherited = operation.constraintKind === "check" || operation.constraintKind === "not-null";
	if (operation.constraintKind === "primary-key") {
		const columns = relationOf(draft, operation.table)?.constraints.get(named.name)?.columns ?? operation.columns;
		for (const below of family$2(draft, operation.table)) updateKnown(draft, below, (t) => ({ columns: withNotNull(t.columns, columns) }));
	}
	for (const below of family$2(draft, operation.table).slice(1)) {
		const partition = relationOf(draft, below)?.partitionOf !== "";
		if (inherited) putConstraint(draft, below, named, change, operation.span);
		else if (partition) putConstraint(draft, below, forPartition(draft, below, {
			...operation.definition,
			name: named.name
		}), change, operation.span);
	}
}
/**
* The constraint a partition gets from its table: a foreign key keeps its name where that is free, what has an index
* behind it gets a name of its own.
*/
function forPartition(draft, partition, constraint) {
	const keeps = constraint.kind === "foreign-key" && !relationOf(draft, partition)?.constraints.has(constraint.name);
	return {
		...constraint,
		name: keeps ? constraint.name : "",
		usingIndex: ""
	};
}
/** A name the statement does not give is as free as the server would make it. */
function nameFor(draft, operation) {
	if (operation.named || operation.usingIndex) return operation.definition.name;
	const table = relationOf(draft, operation.table);
	const taken = takenBeside(draft, operation.table);
	return !table?.constraints.has(operation.constraint) && !(INDEXED$1.has(operation.constraintKind) && taken(operation.constraint)) ? operation.constraint : "";
}
/** Marks a constraint as holding for all rows; a NOT NULL constraint makes its column strict. */
function validateConstraint$1(draft, operation) {
	for (const member of family$2(draft, operation.table)) updateKnown(draft, member, (table) => {
		const constraint = table.constraints.get(operation.constraint);
		if (!constraint) return {};
		return {
			constraints: withEntry(table.constraints, constraint.name, {
				...constraint,
				notValid: false
			}),
			columns: constraint.kind === "not-null" ? withNotNull(table.columns, constraint.columns) : table.columns
		};
	});
}
/** ENFORCED validates; NOT ENFORCED leaves the constraint unproven. */
function alterConstraint$2(draft, operation) {
	const { enforced, deferrability, inheritance } = operation;
	const change = {
		...enforced === "unchanged" ? {} : {
			notEnforced: enforced === "not-enforced",
			notValid: enforced === "not-enforced"
		},
		...deferrability === "unchanged" ? {} : {
			deferrable: deferrability !== "not-deferrable",
			initiallyDeferred: deferrability === "deferred"
		},
		...inheritance === "unchanged" ? {} : { noInherit: inheritance === "no-inherit" }
	};
	for (const member of family$2(draft, operation.table)) updateKnown(draft, member, (table) => {
		const constraint = table.constraints.get(operation.constraint);
		return constraint ? { constraints: withEntry(table.constraints, constraint.name, {
			...constraint,
			...change
		}) } : {};
	});
}
/** Drops a constraint with the index behind it; with `cascade` the foreign keys that rest on it. */
function dropConstraint$1(draft, tableName, name, cascade) {
	const table = relationOf(draft, tableName);
	const constraint = table?.constraints.get(name);
	if (!table || !constraint) return;
	const columns = constraint.kind === "not-null" ? new Map([...table.columns].map(([key, c]) => [key, constraint.columns.includes(key) ? {
		...c,
		notNull: false
	} : c])) : table.columns;
	putTable(draft, {
		...table,
		constraints: without(table.constraints, name),
		columns
	});
	const backing = draft.now.indexes.get(beside(draft, tableName, name));
	if (backing?.constraint === name) dropIndex$4(draft, backing.name);
	if (cascade && INDEXED$1.has(constraint.kind)) for (const other of relationsWhere(draft, (t) => references(t, tableName))) {
		const kept = [...other.constraints].filter(([, c]) => !(c.references?.table === tableName && restsOn(c, constraint)));
		putTable(draft, {
			...other,
			constraints: new Map(kept)
		});
	}
	for (const below of [...table.partitions, ...table.children]) {
		const inherited = relationOf(draft, below)?.constraints.get(name) ?? sameColumns(relationOf(draft, below), constraint);
		if (inherited) dropConstraint$1(draft, below, inherited.name, cascade);
	}
}
/** Whether a foreign key rests on a unique constraint: it names its columns, or none and so means the primary key. */
const restsOn = (key, target) => {
	const columns = key.references?.columns ?? [];
	return columns.length === 0 ? target.kind === "primary-key" : columns.join("\0") === target.columns.join("\0");
};
/** The constraint of a partition that came from its parent under another name. */
const sameColumns = (table, constraint) => constraint.kind === "check" || !table?.partitionOf ? void 0 : [...table.constraints.values()].find((c) => c.kind === constraint.kind && c.columns.join("\0") === constraint.columns.join("\0"));
/** Renames a constraint, and the index behind it. */
function renameConstraint$2(draft, operation) {
	const { table, constraint: from, newName } = operation;
	const backing = draft.now.indexes.get(beside(draft, table, from));
	if (backing?.constraint === from) {
		renameIndex$3(draft, backing.name, beside(draft, table, newName), newName);
		return;
	}
	const kind = relationOf(draft, table)?.constraints.get(from)?.kind;
	const inherited = kind === "check" || kind === "not-null";
	for (const member of inherited ? family$2(draft, table) : [table]) updateKnown(draft, member, (t) => ({ constraints: withRenamed(t.constraints, from, newName, (c) => ({
		...c,
		name: newName
	})) }));
}
/** Drops the constraints and indexes that a column is in, as dropping the column does. */
function dropWhatUses(draft, tableName, column, cascade) {
	const table = relationOf(draft, tableName);
	if (!table) return;
	for (const constraint of table.constraints.values()) if (constraint.columns.includes(column)) dropConstraint$1(draft, tableName, constraint.name, cascade);
	for (const name of table.indexes) {
		const index = draft.now.indexes.get(name);
		if (index && usesColumn(index, column)) dropIndex$4(draft, name);
	}
	if (cascade) updateKnown(draft, tableName, (now) => withoutDependents(now, column));
}
/** Words of CREATE TRIGGER and CREATE RULE: a column of that name is not told apart from them. */
const WORDS = new Set("after as before delete do each execute for from function insert instead new of old on or row rule to update when where".split(" "));
/** A table without the triggers, rules and policies that use a column. */
function withoutDependents(table, column) {
	const uses = (text) => text !== void 0 && !WORDS.has(column) && hasWord(text, column);
	const kept = (map, goes) => new Map([...map].filter(([, value]) => !goes(value)));
	return {
		triggers: kept(table.triggers, ({ definition }) => uses(definition)),
		rules: kept(table.rules, ({ definition }) => uses(definition)),
		policies: kept(table.policies, ({ using, check }) => uses(using) || uses(check))
	};
}
/** Whether an index is over a column; the text of an expression or condition is searched for the name. */
function usesColumn(index, column) {
	if (index.columns.includes(column) || index.include.includes(column)) return true;
	return [...index.hasExpressions ? index.columns : [], index.where].some((text) => mentionsName(text, column));
}
const mentionsName = (text, name) => text.split(/[^\p{L}\p{N}_$]+/u).some((word) => word === name);
/** Renames a column inside a constraint. */
function renameInConstraint(constraint, table, from, to) {
	const swap = (columns) => columns.map((name) => name === from ? to : name);
	const inside = (expression) => renameColumnInExpression(expression, table, from, to);
	const { expression, references, exclusion } = constraint;
	return {
		...constraint,
		columns: swap(constraint.columns),
		include: swap(constraint.include),
		expression: expression && inside(expression),
		references: references && {
			...references,
			deleteColumns: swap(references.deleteColumns)
		},
		exclusion: exclusion && {
			...exclusion,
			elements: exclusion.elements.map((element) => ({
				...element,
				column: element.column === from ? to : element.column,
				expression: element.expression && inside(element.expression)
			})),
			where: exclusion.where && inside(exclusion.where)
		}
	};
}
/** The privileges on a column under its new name. */
const withColumn = (grants, from, to) => new Map([...grants].map(([key, own]) => own.column === from ? [grantKey({
	...own,
	column: to
}), {
	...own,
	column: to
}] : [key, own]));
/** A text with a query, after a column of a table that it reads was renamed. */
const outdatedBy = (text, table, from, to) => hasWord(text, from) ? outdated(text, `the column ${from} of ${table} was renamed to ${to} since`) : text;
/** Renames a column wherever the catalog keeps its name: the table, its constraints and indexes, foreign keys to it. */
function renameColumn$3(draft, tableName, from, to) {
	const table = relationOf(draft, tableName);
	if (!table) return;
	const inside = (expression) => renameColumnInExpression(expression, tableName, from, to);
	putTable(draft, {
		...table,
		columns: new Map([...withRenamed(table.columns, from, to, (column) => ({
			...column,
			name: to
		}))].map(([name, column]) => [name, column.generated ? {
			...column,
			generated: {
				...column.generated,
				expression: inside(column.generated.expression)
			}
		} : column])),
		constraints: mapConstraints(table.constraints, (c) => renameInConstraint(c, tableName, from, to)),
		partitionKey: table.partitionKey.map((name) => name === from ? to : name),
		partitionBy: table.partitionBy && renameColumnInText(table.partitionBy, from, to),
		triggers: new Map([...table.triggers].map(([name, t]) => [name, {
			...t,
			definition: renameColumnInText(t.definition, from, to)
		}])),
		policies: new Map([...table.policies].map(([name, policy]) => [name, {
			...policy,
			using: policy.using && inside(policy.using),
			check: policy.check && inside(policy.check)
		}])),
		rules: new Map([...table.rules].map(([name, rule]) => [name, {
			...rule,
			definition: outdatedBy(rule.definition, tableName, from, to)
		}])),
		publications: new Map([...table.publications].map(([name, text]) => [name, renameColumnInText(text, from, to)])),
		notes: {
			...table.notes,
			grants: withColumn(table.notes.grants, from, to)
		}
	});
	const swap = (columns) => columns.map((name) => name === from ? to : name);
	for (const name of table.indexes) {
		const index = draft.now.indexes.get(name);
		if (!index || !usesColumn(index, from)) continue;
		const keys = index.keys.map((key) => key.expression ? {
			...key,
			expression: inside(key.expression)
		} : key);
		const condition = index.condition && inside(index.condition);
		setEntry(draft, "indexes", name, {
			...index,
			columns: index.columns.map((column, i) => column === from ? to : keys[i]?.expression?.text ?? column),
			include: swap(index.include),
			where: condition && index.where !== "" ? condition.text : index.where,
			keys,
			condition
		});
	}
	for (const other of relationsWhere(draft, (t) => references(t, tableName) || t.ownedBy?.table === tableName || reads(t, tableName))) putTable(draft, {
		...other,
		ownedBy: other.ownedBy?.table === tableName && other.ownedBy.column === from ? {
			table: tableName,
			column: to
		} : other.ownedBy,
		constraints: mapConstraints(other.constraints, (c) => c.references?.table === tableName ? {
			...c,
			references: {
				...c.references,
				columns: swap(c.references.columns)
			}
		} : c),
		query: other.query && {
			...other.query,
			definition: outdatedBy(other.query.definition, tableName, from, to)
		}
	});
}
const reads = (view, table) => view.query !== void 0 && view.sources.includes(table);
// src/catalog/columns.ts
/** A column as the catalog keeps it. */
function columnFrom(definition, origin) {
	const { constraints, ...rest } = definition;
	const strict = definition.notNull || definition.serial || definition.identity !== "no" || constraints.some((c) => c.kind === "primary-key");
	return {
		...rest,
		type: definition.type,
		notNull: strict,
		statistics: "",
		attributes: /* @__PURE__ */ new Map(),
		comment: "",
		origin
	};
}
/** Whether the server makes a sequence for the column. */
const hasSequence = (column) => column.serial || column.identity !== "no";
/** Puts the sequence that a serial or identity column owns. */
function putSequence(draft, table, column, options, origin, span) {
	const { naming } = draft.context;
	const type = relationOf(draft, table)?.columns.get(column)?.type.name;
	const { name: given, ...said } = options;
	const sequence = type === void 0 ? said : {
		type,
		...said
	};
	putTable(draft, {
		...blankTable(given ?? beside(draft, table, naming.sequenceName(table, column, takenBeside(draft, table))), "sequence", origin, span),
		made: true,
		ownedBy: {
			table,
			column
		},
		sequence
	});
}
/** Puts a column on one table: the column, its sequence, its constraints. */
function putColumn(draft, tableName, definition, origin, span) {
	const column = columnFrom(definition, origin);
	updateTable(draft, tableName, (table) => ({ columns: withEntry(table.columns, definition.name, column) }));
	if (hasSequence(column)) putSequence(draft, tableName, definition.name, definition.sequence, origin, span);
	for (const constraint of definition.constraints) {
		const columns = constraint.columns.length > 0 ? constraint.columns : [definition.name];
		putConstraint(draft, tableName, {
			...constraint,
			columns
		}, origin, span);
	}
}
/** ADD COLUMN, on the table and everything below it. IF NOT EXISTS on a column that is known changes nothing. */
function addColumn$4(draft, operation) {
	const table = known(draft, operation.table);
	if (table.columns.has(operation.column)) return;
	const { change } = draft.context;
	const origin = operation.ifNotExists && !table.columnsKnown ? null : change;
	putColumn(draft, operation.table, operation.definition, origin, operation.span);
	const added = relationOf(draft, operation.table)?.columns.get(operation.column);
	if (!added) return;
	for (const below of family$2(draft, operation.table).slice(1)) updateKnown(draft, below, (t) => t.columns.has(operation.column) ? {} : { columns: withEntry(t.columns, operation.column, added) });
}
/** DROP COLUMN, with the constraints and indexes over it and the sequence it owns. */
function dropColumn$2(draft, operation) {
	dropColumnOf(draft, operation.table, operation.column, operation.cascade);
}
/** A column of a table and of everything below it goes. */
function dropColumnOf(draft, table, name, cascade) {
	for (const member of family$2(draft, table)) {
		const computed = [...relationOf(draft, member)?.columns.values() ?? []].filter((c) => c.generated?.expression.columns.includes(name)).map((c) => c.name);
		for (const column of [name, ...computed]) {
			dropWhatUses(draft, member, column, cascade);
			dropOwnedSequence(draft, member, column);
			dropStatistics(draft, member, column);
			updateTable(draft, member, (table) => ({
				columns: without(table.columns, column),
				notes: {
					...table.notes,
					grants: new Map([...table.notes.grants].filter(([, own]) => own.column !== column))
				}
			}));
		}
	}
}
/** Extended statistics go with any of their columns. */
function dropStatistics(draft, table, column) {
	for (const [key, other] of Array.from(draft.now.others)) {
		const [made] = other.making;
		if (other.objectType === "statistics" && other.table === table && made?.kind === "create-object" && hasWord(made.definition, column)) removeEntry(draft, "others", key);
	}
}
function dropOwnedSequence(draft, table, column) {
	for (const sequence of relationsWhere(draft, (t) => t.ownedBy?.table === table && t.ownedBy.column === column)) {
		remember(draft, sequence.name);
		removeEntry(draft, "relations", sequence.name);
	}
}
/** RENAME COLUMN, on the table and everything below it. */
function renameColumn$2(draft, operation) {
	for (const member of family$2(draft, operation.table)) renameColumn$3(draft, member, operation.column, operation.newName);
}
/** Changes a column that is known, on the table and everything below it. */
function changeColumn(draft, table, column, change) {
	for (const member of family$2(draft, table)) updateKnown(draft, member, (t) => {
		const before = t.columns.get(column);
		return before ? { columns: withEntry(t.columns, column, {
			...before,
			...change(before)
		}) } : {};
	});
}
/** ALTER COLUMN … TYPE. Without COLLATE the column has the collation of its type; the sequence of an identity goes along. */
function changeType$1(draft, operation) {
	const { table, column, newType: type, collation } = operation;
	changeColumn(draft, table, column, () => ({
		type,
		serial: false,
		collation
	}));
	if (relationOf(draft, table)?.columns.get(column)?.identity === "no") return;
	for (const own of relationsWhere(draft, (t) => t.ownedBy?.table === table && t.ownedBy.column === column)) putTable(draft, {
		...own,
		sequence: {
			...own.sequence,
			type: type.name
		}
	});
}
/** SET NOT NULL and DROP NOT NULL; the latter also drops the named constraint that PostgreSQL 18 keeps for it. */
function changeNotNull(draft, table, column, notNull) {
	changeColumn(draft, table, column, () => ({ notNull }));
	if (notNull) return;
	for (const member of family$2(draft, table)) updateKnown(draft, member, (t) => ({ constraints: new Map([...t.constraints].filter(([, c]) => !(c.kind === "not-null" && c.columns[0] === column))) }));
}
/** ADD GENERATED … AS IDENTITY on a column that is there. */
function addIdentity$2(draft, operation) {
	changeColumn(draft, operation.table, operation.column, () => ({ identity: operation.always ? "always" : "by-default" }));
	putSequence(draft, operation.table, operation.column, operation.sequence, draft.context.change, operation.span);
}
/** SET GENERATED and the options of the sequence behind an identity column. */
function setIdentity$3(draft, operation) {
	const { table, column, generated, sequence } = operation;
	if (generated !== "") changeColumn(draft, table, column, () => ({ identity: generated }));
	for (const own of relationsWhere(draft, (t) => t.ownedBy?.table === table && t.ownedBy.column === column)) putTable(draft, {
		...own,
		sequence: withSequenceOptions(own.sequence, sequence)
	});
}
/** The options of a sequence after some of them were set. Where it restarts is no option that stays. */
function withSequenceOptions(before, options) {
	const { restart: _, ...rest } = options;
	return {
		...before,
		...rest
	};
}
/** SET STATISTICS, STORAGE, COMPRESSION and the options of a column. */
function setColumnOption$1(draft, operation) {
	const { table, column, option, value, attributes } = operation;
	const plain = value.toLowerCase() === "default" ? "" : value;
	changeColumn(draft, table, column, (before) => {
		switch (option) {
			case "statistics": return { statistics: plain === "-1" ? "" : plain };
			case "storage": return { storage: plain.toLowerCase() };
			case "compression": return { compression: plain.toLowerCase() };
			case "attribute": return { attributes: withStorage(before.attributes, attributes) };
		}
	});
}
/** DROP IDENTITY, with its sequence. */
function dropIdentity$2(draft, operation) {
	changeColumn(draft, operation.table, operation.column, () => ({ identity: "no" }));
	dropOwnedSequence(draft, operation.table, operation.column);
}
/** Columns that a table gets from another, as INHERITS, PARTITION OF and LIKE copy them. */
function copiedColumns(source, origin, everything) {
	return [...source?.columns.values() ?? []].map((column) => ({
		...column,
		...everything ? {} : {
			default: void 0,
			generated: void 0
		},
		identity: everything ? column.identity : "no",
		serial: false,
		comment: "",
		origin
	}));
}
// src/catalog/indexes.ts
/** CREATE INDEX, with the ones the server makes on the partitions. */
function createIndex$5(draft, operation) {
	const { naming, change } = draft.context;
	const { table: tableName, span } = operation;
	const taken = takenBeside(draft, tableName);
	const given = operation.index;
	if (operation.ifNotExists && given !== "" && taken(given)) return;
	if (!relationOf(draft, tableName)) putTable(draft, known(draft, tableName));
	const name = given === "" || !operation.named && taken(given) ? naming.indexName(tableName, operation.columns, operation.unique, taken) : given;
	const partitioned = relationOf(draft, tableName)?.kind === "partitioned";
	const uncertain = operation.ifNotExists && !relationOf(draft, tableName)?.columnsKnown;
	const index = {
		name: beside(draft, tableName, name),
		table: tableName,
		columns: operation.columns,
		include: operation.include,
		unique: operation.unique,
		method: operation.method,
		where: operation.where,
		hasExpressions: operation.hasExpressions,
		valid: !(partitioned && operation.only && (relationOf(draft, tableName)?.partitions.size ?? 0) > 0),
		constraint: "",
		keys: operation.keys,
		nullsNotDistinct: operation.nullsNotDistinct,
		condition: operation.condition,
		storage: storageMap(operation.storage),
		tablespace: operation.tablespace,
		statistics: /* @__PURE__ */ new Map(),
		comment: "",
		origin: uncertain ? null : change,
		span
	};
	putIndex(draft, index);
	if (!partitioned || operation.only) return;
	for (const part of family$2(draft, tableName).slice(1)) if (relationOf(draft, part)?.partitionOf) copyIndex(draft, index, part, change, span);
}
/** Puts an index like another on another table, under a name of its own. */
function copyIndex(draft, index, table, origin, span) {
	const { naming } = draft.context;
	const name = naming.indexName(table, index.columns, index.unique, takenBeside(draft, table));
	putIndex(draft, {
		...index,
		name: beside(draft, table, name),
		table,
		constraint: "",
		valid: true,
		statistics: /* @__PURE__ */ new Map(),
		comment: "",
		origin,
		span
	});
}
/** Gives a table the indexes of another that it lacks; those behind constraints come with the constraints. */
function copyIndexes(draft, from, to, origin, span) {
	for (const name of relationOf(draft, from)?.indexes ?? []) {
		const index = draft.now.indexes.get(name);
		if (!index || index.constraint !== "") continue;
		if (![...relationOf(draft, to)?.indexes ?? []].some((other) => sameShape(draft.now.indexes.get(other), index))) copyIndex(draft, index, to, origin, span);
	}
}
const sameShape = (a, b) => a !== void 0 && a.unique === b.unique && a.method === b.method && a.where === b.where && a.columns.join("\0") === b.columns.join("\0");
/** DROP INDEX; on a partitioned index its partitions' go with it. */
function dropIndex$3(draft, operation) {
	const index = draft.now.indexes.get(operation.index);
	if (!index) return;
	if (index.constraint !== "") {
		if (operation.cascade) dropConstraint$1(draft, index.table, index.constraint, true);
		return;
	}
	dropIndex$4(draft, index.name);
	for (const part of relationOf(draft, index.table)?.partitions ?? []) {
		const same = [...relationOf(draft, part)?.indexes ?? []].find((name) => sameShape(draft.now.indexes.get(name), index));
		if (same) dropIndex$4(draft, same);
	}
}
/** ALTER INDEX … RENAME; the constraint it backs takes the name too. */
function renameIndex$2(draft, operation) {
	renameIndex$3(draft, operation.index, beside(draft, operation.index, operation.newName), operation.newName);
}
/** ALTER INDEX … SET: storage parameters, statistics, tablespace. */
function alterIndex$3(draft, operation) {
	const index = draft.now.indexes.get(operation.index);
	if (!index) return;
	const { change, storage, key, value } = operation;
	const put = (fields) => setEntry(draft, "indexes", index.name, {
		...index,
		...fields
	});
	if (change === "options") put({ storage: withStorage(index.storage, storage) });
	if (change === "statistics") put({ statistics: new Map(index.statistics).set(key, value) });
	if (change === "tablespace") put({ tablespace: value });
}
/** ALTER INDEX … ATTACH PARTITION: the index of the parent is valid once every partition has one. */
function attachIndex$1(draft, operation) {
	const parent = draft.now.indexes.get(operation.index);
	if (!parent || parent.valid) return;
	if ([...relationOf(draft, parent.table)?.partitions ?? []].every((part) => [...relationOf(draft, part)?.indexes ?? []].some((name) => sameShape(draft.now.indexes.get(name), parent)))) setEntry(draft, "indexes", parent.name, {
		...parent,
		valid: true
	});
}
// src/catalog/types.ts
const blankType = (draft, name, kind) => ({
	name,
	kind,
	labels: [],
	addedLabels: /* @__PURE__ */ new Map(),
	baseType: void 0,
	notNull: false,
	default: void 0,
	collation: "",
	constraints: [],
	attributes: [],
	definition: "",
	notes: TYPE_NOTES,
	origin: originOf(draft, name)
});
/** CREATE TYPE. */
function createType$1(draft, operation) {
	const { type, typeKind, labels, attributes, definition } = operation;
	setEntry(draft, "types", type, {
		...blankType(draft, type, typeKind),
		labels,
		attributes,
		definition
	});
}
/** CREATE DOMAIN. */
function createDomain$1(draft, operation) {
	const origin = originOf(draft, operation.type);
	const named = /* @__PURE__ */ new Map();
	for (const definition of operation.constraints) {
		const taken = (name) => named.has(name);
		const name = definition.name || draft.context.naming.constraintName(operation.type, {
			kind: definition.kind,
			columns: []
		}, taken);
		named.set(name, {
			...definition,
			name,
			comment: "",
			origin,
			span: operation.span
		});
	}
	setEntry(draft, "types", operation.type, {
		...blankType(draft, operation.type, "domain"),
		baseType: operation.baseType,
		notNull: operation.notNull,
		default: operation.default,
		collation: operation.collation,
		constraints: [...named.values()]
	});
}
/** ALTER DOMAIN. A domain that the catalog does not know stays unknown. */
function alterDomain$3(draft, operation) {
	const domain = draft.now.types.get(operation.type);
	if (!domain) return;
	const { change, constraint } = operation;
	const put = (fields) => setEntry(draft, "types", operation.type, {
		...domain,
		...fields
	});
	if (change === "set-not-null" || change === "drop-not-null") put({ notNull: change === "set-not-null" });
	else if (change === "drop-constraint") put({ constraints: domain.constraints.filter((c) => c.name !== constraint) });
	else if (change === "validate-constraint") put({ constraints: domain.constraints.map((c) => c.name === constraint ? {
		...c,
		notValid: false
	} : c) });
	else if (change === "set-default" || change === "drop-default") put({ default: operation.default });
	else if (change === "rename-constraint") put({ constraints: domain.constraints.map((c) => c.name === constraint ? {
		...c,
		name: operation.newName
	} : c) });
	else if (change === "add-constraint" && operation.definition) {
		const definition = operation.definition;
		const taken = (name) => domain.constraints.some((c) => c.name === name);
		const name = definition.name || draft.context.naming.constraintName(operation.type, {
			kind: definition.kind,
			columns: []
		}, taken);
		const added = {
			...definition,
			name,
			comment: "",
			origin: draft.context.change,
			span: operation.span
		};
		put({
			constraints: [...domain.constraints, added],
			notNull: domain.notNull || definition.kind === "not-null"
		});
	}
}
/** DROP TYPE and DROP DOMAIN; with `cascade` the columns of that type go too. */
function dropType$2(draft, name, cascade) {
	removeEntry(draft, "types", name);
	if (!cascade) return;
	for (const table of relationsWhere(draft, (t) => usesType(t.columns.values(), name))) for (const column of table.columns.values()) if (column.type.name === name) dropColumnOf(draft, table.name, column.name, true);
}
const usesType = (columns, name) => {
	for (const column of columns) if (column.type.name === name) return true;
	return false;
};
/** Gives a type another qualified name, in the columns that have it too. */
function renameType$2(draft, from, to) {
	if (from === to) return;
	const type = draft.now.types.get(from);
	if (type) {
		removeEntry(draft, "types", from);
		setEntry(draft, "types", to, {
			...type,
			name: to
		});
	}
	renameNameInTexts(draft, from, to);
	for (const table of relationsWhere(draft, (t) => usesType(t.columns.values(), from))) {
		const columns = new Map([...table.columns].map(([key, column]) => [key, column.type.name === from ? {
			...column,
			type: {
				...column.type,
				name: to
			}
		} : column]));
		putTable(draft, {
			...table,
			columns
		});
	}
	for (const [name, overloads] of Array.from(draft.now.functions)) {
		if (!overloads.some((f) => f.inputs.some((type) => type.name === from))) continue;
		const renamed = (own) => own.name === from ? {
			...own,
			name: to
		} : own;
		setEntry(draft, "functions", name, overloads.map((f) => ({
			...f,
			inputs: f.inputs.map(renamed)
		})));
	}
	for (const other of Array.from(draft.now.types.values())) {
		if (!(other.baseType?.name === from || other.attributes.some((a) => a.type.name === from))) continue;
		setEntry(draft, "types", other.name, {
			...other,
			baseType: other.baseType?.name === from ? {
				...other.baseType,
				name: to
			} : other.baseType,
			attributes: other.attributes.map((a) => a.type.name === from ? {
				...a,
				type: {
					...a.type,
					name: to
				}
			} : a)
		});
	}
}
/** ALTER TYPE of a composite type. */
function alterCompositeType$2(draft, operation) {
	const type = draft.now.types.get(operation.type);
	if (!type) return;
	const { change, attribute, definition, newName } = operation;
	const changed = (before) => {
		if (before.name !== attribute) return [before];
		if (change === "drop") return [];
		return [change === "rename" ? {
			...before,
			name: newName
		} : definition ?? before];
	};
	const attributes = change === "add" && definition ? [...type.attributes, definition] : type.attributes.flatMap(changed);
	setEntry(draft, "types", type.name, {
		...type,
		attributes
	});
}
/** ALTER TYPE … ADD VALUE. */
function addEnumValue$2(draft, operation) {
	const type = draft.now.types.get(operation.type);
	if (!type || type.labels.includes(operation.value)) return;
	setEntry(draft, "types", operation.type, {
		...type,
		labels: placed(type.labels, operation),
		addedLabels: new Map(type.addedLabels).set(operation.value, draft.context.change)
	});
}
/** Labels with a new one in its place. */
function placed(labels, { value, place }) {
	const at = place ? labels.indexOf(place.neighbour) : -1;
	if (!place || at < 0) return [...labels, value];
	return labels.toSpliced(place.where === "before" ? at : at + 1, 0, value);
}
/** ALTER TYPE … RENAME VALUE. */
function renameEnumValue$2(draft, operation) {
	const type = draft.now.types.get(operation.type);
	if (!type) return;
	const added = type.addedLabels.get(operation.value);
	const addedLabels = new Map(without(type.addedLabels, operation.value));
	if (added !== void 0) addedLabels.set(operation.newValue, added);
	setEntry(draft, "types", operation.type, {
		...type,
		labels: type.labels.map((label) => label === operation.value ? operation.newValue : label),
		addedLabels
	});
}
/** The types of input arguments, by which overloads are told apart. */
const inputsOf = (types) => types.map(({ name, dimensions }) => `${name}${dimensions > 0 ? "[]" : ""}`).join(", ");
/** CREATE FUNCTION. One with the same arguments replaces the one there was, and stays as old as it was. */
function createFunction$3(draft, operation) {
	const { function: name, volatility, procedure, definition, replace } = operation;
	const before = draft.now.functions.get(name) ?? [];
	const inputs = operation.arguments;
	const same = before.find((f) => inputsOf(f.inputs) === inputsOf(inputs));
	const origin = same ? same.origin : replace ? null : draft.context.change;
	const made = {
		name,
		volatility,
		arguments: inputs.length,
		inputs,
		procedure,
		definition,
		changes: [],
		notes: same?.notes ?? FUNCTION_NOTES,
		origin
	};
	setEntry(draft, "functions", name, [...before.filter((f) => f !== same), made]);
}
/** The overload that a statement means: by the types of its arguments, or the only one. */
function overload(draft, name, inputs) {
	const found = draft.now.functions.get(name) ?? [];
	return inputs === void 0 ? found.length === 1 ? found[0] : void 0 : found.find((f) => inputsOf(f.inputs) === inputs);
}
/** A function by how SQL names it: `public.f(integer, text)`, or `public.f` where there is only one. */
function functionMeant(draft, target) {
	const [, name = target, inputs] = /^((?:"(?:[^"]|"")*"|[^("])*)\((.*)\)$/s.exec(target) ?? [];
	return overload(draft, name, inputs);
}
/** Replaces an overload; undefined drops it. */
function putFunction(draft, before, after) {
	const rest = (draft.now.functions.get(before.name) ?? []).filter((f) => f !== before);
	const next = after?.name === before.name ? [...rest, after] : rest;
	if (next.length > 0) setEntry(draft, "functions", before.name, next);
	else removeEntry(draft, "functions", before.name);
	if (after && after.name !== before.name) setEntry(draft, "functions", after.name, [...draft.now.functions.get(after.name) ?? [], after]);
}
/** DROP FUNCTION; with several of the name and no arguments, all are kept. CASCADE takes the triggers that call it along. */
function dropFunction$2(draft, operation) {
	if (operation.objectType === "aggregate") {
		removeEntry(draft, "others", otherKey("aggregate", operation.target));
		return;
	}
	const own = overload(draft, operation.function, operation.arguments && inputsOf(operation.arguments));
	if (!own) return;
	putFunction(draft, own, void 0);
	if (!operation.cascade) return;
	for (const table of relationsWhere(draft, (t) => t.triggers.size > 0)) {
		const kept = [...table.triggers].filter(([, t]) => !t.definition.mentions.some((m) => m.what === "function" && m.name === own.name));
		if (kept.length < table.triggers.size) putTable(draft, {
			...table,
			triggers: new Map(kept)
		});
	}
}
/** Gives every function of a name another one, in the texts that call it too. */
function renameFunction(draft, from, to) {
	for (const own of draft.now.functions.get(from) ?? []) putFunction(draft, own, {
		...own,
		name: to
	});
	renameNameInTexts(draft, from, to);
}
// src/catalog/notes.ts
const RELATIONS$3 = /* @__PURE__ */ new Set([
	"table",
	"view",
	"materialized view",
	"sequence",
	"foreign table"
]);
const ROUTINES$1 = /* @__PURE__ */ new Set([
	"function",
	"procedure",
	"routine"
]);
/** Changes the notes of an object. What is in no other place of the catalog gets one, unless it is a relation, type or function. */
function updateNotes(draft, objectType, target, change) {
	if (RELATIONS$3.has(objectType)) {
		updateKnown(draft, target, (table) => ({ notes: change(table.notes) }));
		return;
	}
	if (ROUTINES$1.has(objectType)) {
		const own = functionMeant(draft, target);
		if (own) putFunction(draft, own, {
			...own,
			notes: change(own.notes)
		});
		return;
	}
	if (objectType === "type" || objectType === "domain") {
		const type = draft.now.types.get(target);
		if (type) setEntry(draft, "types", target, {
			...type,
			notes: change(type.notes)
		});
		return;
	}
	if (objectType === "publication") {
		const publication = draft.now.publications.get(target);
		if (publication) setEntry(draft, "publications", target, {
			...publication,
			notes: change(publication.notes)
		});
		return;
	}
	const known = draft.now.others.get(otherKey(objectType, target)) ?? {
		objectType,
		target,
		table: "",
		making: [],
		notes: NO_NOTES,
		origin: null
	};
	setEntry(draft, "others", otherKey(objectType, target), {
		...known,
		notes: change(known.notes)
	});
}
/** COMMENT ON. */
function comment$3(draft, operation) {
	const { objectType, target, table, part, text = "" } = operation;
	const put = (map) => {
		const value = map.get(part);
		return value === void 0 ? map : withEntry(map, part, {
			...value,
			comment: text
		});
	};
	switch (objectType) {
		case "column": return updateKnown(draft, table, (t) => ({ columns: put(t.columns) }));
		case "constraint": return updateKnown(draft, table, (t) => ({ constraints: put(t.constraints) }));
		case "trigger": return updateKnown(draft, table, (t) => ({ triggers: put(t.triggers) }));
		case "rule": return updateKnown(draft, table, (t) => ({ rules: put(t.rules) }));
		case "policy": return updateKnown(draft, table, (t) => ({ policies: put(t.policies) }));
		case "index": {
			const index = draft.now.indexes.get(target);
			return index ? setEntry(draft, "indexes", target, {
				...index,
				comment: text
			}) : void 0;
		}
		default: return updateNotes(draft, objectType, target, (notes) => ({
			...notes,
			comment: text
		}));
	}
}
/** OWNER TO. The sequences of a table's columns go along. */
function setOwner$3(draft, operation) {
	const { objectType, target, owner } = operation;
	updateNotes(draft, objectType, target, (notes) => ({
		...notes,
		owner
	}));
	for (const sequence of relationsWhere(draft, (t) => t.ownedBy?.table === target)) putTable(draft, {
		...sequence,
		notes: {
			...sequence.notes,
			owner
		}
	});
}
/** What ALL stands for, by what it is on. */
const ALL_PRIVILEGES = {
	table: [
		"select",
		"insert",
		"update",
		"delete",
		"truncate",
		"references",
		"trigger",
		"maintain"
	],
	column: [
		"select",
		"insert",
		"update",
		"references"
	],
	sequence: [
		"usage",
		"select",
		"update"
	],
	schema: ["usage", "create"],
	database: [
		"create",
		"connect",
		"temporary"
	],
	tablespace: ["create"],
	"parameter acl": ["set", "alter system"],
	"large object": ["select", "update"]
};
/** The privileges that a statement means, one by one; on most objects there is but one: USAGE, or EXECUTE. */
function expanded(on, rights) {
	const only = ROUTINES$1.has(on) ? ["execute"] : ["usage"];
	const all = (type) => ALL_PRIVILEGES[type] ?? only;
	if (rights.length === 0) return all(on).map((name) => ({
		name,
		columns: []
	}));
	return rights.flatMap(({ name, columns }) => name !== "all" ? [{
		name,
		columns
	}] : all(columns.length > 0 ? "column" : on).map((each) => ({
		name: each,
		columns
	})));
}
/** The single grants that a statement is about. */
function grantsOf(operation) {
	const withOption = operation.kind === "grant" && operation.withOption;
	return expanded(operation.on, operation.rights).flatMap(({ name, columns }) => (columns.length > 0 ? columns : [""]).flatMap((column) => operation.grantees.map((grantee) => ({
		grantee,
		privilege: name,
		column,
		withOption
	}))));
}
/** The objects of a statement: one by one, or all of a kind in some schemas. */
function objectsOf(relations, { on, allInSchema, targets }) {
	if (!allInSchema) return targets;
	const fits = (table) => targets.includes(schemaOf(table.name)) && on === "sequence" === (table.kind === "sequence");
	return on === "table" || on === "sequence" ? [...relations].filter(fits).map(({ name }) => name) : [];
}
/** GRANT. */
function grant$2(draft, operation) {
	if (operation.on === "role") return;
	for (const target of objectsOf(draft.now.relations.values(), operation)) updateNotes(draft, operation.on, target, (notes) => {
		const grants = new Map(notes.grants);
		for (const each of grantsOf(operation)) {
			const before = grants.get(grantKey(each));
			grants.set(grantKey(each), {
				...each,
				withOption: each.withOption || (before?.withOption ?? false)
			});
		}
		return {
			...notes,
			grants
		};
	});
}
/** REVOKE: of the privilege, or of the right to grant it. On a table it takes the columns' privileges along. */
function revoke$1(draft, operation) {
	if (operation.on === "role") return;
	const taken = grantsOf(operation);
	for (const target of objectsOf(draft.now.relations.values(), operation)) updateNotes(draft, operation.on, target, (notes) => {
		const grants = /* @__PURE__ */ new Map();
		for (const [key, own] of notes.grants) if (!taken.some((g) => g.grantee === own.grantee && g.privilege === own.privilege && (g.column === "" || g.column === own.column))) grants.set(key, own);
		else if (operation.optionOnly) grants.set(key, {
			...own,
			withOption: false
		});
		return {
			...notes,
			grants
		};
	});
}
// src/catalog/others.ts
const ROUTINES = /* @__PURE__ */ new Set([
	"function",
	"procedure",
	"routine"
]);
/** Puts an object that a statement makes. */
function putOther(draft, objectType, target, operation, table = "") {
	const before = draft.now.others.get(otherKey(objectType, target));
	const made = {
		objectType,
		target,
		table,
		making: [operation],
		notes: before?.notes ?? NO_NOTES,
		origin: draft.context.change
	};
	setEntry(draft, "others", otherKey(objectType, target), made);
}
/** CREATE of an object that no table depends on. One without a name cannot be found again. */
function createObject$2(draft, operation) {
	const { objectType, target, table } = operation;
	if (target !== "") putOther(draft, objectType, target, operation, table);
}
/** ALTER of such an object, and of functions and types. */
function alterObject$1(draft, operation) {
	const { objectType, target } = operation;
	const own = ROUTINES.has(objectType) ? functionMeant(draft, target) : void 0;
	if (own) putFunction(draft, own, {
		...own,
		changes: [...own.changes, operation]
	});
	else addToMaking(draft, objectType, target, operation);
}
/** A statement that changed an object which is known. */
function addToMaking(draft, objectType, target, operation) {
	const other = draft.now.others.get(otherKey(objectType, target));
	if (other) setEntry(draft, "others", otherKey(objectType, target), {
		...other,
		making: [...other.making, operation]
	});
}
/** `public.f(integer)` with another name: what follows the name stays. */
function renamedTarget(target, to) {
	const [, rest = ""] = /^(?:"(?:[^"]|"")*"|[^."(\s]+)(?:\.(?:"(?:[^"]|"")*"|[^."(\s]+))?([\s\S]*)$/.exec(target) ?? [];
	return `${to}${rest}`;
}
/** The name at the start of a target, without what follows it. */
const bareTarget = (target) => target.slice(0, target.length - renamedTarget(target, "").length);
/** RENAME of such an object, and of functions. */
function renameObject$1(draft, operation) {
	const { objectType, target, newName } = operation;
	const schema = schemaOf(bareTarget(target));
	const next = draft.context.naming.quote(newName);
	moveObject(draft, objectType, target, schema === "" ? next : `${schema}.${next}`);
}
/** Gives an object another qualified name. */
function moveObject(draft, objectType, target, to) {
	const name = bareTarget(target);
	if (ROUTINES.has(objectType)) {
		const own = functionMeant(draft, target);
		if (!own) return;
		if ((draft.now.functions.get(own.name)?.length ?? 0) === 1) renameFunction(draft, own.name, to);
		else putFunction(draft, own, {
			...own,
			name: to
		});
		return;
	}
	renameOther(draft, objectType, target, renamedTarget(target, schemaOf(to) === "" && schemaOf(name) !== "" ? `${schemaOf(name)}.${to}` : to));
}
/** Puts a kept object under another name; the statements that made it say it too. */
function renameOther(draft, objectType, from, to) {
	const other = draft.now.others.get(otherKey(objectType, from));
	if (!other) return;
	const [old, next] = [bareTarget(from), bareTarget(to)];
	removeEntry(draft, "others", otherKey(objectType, from));
	const making = other.making.map((operation) => inOperation(operation, (text) => renamedMention(text, ["relation"], old, next)));
	setEntry(draft, "others", otherKey(objectType, to), {
		...other,
		target: to,
		making
	});
}
/** DROP of such an object. */
function dropObject$2(draft, operation) {
	removeEntry(draft, "others", otherKey(operation.objectType, operation.target));
	if (operation.objectType === "foreign table") removeEntry(draft, "relations", operation.target);
}
// src/catalog/tables.ts
/** CREATE TABLE. IF NOT EXISTS on a known table changes nothing; on an unknown one the table may have been there. */
function createTable$4(draft, operation) {
	const { table: name, ifNotExists, span } = operation;
	if (relationOf(draft, name) && ifNotExists) return;
	const origin = ifNotExists ? originIfNotExists(draft, name) : originOf(draft, name);
	const parents = operation.partitionOf ? [operation.partitionOf] : operation.inherits;
	const inherited = parents.flatMap((parent) => copiedColumns(relationOf(draft, parent), origin, true));
	const ownKey = [...operation.constraints, ...operation.columns.flatMap((c) => c.constraints)].some((c) => c.kind === "primary-key");
	const everything = operation.hasPrimaryKey && !ownKey;
	const copied = operation.like.flatMap((source) => copiedColumns(relationOf(draft, source), origin, everything));
	const sources = [...parents, ...operation.like];
	const change = draft.context.change;
	putTable(draft, {
		...blankTable(name, operation.partitioned ? "partitioned" : "table", origin, span),
		columns: new Map([...inherited, ...copied].map((column) => [column.name, column])),
		columnsKnown: sources.every((source) => relationOf(draft, source)?.columnsKnown) && !(ifNotExists && change !== null && origin === null),
		partitionKey: operation.partitionKey,
		partitionOf: operation.partitionOf,
		defaultPartition: operation.defaultPartition,
		inherits: operation.inherits,
		made: !(ifNotExists && change !== null && origin === null),
		partitionBy: operation.partitionBy,
		bound: operation.bound,
		ofType: operation.ofType,
		accessMethod: operation.accessMethod,
		tablespace: operation.tablespace,
		storage: storageMap(operation.storage),
		temporary: operation.temporary,
		unlogged: operation.unlogged
	});
	for (const column of operation.columns) {
		const merged = relationOf(draft, name)?.columns.get(column.name);
		if (merged && operation.partitionOf) mergeColumn(draft, name, merged, column);
		else putColumn(draft, name, column, origin, span);
	}
	for (const constraint of operation.constraints) putConstraint(draft, name, constraint, origin, span);
	for (const parent of parents) linkToParent(draft, name, parent, operation.partitionOf !== "", origin);
	if (everything) {
		for (const column of copied) if (column.identity !== "no") putSequence(draft, name, column.name, column.sequence, origin, span);
		for (const source of operation.like) {
			for (const constraint of relationOf(draft, source)?.constraints.values() ?? []) if (constraint.kind === "check") putConstraint(draft, name, constraint, origin, span);
			else if (constraint.kind !== "foreign-key") putConstraint(draft, name, {
				...constraint,
				name: "",
				usingIndex: ""
			}, origin, span);
			copyIndexes(draft, source, name, origin, span);
		}
	}
}
function mergeColumn(draft, table, inherited, own) {
	const column = {
		...inherited,
		notNull: inherited.notNull || own.notNull,
		default: own.default ?? inherited.default
	};
	updateTable(draft, table, (t) => ({ columns: withEntry(t.columns, own.name, column) }));
	for (const constraint of own.constraints) putConstraint(draft, table, {
		...constraint,
		columns: constraint.columns.length > 0 ? constraint.columns : [own.name]
	}, inherited.origin, null);
}
/** Registers a table below its parent and gives it the parent's constraints and, for a partition, indexes. */
function linkToParent(draft, name, parent, partition, origin) {
	updateTable(draft, parent, (t) => partition ? { partitions: /* @__PURE__ */ new Set([...t.partitions, name]) } : { children: /* @__PURE__ */ new Set([...t.children, name]) }, partition ? "partitioned" : "table");
	for (const constraint of relationOf(draft, parent)?.constraints.values() ?? []) if ((constraint.kind === "check" || constraint.kind === "not-null") && !constraint.noInherit) putConstraint(draft, name, constraint, origin, constraint.span);
	else if (partition && !hasLike(relationOf(draft, name), constraint)) putConstraint(draft, name, forPartition(draft, name, constraint), origin, constraint.span);
	if (partition) copyIndexes(draft, parent, name, origin, null);
}
/** Whether a table has a constraint of that kind over those columns already, as one that is attached usually has. */
const hasLike = (table, wanted) => [...table?.constraints.values() ?? []].some((c) => c.kind === wanted.kind && c.columns.join("\0") === wanted.columns.join("\0"));
/** What a view, a materialized view or a table is made from. */
function queryOf(draft, operation) {
	const { definition, selectsStar, withData, sources } = operation;
	const columns = (source) => [...relationOf(draft, source)?.columns.keys() ?? []];
	return {
		definition,
		starred: selectsStar ? new Map(sources.map((source) => [source, columns(source)])) : void 0,
		recursive: false,
		storage: [],
		withData,
		changes: []
	};
}
/** CREATE TABLE AS. The columns come from the query and are not known. */
function createTableAs$3(draft, operation) {
	const { table: name, ifNotExists, span } = operation;
	if (ifNotExists && relationOf(draft, name)) return;
	putTable(draft, {
		...blankTable(name, "table", ifNotExists ? originIfNotExists(draft, name) : originOf(draft, name), span),
		made: true,
		temporary: operation.temporary,
		unlogged: operation.unlogged,
		filledHere: operation.withData,
		query: queryOf(draft, operation)
	});
}
/** ATTACH PARTITION: the table becomes a partition and gets the indexes and constraints it lacks. */
function attachPartition$2(draft, operation) {
	const { table, partition, isDefault, bound } = operation;
	updateTable(draft, partition, () => ({
		partitionOf: table,
		defaultPartition: isDefault,
		bound
	}));
	linkToParent(draft, partition, table, true, draft.context.change);
}
/** DETACH PARTITION: a table of its own again. */
function detachPartition$2(draft, operation) {
	updateTable(draft, operation.table, (t) => ({ partitions: dropped(t.partitions, operation.partition) }), "partitioned");
	updateTable(draft, operation.partition, () => ({
		partitionOf: "",
		defaultPartition: false,
		bound: void 0
	}));
}
/** INHERIT and NO INHERIT. */
function inherit$3(draft, operation) {
	const { table, parent, add } = operation;
	updateTable(draft, table, (t) => ({ inherits: [...t.inherits.filter((name) => name !== parent), ...add ? [parent] : []] }));
	updateTable(draft, parent, (t) => ({ children: add ? /* @__PURE__ */ new Set([...t.children, table]) : dropped(t.children, table) }));
}
/** Marks rows written to a table that this change made, and to what is above and below it. */
function fill(draft, name) {
	const { change } = draft.context;
	const table = relationOf(draft, name);
	if (change === null || !table || table.filledHere || table.origin !== change) return;
	putTable(draft, {
		...table,
		filledHere: true
	});
	for (const other of [
		table.partitionOf,
		...table.inherits,
		...table.partitions
	]) if (other) fill(draft, other);
}
/** RENAME TO; indexes, constraints and sequences keep their names. */
function renameTable$2(draft, operation) {
	renameRelation(draft, operation.table, operation.newTable);
}
// src/catalog/objects.ts
/** CREATE VIEW. OR REPLACE of a known view keeps its age; of an unknown one it may have been there. */
function createView$3(draft, operation) {
	const name = operation.table;
	const before = relationOf(draft, name);
	let origin = originOf(draft, name);
	if (operation.replace && !operation.temporary) origin = before ? before.origin : originIfNotExists(draft, name);
	putTable(draft, {
		...before ?? {
			...blankTable(name, "view", origin, operation.span),
			made: !operation.replace || origin !== null
		},
		kind: "view",
		sources: operation.sources,
		storage: storageMap(operation.storage),
		query: {
			...queryOf(draft, {
				...operation,
				withData: true
			}),
			recursive: operation.recursive,
			storage: operation.storage,
			changes: before?.query?.changes.filter((o) => o.kind === "alter-view" && o.column !== "") ?? []
		},
		temporary: operation.temporary,
		origin
	});
}
/** CREATE MATERIALIZED VIEW. */
function createMaterializedView$2(draft, operation) {
	const { table: name, ifNotExists } = operation;
	if (ifNotExists && relationOf(draft, name)) return;
	putTable(draft, {
		...blankTable(name, "materialized-view", ifNotExists ? originIfNotExists(draft, name) : originOf(draft, name), operation.span),
		made: true,
		sources: operation.sources,
		filledHere: operation.withData,
		storage: storageMap(operation.storage),
		query: {
			...queryOf(draft, operation),
			storage: operation.storage
		}
	});
}
/** CREATE SEQUENCE. */
function createSequence$2(draft, operation) {
	const { sequence: name, ifNotExists } = operation;
	if (ifNotExists && relationOf(draft, name)) return;
	putTable(draft, {
		...blankTable(name, "sequence", ifNotExists ? originIfNotExists(draft, name) : originOf(draft, name), operation.span),
		made: true,
		temporary: operation.temporary,
		unlogged: operation.unlogged,
		sequence: operation.options,
		ownedBy: operation.owner ?? null
	});
}
/** ALTER SEQUENCE: its options; OWNED BY ties it to a column. */
function alterSequence$4(draft, operation) {
	const { owner, options, logged } = operation;
	updateKnown(draft, operation.sequence, (table) => ({
		sequence: withSequenceOptions(table.sequence, options),
		...logged === "" ? {} : { unlogged: logged === "unlogged" }
	}));
	if (owner !== void 0) updateTable(draft, operation.sequence, () => ({ ownedBy: owner === "none" ? null : owner }), "sequence");
}
/** DROP SEQUENCE: with CASCADE the defaults that draw from it go. */
function dropSequence$2(draft, { sequence, cascade }) {
	const owner = relationOf(draft, sequence)?.ownedBy;
	dropRelation(draft, sequence, cascade);
	if (!cascade) return;
	const draws = (table, column) => column.serial && owner?.table === table.name && owner.column === column.name || (column.default?.mentions.some(({ what, name }) => what === "literal" && name === sequence) ?? false);
	for (const table of relationsWhere(draft, (t) => [...t.columns.values()].some((column) => draws(t, column)))) {
		const columns = [...table.columns].map(([name, column]) => [name, draws(table, column) ? {
			...column,
			default: void 0,
			serial: false
		} : column]);
		putTable(draft, {
			...table,
			columns: new Map(columns)
		});
	}
}
/** SET SCHEMA: relations and types move; indexes and owned sequences go with their table. */
function setSchema$3(draft, operation) {
	if (operation.table === "") {
		const type = typeMeant(draft, operation);
		if (type !== void 0) renameType$2(draft, type, operation.newTable);
		else moveObject(draft, operation.objectType, operation.target, operation.newTable);
		return;
	}
	moveRelation(draft, operation.table, operation.newTable);
}
/** The type that SET SCHEMA names as it is written; without schema the only one of that name is meant. */
function typeMeant(draft, operation) {
	const { object, newTable } = operation;
	if (draft.now.types.has(object)) return object;
	const named = [...draft.now.types.keys()].filter((name) => tail(name) === tail(newTable) && schemaOf(name) !== schemaOf(newTable));
	return schemaOf(object) === "" && named.length === 1 ? named[0] : void 0;
}
const tail = (relation) => relation.slice(schemaOf(relation).length + 1);
/** A schema's name in its canonical spelling. */
const quoted = (draft, schema) => draft.context.naming.quote(schema);
/** Moves a relation, its indexes and the sequences it owns to the schema of its new name. */
function moveRelation(draft, from, to) {
	const owned = relationsWhere(draft, (t) => t.ownedBy?.table === from);
	renameRelation(draft, from, to);
	const table = relationOf(draft, to);
	const indexes = [];
	for (const name of table?.indexes ?? []) {
		const index = draft.now.indexes.get(name);
		if (!index) continue;
		const moved = beside(draft, to, nameOf$1(name));
		removeEntry(draft, "indexes", name);
		setEntry(draft, "indexes", moved, {
			...index,
			name: moved
		});
		indexes.push(moved);
	}
	if (table) putTable(draft, {
		...table,
		indexes: new Set(indexes)
	});
	for (const sequence of owned) renameRelation(draft, sequence.name, beside(draft, to, nameOf$1(sequence.name)), "sequence");
}
/** CREATE SCHEMA. */
function createSchema$1(draft, operation) {
	const name = quoted(draft, operation.schema);
	if (draft.now.schemas.has(name)) return;
	setEntry(draft, "schemas", name, operation.ifNotExists ? null : draft.context.change);
	if (operation.authorization) updateNotes(draft, "schema", name, (notes) => ({
		...notes,
		owner: operation.authorization
	}));
}
/** ALTER SCHEMA … RENAME: everything in it has another name. */
function renameSchema$2(draft, operation) {
	const from = quoted(draft, operation.schema);
	const to = quoted(draft, operation.newName);
	const origin = draft.now.schemas.get(from) ?? null;
	removeEntry(draft, "schemas", from);
	setEntry(draft, "schemas", to, origin);
	for (const { name } of relationsWhere(draft, (t) => schemaOf(t.name) === from)) if (relationOf(draft, name)) moveRelation(draft, name, `${to}.${tail(name)}`);
	for (const name of Array.from(draft.now.types.keys())) if (schemaOf(name) === from) renameType$2(draft, name, `${to}.${tail(name)}`);
	for (const name of Array.from(draft.now.functions.keys())) if (schemaOf(name) === from) renameFunction(draft, name, `${to}.${tail(name)}`);
	for (const { objectType, target } of Array.from(draft.now.others.values())) if (schemaOf(target) === from) moveObject(draft, objectType, target, `${to}.${tail(target)}`);
	renameOther(draft, "schema", from, to);
	for (const publication of Array.from(draft.now.publications.values())) {
		const schemas = publication.schemas.map((schema) => schema === operation.schema ? operation.newName : schema);
		if (publication.schemas.includes(operation.schema)) setEntry(draft, "publications", publication.name, {
			...publication,
			schemas
		});
	}
}
/** DROP SCHEMA: with CASCADE everything in it goes. */
function dropSchema$2(draft, operation) {
	const name = quoted(draft, operation.schema);
	removeEntry(draft, "schemas", name);
	removeEntry(draft, "others", otherKey("schema", name));
	if (!operation.cascade) return;
	for (const table of relationsWhere(draft, (t) => schemaOf(t.name) === name)) dropRelation(draft, table.name, true);
	for (const type of Array.from(draft.now.types.keys())) if (schemaOf(type) === name) dropType$2(draft, type, true);
	for (const key of Array.from(draft.now.functions.keys())) if (schemaOf(key) === name) removeEntry(draft, "functions", key);
	for (const [key, other] of Array.from(draft.now.others)) if (schemaOf(other.target) === name) removeEntry(draft, "others", key);
}
/** CREATE EXTENSION. */
function createExtension$2(draft, operation) {
	if (draft.now.extensions.has(operation.extension)) return;
	setEntry(draft, "extensions", operation.extension, operation.ifNotExists ? null : draft.context.change);
	putOther(draft, "extension", quoted(draft, operation.extension), operation);
}
/** DROP EXTENSION. */
function dropExtension$2(draft, operation) {
	removeEntry(draft, "extensions", operation.extension);
	removeEntry(draft, "others", otherKey("extension", quoted(draft, operation.extension)));
}
/** CREATE TRIGGER. OR REPLACE keeps the age of a known trigger. */
function createTrigger$2(draft, operation) {
	const { trigger: name, definition, constraintTrigger, forEachRow, replace } = operation;
	updateTable(draft, operation.table, (table) => {
		const before = replace ? table.triggers.get(name) : void 0;
		const origin = before ? before.origin : draft.context.change;
		const { firing = "origin", comment = "" } = before ?? {};
		return { triggers: withEntry(table.triggers, name, {
			name,
			definition,
			constraintTrigger,
			forEachRow,
			firing,
			comment,
			origin
		}) };
	});
}
/** CREATE RULE. */
function createRule$1(draft, operation) {
	const { rule: name, definition, replace } = operation;
	updateTable(draft, operation.table, (table) => {
		const before = replace ? table.rules.get(name) : void 0;
		const origin = before ? before.origin : draft.context.change;
		const { firing = "origin", comment = "" } = before ?? {};
		return { rules: withEntry(table.rules, name, {
			name,
			definition,
			firing,
			comment,
			origin
		}) };
	});
}
/** CREATE POLICY. */
function createPolicy$1(draft, operation) {
	const { policy: name, restrictive, command, roles, using, check } = operation;
	const made = {
		name,
		restrictive,
		command,
		roles,
		using,
		check,
		comment: "",
		origin: draft.context.change
	};
	updateTable(draft, operation.table, (table) => ({ policies: withEntry(table.policies, name, made) }));
}
/** ALTER POLICY: what it does not say stays. */
function alterPolicy$1(draft, operation) {
	updateKnown(draft, operation.table, (table) => {
		const before = table.policies.get(operation.policy);
		if (!before) return {};
		const { roles, using, check } = operation;
		const changed = {
			...before,
			roles: roles.length > 0 ? roles : before.roles,
			using: using ?? before.using,
			check: check ?? before.check
		};
		return { policies: withEntry(table.policies, before.name, changed) };
	});
}
/** ALTER TRIGGER, RULE and POLICY … RENAME. */
function renameDependent$2(draft, operation) {
	const { object: from, newName: to } = operation;
	const named = (map) => withRenamed(map, from, to, (value) => ({
		...value,
		name: to
	}));
	updateTable(draft, operation.table, (table) => {
		switch (operation.objectType) {
			case "trigger": return { triggers: named(table.triggers) };
			case "rule": return { rules: named(table.rules) };
			case "policy": return { policies: named(table.policies) };
		}
	});
}
/** ENABLE and DISABLE of triggers and rules. ALL and USER mean every trigger that the catalog knows. */
function setTriggerState$2(draft, operation) {
	const { trigger, rule, firing } = operation;
	const fires = (map) => new Map([...map].map(([name, value]) => [name, trigger === "" || trigger === name ? {
		...value,
		firing
	} : value]));
	updateKnown(draft, operation.table, (table) => rule ? { rules: fires(table.rules) } : { triggers: fires(table.triggers) });
}
/** ALTER TABLE … ROW LEVEL SECURITY. */
function setRowSecurity$2(change) {
	return change === "enable" || change === "disable" ? { rowSecurity: change === "enable" } : { forceRowSecurity: change === "force" };
}
/** CREATE PUBLICATION. */
function createPublication$3(draft, operation) {
	const { publication: name, allTables, schemas, storage, members } = operation;
	setEntry(draft, "publications", name, {
		name,
		allTables,
		schemas,
		options: storageMap(storage),
		notes: NO_NOTES,
		origin: draft.context.change
	});
	for (const { table, definition } of members) publish(draft, name, table, definition);
}
/** ALTER PUBLICATION. */
function alterPublication$2(draft, operation) {
	const { publication: name, change, members, schemas, storage } = operation;
	const before = draft.now.publications.get(name);
	if (change === "options") {
		if (before) setEntry(draft, "publications", name, {
			...before,
			options: withStorage(before.options, storage)
		});
		return;
	}
	const named = new Set(members.map(({ table }) => table));
	for (const { name: table } of relationsWhere(draft, (t) => t.publications.has(name))) if (change === "set" || change === "drop" && named.has(table)) publish(draft, name, table, void 0);
	if (change !== "drop") for (const { table, definition } of members) publish(draft, name, table, definition);
	const now = before?.schemas ?? [];
	const next = change === "set" ? schemas : change === "add" ? [...now, ...schemas] : now.filter((schema) => !schemas.includes(schema));
	if (before) setEntry(draft, "publications", name, {
		...before,
		schemas: next
	});
}
/** DROP PUBLICATION. */
function dropPublication(draft, operation) {
	removeEntry(draft, "publications", operation.publication);
	for (const { name } of relationsWhere(draft, (t) => t.publications.has(operation.publication))) publish(draft, operation.publication, name, void 0);
}
/** Puts a table into a publication, or takes it out. */
function publish(draft, publication, table, definition) {
	updateTable(draft, table, (t) => ({ publications: definition ? withEntry(t.publications, publication, definition) : without(t.publications, publication) }));
}
// src/catalog/apply.ts
/** What is there after an operation. Every kind answers; `null` is for those that change nothing the catalog keeps. */
const HANDLERS = {
	"create-table": createTable$4,
	"create-table-as": createTableAs$3,
	"drop-table": (draft, o) => dropRelation(draft, o.table, o.cascade),
	"rename-table": renameTable$2,
	"set-schema": setSchema$3,
	truncate: null,
	"lock-table": null,
	"add-column": addColumn$4,
	"drop-column": dropColumn$2,
	"rename-column": renameColumn$2,
	"alter-column-type": changeType$1,
	"set-default": (draft, o) => changeColumn(draft, o.table, o.column, () => ({
		default: o.expression,
		serial: false
	})),
	"drop-default": (draft, o) => changeColumn(draft, o.table, o.column, () => ({
		default: void 0,
		serial: false
	})),
	"set-not-null": (draft, o) => changeNotNull(draft, o.table, o.column, true),
	"drop-not-null": (draft, o) => changeNotNull(draft, o.table, o.column, false),
	"add-identity": addIdentity$2,
	"set-identity": setIdentity$3,
	"drop-identity": dropIdentity$2,
	"set-expression": (draft, o) => changeColumn(draft, o.table, o.column, (column) => ({ generated: {
		kind: column.generated?.kind ?? "stored",
		expression: o.expression
	} })),
	"drop-expression": (draft, o) => changeColumn(draft, o.table, o.column, () => ({ generated: void 0 })),
	"set-column-option": setColumnOption$1,
	"add-constraint": addConstraint$3,
	"validate-constraint": validateConstraint$1,
	"alter-constraint": alterConstraint$2,
	"drop-constraint": (draft, o) => dropConstraint$1(draft, o.table, o.constraint, o.cascade),
	"rename-constraint": renameConstraint$2,
	"create-index": createIndex$5,
	"drop-index": dropIndex$3,
	reindex: null,
	"rename-index": renameIndex$2,
	"alter-index": alterIndex$3,
	"attach-index": attachIndex$1,
	"attach-partition": attachPartition$2,
	"detach-partition": detachPartition$2,
	inherit: inherit$3,
	"set-logged": (draft, o) => updateTable(draft, o.table, () => ({ unlogged: !o.logged })),
	"set-tablespace": (draft, o) => updateKnown(draft, o.table, () => ({ tablespace: o.tablespace })),
	"set-access-method": (draft, o) => updateKnown(draft, o.table, () => ({ accessMethod: o.method === "default" ? "" : o.method })),
	"set-table-options": (draft, o) => updateKnown(draft, o.table, (table) => ({ storage: withStorage(table.storage, o.storage) })),
	"set-replica-identity": (draft, o) => updateTable(draft, o.table, () => ({
		replicaIdentity: o.identity,
		replicaIndex: o.index
	})),
	"set-owner": setOwner$3,
	"set-row-security": (draft, o) => updateTable(draft, o.table, () => setRowSecurity$2(o.change)),
	"set-trigger-state": setTriggerState$2,
	"set-cluster-index": (draft, o) => updateKnown(draft, o.table, () => ({ clusterIndex: o.index })),
	"other-table-change": null,
	cluster: (draft, o) => o.index === "" ? void 0 : updateKnown(draft, o.table, () => ({ clusterIndex: o.index })),
	vacuum: null,
	analyze: null,
	"create-trigger": createTrigger$2,
	"drop-trigger": (draft, o) => updateTable(draft, o.table, (table) => ({ triggers: without(table.triggers, o.trigger) })),
	"create-rule": createRule$1,
	"drop-rule": (draft, o) => updateKnown(draft, o.table, (table) => ({ rules: without(table.rules, o.rule) })),
	"create-policy": createPolicy$1,
	"alter-policy": alterPolicy$1,
	"drop-policy": (draft, o) => updateKnown(draft, o.table, (table) => ({ policies: without(table.policies, o.policy) })),
	"rename-dependent": renameDependent$2,
	"create-view": createView$3,
	"alter-view": (draft, o) => updateKnown(draft, o.table, (table) => ({ storage: withStorage(table.storage, o.storage) })),
	"rename-view": (draft, o) => renameRelation(draft, o.table, o.newTable, "view"),
	"drop-view": (draft, o) => dropRelation(draft, o.table, o.cascade),
	"create-materialized-view": createMaterializedView$2,
	"drop-materialized-view": (draft, o) => dropRelation(draft, o.table, o.cascade),
	"refresh-materialized-view": null,
	"create-type": createType$1,
	"drop-type": (draft, o) => dropType$2(draft, o.type, o.cascade),
	"rename-type": (draft, o) => renameType$2(draft, o.type, o.newType),
	"alter-composite-type": alterCompositeType$2,
	"add-enum-value": addEnumValue$2,
	"rename-enum-value": renameEnumValue$2,
	"create-domain": createDomain$1,
	"alter-domain": alterDomain$3,
	"create-function": createFunction$3,
	"drop-function": dropFunction$2,
	"create-sequence": createSequence$2,
	"alter-sequence": alterSequence$4,
	"rename-sequence": (draft, o) => renameRelation(draft, o.sequence, o.newSequence, "sequence"),
	"drop-sequence": dropSequence$2,
	"create-schema": createSchema$1,
	"rename-schema": renameSchema$2,
	"drop-schema": dropSchema$2,
	"create-extension": createExtension$2,
	"alter-extension": (draft, o) => addToMaking(draft, "extension", draft.context.naming.quote(o.extension), o),
	"drop-extension": dropExtension$2,
	"create-object": createObject$2,
	"alter-object": alterObject$1,
	"rename-object": renameObject$1,
	"drop-object": dropObject$2,
	"create-publication": createPublication$3,
	"alter-publication": alterPublication$2,
	"drop-publication": dropPublication,
	subscription: null,
	database: null,
	role: null,
	grant: grant$2,
	revoke: revoke$1,
	"alter-default-privileges": null,
	comment: comment$3,
	"security-label": null,
	insert: (draft, o) => fill(draft, o.table),
	update: null,
	delete: null,
	merge: (draft, o) => fill(draft, o.table),
	copy: (draft, o) => o.from ? fill(draft, o.table) : void 0,
	select: null,
	call: null,
	set: null,
	"transaction-control": null,
	session: null,
	"alter-system": null,
	unsupported: null
};
function applyTo(draft, operation) {
	HANDLERS[operation.kind]?.(draft, operation);
	noteChange(draft, operation);
}
/** What a view, or a table made from a query, is changed by: its columns are not known, so the changes themselves are kept. */
const CHANGES$1 = /* @__PURE__ */ new Set([
	"add-column",
	"drop-column",
	"rename-column",
	"alter-column-type",
	"set-default",
	"drop-default",
	"set-not-null",
	"drop-not-null",
	"add-identity",
	"drop-identity",
	"set-column-option",
	"alter-view"
]);
function noteChange(draft, operation) {
	const isColumnComment = operation.kind === "comment" && operation.objectType === "column";
	if (!CHANGES$1.has(operation.kind) && !isColumnComment) return;
	updateKnown(draft, tableOf$1(operation), ({ query }) => query ? { query: {
		...query,
		changes: [...query.changes, operation]
	} } : {});
}
/**
* The catalog after one operation; the one given stays as it is. An operation on something the catalog does not know
* makes an entry of unknown shape. Never throws.
*/
function applyOperation(catalog, operation, context) {
	if (!HANDLERS[operation.kind]) return catalog;
	const draft = beginDraft(catalog, context);
	applyTo(draft, operation);
	return draft.own.size === 0 ? catalog : draft.now;
}
/** The catalog after many operations of one change or of history, made in one go. */
function applyOperations(catalog, operations, context) {
	const draft = beginDraft(catalog, context);
	for (const operation of operations) applyTo(draft, operation);
	return draft.own.size === 0 ? catalog : draft.now;
}
/**
* Whether a change made a relation and nothing deployed uses it yet: contracts.md, `createdHere`. Temporary tables always
* are; a relation that the catalog does not know never is.
*/
function isCreatedHere(relation, change) {
	return relation !== void 0 && (relation.temporary || change !== null && relation.origin === change);
}
// src/effects/effect.ts
/** Table-level lock modes, weakest first, spelt as in the server's manual. `none` takes no lock that others notice. */
const LOCK_MODES = [
	"none",
	"ACCESS SHARE",
	"ROW SHARE",
	"ROW EXCLUSIVE",
	"SHARE UPDATE EXCLUSIVE",
	"SHARE",
	"SHARE ROW EXCLUSIVE",
	"EXCLUSIVE",
	"ACCESS EXCLUSIVE"
];
/** What happens while the lock is held and grows with the table, lightest first. */
const WORK_KINDS = [
	"none",
	"rows",
	"scan",
	"index-build",
	"rewrite"
];
/** A consequence whose inverse is worked out when it is first asked for: few of those who look at a statement do. */
function withUndo(consequence, undo) {
	let known;
	const answer = () => known ??= undo();
	return {
		...consequence,
		get inverse() {
			return answer().inverse;
		},
		get irreversible() {
			return answer().irreversible;
		},
		get notRestored() {
			return answer().notRestored;
		}
	};
}
/** A consequence that means nothing: the start for a dialect to fill in. */
const HARMLESS$1 = {
	losesData: false,
	reversible: true,
	breaksRunningCode: false,
	canFailOnData: false,
	mustRunOutsideTransaction: false,
	refused: null,
	unknown: []
};
const lockRank = new Map(LOCK_MODES.map((mode, i) => [mode, i]));
/** -1, 0 or 1 as `a` is weaker than, the same as or stronger than `b`. */
function compareLocks(a, b) {
	return Math.sign((lockRank.get(a) ?? 0) - (lockRank.get(b) ?? 0));
}
/** -1, 0 or 1 as `a` is lighter than, the same as or heavier than `b`. */
function compareWork(a, b) {
	return Math.sign(WORK_KINDS.indexOf(a) - WORK_KINDS.indexOf(b));
}
// src/dialects/postgres/identifier.ts
/** Names as the server spells and makes them up. */
/**
* Keywords that `quote_ident` quotes: every one that is not "unreserved" in `pg_get_keywords()`, 13 to 18 together. A name
* that is quoted on one major and bare on another is the same name; here it is always quoted.
*/
const QUOTED_KEYWORDS = new Set("all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast char character check coalesce collate collation column concurrently constraint create cross current_catalog current_date current_role current_schema current_time current_timestamp current_user dec decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect interval into is isnull join json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value lateral leading least left like limit localtime localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric offset on only or order out outer overlaps overlay placing position precision primary real references returning right row select session_user setof similar smallint some substring symmetric system_user table tablesample then time timestamp to trailing treat trim true union unique user using values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable".split(" "));
/** A name as `quote_ident` gives it. */
function quoteIdent(name) {
	return /^[a-z_][a-z0-9_]*$/.test(name) && !QUOTED_KEYWORDS.has(name) ? name : `"${name.replaceAll("\"", "\"\"")}"`;
}
/** The canonical name of a relation: each part quoted as `quote_ident` would. */
function qualify(schema, name) {
	return `${quoteIdent(schema)}.${quoteIdent(name)}`;
}
/** The parts of a canonical name, without quotes. A name without schema yields an empty one. */
function splitRelation(relation) {
	const parts = [...relation.matchAll(/"((?:[^"]|"")*)"|([^."]+)/g)].map((match) => match[1]?.replaceAll("\"\"", "\"") ?? match[2] ?? "");
	return parts.length > 1 ? {
		schema: parts[0] ?? "",
		name: parts.slice(1).join(".")
	} : {
		schema: "",
		name: parts[0] ?? ""
	};
}
/** Longest identifier, in bytes (NAMEDATALEN - 1). */
const MAXIMUM = 63;
/** The first `bytes` bytes of a text, cut between characters. */
function clip(text, bytes) {
	const encoded = Buffer.from(text, "utf8");
	if (encoded.length <= bytes) return text;
	let end = bytes;
	while (end > 0 && ((encoded[end] ?? 0) & 192) === 128) end--;
	return encoded.toString("utf8", 0, end);
}
/**
* `name1_name2_label`, cut to fit as `makeObjectName` of the server does: the longer of the two names loses bytes first.
*/
function makeObjectName(name1, name2, label) {
	const overhead = (name2 ? 1 : 0) + (label ? Buffer.byteLength(label, "utf8") + 1 : 0);
	let length1 = Buffer.byteLength(name1, "utf8");
	let length2 = Buffer.byteLength(name2, "utf8");
	while (length1 + length2 > MAXIMUM - overhead) if (length1 > length2) length1--;
	else length2--;
	return [
		clip(name1, length1),
		clip(name2, length2),
		label
	].filter((part) => part !== "").join("_");
}
/** `makeObjectName` with a number added until the name is free, as `ChooseRelationName` does. */
function chooseName(name1, name2, label, taken) {
	for (let pass = 0;; pass++) {
		const candidate = makeObjectName(name1, name2, pass === 0 ? label : `${label}${pass}`);
		if (!taken(candidate)) return candidate;
	}
}
// src/dialects/postgres/names.ts
/** Schemas that a search_path can name and that new objects do not go to. */
const SYSTEM_SCHEMAS = /* @__PURE__ */ new Set([
	"pg_catalog",
	"pg_temp",
	"$user",
	""
]);
/** Names at the start of a script: unqualified ones go to `defaultSchema`. */
function makeNames(defaultSchema) {
	let sessionPath = [defaultSchema];
	let localPath;
	const temporary = /* @__PURE__ */ new Set();
	const created = /* @__PURE__ */ new Set();
	const onCommitDrop = /* @__PURE__ */ new Set();
	const routines = /* @__PURE__ */ new Map();
	const path = () => localPath ?? sessionPath;
	const first = () => path()[0] ?? defaultSchema;
	const resolve = (schema, name) => {
		if (schema) return qualify(schema, name);
		if (temporary.has(name)) return qualify("pg_temp", name);
		for (const candidate of path()) if (created.has(qualify(candidate, name))) return qualify(candidate, name);
		return qualify(name.startsWith("pg_") ? "pg_catalog" : first(), name);
	};
	const names = {
		defaultSchema: first,
		resolve,
		relation: (range) => resolve(range?.schemaname, range?.relname ?? ""),
		create(schema, name, isTemporary = false) {
			if (isTemporary || schema === "pg_temp") {
				temporary.add(name);
				return qualify("pg_temp", name);
			}
			const canonical = qualify(schema || first(), name);
			created.add(canonical);
			return canonical;
		},
		drop(canonical) {
			const { schema, name } = splitRelation(canonical);
			if (schema === "pg_temp") temporary.delete(name);
			created.delete(canonical);
			onCommitDrop.delete(canonical);
			routines.delete(canonical);
		},
		rename(canonical, newName) {
			const { schema } = splitRelation(canonical);
			const renamed = qualify(schema, newName);
			if (schema === "pg_temp") temporary.add(newName);
			const body = routines.get(canonical);
			if (body) routines.set(renamed, body);
			if (onCommitDrop.has(canonical)) onCommitDrop.add(renamed);
			names.drop(canonical);
			if (schema !== "pg_temp") created.add(renamed);
			return renamed;
		},
		move(canonical, newSchema) {
			const moved = qualify(newSchema, splitRelation(canonical).name);
			names.drop(canonical);
			created.add(moved);
			return moved;
		},
		setPath(schemas, local) {
			const usable = schemas?.filter((schema) => !SYSTEM_SCHEMAS.has(schema)) ?? [defaultSchema];
			if (local) localPath = usable;
			else {
				sessionPath = usable;
				localPath = void 0;
			}
		},
		endTransaction() {
			localPath = void 0;
			for (const canonical of onCommitDrop) names.drop(canonical);
		},
		dropOnCommit: (canonical) => void onCommitDrop.add(canonical),
		noteRoutine: (canonical, body) => void routines.set(canonical, body === "changes" || routines.get(canonical) === "changes" ? "changes" : body),
		routineBody: (canonical) => routines.get(canonical),
		made: (canonical) => created.has(canonical)
	};
	return names;
}
/** The strings of a list node or of an array of String nodes: a dotted name. */
function strings(nodes) {
	const out = [];
	for (const node of nodes ?? []) if ("String" in node) out.push(node.String.sval ?? "");
	return out;
}
/** Schema and name of a dotted name; a database before the schema is left out. */
function schemaAndName(parts) {
	return {
		schema: parts.at(-2),
		name: parts.at(-1) ?? ""
	};
}
/** A dotted name as it would be written: each part quoted where it must be. */
function dotted(parts) {
	return parts.map(quoteIdent).join(".");
}
// src/dialects/postgres/operations/reading.ts
/** Makes the reading of a part of the statement: a statement in a CTE, an element of CREATE SCHEMA. */
function within(reading, range) {
	return {
		...reading,
		...range,
		span: reading.locate(range)
	};
}
/** The name of a node's type and what it holds. */
function open$2(node) {
	const [kind, value] = Object.entries(node)[0] ?? ["Null", {}];
	return {
		kind,
		value
	};
}
/** A member of a node, where the node is of the type. */
function as(node, kind) {
	return node && kind in node ? node[kind] : void 0;
}
/** Those nodes of a list that are of one type. */
function all(nodes, kind) {
	const out = [];
	for (const node of nodes ?? []) {
		const found = as(node, kind);
		if (found !== void 0) out.push(found);
	}
	return out;
}
// src/dialects/postgres/operations/type-name.ts
/** Names in pg_type and other spellings -> the name the server prints. */
const PRINTED = {
	int2: "smallint",
	int4: "integer",
	int8: "bigint",
	float4: "real",
	float8: "double precision",
	bool: "boolean",
	varchar: "character varying",
	varbit: "bit varying",
	timestamp: "timestamp without time zone",
	timestamptz: "timestamp with time zone",
	time: "time without time zone",
	timetz: "time with time zone",
	char: "\"char\""
};
/** Built-in types whose name is printed as it is. */
const BUILT_IN = new Set("numeric text bytea bit uuid json jsonb jsonpath xml date interval money inet cidr macaddr macaddr8 point line lseg box path polygon circle tsvector tsquery oid regproc regprocedure regoper regoperator regclass regtype regrole regnamespace regconfig regdictionary regcollation name tid xid xid8 cid pg_lsn pg_snapshot txid_snapshot refcursor int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange record void trigger event_trigger any anyelement anyarray anynonarray anyenum anyrange anymultirange anycompatible anycompatiblearray anycompatiblenonarray anycompatiblerange anycompatiblemultirange cstring internal unknown language_handler fdw_handler index_am_handler table_am_handler tsm_handler oidvector int2vector aclitem pg_node_tree gtsvector".split(" "));
/**
* Types of well-known extensions. They are named without schema, wherever the extension is installed, unless the script
* itself makes a type of that name.
*/
const EXTENSION_TYPES = new Set("citext hstore ltree lquery ltxtquery cube seg isbn isbn13 issn issn13 ismn ismn13 ean13 upc lo geometry geography box2d box3d raster topogeometry vector halfvec sparsevec roaringbitmap semver earth hll bigm_similarity".split(" "));
/** serial types -> the integer under them. */
const SERIAL_TYPES = {
	serial: "integer",
	serial4: "integer",
	bigserial: "bigint",
	serial8: "bigint",
	smallserial: "smallint",
	serial2: "smallint"
};
/** Bits of the first type modifier of an interval, as in the server's datetime.h. */
const INTERVAL_FIELDS = {
	4: "year",
	2: "month",
	8: "day",
	1024: "hour",
	2048: "minute",
	4096: "second",
	6: "year to month",
	1032: "day to hour",
	3080: "day to minute",
	7176: "day to second",
	3072: "hour to minute",
	7168: "hour to second",
	6144: "minute to second"
};
const INTERVAL_FULL = 32767;
/** A type of the tree. `text` is how it is written. */
function readType(node, text, reading) {
	const parts = strings(node?.names);
	const written = parts.at(-1) ?? "";
	const schema = parts.length > 1 ? parts.at(-2) : void 0;
	const dimensions = node?.arrayBounds?.length ?? 0;
	const modifiers = [];
	for (const constant of all(node?.typmods, "A_Const")) if (constant.ival) modifiers.push(constant.ival.ival ?? 0);
	const serial = schema === void 0 ? SERIAL_TYPES[written] : void 0;
	if (serial !== void 0 && !reading.names.made(reading.names.resolve(void 0, written))) return {
		type: {
			name: serial,
			modifiers: [],
			dimensions,
			text
		},
		serial: true
	};
	const type = (name, mods = modifiers) => ({
		type: {
			name: node?.pct_type ? `${parts.join(".")}%type` : name,
			modifiers: mods,
			dimensions,
			text
		},
		serial: false
	});
	const own = reading.names.resolve(schema, written);
	if (schema === "pg_catalog" || schema === void 0 && !reading.names.made(own)) {
		if (written === "interval" && modifiers.length > 0) {
			const [mask = INTERVAL_FULL, ...precision] = modifiers;
			const fields = INTERVAL_FIELDS[mask];
			return type(fields === void 0 ? "interval" : `interval ${fields}`, precision);
		}
		if (written === "numeric" && modifiers.length === 1) return type("numeric", [...modifiers, 0]);
		if (written === "bpchar") return type(modifiers.length > 0 ? "character" : "bpchar");
		const printed = PRINTED[written];
		if (printed !== void 0) return type(printed);
		if (schema === "pg_catalog" || BUILT_IN.has(written)) return type(written);
	}
	return EXTENSION_TYPES.has(written) && !reading.names.made(own) ? type(written) : type(own);
}
/** Second words that belong to the type's name. */
const FOLLOWS = {
	DOUBLE: ["PRECISION"],
	CHARACTER: ["VARYING"],
	CHAR: ["VARYING"],
	NCHAR: ["VARYING"],
	BIT: ["VARYING"],
	NATIONAL: ["CHARACTER", "CHAR"]
};
const FIELDS = /* @__PURE__ */ new Set([
	"YEAR",
	"MONTH",
	"DAY",
	"HOUR",
	"MINUTE",
	"SECOND"
]);
/** Index after the last token of the type that begins at `from`. */
function typeEnd(tokens, from) {
	let i = from;
	if (tokens.word(i) === "SETOF") i++;
	const first = tokens.word(i);
	i++;
	while (tokens.word(i) === ".") i += 2;
	if (FOLLOWS[first]?.includes(tokens.word(i))) {
		i++;
		if (first === "NATIONAL" && tokens.word(i) === "VARYING") i++;
	}
	const skipModifiers = () => {
		if (tokens.word(i) === "(") i = tokens.afterBracket(i);
	};
	if (first === "INTERVAL") {
		skipModifiers();
		if (FIELDS.has(tokens.word(i))) {
			i++;
			if (tokens.word(i) === "TO" && FIELDS.has(tokens.word(i + 1))) i += 2;
			skipModifiers();
		}
	} else {
		skipModifiers();
		if ((first === "TIMESTAMP" || first === "TIME") && (tokens.word(i) === "WITH" || tokens.word(i) === "WITHOUT") && tokens.word(i + 1) === "TIME") i += 3;
	}
	if (tokens.word(i) === "%" && tokens.word(i + 1) === "TYPE") i += 2;
	if (tokens.word(i) === "ARRAY") i++;
	while (tokens.word(i) === "[") i = tokens.afterBracket(i);
	return i;
}
/** A type of the tree with its text from the file; the tree must say where it is. */
function typeAt(reading, node) {
	if (node?.location === void 0 || node.location < 0) return readType(node, strings(node?.names).join("."), reading);
	const from = reading.index(node.location);
	return readType(node, reading.words(from, typeEnd(reading.tokens(), from)), reading);
}
// src/dialects/postgres/types.ts
/** Types of extensions, which the parser names without schema; none of them is a domain. */
const isUserType = (type) => type.name.includes(".") || type.name.endsWith("%type");
/** Takes the domains off a type. A type of the user's that the catalog does not know could be a domain. */
function resolveType(type, catalog) {
	let at = type;
	let domain = "";
	let constrained = false;
	for (let depth = 0; depth < 32; depth++) {
		const user = catalog.types.get(at.name);
		if (!user) return {
			type: at,
			domain,
			constrained,
			user: void 0,
			known: !isUserType(at)
		};
		if (user.kind !== "domain" || at.dimensions > 0) return {
			type: at,
			domain,
			constrained,
			user,
			known: true
		};
		domain ||= at.name;
		constrained ||= user.notNull || user.constraints.length > 0;
		if (!user.baseType) return {
			type: at,
			domain,
			constrained,
			user,
			known: false
		};
		at = user.baseType;
	}
	return {
		type: at,
		domain,
		constrained,
		user: void 0,
		known: false
	};
}
const REGISTERED = [
	"regproc",
	"regprocedure",
	"regoper",
	"regoperator",
	"regclass",
	"regtype",
	"regconfig",
	"regdictionary",
	"regnamespace",
	"regrole",
	"regcollation"
];
const STRINGS$1 = /* @__PURE__ */ new Set([
	"text",
	"character varying",
	"bpchar",
	"character",
	"citext",
	"name"
]);
/** Pairs that are stored alike: pg_cast with castmethod b, and those of citext. The target must not have a length. */
const BINARY = {
	integer: ["oid", ...REGISTERED],
	oid: ["integer", ...REGISTERED],
	...Object.fromEntries(REGISTERED.map((name) => [name, ["integer", "oid"]])),
	text: [
		"character varying",
		"bpchar",
		"citext"
	],
	"character varying": [
		"text",
		"bpchar",
		"citext"
	],
	citext: [
		"text",
		"character varying",
		"bpchar"
	],
	xml: [
		"text",
		"character varying",
		"bpchar"
	],
	character: ["bpchar"],
	bit: ["bit varying"],
	cidr: ["inet"]
};
/** Pairs above after which an index keeps its operator class. */
const SAME_OPERATORS = /* @__PURE__ */ new Set([
	"text>character varying",
	"character varying>text",
	"cidr>inet",
	"character>bpchar",
	"bpchar>character"
]);
const INTEGERS = [
	"smallint",
	"integer",
	"bigint"
];
const NUMBERS = [
	...INTEGERS,
	"real",
	"double precision",
	"numeric"
];
/** Casts that the server makes by itself (implicit and assignment), besides those to strings, which every type has. */
const AUTOMATIC = {
	smallint: [
		...NUMBERS,
		"oid",
		...REGISTERED
	],
	integer: [
		...NUMBERS,
		"money",
		"oid",
		...REGISTERED
	],
	bigint: [
		...NUMBERS,
		"money",
		"oid",
		...REGISTERED
	],
	real: NUMBERS,
	"double precision": NUMBERS,
	numeric: [...NUMBERS, "money"],
	money: ["numeric"],
	oid: [
		"integer",
		"bigint",
		...REGISTERED
	],
	...Object.fromEntries(REGISTERED.map((name) => [name, [
		"integer",
		"bigint",
		"oid"
	]])),
	date: ["timestamp without time zone", "timestamp with time zone"],
	"timestamp without time zone": [
		"date",
		"time without time zone",
		"timestamp with time zone"
	],
	"timestamp with time zone": [
		"date",
		"time without time zone",
		"time with time zone",
		"timestamp without time zone"
	],
	"time without time zone": ["time with time zone", "interval"],
	"time with time zone": ["time without time zone"],
	interval: ["time without time zone"],
	json: ["jsonb"],
	jsonb: ["json"],
	bit: ["bit varying"],
	"bit varying": ["bit"],
	inet: ["cidr"],
	cidr: ["inet"],
	text: ["\"char\"", "regclass"],
	"character varying": ["\"char\"", "regclass"],
	character: ["\"char\""],
	bpchar: ["\"char\""],
	name: [],
	"\"char\"": [],
	boolean: [],
	uuid: [],
	bytea: [],
	xml: [],
	citext: [],
	macaddr: ["macaddr8"],
	macaddr8: ["macaddr"],
	tsvector: [],
	int4range: [],
	int8range: [],
	daterange: [],
	tsrange: [],
	tstzrange: [],
	numrange: []
};
/** Conversions that keep every value and cannot fail; the target without modifiers. Each is from the narrower to the wider. */
const KEEPS = {
	smallint: [
		"integer",
		"bigint",
		"numeric",
		"real",
		"double precision"
	],
	integer: [
		"bigint",
		"numeric",
		"double precision",
		"oid"
	],
	bigint: ["numeric"],
	real: ["double precision"],
	money: ["numeric"],
	oid: ["bigint", "regclass"],
	date: ["timestamp without time zone", "timestamp with time zone"],
	"timestamp without time zone": ["timestamp with time zone"],
	"timestamp with time zone": ["timestamp without time zone"],
	"time without time zone": ["interval", "time with time zone"],
	json: [],
	jsonb: ["json"],
	bit: ["bit varying"],
	cidr: ["inet"],
	text: [
		"character varying",
		"bpchar",
		"citext"
	],
	"character varying": [
		"text",
		"bpchar",
		"citext"
	],
	citext: [
		"text",
		"character varying",
		"bpchar"
	],
	character: [
		"text",
		"character varying",
		"bpchar",
		"citext"
	],
	bpchar: [
		"text",
		"character varying",
		"citext"
	]
};
/** Conversions that lose part of a value without failing. */
const LOSES = {
	integer: ["real"],
	bigint: ["real", "double precision"],
	real: INTEGERS,
	"double precision": [...INTEGERS, "real"],
	numeric: [
		"real",
		"double precision",
		"money",
		...INTEGERS
	],
	"timestamp without time zone": ["date", "time without time zone"],
	"timestamp with time zone": [
		"date",
		"time without time zone",
		"time with time zone"
	],
	"time with time zone": ["time without time zone"],
	interval: ["time without time zone"],
	text: ["\"char\""],
	"character varying": ["\"char\""]
};
/** Types whose modifier is a number of fractional digits of a second; more than six are not kept. */
const SECONDS = /* @__PURE__ */ new Set([
	"timestamp without time zone",
	"timestamp with time zone",
	"time without time zone",
	"time with time zone",
	"interval"
]);
const MAXIMUM_PRECISION = 6;
/** The smallest unit of `interval day to hour` and its like, smallest first. */
const UNITS = [
	"second",
	"minute",
	"hour",
	"day",
	"month",
	"year"
];
/** How many digits and how many characters the values of a type have at most. */
const LONGEST$1 = {
	smallint: {
		digits: 5,
		text: 6
	},
	integer: {
		digits: 10,
		text: 11
	},
	bigint: {
		digits: 19,
		text: 20
	},
	boolean: {
		digits: 0,
		text: 5
	},
	uuid: {
		digits: 0,
		text: 36
	}
};
const takesLength = (name) => name === "numeric" || name === "character varying" || name === "character";
const isInterval = (name) => name === "interval" || name.startsWith("interval ");
/** `interval day to second` is an interval that drops what is smaller than a second. */
const family$1 = (name) => isInterval(name) ? "interval" : name;
const smallestUnit = (name) => name === "interval" ? 0 : Math.max(0, UNITS.indexOf(name.split(" ").at(-1) ?? ""));
const NOTHING$1 = {
	rewrite: false,
	canFail: false,
	loses: false,
	rebuildsIndexes: false,
	refused: false
};
/** The change of modifiers within one type: `varchar(10)` to `varchar(20)`. */
function modifierChange(from, to) {
	const [a, aScale = 0] = from.modifiers;
	const [b, bScale = 0] = to.modifiers;
	if (from.name === to.name && from.modifiers.join() === to.modifiers.join()) return NOTHING$1;
	const rewrites = (canFail, loses) => ({
		...NOTHING$1,
		rewrite: true,
		canFail,
		loses
	});
	const name = family$1(to.name);
	if (name === "character varying" || name === "bit varying") return b === void 0 || a !== void 0 && b >= a ? NOTHING$1 : rewrites(true, false);
	if (name === "numeric") {
		if (b === void 0) return NOTHING$1;
		if (a !== void 0 && aScale === bScale && b >= a) return NOTHING$1;
		return rewrites(a === void 0 || b - bScale < a - aScale, a === void 0 || bScale < aScale);
	}
	if (SECONDS.has(name)) {
		const keeps = b === void 0 || b >= MAXIMUM_PRECISION || a !== void 0 && b >= a;
		const coarser = isInterval(to.name) && smallestUnit(to.name) > smallestUnit(from.name);
		return keeps && !coarser ? NOTHING$1 : rewrites(false, !keeps || coarser);
	}
	if (name === "character") return rewrites(a === void 0 || b === void 0 || b < a, false);
	if (name === "bit") return rewrites(true, false);
	return {
		rewrite: "unknown",
		canFail: true,
		loses: "unknown",
		rebuildsIndexes: false,
		refused: false
	};
}
/** Zones whose offset has always been zero: the only ones in which the two kinds of timestamp are stored alike. */
const ZERO_ZONES = new Set([
	"utc",
	"gmt",
	"uct",
	"zulu",
	"universal",
	"greenwich",
	"gmt0",
	"gmt+0",
	"gmt-0",
	"0",
	"z"
].flatMap((zone) => [zone, `etc/${zone}`]));
function zoneOf(settings) {
	const value = settings.get("timezone")?.replaceAll("'", "").trim().toLowerCase();
	if (value === void 0 || value === "" || value === "default" || value === "local") return "unknown";
	return ZERO_ZONES.has(value) ? "zero" : "other";
}
const TIMESTAMPS = /* @__PURE__ */ new Set(["timestamp without time zone", "timestamp with time zone"]);
/** The change between two types of different names. */
function crossChange(from, to, settings) {
	const [a, b] = [from.type, to.type];
	const [nameA, nameB] = [family$1(a.name), family$1(b.name)];
	const unlimited = {
		...b,
		modifiers: []
	};
	const longest = LONGEST$1[nameA];
	const widest = longest !== void 0 && takesLength(nameB) ? {
		...b,
		modifiers: nameB === "numeric" ? [longest.digits, 0] : [longest.text]
	} : unlimited;
	const length = b.modifiers.length > 0 || nameB === "interval" && b.name !== "interval" ? modifierChange(widest, b) : NOTHING$1;
	const binary = BINARY[nameA]?.includes(nameB) ?? false;
	const cuts = LOSES[nameA]?.includes(nameB) ?? false;
	const keeps = (KEEPS[nameA]?.includes(nameB) ?? false) || STRINGS$1.has(nameB) && nameB !== "name";
	const whole = nameA === "numeric" && a.modifiers.length > 0 && (a.modifiers[1] ?? 0) <= 0 && INTEGERS.includes(nameB);
	const loses = cuts && !whole || nameB === "name" || length.loses;
	const narrows = NUMBERS.includes(nameA) && INTEGERS.includes(nameB) && !keeps;
	const canFail = length.canFail || narrows || !(keeps || cuts || nameB === "name");
	const automatic = AUTOMATIC[nameA];
	const change = {
		canFail,
		loses,
		refused: !(STRINGS$1.has(nameB) || (automatic?.includes(nameB) ?? false) || nameB === "\"char\"") && automatic !== void 0 && AUTOMATIC[nameB] !== void 0,
		rebuildsIndexes: !SAME_OPERATORS.has(`${nameA}>${nameB}`)
	};
	if (TIMESTAMPS.has(nameA) && TIMESTAMPS.has(nameB)) {
		const zone = zoneOf(settings);
		if (length.rewrite !== false || zone === "other") return {
			...change,
			rewrite: true
		};
		return {
			...change,
			rewrite: zone === "zero" ? false : "unknown"
		};
	}
	return {
		...change,
		rewrite: !binary || length.rewrite
	};
}
/** An enum to an enum of the user's by way of text: it fails only on a label that the new one lacks. */
function labelsFit(from, to) {
	return from?.kind === "enum" && to?.kind === "enum" && from.labels.every((label) => to.labels.includes(label));
}
/** What changing a column from one type to another does, by a cast; `explicit` is one that USING spells out. */
function changeType(from, to, catalog, settings, explicit) {
	const [a, b] = [resolveType(from, catalog), resolveType(to, catalog)];
	if (from.name === to.name && from.dimensions === to.dimensions && a.domain !== "") return NOTHING$1;
	if (!a.known || !b.known) {
		if (from.name === to.name && from.dimensions === to.dimensions && from.modifiers.join() === to.modifiers.join()) return NOTHING$1;
		return {
			rewrite: "unknown",
			canFail: true,
			loses: "unknown",
			rebuildsIndexes: true,
			refused: false
		};
	}
	const change = between(a, b, settings);
	const refused = !explicit && change.refused;
	return b.constrained ? {
		...change,
		refused,
		rewrite: true,
		canFail: true
	} : {
		...change,
		refused
	};
}
function between(a, b, settings) {
	const [arrayA, arrayB] = [a.type.dimensions > 0, b.type.dimensions > 0];
	if (arrayA || arrayB) return arrayChange(a, b, settings);
	const from = a.domain === "" ? a.type : {
		...a.type,
		modifiers: []
	};
	if (family$1(a.type.name) === family$1(b.type.name)) return modifierChange(from, b.type);
	if (a.type.name === "bpchar" && b.type.name === "character") return modifierChange({
		...b.type,
		modifiers: []
	}, b.type);
	if (a.user || b.user) return userChange(a, b);
	return crossChange(a, b, settings);
}
function arrayChange(a, b, settings) {
	const [arrayA, arrayB] = [a.type.dimensions > 0, b.type.dimensions > 0];
	if (arrayA !== arrayB) {
		const toString = arrayA && STRINGS$1.has(b.type.name);
		return {
			rewrite: true,
			canFail: !toString || b.type.modifiers.length > 0,
			loses: false,
			rebuildsIndexes: true,
			refused: !toString && b.type.name !== "\"char\""
		};
	}
	const element = between({
		...a,
		type: {
			...a.type,
			dimensions: 0
		}
	}, {
		...b,
		type: {
			...b.type,
			dimensions: 0
		}
	}, settings);
	const stays = a.type.name === b.type.name && (b.type.modifiers.length === 0 || a.type.modifiers.join() === b.type.modifiers.join());
	return {
		...element,
		rewrite: !stays
	};
}
/** Between a type of the user's and any other type. */
function userChange(a, b) {
	return {
		rewrite: true,
		canFail: !(STRINGS$1.has(b.type.name) && b.type.modifiers.length === 0) && !labelsFit(a.user, b.user),
		loses: false,
		rebuildsIndexes: true,
		refused: b.user?.kind === "enum"
	};
}
// src/source.ts
/** Cuts `[start, end)` out of a file; without a range the whole file, less its byte order mark. */
function cutScript(file, start, end) {
	const from = start ?? (file.text.startsWith("﻿") ? 1 : 0);
	const to = end ?? file.text.length;
	const path = file.path;
	return {
		text: file.text.slice(from, to),
		locate: (a, b) => ({
			path,
			start: from + a,
			end: from + b
		})
	};
}
/** Converts UTF-8 byte offsets of `text` to UTF-16 offsets; the identity where the text is ASCII. */
function byteOffsets(text) {
	const length = Buffer.byteLength(text, "utf8");
	if (length === text.length) return (byte) => byte;
	const map = new Uint32Array(length + 1);
	let byte = 0;
	for (let i = 0; i < text.length;) {
		const code = text.codePointAt(i) ?? 0;
		const bytes = code < 128 ? 1 : code < 2048 ? 2 : code < 65536 ? 3 : 4;
		map.fill(i, byte, byte + bytes);
		byte += bytes;
		i += code > 65535 ? 2 : 1;
	}
	map[length] = text.length;
	return (offset) => map[Math.min(offset, length)] ?? text.length;
}
/** Converts a code point offset (0-based) of `text` to a UTF-16 offset. */
function codePointOffset(text, codePoints) {
	let i = 0;
	for (let left = codePoints; left > 0 && i < text.length; left--) i += (text.codePointAt(i) ?? 0) > 65535 ? 2 : 1;
	return i;
}
// src/dialects/postgres/parser.ts
/**
* PostgreSQL's own parser (libpg-query, the grammar of PostgreSQL 18) compiled to WebAssembly.
*
* The package's own wrapper has one instance for ever and counts the bytes of odd texts wrongly, so that the tail of a
* text can vanish unparsed. Here the bytes are made by Node, a NUL is refused, and an instance is thrown away after
* anything that is not a plain error in the SQL.
*/
let loaded;
let current;
/** Loads and compiles the parser, once. */
function loadParser() {
	return loaded ??= makeParser().then((parser) => current = parser);
}
/** The parser that `loadParser` made. Throws where it was not awaited: a mistake of ours. */
function loadedParser() {
	if (!current) throw new Error("the PostgreSQL parser is used before it was loaded");
	return current;
}
/** The compiled parser: beside the bundle, or in the installed package during development. */
async function readWasm() {
	try {
		return await readFile(new URL("./libpg-query.wasm", import.meta.url));
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
		return readFile(createRequire(import.meta.url).resolve("libpg-query/wasm/libpg-query.wasm"));
	}
}
/** The server quotes what it stopped at: a text that is not closed can be the rest of the file. */
function oneLine(message) {
	const line = message.replaceAll(/\s+/g, " ");
	return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
/**
* How much the parser runs before V8 compiles it anew with its optimizing compiler. With V8's own value that begins on the
* first small file, and on Node 24 the process waits for it when it ends: 0.3 s after all the work is done. Large files
* still get there. A V8 that does not know the flag says so on standard error and goes on.
*/
const TIERING_BUDGET = 5e7;
async function makeParser() {
	setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`);
	const [{ default: create }, bytes] = await Promise.all([import("libpg-query/wasm/libpg-query.js"), readWasm()]);
	const compiled = await WebAssembly.compile(bytes);
	const start = () => {
		const options = {
			instantiateWasm(imports, done) {
				done(new WebAssembly.Instance(compiled, imports));
				return {};
			},
			print() {},
			printErr() {}
		};
		const ready = create(options);
		ready.catch(() => void 0);
		return {
			module: options,
			ready
		};
	};
	const first = start();
	await first.ready;
	let module = first.module;
	const run = (sql, bytes, restore) => {
		module ??= start().module;
		const m = module;
		const exitCode = process.exitCode;
		let text = 0;
		let result = 0;
		let sound = false;
		try {
			text = m._malloc(bytes.length + 1);
			m.HEAPU8.set(bytes, text);
			m.HEAPU8[text + bytes.length] = 0;
			result = m._wasm_parse_query_raw(text);
			const error = m.getValue(result + 8, "i32");
			if (error) {
				const message = m.UTF8ToString(m.getValue(error, "i32"));
				const cursor = m.getValue(error + 16, "i32");
				sound = true;
				return {
					kind: "error",
					message: oneLine(restore ? restore(message, false) : message),
					offset: codePointOffset(sql, Math.max(0, cursor - 1))
				};
			}
			const json = m.UTF8ToString(m.getValue(result, "i32"));
			sound = true;
			const tree = JSON.parse(restore ? restore(json, true) : json);
			const map = byteOffsets(sql);
			const statements = [];
			for (const { stmt, stmt_location = 0, stmt_len } of tree.stmts ?? []) if (stmt) statements.push({
				node: stmt,
				start: map(stmt_location),
				end: stmt_len ? map(stmt_location + stmt_len) : sql.length
			});
			return {
				kind: "parsed",
				statements,
				offset: (location) => map(location ?? 0)
			};
		} catch (error) {
			return {
				kind: "failed",
				message: error instanceof RangeError ? "it is nested more deeply than the parser can follow" : "it is larger than the parser can hold"
			};
		} finally {
			if (sound) {
				m._free(text);
				m._wasm_free_parse_result(result);
			} else {
				module = void 0;
				process.exitCode = exitCode;
			}
		}
	};
	return { parse(sql, restore) {
		const nul = sql.indexOf("\0");
		if (nul >= 0) return {
			kind: "error",
			message: "it holds a NUL character, at which PostgreSQL stops reading",
			offset: nul
		};
		return run(sql, Buffer.from(sql, "utf8"), restore);
	} };
}
// src/dialects/postgres/implication.ts
/** The syntax tree of a condition; one whose tree was let go (its column was renamed) is parsed again. */
function treeOf(expression) {
	if (expression.tree !== void 0 && expression.tree !== null) return expression.tree;
	const parsed = loadedParser().parse(`SELECT ${expression.text}`);
	const statement = parsed.kind === "parsed" ? parsed.statements[0]?.node : void 0;
	const target = statement && "SelectStmt" in statement ? statement.SelectStmt.targetList?.[0] : void 0;
	return target && "ResTarget" in target ? target.ResTarget.val : void 0;
}
/** The name of a column that stands alone, or undefined. */
function columnName(node) {
	if (!node || !("ColumnRef" in node)) return void 0;
	const last = node.ColumnRef.fields?.at(-1);
	return last && "String" in last ? last.String.sval : void 0;
}
/** Whether the truth (`positive`) or falsehood of a condition proves that a column is not null. */
function proves(node, column, positive) {
	if (!node) return false;
	if ("NullTest" in node) {
		const wanted = positive ? "IS_NOT_NULL" : "IS_NULL";
		return node.NullTest.nulltesttype === wanted && columnName(node.NullTest.arg) === column;
	}
	if (!("BoolExpr" in node)) return false;
	const parts = node.BoolExpr.args ?? [];
	if (node.BoolExpr.boolop === "NOT_EXPR") return proves(parts[0], column, !positive);
	return node.BoolExpr.boolop === "AND_EXPR" === positive ? parts.some((part) => proves(part, column, positive)) : parts.every((part) => proves(part, column, positive));
}
/** Whether a condition that holds for every row proves that a column is not null. */
function impliesNotNull(expression, column) {
	return expression.columns.includes(column) && proves(treeOf(expression), column, true);
}
// src/dialects/postgres/builtins.ts
/**
* Functions of PostgreSQL 13 to 18 and of the extensions that come with it, from pg_proc of real servers.
* Written by scripts/builtins.mjs; do not edit.
*/
/** Functions that 13 has, and those that each later major added. */
const FUNCTIONS = /* @__PURE__ */ new Map([
	[13, "abbrev abs aclcontains acldefault aclexplode aclinsert aclitemeq aclremove acos acosd acosh age amvalidate anytextcat area array_agg array_append array_cat array_dims array_eq array_fill array_ge array_gt array_larger array_le array_length array_lower array_lt array_ndims array_ne array_position array_positions array_prepend array_remove array_replace array_smaller array_to_json array_to_string array_to_tsvector array_upper arraycontained arraycontains arrayoverlap ascii asin asind asinh atan atan2 atan2d atand atanh avg binary_upgrade_create_empty_extension binary_upgrade_set_missing_value binary_upgrade_set_next_array_pg_type_oid binary_upgrade_set_next_heap_pg_class_oid binary_upgrade_set_next_index_pg_class_oid binary_upgrade_set_next_pg_authid_oid binary_upgrade_set_next_pg_enum_oid binary_upgrade_set_next_pg_type_oid binary_upgrade_set_next_toast_pg_class_oid binary_upgrade_set_next_toast_pg_type_oid binary_upgrade_set_record_init_privs bit bit_and bit_length bit_or bitand bitcat biteq bitge bitgt bitle bitlt bitne bitnot bitor bitshiftleft bitshiftright bitxor bool bool_and bool_or booland_statefunc booleq boolge boolgt boolle boollt boolne boolor_statefunc box box_above box_above_eq box_add box_below box_below_eq box_center box_contain_pt box_contained box_distance box_div box_eq box_ge box_gt box_intersect box_le box_left box_lt box_mul box_overabove box_overbelow box_overlap box_overleft box_overright box_right box_same box_sub bpchar bpchar_larger bpchar_pattern_ge bpchar_pattern_gt bpchar_pattern_le bpchar_pattern_lt bpchar_smaller bpchareq bpcharge bpchargt bpchariclike bpcharicnlike bpcharicregexeq bpcharicregexne bpcharle bpcharlike bpcharlt bpcharne bpcharnlike bpcharregexeq bpcharregexne brin_desummarize_range brin_summarize_new_values brin_summarize_range broadcast btrim byteacat byteaeq byteage byteagt byteale bytealike bytealt byteane byteanlike cardinality cash_div_cash cash_div_flt4 cash_div_flt8 cash_div_int2 cash_div_int4 cash_div_int8 cash_eq cash_ge cash_gt cash_le cash_lt cash_mi cash_mul_flt4 cash_mul_flt8 cash_mul_int2 cash_mul_int4 cash_mul_int8 cash_ne cash_pl cash_words cashlarger cashsmaller cbrt ceil ceiling center char char_length character_length chareq charge chargt charle charlt charne chr cideq cidr circle circle_above circle_add_pt circle_below circle_center circle_contain circle_contain_pt circle_contained circle_distance circle_div_pt circle_eq circle_ge circle_gt circle_le circle_left circle_lt circle_mul_pt circle_ne circle_overabove circle_overbelow circle_overlap circle_overleft circle_overright circle_right circle_same circle_sub_pt clock_timestamp close_lb close_ls close_lseg close_pb close_pl close_ps close_sb close_sl col_description concat concat_ws convert convert_from convert_to corr cos cosd cosh cot cotd count covar_pop covar_samp cume_dist current_database current_query current_schema current_schemas current_setting current_user currtid currtid2 currval cursor_to_xml cursor_to_xmlschema database_to_xml database_to_xml_and_xmlschema database_to_xmlschema date date_eq date_eq_timestamp date_eq_timestamptz date_ge date_ge_timestamp date_ge_timestamptz date_gt date_gt_timestamp date_gt_timestamptz date_larger date_le date_le_timestamp date_le_timestamptz date_lt date_lt_timestamp date_lt_timestamptz date_mi date_mi_interval date_mii date_ne date_ne_timestamp date_ne_timestamptz date_part date_pl_interval date_pli date_smaller date_trunc daterange daterange_canonical daterange_subdiff datetime_pl datetimetz_pl dcbrt decode degrees dense_rank dexp diagonal diameter dist_bl dist_bp dist_bs dist_cpoint dist_cpoly dist_lb dist_lp dist_ls dist_pathp dist_pb dist_pc dist_pl dist_polyc dist_polyp dist_ppath dist_ppoly dist_ps dist_sb dist_sl dist_sp div dlog1 dlog10 dpow dround dsqrt dtrunc elem_contained_by_range encode enum_eq enum_first enum_ge enum_gt enum_in enum_larger enum_last enum_le enum_lt enum_ne enum_out enum_range enum_send enum_smaller every exp factorial family first_value float4 float48div float48eq float48ge float48gt float48le float48lt float48mi float48mul float48ne float48pl float4_accum float4abs float4div float4eq float4ge float4gt float4larger float4le float4lt float4mi float4mul float4ne float4pl float4smaller float4um float4up float8 float84div float84eq float84ge float84gt float84le float84lt float84mi float84mul float84ne float84pl float8_accum float8_avg float8_combine float8_corr float8_covar_pop float8_covar_samp float8_regr_accum float8_regr_avgx float8_regr_avgy float8_regr_combine float8_regr_intercept float8_regr_r2 float8_regr_slope float8_regr_sxx float8_regr_sxy float8_regr_syy float8_stddev_pop float8_stddev_samp float8_var_pop float8_var_samp float8abs float8div float8eq float8ge float8gt float8larger float8le float8lt float8mi float8mul float8ne float8pl float8smaller float8um float8up floor flt4_mul_cash flt8_mul_cash fmgr_c_validator fmgr_internal_validator fmgr_sql_validator format format_type gcd gen_random_uuid generate_series generate_subscripts get_bit get_byte get_current_ts_config getdatabaseencoding getpgusername gin_clean_pending_list has_any_column_privilege has_column_privilege has_database_privilege has_foreign_data_wrapper_privilege has_function_privilege has_language_privilege has_schema_privilege has_sequence_privilege has_server_privilege has_table_privilege has_tablespace_privilege has_type_privilege height host hostmask inet_client_addr inet_client_port inet_server_addr inet_server_port inetand inetmi inetmi_int8 inetnot inetor inetpl initcap int2 int24div int24eq int24ge int24gt int24le int24lt int24mi int24mul int24ne int24pl int28div int28eq int28ge int28gt int28le int28lt int28mi int28mul int28ne int28pl int2_avg_accum int2_avg_accum_inv int2_mul_cash int2_sum int2abs int2and int2div int2eq int2ge int2gt int2int4_sum int2larger int2le int2lt int2mi int2mod int2mul int2ne int2not int2or int2pl int2shl int2shr int2smaller int2um int2up int2xor int4 int42div int42eq int42ge int42gt int42le int42lt int42mi int42mul int42ne int42pl int48div int48eq int48ge int48gt int48le int48lt int48mi int48mul int48ne int48pl int4_avg_accum int4_avg_accum_inv int4_avg_combine int4_mul_cash int4_sum int4abs int4and int4div int4eq int4ge int4gt int4inc int4larger int4le int4lt int4mi int4mod int4mul int4ne int4not int4or int4pl int4range int4range_canonical int4range_subdiff int4shl int4shr int4smaller int4um int4up int4xor int8 int82div int82eq int82ge int82gt int82le int82lt int82mi int82mul int82ne int82pl int84div int84eq int84ge int84gt int84le int84lt int84mi int84mul int84ne int84pl int8_avg int8_mul_cash int8_sum int8abs int8and int8dec int8dec_any int8div int8eq int8ge int8gt int8inc int8inc_any int8inc_float8_float8 int8larger int8le int8lt int8mi int8mod int8mul int8ne int8not int8or int8pl int8pl_inet int8range int8range_canonical int8range_subdiff int8shl int8shr int8smaller int8um int8up int8xor integer_pl_date inter_lb inter_sb inter_sl interval interval_accum interval_accum_inv interval_avg interval_combine interval_div interval_eq interval_ge interval_gt interval_larger interval_le interval_lt interval_mi interval_mul interval_ne interval_pl interval_pl_date interval_pl_time interval_pl_timestamp interval_pl_timestamptz interval_pl_timetz interval_smaller interval_um is_normalized isclosed isfinite ishorizontal isopen isparallel isperp isvertical json_agg json_array_element json_array_element_text json_array_elements json_array_elements_text json_array_length json_build_array json_build_object json_each json_each_text json_extract_path json_extract_path_text json_object json_object_agg json_object_field json_object_field_text json_object_keys json_populate_record json_populate_recordset json_strip_nulls json_to_record json_to_recordset json_to_tsvector json_typeof jsonb_agg jsonb_array_element jsonb_array_element_text jsonb_array_elements jsonb_array_elements_text jsonb_array_length jsonb_build_array jsonb_build_object jsonb_concat jsonb_contained jsonb_contains jsonb_delete jsonb_delete_path jsonb_each jsonb_each_text jsonb_eq jsonb_exists jsonb_exists_all jsonb_exists_any jsonb_extract_path jsonb_extract_path_text jsonb_ge jsonb_gt jsonb_insert jsonb_le jsonb_lt jsonb_ne jsonb_object jsonb_object_agg jsonb_object_field jsonb_object_field_text jsonb_object_keys jsonb_path_exists jsonb_path_exists_opr jsonb_path_exists_tz jsonb_path_match jsonb_path_match_opr jsonb_path_match_tz jsonb_path_query jsonb_path_query_array jsonb_path_query_array_tz jsonb_path_query_first jsonb_path_query_first_tz jsonb_path_query_tz jsonb_populate_record jsonb_populate_recordset jsonb_pretty jsonb_set jsonb_set_lax jsonb_strip_nulls jsonb_to_record jsonb_to_recordset jsonb_to_tsvector jsonb_typeof justify_days justify_hours justify_interval lag last_value lastval lcm lead left length like like_escape line line_distance line_eq line_horizontal line_interpt line_intersect line_parallel line_perp line_vertical ln lo_close lo_creat lo_create lo_export lo_from_bytea lo_get lo_import lo_lseek lo_lseek64 lo_open lo_put lo_tell lo_tell64 lo_truncate lo_truncate64 lo_unlink log log10 loread lower lower_inc lower_inf lowrite lpad lseg lseg_center lseg_distance lseg_eq lseg_ge lseg_gt lseg_horizontal lseg_interpt lseg_intersect lseg_le lseg_length lseg_lt lseg_ne lseg_parallel lseg_perp lseg_vertical ltrim macaddr macaddr8 macaddr8_and macaddr8_eq macaddr8_ge macaddr8_gt macaddr8_le macaddr8_lt macaddr8_ne macaddr8_not macaddr8_or macaddr8_set7bit macaddr_and macaddr_eq macaddr_ge macaddr_gt macaddr_le macaddr_lt macaddr_ne macaddr_not macaddr_or make_date make_interval make_time make_timestamp make_timestamptz makeaclitem masklen max md5 min min_scale mod mode money mul_d_interval mxid_age name nameconcatoid nameeq nameeqtext namege namegetext namegt namegttext nameiclike nameicnlike nameicregexeq nameicregexne namele nameletext namelike namelt namelttext namene namenetext namenlike nameregexeq nameregexne netmask network network_eq network_ge network_gt network_larger network_le network_lt network_ne network_overlap network_smaller network_sub network_subeq network_sup nextval normalize notlike now npoints nth_value ntile num_nonnulls num_nulls numeric numeric_abs numeric_add numeric_div numeric_div_trunc numeric_eq numeric_exp numeric_fac numeric_ge numeric_gt numeric_inc numeric_larger numeric_le numeric_ln numeric_log numeric_lt numeric_mod numeric_mul numeric_ne numeric_power numeric_smaller numeric_sqrt numeric_sub numeric_uminus numeric_uplus numnode numrange numrange_subdiff obj_description octet_length oid oideq oidge oidgt oidlarger oidle oidlt oidne oidsmaller oidvectoreq oidvectorge oidvectorgt oidvectorle oidvectorlt oidvectorne oidvectortypes on_pb on_pl on_ppath on_ps on_sb on_sl overlaps overlay parse_ident path path_add path_add_pt path_center path_contain_pt path_distance path_div_pt path_inter path_length path_mul_pt path_n_eq path_n_ge path_n_gt path_n_le path_n_lt path_npoints path_sub_pt pclose percent_rank percentile_cont percentile_disc pg_advisory_lock pg_advisory_lock_shared pg_advisory_unlock pg_advisory_unlock_all pg_advisory_unlock_shared pg_advisory_xact_lock pg_advisory_xact_lock_shared pg_available_extension_versions pg_available_extensions pg_backend_pid pg_backup_start_time pg_blocking_pids pg_cancel_backend pg_char_to_encoding pg_client_encoding pg_collation_actual_version pg_collation_for pg_collation_is_visible pg_column_is_updatable pg_column_size pg_conf_load_time pg_config pg_control_checkpoint pg_control_init pg_control_recovery pg_control_system pg_conversion_is_visible pg_copy_logical_replication_slot pg_copy_physical_replication_slot pg_create_logical_replication_slot pg_create_physical_replication_slot pg_create_restore_point pg_current_logfile pg_current_snapshot pg_current_wal_flush_lsn pg_current_wal_insert_lsn pg_current_wal_lsn pg_current_xact_id pg_current_xact_id_if_assigned pg_cursor pg_database_size pg_describe_object pg_drop_replication_slot pg_encoding_max_length pg_encoding_to_char pg_event_trigger_ddl_commands pg_event_trigger_dropped_objects pg_event_trigger_table_rewrite_oid pg_event_trigger_table_rewrite_reason pg_export_snapshot pg_extension_config_dump pg_extension_update_paths pg_filenode_relation pg_function_is_visible pg_get_constraintdef pg_get_expr pg_get_function_arg_default pg_get_function_arguments pg_get_function_identity_arguments pg_get_function_result pg_get_functiondef pg_get_indexdef pg_get_keywords pg_get_multixact_members pg_get_object_address pg_get_partition_constraintdef pg_get_partkeydef pg_get_publication_tables pg_get_replica_identity_index pg_get_replication_slots pg_get_ruledef pg_get_serial_sequence pg_get_shmem_allocations pg_get_statisticsobjdef pg_get_triggerdef pg_get_userbyid pg_get_viewdef pg_has_role pg_hba_file_rules pg_identify_object pg_identify_object_as_address pg_import_system_collations pg_index_column_has_property pg_index_has_property pg_indexam_has_property pg_indexam_progress_phasename pg_indexes_size pg_is_in_backup pg_is_in_recovery pg_is_other_temp_schema pg_is_wal_replay_paused pg_isolation_test_session_is_blocked pg_jit_available pg_last_committed_xact pg_last_wal_receive_lsn pg_last_wal_replay_lsn pg_last_xact_replay_timestamp pg_listening_channels pg_lock_status pg_logical_emit_message pg_logical_slot_get_binary_changes pg_logical_slot_get_changes pg_logical_slot_peek_binary_changes pg_logical_slot_peek_changes pg_ls_archive_statusdir pg_ls_dir pg_ls_logdir pg_ls_tmpdir pg_ls_waldir pg_lsn_eq pg_lsn_ge pg_lsn_gt pg_lsn_larger pg_lsn_le pg_lsn_lt pg_lsn_mi pg_lsn_ne pg_lsn_smaller pg_mcv_list_items pg_my_temp_schema pg_nextoid pg_notification_queue_usage pg_notify pg_opclass_is_visible pg_operator_is_visible pg_opfamily_is_visible pg_options_to_table pg_partition_ancestors pg_partition_root pg_partition_tree pg_postmaster_start_time pg_prepared_statement pg_prepared_xact pg_promote pg_read_binary_file pg_read_file pg_read_file_old pg_relation_filenode pg_relation_filepath pg_relation_is_publishable pg_relation_is_updatable pg_relation_size pg_reload_conf pg_replication_origin_advance pg_replication_origin_create pg_replication_origin_drop pg_replication_origin_oid pg_replication_origin_progress pg_replication_origin_session_is_setup pg_replication_origin_session_progress pg_replication_origin_session_reset pg_replication_origin_session_setup pg_replication_origin_xact_reset pg_replication_origin_xact_setup pg_replication_slot_advance pg_rotate_logfile pg_rotate_logfile_old pg_safe_snapshot_blocking_pids pg_sequence_last_value pg_sequence_parameters pg_show_all_file_settings pg_show_all_settings pg_show_replication_origin_status pg_size_bytes pg_size_pretty pg_sleep pg_sleep_for pg_sleep_until pg_snapshot_xip pg_snapshot_xmax pg_snapshot_xmin pg_start_backup pg_stat_clear_snapshot pg_stat_file pg_stat_get_activity pg_stat_get_analyze_count pg_stat_get_archiver pg_stat_get_autoanalyze_count pg_stat_get_autovacuum_count pg_stat_get_backend_activity pg_stat_get_backend_activity_start pg_stat_get_backend_client_addr pg_stat_get_backend_client_port pg_stat_get_backend_dbid pg_stat_get_backend_idset pg_stat_get_backend_pid pg_stat_get_backend_start pg_stat_get_backend_userid pg_stat_get_backend_wait_event pg_stat_get_backend_wait_event_type pg_stat_get_backend_xact_start pg_stat_get_bgwriter_buf_written_checkpoints pg_stat_get_bgwriter_buf_written_clean pg_stat_get_bgwriter_maxwritten_clean pg_stat_get_bgwriter_requested_checkpoints pg_stat_get_bgwriter_stat_reset_time pg_stat_get_bgwriter_timed_checkpoints pg_stat_get_blocks_fetched pg_stat_get_blocks_hit pg_stat_get_buf_alloc pg_stat_get_buf_fsync_backend pg_stat_get_buf_written_backend pg_stat_get_checkpoint_sync_time pg_stat_get_checkpoint_write_time pg_stat_get_db_blk_read_time pg_stat_get_db_blk_write_time pg_stat_get_db_blocks_fetched pg_stat_get_db_blocks_hit pg_stat_get_db_checksum_failures pg_stat_get_db_checksum_last_failure pg_stat_get_db_conflict_all pg_stat_get_db_conflict_bufferpin pg_stat_get_db_conflict_lock pg_stat_get_db_conflict_snapshot pg_stat_get_db_conflict_startup_deadlock pg_stat_get_db_conflict_tablespace pg_stat_get_db_deadlocks pg_stat_get_db_numbackends pg_stat_get_db_stat_reset_time pg_stat_get_db_temp_bytes pg_stat_get_db_temp_files pg_stat_get_db_tuples_deleted pg_stat_get_db_tuples_fetched pg_stat_get_db_tuples_inserted pg_stat_get_db_tuples_returned pg_stat_get_db_tuples_updated pg_stat_get_db_xact_commit pg_stat_get_db_xact_rollback pg_stat_get_dead_tuples pg_stat_get_function_calls pg_stat_get_function_self_time pg_stat_get_function_total_time pg_stat_get_ins_since_vacuum pg_stat_get_last_analyze_time pg_stat_get_last_autoanalyze_time pg_stat_get_last_autovacuum_time pg_stat_get_last_vacuum_time pg_stat_get_live_tuples pg_stat_get_mod_since_analyze pg_stat_get_numscans pg_stat_get_progress_info pg_stat_get_slru pg_stat_get_snapshot_timestamp pg_stat_get_subscription pg_stat_get_tuples_deleted pg_stat_get_tuples_fetched pg_stat_get_tuples_hot_updated pg_stat_get_tuples_inserted pg_stat_get_tuples_returned pg_stat_get_tuples_updated pg_stat_get_vacuum_count pg_stat_get_wal_receiver pg_stat_get_wal_senders pg_stat_get_xact_blocks_fetched pg_stat_get_xact_blocks_hit pg_stat_get_xact_function_calls pg_stat_get_xact_function_self_time pg_stat_get_xact_function_total_time pg_stat_get_xact_numscans pg_stat_get_xact_tuples_deleted pg_stat_get_xact_tuples_fetched pg_stat_get_xact_tuples_hot_updated pg_stat_get_xact_tuples_inserted pg_stat_get_xact_tuples_returned pg_stat_get_xact_tuples_updated pg_stat_reset pg_stat_reset_shared pg_stat_reset_single_function_counters pg_stat_reset_single_table_counters pg_stat_reset_slru pg_statistics_obj_is_visible pg_stop_backup pg_switch_wal pg_table_is_visible pg_table_size pg_tablespace_databases pg_tablespace_location pg_tablespace_size pg_terminate_backend pg_timezone_abbrevs pg_timezone_names pg_total_relation_size pg_trigger_depth pg_try_advisory_lock pg_try_advisory_lock_shared pg_try_advisory_xact_lock pg_try_advisory_xact_lock_shared pg_ts_config_is_visible pg_ts_dict_is_visible pg_ts_parser_is_visible pg_ts_template_is_visible pg_type_is_visible pg_typeof pg_visible_in_snapshot pg_wal_lsn_diff pg_wal_replay_pause pg_wal_replay_resume pg_walfile_name pg_walfile_name_offset pg_xact_commit_timestamp pg_xact_status phraseto_tsquery pi plainto_tsquery plpgsql_call_handler plpgsql_validator point point_above point_add point_below point_distance point_div point_eq point_horiz point_left point_mul point_ne point_right point_sub point_vert poly_above poly_below poly_center poly_contain poly_contain_pt poly_contained poly_distance poly_left poly_npoints poly_overabove poly_overbelow poly_overlap poly_overleft poly_overright poly_right poly_same polygon popen position postgresql_fdw_validator pow power pt_contained_circle pt_contained_poly query_to_xml query_to_xml_and_xmlschema query_to_xmlschema querytree quote_ident quote_literal quote_nullable radians radius random range_adjacent range_after range_before range_contained_by range_contains_elem range_eq range_ge range_gt range_intersect range_le range_lt range_minus range_ne range_overlaps range_overleft range_overright range_union rank record_eq record_ge record_gt record_image_eq record_image_ge record_image_gt record_image_le record_image_lt record_image_ne record_le record_lt record_ne regclass regexp_match regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy repeat replace reverse right round row_number row_security_active row_to_json rpad rtrim satisfies_hash_partition scale schema_to_xml schema_to_xml_and_xmlschema schema_to_xmlschema session_user set_bit set_byte set_config set_masklen setseed setval setweight sha224 sha256 sha384 sha512 shell_in shell_out shobj_description sign similar_escape similar_to_escape sin sind sinh slope split_part sqrt starts_with statement_timestamp stddev stddev_pop stddev_samp string_agg string_to_array strip strpos substr substring sum table_to_xml table_to_xml_and_xmlschema table_to_xmlschema tan tand tanh text text_ge text_gt text_larger text_le text_lt text_pattern_ge text_pattern_gt text_pattern_le text_pattern_lt text_smaller textanycat textcat texteq texteqname textgename textgtname texticlike texticnlike texticregexeq texticregexne textlen textlename textlike textltname textne textnename textnlike textregexeq textregexne tideq tidge tidgt tidlarger tidle tidlt tidne tidsmaller time time_eq time_ge time_gt time_larger time_le time_lt time_mi_interval time_mi_time time_ne time_pl_interval time_smaller timedate_pl timeofday timestamp timestamp_eq timestamp_eq_date timestamp_eq_timestamptz timestamp_ge timestamp_ge_date timestamp_ge_timestamptz timestamp_gt timestamp_gt_date timestamp_gt_timestamptz timestamp_larger timestamp_le timestamp_le_date timestamp_le_timestamptz timestamp_lt timestamp_lt_date timestamp_lt_timestamptz timestamp_mi timestamp_mi_interval timestamp_ne timestamp_ne_date timestamp_ne_timestamptz timestamp_pl_interval timestamp_smaller timestamptz timestamptz_eq timestamptz_eq_date timestamptz_eq_timestamp timestamptz_ge timestamptz_ge_date timestamptz_ge_timestamp timestamptz_gt timestamptz_gt_date timestamptz_gt_timestamp timestamptz_larger timestamptz_le timestamptz_le_date timestamptz_le_timestamp timestamptz_lt timestamptz_lt_date timestamptz_lt_timestamp timestamptz_mi timestamptz_mi_interval timestamptz_ne timestamptz_ne_date timestamptz_ne_timestamp timestamptz_pl_interval timestamptz_smaller timetz timetz_eq timetz_ge timetz_gt timetz_larger timetz_le timetz_lt timetz_mi_interval timetz_ne timetz_pl_interval timetz_smaller timetzdate_pl timezone to_ascii to_char to_date to_hex to_json to_jsonb to_number to_regclass to_regcollation to_regnamespace to_regoper to_regoperator to_regproc to_regprocedure to_regrole to_regtype to_timestamp to_tsquery to_tsvector transaction_timestamp translate trim_scale trunc ts_debug ts_delete ts_filter ts_headline ts_lexize ts_match_qv ts_match_tq ts_match_tt ts_match_vq ts_parse ts_rank ts_rank_cd ts_rewrite ts_stat ts_token_type tsq_mcontained tsq_mcontains tsquery_and tsquery_eq tsquery_ge tsquery_gt tsquery_le tsquery_lt tsquery_ne tsquery_not tsquery_or tsquery_phrase tsrange tsrange_subdiff tstzrange tstzrange_subdiff tsvector_concat tsvector_eq tsvector_ge tsvector_gt tsvector_le tsvector_lt tsvector_ne tsvector_to_array txid_current txid_current_if_assigned txid_current_snapshot txid_snapshot_xip txid_snapshot_xmax txid_snapshot_xmin txid_status txid_visible_in_snapshot unnest upper upper_inc upper_inf uuid_eq uuid_ge uuid_gt uuid_le uuid_lt uuid_ne var_pop var_samp varbit varbiteq varbitge varbitgt varbitle varbitlt varbitne varchar variance version websearch_to_tsquery width width_bucket xid xid8eq xid8ge xid8gt xid8le xid8lt xid8ne xideq xideqint4 xidneq xidneqint4 xml xml_is_well_formed xml_is_well_formed_content xml_is_well_formed_document xmlagg xmlcomment xmlconcat2 xmlexists xmlvalidate xpath xpath_exists current_catalog current_date current_role current_time current_timestamp localtime localtimestamp user"],
	[14, "binary_upgrade_set_next_multirange_array_pg_type_oid binary_upgrade_set_next_multirange_pg_type_oid bit_count bit_xor date_bin datemultirange elem_contained_by_multirange extract int4multirange int8multirange isempty multirange multirange_adjacent_multirange multirange_adjacent_range multirange_after_multirange multirange_after_range multirange_before_multirange multirange_before_range multirange_contained_by_multirange multirange_contained_by_range multirange_contains_elem multirange_contains_multirange multirange_contains_range multirange_eq multirange_ge multirange_gt multirange_intersect multirange_intersect_agg_transfn multirange_le multirange_lt multirange_minus multirange_ne multirange_overlaps_multirange multirange_overlaps_range multirange_overleft_multirange multirange_overleft_range multirange_overright_multirange multirange_overright_range multirange_union numeric_pl_pg_lsn nummultirange pg_column_compression pg_get_backend_memory_contexts pg_get_catalog_foreign_keys pg_get_function_sqlbody pg_get_statisticsobjdef_columns pg_get_statisticsobjdef_expressions pg_get_wal_replay_pause_state pg_log_backend_memory_contexts pg_lsn pg_lsn_mii pg_lsn_pli pg_stat_get_db_active_time pg_stat_get_db_idle_in_transaction_time pg_stat_get_db_session_time pg_stat_get_db_sessions pg_stat_get_db_sessions_abandoned pg_stat_get_db_sessions_fatal pg_stat_get_db_sessions_killed pg_stat_get_replication_slot pg_stat_get_wal pg_stat_reset_replication_slot pg_xact_commit_timestamp_origin range_adjacent_multirange range_after_multirange range_agg range_before_multirange range_contained_by_multirange range_contains_multirange range_intersect_agg range_intersect_agg_transfn range_merge range_overlaps_multirange range_overleft_multirange range_overright_multirange string_to_table trim_array tsmultirange tstzmultirange unistr"],
	[15, "binary_upgrade_set_next_heap_relfilenode binary_upgrade_set_next_index_relfilenode binary_upgrade_set_next_pg_tablespace_oid binary_upgrade_set_next_toast_relfilenode has_parameter_privilege pg_backup_start pg_backup_stop pg_database_collation_actual_version pg_get_wal_resource_managers pg_ident_file_mappings pg_ls_logicalmapdir pg_ls_logicalsnapdir pg_ls_replslotdir pg_settings_get_flags pg_stat_force_next_flush pg_stat_get_recovery_prefetch pg_stat_get_subscription_stats pg_stat_have_stats pg_stat_reset_subscription_stats pg_stop_making_pinned_objects regexp_count regexp_instr regexp_like regexp_substr xid8_larger xid8_smaller"],
	[16, "any_value any_value_transfn array_sample array_shuffle date_add date_subtract erf erfc json_agg_strict json_object_agg_strict json_object_agg_unique json_object_agg_unique_strict jsonb_agg_strict jsonb_object_agg_strict jsonb_object_agg_unique jsonb_object_agg_unique_strict pg_input_error_info pg_input_is_valid pg_log_standby_snapshot pg_split_walfile_name pg_stat_get_backend_subxact pg_stat_get_db_conflict_logicalslot pg_stat_get_io pg_stat_get_lastscan pg_stat_get_tuples_newpage_updated pg_stat_get_xact_tuples_newpage_updated random_normal system_user"],
	[17, "binary_upgrade_add_sub_rel_state binary_upgrade_logical_slot_has_caught_up binary_upgrade_replorigin_advance icu_unicode_version jsonb_populate_record_valid pg_available_wal_summaries pg_basetype pg_column_toast_chunk_id pg_get_wait_events pg_get_wal_summarizer_state pg_stat_get_checkpointer_buffers_written pg_stat_get_checkpointer_num_requested pg_stat_get_checkpointer_num_timed pg_stat_get_checkpointer_restartpoints_performed pg_stat_get_checkpointer_restartpoints_requested pg_stat_get_checkpointer_restartpoints_timed pg_stat_get_checkpointer_stat_reset_time pg_stat_get_checkpointer_sync_time pg_stat_get_checkpointer_write_time pg_sync_replication_slots pg_wal_summary_contents to_bin to_oct to_regtypemod unicode_assigned unicode_version uuid_extract_timestamp uuid_extract_version xmltext"],
	[18, "array_reverse array_sort bytea bytea_larger bytea_smaller casefold crc32 crc32c gamma has_largeobject_privilege lgamma pg_clear_attribute_stats pg_clear_relation_stats pg_get_acl pg_get_aios pg_get_loaded_modules pg_get_sequence_data pg_get_shmem_allocations_numa pg_ls_summariesdir pg_numa_available pg_restore_attribute_stats pg_restore_relation_stats pg_stat_get_backend_io pg_stat_get_backend_wal pg_stat_get_checkpointer_num_performed pg_stat_get_checkpointer_slru_written pg_stat_get_db_parallel_workers_launched pg_stat_get_db_parallel_workers_to_launch pg_stat_get_total_analyze_time pg_stat_get_total_autoanalyze_time pg_stat_get_total_autovacuum_time pg_stat_get_total_vacuum_time pg_stat_reset_backend_stats pg_timezone_abbrevs_abbrevs pg_timezone_abbrevs_zone record_larger record_smaller uuidv4 uuidv7"]
]);
/** Those of them that are volatile, in at least one of their forms. */
const VOLATILE = "amvalidate array_sample array_shuffle binary_upgrade_add_sub_rel_state binary_upgrade_create_empty_extension binary_upgrade_logical_slot_has_caught_up binary_upgrade_replorigin_advance binary_upgrade_set_missing_value binary_upgrade_set_next_array_pg_type_oid binary_upgrade_set_next_heap_pg_class_oid binary_upgrade_set_next_heap_relfilenode binary_upgrade_set_next_index_pg_class_oid binary_upgrade_set_next_index_relfilenode binary_upgrade_set_next_multirange_array_pg_type_oid binary_upgrade_set_next_multirange_pg_type_oid binary_upgrade_set_next_pg_authid_oid binary_upgrade_set_next_pg_enum_oid binary_upgrade_set_next_pg_tablespace_oid binary_upgrade_set_next_pg_type_oid binary_upgrade_set_next_toast_pg_class_oid binary_upgrade_set_next_toast_pg_type_oid binary_upgrade_set_next_toast_relfilenode binary_upgrade_set_record_init_privs brin_desummarize_range brin_summarize_new_values brin_summarize_range clock_timestamp current_query currtid currtid2 currval cursor_to_xml cursor_to_xmlschema gen_random_uuid gin_clean_pending_list lastval lo_close lo_creat lo_create lo_export lo_from_bytea lo_get lo_import lo_lseek lo_lseek64 lo_open lo_put lo_tell lo_tell64 lo_truncate lo_truncate64 lo_unlink loread lowrite nextval pg_advisory_lock pg_advisory_lock_shared pg_advisory_unlock pg_advisory_unlock_all pg_advisory_unlock_shared pg_advisory_xact_lock pg_advisory_xact_lock_shared pg_available_wal_summaries pg_backup_start pg_backup_stop pg_blocking_pids pg_cancel_backend pg_clear_attribute_stats pg_clear_relation_stats pg_collation_actual_version pg_control_checkpoint pg_control_init pg_control_recovery pg_control_system pg_copy_logical_replication_slot pg_copy_physical_replication_slot pg_create_logical_replication_slot pg_create_physical_replication_slot pg_create_restore_point pg_current_logfile pg_current_wal_flush_lsn pg_current_wal_insert_lsn pg_current_wal_lsn pg_database_collation_actual_version pg_database_size pg_drop_replication_slot pg_export_snapshot pg_extension_config_dump pg_get_aios pg_get_backend_memory_contexts pg_get_loaded_modules pg_get_multixact_members pg_get_sequence_data pg_get_shmem_allocations pg_get_shmem_allocations_numa pg_get_wait_events pg_get_wal_replay_pause_state pg_get_wal_resource_managers pg_get_wal_summarizer_state pg_hba_file_rules pg_ident_file_mappings pg_import_system_collations pg_indexes_size pg_is_in_backup pg_is_in_recovery pg_is_wal_replay_paused pg_isolation_test_session_is_blocked pg_jit_available pg_last_committed_xact pg_last_wal_receive_lsn pg_last_wal_replay_lsn pg_last_xact_replay_timestamp pg_lock_status pg_log_backend_memory_contexts pg_log_standby_snapshot pg_logical_emit_message pg_logical_slot_get_binary_changes pg_logical_slot_get_changes pg_logical_slot_peek_binary_changes pg_logical_slot_peek_changes pg_ls_archive_statusdir pg_ls_dir pg_ls_logdir pg_ls_logicalmapdir pg_ls_logicalsnapdir pg_ls_replslotdir pg_ls_summariesdir pg_ls_tmpdir pg_ls_waldir pg_nextoid pg_notification_queue_usage pg_notify pg_partition_ancestors pg_partition_tree pg_prepared_xact pg_promote pg_read_binary_file pg_read_file pg_read_file_old pg_relation_size pg_reload_conf pg_replication_origin_advance pg_replication_origin_create pg_replication_origin_drop pg_replication_origin_progress pg_replication_origin_session_is_setup pg_replication_origin_session_progress pg_replication_origin_session_reset pg_replication_origin_session_setup pg_replication_origin_xact_reset pg_replication_origin_xact_setup pg_replication_slot_advance pg_restore_attribute_stats pg_restore_relation_stats pg_rotate_logfile pg_rotate_logfile_old pg_safe_snapshot_blocking_pids pg_sequence_last_value pg_show_all_file_settings pg_show_replication_origin_status pg_sleep pg_sleep_for pg_sleep_until pg_start_backup pg_stat_clear_snapshot pg_stat_file pg_stat_force_next_flush pg_stat_get_backend_io pg_stat_get_backend_wal pg_stat_get_io pg_stat_get_recovery_prefetch pg_stat_get_xact_blocks_fetched pg_stat_get_xact_blocks_hit pg_stat_get_xact_function_calls pg_stat_get_xact_function_self_time pg_stat_get_xact_function_total_time pg_stat_get_xact_numscans pg_stat_get_xact_tuples_deleted pg_stat_get_xact_tuples_fetched pg_stat_get_xact_tuples_hot_updated pg_stat_get_xact_tuples_inserted pg_stat_get_xact_tuples_newpage_updated pg_stat_get_xact_tuples_returned pg_stat_get_xact_tuples_updated pg_stat_have_stats pg_stat_reset pg_stat_reset_backend_stats pg_stat_reset_replication_slot pg_stat_reset_shared pg_stat_reset_single_function_counters pg_stat_reset_single_table_counters pg_stat_reset_slru pg_stat_reset_subscription_stats pg_stop_backup pg_stop_making_pinned_objects pg_switch_wal pg_sync_replication_slots pg_table_size pg_tablespace_size pg_terminate_backend pg_total_relation_size pg_try_advisory_lock pg_try_advisory_lock_shared pg_try_advisory_xact_lock pg_try_advisory_xact_lock_shared pg_wal_replay_pause pg_wal_replay_resume pg_wal_summary_contents pg_xact_commit_timestamp pg_xact_commit_timestamp_origin pg_xact_status plpgsql_call_handler plpgsql_validator query_to_xml query_to_xml_and_xmlschema query_to_xmlschema random random_normal set_config setseed setval timeofday timezone ts_rewrite ts_stat txid_status uuidv4 uuidv7";
/** Functions of citext, cube, earthdistance, fuzzystrmatch, hstore, intarray, isn, ltree, pg_trgm, pgcrypto, seg, tablefunc, unaccent, uuid-ossp that are not volatile. */
const EXTENSION_FUNCTIONS = "_int_contained _int_contains _int_different _int_inter _int_overlap _int_same _int_union _lt_q_regex _lt_q_rregex _ltq_extract_regex _ltq_regex _ltq_rregex _ltree_extract_isparent _ltree_extract_risparent _ltree_isparent _ltree_r_isparent _ltree_r_risparent _ltree_risparent _ltxtq_exec _ltxtq_extract_exec _ltxtq_rexec akeys armor avals boolop btean13cmp btisbn13cmp btisbncmp btismn13cmp btismncmp btissn13cmp btissncmp btupccmp citext citext_cmp citext_eq citext_ge citext_gt citext_hash citext_hash_extended citext_larger citext_le citext_lt citext_ne citext_pattern_cmp citext_pattern_ge citext_pattern_gt citext_pattern_le citext_pattern_lt citext_smaller connectby crosstab crosstab2 crosstab3 crosstab4 crypt cube cube_cmp cube_contained cube_contains cube_coord cube_coord_llur cube_dim cube_distance cube_enlarge cube_eq cube_ge cube_gt cube_inter cube_is_point cube_le cube_ll_coord cube_lt cube_ne cube_overlap cube_size cube_subset cube_union cube_ur_coord daitch_mokotoff dearmor decrypt decrypt_iv defined delete difference digest distance_chebyshev distance_taxicab dmetaphone dmetaphone_alt each earth earth_box earth_distance encrypt encrypt_iv exist exists_all exists_any fetchval gc_to_sec geo_distance hash_ltree hash_ltree_extended hashean13 hashisbn hashisbn13 hashismn hashismn13 hashissn hashissn13 hashupc hmac hs_concat hs_contained hs_contains hstore hstore_cmp hstore_eq hstore_ge hstore_gt hstore_hash hstore_hash_extended hstore_le hstore_lt hstore_ne hstore_to_array hstore_to_json hstore_to_json_loose hstore_to_jsonb hstore_to_jsonb_loose hstore_to_matrix hstore_version_diag icount idx index intarray_del_elem intarray_push_array intarray_push_elem intset intset_subtract intset_union_elem is_valid isbn isbn13 isdefined isexists ismn ismn13 isneq isnge isngt isnle isnlt isnne issn issn13 latitude lca levenshtein levenshtein_less_equal ll_to_earth longitude lt_q_regex lt_q_rregex ltq_regex ltq_rregex ltree2text ltree_addltree ltree_addtext ltree_cmp ltree_eq ltree_ge ltree_gt ltree_isparent ltree_le ltree_lt ltree_ne ltree_risparent ltree_textadd ltxtq_exec ltxtq_rexec make_valid metaphone nlevel pgp_armor_headers pgp_key_id pgp_pub_decrypt pgp_pub_decrypt_bytea pgp_sym_decrypt pgp_sym_decrypt_bytea populate_record rboolop sec_to_gc seg_center seg_cmp seg_contained seg_contains seg_different seg_ge seg_gt seg_inter seg_le seg_left seg_lower seg_lt seg_over_left seg_over_right seg_overlap seg_right seg_same seg_size seg_union seg_upper show_limit show_trgm similarity similarity_dist similarity_op skeys slice slice_array sort sort_asc sort_desc soundex strict_word_similarity strict_word_similarity_commutator_op strict_word_similarity_dist_commutator_op strict_word_similarity_dist_op strict_word_similarity_op subarray subltree subpath svals tconvert text2ltree text_soundex unaccent uniq upc uuid_generate_v3 uuid_generate_v5 uuid_nil uuid_ns_dns uuid_ns_oid uuid_ns_url uuid_ns_x500 word_similarity word_similarity_commutator_op word_similarity_dist_commutator_op word_similarity_dist_op word_similarity_op";
/** Functions of the same extensions that are volatile. */
const EXTENSION_VOLATILE = "fips_mode gen_random_bytes gen_random_uuid gen_salt isn_weak normal_rand pgp_pub_encrypt pgp_pub_encrypt_bytea pgp_sym_encrypt pgp_sym_encrypt_bytea set_limit uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4";
// src/dialects/postgres/volatility.ts
let tables$1;
/** The generated lists, split on first use. */
function builtins() {
	if (tables$1) return tables$1;
	const since = /* @__PURE__ */ new Map();
	for (const [major, names] of FUNCTIONS) for (const name of names.split(" ")) since.set(name, major);
	const volatile = /* @__PURE__ */ new Set([...VOLATILE.split(" "), ...EXTENSION_VOLATILE.split(" ")]);
	return tables$1 = {
		since,
		extension: /* @__PURE__ */ new Set([...EXTENSION_FUNCTIONS.split(" "), ...EXTENSION_VOLATILE.split(" ")]),
		volatile
	};
}
/** Whether a server of some major has a function of that name in pg_catalog: an unqualified call finds it first. */
function isServerFunction(name) {
	return builtins().since.has(name);
}
/** A call's schema and name, without quotes. */
function parts(call) {
	const match = /^(?:("(?:[^"]|"")*"|[^".]*)\.)?("(?:[^"]|"")*"|[^"]*)$/.exec(call.name);
	const bare = (part) => part?.startsWith("\"") ? part.slice(1, -1).replaceAll("\"\"", "\"") : part ?? "";
	return {
		schema: bare(match?.[1]),
		name: bare(match?.[2])
	};
}
function callVolatility(call, catalog, version) {
	const { schema, name } = parts(call);
	const own = schema === "" ? ownFunctions(catalog, name) : catalog.functions.get(call.name) ?? [];
	const { since, extension, volatile } = builtins();
	const first = since.get(name);
	if (first !== void 0 && first <= version && (schema === "" || schema === "pg_catalog")) return volatile.has(name) ? "volatile" : "not-volatile";
	if (own.length > 0) {
		const fitting = own.filter((f) => f.arguments >= call.arguments);
		return (fitting.length > 0 ? fitting : own).some((f) => f.volatility === "volatile") ? "volatile" : "not-volatile";
	}
	if (extension.has(name)) return volatile.has(name) ? "volatile" : "not-volatile";
	return "unknown";
}
function ownFunctions(catalog, name) {
	const found = [];
	for (const [key, overloads] of catalog.functions) if (parts({
		name: key,
		arguments: 0
	}).name === name) found.push(...overloads);
	return found;
}
/** Whether an expression is volatile, from the functions it calls. */
function volatilityOf(expression, catalog, version) {
	const answers = new Set(expression.functions.map((call) => callVolatility(call, catalog, version)));
	if (answers.has("volatile")) return "volatile";
	return answers.has("unknown") ? "unknown" : "not-volatile";
}
// src/dialects/postgres/locks.ts
const CONFLICTS = {
	none: [],
	"ACCESS SHARE": ["ACCESS EXCLUSIVE"],
	"ROW SHARE": ["EXCLUSIVE", "ACCESS EXCLUSIVE"],
	"ROW EXCLUSIVE": [
		"SHARE",
		"SHARE ROW EXCLUSIVE",
		"EXCLUSIVE",
		"ACCESS EXCLUSIVE"
	],
	"SHARE UPDATE EXCLUSIVE": [
		"SHARE UPDATE EXCLUSIVE",
		"SHARE",
		"SHARE ROW EXCLUSIVE",
		"EXCLUSIVE",
		"ACCESS EXCLUSIVE"
	],
	SHARE: [
		"ROW EXCLUSIVE",
		"SHARE UPDATE EXCLUSIVE",
		"SHARE ROW EXCLUSIVE",
		"EXCLUSIVE",
		"ACCESS EXCLUSIVE"
	],
	"SHARE ROW EXCLUSIVE": [
		"ROW EXCLUSIVE",
		"SHARE UPDATE EXCLUSIVE",
		"SHARE",
		"SHARE ROW EXCLUSIVE",
		"EXCLUSIVE",
		"ACCESS EXCLUSIVE"
	],
	EXCLUSIVE: [
		"ROW SHARE",
		"ROW EXCLUSIVE",
		"SHARE UPDATE EXCLUSIVE",
		"SHARE",
		"SHARE ROW EXCLUSIVE",
		"EXCLUSIVE",
		"ACCESS EXCLUSIVE"
	],
	"ACCESS EXCLUSIVE": [
		"ACCESS SHARE",
		"ROW SHARE",
		"ROW EXCLUSIVE",
		"SHARE UPDATE EXCLUSIVE",
		"SHARE",
		"SHARE ROW EXCLUSIVE",
		"EXCLUSIVE",
		"ACCESS EXCLUSIVE"
	]
};
/** Whether two sessions cannot hold the two modes on one relation at the same time. */
function conflicts(a, b) {
	return CONFLICTS[a].includes(b);
}
/** What other sessions cannot do while a mode is held: read, write, change the schema. */
function blockedBy(lock) {
	return {
		blocksReads: conflicts(lock, "ACCESS SHARE"),
		blocksWrites: conflicts(lock, "ROW EXCLUSIVE"),
		blocksSchemaChanges: conflicts(lock, "SHARE UPDATE EXCLUSIVE")
	};
}
// src/dialects/postgres/effects/scene.ts
/** The scene an operation meets: the catalog, the server, and how to speak of what the operation does to a relation. */
const MANUAL = "https://www.postgresql.org/docs/current/";
/** The manual's address of a page: `sql-altertable#SQL-ALTERTABLE-NOTES`. */
function manual(page) {
	const [name, anchor] = page.split("#");
	return `${MANUAL}${name}.html${anchor ? `#${anchor}` : ""}`;
}
const KINDS$1 = {
	table: "table",
	partitioned: "table",
	view: "view",
	"materialized-view": "materialized-view",
	sequence: "sequence",
	"foreign-table": "foreign-table"
};
/** A relation or an index of the catalog: whether this change made it. */
function createdHere(scene, relation) {
	const { catalog, situation } = scene;
	const table = catalog.relations.get(relation);
	if (table) return isCreatedHere(table, situation.change);
	const index = catalog.indexes.get(relation);
	if (!index) return relation.startsWith("pg_temp.");
	return situation.change !== null && index.origin === situation.change || isCreatedHere(catalog.relations.get(index.table), situation.change);
}
/** The effect on one relation. */
function on(scene, relation, lock, doing = {}) {
	const { catalog, situation } = scene;
	const table = catalog.relations.get(relation);
	const kind = table ? KINDS$1[table.kind] : catalog.indexes.has(relation) ? "index" : doing.kind ?? "table";
	const blocked = blockedBy(lock);
	const uncertain = doing.heldUntil === void 0 && situation.inTransaction === "unknown" ? ["heldUntil"] : [];
	return {
		relation,
		relationKind: kind,
		lock,
		...blocked,
		blocksReads: blocked.blocksReads || (doing.blocksReads ?? false),
		work: doing.work ?? "none",
		cause: doing.work === void 0 || doing.work === "none" ? "none" : doing.cause ?? "none",
		heldUntil: doing.heldUntil ?? (situation.inTransaction === false ? "statement" : "transaction"),
		createdHere: createdHere(scene, relation),
		unknown: [.../* @__PURE__ */ new Set([...doing.unknown ?? [], ...uncertain])],
		source: manual(doing.page ?? scene.page)
	};
}
/** Effects as contracts.md lists them: a lock stronger than ROW EXCLUSIVE, or work. One per relation. */
function listed(effects) {
	const merged = /* @__PURE__ */ new Map();
	for (const effect of effects) {
		if (compareLocks(effect.lock, "ROW EXCLUSIVE") <= 0 && effect.work === "none") continue;
		const before = merged.get(effect.relation);
		merged.set(effect.relation, before ? strongest(before, effect) : effect);
	}
	return [...merged.values()];
}
function strongest(a, b) {
	const lock = compareLocks(b.lock, a.lock) > 0 ? b : a;
	const work = compareWork(b.work, a.work) > 0 ? b : a;
	return {
		...lock,
		blocksReads: a.blocksReads || b.blocksReads,
		blocksWrites: a.blocksWrites || b.blocksWrites,
		blocksSchemaChanges: a.blocksSchemaChanges || b.blocksSchemaChanges,
		work: work.work,
		cause: work.cause,
		heldUntil: a.heldUntil === "transaction" ? a.heldUntil : b.heldUntil,
		unknown: [.../* @__PURE__ */ new Set([...a.unknown, ...b.unknown])]
	};
}
/** The rows of a partitioned table are those of its partitions: it has the heaviest work of them. */
function withWorkBelow(effects, catalog) {
	const found = new Map(effects.map((effect) => [effect.relation, effect]));
	for (const effect of effects) {
		let at = catalog.relations.get(effect.relation)?.partitionOf ?? "";
		for (let depth = 0; at !== "" && depth < 32; depth++) {
			const above = found.get(at);
			if (above && compareWork(effect.work, above.work) > 0) found.set(at, {
				...above,
				work: effect.work,
				cause: effect.cause,
				unknown: [.../* @__PURE__ */ new Set([...above.unknown, ...effect.unknown])]
			});
			at = catalog.relations.get(at)?.partitionOf ?? "";
		}
	}
	return effects.map((effect) => found.get(effect.relation) ?? effect);
}
/** An answer: effects, and what it means where that differs from nothing. */
function answer(scene, effects, consequence = {}) {
	return {
		effects: withWorkBelow(listed(effects), scene.catalog),
		consequence: {
			...HARMLESS$1,
			...consequence
		}
	};
}
/** A table and everything below it that ALTER TABLE reaches: partitions and tables that inherit, each once, the table first. */
function family(scene, relation) {
	const found = /* @__PURE__ */ new Set([relation]);
	for (const member of found) {
		const table = scene.catalog.relations.get(member);
		for (const below of table ? [...table.partitions, ...table.children] : []) found.add(below);
	}
	return [...found];
}
/** A table and its partitions. */
function withPartitions(scene, relation) {
	const found = /* @__PURE__ */ new Set([relation]);
	for (const member of found) for (const below of scene.catalog.relations.get(member)?.partitions ?? []) found.add(below);
	return [...found];
}
/** The indexes of a table that the catalog knows. */
function indexesOf(scene, relation) {
	return [...scene.catalog.relations.get(relation)?.indexes ?? []].flatMap((name) => scene.catalog.indexes.get(name) ?? []);
}
/** The constraints of a table that the catalog knows. */
function constraintsOf(scene, relation) {
	return [...scene.catalog.relations.get(relation)?.constraints.values() ?? []];
}
/** Foreign keys of other tables that reference this one. */
function referencesTo(scene, relation) {
	const found = [];
	for (const table of scene.catalog.relations.values()) {
		if (table.name === relation) continue;
		for (const constraint of table.constraints.values()) if (constraint.references?.table === relation) found.push({
			table: table.name,
			constraint
		});
	}
	return found;
}
/** The views and materialized views that read a relation, and those that read them. */
function viewsOver(scene, relation) {
	const found = /* @__PURE__ */ new Set([relation]);
	for (const member of found) for (const view of scene.catalog.relations.values()) if (view.sources.includes(member)) found.add(view.name);
	found.delete(relation);
	return [...found];
}
/** Sequences that belong to a table, or to one of its columns. */
function sequencesOf(scene, relation, column) {
	const found = [];
	for (const table of scene.catalog.relations.values()) if (table.ownedBy?.table === relation && (column === void 0 || table.ownedBy.column === column)) found.push(table.name);
	return found;
}
/** The default partition of a partitioned table, or undefined. */
function defaultPartitionOf(scene, relation) {
	return [...scene.catalog.relations.get(relation)?.partitions ?? []].find((name) => scene.catalog.relations.get(name)?.defaultPartition);
}
/** Whether the catalog knows the relation and every column of it. */
function isKnown$1(scene, relation) {
	return scene.catalog.relations.get(relation)?.columnsKnown ?? false;
}
/** The effects of a rewrite: the table's rows are copied and every index is built anew. */
function rewritten(scene, relation, cause, doing = {}) {
	return [on(scene, relation, "ACCESS EXCLUSIVE", {
		...doing,
		work: "rewrite",
		cause
	}), ...indexesOf(scene, relation).filter((index) => scene.catalog.relations.get(relation)?.kind !== "partitioned" || index.table !== relation).map((index) => on(scene, index.name, "ACCESS EXCLUSIVE", {
		...doing,
		work: "index-build",
		cause
	}))];
}
/** A statement that the server refuses inside a transaction block; refused where it runs in one. */
function outsideOnly(scene, statement) {
	return {
		mustRunOutsideTransaction: true,
		refused: scene.situation.inTransaction === true ? {
			sqlstate: "25001",
			reason: `${statement} cannot run inside a transaction block`
		} : null
	};
}
/** A statement that the server's major does not know. */
function before$1(scene, version, what) {
	return scene.situation.version < version ? { refused: {
		sqlstate: "42601",
		reason: `PostgreSQL ${scene.situation.version} does not know ${what}; it came with ${version}`
	} } : {};
}
// src/dialects/postgres/effects/columns.ts
/** Why a new column needs the table rewritten, or undefined. `unknown`: it depends on a function or type that is not known. */
function rewriteCause(scene, column) {
	const { catalog, situation } = scene;
	if (column.serial) return {
		cause: "serial",
		unknown: false
	};
	if (column.identity !== "no") return {
		cause: "identity",
		unknown: false
	};
	if (column.generated) return column.generated.kind === "stored" ? {
		cause: "stored-generated",
		unknown: false
	} : void 0;
	const type = resolveType(column.type, catalog);
	if (type.constrained && column.type.dimensions === 0) return {
		cause: "constrained-domain",
		unknown: false
	};
	const value = column.default ?? catalog.types.get(column.type.name)?.default;
	const volatility = value ? volatilityOf(value, catalog, situation.version) : "not-volatile";
	if (volatility === "volatile") return {
		cause: "volatile-default",
		unknown: false
	};
	if (volatility === "unknown") return {
		cause: "volatile-default",
		unknown: true
	};
	if (!type.known && column.type.dimensions === 0) return {
		cause: "constrained-domain",
		unknown: true
	};
}
/** ADD COLUMN. */
function addColumn$3(scene, operation) {
	const { table, definition } = operation;
	const members = family(scene, table);
	const known = scene.catalog.relations.get(table);
	if (operation.ifNotExists && known?.columns.has(operation.column)) return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE")]);
	const hasValue = operation.hasDefault || definition.serial || definition.identity !== "no" || definition.generated !== void 0;
	const strict = definition.notNull || operation.primaryKey;
	const rewrite = rewriteCause(scene, definition);
	const unknown = rewrite?.unknown ? ["work", "cause"] : [];
	const indexed = operation.unique || operation.primaryKey || definition.constraints.some((c) => c.kind === "exclude");
	const checks = definition.constraints.some((c) => c.kind === "check" && !c.notValid && !c.notEnforced);
	const validates = operation.references !== "" && (hasValue || definition.default !== void 0);
	const fillsNull = strict && (!hasValue || definition.generated?.kind === "virtual");
	const effects = [];
	for (const member of members) {
		const doing = { unknown };
		if (rewrite) effects.push(...rewritten(scene, member, rewrite.cause, doing));
		else if (indexed) effects.push(on(scene, member, "ACCESS EXCLUSIVE", {
			work: "index-build",
			cause: "constraint-index"
		}));
		else if (fillsNull) effects.push(on(scene, member, "ACCESS EXCLUSIVE", {
			work: "scan",
			cause: "not-null-check"
		}));
		else if (checks) effects.push(on(scene, member, "ACCESS EXCLUSIVE", {
			work: "scan",
			cause: "check-validation"
		}));
		else if (validates) effects.push(on(scene, member, "ACCESS EXCLUSIVE", {
			work: "scan",
			cause: "foreign-key-validation"
		}));
		else effects.push(on(scene, member, "ACCESS EXCLUSIVE"));
	}
	if (operation.references && operation.references !== table) for (const target of withPartitions(scene, operation.references)) effects.push(on(scene, target, "SHARE ROW EXCLUSIVE"));
	const old = !createdHere(scene, table);
	const unenforceable = definition.constraints.find((c) => c.notEnforced);
	return answer(scene, effects, {
		canFailOnData: fillsNull || checks || indexed && hasValue && !rewrite || operation.references !== "" && hasValue || rewrite?.cause === "constrained-domain" || indexed && operation.primaryKey,
		breaksRunningCode: old && strict && !hasValue,
		unknown: rewrite?.unknown && rewrite.cause === "constrained-domain" ? ["canFailOnData"] : [],
		...definition.generated?.kind === "virtual" ? before$1(scene, 18, "virtual generated columns") : {},
		...unenforceable ? before$1(scene, 18, "NOT ENFORCED") : {},
		...known?.partitionOf ? { refused: {
			sqlstate: "42809",
			reason: "a column cannot be added to a partition; add it to the partitioned table"
		} } : {}
	});
}
/** Everything that goes with a column when it is dropped. */
function lostWith(scene, table, column, cascade) {
	const effects = [];
	const uses = (constraint) => constraint.columns.includes(column);
	for (const index of indexesOf(scene, table)) if (index.columns.includes(column) || index.include.includes(column) || mentions$1([...index.columns, index.where], column)) effects.push(on(scene, index.name, "ACCESS EXCLUSIVE"));
	for (const constraint of constraintsOf(scene, table)) {
		if (!constraint.references || !uses(constraint) || constraint.references.table === table) continue;
		for (const target of withPartitions(scene, constraint.references.table)) effects.push(on(scene, target, "ACCESS EXCLUSIVE"));
	}
	for (const sequence of sequencesOf(scene, table, column)) effects.push(on(scene, sequence, "ACCESS EXCLUSIVE"));
	const keys = constraintsOf(scene, table).filter((c) => (c.kind === "primary-key" || c.kind === "unique") && uses(c));
	for (const { table: other, constraint } of referencesTo(scene, table)) {
		const columns = constraint.references?.columns ?? [];
		if (columns.length > 0 ? columns.includes(column) : keys.some((key) => key.kind === "primary-key")) effects.push(on(scene, other, "ACCESS EXCLUSIVE"));
	}
	if (cascade) for (const view of viewsOver(scene, table)) effects.push(on(scene, view, "ACCESS EXCLUSIVE", { unknown: [
		"lock",
		"blocksReads",
		"blocksWrites",
		"blocksSchemaChanges"
	] }));
	return effects;
}
/** Whether one of several texts of expressions holds a name as a word. */
function mentions$1(texts, name) {
	return texts.some((text) => text.split(/[^\p{L}\p{N}_$]+/u).includes(name));
}
/** DROP COLUMN. */
function dropColumn$1(scene, operation) {
	const { table, column } = operation;
	const known = scene.catalog.relations.get(table);
	const absent = known?.columnsKnown === true && !known.columns.has(column);
	const members = family(scene, table);
	const computed = [...known?.columns.values() ?? []].filter((c) => c.generated?.expression.columns.includes(column)).map((c) => c.name);
	const lost = absent ? [] : [column, ...computed];
	const effects = members.flatMap((member) => [on(scene, member, "ACCESS EXCLUSIVE"), ...lost.flatMap((name) => lostWith(scene, member, name, operation.cascade))]);
	if (absent && operation.ifExists) return answer(scene, effects);
	const old = known?.columns.get(column);
	const fresh = createdHere(scene, table) || old !== void 0 && scene.situation.change !== null && old.origin === scene.situation.change;
	const loses = !fresh && !old?.generated;
	return answer(scene, effects, {
		losesData: loses,
		reversible: !loses,
		breaksRunningCode: !fresh,
		...computed[0] !== void 0 && !operation.cascade && scene.situation.version >= 15 ? { refused: {
			sqlstate: "2BP01",
			reason: `the generated column ${computed[0]} uses ${column}, and CASCADE is not given`
		} } : {},
		...known?.partitionOf ? { refused: {
			sqlstate: "42P16",
			reason: "a column of a partition is inherited; drop it from the partitioned table"
		} } : {}
	});
}
/** RENAME COLUMN. */
function renameColumn$1(scene, operation) {
	const { table, column } = operation;
	const made = scene.catalog.relations.get(table)?.columns.get(column)?.origin;
	const fresh = createdHere(scene, table) || scene.situation.change !== null && made === scene.situation.change;
	return answer(scene, family(scene, table).map((member) => on(scene, member, "ACCESS EXCLUSIVE")), { breaksRunningCode: !fresh });
}
/** ACCESS EXCLUSIVE on the table and everything below it, without work. */
function brief(scene, table, lock = "ACCESS EXCLUSIVE") {
	return family(scene, table).map((member) => on(scene, member, lock));
}
/** SET DEFAULT. */
function setDefault(scene, operation) {
	return answer(scene, brief(scene, operation.table));
}
/** DROP DEFAULT: an INSERT that relied on it fails where the column is NOT NULL. */
function dropDefault(scene, operation) {
	const { table, column } = operation;
	const known = columnOf$2(scene, table, column);
	const breaks = !createdHere(scene, table) && (known === void 0 || known.notNull && known.default !== void 0);
	return answer(scene, brief(scene, table), {
		breaksRunningCode: breaks,
		unknown: known === void 0 && breaks ? ["breaksRunningCode"] : []
	});
}
function columnOf$2(scene, table, column) {
	return scene.catalog.relations.get(table)?.columns.get(column);
}
/** Whether a validated constraint of a table proves that a column holds no NULL. */
function provenNotNull(scene, table, column) {
	return constraintsOf(scene, table).some((c) => c.kind === "check" && !c.notValid && !c.notEnforced && c.expression !== void 0 && impliesNotNull(c.expression, column));
}
/** How sure it is that SET NOT NULL reads a table. */
function notNullWork(scene, table, column) {
	const known = columnOf$2(scene, table, column);
	if (known?.notNull || provenNotNull(scene, table, column)) return "none";
	return known && isKnown$1(scene, table) ? "scan" : "unknown";
}
/** SET NOT NULL: every row is read unless a validated check proves that there is nothing to find. */
function setNotNull$2(scene, operation) {
	const { table, column } = operation;
	const effects = family(scene, table).map((member) => {
		const work = notNullWork(scene, member, column);
		if (work === "none") return on(scene, member, "ACCESS EXCLUSIVE");
		return on(scene, member, "ACCESS EXCLUSIVE", {
			work: "scan",
			cause: "not-null-check",
			unknown: work === "unknown" ? ["work", "cause"] : []
		});
	});
	const work = notNullWork(scene, table, column);
	const enforced = work === "none";
	return answer(scene, effects, {
		canFailOnData: !enforced,
		breaksRunningCode: !enforced && !createdHere(scene, table),
		unknown: work === "unknown" ? ["canFailOnData", "breaksRunningCode"] : []
	});
}
/** DROP NOT NULL. */
function dropNotNull$1(scene, operation) {
	const { table, column } = operation;
	const known = columnOf$2(scene, table, column);
	const refused = constraintsOf(scene, table).some((c) => c.kind === "primary-key" && c.columns.includes(column)) ? {
		sqlstate: "42P16",
		reason: `${column} is in the primary key`
	} : known && known.identity !== "no" ? {
		sqlstate: "42601",
		reason: `${column} is an identity column`
	} : null;
	return answer(scene, brief(scene, table), { refused });
}
/** ADD GENERATED … AS IDENTITY on a column that is there. */
function addIdentity$1(scene, operation) {
	const { table, column } = operation;
	const known = columnOf$2(scene, table, column);
	const refused = known && !known.notNull ? {
		sqlstate: "55000",
		reason: `${column} must be NOT NULL before it can be an identity column`
	} : known?.default ? {
		sqlstate: "55000",
		reason: `${column} already has a default`
	} : null;
	return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE")], {
		refused,
		breaksRunningCode: operation.always && !createdHere(scene, table)
	});
}
/** SET GENERATED, SET sequence_option, RESTART. */
function setIdentity$2(scene, operation) {
	const { table, column } = operation;
	return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE"), ...sequencesOf(scene, table, column).map((sequence) => on(scene, sequence, "SHARE ROW EXCLUSIVE"))]);
}
/** DROP IDENTITY: the sequence goes, and with it the default. */
function dropIdentity$1(scene, operation) {
	const { table, column } = operation;
	return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE"), ...sequencesOf(scene, table, column).map((sequence) => on(scene, sequence, "ACCESS EXCLUSIVE"))], { breaksRunningCode: !createdHere(scene, table) });
}
/** SET EXPRESSION: a stored column is computed anew for every row, a virtual one only from now on. */
function setExpression$1(scene, operation) {
	const { table, column } = operation;
	const generated = columnOf$2(scene, table, column)?.generated;
	const unknown = generated ? [] : ["work", "cause"];
	return answer(scene, generated?.kind === "virtual" ? brief(scene, table) : family(scene, table).flatMap((member) => rewritten(scene, member, "stored-generated", { unknown })), { ...before$1(scene, 17, "SET EXPRESSION") });
}
/** DROP EXPRESSION: the values stay. */
function dropExpression$1(scene, operation) {
	const virtual = columnOf$2(scene, operation.table, operation.column)?.generated?.kind === "virtual";
	return answer(scene, brief(scene, operation.table), {
		refused: virtual ? {
			sqlstate: "0A000",
			reason: `${operation.column} is a virtual generated column`
		} : null,
		reversible: false
	});
}
/** SET STATISTICS, SET STORAGE, SET COMPRESSION and the options of a column: nothing stored is touched. */
function setColumnOption(scene, operation) {
	const { table, option } = operation;
	if (option === "attribute") return answer(scene, [on(scene, table, "SHARE UPDATE EXCLUSIVE")]);
	if (option === "statistics") return answer(scene, brief(scene, table, "SHARE UPDATE EXCLUSIVE"));
	return answer(scene, brief(scene, table), option === "compression" ? before$1(scene, 14, "SET COMPRESSION") : {});
}
// src/dialects/postgres/effects/column-type.ts
const UNKNOWN_CHANGE = {
	rewrite: "unknown",
	canFail: true,
	loses: "unknown",
	rebuildsIndexes: true,
	refused: false
};
/** A USING that computes something: every row is written anew, and what becomes of the values is not known. */
const COMPUTED = {
	rewrite: true,
	canFail: true,
	loses: "unknown",
	rebuildsIndexes: true,
	refused: false
};
/** The casts that a USING consists of, innermost first, when it is nothing but the column and casts around it. */
function castsOf(using, column) {
	const casts = [];
	const names = { names: makeNames("public") };
	for (let at = using.tree; at;) if ("TypeCast" in at) {
		casts.unshift(readType(at.TypeCast.typeName, "", names).type);
		at = at.TypeCast.arg;
	} else if ("ColumnRef" in at) {
		const last = at.ColumnRef.fields?.at(-1);
		return last && "String" in last && last.String.sval === column ? casts : void 0;
	} else return void 0;
}
/** `column AT TIME ZONE 'UTC'` turns one kind of timestamp into the other: no value of it fails or is lost. */
function isZoneChange(using, column, from, to) {
	const node = using.tree;
	if (!node || !("FuncCall" in node) || ![from, to].every(({ name, dimensions }) => /^timestamp with(?:out)? time zone$/.test(name) && dimensions === 0)) return false;
	const last = node.FuncCall.funcname?.at(-1);
	const [zone, value] = node.FuncCall.args ?? [];
	return last !== void 0 && "String" in last && last.String.sval === "timezone" && zone !== void 0 && "A_Const" in zone && value !== void 0 && "ColumnRef" in value && from.name !== to.name && using.columns.length === 1 && using.columns[0] === column;
}
/** The change of the values: one cast, several, or a computation. */
function valueChange(scene, operation, old) {
	const { catalog, situation } = scene;
	const { usingExpression: using, newType, column } = operation;
	const casts = using ? castsOf(using, column) : [];
	if (!casts) return using && old && isZoneChange(using, column, old, newType) ? {
		...COMPUTED,
		canFail: false,
		loses: false
	} : COMPUTED;
	if (!old) return UNKNOWN_CHANGE;
	let from = old;
	let sum = {
		rewrite: false,
		canFail: false,
		loses: false,
		rebuildsIndexes: false,
		refused: false
	};
	for (const [i, to] of [...casts, newType].entries()) {
		const step = changeType(from, to, catalog, situation.settings, i < casts.length);
		sum = {
			rewrite: sum.rewrite === true || step.rewrite === true ? true : sum.rewrite === "unknown" ? "unknown" : step.rewrite,
			canFail: sum.canFail || step.canFail,
			loses: sum.loses === true || step.loses === true ? true : sum.loses === "unknown" ? "unknown" : step.loses,
			rebuildsIndexes: sum.rebuildsIndexes || step.rebuildsIndexes,
			refused: sum.refused || step.refused
		};
		from = to;
	}
	const [source, target] = [catalog.types.get(old.name), catalog.types.get(newType.name)];
	if (casts.length > 0 && source?.kind === "enum" && target?.kind === "enum") return {
		...sum,
		canFail: !source.labels.every((label) => target.labels.includes(label))
	};
	return sum;
}
/** Collations matter to the indexes of text alone. */
function collationChanges(column, operation) {
	const normal = (collation) => collation.replaceAll("\"", "").replace(/^pg_catalog\./, "").replace(/^default$/, "");
	return column === void 0 ? operation.hasCollation : normal(column.collation) !== normal(operation.collation);
}
const uses = (index, column) => index.columns.includes(column) || index.include.includes(column) || mentions$1([...index.columns, index.where], column);
/** ALTER COLUMN … TYPE. */
function alterColumnType$1(scene, operation) {
	const { table, column, newType } = operation;
	const old = scene.catalog.relations.get(table)?.columns.get(column);
	const change = valueChange(scene, operation, old?.type);
	const collation = collationChanges(old, operation);
	const effects = family(scene, table).flatMap((member) => [...memberEffects(scene, member, column, change, collation), ...foreignKeys(scene, member, column, change)]);
	const fresh = createdHere(scene, table) || old !== void 0 && scene.situation.change !== null && old.origin === scene.situation.change;
	const unknown = change.rewrite === "unknown" && !old;
	const generated = [...scene.catalog.relations.get(table)?.columns.values() ?? []].find((c) => c.generated?.expression.columns.includes(column));
	const loses = change.loses !== false && !fresh;
	const sameText = old !== void 0 && alike$1(old.type.name, newType.name);
	return answer(scene, effects, {
		losesData: loses,
		reversible: !loses,
		canFailOnData: change.canFail,
		breaksRunningCode: !fresh && !(sameText && !change.canFail),
		refused: generated ? {
			sqlstate: scene.situation.version < 15 ? "42601" : "0A000",
			reason: `the generated column ${generated.name} uses ${column}`
		} : change.refused ? {
			sqlstate: "42804",
			reason: `${column} cannot be cast to ${operation.type} automatically; USING must say how`
		} : null,
		unknown: [...loses && change.loses === "unknown" ? ["losesData", "reversible"] : [], ...unknown ? ["canFailOnData", "breaksRunningCode"] : []]
	});
}
/** Types that drivers hand to a program alike. */
const STRINGS = /* @__PURE__ */ new Set(["text", "character varying"]);
const alike$1 = (a, b) => a === b || STRINGS.has(a) && STRINGS.has(b);
/** What happens to one table of the family. */
function memberEffects(scene, table, column, change, collation) {
	if (change.rewrite !== false) return rewritten(scene, table, "type-change", change.rewrite === "unknown" ? { unknown: ["work", "cause"] } : {});
	const effects = [];
	const cause = collation && !change.rebuildsIndexes ? "collation-change" : "type-change";
	for (const index of indexesOf(scene, table).filter((i) => uses(i, column))) {
		const built = change.rebuildsIndexes && index.columns.includes(column) || index.hasExpressions || index.where !== "" || collation && index.columns.includes(column);
		effects.push(on(scene, index.name, "ACCESS EXCLUSIVE", built ? {
			work: "index-build",
			cause
		} : {}));
		if (built) effects.push(on(scene, table, "ACCESS EXCLUSIVE", {
			work: "index-build",
			cause
		}));
	}
	const checked = constraintsOf(scene, table).some((c) => c.kind === "check" && c.columns.includes(column) && !c.notValid && !c.notEnforced);
	effects.push(on(scene, table, "ACCESS EXCLUSIVE", checked ? {
		work: "scan",
		cause: "check-validation"
	} : {}));
	return effects;
}
/** Foreign keys over the column, on both sides: they are made anew, and validated where values were rewritten. */
function foreignKeys(scene, table, column, change) {
	const effects = [];
	for (const constraint of constraintsOf(scene, table)) {
		if (!constraint.references || !constraint.columns.includes(column)) continue;
		for (const target of withPartitions(scene, constraint.references.table)) effects.push(on(scene, target, "ACCESS EXCLUSIVE"));
	}
	const key = constraintsOf(scene, table).find((c) => c.kind === "primary-key");
	for (const { table: other, constraint } of referencesTo(scene, table)) {
		const columns = constraint.references?.columns ?? [];
		if (!(columns.length > 0 ? columns : key?.columns ?? []).includes(column)) continue;
		const validates = change.rewrite !== false && !constraint.notValid;
		effects.push(on(scene, other, "ACCESS EXCLUSIVE", validates ? {
			work: "scan",
			cause: "foreign-key-validation",
			unknown: change.rewrite === "unknown" ? ["work", "cause"] : []
		} : {}));
	}
	return effects;
}
// src/dialects/postgres/effects/constraints.ts
/** ADD CONSTRAINT, of every kind. */
function addConstraint$2(scene, operation) {
	switch (operation.constraintKind) {
		case "foreign-key": return addForeignKey(scene, operation);
		case "check":
		case "not-null": return addCheck(scene, operation);
		case "unique":
		case "primary-key":
		case "exclude": return operation.usingIndex ? addUsingIndex(scene, operation) : addIndexed(scene, operation);
	}
}
/** FOREIGN KEY: both tables are locked against writes; the referencing one is read unless NOT VALID or NOT ENFORCED. */
function addForeignKey(scene, operation) {
	const { table, references, notValid, notEnforced } = operation;
	const validates = !notValid && !notEnforced;
	const effects = [];
	for (const member of withPartitions(scene, table)) effects.push(on(scene, member, "SHARE ROW EXCLUSIVE", validates ? {
		work: "scan",
		cause: "foreign-key-validation"
	} : {}));
	effects.push(...childrenFrom18(scene, table, "SHARE ROW EXCLUSIVE"));
	for (const target of withPartitions(scene, references)) effects.push(on(scene, target, "SHARE ROW EXCLUSIVE"));
	return answer(scene, effects, {
		refused: scene.catalog.relations.get(table)?.kind === "partitioned" && notValid && scene.situation.version < 18 ? {
			sqlstate: "42809",
			reason: `${table} is partitioned, and before PostgreSQL 18 its foreign keys cannot be NOT VALID`
		} : null,
		canFailOnData: validates,
		breaksRunningCode: !notEnforced && !createdHere(scene, table),
		...notEnforced ? before$1(scene, 18, "NOT ENFORCED") : {}
	});
}
function childrenFrom18(scene, table, lock) {
	if (scene.situation.version < 18) return [];
	return family(scene, table).slice(1).map((member) => on(scene, member, lock));
}
/** CHECK and NOT NULL. */
function addCheck(scene, operation) {
	const { table, notValid, notEnforced, constraintKind, definition } = operation;
	const column = definition.columns[0] ?? "";
	const strict = constraintKind === "not-null";
	const reads = (member) => {
		if (notValid || notEnforced) return false;
		return !(strict && (scene.catalog.relations.get(member)?.columns.get(column)?.notNull || provenNotNull(scene, member, column)));
	};
	const cause = strict ? "not-null-check" : "check-validation";
	const effects = (definition.noInherit ? [table] : family(scene, table)).map((member) => on(scene, member, "ACCESS EXCLUSIVE", reads(member) ? {
		work: "scan",
		cause
	} : {}));
	if (definition.noInherit) effects.push(...childrenFrom18(scene, table, "ACCESS EXCLUSIVE"));
	return answer(scene, effects, {
		canFailOnData: reads(table),
		breaksRunningCode: !notEnforced && !createdHere(scene, table),
		...notEnforced ? before$1(scene, 18, "NOT ENFORCED") : {},
		...strict ? before$1(scene, 18, "NOT NULL as a table constraint") : {}
	});
}
/** UNIQUE, PRIMARY KEY and EXCLUDE: the index behind it is built while nobody can read or write. */
function addIndexed(scene, operation) {
	const { table, constraintKind } = operation;
	const build = {
		work: "index-build",
		cause: "constraint-index"
	};
	const partitioned = scene.catalog.relations.get(table)?.kind === "partitioned";
	const effects = [on(scene, table, "ACCESS EXCLUSIVE", build)];
	const strict = constraintKind === "primary-key";
	const below = partitioned ? withPartitions(scene, table).slice(1) : [];
	const lock = scene.situation.version < 18 && !(strict && addsNotNull(scene, operation)) ? "SHARE" : "ACCESS EXCLUSIVE";
	for (const member of below) effects.push(on(scene, member, lock, build));
	const reads = addsNotNull(scene, operation) ? {
		work: "scan",
		cause: "not-null-check"
	} : {};
	const reached = strict ? family(scene, table).slice(1) : [];
	for (const member of reached.filter((name) => !below.includes(name))) effects.push(on(scene, member, "ACCESS EXCLUSIVE", reads));
	if (!partitioned) effects.push(...childrenFrom18(scene, table, "ACCESS EXCLUSIVE"));
	const second = strict && constraintsOf(scene, table).some((c) => c.kind === "primary-key");
	return answer(scene, effects, {
		canFailOnData: true,
		breaksRunningCode: !createdHere(scene, table),
		refused: second ? {
			sqlstate: "42P16",
			reason: `${table} has a primary key already`
		} : partitionKeyRefusal(scene, operation, partitioned)
	});
}
/** Whether a primary key makes a column NOT NULL that is not yet. */
function addsNotNull(scene, operation) {
	const columns = scene.catalog.relations.get(operation.table)?.columns;
	return keyColumns$2(scene, operation).some((column) => !(columns?.get(column)?.notNull ?? false));
}
const keyColumns$2 = (scene, operation) => operation.usingIndex ? indexNamed(scene, operation.table, operation.usingIndex)?.columns ?? [] : operation.columns;
const indexNamed = (scene, table, name) => {
	const qualified = qualify(splitRelation(table).schema, name);
	return indexesOf(scene, table).find((index) => index.name === qualified);
};
/** A unique constraint of a partitioned table must hold all columns of the partition key, which the catalog may know. */
function partitionKeyRefusal(scene, operation, partitioned) {
	if (!partitioned) return null;
	const missing = (scene.catalog.relations.get(operation.table)?.partitionKey ?? []).find((column) => !operation.columns.includes(column));
	return missing === void 0 ? null : {
		sqlstate: "0A000",
		reason: `${operation.table} is partitioned by ${missing}, which a unique constraint must include`
	};
}
/** UNIQUE or PRIMARY KEY USING INDEX: nothing is built; a primary key reads the table for columns that may hold NULL. */
function addUsingIndex(scene, operation) {
	const { table, constraintKind } = operation;
	const index = indexNamed(scene, table, operation.usingIndex);
	const columns = scene.catalog.relations.get(table)?.columns;
	const open = constraintKind === "primary-key" ? keyColumns$2(scene, operation).filter((c) => !(columns?.get(c)?.notNull || provenNotNull(scene, table, c))) : [];
	const unknown = constraintKind === "primary-key" && (index === void 0 || open.some((column) => !columns?.has(column)));
	const reads = open.length > 0 || unknown;
	const effects = [on(scene, table, "ACCESS EXCLUSIVE", reads ? {
		work: "scan",
		cause: "not-null-check",
		unknown: unknown ? ["work", "cause"] : []
	} : {}), ...childrenFrom18(scene, table, "ACCESS EXCLUSIVE")];
	const name = qualify(splitRelation(table).schema, operation.usingIndex);
	if (operation.named && operation.constraint !== operation.usingIndex) effects.push(on(scene, name, "SHARE UPDATE EXCLUSIVE", { kind: "index" }));
	const partitioned = scene.catalog.relations.get(table)?.kind === "partitioned";
	return answer(scene, effects, {
		canFailOnData: reads,
		breaksRunningCode: reads && !createdHere(scene, table),
		unknown: unknown ? ["canFailOnData"] : [],
		refused: partitioned ? {
			sqlstate: "0A000",
			reason: `${table} is partitioned, and USING INDEX is not supported there`
		} : null
	});
}
/** VALIDATE CONSTRAINT reads the table and lets reads and writes through. */
function validateConstraint(scene, operation) {
	const { table, constraint: name } = operation;
	const known = scene.catalog.relations.get(table)?.constraints.get(name);
	const done = known !== void 0 && !known.notValid && !known.notEnforced;
	const cause = known?.kind === "foreign-key" ? "foreign-key-validation" : known?.kind === "not-null" ? "not-null-check" : "check-validation";
	const unknown = known === void 0 ? ["cause"] : [];
	const reached = known?.kind === "foreign-key" ? withPartitions(scene, table) : family(scene, table);
	return answer(scene, (done ? [table] : reached).map((member) => on(scene, member, "SHARE UPDATE EXCLUSIVE", done ? {} : {
		work: "scan",
		cause,
		unknown
	})), { canFailOnData: !done });
}
/** ALTER CONSTRAINT: deferrability is a matter of the catalogs; ENFORCED validates. */
function alterConstraint$1(scene, operation) {
	const { table, constraint: name, enforced } = operation;
	const known = scene.catalog.relations.get(table)?.constraints.get(name);
	const validates = enforced === "enforced" && (known === void 0 || known.notEnforced);
	const effects = withPartitions(scene, table).map((member) => on(scene, member, "ACCESS EXCLUSIVE", validates ? {
		work: "scan",
		cause: "foreign-key-validation"
	} : {}));
	if (enforced !== "unchanged" && known?.references) {
		const lock = enforced === "enforced" ? "SHARE ROW EXCLUSIVE" : "ACCESS EXCLUSIVE";
		for (const target of withPartitions(scene, known.references.table)) effects.push(on(scene, target, lock));
	}
	return answer(scene, effects, {
		canFailOnData: validates,
		breaksRunningCode: validates && !createdHere(scene, table),
		...enforced === "unchanged" ? {} : before$1(scene, 18, "ALTER CONSTRAINT … ENFORCED")
	});
}
/** DROP CONSTRAINT: a foreign key also locks the table it references, a key the tables that reference it. */
function dropConstraint(scene, operation) {
	const { table, constraint: name, ifExists, cascade } = operation;
	const relation = scene.catalog.relations.get(table);
	const known = relation?.constraints.get(name);
	const effects = [on(scene, table, "ACCESS EXCLUSIVE")];
	if (!known) return answer(scene, effects, !(ifExists && relation?.columnsKnown === true) && !createdHere(scene, table) ? {
		breaksRunningCode: true,
		unknown: ["breaksRunningCode"]
	} : {});
	const inherits = !known.noInherit && (known.kind === "check" || known.kind === "not-null");
	for (const member of inherits ? family(scene, table) : withPartitions(scene, table)) effects.push(on(scene, member, "ACCESS EXCLUSIVE"));
	const indexed = known.kind === "unique" || known.kind === "primary-key" || known.kind === "exclude";
	if (indexed) {
		for (const member of withPartitions(scene, table)) for (const index of indexesOf(scene, member)) if (index.constraint !== "" && index.columns.join("\0") === known.columns.join("\0")) effects.push(on(scene, index.name, "ACCESS EXCLUSIVE"));
		if (cascade) for (const { table: other } of restingOn(scene, table, known)) effects.push(on(scene, other, "ACCESS EXCLUSIVE"));
	}
	if (known.references && known.references.table !== table) for (const target of withPartitions(scene, known.references.table)) effects.push(on(scene, target, "ACCESS EXCLUSIVE"));
	if (cascade && known.kind === "primary-key") for (const view of viewsOver(scene, table)) effects.push(on(scene, view, "ACCESS EXCLUSIVE", { unknown: [
		"lock",
		"blocksReads",
		"blocksWrites",
		"blocksSchemaChanges"
	] }));
	const resting = indexed && !cascade ? restingOn(scene, table, known) : [];
	return answer(scene, effects, {
		breaksRunningCode: indexed && !createdHere(scene, table),
		refused: resting[0] ? {
			sqlstate: "2BP01",
			reason: `a foreign key of ${resting[0].table} rests on it, and CASCADE is not given`
		} : null
	});
}
/** The foreign keys that rest on a unique constraint. */
function restingOn(scene, table, target) {
	const others = [...constraintsOf(scene, table).filter((c) => c.name !== target.name), ...indexesOf(scene, table).filter((i) => i.constraint === "" && i.unique)];
	return referencesTo(scene, table).filter(({ constraint }) => {
		const columns = constraint.references?.columns ?? [];
		if (columns.length === 0) return target.kind === "primary-key";
		const fits = (candidate) => candidate.toSorted().join("\0") === columns.toSorted().join("\0");
		return fits(target.columns) && !others.some((other) => fits(other.columns) && (!("kind" in other) || other.kind === "unique" || other.kind === "primary-key"));
	});
}
/** RENAME CONSTRAINT: the index behind it is renamed too. */
function renameConstraint$1(scene, operation) {
	const { table, constraint: name } = operation;
	const known = scene.catalog.relations.get(table)?.constraints.get(name);
	const backing = indexesOf(scene, table).find((index) => index.constraint === name);
	const effects = (known?.kind === "check" && !known.noInherit ? family(scene, table) : [table]).map((member) => on(scene, member, "ACCESS EXCLUSIVE"));
	if (backing) effects.push(on(scene, backing.name, "SHARE UPDATE EXCLUSIVE"));
	return answer(scene, effects);
}
// src/dialects/postgres/effects/data.ts
/** ROW EXCLUSIVE with rows written. */
const rows$1 = (scene, table) => on(scene, table, "ROW EXCLUSIVE", {
	work: "rows",
	cause: "data"
});
/** INSERT. */
function insert$1(scene, operation) {
	return answer(scene, [rows$1(scene, operation.table)], { canFailOnData: true });
}
/** UPDATE: what a column held before is gone, unless the column itself is new. */
function update$1(scene, operation) {
	const { table, columns, hasWhere } = operation;
	const { change } = scene.situation;
	const known = scene.catalog.relations.get(table);
	const fresh = createdHere(scene, table) || columns.length > 0 && columns.every((name) => change !== null && known?.columns.get(name)?.origin === change);
	const unknown = !fresh && hasWhere ? ["losesData", "reversible"] : [];
	return answer(scene, [rows$1(scene, table)], {
		losesData: !fresh,
		reversible: fresh,
		canFailOnData: true,
		unknown
	});
}
/** DELETE. */
function deleteRows$1(scene, operation) {
	const old = !createdHere(scene, operation.table);
	return answer(scene, [rows$1(scene, operation.table)], {
		losesData: old,
		reversible: !old,
		canFailOnData: true
	});
}
/** MERGE: whether it deletes or overwrites is not in the operation. */
function merge$1(scene, operation) {
	const old = !createdHere(scene, operation.table);
	const refused = scene.situation.version < 15 ? {
		sqlstate: "42601",
		reason: `PostgreSQL ${scene.situation.version} does not know MERGE; it came with 15`
	} : null;
	return answer(scene, [rows$1(scene, operation.table)], {
		losesData: old,
		reversible: !old,
		canFailOnData: true,
		refused,
		unknown: old ? ["losesData", "reversible"] : []
	});
}
/** COPY FROM writes rows; COPY TO reads them and locks nothing that others notice. */
function copy$1(scene, operation) {
	return operation.from && operation.table !== "" ? answer(scene, [rows$1(scene, operation.table)], { canFailOnData: true }) : answer(scene, []);
}
// src/dialects/postgres/effects/indexes.ts
const CONCURRENTLY_PAGE = "sql-createindex#SQL-CREATEINDEX-CONCURRENTLY";
/** CREATE INDEX. */
function createIndex$4(scene, operation) {
	const { table, index, concurrently, ifNotExists, only, unique } = operation;
	const qualified = index === "" ? "" : qualify(splitRelation(table).schema, index);
	const partitioned = scene.catalog.relations.get(table)?.kind === "partitioned";
	const exists = ifNotExists && scene.catalog.indexes.has(qualified);
	const empty = exists || partitioned && only;
	const lock = concurrently ? "SHARE UPDATE EXCLUSIVE" : "SHARE";
	const effects = (only || exists ? [table] : withPartitions(scene, table)).map((member) => on(scene, member, lock, {
		...empty ? {} : {
			work: "index-build",
			cause: "index-build"
		},
		...concurrently ? {
			heldUntil: "statement",
			page: CONCURRENTLY_PAGE
		} : {}
	}));
	const outside = concurrently ? outsideOnly(scene, "CREATE INDEX CONCURRENTLY") : {};
	const refused = (partitioned && concurrently ? {
		sqlstate: "0A000",
		reason: `${table} is partitioned, and its index cannot be built concurrently`
	} : null) ?? (unique ? partitionKeyRefusal(scene, operation, partitioned) : null) ?? outside.refused ?? null;
	return answer(scene, effects, {
		...outside,
		canFailOnData: unique && !exists,
		breaksRunningCode: unique && !exists && !createdHere(scene, table),
		refused
	});
}
/** The index, and where it is not known the table as far as the operation says it. */
function indexAndTable(scene, name, table) {
	const index = scene.catalog.indexes.get(name);
	return {
		index,
		table: index?.table ?? table
	};
}
/** Indexes of the partitions that hang below an index of a partitioned table. */
function below(scene, index) {
	return withPartitions(scene, index.table).slice(1).flatMap((part) => {
		const same = indexesOf(scene, part).find((other) => other.columns.join("\0") === index.columns.join("\0") && other.unique === index.unique && other.where === index.where);
		return same ? [same] : [];
	});
}
/** DROP INDEX takes ACCESS EXCLUSIVE on the index and on its table; CONCURRENTLY waits for those who use it instead. */
function dropIndex$2(scene, operation) {
	const { concurrently, cascade } = operation;
	const { index, table } = indexAndTable(scene, operation.index, operation.table);
	const lock = concurrently ? "SHARE UPDATE EXCLUSIVE" : "ACCESS EXCLUSIVE";
	const held = concurrently ? { heldUntil: "statement" } : {};
	const effects = [];
	if (table !== "") effects.push(on(scene, table, lock, held));
	effects.push(on(scene, operation.index, lock, {
		...held,
		kind: "index"
	}));
	const partitioned = index !== void 0 && scene.catalog.relations.get(index.table)?.kind === "partitioned";
	if (index && partitioned) for (const part of below(scene, index)) effects.push(on(scene, part.table, lock, held), on(scene, part.name, lock, held));
	const outside = concurrently ? outsideOnly(scene, "DROP INDEX CONCURRENTLY") : {};
	const refused = partitioned && concurrently ? {
		sqlstate: "0A000",
		reason: `${operation.index} is the index of a partitioned table, which cannot be dropped concurrently`
	} : index && index.constraint !== "" ? {
		sqlstate: "2BP01",
		reason: `the constraint ${index.constraint} of ${index.table} requires it`
	} : null;
	const unique = index?.unique ?? true;
	return answer(scene, effects, {
		...outside,
		breaksRunningCode: unique && !createdHere(scene, operation.index) && !createdHere(scene, table),
		unknown: index || createdHere(scene, operation.index) ? [] : ["breaksRunningCode"],
		refused: (cascade && index?.constraint ? null : refused) ?? outside.refused ?? null
	});
}
/**
* REINDEX: SHARE on the table lets readers in, and ACCESS EXCLUSIVE on the index keeps them out all the same: planning a
* query opens every index of its tables.
*/
function reindex$2(scene, operation) {
	const { scope, concurrently } = operation;
	if (scope === "schema" || scope === "database" || scope === "system") return reindexMany(scene, operation);
	const build = {
		work: "index-build",
		cause: "reindex",
		...concurrently ? {
			heldUntil: "statement",
			page: "sql-reindex#SQL-REINDEX-CONCURRENTLY"
		} : {}
	};
	const tableLock = concurrently ? "SHARE UPDATE EXCLUSIVE" : "SHARE";
	const indexLock = concurrently ? "SHARE UPDATE EXCLUSIVE" : "ACCESS EXCLUSIVE";
	const { index, table } = scope === "index" ? indexAndTable(scene, operation.index, operation.table) : {
		index: void 0,
		table: operation.table
	};
	const parts = table === "" ? [] : withPartitions(scene, table);
	const partitioned = parts.length > 1 || scene.catalog.relations.get(table)?.kind === "partitioned";
	const effects = [];
	if (scope === "index") {
		if (table !== "") effects.push(on(scene, table, tableLock, build));
		effects.push(on(scene, operation.index, indexLock, {
			...build,
			kind: "index"
		}));
		if (index && partitioned) for (const part of below(scene, index)) effects.push(on(scene, part.table, tableLock, build), on(scene, part.name, indexLock, build));
	} else {
		if (partitioned && scene.situation.version < 14) return answer(scene, [on(scene, table, tableLock)]);
		for (const member of parts) {
			const indexes = indexesOf(scene, member);
			const hidden = !concurrently && indexes.length === 0 && !(scene.catalog.relations.get(member)?.columnsKnown ?? false);
			effects.push(on(scene, member, tableLock, {
				...build,
				blocksReads: hidden,
				unknown: hidden ? ["blocksReads"] : []
			}));
			if (!(partitioned && member === table)) for (const own of indexes) effects.push(on(scene, own.name, indexLock, build));
		}
	}
	const outside = concurrently || partitioned && scene.situation.version >= 14 ? outsideOnly(scene, concurrently ? "REINDEX CONCURRENTLY" : "REINDEX of a partitioned table") : {};
	const early = partitioned && scope === "index" && scene.situation.version < 14;
	return answer(scene, effects, {
		...outside,
		...early ? { refused: {
			sqlstate: "0A000",
			reason: `PostgreSQL ${scene.situation.version} cannot rebuild the index of a partitioned table`
		} } : {}
	});
}
/** REINDEX SCHEMA, DATABASE and SYSTEM: table by table, each in a transaction of its own. */
function reindexMany(scene, operation) {
	const { scope, object, concurrently } = operation;
	const effects = [];
	for (const table of scene.catalog.relations.values()) {
		if (table.kind !== "table" && table.kind !== "materialized-view") continue;
		if (scope === "system" || scope === "schema" && splitRelation(table.name).schema !== splitRelation(object).name) continue;
		const held = {
			work: "index-build",
			cause: "reindex",
			heldUntil: "statement"
		};
		effects.push(on(scene, table.name, concurrently ? "SHARE UPDATE EXCLUSIVE" : "SHARE", held));
		for (const index of indexesOf(scene, table.name)) effects.push(on(scene, index.name, concurrently ? "SHARE UPDATE EXCLUSIVE" : "ACCESS EXCLUSIVE", held));
	}
	return answer(scene, effects, outsideOnly(scene, `REINDEX ${scope.toUpperCase()}`));
}
/** ALTER INDEX … RENAME lets everybody read and write, since 12. */
function renameIndex$1(scene, operation) {
	return answer(scene, [on(scene, operation.index, "SHARE UPDATE EXCLUSIVE", { kind: "index" })]);
}
/** ALTER INDEX … SET: options and statistics let everybody in, another tablespace copies the index. */
function alterIndex$2(scene, operation) {
	const { index, change } = operation;
	if (change === "tablespace") return answer(scene, [on(scene, index, "ACCESS EXCLUSIVE", {
		kind: "index",
		work: "rewrite",
		cause: "table-copy"
	})]);
	return answer(scene, [on(scene, index, change === "options" || change === "statistics" ? "SHARE UPDATE EXCLUSIVE" : "ACCESS EXCLUSIVE", { kind: "index" })]);
}
/** ALTER INDEX … ATTACH PARTITION. */
function attachIndex(scene, operation) {
	return answer(scene, [on(scene, operation.index, "SHARE UPDATE EXCLUSIVE", { kind: "index" }), on(scene, operation.child, "ACCESS EXCLUSIVE", { kind: "index" })], { reversible: false });
}
// src/dialects/postgres/bounds.ts
/** A constant of the tree as text, with or without a cast around it. */
function constantOf(node) {
	if (!node) return void 0;
	if ("TypeCast" in node) return constantOf(node.TypeCast.arg);
	if (!("A_Const" in node)) return void 0;
	const { sval, ival, fval } = node.A_Const;
	if (sval) return sval.sval ?? "";
	if (fval) return fval.fval;
	return ival ? String(ival.ival ?? 0) : void 0;
}
const isColumn = (node, column) => {
	const last = node && "ColumnRef" in node ? node.ColumnRef.fields?.at(-1) : void 0;
	return last !== void 0 && "String" in last && last.String.sval === column;
};
/** -1, 0 or 1; undefined where the order of two constants is not known from their text. Dates sort as they are written. */
function compare(a, b) {
	if (a === b) return 0;
	const number = /^-?\d+(?:\.\d+)?$/;
	if (number.test(a) && number.test(b)) return Math.sign(Number(a) - Number(b));
	const date = /^\d{4}-\d{2}-\d{2}$/;
	return date.test(a) && date.test(b) ? a < b ? -1 : 1 : void 0;
}
const MIRRORED = {
	"<": ">",
	"<=": ">=",
	">": "<",
	">=": "<=",
	"=": "="
};
function claimOf(expression, column) {
	const name = expression.name?.[0];
	const operator = name && "String" in name ? name.String.sval ?? "" : "";
	const { lexpr, rexpr } = expression;
	if (expression.kind === "AEXPR_IN" && operator === "=" && isColumn(lexpr, column) && rexpr && "List" in rexpr) {
		const values = (rexpr.List.items ?? []).map((item) => constantOf(item));
		return values.every((value) => value !== void 0) ? {
			kind: "among",
			values
		} : void 0;
	}
	if (expression.kind !== "AEXPR_OP") return void 0;
	const [left, right] = [constantOf(lexpr), constantOf(rexpr)];
	if (isColumn(lexpr, column) && right !== void 0) return {
		kind: "compare",
		operator,
		value: right
	};
	const mirrored = MIRRORED[operator];
	return isColumn(rexpr, column) && left !== void 0 && mirrored ? {
		kind: "compare",
		operator: mirrored,
		value: left
	} : void 0;
}
/** What the parts of a conjunction say about the column. */
function claims(node, column) {
	if (!node) return [];
	if ("BoolExpr" in node && node.BoolExpr.boolop === "AND_EXPR") return (node.BoolExpr.args ?? []).flatMap((part) => claims(part, column));
	if (!("A_Expr" in node)) return [];
	const claim = claimOf(node.A_Expr, column);
	if (!claim) return [];
	return claim.kind === "compare" && claim.operator === "=" ? [claim, {
		kind: "among",
		values: [claim.value]
	}] : [claim];
}
/** `MINVALUE` and `MAXVALUE` are column references to the parser. */
const isUnbounded = (node) => isColumn(node, "minvalue") || isColumn(node, "maxvalue");
function rangeProven(spec, said) {
	const [lower, upper] = [spec.lowerdatums?.[0], spec.upperdatums?.[0]];
	const holds = (bound, fits) => {
		if (isUnbounded(bound)) return true;
		const value = constantOf(bound);
		if (value === void 0) return false;
		return said.some((claim) => {
			if (claim.kind !== "compare") return false;
			const order = compare(claim.value, value);
			return order !== void 0 && fits(claim.operator, order);
		});
	};
	const above = holds(lower, (operator, order) => [
		">=",
		">",
		"="
	].includes(operator) && order >= 0);
	const below = holds(upper, (operator, order) => operator === "<" && order <= 0 || ["<=", "="].includes(operator) && order < 0);
	return above && below;
}
function listProven(spec, said) {
	const allowed = new Set((spec.listdatums ?? []).map((node) => constantOf(node)));
	return said.some((claim) => claim.kind === "among" && claim.values.every((value) => allowed.has(value)));
}
/** Whether the checks and NOT NULL of `partition` prove the bounds it gets as a partition of `parent`. */
function impliesBounds(catalog, parent, partition, bound) {
	const key = catalog.relations.get(parent)?.partitionKey ?? [];
	const table = catalog.relations.get(partition);
	const column = key[0];
	const node = bound?.tree;
	if (key.length !== 1 || column === void 0 || column === "" || !table || !node || !("PartitionBoundSpec" in node)) return false;
	const checks = [...table.constraints.values()].filter((c) => c.kind === "check" && !c.notValid && !c.notEnforced && c.expression !== void 0);
	if (!(table.columns.get(column)?.notNull || checks.some((c) => c.expression && impliesNotNull(c.expression, column)))) return false;
	const said = checks.flatMap((c) => claims(c.expression?.tree, column));
	const spec = node.PartitionBoundSpec;
	return spec.strategy === "r" ? rangeProven(spec, said) : spec.strategy === "l" && listProven(spec, said);
}
// src/dialects/postgres/effects/partitions.ts
/** Locks on the parent's side of a table that is made or attached as a partition, apart from the parent itself. */
function aroundParent(scene, parent, isDefault) {
	const effects = indexesOf(scene, parent).map((index) => on(scene, index.name, "SHARE UPDATE EXCLUSIVE"));
	const rest = isDefault ? void 0 : defaultPartitionOf(scene, parent);
	if (rest !== void 0) {
		const key = scene.catalog.relations.get(parent)?.partitionKey ?? [];
		const checked = constraintsOf(scene, rest).some((c) => c.kind === "check" && c.columns.some((column) => key.includes(column)));
		for (const member of withPartitions(scene, rest)) effects.push(on(scene, member, "ACCESS EXCLUSIVE", {
			work: "scan",
			cause: "partition-check",
			unknown: checked ? ["work", "cause"] : []
		}));
	}
	for (const constraint of constraintsOf(scene, parent)) {
		const target = constraint.references?.table;
		if (target !== void 0 && target !== parent) for (const member of withPartitions(scene, target)) effects.push(on(scene, member, "SHARE ROW EXCLUSIVE"));
	}
	return effects;
}
/** CREATE TABLE … PARTITION OF. */
function newPartition(scene, parent, isDefault) {
	const effects = [on(scene, parent, "ACCESS EXCLUSIVE"), ...aroundParent(scene, parent, isDefault)];
	if (scene.situation.version >= 15) for (const { table } of referencesTo(scene, parent)) effects.push(on(scene, table, "SHARE ROW EXCLUSIVE"));
	return effects;
}
/** ATTACH PARTITION: the new partition is read unless a check proves that its rows fit; indexes it lacks are built. */
function attachPartition$1(scene, operation) {
	const { table, partition, isDefault, bound } = operation;
	const effects = [on(scene, table, "SHARE UPDATE EXCLUSIVE"), ...aroundParent(scene, table, isDefault)];
	const child = scene.catalog.relations.get(partition);
	const parent = scene.catalog.relations.get(table);
	const proven = impliesBounds(scene.catalog, table, partition, isDefault ? void 0 : bound);
	const unproven = parent?.columnsKnown && child?.columnsKnown;
	const keys = constraintsOf(scene, table).filter((c) => c.references && !constraintsOf(scene, partition).some((own) => own.kind === "foreign-key" && own.columns.join() === c.columns.join()));
	const lacks = indexesOf(scene, table).some((index) => !indexesOf(scene, partition).some((own) => own.columns.join("\0") === index.columns.join("\0") && own.unique === index.unique && own.where === index.where));
	for (const member of withPartitions(scene, partition)) {
		if (!proven) effects.push(on(scene, member, "ACCESS EXCLUSIVE", {
			work: "scan",
			cause: "partition-check",
			unknown: unproven ? [] : ["work", "cause"]
		}));
		if (keys.length > 0) effects.push(on(scene, member, "ACCESS EXCLUSIVE", {
			work: "scan",
			cause: "foreign-key-validation"
		}));
		if (lacks && child) effects.push(on(scene, member, "ACCESS EXCLUSIVE", {
			work: "index-build",
			cause: "index-build"
		}));
		effects.push(on(scene, member, "ACCESS EXCLUSIVE"));
	}
	if (scene.situation.version >= 15) for (const { table: other } of referencesTo(scene, table)) effects.push(on(scene, other, "SHARE ROW EXCLUSIVE"));
	return answer(scene, effects, { canFailOnData: !proven });
}
/** DETACH PARTITION. CONCURRENTLY takes two transactions of its own and spares the partitioned table. */
function detachPartition$1(scene, operation) {
	const { table, partition, concurrently, finalize } = operation;
	const breaks = !createdHere(scene, table) && !createdHere(scene, partition);
	const indexes = indexesOf(scene, partition).map((index) => on(scene, index.name, "ACCESS EXCLUSIVE", concurrently ? { heldUntil: "statement" } : {}));
	const effects = [];
	if (concurrently || finalize) {
		const held = concurrently ? { heldUntil: "statement" } : {};
		effects.push(on(scene, table, "SHARE UPDATE EXCLUSIVE", held), on(scene, partition, "ACCESS EXCLUSIVE", held), ...indexes);
	} else {
		effects.push(on(scene, table, "ACCESS EXCLUSIVE"));
		const bound = (scene.catalog.relations.get(table)?.triggers.size ?? 0) > 0 || referencesTo(scene, table).length > 0;
		const own = scene.situation.version < 14 && !bound ? "SHARE UPDATE EXCLUSIVE" : "ACCESS EXCLUSIVE";
		for (const member of withPartitions(scene, partition)) effects.push(on(scene, member, own));
		effects.push(...indexes);
		const rest = defaultPartitionOf(scene, table);
		if (rest !== void 0 && rest !== partition) effects.push(on(scene, rest, "ACCESS EXCLUSIVE"));
	}
	const held = concurrently ? { heldUntil: "statement" } : {};
	for (const constraint of constraintsOf(scene, table)) {
		const target = constraint.references?.table;
		if (target !== void 0) for (const member of withPartitions(scene, target)) effects.push(on(scene, member, "SHARE ROW EXCLUSIVE", held));
	}
	for (const { table: other } of referencesTo(scene, table)) effects.push(on(scene, other, "ACCESS EXCLUSIVE", {
		...held,
		work: "scan",
		cause: "foreign-key-validation"
	}));
	const rest = defaultPartitionOf(scene, table);
	const outside = concurrently ? outsideOnly(scene, "ALTER TABLE … DETACH PARTITION CONCURRENTLY") : {};
	return answer(scene, effects, {
		breaksRunningCode: breaks,
		canFailOnData: referencesTo(scene, table).length > 0,
		...outside,
		...concurrently && rest !== void 0 ? { refused: {
			sqlstate: "55000",
			reason: `${table} has a default partition, and with one a partition cannot be detached concurrently`
		} } : {},
		...concurrently ? before$1(scene, 14, "DETACH PARTITION … CONCURRENTLY") : {}
	});
}
/** INHERIT locks the parent lightly; NO INHERIT leaves it alone. */
function inherit$2(scene, operation) {
	const { table, parent, add } = operation;
	return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE"), ...add ? [on(scene, parent, "SHARE UPDATE EXCLUSIVE")] : []], { breaksRunningCode: !add && !createdHere(scene, table) });
}
// src/dialects/postgres/effects/tables.ts
/** CREATE TABLE locks what it points at: referenced tables, the parents it inherits from, the table it is a partition of. */
function createTable$3(scene, operation) {
	const { table } = operation;
	if (operation.ifNotExists && scene.catalog.relations.has(table)) return answer(scene, []);
	const effects = [];
	for (const target of operation.references) for (const member of withPartitions(scene, target)) effects.push(on(scene, member, "SHARE ROW EXCLUSIVE"));
	for (const parent of operation.inherits) effects.push(on(scene, parent, "SHARE UPDATE EXCLUSIVE"));
	if (operation.partitionOf) effects.push(...newPartition(scene, operation.partitionOf, operation.defaultPartition));
	const refused = operation.columns.some((column) => column.generated?.kind === "virtual") && scene.situation.version < 18 ? {
		sqlstate: "42601",
		reason: `PostgreSQL ${scene.situation.version} does not know virtual generated columns; it came with 18`
	} : null;
	return answer(scene, effects, {
		canFailOnData: effects.some((effect) => effect.work !== "none"),
		refused
	});
}
/** CREATE TABLE AS reads its sources and locks nothing that others notice. */
function createTableAs$2(scene, _operation) {
	return answer(scene, []);
}
/** Everything that is locked when one table goes. */
function dropEffects(scene, table, cascade, seen = /* @__PURE__ */ new Set()) {
	if (seen.has(table)) return [];
	seen.add(table);
	const effects = [on(scene, table, "ACCESS EXCLUSIVE")];
	const known = scene.catalog.relations.get(table);
	for (const index of indexesOf(scene, table)) effects.push(on(scene, index.name, "ACCESS EXCLUSIVE"));
	for (const sequence of sequencesOf(scene, table)) effects.push(on(scene, sequence, "ACCESS EXCLUSIVE"));
	const inherited = known?.partitionOf ? constraintsOf(scene, known.partitionOf) : [];
	for (const constraint of constraintsOf(scene, table)) {
		const target = constraint.references?.table;
		if (target === void 0 || target === table) continue;
		if (inherited.some((c) => c.references?.table === target && c.columns.join() === constraint.columns.join())) continue;
		effects.push(...referencedLocks(scene, target));
	}
	for (const { table: other } of referencesTo(scene, table)) effects.push(on(scene, other, "ACCESS EXCLUSIVE"));
	for (const part of known?.partitions ?? []) effects.push(...dropEffects(scene, part, cascade, seen));
	if (known?.partitionOf && !seen.has(known.partitionOf)) {
		effects.push(on(scene, known.partitionOf, "ACCESS EXCLUSIVE"));
		for (const sibling of scene.catalog.relations.get(known.partitionOf)?.partitions ?? []) if (sibling !== table && scene.catalog.relations.get(sibling)?.defaultPartition) effects.push(on(scene, sibling, "ACCESS EXCLUSIVE"));
	}
	if (cascade) {
		for (const view of viewsOver(scene, table)) effects.push(...relationAndIndexes(scene, view, "ACCESS EXCLUSIVE"));
		for (const child of known?.children ?? []) effects.push(...dropEffects(scene, child, true, seen));
	}
	return effects;
}
/** What a foreign key that goes locks on the referenced side. Before 15 the top of a partitioned table was left alone. */
function referencedLocks(scene, target) {
	const members = withPartitions(scene, target);
	return (members.length > 1 && scene.situation.version < 15 ? members.slice(1) : members).map((member) => on(scene, member, "ACCESS EXCLUSIVE"));
}
/** A relation with its indexes, in one mode. */
function relationAndIndexes(scene, relation, lock) {
	return [on(scene, relation, lock), ...indexesOf(scene, relation).map((index) => on(scene, index.name, lock))];
}
/** DROP TABLE. */
function dropTable$1(scene, operation) {
	const { table, cascade } = operation;
	const old = !createdHere(scene, table);
	return answer(scene, dropEffects(scene, table, cascade), {
		losesData: old,
		reversible: !old,
		breaksRunningCode: old
	});
}
/** RENAME TO. */
function renameTable$1(scene, operation) {
	const { table } = operation;
	return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE")], { breaksRunningCode: !createdHere(scene, table) });
}
/** SET SCHEMA; the sequences of serial and identity columns move along. */
function setSchema$2(scene, operation) {
	const { table } = operation;
	if (table === "") return answer(scene, [], { breaksRunningCode: true });
	return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE", { kind: operation.objectType === "view" || operation.objectType === "sequence" ? operation.objectType : "table" }), ...sequencesOf(scene, table).map((sequence) => on(scene, sequence, "ACCESS EXCLUSIVE"))], { breaksRunningCode: !createdHere(scene, table) });
}
/** TRUNCATE, with everything below the table and, with CASCADE, everything that references it. */
function truncate$2(scene, operation) {
	const { table, cascade, restartIdentity, together } = operation;
	const emptied = new Set(family(scene, table));
	if (cascade) for (const member of emptied) for (const { table: other } of referencesTo(scene, member)) for (const below of family(scene, other)) emptied.add(below);
	const effects = [];
	for (const member of emptied) {
		effects.push(on(scene, member, "ACCESS EXCLUSIVE"));
		if (scene.catalog.relations.get(member)?.kind !== "partitioned") for (const index of indexesOf(scene, member)) effects.push(on(scene, index.name, "ACCESS EXCLUSIVE"));
		if (restartIdentity) for (const sequence of sequencesOf(scene, member)) effects.push(on(scene, sequence, "ACCESS EXCLUSIVE"));
	}
	const covered = new Set([...together, table].flatMap((name) => family(scene, name)));
	const blocker = cascade ? void 0 : referencesTo(scene, table).find(({ table: other }) => !covered.has(other));
	const old = !createdHere(scene, table);
	return answer(scene, effects, {
		losesData: old,
		reversible: !old,
		breaksRunningCode: false,
		refused: blocker ? {
			sqlstate: "0A000",
			reason: `a foreign key of ${blocker.table} references it, and TRUNCATE does not name that table`
		} : null
	});
}
/** LOCK TABLE, with everything below a table and everything a view reads. */
function lockTable$1(scene, operation) {
	const mode = LOCK_MODES.find((candidate) => candidate === operation.mode.toUpperCase()) ?? "ACCESS EXCLUSIVE";
	const found = /* @__PURE__ */ new Set([operation.table]);
	for (const name of found) {
		for (const member of family(scene, name)) found.add(member);
		const relation = scene.catalog.relations.get(name);
		if (relation?.kind === "view") for (const source of relation.sources) found.add(source);
	}
	const refused = scene.situation.inTransaction === false ? {
		sqlstate: "25P01",
		reason: "LOCK TABLE can only be used in a transaction block"
	} : null;
	return answer(scene, [...found].map((name) => on(scene, name, mode)), { refused });
}
// src/dialects/postgres/effects/objects.ts
const isNew = (scene, origin) => scene.situation.change !== null && origin === scene.situation.change;
/** A type and every domain over it. */
function typeFamily(catalog, type) {
	const found = /* @__PURE__ */ new Set([type]);
	for (const name of found) for (const other of catalog.types.values()) if (other.baseType?.name === name) found.add(other.name);
	return found;
}
/** Tables with a column of a type; `exactly` leaves out arrays of it. */
function usersOf(scene, type) {
	const types = typeFamily(scene.catalog, type);
	const having = (array) => [...scene.catalog.relations.values()].filter((table) => [...table.columns.values()].some((column) => types.has(column.type.name) && column.type.dimensions > 0 === array));
	return {
		plain: having(false),
		arrays: having(true)
	};
}
/** DROP TYPE and DROP DOMAIN: with CASCADE the columns of the type go. */
function dropType$1(scene, operation) {
	const { type, cascade } = operation;
	const { plain, arrays } = usersOf(scene, type);
	const fresh = isNew(scene, scene.catalog.types.get(type)?.origin);
	if (!cascade) {
		const user = [...plain, ...arrays][0];
		return answer(scene, [], {
			breaksRunningCode: !fresh,
			refused: user ? {
				sqlstate: "2BP01",
				reason: `a column of ${user.name} has the type, and CASCADE is not given`
			} : null
		});
	}
	const effects = [...plain, ...arrays].flatMap((table) => [on(scene, table.name, "ACCESS EXCLUSIVE"), ...viewsOver(scene, table.name).map((view) => on(scene, view, "ACCESS EXCLUSIVE", { unknown: [
		"lock",
		"blocksReads",
		"blocksWrites",
		"blocksSchemaChanges"
	] }))]);
	const old = [...plain, ...arrays].some((table) => !createdHere(scene, table.name));
	const loses = old || !fresh;
	return answer(scene, effects, {
		losesData: loses,
		reversible: !loses,
		breaksRunningCode: !fresh,
		unknown: loses && !old ? ["losesData", "reversible"] : []
	});
}
/** ALTER TYPE … RENAME. */
function renameType$1(scene, operation) {
	return answer(scene, [], { breaksRunningCode: !isNew(scene, scene.catalog.types.get(operation.type)?.origin) });
}
/** ALTER TYPE of a composite type: the server refuses to change the type of an attribute while a column uses it. */
function alterCompositeType$1(scene, operation) {
	const { type, change } = operation;
	const { plain, arrays } = usersOf(scene, type);
	const user = [...plain, ...arrays][0];
	const fresh = isNew(scene, scene.catalog.types.get(type)?.origin);
	const loses = change === "drop" && !fresh;
	return answer(scene, [], {
		losesData: loses,
		reversible: !loses,
		breaksRunningCode: change !== "add" && !fresh,
		refused: change === "type" && user ? {
			sqlstate: "0A000",
			reason: `a column of ${user.name} has the type`
		} : null
	});
}
/** ALTER TYPE … ADD VALUE: a label cannot be taken away again. */
function addEnumValue$1(scene, _operation) {
	return answer(scene, [], { reversible: false });
}
/** ALTER TYPE … RENAME VALUE. */
function renameEnumValue$1(scene, operation) {
	return answer(scene, [], { breaksRunningCode: !isNew(scene, scene.catalog.types.get(operation.type)?.origin) });
}
/** ALTER DOMAIN: a new rule is checked in every table that uses the domain, while nobody can write to them. */
function alterDomain$2(scene, operation) {
	const { type, change, notValid } = operation;
	const checks = change === "add-constraint" && !notValid || change === "validate-constraint" || change === "set-not-null";
	const adds = change === "add-constraint" || change === "set-not-null";
	const fresh = isNew(scene, scene.catalog.types.get(type)?.origin);
	if (!checks) return answer(scene, [], { breaksRunningCode: adds && !fresh });
	const { plain, arrays } = usersOf(scene, type);
	const effects = plain.filter((table) => table.kind !== "view").map((table) => on(scene, table.name, "SHARE", {
		work: table.kind === "partitioned" ? "none" : "scan",
		cause: "domain-check"
	}));
	const blocking = arrays[0];
	return answer(scene, effects, {
		canFailOnData: true,
		breaksRunningCode: adds && !fresh,
		refused: blocking ? {
			sqlstate: "0A000",
			reason: `a column of ${blocking.name} is an array of the domain`
		} : null
	});
}
/** DROP FUNCTION. */
function dropFunction$1(scene, operation) {
	const made = scene.catalog.functions.get(operation.function) ?? [];
	return answer(scene, [], { breaksRunningCode: !(made.length > 0 && made.every((f) => isNew(scene, f.origin))) });
}
/** ALTER SEQUENCE: those who draw numbers wait. */
function alterSequence$3(scene, operation) {
	return answer(scene, [on(scene, operation.sequence, "SHARE ROW EXCLUSIVE", { kind: "sequence" })]);
}
/** ALTER SEQUENCE … RENAME. */
function renameSequence$1(scene, operation) {
	const { sequence } = operation;
	return answer(scene, [on(scene, sequence, "ACCESS EXCLUSIVE", { kind: "sequence" })], { breaksRunningCode: !createdHere(scene, sequence) });
}
/** DROP SEQUENCE: how far it has come is lost; with CASCADE the defaults that call it go. */
function dropSequence$1(scene, operation) {
	const { sequence, cascade } = operation;
	const owner = scene.catalog.relations.get(sequence)?.ownedBy;
	const effects = [on(scene, sequence, "ACCESS EXCLUSIVE", { kind: "sequence" })];
	const column = owner ? scene.catalog.relations.get(owner.table)?.columns.get(owner.column) : void 0;
	if (cascade && owner && column?.serial) effects.push(on(scene, owner.table, "ACCESS EXCLUSIVE"));
	const old = !createdHere(scene, sequence);
	return answer(scene, effects, {
		losesData: old,
		reversible: !old,
		breaksRunningCode: old,
		refused: !cascade && column?.serial && owner ? {
			sqlstate: "2BP01",
			reason: `the default of ${owner.column} of ${owner.table} uses it, and CASCADE is not given`
		} : null
	});
}
/** ALTER SCHEMA … RENAME locks no table and moves all of them away from under the code that names them. */
function renameSchema$1(scene, operation) {
	return answer(scene, [], { breaksRunningCode: !isNew(scene, scene.catalog.schemas.get(quoteIdent(operation.schema))) });
}
/** DROP SCHEMA: without CASCADE it has to be empty. */
function dropSchema$1(scene, operation) {
	const { schema, cascade } = operation;
	const name = quoteIdent(schema);
	const fresh = isNew(scene, scene.catalog.schemas.get(name));
	if (!cascade) return answer(scene, [], { breaksRunningCode: false });
	const effects = [];
	const inside = [...scene.catalog.relations.values()].filter((t) => quoteIdent(splitRelation(t.name).schema) === name);
	for (const table of inside) effects.push(...table.kind === "table" || table.kind === "partitioned" ? dropEffects(scene, table.name, true) : relationAndIndexes(scene, table.name, "ACCESS EXCLUSIVE"));
	const old = inside.some((table) => (table.kind === "table" || table.kind === "partitioned") && !createdHere(scene, table.name));
	const loses = old || !fresh;
	return answer(scene, effects, {
		losesData: loses,
		reversible: !loses,
		breaksRunningCode: loses,
		unknown: loses && !old ? [
			"losesData",
			"reversible",
			"breaksRunningCode"
		] : []
	});
}
/** DROP EXTENSION: with CASCADE columns of its types go. */
function dropExtension$1(scene, operation) {
	const fresh = isNew(scene, scene.catalog.extensions.get(operation.extension));
	const loses = operation.cascade && !fresh;
	return answer(scene, [], {
		losesData: loses,
		reversible: !loses,
		breaksRunningCode: !fresh,
		unknown: loses ? ["losesData", "reversible"] : []
	});
}
/** CREATE STATISTICS locks its table lightly; the other objects lock none. */
function createObject$1(scene, operation) {
	return answer(scene, operation.table === "" ? [] : [on(scene, operation.table, "SHARE UPDATE EXCLUSIVE")]);
}
/** DROP of an object that no table depends on. */
function dropObject$1(scene, operation) {
	return answer(scene, [], { breaksRunningCode: operation.objectType !== "statistics" });
}
/** CREATE and ALTER PUBLICATION lock the tables they name lightly. */
function publication(scene, operation) {
	return answer(scene, operation.tables.map((table) => on(scene, table, "SHARE UPDATE EXCLUSIVE")));
}
/** CREATE and DROP SUBSCRIPTION make and drop a slot on another server, which no transaction can take back. */
function subscription$1(scene, operation) {
	return operation.change === "alter" ? answer(scene, []) : answer(scene, [], {
		mustRunOutsideTransaction: true,
		unknown: ["mustRunOutsideTransaction"],
		reversible: operation.change === "create"
	});
}
/** CREATE and DROP DATABASE and TABLESPACE. */
function database$1(scene, operation) {
	const { change, tablespace } = operation;
	if (change === "alter") return answer(scene, []);
	const loses = change === "drop" && !tablespace;
	return answer(scene, [], {
		...outsideOnly(scene, `${change.toUpperCase()} ${tablespace ? "TABLESPACE" : "DATABASE"}`),
		losesData: loses,
		reversible: !loses,
		breaksRunningCode: loses
	});
}
/** Roles: DROP OWNED drops tables too, and which is not in the migrations. */
function role$1(scene, operation) {
	if (operation.change === "drop-owned" || operation.change === "reassign-owned") {
		const loses = operation.change === "drop-owned";
		return {
			...answer(scene, [], {
				losesData: loses,
				reversible: !loses,
				breaksRunningCode: loses,
				unknown: loses ? [
					"losesData",
					"reversible",
					"breaksRunningCode"
				] : []
			}),
			unsupported: "what the role owns is not in the migrations"
		};
	}
	return answer(scene, [], {
		breaksRunningCode: operation.change === "drop",
		reversible: true
	});
}
/** COMMENT ON a relation or its column keeps other schema changes away for a moment. */
function comment$2(scene, operation) {
	const { table, objectType } = operation;
	const light = /^(table|column|view|materialized view|index|sequence|foreign table)$/.test(objectType.toLowerCase().replaceAll("-", " "));
	return answer(scene, table !== "" && light ? [on(scene, table, "SHARE UPDATE EXCLUSIVE")] : []);
}
/** ALTER SYSTEM. */
function alterSystem$1(scene, _operation) {
	return answer(scene, [], outsideOnly(scene, "ALTER SYSTEM"));
}
/** CREATE OR REPLACE FUNCTION and its like: a routine is replaced in one step. */
function createFunction$2(scene, operation) {
	return answer(scene, [], operation.procedure ? before$1(scene, 11, "procedures") : {});
}
// src/dialects/postgres/effects/properties.ts
const isPartitioned = (scene, table) => scene.catalog.relations.get(table)?.kind === "partitioned";
/** One lock on one table, nothing else. */
function lockOnly(lock) {
	return (scene, { table }) => answer(scene, [on(scene, table, lock)]);
}
/** SET LOGGED and SET UNLOGGED copy the table. */
function setLogged$1(scene, operation) {
	const { table, logged } = operation;
	const known = scene.catalog.relations.get(table);
	if (isPartitioned(scene, table)) {
		const refused = scene.situation.version >= 18 ? {
			sqlstate: "42809",
			reason: `${table} is partitioned; its partitions are logged or not, each by itself`
		} : null;
		return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE")], { refused });
	}
	if (known && isKnown$1(scene, table) && known.unlogged !== logged) return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE")]);
	const unknown = isKnown$1(scene, table) ? [] : ["work", "cause"];
	const sequences = scene.situation.version >= 15 ? sequencesOf(scene, table) : [];
	return answer(scene, [...rewritten(scene, table, "table-copy", { unknown }), ...sequences.map((sequence) => on(scene, sequence, "ACCESS EXCLUSIVE"))]);
}
/** SET TABLESPACE copies the table; its indexes stay where they are. */
function setTablespace(scene, operation) {
	const { table } = operation;
	if (table === "") return {
		...answer(scene, []),
		unsupported: "which tables are in the tablespace is not in the migrations"
	};
	if (isPartitioned(scene, table)) return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE")]);
	return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE", {
		work: "rewrite",
		cause: "table-copy",
		unknown: operation.tablespace === "pg_default" ? ["work", "cause"] : []
	})]);
}
/** SET ACCESS METHOD copies the table, unless it has that method already. */
function setAccessMethod(scene, operation) {
	const { table, method } = operation;
	return answer(scene, isPartitioned(scene, table) ? [on(scene, table, "ACCESS EXCLUSIVE")] : rewritten(scene, table, "table-copy", { unknown: method === "heap" ? ["work", "cause"] : [] }), before$1(scene, 15, "SET ACCESS METHOD"));
}
/** SET (…): what planning and vacuum look up lets everybody in; what decoding and planning rely on does not. */
function setTableOptions(scene, operation) {
	const { table, options } = operation;
	const strong = options.some((option) => option.toLowerCase() === "user_catalog_table");
	const refused = isPartitioned(scene, table) ? {
		sqlstate: scene.situation.version < 16 ? "22023" : "42809",
		reason: `${table} is partitioned and has no storage parameters`
	} : null;
	return answer(scene, [on(scene, table, strong ? "ACCESS EXCLUSIVE" : "SHARE UPDATE EXCLUSIVE")], { refused });
}
/** REPLICA IDENTITY. */
function setReplicaIdentity(scene, operation) {
	const { table, index } = operation;
	const named = index === "" ? [] : [on(scene, qualify(splitRelation(table).schema, index), "SHARE", { kind: "index" })];
	return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE"), ...named]);
}
/** OWNER TO: where the owner really changes, the indexes and sequences of the table go along. */
function setOwner$2(scene, operation) {
	const { table } = operation;
	if (table === "") return answer(scene, []);
	const unknown = [
		"lock",
		"blocksReads",
		"blocksWrites",
		"blocksSchemaChanges"
	];
	const along = [...indexesOf(scene, table).map((index) => index.name), ...sequencesOf(scene, table)];
	return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE"), ...along.map((name) => on(scene, name, "ACCESS EXCLUSIVE", { unknown }))]);
}
/** Row level security: once enabled, rows without a policy that shows them are gone for everybody but the owner. */
function setRowSecurity$1(scene, operation) {
	const { table, change } = operation;
	return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE")], { breaksRunningCode: (change === "enable" || change === "force") && !createdHere(scene, table) });
}
/** ENABLE and DISABLE of triggers and rules. */
function setTriggerState$1(scene, operation) {
	return answer(scene, [on(scene, operation.table, operation.rule ? "ACCESS EXCLUSIVE" : "SHARE ROW EXCLUSIVE")]);
}
/** CLUSTER ON marks an index for later; nothing moves. */
function setClusterIndex(scene, operation) {
	const { table, index } = operation;
	const named = index === "" ? [] : [on(scene, qualify(splitRelation(table).schema, index), "SHARE UPDATE EXCLUSIVE", { kind: "index" })];
	return answer(scene, [on(scene, table, "SHARE UPDATE EXCLUSIVE"), ...named]);
}
/** CLUSTER copies the table in the order of an index. */
function cluster$1(scene, operation) {
	const { table } = operation;
	if (table === "") return {
		...answer(scene, [], outsideOnly(scene, "CLUSTER without a table")),
		unsupported: "which tables are marked for CLUSTER is not in the migrations"
	};
	const effects = withPartitions(scene, table).filter((member) => !isPartitioned(scene, member)).flatMap((member) => rewritten(scene, member, "table-copy"));
	if (!isPartitioned(scene, table)) return answer(scene, effects);
	const early = scene.situation.version < 15;
	return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE", {
		work: "rewrite",
		cause: "table-copy"
	}), ...effects], {
		...outsideOnly(scene, "CLUSTER of a partitioned table"),
		...early ? { refused: {
			sqlstate: "0A000",
			reason: `PostgreSQL ${scene.situation.version} cannot cluster a partitioned table`
		} } : {}
	});
}
/** VACUUM lets everybody read and write; VACUUM FULL copies the table. */
function vacuum$1(scene, operation) {
	const { table, full } = operation;
	const outside = outsideOnly(scene, "VACUUM");
	const held = { heldUntil: "statement" };
	return answer(scene, (table === "" ? [...scene.catalog.relations.values()].filter((t) => t.kind === "table" || t.kind === "materialized-view").map((t) => t.name) : withPartitions(scene, table)).filter((name) => name === table || !isPartitioned(scene, name)).flatMap((name) => {
		if (isPartitioned(scene, name)) return [];
		if (full) return rewritten(scene, name, "table-copy", held);
		return [on(scene, name, "SHARE UPDATE EXCLUSIVE", {
			...held,
			work: "scan",
			cause: "vacuum"
		})];
	}), outside);
}
/** ANALYZE reads a sample, the size of which does not grow with the table. */
function analyze(scene, operation) {
	const { table } = operation;
	return answer(scene, (table === "" ? [...scene.catalog.relations.values()].filter((t) => t.kind !== "view" && t.kind !== "sequence").map((t) => t.name) : withPartitions(scene, table)).map((name) => on(scene, name, "SHARE UPDATE EXCLUSIVE")));
}
/** CREATE TRIGGER; a row trigger of a partitioned table is made on every partition. */
function createTrigger$1(scene, operation) {
	const { table, replace, forEachRow } = operation;
	return answer(scene, (forEachRow ? withPartitions(scene, table) : [table]).map((member) => on(scene, member, "SHARE ROW EXCLUSIVE")), replace && !operation.constraintTrigger ? before$1(scene, 14, "CREATE OR REPLACE TRIGGER") : {});
}
/** DROP TRIGGER. */
function dropTrigger(scene, operation) {
	return answer(scene, withPartitions(scene, operation.table).map((member) => on(scene, member, "ACCESS EXCLUSIVE")));
}
/** ALTER TRIGGER, RULE and POLICY … RENAME. */
function renameDependent$1(scene, operation) {
	return answer(scene, (operation.objectType === "trigger" && scene.situation.version >= 15 ? withPartitions(scene, operation.table) : [operation.table]).map((member) => on(scene, member, "ACCESS EXCLUSIVE")));
}
// src/dialects/postgres/effects/views.ts
/** CREATE VIEW locks nothing that others notice; OR REPLACE locks the view that is there. */
function createView$2(scene, operation) {
	const { table, replace, temporary } = operation;
	if (!replace || temporary) return answer(scene, []);
	return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE", {
		kind: "view",
		unknown: scene.catalog.relations.has(table) ? [] : [
			"lock",
			"blocksReads",
			"blocksWrites",
			"blocksSchemaChanges"
		]
	})]);
}
/** ALTER VIEW. */
function alterView$2(scene, operation) {
	return answer(scene, [on(scene, operation.table, "ACCESS EXCLUSIVE", { kind: "view" })]);
}
/** ALTER VIEW and ALTER MATERIALIZED VIEW … RENAME. */
function renameView$1(scene, operation) {
	const { table } = operation;
	return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE", { kind: "view" })], { breaksRunningCode: !createdHere(scene, table) });
}
/** DROP VIEW and DROP MATERIALIZED VIEW: no row is lost, for a query gives them back. */
function dropView$1(scene, operation) {
	const { table, cascade } = operation;
	const kind = operation.kind === "drop-view" ? "view" : "materialized-view";
	const over = viewsOver(scene, table);
	const effects = [on(scene, table, "ACCESS EXCLUSIVE", { kind }), ...relationAndIndexes(scene, table, "ACCESS EXCLUSIVE")];
	if (cascade) for (const view of over) effects.push(...relationAndIndexes(scene, view, "ACCESS EXCLUSIVE"));
	return answer(scene, effects, { breaksRunningCode: !createdHere(scene, table) });
}
/** CREATE MATERIALIZED VIEW. */
function createMaterializedView$1(scene, _operation) {
	return answer(scene, []);
}
/** REFRESH: readers wait until it is done; CONCURRENTLY lets them read, compares row by row and needs a unique index. */
function refresh$2(scene, operation) {
	const { table, concurrently, withData } = operation;
	if (concurrently) {
		const known = scene.catalog.relations.get(table)?.kind === "materialized-view";
		const usable = indexesOf(scene, table).some((index) => index.unique && index.where === "" && !index.hasExpressions);
		return answer(scene, [on(scene, table, "EXCLUSIVE", {
			kind: "materialized-view",
			work: "scan",
			cause: "refresh"
		})], { refused: known && !usable ? {
			sqlstate: "55000",
			reason: `${table} has no unique index over plain columns, which CONCURRENTLY needs`
		} : null });
	}
	if (withData) return answer(scene, [on(scene, table, "ACCESS EXCLUSIVE", {
		kind: "materialized-view",
		work: "rewrite",
		cause: "refresh"
	}), ...rewritten(scene, table, "refresh")]);
	return answer(scene, relationAndIndexes(scene, table, "ACCESS EXCLUSIVE"), { breaksRunningCode: !createdHere(scene, table) });
}
// src/dialects/postgres/naming.ts
const LABELS = {
	check: "check",
	"foreign-key": "fkey",
	unique: "key",
	"primary-key": "pkey",
	exclude: "excl",
	"not-null": "not_null"
};
/**
* What the key of an index adds to its name: a column its own name, a call that of the function, another expression
* `expr`. The text of an expression always holds a bracket, an operator or a cast.
*/
function keyName(key) {
	const call = /^(?:[A-Za-z_]\w*\.)?([A-Za-z_]\w*)\s*\(/.exec(key);
	if (call?.[1] !== void 0 && key.endsWith(")")) return call[1].toLowerCase();
	return /[()|<>=~!@#%^&?+*/]|::|->/.test(key) ? "expr" : key;
}
const naming = {
	constraintName(table, { kind, columns, include = [] }, taken) {
		const { name } = splitRelation(table);
		return chooseName(name, kind === "primary-key" || kind === "check" && columns.length !== 1 ? "" : [...columns, ...include].join("_"), LABELS[kind] ?? "check", taken);
	},
	indexName(table, columns, _unique, taken) {
		return chooseName(splitRelation(table).name, columns.map(keyName).join("_"), "idx", taken);
	},
	sequenceName(table, column, taken) {
		return chooseName(splitRelation(table).name, column, "seq", taken);
	},
	qualify(beside, name) {
		return `${/^("(?:[^"]|"")*"|[^".]*)\./.exec(beside)?.[0] ?? ""}${quoteIdent(name)}`;
	},
	quote: quoteIdent
};
// src/dialects/postgres/inverse/building.ts
/**
* A list of operations in the making that leads from one catalog to another. Each operation that is added is applied, so
* that the next one is chosen on what is there by then: the server gives partitions their indexes, and names what has none.
*/
/** Begins a list of operations that leads from one catalog to another. */
function beginBuilding(wanted, from, version, span) {
	const operations = [];
	const doubts = /* @__PURE__ */ new Set();
	let now = from;
	return {
		wanted,
		version,
		span,
		operations,
		get doubts() {
			return [...doubts];
		},
		now: () => now,
		push(operation) {
			operations.push(operation);
			now = applyOperation(now, operation, {
				change: null,
				naming
			});
		},
		doubt: (reason) => void doubts.add(reason)
	};
}
/** Whether two texts say the same. */
function sameText(a, b) {
	if (a === b) return true;
	if (!a || !b || a.text !== b.text || a.mentions.length !== b.mentions.length) return false;
	return a.mentions.every((mention, i) => mention.name === b.mentions[i]?.name && mention.start === b.mentions[i]?.start);
}
/** Whether two maps hold the same texts. */
function sameMap(a, b) {
	return a === b || a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
/** Tables with those first that others are made from: partitioned tables before partitions, parents before children. */
function parentsFirst(tables) {
	const named = new Map(tables.map((table) => [table.name, table]));
	const placed = /* @__PURE__ */ new Set();
	const place = (table) => {
		if (placed.has(table)) return;
		for (const above of [table.partitionOf, ...table.inherits]) {
			const parent = named.get(above);
			if (parent) place(parent);
		}
		placed.add(table);
	};
	for (const table of tables) place(table);
	return [...placed];
}
/** Things with those first that others mention, as far as they are among them. Rings are left in the order they came in. */
function mentionedFirst(items, nameOf, mentionsOf) {
	const named = new Map(items.map((item) => [nameOf(item), item]));
	const done = /* @__PURE__ */ new Set();
	const open = /* @__PURE__ */ new Set();
	const place = (item) => {
		if (done.has(item) || open.has(item)) return;
		open.add(item);
		for (const name of mentionsOf(item)) {
			const other = named.get(name);
			if (other) place(other);
		}
		done.add(item);
	};
	for (const item of items) place(item);
	return [...done];
}
// src/effects/describe.ts
/** The type as the server prints it: `character varying(20)[]`. */
function typeText$1(type) {
	const modifiers = type.modifiers.length > 0 ? `(${type.modifiers.join(",")})` : "";
	const zoned = /^(time|timestamp) (with|without) time zone$/.exec(type.name);
	return (zoned && modifiers ? `${zoned[1]}${modifiers} ${zoned[2]} time zone` : `${type.name}${modifiers}`) + "[]".repeat(type.dimensions);
}
// src/dialects/postgres/render/words.ts
/** Words with blanks between them; those that are empty are left out. */
const words = (...parts) => parts.filter((part) => part !== "" && part !== false && part !== void 0).join(" ");
/** `(a, b)`, or nothing where the list is empty. */
const bracketed = (parts) => parts.length === 0 ? "" : `(${parts.join(", ")})`;
/** A list of names. */
const idents = (names) => names.map(quoteIdent).join(", ");
/** A text as a literal. */
const literal = (text) => `'${text.replaceAll("'", "''")}'`;
/** A role: PUBLIC and CURRENT_USER have words of their own. */
const role = (name) => [
	"public",
	"current_role",
	"current_user",
	"session_user"
].includes(name) ? name.toUpperCase() : quoteIdent(name);
/** Whether a name is that of a type or function of the user's own, as far as the history makes them. */
const isKnown = (catalog, name) => catalog.types.has(name) || catalog.functions.has(name);
/** A name as it is said now. */
function sayMention({ what, name, alias }, written, catalog) {
	switch (what) {
		case "relation": return alias === "" || splitRelation(name).name === alias ? name : `${name} AS ${quoteIdent(alias)}`;
		case "literal": return literal(name);
		case "type":
		case "function": return isKnown(catalog, name) ? name : written;
	}
}
/** A text with the names in it as they are now, each with its schema. */
function say({ text, mentions }, catalog) {
	let out = "";
	let at = 0;
	for (const mention of mentions) {
		out += text.slice(at, mention.start) + sayMention(mention, text.slice(mention.start, mention.end), catalog);
		at = mention.end;
	}
	return out + text.slice(at);
}
const DOTTED = /^(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*)(?:\s*\.\s*(?:"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*))*/u;
/** A type: as written, but a type of the user's own by its name now. */
function typeSql(type, catalog) {
	if (type.text === "") return typeText$1(type);
	return catalog.types.has(type.name) ? type.name + type.text.replace(DOTTED, "") : type.text;
}
const numbered = (keyword, value) => value === void 0 ? "" : `${keyword} ${value}`;
/** An option that can be switched off: `NO MINVALUE`. */
const bounded = (keyword, value) => value === void 0 ? "" : value === "" ? `NO ${keyword}` : `${keyword} ${value}`;
/** The options of a sequence, one by one. */
function sequenceClauses(options) {
	const { type, increment, minimum, maximum, start, restart, cache, cycle, name } = options;
	return [
		numbered("SEQUENCE NAME", name),
		numbered("AS", type),
		numbered("INCREMENT BY", increment),
		bounded("MINVALUE", minimum),
		bounded("MAXVALUE", maximum),
		numbered("START WITH", start),
		restart === void 0 ? "" : restart === "" ? "RESTART" : `RESTART WITH ${restart}`,
		numbered("CACHE", cache),
		cycle === void 0 ? "" : cycle === "true" ? "CYCLE" : "NO CYCLE"
	].filter((clause) => clause !== "");
}
/** `fillfactor = 70, toast.autovacuum_enabled = off`; of RESET the names alone. */
const storageList$1 = (options) => options.map(({ name, value }) => value === void 0 ? name : `${name} = ${value}`).join(", ");
/** SET (…) or RESET (…). */
const storageChange = (options) => `${options.some(({ value }) => value !== void 0) ? "SET" : "RESET"} (${storageList$1(options)})`;
/** One key of an index: a column or an expression, with collation, operator class and order. */
function keySql(key, column, catalog) {
	return words(key.expression ? `(${say(key.expression, catalog)})` : quoteIdent(column), key.collation && `COLLATE ${key.collation}`, key.operatorClass, key.descending && "DESC", key.nulls && `NULLS ${key.nulls.toUpperCase()}`);
}
// src/dialects/postgres/inverse/again.ts
/** Storage parameters as a statement sets them. */
const storageList = (storage) => [...storage].map(([name, value]) => ({
	name,
	value
}));
/** The sequence that a column draws from, as far as the catalog knows it. */
function sequenceOf(catalog, table, column) {
	for (const relation of catalog.relations.values()) if (relation.kind === "sequence" && relation.ownedBy?.table === table && relation.ownedBy.column === column) return relation;
}
/** `nextval('…'::regclass)` */
function nextval(sequence) {
	const name = literal(sequence);
	const start = 8;
	return {
		text: `nextval(${name}::regclass)`,
		mentions: [{
			start,
			end: start + name.length,
			what: "literal",
			name: sequence,
			alias: ""
		}],
		functions: [{
			name: "nextval",
			arguments: 1
		}],
		columns: [],
		isNull: false,
		tree: void 0
	};
}
/** The options of an identity column's sequence; its type is that of the column. */
function identityOptions(options) {
	const { type: _, ...rest } = options;
	return rest;
}
/**
* A column as ADD COLUMN and CREATE TABLE write it. A serial column whose sequence the server would name otherwise draws
* from that sequence by its default; storage and compression are set afterwards, as older majors have no clause for them.
*/
function columnAgain(catalog, table, column, sequenceName) {
	const { statistics: _s, attributes: _a, comment: _c, origin: _o, ...definition } = column;
	const sequence = sequenceOf(catalog, table, column.name);
	const plain = {
		...definition,
		storage: "",
		compression: "",
		constraints: []
	};
	if (column.identity !== "no") {
		const named = sequence && sequence.name !== sequenceName ? { name: sequence.name } : {};
		return {
			...plain,
			sequence: {
				...identityOptions(sequence?.sequence ?? column.sequence),
				...named
			}
		};
	}
	if (!column.serial || !sequence || sequence.name === sequenceName) return plain;
	return {
		...plain,
		serial: false,
		type: {
			...column.type,
			text: column.type.name
		},
		default: nextval(sequence.name)
	};
}
/** ADD COLUMN. */
function addColumnAgain(table, definition, span) {
	return {
		kind: "add-column",
		span,
		table,
		column: definition.name,
		type: definition.type.text,
		ifNotExists: false,
		notNull: definition.notNull,
		hasDefault: definition.default !== void 0 && !definition.default.isNull,
		default: definition.default?.text ?? "",
		serial: definition.serial,
		identity: definition.identity !== "no",
		generated: definition.generated?.kind ?? "no",
		unique: false,
		primaryKey: false,
		check: false,
		references: "",
		definition
	};
}
/** ADD CONSTRAINT. */
function addConstraintAgain(table, c, span) {
	return {
		kind: "add-constraint",
		span,
		table,
		constraint: c.name,
		named: true,
		constraintKind: c.kind,
		columns: c.columns,
		notValid: c.notValid,
		notEnforced: c.notEnforced,
		usingIndex: "",
		references: c.references?.table ?? "",
		referencedColumns: c.references?.columns ?? [],
		onDelete: c.references?.onDelete ?? "no-action",
		onUpdate: c.references?.onUpdate ?? "no-action",
		deferrable: c.deferrable,
		expression: c.expression?.text ?? "",
		definition: {
			...c,
			usingIndex: ""
		}
	};
}
/** A constraint with the storage parameters that the index behind it has by now. */
function constraintAgain(catalog, table, constraint) {
	const { comment: _c, origin: _o, span: _s, ...definition } = constraint;
	const index = [...catalog.relations.get(table)?.indexes ?? []].map((name) => catalog.indexes.get(name)).find((candidate) => candidate?.constraint === constraint.name);
	const behind = index ? {
		indexStorage: storageList(index.storage),
		indexTablespace: index.tablespace
	} : {};
	return {
		...definition,
		...behind,
		usingIndex: "",
		notValid: definition.notValid && !definition.notEnforced
	};
}
/** CREATE INDEX. */
function createIndexAgain(index, span) {
	return {
		kind: "create-index",
		span,
		table: index.table,
		index: splitRelation(index.name).name,
		named: true,
		columns: index.columns,
		include: index.include,
		unique: index.unique,
		concurrently: false,
		ifNotExists: false,
		only: !index.valid,
		method: index.method,
		partial: index.where !== "",
		where: index.where,
		hasExpressions: index.hasExpressions,
		keys: index.keys,
		nullsNotDistinct: index.nullsNotDistinct,
		condition: index.condition,
		storage: storageList(index.storage),
		tablespace: index.tablespace
	};
}
/** CREATE TABLE of a table, its constraints as far as they can be written with it. */
function createTableAgain(table, columns, constraints, span) {
	return {
		kind: "create-table",
		span,
		table: table.name,
		ifNotExists: false,
		temporary: false,
		unlogged: table.unlogged,
		partitioned: table.kind === "partitioned",
		partitionKey: table.partitionKey,
		partitionOf: table.partitionOf,
		defaultPartition: table.defaultPartition,
		inherits: table.inherits,
		like: [],
		references: [],
		hasPrimaryKey: constraints.some((c) => c.kind === "primary-key"),
		columnNames: columns.map(({ name }) => name),
		columns,
		constraints,
		partitionBy: table.partitionBy,
		bound: table.bound,
		likeOptions: [],
		ofType: table.ofType,
		accessMethod: table.accessMethod,
		tablespace: table.tablespace,
		onCommit: "",
		storage: storageList(table.storage)
	};
}
/** CREATE SEQUENCE of a sequence that no serial or identity column makes. */
function createSequenceAgain(sequence, span) {
	return {
		kind: "create-sequence",
		span,
		sequence: sequence.name,
		ifNotExists: false,
		temporary: false,
		unlogged: sequence.unlogged,
		options: sequence.sequence,
		owner: void 0
	};
}
/** ALTER SEQUENCE that says nothing yet. */
const alterSequence$2 = (sequence, span) => ({
	kind: "alter-sequence",
	span,
	sequence,
	ifExists: false,
	restart: false,
	ownedBy: "",
	owner: void 0,
	options: {},
	logged: ""
});
/** CREATE VIEW, CREATE MATERIALIZED VIEW or CREATE TABLE AS of what was made from a query. */
function queryAgain(table, span) {
	const { query, name, sources } = table;
	if (!query) return void 0;
	const { definition, starred, withData, recursive, storage } = query;
	const shared = {
		span,
		table: name,
		sources,
		definition,
		selectsStar: starred !== void 0
	};
	switch (table.kind) {
		case "view": return {
			...shared,
			kind: "create-view",
			replace: false,
			temporary: false,
			recursive,
			storage
		};
		case "materialized-view": return {
			...shared,
			kind: "create-materialized-view",
			ifNotExists: false,
			withData,
			storage
		};
		default: return {
			...shared,
			kind: "create-table-as",
			ifNotExists: false,
			temporary: false,
			unlogged: table.unlogged,
			withData: false
		};
	}
}
/** CREATE TYPE or CREATE DOMAIN. */
function createTypeAgain(type, span) {
	const { name, kind } = type;
	if (kind !== "domain") return {
		kind: "create-type",
		span,
		type: name,
		typeKind: kind,
		labels: type.labels,
		attributes: type.attributes,
		definition: type.definition
	};
	return {
		kind: "create-domain",
		span,
		type: name,
		constrained: type.notNull || type.constraints.length > 0,
		baseType: type.baseType ?? {
			name: "",
			modifiers: [],
			dimensions: 0,
			text: ""
		},
		constraints: type.constraints.filter((c) => !c.notValid),
		notNull: type.notNull,
		default: type.default,
		collation: type.collation
	};
}
/** CREATE FUNCTION or PROCEDURE; with `replace` in place of one that is there. */
function createFunctionAgain(own, replace, span) {
	return {
		kind: "create-function",
		span,
		function: own.name,
		procedure: own.procedure,
		replace,
		language: "",
		volatility: own.volatility,
		securityDefiner: false,
		setsSearchPath: false,
		arguments: own.inputs,
		definition: own.definition
	};
}
/** CREATE TRIGGER. */
const createTriggerAgain = (table, trigger, replace, span) => ({
	kind: "create-trigger",
	span,
	table,
	trigger: trigger.name,
	replace,
	forEachRow: trigger.forEachRow,
	constraintTrigger: trigger.constraintTrigger,
	references: "",
	definition: trigger.definition
});
/** CREATE RULE. */
const createRuleAgain = (table, rule, replace, span) => ({
	kind: "create-rule",
	span,
	table,
	rule: rule.name,
	replace,
	definition: rule.definition
});
/** CREATE POLICY. */
const createPolicyAgain = (table, policy, span) => ({
	kind: "create-policy",
	span,
	table,
	policy: policy.name,
	restrictive: policy.restrictive,
	command: policy.command,
	roles: policy.roles,
	using: policy.using,
	check: policy.check
});
/** CREATE PUBLICATION with the tables that are in it. */
function createPublicationAgain(catalog, publication, span) {
	const members = [...catalog.relations.values()].flatMap((table) => {
		const definition = table.publications.get(publication.name);
		return definition ? [{
			table: table.name,
			definition
		}] : [];
	});
	return {
		kind: "create-publication",
		span,
		publication: publication.name,
		allTables: publication.allTables,
		tables: members.map(({ table }) => table),
		members,
		schemas: publication.schemas,
		storage: storageList(publication.options)
	};
}
/** What GRANT and REVOKE of some single grants on one object share. */
function granted(on, target, grants) {
	const [first] = grants;
	const rights = [...new Set(grants.map(({ privilege }) => privilege))].map((name) => ({
		name,
		columns: grants.flatMap((g) => g.privilege === name && g.column !== "" ? [g.column] : [])
	}));
	return {
		objects: [target],
		privileges: rights.map(({ name }) => name).join(", "),
		grantees: [first?.grantee ?? ""],
		on,
		allInSchema: false,
		targets: [target],
		rights
	};
}
/** Single grants in as few statements as they fit in: one for each grantee, with the right to grant apart. */
function grouped(grants) {
	const groups = /* @__PURE__ */ new Map();
	for (const grant of grants) {
		const key = `${grant.grantee}\0${grant.withOption}\0${grant.column === "" ? "" : "columns"}`;
		groups.set(key, [...groups.get(key) ?? [], grant]);
	}
	return [...groups.values()];
}
/** GRANT of single grants on one object. */
function grantAgain(on, target, grants, span) {
	return grouped(grants).map((group) => ({
		...granted(on, target, group),
		kind: "grant",
		span,
		toPublic: group[0]?.grantee === "public",
		allPrivileges: false,
		withOption: group[0]?.withOption ?? false
	}));
}
/** REVOKE of single grants on one object; `optionOnly` leaves the privilege itself. */
function revokeAgain(on, target, grants, optionOnly, span) {
	return grouped(grants).map((group) => ({
		...granted(on, target, group),
		kind: "revoke",
		span,
		optionOnly,
		cascade: false
	}));
}
// src/dialects/postgres/inverse/properties.ts
/** The pairs of a table as it shall be and as it is, of those that are there and differ; parents first. */
function differing(b) {
	const found = [];
	for (const table of b.wanted.relations.values()) {
		const now = b.now().relations.get(table.name);
		if (now && now !== table && !table.temporary) found.push(table);
	}
	return parentsFirst(found).map((table) => [table, table.name]);
}
const tableNow = (b, name) => b.now().relations.get(name);
const columnNow = (b, table, column) => tableNow(b, table)?.columns.get(column);
/** What has to be set and reset for storage parameters to be as they were. */
function storageChanges(wanted, now) {
	return [[...wanted].filter(([name, value]) => now.get(name) !== value).map(([name, value]) => ({
		name,
		value
	})), [...now.keys()].filter((name) => !wanted.has(name)).map((name) => ({
		name,
		value: void 0
	}))].filter((options) => options.length > 0);
}
/** Storage, access method, row security, replica identity and the like of one table. */
function tableProperties(b, wanted) {
	const { name: table } = wanted;
	const { span } = b;
	const now = tableNow(b, table);
	if (!now || wanted.kind === "sequence") return;
	if (wanted.unlogged !== now.unlogged) b.push({
		kind: "set-logged",
		span,
		table,
		logged: !wanted.unlogged
	});
	if (wanted.tablespace !== now.tablespace) b.push({
		kind: "set-tablespace",
		span,
		table,
		tablespace: wanted.tablespace || "pg_default"
	});
	if (wanted.accessMethod !== now.accessMethod) b.push({
		kind: "set-access-method",
		span,
		table,
		method: wanted.accessMethod || "heap"
	});
	if (wanted.rowSecurity !== now.rowSecurity) b.push({
		kind: "set-row-security",
		span,
		table,
		change: wanted.rowSecurity ? "enable" : "disable"
	});
	if (wanted.forceRowSecurity !== now.forceRowSecurity) b.push({
		kind: "set-row-security",
		span,
		table,
		change: wanted.forceRowSecurity ? "force" : "no-force"
	});
	if (wanted.replicaIdentity !== now.replicaIdentity || wanted.replicaIndex !== now.replicaIndex) b.push({
		kind: "set-replica-identity",
		span,
		table,
		identity: wanted.replicaIdentity,
		index: wanted.replicaIndex
	});
	if (wanted.clusterIndex !== now.clusterIndex) b.push({
		kind: "set-cluster-index",
		span,
		table,
		index: wanted.clusterIndex
	});
	for (const storage of storageChanges(wanted.storage, now.storage)) if (wanted.kind === "view") b.push({
		kind: "alter-view",
		span,
		table,
		ifExists: false,
		storage,
		column: "",
		default: void 0
	});
	else b.push({
		kind: "set-table-options",
		span,
		table,
		options: storage.map(({ name }) => name),
		values: "",
		storage
	});
}
/** A column that draws from a sequence by its default, and that sequence. */
function drawsFrom(catalog, table, column) {
	return column.serial ? sequenceOf(catalog, table, column.name)?.name : void 0;
}
/** The default that a column shall have. */
function defaultAgain(b, table, column) {
	const { span } = b;
	const sequence = drawsFrom(b.wanted, table, column);
	const expression = sequence === void 0 ? column.default : nextval(sequence);
	return expression ? {
		kind: "set-default",
		span,
		table,
		column: column.name,
		default: expression.text,
		expression
	} : {
		kind: "drop-default",
		span,
		table,
		column: column.name
	};
}
/** Whether a column draws its values from the same place. */
function sameDefault(b, table, wanted, now) {
	if (wanted.serial === now.serial) return sameText(wanted.default, now.default);
	const serial = wanted.serial ? wanted : now;
	const other = wanted.serial ? now : wanted;
	const sequence = drawsFrom(wanted.serial ? b.wanted : b.now(), table, serial);
	return sequence !== void 0 && other.default?.mentions.some((m) => m.what === "literal" && m.name === sequence) === true;
}
const normalCollation = (collation) => collation.replaceAll("\"", "").replace(/^pg_catalog\./, "").replace(/^default$/, "");
/** Whether two columns have the same type and collation. */
function sameType(a, b) {
	return a.type.name === b.type.name && a.type.dimensions === b.type.dimensions && a.type.modifiers.join() === b.type.modifiers.join() && wordModifiers(a.type) === wordModifiers(b.type) && normalCollation(a.collation) === normalCollation(b.collation);
}
/** `Point` of `geometry(Point, 4326)`: modifiers that are no numbers are in the text alone. */
const wordModifiers = ({ text }) => (/\(([^)]*)\)/.exec(text)?.[1] ?? "").replaceAll(/[^A-Za-z]/g, "").toLowerCase();
/** The cast that USING spells out; undefined where the server has one that it makes by itself. */
function castAgain(b, column, from, to) {
	const { refused, rewrite } = changeType(from, to, b.now(), /* @__PURE__ */ new Map(), false);
	const enums = [from, to].every(({ name }) => b.now().types.get(name)?.kind === "enum");
	if (!refused && rewrite !== "unknown") return void 0;
	return {
		text: `${quoteIdent(column)}${enums ? "::text" : ""}::${typeSql(to, b.wanted)}`,
		mentions: [],
		functions: [],
		columns: [column],
		isNull: false,
		tree: void 0
	};
}
/** ALTER COLUMN … TYPE, with USING where the server has no cast of its own; a default is taken off and set again. */
function typeAgain(b, table, wanted) {
	const now = columnNow(b, table, wanted.name);
	if (!now || sameType(wanted, now)) return;
	const { span } = b;
	const { name: column, type } = wanted;
	if (now.default !== void 0 && !now.serial) b.push({
		kind: "drop-default",
		span,
		table,
		column
	});
	const using = castAgain(b, column, now.type, type);
	b.push({
		kind: "alter-column-type",
		span,
		table,
		column,
		type: type.text,
		hasUsing: using !== void 0,
		using: using?.text ?? "",
		hasCollation: wanted.collation !== "",
		newType: type,
		usingExpression: using,
		collation: wanted.collation
	});
}
/** Identity, default, NOT NULL, generation and options of one column. */
function columnProperties(b, table, wanted) {
	const { span } = b;
	const { name: column } = wanted;
	typeAgain(b, table, wanted);
	let now = columnNow(b, table, column);
	if (!now) return;
	if (wanted.identity === "no" && now.identity !== "no") b.push({
		kind: "drop-identity",
		span,
		table,
		column,
		ifExists: false
	});
	now = columnNow(b, table, column) ?? now;
	if (!sameDefault(b, table, wanted, now)) b.push(defaultAgain(b, table, wanted));
	if (wanted.notNull && !now.notNull) b.push({
		kind: "set-not-null",
		span,
		table,
		column
	});
	if (!wanted.notNull && now.notNull) b.push({
		kind: "drop-not-null",
		span,
		table,
		column
	});
	identityAgain(b, table, wanted);
	const { generated } = wanted;
	if (generated && now.generated && !sameText(generated.expression, now.generated.expression)) b.push({
		kind: "set-expression",
		span,
		table,
		column,
		expression: generated.expression
	});
	columnOptions(b, table, wanted);
}
function identityAgain(b, table, wanted) {
	const { span } = b;
	const { name: column, identity } = wanted;
	const now = columnNow(b, table, column);
	if (!now || identity === "no") return;
	const sequence = sequenceOf(b.wanted, table, column);
	if (now.identity === "no") {
		const options = {
			...identityOptions(sequence?.sequence ?? wanted.sequence),
			...sequence ? { name: sequence.name } : {}
		};
		b.push({
			kind: "add-identity",
			span,
			table,
			column,
			always: identity === "always",
			sequence: options
		});
	} else if (now.identity !== identity) b.push({
		kind: "set-identity",
		span,
		table,
		column,
		restart: false,
		generated: identity,
		sequence: {}
	});
}
/** Statistics, storage, compression and attributes. */
function columnOptions(b, table, wanted) {
	const { span } = b;
	const { name: column } = wanted;
	const now = columnNow(b, table, column);
	if (!now) return;
	const set = (option, value, attributes = []) => b.push({
		kind: "set-column-option",
		span,
		table,
		column,
		option,
		value,
		attributes
	});
	if (wanted.statistics !== now.statistics) set("statistics", wanted.statistics || "-1");
	if (wanted.storage !== now.storage) set("storage", wanted.storage || defaultStorage(wanted, b.version));
	if (wanted.compression !== now.compression) set("compression", wanted.compression || "default");
	for (const attributes of storageChanges(wanted.attributes, now.attributes)) set("attribute", "", attributes);
}
/** Types whose values are kept in line, compressed or not, or whose default is MAIN. */
const MAIN = /* @__PURE__ */ new Set([
	"numeric",
	"inet",
	"cidr"
]);
const EXTENDED = /* @__PURE__ */ new Set([
	"text",
	"character varying",
	"character",
	"bpchar",
	"bytea",
	"json",
	"jsonb",
	"xml",
	"bit",
	"bit varying",
	"tsvector"
]);
/** The storage a type has by default: SET STORAGE DEFAULT came with 16. */
function defaultStorage({ type }, version) {
	if (version >= 16) return "DEFAULT";
	return type.dimensions > 0 || EXTENDED.has(type.name) ? "EXTENDED" : MAIN.has(type.name) ? "MAIN" : "PLAIN";
}
/** Columns of tables that are there. */
function columnsAgain(b) {
	for (const [wanted, table] of differing(b)) {
		if (wanted.kind === "view") continue;
		for (const column of wanted.columns.values()) if (columnNow(b, table, column.name) !== column) columnProperties(b, table, column);
	}
}
/** Options and owners of sequences. */
function sequencesAgain(b) {
	for (const [wanted, name] of differing(b)) {
		const now = tableNow(b, name);
		if (!now || wanted.kind !== "sequence") continue;
		const change = sequenceChange(wanted, now);
		if (change) b.push({
			...alterSequence$2(name, b.span),
			...change
		});
	}
}
/** The options a sequence has where nothing is said. */
const SEQUENCE_DEFAULTS = {
	increment: "1",
	minimum: "",
	maximum: "",
	start: "1",
	cache: "1",
	cycle: "false"
};
function sequenceChange(wanted, now) {
	const options = {};
	for (const key of /* @__PURE__ */ new Set([...Object.keys(wanted.sequence), ...Object.keys(now.sequence)])) {
		const option = key;
		const before = wanted.sequence[option] ?? (option in SEQUENCE_DEFAULTS ? SEQUENCE_DEFAULTS[option] : void 0);
		if (before !== void 0 && before !== now.sequence[option]) options[key] = before;
		else if (option === "type" && before === void 0 && now.sequence.type !== void 0) options[key] = "bigint";
	}
	const { ownedBy } = wanted;
	const moved = ownedBy?.table !== now.ownedBy?.table || ownedBy?.column !== now.ownedBy?.column;
	if (!(Object.keys(options).length > 0 || wanted.unlogged !== now.unlogged) && !moved) return void 0;
	return {
		options,
		owner: moved ? ownedBy ?? "none" : void 0,
		ownedBy: moved && ownedBy ? `${ownedBy.table}.${ownedBy.column}` : "",
		logged: wanted.unlogged === now.unlogged ? "" : wanted.unlogged ? "unlogged" : "logged"
	};
}
const setFiring = (b, table, trigger, rule, firing) => b.push({
	kind: "set-trigger-state",
	span: b.span,
	table,
	trigger,
	enabled: firing !== "disabled",
	all: false,
	rule,
	firing
});
/** Triggers, rules and policies of tables that are there. */
function dependentsAgain(b) {
	for (const [wanted, table] of differing(b)) {
		triggersAgain(b, table, wanted);
		rulesAgain(b, table, wanted);
		policiesAgain(b, table, wanted);
	}
}
function triggersAgain(b, table, wanted) {
	const { span } = b;
	for (const name of tableNow(b, table)?.triggers.keys() ?? []) if (!wanted.triggers.has(name)) b.push({
		kind: "drop-trigger",
		span,
		table,
		trigger: name,
		ifExists: false,
		cascade: false
	});
	for (const trigger of wanted.triggers.values()) {
		const now = tableNow(b, table)?.triggers.get(trigger.name);
		if (now === trigger) continue;
		if (trigger.definition.outdated) b.doubt(`The trigger ${trigger.name} of ${table}: ${trigger.definition.outdated}.`);
		const same = now !== void 0 && sameText(now.definition, trigger.definition);
		const replace = now !== void 0 && b.version >= 14 && !trigger.constraintTrigger;
		if (now && !same && !replace) b.push({
			kind: "drop-trigger",
			span,
			table,
			trigger: trigger.name,
			ifExists: false,
			cascade: false
		});
		if (!same) b.push(createTriggerAgain(table, trigger, replace, span));
		if ((tableNow(b, table)?.triggers.get(trigger.name)?.firing ?? "origin") !== trigger.firing) setFiring(b, table, trigger.name, false, trigger.firing);
	}
}
function rulesAgain(b, table, wanted) {
	const { span } = b;
	for (const name of tableNow(b, table)?.rules.keys() ?? []) if (!wanted.rules.has(name)) b.push({
		kind: "drop-rule",
		span,
		table,
		rule: name,
		ifExists: false
	});
	for (const rule of wanted.rules.values()) {
		const now = tableNow(b, table)?.rules.get(rule.name);
		if (now === rule) continue;
		if (rule.definition.outdated) b.doubt(`The rule ${rule.name} of ${table}: ${rule.definition.outdated}.`);
		if (!now || !sameText(now.definition, rule.definition)) b.push(createRuleAgain(table, rule, now !== void 0, span));
		if ((tableNow(b, table)?.rules.get(rule.name)?.firing ?? "origin") !== rule.firing) setFiring(b, table, rule.name, true, rule.firing);
	}
}
function policiesAgain(b, table, wanted) {
	const { span } = b;
	for (const name of tableNow(b, table)?.policies.keys() ?? []) if (!wanted.policies.has(name)) b.push({
		kind: "drop-policy",
		span,
		table,
		policy: name,
		ifExists: false
	});
	for (const policy of wanted.policies.values()) {
		const now = tableNow(b, table)?.policies.get(policy.name);
		if (now === policy) continue;
		for (const text of [policy.using, policy.check]) if (text?.outdated) b.doubt(`The policy ${policy.name} of ${table}: ${text.outdated}.`);
		if (now !== void 0 && sameText(now.using, policy.using) && sameText(now.check, policy.check) && now.roles.join() === policy.roles.join()) continue;
		if (now !== void 0 && (policy.using !== void 0 || now.using === void 0) && (policy.check !== void 0 || now.check === void 0)) {
			const rolesBefore = policy.roles.length > 0 ? policy.roles : ["public"];
			const roles = now.roles.join() === policy.roles.join() ? [] : rolesBefore;
			b.push({
				kind: "alter-policy",
				span,
				table,
				policy: policy.name,
				roles,
				using: policy.using,
				check: policy.check
			});
		} else {
			if (now) b.push({
				kind: "drop-policy",
				span,
				table,
				policy: policy.name,
				ifExists: false
			});
			b.push(createPolicyAgain(table, policy, span));
		}
	}
}
/** Storage parameters, statistics and tablespaces of indexes that are there. */
function indexProperties(b) {
	const { span } = b;
	for (const wanted of b.wanted.indexes.values()) {
		const now = b.now().indexes.get(wanted.name);
		if (!now || now === wanted) continue;
		const change = (o) => b.push({
			kind: "alter-index",
			span,
			index: wanted.name,
			table: wanted.table,
			storage: [],
			key: "",
			value: "",
			definition: "",
			...o
		});
		for (const storage of storageChanges(wanted.storage, now.storage)) change({
			change: "options",
			storage
		});
		if (wanted.tablespace !== now.tablespace) change({
			change: "tablespace",
			value: wanted.tablespace || "pg_default"
		});
		if (sameMap(wanted.statistics, now.statistics)) continue;
		for (const key of /* @__PURE__ */ new Set([...wanted.statistics.keys(), ...now.statistics.keys()])) {
			const value = wanted.statistics.get(key) ?? "-1";
			if (value !== (now.statistics.get(key) ?? "-1")) change({
				change: "statistics",
				key,
				value
			});
		}
	}
}
// src/dialects/postgres/inverse/notes.ts
/** Comments, owners and privileges that have to be given again. */
const COMMENTED = {
	table: "table",
	partitioned: "table",
	view: "view",
	"materialized-view": "materialized view",
	sequence: "sequence",
	"foreign-table": "foreign table"
};
function commentAgain(b, about, wanted, now) {
	if (wanted === now) return;
	b.push({
		kind: "comment",
		span: b.span,
		...about,
		text: wanted === "" ? void 0 : wanted
	});
}
/** Comments on a relation and on what hangs on it. */
function relationComments(b, wanted) {
	const { name: table } = wanted;
	const now = b.now().relations.get(table);
	if (!now) return;
	const parts = (objectType, all, there) => {
		for (const [part, value] of all) {
			const other = there.get(part);
			const target = objectType === "column" ? `${table}.${quoteIdent(part)}` : `${quoteIdent(part)} ON ${table}`;
			if (other) commentAgain(b, {
				objectType,
				table,
				target,
				part
			}, value.comment, other.comment);
		}
	};
	commentAgain(b, {
		objectType: COMMENTED[wanted.kind],
		table,
		target: table,
		part: ""
	}, wanted.notes.comment, now.notes.comment);
	parts("column", wanted.columns, now.columns);
	parts("constraint", wanted.constraints, now.constraints);
	parts("trigger", wanted.triggers, now.triggers);
	parts("rule", wanted.rules, now.rules);
	parts("policy", wanted.policies, now.policies);
}
/** MAINTAIN came with 17, with which ALL means it too. */
const forVersion = (grants, version) => version >= 17 ? grants : grants.filter(({ privilege }) => privilege !== "maintain");
/** Owner and privileges of one object. */
function notesAgain(b, on, target, table, wanted, notes) {
	const { span } = b;
	const now = notes();
	if (wanted === now) return;
	if (wanted.owner !== now.owner && wanted.owner !== "") b.push({
		kind: "set-owner",
		span,
		table,
		object: target,
		owner: wanted.owner,
		objectType: on,
		target
	});
	const taken = [...now.grants.values()].filter((grant) => !wanted.grants.has(grantKey(grant)));
	const optionOnly = [...now.grants.values()].filter((grant) => grant.withOption && wanted.grants.get(grantKey(grant))?.withOption === false);
	for (const operation of revokeAgain(on, target, forVersion(taken, b.version), false, span)) b.push(operation);
	for (const operation of revokeAgain(on, target, forVersion(optionOnly, b.version), true, span)) b.push(operation);
	const missing = [...wanted.grants.values()].filter((grant) => {
		const own = notes().grants.get(grantKey(grant));
		return !own || grant.withOption && !own.withOption;
	});
	for (const operation of grantAgain(on, target, forVersion(missing, b.version), span)) b.push(operation);
}
/** Comments, owners and privileges of everything that is there. */
function allNotes(b) {
	for (const [wanted, name] of differing(b)) {
		relationComments(b, wanted);
		notesAgain(b, wanted.kind === "sequence" ? "sequence" : "table", name, name, wanted.notes, () => b.now().relations.get(name)?.notes ?? wanted.notes);
	}
	for (const index of b.wanted.indexes.values()) {
		const now = b.now().indexes.get(index.name);
		if (now && now !== index) commentAgain(b, {
			objectType: "index",
			table: index.name,
			target: index.name,
			part: ""
		}, index.comment, now.comment);
	}
	for (const type of b.wanted.types.values()) {
		const now = b.now().types.get(type.name);
		if (!now || now === type) continue;
		otherNotes(b, type.kind === "domain" ? "domain" : "type", type.name, type.notes, now.notes);
	}
	for (const [name, overloads] of b.wanted.functions) for (const own of overloads) {
		const now = b.now().functions.get(name)?.find((f) => inputsOf(f.inputs) === inputsOf(own.inputs));
		if (now && now !== own) otherNotes(b, own.procedure ? "procedure" : "function", `${name}(${inputsOf(own.inputs)})`, own.notes, now.notes);
	}
	for (const publication of b.wanted.publications.values()) {
		const now = b.now().publications.get(publication.name);
		if (now && now !== publication) otherNotes(b, "publication", quoteIdent(publication.name), publication.notes, now.notes);
	}
	for (const [key, other] of b.wanted.others) {
		const now = b.now().others.get(key);
		if (now === other || !now && other.making.length > 0) continue;
		otherNotes(b, other.objectType, other.target, other.notes, now?.notes ?? {
			comment: "",
			owner: "",
			grants: /* @__PURE__ */ new Map()
		});
	}
}
function otherNotes(b, objectType, target, wanted, now) {
	commentAgain(b, {
		objectType,
		table: "",
		target,
		part: ""
	}, wanted.comment, now.comment);
	notesAgain(b, objectType, target, "", wanted, () => now);
}
// src/dialects/postgres/inverse/converge.ts
/** Adds the operations that lead from what is there to what shall be. */
function converge(b) {
	schemas(b);
	types(b);
	sequences(b);
	functions(b, false);
	others(b, false);
	tables(b);
	missingColumns(b);
	functions(b, true);
	extraConstraints(b, true);
	extraConstraints(b, false);
	columnsAgain(b);
	sequencesAgain(b);
	constraints(b, false);
	indexes(b);
	constraints(b, true);
	views(b);
	indexes(b);
	indexProperties(b);
	for (const [wanted] of differing(b)) tableProperties(b, wanted);
	dependentsAgain(b);
	others(b, true);
	publications(b);
	allNotes(b);
}
const missing = (wanted, now) => wanted === now ? [] : [...wanted].filter(([key]) => !now.has(key)).map(([, value]) => value);
function schemas(b) {
	for (const name of b.wanted.schemas.keys()) {
		if (b.now().schemas.has(name)) continue;
		b.push({
			kind: "create-schema",
			span: b.span,
			schema: splitRelation(name).name,
			ifNotExists: false,
			authorization: ""
		});
	}
}
function types(b) {
	const gone = missing(b.wanted.types, b.now().types);
	const uses = (type) => [type.baseType?.name ?? "", ...type.attributes.map((a) => a.type.name)];
	for (const type of mentionedFirst(gone, ({ name }) => name, uses)) b.push(createTypeAgain(type, b.span));
	for (const type of b.wanted.types.values()) domainAgain(b, type);
}
/** Constraints, default and NOT NULL of a domain; attributes of a composite type. */
function domainAgain(b, wanted) {
	const { span } = b;
	const { name: type } = wanted;
	const alter = (change) => b.push({
		kind: "alter-domain",
		span,
		type,
		constraint: "",
		notValid: false,
		ifExists: false,
		definition: void 0,
		default: void 0,
		newName: "",
		cascade: false,
		...change
	});
	const now = b.now().types.get(type);
	if (!now || now === wanted) return;
	for (const constraint of now.constraints) {
		const same = wanted.constraints.find((c) => c.name === constraint.name);
		if (!same || same.notValid !== constraint.notValid) alter({
			change: "drop-constraint",
			constraint: constraint.name
		});
	}
	for (const constraint of wanted.constraints) {
		if (b.now().types.get(type)?.constraints.some((c) => c.name === constraint.name)) continue;
		alter({
			change: "add-constraint",
			constraint: constraint.name,
			notValid: constraint.notValid,
			definition: constraint
		});
	}
	if (!sameText(wanted.default, now.default)) alter({
		change: wanted.default ? "set-default" : "drop-default",
		default: wanted.default
	});
	const strict = b.now().types.get(type)?.notNull ?? false;
	if (wanted.notNull !== strict) alter({ change: wanted.notNull ? "set-not-null" : "drop-not-null" });
}
/** The name the server gives to the sequence of a column, as far as names are taken by now. */
function sequenceName(b, table, column) {
	const taken = (name) => {
		const qualified = naming.qualify(table, name);
		return b.now().relations.has(qualified) || b.now().indexes.has(qualified);
	};
	return naming.qualify(table, naming.sequenceName(table, column, taken));
}
/** Whether a sequence comes with its column. */
function comesAlong(b, sequence) {
	const { ownedBy } = sequence;
	const column = ownedBy ? b.wanted.relations.get(ownedBy.table)?.columns.get(ownedBy.column) : void 0;
	if (!ownedBy || !column) return false;
	if (column.identity !== "no") return true;
	const there = b.now().relations.get(ownedBy.table)?.columns.has(ownedBy.column) ?? false;
	return column.serial && !there && sequenceName(b, ownedBy.table, ownedBy.column) === sequence.name;
}
function sequences(b) {
	for (const sequence of missing(b.wanted.relations, b.now().relations)) {
		if (sequence.kind !== "sequence" || comesAlong(b, sequence)) continue;
		b.push(createSequenceAgain(sequence, b.span));
	}
}
/** Whether everything that a text reads is there, but for what is not wanted either. */
const readable = (b, { mentions }) => mentions.every(({ what, name }) => what !== "relation" || b.now().relations.has(name) || !b.wanted.relations.has(name));
function functions(b, late) {
	for (const [name, overloads] of b.wanted.functions) {
		if (b.now().functions.get(name) === overloads) continue;
		for (const own of overloads) functionAgain(b, own, late);
	}
}
/** Rows of tables are types, too. */
const rowTypes = (own) => [...own.inputs.map(({ name }) => name), ...own.definition.mentions.filter((m) => m.what === "type").map((m) => m.name)];
function functionAgain(b, own, late) {
	const now = b.now().functions.get(own.name)?.find((f) => inputsOf(f.inputs) === inputsOf(own.inputs));
	if (now !== void 0 && sameText(now.definition, own.definition) && now.changes.length === own.changes.length) return;
	const rows = rowTypes(own).every((name) => b.now().relations.has(name) || !b.wanted.relations.has(name));
	if (!late && !(rows && readable(b, own.definition))) return;
	if (own.definition.outdated) b.doubt(`The function ${own.name}: ${own.definition.outdated}.`);
	b.push(createFunctionAgain(own, now !== void 0, b.span));
	for (const change of own.changes) b.push(change);
}
/** Objects that are kept as the statements that made them: those that need no relation early, the rest late. */
function others(b, late) {
	for (const other of missing(b.wanted.others, b.now().others)) {
		if (other.making.length === 0 || !late && !isEarly(other)) continue;
		for (const operation of other.making) b.push(operation);
	}
}
const isEarly = (other) => other.table === "" && other.objectType !== "event trigger" && other.objectType !== "foreign table" && other.objectType !== "cast";
function tables(b) {
	const gone = missing(b.wanted.relations, b.now().relations).filter((t) => t.kind === "table" || t.kind === "partitioned");
	for (const table of parentsFirst(gone)) tableAgain(b, table);
}
function tableAgain(b, table) {
	if (table.query) {
		queried(b, table);
		return;
	}
	if (!table.columnsKnown) b.doubt(`The history does not show all columns of ${table.name}.`);
	const inherited = new Set(table.inherits.flatMap((parent) => [...b.wanted.relations.get(parent)?.columns.keys() ?? []]));
	const columns = table.partitionOf ? [] : [...table.columns.values()].filter(({ name }) => !inherited.has(name)).map((column) => columnAgain(b.wanted, table.name, column, sequenceName(b, table.name, column.name)));
	const named = (table.partitionOf ? [] : [...table.constraints.values()].filter((c) => isInline(b, table, c))).map((constraint) => constraintAgain(b.wanted, table.name, constraint));
	b.push(createTableAgain(table, columns, named, b.span));
}
/** Constraints that can be written with their table: not those that need another table, nor those that are not valid. */
function isInline(b, table, c) {
	if (c.kind === "foreign-key" || c.notValid || c.notEnforced) return false;
	if (c.kind === "not-null") return b.version >= 18;
	return !table.inherits.some((parent) => b.wanted.relations.get(parent)?.constraints.get(c.name)?.noInherit === false && c.kind === "check");
}
/** A view, a materialized view or a table that was made from a query, with what changed it since. */
function queried(b, table) {
	const operation = queryAgain(table, b.span);
	if (!operation) {
		b.doubt(`The history does not show the query of ${table.name}.`);
		return;
	}
	const { outdated } = table.query?.definition ?? {};
	if (outdated !== void 0) b.doubt(`The query of ${table.name}: ${outdated}.`);
	for (const [source, columns] of table.query?.starred ?? []) if ([...b.wanted.relations.get(source)?.columns.keys() ?? []].join("\0") !== columns.join("\0")) b.doubt(`The query of ${table.name}: its * stood for other columns of ${source} when it was made.`);
	b.push(operation);
	for (const change of table.query?.changes ?? []) b.push(change);
}
/** Columns that are missing in tables that are there. */
function missingColumns(b) {
	for (const [wanted, table] of differing(b)) {
		if (wanted.kind === "view" || wanted.kind === "sequence") continue;
		for (const column of wanted.columns.values()) {
			if (b.now().relations.get(table)?.columns.has(column.name)) continue;
			const definition = columnAgain(b.wanted, table, column, sequenceName(b, table, column.name));
			for (const operation of columnSteps(table, definition, b)) b.push(operation);
		}
	}
}
/** A column that is NOT NULL and has no value of its own cannot be added so to a table with rows: they get one in between. */
function columnSteps(table, definition, { span }) {
	const filled = definition.default !== void 0 || definition.serial || definition.identity !== "no" || definition.generated !== void 0;
	if (!definition.notNull || filled) return [addColumnAgain(table, definition, span)];
	return [addColumnAgain(table, {
		...definition,
		notNull: false
	}, span), {
		kind: "set-not-null",
		span,
		table,
		column: definition.name
	}];
}
const INDEXED = /* @__PURE__ */ new Set([
	"unique",
	"primary-key",
	"exclude"
]);
/** Whether two constraints are the same but for their names. */
const alike = (a, b) => a.kind === b.kind && a.columns.join("\0") === b.columns.join("\0") && a.references?.table === b.references?.table && sameText(a.expression, b.expression);
/** Whether a constraint is as it shall be: NOT VALID, deferrable and all. */
const same = (a, b) => alike(a, b) && a.notValid === b.notValid && a.notEnforced === b.notEnforced && a.noInherit === b.noInherit;
/** Whether a table has a constraint or index from the one above it. */
const above = (catalog, table) => [table.partitionOf, ...table.inherits].flatMap((name) => catalog.relations.get(name) ?? []);
/** Constraints that are missing in tables that are there, or are not as they were. */
function constraints(b, foreignKeys) {
	for (const [wanted, table] of differing(b)) for (const constraint of wanted.constraints.values()) if (constraint.kind === "foreign-key" === foreignKeys) constraintAgainOn(b, table, constraint);
}
/** Constraints that are in the way: they are renamed where one like them is missing, and dropped otherwise. */
function extraConstraints(b, foreignKeys) {
	const { span } = b;
	for (const [wanted, table] of differing(b)) for (const extra of inTheWay(b, wanted, foreignKeys)) {
		const now = b.now().relations.get(table)?.constraints;
		const name = [...wanted.constraints.values()].find((c) => alike(c, extra) && !now?.has(c.name))?.name;
		if (name !== void 0) b.push({
			kind: "rename-constraint",
			span,
			table,
			constraint: extra.name,
			newName: name
		});
		else b.push({
			kind: "drop-constraint",
			span,
			table,
			constraint: extra.name,
			ifExists: false,
			cascade: false
		});
	}
}
/** Constraints that shall not be there, or not under that name; those that come from the table above go with it. */
function inTheWay(b, wanted, foreignKeys) {
	const now = b.now().relations.get(wanted.name);
	if (!now) return [];
	return [...now.constraints.values()].filter((c) => {
		const other = wanted.constraints.get(c.name);
		if (c.kind === "foreign-key" !== foreignKeys || other && alike(other, c)) return false;
		return !above(b.now(), now).some((parent) => [...parent.constraints.values()].some((p) => alike(p, c))) || isRenamed(wanted, c);
	});
}
/** Whether a constraint shall have another name, which a partition's copy can. */
const isRenamed = (wanted, c) => INDEXED.has(c.kind) && [...wanted.constraints.values()].some((other) => alike(other, c));
function constraintAgainOn(b, table, wanted) {
	const { span } = b;
	const now = b.now().relations.get(table)?.constraints.get(wanted.name);
	if (now === wanted) return;
	if (wanted.expression?.outdated) b.doubt(`The constraint ${wanted.name} of ${table}: ${wanted.expression.outdated}.`);
	if (!now) {
		if (wanted.kind === "not-null" && b.version < 18) return;
		b.push(addConstraintAgain(table, constraintAgain(b.wanted, table, wanted), span));
		return;
	}
	if (!same(now, wanted)) alterOrReplace(b, table, now, wanted);
	const after = b.now().relations.get(table)?.constraints.get(wanted.name);
	if (!after || after.deferrable === wanted.deferrable && after.initiallyDeferred === wanted.initiallyDeferred) return;
	const deferrability = !wanted.deferrable ? "not-deferrable" : wanted.initiallyDeferred ? "deferred" : "deferrable";
	b.push({
		kind: "alter-constraint",
		span,
		table,
		constraint: wanted.name,
		enforced: "unchanged",
		deferrability,
		inheritance: "unchanged"
	});
}
/** A foreign key is enforced or not by ALTER CONSTRAINT; what was validated is NOT VALID again only when it is made anew. */
function alterOrReplace(b, table, now, wanted) {
	const { span } = b;
	const { name: constraint } = wanted;
	if (now.notEnforced !== wanted.notEnforced && wanted.kind === "foreign-key") {
		const enforced = wanted.notEnforced ? "not-enforced" : "enforced";
		b.push({
			kind: "alter-constraint",
			span,
			table,
			constraint,
			enforced,
			deferrability: "unchanged",
			inheritance: "unchanged"
		});
	}
	const after = b.now().relations.get(table)?.constraints.get(constraint);
	if (!after || same(after, wanted)) return;
	b.push({
		kind: "drop-constraint",
		span,
		table,
		constraint,
		ifExists: false,
		cascade: false
	});
	b.push(addConstraintAgain(table, constraintAgain(b.wanted, table, wanted), span));
}
/** Whether two indexes are the same but for their names. */
const alikeIndexes = (a, b) => a.unique === b.unique && a.method === b.method && a.where === b.where && a.columns.join("\0") === b.columns.join("\0");
/** Indexes, those of partitioned tables first: their partitions get theirs with them. */
function indexes(b) {
	if (b.wanted.indexes === b.now().indexes) return;
	for (const table of parentsFirst([...b.wanted.relations.values()])) {
		if (!b.now().relations.has(table.name)) continue;
		const gone = [...table.indexes].flatMap((name) => b.wanted.indexes.get(name) ?? []).filter(({ constraint }) => constraint === "").filter(({ name }) => !b.now().indexes.has(name));
		for (const index of extraIndexes(b, table)) indexInTheWay(b, index, gone);
		for (const index of gone) {
			if (b.now().indexes.has(index.name)) continue;
			if (index.condition?.outdated) b.doubt(`The index ${index.name}: ${index.condition.outdated}.`);
			b.push(createIndexAgain(index, b.span));
		}
	}
}
/** Indexes of a table that shall not be there. */
function extraIndexes(b, table) {
	return [...b.now().relations.get(table.name)?.indexes ?? []].flatMap((name) => b.now().indexes.get(name) ?? []).filter(({ name, constraint }) => constraint === "" && !b.wanted.indexes.has(name));
}
function indexInTheWay(b, extra, gone) {
	const { span } = b;
	const meant = gone.find((index) => alikeIndexes(index, extra) && !b.now().indexes.has(index.name));
	const table = b.now().relations.get(extra.table);
	if (meant) b.push({
		kind: "rename-index",
		span,
		index: extra.name,
		table: extra.table,
		newName: splitRelation(meant.name).name,
		ifExists: false
	});
	else if (!table || !above(b.now(), table).some((parent) => hasAlike(b.now(), parent, extra))) b.push({
		kind: "drop-index",
		span,
		index: extra.name,
		table: extra.table,
		ifExists: false,
		cascade: false,
		concurrently: false
	});
}
const hasAlike = (catalog, table, index) => [...table.indexes].some((name) => {
	const other = catalog.indexes.get(name);
	return other !== void 0 && alikeIndexes(other, index);
});
function views(b) {
	const gone = missing(b.wanted.relations, b.now().relations).filter((t) => t.kind === "view" || t.kind === "materialized-view");
	for (const view of mentionedFirst(gone, ({ name }) => name, ({ sources }) => sources)) queried(b, view);
}
function publications(b) {
	const { span } = b;
	for (const publication of missing(b.wanted.publications, b.now().publications)) b.push(createPublicationAgain(b.wanted, publication, span));
	for (const wanted of b.wanted.publications.values()) {
		const now = b.now().publications.get(wanted.name);
		const alter = {
			kind: "alter-publication",
			span,
			publication: wanted.name
		};
		for (const storage of now ? storageChanges(wanted.options, now.options) : []) b.push({
			...alter,
			tables: [],
			members: [],
			schemas: [],
			change: "options",
			storage: storage.map((o) => ({
				...o,
				value: o.value ?? PUBLISH
			}))
		});
		membersAgain(b, wanted.name);
	}
}
/** What a publication publishes where nothing is said; RESET is no word for publications. */
const PUBLISH = "'insert, update, delete, truncate'";
/** The tables and schemas of a publication. */
function membersAgain(b, publication) {
	const alter = {
		kind: "alter-publication",
		span: b.span,
		publication,
		storage: []
	};
	const named = (catalog) => [...catalog.relations.values()].flatMap((table) => {
		const definition = table.publications.get(publication);
		return definition ? [[table.name, definition]] : [];
	});
	const [wanted, now] = [new Map(named(b.wanted)), new Map(named(b.now()))];
	const [before = [], there = []] = [b.wanted, b.now()].map((catalog) => catalog.publications.get(publication)?.schemas ?? []);
	const differs = (name) => !sameText(wanted.get(name), now.get(name));
	const out = [...now.keys()].filter(differs);
	const into = [...wanted.keys()].filter(differs);
	const change = (how, tables, more) => {
		const nothing = {
			text: "",
			mentions: []
		};
		const members = tables.map((table) => ({
			table,
			definition: how === "add" ? wanted.get(table) ?? nothing : nothing
		}));
		if (members.length + more.length > 0) b.push({
			...alter,
			change: how,
			tables,
			members,
			schemas: more
		});
	};
	change("drop", out, there.filter((schema) => !before.includes(schema)));
	change("add", into, before.filter((schema) => !there.includes(schema)));
}
// src/dialects/postgres/inverse/undo.ts
/** Answers to "what undoes it?", in the words that the parts of the table in `../inverse.ts` share. */
/** There is nothing to undo. */
const NOTHING = { inverse: [] };
/** These operations undo all of it. */
const by = (...inverse) => ({ inverse });
/** Nothing gives it back. */
const lost = (reason, saves = "") => ({ irreversible: {
	kind: "lost",
	reason,
	saves
} });
/** The history does not show what was there. */
const unknown = (reason) => ({ irreversible: {
	kind: "unknown",
	reason,
	saves: ""
} });
/** A part is undone; the rest does not come back. Several reasons are told together: one that is lost makes it lost. */
function partly(undo, irreversible) {
	const before = undo.irreversible;
	const both = before ? {
		kind: before.kind === "lost" ? before.kind : irreversible.kind,
		reason: `${irreversible.reason} ${before.reason}`,
		saves: irreversible.saves || before.saves
	} : irreversible;
	return {
		inverse: undo.inverse ?? [],
		irreversible: both,
		...undo.notRestored ? { notRestored: undo.notRestored } : {}
	};
}
/** These operations undo it if what they assume is so. */
const assuming = (reason, ...inverse) => ({
	inverse,
	irreversible: {
		kind: "unknown",
		reason,
		saves: ""
	}
});
/** Small things that are not as they were. */
const except = (undo, ...notRestored) => {
	const said = notRestored.filter((text) => text !== false);
	return undo.inverse && said.length > 0 ? {
		...undo,
		notRestored: [...undo.notRestored ?? [], ...said]
	} : undo;
};
/** The catalog after an operation. */
const after = (scene, operation) => applyOperation(scene.catalog, operation, {
	change: scene.situation.change,
	naming
});
/** What leads back from a catalog to that of the scene, after operations that are done anyhow. */
function back(scene, from, operation, first = []) {
	const building = beginBuilding(scene.catalog, from, scene.situation.version, operation.span);
	for (const step of first) building.push(step);
	converge(building);
	const [doubt] = building.doubts;
	const inverse = building.operations;
	return doubt === void 0 ? { inverse } : {
		inverse,
		irreversible: {
			kind: "unknown",
			reason: building.doubts.join(" "),
			saves: ""
		}
	};
}
/** What leads back to the catalog as it was before the operation. */
const restored = (scene, operation) => back(scene, after(scene, operation), operation);
/** The same for something that the history makes; of what it does not make it is not known what was there. */
const restoredIf = (known, scene, operation, what) => known ? restored(scene, operation) : unknown(`The migrations do not show ${what} as it was.`);
/** What is made again is gone with its data. */
const dataLost = (what, saves) => ({
	kind: "lost",
	reason: what,
	saves
});
/** A table is copied beforehand. */
const copyOf = (table) => `Copy it first: CREATE TABLE ${copyName(table)} AS TABLE ${table};`;
const copyName = (table) => table.endsWith("\"") ? `${table.slice(0, -1)}_before"` : `${table}_before`;
// src/dialects/postgres/inverse/tables.ts
const tableOf = (scene, table) => scene.catalog.relations.get(table);
const columnOf$1 = (scene, table, column) => tableOf(scene, table)?.columns.get(column);
/** Whether the history makes a relation, so that what it does not say of it is as the server makes it. */
const isMade = (scene, relation) => tableOf(scene, relation)?.made ?? false;
/** IF NOT EXISTS may have found what was there before. */
const mayHaveBeen = (what) => `IF NOT EXISTS: where ${what} was there before, it has to stay.`;
const dropTable = ({ table, span }) => ({
	kind: "drop-table",
	span,
	table,
	ifExists: false,
	cascade: false
});
/** CREATE TABLE and CREATE TABLE AS. */
function createTable$2(scene, o) {
	if (o.temporary || o.ifNotExists && tableOf(scene, o.table)) return NOTHING;
	const made = after(scene, o).relations.get(o.table);
	const steps = [...detached(scene, o), dropTable(o)];
	return o.ifNotExists && !(made && createdHere({
		...scene,
		catalog: after(scene, o)
	}, o.table)) ? assuming(mayHaveBeen(`the table ${o.table}`), ...steps) : by(...steps);
}
/** A partition of a table that foreign keys reference cannot be dropped while it is one. */
function detached(scene, o) {
	if (o.kind === "create-table-as" || o.partitionOf === "" || referencesTo(scene, o.partitionOf).length === 0) return [];
	return [{
		kind: "detach-partition",
		span: o.span,
		table: o.partitionOf,
		partition: o.table,
		concurrently: false,
		finalize: false
	}];
}
/** DROP TABLE: the table as the history made it, without its rows. */
function dropTableAgain(scene, o) {
	const table = tableOf(scene, o.table);
	if (table?.temporary || o.table.startsWith("pg_temp.")) return NOTHING;
	if (!table?.made) return unknown(`The migrations do not make ${o.table}, so how it was made is not known.`);
	const undo = restored(scene, o);
	if (createdHere(scene, o.table) && !table.filledHere) return undo;
	const sequences = sequencesOf(scene, o.table).length > 0;
	return except(partly(undo, dataLost(`The rows of ${o.table} are gone.`, copyOf(o.table))), sequences && `How far the sequences of ${o.table} had come.`);
}
/** RENAME TO. */
function renameTable(_scene, o) {
	const { span, table, newTable } = o;
	return by({
		kind: "rename-table",
		span,
		table: newTable,
		newName: splitRelation(table).name,
		newTable: table,
		ifExists: false
	});
}
/** TRUNCATE. */
function truncate$1(scene, o) {
	if (createdHere(scene, o.table)) return NOTHING;
	const more = o.cascade ? " So are those of the tables that reference it." : "";
	const sequences = o.restartIdentity ? " So is how far its sequences had come." : "";
	return lost(`The rows of ${o.table} are gone.${more}${sequences}`, copyOf(o.table));
}
/** ADD COLUMN. */
function addColumn$2(scene, o) {
	const { span, table, column } = o;
	if (o.ifNotExists && columnOf$1(scene, table, column)) return NOTHING;
	const drop = {
		kind: "drop-column",
		span,
		table,
		column,
		ifExists: false,
		cascade: false
	};
	return o.ifNotExists && !isKnown$1(scene, table) ? assuming(mayHaveBeen(`the column ${column} of ${table}`), drop) : by(drop);
}
/** What a column that is made again is not: where it stood. */
function order(scene, table, column) {
	return [...tableOf(scene, table)?.columns.keys() ?? []].at(-1) !== column && `The place of ${column} among the columns of ${table}: it is the last one now.`;
}
/** DROP COLUMN: the column with what was over it, without its values. */
function dropColumn(scene, o) {
	const { table, column } = o;
	const known = columnOf$1(scene, table, column);
	if (!known) {
		if (o.ifExists && isKnown$1(scene, table)) return NOTHING;
		return unknown(`The migrations do not show the column ${column} of ${table} as it was.`);
	}
	const undo = withViews(scene, o, except(restored(scene, o), order(scene, table, column)));
	if (createdHere(scene, table) || scene.situation.change !== null && known.origin === scene.situation.change || known.generated) return undo;
	const first = known.notNull && !known.default && !known.serial && known.identity === "no" ? ` It is NOT NULL: the rows need a value before that can be said again.` : "";
	return partly(undo, dataLost(`The values of ${column} of ${table} are gone.${first}`, copyOf(table)));
}
/** Where CASCADE takes views along, and which of them read the column is not known. */
function withViews(scene, o, undo) {
	const left = o.cascade ? viewsOver(scene, o.table).filter((view) => after(scene, o).relations.has(view)) : [];
	return left.length === 0 ? undo : partly(undo, {
		kind: "unknown",
		reason: `CASCADE takes those along that read ${o.column}: ${left.join(", ")}.`,
		saves: ""
	});
}
/** RENAME COLUMN. */
function renameColumn(_scene, { span, table, column, newName }) {
	return by({
		kind: "rename-column",
		span,
		table,
		column: newName,
		newName: column
	});
}
/** ALTER COLUMN … TYPE: back to the type that was there; what a value lost on the way stays lost. */
function alterColumnType(scene, o, consequence) {
	const { table, column } = o;
	if (!columnOf$1(scene, table, column)) return unknown(`The migrations do not show the type that ${column} of ${table} had.`);
	const undo = except(restored(scene, o), keptWithCasts(scene, table, column));
	if (!consequence.losesData) return undo;
	const certain = !consequence.unknown.includes("losesData");
	return partly(undo, dataLost(`What the values of ${column} of ${table} ${certain ? "lose" : "may lose"} on the way to ${o.type} does not come back.`, copyOf(table)));
}
/** The server keeps conditions over a column whose type changes with casts, which stay in them. */
function keptWithCasts(scene, table, column) {
	const checks = constraintsOf(scene, table).filter((c) => c.kind === "check" && c.columns.includes(column));
	const indexes = indexesOf(scene, table).filter((i) => [i.condition, ...i.keys.map((key) => key.expression)].some((e) => e?.columns.includes(column)));
	const names = [...checks.map(({ name }) => name), ...indexes.map(({ name }) => name)];
	return names.length > 0 && `The conditions of ${names.join(", ")} mean the same, and can have casts in them now.`;
}
/** A change of a column's property: back to what the history shows. */
function columnProperty(scene, o) {
	return restoredIf(columnOf$1(scene, o.table, o.column) !== void 0, scene, o, `the column ${o.column} of ${o.table}`);
}
/** SET NOT NULL. */
function setNotNull$1(scene, o) {
	const { span, table, column } = o;
	if (columnOf$1(scene, table, column)) return restored(scene, o);
	return assuming(`Where ${column} of ${table} was NOT NULL before, it has to stay so.`, {
		kind: "drop-not-null",
		span,
		table,
		column
	});
}
/** DROP NOT NULL. */
function dropNotNull(scene, o) {
	const { span, table, column } = o;
	if (columnOf$1(scene, table, column)) return restored(scene, o);
	return assuming(`Where ${column} of ${table} could hold NULL before, it has to stay so.`, {
		kind: "set-not-null",
		span,
		table,
		column
	});
}
/** ADD GENERATED … AS IDENTITY. */
function addIdentity(_scene, { span, table, column }) {
	return by({
		kind: "drop-identity",
		span,
		table,
		column,
		ifExists: false
	});
}
/** SET GENERATED and the options of the sequence. */
function setIdentity$1(scene, o) {
	return except(columnProperty(scene, o), o.restart && `How far the sequence of ${o.column} of ${o.table} had come.`);
}
/** DROP IDENTITY: the sequence is made again and begins at its start. */
function dropIdentity(scene, o) {
	const { table, column } = o;
	if (columnOf$1(scene, table, column)?.identity === "no") return NOTHING;
	const undo = columnProperty(scene, o);
	if (!undo.inverse || createdHere(scene, table)) return undo;
	return partly(undo, dataLost(`How far the sequence of ${column} of ${table} had come is gone.`, `Note it first, for ALTER TABLE … RESTART WITH: SELECT max(${column}) FROM ${table};`));
}
/** DROP EXPRESSION: no statement makes a column generated again; one that is made anew computes the same values. */
function dropExpression(scene, o) {
	const { span, table, column } = o;
	if (!columnOf$1(scene, table, column)?.generated) return columnProperty(scene, o);
	const drop = {
		kind: "drop-column",
		span,
		table,
		column,
		ifExists: false,
		cascade: false
	};
	return except(back(scene, after(scene, o), o, [drop]), order(scene, table, column));
}
/** ADD CONSTRAINT. */
function addConstraint$1(scene, o) {
	const { span, table } = o;
	if (tableOf(scene, table)) return restored(scene, o);
	const constraint = o.named || o.usingIndex === "" ? o.constraint : o.usingIndex;
	const undo = by({
		kind: "drop-constraint",
		span,
		table,
		constraint,
		ifExists: false,
		cascade: false
	});
	if (o.usingIndex === "") return undo;
	return partly(undo, {
		kind: "unknown",
		reason: `The migrations do not show the index ${o.usingIndex}, which goes with the constraint.`,
		saves: ""
	});
}
/** VALIDATE, ALTER and DROP CONSTRAINT. */
function constraintChange(scene, o) {
	const table = tableOf(scene, o.table);
	const known = table?.constraints.has(o.constraint) ?? false;
	if (!known && o.kind === "drop-constraint" && o.ifExists && table?.columnsKnown) return NOTHING;
	return restoredIf(known, scene, o, `the constraint ${o.constraint} of ${o.table}`);
}
/** RENAME CONSTRAINT. */
function renameConstraint(_scene, { span, table, constraint, newName }) {
	return by({
		kind: "rename-constraint",
		span,
		table,
		constraint: newName,
		newName: constraint
	});
}
/** CREATE INDEX: dropped as it was built. */
function createIndex$3(scene, o) {
	const { span, table, concurrently } = o;
	const made = [...after(scene, o).indexes.keys()].find((name) => !scene.catalog.indexes.has(name) && after(scene, o).indexes.get(name)?.table === table);
	if (made === void 0) return NOTHING;
	const drop = {
		kind: "drop-index",
		span,
		index: made,
		table,
		ifExists: false,
		cascade: false,
		concurrently
	};
	return o.ifNotExists && !isKnown$1(scene, table) ? assuming(mayHaveBeen(`the index ${made}`), drop) : by(drop);
}
/** DROP INDEX: built again as it was dropped. */
function dropIndex$1(scene, o) {
	const undo = restoredIf(scene.catalog.indexes.has(o.index), scene, o, `the index ${o.index}`);
	if (!o.concurrently || !undo.inverse) return undo;
	return {
		...undo,
		inverse: undo.inverse.map((step) => step.kind === "create-index" ? {
			...step,
			concurrently: true
		} : step)
	};
}
/** ALTER INDEX … RENAME. */
function renameIndex(_scene, { span, index, table, newName }) {
	const { schema, name } = splitRelation(index);
	return by({
		kind: "rename-index",
		span,
		index: qualify(schema, newName),
		table,
		newName: name,
		ifExists: false
	});
}
/** ALTER INDEX … SET. */
function alterIndex$1(scene, o) {
	if (o.change === "other") return unknown(`What undoes ALTER INDEX … ${o.definition} is not known.`);
	return restoredIf(scene.catalog.indexes.has(o.index), scene, o, `the index ${o.index}`);
}
/** ATTACH PARTITION: detached, without the indexes and constraints that it was given. */
function attachPartition(scene, o) {
	const { span, table, partition } = o;
	const detach = {
		kind: "detach-partition",
		span,
		table,
		partition,
		concurrently: false,
		finalize: false
	};
	return tableOf(scene, partition)?.columnsKnown ? back(scene, after(scene, o), o, [detach]) : by(detach);
}
/** DETACH PARTITION: attached again with its bounds. */
function detachPartition(scene, o) {
	const { span, table, partition } = o;
	const known = tableOf(scene, partition);
	const bound = known?.bound;
	if (!known || !bound) return unknown(`The migrations do not show the bounds of ${partition}.`);
	const attach = {
		kind: "attach-partition",
		span,
		table,
		partition,
		isDefault: known.defaultPartition,
		bound: {
			...bound,
			functions: [],
			columns: [],
			isNull: false,
			tree: void 0
		}
	};
	return except(back(scene, after(scene, o), o, [attach]), (o.concurrently || o.finalize) && `The check that CONCURRENTLY leaves on ${partition} for its former bounds stays.`);
}
/** INHERIT and NO INHERIT. */
function inherit$1(_scene, { span, table, parent, add }) {
	const undo = by({
		kind: "inherit",
		span,
		table,
		parent,
		add: !add
	});
	return except(undo, !add && `The columns of ${table} are its own now, too: they stay when those of ${parent} are dropped.`);
}
/** A change of a table's property: back to what the history shows. */
function tableProperty(scene, o) {
	return restoredIf(isMade(scene, o.table), scene, o, o.table);
}
/** SET TABLESPACE and SET ACCESS METHOD, back to the default where the history says none. */
function storagePlace(scene, o) {
	if (o.table === "") return unknown("Which tables are in the tablespace is not in the migrations.");
	const table = tableOf(scene, o.table);
	const isDefault = o.kind === "set-tablespace" ? table?.tablespace === "" : table?.accessMethod === "";
	const word = o.kind === "set-tablespace" ? "The default tablespace is taken to be pg_default." : "The default access method is taken to be heap.";
	return except(tableProperty(scene, o), isDefault && word);
}
/** ENABLE and DISABLE TRIGGER: each trigger fires as it did; ALL means those of foreign keys too. */
function setTriggerState(scene, o) {
	const { span, table, trigger, rule, all } = o;
	const known = tableOf(scene, table);
	const opposite = {
		...o,
		enabled: !o.enabled,
		firing: o.enabled ? "disabled" : "origin"
	};
	if (trigger !== "") {
		const one = rule ? known?.rules.get(trigger) : known?.triggers.get(trigger);
		if (!one) return assuming(`How ${trigger} of ${table} fired before is not in the migrations.`, opposite);
		return one.firing === o.firing ? NOTHING : by({
			...o,
			enabled: one.firing !== "disabled",
			firing: one.firing
		});
	}
	if (!known?.made) return assuming(`Which triggers of ${table} fired before is not in the migrations.`, opposite);
	const first = all && !o.enabled ? [{
		kind: "set-trigger-state",
		span,
		table,
		trigger,
		enabled: true,
		all,
		rule,
		firing: "origin"
	}] : [];
	return back(scene, after(scene, o), o, first);
}
/** ROW LEVEL SECURITY. */
function setRowSecurity(scene, o) {
	if (isMade(scene, o.table)) return restored(scene, o);
	const opposite = {
		enable: "disable",
		disable: "enable",
		force: "no-force",
		"no-force": "force"
	};
	return assuming(`Whether ${o.table} had it before is not in the migrations.`, {
		...o,
		change: opposite[o.change]
	});
}
/** SET LOGGED and SET UNLOGGED. */
function setLogged(scene, o) {
	if (isMade(scene, o.table)) return restored(scene, o);
	return assuming(`Whether ${o.table} was logged before is not in the migrations.`, {
		...o,
		logged: !o.logged
	});
}
/** OWNER TO: the history tells the owner before only where it named one. */
function setOwner$1(scene, o) {
	const undo = restored(scene, o);
	return undo.inverse && undo.inverse.length > 0 ? undo : unknown(`The migrations do not say who owned ${o.target} before.`);
}
// src/dialects/postgres/inverse/objects.ts
/** What undoes operations on views, types, functions, sequences, schemas, triggers and privileges. */
const has = (scene, relation) => scene.catalog.relations.has(relation);
const made$1 = (scene, relation) => scene.catalog.relations.get(relation)?.made ?? false;
/** CREATE VIEW; OR REPLACE of one that is known gives it back as it was, with the views over it. */
function createView$1(scene, o) {
	const { span, table } = o;
	if (o.temporary) return NOTHING;
	const drop = (view) => ({
		kind: "drop-view",
		span,
		table: view,
		ifExists: false,
		cascade: false
	});
	if (!o.replace) return by(drop(table));
	const before = scene.catalog.relations.get(table);
	if (!before) return assuming(`OR REPLACE: where the view ${table} was there before, its former query is not in the migrations.`, drop(table));
	if (!before.query) return unknown(`The migrations do not show the former query of ${table}.`);
	const dropped = mentionedFirst(viewsOver(scene, table).flatMap((name) => scene.catalog.relations.get(name) ?? []), ({ name }) => name, ({ sources }) => sources).toReversed().map(({ name, kind }) => kind === "materialized-view" ? {
		kind: "drop-materialized-view",
		span,
		table: name,
		ifExists: false,
		cascade: false
	} : drop(name));
	return back(scene, after(scene, o), o, [...dropped, drop(table)]);
}
/** CREATE MATERIALIZED VIEW. */
function createMaterializedView(scene, o) {
	const { span, table } = o;
	if (o.ifNotExists && has(scene, table)) return NOTHING;
	const drop = {
		kind: "drop-materialized-view",
		span,
		table,
		ifExists: false,
		cascade: false
	};
	const created = createdHere({
		...scene,
		catalog: after(scene, o)
	}, table);
	return o.ifNotExists && !created ? assuming(mayHaveBeen(`the materialized view ${table}`), drop) : by(drop);
}
/** DROP VIEW and DROP MATERIALIZED VIEW: a query gives the rows back. */
function dropView(scene, o) {
	const view = scene.catalog.relations.get(o.table);
	if (view?.temporary || o.table.startsWith("pg_temp.")) return NOTHING;
	return restoredIf(view?.query !== void 0, scene, o, o.table);
}
/** ALTER VIEW. */
function alterView$1(scene, o) {
	const { span, table, column } = o;
	const view = scene.catalog.relations.get(table);
	if (!view?.query) return unknown(`The migrations do not show ${table} as it was.`);
	if (column === "") return restored(scene, o);
	const before = view.query.changes.findLast((change) => change.kind === "alter-view" && change.column === column);
	const value = before?.kind === "alter-view" ? before.default : void 0;
	return by({
		kind: "alter-view",
		span,
		table,
		ifExists: false,
		storage: [],
		column,
		default: value
	});
}
/** RENAME of a view or materialized view. */
function renameView(_scene, o) {
	return by({
		...o,
		table: o.newTable,
		newName: splitRelation(o.table).name,
		newTable: o.table
	});
}
/** REFRESH: what it held before is no matter; WITH NO DATA leaves it empty, and a refresh fills it again. */
function refresh$1(scene, o) {
	const filled = scene.catalog.relations.get(o.table)?.query?.withData ?? true;
	return o.withData || !filled ? NOTHING : by({
		...o,
		concurrently: false,
		withData: true
	});
}
const nameOf = (o) => o.kind === "create-trigger" ? o.trigger : o.kind === "create-rule" ? o.rule : o.policy;
function dropOf(o) {
	const { span, table } = o;
	const name = nameOf(o);
	switch (o.kind) {
		case "create-trigger": return {
			kind: "drop-trigger",
			span,
			table,
			trigger: name,
			ifExists: false,
			cascade: false
		};
		case "create-rule": return {
			kind: "drop-rule",
			span,
			table,
			rule: name,
			ifExists: false
		};
		case "create-policy": return {
			kind: "drop-policy",
			span,
			table,
			policy: name,
			ifExists: false
		};
	}
}
/** CREATE TRIGGER, RULE and POLICY; OR REPLACE gives back the one that was there. */
function createDependent(scene, o) {
	if (o.kind === "create-policy" || !o.replace) return by(dropOf(o));
	const table = scene.catalog.relations.get(o.table);
	if (o.kind === "create-trigger" ? table?.triggers.has(o.trigger) : table?.rules.has(o.rule)) return restored(scene, o);
	return table?.made ? by(dropOf(o)) : assuming(`OR REPLACE: where ${nameOf(o)} of ${o.table} was there before, how it was is not in the migrations.`, dropOf(o));
}
/** DROP of a trigger, rule or policy, and ALTER POLICY. */
function dependentChange(scene, o) {
	const table = scene.catalog.relations.get(o.table);
	const [map, name] = o.kind === "drop-trigger" ? [table?.triggers, o.trigger] : o.kind === "drop-rule" ? [table?.rules, o.rule] : [table?.policies, o.policy];
	const known = map?.has(name) ?? false;
	if (!known && "ifExists" in o && o.ifExists && table?.made) return NOTHING;
	return restoredIf(known, scene, o, `${name} of ${o.table}`);
}
/** RENAME of a trigger, rule or policy. */
function renameDependent(_scene, o) {
	return by({
		...o,
		object: o.newName,
		newName: o.object
	});
}
/** CREATE TYPE and CREATE DOMAIN. */
function createType(_scene, { kind, span, type }) {
	return by({
		kind: "drop-type",
		span,
		type,
		domain: kind === "create-domain",
		ifExists: false,
		cascade: false
	});
}
/** DROP TYPE: with CASCADE the values of its columns are gone. */
function dropType(scene, o, consequence) {
	const undo = restoredIf(scene.catalog.types.has(o.type), scene, o, `the type ${o.type}`);
	if (!consequence.losesData || !undo.inverse) return undo;
	const certain = !consequence.unknown.includes("losesData");
	return partly(undo, dataLost(`The values of the columns of type ${o.type}${certain ? "" : ", where there are any,"} are gone.`, "Copy the tables that have such columns first."));
}
/** ALTER TYPE … RENAME. */
function renameType(_scene, { span, type, newType }) {
	return by({
		kind: "rename-type",
		span,
		type: newType,
		newName: splitRelation(type).name,
		newType: type
	});
}
/** ALTER TYPE of a composite type. */
function alterCompositeType(scene, o) {
	const { type, attribute } = o;
	const before = scene.catalog.types.get(type)?.attributes.find(({ name }) => name === attribute);
	switch (o.change) {
		case "add": return by({
			...o,
			change: "drop",
			definition: void 0
		});
		case "rename": return by({
			...o,
			attribute: o.newName,
			newName: attribute
		});
		case "type": return before ? by({
			...o,
			definition: before
		}) : unknown(`The migrations do not show the attribute ${attribute} of ${type} as it was.`);
		case "drop": return before ? partly(by({
			...o,
			change: "add",
			definition: before
		}), dataLost(`The values of the attribute ${attribute} of ${type} are gone, and it is the last one now.`, "Copy the tables that have columns of the type first.")) : unknown(`The migrations do not show the attribute ${attribute} of ${type} as it was.`);
	}
}
/** ALTER TYPE … ADD VALUE. */
function addEnumValue(scene, { type, value, ifNotExists }) {
	if (ifNotExists && scene.catalog.types.get(type)?.labels.includes(value)) return NOTHING;
	return lost(`PostgreSQL takes no label out of an enum: ${value} stays in ${type}, and does no harm where nothing uses it.`);
}
/** ALTER TYPE … RENAME VALUE. */
function renameEnumValue(_scene, o) {
	return by({
		...o,
		value: o.newValue,
		newValue: o.value
	});
}
/** ALTER DOMAIN. */
function alterDomain$1(scene, o) {
	if (o.change === "rename-constraint") return by({
		...o,
		constraint: o.newName,
		newName: o.constraint
	});
	if (scene.catalog.types.get(o.type)) return restored(scene, o);
	if (o.change === "add-constraint" && o.constraint !== "") return by({
		...o,
		change: "drop-constraint",
		notValid: false,
		definition: void 0
	});
	return unknown(`The migrations do not show the domain ${o.type} as it was.`);
}
const overloadOf = (catalog, name, inputs) => catalog.functions.get(name)?.find((f) => inputsOf(f.inputs) === inputs);
/** CREATE FUNCTION; OR REPLACE of one that is known gives it back as it was. */
function createFunction$1(scene, o) {
	const { span, function: name, procedure, arguments: types } = o;
	const inputs = inputsOf(types);
	const drop = {
		kind: "drop-function",
		span,
		function: name,
		ifExists: false,
		cascade: false,
		objectType: procedure ? "procedure" : "function",
		target: `${name}(${inputs})`,
		arguments: types
	};
	if (overloadOf(scene.catalog, name, inputs)) return restored(scene, o);
	return o.replace ? assuming(`OR REPLACE: where ${name}(${inputs}) was there before, how it was is not in the migrations.`, drop) : by(drop);
}
/** DROP FUNCTION. */
function dropFunction(scene, o) {
	if (o.objectType === "aggregate") return restoredIf(scene.catalog.others.has(otherKey("aggregate", o.target)), scene, o, `the aggregate ${o.target}`);
	const overloads = scene.catalog.functions.get(o.function) ?? [];
	const inputs = o.arguments && inputsOf(o.arguments);
	const own = inputs === void 0 ? overloads.length === 1 : overloads.some((f) => inputsOf(f.inputs) === inputs);
	return withCascade(restoredIf(own, scene, o, `the ${o.objectType} ${o.target}`), o.cascade);
}
/** What CASCADE takes along where the history does not show what depends on it. */
const withCascade = (undo, cascade) => cascade && undo.inverse ? partly(undo, {
	kind: "unknown",
	reason: "What CASCADE takes along is not all in the migrations.",
	saves: ""
}) : undo;
/** CREATE SEQUENCE. */
function createSequence$1(scene, o) {
	const { span, sequence } = o;
	if (o.temporary || o.ifNotExists && has(scene, sequence)) return NOTHING;
	const drop = {
		kind: "drop-sequence",
		span,
		sequence,
		ifExists: false,
		cascade: false
	};
	const created = createdHere({
		...scene,
		catalog: after(scene, o)
	}, sequence);
	return o.ifNotExists && !created ? assuming(mayHaveBeen(`the sequence ${sequence}`), drop) : by(drop);
}
const position = (sequence) => `How far ${sequence} had come.`;
/** ALTER SEQUENCE. */
function alterSequence$1(scene, o) {
	return except(restoredIf(made$1(scene, o.sequence), scene, o, `the sequence ${o.sequence}`), o.restart && position(o.sequence));
}
/** ALTER SEQUENCE … RENAME. */
function renameSequence(_scene, { span, sequence, newSequence }) {
	return by({
		kind: "rename-sequence",
		span,
		sequence: newSequence,
		newName: splitRelation(sequence).name,
		newSequence: sequence
	});
}
/** DROP SEQUENCE. */
function dropSequence(scene, o) {
	const { sequence } = o;
	const undo = restoredIf(made$1(scene, sequence), scene, o, `the sequence ${sequence}`);
	if (!undo.inverse || createdHere(scene, sequence)) return undo;
	return partly(undo, dataLost(`How far ${sequence} had come is gone.`, `Note it first, for ALTER SEQUENCE … RESTART WITH: SELECT last_value FROM ${sequence};`));
}
/** CREATE SCHEMA. */
function createSchema(scene, { span, schema, ifNotExists }) {
	if (ifNotExists && scene.catalog.schemas.has(quoteIdent(schema))) return NOTHING;
	const drop = {
		kind: "drop-schema",
		span,
		schema,
		ifExists: false,
		cascade: false
	};
	return ifNotExists ? assuming(mayHaveBeen(`the schema ${schema}`), drop) : by(drop);
}
/** ALTER SCHEMA … RENAME. */
function renameSchema(_scene, { span, schema, newName }) {
	return by({
		kind: "rename-schema",
		span,
		schema: newName,
		newName: schema
	});
}
/** DROP SCHEMA: with CASCADE everything that the history puts into it is made again, without data. */
function dropSchema(scene, o, consequence) {
	const undo = restoredIf(scene.catalog.schemas.has(quoteIdent(o.schema)), scene, o, `the schema ${o.schema}`);
	if (!o.cascade || !undo.inverse) return undo;
	if (consequence.losesData && !consequence.unknown.includes("losesData")) return partly(undo, dataLost(`The rows of the tables in ${o.schema} are gone.`, `Dump it first: pg_dump --schema=${o.schema}`));
	return withCascade(undo, true);
}
/** CREATE EXTENSION. */
function createExtension$1(scene, { span, extension, ifNotExists }) {
	if (ifNotExists && scene.catalog.extensions.has(extension)) return NOTHING;
	const drop = {
		kind: "drop-extension",
		span,
		extension,
		ifExists: false,
		cascade: false
	};
	return ifNotExists ? assuming(mayHaveBeen(`the extension ${extension}`), drop) : by(drop);
}
/** DROP EXTENSION. */
function dropExtension(scene, o) {
	return withCascade(restoredIf(scene.catalog.extensions.has(o.extension), scene, o, `the extension ${o.extension}`), o.cascade);
}
/** CREATE of an object that no table depends on. */
function createObject(_scene, { span, objectType, object, target }) {
	if (target === "") return unknown(`The statement does not name what it makes: ${objectType}.`);
	return by({
		kind: "drop-object",
		span,
		objectType,
		object,
		ifExists: false,
		cascade: false,
		target
	});
}
/** ALTER of such an object: of a function the history can give back how it was. */
function alterObject(scene, o) {
	const undo = restored(scene, o);
	return undo.inverse && undo.inverse.length > 0 ? undo : unknown(`What undoes a change of the ${o.objectType} ${o.target} is not known.`);
}
/** RENAME of such an object. */
function renameObject(_scene, o) {
	const [, name = o.target, rest = ""] = /^((?:"(?:[^"]|"")*"|[^."(\s]+)(?:\.(?:"(?:[^"]|"")*"|[^."(\s]+))?)([\s\S]*)$/.exec(o.target) ?? [];
	const { schema, name: old } = splitRelation(name);
	const renamed = schema === "" ? quoteIdent(o.newName) : qualify(schema, o.newName);
	return by({
		...o,
		object: renamed,
		newName: old,
		target: `${renamed}${rest}`
	});
}
/** DROP of such an object. */
function dropObject(scene, o) {
	const known = scene.catalog.others.get(otherKey(o.objectType, o.target));
	return withCascade(restoredIf((known?.making.length ?? 0) > 0, scene, o, `the ${o.objectType} ${o.target}`), o.cascade);
}
/** SET SCHEMA: back to where it was. */
function setSchema$1(_scene, o) {
	const [, name = o.target, rest = ""] = /^((?:"(?:[^"]|"")*"|[^."(\s]+)\.(?:"(?:[^"]|"")*"|[^."(\s]+))([\s\S]*)$/.exec(o.target) ?? [];
	const { schema } = splitRelation(name);
	if (schema === "") return unknown(`In which schema ${o.target} was is not in the statement.`);
	const moved = o.newTable + rest;
	return by({
		...o,
		table: o.table === "" ? "" : o.newTable,
		object: moved,
		target: moved,
		newSchema: schema,
		newTable: name,
		ifExists: false
	});
}
/** CREATE PUBLICATION. */
function createPublication$2(_scene, { span, publication }) {
	return by({
		kind: "drop-publication",
		span,
		publication,
		ifExists: false
	});
}
/** ALTER and DROP PUBLICATION. */
function publicationChange(scene, o) {
	return restoredIf(scene.catalog.publications.has(o.publication), scene, o, `the publication ${o.publication}`);
}
/** The notes of each object that a statement names, as far as the history makes them. */
function notesOf(scene, on, target) {
	const { relations, types, functions } = scene.catalog;
	if (on === "table" || on === "sequence") return relations.get(target)?.made ? relations.get(target)?.notes : void 0;
	if (on === "type" || on === "domain") return types.get(target)?.notes;
	for (const [name, overloads] of functions) for (const own of overloads) if (`${name}(${inputsOf(own.inputs)})` === target || name === target && overloads.length === 1) return own.notes;
	if (on === "schema") return scene.catalog.schemas.has(target) ? scene.catalog.others.get(otherKey("schema", target))?.notes ?? EMPTY : void 0;
}
const EMPTY = {
	comment: "",
	owner: "",
	grants: /* @__PURE__ */ new Map()
};
/** GRANT and REVOKE: what the history shows that others could do before. */
function privileges$1(scene, o) {
	if (!o.allInSchema && o.on !== "role" && o.targets.every((target) => notesOf(scene, o.on, target) !== void 0)) return restored(scene, o);
	if (o.kind === "revoke") return unknown("What was granted before is not in the migrations.");
	const { withOption: _w, toPublic: _p, allPrivileges: _a, ...shared } = o;
	return assuming("What was granted before has to stay, and is not in the migrations.", {
		...shared,
		kind: "revoke",
		optionOnly: false,
		cascade: false
	});
}
/** ALTER DEFAULT PRIVILEGES. */
function defaultPrivileges$2(_scene, o) {
	return assuming("What the defaults were before is not in the migrations.", {
		...o,
		grants: !o.grants,
		cascade: false,
		withOption: o.withOption && !o.grants
	});
}
/** COMMENT ON: the comment that the history shows, or none. */
function comment$1(scene, o) {
	const { relations, types, indexes, functions, others } = scene.catalog;
	const own = `${o.target}`;
	if (!(o.table !== "" ? relations.get(o.table)?.made ?? indexes.has(own) : types.has(own) || others.has(otherKey(o.objectType, own)) || scene.catalog.schemas.has(own) || [...functions.keys()].some((name) => own.startsWith(name)))) return unknown(`The migrations do not show the comment that ${o.target} had before.`);
	const undo = restored(scene, o);
	if (undo.inverse && undo.inverse.length > 0) return undo;
	return o.text === void 0 ? NOTHING : by({
		...o,
		text: void 0
	});
}
// src/dialects/postgres/inverse.ts
/** It changes nothing that stays, or nothing that has to be given back. */
const nothing = () => NOTHING;
/** It has an opposite, and the history keeps no more of it. */
const notKept = (what) => () => unknown(what);
/** Rows that were written: those of a new table go with it. */
function rowsWritten(scene, { table }) {
	if (createdHere(scene, table)) return NOTHING;
	return lost(`The rows that were written to ${table} stay: which ones they are is not in the statement.`);
}
/** Rows that were changed or deleted: what was there is gone. */
function rowsLost(scene, { table }, consequence) {
	if (!consequence.losesData) return NOTHING;
	const certain = !consequence.unknown.includes("losesData");
	return lost(`What the rows of ${table} held before ${certain ? "is" : "may be"} gone.`, copyOf(table));
}
/** CREATE of something for the whole cluster has an opposite; how a thing was before it was changed is not kept. */
function clusterWide(o, what, drop) {
	return o.change === "create" ? by(drop) : unknown(`How ${what} was before is not in the migrations.`);
}
const INVERTERS = {
	"create-table": createTable$2,
	"create-table-as": createTable$2,
	"drop-table": dropTableAgain,
	"rename-table": renameTable,
	"set-schema": setSchema$1,
	truncate: truncate$1,
	"lock-table": nothing,
	"add-column": addColumn$2,
	"drop-column": dropColumn,
	"rename-column": renameColumn,
	"alter-column-type": alterColumnType,
	"set-default": columnProperty,
	"drop-default": columnProperty,
	"set-not-null": setNotNull$1,
	"drop-not-null": dropNotNull,
	"add-identity": addIdentity,
	"set-identity": setIdentity$1,
	"drop-identity": dropIdentity,
	"set-expression": columnProperty,
	"drop-expression": dropExpression,
	"set-column-option": columnProperty,
	"add-constraint": addConstraint$1,
	"validate-constraint": constraintChange,
	"alter-constraint": constraintChange,
	"drop-constraint": constraintChange,
	"rename-constraint": renameConstraint,
	"create-index": createIndex$3,
	"drop-index": dropIndex$1,
	reindex: nothing,
	"rename-index": renameIndex,
	"alter-index": alterIndex$1,
	"attach-index": (_scene, o) => lost(`PostgreSQL detaches no index from that of its partitioned table: ${o.child} stays attached to ${o.index}.`),
	"attach-partition": attachPartition,
	"detach-partition": detachPartition,
	inherit: inherit$1,
	"set-logged": setLogged,
	"set-tablespace": storagePlace,
	"set-access-method": storagePlace,
	"set-table-options": tableProperty,
	"set-replica-identity": tableProperty,
	"set-owner": setOwner$1,
	"set-row-security": setRowSecurity,
	"set-trigger-state": setTriggerState,
	"set-cluster-index": tableProperty,
	"other-table-change": (_scene, o) => /\bWITHOUT\s+OIDS$/i.test(o.change) ? NOTHING : unknown(`What undoes ${o.change} is not known.`),
	cluster: (scene, o) => o.index === "" ? NOTHING : tableProperty(scene, o),
	vacuum: nothing,
	analyze: nothing,
	"create-trigger": createDependent,
	"drop-trigger": dependentChange,
	"create-rule": createDependent,
	"drop-rule": dependentChange,
	"create-policy": createDependent,
	"alter-policy": dependentChange,
	"drop-policy": dependentChange,
	"rename-dependent": renameDependent,
	"create-view": createView$1,
	"alter-view": alterView$1,
	"rename-view": renameView,
	"drop-view": dropView,
	"create-materialized-view": createMaterializedView,
	"drop-materialized-view": dropView,
	"refresh-materialized-view": refresh$1,
	"create-type": createType,
	"drop-type": dropType,
	"rename-type": renameType,
	"alter-composite-type": alterCompositeType,
	"add-enum-value": addEnumValue,
	"rename-enum-value": renameEnumValue,
	"create-domain": createType,
	"alter-domain": alterDomain$1,
	"create-function": createFunction$1,
	"drop-function": dropFunction,
	"create-sequence": createSequence$1,
	"alter-sequence": alterSequence$1,
	"rename-sequence": renameSequence,
	"drop-sequence": dropSequence,
	"create-schema": createSchema,
	"rename-schema": renameSchema,
	"drop-schema": dropSchema,
	"create-extension": createExtension$1,
	"alter-extension": (_scene, o) => unknown(`Which version of ${o.extension} was installed, and whether it can be gone back to, is not in the migrations.`),
	"drop-extension": dropExtension,
	"create-object": createObject,
	"alter-object": alterObject,
	"rename-object": renameObject,
	"drop-object": dropObject,
	"create-publication": createPublication$2,
	"alter-publication": publicationChange,
	"drop-publication": publicationChange,
	subscription: (_scene, o) => clusterWide(o, `the subscription ${o.subscription}`, {
		...o,
		change: "drop",
		definition: {
			text: `DROP SUBSCRIPTION ${o.subscription}`,
			mentions: []
		}
	}),
	database: (_scene, o) => {
		const type = o.tablespace ? "TABLESPACE" : "DATABASE";
		if (o.change === "drop" && !o.tablespace) return lost(`The database ${o.database} is gone with all that is in it.`, `Dump it first: pg_dump ${o.database}`);
		return clusterWide(o, o.database, {
			...o,
			change: "drop",
			definition: {
				text: `DROP ${type} ${o.database}`,
				mentions: []
			}
		});
	},
	role: (_scene, o) => {
		if (o.change === "drop-owned") return lost(`What ${o.role} owned is gone.`, "Dump the database first.");
		if (o.change === "reassign-owned") return unknown(`What ${o.role} owned before is not in the migrations.`);
		return clusterWide(o, o.role, {
			...o,
			change: "drop",
			definition: {
				text: `DROP ROLE ${o.role}`,
				mentions: []
			}
		});
	},
	grant: privileges$1,
	revoke: privileges$1,
	"alter-default-privileges": defaultPrivileges$2,
	comment: comment$1,
	"security-label": notKept("The label that was there before is not in the migrations."),
	insert: rowsWritten,
	update: rowsLost,
	delete: rowsLost,
	merge: rowsLost,
	copy: (scene, o) => o.from ? rowsWritten(scene, o) : NOTHING,
	select: nothing,
	call: (_scene, o) => unknown(`What the procedure ${o.function} does is not in the migration.`),
	set: nothing,
	"transaction-control": nothing,
	session: nothing,
	"alter-system": (_scene, o) => unknown(`The value that ${o.setting} had before is not in the migrations.`),
	unsupported: (_scene, o) => unknown(`What undoes ${o.statement} is not known.`)
};
/**
* What undoes an operation, on the catalog as it is before it. Never throws.
*
* @param consequence what else it means: whether it loses data decides whether all of it comes back.
*/
function inverseOf(operation, scene, consequence) {
	return INVERTERS[operation.kind](scene, operation, consequence);
}
// src/dialects/postgres/effects.ts
/** Nothing that others notice, and nothing that cannot be undone. */
const harmless = (scene) => answer(scene, []);
/** As harmless, but code that relied on what is taken away can fail. */
const takesAway = (scene) => answer(scene, [], { breaksRunningCode: true });
/** For each kind the manual page of the statement and what it does. */
const ANALYSERS = {
	"create-table": ["sql-createtable", createTable$3],
	"create-table-as": ["sql-createtableas", createTableAs$2],
	"drop-table": ["sql-droptable", dropTable$1],
	"rename-table": ["sql-altertable#SQL-ALTERTABLE-DESC-RENAME", renameTable$1],
	"set-schema": ["sql-altertable#SQL-ALTERTABLE-DESC-SET-SCHEMA", setSchema$2],
	truncate: ["sql-truncate", truncate$2],
	"lock-table": ["sql-lock", lockTable$1],
	"add-column": ["sql-altertable#SQL-ALTERTABLE-DESC-ADD-COLUMN", addColumn$3],
	"drop-column": ["sql-altertable#SQL-ALTERTABLE-DESC-DROP-COLUMN", dropColumn$1],
	"rename-column": ["sql-altertable#SQL-ALTERTABLE-DESC-RENAME", renameColumn$1],
	"alter-column-type": ["sql-altertable#SQL-ALTERTABLE-DESC-SET-DATA-TYPE", alterColumnType$1],
	"set-default": ["sql-altertable#SQL-ALTERTABLE-DESC-SET-DROP-DEFAULT", setDefault],
	"drop-default": ["sql-altertable#SQL-ALTERTABLE-DESC-SET-DROP-DEFAULT", dropDefault],
	"set-not-null": ["sql-altertable#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL", setNotNull$2],
	"drop-not-null": ["sql-altertable#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL", dropNotNull$1],
	"add-identity": ["sql-altertable#SQL-ALTERTABLE-DESC-GENERATED-IDENTITY", addIdentity$1],
	"set-identity": ["sql-altertable#SQL-ALTERTABLE-DESC-SET-SEQUENCE-OPTION", setIdentity$2],
	"drop-identity": ["sql-altertable#SQL-ALTERTABLE-DESC-GENERATED-IDENTITY", dropIdentity$1],
	"set-expression": ["sql-altertable#SQL-ALTERTABLE-DESC-SET-EXPRESSION", setExpression$1],
	"drop-expression": ["sql-altertable#SQL-ALTERTABLE-DESC-DROP-EXPRESSION", dropExpression$1],
	"set-column-option": ["sql-altertable#SQL-ALTERTABLE-DESC-SET-STATISTICS", setColumnOption],
	"add-constraint": ["sql-altertable#SQL-ALTERTABLE-DESC-ADD-TABLE-CONSTRAINT", addConstraint$2],
	"validate-constraint": ["sql-altertable#SQL-ALTERTABLE-DESC-VALIDATE-CONSTRAINT", validateConstraint],
	"alter-constraint": ["sql-altertable#SQL-ALTERTABLE-DESC-ALTER-CONSTRAINT", alterConstraint$1],
	"drop-constraint": ["sql-altertable#SQL-ALTERTABLE-DESC-DROP-CONSTRAINT", dropConstraint],
	"rename-constraint": ["sql-altertable#SQL-ALTERTABLE-DESC-RENAME", renameConstraint$1],
	"create-index": ["sql-createindex", createIndex$4],
	"drop-index": ["sql-dropindex", dropIndex$2],
	reindex: ["sql-reindex", reindex$2],
	"rename-index": ["sql-alterindex", renameIndex$1],
	"alter-index": ["sql-alterindex", alterIndex$2],
	"attach-index": ["sql-alterindex", attachIndex],
	"attach-partition": ["sql-altertable#SQL-ALTERTABLE-ATTACH-PARTITION", attachPartition$1],
	"detach-partition": ["sql-altertable#SQL-ALTERTABLE-DETACH-PARTITION", detachPartition$1],
	inherit: ["sql-altertable#SQL-ALTERTABLE-DESC-INHERIT", inherit$2],
	"set-logged": ["sql-altertable#SQL-ALTERTABLE-DESC-SET-LOGGED-UNLOGGED", setLogged$1],
	"set-tablespace": ["sql-altertable#SQL-ALTERTABLE-DESC-SET-TABLESPACE", setTablespace],
	"set-access-method": ["sql-altertable#SQL-ALTERTABLE-DESC-SET-ACCESS-METHOD", setAccessMethod],
	"set-table-options": ["sql-altertable#SQL-ALTERTABLE-DESC-SET-STORAGE-PARAMETER", setTableOptions],
	"set-replica-identity": ["sql-altertable#SQL-ALTERTABLE-REPLICA-IDENTITY", setReplicaIdentity],
	"set-owner": ["sql-altertable#SQL-ALTERTABLE-DESC-OWNER-TO", setOwner$2],
	"set-row-security": ["sql-altertable#SQL-ALTERTABLE-DESC-DISABLE-ENABLE-ROW-LEVEL-SECURITY", setRowSecurity$1],
	"set-trigger-state": ["sql-altertable#SQL-ALTERTABLE-DESC-DISABLE-ENABLE-TRIGGER", setTriggerState$1],
	"set-cluster-index": ["sql-altertable#SQL-ALTERTABLE-DESC-CLUSTER-ON", setClusterIndex],
	"other-table-change": ["sql-altertable", lockOnly("ACCESS EXCLUSIVE")],
	cluster: ["sql-cluster", cluster$1],
	vacuum: ["sql-vacuum", vacuum$1],
	analyze: ["sql-analyze", analyze],
	"create-trigger": ["sql-createtrigger", createTrigger$1],
	"drop-trigger": ["sql-droptrigger", dropTrigger],
	"create-rule": ["sql-createrule", lockOnly("ACCESS EXCLUSIVE")],
	"drop-rule": ["sql-droprule", lockOnly("ACCESS EXCLUSIVE")],
	"create-policy": ["sql-createpolicy", lockOnly("ACCESS EXCLUSIVE")],
	"alter-policy": ["sql-alterpolicy", lockOnly("ACCESS EXCLUSIVE")],
	"drop-policy": ["sql-droppolicy", lockOnly("ACCESS EXCLUSIVE")],
	"rename-dependent": ["sql-altertrigger", renameDependent$1],
	"create-view": ["sql-createview", createView$2],
	"alter-view": ["sql-alterview", alterView$2],
	"rename-view": ["sql-alterview", renameView$1],
	"drop-view": ["sql-dropview", dropView$1],
	"create-materialized-view": ["sql-creatematerializedview", createMaterializedView$1],
	"drop-materialized-view": ["sql-dropmaterializedview", dropView$1],
	"refresh-materialized-view": ["sql-refreshmaterializedview", refresh$2],
	"create-type": ["sql-createtype", harmless],
	"drop-type": ["sql-droptype", dropType$1],
	"rename-type": ["sql-altertype", renameType$1],
	"alter-composite-type": ["sql-altertype", alterCompositeType$1],
	"add-enum-value": ["sql-altertype", addEnumValue$1],
	"rename-enum-value": ["sql-altertype", renameEnumValue$1],
	"create-domain": ["sql-createdomain", harmless],
	"alter-domain": ["sql-alterdomain", alterDomain$2],
	"create-function": ["sql-createfunction", createFunction$2],
	"drop-function": ["sql-dropfunction", dropFunction$1],
	"create-sequence": ["sql-createsequence", harmless],
	"alter-sequence": ["sql-altersequence", alterSequence$3],
	"rename-sequence": ["sql-altersequence", renameSequence$1],
	"drop-sequence": ["sql-dropsequence", dropSequence$1],
	"create-schema": ["sql-createschema", harmless],
	"rename-schema": ["sql-alterschema", renameSchema$1],
	"drop-schema": ["sql-dropschema", dropSchema$1],
	"create-extension": ["sql-createextension", harmless],
	"alter-extension": ["sql-alterextension", harmless],
	"drop-extension": ["sql-dropextension", dropExtension$1],
	"create-object": ["sql-createstatistics", createObject$1],
	"alter-object": ["sql-commands", harmless],
	"rename-object": ["sql-commands", takesAway],
	"drop-object": ["sql-commands", dropObject$1],
	"create-publication": ["sql-createpublication", publication],
	"alter-publication": ["sql-alterpublication", publication],
	"drop-publication": ["sql-droppublication", takesAway],
	subscription: ["sql-createsubscription", subscription$1],
	database: ["sql-createdatabase", database$1],
	role: ["sql-createrole", role$1],
	grant: ["sql-grant", harmless],
	revoke: ["sql-revoke", takesAway],
	"alter-default-privileges": ["sql-alterdefaultprivileges", harmless],
	comment: ["sql-comment", comment$2],
	"security-label": ["sql-security-label", harmless],
	insert: ["sql-insert", insert$1],
	update: ["sql-update", update$1],
	delete: ["sql-delete", deleteRows$1],
	merge: ["sql-merge", merge$1],
	copy: ["sql-copy", copy$1],
	select: ["sql-select", harmless],
	call: ["sql-call", (scene) => ({
		...answer(scene, []),
		unsupported: "a procedure runs statements that are not in the file"
	})],
	set: ["sql-set", harmless],
	"transaction-control": ["sql-begin", harmless],
	session: ["sql-commands", harmless],
	"alter-system": ["sql-altersystem", alterSystem$1],
	unsupported: ["sql-commands", (_scene, operation) => ({
		effects: [],
		consequence: HARMLESS$1,
		unsupported: operation.statement
	})]
};
/** What an operation does to relations and means beyond locks, on the catalog as it is before it. Never throws. */
function analysePostgres(operation, catalog, situation) {
	const [page, analyse] = ANALYSERS[operation.kind];
	const scene = {
		catalog,
		situation,
		page
	};
	const analysis = analyse(scene, operation);
	return {
		...analysis,
		consequence: withUndo(analysis.consequence, () => inverseOf(operation, scene, analysis.consequence))
	};
}
// src/dialects/postgres/scan.ts
const isDigit = (c) => c >= 48 && c <= 57;
const isWordStart = (c) => c >= 97 && c <= 122 || c >= 65 && c <= 90 || c === 95 || c >= 128;
const isWordPart = (c) => isWordStart(c) || isDigit(c) || c === 36;
const isBlank = (c) => c === 32 || c >= 9 && c <= 13;
const QUOTE = 39;
const DOUBLE = 34;
/** The end of the line that `at` is in: PostgreSQL ends a line at `\n` and at `\r`. */
function lineEnd(text, at, end = text.length) {
	for (let i = at; i < end; i++) {
		const c = text.charCodeAt(i);
		if (c === 10 || c === 13) return i;
	}
	return end;
}
/** The end of a comment that may hold others; -1 where it is not closed. */
function blockCommentEnd(text, at, end) {
	let depth = 0;
	for (let i = at; i < end - 1; i++) {
		const c = text.charCodeAt(i);
		if (c === 47 && text.charCodeAt(i + 1) === 42) {
			depth++;
			i++;
		} else if (c === 42 && text.charCodeAt(i + 1) === 47) {
			i++;
			if (--depth === 0) return i + 1;
		}
	}
	return -1;
}
/** The end of a quoted text whose opening quote is at `at`. */
function quoteEnd(text, at, end, quote, escapes) {
	for (let i = at + 1; i < end; i++) {
		const c = text.charCodeAt(i);
		if (c === quote) {
			if (text.charCodeAt(i + 1) !== quote || i + 1 >= end) return i + 1;
			i++;
		} else if (escapes && c === 92) i++;
	}
	return end;
}
/** The opening tag of a dollar quote at `at`, with both dollars; empty where there is none. */
function dollarTag(text, at) {
	let i = at + 1;
	if (!isDigit(text.charCodeAt(i))) while (isWordPart(text.charCodeAt(i)) && text.charCodeAt(i) !== 36) i++;
	return text.charCodeAt(i) === 36 ? text.slice(at, i + 1) : "";
}
/** The end of a template whose braces open at `at`; `at` where nothing closes them within the statement's reach. */
function templateEnd(text, at, end) {
	const limit = Math.min(end, at + 2e3);
	const close = (mark) => {
		const found = text.indexOf(mark, at + 2);
		return found >= 0 && found + mark.length <= limit ? found + mark.length : at;
	};
	const second = text.charCodeAt(at + 1);
	if (text.charCodeAt(at) === 123) {
		if (second === 123) return close("}}");
		if (second === 37) return close("%}");
		if (second === 35) return close("#}");
	}
	let depth = 0;
	for (let i = at; i < limit; i++) {
		const c = text.charCodeAt(i);
		if (c === 123) depth++;
		else if (c === 125 && --depth === 0) return i + 1;
	}
	return at;
}
/** Makes a scanner over `[from, to)` of a text. Comments and psql commands are tokens too. */
function makeScanner(text, from = 0, to = text.length) {
	let at = from;
	const scanner = {
		kind: "symbol",
		start: from,
		end: from,
		closed: true,
		next() {
			while (at < to && isBlank(text.charCodeAt(at))) at++;
			if (at >= to) return false;
			scanner.start = at;
			at = scan(at);
			scanner.end = at;
			return true;
		}
	};
	const is = (kind, end) => {
		scanner.kind = kind;
		return end;
	};
	const blockComment = (i) => {
		const end = blockCommentEnd(text, i, to);
		scanner.closed = end >= 0;
		return is("comment", end < 0 ? to : end);
	};
	const wordEnd = (i) => {
		let j = i + 1;
		while (j < to && isWordPart(text.charCodeAt(j)) && !(text.charCodeAt(j) === 36 && text.charCodeAt(j + 1) === 123)) j++;
		return j;
	};
	const numberEnd = (i) => {
		let j = i;
		while (j < to && (isDigit(text.charCodeAt(j)) || isWordStart(text.charCodeAt(j)))) j++;
		if (text.charCodeAt(j) === 46 && text.charCodeAt(j + 1) !== 46) {
			j++;
			while (j < to && (isDigit(text.charCodeAt(j)) || isWordStart(text.charCodeAt(j)))) j++;
		}
		const last = text.charCodeAt(j - 1) | 32;
		const sign = text.charCodeAt(j);
		if (last === 101 && (sign === 43 || sign === 45) && isDigit(text.charCodeAt(j + 1))) {
			j++;
			while (j < to && isDigit(text.charCodeAt(j))) j++;
		}
		return Math.min(j, to);
	};
	const scan = (i) => {
		const c = text.charCodeAt(i);
		const d = i + 1 < to ? text.charCodeAt(i + 1) : 0;
		if (isWordStart(c)) {
			if (d === QUOTE) {
				const lower = c | 32;
				if (lower === 101) return is("string", quoteEnd(text, i + 1, to, QUOTE, true));
				if (lower === 98 || lower === 120 || lower === 110) return is("string", quoteEnd(text, i + 1, to, QUOTE, false));
			} else if (d === 38 && (c | 32) === 117) {
				const e = i + 2 < to ? text.charCodeAt(i + 2) : 0;
				if (e === QUOTE) return is("string", quoteEnd(text, i + 2, to, QUOTE, false));
				if (e === DOUBLE) return is("quoted", quoteEnd(text, i + 2, to, DOUBLE, false));
			}
			return is("word", wordEnd(i));
		}
		if (isDigit(c) || c === 46 && isDigit(d)) return is("number", numberEnd(i));
		switch (c) {
			case QUOTE: return is("string", quoteEnd(text, i, to, QUOTE, false));
			case DOUBLE: return is("quoted", quoteEnd(text, i, to, DOUBLE, false));
			case 45: return d === 45 ? is("comment", lineEnd(text, i, to)) : is("symbol", i + 1);
			case 47: return d === 42 ? blockComment(i) : is("symbol", i + 1);
			case 58: return is("symbol", d === 58 || d === 61 ? i + 2 : i + 1);
			case 92: return is("command", lineEnd(text, i, to));
			case 123: {
				const end = templateEnd(text, i, to);
				return end > i ? is("template", end) : is("symbol", i + 1);
			}
			case 36: {
				if (isDigit(d)) {
					let j = i + 1;
					while (j < to && isDigit(text.charCodeAt(j))) j++;
					return is("parameter", j);
				}
				if (d === 123) {
					const end = templateEnd(text, i, to);
					return end > i ? is("template", end) : is("symbol", i + 1);
				}
				if (d === 40) {
					const end = /^\$\([\w.:-]+\)/.exec(text.slice(i, Math.min(to, i + 200)))?.[0].length ?? 0;
					return end > 0 ? is("template", i + end) : is("symbol", i + 1);
				}
				const tag = dollarTag(text, i);
				if (!tag || i + tag.length > to) return is("symbol", i + 1);
				const close = text.indexOf(tag, i + tag.length);
				return is("dollar", close < 0 || close + tag.length > to ? to : close + tag.length);
			}
			default: return is("symbol", i + 1);
		}
	};
	return scanner;
}
/** The tokens of `[from, to)`, without comments and psql commands. */
function tokenize(text, from = 0, to = text.length) {
	const scanner = makeScanner(text, from, to);
	const tokens = [];
	while (scanner.next()) if (scanner.kind !== "comment" && scanner.kind !== "command") tokens.push({
		kind: scanner.kind,
		start: scanner.start,
		end: scanner.end
	});
	return tokens;
}
/** From the first to the last token of `[from, to)`, comments left out; undefined where there is none. */
function trimmed(text, from, to) {
	const scanner = makeScanner(text, from, to);
	let start = -1;
	let end = -1;
	while (scanner.next()) {
		if (scanner.kind === "comment") continue;
		if (start < 0) start = scanner.start;
		end = scanner.end;
	}
	return start < 0 ? void 0 : {
		start,
		end
	};
}
// src/dialects/postgres/literals.ts
/** String literals as SQL reads them, with the way back from their content to the file. */
const ESCAPES = {
	n: "\n",
	t: "	",
	r: "\r",
	b: "\b",
	f: "\f"
};
/** The content of a string or dollar-quoted token; undefined where its escapes are not read here (U&'…', \x, \u). */
function contentOf(text, token) {
	if (token.kind === "dollar") {
		const tag = dollarTag(text, token.start);
		const start = token.start + tag.length;
		return {
			text: text.slice(start, Math.max(start, token.end - tag.length)),
			offsets: void 0,
			start
		};
	}
	if (token.kind !== "string") return void 0;
	const prefix = text.slice(token.start, text.indexOf("'", token.start)).toUpperCase();
	if (prefix !== "" && prefix !== "E" && prefix !== "N") return void 0;
	const start = token.start + prefix.length + 1;
	const inner = text.slice(start, token.end - 1);
	const escapes = prefix === "E";
	if (!inner.includes("'") && !(escapes && inner.includes("\\"))) return {
		text: inner,
		offsets: void 0,
		start
	};
	let out = "";
	const offsets = [];
	for (let i = 0; i < inner.length; i++) {
		offsets.push(start + i);
		const c = inner[i] ?? "";
		if (c === "'") i++;
		if (escapes && c === "\\") {
			const next = inner[++i] ?? "";
			if (/[0-7xuU]/.test(next)) return void 0;
			out += ESCAPES[next] ?? next;
		} else out += c;
	}
	offsets.push(start + inner.length);
	return {
		text: out,
		offsets,
		start
	};
}
/** Where a character of a content stands. */
function offsetIn(content, at) {
	return content.offsets ? content.offsets[Math.min(at, content.offsets.length - 1)] ?? content.start : content.start + at;
}
/** One content after the other. */
function joinContents(contents) {
	const [only] = contents;
	if (contents.length === 1 && only) return only;
	let text = "";
	const offsets = [];
	let end = 0;
	for (const content of contents) {
		for (let i = 0; i < content.text.length; i++) offsets.push(offsetIn(content, i));
		text += content.text;
		end = offsetIn(content, content.text.length);
	}
	offsets.push(end);
	return {
		text,
		offsets,
		start: offsets[0] ?? 0
	};
}
// src/dialects/postgres/split.ts
/** Cuts a script into statements without parsing it, as psql does, and finds what is not SQL: comments, psql commands, COPY data. */
/** Backslash commands that send the query before them. */
const SENDS = /^\\(?:g|gx|gset|gexec|gdesc|crosstabview|watch|bind|bind_named|sendpipeline|;)(?![a-z_])/;
const fresh = () => ({
	start: -1,
	end: -1,
	first: "",
	words: 0,
	rule: false,
	routine: false,
	lastWord: "",
	atomic: 0,
	depth: 0,
	fromStdin: false
});
/** Follows the words of statements whose end depends on them. */
function follow(progress, word) {
	progress.words++;
	if (progress.words === 1) progress.first = word;
	else if (progress.first === "COPY") {
		if (word === "STDIN" && progress.lastWord === "FROM" && progress.depth === 0) progress.fromStdin = true;
	} else if (progress.first === "CREATE") {
		if (progress.words <= 4 && (word === "FUNCTION" || word === "PROCEDURE")) progress.routine = true;
		else if (progress.words <= 4 && word === "RULE") progress.rule = true;
		else if (progress.routine) {
			if (word === "ATOMIC" && progress.lastWord === "BEGIN") progress.atomic = 1;
			else if (progress.atomic > 0 && word === "CASE") progress.atomic++;
			else if (progress.atomic > 0 && word === "END") progress.atomic--;
		}
	}
	progress.lastWord = word;
}
/** The end of the data lines that begin at `from`: after the line `\.`. Undefined where there is no such line. */
function dataEnd(text, from) {
	for (let at = from; at < text.length;) {
		const end = lineEnd(text, at);
		if (end - at === 2 && text.startsWith("\\.", at)) return end;
		at = end + 1;
	}
}
/** Splits a whole script. Never fails: what is broken ends where the scanner finds an end for it. */
function split(text) {
	const pieces = [];
	const comments = [];
	const commands = [];
	const data = [];
	let unclosed;
	let scanner = makeScanner(text);
	let now = fresh();
	const finish = (next) => {
		if (now.start >= 0) pieces.push({
			start: now.start,
			end: now.end,
			next
		});
		now = fresh();
	};
	while (scanner.next()) {
		const { kind, start, end } = scanner;
		if (kind === "comment") {
			comments.push({
				start,
				end
			});
			if (!scanner.closed) unclosed = {
				start,
				end
			};
			continue;
		}
		if (kind === "command") {
			const word = text.slice(start, Math.min(end, start + 40));
			const sends = now.start >= 0 && SENDS.test(word);
			const commandEnd = word.startsWith("\\;") ? start + 2 : end;
			commands.push({
				start,
				end: commandEnd,
				sends
			});
			if (commandEnd !== end) scanner = makeScanner(text, commandEnd);
			if (sends) finish(commandEnd);
			continue;
		}
		if (kind === "symbol") {
			const c = text.charCodeAt(start);
			if (c === 59 && now.atomic === 0 && !(now.rule && now.depth > 0)) {
				const copies = now.fromStdin;
				finish(end);
				if (copies) {
					const from = lineEnd(text, end) + (text.startsWith("\r\n", lineEnd(text, end)) ? 2 : 1);
					const to = dataEnd(text, from);
					if (to !== void 0) {
						data.push({
							start: from,
							end: to
						});
						scanner = makeScanner(text, to);
					}
				}
				continue;
			}
			if (c === 40) now.depth++;
			else if (c === 41) now.depth--;
		}
		if (now.start < 0) now.start = start;
		now.end = end;
		if (kind === "word" && (now.words === 0 || now.first === "CREATE" || now.first === "COPY")) follow(now, end - start <= 12 ? text.slice(start, end).toUpperCase() : "-");
		else if (now.words === 0) now.words = 1;
	}
	finish(text.length);
	return {
		pieces,
		comments,
		commands,
		data,
		unclosed
	};
}
/** The text with ranges made blank; line ends stay, so that offsets, lines and comments do. */
function blank(text, ranges, fill = () => "") {
	let out = "";
	let at = 0;
	for (const range of ranges) {
		if (range.start < at) continue;
		const head = fill(range);
		out += text.slice(at, range.start) + head + text.slice(range.start + head.length, range.end).replaceAll(/[^\r\n]/g, " ");
		at = range.end;
	}
	return at === 0 ? text : out + text.slice(at);
}
// src/dialects/postgres/tokens.ts
/** Finding one's way in the tokens of one statement: for what the syntax tree has no location for. */
const OPEN = /* @__PURE__ */ new Set(["(", "["]);
const CLOSE = /* @__PURE__ */ new Set([")", "]"]);
/** Tokenizes `[from, to)` of a text. */
function makeTokens(text, from, to) {
	const list = tokenize(text, from, to);
	const word = (index) => {
		const token = list[index];
		return token === void 0 || token.kind === "quoted" || token.kind === "string" || token.kind === "dollar" ? "" : text.slice(token.start, token.end).toUpperCase();
	};
	const step = (index) => {
		const w = word(index);
		return OPEN.has(w) ? 1 : CLOSE.has(w) ? -1 : 0;
	};
	return {
		list,
		word,
		at(offset) {
			let low = 0;
			let high = list.length;
			while (low < high) {
				const middle = low + high >> 1;
				if ((list[middle]?.end ?? 0) > offset) high = middle;
				else low = middle + 1;
			}
			return low;
		},
		afterBracket(open) {
			let depth = 0;
			for (let i = open; i < list.length; i++) {
				depth += step(i);
				if (depth <= 0) return i + 1;
			}
			return list.length;
		},
		find(words, start = 0, end = list.length) {
			let depth = 0;
			for (let i = start; i < end; i++) {
				if (depth === 0 && words.includes(word(i))) return i;
				depth += step(i);
			}
			return -1;
		},
		byCommas(start, end) {
			const ranges = [];
			let depth = 0;
			let begin = start;
			for (let i = start; i < end; i++) {
				if (depth === 0 && word(i) === ",") {
					ranges.push({
						start: begin,
						end: i
					});
					begin = i + 1;
				}
				depth += step(i);
			}
			if (begin < end) ranges.push({
				start: begin,
				end
			});
			return ranges;
		},
		range(start, end) {
			const first = list[start];
			const last = list[end - 1];
			return first && last && end > start ? {
				start: first.start,
				end: last.end
			} : {
				start: from,
				end: from
			};
		}
	};
}
// src/dialects/postgres/blocks.ts
/**
* The statements inside a DO block. PL/pgSQL is walked by its control words: what stands between them is SQL, and is
* read as if it stood in the script, whatever branch it is in: it may run.
*/
/** Statements of PL/pgSQL that are no SQL and change nothing. */
const PLAIN = /* @__PURE__ */ new Set([
	"NULL",
	"RAISE",
	"RETURN",
	"EXIT",
	"CONTINUE",
	"GET",
	"ASSERT",
	"FETCH",
	"MOVE",
	"CLOSE",
	"OPEN"
]);
/** Statements whose INTO does not name variables. */
const INTO_IS_SQL = /* @__PURE__ */ new Set(["INSERT", "MERGE"]);
const QUERIES = /* @__PURE__ */ new Set([
	"SELECT",
	"INSERT",
	"UPDATE",
	"DELETE",
	"MERGE",
	"WITH",
	"VALUES",
	"TABLE"
]);
/** Index of a word at depth 0 in `[from, to)`; a CASE … END between is skipped. */
function findWord(tokens, words, from, to = tokens.list.length) {
	let cases = 0;
	let i = from;
	while (i < to) {
		const word = tokens.word(i);
		if (cases === 0 && words.includes(word)) return i;
		if (word === "(" || word === "[") {
			i = tokens.afterBracket(i);
			continue;
		}
		if (word === "CASE") cases++;
		else if (word === "END" && cases > 0) cases--;
		i++;
	}
	return -1;
}
/** Index of the semicolon that ends the statement at `from`, or the end. */
function statementEnd(tokens, from) {
	for (let i = from; i < tokens.list.length; i++) if (tokens.word(i) === ";") return i;
	return tokens.list.length;
}
/** `name := …`, `name.field := …`, `name[1] = …` */
function isAssignment(tokens, from, to) {
	const first = tokens.list[from];
	if (!first || first.kind !== "word" && first.kind !== "quoted" && first.kind !== "parameter") return false;
	let i = from + 1;
	while (i < to && (tokens.word(i) === "." || tokens.word(i) === "[")) i = tokens.word(i) === "." ? i + 2 : tokens.afterBracket(i);
	return tokens.word(i) === ":=" || tokens.word(i) === "=";
}
/** Where the variables of INTO stand, with the word itself; undefined where there is none. */
function intoVariables(tokens, from, to) {
	for (let i = from + 1; i < to; i++) {
		const word = tokens.word(i);
		if (word === "(" || word === "[") {
			i = tokens.afterBracket(i) - 1;
			continue;
		}
		if (word !== "INTO" || INTO_IS_SQL.has(tokens.word(i - 1))) continue;
		let end = i + 1;
		if (tokens.word(end) === "STRICT") end++;
		for (;;) {
			end++;
			while (tokens.word(end) === "." || tokens.word(end) === "[") end = tokens.word(end) === "." ? end + 2 : tokens.afterBracket(end);
			if (tokens.word(end) !== ",") break;
			end++;
		}
		return tokens.range(i, Math.min(end, to));
	}
}
const RUN_TIME = "EXECUTE builds its statement at run time";
const NOT_UNDERSTOOD = "the PL/pgSQL of the DO block is not understood from here on";
/** The text that EXECUTE runs, where it is known: literals joined with `||`, or format() of one that has no specifier. */
function executed(text, tokens, from, to) {
	const contents = [];
	let i = from;
	while (i < to) {
		const token = tokens.list[i];
		if (!token) return void 0;
		const isFormat = tokens.word(i) === "FORMAT" && tokens.word(i + 1) === "(" && tokens.word(i + 3) === ")";
		const literal = isFormat ? tokens.list[i + 2] : token;
		const content = literal && contentOf(text, literal);
		if (!content) return void 0;
		if (isFormat) {
			if (/%/.test(content.text.replaceAll("%%", ""))) return void 0;
			contents.push(...withoutDoubling(content));
			i += 4;
		} else {
			contents.push(content);
			i++;
		}
		if (i >= to) return joinContents(contents);
		if (tokens.word(i) === "|" && tokens.word(i + 1) === "|") i += 2;
		else if (tokens.list[i]?.kind !== "string") return void 0;
	}
}
/** A format string that has no specifier but `%%`. */
function withoutDoubling(content) {
	const parts = [];
	let from = 0;
	const part = (to) => {
		const offsets = content.offsets?.slice(from, to + 1);
		return {
			text: content.text.slice(from, to),
			offsets,
			start: offsets?.[0] ?? content.start + from
		};
	};
	for (let i = content.text.indexOf("%%"); i >= 0; i = content.text.indexOf("%%", i + 2)) {
		parts.push(part(i + 1));
		from = i + 2;
	}
	return [...parts, part(content.text.length)];
}
/** The statements of a PL/pgSQL block, in order. */
function readBlockText(text) {
	const tokens = makeTokens(text, 0, text.length);
	const { list } = tokens;
	const items = [];
	/** What the SQL parser must not see, with what it sees instead. */
	const patches = [];
	const execute = (start, first, end) => {
		const stop = findWord(tokens, ["INTO", "USING"], first, end);
		const last = stop < 0 ? end : stop;
		const content = executed(text, tokens, first, last);
		const range = tokens.range(start, end);
		if (content) items.push({
			kind: "literal",
			range: tokens.range(first, last),
			content
		});
		else items.push({
			kind: "unread",
			range,
			reason: RUN_TIME
		});
	};
	const sql = (start, end) => {
		if (end <= start) return;
		items.push({
			kind: "sql",
			range: tokens.range(start, end)
		});
		const into = intoVariables(tokens, start, end);
		if (into) patches.push({
			...into,
			head: ""
		});
	};
	let i = 0;
	let declaring = false;
	let begun = false;
	/** Of the statement at `i`; control words stand inside one. */
	let end = -1;
	/** Goes on behind a control word; where it is missing, the rest of the block is not understood. */
	const behind = (word) => {
		if (word < 0) items.push({
			kind: "unread",
			range: tokens.range(i, list.length),
			reason: NOT_UNDERSTOOD
		});
		i = word < 0 ? list.length : word + 1;
	};
	while (i < list.length) {
		const word = tokens.word(i);
		if (end < i) end = statementEnd(tokens, i);
		if (word === ";") i++;
		else if (word === "<" && tokens.word(i + 1) === "<") {
			const close = tokens.find([">"], i);
			i = close < 0 ? end + 1 : close + 2;
		} else if (word === "DECLARE") {
			declaring = true;
			i++;
		} else if (word === "BEGIN") {
			declaring = false;
			begun = true;
			i++;
		} else if (declaring) i = end + 1;
		else if (word === "ELSE" || word === "LOOP" || word === "EXCEPTION") i++;
		else if (word === "IF" || word === "ELSIF" || word === "ELSEIF" || word === "WHEN") behind(findWord(tokens, ["THEN"], i + 1));
		else if (word === "CASE") {
			const when = findWord(tokens, ["WHEN"], i + 1);
			behind(when < 0 ? when : when - 1);
		} else if (word === "WHILE" || word === "FOREACH") behind(findWord(tokens, ["LOOP"], i + 1));
		else if (word === "FOR") {
			const loop = findWord(tokens, ["LOOP"], i + 1);
			const source = findWord(tokens, ["IN"], i + 1, Math.max(loop, i + 1));
			if (source >= 0) {
				const first = tokens.word(source + 1) === "(" ? source + 2 : source + 1;
				if (tokens.word(source + 1) === "EXECUTE") execute(source + 1, source + 2, loop);
				else if (QUERIES.has(tokens.word(first))) sql(source + 1, loop);
			}
			behind(loop);
		} else if (word === "END") i = end + 1;
		else if (word === "OPEN" && tokens.find(["FOR"], i, end) >= 0) {
			const query = tokens.find(["FOR"], i, end) + 1;
			if (tokens.word(query) === "EXECUTE") execute(query, query + 1, end);
			else sql(query, end);
			i = end + 1;
		} else if (PLAIN.has(word)) i = end + 1;
		else if (word === "EXECUTE") {
			execute(i, i + 1, end);
			i = end + 1;
		} else if (isAssignment(tokens, i, end)) i = end + 1;
		else {
			if (word === "PERFORM") patches.push({
				...tokens.range(i, i + 1),
				head: "SELECT"
			});
			sql(i, end);
			i = end + 1;
		}
	}
	if (!begun && list.length > 0) items.push({
		kind: "unread",
		range: tokens.range(0, list.length),
		reason: NOT_UNDERSTOOD
	});
	const heads = new Map(patches.map((patch) => [patch.start, patch.head]));
	return {
		items,
		code: blank(text, patches, ({ start }) => heads.get(start) ?? "")
	};
}
// src/dialects/postgres/operations/options.ts
function option(options, name) {
	return all(options, "DefElem").find(({ defname }) => defname === name);
}
/** The text of an option's value, as far as it is a name, a number or a text. */
function valueText(node) {
	if (!node) return "";
	const constant = as(node, "A_Const");
	if (constant) {
		if (constant.sval) return constant.sval.sval ?? "";
		if (constant.boolval) return constant.boolval.boolval === true ? "true" : "false";
		if (constant.fval) return constant.fval.fval ?? "";
		return constant.ival ? String(constant.ival.ival ?? 0) : "";
	}
	const integer = as(node, "Integer");
	if (integer) return String(integer.ival ?? 0);
	const type = as(node, "TypeName");
	if (type) return dotted(strings(type.names));
	const list = as(node, "List");
	if (list) return dotted(strings(list.items));
	return as(node, "String")?.sval ?? as(node, "Float")?.fval ?? (as(node, "Boolean") ? String(as(node, "Boolean")?.boolval ?? false) : "");
}
/** An option that is on: named alone, or with a value that means true. */
function optionFlag(options, name) {
	const found = option(options, name);
	return found !== void 0 && (found.arg === void 0 || ![
		"false",
		"off",
		"0"
	].includes(valueText(found.arg).toLowerCase()));
}
/** The name of a storage parameter: `fillfactor`, `toast.autovacuum_enabled`. */
const storageName = ({ defnamespace, defname = "" }) => defnamespace ? `${defnamespace}.${defname}` : defname;
/** Index of the bracket that holds a list of storage parameters, or -1; `from` is where it is looked for. */
function storageAt(reading, options, from, to) {
	const [first] = all(options, "DefElem");
	const index = first?.location === void 0 ? -1 : reading.index(first.location) - 1;
	return index >= from && index < to && reading.tokens().word(index) === "(" ? index : -1;
}
/** Storage parameters with their values as written; `reset` are those of RESET, which have none. */
function storageOptions(reading, options, reset) {
	const tokens = reading.tokens();
	const elements = all(options, "DefElem");
	const open = storageAt(reading, options, 0, tokens.list.length);
	const ranges = open < 0 ? [] : tokens.byCommas(open + 1, tokens.afterBracket(open) - 1);
	return elements.map((element, i) => {
		const name = storageName(element);
		if (reset) return {
			name,
			value: void 0
		};
		const range = ranges.length === elements.length ? ranges[i] : void 0;
		const sign = range ? tokens.find(["="], range.start, range.end) : -1;
		return {
			name,
			value: sign < 0 || !range ? valueText(element.arg) || "true" : reading.words(sign + 1, range.end)
		};
	});
}
/** The storage parameters of a WITH, as written between its brackets; empty where there are none. */
function storageText(reading, options, from, to) {
	const open = storageAt(reading, options, from, to);
	return open < 0 ? "" : reading.words(open + 1, reading.tokens().afterBracket(open) - 1);
}
const SEQUENCE_WORDS = {
	increment: "increment",
	minvalue: "minimum",
	maxvalue: "maximum",
	start: "start",
	restart: "restart",
	cache: "cache",
	cycle: "cycle"
};
/** What a statement says about a sequence; OWNED BY is not in here. */
function sequenceOptions(reading, options) {
	const found = {};
	for (const { defname = "", arg } of all(options, "DefElem")) {
		const word = SEQUENCE_WORDS[defname];
		if (word) found[word] = valueText(arg);
		else if (defname === "as") found.type = integerName(strings(as(arg, "TypeName")?.names).at(-1) ?? "");
		else if (defname === "sequence_name") {
			const { schema, name } = schemaAndName(strings(as(arg, "List")?.items));
			found.name = reading.names.resolve(schema, name);
		}
	}
	return found;
}
/** The types that a sequence can have. */
const integerName = (name) => ({
	int2: "smallint",
	int4: "integer",
	int8: "bigint"
})[name] ?? name;
// src/dialects/postgres/operations/objects.ts
/** Index after a dotted name that begins at `from`. */
function nameEnd(reading, from) {
	const tokens = reading.tokens();
	let i = from + 1;
	while (tokens.word(i) === ".") i += 2;
	return i;
}
/**
* The places of several names of one statement, from the offsets where they begin. A statement that names one thing is
* about that thing as a whole.
*/
function namedObjects(reading, offsets) {
	if (offsets.length <= 1) return offsets.map(() => reading.span);
	const tokens = reading.tokens();
	return offsets.map((offset) => {
		const from = tokens.at(offset);
		return reading.locate(tokens.range(from, nameEnd(reading, from)));
	});
}
/** `OBJECT_TEXT_SEARCH_DICTIONARY`: `text search dictionary`. */
function objectTypeText(type) {
	return {
		OBJECT_MATVIEW: "materialized view",
		OBJECT_TSDICTIONARY: "text search dictionary",
		OBJECT_TSCONFIGURATION: "text search configuration",
		OBJECT_TSPARSER: "text search parser",
		OBJECT_TSTEMPLATE: "text search template",
		OBJECT_FDW: "foreign data wrapper",
		OBJECT_FOREIGN_SERVER: "server",
		OBJECT_OPCLASS: "operator class",
		OBJECT_OPFAMILY: "operator family",
		OBJECT_STATISTIC_EXT: "statistics",
		OBJECT_LARGEOBJECT: "large object",
		OBJECT_TABCONSTRAINT: "constraint",
		OBJECT_DOMCONSTRAINT: "domain constraint"
	}[type ?? ""] ?? (type ?? "").replace(/^OBJECT_/, "").replaceAll("_", " ").toLowerCase();
}
/** The parts of the name of an object, whatever way the statement holds it. */
function objectParts(node) {
	if (!node) return [];
	const name = as(node, "String");
	if (name) return [name.sval ?? ""];
	const list = as(node, "List");
	if (list) return list.items?.some((item) => "TypeName" in item) ? [list.items.map((item) => dotted(objectParts(item))).join(" AS ")] : strings(list.items);
	const relation = as(node, "RangeVar");
	if (relation) return relation.schemaname ? [relation.schemaname, relation.relname ?? ""] : [relation.relname ?? ""];
	return strings(as(node, "TypeName")?.names ?? as(node, "ObjectWithArgs")?.objname);
}
/** The name of an operator: its symbols are never quoted. */
function operatorText(parts) {
	return [...parts.slice(0, -1).map((part) => dotted([part])), parts.at(-1) ?? ""].join(".");
}
/** The name of an object as text. */
function objectText(node) {
	const parts = objectParts(node);
	if (/^[+*/<>=~!@#%^&|`?-]+$/.test(parts.at(-1) ?? "")) return operatorText(parts);
	return parts.length === 1 && / AS /.test(parts[0] ?? "") ? `(${parts[0] ?? ""})` : dotted(parts);
}
/** The name of a role: `public` and CURRENT_USER have words of their own. */
function roleName(role) {
	switch (role?.roletype) {
		case "ROLESPEC_PUBLIC": return "public";
		case "ROLESPEC_CURRENT_ROLE": return "current_role";
		case "ROLESPEC_CURRENT_USER": return "current_user";
		case "ROLESPEC_SESSION_USER": return "session_user";
		default: return role?.rolename ?? "";
	}
}
function roleNames(nodes) {
	return all(nodes, "RoleSpec").map(roleName);
}
// src/dialects/postgres/operations/walk.ts
function inScope(scope, name) {
	for (let s = scope; s; s = s.outer) if (s.names.has(name)) return true;
	return false;
}
/** Calls `visit` for every node below and including `root`, in the order of the text as far as the tree keeps it. */
function walk(root, visit, scope, visitBare) {
	const stack = [{
		value: root,
		scope
	}];
	for (let item = stack.pop(); item; item = stack.pop()) {
		const { value } = item;
		if (Array.isArray(value)) {
			for (let i = value.length - 1; i >= 0; i--) stack.push({
				value: value[i],
				scope: item.scope
			});
			continue;
		}
		if (typeof value !== "object" || value === null) continue;
		const entries = Object.entries(value);
		const [only] = entries;
		if (entries.length === 1 && only && typeof only[1] === "object" && only[1] !== null && /^[A-Z]/.test(only[0])) {
			if (visit(only[0], only[1], item.scope) === false) continue;
			pushMembers(stack, only[1], item.scope);
		} else {
			visitBare?.(value, item.scope);
			pushMembers(stack, value, item.scope);
		}
	}
}
/** Puts the members of a node on the stack, last first. WITH makes names visible in the rest of its statement. */
function pushMembers(stack, node, scope) {
	const clause = "withClause" in node ? node.withClause : void 0;
	const entries = Object.entries(node);
	if (!clause) {
		for (let i = entries.length - 1; i >= 0; i--) stack.push({
			value: entries[i]?.[1],
			scope
		});
		return;
	}
	const ctes = (clause.ctes ?? []).map((node) => as(node, "CommonTableExpr"));
	const named = ctes.map((cte) => cte?.ctename ?? "");
	const inside = {
		names: new Set(named),
		outer: scope
	};
	for (let i = entries.length - 1; i >= 0; i--) {
		const entry = entries[i];
		if (entry && entry[0] !== "withClause") stack.push({
			value: entry[1],
			scope: inside
		});
	}
	for (let i = ctes.length - 1; i >= 0; i--) {
		const visible = clause.recursive ? inside : {
			names: new Set(named.slice(0, i)),
			outer: scope
		};
		stack.push({
			value: (clause.ctes ?? [])[i],
			scope: visible
		});
	}
}
const WRITES = /* @__PURE__ */ new Set([
	"InsertStmt",
	"UpdateStmt",
	"DeleteStmt",
	"MergeStmt"
]);
/** Everything a query reads, calls and writes. A statement that writes inside of it is listed and not looked into. */
function mentions(root, scope) {
	const relations = [];
	const functions = [];
	const writes = [];
	let locking = false;
	let location;
	walk(root, (kind, value, scope) => {
		if (kind === "RangeVar") {
			const relation = value;
			if (relation.schemaname || !inScope(scope, relation.relname ?? "")) relations.push(relation);
		} else if (kind === "FuncCall") {
			const call = value;
			functions.push({
				parts: strings(call.funcname),
				call
			});
		} else if (kind === "LockingClause") {
			locking = true;
			return false;
		} else if (kind === "CommonTableExpr") location = value.location;
		else if (WRITES.has(kind)) {
			writes.push({
				node: { [kind]: value },
				scope,
				location
			});
			return false;
		}
		return true;
	}, scope);
	return {
		relations,
		functions,
		writes,
		locking
	};
}
// src/dialects/postgres/operations/sql-text.ts
/** Functions whose first argument is the name of a relation in quotes. */
const TAKE_RELATIONS = /* @__PURE__ */ new Set([
	"nextval",
	"currval",
	"setval"
]);
/** The parts of a name in a text, as the server reads it: `app."Order_id_seq"`. */
const partsOf = (text) => [...text.matchAll(/"((?:[^"]|"")*)"|([^".\s]+)/g)].map(([, quoted, bare]) => quoted?.replaceAll("\"\"", "\"") ?? (bare ?? "").toLowerCase());
/** Every name in a tree, in any order. A name without a place in the text is left out. */
function namesIn(reading, root) {
	const found = [];
	/** Targets of data statements can have an alias, as those of FROM can. */
	const targets = /* @__PURE__ */ new Set();
	const relation = (range, scope, inQuery) => {
		if (range.location === void 0 || !range.schemaname && inScope(scope, range.relname ?? "")) return;
		const alias = inQuery && !range.alias ? range.relname ?? "" : "";
		found.push({
			location: range.location,
			what: "relation",
			name: reading.names.relation(range),
			alias,
			parts: 0
		});
	};
	const type = (node) => {
		if (node.location === void 0 || node.location < 0 || node.pct_type) return;
		const { name } = readType(node, "", reading).type;
		if (name.includes(".")) found.push({
			location: node.location,
			what: "type",
			name,
			alias: "",
			parts: 0
		});
	};
	const literal = (node) => {
		const constant = as(node, "A_Const") ?? as(as(node, "TypeCast")?.arg, "A_Const");
		const text = constant?.sval?.sval;
		const parts = text === void 0 ? [] : partsOf(text);
		if (parts.length === 0 || parts.length > 2) return;
		const { schema, name } = schemaAndName(parts);
		found.push({
			location: constant?.location,
			what: "literal",
			name: reading.names.resolve(schema, name),
			alias: "",
			parts: 1
		});
	};
	const call = (node) => {
		const { schema, name } = schemaAndName(strings(node.funcname));
		if ((schema === void 0 || schema === "pg_catalog") && TAKE_RELATIONS.has(name)) literal(node.args?.[0]);
		if (node.funcformat === "COERCE_SQL_SYNTAX" || schema === "pg_catalog" || schema === void 0 && isServerFunction(name)) return;
		found.push({
			location: node.location,
			what: "function",
			name: reading.names.resolve(schema, name),
			alias: "",
			parts: 0
		});
	};
	const bare = (value, scope) => {
		if ("relname" in value) relation(value, scope, targets.has(value));
		else if ("names" in value && "typemod" in value) type(value);
		else if ("funcname" in value && "args" in value && "funcformat" in value) call(value);
	};
	walk(root, (kind, value, scope) => {
		switch (kind) {
			case "RangeVar":
				relation(value, scope, true);
				break;
			case "TypeName":
				type(value);
				break;
			case "FuncCall":
				call(value);
				break;
			case "TypeCast": {
				const cast = value;
				if (strings(cast.typeName?.names).at(-1) === "regclass" && as(cast.arg, "A_Const")?.sval) literal(cast.arg);
				break;
			}
			case "ColumnRef": {
				const { fields, location } = value;
				const parts = strings(fields);
				if ((fields?.length ?? 0) >= 3 && parts.length >= 2) found.push({
					location,
					what: "relation",
					name: reading.names.resolve(parts[0], parts[1] ?? ""),
					alias: "",
					parts: 2
				});
				break;
			}
			case "LockingClause": return false;
			case "InsertStmt":
			case "UpdateStmt":
			case "DeleteStmt":
			case "MergeStmt": {
				const target = value.relation;
				if (target) targets.add(target);
				break;
			}
		}
		return true;
	}, void 0, bare);
	return found;
}
/** Where a name stands: its tokens, as far as they are the name's. */
function rangeOf(reading, named) {
	const tokens = reading.tokens();
	const from = reading.index(named.location);
	const to = named.parts > 0 ? from + named.parts * 2 - 1 : nameEnd(reading, from);
	const { start, end } = tokens.range(from, to);
	const first = tokens.list[from];
	return (named.what === "literal" ? first?.kind === "string" : first?.kind === "word" || first?.kind === "quoted") && end > start ? {
		start,
		end
	} : void 0;
}
/** The names of some trees that stand in the offsets `[start, end)`, from there. */
function mentionsAt(reading, roots, { start, end }) {
	const mentions = /* @__PURE__ */ new Map();
	for (const root of roots) for (const named of namesIn(reading, root)) {
		const range = rangeOf(reading, named);
		if (!range || range.start < start || range.end > end || mentions.has(range.start)) continue;
		const { what, name, alias } = named;
		mentions.set(range.start, {
			start: range.start - start,
			end: range.end - start,
			what,
			name,
			alias
		});
	}
	return [...mentions.values()].sort((a, b) => a.start - b.start);
}
/** The text of the tokens `[from, to)` with the names in it, which the tree `node` holds. */
function sqlTextAt(reading, node, from, to) {
	if (to <= from) return {
		text: "",
		mentions: []
	};
	const range = reading.tokens().range(from, to);
	return {
		text: reading.slice(range.start, range.end),
		mentions: mentionsAt(reading, [node], range)
	};
}
/** The whole statement, with the name of what it makes at the token `own`. */
function statementText(reading, node, own) {
	const text = sqlTextAt(reading, node, 0, reading.tokens().list.length);
	if (!own) return text;
	const base = reading.tokens().list[0]?.start ?? 0;
	const { start, end } = reading.tokens().range(own.token, nameEnd(reading, own.token));
	const mention = {
		start: start - base,
		end: end - base,
		what: "relation",
		name: own.name,
		alias: ""
	};
	return {
		text: text.text,
		mentions: [...text.mentions.filter((m) => m.start !== mention.start), mention].sort((a, b) => a.start - b.start)
	};
}
/** Texts one behind the other. */
function joined(parts) {
	let text = "";
	const mentions = [];
	for (const part of parts) {
		const own = typeof part === "string" ? [] : part.mentions;
		for (const mention of own) mentions.push({
			...mention,
			start: mention.start + text.length,
			end: mention.end + text.length
		});
		text += typeof part === "string" ? part : part.text;
	}
	return {
		text,
		mentions
	};
}
/** A collation or operator class of the tree, as it would be written. */
const nameText = (nodes) => dotted(strings(nodes));
// src/dialects/postgres/operations/expression.ts
/** SQL's own words that stand for a value: `SVFOP_CURRENT_TIMESTAMP_N` is `current_timestamp`. */
function valueFunctionName(op) {
	return (op ?? "").replace(/^SVFOP_/, "").replace(/_N$/, "").toLowerCase();
}
/** The name of a function as written: SQL's own syntax (EXTRACT … FROM) is in pg_catalog only for the parser. */
function functionName(call) {
	const parts = strings(call.funcname);
	return (call.funcformat === "COERCE_SQL_SYNTAX" && parts[0] === "pg_catalog" ? parts.slice(1) : parts).map(quoteIdent).join(".");
}
/** The columns that a tree mentions, each once, in order. */
function columnsOf(node) {
	const columns = /* @__PURE__ */ new Set();
	walk(node, (kind, value) => {
		if (kind !== "ColumnRef") return;
		const last = strings(value.fields).at(-1);
		if (last !== void 0 && !value.fields?.some((field) => "A_Star" in field)) columns.add(last);
	});
	return [...columns];
}
/** The functions that a tree calls, in order. */
function functionsOf(node) {
	const functions = [];
	walk(node, (kind, value) => {
		if (kind === "FuncCall") {
			const call = value;
			functions.push({
				name: functionName(call),
				arguments: call.args?.length ?? 0
			});
		} else if (kind === "SQLValueFunction") functions.push({
			name: valueFunctionName(value.op),
			arguments: 0
		});
	});
	return functions;
}
/** NULL, possibly cast. */
function isNull(node) {
	for (let at = node; at;) {
		const cast = as(at, "TypeCast");
		if (!cast) return as(at, "A_Const")?.isnull === true;
		at = cast.arg;
	}
	return false;
}
/** An expression from the tokens `[from, to)`. */
function expressionAt(reading, node, from, to) {
	return {
		...sqlTextAt(reading, node, from, to),
		functions: functionsOf(node),
		columns: columnsOf(node),
		isNull: isNull(node),
		tree: node
	};
}
/** The tokens inside the first pair of parentheses at or after `from`: indexes without the parentheses. */
function inParentheses(reading, from, to) {
	const tokens = reading.tokens();
	for (let i = from; i < to; i++) if (tokens.word(i) === "(") return {
		start: i + 1,
		end: tokens.afterBracket(i) - 1
	};
	return {
		start: to,
		end: to
	};
}
// src/dialects/postgres/operations/index-key.ts
/** The tokens of an expression without its own brackets and without the operator class and order that follow it. */
function expressionRange(reading, from, to) {
	const tokens = reading.tokens();
	if (tokens.word(from) === "(") return {
		start: from + 1,
		end: tokens.afterBracket(from) - 1
	};
	const open = tokens.find(["("], from, to);
	return {
		start: from,
		end: open < 0 ? to : tokens.afterBracket(open)
	};
}
/** What is said about one key, which is the tokens `[from, to)`. */
function indexKey(reading, element, from, to) {
	const { start, end } = expressionRange(reading, from, to);
	const options = element.opclassopts ? storageText(reading, element.opclassopts, from, to) : "";
	return {
		expression: element.expr ? expressionAt(reading, element.expr, start, end) : void 0,
		collation: nameText(element.collation),
		operatorClass: `${nameText(element.opclass)}${options === "" ? "" : ` (${options})`}`,
		descending: element.ordering === "SORTBY_DESC",
		nulls: element.nulls_ordering === "SORTBY_NULLS_FIRST" ? "first" : element.nulls_ordering === "SORTBY_NULLS_LAST" ? "last" : ""
	};
}
// src/dialects/postgres/operations/columns.ts
const KINDS = {
	CONSTR_CHECK: "check",
	CONSTR_FOREIGN: "foreign-key",
	CONSTR_UNIQUE: "unique",
	CONSTR_PRIMARY: "primary-key",
	CONSTR_EXCLUSION: "exclude",
	CONSTR_NOTNULL: "not-null"
};
const ACTIONS$2 = {
	a: "no-action",
	r: "restrict",
	c: "cascade",
	n: "set-null",
	d: "set-default"
};
/** Index after the last token of the list element that begins at `from`: a comma or a closing bracket at its own depth, or the end. */
function elementEnd(reading, from) {
	const tokens = reading.tokens();
	for (let i = from; i < tokens.list.length; i++) {
		const word = tokens.word(i);
		if (word === "," || word === ")") return i;
		if (word === "(" || word === "[") i = tokens.afterBracket(i) - 1;
	}
	return tokens.list.length;
}
/** One constraint; `[from, to)` are its tokens, `column` the column it is written with. */
function constraintOf(reading, node, from, to, column) {
	const kind = KINDS[node.contype ?? ""];
	if (!kind) return void 0;
	const tokens = reading.tokens();
	let expression;
	if (kind === "check") {
		const check = tokens.find(["CHECK"], from, to);
		const inside = inParentheses(reading, check < 0 ? from : check, to);
		expression = expressionAt(reading, node.raw_expr, inside.start, inside.end);
	}
	const own = column === void 0 ? [] : [column];
	return {
		kind,
		name: node.conname ?? "",
		columns: {
			check: () => expression?.columns ?? [],
			"foreign-key": () => node.fk_attrs ? strings(node.fk_attrs) : own,
			unique: () => node.keys ? strings(node.keys) : own,
			"primary-key": () => node.keys ? strings(node.keys) : own,
			exclude: () => excluded(node),
			"not-null": () => node.keys ? strings(node.keys) : own
		}[kind](),
		expression,
		notValid: node.skip_validation === true,
		notEnforced: (kind === "check" || kind === "foreign-key") && node.is_enforced !== true,
		noInherit: node.is_no_inherit === true,
		usingIndex: node.indexname ?? "",
		deferrable: node.deferrable === true,
		initiallyDeferred: node.initdeferred === true,
		references: kind === "foreign-key" ? {
			table: reading.names.relation(node.pktable),
			columns: strings(node.pk_attrs),
			onDelete: ACTIONS$2[node.fk_del_action ?? "a"] ?? "no-action",
			onUpdate: ACTIONS$2[node.fk_upd_action ?? "a"] ?? "no-action",
			matchFull: node.fk_matchtype === "f",
			deleteColumns: strings(node.fk_del_set_cols),
			period: node.fk_with_period === true
		} : void 0,
		nullsNotDistinct: node.nulls_not_distinct === true,
		include: strings(node.including),
		withoutOverlaps: node.without_overlaps === true,
		exclusion: kind === "exclude" ? exclusionOf(reading, node, from, to) : void 0,
		indexStorage: storageOptions(reading, node.options, false),
		indexTablespace: node.indexspace ?? ""
	};
}
/** What EXCLUDE says. */
function exclusionOf(reading, node, from, to) {
	const tokens = reading.tokens();
	const open = tokens.find(["("], from, to);
	const ranges = open < 0 ? [] : tokens.byCommas(open + 1, tokens.afterBracket(open) - 1);
	const where = node.where_clause ? tokens.find(["WHERE"], open < 0 ? from : tokens.afterBracket(open), to) : -1;
	const condition = inParentheses(reading, where < 0 ? to : where, to);
	return {
		method: node.access_method ?? "btree",
		elements: all(node.exclusions, "List").map((pair, i) => {
			const { start, end } = ranges[i] ?? {
				start: 0,
				end: 0
			};
			const element = as(pair.items?.[0], "IndexElem") ?? {};
			const sign = tokens.find(["WITH"], start, end);
			return {
				...indexKey(reading, element, start, sign),
				column: element.name ?? "",
				operator: reading.words(sign + 1, end)
			};
		}),
		where: node.where_clause ? expressionAt(reading, node.where_clause, condition.start, condition.end) : void 0
	};
}
/** The columns of EXCLUDE; an expression gives those it uses. */
function excluded(node) {
	const columns = [];
	for (const pair of all(node.exclusions, "List")) {
		const element = as(pair.items?.[0], "IndexElem");
		if (element?.name) columns.push(element.name);
		else if (element?.expr) columns.push(...columnsOf(element.expr));
	}
	return columns;
}
/** Attributes that are written behind a column's constraint change the one before them. */
function withAttribute(before, attribute) {
	switch (attribute) {
		case "CONSTR_ATTR_DEFERRABLE": return {
			...before,
			deferrable: true
		};
		case "CONSTR_ATTR_NOT_DEFERRABLE": return {
			...before,
			deferrable: false
		};
		case "CONSTR_ATTR_DEFERRED": return {
			...before,
			deferrable: true,
			initiallyDeferred: true
		};
		case "CONSTR_ATTR_IMMEDIATE": return {
			...before,
			initiallyDeferred: false
		};
		case "CONSTR_ATTR_ENFORCED": return {
			...before,
			notEnforced: false
		};
		case "CONSTR_ATTR_NOT_ENFORCED": return {
			...before,
			notEnforced: true
		};
		default: return before;
	}
}
/** One column; `to` is the index after its last token. */
function columnOf(reading, node, to) {
	const name = node.colname ?? "";
	const { type, serial } = typeAt(reading, node.typeName);
	const constraints = all(node.constraints, "Constraint");
	const starts = [...constraints.map((c) => c.location), node.collClause?.location].filter((location) => location !== void 0).map((location) => reading.index(location)).sort((a, b) => a - b);
	const endOf = (from) => starts.find((start) => start > from) ?? to;
	let notNull = serial;
	let explicitNotNull = false;
	let defaultValue;
	let identity = "no";
	let sequence = {};
	let generated;
	const written = [];
	for (const constraint of constraints) {
		const from = reading.index(constraint.location);
		const end = endOf(from);
		switch (constraint.contype) {
			case "CONSTR_NULL": break;
			case "CONSTR_NOTNULL": {
				explicitNotNull = true;
				const named = constraint.conname || constraint.is_no_inherit ? constraintOf(reading, constraint, from, end, name) : void 0;
				if (named) written.push(named);
				break;
			}
			case "CONSTR_DEFAULT": {
				const keyword = reading.tokens().find(["DEFAULT"], from, end);
				defaultValue = expressionAt(reading, constraint.raw_expr, (keyword < 0 ? from : keyword) + 1, end);
				break;
			}
			case "CONSTR_IDENTITY":
				identity = constraint.generated_when === "d" ? "by-default" : "always";
				sequence = sequenceOptions(reading, constraint.options);
				notNull = true;
				break;
			case "CONSTR_GENERATED": {
				const inside = inParentheses(reading, from, end);
				generated = {
					kind: constraint.generated_kind === "v" ? "virtual" : "stored",
					expression: expressionAt(reading, constraint.raw_expr, inside.start, inside.end)
				};
				break;
			}
			default: {
				const definition = constraintOf(reading, constraint, from, end, name);
				const before = written.at(-1);
				if (definition) {
					written.push(definition);
					if (definition.kind === "primary-key") notNull = true;
				} else if (before) written[written.length - 1] = withAttribute(before, constraint.contype);
			}
		}
	}
	return {
		name,
		type,
		notNull: notNull || explicitNotNull,
		default: defaultValue,
		serial,
		identity,
		generated,
		collation: dotted(strings(node.collClause?.collname)),
		sequence,
		storage: (node.storage_name ?? "").toLowerCase(),
		compression: (node.compression ?? "").toLowerCase(),
		constraints: written
	};
}
/** A column of a composite type; `to` is the index after its last token. */
function attributeOf(reading, node, to) {
	const { name, type, collation } = columnOf(reading, node, to);
	return {
		name,
		type,
		collation
	};
}
/** The columns and table constraints of a list such as that of CREATE TABLE. */
function tableElements(reading, nodes) {
	const columns = [];
	const constraints = [];
	for (const node of nodes ?? []) {
		const column = as(node, "ColumnDef");
		const constraint = as(node, "Constraint");
		if (column) columns.push(columnOf(reading, column, elementEnd(reading, reading.index(column.location))));
		else if (constraint) {
			const from = reading.index(constraint.location);
			const definition = constraintOf(reading, constraint, from, elementEnd(reading, from));
			if (definition) constraints.push(definition);
		}
	}
	return {
		columns,
		constraints
	};
}
// src/dialects/postgres/operations/target.ts
/** Objects that are in no schema. */
const GLOBAL = /* @__PURE__ */ new Set([
	"OBJECT_ACCESS_METHOD",
	"OBJECT_DATABASE",
	"OBJECT_EVENT_TRIGGER",
	"OBJECT_EXTENSION",
	"OBJECT_FDW",
	"OBJECT_FOREIGN_SERVER",
	"OBJECT_LANGUAGE",
	"OBJECT_PARAMETER_ACL",
	"OBJECT_PUBLICATION",
	"OBJECT_ROLE",
	"OBJECT_SCHEMA",
	"OBJECT_SUBSCRIPTION",
	"OBJECT_TABLESPACE"
]);
const ON_TABLE = /* @__PURE__ */ new Set([
	"OBJECT_TRIGGER",
	"OBJECT_RULE",
	"OBJECT_POLICY",
	"OBJECT_TABCONSTRAINT"
]);
/** A type as an argument: without length and precision, which functions do not keep. */
function argumentText({ name, dimensions }) {
	return `${name}${dimensions > 0 ? "[]" : ""}`;
}
const typeText = (node, reading) => node?.names ? argumentText(readType(node, "", reading).type) : "NONE";
const qualified = (parts, reading) => {
	const { schema, name } = schemaAndName(parts);
	return reading.names.resolve(schema, name);
};
/** The types of the arguments that a statement gives for a function; undefined where it gives none. */
function argumentTypes(object, reading) {
	if (object.args_unspecified) return void 0;
	return all(object.objargs, "TypeName").map((node) => readType(node, "", reading).type);
}
/** `schema.f(integer, text)` of a function, aggregate or operator. */
function withArguments(type, object, reading) {
	const parts = strings(object.objname);
	if (type === "OBJECT_OPERATOR") return `${[...parts.slice(0, -1).map(quoteIdent), parts.at(-1) ?? ""].join(".")} (${(object.objargs ?? []).map((node) => typeText(as(node, "TypeName"), reading)).join(", ")})`;
	const name = qualified(parts, reading);
	const types = argumentTypes(object, reading);
	if (types === void 0) return name;
	const list = types.map(argumentText).join(", ");
	return type === "OBJECT_AGGREGATE" && types.length === 0 ? `${name}(*)` : `${name}(${list})`;
}
/** The object of a statement, of the type that the statement says it is. */
function targetOf(type, node, reading) {
	if (!node) return "";
	const object = as(node, "ObjectWithArgs");
	if (object) return withArguments(type, object, reading);
	const relation = as(node, "RangeVar");
	if (relation) return reading.names.relation(relation);
	const number = as(node, "Integer") ?? as(node, "Float");
	if (number) return String("ival" in number ? number.ival : "fval" in number ? number.fval : "");
	const items = as(node, "List")?.items;
	const types = all(items, "TypeName");
	if (type === "OBJECT_CAST") return `(${types.map((t) => typeText(t, reading)).join(" AS ")})`;
	if (type === "OBJECT_TRANSFORM") return `FOR ${typeText(types[0], reading)} LANGUAGE ${dotted(strings(items))}`;
	if (type === "OBJECT_DOMCONSTRAINT") return `${dotted(strings(items))} ON DOMAIN ${qualified(strings(types[0]?.names), reading)}`;
	const parts = objectParts(node);
	if (type === "OBJECT_OPCLASS" || type === "OBJECT_OPFAMILY") return `${qualified(parts.slice(1), reading)} USING ${quoteIdent(parts[0] ?? "")}`;
	if (ON_TABLE.has(type)) return `${quoteIdent(parts.at(-1) ?? "")} ON ${qualified(parts.slice(0, -1), reading)}`;
	if (type === "OBJECT_COLUMN") return `${qualified(parts.slice(0, -1), reading)}.${quoteIdent(parts.at(-1) ?? "")}`;
	if (GLOBAL.has(type)) return dotted(parts);
	return parts.length === 0 ? objectText(node) : qualified(parts, reading);
}
// src/dialects/postgres/operations/drop.ts
/** Words between DROP and the first name. */
const HEAD = new Set("DROP TABLE VIEW INDEX SEQUENCE TYPE DOMAIN FUNCTION PROCEDURE ROUTINE AGGREGATE SCHEMA EXTENSION MATERIALIZED FOREIGN DATA WRAPPER SERVER CONCURRENTLY COLLATION CONVERSION STATISTICS TEXT SEARCH PARSER DICTIONARY TEMPLATE CONFIGURATION OPERATOR CLASS FAMILY EVENT TRIGGER PUBLICATION ACCESS METHOD LANGUAGE PROCEDURAL".split(" "));
/** The place of each object's name. */
function places(statement, reading) {
	const objects = statement.objects ?? [];
	if (objects.length <= 1) return [reading.span];
	const tokens = reading.tokens();
	let from = 0;
	const exists = statement.missing_ok ? tokens.find(["EXISTS"]) : -1;
	if (exists >= 0) from = exists + 1;
	else while (HEAD.has(tokens.word(from)) && tokens.word(from + 1) !== "," && tokens.word(from + 1) !== ".") from++;
	const ranges = tokens.byCommas(from, tokens.list.length);
	if (ranges.length !== objects.length) return objects.map(() => reading.span);
	return ranges.map(({ start, end }, i) => {
		const last = i === ranges.length - 1 && ["CASCADE", "RESTRICT"].includes(tokens.word(end - 1)) && end - start > 1 ? end - 1 : end;
		return reading.locate(tokens.range(start, last));
	});
}
/** What hangs on a table is named `schema.table.name`. */
function onTable(node, reading) {
	const parts = objectParts(node);
	const { schema, name } = schemaAndName(parts.slice(0, -1));
	return {
		table: reading.names.resolve(schema, name),
		name: parts.at(-1) ?? ""
	};
}
const drop$1 = (statement, reading) => {
	const spans = places(statement, reading);
	return (statement.objects ?? []).map((node, i) => dropOne(statement, node, spans[i] ?? reading.span, reading));
};
function dropOne(statement, node, span, reading) {
	const { names } = reading;
	const ifExists = statement.missing_ok === true;
	const cascade = statement.behavior === "DROP_CASCADE";
	const { schema, name } = schemaAndName(objectParts(node));
	const gone = () => {
		const canonical = names.resolve(schema, name);
		names.drop(canonical);
		return canonical;
	};
	switch (statement.removeType) {
		case "OBJECT_TABLE": return {
			kind: "drop-table",
			span,
			table: gone(),
			ifExists,
			cascade
		};
		case "OBJECT_VIEW": return {
			kind: "drop-view",
			span,
			table: gone(),
			ifExists,
			cascade
		};
		case "OBJECT_MATVIEW": return {
			kind: "drop-materialized-view",
			span,
			table: gone(),
			ifExists,
			cascade
		};
		case "OBJECT_INDEX": return {
			kind: "drop-index",
			span,
			index: gone(),
			table: "",
			ifExists,
			cascade,
			concurrently: statement.concurrent === true
		};
		case "OBJECT_SEQUENCE": return {
			kind: "drop-sequence",
			span,
			sequence: gone(),
			ifExists,
			cascade
		};
		case "OBJECT_TYPE":
		case "OBJECT_DOMAIN": return {
			kind: "drop-type",
			span,
			type: gone(),
			domain: statement.removeType === "OBJECT_DOMAIN",
			ifExists,
			cascade
		};
		case "OBJECT_FUNCTION":
		case "OBJECT_PROCEDURE":
		case "OBJECT_ROUTINE":
		case "OBJECT_AGGREGATE": {
			const object = as(node, "ObjectWithArgs");
			const given = object && argumentTypes(object, reading);
			const target = targetOf(statement.removeType, node, reading);
			const objectType = objectTypeText(statement.removeType);
			return {
				kind: "drop-function",
				span,
				function: gone(),
				ifExists,
				cascade,
				objectType,
				target,
				arguments: given
			};
		}
		case "OBJECT_SCHEMA": return {
			kind: "drop-schema",
			span,
			schema: name,
			ifExists,
			cascade
		};
		case "OBJECT_EXTENSION": return {
			kind: "drop-extension",
			span,
			extension: name,
			ifExists,
			cascade
		};
		case "OBJECT_TRIGGER": {
			const { table, name: trigger } = onTable(node, reading);
			return {
				kind: "drop-trigger",
				span,
				table,
				trigger,
				ifExists,
				cascade
			};
		}
		case "OBJECT_RULE": {
			const { table, name: rule } = onTable(node, reading);
			return {
				kind: "drop-rule",
				span,
				table,
				rule,
				ifExists
			};
		}
		case "OBJECT_POLICY": {
			const { table, name: policy } = onTable(node, reading);
			return {
				kind: "drop-policy",
				span,
				table,
				policy,
				ifExists
			};
		}
		case "OBJECT_PUBLICATION": return {
			kind: "drop-publication",
			span,
			publication: name,
			ifExists
		};
		default: {
			const target = targetOf(statement.removeType ?? "", node, reading);
			return {
				kind: "drop-object",
				span,
				objectType: objectTypeText(statement.removeType),
				object: objectText(node),
				ifExists,
				cascade,
				target
			};
		}
	}
}
const dropRole = (_statement, reading) => {
	const tokens = reading.tokens();
	const from = tokens.word(2) === "IF" ? 4 : 2;
	const definition = statementText(reading, void 0);
	return [{
		kind: "role",
		span: reading.span,
		role: reading.words(from, tokens.list.length),
		change: "drop",
		definition
	}];
};
const dropUserMapping = (statement, reading) => [{
	kind: "drop-object",
	span: reading.span,
	objectType: "user mapping",
	object: statement.servername ?? "",
	ifExists: statement.missing_ok === true,
	cascade: false,
	target: `FOR ${roleName(statement.user)} SERVER ${quoteIdent(statement.servername ?? "")}`
}];
/** The `object` of a statement as a dotted name in the script's search path. */
function resolveObject(node, reading) {
	const { schema, name } = schemaAndName(objectParts(node));
	return as(node, "RangeVar") ? reading.names.relation(as(node, "RangeVar")) : reading.names.resolve(schema, name);
}
// src/dialects/postgres/operations/alter.ts
/** What is a relation: its name is in `relation` of the statement. */
const RELATIONS$2 = /* @__PURE__ */ new Set([
	"OBJECT_TABLE",
	"OBJECT_VIEW",
	"OBJECT_MATVIEW",
	"OBJECT_INDEX",
	"OBJECT_SEQUENCE",
	"OBJECT_FOREIGN_TABLE"
]);
const SCHEMA_OBJECTS = /* @__PURE__ */ new Set([
	"OBJECT_TYPE",
	"OBJECT_DOMAIN",
	"OBJECT_FUNCTION",
	"OBJECT_PROCEDURE",
	"OBJECT_ROUTINE",
	"OBJECT_AGGREGATE"
]);
const rename = (statement, reading) => [renameOne(statement, reading)];
function renameOne(statement, reading) {
	const { names, span } = reading;
	const newName = statement.newname ?? "";
	const old = statement.subname ?? "";
	const ifExists = statement.missing_ok === true;
	const table = statement.relation ? names.relation(statement.relation) : "";
	switch (statement.renameType) {
		case "OBJECT_TABLE":
		case "OBJECT_FOREIGN_TABLE": return {
			kind: "rename-table",
			span,
			table,
			newName,
			newTable: names.rename(table, newName),
			ifExists
		};
		case "OBJECT_VIEW":
		case "OBJECT_MATVIEW": return {
			kind: "rename-view",
			span,
			table,
			newName,
			newTable: names.rename(table, newName),
			materialized: statement.renameType === "OBJECT_MATVIEW"
		};
		case "OBJECT_INDEX":
			names.rename(table, newName);
			return {
				kind: "rename-index",
				span,
				index: table,
				table: "",
				newName,
				ifExists
			};
		case "OBJECT_SEQUENCE": return {
			kind: "rename-sequence",
			span,
			sequence: table,
			newName,
			newSequence: names.rename(table, newName)
		};
		case "OBJECT_COLUMN": return {
			kind: "rename-column",
			span,
			table,
			column: old,
			newName
		};
		case "OBJECT_ATTRIBUTE": return {
			kind: "alter-composite-type",
			span,
			type: table,
			change: "rename",
			attribute: old,
			cascade: statement.behavior === "DROP_CASCADE",
			definition: void 0,
			newName
		};
		case "OBJECT_TABCONSTRAINT": return {
			kind: "rename-constraint",
			span,
			table,
			constraint: old,
			newName
		};
		case "OBJECT_DOMCONSTRAINT": return {
			kind: "alter-domain",
			span,
			type: resolveObject(statement.object, reading),
			change: "rename-constraint",
			constraint: old,
			notValid: false,
			ifExists: false,
			definition: void 0,
			default: void 0,
			newName,
			cascade: false
		};
		case "OBJECT_TYPE":
		case "OBJECT_DOMAIN": {
			const type = resolveObject(statement.object, reading);
			return {
				kind: "rename-type",
				span,
				type,
				newName,
				newType: names.rename(type, newName)
			};
		}
		case "OBJECT_SCHEMA": return {
			kind: "rename-schema",
			span,
			schema: old,
			newName
		};
		case "OBJECT_TRIGGER": return {
			kind: "rename-dependent",
			span,
			table,
			objectType: "trigger",
			object: old,
			newName
		};
		case "OBJECT_RULE": return {
			kind: "rename-dependent",
			span,
			table,
			objectType: "rule",
			object: old,
			newName
		};
		case "OBJECT_POLICY": return {
			kind: "rename-dependent",
			span,
			table,
			objectType: "policy",
			object: old,
			newName
		};
		case "OBJECT_ROLE": return {
			kind: "role",
			span,
			role: old,
			change: "alter",
			definition: statementText(reading, void 0)
		};
		case "OBJECT_DATABASE":
		case "OBJECT_TABLESPACE": return {
			kind: "database",
			span,
			database: old,
			change: "alter",
			tablespace: statement.renameType === "OBJECT_TABLESPACE",
			definition: statementText(reading, void 0)
		};
		default: {
			const object = statement.object ? objectText(statement.object) : old;
			const target = statement.object ? targetOf(statement.renameType ?? "", statement.object, reading) : quoteIdent(old);
			if (statement.object && SCHEMA_OBJECTS.has(statement.renameType ?? "")) names.rename(resolveObject(statement.object, reading), newName);
			return {
				kind: "rename-object",
				span,
				objectType: objectTypeText(statement.renameType),
				object,
				newName,
				target
			};
		}
	}
}
const setSchema = (statement, reading) => {
	const newSchema = statement.newschema ?? "";
	const isRelation = RELATIONS$2.has(statement.objectType ?? "");
	const old = isRelation ? reading.names.relation(statement.relation) : resolveObject(statement.object, reading);
	const extension = statement.objectType === "OBJECT_EXTENSION";
	const target = isRelation ? old : targetOf(statement.objectType ?? "", statement.object, reading);
	return [{
		kind: "set-schema",
		span: reading.span,
		table: isRelation ? old : "",
		objectType: objectTypeText(statement.objectType),
		object: isRelation ? old : objectText(statement.object),
		newSchema,
		newTable: extension ? qualify(newSchema, objectText(statement.object)) : reading.names.move(old, newSchema),
		ifExists: statement.missing_ok === true,
		target
	}];
};
const setOwner = (statement, reading) => [{
	kind: "set-owner",
	span: reading.span,
	table: RELATIONS$2.has(statement.objectType ?? "") ? reading.names.relation(statement.relation) : "",
	object: objectText(statement.object),
	owner: roleName(statement.newowner),
	objectType: objectTypeText(statement.objectType),
	target: RELATIONS$2.has(statement.objectType ?? "") ? reading.names.relation(statement.relation) : targetOf(statement.objectType ?? "", statement.object, reading)
}];
const alterEnum = (statement, reading) => {
	const { schema, name } = schemaAndName(strings(statement.typeName));
	const type = reading.names.resolve(schema, name);
	const value = statement.newVal ?? "";
	if (statement.oldVal !== void 0) return [{
		kind: "rename-enum-value",
		span: reading.span,
		type,
		value: statement.oldVal,
		newValue: value
	}];
	return [{
		kind: "add-enum-value",
		span: reading.span,
		type,
		value,
		ifNotExists: statement.skipIfNewValExists === true,
		positioned: statement.newValNeighbor !== void 0,
		place: statement.newValNeighbor === void 0 ? void 0 : {
			where: statement.newValIsAfter ? "after" : "before",
			neighbour: statement.newValNeighbor
		}
	}];
};
const DOMAIN_CHANGES = {
	T: "set-default",
	N: "drop-not-null",
	O: "set-not-null",
	C: "add-constraint",
	X: "drop-constraint",
	V: "validate-constraint"
};
const isDomainChange = (letter) => letter in DOMAIN_CHANGES;
const alterDomain = (statement, reading) => {
	const { schema, name } = schemaAndName(strings(statement.typeName));
	const letter = statement.subtype ?? "";
	const node = as(statement.def, "Constraint");
	const read = node && constraintOf(reading, node, reading.index(node.location), reading.tokens().list.length);
	const definition = read && {
		...read,
		columns: []
	};
	const change = isDomainChange(letter) ? DOMAIN_CHANGES[letter] : "set-default";
	const keyword = change === "set-default" && statement.def ? reading.tokens().find(["DEFAULT"]) : -1;
	return [{
		kind: "alter-domain",
		span: reading.span,
		type: reading.names.resolve(schema, name),
		change: change === "set-default" && !statement.def ? "drop-default" : change,
		constraint: statement.name ?? definition?.name ?? "",
		notValid: definition?.notValid ?? false,
		ifExists: statement.missing_ok === true,
		definition,
		default: keyword < 0 ? void 0 : expressionAt(reading, statement.def, keyword + 1, reading.tokens().list.length),
		newName: "",
		cascade: statement.behavior === "DROP_CASCADE"
	}];
};
/** ALTER … DEPENDS ON EXTENSION. */
const alterDepends = (statement, reading) => {
	const { objectType, relation, object } = statement;
	const { span } = reading;
	const name = relation ? reading.names.relation(relation) : "";
	if (objectType === "OBJECT_INDEX") {
		const tokens = reading.tokens();
		return [{
			kind: "alter-index",
			span,
			index: name,
			table: "",
			change: "other",
			storage: [],
			key: "",
			value: "",
			definition: reading.words(nameEnd(reading, reading.index(relation?.location)), tokens.list.length)
		}];
	}
	const own = targetOf(objectType ?? "", object, reading);
	const target = name === "" ? own : object ? `${own} ON ${name}` : name;
	const schema = object && name === "" ? resolveObject(object, reading) : void 0;
	return altered(reading, statement, objectTypeText(objectType), name || objectText(object), target, schema);
};
/**
* A statement that changes an object which no table depends on. `name` is the canonical name of one that is in a schema:
* it stands behind ALTER, the type and IF EXISTS.
*/
function altered(reading, node, objectType, object, target, name) {
	const tokens = reading.tokens();
	const after = 1 + objectType.split(" ").length;
	const token = tokens.word(after) === "IF" ? after + 2 : after;
	const definition = statementText(reading, node, name === void 0 ? void 0 : {
		token,
		name
	});
	return [{
		kind: "alter-object",
		span: reading.span,
		objectType,
		object,
		target,
		definition
	}];
}
/** The same for an object that is in a schema and named by a list of its parts. */
function alteredNamed(reading, node, type, parts, suffix = "") {
	const { schema, name } = schemaAndName(strings(parts));
	const canonical = reading.names.resolve(schema, name);
	return altered(reading, node, type, listText(parts), `${canonical}${suffix}`, canonical);
}
/** The name in a statement that holds it as a list of strings, as text. */
function listText(nodes) {
	return objectText({ List: { items: [...nodes ?? []] } });
}
// src/dialects/postgres/operations/implied.ts
/** The name of a constraint of a table: its own, or the one the server will choose as far as this script shows what is taken. */
function constraintName(reading, table, definition, node) {
	const { schema } = splitRelation(table);
	const place = definition.kind === "unique" || definition.kind === "primary-key" || definition.kind === "exclude" ? schema : table;
	const taken = (name) => reading.names.made(qualify(place, name));
	const keys = all(node?.exclusions, "List").map((pair) => as(pair.items?.[0], "IndexElem") ?? {});
	const named = keys.length > 0 ? {
		...definition,
		columns: indexNameParts(keys)
	} : definition;
	const name = definition.name || definition.usingIndex || naming.constraintName(table, named, taken);
	reading.names.create(place, name);
	return name;
}
/**
* The name the server gives to a column made from an expression (FigureColname in parse_target.c); empty where it has
* none. Each step goes one node down, so that depth does not matter.
*/
function figureName(node) {
	let weak = "";
	for (let at = node; at;) {
		const { kind, value } = open$2(at);
		at = void 0;
		switch (kind) {
			case "ColumnRef": return strings(value.fields).at(-1) ?? weak;
			case "A_Indirection": {
				const name = strings(value.indirection).at(-1);
				if (name !== void 0) return name;
				at = value.arg;
				break;
			}
			case "FuncCall": return strings(value.funcname).at(-1) ?? weak;
			case "A_Expr": return value.kind === "AEXPR_NULLIF" ? "nullif" : weak;
			case "TypeCast": {
				const cast = value;
				weak ||= strings(cast.typeName?.names).at(-1) ?? "";
				at = cast.arg;
				break;
			}
			case "CollateClause":
				at = value.arg;
				break;
			case "CaseExpr":
				weak ||= "case";
				at = value.defresult;
				break;
			case "A_ArrayExpr": return "array";
			case "RowExpr": return "row";
			case "CoalesceExpr": return "coalesce";
			case "MinMaxExpr": return value.op === "IS_LEAST" ? "least" : "greatest";
			case "SQLValueFunction": return valueFunctionName(value.op);
			case "XmlSerialize": return "xmlserialize";
			default: return weak;
		}
	}
	return weak;
}
/** What each key of an index adds to its name. */
function indexNameParts(elements) {
	const parts = [];
	for (const element of elements) {
		const base = element.name || figureName(element.expr) || "expr";
		let part = base;
		for (let i = 1; parts.includes(part); i++) part = `${base}${i}`;
		parts.push(part);
	}
	return parts;
}
/** The name the server will choose for an index without one: the columns of INCLUDE count. */
function indexName(reading, table, elements, unique) {
	const { schema } = splitRelation(table);
	const parts = indexNameParts(elements);
	return naming.indexName(table, parts, unique, (taken) => reading.names.made(qualify(schema, taken)));
}
// src/dialects/postgres/operations/alter-table.ts
/** The tokens of each sub-command: between the commas behind the relation's name. */
function subCommands(reading, relation, count) {
	const tokens = reading.tokens();
	let from = nameEnd(reading, reading.index(relation?.location));
	if (tokens.word(from) === "*") from++;
	const ranges = tokens.byCommas(from, tokens.list.length);
	return ranges.length === count ? ranges : Array.from({ length: count }, () => ({
		start: 0,
		end: tokens.list.length
	}));
}
const columnCommand = (make) => (at) => [make(at, at.command.name ?? "")];
const addColumn$1 = ({ command, reading, table, span, to }) => {
	const node = as(command.def, "ColumnDef");
	if (!node) return [];
	const definition = columnOf(reading, node, to);
	const foreign = definition.constraints.find((c) => c.kind === "foreign-key");
	const has = (kind) => definition.constraints.some((c) => c.kind === kind);
	for (const constraint of definition.constraints) constraintName(reading, table, constraint);
	return [{
		kind: "add-column",
		span,
		table,
		column: definition.name,
		type: definition.type.text,
		ifNotExists: command.missing_ok === true,
		notNull: definition.notNull,
		hasDefault: definition.default !== void 0 && !definition.default.isNull,
		default: definition.default?.text ?? "",
		serial: definition.serial,
		identity: definition.identity !== "no",
		generated: definition.generated?.kind ?? "no",
		unique: has("unique"),
		primaryKey: has("primary-key"),
		check: has("check"),
		references: foreign?.references?.table ?? "",
		definition
	}];
};
const columnDefault = ({ command, reading, table, span, from, to }) => {
	const column = command.name ?? "";
	if (!command.def) return [{
		kind: "drop-default",
		span,
		table,
		column
	}];
	const keyword = reading.tokens().find(["DEFAULT"], from, to);
	const expression = expressionAt(reading, command.def, keyword + 1, to);
	return [{
		kind: "set-default",
		span,
		table,
		column,
		default: expression.text,
		expression
	}];
};
const columnType = ({ command, reading, table, span, from, to }) => {
	const node = as(command.def, "ColumnDef");
	const { type } = typeAt(reading, node?.typeName);
	const tokens = reading.tokens();
	const using = node?.raw_default ? tokens.find(["USING"], from, to) : -1;
	const usingExpression = using < 0 ? void 0 : expressionAt(reading, node?.raw_default, using + 1, to);
	const collation = valueText(node?.collClause && { List: { items: node.collClause.collname ?? [] } });
	return [{
		kind: "alter-column-type",
		span,
		table,
		column: command.name ?? "",
		type: type.text,
		hasUsing: usingExpression !== void 0,
		using: usingExpression?.text ?? "",
		hasCollation: collation !== "",
		newType: type,
		usingExpression,
		collation
	}];
};
const setExpression = ({ command, reading, table, span, from, to }) => {
	const keyword = reading.tokens().find(["AS"], from, to);
	const expression = expressionAt(reading, command.def, keyword + 2, to - 1);
	return [{
		kind: "set-expression",
		span,
		table,
		column: command.name ?? "",
		expression
	}];
};
const columnOption = (which, keyword) => ({ command, reading, table, span, from, to }) => {
	const index = reading.tokens().find([keyword], from, to);
	const value = reading.words((index < 0 ? from : index) + 1, to);
	return [{
		kind: "set-column-option",
		span,
		table,
		column: command.name ?? String(command.num ?? ""),
		option: which,
		value,
		attributes: which === "attribute" ? storageOptions(reading, as(command.def, "List")?.items, command.subtype === "AT_ResetOptions") : []
	}];
};
const addConstraint = ({ command, reading, table, span, from, to }) => {
	const node = as(command.def, "Constraint");
	const definition = node && constraintOf(reading, node, reading.index(node.location), to);
	if (!definition) return otherChange({
		command,
		reading,
		table,
		span,
		from,
		to
	});
	const { references } = definition;
	return [{
		kind: "add-constraint",
		span,
		table,
		constraint: constraintName(reading, table, definition, node),
		named: definition.name !== "",
		constraintKind: definition.kind,
		columns: definition.columns,
		notValid: definition.notValid,
		notEnforced: definition.notEnforced,
		usingIndex: definition.usingIndex,
		references: references?.table ?? "",
		referencedColumns: references?.columns ?? [],
		onDelete: references?.onDelete ?? "no-action",
		onUpdate: references?.onUpdate ?? "no-action",
		deferrable: definition.deferrable,
		expression: definition.expression?.text ?? "",
		definition
	}];
};
const alterConstraint = ({ command, table, span }) => {
	const change = as(command.def, "ATAlterConstraint");
	return [{
		kind: "alter-constraint",
		span,
		table,
		constraint: change?.conname ?? command.name ?? "",
		enforced: change?.alterEnforceability ? change.is_enforced ? "enforced" : "not-enforced" : "unchanged",
		deferrability: !change?.alterDeferrability ? "unchanged" : change.initdeferred ? "deferred" : change.deferrable ? "deferrable" : "not-deferrable",
		inheritance: change?.alterInheritability ? change.noinherit ? "no-inherit" : "inherit" : "unchanged"
	}];
};
const tableOptions = ({ command, reading, table, span, from, to }) => [{
	kind: "set-table-options",
	span,
	table,
	options: all(as(command.def, "List")?.items, "DefElem").map(storageName),
	values: insideLastBrackets(reading, from, to),
	storage: storageOf(reading, command)
}];
/** The storage parameters that a sub-command sets or resets. */
const storageOf = (reading, { def, subtype }) => storageOptions(reading, as(def, "List")?.items, subtype === "AT_ResetRelOptions");
function insideLastBrackets(reading, from, to) {
	const open = reading.tokens().find(["("], from, to);
	return open < 0 ? "" : reading.words(open + 1, to - 1);
}
const triggerState = (firing, which) => ({ command, table, span }) => [{
	kind: "set-trigger-state",
	span,
	table,
	trigger: command.name ?? "",
	enabled: firing !== "disabled",
	all: which === "all",
	rule: which === "rule",
	firing
}];
const rowSecurity = (change) => ({ table, span }) => [{
	kind: "set-row-security",
	span,
	table,
	change
}];
const inherit = (add) => ({ command, reading, table, span }) => [{
	kind: "inherit",
	span,
	table,
	parent: reading.names.relation(as(command.def, "RangeVar")),
	add
}];
const attach = ({ command, reading, table, span, from, to }) => {
	const part = as(command.def, "PartitionCmd");
	const { bound } = part ?? {};
	const partition = reading.names.relation(part?.name);
	const node = bound && { PartitionBoundSpec: bound };
	const start = bound ? nameEnd(reading, reading.index(part?.name?.location)) : from;
	return [{
		kind: "attach-partition",
		span,
		table,
		partition,
		isDefault: bound?.is_default === true,
		bound: node && {
			...expressionAt(reading, node, start, to),
			columns: []
		}
	}];
};
const detach$1 = (finalize) => ({ command, reading, table, span }) => {
	const part = as(command.def, "PartitionCmd");
	return [{
		kind: "detach-partition",
		span,
		table,
		partition: reading.names.relation(part?.name),
		concurrently: part?.concurrent === true,
		finalize
	}];
};
const IDENTITIES = {
	d: "default",
	f: "full",
	n: "nothing",
	i: "index"
};
const replicaIdentity = ({ command, table, span }) => {
	const identity = as(command.def, "ReplicaIdentityStmt");
	return [{
		kind: "set-replica-identity",
		span,
		table,
		identity: IDENTITIES[identity?.identity_type ?? "d"] ?? "default",
		index: identity?.name ?? ""
	}];
};
const setIdentity = ({ command, reading, table, span }) => {
	const options = as(command.def, "List")?.items;
	const generated = option(options, "generated");
	return [{
		kind: "set-identity",
		span,
		table,
		column: command.name ?? "",
		restart: option(options, "restart") !== void 0,
		generated: !generated ? "" : as(generated.arg, "Integer")?.ival === "d".codePointAt(0) ? "by-default" : "always",
		sequence: sequenceOptions(reading, options)
	}];
};
/** A sub-command without a kind of its own, in its own words. */
const otherChange = ({ reading, table, span, from, to }) => [{
	kind: "other-table-change",
	span,
	table,
	change: reading.words(from, to)
}];
const owner = ({ command, table, span }) => [{
	kind: "set-owner",
	span,
	table,
	object: table,
	owner: roleName(command.newowner),
	objectType: "table",
	target: table
}];
const COMMANDS = {
	AT_AddColumn: addColumn$1,
	AT_ColumnDefault: columnDefault,
	AT_DropNotNull: columnCommand(({ table, span }, column) => ({
		kind: "drop-not-null",
		span,
		table,
		column
	})),
	AT_SetNotNull: columnCommand(({ table, span }, column) => ({
		kind: "set-not-null",
		span,
		table,
		column
	})),
	AT_SetExpression: setExpression,
	AT_DropExpression: columnCommand(({ command, table, span }, column) => ({
		kind: "drop-expression",
		span,
		table,
		column,
		ifExists: command.missing_ok === true
	})),
	AT_SetStatistics: columnOption("statistics", "STATISTICS"),
	AT_SetOptions: columnOption("attribute", "SET"),
	AT_ResetOptions: columnOption("attribute", "RESET"),
	AT_SetStorage: columnOption("storage", "STORAGE"),
	AT_SetCompression: columnOption("compression", "COMPRESSION"),
	AT_DropColumn: columnCommand(({ command, table, span }, column) => ({
		kind: "drop-column",
		span,
		table,
		column,
		ifExists: command.missing_ok === true,
		cascade: command.behavior === "DROP_CASCADE"
	})),
	AT_AddConstraint: addConstraint,
	AT_AlterConstraint: alterConstraint,
	AT_ValidateConstraint: ({ command, table, span }) => [{
		kind: "validate-constraint",
		span,
		table,
		constraint: command.name ?? ""
	}],
	AT_DropConstraint: ({ command, table, span }) => [{
		kind: "drop-constraint",
		span,
		table,
		constraint: command.name ?? "",
		ifExists: command.missing_ok === true,
		cascade: command.behavior === "DROP_CASCADE"
	}],
	AT_AlterColumnType: columnType,
	AT_ChangeOwner: owner,
	AT_ClusterOn: ({ command, table, span }) => [{
		kind: "set-cluster-index",
		span,
		table,
		index: command.name ?? ""
	}],
	AT_DropCluster: ({ table, span }) => [{
		kind: "set-cluster-index",
		span,
		table,
		index: ""
	}],
	AT_SetLogged: ({ table, span }) => [{
		kind: "set-logged",
		span,
		table,
		logged: true
	}],
	AT_SetUnLogged: ({ table, span }) => [{
		kind: "set-logged",
		span,
		table,
		logged: false
	}],
	AT_SetAccessMethod: ({ command, table, span }) => [{
		kind: "set-access-method",
		span,
		table,
		method: command.name ?? "default"
	}],
	AT_SetTableSpace: ({ command, table, span }) => [{
		kind: "set-tablespace",
		span,
		table,
		tablespace: command.name ?? ""
	}],
	AT_SetRelOptions: tableOptions,
	AT_ResetRelOptions: tableOptions,
	AT_EnableTrig: triggerState("origin", "one"),
	AT_EnableAlwaysTrig: triggerState("always", "one"),
	AT_EnableReplicaTrig: triggerState("replica", "one"),
	AT_DisableTrig: triggerState("disabled", "one"),
	AT_EnableTrigAll: triggerState("origin", "all"),
	AT_DisableTrigAll: triggerState("disabled", "all"),
	AT_EnableTrigUser: triggerState("origin", "user"),
	AT_DisableTrigUser: triggerState("disabled", "user"),
	AT_EnableRule: triggerState("origin", "rule"),
	AT_EnableAlwaysRule: triggerState("always", "rule"),
	AT_EnableReplicaRule: triggerState("replica", "rule"),
	AT_DisableRule: triggerState("disabled", "rule"),
	AT_AddInherit: inherit(true),
	AT_DropInherit: inherit(false),
	AT_ReplicaIdentity: replicaIdentity,
	AT_EnableRowSecurity: rowSecurity("enable"),
	AT_DisableRowSecurity: rowSecurity("disable"),
	AT_ForceRowSecurity: rowSecurity("force"),
	AT_NoForceRowSecurity: rowSecurity("no-force"),
	AT_AttachPartition: attach,
	AT_DetachPartition: detach$1(false),
	AT_DetachPartitionFinalize: detach$1(true),
	AT_AddIdentity: ({ command, reading, table, span }) => [{
		kind: "add-identity",
		span,
		table,
		column: command.name ?? "",
		always: as(command.def, "Constraint")?.generated_when !== "d",
		sequence: sequenceOptions(reading, as(command.def, "Constraint")?.options)
	}],
	AT_SetIdentity: setIdentity,
	AT_DropIdentity: columnCommand(({ command, table, span }, column) => ({
		kind: "drop-identity",
		span,
		table,
		column,
		ifExists: command.missing_ok === true
	}))
};
const INDEX_CHANGES = {
	AT_SetRelOptions: "options",
	AT_ResetRelOptions: "options",
	AT_SetStatistics: "statistics",
	AT_SetTableSpace: "tablespace"
};
const alterIndex = (at) => {
	const { command, reading, table: index, span } = at;
	if (command.subtype === "AT_ChangeOwner") return owner(at);
	if (command.subtype === "AT_AttachPartition") return [{
		kind: "attach-index",
		span,
		index,
		child: reading.names.relation(as(command.def, "PartitionCmd")?.name),
		table: ""
	}];
	const change = INDEX_CHANGES[command.subtype ?? ""] ?? "other";
	const storage = change === "options" ? storageOf(reading, command) : [];
	const keyword = reading.tokens().find(["STATISTICS"], at.from, at.to);
	const value = change === "tablespace" ? command.name ?? "" : change === "statistics" ? reading.words(keyword + 1, at.to) : "";
	return [{
		kind: "alter-index",
		span,
		index,
		table: "",
		change,
		storage,
		key: change === "statistics" ? String(command.num ?? "") : "",
		value,
		definition: reading.words(at.from, at.to)
	}];
};
const ATTRIBUTE_CHANGES = {
	AT_AddColumn: "add",
	AT_DropColumn: "drop",
	AT_AlterColumnType: "type"
};
const alterComposite = ({ command, reading, table, span, to }) => {
	const node = as(command.def, "ColumnDef");
	const name = command.name ?? node?.colname ?? "";
	return [{
		kind: "alter-composite-type",
		span,
		type: table,
		change: ATTRIBUTE_CHANGES[command.subtype ?? ""] ?? "type",
		attribute: name,
		cascade: command.behavior === "DROP_CASCADE",
		definition: node && attributeOf(reading, {
			...node,
			colname: name
		}, to),
		newName: ""
	}];
};
function alterView({ command, reading, table, span, from, to }, ifExists) {
	const isDefault = command.subtype === "AT_ColumnDefault";
	const keyword = isDefault && command.def ? reading.tokens().find(["DEFAULT"], from, to) : -1;
	return {
		kind: "alter-view",
		span,
		table,
		ifExists,
		storage: isDefault ? [] : storageOf(reading, command),
		column: isDefault ? command.name ?? "" : "",
		default: keyword < 0 ? void 0 : expressionAt(reading, command.def, keyword + 1, to)
	};
}
const alterTable$2 = (statement, reading) => {
	const table = reading.names.relation(statement.relation);
	const commands = all(statement.cmds, "AlterTableCmd");
	const ranges = subCommands(reading, statement.relation, commands.length);
	const operations = [];
	for (const [i, command] of commands.entries()) {
		const { start: from, end: to } = ranges[i] ?? {
			start: 0,
			end: 0
		};
		const span = reading.locate(reading.tokens().range(from, to));
		const at = {
			command,
			reading,
			table,
			span,
			from,
			to
		};
		const own = COMMANDS[command.subtype ?? "AT_ReAddComment"] ?? otherChange;
		switch (statement.objtype) {
			case "OBJECT_INDEX":
				operations.push(...alterIndex(at));
				break;
			case "OBJECT_TYPE":
				operations.push(...alterComposite(at));
				break;
			case "OBJECT_VIEW":
				if (command.subtype === "AT_ChangeOwner") operations.push(...owner(at));
				else operations.push(alterView(at, statement.missing_ok === true));
				break;
			case "OBJECT_SEQUENCE":
				if (command.subtype === "AT_ChangeOwner") operations.push(...owner(at));
				else operations.push({
					kind: "alter-sequence",
					span,
					sequence: table,
					ifExists: statement.missing_ok === true,
					restart: false,
					ownedBy: "",
					owner: void 0,
					options: {},
					logged: command.subtype === "AT_SetLogged" ? "logged" : command.subtype === "AT_SetUnLogged" ? "unlogged" : ""
				});
				break;
			default: operations.push(...own(at));
		}
	}
	return operations;
};
const moveAll = (statement, reading) => [{
	kind: "set-tablespace",
	span: reading.span,
	table: "",
	tablespace: statement.new_tablespacename ?? ""
}];
// src/dialects/postgres/operations/create.ts
/** The name of something that is made, from a list of its parts. */
function made(reading, parts) {
	const { schema, name } = schemaAndName(strings(parts));
	return reading.names.create(schema, name);
}
const createEnum = (statement, reading) => [{
	kind: "create-type",
	span: reading.span,
	type: made(reading, statement.typeName),
	typeKind: "enum",
	labels: strings(statement.vals),
	attributes: [],
	definition: ""
}];
const createComposite = ({ typevar, coldeflist }, reading) => [{
	kind: "create-type",
	span: reading.span,
	type: reading.names.create(typevar?.schemaname, typevar?.relname ?? ""),
	typeKind: "composite",
	labels: [],
	attributes: all(coldeflist, "ColumnDef").map((node) => attributeOf(reading, node, elementEnd(reading, reading.index(node.location)))),
	definition: ""
}];
/** What stands behind the name of a type that is neither an enum nor a composite one. */
function typeDefinition(reading) {
	const tokens = reading.tokens();
	return reading.words(nameEnd(reading, tokens.find(["TYPE"]) + 1), tokens.list.length);
}
const createRange = (statement, reading) => [{
	kind: "create-type",
	span: reading.span,
	type: made(reading, statement.typeName),
	typeKind: "range",
	labels: [],
	attributes: [],
	definition: typeDefinition(reading)
}];
const createDomain = (statement, reading) => {
	const { typeName, constraints, collClause } = statement;
	const column = columnOf(reading, {
		...typeName && { typeName },
		...constraints && { constraints },
		...collClause && { collClause }
	}, reading.tokens().list.length);
	const checks = column.constraints.map((constraint) => ({
		...constraint,
		columns: []
	}));
	return [{
		kind: "create-domain",
		span: reading.span,
		type: made(reading, statement.domainname),
		constrained: column.notNull || checks.length > 0,
		baseType: column.type,
		constraints: checks,
		notNull: column.notNull,
		default: column.default,
		collation: column.collation
	}];
};
/** First words of statements that change schema or data, or run what is built there. */
const CHANGES = new Set("ALTER CREATE DROP TRUNCATE INSERT UPDATE DELETE MERGE EXECUTE REINDEX REFRESH CLUSTER GRANT REVOKE COPY CALL LOCK COMMENT".split(" "));
/** Those that also stand inside of another statement: in a WITH, after RETURN QUERY, in FOR … IN. */
const INNER_CHANGES = /* @__PURE__ */ new Set([
	"INSERT",
	"UPDATE",
	"DELETE",
	"MERGE",
	"EXECUTE"
]);
const STARTS_STATEMENT = /* @__PURE__ */ new Set([
	"",
	";",
	"BEGIN",
	"THEN",
	"ELSE",
	"LOOP"
]);
const STARTS_INNER = /* @__PURE__ */ new Set([
	"(",
	")",
	"QUERY",
	"IN"
]);
/** Whether a function's body changes anything. */
function bodyChanges(body) {
	let before = "";
	for (const { kind, start, end } of tokenize(body)) {
		const word = kind === "word" || kind === "symbol" ? body.slice(start, end).toUpperCase() : "-";
		if (CHANGES.has(word) && STARTS_STATEMENT.has(before)) return true;
		if (INNER_CHANGES.has(word) && STARTS_INNER.has(before)) return true;
		before = word;
	}
	return false;
}
const VOLATILITIES = {
	immutable: "immutable",
	stable: "stable",
	volatile: "volatile"
};
const isVolatility = (value) => value in VOLATILITIES;
const createFunction = (statement, reading) => {
	const { options } = statement;
	const name = made(reading, statement.funcname);
	const inputs = all(statement.parameters, "FunctionParameter").filter(({ mode }) => mode !== "FUNC_PARAM_OUT" && mode !== "FUNC_PARAM_TABLE");
	const body = strings(as(option(options, "as")?.arg, "List")?.items).join("\n");
	const language = valueText(option(options, "language")?.arg).toLowerCase() || (statement.sql_body ? "sql" : "");
	const text = statement.sql_body ? reading.slice(reading.start, reading.end) : body;
	const inner = statement.sql_body ? text.replace(/^[\s\S]*?\b(?:begin\s+atomic|return)\b/i, "") : text;
	reading.names.noteRoutine(name, bodyChanges(inner) ? "changes" : "harmless");
	const declared = valueText(option(options, "volatility")?.arg);
	return [{
		kind: "create-function",
		span: reading.span,
		function: name,
		procedure: statement.is_procedure === true,
		replace: statement.replace === true,
		language,
		volatility: isVolatility(declared) ? declared : "volatile",
		securityDefiner: optionFlag(options, "security"),
		setsSearchPath: all(options, "DefElem").some(({ defname, arg }) => defname === "set" && as(arg, "VariableSetStmt")?.name === "search_path"),
		arguments: inputs.map(({ argType }) => typeAt(reading, argType).type),
		definition: behindName(reading, statement, ["FUNCTION", "PROCEDURE"])
	}];
};
/** What stands behind the name of something that is made, which follows one of the words. */
function behindName(reading, statement, words) {
	const tokens = reading.tokens();
	return sqlTextAt(reading, statement, nameEnd(reading, tokens.find(words) + 1), tokens.list.length);
}
const createSequence = ({ sequence, if_not_exists, options }, reading) => {
	const temporary = sequence?.relpersistence === "t";
	const owned = strings(as(option(options, "owned_by")?.arg, "List")?.items);
	const { schema, name } = schemaAndName(owned.slice(0, -1));
	return [{
		kind: "create-sequence",
		span: reading.span,
		sequence: reading.names.create(sequence?.schemaname, sequence?.relname ?? "", temporary),
		ifNotExists: if_not_exists === true,
		temporary,
		unlogged: sequence?.relpersistence === "u",
		options: sequenceOptions(reading, options),
		owner: owned.length > 1 ? {
			table: reading.names.resolve(schema, name),
			column: owned.at(-1) ?? ""
		} : void 0
	}];
};
const alterSequence = (statement, reading) => {
	const owned = strings(as(option(statement.options, "owned_by")?.arg, "List")?.items);
	const column = owned.at(-1) ?? "";
	const { schema, name } = schemaAndName(owned.slice(0, -1));
	return [{
		kind: "alter-sequence",
		span: reading.span,
		sequence: reading.names.relation(statement.sequence),
		ifExists: statement.missing_ok === true,
		restart: option(statement.options, "restart") !== void 0,
		ownedBy: owned.length > 1 ? `${reading.names.resolve(schema, name)}.${column}` : "",
		owner: owned.length > 1 ? {
			table: reading.names.resolve(schema, name),
			column
		} : owned.length === 1 ? "none" : void 0,
		options: sequenceOptions(reading, statement.options),
		logged: ""
	}];
};
/** Makes the reader of CREATE SCHEMA, whose elements are statements of their own. */
function makeCreateSchema(read) {
	return (statement, reading) => {
		const schema = statement.schemaname ?? roleName(statement.authrole);
		const own = {
			kind: "create-schema",
			span: reading.span,
			schema,
			ifNotExists: statement.if_not_exists === true,
			authorization: statement.authrole ? roleName(statement.authrole) : ""
		};
		const resolve = (given, name) => given === void 0 && reading.names.made(qualify(schema, name)) ? qualify(schema, name) : reading.names.resolve(given, name);
		const names = {
			...reading.names,
			defaultSchema: () => schema,
			resolve,
			relation: (range) => resolve(range?.schemaname, range?.relname ?? ""),
			create: (given, name, temporary) => reading.names.create(given ?? schema, name, temporary)
		};
		return [own, ...(statement.schemaElts ?? []).flatMap((node) => read({
			...within(reading, reading),
			names
		}, node))];
	};
}
const createExtension = (statement, reading) => [{
	kind: "create-extension",
	span: reading.span,
	extension: statement.extname ?? "",
	ifNotExists: statement.if_not_exists === true,
	schema: valueText(option(statement.options, "schema")?.arg),
	version: valueText(option(statement.options, "new_version")?.arg),
	cascade: optionFlag(statement.options, "cascade")
}];
const createTrigger = (statement, reading) => [{
	kind: "create-trigger",
	span: reading.span,
	table: reading.names.relation(statement.relation),
	trigger: statement.trigname ?? "",
	replace: statement.replace === true,
	forEachRow: statement.row === true,
	constraintTrigger: statement.isconstraint === true,
	references: statement.constrrel ? reading.names.relation(statement.constrrel) : "",
	definition: triggerDefinition(reading, statement)
}];
/** What stands behind the name of a trigger; the tree does not say where the name of its function is. */
function triggerDefinition(reading, statement) {
	const text = behindName(reading, statement, ["TRIGGER"]);
	const tokens = reading.tokens();
	const from = tokens.find(["EXECUTE"]) + 2;
	const start = (tokens.list[from]?.start ?? 0) - (tokens.list[nameEnd(reading, tokens.find(["TRIGGER"]) + 1)]?.start ?? 0);
	const { schema, name } = schemaAndName(strings(statement.funcname));
	if (schema === "pg_catalog" || schema === void 0 && isServerFunction(name)) return text;
	const { start: a, end: b } = tokens.range(from, nameEnd(reading, from));
	const mention = {
		start,
		end: start + (b - a),
		what: "function",
		name: reading.names.resolve(schema, name),
		alias: ""
	};
	return {
		...text,
		mentions: [...text.mentions, mention]
	};
}
const createRule = (statement, reading) => [{
	kind: "create-rule",
	span: reading.span,
	table: reading.names.relation(statement.relation),
	rule: statement.rulename ?? "",
	replace: statement.replace === true,
	definition: behindName(reading, statement, ["RULE"])
}];
const createPolicy = (statement, reading) => {
	const tokens = reading.tokens();
	return [{
		kind: "create-policy",
		span: reading.span,
		table: reading.names.relation(statement.table),
		policy: statement.policy_name ?? "",
		restrictive: statement.permissive !== true && tokens.find(["RESTRICTIVE"]) >= 0,
		command: statement.cmd_name ?? "all",
		roles: tokens.find(["TO"]) < 0 ? [] : roleNames(statement.roles),
		...policyConditions(reading, statement)
	}];
};
const alterPolicy = (statement, reading) => [{
	kind: "alter-policy",
	span: reading.span,
	table: reading.names.relation(statement.table),
	policy: statement.policy_name ?? "",
	roles: roleNames(statement.roles),
	...policyConditions(reading, statement)
}];
/** USING and WITH CHECK. */
function policyConditions(reading, { qual, with_check }) {
	const tokens = reading.tokens();
	const behind = (word, node) => {
		const at = node ? tokens.find([word]) : -1;
		if (at < 0) return void 0;
		const { start, end } = inParentheses(reading, at, tokens.list.length);
		return expressionAt(reading, node, start, end);
	};
	return {
		using: behind("USING", qual),
		check: behind("CHECK", with_check)
	};
}
// src/dialects/postgres/operations/grants.ts
/** What GRANT and REVOKE say alike. */
function said(statement, reading) {
	const type = statement.objtype ?? "OBJECT_TABLE";
	const allInSchema = statement.targtype === "ACL_TARGET_ALL_IN_SCHEMA";
	return {
		on: objectTypeText(type),
		allInSchema,
		targets: (statement.objects ?? []).map((node) => targetOf(allInSchema ? "OBJECT_SCHEMA" : type, node, reading)),
		rights: privilegesOf(statement.privileges)
	};
}
const privilegesOf = (nodes) => all(nodes, "AccessPriv").map(({ priv_name, cols }) => ({
	name: priv_name ?? "all",
	columns: strings(cols)
}));
/** What a GRANT names: relations by their canonical name, others as written. */
function grantObjects(statement, reading) {
	return (statement.objects ?? []).map((node) => {
		const relation = as(node, "RangeVar");
		return relation ? reading.names.relation(relation) : objectText(node);
	});
}
const grant$1 = (statement, reading) => {
	const tokens = reading.tokens();
	const from = tokens.word(1) === "GRANT" && tokens.word(2) === "OPTION" ? 4 : 1;
	const on = tokens.find(["ON"], from);
	const privileges = reading.words(from, on < 0 ? tokens.list.length : on);
	const objects = grantObjects(statement, reading);
	const grantees = roleNames(statement.grantees);
	const withOption = statement.grant_option === true;
	const cascade = statement.behavior === "DROP_CASCADE";
	const rest = said(statement, reading);
	if (!statement.is_grant) return [{
		kind: "revoke",
		span: reading.span,
		objects,
		privileges,
		grantees,
		...rest,
		optionOnly: withOption,
		cascade
	}];
	return [{
		kind: "grant",
		span: reading.span,
		objects,
		privileges,
		grantees,
		toPublic: all(statement.grantees, "RoleSpec").some(({ roletype }) => roletype === "ROLESPEC_PUBLIC"),
		allPrivileges: (statement.privileges ?? []).length === 0,
		...rest,
		withOption
	}];
};
/** Membership in roles: the roles are what is granted. */
const grantRole = (statement, reading) => {
	const privileges = all(statement.granted_roles, "AccessPriv").map(({ priv_name }) => dotted([priv_name ?? ""])).join(", ");
	const grantees = roleNames(statement.grantee_roles);
	const { span } = reading;
	const rest = {
		on: "role",
		allInSchema: false,
		targets: [],
		rights: privilegesOf(statement.granted_roles)
	};
	const options = all(statement.opt, "DefElem");
	if (!statement.is_grant) {
		const cascade = statement.behavior === "DROP_CASCADE";
		return [{
			kind: "revoke",
			span,
			objects: [],
			privileges,
			grantees,
			...rest,
			optionOnly: options.length > 0,
			cascade
		}];
	}
	const withOption = optionFlag(statement.opt, "admin");
	return [{
		kind: "grant",
		span,
		objects: [],
		privileges,
		grantees,
		toPublic: false,
		allPrivileges: false,
		...rest,
		withOption
	}];
};
const DEFAULTS = {
	OBJECT_TABLE: "tables",
	OBJECT_SEQUENCE: "sequences",
	OBJECT_FUNCTION: "functions",
	OBJECT_TYPE: "types",
	OBJECT_SCHEMA: "schemas",
	OBJECT_LARGEOBJECT: "large objects"
};
const defaultPrivileges$1 = ({ options, action }, reading) => [{
	kind: "alter-default-privileges",
	span: reading.span,
	grants: action?.is_grant === true,
	objectType: DEFAULTS[action?.objtype ?? ""] ?? objectTypeText(action?.objtype),
	roles: roleNames(as(option(options, "roles")?.arg, "List")?.items),
	schemas: strings(as(option(options, "schemas")?.arg, "List")?.items),
	rights: privilegesOf(action?.privileges),
	grantees: roleNames(action?.grantees),
	withOption: action?.grant_option === true,
	cascade: action?.behavior === "DROP_CASCADE"
}];
/** Objects whose name begins with that of a relation: `schema.table.column`. */
const ON_RELATIONS = /* @__PURE__ */ new Set([
	"OBJECT_COLUMN",
	"OBJECT_TABCONSTRAINT",
	"OBJECT_TRIGGER",
	"OBJECT_RULE",
	"OBJECT_POLICY"
]);
const RELATIONS$1 = /* @__PURE__ */ new Set([
	"OBJECT_TABLE",
	"OBJECT_VIEW",
	"OBJECT_MATVIEW",
	"OBJECT_INDEX",
	"OBJECT_SEQUENCE",
	"OBJECT_FOREIGN_TABLE"
]);
function commented(type, object, reading) {
	const parts = objectParts(object);
	const own = ON_RELATIONS.has(type) ? parts.slice(0, -1) : RELATIONS$1.has(type) ? parts : [];
	if (own.length === 0) return "";
	const { schema, name } = schemaAndName(own);
	return reading.names.resolve(schema, name);
}
const comment = ({ objtype = "OBJECT_TABLE", object, comment: text }, reading) => [{
	kind: "comment",
	span: reading.span,
	objectType: objectTypeText(objtype),
	table: commented(objtype, object, reading),
	target: targetOf(objtype, object, reading),
	part: ON_RELATIONS.has(objtype) ? objectParts(object).at(-1) ?? "" : "",
	text: text === "" ? void 0 : text
}];
const securityLabel = (statement, reading) => [{
	kind: "security-label",
	span: reading.span,
	objectType: objectTypeText(statement.objtype),
	definition: statementText(reading, statement)
}];
/** The tables a publication names, with what is said about each. */
function published(nodes, reading) {
	const members = all(nodes, "PublicationObjSpec").flatMap(({ pubtable }) => {
		if (!pubtable?.relation) return [];
		const tokens = reading.tokens();
		const from = nameEnd(reading, reading.index(pubtable.relation.location));
		let end = tokens.word(from) === "*" ? from + 1 : from;
		if (pubtable.columns) end = tokens.afterBracket(end);
		if (pubtable.whereClause) end = tokens.afterBracket(end + 1);
		return [{
			table: reading.names.relation(pubtable.relation),
			definition: sqlTextAt(reading, pubtable.whereClause, from, end)
		}];
	});
	const schemas = all(nodes, "PublicationObjSpec").filter(({ pubtable }) => !pubtable);
	return {
		tables: members.map(({ table }) => table),
		members,
		schemas: schemas.map(({ name }) => name ?? "current_schema")
	};
}
const createPublication$1 = (statement, reading) => [{
	kind: "create-publication",
	span: reading.span,
	publication: statement.pubname ?? "",
	allTables: statement.for_all_tables === true,
	...published(statement.pubobjects, reading),
	storage: storageOptions(reading, statement.options, false)
}];
const PUBLICATION_CHANGES = {
	AP_AddObjects: "add",
	AP_DropObjects: "drop",
	AP_SetObjects: "set"
};
const alterPublication$1 = (statement, reading) => [{
	kind: "alter-publication",
	span: reading.span,
	publication: statement.pubname ?? "",
	...published(statement.pubobjects, reading),
	change: statement.pubobjects ? PUBLICATION_CHANGES[statement.action ?? "AP_SetObjects"] : "options",
	storage: storageOptions(reading, statement.options, false)
}];
const subscription = (change) => ({ subname = "" }, reading) => [{
	kind: "subscription",
	span: reading.span,
	subscription: subname,
	change,
	definition: statementText(reading, void 0)
}];
const database = (change) => ({ dbname = "" }, reading) => [{
	kind: "database",
	span: reading.span,
	database: dbname,
	change,
	tablespace: false,
	definition: statementText(reading, void 0)
}];
const tablespace = (change) => ({ tablespacename = "" }, reading) => [{
	kind: "database",
	span: reading.span,
	database: tablespacename,
	change,
	tablespace: true,
	definition: statementText(reading, void 0)
}];
/** CREATE ROLE, ALTER ROLE, …: the roles as text. */
function roles(reading, names, change) {
	const definition = statementText(reading, void 0);
	return [{
		kind: "role",
		span: reading.span,
		role: names.map((name) => dotted([name])).join(", "),
		change,
		definition
	}];
}
// src/dialects/postgres/operations/indexes.ts
/** The text of one key: an expression without the operator class and order that follow it. */
function keyText(reading, element, from, to) {
	if (element.name !== void 0) return element.name;
	const { start, end } = expressionRange(reading, from, to);
	return reading.words(start, end);
}
const createIndex$2 = (statement, reading) => {
	const table = reading.names.relation(statement.relation);
	const elements = all(statement.indexParams, "IndexElem");
	const included = all(statement.indexIncludingParams, "IndexElem");
	const tokens = reading.tokens();
	const relation = reading.index(statement.relation?.location);
	const open = tokens.find(["("], relation);
	const ranges = tokens.byCommas(open + 1, tokens.afterBracket(open) - 1);
	const index = statement.idxname || indexName(reading, table, [...elements, ...included], statement.unique === true);
	const { schema } = splitRelation(table);
	reading.names.create(schema, index);
	const where = statement.whereClause ? tokens.find(["WHERE"], tokens.afterBracket(open)) : -1;
	return [{
		kind: "create-index",
		span: reading.span,
		table,
		index,
		named: statement.idxname !== void 0,
		columns: elements.map((element, i) => keyText(reading, element, ranges[i]?.start ?? 0, ranges[i]?.end ?? 0)),
		include: included.map(({ name }) => name ?? ""),
		unique: statement.unique === true,
		concurrently: statement.concurrent === true,
		ifNotExists: statement.if_not_exists === true,
		only: statement.relation?.inh !== true,
		method: statement.accessMethod ?? "btree",
		partial: statement.whereClause !== void 0,
		where: where < 0 ? "" : reading.words(where + 1, tokens.list.length),
		hasExpressions: elements.some(({ expr }) => expr !== void 0),
		keys: elements.map((element, i) => indexKey(reading, element, ranges[i]?.start ?? 0, ranges[i]?.end ?? 0)),
		nullsNotDistinct: statement.nulls_not_distinct === true,
		condition: where < 0 ? void 0 : expressionAt(reading, statement.whereClause, where + 1, tokens.list.length),
		storage: storageOptions(reading, statement.options, false),
		tablespace: statement.tableSpace ?? ""
	}];
};
const SCOPES$1 = {
	REINDEX_OBJECT_INDEX: "index",
	REINDEX_OBJECT_TABLE: "table",
	REINDEX_OBJECT_SCHEMA: "schema",
	REINDEX_OBJECT_SYSTEM: "system",
	REINDEX_OBJECT_DATABASE: "database"
};
const reindex$1 = (statement, reading) => {
	const scope = SCOPES$1[statement.kind ?? "REINDEX_OBJECT_TABLE"];
	const relation = statement.relation ? reading.names.relation(statement.relation) : "";
	return [{
		kind: "reindex",
		span: reading.span,
		scope,
		table: scope === "table" ? relation : "",
		index: scope === "index" ? relation : "",
		object: relation || (statement.name === void 0 ? "" : quoteIdent(statement.name)),
		concurrently: optionFlag(statement.params, "concurrently")
	}];
};
// src/dialects/postgres/placeholders.ts
/**
* Placeholders that a tool fills in before the server sees the text. Where a statement does not parse as it stands, each
* is replaced by a neutral name or literal of the same length, so that no offset moves, and is put back into the tree:
* the relation of `${schema}.users` is `"${schema}".users`.
*/
const NAME_FIRST = [
	"name",
	"text",
	"number"
];
const NUMBER_FIRST = [
	"number",
	"name",
	"text"
];
/** Forms that are found by their look, wherever they stand outside comments. The first that fits wins. */
const FORMS = [
	{
		pattern: /\{\{[\s\S]*?\}\}/y,
		stands: NAME_FIRST,
		inQuotes: true
	},
	{
		pattern: /<%=[\s\S]*?%>/y,
		stands: NAME_FIRST,
		inQuotes: true
	},
	{
		pattern: /[$#]\{(?:[^{}]|\{[^{}]*\})*\}/y,
		stands: NAME_FIRST,
		inQuotes: true
	},
	{
		pattern: /\{#[\s\S]*?#\}/y,
		stands: ["blank"],
		inQuotes: false
	},
	{
		pattern: /<%[\s\S]*?%>/y,
		stands: ["blank"],
		inQuotes: false
	},
	{
		pattern: /\{%[\s\S]*?%\}/y,
		stands: ["blank"],
		inQuotes: false
	},
	{
		pattern: /\$\([\w.:-]+\)/y,
		stands: NAME_FIRST,
		inQuotes: true
	},
	{
		pattern: /#\[[\w.:-]+\]/y,
		stands: NAME_FIRST,
		inQuotes: true
	},
	{
		pattern: /\{[A-Za-z_][\w.]*\}/y,
		stands: NAME_FIRST,
		inQuotes: true
	},
	{
		pattern: /%\([A-Za-z_]\w*\)[sdifb]/y,
		stands: NAME_FIRST,
		inQuotes: false
	},
	{
		pattern: /%[sdI](?!\w)/y,
		stands: NAME_FIRST,
		inQuotes: false
	},
	{
		pattern: /@[A-Za-z_][\w.-]*@/y,
		stands: NAME_FIRST,
		inQuotes: false
	},
	{
		pattern: /@[A-Za-z_]\w*/y,
		stands: NAME_FIRST,
		inQuotes: false
	},
	{
		pattern: /:'[A-Za-z_]\w*'/y,
		stands: ["text"],
		inQuotes: false
	},
	{
		pattern: /:"[A-Za-z_]\w*"/y,
		stands: ["name"],
		inQuotes: false
	},
	{
		pattern: /:\{\?[A-Za-z_]\w*\}/y,
		stands: NUMBER_FIRST,
		inQuotes: false
	},
	{
		pattern: /:[A-Za-z_]\w*/y,
		stands: NAME_FIRST,
		inQuotes: false
	},
	{
		pattern: /\?(?=[\s),;]|$)/y,
		stands: NUMBER_FIRST,
		inQuotes: false
	},
	{
		pattern: /system_user(?![\w$])/iy,
		stands: ["name"],
		inQuotes: false
	}
];
/** Characters that a placeholder can begin with. */
const STARTS$1 = /* @__PURE__ */ new Set("{<$#%@:?sS");
/** Control tags of templates: both branches are read, and the tag is said aloud. */
const DECIDES = /^(?:\{\{-?\s*(?:if|range|with|template|block|else if)\b|\{%-?\s*(?:if|elif|for|include|import|macro|call|block)\b|<%(?!=))/;
const CLOSES = /^(?:\{\{-?\s*(?:end|else|define|\/\*)|\{%-?\s*(?:end\w*|else|set|comment)\b|<%-?\s*(?:end|\}|else)\b)/;
/** A text that is a placeholder as far as it goes: what a column reference holds where a tool fills in a value. */
function isPlaceholder(text) {
	return /^(?:[$#]\{|\{\{|\{[A-Za-z_]|<%|\$\(|#\[|%\(|%s|@[A-Za-z_]|:[A-Za-z_'"{])/.test(text);
}
/** The placeholders of `[from, to)`, in order. Quoted texts are looked into for the forms that no SQL can contain by chance. */
function find(text, from, to) {
	const skip = [];
	const quoted = [];
	const scanner = makeScanner(text, from, to);
	while (scanner.next()) if (scanner.kind === "comment") skip.push({
		start: scanner.start,
		end: scanner.end
	});
	else if (scanner.kind === "string" || scanner.kind === "quoted" || scanner.kind === "dollar") quoted.push({
		start: scanner.start,
		end: scanner.end
	});
	const found = [];
	let s = 0;
	let q = 0;
	for (let i = from; i < to; i++) {
		while ((skip[s]?.end ?? Infinity) <= i) s++;
		if (i >= (skip[s]?.start ?? Infinity)) {
			i = (skip[s]?.end ?? i + 1) - 1;
			continue;
		}
		if (!STARTS$1.has(text[i] ?? "")) continue;
		while ((quoted[q]?.end ?? Infinity) <= i) q++;
		const inQuotes = i > (quoted[q]?.start ?? Infinity);
		const placeholder = at(text, i, to, inQuotes);
		if (!placeholder) continue;
		found.push(placeholder);
		i = placeholder.end - 1;
	}
	return found;
}
function at(text, start, to, inQuotes) {
	const before = start > 0 ? text.charCodeAt(start - 1) : 32;
	for (const form of FORMS) {
		if (inQuotes && !form.inQuotes) continue;
		form.pattern.lastIndex = start;
		const match = form.pattern.exec(text)?.[0];
		if (match === void 0 || start + match.length > to) continue;
		if (text[start] === ":" && (before === 58 || isOperandEnd(before))) return void 0;
		if ((text[start] === "%" || text[start] === "@" || text[start] === "?") && isOperandEnd(before)) return void 0;
		if (form.pattern.ignoreCase) {
			if (isWordCharacter(before)) return void 0;
			return {
				start,
				end: start + match.length,
				text: match.toLowerCase(),
				stands: form.stands
			};
		}
		const control = DECIDES.test(match) || CLOSES.test(match);
		return {
			start,
			end: start + match.length,
			text: match,
			stands: control ? ["blank"] : form.stands
		};
	}
}
const isWordCharacter = (c) => /[\w$"]/.test(String.fromCharCode(c)) || c >= 128;
const isOperandEnd = (c) => !isBlank(c) && /[\w\])'"]/.test(String.fromCharCode(c));
/** Control tags among the placeholders of a text. */
function controlTags(placeholders) {
	return placeholders.filter((placeholder) => DECIDES.test(placeholder.text) && !CLOSES.test(placeholder.text)).map(({ start, end, text }) => ({
		start,
		end,
		reason: `the template tag ${shorten(text)} decides what is in the file`
	}));
}
/** A text for a message: on one line and not too long. */
function shorten(text, length = 60) {
	const line = text.replaceAll(/\s+/g, " ").trim();
	return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
/** The placeholders of `[from, to)` of a text. */
function findPlaceholders(text, from, to) {
	const placeholders = find(text, from, to);
	const choice = placeholders.map(() => 0);
	let base = 57344;
	while (text.includes(String.fromCharCode(base))) base += 16;
	const marks = /* @__PURE__ */ new Map();
	const markOf = (placeholder) => {
		let mark = marks.get(placeholder);
		if (mark === void 0) {
			mark = String.fromCharCode(Math.min(base + marks.size, 63743));
			marks.set(placeholder, mark);
		}
		return mark;
	};
	const stand = ({ text: word, stands }, i) => {
		const length = word.length;
		switch (stands[Math.min(choice[i] ?? 0, stands.length - 1)]) {
			case "blank": return word.replaceAll(/[^\r\n]/g, " ");
			case "number": return "1".padEnd(length);
			case "text": return length < 3 ? "''".padEnd(length).slice(0, length) : `'${markOf(word)}${"x".repeat(length - 3)}'`;
			default: return markOf(word) + "x".repeat(length - 1);
		}
	};
	/** The placeholder the parser stopped at, or the nearest before it. */
	const nearest = (offset) => {
		let found = -1;
		for (const [i, placeholder] of placeholders.entries()) if (placeholder.start <= offset) found = i;
		return found;
	};
	return {
		count: placeholders.length,
		controlTags: controlTags(placeholders),
		filling() {
			let code = "";
			let done = 0;
			for (const [i, placeholder] of placeholders.entries()) {
				code += text.slice(done, placeholder.start) + stand(placeholder, i);
				done = placeholder.end;
			}
			code += text.slice(done);
			const back = new Map([...marks].map(([placeholder, mark]) => [mark, placeholder]));
			if (back.size === 0) return {
				code,
				restore: (answer) => answer
			};
			const pattern = new RegExp(`[${[...back.keys()].join("")}]x*`, "g");
			const restore = (answer, json) => answer.replaceAll(pattern, (run) => {
				const placeholder = back.get(run[0] ?? "") ?? "";
				const whole = run.length >= placeholder.length ? placeholder.length : run.length;
				return (json ? JSON.stringify(placeholder).slice(1, -1) : placeholder) + run.slice(whole);
			});
			return {
				code,
				restore
			};
		},
		advance(offset) {
			for (let i = nearest(offset); i >= 0; i--) {
				const { stands } = placeholders[i] ?? { stands: [] };
				if ((choice[i] ?? 0) + 1 < stands.length) {
					choice[i] = (choice[i] ?? 0) + 1;
					return true;
				}
				if (offset - (placeholders[i]?.end ?? 0) > 40) return false;
			}
			return false;
		},
		blame(offset) {
			const placeholder = placeholders[nearest(offset)];
			if (!placeholder) return void 0;
			const between = text.slice(placeholder.end, Math.max(placeholder.end, offset));
			return between.trim() === "" || /^\s*[^\s]*\s*$/.test(between) ? shorten(placeholder.text) : void 0;
		}
	};
}
// src/dialects/postgres/operations/bounded.ts
const isKeyName = (name) => /^(?:id|uuid|ctid|.*_(?:id|uuid)|.*[a-z0-9](?:Id|ID|Uuid))$/.test(name);
/** The parts of a column's name: `t.id` is `[t, id]`. */
const columnParts = (node) => strings(as(node, "ColumnRef")?.fields);
function isKey(node) {
	const row = as(node, "RowExpr");
	if (row) return (row.args ?? []).length > 0 && (row.args ?? []).every((arg) => isKey(arg));
	const cast = as(node, "TypeCast");
	return cast ? isKey(cast.arg) : isKeyName(columnParts(node).at(-1) ?? "");
}
/** A value that is the same for every row: a constant, a parameter, a placeholder, a function of such. */
function isConstant(node, depth = 0) {
	if (!node || depth > 20) return false;
	const down = (arg) => isConstant(arg, depth + 1);
	if ("A_Const" in node || "ParamRef" in node || "SQLValueFunction" in node) return true;
	const cast = as(node, "TypeCast");
	if (cast) return down(cast.arg);
	const call = as(node, "FuncCall");
	if (call) return (call.args ?? []).every(down) && !call.args?.some((arg) => "SubLink" in arg);
	const array = as(node, "A_ArrayExpr");
	if (array) return (array.elements ?? []).every(down);
	const row = as(node, "RowExpr");
	if (row) return (row.args ?? []).every(down);
	const sign = as(node, "A_Expr");
	if (sign) return sign.kind === "AEXPR_OP" && (sign.lexpr === void 0 || down(sign.lexpr)) && down(sign.rexpr);
	return isPlaceholder(columnParts(node)[0] ?? "");
}
const operator = (expr) => strings(expr.name).at(-1) ?? "";
/** A query that gives a bounded number of rows. */
function boundedQuery(node, around) {
	const select = as(node, "SelectStmt");
	if (!select) return false;
	if (select.limitCount || select.valuesLists) return true;
	const from = select.fromClause ?? [];
	return from.length === 0 ? select.op === "SETOP_NONE" : from.length === 1 && around.bounded.has(as(from[0], "RangeVar")?.relname ?? "");
}
/** A side of a range on a key: which key, and which end it closes. */
function rangeSide(expr) {
	const symbol = operator(expr);
	if (![
		"<",
		"<=",
		">",
		">="
	].includes(symbol)) return void 0;
	if (isKey(expr.lexpr) && isConstant(expr.rexpr)) return {
		key: columnParts(expr.lexpr).at(-1) ?? "",
		lower: symbol.startsWith(">")
	};
	if (isKey(expr.rexpr) && isConstant(expr.lexpr)) return {
		key: columnParts(expr.rexpr).at(-1) ?? "",
		lower: symbol.startsWith("<")
	};
}
function comparisonBounds(expr, around) {
	const { lexpr, rexpr } = expr;
	switch (expr.kind) {
		case "AEXPR_OP":
			if (operator(expr) !== "=") return false;
			return [[lexpr, rexpr], [rexpr, lexpr]].some(([key, value]) => isKey(key) && (isConstant(value) || as(value, "SubLink")?.subLinkType === "EXPR_SUBLINK" || around.bounded.has(columnParts(value).at(-2) ?? "")));
		case "AEXPR_IN": {
			const items = as(rexpr, "List")?.items ?? [];
			return operator(expr) === "=" && isKey(lexpr) && items.every((item) => isConstant(item));
		}
		case "AEXPR_OP_ANY": return operator(expr) === "=" && isKey(lexpr) && isConstant(rexpr);
		case "AEXPR_BETWEEN":
		case "AEXPR_BETWEEN_SYM": return isKey(lexpr) && (as(rexpr, "List")?.items ?? []).every((item) => isConstant(item));
		default: return false;
	}
}
function conditionBounds(condition, around, depth = 0) {
	if (!condition || depth > 50) return false;
	if ("CurrentOfExpr" in condition) return true;
	const constant = as(condition, "A_Const");
	if (constant) return constant.boolval !== void 0 && constant.boolval.boolval !== true;
	const bool = as(condition, "BoolExpr");
	if (bool) {
		const args = bool.args ?? [];
		if (bool.boolop === "OR_EXPR") return args.every((arg) => conditionBounds(arg, around, depth + 1));
		if (bool.boolop !== "AND_EXPR") return false;
		if (args.some((arg) => conditionBounds(arg, around, depth + 1))) return true;
		const sides = all(args, "A_Expr").flatMap((expr) => rangeSide(expr) ?? []);
		return sides.some((side) => side.lower && sides.some((other) => !other.lower && other.key === side.key));
	}
	const link = as(condition, "SubLink");
	if (link) return link.subLinkType === "ANY_SUBLINK" && !link.operName && isKey(link.testexpr) && boundedQuery(link.subselect, around);
	const comparison = as(condition, "A_Expr");
	return comparison ? comparisonBounds(comparison, around) : false;
}
/** Whether a condition bounds the rows. `ctes` and `from` are those of the statement. */
function isBounded(where, ctes, from) {
	const bounded = /* @__PURE__ */ new Set();
	const around = { bounded };
	for (const cte of all(ctes?.ctes, "CommonTableExpr")) if (boundedQuery(cte.ctequery, around)) bounded.add(cte.ctename ?? "");
	for (const item of from ?? []) {
		const sub = as(item, "RangeSubselect");
		const relation = as(item, "RangeVar");
		if (sub && boundedQuery(sub.subquery, around)) bounded.add(sub.alias?.aliasname ?? "");
		else if (relation?.alias && !relation.schemaname && bounded.has(relation.relname ?? "")) bounded.add(relation.alias.aliasname ?? "");
	}
	return conditionBounds(where, around);
}
/**
* Columns that WHERE pins to constants: `=`, IN or = ANY in its top-level AND parts. Whether they are a key is for the
* catalog to say.
*/
function pinnedColumns(where) {
	const bool = as(where, "BoolExpr");
	const pinned = all(bool?.boolop === "AND_EXPR" ? bool.args ?? [] : where ? [where] : [], "A_Expr").flatMap((expr) => {
		if (operator(expr) !== "=" || ![
			"AEXPR_OP",
			"AEXPR_IN",
			"AEXPR_OP_ANY"
		].includes(expr.kind ?? "")) return [];
		const items = as(expr.rexpr, "List")?.items ?? [expr.rexpr];
		const column = columnParts(expr.lexpr).at(-1);
		return column !== void 0 && items.every((item) => isConstant(item)) ? [column] : [];
	});
	return [...new Set(pinned)];
}
// src/dialects/postgres/operations/settings.ts
/** The schemas of a search_path given as one text. */
function searchPathOf(value) {
	return [...value.matchAll(/"((?:[^"]|"")*)"|([^,\s]+)/g)].map((match) => match[1]?.replaceAll("\"\"", "\"") ?? (match[2] ?? "").toLowerCase());
}
/** The words between the name and the end: what SET gives, as written. */
function writtenValue(reading, location) {
	const tokens = reading.tokens();
	if (location !== void 0 && location >= 0) return reading.words(reading.index(location), tokens.list.length);
	const sign = tokens.find([
		"TO",
		"=",
		"ZONE",
		"ROLE",
		"AUTHORIZATION",
		"NAMES",
		"SCHEMA"
	]);
	return reading.words(sign + 1, tokens.list.length);
}
/** A value as a session keeps it: a single text without its quotes. */
function plain(value) {
	return /^'((?:[^']|'')*)'$/.exec(value)?.[1]?.replaceAll("''", "'") ?? value;
}
const setVariable = (statement, reading) => {
	const setting = (statement.name ?? "").toLowerCase();
	const local = statement.is_local === true;
	const { kind } = statement;
	if (kind === "VAR_SET_MULTI") return [{
		kind: "transaction-control",
		span: reading.span,
		action: "set",
		chain: false
	}];
	const reset = kind === "VAR_RESET" || kind === "VAR_RESET_ALL" || kind === "VAR_SET_DEFAULT";
	const values = (statement.args ?? []).map(valueText);
	if (setting === "search_path") reading.names.setPath(reset ? void 0 : values, local);
	if (kind === "VAR_RESET_ALL") reading.names.setPath(void 0, false);
	return [{
		kind: "set",
		span: reading.span,
		setting: kind === "VAR_RESET_ALL" ? "all" : setting,
		value: reset ? "" : plain(values.length === 1 && values[0] !== "" ? values[0] ?? "" : writtenValue(reading, statement.location)),
		reset,
		local
	}];
};
const ACTIONS$1 = {
	TRANS_STMT_BEGIN: "begin",
	TRANS_STMT_START: "begin",
	TRANS_STMT_COMMIT: "commit",
	TRANS_STMT_ROLLBACK: "rollback",
	TRANS_STMT_SAVEPOINT: "savepoint",
	TRANS_STMT_RELEASE: "release",
	TRANS_STMT_ROLLBACK_TO: "rollback-to",
	TRANS_STMT_PREPARE: "prepare",
	TRANS_STMT_COMMIT_PREPARED: "commit-prepared",
	TRANS_STMT_ROLLBACK_PREPARED: "commit-prepared"
};
const transaction = (statement, reading) => {
	const action = ACTIONS$1[statement.kind ?? "TRANS_STMT_BEGIN"];
	if (action === "commit" || action === "rollback" || action === "prepare") reading.names.endTransaction();
	return [{
		kind: "transaction-control",
		span: reading.span,
		action,
		chain: statement.chain === true
	}];
};
/** A statement about the session alone, by its first words. */
const session = (words) => (_statement, reading) => [{
	kind: "session",
	span: reading.span,
	statement: words
}];
const discard = session("DISCARD");
const listen = session("LISTEN");
const unlisten = session("UNLISTEN");
const notify = session("NOTIFY");
const prepare = session("PREPARE");
const deallocate = session("DEALLOCATE");
const show = session("SHOW");
const checkpoint = session("CHECKPOINT");
const load = session("LOAD");
const declareCursor = session("DECLARE");
const fetch = session("FETCH");
const closePortal = session("CLOSE");
const setConstraints = session("SET CONSTRAINTS");
const execute = session("EXECUTE");
/** EXPLAIN runs nothing; EXPLAIN ANALYZE runs its statement. */
function makeExplain(read) {
	return (statement, reading) => {
		const own = {
			kind: "session",
			span: reading.span,
			statement: "EXPLAIN"
		};
		return statement.query && optionFlag(statement.options, "analyze") ? [own, ...read(reading, statement.query)] : [own];
	};
}
const alterSystem = ({ setstmt }, reading) => [{
	kind: "alter-system",
	span: reading.span,
	setting: setstmt?.name ?? (setstmt?.kind === "VAR_RESET_ALL" ? "all" : "")
}];
// src/dialects/postgres/operations/tables.ts
/** CREATE TABLE and its kin, TRUNCATE, LOCK, VACUUM, CLUSTER. */
/** Bit of TableLikeOption that copies indexes, and so the primary key. */
const LIKE_INDEXES = 64;
const isTemporary = (relation) => relation?.relpersistence === "t" || relation?.schemaname === "pg_temp";
const createTable$1 = (statement, reading) => {
	const { relation } = statement;
	const temporary = isTemporary(relation);
	const likes = all(statement.tableElts, "TableLikeClause");
	const like = likes.map((clause) => reading.names.relation(clause.relation));
	const parents = all(statement.inhRelations, "RangeVar").map((parent) => reading.names.relation(parent));
	const table = reading.names.create(relation?.schemaname, relation?.relname ?? "", temporary);
	const { columns, constraints } = tableElements(reading, statement.tableElts);
	if (temporary && statement.oncommit === "ONCOMMIT_DROP") reading.names.dropOnCommit(table);
	const every = [...constraints, ...columns.flatMap((column) => column.constraints)];
	return [{
		kind: "create-table",
		span: reading.span,
		table,
		ifNotExists: statement.if_not_exists === true,
		temporary,
		unlogged: relation?.relpersistence === "u",
		partitioned: statement.partspec !== void 0,
		partitionKey: all(statement.partspec?.partParams, "PartitionElem").map((element) => element.name ?? ""),
		partitionOf: statement.partbound ? parents[0] ?? "" : "",
		defaultPartition: statement.partbound?.is_default === true,
		inherits: statement.partbound ? [] : parents,
		like,
		references: [...new Set(every.flatMap((c) => c.references ? [c.references.table] : []))].filter((name) => name !== table),
		hasPrimaryKey: every.some((c) => c.kind === "primary-key") || likes.some((clause) => ((clause.options ?? 0) & LIKE_INDEXES) !== 0),
		columnNames: columns.map((column) => column.name),
		columns,
		constraints,
		partitionBy: partitionBy(reading, statement),
		bound: partitionBound(reading, statement),
		likeOptions: likes.map(({ options = 0 }) => includedBy(options)),
		ofType: statement.ofTypename ? readType(statement.ofTypename, "", reading).type.name : "",
		accessMethod: statement.accessMethod ?? "",
		tablespace: statement.tablespacename ?? "",
		onCommit: ON_COMMIT$1[statement.oncommit ?? ""] ?? "",
		storage: storageOptions(reading, statement.options, false)
	}];
};
const ON_COMMIT$1 = {
	ONCOMMIT_PRESERVE_ROWS: "preserve-rows",
	ONCOMMIT_DELETE_ROWS: "delete-rows",
	ONCOMMIT_DROP: "drop"
};
/** Bits of TableLikeOption, in order. */
const LIKE_WORDS = [
	"comments",
	"compression",
	"constraints",
	"defaults",
	"generated",
	"identity",
	"indexes",
	"statistics",
	"storage"
];
const LIKE_ALL = (1 << LIKE_WORDS.length) - 1;
/** What LIKE includes, by the words of INCLUDING. */
const includedBy = (options) => (options & LIKE_ALL) === LIKE_ALL ? ["all"] : LIKE_WORDS.filter((_, bit) => (options & 1 << bit) !== 0);
/** What stands behind PARTITION BY: the strategy and the key. */
function partitionBy(reading, { partspec }) {
	if (!partspec) return void 0;
	const from = reading.index(partspec.location) + 2;
	const open = reading.tokens().find(["("], from);
	return sqlTextAt(reading, partspec, from, reading.tokens().afterBracket(open));
}
/** FOR VALUES … or DEFAULT, from behind the parent and its column list. */
function partitionBound(reading, { partbound, inhRelations }) {
	if (!partbound) return void 0;
	const tokens = reading.tokens();
	let from = nameEnd(reading, reading.index(all(inhRelations, "RangeVar")[0]?.location));
	if (tokens.word(from) === "(") from = tokens.afterBracket(from);
	if (partbound.is_default) return sqlTextAt(reading, partbound, from, from + 1);
	const end = tokens.afterBracket(from + 3);
	return sqlTextAt(reading, partbound, from, tokens.word(from + 2) === "FROM" ? tokens.afterBracket(end + 1) : end);
}
const createTableAs$1 = (statement, reading) => {
	const relation = statement.into?.rel;
	const sources = relationsOf$1(reading, mentions(statement.query).relations);
	const withData = statement.into?.skipData !== true;
	const ifNotExists = statement.if_not_exists === true;
	const temporary = isTemporary(relation);
	const definition = sqlTextAt(reading, statement.query, nameEnd(reading, reading.index(relation?.location)), dataClause(reading));
	const table = reading.names.create(relation?.schemaname, relation?.relname ?? "", temporary);
	if (statement.objtype === "OBJECT_MATVIEW") {
		const storage = storageOptions(reading, statement.into?.options, false);
		return [{
			kind: "create-materialized-view",
			span: reading.span,
			table,
			ifNotExists,
			withData,
			sources,
			storage,
			selectsStar: selectsStar(statement.query),
			definition
		}];
	}
	if (temporary && statement.into?.onCommit === "ONCOMMIT_DROP") reading.names.dropOnCommit(table);
	const unlogged = relation?.relpersistence === "u";
	return [{
		kind: "create-table-as",
		span: reading.span,
		table,
		ifNotExists,
		temporary,
		withData,
		sources,
		unlogged,
		selectsStar: selectsStar(statement.query),
		definition
	}];
};
/** Index of WITH [NO] DATA at the end of a statement, or its end. */
function dataClause(reading) {
	const tokens = reading.tokens();
	const end = tokens.list.length;
	if (tokens.word(end - 1) !== "DATA") return end;
	if (tokens.word(end - 2) === "WITH") return end - 2;
	return tokens.word(end - 2) === "NO" && tokens.word(end - 3) === "WITH" ? end - 3 : end;
}
/** SELECT … INTO is CREATE TABLE AS in other words. */
const selectInto = (statement, reading) => {
	const relation = statement.intoClause?.rel;
	const temporary = isTemporary(relation);
	const { intoClause: _, ...query } = statement;
	const definition = withoutInto(reading, query, relation);
	return [{
		kind: "create-table-as",
		span: reading.span,
		sources: relationsOf$1(reading, mentions(query).relations),
		table: reading.names.create(relation?.schemaname, relation?.relname ?? "", temporary),
		ifNotExists: false,
		temporary,
		withData: true,
		unlogged: relation?.relpersistence === "u",
		selectsStar: selectsStar({ SelectStmt: query }),
		definition
	}];
};
/** The query of SELECT … INTO as CREATE TABLE AS has it. */
function withoutInto(reading, query, into) {
	const tokens = reading.tokens();
	const name = reading.index(into?.location);
	let from = name;
	while (from > 0 && tokens.word(from) !== "INTO") from--;
	const before = sqlTextAt(reading, query, 0, from);
	const after = sqlTextAt(reading, query, nameEnd(reading, name), tokens.list.length);
	return joined([
		"AS ",
		before,
		after.text === "" ? "" : " ",
		after
	]);
}
const createForeignTable = (statement, reading) => {
	const { relation } = statement.base ?? {};
	const table = reading.names.create(relation?.schemaname, relation?.relname ?? "");
	const definition = statementText(reading, statement, {
		token: reading.index(relation?.location),
		name: table
	});
	return [{
		kind: "create-object",
		span: reading.span,
		objectType: "foreign table",
		object: table,
		table,
		target: table,
		definition
	}];
};
/** The relations of a statement that names several, each with the place of its name. */
function eachRelation(nodes, reading) {
	const relations = all(nodes, "RangeVar");
	const objects = namedObjects(reading, relations.map(({ location }) => reading.at(location)));
	return relations.map((relation, i) => ({
		table: reading.names.relation(relation),
		span: objects[i] ?? reading.span
	}));
}
const truncate = (statement, reading) => {
	const tables = eachRelation(statement.relations, reading);
	const together = tables.map(({ table }) => table);
	return tables.map(({ table, span }) => ({
		kind: "truncate",
		span,
		table,
		cascade: statement.behavior === "DROP_CASCADE",
		restartIdentity: statement.restart_seqs === true,
		together
	}));
};
const lockTable = (statement, reading) => eachRelation(statement.relations, reading).map(({ table, span }) => ({
	kind: "lock-table",
	span,
	table,
	mode: LOCK_MODES[statement.mode ?? 8] ?? "ACCESS EXCLUSIVE",
	nowait: statement.nowait === true
}));
const vacuum = (statement, reading) => {
	const relations = all(statement.rels, "VacuumRelation").map(({ relation }) => relation);
	const spans = namedObjects(reading, relations.map((relation) => reading.at(relation?.location)));
	const tables = relations.length > 0 ? relations.map((relation) => reading.names.relation(relation)) : [""];
	const operation = (table, i) => statement.is_vacuumcmd ? {
		kind: "vacuum",
		span: spans[i] ?? reading.span,
		table,
		full: optionFlag(statement.options, "full")
	} : {
		kind: "analyze",
		span: spans[i] ?? reading.span,
		table
	};
	return tables.map(operation);
};
const cluster = (statement, reading) => [{
	kind: "cluster",
	span: reading.span,
	table: statement.relation ? reading.names.relation(statement.relation) : "",
	index: statement.indexname ?? ""
}];
const refreshMaterializedView = (statement, reading) => [{
	kind: "refresh-materialized-view",
	span: reading.span,
	table: reading.names.relation(statement.relation),
	concurrently: statement.concurrent === true,
	withData: statement.skipData !== true
}];
const createView = (statement, reading) => {
	const { view, query } = statement;
	const sources = relationsOf$1(reading, mentions(query).relations);
	const temporary = isTemporary(view);
	const tokens = reading.tokens();
	const definition = sqlTextAt(reading, query, nameEnd(reading, reading.index(view?.location)), tokens.list.length);
	const keyword = tokens.find(["VIEW"]);
	return [{
		kind: "create-view",
		span: reading.span,
		table: reading.names.create(view?.schemaname, view?.relname ?? "", temporary),
		replace: statement.replace === true,
		temporary,
		sources,
		selectsStar: selectsStar(query),
		storage: storageOptions(reading, statement.options, false),
		recursive: tokens.word(keyword - 1) === "RECURSIVE",
		definition
	}];
};
/** The outermost query, or one it is a union of, selects `*`. */
function selectsStar(query) {
	const open = [as(query, "SelectStmt")];
	for (let select = open.pop(); select; select = open.pop()) {
		if (all(select.targetList, "ResTarget").some(({ val }) => as(val, "ColumnRef")?.fields?.some((field) => "A_Star" in field))) return true;
		if (select.larg) open.push(select.larg);
		if (select.rarg) open.push(select.rarg);
	}
	return false;
}
// src/dialects/postgres/operations/queries.ts
/** Canonical names of relations, each once, in order. */
function relationsOf$1(reading, relations) {
	return [...new Set(relations.map((relation) => reading.names.relation(relation)))];
}
/** The functions a query calls: qualified where the script made them or the query says so, else as written. */
function calledFunctions(reading, { functions }) {
	return [...new Set(functions.map(({ parts, call }) => {
		const { schema, name } = schemaAndName(parts);
		const canonical = reading.names.resolve(schema, name);
		return reading.names.made(canonical) ? canonical : functionName(call);
	}))];
}
/** Operations of the data statements inside a WITH, each in its own place. */
function writesOf(reading, writes) {
	return writes.flatMap((write) => {
		const inner = within(reading, writePlace(reading, write));
		const { kind, value } = open$2(write.node);
		switch (kind) {
			case "InsertStmt": return insertIn(value, inner, write.scope);
			case "UpdateStmt": return updateIn(value, inner, write.scope);
			case "DeleteStmt": return deleteIn(value, inner, write.scope);
			default: return mergeIn(value, inner, write.scope);
		}
	});
}
/** name [(columns)] AS [[NOT] MATERIALIZED] ( statement ) */
function writePlace(reading, { location }) {
	const tokens = reading.tokens();
	const from = reading.index(location);
	const keyword = tokens.find(["AS"], from);
	for (let i = keyword; i >= 0 && i < tokens.list.length; i++) if (tokens.word(i) === "(") return tokens.range(i + 1, tokens.afterBracket(i) - 1);
	return reading;
}
function insertIn(statement, reading, scope) {
	const { relation, ...rest } = statement;
	const said = mentions(rest, scope);
	return [...writesOf(reading, said.writes), {
		kind: "insert",
		span: reading.span,
		table: reading.names.relation(relation),
		...rowsOf$1(statement),
		namesColumns: (statement.cols ?? []).length > 0,
		sources: relationsOf$1(reading, said.relations)
	}];
}
/** How many rows an INSERT brings, as far as it says. */
function rowsOf$1({ selectStmt }) {
	if (!selectStmt) return {
		fromQuery: false,
		rows: 1
	};
	let rows = 0;
	const open = [as(selectStmt, "SelectStmt")];
	while (open.length > 0) {
		const select = open.pop();
		if (!select) continue;
		if (select.valuesLists) rows += select.valuesLists.length;
		else if (select.larg && select.rarg) open.push(select.larg, select.rarg);
		else if ((select.fromClause ?? []).length > 0) return {
			fromQuery: true,
			rows: 0
		};
		else rows += 1;
	}
	return {
		fromQuery: false,
		rows
	};
}
function updateIn(statement, reading, scope) {
	const { relation, ...rest } = statement;
	const said = mentions(rest, scope);
	return [...writesOf(reading, said.writes), {
		kind: "update",
		span: reading.span,
		table: reading.names.relation(relation),
		hasWhere: statement.whereClause !== void 0,
		bounded: isBounded(statement.whereClause, statement.withClause, statement.fromClause),
		pinned: pinnedColumns(statement.whereClause),
		columns: [...new Set(all(statement.targetList, "ResTarget").map(({ name }) => name ?? ""))],
		sources: relationsOf$1(reading, said.relations)
	}];
}
function deleteIn(statement, reading, scope) {
	const { relation, ...rest } = statement;
	const said = mentions(rest, scope);
	return [...writesOf(reading, said.writes), {
		kind: "delete",
		span: reading.span,
		table: reading.names.relation(relation),
		hasWhere: statement.whereClause !== void 0,
		bounded: isBounded(statement.whereClause, statement.withClause, statement.usingClause),
		pinned: pinnedColumns(statement.whereClause),
		sources: relationsOf$1(reading, said.relations)
	}];
}
function mergeIn(statement, reading, scope) {
	const { relation, ...rest } = statement;
	const said = mentions(rest, scope);
	return [...writesOf(reading, said.writes), {
		kind: "merge",
		span: reading.span,
		table: reading.names.relation(relation),
		sources: relationsOf$1(reading, said.relations)
	}];
}
const insert = (statement, reading) => insertIn(statement, reading);
const update = (statement, reading) => updateIn(statement, reading);
const deleteRows = (statement, reading) => deleteIn(statement, reading);
const merge = (statement, reading) => mergeIn(statement, reading);
/** `set_config('name', 'value', is_local)` with constants. */
function setConfig(call) {
	if (strings(call.funcname).at(-1) !== "set_config") return void 0;
	const [name, value, local] = (call.args ?? []).map((arg) => as(arg, "A_Const") ?? as(as(arg, "TypeCast")?.arg, "A_Const"));
	if (!name?.sval || !value?.sval) return void 0;
	return {
		setting: (name.sval.sval ?? "").toLowerCase(),
		value: value.sval.sval ?? "",
		local: local?.boolval?.boolval === true
	};
}
const select = (statement, reading) => {
	if (statement.intoClause) return selectInto(statement, reading);
	const said = mentions({ SelectStmt: statement });
	const operations = [...writesOf(reading, said.writes)];
	let settings = 0;
	for (const { call } of said.functions) {
		const set = setConfig(call);
		if (!set) continue;
		settings++;
		if (set.setting === "search_path") reading.names.setPath(searchPathOf(set.value), set.local);
		operations.push({
			kind: "set",
			span: reading.span,
			setting: set.setting,
			value: set.value,
			reset: false,
			local: set.local
		});
	}
	if (settings > 0 && settings === said.functions.length && said.relations.length === 0) return operations;
	operations.push({
		kind: "select",
		span: reading.span,
		sources: relationsOf$1(reading, said.relations),
		functions: calledFunctions(reading, said),
		forUpdate: said.locking
	});
	return operations;
};
const call = ({ funccall }, reading) => {
	const { schema, name } = schemaAndName(strings(funccall?.funcname));
	return [{
		kind: "call",
		span: reading.span,
		function: reading.names.resolve(schema, name)
	}];
};
const copy = (statement, reading) => [...statement.query ? writesOf(reading, mentions(statement.query).writes) : [], {
	kind: "copy",
	span: reading.span,
	table: statement.relation ? reading.names.relation(statement.relation) : "",
	from: statement.is_from === true,
	program: statement.is_program === true
}];
// src/dialects/postgres/operations/index.ts
const created = (reading, node, { objectType, object, target, table = "", own }) => {
	const tokens = reading.tokens();
	const token = own ? tokens.find([own.after]) + 1 : 0;
	const definition = statementText(reading, node, own && {
		name: own.name,
		token: tokens.word(token) === "IF" ? token + 3 : token
	});
	return [{
		kind: "create-object",
		span: reading.span,
		objectType,
		object,
		table,
		target,
		definition
	}];
};
/** The same for something that is in no schema. */
const createdGlobal = (reading, node, objectType, object) => created(reading, node, {
	objectType,
	object,
	target: dotted([object])
});
/** The same for something in a schema, named by a list of its parts that follows a word. */
const createdNamed = (reading, node, objectType, nodes, { after, suffix = "", table = "" }) => {
	const { schema, name } = schemaAndName(strings(nodes));
	const canonical = reading.names.resolve(schema, name);
	return name === "" ? created(reading, node, {
		objectType,
		object: "",
		target: "",
		table
	}) : created(reading, node, {
		objectType,
		object: listText(nodes),
		target: `${canonical}${suffix}`,
		table,
		own: {
			name: canonical,
			after
		}
	});
};
/** CREATE AGGREGATE, OPERATOR, TYPE (base or shell), COLLATION, TEXT SEARCH … */
const define = (statement, reading) => {
	const parts = strings(statement.defnames);
	if (statement.kind === "OBJECT_OPERATOR") {
		const side = (name) => {
			const node = as(option(statement.definition, name)?.arg, "TypeName");
			return node ? argumentText(readType(node, "", reading).type) : "NONE";
		};
		const target = `${operatorText(parts)} (${side("leftarg")}, ${side("rightarg")})`;
		return created(reading, statement, {
			objectType: "operator",
			object: operatorText(parts),
			target
		});
	}
	if (statement.kind !== "OBJECT_TYPE") {
		const objectType = objectTypeText(statement.kind);
		const after = objectType.split(" ").at(-1)?.toUpperCase() ?? "";
		const suffix = statement.kind === "OBJECT_AGGREGATE" ? aggregateArguments(reading, statement.args?.[0]) : "";
		return createdNamed(reading, statement, objectType, statement.defnames, {
			after,
			suffix
		});
	}
	const type = reading.names.create(parts.at(-2), parts.at(-1) ?? "");
	const typeKind = (statement.definition ?? []).length > 0 ? "base" : "shell";
	const definition = typeDefinition(reading);
	return [{
		kind: "create-type",
		span: reading.span,
		type,
		typeKind,
		labels: [],
		attributes: [],
		definition
	}];
};
/** `(integer, text)` of CREATE AGGREGATE; `(*)` where it takes none. */
function aggregateArguments(reading, list) {
	const types = all(as(list, "List")?.items, "FunctionParameter").map(({ argType }) => argumentText(readType(argType, "", reading).type));
	return types.length === 0 ? "(*)" : `(${types.join(", ")})`;
}
const statistics = (statement, reading) => {
	const [relation] = all(statement.relations, "RangeVar");
	const table = relation ? reading.names.relation(relation) : "";
	return createdNamed(reading, statement, "statistics", statement.defnames, {
		after: "STATISTICS",
		table
	});
};
const alteredGlobal = (reading, node, objectType, object = "") => altered(reading, node, objectType, object, dotted([object]));
const alterExtension = (reading, statement) => [{
	kind: "alter-extension",
	span: reading.span,
	extension: statement.extname ?? "",
	definition: statementText(reading, statement)
}];
/** A statement with no reader: shown as not analysed. */
const unsupported = (reading, kind) => [{
	kind: "unsupported",
	span: reading.span,
	statement: kind
}];
const READERS = {
	CreateStmt: createTable$1,
	CreateTableAsStmt: createTableAs$1,
	CreateForeignTableStmt: createForeignTable,
	TruncateStmt: truncate,
	LockStmt: lockTable,
	VacuumStmt: vacuum,
	ClusterStmt: cluster,
	RefreshMatViewStmt: refreshMaterializedView,
	ViewStmt: createView,
	AlterTableStmt: alterTable$2,
	AlterTableMoveAllStmt: moveAll,
	IndexStmt: createIndex$2,
	ReindexStmt: reindex$1,
	DropStmt: drop$1,
	RenameStmt: rename,
	AlterObjectSchemaStmt: setSchema,
	AlterOwnerStmt: setOwner,
	AlterObjectDependsStmt: alterDepends,
	CreateEnumStmt: createEnum,
	CompositeTypeStmt: createComposite,
	CreateRangeStmt: createRange,
	CreateDomainStmt: createDomain,
	AlterEnumStmt: alterEnum,
	AlterDomainStmt: alterDomain,
	AlterTypeStmt: (statement, reading) => alteredNamed(reading, statement, "type", statement.typeName),
	CreateFunctionStmt: createFunction,
	AlterFunctionStmt: (statement, reading) => {
		const { objtype = "OBJECT_FUNCTION", func = {} } = statement;
		const { schema, name } = schemaAndName(strings(func.objname));
		const target = targetOf(objtype, { ObjectWithArgs: func }, reading);
		const canonical = reading.names.resolve(schema, name);
		return altered(reading, statement, objectTypeText(objtype), dotted(strings(func.objname)), target, canonical);
	},
	CreateSeqStmt: createSequence,
	AlterSeqStmt: alterSequence,
	CreateSchemaStmt: makeCreateSchema((reading, node) => readOperations(node, reading)),
	CreateExtensionStmt: createExtension,
	AlterExtensionStmt: (statement, reading) => alterExtension(reading, statement),
	AlterExtensionContentsStmt: (statement, reading) => alterExtension(reading, statement),
	CreateTrigStmt: createTrigger,
	RuleStmt: createRule,
	CreatePolicyStmt: createPolicy,
	AlterPolicyStmt: alterPolicy,
	DefineStmt: define,
	CreateStatsStmt: statistics,
	CreateCastStmt: (statement, reading) => {
		const { sourcetype, targettype } = statement;
		const object = `(${dotted(strings(sourcetype?.names))} AS ${dotted(strings(targettype?.names))})`;
		const [from, to] = [sourcetype, targettype].map((node) => argumentText(readType(node, "", reading).type));
		return created(reading, statement, {
			objectType: "cast",
			object,
			target: `(${from} AS ${to})`
		});
	},
	CreateConversionStmt: (statement, reading) => createdNamed(reading, statement, "conversion", statement.conversion_name, { after: "CONVERSION" }),
	CreateOpClassStmt: (statement, reading) => createdNamed(reading, statement, "operator class", statement.opclassname, {
		after: "CLASS",
		suffix: ` USING ${dotted([statement.amname ?? ""])}`
	}),
	CreateOpFamilyStmt: (statement, reading) => createdNamed(reading, statement, "operator family", statement.opfamilyname, {
		after: "FAMILY",
		suffix: ` USING ${dotted([statement.amname ?? ""])}`
	}),
	CreateAmStmt: (statement, reading) => createdGlobal(reading, statement, "access method", statement.amname ?? ""),
	CreatePLangStmt: (statement, reading) => createdGlobal(reading, statement, "language", statement.plname ?? ""),
	CreateTransformStmt: (statement, reading) => {
		const { type_name: type, lang = "" } = statement;
		const target = `FOR ${argumentText(readType(type, "", reading).type)} LANGUAGE ${dotted([lang])}`;
		return created(reading, statement, {
			objectType: "transform",
			object: `${dotted(strings(type?.names))} ${lang}`,
			target
		});
	},
	CreateEventTrigStmt: (statement, reading) => createdGlobal(reading, statement, "event trigger", statement.trigname ?? ""),
	CreateFdwStmt: (statement, reading) => createdGlobal(reading, statement, "foreign data wrapper", statement.fdwname ?? ""),
	CreateForeignServerStmt: (statement, reading) => createdGlobal(reading, statement, "server", statement.servername ?? ""),
	CreateUserMappingStmt: (statement, reading) => {
		const { user, servername = "" } = statement;
		const target = `FOR ${roleName(user)} SERVER ${dotted([servername])}`;
		return created(reading, statement, {
			objectType: "user mapping",
			object: `${roleName(user)} ${servername}`,
			target
		});
	},
	ImportForeignSchemaStmt: (statement, reading) => created(reading, statement, {
		objectType: "foreign schema",
		object: statement.remote_schema ?? "",
		target: ""
	}),
	AlterStatsStmt: (statement, reading) => alteredNamed(reading, statement, "statistics", statement.defnames),
	AlterEventTrigStmt: (statement, reading) => alteredGlobal(reading, statement, "event trigger", statement.trigname),
	AlterCollationStmt: (statement, reading) => alteredNamed(reading, statement, "collation", statement.collname),
	AlterOperatorStmt: (statement, reading) => {
		const { opername = {} } = statement;
		const target = targetOf("OBJECT_OPERATOR", { ObjectWithArgs: opername }, reading);
		return altered(reading, statement, "operator", operatorText(strings(opername.objname)), target);
	},
	AlterOpFamilyStmt: (statement, reading) => alteredNamed(reading, statement, "operator family", statement.opfamilyname, ` USING ${dotted([statement.amname ?? ""])}`),
	AlterFdwStmt: (statement, reading) => alteredGlobal(reading, statement, "foreign data wrapper", statement.fdwname),
	AlterForeignServerStmt: (statement, reading) => alteredGlobal(reading, statement, "server", statement.servername),
	AlterUserMappingStmt: (statement, reading) => {
		const { user, servername = "" } = statement;
		return altered(reading, statement, "user mapping", servername, `FOR ${roleName(user)} SERVER ${dotted([servername])}`);
	},
	AlterTSConfigurationStmt: (statement, reading) => alteredNamed(reading, statement, "text search configuration", statement.cfgname),
	AlterTSDictionaryStmt: (statement, reading) => alteredNamed(reading, statement, "text search dictionary", statement.dictname),
	DropUserMappingStmt: dropUserMapping,
	CreatePublicationStmt: createPublication$1,
	AlterPublicationStmt: alterPublication$1,
	CreateSubscriptionStmt: subscription("create"),
	AlterSubscriptionStmt: subscription("alter"),
	DropSubscriptionStmt: subscription("drop"),
	CreatedbStmt: database("create"),
	AlterDatabaseStmt: database("alter"),
	AlterDatabaseSetStmt: database("alter"),
	AlterDatabaseRefreshCollStmt: database("alter"),
	DropdbStmt: database("drop"),
	CreateTableSpaceStmt: tablespace("create"),
	AlterTableSpaceOptionsStmt: tablespace("alter"),
	DropTableSpaceStmt: tablespace("drop"),
	CreateRoleStmt: ({ role = "" }, reading) => roles(reading, [role], "create"),
	AlterRoleStmt: ({ role }, reading) => roles(reading, [roleName(role)], "alter"),
	AlterRoleSetStmt: ({ role }, reading) => roles(reading, [role ? roleName(role) : "ALL"], "alter"),
	DropRoleStmt: dropRole,
	ReassignOwnedStmt: (statement, reading) => roles(reading, roleNames(statement.roles), "reassign-owned"),
	DropOwnedStmt: (statement, reading) => roles(reading, roleNames(statement.roles), "drop-owned"),
	GrantStmt: grant$1,
	GrantRoleStmt: grantRole,
	AlterDefaultPrivilegesStmt: defaultPrivileges$1,
	CommentStmt: comment,
	SecLabelStmt: securityLabel,
	InsertStmt: insert,
	UpdateStmt: update,
	DeleteStmt: deleteRows,
	MergeStmt: merge,
	SelectStmt: select,
	CallStmt: call,
	CopyStmt: copy,
	VariableSetStmt: setVariable,
	VariableShowStmt: show,
	TransactionStmt: transaction,
	DiscardStmt: discard,
	ListenStmt: listen,
	UnlistenStmt: unlisten,
	NotifyStmt: notify,
	PrepareStmt: prepare,
	ExecuteStmt: execute,
	DeallocateStmt: deallocate,
	ExplainStmt: makeExplain((reading, node) => readOperations(node, reading)),
	CheckPointStmt: checkpoint,
	LoadStmt: load,
	DeclareCursorStmt: declareCursor,
	FetchStmt: fetch,
	ClosePortalStmt: closePortal,
	ConstraintsSetStmt: setConstraints,
	AlterSystemStmt: alterSystem
};
/** The operations of one statement. Statements outside the vocabulary give `unsupported`. */
function readOperations(node, reading) {
	const { kind, value } = open$2(node);
	const reader = READERS[kind];
	return reader ? reader(value, reading) : unsupported(reading, kind);
}
Object.keys(READERS);
// src/dialects/postgres/psql.ts
/** Backslash commands of psql (https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-META-COMMANDS): some tools run scripts with it. */
/** Those that say nothing about what runs: output, variables, help, restricted mode. */
const HARMLESS = new Set("restrict unrestrict echo qecho warn timing pset set unset a C f H t T x o out encoding errverbose conninfo prompt password q quit h help ? l list r reset p print s z w write g gx gset gdesc crosstabview bind ; . elif else endif getenv setenv cd parse close_prepared bind_named startpipeline endpipeline flushrequest sync syncpipeline sendpipeline getresults".split(" "));
const MEANING = {
	i: "brings in another file, which is not read",
	include: "brings in another file, which is not read",
	ir: "brings in another file, which is not read",
	include_relative: "brings in another file, which is not read",
	gexec: "runs the rows of its query as statements",
	if: "decides when the script runs which statements are sent",
	c: "goes on in another database or as another role",
	connect: "goes on in another database or as another role",
	watch: "runs its query again and again",
	"!": "runs a command of the shell",
	copy: "brings in rows from a file or a program"
};
/** Why a backslash command is not read; undefined where it changes nothing that runs. The text starts with the backslash. */
function psqlProblem(command) {
	const name = /^\\([a-zA-Z_]+|.)/.exec(command)?.[1] ?? "";
	if (name === "copy" && !/\bfrom\b/i.test(command.replace(/\(.*\)/s, ""))) return void 0;
	if (HARMLESS.has(name) || /^(?:d[A-Za-z]*|sf|sv|l)$/.test(name)) return void 0;
	return `the psql command \\${name} ${MEANING[name] ?? "is not known here"}`;
}
// src/dialects/postgres/parse.ts
/** Texts longer than this are parsed in parts, so that the trees of one part are gone before the next. */
const CHUNK = 262144;
/** A statement longer than this is not parsed: its tree would not fit into memory. */
const LONGEST = 8388608;
/** How often other stand-ins for placeholders are tried. */
const ATTEMPTS = 40;
/**
* Reads a script. Never throws for the sake of the text.
*
* @param defaultSchema where unqualified names go at the start of the script.
*/
function parseScript(script, defaultSchema, parser) {
	const output = {
		statements: [],
		unread: [],
		comments: []
	};
	const names = makeNames(defaultSchema);
	readScript(script, {
		parser,
		names,
		output
	}, void 0);
	const byPlace = (a, b) => a.span.start - b.span.start;
	const { statements, unread, comments } = output;
	return {
		statements,
		unread: unread.sort(byPlace),
		comments: comments.sort(byPlace),
		defaultSchema: names.defaultSchema()
	};
}
function readScript(script, work, block) {
	const text = script.text.startsWith("﻿") ? ` ${script.text.slice(1)}` : script.text;
	const layout = split(text);
	const code = withoutNonSql(text, layout);
	for (const command of layout.commands) {
		const reason = psqlProblem(text.slice(command.start, command.end));
		if (reason !== void 0) work.output.unread.push({
			span: script.locate(command.start, command.end),
			reason
		});
	}
	if (layout.unclosed) {
		const { start, end } = layout.unclosed;
		work.output.unread.push({
			span: script.locate(start, end),
			reason: "the comment that begins here is not closed"
		});
	}
	const place = {
		script,
		code,
		block
	};
	for (const pieces of chunks(layout.pieces)) readPieces(pieces, place, work);
	collectComments(layout.comments, script, work);
}
function collectComments(ranges, script, work) {
	for (const { start, end } of ranges) work.output.comments.push({
		span: script.locate(start, end),
		text: commentText(script.text, start, end)
	});
}
/** Comments without their marks. */
function commentText(text, start, end) {
	if (text.startsWith("--", start)) return text.slice(start + 2, end).trim();
	return text.slice(start + 2, text.startsWith("*/", end - 2) && end - start >= 4 ? end - 2 : end).trim();
}
/** The text with psql commands and COPY data made blank. What sends a query becomes a semicolon. */
function withoutNonSql(text, { commands, data }) {
	if (commands.length === 0 && data.length === 0) return text;
	const sends = new Set(commands.filter((command) => command.sends).map(({ start }) => start));
	return blank(text, [...commands, ...data].sort((a, b) => a.start - b.start), ({ start }) => sends.has(start) ? ";" : "");
}
/** Pieces in groups of about `CHUNK` characters. */
function chunks(pieces) {
	const groups = [];
	let group = [];
	let start = 0;
	for (const piece of pieces) {
		if (group.length > 0 && piece.next - start > CHUNK) {
			groups.push(group);
			group = [];
		}
		if (group.length === 0) ({start} = piece);
		group.push(piece);
	}
	if (group.length > 0) groups.push(group);
	return groups;
}
/** Parses a run of pieces at once, or one by one where that fails. */
function readPieces(pieces, place, work) {
	const start = pieces[0]?.start ?? 0;
	const end = pieces.at(-1)?.next ?? 0;
	if (pieces.length === 1 || end - start > LONGEST) {
		for (const piece of pieces) readPiece(piece, place, work);
		return;
	}
	const answer = work.parser.parse(place.code.slice(start, end));
	if (answer.kind !== "parsed") {
		for (const piece of pieces) readPiece(piece, place, work);
		return;
	}
	const known = new Map(pieces.map((piece) => [piece.start, piece]));
	readAnswer(answer, start, place, work, (from, to) => {
		const piece = known.get(from);
		return piece && piece.end <= to && piece.next >= to ? piece : trimmed(place.code, from, to);
	});
}
function readPiece(piece, place, work) {
	const { start, end } = piece;
	const unread = (reason, range = piece) => {
		work.output.unread.push({
			span: place.script.locate(range.start, range.end),
			reason
		});
	};
	if (end - start > LONGEST) {
		unread(`the statement has ${end - start} characters; at most ${LONGEST} are read`);
		return;
	}
	const extent = (code) => (from, to) => trimmed(code, from, to);
	const answer = work.parser.parse(place.code.slice(start, end));
	if (answer.kind === "parsed") {
		readAnswer(answer, start, place, work, (from, to) => from === start && to === end ? piece : extent(place.code)(from, to));
		return;
	}
	if (answer.kind === "failed") {
		unread(answer.message);
		return;
	}
	const placeholders = findPlaceholders(place.code, start, end);
	if (placeholders.count === 0) {
		unread(answer.message);
		return;
	}
	for (const tag of placeholders.controlTags) unread(tag.reason, tag);
	let last = answer;
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const { code, restore } = placeholders.filling();
		const next = work.parser.parse(code.slice(start, end), restore);
		if (next.kind === "parsed") {
			readAnswer(next, start, {
				...place,
				code
			}, work, extent(code));
			return;
		}
		last = next;
		if (last.kind === "failed" || !placeholders.advance(start + last.offset)) break;
	}
	const range = trimmed(placeholders.filling().code, start, end);
	const blame = last.kind === "error" ? placeholders.blame(start + last.offset) : void 0;
	if (range) unread(blame === void 0 ? last.message : `the placeholder ${blame} stands where SQL cannot be read without its value`, {
		start: range.start,
		end
	});
}
/** Reads the statements of an answer. `extent` gives the first and last word of a statement. */
function readAnswer(answer, base, place, work, extent) {
	for (const raw of answer.statements) {
		const range = extent(base + raw.start, base + raw.end);
		if (range) readStatement(raw.node, range, (location) => base + answer.offset(location), place, work);
	}
}
/** Reads one statement: a DO block as the statements inside of it, everything else as operations. */
function readStatement(node, range, at, place, work) {
	const { script, code, block } = place;
	const doStatement = as(node, "DoStmt");
	if (doStatement) {
		readBlock(doStatement, range, place, work);
		return;
	}
	let tokens;
	const reading = {
		...range,
		names: work.names,
		span: script.locate(range.start, range.end),
		at,
		tokens: () => tokens ??= makeTokens(code, range.start, range.end),
		index: (location) => reading.tokens().at(at(location)),
		slice: (start, end) => script.text.slice(start, end),
		words: (from, to) => {
			const { start, end } = reading.tokens().range(from, to);
			return to > from ? script.text.slice(start, end) : "";
		},
		locate: ({ start, end }) => script.locate(start, end)
	};
	const operations = readOperations(node, reading);
	const routine = unreadRoutine(node, work.names);
	if (routine !== void 0) work.output.unread.push({
		span: reading.span,
		reason: routine
	});
	const sql = script.text.slice(range.start, range.end);
	work.output.statements.push({
		span: reading.span,
		sql,
		operations,
		inBlock: block !== void 0,
		...block ? { block } : {}
	});
}
/** Why a statement does more than it says: it calls a function of this script that changes schema or data. */
function unreadRoutine(node, names) {
	if (!("SelectStmt" in node) && !("CallStmt" in node)) return void 0;
	for (const { parts } of mentions(node).functions.concat(calledRoutine(node))) {
		const { schema, name } = schemaAndName(parts);
		const canonical = names.resolve(schema, name);
		if (names.routineBody(canonical) === "changes") return `it runs ${splitRelation(canonical).name}(), which this script makes and whose body changes schema or data; the body is not read`;
	}
}
/** The procedure of CALL: the tree holds its call without the wrapping that a call in an expression has. */
function calledRoutine(node) {
	const call = as(node, "CallStmt")?.funccall;
	return call ? [{
		parts: strings(call.funcname),
		call
	}] : [];
}
/** Reads the statements of a DO block. */
function readBlock(block, range, place, work) {
	const { script, code } = place;
	const unread = (at, reason) => {
		work.output.unread.push({
			span: script.locate(at.start, at.end),
			reason
		});
	};
	const language = valueText(option(block.args, "language")?.arg).toLowerCase() || "plpgsql";
	if (language !== "plpgsql") {
		unread(range, `the DO block is in ${language}, which is not read`);
		return;
	}
	const body = makeTokens(code, range.start, range.end).list.find(({ kind }) => kind === "dollar" || kind === "string");
	const content = body && contentOf(script.text, body);
	if (!content) {
		unread(range, "the body of the DO block has escapes that are not read");
		return;
	}
	const inner = {
		text: content.text,
		locate: (start, end) => script.locate(offsetIn(content, start), offsetIn(content, end))
	};
	collectComments(split(content.text).comments, inner, work);
	const { items, code: blockCode } = readBlockText(content.text);
	const own = place.block ?? script.locate(range.start, range.end);
	for (const item of items) {
		const at = inner.locate(item.range.start, item.range.end);
		if (item.kind === "unread") work.output.unread.push({
			span: at,
			reason: item.reason
		});
		else if (item.kind === "sql") readPiece({
			...item.range,
			next: item.range.end
		}, {
			script: inner,
			code: blockCode,
			block: own
		}, work);
		else {
			const literal = item.content;
			readScript({
				text: literal.text,
				locate: (start, end) => inner.locate(offsetIn(literal, start), offsetIn(literal, end))
			}, work, own);
		}
	}
}
// src/dialects/postgres/rewrites/source.ts
/** The statement of a request; undefined for the step of a builder, which has no text. */
function sourceOf(request) {
	const { sql } = request.statement;
	return sql === null ? void 0 : {
		sql,
		tokens: makeTokens(sql, 0, sql.length)
	};
}
/** The text from the token at `from` to before the one at `to`, comments between them included. */
function textOf({ sql, tokens }, from, to) {
	const { start, end } = tokens.range(from, to);
	return sql.slice(start, end);
}
/** The statement with a text put in behind a token. */
function insertAfter({ sql, tokens }, token, text) {
	const at = tokens.list[token]?.end ?? sql.length;
	return `${sql.slice(0, at)} ${text}${sql.slice(at)}`;
}
/** Whether the words stand at a token, one after the other. */
function wordsAt(tokens, at, ...words) {
	return words.every((word, i) => tokens.word(at + i) === word);
}
/** The token behind a dotted name that starts at `at`; `at` itself where there is no name. */
function afterName(tokens, at) {
	const named = (index) => [
		"word",
		"quoted",
		"template"
	].includes(tokens.list[index]?.kind ?? "");
	if (!named(at)) return at;
	let end = at + 1;
	while (tokens.word(end) === "." && named(end + 1)) end += 2;
	return end;
}
/** The token behind IF EXISTS or IF NOT EXISTS at `at`, or `at` itself. */
function afterIfExists(tokens, at) {
	if (wordsAt(tokens, at, "IF", "EXISTS")) return at + 2;
	return wordsAt(tokens, at, "IF", "NOT", "EXISTS") ? at + 3 : at;
}
/** A text as a statement of its own. */
function statement(text) {
	return text.slice(text.lastIndexOf("\n") + 1).includes("--") ? `${text}\n;` : `${text};`;
}
/** Rows that a batch changes at a time. */
const BATCH = 1e4;
/**
* Steps that are run instead of a statement. What takes a lock that others wait behind gets a lock_timeout; a concurrent
* build does not, because it waits for old transactions without blocking anyone.
*/
function makeSteps({ situation }) {
	const timeout = `SET ${situation.inTransaction === true ? "LOCAL " : ""}lock_timeout = '5s';`;
	const step = (title, phase, transaction, sql) => ({
		title,
		phase,
		transaction,
		sql: sql.join("\n")
	});
	return {
		/** It waits for a lock. */
		locking: (title, phase, ...sql) => step(title, phase, true, [timeout, ...sql]),
		/** It may run in a transaction and blocks neither reads nor writes. */
		quiet: (title, phase, ...sql) => step(title, phase, true, sql),
		/** It runs outside a transaction only. */
		outside: (title, phase, ...sql) => step(title, phase, false, sql)
	};
}
/** Steps that follow others: what would come first in a plan of its own now is part of the way. */
function later(steps) {
	return steps.map((step) => step.phase === "expand" ? {
		...step,
		phase: "migrate"
	} : step);
}
/** Steps that others follow: what would come last now is part of the way. */
function before(steps) {
	return steps.map((step) => step.phase === "contract" ? {
		...step,
		phase: "migrate"
	} : step);
}
// src/dialects/postgres/rewrites/alter-table.ts
/**
* Takes the ALTER TABLE of a request apart; undefined where it is none, or the sub-command cannot be told from the others.
*/
function alterTable$1(request) {
	const source = sourceOf(request);
	if (!source) return void 0;
	const { sql, tokens } = source;
	if (!wordsAt(tokens, 0, "ALTER", "TABLE")) return void 0;
	let from = afterIfExists(tokens, 2);
	if (tokens.word(from) === "ONLY") from++;
	const end = afterName(tokens, from);
	const first = tokens.word(end) === "*" ? end + 1 : end;
	const commands = tokens.byCommas(first, tokens.list.length);
	const at = request.operation.span.start - request.statement.span.start;
	const number = commands.length === 1 ? 0 : commands.findIndex((range) => tokens.range(range.start, range.end).start === at);
	const own = commands[number];
	if (!own) return void 0;
	const head = textOf(source, 0, first);
	const table = tableOf$1(request.operation);
	const known = request.catalog.relations.get(table);
	const steps = makeSteps(request);
	const taken = (name) => known !== void 0 && (known.constraints.has(name) || known.columns.has(name));
	return {
		source,
		steps,
		relation: textOf(source, from, end),
		table,
		known,
		own,
		alter: (command) => statement(`${head} ${command}`),
		rest: commands.length > 1 ? [steps.locking("Make the other changes of the statement", "expand", statement(withoutCommand(sql, source, commands, number)))] : [],
		free: (column, label) => chooseName(splitRelation(table).name, column, label, taken)
	};
}
/** The statement less one of several sub-commands and the comma before or behind it. */
function withoutCommand(sql, { tokens }, commands, number) {
	const range = commands[number];
	if (!range) return sql;
	const start = tokens.list[range.start]?.start ?? 0;
	const next = commands[number + 1];
	if (next) return sql.slice(0, start) + sql.slice(tokens.list[next.start]?.start ?? start);
	const before = commands[number - 1];
	return sql.slice(0, tokens.list[(before?.end ?? 1) - 1]?.end ?? 0) + sql.slice(tokens.list[range.end - 1]?.end ?? sql.length);
}
/** The column of a key that batches go by: the primary key where it is one column called as keys are, else `ctid`. */
function batchKey(known) {
	for (const constraint of known?.constraints.values() ?? []) {
		const [column, ...others] = constraint.columns;
		if (constraint.kind === "primary-key" && column !== void 0 && others.length === 0 && /^(?:id|uuid|.*_(?:id|uuid))$/.test(column)) return quoteIdent(column);
	}
	return "ctid";
}
/** A column that the catalog knows. */
function knownColumn(known, name) {
	return known?.columns.get(name);
}
/**
* NOT NULL by way of a constraint that is validated without blocking anyone.
* From PostgreSQL 18 on NOT NULL itself can be NOT VALID; before, a validated check spares SET NOT NULL the scan.
*/
function notNullSteps(parts, column, version) {
	const { steps, alter } = parts;
	const name = quoteIdent(parts.free(column, "not_null"));
	const quoted = quoteIdent(column);
	const validate = steps.quiet("Check the rows that are there, which blocks neither reads nor writes", "migrate", alter(`VALIDATE CONSTRAINT ${name}`));
	if (version >= 18) return [steps.locking("Forbid NULL in new rows", "expand", alter(`ADD CONSTRAINT ${name} NOT NULL ${quoted} NOT VALID`)), validate];
	return [
		steps.locking("Forbid NULL in new rows", "expand", alter(`ADD CONSTRAINT ${name} CHECK (${quoted} IS NOT NULL) NOT VALID`)),
		validate,
		steps.locking("Make the column NOT NULL, which the check proves, and drop the check", "contract", alter(`ALTER COLUMN ${quoted} SET NOT NULL`), alter(`DROP CONSTRAINT ${name}`))
	];
}
/** Fills a column in batches: rows where `condition` holds get the assignment. */
function fillStep(parts, assignment, condition) {
	const key = batchKey(parts.known);
	const { relation, steps } = parts;
	return steps.quiet(`Fill the old rows, ${BATCH} at a time, each batch committed on its own: repeat until no row is updated`, "migrate", `UPDATE ${relation} SET ${assignment}\nWHERE ${key} IN (SELECT ${key} FROM ${relation} WHERE ${condition} LIMIT ${BATCH});`);
}
// src/dialects/postgres/rewrites/column-clauses.ts
const STARTS = [
	["not-null", ["NOT", "NULL"]],
	["attribute", ["NOT", "DEFERRABLE"]],
	["attribute", ["NOT", "ENFORCED"]],
	["attribute", ["ENFORCED"]],
	["attribute", ["DEFERRABLE"]],
	["attribute", ["INITIALLY"]],
	["null", ["NULL"]],
	["default", ["DEFAULT"]],
	["check", ["CHECK"]],
	["unique", ["UNIQUE"]],
	["primary-key", ["PRIMARY", "KEY"]],
	["references", ["REFERENCES"]],
	["generated", ["GENERATED"]],
	["collate", ["COLLATE"]],
	["storage", ["STORAGE"]],
	["storage", ["COMPRESSION"]]
];
/** Tokens that belong to a clause whatever they are: its keywords, and at least one of what they introduce. */
const MINIMUM = {
	default: 2,
	"not-null": 2,
	"primary-key": 2,
	references: 2,
	collate: 2,
	storage: 2,
	generated: 3,
	attribute: 1
};
const startAt = (tokens, at) => STARTS.find(([, words]) => wordsAt(tokens, at, ...words))?.[0];
/**
* The clauses of a column definition whose type starts at the token `from`.
*
* @returns where the type ends, and the clauses in order. An attribute (DEFERRABLE and its like) is part of the constraint before it.
*/
function columnClauses(tokens, from, to) {
	const found = [];
	let at = nextStart(tokens, from + 1, to);
	const typeEnd = at;
	while (at < to) {
		const named = wordsAt(tokens, at, "CONSTRAINT");
		const body = named ? at + 2 : at;
		const kind = startAt(tokens, body);
		if (!kind) break;
		const end = nextStart(tokens, Math.min(body + (MINIMUM[kind] ?? 1), to), to);
		const last = found.at(-1);
		if (kind === "attribute" && last) found[found.length - 1] = {
			...last,
			end
		};
		else found.push({
			kind,
			start: at,
			body,
			end,
			name: named ? {
				start: at + 1,
				end: at + 2
			} : void 0
		});
		at = end;
	}
	return {
		typeEnd,
		clauses: found
	};
}
/** The next token at depth 0 that starts a clause. */
function nextStart(tokens, from, to) {
	let at = from;
	while (at < to) {
		const word = tokens.word(at);
		if (word === "(" || word === "[") at = tokens.afterBracket(at);
		else if (word === "SET" && ["NULL", "DEFAULT"].includes(tokens.word(at + 1))) at += 2;
		else if (word === "CONSTRAINT" || startAt(tokens, at) !== void 0) return at;
		else at++;
	}
	return to;
}
// src/dialects/postgres/rewrites/constraints.ts
/** A check, foreign key or NOT NULL: added as NOT VALID, validated after. */
const notValid = (request) => {
	const { operation, situation } = request;
	if (operation.kind !== "add-constraint" || ![
		"check",
		"foreign-key",
		"not-null"
	].includes(operation.constraintKind)) return void 0;
	const parts = alterTable$1(request);
	if (!parts) return void 0;
	if (operation.constraintKind === "foreign-key" && parts.known?.kind === "partitioned" && situation.version < 18) return void 0;
	const { source, own } = parts;
	const body = operation.named ? textOf(source, own.start, own.end) : `ADD CONSTRAINT ${quoteIdent(operation.constraint)} ${textOf(source, own.start + 1, own.end)}`;
	return [...parts.rest, ...validated(parts, operation.constraint, body)];
};
/** `body` is the sub-command without NOT VALID. */
function validated({ steps, alter }, name, body) {
	return [steps.locking("Add it for new rows, without a look at the old ones", "expand", alter(`${body} NOT VALID`)), steps.quiet("Check the old rows, in a transaction of its own, while others read and write", "migrate", alter(`VALIDATE CONSTRAINT ${quoteIdent(name)}`))];
}
/** A unique constraint or primary key: its index is built with CONCURRENTLY, then taken over. */
const usingIndex = (request) => {
	const { operation } = request;
	if (operation.kind !== "add-constraint" || operation.constraintKind !== "unique" && operation.constraintKind !== "primary-key") return void 0;
	const parts = alterTable$1(request);
	if (!parts || parts.known?.kind === "partitioned") return void 0;
	const built = operation.usingIndex === "" ? indexAndConstraint(parts, operation) : takeOver(parts);
	if (!built) return void 0;
	const required = requiredFirst(request, operation, parts);
	return [
		...parts.rest,
		...before(required),
		...required.length > 0 ? later(built) : built
	];
};
/** The columns of a primary key have to be NOT NULL before, or the server looks at every row. */
function requiredFirst(request, operation, parts) {
	if (operation.constraintKind !== "primary-key") return [];
	return keyColumns$1(request, operation).filter((column) => !knownColumn(parts.known, column)?.notNull).flatMap((column) => notNullSteps(parts, column, request.situation.version));
}
/** The columns of a key; where it takes over an index, those of the index. */
function keyColumns$1({ catalog }, { table, usingIndex, columns }) {
	if (usingIndex === "") return columns;
	return catalog.indexes.get(qualify(splitRelation(table).schema, usingIndex))?.columns ?? [];
}
function takeOver({ steps, alter, source, own }) {
	return [steps.locking("Make the index a constraint, which is instant", "contract", alter(textOf(source, own.start, own.end)))];
}
function indexAndConstraint(parts, operation) {
	const { source, own } = parts;
	const { tokens } = source;
	const word = tokens.find(["UNIQUE", "PRIMARY"], own.start, own.end);
	const open = tokens.find(["("], word, own.end);
	if (word < 0 || open < 0) return void 0;
	const columns = textOf(source, open, tokens.afterBracket(open));
	if (/\boverlaps\b/i.test(columns)) return void 0;
	const distinct = wordsAt(tokens, word + 1, "NULLS") ? ` ${textOf(source, word + 1, open)}` : "";
	const options = optionsOf(parts, tokens.afterBracket(open));
	return uniqueSteps(parts, {
		name: operation.constraint,
		kind: operation.constraintKind === "unique" ? "UNIQUE" : "PRIMARY KEY",
		columns,
		index: `${options.include}${distinct}${options.storage}`,
		attributes: options.attributes
	});
}
/** What stands behind the columns: INCLUDE, WITH and USING INDEX TABLESPACE belong to the index, the rest to the constraint. */
function optionsOf({ source, own }, from) {
	const { tokens } = source;
	let at = from;
	let include = "";
	let storage = "";
	const bracketed = () => {
		const end = tokens.afterBracket(at + 1);
		const text = ` ${textOf(source, at, end)}`;
		at = end;
		return text;
	};
	if (wordsAt(tokens, at, "INCLUDE")) include = bracketed();
	if (wordsAt(tokens, at, "WITH")) storage = bracketed();
	if (wordsAt(tokens, at, "USING", "INDEX", "TABLESPACE")) {
		storage += ` ${textOf(source, at + 2, at + 4)}`;
		at += 4;
	}
	return {
		include,
		storage,
		attributes: at < own.end ? ` ${textOf(source, at, own.end)}` : ""
	};
}
/** A unique index, and the constraint that takes it over. */
function uniqueSteps({ steps, alter, relation }, constraint) {
	const name = quoteIdent(constraint.name);
	return [steps.outside("Build its index without blocking writes", "expand", `CREATE UNIQUE INDEX CONCURRENTLY ${name} ON ${relation} ${constraint.columns}${constraint.index};`), steps.locking("Make the index a constraint, which is instant", "contract", alter(`ADD CONSTRAINT ${name} ${constraint.kind} USING INDEX ${name}${constraint.attributes}`))];
}
/** SET NOT NULL by way of a validated constraint. */
const setNotNull = (request) => {
	const { operation, situation } = request;
	if (operation.kind !== "set-not-null") return void 0;
	const parts = alterTable$1(request);
	return parts && [...parts.rest, ...notNullSteps(parts, operation.column, situation.version)];
};
// src/dialects/postgres/rewrites/columns.ts
/** ADD COLUMN taken apart. */
function addColumn(request) {
	const { operation } = request;
	if (operation.kind !== "add-column") return void 0;
	const parts = alterTable$1(request);
	if (!parts) return void 0;
	const { source, own } = parts;
	const { tokens } = source;
	const nameAt = afterIfExists(tokens, tokens.word(own.start + 1) === "COLUMN" ? own.start + 2 : own.start + 1);
	const { typeEnd, clauses } = columnClauses(tokens, nameAt + 1, own.end);
	const head = textOf(source, own.start, nameAt + 1);
	return {
		parts,
		operation,
		name: quoteIdent(operation.column),
		clauses,
		command: (keep, type = textOf(source, nameAt + 1, typeEnd)) => [
			head,
			type,
			...clauses.filter(keep).map((clause) => textOf(source, clause.start, clause.end))
		].join(" "),
		text: (clause) => textOf(source, clause.body, clause.end)
	};
}
const HEAVY = /* @__PURE__ */ new Set([
	"check",
	"unique",
	"primary-key"
]);
/** The constraints that a column was to have, each added without a scan or build under a lock. */
function constraintSteps({ parts, operation, name, text }, clauses) {
	return clauses.flatMap((clause) => {
		const label = {
			check: "check",
			unique: "key",
			"primary-key": "pkey",
			references: "fkey"
		}[clause.kind] ?? "check";
		const given = clause.name ? textOf(parts.source, clause.name.start, clause.name.end) : void 0;
		const constraint = given ? unquoted(given) : clause.kind === "primary-key" ? makeObjectName(splitRelation(parts.table).name, "", label) : parts.free(operation.column, label);
		if (clause.kind === "unique" || clause.kind === "primary-key") {
			const [kind, words] = clause.kind === "unique" ? ["UNIQUE", 1] : ["PRIMARY KEY", 2];
			const rest = textOf(parts.source, clause.body + words, clause.end);
			const distinct = /^nulls\s/i.test(rest);
			return uniqueSteps(parts, {
				name: constraint,
				kind,
				columns: `(${name})`,
				index: distinct ? ` ${rest}` : "",
				attributes: rest && !distinct ? ` ${rest}` : ""
			});
		}
		const body = clause.kind === "references" ? `FOREIGN KEY (${name}) ${text(clause)}` : text(clause);
		return validated(parts, constraint, `ADD CONSTRAINT ${quoteIdent(constraint)} ${body}`);
	});
}
/** A name without its quotes, folded where it had none. */
function unquoted(name) {
	return name.startsWith("\"") ? name.slice(1, -1).replaceAll("\"\"", "\"") : name.toLowerCase();
}
/** A volatile default: set for new rows, then given to the old ones in batches. */
const addThenFill = (request) => {
	const column = addColumn(request);
	const preset = column?.clauses.find((clause) => clause.kind === "default");
	if (!column || !preset) return void 0;
	const { parts, operation, name } = column;
	const heavy = column.clauses.filter((clause) => HEAVY.has(clause.kind));
	const dropped = /* @__PURE__ */ new Set([
		"default",
		"not-null",
		"null",
		...HEAVY
	]);
	return [
		...parts.rest,
		parts.steps.locking("Add the column without the default, then set the default for new rows", "expand", parts.alter(column.command((clause) => !dropped.has(clause.kind))), parts.alter(`ALTER COLUMN ${name} SET ${column.text(preset)}`)),
		fillStep(parts, `${name} = DEFAULT`, `${name} IS NULL`),
		...later(operation.notNull ? notNullSteps(parts, operation.column, request.situation.version) : []),
		...later(constraintSteps(column, heavy))
	];
};
/** A serial or identity column: a plain one whose default is a sequence, numbered in batches. */
const addSequenceColumn = (request) => {
	const column = addColumn(request);
	if (!column) return void 0;
	const { parts, operation, name } = column;
	const generated = column.clauses.find((clause) => clause.kind === "generated");
	if (generated && /\(/.test(column.text(generated))) return void 0;
	const type = SERIAL_TYPES[operation.type.toLowerCase()] ?? operation.type;
	const { schema, name: bare } = splitRelation(parts.table);
	const own = makeObjectName(bare, operation.column, "seq");
	const sequence = /\./.test(parts.relation) ? qualify(schema, own) : quoteIdent(own);
	const heavy = column.clauses.filter((clause) => HEAVY.has(clause.kind));
	const dropped = /* @__PURE__ */ new Set([
		"generated",
		"default",
		"not-null",
		"null",
		...HEAVY
	]);
	return [
		...parts.rest,
		parts.steps.locking("Add a plain column that takes its numbers from a sequence", "expand", parts.alter(column.command((clause) => !dropped.has(clause.kind), type)), `CREATE SEQUENCE ${sequence} AS ${type} OWNED BY ${parts.relation}.${name};`, parts.alter(`ALTER COLUMN ${name} SET DEFAULT nextval('${sequence.replaceAll("'", "''")}')`)),
		fillStep(parts, `${name} = DEFAULT`, `${name} IS NULL`),
		...later(notNullSteps(parts, operation.column, request.situation.version)),
		...later(constraintSteps(column, heavy))
	];
};
/** Inline CHECK, UNIQUE, PRIMARY KEY, and REFERENCES beside a default: the column first, then the constraints. */
const columnThenConstraint = (request) => {
	const column = addColumn(request);
	if (!column) return void 0;
	const { parts, operation } = column;
	if (operation.primaryKey) return void 0;
	const heavy = (clause) => HEAVY.has(clause.kind) || clause.kind === "references" && operation.hasDefault;
	return [
		...parts.rest,
		parts.steps.locking("Add the column alone", "expand", parts.alter(column.command((clause) => !heavy(clause)))),
		...constraintSteps(column, column.clauses.filter(heavy))
	];
};
/** A type change that rewrites the table: a new column that a trigger keeps in step, filled in batches. */
const newColumn = (request) => {
	const { operation } = request;
	if (operation.kind !== "alter-column-type") return void 0;
	const parts = alterTable$1(request);
	if (!parts || parts.known?.kind === "partitioned") return void 0;
	const { schema, name: bare } = splitRelation(parts.table);
	const old = quoteIdent(operation.column);
	const fresh = freeColumn(parts, `${operation.column}_new`);
	const name = quoteIdent(fresh);
	const owner = /\./.test(parts.relation) ? schema : "";
	const own = makeObjectName(bare, fresh, "sync");
	const routine = owner ? qualify(owner, own) : quoteIdent(own);
	const trigger = quoteIdent(own);
	const value = operation.hasUsing ? operation.using : old;
	const computed = operation.hasUsing ? `(SELECT ${operation.using} FROM (SELECT NEW.*) AS ${quoteIdent(bare)})` : `NEW.${old}`;
	const collation = operation.hasCollation ? ` COLLATE ${collationOf(parts)}` : "";
	return [
		...parts.rest,
		parts.steps.locking("Add the new column, and a trigger that keeps it in step with the old one", "expand", parts.alter(`ADD COLUMN ${name} ${operation.type}${collation}`), `CREATE FUNCTION ${routine}() RETURNS trigger LANGUAGE plpgsql AS $sync$`, "BEGIN", `  NEW.${name} := ${computed};`, "  RETURN NEW;", "END", "$sync$;", `CREATE TRIGGER ${trigger} BEFORE INSERT OR UPDATE ON ${parts.relation} FOR EACH ROW EXECUTE FUNCTION ${routine}();`),
		fillStep(parts, `${name} = ${value}`, `${operation.hasUsing ? `(${value})` : value} IS NOT NULL AND ${name} IS NULL`),
		parts.steps.locking(`Remove the trigger once every version of the code that runs uses ${fresh}; drop ${operation.column} in a later deploy`, "contract", `DROP TRIGGER ${trigger} ON ${parts.relation};`, `DROP FUNCTION ${routine}();`)
	];
};
function freeColumn(parts, wanted) {
	let name = wanted;
	for (let i = 1; parts.known?.columns.has(name); i++) name = `${wanted}${i}`;
	return name;
}
/** The collation as written behind COLLATE. */
function collationOf({ source, own }) {
	const { tokens } = source;
	const at = tokens.find(["COLLATE"], own.start, own.end);
	const using = tokens.find(["USING"], at, own.end);
	return textOf(source, at + 1, using < 0 ? own.end : using);
}
// src/dialects/postgres/rewrites/data.ts
/** UPDATE and DELETE of one table, batch by batch. */
const batched = (request) => {
	const source = sourceOf(request);
	const { operation, catalog } = request;
	if (!source || operation.kind !== "update" && operation.kind !== "delete") return void 0;
	const { tokens } = source;
	const update = operation.kind === "update";
	const from = update ? 1 : 2;
	const end = afterName(tokens, from);
	if (tokens.word(0) !== (update ? "UPDATE" : "DELETE") || tokens.word(end) !== (update ? "SET" : "WHERE")) return void 0;
	if (tokens.find([
		"FROM",
		"RETURNING",
		"USING"
	], end) >= 0) return void 0;
	const where = tokens.find(["WHERE"], end);
	const head = textOf(source, 0, where < 0 ? tokens.list.length : where);
	const condition = where < 0 ? "" : textOf(source, where + 1, tokens.list.length);
	const relation = textOf(source, from, end);
	const known = catalog.relations.get(operation.table);
	const steps = makeSteps(request);
	if (!update) return [steps.quiet(`Delete ${BATCH} rows at a time, each batch committed on its own: repeat until no row is deleted`, "migrate", `${head}\nWHERE ctid IN (SELECT ctid FROM ${relation} WHERE ${condition} LIMIT ${BATCH});`)];
	const key = integerKey(known);
	if (key === void 0) return void 0;
	return [steps.quiet(`Go through the keys, ${BATCH} at a time, each range committed on its own: go on from 10001`, "migrate", `${head}\nWHERE ${key} BETWEEN 1 AND ${BATCH}${condition === "" ? "" : ` AND (${condition})`};`)];
};
/** The column of the primary key, where it is one integer. */
function integerKey(known) {
	for (const { kind, columns } of known?.constraints.values() ?? []) {
		const [column, ...others] = columns;
		if (kind !== "primary-key" || column === void 0 || others.length > 0) continue;
		const type = known?.columns.get(column)?.type;
		if (type && [
			"smallint",
			"integer",
			"bigint"
		].includes(type.name) && type.dimensions === 0) return quoteIdent(column);
	}
}
// src/dialects/postgres/rewrites/indexes.ts
/** In this file where it runs outside a transaction already; otherwise in a migration of its own. */
const phaseOf = (request) => request.situation.inTransaction === false ? "same-file" : "expand";
/** The same statement with CONCURRENTLY. */
const concurrently = (request) => {
	const source = sourceOf(request);
	if (!source) return void 0;
	switch (request.operation.kind) {
		case "create-index": return createIndex$1(request, request.operation, source);
		case "drop-index": return dropIndex(request, request.operation, source);
		case "reindex": return reindex(request, request.operation, source);
		case "refresh-materialized-view": return refresh(request, request.operation, source);
		case "detach-partition": return detach(request, request.operation, source);
		default: return;
	}
};
/** IF NOT EXISTS is left out: beside CONCURRENTLY it would keep what a failed build left behind. */
function withoutIfNotExists(source) {
	const { sql, tokens } = source;
	const at = tokens.find(["IF"]);
	if (at < 0 || !wordsAt(tokens, at, "IF", "NOT", "EXISTS")) return source;
	const text = sql.slice(0, tokens.list[at]?.start) + sql.slice(tokens.list[at + 3]?.start);
	return {
		sql: text,
		tokens: makeTokens(text, 0, text.length)
	};
}
function createIndex$1(request, operation, written) {
	if (request.catalog.relations.get(operation.table)?.kind === "partitioned") return void 0;
	const source = withoutIfNotExists(written);
	const keyword = source.tokens.find(["INDEX"]);
	const sql = operation.concurrently ? source.sql : insertAfter(source, keyword, "CONCURRENTLY");
	return [makeSteps(request).outside("Build the index without blocking writes", phaseOf(request), statement(sql))];
}
/** CONCURRENTLY is not available for the index of a partitioned table. */
function onPartitioned({ catalog }, { index, table }) {
	return catalog.relations.get(catalog.indexes.get(index)?.table ?? table)?.kind === "partitioned";
}
function dropIndex(request, operation, source) {
	const { tokens } = source;
	if (operation.cascade || !wordsAt(tokens, 0, "DROP", "INDEX") || onPartitioned(request, operation)) return void 0;
	const from = afterIfExists(tokens, 2);
	const behaviour = tokens.find(["RESTRICT"], from);
	const names = tokens.byCommas(from, behaviour < 0 ? tokens.list.length : behaviour);
	const title = "Drop the index without blocking reads and writes";
	const steps = makeSteps(request);
	if (names.length === 1) return [steps.outside(title, phaseOf(request), statement(insertAfter(source, 1, "CONCURRENTLY")))];
	const own = names[request.statement.operations.findIndex((other) => other.kind === "drop-index" && other.index === operation.index)];
	if (!own) return void 0;
	return [steps.outside(title, "expand", `DROP INDEX CONCURRENTLY ${operation.ifExists ? "IF EXISTS " : ""}${textOf(source, own.start, own.end)};`)];
}
function reindex(request, operation, source) {
	if (operation.scope === "system") return void 0;
	const keyword = source.tokens.find([
		"INDEX",
		"TABLE",
		"SCHEMA",
		"DATABASE"
	]);
	if (keyword < 0) return void 0;
	return [makeSteps(request).outside("Rebuild without blocking writes", phaseOf(request), statement(insertAfter(source, keyword, "CONCURRENTLY")))];
}
function refresh(request, operation, source) {
	const { catalog } = request;
	const view = catalog.relations.get(operation.table);
	const usable = [...view?.indexes ?? []].some((name) => {
		const index = catalog.indexes.get(name);
		return index !== void 0 && index.unique && index.where === "" && !index.hasExpressions;
	});
	if (view && !usable) return void 0;
	const keyword = source.tokens.find(["VIEW"]);
	return [makeSteps(request).quiet("Refresh it while others read it", "same-file", statement(insertAfter(source, keyword, "CONCURRENTLY")))];
}
function detach(request, operation, source) {
	const { relations } = request.catalog;
	if ([...relations.get(operation.table)?.partitions ?? [], operation.partition].some((name) => relations.get(name)?.defaultPartition)) return void 0;
	const { tokens } = source;
	const keyword = tokens.find(["DETACH"]);
	if (!wordsAt(tokens, keyword, "DETACH", "PARTITION")) return void 0;
	const end = afterName(tokens, keyword + 2);
	return [makeSteps(request).outside("Detach it without stopping the partitioned table", phaseOf(request), statement(insertAfter(source, end - 1, "CONCURRENTLY")))];
}
/** More partitions than this are better left to a script. */
const MOST_PARTITIONS = 20;
/** The index of a partitioned table: on the table alone, built on each partition, attached. */
const indexByPartition = (request) => {
	const { operation, catalog } = request;
	const written = sourceOf(request);
	if (!written || operation.kind !== "create-index") return void 0;
	const source = withoutIfNotExists(written);
	const { tokens } = source;
	const partitions = [...catalog.relations.get(operation.table)?.partitions ?? []];
	if (partitions.length === 0 || partitions.length > MOST_PARTITIONS) return void 0;
	if (partitions.some((name) => catalog.relations.get(name)?.kind !== "table")) return void 0;
	const on = tokens.find(["ON"]);
	const only = tokens.word(on + 1) === "ONLY" ? 1 : 0;
	const tail = textOf(source, afterName(tokens, on + 1 + only), tokens.list.length);
	const index = quoteIdent(operation.index);
	const name = operation.named ? "" : `${index} `;
	const steps = makeSteps(request);
	const taken = new Set(catalog.indexes.keys());
	const built = partitions.map((partition) => {
		const { schema, name: bare } = splitRelation(partition);
		const own = chooseName(bare, operation.columns.filter((column) => /^\w+$/.test(column)).join("_"), "idx", (candidate) => taken.has(qualify(schema, candidate)));
		taken.add(qualify(schema, own));
		return {
			partition: shown(partition),
			name: quoteIdent(own),
			qualified: shown(qualify(schema, own))
		};
	});
	const { schema } = splitRelation(operation.table);
	const head = `${textOf(source, 0, on)} ${name}ON ONLY`.replaceAll(/\s+/g, " ");
	return [
		steps.locking("Make the index on the partitioned table alone", "expand", statement(`${head} ${shown(operation.table)} ${tail}`)),
		...built.map(({ partition, name: own }) => steps.outside(`Build it on ${partition} without blocking writes`, "expand", statement(`CREATE ${operation.unique ? "UNIQUE " : ""}INDEX CONCURRENTLY ${own} ON ${partition} ${tail}`))),
		steps.locking("Attach them; the index is valid with the last one", "expand", ...built.map(({ qualified }) => `ALTER INDEX ${shown(qualify(schema, operation.index))} ATTACH PARTITION ${qualified};`))
	];
};
/** A relation as people write it: without the schema that is searched anyway. */
function shown(relation) {
	return relation.startsWith("public.") ? relation.slice(7) : relation;
}
// src/dialects/postgres/rewrites/partitions.ts
/** CREATE TABLE … PARTITION OF: a table like the partitioned one, attached with a weaker lock. */
const createThenAttach = (request) => {
	const source = sourceOf(request);
	if (!source || request.operation.kind !== "create-table") return void 0;
	const { tokens } = source;
	if (!wordsAt(tokens, 0, "CREATE", "TABLE")) return void 0;
	const nameEnd = afterName(tokens, 2);
	if (nameEnd === 2 || !wordsAt(tokens, nameEnd, "PARTITION", "OF")) return void 0;
	const parentEnd = afterName(tokens, nameEnd + 2);
	const values = wordsAt(tokens, parentEnd, "FOR", "VALUES");
	if (!values && !wordsAt(tokens, parentEnd, "DEFAULT")) return void 0;
	if (tokens.find([
		"PARTITION",
		"USING",
		"TABLESPACE"
	], parentEnd) >= 0) return void 0;
	if (tokens.find(["WITH"], parentEnd + (values ? 3 : 1)) >= 0) return void 0;
	const { relations } = request.catalog;
	if ([...relations.get(request.operation.partitionOf)?.partitions ?? []].some((sibling) => relations.get(sibling)?.defaultPartition)) return void 0;
	const name = textOf(source, 2, nameEnd);
	const parent = textOf(source, nameEnd + 2, parentEnd);
	return [makeSteps(request).locking("Make the table on its own, then attach it", "same-file", `CREATE TABLE ${name} (LIKE ${parent} INCLUDING ALL EXCLUDING IDENTITY);`, statement(`ALTER TABLE ${parent} ATTACH PARTITION ${name} ${textOf(source, parentEnd, tokens.list.length)}`))];
};
// src/dialects/postgres/rewrites.ts
const rewrites = {
	/** The same statement with CONCURRENTLY: indexes, materialized views, partitions. */
	concurrently,
	"index-by-partition": indexByPartition,
	"not-valid": notValid,
	"using-index": usingIndex,
	"set-not-null": setNotNull,
	"add-then-fill": addThenFill,
	"add-sequence-column": addSequenceColumn,
	"column-then-constraint": columnThenConstraint,
	"new-column": newColumn,
	"create-then-attach": createThenAttach,
	batched
};
// src/dialects/postgres/index.ts
const DEFAULT_SCHEMA = "public";
const postgres = {
	id: "postgres",
	title: "PostgreSQL",
	versions: [
		13,
		14,
		15,
		16,
		17,
		18
	],
	defaultVersion: 14,
	defaultSchema: DEFAULT_SCHEMA,
	load: async () => void await loadParser(),
	parse: (script, defaultSchema) => parseScript(script, defaultSchema, loadedParser()),
	analyse: analysePostgres,
	impliesNotNull,
	naming,
	rewrites,
	display: (relation) => relation.startsWith(`${DEFAULT_SCHEMA}.`) ? relation.slice(7) : relation
};
// src/dialects/postgres/render/columns.ts
const ACTIONS = {
	"no-action": "",
	restrict: "RESTRICT",
	cascade: "CASCADE",
	"set-null": "SET NULL",
	"set-default": "SET DEFAULT"
};
/** The columns of a key, the last of which may have a word before or behind it. */
function keyColumns(columns, last) {
	return bracketed(columns.map((name, i) => i === columns.length - 1 ? words(last.before, quoteIdent(name), last.behind) : quoteIdent(name)));
}
function referencesSql({ references }) {
	if (!references) return "";
	const { table, columns, onDelete, onUpdate, matchFull, deleteColumns, period } = references;
	return words(`REFERENCES ${table}`, keyColumns(columns, period ? { before: "PERIOD" } : {}), matchFull && "MATCH FULL", ACTIONS[onDelete] && words(`ON DELETE ${ACTIONS[onDelete]}`, bracketed(deleteColumns.map(quoteIdent))), ACTIONS[onUpdate] && `ON UPDATE ${ACTIONS[onUpdate]}`);
}
function excludeSql({ exclusion, include }, catalog) {
	if (!exclusion) return "EXCLUDE";
	const elements = exclusion.elements.map((element) => `${keySql(element, element.column, catalog)} WITH ${element.operator}`);
	return words(`EXCLUDE USING ${quoteIdent(exclusion.method)}`, bracketed(elements), include.length > 0 && `INCLUDE (${idents(include)})`);
}
/** The index behind a unique constraint: its columns unless it is written with the one it is on. */
function uniqueSql(c, inline) {
	const keyword = c.kind === "unique" ? "UNIQUE" : "PRIMARY KEY";
	if (c.usingIndex) return `${keyword} USING INDEX ${quoteIdent(c.usingIndex)}`;
	return words(keyword, c.nullsNotDistinct && "NULLS NOT DISTINCT", !inline && keyColumns(c.columns, c.withoutOverlaps ? { behind: "WITHOUT OVERLAPS" } : {}), c.include.length > 0 && `INCLUDE (${idents(c.include)})`);
}
function bodySql(c, inline, catalog) {
	switch (c.kind) {
		case "check": return `CHECK (${c.expression ? say(c.expression, catalog) : ""})`;
		case "not-null": return inline ? "NOT NULL" : `NOT NULL ${idents(c.columns)}`;
		case "foreign-key": return words(!inline && `FOREIGN KEY ${keyColumns(c.columns, c.references?.period ? { before: "PERIOD" } : {})}`, referencesSql(c));
		case "exclude": return excludeSql(c, catalog);
		case "unique":
		case "primary-key": return uniqueSql(c, inline);
	}
}
/** A constraint; `inline` is one that is written with its column. */
function constraintSql(c, inline, catalog) {
	const where = c.exclusion?.where;
	return words(c.name && `CONSTRAINT ${quoteIdent(c.name)}`, bodySql(c, inline, catalog), c.indexStorage.length > 0 && `WITH (${storageList$1(c.indexStorage)})`, c.indexTablespace && `USING INDEX TABLESPACE ${quoteIdent(c.indexTablespace)}`, where && `WHERE (${say(where, catalog)})`, c.noInherit && "NO INHERIT", c.deferrable && "DEFERRABLE", c.initiallyDeferred && "INITIALLY DEFERRED", c.notValid && "NOT VALID", c.notEnforced && "NOT ENFORCED");
}
/** A column with everything that is written with it. */
function columnSql(column, catalog) {
	const { type, serial, identity, generated, collation, constraints } = column;
	const named = constraints.some((c) => c.kind === "not-null");
	const typed = type.text !== "";
	return words(quoteIdent(column.name), typed && typeSql(type, catalog), column.storage && `STORAGE ${column.storage.toUpperCase()}`, column.compression && `COMPRESSION ${column.compression}`, collation && `COLLATE ${collation}`, column.default && `DEFAULT ${say(column.default, catalog)}`, identity !== "no" && words(identitySql(identity === "always"), bracketedWords(sequenceClauses(column.sequence))), generated && `GENERATED ALWAYS AS (${say(generated.expression, catalog)}) ${generated.kind === "stored" ? "STORED" : "VIRTUAL"}`, column.notNull && !serial && !named && "NOT NULL", ...constraints.map((constraint) => constraintSql(constraint, true, catalog)));
}
/** GENERATED … AS IDENTITY. */
const identitySql = (always) => `GENERATED ${always ? "ALWAYS" : "BY DEFAULT"} AS IDENTITY`;
/** Options with blanks between them, in brackets where there are any. */
const bracketedWords = (clauses) => clauses.length === 0 ? "" : `(${clauses.join(" ")})`;
/** A column of a composite type. */
const attributeSql = ({ name, type, collation }, catalog) => words(quoteIdent(name), typeSql(type, catalog), collation && `COLLATE ${collation}`);
// src/dialects/postgres/render/grants.ts
/** Types of objects that GRANT calls by another name than the rest of SQL does. */
const CALLED = {
	server: "FOREIGN SERVER",
	"parameter acl": "PARAMETER"
};
const privileges = (rights) => rights.length === 0 ? "ALL" : rights.map(({ name, columns }) => words(name.toUpperCase(), columns.length > 0 && `(${idents(columns)})`)).join(", ");
/** What follows GRANT and REVOKE: the privileges and what they are on; for membership the roles. */
function what(o) {
	if (o.on === "role") return o.rights.map(({ name }) => quoteIdent(name)).join(", ");
	const type = CALLED[o.on] ?? o.on.toUpperCase();
	const objects = o.targets.join(", ");
	return `${privileges(o.rights)} ON ${o.allInSchema ? `ALL ${type}S IN SCHEMA` : type} ${objects}`;
}
/** GRANT. */
function grant(o) {
	const option = o.on === "role" ? "WITH ADMIN OPTION" : "WITH GRANT OPTION";
	return words("GRANT", what(o), "TO", o.grantees.map(role).join(", "), o.withOption && option);
}
/** REVOKE. */
function revoke(o) {
	const option = o.on === "role" ? "ADMIN OPTION FOR" : "GRANT OPTION FOR";
	return words("REVOKE", o.optionOnly && option, what(o), "FROM", o.grantees.map(role).join(", "), o.cascade && "CASCADE");
}
/** ALTER DEFAULT PRIVILEGES. */
function defaultPrivileges(o) {
	return words("ALTER DEFAULT PRIVILEGES", o.roles.length > 0 && `FOR ROLE ${o.roles.map(role).join(", ")}`, o.schemas.length > 0 && `IN SCHEMA ${idents(o.schemas)}`, o.grants ? "GRANT" : "REVOKE", !o.grants && o.withOption && "GRANT OPTION FOR", `${privileges(o.rights)} ON ${o.objectType.toUpperCase()}`, o.grants ? "TO" : "FROM", o.grantees.map(role).join(", "), o.grants && o.withOption && "WITH GRANT OPTION", !o.grants && o.cascade && "CASCADE");
}
// src/dialects/postgres/render/publications.ts
/** What a publication names: `TABLE a (id), b, TABLES IN SCHEMA s`. */
function objects(o, catalog) {
	const tables = o.members.map(({ table, definition }) => words(table, say(definition, catalog)));
	const schemas = o.schemas.map((schema) => schema === "current_schema" ? "CURRENT_SCHEMA" : quoteIdent(schema));
	return [tables.length > 0 ? `TABLE ${tables.join(", ")}` : "", schemas.length > 0 ? `TABLES IN SCHEMA ${schemas.join(", ")}` : ""].filter(Boolean).join(", ");
}
/** CREATE PUBLICATION. */
function createPublication(o, catalog) {
	const named = objects(o, catalog);
	return words(`CREATE PUBLICATION ${quoteIdent(o.publication)}`, o.allTables ? "FOR ALL TABLES" : named && `FOR ${named}`, o.storage.length > 0 && `WITH (${storageList$1(o.storage)})`);
}
/** ALTER PUBLICATION. */
function alterPublication(o, catalog) {
	const change = o.change === "options" ? storageChange(o.storage) : `${o.change.toUpperCase()} ${objects(o, catalog)}`;
	return `ALTER PUBLICATION ${quoteIdent(o.publication)} ${change}`;
}
// src/dialects/postgres/render/tables.ts
const ON_COMMIT = {
	"": "",
	"preserve-rows": "PRESERVE ROWS",
	"delete-rows": "DELETE ROWS",
	drop: "DROP"
};
/** CREATE TABLE, one element on a line. */
function createTable(o, catalog) {
	const elements = [
		...o.like.map((source, i) => words(`LIKE ${source}`, ...(o.likeOptions[i] ?? []).map((word) => `INCLUDING ${word.toUpperCase()}`))),
		...o.columns.map((column) => columnSql(column, catalog)),
		...o.constraints.map((constraint) => constraintSql(constraint, false, catalog))
	];
	const list = elements.length === 0 ? "()" : `(\n  ${elements.join(",\n  ")}\n)`;
	const given = elements.length === 0 ? "" : list;
	const shape = o.partitionOf ? words(`PARTITION OF ${o.partitionOf}`, given, o.bound && say(o.bound, catalog)) : o.ofType ? words(`OF ${o.ofType}`, given) : list;
	return words(`CREATE ${o.temporary ? "TEMPORARY " : o.unlogged ? "UNLOGGED " : ""}TABLE`, o.ifNotExists && "IF NOT EXISTS", o.table, shape, o.inherits.length > 0 && `INHERITS ${bracketed(o.inherits)}`, o.partitionBy && `PARTITION BY ${say(o.partitionBy, catalog)}`, o.accessMethod && `USING ${quoteIdent(o.accessMethod)}`, o.storage.length > 0 && `WITH (${storageList$1(o.storage)})`, ON_COMMIT[o.onCommit] && `ON COMMIT ${ON_COMMIT[o.onCommit]}`, o.tablespace && `TABLESPACE ${quoteIdent(o.tablespace)}`);
}
/** CREATE TABLE AS. */
function createTableAs(o, catalog) {
	return words(`CREATE ${o.temporary ? "TEMPORARY " : o.unlogged ? "UNLOGGED " : ""}TABLE`, o.ifNotExists && "IF NOT EXISTS", o.table, say(o.definition, catalog), !o.withData && "WITH NO DATA");
}
/** CREATE INDEX. */
function createIndex(o, catalog) {
	const keys = o.columns.map((column, i) => {
		const key = o.keys[i];
		return key ? keySql(key, column, catalog) : quoteIdent(column);
	});
	return words(`CREATE ${o.unique ? "UNIQUE " : ""}INDEX`, o.concurrently && "CONCURRENTLY", o.ifNotExists && "IF NOT EXISTS", o.named && quoteIdent(o.index), "ON", o.only && "ONLY", o.table, o.method !== "btree" && `USING ${quoteIdent(o.method)}`, bracketed(keys), o.include.length > 0 && `INCLUDE (${idents(o.include)})`, o.nullsNotDistinct && "NULLS NOT DISTINCT", o.storage.length > 0 && `WITH (${storageList$1(o.storage)})`, o.tablespace && `TABLESPACE ${quoteIdent(o.tablespace)}`, o.condition && `WHERE ${say(o.condition, catalog)}`);
}
// src/dialects/postgres/render.ts
const alterTable = ({ table }, ...change) => words("ALTER TABLE", table, ...change);
const alterColumn = (o, ...change) => alterTable(o, "ALTER COLUMN", quoteIdent(o.column), ...change);
/** Types are told by their words: `materialized view`. */
const ofType = (objectType) => objectType.toUpperCase();
const drop = (what, name, o) => words("DROP", what, o.ifExists && "IF EXISTS", name, o.cascade && "CASCADE");
/** A statement that says what it does in its own words. */
const inItsWords = ({ definition }, catalog) => say(definition, catalog);
/** Rows, and the session: nothing that an inverse has, and not all of the statement is in the operation. */
const notRendered = () => void 0;
const IDENTITY = {
	default: "DEFAULT",
	full: "FULL",
	nothing: "NOTHING",
	index: "USING INDEX"
};
const FIRING = {
	origin: "ENABLE",
	replica: "ENABLE REPLICA",
	always: "ENABLE ALWAYS",
	disabled: "DISABLE"
};
const ROW_SECURITY = {
	enable: "ENABLE",
	disable: "DISABLE",
	force: "FORCE",
	"no-force": "NO FORCE"
};
const DEFERRABILITY = {
	unchanged: "",
	"not-deferrable": "NOT DEFERRABLE",
	deferrable: "DEFERRABLE",
	deferred: "DEFERRABLE INITIALLY DEFERRED"
};
const ENFORCED = {
	unchanged: "",
	enforced: "ENFORCED",
	"not-enforced": "NOT ENFORCED"
};
const INHERITANCE = {
	unchanged: "",
	inherit: "INHERIT",
	"no-inherit": "NO INHERIT"
};
const SCOPES = {
	index: "INDEX",
	table: "TABLE",
	schema: "SCHEMA",
	database: "DATABASE",
	system: "SYSTEM"
};
const RENDERERS = {
	"create-table": createTable,
	"create-table-as": createTableAs,
	"drop-table": (o) => drop("TABLE", o.table, o),
	"rename-table": (o) => words("ALTER TABLE", o.ifExists && "IF EXISTS", o.table, "RENAME TO", quoteIdent(o.newName)),
	"set-schema": (o) => words("ALTER", ofType(o.objectType), o.ifExists && "IF EXISTS", o.target, "SET SCHEMA", quoteIdent(o.newSchema)),
	truncate: (o) => words("TRUNCATE", o.table, o.restartIdentity && "RESTART IDENTITY", o.cascade && "CASCADE"),
	"lock-table": (o) => words("LOCK TABLE", o.table, `IN ${o.mode} MODE`, o.nowait && "NOWAIT"),
	"add-column": (o, catalog) => alterTable(o, "ADD COLUMN", o.ifNotExists && "IF NOT EXISTS", columnSql(o.definition, catalog)),
	"drop-column": (o) => alterTable(o, drop("COLUMN", quoteIdent(o.column), o)),
	"rename-column": (o) => alterTable(o, "RENAME COLUMN", quoteIdent(o.column), "TO", quoteIdent(o.newName)),
	"alter-column-type": (o, catalog) => alterColumn(o, "TYPE", typeSql(o.newType, catalog), o.collation && `COLLATE ${o.collation}`, o.usingExpression && `USING ${say(o.usingExpression, catalog)}`),
	"set-default": (o, catalog) => alterColumn(o, "SET DEFAULT", say(o.expression, catalog)),
	"drop-default": (o) => alterColumn(o, "DROP DEFAULT"),
	"set-not-null": (o) => alterColumn(o, "SET NOT NULL"),
	"drop-not-null": (o) => alterColumn(o, "DROP NOT NULL"),
	"add-identity": (o) => alterColumn(o, "ADD", identitySql(o.always), bracketedWords(sequenceClauses(o.sequence))),
	"set-identity": (o) => alterColumn(o, o.generated && `SET GENERATED ${o.generated === "always" ? "ALWAYS" : "BY DEFAULT"}`, ...sequenceClauses(o.sequence).map((clause) => clause.startsWith("RESTART") ? clause : `SET ${clause}`)),
	"drop-identity": (o) => alterColumn(o, "DROP IDENTITY", o.ifExists && "IF EXISTS"),
	"set-expression": (o, catalog) => alterColumn(o, `SET EXPRESSION AS (${say(o.expression, catalog)})`),
	"drop-expression": (o) => alterColumn(o, "DROP EXPRESSION", o.ifExists && "IF EXISTS"),
	"set-column-option": (o) => {
		if (o.option === "attribute") return alterColumn(o, storageChange(o.attributes));
		const column = /^\d+$/.test(o.column) ? o.column : quoteIdent(o.column);
		return alterTable(o, "ALTER COLUMN", column, "SET", o.option.toUpperCase(), o.value);
	},
	"add-constraint": (o, catalog) => alterTable(o, "ADD", constraintSql(o.definition, false, catalog)),
	"validate-constraint": (o) => alterTable(o, "VALIDATE CONSTRAINT", quoteIdent(o.constraint)),
	"alter-constraint": (o) => alterTable(o, "ALTER CONSTRAINT", quoteIdent(o.constraint), DEFERRABILITY[o.deferrability], ENFORCED[o.enforced], INHERITANCE[o.inheritance]),
	"drop-constraint": (o) => alterTable(o, drop("CONSTRAINT", quoteIdent(o.constraint), o)),
	"rename-constraint": (o) => alterTable(o, "RENAME CONSTRAINT", quoteIdent(o.constraint), "TO", quoteIdent(o.newName)),
	"create-index": createIndex,
	"drop-index": (o) => drop(o.concurrently ? "INDEX CONCURRENTLY" : "INDEX", o.index, o),
	reindex: (o) => words("REINDEX", SCOPES[o.scope], o.concurrently && "CONCURRENTLY", o.object),
	"rename-index": (o) => words("ALTER INDEX", o.ifExists && "IF EXISTS", o.index, "RENAME TO", quoteIdent(o.newName)),
	"alter-index": (o) => words("ALTER INDEX", o.index, indexChange(o)),
	"attach-index": (o) => words("ALTER INDEX", o.index, "ATTACH PARTITION", o.child),
	"attach-partition": (o, catalog) => alterTable(o, "ATTACH PARTITION", o.partition, o.bound ? say(o.bound, catalog) : "DEFAULT"),
	"detach-partition": (o) => alterTable(o, "DETACH PARTITION", o.partition, o.concurrently && "CONCURRENTLY", o.finalize && "FINALIZE"),
	inherit: (o) => alterTable(o, o.add ? "INHERIT" : "NO INHERIT", o.parent),
	"set-logged": (o) => alterTable(o, o.logged ? "SET LOGGED" : "SET UNLOGGED"),
	"set-tablespace": (o) => o.table === "" ? void 0 : alterTable(o, "SET TABLESPACE", quoteIdent(o.tablespace)),
	"set-access-method": (o) => alterTable(o, "SET ACCESS METHOD", o.method === "default" ? "DEFAULT" : quoteIdent(o.method)),
	"set-table-options": (o) => alterTable(o, storageChange(o.storage)),
	"set-replica-identity": (o) => alterTable(o, "REPLICA IDENTITY", IDENTITY[o.identity], o.index && quoteIdent(o.index)),
	"set-owner": (o) => words("ALTER", ofType(o.objectType), o.target, "OWNER TO", role(o.owner)),
	"set-row-security": (o) => alterTable(o, ROW_SECURITY[o.change], "ROW LEVEL SECURITY"),
	"set-trigger-state": (o) => alterTable(o, FIRING[o.firing], o.rule ? "RULE" : "TRIGGER", o.trigger ? quoteIdent(o.trigger) : o.all ? "ALL" : "USER"),
	"set-cluster-index": (o) => alterTable(o, o.index ? `CLUSTER ON ${quoteIdent(o.index)}` : "SET WITHOUT CLUSTER"),
	"other-table-change": (o) => alterTable(o, o.change),
	cluster: (o) => words("CLUSTER", o.table, o.index && `USING ${quoteIdent(o.index)}`),
	vacuum: (o) => words("VACUUM", o.full && "(FULL)", o.table),
	analyze: (o) => words("ANALYZE", o.table),
	"create-trigger": (o, catalog) => words("CREATE", o.replace && "OR REPLACE", o.constraintTrigger && "CONSTRAINT", "TRIGGER", quoteIdent(o.trigger), say(o.definition, catalog)),
	"drop-trigger": (o) => drop("TRIGGER", `${quoteIdent(o.trigger)} ON ${o.table}`, o),
	"create-rule": (o, catalog) => words("CREATE", o.replace && "OR REPLACE", "RULE", quoteIdent(o.rule), say(o.definition, catalog)),
	"drop-rule": (o) => drop("RULE", `${quoteIdent(o.rule)} ON ${o.table}`, o),
	"create-policy": (o, catalog) => words(`CREATE POLICY ${quoteIdent(o.policy)} ON ${o.table}`, o.restrictive && "AS RESTRICTIVE", o.command !== "all" && `FOR ${o.command.toUpperCase()}`, ...policyClauses(o, catalog)),
	"alter-policy": (o, catalog) => words(`ALTER POLICY ${quoteIdent(o.policy)} ON ${o.table}`, ...policyClauses(o, catalog)),
	"drop-policy": (o) => drop("POLICY", `${quoteIdent(o.policy)} ON ${o.table}`, o),
	"rename-dependent": (o) => words("ALTER", ofType(o.objectType), quoteIdent(o.object), "ON", o.table, "RENAME TO", quoteIdent(o.newName)),
	"create-view": (o, catalog) => words("CREATE", o.replace && "OR REPLACE", o.temporary && "TEMPORARY", o.recursive && "RECURSIVE", "VIEW", o.table, say(o.definition, catalog)),
	"alter-view": (o, catalog) => words("ALTER VIEW", o.ifExists && "IF EXISTS", o.table, o.column === "" ? storageChange(o.storage) : words("ALTER COLUMN", quoteIdent(o.column), o.default ? `SET DEFAULT ${say(o.default, catalog)}` : "DROP DEFAULT")),
	"rename-view": (o) => words("ALTER", o.materialized && "MATERIALIZED", "VIEW", o.table, "RENAME TO", quoteIdent(o.newName)),
	"drop-view": (o) => drop("VIEW", o.table, o),
	"create-materialized-view": (o, catalog) => words("CREATE MATERIALIZED VIEW", o.ifNotExists && "IF NOT EXISTS", o.table, say(o.definition, catalog), !o.withData && "WITH NO DATA"),
	"drop-materialized-view": (o) => drop("MATERIALIZED VIEW", o.table, o),
	"refresh-materialized-view": (o) => words("REFRESH MATERIALIZED VIEW", o.concurrently && "CONCURRENTLY", o.table, !o.withData && "WITH NO DATA"),
	"create-type": (o, catalog) => {
		if (o.typeKind === "enum") return `CREATE TYPE ${o.type} AS ENUM (${o.labels.map(literal).join(", ")})`;
		if (o.typeKind === "composite") return `CREATE TYPE ${o.type} AS (${o.attributes.map((a) => attributeSql(a, catalog)).join(", ")})`;
		return words("CREATE TYPE", o.type, o.definition);
	},
	"drop-type": (o) => drop(o.domain ? "DOMAIN" : "TYPE", o.type, o),
	"rename-type": (o) => words("ALTER TYPE", o.type, "RENAME TO", quoteIdent(o.newName)),
	"alter-composite-type": (o, catalog) => words("ALTER TYPE", o.type, attributeChange(o, catalog), o.cascade && "CASCADE"),
	"add-enum-value": (o) => words(`ALTER TYPE ${o.type} ADD VALUE`, o.ifNotExists && "IF NOT EXISTS", literal(o.value), o.place && `${o.place.where.toUpperCase()} ${literal(o.place.neighbour)}`),
	"rename-enum-value": (o) => `ALTER TYPE ${o.type} RENAME VALUE ${literal(o.value)} TO ${literal(o.newValue)}`,
	"create-domain": (o, catalog) => words(`CREATE DOMAIN ${o.type} AS ${typeSql(o.baseType, catalog)}`, o.collation && `COLLATE ${o.collation}`, o.default && `DEFAULT ${say(o.default, catalog)}`, o.notNull && !o.constraints.some((c) => c.kind === "not-null") && "NOT NULL", ...o.constraints.map((c) => constraintSql(c, true, catalog))),
	"alter-domain": (o, catalog) => words("ALTER DOMAIN", o.type, domainChange(o, catalog)),
	"create-function": (o, catalog) => words("CREATE", o.replace && "OR REPLACE", o.procedure ? "PROCEDURE" : "FUNCTION", o.function + say(o.definition, catalog)),
	"drop-function": (o) => drop(ofType(o.objectType), o.target, o),
	"create-sequence": (o) => words("CREATE", o.temporary ? "TEMPORARY" : o.unlogged && "UNLOGGED", "SEQUENCE", o.ifNotExists && "IF NOT EXISTS", o.sequence, ...sequenceClauses(o.options), o.owner && `OWNED BY ${o.owner.table}.${quoteIdent(o.owner.column)}`),
	"alter-sequence": (o) => words("ALTER SEQUENCE", o.ifExists && "IF EXISTS", o.sequence, ...sequenceClauses(o.options), o.logged && `SET ${o.logged.toUpperCase()}`, o.owner && `OWNED BY ${o.owner === "none" ? "NONE" : `${o.owner.table}.${quoteIdent(o.owner.column)}`}`),
	"rename-sequence": (o) => words("ALTER SEQUENCE", o.sequence, "RENAME TO", quoteIdent(o.newName)),
	"drop-sequence": (o) => drop("SEQUENCE", o.sequence, o),
	"create-schema": (o) => words("CREATE SCHEMA", o.ifNotExists && "IF NOT EXISTS", quoteIdent(o.schema), o.authorization && `AUTHORIZATION ${role(o.authorization)}`),
	"rename-schema": (o) => words("ALTER SCHEMA", quoteIdent(o.schema), "RENAME TO", quoteIdent(o.newName)),
	"drop-schema": (o) => drop("SCHEMA", quoteIdent(o.schema), o),
	"create-extension": (o) => words("CREATE EXTENSION", o.ifNotExists && "IF NOT EXISTS", quoteIdent(o.extension), o.schema && `SCHEMA ${quoteIdent(o.schema)}`, o.version && `VERSION ${literal(o.version)}`, o.cascade && "CASCADE"),
	"alter-extension": inItsWords,
	"drop-extension": (o) => drop("EXTENSION", quoteIdent(o.extension), o),
	"create-object": inItsWords,
	"alter-object": inItsWords,
	"rename-object": (o) => words("ALTER", ofType(o.objectType), o.target, "RENAME TO", quoteIdent(o.newName)),
	"drop-object": (o) => drop(ofType(o.objectType), o.target, o),
	"create-publication": createPublication,
	"alter-publication": alterPublication,
	"drop-publication": (o) => drop("PUBLICATION", quoteIdent(o.publication), o),
	subscription: inItsWords,
	database: inItsWords,
	role: inItsWords,
	grant,
	revoke,
	"alter-default-privileges": defaultPrivileges,
	comment: (o) => words("COMMENT ON", o.objectType.replace("domain constraint", "constraint").toUpperCase(), o.target, "IS", o.text === void 0 ? "NULL" : literal(o.text)),
	"security-label": inItsWords,
	insert: notRendered,
	update: notRendered,
	delete: notRendered,
	merge: notRendered,
	copy: notRendered,
	select: notRendered,
	call: notRendered,
	set: notRendered,
	"transaction-control": notRendered,
	session: notRendered,
	"alter-system": notRendered,
	unsupported: notRendered
};
function policyClauses(o, catalog) {
	return [
		o.roles.length > 0 ? `TO ${o.roles.map(role).join(", ")}` : "",
		o.using ? `USING (${say(o.using, catalog)})` : "",
		o.check ? `WITH CHECK (${say(o.check, catalog)})` : ""
	];
}
function indexChange(o) {
	switch (o.change) {
		case "options": return storageChange(o.storage);
		case "statistics": return `ALTER COLUMN ${o.key} SET STATISTICS ${o.value}`;
		case "tablespace": return `SET TABLESPACE ${quoteIdent(o.value)}`;
		case "other": return o.definition;
	}
}
function attributeChange(o, catalog) {
	const name = quoteIdent(o.attribute);
	switch (o.change) {
		case "add": return `ADD ATTRIBUTE ${o.definition ? attributeSql(o.definition, catalog) : name}`;
		case "drop": return `DROP ATTRIBUTE ${name}`;
		case "rename": return `RENAME ATTRIBUTE ${name} TO ${quoteIdent(o.newName)}`;
		case "type": return words(`ALTER ATTRIBUTE ${name} TYPE`, o.definition && typeSql(o.definition.type, catalog), o.definition?.collation && `COLLATE ${o.definition.collation}`);
	}
}
function domainChange(o, catalog) {
	const name = quoteIdent(o.constraint);
	switch (o.change) {
		case "add-constraint": return `ADD ${o.definition ? constraintSql(o.definition, true, catalog) : ""}`;
		case "drop-constraint": return drop("CONSTRAINT", name, {
			ifExists: o.ifExists,
			cascade: o.cascade
		});
		case "validate-constraint": return `VALIDATE CONSTRAINT ${name}`;
		case "rename-constraint": return `RENAME CONSTRAINT ${name} TO ${quoteIdent(o.newName)}`;
		case "set-not-null": return "SET NOT NULL";
		case "drop-not-null": return "DROP NOT NULL";
		case "drop-default": return "DROP DEFAULT";
		case "set-default": return `SET DEFAULT ${o.default ? say(o.default, catalog) : "NULL"}`;
	}
}
/**
* An operation as SQL; undefined for rows and the session, which no inverse has.
*
* @param catalog says which types and functions are the user's own, and so get their schema.
*/
function renderOperation(operation, catalog) {
	return RENDERERS[operation.kind](operation, catalog);
}
// __tests__/support/analysed-row.ts
/** What our own analysis says about a row of fixtures/postgres-effects, in the shape in which servers are observed. */
const NAMING = postgres.naming;
/** The operations of a script; fails on anything that was not understood. */
function operationsOf(sql) {
	const parsed = postgres.parse(cutScript({
		path: "row.sql",
		text: sql
	}), "public");
	if (parsed.unread.length > 0) throw new Error(`Not understood: ${parsed.unread.map((u) => u.reason).join("; ")} in ${sql}`);
	return parsed.statements.flatMap((statement) => statement.operations);
}
/** The catalog that history leaves behind. */
function catalogOf(sql) {
	return applyOperations(EMPTY_CATALOG, operationsOf(sql), {
		change: null,
		naming: NAMING
	});
}
// __tests__/support/catalog-dump.ts
const USER = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'";
/** Not a part of an extension. */
const own = (catalog, oid) => `NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = '${catalog}'::regclass AND x.objid = ${oid} AND x.deptype = 'e')`;
/** What a privilege list says, with the defaults spelt out; the owner's own are left out. */
const acl = (list, kind, owner) => `(SELECT string_agg(concat(CASE WHEN grantee = 0 THEN 'public' ELSE grantee::regrole::text END, '=', privilege_type, CASE WHEN is_grantable THEN '*' END), ',' ORDER BY grantee, privilege_type)
    FROM aclexplode(coalesce(${list}, acldefault('${kind}', ${owner}))) WHERE grantee <> ${owner})`;
const DUMP = [
	`SELECT concat_ws(' ', 'schema', quote_ident(nspname), 'owner', nspowner::regrole, ${acl("nspacl", "n", "nspowner")}) FROM pg_namespace n WHERE ${USER}`,
	`SELECT concat_ws(' ', 'extension', extname, extversion, n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname <> 'plpgsql'`,
	`SELECT concat_ws(' ', 'relation', c.oid::regclass, c.relkind, c.relpersistence, 'owner', c.relowner::regrole, (SELECT string_agg(o, ',' ORDER BY o) FROM unnest(c.reloptions) o),
      (SELECT 'toast ' || t.reloptions::text FROM pg_class t WHERE t.oid = c.reltoastrelid AND t.reloptions IS NOT NULL),
      CASE WHEN c.relkind <> 'i' AND c.relkind <> 'I' THEN (SELECT string_agg(g, ',') FROM (SELECT concat(CASE WHEN grantee = 0 THEN 'public' ELSE grantee::regrole::text END, '=', privilege_type, CASE WHEN is_grantable THEN '*' END) AS g
        FROM aclexplode(coalesce(c.relacl, acldefault((CASE WHEN c.relkind = 'S' THEN 's' ELSE 'r' END)::"char", c.relowner))) WHERE grantee <> c.relowner ORDER BY 1) l) END,
      CASE WHEN c.relrowsecurity THEN 'row security' END, CASE WHEN c.relforcerowsecurity THEN 'forced' END, 'replica identity ' || c.relreplident::text,
      (SELECT 'tablespace ' || spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace), (SELECT 'method ' || amname FROM pg_am m WHERE m.oid = c.relam),
      'bound ' || pg_get_expr(c.relpartbound, c.oid), 'by ' || CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
      CASE WHEN c.reloftype <> 0 THEN 'of ' || c.reloftype::regtype END, CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN 'empty' END)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER} AND c.relkind <> 't' AND ${own("pg_class", "c.oid")}`,
	`SELECT concat('inherits ', i.inhrelid::regclass, ' ', i.inhparent::regclass) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER}`,
	`SELECT concat_ws(' ', 'column', c.oid::regclass || '.' || quote_ident(a.attname), format_type(a.atttypid, a.atttypmod), CASE WHEN a.attcollation <> t.typcollation THEN 'collate ' || a.attcollation::regcollation END,
      CASE WHEN a.attnotnull THEN 'not null' END, CASE WHEN a.attgenerated = '' THEN 'default ' ELSE 'generated ' || a.attgenerated::text || ' ' END || pg_get_expr(d.adbin, d.adrelid),
      CASE WHEN a.attidentity <> '' THEN 'identity ' || a.attidentity::text END, 'storage ' || a.attstorage::text, CASE WHEN to_jsonb(a)->>'attcompression' <> '' THEN 'compression ' || (to_jsonb(a)->>'attcompression') END,
      CASE WHEN coalesce(a.attstattarget, -1) <> -1 THEN 'statistics ' || a.attstattarget END, a.attoptions, CASE WHEN NOT a.attislocal THEN 'inherited' END,
      (SELECT string_agg(concat(CASE WHEN grantee = 0 THEN 'public' ELSE grantee::regrole::text END, '=', privilege_type, CASE WHEN is_grantable THEN '*' END), ',' ORDER BY grantee, privilege_type) FROM aclexplode(a.attacl)))
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE ${USER} AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND ${own("pg_class", "c.oid")}`,
	`SELECT concat_ws(' ', 'key', c.oid::regclass, a.attnum, 'statistics', a.attstattarget) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${USER} AND c.relkind IN ('i', 'I') AND coalesce(a.attstattarget, -1) <> -1`,
	`SELECT concat('order ', c.oid::regclass, ' ', string_agg(quote_ident(attname), ', ' ORDER BY attnum)) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${USER} AND attnum > 0 AND NOT attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND ${own("pg_class", "c.oid")} GROUP BY c.oid`,
	`SELECT concat_ws(' ', 'constraint', coalesce(nullif(k.conrelid, 0)::regclass::text, k.contypid::regtype::text), quote_ident(conname), pg_get_constraintdef(k.oid),
      CASE WHEN NOT convalidated THEN 'unproven' END, CASE WHEN NOT conislocal THEN 'inherited' END, CASE WHEN connoinherit THEN 'no inherit' END)
    FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE ${USER} AND ${own("pg_constraint", "k.oid")}
      AND NOT (contype = 'f' AND conparentid <> 0 AND EXISTS (SELECT FROM pg_constraint o WHERE o.oid = k.conparentid AND o.conrelid = k.conrelid))`,
	`SELECT concat_ws(' ', 'index', indexrelid::regclass, pg_get_indexdef(indexrelid), CASE WHEN NOT indisvalid THEN 'invalid' END, CASE WHEN indisclustered THEN 'clustered' END, CASE WHEN indisreplident THEN 'replica identity' END)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER}`,
	`SELECT concat('view ', c.oid::regclass, ' ', pg_get_viewdef(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER} AND c.relkind IN ('v', 'm') AND ${own("pg_class", "c.oid")}`,
	`SELECT concat('trigger ', pg_get_triggerdef(g.oid), ' ', tgenabled) FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER} AND NOT tgisinternal`,
	`SELECT concat('triggers of keys ', c.oid::regclass, ' ', tgenabled, ' ', count(*)) FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER} AND tgisinternal GROUP BY c.oid, tgenabled`,
	`SELECT concat('rule ', pg_get_ruledef(r.oid), ' ', ev_enabled) FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER} AND rulename <> '_RETURN'`,
	`SELECT concat_ws(' ', 'policy', p.polrelid::regclass, quote_ident(polname), polcmd, CASE WHEN polpermissive THEN 'permissive' ELSE 'restrictive' END, (SELECT string_agg(CASE WHEN r = 0 THEN 'public' ELSE r::regrole::text END, ',' ORDER BY r) FROM unnest(polroles) r),
      'using ' || pg_get_expr(polqual, polrelid), 'check ' || pg_get_expr(polwithcheck, polrelid)) FROM pg_policy p`,
	`SELECT concat_ws(' ', 'function', p.oid::regprocedure, pg_get_functiondef(p.oid), 'owner', proowner::regrole, ${acl("proacl", "f", "proowner")})
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${USER} AND prokind <> 'a' AND ${own("pg_proc", "p.oid")}`,
	`SELECT concat_ws(' ', 'aggregate', p.oid::regprocedure, aggtransfn, aggfinalfn, aggtranstype::regtype, agginitval, 'owner', proowner::regrole) FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE ${USER} AND ${own("pg_proc", "p.oid")}`,
	`SELECT concat_ws(' ', 'type', format('%I.%I', n.nspname, t.typname), t.typtype, 'owner', t.typowner::regrole, ${acl("t.typacl", "T", "t.typowner")}, (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
      CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END, CASE WHEN t.typtype = 'd' AND t.typnotnull THEN 'not null' END, 'default ' || t.typdefault,
      CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation THEN 'collate ' || t.typcollation::regcollation END, (SELECT concat_ws(' ', rngsubtype::regtype, rngsubdiff, nullif(rngcanonical, 0::regproc)) FROM pg_range r WHERE r.rngtypid = t.oid))
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_type b ON b.oid = t.typbasetype LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE ${USER} AND (t.typtype IN ('e', 'd', 'r', 'b', 'p') AND t.typcategory <> 'A' OR c.relkind = 'c') AND ${own("pg_type", "t.oid")}`,
	`SELECT concat_ws(' ', 'sequence', s.seqrelid::regclass, s.seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, CASE WHEN seqcycle THEN 'cycle' END,
      (SELECT concat(deptype, ' ', refobjid::regclass, '.', (SELECT attname FROM pg_attribute WHERE attrelid = refobjid AND attnum = refobjsubid)) FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = s.seqrelid AND deptype IN ('a', 'i') AND refobjsubid > 0))
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER}`,
	`SELECT concat_ws(' ', 'statistics', pg_get_statisticsobjdef(s.oid), 'owner', stxowner::regrole, nullif(to_jsonb(s)->>'stxstattarget', '-1')) FROM pg_statistic_ext s`,
	`SELECT concat_ws(' ', 'publication', to_jsonb(p) - 'oid' - 'pubowner', 'owner', pubowner::regrole) FROM pg_publication p`,
	`SELECT concat_ws(' ', 'published', pubname, prrelid::regclass, to_jsonb(r)->>'prattrs', pg_get_expr((to_jsonb(r)->>'prqual')::pg_node_tree, prrelid)) FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid`,
	`SELECT concat_ws(' ', 'cast', castsource::regtype, casttarget::regtype, nullif(castfunc, 0)::regprocedure, castcontext, castmethod) FROM pg_cast WHERE oid >= 16384 AND ${own("pg_cast", "pg_cast.oid")}`,
	`SELECT concat_ws(' ', 'operator', o.oid::regoperator, oprcode) FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE ${USER} AND ${own("pg_operator", "o.oid")}`,
	`SELECT concat_ws(' ', 'collation', to_jsonb(k) - 'oid' - 'collowner' - 'collnamespace', n.nspname) FROM pg_collation k JOIN pg_namespace n ON n.oid = k.collnamespace WHERE ${USER}`,
	`SELECT concat_ws(' ', 'event trigger', to_jsonb(e) - 'oid' - 'evtfoid' - 'evtowner', evtfoid::regproc) FROM pg_event_trigger e`,
	`SELECT concat_ws(' ', 'default privileges', defaclrole::regrole, defaclnamespace::regnamespace, defaclobjtype, defaclacl) FROM pg_default_acl`,
	`SELECT concat_ws(' ', 'comment', o.type, o.identity, quote_literal(d.description)) FROM pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) o WHERE d.objoid >= 16384 AND o.type IS NOT NULL
    AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = d.classoid AND x.objid = d.objoid AND x.deptype = 'e') AND o.type <> 'extension'`
].map((part) => `SELECT line::text FROM (${part}) part(line)`).join("\nUNION ALL\n");
/** Everything, sorted. Runs in the transaction that is open; names are said with their schema. */
async function dumpCatalog(query) {
	const [path] = await query("SELECT current_setting('search_path') AS line");
	await query("SELECT set_config('search_path', 'pg_catalog', true) AS line");
	const rows = await query(DUMP);
	await query(`SELECT set_config('search_path', '${(path?.line ?? "").replaceAll("'", "''")}', true) AS line`);
	return rows.map(({ line }) => line.replaceAll(/\s+/g, " ").trim()).sort();
}
// __tests__/support/effect-rows.ts
/** The rows of fixtures/postgres-effects: what a statement does, on which majors. Read by the unit and the server tests. */
const folder = new URL('file:///tmp/wt/f/__tests__/fixtures/postgres-effects/');
/** `ACCESS EXCLUSIVE, rewrite` */
function readEffect(text) {
	const [mode, kind = "none"] = text.split(", ");
	const lock = LOCK_MODES.find((candidate) => candidate === mode);
	const work = WORK_KINDS.find((candidate) => candidate === kind);
	if (!lock || !work) throw new Error(`"${text}" is no lock mode and work, such as "ACCESS EXCLUSIVE, rewrite".`);
	return {
		lock,
		work
	};
}
function readExpected({ does, refused }, sql) {
	if (refused !== void 0) return {
		kind: "refused",
		sqlstate: refused
	};
	if (!does) throw new Error(`The row says neither what it does nor how it is refused: ${sql}`);
	const entries = Object.entries(does).map(([name, text]) => [name.includes(".") ? name : `public.${name}`, readEffect(text)]);
	return {
		kind: "does",
		does: new Map(entries)
	};
}
/** `13-17`, `18`. */
function covers(range, major) {
	const [first = "", last = first] = range.split("-");
	return Number(first) <= major && major <= Number(last);
}
/** The rows of one file. */
function rowsOf(text, file = "") {
	return parse(text).flatMap(({ scene, given, rows }) => rows.map((row) => ({
		scene: file === "" ? scene : `${file}: ${scene}`,
		given,
		sql: row.sql,
		transaction: row.transaction ?? true,
		blockers: row.blockers ?? [],
		unforeseen: row.unforeseen ?? false,
		workUnobserved: row["work-unobserved"] ?? false,
		locksUnobserved: row.transaction === false && row.blockers === void 0,
		expected(major) {
			const range = Object.keys(row.majors ?? {}).find((candidate) => covers(candidate, major));
			return readExpected(range === void 0 ? row : row.majors?.[range] ?? row, row.sql);
		}
	})));
}
/** Every row of every file, in order. */
function effectRows() {
	return readdirSync(folder).filter((file) => file.endsWith(".yaml")).sort().flatMap((file) => rowsOf(readFileSync(new URL(file, folder), "utf8"), file.replace(".yaml", "")));
}
// __tests__/support/postgres-server.ts
/**
* Asks a real PostgreSQL server what a statement does: which locks it holds on the relations that were there before, and
* what work it does on them. Used by `*.server.test.ts` alone.
*/
const QUALIFIED = (table, namespace) => `format('%I.%I', CASE WHEN ${namespace}.nspname LIKE 'pg\\_temp%' THEN 'pg_temp' ELSE ${namespace}.nspname END, ${table}.relname)`;
const RELATIONS = `
  SELECT c.oid::int, ${QUALIFIED("c", "n")} AS name, c.relkind::text AS kind, concat(c.relfilenode, '/', c.reltablespace) AS file,
    coalesce(pg_relation_size(c.oid), 0)::int AS size,
    coalesce((SELECT ${QUALIFIED("p", "pn")} FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
      JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid AND p.relkind = 'p' LIMIT 1), '') AS parent,
    coalesce((SELECT indrelid::int FROM pg_index WHERE indexrelid = c.oid), 0) AS table
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_toast%' AND c.relkind <> 'c'`;
/** What is there, one line each: the counterpart of `catalogLines`. Columns of tables alone, as a history of views does not show theirs. */
const SCHEMA = `
  WITH r AS (
    SELECT c.oid, c.relkind, c.relname, ${QUALIFIED("c", "n")} AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  )
  SELECT concat(CASE relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view' WHEN 'S' THEN 'sequence' END,
    ' ', r.name, (SELECT ' of ' || p.name FROM pg_inherits i JOIN r p ON p.oid = i.inhparent WHERE i.inhrelid = r.oid AND p.relkind = 'p')) AS line
  FROM r WHERE relkind IN ('r', 'p', 'v', 'm', 'S')
  UNION ALL SELECT concat('column ', r.name, '.', attname, ' ', format_type(atttypid, atttypmod), CASE WHEN attnotnull
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = r.oid AND k.contype = 'n' AND k.conkey[1] = attnum AND NOT k.convalidated) THEN ' not null' END)
    FROM r JOIN pg_attribute a ON a.attrelid = r.oid WHERE relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
  UNION ALL SELECT concat('constraint ', r.name, ' ', conname, ' ', CASE contype WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign-key' WHEN 'p' THEN 'primary-key'
      WHEN 'u' THEN 'unique' WHEN 'x' THEN 'exclude' END, CASE WHEN NOT convalidated THEN ' not valid' END, ' -> ' || f.name)
    FROM r JOIN pg_constraint k ON k.conrelid = r.oid LEFT JOIN r f ON f.oid = k.confrelid
    WHERE contype IN ('c', 'f', 'p', 'u', 'x') AND NOT (contype = 'f' AND conparentid <> 0 AND EXISTS (SELECT FROM pg_constraint o WHERE o.oid = k.conparentid AND o.conrelid = k.conrelid))
  UNION ALL SELECT concat('index ', r.name, ' on ', t.name, CASE WHEN indisunique THEN ' unique' END, ' for ' || conname, CASE WHEN NOT indisvalid THEN ' invalid' END)
    FROM r JOIN pg_index i ON i.indexrelid = r.oid JOIN r t ON t.oid = i.indrelid LEFT JOIN pg_constraint k ON k.conindid = r.oid AND contype IN ('p', 'u', 'x') AND k.conrelid = i.indrelid
  UNION ALL SELECT concat('type ', format('%I.%I', n.nspname, typname), ' ', CASE typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'c' THEN 'composite' WHEN 'r' THEN 'range' END,
      (SELECT string_agg(' ' || enumlabel, '' ORDER BY enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid))
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
      AND (typtype IN ('e', 'd', 'r') OR typtype = 'c' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')`;
const COUNTS = "SELECT relid::int AS oid, seq_scan::int AS scans, (n_tup_ins + n_tup_upd + n_tup_del)::int AS rows FROM pg_stat_xact_user_tables";
/** `AccessExclusiveLock` -> `ACCESS EXCLUSIVE`. */
function modeOf(name) {
	const words = name.replace(/Lock$/, "").replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ");
	const mode = LOCK_MODES.find((candidate) => candidate === words.toUpperCase());
	if (!mode) throw new Error(`The server knows a lock mode ${name} that is not in LOCK_MODES.`);
	return mode;
}
async function relationsOf(on) {
	const { rows } = await on.query(RELATIONS);
	return new Map(rows.map((row) => [row.oid, row]));
}
async function countsOf(on) {
	const { rows } = await on.query(COUNTS);
	return new Map(rows.map((row) => [row.oid, row]));
}
/** The locks of a backend, held or waited for, on relations that were there before. */
async function locksOf(on, pid, before) {
	const { rows } = await on.query(`SELECT relation::int AS oid, mode FROM pg_locks WHERE pid = $1 AND locktype = 'relation'`, [pid]);
	const locks = /* @__PURE__ */ new Map();
	for (const row of rows) {
		const relation = before.get(row.oid);
		const mode = modeOf(row.mode);
		if (relation && compareLocks(mode, locks.get(relation.name) ?? "none") > 0) locks.set(relation.name, mode);
	}
	return locks;
}
/** The heaviest work on each relation, from what the server left behind. */
function workOf({ before, after, notices, scanned, written }) {
	const work = /* @__PURE__ */ new Map();
	const note = (name, kind) => {
		if (name !== void 0 && compareWork(kind, work.get(name) ?? "none") > 0) work.set(name, kind);
	};
	const named = new Map([...before.values()].map((r) => [r.name.slice(r.name.indexOf(".") + 1).replaceAll("\"", ""), r]));
	/** An emptied relation has new files too; nothing was copied, nothing built. */
	const filled = (relation) => relation !== void 0 && (after.get(relation.oid)?.size ?? 0) > 0;
	for (const message of notices) {
		const rewritten = named.get(/^rewriting table "(.*)"$/.exec(message)?.[1] ?? "");
		const verified = named.get(/^verifying table "(.*)"$/.exec(message)?.[1] ?? "");
		note(rewritten?.name, "rewrite");
		note(verified?.name, "scan");
		const [, index = "", table = ""] = /^building index "(.*)" on table "(.*?)"/.exec(message) ?? [];
		if (!filled(named.get(table))) continue;
		note(named.get(table)?.name, "index-build");
		note(named.get(index.replace(/_ccnew\d*$/, ""))?.name, "index-build");
	}
	for (const relation of before.values()) {
		const moved = filled(relation) && after.get(relation.oid)?.file !== relation.file;
		if (moved && (relation.kind === "r" || relation.kind === "m")) note(relation.name, "rewrite");
		if (moved && relation.kind === "i" && filled(before.get(relation.table))) note(relation.name, "index-build");
		if (written.has(relation.oid) && work.get(relation.name) !== "rewrite") work.set(relation.name, "rows");
		else if (scanned.has(relation.oid) && filled(relation)) note(relation.name, "scan");
	}
	for (const relation of before.values()) for (let at = relation; at.parent !== "";) {
		note(at.parent, work.get(relation.name) ?? "none");
		const parent = [...before.values()].find((r) => r.name === at.parent);
		if (!parent) break;
		at = parent;
	}
	return work;
}
function combine(locks, work, before) {
	const parents = new Map([...before.values()].map((relation) => [relation.name, relation.parent]));
	const does = /* @__PURE__ */ new Map();
	for (const [name, lock] of locks) {
		const own = work.get(name) ?? "none";
		const byWayOf = own === "rows" && work.get(parents.get(name) ?? "") === "rows";
		if (compareLocks(lock, "ROW EXCLUSIVE") > 0 || own === "rows" && !byWayOf) does.set(name, {
			lock,
			work: own
		});
	}
	return does;
}
function failure(error) {
	if (error instanceof DatabaseError) return {
		sqlstate: error.code ?? "",
		message: error.message
	};
	throw error;
}
/** Connects to a server given by URL: `postgres:///postgres?host=/path/to/socket&user=postgres`. */
async function connect(url) {
	const client = await open$1(url);
	const helper = await open$1(url);
	const other = await open$1(url);
	const notices = [];
	client.on("notice", (notice) => notices.push(notice.message ?? ""));
	const { rows } = await client.query("SELECT current_setting('server_version_num')::int AS version, pg_backend_pid() AS pid");
	const [{ version, pid } = {
		version: 0,
		pid: 0
	}] = rows;
	const prepare = async (given) => {
		await client.query("ROLLBACK");
		await other.query("ROLLBACK");
		await client.query("RESET ALL");
		await client.query("DISCARD TEMP");
		const found = await client.query(`
      SELECT format('DROP PUBLICATION %I', pubname) AS drop FROM pg_publication
      UNION ALL SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)'`);
		await client.query([...found.rows.map((row) => row.drop), "CREATE SCHEMA public"].join(";"));
		for (const statement of given.split(/;\s*\n/)) if (statement.trim()) await client.query(statement);
	};
	const inside = async (sql) => {
		await client.query("BEGIN");
		const before = await relationsOf(client);
		const counted = await countsOf(client);
		await client.query("SET LOCAL client_min_messages = debug1");
		notices.length = 0;
		try {
			await client.query(sql);
		} catch (error) {
			await client.query("ROLLBACK");
			return {
				does: /* @__PURE__ */ new Map(),
				refused: failure(error)
			};
		}
		const said = [...notices];
		const counts = await countsOf(client);
		const more = (field) => new Set([...counts].filter(([oid, now]) => now[field] > (counted.get(oid)?.[field] ?? 0)).map(([oid]) => oid));
		let scanned = more("scans");
		const keys = said.flatMap((message) => /^validating foreign key constraint "(.*)"$/.exec(message)?.[1] ?? []);
		if (keys.length > 0) {
			const owners = await client.query("SELECT conrelid::int AS oid FROM pg_constraint WHERE conname = ANY ($1)", [keys]);
			const read = owners.rows.filter((row) => scanned.has(row.oid));
			scanned = new Set((read.length > 0 ? read : owners.rows).map((row) => row.oid));
		}
		const locks = await locksOf(client, pid, before);
		const after = await relationsOf(client);
		await client.query("ROLLBACK");
		return {
			does: combine(locks, workOf({
				before,
				after,
				notices: said,
				scanned,
				written: more("rows")
			}), before),
			refused: null
		};
	};
	const outside = async (sql, blocker) => {
		const before = await relationsOf(client);
		await client.query("SET client_min_messages = debug1");
		notices.length = 0;
		if (blocker !== void 0) {
			await other.query("BEGIN");
			await other.query(blocker);
		}
		const running = client.query(sql).then(() => null, (error) => failure(error));
		let locks = /* @__PURE__ */ new Map();
		if (blocker !== void 0) {
			await waiting(helper, pid, running);
			locks = await locksOf(helper, pid, before);
			await other.query("ROLLBACK");
		}
		const refused = await running;
		const said = [...notices];
		await client.query("RESET client_min_messages");
		const after = await relationsOf(client);
		return {
			locks,
			work: workOf({
				before,
				after,
				notices: said,
				scanned: /* @__PURE__ */ new Set(),
				written: /* @__PURE__ */ new Set()
			}),
			before,
			refused
		};
	};
	return {
		major: Math.floor(version / 1e4),
		async observe({ given, sql, transaction, blockers }) {
			if (transaction) {
				await prepare(given);
				return inside(sql);
			}
			const locks = /* @__PURE__ */ new Map();
			let work = /* @__PURE__ */ new Map();
			let before = /* @__PURE__ */ new Map();
			for (const blocker of blockers.length > 0 ? blockers : [void 0]) {
				await prepare(given);
				const seen = await outside(sql, blocker);
				if (seen.refused) return {
					does: /* @__PURE__ */ new Map(),
					refused: seen.refused
				};
				for (const [name, lock] of seen.locks) if (compareLocks(lock, locks.get(name) ?? "none") > 0) locks.set(name, lock);
				({work, before} = seen);
			}
			return {
				does: combine(locks, work, before),
				refused: null
			};
		},
		async schemaAfter(given, sql) {
			await prepare(given);
			await client.query("BEGIN");
			try {
				await client.query(sql);
				const { rows: found } = await client.query(SCHEMA);
				return found.map((row) => row.line).sort();
			} catch (error) {
				failure(error);
				return;
			} finally {
				await client.query("ROLLBACK");
			}
		},
		async inTransaction(given, work) {
			await prepare(given);
			await client.query("BEGIN");
			try {
				return await work(async (sql) => (await client.query(sql)).rows);
			} finally {
				await client.query("ROLLBACK");
			}
		},
		async rewrites(given, table, statements) {
			await prepare(given);
			const answers = [];
			for (const statement of statements) {
				const seen = await inside(statement);
				answers.push(seen.refused ? seen.refused.sqlstate : seen.does.get(table)?.work === "rewrite");
			}
			return answers;
		},
		async close() {
			await Promise.all([
				client.end(),
				helper.end(),
				other.end()
			]);
		}
	};
}
async function open$1(url) {
	const { searchParams, pathname } = new URL(url);
	const host = searchParams.get("host");
	const client = new Client(host ? {
		host,
		user: searchParams.get("user") ?? "postgres",
		database: pathname.slice(1) || "postgres"
	} : { connectionString: url });
	await client.connect();
	return client;
}
/** Waits until a session waits for a lock, or its statement has ended. */
async function waiting(on, pid, running) {
	const ended = running.then(() => true, () => true);
	for (let tries = 0; tries < 500; tries++) {
		const { rows } = await on.query("SELECT wait_event_type = 'Lock' AS waits FROM pg_stat_activity WHERE pid = $1", [pid]);
		const pause = new Promise((resolve) => void setTimeout(() => resolve(false), 10));
		if (rows[0]?.waits || await Promise.race([ended, pause])) return;
	}
}
// __tests__/support/servers.ts
/** The servers that are reachable: LOCKKEEPER_SERVERS is a list of URLs, set by scripts/servers.mjs. */
function serverUrls() {
	const urls = (process.env["LOCKKEEPER_SERVERS"] ?? "").split(/[\s,]+/).filter(Boolean);
	if (urls.length === 0) throw new Error("LOCKKEEPER_SERVERS names no server. Run: node scripts/servers.mjs run -- npm run test:server");
	return urls;
}
// prove_tmp.ts
await postgres.load();
const [majors = "16", filter = "", file = ""] = process.argv.slice(2);
const servers = process.env["LIST"] ? majors.split(",").map((m) => ({ major: Number(m) })) : (await Promise.all(serverUrls().map(connect))).filter((s) => majors.split(",").includes(String(s.major)));
const rows = (file ? rowsOf(readFileSync(file, "utf8")) : effectRows()).filter((r) => r.transaction && (r.sql.includes(filter) || r.scene.includes(filter)));
const norm = (l) => l.startsWith("view ") ? l.replaceAll(/(\w+)\.(\w+) \2\b/g, "$1.$2") : l;
const difference = (a0, b0, a = a0.map(norm).filter((l) => !l.startsWith("order ")), b = b0.map(norm).filter((l) => !l.startsWith("order "))) => [...a.filter((l) => !b.includes(l)).map((l) => "- " + l), ...b.filter((l) => !a.includes(l)).map((l) => "+ " + l)];
let bad = 0;
let ok = 0;
let open = 0;
for (const row of rows) for (const server of servers) {
	if (!file && row.expected(server.major).kind === "refused") continue;
	let catalog = catalogOf(row.given);
	const sql = [];
	const why = [];
	let isOpen = false;
	for (const o of operationsOf(row.sql)) {
		const { consequence: c } = postgres.analyse(o, catalog, {
			version: server.major,
			inTransaction: true,
			change: "row",
			settings: /* @__PURE__ */ new Map([["timezone", "UTC"]])
		});
		const before = catalog;
		if (c.irreversible) why.push(c.irreversible.kind + ": " + c.irreversible.reason);
		if (c.notRestored) why.push("not: " + c.notRestored.join(" "));
		if (!c.inverse) isOpen = true;
		sql.unshift(...(c.inverse ?? []).map((s) => renderOperation(s, before) ?? "NO SQL " + s.kind));
		catalog = applyOperation(catalog, o, {
			change: "row",
			naming: NAMING
		});
	}
	if (isOpen) {
		open++;
		if (process.env["OPEN"]) console.log("OPEN", server.major, row.sql, why.join(" | "));
		continue;
	}
	if (process.env["LIST"]) {
		console.log(row.sql, "\n     ", sql.join(";\n      "), "|", why.join(" | "));
		continue;
	}
	let said = [];
	try {
		said = await server.inTransaction(row.given, async (query) => {
			const before = await dumpCatalog(query);
			try {
				await query(row.sql);
			} catch (e) {
				return ["ROW " + e.message];
			}
			for (const s of sql) try {
				await query(s);
			} catch (e) {
				return [s + " => " + e.message];
			}
			return difference(before, await dumpCatalog(query));
		});
	} catch (e) {
		said = ["FAILED " + e.message];
	}
	if (said.length) {
		bad++;
		console.log(`== ${server.major} [${row.scene}] ${row.sql}\n   undo: ${sql.join(";\n         ")}\n   ${why.join(" | ")}\n   ${said.join("\n   ")}`);
	} else {
		ok++;
		if (process.env["OK"]) console.log("ok", row.sql, "\n     ", sql.join(";\n      "), why.join(" | "));
	}
}
console.log({
	ok,
	bad,
	open
});
if (!process.env["LIST"]) await Promise.all(servers.map((s) => s.close()));
export {};
