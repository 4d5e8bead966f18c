/** Names and texts as SQL writes them. Frameworks that quote otherwise have their own. */

/** A name in double quotes. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A string literal. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
