"""The style sheet of the views in notebooks: our own, scoped to ``.govclean``, light and dark."""

from __future__ import annotations

__all__ = ["STYLE"]

_LIGHT = (
    "--fg:#1f2328;--soft:#59636e;--line:#d8dee4;--back:#fff;--card:#f6f8fa;--link:#0969da;"
    "--new:#d2f4dc;--newline:#1a7f37;--typo:#e7dcff;--typoline:#8250df;--old:#ffdcd7;--oldline:#cf222e;"
    "--tip:#24292f;--tipfg:#fff;--clean:#1a7f37;--repaired:#8a6100;--mirrored:#b04600;--hijacked:#cf222e"
)
_DARK = (
    "--fg:#e6edf3;--soft:#9198a1;--line:#30363d;--back:#0d1117;--card:#151b23;--link:#58a6ff;"
    "--new:#12402188;--newline:#3fb950;--typo:#3c1e7088;--typoline:#a371f7;--old:#67060c88;--oldline:#f85149;"
    "--tip:#e6edf3;--tipfg:#0d1117;--clean:#3fb950;--repaired:#d29922;--mirrored:#f0883e;--hijacked:#f85149"
)

# The system's preference first, then what the page around says of itself: JupyterLab, VS Code, Furo, Colab.
_DARK_PAGES = (
    '[data-jp-theme-light="false"] .govclean,.vscode-dark .govclean,[data-theme="dark"] .govclean,'
    "html[theme=dark] .govclean"
)
_LIGHT_PAGES = (
    '[data-jp-theme-light="true"] .govclean,.vscode-light .govclean,[data-theme="light"] .govclean,'
    "html[theme=light] .govclean"
)

STYLE = f"""<style>
.govclean{{{_LIGHT}}}
@media (prefers-color-scheme:dark){{.govclean{{{_DARK}}}}}
{_LIGHT_PAGES}{{{_LIGHT}}}
{_DARK_PAGES}{{{_DARK}}}
.govclean,.govclean *{{box-sizing:border-box}}
.govclean{{color:var(--fg);background:var(--back);border:1px solid var(--line);border-radius:10px;max-width:900px;margin:4px 0;
 font:15px/1.75 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;text-align:left;overflow:hidden}}
.govclean.gc-wide{{max-width:1280px}}
.govclean .gc-head{{background:var(--card);padding:16px 22px 14px;border-bottom:1px solid var(--line)}}
.govclean .gc-line{{display:flex;flex-wrap:wrap;gap:4px 14px;align-items:center;color:var(--soft);font-size:12.5px;line-height:1.6}}
.govclean .gc-verdict{{color:var(--soft);border:1px solid;border-radius:99px;padding:0 10px 0 8px;font-weight:600}}
.govclean .gc-verdict::before{{content:"";display:inline-block;width:8px;height:8px;border-radius:50%;background:currentColor;margin-right:6px}}
.govclean .gc-clean{{color:var(--clean)}}.govclean .gc-repaired{{color:var(--repaired)}}
.govclean .gc-mirrored{{color:var(--mirrored)}}.govclean .gc-hijacked{{color:var(--hijacked)}}
.govclean .gc-title{{font-size:21px;font-weight:650;line-height:1.45;margin:8px 0 2px;color:inherit}}
.govclean .gc-sub{{margin:0;color:var(--soft)}}
.govclean .gc-fields{{display:grid;grid-template-columns:repeat(auto-fill,minmax(250px,1fr));gap:2px 20px;margin:10px 0 0;padding:0;font-size:13.5px}}
.govclean .gc-fields div{{display:flex;gap:10px;min-width:0}}
.govclean .gc-fields dt{{color:var(--soft);flex:0 0 5.2em;font-weight:400;margin:0}}
.govclean .gc-fields dd{{margin:0;min-width:0;overflow-wrap:anywhere}}
.govclean .gc-frame{{position:relative}}
.govclean .gc-body{{padding:12px 22px 20px;max-height:560px;overflow:auto}}
.govclean .gc-body p,.govclean .gc-body li{{margin:.55em 0;overflow-wrap:anywhere}}
.govclean .gc-body h2,.govclean .gc-body h3,.govclean .gc-body h4,.govclean .gc-body h5,.govclean .gc-body h6{{font-size:16px;font-weight:650;margin:1em 0 .3em;line-height:1.5}}
.govclean .gc-row h2,.govclean .gc-row h3,.govclean .gc-row h4,.govclean .gc-row h5,.govclean .gc-row h6{{font-size:15px;font-weight:650;margin:.3em 0;line-height:1.6}}
.govclean .gc-signature{{text-align:right;margin:.2em 0}}.govclean .gc-note{{color:var(--soft)}}
.govclean table{{border-collapse:collapse;font-size:13px;line-height:1.6;margin:.8em 0;display:block;overflow-x:auto;max-width:100%;border:0}}
.govclean td,.govclean th{{border:1px solid var(--line);padding:3px 9px;text-align:left;vertical-align:top;background:none;color:inherit;white-space:normal}}
.govclean figure{{margin:.8em 0}}.govclean img{{max-width:100%;height:auto}}.govclean figcaption{{color:var(--soft);font-size:13px}}
.govclean a{{color:var(--link)}}.govclean ul{{margin:.4em 0;padding-left:1.4em}}
.govclean mark{{color:inherit;background:var(--new);border-bottom:1.5px solid var(--newline);border-radius:2px;padding:0;cursor:help;outline:0}}
.govclean mark.gc-typo{{background:var(--typo);border-color:var(--typoline)}}
.govclean mark.gc-old{{background:var(--old);border-color:var(--oldline)}}
.govclean mark.gc-gone{{background:none;border:0;color:var(--oldline)}}
.govclean mark.gc-gone:empty::before{{content:"\\2060\\2038";font-weight:700;margin:0 -.2em 0 -.26em}}
.govclean mark.gc-old:empty::before{{content:"\\2205";opacity:.6}}
.govclean mark u{{text-decoration:underline wavy var(--repaired) 1px;text-underline-offset:3px}}
.govclean mark:hover,.govclean mark:focus{{box-shadow:0 0 0 2px var(--link)}}
.govclean mark:hover::after,.govclean mark:focus::after{{content:attr(data-tip);position:absolute;left:0;right:0;bottom:0;z-index:5;
 pointer-events:none;background:var(--tip);color:var(--tipfg);font-size:13px;line-height:1.55;padding:6px 22px;white-space:pre-wrap;
 overflow-wrap:anywhere;font-weight:400;text-align:left}}
.govclean .gc-key{{border-top:1px solid var(--line);background:var(--card);color:var(--soft);font-size:12px;padding:5px 22px;min-height:32px}}
.govclean .gc-key span{{margin-right:14px;white-space:nowrap}}.govclean .gc-key mark{{cursor:default;margin-right:4px;padding:0 3px}}
.govclean details{{border-top:1px solid var(--line);padding:0 22px;font-size:13px}}
.govclean details details{{border:0;padding:0 0 0 14px}}
.govclean summary{{cursor:pointer;padding:7px 0;color:var(--fg);font-weight:600;font-size:13px}}
.govclean details details summary{{font-weight:400;padding:3px 0}}
.govclean summary small{{color:var(--soft);font-weight:400;font-size:12px;margin-left:6px}}
.govclean details[open]>summary code~small{{display:none}}
.govclean .gc-list{{margin:0 0 12px;padding:0;list-style:none;max-height:340px;overflow:auto}}
.govclean .gc-list li{{padding:3px 0;margin:0;border-top:1px dotted var(--line);overflow-wrap:anywhere}}
.govclean .gc-list li:first-child{{border:0}}
.govclean code{{font:12px ui-monospace,"SFMono-Regular",Menlo,monospace;color:var(--soft);background:none;padding:0;border:0}}
.govclean .gc-soft{{color:var(--soft)}}.govclean .gc-warn li::before{{content:"\\26A0\\FE0E";color:var(--repaired);margin-right:7px}}
.govclean .gc-sides{{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);font-size:14px;max-height:720px;overflow:auto}}
.govclean .gc-row{{display:contents}}
.govclean .gc-row>div{{padding:5px 18px;border-top:1px solid var(--line);overflow-wrap:anywhere;min-width:0}}
.govclean .gc-row>div+div{{border-left:1px solid var(--line)}}.govclean .gc-row p{{margin:.3em 0}}
.govclean .gc-top>div{{position:sticky;top:0;background:var(--card);font-weight:600;border-top:0;z-index:2}}
.govclean .gc-cut>div{{color:var(--soft);background:var(--card);font-size:13px}}
.govclean .gc-cut del{{text-decoration-color:var(--oldline)}}
.govclean .gc-sides>.gc-same{{padding:5px 18px;border-top:1px solid var(--line);grid-column:1/-1;color:var(--soft);text-align:center;font-size:12.5px;border-left:0}}
</style>"""
