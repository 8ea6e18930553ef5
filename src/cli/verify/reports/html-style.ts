/** The look of the HTML report. */
export const style = `
:root { color-scheme: light dark; --text: #1d2126; --faint: #5b6470; --page: #ffffff; --panel: #f4f6f8; --line: #d5dae0; --good: #17703f; --bad: #b3261e; --wait: #7a5b00; --link: #0b57a4; }
@media (max-width: 40rem) { body { padding: .8rem; } th, td { padding: .3rem .45rem; } }
@media (prefers-color-scheme: dark) { :root { --text: #e4e7eb; --faint: #a0a9b4; --page: #15181c; --panel: #1f242a; --line: #343b44; --good: #6fd39b; --bad: #ff8f85; --wait: #e2bf5a; --link: #8ec2ff; } }
body { margin: 0 auto; max-width: 70rem; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin-top: 2rem; }
a { color: var(--link); } code, pre { font-family: ui-monospace, monospace; font-size: .85rem; }
table { border-collapse: collapse; } th, td { padding: .3rem .8rem; border-bottom: 1px solid var(--line); text-align: right; } th:first-child { text-align: left; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .4rem 0; padding: .3rem .8rem; }
summary { cursor: pointer; } .mark { display: inline-block; min-width: 4.5rem; font-weight: 600; }
.held .mark { color: var(--good); } .failed .mark, .broken .mark { color: var(--bad); } .not-yet .mark { color: var(--wait); } .not-run .mark { color: var(--faint); }
.source, .incident { color: var(--faint); } .detail { font-weight: 600; overflow-wrap: anywhere; white-space: pre-wrap; }
pre { max-height: 26rem; overflow: auto; } .rule { margin: .4rem 0; padding: .3rem .8rem; border: 1px solid var(--line); border-radius: .4rem; } .scroll { overflow-x: auto; } .faint { color: var(--faint); overflow-wrap: anywhere; } .verdict { font-size: 1.15rem; }
li { margin: .2rem 0; overflow-wrap: anywhere; } summary { overflow-wrap: anywhere; } .source, .incident { overflow-wrap: anywhere; } :target { outline: 2px solid var(--link); }
pre { background: var(--panel); padding: .8rem; border-radius: .3rem; white-space: pre-wrap; overflow-wrap: anywhere; }
`;
