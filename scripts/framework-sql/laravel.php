<?php

/**
 * Makes __tests__/fixtures/framework-sql/laravel/sent.txt again: what Laravel sends to PostgreSQL for the migrations of the
 * projects beside it. No server is needed: Laravel's own connection pretends, and keeps what it would send.
 *
 * Needs PHP 8.2 and Laravel 12 and 8, each as a folder with Laravel's `src/Illuminate` below (a checkout of
 * github.com/laravel/framework at the tag), and doctrine/inflector and the PSR interfaces on the include path, which Debian's
 * package php-illuminate-database brings with Laravel 8 itself:
 *
 *     php scripts/framework-sql/laravel.php laravel-12=/path/to/framework-12/src laravel-8=/usr/share/php
 */

error_reporting(E_ALL & ~E_DEPRECATED);

const FIXTURE = __DIR__.'/../../__tests__/fixtures/framework-sql/laravel';

// Two versions of the same classes cannot live in one process: each project is run in one of its own.
if (! isset($argv[1]) || ! str_contains($argv[1], '=')) {
    exit("usage: php laravel.php PROJECT=SRC ...\n");
}
if (count($argv) > 2 || getenv('SENT_BY_ONE') === false) {
    $all = '';
    foreach (array_slice($argv, 1) as $one) {
        putenv('SENT_BY_ONE=1');
        $all .= shell_exec(escapeshellarg(PHP_BINARY).' '.escapeshellarg(__FILE__).' '.escapeshellarg($one));
    }
    file_put_contents(FIXTURE.'/sent.txt', $all);
    exit;
}

[$project, $source] = explode('=', $argv[1], 2);
$folders = ['Illuminate\\Support\\' => ['Support', 'Collections', 'Conditionable', 'Macroable', 'Reflection'], 'Illuminate\\' => ['']];
spl_autoload_register(function (string $class) use ($source, $folders) {
    foreach ($folders as $prefix => $below) {
        if (! str_starts_with($class, $prefix)) {
            continue;
        }
        foreach ($below as $folder) {
            $file = rtrim("$source/Illuminate/$folder", '/').'/'.strtr(substr($class, strlen($prefix)), '\\', '/').'.php';
            if (is_file($file)) {
                require $file;

                return;
            }
        }
    }
    foreach (['Doctrine\\Inflector\\' => 'Doctrine/Inflector/', 'Psr\\' => 'Psr/', 'Carbon\\' => 'Carbon/', 'Symfony\\' => 'Symfony/'] as $prefix => $folder) {
        $file = '/usr/share/php/'.$folder.strtr(substr($class, strlen($prefix)), '\\', '/').'.php';
        if (str_starts_with($class, $prefix) && is_file($file)) {
            require $file;
        }
    }
});
foreach (['Collections/functions', 'Collections/helpers', 'Support/functions', 'Support/helpers', 'Reflection/helpers', 'Collections/functions'] as $file) {
    if (is_file("$source/Illuminate/$file.php")) {
        require_once "$source/Illuminate/$file.php";
    }
}

use Illuminate\Container\Container;
use Illuminate\Database\Capsule\Manager;
use Illuminate\Support\Facades\Facade;

$container = Container::getInstance();
$capsule = new Manager($container);
$capsule->addConnection(['driver' => 'pgsql', 'database' => 'none', 'host' => 'none', 'prefix' => '', 'prefix_indexes' => true]);
$capsule->setAsGlobal();
$connection = $capsule->getConnection();
$connection->setPdo(new class extends PDO
{
    public function __construct() {}

    public function beginTransaction(): bool
    {
        return true;
    }

    public function commit(): bool
    {
        return true;
    }

    public function inTransaction(): bool
    {
        return true;
    }

    public function exec(string $statement): int
    {
        return 0;
    }

    public function quote(string $text, int $type = PDO::PARAM_STR): string
    {
        return "'".str_replace("'", "''", $text)."'";
    }
});
$container->instance('db', $capsule->getDatabaseManager());
$container->bind('db.schema', fn () => $connection->getSchemaBuilder());
Facade::setFacadeApplication($container);

// Laravel 12 uses functions of PHP 8.4 and 8.5.
if (! function_exists('array_any')) {
    function array_any(array $all, callable $test): bool
    {
        foreach ($all as $key => $one) {
            if ($test($one, $key)) {
                return true;
            }
        }

        return false;
    }

    function array_all(array $all, callable $test): bool
    {
        return ! array_any($all, fn ($one, $key) => ! $test($one, $key));
    }

    function array_find(array $all, callable $test): mixed
    {
        foreach ($all as $key => $one) {
            if ($test($one, $key)) {
                return $one;
            }
        }

        return null;
    }
}
if (! function_exists('array_first')) {
    function array_first(array $all): mixed
    {
        return $all === [] ? null : reset($all);
    }

    function array_last(array $all): mixed
    {
        return $all === [] ? null : end($all);
    }
}

/** A value in the place of its `?`, as the server would get it. */
function sentText(string $sql, array $bindings): string
{
    $next = 0;
    foreach ($bindings as $key => $value) {
        if (is_string($key)) {
            $sql = str_replace(":$key", sentValue($value), $sql);
        }
    }

    return preg_replace_callback("/'(?:[^']|'')*'|\\$\\$.*?\\$\\$|\\?/s", function ($match) use (&$next, $bindings) {
        return $match[0] === '?' ? sentValue($bindings[$next++]) : $match[0];
    }, $sql);
}

function sentValue(mixed $value): string
{
    return match (true) {
        $value === null => 'null',
        is_bool($value) => $value ? 'true' : 'false',
        is_string($value) => "'".str_replace("'", "''", $value)."'",
        default => (string) $value,
    };
}

foreach (glob(FIXTURE."/project/$project/database/migrations/*.php") as $file) {
    $made = require $file;
    $name = preg_replace('/^[\d_]+/', '', basename($file, '.php'));
    $migration = is_object($made) ? $made : new (str_replace(' ', '', ucwords(str_replace('_', ' ', $name))))();
    foreach (['up', 'down'] as $way) {
        if (! method_exists($migration, $way)) {
            continue;
        }
        echo "=== $project/database/migrations/".basename($file)." $way\n";
        foreach ($connection->pretend(fn () => $migration->{$way}()) as $query) {
            echo rtrim(sentText($query['query'], $query['bindings']), ";\n ").";\n";
        }
    }
}
