/** The client of `pg` by itself: the entry of the package would bring its native one, too. */
declare module 'pg/lib/client.js' {
  export { Client as default } from 'pg';
}
