/** How the page looks: light and dark as the reader's system is, on paper all unfolded. No address in it, so that nothing is loaded. */
export const STYLE = `
:root {
  --ground: #ffffff; --panel: #f6f7f9; --text: #1b1f24; --quiet: #59616b; --line: #d5dae0; --link: #0a58ca; --focus: #0a58ca;
  --critical: #8f0f2d; --high: #b42318; --medium: #a04a00; --low: #7a5d00; --info: #0a58ca; --none: #1a7431;
  --reads: #c0281c; --writes: #b65c00; --changes: #59616b; --work: #ffe9b8; --on-bar: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171b; --panel: #1d2126; --text: #e4e7eb; --quiet: #a2abb6; --line: #3a414a; --link: #82b4ff; --focus: #ffd166;
    --critical: #ff8fa3; --high: #ff8a7a; --medium: #ffb066; --low: #e6cc5c; --info: #82b4ff; --none: #6fd08c;
    --reads: #ff8a7a; --writes: #ffb066; --changes: #a2abb6; --work: #453a1c; --on-bar: #14171b;
  }
}
* { box-sizing: border-box; }
html { color-scheme: light dark; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 84rem; padding: 0 1.25rem 3rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
code, pre, .line, .chart text { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.875em; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 0; }
h1 { font-size: 1.75rem; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 0.75rem; }
h3 { font-size: 1rem; }
h4 { font-size: 0.9375rem; font-weight: 600; }
h5, h6 { font-size: 0.8125rem; margin-top: 0.75rem; }
h6 { color: var(--quiet); }
p { margin: 0.375rem 0; }
a { color: var(--link); text-underline-offset: 0.15em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: 0.5rem; top: -4rem; padding: 0.5rem 1rem; background: var(--ground); z-index: 1; }
.skip:focus { top: 0.5rem; }
.quiet { color: var(--quiet); }
header { padding: 1.5rem 0 1rem; border-bottom: 1px solid var(--line); }
header::before { content: ""; display: block; height: 6px; border-radius: 3px; margin-bottom: 1rem; background: var(--none); }
header.warn::before { background: var(--medium); }
header.fail::before, header.error::before { background: var(--high); }
.brand { margin: 0; color: var(--quiet); font-weight: 600; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; margin: 0.75rem 0 0; padding: 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 600; font-size: 0.8125rem; }
tbody th { font-weight: 400; }
th, td { min-width: 5.5rem; } .findings td:first-child, .statements td:first-child { min-width: 0; }
section > h3 { margin: 1.25rem 0 0.25rem; }
section > h3 + ul { margin: 0; }
.findings td:first-child { white-space: nowrap; }
.badge { font-weight: 600; color: var(--info); white-space: nowrap; }
.badge::before { content: ""; display: inline-block; width: 0.625em; height: 0.625em; margin-right: 0.375em; background: currentColor; border-radius: 50%; }
.badge.critical { color: var(--critical); } .badge.critical::before { border-radius: 0; transform: rotate(45deg) scale(0.85); }
.badge.high { color: var(--high); } .badge.high::before { border-radius: 0; }
.badge.medium { color: var(--medium); }
.badge.low { color: var(--low); } .badge.low::before, .badge.info::before { background: none; border: 2px solid; }
.badge.none { color: var(--none); }
.tag { border: 1px solid; border-radius: 1em; padding: 0 0.5em; font-size: 0.75rem; font-weight: 600; color: var(--quiet); white-space: nowrap; }
.waits.reads { color: var(--reads); } .waits.writes { color: var(--writes); }
.waits { font-weight: 600; }
summary { cursor: pointer; }
.file, .part { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 1rem; }
.file > summary, .part > summary { padding: 0.6rem 0.9rem; background: var(--panel); border-radius: 6px; }
.file > summary h3, .part > summary h3 { display: inline; margin-right: 0.75rem; }
.part { margin-bottom: 0.5rem; }
.inside { padding: 0.4rem 0.9rem; font-size: 0.9375rem; }
.inside h4 { margin-top: 1rem; }
.how { list-style: none; margin: 0; padding: 0.4rem 0.9rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.875rem; }
.listing { border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
.chunk { display: grid; grid-template-columns: minmax(0, 1fr); }
.code { padding: 0; }
.line { white-space: pre-wrap; tab-size: 4; padding: 0 0.75rem 0 4.5rem; position: relative; border-left: 4px solid transparent; line-height: 1.6; }
.line::before { content: attr(data-line); position: absolute; left: 0; width: 3.5rem; text-align: right; color: var(--quiet); }
.line:target { outline: 2px solid var(--focus); outline-offset: -2px; }
.marked { background: var(--panel); }
.marked.critical { border-color: var(--critical); } .marked.high { border-color: var(--high); }
.marked.medium { border-color: var(--medium); } .marked.low { border-color: var(--low); }
.marked.info { border-color: var(--info); } .marked.unread { border-left: 4px dashed var(--quiet); } .marked.allowed { border-color: var(--line); }
.gap { color: var(--quiet); padding: 0.15rem 0.75rem 0.15rem 4.5rem; font-size: 0.8125rem; }
.beside, .cards { padding: 0 0.75rem; }
.finding { border: 1px solid var(--line); border-left: 4px solid var(--info); border-radius: 4px; margin: 0.5rem 0; padding: 0.6rem 0.75rem; font-size: 0.9375rem; background: var(--ground); }
.finding:target { outline: 2px solid var(--focus); }
.finding.critical { border-left-color: var(--critical); } .finding.high { border-left-color: var(--high); }
.finding.medium { border-left-color: var(--medium); } .finding.low { border-left-color: var(--low); }
.finding.allowed { border-left-color: var(--line); background: var(--panel); }
.message { font-weight: 600; }
.finding.allowed .message { font-weight: 400; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.25rem 0.75rem; margin: 0.375rem 0 0; font-size: 0.875rem; }
dt { color: var(--quiet); } dd { margin: 0; }
.more { margin-top: 0.375rem; font-size: 0.875rem; }
.more > summary { color: var(--link); }
.rewrite p { margin: 0.375rem 0 0; }
pre { margin: 0.25rem 0; padding: 0.5rem 0.75rem; background: var(--panel); border-radius: 4px; white-space: pre-wrap; tab-size: 4; }
pre code { font-size: 0.8125rem; }
.locks { margin: 0; padding: 0.75rem 0.9rem; border-bottom: 1px solid var(--line); font-size: 0.875rem; }
.chart { display: block; width: 100%; max-width: 60rem; height: auto; margin: 0.5rem 0; }
.chart text { fill: var(--text); font-size: 12px; }
.chart .number { fill: var(--quiet); font-size: 11px; }
.chart .on-reads, .chart .on-writes { fill: var(--on-bar); font-weight: 600; }
.grid { stroke: var(--line); }
.work { fill: var(--work); }
.bar.reads { fill: var(--reads); } .bar.writes { fill: var(--writes); } .bar.changes { fill: var(--changes); }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; padding: 0; margin: 0.25rem 0; color: var(--quiet); }
.swatch { width: 1.5rem; height: 1.125rem; vertical-align: middle; }
.plain { list-style: none; padding: 0; margin: 0.25rem 0; }
.steps { columns: 2 24rem; list-style: none; padding: 0; margin: 0.5rem 0 0; color: var(--quiet); }
.steps li { break-inside: avoid; }
.statements { padding: 0.5rem 0.9rem; font-size: 0.875rem; }
.statements table { font-size: 0.8125rem; margin-top: 0.5rem; }
footer { margin-top: 2.5rem; padding-top: 0.75rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.875rem; }
@media (min-width: 64rem) {
  .chunk { grid-template-columns: minmax(0, 11fr) minmax(0, 9fr); }
  .beside { border-left: 1px solid var(--line); }
  .alone .chunk { display: block; } .alone .beside { display: none; }
}
@media (max-width: 40rem) {
  .line { padding-left: 3rem; } .line::before { width: 2.25rem; }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; } dt { margin-top: 0.25rem; font-weight: 600; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: block; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
  th, td { display: block; border: 0; padding: 0; min-width: 0; }
  td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet); }
}
@media (forced-colors: active) { .bar, .work { forced-color-adjust: none; } }
@media print {
  :root { --ground: #ffffff; --panel: #f6f7f9; --text: #000000; --quiet: #444444; --line: #bbbbbb; --link: #000000; }
  body { max-width: none; font-size: 10pt; padding: 0; }
  .skip, nav { display: none; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  .finding, tr, .locks svg { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
  .bar, .work, .badge::before, header::before { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
