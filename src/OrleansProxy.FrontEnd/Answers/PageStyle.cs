using System.Security.Cryptography;
using System.Text;

namespace OrleansProxy.FrontEnd.Answers;

/// <summary>The one style sheet of our own pages, and the policy that lets a browser apply it and run or load nothing else.</summary>
internal static class PageStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--ground:#f6f7f9;--card:#fff;--ink:#1b2330;--soft:#5b6676;--line:#e2e6ec;--mark:#4f46e5;--bad:#c0362c}
        @media(prefers-color-scheme:dark){:root{--ground:#0f141b;--card:#18202a;--ink:#e8ecf2;--soft:#98a3b3;--line:#2a3441;--mark:#8b93ff;--bad:#ff7b70}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
        main{max-width:44rem;margin:0 auto;padding:3rem 1.25rem}
        main.wide{max-width:72rem;padding-top:2rem}
        .card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.75rem;margin-bottom:1.25rem;overflow-x:auto}
        .brand{color:var(--soft);font-size:.85rem;letter-spacing:.04em;margin:0 0 .9rem}
        h1{font-size:1.5rem;line-height:1.25;margin:0 0 .6rem;overflow-wrap:anywhere}
        h1 .status{color:var(--bad)}
        h2{font-size:1rem;margin:0 0 .8rem}
        p{margin:0 0 .8rem;overflow-wrap:anywhere}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1.25rem;margin:1rem 0 0}
        dt{color:var(--soft)}
        dd{margin:0;overflow-wrap:anywhere}
        code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
        .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:.75rem;margin-bottom:1.25rem}
        .figure{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:.8rem 1rem}
        .figure b{display:block;font-size:1.35rem;font-variant-numeric:tabular-nums}
        .figure span{color:var(--soft);font-size:.83rem}
        table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
        th{color:var(--soft);font-weight:500;text-align:left}
        th,td{padding:.4rem .7rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:top}
        td.url{overflow-wrap:anywhere;min-width:14rem}
        .refused{color:var(--bad)}
        """;

    /// <summary>The value of Content-Security-Policy: only this very style sheet, and nothing else at all.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}
