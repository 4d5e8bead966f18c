<?php

/**
 * Makes __tests__/fixtures/framework-sql/phinx/sent.txt again: what Phinx sends to PostgreSQL for the project beside it.
 *
 * Needs PHP with pdo_pgsql, the sources of Phinx 0.16 (the folder `src` of github.com/cakephp/phinx at a tag; the classes that
 * it uses of CakePHP are not reached here), Symfony's console (Debian's package php-symfony-console) and an empty database,
 * since Phinx looks columns and keys up in the catalogs:
 *
 *     php scripts/framework-sql/phinx.php /path/to/phinx/src 'pgsql:host=/tmp;dbname=empty' postgres
 */

error_reporting(E_ALL & ~E_DEPRECATED);

const FIXTURE = __DIR__.'/../../__tests__/fixtures/framework-sql/phinx';

[, $source, $dsn, $user] = $argv;
spl_autoload_register(function (string $class) use ($source) {
    foreach ([$source, '/usr/share/php'] as $folder) {
        $file = "$folder/".strtr($class, '\\', '/').'.php';
        if (is_file($file)) {
            require $file;

            return;
        }
    }
});

/** Keeps what is sent, but for what only looks. */
final class Sent
{
    /** @var string[] */
    public static array $statements = [];

    public static function add(string $sql): void
    {
        if (! preg_match('/^\s*SELECT/i', $sql)) {
            self::$statements[] = rtrim($sql, "; \n");
        }
    }
}

final class KeptStatement extends PDOStatement
{
    public function execute(?array $params = null): bool
    {
        $next = 0;
        Sent::add(preg_replace_callback('/\?/', function () use (&$next, $params) {
            $value = $params[$next++];

            return $value === null ? 'null' : (is_int($value) ? (string) $value : "'".str_replace("'", "''", (string) $value)."'");
        }, $this->queryString));

        return parent::execute($params);
    }
}

final class KeptPdo extends PDO
{
    public function exec(string $statement): int|false
    {
        Sent::add($statement);

        return parent::exec($statement);
    }
}

$pdo = new KeptPdo($dsn, $user, null, [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_STATEMENT_CLASS => [KeptStatement::class]]);
/** A new one, which remembers no table that it has made. */
function adapter(): Phinx\Db\Adapter\PostgresAdapter
{
    global $pdo;
    $adapter = new Phinx\Db\Adapter\PostgresAdapter(['name' => 'empty', 'adapter' => 'pgsql']);
    $adapter->setConnection($pdo);

    return $adapter;
}

$blocks = [];
$migrations = [];
foreach (glob(FIXTURE.'/project/db/migrations/*.php') as $file) {
    require $file;
    $class = str_replace(' ', '', ucwords(str_replace('_', ' ', preg_replace('/^\d+_/', '', basename($file, '.php')))));
    $migrations[basename($file)] = new $class('default', 20240101000000);
}

function run(string $file, string $way, callable $body): void
{
    global $blocks;
    Sent::$statements = [];
    $body();
    $blocks["$file $way"] = Sent::$statements;
}

foreach ($migrations as $file => $migration) {
    $adapter = adapter();
    $migration->setAdapter($adapter);
    $migration->setMigratingUp(true);
    $both = method_exists($migration, 'change');
    run($file, 'up', fn () => $both ? $migration->change() : $migration->up());
    $migration->setMigratingUp(false);
    run($file, 'down', function () use ($migration, $adapter, $both) {
        if (! $both) {
            $migration->down();

            return;
        }
        $proxy = new Phinx\Db\Adapter\ProxyAdapter($adapter);
        $migration->setAdapter($proxy);
        $migration->change();
        $proxy->executeInvertedCommands();
    });
    // What comes after builds on it: change() can be run again, down() of the last one needs no more.
    if ($both) {
        $pdo->exec('DROP TABLE IF EXISTS fresh');
        $migration->setAdapter(adapter());
        $migration->setMigratingUp(true);
        $migration->change();
    }
}
ksort($blocks);
$text = '';
foreach ($blocks as $name => $statements) {
    $text .= "=== db/migrations/$name\n";
    foreach ($statements as $sql) {
        $text .= "$sql;\n";
    }
}
file_put_contents(FIXTURE.'/sent.txt', $text);
