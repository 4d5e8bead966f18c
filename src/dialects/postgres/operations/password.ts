/** Passwords in statements: how they are written, never what they are. */
import type { Node } from '@pgsql/types';
import type { OperationOf } from '../../../operations/operation.ts';
import { option, valueText } from './options.ts';

type Written = OperationOf<'role'>['password'];

/** What a tool fills in before the server sees the statement, as far as the text is nothing else. */
const FILLED_IN =
  /^(?:[$#]\{[^{}]*\}|\{\{[\s\S]*\}\}|\{\w+\}|<%=?[\s\S]*%>|\$\([^)]*\)|#\[[^\]]*\]|%\(\w+\)s|%[sL]|:\w+|:'\w+'|:"\w+"|@\w+@?|\$\w+|__\w+__)$/;

/** How a text that is a password is written. The empty one is none: the server clears the password. */
function written(text: string): Written {
  if (text === '' || FILLED_IN.test(text)) return 'none';
  // get_password_type() of the server's crypt.c.
  if (/^md5[0-9a-f]{32}$/i.test(text)) return 'md5';
  return /^SCRAM-SHA-256\$\d+:[^$:]+\$[^$:]+:[^$:]+$/.test(text) ? 'scram' : 'plain';
}

/** The password among the options of a role, a server or a user mapping. */
export const passwordOf = (options: readonly Node[] | undefined): Written => written(valueText(option(options, 'password')?.arg));

/** The password in a connection string: `password=…`, or behind the user of a URI. */
export function connectionPassword(connection: string): Written {
  const uri = /^postgres(?:ql)?:\/\/[^@/]*?:([^@/]*)@/.exec(connection);
  const parameter = /[?&]password=([^&]*)/.exec(connection);
  if (/^postgres(?:ql)?:\/\//.test(connection)) return written(uri?.[1] ?? parameter?.[1] ?? '') === 'none' ? 'none' : 'plain';
  const pair = /(?:^|\s)password\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(\S+))/.exec(connection);
  // A verifier is of no use to the one who connects: whatever stands there is the password.
  return written(pair?.[1] ?? pair?.[2] ?? '') === 'none' ? 'none' : 'plain';
}
