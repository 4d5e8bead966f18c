// Cuts the operations that Lockkeeper uses out of GitHub's published OpenAPI description, for the loopback server.
//
//   npm install --prefix SCRATCH @octokit/openapi@23.0.2
//   node __tests__/github/extract-openapi.mjs SCRATCH/node_modules/@octokit/openapi > __tests__/fixtures/github-openapi.json
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const OPERATIONS = {
  '/repos/{owner}/{repo}/pulls': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/files': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/comments': ['get'],
  '/repos/{owner}/{repo}/pulls/comments/{comment_id}': ['patch'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews': ['get', 'post'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/dismissals': ['put'],
  '/repos/{owner}/{repo}/issues/{issue_number}/comments': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}': ['patch', 'delete'],
  '/repos/{owner}/{repo}/issues/{issue_number}/events': ['get'],
  '/orgs/{org}/teams/{team_slug}/memberships/{username}': ['get'],
  '/repos/{owner}/{repo}/git/trees/{tree_sha}': ['get'],
  '/repos/{owner}/{repo}/git/blobs/{file_sha}': ['get'],
  '/repos/{owner}/{repo}/compare/{basehead}': ['get'],
  '/repos/{owner}/{repo}/tarball/{ref}': ['get'],
};

const folder = process.argv[2];
const description = JSON.parse(readFileSync(join(folder, 'generated/api.github.com.json'), 'utf8'));
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const components = {};

/** Copies what validation needs, and with it everything that is referred to. */
function cut(value, isMap = false) {
  if (Array.isArray(value)) return value.map((item) => cut(item));
  if (typeof value !== 'object' || value === null) return value;
  const copy = {};
  for (const [key, part] of Object.entries(value)) {
    if (!isMap && (/^(description|summary|example|examples|externalDocs|tags|title|deprecated)$/.test(key) || key.startsWith('x-')))
      continue;
    if (key === '$ref') {
      const [, , kind, name] = part.split('/');
      components[kind] ??= {};
      if (!(name in components[kind])) {
        components[kind][name] = null;
        components[kind][name] = cut(description.components[kind][name]);
      }
    }
    copy[key] = cut(part, !isMap && /^(properties|headers|responses|content|paths|schemas|patternProperties)$/.test(key));
  }
  return copy;
}

const paths = {};
for (const [path, methods] of Object.entries(OPERATIONS)) {
  paths[path] = Object.fromEntries(methods.map((method) => [method, cut(description.paths[path][method])]));
}
const sorted = (map) => Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
process.stdout.write(
  `${JSON.stringify({
    openapi: description.openapi,
    info: {
      title: "A part of GitHub's OpenAPI description",
      version: description.info.version,
      description: `Cut by __tests__/github/extract-openapi.mjs from @octokit/openapi ${about.version}, which repackages https://github.com/github/rest-api-description. MIT licence, see github-openapi.LICENSE.txt.`,
      license: description.info.license,
    },
    paths,
    components: sorted(Object.fromEntries(Object.entries(components).map(([kind, map]) => [kind, sorted(map)]))),
  })}\n`,
);
