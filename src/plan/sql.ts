/** SQL for the queries of a plan. */

import { quoteText as literal } from '../frameworks/quoting.ts';

export { literal };

/** A text in one line, which no name can leave. */
export const oneLineSql = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** A relation that need not be there: NULL where it is not. */
export const regclass = (relation: string): string => `to_regclass(${literal(relation)})`;

/** `to_regclass('public.users'), to_regclass('public.orders')`, for IN. */
export const regclasses = (relations: readonly string[]): string => relations.map(regclass).join(', ');
