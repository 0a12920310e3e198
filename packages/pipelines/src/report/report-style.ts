/** The look of a report: the shop's tokens, light and dark, no script and nothing to load. */
export const reportStyle = `
:root{color-scheme:light dark;--paper:oklch(0.985 0.006 85);--card:#fff;--line:oklch(0.9 0.01 85);--ink:oklch(0.22 0.02 265);--muted:oklch(0.48 0.02 265);--lamp:oklch(0.72 0.16 60);--model:oklch(0.62 0.06 250);--base:oklch(0.8 0.01 265);--leaf:oklch(0.48 0.11 150);--brick:oklch(0.52 0.16 30)}
@media (prefers-color-scheme:dark){:root{--paper:oklch(0.19 0.015 265);--card:oklch(0.235 0.015 265);--line:oklch(0.34 0.015 265);--ink:oklch(0.95 0.01 85);--muted:oklch(0.74 0.015 265);--model:oklch(0.68 0.07 250);--base:oklch(0.46 0.01 265);--leaf:oklch(0.78 0.13 150);--brick:oklch(0.75 0.13 30)}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 Inter,system-ui,sans-serif}
main{max-width:56rem;margin:0 auto;padding:clamp(1.5rem,5vw,4.5rem) clamp(1rem,4vw,2rem) 5rem}
h1,h2{font-family:Fraunces,"Iowan Old Style","Palatino Linotype",Palatino,Georgia,serif;font-weight:560;letter-spacing:-.01em;line-height:1.15;text-wrap:balance}
h1{font-size:clamp(2rem,5vw,3rem);margin:0 0 .6rem}h2{font-size:1.5rem;margin:3.5rem 0 .4rem}p{max-width:42rem;margin:.4rem 0 1rem}h1,p,li{overflow-wrap:anywhere}
.lead{font-size:1.15rem}.muted{color:var(--muted)}.over{color:var(--muted);font-size:.85rem;margin:0 0 .8rem}
dl.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:1px;background:var(--line);border:1px solid var(--line);border-radius:14px;overflow:hidden;margin:2rem 0}
dl.facts div{background:var(--card);padding:.9rem 1.1rem}dt{color:var(--muted);font-size:.82rem}dd{margin:0;font-size:1.25rem;font-variant-numeric:tabular-nums}
figure{margin:1rem 0;background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.1rem 1.1rem .6rem}figcaption{color:var(--muted);font-size:.88rem;padding:.4rem .2rem .5rem}
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:14px;margin:1rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}th,td{padding:.55rem .8rem;text-align:right;white-space:nowrap;border-bottom:1px solid var(--line)}
tbody tr:last-child>*{border-bottom:0}th{font-weight:560;color:var(--muted);font-size:.82rem}th:first-child{text-align:left;position:sticky;left:0;background:var(--card)}tbody th{color:var(--ink);font-size:.9rem}
tr.baseline th,tr.baseline td{color:var(--muted)}tr.best th{box-shadow:inset 3px 0 var(--lamp)}td small{color:var(--muted)}.up{color:var(--leaf)}.down{color:var(--brick)}
pre{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1rem;overflow-x:auto;font-size:.82rem;line-height:1.5;white-space:pre-wrap;overflow-wrap:anywhere}summary{cursor:pointer;padding:.3rem 0}
summary:focus-visible{outline:2px solid var(--lamp);outline-offset:2px}
.plot{display:block;width:100%;height:auto;font-size:13px}.plot text{fill:var(--ink)}.plot .tick,.plot .axis{fill:var(--muted);font-size:12px}.plot .value{font-variant-numeric:tabular-nums}.plot .strong{font-weight:600}
.plot .grid{stroke:var(--line)}.plot .zero{stroke:var(--muted)}.plot .whisker{stroke:var(--ink);stroke-width:1.4;fill:none;opacity:.75}
.plot .model{fill:var(--model)}.plot .baseline{fill:var(--base)}.plot .best{fill:var(--lamp)}.plot .dot{stroke:var(--card);stroke-width:1.5}
td.share{background:linear-gradient(to right,color-mix(in oklch,var(--model) 28%,transparent) var(--share),transparent var(--share)) no-repeat left/100% 100%}
td.none{color:var(--muted)}.notice{border-left:3px solid var(--brick);padding:.2rem 0 .2rem 1rem}
.narrow{display:none}@media (max-width:40rem){.wide{display:none}.narrow{display:block}figure{padding:.8rem .5rem .4rem}th,td{padding:.5rem .6rem}tbody th,thead th:first-child{min-width:7.6rem;max-width:8.5rem;white-space:normal;overflow-wrap:anywhere}}
@media print{body{background:#fff}figure,.scroll{break-inside:avoid}}
`;
