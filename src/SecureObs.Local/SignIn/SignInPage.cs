using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace SecureObs.Local.SignIn;

/// <summary>The issuer's pages: no script, one style sheet that the policy allows by its hash.</summary>
internal static class SignInPage
{
    private const string Style = """
        :root{color-scheme:light dark;--page:#f4f5f7;--card:#fff;--text:#1b1f24;--quiet:#57606a;--line:#d0d7de;--accent:#1f5fbf;--note:#fff4d6}
        @media(prefers-color-scheme:dark){:root{--page:#0f1318;--card:#191f26;--text:#e8ebef;--quiet:#a2abb6;--line:#343d48;--accent:#7db0ff;--note:#3a3015}}
        *{box-sizing:border-box}
        body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem 1rem;background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif}
        main{width:100%;max-width:27rem;padding:2rem;background:var(--card);border:1px solid var(--line);border-radius:12px}
        h1{margin:0 0 .75rem;font-size:1.35rem;line-height:1.3}
        p{margin:0 0 1.25rem;padding:.6rem .8rem;border-radius:8px;background:var(--note);font-size:.9rem}
        ul{list-style:none;margin:0;padding:0;display:grid;gap:.6rem}
        button{display:flex;align-items:center;gap:.9rem;width:100%;padding:.7rem .9rem;text-align:left;font:inherit;color:inherit;background:none;border:1px solid var(--line);border-radius:8px;cursor:pointer}
        button:hover{border-color:var(--accent)}
        button:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
        .initials{flex:none;width:2.4rem;height:2.4rem;display:grid;place-items:center;border-radius:50%;border:1px solid var(--accent);color:var(--accent);font-weight:600;font-size:.85rem}
        strong,small{display:block}
        small{color:var(--quiet)}
        """;

    private static readonly string StyleHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    public static IResult Choice(HttpContext context, DevIssuerOptions options)
    {
        var people = string.Concat(DemoPerson.All.Select(person => $"""
            <li><button name="person" value="{person.ObjectId}">
            <span class="initials" aria-hidden="true">{Initials(person.Name)}</span>
            <span><strong>{Encode(person.Name)}</strong><small>{Encode(person.Username)} · {Encode(person.Organisation)}</small></span>
            </button></li>
            """));
        // The form's answer is a redirect to the dashboard, and the policy counts that as the form's address, too.
        return Page(context, "Choose a demo person", $"""
            <h1>Choose a demo person</h1>
            <p>Sign-in of the local host: nobody has a password. Production signs in with Microsoft Entra ID.</p>
            <form method="post"><ul>{people}</ul></form>
            """, ["'self'", .. options.PageOrigins]);
    }

    public static IResult Refusal(HttpContext context, string reason) => Page(
        context, "Sign-in refused", $"<h1>Sign-in refused</h1><p>{Encode(reason)}</p>", ["'none'"],
        StatusCodes.Status400BadRequest);

    public static IResult SignedOut(HttpContext context) =>
        Page(context, "Signed out", "<h1>You are signed out</h1>", ["'none'"]);

    private static IResult Page(
        HttpContext context, string title, string body, string[] formTargets, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.CacheControl = "no-store";
        IssuerHeaders.SetPolicy(context,
            $"default-src 'none'; style-src 'sha256-{StyleHash}'; form-action {string.Join(' ', formTargets)}; "
            + "base-uri 'none'; frame-ancestors 'none'");
        return Results.Content($"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(title)}</title><style>{Style}</style></head>
            <body><main>{body}</main></body>
            </html>
            """, "text/html; charset=utf-8", statusCode: status);
    }

    private static string Initials(string name) => string.Concat(name.Split(' ').Select(word => word[0]));

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
