/** Remarks that the tables of several tools share. */

export const KEYS_ONLY = 'only for keys, where the range can run out';
export const ROBUST =
  'folklore in part: `IF NOT EXISTS` passes over an object that is different; a file that can end half way is `several-statements-without-transaction`';
export const PROVED = 'silent once a validated check proves it, also one of an earlier migration';
export const TYPE_CHANGE = 'folklore where nothing is rewritten: `varchar(20)` to `varchar(200)` or to `text` is free';
export const STATEMENT_TIMEOUT = 'it ends the work, not the queue that stops the table; `lock_timeout` does that';
export const ENUM_ORDER = 'style: at the end is right wherever nobody compares the values';
export const DOMAIN = 'reported where a column of the domain is added to an existing table, not where the domain is made';
export const HYGIENE = 'a setting of the role or the tool, and no hazard of the change';
export const DEPLOYED = 'whether deployed code can live with it stands in no file';
export const TUNING = 'advice on tuning';
export const APART = 'not where the statements are apart for a reason, as NOT VALID and VALIDATE are';
export const SERIAL =
  'a serial column on an existing table rewrites it, and so does an identity column: `serial-column`, `identity-column`';
export const RUBY = 'about Ruby that hides the SQL: migrations in code are shown as `not-analysed`';
export const CORRUPTION = 'about PostgreSQL 14.0 to 14.3; a minor version is not known here';
