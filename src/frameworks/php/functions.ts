/** Functions of PHP and of the frameworks' helpers: what a few of them give, and which never reach the database. */
import type { Place } from './parse.ts';
import type { Output } from './tool.ts';
import { argument, equal, itemsOf, listOf, madeText, NULL, plainText, stringOf, truth, type Args, type TextValue, type Value } from './values.ts'; // prettier-ignore

const QUIET =
  /^(?:array_\w+|str_\w+|str\w*|is_\w+|in_array|json_\w+|preg_\w+|mb_\w+|date\w*|mktime|time|microtime|hrtime|count|sizeof|sprintf|printf|vsprintf|print_r|var_\w+|implode|explode|join|trim|ltrim|rtrim|substr\w*|ucfirst|ucwords|lcfirst|nl2br|html\w*|number_format|round|floor|ceil|abs|min|max|pow|intdiv|rand\w*|mt_\w+|random_\w+|uniqid|md5|sha1|hash\w*|crc32|base64_\w+|bin2hex|hex2bin|serialize|unserialize|compact|extract|list|range|sort|rsort|usort|uasort|uksort|ksort|asort|arsort|krsort|shuffle|key|current|next|reset|end|each|iterator_\w+|func_get_args|function_exists|class_exists|method_exists|property_exists|defined|define|constant|gettype|get_class\w*|get_object_vars|intval|floatval|strval|boolval|settype|usleep|sleep|set_time_limit|ini_set|ini_get|memory_get_usage|gc_collect_cycles|error_log|trigger_error|fopen|fclose|fgets\w*|fgetcsv|fputcsv|fwrite|file\w*|is_file|is_dir|mkdir|unlink|glob|basename|dirname|pathinfo|realpath|database_path|base_path|storage_path|app_path|resource_path|public_path|config_path|getenv|putenv|env|config|app|resolve|collect|value|tap|with|optional|data_get|data_set|data_fill|now|today|report|rescue|retry|logger|info|dump|dd|abort\w*|throw_if|throw_unless|filled|blank|class_basename|class_uses\w*|e|trans\w*|__|cache|encrypt|decrypt|bcrypt|request|session|url|route|asset|event|fake|str|head|last|parse_url|parse_str|http_build_query|urlencode|rawurlencode|urldecode|checkdate|iconv|utf8_\w+|ctype_\w+|version_compare|php_sapi_name|phpversion|spl_object_\w+|when|once|fprintf|ob_\w+|flush|exit|die|assert|ord|chr|dechex|hexdec|bindec|decbin|lang|enum_value)$/;

export const isQuietFunction = (name: string): boolean => QUIET.test(name);

/** What a function gives, where that can be told. */
export function functionValue(output: Output, name: string, args: Args, place: Place): Value | undefined {
  const [first, second] = args.list;
  switch (name) {
    case 'in_array': {
      const items = itemsOf(second);
      const found = first && items?.map((item) => equal(first, item));
      if (found?.includes(true)) return { kind: 'boolean', value: true };
      return found?.every((one) => one === false) ? { kind: 'boolean', value: false } : undefined;
    }
    case 'array_map':
    case 'array_walk':
    case 'array_filter': {
      const [run, array] = name === 'array_map' ? [first, second] : [second, first];
      if (run?.kind !== 'closure' || array?.kind !== 'array') return undefined;
      const found = array.entries.map(([key, item]) => [key, output.run(run, [item, madeText(key, place)])] as const);
      if (name === 'array_map') return { ...array, entries: found };
      return name === 'array_walk' ? NULL : { ...array, entries: array.entries.filter((_, i) => truth(found[i]?.[1] ?? NULL) !== false) };
    }
    case 'array_keys':
      return first?.kind === 'array' ? listOf(first.entries.map(([key]) => madeText(key, place))) : undefined;
    case 'array_values':
      return first?.kind === 'array' ? listOf(first.entries.map(([, value]) => value)) : undefined;
    case 'array_merge': {
      if (!args.list.every((one) => one.kind === 'array')) return undefined;
      const all = args.list.flatMap((one) => (one.kind === 'array' ? one.entries : []));
      const list = args.list.every((one) => one.kind === 'array' && one.list);
      return list ? listOf(all.map(([, value]) => value)) : { kind: 'array', entries: all, list };
    }
    case 'collect':
      return first?.kind === 'array' ? first : undefined;
    case 'tap':
    case 'with':
      if (second?.kind !== 'closure' || !first) return first;
      output.run(second, [first]);
      return first;
    case 'value':
      return first?.kind === 'closure' ? output.run(first, []) : first;
    case 'call_user_func':
      return first?.kind === 'closure' ? output.run(first, args.list.slice(1)) : undefined;
    case 'rescue':
    case 'retry':
    case 'once': {
      const run = args.list.find((one) => one.kind === 'closure');
      return run?.kind === 'closure' ? output.run(run, []) : undefined;
    }
    case 'implode':
    case 'join': {
      const glue = stringOf(first);
      const parts = itemsOf(second)?.map(stringOf);
      return glue !== undefined && parts?.every((part) => part !== undefined) ? madeText(parts.join(glue), place) : undefined;
    }
    case 'explode': {
      const [glue, whole] = [stringOf(first), stringOf(second)];
      return glue && whole !== undefined ? listOf(whole.split(glue).map((part) => madeText(part, place))) : undefined;
    }
    case 'trim':
    case 'rtrim':
    case 'ltrim':
      // They change blanks at most, which SQL does not see.
      return args.list.length === 1 && first?.kind === 'text' ? first : undefined;
    case 'strtolower':
    case 'strtoupper':
    case 'ucfirst': {
      const text = stringOf(first);
      if (text === undefined) return undefined;
      return madeText(name === 'strtolower' ? text.toLowerCase() : name === 'strtoupper' ? text.toUpperCase() : text.charAt(0).toUpperCase() + text.slice(1), place); // prettier-ignore
    }
    case 'str_replace': {
      const [from, to, whole] = [stringOf(first), stringOf(second), stringOf(argument(args, 2))];
      return from && to !== undefined && whole !== undefined ? madeText(whole.split(from).join(to), place) : undefined;
    }
    case 'sprintf':
      return formatted(args, place);
    default:
      return undefined;
  }
}

/** `sprintf`, where its format holds `%s`, `%d` and `%%` alone. What is put in and not known stays a placeholder. */
function formatted(args: Args, place: Place): TextValue | undefined {
  const [format, ...values] = args.list;
  if (format?.kind !== 'text' || args.spread) return undefined;
  const text = plainText(format);
  if (/%(?![sd%]|\d\$[sd])/.test(text)) return undefined;
  let next = 0;
  const filled = text.replaceAll(/%(?:(\d)\$)?([sd%])/g, (_, index: string | undefined, kind: string) => {
    if (kind === '%') return '%';
    const value = values[index === undefined ? next++ : Number(index) - 1];
    if (value?.kind === 'text') return plainText(value);
    if (value?.kind === 'number') return value.text;
    const source = value?.kind === 'unknown' ? value.source.replaceAll(/[{}$\s]+/g, '').slice(0, 60) : '';
    return `\${${source || 'value'}}`;
  });
  const [only] = format.pieces;
  return madeText(filled, format.pieces.length === 1 && only ? { start: only.start, end: only.end } : place);
}
