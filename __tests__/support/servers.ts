/** The servers that are reachable: LOCKKEEPER_SERVERS is a list of URLs, set by scripts/servers.mjs. */
export function serverUrls(): readonly string[] {
  const urls = (process.env['LOCKKEEPER_SERVERS'] ?? '').split(/[\s,]+/).filter(Boolean);
  if (urls.length === 0) {
    throw new Error('LOCKKEEPER_SERVERS names no server. Run: node scripts/servers.mjs run -- npm run test:servers');
  }
  return urls;
}
