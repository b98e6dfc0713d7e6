namespace OrleansProxy.Traffic.Reports.Page;

/// <summary>The style of the page: the portal's colours, in light, in dark and on paper.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root{color-scheme:light dark;
        --ground:light-dark(#f5f7f7,#0e1416);--surface:light-dark(#fff,#151d20);--sunken:light-dark(#e7eded,#243034);
        --line:light-dark(#e1e7e7,#263236);--ink:light-dark(#13201f,#e8efee);--soft:light-dark(#51605f,#9fb0af);
        --accent:light-dark(#0f766e,#3fc1b0);--block:light-dark(#dc5a5a,#d9605f);--limit:light-dark(#e0a234,#d9a340);
        --cache:light-dark(#7c83e6,#737bdc)}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif}
        main{max-width:1180px;margin:0 auto;padding:32px 24px 48px;display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:20px}
        header,.cards,.wide,footer{grid-column:1/-1}
        h1{margin:0;font-size:28px;line-height:1.2;letter-spacing:-.01em}
        h2{margin:0 0 8px;font-size:16px}
        header p,footer{margin:6px 0 0;color:var(--soft)}
        header b{color:var(--ink);font-weight:600}
        .cards{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:12px;margin:0}
        .cards div,.panel{background:var(--surface);border:1px solid var(--line);border-radius:12px}
        .cards div{padding:14px 16px}
        .cards dt{color:var(--soft);font-size:13px}
        .cards dd{margin:2px 0 0;font-size:24px;font-weight:600;line-height:1.25;font-variant-numeric:tabular-nums}
        .cards small{display:block;color:var(--soft);font-size:13px;font-weight:400;min-height:1.4em}
        .panel{padding:18px 20px}
        .legend{margin:0 0 12px;color:var(--soft);font-size:13px}
        .legend span{margin-right:16px;white-space:nowrap}
        .legend i{display:inline-block;width:10px;height:10px;border-radius:3px;margin-right:6px;background:currentColor}
        .legend i,.accent,.block,.limit,.cache{print-color-adjust:exact;-webkit-print-color-adjust:exact}
        .legend .accent i,.bar.accent{color:var(--accent)}.legend .block i,.bar.block{color:var(--block)}
        .legend .limit i,.bar.limit{color:var(--limit)}.legend .cache i,.bar.cache{color:var(--cache)}
        .chart{display:grid;grid-template-columns:64px 1fr;grid-template-rows:220px 22px}
        .chart svg{width:100%;height:220px;overflow:visible;grid-column:2;grid-row:1}
        .values{position:relative;grid-column:1;grid-row:1}
        .values span{position:absolute;right:10px;transform:translateY(50%);color:var(--soft);font-size:12px;white-space:nowrap;font-variant-numeric:tabular-nums}
        .times{position:relative;grid-column:2;grid-row:2}
        .times span{position:absolute;top:6px;color:var(--soft);font-size:12px;white-space:nowrap}
        .grid{stroke:var(--line);stroke-width:1;fill:none;vector-effect:non-scaling-stroke}
        .line{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round;vector-effect:non-scaling-stroke}
        .line.accent{stroke:var(--accent)}.line.limit{stroke:var(--limit);stroke-dasharray:5 4}
        rect.accent{fill:var(--accent)}rect.block{fill:var(--block)}rect.limit{fill:var(--limit)}rect.cache{fill:var(--cache)}
        .hit{fill:transparent}g:hover>.hit{fill:var(--ink);fill-opacity:.07}
        table{border-collapse:collapse;width:100%;font-size:14px}
        th{font-weight:400;text-align:left}
        thead th{color:var(--soft);font-size:12px;padding:2px 0 4px;white-space:nowrap}
        tbody tr{border-top:1px solid var(--line)}
        td,tbody th{padding:6px 0;vertical-align:top}
        .n{text-align:right;padding-left:16px;white-space:nowrap;font-variant-numeric:tabular-nums}
        .rank tbody th{width:100%;min-width:130px}
        .name{display:block;overflow-wrap:anywhere}
        .bar{display:block;width:100%;height:5px;margin-top:4px;fill:currentColor}
        .track{fill:var(--sunken)}
        details{margin-top:12px;font-size:14px}summary{color:var(--soft);cursor:pointer}
        details .scroll{max-height:360px;overflow:auto;margin-top:8px}
        .scroll{overflow-x:auto}
        .empty{color:var(--soft);margin:0}
        a{color:var(--accent)}
        @media(max-width:760px){main{grid-template-columns:minmax(0,1fr);padding:20px 14px 32px;gap:14px}.cards{grid-template-columns:1fr 1fr;gap:10px}
        .cards dd{font-size:20px}.panel{padding:14px}.chart{grid-template-columns:54px 1fr;grid-template-rows:170px 22px}.chart svg{height:170px}.times .odd{display:none}.n{padding-left:10px}}
        @media print{@page{margin:14mm}:root{color-scheme:light}body{background:#fff;font-size:11px}main{max-width:none;padding:0;gap:12px;grid-template-columns:1fr 1fr}
        .cards{gap:8px}.cards div{padding:8px 10px}.cards dd{font-size:16px}.panel{padding:12px}.panel,.cards div{break-inside:avoid}
        table{font-size:10.5px}td,tbody th{padding:3px 0}.chart{grid-template-rows:150px 20px}.chart svg{height:150px}details{display:none}h1{font-size:22px}}
        """;
}
