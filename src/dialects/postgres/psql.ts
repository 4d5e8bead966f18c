/** Backslash commands of psql (https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-META-COMMANDS): some tools run scripts with it. */

/** Those that say nothing about what runs: output, variables, help, restricted mode. */
const HARMLESS = new Set(
  (
    'restrict unrestrict echo qecho warn timing pset set unset a C f H t T x o out encoding errverbose conninfo prompt password ' +
    'q quit h help ? l list r reset p print s z w write g gx gset gdesc crosstabview bind ; . elif else endif getenv setenv cd ' +
    'parse close_prepared bind_named startpipeline endpipeline flushrequest sync syncpipeline sendpipeline getresults'
  ).split(' '),
);

const MEANING: Readonly<Record<string, string>> = {
  i: 'brings in another file, which is not read',
  include: 'brings in another file, which is not read',
  ir: 'brings in another file, which is not read',
  include_relative: 'brings in another file, which is not read',
  gexec: 'runs the rows of its query as statements',
  if: 'decides when the script runs which statements are sent',
  c: 'goes on in another database or as another role',
  connect: 'goes on in another database or as another role',
  watch: 'runs its query again and again',
  '!': 'runs a command of the shell',
  copy: 'brings in rows from a file or a program',
};

/** Why a backslash command is not read; undefined where it changes nothing that runs. The text starts with the backslash. */
export function psqlProblem(command: string): string | undefined {
  const name = /^\\([a-zA-Z_]+|.)/.exec(command)?.[1] ?? '';
  // \copy (SELECT … FROM …) TO only reads.
  if (name === 'copy' && !/\bfrom\b/i.test(command.replace(/\(.*\)/s, ''))) return undefined;
  // \d, \dt+, \df and their like list objects.
  if (HARMLESS.has(name) || /^(?:d[A-Za-z]*|sf|sv|l)$/.test(name)) return undefined;
  return `the psql command \\${name} ${MEANING[name] ?? 'is not known here'}`;
}
