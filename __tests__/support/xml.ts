/**
 * A strict reader of the XML that reports are written in: elements, attributes, text and the five entities, and references to
 * characters. Whatever is not well-formed, or is no character of XML, is an error: https://www.w3.org/TR/xml/
 */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Text of its own, without that of its children. */
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const NAME = /[A-Za-z_][\w.-]*/y;
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** The root of a document. @throws where it is not well-formed. */
export function parseXml(xml: string): XmlElement {
  const bad = FORBIDDEN.exec(xml);
  if (bad) throw new Error(`not a character of XML at ${bad.index}: U+${xml.charCodeAt(bad.index).toString(16)}`);
  let at = 0;
  const fail = (what: string): never => {
    throw new Error(`${what} expected at ${at}: ${JSON.stringify(xml.slice(at, at + 40))}`);
  };
  const take = (text: string): boolean => xml.startsWith(text, at) && ((at += text.length), true);
  const need = (text: string): void => void (take(text) || fail(text));
  const blanks = (): boolean => {
    const from = at;
    while (/[ \t\r\n]/.test(xml.charAt(at))) at++;
    return at > from;
  };
  const name = (): string => {
    NAME.lastIndex = at;
    const found = NAME.exec(xml)?.[0] ?? fail('a name');
    at += found.length;
    return found;
  };
  const until = (stop: string, forbidden: RegExp): string => {
    const end = xml.indexOf(stop, at);
    const raw = end < 0 ? fail(stop) : xml.slice(at, end);
    if (forbidden.test(raw)) fail(`no ${forbidden.source}`);
    at = end;
    return raw.replace(/&([^;&]*;?)/g, (_, body: string) => {
      const code = /^#(\d+);$/.exec(body)?.[1];
      const character = code === undefined ? ENTITIES[body.replace(/;$/, '')] : String.fromCodePoint(Number(code));
      if (!body.endsWith(';') || character === undefined || FORBIDDEN.test(character)) return fail(`an entity instead of &${body}`);
      return character;
    });
  };
  const element = (): XmlElement => {
    need('<');
    const tag = name();
    const attributes: Record<string, string> = {};
    while (blanks() && /[A-Za-z_]/.test(xml.charAt(at))) {
      const key = name();
      if (Object.hasOwn(attributes, key)) fail(`no second ${key}`);
      need('="');
      attributes[key] = until('"', /[<\n\t]/);
      need('"');
    }
    const children: XmlElement[] = [];
    let text = '';
    if (take('/>')) return { name: tag, attributes, children, text };
    need('>');
    for (;;) {
      text += until('<', /\]\]>/);
      if (take('</')) break;
      children.push(element());
    }
    if (name() !== tag) fail(`</${tag}>`);
    need('>');
    return { name: tag, attributes, children, text };
  };
  need('<?xml version="1.0" encoding="UTF-8"?>\n');
  const root = element();
  blanks();
  if (at < xml.length) fail('the end');
  return root;
}
